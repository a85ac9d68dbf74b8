//! Directions, states, numbers and what may be done with a letter when. Pure.

use kernel::{Day, Id, Problem, Result};

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Direction {
    Out,
    In,
}

impl Direction {
    pub const ALL: [Direction; 2] = [Direction::Out, Direction::In];
    pub fn code(self) -> &'static str {
        match self {
            Direction::Out => "out",
            Direction::In => "in",
        }
    }
    pub fn parse(s: &str) -> Option<Direction> {
        Direction::ALL.into_iter().find(|d| d.code() == s)
    }
    /// The register's counter of a Hijri year. What goes out shares its counter with the answers that were numbered before this register.
    pub fn counter(self, year: i64) -> String {
        match self {
            Direction::Out => format!("letter:{year}"),
            Direction::In => format!("letter-in:{year}"),
        }
    }
    /// `1448/214` for what goes out, `و 1448/98` for what comes in.
    pub fn number(self, year: i64, serial: i64) -> String {
        match self {
            Direction::Out => format!("{year}/{serial}"),
            Direction::In => format!("و {year}/{serial}"),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Status {
    /// Something is still to be done about it.
    Open,
    /// A letter answers it.
    Answered,
    /// Nothing more is awaited.
    Closed,
    /// The number was given by mistake; it stays in the register with its reason.
    Void,
}

impl Status {
    pub const ALL: [Status; 4] = [Status::Open, Status::Answered, Status::Closed, Status::Void];
    pub fn code(self) -> &'static str {
        match self {
            Status::Open => "open",
            Status::Answered => "answered",
            Status::Closed => "closed",
            Status::Void => "void",
        }
    }
    pub fn parse(s: &str) -> Option<Status> {
        Status::ALL.into_iter().find(|x| x.code() == s)
    }
    /// Kind of tag and icon.
    pub fn look(self) -> (&'static str, &'static str) {
        match self {
            Status::Open => ("info", "clock"),
            Status::Answered => ("ok", "reply"),
            Status::Closed => ("plain", "check"),
            Status::Void => ("bad", "x"),
        }
    }
}

/// What an employee chooses from when he registers a letter himself. The kinds of official documents come beside them.
pub const KINDS: &[&str] = &["general", "inquiry", "statement", "referral", "support", "invitation", "thanks", "circular", "report", "complaint", "decision"];

pub fn known_kind(code: &str) -> Option<&'static str> {
    KINDS.iter().copied().find(|k| *k == code).or_else(|| crate::texts::kind(code).map(|k| k.code))
}

/// A subject another room gave by code: the kind, and the number of the request it is about (empty where none is named).
/// `decision`, `decision 1448-0317`; words somebody wrote himself are none.
pub fn coded_subject(subject: &str) -> Option<(&'static str, &str)> {
    let (code, number) = subject.split_once(' ').unwrap_or((subject, ""));
    let plain = number.bytes().all(|b| b.is_ascii_digit() || b == b'-') && (number.is_empty() != subject.contains(' '));
    known_kind(code).filter(|_| plain).map(|k| (k, number))
}

/// What may be done with a letter.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Act {
    Hand,
    Due,
    Close,
    Reopen,
    Void,
    Scan,
    Reply,
}

/// Whether an act is open in this state. An incoming letter cannot be undone: it did come.
pub fn may(act: Act, direction: Direction, status: Status) -> bool {
    match (act, status) {
        (_, Status::Void) => false,
        (Act::Scan | Act::Reply, _) => true,
        (Act::Hand | Act::Due | Act::Close, s) => s == Status::Open,
        (Act::Reopen, s) => matches!(s, Status::Closed | Status::Answered),
        (Act::Void, _) => direction == Direction::Out,
    }
}

/// # Errors
/// `letter_state`, `letter_void_in`.
pub fn judge(act: Act, direction: Direction, status: Status) -> Result<()> {
    if may(act, direction, status) {
        return Ok(());
    }
    Err(Problem::refused(if act == Act::Void && direction == Direction::In { "letter_void_in" } else { "letter_state" }))
}

/// Past its day and still open.
pub fn overdue(status: Status, due: Option<Day>, today: Day) -> bool {
    status == Status::Open && due.is_some_and(|d| d < today)
}

/// A number as people type it: `1448/214`, `و1448/98`, `١٤٤٨/٢١٤`, or a serial alone. The year is empty then; the direction where nothing said it.
pub fn read_number(raw: &str) -> Option<(Option<Direction>, Option<i64>, i64)> {
    let s = i18n::digits::ascii(raw);
    let s = s.trim();
    let (direction, rest) = match s.strip_prefix('و') {
        Some(rest) => (Some(Direction::In), rest.trim_start()),
        None => (None, s),
    };
    let digits = |x: &str| if x.is_empty() || x.len() > 9 || !x.bytes().all(|b| b.is_ascii_digit()) { None } else { x.parse::<i64>().ok() };
    match rest.split_once(['/', '\\', '-']) {
        Some((y, n)) => {
            let (y, n) = (digits(y.trim())?, digits(n.trim())?);
            (1300..1700).contains(&y).then_some((direction, Some(y), n))
        }
        None => digits(rest).map(|n| (direction, None, n)),
    }
}

/// The words a letter is found by, folded. `their_number` is cut at its signs, so that a part of it is found too.
pub fn tokens(party: &str, subject: &str, their_number: &str) -> Vec<String> {
    let mut out = i18n::fold::fold_name(party);
    out.extend(i18n::fold::fold_name(subject));
    out.extend(i18n::digits::ascii(their_number).split(|c: char| !c.is_alphanumeric()).filter(|p| !p.is_empty()).map(i18n::fold::fold_token));
    out.retain(|t| !t.is_empty() && t.chars().all(char::is_alphanumeric));
    out.sort_unstable();
    out.dedup();
    out
}

/// Whether a letter of `branch`, in the hands of `holder`, registered by `by`, is within reach. What was handed to one is his to read wherever it stands.
pub fn within(scope: kernel::Scope, actor: Id, branch: Id, holder: Option<Id>, by: Option<Id>) -> bool {
    holder == Some(actor) || scope.covers(branch, by) || scope.covers(branch, holder)
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::Scope;

    #[test]
    fn what_may_be_done_when() {
        use {
            Act::{Close, Due, Hand, Reopen, Reply, Scan},
            Direction::*,
            Status::{Answered, Closed, Open},
        };
        let table: &[(Act, Direction, Status, bool)] = &[
            (Hand, In, Open, true),
            (Hand, Out, Open, true),
            (Hand, In, Answered, false),
            (Due, In, Closed, false),
            (Close, In, Open, true),
            (Close, Out, Closed, false),
            (Reopen, In, Open, false),
            (Reopen, In, Closed, true),
            (Reopen, Out, Answered, true),
            (Act::Void, Out, Open, true),
            (Act::Void, Out, Closed, true),
            (Act::Void, In, Open, false),
            (Scan, In, Closed, true),
            (Reply, Out, Answered, true),
        ];
        for (act, d, s, want) in table {
            assert_eq!(may(*act, *d, *s), *want, "{act:?} {d:?} {s:?}");
        }
        for act in [Hand, Due, Close, Reopen, Act::Void, Scan, Reply] {
            assert!(!may(act, Out, Status::Void), "{act:?}: a void number is at rest");
        }
    }

    #[test]
    fn numbers_as_people_type_them() {
        use Direction::In;
        for (raw, want) in [
            ("1448/214", Some((None, Some(1448), 214))),
            ("١٤٤٨/٢١٤", Some((None, Some(1448), 214))),
            ("و 1448/98", Some((Some(In), Some(1448), 98))),
            ("و1448/98", Some((Some(In), Some(1448), 98))),
            (" 214 ", Some((None, None, 214))),
            ("2026/5", None),
            ("1448/", None),
            ("خطاب", None),
            ("", None),
            ("9999999999", None),
        ] {
            assert_eq!(read_number(raw), want, "{raw}");
        }
        assert_eq!(Direction::Out.number(1448, 214), "1448/214");
        assert_eq!(Direction::In.number(1448, 98), "و 1448/98");
        assert_eq!(Direction::Out.counter(1448), "letter:1448");
    }

    #[test]
    fn overdue_only_while_open_and_past() {
        let d = |n| Day::from_ymd(2026, 11, n).unwrap();
        assert!(overdue(Status::Open, Some(d(21)), d(22)));
        assert!(!overdue(Status::Open, Some(d(22)), d(22)) && !overdue(Status::Closed, Some(d(21)), d(22)) && !overdue(Status::Open, None, d(22)));
    }

    #[test]
    fn a_letter_in_hand_is_within_reach_wherever_it_stands() {
        let (me, other, mine, theirs) = (Id::from_u128(1), Id::from_u128(2), Id::from_u128(10), Id::from_u128(11));
        let b = Scope::Branch { branch: mine };
        assert!(within(b, me, mine, None, Some(other)) && within(b, me, theirs, Some(me), Some(other)) && !within(b, me, theirs, Some(other), None));
        let own = Scope::Own { employee: me };
        assert!(within(own, me, theirs, None, Some(me)) && !within(own, me, mine, None, Some(other)));
    }

    #[test]
    fn found_by_folded_words_and_parts_of_their_number() {
        let t = tokens("إمارة المنطقة", "طلبُ إفادة", "3/١١٨٧-أ");
        for w in ["3", "1187"] {
            assert!(t.contains(&w.to_string()), "{t:?}");
        }
        assert!(t.iter().all(|w| !w.contains('أ') && !w.contains('ُ')));
    }
}
