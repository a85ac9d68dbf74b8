//! The table against the oracle, and each guard by its name.

use super::facts::{FLAGS, facts, in_order, turn};
use super::{ROLES, follows, may};
use kernel::{Actor, Id, Reach};
use proptest::prelude::*;
use requests::rules::diagram::document;
use requests::rules::{Action, Facts, Need, Outcome, Refusal, State, TABLE, check, find, grants, transitions_from};
use std::collections::BTreeSet;

fn holder_of(role: &str) -> Actor {
    let mut a = Actor { id: Id::from_u128(5), roles: vec![role.to_owned()], ..Actor::system() };
    for g in grants() {
        if let Some((_, reach)) = g.roles.iter().find(|(r, _)| *r == role) {
            a.may.insert(g.permission.0.to_owned(), *reach);
        }
    }
    a
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]
    /// Every state × action × role with random facts.
    #[test]
    fn table_and_oracle_agree(f in facts()) {
        for role in ROLES {
            let actor = holder_of(role);
            for state in State::ALL {
                for action in Action::ALL {
                    let by_table = find(state, action).filter(|t| actor.can(t.permission())).and_then(|_| check(state, action, &f).ok());
                    let by_oracle = may(role, action).then(|| follows(state, action, &f)).flatten();
                    prop_assert_eq!(by_table, by_oracle, "{:?} {:?} {}", state, action, role);
                }
            }
        }
    }

    /// The transition alone, for whoever acts.
    #[test]
    fn refusals_say_why(f in facts(), s in prop::sample::select(&State::ALL[..]), a in prop::sample::select(&Action::ALL[..])) {
        match check(s, a, &f) {
            Ok(to) => prop_assert_eq!(Some(to), follows(s, a, &f)),
            Err(refusals) => {
                prop_assert_eq!(None, follows(s, a, &f));
                prop_assert!(!refusals.is_empty());
                let codes: BTreeSet<_> = refusals.iter().map(|r| r.code()).collect();
                prop_assert_eq!(codes.len(), refusals.len(), "each reason once");
                for c in codes {
                    prop_assert!(Refusal::ALL.contains(&c), "{}", c);
                }
            }
        }
    }
}

#[test]
fn one_flag_turned_at_a_time() {
    for outcome in [None, Some(Outcome::Accept), Some(Outcome::Refuse), Some(Outcome::Refer)] {
        for first in FLAGS {
            for second in FLAGS {
                let mut f = in_order(outcome);
                turn(&mut f, first);
                turn(&mut f, second);
                for state in State::ALL {
                    for action in Action::ALL {
                        assert_eq!(check(state, action, &f).ok(), follows(state, action, &f), "{state:?} {action:?} {first} {second}");
                    }
                }
            }
        }
    }
}

/// Each guard of the text, by the flag that offends it and the word it refuses with.
#[test]
fn each_guard_refuses_by_its_name() {
    use Action::*;
    use State as S;
    let cases: &[(S, Action, &str, &str)] = &[
        (S::AwaitingCompletion, Submit, "checklist_complete", "checklist_incomplete"),
        (S::AwaitingCompletion, Submit, "documents_valid_now", "document_not_valid"),
        (S::Draft, Submit, "applicant_signature_valid", "applicant_signature"),
        (S::Submitted, Verify, "checklist_verified", "checklist_not_verified"),
        (S::Submitted, Verify, "file_unmatched", "file_not_matched"),
        (S::Submitted, Verify, "officer_signature_valid", "officer_signature"),
        (S::Submitted, Return, "missing_named", "missing_not_named"),
        (S::InResearch, Return, "reason_given", "reason_missing"),
        (S::Verified, StartResearch, "researcher_named", "researcher_not_named"),
        (S::Verified, StartResearch, "researcher_is_relative", "researcher_is_relative"),
        (S::Verified, StartResearch, "study_kind_given", "study_kind_missing"),
        (S::Verified, Present, "study_exists", "study_missing"),
        (S::InResearch, Present, "researcher_signature_valid", "researcher_signature"),
        (S::InResearch, Present, "study_evaluated", "study_not_evaluated"),
        (S::InResearch, Present, "study_recommends", "study_no_recommendation"),
        (S::InResearch, Present, "promise_explained", "promise_not_explained"),
        (S::Verified, Present, "promise_clear", "promise_not_clear"),
        (S::BeforeCommittee, Decide, "applicant_signature_valid", "applicant_signature"),
        (S::Deferred, Decide, "officer_signature_valid", "officer_signature"),
        (S::Waiting, Decide, "researcher_signature_valid", "researcher_signature"),
        (S::BeforeCommittee, Decide, "quorum_met", "no_quorum"),
        (S::BeforeCommittee, Decide, "recusals_honoured", "recusal_not_honoured"),
        (S::BeforeCommittee, Decide, "recorded_by_secretary", "not_recorded_by_secretary"),
        (S::BeforeCommittee, Decide, "confirmed", "not_confirmed"),
        (S::BeforeCommittee, Decide, "confirmer_recorded", "confirmer_recorded"),
        (S::BeforeCommittee, Decide, "verifier_decided", "verifier_decided"),
        (S::BeforeCommittee, Decide, "amount_or_goods_given", "amount_or_goods_missing"),
        (S::BeforeCommittee, Decide, "decision_reasons_given", "decision_reasons_missing"),
        (S::BeforeCommittee, Defer, "until_given", "until_missing"),
        (S::BeforeCommittee, Defer, "reason_given", "reason_missing"),
        (S::BeforeCommittee, PutOnWaitingList, "place_given", "place_missing"),
        (S::BeforeCommittee, ReturnToResearch, "note_given", "note_missing"),
        (S::Decided, Reopen, "new_fact_given", "new_fact_missing"),
        (S::Decided, Reopen, "confirmed", "not_confirmed"),
        (S::Decided, Reply, "letter_numbered", "letter_not_numbered"),
        (S::Decided, Reply, "told_with_proof", "not_told"),
        (S::Decided, Reply, "objection_way_stated", "objection_way_missing"),
        (S::Accepted, Register, "category_set", "registration_category"),
        (S::Accepted, Register, "class_set", "registration_class"),
        (S::Accepted, Register, "payment_way_set", "registration_payment"),
        (S::Accepted, Register, "validity_set", "registration_validity"),
        (S::Accepted, Register, "next_review_set", "registration_review"),
        (S::InDelivery, Finish, "deliveries_settled", "deliveries_open"),
        (S::InDelivery, Finish, "within_decided", "more_than_decided"),
        (S::InDelivery, Finish, "decider_hands_over", "decider_hands_over"),
        (S::Refused, Object, "within_objection_period", "objection_period_over"),
        (S::Refused, Object, "new_reporter_differs", "same_reporter"),
        (S::Accepted, Object, "partial", "not_partial"),
        (S::InDelivery, Object, "partial", "not_partial"),
        (S::Served, Object, "partial", "not_partial"),
        (S::Decided, Withdraw, "reason_given", "reason_missing"),
        (S::Draft, Void, "reason_given", "reason_missing"),
        (S::AwaitingCompletion, Lapse, "lapse_days_passed", "lapse_days_left"),
    ];
    let good = in_order(Some(Outcome::Accept));
    for (state, action, flag, code) in cases {
        assert!(check(*state, *action, &good).is_ok(), "{state:?} {action:?}");
        let mut f = good;
        turn(&mut f, flag);
        assert_eq!(check(*state, *action, &f), Err(vec![Refusal(code)]), "{state:?} {action:?} {flag}");
        turn(&mut f, flag);
        f.actor_is_relative = true;
        assert_eq!(check(*state, *action, &f), Err(vec![Refusal("own_file")]));
    }
}

#[test]
fn guards_that_hang_on_more_than_one_fact() {
    let refused = |s, a, f: &Facts| check(s, a, f).unwrap_err().into_iter().map(|r| r.code()).collect::<Vec<_>>();
    let good = in_order(Some(Outcome::Accept));
    let early = Facts { floor_reached: false, ..good };
    assert_eq!(check(State::Decided, Action::Reply, &early), Ok(State::Accepted), "urgent, with a reason, by one who may");
    for (f, code) in [
        (Facts { urgent_reason_given: false, ..early }, "floor_not_reached"),
        (Facts { urgent_permitted: false, ..early }, "urgent_not_permitted"),
        (Facts { early_reply_allowed: false, ..early }, "early_reply_barred"),
    ] {
        assert_eq!(refused(State::Decided, Action::Reply, &f), [code]);
    }
    let delegate = Facts { by_delegate: true, quorum_met: false, recusals_honoured: false, recorded_by_secretary: false, confirmer_recorded: true, ..good };
    assert_eq!(check(State::BeforeCommittee, Action::Decide, &delegate), Ok(State::Decided), "a delegate needs no sitting");
    assert_eq!(refused(State::BeforeCommittee, Action::Decide, &Facts { delegate_named: false, ..delegate }), ["delegate_not_named"]);
    assert_eq!(refused(State::BeforeCommittee, Action::Decide, &Facts { within_delegate_amount: false, ..delegate }), ["above_delegate_amount"]);
    assert_eq!(refused(State::BeforeCommittee, Action::Decide, &Facts { outcome: None, ..good }), ["outcome_missing"]);
    let refer = Facts { outcome: Some(Outcome::Refer), referral_body_given: false, ..good };
    assert_eq!(refused(State::BeforeCommittee, Action::Decide, &refer), ["referral_body_missing"]);
    let relaxed = Facts { verifier_decided: true, separation_relaxed: true, ..good };
    assert_eq!(check(State::BeforeCommittee, Action::Decide, &relaxed), Ok(State::Decided), "the board relaxed it");
    let one = Facts { reminders_recorded: 1, ..good };
    assert_eq!(refused(State::AwaitingCompletion, Action::Lapse, &one), ["reminders_missing"]);
    let missing = Facts { documents_valid_now: false, applicant_signature_valid: false, ..good };
    assert_eq!(check(State::Draft, Action::Submit, &missing), Ok(State::AwaitingCompletion), "unsigned");
    assert_eq!(refused(State::Served, Action::Verify, &good), ["not_from_this_state"]);
    assert_eq!(refused(State::AwaitingCompletion, Action::Submit, &Facts::default()), ["checklist_incomplete", "document_not_valid", "applicant_signature"]);
}

#[test]
fn replies_follow_the_outcome() {
    for (o, to) in [(Outcome::Accept, State::Accepted), (Outcome::Refuse, State::Refused), (Outcome::Refer, State::Referred)] {
        assert_eq!(check(State::Decided, Action::Reply, &in_order(Some(o))), Ok(to));
        assert_eq!(Outcome::parse(o.code()), Some(o));
    }
}

#[test]
fn the_table_is_sound() {
    for s in State::ALL {
        for a in Action::ALL {
            assert!(TABLE.iter().filter(|t| t.action == a && t.from.contains(&s)).count() <= 1, "two lines for {s:?} {a:?}");
        }
        assert_eq!(transitions_from(s).any(|t| t.action == Action::Withdraw), s.is_open(), "{s:?}");
        // Every state is reached, and every open one can be left otherwise than by withdrawing.
        assert!(s == State::Draft || TABLE.iter().any(|t| t.ways.iter().any(|w| w.to == s)), "{s:?} is never reached");
        assert!(s.is_final() || transitions_from(s).count() > 1, "{s:?}");
    }
    let used: BTreeSet<&str> = TABLE.iter().flat_map(|t| t.needs.iter().chain(t.ways.iter().flat_map(|w| w.needs))).flat_map(|n| n.codes()).collect();
    let known: BTreeSet<&str> = Refusal::ALL.iter().copied().collect();
    assert!(used.is_subset(&known));
    assert_eq!(known.len(), Refusal::ALL.len());
    let elsewhere = ["not_from_this_state", "outcome_missing", "not_positive", "not_in_decision"];
    assert_eq!(known.difference(&used).copied().collect::<BTreeSet<_>>(), elsewhere.into_iter().collect(), "every code is given by something");
    assert_eq!(Need::StudySigned.codes().len(), 4);
    for a in Action::ALL {
        assert_eq!(Action::parse(a.code()), Some(a));
        assert!(TABLE.iter().any(|t| t.action == a));
    }
}

#[test]
fn grants_are_named_once_and_know_their_roles() {
    let all = grants();
    let names: BTreeSet<&str> = all.iter().map(|g| g.permission.0).collect();
    assert_eq!(names.len(), all.len());
    assert_eq!(all.len(), 19);
    for g in &all {
        for (role, reach) in g.roles {
            assert!(ROLES.contains(role), "{role}");
            assert_ne!(*reach, Reach::Own);
        }
    }
    for t in TABLE {
        for (other, g) in TABLE.iter().map(|o| (o.grant.permission, o.grant)) {
            assert!(other != t.permission() || g.roles == t.grant.roles, "{} is granted in two ways", other.0);
        }
    }
    // Separation of duties in a new database.
    let holds = |role: &str, p: &str| holder_of(role).may.contains_key(p);
    assert!(!holds("committee_secretary", "request.confirm_decision") && !holds("committee_chair", "request.decide"));
    for role in ROLES.iter().filter(|r| holds(r, "request.verify")) {
        assert!(!holds(role, "request.decide") && !holds(role, "request.confirm_decision"));
    }
    for role in ROLES.iter().filter(|r| holds(r, "request.decide") || holds(r, "request.confirm_decision")) {
        assert!(!holds(role, "request.finish"));
    }
    for role in ["auditor", "administrator"] {
        assert!(holder_of(role).may.is_empty(), "{role} changes no request");
    }
}

#[test]
fn states_document_is_the_table() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/states.md");
    if std::env::var_os("SILA_WRITE_DOCS").is_some() {
        std::fs::write(path, document()).unwrap();
    }
    let kept = std::fs::read_to_string(path).unwrap_or_default();
    assert!(kept == document(), "docs/states.md is not what the table says: SILA_WRITE_DOCS=1 cargo test -p requests --test it states_document");
}
