//! One form for digits and for the invisible characters that ride along when text is copied.

/// Arabic-Indic, Persian and full-width digits become `0-9`, `٫` becomes `.`, `٬` becomes `,`, spaces that do not break
/// become spaces; direction marks, joiners and the byte order mark go. All else stays.
pub fn ascii(s: &str) -> String {
    s.chars().filter_map(ascii_char).collect()
}

/// As [`ascii`], for one character; `None` for one that goes.
pub(crate) fn ascii_char(c: char) -> Option<char> {
    Some(match c {
        '\u{0660}'..='\u{0669}' => digit(c as u32 - 0x0660),
        '\u{06F0}'..='\u{06F9}' => digit(c as u32 - 0x06F0),
        '\u{FF10}'..='\u{FF19}' => digit(c as u32 - 0xFF10),
        '٫' => '.',
        '٬' => ',',
        '\u{00A0}' | '\u{202F}' | '\u{2007}' | '\u{2009}' => ' ',
        c if is_invisible(c) => return None,
        c => c,
    })
}

/// Direction marks, joiners, the zero-width space and the byte order mark.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{061C}' | '\u{FEFF}')
}

fn digit(n: u32) -> char {
    char::from_digit(n, 10).unwrap_or('0')
}

/// `0-9` become `٠-٩`: for official letters only. Identifiers, telephones and verification codes are never passed here.
pub fn arabic(s: &str) -> String {
    s.chars().map(|c| c.to_digit(10).and_then(|d| char::from_u32(0x0660 + d)).unwrap_or(c)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_every_digit() {
        for (raw, out) in [
            ("٠١٢٣٤٥٦٧٨٩", "0123456789"),
            ("۰۱۲۳۴۵۶۷۸۹", "0123456789"),
            ("０１２３４５６７８９", "0123456789"),
            ("\u{200F}٢٢/٨/١٣٦٥\u{200E}", "22/8/1365"),
            ("\u{2067}1\u{2069}\u{FEFF}\u{061C}2\u{202C}\u{200D}\u{200C}", "12"),
            ("1\u{00A0}850٫٥", "1 850.5"),
            ("١٬٨٥٠", "1,850"),
            ("نورة", "نورة"),
        ] {
            assert_eq!(ascii(raw), out);
        }
        assert_eq!(arabic("23 جمادى 1448"), "٢٣ جمادى ١٤٤٨");
        assert_eq!(ascii(&arabic("0123456789")), "0123456789");
    }
}
