//! A stand-in for Nafath that behaves as its public description says, and otherwise where a test tells it to.

use super::sign::{Signer, merge};
use crate::client::House;
use axum::{
    Router,
    body::Bytes,
    extract::State,
    http::{HeaderMap, StatusCode, Uri, header},
    response::{IntoResponse, Response},
};
use kernel::Env;
use serde_json::{Value, json};
use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
};

/// One request that came in.
#[derive(Clone)]
pub struct Asked {
    pub number: String,
    pub request_id: String,
    pub trans_id: String,
    pub status: &'static str,
}

pub struct Inner {
    env: Env,
    pub signer: Signer,
    /// By their own name for it.
    pub asked: BTreeMap<String, Asked>,
    pub polls: usize,
    /// With the status comes the signed token.
    pub with_token: bool,
    /// Put over the claims of the next tokens.
    pub claims: Value,
    /// Instead of any answer.
    pub answer: Option<(u16, &'static str)>,
}

#[derive(Clone)]
pub struct Stand(pub Arc<Mutex<Inner>>, pub String);

impl Stand {
    pub async fn start(env: &Env) -> Stand {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://127.0.0.1:{}/stg", listener.local_addr().unwrap().port());
        let signer = Signer::rsa("elm-1", "RS256", false);
        let inner = Inner { env: env.clone(), signer, asked: BTreeMap::new(), polls: 0, with_token: false, claims: json!({}), answer: None };
        let stand = Stand(Arc::new(Mutex::new(inner)), base);
        let router = Router::new().fallback(serve).with_state(stand.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        stand
    }

    pub fn with<T>(&self, f: impl FnOnce(&mut Inner) -> T) -> T {
        f(&mut self.0.lock().unwrap())
    }

    /// Switched on by the settings page.
    pub async fn switch_on(h: &House) -> Stand {
        let stand = Stand::start(&h.t.env).await;
        let fields = [
            ("nafath_on", "1"),
            ("nafath_base", stand.1.as_str()),
            ("nafath_app_id", "app-1"),
            ("nafath_secret", "key-of-test"),
            ("nafath_service", "Login"),
            ("nafath_audience", "Sila"),
        ];
        let r = h.set_up(&fields).await;
        assert_eq!(r.status, http::StatusCode::SEE_OTHER, "{}", r.body);
        stand
    }

    /// What the person does in the app with the newest request.
    pub fn decide(&self, status: &'static str) {
        self.with(|s| s.asked.values_mut().last().unwrap().status = status);
    }

    pub fn last(&self) -> Asked {
        self.with(|s| s.asked.values().last().unwrap().clone())
    }

    /// The callback's body as Nafath sends it.
    pub fn callback(&self, a: &Asked, claims: &Value) -> Vec<u8> {
        self.with(|s| {
            let mut all = s.claims_of(a, "COMPLETED");
            merge(&mut all, claims);
            json!({ "token": s.signer.token(&all, &json!({})), "transId": a.trans_id, "requestId": a.request_id }).to_string().into_bytes()
        })
    }
}

impl Inner {
    fn claims_of(&self, a: &Asked, status: &str) -> Value {
        let now = self.env.now().0 / 1000;
        json!({ "aud": "Sila", "iss": "Nafath App", "iat": now, "nbf": now, "exp": now + 120, "transId": a.trans_id, "status": status, "nin": a.number })
    }
}

fn reply(status: u16, body: &Value) -> Response {
    (StatusCode::from_u16(status).unwrap(), [(header::CONTENT_TYPE, "application/json")], body.to_string()).into_response()
}

async fn serve(State(stand): State<Stand>, uri: Uri, headers: HeaderMap, body: Bytes) -> Response {
    stand.with(|s| {
        if headers.get("app-id").is_none_or(|h| h != "app-1") || headers.get("app-key").is_none_or(|h| h != "key-of-test") {
            return reply(403, &json!({}));
        }
        if let Some((status, code)) = s.answer {
            return reply(status, &json!({ "code": code }));
        }
        let said: Value = serde_json::from_slice(&body).unwrap_or(Value::Null);
        match uri.path() {
            "/stg/api/v1/mfa/request" => {
                let request_id = uri.query().unwrap().split("requestId=").nth(1).unwrap().to_string();
                let number = said["nationalId"].as_str().unwrap().to_string();
                let trans_id = format!("d4bc1065-1aeb-45d6-a6a3-{:012}", s.asked.len());
                s.asked.insert(trans_id.clone(), Asked { number, request_id, trans_id: trans_id.clone(), status: "WAITING" });
                reply(201, &json!({ "transId": trans_id, "random": "42" }))
            }
            "/stg/api/v1/mfa/request/status" => {
                s.polls += 1;
                let a = s.asked[said["transId"].as_str().unwrap()].clone();
                assert_eq!((said["nationalId"].as_str(), said["random"].as_str()), (Some(a.number.as_str()), Some("42")));
                let mut body = json!({ "status": a.status });
                if s.with_token {
                    let mut claims = s.claims_of(&a, a.status);
                    merge(&mut claims, &s.claims);
                    body["token"] = s.signer.token(&claims, &json!({})).into();
                }
                reply(200, &body)
            }
            "/stg/api/v1/mfa/jwk" => reply(200, &json!({ "keys": [Signer::rsa("elm-1", "RS256", false).jwk()] })),
            _ => reply(404, &json!({})),
        }
    })
}
