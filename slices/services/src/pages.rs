//! Thin handlers: load, call the action, show.

mod edit;
mod import;

pub use edit::{create, edit, new, revise};
pub use import::{export_json, export_toml, import, import_form};

use crate::{
    Kind, Service, Switch, actions, codes, face,
    forms::RawFacts,
    perm, rules, store,
    views::{self, Group, ListPage, PaperPage, ShowPage, TryPage, VersionView, VersionsPage, card, options},
};
use db::{Query, args};
use i18n::dates;
use kernel::{FieldErrors, Id, Problem, Result};
use web::{Answer, Cx, Errors, Link, StatusCode, ThreadItem};

pub(crate) const HOME: &str = "/services";
const PAGE: usize = 60;

pub async fn list(cx: Cx) -> Answer {
    let lang = cx.lang;
    let every = face::all(&mut cx.reader()).await?;
    let (state, kind, whom) = (cx.query("state"), cx.query("kind"), cx.query("for"));
    let state = if matches!(state, "stopped" | "all") { state } else { "offered" };
    let in_state = |s: &Service| state == "all" || s.active == (state == "offered");
    let of_kind = |s: &Service| kind.is_empty() || s.body.kind_of_help.code() == kind;
    let for_whom = |s: &Service| whom.is_empty() || s.body.categories.is_empty() || s.body.categories.iter().any(|c| c == whom);
    let href = |state: &str, kind: &str, whom: &str| {
        let mut parts = vec![];
        for (k, v) in [("state", if state == "offered" { "" } else { state }), ("kind", kind), ("for", whom)] {
            if !v.is_empty() {
                parts.push(format!("{k}={v}"));
            }
        }
        if parts.is_empty() { HOME.to_string() } else { format!("{HOME}?{}", parts.join("&")) }
    };
    // What an address says goes back into links only where it is one of our own codes.
    let kind_code = Kind::parse(kind).map_or("", Kind::code);
    let whom_code = codes::CATEGORIES.iter().copied().find(|c| *c == whom).unwrap_or("");
    let count = |f: &dyn Fn(&&Service) -> bool| every.iter().filter(f).count() as i64;
    let states = [("offered", "services-state-offered"), ("stopped", "services-state-stopped"), ("all", "services-state-all")]
        .into_iter()
        .map(|(code, key)| {
            Link::new(href(code, kind_code, whom_code), cx.t(key), code == state).count(count(&|s| code == "all" || s.active == (code == "offered")))
        })
        .collect();
    let mut kinds = vec![Link::new(href(state, "", whom_code), cx.t("services-every-kind"), kind_code.is_empty())];
    for k in Kind::ALL {
        let n = count(&|s| in_state(s) && s.body.kind_of_help == *k);
        if n > 0 || k.code() == kind_code {
            kinds.push(Link::new(href(state, k.code(), whom_code), face::word(lang, "kind", k.code()), k.code() == kind_code).count(n));
        }
    }
    let mut people = vec![Link::new(href(state, kind_code, ""), cx.t("services-every-category"), whom_code.is_empty())];
    people.extend(codes::CATEGORIES.iter().map(|c| Link::new(href(state, kind_code, c), face::word(lang, "category", c), *c == whom_code)));
    let mut shown: Vec<&Service> = every.iter().filter(|s| in_state(s) && of_kind(s) && for_whom(s)).collect();
    shown.sort_by(|a, b| (a.body.kind_of_help, a.sort, &a.code).cmp(&(b.body.kind_of_help, b.sort, &b.code)));
    let page = (cx.query_int("page") as usize).min(shown.len().saturating_sub(1) / PAGE);
    let turn = |n: usize| {
        let base = href(state, kind_code, whom_code);
        format!("{base}{}page={n}", if base.contains('?') { '&' } else { '?' })
    };
    let prev = if page > 0 { turn(page - 1) } else { String::new() };
    let next = if (page + 1) * PAGE < shown.len() { turn(page + 1) } else { String::new() };
    let mut groups: Vec<Group> = vec![];
    for s in shown.iter().skip(page * PAGE).take(PAGE) {
        let title = face::word(lang, "kind", s.body.kind_of_help.code());
        match groups.last_mut() {
            Some(g) if g.title == title => g.cards.push(card(lang, s)),
            _ => groups.push(Group { title, cards: vec![card(lang, s)] }),
        }
    }
    let shell = cx.shell(cx.t("services-title"), HOME);
    web::page(&ListPage {
        shell,
        states,
        kinds,
        whom: people,
        groups,
        tally: shown.len().to_string(),
        none_at_all: every.is_empty(),
        prev,
        next,
        manages: cx.can(perm::MANAGE),
    })
}

/// The version the address names, else the one in force now, else the newest (which begins later).
async fn shown(cx: &Cx, id: Id) -> Result<(Service, Option<i64>)> {
    let mut q = cx.reader();
    let current = match face::in_force_one(&mut q, id, cx.now()).await {
        Ok(s) => Some(s),
        Err(Problem::NotFound) => None,
        Err(e) => return Err(e),
    };
    let in_force = current.as_ref().map(|s| s.version);
    let wanted: i64 = i18n::digits::ascii(cx.query("version")).parse().unwrap_or(0);
    let s = match (wanted, current) {
        (n, _) if n > 0 => face::by_id_version(&mut q, id, n).await?,
        (_, Some(s)) => s,
        (_, None) => face::latest(&mut q, id).await?,
    };
    Ok((s, in_force))
}

async fn show_page(cx: &Cx, id: Id, errors: Errors, unfolded: bool) -> Result<ShowPage> {
    let lang = cx.lang;
    let (s, in_force) = shown(cx, id).await?;
    let newest = face::latest(&mut cx.reader(), id).await?;
    let head = store::head(&cx.reader().one(store::HEAD, args![id]).await?)?;
    let day = |s: &Service| dates::long(lang, s.valid_from.day());
    let remark = match in_force {
        Some(n) if n == s.version => String::new(),
        _ if s.valid_from > cx.now() => cx.ta("services-remark-later", &[("date", day(&s).into())]),
        _ => cx.ta("services-remark-old", &[("version", s.version.into())]),
    };
    let upcoming = if newest.version != s.version && newest.valid_from > cx.now() {
        cx.ta("services-remark-upcoming", &[("date", day(&newest).into())])
    } else {
        String::new()
    };
    let mut shell = cx.shell(s.name(lang), HOME);
    if !errors.is_empty() {
        shell = shell.invalid();
    }
    let mut lines: Vec<_> = s.body.requirements.iter().map(|r| views::line(lang, r)).collect();
    let ways = views::share_ways(lang, &mut lines);
    Ok(ShowPage {
        shell,
        errors,
        href: format!("{HOME}/{id}"),
        stop_href: format!("{HOME}/{id}/deactivate"),
        start_href: format!("{HOME}/{id}/activate"),
        kind: face::word(lang, "kind", s.body.kind_of_help.code()),
        summary: s.body.summary(lang).into(),
        facts: views::facts(lang, &s.body),
        ways,
        lines,
        active: head.active,
        shown_version: s.version.to_string(),
        remark,
        upcoming,
        record_version: head.version.to_string(),
        reason: cx.form.text("reason").into(),
        unfolded,
        manages: cx.can(perm::MANAGE),
    })
}

pub async fn show(cx: Cx) -> Answer {
    web::page(&show_page(&cx, cx.id("id")?, Errors::none(), false).await?)
}

pub async fn deactivate(cx: Cx) -> Answer {
    switch(cx, false, "services-stopped").await
}
pub async fn activate(cx: Cx) -> Answer {
    switch(cx, true, "services-offered-again").await
}

async fn switch(cx: Cx, active: bool, said: &str) -> Answer {
    let id = cx.id("id")?;
    let cmd = Switch { id, version: cx.form.text("version").parse().unwrap_or(-1), active, reason: cx.form.text("reason").into() };
    match actions::switch(cx.env(), cx.db(), cx.permit()?, cmd).await {
        Ok(()) => cx.done(&format!("{HOME}/{id}"), said),
        Err(Problem::Invalid(e)) => {
            let page = show_page(&cx, id, Errors::new(cx.lang, &e), true).await?;
            web::page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(e) => Err(e),
    }
}

pub async fn paper(cx: Cx) -> Answer {
    let id = cx.id("id")?;
    let (s, _) = shown(&cx, id).await?;
    let lang = cx.lang;
    let (always, cases) = s.body.requirements.iter().map(|r| views::line(lang, r)).partition(|l| l.case.is_empty());
    web::page(&PaperPage {
        shell: cx.shell(cx.ta("services-paper-title", &[("name", s.name(lang).into())]), HOME),
        href: format!("{HOME}/{id}"),
        summary: s.body.summary(lang).into(),
        for_whom: views::for_whom(lang, &s.body),
        always,
        cases,
    })
}

pub async fn versions(cx: Cx) -> Answer {
    let id = cx.id("id")?;
    let (current, in_force) = shown(&cx, id).await?;
    let mut q = cx.reader();
    let rows = q.all(store::VERSIONS, args![id]).await?.iter().map(store::version).collect::<Result<Vec<_>>>()?;
    let shell = cx.shell(cx.t("services-versions"), HOME);
    let who = |name: String| if name.is_empty() { cx.t("services-by-system") } else { name };
    let versions = rows
        .iter()
        .enumerate()
        .map(|(i, v)| VersionView {
            id: format!("h-v{}", v.version),
            title: cx.ta("services-version-n", &[("n", v.version.into())]),
            href: format!("{HOME}/{id}?version={}", v.version),
            from: shell.at(v.valid_from),
            at: shell.at(v.at),
            by: who(v.by_name.clone()),
            reason: v.reason.clone(),
            now: in_force == Some(v.version),
            changes: rows.get(i + 1).map(|old| rules::diff(cx.lang, &old.body, &v.body)).unwrap_or_default(),
        })
        .collect();
    let switches = q
        .all(store::SWITCHES, args![id])
        .await?
        .iter()
        .map(|r| {
            let s = store::switch(r)?;
            Ok(ThreadItem {
                what: cx.t(if s.active { "services-offered-again" } else { "services-stopped" }),
                when: shell.at(s.at),
                who: who(s.by_name),
                note: s.reason,
                kind: if s.active { "" } else { "warn" },
            })
        })
        .collect::<Result<Vec<_>>>()?;
    web::page(&VersionsPage { shell, href: format!("{HOME}/{id}"), name: current.name(cx.lang).into(), versions, switches })
}

pub async fn try_form(cx: Cx) -> Answer {
    try_page(&cx, RawFacts { members: "1".into(), children: "0".into(), ..RawFacts::default() }, false).await
}

pub async fn try_it(cx: Cx) -> Answer {
    try_page(&cx, RawFacts::of(&cx.form), true).await
}

async fn try_page(cx: &Cx, raw: RawFacts, sent: bool) -> Answer {
    let (id, lang) = (cx.id("id")?, cx.lang);
    let (s, _) = shown(cx, id).await?;
    let mut errors = FieldErrors::default();
    let (mut lines, mut remarks) = (None, vec![]);
    if sent {
        match raw.checked() {
            Ok((facts, people)) => {
                lines = Some(views::asked(lang, &rules::required(&s, &facts, &people)));
                remarks = views::try_remarks(lang, &s.body, &facts);
            }
            Err(Problem::Invalid(e)) => errors = e,
            Err(e) => return Err(e),
        }
    }
    let bad = !errors.is_empty();
    let shell = cx.shell(cx.t("services-try"), HOME);
    let page = TryPage {
        shell: if bad { shell.invalid() } else { shell },
        errors: Errors::new(lang, &errors),
        href: format!("{HOME}/{id}"),
        name: s.name(lang).into(),
        dwellings: options(lang, "dwelling", codes::DWELLINGS.iter().copied(), |c| c == raw.dwelling),
        incomes: options(lang, "income", codes::INCOME_SOURCES.iter().copied(), |c| raw.income_sources.iter().any(|x| x == c)),
        whom: options(lang, "category", codes::CATEGORIES.iter().copied(), |c| raw.categories.iter().any(|x| x == c)),
        tally: lines.as_ref().map(|l| l.len().to_string()).unwrap_or_default(),
        raw,
        ways: lines.as_mut().map(|l| views::share_ways(lang, l)).unwrap_or_default(),
        lines,
        remarks,
    };
    web::page_with(if bad { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK }, &page)
}
