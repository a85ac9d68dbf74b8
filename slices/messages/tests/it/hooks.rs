//! What providers tell us: signed or from an unguessable address, each thing once, forward only.

use crate::*;
use axum::body::Body;
use hmac::{Hmac, Mac};
use http::Request;
use testkit::{Reply, both};

const SECRET: &str = "app-secret-of-the-test";

/// WhatsApp set up by its page, as an administrator does it.
async fn whatsapp(t: &TestApp) {
    at_home(t).await;
    let admin = t.as_role("administrator");
    let fields =
        [("kind", "whatsapp"), ("seen", "0"), ("version", "v23.0"), ("phone_id", "10001"), ("token", "tok"), ("app_secret", SECRET), ("verify_token", "word")];
    let r = t.post(&admin, "/settings/channels/whatsapp", &fields).await;
    assert_eq!(r.location, "/settings/channels/whatsapp", "{}", r.text());
}

fn signature(body: &str) -> String {
    let mut mac = Hmac::<sha2::Sha256>::new_from_slice(SECRET.as_bytes()).unwrap();
    mac.update(body.as_bytes());
    format!("sha256={}", mac.finalize().into_bytes().iter().map(|b| format!("{b:02x}")).collect::<String>())
}

async fn call(t: &TestApp, body: &str, signature: &str) -> Reply {
    t.send(Request::post("/hooks/whatsapp").header("x-hub-signature-256", signature).body(Body::from(body.to_string()))).await
}

fn status(receipt: &str, what: &str) -> String {
    format!(
        r#"{{"object":"whatsapp_business_account","entry":[{{"id":"1","changes":[{{"field":"messages","value":{{"messaging_product":"whatsapp","metadata":{{"display_phone_number":"966","phone_number_id":"10001"}},"statuses":[{{"id":"{receipt}","status":"{what}","timestamp":"1795000000","recipient_id":"966500000187"}}]}}}}]}}]}}"#
    )
}

fn came(id: &str, from: &str, text: &str) -> String {
    format!(
        r#"{{"object":"whatsapp_business_account","entry":[{{"id":"1","changes":[{{"field":"messages","value":{{"messaging_product":"whatsapp","metadata":{{"phone_number_id":"10001"}},"messages":[{{"from":"{from}","id":"{id}","timestamp":"1795340000","type":"text","text":{{"body":"{text}"}}}}]}}}}]}}]}}"#
    )
}

#[tokio::test]
async fn whatsapp_is_looked_at_and_its_word_is_signed() {
    both(setup(), |t| async move {
        let look = "/hooks/whatsapp?hub.mode=subscribe&hub.verify_token=word&hub.challenge=12345";
        assert_eq!(t.get_in(None, look, "ar").await.status, 403, "not set up");
        assert_eq!(call(&t, &status("x", "read"), "sha256=00").await.status, 401);
        whatsapp(&t).await;
        let ok = t.get_in(None, look, "ar").await;
        assert_eq!((ok.status.as_u16(), ok.body.as_str()), (200, "12345"));
        assert!(!ok.headers.contains_key("set-cookie"));
        assert_eq!(t.get_in(None, &look.replace("=word", "=other"), "ar").await.status, 403);
        let body = status("x", "read");
        for bad in ["", "sha256=", "sha256=00", &signature("another body"), &signature(&body).replace("sha256=", "sha1=")] {
            assert_eq!(call(&t, &body, bad).await.status, 401, "{bad}");
        }
        assert_eq!(count(&t, "message_receipt").await, 0);
        assert_eq!(call(&t, &body, &signature(&body)).await.status, 200);
        assert_eq!(call(&t, "no json", &signature("no json")).await.status, 400);
    })
    .await;
}

#[tokio::test]
async fn statuses_move_forward_whatever_their_order_and_once() {
    both(setup(), |t| async move {
        open_all(&t).await;
        let p = person_of(&t, "هيلة بنت سليمان محمد المرشود", "0500000187", |p| p.preferred_channel = Some("whatsapp".into())).await;
        consent(&t, p, "whatsapp", true).await;
        let wa = StandIn::new();
        let id = id_of(tell(&t, about(&t, "request.replied", To::Person(p), "1")).await);
        wa.answer(Outcome::Accepted { receipt: "wamid.1".into() });
        later(&t);
        // The settings the signature is checked with; the sender is the test's.
        set(&t, messages::channels::SETTING, r#"{}"#).await;
        let admin = t.as_role("administrator");
        let fields = [("kind", "whatsapp"), ("seen", "2"), ("phone_id", "10001"), ("token", "tok"), ("app_secret", SECRET), ("verify_token", "word")];
        assert_eq!(t.post(&admin, "/settings/channels/whatsapp", &fields).await.status, 303);
        let say = |receipt: &'static str, what: &'static str| {
            let t = &t;
            async move {
                let body = status(receipt, what);
                assert_eq!(call(t, &body, &signature(&body)).await.status, 200);
            }
        };
        // Its delivery is told before we have written that it went out.
        say("wamid.1", "delivered").await;
        let worker = Post::new(t.db.clone(), t.env.clone()).with("whatsapp", wa.clone(), false);
        worker.step().await;
        assert_eq!(field(&t, id, "status").await, "delivered");
        assert_eq!(field(&t, id, "settled_ok").await, "1");
        say("wamid.1", "read").await;
        say("wamid.1", "delivered").await;
        say("wamid.1", "sent").await;
        say("wamid.1", "failed").await;
        assert_eq!(field(&t, id, "status").await, "read");
        assert_eq!(count(&t, "message_receipt WHERE receipt = 'wamid.1'").await, 4, "each once");
        say("wamid.1", "read").await;
        assert_eq!(count(&t, "message_receipt WHERE receipt = 'wamid.1'").await, 4);
        // Taken and then not delivered: the end, there is no other way here.
        let id = id_of(tell(&t, about(&t, "request.replied", To::Person(p), "2")).await);
        wa.answer(Outcome::Accepted { receipt: "wamid.2".into() });
        later(&t);
        worker.step().await;
        assert_eq!(field(&t, id, "status").await, "sent");
        say("wamid.2", "failed").await;
        assert_eq!(field(&t, id, "status").await, "dead");
        say("wamid.2", "delivered").await;
        assert_eq!(field(&t, id, "status").await, "dead", "what was given up stays so; a human looks at it");
    })
    .await;
}

#[tokio::test]
async fn what_people_write_is_kept_once_and_answered() {
    both(setup(), |t| async move {
        whatsapp(&t).await;
        let p = person(&t).await;
        consent(&t, p, "whatsapp", true).await;
        let body = came("wamid.in.1", "966500000187", "متى موعد الزيارة؟");
        for _ in 0..2 {
            assert_eq!(call(&t, &body, &signature(&body)).await.status, 200);
        }
        let unknown = came("wamid.in.2", "966500000777", "السلام عليكم");
        call(&t, &unknown, &signature(&unknown)).await;
        let officer = t.as_role("relations_officer");
        let page = t.get(&officer, "/messages/in").await;
        page.no_missing_words();
        assert_eq!(page.body.matches("متى موعد الزيارة").count(), 1);
        assert!(page.body.contains("هيلة سليمان محمد المرشود") && page.body.contains("0500000187") && page.body.contains("السلام عليكم"));
        let elsewhere = t.as_role_of("relations_officer", t.other_branch);
        let page = t.get(&elsewhere, "/messages/in").await;
        assert!(!page.body.contains("متى موعد الزيارة") && page.body.contains("السلام عليكم"), "of a number nobody knows everyone sees");
        let id = t.db.reader().one(built("SELECT id FROM message_in WHERE provider_id = 'wamid.in.1'".into()), args![]).await.unwrap().text("id").unwrap();
        let handled = format!("/messages/in/{id}/handled");
        // No contact answers it here: it is closed with what was done.
        let words = format!("done-{id}");
        let done = [("version", "1"), (words.as_str(), "أُجيبت باتصال")];
        assert_eq!(t.post(&elsewhere, &handled, &done).await.status, 404);
        assert_eq!(t.post(&t.as_role("auditor"), &handled, &done).await.status, 404);
        let empty = t.post(&officer, &handled, &[("version", "1")]).await;
        empty.no_missing_words();
        assert_eq!(
            (empty.status.as_u16(), empty.body.matches("<details class=\"confirm\" open").count()),
            (422, 1),
            "says what is missing where it is missing"
        );
        assert_eq!(t.post(&officer, &handled, &done).await.location, "/messages/in");
        assert_eq!(t.post(&officer, &handled, &done).await.status, 409, "somebody was first");
        let page = t.get_en(&officer, "/messages/in?show=done").await;
        page.no_missing_words();
        assert!(page.body.contains("متى موعد الزيارة") && page.body.contains("أُجيبت باتصال"));
        assert!(page.body.contains("href=\"tel:0500000187\""), "the number is dialled from here");
        // Too early: it waits again, and was never lost.
        let again = format!("/messages/in/{id}/waiting");
        assert_eq!(t.post(&elsewhere, &again, &[("version", "2")]).await.status, 404);
        assert_eq!(t.post(&officer, &again, &[("version", "2")]).await.location, "/messages/in");
        assert_eq!(t.post(&officer, &again, &[("version", "3")]).await.status, 409, "it waits already");
        let page = t.get(&officer, "/messages/in").await;
        assert!(page.no_missing_words().body.contains("متى موعد الزيارة") && !page.body.contains("أُجيبت باتصال"));
        assert_eq!(t.post(&officer, &handled, &[("version", "3"), (words.as_str(), "زارتنا")]).await.status, 303);
        // Within a day of his own words free text may go.
        set(&t, messages::channels::SETTING, r#"{"whatsapp":{"kind":"whatsapp","sealed":"","repeat":false,"hook":""}}"#).await;
        t.clock.set(kernel::At(1_795_340_000_000 + kernel::HOUR_MS));
        t.clock.set(t.env.now().day().start().plus_ms(12 * kernel::HOUR_MS));
        let at = format!("UPDATE message_in SET at = {} WHERE provider_id = 'wamid.in.1'", t.env.now().0 - kernel::HOUR_MS);
        let mut tx = t.db.begin(&Actor::system()).await.unwrap();
        tx.run(built(at), args![]).await.unwrap();
        tx.commit_quietly("the hour of the test").await.unwrap();
        id_of(tell(&t, about(&t, "visit.tomorrow", To::Person(p), "v")).await);
        t.clock.advance_ms(3 * kernel::HOUR_MS);
        let wa = StandIn::new();
        Post::new(t.db.clone(), t.env.clone()).with("whatsapp", wa.clone(), false).step().await;
        assert_eq!(wa.all()[0].template, None);
    })
    .await;
}

#[tokio::test]
async fn what_came_in_is_paged_without_gaps() {
    both(setup(), |t| async move {
        whatsapp(&t).await;
        for n in 0..70 {
            let body = came(&format!("wamid.p.{n}"), &format!("96650000{n:04}"), &format!("سؤال رقم {n}."));
            assert_eq!(call(&t, &body, &signature(&body)).await.status, 200);
        }
        let officer = t.as_role("relations_officer");
        for tab in ["/messages/in", "/messages/in?show=done"] {
            let (mut at, mut seen, mut pages) = (tab.to_string(), 0, 0);
            loop {
                let page = t.get(&officer, &at).await;
                page.no_missing_words();
                seen += page.body.matches("سؤال رقم").count();
                pages += 1;
                let Some(i) = page.body.find("rel=\"next\" href=\"") else { break };
                let rest = &page.body[i + 17..];
                at = rest[..rest.find('"').unwrap()].replace("&amp;", "&").replace("&#38;", "&");
            }
            assert_eq!((seen, pages), (70, 3), "{tab}");
            let mut tx = t.db.begin(&Actor::system()).await.unwrap();
            tx.run(built("UPDATE message_in SET handled_at = at".into()), args![]).await.unwrap();
            tx.commit_quietly("all of them taken up").await.unwrap();
        }
    })
    .await;
}

#[tokio::test]
async fn sms_receipts_come_to_an_address_nobody_can_guess() {
    both(setup(), |t| async move {
        open_all(&t).await;
        let p = person(&t).await;
        let id = id_of(tell(&t, about(&t, "request.replied", To::Person(p), "1")).await);
        let sms = StandIn::new();
        sms.answer(Outcome::Accepted { receipt: "m-77".into() });
        later(&t);
        post(&t, &sms).step().await;
        let at = |token: &str, body: &str| Request::post(format!("/hooks/sms/{token}")).body(Body::from(body.to_string()));
        let body = r#"{"MessageID":"m-77","Status":"Delivered"}"#;
        assert_eq!(t.send(at("guessed", body)).await.status, 404);
        assert_eq!(field(&t, id, "status").await, "sent");
        assert_eq!(t.send(at("unguessable", body)).await.status, 200);
        assert_eq!(t.send(at("unguessable", body)).await.status, 200);
        assert_eq!(field(&t, id, "status").await, "delivered");
        assert_eq!(t.send(at("unguessable", "nonsense")).await.status, 200);
        assert_eq!(t.get_in(None, "/hooks/sms/", "ar").await.status, 404);
    })
    .await;
}
