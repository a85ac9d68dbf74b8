//! What the road says of itself, and what the person may do himself by the portal.

use crate::house::{House, days, house, setup};
use kernel::{Actor, Env, Id, Permit, Problem};
use messages::Settled;
use requests::{
    Close, HandSignature, Object, Submit, Tell,
    rules::{Outcome, State, perm},
};
use testkit::{TestApp, both};

/// A provider is set up: messages can reach people.
async fn with_sms(t: &TestApp) {
    let mut tx = t.db.begin(&Actor::system()).await.unwrap();
    let channels = r#"{"sms":{"kind":"generic","sealed":"","repeat":true,"hook":""}}"#;
    db::settings::set(&mut tx, messages::channels::SETTING, channels, t.env.now()).await.unwrap();
    tx.commit_quietly("a setting of the test").await.unwrap();
}

async fn key_of(t: &TestApp, request: Id) -> (Id, String, String) {
    use db::Query;
    let sql = db::built(format!("SELECT id, event, key FROM message WHERE request_id = '{request}' ORDER BY created_at DESC, id DESC LIMIT 1"));
    let row = t.db.reader().maybe(sql, db::args![]).await.unwrap().expect("a message");
    (row.id("id").unwrap(), row.text("event").unwrap(), row.text("key").unwrap().split_once('|').unwrap().1.to_string())
}

async fn settle(t: &TestApp, env: &Env, request: Id, ok: bool) {
    let (message, event, key) = key_of(t, request).await;
    let mut tx = t.db.begin(&Actor::system()).await.unwrap();
    let s = Settled { message, event, key, file: None, request: Some(request), channel: "sms".into(), ok, at: env.now() };
    requests::on_settled(&mut tx, env, &s).await.unwrap();
    tx.record(env.now(), kernel::Event::new("request.told", "request", request));
    tx.commit().await.unwrap();
}

fn himself(h: &House) -> Actor {
    Actor::outside(h.mother, "هيلة المرشود", &[perm::SUBMIT, perm::OBJECT, perm::WITHDRAW, perm::VERIFY, requests::perm::EDIT, requests::perm::CREATE])
}

async fn submit_himself(t: &TestApp, h: &House, id: Id) -> Result<State, Problem> {
    let me = himself(h);
    let r = h.row(t, id).await;
    let st = requests::stands(&mut t.db.reader(), &r, &me, t.env.now()).await.unwrap();
    let s = Submit {
        id,
        version: r.version,
        digest: st.frozen.digest,
        hand: HandSignature { code: true, ..HandSignature::default() },
        verify: None,
        once: String::new(),
        once_digest: String::new(),
    };
    requests::submit(&t.env, &t.db, &t.files, &Permit::check(&me, perm::SUBMIT).unwrap(), s).await
}

#[tokio::test]
async fn a_message_that_arrives_is_telling_and_one_that_cannot_leaves_the_task() {
    both(setup(), |t| async move {
        let h = house(&t).await;
        with_sms(&t).await;
        let id = h.ready(&t).await;
        assert_eq!(h.submit(&t, id).await.status, 303);
        let task = requests::tasks(&mut t.db.reader(), id).await.unwrap().remove(0);
        assert!(task.done_at.is_none() && task.due > t.env.now(), "it sleeps while the message is on its way");
        let (_, event, _) = key_of(&t, id).await;
        assert_eq!(event, "request.received");
        settle(&t, &t.env, id, false).await;
        let task = requests::tasks(&mut t.db.reader(), id).await.unwrap().remove(0);
        assert!(task.done_at.is_none() && task.due <= t.env.now(), "somebody is to call");
        settle(&t, &t.env, id, true).await;
        let task = requests::tasks(&mut t.db.reader(), id).await.unwrap().remove(0);
        assert_eq!(task.how.as_deref(), Some("message"));
        let page = t.get(&h.officer, &format!("/requests/{id}")).await;
        assert!(page.no_missing_words().text().contains("برسالة وصلت إليه"), "{}", page.text());
        // The provider takes its word back.
        settle(&t, &t.env, id, false).await;
        let task = requests::tasks(&mut t.db.reader(), id).await.unwrap().remove(0);
        assert!(task.done_at.is_none() && task.due <= t.env.now());
    })
    .await;
}

#[tokio::test]
async fn two_reminders_by_the_clock_and_then_it_lapses() {
    both(setup(), |t| async move {
        let h = house(&t).await;
        with_sms(&t).await;
        let id = h.draft(&t).await;
        h.fill(&t, id, &[("dwelling", "rented"), ("rent", "12000")]).await;
        assert_eq!(h.press(&t, &h.officer, id, "tell-missing", &[("note", ""), ("told", "later")]).await.status, 303);
        t.clock.advance_ms(days(20));
        assert_eq!(requests::remind_due(&t.env, &t.db).await.unwrap(), 0, "nobody was told yet: nothing counts");
        settle(&t, &t.env, id, true).await;
        assert!(h.row(&t, id).await.missing_told_at.is_some());
        for n in 1..=2 {
            t.clock.advance_ms(days(10));
            assert_eq!(requests::remind_due(&t.env, &t.db).await.unwrap(), 1);
            assert_eq!(requests::remind_due(&t.env, &t.db).await.unwrap(), 0, "one at a time");
            assert_eq!(h.row(&t, id).await.reminders, n - 1, "on its way is not there");
            settle(&t, &t.env, id, true).await;
            assert_eq!(h.row(&t, id).await.reminders, n);
        }
        assert_eq!(requests::lapse_due(&t.env, &t.db).await.unwrap(), 0);
        t.clock.advance_ms(days(10));
        assert_eq!(requests::lapse_due(&t.env, &t.db).await.unwrap(), 1);
        assert_eq!(h.state(&t, id).await, State::Lapsed);
    })
    .await;
}

#[tokio::test]
async fn an_answer_by_message_needs_a_way_and_is_told_when_it_arrives() {
    both(setup(), |t| async move {
        let h = house(&t).await;
        let id = h.presented(&t).await;
        h.decide(&t, id, Outcome::Accept, false).await;
        t.clock.advance_ms(days(15));
        let reply = h.press(&t, &h.officer, id, "reply", &[("how", "message"), ("added", "")]).await;
        assert_eq!(reply.status, 422, "no provider yet");
        assert_eq!(h.state(&t, id).await, State::Decided, "nothing went out");
        with_sms(&t).await;
        let reply = h.press(&t, &h.officer, id, "reply", &[("how", "message"), ("added", "")]).await;
        assert_eq!(reply.status, 303, "{}", reply.text());
        assert_eq!(h.state(&t, id).await, State::Accepted);
        let open = requests::tasks(&mut t.db.reader(), id).await.unwrap().into_iter().filter(|x| x.done_at.is_none()).count();
        assert!(open >= 1, "told only when it has arrived");
        settle(&t, &t.env, id, true).await;
        let told = requests::tasks(&mut t.db.reader(), id).await.unwrap();
        assert!(told.iter().any(|x| x.kind == requests::TaskKind::TellReply && x.how.as_deref() == Some("message")));
    })
    .await;
}

#[tokio::test]
async fn the_applicant_himself_does_what_the_table_gives_him_and_no_more() {
    both(setup(), |t| async move {
        let h = house(&t).await;
        let me = himself(&h);
        let id = h.draft(&t).await;
        h.fill(&t, id, &[]).await;
        let r = h.row(&t, id).await;
        // Told on the page itself.
        let tell = Tell { id, version: r.version, note: String::new(), told: Some("portal".into()) };
        requests::tell_missing(&t.env, &t.db, &Permit::check(&me, perm::SUBMIT).unwrap(), tell).await.unwrap();
        assert!(h.row(&t, id).await.missing_told_at.is_some());
        h.identity(&t).await;
        assert_eq!(submit_himself(&t, &h, id).await.unwrap(), State::Submitted);
        let r = h.row(&t, id).await;
        assert!(r.explained_clear && r.explained_how.as_deref() == Some("portal"));
        let page = t.get(&h.officer, &format!("/requests/{id}")).await;
        assert!(page.no_missing_words().text().contains("برمز أُرسل إلى جواله"), "{}", page.text());
        assert!(page.text().contains("هيلة"), "who did it stands in the history");
        let verify = requests::verify(&t.env, &t.db, &Permit::check(&me, perm::VERIFY).unwrap(), id, r.version, "x").await;
        assert!(verify.is_err(), "an employee's step");
        let close = Close { id, version: h.row(&t, id).await.version, reason: "استغنيت عنه".into() };
        requests::withdraw(&t.env, &t.db, &Permit::check(&me, perm::WITHDRAW).unwrap(), close).await.unwrap();
        assert_eq!(h.state(&t, id).await, State::Withdrawn);
    })
    .await;
}

#[tokio::test]
async fn an_objection_by_the_portal_names_another_to_speak_for_it() {
    both(setup(), |t| async move {
        let h = house(&t).await;
        let id = h.presented(&t).await;
        h.decide(&t, id, Outcome::Refuse, false).await;
        t.clock.advance_ms(days(15));
        let told = [("how", "phone"), ("added", ""), ("told_to", "هيلة"), ("proof", "مكالمة")];
        assert_eq!(h.press(&t, &h.officer, id, "reply", &told).await.status, 303);
        let before = h.row(&t, id).await;
        let object = Object { id, version: before.version, reason: "الدخل أقل مما كُتب".into(), reporter: None };
        requests::object(&t.env, &t.db, &Permit::check(&himself(&h), perm::OBJECT).unwrap(), object).await.unwrap();
        let r = h.row(&t, id).await;
        assert_eq!((r.state, r.objections), (State::BeforeCommittee, 1));
        assert!(r.reporter.is_some() && r.reporter != before.reporter, "{:?}", r.reporter);
    })
    .await;
}

#[tokio::test]
async fn what_arrives_does_not_disturb_who_has_a_form_open() {
    both(setup(), |t| async move {
        let h = house(&t).await;
        with_sms(&t).await;
        let id = h.ready(&t).await;
        assert_eq!(h.submit(&t, id).await.status, 303);
        let seen = h.version(&t, id).await;
        settle(&t, &t.env, id, true).await;
        assert_eq!(h.version(&t, id).await, seen);
    })
    .await;
}

#[tokio::test]
async fn a_target_at_risk_is_told_its_holder_and_the_manager_once() {
    both(setup(), |t| async move {
        let h = house(&t).await;
        let id = h.ready(&t).await;
        assert_eq!(h.submit(&t, id).await.status, 303);
        let target = h.row(&t, id).await.target_at.expect("a target");
        let risk = async || requests::targets_at_risk(&t.env, &t.db).await.unwrap();
        let set = async |at: kernel::At, paused: i64| {
            let mut tx = t.db.begin(&Actor::system()).await.unwrap();
            tx.run(db::built("UPDATE request SET target_at = $2, paused_ms = $3 WHERE id = $1".into()), db::args![id, at, paused]).await.unwrap();
            tx.commit_quietly("where a test begins").await.unwrap();
        };
        let now = t.env.now();
        assert!(target > now.plus_days(3));
        assert_eq!(risk().await, 0, "far away");
        set(now.plus_ms(-1), 0).await;
        assert_eq!(risk().await, 0, "late is no longer at risk");
        set(now.plus_days(2), days(2)).await;
        assert_eq!(risk().await, 0, "time spent waiting for the applicant is not ours");
        set(now.plus_days(1), days(2)).await;
        let told = risk().await;
        assert!(told >= 2, "holders and the manager: {told}");
        assert_eq!(risk().await, 0, "once");
        for who in [&h.officer, &h.manager] {
            let desk = messages::inbox_of(&mut t.db.reader(), who.id).await.unwrap();
            assert_eq!(desk.iter().filter(|m| m.event == "staff.target_at_risk").count(), 1);
        }
        for who in [&h.chair, &h.elsewhere] {
            assert!(messages::inbox_of(&mut t.db.reader(), who.id).await.unwrap().is_empty(), "neither the next nor another branch");
        }
    })
    .await;
}
