//! What decides about files, without asking anything.

use kernel::{Problem, Result};

/// Where a file stands. Made as a draft; registered when its requirements are complete; active from an accepted request's registration.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash, PartialOrd, Ord)]
pub enum Status {
    Draft,
    Registered,
    Active,
    Suspended,
    Excluded,
    Closed,
}

impl Status {
    pub const ALL: &[Status] = &[Status::Draft, Status::Registered, Status::Active, Status::Suspended, Status::Excluded, Status::Closed];

    pub fn code(self) -> &'static str {
        match self {
            Status::Draft => "draft",
            Status::Registered => "registered",
            Status::Active => "active",
            Status::Suspended => "suspended",
            Status::Excluded => "excluded",
            Status::Closed => "closed",
        }
    }
    pub fn parse(s: &str) -> Option<Status> {
        Status::ALL.iter().copied().find(|x| x.code() == s)
    }
    /// The colour and icon of its tag.
    pub fn look(self) -> (&'static str, &'static str) {
        match self {
            Status::Draft => ("plain", "pen"),
            Status::Registered => ("info", "doc-check"),
            Status::Active => ("brand", "check"),
            Status::Suspended => ("warn", "pause"),
            Status::Excluded => ("", "minus"),
            Status::Closed => ("", "lock"),
        }
    }
}

/// A reasoned decision about a file. Becoming active for the first time is none of these: see [`can_activate`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Change {
    Register,
    Suspend,
    Resume,
    Exclude,
    Close,
}

impl Change {
    pub const ALL: &[Change] = &[Change::Register, Change::Suspend, Change::Resume, Change::Exclude, Change::Close];

    pub fn code(self) -> &'static str {
        match self {
            Change::Register => "register",
            Change::Suspend => "suspend",
            Change::Resume => "resume",
            Change::Exclude => "exclude",
            Change::Close => "close",
        }
    }
    pub fn parse(s: &str) -> Option<Change> {
        Change::ALL.iter().copied().find(|x| x.code() == s)
    }
    pub fn to(self) -> Status {
        match self {
            Change::Register => Status::Registered,
            Change::Suspend => Status::Suspended,
            Change::Resume => Status::Active,
            Change::Exclude => Status::Excluded,
            Change::Close => Status::Closed,
        }
    }
    fn from(self) -> &'static [Status] {
        match self {
            Change::Register => &[Status::Draft],
            Change::Suspend => &[Status::Active],
            Change::Resume => &[Status::Suspended],
            Change::Exclude => &[Status::Active, Status::Suspended],
            Change::Close => &[Status::Draft, Status::Registered, Status::Active, Status::Suspended],
        }
    }
    /// Taken back only by a new decision: drawn as weighty.
    pub fn is_weighty(self) -> bool {
        matches!(self, Change::Suspend | Change::Exclude | Change::Close)
    }
}

/// The decisions open to a file of this status, in the order pages show them.
pub fn changes(status: Status) -> Vec<Change> {
    Change::ALL.iter().copied().filter(|c| c.from().contains(&status)).collect()
}

/// # Errors
/// `file_status` when this decision is not open to a file of that status.
pub fn check_change(status: Status, change: Change) -> Result<Status> {
    if changes(status).contains(&change) { Ok(change.to()) } else { Err(Problem::refused("file_status").with("status", status.code())) }
}

/// An accepted request makes any file active but a closed one.
pub fn can_activate(status: Status) -> Result<()> {
    if status == Status::Closed { Err(Problem::refused("file_closed")) } else { Ok(()) }
}

/// `2-0418`: the branch's number, then the serial in it, of four digits or more.
pub fn number(branch: i64, serial: i64) -> String {
    format!("{branch}-{serial:04}")
}

/// A file number as typed (`٢-٤١٨`, `2 – 0418`, `2/418`) in its stored form, if it is one.
pub fn parse_number(raw: &str) -> Option<String> {
    let text = i18n::digits::ascii(raw);
    let (branch, serial) = text.trim().split_once(['-', '–', '—', '/', '‑', '−'])?;
    let (branch, serial) = (branch.trim(), serial.trim());
    let digits = |s: &str, longest: usize| !s.is_empty() && s.len() <= longest && s.bytes().all(|b| b.is_ascii_digit());
    if !digits(branch, 4) || !digits(serial, 9) {
        return None;
    }
    Some(number(branch.parse().ok()?, serial.parse().ok()?))
}

/// What old numbers are looked up by: letters and digits only, in one spelling.
pub fn old_key(raw: &str) -> String {
    i18n::fold::fold_token(&i18n::digits::ascii(raw))
}

/// The income classes that registers use.
pub const INCOME_CLASSES: &[&str] = &["a", "b", "c", "d", "e"];

/// What a category says about people beyond that they are in need, and so who may see it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Needs {
    Nothing,
    /// `file.read_health`: sickness, disability, prison.
    Health,
    /// `file.read_income`: debts.
    Income,
}

impl Needs {
    pub const CODES: &[&str] = &["none", "health", "income"];

    pub fn code(self) -> &'static str {
        match self {
            Needs::Nothing => "",
            Needs::Health => "health",
            Needs::Income => "income",
        }
    }
    pub fn parse(s: &str) -> Needs {
        match s {
            "health" => Needs::Health,
            "income" => Needs::Income,
            _ => Needs::Nothing,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statuses_and_decisions() {
        for s in Status::ALL {
            assert_eq!(Status::parse(s.code()), Some(*s));
            for c in Change::ALL {
                assert_eq!(check_change(*s, *c).is_ok(), changes(*s).contains(c));
            }
        }
        assert_eq!(changes(Status::Active), [Change::Suspend, Change::Exclude, Change::Close]);
        assert_eq!(changes(Status::Closed), []);
        assert_eq!(changes(Status::Excluded), []);
        assert!(can_activate(Status::Excluded).is_ok() && can_activate(Status::Closed).is_err());
    }

    #[test]
    fn numbers_as_typed() {
        assert_eq!(number(2, 418), "2-0418");
        assert_eq!(number(2, 12345), "2-12345");
        for raw in ["2-0418", "٢-٤١٨", " 2 – 418 ", "2/0418", "۲-۰۴۱۸"] {
            assert_eq!(parse_number(raw).as_deref(), Some("2-0418"), "{raw}");
        }
        for raw in ["2", "-418", "1448-", "a-1", "0500000187", "1-2-3", ""] {
            assert_eq!(parse_number(raw), None, "{raw}");
        }
        assert_eq!(old_key("م/٤١٨"), old_key("م 418"));
    }
}
