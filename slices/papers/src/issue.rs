//! Issuing: what was set once is kept, encrypted, and never changes; the same facts in the same language are the same paper.

use crate::{
    Kind, code, compose,
    gather::{self, Ask, Draft, Number},
    store::{self, Issued},
};
use db::{Db, Query, args};
use files::Files;
use i18n::{Lang, dates::hijri_year};
use kernel::{Actor, Env, Event, Id, Problem, Result};
use sha2::{Digest, Sha256};

/// What issuing needs of the house.
#[derive(Clone, Copy)]
pub struct Parts<'a> {
    pub db: &'a Db,
    pub files: &'a Files,
    pub env: &'a Env,
}

impl<'a> Parts<'a> {
    pub fn of(cx: &'a web::Cx) -> Parts<'a> {
        Parts { db: cx.db(), files: cx.files(), env: cx.env() }
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

/// The facts a paper was made from, as one digest; parted so that no two lists run into one another.
fn content(d: &Draft) -> String {
    let mut h = Sha256::new();
    for part in [d.kind.code(), d.lang.code(), if d.private { "1" } else { "0" }].into_iter().chain(d.facts.iter().map(String::as_str)) {
        h.update((part.len() as u64).to_be_bytes());
        h.update(part.as_bytes());
    }
    hex(&h.finalize())
}

/// The number of an order, once for its line; given before the paper is set, so that none is lost to one that could not be.
async fn numbered(p: Parts<'_>, actor: &Actor, d: &Draft) -> Result<String> {
    if let Number::Given(n) = &d.number {
        return Ok(n.clone());
    }
    let now = p.env.now();
    for _ in 0..2 {
        if let Some(n) = store::number(&mut p.db.reader(), d.kind, d.object_id).await? {
            return Ok(n);
        }
        let mut tx = p.db.begin(actor).await?;
        if let Some(n) = store::number(&mut tx, d.kind, d.object_id).await? {
            return Ok(n);
        }
        let year = hijri_year(now.day());
        let number = format!("{year}/{}", tx.next_number(&format!("order:{year}")).await?);
        match store::keep_number(&mut tx, d.kind, d.object_id, &number, now).await {
            Ok(()) => {}
            // Somebody was first; ours goes back with the transaction.
            Err(Problem::Conflict { .. }) => continue,
            Err(e) => return Err(e),
        }
        let event = Event::new("paper.numbered", "paper", d.object_id).fact("number", &number);
        tx.record(now, if let Some(f) = d.file { event.file(f) } else { event });
        tx.commit().await?;
        return Ok(number);
    }
    Err(Problem::conflict("changed"))
}

/// Issues a paper, or finds it issued already from the same facts. Whoever calls has judged that this actor may have it.
///
/// `subject`: a request (form, receipt, missing list, decision, deferral), a reply (decision), a line of help (order, its receipt), a file
/// (summary), a service (blank form). `full`: income, debts and health too, where the paper has them.
///
/// # Errors
/// `NotFound` where there is nothing to set yet (no reply, nothing missing, not released); `Internal` if the paper could not be set.
pub async fn issue(p: Parts<'_>, actor: &Actor, kind: Kind, subject: Id, lang: Lang, full: bool) -> Result<Issued> {
    let now = p.env.now();
    let q = &mut p.db.reader();
    let d = gather::gather(q, &Ask { actor, lang, now, full }, kind, subject).await?;
    let content = content(&d);
    if let Some(found) = store::same(q, kind, d.object_id, lang, &content).await? {
        return Ok(found);
    }
    let number = numbered(p, actor, &d).await?;
    let dress = compose::dress(q, d.text, lang).await?;
    let code = code::fresh();
    let pdf = typeset::set(compose::paper(&d, &dress, &number, &code, now)).await.map_err(|e| {
        tracing::error!(kind = kind.code(), error = %e, "a paper could not be set");
        Problem::Internal("a paper could not be set".into())
    })?;
    // On the disk before the row that names it.
    let stored = p.files.put(p.env.id(), pdf).await?;
    let mut tx = p.db.begin(actor).await?;
    let edition = store::editions(&mut tx, d.object_id, kind, lang).await? + 1;
    let id = p.env.id();
    let by = if actor.is_system() { "system".to_string() } else { actor.id.to_string() };
    let made = tx
        .run(
            store::INSERT,
            args![
                id,
                kind.code(),
                d.object,
                d.object_id,
                d.request,
                d.file,
                d.branch,
                &number,
                edition,
                lang.code(),
                &code,
                &stored.digest,
                &content,
                stored.id,
                stored.bytes,
                dress.head_version,
                dress.frame.version,
                dress.text.version,
                d.private,
                now,
                by
            ],
        )
        .await?;
    if made == 0 {
        drop(tx);
        return store::same(&mut p.db.reader(), kind, d.object_id, lang, &content).await?.ok_or_else(|| Problem::conflict("changed"));
    }
    let event = Event::new("paper.issued", "paper", id).fact("kind", kind.code()).fact("number", &number);
    tx.record(now, if let Some(f) = d.file { event.file(f) } else { event });
    tx.commit().await?;
    store::same(&mut p.db.reader(), kind, d.object_id, lang, &content).await?.ok_or_else(|| Problem::Internal("a paper just issued is not there".into()))
}

/// The PDF as issued: what its digest says, or nothing.
pub async fn bytes(files: &Files, paper: &Issued) -> Result<Vec<u8>> {
    let pdf = files.get(paper.stored).await?;
    if hex(&Sha256::digest(&pdf)) == paper.digest { Ok(pdf) } else { Err(Problem::Internal("a paper is not what was issued".into())) }
}

/// For the portal, which has proved that the request is of a file this person may act for: the paper as he may have it.
///
/// # Errors
/// Those of [`issue`]; `NotFound` for a kind that is not for him, or a line of help of another request.
pub async fn for_person(p: Parts<'_>, actor: &Actor, kind: Kind, request: Id, subject: Id, lang: Lang) -> Result<(Issued, Vec<u8>)> {
    if !kind.is_for_person() {
        return Err(Problem::NotFound);
    }
    let paper = issue(p, actor, kind, subject, lang, true).await?;
    if paper.request.is_some_and(|r| r != request) {
        return Err(Problem::NotFound);
    }
    let pdf = bytes(p.files, &paper).await?;
    Ok((paper, pdf))
}

/// A paper that can be had of a request: its kind, what it is about, and of which thing (a line of help in words; else empty).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    pub kind: Kind,
    pub subject: Id,
    pub about: String,
    /// Whether the person may have it now: a deed of receipt only once it was received.
    pub for_person: bool,
}

/// What can be had of a request now, in the order of its road; orders too. Nothing that would tell an outcome before the reply.
pub async fn offered(q: &mut impl Query, r: &requests::Request, lang: Lang) -> Result<Vec<Offer>> {
    use requests::rules::State;
    let of = |kind: Kind| Offer { kind, subject: r.id, about: String::new(), for_person: kind.is_for_person() };
    let mut out = vec![of(Kind::RequestForm)];
    if r.submitted_at.is_some() && r.number.is_some() {
        out.push(of(Kind::Receipt));
    }
    if !requests::missing(q, r.id).await?.is_empty() {
        out.push(of(Kind::MissingList));
    }
    if r.state == State::Deferred && r.number.is_some() && r.deferred_until.is_some() {
        out.push(of(Kind::Deferral));
    }
    let replies = requests::replies(q, r.id).await?;
    let several = replies.len() > 1;
    out.extend(replies.iter().map(|x| Offer { subject: x.id, about: if several { x.letter_number.clone() } else { String::new() }, ..of(Kind::Decision) }));
    if r.registered_at.is_some() {
        for l in delivery::of_request(q, r.id).await?.iter().filter(|l| l.released.is_some() && l.closed.is_none()) {
            let about = match l.what() {
                requests::rules::delivery::What::Amount(m) => i18n::numbers::money_line(lang, m),
                requests::rules::delivery::What::Goods { kind, .. } => kind,
            };
            out.push(Offer { subject: l.id, about: about.clone(), ..of(Kind::DisbursementOrder) });
            out.push(Offer { subject: l.id, about, for_person: l.state == requests::rules::delivery::LineState::Handed, ..of(Kind::DeliveryReceipt) });
        }
    }
    Ok(out)
}

/// Replies older than this are set when somebody asks for them.
const ARCHIVED_FOR_DAYS: i64 = 30;
/// The most letters one call sets.
const AT_ONCE: usize = 10;

/// Sets the letters of replies that have none yet: in Arabic, and in English for whoever would rather read that. A letter that cannot be
/// set is said in the log and does not keep the others. How many were set.
///
/// # Errors
/// Only the database's.
pub async fn archive_due(db: &Db, files: &Files, env: &Env) -> Result<usize> {
    let (p, system) = (Parts { db, files, env }, Actor::system());
    let from = env.now().plus_days(-ARCHIVED_FOR_DAYS);
    let due = store::replies_without(&mut db.reader(), from, 200).await?;
    let mut done = 0;
    for (reply, request) in due {
        if done >= AT_ONCE {
            break;
        }
        let mut langs = vec![Lang::Ar];
        let q = &mut db.reader();
        let applicant = requests::find_unscoped(q, request).await?.applicant;
        if people::person(q, applicant).await?.preferred_language.as_deref() == Some("en") {
            langs.push(Lang::En);
        }
        for lang in langs {
            match issue(p, &system, Kind::Decision, reply, lang, true).await {
                Ok(_) => done += 1,
                Err(e) => tracing::error!(error = %e, "a letter could not be archived"),
            }
        }
    }
    Ok(done)
}
