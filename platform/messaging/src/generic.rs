//! Any provider that takes one HTTP request a message, as the settings describe it.

use crate::{
    FormKind, Generic, Outcome, Outgoing, Sender, Sending, SettingsError, WhyCode,
    judge::{by_words, number, outcome_of, read, text},
};
use serde_json::Value;
use wire::{
    Address, Call, Client, Limits,
    settings::{address, client, required, wrong},
};

pub(crate) struct GenericSender {
    set: Generic,
    method: http::Method,
    client: Client,
}

/// The three values that may stand in a template.
struct Places<'a> {
    to: &'a str,
    text: &'a str,
    id: &'a str,
}

/// Fills `{to}`, `{text}` and `{id}` in one pass (what a value brings along is not looked at again); other braces stay as they are.
fn fill(template: &str, places: &Places<'_>, write: fn(&str) -> String) -> String {
    let mut out = String::with_capacity(template.len() + places.text.len());
    let mut rest = template;
    while let Some(at) = rest.find('{') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let place = [("{to}", places.to), ("{text}", places.text), ("{id}", places.id)].into_iter().find(|(name, _)| rest.starts_with(name));
        match place {
            Some((name, value)) => {
                out.push_str(&write(value));
                rest = &rest[name.len()..];
            }
            None => {
                out.push('{');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

/// Escaped for the inside of a JSON string.
fn json_inside(s: &str) -> String {
    let quoted = Value::String(s.to_owned()).to_string();
    quoted[1..quoted.len() - 1].to_owned()
}

/// Percent-encoded for a form or a query (blank as `+`).
fn form_value(s: &str) -> String {
    form_urlencoded::byte_serialize(s.as_bytes()).collect()
}

impl GenericSender {
    pub(crate) fn new(set: &Generic, limits: Limits) -> Result<Self, SettingsError> {
        required(&[("url", set.url.trim().is_empty()), ("body", set.body.is_empty() && set.form != FormKind::Query)])?;
        let method = match set.method.trim().to_uppercase().as_str() {
            "" | "POST" => http::Method::POST,
            "PUT" => http::Method::PUT,
            "GET" => http::Method::GET,
            _ => return Err(wrong("method", "method")),
        };
        let probe = Places { to: "966500000000", text: "\"\\\n{text}&", id: "x" };
        address("url", &fill(set.url.trim(), &probe, form_value))?;
        // A template that is no JSON with harmless values is none with real ones.
        if set.form == FormKind::Json && serde_json::from_str::<Value>(&fill(set.body.reveal(), &probe, json_inside)).is_err() {
            return Err(wrong("body", "template"));
        }
        let somewhere = |name: &str| set.url.contains(name) || set.body.reveal().contains(name);
        if !somewhere("{to}") || !somewhere("{text}") {
            return Err(wrong(if set.form == FormKind::Query { "url" } else { "body" }, "template"));
        }
        Ok(Self { set: set.clone(), method, client: client(limits, &set.root_certificate)? })
    }

    async fn try_once(&self, o: &Outgoing) -> Result<Outcome, Outcome> {
        let to = number(o)?;
        let places = Places { to: &to, text: &o.text, id: &o.id };
        let settings = |_| outcome_of(WhyCode::Settings, "url", None);
        let url = Address::parse(&fill(self.set.url.trim(), &places, form_value)).map_err(settings)?;
        let mut call = Call::new(self.method.clone(), url);
        for (name, value) in &self.set.headers {
            call = call.header(name, &fill(value.reveal(), &Places { text: "", ..places }, str::to_owned));
        }
        call = match self.set.form {
            FormKind::Json => call.body("application/json", fill(self.set.body.reveal(), &places, json_inside)),
            FormKind::Form => call.body("application/x-www-form-urlencoded", fill(self.set.body.reveal(), &places, form_value)),
            FormKind::Query => call,
        };
        let (status, answer, _) = read(self.client.send(call).await)?;
        let taken = if self.set.success_status.is_empty() { matches!(status, 200..=202) } else { self.set.success_status.contains(&status) };
        let said = format!("HTTP {status}");
        if !taken {
            return Err(outcome_of(by_words(status, ""), &said, None));
        }
        if !self.set.success_pointer.is_empty() {
            match answer.pointer(&self.set.success_pointer) {
                // The place is not there at all: not the answer the settings expect, so nobody knows what became of the message.
                None => return Err(outcome_of(WhyCode::Garbled, &said, None)),
                Some(v) if !means_yes(v, &self.set.success_value) => {
                    return Err(outcome_of(WhyCode::Other, &text(v), None));
                }
                Some(_) => {}
            }
        }
        let receipt = answer.pointer(&self.set.receipt_pointer).filter(|_| !self.set.receipt_pointer.is_empty()).map(text).unwrap_or_default();
        Ok(Outcome::Accepted { receipt })
    }
}

fn means_yes(v: &Value, wanted: &str) -> bool {
    let said = text(v);
    match wanted.trim() {
        "" => !matches!(said.as_str(), "" | "0" | "false") || v.is_array() || v.is_object(),
        w => said.eq_ignore_ascii_case(w),
    }
}

impl Sender for GenericSender {
    fn kind(&self) -> &'static str {
        "generic"
    }
    fn send<'a>(&'a self, o: &'a Outgoing) -> Sending<'a> {
        Box::pin(async move { self.try_once(o).await.unwrap_or_else(|outcome| outcome) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn a_value_is_never_read_as_a_template_again() {
        let p = Places { to: "966500000000", text: "{id} \"x\"\n", id: "i1" };
        assert_eq!(fill(r#"{"a":"{text}","b":{"c":"{to}{id}"}}"#, &p, json_inside), r#"{"a":"{id} \"x\"\n","b":{"c":"966500000000i1"}}"#);
        assert_eq!(fill("m={text}&n={to}", &p, form_value), "m=%7Bid%7D+%22x%22%0A&n=966500000000");
    }
    #[test]
    fn yes_is_what_the_settings_say_else_what_looks_like_it() {
        for (v, wanted, yes) in [
            (serde_json::json!(true), "", true),
            (serde_json::json!("false"), "", false),
            (serde_json::json!(0), "", false),
            (serde_json::json!(null), "", false),
            (serde_json::json!("ok"), "OK", true),
            (serde_json::json!(1), "1", true),
            (serde_json::json!(-1), "1", false),
        ] {
            assert_eq!(means_yes(&v, wanted), yes, "{v} {wanted}");
        }
    }
}
