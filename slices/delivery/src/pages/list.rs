use super::{applicants, what_words};
use crate::{
    perm,
    store::{self, Line},
};
use askama::Template;
use db::Query;
use i18n::dates::Dual;
use kernel::{At, Day, Id, Result, Scope};
use requests::rules::delivery::LineState;
use web::{Answer, Cx, Link, Shell};

const PAGE: i64 = 25;

struct Row {
    href: String,
    name: String,
    number: String,
    what: String,
    how: String,
    due: Dual,
    late: bool,
    version: String,
    /// Posted by a button.
    release: String,
    /// Gone to by a link, with its words.
    go: String,
    go_label: String,
}

#[derive(Template)]
#[template(path = "list.html")]
struct ListPage {
    shell: Shell,
    tabs: Vec<Link>,
    branches: Vec<Link>,
    heads: Vec<String>,
    rows: Vec<Row>,
    empty_title: String,
    empty_text: String,
    prev: String,
    next: String,
}

const PLAN: &str = "plan";

/// `plan`, or a state of lines.
fn view(cx: &Cx) -> &'static str {
    let asked = cx.query("state");
    if asked == PLAN {
        return PLAN;
    }
    match LineState::parse(asked) {
        Some(s) => s.code(),
        None if cx.can(perm::RELEASE) => LineState::Planned.code(),
        None if cx.can(perm::HAND) => LineState::Released.code(),
        None => PLAN,
    }
}

fn words(cx: &Cx, view: &str) -> (String, String, String) {
    let key = |a: &str, b: &str, c: &str| (cx.t(a), cx.t(b), cx.t(c));
    match view {
        PLAN => key("delivery-view-plan", "delivery-none-plan", "delivery-none-plan-text"),
        "planned" => key("delivery-view-planned", "delivery-none-planned", "delivery-none-planned-text"),
        "released" => key("delivery-view-released", "delivery-none-released", "delivery-none-released-text"),
        "handed" => key("delivery-view-handed", "delivery-none-handed", "delivery-none-handed-text"),
        _ => key("delivery-view-closed", "delivery-none-closed", "delivery-none-closed-text"),
    }
}

async fn lines(cx: &Cx, shell: &Shell, list: &[Line]) -> Result<Vec<Row>> {
    let names = applicants(&mut cx.reader(), &list.iter().map(|l| l.applicant).collect::<Vec<_>>()).await?;
    let today = cx.today();
    Ok(list
        .iter()
        .map(|l| {
            let (go, go_label) = match l.state {
                LineState::Released if cx.can(perm::HAND) => (format!("/delivery/{}/hand", l.id), cx.t("delivery-hand")),
                LineState::Handed => (format!("/delivery/{}/receipt", l.id), cx.t("delivery-receipt")),
                _ => (String::new(), String::new()),
            };
            Row {
                href: format!("/requests/{}", l.request),
                name: names.get(&l.applicant).cloned().unwrap_or_default(),
                number: l.number.clone().unwrap_or_default(),
                what: what_words(shell, &l.what()),
                how: shell.code("choice-delivery-way", &l.how),
                due: shell.date(l.due),
                late: !l.state.is_settled() && l.due < today,
                version: l.version.to_string(),
                release: if l.state == LineState::Planned && cx.can(perm::RELEASE) { format!("/delivery/{}/release", l.id) } else { String::new() },
                go,
                go_label,
            }
        })
        .collect())
}

async fn plans(cx: &Cx, shell: &Shell, q: &mut impl Query, list: &[store::ToPlan]) -> Result<Vec<Row>> {
    let names = applicants(q, &list.iter().map(|p| p.applicant).collect::<Vec<_>>()).await?;
    let mut out = vec![];
    for p in list {
        out.push(Row {
            href: format!("/requests/{}", p.request),
            name: names.get(&p.applicant).cloned().unwrap_or_default(),
            number: p.number.clone().unwrap_or_default(),
            what: services::by_id_version(q, p.service.0, p.service.1).await?.name(cx.lang).to_string(),
            how: String::new(),
            due: shell.date(p.registered_at.unwrap_or(p.created_at).day()),
            late: false,
            version: String::new(),
            release: String::new(),
            go: if cx.can(perm::PLAN) { format!("/requests/{}/delivery/new", p.request) } else { String::new() },
            go_label: cx.t("delivery-plan"),
        });
    }
    Ok(out)
}

/// `after=<day or ms>_<id>`.
fn after(cx: &Cx) -> Option<(String, Id)> {
    let (sort, id) = cx.query("after").split_once('_')?;
    Some((sort.to_string(), id.parse().ok()?))
}

fn page<T>(mut all: Vec<T>) -> (Vec<T>, bool) {
    let more = all.len() as i64 > PAGE;
    all.truncate(PAGE as usize);
    (all, more)
}

pub async fn list(cx: Cx) -> Answer {
    let view = view(&cx);
    let permit = cx.permit()?;
    let mut q = cx.reader();
    let all_branches = if permit.scope == Scope::All { staff::branches(&mut q).await? } else { vec![] };
    let branch: Option<Id> = cx.query("branch").parse().ok().filter(|b| all_branches.iter().any(|x| x.id == *b));
    let shell = cx.shell(cx.t("delivery-title"), "/delivery");

    let (rows, cursor) = match LineState::parse(view) {
        Some(state) => {
            let from = after(&cx).and_then(|(day, id)| Some((day.parse::<Day>().ok()?, id)));
            let (list, more) = page(store::list(&mut q, permit, branch, state, from, PAGE + 1).await?);
            let cursor = list.last().filter(|_| more).map(|l| format!("{}_{}", l.due, l.id));
            (lines(&cx, &shell, &list).await?, cursor)
        }
        None => {
            let from = after(&cx).and_then(|(at, id)| Some((At(at.parse().ok()?), id)));
            let (list, more) = page(store::to_plan(&mut q, permit, branch, from, PAGE + 1).await?);
            let cursor = list.last().filter(|_| more).map(|p| format!("{}_{}", p.created_at.0, p.request));
            (plans(&cx, &shell, &mut q, &list).await?, cursor)
        }
    };

    let href = |view: &str, branch: Option<Id>| match branch {
        Some(b) => format!("/delivery?state={view}&branch={b}"),
        None => format!("/delivery?state={view}"),
    };
    let mut tabs = vec![];
    for v in [PLAN, "planned", "released", "handed", "closed"] {
        let link = Link::new(href(v, branch), words(&cx, v).0, v == view);
        tabs.push(match LineState::parse(v) {
            None => link.count(store::to_plan_count(&mut q, permit, branch).await?),
            Some(s) if !s.is_settled() => link.count(store::count(&mut q, permit, branch, s).await?),
            Some(_) => link,
        });
    }
    let mut branches = vec![];
    if all_branches.len() > 1 {
        branches.push(Link::new(href(view, None), cx.t("delivery-every-branch"), branch.is_none()));
        branches.extend(all_branches.iter().map(|b| Link::new(href(view, Some(b.id)), b.name(cx.lang), branch == Some(b.id))));
    }
    let what = if view == PLAN { "delivery-service" } else { "delivery-what" };
    let when = if view == PLAN { "delivery-registered" } else { "delivery-due" };
    let (_, empty_title, empty_text) = words(&cx, view);
    let here = href(view, branch);
    let page = ListPage {
        shell,
        tabs,
        branches,
        heads: ["delivery-person", what, when, "delivery-act"].map(|k| cx.t(k)).to_vec(),
        rows,
        empty_title,
        empty_text,
        prev: if cx.query("after").is_empty() { String::new() } else { here.clone() },
        next: cursor.map(|c| format!("{here}&after={c}")).unwrap_or_default(),
    };
    web::page(&page)
}
