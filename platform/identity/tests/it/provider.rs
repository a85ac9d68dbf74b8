//! A little OpenID Connect provider: it checks what a client must send, and lies where a test tells it to.

use crate::{
    NOW,
    sign::{Signer, b64, merge},
};
use axum::{
    Router,
    body::Bytes,
    extract::{RawQuery, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use identity::{ClientAuth, OidcSettings};
use serde_json::{Value, json};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
};

pub struct Inner {
    pub base: String,
    /// Signs the next token.
    pub signer: Signer,
    /// What the keys' address says.
    pub published: Vec<Value>,
    pub keys_asked: usize,
    pub discovery_asked: usize,
    /// Codes not yet taken: what was said when they were given out.
    codes: HashMap<String, HashMap<String, String>>,
    /// Put over the claims of the next tokens.
    pub claims: Value,
    /// Put over their headers.
    pub header: Value,
    /// Put over the description.
    pub about: Value,
    pub userinfo: Value,
    /// Instead of the token endpoint's answer.
    pub answer: Option<(u16, String)>,
    pub auth: ClientAuth,
    pub keys_down: bool,
    /// The description is not to be had.
    pub about_down: bool,
    pub access: String,
}

#[derive(Clone)]
pub struct Provider(pub Arc<Mutex<Inner>>);

pub fn fields(form: &str) -> HashMap<String, String> {
    form_urlencoded::parse(form.as_bytes()).into_owned().collect()
}

impl Provider {
    pub async fn start(signer: Signer) -> Provider {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://127.0.0.1:{}/realm", listener.local_addr().unwrap().port());
        let published = vec![json!({ "kty": "oct", "k": "AAAA", "kid": "shared" }), signer.jwk()];
        let provider = Provider(Arc::new(Mutex::new(Inner {
            base,
            signer,
            published,
            keys_asked: 0,
            discovery_asked: 0,
            codes: HashMap::new(),
            claims: json!({}),
            header: json!({}),
            about: json!({}),
            userinfo: json!({ "sub": "user-7", "phone_number": "+966500000001" }),
            answer: None,
            auth: ClientAuth::Basic,
            keys_down: false,
            about_down: false,
            access: "access-1".into(),
        })));
        let router = Router::new()
            .route("/realm/.well-known/openid-configuration", get(about))
            .route("/realm/keys", get(keys))
            .route("/realm/authorize", get(authorize))
            .route("/realm/token", post(token))
            .route("/realm/me", get(me))
            .with_state(provider.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        provider
    }

    pub fn with<T>(&self, f: impl FnOnce(&mut Inner) -> T) -> T {
        f(&mut self.0.lock().unwrap())
    }

    pub fn settings(&self) -> OidcSettings {
        OidcSettings {
            enabled: true,
            issuer: self.with(|p| p.base.clone()),
            client_id: "sila".into(),
            client_secret: "s3cret of:test".into(),
            redirect: "https://sila.example/my/sign-in/back".into(),
            ..Default::default()
        }
    }

    /// What the browser does: goes to the address it was sent to, and brings back the query it is sent home with.
    pub async fn browse(&self, address: &str) -> String {
        let query = address.split_once('?').unwrap().1.to_owned();
        let reply = authorize(State(self.clone()), RawQuery(Some(query))).await;
        assert_eq!(reply.status(), 303, "{:?}", reply);
        let to = reply.headers()[header::LOCATION].to_str().unwrap().to_owned();
        to.strip_prefix("https://sila.example/my/sign-in/back?").unwrap().to_owned()
    }
}

fn reply(status: u16, body: &Value) -> Response {
    (StatusCode::from_u16(status).unwrap(), [(header::CONTENT_TYPE, "application/json")], body.to_string()).into_response()
}

async fn about(State(p): State<Provider>) -> Response {
    p.with(|p| {
        p.discovery_asked += 1;
        if p.about_down {
            return reply(500, &json!({}));
        }
        let b = &p.base;
        let mut about = json!({
            "issuer": b, "authorization_endpoint": format!("{b}/authorize"), "token_endpoint": format!("{b}/token"),
            "jwks_uri": format!("{b}/keys"), "userinfo_endpoint": format!("{b}/me"), "authorization_response_iss_parameter_supported": true
        });
        merge(&mut about, &p.about);
        reply(200, &about)
    })
}

async fn keys(State(p): State<Provider>) -> Response {
    p.with(|p| {
        p.keys_asked += 1;
        if p.keys_down { reply(500, &json!({})) } else { reply(200, &json!({ "keys": p.published })) }
    })
}

async fn authorize(State(p): State<Provider>, RawQuery(query): RawQuery) -> Response {
    let q = fields(&query.unwrap_or_default());
    let is = |name: &str, value: &str| assert_eq!(q.get(name).map(String::as_str), Some(value), "{name}");
    is("response_type", "code");
    is("client_id", "sila");
    is("redirect_uri", "https://sila.example/my/sign-in/back");
    is("code_challenge_method", "S256");
    assert!(q["scope"].split(' ').any(|s| s == "openid"));
    assert!(q["state"].len() >= 32 && q["nonce"].len() >= 32 && q["code_challenge"].len() == 43);
    p.with(|p| {
        let code = format!("code-{}", p.codes.len() + 1);
        let back =
            form_urlencoded::Serializer::new(String::new()).append_pair("code", &code).append_pair("state", &q["state"]).append_pair("iss", &p.base).finish();
        p.codes.insert(code, q.clone());
        (StatusCode::SEE_OTHER, [(header::LOCATION, format!("{}?{back}", q["redirect_uri"]))]).into_response()
    })
}

async fn token(State(p): State<Provider>, headers: HeaderMap, body: Bytes) -> Response {
    let f = fields(std::str::from_utf8(&body).unwrap());
    assert_eq!(headers[header::CONTENT_TYPE], "application/x-www-form-urlencoded");
    p.with(|p| {
        if let Some((status, body)) = &p.answer {
            return (StatusCode::from_u16(*status).unwrap(), body.clone()).into_response();
        }
        // `sila:s3cret+of%3Atest`: both halves form-encoded before they are joined.
        let basic = headers.get(header::AUTHORIZATION).is_some_and(|h| h == "Basic c2lsYTpzM2NyZXQrb2YlM0F0ZXN0");
        let known = match p.auth {
            ClientAuth::Basic => basic && !f.contains_key("client_secret"),
            ClientAuth::Post => f.get("client_secret").is_some_and(|s| s == "s3cret of:test") && f["client_id"] == "sila",
            ClientAuth::None => f["client_id"] == "sila" && !f.contains_key("client_secret") && !headers.contains_key(header::AUTHORIZATION),
        };
        if !known {
            return reply(401, &json!({ "error": "invalid_client" }));
        }
        // A code is good once.
        let Some(begun) = p.codes.remove(&f["code"]) else { return reply(400, &json!({ "error": "invalid_grant" })) };
        let challenge = b64(ring::digest::digest(&ring::digest::SHA256, f["code_verifier"].as_bytes()));
        if f["grant_type"] != "authorization_code" || f["redirect_uri"] != begun["redirect_uri"] || challenge != begun["code_challenge"] {
            return reply(400, &json!({ "error": "invalid_grant" }));
        }
        let now = NOW.0 / 1000;
        let half = ring::digest::digest(&ring::digest::SHA256, p.access.as_bytes());
        let mut claims = json!({
            "iss": p.base, "aud": "sila", "sub": "user-7", "nonce": begun["nonce"], "iat": now, "exp": now + 300, "at_hash": b64(&half.as_ref()[..16]),
            "national_id": "1000000008", "name": "سارة التجريبية", "birthdate": "1990-05-01"
        });
        merge(&mut claims, &p.claims);
        let id_token = p.signer.token(&claims, &p.header);
        reply(200, &json!({ "token_type": "Bearer", "access_token": p.access, "id_token": id_token, "expires_in": 300 }))
    })
}

async fn me(State(p): State<Provider>, headers: HeaderMap) -> Response {
    p.with(|p| {
        if headers.get(header::AUTHORIZATION).is_none_or(|h| h != "Bearer access-1") {
            return reply(401, &json!({}));
        }
        reply(200, &p.userinfo)
    })
}
