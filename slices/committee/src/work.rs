//! What waits for somebody of the committee, for the desk.

use crate::{case, routes::perm, store};
use db::Query;
use i18n::Lang;
use kernel::{At, Day, Id, Permit, Result};
use requests::{Request, rules::State, rules::perm as request};

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
}

impl WorkKind {
    pub const ALL: [WorkKind; 5] = [WorkKind::Confirm, WorkKind::ConfirmReopening, WorkKind::Record, WorkKind::DeferralDue, WorkKind::NoSitting];
    /// The locale key is `choice-committee-work-{code}`.
    pub fn code(self) -> &'static str {
        match self {
            WorkKind::Confirm => "confirm",
            WorkKind::ConfirmReopening => "confirm_reopening",
            WorkKind::Record => "record",
            WorkKind::DeferralDue => "deferral_due",
            WorkKind::NoSitting => "no_sitting",
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
    let mut found: Vec<(WorkKind, Id, String)> = vec![];
    if actor.can(request::CONFIRM_DECISION) {
        for i in store::to_confirm(q).await? {
            found.push((WorkKind::Confirm, i.request, format!("/committee/sittings/{}/items/{}/confirm", i.sitting, i.request)));
        }
        for p in store::open_reopenings(q).await? {
            found.push((WorkKind::ConfirmReopening, p.request, format!("/requests/{}/reopen", p.request)));
        }
    }
    if actor.can(perm::SIT) {
        for i in store::to_record(q, today).await? {
            found.push((WorkKind::Record, i.request, format!("/committee/sittings/{}/items/{}", i.sitting, i.request)));
        }
        let taken = store::on_agenda(q).await?;
        for r in requests::for_committee(q).await? {
            let due = r.state == State::Deferred && r.deferred_until.is_some_and(|d| d <= today);
            if !taken.contains(&r.id) && (due || r.state == State::BeforeCommittee) {
                found.push((if due { WorkKind::DeferralDue } else { WorkKind::NoSitting }, r.id, "/committee/sittings/new".into()));
            }
        }
    }
    let mut out = vec![];
    for (kind, id, href) in found {
        if out.len() >= limit {
            break;
        }
        let r: Request = requests::find_unscoped(q, id).await?;
        let proposal_stands = kind != WorkKind::ConfirmReopening || r.state == State::Decided;
        if !proposal_stands || case::is_recused(q, actor, &r).await? {
            continue;
        }
        let applicant = people::person(q, r.applicant).await?.full_name();
        out.push(Work {
            kind,
            request: r.id,
            number: r.label().to_string(),
            applicant,
            service: r.service,
            service_version: r.service_version,
            since: requests::raised_at(&r),
            floor: r.floor.current.map(|p| p.day()),
            href,
        });
    }
    Ok(out)
}
