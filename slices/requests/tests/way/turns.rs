//! The turnings of the road: what is missing, what expired, what changed, returns, withdrawals, lapses, objections.

use crate::house::{PASSWORD, days, house, setup};
use kernel::Permit;
use requests::rules::{Outcome, State, checklist::ItemState};
use testkit::both;

#[tokio::test]
async fn missing_documents_are_told_once_and_then_complete() {
    both(setup(), |t| async move {
        let h = house(&t).await;
        let id = h.draft(&t).await;
        assert_eq!(h.fill(&t, id, &[("dwelling", "rented"), ("rent", "12000")]).await.status, 303);
        let page = t.get(&h.officer, &format!("/requests/{id}/form")).await;
        assert!(page.no_missing_words().body.contains("type=rent_contract"), "the condition is judged live");
        let page = t.get(&h.officer, &format!("/requests/{id}/submit")).await;
        assert!(!page.body.contains("name=\"digest\""), "nothing to sign yet");
        // Unsigned, unfrozen, no floor; the number is given.
        let reply = h.press(&t, &h.officer, id, "tell-missing", &[("note", "ومفتاح البيت"), ("told", "later")]).await;
        assert_eq!(reply.status, 303, "{}", reply.text());
        let r = h.row(&t, id).await;
        assert_eq!((r.state, r.number.as_deref(), r.snapshot_digest.as_str(), r.missing_told_at), (State::AwaitingCompletion, Some("1448-0001"), "", None));
        assert!(r.floor.current.is_none() && r.submitted_at.is_none());
        let missing = requests::missing(&mut t.db.reader(), id).await.unwrap();
        assert_eq!(missing.len(), 3);
        let page = t.get(&h.officer, &format!("/requests/{id}")).await;
        assert!(page.no_missing_words().text().contains("مفتاح البيت"));
        // A reminder before the list was told is none.
        assert_eq!(h.press(&t, &h.officer, id, "remind", &[("how", "phone")]).await.status, 422);
        let task = requests::tasks(&mut t.db.reader(), id).await.unwrap().remove(0);
        let form = t.get(&h.officer, &format!("/requests/{id}/do/task?task={}", task.id)).await;
        assert!(form.no_missing_words().text().contains("مفتاح البيت"));
        let done = format!("tasks/{}/done", task.id);
        assert_eq!(h.press(&t, &h.officer, id, &done, &[("how", "phone"), ("note", "أجابت")]).await.status, 303);
        assert!(h.row(&t, id).await.missing_told_at.is_some());
        assert_eq!(h.press(&t, &h.officer2, id, &done, &[("how", "phone")]).await.status, 409);
        // Both come; what is on file is never asked for again.
        h.identity(&t).await;
        h.document(&t, "rent_contract", None, Some("2027-06-01"), true).await;
        let reply = h.submit(&t, id).await;
        assert_eq!(reply.status, 303, "{}", reply.text());
        let r = h.row(&t, id).await;
        assert_eq!((r.state, r.number.as_deref()), (State::Submitted, Some("1448-0001")));
        let second = h.draft(&t).await;
        h.fill(&t, second, &[("dwelling", "rented"), ("rent", "12000")]).await;
        let row = h.row(&t, second).await;
        let file = beneficiaries::find_any(&mut t.db.reader(), h.file).await.unwrap();
        let list = requests::of_request(&mut t.db.reader(), &row, &file, t.env.now()).await.unwrap();
        assert!(list.verified(), "{:?}", list.items());
    })
    .await;
}

#[tokio::test]
async fn expired_before_is_refused_expired_after_does_no_harm() {
    both(setup(), |t| async move {
        let h = house(&t).await;
        h.document(&t, "national_id", Some(h.mother), Some("2026-11-21"), true).await;
        let id = h.draft(&t).await;
        h.fill(&t, id, &[]).await;
        let page = t.get(&h.officer, &format!("/requests/{id}/submit")).await;
        assert!(!page.body.contains("name=\"digest\"") && page.text().contains("منتهٍ"), "{}", page.text());
        // Another, valid to the end of this day, is taken.
        h.document(&t, "national_id", Some(h.mother), Some("2026-11-22"), true).await;
        assert_eq!(h.submit(&t, id).await.status, 303);
        t.clock.advance_ms(days(3));
        let page = t.get(&h.officer, &format!("/requests/{id}")).await;
        assert!(page.no_missing_words().text().contains("انتهى بعد التقديم"), "{}", page.text());
        assert_eq!(h.press(&t, &h.officer, id, "verify", &[("password", PASSWORD)]).await.status, 303);
    })
    .await;
}

#[tokio::test]
async fn what_changed_between_reading_and_signing_is_signed_again() {
    both(setup(), |t| async move {
        let h = house(&t).await;
        let id = h.ready(&t).await;
        let page = t.get(&h.officer, &format!("/requests/{id}/submit")).await;
        let digest = crate::house::hidden(&page.body, "digest");
        // A document is renewed meanwhile: the request's version is the same, what is signed is not.
        h.document(&t, "national_id", Some(h.mother), Some("2033-01-01"), true).await;
        let reply = h.submit_as(&t, &h.officer, id, &[("digest", &digest)]).await;
        assert_eq!(reply.status, 409);
        let fresh = crate::house::hidden(&reply.no_missing_words().body, "digest");
        assert!(!fresh.is_empty() && fresh != digest);
        assert_eq!(h.state(&t, id).await, State::Draft);
        assert_eq!(h.submit(&t, id).await.status, 303);
        // Frozen: no more changes to its data.
        assert_eq!(h.fill(&t, id, &[]).await.status, 422);
        // A document changed after signing is no longer what was signed.
        let row = h.row(&t, id).await;
        let doc = documents::of_file(&mut t.db.reader(), h.file)
            .await
            .unwrap()
            .into_iter()
            .find(|d| d.expires.is_some_and(|e| e.to_string() == "2033-01-01"))
            .unwrap();
        let (version, mother) = (doc.version.to_string(), h.mother.to_string());
        let edit = [
            ("version", version.as_str()),
            ("type", "national_id"),
            ("person", mother.as_str()),
            ("number", "1000000016"),
            ("issued_day", "1"),
            ("issued_month", "1"),
            ("issued_year", "2020"),
            ("issued_cal", "gregorian"),
            ("expires_day", "1"),
            ("expires_month", "1"),
            ("expires_year", "2033"),
            ("expires_cal", "gregorian"),
        ];
        let reply = t.post(&h.officer, &format!("/documents/{}/edit", doc.id), &edit).await;
        assert_eq!(reply.status, 303, "{}", reply.text());
        let file = beneficiaries::find_any(&mut t.db.reader(), h.file).await.unwrap();
        let list = requests::of_request(&mut t.db.reader(), &row, &file, t.env.now()).await.unwrap();
        assert_eq!(list.items().iter().find(|i| i.document == Some(doc.id)).unwrap().state, ItemState::Mismatch);
        assert_eq!(h.press(&t, &h.officer, id, "verify", &[("password", PASSWORD)]).await.status, 422);
    })
    .await;
}

#[tokio::test]
async fn a_return_voids_signatures_and_an_own_omission_restarts_the_floor() {
    both(setup(), |t| async move {
        let h = house(&t).await;
        let id = h.ready(&t).await;
        h.submit(&t, id).await;
        let first = h.row(&t, id).await;
        let reply = h.press(&t, &h.officer, id, "return", &[("omission", "own")]).await;
        assert_eq!(reply.status, 422);
        assert!(reply.no_missing_words().body.contains("id=\"missing-e\"") && reply.body.contains("id=\"reason-e\""));
        t.clock.advance_ms(days(2));
        let key = format!("national_id.{}", h.mother);
        let reply = h.press(&t, &h.officer, id, "return", &[("missing", &key), ("omission", "own"), ("reason", "الصورة غير واضحة"), ("told", "phone")]).await;
        assert_eq!(reply.status, 303, "{}", reply.text());
        let r = h.row(&t, id).await;
        assert_eq!((r.state, r.snapshot_digest.as_str(), r.floor.restart), (State::AwaitingCompletion, "", true));
        assert!(r.missing_told_at.is_some());
        let page = t.get(&h.officer, &format!("/requests/{id}")).await;
        assert!(page.no_missing_words().text().contains("سقط بتغيّر ما وُقّع عليه"), "{}", page.text());
        t.clock.advance_ms(days(1));
        // The card is on file, matched and valid; it was asked for all the same, and another paper is what is wanted.
        assert!(page.text().contains("طُلب من جديد ولم يصل بعد") && page.body.contains("replaces="), "{}", page.text());
        let page = t.get(&h.officer, &format!("/requests/{id}/submit")).await;
        assert!(!page.body.contains("name=\"digest\""), "nothing to sign yet");
        assert_ne!(h.submit(&t, id).await.status, 303);
        assert_eq!(h.state(&t, id).await, State::AwaitingCompletion);
        h.identity(&t).await;
        assert_eq!(h.submit(&t, id).await.status, 303);
        let r = h.row(&t, id).await;
        assert_ne!(r.snapshot_digest, first.snapshot_digest, "another submission, another signature");
        assert_eq!(r.floor.first, first.floor.first);
        assert_eq!(r.floor.current.unwrap().start, t.env.now());
        let page = t.get(&h.officer, &format!("/requests/{id}")).await;
        assert!(page.text().contains("الموعد الأول"), "{}", page.text());
        // After verification a return leaves the floor.
        assert_eq!(h.press(&t, &h.officer, id, "verify", &[("password", PASSWORD)]).await.status, 303);
        let reply = h.press(&t, &h.officer, id, "return", &[("other", "كشف حساب"), ("omission", "own"), ("reason", "استجد")]).await;
        assert_eq!(reply.status, 303, "{}", reply.text());
        let again = h.row(&t, id).await;
        assert_eq!((again.floor.restart, again.floor.current, again.verified_by), (false, r.floor.current, None));
    })
    .await;
}

#[tokio::test]
async fn what_a_return_named_may_be_matched_anew_instead() {
    both(setup(), |t| async move {
        let h = house(&t).await;
        let id = h.ready(&t).await;
        h.submit(&t, id).await;
        t.clock.advance_ms(days(1));
        let key = format!("national_id.{}", h.mother);
        let reply = h.press(&t, &h.officer, id, "return", &[("missing", &key), ("omission", "ours"), ("reason", "يُقابَل بأصله ثانية"), ("told", "phone")]).await;
        assert_eq!(reply.status, 303, "{}", reply.text());
        assert_ne!(h.submit(&t, id).await.status, 303);
        // A named employee looks at the original again and says so.
        t.clock.advance_ms(days(1));
        let doc = documents::of_file(&mut t.db.reader(), h.file).await.unwrap().remove(0);
        let version = doc.version.to_string();
        let check = [("version", version.as_str()), ("outcome", "matched"), ("how", "original_at_desk"), ("note", "الأصل واضح")];
        let reply = t.post(&h.officer, &format!("/documents/{}/checks", doc.id), &check).await;
        assert_eq!(reply.status, 303, "{}", reply.text());
        assert_eq!(h.submit(&t, id).await.status, 303);
        assert_eq!(h.state(&t, id).await, State::Submitted);
    })
    .await;
}

#[tokio::test]
async fn two_reminders_and_the_days_end_it() {
    both(setup(), |t| async move {
        let h = house(&t).await;
        let id = h.draft(&t).await;
        h.fill(&t, id, &[]).await;
        assert_eq!(h.press(&t, &h.officer, id, "tell-missing", &[("told", "at_desk")]).await.status, 303);
        assert_eq!(h.press(&t, &h.officer, id, "lapse", &[]).await.status, 422);
        t.clock.advance_ms(days(10));
        assert_eq!(h.press(&t, &h.officer, id, "remind", &[("how", "phone")]).await.status, 303);
        assert_eq!(h.press(&t, &h.officer, id, "remind", &[("how", "phone")]).await.status, 422, "once a day");
        t.clock.advance_ms(days(10));
        assert_eq!(h.press(&t, &h.officer, id, "remind", &[("how", "visit")]).await.status, 303);
        assert_eq!(requests::lapse_due(&t.env, &t.db).await.unwrap(), 0, "the days are not over");
        t.clock.advance_ms(days(10));
        assert_eq!(requests::lapse_due(&t.env, &t.db).await.unwrap(), 1);
        assert_eq!(h.state(&t, id).await, State::Lapsed);
        assert_eq!(t.get(&h.officer, &format!("/requests/{id}")).await.no_missing_words().status, 200);
    })
    .await;
}

#[tokio::test]
async fn withdrawn_voided_carried_on() {
    both(setup(), |t| async move {
        let h = house(&t).await;
        let a = h.draft(&t).await;
        assert_eq!(h.press(&t, &h.officer, a, "void", &[]).await.status, 422);
        assert_eq!(h.press(&t, &h.officer, a, "void", &[("reason", "أُدخلت خطأ")]).await.status, 303);
        assert_eq!(h.state(&t, a).await, State::Void);
        assert_eq!(h.press(&t, &h.officer, a, "withdraw", &[("reason", "x")]).await.status, 422);
        let b = h.ready(&t).await;
        let son = h.son.to_string();
        assert_eq!(h.press(&t, &h.officer, b, "carry-on", &[("person", &son), ("reason", "وفاة")]).await.status, 422, "a child cannot");
        assert_eq!(h.press(&t, &h.officer, b, "withdraw", &[("reason", "برغبتها")]).await.status, 303);
        assert_eq!(h.state(&t, b).await, State::Withdrawn);
    })
    .await;
}

#[tokio::test]
async fn an_objection_goes_back_with_another_reporter() {
    both(setup(), |t| async move {
        let h = house(&t).await;
        let id = h.presented(&t).await;
        h.decide(&t, id, Outcome::Refuse, false).await;
        t.clock.advance_ms(days(14));
        let told = [("how", "phone"), ("told_to", "هيلة"), ("proof", "0500000187")];
        assert_eq!(h.press(&t, &h.officer, id, "reply", &told).await.status, 303);
        assert_eq!(h.state(&t, id).await, State::Refused);
        let form = t.get(&h.officer, &format!("/requests/{id}/do/object")).await;
        assert_eq!(form.no_missing_words().status, 200);
        let (same, other) = (h.officer.id.to_string(), h.officer2.id.to_string());
        assert_eq!(h.press(&t, &h.officer, id, "object", &[("reason", "لم يُنظر في الدين"), ("reporter", &same)]).await.status, 422);
        assert_eq!(h.press(&t, &h.officer, id, "object", &[("reason", "لم يُنظر في الدين"), ("reporter", &other)]).await.status, 303);
        let r = h.row(&t, id).await;
        assert_eq!((r.state, r.objections, r.reporter), (State::BeforeCommittee, 1, Some(h.officer2.id)));
        // A second decision, told at once: no new floor.
        t.clock.advance_ms(days(1));
        h.decide(&t, id, Outcome::Accept, true).await;
        assert_eq!(h.press(&t, &h.officer, id, "reply", &told).await.status, 303);
        assert_eq!(h.state(&t, id).await, State::Accepted);
        assert_eq!(requests::replies(&mut t.db.reader(), id).await.unwrap().iter().map(|r| r.letter_number.as_str()).collect::<Vec<_>>(), ["1448/2", "1448/1"]);
        t.clock.advance_ms(days(31));
        assert_eq!(h.press(&t, &h.officer, id, "object", &[("reason", "قليل"), ("reporter", &same)]).await.status, 422, "too late");
    })
    .await;
}

#[tokio::test]
async fn no_objection_is_offered_where_all_was_granted_or_the_days_have_passed() {
    both(setup(), |t| async move {
        let h = house(&t).await;
        for (outcome, partial, state) in
            [(Outcome::Accept, false, State::Accepted), (Outcome::Accept, true, State::Accepted), (Outcome::Refuse, false, State::Refused)]
        {
            let id = h.presented(&t).await;
            h.decide(&t, id, outcome, partial).await;
            t.clock.advance_ms(days(14));
            assert_eq!(h.press(&t, &h.officer, id, "reply", &[("how", "phone"), ("told_to", "هيلة"), ("proof", "0500000187")]).await.status, 303);
            assert_eq!(h.state(&t, id).await, state);
            let whole = outcome == Outcome::Accept && !partial;
            let door = format!("/requests/{id}/do/object");
            let offered = async || t.get(&h.officer, &format!("/requests/{id}")).await.body.contains(&door);
            assert_eq!(offered().await, !whole, "{outcome:?} {partial}");
            assert_eq!(t.get(&h.officer, &door).await.status, if whole { 404 } else { 200 });
            if whole {
                let other = h.officer2.id.to_string();
                let reply = h.press(&t, &h.officer, id, "object", &[("reason", "يريد أكثر"), ("reporter", &other)]).await;
                assert_eq!(reply.status, 422);
                assert!(reply.no_missing_words().text().contains("أُجيب كل المطلوب"), "{}", reply.text());
            }
            t.clock.advance_ms(days(31));
            assert!(!offered().await, "the days have passed");
        }
    })
    .await;
}

#[tokio::test]
async fn nobody_acts_on_his_own_file() {
    both(setup(), |t| async move {
        let h = house(&t).await;
        let id = h.ready(&t).await;
        let mine = kernel::Actor { person: Some(h.son), ..h.officer.clone() };
        t.put(&mine);
        let page = t.get(&mine, &format!("/requests/{id}")).await;
        assert!(page.no_missing_words().text().contains("ملفك أو ملف أحد أقاربك"));
        assert_eq!(h.submit_as(&t, &mine, id, &[]).await.status, 422);
        assert_eq!(h.press(&t, &mine, id, "withdraw", &[("reason", "x")]).await.status, 422);
        let permit = Permit::check(&mine, requests::perm::CREATE).unwrap();
        let c = requests::Create { file: h.file, service: h.service, channel: "phone".into(), contact: None, once: String::new(), digest: String::new() };
        assert!(matches!(requests::create(&t.env, &t.db, &permit, c).await, Err(kernel::Problem::Refused { code: "own_file", .. })));
        assert_eq!(h.state(&t, id).await, State::Draft);
    })
    .await;
}
