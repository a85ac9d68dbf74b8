//! What people outside ask of the register: to be entered in it, to have something corrected.

mod actions;
pub mod rules;
mod store;

pub use actions::{Begun, NewApplication, Relative, begin, begin_in};
pub use store::{Application, Claim, Correction, claims, corrections_of, newest_of, of_file, open_of};

pub const LOCALES: (&str, &str) = (include_str!("../locales/ar.ftl"), include_str!("../locales/en.ftl"));
pub const NAV: &[web::NavItem] = &[];

pub fn routes() -> web::Routes {
    web::Routes::new("applications")
}

pub fn grants() -> Vec<kernel::Grant> {
    vec![]
}

pub fn statements() -> Vec<db::Sql> {
    store::STATEMENTS.to_vec()
}

pub fn panels() -> Vec<(&'static str, web::PanelFn)> {
    vec![]
}

/// Every key put together from a code.
pub fn locale_families() -> Vec<String> {
    vec![]
}

/// The file and the person an account stands for while the portal knows no person of it: its draft, or what that was joined to.
pub async fn stands_for(q: &mut impl db::Query, account: kernel::Id) -> kernel::Result<Option<(kernel::Id, kernel::Id)>> {
    Ok(store::newest_of(q, account).await?.and_then(|a| match a.stage {
        rules::Stage::Open | rules::Stage::MadeNew => Some((a.file, a.person)),
        rules::Stage::Joined => a.joined,
        rules::Stage::Refused => None,
    }))
}
