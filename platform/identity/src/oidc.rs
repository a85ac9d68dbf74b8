//! OpenID Connect: authorization code with PKCE (S256), state and nonce; discovery and keys fetched and remembered.

use crate::{
    ClientAuth, Identified, IdentityError, OidcSettings, SettingsError,
    jwk::Alg,
    jwt::{self, Claims, SKEW_MS},
    keys::{Keys, json},
    settings::client,
};
use base64::{
    Engine,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};
use kernel::At;
use ring::digest;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use subtle::ConstantTimeEq;
use tokio::sync::Mutex;
use wire::{
    Address, Call, Client, Secret,
    settings::{address, required, wrong},
};

/// How long somebody may stay with the provider.
const BEGUN_MS: i64 = 10 * 60_000;
/// How long the provider's description is remembered; where a newer one cannot be had, the old one serves a week.
const KEPT_MS: i64 = kernel::DAY_MS;
const STALE_MS: i64 = 7 * kernel::DAY_MS;
/// After a description that could not be had nobody asks for so long: whoever comes meanwhile is told at once.
const PAUSE_MS: i64 = 10_000;

/// A provider, with what it said about itself and its keys.
pub struct Oidc {
    set: OidcSettings,
    issuer: String,
    about: Address,
    client: Client,
    known: Mutex<Known>,
    keys: Keys,
}

#[derive(Default)]
struct Known {
    description: Option<(Described, At)>,
    /// Why it could not be had the last time, and when that was.
    failed: Option<(IdentityError, At)>,
}

/// What the provider says about itself.
#[derive(Clone)]
struct Described {
    authorization: Address,
    token: Address,
    jwks: Address,
    userinfo: Option<Address>,
    says_iss: bool,
}

/// What must be remembered between going and coming back: in the browser's own session, sealed, used once. Dropped before [`Oidc::finish`] is called.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    state: String,
    nonce: String,
    verifier: Secret,
    /// Since when the person must have proved himself there; absent where an earlier sign-in of his suffices.
    #[serde(default)]
    fresh: Option<At>,
    /// Until when coming back is taken.
    pub until: At,
}

impl Kept {
    /// The word by which a returning browser finds what was kept for it.
    pub fn state(&self) -> &str {
        &self.state
    }

    /// Whether this answers what was begun here: looked at before what was kept is used up, so that a stray answer ends nobody's sign-in.
    pub fn answers(&self, returned: &Returned) -> bool {
        same(&self.state, &returned.state)
    }
}

/// Where to send the browser.
pub struct Begun {
    /// The address for a 303.
    pub redirect: String,
    /// To be kept.
    pub kept: Kept,
}

/// What the browser brings back in the query. `Debug` is left out: a code is a secret.
#[derive(Clone, Default)]
pub struct Returned {
    state: String,
    code: String,
    error: String,
    iss: Option<String>,
}

impl Returned {
    /// Reads the query (without `?`).
    pub fn read(query: &str) -> Returned {
        let mut r = Returned::default();
        for (k, v) in form_urlencoded::parse(query.as_bytes()).take(32) {
            match k.as_ref() {
                "state" => r.state = v.into_owned(),
                "code" => r.code = v.into_owned(),
                "error" => r.error = v.into_owned(),
                "iss" => r.iss = Some(v.into_owned()),
                _ => {}
            }
        }
        r
    }

    /// For finding what was kept.
    pub fn state(&self) -> &str {
        &self.state
    }
}

fn random() -> String {
    let bytes: [u8; 32] = rand::random();
    URL_SAFE_NO_PAD.encode(bytes)
}

fn same(a: &str, b: &str) -> bool {
    !a.is_empty() && bool::from(a.as_bytes().ct_eq(b.as_bytes()))
}

impl Oidc {
    /// Checks the settings; connects to nothing yet.
    pub fn open(set: &OidcSettings) -> Result<Oidc, SettingsError> {
        required(&[
            ("issuer", set.issuer.trim().is_empty()),
            ("client_id", set.client_id.trim().is_empty()),
            ("client_secret", set.client_secret.is_empty() && set.auth != ClientAuth::None),
            ("redirect", set.redirect.trim().is_empty()),
            ("algorithms", set.algorithms.is_empty()),
        ])?;
        if set.algorithms.iter().any(|a| Alg::named(a).is_none()) {
            return Err(wrong("algorithms", "algorithm"));
        }
        address("redirect", &set.redirect)?;
        let issuer = set.issuer.trim().to_owned();
        let about = address("issuer", &issuer)?.join("/.well-known/openid-configuration").map_err(|_| wrong("issuer", "address"))?;
        Ok(Oidc { set: set.clone(), issuer, about, client: client(&set.root_certificate)?, known: Mutex::default(), keys: Keys::default() })
    }

    async fn described(&self, now: At) -> Result<Described, IdentityError> {
        let mut known = self.known.lock().await;
        let age = known.description.as_ref().map_or(i64::MAX, |(_, at)| (now.0 - at.0).abs());
        let paused = known.failed.clone().filter(|(_, at)| (now.0 - at.0).abs() < PAUSE_MS);
        if age >= KEPT_MS && paused.is_none() {
            match self.ask_about().await {
                Ok(d) => *known = Known { description: Some((d, now)), failed: None },
                Err(e) => known.failed = Some((e, now)),
            }
        }
        match (&known.description, &known.failed) {
            (Some((d, at)), _) if (now.0 - at.0).abs() < STALE_MS => Ok(d.clone()),
            (_, Some((e, _))) => Err(e.clone()),
            _ => Err(IdentityError::Unavailable("discovery")),
        }
    }

    async fn ask_about(&self) -> Result<Described, IdentityError> {
        let about = json(&self.client, Call::get(self.about.clone()).header("accept", "application/json"), "discovery").await?;
        // A description of somebody else, however it came here, is not taken (RFC 8414 §3.3).
        if about["issuer"].as_str() != Some(self.issuer.as_str()) {
            return Err(IdentityError::Client("issuer"));
        }
        let at = |name: &str| about[name].as_str().and_then(|t| Address::parse(t).ok());
        Ok(Described {
            authorization: at("authorization_endpoint").ok_or(IdentityError::Client("authorization_endpoint"))?,
            token: at("token_endpoint").ok_or(IdentityError::Client("token_endpoint"))?,
            jwks: at("jwks_uri").ok_or(IdentityError::Client("jwks_uri"))?,
            userinfo: at("userinfo_endpoint"),
            says_iss: about["authorization_response_iss_parameter_supported"] == true,
        })
    }

    /// Where to send the browser, in the language of the page (`ar`, `en`).
    pub async fn begin(&self, lang: &str, now: At) -> Result<Begun, IdentityError> {
        self.send_there(lang, None, now).await
    }

    /// As [`Oidc::begin`], and the person proves himself there anew: for a device others use too, where somebody else may still be signed in there.
    pub async fn begin_fresh(&self, lang: &str, now: At) -> Result<Begun, IdentityError> {
        self.send_there(lang, Some(now), now).await
    }

    async fn send_there(&self, lang: &str, fresh: Option<At>, now: At) -> Result<Begun, IdentityError> {
        let described = self.described(now).await?;
        let kept = Kept { state: random(), nonce: random(), verifier: Secret::new(random()), fresh, until: now.plus_ms(BEGUN_MS) };
        let challenge = URL_SAFE_NO_PAD.encode(digest::digest(&digest::SHA256, kept.verifier.reveal().as_bytes()));
        let mut scopes = vec!["openid"];
        scopes.extend(self.set.scopes.split_whitespace().filter(|s| *s != "openid"));
        let mut query = form_urlencoded::Serializer::new(String::new());
        query
            .append_pair("response_type", "code")
            .append_pair("client_id", self.set.client_id.trim())
            .append_pair("redirect_uri", self.set.redirect.trim())
            .append_pair("scope", &scopes.join(" "))
            .append_pair("state", &kept.state)
            .append_pair("nonce", &kept.nonce)
            .append_pair("code_challenge", &challenge)
            .append_pair("code_challenge_method", "S256")
            .append_pair("ui_locales", lang);
        if kept.fresh.is_some() {
            query.append_pair("prompt", "login");
        }
        if !self.set.acr.is_empty() {
            query.append_pair("acr_values", &self.set.acr.join(" "));
        }
        let to = described.authorization.text();
        let joint = if to.contains('?') { '&' } else { '?' };
        Ok(Begun { redirect: format!("{to}{joint}{}", query.finish()), kept })
    }

    /// Who came back. `kept` is what [`Oidc::begin`] gave to this very browser; it must not be used a second time.
    pub async fn finish(&self, kept: &Kept, returned: &Returned, now: At) -> Result<Identified, IdentityError> {
        if !kept.answers(returned) {
            return Err(IdentityError::Stray("state"));
        }
        if now > kept.until {
            return Err(IdentityError::Stray("late"));
        }
        let described = self.described(now).await?;
        // RFC 9207: an answer of another provider is not carried to this one.
        match &returned.iss {
            Some(iss) if *iss != self.issuer => return Err(IdentityError::Stray("iss")),
            None if described.says_iss => return Err(IdentityError::Stray("iss")),
            _ => {}
        }
        if !returned.error.is_empty() {
            return Err(match returned.error.as_str() {
                "access_denied" => IdentityError::Refused("access_denied"),
                "login_required" | "interaction_required" | "consent_required" => IdentityError::Refused("interaction"),
                "temporarily_unavailable" | "server_error" => IdentityError::Unavailable("authorization"),
                _ => IdentityError::Client("authorization"),
            });
        }
        if returned.code.is_empty() {
            return Err(IdentityError::Stray("code"));
        }
        let answer = self.exchange(&described, kept, &returned.code).await?;
        let id_token = answer["id_token"].as_str().ok_or(IdentityError::Token("no id_token"))?;
        let access = answer["access_token"].as_str();
        let mut claims = self.checked(&described, id_token, access, kept, now).await?;
        let subject = jwt::word(&claims, "sub").filter(|s| !s.is_empty() && s.len() <= 255).ok_or(IdentityError::Token("sub"))?.to_owned();
        if self.set.userinfo
            && let (Some(access), Some(at)) = (access, &described.userinfo)
        {
            self.add_userinfo(&mut claims, &subject, at, access).await?;
        }
        Ok(Identified::read(subject, &claims, &self.set.claims, now))
    }

    /// Made apart from the sending: a form half written cannot go from thread to thread.
    fn exchange_call(&self, described: &Described, kept: &Kept, code: &str) -> Call {
        let mut form = form_urlencoded::Serializer::new(String::new());
        form.append_pair("grant_type", "authorization_code")
            .append_pair("code", code)
            .append_pair("redirect_uri", self.set.redirect.trim())
            .append_pair("code_verifier", kept.verifier.reveal());
        let (id, secret) = (self.set.client_id.trim(), self.set.client_secret.reveal());
        let mut call = Call::post(described.token.clone()).header("accept", "application/json");
        match self.set.auth {
            ClientAuth::Basic => {
                // Both are form-encoded before they are joined (RFC 6749 §2.3.1).
                let enc = |s: &str| form_urlencoded::byte_serialize(s.as_bytes()).collect::<String>();
                call = call.header("authorization", &format!("Basic {}", STANDARD.encode(format!("{}:{}", enc(id), enc(secret)))));
            }
            ClientAuth::Post => {
                form.append_pair("client_id", id).append_pair("client_secret", secret);
            }
            ClientAuth::None => {
                form.append_pair("client_id", id);
            }
        }
        call.body("application/x-www-form-urlencoded", form.finish())
    }

    async fn exchange(&self, described: &Described, kept: &Kept, code: &str) -> Result<Value, IdentityError> {
        let call = self.exchange_call(described, kept, code);
        let answer = self.client.send(call).await.map_err(|_| IdentityError::Unavailable("token endpoint"))?;
        let said: Value = serde_json::from_slice(&answer.body).unwrap_or(Value::Null);
        match answer.status {
            200 if answer.whole && said.is_object() => Ok(said),
            400 | 401 => Err(match said["error"].as_str() {
                Some("invalid_grant") => IdentityError::Refused("invalid_grant"),
                Some("invalid_client" | "unauthorized_client") => IdentityError::Client("invalid_client"),
                _ => IdentityError::Client("token endpoint"),
            }),
            _ => Err(IdentityError::Unavailable("token endpoint")),
        }
    }

    /// The checks of OpenID Connect Core §3.1.3.7.
    async fn checked(&self, described: &Described, token: &str, access: Option<&str>, kept: &Kept, now: At) -> Result<Claims, IdentityError> {
        let unchecked = jwt::take_apart(token, &self.set.algorithms)?;
        let ask = || Call::get(described.jwks.clone()).header("accept", "application/json");
        let claims = self.keys.check(&self.client, ask, &unchecked, now).await?;
        if jwt::word(&claims, "iss") != Some(self.issuer.as_str()) {
            return Err(IdentityError::Token("iss"));
        }
        let us = self.set.client_id.trim();
        let audiences = jwt::audiences(&claims);
        let party = jwt::word(&claims, "azp");
        if !audiences.contains(&us) || party.is_some_and(|p| p != us) || (audiences.len() > 1 && party.is_none()) {
            return Err(IdentityError::Token("aud"));
        }
        jwt::check_times(&claims, now)?;
        if !jwt::word(&claims, "nonce").is_some_and(|n| same(&kept.nonce, n)) {
            return Err(IdentityError::Token("nonce"));
        }
        if let (Some(hash), Some(access)) = (jwt::word(&claims, "at_hash"), access) {
            let whole = digest::digest(unchecked.alg.digest(), access.as_bytes());
            let half = &whole.as_ref()[..whole.as_ref().len() / 2];
            if !same(&URL_SAFE_NO_PAD.encode(half), hash) {
                return Err(IdentityError::Token("at_hash"));
            }
        }
        if !self.set.acr.is_empty() && !jwt::word(&claims, "acr").is_some_and(|a| self.set.acr.iter().any(|x| x == a)) {
            return Err(IdentityError::Token("acr"));
        }
        // Somebody who signed in there before he was sent there is fine, unless he was to do it anew; an answer from the future is not.
        if let Some(seconds) = claims.get("auth_time").and_then(Value::as_i64) {
            let ms = seconds.saturating_mul(1000);
            if ms > now.0 + SKEW_MS || kept.fresh.is_some_and(|since| ms < since.0 - SKEW_MS) {
                return Err(IdentityError::Token("auth_time"));
            }
        }
        Ok(claims)
    }

    /// Adds what the token does not say. What the signed token says is not overwritten.
    async fn add_userinfo(&self, claims: &mut Claims, subject: &str, at: &Address, access: &str) -> Result<(), IdentityError> {
        let call = Call::get(at.clone()).header("accept", "application/json").header("authorization", &format!("Bearer {access}"));
        let info = json(&self.client, call, "userinfo").await?;
        if info["sub"].as_str() != Some(subject) {
            return Err(IdentityError::Token("userinfo sub"));
        }
        for (name, value) in info.as_object().into_iter().flatten() {
            claims.entry(name.clone()).or_insert_with(|| value.clone());
        }
        Ok(())
    }
}
