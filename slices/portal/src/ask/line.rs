//! One document: its pages gathered, its particulars, handed in. Until then pages are taken back freely.

use super::{
    Open, acting_for,
    docs::{self, HOME, who},
    open, permit,
    store::{self, Page as Gathered},
    uploads,
};
use askama::Template;
use db::args;
use documents::{AddStored, DocumentType, NewScan, NewUpload, Typed};
use i18n::dates::{Calendar, Precision};
use kernel::{FieldErrors, Id, Problem, Result};
use requests::{Checklist, Line};
use web::{Answer, Cx, DateRaw, Errors, Opt, Shell, StatusCode};

pub(crate) const ERRORS: &[&str] = &["ask_pages", "ask_paper_ended", "ask_quota", "ask_upload_digest", "ask_upload_size", "ask_upload_gone"];

/// A page as shown.
pub(crate) struct Shown {
    pub n: usize,
    pub id: String,
    pub src: String,
    pub image: bool,
    pub name: String,
    pub about: String,
    pub remove: String,
}

pub(crate) fn shown(cx: &Cx, request: Id, n: usize, p: &Gathered) -> Shown {
    let href = format!("/my/requests/{request}/pages/{}", p.id);
    Shown {
        n,
        id: p.id.to_string(),
        image: p.thumb.is_some(),
        name: if p.name.is_empty() { cx.ta("portal-ask-page-n", &[("n", (n as i64).into())]) } else { p.name.clone() },
        about: if p.thumb.is_some() { cx.t("portal-ask-picture") } else { cx.ta("portal-ask-pdf", &[("n", p.pages.into())]) },
        remove: format!("{href}/remove"),
        src: href,
    }
}

struct Half {
    name: String,
    percent: i64,
}

#[derive(Template)]
#[template(path = "ask_line.html")]
struct Page {
    shell: Shell,
    errors: Errors,
    acting: String,
    back: String,
    action: String,
    name: String,
    note: String,
    because: String,
    standing: String,
    pages: Vec<Shown>,
    halves: Vec<Half>,
    whose: Vec<Opt>,
    number: bool,
    issued: bool,
    expires: bool,
    raw: Typed,
    request: String,
    kind: String,
    who: String,
    mb: String,
    most: usize,
}

/// The line of the checklist an address names.
struct Found {
    o: Open,
    list: Checklist,
    line: Line,
    kind: DocumentType,
    who: String,
}

async fn found(cx: &Cx) -> Result<std::result::Result<Found, web::Response>> {
    let o = match open(cx).await? {
        Ok(o) => o,
        Err(away) => return Ok(Err(away)),
    };
    let (code, whose) = (cx.param("kind")?.to_string(), cx.param("who")?.to_string());
    let list = docs::checklist(cx, &o).await?;
    let line = docs::asked(&list).find(|l| l.item.document_type == code && who(l.item.subject) == whose).cloned().ok_or(Problem::NotFound)?;
    let kind = documents::types(&mut cx.reader()).await?.into_iter().find(|t| t.code == code).ok_or(Problem::NotFound)?;
    Ok(Ok(Found { o, list, line, kind, who: whose }))
}

/// Whether the checklist of this request asks for such a document: what an upload may be for.
pub(crate) async fn asks_for(cx: &Cx, o: &Open, kind: &str, whose: &str) -> Result<bool> {
    let list = docs::checklist(cx, o).await?;
    Ok(docs::asked(&list).any(|l| l.item.document_type == kind && who(l.item.subject) == whose))
}

impl Found {
    /// Days after its issue in which such a paper is taken: by its kind, or by this service.
    fn days(&self) -> Option<i64> {
        let by_service = self.o.service.body.requirements.iter().filter(|r| r.document == self.kind.code).filter_map(|r| r.valid_for_days).min();
        [self.kind.valid_for_days, by_service].into_iter().flatten().min()
    }

    fn issued_asked(&self) -> bool {
        self.days().is_some()
    }

    /// What stands in the fields before anything is typed: the number on file is confirmed, not asked again.
    async fn known(&self, cx: &Cx) -> Result<Typed> {
        let mut raw = Typed { kind: self.kind.code.clone(), person: self.who.clone(), ..Typed::default() };
        if self.who == HOME {
            raw.person = "household".into();
        }
        let old = self.line.item.document.and_then(|d| self.list.documents.iter().find(|x| x.id == d));
        if let Some(d) = old {
            raw.number = d.number.clone();
            raw.issuer = d.issuer.clone();
            if docs::changeable(cx, &self.list, &self.line) {
                let given = |x: Option<kernel::Day>| x.map(|x| DateRaw::given(x, Calendar::Hijri, Precision::Full)).unwrap_or_default();
                (raw.issued, raw.expires) = (given(d.issued), given(d.expires));
            }
            if self.who == HOME
                && self.kind.names_a_person()
                && let Some(p) = d.person
            {
                raw.person = p.to_string();
            }
        } else if self.kind.code == "national_id"
            && let Some(p) = self.line.item.subject
        {
            let q = &mut cx.reader();
            raw.number = match people::person(q, p).await?.identity_number() {
                Some(n) => n.to_string(),
                // Nobody has looked at his application yet: the number he entered himself with.
                None => claimed(q, self.o.r.file, p).await?,
            };
        }
        for d in [&mut raw.issued, &mut raw.expires] {
            if d.cal.is_empty() {
                d.cal = "hijri".into();
            }
        }
        Ok(raw)
    }

    /// Asked of the household, but a kind that is one living person's: then it is to be said whose.
    fn whose(&self, chosen: &str) -> Vec<Opt> {
        if self.who != HOME || !self.kind.names_a_person() {
            return vec![];
        }
        self.list.household.current().map(|m| Opt::new(m.person.id.to_string(), m.person.full_name(), m.person.id.to_string() == chosen)).collect()
    }
}

/// The identity number a person of this draft was entered with; empty for none.
async fn claimed(q: &mut impl db::Query, file: Id, person: Id) -> Result<String> {
    for a in applications::of_file(q, file).await? {
        if let Some(c) = applications::claims(q, a.id).await?.into_iter().find(|c| c.person == person) {
            return Ok(c.number);
        }
    }
    Ok(String::new())
}

async fn page(cx: &Cx, f: &Found, raw: Typed, errors: Errors, status: StatusCode) -> Answer {
    let q = &mut cx.reader();
    let pages: Vec<Gathered> = store::gathered(q, f.o.r.id).await?.into_iter().filter(|p| p.kind == f.kind.code && p.subject == f.who).collect();
    let halves = store::open_uploads(q, f.o.r.id, &f.kind.code, &f.who, cx.actor()?.id).await?;
    let mut shell = cx.shell(f.line.name(cx.lang), "/my");
    if !errors.is_empty() {
        shell = shell.invalid();
    }
    use requests::rules::checklist::ItemState;
    let page = Page {
        acting: acting_for(cx, &f.o.acts),
        back: f.o.href("documents"),
        action: f.o.href(&format!("documents/{}/{}", f.kind.code, f.who)),
        name: f.line.name(cx.lang),
        note: f.line.note(cx.lang).to_string(),
        because: f.line.because(cx.lang),
        standing: match f.line.item.state {
            ItemState::Expired => cx.t("portal-ask-paper-expired-text"),
            ItemState::Mismatch => cx.t("portal-ask-paper-mismatch-text"),
            ItemState::AskedAgain => cx.t("portal-ask-paper-again-text"),
            _ => String::new(),
        },
        pages: pages.iter().enumerate().map(|(i, p)| shown(cx, f.o.r.id, i + 1, p)).collect(),
        halves: halves.into_iter().filter(|u| u.received > 0).map(|u| Half { percent: u.received * 100 / u.bytes.max(1), name: u.name }).collect(),
        whose: f.whose(&raw.person),
        number: f.kind.number_needed,
        issued: f.issued_asked(),
        expires: f.kind.expiry_needed,
        raw,
        request: f.o.r.id.to_string(),
        kind: f.kind.code.clone(),
        who: f.who.clone(),
        mb: (files::MAX_BYTES / 1_048_576).to_string(),
        most: documents::MAX_SCANS,
        errors,
        shell,
    };
    web::page_with(status, &page)
}

pub async fn show(cx: Cx) -> Answer {
    match found(&cx).await? {
        Ok(f) => {
            let raw = f.known(&cx).await?;
            page(&cx, &f, raw, Errors::none(), StatusCode::OK).await
        }
        Err(away) => Ok(away),
    }
}

/// POST, without script too: takes the pages that came with the form, then hands the document in (`then=done`) or shows what is there.
pub async fn save(cx: Cx) -> Answer {
    let f = match found(&cx).await? {
        Ok(f) => f,
        Err(away) => return Ok(away),
    };
    let mut raw = Typed::of(&cx.form);
    raw.kind = f.kind.code.clone();
    if f.whose("").is_empty() {
        raw.person = if f.who == HOME { "household".into() } else { f.who.clone() };
    }
    let mut e = FieldErrors::default();
    // What came is kept even where something else is wrong.
    for u in cx.form.files("scan").chain(cx.form.files("scan_camera")) {
        match take(&cx, &f, NewUpload { name: u.name.clone(), bytes: u.bytes.to_vec() }).await {
            Ok(()) => {}
            Err(Problem::Invalid(more)) => more.0.into_iter().for_each(|(field, error)| e.add(field, error)),
            Err(p) => return Err(p),
        }
    }
    if cx.form.text("then") != "done" {
        let status = if e.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
        return page(&cx, &f, raw, Errors::new(cx.lang, &e), status).await;
    }
    let result = hand_in(&cx, &f, raw.clone(), e).await;
    match result {
        Ok(()) => cx.done(&f.o.href("documents"), "portal-ask-paper-handed"),
        Err(Problem::Invalid(e)) => page(&cx, &f, raw, Errors::new(cx.lang, &e), StatusCode::UNPROCESSABLE_ENTITY).await,
        Err(p @ (Problem::Refused { .. } | Problem::Conflict { .. })) => {
            page(&cx, &f, raw, Errors::none().general(cx.refusal(&p).unwrap_or_default()), StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(p) => Err(p),
    }
}

/// One file that came whole.
async fn take(cx: &Cx, f: &Found, u: NewUpload) -> Result<()> {
    uploads::within_quota(cx, i64::try_from(u.bytes.len()).unwrap_or(i64::MAX)).await?;
    let size = i64::try_from(u.bytes.len()).unwrap_or(i64::MAX);
    let scan = documents::take(cx.env(), cx.files(), u).await?;
    uploads::stage(cx, f.o.r.id, &f.kind.code, &f.who, scan, uploads::From::Whole { bytes: size }).await.map(|_| ())
}

/// In the order of the page.
const FIELDS: &[&str] = &["scan", "person", "number", "issued", "expires"];

/// Hands the document in, or says everything that is in the way at once: `e` what is known already, of the pages that came.
async fn hand_in(cx: &Cx, f: &Found, raw: Typed, mut e: FieldErrors) -> Result<()> {
    let permit = permit(cx, documents::perm::ADD)?;
    let mut tx = cx.db().begin(cx.actor()?).await?;
    let pages: Vec<Gathered> = store::gathered(&mut tx, f.o.r.id).await?.into_iter().filter(|p| p.kind == f.kind.code && p.subject == f.who).collect();
    if pages.is_empty() && e.get("scan").is_none() {
        e.code("scan", "ask_pages");
    }
    if let Some(n) = f.days().filter(|_| raw.issued.is_empty()) {
        e.add("issued", kernel::FieldError::new("document_issued").arg("n", n));
    }
    if let Some(day) = raw.expires.parse().ok().flatten().filter(|d| d.precision != Precision::YearOnly && d.day < cx.today()) {
        let last = i18n::dates::long(cx.lang, day.day);
        e.add("expires", kernel::FieldError::new("ask_paper_ended").arg("day", last));
    }
    if !e.is_empty() {
        // Judged without its pages, so that nothing is written: only for what else is wrong.
        let judged = AddStored { file_id: f.o.r.file, raw, scans: vec![], replaces: None };
        if let Err(Problem::Invalid(more)) = documents::add_stored(&mut tx, cx.env(), &permit, judged).await {
            more.0
                .into_iter()
                .filter(|(field, _)| field != "scan" && e.get(field).is_none())
                .collect::<Vec<_>>()
                .into_iter()
                .for_each(|(field, x)| e.add(field, x));
        }
        e.0.sort_by_key(|(field, _)| FIELDS.iter().position(|f| f == field));
        return Err(Problem::Invalid(e));
    }
    // Pages of one moment stand in the order of their ids: made beforehand, so that this is the order they were sent in.
    let mut ids: Vec<Id> = pages.iter().map(|_| cx.env().id()).collect();
    ids.sort_unstable();
    let scans = pages
        .iter()
        .zip(ids)
        .map(|(p, id)| {
            Ok(NewScan {
                id,
                stored: files::Stored { id: p.stored, bytes: p.bytes, digest: p.digest.clone() },
                thumb: p.thumb,
                kind: files::Kind::parse_mime(&p.mime).ok_or_else(|| Problem::Internal("a page of no kind".into()))?,
                pages: p.pages,
                name: p.name.clone(),
            })
        })
        .collect::<Result<Vec<_>>>()?;
    documents::add_stored(&mut tx, cx.env(), &permit, AddStored { file_id: f.o.r.file, raw, scans, replaces: f.line.item.document }).await?;
    tx.run(store::LINE_DELETE, args![f.o.r.id, &f.kind.code, &f.who]).await?;
    tx.commit().await
}

/// POST: a document handed in and not looked at yet is taken up again, its pages with it.
pub async fn change(cx: Cx) -> Answer {
    let f = match found(&cx).await? {
        Ok(f) => f,
        Err(away) => return Ok(away),
    };
    let to = web::redirect(&f.o.href(&format!("documents/{}/{}", f.kind.code, f.who)));
    let Some(d) = f.line.item.document.filter(|_| docs::changeable(&cx, &f.list, &f.line)) else { return Ok(to) };
    let Some(d) = f.list.documents.iter().find(|x| x.id == d) else { return Ok(to) };
    let mut tx = cx.db().begin(cx.actor()?).await?;
    let there = db::Query::one(&mut tx, store::PAGES_OF_LINE, args![f.o.r.id, &f.kind.code, &f.who]).await?.int("n")?;
    if there == 0 {
        for (i, s) in d.scans.iter().enumerate() {
            let p = Gathered {
                id: cx.env().id(),
                kind: f.kind.code.clone(),
                subject: f.who.clone(),
                stored: s.stored,
                thumb: s.thumb,
                mime: s.kind.mime().into(),
                bytes: s.bytes,
                pages: s.pages,
                digest: s.digest.clone(),
                name: s.name.clone(),
                borrowed: true,
                at: cx.now().plus_ms(i as i64),
            };
            store::put_page(&mut tx, f.o.r.id, cx.actor()?.id, &p).await?;
        }
        tx.commit_quietly("pages brought back to be changed; the document stands until another is handed in").await?;
    }
    Ok(to)
}

async fn one(cx: &Cx) -> Result<std::result::Result<(Open, Gathered), web::Response>> {
    let o = match open(cx).await? {
        Ok(o) => o,
        Err(away) => return Ok(Err(away)),
    };
    let p = store::one_page(&mut cx.reader(), cx.id("page")?, o.r.id).await?.ok_or(Problem::NotFound)?;
    Ok(Ok((o, p)))
}

/// A page as it was sent, small where there is a small one; `?whole` gives it all.
pub async fn picture(cx: Cx) -> Answer {
    let (_, p) = match one(&cx).await? {
        Ok(x) => x,
        Err(away) => return Ok(away),
    };
    match p.thumb.filter(|_| cx.query("whole").is_empty()) {
        Some(t) => web::download("image/jpeg", "page.jpg", true, cx.files().get(t).await?),
        None => {
            let kind = files::Kind::parse_mime(&p.mime).ok_or(Problem::NotFound)?;
            web::download(kind.mime(), &format!("page.{}", kind.extension()), true, cx.files().get(p.stored).await?)
        }
    }
}

pub async fn remove(cx: Cx) -> Answer {
    let (o, p) = match one(&cx).await? {
        Ok(x) => x,
        Err(away) => return Ok(away),
    };
    let mut tx = cx.db().begin(cx.actor()?).await?;
    tx.run(store::PAGE_DELETE, args![p.id]).await?;
    tx.commit_quietly("a page taken back before its document was handed in").await?;
    if !p.borrowed {
        cx.files().remove(p.stored).await?;
        if let Some(t) = p.thumb {
            cx.files().remove(t).await?;
        }
    }
    cx.done(&o.href(&format!("documents/{}/{}", p.kind, p.subject)), "portal-ask-page-removed")
}
