//! Several people behind one number, and those of whom there is no file.

use crate::client::{House, identity, setup};
use http::StatusCode;
use kernel::Id;

const SHARED: &str = "0500000142";

/// A mother with her file and a grown daughter with her own, on one phone; twins of one birthday among them.
async fn house(t: testkit::TestApp) -> (House, Id, Id) {
    let h = House::new(t).await;
    let twins = vec![
        (h.person("سعد فهد عبد الرحمن الرشيد", 11, SHARED, "2012-02-02"), "son"),
        (h.person("سعود فهد عبد الرحمن الرشيد", 12, SHARED, "2012-02-02"), "son"),
    ];
    let mother = h.file(h.person("هيلة سليمان محمد المرشود", 1, SHARED, "1979-03-11"), twins, h.t.branch).await.0;
    let daughter = h.file(h.person("لمى فهد عبد الرحمن الرشيد", 2, SHARED, "2001-08-20"), vec![], h.t.branch).await.0;
    (h, mother, daughter)
}

#[tokio::test]
async fn the_identity_number_decides_which() {
    testkit::both(setup(), |t| async move {
        let (h, mother, daughter) = house(t).await;
        let p = h.signed_in(SHARED, 1).await;
        assert_eq!(h.acts(&p).await.iter().map(|a| (a.file, a.capacity)).collect::<Vec<_>>(), [(mother, "self")]);
        let q = h.signed_in(SHARED, 2).await;
        assert_eq!(h.acts(&q).await.iter().map(|a| a.file).collect::<Vec<_>>(), [daughter]);
        // A child of the household comes in as himself, and acts for no file.
        let c = h.signed_in(SHARED, 11).await;
        assert!(h.acts(&c).await.is_empty());
        // By a birth date in the other calendar: the daughter's, 2001-08-20.
        let mut b = h.known(SHARED).await;
        let hijri = i18n::dates::hijri("2001-08-20".parse().unwrap()).unwrap();
        let (y, m, d) = (hijri.y.to_string(), hijri.m.to_string(), hijri.d.to_string());
        let r = b.post("/my/sign-in/who", &[("by", "birth"), ("birth_day", &d), ("birth_month", &m), ("birth_year", &y), ("birth_cal", "hijri")]).await;
        assert_eq!((r.status, r.location.as_str()), (StatusCode::SEE_OTHER, "/my"), "{}", r.body);
        assert_eq!(h.acts(&b).await.iter().map(|a| a.file).collect::<Vec<_>>(), [daughter]);
    })
    .await;
}

#[tokio::test]
async fn a_birthday_of_two_is_nobodys_and_a_year_is_not_enough() {
    testkit::both(setup(), |t| async move {
        let (h, ..) = house(t).await;
        let mut p = h.known(SHARED).await;
        let twins = [("by", "birth"), ("birth_day", "2"), ("birth_month", "2"), ("birth_year", "2012"), ("birth_cal", "gregorian")];
        let r = p.post("/my/sign-in/who", &twins).await;
        assert_eq!(r.status, StatusCode::UNPROCESSABLE_ENTITY);
        let r = p.post("/my/sign-in/who", &[("by", "birth"), ("birth_year", "1979"), ("birth_cal", "gregorian")]).await;
        assert_eq!(r.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(r.worded().body.contains(&i18n::t(i18n::Lang::Ar, "error-birth_whole")));
        assert!(h.outside(&p).await.is_none());
    })
    .await;
}

#[tokio::test]
async fn the_third_wrong_answer_goes_on_without_a_file() {
    testkit::both(setup(), |t| async move {
        let (h, ..) = house(t).await;
        let mut p = h.known(SHARED).await;
        for left in ["2", "1"] {
            let r = p.post("/my/sign-in/who", &[("by", "identity"), ("identity", &identity(70))]).await;
            assert_eq!(r.status, StatusCode::UNPROCESSABLE_ENTITY, "{left}");
            assert!(r.worded().body.contains("id=\"identity-e\"") && r.body.contains("لم يطابق ما كُتب ملفًا مسجلًا بهذا الجوال"), "said at its field");
            assert!(h.outside(&p).await.is_none());
        }
        let r = p.post("/my/sign-in/who", &[("by", "identity"), ("identity", &identity(70))]).await;
        assert_eq!((r.status, r.location.as_str()), (StatusCode::SEE_OTHER, "/my/no-file"));
        let o = h.outside(&p).await.unwrap();
        assert!(o.person.is_none() && o.actor.is_outside());
        let r = p.get("/my/no-file").await;
        assert!(r.worded().says("accounts-no-file-title"));
        assert!(h.acts(&p).await.is_empty());
        // Nothing of the family on that page or the next.
        for path in ["/my/no-file", "/my/who", "/my/devices", "/my/represent"] {
            let body = p.get(path).await.body;
            for name in ["هيلة", "المرشود", "لمى", "الرشيد"] {
                assert!(!body.contains(name), "{path} says {name}");
            }
        }
        // The same number with the same identity is the same account another day; with another it is not.
        let account = |p: &crate::client::Phone| {
            let p = p.clone();
            let h = &h;
            async move {
                let o = h.outside(&p).await.unwrap();
                accounts::account_of(&mut h.t.db.reader(), o.session).await.unwrap()
            }
        };
        let first = account(&p).await;
        assert_eq!(first, o.actor.id);
        h.t.clock.advance_ms(9 * kernel::HOUR_MS);
        let mut again = h.known(SHARED).await;
        again.post("/my/sign-in/who", &[("by", "identity"), ("identity", &identity(70))]).await;
        again.post("/my/sign-in/who", &[("none", "1")]).await;
        assert_eq!(account(&again).await, first);
        h.t.clock.advance_ms(61_000);
        let mut none = h.known(SHARED).await;
        none.post("/my/sign-in/who", &[("none", "1")]).await;
        assert_ne!(account(&none).await, first);
    })
    .await;
}

#[tokio::test]
async fn whoever_holds_the_phone_cannot_try_out_the_family() {
    testkit::both(setup(), |t| async move {
        let (h, ..) = house(t).await;
        // Six answers, whatever the number of sign-ins; then even the right one fits nobody.
        for _ in 0..2 {
            let mut p = h.known(SHARED).await;
            for _ in 0..3 {
                p.post("/my/sign-in/who", &[("by", "identity"), ("identity", &identity(71))]).await;
            }
            h.t.clock.advance_ms(61_000);
        }
        let mut p = h.known(SHARED).await;
        let r = p.post("/my/sign-in/who", &[("by", "identity"), ("identity", &identity(2))]).await;
        assert_eq!(r.status, StatusCode::UNPROCESSABLE_ENTITY);
        // Later it does.
        h.t.clock.advance_ms(2 * kernel::HOUR_MS + 61_000);
        let p = h.signed_in(SHARED, 2).await;
        assert_eq!(h.acts(&p).await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn the_dead_do_not_come_in() {
    testkit::both(setup(), |t| async move {
        let (h, mother, _) = house(t).await;
        let p = h.signed_in(SHARED, 1).await;
        let person = h.member(mother, 1).await;
        let mut tx = h.t.db.begin(&kernel::Actor::system()).await.unwrap();
        people::record_death(&mut tx, person, h.today()).await.unwrap();
        tx.commit_quietly("a death").await.unwrap();
        assert!(h.outside(&p).await.is_none());
        let mut p = h.known(SHARED).await;
        let r = p.post("/my/sign-in/who", &[("by", "identity"), ("identity", &identity(1))]).await;
        assert_eq!(r.status, StatusCode::UNPROCESSABLE_ENTITY);
    })
    .await;
}
