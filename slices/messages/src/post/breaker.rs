//! A provider that is down is left alone for a while: its messages wait, the other channels go on.

use kernel::At;
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

const FAILURES: u32 = 3;
const FIRST_MS: i64 = 60_000;
const LONGEST_MS: i64 = 600_000;

#[derive(Default)]
pub(super) struct Breakers(Mutex<BTreeMap<String, (u32, At)>>);

impl Breakers {
    /// Whether this channel may be tried now. When its rest is over it may; the next failure ends that again.
    pub fn rests(&self, channel: &str, now: At) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(channel).is_some_and(|(_, until)| now < *until)
    }
    pub fn worked(&self, channel: &str) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(channel);
    }
    pub fn failed(&self, channel: &str, now: At) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (n, until) = all.entry(channel.to_string()).or_insert((0, At(0)));
        *n += 1;
        if *n >= FAILURES {
            let rest = FIRST_MS.saturating_mul(1 << (*n - FAILURES).min(10)).min(LONGEST_MS);
            *until = now.plus_ms(rest);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn rests_longer_each_time_and_only_that_channel() {
        let b = Breakers::default();
        let t = |s: i64| At(s * 1_000);
        b.failed("sms", t(0));
        b.failed("sms", t(1));
        assert!(!b.rests("sms", t(2)));
        b.failed("sms", t(2));
        assert!(b.rests("sms", t(3)) && b.rests("sms", t(61)) && !b.rests("sms", t(62)));
        assert!(!b.rests("email", t(3)));
        b.failed("sms", t(62));
        assert!(b.rests("sms", t(62 + 119)) && !b.rests("sms", t(62 + 120)));
        for i in 0..20 {
            b.failed("sms", t(200 + i));
        }
        assert!(b.rests("sms", t(219 + 599)) && !b.rests("sms", t(219 + 600)));
        b.worked("sms");
        assert!(!b.rests("sms", t(220)));
    }
}
