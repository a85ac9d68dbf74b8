//! What decides, without asking anything: names and passwords, delays, who may give whom a role.

use kernel::{FieldErrors, HOUR_MS, Reach};
use std::collections::BTreeMap;

/// The roles of the domain text, in the order pages list them.
pub const ROLES: [&str; 15] = [
    "relations_officer",
    "social_researcher",
    "research_lead",
    "committee_member",
    "committee_secretary",
    "committee_chair",
    "delivery_officer",
    "treasurer",
    "branch_delegate",
    "volunteer_coordinator",
    "supporter_relations",
    "hr_officer",
    "manager",
    "auditor",
    ADMINISTRATOR,
];
pub const ADMINISTRATOR: &str = "administrator";

/// A session lives so long at most, in milliseconds.
pub const SESSION_MS: i64 = 12 * HOUR_MS;
/// And so long without use.
pub const IDLE_MS: i64 = 2 * HOUR_MS;
/// The last use is written at most so often.
pub const TOUCH_MS: i64 = 60_000;

/// Wrong passwords before the first pause.
pub const FREE_TRIES: i64 = 4;

/// How long an account pauses after its `tries`-th wrong password in a row: nothing at first, then half a minute, doubling up to an hour.
pub fn pause_ms(tries: i64) -> i64 {
    match tries - FREE_TRIES {
        n if n <= 0 => 0,
        n => (30_000i64 << (n - 1).min(10)).min(HOUR_MS),
    }
}

/// One spelling of a username: ASCII letters in lower case, digits, `.`, `-`, `_`; 3 to 32 characters.
/// `None` for anything else.
pub fn username(raw: &str) -> Option<String> {
    let s = i18n::digits::ascii(raw.trim()).to_ascii_lowercase();
    let ok =
        (3..=32).contains(&s.len()) && s.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-".contains(&b)) && s.starts_with(|c: char| c.is_ascii_alphabetic());
    ok.then_some(s)
}

/// Shortest password, in characters.
pub const PASSWORD_MIN: usize = 10;
const PASSWORD_MAX: usize = 200;

/// Why a password is too weak, as an error's code, or `None` when it will do. Length does more than signs do: a sentence of a few words is good.
pub fn password_fault(password: &str, username: &str) -> Option<&'static str> {
    let n = password.chars().count();
    if n < PASSWORD_MIN {
        return Some("password_short");
    }
    if n > PASSWORD_MAX {
        return Some("password_long");
    }
    let lower = password.to_lowercase();
    if !username.is_empty() && lower.contains(&username.to_lowercase()) {
        return Some("password_has_name");
    }
    let mut letters: Vec<char> = lower.chars().collect();
    letters.sort_unstable();
    letters.dedup();
    let in_a_row = lower.chars().zip(lower.chars().skip(1)).filter(|(a, b)| (*b as i64 - *a as i64).abs() <= 1).count();
    if letters.len() < 5 || in_a_row + 2 >= n || COMMON.iter().any(|c| lower.starts_with(c) && n < c.len() + 5) {
        return Some("password_guessable");
    }
    None
}

const COMMON: [&str; 10] = ["password", "passw0rd", "qwerty", "12345678", "11111111", "admin", "welcome", "letmein", "iloveyou", "abcd1234"];

/// Checks a password typed twice, with errors at `{prefix}` and `{prefix}_again`.
pub fn new_password(errors: &mut FieldErrors, prefix: &str, first: &str, again: &str, username: &str) {
    if let Some(code) = password_fault(first, username) {
        errors.add(prefix, kernel::FieldError::new(code).arg("n", PASSWORD_MIN));
    } else if first != again {
        errors.code(format!("{prefix}_again"), "password_differs");
    }
}

/// Where to go after signing in: only a path of our own, never an address someone else wrote, nor out again.
pub fn own_path(next: &str) -> &str {
    web::own_path(next).filter(|p| !p.starts_with("/sign-")).unwrap_or("/")
}

/// Why these roles may not be given or taken, or `Ok`.
pub struct RoleChange<'a> {
    /// Whether the employee is the one who acts.
    pub own: bool,
    pub before: &'a [String],
    pub after: &'a [String],
    /// Whether the actor reaches the whole association.
    pub reaches_all: bool,
    /// Whether a role has a permission over the whole association.
    pub wide: &'a (dyn Fn(&str) -> bool + Sync),
    /// Other employees at work who are administrators.
    pub other_administrators: i64,
}

impl RoleChange<'_> {
    pub fn refusal(&self) -> Option<&'static str> {
        let given = || self.after.iter().filter(|r| !self.before.contains(r));
        let taken = || self.before.iter().filter(|r| !self.after.contains(r));
        if self.own && given().next().is_some() {
            return Some("self_grant");
        }
        if !self.reaches_all && given().chain(taken()).any(|r| (self.wide)(r)) {
            return Some("role_beyond_reach");
        }
        if taken().any(|r| r == ADMINISTRATOR) && self.other_administrators == 0 {
            return Some("last_administrator");
        }
        None
    }
}

/// Why an account is closed: he left, he is away for long, it is no longer safe.
pub const CLOSING: [&str; 3] = ["left", "away", "unsafe"];

/// What the administrator must keep, or no one could mend the rights again.
pub const ADMINISTRATOR_KEEPS: [&str; 3] = ["employee.manage", "role.assign", "role.manage"];

/// Why a role's permissions may not become `after`. `held`: the actor himself holds the role.
pub fn grants_refusal(role: &str, held: bool, before: &BTreeMap<String, Reach>, after: &BTreeMap<String, Reach>) -> Option<&'static str> {
    if held && after.iter().any(|(p, r)| before.get(p).is_none_or(|b| r > b)) {
        return Some("self_grant");
    }
    if role == ADMINISTRATOR && ADMINISTRATOR_KEEPS.iter().any(|p| after.get(*p) != Some(&Reach::All)) {
        return Some("administrator_core");
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_to_an_hour() {
        assert_eq!((1..=7).map(pause_ms).collect::<Vec<_>>(), [0, 0, 0, 0, 30_000, 60_000, 120_000]);
        assert_eq!(pause_ms(50), HOUR_MS);
        assert_eq!(pause_ms(i64::MAX / 2), HOUR_MS);
    }
    #[test]
    fn usernames_have_one_spelling() {
        assert_eq!(username(" Noura.H٢ ").as_deref(), Some("noura.h2"));
        for bad in ["no", "نورة", "a b c", "1abc", "a".repeat(33).as_str(), ""] {
            assert_eq!(username(bad), None, "{bad}");
        }
    }
    #[test]
    fn weak_passwords_are_named() {
        for (p, code) in [
            ("قصيرة", Some("password_short")),
            ("1234567890", Some("password_guessable")),
            ("aaaaaaaaaaaa", Some("password_guessable")),
            ("password123", Some("password_guessable")),
            ("my noura pass", Some("password_has_name")),
            ("ثلاث نخلات عند الباب", None),
            ("correct horse battery", None),
            ("Rukn-7-shay", None),
        ] {
            assert_eq!(password_fault(p, "noura"), code, "{p}");
        }
    }
    #[test]
    fn next_stays_at_home() {
        for (next, to) in [
            ("/requests", "/requests"),
            ("//evil.example", "/"),
            ("https://evil.example", "/"),
            ("/\\evil", "/"),
            ("/\t/evil", "/"),
            ("/\n/evil", "/"),
            ("/\u{b}/evil", "/"),
            ("", "/"),
            ("/sign-in", "/"),
        ] {
            assert_eq!(own_path(next), to);
        }
    }
    #[test]
    fn nobody_raises_himself() {
        let s = |v: &[&str]| v.iter().map(|s| s.to_string()).collect::<Vec<_>>();
        let wide = |r: &str| r == ADMINISTRATOR || r == "manager";
        let refusal = |own, before: &[&str], after: &[&str], all, others| {
            RoleChange { own, before: &s(before), after: &s(after), reaches_all: all, wide: &wide, other_administrators: others }.refusal()
        };
        assert_eq!(refusal(true, &["administrator"], &["administrator", "manager"], true, 1), Some("self_grant"));
        assert_eq!(refusal(true, &["administrator", "manager"], &["administrator"], true, 0), None);
        assert_eq!(refusal(true, &["administrator"], &["manager"], true, 5), Some("self_grant"));
        assert_eq!(refusal(true, &["administrator"], &[], true, 0), Some("last_administrator"));
        assert_eq!(refusal(false, &["administrator"], &[], true, 1), None);
        assert_eq!(refusal(false, &[], &["manager"], false, 1), Some("role_beyond_reach"));
        assert_eq!(refusal(false, &[], &["relations_officer"], false, 1), None);
    }
    #[test]
    fn a_role_is_not_widened_by_its_holder() {
        let m = |v: &[(&str, Reach)]| v.iter().map(|(p, r)| (p.to_string(), *r)).collect::<BTreeMap<_, _>>();
        let before = m(&[("file.open", Reach::Branch)]);
        assert_eq!(grants_refusal("manager", true, &before, &m(&[("file.open", Reach::All)])), Some("self_grant"));
        assert_eq!(grants_refusal("manager", true, &before, &m(&[("file.open", Reach::Own)])), None);
        assert_eq!(grants_refusal("manager", false, &before, &m(&[("file.open", Reach::All)])), None);
        assert_eq!(grants_refusal(ADMINISTRATOR, false, &before, &before), Some("administrator_core"));
    }
}
