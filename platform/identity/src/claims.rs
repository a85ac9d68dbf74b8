use crate::{ClaimNames, jwt::Claims};
use kernel::{At, Day};
use serde_json::Value;

/// Who somebody is, by the other side's word. Only what was asked for and well written is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identified {
    /// The other side's lasting id of the person; for Nafath the identity number.
    pub subject: String,
    /// Ten digits beginning with 1 to 6.
    pub national_id: Option<String>,
    /// As written there.
    pub name: Option<String>,
    /// Gregorian.
    pub birth: Option<Day>,
    /// `9665XXXXXXXX`.
    pub mobile: Option<String>,
    /// The level of assurance (`acr`), if it was said.
    pub level: Option<String>,
    /// When we learnt it.
    pub at: At,
}

/// What stands under a name or a JSON pointer, as text.
fn one(claims: &Claims, name: &str) -> Option<String> {
    let value = match name.strip_prefix('/') {
        Some(pointer) => {
            let (head, rest) = pointer.split_once('/').map_or((pointer, String::new()), |(h, r)| (h, format!("/{r}")));
            claims.get(&head.replace("~1", "/").replace("~0", "~"))?.pointer(&rest)?
        }
        None => claims.get(name)?,
    };
    let text = match value {
        Value::String(s) => s.split_whitespace().collect::<Vec<_>>().join(" "),
        Value::Number(n) => n.to_string(),
        _ => return None,
    };
    (!text.is_empty() && text.chars().count() <= 200 && !text.chars().any(char::is_control)).then_some(text)
}

/// Several names are joined by blanks.
pub(crate) fn read(claims: &Claims, names: &str) -> Option<String> {
    let parts: Vec<String> = names.split_whitespace().filter_map(|n| one(claims, n)).collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

fn digits(s: &str) -> Option<String> {
    s.chars()
        .filter(|c| !c.is_whitespace() && *c != '-')
        .map(|c| match c {
            '0'..='9' => Some(c),
            '٠'..='٩' => char::from_digit(c as u32 - '٠' as u32, 10),
            '۰'..='۹' => char::from_digit(c as u32 - '۰' as u32, 10),
            _ => None,
        })
        .collect()
}

/// An identity or residence number: ten digits, the first 1 to 6.
pub(crate) fn national_id(s: &str) -> Option<String> {
    digits(s).filter(|d| d.len() == 10 && matches!(d.as_bytes()[0], b'1'..=b'6'))
}

fn mobile(s: &str) -> Option<String> {
    let d = digits(s.trim().trim_start_matches('+'))?;
    let d = d.trim_start_matches("00");
    let local = d.strip_prefix("966").unwrap_or(d);
    let local = local.strip_prefix('0').unwrap_or(local);
    (local.len() == 9 && local.starts_with('5')).then(|| format!("966{local}"))
}

impl Identified {
    pub(crate) fn read(subject: String, claims: &Claims, names: &ClaimNames, at: At) -> Identified {
        Identified {
            subject,
            national_id: read(claims, &names.national_id).and_then(|s| national_id(&s)),
            name: read(claims, &names.name),
            // Some write a moment (`…T00:00:00`) where a day is meant.
            birth: read(claims, &names.birth).and_then(|s| s.get(..10)?.parse().ok()),
            mobile: read(claims, &names.mobile).and_then(|s| mobile(&s)),
            level: read(claims, "acr"),
            at,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn claims_are_read_by_name_pointer_and_parts() {
        let claims = json!({
            "first": "سارة", "last": " التجريبية ", "user": { "id": "١٠٠٠٠٠٠٠٠٨", "born": "1990-05-01T00:00:00" }, "tel": "+966 50 000 0001", "n": 1000000008
        });
        let names = ClaimNames { national_id: "/user/id".into(), name: "first middle last".into(), birth: "/user/born".into(), mobile: "tel".into() };
        let who = Identified::read("s".into(), claims.as_object().unwrap(), &names, At(0));
        assert_eq!(who.national_id.as_deref(), Some("1000000008"));
        assert_eq!(who.name.as_deref(), Some("سارة التجريبية"));
        assert_eq!(who.birth, "1990-05-01".parse().ok());
        assert_eq!(who.mobile.as_deref(), Some("966500000001"));
        assert_eq!(read(claims.as_object().unwrap(), "n").as_deref(), Some("1000000008"));
    }
    #[test]
    fn what_is_badly_written_is_not_there() {
        assert_eq!(national_id("0000000000"), None);
        assert_eq!(national_id("100000000"), None);
        assert_eq!(national_id("10000000x8"), None);
        assert_eq!(mobile("+971501234567"), None);
    }
}
