//! Numbers people quote.

/// `1448-0317`: the Hijri year, then a serial of four digits or more.
pub fn request_number(hijri_year: i32, serial: i64) -> String {
    format!("{hijri_year}-{serial:04}")
}

/// Year and serial of a request number as typed (ASCII digits; the caller folds others). Leading zeros may be left out.
pub fn parse_request_number(text: &str) -> Option<(i32, i64)> {
    let (year, serial) = text.trim().split_once('-')?;
    let digits = |s: &str, max: usize| !s.is_empty() && s.len() <= max && s.bytes().all(|b| b.is_ascii_digit());
    if year.len() != 4 || !digits(year, 4) || !digits(serial, 12) {
        return None;
    }
    let serial: i64 = serial.parse().ok()?;
    (serial > 0).then_some((year.parse().ok()?, serial))
}

/// The counter row a serial is taken from: one for each Hijri year.
pub fn counter(hijri_year: i32) -> String {
    format!("request:{hijri_year}")
}

#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn numbers() {
        for (y, n, s) in [(1448, 317, "1448-0317"), (1448, 1, "1448-0001"), (1450, 12_345, "1450-12345")] {
            assert_eq!(request_number(y, n), s);
            assert_eq!(parse_request_number(s), Some((y, n)));
        }
        assert_eq!(parse_request_number(" 1448-317 "), Some((1448, 317)));
        for bad in ["", "1448", "1448-", "-1", "1448-0000", "144-0001", "1448-00a1", "1448-0001-2"] {
            assert_eq!(parse_request_number(bad), None, "{bad}");
        }
    }
}
