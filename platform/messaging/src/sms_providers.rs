//! Unifonic, Taqnyat, Msegat, 4jawaly: one POST a message. The shapes are those of the providers' public descriptions (see docs/providers.md).

use crate::{
    Jawaly, Msegat, Outcome, Outgoing, Sender, Sending, SettingsError, Taqnyat, Unifonic, WhyCode,
    judge::{by_words, number, outcome_of, read, text},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use serde::Serialize;
use serde_json::Value;
use wire::{
    Address, Call, Client, Limits,
    settings::{address, client, required},
};

const JSON: &str = "application/json";
const FORM: &str = "application/x-www-form-urlencoded";

fn endpoint(base: &str, path: &str) -> Result<Address, SettingsError> {
    address("base", base)?.join(path).map_err(|_| wire::settings::wrong("base", "address"))
}

/// Taken; what the provider calls the message.
fn accepted(receipt: String) -> Outcome {
    Outcome::Accepted { receipt }
}

/// 2xx without an answer one can read: it may have been sent.
fn garbled() -> Outcome {
    outcome_of(WhyCode::Garbled, "", None)
}

/// Bodies are structs, so that their fields go out in one order whatever the build.
pub(crate) fn written(body: &impl Serialize) -> String {
    serde_json::to_string(body).unwrap_or_default()
}

#[derive(Serialize)]
struct TaqnyatBody<'a> {
    sender: &'a str,
    body: &'a str,
    recipients: [&'a str; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct MsegatBody<'a> {
    user_name: &'a str,
    api_key: &'a str,
    user_sender: &'a str,
    numbers: &'a str,
    msg: &'a str,
    msg_encoding: &'a str,
}

#[derive(Serialize)]
struct JawalyBody<'a> {
    messages: [JawalyMessage<'a>; 1],
}

#[derive(Serialize)]
struct JawalyMessage<'a> {
    text: &'a str,
    numbers: [&'a str; 1],
    sender: &'a str,
}

macro_rules! sender {
    ($name:ident, $kind:literal) => {
        impl Sender for $name {
            fn kind(&self) -> &'static str {
                $kind
            }
            fn send<'a>(&'a self, o: &'a Outgoing) -> Sending<'a> {
                Box::pin(async move { self.try_once(o).await.unwrap_or_else(|outcome| outcome) })
            }
        }
    };
}

pub(crate) struct UnifonicSender {
    set: Unifonic,
    to: Address,
    client: Client,
}
sender!(UnifonicSender, "unifonic");

impl UnifonicSender {
    pub(crate) fn new(set: &Unifonic, limits: Limits) -> Result<Self, SettingsError> {
        required(&[("app_sid", set.app_sid.is_empty()), ("sender", set.sender.trim().is_empty())])?;
        Ok(Self { set: set.clone(), to: endpoint(&set.base, "/rest/SMS/messages")?, client: client(limits, &set.root_certificate)? })
    }

    async fn try_once(&self, o: &Outgoing) -> Result<Outcome, Outcome> {
        let form = form_urlencoded::Serializer::new(String::new())
            .append_pair("AppSid", self.set.app_sid.reveal())
            .append_pair("SenderID", self.set.sender.trim())
            .append_pair("Recipient", &number(o)?)
            .append_pair("Body", &o.text)
            .append_pair("responseType", "JSON")
            .append_pair("CorrelationID", &o.id)
            .finish();
        let call = Call::post(self.to.clone()).header("accept", JSON).body(FORM, form);
        let (status, answer, _) = read(self.client.send(call).await)?;
        let code = text(&answer["errorCode"]).to_uppercase();
        let ok = matches!(text(&answer["success"]).as_str(), "true" | "1");
        if status < 300 && ok && matches!(code.as_str(), "" | "ER-00") {
            return Ok(accepted(text(&answer["data"]["MessageID"])));
        }
        if status < 300 && code.is_empty() && !answer["success"].is_boolean() && !answer["success"].is_string() {
            return Err(garbled());
        }
        let said = format!("{code} {}", text(&answer["message"]));
        let why = match code.trim_start_matches("ER-") {
            "401" | "454" | "455" => WhyCode::Credentials,
            "01" => WhyCode::Balance,
            "02" | "03" | "04" | "05" | "482" => WhyCode::Recipient,
            "06" | "07" | "449" => WhyCode::Text,
            "08" | "480" | "481" => WhyCode::Sender,
            // The same words went to the same number a moment ago: what the person was to get has been taken.
            "09" => return Ok(accepted(String::new())),
            _ => by_words(status, &said),
        };
        Err(outcome_of(why, &said, None))
    }
}

pub(crate) struct TaqnyatSender {
    set: Taqnyat,
    to: Address,
    client: Client,
}
sender!(TaqnyatSender, "taqnyat");

impl TaqnyatSender {
    pub(crate) fn new(set: &Taqnyat, limits: Limits) -> Result<Self, SettingsError> {
        required(&[("bearer", set.bearer.is_empty()), ("sender", set.sender.trim().is_empty())])?;
        Ok(Self { set: set.clone(), to: endpoint(&set.base, "/v1/messages")?, client: client(limits, &set.root_certificate)? })
    }

    async fn try_once(&self, o: &Outgoing) -> Result<Outcome, Outcome> {
        let to = number(o)?;
        let body = written(&TaqnyatBody { sender: self.set.sender.trim(), body: &o.text, recipients: [&to] });
        let call = Call::post(self.to.clone()).header("accept", JSON).header("authorization", &format!("Bearer {}", self.set.bearer.reveal())).body(JSON, body);
        let (status, answer, _) = read(self.client.send(call).await)?;
        let said = text(&answer["message"]);
        let code: u16 = text(&answer["statusCode"]).parse().unwrap_or(status);
        if status < 300 && answer.is_null() {
            return Err(garbled());
        }
        if status < 300 && (200..300).contains(&code) {
            // `rejected` is a list, sometimes written as the text of one.
            if listed(&answer["rejected"], &to) && !listed(&answer["accepted"], &to) {
                return Err(outcome_of(WhyCode::Recipient, "rejected", None));
            }
            let receipt = text(&answer["messageId"]);
            return if receipt.is_empty() { Err(garbled()) } else { Ok(accepted(receipt)) };
        }
        Err(match code {
            429 => outcome_of(WhyCode::Limited, &said, None),
            500..=599 => outcome_of(WhyCode::Provider, &said, None),
            _ => outcome_of(by_words(code, &said), &format!("{code} {said}"), None),
        })
    }
}

fn listed(v: &Value, number: &str) -> bool {
    match v {
        Value::Array(list) => list.iter().any(|n| text(n).contains(number)),
        other => text(other).contains(number),
    }
}

pub(crate) struct MsegatSender {
    set: Msegat,
    to: Address,
    client: Client,
}
sender!(MsegatSender, "msegat");

impl MsegatSender {
    pub(crate) fn new(set: &Msegat, limits: Limits) -> Result<Self, SettingsError> {
        required(&[("user", set.user.trim().is_empty()), ("api_key", set.api_key.is_empty()), ("sender", set.sender.trim().is_empty())])?;
        Ok(Self { set: set.clone(), to: endpoint(&set.base, "/gw/sendsms.php")?, client: client(limits, &set.root_certificate)? })
    }

    async fn try_once(&self, o: &Outgoing) -> Result<Outcome, Outcome> {
        let body = written(&MsegatBody {
            user_name: self.set.user.trim(),
            api_key: self.set.api_key.reveal(),
            user_sender: self.set.sender.trim(),
            numbers: &number(o)?,
            msg: &o.text,
            msg_encoding: "UTF8",
        });
        let call = Call::post(self.to.clone()).header("accept", JSON).body(JSON, body);
        let (status, answer, _) = read(self.client.send(call).await)?;
        // Everything comes with 200; the code alone tells.
        let code = text(&answer["code"]).to_uppercase();
        let said = format!("{code} {}", text(&answer["message"]));
        let why = match code.as_str() {
            // 1061: the same words went to the same number a moment ago, so what the person was to get has been taken.
            "1" | "M0000" | "1061" if status < 300 => return Ok(accepted(text(&answer["id"]))),
            "" if status < 300 => WhyCode::Garbled,
            "M0002" | "1020" => WhyCode::Credentials,
            "1060" => WhyCode::Balance,
            "1110" | "M0022" | "M0023" | "M0029" | "M0033" => WhyCode::Sender,
            "1120" => WhyCode::Recipient,
            "1050" | "1064" | "1140" => WhyCode::Text,
            _ => by_words(status, &said),
        };
        Err(outcome_of(why, &said, None))
    }
}

pub(crate) struct JawalySender {
    set: Jawaly,
    to: Address,
    client: Client,
}
sender!(JawalySender, "jawaly");

impl JawalySender {
    pub(crate) fn new(set: &Jawaly, limits: Limits) -> Result<Self, SettingsError> {
        required(&[("key", set.key.is_empty()), ("secret", set.secret.is_empty()), ("sender", set.sender.trim().is_empty())])?;
        Ok(Self { set: set.clone(), to: endpoint(&set.base, "/api/v1/account/area/sms/send")?, client: client(limits, &set.root_certificate)? })
    }

    async fn try_once(&self, o: &Outgoing) -> Result<Outcome, Outcome> {
        let message = JawalyMessage { text: &o.text, numbers: [&number(o)?], sender: self.set.sender.trim() };
        let body = written(&JawalyBody { messages: [message] });
        let basic = STANDARD.encode(format!("{}:{}", self.set.key.reveal(), self.set.secret.reveal()));
        let call = Call::post(self.to.clone()).header("accept", JSON).header("authorization", &format!("Basic {basic}")).body(JSON, body);
        let (status, answer, _) = read(self.client.send(call).await)?;
        // A refused message comes with 200 too: then its own `err_text` says why.
        let refused = text(&answer["messages"][0]["err_text"]);
        let said = if refused.is_empty() { text(&answer["message"]) } else { refused.clone() };
        let code: u16 = text(&answer["code"]).parse().unwrap_or(status);
        if status < 300 && refused.is_empty() && (200..300).contains(&code) {
            let job = text(&answer["job_id"]);
            return if job.is_empty() { Err(garbled()) } else { Ok(accepted(job)) };
        }
        Err(outcome_of(by_words(code, &said), &format!("{code} {said}"), None))
    }
}
