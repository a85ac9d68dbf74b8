use super::text::{clean, key, separator};
use kernel::FieldError;
use std::fmt;

/// A bank by the two digits after the check digits of its accounts.
#[derive(Debug, PartialEq, Eq)]
pub struct Bank {
    pub code: &'static str,
    pub ar: &'static str,
    pub en: &'static str,
}

/// Banks known so far. New ones appear and old ones merge: a code that is missing here is a remark (`bank_unknown`), never a refusal.
pub const BANKS: &[Bank] = &[
    Bank { code: "05", ar: "مصرف الإنماء", en: "Alinma Bank" },
    Bank { code: "10", ar: "البنك الأهلي السعودي", en: "Saudi National Bank" },
    Bank { code: "15", ar: "بنك البلاد", en: "Bank Albilad" },
    Bank { code: "20", ar: "بنك الرياض", en: "Riyad Bank" },
    Bank { code: "30", ar: "البنك العربي الوطني", en: "Arab National Bank" },
    Bank { code: "40", ar: "سامبا (رمز سابق)", en: "Samba (former code)" },
    Bank { code: "45", ar: "البنك السعودي الأول", en: "Saudi Awwal Bank" },
    Bank { code: "50", ar: "البنك الأول (رمز سابق)", en: "Alawwal (former code)" },
    Bank { code: "55", ar: "البنك السعودي الفرنسي", en: "Banque Saudi Fransi" },
    Bank { code: "60", ar: "بنك الجزيرة", en: "Bank AlJazira" },
    Bank { code: "65", ar: "البنك السعودي للاستثمار", en: "Saudi Investment Bank" },
    Bank { code: "80", ar: "مصرف الراجحي", en: "Al Rajhi Bank" },
    Bank { code: "90", ar: "بنك الخليج الدولي", en: "Gulf International Bank" },
];

/// The word that tells a bank in what people write beside the number, in [`key`] form.
const TELLING: &[(&str, &str)] = &[
    ("05", "انماء"),
    ("10", "اهلي"),
    ("15", "بلاد"),
    ("20", "رياض"),
    ("30", "عربي"),
    ("45", "اول"),
    ("55", "فرنسي"),
    ("60", "جزيره"),
    ("65", "استثمار"),
    ("80", "راجحي"),
    ("90", "خليج"),
];

/// A checked Saudi account number: `SA` and 22 digits, sound by mod 97. `Debug` shows it masked.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Iban(String);

/// Reads any case, any digits, with spaces or hyphens; the leading `SA` may be missing.
///
/// Codes, in the order they are looked for: `iban_country` (argument `country`), `iban_not_digits`, `iban_length` (argument `digits`: how many follow
/// `SA`, of 22), `iban_checksum`.
pub fn parse(raw: &str) -> Result<Iban, FieldError> {
    let compact: String = i18n::digits::ascii(&clean(raw)).chars().filter(|c| !separator(*c)).map(|c| c.to_ascii_uppercase()).collect();
    let compact = compact.strip_prefix("IBAN").unwrap_or(&compact).trim_start_matches(':');
    let country: String = compact.chars().take_while(char::is_ascii_uppercase).collect();
    if !country.is_empty() && country != "SA" {
        return Err(if country.len() == 2 { FieldError::new("iban_country").arg("country", country) } else { FieldError::new("iban_not_digits") });
    }
    let digits = &compact[country.len()..];
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Err(FieldError::new("iban_not_digits"));
    }
    if digits.len() != 22 {
        return Err(FieldError::new("iban_length").arg("digits", digits.len()));
    }
    if remainder(digits) != 1 {
        return Err(FieldError::new("iban_checksum"));
    }
    Ok(Iban(format!("SA{digits}")))
}

/// Mod 97 of the account part followed by `SA` as 2810 and the check digits.
fn remainder(digits: &str) -> u32 {
    let (check, account) = digits.split_at(2);
    account.bytes().chain("2810".bytes()).chain(check.bytes()).fold(0, |r, b| (r * 10 + u32::from(b - b'0')) % 97)
}

/// A sound number for a bank code of two digits and an account of eighteen: for invented people. `None` if they are not so many digits.
pub fn make_valid(bank: &str, account: &str) -> Option<Iban> {
    if bank.len() != 2 || account.len() != 18 || !bank.bytes().chain(account.bytes()).all(|b| b.is_ascii_digit()) {
        return None;
    }
    let check = 98 - remainder(&format!("00{bank}{account}"));
    Some(Iban(format!("SA{check:02}{bank}{account}")))
}

impl Iban {
    /// 24 signs without spaces, as stored.
    pub fn as_str(&self) -> &str {
        &self.0
    }
    pub fn bank_code(&self) -> &str {
        &self.0[4..6]
    }
    pub fn bank(&self) -> Option<&'static Bank> {
        BANKS.iter().find(|b| b.code == self.bank_code())
    }
    /// `bank_unknown` where the bank's code is not in the table: worth a second look, no more.
    pub fn remark(&self) -> Option<&'static str> {
        self.bank().is_none().then_some("bank_unknown")
    }
    /// Whether the bank's name written beside the number tells another bank. A remark for the eye.
    pub fn named_otherwise(&self, bank_name: &str) -> bool {
        let key = key(bank_name);
        let told: Vec<_> = TELLING.iter().filter(|(_, word)| key.contains(word)).collect();
        !told.is_empty() && told.iter().all(|(code, _)| *code != self.bank_code())
    }
    /// In groups of four, as printed on cards.
    pub fn grouped(&self) -> String {
        let mut out = String::new();
        for (i, c) in self.0.chars().enumerate() {
            if i > 0 && i % 4 == 0 {
                out.push(' ');
            }
            out.push(c);
        }
        out
    }
    /// `SA•• •••• … 4916`: the last four only.
    pub fn mask(&self) -> String {
        format!("SA•• •••• {}", &self.0[20..])
    }
}

impl fmt::Display for Iban {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
impl fmt::Debug for Iban {
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
            "SA9815028527288779137884",
            "sa9815028527288779137884 ",
            "SA98 1502 8527 2887 7913 7884",
            "SA٩٨١٥٠٢٨٥٢٧٢٨٨٧٧٩١٣٧٨٨٤",
            "9815028527288779137884",
            "IBAN: SA98-1502-8527-2887-7913-7884",
        ] {
            assert_eq!(parse(raw).map(|i| i.as_str().to_owned()), Ok("SA9815028527288779137884".into()), "{raw}");
        }
        let i = parse("SA9815028527288779137884").unwrap();
        assert_eq!((i.bank().unwrap().en, i.mask().as_str(), i.remark()), ("Bank Albilad", "SA•• •••• 7884", None));
        assert_eq!(i.grouped(), "SA98 1502 8527 2887 7913 7884");
        assert!(i.named_otherwise("بنك الرياض") && !i.named_otherwise("البلاد") && !i.named_otherwise("حسابي"));
    }

    #[test]
    fn says_what_is_wrong() {
        for (raw, code) in [
            ("", "iban_not_digits"),
            ("لا يوجد", "iban_not_digits"),
            ("DE89370400440532013000", "iban_country"),
            ("SA98150285272887791378", "iban_length"),
            ("SA98150285272887791378845", "iban_length"),
            ("SA9815028527288779137885", "iban_checksum"),
            ("SA98150285272887791378X4", "iban_not_digits"),
        ] {
            assert_eq!(parse(raw).unwrap_err().code, code, "{raw}");
        }
    }

    #[test]
    fn a_bank_unknown_is_no_error() {
        let i = make_valid("82", "000000000000000123").unwrap();
        assert_eq!(parse(i.as_str()).unwrap().remark(), Some("bank_unknown"));
    }

    proptest! {
        #[test]
        fn a_changed_digit_is_found(bank in "[0-9]{2}", account in "[0-9]{18}", at in 2usize..24, by in 1u8..10) {
            let iban = make_valid(&bank, &account).unwrap();
            prop_assert_eq!(parse(&iban.grouped()).unwrap(), iban.clone());
            let mut bytes = iban.as_str().as_bytes().to_vec();
            bytes[at] = b'0' + (bytes[at] - b'0' + by) % 10;
            let changed = parse(std::str::from_utf8(&bytes).unwrap());
            prop_assert_eq!(changed.unwrap_err().code, "iban_checksum");
        }
        #[test]
        fn never_panics(raw in ".*") { let _ = parse(&raw); }
    }
}
