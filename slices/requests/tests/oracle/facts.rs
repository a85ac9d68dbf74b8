//! Facts for the tests: all in order, with some turned round.

use proptest::prelude::*;
use requests::rules::{Facts, Outcome};

macro_rules! flags {
    ($($name:ident),* $(,)?) => {
        pub const FLAGS: &[&str] = &[$(stringify!($name)),*];
        /// Turns one flag round.
        pub fn turn(f: &mut Facts, flag: &str) {
            match flag {
                $(stringify!($name) => f.$name = !f.$name,)*
                other => panic!("no flag {other}"),
            }
        }
    };
}

flags!(
    actor_is_relative,
    separation_relaxed,
    checklist_complete,
    documents_valid_now,
    checklist_verified,
    file_unmatched,
    applicant_signature_valid,
    officer_signature_valid,
    researcher_signature_valid,
    reason_given,
    missing_named,
    until_given,
    place_given,
    note_given,
    new_fact_given,
    study_needed,
    study_exists,
    study_evaluated,
    study_recommends,
    researcher_named,
    researcher_is_relative,
    study_kind_given,
    promise_explained,
    promise_clear,
    by_delegate,
    delegate_named,
    within_delegate_amount,
    quorum_met,
    recusals_honoured,
    recorded_by_secretary,
    confirmed,
    confirmer_recorded,
    verifier_decided,
    partial,
    amount_or_goods_given,
    decision_reasons_given,
    referral_body_given,
    floor_reached,
    early_reply_allowed,
    urgent_reason_given,
    urgent_permitted,
    letter_numbered,
    told_with_proof,
    objection_way_stated,
    category_set,
    class_set,
    payment_way_set,
    validity_set,
    next_review_set,
    deliveries_settled,
    within_decided,
    decider_hands_over,
    within_objection_period,
    new_reporter_differs,
    lapse_days_passed,
);

/// Every step that its state allows would go through.
pub fn in_order(outcome: Option<Outcome>) -> Facts {
    let mut f = Facts { outcome, reminders_recorded: 2, ..Facts::default() };
    let against = [
        "actor_is_relative",
        "file_unmatched",
        "separation_relaxed",
        "researcher_is_relative",
        "by_delegate",
        "confirmer_recorded",
        "verifier_decided",
        "decider_hands_over",
    ];
    for flag in FLAGS.iter().filter(|f| !against.contains(f)) {
        turn(&mut f, flag);
    }
    f
}

pub fn outcomes() -> impl Strategy<Value = Option<Outcome>> {
    prop_oneof![1 => Just(None), 8 => prop::sample::select(&Outcome::ALL[..]).prop_map(Some)]
}

/// Mostly in order with a few flags turned; sometimes anything at all.
pub fn facts() -> impl Strategy<Value = Facts> {
    let near = (outcomes(), prop::collection::vec(prop::sample::select(FLAGS), 0..4), prop_oneof![6 => Just(2u8), 1 => 0u8..5]);
    let near = near.prop_map(|(outcome, turned, reminders)| {
        let mut f = Facts { reminders_recorded: reminders, ..in_order(outcome) };
        for flag in turned {
            turn(&mut f, flag);
        }
        f
    });
    let any = (outcomes(), any::<u64>(), 0u8..5).prop_map(|(outcome, bits, reminders)| {
        let mut f = Facts { outcome, reminders_recorded: reminders, ..Facts::default() };
        for (i, flag) in FLAGS.iter().enumerate() {
            if bits >> i & 1 == 1 {
                turn(&mut f, flag);
            }
        }
        f
    });
    prop_oneof![4 => near, 1 => any]
}
