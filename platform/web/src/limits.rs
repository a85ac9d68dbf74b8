use kernel::At;
use std::{collections::HashMap, net::IpAddr, sync::Mutex};

/// Largest body of an ordinary form, in bytes.
pub const FORM_BYTES: usize = 512 * 1024;
/// Largest body with scans, in bytes.
pub const UPLOAD_BYTES: usize = 32 * 1024 * 1024;

/// Whom an address stands for when tries are counted: for version 6 its first 64 bits, since one line has all the rest to itself.
pub fn counted_line(ip: IpAddr) -> IpAddr {
    match ip.to_canonical() {
        IpAddr::V6(v6) if !v6.is_loopback() => {
            let [a, b, c, d, ..] = v6.segments();
            std::net::Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0).into()
        }
        other => other,
    }
}

/// [`counted_line`] in words: `203.0.113.7`, `2001:db8:1:2::/64`.
pub fn counted_address(ip: IpAddr) -> String {
    match ip.to_canonical() {
        IpAddr::V4(v4) => v4.to_string(),
        IpAddr::V6(v6) => {
            let s = v6.segments();
            format!("{:x}:{:x}:{:x}:{:x}::/64", s[0], s[1], s[2], s[3])
        }
    }
}

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
        let (left, at) = seen.entry(counted_line(who)).or_insert((full, now));
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

    #[test]
    fn a_line_of_version_six_is_one_address() {
        let of = |s: &str| counted_address(s.parse().unwrap());
        assert_eq!(of("2001:db8:1:2:3:4:5:6"), of("2001:db8:1:2:ffff::1"));
        assert_ne!(of("2001:db8:1:2::1"), of("2001:db8:1:3::1"));
        assert_eq!(of("::ffff:203.0.113.7"), "203.0.113.7");
        let l = Limits::new(2);
        let tries = (1..=9).filter(|n| l.take(format!("2001:db8:1:2::{n}").parse().unwrap(), At(0)).is_ok()).count();
        assert_eq!(tries, 2);
        assert!(l.take("2001:db8:1:3::1".parse().unwrap(), At(0)).is_ok());
        assert_eq!(counted_line("::1".parse().unwrap()), "::1".parse::<IpAddr>().unwrap());
    }
}
