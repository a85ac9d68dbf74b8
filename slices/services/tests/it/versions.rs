use crate::{body, manager, setup};
use db::args;
use kernel::{FieldErrors, Money, Problem};
use services::{Create, Revise, Switch, perm};
use testkit::TestApp;

async fn create(t: &TestApp) -> kernel::Id {
    let cmd = Create { code: "first".into(), sort: None, valid_from: t.env.now(), body: body(Some("members > 1")), once: "k1".into(), digest: "d".into() };
    services::create(&t.env, &t.db, &manager(t), cmd).await.unwrap()
}

fn revise(t: &TestApp, id: kernel::Id, version: i64, ceiling: i64) -> Revise {
    let mut b = body(Some("members > 1"));
    b.ceiling = Some(Money::riyals(ceiling));
    Revise { id, version, sort: None, valid_from: t.env.now(), reason: "قرار المجلس".into(), body: b, once: String::new(), digest: String::new() }
}

fn fields(p: Problem) -> FieldErrors {
    match p {
        Problem::Invalid(e) => e,
        other => panic!("{other}"),
    }
}

#[tokio::test]
async fn a_version_never_changes() {
    testkit::both(setup(), |t| async move {
        let (id, begun, m) = (create(&t).await, t.env.now(), manager(&t));
        t.clock.advance_ms(86_400_000);
        assert_eq!(services::revise(&t.env, &t.db, &m, revise(&t, id, 1, 900)).await.unwrap(), 2);
        let q = &mut t.db.reader();
        assert_eq!(*services::by_id_version(q, id, 1).await.unwrap().body, body(Some("members > 1")));
        assert_eq!(services::in_force_one(q, id, begun).await.unwrap().version, 1, "submitted before, judged as before");
        assert_eq!(services::in_force_one(q, id, t.env.now()).await.unwrap().version, 2);
        assert_eq!(services::latest(q, id).await.unwrap().body.ceiling, Some(Money::riyals(900)));
        assert!(matches!(services::by_id_version(q, id, 3).await, Err(Problem::NotFound)));
        // Someone who still sees the first version.
        assert!(matches!(services::revise(&t.env, &t.db, &m, revise(&t, id, 1, 800)).await, Err(Problem::Conflict { .. })));
        let same = services::revise(&t.env, &t.db, &m, revise(&t, id, 2, 900)).await.unwrap_err();
        assert_eq!(fields(same).get("").unwrap().code, "services_unchanged");
        let mut past = revise(&t, id, 2, 700);
        past.valid_from = begun;
        assert!(fields(services::revise(&t.env, &t.db, &m, past).await.unwrap_err()).get("from").is_some());
        // One that begins later.
        let mut later = revise(&t, id, 2, 700);
        later.valid_from = t.env.now().plus_days(10);
        services::revise(&t.env, &t.db, &m, later).await.unwrap();
        assert_eq!(services::in_force_one(q, id, t.env.now()).await.unwrap().version, 2);
        assert_eq!(services::in_force_one(q, id, t.env.now().plus_days(10)).await.unwrap().version, 3);
        let n = db::Query::one(q, db::built("SELECT CAST(COUNT(*) AS BIGINT) AS n FROM audit_event WHERE object = 'service'".into()), args![]).await.unwrap();
        assert_eq!(n.int("n").unwrap(), 3);
    })
    .await;
}

#[tokio::test]
async fn the_same_form_twice_makes_one() {
    testkit::both(setup(), |t| async move {
        let m = manager(&t);
        let cmd = Create { code: "first".into(), sort: None, valid_from: t.env.now(), body: body(None), once: "k".into(), digest: "d".into() };
        let a = services::create(&t.env, &t.db, &m, cmd.clone()).await.unwrap();
        assert_eq!(services::create(&t.env, &t.db, &m, cmd.clone()).await.unwrap(), a);
        let taken = services::create(&t.env, &t.db, &m, Create { once: "other".into(), ..cmd.clone() }).await.unwrap_err();
        assert_eq!(fields(taken).get("code").unwrap().code, "services_code_taken");
        let bad = services::create(&t.env, &t.db, &m, Create { code: "Bad Code".into(), once: "x".into(), ..cmd }).await.unwrap_err();
        assert_eq!(fields(bad).get("code").unwrap().code, "services_code");
    })
    .await;
}

#[tokio::test]
async fn stopped_and_offered_again_with_a_reason() {
    testkit::both(setup(), |t| async move {
        let (id, m) = (create(&t).await, manager(&t));
        let stop = Switch { id, version: 1, active: false, reason: "انتهى المال المخصص".into() };
        let blank = services::switch(&t.env, &t.db, &m, Switch { reason: "  ".into(), ..stop.clone() }).await.unwrap_err();
        assert!(fields(blank).get("reason").is_some());
        services::switch(&t.env, &t.db, &m, stop.clone()).await.unwrap();
        assert!(services::in_force(&mut t.db.reader(), t.env.now()).await.unwrap().is_empty());
        assert!(!services::in_force_one(&mut t.db.reader(), id, t.env.now()).await.unwrap().active);
        assert!(matches!(services::switch(&t.env, &t.db, &m, stop.clone()).await, Err(Problem::Conflict { .. })));
        services::switch(&t.env, &t.db, &m, Switch { version: 2, active: true, ..stop }).await.unwrap();
        assert_eq!(services::in_force(&mut t.db.reader(), t.env.now()).await.unwrap().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_body_is_checked() {
    testkit::both(setup(), |t| async move {
        let m = manager(&t);
        let mut b = body(Some("membrs > 1"));
        b.name_ar = " ".into();
        b.decider = services::Decider::Delegate;
        b.delegate_below = None;
        b.decided_by_role = "auditor".into();
        b.requirements[0].ways.clear();
        b.requirements[0].document = "no_such_paper".into();
        let cmd = Create { code: "first".into(), sort: None, valid_from: t.env.now(), body: b, once: String::new(), digest: String::new() };
        let e = fields(services::create(&t.env, &t.db, &m, cmd.clone()).await.unwrap_err());
        for (field, code) in [
            ("name_ar", "services_name"),
            ("delegate_below", "services_delegate_amount"),
            ("decided_by_role", "services_delegate_role"),
            ("r0_document", "services_code_unknown"),
            ("r0_ways", "services_ways"),
            ("r1_when", "cel_unknown"),
        ] {
            assert_eq!(e.get(field).map(|x| x.code), Some(code), "{field}");
        }
        let reader = kernel::Permit::check(&t.as_role("relations_officer"), perm::READ).unwrap();
        assert!(matches!(services::create(&t.env, &t.db, &reader, cmd).await, Err(Problem::Forbidden)));
    })
    .await;
}
