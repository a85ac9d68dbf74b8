//! What a kind of document asks for, how long a document holds, and which checks count (H2). Pure.

use kernel::{At, Day, FieldError, FieldErrors, Id};

/// Whose a document is: one person's, or the household's.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Per {
    Person,
    Household,
}

impl Per {
    pub const ALL: [Per; 2] = [Per::Person, Per::Household];
    pub fn code(self) -> &'static str {
        match self {
            Per::Person => "person",
            Per::Household => "household",
        }
    }
    pub fn parse(code: &str) -> Option<Per> {
        Per::ALL.into_iter().find(|p| p.code() == code)
    }
}

/// How an employee matched a document. Word of mouth is not among them: it never counts, so it is never recorded as a check.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum How {
    OriginalAtDesk,
    OnVisit,
    WithIssuer,
    CertifiedCopy,
}

impl How {
    pub const ALL: [How; 4] = [How::OriginalAtDesk, How::OnVisit, How::WithIssuer, How::CertifiedCopy];
    pub fn code(self) -> &'static str {
        match self {
            How::OriginalAtDesk => "original_at_desk",
            How::OnVisit => "on_visit",
            How::WithIssuer => "with_issuer",
            How::CertifiedCopy => "certified_copy",
        }
    }
    pub fn parse(code: &str) -> Option<How> {
        How::ALL.into_iter().find(|h| h.code() == code)
    }
}

/// What the employee found.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Outcome {
    Matched,
    Mismatch,
    Unreadable,
    Expired,
}

impl Outcome {
    pub const ALL: [Outcome; 4] = [Outcome::Matched, Outcome::Mismatch, Outcome::Unreadable, Outcome::Expired];
    pub fn code(self) -> &'static str {
        match self {
            Outcome::Matched => "matched",
            Outcome::Mismatch => "mismatch",
            Outcome::Unreadable => "unreadable",
            Outcome::Expired => "expired",
        }
    }
    pub fn parse(code: &str) -> Option<Outcome> {
        Outcome::ALL.into_iter().find(|o| o.code() == code)
    }
}

/// A kind of document, as the association keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentType {
    pub code: String,
    pub name_ar: String,
    pub name_en: String,
    pub per: Per,
    pub number_needed: bool,
    pub expiry_needed: bool,
    /// Days after issue in which it holds; `None`: as long as its own expiry says, or always.
    pub valid_for_days: Option<i64>,
    /// The ways of matching that suffice, in the fixed order; never empty.
    pub ways: Vec<How>,
    /// Health, debts, prison: shown only to whoever may read such.
    pub sensitive: bool,
    pub active: bool,
    pub sort: i64,
    pub version: i64,
}

/// Kinds of somebody who is no longer at home: the file lists only who lives, so such a paper is the household's and names nobody of it.
pub const OF_THE_ABSENT: &[&str] = &["death_certificate", "heirs_deed", "prison_statement"];

impl DocumentType {
    /// Whether a paper of this kind must say whose of the file's people it is.
    pub fn names_a_person(&self) -> bool {
        self.per == Per::Person && !OF_THE_ABSENT.contains(&self.code.as_str())
    }
    pub fn name(&self, lang: i18n::Lang) -> &str {
        match lang {
            i18n::Lang::Ar => &self.name_ar,
            i18n::Lang::En => &self.name_en,
        }
    }
    pub fn suffices(&self, how: How) -> bool {
        self.ways.contains(&how)
    }
    /// The last day a document of this kind holds: its own expiry or so many days after issue, whichever comes first.
    pub fn valid_until(&self, issued: Option<Day>, expires: Option<Day>) -> Option<Day> {
        let by_age = issued.zip(self.valid_for_days).map(|(d, n)| d.plus(i32::try_from(n).unwrap_or(i32::MAX / 4)));
        match (expires, by_age) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        }
    }
}

/// Whether a document holds on a day.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Validity {
    /// Holds, and nothing ends it.
    Lasting,
    /// Holds to this day inclusive.
    Until(Day),
    /// Held to this day inclusive, which has passed.
    Ended(Day),
    /// The kind asks for a date that is not known: it cannot be said to hold.
    Unknown,
}

impl Validity {
    pub fn holds(self) -> bool {
        matches!(self, Validity::Lasting | Validity::Until(_))
    }
    pub fn code(self) -> &'static str {
        match self {
            Validity::Lasting => "lasting",
            Validity::Until(_) => "until",
            Validity::Ended(_) => "ended",
            Validity::Unknown => "unknown",
        }
    }
}

pub fn validity(t: &DocumentType, issued: Option<Day>, expires: Option<Day>, on: Day) -> Validity {
    if (t.expiry_needed && expires.is_none()) || (t.valid_for_days.is_some() && issued.is_none()) {
        return match expires {
            Some(d) if d < on => Validity::Ended(d),
            _ => Validity::Unknown,
        };
    }
    match t.valid_until(issued, expires) {
        None => Validity::Lasting,
        Some(d) if d < on => Validity::Ended(d),
        Some(d) => Validity::Until(d),
    }
}

/// Whether a check still counts: one made before the document's data changed does not.
pub fn counts(as_of: At, edited_at: Option<At>) -> bool {
    edited_at.is_none_or(|e| as_of >= e)
}

/// What the latest check that counts says: `None` while nobody has looked.
pub fn standing(t: &DocumentType, checks: &[(Outcome, How)]) -> Option<Outcome> {
    checks.iter().rev().find(|(o, how)| *o != Outcome::Matched || t.suffices(*how)).map(|(o, _)| *o)
}

/// What was typed of a document, read and ready to be judged against its kind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Particulars {
    pub person: Option<Id>,
    pub number: String,
    pub issuer: String,
    pub issued: Option<Day>,
    pub expires: Option<Day>,
}

/// Longest number or issuer, in characters.
pub const MAX_TEXT: usize = 120;

/// Everything a kind of document asks for, named at its field. `members`: the people of the file.
pub fn judge(t: &DocumentType, p: &Particulars, members: &[Id], today: Day) -> FieldErrors {
    let mut e = FieldErrors::default();
    match (t.names_a_person(), p.person) {
        (true, None) => e.code("person", "document_person"),
        (_, Some(id)) if !members.contains(&id) => e.code("person", "document_person"),
        _ => {}
    }
    if t.number_needed && p.number.is_empty() {
        e.code("number", "document_number");
    } else if p.number.chars().count() > MAX_TEXT {
        e.add("number", FieldError::new("document_text_long").arg("n", MAX_TEXT));
    } else if !p.number.is_empty() {
        number_of_kind(&t.code, &p.number, &mut e);
    }
    if p.issuer.chars().count() > MAX_TEXT {
        e.add("issuer", FieldError::new("document_text_long").arg("n", MAX_TEXT));
    }
    match p.issued {
        None if t.valid_for_days.is_some() && e.get("issued").is_none() => {
            e.add("issued", FieldError::new("document_issued").arg("n", t.valid_for_days.unwrap_or_default()));
        }
        Some(d) if d > today => e.code("issued", "document_issued_future"),
        _ => {}
    }
    match (p.issued, p.expires) {
        (_, None) if t.expiry_needed => e.code("expires", "document_expiry"),
        (Some(a), Some(b)) if b < a => e.code("expires", "document_dates_order"),
        _ => {}
    }
    e
}

/// Two kinds carry numbers that can be checked by themselves.
fn number_of_kind(code: &str, number: &str, e: &mut FieldErrors) {
    let wrong = match code {
        "national_id" => people::rules::identity::parse(number).err(),
        "iban_certificate" => people::rules::iban::parse(number).err(),
        _ => None,
    };
    if let Some(error) = wrong {
        e.add("number", error);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind() -> DocumentType {
        DocumentType {
            code: "salary_statement".into(),
            name_ar: "تعريف".into(),
            name_en: "Statement".into(),
            per: Per::Person,
            number_needed: false,
            expiry_needed: false,
            valid_for_days: Some(60),
            ways: vec![How::OriginalAtDesk, How::WithIssuer],
            sensitive: false,
            active: true,
            sort: 1,
            version: 1,
        }
    }
    fn day(s: &str) -> Day {
        s.parse().unwrap()
    }

    #[test]
    fn holds_until_the_earlier_of_expiry_and_age() {
        let t = kind();
        let today = day("2026-11-22");
        assert_eq!(validity(&t, Some(day("2026-11-01")), None, today), Validity::Until(day("2026-12-31")));
        assert_eq!(validity(&t, Some(day("2026-11-01")), Some(day("2026-11-30")), today), Validity::Until(day("2026-11-30")));
        assert_eq!(validity(&t, Some(day("2026-09-01")), None, today), Validity::Ended(day("2026-10-31")));
        assert_eq!(validity(&t, None, None, today), Validity::Unknown);
        let lasting = DocumentType { valid_for_days: None, ..kind() };
        assert_eq!(validity(&lasting, None, None, today), Validity::Lasting);
        assert_eq!(validity(&lasting, None, Some(today), today), Validity::Until(today));
        assert!(!validity(&lasting, None, Some(today.plus(-1)), today).holds());
        assert_eq!(validity(&DocumentType { expiry_needed: true, ..lasting }, None, None, today), Validity::Unknown);
    }

    #[test]
    fn an_edit_voids_what_was_checked_before_it() {
        assert!(counts(At(5), None) && counts(At(5), Some(At(5))) && !counts(At(4), Some(At(5))));
    }

    #[test]
    fn the_latest_look_stands() {
        let t = kind();
        assert_eq!(standing(&t, &[]), None);
        assert_eq!(standing(&t, &[(Outcome::Unreadable, How::OriginalAtDesk), (Outcome::Matched, How::WithIssuer)]), Some(Outcome::Matched));
        assert_eq!(standing(&t, &[(Outcome::Matched, How::WithIssuer), (Outcome::Mismatch, How::OnVisit)]), Some(Outcome::Mismatch));
        // A way that no longer suffices is as no match.
        assert_eq!(standing(&t, &[(Outcome::Matched, How::OnVisit)]), None);
    }

    #[test]
    fn a_paper_of_the_dead_names_nobody_living() {
        let of_the_dead = DocumentType { code: "death_certificate".into(), valid_for_days: None, ..kind() };
        let today = day("2026-11-22");
        assert!(!of_the_dead.names_a_person() && kind().names_a_person());
        assert!(judge(&of_the_dead, &Particulars::default(), &[Id::from_u128(1)], today).is_empty());
        let stranger = Particulars { person: Some(Id::from_u128(2)), ..Particulars::default() };
        assert!(judge(&of_the_dead, &stranger, &[Id::from_u128(1)], today).get("person").is_some());
    }

    #[test]
    fn each_field_says_what_it_lacks() {
        let (today, me) = (day("2026-11-22"), Id::from_u128(1));
        let e = judge(&kind(), &Particulars::default(), &[me], today);
        assert_eq!(e.0.iter().map(|(f, e)| (f.as_str(), e.code)).collect::<Vec<_>>(), [("person", "document_person"), ("issued", "document_issued")]);
        let id_card = DocumentType { code: "national_id".into(), number_needed: true, expiry_needed: true, valid_for_days: None, ..kind() };
        let good = Particulars {
            person: Some(me),
            number: "1000000008".into(),
            issued: Some(day("2020-01-01")),
            expires: Some(day("2030-01-01")),
            ..Default::default()
        };
        assert!(judge(&id_card, &good, &[me], today).is_empty(), "{:?}", judge(&id_card, &good, &[me], today));
        let bad =
            Particulars { person: Some(Id::from_u128(2)), number: "100".into(), issued: Some(day("2027-01-01")), expires: Some(day("2026-01-01")), ..good };
        let e = judge(&id_card, &bad, &[me], today);
        assert_eq!(e.0.iter().map(|(f, _)| f.as_str()).collect::<Vec<_>>(), ["person", "number", "issued", "expires"]);
    }
}
