//! Who may act for another, in what, and how long. Pure.

use kernel::Day;

/// In what capacity.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Capacity {
    /// Of minors, or of one who cannot decide: by a deed.
    Guardian,
    /// By a deed of agency.
    Agent,
    /// A relative who helps, with the beneficiary's signed consent.
    RelativeHelper,
}

impl Capacity {
    pub const ALL: [Capacity; 3] = [Capacity::Guardian, Capacity::Agent, Capacity::RelativeHelper];
    pub fn code(self) -> &'static str {
        match self {
            Capacity::Guardian => "guardian",
            Capacity::Agent => "agent",
            Capacity::RelativeHelper => "relative_helper",
        }
    }
    pub fn parse(s: &str) -> Option<Capacity> {
        Capacity::ALL.into_iter().find(|c| c.code() == s)
    }
    /// The kinds of document that prove it; the first is proposed.
    pub fn proofs(self) -> &'static [&'static str] {
        match self {
            Capacity::Guardian => &["guardianship_deed", "support_deed"],
            Capacity::Agent => &["guardianship_deed"],
            Capacity::RelativeHelper => &["helper_consent"],
        }
    }
    /// The most he may be given: a helper neither signs nor receives nor objects.
    pub fn widest(self) -> &'static [Act] {
        match self {
            Capacity::Guardian | Capacity::Agent => &Act::ALL,
            Capacity::RelativeHelper => &[Act::Follow, Act::Ask],
        }
    }
}

/// What a representative may do.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Act {
    /// See the file's requests and what they need.
    Follow,
    /// Enter and send a request, add documents.
    Ask,
    /// Sign in the beneficiary's name.
    Sign,
    /// Receive help and confirm the receipt.
    Receive,
    Object,
}

impl Act {
    pub const ALL: [Act; 5] = [Act::Follow, Act::Ask, Act::Sign, Act::Receive, Act::Object];
    pub fn code(self) -> &'static str {
        match self {
            Act::Follow => "follow",
            Act::Ask => "ask",
            Act::Sign => "sign",
            Act::Receive => "receive",
            Act::Object => "object",
        }
    }
    pub fn parse(s: &str) -> Option<Act> {
        Act::ALL.into_iter().find(|a| a.code() == s)
    }
}

/// Codes in one text column, in the fixed order.
pub fn scope_text(acts: &[Act]) -> String {
    Act::ALL.iter().filter(|a| acts.contains(a)).map(|a| a.code()).collect::<Vec<_>>().join(" ")
}

pub fn scope_of(text: &str) -> Vec<Act> {
    Act::ALL.into_iter().filter(|a| text.split(' ').any(|t| t == a.code())).collect()
}

/// Where a representation stands.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Status {
    Claimed,
    Verified,
    Refused,
    Ended,
}

impl Status {
    pub const ALL: [Status; 4] = [Status::Claimed, Status::Verified, Status::Refused, Status::Ended];
    pub fn code(self) -> &'static str {
        match self {
            Status::Claimed => "claimed",
            Status::Verified => "verified",
            Status::Refused => "refused",
            Status::Ended => "ended",
        }
    }
    pub fn parse(s: &str) -> Option<Status> {
        Status::ALL.into_iter().find(|x| x.code() == s)
    }
}

/// Whether it gives access on a day: verified, begun, and its last day not over (the access ends with that day's midnight).
pub fn in_force(status: Status, from: Day, until: Option<Day>, on: Day) -> bool {
    status == Status::Verified && from <= on && until.is_none_or(|u| on <= u)
}

/// Days before its end from which staff see it as ending soon.
pub const SOON_DAYS: i32 = 30;

/// The earlier of two ends, where there are any.
pub fn earlier(a: Option<Day>, b: Option<Day>) -> Option<Day> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(s: &str) -> Day {
        s.parse().unwrap()
    }

    #[test]
    fn holds_to_the_midnight_of_its_last_day() {
        let (from, last) = (day("2026-11-01"), day("2026-11-22"));
        assert!(in_force(Status::Verified, from, Some(last), last));
        assert!(!in_force(Status::Verified, from, Some(last), last.plus(1)));
        assert!(!in_force(Status::Verified, from, None, from.plus(-1)));
        for s in [Status::Claimed, Status::Refused, Status::Ended] {
            assert!(!in_force(s, from, None, last), "{s:?}");
        }
    }

    #[test]
    fn a_scope_is_read_as_written() {
        assert_eq!(scope_text(&[Act::Object, Act::Follow]), "follow object");
        assert_eq!(scope_of("object follow none"), [Act::Follow, Act::Object]);
        assert!(!Capacity::RelativeHelper.widest().contains(&Act::Sign));
    }

    #[test]
    fn the_earlier_end_counts() {
        assert_eq!(earlier(Some(day("2027-01-02")), Some(day("2027-01-01"))), Some(day("2027-01-01")));
        assert_eq!(earlier(None, Some(day("2027-01-01"))), Some(day("2027-01-01")));
        assert_eq!(earlier(None, None), None);
    }
}
