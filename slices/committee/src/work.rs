//! What waits for somebody of the committee, for the desk.

use crate::{actions::delegate, case, routes::perm, store};
use db::Query;
use i18n::Lang;
use kernel::{At, Day, Id, Permit, Result};
use requests::{Request, rules::State, rules::perm as request};
use std::collections::BTreeMap;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum WorkKind {
    /// A recorded decision waits for the chair.
    Confirm,
    /// A proposal to take a request up again waits for the chair.
    ConfirmReopening,
    /// On the agenda of a sitting whose day has come, and nothing written down yet.
    Record,
    /// Deferred until a day that has come.
    DeferralDue,
    /// Before the committee and on no agenda.
    NoSitting,
    /// Small enough for the named delegate to decide alone.
    Delegate,
}

impl WorkKind {
    pub const ALL: [WorkKind; 6] =
        [WorkKind::Confirm, WorkKind::ConfirmReopening, WorkKind::Record, WorkKind::DeferralDue, WorkKind::NoSitting, WorkKind::Delegate];
    /// The locale key is `choice-committee-work-{code}`.
    pub fn code(self) -> &'static str {
        match self {
            WorkKind::Confirm => "confirm",
            WorkKind::ConfirmReopening => "confirm_reopening",
            WorkKind::Record => "record",
            WorkKind::DeferralDue => "deferral_due",
            WorkKind::NoSitting => "no_sitting",
            WorkKind::Delegate => "delegate",
        }
    }
}

/// One thing to do.
#[derive(Clone, Debug)]
pub struct Work {
    pub kind: WorkKind,
    pub request: Id,
    pub number: String,
    pub applicant: String,
    pub service: Id,
    pub service_version: i64,
    /// Waiting since: the order of the list.
    pub since: At,
    /// The day no reply may go out before.
    pub floor: Option<Day>,
    /// Where it is done.
    pub href: String,
}

impl Work {
    /// What the button says.
    pub fn words(&self, lang: Lang) -> String {
        i18n::t(lang, &format!("choice-committee-work-{}", self.kind.code().replace('_', "-")))
    }
}

/// What this employee has to do in the committee, oldest first within each kind; nothing he is recused from.
/// `today`: in Riyadh.
pub async fn work(q: &mut impl Query, permit: &Permit, today: Day, limit: usize) -> Result<Vec<Work>> {
    let actor = &permit.actor;
    let hidden = case::Hidden::from(q, actor).await?;
    let mut found: Vec<(WorkKind, Request, String)> = vec![];
    if actor.can(request::CONFIRM_DECISION) {
        for i in store::to_confirm(q).await? {
            let r = requests::find_unscoped(q, i.request).await?;
            found.push((WorkKind::Confirm, r, format!("/committee/sittings/{}/items/{}/confirm", i.sitting, i.request)));
        }
        for p in store::open_reopenings(q).await? {
            let r = requests::find_unscoped(q, p.request).await?;
            if r.state == State::Decided {
                found.push((WorkKind::ConfirmReopening, r, format!("/requests/{}/reopen", p.request)));
            }
        }
    }
    if actor.can(perm::SIT) {
        for i in store::to_record(q, today).await? {
            let r = requests::find_unscoped(q, i.request).await?;
            found.push((WorkKind::Record, r, format!("/committee/sittings/{}/items/{}", i.sitting, i.request)));
        }
        let taken = store::on_agenda(q).await?;
        // As many as can be passed over, and the rest of the page.
        let some = limit + taken.len() + hidden.len();
        for (kind, list) in
            [(WorkKind::DeferralDue, requests::deferred_due(q, today, some).await?), (WorkKind::NoSitting, requests::newly_raised(q, some).await?)]
        {
            found.extend(list.into_iter().filter(|r| !taken.contains(&r.id)).map(|r| (kind, r, "/committee/sittings/new".into())));
        }
    }
    for r in delegate::open(q, actor).await? {
        let href = format!("/requests/{}/decide-by-delegate", r.id);
        found.push((WorkKind::Delegate, r, href));
    }
    found.retain(|(_, r, _)| !hidden.hides(r));
    found.truncate(limit);
    let applicants: Vec<Id> = found.iter().map(|(_, r, _)| r.applicant).collect();
    let names: BTreeMap<Id, String> = people::names(q, &applicants).await?.into_iter().map(|(id, n)| (id, n.full)).collect();
    Ok(found
        .into_iter()
        .map(|(kind, r, href)| Work {
            kind,
            request: r.id,
            number: r.label().to_string(),
            applicant: names.get(&r.applicant).cloned().unwrap_or_default(),
            service: r.service,
            service_version: r.service_version,
            since: requests::raised_at(&r),
            floor: r.floor.current.map(|p| p.day()),
            href,
        })
        .collect())
}
