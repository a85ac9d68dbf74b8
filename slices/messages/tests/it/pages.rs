//! Staff pages: who sees what, what may be done, how channels and words are set.

use crate::*;
use testkit::both;

async fn dead(t: &TestApp, key: &str) -> Id {
    let p = person_of(t, "هيلة بنت سليمان محمد المرشود", &format!("05000{:05}", key.bytes().map(u32::from).sum::<u32>()), |_| {}).await;
    let id = id_of(tell(t, about(t, "request.replied", To::Person(p), key)).await);
    let sms = StandIn::new();
    sms.answer(refused(WhyCode::Recipient));
    later(t);
    post(t, &sms).step().await;
    assert_eq!(field(t, id, "status").await, "dead");
    id
}

#[tokio::test]
async fn the_outbox_is_seen_by_branch_and_found_by_number() {
    both(setup(), |t| async move {
        let (officer, manager, admin) = (t.as_role("relations_officer"), t.as_role("manager"), t.as_role("administrator"));
        let empty = t.get(&officer, "/messages").await;
        empty.no_missing_words();
        assert!(empty.body.contains("لا رسائل بعد") && empty.body.contains("شاشة الخادم"), "says that nothing is sent yet");
        open_all(&t).await;
        let p = person(&t).await;
        let (file, request) = (t.env.id(), t.env.id());
        let id = id_of(tell(&t, Tell { file: Some(file), request: Some(request), ..about(&t, "request.received", To::Person(p), "1") }).await);
        let list = t.get(&officer, "/messages").await;
        list.no_missing_words();
        assert!(list.body.contains("هيلة سليمان محمد المرشود") && list.body.contains("تنتظر وقتها") && list.body.contains(&format!("/messages/{id}")));
        t.get_en(&officer, "/messages?status=waiting&channel=sms&event=request.received").await.no_missing_words();
        for (query, there) in
            [("status=waiting", true), ("status=gone", false), ("channel=email", false), ("event=request.replied", false), ("status=nonsense&at=x&id=y", true)]
        {
            assert_eq!(t.get(&officer, &format!("/messages?{query}")).await.body.contains(&format!("/messages/{id}")), there, "{query}");
        }
        for (typed, there) in [("٠٥٠٠٠٠٠١٨٧", true), ("1448-0317", true), ("1448-9999", false), ("0500000188", false)] {
            let found = t.post(&officer, "/messages/find", &[("q", typed)]).await;
            found.no_missing_words();
            assert_eq!(found.body.contains(&format!("/messages/{id}")), there, "{typed}");
        }
        let page = t.get(&officer, &format!("/messages/{id}")).await;
        page.no_missing_words();
        assert!(page.body.contains("1448-0317") && page.body.contains("0500000187"));
        t.get_en(&manager, &format!("/messages/{id}")).await.no_missing_words();
        let elsewhere = t.as_role_of("relations_officer", t.other_branch);
        assert_eq!(t.get(&elsewhere, &format!("/messages/{id}")).await.status, 404);
        assert!(!t.get(&elsewhere, "/messages").await.body.contains(&id.to_string()));
        assert_eq!(t.get(&admin, "/messages").await.status, 403, "configures, reads nobody's messages");
        assert_eq!(t.get(&admin, &format!("/messages/{id}")).await.status, 404);
        for slot in [format!("/host/file/{file}"), format!("/host/request/{request}")] {
            let panel = t.get(&officer, &slot).await;
            panel.no_missing_words();
            assert!(panel.body.contains(&format!("/messages/{id}")), "{slot}");
        }
        assert_eq!(t.get(&officer, &format!("/host/file/{request}")).await.body, "");
    })
    .await;
}

#[tokio::test]
async fn a_name_finds_the_messages_of_its_file() {
    both(setup(), |t| async move {
        open_all(&t).await;
        let p = person(&t).await;
        let (mine, other) = (t.env.id(), t.env.id());
        let a = id_of(tell(&t, Tell { file: Some(mine), ..about(&t, "request.received", To::Person(p), "1") }).await);
        let b = id_of(tell(&t, Tell { file: Some(other), ..about(&t, "request.received", To::Person(p), "2") }).await);
        let mut tx = t.db.begin(&Actor::system()).await.unwrap();
        tx.index_text("file", mine, t.branch, &i18n::fold::fold_name("هيلة سليمان محمد المرشود")).await.unwrap();
        tx.index_text("file", other, t.branch, &i18n::fold::fold_name("فهد سعد علي الدوسري")).await.unwrap();
        tx.commit_quietly("the index of the test").await.unwrap();
        let officer = t.as_role("relations_officer");
        for (typed, has_a, has_b) in [("هيله المرشود", true, false), ("فهد", false, true), ("نورة", false, false)] {
            let found = t.post(&officer, "/messages/find", &[("q", typed)]).await;
            found.no_missing_words();
            assert_eq!((found.body.contains(&format!("/messages/{a}")), found.body.contains(&format!("/messages/{b}"))), (has_a, has_b), "{typed}");
        }
        let elsewhere = t.as_role_of("relations_officer", t.other_branch);
        assert!(!t.post(&elsewhere, "/messages/find", &[("q", "هيله")]).await.body.contains(&format!("/messages/{a}")));
    })
    .await;
}

#[tokio::test]
async fn only_what_reaches_nobody_is_said_to() {
    both(setup(), |t| async move {
        let (officer, admin) = (t.as_role("relations_officer"), t.as_role("administrator"));
        let (all, mail) = ("الإرسال غير مفعّل بعد", "البريد الإلكتروني غير مفعّل بعد: رسائله لا تصل إلى أحد");
        let sends_here = "اختيار مزوّد من إعدادات قنوات الإرسال";
        let shows = |actor: Actor, path: &'static str, words: &'static str| {
            let t = &t;
            async move { t.get(&actor, path).await.no_missing_words().body.contains(words) }
        };
        assert!(shows(officer.clone(), "/messages", all).await && shows(officer.clone(), "/messages", sends_here).await);
        assert!(
            shows(admin.clone(), "/settings/channels", all).await && !shows(admin.clone(), "/settings/channels", sends_here).await,
            "nobody is sent where he is"
        );
        let live = r#"{"sms":{"kind":"generic","sealed":"","repeat":true,"hook":""},"email":{"kind":"console","sealed":"","repeat":true,"hook":""}}"#;
        set(&t, messages::channels::SETTING, live).await;
        for (actor, path) in [(officer.clone(), "/messages"), (admin.clone(), "/settings/channels")] {
            assert!(shows(actor.clone(), path, mail).await && !shows(actor.clone(), path, all).await, "{path}");
        }
        // An older house writes to people and has no address.
        assert!(shows(admin.clone(), "/settings/channels", "الرسائل تخرج بلا روابط").await);
        open_all(&t).await;
        for (actor, path) in [(officer.clone(), "/messages"), (admin.clone(), "/settings/channels")] {
            let page = t.get(&actor, path).await;
            assert!(!page.body.contains("غير مفعّل") && !page.body.contains("بلا روابط"), "{path}");
        }
    })
    .await;
}

#[tokio::test]
async fn what_reached_nobody_is_decided_by_somebody() {
    both(setup(), |t| async move {
        open_all(&t).await;
        let (officer, auditor) = (t.as_role("relations_officer"), t.as_role("auditor"));
        let (a, b, c) = (dead(&t, "a").await, dead(&t, "b").await, dead(&t, "c").await);
        let page = t.get(&officer, "/messages/dead").await;
        page.no_missing_words();
        assert_eq!(page.body.matches("type=\"checkbox\"").count(), 3);
        let seen = t.get_en(&auditor, "/messages/dead").await;
        seen.no_missing_words();
        assert!(!seen.body.contains("type=\"checkbox\""), "reads, changes nothing");
        assert_eq!(t.post(&auditor, "/messages/dead", &[("go", "resend"), ("id", &a.to_string())]).await.status, 403);
        // Alone: again, by its version.
        let v = field(&t, a, "version").await;
        let url = format!("/messages/{a}");
        let one = t.get(&officer, &url).await;
        one.no_missing_words();
        assert!(one.body.contains(&format!("{url}/resend")) && one.body.contains("العنوان لا يستقبل"));
        let by = t.post(&officer, &format!("{url}/resend"), &[("version", &v), ("by", "whatsapp")]).await;
        assert_eq!(by.status, 422);
        by.no_missing_words();
        assert_eq!(t.post(&officer, &format!("{url}/resend"), &[("version", &v)]).await.location, url);
        assert_eq!(t.post(&officer, &format!("{url}/resend"), &[("version", &v)]).await.status, 409);
        let sms = StandIn::new();
        post(&t, &sms).step().await;
        assert_eq!(field(&t, a, "status").await, "sent");
        assert_ne!(sms.all()[0].id, a.to_string(), "a person who sends again means it: the provider must not drop it as known");
        assert!(t.get(&officer, &url).await.body.contains("إعادة بقرار موظف"));
        // Alone: closing asks for the reason, and where it is missing it is seen.
        let shut = t.post(&officer, &format!("/messages/{b}/close"), &[("version", &field(&t, b, "version").await)]).await;
        assert_eq!((shut.status.as_u16(), shut.body.contains("<details class=\"confirm\" open")), (422, true));
        assert!(!t.get(&officer, &format!("/messages/{b}")).await.body.contains("<details class=\"confirm\" open"));
        let every = t.get(&officer, "/messages/dead?all=1").await;
        every.no_missing_words();
        assert_eq!(every.body.matches(" checked").count(), 2);
        // Several: nothing chosen, no reason, then closed.
        let none = t.post(&officer, "/messages/dead", &[("go", "close")]).await;
        assert_eq!(none.status, 422);
        none.no_missing_words();
        let (bs, cs) = (b.to_string(), c.to_string());
        let no_reason = t.post(&officer, "/messages/dead", &[("go", "close"), ("id", &bs)]).await;
        assert_eq!(no_reason.status, 422);
        assert!(no_reason.body.contains("checked"), "what was chosen stays chosen");
        assert_eq!(t.post(&officer, "/messages/dead", &[("go", "close"), ("id", &bs), ("reason", "أُبلغ باتصال")]).await.location, "/messages/dead");
        assert_eq!((field(&t, b, "status").await, field(&t, b, "why").await), ("closed".into(), "أُبلغ باتصال".into()));
        assert_eq!(t.post(&officer, "/messages/dead", &[("go", "resend"), ("id", &cs)]).await.status, 303);
        assert_eq!(field(&t, c, "status").await, "retry");
        post(&t, &StandIn::new()).step().await;
        assert_eq!(field(&t, c, "status").await, "sent");
        let elsewhere = t.as_role_of("relations_officer", t.other_branch);
        assert_eq!(t.post(&elsewhere, &format!("/messages/{b}/resend"), &[("version", "1")]).await.status, 404);
        // Nobody knows: the employee makes sure.
        let p = person(&t).await;
        let id = id_of(tell(&t, about(&t, "delivery.ready", To::Person(p), "u")).await);
        let sms = StandIn::new();
        sms.answer(Outcome::Unsure { why: WhyCode::Cut.into() });
        later(&t);
        post(&t, &sms).step().await;
        let url = format!("/messages/{id}");
        let page = t.get(&officer, &url).await;
        page.no_missing_words();
        assert!(page.body.contains(&format!("{url}/arrived")));
        let v = field(&t, id, "version").await;
        assert_eq!(t.post(&officer, &format!("{url}/arrived"), &[("version", &v)]).await.location, url);
        assert_eq!((field(&t, id, "status").await, field(&t, id, "settled_ok").await), ("sent".into(), "1".into()));
    })
    .await;
}

#[tokio::test]
async fn a_code_is_shown_to_no_employee_and_not_sent_again() {
    both(setup(), |t| async move {
        open_all(&t).await;
        let manager = t.as_role("manager");
        let mut code = about(&t, "account.code", To::Mobile { number: "0500000188".into(), lang: i18n::Lang::Ar, name: String::new() }, "c");
        code.vars = vec![("code", "483920".into()), ("minutes", "10".into())];
        let id = id_of(tell(&t, code).await);
        let sms = StandIn::new();
        sms.answer(refused(WhyCode::Recipient));
        post(&t, &sms).step().await;
        let page = t.get(&manager, &format!("/messages/{id}")).await;
        assert!(!page.body.contains("483920") && !page.body.contains("/resend"));
        let v = field(&t, id, "version").await;
        assert_eq!(t.post(&manager, &format!("/messages/{id}/resend"), &[("version", &v)]).await.status, 422);
    })
    .await;
}

#[tokio::test]
async fn channels_keep_their_secrets_to_themselves() {
    both(setup(), |t| async move {
        let admin = t.as_role("administrator");
        for path in ["/settings/channels", "/settings/channels/sms", "/settings/channels/email?kind=smtp", "/settings/channels/whatsapp?kind=whatsapp"] {
            t.get(&admin, path).await.no_missing_words();
            t.get_en(&admin, path).await.no_missing_words();
            assert_eq!(t.get(&t.as_role("manager"), path).await.status, if path.matches('/').count() > 2 { 404 } else { 403 });
        }
        for kind in ["unifonic", "taqnyat", "msegat", "jawaly", "generic", "off", "console"] {
            t.get(&admin, &format!("/settings/channels/sms?kind={kind}")).await.no_missing_words();
        }
        assert_eq!(t.get(&admin, "/settings/channels/pigeon").await.status, 404);
        let wrong = t.post(&admin, "/settings/channels/sms", &[("kind", "taqnyat"), ("seen", "0"), ("sender", "BIR")]).await;
        assert_eq!(wrong.status, 422);
        wrong.no_missing_words();
        assert!(wrong.body.contains("value=\"BIR\""), "what was typed stays");
        // Nobody is written to before the portal has an address: a link without one opens nothing.
        let first = [("kind", "taqnyat"), ("seen", "0"), ("sender", "BIR"), ("bearer", "s3cr3t-token")];
        for (base, said) in [("", "نرجو كتابة عنوان البوابة أولًا"), ("bir.example.org", "العنوان يبدأ بـ")] {
            let r = t.post(&admin, "/settings/channels/sms", &[&first[..], &[("base_url", base)]].concat()).await;
            r.no_missing_words();
            assert!(r.status == 422 && r.body.contains(said) && r.body.contains("id=\"base_url\""), "{base}: {}", r.text());
        }
        let ok = t.post(&admin, "/settings/channels/sms", &[&first[..], &[("base_url", "https://old.example.org/")]].concat()).await;
        assert_eq!(messages::settings::house(&mut t.db.reader()).await.unwrap().base_url, "https://old.example.org");
        assert_eq!(ok.location, "/settings/channels/sms", "{}", ok.text());
        let page = t.get(&admin, "/settings/channels/sms").await;
        page.no_missing_words();
        assert!(!page.body.contains("s3cr3t-token") && page.body.contains("/hooks/sms/") && page.body.contains("محفوظ ولا يُعرض"));
        let (_, stored) = db::settings::latest(&mut t.db.reader(), messages::channels::SETTING).await.unwrap().unwrap();
        assert!(!stored.contains("s3cr3t-token"));
        let again = t.post(&admin, "/settings/channels/sms", &[("kind", "taqnyat"), ("seen", "0"), ("sender", "BIR")]).await;
        assert_eq!(again.status, 409, "somebody was first");
        assert_eq!(t.post(&admin, "/settings/channels/sms", &[("kind", "taqnyat"), ("seen", "1"), ("sender", "BIR2")]).await.status, 303, "the secret stays");
        // And none takes it away while people are written to.
        let hours = [
            ("version", "1"),
            ("base_url", ""),
            ("quiet_from", "21:00"),
            ("quiet_to", "08:00"),
            ("friday_until", "13:00"),
            ("wait_seconds", "60"),
            ("receipt_hours", "4"),
        ];
        let emptied = t.post(&admin, "/settings/channels", &hours).await;
        emptied.no_missing_words();
        assert!(emptied.status == 422 && emptied.body.contains("نرجو كتابة عنوان البوابة أولًا"), "{}", emptied.text());
        assert!(!t.get(&admin, "/settings/channels/email?kind=smtp").await.body.contains("id=\"base_url\""), "asked for once");
        // To a number that is none; then to the terminal.
        assert_eq!(t.post(&admin, "/settings/channels/sms", &[("kind", "console"), ("seen", "2")]).await.status, 303);
        let bad = t.post(&admin, "/settings/channels/sms/try", &[("to", "12")]).await;
        assert_eq!(bad.status, 422);
        let tried = t.post(&admin, "/settings/channels/sms/try", &[("to", "0500000187")]).await;
        tried.no_missing_words();
        assert!(tried.body.contains("كُتبت على شاشة الخادم فقط"));
        // Hours.
        let house = [
            ("version", "1"),
            ("base_url", "https://bir.example.org/"),
            ("quiet_from", "٢٢:٣٠"),
            ("quiet_to", "07:00"),
            ("friday_until", "14"),
            ("wait_seconds", "60"),
            ("receipt_hours", "4"),
        ];
        assert_eq!(t.post(&admin, "/settings/channels", &house).await.location, "/settings/channels");
        let h = messages::settings::house(&mut t.db.reader()).await.unwrap();
        assert_eq!(
            (h.base_url.as_str(), h.quiet.from, h.quiet.to, h.quiet.friday_until, h.wait_seconds),
            ("https://bir.example.org", 22 * 60 + 30, 420, 840, 60)
        );
        let bad = t.post(&admin, "/settings/channels", &[("version", "2"), ("base_url", "bir.example.org"), ("quiet_from", "25:00"), ("quiet_to", "x")]).await;
        assert_eq!(bad.status, 422);
        bad.no_missing_words();
        assert!(bad.body.contains("value=\"25:00\""));
        assert_eq!(t.post(&t.as_role("manager"), "/settings/channels", &house).await.status, 403);
    })
    .await;
}

#[tokio::test]
async fn the_association_says_it_in_its_own_words() {
    both(setup(), |t| async move {
        open_all(&t).await;
        let admin = t.as_role("administrator");
        let index = t.get(&admin, "/settings/messages").await;
        index.no_missing_words();
        t.get_en(&admin, "/settings/messages").await.no_missing_words();
        for event in messages::EVENTS.iter().chain([&"merged"]) {
            let channels: &[&str] = match *event {
                "staff.target_at_risk" => &["inbox"],
                "account.code" | "account.sign_code" | "account.copy_code" | "account.email_code" | "merged" => &["sms", "whatsapp", "email"],
                _ => &["sms", "whatsapp", "email", "inbox"],
            };
            for channel in channels {
                let page = t.get(&admin, &format!("/settings/messages/{event}/{channel}/ar")).await;
                page.no_missing_words();
                assert_eq!(page.status, 200, "{event} {channel}");
            }
            if !event.starts_with("staff") {
                let page = t.get(&admin, &format!("/settings/messages/{event}/sms/ar")).await;
                assert!(page.body.contains("رسالة نصية واحدة") || page.body.contains("رسالتان نصيتان"), "{event} is longer than two parts: {}", page.text());
            }
        }
        // A registration's messages name the file, not a request; a code is shown as long as it lasts.
        for (event, label, words) in [
            ("application.joined", "رقم الملف", "ضممنا طلبك إلى ملفك 2-0418 لدينا"),
            ("application.made_new", "رقم الملف", "صار لك ملف لدينا، ورقمه 2-0418"),
            ("request.replied", "رقم الطلب", "1448-0317"),
            ("account.code", "الدقائق", "صالح 5 دقائق"),
            ("merged", "عدد التحديثات بالكلمات", "لديك تحديثان. تجد التفاصيل هنا:"),
        ] {
            let page = t.get(&admin, &format!("/settings/messages/{event}/sms/ar")).await;
            assert!(page.body.contains(label) && page.body.contains(words), "{event}: {}", page.text());
        }
        let at = "/settings/messages/request.replied/sms/ar";
        t.get_en(&admin, "/settings/messages/request.replied/whatsapp/en").await.no_missing_words();
        for path in [
            "/settings/messages/request.replied/pigeon/ar",
            "/settings/messages/none/sms/ar",
            "/settings/messages/request.replied/sms/fr",
            "/settings/messages/account.code/inbox/ar",
        ] {
            assert_eq!(t.get(&admin, path).await.status, 404, "{path}");
        }
        let bad = t.post(&admin, at, &[("version", "0"), ("go", "save"), ("body", "قرارك {outcome}")]).await;
        assert_eq!(bad.status, 422);
        bad.no_missing_words();
        assert!(bad.body.contains("قرارك {outcome}") && bad.body.contains("outcome"), "typed kept, the variable named");
        let seen = t.post(&admin, at, &[("version", "0"), ("go", "preview"), ("body", "يا {name} صدر الرد على {number}")]).await;
        seen.no_missing_words();
        assert!(seen.body.contains("يا نورة صدر الرد على 1448-0317"));
        let part = t.post(&admin, &format!("{at}/preview"), &[("body", "يا {name}")]).await;
        part.no_missing_words();
        assert!(part.body.contains("يا نورة") && !part.body.contains("<html"));
        assert_eq!(
            messages::settings::text(&mut t.db.reader(), messages::rules::events::of("request.replied").unwrap(), "sms", i18n::Lang::Ar).await.unwrap().0,
            0
        );
        // Words without the link are asked about once, and kept.
        let bare = [("version", "0"), ("go", "save"), ("body", "يا {name}، صدر الرد على طلبك {number}")];
        let asked = t.post(&admin, at, &bare).await;
        asked.no_missing_words();
        assert!(asked.status == 422 && asked.body.contains("يا {name}، صدر الرد") && asked.body.contains("حفظ بلا رابط"), "{}", asked.text());
        assert!(!t.get(&admin, at).await.body.contains("without_link"));
        let own = [("version", "0"), ("go", "save"), ("body", "يا {name}، صدر الرد على طلبك {number}: {link}")];
        assert_eq!(t.post(&admin, at, &own).await.location, at);
        assert_eq!(t.post(&admin, at, &own).await.status, 409);
        let p = person(&t).await;
        let id = id_of(tell(&t, about(&t, "request.replied", To::Person(p), "1")).await);
        assert!(field(&t, id, "text").await.starts_with("يا هيلة، صدر الرد على طلبك \u{200e}1448-0317"));
        assert_eq!(field(&t, id, "text_version").await, "1");
        let sms = StandIn::new();
        later(&t);
        post(&t, &sms).step().await;
        assert_eq!(sms.all()[0].text, field(&t, id, "text").await, "as sent");
        assert_eq!(t.post(&admin, at, &[("version", "1"), ("go", "reset")]).await.status, 303);
        assert_eq!(
            messages::settings::text(&mut t.db.reader(), messages::rules::events::of("request.replied").unwrap(), "sms", i18n::Lang::Ar).await.unwrap().0,
            0
        );
        let wa = "/settings/messages/request.replied/whatsapp/ar";
        let bad = t
            .post(
                &admin,
                wa,
                &[("version", "0"), ("go", "save"), ("body", "صدر {number}"), ("template", "Bad Name"), ("params", "number, amount"), ("template_lang", "ar")],
            )
            .await;
        assert_eq!(bad.status, 422);
        bad.no_missing_words();
        let ok = [("version", "0"), ("go", "save"), ("body", "صدر {number}"), ("template", "reply_ready"), ("params", "number"), ("template_lang", "ar")];
        assert_eq!(t.post(&admin, wa, &ok).await.status, 422);
        assert_eq!(t.post(&admin, wa, &[&ok[..], &[("without_link", "1")]].concat()).await.status, 303, "meant");
        // On the portal the link stands beside the words.
        let inbox = "/settings/messages/request.replied/inbox/ar";
        assert_eq!(t.post(&admin, inbox, &[("version", "0"), ("go", "save"), ("body", "صدر {number}")]).await.status, 303);
        // A code's words need the code.
        let code = t.post(&admin, "/settings/messages/account.code/sms/ar", &[("version", "0"), ("go", "save"), ("body", "مرحبًا")]).await;
        assert_eq!(code.status, 422);
        code.no_missing_words();
    })
    .await;
}
