//! By which way a message goes, and when.

use i18n::Lang;
use kernel::{At, DAY_MS, HOUR_MS, RIYADH_OFFSET_MS};

/// The ways out of the house, in the order tried where the person has no wish of his own.
pub const CHANNELS: &[&str] = &["sms", "whatsapp", "email"];
/// No way out: the portal, or an employee's desk.
pub const INBOX: &str = "inbox";

/// What is known of him who is to be told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reach {
    /// How he would rather be reached, as the register has it.
    pub prefers: Option<String>,
    /// `05XXXXXXXX`.
    pub mobile: Option<String>,
    pub email: Option<String>,
    /// What he said of each way; `None` while never asked.
    pub sms: Option<bool>,
    pub whatsapp: Option<bool>,
    pub by_email: Option<bool>,
}

/// A way and the address it ends at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    pub channel: &'static str,
    pub address: String,
}

/// Every way open to him, the best first. `open`: the channels this house can send by. Messages about his own affairs need no consent by SMS
/// or mail, and end with its withdrawal; WhatsApp is asked for first.
pub fn ways(r: &Reach, open: &[&str]) -> Vec<Way> {
    let mut order: Vec<&'static str> = CHANNELS.to_vec();
    if let Some(i) = r.prefers.as_deref().and_then(|p| order.iter().position(|c| *c == p)) {
        let first = order.remove(i);
        order.insert(0, first);
    }
    let way = |channel: &'static str| {
        let (allowed, address) = match channel {
            "whatsapp" => (r.whatsapp == Some(true), &r.mobile),
            "email" => (r.by_email != Some(false), &r.email),
            _ => (r.sms != Some(false), &r.mobile),
        };
        let address = address.clone().filter(|a| !a.is_empty())?;
        (allowed && open.contains(&channel)).then_some(Way { channel, address })
    };
    order.into_iter().filter_map(way).collect()
}

/// The language he is written to in: his own where it is one of the two; English for speakers of others.
pub fn lang(preferred: Option<&str>) -> Lang {
    match preferred {
        Some("en" | "ur" | "bn" | "hi" | "id" | "tl") => Lang::En,
        _ => Lang::Ar,
    }
}

/// When people are left in peace. Minutes of the day in Riyadh; `from` after `to` runs over midnight, both alike: never.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Quiet {
    pub from: i64,
    pub to: i64,
    /// On Fridays until then, beside the night.
    pub friday_until: i64,
}

impl Quiet {
    fn silent(&self, minute: i64, friday: bool) -> bool {
        let night = if self.from <= self.to { self.from <= minute && minute < self.to } else { minute >= self.from || minute < self.to };
        night || (friday && minute < self.friday_until)
    }

    /// `at`, or the first minute after the silence it falls into.
    pub fn after(&self, at: At) -> At {
        let minute_of = |at: At| (at.0 + RIYADH_OFFSET_MS).rem_euclid(DAY_MS) / 60_000;
        let silent = |at: At| self.silent(minute_of(at), at.day().weekday() == 5);
        if !silent(at) {
            return at;
        }
        let whole = At(at.0 - (at.0 + RIYADH_OFFSET_MS).rem_euclid(60_000));
        // At most two days: whatever was set, a message is late, never lost.
        (1..=2 * 24 * 60).map(|m| whole.plus_ms(m * 60_000)).find(|t| !silent(*t)).unwrap_or(at)
    }
}

/// Waits between tries; after the last of them the next channel is taken.
pub const BACKOFF_MS: [i64; 5] = [30_000, 120_000, 600_000, HOUR_MS, 6 * HOUR_MS];

/// How long to wait after `tried` failed tries; `None` when that was the last. `jitter`: any number; moves it by at most a tenth.
/// What the provider asked for is never undercut.
pub fn wait(tried: i64, jitter: u128, asked: Option<i64>) -> Option<i64> {
    let base = *usize::try_from(tried - 1).ok().and_then(|i| BACKOFF_MS.get(i))?;
    let tenth = base / 10;
    let moved = base - tenth + (jitter % (2 * tenth as u128 + 1)) as i64;
    Some(moved.max(asked.unwrap_or(0).clamp(0, DAY_MS)))
}

/// How far a receipt brings a message. Later ones are higher; a failure counts only before the delivery.
pub fn rank(status: &str) -> i64 {
    match status {
        "read" => 4,
        "delivered" => 3,
        "failed" => 2,
        "sent" => 1,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(day: &str, h: i64, m: i64) -> At {
        day.parse::<kernel::Day>().unwrap().start().plus_ms(h * HOUR_MS + m * 60_000)
    }

    #[test]
    fn nights_and_fridays_are_quiet() {
        let q = Quiet { from: 21 * 60, to: 8 * 60, friday_until: 13 * 60 };
        // 2026-11-22 is a Sunday, the 27th a Friday.
        for (asked, told) in [
            (("2026-11-22", 8, 0), ("2026-11-22", 8, 0)),
            (("2026-11-22", 20, 59), ("2026-11-22", 20, 59)),
            (("2026-11-22", 21, 0), ("2026-11-23", 8, 0)),
            (("2026-11-22", 7, 59), ("2026-11-22", 8, 0)),
            (("2026-11-23", 0, 0), ("2026-11-23", 8, 0)),
            (("2026-11-26", 23, 30), ("2026-11-27", 13, 0)),
            (("2026-11-27", 9, 0), ("2026-11-27", 13, 0)),
            (("2026-11-27", 13, 0), ("2026-11-27", 13, 0)),
            (("2026-11-27", 22, 0), ("2026-11-28", 8, 0)),
        ] {
            assert_eq!(q.after(at(asked.0, asked.1, asked.2)), at(told.0, told.1, told.2), "{asked:?}");
        }
        let never = Quiet { from: 0, to: 0, friday_until: 0 };
        assert_eq!(never.after(at("2026-11-27", 3, 0)), at("2026-11-27", 3, 0));
        let always = Quiet { from: 0, to: 1440, friday_until: 0 };
        assert_eq!(always.after(at("2026-11-27", 3, 0)), at("2026-11-27", 3, 0), "late, never lost");
    }

    #[test]
    fn waits_grow_and_end() {
        for (i, base) in BACKOFF_MS.iter().enumerate() {
            for jitter in [0, 7, u128::MAX, 12_345_678] {
                let w = wait(i as i64 + 1, jitter, None).unwrap();
                assert!((base - base / 10..=base + base / 10).contains(&w), "{i} {w}");
            }
        }
        assert_eq!(wait(6, 0, None), None);
        assert_eq!(wait(0, 0, None), None);
        assert_eq!(wait(1, 0, Some(900_000)), Some(900_000));
        assert_eq!(wait(4, 0, Some(1)), Some(HOUR_MS - HOUR_MS / 10));
    }

    #[test]
    fn consent_decides_the_way() {
        let all = ["sms", "whatsapp", "email"];
        let base = Reach { mobile: Some("0500000187".into()), email: Some("a@b.sa".into()), ..Reach::default() };
        let names = |r: &Reach, open: &[&str]| ways(r, open).iter().map(|w| w.channel).collect::<Vec<_>>();
        assert_eq!(names(&base, &all), ["sms", "email"]);
        assert_eq!(names(&Reach { whatsapp: Some(true), ..base.clone() }, &all), ["sms", "whatsapp", "email"]);
        assert_eq!(names(&Reach { whatsapp: Some(true), prefers: Some("whatsapp".into()), ..base.clone() }, &all), ["whatsapp", "sms", "email"]);
        assert_eq!(names(&Reach { prefers: Some("whatsapp".into()), ..base.clone() }, &all), ["sms", "email"], "not without his word");
        assert_eq!(names(&Reach { prefers: Some("email".into()), ..base.clone() }, &all), ["email", "sms"]);
        assert_eq!(names(&Reach { sms: Some(false), ..base.clone() }, &all), ["email"]);
        assert_eq!(names(&Reach { sms: Some(false), by_email: Some(false), ..base.clone() }, &all), Vec::<&str>::new());
        assert_eq!(names(&base, &["whatsapp"]), Vec::<&str>::new());
        assert_eq!(names(&Reach::default(), &all), Vec::<&str>::new());
    }
}
