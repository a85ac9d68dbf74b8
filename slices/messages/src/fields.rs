//! The fields of each provider's settings: one table for form, check and storing.

use kernel::{FieldError, FieldErrors};
use messaging::Settings;
use serde_json::{Map, Value, json};
use web::Form;

/// How a field is typed and kept.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shape {
    Line,
    /// Shown as dots when stored, never sent to the browser again; left empty: as it was.
    Secret,
    Number,
    Lines,
    /// `Name: value` lines; the values are secrets.
    Headers,
    SecretLines,
    Statuses,
    OneOf(&'static [&'static str]),
}

#[derive(Clone, Copy, Debug)]
pub struct Field {
    pub name: &'static str,
    pub shape: Shape,
}

const fn f(name: &'static str, shape: Shape) -> Field {
    Field { name, shape }
}

use Shape::{Headers, Line, Lines, Number, OneOf, Secret, SecretLines, Statuses};

/// The fields of a provider, in the order of its form; none for `console` and `off`.
pub fn of(kind: &str) -> &'static [Field] {
    match kind {
        "smtp" => {
            const {
                &[
                    f("host", Line),
                    f("port", Number),
                    f("tls", OneOf(&["starttls", "implicit", "none"])),
                    f("user", Line),
                    f("password", Secret),
                    f("from", Line),
                    f("from_name", Line),
                    f("reply_to", Line),
                    f("root_certificate", Lines),
                ]
            }
        }
        "unifonic" => const { &[f("app_sid", Secret), f("sender", Line), f("base", Line), f("root_certificate", Lines)] },
        "taqnyat" => const { &[f("bearer", Secret), f("sender", Line), f("base", Line), f("root_certificate", Lines)] },
        "msegat" => const { &[f("user", Line), f("api_key", Secret), f("sender", Line), f("base", Line), f("root_certificate", Lines)] },
        "jawaly" => const { &[f("key", Secret), f("secret", Secret), f("sender", Line), f("base", Line), f("root_certificate", Lines)] },
        "generic" => {
            const {
                &[
                    f("url", Line),
                    f("method", OneOf(&["POST", "PUT", "GET"])),
                    f("form", OneOf(&["json", "form", "query"])),
                    f("headers", Headers),
                    f("body", SecretLines),
                    f("success_status", Statuses),
                    f("success_pointer", Line),
                    f("success_value", Line),
                    f("receipt_pointer", Line),
                    f("root_certificate", Lines),
                ]
            }
        }
        "whatsapp" => {
            const {
                &[
                    f("phone_id", Line),
                    f("token", Secret),
                    f("app_secret", Secret),
                    f("verify_token", Secret),
                    f("base", Line),
                    f("version", Line),
                    f("root_certificate", Lines),
                ]
            }
        }
        _ => &[],
    }
}

/// Every field name, for the words.
pub fn names() -> Vec<&'static str> {
    let mut all: Vec<&str> = Settings::KINDS.iter().flat_map(|k| of(k)).map(|f| f.name).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// Which providers a channel may have.
pub fn kinds(channel: &str) -> &'static [&'static str] {
    match channel {
        "sms" => &["off", "console", "unifonic", "taqnyat", "msegat", "jawaly", "generic"],
        "whatsapp" => &["off", "whatsapp"],
        _ => &["off", "console", "smtp"],
    }
}

/// The form's settings over those stored; a secret left empty stays. Checked by the sender itself.
pub fn read(kind: &str, form: &Form, old: Option<&Settings>) -> Result<Settings, FieldErrors> {
    let mut errors = FieldErrors::default();
    let mut map = Map::new();
    map.insert("kind".into(), json!(kind));
    for field in of(kind) {
        let raw = form.text(field.name);
        let value = match field.shape {
            // What is not typed keeps the sender's own default.
            Line | Lines | OneOf(_) if raw.is_empty() => continue,
            Number if raw.is_empty() => continue,
            OneOf(codes) if !codes.contains(&raw) => {
                errors.code(field.name, "choice");
                continue;
            }
            Number => match i18n::digits::ascii(raw).parse::<u16>() {
                Ok(n) => json!(n),
                Err(_) => {
                    errors.code(field.name, "number");
                    continue;
                }
            },
            Statuses => {
                let parts: Vec<Option<u16>> = i18n::digits::ascii(raw)
                    .split([',', '،', ' '])
                    .filter(|p| !p.is_empty())
                    .map(|p| p.parse().ok().filter(|n| (100..600).contains(n)))
                    .collect();
                if parts.iter().any(Option::is_none) {
                    errors.code(field.name, "number");
                }
                json!(parts.into_iter().flatten().collect::<Vec<u16>>())
            }
            Headers => {
                let mut out = Map::new();
                for line in raw.lines().filter(|l| !l.trim().is_empty()) {
                    match line.split_once(':') {
                        Some((k, v)) => out.insert(k.trim().into(), json!(v.trim())),
                        None => {
                            errors.code(field.name, "message_header");
                            continue;
                        }
                    };
                }
                Value::Object(out)
            }
            _ => json!(raw.replace("\r\n", "\n")),
        };
        map.insert(field.name.into(), value);
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    let settings: Settings = serde_json::from_value(Value::Object(map)).map_err(|_| FieldErrors::one("", "message_set_settings"))?;
    let settings = match old {
        Some(old) => settings.keeping(old),
        None => settings,
    };
    match settings.open() {
        Ok(_) => Ok(settings),
        Err(e) => Err(refused(e)),
    }
}

fn refused(e: messaging::SettingsError) -> FieldErrors {
    let code = match e.code {
        "required" => "required",
        "https" => "message_set_https",
        "address" => "message_set_address",
        "certificate" => "message_set_certificate",
        "tls" => "message_set_tls",
        "template" => "message_set_template",
        _ => "message_set_settings",
    };
    let mut errors = FieldErrors::default();
    errors.add(e.field, FieldError::new(code));
    errors
}

/// What of the stored settings a form shows: everything but secrets; of headers their names.
pub fn shown(settings: &Settings, name: &str) -> String {
    let all = serde_json::to_value(settings).unwrap_or_default();
    let field = of(settings.kind()).iter().find(|f| f.name == name);
    match (field.map(|f| f.shape), &all[name]) {
        (Some(Secret | SecretLines), _) | (None, _) => String::new(),
        (Some(Headers), Value::Object(m)) => m.keys().map(|k| format!("{k}:")).collect::<Vec<_>>().join("\n"),
        (Some(Statuses), Value::Array(a)) => a.iter().map(Value::to_string).collect::<Vec<_>>().join(", "),
        (Some(Number), Value::Number(n)) if n.as_i64() == Some(0) => String::new(),
        (_, Value::String(s)) => s.clone(),
        (_, Value::Number(n)) => n.to_string(),
        _ => String::new(),
    }
}

/// Whether a secret of this name is stored.
pub fn has_secret(settings: &Settings, name: &str) -> bool {
    let all = serde_json::to_value(settings).unwrap_or_default();
    all[name].as_str().is_some_and(|s| !s.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_is_one_of_the_senders_own() {
        for kind in Settings::KINDS.iter().filter(|k| **k != "console") {
            let pairs: Vec<(&str, &str)> = vec![];
            let _ = read(kind, &Form::of(&pairs), None);
            let mut map = Map::new();
            map.insert("kind".into(), json!(kind));
            let s: Settings = serde_json::from_value(Value::Object(map)).unwrap();
            let all = serde_json::to_value(&s).unwrap();
            for field in of(kind) {
                assert!(all.get(field.name).is_some(), "{kind}.{}", field.name);
            }
            assert_eq!(all.as_object().unwrap().len(), of(kind).len() + 1, "{kind}: a field without a place in its form");
        }
    }

    #[test]
    fn secrets_stay_and_are_never_shown() {
        let first = read("taqnyat", &Form::of(&[("bearer", "s3cret"), ("sender", "BIR")]), None).unwrap();
        assert_eq!((shown(&first, "bearer"), shown(&first, "sender"), has_secret(&first, "bearer")), (String::new(), "BIR".into(), true));
        let second = read("taqnyat", &Form::of(&[("bearer", ""), ("sender", "BIR2")]), Some(&first)).unwrap();
        assert!(has_secret(&second, "bearer"));
        assert_eq!(shown(&second, "sender"), "BIR2");
        let errors = read("taqnyat", &Form::of(&[("sender", "BIR")]), None).unwrap_err();
        assert_eq!(errors.0[0].0, "bearer");
        let errors = read("smtp", &Form::of(&[("port", "x"), ("tls", "maybe")]), None).unwrap_err();
        assert_eq!(errors.0.iter().map(|(f, _)| f.as_str()).collect::<Vec<_>>(), ["port", "tls"]);
    }

    #[test]
    fn headers_and_statuses() {
        let form = Form::of(&[
            ("url", "https://sms.example.org/send"),
            ("headers", "X-Key: abc\nAccept: application/json"),
            ("success_status", "200، 201"),
            ("body", "{\"t\":\"{text}\",\"to\":\"{to}\"}"),
        ]);
        let s = read("generic", &form, None).unwrap();
        assert_eq!(shown(&s, "headers"), "Accept:\nX-Key:");
        assert_eq!(shown(&s, "success_status"), "200, 201");
        assert_eq!(shown(&s, "body"), "");
        assert_eq!(read("generic", &Form::of(&[("url", "https://x.org"), ("headers", "no colon")]), None).unwrap_err().0[0].0, "headers");
    }
}
