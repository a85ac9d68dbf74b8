use super::action::{Action, Effect, Transition, Way, When, perm};
use super::facts::{Facts, Outcome};
use super::needs::{Need, Refusal};
use super::state::State;
use kernel::{Grant, Permission, Reach};

const fn grant(permission: Permission, roles: &'static [(&'static str, Reach)]) -> Grant {
    Grant { permission, roles }
}
const fn to(to: State, effects: &'static [Effect]) -> Way {
    Way { when: When::Always, to, needs: &[], effects }
}

type Roles = &'static [(&'static str, Reach)];
const OFFICER: Roles = &[("relations_officer", Reach::Branch)];
const OFFICER_AND_DELEGATE: Roles = &[("relations_officer", Reach::Branch), ("branch_delegate", Reach::Branch)];
const OFFICER_AND_RESEARCHER: Roles = &[("relations_officer", Reach::Branch), ("social_researcher", Reach::Branch)];
const LEAD: Roles = &[("research_lead", Reach::All)];
const SECRETARY: Roles = &[("committee_secretary", Reach::All)];
/// The manager is the delegate by default; [`Need::DelegateNamed`] still asks that he is named for it.
const SECRETARY_AND_MANAGER: Roles = &[("committee_secretary", Reach::All), ("manager", Reach::All)];
const CHAIR: Roles = &[("committee_chair", Reach::All)];
const DELIVERY: Roles = &[("delivery_officer", Reach::Branch)];

const CONFIRM: Option<Grant> = Some(grant(perm::CONFIRM_DECISION, CHAIR));
const OBJECTION: Grant = grant(perm::OBJECT, OFFICER);
const SUBMISSION: Grant = grant(perm::SUBMIT, OFFICER_AND_DELEGATE);
const SUBMITTED: &[Effect] = &[Effect::GiveNumber, Effect::Freeze, Effect::StartFloor, Effect::TellPromise];
const REPLIED: &[Effect] = &[Effect::TellReply, Effect::NumberLetter];

/// Every step of the main road. Nothing else may change a request's state.
pub static TABLE: &[Transition] = &[
    Transition {
        from: &[State::Draft],
        action: Action::Submit,
        ways: &[
            Way { when: When::Complete, to: State::Submitted, needs: &[Need::ApplicantSigned], effects: SUBMITTED },
            Way { when: When::Missing, to: State::AwaitingCompletion, needs: &[], effects: &[Effect::GiveNumber, Effect::TellMissing] },
        ],
        needs: &[Need::NotOwnFile],
        grant: SUBMISSION,
        also: None,
        applicant: true,
        clock: false,
    },
    // The list was told once, in full: pressing again with something still missing says what, and changes nothing.
    Transition {
        from: &[State::AwaitingCompletion],
        action: Action::Submit,
        ways: &[to(State::Submitted, SUBMITTED)],
        needs: &[Need::NotOwnFile, Need::ChecklistComplete, Need::DocumentsValidNow, Need::ApplicantSigned],
        grant: SUBMISSION,
        also: None,
        applicant: true,
        clock: false,
    },
    Transition {
        from: &[State::Submitted],
        action: Action::Verify,
        ways: &[to(State::Verified, &[])],
        needs: &[Need::NotOwnFile, Need::FileMatched, Need::ChecklistVerified, Need::OfficerSigned],
        grant: grant(perm::VERIFY, OFFICER),
        also: None,
        applicant: false,
        clock: false,
    },
    Transition {
        from: &[State::Submitted, State::Verified, State::InResearch],
        action: Action::Return,
        ways: &[to(State::AwaitingCompletion, &[Effect::TellMissing, Effect::MayRestartFloor])],
        needs: &[Need::NotOwnFile, Need::MissingNamed, Need::Reason],
        grant: grant(perm::RETURN, OFFICER_AND_RESEARCHER),
        also: None,
        applicant: false,
        clock: false,
    },
    Transition {
        from: &[State::Verified],
        action: Action::StartResearch,
        ways: &[to(State::InResearch, &[])],
        needs: &[Need::NotOwnFile, Need::ResearcherNamed, Need::ResearcherNotRelative, Need::StudyKind],
        grant: grant(perm::START_RESEARCH, LEAD),
        also: None,
        applicant: false,
        clock: false,
    },
    Transition {
        from: &[State::Verified, State::InResearch],
        action: Action::Present,
        ways: &[to(State::BeforeCommittee, &[Effect::StartFloorIfFromPresentation])],
        needs: &[Need::NotOwnFile, Need::StudySigned, Need::PromiseExplained, Need::PromiseClear],
        grant: grant(perm::PRESENT, OFFICER_AND_RESEARCHER),
        also: None,
        applicant: false,
        clock: false,
    },
    Transition {
        from: &[State::BeforeCommittee, State::Deferred, State::Waiting],
        action: Action::Decide,
        ways: &[
            Way { when: When::Outcome(Outcome::Accept), to: State::Decided, needs: &[Need::AmountOrGoods], effects: &[] },
            Way { when: When::Outcome(Outcome::Refuse), to: State::Decided, needs: &[], effects: &[] },
            Way { when: When::Outcome(Outcome::Refer), to: State::Decided, needs: &[Need::ReferralBody], effects: &[] },
        ],
        needs: &[
            Need::NotOwnFile,
            Need::ApplicantSigned,
            Need::OfficerSigned,
            Need::StudySignatureHolds,
            Need::Quorum,
            Need::RecusalsHonoured,
            Need::DelegateNamed,
            Need::DelegateAmount,
            Need::VerifierApart,
            Need::DecisionReasons,
            Need::RecordedBySecretary,
            Need::Confirmed,
            Need::ConfirmedByAnother,
        ],
        grant: grant(perm::DECIDE, SECRETARY_AND_MANAGER),
        also: CONFIRM,
        applicant: false,
        clock: false,
    },
    Transition {
        from: &[State::BeforeCommittee],
        action: Action::Defer,
        ways: &[to(State::Deferred, &[])],
        needs: &[Need::NotOwnFile, Need::Until, Need::Reason],
        grant: grant(perm::DEFER, SECRETARY),
        also: None,
        applicant: false,
        clock: false,
    },
    Transition {
        from: &[State::BeforeCommittee],
        action: Action::PutOnWaitingList,
        ways: &[to(State::Waiting, &[])],
        needs: &[Need::NotOwnFile, Need::Place],
        grant: grant(perm::WAITLIST, SECRETARY),
        also: None,
        applicant: false,
        clock: false,
    },
    Transition {
        from: &[State::BeforeCommittee],
        action: Action::ReturnToResearch,
        ways: &[to(State::InResearch, &[])],
        needs: &[Need::NotOwnFile, Need::Note],
        grant: grant(perm::RETURN_TO_RESEARCH, SECRETARY),
        also: None,
        applicant: false,
        clock: false,
    },
    Transition {
        from: &[State::Decided],
        action: Action::Reopen,
        ways: &[to(State::BeforeCommittee, &[])],
        needs: &[Need::NotOwnFile, Need::NewFact, Need::Confirmed, Need::ConfirmedByAnother],
        grant: grant(perm::REOPEN, SECRETARY),
        also: CONFIRM,
        applicant: false,
        clock: false,
    },
    Transition {
        from: &[State::Decided],
        action: Action::Reply,
        ways: &[
            Way { when: When::Outcome(Outcome::Accept), to: State::Accepted, needs: &[], effects: REPLIED },
            Way { when: When::Outcome(Outcome::Refuse), to: State::Refused, needs: &[], effects: REPLIED },
            Way { when: When::Outcome(Outcome::Refer), to: State::Referred, needs: &[], effects: REPLIED },
        ],
        needs: &[Need::NotOwnFile, Need::FloorOrUrgent, Need::LetterNumbered, Need::ToldWithProof, Need::ObjectionWay],
        grant: grant(perm::REPLY, OFFICER),
        also: Some(grant(perm::REPLY_URGENT, OFFICER)),
        applicant: false,
        clock: false,
    },
    Transition {
        from: &[State::Accepted],
        action: Action::Register,
        ways: &[to(State::InDelivery, &[])],
        needs: &[Need::NotOwnFile, Need::Category, Need::Class, Need::PaymentWay, Need::Validity, Need::NextReview],
        grant: grant(perm::REGISTER, OFFICER),
        also: None,
        applicant: false,
        clock: false,
    },
    Transition {
        from: &[State::InDelivery],
        action: Action::Finish,
        ways: &[to(State::Served, &[])],
        needs: &[Need::NotOwnFile, Need::DeliveriesSettled, Need::WithinDecided, Need::DeciderApart],
        grant: grant(perm::FINISH, DELIVERY),
        also: None,
        applicant: false,
        clock: false,
    },
    Transition {
        from: &[State::Refused],
        action: Action::Object,
        ways: &[to(State::BeforeCommittee, &[])],
        needs: &[Need::NotOwnFile, Need::WithinObjectionPeriod, Need::NewReporter],
        grant: OBJECTION,
        also: None,
        applicant: true,
        clock: false,
    },
    Transition {
        from: &[State::Accepted, State::InDelivery, State::Served],
        action: Action::Object,
        ways: &[to(State::BeforeCommittee, &[Effect::KeepDelivering])],
        needs: &[Need::NotOwnFile, Need::Partial, Need::WithinObjectionPeriod, Need::NewReporter],
        grant: OBJECTION,
        also: None,
        applicant: true,
        clock: false,
    },
    Transition {
        from: &State::OPEN,
        action: Action::Withdraw,
        ways: &[to(State::Withdrawn, &[])],
        needs: &[Need::NotOwnFile, Need::Reason],
        grant: grant(perm::WITHDRAW, OFFICER),
        also: None,
        applicant: true,
        clock: false,
    },
    Transition {
        from: &[State::Draft],
        action: Action::Void,
        ways: &[to(State::Void, &[])],
        needs: &[Need::NotOwnFile, Need::Reason],
        grant: grant(perm::VOID, OFFICER),
        also: None,
        applicant: false,
        clock: false,
    },
    Transition {
        from: &[State::AwaitingCompletion],
        action: Action::Lapse,
        ways: &[to(State::Lapsed, &[])],
        needs: &[Need::NotOwnFile, Need::LapseDays, Need::Reminders],
        grant: grant(perm::LAPSE, OFFICER),
        also: None,
        applicant: false,
        clock: true,
    },
];

/// The actions a request in this state has buttons for (guards and permissions aside), in the table's order.
pub fn transitions_from(state: State) -> impl Iterator<Item = &'static Transition> {
    TABLE.iter().filter(move |t| t.from.contains(&state))
}

pub fn find(state: State, action: Action) -> Option<&'static Transition> {
    transitions_from(state).find(|t| t.action == action)
}

/// The state that follows, or every reason why not, in the order of the table.
///
/// Permissions are the caller's: the guard of the route asks for [`Transition::permission`], and where [`Transition::also`]
/// is set the action puts the answer into the facts (`confirmed`, `urgent_permitted`).
pub fn check(state: State, action: Action, facts: &Facts) -> Result<State, Vec<Refusal>> {
    way(state, action, facts).map(|w| w.to)
}

/// As [`check`], with the effects the action must carry out.
pub fn way(state: State, action: Action, facts: &Facts) -> Result<&'static Way, Vec<Refusal>> {
    let Some(t) = find(state, action) else { return Err(vec![Refusal("not_from_this_state")]) };
    let way = t.ways.iter().find(|w| w.when.is(facts));
    let mut refusals: Vec<Refusal> = t.needs.iter().chain(way.map_or(&[][..], |w| w.needs)).filter_map(|n| n.refusal(facts)).collect();
    match way {
        Some(w) if refusals.is_empty() => Ok(w),
        Some(_) => Err(refusals),
        None => {
            refusals.push(Refusal("outcome_missing"));
            Err(refusals)
        }
    }
}

/// The default grants of every permission in the table, each once.
pub fn grants() -> Vec<Grant> {
    let mut out: Vec<Grant> = Vec::new();
    for g in TABLE.iter().flat_map(|t| std::iter::once(t.grant).chain(t.also)) {
        if !out.iter().any(|o| o.permission == g.permission) {
            out.push(g);
        }
    }
    out
}
