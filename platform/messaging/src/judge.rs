//! What an HTTP answer means before the provider's own words are read: the same for all.

use crate::{Outcome, Outgoing, Why, WhyCode, sms};
use serde_json::Value;
use std::time::Duration;
use wire::{Answer, Failure};

/// What is ours to mend is not tried every minute: until somebody has looked, it fails the same way.
const OURS: Duration = Duration::from_secs(15 * 60);

/// A refusal or a wait, by what the reason asks for.
pub(crate) fn outcome_of(code: WhyCode, said: &str, after: Option<Duration>) -> Outcome {
    let why = Why::new(code, said);
    match code {
        WhyCode::Credentials | WhyCode::Sender | WhyCode::Balance | WhyCode::Settings => Outcome::Retry { why, after: after.or(Some(OURS)) },
        WhyCode::Limited | WhyCode::Provider | WhyCode::Unreachable => Outcome::Retry { why, after },
        WhyCode::Timeout | WhyCode::Cut | WhyCode::Garbled => Outcome::Unsure { why },
        _ => Outcome::Refused { why },
    }
}

/// The number as providers take it, or the refusal.
pub(crate) fn number(o: &Outgoing) -> Result<String, Outcome> {
    sms::number(&o.to).ok_or_else(|| outcome_of(WhyCode::Recipient, "", None))
}

/// Sorts out what needs no provider's word. `Ok`: a whole 2xx or 4xx answer, with its JSON (`Null` where it is none).
pub(crate) fn read(result: Result<Answer, Failure>) -> Result<(u16, Value, Option<Duration>), Outcome> {
    let answer = match result {
        Err(Failure::NotSent(said)) => {
            let code = if matches!(said, "header" | "host" | "request" | "tls") { WhyCode::Settings } else { WhyCode::Unreachable };
            return Err(outcome_of(code, said, None));
        }
        Err(Failure::Unsure(said)) => return Err(outcome_of(if said == "time" { WhyCode::Timeout } else { WhyCode::Cut }, said, None)),
        Ok(answer) => answer,
    };
    let after = answer.retry_after();
    let said = format!("HTTP {}", answer.status);
    match answer.status {
        429 => Err(outcome_of(WhyCode::Limited, &said, after)),
        // A gateway before the provider gave up: the provider itself may have acted.
        502 | 504 => Err(Outcome::Unsure { why: Why::new(WhyCode::Provider, said) }),
        500..=599 | 408 | 425 => Err(outcome_of(WhyCode::Provider, &said, after)),
        200..=299 if !answer.whole => Err(outcome_of(WhyCode::Cut, &said, None)),
        200..=299 | 400..=499 => Ok((answer.status, serde_json::from_slice(&answer.body).unwrap_or(Value::Null), after)),
        // A redirect, or something that HTTP does not know as an end.
        _ => Err(outcome_of(WhyCode::Settings, &said, after)),
    }
}

/// A value as text: strings as they are, numbers and flags written out; anything else is empty.
pub(crate) fn text(v: &Value) -> String {
    match v {
        Value::String(s) => s.trim().to_owned(),
        Value::Number(n) => n.to_string(),
        Value::Bool(b) => b.to_string(),
        _ => String::new(),
    }
}

/// The reason where a provider gives only words: the nearest by what they speak of, else by the status.
pub(crate) fn by_words(status: u16, said: &str) -> WhyCode {
    let s = said.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|w| s.contains(w));
    if has(&["balance", "credit", "fund", "رصيد"]) {
        WhyCode::Balance
    } else if has(&["sender", "مرسل"]) {
        WhyCode::Sender
    } else if status == 401 || status == 403 || has(&["auth", "token", "credential", "api key", "apikey", "login", "permission", "صلاحي"]) {
        WhyCode::Credentials
    } else if has(&["number", "recipient", "mobile", "phone", "رقم", "أرقام", "ارقام"]) {
        WhyCode::Recipient
    } else if has(&["body", "text", "message", "content", "نص", "رسالة"]) {
        WhyCode::Text
    } else if status == 404 || status == 405 {
        WhyCode::Settings
    } else {
        WhyCode::Other
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn words_lead_to_reasons() {
        assert_eq!(by_words(400, "Your balance is not enough"), WhyCode::Balance);
        assert_eq!(by_words(400, "اسم المرسل غير مفعل"), WhyCode::Sender);
        assert_eq!(by_words(401, ""), WhyCode::Credentials);
        assert_eq!(by_words(400, "recipients required"), WhyCode::Recipient);
        assert_eq!(by_words(422, "نص الرسالة فارغ"), WhyCode::Text);
        assert_eq!(by_words(404, ""), WhyCode::Settings);
    }
}
