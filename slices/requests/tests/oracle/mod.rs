//! What the rules ought to say, written from the prose of the policy and of the domain text, without looking at the table.
//! Where the two differ, one of them is wrong, and a person has to say which.

mod checklist;
mod facts;
mod holds;
mod parts;
mod table;
mod walk;

use requests::rules::{Action, Facts, Outcome, State};

pub const ROLES: [&str; 15] = [
    "relations_officer",
    "social_researcher",
    "research_lead",
    "committee_member",
    "committee_secretary",
    "committee_chair",
    "delivery_officer",
    "treasurer",
    "branch_delegate",
    "volunteer_coordinator",
    "supporter_relations",
    "hr_officer",
    "manager",
    "auditor",
    "administrator",
];

/// The state that follows, or `None` where the step must not happen.
pub fn follows(state: State, action: Action, f: &Facts) -> Option<State> {
    use State::*;
    // Nobody acts on his own or his relatives' file, whatever it is he does.
    if f.actor_is_relative {
        return None;
    }
    let when = |yes: bool, to: State| if yes { Some(to) } else { None };
    match action {
        Action::Submit => {
            let all_there = f.checklist_complete && f.documents_valid_now;
            match state {
                Draft if !all_there => Some(AwaitingCompletion),
                Draft | AwaitingCompletion => when(all_there && f.applicant_signature_valid, Submitted),
                _ => None,
            }
        }
        Action::Verify => when(state == Submitted && !f.file_unmatched && f.checklist_verified && f.officer_signature_valid, Verified),
        Action::Return => match state {
            Submitted | Verified | InResearch => when(f.missing_named && f.reason_given, AwaitingCompletion),
            _ => None,
        },
        Action::StartResearch => when(state == Verified && f.researcher_named && !f.researcher_is_relative && f.study_kind_given, InResearch),
        Action::Present => {
            let study_done = f.study_exists && f.researcher_signature_valid && f.study_evaluated && f.study_recommends;
            let none_needed = !f.study_needed && !f.study_exists;
            let explained = f.promise_explained && f.promise_clear;
            match state {
                Verified | InResearch => when((study_done || none_needed) && explained, BeforeCommittee),
                _ => None,
            }
        }
        Action::Decide => {
            let here = matches!(state, BeforeCommittee | Deferred | Waiting);
            when(here && signatures_hold(f) && decided_by_the_right_people(f) && decision_is_whole(f), Decided)
        }
        Action::Defer => when(state == BeforeCommittee && f.until_given && f.reason_given, Deferred),
        Action::PutOnWaitingList => when(state == BeforeCommittee && f.place_given, Waiting),
        Action::ReturnToResearch => when(state == BeforeCommittee && f.note_given, InResearch),
        Action::Reopen => when(state == Decided && f.new_fact_given && f.confirmed && (f.by_delegate || !f.confirmer_recorded), BeforeCommittee),
        Action::Reply => {
            let in_time = f.floor_reached || (f.early_reply_allowed && f.urgent_reason_given && f.urgent_permitted);
            if state != Decided || !in_time || !f.letter_numbered || !f.told_with_proof || !f.objection_way_stated {
                return None;
            }
            f.outcome.map(|o| match o {
                Outcome::Accept => Accepted,
                Outcome::Refuse => Refused,
                Outcome::Refer => Referred,
            })
        }
        Action::Register => {
            let complete = f.category_set && f.class_set && f.payment_way_set && f.validity_set && f.next_review_set;
            when(state == Accepted && complete, InDelivery)
        }
        Action::Finish => {
            let apart = f.separation_relaxed || !f.decider_hands_over;
            when(state == InDelivery && f.deliveries_settled && f.within_decided && apart, Served)
        }
        Action::Object => {
            let open_to_it = match state {
                Refused => true,
                Accepted | InDelivery | Served => f.outcome == Some(Outcome::Accept) && f.partial,
                _ => false,
            };
            when(open_to_it && f.within_objection_period && f.new_reporter_differs, BeforeCommittee)
        }
        Action::Withdraw => {
            let closed = matches!(state, Served | Refused | Referred | Withdrawn | Lapsed | Void);
            when(!closed && f.reason_given, Withdrawn)
        }
        Action::Void => when(state == Draft && f.reason_given, Void),
        Action::Lapse => when(state == AwaitingCompletion && f.lapse_days_passed && f.reminders_recorded >= 2, Lapsed),
    }
}

/// The first thing that must always hold.
pub fn signatures_hold(f: &Facts) -> bool {
    f.applicant_signature_valid && f.officer_signature_valid && (!f.study_exists || f.researcher_signature_valid)
}

fn decided_by_the_right_people(f: &Facts) -> bool {
    // Who verifies does not vote, unless the board relaxed it for a small office.
    let apart = f.separation_relaxed || !f.verifier_decided;
    let authority = if f.by_delegate {
        f.delegate_named && f.within_delegate_amount
    } else {
        f.quorum_met && f.recusals_honoured && f.recorded_by_secretary && !f.confirmer_recorded
    };
    apart && authority && f.confirmed
}

fn decision_is_whole(f: &Facts) -> bool {
    f.decision_reasons_given
        && match f.outcome {
            Some(Outcome::Accept) => f.amount_or_goods_given,
            Some(Outcome::Refuse) => true,
            Some(Outcome::Refer) => f.referral_body_given,
            None => false,
        }
}

/// Who has which button in a new database.
pub fn may(role: &str, action: Action) -> bool {
    let officer = role == "relations_officer";
    match action {
        Action::Submit => officer || role == "branch_delegate",
        Action::Verify | Action::Reply | Action::Register | Action::Object | Action::Withdraw | Action::Void => officer,
        Action::Return | Action::Present => officer || role == "social_researcher",
        Action::StartResearch => role == "research_lead",
        // The sitting's decision is recorded by the secretary; below the amount the manager decides, if named.
        Action::Decide => role == "committee_secretary" || role == "manager",
        Action::Defer | Action::PutOnWaitingList | Action::ReturnToResearch | Action::Reopen => role == "committee_secretary",
        Action::Finish => role == "delivery_officer",
        // The clock's work; an officer may press for it.
        Action::Lapse => officer,
    }
}
