//! What SMS providers tell later by calling back (delivery reports).
//!
//! None of the four signs its calls: the hook's address must hold a word nobody can guess, compared by [`same_secret`]. Unifonic describes its call
//! (`MessageID`, `DLR` = Delivered or Undeliverable, `SCTS`, `DLRTimestamp`; it wants 200 and tries six times in 72 hours); the others agree their shape
//! with each customer. So one reader takes what they all share: an id and a status under one of the usual names, as JSON (one object, a list, or a list
//! inside an object), as a form, or in the query.

use crate::{Receipt, Status, Why, WhyCode, judge::text};
use kernel::At;
use serde_json::{Map, Value};
use subtle::ConstantTimeEq;

/// No more reports than this are read from one call.
const MOST: usize = 500;

/// Whether two secrets are the same, in a time that tells nothing of where they differ. An empty expectation is never met.
pub fn same_secret(expected: &str, given: &str) -> bool {
    !expected.is_empty() && bool::from(expected.as_bytes().ct_eq(given.as_bytes()))
}

/// Reads the reports of one call: `query` is the address's query (may be empty), `body` as it came. What has no id or a status not known is left out;
/// a call nobody understands gives an empty list.
pub fn sms(query: &str, body: &[u8]) -> Vec<Receipt> {
    let mut found = vec![];
    match serde_json::from_slice::<Value>(body) {
        Ok(value) => gather(&value, &mut found, 0),
        Err(_) => {
            for part in [query.as_bytes(), body] {
                let fields: Map<String, Value> = form_urlencoded::parse(part).take(64).map(|(k, v)| (k.into_owned(), Value::String(v.into_owned()))).collect();
                found.extend(report(&fields));
            }
            return found;
        }
    }
    if found.is_empty() {
        let fields: Map<String, Value> =
            form_urlencoded::parse(query.as_bytes()).take(64).map(|(k, v)| (k.into_owned(), Value::String(v.into_owned()))).collect();
        found.extend(report(&fields));
    }
    found
}

fn gather(value: &Value, found: &mut Vec<Receipt>, depth: usize) {
    if depth > 4 || found.len() >= MOST {
        return;
    }
    match value {
        Value::Array(list) => list.iter().for_each(|v| gather(v, found, depth + 1)),
        Value::Object(fields) => match report(fields) {
            Some(r) => found.push(r),
            None => fields.values().filter(|v| v.is_array() || v.is_object()).for_each(|v| gather(v, found, depth + 1)),
        },
        _ => {}
    }
}

/// A field by any of its usual names; case, `_` and `-` do not matter.
fn field(fields: &Map<String, Value>, names: &[&str]) -> Option<String> {
    let plain = |s: &str| s.chars().filter(|c| c.is_ascii_alphanumeric()).collect::<String>().to_ascii_lowercase();
    names.iter().find_map(|n| fields.iter().find(|(k, _)| plain(k) == *n).map(|(_, v)| text(v)).filter(|t| !t.is_empty() && t.len() <= 200))
}

fn report(fields: &Map<String, Value>) -> Option<Receipt> {
    let our_id = field(fields, &["correlationid", "smsid", "referenceid", "reference", "clientid"]);
    let provider_id = field(fields, &["messageid", "msgid", "jobid", "id", "uid"]);
    let said = field(fields, &["dlr", "status", "messagestatus", "dlrstatus", "deliverystatus", "smsstatus", "state"])?;
    let status = status(&said)?;
    if our_id.is_none() && provider_id.is_none() {
        return None;
    }
    let at = field(fields, &["scts", "dlrtimestamp", "timestamp", "datedelivered", "deliverydate", "deliveredat", "donedate", "time", "date", "datetime"])
        .and_then(|t| instant(&t));
    let why = (status == Status::Failed).then(|| {
        let code = field(fields, &["errorcode", "reasoncode", "code"]).unwrap_or_default();
        let reason = field(fields, &["reason", "failurereason", "errormessage", "error", "description"]).unwrap_or_default();
        Why::new(failure(&said, &code), format!("{said} {code} {reason}"))
    });
    Some(Receipt { provider_id: provider_id.unwrap_or_default(), our_id, status, at, why })
}

fn status(said: &str) -> Option<Status> {
    Some(match said.to_ascii_lowercase().as_str() {
        "delivered" | "delivrd" | "success" | "deliveredtohandset" => Status::Delivered,
        "sent" | "submitted" | "acceptd" | "accepted" | "enroute" | "buffered" | "queued" => Status::Sent,
        "undelivered" | "undeliverable" | "undeliv" | "failed" | "rejected" | "rejectd" | "expired" | "deleted" | "blocked" => Status::Failed,
        _ => return None,
    })
}

fn failure(said: &str, code: &str) -> WhyCode {
    match code.to_ascii_uppercase().trim_start_matches("ER-") {
        "01" => WhyCode::Balance,
        "02" | "03" | "04" | "05" => WhyCode::Recipient,
        "06" | "07" => WhyCode::Text,
        "08" => WhyCode::Sender,
        _ if said.eq_ignore_ascii_case("expired") => WhyCode::Expired,
        _ => WhyCode::Undelivered,
    }
}

/// RFC 3339, seconds or milliseconds since 1970, or `YYYY-MM-DD HH:MM:SS` taken as Riyadh time (the providers are there).
fn instant(t: &str) -> Option<At> {
    if let Ok(n) = t.parse::<i64>() {
        return match t.len() {
            9 | 10 => Some(At(n * 1000)),
            12 | 13 => Some(At(n)),
            _ => None,
        };
    }
    if let Ok(ts) = t.parse::<jiff::Timestamp>() {
        return Some(At(ts.as_millisecond()));
    }
    let local: jiff::civil::DateTime = t.parse().ok()?;
    let ts = jiff::tz::Offset::constant(3).to_timestamp(local).ok()?;
    Some(At(ts.as_millisecond()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_form_and_query_are_read() {
        let one = br#"{"MessageID":"6500003000","CorrelationID":"01k","Status":"Delivered","timestamp":"2026-11-22T10:00:00Z"}"#;
        let r = sms("", one);
        assert_eq!(r.len(), 1);
        assert_eq!(
            (r[0].provider_id.as_str(), r[0].our_id.as_deref(), r[0].status, r[0].at),
            ("6500003000", Some("01k"), Status::Delivered, Some(At(1_795_341_600_000)))
        );
        let many = br#"{"data":[{"message_id":1,"status":"DELIVRD"},{"message_id":2,"status":"UNDELIV","error_code":"ER-05"},{"message_id":3,"status":"?"}]}"#;
        let r = sms("", many);
        assert_eq!(r.iter().map(|r| (r.provider_id.as_str(), r.status)).collect::<Vec<_>>(), [("1", Status::Delivered), ("2", Status::Failed)]);
        assert_eq!(r[1].why.as_ref().unwrap().code, WhyCode::Recipient);
        assert_eq!(sms("", b"messageId=77&status=sent")[0].status, Status::Sent);
        assert_eq!(sms("id=78&status=Expired&date=2026-11-22+13:00:00", b"")[0].at, Some(At(1_795_341_600_000)));
        // As Unifonic describes it.
        let unifonic = b"MessageID=6500003000&DLR=Undeliverable&Recipient=966500000001&TimeCreated=2026-11-22+12:59:00&SCTS=2026-11-22+13:00:00&DLRTimestamp=2026-11-22+13:00:05";
        let r = sms("", unifonic);
        assert_eq!((r[0].provider_id.as_str(), r[0].status, r[0].at), ("6500003000", Status::Failed, Some(At(1_795_341_600_000))));
        assert_eq!(r[0].why.as_ref().unwrap().code, WhyCode::Undelivered);
        assert_eq!(sms("", br#"{"MessageID":6500003000,"DLR":"Delivered"}"#)[0].status, Status::Delivered);
        assert!(sms("", b"{\"hello\":1}").is_empty() && sms("", b"\xff\x00").is_empty() && sms("x=1", b"[]").is_empty());
    }
    #[test]
    fn an_empty_secret_opens_nothing() {
        assert!(same_secret("abc", "abc") && !same_secret("abc", "abd") && !same_secret("", "") && !same_secret("abc", ""));
    }
}
