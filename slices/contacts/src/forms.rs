//! Raw strings → what the actions take, or field codes.

use crate::{
    actions::{Arrive, Entry},
    rules::{Channel, Direction, Outcome, Times, parse_time},
};
use i18n::dates::{Calendar, Precision};
use kernel::{At, Day, FieldError, FieldErrors, HOUR_MS, Id, Problem, Result};
use web::{DateRaw, Form};

pub const ERROR_CODES: &[&str] = &[
    "contact_name",
    "contact_channel",
    "contact_words",
    "contact_text_long",
    "contact_day",
    "contact_time",
    "contact_future",
    "contact_called_before",
    "contact_ended_before",
];

/// Longest question or answer, in characters.
pub const MAX_TEXT: usize = 4000;

/// A contact's fields as typed, for the form shown again.
#[derive(Clone, Debug, Default)]
pub struct Raw {
    pub file: String,
    pub person_name: String,
    pub mobile: String,
    pub channel: String,
    pub direction: String,
    pub asked: String,
    pub answered: String,
    pub outcome: String,
    pub day: DateRaw,
    pub arrived: String,
    pub called: String,
    pub ended: String,
}

fn clock(at: At) -> String {
    let (h, m) = at.hour_minute();
    format!("{h:02}:{m:02}")
}

impl Raw {
    pub fn of(form: &Form) -> Raw {
        let text = |n: &str| form.text(n).to_string();
        Raw {
            file: text("file"),
            person_name: text("person_name"),
            mobile: text("mobile"),
            channel: text("channel"),
            direction: text("direction"),
            asked: text("asked"),
            answered: text("answered"),
            outcome: text("outcome"),
            day: DateRaw::of(form, "day"),
            arrived: text("arrived"),
            called: text("called"),
            ended: text("ended"),
        }
    }
    /// What a new form begins with: coming to us, today, now.
    pub fn fresh(now: At, calendar: Calendar) -> Raw {
        Raw { direction: Direction::In.code().into(), day: DateRaw::given(now.day(), calendar, Precision::Full), arrived: clock(now), ..Raw::default() }
    }
    pub fn given(c: &crate::Contact, calendar: Calendar) -> Raw {
        Raw {
            file: c.file.map(|f| f.to_string()).unwrap_or_default(),
            // A number in place of a name is nothing to be corrected: the name is still to be asked.
            person_name: if c.named() { c.person_name.clone() } else { String::new() },
            mobile: c.mobile.clone(),
            channel: c.channel.code().into(),
            direction: c.direction.code().into(),
            asked: c.asked.clone(),
            answered: c.answered.clone(),
            // What waits for its first answer follows from what is written: an answer left under "waits" would go on waiting.
            outcome: if c.outcome == Outcome::NeedsReply && c.answered.is_empty() { String::new() } else { c.outcome.code().into() },
            day: DateRaw::given(c.arrived.day(), calendar, Precision::Full),
            arrived: clock(c.arrived),
            called: c.called.map(clock).unwrap_or_default(),
            ended: c.ended.map(clock).unwrap_or_default(),
        }
    }

    /// The same for a contact that is there: a name nobody asked for yet stays the number, a number that was not touched stays as it came.
    pub fn entry_of(&self, c: &crate::Contact, now: At, once: (String, String)) -> Result<Entry> {
        let mut raw = self.clone();
        if raw.file.is_empty() && raw.person_name.is_empty() && !c.named() {
            raw.person_name = c.person_name.clone();
        }
        let untouched = !c.mobile.is_empty() && raw.mobile == c.mobile;
        if untouched {
            raw.mobile.clear();
        }
        let entry = raw.entry(now, once)?;
        Ok(if untouched && entry.file.is_none() { Entry { mobile: c.mobile.clone(), ..entry } } else { entry })
    }

    /// The file named, if it reads as an id; anything else is nobody's.
    fn file(&self) -> Result<Option<Id>> {
        if self.file.is_empty() { Ok(None) } else { self.file.parse().map(Some).map_err(|_| Problem::NotFound) }
    }

    fn who(&self, file: Option<Id>, e: &mut FieldErrors) -> (String, String) {
        let name = people::rules::clean(&self.person_name);
        if file.is_none() && name.is_empty() {
            e.code("person_name", "contact_name");
        }
        long("person_name", &name, 160, e);
        let mobile = if self.mobile.is_empty() || file.is_some() {
            String::new()
        } else {
            match people::rules::mobile::parse(&self.mobile) {
                Ok(m) => m.as_str().to_string(),
                Err(wrong) => {
                    e.add("mobile", wrong);
                    String::new()
                }
            }
        };
        (name, mobile)
    }

    fn words(&self, e: &mut FieldErrors) {
        long("asked", &self.asked, MAX_TEXT, e);
        long("answered", &self.answered, MAX_TEXT, e);
    }

    /// A visitor at the door: who, and perhaps already why.
    pub fn arrive(&self, once: (String, String)) -> Result<Arrive> {
        let mut e = FieldErrors::default();
        let file = self.file()?;
        let (person_name, mobile) = self.who(file, &mut e);
        self.words(&mut e);
        e.ok(Arrive { file, person_name, mobile, asked: self.asked.clone(), once })
    }

    /// A whole contact, entered after it happened or corrected later.
    pub fn entry(&self, now: At, once: (String, String)) -> Result<Entry> {
        let mut e = FieldErrors::default();
        let file = self.file()?;
        let (person_name, mobile) = self.who(file, &mut e);
        let channel = Channel::parse(&self.channel);
        if channel.is_none() {
            e.code("channel", "contact_channel");
        }
        let channel = channel.unwrap_or(Channel::Phone);
        self.words(&mut e);
        if self.asked.is_empty() && self.answered.is_empty() {
            e.code("asked", "contact_words");
        }
        let times = self.times(channel, now, &mut e);
        let outcome = Outcome::parse(&self.outcome);
        let direction = Direction::parse(&self.direction).unwrap_or(Direction::In);
        e.ok(Entry { file, person_name, mobile, channel, direction, asked: self.asked.clone(), answered: self.answered.clone(), outcome, times, once })
    }

    /// Question, answer and outcome alone, while the visitor is here.
    pub fn talk(&self) -> Result<(String, String, Option<Outcome>)> {
        let mut e = FieldErrors::default();
        self.words(&mut e);
        e.ok((self.asked.clone(), self.answered.clone(), Outcome::parse(&self.outcome)))
    }

    fn times(&self, channel: Channel, now: At, e: &mut FieldErrors) -> Times {
        let day: Day = match self.day.parse() {
            Ok(Some(d)) if d.precision == Precision::Full => d.day,
            Ok(_) => {
                e.code("day", "contact_day");
                now.day()
            }
            Err(wrong) => {
                e.add("day", wrong);
                now.day()
            }
        };
        let mut read = |field: &'static str, raw: &str| -> Option<At> {
            if raw.is_empty() {
                return None;
            }
            let Some((h, m)) = parse_time(raw) else {
                e.code(field, "contact_time");
                return None;
            };
            Some(day.start().plus_ms(h * HOUR_MS + m * 60_000))
        };
        let arrived = read("arrived", &self.arrived);
        let called = read("called", &self.called);
        // Past midnight is the next day.
        let ended = read("ended", &self.ended).map(|at| match called.or(arrived) {
            Some(from) if at < from && from.0 - at.0 > 12 * HOUR_MS => at.plus_days(1),
            _ => at,
        });
        if arrived.is_none() && e.get("arrived").is_none() {
            e.code("arrived", "contact_time");
        }
        let arrived = arrived.unwrap_or(now);
        // Only a visitor waits, and how long is known only if it was noted; what comes otherwise begins when it comes.
        let called = if channel == Channel::Interview { called } else { Some(arrived) };
        let times = Times { arrived, called, ended };
        if e.get("arrived").is_none() && e.get("called").is_none() && e.get("ended").is_none() && e.get("day").is_none() {
            times.judge(now, e);
        }
        times
    }
}

fn long(field: &'static str, text: &str, most: usize, e: &mut FieldErrors) {
    if text.chars().count() > most {
        e.add(field, FieldError::new("contact_text_long").arg("n", most));
    }
}

pub fn version(form: &Form) -> i64 {
    form.text("version").parse().unwrap_or(-1)
}

/// The idempotency key and what it is bound to.
pub fn once(form: &Form) -> (String, String) {
    (form.once().to_string(), form.digest())
}
