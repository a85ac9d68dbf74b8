use super::{applicants, standing_tag, start::kind_key};
use crate::{
    perm,
    store::{self, After, Study},
};
use askama::Template;
use db::Query;
use kernel::{At, Id, Result};
use std::collections::BTreeMap;
use web::{Answer, Cx, DualAt, Link, Shell};

const PAGE: i64 = 25;

struct Line {
    href: String,
    name: String,
    number: String,
    what: String,
    who: String,
    when: DualAt,
    tag: Option<(&'static str, &'static str, String)>,
    act_href: String,
    act: String,
}

#[derive(Template)]
#[template(path = "queue.html")]
struct QueuePage {
    shell: Shell,
    tabs: Vec<Link>,
    heads: Vec<String>,
    lines: Vec<Line>,
    empty_title: String,
    empty_text: String,
    prev: String,
    next: String,
}

/// The lists this employee has, the first being where he lands.
fn views(cx: &Cx) -> Vec<&'static str> {
    let mut out = vec![];
    if cx.can(perm::STUDY_WRITE) {
        out.push("mine");
    }
    out.push("questions");
    if cx.can(requests::rules::perm::START_RESEARCH) {
        out.push("assign");
    }
    out.extend(["studies", "all"]);
    out
}

fn view_words(cx: &Cx, view: &str) -> (String, String, String) {
    let key = |a: &str, b: &str, c: &str| (cx.t(a), cx.t(b), cx.t(c));
    match view {
        "mine" => key("research-view-mine", "research-none-mine", "research-none-mine-text"),
        "questions" => key("research-view-questions", "research-none-questions", "research-none-questions-text"),
        "assign" => key("research-view-assign", "research-none-assign", "research-none-assign-text"),
        "studies" => key("research-view-studies", "research-none-studies", "research-none-studies-text"),
        _ => key("research-view-all", "research-none-all", "research-none-all-text"),
    }
}

/// `after=<ms>-<id>` of the last line of the page before.
fn cursor(cx: &Cx, backwards: bool) -> After {
    let read = || {
        let (at, id) = cx.query("after").split_once('-')?;
        Some(After(At(at.parse().ok()?), Some(id.parse().ok()?)))
    };
    read().unwrap_or(if backwards { After::END } else { After::START })
}

/// Cuts a list read one too long; the cursor of the next page, if there is one.
fn page<T>(mut all: Vec<T>, key: impl Fn(&T) -> (At, Id)) -> (Vec<T>, Option<(At, Id)>) {
    let more = all.len() as i64 > PAGE;
    all.truncate(PAGE as usize);
    let last = all.last().filter(|_| more).map(key);
    (all, last)
}

async fn services_of(q: &mut impl Query, lang: i18n::Lang, ids: impl Iterator<Item = (Id, i64)>) -> Result<BTreeMap<(Id, i64), String>> {
    let mut out = BTreeMap::new();
    for (id, version) in ids {
        if let std::collections::btree_map::Entry::Vacant(slot) = out.entry((id, version)) {
            slot.insert(services::by_id_version(q, id, version).await?.name(lang).to_string());
        }
    }
    Ok(out)
}

async fn studies(cx: &Cx, shell: &Shell, list: &[Study]) -> Result<Vec<Line>> {
    let mut q = cx.reader();
    let names = applicants(&mut q, &list.iter().map(|s| s.applicant).collect::<Vec<_>>()).await?;
    let who = staff::names(&mut q, &list.iter().map(|s| s.researcher).collect::<Vec<_>>()).await?;
    let what = services_of(&mut q, cx.lang, list.iter().map(|s| s.service)).await?;
    let me = cx.actor()?.id;
    Ok(list
        .iter()
        .map(|s| {
            let mine = s.is_open() && s.researcher == me;
            Line {
                href: if cx.can(perm::STUDY_READ) { format!("/studies/{}", s.id) } else { String::new() },
                name: names.get(&s.applicant).cloned().unwrap_or_default(),
                number: s.number.clone().unwrap_or_default(),
                what: what.get(&s.service).cloned().unwrap_or_default(),
                who: who.get(&s.researcher).cloned().unwrap_or_default(),
                when: shell.at(s.assigned_at),
                tag: Some(standing_tag(shell, s)),
                act_href: if mine { format!("/studies/{}/edit", s.id) } else { String::new() },
                act: cx.t("research-write"),
            }
        })
        .collect())
}

pub async fn list(cx: Cx) -> Answer {
    let views = views(&cx);
    let first = views.first().copied().unwrap_or("all");
    let view = views.iter().copied().find(|v| *v == cx.query("view")).unwrap_or(first);
    let permit = cx.permit()?;
    let me = cx.actor()?.id;
    let mut q = cx.reader();
    let shell = cx.shell(cx.t("research-title"), "/research");
    let after = cursor(&cx, view == "all");

    let (lines, last) = match view {
        "questions" => {
            let (list, last) = page(store::open_questions(&mut q, permit, after, PAGE + 1).await?, |c| (c.asked_at, c.id));
            let names = applicants(&mut q, &list.iter().map(|c| c.applicant).collect::<Vec<_>>()).await?;
            let who = staff::names(&mut q, &list.iter().map(|c| c.asked_by).collect::<Vec<_>>()).await?;
            let may = cx.can(perm::CLARIFICATION_ANSWER);
            let line = |c: &store::Question| Line {
                href: format!("/requests/{}", c.request),
                name: names.get(&c.applicant).cloned().unwrap_or_default(),
                number: c.number.clone().unwrap_or_default(),
                what: c.question.chars().take(140).collect(),
                who: who.get(&c.asked_by).cloned().unwrap_or_default(),
                when: shell.at(c.asked_at),
                tag: None,
                act_href: if may { format!("/clarifications/{}", c.id) } else { String::new() },
                act: cx.t("research-answer-button"),
            };
            (list.iter().map(line).collect::<Vec<_>>(), last)
        }
        "assign" => {
            let (list, last) = page(store::to_assign(&mut q, permit, after, PAGE + 1).await?, |w| (w.created_at, w.request));
            let names = applicants(&mut q, &list.iter().map(|w| w.applicant).collect::<Vec<_>>()).await?;
            let what = services_of(&mut q, cx.lang, list.iter().map(|w| w.service)).await?;
            let mut kinds = BTreeMap::new();
            for w in &list {
                let asked = services::by_id_version(&mut q, w.service.0, w.service.1).await?.body.needs_study;
                kinds.insert(w.service, cx.t(&kind_key(asked.code())));
            }
            let line = |w: &store::Waiting| Line {
                href: format!("/requests/{}", w.request),
                name: names.get(&w.applicant).cloned().unwrap_or_default(),
                number: w.number.clone().unwrap_or_default(),
                what: what.get(&w.service).cloned().unwrap_or_default(),
                who: kinds.get(&w.service).cloned().unwrap_or_default(),
                when: shell.at(w.since.unwrap_or(w.created_at)),
                tag: None,
                act_href: format!("/requests/{}/research", w.request),
                act: cx.t("research-start-button"),
            };
            (list.iter().map(line).collect(), last)
        }
        "mine" => {
            let (list, last) = page(store::mine(&mut q, me, after, PAGE + 1).await?, |s| (s.assigned_at, s.id));
            (studies(&cx, &shell, &list).await?, last)
        }
        _ => {
            let (list, last) = page(store::within(&mut q, permit, view == "all", after, PAGE + 1).await?, |s| (s.assigned_at, s.id));
            (studies(&cx, &shell, &list).await?, last)
        }
    };

    let mut tabs = vec![];
    for v in &views {
        let link = Link::new(format!("/research?view={v}"), view_words(&cx, v).0, *v == view);
        tabs.push(match *v {
            "mine" => link.count(store::mine_count(&mut q, me).await?),
            "questions" => link.count(store::open_question_count(&mut q, permit).await?),
            "assign" => link.count(store::to_assign_count(&mut q, permit).await?),
            _ => link,
        });
    }
    let (what, who, when) = match view {
        "questions" => ("research-question", "research-asked-by", "research-asked-at"),
        "assign" => ("research-service", "research-kind", "research-verified-at"),
        _ => ("research-service", "research-researcher", "research-assigned-at"),
    };
    let heads = ["research-person", what, who, when, "research-act"].map(|k| cx.t(k)).to_vec();
    let (_, empty_title, empty_text) = view_words(&cx, view);
    let page = QueuePage {
        shell,
        tabs,
        heads,
        lines,
        empty_title,
        empty_text,
        prev: if cx.query("after").is_empty() { String::new() } else { format!("/research?view={view}") },
        next: last.map(|(at, id)| format!("/research?view={view}&after={}-{id}", at.0)).unwrap_or_default(),
    };
    web::page(&page)
}
