//! OpenID Connect, where somebody lies, listens in, is slow or out of order.

use super::{
    MOBILE, SHE, house,
    oidc::{there_and_back, with_provider},
    sign::Signer,
};
use crate::client::setup;
use http::StatusCode;
use serde_json::json;

#[tokio::test]
async fn what_does_not_hold_signs_nobody_in() {
    testkit::both(setup(), |t| async move {
        let (h, hers) = house(t).await;
        let provider = with_provider(&h).await;
        let now = h.t.env.now().0 / 1000;
        for claims in [
            json!({ "nonce": "another" }),
            json!({ "nonce": null }),
            json!({ "aud": "another" }),
            json!({ "aud": ["sila", "another"] }),
            json!({ "iss": "https://another.example" }),
            json!({ "exp": now - 61 }),
            json!({ "iat": now + 120 }),
        ] {
            provider.with(|p| p.claims = claims.clone());
            let mut p = h.phone();
            let r = there_and_back(&mut p, &provider).await;
            h.not_in(&mut p, &r, "elsewhere_stray").await;
        }
        provider.with(|p| p.claims = json!({}));
        for header in [json!({ "alg": "none" }), json!({ "alg": "HS256" }), json!({ "kid": "unknown" })] {
            provider.with(|p| p.header = header.clone());
            let mut p = h.phone();
            let r = there_and_back(&mut p, &provider).await;
            h.not_in(&mut p, &r, "elsewhere_stray").await;
        }
        // Signed by somebody else under the provider's name.
        provider.with(|p| (p.header, p.signer) = (json!({}), Signer::rsa("k1", "RS256", true)));
        let mut p = h.phone();
        let r = there_and_back(&mut p, &provider).await;
        h.not_in(&mut p, &r, "elsewhere_stray").await;
        provider.with(|p| p.signer = Signer::rsa("k1", "RS256", false));
        for (status, body, why) in [
            (500, "", "elsewhere_unavailable"),
            (200, "<html>", "elsewhere_unavailable"),
            (401, "{\"error\":\"invalid_client\"}", "elsewhere_unavailable"),
            (400, "{\"error\":\"invalid_grant\"}", "elsewhere_refused"),
            (200, "{}", "elsewhere_stray"),
        ] {
            provider.with(|p| p.answer = Some((status, body)));
            let mut p = h.phone();
            let r = there_and_back(&mut p, &provider).await;
            h.not_in(&mut p, &r, why).await;
        }
        provider.with(|p| p.answer = None);
        // Each told in the trail, by its code alone.
        let told = h.told("account.refused").await;
        assert_eq!(told.len(), 16, "{told:?}");
        assert!(told.iter().all(|f| f.contains("\"way\":\"oidc\"") && f.contains("\"why\"")), "{told:?}");
        assert!(h.told("account.signed_in").await.is_empty());
        let mut p = h.phone();
        let r = there_and_back(&mut p, &provider).await;
        h.in_as_her(&mut p, &r, hers).await;
    })
    .await;
}

#[tokio::test]
async fn an_answer_belongs_to_the_browser_that_asked() {
    testkit::both(setup(), |t| async move {
        let (h, hers) = house(t).await;
        let provider = with_provider(&h).await;
        let (mut mine, mut other, mut nobody) = (h.phone(), h.phone(), h.phone());
        let to = mine.get("/my/oidc?next=/my/devices").await.location;
        let back = provider.visit(&to);
        let foreign = provider.visit(&other.get("/my/oidc?next=/my/devices").await.location);
        // Another's answer in this browser would sign it in as that other; in one that asked nothing, as well.
        for (phone, path) in [(&mut mine, foreign.as_str()), (&mut nobody, back.as_str())] {
            let r = phone.get(path).await;
            assert_eq!(r.status, StatusCode::SEE_OTHER);
            assert!(r.location.starts_with("/my/sign-in?why=elsewhere_stray") && !phone.jar.contains_key("sila_person"), "{}", r.location);
        }
        for path in ["/my/oidc/back", "/my/oidc/back?state=&code=x", "/my/oidc/back?state=guess&code=x", "/my/oidc/back?error=access_denied"] {
            assert!(mine.get(path).await.location.contains("elsewhere_stray"), "{path}");
        }
        // None of that ended what this browser has under way, and no code was sent to the provider for it.
        assert_eq!(provider.with(|p| p.tokens_asked), 0);
        let before = mine.clone();
        let r = mine.get(&back).await;
        h.in_as_her(&mut mine, &r, hers).await;
        // Once: neither the same browser's back button nor a copy of its cookies opens it again.
        assert_eq!(mine.get(&back).await.location, "/my/sign-in?why=elsewhere_stray&next=/my");
        let mut again = before;
        let r = again.get(&back).await;
        assert!(r.location.contains("elsewhere_stray") && !again.jar.contains_key("sila_person"));
        assert_eq!(provider.with(|p| p.tokens_asked), 1);
        // The pages name neither code nor state: no address bar keeps them.
        assert!(!r.location.contains("code=") && !r.location.contains("state="));
        // A state and another's code: PKCE says no at the provider.
        let mut third = h.phone();
        let own = provider.visit(&third.get("/my/oidc?next=/my/devices").await.location);
        let code = |path: &str| path.split("code=").nth(1).unwrap().split('&').next().unwrap().to_string();
        let r = third.get(&own.replace(&code(&own), &code(&foreign))).await;
        h.not_in(&mut third, &r, "elsewhere_refused").await;
        // Too late.
        let mut late = h.phone();
        let back = provider.visit(&late.get("/my/oidc?next=/my/devices").await.location);
        h.t.clock.advance_ms(11 * 60_000);
        assert!(late.get(&back).await.location.contains("elsewhere_stray"));
        // He said no there.
        let mut no = h.phone();
        let back = provider.visit(&no.get("/my/oidc?next=/my/devices").await.location);
        let refused = back.replace(&format!("code={}", code(&back)), "error=access_denied");
        let r = no.get(&refused).await;
        h.not_in(&mut no, &r, "elsewhere_refused").await;
    })
    .await;
}

#[tokio::test]
async fn nobody_is_sent_there_by_others() {
    testkit::both(setup(), |t| async move {
        let (h, _) = house(t).await;
        let provider = with_provider(&h).await;
        for says in [("sec-fetch-site", "cross-site"), ("sec-fetch-site", "same-site"), ("sec-purpose", "prefetch")] {
            let mut p = h.phone();
            p.says = vec![says];
            assert_eq!(p.get("/my/oidc?next=/my/devices").await.location, "/my/sign-in?next=/my/devices", "{says:?}");
        }
        assert!(h.told("account.sent_elsewhere").await.is_empty());
        // Back from there the browser says "cross-site", and that is well.
        let mut p = h.phone();
        p.says = vec![("sec-fetch-site", "same-origin")];
        let back = provider.visit(&p.get("/my/oidc?next=//elsewhere.example").await.location);
        p.says = vec![("sec-fetch-site", "cross-site")];
        assert_eq!(p.get(&back).await.location, "/my", "and nowhere but into the portal");
        for next in ["https://elsewhere.example", "/desk", "/my/../desk", "/my/oidc", "/my\\x"] {
            let mut p = h.phone();
            let back = provider.visit(&p.get(&format!("/my/oidc?next={}", accounts::rules::in_query(next))).await.location);
            assert_eq!(p.get(&back).await.location, "/my", "{next}");
        }
        // Words of the page are ours alone.
        let page = h.phone().get("/my/sign-in?why=%3Cb%3Epay%20here").await;
        assert!(!page.worded().body.contains("pay here") && !page.body.contains("notice--warn"));
    })
    .await;
}

#[tokio::test]
async fn keys_change_and_the_provider_is_out_of_order() {
    testkit::both(setup(), |t| async move {
        let (h, hers) = house(t).await;
        let provider = with_provider(&h).await;
        provider.with(|p| p.down = true);
        let mut p = h.phone();
        let r = p.get("/my/oidc?next=/my/devices").await;
        h.not_in(&mut p, &r, "elsewhere_unavailable").await;
        // The way by code is as it was.
        let by_code = h.signed_in(MOBILE, SHE).await;
        assert_eq!(h.acts(&by_code).await.len(), 1);
        provider.with(|p| (p.down, p.keys_down) = (false, true));
        let mut p = h.phone();
        let r = there_and_back(&mut p, &provider).await;
        h.not_in(&mut p, &r, "elsewhere_unavailable").await;
        provider.with(|p| p.keys_down = false);
        h.t.clock.advance_ms(10_000);
        let mut p = h.phone();
        let r = there_and_back(&mut p, &provider).await;
        h.in_as_her(&mut p, &r, hers).await;
        // A new key, of another kind, and the old one gone.
        provider.with(|p| {
            p.signer = Signer::ec("k2", "ES256");
            p.published = vec![p.signer.jwk()];
        });
        h.t.clock.advance_ms(61_000);
        let mut p = h.phone();
        let r = there_and_back(&mut p, &provider).await;
        h.in_as_her(&mut p, &r, hers).await;
        h.t.clock.advance_ms(61_000);
        provider.with(|p| p.signer = Signer::rsa("k1", "RS256", false));
        let mut p = h.phone();
        let r = there_and_back(&mut p, &provider).await;
        h.not_in(&mut p, &r, "elsewhere_stray").await;
    })
    .await;
}

#[tokio::test]
async fn a_provider_that_says_nothing_is_not_waited_for_long() {
    testkit::both(setup(), |t| async move {
        let (h, _) = house(t).await;
        let provider = with_provider(&h).await;
        provider.with(|p| p.silent = true);
        let mut p = h.phone();
        let since = std::time::Instant::now();
        let r = there_and_back(&mut p, &provider).await;
        assert!(since.elapsed().as_secs() < 15);
        h.not_in(&mut p, &r, "elsewhere_unavailable").await;
    })
    .await;
}
