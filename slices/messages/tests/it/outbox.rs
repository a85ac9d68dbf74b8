//! What is told, when, by which way; and what never is.

use crate::*;
use testkit::both;

#[tokio::test]
async fn told_with_the_transaction_or_not_at_all_and_once() {
    both(setup(), |t| async move {
        open_all(&t).await;
        let p = person(&t).await;
        let mut tx = t.db.begin(&Actor::system()).await.unwrap();
        assert!(matches!(messages::tell(&mut tx, &t.env, about(&t, "request.received", To::Person(p), "r1")).await.unwrap(), Told::Queued { .. }));
        drop(tx);
        assert_eq!(count(&t, "message").await, 0, "rolled back");
        let id = id_of(tell(&t, about(&t, "request.received", To::Person(p), "r1")).await);
        assert_eq!(tell(&t, about(&t, "request.received", To::Person(p), "r1")).await, Told::Again);
        // The same thing named by another event is another message.
        assert!(matches!(tell(&t, about(&t, "request.replied", To::Person(p), "r1")).await, Told::Queued { .. }));
        assert_eq!((field(&t, id, "channel").await, field(&t, id, "address").await), ("sms".into(), "0500000187".into()));
        let text = field(&t, id, "text").await;
        assert!(text.contains("1448-0317") && text.contains("/my/requests/01kq8m2vex4r9tz0c7h5n3wd6a"), "{text}");
        let mine = messages::of_person(&mut t.db.reader(), p, 10).await.unwrap();
        assert_eq!(mine.len(), 2);
        assert!(!mine[0].text.contains("http") && !mine[0].text.is_empty());
        assert_eq!(messages::unread_of_person(&mut t.db.reader(), p).await.unwrap(), 2);
        let other = person_of(&t, "فهد بن سعد علي الدوسري", "0500000222", |_| {}).await;
        let mut tx = t.db.begin(&Actor::system()).await.unwrap();
        assert!(!messages::read_by_person(&mut tx, &t.env, other, mine[0].id).await.unwrap(), "not his");
        assert!(messages::read_by_person(&mut tx, &t.env, p, mine[0].id).await.unwrap());
        tx.commit_quietly("read").await.unwrap();
        assert_eq!(messages::unread_of_person(&mut t.db.reader(), p).await.unwrap(), 1);
        // What the event does not name is not kept, whoever brought it.
        let mut leak = about(&t, "request.replied", To::Person(p), "leak");
        leak.vars.push(("amount", "5000".into()));
        leak.vars.push(("name", "اسم آخر".into()));
        let id = id_of(tell(&t, leak).await);
        let kept = field(&t, id, "vars").await;
        assert!(!kept.contains("5000") && !kept.contains("اسم آخر") && kept.contains("هيلة"), "{kept}");
    })
    .await;
}

#[tokio::test]
async fn his_wish_and_his_word_choose_the_way() {
    both(setup(), |t| async move {
        open_all(&t).await;
        let channel = |id: Id| {
            let t = &t;
            async move { field(t, id, "channel").await }
        };
        let p = person(&t).await;
        email(&t, p, "Heila@Example.ORG", Some("whatsapp")).await;
        let one = id_of(tell(&t, about(&t, "request.replied", To::Person(p), "1")).await);
        assert_eq!(channel(one).await, "sms", "WhatsApp is asked for first");
        consent(&t, p, "whatsapp", true).await;
        let two = id_of(tell(&t, about(&t, "request.replied", To::Person(p), "2")).await);
        assert_eq!(channel(two).await, "whatsapp");
        consent(&t, p, "whatsapp", false).await;
        consent(&t, p, "sms", false).await;
        let three = id_of(tell(&t, about(&t, "request.replied", To::Person(p), "3")).await);
        assert_eq!((channel(three).await, field(&t, three, "address").await), ("email".into(), "Heila@example.org".into()));
        consent(&t, p, "email", false).await;
        assert_eq!(tell(&t, about(&t, "request.replied", To::Person(p), "4")).await, Told::NoWay);
        assert_eq!(messages::of_person(&mut t.db.reader(), p, 10).await.unwrap()[0].status, "inbox", "his portal shows it all the same");
        let list = people::consents::list(&mut t.db.reader(), p).await.unwrap();
        assert_eq!(list.iter().find(|c| c.purpose == "sms").unwrap().given, Some(false));
        assert_eq!(list.iter().find(|c| c.purpose == "photos").unwrap().given, None);
        // No phone: nothing but the portal. Dead: nothing.
        let none = person_of(&t, "سارة بنت علي محمد القحطاني", "", |_| {}).await;
        assert_eq!(tell(&t, about(&t, "request.replied", To::Person(none), "5")).await, Told::NoWay);
        let gone = person_of(&t, "ناصر بن علي محمد القحطاني", "0500000333", |p| p.deceased_on = Some(t.env.now().day())).await;
        assert_eq!(tell(&t, about(&t, "request.replied", To::Person(gone), "6")).await, Told::NoWay);
        assert!(messages::of_person(&mut t.db.reader(), gone, 10).await.unwrap().is_empty());
        // His language.
        let en = person_of(&t, "رحمن خان علي بنغالي", "0500000444", |p| p.preferred_language = Some("bn".into())).await;
        let id = id_of(tell(&t, about(&t, "request.replied", To::Person(en), "7")).await);
        assert!(field(&t, id, "text").await.contains("There is a reply"));
        let bad = people::consents::Reached { email: Some("no".into()), channel: Some("pigeon".into()), language: None };
        let mut tx = t.db.begin(&Actor::system()).await.unwrap();
        let e = people::consents::set_reached(&mut tx, en, &bad).await.unwrap_err();
        assert!(matches!(e, kernel::Problem::Invalid(ref f) if f.0.len() == 2), "{e}");
    })
    .await;
}

#[tokio::test]
async fn nights_are_quiet_and_a_code_waits_for_nothing() {
    both(setup(), |t| async move {
        open_all(&t).await;
        let p = person(&t).await;
        let evening = t.env.now().day().start().plus_ms(22 * kernel::HOUR_MS);
        t.clock.set(evening);
        let morning = t.env.now().day().plus(1).start().plus_ms(8 * kernel::HOUR_MS);
        let id = id_of(tell(&t, about(&t, "request.replied", To::Person(p), "1")).await);
        assert_eq!(field(&t, id, "not_before").await, morning.0.to_string());
        let mut code = about(&t, "account.code", To::Mobile { number: "+966 50 000 0187".into(), lang: i18n::Lang::Ar, name: String::new() }, "c1");
        code.vars = vec![("code", "483920".into()), ("minutes", "10".into())];
        let id = id_of(tell(&t, code).await);
        assert_eq!(field(&t, id, "not_before").await, t.env.now().0.to_string());
        for column in ["text", "short_text", "vars", "subject"] {
            assert!(!field(&t, id, column).await.contains("483920"), "{column}");
        }
        let sms = StandIn::new();
        let worker = post(&t, &sms);
        assert_eq!(worker.step().await, 1, "the other waits for the morning");
        assert!(sms.all()[0].text.contains("483920") && sms.all()[0].to == "0500000187", "{:?}", sms.all());
        assert!(field(&t, id, "vars").await.contains('•'), "forgotten once sent");
        // A code that could not go in time does not go late.
        let mut code = about(&t, "account.code", To::Mobile { number: "0500000188".into(), lang: i18n::Lang::En, name: String::new() }, "c2");
        code.vars = vec![("code", "111222".into())];
        let late = id_of(tell(&t, code).await);
        t.clock.advance_ms(11 * MINUTE);
        worker.step().await;
        assert_eq!((sms.count(), field(&t, late, "status").await), (1, "dead".into()));
        let nowhere = about(&t, "account.code", To::Mobile { number: "011 222".into(), lang: i18n::Lang::En, name: String::new() }, "c3");
        assert_eq!(tell(&t, nowhere).await, Told::NoWay);
        t.clock.set(morning);
        assert_eq!(worker.step().await, 1);
    })
    .await;
}

#[tokio::test]
async fn employees_find_it_on_their_desk() {
    both(setup(), |t| async move {
        let officer = t.as_role("relations_officer");
        let mut risk = about(&t, "staff.target_at_risk", To::Employee(officer.id), "risk");
        risk.request = Some(t.env.id());
        let id = id_of(tell(&t, risk).await);
        let desk = messages::inbox_of(&mut t.db.reader(), officer.id).await.unwrap();
        assert_eq!(desk.len(), 1);
        assert!(desk[0].text.contains("1448-0317"));
        let sms = StandIn::new();
        assert_eq!(post(&t, &sms).step().await, 0, "nothing leaves the house");
        let other = t.as_role("relations_officer");
        t.post(&other, &format!("/messages/{id}/seen"), &[]).await;
        assert_eq!(messages::inbox_of(&mut t.db.reader(), officer.id).await.unwrap().len(), 1, "his own alone");
        assert_eq!(t.post(&officer, &format!("/messages/{id}/seen"), &[]).await.location, "/desk");
        assert!(messages::inbox_of(&mut t.db.reader(), officer.id).await.unwrap().is_empty());
        let manager = t.as_role("manager");
        assert_eq!(t.get(&manager, &format!("/messages/{id}")).await.status, 404, "not a message to people");
    })
    .await;
}

#[tokio::test]
async fn what_a_clock_tells_is_told_once_even_where_no_way_leads_out() {
    both(setup(), |t| async move {
        let reachable = person(&t).await;
        open_all(&t).await;
        let nowhere = person_of(&t, "سارة بنت علي الفيفي", "", |_| {}).await;
        let dead = person_of(&t, "علي بن سعد الفيفي", "0500000911", |p| p.deceased_on = Some(t.env.now().day())).await;
        let event = || kernel::Event::new("study.visit_told", "study", t.branch);
        for (who, key, first) in [(reachable, "a", true), (nowhere, "b", true), (dead, "c", false)] {
            let what = || about(&t, "file.review_due", To::Person(who), key);
            let (before, kept) = (count(&t, "message").await, what().key);
            assert_eq!(messages::tell_once(&t.env, &t.db, what(), event()).await.unwrap(), first, "{key}");
            assert_eq!(messages::told(&mut t.db.reader(), "file.review_due", &kept).await.unwrap(), first);
            assert!(!messages::tell_once(&t.env, &t.db, what(), event()).await.unwrap(), "{key}: again");
            assert_eq!(count(&t, "message").await - before, i64::from(first), "{key}");
        }
        assert_eq!(messages::of_person(&mut t.db.reader(), nowhere, 9).await.unwrap().len(), 1, "the portal shows it");
    })
    .await;
}

#[tokio::test]
async fn a_code_that_cannot_be_opened_does_not_go_out_empty() {
    both(setup(), |t| async move {
        open_all(&t).await;
        let mut code = about(&t, "account.code", To::Mobile { number: "0500000187".into(), lang: i18n::Lang::Ar, name: String::new() }, "c1");
        code.vars = vec![("code", "483920".into()), ("minutes", "10".into())];
        let id = id_of(tell(&t, code).await);
        let p = person(&t).await;
        let other = id_of(tell(&t, about(&t, "account.number_changed", To::Person(p), "n")).await);
        // As if another server's key had sealed it.
        let mut tx = t.db.begin(&Actor::system()).await.unwrap();
        tx.run(built("UPDATE message SET vars = '{\"code\":\"c2VhbGVkIGVsc2V3aGVyZQ\",\"minutes\":\"10\"}' WHERE id = $1".into()), args![id]).await.unwrap();
        tx.commit_quietly("where a test begins").await.unwrap();
        let sms = StandIn::new();
        let worker = post(&t, &sms);
        worker.step().await;
        worker.step().await;
        assert_eq!((field(&t, id, "status").await, field(&t, id, "why").await), ("dead".into(), "sealed".into()));
        assert_eq!(field(&t, other, "status").await, "sent", "it holds up nothing else");
        assert_eq!(sms.count(), 1);
        let page = t.get(&t.as_role("manager"), &format!("/messages/{id}")).await;
        page.no_missing_words();
    })
    .await;
}

#[tokio::test]
async fn settings_that_cannot_be_read_are_no_new_house() {
    both(setup(), |t| async move {
        // Else what is secret would be printed on the terminal.
        set(&t, messages::channels::SETTING, "{broken").await;
        let q = &mut t.db.reader();
        assert!(matches!(messages::channels::all(q).await, Err(kernel::Problem::Internal(_))));
        set(&t, messages::settings::HOUSE, "{broken").await;
        assert!(matches!(messages::settings::house(q).await, Err(kernel::Problem::Internal(_))));
    })
    .await;
}

#[tokio::test]
async fn without_the_portals_address_no_dead_link_goes_out() {
    both(setup(), |t| async move {
        open_channels(&t).await;
        let p = person(&t).await;
        let id = id_of(tell(&t, about(&t, "request.replied", To::Person(p), "1")).await);
        let sms = StandIn::new();
        later(&t);
        post(&t, &sms).step().await;
        assert_eq!(sms.all()[0].text, "صدر الرد على طلبك \u{200e}1448-0317.", "neither a path nor words that lead to one");
        assert_eq!(field(&t, id, "text").await, sms.all()[0].text, "the record says what was sent");
        // Several at once.
        for n in ["2", "3"] {
            tell(&t, about(&t, "request.replied", To::Person(p), n)).await;
        }
        later(&t);
        post(&t, &sms).step().await;
        assert_eq!(sms.all()[1].text, "لديك تحديثان.");
        // A template has a place for the link: it waits for the address.
        let friend = person_of(&t, "فهد بن سعد علي الدوسري", "0500000222", |p| p.preferred_channel = Some("whatsapp".into())).await;
        consent(&t, friend, "whatsapp", true).await;
        let id = id_of(tell(&t, about(&t, "request.replied", To::Person(friend), "4")).await);
        let wa = StandIn::new();
        let worker = Post::new(t.db.clone(), t.env.clone()).with("whatsapp", wa.clone(), false);
        later(&t);
        worker.step().await;
        assert_eq!((wa.count(), field(&t, id, "status").await), (0, "retry".into()));
        assert!(field(&t, id, "why").await.starts_with("settings"));
        at_home(&t).await;
        later(&t);
        worker.step().await;
        let sent = wa.all().pop().unwrap();
        let link = "https://bir.example.org/my/requests/01kq8m2vex4r9tz0c7h5n3wd6a";
        assert!(sent.text.contains(link) && sent.template.unwrap().params.contains(&link.to_string()), "what was told before has the link of now");
    })
    .await;
}
