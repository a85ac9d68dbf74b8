//! Members, settings, agenda, closing, numbers, and every page in both languages.

use crate::house::*;
use db::args;
use testkit::both;

#[tokio::test]
async fn minutes_are_numbered_without_gaps() {
    both(setup(), async |t| {
        let h = House::new(t).await;
        let (first, _) = h.decided("rent", Some(9000), &ACCEPT).await;
        let second = h.sitting(&[], &h.everyone()).await;
        let empty = h.sitting(&[], &[]).await;
        let waiting = h.request("rent", Some(9000)).await;
        let third = h.sitting(&[waiting], &h.everyone()).await;
        h.all_vote(third, waiting, "accept").await;
        h.record(third, waiting, &ACCEPT).await;
        let close = async |id| {
            let v = h.sitting_version(id).await;
            h.t.post(&h.secretary, &format!("/committee/sittings/{id}/close"), &[("version", &v)]).await
        };
        assert_eq!(close(first).await.status, 303);
        assert_eq!(close(first).await.status, 422, "closed once");
        let r = close(third).await;
        assert_eq!(r.status, 422, "a decision waits for the chair");
        r.no_missing_words();
        assert_eq!(close(empty).await.status, 422, "nobody was there");
        assert_eq!(close(second).await.status, 303);
        h.confirm(&h.chair, third, waiting, PASSWORD).await;
        assert_eq!(close(third).await.status, 303);
        for (id, n) in [(first, 1), (second, 2), (third, 3)] {
            assert_eq!(h.number("SELECT serial AS n FROM sitting WHERE id = $1 AND hijri_year = 1448", args![id]).await, n);
        }
        let minutes = h.t.get(&h.chair, &format!("/committee/sittings/{third}/minutes")).await;
        assert!(minutes.text().contains("1448/3") && minutes.text().contains("إبراهيم الناصر"));
        minutes.no_missing_words();
        h.t.get_en(&h.chair, &format!("/committee/sittings/{third}/minutes")).await.no_missing_words();
        // A closed sitting stays as it was.
        let v = h.sitting_version(third).await;
        let who = format!("seat_{}", h.chair.id);
        assert_eq!(
            h.t.post(&h.secretary, &format!("/committee/sittings/{third}/attendance"), &[("version", v.as_str()), (who.as_str(), "absent")]).await.status,
            422
        );
    })
    .await;
}

#[tokio::test]
async fn the_agenda_goes_by_seniority_and_holds_a_request_once() {
    both(setup(), async |t| {
        let h = House::new(t).await;
        let (a, b) = (h.request("rent", Some(9000)).await, h.request("food_basket", None).await);
        let sitting = h.sitting(&[b], &h.everyone()).await;
        let other = h.sitting(&[a, b], &h.everyone()).await;
        assert_eq!(
            h.number("SELECT CAST(COUNT(*) AS BIGINT) AS n FROM sitting_item WHERE sitting_id = $1", args![other]).await,
            1,
            "b lies before another sitting"
        );
        let (v, id) = (h.sitting_version(other).await, a.to_string());
        assert_eq!(h.t.post(&h.secretary, &format!("{}/remove", h.item(other, a)), &[("version", &v)]).await.status, 303);
        let v = h.sitting_version(sitting).await;
        assert_eq!(
            h.t.post(&h.secretary, &format!("/committee/sittings/{sitting}/agenda"), &[("version", v.as_str()), ("request", id.as_str())]).await.status,
            303
        );
        assert_eq!(
            h.t.post(&h.secretary, &format!("/committee/sittings/{sitting}/agenda"), &[("version", v.as_str()), ("request", id.as_str())]).await.status,
            409
        );
        let text = h.t.get(&h.secretary, &format!("/committee/sittings/{sitting}")).await.text();
        let at = |s: &str| text.find(s).unwrap_or_else(|| panic!("{s}: {text}"));
        assert!(at("1448-0001") < at("1448-0002"));
    })
    .await;
}

#[tokio::test]
async fn members_and_rules() {
    both(setup(), async |t| {
        let h = House::new(t).await;
        let newcomer = employee(&h.t, "سارة الحربي", &["committee_member"]).await;
        let id = newcomer.id.to_string();
        let from = [("from_day", "12"), ("from_month", "6"), ("from_year", "1448"), ("from_cal", "hijri")];
        let add = async |fields: &[(&str, &str)]| h.t.post(&h.secretary, "/committee/members", fields).await;
        let r = add(&[&from[..], &[("employee", id.as_str()), ("position", "chair")]].concat()).await;
        assert_eq!(r.status, 422, "one chair at a time");
        r.no_missing_words();
        let again = h.members[0].id.to_string();
        assert_eq!(add(&[&from[..], &[("employee", again.as_str()), ("position", "member")]].concat()).await.status, 422);
        assert_eq!(add(&[&from[..], &[("employee", id.as_str()), ("position", "member")]].concat()).await.status, 303);
        assert_eq!(add(&[]).await.status, 422);
        // His term ends; he can be named again later.
        let row =
            db::Query::one(&mut h.t.db.reader(), db::built("SELECT id, version FROM committee_member WHERE employee_id = $1".to_string()), args![newcomer.id])
                .await
                .unwrap();
        let (path, v) = (format!("/committee/members/{}/end", row.text("id").unwrap()), row.int("version").unwrap().to_string());
        assert_eq!(h.t.post(&h.secretary, &path, &[("version", &v)]).await.status, 303);
        assert_eq!(h.t.post(&h.secretary, &path, &[("version", &v)]).await.status, 409);
        for who in [&h.members[0], &h.auditor, &h.officer] {
            assert_eq!(h.t.get(who, "/committee/members").await.status, 403);
        }

        let rules = [("version", "0"), ("quorum", "at_least"), ("quorum_n", "٢"), ("majority", "most_votes"), ("tie", "undecided")];
        let request = h.request("rent", Some(9000)).await;
        let before = h.sitting(&[request], &[&h.chair, &h.members[0]]).await;
        assert_eq!(h.t.post(&h.manager, "/committee/settings", &rules).await.status, 303);
        assert_eq!(h.t.post(&h.manager, "/committee/settings", &rules).await.status, 409);
        assert_eq!(h.t.post(&h.manager, "/committee/settings", &[("version", "1"), ("quorum", "at_least")]).await.status, 422);
        // A sitting called before keeps its rules; one called after has the new ones.
        h.vote(before, request, &[(&h.chair, "accept"), (&h.members[0], "accept")]).await;
        assert_eq!(h.record(before, request, &ACCEPT).await.status, 422);
        let v = h.sitting_version(before).await;
        h.t.post(&h.secretary, &format!("{}/remove", h.item(before, request)), &[("version", &v)]).await;
        let after = h.sitting(&[request], &[&h.chair, &h.members[0]]).await;
        h.vote(after, request, &[(&h.chair, "accept"), (&h.members[0], "accept")]).await;
        let r = h.record(after, request, &ACCEPT).await;
        assert_eq!(r.status, 303, "{}", r.text());
    })
    .await;
}

#[tokio::test]
async fn every_page_has_its_words() {
    both(setup(), async |t| {
        let h = House::new(t).await;
        for p in ["/committee", "/committee/members", "/committee/settings", "/committee/sittings/new"] {
            h.t.get(&h.secretary, p).await.no_missing_words();
            h.t.get_en(&h.secretary, p).await.no_missing_words();
        }
        let request = h.request("rent", Some(9000)).await;
        let goods = h.request("food_basket", None).await;
        let sitting = h.sitting(&[request, goods], &h.everyone()).await;
        for p in [
            format!("/committee/sittings/{sitting}"),
            h.item(sitting, request),
            h.item(sitting, goods),
            format!("/committee/sittings/{sitting}/minutes"),
            "/committee".into(),
            "/committee/sittings/new".into(),
        ] {
            for who in [&h.secretary, &h.chair, &h.members[0], &h.manager, &h.auditor] {
                if p.ends_with("new") && who.id != h.secretary.id {
                    continue;
                }
                let r = h.t.get(who, &p).await;
                assert_eq!(r.status, 200, "{p}: {}", r.text());
                r.no_missing_words();
                h.t.get_en(who, &p).await.no_missing_words();
            }
        }
        // The file opens to a member once he said that he has no conflict.
        let base = h.item(sitting, request);
        assert!(!h.t.get(&h.members[0], &base).await.text().contains("تأخر إيجار البيت"));
        assert_eq!(h.t.post(&h.members[0], &format!("{base}/no-conflict"), &[]).await.status, 303);
        let r = h.t.get(&h.members[0], &base).await;
        assert!(r.text().contains("تأخر إيجار البيت"));
        r.no_missing_words();
        // A press sent twice makes one sitting.
        let chair = h.chair.id.to_string();
        let f = [
            ("_once", "k1"),
            ("held_on_day", "12"),
            ("held_on_month", "6"),
            ("held_on_year", "1448"),
            ("held_on_cal", "hijri"),
            ("place", "م"),
            ("chair", chair.as_str()),
        ];
        let (a, b) = (h.t.post(&h.secretary, "/committee/sittings", &f).await, h.t.post(&h.secretary, "/committee/sittings", &f).await);
        assert_eq!((a.status.as_u16(), a.location), (303, b.location));
    })
    .await;
}

#[tokio::test]
async fn the_signed_study_stands_beside_the_file() {
    both(setup(), async |t| {
        let h = House::new(t).await;
        let request = h.request("rent", Some(9000)).await;
        let r = requests::find_unscoped(&mut h.t.db.reader(), request).await.unwrap();
        let study = research::bulk::BulkStudy {
            head: research::rules::Head { id: h.t.env.id(), request, round: 1, kind: "field".into(), researcher: h.officer.id },
            file: r.file,
            branch: h.branch,
            assigned_at: h.t.env.now(),
            assigned_by: h.officer.id,
            body: research::rules::Body {
                findings: "غرفتان لستة أفراد".into(),
                recommendation: "accept_part".into(),
                reasons: "دخل متقطع".into(),
                ..research::rules::Body::default()
            },
            signed: Some((r.snapshot_digest, h.t.env.now())),
        };
        let mut tx = h.t.db.begin(&h.officer).await.unwrap();
        research::bulk::insert_many(&mut tx, std::slice::from_ref(&study)).await.unwrap();
        tx.record(h.t.env.now(), kernel::Event::new("test.fixture", "study", study.head.id));
        tx.commit().await.unwrap();
        h.write("UPDATE request SET study_id = $2 WHERE id = $1", args![request, study.head.id]).await;
        let sitting = h.sitting(&[request], &h.everyone()).await;
        let page = h.t.get(&h.secretary, &h.item(sitting, request)).await;
        page.no_missing_words();
        for words in ["غرفتان لستة أفراد", "دخل متقطع", "قبول جزئي"] {
            assert!(page.text().contains(words), "{words}");
        }
        h.t.get_en(&h.secretary, &h.item(sitting, request)).await.no_missing_words();
    })
    .await;
}
