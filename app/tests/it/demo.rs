//! The invented association agrees with itself, and is the same for a seed.

use db::{Query, args, built};
use kernel::{Actor, At, Id};
use requests::rules::{Outcome, State};
use sila::{args::Place, demo, house::House};
use std::collections::{BTreeMap, BTreeSet};

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
        "SELECT outcome || ' ' || deciders || ' ' || reasons || ' ' || id AS x FROM request_decision ORDER BY id",
        "SELECT letter_number || ' ' || decision_id || ' ' || id AS x FROM request_reply ORDER BY id",
        "SELECT action || ' ' || from_state || ' ' || to_state || ' ' || reason || ' ' || id AS x FROM request_history ORDER BY id",
        "SELECT kind || ' ' || reason || ' ' || id AS x FROM request_deviation ORDER BY id",
        "SELECT question || ' ' || COALESCE(answer, '') || ' ' || id AS x FROM clarification ORDER BY id",
        "SELECT new_fact || ' ' || decision_id || ' ' || id AS x FROM committee_reopening ORDER BY id",
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
        // After an objection the decision told before is not the one awaited.
        if r.decided_at.is_some() && r.state != State::BeforeCommittee {
            assert!(f.confirmed && f.decision_reasons_given && !f.verifier_decided, "{at}");
            assert!(f.outcome != Some(Outcome::Accept) || f.amount_or_goods_given, "{at}");
        }
        if let Some(replied) = r.replied_at {
            assert!((r.floor.reached(replied) || r.urgent_at.is_some()) && r.letter_number.is_some(), "{at}");
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

/// How often each thing beside the plain way happened; each of them agrees with the rows it hangs on.
async fn twists(house: &House) -> BTreeMap<&'static str, usize> {
    let mut q = house.db.reader();
    let (_, delegate) = committee::delegate(&mut q).await.unwrap();
    let delegate = delegate.expect("somebody is named delegate");
    let mut seen: BTreeMap<&'static str, usize> = BTreeMap::new();
    let mut saw = |what: &'static str, yes: bool| *seen.entry(what).or_default() += usize::from(yes);
    for row in q.all(built("SELECT id FROM request ORDER BY id".into()), args![]).await.unwrap() {
        let r = requests::find_unscoped(&mut q, row.id("id").unwrap()).await.unwrap();
        let at = format!("{} {}", r.state.code(), r.id);
        // Every step is one of the table's, each begins where the one before ended, and time goes on.
        let mut history = requests::history(&mut q, r.id).await.unwrap();
        history.reverse();
        for pair in history.windows(2) {
            assert!(pair[0].to == pair[1].from && pair[0].at <= pair[1].at, "{at} {pair:?}");
        }
        for h in history.iter().filter(|h| !requests::DID.contains(&h.action.as_str())) {
            let from = State::ALL.into_iter().find(|s| s.code() == h.from).unwrap();
            let ways = requests::rules::table::transitions_from(from).filter(|t| t.action.code() == h.action).flat_map(|t| t.ways);
            assert!(ways.into_iter().any(|w| w.to.code() == h.to), "{at} {h:?}");
        }
        let did = |what: &str| history.iter().filter(|h| h.action == what).count();
        let decisions = requests::decisions(&mut q, r.id).await.unwrap();
        let replies = requests::replies(&mut q, r.id).await.unwrap();
        assert_eq!((did("decide"), did("reply")), (decisions.len(), replies.len()), "{at}");
        assert_eq!(
            decisions.iter().filter(|d| d.superseded_at.is_none()).map(|d| d.id).collect::<Vec<_>>(),
            r.decision.into_iter().collect::<Vec<_>>(),
            "{at}"
        );
        assert_eq!(replies.iter().map(|a| a.at).max(), r.replied_at, "{at}");
        // Before its day no answer without a reason, and each of those is listed.
        let deviations = requests::deviations(&mut q, r.id).await.unwrap();
        assert_eq!(deviations.len(), replies.iter().filter(|a| a.urgent).count(), "{at}");
        for a in &replies {
            let d = decisions.iter().find(|d| d.id == a.decision).unwrap();
            assert_eq!((d.replied_at, d.outcome, d.amount), (Some(a.at), a.outcome, a.amount), "{at}");
            assert_eq!(a.urgent, !r.floor.reached(a.at), "{at}");
            if a.urgent {
                let reason = r.urgent_reason.clone().filter(|x| !x.trim().is_empty()).expect("a reason");
                assert!(r.urgent_at.is_some_and(|u| d.confirmed_at.unwrap() <= u && u < a.at), "{at}");
                assert!(did("urge") == 1 && deviations.iter().any(|x| x.0 == "urgent_reply" && x.1 == reason && x.2 == a.at), "{at}");
            }
        }
        saw("answered early", replies.iter().any(|a| a.urgent));
        assert_eq!(usize::try_from(r.objections).unwrap(), did("object"), "{at}");
        if r.objections > 0 {
            let object = history.iter().find(|h| h.action == "object").unwrap();
            let told = replies.iter().filter(|a| a.at < object.at).min_by_key(|a| a.at).expect("told before");
            assert!(object.at <= told.objection_until && !object.reason.is_empty() && (told.outcome == Outcome::Refuse || told.partial), "{at}");
            assert!(r.reporter.is_some() && r.reporter != r.researcher.or(r.presented_by), "{at} the same reporter");
            saw("objection before the committee", r.state == State::BeforeCommittee && decisions.len() == 1);
            saw("objection to a part", r.state == State::BeforeCommittee && r.registered_at.is_some() && r.deliveries_planned > 0);
            saw("objection decided", decisions.len() == 2 && replies.len() == 1);
            saw("objection answered", decisions.len() == 2 && replies.len() == 2);
        }
        for d in &decisions {
            let item = q.all(built("SELECT result FROM sitting_item WHERE decision_id = $1".into()), args![d.id]).await.unwrap();
            assert_eq!((d.by_delegate, item.len()), (d.sitting.is_none(), usize::from(d.sitting.is_some())), "{at}");
            assert_eq!((&d.snapshot_digest, &d.study_digest), (&r.snapshot_digest, &r.study_digest), "{at}");
            if d.by_delegate {
                let service = services::by_id_version(&mut q, r.service, r.service_version).await.unwrap();
                let limit = committee::actions::delegate::service_limit(&service);
                assert!(committee::rules::within_delegate_amount(r.amount_asked, d.amount, &delegate, limit), "{at}");
                assert!(d.deciders == [delegate.employee] && d.recorded_by == delegate.employee && d.confirmed_by == Some(delegate.employee), "{at}");
                assert!(r.verified_by != Some(delegate.employee), "{at}");
            }
            saw("delegate's decision not told", d.by_delegate && d.replied_at.is_none());
            saw("delegate's decision told", d.by_delegate && d.replied_at.is_some());
        }
        let asked = research::questions_of(&mut q, r.id).await.unwrap();
        let answered = asked.iter().filter(|c| c.answer.is_some()).count();
        assert_eq!((r.clarifications_open, r.clarifications_answered), ((asked.len() - answered) as i64, answered as i64), "{at}");
        let tasks = requests::tasks(&mut q, r.id).await.unwrap();
        let tell: Vec<_> = tasks.iter().filter(|t| t.kind == requests::TaskKind::TellAnswer).collect();
        assert_eq!((tell.len(), did("tell_answer")), (answered, tell.iter().filter(|t| t.done_at.is_some()).count()), "{at}");
        assert!(asked.iter().all(|c| c.answer.as_ref().is_none_or(|a| a.1 > c.asked_at)), "{at}");
        saw("question open", r.clarifications_open > 0);
        saw("question answered", answered > 0);
        let lines = delivery::of_request(&mut q, r.id).await.unwrap();
        let open = lines.iter().filter(|l| !l.state.is_settled()).count();
        assert_eq!((r.deliveries_planned, r.deliveries_open), (lines.len() as i64, open as i64), "{at}");
        for l in &lines {
            let d = decisions.iter().find(|d| d.id == l.decision).unwrap();
            assert!(d.outcome == Outcome::Accept && d.replied_at.is_some_and(|told| told < l.planned_at), "{at}");
            assert_eq!(l.released.is_none(), l.state.code() == "planned", "{at}");
            assert!(l.handed.as_ref().is_none_or(|h| !d.deciders.contains(&h.by)), "{at}");
        }
        saw("line to release", lines.iter().any(|l| l.state.code() == "planned"));
        let reopenings = q.all(built("SELECT decision_id, confirmed_at FROM committee_reopening WHERE request_id = $1".into()), args![r.id]).await.unwrap();
        for p in &reopenings {
            let d = decisions.iter().find(|d| d.id == p.id("decision_id").unwrap()).unwrap();
            let confirmed = p.opt_at("confirmed_at").unwrap();
            assert!(d.replied_at.is_none() && d.superseded_at == confirmed && did("reopen") == usize::from(confirmed.is_some()), "{at}");
            assert!(confirmed.is_some() || (r.state == State::Decided && r.decision == Some(d.id)), "{at}");
            saw("reopened", confirmed.is_some());
            saw("reopening proposed", confirmed.is_none());
        }
    }
    // Letters follow time, without a gap.
    let letters = q.all(built("SELECT letter_number FROM request_reply WHERE letter_number LIKE '1448/%' ORDER BY at, id".into()), args![]).await.unwrap();
    let mut numbers: Vec<String> = letters.iter().map(|n| n.text("letter_number").unwrap()).collect();
    let mut wanted: Vec<String> = (1..=numbers.len()).map(|i| format!("1448/{i}")).collect();
    numbers.sort();
    wanted.sort();
    assert_eq!(numbers, wanted);
    seen
}

/// What must be there to be looked at.
fn all_there(seen: &BTreeMap<&'static str, usize>) {
    assert_eq!(seen.len(), 12, "{seen:?}");
    assert!(seen.values().all(|n| *n > 0), "{seen:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_serve_shows_holds_every_twist() {
    let (_dir, house) = crate::invented::association().await;
    all_there(&twists(&house).await);
    house.close().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_invented_association_agrees_with_itself() {
    staff::use_cheap_hashes();
    let (a, b) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let house = House::open(&place(a.path(), None)).await.unwrap();
    let counts = fill(&house, 150, 3).await;
    assert_eq!(counts.files, 150);
    agrees(&house).await;
    all_there(&twists(&house).await);
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
    all_there(&twists(&other).await);
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
