//! Corrections people ask for: the thirty days, and the answer.

use super::{PAGE, Tag, again, version};
use crate::{
    actions::{self, AnswerTo},
    perm,
    rules::{self, Answer as Stand},
    store::{self, Correction},
};
use askama::Template;
use kernel::{At, Event, Id, Problem, Result};
use std::collections::HashMap;
use web::{Answer, ClockView, Cx, DualAt, Errors, Link, Shell, StatusCode};

struct Row {
    href: String,
    field: String,
    name: String,
    file_number: String,
    at: DualAt,
    due: DualAt,
    left: String,
    late: bool,
    tag: Tag,
}

#[derive(Template)]
#[template(path = "corrections_list.html")]
struct ListPage {
    shell: Shell,
    filters: Vec<Link>,
    heads: Vec<String>,
    rows: Vec<Row>,
    overdue: i64,
    only_late: bool,
    open: bool,
    first: String,
    next: String,
}

pub(crate) fn stand_tag(shell: &Shell, a: Stand) -> Tag {
    let (kind, icon) = a.look();
    Tag { kind, icon, text: shell.code("choice-correction", a.code()) }
}

pub(crate) fn left(shell: &Shell, c: &Correction, now: At) -> (String, bool) {
    let n = rules::days_left(c.due, now);
    if n < 0 { (shell.tn("applications-late-n", -n), true) } else { (shell.tn("applications-left-n", n), false) }
}

/// `?state=` one of the stands or `late`; `?at=&id=` the place the page begins after.
pub async fn list(cx: Cx) -> Answer {
    let (permit, now) = (cx.permit()?, cx.now());
    let late = cx.query("state") == "late";
    let stand = Stand::parse(cx.query("state")).unwrap_or(Stand::Open);
    let after = cx.query("id").parse::<Id>().ok().map(|id| (At(cx.query_int("at")), id));
    let q = &mut cx.reader();
    let mut found = store::corrections(q, permit, stand, late.then_some(now), after, PAGE + 1).await?;
    let more = found.len() as i64 > PAGE;
    found.truncate(PAGE as usize);
    let shell = cx.shell(cx.t("applications-corrections"), "/applications");
    let files: HashMap<Id, beneficiaries::File> =
        beneficiaries::files(q, &found.iter().map(|c| c.file).collect::<Vec<_>>()).await?.into_iter().map(|f| (f.id, f)).collect();
    let names = people::names(q, &found.iter().map(|c| c.person).collect::<Vec<_>>()).await?;
    let rows = found
        .iter()
        .map(|c| {
            let (left, late) = left(&shell, c, now);
            Row {
                href: c.href(),
                field: shell.code("choice-correction-field", &c.field),
                name: names.get(&c.person).map(|n| n.full.clone()).unwrap_or_default(),
                file_number: files.get(&c.file).map(|f| f.number.clone()).unwrap_or_default(),
                at: shell.at(c.at),
                due: shell.at(c.due),
                left: if c.answer == Stand::Open { left } else { String::new() },
                late: late && c.answer == Stand::Open,
                tag: stand_tag(&shell, c.answer),
            }
        })
        .collect();
    let code = if late { "late" } else { stand.code() };
    let overdue = store::corrections_count(q, permit, Stand::Open, Some(now)).await?;
    let mut filters: Vec<Link> = Stand::ALL
        .iter()
        .map(|s| Link::new(format!("/corrections?state={}", s.code()), shell.code("choice-correction", s.code()), !late && *s == stand))
        .collect();
    filters.insert(1, Link::new("/corrections?state=late", cx.t("applications-overdue"), late).count(overdue));
    let next = match found.last().filter(|_| more) {
        Some(last) => format!("/corrections?state={code}&at={}&id={}", last.due.0, last.id),
        None => String::new(),
    };
    let heads = ["applications-field", "applications-name", "applications-at", "applications-due", "applications-state"].map(|k| cx.t(k)).to_vec();
    let first = if after.is_some() { format!("/corrections?state={code}") } else { String::new() };
    web::page(&ListPage { filters, heads, rows, overdue, only_late: late, open: stand == Stand::Open, first, next, shell })
}

#[derive(Template)]
#[template(path = "corrections_show.html")]
struct ShowPage {
    shell: Shell,
    errors: Errors,
    action: String,
    version: String,
    tag: Tag,
    open: bool,
    may_decide: bool,
    field: String,
    is_now: String,
    should_be: String,
    why: String,
    whose: String,
    asker: String,
    at: DualAt,
    clock: ClockView,
    file_href: String,
    edit_href: String,
    /// Nothing of the file has changed since it was asked.
    unchanged: bool,
    file_number: String,
    document_href: String,
    words_accept: String,
    words_refuse: String,
    accept_unfolded: bool,
    refuse_unfolded: bool,
    answered: Option<(DualAt, String)>,
    words: String,
}

/// Whether anything a correction may ask for was changed in the file since it was asked. Looks a thousand rows of the file's trail back at most; where
/// it cannot tell, it says yes: a warning that is wrong is worse than none.
async fn changed_since(q: &mut impl db::Query, c: &Correction) -> Result<bool> {
    const CHANGES: &[&str] =
        &["file.edit", "file.categories", "file.class", "file.member_added", "file.member_edited", "file.member_ended", "account.number_changed"];
    let mut before = None;
    for _ in 0..5 {
        let rows = db::audit::read(q, &db::audit::Part::File(c.file), before, 200).await?;
        let since = rows.iter().take_while(|r| r.at.0 >= c.at.0);
        if since.clone().any(|r| CHANGES.contains(&r.code.as_str())) {
            return Ok(true);
        }
        match rows.last().filter(|last| last.at.0 >= c.at.0 && rows.len() == 200) {
            Some(last) => before = Some(last.seq),
            None => return Ok(false),
        }
    }
    Ok(true)
}

async fn draw(cx: &Cx, c: Correction, which: &str, typed: String, errors: Errors, status: StatusCode) -> Answer {
    let (q, now) = (&mut cx.reader(), cx.now());
    let file = beneficiaries::find_any(q, c.file).await?;
    let names = people::names(q, &[c.person]).await?;
    let whose = names.get(&c.person).map(|n| n.full.clone()).unwrap_or_default();
    let field = i18n::t(cx.lang, &format!("choice-correction-field-{}", c.field));
    let mut shell = cx.shell(cx.ta("applications-correction-title", &[("field", field.clone().into()), ("name", whose.clone().into())]), "/applications");
    shell.invalid = !errors.is_empty();
    let by = match &c.answered {
        Some((_, by)) => staff::names(q, &[*by]).await?.remove(by).unwrap_or_default(),
        None => String::new(),
    };
    let (left, late) = left(&shell, &c, now);
    let used = (rules::ANSWER_DAYS - rules::days_left(c.due, now)).clamp(0, rules::ANSWER_DAYS) * 100 / rules::ANSWER_DAYS;
    let due = shell.date(c.due.day());
    let clock = ClockView {
        kind: if late { "due" } else { "aim" },
        label: cx.t("applications-clock"),
        value: left,
        p: u8::try_from(used).unwrap_or(100),
        note: cx.ta("applications-clock-note", &[("date", format!("{} · {}", due.first, due.second).into())]),
    };
    let may_file = cx.can(beneficiaries::perm::OPEN);
    let page = ShowPage {
        action: format!("/corrections/{}/answer", c.id),
        version: c.version.to_string(),
        tag: stand_tag(&shell, c.answer),
        open: c.answer == Stand::Open,
        may_decide: cx.can(perm::DECIDE),
        unchanged: c.answer == Stand::Open && !changed_since(q, &c).await?,
        field,
        whose,
        asker: c.asker.clone(),
        at: shell.at(c.at),
        clock,
        file_href: if may_file { file.href() } else { String::new() },
        edit_href: if cx.can(beneficiaries::perm::EDIT) && c.answer == Stand::Open { format!("{}/edit", file.href()) } else { String::new() },
        file_number: file.number.clone(),
        document_href: c.document.filter(|_| cx.can(documents::perm::READ)).map(|d| format!("/documents/{d}")).unwrap_or_default(),
        accept_unfolded: which == "accepted",
        refuse_unfolded: which == "refused",
        words_accept: if which == "accepted" { typed.clone() } else { String::new() },
        words_refuse: if which == "refused" { typed } else { String::new() },
        answered: c.answered.map(|(at, _)| (shell.at(at), by)),
        is_now: c.is_now,
        should_be: c.should_be,
        why: c.why,
        words: c.words,
        errors,
        shell,
    };
    web::page_with(status, &page)
}

async fn load(cx: &Cx) -> Result<Correction> {
    store::correction(&mut cx.reader(), cx.permit()?, cx.id("id")?).await
}

pub async fn show(cx: Cx) -> Answer {
    let c = load(&cx).await?;
    cx.opened(Event::new("correction.opened", "correction", c.id).file(c.file)).await?;
    draw(&cx, c, "", String::new(), Errors::none(), StatusCode::OK).await
}

pub async fn answer(cx: Cx) -> Answer {
    let which = cx.form.text("stand").to_string();
    let accepted = match Stand::parse(&which) {
        Some(Stand::Accepted) => true,
        Some(Stand::Refused) => false,
        _ => return Err(Problem::NotFound),
    };
    let field = format!("words_{which}");
    let words = cx.form.text(&field).to_string();
    let id = cx.id("id")?;
    let cmd = AnswerTo { id, version: version(&cx), accepted, words: words.clone() };
    match actions::answer(cx.env(), cx.db(), cx.permit()?, cmd).await {
        Ok(_) => cx.done("/corrections", "applications-answered"),
        Err(p) => {
            let p = match p {
                Problem::Invalid(e) => Problem::Invalid(kernel::FieldErrors(e.0.into_iter().map(|(_, e)| (field.clone(), e)).collect())),
                p => p,
            };
            let (errors, status) = again(&cx, p, &field)?;
            draw(&cx, load(&cx).await?, &which, words, errors, status).await
        }
    }
}
