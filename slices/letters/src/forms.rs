//! Raw strings → what the actions take, or field codes.

use crate::rules::{self, Direction};
use i18n::dates::{Calendar, Precision};
use kernel::{Day, FieldError, FieldErrors, Id, Result};
use web::{DateRaw, Form};

/// Those of this room; the scans' own words are the documents'.
pub const ERROR_CODES: &[&str] = &[
    "letter_party",
    "letter_subject",
    "letter_date_full",
    "letter_date_future",
    "letter_tied",
    "letter_holder",
    "letter_reason",
    "letter_due",
    "letter_period",
    "letter_lines",
    "logo_missing",
    "logo_type",
    "logo_too_large",
    "logo_unreadable",
    "text_unknown",
    "text_not_allowed",
    "text_unclosed",
    "text_unbalanced",
    "text_broken",
];

/// Longest subject, name and note, in characters; most attachments; most scans at a time.
pub const SUBJECT: usize = 300;
pub const PARTY: usize = 160;
pub const NOTE: usize = 2_000;
pub const ATTACHMENTS: i64 = 999;
pub const SCANS: usize = 20;

/// A letter's fields as typed, for the form shown again.
#[derive(Clone, Debug, Default)]
pub struct Raw {
    pub kind: String,
    pub subject: String,
    pub party: String,
    pub their_number: String,
    pub their_date: DateRaw,
    /// The number of the request or file it is tied to.
    pub tied: String,
    pub reply_to: String,
    pub branch: String,
    pub holder: String,
    pub due: DateRaw,
    pub attachments: String,
    pub note: String,
    /// `1`: something is still to be done about it.
    pub open: String,
}

/// What could be read of them.
#[derive(Clone, Debug)]
pub struct Entry {
    pub kind: String,
    pub subject: String,
    pub party: String,
    pub their_number: String,
    pub their_date: Option<(Day, Calendar)>,
    pub tied: String,
    pub reply_to: Option<Id>,
    pub branch: Option<Id>,
    pub holder: Option<Id>,
    pub due: Option<Day>,
    pub attachments: i64,
    pub note: String,
    pub open: bool,
}

impl Raw {
    pub fn of(form: &Form) -> Raw {
        let text = |n: &str| form.text(n).to_string();
        Raw {
            kind: text("kind"),
            subject: text("subject"),
            party: text("party"),
            their_number: text("their_number"),
            their_date: DateRaw::of(form, "their_date"),
            tied: text("tied"),
            reply_to: text("reply_to"),
            branch: text("branch"),
            holder: text("holder"),
            due: DateRaw::of(form, "due"),
            attachments: text("attachments"),
            note: text("note"),
            open: text("open"),
        }
    }

    /// # Errors
    /// At the fields, all of them at once.
    pub fn read(&self, direction: Direction, today: Day) -> Result<Entry> {
        let mut e = FieldErrors::default();
        let kind = match rules::KINDS.iter().find(|k| **k == self.kind) {
            Some(k) => (*k).to_string(),
            None => {
                e.code("kind", "choice");
                String::new()
            }
        };
        let party = line("party", &self.party, PARTY, &mut e);
        if party.is_empty() {
            e.code("party", "letter_party");
        }
        let subject = line("subject", &self.subject, SUBJECT, &mut e);
        if subject.is_empty() {
            e.code("subject", "letter_subject");
        }
        let incoming = direction == Direction::In;
        let their_number = if incoming { line("their_number", &self.their_number, 60, &mut e) } else { String::new() };
        let their_date = if incoming { date("their_date", &self.their_date, &mut e) } else { None };
        if their_date.is_some_and(|(d, _)| d > today) {
            e.code("their_date", "letter_date_future");
        }
        let attachments = match i18n::digits::ascii(&self.attachments).trim() {
            "" => 0,
            n => match n.parse::<i64>() {
                Ok(n) if (0..=ATTACHMENTS).contains(&n) => n,
                _ => {
                    e.code("attachments", "number");
                    0
                }
            },
        };
        long("note", &self.note, NOTE, &mut e);
        let open = self.open == "1";
        let due = if open { date("due", &self.due, &mut e).map(|d| d.0) } else { None };
        if due.is_some_and(|d| d < today) {
            e.code("due", "letter_due");
        }
        let id = |s: &str| s.parse::<Id>().ok();
        let holder = if open { id(&self.holder) } else { None };
        if open && holder.is_none() {
            e.code("holder", "letter_holder");
        }
        e.ok(Entry {
            kind,
            subject,
            party,
            their_number,
            their_date,
            tied: i18n::digits::ascii(&self.tied).trim().to_string(),
            reply_to: id(&self.reply_to),
            branch: id(&self.branch),
            holder,
            due,
            attachments,
            note: self.note.clone(),
            open,
        })
    }
}

fn long(field: &str, text: &str, most: usize, e: &mut FieldErrors) {
    if text.chars().count() > most {
        e.add(field, FieldError::new("too_long").arg("n", most));
    }
}

/// One line: what is between its ends, white space folded.
pub fn line(field: &str, raw: &str, most: usize, e: &mut FieldErrors) -> String {
    let s = raw.split_whitespace().collect::<Vec<_>>().join(" ");
    long(field, &s, most, e);
    s
}

/// A whole day, in the calendar it was given in.
pub fn date(field: &str, raw: &DateRaw, e: &mut FieldErrors) -> Option<(Day, Calendar)> {
    match raw.parse() {
        Ok(Some(d)) if d.precision == Precision::YearOnly => {
            e.code(field, "letter_date_full");
            None
        }
        Ok(d) => d.map(|d| (d.day, d.calendar)),
        Err(wrong) => {
            e.add(field, wrong);
            None
        }
    }
}

pub fn version(form: &Form) -> i64 {
    form.text("version").parse().unwrap_or(-1)
}

/// The idempotency key and what it is bound to.
pub fn once(form: &Form) -> (String, String) {
    (form.once().to_string(), form.digest())
}

pub fn uploads(form: &Form) -> Vec<(String, Vec<u8>)> {
    form.files("scan").chain(form.files("scan_camera")).map(|u| (u.name.clone(), u.bytes.to_vec())).collect()
}

/// Lines of a head or a foot, as typed in a box.
pub fn lines(field: &str, raw: &str, e: &mut FieldErrors) -> Vec<String> {
    use crate::texts::frame::{LONGEST_LINE, MOST_LINES};
    let out: Vec<String> = raw.lines().map(|l| l.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|l| !l.is_empty()).collect();
    if out.len() > MOST_LINES || out.iter().any(|l| l.chars().count() > LONGEST_LINE) {
        e.add(field, FieldError::new("letter_lines").arg("n", MOST_LINES).arg("most", LONGEST_LINE));
    }
    out
}

/// A text's fields, each checked against its kind's names; what was typed comes back whatever is wrong with it.
pub fn words(form: &Form, kind: &crate::texts::Kind) -> (crate::texts::Words, FieldErrors) {
    use crate::texts::check::{LONGEST, check};
    let mut e = FieldErrors::default();
    let text = |n: &str| form.text(n).replace("\r\n", "\n");
    let w = crate::texts::Words {
        subject: text("subject"),
        opening: text("opening"),
        body: text("body"),
        closing: text("closing"),
        signatory_title: text("signatory_title"),
        signatory_name: text("signatory_name"),
    };
    for (field, value, most) in [("subject", &w.subject, 400), ("opening", &w.opening, 800), ("body", &w.body, LONGEST), ("closing", &w.closing, 800)] {
        if value.is_empty() {
            e.code(field, "required");
        } else if value.chars().count() > most {
            e.add(field, FieldError::new("too_long").arg("n", most));
        } else if let Err(fault) = check(value, kind.variables) {
            e.add(field, fault.error());
        }
    }
    for (field, value) in [("signatory_title", &w.signatory_title), ("signatory_name", &w.signatory_name)] {
        long(field, value, 120, &mut e);
    }
    (w, e)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> Day {
        Day::from_ymd(2026, 11, 22).unwrap()
    }
    fn good() -> Raw {
        Raw { kind: "inquiry".into(), subject: " طلب  إفادة ".into(), party: "إمارة المنطقة".into(), ..Raw::default() }
    }
    fn codes(r: &Raw, d: Direction) -> Vec<(String, &'static str)> {
        match r.read(d, today()) {
            Err(kernel::Problem::Invalid(e)) => e.0.into_iter().map(|(f, e)| (f, e.code)).collect(),
            _ => vec![],
        }
    }

    #[test]
    fn every_wrong_field_is_named_at_once() {
        let r = Raw { attachments: "كثير".into(), open: "1".into(), ..Raw::default() };
        let found = codes(&r, Direction::Out);
        for want in [("kind", "choice"), ("party", "letter_party"), ("subject", "letter_subject"), ("attachments", "number"), ("holder", "letter_holder")] {
            assert!(found.contains(&(want.0.to_string(), want.1)), "{want:?} in {found:?}");
        }
    }

    #[test]
    fn what_does_not_belong_is_left_out() {
        let e =
            Raw { their_number: "7".into(), holder: Id::from_u128(5).to_string(), attachments: "٣".into(), ..good() }.read(Direction::Out, today()).unwrap();
        assert_eq!((e.subject.as_str(), e.their_number.as_str(), e.holder, e.attachments), ("طلب إفادة", "", None, 3));
    }

    #[test]
    fn days_are_whole_and_stand_where_they_can() {
        let d = |day: &str, year: &str| DateRaw { day: day.into(), month: "11".into(), year: year.into(), cal: "gregorian".into() };
        let r = Raw { their_date: d("23", "2026"), ..good() };
        assert_eq!(codes(&r, Direction::In), [("their_date".to_string(), "letter_date_future")]);
        let r = Raw { their_date: DateRaw { year: "1448".into(), cal: "hijri".into(), ..DateRaw::default() }, ..good() };
        assert_eq!(codes(&r, Direction::In), [("their_date".to_string(), "letter_date_full")]);
        let r = Raw { open: "1".into(), holder: Id::from_u128(5).to_string(), due: d("21", "2026"), ..good() };
        assert_eq!(codes(&r, Direction::In), [("due".to_string(), "letter_due")]);
    }
}
