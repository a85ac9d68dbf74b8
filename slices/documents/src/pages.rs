//! Thin handlers: read, call, show.

use crate::{
    Document, DocumentType, How, OnFile, Outcome, Per, Scan, Validity,
    actions::{self, AddDocument, EditDocument, Loaded},
    forms::{self, Raw},
    parts::{self, FileSeen},
    perm, store,
};
use askama::Template;
use i18n::dates::{self, Precision};
use kernel::{Day, Event, FieldErrors, Id, Permit, Problem, Result};
use std::{future::Future, pin::Pin};
use web::{Answer, Cx, DateRaw, DualAt, Errors, Opt, Shell, StatusCode};

/// A line of the file's panel.
struct Line {
    href: String,
    name: String,
    whose: String,
    number: String,
    /// Sensitive, and not for this reader.
    hidden: bool,
    valid: Tag,
    until: String,
    standing: Tag,
    scans: usize,
}

/// A state in a word or two: colour, icon and text.
pub(crate) struct Tag {
    kind: &'static str,
    icon: &'static str,
    text: String,
}

#[derive(Template)]
#[template(path = "documents_panel.html")]
struct Panel {
    shell: Shell,
    lines: Vec<Line>,
    add_href: String,
    tally: String,
}

fn date_text(cx: &Cx, day: Day) -> String {
    let d = dates::dual(cx.lang, day);
    if d.second.is_empty() { d.first } else { format!("{} · {}", d.first, d.second) }
}

/// Validity in a word; the day itself is a line of its own ([`until_text`]).
fn valid_tag(cx: &Cx, v: Validity) -> Tag {
    match v {
        Validity::Until(d) if d.0 - cx.today().0 <= 30 => Tag { kind: "warn", icon: "clock", text: cx.t("documents-valid-soon") },
        Validity::Lasting | Validity::Until(_) => Tag { kind: "ok", icon: "check", text: cx.t("documents-valid") },
        Validity::Ended(_) => Tag { kind: "bad", icon: "x", text: cx.t("documents-valid-ended") },
        Validity::Unknown => Tag { kind: "warn", icon: "warning", text: cx.t("documents-valid-unknown") },
    }
}

/// Until when it holds, or since when not; empty where no day is known.
fn until_text(cx: &Cx, v: Validity) -> String {
    match v {
        Validity::Until(d) => cx.ta("documents-until", &[("date", date_text(cx, d).into())]),
        Validity::Ended(d) => cx.ta("documents-ended-on", &[("date", date_text(cx, d).into())]),
        Validity::Lasting => cx.t("documents-lasting"),
        Validity::Unknown => String::new(),
    }
}

fn standing_tag(cx: &Cx, s: Option<Outcome>) -> Tag {
    match s {
        None => Tag { kind: "plain", icon: "clock", text: cx.t("documents-unchecked") },
        Some(o) => {
            let (kind, icon) = if o == Outcome::Matched { ("ok", "doc-check") } else { ("bad", "warning") };
            Tag { kind, icon, text: i18n::t(cx.lang, &format!("choice-document-outcome-{}", o.code())) }
        }
    }
}

fn whose(cx: &Cx, file: &FileSeen, person: Option<Id>) -> String {
    file.name_of(person).map_or_else(|| cx.t("documents-of-household"), str::to_string)
}

/// The documents of a file, for its page. Empty for whoever may not read documents.
pub fn file_panel(cx: Cx, file: Id) -> Pin<Box<dyn Future<Output = Result<String>> + Send>> {
    Box::pin(async move {
        let Some(permit) = cx.permit_for(perm::READ) else { return Ok(String::new()) };
        let mut q = cx.reader();
        let seen = match beneficiaries::whole(&cx, &permit, file).await {
            Err(Problem::NotFound) => return Ok(String::new()),
            other => other.map(|w| parts::seen(&w.file, &w.household))?,
        };
        let kinds = store::types(&mut q).await?;
        let open = cx.can(perm::READ_SENSITIVE);
        let mut lines = vec![];
        for d in crate::of_file(&mut q, file).await? {
            let Some(kind) = kinds.iter().find(|t| t.code == d.type_code) else { continue };
            lines.push((kind.sort, line(&cx, &seen, kind, &d, open)));
        }
        lines.sort_by_key(|(sort, _)| *sort);
        let lines: Vec<Line> = lines.into_iter().map(|(_, l)| l).collect();
        let add_href = if cx.can(perm::ADD) { format!("/files/{file}/documents/new?back=/files/{file}") } else { String::new() };
        let tally = lines.len().to_string();
        Panel { shell: cx.shell("", ""), lines, add_href, tally }.render().map_err(Problem::internal)
    })
}

fn line(cx: &Cx, file: &FileSeen, kind: &DocumentType, d: &OnFile, open: bool) -> Line {
    let hidden = kind.sensitive && !open;
    let v = d.validity(kind, cx.today());
    Line {
        href: if hidden { String::new() } else { format!("/documents/{}", d.id) },
        name: kind.name(cx.lang).to_string(),
        whose: if hidden { String::new() } else { whose(cx, file, d.person) },
        number: tail(&d.number),
        hidden,
        valid: valid_tag(cx, v),
        until: until_text(cx, v),
        standing: standing_tag(cx, d.standing(kind)),
        scans: d.scans.len(),
    }
}

/// The end of a number, enough to tell two papers apart: an identity is shown whole only by a recorded reveal, an account not at all.
fn tail(number: &str) -> String {
    let signs: Vec<char> = number.chars().collect();
    if signs.len() <= 6 { number.to_string() } else { format!("••••{}", signs[signs.len() - 4..].iter().collect::<String>()) }
}

/// A kind of document with what it asks for, under its name in the list of kinds.
#[derive(Template)]
#[template(path = "documents_form.html")]
struct FormPage {
    shell: Shell,
    errors: Errors,
    action: String,
    back: String,
    file_number: String,
    /// Being changed rather than added: no kind, no scans, a version.
    version: String,
    replaces: String,
    replaced_name: String,
    kinds: Vec<Opt>,
    kind_name: String,
    whose: Vec<Opt>,
    raw: Raw,
    hints: Vec<String>,
    lost_scans: bool,
    checks_to_void: usize,
}

impl FormPage {
    fn is_new(&self) -> bool {
        self.version.is_empty()
    }
}

fn whose_opts(cx: &Cx, file: &FileSeen, chosen: &str) -> Vec<Opt> {
    let mut out = vec![Opt::new("household", cx.t("documents-of-household"), chosen == "household")];
    for m in &file.members {
        let id = m.person.to_string();
        let relation = i18n::t(cx.lang, &format!("choice-relation-{}", m.relation.replace('_', "-")));
        let label = if m.current { format!("{} · {relation}", m.name) } else { format!("{} · {relation} · {}", m.name, cx.t("documents-former-member")) };
        out.push(Opt::new(id.clone(), label, chosen == id));
    }
    out
}

/// What the chosen kind asks for, in sentences.
fn hints(cx: &Cx, t: &DocumentType) -> Vec<String> {
    let mut out = vec![];
    if t.number_needed {
        out.push(cx.t("documents-asks-number"));
    }
    if t.expiry_needed {
        out.push(cx.t("documents-asks-expiry"));
    }
    if let Some(n) = t.valid_for_days {
        out.push(cx.ta("documents-asks-issue", &[("n", n.into())]));
    }
    out.push(cx.ta("documents-asks-ways", &[("ways", ways_words(cx, t).into())]));
    out
}

fn ways_words(cx: &Cx, t: &DocumentType) -> String {
    let words: Vec<String> = t.ways.iter().map(|h| how_word(cx, *h)).collect();
    words.join(&cx.t("documents-or"))
}

fn how_word(cx: &Cx, h: How) -> String {
    i18n::t(cx.lang, &format!("choice-document-how-{}", h.code().replace('_', "-")))
}

/// Where the form returns to: only ever an address of our own.
fn own(path: &str, other: String) -> String {
    let ok = path.starts_with('/') && !path.starts_with("//") && path.bytes().all(|b| (b'!'..0x7f).contains(&b) && b != b'\\' && b != b'"');
    if ok { path.to_string() } else { other }
}

async fn new_page(
    cx: &Cx,
    file: &FileSeen,
    kinds: &[DocumentType],
    raw: Raw,
    back: &str,
    replaces: &str,
    errors: Errors,
    lost_scans: bool,
) -> Result<FormPage> {
    let kind = kinds.iter().find(|t| t.code == raw.kind && t.active);
    let mut raw = raw;
    if raw.person.is_empty() && kind.is_some_and(|t| t.per == Per::Household) {
        raw.person = "household".into();
    }
    let replaced_name = if replaces.is_empty() { String::new() } else { kind.map(|t| t.name(cx.lang).to_string()).unwrap_or_default() };
    let title = if replaces.is_empty() { cx.t("documents-new") } else { cx.t("documents-renew") };
    let shell = cx.shell(title, "/files");
    Ok(FormPage {
        shell: if errors.is_empty() { shell } else { shell.invalid() },
        errors,
        action: format!("/files/{}/documents", file.id),
        back: back.to_string(),
        file_number: file.number.clone(),
        version: String::new(),
        replaces: replaces.to_string(),
        replaced_name,
        kinds: kinds.iter().filter(|t| t.active).map(|t| Opt::new(t.code.clone(), t.name(cx.lang), t.code == raw.kind)).collect(),
        kind_name: String::new(),
        whose: whose_opts(cx, file, &raw.person),
        hints: kind.map(|t| hints(cx, t)).unwrap_or_default(),
        raw,
        lost_scans,
        checks_to_void: 0,
    })
}

/// `?type=&person=&back=&replaces=`: what is already known of the document to come.
pub async fn new(cx: Cx) -> Answer {
    let permit = cx.permit()?;
    let mut q = cx.reader();
    let file = parts::reach(&mut q, permit, cx.id("id")?).await?;
    let kinds = store::types(&mut q).await?;
    let mut raw = Raw { kind: cx.query("type").into(), person: cx.query("person").into(), ..Raw::default() };
    let mut replaces = String::new();
    if let Ok(id) = cx.query("replaces").parse::<Id>() {
        let old = actions::load(&mut q, permit, id, true).await?.document;
        raw = Raw {
            kind: old.on_file.type_code.clone(),
            person: old.on_file.person.map_or_else(|| "household".into(), |p| p.to_string()),
            number: old.on_file.number.clone(),
            issuer: old.on_file.issuer.clone(),
            ..Raw::default()
        };
        replaces = id.to_string();
    }
    let back = own(cx.query("back"), format!("/files/{}", file.id));
    web::page(&new_page(&cx, &file, &kinds, raw, &back, &replaces, Errors::none(), false).await?)
}

pub async fn create(cx: Cx) -> Answer {
    let permit = cx.permit()?;
    let file_id = cx.id("id")?;
    let raw = Raw::of(&cx.form);
    let scans = forms::uploads(&cx.form);
    let had_scans = !scans.is_empty();
    let replaces = cx.form.text("replaces").to_string();
    let replaced = if replaces.is_empty() { None } else { Some(replaces.parse::<Id>().map_err(|_| Problem::NotFound)?) };
    let cmd = AddDocument { file_id, raw: raw.clone(), scans, replaces: replaced, once: forms::once(&cx.form) };
    match actions::add(cx.env(), cx.db(), cx.files(), permit, cmd).await {
        Ok(id) => {
            let to = own(cx.form.text("back"), format!("/documents/{id}"));
            cx.done(&to, "documents-added")
        }
        Err(Problem::Invalid(e)) => {
            let mut q = cx.reader();
            let file = parts::reach(&mut q, permit, file_id).await?;
            let kinds = store::types(&mut q).await?;
            let back = own(cx.form.text("back"), format!("/files/{file_id}"));
            let errors = Errors::new(cx.lang, &e);
            web::page_with(StatusCode::UNPROCESSABLE_ENTITY, &new_page(&cx, &file, &kinds, raw, &back, &replaces, errors, had_scans).await?)
        }
        Err(other) => Err(other),
    }
}

fn edit_page(cx: &Cx, l: &Loaded, raw: Raw, version: i64, errors: Errors) -> FormPage {
    let d = &l.document.on_file;
    let shell = cx.shell(cx.t("documents-edit"), "/files");
    FormPage {
        shell: if errors.is_empty() { shell } else { shell.invalid() },
        errors,
        action: format!("/documents/{}/edit", d.id),
        back: format!("/documents/{}", d.id),
        file_number: l.file.number.clone(),
        version: version.to_string(),
        replaces: String::new(),
        replaced_name: String::new(),
        kinds: vec![],
        kind_name: l.kind.name(cx.lang).to_string(),
        whose: whose_opts(cx, &l.file, &raw.person),
        hints: hints(cx, &l.kind),
        raw,
        lost_scans: false,
        checks_to_void: d.checks.len(),
    }
}

pub async fn edit_form(cx: Cx) -> Answer {
    let l = actions::load(&mut cx.reader(), cx.permit()?, cx.id("id")?, true).await?;
    let d = &l.document;
    let raw = Raw {
        kind: d.on_file.type_code.clone(),
        person: d.on_file.person.map_or_else(|| "household".into(), |p| p.to_string()),
        number: d.on_file.number.clone(),
        issuer: d.on_file.issuer.clone(),
        issued: d.on_file.issued.map(|x| DateRaw::given(x, d.issued_calendar, Precision::Full)).unwrap_or_default(),
        expires: d.on_file.expires.map(|x| DateRaw::given(x, d.expires_calendar, Precision::Full)).unwrap_or_default(),
    };
    let version = d.on_file.version;
    web::page(&edit_page(&cx, &l, raw, version, Errors::none()))
}

pub async fn edit(cx: Cx) -> Answer {
    let (permit, id) = (cx.permit()?, cx.id("id")?);
    let raw = Raw::of(&cx.form);
    let version = forms::version(&cx.form);
    match actions::edit(cx.env(), cx.db(), permit, id, EditDocument { raw: raw.clone(), version }).await {
        Ok(()) => cx.done(&format!("/documents/{id}"), "documents-edited"),
        Err(Problem::Invalid(e)) => {
            let l = actions::load(&mut cx.reader(), permit, id, true).await?;
            web::page_with(StatusCode::UNPROCESSABLE_ENTITY, &edit_page(&cx, &l, raw, version, Errors::new(cx.lang, &e)))
        }
        Err(other) => Err(other),
    }
}

struct ScanView {
    href: String,
    thumb: String,
    name: String,
    about: String,
    added: DualAt,
    by: String,
    digest: String,
}

struct CheckView {
    outcome: Tag,
    how: String,
    at: DualAt,
    by: String,
    note: String,
    counts: bool,
}

#[derive(Template)]
#[template(path = "documents_show.html")]
struct ShowPage {
    shell: Shell,
    errors: Errors,
    id: String,
    file_href: String,
    file_number: String,
    whose: String,
    number: String,
    issuer: String,
    issued: Option<dates::Dual>,
    expires: Option<dates::Dual>,
    valid: Tag,
    until: String,
    standing: Tag,
    added: DualAt,
    added_by: String,
    edited: Option<DualAt>,
    newer: String,
    older: Vec<String>,
    version: String,
    scans: Vec<ScanView>,
    checks: Vec<CheckView>,
    voided: usize,
    can_check: bool,
    can_change: bool,
    outcomes: Vec<Opt>,
    ways: Vec<Opt>,
    note: String,
    ways_words: String,
    refused_ways: String,
    sensitive: bool,
    now: DualAt,
}

fn scan_view(cx: &Cx, shell: &Shell, document: Id, s: &Scan) -> ScanView {
    let kb = (s.bytes + 1023) / 1024;
    let about = if s.kind.is_image() {
        cx.ta("documents-scan-image", &[("kb", kb.into())])
    } else {
        cx.ta("documents-scan-pdf", &[("n", s.pages.into()), ("kb", kb.into())])
    };
    let href = format!("/documents/{document}/scans/{}", s.id);
    ScanView {
        thumb: if s.thumb.is_some() { format!("{href}/thumb") } else { String::new() },
        href,
        name: s.name.clone(),
        about,
        added: shell.at(s.at),
        by: s.by_name.clone(),
        digest: s.digest.chars().take(12).collect(),
    }
}

async fn show_page(cx: &Cx, l: &Loaded, errors: Errors) -> Result<ShowPage> {
    let older = store::replaced(&mut cx.reader(), l.document.on_file.id).await?;
    let Document { on_file: d, created_at, created_by_name, edited_at, history, .. } = &l.document;
    let shell = cx.shell(l.kind.name(cx.lang), "/files");
    let at = |x| shell.at(x);
    let counted: Vec<Id> = d.checks.iter().map(|c| c.id).collect();
    let checks: Vec<CheckView> = history
        .iter()
        .rev()
        .map(|c| CheckView {
            outcome: standing_tag(cx, Some(c.outcome)),
            how: how_word(cx, c.how),
            at: at(c.as_of),
            by: c.by_name.clone(),
            note: c.note.clone(),
            counts: counted.contains(&c.id),
        })
        .collect();
    let form = &cx.form;
    let typed = |field: &str, code: &str| form.text(field) == code;
    let refused: Vec<String> = How::ALL.into_iter().filter(|h| !l.kind.suffices(*h)).map(|h| how_word(cx, h)).collect();
    Ok(ShowPage {
        id: d.id.to_string(),
        file_href: format!("/files/{}", d.file_id),
        file_number: l.file.number.clone(),
        whose: whose(cx, &l.file, d.person),
        number: d.number.clone(),
        issuer: d.issuer.clone(),
        issued: d.issued.map(|x| shell.date(x)),
        expires: d.expires.map(|x| shell.date(x)),
        valid: valid_tag(cx, d.validity(&l.kind, cx.today())),
        until: until_text(cx, d.validity(&l.kind, cx.today())),
        standing: standing_tag(cx, d.standing(&l.kind)),
        added: at(*created_at),
        added_by: created_by_name.clone(),
        edited: edited_at.map(at),
        newer: d.superseded_by.map(|x| format!("/documents/{x}")).unwrap_or_default(),
        older: older.iter().map(|x| format!("/documents/{x}")).collect(),
        version: d.version.to_string(),
        scans: d.scans.iter().map(|s| scan_view(cx, &shell, d.id, s)).collect(),
        voided: checks.iter().filter(|c| !c.counts).count(),
        checks,
        can_check: cx.can(perm::CHECK) && d.superseded_by.is_none(),
        can_change: cx.can(perm::ADD) && d.superseded_by.is_none(),
        outcomes: Outcome::ALL
            .into_iter()
            .map(|o| Opt::new(o.code(), i18n::t(cx.lang, &format!("choice-document-outcome-{}", o.code())), typed("outcome", o.code())))
            .collect(),
        ways: l.kind.ways.iter().map(|h| Opt::new(h.code(), how_word(cx, *h), typed("how", h.code()))).collect(),
        note: form.text("note").to_string(),
        ways_words: ways_words(cx, &l.kind),
        refused_ways: refused.join(&cx.t("documents-and")),
        sensitive: l.kind.sensitive,
        now: at(cx.now()),
        shell: if errors.is_empty() { shell } else { shell.invalid() },
        errors,
    })
}

/// Logs the reading before anything is shown.
async fn opened(cx: &Cx, l: &Loaded, part: &'static str) -> Result<()> {
    let d = &l.document.on_file;
    cx.opened(Event::new("document.opened", "document", d.id).file(d.file_id).fact("part", part)).await
}

pub async fn show(cx: Cx) -> Answer {
    let l = actions::load(&mut cx.reader(), cx.permit()?, cx.id("id")?, true).await?;
    opened(&cx, &l, "page").await?;
    web::page(&show_page(&cx, &l, Errors::none()).await?)
}

/// The page again with what was wrong in one of its forms.
async fn again(cx: &Cx, permit: &Permit, id: Id, e: &FieldErrors) -> Answer {
    let l = actions::load(&mut cx.reader(), permit, id, true).await?;
    let mut errors = Errors::new(cx.lang, e);
    if e.get("how").is_some_and(|e| e.code == "check_how_insufficient") {
        errors = errors.general(cx.ta("documents-ways-suffice", &[("ways", ways_words(cx, &l.kind).into())]));
    }
    web::page_with(StatusCode::UNPROCESSABLE_ENTITY, &show_page(cx, &l, errors).await?)
}

pub async fn check(cx: Cx) -> Answer {
    let (permit, id) = (cx.permit()?, cx.id("id")?);
    let done = match forms::check(&cx.form) {
        Ok(cmd) => actions::check(cx.env(), cx.db(), permit, id, cmd).await,
        Err(e) => Err(e),
    };
    match done {
        Ok(()) => cx.done(&own(cx.form.text("back"), format!("/documents/{id}")), "documents-checked"),
        Err(Problem::Invalid(e)) => again(&cx, permit, id, &e).await,
        Err(other) => Err(other),
    }
}

pub async fn add_scan(cx: Cx) -> Answer {
    let (permit, id) = (cx.permit()?, cx.id("id")?);
    match actions::add_scan(cx.env(), cx.db(), cx.files(), permit, id, forms::uploads(&cx.form), forms::once(&cx.form)).await {
        Ok(()) => cx.done(&format!("/documents/{id}"), "documents-scan-added"),
        Err(Problem::Invalid(e)) => again(&cx, permit, id, &e).await,
        Err(other) => Err(other),
    }
}

fn found<'l>(l: &'l Loaded, cx: &Cx) -> Result<(usize, &'l Scan)> {
    let id = cx.id("scan")?;
    l.document.on_file.scans.iter().enumerate().find(|(_, s)| s.id == id).ok_or(Problem::NotFound)
}

/// The scan itself. Whatever is inside, the browser may only draw it: no script, no address of anyone else's, no frame around it.
pub async fn scan(cx: Cx) -> Answer {
    let l = actions::load(&mut cx.reader(), cx.permit()?, cx.id("id")?, true).await?;
    let (i, s) = found(&l, &cx)?;
    let bytes = cx.files().get(s.stored).await?;
    opened(&cx, &l, "scan").await?;
    let name = format!("{}-{}.{}", l.kind.code, i + 1, s.kind.extension());
    let mut r = web::download(s.kind.mime(), &name, true, bytes)?;
    // A sandbox would keep browsers from drawing a PDF; for images it costs nothing.
    let policy = if s.kind.is_image() {
        "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; frame-ancestors 'none'; sandbox"
    } else {
        "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'none'"
    };
    set_header(&mut r, "content-security-policy", policy);
    Ok(r)
}

pub async fn thumb(cx: Cx) -> Answer {
    let l = actions::load(&mut cx.reader(), cx.permit()?, cx.id("id")?, true).await?;
    let thumb = found(&l, &cx)?.1.thumb.ok_or(Problem::NotFound)?;
    let bytes = cx.files().get(thumb).await?;
    opened(&cx, &l, "thumb").await?;
    let mut r = web::download("image/jpeg", "thumb.jpg", true, bytes)?;
    set_header(&mut r, "content-security-policy", "default-src 'none'; frame-ancestors 'none'; sandbox");
    Ok(r)
}

fn set_header(r: &mut web::Response, name: &'static str, value: &'static str) {
    if let Ok(v) = value.parse() {
        r.headers_mut().insert(name, v);
    }
}
