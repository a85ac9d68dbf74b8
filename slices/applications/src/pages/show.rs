//! One application: what was entered, side by side with whom it may be; three outcomes.

use super::{Tag, again, list::stage_tag, version};
use crate::{
    actions::{self, Join},
    likely::{self, Candidate, Draft},
    perm,
    rules::Stage,
    store::{self, Application},
};
use askama::Template;
use kernel::{Event, Id, Problem, Result};
use people::Person;
use web::{Answer, Cx, DualAt, Errors, Opt, Shell, StatusCode};

/// One line of two people beside one another.
struct Pair {
    label: String,
    claimed: String,
    known: String,
    /// ok same, bad different, "" where one of them is silent.
    look: &'static str,
    ltr: bool,
}

struct Likely {
    id: String,
    name: String,
    score_text: String,
    why: Vec<Tag>,
    file_href: String,
    file_number: String,
    has_file: bool,
    pairs: Vec<Pair>,
    /// The form of this one is open.
    unfolded: bool,
}

struct MemberRow {
    id: String,
    name: String,
    relation: String,
    identity: String,
    age: String,
}

struct RequestRow {
    href: String,
    number: String,
    service: String,
    state: String,
}

#[derive(Template)]
#[template(path = "applications_show.html")]
struct Page {
    shell: Shell,
    errors: Errors,
    id: String,
    version: String,
    tag: Tag,
    open: bool,
    may_decide: bool,
    at: DualAt,
    branch: String,
    file_href: String,
    file_number: String,
    facts: Vec<(String, String, bool)>,
    categories: String,
    members: Vec<MemberRow>,
    requests: Vec<RequestRow>,
    documents: usize,
    elsewhere: bool,
    likely: Vec<Likely>,
    heads: Vec<String>,
    refuse_unfolded: bool,
    typed: String,
    add: Vec<Opt>,
    take: bool,
    decided: Option<(DualAt, String)>,
    reason: String,
    joined_href: String,
    /// How and when he heard of it; empty while he has not.
    told: String,
    told_at: Option<DualAt>,
    /// Somebody is to tell him now; a message is on its way otherwise.
    to_tell: bool,
    how: Vec<Opt>,
    mobile: String,
}

/// What was typed, when a form comes back.
#[derive(Default)]
struct Typed {
    which: &'static str,
    person: String,
    reason: String,
    members: Vec<String>,
    no_mobile: bool,
}

fn birth(shell: &Shell, p: &Person) -> String {
    match p.birth {
        None => String::new(),
        Some(b) if b.precision == i18n::dates::Precision::Full => {
            let d = shell.date(b.day);
            if d.second.is_empty() { d.first } else { format!("{} · {}", d.first, d.second) }
        }
        Some(b) => b.day.ymd().0.to_string(),
    }
}

fn number(cx: &Cx, n: Option<&str>) -> String {
    match n {
        None => String::new(),
        Some(n) if cx.can(beneficiaries::perm::REVEAL_IDENTITY) => n.to_string(),
        Some(n) => people::rules::identity::mask(n),
    }
}

fn mobiles(p: &Person) -> String {
    p.mobiles.iter().map(|m| m.number.clone()).collect::<Vec<_>>().join(" · ")
}

fn place(p: &Person) -> String {
    [p.city.clone(), p.district.clone()].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn pairs(cx: &Cx, shell: &Shell, d: &Draft, head: &Person, p: &Person) -> Vec<Pair> {
    let claim = d.claim(head.id).map(|c| c.number.as_str());
    let line = |key: &str, claimed: String, known: String, same: bool, ltr: bool| Pair {
        label: cx.t(key),
        look: if claimed.is_empty() || known.is_empty() {
            ""
        } else if same {
            "ok"
        } else {
            "bad"
        },
        claimed,
        known,
        ltr,
    };
    let name = |x: &Person| i18n::fold::fold_name(&x.full_name());
    let shared = head.mobiles.iter().any(|m| p.mobiles.iter().any(|o| o.number == m.number));
    vec![
        line("applications-name", head.full_name(), p.full_name(), name(head) == name(p), false),
        line("applications-identity", number(cx, claim), number(cx, p.identity_number()), claim == p.identity_number(), true),
        line("applications-birth", birth(shell, head), birth(shell, p), head.birth.map(|b| b.day) == p.birth.map(|b| b.day), false),
        line("applications-mobile", mobiles(head), mobiles(p), shared, true),
        line("applications-place", place(head), place(p), head.city.is_some() && head.city == p.city, false),
    ]
}

fn candidate(cx: &Cx, shell: &Shell, d: &Draft, head: &Person, c: &Candidate, typed: &Typed) -> Likely {
    Likely {
        id: c.person.id.to_string(),
        name: c.person.full_name(),
        score_text: shell.tn("applications-score", c.score),
        why: c.why.iter().map(|w| Tag { kind: "info", icon: "check", text: shell.code("choice-application-why", w.code()) }).collect(),
        file_href: c.file.as_ref().filter(|_| cx.can(beneficiaries::perm::OPEN)).map(|f| f.href()).unwrap_or_default(),
        file_number: c.file.as_ref().map(|f| f.number.clone()).unwrap_or_default(),
        has_file: c.file.is_some(),
        pairs: pairs(cx, shell, d, head, &c.person),
        unfolded: typed.which == "join" && typed.person == c.person.id.to_string(),
    }
}

async fn draw(cx: &Cx, a: Application, typed: Typed, errors: Errors, status: StatusCode) -> Answer {
    let q = &mut cx.reader();
    let permit = cx.permit()?;
    let d = likely::draft(q, &a).await?;
    let head = d.head().cloned().ok_or(Problem::NotFound)?;
    let mut shell = cx.shell(cx.ta("applications-of", &[("name", head.short_name().into())]), "/applications");
    shell.invalid = !errors.is_empty();
    let open = a.stage == Stage::Open;
    let found = if open { likely::candidates(q, permit, &d).await? } else { likely::Candidates::default() };
    let shows = a.joined.map_or(a.file, |(f, _)| f);
    let listed = requests::of_file(q, permit, shows).await?;
    let words = requests::named(q, cx.lang, &listed).await?;
    let may_open = cx.can(requests::perm::OPEN);
    let rows = listed
        .iter()
        .map(|r| RequestRow {
            href: if may_open { format!("/requests/{}", r.id) } else { String::new() },
            number: r.number.clone().unwrap_or_default(),
            service: words.service(r),
            state: shell.code("state", r.shown(&permit.actor).code()),
        })
        .collect();
    let branch = staff::branch(q, a.branch).await?.map(|b| b.name(cx.lang).to_string()).unwrap_or_default();
    let categories = beneficiaries::categories_of(q, a.file).await?;
    let actor = cx.actor()?;
    let who = match &a.decided {
        Some((_, by)) => staff::names(q, &[*by]).await?.remove(by).unwrap_or_default(),
        None => String::new(),
    };
    let claim = |p: &Person| d.claim(p.id).map(|c| c.number.as_str());
    let facts = [
        ("applications-name", head.full_name(), false),
        ("applications-identity", number(cx, claim(&head)), true),
        ("applications-birth", birth(&shell, &head), false),
        ("applications-sex", head.sex.map(|s| shell.code("choice-sex", s.code())).unwrap_or_default(), false),
        ("applications-mobile-confirmed", mobiles(&head), true),
        ("applications-place", place(&head), false),
    ];
    let members: Vec<MemberRow> = d
        .others()
        .map(|m| MemberRow {
            id: m.person.id.to_string(),
            name: m.person.full_name(),
            relation: shell.code("choice-relation", m.relation_word()),
            identity: number(cx, claim(&m.person)),
            age: m.person.age(cx.today()).map(|n| shell.tn("applications-years", n)).unwrap_or_default(),
        })
        .collect();
    let add = members
        .iter()
        .map(|m| Opt::new(m.id.clone(), format!("{} · {}", m.name, m.relation), typed.which != "join" || typed.members.contains(&m.id)))
        .collect();
    // The number he confirmed; of who came in another way, those he is entered with.
    let reached = match (accounts::number_of(q, a.account).await?, a.joined) {
        (Some(number), _) => number,
        (None, Some((f, _))) => {
            let person = beneficiaries::find_any(q, f).await?.head;
            mobiles(&people::person(q, person).await?)
        }
        (None, None) => mobiles(&head),
    };
    let typed_how = cx.form.text("how");
    let page = Page {
        id: a.id.to_string(),
        version: a.version.to_string(),
        tag: stage_tag(&shell, a.stage),
        open,
        may_decide: cx.can(perm::DECIDE),
        at: shell.at(a.at),
        branch,
        file_href: if cx.can(beneficiaries::perm::OPEN) { d.file.href() } else { String::new() },
        file_number: d.file.number.clone(),
        facts: facts.into_iter().filter(|f| !f.1.is_empty()).map(|(k, v, ltr)| (cx.t(k), v, ltr)).collect(),
        categories: categories
            .iter()
            .filter(|c| c.to.is_none() && c.category.open_to(actor))
            .map(|c| c.category.name(cx.lang).to_string())
            .collect::<Vec<_>>()
            .join("، "),
        documents: documents::of_file(q, shows).await?.len(),
        likely: found.list.iter().map(|c| candidate(cx, &shell, &d, &head, c, &typed)).collect(),
        elsewhere: found.elsewhere,
        heads: ["applications-what", "applications-claimed", "applications-known"].map(|k| cx.t(k)).to_vec(),
        refuse_unfolded: typed.which == "refuse",
        take: !typed.no_mobile,
        typed: typed.reason,
        decided: a.decided.map(|(at, _)| (shell.at(at), who)),
        reason: a.reason.clone(),
        joined_href: a.joined.map(|(f, _)| format!("/files/{f}")).filter(|_| cx.can(beneficiaries::perm::OPEN)).unwrap_or_default(),
        told: a.told.as_ref().map(|(_, how, _)| shell.code("choice-request-told", how)).unwrap_or_default(),
        told_at: a.told.as_ref().map(|(at, _, _)| shell.at(*at)),
        to_tell: a.tell_due.is_some_and(|due| due <= cx.now()),
        how: requests::HOW_TOLD.iter().map(|h| Opt::new(*h, shell.code("choice-request-told", h), typed_how == *h)).collect(),
        mobile: reached,
        requests: rows,
        members,
        add,
        errors,
        shell,
    };
    web::page_with(status, &page)
}

async fn load(cx: &Cx) -> Result<Application> {
    store::find(&mut cx.reader(), cx.permit()?, cx.id("id")?).await
}

pub async fn show(cx: Cx) -> Answer {
    let a = load(&cx).await?;
    cx.opened(Event::new("application.opened", "application", a.id).file(a.file)).await?;
    draw(&cx, a, Typed::default(), Errors::none(), StatusCode::OK).await
}

async fn after(cx: &Cx, done: Result<String>, key: &str, typed: Typed) -> Answer {
    match done {
        Ok(to) => cx.done(&to, key),
        Err(p) => {
            let field = match typed.which {
                "told" => "how".to_string(),
                "join" => format!("reason_{}", typed.person),
                _ => "reason_refuse".to_string(),
            };
            let (errors, status) = again(cx, p, &field)?;
            draw(cx, load(cx).await?, typed, errors, status).await
        }
    }
}

pub async fn make_new(cx: Cx) -> Answer {
    let done = actions::make_new(cx.env(), cx.db(), cx.permit()?, cx.id("id")?, version(&cx)).await.map(|f| to_file(&cx, f));
    after(&cx, done, "applications-made-new", Typed { which: "new", ..Typed::default() }).await
}

/// Whoever may not open files comes back to the list.
fn to_file(cx: &Cx, file: Id) -> String {
    if cx.can(beneficiaries::perm::OPEN) { format!("/files/{file}") } else { "/applications".into() }
}

pub async fn join(cx: Cx) -> Answer {
    let person: Id = cx.form.text("person").parse().map_err(|_| Problem::NotFound)?;
    let reason = cx.form.text(&format!("reason_{person}")).to_string();
    let members: Vec<String> = cx.form.all("members").map(String::from).collect();
    let cmd = Join {
        id: cx.id("id")?,
        version: version(&cx),
        person,
        members: members.iter().filter_map(|m| m.parse().ok()).collect(),
        take_mobile: cx.form.flag("take_mobile"),
        reason: reason.clone(),
    };
    let typed = Typed { which: "join", person: person.to_string(), reason, members, no_mobile: !cmd.take_mobile };
    let done = actions::join(cx.env(), cx.db(), cx.permit()?, cmd).await.map(|f| to_file(&cx, f));
    after(&cx, done, "applications-joined", typed).await
}

pub async fn refuse(cx: Cx) -> Answer {
    let reason = cx.form.text("reason_refuse").to_string();
    let id = cx.id("id")?;
    let done = actions::refuse(cx.env(), cx.db(), cx.permit()?, id, version(&cx), &reason).await.map(|()| format!("/applications/{id}"));
    after(&cx, done, "applications-refused", Typed { which: "refuse", reason, ..Typed::default() }).await
}

/// An employee told him himself.
pub async fn told(cx: Cx) -> Answer {
    let id = cx.id("id")?;
    let done = actions::told(cx.env(), cx.db(), cx.permit()?, id, cx.form.text("how")).await.map(|()| format!("/applications/{id}"));
    after(&cx, done, "applications-told", Typed { which: "told", ..Typed::default() }).await
}
