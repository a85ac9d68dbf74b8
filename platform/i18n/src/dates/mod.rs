//! Both calendars. The Gregorian day is what is stored; Hijri is read from the published Umm al-Qura table, never computed
//! (computed tables name another day for most birth dates of adults), and the calendar a date was given in is remembered.

mod names;
mod parse;
mod table;
mod text;

pub use names::{gregorian_month, hijri_month, weekday};
pub use parse::{DateError, ParsedDate, from_parts, from_texts, parse_date};
pub use table::{Hijri, gregorian, hijri, hijri_year, month_length};
pub use text::{Dual, day_month, dual, given_text, gregorian_text, hijri_text, long, time_text, time_words};

/// The calendar a date was given in.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Calendar {
    Hijri,
    Gregorian,
}

impl Calendar {
    /// `hijri` or `gregorian`, as stored and as the forms' value.
    pub fn code(self) -> &'static str {
        match self {
            Calendar::Hijri => "hijri",
            Calendar::Gregorian => "gregorian",
        }
    }
    pub fn parse(s: &str) -> Option<Calendar> {
        match s {
            "hijri" => Some(Calendar::Hijri),
            "gregorian" => Some(Calendar::Gregorian),
            _ => None,
        }
    }
}

/// How much of a date is known: older birth records give the year alone.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Precision {
    Full,
    YearOnly,
}

impl Precision {
    /// `full` or `year`, as stored.
    pub fn code(self) -> &'static str {
        match self {
            Precision::Full => "full",
            Precision::YearOnly => "year",
        }
    }
    pub fn parse(s: &str) -> Option<Precision> {
        match s {
            "full" => Some(Precision::Full),
            "year" => Some(Precision::YearOnly),
            _ => None,
        }
    }
}
