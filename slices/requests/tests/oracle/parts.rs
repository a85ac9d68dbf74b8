//! Canonical text, quorum and votes, delivery, working time: each against something simpler.

use kernel::{At, DAY_MS, Day, HOUR_MS, Id, Money};
use proptest::prelude::*;
use requests::rules::Outcome;
use requests::rules::canonical::canonical;
use requests::rules::delivery::{Decided, Line, LineState, What, allows, handed_amount, within};
use requests::rules::floor::{ClockSettings, Floor, FloorStatus, floor_status, reply_allowed};
use requests::rules::sitting::{Choice, SittingSettings, TieRule, Vote, quorum, recusals_honoured, tally};
use requests::rules::working::WorkCalendar;
use serde_json::Value;

fn id(n: u8) -> Id {
    Id::from_u128(u128::from(n) + 1)
}
fn choices() -> impl Strategy<Value = Choice> {
    // Mostly two sides, so that ties come about.
    prop_oneof![3 => prop::sample::select(&Choice::ALL[..2]), 1 => prop::sample::select(&Choice::ALL[2..])]
}
fn json() -> impl Strategy<Value = Value> {
    let leaf =
        prop_oneof![Just(Value::Null), any::<bool>().prop_map(Value::from), any::<i64>().prop_map(Value::from), "[a-zأ-ي\"\\\\ ]{0,6}".prop_map(Value::from)];
    leaf.prop_recursive(3, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map("[a-zا-ي]{1,4}", inner, 0..4).prop_map(|m| Value::Object(m.into_iter().collect())),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3_000))]
    /// 5. A member with a conflict never counts: whatever he does, nothing changes.
    #[test]
    fn a_conflicted_member_never_counts(
        present in prop::collection::btree_set(0u8..8, 2..8),
        recused in prop::collection::btree_set(0u8..6, 0..4),
        votes in prop::collection::vec((0u8..7, choices()), 1..9),
        noise in prop::collection::vec((0u8..6, choices()), 0..6),
        chair in prop::option::weighted(0.9, 0u8..6),
        tie in prop::sample::select(vec![TieRule::ChairDecides, TieRule::Undecided]),
    ) {
        let s = SittingSettings { tie, ..SittingSettings::default() };
        let members: Vec<Id> = (0..6).map(id).collect();
        let out: Vec<Id> = recused.iter().map(|n| id(*n)).collect();
        let here: Vec<Id> = present.iter().map(|n| id(*n)).collect();
        let cast: Vec<Vote> = votes.iter().map(|(m, c)| Vote { member: id(*m), choice: *c }).collect();
        let without: Vec<Vote> = cast.iter().copied().filter(|v| !out.contains(&v.member)).collect();
        let mut noisy = without.clone();
        noisy.extend(noise.iter().filter(|(m, _)| recused.contains(m)).map(|(m, c)| Vote { member: id(*m), choice: *c }));
        let everybody: Vec<Id> = here.iter().chain(&out).copied().collect();
        let nobody: Vec<Id> = here.iter().copied().filter(|m| !out.contains(m)).collect();
        let chair = chair.map(id);

        let t = tally(&cast, &members, &here, &out, chair, &s);
        prop_assert_eq!(t, tally(&without, &members, &nobody, &out, chair, &s));
        prop_assert_eq!(t, tally(&noisy, &members, &everybody, &out, chair, &s));
        prop_assert!(t.accept + t.refuse + t.refer + t.abstained <= 6 - recused.len());
        let q = quorum(&members, &here, &out, &s);
        prop_assert_eq!(q, quorum(&members, &everybody, &out, &s));
        prop_assert_eq!(q, quorum(&members, &nobody, &out, &s));
        prop_assert_eq!((q.needed, q.counted <= 6 - recused.len()), (4, true));
        prop_assert_eq!(recusals_honoured(&cast, &out), cast.len() == without.len());
        if let Some(o) = t.verdict.outcome() {
            let n = [(Outcome::Accept, t.accept), (Outcome::Refuse, t.refuse), (Outcome::Refer, t.refer)];
            let of = n.iter().find(|(x, _)| *x == o).unwrap().1;
            prop_assert!(of > 0 && n.iter().all(|(_, k)| *k <= of), "no verdict against the most votes");
        }
    }
}

proptest! {
    /// 3. Never more than decided, however lines are planned, released, handed over and closed.
    #[test]
    fn never_more_than_decided(amount in 0i64..5_000, baskets in 0i64..5, steps in prop::collection::vec((0u8..4, -50i64..2_500, 0usize..12), 0..40)) {
        let decided = Decided { amount: Money(amount), goods: [("basket".to_owned(), baskets)].into() };
        let mut lines: Vec<Line> = Vec::new();
        for (what, n, at) in steps {
            match what {
                0 | 1 => {
                    let new = if what == 0 { What::Amount(Money(n)) } else { What::Goods { kind: "basket".into(), quantity: n / 500 } };
                    let mut more = lines.clone();
                    more.push(Line { what: new.clone(), state: LineState::Planned });
                    let allowed = allows(&decided, &lines, &new).is_ok();
                    if allowed { lines = more; } else if n > 500 { prop_assert!(!within(&decided, &more)); }
                }
                _ => if let Some(l) = lines.get_mut(at) {
                    // Handed over or closed is the end of a line.
                    l.state = match (l.state, what) { (LineState::Planned, 2) => LineState::Released, (LineState::Released, 2) => LineState::Handed, (LineState::Planned | LineState::Released, 3) => LineState::Closed, (s, _) => s };
                }
            }
            prop_assert!(within(&decided, &lines));
            prop_assert!(handed_amount(&lines) <= decided.amount);
            let given: i64 = lines.iter().filter(|l| l.state != LineState::Closed).map(|l| if let What::Goods { quantity, .. } = &l.what { *quantity } else { 0 }).sum();
            prop_assert!(given <= baskets);
        }
    }

    #[test]
    fn canonical_text_reads_back_and_is_its_own_canonical_text(v in json()) {
        let text = canonical(&v).unwrap();
        let back: Value = serde_json::from_str(&text).unwrap();
        prop_assert_eq!(canonical(&back).unwrap(), text);
    }

    /// The floor is plain arithmetic: 14 times 24 hours, not a moment less, and shown as that instant's day.
    #[test]
    fn the_floor_is_arithmetic(start in 0i64..4_000_000_000_000, later in 0i64..40 * DAY_MS, days in 0i64..60) {
        let s = ClockSettings { earliest_reply_days: days, ..ClockSettings::default() };
        let f = Floor::default().submitted(At(start), &s);
        let now = At(start + later);
        prop_assert_eq!(reply_allowed(now, &f, &s, None).is_ok(), later >= days * 86_400_000);
        prop_assert!(reply_allowed(now, &f, &s, Some("x")).is_ok());
        match floor_status(&f, now) {
            FloorStatus::Running { earliest, day, percent } => {
                prop_assert!(now < earliest && percent < 100);
                prop_assert_eq!(day, Day(((start + days * 86_400_000 + 3 * HOUR_MS).div_euclid(86_400_000)) as i32));
            }
            FloorStatus::Reached { earliest, .. } => prop_assert!(now >= earliest),
            FloorStatus::NotStarted => prop_assert!(false),
        }
    }

    /// Adding minutes and counting them are each other's inverse.
    #[test]
    fn working_minutes_add_up(start in 1_700_000_000_000i64..1_900_000_000_000, minutes in 1i64..20_000) {
        let c = WorkCalendar { holidays: vec![At(start).day().plus(2)], ..WorkCalendar::default() };
        let start = At(start - start % 60_000);
        let end = c.plus_minutes(start, minutes).unwrap();
        prop_assert_eq!(c.minutes_between(start, end), minutes);
        prop_assert!(c.is_working_day(end.plus_ms(-1).day()));
    }
}
