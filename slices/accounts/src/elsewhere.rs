//! Coming in by another's word: OpenID Connect and Nafath, behind the one table of entries under way. Off until the administrator sets one up.

use crate::{
    entry::{From, subject},
    key::{keyed, seal, token_digest, unseal},
    limits, rules,
    rules::{Settings, rate},
    sessions::{self, Began, Begin},
    settings, store,
};
use db::{Db, Query, args};
use identity::{Identified, IdentityError, Kept, Polled, Returned, Transaction};
use kernel::{Actor, At, Env, Event, Id, Problem, Result};
use people::IdentityKind;
use std::{
    net::IpAddr,
    sync::{Arc, Mutex, PoisonError},
};

pub(crate) const OIDC: &str = "oidc";
pub(crate) const NAFATH: &str = "nafath";

pub(crate) fn oidc_settings(o: &rules::Oidc) -> Result<identity::OidcSettings> {
    let secret = if o.secret.is_empty() { String::new() } else { unseal("oidc", &o.secret)? };
    Ok(identity::OidcSettings {
        enabled: o.on,
        issuer: o.issuer.clone(),
        client_id: o.client_id.clone(),
        client_secret: identity::Secret::new(secret),
        redirect: o.redirect.clone(),
        scopes: o.scopes.clone(),
        userinfo: o.userinfo,
        auth: match o.auth.as_str() {
            "post" => identity::ClientAuth::Post,
            "none" => identity::ClientAuth::None,
            _ => identity::ClientAuth::Basic,
        },
        acr: o.acr.split_whitespace().map(str::to_string).collect(),
        root_certificate: o.root.clone(),
        claims: identity::ClaimNames { national_id: o.claim.clone(), ..Default::default() },
        ..Default::default()
    })
}

pub(crate) fn nafath_settings(n: &rules::Nafath) -> Result<identity::NafathSettings> {
    let key = if n.secret.is_empty() { String::new() } else { unseal("nafath", &n.secret)? };
    Ok(identity::NafathSettings {
        enabled: n.on,
        app_id: n.app_id.clone(),
        app_key: identity::Secret::new(key),
        base: n.base.clone(),
        service: n.service.clone(),
        audience: n.audience.clone(),
        issuer: n.issuer.clone(),
        server_ip: n.server_ip.clone(),
        root_certificate: n.root.clone(),
        ..Default::default()
    })
}

/// The other sides as they were last set up, with their keys: one for the program, renewed when the setting changes.
#[derive(Default)]
pub(crate) struct Ways {
    oidc: Mutex<Option<(rules::Oidc, Arc<identity::Oidc>)>>,
    nafath: Mutex<Option<(rules::Nafath, Arc<identity::Nafath>)>>,
}

fn kept<S: PartialEq + Clone, W>(slot: &Mutex<Option<(S, Arc<W>)>>, set: &S, open: impl FnOnce() -> Result<W>) -> Result<Arc<W>> {
    let mut slot = slot.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((s, way)) = &*slot
        && s == set
    {
        return Ok(way.clone());
    }
    let way = Arc::new(open()?);
    *slot = Some((set.clone(), way.clone()));
    Ok(way)
}

fn fault(e: identity::SettingsError) -> Problem {
    Problem::Internal(format!("sign-in elsewhere: {} {}", e.field, e.code))
}

impl Ways {
    async fn oidc(&self, q: &mut impl Query) -> Result<Arc<identity::Oidc>> {
        let set = settings::read(q).await?.oidc;
        if !set.on {
            return Err(Problem::NotFound);
        }
        kept(&self.oidc, &set, || identity::Oidc::open(&oidc_settings(&set)?).map_err(fault))
    }
    async fn nafath(&self, q: &mut impl Query) -> Result<Arc<identity::Nafath>> {
        let set = settings::read(q).await?.nafath;
        if !set.on {
            return Err(Problem::NotFound);
        }
        kept(&self.nafath, &set, || identity::Nafath::open(&nafath_settings(&set)?).map_err(fault))
    }
}

/// What the person reads when the other side did not identify him. `Token` is worth a line in the log: somebody may be trying something.
fn refused(e: &IdentityError) -> Problem {
    tracing::warn!(code = e.code(), "sign-in elsewhere: {e}");
    Problem::refused(match e {
        IdentityError::Unavailable(_) | IdentityError::Client(_) => "elsewhere_unavailable",
        IdentityError::Refused(_) => "elsewhere_refused",
        IdentityError::Stray(_) | IdentityError::Token(_) => "elsewhere_stray",
        IdentityError::Busy => "elsewhere_busy",
    })
}

/// A sign-in sent elsewhere, about to be written down.
struct Sent<'a> {
    way: &'static str,
    /// What is needed when the answer comes, sealed.
    sealed: String,
    /// Nafath's name for the request.
    subject: &'a str,
    /// Whom it was sent to, as a keyed digest; empty where nobody is named.
    to: String,
    shared: bool,
    next: &'a str,
    until: At,
}

async fn keep(env: &Env, db: &Db, s: Sent<'_>) -> Result<String> {
    let (now, id, token) = (env.now(), env.id(), web::session_token());
    let mut tx = db.begin(&Actor::system()).await?;
    tx.run(store::INSERT_ENTRY, args![id, token_digest(&token), "", s.way, s.sealed, now, s.until, s.shared, rules::next_path(s.next), s.until]).await?;
    if !s.subject.is_empty() {
        tx.run(store::SET_SUBJECT, args![id, s.subject]).await?;
    }
    let mut event = Event::new("account.sent_elsewhere", "account_entry", id).fact("way", s.way);
    if !s.to.is_empty() {
        event = event.fact("to", &s.to[..16]);
    }
    tx.record(now, event);
    tx.commit().await?;
    Ok(token)
}

fn sealed<T: serde::Serialize>(name: &str, what: &T) -> Result<String> {
    seal(name, &serde_json::to_string(what).map_err(Problem::internal)?)
}

fn opened<T: serde::de::DeserializeOwned>(name: &str, text: &str) -> Result<T> {
    serde_json::from_str(&unseal(name, text)?).map_err(Problem::internal)
}

struct Waiting {
    id: Id,
    sealed: String,
    confirmed: bool,
    shared: bool,
    next: String,
}

async fn waiting(q: &mut impl Query, token: &str, way: &str, now: At) -> Result<Waiting> {
    let r = q.maybe(store::ENTRY, args![token_digest(token), now]).await?.ok_or_else(|| Problem::refused("elsewhere_stray"))?;
    if r.text("way")? != way {
        return Err(Problem::refused("elsewhere_stray"));
    }
    Ok(Waiting { id: r.id("id")?, sealed: r.text("code_digest")?, confirmed: r.int("confirmed")? != 0, shared: r.flag("shared")?, next: r.text("next")? })
}

/// Where the sign-in under way was to lead, for beginning it anew; the portal's first page where none is.
pub(crate) async fn next_of(q: &mut impl Query, token: &str, now: At) -> Result<String> {
    q.maybe(store::ENTRY, args![token_digest(token), now]).await?.map_or(Ok("/my".into()), |r| r.text("next"))
}

/// A sign-in that came to nothing: it is gone, and the trail says why.
async fn over(env: &Env, db: &Db, way: &'static str, entry: Id, why: &'static str) -> Result<()> {
    let mut tx = db.begin(&Actor::system()).await?;
    tx.run(store::DROP_ENTRY, args![entry]).await?;
    tx.record(env.now(), Event::new("account.refused", "account_entry", entry).fact("way", way).fact("why", why));
    tx.commit().await
}

/// Who it is by the other side's word.
enum Word {
    /// This identity number, and no other.
    Number(String),
    /// Somebody of theirs whose number they do not say.
    Foreign(String),
}

/// The living person of the register with exactly this number, on a card of the kind that has such numbers: a passport that happens to have the
/// same ten digits is not one.
async fn person_of(q: &mut impl Query, number: &str) -> Result<Option<Id>> {
    let Ok(n) = people::rules::identity::parse(number) else { return Ok(None) };
    let Some(id) = people::by_identity(q, n.as_str()).await? else { return Ok(None) };
    let p = people::person(q, id).await?;
    let his = matches!(&p.identity, Some((IdentityKind::Citizen | IdentityKind::Resident, kept)) if kept == n.as_str());
    Ok((his && p.deceased_on.is_none()).then_some(id))
}

/// A session for whoever the other side says it is: the person of this identity, or an account without a file.
async fn enter(env: &Env, db: &Db, from: &From, way: &'static str, w: Waiting, word: Word) -> Result<Began> {
    let how: Settings = settings::read(&mut db.reader()).await?;
    let mut tx = db.begin(&Actor::system()).await?;
    // Used once: of two that come back, one finds it gone.
    if tx.run(store::DROP_ENTRY, args![w.id]).await? == 0 {
        return Err(Problem::refused("elsewhere_stray"));
    }
    let (person, subject) = match &word {
        Word::Number(n) => (person_of(&mut tx, n).await?, subject(n)?),
        Word::Foreign(f) => (None, format!("{way}:{}", keyed("foreign", f)?)),
    };
    sessions::begin_in(tx, env, &how, Begin { person, number: String::new(), subject, way, shared: w.shared, agent: &from.agent, next: w.next }).await
}

/// Where to send the browser, and the token it keeps meanwhile. `shared`: on a device others use, where he proves himself there anew.
///
/// # Errors
/// NotFound while it is off; `elsewhere_unavailable`; [`Problem::TooMany`].
pub(crate) async fn oidc_begin(env: &Env, db: &Db, ways: &Ways, from: &From, next: &str, shared: bool, lang: &str) -> Result<(String, String)> {
    let oidc = ways.oidc(&mut db.reader()).await?;
    let now = env.now();
    let all = [(rate::OIDC_DEVICE, from.device.as_str()), (rate::OIDC_ADDRESS, from.address.as_str()), (rate::OIDC_ALL, "all")];
    limits::take_now(db, now, &all).await?;
    let begun = if shared { oidc.begin_fresh(lang, now).await } else { oidc.begin(lang, now).await }.map_err(|e| refused(&e))?;
    let sealed = sealed("oidc-kept", &begun.kept)?;
    let token = keep(env, db, Sent { way: OIDC, sealed, subject: "", to: String::new(), shared, next, until: begun.kept.until }).await?;
    Ok((begun.redirect, token))
}

/// Who came back.
///
/// # Errors
/// `elsewhere_stray` for what was not begun by this browser, `elsewhere_refused`, `elsewhere_unavailable`; NotFound while it is off.
pub(crate) async fn oidc_back(env: &Env, db: &Db, ways: &Ways, from: &From, token: &str, query: &str) -> Result<Began> {
    let oidc = ways.oidc(&mut db.reader()).await?;
    let now = env.now();
    let w = waiting(&mut db.reader(), token, OIDC, now).await?;
    let kept: Kept = opened("oidc-kept", &w.sealed)?;
    let returned = Returned::read(query);
    // An answer somebody else sends this browser to must not end the sign-in it has under way.
    if !kept.answers(&returned) {
        return Err(Problem::refused("elsewhere_stray"));
    }
    // What was kept is dropped before it is used: a second coming back finds nothing.
    let mut tx = db.begin(&Actor::system()).await?;
    if tx.run(store::SPEND_ENTRY, args![w.id, now]).await? == 0 {
        return Err(Problem::refused("elsewhere_stray"));
    }
    tx.commit_quietly("what was kept for a return, used once").await?;
    match oidc.finish(&kept, &returned, now).await {
        Ok(who) => {
            // The same name there means another person with another provider.
            let foreign = format!("{}\n{}", settings::read(&mut db.reader()).await?.oidc.issuer, who.subject);
            enter(env, db, from, OIDC, w, who.national_id.map_or(Word::Foreign(foreign), Word::Number)).await
        }
        Err(e) => {
            over(env, db, OIDC, w.id, e.code()).await?;
            Err(refused(&e))
        }
    }
}

/// Asks Nafath to ask the person; the token is the browser's, `None` where the request it has under way is still open.
///
/// # Errors
/// At `identity`; NotFound while it is off; `elsewhere_busy`, `elsewhere_unavailable`; [`Problem::TooMany`], before anybody's telephone rings.
pub(crate) async fn nafath_begin(env: &Env, db: &Db, ways: &Ways, from: &From, token: &str, ask: Ask<'_>) -> Result<Option<String>> {
    let number = people::rules::identity::parse(ask.number).map_err(|e| {
        let mut errors = kernel::FieldErrors::default();
        errors.add("identity", e);
        Problem::Invalid(errors)
    })?;
    let nafath = ways.nafath(&mut db.reader()).await?;
    let (now, n) = (env.now(), number.as_str());
    if let Ok(w) = waiting(&mut db.reader(), token, NAFATH, now).await
        && !w.confirmed
        && opened::<Transaction>("nafath-kept", &w.sealed)?.is_open_for(n, now)
    {
        return Ok(None);
    }
    limits::left(&mut db.reader(), now, rate::NAFATH_NO, n).await?;
    let all = [
        (rate::NAFATH_ID, n),
        (rate::NAFATH_DAY, n),
        (rate::NAFATH_DEVICE, from.device.as_str()),
        (rate::NAFATH_ADDRESS, from.address.as_str()),
        (rate::NAFATH_ALL, "all"),
    ];
    limits::take_now(db, now, &all).await?;
    let pending = nafath.begin(n, ask.lang, ask.ip, now).await.map_err(|e| refused(&e))?;
    let t = pending.transaction;
    let sent = Sent {
        way: NAFATH,
        sealed: sealed("nafath-kept", &t)?,
        subject: &t.request_id,
        to: keyed("identity", n)?,
        shared: ask.shared,
        next: ask.next,
        until: pending.expires.plus_ms(rules::ANSWER_MS),
    };
    keep(env, db, sent).await.map(Some)
}

/// What Nafath is asked, as it was typed.
pub(crate) struct Ask<'a> {
    pub number: &'a str,
    pub next: &'a str,
    pub shared: bool,
    pub lang: &'a str,
    pub ip: Option<IpAddr>,
}

/// Where a request to Nafath stands.
pub(crate) enum Stand {
    /// The two digits to pick in the app.
    Show(String),
    In(Began),
    Rejected,
    Expired,
}

/// Asks once where it stands, not more often than every [`rules::LOOK_MS`] whatever the browser does; called by the page that looks again by itself.
pub(crate) async fn nafath_look(env: &Env, db: &Db, ways: &Ways, from: &From, token: &str) -> Result<Stand> {
    let nafath = ways.nafath(&mut db.reader()).await?;
    let now = env.now();
    let w = waiting(&mut db.reader(), token, NAFATH, now).await?;
    if w.confirmed {
        let number = unseal("nafath-id", &w.sealed)?;
        return Ok(Stand::In(enter(env, db, from, NAFATH, w, Word::Number(number)).await?));
    }
    let t: Transaction = opened("nafath-kept", &w.sealed)?;
    let mut tx = db.begin(&Actor::system()).await?;
    if tx.run(store::LOOK, args![w.id, now, now.plus_ms(-rules::LOOK_MS), NAFATH]).await? == 0 {
        return Ok(Stand::Show(t.random));
    }
    tx.commit_quietly("when Nafath was last asked").await?;
    match nafath.poll(&t, now).await {
        Ok(Polled::Completed(who)) => match number_of(&t, &who) {
            Ok(number) => Ok(Stand::In(enter(env, db, from, NAFATH, w, Word::Number(number)).await?)),
            Err(p) => {
                over(env, db, NAFATH, w.id, "number").await?;
                Err(p)
            }
        },
        Ok(Polled::Rejected) => {
            // Whoever says no is not asked again and again.
            let _ = limits::take_now(db, now, &[(rate::NAFATH_NO, t.national_id.as_str())]).await;
            over(env, db, NAFATH, w.id, "rejected").await?;
            Ok(Stand::Rejected)
        }
        Ok(Polled::Expired) => {
            over(env, db, NAFATH, w.id, "expired").await?;
            Ok(Stand::Expired)
        }
        // A moment's silence is no answer: the page asks again.
        Ok(Polled::Waiting | Polled::Confirmed) | Err(IdentityError::Unavailable(_)) => Ok(Stand::Show(t.random)),
        Err(e) => {
            over(env, db, NAFATH, w.id, e.code()).await?;
            Err(refused(&e))
        }
    }
}

/// The number the token names must be the one asked for.
fn number_of(t: &Transaction, who: &Identified) -> Result<String> {
    match &who.national_id {
        Some(n) if *n == t.national_id => Ok(n.clone()),
        _ => Err(Problem::refused("elsewhere_stray")),
    }
}

/// Nafath's callback: only what its signed token says counts. The browser's page finds it at its next look, within [`rules::ANSWER_MS`].
///
/// # Errors
/// NotFound for what speaks of no request of ours, or does not hold; `elsewhere_unavailable` where that could not be looked into.
pub(crate) async fn nafath_called(env: &Env, db: &Db, ways: &Ways, raw: &[u8]) -> Result<()> {
    let nafath = ways.nafath(&mut db.reader()).await?;
    let ids = identity::Nafath::callback_ids(raw).ok_or(Problem::NotFound)?;
    let now = env.now();
    let r = db.reader().maybe(store::BY_SUBJECT, args![ids.request_id.as_str(), NAFATH, now]).await?.ok_or(Problem::NotFound)?;
    let (id, t): (Id, Transaction) = (r.id("id")?, opened("nafath-kept", &r.text("code_digest")?)?);
    let polled = nafath.callback(&t, raw, now).await.map_err(|e| match e {
        IdentityError::Unavailable(_) => refused(&e),
        _ => {
            tracing::warn!(code = e.code(), "a callback that does not hold: {e}");
            Problem::NotFound
        }
    })?;
    if let Polled::Completed(who) = polled {
        let number = number_of(&t, &who).map_err(|_| Problem::NotFound)?;
        let mut tx = db.begin(&Actor::system()).await?;
        tx.run(store::ANSWERED, args![id, now, seal("nafath-id", &number)?, now.plus_ms(rules::ANSWER_MS)]).await?;
        tx.commit_quietly("an answer of Nafath's, until the browser asks for it").await?;
    }
    Ok(())
}
