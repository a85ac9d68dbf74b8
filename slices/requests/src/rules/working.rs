//! Working minutes by the association's calendar, for internal targets. The floor never uses them: it counts plain days.

use kernel::{At, Day};

const MINUTE_MS: i64 = 60_000;
/// How far ahead a target is looked for: a calendar without working hours gives none.
const LOOK_AHEAD_DAYS: i32 = 3660;

/// From–to in minutes after midnight in Riyadh, `to` not included.
pub type Span = (u16, u16);

/// Other hours between two days, both included: Ramadan.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Season {
    pub from: Day,
    pub to: Day,
    pub hours: Vec<Span>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WorkCalendar {
    /// Sunday first, as [`Day::weekday`]. Spans in order, not overlapping.
    pub week: [Vec<Span>; 7],
    pub holidays: Vec<Day>,
    pub seasons: Vec<Season>,
}

impl Default for WorkCalendar {
    /// Sunday to Thursday, 8:00–16:00.
    fn default() -> Self {
        let day = || vec![(480, 960)];
        WorkCalendar { week: [day(), day(), day(), day(), day(), vec![], vec![]], holidays: vec![], seasons: vec![] }
    }
}

impl WorkCalendar {
    /// The working spans of a day: none on a holiday or a day of rest; a season changes the hours, not the days.
    pub fn spans(&self, day: Day) -> &[Span] {
        let usual = self.week.get(day.weekday()).map_or(&[][..], Vec::as_slice);
        if usual.is_empty() || self.holidays.contains(&day) {
            return &[];
        }
        self.seasons.iter().find(|s| s.from <= day && day <= s.to).map_or(usual, |s| s.hours.as_slice())
    }
    pub fn is_working_day(&self, day: Day) -> bool {
        !self.spans(day).is_empty()
    }
    fn instants(&self, day: Day) -> impl Iterator<Item = (At, At)> {
        let start = day.start();
        let at = move |m: u16| start.plus_ms(i64::from(m) * MINUTE_MS);
        self.spans(day).iter().filter(|(a, b)| a < b).map(move |&(a, b)| (at(a), at(b)))
    }
    /// Whole working minutes between two instants; 0 if `to` is not after `from`.
    pub fn minutes_between(&self, from: At, to: At) -> i64 {
        if to <= from {
            return 0;
        }
        let ms: i64 = (from.day().0..=to.day().0).flat_map(|d| self.instants(Day(d))).map(|(a, b)| (b.0.min(to.0) - a.0.max(from.0)).max(0)).sum();
        ms / MINUTE_MS
    }
    /// The instant at which `minutes` of work after `from` are done. `None` if no such instant within ten years.
    pub fn plus_minutes(&self, from: At, minutes: i64) -> Option<At> {
        let mut left = minutes.max(0) * MINUTE_MS;
        if left == 0 {
            return Some(from);
        }
        for d in 0..LOOK_AHEAD_DAYS {
            for (a, b) in self.instants(from.day().plus(d)) {
                let begin = a.0.max(from.0);
                let room = b.0 - begin;
                if room <= 0 {
                    continue;
                }
                if left <= room {
                    return Some(At(begin + left));
                }
                left -= room;
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::HOUR_MS;

    fn at(day: &str, hour: i64) -> At {
        day.parse::<Day>().unwrap().start().plus_ms(hour * HOUR_MS)
    }

    #[test]
    fn over_the_weekend_and_holidays() {
        let mut c = WorkCalendar::default();
        // Thursday 26 November 2026, 15:00 → Sunday 09:00: an hour on each side.
        assert_eq!(c.minutes_between(at("2026-11-26", 15), at("2026-11-29", 9)), 120);
        assert_eq!(c.plus_minutes(at("2026-11-26", 15), 120), Some(at("2026-11-29", 9)));
        c.holidays.push("2026-11-29".parse().unwrap());
        assert_eq!(c.plus_minutes(at("2026-11-26", 15), 120), Some(at("2026-11-30", 9)));
        assert!(!c.is_working_day("2026-11-27".parse().unwrap()));
    }
    #[test]
    fn a_season_shortens_the_day() {
        let mut c = WorkCalendar::default();
        c.seasons.push(Season { from: "2027-02-08".parse().unwrap(), to: "2027-03-09".parse().unwrap(), hours: vec![(600, 900)] });
        assert_eq!(c.minutes_between(at("2027-02-08", 0), at("2027-02-09", 0)), 300);
        assert_eq!(c.minutes_between(at("2027-02-12", 0), at("2027-02-13", 0)), 0, "Friday stays a day of rest");
    }
    #[test]
    fn no_hours_no_answer() {
        let c = WorkCalendar { week: Default::default(), holidays: vec![], seasons: vec![] };
        assert_eq!(c.plus_minutes(At(0), 1), None);
        assert_eq!(c.minutes_between(at("2026-11-22", 9), at("2026-11-22", 8)), 0);
    }
}
