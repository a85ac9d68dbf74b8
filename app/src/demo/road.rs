//! When what happened to one request: the way to its state, with an instant for each step.

use super::twist::{self, Again, Twist};
use kernel::{At, DAY_MS, Day, HOUR_MS};
use rand::{Rng, rngs::StdRng};
use requests::rules::{Outcome, State};

const MINUTE: i64 = 60_000;

/// How common each state is, in a thousand.
pub const SHARES: [(State, u32); 17] = [
    (State::Draft, 40),
    (State::AwaitingCompletion, 50),
    (State::Submitted, 30),
    (State::Verified, 30),
    (State::InResearch, 50),
    (State::BeforeCommittee, 40),
    (State::Deferred, 15),
    (State::Waiting, 25),
    (State::Decided, 40),
    (State::Accepted, 40),
    (State::InDelivery, 80),
    (State::Served, 350),
    (State::Refused, 90),
    (State::Referred, 40),
    (State::Withdrawn, 30),
    (State::Lapsed, 35),
    (State::Void, 15),
];

/// How many days ago a request of this state was begun: from, to.
pub fn days_ago(state: State) -> (i64, i64) {
    match state {
        State::Draft => (1, 6),
        State::AwaitingCompletion => (4, 20),
        State::Submitted => (1, 3),
        State::Verified => (2, 6),
        State::InResearch => (4, 10),
        State::BeforeCommittee => (7, 10),
        State::Deferred | State::Waiting => (15, 40),
        State::Decided => (15, 24),
        State::Accepted => (25, 40),
        State::InDelivery => (34, 60),
        State::Served => (70, 600),
        State::Refused | State::Referred => (40, 500),
        State::Withdrawn => (20, 400),
        State::Lapsed => (70, 400),
        State::Void => (10, 300),
    }
}

pub fn state(rng: &mut StdRng, index: usize, oldest_days: i64) -> State {
    // Every state once before chance begins.
    if let Some((s, _)) = SHARES.get(index) {
        return *s;
    }
    let all: u32 = SHARES.iter().map(|s| s.1).sum();
    for _ in 0..20 {
        let mut at = rng.random_range(0..all);
        for (s, share) in SHARES {
            if at < share {
                if days_ago(s).0 < oldest_days {
                    return s;
                }
                break;
            }
            at -= share;
        }
    }
    State::Draft
}

/// The instants of a request's steps, as far as it came.
#[derive(Clone, Debug)]
pub struct Road {
    pub state: State,
    pub twist: Twist,
    pub created: At,
    pub submitted: Option<At>,
    /// What was missing was told.
    pub told: Option<At>,
    pub verified: Option<At>,
    pub assigned: Option<At>,
    pub studied: Option<At>,
    pub explained: Option<At>,
    pub presented: Option<At>,
    /// Place in the list of sittings; none where the delegate decided.
    pub sitting: Option<usize>,
    /// Decided, deferred or put on the waiting list.
    pub heard: Option<At>,
    pub outcome: Option<Outcome>,
    /// Why it may be answered early was recorded.
    pub urged: Option<At>,
    pub replied: Option<At>,
    /// Proposed to be taken up again, without the chair's word.
    pub proposed: Option<At>,
    pub again: Option<Again>,
    /// When the research officer was asked, and when he answered.
    pub question: Option<(At, Option<At>)>,
    pub registered: Option<At>,
    pub planned: Option<At>,
    pub released: Option<At>,
    pub handed: Option<At>,
    pub served: Option<At>,
    /// Withdrawn, lapsed, void.
    pub ended: Option<At>,
}

/// The committee meets on Tuesdays at ten. The last one is still to come.
pub fn sittings(base: At, weeks: i32) -> Vec<Day> {
    let today = base.day();
    let next = (1..=7).map(|n| today.plus(n)).find(|d| d.weekday() == 2).unwrap_or(today);
    (0..=weeks).rev().map(|w| next.plus(-7 * w)).collect()
}

pub fn sitting_at(day: Day) -> At {
    day.start().plus_ms(10 * HOUR_MS)
}

/// Office hours of a day so many days before `base`.
fn morning(rng: &mut StdRng, base: At, days: i64) -> At {
    base.day().plus(-i32::try_from(days).unwrap_or(0)).start().plus_ms(9 * HOUR_MS + rng.random_range(0..150) * MINUTE)
}

pub fn road(rng: &mut StdRng, base: At, (state, twist): (State, Twist), not_before: At, study: bool, sittings: &[Day]) -> Road {
    let mut r = walk(rng, base, (state, twist), not_before, study, sittings);
    r.question = twist::question(&r, twist);
    r
}

fn walk(rng: &mut StdRng, base: At, (state, twist): (State, Twist), not_before: At, study: bool, sittings: &[Day]) -> Road {
    let (from, to) = twist::begun(state, twist);
    let oldest = ((base.0 - not_before.0) / DAY_MS).max(from);
    let days = rng.random_range(from..=to.min(oldest).max(from));
    let created = At(morning(rng, base, days).0.max(not_before.0 + HOUR_MS));
    let mut r = Road {
        state,
        twist,
        created,
        submitted: None,
        told: None,
        verified: None,
        assigned: None,
        studied: None,
        explained: None,
        presented: None,
        sitting: None,
        heard: None,
        outcome: None,
        urged: None,
        replied: None,
        proposed: None,
        again: None,
        question: None,
        registered: None,
        planned: None,
        released: None,
        handed: None,
        served: None,
        ended: None,
    };
    let after = |at: At, hours: i64| Some(at.plus_ms(hours * HOUR_MS));
    match state {
        State::Draft => return r,
        State::Void => {
            r.ended = after(created, 2);
            return r;
        }
        State::AwaitingCompletion | State::Lapsed => {
            r.told = Some(created.plus_ms(25 * MINUTE));
            r.ended = (state == State::Lapsed).then(|| created.plus_days(33));
            return r;
        }
        _ => {}
    }
    let submitted = created.plus_ms(rng.random_range(20..60) * MINUTE);
    r.submitted = Some(submitted);
    match state {
        State::Submitted => return r,
        State::Withdrawn => {
            r.ended = after(submitted, 50);
            return r;
        }
        _ => {}
    }
    let verified = submitted.plus_ms(3 * HOUR_MS);
    r.verified = Some(verified);
    if state == State::Verified {
        return r;
    }
    let mut ready = verified;
    if study || state == State::InResearch {
        r.assigned = after(verified, 22);
        if state == State::InResearch {
            return r;
        }
        r.studied = after(verified, 22 + 72);
        ready = verified.plus_ms((22 + 72) * HOUR_MS);
    }
    r.explained = after(ready, 1);
    let presented = ready.plus_ms(2 * HOUR_MS);
    r.presented = Some(presented);
    if state == State::BeforeCommittee && !matches!(twist, Twist::Objected | Twist::Part | Twist::Reopened) {
        return r;
    }
    let heard = if twist == Twist::Delegate {
        presented.plus_ms(20 * HOUR_MS)
    } else {
        let last = sittings.len().saturating_sub(2);
        let sitting = sittings.iter().position(|d| sitting_at(*d) > presented).unwrap_or(last).min(last);
        r.sitting = Some(sitting);
        sitting_at(sittings[sitting]).plus_ms(40 * MINUTE)
    };
    r.heard = Some(heard);
    if matches!(state, State::Deferred | State::Waiting) {
        return r;
    }
    r.outcome = Some(match (state, twist) {
        (_, Twist::Objected) | (State::Refused, _) => Outcome::Refuse,
        (State::Referred, _) => Outcome::Refer,
        (State::Decided, Twist::Plain) => [Outcome::Accept, Outcome::Accept, Outcome::Accept, Outcome::Refuse][rng.random_range(0..4)],
        _ => Outcome::Accept,
    });
    match twist {
        Twist::Reopened => {
            r.again = Some(twist::reopening(heard));
            return r;
        }
        Twist::Proposed => r.proposed = after(heard, 22),
        Twist::Urgent => r.urged = after(heard, 2),
        _ => {}
    }
    if state == State::Decided && twist != Twist::Objected {
        return r;
    }
    // Fourteen days from the submission, and a day after the sitting at least; or the same day, where it cannot wait.
    let mut replied = At(submitted.plus_days(14).plus_ms(2 * HOUR_MS).0.max(heard.plus_ms(24 * HOUR_MS).0));
    if let Some(urged) = r.urged {
        replied = urged.plus_ms(90 * MINUTE);
    }
    r.replied = Some(replied);
    if twist == Twist::Objected {
        let again = twist::objection(rng, state, replied, base, sittings);
        replied = again.replied.unwrap_or(replied);
        r.again = Some(again);
        if matches!(state, State::BeforeCommittee | State::Decided) {
            return r;
        }
    }
    if matches!(state, State::Refused | State::Referred | State::Accepted) {
        return r;
    }
    let registered = replied.plus_ms(26 * HOUR_MS);
    r.registered = Some(registered);
    r.planned = after(registered, 20);
    r.released = after(registered, 44);
    if twist == Twist::Part {
        // Nothing of what is objected to stops what was granted.
        r.again = r.released.map(|at| twist::objection(rng, state, at, base, sittings));
    }
    if state == State::Served {
        r.handed = after(registered, 96);
        r.served = after(registered, 98);
    }
    r
}
