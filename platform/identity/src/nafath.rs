//! Nafath by Elm's request and status: the person's number goes there, a two-digit number comes back and is shown, the person picks it in the app,
//! and the status is asked for until it is decided. Who it was is said by a signed token, with the status or by a callback.

use crate::{
    Identified, IdentityError, NafathSettings, SettingsError,
    claims::{self, national_id},
    jwt,
    keys::Keys,
    settings::client,
};
use kernel::At;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::net::IpAddr;
use wire::{
    Address, Call, Client,
    settings::{address, required, wrong},
};

/// The answer may be on its way when the time is up.
const GRACE_MS: i64 = 20_000;
const ALGORITHM: &str = "RS256";
/// Where the identity number may stand besides the configured name, by kind of document.
const NUMBERS: &[&str] = &["nin", "iqamaNumber", "nationalId", "national_id"];

/// The service, with its keys.
pub struct Nafath {
    set: NafathSettings,
    base: Address,
    client: Client,
    keys: Keys,
}

/// One request to one person; kept by the caller until it is decided, and used for signing in once. Holds the identity number: stored sealed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Transaction {
    /// Ours, a random UUID: comes back in the callback.
    pub request_id: String,
    /// Theirs.
    pub trans_id: String,
    /// The two digits.
    pub random: String,
    /// Whom it was asked of.
    pub national_id: String,
    /// Until when the person may confirm.
    pub expires: At,
}

impl Transaction {
    /// Whether it was asked of this number and may still be confirmed.
    pub fn is_open_for(&self, number: &str, now: At) -> bool {
        self.national_id == number && now.0 < self.expires.0
    }
}

/// A request that waits for the person.
pub struct Pending {
    /// To be kept.
    pub transaction: Transaction,
    /// The two digits to be shown large.
    pub show: String,
    /// Until when.
    pub expires: At,
}

/// Where a request stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Polled {
    /// Not decided yet. Ask again after three seconds, not sooner.
    Waiting,
    /// Confirmed in the app; the signed token is still to come by the callback. Ask again, until it expires.
    Confirmed,
    /// It is this person.
    Completed(Box<Identified>),
    /// The person said no, or picked another number.
    Rejected,
    /// The time is up.
    Expired,
}

/// Which request a callback speaks of, before anything of it is believed.
#[derive(Clone, PartialEq, Eq)]
pub struct CallbackIds {
    /// Ours.
    pub request_id: String,
    /// Theirs.
    pub trans_id: String,
}

impl Nafath {
    /// Checks the settings; connects to nothing yet.
    pub fn open(set: &NafathSettings) -> Result<Nafath, SettingsError> {
        required(&[
            ("app_id", set.app_id.trim().is_empty()),
            ("app_key", set.app_key.is_empty()),
            ("service", set.service.trim().is_empty()),
            ("audience", set.audience.trim().is_empty()),
        ])?;
        if !set.server_ip.trim().is_empty() && set.server_ip.trim().parse::<IpAddr>().is_err() {
            return Err(wrong("server_ip", "address"));
        }
        Ok(Nafath { set: set.clone(), base: address("base", &set.base)?, client: client(&set.root_certificate)?, keys: Keys::default() })
    }

    fn to(&self, path: &str) -> Result<Address, IdentityError> {
        self.base.join(path).map_err(|_| IdentityError::Client("base"))
    }

    fn headers(&self, call: Call) -> Call {
        call.header("accept", "application/json").header("APP-ID", self.set.app_id.trim()).header("APP-KEY", self.set.app_key.reveal())
    }

    /// Asks the person to confirm. `lang` is `ar` or `en`; `from` the address of the person's device, if known. At most one request for a person is open
    /// with Nafath at a time ([`IdentityError::Busy`]); do not hand an open one to a second browser.
    pub async fn begin(&self, number: &str, lang: &str, from: Option<IpAddr>, now: At) -> Result<Pending, IdentityError> {
        let number = national_id(number).ok_or(IdentityError::Refused("number"))?;
        let request_id = uuid();
        let lang = if lang == "en" { "en" } else { "ar" };
        let at = self.to(&format!("/api/v1/mfa/request?local={lang}&requestId={request_id}"))?;
        let body = json!({ "nationalId": number, "service": self.set.service.trim() }).to_string();
        let mut call = self.headers(Call::post(at));
        if let (Some(from), server) = (from, self.set.server_ip.trim())
            && !server.is_empty()
        {
            call = call.header("X-Forwarded-For", &format!("{from},{server}"));
        }
        let said = self.answer(call.body("application/json", body)).await?;
        let trans_id = said["transId"].as_str().filter(|t| id_like(t)).ok_or(IdentityError::Unavailable("transId"))?.to_owned();
        let random = match &said["random"] {
            Value::String(s) => s.trim().to_owned(),
            Value::Number(n) => n.to_string(),
            _ => String::new(),
        };
        if !(1..=4).contains(&random.len()) || !random.bytes().all(|b| b.is_ascii_digit()) {
            return Err(IdentityError::Unavailable("random"));
        }
        let expires = now.plus_ms(self.set.lifetime.clamp(30, 600) * 1000);
        let transaction = Transaction { request_id, trans_id, random: random.clone(), national_id: number, expires };
        Ok(Pending { transaction, show: random, expires })
    }

    /// Where a request stands. Past its time and a grace nothing is asked.
    pub async fn poll(&self, t: &Transaction, now: At) -> Result<Polled, IdentityError> {
        if now.0 > t.expires.0 + GRACE_MS {
            return Ok(Polled::Expired);
        }
        let body = json!({ "nationalId": t.national_id, "transId": t.trans_id, "random": t.random }).to_string();
        let call = self.headers(Call::post(self.to("/api/v1/mfa/request/status")?)).body("application/json", body);
        let said = match self.answer(call).await {
            Ok(said) => said,
            // The request is not known there any more.
            Err(IdentityError::Refused("gone")) => return Ok(Polled::Expired),
            Err(e) => return Err(e),
        };
        match said["status"].as_str().unwrap_or_default().to_ascii_uppercase().as_str() {
            "WAITING" | "PENDING" => Ok(Polled::Waiting),
            "REJECTED" => Ok(Polled::Rejected),
            "EXPIRED" => Ok(Polled::Expired),
            "COMPLETED" => match said["token"].as_str().filter(|s| !s.is_empty()) {
                Some(token) => self.decided(t, token, now).await,
                None if self.set.status_suffices => Ok(Polled::Completed(Box::new(Identified {
                    subject: t.national_id.clone(),
                    national_id: Some(t.national_id.clone()),
                    name: None,
                    birth: None,
                    mobile: None,
                    level: None,
                    at: now,
                }))),
                None => Ok(Polled::Confirmed),
            },
            _ => Err(IdentityError::Unavailable("status")),
        }
    }

    /// Which request a callback's body speaks of: for finding the [`Transaction`]. `None`: not a callback (answer 400).
    pub fn callback_ids(raw: &[u8]) -> Option<CallbackIds> {
        let said: Value = serde_json::from_slice(raw).ok()?;
        let id = |name: &str| said[name].as_str().filter(|t| id_like(t)).map(str::to_owned);
        Some(CallbackIds { request_id: id("requestId")?, trans_id: id("transId")? })
    }

    /// What a callback's signed token says of this request. The rest of the body is not believed. An error: answer 400 and change nothing.
    pub async fn callback(&self, t: &Transaction, raw: &[u8], now: At) -> Result<Polled, IdentityError> {
        let said: Value = serde_json::from_slice(raw).map_err(|_| IdentityError::Token("not json"))?;
        let token = said["token"].as_str().ok_or(IdentityError::Token("no token"))?;
        if said["requestId"].as_str() != Some(t.request_id.as_str()) {
            return Err(IdentityError::Stray("requestId"));
        }
        if now.0 > t.expires.0 + GRACE_MS {
            return Ok(Polled::Expired);
        }
        self.decided(t, token, now).await
    }

    async fn decided(&self, t: &Transaction, token: &str, now: At) -> Result<Polled, IdentityError> {
        let unchecked = jwt::take_apart(token, &[ALGORITHM.to_owned()])?;
        let keys = self.to("/api/v1/mfa/jwk")?;
        let claims = self.keys.check(&self.client, || self.headers(Call::get(keys.clone())), &unchecked, now).await?;
        if !jwt::audiences(&claims).contains(&self.set.audience.trim()) {
            return Err(IdentityError::Token("aud"));
        }
        let issuer = self.set.issuer.trim();
        if !issuer.is_empty() && jwt::word(&claims, "iss") != Some(issuer) {
            return Err(IdentityError::Token("iss"));
        }
        jwt::check_times(&claims, now)?;
        // A token of another request, even of the same person, says nothing about this one.
        if jwt::word(&claims, "transId") != Some(t.trans_id.as_str()) {
            return Err(IdentityError::Token("transId"));
        }
        match jwt::word(&claims, "status").unwrap_or_default().to_ascii_uppercase().as_str() {
            "COMPLETED" => {}
            "REJECTED" => return Ok(Polled::Rejected),
            "EXPIRED" => return Ok(Polled::Expired),
            _ => return Err(IdentityError::Token("status")),
        }
        // The number need not stand in the token: the request is bound to it. If it does, it must be the one asked for.
        let names = [self.set.claims.national_id.as_str()].into_iter().chain(NUMBERS.iter().copied()).filter(|n| !n.is_empty());
        for said in names.filter_map(|n| claims::read(&claims, n)) {
            if national_id(&said).as_deref() != Some(t.national_id.as_str()) {
                return Err(IdentityError::Token("number"));
            }
        }
        let mut who = Identified::read(t.national_id.clone(), &claims, &self.set.claims, now);
        who.national_id = Some(t.national_id.clone());
        Ok(Polled::Completed(Box::new(who)))
    }

    /// A JSON answer, or what its error means. Elm's errors hold `code` (`400-034-050` and the like).
    async fn answer(&self, call: Call) -> Result<Value, IdentityError> {
        let answer = self.client.send(call).await.map_err(|_| IdentityError::Unavailable("nafath"))?;
        let said: Value = serde_json::from_slice(&answer.body).unwrap_or(Value::Null);
        match answer.status {
            200 | 201 if answer.whole && said.is_object() => Ok(said),
            401 | 403 => Err(IdentityError::Client("APP-ID or APP-KEY")),
            400..=499 => Err(match said["code"].as_str().unwrap_or_default() {
                "400-034-050" => IdentityError::Busy,
                "400-034-051" | "400-034-053" => IdentityError::Refused("gone"),
                _ if answer.status == 404 => IdentityError::Client("not found"),
                _ if answer.status == 429 => IdentityError::Unavailable("limited"),
                _ => IdentityError::Refused("nafath"),
            }),
            _ => Err(IdentityError::Unavailable("nafath")),
        }
    }
}

fn id_like(s: &str) -> bool {
    (1..=64).contains(&s.len()) && s.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
}

/// A random UUID (version 4).
fn uuid() -> String {
    let mut b: [u8; 16] = rand::random();
    b[6] = b[6] & 0x0f | 0x40;
    b[8] = b[8] & 0x3f | 0x80;
    let hex: String = b.iter().map(|x| format!("{x:02x}")).collect();
    format!("{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
}
