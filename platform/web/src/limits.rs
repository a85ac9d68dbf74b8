use kernel::At;
use std::{collections::HashMap, net::IpAddr, sync::Mutex};

/// Largest body of an ordinary form, in bytes.
pub const FORM_BYTES: usize = 512 * 1024;
/// Largest body with scans, in bytes.
pub const UPLOAD_BYTES: usize = 32 * 1024 * 1024;

/// A token bucket per address for what costs much or can be guessed at: sign-in, first run, public posts.
pub struct Limits {
    per_minute: u32,
    seen: Mutex<HashMap<IpAddr, (f64, At)>>,
}

impl Limits {
    pub fn new(per_minute: u32) -> Limits {
        Limits { per_minute, seen: Mutex::default() }
    }

    /// Takes one; `Err(seconds)` says how long to wait.
    pub fn take(&self, who: IpAddr, now: At) -> Result<(), i64> {
        let rate = f64::from(self.per_minute) / 60_000.0;
        let full = f64::from(self.per_minute);
        let mut seen = self.seen.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if seen.len() > 10_000 {
            seen.retain(|_, (left, at)| *left + (now.0 - at.0) as f64 * rate < full);
        }
        let (left, at) = seen.entry(who).or_insert((full, now));
        *left = (*left + (now.0 - at.0).max(0) as f64 * rate).min(full);
        *at = now;
        if *left < 1.0 {
            return Err((((1.0 - *left) / rate / 1000.0).ceil() as i64).max(1));
        }
        *left -= 1.0;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn fills_again_with_time() {
        let l = Limits::new(2);
        let me = IpAddr::from([127, 0, 0, 1]);
        assert!(l.take(me, At(0)).is_ok() && l.take(me, At(0)).is_ok());
        assert_eq!(l.take(me, At(0)), Err(30));
        assert!(l.take(IpAddr::from([127, 0, 0, 2]), At(0)).is_ok());
        assert!(l.take(me, At(30_000)).is_ok());
    }
}
