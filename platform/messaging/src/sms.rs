//! What an SMS costs and how a number is written.

/// How the letters are packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// Seven bits a letter: Latin only. 160 alone, 153 in each of several.
    Gsm7,
    /// Sixteen bits a letter: Arabic and everything else. 70 alone, 67 in each of several.
    Ucs2,
}

impl Encoding {
    /// `gsm7` or `ucs2`.
    pub fn code(self) -> &'static str {
        match self {
            Encoding::Gsm7 => "gsm7",
            Encoding::Ucs2 => "ucs2",
        }
    }
}

/// The length of a text as the network counts it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SmsCount {
    /// Units: GSM-7 letters (those of the extension table count two) or UTF-16 units.
    pub chars: usize,
    /// Messages it is split into; 0 for an empty text.
    pub parts: usize,
    /// How.
    pub encoding: Encoding,
    /// Units left in the last part.
    pub left: usize,
}

/// GSM 03.38 default alphabet without the escape.
const BASIC: &str = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
/// Its extension table: each costs an escape besides itself.
const EXTENDED: &str = "\u{c}^{}\\[~]|€";

/// Counts the parts a text needs. A letter of two units (an emoji, `€` in GSM-7) is not torn between two parts, as phones and providers pack them.
pub fn parts(text: &str) -> SmsCount {
    let gsm: Option<Vec<usize>> = text.chars().map(|c| if BASIC.contains(c) { Some(1) } else { EXTENDED.contains(c).then_some(2) }).collect();
    let (encoding, one, many, widths) = match gsm {
        Some(widths) => (Encoding::Gsm7, 160, 153, widths),
        None => (Encoding::Ucs2, 70, 67, text.chars().map(char::len_utf16).collect()),
    };
    let chars: usize = widths.iter().sum();
    if chars <= one {
        return SmsCount { chars, parts: usize::from(chars > 0), encoding, left: one - chars };
    }
    let (mut parts, mut used) = (1, 0);
    for w in widths {
        if used + w > many {
            parts += 1;
            used = 0;
        }
        used += w;
    }
    SmsCount { chars, parts, encoding, left: many - used }
}

/// A Saudi mobile as providers take it: `9665XXXXXXXX`, without `+` or `00`. Takes `05…`, `5…`, `+966…`, `00966…`, `966…`, Arabic digits, blanks and
/// dashes. Other countries only with `+` or `00` (8 to 15 digits). `None` for anything else.
pub fn number(text: &str) -> Option<String> {
    let mut digits = String::new();
    let mut plus = false;
    for c in text.trim().chars() {
        match c {
            '0'..='9' => digits.push(c),
            '٠'..='٩' => digits.push(char::from(b'0' + (c as u32 - '٠' as u32) as u8)),
            '۰'..='۹' => digits.push(char::from(b'0' + (c as u32 - '۰' as u32) as u8)),
            '+' if digits.is_empty() && !plus => plus = true,
            ' ' | '-' | '(' | ')' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {}
            _ => return None,
        }
    }
    let abroad = plus || digits.starts_with("00");
    let rest = if plus { digits.as_str() } else { digits.strip_prefix("00").unwrap_or(&digits) };
    let local = rest.strip_prefix("966").map(|r| r.strip_prefix('0').unwrap_or(r)).or(if abroad { None } else { Some(rest.strip_prefix('0').unwrap_or(rest)) });
    match local {
        Some(l) => (l.len() == 9 && l.starts_with('5')).then(|| format!("966{l}")),
        None => ((8..=15).contains(&rest.len()) && !rest.starts_with('0')).then(|| rest.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(text: &str) -> (usize, usize, Encoding) {
        let c = parts(text);
        (c.chars, c.parts, c.encoding)
    }

    #[test]
    fn arabic_is_counted_by_70_and_67() {
        assert_eq!(count(""), (0, 0, Encoding::Gsm7));
        assert_eq!(count(&"م".repeat(70)), (70, 1, Encoding::Ucs2));
        assert_eq!(count(&"م".repeat(71)), (71, 2, Encoding::Ucs2));
        assert_eq!(count(&"م".repeat(134)), (134, 2, Encoding::Ucs2));
        assert_eq!(count(&"م".repeat(135)), (135, 3, Encoding::Ucs2));
        assert_eq!(parts(&"م".repeat(135)).left, 66);
    }
    #[test]
    fn latin_is_counted_by_160_and_153_and_the_extension_twice() {
        assert_eq!(count(&"a".repeat(160)), (160, 1, Encoding::Gsm7));
        assert_eq!(count(&"a".repeat(161)), (161, 2, Encoding::Gsm7));
        assert_eq!(count(&"a".repeat(307)), (307, 3, Encoding::Gsm7));
        assert_eq!(count("[€]"), (6, 1, Encoding::Gsm7));
        assert_eq!(count(&"€".repeat(80)), (160, 1, Encoding::Gsm7));
        // 153 is odd: 76 whole letters a part, one unit lost in each.
        assert_eq!(count(&"€".repeat(153)), (306, 3, Encoding::Gsm7));
    }
    #[test]
    fn a_pair_of_units_is_not_torn() {
        assert_eq!(count(&"🌙".repeat(35)), (70, 1, Encoding::Ucs2));
        assert_eq!(count(&"🌙".repeat(67)), (134, 3, Encoding::Ucs2));
        assert_eq!(count("ہمزة ⃁ 100"), (10, 1, Encoding::Ucs2));
    }
    #[test]
    fn numbers_of_every_spelling() {
        for n in ["0500000001", "500000001", "+966500000001", "00966 50 000 0001", "966500000001", "٠٥٠٠٠٠٠٠٠١", "+966 0500000001", "\u{200e}+966-500000001"]
        {
            assert_eq!(number(n).as_deref(), Some("966500000001"), "{n}");
        }
        assert_eq!(number("+971501234567").as_deref(), Some("971501234567"));
        for bad in ["", "0111234567", "966", "05000000011", "050000000a", "971501234567", "+", "++966500000001", "+0500000001"] {
            assert_eq!(number(bad), None, "{bad}");
        }
    }
}
