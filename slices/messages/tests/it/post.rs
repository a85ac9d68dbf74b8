//! The worker: waits, other ways, several at once, two workers, leases, rooms that wait.

use crate::*;
use kernel::HOUR_MS;
use messages::Settled;
use std::{
    collections::BTreeMap,
    future::Future,
    pin::Pin,
    sync::{
        LazyLock,
        atomic::{AtomicBool, Ordering},
    },
};
use testkit::both;

static HEARD: LazyLock<Mutex<BTreeMap<Id, Vec<Settled>>>> = LazyLock::new(Mutex::default);
static DEAF: AtomicBool = AtomicBool::new(false);
static TURN: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());

fn hear<'a>(tx: &'a mut db::Tx, env: &'a kernel::Env, s: &'a Settled) -> Pin<Box<dyn Future<Output = kernel::Result<()>> + Send + 'a>> {
    Box::pin(async move {
        if DEAF.load(Ordering::SeqCst) && s.event == "request.objected" {
            // What it wrote before must go with the transaction.
            db::settings::set(tx, "test.heard", "1", env.now()).await?;
            return Err(kernel::Problem::Internal("deaf".into()));
        }
        HEARD.lock().unwrap().entry(s.message).or_default().push(s.clone());
        Ok(())
    })
}

fn heard(t: &TestApp, id: Id) -> Vec<Settled> {
    let own = t.keys.folder().display().to_string();
    HEARD.lock().unwrap().get(&id).cloned().unwrap_or_default().into_iter().filter(|s| s.key.starts_with(&own)).collect()
}

fn listen() {
    messages::listen(vec![hear]);
}

#[tokio::test]
async fn sent_once_and_the_rooms_hear_of_it() {
    listen();
    both(setup(), |t| async move {
        open_all(&t).await;
        let p = person(&t).await;
        let (request, file) = (t.env.id(), t.env.id());
        let id = id_of(tell(&t, Tell { request: Some(request), file: Some(file), ..about(&t, "request.received", To::Person(p), "r1") }).await);
        let sms = StandIn::new();
        let worker = post(&t, &sms);
        assert_eq!(worker.step().await, 0, "waits for others");
        later(&t);
        assert_eq!(worker.step().await, 1);
        assert_eq!(worker.step().await, 0);
        assert_eq!(sms.count(), 1);
        assert_eq!(sms.all()[0].id, id.to_string());
        assert_eq!(field(&t, id, "status").await, "sent");
        let s = heard(&t, id);
        assert_eq!(s.len(), 1);
        assert_eq!((s[0].ok, s[0].key.ends_with("/r1"), s[0].request, s[0].file, s[0].channel.as_str()), (true, true, Some(request), Some(file), "sms"));
        assert_eq!(messages::of_request(&mut t.db.reader(), request).await.unwrap().len(), 1);
        assert_eq!(messages::of_file(&mut t.db.reader(), file, 5).await.unwrap().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn the_terminal_is_nobody_unless_the_house_says_so() {
    listen();
    both(setup(), |t| async move {
        let p = person(&t).await;
        assert_eq!(tell(&t, about(&t, "request.received", To::Person(p), "r1")).await, Told::NoWay, "who is to be told is still to be told");
        let id = messages::of_person(&mut t.db.reader(), p, 1).await.unwrap()[0].id;
        later(&t);
        let worker = Post::new(t.db.clone(), t.env.clone());
        assert_eq!(worker.step().await, 1);
        assert_eq!(heard(&t, id).iter().map(|s| (s.ok, s.channel.clone())).collect::<Vec<_>>(), [(false, "console".to_string())]);
        set(&t, messages::settings::HOUSE, r#"{"console_counts":true}"#).await;
        let id = id_of(tell(&t, about(&t, "request.received", To::Person(p), "r2")).await);
        later(&t);
        worker.step().await;
        assert!(heard(&t, id)[0].ok);
    })
    .await;
}

#[tokio::test]
async fn several_become_one_with_one_link() {
    listen();
    both(setup(), |t| async move {
        open_all(&t).await;
        let (p, other) = (person(&t).await, person_of(&t, "فهد بن سعد علي الدوسري", "0500000187", |_| {}).await);
        let first = id_of(tell(&t, about(&t, "request.received", To::Person(p), "1")).await);
        let second = id_of(tell(&t, about(&t, "clarification.answered", To::Person(p), "2")).await);
        let third = id_of(tell(&t, Tell { link: "/my/data".into(), ..about(&t, "correction.answered", To::Person(p), "3") }).await);
        // The same phone, another person: his own message.
        let his = id_of(tell(&t, about(&t, "request.received", To::Person(other), "4")).await);
        let mut code = about(&t, "account.code", To::Mobile { number: "0500000187".into(), lang: i18n::Lang::Ar, name: String::new() }, "5");
        code.vars = vec![("code", "483920".into())];
        tell(&t, code).await;
        let sms = StandIn::new();
        let worker = post(&t, &sms);
        assert_eq!(worker.step().await, 1, "the code alone");
        later(&t);
        assert_eq!(worker.step().await, 2);
        let sent = sms.all();
        let merged = sent.iter().find(|o| o.id == first.to_string()).unwrap();
        assert!(merged.text.contains("3 تحديثات") && merged.text.contains("/my") && !merged.text.contains("1448-0317"), "{}", merged.text);
        assert!(sent.iter().any(|o| o.id == his.to_string() && o.text.contains("1448-0317")));
        for id in [second, third] {
            assert_eq!(field(&t, id, "status").await, "merged");
            assert!(heard(&t, id)[0].ok, "each is told of");
        }
        assert_eq!(messages::of_person(&mut t.db.reader(), p, 10).await.unwrap().len(), 3, "the portal shows each");
        // Two of the same link keep it.
        id_of(tell(&t, about(&t, "request.replied", To::Person(p), "6")).await);
        id_of(tell(&t, about(&t, "delivery.ready", To::Person(p), "7")).await);
        later(&t);
        worker.step().await;
        let last = sms.all().pop().unwrap().text;
        assert!(last.contains("تحديثان") && last.contains("/my/requests/01kq8m2vex4r9tz0c7h5n3wd6a"), "{last}");
    })
    .await;
}

#[tokio::test]
async fn waits_between_tries_then_another_way_then_a_human() {
    listen();
    both(setup(), |t| async move {
        open_all(&t).await;
        let p = person(&t).await;
        email(&t, p, "h@example.org", None).await;
        let id = id_of(tell(&t, about(&t, "request.replied", To::Person(p), "1")).await);
        let (sms, mail) = (StandIn::new(), StandIn::new());
        sms.down(6);
        let worker = Post::new(t.db.clone(), t.env.clone()).with("sms", sms.clone(), false).with("email", mail.clone(), false);
        later(&t);
        let mut waits = vec![];
        for n in 1..=6 {
            assert_eq!(worker.step().await, 1, "try {n}");
            assert_eq!(sms.count(), n);
            let next: i64 = field(&t, id, "next_at").await.parse().unwrap();
            waits.push(next - t.env.now().0);
            if n < 6 {
                t.clock.set(kernel::At(next - 1));
                assert_eq!(worker.step().await, 0, "not before its time");
                // A quiet night may lie between.
                t.clock.set(kernel::At(next).plus_ms(11 * MINUTE));
            }
        }
        for (w, base) in waits.iter().zip([30_000, 120_000, 600_000, HOUR_MS]) {
            assert!((base * 9 / 10..=base * 11 / 10).contains(w), "{waits:?}");
        }
        assert_eq!((field(&t, id, "channel").await, field(&t, id, "status").await), ("email".into(), "retry".into()));
        mail.answer(refused(WhyCode::Recipient));
        t.clock.set(kernel::At(field(&t, id, "next_at").await.parse().unwrap()));
        worker.step().await;
        assert_eq!((mail.count(), field(&t, id, "status").await), (1, "dead".into()));
        assert_eq!(heard(&t, id).iter().map(|s| s.ok).collect::<Vec<_>>(), [false]);
        assert_eq!(count(&t, "message_attempt").await, 7);
    })
    .await;
}

#[tokio::test]
async fn the_provider_says_how_long_and_a_fault_of_ours_loses_nothing() {
    both(setup(), |t| async move {
        open_all(&t).await;
        let p = person(&t).await;
        let id = id_of(tell(&t, about(&t, "request.replied", To::Person(p), "1")).await);
        let sms = StandIn::new();
        sms.answer(Outcome::Retry { why: WhyCode::Limited.into(), after: Some(std::time::Duration::from_secs(900)) });
        sms.answer(refused(WhyCode::Balance));
        let worker = post(&t, &sms);
        later(&t);
        worker.step().await;
        assert_eq!(field(&t, id, "next_at").await, t.env.now().plus_ms(900_000).0.to_string());
        t.clock.advance_ms(900_000);
        worker.step().await;
        assert_eq!(field(&t, id, "status").await, "retry", "the balance can be filled up");
        assert!(field(&t, id, "why").await.starts_with("balance"));
        t.clock.advance_ms(5 * MINUTE);
        worker.step().await;
        assert_eq!(field(&t, id, "status").await, "sent");
    })
    .await;
}

#[tokio::test]
async fn a_provider_that_is_down_rests_and_the_others_go_on() {
    both(setup(), |t| async move {
        open_all(&t).await;
        let mut people = vec![];
        for i in 0..6 {
            let p = person_of(&t, "هيلة بنت سليمان محمد المرشود", &format!("05000002{i:02}"), |_| {}).await;
            people.push(id_of(tell(&t, about(&t, "request.replied", To::Person(p), &i.to_string())).await));
        }
        let writes = person(&t).await;
        email(&t, writes, "h@example.org", Some("email")).await;
        id_of(tell(&t, about(&t, "request.replied", To::Person(writes), "mail")).await);
        let (sms, mail) = (StandIn::new(), StandIn::new());
        sms.down(3);
        let worker = Post::new(t.db.clone(), t.env.clone()).with("sms", sms.clone(), false).with("email", mail.clone(), false);
        later(&t);
        worker.step().await;
        assert_eq!((sms.count(), mail.count()), (3, 1), "three tries, then it rests");
        let mut code = about(&t, "account.code", To::Mobile { number: "0500000999".into(), lang: i18n::Lang::Ar, name: String::new() }, "code");
        code.vars = vec![("code", "1".into())];
        tell(&t, code).await;
        sms.down(1);
        worker.step().await;
        assert_eq!(sms.count(), 4, "what cannot wait is tried all the same");
        // Longer each time it fails, and then all of it goes.
        t.clock.advance_ms(3 * MINUTE);
        worker.step().await;
        assert_eq!(sms.count(), 4 + 7, "nothing is lost");
        for id in people {
            assert_eq!(field(&t, id, "status").await, "sent");
        }
    })
    .await;
}

#[tokio::test]
async fn two_workers_send_each_once() {
    both(setup(), |t| async move {
        open_all(&t).await;
        for i in 0..12 {
            let p = person_of(&t, "هيلة بنت سليمان محمد المرشود", &format!("05000003{i:02}"), |_| {}).await;
            id_of(tell(&t, about(&t, "request.replied", To::Person(p), &i.to_string())).await);
        }
        later(&t);
        let sms = StandIn::new();
        let (a, b) = (post(&t, &sms), post(&t, &sms));
        for _ in 0..6 {
            tokio::join!(a.step(), b.step());
        }
        let mut ids: Vec<String> = sms.all().into_iter().map(|o| o.id).collect();
        ids.sort();
        let all = ids.len();
        ids.dedup();
        assert_eq!((all, ids.len()), (12, 12));
        assert_eq!(count(&t, "message WHERE status = 'sent'").await, 12);
    })
    .await;
}

#[tokio::test]
async fn what_nobody_knows_goes_again_only_where_it_is_known_again() {
    listen();
    both(setup(), |t| async move {
        open_all(&t).await;
        let p = person(&t).await;
        for (key, repeat) in [("safe", true), ("unsafe", false)] {
            let id = id_of(tell(&t, about(&t, "request.replied", To::Person(p), key)).await);
            let sms = StandIn::new();
            sms.answer(Outcome::Unsure { why: WhyCode::Timeout.into() });
            let worker = Post::new(t.db.clone(), t.env.clone()).with("sms", sms.clone(), repeat);
            later(&t);
            worker.step().await;
            t.clock.advance_ms(2 * MINUTE);
            worker.step().await;
            let status = field(&t, id, "status").await;
            assert_eq!((sms.count(), status.as_str()), if repeat { (2, "sent") } else { (1, "unsure") });
            assert!(sms.all().iter().all(|o| o.id == id.to_string()));
            assert_eq!(heard(&t, id).len(), usize::from(repeat));
        }
    })
    .await;
}

#[tokio::test]
async fn a_room_that_cannot_take_it_in_hears_it_later_and_nothing_goes_twice() {
    listen();
    let _turn = TURN.lock().await;
    both(setup(), |t| async move {
        open_all(&t).await;
        let p = person(&t).await;
        let id = id_of(tell(&t, about(&t, "request.objected", To::Person(p), "1")).await);
        let sms = StandIn::new();
        let worker = post(&t, &sms);
        later(&t);
        DEAF.store(true, Ordering::SeqCst);
        worker.step().await;
        worker.step().await;
        assert_eq!((sms.count(), field(&t, id, "status").await, heard(&t, id).len()), (1, "sent".into(), 0));
        assert_eq!(count(&t, "setting WHERE name = 'test.heard'").await, 0, "what the room wrote went with it");
        DEAF.store(false, Ordering::SeqCst);
        worker.step().await;
        worker.step().await;
        assert_eq!((sms.count(), heard(&t, id).len()), (1, 1));
    })
    .await;
}

#[tokio::test]
async fn whatsapp_without_word_of_the_delivery_goes_another_way() {
    listen();
    both(setup(), |t| async move {
        open_all(&t).await;
        let p = person_of(&t, "هيلة بنت سليمان محمد المرشود", "0500000187", |p| p.preferred_channel = Some("whatsapp".into())).await;
        consent(&t, p, "whatsapp", true).await;
        let id = id_of(tell(&t, about(&t, "request.replied", To::Person(p), "1")).await);
        let (sms, wa) = (StandIn::new(), StandIn::new());
        let worker = Post::new(t.db.clone(), t.env.clone()).with("sms", sms.clone(), false).with("whatsapp", wa.clone(), false);
        later(&t);
        worker.step().await;
        let sent = wa.all().pop().unwrap();
        let template = sent.template.expect("outside the day only a template goes");
        assert_eq!((template.name.as_str(), template.lang.as_str(), template.params[0].as_str()), ("request_replied", "ar", "\u{200e}1448-0317"));
        assert!(heard(&t, id).is_empty(), "taken is not delivered");
        t.clock.advance_ms(7 * HOUR_MS);
        worker.step().await;
        worker.step().await;
        assert_eq!((sms.count(), field(&t, id, "channel").await), (1, "sms".into()));
        assert!(heard(&t, id)[0].ok);
    })
    .await;
}
