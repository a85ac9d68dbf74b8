//! The code on a paper: sixteen signs of Crockford's base32, eighty bits nobody can guess, none of them easily read as another.

use rand::RngCore;

const SIGNS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
pub const LENGTH: usize = 16;

pub fn fresh() -> String {
    let mut b = [0u8; LENGTH];
    rand::rng().fill_bytes(&mut b);
    b.iter().map(|x| char::from(SIGNS[usize::from(x & 31)])).collect()
}

/// As people type it: any case, Arabic digits, spaces and hyphens between, O for zero, I and L for one. `None`: it cannot be a code.
pub fn parse(raw: &str) -> Option<String> {
    let mut out = String::with_capacity(LENGTH);
    for c in i18n::digits::ascii(raw).chars() {
        match c.to_ascii_uppercase() {
            ' ' | '-' | '–' | '_' => {}
            'O' => out.push('0'),
            'I' | 'L' => out.push('1'),
            c if c.is_ascii() && SIGNS.contains(&(c as u8)) => out.push(c),
            _ => return None,
        }
        if out.len() > LENGTH {
            return None;
        }
    }
    (out.len() == LENGTH).then_some(out)
}

/// `7K4M-20QD-7K4M-20QD`
pub fn grouped(code: &str) -> String {
    code.as_bytes().chunks(4).map(|c| String::from_utf8_lossy(c).into_owned()).collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_read_as_typed() {
        let c = fresh();
        assert_eq!(parse(&grouped(&c).to_lowercase()), Some(c.clone()));
        assert_eq!(parse("7k4m 20qd-o1il٠١٢٣").as_deref(), Some("7K4M20QD01110123"));
        for bad in ["", "7K4M", "7K4M20QD7K4M20QD7", "7K4M20QD7K4M20Q!", "٪٪٪٪٪٪٪٪٪٪٪٪٪٪٪٪", "7K4M20QD7K4M20QU"] {
            assert_eq!(parse(bad), None, "{bad}");
        }
        assert_ne!(fresh(), fresh());
    }
}
