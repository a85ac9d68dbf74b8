use crate::cell::Cell;
use i18n::dates::{self, Calendar, Precision};
use kernel::{Day, FieldError};

/// A birth date: the Gregorian day to store, and how it was given.
#[derive(Clone, Debug, PartialEq)]
pub struct Birth {
    pub day: Day,
    pub calendar: Calendar,
    pub precision: Precision,
    /// As the cell had it.
    pub as_entered: String,
    /// `day30_of_29`, `before_table`, `birth_serial`.
    pub remark: Option<&'static str>,
}

impl From<&Birth> for people::Birth {
    fn from(b: &Birth) -> people::Birth {
        people::Birth { day: b.day, calendar: b.calendar, precision: b.precision }
    }
}

/// Days from the spreadsheet's day 0 (1899-12-30, as it counts from 1900-03-01 on) to 1970-01-01.
const SPREADSHEET_EPOCH: i32 = 25_569;

/// Reads a date cell, a text in either calendar, a year alone, or the bare number that a date becomes when its cell loses its format.
///
/// Codes: `date_impossible`, `date_unreadable`, `birth_future`.
pub fn parse(cell: &Cell, today: Day) -> Result<Birth, FieldError> {
    let born = match cell {
        Cell::Date(day) => Birth { day: *day, calendar: Calendar::Gregorian, precision: Precision::Full, as_entered: day.to_string(), remark: None },
        // 1905 to 2064 as serials; years and yyyymmdd are smaller and larger.
        Cell::Number(n) if n.fract() == 0.0 && (2_101.0..60_000.0).contains(n) => {
            let day = Day(*n as i32 - SPREADSHEET_EPOCH);
            Birth { day, calendar: Calendar::Gregorian, precision: Precision::Full, as_entered: cell.text(), remark: Some("birth_serial") }
        }
        _ => {
            let text = people::rules::clean(&cell.text());
            let parsed = dates::parse_date(&spread(&text)).map_err(|e| FieldError::new(e.code()).arg("text", &text))?;
            Birth { day: parsed.day, calendar: parsed.calendar, precision: parsed.precision, as_entered: text, remark: parsed.remark }
        }
    };
    if born.day > today { Err(FieldError::new("birth_future").arg("text", &born.as_entered)) } else { Ok(born) }
}

/// `14000102` as `1400-01-02`; everything else as it is.
fn spread(text: &str) -> String {
    let digits = i18n::digits::ascii(text);
    if digits.len() == 8 && digits.bytes().all(|b| b.is_ascii_digit()) { format!("{}-{}-{}", &digits[..4], &digits[4..6], &digits[6..]) } else { digits }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(s: &str) -> Cell {
        Cell::Text(s.into())
    }

    #[test]
    fn reads_every_kind_of_cell() {
        let today: Day = "2026-11-22".parse().unwrap();
        for (cell, day) in [
            (Cell::Date("1965-02-20".parse().unwrap()), "1965-02-20"),
            (text("9/4/1367"), "1948-02-19"),
            (text("٢٢/٨/١٣٦٥"), "1946-07-21"),
            (text("1397/02/25"), "1977-02-13"),
            (text("13970225"), "1977-02-13"),
            (text("20-02-1965"), "1965-02-20"),
            (text("1367/4/9 هـ"), "1948-02-19"),
            (Cell::Number(23_793.0), "1965-02-20"),
        ] {
            assert_eq!(parse(&cell, today).unwrap().day.to_string(), day, "{cell:?}");
        }
        let year = parse(&Cell::Number(1390.0), today).unwrap();
        assert_eq!((year.precision, year.calendar), (Precision::YearOnly, Calendar::Hijri));
        for (cell, code) in
            [(text("31/1/1390"), "date_impossible"), (text("قديم"), "date_unreadable"), (Cell::Date("2030-01-01".parse().unwrap()), "birth_future")]
        {
            assert_eq!(parse(&cell, today).unwrap_err().code, code, "{cell:?}");
        }
    }
}
