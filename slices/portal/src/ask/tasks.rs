//! The task list: what is done, what is left, what cannot begin yet.

use super::{
    Open, acting_for, open,
    steps::{Progress, Task},
};
use askama::Template;
use kernel::Result;
use requests::rules::State;
use web::{Answer, Cx, Shell};

pub(crate) struct Row {
    pub n: usize,
    pub title: String,
    pub hint: String,
    pub href: String,
    /// A code of [`Progress`].
    pub state: &'static str,
    pub word: String,
    pub now: bool,
}

#[derive(Template)]
#[template(path = "ask_tasks.html")]
struct Page {
    shell: Shell,
    acting: String,
    service: String,
    rows: Vec<Row>,
    line: String,
    meter: usize,
    go: String,
    begun: web::DualAt,
    missing: bool,
    /// Nothing is missing any more: the signature alone.
    ready: bool,
    withdraw: bool,
    href: String,
}

/// One line of what a task's answers are, for its hint.
fn hint(cx: &Cx, o: &Open, t: Task, p: Progress) -> String {
    let a = &o.draft.answers;
    let word = |list: &str, code: &str| services::word(cx.lang, list, code);
    let sum = |m| i18n::numbers::money_line(cx.lang, m);
    if matches!(p, Progress::None | Progress::Begun) {
        return cx.t(&format!("portal-ask-about-{}", t.code()));
    }
    match t {
        Task::Need if o.draft.gives_money => o.draft.amount.map(sum).unwrap_or_default(),
        Task::Need => a.goods.chars().take(60).collect(),
        Task::People => cx.ta("portal-ask-people-n", &[("n", a.members.into())]),
        Task::Income if a.no_income => cx.t("portal-ask-no-income"),
        Task::Income => cx.ta("portal-ask-monthly", &[("amount", sum(a.income_monthly()).into())]),
        Task::Dwelling => word("dwelling", &a.dwelling),
        Task::Debts if a.has_debts == Some(true) => sum(a.debts_total),
        Task::Debts => cx.t("portal-ask-no-debts"),
        Task::Contact => people::rules::mobile::parse(&a.contact_mobile).map(|m| format!("\u{2066}{}\u{2069}", m.grouped())).unwrap_or_default(),
    }
}

fn row(cx: &Cx, n: usize, title: String, hint: String, href: String, p: Progress) -> Row {
    Row { n, title, hint, href, state: p.code(), word: cx.t(&format!("portal-ask-progress-{}", p.code())), now: false }
}

pub(crate) async fn rows(cx: &Cx, o: &Open) -> Result<Vec<Row>> {
    let mut out = vec![];
    for t in Task::ALL {
        let p = o.draft.progress(*t, &o.pages);
        let href = o.href(&format!("ask/{}", o.draft.enter(*t, &o.pages).code()));
        out.push(row(cx, out.len() + 1, cx.t(&format!("portal-ask-task-{}", t.code())), hint(cx, o, *t, p), href, p));
    }
    let answered = o.draft.all_done(&o.pages);
    let (filled, asked) = super::docs::counts(cx, o).await?;
    // All that is asked for so far is there. With no document asked for it is done once no answer can ask for one.
    let p = match filled {
        _ if filled == asked && (asked > 0 || answered) => Progress::Done,
        0 => Progress::None,
        _ => Progress::Begun,
    };
    let hint = if asked == 0 {
        cx.t("portal-ask-documents-none")
    } else {
        cx.ta("portal-ask-documents-n", &[("n", (filled as i64).into()), ("of", (asked as i64).into())])
    };
    out.push(row(cx, out.len() + 1, cx.t("portal-ask-documents"), hint, o.href("documents"), p));
    let p = if answered { Progress::None } else { Progress::Locked };
    let hint = cx.t(if answered { "portal-ask-check-ready" } else { "portal-ask-check-locked" });
    out.push(row(cx, out.len() + 1, cx.t("portal-ask-check"), hint, if answered { o.href("check") } else { String::new() }, p));
    if let Some(next) = out.iter_mut().find(|r| r.state != Progress::Done.code() && !r.href.is_empty()) {
        next.now = true;
    }
    Ok(out)
}

pub async fn show(cx: Cx) -> Answer {
    let o = match open(&cx).await? {
        Ok(o) => o,
        Err(away) => return Ok(away),
    };
    let rows = rows(&cx, &o).await?;
    let done = rows.iter().filter(|r| r.state == Progress::Done.code()).count();
    let shell = cx.shell(cx.t("portal-ask-title"), "/my");
    let page = Page {
        acting: acting_for(&cx, &o.acts),
        service: o.service.name(cx.lang).to_string(),
        line: cx.ta("portal-ask-done-n", &[("n", (done as i64).into()), ("of", (rows.len() as i64).into())]),
        meter: done * 100 / rows.len().max(1),
        go: rows.iter().find(|r| r.now).map(|r| r.href.clone()).unwrap_or_default(),
        begun: shell.at(o.r.updated_at),
        missing: o.r.state == State::AwaitingCompletion,
        ready: o.r.state == State::AwaitingCompletion && o.draft.all_done(&o.pages) && crate::mine::complete(&cx, &o.r).await?,
        withdraw: o.r.state == State::Draft && crate::mine::open_to(o.r.state, requests::rules::Action::Withdraw),
        href: format!("/my/requests/{}", o.r.id),
        rows,
        shell,
    };
    web::page(&page)
}
