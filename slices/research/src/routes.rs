use crate::pages;
use kernel::{Grant, Reach};
use requests::rules::perm::START_RESEARCH;

pub mod perm {
    use kernel::Permission;
    /// The work list of social research.
    pub const LIST: Permission = Permission("research.list");
    pub const CLARIFICATION_ASK: Permission = Permission("clarification.ask");
    pub const CLARIFICATION_ANSWER: Permission = Permission("clarification.answer");
    /// Writing and signing a study one was named for.
    pub const STUDY_WRITE: Permission = Permission("study.write");
    pub const STUDY_READ: Permission = Permission("study.read");
}

pub const GRANTS: &[Grant] = &[
    Grant {
        permission: perm::LIST,
        roles: &[("social_researcher", Reach::Branch), ("research_lead", Reach::All), ("manager", Reach::All), ("auditor", Reach::All)],
    },
    Grant { permission: perm::CLARIFICATION_ASK, roles: &[("relations_officer", Reach::Branch), ("branch_delegate", Reach::Branch)] },
    Grant { permission: perm::CLARIFICATION_ANSWER, roles: &[("research_lead", Reach::All), ("social_researcher", Reach::Branch)] },
    Grant { permission: perm::STUDY_WRITE, roles: &[("social_researcher", Reach::Own), ("research_lead", Reach::All)] },
    Grant {
        permission: perm::STUDY_READ,
        roles: &[
            ("social_researcher", Reach::Branch),
            ("relations_officer", Reach::Branch),
            ("research_lead", Reach::All),
            ("committee_member", Reach::All),
            ("committee_secretary", Reach::All),
            ("committee_chair", Reach::All),
            ("manager", Reach::All),
            ("auditor", Reach::All),
        ],
    },
];

pub fn routes() -> web::Routes {
    web::Routes::new("research")
        .get("/research", perm::LIST, pages::queue::list)
        .get("/requests/{id}/clarifications/new", perm::CLARIFICATION_ASK, pages::questions::ask_form)
        .post("/requests/{id}/clarifications/new", perm::CLARIFICATION_ASK, pages::questions::ask)
        .get("/clarifications/{id}", perm::CLARIFICATION_ANSWER, pages::questions::answer_form)
        .post("/clarifications/{id}", perm::CLARIFICATION_ANSWER, pages::questions::answer)
        .get("/requests/{id}/research", START_RESEARCH, pages::start::form)
        .post("/requests/{id}/research", START_RESEARCH, pages::start::start)
        .get("/studies/{id}", perm::STUDY_READ, pages::study::show)
        .get("/studies/{id}/report", perm::STUDY_READ, pages::study::report)
        .get("/studies/{id}/edit", perm::STUDY_WRITE, pages::study::edit)
        .post("/studies/{id}/edit", perm::STUDY_WRITE, pages::study::write)
        .get("/studies/{id}/sign", perm::STUDY_WRITE, pages::study::sign_form)
        .post("/studies/{id}/sign", perm::STUDY_WRITE, pages::study::sign)
        .post("/studies/{id}/visit", perm::STUDY_WRITE, pages::study::plan_visit)
        .get("/studies/{id}/assign", START_RESEARCH, pages::start::assign_form)
        .post("/studies/{id}/assign", START_RESEARCH, pages::start::assign)
}
