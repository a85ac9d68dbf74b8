//! A provider of OpenID Connect in little: it checks what a client must send, and lies where a test tells it to.

use super::{
    SHE,
    sign::{Signer, b64, merge},
};
use crate::client::{House, identity};
use axum::{
    Router,
    body::Bytes,
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use kernel::Env;
use serde_json::{Value, json};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
    time::Duration,
};

/// As the provider knows our house.
pub const HOME: &str = "https://portal.example.org";

pub struct Inner {
    pub base: String,
    env: Env,
    pub signer: Signer,
    pub published: Vec<Value>,
    codes: HashMap<String, HashMap<String, String>>,
    /// Put over the claims and the headers of the next tokens.
    pub claims: Value,
    pub header: Value,
    /// Instead of the token endpoint's answer.
    pub answer: Option<(u16, &'static str)>,
    /// Takes the code and never says anything.
    pub silent: bool,
    pub down: bool,
    pub keys_down: bool,
    pub tokens_asked: usize,
}

#[derive(Clone)]
pub struct Provider(pub Arc<Mutex<Inner>>);

pub fn fields(form: &str) -> HashMap<String, String> {
    form_urlencoded::parse(form.as_bytes()).into_owned().collect()
}

impl Provider {
    pub async fn start(env: &Env) -> Provider {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://127.0.0.1:{}", listener.local_addr().unwrap().port());
        let signer = Signer::rsa("k1", "RS256", false);
        let inner = Inner {
            base,
            env: env.clone(),
            published: vec![signer.jwk()],
            signer,
            codes: HashMap::new(),
            claims: json!({}),
            header: json!({}),
            answer: None,
            silent: false,
            down: false,
            keys_down: false,
            tokens_asked: 0,
        };
        let provider = Provider(Arc::new(Mutex::new(inner)));
        let router = Router::new()
            .route("/.well-known/openid-configuration", get(about))
            .route("/keys", get(keys))
            .route("/token", post(token))
            .with_state(provider.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        provider
    }

    pub fn with<T>(&self, f: impl FnOnce(&mut Inner) -> T) -> T {
        f(&mut self.0.lock().unwrap())
    }

    /// Switched on by the settings page.
    pub async fn switch_on(&self, h: &House) {
        let base = self.with(|p| p.base.clone());
        let back = format!("{HOME}/my/oidc/back");
        let fields = [
            ("oidc_on", "1"),
            ("oidc_name_ar", "الجهة التجريبية"),
            ("oidc_issuer", base.as_str()),
            ("oidc_redirect", back.as_str()),
            ("oidc_client_id", "sila"),
            ("oidc_secret", "s3cret-of-ours"),
            ("oidc_scopes", "openid"),
            ("oidc_claim", "national_id"),
        ];
        let r = h.set_up(&fields).await;
        assert_eq!(r.status, http::StatusCode::SEE_OTHER, "{}", r.body);
    }

    /// The person proves herself there; the browser is sent home with this path and query. What was asked must be whole.
    pub fn visit(&self, address: &str) -> String {
        let base = self.with(|p| p.base.clone());
        let q = fields(address.strip_prefix(&format!("{base}/authorize?")).unwrap_or_else(|| panic!("sent to {address}")));
        let is = |name: &str, value: &str| assert_eq!(q.get(name).map(String::as_str), Some(value), "{name}");
        is("response_type", "code");
        is("client_id", "sila");
        is("redirect_uri", &format!("{HOME}/my/oidc/back"));
        is("code_challenge_method", "S256");
        assert!(q["scope"].split(' ').any(|s| s == "openid"));
        assert!(q["state"].len() >= 43 && q["nonce"].len() >= 43 && q["code_challenge"].len() == 43);
        self.with(|p| {
            let code = format!("code-{}", p.codes.len() + p.tokens_asked + 1);
            let back =
                form_urlencoded::Serializer::new(String::new()).append_pair("code", &code).append_pair("state", &q["state"]).append_pair("iss", &base).finish();
            p.codes.insert(code, q);
            format!("/my/oidc/back?{back}")
        })
    }
}

fn reply(status: u16, body: &Value) -> Response {
    (StatusCode::from_u16(status).unwrap(), [(header::CONTENT_TYPE, "application/json")], body.to_string()).into_response()
}

async fn about(State(p): State<Provider>) -> Response {
    p.with(|p| {
        if p.down {
            return reply(503, &json!({}));
        }
        let b = &p.base;
        reply(
            200,
            &json!({
                "issuer": b, "authorization_endpoint": format!("{b}/authorize"), "token_endpoint": format!("{b}/token"), "jwks_uri": format!("{b}/keys"),
                "authorization_response_iss_parameter_supported": true
            }),
        )
    })
}

async fn keys(State(p): State<Provider>) -> Response {
    p.with(|p| if p.keys_down { reply(500, &json!({})) } else { reply(200, &json!({ "keys": p.published })) })
}

async fn token(State(p): State<Provider>, headers: HeaderMap, body: Bytes) -> Response {
    if p.with(|p| p.silent) {
        tokio::time::sleep(Duration::from_secs(60)).await;
    }
    let f = fields(std::str::from_utf8(&body).unwrap());
    p.with(|p| {
        p.tokens_asked += 1;
        if let Some((status, body)) = p.answer {
            return (StatusCode::from_u16(status).unwrap(), body).into_response();
        }
        // `sila:s3cret-of-ours`
        if headers.get(header::AUTHORIZATION).is_none_or(|h| h != "Basic c2lsYTpzM2NyZXQtb2Ytb3Vycw==") {
            return reply(401, &json!({ "error": "invalid_client" }));
        }
        // A code is good once, with the word that was hidden in its challenge.
        let Some(begun) = p.codes.remove(&f["code"]) else { return reply(400, &json!({ "error": "invalid_grant" })) };
        let challenge = b64(ring::digest::digest(&ring::digest::SHA256, f["code_verifier"].as_bytes()));
        if f["grant_type"] != "authorization_code" || f["redirect_uri"] != begun["redirect_uri"] || challenge != begun["code_challenge"] {
            return reply(400, &json!({ "error": "invalid_grant" }));
        }
        let now = p.env.now().0 / 1000;
        let mut claims =
            json!({ "iss": p.base, "aud": "sila", "sub": "user-7", "nonce": begun["nonce"], "iat": now, "exp": now + 300, "national_id": identity(SHE) });
        merge(&mut claims, &p.claims);
        let id_token = p.signer.token(&claims, &p.header);
        reply(200, &json!({ "token_type": "Bearer", "access_token": "access-1", "id_token": id_token, "expires_in": 300 }))
    })
}
