//! The one obvious next thing to do with a request, for the head of its page and for the desk.

use super::action::{Action, perm};
use super::facts::Facts;
use super::needs::{Need, REMINDERS_BEFORE_LAPSE};
use super::state::{Holder, State};
use kernel::Permission;

/// Finer than [`Action`]: what has to happen before the next button can be pressed is a step too.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum NextStep {
    CollectDocuments,
    Remind,
    Lapse,
    SignApplicant,
    Submit,
    MatchDocuments,
    /// Signs as well.
    Verify,
    StartResearch,
    WriteStudy,
    ExplainPromise,
    Present,
    RecordDecision,
    ConfirmDecision,
    /// Nothing to do: the floor has not passed.
    WaitForFloor,
    Reply,
    Register,
    HandOver,
    Finish,
}

impl NextStep {
    pub const ALL: [NextStep; 18] = [
        NextStep::CollectDocuments,
        NextStep::Remind,
        NextStep::Lapse,
        NextStep::SignApplicant,
        NextStep::Submit,
        NextStep::MatchDocuments,
        NextStep::Verify,
        NextStep::StartResearch,
        NextStep::WriteStudy,
        NextStep::ExplainPromise,
        NextStep::Present,
        NextStep::RecordDecision,
        NextStep::ConfirmDecision,
        NextStep::WaitForFloor,
        NextStep::Reply,
        NextStep::Register,
        NextStep::HandOver,
        NextStep::Finish,
    ];
    /// The locale key is `choice-next-{code}`.
    pub fn code(self) -> &'static str {
        match self {
            NextStep::CollectDocuments => "collect_documents",
            NextStep::Remind => "remind",
            NextStep::Lapse => "lapse",
            NextStep::SignApplicant => "sign_applicant",
            NextStep::Submit => "submit",
            NextStep::MatchDocuments => "match_documents",
            NextStep::Verify => "verify",
            NextStep::StartResearch => "start_research",
            NextStep::WriteStudy => "write_study",
            NextStep::ExplainPromise => "explain_promise",
            NextStep::Present => "present",
            NextStep::RecordDecision => "record_decision",
            NextStep::ConfirmDecision => "confirm_decision",
            NextStep::WaitForFloor => "wait_for_floor",
            NextStep::Reply => "reply",
            NextStep::Register => "register",
            NextStep::HandOver => "hand_over",
            NextStep::Finish => "finish",
        }
    }
    /// The permission that lets somebody do it; none for waiting.
    pub fn permission(self) -> Option<Permission> {
        Some(match self {
            NextStep::CollectDocuments | NextStep::Remind | NextStep::SignApplicant | NextStep::Submit => perm::SUBMIT,
            NextStep::Lapse => perm::LAPSE,
            NextStep::MatchDocuments | NextStep::Verify => perm::VERIFY,
            NextStep::StartResearch => perm::START_RESEARCH,
            NextStep::WriteStudy | NextStep::ExplainPromise | NextStep::Present => perm::PRESENT,
            NextStep::RecordDecision => perm::DECIDE,
            NextStep::ConfirmDecision => perm::CONFIRM_DECISION,
            NextStep::WaitForFloor => return None,
            NextStep::Reply => perm::REPLY,
            NextStep::Register => perm::REGISTER,
            NextStep::HandOver | NextStep::Finish => perm::FINISH,
        })
    }
    /// The transition its button presses, where it is one.
    pub fn action(self) -> Option<Action> {
        Some(match self {
            NextStep::Submit => Action::Submit,
            NextStep::Lapse => Action::Lapse,
            NextStep::Verify => Action::Verify,
            NextStep::StartResearch => Action::StartResearch,
            NextStep::Present => Action::Present,
            NextStep::RecordDecision | NextStep::ConfirmDecision => Action::Decide,
            NextStep::Reply => Action::Reply,
            NextStep::Register => Action::Register,
            NextStep::Finish => Action::Finish,
            _ => return None,
        })
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Next {
    pub step: NextStep,
    /// Whose turn it is, to be named where it is not the viewer's.
    pub holder: Holder,
    /// The viewer may do it.
    pub mine: bool,
}

/// `None` on a closed request. `may`: what the viewer may do with this request. Words that come with pressing a button
/// (reasons, the letter, re-authentication) are not asked for here.
pub fn next(state: State, f: &Facts, may: impl Fn(Permission) -> bool) -> Option<Next> {
    let complete_or = |missing: NextStep| {
        if !f.nothing_missing() {
            missing
        } else if !f.applicant_signature_valid {
            NextStep::SignApplicant
        } else {
            NextStep::Submit
        }
    };
    let explained = f.promise_explained && f.promise_clear;
    let present = if explained { NextStep::Present } else { NextStep::ExplainPromise };
    let study_open = Need::StudySigned.refusal(f).is_some();
    let step = match state {
        State::Draft => complete_or(NextStep::CollectDocuments),
        State::AwaitingCompletion => complete_or(match (f.lapse_days_passed, f.reminders_recorded >= REMINDERS_BEFORE_LAPSE) {
            (true, true) => NextStep::Lapse,
            (true, false) => NextStep::Remind,
            (false, _) => NextStep::CollectDocuments,
        }),
        State::Submitted if !f.checklist_verified => NextStep::MatchDocuments,
        State::Submitted => NextStep::Verify,
        State::Verified if study_open => NextStep::StartResearch,
        State::InResearch if study_open => NextStep::WriteStudy,
        State::Verified | State::InResearch => present,
        State::BeforeCommittee | State::Deferred | State::Waiting if f.recorded_by_secretary => NextStep::ConfirmDecision,
        State::BeforeCommittee | State::Deferred | State::Waiting => NextStep::RecordDecision,
        State::Decided if f.floor_reached => NextStep::Reply,
        State::Decided => NextStep::WaitForFloor,
        State::Accepted => NextStep::Register,
        State::InDelivery if !f.deliveries_settled => NextStep::HandOver,
        State::InDelivery => NextStep::Finish,
        State::Served | State::Refused | State::Referred | State::Withdrawn | State::Lapsed | State::Void => return None,
    };
    Some(Next { step, holder: state.holder(), mine: step.permission().is_some_and(may) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_open_state_has_a_next_step_that_the_table_knows() {
        for s in State::ALL {
            let n = next(s, &Facts::default(), |_| true);
            assert_eq!(n.is_some(), s.is_open(), "{s:?}");
            for step in NextStep::ALL {
                if let Some(a) = step.action() {
                    assert!(super::super::table::TABLE.iter().any(|t| t.action == a));
                }
            }
        }
    }

    #[test]
    fn the_step_before_the_button_comes_first() {
        let yes = |_: Permission| true;
        let step = |s, f: &Facts| next(s, f, yes).unwrap().step;
        let mut f = Facts::default();
        assert_eq!(step(State::Draft, &f), NextStep::CollectDocuments);
        (f.checklist_complete, f.documents_valid_now) = (true, true);
        assert_eq!(step(State::Draft, &f), NextStep::SignApplicant);
        f.applicant_signature_valid = true;
        assert_eq!(step(State::Draft, &f), NextStep::Submit);
        assert_eq!(step(State::Submitted, &f), NextStep::MatchDocuments);
        f.checklist_verified = true;
        assert_eq!(step(State::Submitted, &f), NextStep::Verify);
        assert_eq!(step(State::Verified, &f), NextStep::ExplainPromise);
        f.study_needed = true;
        assert_eq!(step(State::Verified, &f), NextStep::StartResearch);
        assert_eq!(step(State::InResearch, &f), NextStep::WriteStudy);
        assert_eq!(step(State::Decided, &f), NextStep::WaitForFloor);
        assert!(!next(State::Decided, &f, yes).unwrap().mine);
        f.floor_reached = true;
        assert!(next(State::Decided, &f, yes).unwrap().mine);
        assert!(!next(State::Decided, &f, |_| false).unwrap().mine);
    }
}
