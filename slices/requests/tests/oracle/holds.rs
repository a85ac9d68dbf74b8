//! What must hold whichever way a request walks, as far as it can be said without a database.

use super::facts::facts;
use super::signatures_hold;
use proptest::prelude::*;
use requests::rules::{Action, State, Viewer, check, outcome_visible, visibility::shown_state};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]
    /// Random presses from a draft on, each with facts of its own.
    #[test]
    fn on_any_walk(steps in prop::collection::vec((prop::sample::select(&Action::ALL[..]), facts()), 1..60)) {
        let mut state = State::Draft;
        let (mut decided, mut replied, mut verified, mut registered) = (false, false, false, false);
        for (action, f) in steps {
            let Ok(to) = check(state, action, &f) else { continue };
            match to {
                // 1. Nothing is decided without signatures that hold.
                State::Decided => prop_assert!(signatures_hold(&f)),
                // 4. Nothing verified with a required document missing or invalid as of submission.
                State::Verified => prop_assert!(f.checklist_verified && f.officer_signature_valid),
                _ => {}
            }
            if action == Action::Reply {
                // 2. No reply before the earliest date without a recorded reason.
                prop_assert!(decided && (f.floor_reached || (f.urgent_reason_given && f.early_reply_allowed)));
                replied = true;
            }
            decided |= to == State::Decided;
            verified |= to == State::Verified;
            registered |= to == State::InDelivery;
            if matches!(to, State::BeforeCommittee | State::Decided) {
                prop_assert!(verified, "nothing comes before the committee that was not verified");
            }
            // 3. Nothing is delivered without a decision, told and registered.
            if matches!(to, State::InDelivery | State::Served) {
                prop_assert!(decided && replied && registered);
            }
            // 11. Outside the committee nothing of an outcome shows before a reply.
            if !replied {
                prop_assert!(!outcome_visible(to, false, Viewer::Outside));
                prop_assert!(!to.is_after_reply());
                prop_assert_ne!(shown_state(to, Viewer::Outside), State::Decided);
            }
            prop_assert!(!f.actor_is_relative);
            state = to;
        }
    }
}

#[test]
fn outcomes_show_to_whom_and_when() {
    let officer = |may_reply_now| Viewer::ReplyingOfficer { may_reply_now };
    for s in State::ALL {
        let told = matches!(s, State::Accepted | State::InDelivery | State::Served | State::Refused | State::Referred);
        assert_eq!(outcome_visible(s, false, Viewer::Outside), told, "{s:?}");
        assert_eq!(outcome_visible(s, false, officer(false)), told, "{s:?}");
        assert_eq!(outcome_visible(s, false, officer(true)), told || s == State::Decided, "{s:?}");
        assert!(outcome_visible(s, false, Viewer::Committee));
        assert!(!outcome_visible(s, true, Viewer::Recused), "a conflicted member learns nothing");
    }
    // After an objection the first answer is known, the second is not.
    assert!(!outcome_visible(State::Decided, false, Viewer::Outside));
    assert!(outcome_visible(State::Withdrawn, true, Viewer::Outside), "withdrawn after it was told");
    assert!(!outcome_visible(State::Withdrawn, false, Viewer::Outside), "withdrawn before");
    assert_eq!(shown_state(State::Decided, Viewer::Committee), State::Decided);
}
