use crate::{
    actions,
    lists::{self, Filter, Group, Sort},
    rules::rail,
};
use askama::Template;
use kernel::{At, Id, Problem, Scope};
use web::{Answer, Cx, Errors, Link, Shell, StatusCode};

const PAGE: i64 = 50;

struct Row {
    href: String,
    number: String,
    applicant: String,
    service: String,
    state: &'static str,
    tone: &'static str,
    step: String,
    since: i18n::dates::Dual,
    floor: Option<web::ClockView>,
}

#[derive(Template)]
#[template(path = "list.html")]
struct ListPage {
    shell: Shell,
    groups: Vec<Link>,
    services: Vec<Link>,
    branches: Vec<Link>,
    sorts: Vec<Link>,
    rows: Vec<Row>,
    first: String,
    next: String,
}

/// The colour of a state's tag.
pub(crate) fn tone(state: crate::rules::State) -> &'static str {
    use crate::rules::State::*;
    match state {
        AwaitingCompletion | Deferred | Waiting => "warn",
        Accepted | InDelivery | Served => "ok",
        Draft | Withdrawn | Lapsed | Void => "plain",
        Refused | Referred => "",
        _ => "info",
    }
}

/// The floor of a row as a small clock.
pub(crate) fn floor_clock(shell: &Shell, floor: crate::rules::floor::FloorStatus) -> Option<web::ClockView> {
    use crate::rules::floor::FloorStatus::*;
    let value = |day| i18n::dates::day_month(shell.lang, day);
    match floor {
        NotStarted => None,
        Running { day, percent, .. } => {
            Some(web::ClockView { kind: "", label: shell.t("requests-clock-floor"), value: value(day), p: percent, note: String::new() })
        }
        Reached { day, .. } => Some(web::ClockView { kind: "due", label: shell.t("requests-clock-reached"), value: value(day), p: 100, note: String::new() }),
    }
}

pub async fn list(cx: Cx) -> Answer {
    let (permit, actor, now) = (cx.permit()?, cx.actor()?, cx.now());
    let q = &mut cx.reader();
    let counts = lists::count_by_state(q, permit).await?;
    let default = if Group::Mine.states(actor).is_empty() { Group::Open } else { Group::Mine };
    let group = Group::parse(cx.query("group")).unwrap_or(default);
    let service: Option<Id> = cx.query("service").parse().ok();
    let branch: Option<Id> = if permit.scope == Scope::All { cx.query("branch").parse().ok() } else { None };
    let sort = if cx.query("sort") == "waiting" { Sort::Waiting } else { Sort::New };
    let after = cx.query("after").split_once('.').and_then(|(at, id)| Some((At(at.parse().ok()?), id.parse().ok()?)));
    let filter = Filter { states: group.states(actor), service, branch, researcher: None, sort, after, limit: PAGE + 1 };
    let mut found = lists::list(q, permit, &filter).await?;
    let more = found.len() as i64 > PAGE;
    found.truncate(PAGE as usize);
    let catalogue = services::all(q).await?;
    let names = lists::named_by(q, cx.lang, &catalogue, &found).await?;
    let shell = cx.shell(cx.t("requests-title"), "/requests");
    let address = |g: Group, service: Option<Id>, branch: Option<Id>, sort: Sort, after: &str| {
        let mut out = format!("/requests?group={}", g.code());
        if let Some(s) = service {
            out += &format!("&service={s}");
        }
        if let Some(b) = branch {
            out += &format!("&branch={b}");
        }
        if sort == Sort::Waiting {
            out += "&sort=waiting";
        }
        if !after.is_empty() {
            out += &format!("&after={after}");
        }
        out
    };
    let shown_count = |g: Group| -> i64 {
        let mut states: Vec<_> = g.states(actor).into_iter().map(|s| crate::rules::visibility::shown_state(s, lists::viewer(actor))).collect();
        states.sort_unstable();
        states.dedup();
        states.iter().map(|s| counts.get(s).copied().unwrap_or(0)).sum()
    };
    let groups = Group::ALL
        .into_iter()
        .filter(|g| !g.states(actor).is_empty())
        .map(|g| {
            let link = Link::new(address(g, service, branch, sort, ""), shell.code("choice-request-group", g.code()), g == group);
            if g == Group::Done { link } else { link.count_to(shown_count(g), lists::COUNTED) }
        })
        .collect();
    let any = || cx.t("requests-any");
    let services = std::iter::once(Link::new(address(group, None, branch, sort, ""), any(), service.is_none()))
        .chain(
            catalogue
                .iter()
                .filter(|s| s.active || service == Some(s.id))
                .map(|s| Link::new(address(group, Some(s.id), branch, sort, ""), s.name(cx.lang), service == Some(s.id))),
        )
        .collect();
    let branches = if permit.scope == Scope::All {
        let all = staff::branches(q).await?;
        std::iter::once(Link::new(address(group, service, None, sort, ""), any(), branch.is_none()))
            .chain(all.iter().map(|b| Link::new(address(group, service, Some(b.id), sort, ""), b.name(cx.lang), branch == Some(b.id))))
            .collect()
    } else {
        vec![]
    };
    let sorts = [(Sort::New, "requests-sort-new"), (Sort::Waiting, "requests-sort-waiting")]
        .map(|(s, key)| Link::new(address(group, service, branch, s, ""), cx.t(key), s == sort))
        .to_vec();
    let next = match (more, found.last()) {
        (true, Some(r)) => {
            let at = if sort == Sort::New { r.created_at } else { r.state_since };
            address(group, service, branch, sort, &format!("{}.{}", at.0, r.id))
        }
        _ => String::new(),
    };
    let rows = found
        .iter()
        .map(|r| {
            let state = r.shown(actor);
            let steps = r.rail(names.needs_study(r));
            let at = rail::position(&steps);
            let open = state.is_open();
            Row {
                href: format!("/requests/{}", r.id),
                number: r.number.clone().unwrap_or_default(),
                applicant: names.applicant(r),
                service: names.service(r),
                state: state.code(),
                tone: tone(state),
                step: if open { shell.tn("requests-step-n", at) } else { String::new() },
                since: shell.date(r.since(actor).day()),
                floor: if open && !state.is_after_reply() { floor_clock(&shell, crate::rules::floor::floor_status(&r.floor, now)) } else { None },
            }
        })
        .collect();
    let first = if after.is_some() { address(group, service, branch, sort, "") } else { String::new() };
    web::page(&ListPage { shell, groups, services, branches, sorts, rows, first, next })
}

/// POST /requests: a draft for a file.
pub async fn create(cx: Cx) -> Answer {
    let f = &cx.form;
    let file: Id = f.text("file").parse().map_err(|_| Problem::NotFound)?;
    let channel = if f.text("channel").is_empty() { "interview" } else { f.text("channel") };
    let cmd = actions::Create {
        file,
        service: f.text("service").parse().unwrap_or(Id::NIL),
        channel: channel.to_string(),
        contact: f.text("contact").parse().ok(),
        once: f.once().to_string(),
        digest: f.digest(),
    };
    match actions::create(cx.env(), cx.db(), cx.permit()?, cmd).await {
        Ok(id) => cx.done(&format!("/requests/{id}/form"), "requests-flash-created"),
        Err(Problem::Invalid(e)) => {
            let errors = Errors::new(cx.lang, &e);
            let page = super::panels::new_page(&cx, file, errors).await?;
            web::page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(p) => Err(p),
    }
}
