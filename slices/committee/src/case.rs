//! One item of one sitting with everything the rules look at.

use crate::{
    actions::settings,
    lower,
    rules::{Bench, ConflictSource, Seat},
    store::{self, Conflict, Item, Sitting, VoteRow},
};
use beneficiaries::File;
use db::Query;
use kernel::{Actor, At, Id, Permit, Problem, Result};
use requests::{
    Decision, Request,
    rules::{
        Outcome, Viewer, outcome_visible,
        sitting::{SittingSettings, Vote},
    },
};
use std::collections::BTreeSet;

/// An item as it stands.
pub struct Case {
    pub sitting: Sitting,
    pub item: Item,
    pub request: Request,
    pub bench: Bench,
    pub conflicts: Vec<Conflict>,
    pub votes: Vec<VoteRow>,
}

impl Case {
    pub fn ballots(&self) -> Vec<Vote> {
        self.votes.iter().map(|v| v.vote).collect()
    }
    /// Whether the votes carry this outcome; see [`Bench::check_outcome`].
    pub fn check_outcome(&self, outcome: Outcome) -> Result<()> {
        self.bench.check_outcome(&self.ballots(), outcome).map(|_| ())
    }
    /// Those whose votes count.
    pub fn voters(&self) -> Vec<Id> {
        self.votes.iter().map(|v| v.vote.member).filter(|m| self.bench.may_vote(*m)).collect()
    }
    /// The bench as it was when the outcome was recorded: who came or left later changes nothing, who has a conflict since does.
    pub fn bench_when_recorded(&self) -> Bench {
        let mut bench = self.bench.clone();
        for seat in &mut bench.seats {
            seat.attendance = if self.item.present.contains(&seat.employee) { crate::rules::Attendance::Present } else { crate::rules::Attendance::Absent };
        }
        for id in &self.item.recused {
            if !bench.recused.contains(id) {
                bench.recused.push(*id);
            }
        }
        bench
    }
}

/// The members of `seats` who belong to the household or are relatives, as the register knows it.
pub async fn kin(q: &mut impl Query, seats: &[Seat], file: &File) -> Result<Vec<Id>> {
    let mut out = vec![];
    for seat in seats {
        if let Some(person) = staff::employee(q, seat.employee).await?.and_then(|e| e.person) {
            let actor = Actor { id: seat.employee, person: Some(person), ..Actor::system() };
            if lower::is_own(q, &actor, file).await? {
                out.push(seat.employee);
            }
        }
    }
    Ok(out)
}

/// The settings a sitting is held by.
pub async fn settings_of(q: &mut impl Query, sitting: &Sitting) -> Result<SittingSettings> {
    settings::sitting_version(q, sitting.settings_version).await
}

/// The item, for one who may see it: absent, out of reach and hidden for a conflict are the same [`Problem::NotFound`].
pub async fn load(q: &mut impl Query, permit: &Permit, sitting: Id, request: Id) -> Result<Case> {
    let sitting = store::sitting(q, sitting).await?;
    let item = store::item(q, sitting.id, request).await?;
    let request = requests::find(q, permit, request).await?;
    let file = beneficiaries::find_any(q, request.file).await?;
    let seats = store::seats(q, sitting.id).await?;
    let mut conflicts = store::conflicts(q, file.id).await?;
    for employee in kin(q, &seats, &file).await? {
        if !conflicts.iter().any(|c| c.employee == employee) {
            conflicts.push(Conflict { request: request.id, employee, source: ConflictSource::Register, reason: String::new(), at: sitting.created_at });
        }
    }
    let recused: Vec<Id> = conflicts.iter().map(|c| c.employee).collect();
    if recused.contains(&permit.actor.id) || is_recused(q, &permit.actor, &request).await? {
        return Err(Problem::NotFound);
    }
    let bench = Bench { seats, recused, verifier: request.verified_by, chair: sitting.chair, settings: settings_of(q, &sitting).await? };
    let votes = store::votes(q, sitting.id, request.id).await?;
    Ok(Case { sitting, item, request, bench, conflicts, votes })
}

/// What this actor may know of a request's decision: a conflicted member nothing, whoever sat on it everything, others by the request's own rule.
pub async fn viewer(q: &mut impl Query, actor: &Actor, r: &Request, now: At) -> Result<Viewer> {
    if is_recused(q, actor, r).await? {
        return Ok(Viewer::Recused);
    }
    let decided = store::sat_on(q, actor.id, r.id).await? || requests::decisions(q, r.id).await?.iter().any(|d| d.deciders.contains(&actor.id));
    if decided {
        return Ok(Viewer::Committee);
    }
    Ok(requests::shown(r, actor, now).1)
}

/// Whether this request is hidden from the actor for a conflict (declared, noted, or kinship in the register).
pub async fn is_recused(q: &mut impl Query, actor: &Actor, r: &Request) -> Result<bool> {
    Ok(Hidden::from(q, actor).await?.hides(r))
}

/// What one employee must not see: files closed to him by a conflict, files of his own household. Read once for a list.
pub struct Hidden {
    files: BTreeSet<Id>,
}

impl Hidden {
    pub async fn from(q: &mut impl Query, actor: &Actor) -> Result<Hidden> {
        let mut files = beneficiaries::closed_to(q, actor.id).await?;
        files.extend(beneficiaries::own_files(q, actor).await?);
        Ok(Hidden { files })
    }
    /// How many files, not requests.
    pub fn len(&self) -> usize {
        self.files.len()
    }
    pub fn hides(&self, r: &Request) -> bool {
        self.files.contains(&r.file)
    }
}

/// Whether one decision's content may show to this viewer.
pub fn decision_visible(r: &Request, d: &Decision, viewer: Viewer) -> bool {
    outcome_visible(
        if d.replied_at.is_some() || d.superseded_at.is_none() { r.state } else { requests::rules::State::BeforeCommittee },
        d.replied_at.is_some(),
        viewer,
    )
}
