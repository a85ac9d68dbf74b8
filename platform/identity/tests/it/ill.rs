//! A provider that is out of order for a while, and one who is to prove himself anew.

use crate::{
    NOW,
    provider::{Provider, fields},
    sign::Signer,
};
use identity::{Identified, IdentityError, Oidc, Returned};
use serde_json::json;

async fn set_up() -> (Provider, Oidc) {
    let p = Provider::start(Signer::rsa("k1", "RS256", false)).await;
    let oidc = Oidc::open(&p.settings()).unwrap();
    (p, oidc)
}

/// The whole way at this time; the provider's tokens follow the clock.
async fn at(p: &Provider, oidc: &Oidc, ms: i64) -> Result<Identified, IdentityError> {
    let now = NOW.plus_ms(ms);
    p.with(|p| p.claims = json!({ "iat": now.0 / 1000, "exp": now.0 / 1000 + 300 }));
    let begun = oidc.begin("ar", now).await?;
    let back = p.browse(&begun.redirect).await;
    oidc.finish(&begun.kept, &Returned::read(&back), now).await
}

#[tokio::test]
async fn whoever_comes_while_it_is_ill_is_told_at_once() {
    let (p, oidc) = set_up().await;
    p.with(|p| p.about_down = true);
    for _ in 0..20 {
        assert_eq!(at(&p, &oidc, 0).await, Err(IdentityError::Unavailable("discovery")));
    }
    assert_eq!(p.with(|p| p.discovery_asked), 1, "a crowd before a shut door knocks once");
    // Well again: found out within ten seconds.
    p.with(|p| p.about_down = false);
    assert_eq!(at(&p, &oidc, 9_000).await, Err(IdentityError::Unavailable("discovery")));
    assert!(at(&p, &oidc, 10_000).await.is_ok());
    assert_eq!(p.with(|p| p.discovery_asked), 2);
    // The old description serves a week while no newer one is to be had, and no longer.
    p.with(|p| p.about_down = true);
    assert!(at(&p, &oidc, 2 * kernel::DAY_MS).await.is_ok());
    assert_eq!(at(&p, &oidc, 8 * kernel::DAY_MS).await, Err(IdentityError::Unavailable("discovery")));
}

#[tokio::test]
async fn keys_that_cannot_be_had_are_nobodys_forgery() {
    let (p, oidc) = set_up().await;
    p.with(|p| p.keys_down = true);
    assert_eq!(at(&p, &oidc, 0).await, Err(IdentityError::Unavailable("keys")));
    assert_eq!(at(&p, &oidc, 5_000).await, Err(IdentityError::Unavailable("keys")), "not asked again so soon");
    assert_eq!(p.with(|p| p.keys_asked), 1);
    p.with(|p| p.keys_down = false);
    assert!(at(&p, &oidc, 10_000).await.is_ok());
    // Known keys serve on for a week while newer ones cannot be had.
    p.with(|p| p.keys_down = true);
    assert!(at(&p, &oidc, 3 * kernel::DAY_MS).await.is_ok());
    assert_eq!(at(&p, &oidc, 8 * kernel::DAY_MS).await, Err(IdentityError::Unavailable("keys")));
}

#[tokio::test]
async fn on_a_shared_device_he_proves_himself_anew() {
    let (p, oidc) = set_up().await;
    let plain = oidc.begin("ar", NOW).await.unwrap();
    assert!(!fields(plain.redirect.split_once('?').unwrap().1).contains_key("prompt"));
    for (claims, wanted) in [
        // Said to be of an hour ago: it was somebody else's sign-in, or his own that was not to suffice.
        (json!({ "auth_time": NOW.0 / 1000 - 3_600 }), Err(IdentityError::Token("auth_time"))),
        (json!({ "auth_time": NOW.0 / 1000 }), Ok(())),
        (json!({}), Ok(())),
    ] {
        p.with(|p| p.claims = claims.clone());
        let begun = oidc.begin_fresh("ar", NOW).await.unwrap();
        assert_eq!(fields(begun.redirect.split_once('?').unwrap().1)["prompt"], "login");
        let back = p.browse(&begun.redirect).await;
        assert_eq!(oidc.finish(&begun.kept, &Returned::read(&back), NOW).await.map(|_| ()), wanted, "{claims}");
    }
    // An hour old suffices where nobody asked for a fresh one.
    p.with(|p| p.claims = json!({ "auth_time": NOW.0 / 1000 - 3_600 }));
    let back = p.browse(&plain.redirect).await;
    assert!(oidc.finish(&plain.kept, &Returned::read(&back), NOW).await.is_ok());
}

#[tokio::test]
async fn a_stray_answer_is_told_from_ones_own() {
    let (p, oidc) = set_up().await;
    let (mine, other) = (oidc.begin("ar", NOW).await.unwrap(), oidc.begin("ar", NOW).await.unwrap());
    let (back, foreign) = (p.browse(&mine.redirect).await, p.browse(&other.redirect).await);
    assert!(mine.kept.answers(&Returned::read(&back)));
    assert!(!mine.kept.answers(&Returned::read(&foreign)) && !mine.kept.answers(&Returned::read("")));
}
