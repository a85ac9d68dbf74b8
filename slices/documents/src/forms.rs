//! Raw strings → what the actions take, or field codes.

use crate::{
    DocumentType,
    actions::{CheckDocument, NewUpload, SaveType},
    rules::{How, Outcome, Particulars, Per},
};
use i18n::dates::{Calendar, Precision};
use kernel::{Day, FieldError, FieldErrors, Id, Result};
use web::{DateRaw, Form};

/// Every field code of this slice.
pub const ERROR_CODES: &[&str] = &[
    "document_type",
    "document_person",
    "document_number",
    "document_text_long",
    "document_issued",
    "document_issued_future",
    "document_expiry",
    "document_dates_order",
    "document_date_full",
    "scan_missing",
    "scan_too_many",
    "scan_empty",
    "scan_too_large",
    "scan_type",
    "scan_unreadable",
    "scan_heic",
    "scan_locked",
    "scan_active",
    "scan_busy",
    "check_outcome",
    "check_how",
    "check_how_insufficient",
    "check_note",
    "document_type_name",
    "document_type_ways",
    "document_type_days",
    "document_type_sort",
];

/// Most scans in one sending.
pub const MAX_SCANS: usize = 10;

/// A document's fields as typed, for the form shown again.
#[derive(Clone, Debug, Default)]
pub struct Raw {
    pub kind: String,
    pub person: String,
    pub number: String,
    pub issuer: String,
    pub issued: DateRaw,
    pub expires: DateRaw,
}

/// What was typed, read: the two dates keep the calendar they were given in.
#[derive(Clone, Debug, Default)]
pub struct Read {
    pub particulars: Particulars,
    pub issued: Option<(Day, Calendar)>,
    pub expires: Option<(Day, Calendar)>,
}

impl Raw {
    pub fn of(form: &Form) -> Raw {
        let text = |n: &str| form.text(n).to_string();
        Raw {
            kind: text("type"),
            person: text("person"),
            number: text("number"),
            issuer: text("issuer"),
            issued: DateRaw::of(form, "issued"),
            expires: DateRaw::of(form, "expires"),
        }
    }

    /// Reads everything; what cannot be read is in the errors.
    pub fn read(&self, kind_code: &str, errors: &mut FieldErrors) -> Read {
        let issued = date(&self.issued, "issued", errors);
        let expires = date(&self.expires, "expires", errors);
        let person: Option<Id> = if self.person.is_empty() || self.person == "household" {
            None
        } else {
            // A person that is no id is nobody of this file: the rule says so.
            Some(self.person.parse().unwrap_or(Id::NIL))
        };
        let particulars = Particulars {
            person,
            number: number(kind_code, &self.number),
            issuer: self.issuer.split_whitespace().collect::<Vec<_>>().join(" "),
            issued: issued.map(|d| d.0),
            expires: expires.map(|d| d.0),
        };
        Read { particulars, issued, expires }
    }
}

fn date(raw: &DateRaw, name: &'static str, errors: &mut FieldErrors) -> Option<(Day, Calendar)> {
    match raw.parse() {
        Ok(Some(d)) if d.precision == Precision::YearOnly => {
            errors.code(name, "document_date_full");
            None
        }
        Ok(d) => d.map(|d| (d.day, d.calendar)),
        Err(e) => {
            errors.add(name, e);
            None
        }
    }
}

/// The number as kept: ASCII digits, single spaces; identity and account numbers in their one form.
fn number(kind_code: &str, raw: &str) -> String {
    let plain = i18n::digits::ascii(raw).split_whitespace().collect::<Vec<_>>().join(" ");
    match kind_code {
        "national_id" => people::rules::identity::parse(&plain).map(|n| n.as_str().to_string()).unwrap_or(plain),
        "iban_certificate" => people::rules::iban::parse(&plain).map(|n| n.as_str().to_string()).unwrap_or(plain),
        _ => plain,
    }
}

/// The scans of a form, in the order chosen; what a phone's camera took is a field of its own.
pub fn uploads(form: &Form) -> Vec<NewUpload> {
    form.files("scan").chain(form.files("scan_camera")).map(|u| NewUpload { name: u.name.clone(), bytes: u.bytes.to_vec() }).collect()
}

pub fn check(form: &Form) -> Result<CheckDocument> {
    let mut e = FieldErrors::default();
    let outcome = Outcome::parse(form.text("outcome"));
    if outcome.is_none() {
        e.code("outcome", "check_outcome");
    }
    let how = How::parse(form.text("how"));
    if how.is_none() {
        e.code("how", "check_how");
    }
    let note = form.text("note").to_string();
    if note.is_empty() && outcome.is_some_and(|o| o != Outcome::Matched) {
        e.code("note", "check_note");
    }
    if note.chars().count() > 1000 {
        e.add("note", FieldError::new("document_text_long").arg("n", 1000));
    }
    match (outcome, how) {
        (Some(outcome), Some(how)) if e.is_empty() => Ok(CheckDocument { outcome, how, note, version: version(form), once: once(form) }),
        _ => Err(kernel::Problem::Invalid(e)),
    }
}

pub fn version(form: &Form) -> i64 {
    form.text("version").parse().unwrap_or(-1)
}

/// The idempotency key and what it is bound to.
pub fn once(form: &Form) -> (String, String) {
    (form.once().to_string(), form.digest())
}

/// A kind of document as typed.
#[derive(Clone, Debug, Default)]
pub struct TypeRaw {
    pub name_ar: String,
    pub name_en: String,
    pub per: String,
    pub number_needed: bool,
    pub expiry_needed: bool,
    pub days: String,
    pub ways: Vec<String>,
    pub sensitive: bool,
    pub active: bool,
    pub sort: String,
}

impl TypeRaw {
    pub fn of(form: &Form) -> TypeRaw {
        TypeRaw {
            name_ar: form.text("name_ar").into(),
            name_en: form.text("name_en").into(),
            per: form.text("per").into(),
            number_needed: form.flag("number_needed"),
            expiry_needed: form.flag("expiry_needed"),
            days: form.text("days").into(),
            ways: form.all("ways").map(str::to_string).collect(),
            sensitive: form.flag("sensitive"),
            active: form.flag("active"),
            sort: form.text("sort").into(),
        }
    }
    pub fn given(t: &DocumentType) -> TypeRaw {
        TypeRaw {
            name_ar: t.name_ar.clone(),
            name_en: t.name_en.clone(),
            per: t.per.code().into(),
            number_needed: t.number_needed,
            expiry_needed: t.expiry_needed,
            days: t.valid_for_days.map(|n| n.to_string()).unwrap_or_default(),
            ways: t.ways.iter().map(|h| h.code().to_string()).collect(),
            sensitive: t.sensitive,
            active: t.active,
            sort: t.sort.to_string(),
        }
    }

    /// `old`: the code and version of the kind being changed; `None` makes a new one.
    pub fn read(&self, old: Option<(String, i64)>) -> Result<SaveType> {
        let mut e = FieldErrors::default();
        for (field, text) in [("name_ar", &self.name_ar), ("name_en", &self.name_en)] {
            match text.chars().count() {
                0 => e.code(field, "document_type_name"),
                n if n > crate::rules::MAX_TEXT => e.add(field, FieldError::new("document_text_long").arg("n", crate::rules::MAX_TEXT)),
                _ => {}
            }
        }
        let whole = |s: &str| i18n::digits::ascii(s).parse::<i64>().ok();
        let days = match self.days.as_str() {
            "" => None,
            s => whole(s).filter(|n| (1..=3660).contains(n)).or_else(|| {
                e.code("days", "document_type_days");
                None
            }),
        };
        let ways: Vec<How> = How::ALL.into_iter().filter(|h| self.ways.iter().any(|w| w == h.code())).collect();
        if ways.is_empty() {
            e.code("ways", "document_type_ways");
        }
        let sort = match self.sort.as_str() {
            "" => 500,
            s => whole(s).filter(|n| (0..=9999).contains(n)).unwrap_or_else(|| {
                e.code("sort", "document_type_sort");
                0
            }),
        };
        e.ok(SaveType {
            old,
            name_ar: self.name_ar.clone(),
            name_en: self.name_en.clone(),
            per: Per::parse(&self.per).unwrap_or(Per::Person),
            number_needed: self.number_needed,
            expiry_needed: self.expiry_needed,
            valid_for_days: days,
            ways,
            sensitive: self.sensitive,
            active: self.active,
            sort,
        })
    }
}
