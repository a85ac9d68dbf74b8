//! WhatsApp Cloud API: sending, and what comes in by its webhook.
//!
//! An accepted message says nothing about arrival: [`Outcome::Accepted`] means only that Meta will try. The truth is in the webhook's statuses.
//! Webhooks are signed (HMAC-SHA256 over the raw body with the app's secret), may come twice and out of order: tell statuses apart by
//! (`provider_id`, `status`), incoming messages by `id`, and keep the furthest status.

use crate::{
    Outcome, Outgoing, Receipt, Sender, Sending, SettingsError, Status, WhatsApp, Why, WhyCode,
    judge::{by_words, number, outcome_of, read, text},
    receipts::same_secret,
    sms_providers::written,
};
use hmac::{Hmac, Mac};
use kernel::At;
use serde::Serialize;
use serde_json::Value;
use sha2::Sha256;
use std::time::Duration;
use wire::{
    Address, Call, Client, Limits, Secret,
    settings::{address, client, required, wrong},
};

/// No more events than this are read from one webhook.
const MOST: usize = 1000;
/// A text message holds at most this many characters.
const LONGEST: usize = 4096;

pub(crate) struct WhatsAppSender {
    token: Secret,
    to: Address,
    client: Client,
}

#[derive(Serialize)]
struct Body<'a> {
    messaging_product: &'a str,
    recipient_type: &'a str,
    to: &'a str,
    #[serde(rename = "type")]
    kind: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<TextBody<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    template: Option<TemplateBody<'a>>,
    /// Comes back with every status: how a message is found whose answer was lost.
    biz_opaque_callback_data: &'a str,
}

#[derive(Serialize)]
struct TextBody<'a> {
    preview_url: bool,
    body: &'a str,
}

#[derive(Serialize)]
struct TemplateBody<'a> {
    name: &'a str,
    language: Language<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    components: Vec<Component>,
}

#[derive(Serialize)]
struct Language<'a> {
    code: &'a str,
}

#[derive(Serialize)]
struct Component {
    #[serde(rename = "type")]
    kind: &'static str,
    parameters: Vec<Parameter>,
}

#[derive(Serialize)]
struct Parameter {
    #[serde(rename = "type")]
    kind: &'static str,
    text: String,
}

impl WhatsAppSender {
    pub(crate) fn new(set: &WhatsApp, limits: Limits) -> Result<Self, SettingsError> {
        required(&[("token", set.token.is_empty()), ("phone_id", set.phone_id.trim().is_empty()), ("version", set.version.trim().is_empty())])?;
        let word = |s: &str| s.chars().all(|c| c.is_ascii_alphanumeric() || c == '.');
        if !word(set.phone_id.trim()) {
            return Err(wrong("phone_id", "address"));
        }
        if !word(set.version.trim()) {
            return Err(wrong("version", "address"));
        }
        let path = format!("/{}/{}/messages", set.version.trim(), set.phone_id.trim());
        let to = address("base", &set.base)?.join(&path).map_err(|_| wrong("base", "address"))?;
        Ok(Self { token: set.token.clone(), to, client: client(limits, &set.root_certificate)? })
    }

    async fn try_once(&self, o: &Outgoing) -> Result<Outcome, Outcome> {
        let mut body = Body {
            messaging_product: "whatsapp",
            recipient_type: "individual",
            to: &number(o)?,
            kind: "text",
            text: None,
            template: None,
            biz_opaque_callback_data: &o.id,
        };
        match &o.template {
            Some(t) => {
                let parameters: Vec<Parameter> = t.params.iter().map(|p| Parameter { kind: "text", text: one_line(p) }).collect();
                let components = if parameters.is_empty() { vec![] } else { vec![Component { kind: "body", parameters }] };
                body.kind = "template";
                body.template = Some(TemplateBody { name: &t.name, language: Language { code: &t.lang }, components });
            }
            None if o.text.trim().is_empty() || o.text.chars().count() > LONGEST => return Err(outcome_of(WhyCode::Text, "", None)),
            None => body.text = Some(TextBody { preview_url: false, body: &o.text }),
        }
        let call = Call::post(self.to.clone())
            .header("accept", "application/json")
            .header("authorization", &format!("Bearer {}", self.token.reveal()))
            .body("application/json", written(&body));
        let (status, answer, after) = match self.client.send(call).await {
            // Meta says in the body which of its 4xx and 5xx are worth trying again.
            Ok(a) if a.status >= 400 => {
                let json: Value = serde_json::from_slice(&a.body).unwrap_or(Value::Null);
                if json["error"]["code"].is_number() { (a.status, json, a.retry_after()) } else { read(Ok(a))? }
            }
            other => read(other)?,
        };
        if status < 300 {
            let receipt = text(&answer["messages"][0]["id"]);
            return if receipt.is_empty() { Err(outcome_of(WhyCode::Garbled, "", None)) } else { Ok(Outcome::Accepted { receipt }) };
        }
        let error = &answer["error"];
        let said = format!("{} {}", text(&error["code"]), first(&[&error["error_data"]["details"], &error["message"]]));
        let code = error["code"].as_i64().map_or_else(|| by_words(status, &said), |c| meaning(c, status));
        // Too many to the same person in a short time: a minute is what Meta asks for at least.
        let after = if code == WhyCode::Limited { after.or(Some(Duration::from_secs(60))) } else { after };
        Err(outcome_of(code, &said, after))
    }
}

impl Sender for WhatsAppSender {
    fn kind(&self) -> &'static str {
        "whatsapp"
    }
    fn send<'a>(&'a self, o: &'a Outgoing) -> Sending<'a> {
        Box::pin(async move { self.try_once(o).await.unwrap_or_else(|outcome| outcome) })
    }
}

/// Template values hold neither line breaks nor tabs nor more than four blanks in a row.
fn one_line(s: &str) -> String {
    s.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn first(of: &[&Value]) -> String {
    of.iter().map(|v| text(v)).find(|t| !t.is_empty()).unwrap_or_default()
}

/// Meta's error codes by what one can do about them.
fn meaning(code: i64, status: u16) -> WhyCode {
    match code {
        0 | 3 | 10 | 190 | 200..=299 | 368 | 131005 | 131031 => WhyCode::Credentials,
        4 | 80007 | 130429 | 131048 | 131056 | 133016 => WhyCode::Limited,
        1 | 2 | 131000 | 131016 | 131057 | 133004 | 133015 => WhyCode::Provider,
        131042 | 131044 => WhyCode::Balance,
        131021 | 131026 | 131030 | 130497 => WhyCode::Recipient,
        131047 => WhyCode::Window,
        130472 | 131049 | 131050 => WhyCode::Unwanted,
        132000 | 132001 | 132005 | 132007 | 132012 | 132015 | 132016 | 132068 | 132069 => WhyCode::Template,
        33 | 131045 | 133000..=133014 => WhyCode::Settings,
        131051..=131053 => WhyCode::Text,
        _ if status >= 500 => WhyCode::Provider,
        _ => WhyCode::Other,
    }
}

/// The answer to Meta's first look at the webhook (`hub.mode`, `hub.verify_token`, `hub.challenge` of the query): the challenge to send back as plain
/// text with 200, or `None` for 403.
pub fn challenge(set: &WhatsApp, query: &str) -> Option<String> {
    let (mut mode, mut token, mut word) = (String::new(), String::new(), String::new());
    for (k, v) in form_urlencoded::parse(query.as_bytes()).take(16) {
        match k.as_ref() {
            "hub.mode" => mode = v.into_owned(),
            "hub.verify_token" => token = v.into_owned(),
            "hub.challenge" => word = v.into_owned(),
            _ => {}
        }
    }
    // Meta's challenge is a number; anything that could be a page is not sent back.
    let harmless = !word.is_empty() && word.len() <= 128 && word.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    (mode == "subscribe" && harmless && same_secret(set.verify_token.reveal(), &token)).then_some(word)
}

/// Whether the `X-Hub-Signature-256` header (`sha256=` and 64 hex digits) is the one of this raw body. Constant time. Without an app secret: never.
pub fn signed(set: &WhatsApp, header: &str, raw: &[u8]) -> bool {
    let Some(given) = header.trim().strip_prefix("sha256=").and_then(unhex) else { return false };
    if set.app_secret.is_empty() {
        return false;
    }
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(set.app_secret.reveal().as_bytes()) else { return false };
    mac.update(raw);
    mac.verify_slice(&given).is_ok()
}

fn unhex(s: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u8>> = s.chars().map(|c| c.to_digit(16).map(|d| d as u8)).collect();
    let digits = digits.filter(|d| d.len() == 64)?;
    Some(digits.chunks(2).map(|p| p[0] << 4 | p[1]).collect())
}

/// A message from a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Incoming {
    /// Meta's id: the same when the webhook comes again.
    pub id: String,
    /// The sender's number, `9665XXXXXXXX`; may be missing where the person goes by a user name.
    pub from: String,
    /// What was written, or the button pressed; empty for pictures, voice and the like.
    pub text: String,
    /// `text`, `image`, `audio`, `button`, …
    pub kind: String,
    /// When it was written. The 24 hours begin here.
    pub at: Option<At>,
    /// Our message it answers to, by Meta's id.
    pub answers: Option<String>,
}

/// What one webhook brought.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Webhook {
    /// Statuses of our messages.
    pub receipts: Vec<Receipt>,
    /// Messages from people.
    pub incoming: Vec<Incoming>,
}

/// Why a webhook is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WebhookError {
    /// No signature or a wrong one: answer 401 and change nothing.
    Unsigned,
    /// Signed, but no JSON: answer 400.
    Unreadable,
}

/// Checks the signature and reads what is known; what is not (other fields, other phones, other kinds) is left out. Answer 200 only when all is stored.
pub fn webhook(set: &WhatsApp, signature: &str, raw: &[u8]) -> Result<Webhook, WebhookError> {
    if !signed(set, signature, raw) {
        return Err(WebhookError::Unsigned);
    }
    let all: Value = serde_json::from_slice(raw).map_err(|_| WebhookError::Unreadable)?;
    let mut found = Webhook::default();
    for value in list(&all["entry"]).flat_map(|e| list(&e["changes"])).filter(|c| c["field"] == "messages").map(|c| &c["value"]) {
        // One webhook may serve several phones of the same business.
        let phone = text(&value["metadata"]["phone_number_id"]);
        if !phone.is_empty() && phone != set.phone_id.trim() {
            continue;
        }
        found.receipts.extend(list(&value["statuses"]).filter_map(receipt).take(MOST - found.receipts.len()));
        found.incoming.extend(list(&value["messages"]).filter_map(incoming).take(MOST - found.incoming.len()));
    }
    Ok(found)
}

fn list(v: &Value) -> impl Iterator<Item = &Value> {
    v.as_array().map(Vec::as_slice).unwrap_or_default().iter()
}

fn at(v: &Value) -> Option<At> {
    text(v).parse::<i64>().ok().filter(|s| (0..=253_402_300_799).contains(s)).map(|s| At(s * 1000))
}

fn receipt(s: &Value) -> Option<Receipt> {
    let status = match s["status"].as_str()? {
        "sent" => Status::Sent,
        "delivered" => Status::Delivered,
        "read" | "played" => Status::Read,
        "failed" => Status::Failed,
        _ => return None,
    };
    let provider_id = text(&s["id"]);
    let our_id = Some(text(&s["biz_opaque_callback_data"])).filter(|t| !t.is_empty());
    if provider_id.is_empty() && our_id.is_none() {
        return None;
    }
    let why = (status == Status::Failed).then(|| {
        let e = &s["errors"][0];
        let code = e["code"].as_i64().map_or(WhyCode::Undelivered, |c| meaning(c, 400));
        Why::new(if code == WhyCode::Other { WhyCode::Undelivered } else { code }, format!("{} {}", text(&e["code"]), first(&[&e["title"], &e["message"]])))
    });
    Some(Receipt { provider_id, our_id, status, at: at(&s["timestamp"]), why })
}

fn incoming(m: &Value) -> Option<Incoming> {
    let id = Some(text(&m["id"])).filter(|t| !t.is_empty())?;
    let kind = text(&m["type"]);
    let words = first(&[
        &m["text"]["body"],
        &m["button"]["text"],
        &m["interactive"]["button_reply"]["title"],
        &m["interactive"]["list_reply"]["title"],
        &m["image"]["caption"],
        &m["document"]["caption"],
        &m["video"]["caption"],
    ]);
    Some(Incoming {
        id,
        from: text(&m["from"]),
        text: words.chars().take(LONGEST).collect(),
        kind,
        at: at(&m["timestamp"]),
        answers: Some(text(&m["context"]["id"])).filter(|t| !t.is_empty()),
    })
}
