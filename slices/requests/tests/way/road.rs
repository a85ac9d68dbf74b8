//! The whole road through the pages.

use crate::house::{PASSWORD, days, house, setup};
use requests::rules::{Outcome, State};
use testkit::both;

#[tokio::test]
async fn from_the_draft_to_delivery() {
    both(setup(), |t| async move {
        let h = house(&t).await;
        let id = h.ready(&t).await;
        assert_eq!(h.row(&t, id).await.number, None);
        let page = t.get(&h.officer, &format!("/requests/{id}/submit")).await;
        assert!(page.no_missing_words().text().contains("المسؤولية المباشرة"), "{}", page.text());

        // At the desk submit and verify are one press.
        let reply = h.submit_as(&t, &h.officer, id, &[("press", "both"), ("password", "خطأ")]).await;
        assert_eq!(reply.status, 422);
        assert_eq!(h.state(&t, id).await, State::Draft);
        let reply = h.submit_as(&t, &h.officer, id, &[("press", "both"), ("password", PASSWORD)]).await;
        assert_eq!((reply.status.as_u16(), reply.location.as_str()), (303, format!("/requests/{id}/receipt").as_str()), "{}", reply.text());
        let r = h.row(&t, id).await;
        assert_eq!((r.state, r.number.as_deref()), (State::Verified, Some("1448-0001")));
        assert_eq!(r.floor.current.unwrap().day().to_string(), "2026-12-06");
        assert!(!r.snapshot_digest.is_empty() && r.verified_by == Some(h.officer.id));

        // The receipt: number, promise in both calendars, what was handed in.
        let receipt = t.get(&h.officer, &format!("/requests/{id}/receipt")).await;
        let text = receipt.no_missing_words().text();
        for part in ["1448-0001", "6 ديسمبر 2026م", "26 جمادى الآخرة 1448هـ", "الهوية الوطنية"] {
            assert!(text.contains(part), "{part}: {text}");
        }

        // The page: the next action first, with its form.
        let page = t.get(&h.officer, &format!("/requests/{id}")).await;
        let text = page.no_missing_words().text();
        assert!(page.body.contains(&format!("action=\"/requests/{id}/explain\"")), "{text}");
        assert!(text.contains("هدف داخلي، ليس من السياسة") && text.contains("لا يصدر الرد قبل"));

        // Not clear: not raised. Clear: raised in the same press.
        let reply = h.press(&t, &h.officer, id, "explain", &[("how", "phone"), ("then", "present")]).await;
        assert_eq!(reply.status, 422);
        let reply = h.press(&t, &h.officer, id, "explain", &[("how", "phone"), ("clear", "1"), ("then", "present")]).await;
        assert_eq!(reply.status, 303, "{}", reply.text());
        assert_eq!(h.state(&t, id).await, State::BeforeCommittee);

        h.decide(&t, id, Outcome::Accept, false).await;
        assert_eq!(h.state(&t, id).await, State::Decided);
        t.clock.advance_ms(days(14));
        let page = t.get(&h.officer, &format!("/requests/{id}")).await;
        assert!(page.no_missing_words().text().contains("9,000 ر.س"), "{}", page.text());
        let reply = h.press(&t, &h.officer, id, "reply", &[("how", "at_desk"), ("told_to", "هيلة"), ("proof", "وقّعت على الاستلام")]).await;
        assert_eq!(reply.status, 303, "{}", reply.text());
        let r = h.row(&t, id).await;
        assert_eq!((r.state, r.letter_number.as_deref()), (State::Accepted, Some("1448/1")));
        let letter = t.get(&h.officer, &format!("/requests/{id}/letter")).await;
        let text = letter.no_missing_words().text();
        for part in ["1448/1", "اعتُمد", "حاجة ظاهرة", "الاعتراض", "9,000"] {
            assert!(text.contains(part), "{part}: {text}");
        }

        // Registration: a missing day is said at its field, then the file is active.
        let fields = [
            ("categories", "low_income"),
            ("class", "a"),
            ("class_reason", "دون الكفاية"),
            ("payment_way", "pickup"),
            ("valid_until_day", "1"),
            ("valid_until_month", "1"),
            ("valid_until_year", "1449"),
            ("valid_until_cal", "hijri"),
        ];
        let reply = h.press(&t, &h.officer, id, "register", &fields).await;
        assert_eq!(reply.status, 422);
        assert!(reply.no_missing_words().body.contains("id=\"next_review-e\""));
        let mut all = fields.to_vec();
        all.extend([("next_review_day", "1"), ("next_review_month", "1"), ("next_review_year", "2027"), ("next_review_cal", "gregorian")]);
        let reply = h.press(&t, &h.officer, id, "register", &all).await;
        assert_eq!(reply.status, 303, "{}", reply.text());
        assert_eq!(h.state(&t, id).await, State::InDelivery);
        let f = beneficiaries::find_any(&mut t.db.reader(), h.file).await.unwrap();
        assert_eq!((f.status, f.income_class.as_deref()), (beneficiaries::Status::Active, Some("a")));
        for actor in [&h.officer, &h.auditor, &h.manager] {
            for path in [
                format!("/requests/{id}"),
                format!("/requests/{id}/print"),
                "/requests?group=open".into(),
                "/requests?group=accepted&sort=waiting".into(),
                format!("/files/{}", h.file),
            ] {
                assert_eq!(t.get(actor, &path).await.no_missing_words().status, 200, "{path}");
                assert_eq!(t.get_en(actor, &path).await.no_missing_words().status, 200, "{path}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn a_double_press_makes_one_of_everything() {
    both(setup(), |t| async move {
        let h = house(&t).await;
        h.identity(&t).await;
        let (file, service) = (h.file.to_string(), h.service.to_string());
        let fields = [("file", file.as_str()), ("service", service.as_str()), ("channel", "phone"), ("_once", "k1")];
        let a = t.post(&h.officer, "/requests", &fields).await;
        let b = t.post(&h.officer, "/requests", &fields).await;
        assert_eq!((a.status, &a.location), (b.status, &b.location));
        let id = a.location.trim_start_matches("/requests/").trim_end_matches("/form").parse().unwrap();
        assert_eq!(h.fill(&t, id, &[]).await.status, 303);
        let page = t.get(&h.officer, &format!("/requests/{id}/submit")).await;
        let (digest, version) = (crate::house::hidden(&page.body, "digest"), crate::house::hidden(&page.body, "version"));
        let fields = [("version", version.as_str()), ("digest", digest.as_str()), ("agreed", "1"), ("press", "submit"), ("_once", "k2")];
        let png = testkit::png();
        let scans: [(&str, &str, &[u8]); 1] = [("signature_paper", "s.png", &png)];
        for _ in 0..2 {
            let r = t.post_files(&h.officer, &format!("/requests/{id}/submit"), &fields, &scans).await;
            assert_eq!(r.status, 303, "{}", r.text());
        }
        let r = h.row(&t, id).await;
        assert_eq!((r.state, r.number.as_deref()), (State::Submitted, Some("1448-0001")));
        assert_eq!(people::signatures(&mut t.db.reader(), "request", id).await.unwrap().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn two_verify_at_once_and_one_is_told() {
    both(setup(), |t| async move {
        let h = house(&t).await;
        let id = h.ready(&t).await;
        assert_eq!(h.submit(&t, id).await.status, 303);
        let version = h.version(&t, id).await;
        let path = format!("/requests/{id}/verify");
        let fields = [("version", version.as_str()), ("password", PASSWORD)];
        let (a, b) = tokio::join!(t.post(&h.officer, &path, &fields), t.post(&h.officer2, &path, &fields));
        let mut codes = [a.status.as_u16(), b.status.as_u16()];
        codes.sort_unstable();
        assert_eq!(codes, [303, 409], "{} {}", a.text(), b.text());
        let lost = if a.status == 409 { a } else { b };
        assert!(lost.no_missing_words().text().contains("مستوفى ومطابق"), "{}", lost.text());
        assert_eq!(h.state(&t, id).await, State::Verified);
        let officers = people::signatures(&mut t.db.reader(), "request", id).await.unwrap().into_iter().filter(|s| s.kind == people::Signer::Officer).count();
        assert_eq!(officers, 1);
    })
    .await;
}
