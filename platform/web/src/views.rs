//! What the shared macros draw: filled by pages, read by `components.html`.

use crate::{DualAt, Form};
use i18n::dates::{self, Calendar, ParsedDate, Precision};
use kernel::{Day, FieldError};

/// A filter, a tab: a link with an optional count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    pub href: String,
    pub label: String,
    pub current: bool,
    /// In figures; `1000+` where nobody counted on.
    pub count: Option<String>,
}

impl Link {
    pub fn new(href: impl Into<String>, label: impl Into<String>, current: bool) -> Link {
        Link { href: href.into(), label: label.into(), current, count: None }
    }
    pub fn count(mut self, n: i64) -> Link {
        self.count = Some(n.to_string());
        self
    }
    /// A count that stops at `most`.
    pub fn count_to(mut self, n: i64, most: i64) -> Link {
        self.count = Some(if n >= most { format!("{most}+") } else { n.to_string() });
        self
    }
}

/// A date as typed: the fields `{name}_day`, `{name}_month`, `{name}_year`, `{name}_cal`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DateRaw {
    pub day: String,
    pub month: String,
    pub year: String,
    /// `hijri` or `gregorian`.
    pub cal: String,
}

impl DateRaw {
    pub fn of(form: &Form, name: &str) -> DateRaw {
        let part = |p: &str| form.text(&format!("{name}_{p}")).to_string();
        DateRaw { day: part("day"), month: part("month"), year: part("year"), cal: part("cal") }
    }
    /// A stored date, to be changed.
    pub fn given(day: Day, calendar: Calendar, precision: Precision) -> DateRaw {
        let hijri = if calendar == Calendar::Hijri { dates::hijri(day) } else { None };
        let (y, m, d, cal) = match (hijri, calendar) {
            (Some(h), _) => (h.y.to_string(), h.m.to_string(), h.d.to_string(), Calendar::Hijri),
            // Before the table the year is known, the day only roughly.
            (None, Calendar::Hijri) => (dates::hijri_year(day).to_string(), String::new(), String::new(), Calendar::Hijri),
            (None, Calendar::Gregorian) => {
                let (y, m, d) = day.ymd();
                (y.to_string(), m.to_string(), d.to_string(), Calendar::Gregorian)
            }
        };
        let full = precision == Precision::Full;
        DateRaw { day: if full { d } else { String::new() }, month: if full { m } else { String::new() }, year: y, cal: cal.code().into() }
    }
    pub fn is_empty(&self) -> bool {
        self.day.is_empty() && self.month.is_empty() && self.year.is_empty()
    }
    /// `None` when nothing was typed. Codes: `date_impossible`, `date_unreadable`.
    pub fn parse(&self) -> Result<Option<ParsedDate>, FieldError> {
        if self.is_empty() {
            return Ok(None);
        }
        let calendar = Calendar::parse(&self.cal).unwrap_or(Calendar::Hijri);
        dates::from_texts(&self.day, &self.month, &self.year, calendar).map(Some).map_err(|e| FieldError::new(e.code()))
    }
}

/// A step of the rail; `state`: done now skip next.
#[derive(Clone, Debug)]
pub struct RailStep {
    pub title: String,
    pub meta: String,
    pub state: &'static str,
}

/// An entry of a history, newest first; `kind`: "" now next warn bad.
#[derive(Clone, Debug)]
pub struct ThreadItem {
    pub what: String,
    pub when: DualAt,
    pub who: String,
    pub note: String,
    pub kind: &'static str,
}

/// `kind`: "" the floor runs, `due` it has passed, `aim` an internal target. `p`: 0–100.
#[derive(Clone, Debug)]
pub struct ClockView {
    pub kind: &'static str,
    pub label: String,
    pub value: String,
    pub p: u8,
    pub note: String,
}

/// A row of a work list.
#[derive(Clone, Debug)]
pub struct QueueRow {
    pub href: String,
    pub name: String,
    pub number: String,
    pub what: String,
    pub due: bool,
    pub steps: Vec<RailStep>,
    pub step_label: String,
    pub step: String,
    pub waiting: String,
    pub clock: Option<ClockView>,
    pub act_href: String,
    pub act: String,
    pub primary: bool,
}

/// A required document; `state`: ok missing expired soon pending none.
#[derive(Clone, Debug)]
pub struct CheckItem {
    pub name: String,
    pub state: &'static str,
    pub text: String,
    pub note: String,
    pub href: String,
    pub act: String,
}
