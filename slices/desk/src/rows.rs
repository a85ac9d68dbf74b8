//! Each room's work as rows of one list.

use db::Query;
use i18n::{Lang, dates};
use kernel::{At, Id, Result};
use requests::{
    WorkRow,
    rules::{floor::FloorStatus, next::NextStep, rail, rail::StepState},
};
use std::collections::BTreeMap;
use web::{ClockView, Cx, QueueRow, RailStep, Shell};

/// A row of a room without the seven steps.
pub struct Plain {
    pub request: Id,
    pub number: Option<String>,
    pub applicant: String,
    pub what: String,
    pub step: String,
    pub since: Option<At>,
    pub href: String,
    pub act: String,
}

pub fn plain(shell: &Shell, p: Plain) -> QueueRow {
    QueueRow {
        href: format!("/requests/{}", p.request),
        name: p.applicant,
        number: p.number.unwrap_or_default(),
        what: p.what,
        due: false,
        steps: vec![],
        step_label: String::new(),
        step: p.step,
        waiting: p.since.map(|at| since(shell, at)).unwrap_or_default(),
        clock: None,
        act_href: p.href,
        act: p.act,
        primary: false,
    }
}

fn since(shell: &Shell, at: At) -> String {
    shell.ta("desk-since", "day", dates::day_month(shell.lang, at.day()))
}

/// A request's row; `mine`: the viewer's own turn, with its one obvious next step as a button.
pub fn request(shell: &Shell, r: &WorkRow, mine: bool) -> QueueRow {
    let act = match r.task {
        Some(kind) => shell.code("choice-request-task", kind.code()),
        None => shell.code("choice-next", r.step.code()),
    };
    let at = rail::position(&r.rail);
    QueueRow {
        href: r.href.clone(),
        name: r.applicant.clone(),
        number: r.number.clone(),
        what: r.service.clone(),
        due: mine && r.due,
        steps: r.rail.iter().map(|(s, state)| RailStep { title: shell.code("choice-step", s.code()), meta: String::new(), state: drawn(*state) }).collect(),
        step_label: shell.tn("requests-step-n", at),
        step: shell.code("state", r.state.code()),
        waiting: since(shell, r.since),
        clock: floor(shell.lang, r.floor),
        act_href: r.act_href.clone(),
        act: if mine { capital(&act) } else { shell.t("desk-open") },
        primary: mine,
    }
}

/// The words of a step follow a colon elsewhere; a button begins with a capital, where letters have them.
fn capital(s: &str) -> String {
    let mut letters = s.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn drawn(s: StepState) -> &'static str {
    match s {
        StepState::Done => "done",
        StepState::Now => "now",
        StepState::Skip => "skip",
        StepState::Todo => "next",
    }
}

/// The floor of the policy, never a deadline.
fn floor(lang: Lang, f: FloorStatus) -> Option<ClockView> {
    let label = |key: &str, day| i18n::ta(lang, key, &[("day", dates::day_month(lang, day).into())]);
    match f {
        FloorStatus::NotStarted => None,
        FloorStatus::Running { day, percent, .. } => {
            Some(ClockView { kind: "", label: label("desk-no-reply-before", day), value: String::new(), p: percent, note: String::new() })
        }
        FloorStatus::Reached { day, .. } => {
            Some(ClockView { kind: "due", label: label("desk-floor-passed", day), value: String::new(), p: 100, note: String::new() })
        }
    }
}

/// What the other rooms have for this employee, each room's longest waiting first.
pub async fn of_other_rooms(cx: &Cx, shell: &Shell) -> Result<Vec<QueueRow>> {
    let (actor, q, limit) = (cx.actor()?, &mut cx.reader(), 12);
    let mut rows: Vec<Plain> = vec![];
    if let Some(permit) = cx.permit_for(committee::perm::READ) {
        for w in committee::work(q, &permit, cx.today(), limit as usize).await? {
            let what = service(q, (w.service, w.service_version), cx.lang).await?;
            rows.push(Plain {
                request: w.request,
                number: Some(w.number.clone()),
                applicant: w.applicant.clone(),
                what,
                step: shell.t("desk-room-committee"),
                since: Some(w.since),
                href: w.href.clone(),
                act: w.words(cx.lang),
            });
        }
    }
    let research = research::work(q, actor, limit).await?;
    // Several lines are often one request's, and make one row.
    let delivery = delivery::work(q, actor, 40).await?;
    let mut people: Vec<Id> = research.questions.iter().map(|w| w.applicant).collect();
    people.extend(research.to_assign.iter().map(|w| w.applicant));
    people.extend(research.studies.iter().map(|w| w.applicant));
    people.extend(delivery.to_plan.iter().map(|w| w.applicant));
    people.extend(delivery.to_release.iter().chain(&delivery.to_hand).map(|w| w.applicant));
    people.sort_unstable();
    people.dedup();
    let names: BTreeMap<Id, String> = people::names(q, &people).await?.into_iter().map(|(id, n)| (id, n.full)).collect();
    let name = |id: &Id| names.get(id).cloned().unwrap_or_default();
    for w in &research.questions {
        rows.push(Plain {
            request: w.request,
            number: w.number.clone(),
            applicant: name(&w.applicant),
            what: String::new(),
            step: shell.t("desk-question"),
            since: Some(w.asked_at),
            href: format!("/clarifications/{}", w.id),
            act: shell.t("desk-answer"),
        });
    }
    for w in &research.studies {
        rows.push(Plain {
            request: w.request,
            number: w.number.clone(),
            applicant: name(&w.applicant),
            what: String::new(),
            step: shell.t("desk-study"),
            since: Some(w.assigned_at),
            href: format!("/studies/{}", w.id),
            act: shell.t("desk-study-write"),
        });
    }
    for w in &research.to_assign {
        rows.push(Plain {
            request: w.request,
            number: w.number.clone(),
            applicant: name(&w.applicant),
            what: service(q, w.service, cx.lang).await?,
            step: shell.t("desk-to-assign"),
            since: w.since.or(Some(w.created_at)),
            href: format!("/requests/{}", w.request),
            act: shell.t("desk-assign"),
        });
    }
    for w in &delivery.to_plan {
        rows.push(Plain {
            request: w.request,
            number: w.number.clone(),
            applicant: name(&w.applicant),
            what: service(q, w.service, cx.lang).await?,
            step: shell.t("desk-to-plan"),
            since: w.registered_at.or(Some(w.created_at)),
            href: format!("/requests/{}/delivery/new", w.request),
            act: shell.t("desk-plan"),
        });
    }
    for (lines, step, act) in [(&delivery.to_release, "desk-to-release", "desk-release"), (&delivery.to_hand, "desk-to-hand", "desk-hand")] {
        for (i, w) in lines.iter().enumerate() {
            if lines[..i].iter().any(|l| l.request == w.request) {
                continue;
            }
            let what = match (lines.iter().filter(|l| l.request == w.request).count(), w.amount) {
                (1, Some(m)) => i18n::numbers::money_line(cx.lang, m),
                (1, None) => w.goods.clone(),
                (n, _) => shell.tn("desk-lines-n", n),
            };
            rows.push(Plain {
                request: w.request,
                number: w.number.clone(),
                applicant: name(&w.applicant),
                what,
                step: shell.t(step),
                since: Some(w.planned_at),
                href: if step == "desk-to-hand" { format!("/delivery/{}/hand", w.id) } else { format!("/requests/{}", w.request) },
                act: shell.t(act),
            });
        }
    }
    Ok(rows.into_iter().map(|p| plain(shell, p)).collect())
}

/// A room's row of a request that is already listed gives that one its page to do it on; the others stay a list of their own.
pub fn merged(today: &mut [QueueRow], rooms: Vec<QueueRow>) -> Vec<QueueRow> {
    let mut rest = vec![];
    for room in rooms {
        match today.iter_mut().find(|t| t.href == room.href && t.act_href == t.href) {
            Some(t) => (t.act_href, t.act) = (room.act_href, room.act),
            None => rest.push(room),
        }
    }
    rest
}

/// Rows whose next step another's hand comes before (a line nobody has let go yet) wait with a colleague; the rest are today's.
pub fn waiting_on_others(mine: &[WorkRow], today: Vec<QueueRow>) -> (Vec<QueueRow>, Vec<QueueRow>) {
    let stands = |t: &QueueRow| t.act_href == t.href && mine.iter().any(|r| r.href == t.href && r.task.is_none() && r.step == NextStep::HandOver);
    today.into_iter().partition(|t| !stands(t))
}

async fn service(q: &mut impl Query, of: (Id, i64), lang: Lang) -> Result<String> {
    Ok(services::by_id_version(q, of.0, of.1).await?.name(lang).to_string())
}
