use super::text::{number, separator};
use kernel::FieldError;
use std::fmt;

/// A Saudi mobile number in one form: `05XXXXXXXX`. `Debug` shows its last three digits only.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Mobile(String);

/// Reads 05…, 5…, 9665…, +966…, 00966… in any digits with spaces, hyphens or brackets. The one code is `mobile`.
pub fn parse(raw: &str) -> Result<Mobile, FieldError> {
    let bad = || FieldError::new("mobile");
    let compact: String = number(raw).chars().filter(|c| !separator(*c)).collect();
    // In right-to-left text the plus often ends up on the other side.
    let digits = compact.trim_start_matches('+').trim_end_matches('+');
    if compact.len() - digits.len() > 1 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Err(bad());
    }
    let national = digits.strip_prefix("00966").or_else(|| digits.strip_prefix("966")).unwrap_or(digits);
    let nine = national.strip_prefix('0').unwrap_or(national);
    if nine.len() == 9 && nine.starts_with('5') { Ok(Mobile(format!("0{nine}"))) } else { Err(bad()) }
}

/// One cell with several numbers (`0500000187 / 0500000195`), in their order, each once. An error if any of them is not a mobile.
pub fn parse_many(raw: &str) -> Result<Vec<Mobile>, FieldError> {
    let mut all = vec![];
    for part in raw.split(['/', '\\', '،', ',', '؛', ';', '|', '\n']).filter(|p| !p.trim().is_empty()) {
        let m = parse(part)?;
        if !all.contains(&m) {
            all.push(m);
        }
    }
    if all.is_empty() { Err(FieldError::new("mobile")) } else { Ok(all) }
}

impl Mobile {
    /// `05XXXXXXXX`, as stored.
    pub fn as_str(&self) -> &str {
        &self.0
    }
    /// `0500 000 187`, as read aloud.
    pub fn grouped(&self) -> String {
        format!("{} {} {}", &self.0[..4], &self.0[4..7], &self.0[7..])
    }
    /// `9665XXXXXXXX`, as message gateways want it.
    pub fn international(&self) -> String {
        format!("966{}", &self.0[1..])
    }
    /// `tel:+9665XXXXXXXX`.
    pub fn link(&self) -> String {
        format!("tel:+{}", self.international())
    }
}

impl fmt::Display for Mobile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
impl fmt::Debug for Mobile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "05•••••{}", &self.0[7..])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_every_way_of_writing() {
        for raw in [
            "0500000187",
            "500000187",
            "966500000187",
            "+966500000187",
            "966500000187+",
            "00966 50 0000187",
            "9660500000187",
            "050-0000187",
            "٠٥٠٠٠٠٠١٨٧",
            "500000187.0",
            "(050) 000 0187",
            "\u{202a}+966 50 000 0187\u{202c}",
        ] {
            assert_eq!(parse(raw).unwrap().as_str(), "0500000187", "{raw}");
        }
        let m = parse("0500000187").unwrap();
        assert_eq!((m.grouped().as_str(), m.link().as_str()), ("0500 000 187", "tel:+966500000187"));
        assert_eq!(format!("{m:?}"), "05•••••187");
    }

    #[test]
    fn refuses_what_is_not_a_mobile() {
        for raw in ["", "0054055", "0163800000", "05000001871", "+4915100000000", "٠٥٠٠", "05000x0187", "++966500000187"] {
            assert_eq!(parse(raw).unwrap_err().code, "mobile", "{raw}");
        }
    }

    #[test]
    fn several_in_one_cell() {
        let all = parse_many("0500000187 / ٠٥٠٠٠٠٠١٩٥، 0500000187").unwrap();
        assert_eq!(all.iter().map(Mobile::as_str).collect::<Vec<_>>(), ["0500000187", "0500000195"]);
        assert!(parse_many("0500000187 / 12").is_err());
        assert!(parse_many(" ").is_err());
    }

    proptest! {
        #[test]
        fn round_trips(nine in "5[0-9]{8}") {
            let m = parse(&nine).unwrap();
            for shown in [m.as_str().to_owned(), m.grouped(), m.international(), format!("+{}", m.international()), format!("00{}", m.international())] {
                prop_assert_eq!(parse(&shown).unwrap(), m.clone());
            }
        }
        #[test]
        fn never_panics(raw in ".*") { let _ = parse_many(&raw); }
    }
}
