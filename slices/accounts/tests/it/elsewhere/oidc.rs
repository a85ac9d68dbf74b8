//! OpenID Connect, where all goes as it should: whose file opens, and what that leaves behind.

use super::{MOBILE, NOBODY, OTHER, SHE, house, provider::Provider};
use crate::client::{House, Page, Phone, identity, setup};
use db::args;
use http::StatusCode;
use people::IdentityKind;
use serde_json::json;

pub async fn with_provider(h: &House) -> Provider {
    let p = Provider::start(&h.t.env).await;
    p.switch_on(h).await;
    p
}

/// To the provider by the page's own button, and back.
pub async fn there_and_back(p: &mut Phone, provider: &Provider) -> Page {
    let r = p.get("/my/oidc?next=/my/devices").await;
    assert_eq!(r.status, StatusCode::SEE_OTHER, "{}", r.body);
    let back = provider.visit(&r.location);
    p.get(&back).await
}

#[tokio::test]
async fn off_until_it_is_switched_on() {
    testkit::both(setup(), |t| async move {
        let (h, _) = house(t).await;
        let mut p = h.phone();
        assert!(!p.get("/my/sign-in").await.body.contains("/my/oidc"));
        for path in ["/my/oidc", "/my/oidc/back?state=x&code=y"] {
            assert_eq!(p.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
        let provider = with_provider(&h).await;
        let page = p.get("/my/sign-in?next=/my/devices").await;
        assert!(page.worded().body.contains("href=\"/my/oidc?next=/my/devices\"") && page.body.contains("الجهة التجريبية"));
        // The settings page shows no secret, and says so.
        let admin = h.t.as_role("administrator");
        let page = h.t.get(&admin, "/settings/sign-in").await;
        assert!(!page.no_missing_words().body.contains("s3cret-of-ours"));
        drop(provider);
    })
    .await;
}

#[tokio::test]
async fn through_the_provider_into_ones_own_file() {
    testkit::both(setup(), |t| async move {
        let (h, hers) = house(t).await;
        let provider = with_provider(&h).await;
        let mut p = h.phone();
        let r = p.get("/my/oidc?next=/my/devices").await;
        assert_eq!((r.header("cache-control"), r.header("referrer-policy")), ("no-store", "no-referrer"));
        let cookie = r.cookies().into_iter().find(|c| c.starts_with("sila_entry=")).unwrap();
        assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax") && cookie.contains("Secure"));
        // What the browser carries is not what the provider sees.
        assert!(!r.location.contains(&p.jar["sila_entry"]));
        let back = provider.visit(&r.location);
        let r = p.get(&back).await;
        h.in_as_her(&mut p, &r, hers).await;
        assert!(p.get("/my/devices").await.says("choice-account-way-oidc"));
        let person = h.member(hers, SHE).await;
        let told = h.told("account.signed_in").await;
        assert!(told.len() == 1 && told[0].contains("\"way\":\"oidc\"") && told[0].contains(&person.to_string()), "{told:?}");
        assert_eq!(h.told("account.sent_elsewhere").await.len(), 1);
        h.keeps_numbers_to_itself().await;
        // Somebody else by the same button: hers, not this one's.
        provider.with(|p| p.claims = json!({ "national_id": identity(OTHER), "sub": "user-8" }));
        let mut q = h.phone();
        there_and_back(&mut q, &provider).await;
        let acts = h.acts(&q).await;
        assert!(acts.len() == 1 && acts[0].file != hers);
        // Signed in, the button leads on, not out.
        assert_eq!(p.get("/my/oidc?next=/my/devices").await.location, "/my/devices");
    })
    .await;
}

#[tokio::test]
async fn without_a_file_he_may_apply_and_is_the_same_each_time() {
    testkit::both(setup(), |t| async move {
        let (h, _) = house(t).await;
        let provider = with_provider(&h).await;
        let account = async |p: &Phone| accounts::account_of(&mut h.t.db.reader(), h.outside(p).await.unwrap().session).await.unwrap();
        // A number nobody in the register has.
        provider.with(|p| p.claims = json!({ "national_id": identity(NOBODY) }));
        let mut a = h.phone();
        assert_eq!(there_and_back(&mut a, &provider).await.location, "/my/no-file");
        assert!(h.outside(&a).await.unwrap().person.is_none() && h.acts(&a).await.is_empty());
        assert_eq!(a.get("/my/no-file").await.worded().status, StatusCode::OK);
        let mut b = h.phone();
        there_and_back(&mut b, &provider).await;
        assert_eq!(account(&a).await, account(&b).await);
        h.keeps_numbers_to_itself().await;
        // A provider that does not say the number, or writes something that is none: in, with no file, whoever it is.
        for claims in [json!({ "national_id": null }), json!({ "national_id": "N/A" }), json!({ "national_id": 7 })] {
            provider.with(|p| p.claims = claims.clone());
            let mut c = h.phone();
            assert_eq!(there_and_back(&mut c, &provider).await.location, "/my/no-file", "{claims}");
            assert_ne!(account(&c).await, account(&a).await);
        }
        // The same name with another provider is another person.
        let mut c = h.phone();
        there_and_back(&mut c, &provider).await;
        let first = account(&c).await;
        let second = with_provider(&h).await;
        second.with(|p| p.claims = json!({ "national_id": null }));
        let mut d = h.phone();
        there_and_back(&mut d, &second).await;
        assert_ne!(account(&d).await, first);
    })
    .await;
}

#[tokio::test]
async fn a_number_opens_what_is_exactly_its_own() {
    testkit::both(setup(), |t| async move {
        let (h, hers) = house(t).await;
        let provider = with_provider(&h).await;
        // A passport that happens to have the same ten digits is no identity card.
        let mut odd = h.person("ريم سعد ناصر الافتراضي", 9, "0500000777", "1990-01-01");
        odd.identity = Some((IdentityKind::Other, identity(NOBODY)));
        h.file(odd, vec![], h.t.branch).await;
        provider.with(|p| p.claims = json!({ "national_id": identity(NOBODY) }));
        let mut p = h.phone();
        assert_eq!(there_and_back(&mut p, &provider).await.location, "/my/no-file");
        // Corrected in the register: what the number opened is closed at once, and the number opens nothing any more.
        provider.with(|p| p.claims = json!({}));
        let mut p = h.phone();
        let r = there_and_back(&mut p, &provider).await;
        h.in_as_her(&mut p, &r, hers).await;
        let person = h.member(hers, SHE).await;
        let mut tx = h.t.db.begin(&kernel::Actor::system()).await.unwrap();
        tx.run(db::built("UPDATE person SET identity = $2 WHERE id = $1".into()), args![person, identity(20)]).await.unwrap();
        tx.commit_quietly("a correction").await.unwrap();
        assert!(h.outside(&p).await.is_none());
        assert_eq!(p.get("/my/devices").await.location, "/my/sign-in?next=/my/devices");
        assert_eq!(there_and_back(&mut p, &provider).await.location, "/my/no-file");
        // Of the dead nothing is opened either.
        provider.with(|p| p.claims = json!({ "national_id": identity(20) }));
        let mut q = h.phone();
        assert_eq!(there_and_back(&mut q, &provider).await.location, "/my/devices");
        let mut tx = h.t.db.begin(&kernel::Actor::system()).await.unwrap();
        tx.run(db::built("UPDATE person SET deceased_on = '2026-11-01' WHERE id = $1".into()), args![person]).await.unwrap();
        tx.commit_quietly("news").await.unwrap();
        assert!(h.outside(&q).await.is_none());
        assert_eq!(there_and_back(&mut h.phone(), &provider).await.location, "/my/no-file");
    })
    .await;
}

#[tokio::test]
async fn from_a_shared_device_shorter_and_anew() {
    testkit::both(setup(), |t| async move {
        let (h, _) = house(t).await;
        let provider = with_provider(&h).await;
        let mut p = h.phone();
        assert!(p.get("/my/sign-in?next=/my/devices").await.body.contains("/my/oidc?shared=1&#38;next=/my/devices"));
        let r = p.get("/my/oidc?shared=1&next=/my/devices").await;
        assert!(r.location.contains("prompt=login"));
        let back = provider.visit(&r.location);
        let r = p.get(&back).await;
        let set = r.cookies().into_iter().find(|c| c.starts_with("sila_person=")).unwrap();
        assert!(!set.contains("Max-Age"), "{set}");
        assert!(h.outside(&p).await.unwrap().shared);
        assert!(!p.get("/my/devices").await.body.contains("هيلة"));
        h.t.clock.advance_ms(11 * 60_000);
        assert!(h.outside(&p).await.is_none());
    })
    .await;
}

#[tokio::test]
async fn switched_off_or_exchanged_it_lets_nobody_in_any_more() {
    testkit::both(setup(), |t| async move {
        let (h, _) = house(t).await;
        let provider = with_provider(&h).await;
        let (mut a, mut b) = (h.phone(), h.phone());
        there_and_back(&mut a, &provider).await;
        let by_code = h.signed_in(MOBILE, SHE).await;
        let r = b.get("/my/oidc?next=/my/devices").await;
        let back = provider.visit(&r.location);
        // Saved again as it was: nobody is thrown out.
        provider.switch_on(&h).await;
        assert!(h.outside(&a).await.is_some());
        assert_eq!(h.set_up(&[]).await.status, StatusCode::SEE_OTHER);
        assert!(h.outside(&a).await.is_none() && h.outside(&by_code).await.is_some());
        assert_eq!(b.get(&back).await.status, StatusCode::NOT_FOUND);
        // Switched on again, what was under way stays forgotten.
        provider.switch_on(&h).await;
        assert!(b.get(&back).await.location.contains("elsewhere_stray"));
        // A kept secret is not sent to an address it was not given for.
        let base = provider.with(|p| p.base.clone());
        let back = format!("{}/my/oidc/back", super::provider::HOME);
        let fields = |issuer: &'static str, redirect: String| {
            vec![
                ("oidc_on", "1".to_string()),
                ("oidc_name_ar", "جهة".into()),
                ("oidc_issuer", if issuer.is_empty() { base.clone() } else { issuer.into() }),
                ("oidc_redirect", redirect),
                ("oidc_client_id", "sila".into()),
                ("oidc_claim", "national_id".into()),
            ]
        };
        for (sent, wanted) in [
            (fields("https://elsewhere.example.org", back.clone()), "error-secret_again"),
            (fields("", "https://portal.example.org/my".into()), "error-redirect_back"),
            (fields("http://id.example.org", back.clone()), "error-secure_address"),
        ] {
            let sent: Vec<(&str, &str)> = sent.iter().map(|(k, v)| (*k, v.as_str())).collect();
            let r = h.set_up(&sent).await;
            assert_eq!(r.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(r.no_missing_words().body.contains(&i18n::t(i18n::Lang::Ar, wanted)), "{wanted}");
        }
    })
    .await;
}
