//! The sitting decides: votes, quorum, conflicts, the chair's word.

use crate::house::*;
use requests::rules::Outcome;
use testkit::both;

#[tokio::test]
async fn accepted_in_full() {
    both(setup(), async |t| {
        let h = House::new(t).await;
        let (sitting, request) = h.decided("rent", Some(9000), &ACCEPT).await;
        assert_eq!(h.state(request).await, "decided");
        let d = h.decision(request).await;
        assert_eq!((d.outcome, d.partial, d.amount, d.sitting), (Outcome::Accept, false, Some(kernel::Money::riyals(9000)), Some(sitting)));
        assert_eq!((d.deciders.len(), d.recorded_by, d.confirmed_by), (5, h.secretary.id, Some(h.chair.id)));
        // A second confirmation finds the door closed.
        let r = h.confirm(&h.chair, sitting, request, PASSWORD).await;
        assert_ne!(r.status, 303);
    })
    .await;
}

#[tokio::test]
async fn in_part_refused_referred_and_goods() {
    both(setup(), async |t| {
        let h = House::new(t).await;
        // Less than was asked is in part, whatever was ticked.
        let (_, r) = h.decided("rent", Some(9000), &[("outcome", "accept"), ("amount", "4500"), ("reasons", "يكفي نصف المتأخر الآن.")]).await;
        assert!(h.decision(r).await.partial);
        let (_, r) = h.decided("rent", Some(9000), &[("outcome", "accept_part"), ("amount", "9000"), ("reasons", "سبب")]).await;
        assert!(h.decision(r).await.partial);
        let (_, r) = h.decided("rent", Some(9000), &[("outcome", "refuse"), ("amount", "9000"), ("reasons", "للأسرة سكن مملوك.")]).await;
        let d = h.decision(r).await;
        assert_eq!((d.outcome, d.amount), (Outcome::Refuse, None));
        let (_, r) = h.decided("rent", Some(9000), &[("outcome", "refer"), ("referral_body", "مؤسسة الإسكان التنموي"), ("reasons", "الخدمة لدى الجهة.")]).await;
        assert_eq!(h.decision(r).await.referral_body, "مؤسسة الإسكان التنموي");
        let (_, r) = h.decided("food_basket", None, &[("outcome", "accept"), ("goods_0", "سلة"), ("quantity_0", "2"), ("reasons", "سبب")]).await;
        assert_eq!(h.decision(r).await.goods_map().get("سلة"), Some(&2));
    })
    .await;
}

#[tokio::test]
async fn what_the_form_refuses() {
    both(setup(), async |t| {
        let h = House::new(t).await;
        let request = h.request("rent", Some(20_000)).await;
        let sitting = h.sitting(&[request], &h.everyone()).await;
        h.all_vote(sitting, request, "accept").await;
        for (fields, error) in [
            (vec![("outcome", "accept"), ("amount", "16000"), ("reasons", "سبب")], "error-committee_above_ceiling"),
            (vec![("outcome", "accept"), ("reasons", "سبب")], "error-committee_amount_needed"),
            (vec![("outcome", "accept"), ("amount", "9000")], "error-required"),
            (vec![("outcome", "accept"), ("amount", "كثير"), ("reasons", "سبب")], "error-money"),
            (vec![("amount", "9000"), ("reasons", "سبب")], "error-choice"),
        ] {
            let r = h.record(sitting, request, &fields).await;
            assert_eq!(r.status, 422);
            let words = i18n::ta(i18n::Lang::Ar, error, &[("ceiling", "15,000".into())]);
            assert!(r.text().contains(&words), "{error}: {}", r.text());
            r.no_missing_words();
        }
        // The outcome is what the votes say.
        let r = h.record(sitting, request, &[("outcome", "refuse"), ("reasons", "سبب")]).await;
        assert_eq!(r.status, 422);
        assert!(r.text().contains(&i18n::t(i18n::Lang::Ar, "refusal-not_the_votes")));
        // Another version than the page showed.
        let r =
            h.t.post(
                &h.secretary,
                &format!("{}/decision", h.item(sitting, request)),
                &[("version", "77"), ("outcome", "accept"), ("amount", "9000"), ("reasons", "سبب")],
            )
            .await;
        assert_eq!(r.status, 409);
        assert_eq!(h.state(request).await, "before_committee");
    })
    .await;
}

#[tokio::test]
async fn without_a_quorum_nothing_is_decided() {
    both(setup(), async |t| {
        let h = House::new(t).await;
        let request = h.request("rent", Some(9000)).await;
        let sitting = h.sitting(&[request], &[&h.chair, &h.members[0]]).await;
        assert_eq!(h.vote(sitting, request, &[(&h.chair, "accept"), (&h.members[0], "accept")]).await.status, 303);
        // One who is absent has no vote.
        assert_eq!(h.vote(sitting, request, &[(&h.members[1], "accept")]).await.status, 422);
        let r = h.record(sitting, request, &ACCEPT).await;
        assert_eq!(r.status, 422);
        assert_eq!(h.state(request).await, "before_committee");
    })
    .await;
}

#[tokio::test]
async fn a_conflicted_member_never_counts() {
    both(setup(), async |t| {
        let h = House::new(t).await;
        let request = h.request("rent", Some(9000)).await;
        let third = &h.members[1];
        let sitting = h.sitting(&[request], &[&h.chair, &h.members[0], third]).await;
        let base = h.item(sitting, request);
        h.vote(sitting, request, &[(&h.chair, "accept"), (&h.members[0], "accept"), (third, "accept")]).await;
        // He is asked before the file opens to him.
        let first = h.t.get(third, &base).await;
        assert_eq!(first.status, 200);
        assert!(!first.text().contains("تأخر إيجار البيت"));
        assert!(first.text().contains(&i18n::t(i18n::Lang::Ar, "committee-no-conflict")));
        first.no_missing_words();
        let me = third.id.to_string();
        let r = h.t.post(third, &format!("{base}/conflict"), &[("member", &me)]).await;
        assert_eq!(r.status, 422, "a conflict has its reason");
        let other = h.members[0].id.to_string();
        assert_eq!(h.t.post(third, &format!("{base}/conflict"), &[("member", &other), ("reason", "سبب")]).await.status, 422, "another's is not his to declare");
        assert_eq!(h.t.post(third, &format!("{base}/conflict"), &[("member", &me), ("reason", "المالك ابن عمي")]).await.status, 303);
        // For him the item is gone; his vote too, and with it the quorum.
        assert_eq!(h.t.get(third, &base).await.status, 404);
        let page = h.t.get(third, &format!("/committee/sittings/{sitting}")).await;
        assert!(page.text().contains(&i18n::t(i18n::Lang::Ar, "committee-hidden-item")) && !page.text().contains("المرشود"));
        assert_eq!(h.vote(sitting, request, &[(third, "accept")]).await.status, 422);
        assert_eq!(h.number("SELECT CAST(COUNT(*) AS BIGINT) AS n FROM sitting_vote WHERE request_id = $1", db::args![request]).await, 2);
        let r = h.record(sitting, request, &ACCEPT).await;
        assert_eq!(r.status, 422);
        // In another sitting he is out just the same.
        let minutes = h.t.get(third, &format!("/committee/sittings/{sitting}/minutes")).await;
        assert!(!minutes.text().contains("المرشود"));
        // It was a mistake: the secretary takes it back with a word of how it came about, nobody else may.
        let back = format!("{base}/withdraw-conflict");
        for (who, fields, status) in [
            (third, &[("withdrawn_member", me.as_str()), ("withdrawn_why", "س")][..], 404),
            (&h.secretary, &[("withdrawn_member", me.as_str()), ("withdrawn_why", " ")], 422),
            (&h.secretary, &[("withdrawn_member", other.as_str()), ("withdrawn_why", "لم يتنحَّ")], 422),
            (&h.secretary, &[("withdrawn_member", me.as_str()), ("withdrawn_why", "تشابه أسماء: المالك غير ابن عمه")], 303),
        ] {
            let r = h.t.post(who, &back, fields).await;
            assert_eq!(r.status, status, "{fields:?}");
            r.no_missing_words();
        }
        assert_eq!(h.t.get(third, &base).await.status, 200);
        assert_eq!(h.vote(sitting, request, &[(third, "accept")]).await.status, 303);
        assert_eq!(h.record(sitting, request, &ACCEPT).await.status, 303);
    })
    .await;
}

#[tokio::test]
async fn kinship_in_the_register_is_a_conflict() {
    both(setup(), async |t| {
        let h = House::new(t).await;
        let request = h.request("rent", Some(9000)).await;
        let r = requests::find_unscoped(&mut h.t.db.reader(), request).await.unwrap();
        let member = kernel::Actor { person: Some(r.applicant), ..h.members[2].clone() };
        h.write("UPDATE employee SET person_id = $2 WHERE id = $1", db::args![member.id, r.applicant]).await;
        h.t.put(&member);
        let sitting = h.sitting(&[request], &h.everyone()).await;
        assert_eq!(h.t.get(&member, &h.item(sitting, request)).await.status, 404);
        assert_eq!(h.vote(sitting, request, &[(&member, "accept")]).await.status, 422);
        assert!(!h.t.get(&member, "/committee").await.text().contains("المرشود"));
        let page = h.t.get(&h.secretary, &h.item(sitting, request)).await;
        assert!(page.text().contains(&i18n::t(i18n::Lang::Ar, "choice-committee-conflict-register")));
        // Kinship is not taken back here.
        let who = member.id.to_string();
        let r = h.t.post(&h.secretary, &format!("{}/withdraw-conflict", h.item(sitting, request)), &[("withdrawn_member", &who), ("withdrawn_why", "س")]).await;
        assert_eq!(r.status, 422);
        assert!(r.text().contains(&i18n::t(i18n::Lang::Ar, "refusal-conflict_in_register")));
    })
    .await;
}

#[tokio::test]
async fn who_verified_does_not_vote() {
    both(setup(), async |t| {
        let h = House::new(t).await;
        let request = h.request("rent", Some(9000)).await;
        h.write("UPDATE request SET verified_by = $2 WHERE id = $1", db::args![request, h.members[0].id]).await;
        let sitting = h.sitting(&[request], &h.everyone()).await;
        let r = h.vote(sitting, request, &[(&h.members[0], "accept")]).await;
        assert_eq!(r.status, 422);
        let votes = [(&h.chair, "accept"), (&h.members[1], "accept"), (&h.members[2], "refuse")];
        assert_eq!(h.vote(sitting, request, &votes).await.status, 303);
        // A vote that came into the books another way refuses the outcome.
        h.write(
            "INSERT INTO sitting_vote (sitting_id, request_id, employee_id, choice, note, at, by_employee) VALUES ($1, $2, $3, 'accept', '', 0, $3)",
            db::args![sitting, request, h.members[0].id],
        )
        .await;
        assert_eq!(h.record(sitting, request, &ACCEPT).await.status, 422);
        h.write("DELETE FROM sitting_vote WHERE employee_id = $1", db::args![h.members[0].id]).await;
        assert_eq!(h.record(sitting, request, &ACCEPT).await.status, 303);
        assert_eq!(h.confirm(&h.chair, sitting, request, PASSWORD).await.status, 303);
        assert!(!h.decision(request).await.deciders.contains(&h.members[0].id));
    })
    .await;
}

#[tokio::test]
async fn the_chair_confirms_with_his_password_and_nobody_else() {
    both(setup(), async |t| {
        let h = House::new(t).await;
        let request = h.request("rent", Some(9000)).await;
        let sitting = h.sitting(&[request], &h.everyone()).await;
        h.all_vote(sitting, request, "accept").await;
        assert_eq!(h.confirm(&h.chair, sitting, request, PASSWORD).await.status, 409, "nothing is recorded yet");
        assert_eq!(h.record(sitting, request, &ACCEPT).await.status, 303);
        assert_eq!(h.state(request).await, "before_committee", "recorded is not decided");
        let page = h.t.get(&h.chair, &format!("{}/confirm", h.item(sitting, request))).await;
        assert_eq!(page.status, 200);
        page.no_missing_words();
        h.t.get_en(&h.chair, &format!("{}/confirm", h.item(sitting, request))).await.no_missing_words();
        let r = h.confirm(&h.chair, sitting, request, "not the password").await;
        assert_eq!(r.status, 422);
        r.no_missing_words();
        for other in [&h.secretary, &h.members[0], &h.manager, &h.auditor, &h.officer] {
            assert_eq!(h.confirm(other, sitting, request, PASSWORD).await.status, 404);
        }
        // Another with a chair's rights, while the chair himself is there.
        let deputy = employee(&h.t, "نائب الرئيس", &["committee_chair"]).await;
        assert_eq!(h.confirm(&deputy, sitting, request, PASSWORD).await.status, 422);
        // Votes are fixed while a decision waits; it can be taken back.
        assert_eq!(h.vote(sitting, request, &[(&h.chair, "refuse")]).await.status, 422);
        assert_eq!(
            h.turn(sitting, request, "defer", &[("until_day", "20"), ("until_month", "8"), ("until_year", "1448"), ("until_cal", "hijri"), ("why", "سبب")])
                .await
                .status,
            422
        );
        assert_eq!(h.turn(sitting, request, "withdraw-decision", &[]).await.status, 303);
        assert_eq!(h.record(sitting, request, &ACCEPT).await.status, 303);
        assert_eq!(h.confirm(&h.chair, sitting, request, PASSWORD).await.status, 303);
        assert_eq!(h.state(request).await, "decided");
    })
    .await;
}

#[tokio::test]
async fn who_recorded_cannot_confirm() {
    both(setup(), async |t| {
        let mut h = House::new(t).await;
        let rights = h.t.as_role("committee_secretary").may;
        h.chair.may.extend(rights);
        h.t.put(&h.chair);
        let request = h.request("rent", Some(9000)).await;
        let sitting = h.sitting(&[request], &h.everyone()).await;
        h.all_vote(sitting, request, "accept").await;
        assert_eq!(h.record_by(&h.chair, sitting, request, &ACCEPT).await.status, 303);
        let r = h.confirm(&h.chair, sitting, request, PASSWORD).await;
        assert_eq!(r.status, 422);
        assert_eq!(h.state(request).await, "before_committee");
    })
    .await;
}

#[tokio::test]
async fn of_two_confirmations_one_wins() {
    both(setup(), async |t| {
        let h = House::new(t).await;
        let request = h.request("rent", Some(9000)).await;
        let sitting = h.sitting(&[request], &h.everyone()).await;
        h.all_vote(sitting, request, "accept").await;
        h.record(sitting, request, &ACCEPT).await;
        let (a, b) = tokio::join!(h.confirm(&h.chair, sitting, request, PASSWORD), h.confirm(&h.chair, sitting, request, PASSWORD));
        let won = [&a, &b].iter().filter(|r| r.status == 303 && r.location.ends_with(&sitting.to_string())).count();
        assert_eq!(won, 1, "{} {}", a.status, b.status);
        let n = h.number("SELECT CAST(COUNT(*) AS BIGINT) AS n FROM request_history WHERE request_id = $1 AND action = 'decide'", db::args![request]).await;
        assert_eq!(n, 1);
    })
    .await;
}

#[tokio::test]
async fn a_conflict_found_after_recording_counts() {
    both(setup(), async |t| {
        let h = House::new(t).await;
        let request = h.request("rent", Some(9000)).await;
        let sitting = h.sitting(&[request], &[&h.chair, &h.members[0], &h.members[1]]).await;
        h.vote(sitting, request, &[(&h.chair, "accept"), (&h.members[0], "accept"), (&h.members[1], "accept")]).await;
        assert_eq!(h.record(sitting, request, &ACCEPT).await.status, 303);
        let who = h.members[1].id.to_string();
        let r = h.t.post(&h.secretary, &format!("{}/conflict", h.item(sitting, request)), &[("member", &who), ("reason", "شراكة مع المالك")]).await;
        assert_eq!(r.status, 303, "{}", r.text());
        assert_eq!(h.confirm(&h.chair, sitting, request, PASSWORD).await.status, 422);
        assert_eq!(h.state(request).await, "before_committee");
    })
    .await;
}

#[tokio::test]
async fn nothing_is_decided_on_void_signatures() {
    both(setup(), async |t| {
        let h = House::new(t).await;
        let (a, b) = (h.request("rent", Some(9000)).await, h.request("rent", Some(9000)).await);
        let sitting = h.sitting(&[a, b], &h.everyone()).await;
        for r in [a, b] {
            h.all_vote(sitting, r, "accept").await;
            assert_eq!(h.record(sitting, r, &ACCEPT).await.status, 303);
        }
        // A study was begun and its signature does not hold; what applicant and officer signed is no longer what lies here.
        h.write("UPDATE request SET study_id = $2, study_digest = 'aa' WHERE id = $1", db::args![a, h.t.env.id()]).await;
        h.write("DELETE FROM signature WHERE object_id = $1 AND kind = 'applicant'", db::args![b]).await;
        for r in [a, b] {
            let reply = h.confirm(&h.chair, sitting, r, PASSWORD).await;
            assert_eq!(reply.status, 422);
            reply.no_missing_words();
            assert_eq!(h.state(r).await, "before_committee");
            assert!(h.decision(r).await.confirmed_at.is_none());
        }
    })
    .await;
}
