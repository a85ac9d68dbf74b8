//! The invented association agrees with itself, and is the same for a seed.

use db::{Query, args, built};
use kernel::{Actor, At, Id};
use requests::rules::{Outcome, State};
use sila::{args::Place, demo, house::House};
use std::collections::BTreeSet;

fn place(dir: &std::path::Path, url: Option<String>) -> Place {
    Place { data: dir.join("data"), keys: Some(dir.join("keys")), database_url: url, as_user: None }
}

async fn fill(house: &House, files: usize, seed: u64) -> demo::Counts {
    let quiet = |_: usize, _: usize| {};
    demo::fill(house, None, &demo::Options { files, seed, base: demo::fixed_base(), scanned_one_in: 20, scans_each: 1, progress: &quiet }).await.unwrap()
}

/// Texts that must be the same whenever and wherever a seed is filled in.
async fn content(house: &House) -> Vec<String> {
    let mut out = vec![];
    for sql in [
        "SELECT as_written || ' ' || COALESCE(identity, '') || ' ' || id AS x FROM person ORDER BY id",
        "SELECT number || ' ' || head_name || ' ' || status || ' ' || id AS x FROM beneficiary_file ORDER BY id",
        "SELECT COALESCE(number, '') || ' ' || state || ' ' || snapshot_digest || ' ' || id AS x FROM request ORDER BY id",
        "SELECT digest || ' ' || text AS x FROM request_snapshot ORDER BY digest",
        "SELECT body || ' ' || digest AS x FROM study ORDER BY id",
        "SELECT type_code || ' ' || number || ' ' || id AS x FROM document ORDER BY id",
        "SELECT state || ' ' || due_day || ' ' || id AS x FROM delivery_line ORDER BY id",
    ] {
        out.extend(house.db.reader().all(built(sql.into()), args![]).await.unwrap().iter().map(|r| r.text("x").unwrap()));
    }
    out
}

async fn agrees(house: &House) {
    let mut q = house.db.reader();
    let rows = q.all(built("SELECT id FROM request ORDER BY id".into()), args![]).await.unwrap();
    let mut states = BTreeSet::new();
    // A catalogue made after the fixed day is in force only from then on.
    let base: At = demo::fixed_base().max(house.env.now());
    for row in &rows {
        let r = requests::find_unscoped(&mut q, row.id("id").unwrap()).await.unwrap();
        states.insert(r.state.code());
        let f = requests::facts(&mut q, &r, &Actor::system(), base).await.unwrap();
        let at = format!("{} {}", r.state.code(), r.id);
        if r.submitted_at.is_some() {
            assert!(f.applicant_signature_valid && f.checklist_complete, "{at}");
            assert!(r.number.is_some() && requests::snapshot(&mut q, r.id, &r.snapshot_digest).await.unwrap().is_some(), "{at}");
        }
        if r.verified_at.is_some() {
            let file = beneficiaries::find_any(&mut q, r.file).await.unwrap();
            let list = requests::of_request(&mut q, &r, &file, base).await.unwrap();
            let open: Vec<_> = list.items().iter().filter(|i| !matches!(i.state.code(), "ok" | "not_applicable")).collect();
            assert!(open.is_empty(), "{at} {open:?}");
            assert!(f.checklist_verified && f.officer_signature_valid, "{at}");
        }
        if r.presented_at.is_some() {
            assert!(!f.study_needed || (f.study_exists && f.researcher_signature_valid && f.study_evaluated && f.study_recommends), "{at}");
            assert!(f.promise_explained && f.promise_clear, "{at}");
        }
        if r.decided_at.is_some() {
            assert!(f.confirmed && f.decision_reasons_given && !f.verifier_decided, "{at}");
            assert!(f.outcome != Some(Outcome::Accept) || f.amount_or_goods_given, "{at}");
        }
        if let Some(replied) = r.replied_at {
            assert!(r.floor.reached(replied) && r.letter_number.is_some(), "{at}");
        }
        if r.registered_at.is_some() {
            assert!(f.class_set && f.payment_way_set && f.validity_set && f.next_review_set && f.category_set, "{at}");
        }
        if r.state == State::Served {
            assert!(f.deliveries_settled && f.within_decided, "{at}");
        }
        if r.state == State::AwaitingCompletion {
            assert!(!f.nothing_missing() && !requests::missing(&mut q, r.id).await.unwrap().is_empty(), "{at}");
        }
        let history = requests::history(&mut q, r.id).await.unwrap();
        assert_eq!(history.first().map(|h| h.to.as_str()), Some(r.state.code()), "{at}");
        assert!(history.iter().all(|h| h.at <= base), "{at}");
    }
    assert_eq!(states.len(), State::ALL.len(), "{states:?}");
    // Numbers follow time, without a gap.
    let numbers = q
        .all(built("SELECT number FROM request WHERE number LIKE '1448-%' ORDER BY COALESCE(first_submitted_at, missing_told_at), id".into()), args![])
        .await
        .unwrap();
    for (i, n) in numbers.iter().enumerate() {
        assert_eq!(n.text("number").unwrap(), format!("1448-{:04}", i + 1));
    }
    let line: Option<Id> =
        q.maybe(built("SELECT id FROM delivery_line WHERE state = 'handed' LIMIT 1".into()), args![]).await.unwrap().map(|r| r.id("id").unwrap());
    let line = delivery::find(&mut q, line.unwrap()).await.unwrap().unwrap();
    let receipt = people::signatures(&mut q, "delivery", line.id).await.unwrap();
    assert_eq!(receipt[0].digest, delivery::bulk::receipt_digest(&line, &line.handed.as_ref().unwrap().receiver).unwrap());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_invented_association_agrees_with_itself() {
    staff::use_cheap_hashes();
    let (a, b) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let house = House::open(&place(a.path(), None)).await.unwrap();
    let counts = fill(&house, 150, 3).await;
    assert_eq!(counts.files, 150);
    agrees(&house).await;
    let first = content(&house).await;
    let again =
        demo::fill(&house, None, &demo::Options { files: 1, seed: 3, base: demo::fixed_base(), scanned_one_in: 20, scans_each: 1, progress: &|_, _| {} }).await;
    assert!(again.is_err(), "the same people cannot come twice");
    house.close().await.unwrap();
    let url = match std::env::var("SILA_TEST_PG") {
        Ok(server) => {
            let name = format!("t{}", kernel::Env::system().id());
            let url = db::testing::create_database(&server, &name).await.unwrap();
            Some((server, name, url))
        }
        Err(_) => None,
    };
    let other = House::open(&place(b.path(), url.as_ref().map(|u| u.2.clone()))).await.unwrap();
    fill(&other, 150, 3).await;
    agrees(&other).await;
    let second = content(&other).await;
    for (x, y) in first.iter().zip(&second) {
        assert_eq!(x, y);
    }
    assert_eq!(first.len(), second.len());
    other.close().await.unwrap();
    if let Some((server, name, _)) = url {
        let _ = db::testing::drop_database(&server, &name).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_real_is_mixed_with_the_invented() {
    staff::use_cheap_hashes();
    let dir = tempfile::tempdir().unwrap();
    let house = House::open(&place(dir.path(), None)).await.unwrap();
    let admin = staff::NewEmployee {
        username: "root".into(),
        name_ar: "مدير النظام".into(),
        roles: vec!["administrator".into()],
        password: "a long enough one 1448".into(),
        ..Default::default()
    };
    staff::create_employee(&house.env, &house.db, &Actor::system(), admin).await.unwrap();
    let root = staff::actor_by_username(&mut house.db.reader(), "root").await.unwrap().unwrap();
    let name = people::rules::name::parse("هند علي سعد المطرفي").unwrap();
    let mut tx = house.db.begin(&root).await.unwrap();
    let file = beneficiaries::NewFile::draft(people::NewPerson::named(&name), root.branch);
    beneficiaries::create_in(&mut tx, &house.env, &root, &file).await.unwrap();
    tx.commit().await.unwrap();
    let refused = demo::run(&house, Some(&root), 5, 1).await;
    assert!(refused.is_err());
    house.close().await.unwrap();
}
