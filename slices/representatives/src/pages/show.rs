use super::{again, day_of, reason_words, scope_typed, scope_words, standing};
use crate::{
    Proof, Representative, Verify,
    compare::{What, compare, differing, said_birth},
    decide, perm,
    rules::{Act, Capacity, Status},
    store,
};
use askama::Template;
use documents::Outcome;
use i18n::dates::{Calendar, Dual, Precision};
use kernel::{Event, FieldErrors, Problem, Result};
use web::{Answer, Cx, DateRaw, DualAt, Errors, Opt, Shell, StatusCode};

struct Scan {
    href: String,
    name: String,
    image: bool,
    about: String,
}

/// What was typed of the document, for the form shown again.
struct Typed {
    number: String,
    issuer: String,
    issued: DateRaw,
    expires: DateRaw,
}

/// What was written beside what the register has: as `look` ok same, bad different, "" where the register has nothing.
struct Pair {
    label: String,
    said: String,
    known: String,
    look: &'static str,
    ltr: bool,
}

/// The form of checking, while the claim waits.
struct Check {
    /// Whom what was written is compared with, and how.
    beside: String,
    heads: Vec<String>,
    pairs: Vec<Pair>,
    /// Something differs: the note is a reason then.
    differs: bool,
    represented: Vec<Opt>,
    capacities: Vec<Opt>,
    scope: Vec<Opt>,
    from: DateRaw,
    until: DateRaw,
    proofs: Vec<Opt>,
    kinds: Vec<Opt>,
    ways: Vec<Opt>,
    typed: Typed,
    note: String,
}

#[derive(Template)]
#[template(path = "representative.html")]
struct Page {
    shell: Shell,
    errors: Errors,
    id: String,
    version: String,
    name: String,
    identity: String,
    /// Where the numbers are shown whole; empty where he may not, or where they are.
    reveal: String,
    mobile: String,
    known: bool,
    represented: String,
    file_href: String,
    file_number: String,
    said_for: String,
    /// It may be looked for among the files by this.
    seek: String,
    said_birth: String,
    capacity: String,
    scope: String,
    tag: (&'static str, &'static str, String),
    from: Dual,
    until: Option<Dual>,
    document: String,
    note: String,
    reason: String,
    claimed: DualAt,
    by_portal: bool,
    decided: Option<DualAt>,
    decided_by: String,
    ended: Option<DualAt>,
    scans: Vec<Scan>,
    check: Option<Check>,
    may_end: bool,
    may_check: bool,
    unmatched: bool,
    may_retie: bool,
    retying: bool,
    /// The file's number stands in the form because the identity number written is of one of its people.
    number_known: bool,
    refuse_action: String,
    end_action: String,
    typed_number: String,
    typed_refuse: String,
    typed_end: String,
    sent: String,
}

fn opts<'a, T: 'a>(all: impl IntoIterator<Item = &'a T>, code: impl Fn(&T) -> String, word: impl Fn(&T) -> String, chosen: impl Fn(&T) -> bool) -> Vec<Opt> {
    all.into_iter().map(|x| Opt::new(code(x), word(x), chosen(x))).collect()
}

/// A birth date as the page's language writes it.
fn date_words(shell: &Shell, day: kernel::Day) -> String {
    let d = shell.date(day);
    if d.second.is_empty() { d.first } else { format!("{} · {}", d.first, d.second) }
}

fn known_birth(shell: &Shell, p: &people::Person) -> String {
    match p.birth {
        None => String::new(),
        Some(b) if b.precision == Precision::Full => date_words(shell, b.day),
        Some(b) => b.day.ymd().0.to_string(),
    }
}

fn pairs(cx: &Cx, shell: &Shell, r: &Representative, file: &beneficiaries::File, p: &people::Person, whole: bool) -> Vec<Pair> {
    let masked = |n: &str, whole: bool| if whole { n.to_string() } else { people::rules::identity::mask(n) };
    compare(r, &file.number, p)
        .into_iter()
        .map(|l| {
            let (key, said, known) = match l.what {
                What::FileNumber => ("representatives-file-number", r.said_for.clone(), file.number.clone()),
                What::Identity => (
                    "representatives-said-identity",
                    masked(&r.said_for, whole),
                    p.identity_number().map(|n| masked(n, whole && cx.can(beneficiaries::perm::REVEAL_IDENTITY))).unwrap_or_default(),
                ),
                What::Birth => ("representatives-birth", said_birth(r).map(|(d, _)| date_words(shell, d)).unwrap_or_default(), known_birth(shell, p)),
            };
            let look = match l.same {
                Some(true) => "ok",
                Some(false) => "bad",
                None => "",
            };
            Pair { label: cx.t(key), said, known, look, ltr: l.what != What::Birth }
        })
        .collect()
}

async fn check_form(cx: &Cx, shell: &Shell, r: &Representative, file: &beneficiaries::File, sent: bool, whole: bool) -> Result<Check> {
    let q = &mut cx.reader();
    let f = &cx.form;
    let household = people::household(q, file.household).await?;
    let capacity = Capacity::parse(f.text("capacity")).unwrap_or(r.capacity);
    let typed = scope_typed(f);
    let held = if sent { typed } else { r.scope.clone() };
    let chosen = if sent { f.text("represented").to_string() } else { r.represented.map(|p| p.to_string()).unwrap_or_default() };
    let kinds = documents::types(q).await?;
    let on_file = documents::of_file(q, file.id).await?;
    let wanted: Vec<&str> = Capacity::ALL.iter().flat_map(|c| c.proofs()).copied().collect();
    let proofs: Vec<Opt> = on_file
        .iter()
        .filter_map(|d| {
            let kind = kinds.iter().find(|k| k.code == d.type_code && wanted.contains(&k.code.as_str()))?;
            let fit = d.standing(kind) == Some(Outcome::Matched) && d.validity(kind, cx.today()).holds();
            let label = [kind.name(cx.lang), d.number.as_str()].into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(" · ");
            fit.then(|| Opt::new(d.id.to_string(), label, f.text("document") == d.id.to_string()))
        })
        .collect();
    let day = |name: &str, kept: Option<kernel::Day>| match (sent, kept) {
        (true, _) | (_, None) => DateRaw::of(f, name),
        (false, Some(d)) => DateRaw::given(d, Calendar::Hijri, Precision::Full),
    };
    let kind = if f.text("type").is_empty() { capacity.proofs().first().copied().unwrap_or_default() } else { f.text("type") };
    let ways = kinds.iter().find(|k| k.code == kind).map(|k| k.ways.clone()).unwrap_or_default();
    let living = || household.current().map(|m| &m.person).filter(|p| p.deceased_on.is_none());
    // Whoever is chosen; while nobody is, the head.
    let beside = living().find(|p| p.id.to_string() == chosen).or_else(|| household.head_person());
    let fits = |p: &people::Person| {
        let lines = compare(r, &file.number, p);
        if lines.is_empty() { "" } else { if differing(&lines).is_empty() { "representatives-fits" } else { "representatives-fits-not" } }
    };
    Ok(Check {
        beside: beside.map(|p| cx.ta("representatives-beside", &[("name", p.short_name().into())])).unwrap_or_default(),
        heads: ["representatives-what", "representatives-said", "representatives-in-register"].map(|k| cx.t(k)).to_vec(),
        differs: beside.is_some_and(|p| !differing(&compare(r, &file.number, p)).is_empty()),
        pairs: beside.map(|p| pairs(cx, shell, r, file, p, whole)).unwrap_or_default(),
        represented: living()
            .map(|p| {
                let o = Opt::new(p.id.to_string(), p.full_name(), p.id.to_string() == chosen);
                match fits(p) {
                    "" => o,
                    key => o.hint(cx.t(key)),
                }
            })
            .collect(),
        capacities: opts(&Capacity::ALL, |c| c.code().into(), |c| shell.code("choice-capacity", c.code()), |c| *c == capacity),
        scope: opts(&Act::ALL, |a| a.code().into(), |a| shell.code("choice-act", a.code()), |a| held.contains(a)),
        from: day("from", Some(r.from)),
        until: day("until", r.until),
        proofs,
        kinds: kinds
            .iter()
            .filter(|k| k.active && wanted.contains(&k.code.as_str()))
            .map(|k| Opt::new(k.code.clone(), k.name(cx.lang), k.code == kind))
            .collect(),
        ways: opts(&ways, |w| w.code().into(), |w| shell.code("choice-document-how", w.code()), |w| f.text("how") == w.code()),
        typed: Typed { number: f.text("number").into(), issuer: f.text("issuer").into(), issued: DateRaw::of(f, "issued"), expires: DateRaw::of(f, "expires") },
        note: f.text("note").into(),
    })
}

/// The number of the file an unmatched claim may mean, where the employee reaches it: as written, or of whoever has the identity number written.
async fn meant_number(cx: &Cx, r: &Representative) -> Result<(String, bool)> {
    if beneficiaries::rules::parse_number(&r.said_for).is_some() {
        return Ok((r.said_for.clone(), false));
    }
    let q = &mut cx.reader();
    let Some(person) = people::by_identity(q, &r.said_for).await? else { return Ok((String::new(), false)) };
    for f in beneficiaries::of_person(q, person).await? {
        match beneficiaries::find(q, cx.permit()?, f.id).await {
            Ok(f) => return Ok((f.number, true)),
            Err(Problem::NotFound) => {}
            Err(p) => return Err(p),
        }
    }
    Ok((String::new(), false))
}

/// `whole`: the identity numbers are shown whole, once.
async fn page(cx: &Cx, errors: Errors, status: StatusCode, whole: bool) -> Answer {
    let id = cx.id("id")?;
    let (r, file) = decide::load(&mut cx.reader(), cx.permit()?, id).await?;
    let title = cx.ta("representatives-of", &[("name", i18n::Arg::from(r.name.as_str()))]);
    let mut shell = cx.shell(title, "/representatives");
    shell.invalid = !errors.is_empty();
    let may_check = cx.can(perm::CHECK);
    let sent = cx.form.text("act").to_string();
    let check = match (&file, r.status == Status::Claimed && may_check) {
        (Some(f), true) => Some(check_form(cx, &shell, &r, f, sent == "verify", whole).await?),
        _ => None,
    };
    let scans = store::scans(&mut cx.reader(), id)
        .await?
        .into_iter()
        .map(|s| Scan {
            href: format!("/representatives/{id}/scans/{}", s.id),
            image: s.kind.is_image(),
            about: if s.kind.is_image() { String::new() } else { shell.tn("representatives-pages-n", s.pages) },
            name: s.name,
        })
        .collect();
    let (birth, calendar) = r.said_birth.split_once(' ').unwrap_or_default();
    let said_birth = birth
        .parse::<kernel::Day>()
        .map(|d| shell.date(d))
        .map(|d| if (calendar == "gregorian") == (cx.lang == i18n::Lang::En) { d.first } else { d.second })
        .unwrap_or_default();
    let unmatched = r.file.is_none() && r.status == Status::Claimed;
    let retying = sent == "file";
    let (typed_number, number_known) = match unmatched && may_check && !retying {
        true => meant_number(cx, &r).await?,
        false => (cx.form.text("file_number").to_string(), false),
    };
    let said_number = people::rules::identity::parse(&r.said_for).is_ok();
    let hides = !r.identity.is_empty() || said_number;
    let typed = |act: &str| if sent == act { cx.form.text("reason").to_string() } else { String::new() };
    let page = Page {
        id: id.to_string(),
        version: r.version.to_string(),
        identity: if whole { r.identity.clone() } else { people::rules::identity::mask(&r.identity) },
        reveal: if may_check && hides && !whole { format!("/representatives/{id}/reveal") } else { String::new() },
        mobile: r.mobile.clone(),
        known: r.person.is_some(),
        represented: r.represented_name.clone(),
        file_href: file.as_ref().map(|f| f.href()).unwrap_or_default(),
        file_number: r.file_number.clone(),
        said_for: match r.said_for == r.file_number {
            true => String::new(),
            false if whole => r.said_for.clone(),
            false => mask_said(&r.said_for),
        },
        seek: if whole && said_number && unmatched { r.said_for.clone() } else { String::new() },
        said_birth,
        capacity: shell.code("choice-capacity", r.capacity.code()),
        scope: scope_words(&shell, &r.scope),
        tag: standing(&shell, &r, cx.today()),
        from: shell.date(r.from),
        until: r.until.map(|d| shell.date(d)),
        document: r.document.map(|d| format!("/documents/{d}")).unwrap_or_default(),
        note: r.note.clone(),
        reason: reason_words(&shell, &r),
        claimed: shell.at(r.claimed_at),
        by_portal: r.claimed_by == "portal",
        decided: r.decided_at.map(|a| shell.at(a)),
        decided_by: r.decided_by_name.clone(),
        ended: r.ended_at.map(|a| shell.at(a)),
        scans,
        check,
        may_end: may_check && r.status == Status::Verified,
        may_check,
        unmatched,
        may_retie: may_check && file.is_some() && r.status == Status::Claimed,
        retying,
        number_known,
        refuse_action: format!("/representatives/{id}/refuse"),
        end_action: format!("/representatives/{id}/end"),
        typed_number,
        typed_refuse: typed("refuse"),
        typed_end: typed("end"),
        name: r.name,
        errors,
        sent,
        shell,
    };
    web::page_with(status, &page)
}

/// An identity number is shown masked; a file number as it is.
fn mask_said(said: &str) -> String {
    if people::rules::identity::parse(said).is_ok() { people::rules::identity::mask(said) } else { said.to_string() }
}

pub async fn show(cx: Cx) -> Answer {
    let id = cx.id("id")?;
    let (r, _) = decide::load(&mut cx.reader(), cx.permit()?, id).await?;
    let event = Event::new("representation.opened", "representative", id);
    cx.opened(match r.file {
        Some(f) => event.file(f),
        None => event,
    })
    .await?;
    page(&cx, Errors::none(), StatusCode::OK, false).await
}

/// Shows the identity numbers of the claim, once, after writing that they were shown: whoever checks compares them with the cards.
pub async fn reveal(cx: Cx) -> Answer {
    let id = cx.id("id")?;
    let (r, _) = decide::load(&mut cx.reader(), cx.permit()?, id).await?;
    let event = Event::new("representation.identity_revealed", "representative", id);
    cx.opened(match r.file {
        Some(f) => event.file(f),
        None => event,
    })
    .await?;
    page(&cx, Errors::none(), StatusCode::OK, true).await
}

pub async fn scan(cx: Cx) -> Answer {
    let (id, scan) = (cx.id("id")?, cx.id("scan")?);
    let (r, _) = decide::load(&mut cx.reader(), cx.permit()?, id).await?;
    let s = store::scans(&mut cx.reader(), id).await?.into_iter().find(|s| s.id == scan).ok_or(Problem::NotFound)?;
    let bytes = cx.files().get(s.stored.id).await?;
    let event = Event::new("representation.opened", "representative", id).fact("what", "scan");
    cx.opened(match r.file {
        Some(f) => event.file(f),
        None => event,
    })
    .await?;
    web::download(s.kind.mime(), &format!("proof.{}", s.kind.extension()), true, bytes)
}

fn version(cx: &Cx) -> i64 {
    cx.form.text("version").parse().unwrap_or(-1)
}

async fn after(cx: &Cx, done: Result<()>, key: &str) -> Answer {
    match done {
        Ok(()) => cx.done(&format!("/representatives/{}", cx.id("id")?), key),
        Err(p) => {
            let (errors, status) = again(cx, p)?;
            page(cx, errors, status, false).await
        }
    }
}

pub async fn verify(cx: Cx) -> Answer {
    let f = &cx.form;
    let mut errors = FieldErrors::default();
    let (from, until) = (day_of(f, "from", &mut errors), day_of(f, "until", &mut errors));
    if let Err(p) = errors.ok(()) {
        return after(&cx, Err(p), "").await;
    }
    let proof = match f.text("document").parse() {
        Ok(id) => Proof::OnFile(id),
        Err(_) => {
            let mut typed = documents::Typed::of(f);
            // The deed speaks of the represented; a household's consent of nobody alone.
            typed.person = if typed.kind == "guardianship_deed" { f.text("represented").into() } else { "household".into() };
            Proof::Scans { typed: Box::new(typed), how: documents::How::parse(f.text("how")) }
        }
    };
    let cmd = Verify {
        id: cx.id("id")?,
        version: version(&cx),
        represented: f.text("represented").parse().ok(),
        capacity: Capacity::parse(f.text("capacity")),
        scope: scope_typed(f),
        from,
        until,
        proof,
        note: f.text("note").into(),
    };
    let done = decide::verify(cx.env(), cx.db(), cx.permit()?, cmd).await;
    after(&cx, done, "representatives-verified").await
}

pub async fn refuse(cx: Cx) -> Answer {
    let done = decide::refuse(cx.env(), cx.db(), cx.permit()?, cx.id("id")?, version(&cx), cx.form.text("reason")).await;
    after(&cx, done, "representatives-refused").await
}

pub async fn end(cx: Cx) -> Answer {
    let done = decide::end(cx.env(), cx.db(), cx.permit()?, cx.id("id")?, version(&cx), cx.form.text("reason")).await;
    after(&cx, done, "representatives-ended").await
}

pub async fn set_file(cx: Cx) -> Answer {
    let id = cx.id("id")?;
    if cx.form.flag("untie") {
        let done = decide::untie(cx.env(), cx.db(), cx.permit()?, id, version(&cx)).await;
        return after(&cx, done, "representatives-untied").await;
    }
    let done = decide::set_file(cx.env(), cx.db(), cx.permit()?, id, version(&cx), cx.form.text("file_number")).await;
    after(&cx, done, "representatives-file-set").await
}
