//! What hangs on a draft follows whoever it was found to be; whoever applied hears what came of it.

use super::*;
use applications::Matched;
use db::Query;
use messages::{Settled, Tell, To};
use std::{future::ready, sync::Mutex};

static SEEN: Mutex<Vec<Matched>> = Mutex::new(vec![]);

fn listen() {
    applications::followers(vec![|_, _, m| {
        SEEN.lock().unwrap().push(m.clone());
        Box::pin(ready(Ok(())))
    }]);
}

/// Every column that may name a draft or its people, and none of those that tell how it came to be.
const NAMED: &[(&str, &str)] = &[
    ("request", "file_id"),
    ("request", "applicant_id"),
    ("document", "file_id"),
    ("document", "person_id"),
    ("contact", "file_id"),
    ("message", "file_id"),
    ("message", "person_id"),
    ("message_in", "person_id"),
    ("consent", "person_id"),
    ("signature", "person_id"),
    ("letter", "file_id"),
    ("clarification", "file_id"),
    ("study", "file_id"),
    ("representative", "file_id"),
    ("representative", "represented_id"),
    ("representative", "person_id"),
    ("correction", "file_id"),
    ("correction", "person_id"),
    ("correction", "asked_by"),
    ("request_missing", "person_id"),
    ("account_session", "person_id"),
    ("account_session", "acting_file"),
];

/// A draft with something of every kind hanging on it; its son is known to the register, its daughter is not. The request and the daughter.
async fn loaded(h: &House, account: Id, b: &applications::Begun) -> (Id, Id) {
    let (t, now, sys) = (&h.t, h.t.env.now(), Actor::system());
    let request = h.request("submitted").await;
    h.sql("UPDATE request SET file_id = $2, applicant_id = $3 WHERE id = $1", args![request, b.file, b.person]).await;
    let home = people::household(&mut t.db.reader(), beneficiaries::find_any(&mut t.db.reader(), b.file).await.unwrap().household).await.unwrap();
    let of = |relation: &str| home.current().find(|m| m.relation == relation).unwrap().person.id;
    let (son, daughter) = (of("son"), of("daughter"));
    let mut tx = t.db.begin(&sys).await.unwrap();
    for (event, key) in [("request.received", "one"), ("visit.tomorrow", "two")] {
        let tell = Tell {
            event,
            to: To::Person(b.person),
            branch: h.branch,
            file: Some(b.file),
            request: Some(request),
            vars: vec![],
            link: String::new(),
            key: key.into(),
        };
        messages::tell(&mut tx, &t.env, tell).await.unwrap();
    }
    let said = people::consents::Said { how: "portal", by_person: Some(b.person), by_name: "هيلة".into(), ..Default::default() };
    people::consents::give(&mut tx, &t.env, b.person, "whatsapp", &said).await.unwrap();
    let hand = people::NewSignature {
        object: "request",
        object_id: request,
        kind: people::Signer::Applicant,
        digest: "ab".into(),
        how: people::How::Code,
        person: Some(b.person),
        employee: None,
        name: "هيلة المرشود".into(),
        witness: None,
        witness_employee: None,
        file: None,
    };
    people::sign(&mut tx, &t.env, hand).await.unwrap();
    let letter = letters::Outgoing {
        kind: "to_body",
        subject: "استفسار".into(),
        party: "جهة".into(),
        branch: h.branch,
        file: Some(b.file),
        request: None,
        reply_to: None,
        attachments: 0,
    };
    letters::outgoing(&mut tx, &t.env, &sys, letter).await.unwrap();
    tx.record(now, kernel::Event::new("letter.test", "letter", request));
    tx.commit().await.unwrap();
    h.sql(
        "INSERT INTO message_in (id, channel, provider_id, from_address, name, person_id, branch_id, text, at, handled_at, handled_by, handled_name, version) \
         VALUES ($1, 'whatsapp', 'w1', '0500000187', '', $2, $3, 'x', $4, NULL, NULL, '', 1)",
        args![t.env.id(), b.person, h.branch, now],
    )
    .await;
    h.sql(
        "INSERT INTO contact (id, branch_id, file_id, person_name, mobile, channel, direction, stage, arrived_at, asked, answered, outcome, employee_id, employee_name, created_at, version) \
         VALUES ($1, $2, $3, 'x', '', 'phone', 'in', 'done', $4, 'متى؟', '', 'needs_reply', $5, 'x', $4, 1)",
        args![t.env.id(), h.branch, b.file, now, Id::NIL],
    )
    .await;
    h.sql(
        "INSERT INTO clarification (id, request_id, file_id, branch_id, question, asked_at, asked_by) VALUES ($1, $2, $3, $4, 'x', $5, $6)",
        args![t.env.id(), request, b.file, h.branch, now, Id::NIL],
    )
    .await;
    // Somebody acts for the son and another for the daughter; he himself claimed to act for others.
    let claims = [("verified", Some(b.file), Some(son), None), ("verified", Some(b.file), Some(daughter), None), ("claimed", None, None, Some(account))];
    for (status, file, of, by) in claims {
        h.sql(
            "INSERT INTO representative (id, status, capacity, file_id, represented_id, said_for, said_birth, person_id, account_id, name, identity, mobile, scope, from_day, note, \
             reason, claimed_at, claimed_by, decided_by_name, version) VALUES ($1, $2, 'guardian', $3, $4, '1', '', NULL, $5, 'x', '', '', 'follow', '2026-01-01', '', '', $6, 'portal', '', 1)",
            args![t.env.id(), status, file, of, by, now],
        )
        .await;
    }
    h.sql("INSERT INTO account (id, number, subject, created_at) VALUES ($1, '0500000187', '', $2)", args![account, now]).await;
    for (token, person) in [("t1", None), ("t2", Some(b.person))] {
        h.sql(
            "INSERT INTO account_session (id, token_digest, account_id, person_id, number, way, shared, acting_file, agent, began, last_seen, idle, expires, ended) \
             VALUES ($1, $2, $3, $4, '0500000187', 'code', 0, $5, '', $6, $6, 999999, $7, 0)",
            args![t.env.id(), token, account, person, b.file, now, now.plus_days(1)],
        )
        .await;
    }
    // Asked before anybody knew him, of the son's data.
    let ask = Ask {
        file: b.file,
        branch: h.branch,
        person: son,
        field: "birth".into(),
        is_now: String::new(),
        should_be: "2012".into(),
        why: String::new(),
        document: None,
        once: ("once-c".into(), "once-c".into()),
    };
    applications::ask(&t.env, &t.db, &Actor::outside(account, "x", &[]), ask).await.unwrap();
    (request, daughter)
}

async fn with_daughter(h: &House) -> (Id, applications::Begun) {
    let account = h.t.env.id();
    let mut new = application(h, account, NUMBER);
    new.members.push(Relative { person: person("لمى خالد علي الدوسري", "2014-05-01", "", ""), relation: "daughter".into() });
    let b = applications::begin(&h.t.env, &h.t.db, &Actor::outside(account, "x", &[]), new).await.unwrap();
    (account, b)
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_of_a_draft_follows_to_the_person_it_is_of() {
    listen();
    in_house(|mut h| async move {
        let officer = h.hire("relations_officer").await;
        let (file, head) = known(&h, NUMBER, h.branch).await;
        let number = beneficiaries::find_any(&mut h.t.db.reader(), file).await.unwrap().number;
        let (account, b) = with_daughter(&h).await;
        let (request, daughter) = loaded(&h, account, &b).await;
        let draft = beneficiaries::find_any(&mut h.t.db.reader(), b.file).await.unwrap();
        let people: Vec<Id> = people::household(&mut h.t.db.reader(), draft.household).await.unwrap().members.iter().map(|m| m.person.id).collect();
        let cmd = Join { id: b.application, version: 1, person: head, members: vec![], take_mobile: true, reason: "طوبقت هويتها".into() };
        applications::join(&h.t.env, &h.t.db, &permit(&officer), cmd).await.unwrap();

        for (table, column) in NAMED {
            for id in people.iter().chain([&b.file]) {
                let left = h.count(&format!("SELECT CAST(COUNT(*) AS BIGINT) AS n FROM {table} WHERE {column} = $1"), args![*id]).await;
                // Whoever acted for the daughter acts no more; that he did stays known.
                let kept = i64::from((*table, *column, *id) == ("representative", "represented_id", daughter));
                assert_eq!(left, kept, "{table}.{column} still names the draft");
            }
        }
        let now_in = |sql: &'static str| {
            let h = &h;
            async move { h.count(sql, args![file]).await }
        };
        assert_eq!(now_in("SELECT CAST(COUNT(*) AS BIGINT) AS n FROM contact WHERE file_id = $1").await, 1);
        assert_eq!(now_in("SELECT CAST(COUNT(*) AS BIGINT) AS n FROM letter WHERE file_id = $1").await, 1);
        assert_eq!(now_in("SELECT CAST(COUNT(*) AS BIGINT) AS n FROM representative WHERE file_id = $1 AND status = 'verified'").await, 1);
        assert_eq!(now_in("SELECT CAST(COUNT(*) AS BIGINT) AS n FROM representative WHERE file_id = $1 AND status = 'ended'").await, 1);
        assert_eq!(h.count("SELECT CAST(COUNT(*) AS BIGINT) AS n FROM representative WHERE person_id = $1 AND file_id IS NULL", args![head]).await, 1);
        let sessions = "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM account_session WHERE person_id = $1 AND ended = 0";
        assert_eq!(h.count(sessions, args![head]).await, 2, "he goes on where he was");
        assert_eq!(now_in("SELECT CAST(COUNT(*) AS BIGINT) AS n FROM account_session WHERE acting_file = $1").await, 2);
        let q = &mut h.t.db.reader();
        // What was told stays told, once; and one thing more.
        let told: Vec<String> = messages::of_person(q, head, 20).await.unwrap().into_iter().map(|m| m.event).collect();
        assert_eq!(told.len(), 3, "{told:?}");
        assert!(told.contains(&"application.joined".into()));
        assert_eq!(people::consents::given(q, head, "whatsapp").await.unwrap(), Some(true));
        let hands = people::signatures(q, "request", request).await.unwrap();
        assert!(hands.iter().any(|s| s.person == Some(head) && s.digest == "ab" && s.name == "هيلة المرشود"), "{hands:?}");
        // The correction is answered to whoever asked, as whom he was found to be.
        assert_eq!(applications::corrections_of(q, file).await.unwrap()[0].asked_by, head);
        // The request says where it went, to staff.
        let line = requests::history(q, request).await.unwrap().into_iter().find(|x| x.action == "joined").expect("a line of its history");
        assert_eq!((line.reason.as_str(), line.actor.clone()), (number.as_str(), officer.id.to_string()));
        let page = h.t.get(&officer, &format!("/requests/{request}")).await;
        assert!(page.no_missing_words().text().contains("ضُم الطلب إلى ملف مقدّم الطلب"), "{}", page.text());
        // The trail of the draft is as it was; the joining says how much went over.
        let trail = db::audit::read(q, &db::audit::Part::All, None, 500).await.unwrap();
        assert!(trail.iter().any(|e| e.code == "application.begin"));
        let seen = SEEN.lock().unwrap().iter().find(|m| m.application == b.application && m.person.is_some()).cloned().expect("rooms above hear of it");
        assert_eq!((seen.from, seen.to, seen.person, seen.left_out), (b.file, file, Some(head), vec![daughter]));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_number_not_taken_over_opens_nothing() {
    listen();
    in_house(|mut h| async move {
        let officer = h.hire("relations_officer").await;
        let (_, head) = known(&h, NUMBER, h.branch).await;
        let (account, b) = with_daughter(&h).await;
        loaded(&h, account, &b).await;
        let cmd = Join { id: b.application, version: 1, person: head, members: vec![], take_mobile: false, reason: "هي".into() };
        applications::join(&h.t.env, &h.t.db, &permit(&officer), cmd).await.unwrap();
        assert_eq!(h.count("SELECT CAST(COUNT(*) AS BIGINT) AS n FROM account_session WHERE person_id = $1", args![head]).await, 0);
        assert_eq!(h.count("SELECT CAST(COUNT(*) AS BIGINT) AS n FROM account_session WHERE person_id = $1 AND ended = 0", args![b.person]).await, 0);
        assert_eq!(h.count("SELECT CAST(COUNT(*) AS BIGINT) AS n FROM representative WHERE person_id = $1", args![head]).await, 0);
        assert_eq!(applications::stands_for(&mut h.t.db.reader(), account, "966500000187").await.unwrap(), None);
    })
    .await;
}

async fn channels_open(h: &House) {
    let mut tx = h.t.db.begin(&Actor::system()).await.unwrap();
    let json = r#"{"sms":{"kind":"generic","sealed":"","repeat":false,"hook":""}}"#;
    db::settings::set(&mut tx, messages::channels::SETTING, json, h.t.env.now()).await.unwrap();
    tx.commit_quietly("a setting of the test").await.unwrap();
}

/// The number the account was confirmed by.
async fn confirmed(h: &House, account: Id, number: &str) {
    h.sql("INSERT INTO account (id, number, subject, created_at) VALUES ($1, $2, '', 0)", args![account, number]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_outcome_goes_to_the_number_he_confirmed() {
    in_house(|mut h| async move {
        let officer = h.hire("relations_officer").await;
        channels_open(&h).await;
        let (_, head) = known(&h, NUMBER, h.branch).await;
        let (account, b) = begin(&h, NUMBER).await;
        confirmed(&h, account, "0500000187").await;
        // The file's own number is an old one, and the new one was not taken over.
        let cmd = Join { id: b.application, version: 1, person: head, members: vec![], take_mobile: false, reason: "هي".into() };
        applications::join(&h.t.env, &h.t.db, &permit(&officer), cmd).await.unwrap();
        let of = |key: String| {
            let h = &h;
            async move {
                let sql = "SELECT id, address, channel, status, why, person_id FROM message WHERE key = $1";
                let r = h.t.db.reader().one(db::built(sql.into()), args![key]).await.unwrap();
                ["address", "channel", "status", "why"].map(|c| r.text(c).unwrap())
            }
        };
        let joined = || of(format!("application.joined|application:{}", b.application));
        assert_eq!(joined().await[..3], ["0500000187", "sms", "queued"].map(String::from));
        assert_eq!(messages::of_person(&mut h.t.db.reader(), head, 5).await.unwrap().len(), 1, "his portal shows it as well");
        let path = format!("/applications/{}", b.application);
        // Not told yet: on its way. Told by an employee meanwhile: it does not go as well.
        h.t.clock.advance_ms(2 * kernel::DAY_MS);
        let page = h.t.get(&officer, &path).await;
        assert!(page.no_missing_words().text().contains("0500000187") && !page.text().contains("0500000195"), "{}", page.text());
        assert_eq!(h.t.post(&officer, &format!("{path}/told"), &[("how", "phone")]).await.location, path);
        let now = joined().await;
        assert_eq!(now[2..], ["closed", "سُجل إبلاغه: بالهاتف"].map(String::from));
        assert_eq!(messages::of_person(&mut h.t.db.reader(), head, 5).await.unwrap().len(), 1);
        let told = applications::find(&mut h.t.db.reader(), &permit(&officer), b.application).await.unwrap().told;
        assert_eq!(told.map(|t| t.1).as_deref(), Some("phone"));

        // What has gone out is left as it is.
        let (account, c) = begin(&h, "1000000016").await;
        confirmed(&h, account, "0500000188").await;
        applications::refuse(&h.t.env, &h.t.db, &permit(&officer), c.application, 1, "سبب").await.unwrap();
        let refused = || of(format!("application.refused|application:{}", c.application));
        assert_eq!(refused().await[0], "0500000188");
        h.sql("UPDATE message SET status = 'sending' WHERE event = $1", args!["application.refused"]).await;
        applications::told(&h.t.env, &h.t.db, &permit(&officer), c.application, "phone").await.unwrap();
        assert_eq!(refused().await[2], "sending");
    })
    .await;
}

async fn settled(h: &House, id: Id, ok: bool) {
    let mut tx = h.t.db.begin(&Actor::system()).await.unwrap();
    let s = Settled {
        message: id,
        event: "application.refused".into(),
        key: format!("application:{id}"),
        file: None,
        request: None,
        channel: "sms".into(),
        ok,
        at: h.t.env.now(),
    };
    applications::on_settled(&mut tx, &h.t.env, &s).await.unwrap();
    tx.record(h.t.env.now(), kernel::Event::new("message.sent", "message", id));
    tx.commit().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_refused_hears_of_it_by_message_or_by_somebody() {
    in_house(|mut h| async move {
        let officer = h.hire("relations_officer").await;
        let elsewhere = h.hire_in("relations_officer", h.other).await;
        let auditor = h.hire("auditor").await;
        let untold = |actor: Actor| {
            let h = &h;
            async move { applications::counts(&mut h.t.db.reader(), &actor, h.t.env.now()).await.unwrap().untold }
        };
        // Nothing leads out of this house yet: somebody tells him.
        let (_, b) = begin(&h, NUMBER).await;
        applications::refuse(&h.t.env, &h.t.db, &permit(&officer), b.application, 1, "نخدم منطقة أخرى").await.unwrap();
        let kept = messages::of_person(&mut h.t.db.reader(), b.person, 5).await.unwrap();
        assert_eq!((kept.len(), kept[0].event.as_str(), kept[0].link.as_str()), (1, "application.refused", "/my"));
        assert!(!kept[0].text.contains("منطقة"), "the reason stands on the portal: {}", kept[0].text);
        assert_eq!((untold(officer.clone()).await, untold(elsewhere.clone()).await), (1, 0));
        let path = format!("/applications/{}", b.application);
        let page = h.t.get(&officer, &path).await;
        assert!(page.no_missing_words().body.contains(&format!("{path}/told")) && page.text().contains("0500000187"), "{}", page.text());
        h.t.get_en(&officer, &path).await.no_missing_words();
        let list = h.t.get(&officer, "/applications?state=to_tell").await;
        assert!(list.no_missing_words().body.contains(&path));
        assert!(!h.t.get(&elsewhere, "/applications?state=to_tell").await.body.contains(&path));
        assert_eq!(h.t.post(&auditor, &format!("{path}/told"), &[("how", "phone")]).await.status, 404);
        assert_eq!(h.t.post(&officer, &format!("{path}/told"), &[]).await.no_missing_words().status, 422);
        assert_eq!(h.t.post(&officer, &format!("{path}/told"), &[("how", "phone")]).await.location, path);
        assert_eq!(h.t.post(&officer, &format!("{path}/told"), &[("how", "phone")]).await.status, 409);
        assert_eq!(untold(officer.clone()).await, 0);
        assert!(h.t.get(&officer, &path).await.no_missing_words().text().contains("بالهاتف"));

        // A message on its way is given a day; arrived, it is told; taken back, it is not.
        channels_open(&h).await;
        let (_, c) = begin(&h, "1000000016").await;
        applications::refuse(&h.t.env, &h.t.db, &permit(&officer), c.application, 1, "سبب").await.unwrap();
        assert_eq!(untold(officer.clone()).await, 0);
        settled(&h, c.application, true).await;
        let read = || async { applications::find(&mut h.t.db.reader(), &permit(&officer), c.application).await.unwrap() };
        assert_eq!(read().await.told.map(|t| t.1).as_deref(), Some("message"));
        settled(&h, c.application, false).await;
        assert_eq!((read().await.told, untold(officer.clone()).await), (None, 1));
        // Once an employee has told him, no provider takes that back.
        applications::told(&h.t.env, &h.t.db, &permit(&officer), c.application, "at_desk").await.unwrap();
        settled(&h, c.application, false).await;
        assert_eq!(untold(officer.clone()).await, 0);
    })
    .await;
}
