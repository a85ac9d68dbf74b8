//! Nafath by request and status, against a stand-in that behaves as the public description says.

use crate::{
    NOW,
    sign::{Signer, merge},
};
use axum::{
    Router,
    body::Bytes,
    extract::State,
    http::{HeaderMap, Method, StatusCode, Uri, header},
    response::{IntoResponse, Response},
};
use identity::{CallbackIds, IdentityError, Nafath, NafathSettings, Polled, Transaction};
use serde_json::{Value, json};
use std::sync::{Arc, Mutex};

struct Inner {
    signer: Signer,
    published: Value,
    status: &'static str,
    /// Puts the signed token into the status, as some stages do.
    with_token: bool,
    claims: Value,
    answer: Option<(u16, &'static str)>,
    got: Vec<(Method, Uri, HeaderMap, Value)>,
    keys_asked: usize,
}

#[derive(Clone)]
struct Stand(Arc<Mutex<Inner>>, String);

impl Stand {
    async fn start() -> Stand {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://127.0.0.1:{}/stg", listener.local_addr().unwrap().port());
        let signer = Signer::rsa("elm-1", "RS256", false);
        let published = json!({ "keys": [signer.jwk()] });
        let inner = Inner { signer, published, status: "WAITING", with_token: false, claims: json!({}), answer: None, got: vec![], keys_asked: 0 };
        let stand = Stand(Arc::new(Mutex::new(inner)), base);
        let router = Router::new().fallback(serve).with_state(stand.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        stand
    }

    fn with<T>(&self, f: impl FnOnce(&mut Inner) -> T) -> T {
        f(&mut self.0.lock().unwrap())
    }

    fn settings(&self) -> NafathSettings {
        NafathSettings {
            enabled: true,
            app_id: "app-1".into(),
            app_key: "key-of-test".into(),
            base: self.1.clone(),
            audience: "Sila".into(),
            server_ip: "192.0.2.7".into(),
            ..Default::default()
        }
    }

    /// The callback's body as Nafath sends it, its claims changed by `claims`.
    fn callback(&self, t: &Transaction, claims: &Value) -> Vec<u8> {
        let mut all = claims_of(&t.trans_id, "COMPLETED");
        merge(&mut all, claims);
        let token = self.with(|s| s.signer.token(&all, &json!({})));
        json!({ "token": token, "transId": t.trans_id, "requestId": t.request_id }).to_string().into_bytes()
    }
}

fn claims_of(trans_id: &str, status: &str) -> Value {
    let now = NOW.0 / 1000;
    json!({
        "aud": "Sila", "iss": "Nafath App", "iat": now, "nbf": now, "exp": now + 120, "transId": trans_id, "status": status, "nin": "1000000008",
        "firstName": "سارة", "fatherName": "محمد", "grandFatherName": "علي", "familyName": "التجريبية", "dateOfBirthG": "1990-05-01"
    })
}

fn reply(status: u16, body: &Value) -> Response {
    (StatusCode::from_u16(status).unwrap(), [(header::CONTENT_TYPE, "application/json")], body.to_string()).into_response()
}

async fn serve(State(stand): State<Stand>, method: Method, uri: Uri, headers: HeaderMap, body: Bytes) -> Response {
    stand.with(|s| {
        s.got.push((method.clone(), uri.clone(), headers.clone(), serde_json::from_slice(&body).unwrap_or(Value::Null)));
        if headers.get("app-id").is_none_or(|h| h != "app-1") || headers.get("app-key").is_none_or(|h| h != "key-of-test") {
            return reply(403, &json!({ "message": "Authentication parameters missing" }));
        }
        if let Some((status, code)) = s.answer {
            return reply(status, &json!({ "code": code, "reference": "r" }));
        }
        match (method.as_str(), uri.path()) {
            ("POST", "/stg/api/v1/mfa/request") => reply(201, &json!({ "transId": "d4bc1065-1aeb-45d6-a6a3-8f1b30e6b6a4", "random": "42" })),
            ("POST", "/stg/api/v1/mfa/request/status") => {
                let mut body = json!({ "status": s.status });
                if s.with_token {
                    let mut claims = claims_of("d4bc1065-1aeb-45d6-a6a3-8f1b30e6b6a4", s.status);
                    merge(&mut claims, &s.claims);
                    body["token"] = s.signer.token(&claims, &json!({})).into();
                }
                reply(200, &body)
            }
            ("GET", "/stg/api/v1/mfa/jwk") => {
                s.keys_asked += 1;
                reply(200, &s.published.clone())
            }
            _ => reply(404, &json!({})),
        }
    })
}

async fn begun() -> (Stand, Nafath, Transaction) {
    let stand = Stand::start().await;
    let nafath = Nafath::open(&stand.settings()).unwrap();
    let pending = nafath.begin("1000000008", "ar", None, NOW).await.unwrap();
    (stand, nafath, pending.transaction)
}

#[tokio::test]
async fn the_request_goes_out_as_described() {
    let stand = Stand::start().await;
    let nafath = Nafath::open(&stand.settings()).unwrap();
    let pending = nafath.begin("١٠٠٠٠٠٠٠٠٨", "ar", Some("203.0.113.5".parse().unwrap()), NOW).await.unwrap();
    assert_eq!((pending.show.as_str(), pending.expires), ("42", NOW.plus_ms(180_000)));
    let t = pending.transaction;
    assert_eq!(t.request_id.len(), 36);
    let (method, uri, headers, body) = stand.with(|s| s.got[0].clone());
    assert_eq!(method, Method::POST);
    assert_eq!(uri.to_string(), format!("/stg/api/v1/mfa/request?local=ar&requestId={}", t.request_id));
    assert_eq!(body, json!({ "nationalId": "1000000008", "service": "Login" }));
    assert_eq!(
        (&headers["app-id"], &headers["app-key"], &headers["content-type"]),
        (&"app-1".parse().unwrap(), &"key-of-test".parse().unwrap(), &"application/json".parse().unwrap())
    );
    assert_eq!(headers["x-forwarded-for"], "203.0.113.5,192.0.2.7");
    assert_eq!(nafath.poll(&t, NOW).await, Ok(Polled::Waiting));
    let (_, uri, _, body) = stand.with(|s| s.got[1].clone());
    assert_eq!(uri.path(), "/stg/api/v1/mfa/request/status");
    assert_eq!(body, json!({ "nationalId": "1000000008", "transId": t.trans_id, "random": "42" }));
    // A number that is none is asked of nobody.
    assert_eq!(nafath.begin("0000000000", "ar", None, NOW).await.err(), Some(IdentityError::Refused("number")));
    assert_eq!(stand.with(|s| s.got.len()), 2);
    // What is kept survives being stored.
    let stored = serde_json::to_string(&t).unwrap();
    assert!(serde_json::from_str::<Transaction>(&stored).unwrap() == t);
}

#[tokio::test]
async fn waiting_then_completed_by_the_callback() {
    let (stand, nafath, t) = begun().await;
    assert_eq!(nafath.poll(&t, NOW).await, Ok(Polled::Waiting));
    stand.with(|s| s.status = "COMPLETED");
    assert_eq!(nafath.poll(&t, NOW).await, Ok(Polled::Confirmed), "without the signed token nobody is identified");
    let raw = stand.callback(&t, &json!({}));
    assert!(Nafath::callback_ids(&raw) == Some(CallbackIds { request_id: t.request_id.clone(), trans_id: t.trans_id.clone() }));
    let Ok(Polled::Completed(who)) = nafath.callback(&t, &raw, NOW).await else { panic!() };
    assert_eq!(who.national_id.as_deref(), Some("1000000008"));
    assert_eq!(who.name.as_deref(), Some("سارة محمد علي التجريبية"));
    assert_eq!((who.birth, who.subject.as_str()), ("1990-05-01".parse().ok(), "1000000008"));
    // The keys were asked for with our headers, once.
    nafath.callback(&t, &raw, NOW).await.unwrap();
    assert_eq!(stand.with(|s| s.keys_asked), 1);
}

#[tokio::test]
async fn completed_by_the_status_with_its_token() {
    let (stand, nafath, t) = begun().await;
    stand.with(|s| (s.status, s.with_token) = ("COMPLETED", true));
    let Ok(Polled::Completed(who)) = nafath.poll(&t, NOW).await else { panic!() };
    assert_eq!(who.national_id.as_deref(), Some("1000000008"));
    // A single key standing alone is a set too.
    let alone = stand.with(|s| s.signer.jwk());
    stand.with(|s| s.published = alone);
    let fresh = Nafath::open(&stand.settings()).unwrap();
    assert!(matches!(fresh.poll(&t, NOW).await, Ok(Polled::Completed(_))));
}

#[tokio::test]
async fn the_status_suffices_only_where_the_settings_say_so() {
    let (stand, _, t) = begun().await;
    stand.with(|s| s.status = "COMPLETED");
    let trusting = Nafath::open(&NafathSettings { status_suffices: true, ..stand.settings() }).unwrap();
    let Ok(Polled::Completed(who)) = trusting.poll(&t, NOW).await else { panic!() };
    assert_eq!((who.national_id.as_deref(), who.name), (Some("1000000008"), None));
}

#[tokio::test]
async fn rejected_and_expired() {
    let (stand, nafath, t) = begun().await;
    stand.with(|s| s.status = "REJECTED");
    assert_eq!(nafath.poll(&t, NOW).await, Ok(Polled::Rejected));
    stand.with(|s| s.status = "EXPIRED");
    assert_eq!(nafath.poll(&t, NOW).await, Ok(Polled::Expired));
    assert_eq!(nafath.callback(&t, &stand.callback(&t, &json!({ "status": "REJECTED" })), NOW).await, Ok(Polled::Rejected));
    assert_eq!(nafath.callback(&t, &stand.callback(&t, &json!({ "status": "EXPIRED" })), NOW).await, Ok(Polled::Expired));
    // The request is gone there.
    stand.with(|s| s.answer = Some((400, "400-034-053")));
    assert_eq!(nafath.poll(&t, NOW).await, Ok(Polled::Expired));
    // Past its time nobody is asked, and nothing opens any more.
    let asked = stand.with(|s| {
        s.answer = None;
        s.got.len()
    });
    let late = NOW.plus_ms(180_000 + 20_001);
    assert_eq!(nafath.poll(&t, late).await, Ok(Polled::Expired));
    assert_eq!(nafath.callback(&t, &stand.callback(&t, &json!({ "exp": late.0 / 1000 + 60 })), late).await, Ok(Polled::Expired));
    assert_eq!(stand.with(|s| s.got.len()), asked);
}

#[tokio::test]
async fn a_token_that_does_not_hold_identifies_nobody() {
    let (stand, nafath, t) = begun().await;
    let now = NOW.0 / 1000;
    for (claims, wanted) in [
        (json!({ "aud": "Other" }), "aud"),
        (json!({ "exp": now - 61 }), "expired"),
        (json!({ "exp": null }), "exp"),
        (json!({ "nbf": now + 61 }), "nbf"),
        (json!({ "transId": "00000000-0000-0000-0000-000000000000" }), "transId"),
        (json!({ "transId": null }), "transId"),
        (json!({ "status": "WAITING" }), "status"),
        (json!({ "nin": "1000000016" }), "number"),
        (json!({ "nin": null, "iqamaNumber": "2000000006" }), "number"),
    ] {
        assert_eq!(nafath.callback(&t, &stand.callback(&t, &claims), NOW).await, Err(IdentityError::Token(wanted)), "{claims}");
    }
    // Without any number in it the token is still bound to the request, and the request to the number.
    assert!(matches!(nafath.callback(&t, &stand.callback(&t, &json!({ "nin": null })), NOW).await, Ok(Polled::Completed(_))));
    let strict = Nafath::open(&NafathSettings { issuer: "Nafath".into(), ..stand.settings() }).unwrap();
    assert_eq!(strict.callback(&t, &stand.callback(&t, &json!({})), NOW).await, Err(IdentityError::Token("iss")));
    // Forged: another key under the known id; an unknown id; another algorithm; none at all.
    let all = claims_of(&t.trans_id, "COMPLETED");
    let body = |token: String| json!({ "token": token, "transId": t.trans_id, "requestId": t.request_id }).to_string().into_bytes();
    for (token, wanted) in [
        (Signer::rsa("elm-1", "RS256", true).token(&all, &json!({})), "signature"),
        (Signer::rsa("elm-2", "RS256", true).token(&all, &json!({})), "unknown key"),
        (Signer::ec("elm-1", "ES256").token(&all, &json!({})), "algorithm"),
        (Signer::rsa("elm-1", "RS256", false).token(&all, &json!({ "alg": "none" })), "algorithm"),
        (Signer::rsa("elm-1", "RS256", false).token(&all, &json!({ "alg": "HS256" })), "algorithm"),
        ("x.y".into(), "not three parts"),
    ] {
        assert_eq!(nafath.callback(&t, &body(token), NOW).await, Err(IdentityError::Token(wanted)));
    }
    // A good token in another request's callback.
    let mut other = t.clone();
    other.request_id = "11111111-1111-4111-8111-111111111111".into();
    assert_eq!(nafath.callback(&other, &stand.callback(&t, &json!({})), NOW).await, Err(IdentityError::Stray("requestId")));
    for raw in [&b"{}"[..], b"", b"[1]", b"{\"requestId\":\"<x>\",\"transId\":\"y\"}"] {
        assert!(Nafath::callback_ids(raw).is_none());
        assert!(nafath.callback(&t, raw, NOW).await.is_err());
    }
}

#[tokio::test]
async fn what_nafath_says_no_to() {
    let stand = Stand::start().await;
    let nafath = Nafath::open(&stand.settings()).unwrap();
    for (answer, wanted) in [
        ((400, "400-034-050"), IdentityError::Busy),
        ((422, "422-031-046"), IdentityError::Refused("nafath")),
        ((404, ""), IdentityError::Client("not found")),
        ((429, ""), IdentityError::Unavailable("limited")),
        ((500, ""), IdentityError::Unavailable("nafath")),
        ((503, ""), IdentityError::Unavailable("nafath")),
    ] {
        stand.with(|s| s.answer = Some(answer));
        assert_eq!(nafath.begin("1000000008", "en", None, NOW).await.err(), Some(wanted), "{answer:?}");
    }
    let wrong = Nafath::open(&NafathSettings { app_key: "other".into(), ..stand.settings() }).unwrap();
    assert_eq!(wrong.begin("1000000008", "ar", None, NOW).await.err(), Some(IdentityError::Client("APP-ID or APP-KEY")));
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let gone = Nafath::open(&NafathSettings { base: format!("http://127.0.0.1:{port}"), ..stand.settings() }).unwrap();
    assert_eq!(gone.begin("1000000008", "ar", None, NOW).await.err(), Some(IdentityError::Unavailable("nafath")));
}
