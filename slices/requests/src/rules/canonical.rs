//! One text for one value, so that a digest can be recomputed anywhere: keys sorted, no insignificant space,
//! strings in Unicode NFC, integers only.

use serde_json::Value;
use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;

/// Why a value has no canonical text. `path` names keys and positions only, never a value.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum NotCanonical {
    /// A number that is not a 64-bit integer: amounts are halalas, shares are per mille.
    NotAnInteger { path: String },
    /// Two keys that are one after normalisation.
    SameKey { path: String },
}

/// The canonical text (UTF-8).
pub fn canonical(value: &Value) -> Result<String, NotCanonical> {
    let mut out = String::new();
    write(value, &mut out, &mut Vec::new())?;
    Ok(out)
}

/// SHA-256 in lower-case hex (64 characters).
pub fn digest_hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut s, b| {
        let _ = write!(s, "{b:02x}");
        s
    })
}

fn write(value: &Value, out: &mut String, path: &mut Vec<String>) -> Result<(), NotCanonical> {
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(b) => out.push_str(if *b { "true" } else { "false" }),
        Value::Number(n) => match (n.as_i64(), n.as_u64()) {
            (Some(i), _) => out.push_str(&i.to_string()),
            (None, Some(u)) => out.push_str(&u.to_string()),
            (None, None) => return Err(NotCanonical::NotAnInteger { path: path.join(".") }),
        },
        Value::String(s) => string(&s.nfc().collect::<String>(), out),
        Value::Array(items) => {
            out.push('[');
            for (i, item) in items.iter().enumerate() {
                if i > 0 {
                    out.push(',');
                }
                path.push(i.to_string());
                write(item, out, path)?;
                path.pop();
            }
            out.push(']');
        }
        Value::Object(map) => {
            let mut entries: Vec<(String, &Value)> = map.iter().map(|(k, v)| (k.nfc().collect(), v)).collect();
            entries.sort_by(|a, b| a.0.cmp(&b.0));
            out.push('{');
            for (i, (key, item)) in entries.iter().enumerate() {
                path.push(key.clone());
                if i > 0 {
                    if entries[i - 1].0 == *key {
                        return Err(NotCanonical::SameKey { path: path.join(".") });
                    }
                    out.push(',');
                }
                string(key, out);
                out.push(':');
                write(item, out, path)?;
                path.pop();
            }
            out.push('}');
        }
    }
    Ok(())
}

/// Escapes what JSON demands and nothing else.
fn string(s: &str, out: &mut String) {
    use std::fmt::Write as _;
    out.push('"');
    for c in s.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if u32::from(c) < 0x20 => {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    #[test]
    fn one_text_for_one_value() {
        let a = json!({"ب": [1, true, null], "أ": "سطر\nثان", "n": {"z": -5, "a": "\u{1}\"\\"}});
        assert_eq!(canonical(&a).unwrap(), "{\"n\":{\"a\":\"\\u0001\\\"\\\\\",\"z\":-5},\"أ\":\"سطر\\nثان\",\"ب\":[1,true,null]}");
        let back: Value = serde_json::from_str(&canonical(&a).unwrap()).unwrap();
        assert_eq!(back, a);
        // Alef with hamza as one sign or as two.
        assert_eq!(canonical(&json!("\u{0627}\u{0654}")), canonical(&json!("\u{0623}")));
    }
    #[test]
    fn what_has_no_text() {
        assert_eq!(canonical(&json!({"rent": [1.5]})), Err(NotCanonical::NotAnInteger { path: "rent.0".into() }));
        assert_eq!(canonical(&json!({"\u{0627}\u{0654}": 1, "\u{0623}": 2})), Err(NotCanonical::SameKey { path: "\u{0623}".into() }));
    }
    #[test]
    fn known_digest() {
        assert_eq!(digest_hex(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
