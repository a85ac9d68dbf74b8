use super::text::{number, separator};
use kernel::FieldError;
use std::fmt;

/// Whose card the number is on, told by its first digit.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Identity {
    Citizen,
    Resident,
}

impl Identity {
    pub fn code(self) -> &'static str {
        match self {
            Identity::Citizen => "citizen",
            Identity::Resident => "resident",
        }
    }
}

/// A checked identity number: ten ASCII digits, the first 1 or 2, the last a check digit (Luhn).
/// Printed by `Debug` only masked, so that it reaches no log.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct IdentityNumber(String);

/// Reads a number in any digits, with spaces or hyphens, or as a spreadsheet wrote it (`1409546114.0`).
///
/// Codes, in the order they are looked for: `id_not_digits`, `id_length` (argument `digits`: how many were written), `id_prefix`, `id_check_digit`.
pub fn parse(raw: &str) -> Result<IdentityNumber, FieldError> {
    let digits: String = number(raw).chars().filter(|c| !separator(*c)).collect();
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Err(FieldError::new("id_not_digits"));
    }
    if digits.len() != 10 {
        return Err(FieldError::new("id_length").arg("digits", digits.len()));
    }
    if !digits.starts_with(['1', '2']) {
        return Err(FieldError::new("id_prefix"));
    }
    if !luhn_sum(&digits).is_multiple_of(10) {
        return Err(FieldError::new("id_check_digit"));
    }
    Ok(IdentityNumber(digits))
}

/// The sum over the digits with the first, third, fifth, seventh and ninth doubled (and their digits added).
fn luhn_sum(digits: &str) -> u32 {
    digits
        .bytes()
        .enumerate()
        .map(|(i, b)| {
            let d = u32::from(b - b'0');
            if i % 2 == 0 { d * 2 / 10 + d * 2 % 10 } else { d }
        })
        .sum()
}

/// Nine digits completed by their check digit: for invented people. `None` unless they are nine digits beginning with 1 or 2.
pub fn make_valid(nine: &str) -> Option<IdentityNumber> {
    if nine.len() != 9 || !nine.starts_with(['1', '2']) || !nine.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    Some(IdentityNumber(format!("{nine}{}", (10 - luhn_sum(nine) % 10) % 10)))
}

impl IdentityNumber {
    pub fn as_str(&self) -> &str {
        &self.0
    }
    pub fn kind(&self) -> Identity {
        if self.0.starts_with('1') { Identity::Citizen } else { Identity::Resident }
    }
    /// `1•••••7730`: enough to tell two cards apart at the desk, not enough to copy.
    pub fn mask(&self) -> String {
        mask(&self.0)
    }
}

/// Masks a number as stored (also one that never passed the check: another document's number keeps its last four signs only).
pub fn mask(stored: &str) -> String {
    let n = stored.chars().count();
    stored.chars().enumerate().map(|(i, c)| if (i == 0 && n > 5) || i + 4 >= n && n > 4 { c } else { '•' }).collect()
}

impl fmt::Display for IdentityNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
impl fmt::Debug for IdentityNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.mask())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_every_way_of_writing() {
        for raw in [
            "1409546114",
            " 1409546114 ",
            "١٤٠٩٥٤٦١١٤",
            "۱۴۰۹۵۴۶۱۱۴",
            "1409546114.0",
            "140-954-6114",
            "1409 546114",
            "1.409546114E9",
            "\u{200f}1409546114\u{200e}",
        ] {
            assert_eq!(parse(raw).unwrap().as_str(), "1409546114", "{raw}");
        }
        assert_eq!(parse("1000000008").unwrap().kind(), Identity::Citizen);
        assert_eq!(parse("2033076668").unwrap().kind(), Identity::Resident);
    }

    #[test]
    fn says_what_is_wrong() {
        for (raw, code) in [
            ("", "id_not_digits"),
            ("لا يوجد", "id_not_digits"),
            ("14O9546114", "id_not_digits"),
            ("153992237", "id_length"),
            ("10000000081", "id_length"),
            ("3000000008", "id_prefix"),
            ("1409546115", "id_check_digit"),
        ] {
            assert_eq!(parse(raw).unwrap_err().code, code, "{raw}");
        }
        assert_eq!(parse("١٢٧٣٦٣٩٧٤").unwrap_err().args["digits"], "9");
    }

    #[test]
    fn masks() {
        let id = parse("1879217428").unwrap();
        assert_eq!(id.mask(), "1•••••7428");
        assert_eq!(format!("{id:?}"), "1•••••7428");
        assert_eq!(mask("A1234567"), "A•••4567");
        assert_eq!(mask("1234"), "••••");
    }

    proptest! {
        #[test]
        fn a_changed_digit_is_found(nine in "[12][0-9]{8}", at in 0usize..10, by in 1u8..10) {
            let id = make_valid(&nine).unwrap();
            prop_assert_eq!(parse(id.as_str()).unwrap(), id.clone());
            let mut bytes = id.as_str().as_bytes().to_vec();
            bytes[at] = b'0' + (bytes[at] - b'0' + by) % 10;
            prop_assert!(parse(std::str::from_utf8(&bytes).unwrap()).is_err());
        }
        #[test]
        fn never_panics(raw in ".*") {
            let _ = parse(&raw);
            let _ = mask(&raw);
        }
    }
}
