//! Channels, the walk from arrival to farewell, and the minutes between (H1, C1–C8). Pure.

use kernel::{At, FieldErrors};

/// The channels, in the policy's order.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Channel {
    Interview,
    Phone,
    SocialMedia,
    Letters,
    AidRequest,
    Volunteering,
    Website,
    Delegates,
}

impl Channel {
    pub const ALL: [Channel; 8] = [
        Channel::Interview,
        Channel::Phone,
        Channel::SocialMedia,
        Channel::Letters,
        Channel::AidRequest,
        Channel::Volunteering,
        Channel::Website,
        Channel::Delegates,
    ];
    pub fn code(self) -> &'static str {
        match self {
            Channel::Interview => "interview",
            Channel::Phone => "phone",
            Channel::SocialMedia => "social_media",
            Channel::Letters => "letters",
            Channel::AidRequest => "aid_request",
            Channel::Volunteering => "volunteering",
            Channel::Website => "website",
            Channel::Delegates => "delegates",
        }
    }
    pub fn parse(code: &str) -> Option<Channel> {
        Channel::ALL.into_iter().find(|c| c.code() == code)
    }
    pub fn icon(self) -> &'static str {
        match self {
            Channel::Interview => "meeting",
            Channel::Phone => "phone",
            Channel::SocialMedia => "chat",
            Channel::Letters => "envelope",
            Channel::AidRequest => "hands",
            Channel::Volunteering => "heart",
            Channel::Website => "globe",
            Channel::Delegates => "pin",
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Direction {
    In,
    Out,
}

impl Direction {
    pub const ALL: [Direction; 2] = [Direction::In, Direction::Out];
    pub fn code(self) -> &'static str {
        match self {
            Direction::In => "in",
            Direction::Out => "out",
        }
    }
    pub fn parse(code: &str) -> Option<Direction> {
        Direction::ALL.into_iter().find(|d| d.code() == code)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Outcome {
    /// Nothing asked or answered yet, or the talk goes on.
    Open,
    Answered,
    /// An answer is owed.
    NeedsReply,
}

impl Outcome {
    pub const ALL: [Outcome; 3] = [Outcome::Open, Outcome::Answered, Outcome::NeedsReply];
    pub fn code(self) -> &'static str {
        match self {
            Outcome::Open => "open",
            Outcome::Answered => "answered",
            Outcome::NeedsReply => "needs_reply",
        }
    }
    pub fn parse(code: &str) -> Option<Outcome> {
        Outcome::ALL.into_iter().find(|o| o.code() == code)
    }
}

/// Where a visitor is between the door and the farewell. What comes by another channel is done at once.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Stage {
    Waiting,
    InService,
    Done,
    /// Went before being called.
    Left,
}

impl Stage {
    pub const ALL: [Stage; 4] = [Stage::Waiting, Stage::InService, Stage::Done, Stage::Left];
    pub fn code(self) -> &'static str {
        match self {
            Stage::Waiting => "waiting",
            Stage::InService => "in_service",
            Stage::Done => "done",
            Stage::Left => "left",
        }
    }
    pub fn parse(code: &str) -> Option<Stage> {
        Stage::ALL.into_iter().find(|s| s.code() == code)
    }
}

/// When the visitor came, was called, and left.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Times {
    pub arrived: At,
    pub called: Option<At>,
    pub ended: Option<At>,
}

impl Times {
    /// Whole minutes from the door to the first word.
    pub fn waiting_minutes(&self) -> Option<i64> {
        self.called.map(|c| minutes(self.arrived, c))
    }
    /// Whole minutes given; as long as it took, with no upper limit.
    pub fn service_minutes(&self) -> Option<i64> {
        Some(minutes(self.called?, self.ended?))
    }
    /// In order, and none of them yet to come.
    pub fn judge(&self, now: At, errors: &mut FieldErrors) {
        // A clock on the wall and the server's may be a minute apart.
        let latest = now.plus_ms(60_000);
        if self.arrived > latest {
            errors.code("arrived", "contact_future");
        }
        match self.called {
            Some(c) if c > latest => errors.code("called", "contact_future"),
            Some(c) if c < self.arrived => errors.code("called", "contact_called_before"),
            _ => {}
        }
        match self.ended {
            Some(e) if e > latest => errors.code("ended", "contact_future"),
            Some(e) if e < self.called.unwrap_or(self.arrived) => errors.code("ended", "contact_ended_before"),
            _ => {}
        }
    }
}

fn minutes(from: At, to: At) -> i64 {
    ((to.0 - from.0).max(0) + 30_000) / 60_000
}

/// The outcome a finished contact has when the employee says nothing: a question without an answer is owed one.
pub fn natural_outcome(asked: &str, answered: &str) -> Outcome {
    match (asked.is_empty(), answered.is_empty()) {
        (_, false) => Outcome::Answered,
        (false, true) => Outcome::NeedsReply,
        (true, true) => Outcome::Open,
    }
}

/// `9:05`, `٠٩:٠٥`, `09.05`: hours and minutes of a day.
pub fn parse_time(raw: &str) -> Option<(i64, i64)> {
    let s = i18n::digits::ascii(raw);
    let (h, m) = s.trim().split_once([':', '.'])?;
    let number = |x: &str| x.trim().parse::<i64>().ok().filter(|_| !x.is_empty() && x.len() <= 2);
    let (h, m) = (number(h)?, number(m)?);
    ((0..24).contains(&h) && (0..60).contains(&m)).then_some((h, m))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minutes_are_measured_and_never_capped() {
        let t = Times { arrived: At(0), called: Some(At(12 * 60_000)), ended: Some(At(12 * 60_000 + 7 * 3_600_000)) };
        assert_eq!((t.waiting_minutes(), t.service_minutes()), (Some(12), Some(420)));
        assert_eq!(Times { called: None, ..t }.service_minutes(), None);
    }

    #[test]
    fn times_keep_their_order() {
        let mut e = FieldErrors::default();
        Times { arrived: At(100), called: Some(At(50)), ended: Some(At(40)) }.judge(At(200), &mut e);
        assert_eq!(e.0.iter().map(|(f, e)| (f.as_str(), e.code)).collect::<Vec<_>>(), [("called", "contact_called_before"), ("ended", "contact_ended_before")]);
        let mut e = FieldErrors::default();
        Times { arrived: At(100_000_000), called: None, ended: None }.judge(At(200), &mut e);
        assert!(e.get("arrived").is_some());
    }

    #[test]
    fn clock_times_in_any_digits() {
        assert_eq!(parse_time("9:05"), Some((9, 5)));
        assert_eq!(parse_time("٠٩:٠٥"), Some((9, 5)));
        for bad in ["", "9", "24:00", "9:60", "9:5:1", "a:b", ":5"] {
            assert_eq!(parse_time(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_question_without_an_answer_is_owed_one() {
        assert_eq!(natural_outcome("متى؟", ""), Outcome::NeedsReply);
        assert_eq!(natural_outcome("متى؟", "غدًا"), Outcome::Answered);
        assert_eq!(natural_outcome("", ""), Outcome::Open);
    }
}
