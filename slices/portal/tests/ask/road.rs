//! From choosing a service to the number.

use crate::house::{hidden, house, setup};
use kernel::Id;
use requests::rules::State;
use testkit::{TestApp, both};

async fn row(t: &TestApp, id: Id) -> requests::Request {
    requests::find_unscoped(&mut t.db.reader(), id).await.unwrap()
}

fn drawn() -> String {
    use base64::Engine;
    format!("data:image/png;base64,{}", base64::prelude::BASE64_STANDARD.encode(testkit::png()))
}

#[tokio::test]
async fn asked_answered_signed_and_sent() {
    both(setup(), |t| async move {
        let h = house(&t).await;
        let me = h.in_person(&t);
        // Meant for widows first: said kindly, and the door stays open.
        let page = t.get(&me, "/my/new?service=test_repair").await;
        let text = page.no_missing_words().text();
        assert!(text.contains("أرملة") && text.contains("ومع ذلك يمكنك تقديم الطلب") && text.contains("بدء الطلب"), "{text}");
        assert!(t.get(&me, "/my/new").await.no_missing_words().text().contains("ترميم منزل"));
        let id = h.begin(&t, &me).await;
        let to = |p: &str| format!("/my/requests/{id}/{p}");
        let tasks = t.get(&me, &to("tasks")).await;
        let text = tasks.no_missing_words().text();
        assert!(text.contains("لا يمكن البدء بعد") && text.contains("لم يبدأ") && text.contains("معروف لدينا، للتأكيد"), "{text}");
        // Not yet: the last step says why.
        assert_eq!(t.get(&me, &to("check")).await.location, to("tasks"));
        h.answer(&t, &me, id, "owned").await;
        let r = row(&t, id).await;
        let a = requests::Answers::parse(&r.answers);
        assert_eq!(
            (r.amount_asked, a.income_monthly(), a.dwelling.as_str(), r.channel.as_str()),
            (Some(kernel::Money::riyals(14_500)), kernel::Money::riyals(3200), "owned", "website")
        );

        // The identity card is missing: said once and in full, the request has its number and stays open.
        let check = t.get(&me, &to("check")).await;
        assert!(check.no_missing_words().text().contains("ما زال ناقصًا"));
        let version = hidden(&check.body, "version");
        let reply = t.post(&me, &to("submit"), &[("version", &version)]).await;
        assert_eq!((reply.status.as_u16(), reply.location.as_str()), (303, to("sent").as_str()), "{}", reply.text());
        assert_eq!(row(&t, id).await.state, State::AwaitingCompletion);
        let sent = t.get(&me, &to("sent")).await;
        let text = sent.no_missing_words().text();
        assert!(text.contains("بقي القليل") && text.contains("الهوية الوطنية") && text.contains("1448-0001"), "{text}");
        // It may still be changed, and nothing has to be confirmed anew.
        let reply = t.post(&me, &to("ask/need?from=check"), &[("need", "تسرّب في سقف ثلاث غرف منذ أمطار أكتوبر"), ("from", "check")]).await;
        assert_eq!(reply.location, to("check"));
        let missing = t.post(&me, &to("submit"), &[("version", &row(&t, id).await.version.to_string())]).await;
        assert_eq!(missing.status, 422);

        h.document(&t, "national_id", Some(h.mother), Some("2030-01-01")).await;
        let check = t.get(&me, &to("check")).await;
        let text = check.no_missing_words().text();
        for part in ["المسؤولية المباشرة", "6 ديسمبر 2026م", "26 جمادى الآخرة 1448هـ", "3,200", "14,500"] {
            assert!(text.contains(part), "{part}: {text}");
        }
        let (version, digest) = (hidden(&check.body, "version"), hidden(&check.body, "digest"));
        let send = async |more: &[(&str, &str)]| {
            let mut fields = vec![("version", version.as_str()), ("digest", digest.as_str())];
            fields.extend_from_slice(more);
            t.post(&me, &to("submit"), &fields).await
        };
        // Without the ticks and the hand: each is said, what was ticked stays.
        let reply = send(&[("agreed", "1")]).await;
        assert_eq!(reply.status, 422);
        let text = reply.no_missing_words().text();
        assert!(text.contains("نحتاج إلى توقيعك") && text.contains("موعد الرد") && !text.contains("نرجو قراءة الإقرار والموافقة"), "{text}");
        assert!(reply.body.contains("name=\"agreed\" value=\"1\" checked"));
        let not_a_picture = send(&[("agreed", "1"), ("clear", "1"), ("signature", "data:image/png;base64,AAAA")]).await;
        assert_eq!(not_a_picture.status, 422);
        let reply = send(&[("agreed", "1"), ("clear", "1"), ("signature", &drawn())]).await;
        assert_eq!((reply.status.as_u16(), reply.location.as_str()), (303, to("sent").as_str()), "{}", reply.text());
        let r = row(&t, id).await;
        assert_eq!((r.state, r.number.as_deref(), r.explained_clear), (State::Submitted, Some("1448-0001"), true));
        let signed = people::signatures(&mut t.db.reader(), "request", id).await.unwrap();
        assert_eq!((signed.len(), signed[0].digest.as_str(), signed[0].witness_employee), (1, r.snapshot_digest.as_str(), None));
        let sent = t.get(&me, &to("sent")).await;
        let text = sent.no_missing_words().text();
        for part in ["1448-0001", "لا يصدر الرد قبل", "6 ديسمبر 2026م", "26 جمادى الآخرة 1448هـ"] {
            assert!(text.contains(part), "{part}: {text}");
        }
        // What is sent is read, not written.
        for p in ["tasks", "ask/need", "documents", "check"] {
            assert_eq!(t.get(&me, &to(p)).await.location, format!("/my/requests/{id}"), "{p}");
        }
        assert_eq!(t.post(&me, &to("ask/need"), &[("need", "شيء آخر تمامًا غير ما أُرسل")]).await.location, format!("/my/requests/{id}"));
        assert_eq!(requests::Answers::parse(&row(&t, id).await.answers).need, "تسرّب في سقف ثلاث غرف منذ أمطار أكتوبر");
    })
    .await;
}

#[tokio::test]
async fn what_was_typed_is_there_again() {
    both(setup(), |t| async move {
        let h = house(&t).await;
        let me = h.in_person(&t);
        let id = h.begin(&t, &me).await;
        let to = |p: &str| format!("/my/requests/{id}/{p}");
        let reply = t.post(&me, &to("ask/amount"), &[("amount", "ألف وزيادة")]).await;
        assert_eq!(reply.status, 422);
        assert!(reply.no_missing_words().body.contains("value=\"ألف وزيادة\"") && reply.body.contains("id=\"amount-e\""));
        // On another device: as it was typed, with what is wrong with it.
        let again = t.get(&me, &to("ask/amount")).await;
        assert!(again.body.contains("value=\"ألف وزيادة\"") && again.body.contains("id=\"amount-e\""));
        assert!(t.get(&me, &to("tasks")).await.text().contains("لم يكتمل"));
        // Half a page kept for later, without a word of reproach.
        let reply = t.post(&me, &to("ask/contact"), &[("contact_mobile", "05"), ("contact_channel", "whatsapp"), ("then", "later")]).await;
        assert_eq!(reply.location, to("tasks"));
        let page = t.get(&me, &to("ask/contact")).await;
        assert!(page.body.contains("value=\"05\"") && page.body.contains("value=\"whatsapp\" checked"), "{}", page.body);
        let a = requests::Answers::parse(&row(&t, id).await.answers);
        assert_eq!((a.contact_channel.as_str(), a.contact_mobile.as_str()), ("whatsapp", "0500000187"));
        // More than the service gives: asked once, kindly; the same again is meant.
        let over = t.post(&me, &to("ask/amount"), &[("amount", "25000")]).await;
        assert_eq!(over.status, 422);
        assert!(
            over.no_missing_words().text().contains("المبلغ أعلى مما تقدمه هذه الخدمة") && over.text().contains("تأكيد المبلغ والمتابعة"),
            "{}",
            over.text()
        );
        assert_eq!(hidden(&over.body, "over"), "25000");
        assert!(t.get_en(&me, &to("ask/amount")).await.no_missing_words().text().contains("more than this service gives"));
        assert_eq!(t.post(&me, &to("ask/amount"), &[("amount", "26000"), ("over", "25000")]).await.status, 422);
        assert_eq!(t.post(&me, &to("ask/amount"), &[("amount", "26000"), ("over", "26000")]).await.status, 303);
        assert!(!t.get(&me, &to("ask/amount")).await.body.contains("id=\"amount-e\""));
        // Mended, it is gone.
        assert_eq!(t.post(&me, &to("ask/amount"), &[("amount", "1000")]).await.status, 303);
        assert!(!t.get(&me, &to("ask/amount")).await.body.contains("id=\"amount-e\""));
        // Pages that follow from an answer come and go with it.
        assert_eq!(t.get(&me, &to("ask/rent")).await.location, to("tasks"));
        assert_eq!(t.post(&me, &to("ask/dwelling"), &[("dwelling", "rented")]).await.location, to("ask/rent"));
        assert_eq!(t.get(&me, &to("ask/rent")).await.status, 200);
        assert!(t.get(&me, &to("documents")).await.text().contains("عقد إيجار"));
        // Something changed at home: a wish to correct, not an edit.
        let reply = t.post(&me, &to("ask/people"), &[("household", "no"), ("changed", "وُلدت لنا بنت في رمضان")]).await;
        assert_eq!(reply.status, 303, "{}", reply.text());
        let wishes = applications::corrections_of(&mut t.db.reader(), h.file).await.unwrap();
        assert_eq!((wishes.len(), wishes[0].should_be.as_str()), (1, "وُلدت لنا بنت في رمضان"));
        for step in ["need", "amount", "people", "sources", "dwelling", "debts", "contact"] {
            for lang in ["ar", "en"] {
                let page = t.get_in(Some(&me), &to(&format!("ask/{step}")), lang).await;
                assert_eq!(page.status, 200);
                page.no_missing_words();
            }
        }
        for p in ["/my/new", "/my/new?service=test_repair", &to("tasks"), &to("documents"), &to(&format!("documents/national_id/{}", h.mother))] {
            t.get_en(&me, p).await.no_missing_words();
        }
    })
    .await;
}

#[tokio::test]
async fn anothers_is_not_there() {
    both(setup(), |t| async move {
        let h = house(&t).await;
        let (me, other) = (h.in_person(&t), h.other(&t));
        let id = h.begin(&t, &me).await;
        let line = format!("documents/national_id/{}", h.mother);
        let nobody = t.env.id();
        let page = t.post_files(&me, &format!("/my/requests/{id}/{line}"), &[("then", "page")], &[("scan", "a.png", &testkit::png())]).await;
        assert_eq!(page.status, 200, "{}", page.text());
        let picture = page.body.split("data-page=\"").nth(1).and_then(|s| s.split('"').next()).unwrap().to_string();
        assert_eq!(t.get(&me, &format!("/my/requests/{id}/pages/{picture}")).await.headers["content-type"], "image/jpeg");
        for p in ["tasks", "ask/need", "documents", line.as_str(), "check", "sent", &format!("pages/{picture}")] {
            let theirs = t.get(&other, &format!("/my/requests/{id}/{p}")).await;
            let none = t.get(&other, &format!("/my/requests/{nobody}/{p}")).await;
            assert_eq!((theirs.status.as_u16(), none.status.as_u16()), (404, 404), "{p}");
            assert_eq!(theirs.text(), none.text(), "{p}");
            let out = t.get_in(None, &format!("/my/requests/{id}/{p}"), "ar").await;
            assert!(out.location.starts_with("/my/sign-in?next="), "{p}");
        }
        for (p, fields) in [
            ("ask/need", &[("need", "كلام آخر كتبه غريب هنا")] as &[(&str, &str)]),
            ("submit", &[]),
            ("code", &[]),
            (&format!("{line}/change"), &[]),
            (&format!("pages/{picture}/remove"), &[]),
        ] {
            assert_eq!(t.post(&other, &format!("/my/requests/{id}/{p}"), fields).await.status, 404, "{p}");
        }
        let (file, service) = (h.file.to_string(), h.service.to_string());
        assert_eq!(t.post(&other, "/my/new", &[("file", &file), ("service", &service)]).await.status, 404);
        let begin =
            [("request", id.to_string()), ("kind", "national_id".into()), ("who", h.mother.to_string()), ("bytes", "10".into()), ("sha256", "a".repeat(64))];
        let begin: Vec<(&str, &str)> = begin.iter().map(|(k, v)| (*k, v.as_str())).collect();
        assert_eq!(t.post(&other, "/my/uploads", &begin).await.status, 404);
        assert_eq!(requests::Answers::parse(&row(&t, id).await.answers).need, "");
        // Nor a page of one's own request under another request of one's own.
        let second = h.begin(&t, &me).await;
        assert_eq!(t.get(&me, &format!("/my/requests/{second}/pages/{picture}")).await.status, 404);
        // And not without end.
        let mut last = 303;
        for _ in 0..6 {
            let key = t.env.id().to_string();
            last = t.post(&me, "/my/new", &[("file", &file), ("service", &service), ("_once", &key)]).await.status.as_u16();
        }
        assert_eq!(last, 422);
    })
    .await;
}

#[tokio::test]
async fn without_a_file_one_enters_oneself() {
    both(setup(), |t| async move {
        let h = house(&t).await;
        let me = h.in_person(&t);
        // Who has a file goes straight on.
        assert_eq!(t.get(&me, "/my/apply?service=test_repair").await.location, "/my/new?service=test_repair");
        let new = t.as_outside(t.env.id(), "زائر", "966500000333", accounts::MAY);
        assert_eq!(t.get(&new, "/my/new?service=test_repair").await.location, "/my/apply?service=test_repair");
        let page = t.get(&new, "/my/apply?service=test_repair").await;
        assert!(page.no_missing_words().text().contains("0500 000 333"), "{}", page.text());
        t.get_en(&new, "/my/apply").await.no_missing_words();
        let two = t.post(&new, "/my/apply", &[("rows", "1"), ("m1_name", "ريم سعد الحمد"), ("m1_relation", "daughter"), ("press", "add")]).await;
        assert!(two.body.contains("value=\"ريم سعد الحمد\"") && two.body.contains("name=\"m2_name\""));
        let one = t.post(&new, "/my/apply", &[("rows", "2"), ("m1_name", "ريم سعد الحمد"), ("m2_name", "سعد"), ("press", "drop_1")]).await;
        assert!(one.body.contains("name=\"m1_name\"") && one.body.contains("value=\"سعد\"") && !one.body.contains("m2_name"));
        let bad = t
            .post(
                &new,
                "/my/apply",
                &[("first", "سارة"), ("identity", "1000000009"), ("rows", "1"), ("m1_name", "ريم"), ("m1_relation", "aunt9"), ("press", "go")],
            )
            .await;
        assert_eq!(bad.status, 422);
        assert!(bad.text().contains("فرد \u{2066}1\u{2069}، صلته بك: "), "{}", bad.text());
        // Nothing at all: everything that is needed, in one round and in the order of the page.
        let nothing = t.post(&new, "/my/apply", &[("rows", "0"), ("press", "go")]).await;
        let places: Vec<_> = ["first", "family", "identity", "birth", "sex", "city"].iter().map(|f| nothing.body.find(&format!("id=\"{f}-e\""))).collect();
        assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{places:?}");
        for field in ["family", "identity", "birth", "sex", "city", "m1_relation"] {
            assert!(bad.body.contains(&format!("id=\"{field}-e\"")), "{field}");
        }
        bad.no_missing_words();
        // What he entered himself with is there again on his identity card's page.
        let (account, session, now) = (t.env.id(), t.session_of(&new), t.env.now());
        let mut tx = t.db.begin(&kernel::Actor::system()).await.unwrap();
        let text = "INSERT INTO account (id, number, subject, created_at) VALUES ($1, '0500000333', '', $2)";
        tx.run(db::built(text.into()), db::args![account, now]).await.unwrap();
        let text = "INSERT INTO account_session (id, token_digest, account_id, person_id, number, way, shared, acting_file, agent, began, last_seen, idle, expires, ended) \
            VALUES ($1, 'x', $2, NULL, '0500000333', 'code', 0, NULL, '', $3, $3, 1800000, $4, 0)";
        tx.run(db::built(text.into()), db::args![session, account, now, now.plus_days(1)]).await.unwrap();
        tx.commit_quietly("where a test begins").await.unwrap();
        let whole = [
            ("first", "سارة"),
            ("_once", "a1"),
            ("family", "الحمد"),
            ("identity_kind", "national"),
            ("identity", "1000000008"),
            ("birth_year", "1410"),
            ("birth_cal", "hijri"),
            ("sex", "female"),
            ("city", "عنيزة"),
            ("rows", "0"),
            ("press", "go"),
        ];
        let done = t.post(&new, "/my/apply", &whole).await;
        assert_eq!(done.status, 303, "{}", done.text());
        let q = &mut t.db.reader();
        let a = applications::open_of(q, account).await.unwrap().unwrap();
        let (file, service) = (a.file.to_string(), h.service.to_string());
        let begun = t.post(&new, "/my/new", &[("file", &file), ("service", &service), ("_once", "n1")]).await;
        let line = begun.location.replace("/tasks", &format!("/documents/national_id/{}", a.person));
        assert!(t.get(&new, &line).await.no_missing_words().body.contains("value=\"1000000008\""), "{}", begun.text());
    })
    .await;
}
