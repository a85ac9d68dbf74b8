//! Nafath by the portal's pages: a number written, two digits shown, looked again until it is decided.

use super::{MOBILE, NOBODY, OTHER, SHE, house, sign::Signer, stand::Stand};
use crate::client::{House, Page, Phone, identity, setup};
use http::StatusCode;
use serde_json::json;

const WAIT: &str = "/my/sign-in/nafath/wait";

/// A phone that has written this number and sees the digits.
pub async fn asked(h: &House, n: u32) -> Phone {
    let mut p = h.phone();
    let r = ask(&mut p, n).await;
    assert_eq!((r.status, r.location.as_str()), (StatusCode::SEE_OTHER, WAIT), "{}", r.body);
    p
}

pub async fn ask(p: &mut Phone, n: u32) -> Page {
    p.post("/my/sign-in/nafath", &[("identity", &identity(n)), ("next", "/my/devices")]).await
}

/// The page's next look, after its pause.
pub async fn look(h: &House, p: &mut Phone) -> Page {
    h.t.clock.advance_ms(4_000);
    p.get(WAIT).await
}

#[tokio::test]
async fn waiting_then_in() {
    testkit::both(setup(), |t| async move {
        let (h, hers) = house(t).await;
        assert!(!h.phone().get("/my/sign-in").await.body.contains("/my/sign-in/nafath"));
        assert_eq!(h.phone().get("/my/sign-in/nafath").await.status, StatusCode::NOT_FOUND);
        let stand = Stand::switch_on(&h).await;
        stand.with(|s| s.with_token = true);
        let mut p = h.phone();
        assert!(p.get("/my/sign-in?next=/my/devices").await.body.contains("href=\"/my/sign-in/nafath?next=/my/devices\""));
        let page = p.get("/my/sign-in/nafath?next=/my/devices").await;
        assert!(page.worded().body.contains("name=\"next\" value=\"/my/devices\""));
        // A number that is none: said at its field, and nobody is asked.
        assert_eq!(p.post("/my/sign-in/nafath", &[("identity", "1000000000")]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(stand.with(|s| s.asked.is_empty()));
        let r = ask(&mut p, SHE).await;
        assert_eq!((r.location.as_str(), r.header("cache-control")), (WAIT, "no-store"));
        let page = p.get(WAIT).await;
        assert!(page.worded().body.contains(">42<") && page.body.contains("<noscript><meta http-equiv=\"refresh\"") && page.body.contains("data-look=\"4\""));
        // However often the page is asked for, Nafath is asked every three seconds.
        for _ in 0..10 {
            p.get(WAIT).await;
        }
        assert_eq!(stand.with(|s| s.polls), 0);
        look(&h, &mut p).await;
        for _ in 0..10 {
            p.get(WAIT).await;
        }
        assert_eq!(stand.with(|s| s.polls), 1);
        // A moment out of order is no answer.
        stand.with(|s| s.answer = Some((500, "")));
        assert!(look(&h, &mut p).await.body.contains(">42<"));
        stand.with(|s| s.answer = None);
        h.keeps_numbers_to_itself().await;
        stand.decide("COMPLETED");
        let r = look(&h, &mut p).await;
        h.in_as_her(&mut p, &r, hers).await;
        let person = h.member(hers, SHE).await;
        let told = h.told("account.signed_in").await;
        assert!(told.len() == 1 && told[0].contains("\"way\":\"nafath\"") && told[0].contains(&person.to_string()), "{told:?}");
        h.keeps_numbers_to_itself().await;
        // The page behind leads on.
        assert_eq!(p.get(WAIT).await.location, "/my/sign-in?why=elsewhere_stray&next=/my");
        assert_eq!(p.get("/my/sign-in?why=elsewhere_stray&next=/my").await.location, "/my");
    })
    .await;
}

#[tokio::test]
async fn confirmed_by_the_callback_for_the_browser_that_asked() {
    testkit::both(setup(), |t| async move {
        let (h, hers) = house(t).await;
        let stand = Stand::switch_on(&h).await;
        let mut p = asked(&h, SHE).await;
        stand.decide("COMPLETED");
        assert!(look(&h, &mut p).await.body.contains(">42<"), "a status without its signed token identifies nobody");
        let a = stand.last();
        let called = "/my/sign-in/nafath/called";
        // Forged, of another request, of another person, or nonsense: not taken.
        let good = stand.with(|s| s.signer.clone());
        stand.with(|s| s.signer = Signer::rsa("elm-1", "RS256", true));
        let forged = stand.callback(&a, &json!({}));
        stand.with(|s| s.signer = good);
        for raw in [
            forged,
            stand.callback(&a, &json!({ "nin": identity(OTHER) })),
            stand.callback(&a, &json!({ "transId": "another" })),
            stand.callback(&a, &json!({ "aud": "another" })),
            stand.callback(&a, &json!({ "exp": h.t.env.now().0 / 1000 - 61 })),
            b"{}".to_vec(),
            b"nonsense".to_vec(),
        ] {
            assert_eq!(p.hook(called, raw).await, StatusCode::BAD_REQUEST);
        }
        assert!(look(&h, &mut p).await.body.contains(">42<"));
        let raw = stand.callback(&a, &json!({}));
        assert_eq!(p.hook(called, raw.clone()).await, StatusCode::OK);
        assert_eq!(p.hook(called, raw.clone()).await, StatusCode::BAD_REQUEST, "once");
        h.keeps_numbers_to_itself().await;
        // Nobody else's browser.
        let mut thief = h.phone();
        thief.jar.insert("sila_entry".into(), "guess".into());
        assert!(thief.get(WAIT).await.location.contains("elsewhere_stray"));
        let copy = p.clone();
        let r = look(&h, &mut p).await;
        h.in_as_her(&mut p, &r, hers).await;
        let mut copy = copy;
        assert!(look(&h, &mut copy).await.location.contains("elsewhere_stray") && !copy.jar.contains_key("sila_person"));
        assert_eq!(p.hook(called, raw).await, StatusCode::BAD_REQUEST, "what is over is over");
        // An answer waits for its browser some minutes, not for whoever sits down there later.
        let mut q = asked(&h, SHE).await;
        let raw = stand.callback(&stand.last(), &json!({}));
        assert_eq!(q.hook(called, raw).await, StatusCode::OK);
        h.t.clock.advance_ms(accounts::rules::ANSWER_MS);
        assert!(q.get(WAIT).await.location.contains("elsewhere_stray") && !q.jar.contains_key("sila_person"));
    })
    .await;
}

#[tokio::test]
async fn no_too_late_out_of_order_or_somebody_elses() {
    testkit::both(setup(), |t| async move {
        let (h, _) = house(t).await;
        let stand = Stand::switch_on(&h).await;
        for (status, why) in [("REJECTED", "nafath_rejected"), ("EXPIRED", "nafath_expired")] {
            let mut p = asked(&h, SHE).await;
            stand.decide(status);
            let r = look(&h, &mut p).await;
            h.not_in(&mut p, &r, why).await;
            let polls = stand.with(|s| s.polls);
            assert!(look(&h, &mut p).await.location.contains("elsewhere_stray"), "it is over");
            assert_eq!(stand.with(|s| s.polls), polls);
        }
        // Nobody confirms: over by the clock, and Nafath is not asked any more.
        let mut p = asked(&h, SHE).await;
        h.t.clock.advance_ms(201_000);
        let polls = stand.with(|s| s.polls);
        let r = look(&h, &mut p).await;
        h.not_in(&mut p, &r, "nafath_expired").await;
        assert_eq!(stand.with(|s| s.polls), polls);
        h.t.clock.advance_ms(kernel::DAY_MS);
        // The token names another person than the one asked.
        stand.with(|s| (s.with_token, s.claims) = (true, json!({ "nin": identity(OTHER) })));
        let mut p = asked(&h, SHE).await;
        stand.decide("COMPLETED");
        let r = look(&h, &mut p).await;
        h.not_in(&mut p, &r, "elsewhere_stray").await;
        stand.with(|s| s.claims = json!({}));
        let told = h.told("account.refused").await;
        assert_eq!(told.len(), 4, "{told:?}");
        for (facts, why) in told.iter().zip(["rejected", "expired", "expired", "token"]) {
            assert!(facts.contains("\"way\":\"nafath\"") && facts.contains(&format!("\"why\":\"{why}\"")), "{facts}");
        }
        // Out of order from the beginning: said on the page, which keeps what was typed; the way by code is as it was.
        h.t.clock.advance_ms(kernel::DAY_MS);
        for (answer, key) in [((500, ""), "refusal-elsewhere_unavailable"), ((400, "400-034-050"), "refusal-elsewhere_busy")] {
            stand.with(|s| s.answer = Some(answer));
            let r = ask(&mut h.phone(), SHE).await;
            assert_eq!(r.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(r.worded().says(key) && r.body.contains(&identity(SHE)));
        }
        let by_code = h.signed_in(MOBILE, SHE).await;
        assert_eq!(h.acts(&by_code).await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn known_and_unknown_are_asked_alike() {
    testkit::both(setup(), |t| async move {
        let (h, _) = house(t).await;
        let stand = Stand::switch_on(&h).await;
        stand.with(|s| s.with_token = true);
        // Until he has proved who he is, nothing tells whether the register has him.
        let (mut known, mut unknown) = (asked(&h, SHE).await, asked(&h, NOBODY).await);
        let (a, b) = (look(&h, &mut known).await, look(&h, &mut unknown).await);
        assert_eq!((a.status, a.body.len()), (b.status, b.body.len()));
        stand.with(|s| s.asked.values_mut().for_each(|a| a.status = "COMPLETED"));
        assert_eq!(look(&h, &mut known).await.location, "/my/devices");
        assert_eq!(look(&h, &mut unknown).await.location, "/my/no-file");
        assert!(h.outside(&unknown).await.unwrap().person.is_none() && h.acts(&unknown).await.is_empty());
        // Another day by the provider of the other kind he is the same: what he applied for waits for him.
        let account = accounts::account_of(&mut h.t.db.reader(), h.outside(&unknown).await.unwrap().session).await.unwrap();
        let provider = super::oidc::with_provider(&h).await;
        provider.with(|p| p.claims = json!({ "national_id": identity(NOBODY) }));
        let mut q = h.phone();
        super::oidc::there_and_back(&mut q, &provider).await;
        assert_eq!(accounts::account_of(&mut h.t.db.reader(), h.outside(&q).await.unwrap().session).await.unwrap(), account);
    })
    .await;
}

#[tokio::test]
async fn a_shared_device_and_a_session_before() {
    testkit::both(setup(), |t| async move {
        let (h, hers) = house(t).await;
        let stand = Stand::switch_on(&h).await;
        stand.with(|s| s.with_token = true);
        let mut p = h.phone();
        p.post("/my/sign-in/nafath", &[("identity", &identity(SHE)), ("next", "/my/devices"), ("shared", "1")]).await;
        stand.decide("COMPLETED");
        let r = look(&h, &mut p).await;
        let set = r.cookies().into_iter().find(|c| c.starts_with("sila_person=")).unwrap();
        assert!(!set.contains("Max-Age") && h.outside(&p).await.unwrap().shared, "{set}");
        h.in_as_her(&mut p, &r, hers).await;
        // Another person at the same browser, without leaving first: nobody stays signed in behind him.
        let before = p.clone();
        let r = ask(&mut p, OTHER).await;
        assert_eq!(r.location, WAIT, "{}", r.body);
        stand.decide("COMPLETED");
        assert_eq!(look(&h, &mut p).await.location, "/my/devices");
        assert_ne!(h.acts(&p).await[0].file, hers);
        assert!(h.outside(&before).await.is_none());
    })
    .await;
}
