//! The checklist case by case, and by an oracle for whole lists (the fourth thing that always holds).

use kernel::{At, Day, Id};
use proptest::prelude::*;
use requests::rules::checklist::*;

const APPLICANT: u128 = 10;
const CHILD: u128 = 11;
const OFFICER: u128 = 90;

fn day(n: i32) -> Day {
    Day(20_000 + n)
}
fn people() -> People {
    People { applicant: Id::from_u128(APPLICANT), members: vec![Id::from_u128(APPLICANT), Id::from_u128(CHILD)] }
}
fn required(per: Per) -> Required {
    Required { document_type: "id".into(), applies: true, valid_for_days: None, sufficient: vec![How::OriginalAtDesk, How::OnVisit], per }
}
fn check(outcome: CheckOutcome, how: How, at: i64) -> Check {
    Check { outcome, how, as_of: At(at), by: Id::from_u128(OFFICER), person: None }
}
fn document(checks: Vec<Check>) -> OnFile {
    OnFile {
        id: Id::from_u128(1),
        document_type: "id".into(),
        owner: Some(Id::from_u128(APPLICANT)),
        issued: Some(day(-10)),
        expires: Some(day(5)),
        checks,
        renewed: At(0),
    }
}
fn state(r: &Required, docs: &[OnFile], on: Day) -> ItemState {
    checklist(std::slice::from_ref(r), &people(), docs, on)[0].state
}

#[test]
fn each_state_of_an_item() {
    use CheckOutcome::*;
    let r = required(Per::Applicant);
    let cases: Vec<(Vec<Check>, ItemState)> = vec![
        (vec![], ItemState::PresentUnchecked),
        (vec![check(Matched, How::OriginalAtDesk, 1)], ItemState::Ok),
        (vec![check(Matched, How::CertifiedCopy, 1)], ItemState::CheckedInsufficientWay),
        (vec![check(Matched, How::Verbal, 1)], ItemState::CheckedInsufficientWay),
        (vec![check(Matched, How::SelfDeclared, 1)], ItemState::CheckedInsufficientWay),
        (vec![check(Mismatch, How::OnVisit, 1)], ItemState::Mismatch),
        (vec![check(Unreadable, How::OriginalAtDesk, 1)], ItemState::Mismatch),
        (vec![check(Expired, How::OriginalAtDesk, 1)], ItemState::Expired),
        // A later word rules, in a sufficient way or in doubt; a word of mouth heals and harms nothing.
        (vec![check(Mismatch, How::OnVisit, 1), check(Matched, How::OriginalAtDesk, 2)], ItemState::Ok),
        (vec![check(Matched, How::OriginalAtDesk, 1), check(Mismatch, How::OnVisit, 2)], ItemState::Mismatch),
        (vec![check(Mismatch, How::OnVisit, 1), check(Matched, How::Verbal, 2)], ItemState::Mismatch),
        (vec![check(Matched, How::OriginalAtDesk, 1), check(Matched, How::Verbal, 2)], ItemState::Ok),
        // Nobody in particular, or one of the household itself, is not a named employee's match.
        (vec![Check { by: Id::NIL, ..check(Matched, How::OriginalAtDesk, 1) }], ItemState::CheckedInsufficientWay),
        (vec![Check { person: Some(Id::from_u128(CHILD)), ..check(Matched, How::OriginalAtDesk, 1) }], ItemState::CheckedInsufficientWay),
    ];
    for (checks, expected) in cases {
        assert_eq!(state(&r, &[document(checks.clone())], day(0)), expected, "{checks:?}");
    }
    assert_eq!(state(&r, &[], day(0)), ItemState::Missing);
    assert_eq!(state(&Required { applies: false, ..r.clone() }, &[], day(0)), ItemState::NotApplicable);
    // A setting cannot make a word of mouth suffice.
    let lax = Required { sufficient: vec![How::Verbal], ..r };
    assert_eq!(state(&lax, &[document(vec![check(Matched, How::Verbal, 1)])], day(0)), ItemState::CheckedInsufficientWay);
}

#[test]
fn validity_is_judged_as_of_a_day() {
    let r = required(Per::Applicant);
    let d = document(vec![check(CheckOutcome::Matched, How::OriginalAtDesk, 1)]);
    for (n, expected) in [(-11, ItemState::Expired), (-10, ItemState::Ok), (5, ItemState::Ok), (6, ItemState::Expired)] {
        assert_eq!(state(&r, std::slice::from_ref(&d), day(n)), expected, "day {n}");
    }
    let fresh = Required { valid_for_days: Some(12), ..r.clone() };
    assert_eq!(state(&fresh, std::slice::from_ref(&d), day(2)), ItemState::Ok);
    assert_eq!(state(&fresh, std::slice::from_ref(&d), day(3)), ItemState::Expired);
    assert_eq!(checklist(std::slice::from_ref(&fresh), &people(), std::slice::from_ref(&d), day(0))[0].valid_until, Some(day(2)));
    let undated = OnFile { issued: None, expires: None, ..d };
    assert_eq!(state(&fresh, std::slice::from_ref(&undated), day(0)), ItemState::Expired, "its age cannot be told");
    assert_eq!(state(&r, &[undated], day(9_000)), ItemState::Ok);
}

#[test]
fn for_whom_and_the_best_of_several() {
    let each = required(Per::EachMember);
    let own = document(vec![check(CheckOutcome::Matched, How::OnVisit, 1)]);
    let items = checklist(std::slice::from_ref(&each), &people(), std::slice::from_ref(&own), day(0));
    assert_eq!(items.iter().map(|i| i.state).collect::<Vec<_>>(), [ItemState::Ok, ItemState::Missing]);
    assert!(!complete(&items) && !verified(&items) && !all_present(&items));
    assert_eq!(counts(&items), (1, 2));
    let childs = OnFile { id: Id::from_u128(2), owner: Some(Id::from_u128(CHILD)), checks: vec![], ..own.clone() };
    let items = checklist(&[each], &people(), &[own.clone(), childs], day(0));
    assert!(complete(&items) && !verified(&items));
    let old = OnFile { id: Id::from_u128(3), expires: Some(day(-1)), ..own.clone() };
    let items = checklist(&[required(Per::Household)], &people(), &[old, own.clone()], day(0));
    assert_eq!((items[0].state, items[0].document), (ItemState::Ok, Some(own.id)), "on file and still valid is not asked for again");
    let strangers = OnFile { owner: Some(Id::from_u128(77)), ..own };
    assert_eq!(state(&required(Per::Household), &[strangers], day(0)), ItemState::Missing);
}

#[test]
fn asked_for_again_is_missing_until_something_newer_comes() {
    let r = required(Per::Applicant);
    let of = |docs: &[OnFile], asked: &[Asked]| {
        let items = checklist_asked(std::slice::from_ref(&r), &people(), docs, asked, day(0));
        (items[0].state, items[0].document.map(|d| d.as_u128()))
    };
    let asked = |subject: u128| Asked { document_type: "id".into(), subject: Some(Id::from_u128(subject)), at: At(100) };
    let old = OnFile { renewed: At(100), ..document(vec![check(CheckOutcome::Matched, How::OriginalAtDesk, 1)]) };
    assert_eq!(of(std::slice::from_ref(&old), &[asked(APPLICANT)]), (ItemState::AskedAgain, Some(1)), "valid, matched, and not enough");
    assert_eq!(of(std::slice::from_ref(&old), &[asked(CHILD)]).0, ItemState::Ok, "another's was asked for");
    assert_eq!(of(std::slice::from_ref(&old), &[Asked { document_type: "lease".into(), ..asked(APPLICANT) }]).0, ItemState::Ok);
    assert_eq!(of(&[], &[asked(APPLICANT)]).0, ItemState::Missing);
    let again = OnFile { renewed: At(101), ..old.clone() };
    assert_eq!(of(&[again], &[asked(APPLICANT)]).0, ItemState::Ok, "scanned or matched since");
    // What came is taken, though what was there before looks better.
    let new = OnFile { id: Id::from_u128(2), checks: vec![], renewed: At(101), ..old.clone() };
    assert_eq!(of(&[old.clone(), new.clone()], &[asked(APPLICANT)]), (ItemState::PresentUnchecked, Some(2)));
    let expired = OnFile { expires: Some(day(-1)), ..new };
    assert_eq!(of(&[old.clone(), expired], &[asked(APPLICANT)]), (ItemState::Expired, Some(2)));
    let items = checklist_asked(std::slice::from_ref(&r), &people(), &[old], &[asked(APPLICANT)], day(0));
    assert!(!all_present(&items) && !complete(&items) && !verified(&items));
    assert_eq!(counts(&items), (0, 1));
}

fn checks() -> impl Strategy<Value = Vec<Check>> {
    let one = (prop::sample::select(&CheckOutcome::ALL[..]), prop::sample::select(&How::ALL[..]), 0i64..5, prop::bool::weighted(0.9))
        .prop_map(|(o, h, at, named)| Check { by: if named { Id::from_u128(OFFICER) } else { Id::NIL }, ..check(o, h, at) });
    prop::collection::vec(one, 0..4)
}

proptest! {
    /// Verified means: for each thing asked there is a document, valid on the day, that a named employee matched in a way that
    /// suffices and nobody doubted later.
    #[test]
    fn verified_means_what_it_says(
        docs in prop::collection::vec((0u8..2, prop::option::of(-40i32..5), prop::option::of(-5i32..40), checks()), 0..4),
        asked in prop::collection::vec((0u8..2, prop::bool::weighted(0.8), prop::option::of(0i32..40)), 0..3),
        on in -5i32..10,
    ) {
        let docs: Vec<OnFile> = docs.into_iter().enumerate().map(|(i, (kind, issued, expires, checks))| OnFile {
            id: Id::from_u128(i as u128 + 1), document_type: kind.to_string(), owner: None, issued: issued.map(day), expires: expires.map(day), checks, renewed: At(0),
        }).collect();
        let asked: Vec<Required> = asked.into_iter().map(|(kind, applies, limit)| Required {
            document_type: kind.to_string(), applies, valid_for_days: limit, sufficient: vec![How::OriginalAtDesk, How::Verbal], per: Per::Household,
        }).collect();
        let valid = |r: &Required, d: &OnFile| {
            let issued_in_time = match (d.issued, r.valid_for_days) {
                (None, Some(_)) => false,
                (None, None) => true,
                (Some(i), limit) => i.0 <= day(on).0 && limit.is_none_or(|n| i.0 + n >= day(on).0),
            };
            issued_in_time && d.expires.is_none_or(|e| e.0 >= day(on).0)
        };
        let matched = |d: &OnFile| {
            let good = |c: &Check| c.outcome == CheckOutcome::Matched && c.how == How::OriginalAtDesk && c.by != Id::NIL;
            let doubt = |c: &Check| c.outcome != CheckOutcome::Matched && c.by != Id::NIL;
            d.checks.iter().enumerate().any(|(i, c)| good(c) && !d.checks.iter().enumerate().any(|(j, o)| doubt(o) && (o.as_of > c.as_of || (o.as_of == c.as_of && j > i))))
        };
        let ought = asked.iter().filter(|r| r.applies).all(|r| docs.iter().any(|d| d.document_type == r.document_type && valid(r, d) && matched(d)));
        let items = checklist(&asked, &people(), &docs, day(on));
        prop_assert_eq!(verified(&items), ought);
        prop_assert!(!verified(&items) || complete(&items));
        prop_assert!(!complete(&items) || all_present(&items));
        if complete(&items) {
            for r in asked.iter().filter(|r| r.applies) {
                prop_assert!(docs.iter().any(|d| d.document_type == r.document_type && valid(r, d)));
            }
        }
    }
}
