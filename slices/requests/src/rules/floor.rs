//! When an answer may go out (H5). The policy's two weeks are a floor, never a deadline: nothing here counts down to an answer.
//! The staff's internal target is a second, separate clock, and not from the policy.

use super::needs::Refusal;
use super::state::{Holder, State};
use kernel::{At, DAY_MS, Day};

/// From which moment the floor counts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FloorFrom {
    Submission,
    Presentation,
}

impl FloorFrom {
    pub fn code(self) -> &'static str {
        match self {
            FloorFrom::Submission => "submission",
            FloorFrom::Presentation => "presentation",
        }
    }
    pub fn parse(code: &str) -> Option<FloorFrom> {
        [FloorFrom::Submission, FloorFrom::Presentation].into_iter().find(|f| f.code() == code)
    }
}

/// One version of the association's clocks. A request keeps the version in force when it was submitted.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ClockSettings {
    pub version: i64,
    /// Times 24 hours.
    pub earliest_reply_days: i64,
    pub floor_from: FloorFrom,
    /// An earlier reply with a recorded reason; `false` bars it.
    pub early_reply_allowed: bool,
    /// The internal target, times 24 hours, counted from the first complete submission.
    pub latest_reply_days: i64,
    pub objection_days: i64,
    /// Without completion, after which a request may lapse.
    pub lapse_days: i64,
}

impl Default for ClockSettings {
    fn default() -> Self {
        ClockSettings {
            version: 1,
            earliest_reply_days: 14,
            floor_from: FloorFrom::Submission,
            early_reply_allowed: true,
            latest_reply_days: 30,
            objection_days: 30,
            lapse_days: 30,
        }
    }
}

/// "No reply before …", as given once. Kept even when a later one replaces it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Promise {
    pub start: At,
    pub earliest: At,
}

impl Promise {
    pub fn new(start: At, settings: &ClockSettings) -> Promise {
        Promise { start, earliest: start.plus_days(settings.earliest_reply_days.max(0)) }
    }
    /// The day to show and print: the day in Riyadh of the earliest instant.
    pub fn day(&self) -> Day {
        self.earliest.day()
    }
}

/// The floor of one request as it moves along the road.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Floor {
    /// The first promise ever given stays visible.
    pub first: Option<Promise>,
    /// The one that rules.
    pub current: Option<Promise>,
    /// Set by a return for the applicant's own omission before verification: the next submission starts anew.
    pub restart: bool,
}

impl Floor {
    /// A complete submission.
    #[must_use]
    pub fn submitted(self, at: At, settings: &ClockSettings) -> Floor {
        match settings.floor_from {
            FloorFrom::Submission if self.current.is_none() || self.restart => self.begin(at, settings),
            FloorFrom::Submission | FloorFrom::Presentation => Floor { restart: false, ..self },
        }
    }
    /// Raised to the committee. Only the first time counts, and only where the association counts from here.
    #[must_use]
    pub fn presented(self, at: At, settings: &ClockSettings) -> Floor {
        match (settings.floor_from, self.current) {
            (FloorFrom::Presentation, None) => self.begin(at, settings),
            _ => self,
        }
    }
    /// Sent back for completion out of `from`.
    #[must_use]
    pub fn returned(self, from: State, own_omission: bool) -> Floor {
        Floor { restart: self.restart || restarts(from, own_omission), ..self }
    }
    fn begin(self, at: At, settings: &ClockSettings) -> Floor {
        let promise = Promise::new(at, settings);
        Floor { first: self.first.or(Some(promise)), current: Some(promise), restart: false }
    }
    /// Whether now is at or after the earliest reply. Without a start there is nothing to have passed.
    pub fn reached(&self, now: At) -> bool {
        !self.restart && self.current.is_some_and(|p| now >= p.earliest)
    }
}

/// Only a return before verification, for what the applicant himself left out, restarts the floor.
pub fn restarts(from: State, own_omission: bool) -> bool {
    from == State::Submitted && own_omission
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ReplyTiming {
    AfterFloor,
    /// Before the floor, with a recorded reason: listed as a deviation.
    Urgent,
}

/// Whether a reply may go out now. A blank reason is none.
pub fn reply_allowed(now: At, floor: &Floor, settings: &ClockSettings, urgent_reason: Option<&str>) -> Result<ReplyTiming, Refusal> {
    if floor.reached(now) {
        return Ok(ReplyTiming::AfterFloor);
    }
    if !settings.early_reply_allowed {
        return Err(Refusal("early_reply_barred"));
    }
    match urgent_reason.map(str::trim) {
        Some(reason) if !reason.is_empty() => Ok(ReplyTiming::Urgent),
        _ => Err(Refusal("floor_not_reached")),
    }
}

/// What the page shows of the floor. `percent` is 0–100, for the bar's class `p-{percent}`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FloorStatus {
    /// Not complete yet, or counted from a presentation that has not happened: no date is shown.
    NotStarted,
    Running {
        earliest: At,
        day: Day,
        percent: u8,
    },
    Reached {
        earliest: At,
        day: Day,
    },
}

pub fn floor_status(floor: &Floor, now: At) -> FloorStatus {
    match floor.current {
        None => FloorStatus::NotStarted,
        // Sent back for the applicant's own omission: the old date no longer rules, the new one is not known.
        Some(_) if floor.restart => FloorStatus::NotStarted,
        Some(p) if now >= p.earliest => FloorStatus::Reached { earliest: p.earliest, day: p.day() },
        Some(p) => FloorStatus::Running { earliest: p.earliest, day: p.day(), percent: percent(now.0 - p.start.0, p.earliest.0 - p.start.0) },
    }
}

/// Who held the request from when to when, from its history; the last is open (`to` = `None`).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Hold {
    pub holder: Holder,
    pub from: At,
    pub to: Option<At>,
}

/// The staff's own aim, shown to staff only and labelled as not from the policy.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TargetStatus {
    pub due: At,
    pub day: Day,
    pub percent: u8,
    pub late: bool,
    /// Stands still now, because the applicant holds the request.
    pub paused: bool,
}

/// `started`: first complete submission. `ended`: the reply, where there was one; the target is then judged at that moment.
pub fn target_status(started: At, ended: Option<At>, holds: &[Hold], now: At, settings: &ClockSettings) -> TargetStatus {
    let until = ended.unwrap_or(now);
    let paused_ms: i64 =
        holds.iter().filter(|h| h.holder.pauses_target()).map(|h| (h.to.unwrap_or(until).0.min(until.0) - h.from.0.max(started.0)).max(0)).sum();
    let paused = ended.is_none() && holds.iter().any(|h| h.to.is_none() && h.holder.pauses_target());
    let span = settings.latest_reply_days.max(0) * DAY_MS;
    let due = started.plus_ms(span + paused_ms);
    TargetStatus { due, day: due.day(), percent: percent(until.0 - started.0 - paused_ms, span), late: until > due, paused }
}

/// The instant after which an objection is too late, from the reply.
pub fn objection_until(replied: At, settings: &ClockSettings) -> At {
    replied.plus_days(settings.objection_days.max(0))
}

pub fn within_objection_period(now: At, replied: Option<At>, settings: &ClockSettings) -> bool {
    replied.is_some_and(|r| now <= objection_until(r, settings))
}

/// The set days since the list of what is missing was told.
pub fn lapse_days_passed(now: At, told: Option<At>, settings: &ClockSettings) -> bool {
    told.is_some_and(|t| now >= t.plus_days(settings.lapse_days.max(0)))
}

fn percent(part: i64, whole: i64) -> u8 {
    if whole <= 0 {
        return 100;
    }
    (i128::from(part.max(0)) * 100 / i128::from(whole)).min(100) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(s: &str) -> Day {
        s.parse().unwrap()
    }

    #[test]
    fn fourteen_times_24_hours_shown_as_the_day_in_riyadh() {
        let s = ClockSettings::default();
        // 22 November, 23:30 in Riyadh is 20:30 UTC; fourteen days on it is still 23:30 there.
        let start = day("2026-11-22").start().plus_ms(23 * kernel::HOUR_MS + 30 * 60_000);
        let f = Floor::default().submitted(start, &s);
        assert_eq!(f.current.unwrap().day(), day("2026-12-06"));
        let earliest = f.current.unwrap().earliest;
        assert_eq!(reply_allowed(earliest.plus_ms(-1), &f, &s, None), Err(Refusal("floor_not_reached")));
        assert_eq!(reply_allowed(earliest.plus_ms(-1), &f, &s, Some("  ")), Err(Refusal("floor_not_reached")));
        assert_eq!(reply_allowed(earliest.plus_ms(-1), &f, &s, Some("eviction")), Ok(ReplyTiming::Urgent));
        assert_eq!(reply_allowed(earliest, &f, &s, None), Ok(ReplyTiming::AfterFloor));
        let barred = ClockSettings { early_reply_allowed: false, ..s };
        assert_eq!(reply_allowed(start, &f, &barred, Some("eviction")), Err(Refusal("early_reply_barred")));
    }

    #[test]
    fn only_an_own_omission_before_verification_restarts() {
        let s = ClockSettings::default();
        let (t0, t1) = (At(0), At(5 * DAY_MS));
        let f = Floor::default().submitted(t0, &s);
        for (from, own, restarted) in
            [(State::Submitted, true, true), (State::Submitted, false, false), (State::Verified, true, false), (State::InResearch, true, false)]
        {
            let back = f.returned(from, own);
            assert_eq!(floor_status(&back, t1) == FloorStatus::NotStarted, restarted);
            let again = back.submitted(t1, &s);
            assert_eq!(again.current.unwrap().start, if restarted { t1 } else { t0 }, "{from:?} {own}");
            assert_eq!(again.first.unwrap().start, t0);
            assert!(!again.restart);
        }
    }

    #[test]
    fn counted_from_presentation_there_is_no_date_before_it_and_one_after() {
        let s = ClockSettings { floor_from: FloorFrom::Presentation, ..ClockSettings::default() };
        let f = Floor::default().submitted(At(0), &s);
        assert_eq!(floor_status(&f, At(100 * DAY_MS)), FloorStatus::NotStarted);
        assert!(reply_allowed(At(100 * DAY_MS), &f, &s, None).is_err());
        let f = f.presented(At(DAY_MS), &s);
        assert_eq!(f.presented(At(9 * DAY_MS), &s), f, "a second presentation gives no new floor");
        assert_eq!(f.current.unwrap().earliest, At(15 * DAY_MS));
        assert!(matches!(floor_status(&f, At(8 * DAY_MS)), FloorStatus::Running { percent: 50, .. }));
        assert!(matches!(floor_status(&f, At(15 * DAY_MS)), FloorStatus::Reached { .. }));
    }

    #[test]
    fn the_target_stands_still_while_the_applicant_holds() {
        let s = ClockSettings::default();
        let holds = [
            Hold { holder: Holder::RelationsOfficer, from: At(0), to: Some(At(10 * DAY_MS)) },
            Hold { holder: Holder::Applicant, from: At(10 * DAY_MS), to: Some(At(20 * DAY_MS)) },
            Hold { holder: Holder::RelationsOfficer, from: At(20 * DAY_MS), to: None },
        ];
        let t = target_status(At(0), None, &holds, At(25 * DAY_MS), &s);
        assert_eq!((t.due, t.percent, t.late, t.paused), (At(40 * DAY_MS), 50, false, false));
        assert!(target_status(At(0), None, &holds, At(41 * DAY_MS), &s).late);
        assert!(target_status(At(0), None, &holds[..1], At(31 * DAY_MS), &s).late);
        let open = [Hold { holder: Holder::Applicant, from: At(10 * DAY_MS), to: None }];
        let t = target_status(At(0), None, &open, At(400 * DAY_MS), &s);
        assert!(t.paused && !t.late && t.percent == 33);
    }

    #[test]
    fn objection_and_lapse() {
        let s = ClockSettings::default();
        assert!(within_objection_period(At(30 * DAY_MS), Some(At(0)), &s));
        assert!(!within_objection_period(At(30 * DAY_MS + 1), Some(At(0)), &s));
        assert!(!within_objection_period(At(0), None, &s));
        assert!(!lapse_days_passed(At(30 * DAY_MS - 1), Some(At(0)), &s));
        assert!(lapse_days_passed(At(30 * DAY_MS), Some(At(0)), &s));
    }
}
