use super::text::{clean, separator};
use kernel::FieldError;

/// The short code of the National Address: four letters and four digits, `RAAA2919`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ShortAddress(String);

/// Any case, any digits, with or without a space between. The one code is `short_address`.
pub fn parse(raw: &str) -> Result<ShortAddress, FieldError> {
    let code: String = i18n::digits::ascii(&clean(raw)).chars().filter(|c| !separator(*c)).map(|c| c.to_ascii_uppercase()).collect();
    let (b, n) = (code.as_bytes(), code.len());
    if n == 8 && b[..4].iter().all(u8::is_ascii_uppercase) && b[4..].iter().all(u8::is_ascii_digit) {
        Ok(ShortAddress(code))
    } else {
        Err(FieldError::new("short_address"))
    }
}

impl ShortAddress {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn table() {
        for raw in ["RAAA2919", "raaa2919", "RAAA 2919", "RAAA٢٩١٩", "raaa-2919 "] {
            assert_eq!(parse(raw).unwrap().as_str(), "RAAA2919", "{raw}");
        }
        for raw in ["", "RAA2919", "RAAA291", "2919RAAA", "RAAA29190", "رااا2919"] {
            assert_eq!(parse(raw).unwrap_err().code, "short_address", "{raw}");
        }
    }

    proptest! {
        #[test]
        fn never_panics(raw in ".*") { let _ = parse(&raw); }
    }
}
