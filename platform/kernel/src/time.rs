use jiff::civil;
use std::{fmt, str::FromStr};

pub const HOUR_MS: i64 = 3_600_000;
pub const DAY_MS: i64 = 24 * HOUR_MS;
/// Asia/Riyadh is UTC+3 all year: the Kingdom keeps no summer time.
pub const RIYADH_OFFSET_MS: i64 = 3 * HOUR_MS;

/// An instant: milliseconds since 1970-01-01 UTC. Stored as BIGINT, shown in Asia/Riyadh.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize, serde::Deserialize)]
pub struct At(pub i64);

impl At {
    /// The Gregorian day in Riyadh at this instant.
    pub fn day(self) -> Day {
        Day(((self.0 + RIYADH_OFFSET_MS).div_euclid(DAY_MS)) as i32)
    }
    /// Hour and minute in Riyadh.
    pub fn hour_minute(self) -> (i64, i64) {
        let ms = (self.0 + RIYADH_OFFSET_MS).rem_euclid(DAY_MS);
        (ms / HOUR_MS, ms % HOUR_MS / 60_000)
    }
    pub fn plus_ms(self, ms: i64) -> At {
        At(self.0 + ms)
    }
    /// `n` times 24 hours later.
    pub fn plus_days(self, n: i64) -> At {
        At(self.0 + n * DAY_MS)
    }
    /// RFC 3339 in Riyadh time, for `<time datetime>`.
    pub fn rfc3339(self) -> String {
        let (h, m) = self.hour_minute();
        let s = (self.0 + RIYADH_OFFSET_MS).rem_euclid(60_000) / 1000;
        format!("{}T{h:02}:{m:02}:{s:02}+03:00", self.day())
    }
}

/// A Gregorian calendar day, days since 1970-01-01. Stored as TEXT `YYYY-MM-DD`, so text order is date order.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub i32);

impl Day {
    pub fn from_ymd(y: i16, m: i8, d: i8) -> Option<Day> {
        let date = civil::Date::new(y, m, d).ok()?;
        Some(Day(epoch().until(date).ok()?.get_days()))
    }
    pub fn ymd(self) -> (i16, i8, i8) {
        let d = self.civil();
        (d.year(), d.month(), d.day())
    }
    /// 0 = Sunday … 6 = Saturday.
    pub fn weekday(self) -> usize {
        (self.0 + 4).rem_euclid(7) as usize
    }
    pub fn plus(self, days: i32) -> Day {
        Day(self.0 + days)
    }
    /// Midnight in Riyadh at the start of this day.
    pub fn start(self) -> At {
        At(i64::from(self.0) * DAY_MS - RIYADH_OFFSET_MS)
    }
    /// Full years from this day to `on` (an age).
    pub fn years_until(self, on: Day) -> i32 {
        let (y0, m0, d0) = self.ymd();
        let (y1, m1, d1) = on.ymd();
        i32::from(y1) - i32::from(y0) - i32::from((m1, d1) < (m0, d0))
    }
    fn civil(self) -> civil::Date {
        epoch().saturating_add(jiff::Span::new().days(self.0.clamp(-700_000, 2_900_000)))
    }
}

fn epoch() -> civil::Date {
    civil::date(1970, 1, 1)
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (y, m, d) = self.ymd();
        write!(f, "{y:04}-{m:02}-{d:02}")
    }
}
impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}
impl FromStr for Day {
    type Err = ();
    /// Only `YYYY-MM-DD`; what people type goes through `i18n::dates`.
    fn from_str(s: &str) -> Result<Day, ()> {
        let mut p = s.splitn(3, '-');
        let (y, m, d) = (p.next().ok_or(())?, p.next().ok_or(())?, p.next().ok_or(())?);
        if y.len() != 4 || m.len() != 2 || d.len() != 2 {
            return Err(());
        }
        Day::from_ymd(y.parse().map_err(|_| ())?, m.parse().map_err(|_| ())?, d.parse().map_err(|_| ())?).ok_or(())
    }
}
impl serde::Serialize for Day {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}
impl<'de> serde::Deserialize<'de> for Day {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        String::deserialize(d)?.parse().map_err(|()| serde::de::Error::custom("not a day"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn days_round_trip() {
        for s in ["1970-01-01", "1948-02-19", "2026-11-22", "2077-11-16", "2024-02-29"] {
            assert_eq!(s.parse::<Day>().unwrap().to_string(), s);
        }
        assert_eq!("1970-01-01".parse::<Day>(), Ok(Day(0)));
        assert!("2023-02-29".parse::<Day>().is_err());
        assert_eq!("2026-11-22".parse::<Day>().unwrap().weekday(), 0);
    }
    #[test]
    fn riyadh_turns_the_day_three_hours_early() {
        let day: Day = "2026-11-22".parse().unwrap();
        assert_eq!(day.start().day(), day);
        assert_eq!(day.start().plus_ms(-1).day(), day.plus(-1));
        assert_eq!(At(day.start().0 + 8 * HOUR_MS + 5 * 60_000).hour_minute(), (8, 5));
    }
    #[test]
    fn ages() {
        let b: Day = "2000-05-10".parse().unwrap();
        assert_eq!(b.years_until("2026-05-09".parse().unwrap()), 25);
        assert_eq!(b.years_until("2026-05-10".parse().unwrap()), 26);
    }
}
