//! Signing in by OpenID Connect: well, and in every way that must not work.

use crate::{
    NOW,
    provider::{Provider, fields},
    sign::Signer,
};
use identity::{ClientAuth, Identified, IdentityError, Oidc, OidcSettings, Returned};
use serde_json::{Value, json};

async fn sign_in(p: &Provider, oidc: &Oidc) -> Result<Identified, IdentityError> {
    let begun = oidc.begin("ar", NOW).await?;
    let back = p.browse(&begun.redirect).await;
    oidc.finish(&begun.kept, &Returned::read(&back), NOW).await
}

async fn rsa() -> (Provider, Oidc) {
    let p = Provider::start(Signer::rsa("k1", "RS256", false)).await;
    let oidc = Oidc::open(&p.settings()).unwrap();
    (p, oidc)
}

#[tokio::test]
async fn a_person_is_identified() {
    let (p, oidc) = rsa().await;
    let who = sign_in(&p, &oidc).await.unwrap();
    assert_eq!(
        who,
        Identified {
            subject: "user-7".into(),
            national_id: Some("1000000008".into()),
            name: Some("سارة التجريبية".into()),
            birth: "1990-05-01".parse().ok(),
            mobile: None,
            level: None,
            at: NOW
        }
    );
    sign_in(&p, &oidc).await.unwrap();
    assert_eq!(p.with(|p| (p.keys_asked, p.discovery_asked)), (1, 1), "description and keys are remembered");
}

#[tokio::test]
async fn every_allowed_signature_and_every_way_of_showing_the_secret() {
    for signer in [Signer::rsa("k", "PS256", false), Signer::rsa("k", "RS512", false), Signer::ec("k", "ES256"), Signer::ec("k", "ES384")] {
        let p = Provider::start(signer.clone()).await;
        let all = ["RS256", "RS512", "PS256", "ES256", "ES384"].map(String::from).to_vec();
        // at_hash goes with the algorithm's digest; the provider here knows only SHA-256.
        p.with(|p| p.claims = json!({ "at_hash": null }));
        let set = OidcSettings { algorithms: all, ..p.settings() };
        assert_eq!(sign_in(&p, &Oidc::open(&set).unwrap()).await.unwrap().subject, "user-7", "{}", signer.alg);
        // Good as it is, one not in the list is not taken.
        let few = OidcSettings { algorithms: vec!["RS256".into()], ..p.settings() };
        assert_eq!(sign_in(&p, &Oidc::open(&few).unwrap()).await, Err(IdentityError::Token("algorithm")));
    }
    for auth in [ClientAuth::Basic, ClientAuth::Post, ClientAuth::None] {
        let (p, _) = rsa().await;
        p.with(|p| p.auth = auth);
        let secret = if auth == ClientAuth::None { "".into() } else { p.settings().client_secret };
        let set = OidcSettings { auth, client_secret: secret, ..p.settings() };
        assert!(sign_in(&p, &Oidc::open(&set).unwrap()).await.is_ok(), "{auth:?}");
    }
    let (p, _) = rsa().await;
    let set = OidcSettings { client_secret: "wrong".into(), ..p.settings() };
    assert_eq!(sign_in(&p, &Oidc::open(&set).unwrap()).await, Err(IdentityError::Client("invalid_client")));
}

#[tokio::test]
async fn a_token_that_does_not_hold_identifies_nobody() {
    let (p, oidc) = rsa().await;
    let now = NOW.0 / 1000;
    let rows: Vec<(Value, &str)> = vec![
        (json!({ "iss": "https://other.example" }), "iss"),
        (json!({ "iss": null }), "iss"),
        (json!({ "aud": "other" }), "aud"),
        (json!({ "aud": null }), "aud"),
        (json!({ "aud": ["sila", "other"] }), "aud"),
        (json!({ "aud": ["sila", "other"], "azp": "other" }), "aud"),
        (json!({ "azp": "other" }), "aud"),
        (json!({ "nonce": "other" }), "nonce"),
        (json!({ "nonce": null }), "nonce"),
        (json!({ "exp": now - 61 }), "expired"),
        (json!({ "exp": null }), "exp"),
        (json!({ "exp": "9999999999" }), "exp"),
        (json!({ "nbf": now + 61 }), "nbf"),
        (json!({ "nbf": "soon" }), "nbf"),
        (json!({ "iat": now + 61 }), "iat"),
        (json!({ "iat": now - 90_000 }), "iat"),
        (json!({ "sub": "" }), "sub"),
        (json!({ "sub": null }), "sub"),
        (json!({ "at_hash": "AAAAAAAAAAAAAAAAAAAAAA" }), "at_hash"),
        (json!({ "auth_time": now + 120 }), "auth_time"),
    ];
    for (claims, wanted) in rows {
        p.with(|p| p.claims = claims.clone());
        assert_eq!(sign_in(&p, &oidc).await, Err(IdentityError::Token(wanted)), "{claims}");
    }
    // Clocks a little apart are no lie.
    for claims in [json!({ "exp": now - 59 }), json!({ "iat": now + 59 }), json!({ "nbf": now + 59 }), json!({ "aud": ["sila", "other"], "azp": "sila" })] {
        p.with(|p| p.claims = claims.clone());
        assert!(sign_in(&p, &oidc).await.is_ok(), "{claims}");
    }
}

#[tokio::test]
async fn headers_cannot_choose_how_they_are_checked() {
    let (p, oidc) = rsa().await;
    for (header, wanted) in [
        (json!({ "alg": "none" }), "algorithm"),
        (json!({ "alg": "None" }), "algorithm"),
        // The public key as a shared secret: HS256 cannot even be named.
        (json!({ "alg": "HS256" }), "algorithm"),
        (json!({ "alg": null }), "algorithm"),
        (json!({ "alg": "ES256" }), "unknown key"),
        (json!({ "alg": "PS256" }), "unknown key"),
        (json!({ "kid": "k9" }), "unknown key"),
        (json!({ "kid": "shared" }), "unknown key"),
        (json!({ "crit": ["exp"] }), "crit"),
        // A key brought along is not looked at.
        (json!({ "kid": "k9", "jwk": Signer::rsa("k9", "RS256", true).jwk() }), "unknown key"),
    ] {
        p.with(|p| p.header = header.clone());
        assert_eq!(sign_in(&p, &oidc).await, Err(IdentityError::Token(wanted)), "{header}");
    }
    // Without an id, the only fitting key; with two fitting, none.
    p.with(|p| p.header = json!({ "kid": null }));
    assert!(sign_in(&p, &oidc).await.is_ok());
    p.with(|p| p.published.push(Signer::rsa("k2", "RS256", true).jwk()));
    let fresh = Oidc::open(&p.settings()).unwrap();
    assert_eq!(sign_in(&p, &fresh).await, Err(IdentityError::Token("unknown key")));
    // Signed by somebody else under the known key's id.
    p.with(|p| {
        p.header = json!({});
        p.signer = Signer::rsa("k1", "RS256", true);
    });
    assert_eq!(sign_in(&p, &oidc).await, Err(IdentityError::Token("signature")));
}

#[tokio::test]
async fn a_token_changed_after_signing_does_not_hold() {
    let (p, oidc) = rsa().await;
    let begun = oidc.begin("ar", NOW).await.unwrap();
    let q = fields(begun.redirect.split_once('?').unwrap().1);
    let now = NOW.0 / 1000;
    let base = p.with(|p| p.base.clone());
    let claims = json!({ "iss": base, "aud": "sila", "sub": "user-7", "nonce": q["nonce"], "iat": now, "exp": now + 300 });
    let good = p.with(|p| p.signer.token(&claims, &json!({})));
    let other = p.with(|p| p.signer.token(&json!({ "sub": "user-8" }), &json!({})));
    let (g, o): (Vec<&str>, Vec<&str>) = (good.split('.').collect(), other.split('.').collect());
    let back = p.browse(&begun.redirect).await;
    for (token, wanted) in [
        (format!("{}.{}.{}", g[0], o[1], g[2]), "signature"),
        (format!("{}.{}.", g[0], g[1]), "signature"),
        (format!("{}.{}", g[0], g[1]), "not three parts"),
        (format!("{good}.x"), "not three parts"),
        (format!("{}.{}.***", g[0], g[1]), "not base64url"),
        (format!("{}.{}.{}", "e30", g[1], g[2]), "algorithm"),
        ("x".repeat(70_000), "too long"),
    ] {
        p.with(|p| p.answer = Some((200, json!({ "id_token": token }).to_string())));
        let got = oidc.finish(&begun.kept, &Returned::read(&back), NOW).await;
        assert_eq!(got, Err(IdentityError::Token(wanted)));
    }
    p.with(|p| p.answer = Some((200, json!({ "id_token": good }).to_string())));
    assert!(oidc.finish(&begun.kept, &Returned::read(&back), NOW).await.is_ok());
}

#[tokio::test]
async fn keys_are_rotated() {
    let (p, oidc) = rsa().await;
    sign_in(&p, &oidc).await.unwrap();
    let at = |ms: i64| kernel::At(NOW.0 + ms);
    // The provider signs with a new key and publishes it.
    p.with(|p| {
        p.signer = Signer::ec("k2", "ES256");
        p.published = vec![p.signer.jwk()];
    });
    // Within a minute of the first asking nobody knocks again.
    assert_eq!(finish_at(&p, &oidc, at(10_000)).await, Err(IdentityError::Token("unknown key")));
    assert_eq!(p.with(|p| p.keys_asked), 1);
    assert!(finish_at(&p, &oidc, at(61_000)).await.is_ok());
    assert_eq!(p.with(|p| p.keys_asked), 2);
    // Forged ids cannot make us ask more than once a minute.
    p.with(|p| p.header = json!({ "kid": "forged" }));
    for _ in 0..20 {
        assert_eq!(finish_at(&p, &oidc, at(70_000)).await, Err(IdentityError::Token("unknown key")));
    }
    assert_eq!(p.with(|p| p.keys_asked), 2);
    for _ in 0..20 {
        assert_eq!(finish_at(&p, &oidc, at(130_000)).await, Err(IdentityError::Token("unknown key")));
    }
    assert_eq!(p.with(|p| p.keys_asked), 3);
    // The keys' address is down: known keys serve on, unknown ones are "unavailable", not "forged".
    p.with(|p| {
        p.header = json!({});
        p.keys_down = true;
    });
    assert!(finish_at(&p, &oidc, at(200_000)).await.is_ok());
    p.with(|p| p.header = json!({ "kid": "k3" }));
    assert_eq!(finish_at(&p, &oidc, at(300_000)).await, Err(IdentityError::Unavailable("keys")));
    // The old key is gone from the list: after a day at most it opens nothing.
    p.with(|p| {
        p.keys_down = false;
        p.header = json!({});
        p.signer = Signer::rsa("k1", "RS256", false);
    });
    assert_eq!(finish_at(&p, &oidc, at(400_000)).await, Err(IdentityError::Token("unknown key")));
}

/// The whole way at another time; the provider's tokens follow the clock.
async fn finish_at(p: &Provider, oidc: &Oidc, now: kernel::At) -> Result<Identified, IdentityError> {
    p.with(|p| p.claims = json!({ "iat": now.0 / 1000, "exp": now.0 / 1000 + 300 }));
    let begun = oidc.begin("ar", now).await?;
    let back = p.browse(&begun.redirect).await;
    oidc.finish(&begun.kept, &Returned::read(&back), now).await
}

#[tokio::test]
async fn what_was_not_begun_here_is_not_ended_here() {
    let (p, oidc) = rsa().await;
    let (mine, other) = (oidc.begin("ar", NOW).await.unwrap(), oidc.begin("ar", NOW).await.unwrap());
    let (back, foreign) = (p.browse(&mine.redirect).await, p.browse(&other.redirect).await);
    // Another browser's answer in this browser (login CSRF).
    assert_eq!(oidc.finish(&mine.kept, &Returned::read(&foreign), NOW).await, Err(IdentityError::Stray("state")));
    // Its code under this browser's state: PKCE says no.
    let q = fields(&foreign);
    let mixed = back.replace(&fields(&back)["code"], &q["code"]);
    assert_eq!(oidc.finish(&mine.kept, &Returned::read(&mixed), NOW).await, Err(IdentityError::Refused("invalid_grant")));
    // Another provider's answer.
    let iss = form_urlencoded::byte_serialize(p.with(|p| p.base.clone()).as_bytes()).collect::<String>();
    let wrong = back.replace(&iss, "https%3A%2F%2Fother.example");
    assert_eq!(oidc.finish(&mine.kept, &Returned::read(&wrong), NOW).await, Err(IdentityError::Stray("iss")));
    let none = back.replace(&format!("&iss={iss}"), "");
    assert_eq!(oidc.finish(&mine.kept, &Returned::read(&none), NOW).await, Err(IdentityError::Stray("iss")));
    // Too late.
    let late = NOW.plus_ms(10 * 60_000 + 1);
    assert_eq!(oidc.finish(&mine.kept, &Returned::read(&back), late).await, Err(IdentityError::Stray("late")));
    // Well, once; the code is not good a second time.
    assert!(oidc.finish(&mine.kept, &Returned::read(&back), NOW).await.is_ok());
    assert_eq!(oidc.finish(&mine.kept, &Returned::read(&back), NOW).await, Err(IdentityError::Refused("invalid_grant")));
    for (query, wanted) in [
        ("error=access_denied", IdentityError::Refused("access_denied")),
        ("error=server_error", IdentityError::Unavailable("authorization")),
        ("error=invalid_request", IdentityError::Client("authorization")),
        ("x=1", IdentityError::Stray("code")),
    ] {
        let query = format!("{query}&state={}&iss={iss}", mine.kept.state());
        assert_eq!(oidc.finish(&mine.kept, &Returned::read(&query), NOW).await, Err(wanted));
    }
    assert_eq!(oidc.finish(&mine.kept, &Returned::read(""), NOW).await, Err(IdentityError::Stray("state")));
}

#[tokio::test]
async fn a_wrong_verifier_is_refused() {
    let (p, oidc) = rsa().await;
    let begun = oidc.begin("ar", NOW).await.unwrap();
    let back = p.browse(&begun.redirect).await;
    let mut stored = serde_json::to_value(&begun.kept).unwrap();
    stored["verifier"] = json!("another-verifier-of-forty-three-characters-x");
    let kept = serde_json::from_value(stored).unwrap();
    assert_eq!(oidc.finish(&kept, &Returned::read(&back), NOW).await, Err(IdentityError::Refused("invalid_grant")));
}

#[tokio::test]
async fn a_provider_that_is_ill_is_unavailable() {
    let (p, oidc) = rsa().await;
    for (status, body, wanted) in [
        (500, "", IdentityError::Unavailable("token endpoint")),
        (302, "", IdentityError::Unavailable("token endpoint")),
        (200, "<html>", IdentityError::Unavailable("token endpoint")),
        (200, "{}", IdentityError::Token("no id_token")),
        (400, "{\"error\":\"invalid_request\"}", IdentityError::Client("token endpoint")),
        (400, "", IdentityError::Client("token endpoint")),
    ] {
        p.with(|p| p.answer = Some((status, body.into())));
        assert_eq!(sign_in(&p, &oidc).await, Err(wanted), "{status} {body}");
    }
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let gone = Oidc::open(&OidcSettings { issuer: format!("http://127.0.0.1:{port}"), ..p.settings() }).unwrap();
    assert_eq!(gone.begin("ar", NOW).await.err(), Some(IdentityError::Unavailable("discovery")));
    for about in [json!({ "issuer": "https://other.example" }), json!({ "token_endpoint": "http://other.example/token" }), json!({ "jwks_uri": null })] {
        p.with(|p| p.about = about.clone());
        let fresh = Oidc::open(&p.settings()).unwrap();
        assert!(matches!(fresh.begin("ar", NOW).await.err(), Some(IdentityError::Client(_))), "{about}");
    }
}

#[tokio::test]
async fn userinfo_adds_and_overwrites_nothing() {
    let (p, _) = rsa().await;
    let set = OidcSettings { userinfo: true, ..p.settings() };
    p.with(|p| p.userinfo["national_id"] = json!("2000000006"));
    let who = sign_in(&p, &Oidc::open(&set).unwrap()).await.unwrap();
    assert_eq!(who.mobile.as_deref(), Some("966500000001"));
    assert_eq!(who.national_id.as_deref(), Some("1000000008"), "the signed word stands");
    p.with(|p| p.userinfo["sub"] = json!("user-8"));
    assert_eq!(sign_in(&p, &Oidc::open(&set).unwrap()).await, Err(IdentityError::Token("userinfo sub")));
}

#[tokio::test]
async fn a_level_of_assurance_can_be_demanded() {
    let (p, _) = rsa().await;
    let set = OidcSettings { acr: vec!["high".into()], ..p.settings() };
    let oidc = Oidc::open(&set).unwrap();
    assert!(oidc.begin("en", NOW).await.unwrap().redirect.contains("acr_values=high"));
    assert_eq!(sign_in(&p, &oidc).await, Err(IdentityError::Token("acr")));
    p.with(|p| p.claims = json!({ "acr": "low" }));
    assert_eq!(sign_in(&p, &oidc).await, Err(IdentityError::Token("acr")));
    p.with(|p| p.claims = json!({ "acr": "high" }));
    assert_eq!(sign_in(&p, &oidc).await.unwrap().level.as_deref(), Some("high"));
}
