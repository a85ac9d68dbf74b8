//! Social research: what is unclear is referred to the research officer and comes back answered (H3), and a case is studied by a named
//! researcher whose signed recommendation stands beside the submission when the committee decides.

mod actions;
pub mod bulk;
mod forms;
mod pages;
mod panel;
mod routes;
pub mod rules;
mod store;
mod visit;
mod work;

pub use actions::{Ask, answer, ask, assign, researchers, sign, start, write};
pub use forms::StudyForm;
pub use routes::{GRANTS, perm, routes};
pub use store::{Question, Study, Waiting, move_file, questions_of, studies_of, study};
pub use visit::{planned, remind_visits};
pub use work::{Work, work};

use rules::{KINDS, RECOMMENDATIONS, Standing};

pub const LOCALES: (&str, &str) = (include_str!("../locales/ar.ftl"), include_str!("../locales/en.ftl"));

pub const NAV: &[web::NavItem] = &[web::NavItem { href: "/research", key: "research-nav", icon: "house-heart", any_of: &[perm::LIST], tool: false }];

pub fn grants() -> Vec<kernel::Grant> {
    GRANTS.to_vec()
}

pub fn statements() -> Vec<db::Sql> {
    [store::STATEMENTS, bulk::STATEMENTS, visit::STATEMENTS].concat()
}

/// What this room shows on the request's page.
pub fn panels() -> Vec<(&'static str, web::PanelFn)> {
    vec![("request.main", panel::on_request)]
}

/// Every key put together from a code.
pub fn locale_families() -> Vec<String> {
    let dashed = |list: &str, codes: &[&str]| codes.iter().map(|c| format!("choice-{list}-{}", c.replace('_', "-"))).collect::<Vec<_>>();
    let mut out = dashed("study-kind", KINDS);
    out.extend(dashed("study-recommendation", RECOMMENDATIONS));
    out.extend(dashed("visit-part", visit::PARTS));
    out.extend(Standing::ALL.iter().map(|s| format!("choice-study-standing-{}", s.code())));
    out.extend(GRANTS.iter().map(|g| format!("permission-{}", g.permission.0.replace(['.', '_'], "-"))));
    let events = ["clarification.ask", "clarification.answer", "study.assign", "study.write", "study.sign", "study.opened", "study.visit", "study.visit_told"];
    out.extend(events.iter().map(|e| format!("event-{}", e.replace(['.', '_'], "-"))));
    out.extend(["visit_future", "visit_year_only", "visit_passed", "visit_far"].map(|c| format!("error-{c}")));
    out.extend(["clarification_closed", "study_not_open", "study_signed", "study_no_submission"].map(|c| format!("refusal-{c}")));
    out.push("conflict-question_answered".into());
    out
}
