//! What does not go the plain way: an answer before its day, a delegate's decision, an objection, a decision taken up again, a question to
//! the research officer, a line the treasurer has not let go.

use super::road::{Road, days_ago, sitting_at};
use kernel::{At, DAY_MS, Day, HOUR_MS};
use rand::{Rng, rngs::StdRng};
use requests::rules::{Outcome, State};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Twist {
    Plain,
    /// Answered before the floor, with the reason recorded.
    Urgent,
    /// Decided by the named delegate.
    Delegate,
    /// Refused at first, and objected to.
    Objected,
    /// Objected to a part while the rest is being delivered.
    Part,
    /// The last line waits for the treasurer.
    Unreleased,
    /// The secretary proposes to take the decision up again; the chair has not spoken.
    Proposed,
    Reopened,
    /// Something is being asked of the research officer.
    Asks,
    Answered,
}

/// Each once before chance begins, after every state.
const SURE: [(State, Twist); 14] = [
    (State::Served, Twist::Urgent),
    (State::InDelivery, Twist::Unreleased),
    (State::Decided, Twist::Delegate),
    (State::BeforeCommittee, Twist::Objected),
    (State::Submitted, Twist::Asks),
    (State::Served, Twist::Objected),
    (State::Verified, Twist::Answered),
    (State::Decided, Twist::Proposed),
    (State::BeforeCommittee, Twist::Part),
    (State::Served, Twist::Delegate),
    (State::BeforeCommittee, Twist::Reopened),
    (State::Refused, Twist::Objected),
    (State::Decided, Twist::Objected),
    (State::Accepted, Twist::Urgent),
];

pub const HOW_MANY_SURE: usize = SURE.len();

/// In a thousand requests of a state.
const CHANCES: &[(State, &[(Twist, u32)])] = &[
    (State::Submitted, &[(Twist::Asks, 60), (Twist::Answered, 30)]),
    (State::Verified, &[(Twist::Asks, 40), (Twist::Answered, 40)]),
    (State::InResearch, &[(Twist::Asks, 40), (Twist::Answered, 60)]),
    (State::BeforeCommittee, &[(Twist::Objected, 80), (Twist::Part, 40), (Twist::Reopened, 30), (Twist::Answered, 30)]),
    (State::Decided, &[(Twist::Delegate, 120), (Twist::Objected, 60), (Twist::Proposed, 40)]),
    (State::Accepted, &[(Twist::Urgent, 60), (Twist::Delegate, 80), (Twist::Answered, 20)]),
    (State::InDelivery, &[(Twist::Unreleased, 200), (Twist::Urgent, 30), (Twist::Delegate, 60)]),
    (State::Served, &[(Twist::Urgent, 25), (Twist::Delegate, 60), (Twist::Objected, 25), (Twist::Answered, 20)]),
    (State::Refused, &[(Twist::Objected, 80), (Twist::Answered, 30)]),
    (State::Referred, &[(Twist::Urgent, 30)]),
];

/// How many days ago such a request was begun: from, to.
pub fn begun(state: State, twist: Twist) -> (i64, i64) {
    match (state, twist) {
        (State::BeforeCommittee, Twist::Reopened) => (15, 20),
        // The treasurer does not leave it lying.
        (State::InDelivery, Twist::Unreleased) => (19, 24),
        (State::BeforeCommittee, Twist::Objected) => (24, 30),
        (State::BeforeCommittee, Twist::Part) => (26, 34),
        (State::Decided, Twist::Objected) => (32, 40),
        (State::Refused, Twist::Objected) => (70, 500),
        (State::Served, Twist::Objected) => (110, 600),
        _ => days_ago(state),
    }
}

/// State and twist of request number `index` of all.
pub fn draw(rng: &mut StdRng, index: usize, oldest_days: i64, states: usize, state: impl Fn(&mut StdRng) -> State) -> (State, Twist) {
    if let Some(sure) = index.checked_sub(states).and_then(|i| SURE.get(i)) {
        return *sure;
    }
    let state = state(rng);
    if index < states {
        return (state, Twist::Plain);
    }
    let mut at = rng.random_range(0..1000);
    for (twist, share) in CHANCES.iter().find(|c| c.0 == state).map_or(&[][..], |c| c.1) {
        if at < *share {
            return (state, if begun(state, *twist).0 < oldest_days { *twist } else { Twist::Plain });
        }
        at -= share;
    }
    (state, Twist::Plain)
}

/// Before the committee once more.
#[derive(Clone, Debug)]
pub struct Again {
    pub at: At,
    /// Taken up again on this proposal; otherwise the person objected.
    pub proposed: Option<At>,
    /// Place in the list of sittings, and the hour.
    pub heard: Option<(usize, At)>,
    pub outcome: Option<Outcome>,
    pub replied: Option<At>,
}

/// What comes between the first answer and what follows it; `state` is where the road ends.
pub fn objection(rng: &mut StdRng, state: State, replied: At, base: At, sittings: &[Day]) -> Again {
    let at = replied.plus_ms(rng.random_range(2..5) * DAY_MS + HOUR_MS).0.min(base.plus_ms(-20 * HOUR_MS).0);
    again(state, At(at), None, sittings)
}

/// A new fact came up the day after the decision, and the chair agreed.
pub fn reopening(heard: At) -> Again {
    let proposed = heard.plus_ms(22 * HOUR_MS);
    Again { at: proposed.plus_ms(3 * HOUR_MS), proposed: Some(proposed), heard: None, outcome: None, replied: None }
}

fn again(state: State, at: At, proposed: Option<At>, sittings: &[Day]) -> Again {
    let mut a = Again { at, proposed, heard: None, outcome: None, replied: None };
    if state == State::BeforeCommittee {
        return a;
    }
    let Some(place) = sittings.iter().position(|d| sitting_at(*d) > at.plus_ms(20 * HOUR_MS)) else { return a };
    let heard = sitting_at(sittings[place]).plus_ms(70 * 60_000);
    a.heard = Some((place, heard));
    a.outcome = Some(if state == State::Refused { Outcome::Refuse } else { Outcome::Accept });
    a.replied = (state != State::Decided).then(|| heard.plus_ms(25 * HOUR_MS));
    a
}

/// When the research officer was asked and when he answered.
pub fn question(road: &Road, twist: Twist) -> Option<(At, Option<At>)> {
    let asked = road.submitted?.plus_ms(45 * 60_000);
    match twist {
        Twist::Asks => Some((asked, None)),
        Twist::Answered => Some((asked, Some(asked.plus_ms(4 * HOUR_MS)))),
        _ => None,
    }
}
