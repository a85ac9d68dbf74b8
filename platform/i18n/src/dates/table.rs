use kernel::Day;
use std::sync::OnceLock;

/// A day of the Umm al-Qura calendar: year, month 1–12, day 1–31 (the published table has a few months of 28 and of 31 days).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Hijri {
    pub y: i16,
    pub m: i8,
    pub d: i8,
}

/// The first year of the table; the last is 1500.
pub(super) const FIRST_YEAR: i16 = 1343;
const CSV: &str = include_str!("../../data/umm-al-qura.csv");

/// First days of the months from 1343-01 on, and after them the day after the last month.
fn starts() -> &'static [i32] {
    static STARTS: OnceLock<Vec<i32>> = OnceLock::new();
    STARTS.get_or_init(|| {
        let mut out = Vec::with_capacity(1897);
        let mut end = None;
        for line in CSV.lines().skip(1) {
            let mut cells = line.trim().split(',').skip(2);
            let length: Option<i32> = cells.next().and_then(|c| c.parse().ok());
            let first: Option<Day> = cells.next().and_then(|c| c.parse().ok());
            if let (Some(length), Some(first)) = (length, first) {
                out.push(first.0);
                end = Some(first.0 + length);
            }
        }
        out.extend(end);
        out
    })
}

fn index(y: i16, m: i8) -> Option<usize> {
    if !(1..=12).contains(&m) {
        return None;
    }
    let i = (i32::from(y) - i32::from(FIRST_YEAR)) * 12 + i32::from(m) - 1;
    usize::try_from(i).ok().filter(|i| i + 1 < starts().len())
}

/// The Hijri date of a day; `None` outside the table (before 1924-08-01 or after 2077-11-16).
pub fn hijri(day: Day) -> Option<Hijri> {
    let starts = starts();
    let i = starts.partition_point(|first| *first <= day.0).checked_sub(1).filter(|i| i + 1 < starts.len())?;
    Some(Hijri { y: FIRST_YEAR + (i / 12) as i16, m: (i % 12) as i8 + 1, d: (day.0 - starts[i]) as i8 + 1 })
}

/// The day of a Hijri date; `None` outside the table or for a day its month does not have.
pub fn gregorian(h: Hijri) -> Option<Day> {
    (h.d >= 1 && h.d <= month_length(h.y, h.m)?).then_some(())?;
    Some(Day(starts()[index(h.y, h.m)?] + i32::from(h.d) - 1))
}

/// How many days the table gives a month.
pub fn month_length(y: i16, m: i8) -> Option<i8> {
    let i = index(y, m)?;
    Some((starts()[i + 1] - starts()[i]) as i8)
}

/// The Hijri year of a day, for numbers such as `1448-0317`. Outside the table the arithmetic calendar answers.
pub fn hijri_year(day: Day) -> i16 {
    hijri(day).map_or_else(|| ((30 * (day.0 + UNIX_JULIAN - EPOCH_JULIAN) + 10_646).div_euclid(10_631)) as i16, |h| h.y)
}

/// Julian day numbers of 1970-01-01 and of 1 Muharram 1.
const UNIX_JULIAN: i32 = 2_440_588;
const EPOCH_JULIAN: i32 = 1_948_440;

/// Years 1300–1342, before the table, by the arithmetic calendar: right to a day or two, so callers remark on it.
pub(super) fn before_table(h: Hijri) -> Day {
    let (y, m, d) = (i32::from(h.y), i32::from(h.m), i32::from(h.d));
    let julian = (11 * y + 3) / 30 + 354 * y + 30 * m - (m - 1) / 2 + d + EPOCH_JULIAN - 385;
    Day((julian - UNIX_JULIAN).min(starts()[0] - 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(s: &str) -> Day {
        s.parse().unwrap()
    }

    #[test]
    fn the_whole_table_round_trips() {
        assert_eq!(starts().len(), 158 * 12 + 1);
        let (first, end) = (starts()[0], *starts().last().unwrap());
        let mut before: Option<Hijri> = None;
        for n in first..end {
            let h = hijri(Day(n)).unwrap();
            assert_eq!(gregorian(h), Some(Day(n)));
            if let Some(b) = before {
                assert!(h > b);
                assert!(h.d == b.d + 1 || (h.d == 1 && b.d == month_length(b.y, b.m).unwrap()));
            }
            before = Some(h);
        }
        assert_eq!(before, Some(Hijri { y: 1500, m: 12, d: 30 }));
        assert_eq!((hijri(Day(first - 1)), hijri(Day(end))), (None, None));
    }

    #[test]
    fn lengths_are_those_published() {
        let mut line = CSV.lines().skip(1);
        for y in 1343..=1500 {
            for m in 1..=12 {
                let length = month_length(y, m).unwrap();
                let first = gregorian(Hijri { y, m, d: 1 }).unwrap();
                assert_eq!(line.next().unwrap().trim(), format!("{y},{m},{length},{first}"));
            }
        }
        assert_eq!((month_length(1342, 12), month_length(1501, 1), month_length(1448, 13), month_length(1448, 0)), (None, None, None, None));
    }

    #[test]
    fn known_days() {
        for (y, m, d, greg) in [
            (1448, 6, 12, "2026-11-22"),
            (1448, 6, 23, "2026-12-03"),
            (1367, 4, 9, "1948-02-19"),
            (1365, 8, 22, "1946-07-21"),
            (1397, 2, 25, "1977-02-13"),
            (1345, 5, 31, "1926-12-06"),
        ] {
            let h = Hijri { y, m, d };
            assert_eq!(gregorian(h), Some(day(greg)));
            assert_eq!(hijri(day(greg)), Some(h));
        }
        for (y, m, d) in [(1390, 1, 31), (1448, 13, 1), (1448, 0, 1), (1448, 1, 0), (1501, 1, 1)] {
            assert_eq!(gregorian(Hijri { y, m, d }), None);
        }
    }

    #[test]
    fn outside_the_table() {
        let d = before_table(Hijri { y: 1342, m: 12, d: 29 });
        assert!((starts()[0] - d.0) <= 3 && d.0 < starts()[0]);
        assert_eq!(before_table(Hijri { y: 1318, m: 1, d: 1 }), day("1900-05-01"));
        assert_eq!(hijri_year(day("2026-11-22")), 1448);
        assert_eq!(hijri_year(day("2078-01-10")), 1501);
    }
}
