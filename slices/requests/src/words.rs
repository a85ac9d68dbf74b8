//! Every locale key put together from a code.

use crate::{
    core::{Deviation, TaskKind},
    lists::Group,
    pages::forms::DOINGS,
    routes,
    rules::{Action, Holder, Outcome, Refusal, State, checklist::ItemState, floor::FloorFrom, next::NextStep, rail::Step},
};

/// Every event code this room records; the steps of the table are recorded under their permissions.
pub const EVENTS: &[&str] = &[
    "request.create",
    "request.edit",
    "request.opened",
    "request.told",
    "request.reminding",
    "request.at_risk",
    "request.explain",
    "request.remind",
    "request.carry_on",
    "request.submit",
    "request.verify",
    "request.return",
    "request.start_research",
    "request.present",
    "request.decide",
    "request.defer",
    "request.waitlist",
    "request.return_to_research",
    "request.reopen",
    "request.reply",
    "request.reply_urgent",
    "request.register",
    "request.finish",
    "request.object",
    "request.withdraw",
    "request.void",
    "request.lapse",
    "settings.clocks",
];

pub(crate) const ERRORS: &[&str] = &[
    "need_short",
    "amount_needed",
    "goods_needed",
    "members_unconfirmed",
    "dwelling_needed",
    "rent_needed",
    "income_needed",
    "income_both",
    "debts_needed",
    "debts_both",
    "debts_total_needed",
    "contact_needed",
    "class_reason_needed",
    "signature_needed",
    "signature_unreadable",
    "missing_not_named",
    "not_clear_yet",
    "told_later",
    "time_shape",
    "day_passed",
    "days_range",
];

/// Refusals beside those of the table.
pub(crate) const REFUSALS: &[&str] = &["file_not_open", "frozen", "nothing_missing", "nothing_promised", "floor_reached", "not_told_yet", "reminded_today"];

pub fn locale_families() -> Vec<String> {
    let dash = |c: &str| c.replace(['.', '_'], "-");
    let list = |family: &str, codes: Vec<&str>| codes.into_iter().map(|c| format!("{family}-{}", dash(c))).collect::<Vec<_>>();
    let mut out = list("state", State::ALL.iter().map(|s| s.code()).collect());
    out.extend(list("action", Action::ALL.iter().map(|a| a.code()).chain(["tell_missing", "explain", "urge", "remind", "carry_on"]).collect()));
    out.extend(list("permission", routes::grants().iter().map(|g| g.permission.0).collect()));
    out.extend(list("event", EVENTS.to_vec()));
    out.extend(Refusal::ALL.iter().chain(REFUSALS).map(|c| format!("refusal-{c}")));
    out.extend(ERRORS.iter().map(|c| format!("error-{c}")));
    out.extend(["snapshot_changed", "task_done"].map(|c| format!("conflict-{c}")));
    out.extend(list("choice-step", Step::ALL.iter().map(|s| s.code()).collect()));
    out.extend(list("choice-next", NextStep::ALL.iter().map(|s| s.code()).collect()));
    out.extend(
        [
            "match_documents",
            "start_research",
            "write_study",
            "record_decision",
            "confirm_decision",
            "wait_for_floor",
            "hand_over",
            "finish",
            "collect_documents",
            "sign_applicant",
            "submit",
        ]
        .map(|c| format!("choice-next-{}-text", dash(c))),
    );
    out.extend(list("choice-holder", Holder::ALL.iter().map(|h| h.code()).chain(["research_lead", "committee_chair"]).collect()));
    out.extend(list("choice-checklist", ItemState::ALL.iter().map(|s| s.code()).collect()));
    out.extend(list("choice-request-did", Action::ALL.iter().map(|a| a.code()).chain(crate::DID.iter().copied()).chain(["submit_missing"]).collect()));
    out.extend(list("choice-request-task", TaskKind::ALL.iter().map(|t| t.code()).collect()));
    out.extend(list("choice-request-deviation", Deviation::ALL.iter().map(|d| d.code()).collect()));
    out.extend(list("choice-request-told", crate::HOW_TOLD.to_vec()));
    out.extend(list("choice-request-told", crate::TOLD_BY_ITSELF.to_vec()));
    out.extend(list("choice-request-explained", [crate::HOW_EXPLAINED, &["portal"]].concat()));
    out.extend(list("choice-request-payment", crate::PAYMENT_WAYS.to_vec()));
    out.extend(list("choice-request-group", Group::ALL.iter().map(|g| g.code()).collect()));
    out.extend(list("choice-request-floor-from", [FloorFrom::Submission, FloorFrom::Presentation].map(|f| f.code()).to_vec()));
    let outcomes = || Outcome::ALL.iter().map(|o| o.code()).chain(["accept_part"]).collect::<Vec<_>>();
    out.extend(list("choice-request-outcome", outcomes()));
    out.extend(list("choice-request-letter", outcomes()));
    for d in DOINGS {
        out.extend(["title", "button"].map(|part| format!("choice-request-act-{}-{part}", dash(d.code))));
    }
    out.extend(
        ["tell_missing", "verify", "present", "urge", "reply", "register", "object", "remind", "lapse", "return", "carry_on", "withdraw", "void"]
            .map(|c| format!("choice-request-act-{}-lead", dash(c))),
    );
    out
}
