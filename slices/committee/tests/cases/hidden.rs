//! Before the reply no outcome shows outside the committee: not on a panel, a list, the sitting's page or its minutes.

use crate::house::*;
use db::args;
use kernel::{Actor, Id};
use testkit::both;
use web::{Answer, Cx};

/// The request's page as this room sees it: its own slot alone.
async fn slot(cx: Cx) -> Answer {
    let html = cx.panels("request.main", cx.id("id")?).await?.concat();
    Ok(web::text(web::StatusCode::OK, &html))
}
fn page() -> web::Routes {
    web::Routes::new("test").signed_in_get("/test/{id}", slot)
}

async fn panel(h: &House, who: &Actor, request: Id) -> String {
    let r = h.t.get(who, &format!("/test/{request}")).await;
    assert_eq!(r.status, 200);
    r.no_missing_words();
    r.text()
}

#[tokio::test]
async fn an_outcome_stays_within_the_committee_until_it_is_told() {
    let mut s = setup();
    s.routes.push(page);
    s.slots = committee::panels();
    both(s, async |t| {
        let h = House::new(t).await;
        let secret = "للأسرة سكن مملوك في الحي";
        let (sitting, request) = h.decided("rent", Some(9000), &[("outcome", "refuse"), ("reasons", secret)]).await;
        let pages =
            [format!("/committee/sittings/{sitting}"), h.item(sitting, request), format!("/committee/sittings/{sitting}/minutes"), "/committee".to_string()];
        let told = i18n::t(i18n::Lang::Ar, "choice-committee-result-decided");
        for p in &pages {
            let r = h.t.get(&h.auditor, p).await;
            assert_eq!(r.status, 200, "{p}");
            assert!(!r.text().contains(secret) && !r.text().contains(&told), "{p}: {}", r.text());
            r.no_missing_words();
            assert_eq!(h.t.get(&h.officer, p).await.status, if p == "/committee" { 403 } else { 404 });
        }
        for p in &pages[1..3] {
            assert!(h.t.get(&h.members[0], p).await.text().contains(secret), "{p}");
            h.t.get_en(&h.members[0], p).await.no_missing_words();
        }
        for who in [&h.officer, &h.auditor] {
            let html = panel(&h, who, request).await;
            assert!(!html.contains(secret) && !html.contains(&told), "{html}");
        }
        assert!(panel(&h, &h.secretary, request).await.contains(secret));
        assert!(panel(&h, &h.members[0], request).await.contains(secret));
        // A member with a conflict sees neither, before or after.
        h.write(
            "INSERT INTO committee_conflict (request_id, employee_id, sitting_id, source, reason, at, by_employee) VALUES ($1, $2, $3, 'declared', 'س', 0, $2)",
            args![request, h.members[3].id, sitting],
        )
        .await;
        let file = requests::find_unscoped(&mut h.t.db.reader(), request).await.unwrap().file;
        h.write("INSERT INTO file_closed (file_id, employee_id, cause_id, at) VALUES ($1, $2, $3, 0)", args![file, h.members[3].id, request]).await;
        assert_eq!(panel(&h, &h.members[3], request).await, "");
        assert!(!h.t.get(&h.members[3], &pages[2]).await.text().contains(secret));
        // The officer who is to reply sees it once the floor has passed; the auditor once it was told.
        h.t.clock.set(h.t.env.now().plus_days(6));
        assert!(panel(&h, &h.officer, request).await.contains(secret));
        assert!(!panel(&h, &h.auditor, request).await.contains(secret));
        h.write("UPDATE request SET state = 'refused', replied_at = 5 WHERE id = $1", args![request]).await;
        h.write("UPDATE request_decision SET replied_at = 5 WHERE request_id = $1", args![request]).await;
        assert!(panel(&h, &h.auditor, request).await.contains(secret));
        assert!(h.t.get(&h.auditor, &pages[2]).await.text().contains(secret));
        assert_eq!(panel(&h, &h.members[3], request).await, "");
    })
    .await;
}

#[tokio::test]
async fn a_recorded_outcome_is_as_secret_as_a_confirmed_one() {
    let mut s = setup();
    s.routes.push(page);
    s.slots = committee::panels();
    both(s, async |t| {
        let h = House::new(t).await;
        let request = h.request("rent", Some(9000)).await;
        let sitting = h.sitting(&[request], &h.everyone()).await;
        h.all_vote(sitting, request, "accept").await;
        h.record(sitting, request, &[("outcome", "accept"), ("amount", "8123"), ("reasons", "ثبتت الحاجة تمامًا")]).await;
        for p in [h.item(sitting, request), format!("/committee/sittings/{sitting}/minutes"), format!("/committee/sittings/{sitting}")] {
            let text = h.t.get(&h.auditor, &p).await.text();
            assert!(
                !text.contains("8,123") && !text.contains("ثبتت الحاجة تمامًا") && !text.contains(&i18n::t(i18n::Lang::Ar, "choice-committee-result-recorded")),
                "{p}: {text}"
            );
        }
        assert!(!panel(&h, &h.officer, request).await.contains("8,123"));
        assert!(h.t.get(&h.chair, &format!("{}/confirm", h.item(sitting, request))).await.text().contains("8,123"));
    })
    .await;
}
