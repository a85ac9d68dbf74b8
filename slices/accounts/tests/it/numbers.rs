//! A number taken off a person by any form: it hears of it, and opens nothing more.

use crate::client::{House, identity, setup};
use beneficiaries::Particulars;
use db::{Query, args};
use http::StatusCode;
use kernel::{Id, Permit};
use people::{MobileLine, NewPerson};

const MOBILE: &str = "0500000142";
const OTHER: &str = "0500000555";

async fn told(h: &House) -> Vec<String> {
    let sql = "SELECT address FROM message WHERE event = 'account.number_changed' ORDER BY id";
    h.t.db.reader().all(db::built(sql.into()), args![]).await.unwrap().iter().map(|r| r.text("address").unwrap()).collect()
}

/// The file's own form, as an officer sends it.
async fn edit(h: &House, file: Id, change: impl FnOnce(&mut NewPerson)) {
    let officer = h.t.as_role("relations_officer");
    let f = beneficiaries::find_any(&mut h.t.db.reader(), file).await.unwrap();
    let mut head = people::person(&mut h.t.db.reader(), f.head).await.unwrap().to_new();
    change(&mut head);
    let cmd = Particulars { file, version: f.version, head, old_number: String::new(), before_contact: String::new() };
    let permit = Permit::check(&officer, beneficiaries::perm::EDIT).unwrap();
    beneficiaries::update_particulars(&h.t.env, &h.t.db, &permit, cmd).await.unwrap();
}

fn line(number: &str, primary: bool) -> MobileLine {
    MobileLine { number: number.into(), answers: None, primary }
}

#[tokio::test]
async fn a_number_changed_by_the_files_form_hears_of_it_and_opens_nothing() {
    testkit::both(setup(), |t| async move {
        let h = House::new(t).await;
        let (file, _) = h.file(h.person("هيلة سليمان محمد المرشود", 1, MOBILE, "1979-03-11"), vec![], h.t.branch).await;
        let p = h.signed_in(MOBILE, 1).await;
        // A sign-in under way with the old number.
        let mut under_way = h.known(MOBILE).await;
        // Another particular changes: nothing happens to the number.
        edit(&h, file, |p| p.city = Some("الرس".into())).await;
        assert!(h.outside(&p).await.is_some() && told(&h).await.is_empty());
        // A second number is put before it: the old one is still his.
        edit(&h, file, |p| p.mobiles = vec![line(OTHER, true), line(MOBILE, false)]).await;
        assert!(h.outside(&p).await.is_some() && told(&h).await.is_empty());
        edit(&h, file, |p| p.mobiles = vec![line(OTHER, true)]).await;
        assert!(h.outside(&p).await.is_none());
        let live = "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM account_session WHERE ended = 0";
        assert_eq!(h.t.db.reader().one(db::built(live.into()), args![]).await.unwrap().int("n").unwrap(), 0, "ended, not only shut out");
        assert_eq!(told(&h).await, [MOBILE], "at the number that goes");
        let r = under_way.post("/my/sign-in/who", &[("by", "identity"), ("identity", &identity(1))]).await;
        assert_ne!(r.location, "/my", "{}", r.body);
        assert!(!under_way.jar.contains_key("sila_person"));
        assert!(h.events().await.iter().any(|e| e.code == "account.number_gone"));
        // The new one is his door.
        let new = h.signed_in(OTHER, 1).await;
        assert_eq!(h.acts(&new).await.len(), 1);
        // Back and forth again: each change tells anew.
        edit(&h, file, |p| p.mobiles = vec![line(MOBILE, true)]).await;
        assert!(h.outside(&new).await.is_none());
        assert_eq!(told(&h).await, [MOBILE, OTHER]);
    })
    .await;
}

#[tokio::test]
async fn whoever_never_came_in_by_it_is_left_in_peace_and_others_of_the_phone_stay() {
    testkit::both(setup(), |t| async move {
        let h = House::new(t).await;
        let (file, _) = h.file(h.person("هيلة سليمان محمد المرشود", 1, MOBILE, "1979-03-11"), vec![], h.t.branch).await;
        let (_, _) = h.file(h.person("لمى فهد عبد الرحمن الرشيد", 2, MOBILE, "2001-08-20"), vec![], h.t.branch).await;
        let sister = h.signed_in(MOBILE, 2).await;
        edit(&h, file, |p| p.mobiles = vec![line(OTHER, true)]).await;
        assert!(told(&h).await.is_empty());
        assert!(h.outside(&sister).await.is_some(), "the other's number it still is");
    })
    .await;
}

#[tokio::test]
async fn whether_the_portal_names_employees_is_set_on_its_page() {
    testkit::both(setup(), |t| async move {
        let h = House::new(t).await;
        let admin = h.t.as_role("administrator");
        let shown = || async { accounts::opened_names(&mut h.t.db.reader()).await.unwrap() };
        assert!(!shown().await, "off until the association decides so");
        let page = h.t.get(&admin, "/settings/sign-in").await;
        assert!(page.no_missing_words().body.contains("name=\"opened_names\""));
        h.t.get_en(&admin, "/settings/sign-in").await.no_missing_words();
        let base = [("idle_minutes", "20"), ("shared_idle_minutes", "5"), ("absolute_hours", "8")];
        let on = [base.as_slice(), &[("opened_names", "1")]].concat();
        assert_eq!(h.t.post(&h.t.as_role("manager"), "/settings/sign-in", &on).await.status, StatusCode::FORBIDDEN);
        assert_eq!(h.t.post(&admin, "/settings/sign-in", &on).await.status, StatusCode::SEE_OTHER);
        assert!(shown().await);
        let checked = h.t.get(&admin, "/settings/sign-in").await;
        let at = checked.body.find("name=\"opened_names\"").unwrap();
        assert!(checked.body[at..at + 80].contains("checked"));
        // Sent again it is no change, and none is written.
        h.t.post(&admin, "/settings/sign-in", &on).await;
        assert_eq!(h.events().await.iter().filter(|e| e.code == "account.opened_names").count(), 1);
        h.t.post(&admin, "/settings/sign-in", &base).await;
        assert!(!shown().await);
    })
    .await;
}
