//! Other turnings: deferring, the waiting list, back to research, the delegate, taking a decision up again.

use crate::house::*;
use db::args;
use requests::rules::Outcome;
use testkit::both;

#[tokio::test]
async fn deferred_waiting_and_returned() {
    both(setup(), async |t| {
        let h = House::new(t).await;
        let [a, b, c, d] = [
            h.request("rent", Some(9000)).await,
            h.request("rent", Some(9000)).await,
            h.request("rent", Some(9000)).await,
            h.request("rent", Some(9000)).await,
        ];
        let sitting = h.sitting(&[a, b, c, d], &h.everyone()).await;
        let until = [("until_day", "1"), ("until_month", "7"), ("until_year", "1448"), ("until_cal", "hijri")];
        let r = h.turn(sitting, a, "defer", &until).await;
        assert_eq!(r.status, 422, "why is needed");
        r.no_missing_words();
        let past = [("until_day", "1"), ("until_month", "1"), ("until_year", "1448"), ("until_cal", "hijri"), ("why", "سبب")];
        assert_eq!(h.turn(sitting, a, "defer", &past).await.status, 422);
        assert_eq!(h.turn(sitting, a, "defer", &[&until[..], &[("why", "تنقص وثيقة")]].concat()).await.status, 303);
        assert_eq!(h.state(a).await, "deferred");
        assert_eq!(h.turn(sitting, b, "waitlist", &[("place", "٣")]).await.status, 303);
        assert_eq!(h.state(b).await, "waiting");
        assert_eq!(h.turn(sitting, c, "waitlist", &[("place", "3")]).await.status, 422, "the place is taken");
        assert_eq!(h.turn(sitting, c, "return", &[]).await.status, 422);
        assert_eq!(h.turn(sitting, c, "return", &[("note", "زيارة أخرى")]).await.status, 303);
        assert_eq!(h.state(c).await, "in_research");
        // Done is done for this sitting.
        assert_eq!(h.turn(sitting, a, "return", &[("note", "زيارة")]).await.status, 422);
        let row = requests::find_unscoped(&mut h.t.db.reader(), a).await.unwrap();
        assert!(row.deferred_until.is_some());
        let page = h.t.get(&h.secretary, "/committee").await;
        page.no_missing_words();
        h.t.get_en(&h.secretary, "/committee").await.no_missing_words();

        // The day comes: the desk says so, and a sitting decides it; so with the waiting list.
        h.t.clock.set(h.t.env.now().plus_days(60));
        let permit = h.t.permit(&h.secretary, committee::perm::SIT);
        let due = committee::work(&mut h.t.db.reader(), &permit, h.t.env.now().day(), 50).await.unwrap();
        assert!(due.iter().any(|w| w.kind == committee::WorkKind::Record && w.request == d));
        let closing = [("version", h.sitting_version(sitting).await)];
        assert_eq!(h.t.post(&h.secretary, &format!("/committee/sittings/{sitting}/close"), &[(closing[0].0, &closing[0].1)]).await.status, 303);
        let due = committee::work(&mut h.t.db.reader(), &permit, h.t.env.now().day(), 50).await.unwrap();
        assert!(due.iter().any(|w| w.kind == committee::WorkKind::DeferralDue && w.request == a));
        assert!(due.iter().any(|w| w.kind == committee::WorkKind::NoSitting && w.request == d));
        let second = h.sitting(&[a, b], &h.everyone()).await;
        for r in [a, b] {
            h.all_vote(second, r, "accept").await;
            assert_eq!(h.record(second, r, &ACCEPT).await.status, 303);
            assert_eq!(h.confirm(&h.chair, second, r, PASSWORD).await.status, 303);
            let row = requests::find_unscoped(&mut h.t.db.reader(), r).await.unwrap();
            assert_eq!((row.state.code(), row.deferred_until, row.waiting_place), ("decided", None, None));
        }
    })
    .await;
}

#[tokio::test]
async fn the_delegate_decides_small_requests_alone() {
    both(setup(), async |t| {
        let h = House::new(t).await;
        let small = h.request("cash_once", Some(700)).await;
        let path = |id: kernel::Id| format!("/requests/{id}/decide-by-delegate");
        let version = h.version(small).await;
        let cmd = [("version", version.as_str()), ("outcome", "accept"), ("amount", "700"), ("reasons", "حاجة عاجلة ثابتة."), ("password", PASSWORD)];
        // Before anyone is named.
        assert_eq!(h.t.post(&h.manager, &path(small), &cmd).await.status, 422);
        let manager = h.manager.id.to_string();
        let naming = [("version", "0"), ("delegate", manager.as_str()), ("below", "1000")];
        let r = h.t.post(&h.manager, "/committee/delegate", &naming).await;
        assert_eq!(r.status, 422, "nobody names himself");
        r.no_missing_words();
        assert_eq!(h.t.post(&h.secretary, "/committee/delegate", &naming).await.status, 303);
        assert_eq!(h.t.post(&h.secretary, "/committee/delegate", &naming).await.status, 409, "the page is old");
        let page = h.t.get(&h.manager, &path(small)).await;
        assert_eq!(page.status, 200);
        page.no_missing_words();
        h.t.get_en(&h.manager, &path(small)).await.no_missing_words();
        // Not the secretary, though she may record; not with another password; not what is the committee's; not above the amount.
        assert_eq!(h.t.post(&h.secretary, &path(small), &cmd).await.status, 422);
        let wrong = [cmd[0], cmd[1], cmd[2], cmd[3], ("password", "wrong password")];
        assert_eq!(h.t.post(&h.manager, &path(small), &wrong).await.status, 422);
        let large = h.request("cash_once", Some(1000)).await;
        let (v, at_limit) = (h.version(large).await, "999");
        let r =
            h.t.post(&h.manager, &path(large), &[("version", &v), ("outcome", "accept"), ("amount", at_limit), ("reasons", "سبب"), ("password", PASSWORD)])
                .await;
        assert_eq!(r.status, 422, "what counts is what was asked");
        let rent = h.request("rent", Some(500)).await;
        let v = h.version(rent).await;
        let r = h.t.post(&h.manager, &path(rent), &[("version", &v), ("outcome", "refuse"), ("reasons", "سبب"), ("password", PASSWORD)]).await;
        assert_eq!(r.status, 422, "the service is the committee's");
        assert_eq!(h.state(small).await, "before_committee");
        // His desk has what he may decide and nothing else of the committee's; the secretary's has none of it as hers alone.
        let permit = h.t.permit(&h.manager, committee::perm::READ);
        let work = committee::work(&mut h.t.db.reader(), &permit, h.t.env.now().day(), 9).await.unwrap();
        assert_eq!(work.iter().map(|w| (w.kind, w.request)).collect::<Vec<_>>(), [(committee::WorkKind::Delegate, small)]);
        let permit = kernel::Permit { actor: h.manager.clone(), permission: requests::perm::LIST, scope: kernel::Scope::All };
        assert!(requests::work(&mut h.t.db.reader(), &permit, i18n::Lang::Ar, h.t.env.now(), 30).await.unwrap().is_empty());
        let permit = h.t.permit(&h.secretary, committee::perm::READ);
        let work = committee::work(&mut h.t.db.reader(), &permit, h.t.env.now().day(), 9).await.unwrap();
        assert!(!work.is_empty() && work.iter().all(|w| w.kind != committee::WorkKind::Delegate));
        assert_eq!(h.t.post(&h.manager, &path(small), &cmd).await.status, 303);
        assert_eq!(h.state(small).await, "decided");
        let d = h.decision(small).await;
        assert!(d.by_delegate && d.deciders == [h.manager.id] && d.confirmed_by == Some(h.manager.id));
        // Who verified does not decide.
        let own = h.request("cash_once", Some(700)).await;
        h.write("UPDATE request SET verified_by = $2 WHERE id = $1", args![own, h.manager.id]).await;
        let v = h.version(own).await;
        let r =
            h.t.post(&h.manager, &path(own), &[("version", &v), ("outcome", "accept"), ("amount", "700"), ("reasons", "سبب"), ("password", PASSWORD)]).await;
        assert_eq!(r.status, 422);
        assert_eq!(h.state(own).await, "before_committee");
        // What lies before a sitting is the sitting's.
        let laid = h.request("cash_once", Some(700)).await;
        h.sitting(&[laid], &h.everyone()).await;
        let v = h.version(laid).await;
        let r =
            h.t.post(&h.manager, &path(laid), &[("version", &v), ("outcome", "accept"), ("amount", "700"), ("reasons", "سبب"), ("password", PASSWORD)]).await;
        assert_eq!(r.status, 422);
    })
    .await;
}

#[tokio::test]
async fn reopened_by_two_before_the_reply() {
    both(setup(), async |t| {
        let h = House::new(t).await;
        let (_, request) = h.decided("rent", Some(9000), &[("outcome", "refuse"), ("reasons", "للأسرة دخل كافٍ.")]).await;
        let path = format!("/requests/{request}/reopen");
        let v = h.version(request).await;
        assert_eq!(h.t.post(&h.secretary, &path, &[("version", &v)]).await.status, 422, "a new fact is needed");
        let page = h.t.get(&h.secretary, &path).await;
        page.no_missing_words();
        assert_eq!(h.t.get(&h.auditor, &path).await.status, 404);
        assert_eq!(h.t.post(&h.chair, &format!("{path}/confirm"), &[("version", &v), ("password", PASSWORD)]).await.status, 422, "nothing was proposed");
        assert_eq!(h.t.post(&h.secretary, &path, &[("version", &v), ("new_fact", "انقطع الدخل بعد القرار")]).await.status, 303);
        assert_eq!(h.state(request).await, "decided");
        let v = h.version(request).await;
        assert_eq!(h.t.post(&h.secretary, &path, &[("version", &v), ("new_fact", "مرة أخرى")]).await.status, 422);
        let permit = h.t.permit(&h.chair, committee::perm::READ);
        let work = committee::work(&mut h.t.db.reader(), &permit, h.t.env.now().day(), 9).await.unwrap();
        assert!(work.iter().any(|w| w.kind == committee::WorkKind::ConfirmReopening));
        h.t.get(&h.chair, &path).await.no_missing_words();
        h.t.get_en(&h.chair, &path).await.no_missing_words();
        assert_eq!(h.t.post(&h.chair, &format!("{path}/confirm"), &[("version", &v), ("password", "wrong password")]).await.status, 422);
        assert_eq!(h.t.post(&h.chair, &format!("{path}/confirm"), &[("version", &v), ("password", PASSWORD)]).await.status, 303);
        assert_eq!(h.state(request).await, "before_committee");
        // Decided anew by another sitting.
        let sitting = h.sitting(&[request], &h.everyone()).await;
        h.all_vote(sitting, request, "accept").await;
        assert_eq!(h.record(sitting, request, &ACCEPT).await.status, 303);
        assert_eq!(h.confirm(&h.chair, sitting, request, PASSWORD).await.status, 303);
        assert_eq!(h.decision(request).await.outcome, Outcome::Accept);
    })
    .await;
}
