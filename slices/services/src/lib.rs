//! What the association offers (D1): kinds of help, whom each is for, the documents each asks for and in which case, ceilings, who decides.
//! A request is judged by the version in force when it was submitted; versions are never changed.

mod actions;
mod body;
mod catalogue;
mod codes;
pub mod condition;
mod face;
mod facts;
mod forms;
mod pages;
mod routes;
mod rules;
mod store;
mod views;

pub use actions::{Create, ImportReport, Revise, Switch, create, import, revise, seed, switch};
pub use body::{Requirement, Service, ServiceBody};
pub use catalogue::{Catalogue, Entry, FORMAT, STARTING};
pub use codes::{CATEGORIES, DELEGATES, DOCUMENTS, DWELLINGS, Decider, Fund, Gives, HowOften, INCOME_SOURCES, Kind, Per, Study, Way};
pub use face::{DocumentName, all, by_code, by_id_version, document_name, in_force, in_force_one, know_documents, known_documents, latest, word};
pub use facts::{Facts, Holds, VARIABLES, Variable};
pub use routes::{GRANTS, NAV, perm, routes};
pub use rules::{Because, Change, Member, Person, Required, check, diff, required};
pub use views::{Line, ceiling, for_whom, line as document_line};

pub const LOCALES: (&str, &str) = (include_str!("../locales/ar.ftl"), include_str!("../locales/en.ftl"));

pub fn statements() -> Vec<db::Sql> {
    store::STATEMENTS.to_vec()
}

/// Keys made from codes.
pub fn locale_families() -> Vec<String> {
    fn list<'a>(name: &str, codes: impl IntoIterator<Item = &'a str>) -> Vec<String> {
        codes.into_iter().map(|c| format!("choice-services-{name}-{}", c.replace('_', "-"))).collect()
    }
    let mut keys = [
        list("kind", Kind::ALL.iter().map(|x| x.code())),
        list("gives", Gives::ALL.iter().map(|x| x.code())),
        list("often", HowOften::ALL.iter().map(|x| x.code())),
        list("study", Study::ALL.iter().map(|x| x.code())),
        list("decider", Decider::ALL.iter().map(|x| x.code())),
        list("per", Per::ALL.iter().map(|x| x.code())),
        list("way", Way::ALL.iter().map(|x| x.code())),
        list("fund", Fund::ALL.iter().map(|x| x.code())),
        list("category", CATEGORIES.iter().copied()),
        list("dwelling", DWELLINGS.iter().copied()),
        list("income", INCOME_SOURCES.iter().copied()),
        list("role", DELEGATES.iter().copied()),
        list("document", DOCUMENTS.iter().copied()),
        list("fact", VARIABLES.iter().map(|v| v.name)),
        list("holds", ["number", "riyals", "text", "yes_no", "texts"]),
    ]
    .concat();
    keys.extend(["people", "sum"].iter().flat_map(|of| ["more", "less", "at-least", "at-most"].map(|how| format!("services-why-{of}-{how}"))));
    keys.extend(["service.read", "service.manage"].map(|p| format!("permission-{}", p.replace('.', "-"))));
    keys.extend(
        ["service.seed", "service.create", "service.revise", "service.activate", "service.deactivate", "service.import"]
            .map(|p| format!("event-{}", p.replace('.', "-"))),
    );
    keys.extend(ERRORS.iter().map(|c| format!("error-{c}")));
    keys.push("refusal-services_import_faulty".into());
    keys
}

/// What fields of this slice's forms can be told.
pub const ERRORS: &[&str] = &[
    "cel_long",
    "cel_invalid",
    "cel_unknown",
    "cel_unsupported",
    "cel_types",
    "cel_code",
    "cel_not_bool",
    "services_name",
    "services_kind",
    "services_gives",
    "services_often",
    "services_study",
    "services_decider",
    "services_document",
    "services_per",
    "services_long",
    "services_code",
    "services_code_taken",
    "services_code_unknown",
    "services_goods_unit",
    "services_positive",
    "services_number",
    "services_money",
    "services_delegate_amount",
    "services_delegate_role",
    "services_reply_days",
    "services_lines",
    "services_days",
    "services_ways",
    "services_twice",
    "services_unchanged",
    "services_reason",
    "services_from_past",
    "services_members",
    "catalogue_unreadable",
    "catalogue_format",
    "catalogue_empty",
];

/// Every permission of this room with the roles that hold it in a new database.
pub fn grants() -> Vec<kernel::Grant> {
    GRANTS.to_vec()
}

pub fn panels() -> Vec<(&'static str, web::PanelFn)> {
    vec![]
}
