//! The floor holds the answer, and the answer is nobody's to know before it is told.

use crate::house::{days, house, setup};
use kernel::Permit;
use requests::rules::{Outcome, State};
use testkit::both;

#[tokio::test]
async fn held_until_the_floor_or_a_reasoned_urgency() {
    both(setup(), |t| async move {
        let h = house(&t).await;
        let id = h.presented(&t).await;
        h.decide(&t, id, Outcome::Accept, false).await;
        let told = [("how", "phone"), ("told_to", "هيلة"), ("proof", "0500000187")];
        let reply = h.press(&t, &h.officer, id, "reply", &told).await;
        assert_eq!(reply.status, 422);
        assert!(reply.no_missing_words().text().contains("لم تنقضِ أقل مدة"), "{}", reply.text());
        // The urgency is recorded before the outcome is seen.
        assert_eq!(h.press(&t, &h.officer, id, "urge", &[]).await.status, 422);
        assert_eq!(h.press(&t, &h.officer, id, "urge", &[("reason", "إخلاء المنزل غدًا")]).await.status, 303);
        let page = t.get(&h.officer, &format!("/requests/{id}")).await;
        assert!(page.no_missing_words().text().contains("9,000"), "{}", page.text());
        let outside = t.get(&h.auditor, &format!("/requests/{id}")).await;
        assert!(!outside.text().contains("إخلاء"), "that there is something to hurry is the officer's to know");
        assert_eq!(h.press(&t, &h.officer, id, "reply", &told).await.status, 303);
        assert_eq!(h.state(&t, id).await, State::Accepted);
        let deviations = requests::deviations(&mut t.db.reader(), id).await.unwrap();
        assert_eq!(deviations.iter().map(|d| (d.0.as_str(), d.1.as_str())).collect::<Vec<_>>(), [("urgent_reply", "إخلاء المنزل غدًا")]);
        let page = t.get(&h.auditor, &format!("/requests/{id}")).await;
        assert!(page.no_missing_words().text().contains("إخلاء المنزل غدًا"));
    })
    .await;
}

#[tokio::test]
async fn no_outcome_shows_before_it_is_told() {
    both(setup(), |t| async move {
        let h = house(&t).await;
        let id = h.presented(&t).await;
        let before = t.get(&h.auditor, &format!("/requests/{id}")).await;
        h.decide(&t, id, Outcome::Refuse, false).await;
        for actor in [&h.officer, &h.auditor, &h.manager] {
            if actor.can(requests::perm::DECIDE) {
                continue;
            }
            for path in [
                format!("/requests/{id}"),
                "/requests?group=open".into(),
                "/requests?group=before_committee".into(),
                format!("/files/{}", h.file),
                format!("/requests/{id}/print"),
                format!("/requests/{id}/receipt"),
            ] {
                let text = t.get(actor, &path).await.no_missing_words().text();
                for word in ["رفض", "حاجة ظاهرة", "لم يُعتمد"] {
                    assert!(!text.contains(word), "{path}: {word}: {text}");
                }
            }
            assert_eq!(t.get(actor, &format!("/requests/{id}/letter")).await.status, 404);
        }
        // To an outsider nothing has happened at all.
        let after = t.get(&h.auditor, &format!("/requests/{id}")).await;
        let still = |s: &str| s.split("ما جرى على الطلب").nth(1).map(str::to_string);
        assert_eq!(still(&before.text()), still(&after.text()));
        let permit = Permit::check(&h.auditor, requests::perm::LIST).unwrap();
        let counts = requests::count_by_state(&mut t.db.reader(), &permit).await.unwrap();
        assert_eq!((counts.get(&State::BeforeCommittee), counts.get(&State::Decided)), (Some(&1), None));
        let q = &mut t.db.reader();
        assert!(requests::by_number(q, &permit, "١٤٤٨-١").await.unwrap().is_some());
        // The officer's desk says so when the floor has passed, first of all.
        let permit = Permit::check(&h.officer, requests::perm::LIST).unwrap();
        let work = requests::work(q, &permit, i18n::Lang::Ar, t.env.now(), 20).await.unwrap();
        assert!(work.iter().all(|w| w.request != id), "{work:?}");
        t.clock.advance_ms(days(14));
        let work = requests::work(q, &permit, i18n::Lang::Ar, t.env.now(), 20).await.unwrap();
        assert_eq!((work[0].request, work[0].due), (id, true));
    })
    .await;
}

#[tokio::test]
async fn out_of_reach_is_not_there() {
    both(setup(), |t| async move {
        let h = house(&t).await;
        let id = h.ready(&t).await;
        for path in ["", "/form", "/submit", "/print", "/receipt", "/do/withdraw"] {
            assert_eq!(t.get(&h.elsewhere, &format!("/requests/{id}{path}")).await.status, 404, "{path}");
        }
        assert_eq!(h.press(&t, &h.elsewhere, id, "withdraw", &[("reason", "x")]).await.status, 404);
        assert_eq!(h.submit_as(&t, &h.elsewhere, id, &[("digest", "x"), ("version", "2")]).await.status, 404);
        assert!(!t.get(&h.elsewhere, "/requests?group=open").await.body.contains(&id.to_string()));
        assert_ne!(h.branch, h.other_branch);
        // A member with a conflict: the request does not exist for him.
        let mut tx = t.db.begin(&h.secretary).await.unwrap();
        beneficiaries::close_to(&mut tx, h.file, h.chair.id, id, t.env.now()).await.unwrap();
        tx.record(t.env.now(), kernel::Event::new("sitting.conflict", "request", id));
        tx.commit().await.unwrap();
        assert_eq!(t.get(&h.chair, &format!("/requests/{id}")).await.status, 404);
        assert!(!t.get(&h.chair, "/requests?group=open").await.body.contains(&id.to_string()));
        assert_eq!(t.get(&h.secretary, &format!("/requests/{id}")).await.status, 200);
    })
    .await;
}

#[tokio::test]
async fn counted_from_the_presentation_there_is_no_date_before_it() {
    both(setup(), |t| async move {
        let h = house(&t).await;
        let page = t.get(&h.manager, "/settings/clocks").await;
        assert_eq!(page.no_missing_words().status, 200);
        assert_eq!(t.get(&h.officer, "/settings/clocks").await.status, 403);
        let bad = [
            ("version", "0"),
            ("earliest_reply_days", "14"),
            ("floor_from", "presentation"),
            ("latest_reply_days", "7"),
            ("objection_days", "30"),
            ("lapse_days", "30"),
        ];
        assert_eq!(t.post(&h.manager, "/settings/clocks", &bad).await.no_missing_words().status, 422);
        let good = [
            ("version", "0"),
            ("earliest_reply_days", "14"),
            ("floor_from", "presentation"),
            ("latest_reply_days", "30"),
            ("objection_days", "30"),
            ("lapse_days", "30"),
        ];
        let reply = t.post(&h.manager, "/settings/clocks", &good).await;
        assert_eq!(reply.status, 303, "{}", reply.text());
        assert_eq!(t.post(&h.manager, "/settings/clocks", &good).await.status, 409, "somebody else's version");
        let id = h.ready(&t).await;
        h.submit(&t, id).await;
        assert!(h.row(&t, id).await.floor.current.is_none());
        let receipt = t.get(&h.officer, &format!("/requests/{id}/receipt")).await;
        assert!(receipt.no_missing_words().text().contains("من عرض الطلب على لجنة البحث"), "{}", receipt.text());
        t.clock.advance_ms(days(1));
        h.press(&t, &h.officer, id, "verify", &[("password", crate::house::PASSWORD)]).await;
        h.press(&t, &h.officer, id, "explain", &[("how", "phone"), ("clear", "1")]).await;
        let reply = h.press(&t, &h.officer, id, "present", &[]).await;
        assert_eq!(reply.status, 303, "{}", reply.text());
        assert_eq!(h.row(&t, id).await.floor.current.unwrap().start, t.env.now());
        // An early reply is barred by this version.
        h.decide(&t, id, Outcome::Accept, false).await;
        assert_eq!(h.press(&t, &h.officer, id, "urge", &[("reason", "عاجل")]).await.status, 422);
    })
    .await;
}
