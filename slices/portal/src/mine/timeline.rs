//! What happened to a request, in the words of the one it is for. Only what is listed here is told; in particular nothing of a decision
//! before its reply, and no employee's words but those meant for him.

use requests::{HistoryRow, rules::State};
use web::{Cx, Shell};

/// What is told of the past, by the history's own codes. `submit_missing`: sent, with something lacking.
pub const DONE: &[&str] = &[
    "submit",
    "submit_missing",
    "verify",
    "return",
    "start_research",
    "explain",
    "present",
    "defer",
    "put_on_waiting_list",
    "reply",
    "register",
    "finish",
    "object",
    "withdraw",
    "carry_on",
    "lapse",
    "remind",
];
/// What lies ahead.
pub const AHEAD: &[&str] = &["send", "answer", "service"];

/// One line of the thread.
pub struct Item {
    /// `now`, `next`, or "" for the past.
    pub kind: &'static str,
    pub what: String,
    pub day: Option<i18n::dates::Dual>,
    pub note: String,
}

/// The rows that may be told, newest first: what is hidden, and what the list above does not know, is left out.
fn told(history: &[HistoryRow]) -> Vec<(&'static str, &HistoryRow)> {
    history
        .iter()
        .filter(|h| !h.hidden && h.to != State::Decided.code() && h.from != State::Decided.code() || h.action == "reply")
        .filter_map(|h| {
            let code = if h.action == "submit" && h.to == State::AwaitingCompletion.code() { "submit_missing" } else { h.action.as_str() };
            Some((*DONE.iter().find(|d| **d == code)?, h))
        })
        .collect()
}

/// When something last happened that he may know of.
pub fn last(history: &[HistoryRow]) -> Option<kernel::At> {
    told(history).first().map(|(_, h)| h.at)
}

/// Ahead, now, behind: newest first. `state`: as anybody outside may know it; `now`: the same in a sentence.
pub fn thread(cx: &Cx, shell: &Shell, state: State, now: String, history: &[HistoryRow], earliest: Option<kernel::Day>) -> Vec<Item> {
    let next = |code: &str, note: String| Item { kind: "next", what: shell.code("portal-ahead", code), day: None, note };
    let not_before = earliest.map(|d| cx.ta("portal-not-before", &[("date", i18n::dates::day_month(cx.lang, d).into())])).unwrap_or_default();
    let mut out = vec![];
    if state.is_open() && !matches!(state, State::Accepted | State::InDelivery) {
        out.push(next("service", cx.t("portal-ahead-if")));
        out.push(next("answer", not_before));
    } else if matches!(state, State::Accepted | State::InDelivery) {
        out.push(next("service", String::new()));
    }
    if matches!(state, State::Draft | State::AwaitingCompletion) {
        out.push(next("send", String::new()));
    }
    let told = told(history);
    if state.is_open() {
        let since = told.first().map(|(_, h)| shell.date(h.at.day()));
        out.push(Item { kind: "now", what: now, day: since, note: String::new() });
    }
    for (code, h) in told {
        // Words meant for him: what was missing, why it ended.
        let note = if matches!(code, "withdraw" | "object") { h.reason.clone() } else { String::new() };
        out.push(Item { kind: "", what: shell.code("portal-did", code), day: Some(shell.date(h.at.day())), note });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::At;

    fn row(action: &str, from: &str, to: &str, hidden: bool) -> HistoryRow {
        HistoryRow { at: At(1), actor: "system".into(), action: action.into(), from: from.into(), to: to.into(), reason: "سر".into(), hidden }
    }

    #[test]
    fn nothing_of_a_decision_before_its_reply() {
        let rows = [
            row("reopen", "decided", "before_committee", false),
            row("decide", "before_committee", "decided", true),
            row("record_decision", "before_committee", "before_committee", true),
            row("urge", "before_committee", "before_committee", false),
            row("present", "verified", "before_committee", false),
            row("submit", "draft", "awaiting_completion", false),
        ];
        let codes: Vec<&str> = told(&rows).iter().map(|(c, _)| *c).collect();
        assert_eq!(codes, ["present", "submit_missing"]);
        assert_eq!(told(&[row("reply", "decided", "accepted", false)]).len(), 1);
    }
}
