use super::{Tag, category_names, employee_names, initials, status_tag};
use crate::{
    File,
    file::{self, FileCategory, Whole},
    perm,
};
use askama::Template;
use i18n::dates::Dual;
use kernel::{Event, Id, Result};
use people::{Household, Person};
use std::sync::Arc;
use web::{Answer, Cx, DualAt, Shell, ThreadItem};

/// A person as the page shows him.
struct PersonView {
    name: String,
    as_written: String,
    latin: String,
    identity_kind: String,
    /// Masked, or the number itself just after it was revealed.
    identity: String,
    /// Address of the revealing post; empty where he may not, or where it is shown.
    reveal: String,
    birth: String,
    birth_other: String,
    age: String,
    sex: String,
    mobiles: Vec<MobileView>,
    channel: String,
    language: String,
    place: String,
    short_address: String,
    iban: String,
    bank: String,
    deceased: Option<Dual>,
}

struct MobileView {
    shown: String,
    link: String,
    answers: String,
}

struct MemberRow {
    name: String,
    relation: String,
    age: String,
    identity: String,
    reveal: String,
    from: Option<Dual>,
    to: Option<Dual>,
    end_reason: String,
    deceased: bool,
    current: bool,
    edit: String,
    end: String,
}

struct CategoryRow {
    name: String,
    from: Dual,
    to: Option<Dual>,
}

#[derive(Template)]
#[template(path = "file.html")]
struct Page {
    shell: Shell,
    f: File,
    status: Tag,
    initials: String,
    names: Vec<String>,
    branch: String,
    since: Dual,
    valid_until: Option<Dual>,
    expired: bool,
    next_review: Option<Dual>,
    before_contact: String,
    head: PersonView,
    members: Vec<MemberRow>,
    current: String,
    categories: Vec<CategoryRow>,
    hides: bool,
    income: Option<Class>,
    history: Vec<ThreadItem>,
    last_opened: Option<(String, DualAt)>,
    main: Vec<String>,
    side: Vec<String>,
    actions: Vec<String>,
    own: bool,
    edit: bool,
    decide: bool,
    access: bool,
}

/// The classes, for whoever may read them.
struct Class {
    income: String,
    reason: String,
    points: String,
}

#[derive(Template)]
#[template(path = "file_print.html")]
struct Print {
    shell: Shell,
    f: File,
    status: String,
    names: Vec<String>,
    branch: String,
    head: PersonView,
    members: Vec<MemberRow>,
    valid_until: Option<Dual>,
}

/// Everything of a file, in six statements.
struct Loaded {
    file: File,
    household: Household,
    categories: Vec<FileCategory>,
    branch: String,
}

async fn load(cx: &Cx, f: File) -> Result<Loaded> {
    let mut q = cx.reader();
    let household = people::household(&mut q, f.household).await?;
    cx.keep(Arc::new(Whole { file: f.clone(), household: household.clone() }));
    let categories = file::categories_of(&mut q, f.id).await?;
    let branch = staff::branch(&mut q, f.branch).await?.map(|b| b.name(cx.lang).to_owned()).unwrap_or_default();
    Ok(Loaded { file: f, household, categories, branch })
}

fn opt(shell: &Shell, day: Option<kernel::Day>) -> Option<Dual> {
    day.map(|d| shell.date(d))
}

fn person(cx: &Cx, shell: &Shell, f: &File, p: &Person, revealed: Option<Id>) -> PersonView {
    let (birth, birth_other) = p.birth.map(|b| b.texts(cx.lang)).unwrap_or_default();
    let shown = revealed == Some(p.id);
    PersonView {
        name: p.full_name(),
        as_written: p.as_written.clone(),
        latin: p.latin.clone().unwrap_or_default(),
        identity_kind: p.identity.as_ref().map(|(k, _)| shell.code("choice-identity-kind", k.code())).unwrap_or_default(),
        identity: if shown { p.identity_number().unwrap_or_default().to_owned() } else { p.identity_masked() },
        reveal: if shown || p.identity.is_none() || !cx.can(perm::REVEAL_IDENTITY) { String::new() } else { format!("{}/reveal?person={}", f.href(), p.id) },
        birth,
        birth_other,
        age: p.age(cx.today()).map(|a| shell.tn("beneficiaries-years", a)).unwrap_or_default(),
        sex: p.sex.map(|s| shell.code("choice-sex", s.code())).unwrap_or_default(),
        mobiles: p
            .mobiles
            .iter()
            .map(|m| {
                let known = people::rules::mobile::parse(&m.number).ok();
                MobileView {
                    shown: known.as_ref().map_or_else(|| m.number.clone(), |k| k.grouped()),
                    link: known.map(|k| k.link()).unwrap_or_default(),
                    answers: m.answers.clone().unwrap_or_default(),
                }
            })
            .collect(),
        channel: p.preferred_channel.as_ref().map(|c| shell.code("choice-preferred-channel", c)).unwrap_or_default(),
        language: p.preferred_language.as_ref().map(|l| shell.code("choice-spoken-language", l)).unwrap_or_default(),
        place: [p.city.as_deref(), p.district.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(if cx.lang == i18n::Lang::Ar { "، " } else { ", " }),
        short_address: p.short_address.clone().unwrap_or_default(),
        iban: p.iban_masked(),
        bank: p.bank_name.clone().unwrap_or_default(),
        deceased: opt(shell, p.deceased_on),
    }
}

fn member_rows(cx: &Cx, shell: &Shell, l: &Loaded, revealed: Option<Id>) -> Vec<MemberRow> {
    let base = l.file.href();
    l.household
        .members
        .iter()
        .map(|m| {
            let v = person(cx, shell, &l.file, &m.person, revealed);
            let changeable = m.is_current() && m.relation != people::HEAD;
            MemberRow {
                name: v.name,
                relation: shell.code("choice-relation", m.relation_word()),
                age: v.age,
                identity: v.identity,
                reveal: v.reveal,
                from: opt(shell, m.from),
                to: opt(shell, m.to),
                end_reason: m.end_reason.as_ref().map(|r| shell.code("choice-member-end", r)).unwrap_or_default(),
                deceased: m.person.deceased_on.is_some(),
                current: m.is_current(),
                edit: if changeable { format!("{base}/members/{}/edit", m.id) } else { String::new() },
                end: if changeable { format!("{base}/members/{}/end", m.id) } else { String::new() },
            }
        })
        .collect()
}

fn names(cx: &Cx, l: &Loaded) -> Result<Vec<String>> {
    let now: Vec<_> = l.categories.iter().filter(|c| c.to.is_none()).map(|c| c.category.clone()).collect();
    category_names(cx, &now)
}

pub async fn show(cx: Cx) -> Answer {
    let f = file::find(&mut cx.reader(), cx.permit()?, cx.id("id")?).await?;
    let id = f.id;
    let page = view(&cx, f, None).await?;
    cx.opened(Event::new("file.opened", "file", id).file(id)).await?;
    web::page(&page)
}

/// Shows one identity number of the household, once, after writing that it was shown.
pub async fn reveal(cx: Cx) -> Answer {
    let f = file::find(&mut cx.reader(), cx.permit()?, cx.id("id")?).await?;
    let id = f.id;
    let whom: Id = if cx.query("person").is_empty() { f.head } else { cx.query("person").parse().map_err(|_| kernel::Problem::NotFound)? };
    if !people::is_member(&mut cx.reader(), f.household, whom).await? {
        return Err(kernel::Problem::NotFound);
    }
    let page = view(&cx, f, Some(whom)).await?;
    cx.opened(Event::new("file.identity_revealed", "file", id).file(id).fact("person", whom)).await?;
    web::page(&page)
}

async fn view(cx: &Cx, f: File, revealed: Option<Id>) -> Result<Page> {
    let l = load(cx, f).await?;
    let history = file::status_history(&mut cx.reader(), l.file.id).await?;
    let access = cx.can(perm::READ_ACCESS);
    let last = if access {
        let opened = db::audit::read(&mut cx.reader(), &db::audit::Part::Openings(l.file.id), None, 1).await?;
        opened.into_iter().next().and_then(|o| o.actor.parse::<Id>().ok().map(|who| (who, o.at)))
    } else {
        None
    };
    let ids: Vec<Id> = history.iter().map(|h| h.by).chain(last.map(|l| l.0)).collect();
    let named = employee_names(cx, &ids).await?;
    let f = &l.file;
    let shell = cx.shell(f.head_name.clone(), "/files");
    let Some(head) = l.household.head_person() else { return Err(kernel::Problem::Internal("a household without its head".into())) };
    let actor = cx.actor()?;
    let own = actor.person.is_some_and(|p| l.household.members.iter().any(|m| m.person.id == p));
    let history = history
        .into_iter()
        .map(|h| ThreadItem {
            what: h.to.map(|s| shell.code("file-status", s.code())).unwrap_or_default(),
            when: shell.at(h.at),
            who: named.of(cx, h.by),
            note: h.reason.unwrap_or_default(),
            kind: if h.to == Some(f.status) && h.from != h.to { "now" } else { "" },
        })
        .collect::<Vec<_>>();
    let only_first_now = history.iter().enumerate().map(|(i, h)| ThreadItem { kind: if i == 0 { h.kind } else { "" }, ..h.clone() }).collect();
    Ok(Page {
        status: status_tag(&shell, f.status),
        initials: initials(&f.head_name),
        names: names(cx, &l)?,
        branch: l.branch.clone(),
        since: shell.date(f.created_at.day()),
        valid_until: opt(&shell, f.valid_until),
        expired: f.valid_until.is_some_and(|d| d < cx.today()),
        next_review: opt(&shell, f.next_review),
        before_contact: f.before_contact.clone().unwrap_or_default(),
        head: person(cx, &shell, f, head, revealed),
        members: member_rows(cx, &shell, &l, revealed),
        current: l.household.current().count().to_string(),
        categories: l
            .categories
            .iter()
            .filter(|c| c.category.open_to(actor))
            .map(|c| CategoryRow { name: c.category.name(cx.lang).to_owned(), from: shell.date(c.from), to: opt(&shell, c.to) })
            .collect(),
        hides: super::hides(cx),
        income: cx.can(perm::READ_INCOME).then(|| Class {
            income: f.income_class.as_ref().map(|c| class_text(&shell, c)).unwrap_or_default(),
            reason: f.income_class_reason.clone().unwrap_or_default(),
            points: f.points_class.clone().unwrap_or_default(),
        }),
        history: only_first_now,
        last_opened: last.map(|(who, at)| (named.of(cx, who), shell.at(at))),
        main: cx.panels("file.main", f.id).await?,
        side: cx.panels("file.side", f.id).await?,
        actions: cx.panels("file.actions", f.id).await?,
        own,
        edit: cx.can(perm::EDIT) && !own,
        decide: cx.can(perm::CHANGE_STATUS) && !own,
        access,
        f: l.file,
        shell,
    })
}

/// The usual classes have words; a policy may bring others, shown as they are.
fn class_text(shell: &Shell, class: &str) -> String {
    if crate::rules::INCOME_CLASSES.contains(&class) { shell.code("choice-income-class", class) } else { class.to_owned() }
}

pub async fn print(cx: Cx) -> Answer {
    let f = file::find(&mut cx.reader(), cx.permit()?, cx.id("id")?).await?;
    let l = load(&cx, f).await?;
    let shell = cx.shell(l.file.head_name.clone(), "/files");
    let Some(head) = l.household.head_person() else { return Err(kernel::Problem::NotFound) };
    cx.opened(Event::new("file.opened", "file", l.file.id).file(l.file.id).fact("how", "print")).await?;
    web::page(&Print {
        status: shell.code("file-status", l.file.status.code()),
        names: names(&cx, &l)?,
        branch: l.branch.clone(),
        head: person(&cx, &shell, &l.file, head, None),
        members: member_rows(&cx, &shell, &l, None),
        valid_until: opt(&shell, l.file.valid_until),
        f: l.file,
        shell,
    })
}
