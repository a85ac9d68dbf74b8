use super::names::{self, Word};
use super::{Calendar, Hijri, Precision, gregorian, month_length, table};
use crate::{digits, fold};
use kernel::Day;

/// What was read from a typed or imported date.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ParsedDate {
    /// The Gregorian day to store; for a year alone the first day of that year in its calendar.
    pub day: Day,
    pub calendar: Calendar,
    pub precision: Precision,
    /// `day30_of_29`: a thirtieth was printed where the table gives the month 29 days, kept as the day after the month's last.
    /// `before_table`: a Hijri year before 1343, so the day may be off by one or two.
    pub remark: Option<&'static str>,
    /// The text as it came, without outer spaces: a remark shows it.
    pub as_entered: String,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DateError {
    /// It reads as a date, but there is no such day: month 13, 30 February, 31 of a Hijri month, year 1700.
    Impossible,
    /// It does not read as a date: no year of four digits, words that are no month, two dates in one.
    Unreadable,
}

impl DateError {
    /// The code of the error's message: `date_impossible`, `date_unreadable`.
    pub fn code(self) -> &'static str {
        match self {
            DateError::Impossible => "date_impossible",
            DateError::Unreadable => "date_unreadable",
        }
    }
}

impl std::fmt::Display for DateError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code())
    }
}
impl std::error::Error for DateError {}

/// The years a date may have. A Hijri year cannot be mistaken for a Gregorian one.
fn calendar_of(year: i64) -> Option<Calendar> {
    match year {
        1300..=1500 => Some(Calendar::Hijri),
        1900..=2100 => Some(Calendar::Gregorian),
        _ => None,
    }
}

/// Reads a date as people write it: any digits; `d/m/y` or `y/m/d` with `/`, `-`, `.` or spaces; months by name in Arabic or
/// English; `هـ`/`م` after it; a year alone. The calendar follows from the year unless said, and must agree with it.
pub fn parse_date(raw: &str) -> Result<ParsedDate, DateError> {
    let (mut numbers, mut words, mut calendar) = (vec![], String::new(), None);
    for piece in pieces(without_time(&digits::ascii(raw))?)? {
        if piece.starts_with(|c: char| c.is_ascii_digit()) {
            numbers.push(piece);
            continue;
        }
        let folded = fold::letters(&piece);
        match names::word(&folded) {
            Some(Word::Noise) => {}
            Some(Word::Calendar(c)) if calendar.is_none_or(|had| had == c) => calendar = Some(c),
            Some(Word::Calendar(_)) => return Err(DateError::Unreadable),
            None => words.push_str(&folded),
        }
    }
    let month = if words.is_empty() { None } else { Some(names::month(&words).ok_or(DateError::Unreadable)?) };
    if numbers.iter().any(|n| n.len() > 4) {
        return Err(DateError::Unreadable);
    }
    let texts: Vec<&str> = numbers.iter().map(String::as_str).collect();
    let year_first = texts.first().is_some_and(|n| n.len() == 4);
    let (day, month_number, year) = match (texts.as_slice(), month) {
        ([y], None) if y.len() == 4 => (None, None, *y),
        ([a, m, b], None) if m.len() <= 2 => {
            let (y, d) = if year_first { (*a, *b) } else { (*b, *a) };
            (Some(d), Some(number(m)?), y)
        }
        ([a, b], Some((_, m))) => {
            let (y, d) = if year_first { (*a, *b) } else { (*b, *a) };
            (Some(d), Some(m), y)
        }
        _ => return Err(DateError::Unreadable),
    };
    if year.len() != 4 || day.is_some_and(|d| d.len() > 2) {
        return Err(DateError::Unreadable);
    }
    let year = number(year)?;
    let by_year = calendar_of(year).ok_or(DateError::Impossible)?;
    let said = [calendar, month.map(|(c, _)| c)];
    if said.into_iter().flatten().any(|c| c != by_year) {
        return Err(DateError::Impossible);
    }
    let mut parsed = match (day, month_number) {
        (Some(d), Some(m)) => from_parts(number(d)?, m, year, by_year)?,
        _ => year_only(year, by_year)?,
    };
    parsed.as_entered = raw.trim().to_owned();
    Ok(parsed)
}

/// A full date from a form's three numbers and its chosen calendar.
pub fn from_parts(day: i64, month: i64, year: i64, calendar: Calendar) -> Result<ParsedDate, DateError> {
    if calendar_of(year) != Some(calendar) || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return Err(DateError::Impossible);
    }
    let (y, m, d) = (year as i16, month as i8, day as i8);
    let (found, remark) = match calendar {
        Calendar::Gregorian => (Day::from_ymd(y, m, d).ok_or(DateError::Impossible)?, None),
        Calendar::Hijri => hijri_day(Hijri { y, m, d })?,
    };
    let suffix = match calendar {
        Calendar::Hijri => "هـ",
        Calendar::Gregorian => "م",
    };
    Ok(ParsedDate { day: found, calendar, precision: Precision::Full, remark, as_entered: format!("{day}/{month}/{year}{suffix}") })
}

/// The three texts of a form's date field and its calendar; the month may be a number or a name. Day and month both empty: the
/// year alone. All digits are accepted.
pub fn from_texts(day: &str, month: &str, year: &str, calendar: Calendar) -> Result<ParsedDate, DateError> {
    let clean = |s: &str| digits::ascii(s).trim().to_owned();
    let (day, month, year) = (clean(day), clean(month), clean(year));
    let year = number(&year)?;
    if day.is_empty() && month.is_empty() {
        return year_only(year, calendar);
    }
    let month = match number(&month) {
        Ok(m) => m,
        Err(_) => match names::month(&month) {
            Some((c, m)) if c == calendar => m,
            Some(_) => return Err(DateError::Impossible),
            None => return Err(DateError::Unreadable),
        },
    };
    from_parts(number(&day)?, month, year, calendar)
}

fn year_only(year: i64, calendar: Calendar) -> Result<ParsedDate, DateError> {
    let first = from_parts(1, 1, year, calendar)?;
    Ok(ParsedDate { precision: Precision::YearOnly, as_entered: year.to_string(), ..first })
}

fn hijri_day(h: Hijri) -> Result<(Day, Option<&'static str>), DateError> {
    if h.y < table::FIRST_YEAR {
        return if h.d <= 30 { Ok((table::before_table(h), Some("before_table"))) } else { Err(DateError::Impossible) };
    }
    if let Some(day) = gregorian(h) {
        return Ok((day, None));
    }
    // Cards were printed by a calendar foretold, the moon was seen otherwise: the thirtieth stays as it was printed.
    match month_length(h.y, h.m) {
        Some(length) if h.d <= 30 => {
            let last = gregorian(Hijri { d: length, ..h }).ok_or(DateError::Impossible)?;
            Ok((last.plus(i32::from(h.d - length)), Some("day30_of_29")))
        }
        _ => Err(DateError::Impossible),
    }
}

fn number(s: &str) -> Result<i64, DateError> {
    if s.is_empty() || s.len() > 4 || !s.bytes().all(|b| b.is_ascii_digit()) {
        return Err(DateError::Unreadable);
    }
    s.parse().map_err(|_| DateError::Unreadable)
}

/// Spreadsheets and databases write a time of day after a date: `1965-02-20 00:00:00`, `1965-02-20T00:00:00`.
fn without_time(s: &str) -> Result<&str, DateError> {
    let Some(colon) = s.find(':') else { return Ok(s) };
    let cut = s[..colon].rfind([' ', 'T', 't']).ok_or(DateError::Unreadable)?;
    Ok(&s[..cut])
}

/// Runs of digits and runs of letters. Other characters than known separators make it unreadable.
fn pieces(s: &str) -> Result<Vec<String>, DateError> {
    let mut out: Vec<String> = vec![];
    let mut kind = None;
    for c in s.chars() {
        let now = if c.is_ascii_digit() {
            Some(true)
        } else if c.is_alphabetic() || fold::is_mark(c) || c == 'ـ' {
            Some(false)
        } else if c.is_whitespace() || "/-.\\_–—,،؍|".contains(c) {
            None
        } else if matches!(c, '\'' | '’' | '(' | ')') {
            continue;
        } else {
            return Err(DateError::Unreadable);
        };
        match (now, out.last_mut()) {
            (Some(_), Some(last)) if now == kind => last.push(c),
            (Some(_), _) => out.push(c.to_string()),
            (None, _) => {}
        }
        kind = now;
    }
    Ok(out)
}

#[cfg(test)]
#[path = "parse_tests.rs"]
mod tests;
