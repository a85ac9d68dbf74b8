//! Every contact with a person, whatever the channel: asked, answered, how long he waited and was given (H1, C1–C8). One history.

mod actions;
mod came;
mod forms;
mod pages;
mod panel;
mod routes;
pub mod rules;
mod store;

pub use actions::{Arrive, Entry, begin, create, end, left, save};
pub use came::on_came;
pub use panel::file_panel;
pub use routes::{GRANTS, perm, routes};
pub use rules::{Channel, Direction, Outcome, Stage};

use db::{Query, Tx, args};
use kernel::{At, Id, Permit, Result, Scope};

pub const LOCALES: (&str, &str) = (include_str!("../locales/ar.ftl"), include_str!("../locales/en.ftl"));

/// One contact. Texts are empty where nothing was said; minutes are whole and never capped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    pub id: Id,
    pub branch: Id,
    /// The beneficiary file, once the person is known.
    pub file: Option<Id>,
    /// The name given, or the file's at that time.
    pub person_name: String,
    /// For whoever has no file: as stored by `people` (`05…`), or empty.
    pub mobile: String,
    pub channel: Channel,
    pub direction: Direction,
    pub stage: Stage,
    pub arrived: At,
    /// When the service began.
    pub called: Option<At>,
    pub ended: Option<At>,
    pub waiting_minutes: Option<i64>,
    pub service_minutes: Option<i64>,
    pub asked: String,
    pub answered: String,
    pub outcome: Outcome,
    pub answered_at: Option<At>,
    /// The system, without a name, while nobody took up what came by itself.
    pub employee: Id,
    pub employee_name: String,
    pub created_at: At,
    pub version: i64,
}

impl Contact {
    pub fn href(&self) -> String {
        format!("/contacts/{}", self.id)
    }
    /// It came of itself, and nobody has taken it up yet.
    pub fn by_itself(&self) -> bool {
        self.employee == kernel::Actor::system().id && self.employee_name.is_empty()
    }
    /// Whether a name was given, and not only a number.
    pub fn named(&self) -> bool {
        self.mobile.is_empty() || self.person_name != self.mobile
    }
    pub fn within(&self, scope: Scope) -> bool {
        scope.covers(self.branch, Some(self.employee))
    }
    pub fn times(&self) -> rules::Times {
        rules::Times { arrived: self.arrived, called: self.called, ended: self.ended }
    }
    pub(crate) fn set_times(&mut self, t: rules::Times) {
        self.arrived = t.arrived;
        self.called = t.called;
        self.ended = t.ended;
        self.waiting_minutes = if self.channel == Channel::Interview { t.waiting_minutes() } else { None };
        self.service_minutes = t.service_minutes();
    }
}

/// The last contacts of a file, newest first.
pub async fn of_file(q: &mut impl Query, file: Id, limit: i64) -> Result<Vec<Contact>> {
    store::of_file(q, file, limit).await
}

/// How the person was received before something was begun for him (the rail's first step): his last coming to us at or before `before`.
pub async fn first_reception(q: &mut impl Query, file: Id, before: At) -> Result<Option<Contact>> {
    q.maybe(store::RECEPTION, args![file, before]).await?.as_ref().map(store::contact).transpose()
}

/// Contacts since an instant, all eight channels in the policy's order, zeros too.
pub async fn counts_by_channel(q: &mut impl Query, permit: &Permit, since: At) -> Result<Vec<(Channel, i64)>> {
    store::counts(q, permit, &store::Filter { since: Some(since), ..Default::default() }).await
}

/// Visitors at the door or being served, the longest there first.
pub async fn waiting(q: &mut impl Query, permit: &Permit) -> Result<Vec<Contact>> {
    // One walk of the index for each stage: the hundreds of thousands who came and went are never looked at.
    let mut out = vec![];
    for stage in [Stage::Waiting, Stage::InService] {
        out.extend(store::list(q, permit, &store::Filter { stages: vec![stage], ..Default::default() }, true, 100).await?);
    }
    out.sort_by_key(|c| (c.arrived, c.id));
    out.truncate(100);
    Ok(out)
}

/// Contacts still open or owed a reply, newest first; visitors still here are in [`waiting`].
pub async fn open(q: &mut impl Query, permit: &Permit, limit: i64) -> Result<Vec<Contact>> {
    // One walk of the index for each outcome: answered contacts, which are most, are never looked at.
    let mut out = vec![];
    for outcome in [Outcome::Open, Outcome::NeedsReply] {
        let f = store::Filter { outcomes: vec![outcome], stages: vec![Stage::Done, Stage::Left], ..Default::default() };
        out.extend(store::list(q, permit, &f, false, limit).await?);
    }
    out.sort_by_key(|c| std::cmp::Reverse((c.arrived, c.id)));
    out.truncate(usize::try_from(limit).unwrap_or(0));
    Ok(out)
}

/// Writes a contact that another slice or a bulk path made. Records no event: the caller does (`contact.log`).
pub async fn log_in(tx: &mut Tx, c: &Contact) -> Result<()> {
    tx.run(store::INSERT, store::insert_args(c)).await.map(|_| ())
}

/// The same for many.
pub async fn log_many_in(tx: &mut Tx, many: &[Contact]) -> Result<()> {
    tx.run_many(store::INSERT, many.iter().map(store::insert_args).collect()).await.map(|_| ())
}

/// Puts the contacts of one file into another of `branch`: the same person's. How many. Records no event: the caller does.
pub async fn move_file(tx: &mut Tx, from: Id, to: Id, branch: Id) -> Result<u64> {
    tx.run(store::MOVE, args![from, to, branch]).await
}

pub fn statements() -> Vec<db::Sql> {
    store::STATEMENTS.to_vec()
}

pub fn panels() -> Vec<(&'static str, web::PanelFn)> {
    vec![("file.main", file_panel)]
}

pub const NAV: &[web::NavItem] = &[web::NavItem { href: "/contacts", key: "contacts-nav", icon: "chat", any_of: &[perm::READ, perm::LOG], tool: false }];

/// Every key put together from a code.
pub fn locale_families() -> Vec<String> {
    let choice = |list: &str, codes: Vec<&str>| codes.iter().map(|c| format!("choice-{list}-{}", c.replace('_', "-"))).collect::<Vec<_>>();
    let mut out = choice("channel", Channel::ALL.iter().map(|c| c.code()).collect());
    out.extend(choice("direction", Direction::ALL.iter().map(|c| c.code()).collect()));
    out.extend(choice("contact-outcome", Outcome::ALL.iter().map(|c| c.code()).collect()));
    out.extend(choice("contact-stage", Stage::ALL.iter().map(|c| c.code()).collect()));
    out.extend(forms::ERROR_CODES.iter().map(|c| format!("error-{c}")));
    out.extend(["contact_not_waiting", "contact_not_in_service"].map(|c| format!("refusal-{c}")));
    out.extend(["permission-contact-log", "permission-contact-read"].map(String::from));
    out.extend(routes::EVENTS.iter().map(|e| format!("event-{}", e.replace(['.', '_'], "-"))));
    out
}

/// Every permission of this room with the roles that hold it in a new database.
pub fn grants() -> Vec<kernel::Grant> {
    GRANTS.to_vec()
}
