//! Following: what one sees of his own, nothing of another's, and no trace of a decision before its reply.

mod bounds;
mod turns;

use crate::house::{House, house, setup};
use db::{Args, Query, args, built};
use kernel::{Actor, Id, Money};
use testkit::{Reply, TestApp, both};

async fn sql(t: &TestApp, text: &str, a: Args) {
    let mut tx = t.db.begin(&Actor::system()).await.unwrap();
    tx.run(built(text.into()), a).await.unwrap();
    tx.commit_quietly("where a test begins").await.unwrap();
}

/// A request of the family, in this state.
async fn request(t: &TestApp, h: &House, state: &str) -> Id {
    let (id, now) = (t.env.id(), t.env.now());
    let number = format!("1448-{:04}", id.as_u128() % 10_000);
    let text = "INSERT INTO request (id, number, file_id, applicant_id, branch_id, service_id, service_version, state, version, channel, created_at, created_by, updated_at, state_since, answers, \
        snapshot_digest, clocks_version, submitted_at, first_submitted_at, first_floor_start, first_earliest, floor_start, earliest, verified_at, presented_at, floor_restart, reminders, own_omission, \
        explained_clear, clarifications_open, clarifications_answered, study_digest, study_evaluated, decision_recorded, objections, deliveries_planned, deliveries_open, delivered, paused_ms) \
        VALUES ($1, $2, $3, $4, $5, $6, 1, $7, 1, 'interview', $8, $9, $8, $8, '{}', 'abc', 0, $8, $8, $8, $10, $8, $10, $8, $8, 0, 0, 0, 0, 0, 0, '', 0, 0, 0, 0, 0, 0, 0)";
    sql(t, text, args![id, number, h.file, h.mother, h.branch, h.service, state, now, Id::NIL, now.plus_days(14)]).await;
    history(t, id, "submit", "draft", "submitted", false).await;
    history(t, id, "present", "verified", "before_committee", false).await;
    id
}

async fn history(t: &TestApp, request: Id, action: &str, from: &str, to: &str, hidden: bool) {
    let text = "INSERT INTO request_history (id, request_id, at, actor, action, from_state, to_state, reason, hidden) VALUES ($1, $2, $3, 'system', $4, $5, $6, 'كلام الداخل', $7)";
    sql(t, text, args![t.env.id(), request, t.env.now(), action, from, to, hidden]).await;
}

/// The committee has decided; nobody was told.
async fn decide(t: &TestApp, id: Id) -> Id {
    let (d, now) = (t.env.id(), t.env.now());
    let text = "INSERT INTO request_decision (id, request_id, round, snapshot_digest, study_digest, outcome, partial, amount, goods, conditions, reasons, referral_body, by_delegate, recorded_at, recorded_by, \
        confirmed_at, deciders) VALUES ($1, $2, 1, 'abc', '', 'accept', 1, $3, '{}', '', 'ثبتت الحاجة', '', 0, $4, $5, $4, '')";
    sql(t, text, args![d, id, Money::riyals(9_000), now, Id::NIL]).await;
    sql(
        t,
        "UPDATE request SET state = 'decided', state_since = $2, updated_at = $2, decision_id = $3, decided_at = $2, version = version + 3 WHERE id = $1",
        args![id, now, d],
    )
    .await;
    history(t, id, "decide", "before_committee", "decided", true).await;
    d
}

/// The answer went out.
async fn reply(t: &TestApp, id: Id, decision: Id, state: &str, outcome: &str, partial: bool) {
    let now = t.env.now();
    let text = "INSERT INTO request_reply (id, request_id, decision_id, letter_number, outcome, partial, amount, goods, conditions, reasons, referral_body, added, how, told_to, told_at, proof, objection_until, \
        urgent, at, by_employee) VALUES ($1, $2, $3, '1448/214', $4, $5, $6, '{}', '', 'ثبتت الحاجة', '', '', 'phone', '', $7, '', $8, 0, $7, $9)";
    sql(t, text, args![t.env.id(), id, decision, outcome, partial, (outcome == "accept").then_some(Money::riyals(9_000)), now, now.plus_days(30), Id::NIL])
        .await;
    sql(t, "UPDATE request SET state = $2, state_since = $3, replied_at = $3, registered_at = $3 WHERE id = $1", args![id, state, now]).await;
    sql(t, "UPDATE request_decision SET replied_at = $2 WHERE id = $1", args![decision, now]).await;
    history(t, id, "reply", "decided", state, false).await;
}

async fn line(t: &TestApp, h: &House, request: Id, decision: Id) -> Id {
    let (id, now) = (t.env.id(), t.env.now());
    let text = "INSERT INTO delivery_line (id, request_id, decision_id, file_id, branch_id, kind, amount, goods, due_day, how, note, state, planned_at, planned_by, released_at, released_by, handed_at, handed_by, \
        receiver_name, receiver_relation, proof_kind, proof_file, version) VALUES ($1, $2, $3, $4, $5, 'money', $6, '', '2026-12-01', 'transfer', '', 'handed', $7, $8, $7, $8, $7, $8, 'هيلة', 'self', \
        'receipt_scan', $8, 1)";
    sql(t, text, args![id, request, decision, h.file, h.branch, Money::riyals(9_000), now, h.officer.id]).await;
    id
}

/// What is drawn, without what is another each time.
fn still(r: &Reply) -> String {
    let mut out = r.body.clone();
    for name in ["_once", "_csrf", "version"] {
        while let Some(i) = out.find(&format!("name=\"{name}\" value=\"")) {
            let end = out[i..].find('>').unwrap() + i;
            out.replace_range(i..end, "");
        }
    }
    out
}

#[tokio::test(flavor = "multi_thread")]
async fn a_decision_leaves_no_trace_before_its_reply() {
    both(setup(), |t| async move {
        let h = house(&t).await;
        let me = h.in_person(&t);
        let id = request(&t, &h, "before_committee").await;
        let pages: Vec<String> = [
            "/my".into(),
            format!("/my/requests/{id}"),
            "/my/papers".into(),
            "/my/messages".into(),
            "/my/data".into(),
            "/my/data/opened".into(),
            "/my/data/corrections".into(),
            format!("/my/requests/{id}/withdraw"),
            format!("/my/requests/{id}/question"),
            format!("/my/requests/{id}/object"),
            format!("/my/requests/{id}/letter"),
        ]
        .into();
        let mut before = vec![];
        for p in &pages {
            let r = t.get(&me, p).await;
            before.push((r.status, still(r.no_missing_words())));
        }
        assert_eq!((before[9].0.as_u16(), before[10].0.as_u16()), (404, 404));
        decide(&t, id).await;
        t.clock.advance_ms(60_000);
        for (p, (status, body)) in pages.iter().zip(&before) {
            let r = t.get(&me, p).await;
            assert_eq!(r.status, *status, "{p}");
            assert!(still(&r) == *body, "{p} shows that something was decided");
            assert!(!r.body.contains("ثبتت الحاجة") && !r.body.contains("9,000") && !r.body.contains("كلام الداخل"), "{p}");
        }
        let en = t.get_en(&me, &format!("/my/requests/{id}")).await;
        assert!(en.no_missing_words().text().contains("No reply before"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_finds_what_nobody_finds() {
    both(setup(), |t| async move {
        let h = house(&t).await;
        let (me, other) = (h.in_person(&t), h.other(&t));
        let id = request(&t, &h, "in_delivery").await;
        let d = decide(&t, id).await;
        reply(&t, id, d, "in_delivery", "accept", true).await;
        let l = line(&t, &h, id, d).await;
        let none = t.env.id();
        assert_eq!(t.get(&me, &format!("/my/requests/{id}")).await.status, 200);
        let routes = |id: Id, l: Id| -> Vec<String> {
            let mut out: Vec<String> = ["", "/letter", "/object", "/withdraw", "/question", "/papers/receipt/"]
                .iter()
                .map(|p| if p.ends_with('/') { format!("/my/requests/{id}{p}{id}") } else { format!("/my/requests/{id}{p}") })
                .collect();
            out.push(format!("/my/requests/{id}/receipt/{l}"));
            out
        };
        for (theirs, nobodys) in routes(id, l).iter().zip(routes(none, none)) {
            let (a, b) = (t.get(&other, theirs).await, t.get(&other, &nobodys).await);
            assert_eq!((a.status.as_u16(), b.status.as_u16()), (404, 404), "{theirs}");
            assert_eq!(a.text(), b.text(), "{theirs}");
            let post = t.post(&other, theirs, &[("reason", "x"), ("answer", "received"), ("sure", "1")]).await;
            assert!(matches!(post.status.as_u16(), 404 | 405), "{theirs}: {}", post.status);
        }
        // A line of another request under one's own.
        let mine = request(&t, &h, "in_delivery").await;
        assert_eq!(t.get(&me, &format!("/my/requests/{mine}/receipt/{l}")).await.status, 404);
        // Nobody signed in goes to the door; nothing is kept by the browser.
        let out = t.get_in(None, &format!("/my/requests/{id}"), "ar").await;
        assert!(out.status == 303 && out.location.starts_with("/my/sign-in?next="), "{}", out.location);
        for p in [
            "/my".to_string(),
            format!("/my/requests/{id}"),
            "/my/data".into(),
            format!("/my/requests/{id}/letter"),
            "/my/messages".into(),
            "/my/consents".into(),
        ] {
            let r = t.get(&me, &p).await;
            assert_eq!(r.headers.get("cache-control").unwrap(), "no-store", "{p}");
            assert!(!r.body.contains("1000000008"), "{p}: an identity number in full");
        }
        assert_eq!(t.get(&other, "/my").await.no_missing_words().body.matches(&id.to_string()).count(), 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_acts_for_a_child_follows_the_child_alone_and_afterwards_nothing() {
    both(setup(), |t| async move {
        let h = house(&t).await;
        let mothers = request(&t, &h, "submitted").await;
        let sons = request(&t, &h, "submitted").await;
        sql(&t, "UPDATE request SET applicant_id = $2 WHERE id = $1", args![sons, h.son]).await;
        let text = "INSERT INTO representative (id, status, capacity, file_id, represented_id, said_for, said_birth, person_id, name, identity, mobile, scope, from_day, note, reason, claimed_at, claimed_by, decided_by_name, version) \
            VALUES ($1, 'verified', 'guardian', $2, $3, '', '', $4, 'نورة', '', '', 'follow', '2026-01-01', '', '', 0, '', '', 1)";
        sql(&t, text, args![t.env.id(), h.file, h.son, h.stranger]).await;
        let aunt = h.other(&t);
        assert_eq!(t.get(&aunt, &format!("/my/requests/{mothers}")).await.status, 404, "the mother's is hers");
        let page = t.get(&aunt, &format!("/my/requests/{sons}")).await;
        assert_eq!(page.status, 200);
        // He may follow: no button leads further.
        for p in ["withdraw", "question", "object"] {
            assert!(!page.body.contains(&format!("/my/requests/{sons}/{p}")), "{p}");
            assert_eq!(t.get(&aunt, &format!("/my/requests/{sons}/{p}")).await.status, 404, "{p}");
        }
        let home = t.get(&aunt, "/my").await;
        assert!(home.no_missing_words().body.contains(&sons.to_string()) && !home.body.contains(&mothers.to_string()));
        sql(&t, "UPDATE representative SET status = 'ended'", args![]).await;
        assert_eq!(t.get(&aunt, &format!("/my/requests/{sons}")).await.status, 404);
        assert!(!t.get(&aunt, "/my").await.body.contains(&sons.to_string()));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_answer_its_objection_and_what_arrived() {
    both(setup(), |t| async move {
        let h = house(&t).await;
        let me = h.in_person(&t);
        let id = request(&t, &h, "before_committee").await;
        let d = decide(&t, id).await;
        reply(&t, id, d, "in_delivery", "accept", true).await;
        let l = line(&t, &h, id, d).await;
        let (page, receipt) = (format!("/my/requests/{id}"), format!("/my/requests/{id}/receipt/{l}"));
        let seen = t.get(&me, &page).await;
        let text = seen.no_missing_words().text();
        for words in ["قُبل بعض ما طُلب", "9,000", "ثبتت الحاجة", "1448/214", "يُقبل الاعتراض حتى"] {
            assert!(text.contains(words), "{words}: {text}");
        }
        assert!(seen.body.contains(&receipt) && t.get(&me, "/my").await.body.contains(&receipt), "what he must do is said on both pages");
        assert!(t.get(&me, &format!("{page}/letter?n=1448/214")).await.no_missing_words().text().contains("ثبتت الحاجة"));
        assert_eq!(t.get(&me, &format!("{page}/letter?n=1448/999")).await.status, 404);

        t.get(&me, &receipt).await.no_missing_words();
        assert_eq!(t.post(&me, &receipt, &[]).await.status, 422);
        let unsaid = t.post(&me, &receipt, &[("answer", "not_received")]).await;
        assert_eq!(unsaid.status, 422, "what happened is to be said");
        unsaid.no_missing_words();
        assert_eq!(t.post(&me, &receipt, &[("answer", "not_received"), ("note", "لم يصل التحويل")]).await.status, 303);
        let officer = Actor { may: [("delivery.look_into".to_string(), kernel::Reach::Branch)].into(), ..h.officer.clone() };
        let waiting = delivery::check::waiting(&mut t.db.reader(), &officer, 10).await.unwrap();
        assert_eq!((waiting.len(), waiting[0].line, waiting[0].answer.as_str()), (1, l, "not_received"));
        let permit = kernel::Permit::check(&officer, delivery::perm::LOOK_INTO).unwrap();
        delivery::check::settle(&t.env, &t.db, &permit, waiting[0].id, waiting[0].version, "حُوّل من جديد").await.unwrap();
        assert!(t.get(&me, &page).await.text().contains("حُوّل من جديد"));
        assert_eq!(t.post(&me, &receipt, &[("answer", "received")]).await.status, 303);
        assert!(delivery::check::waiting(&mut t.db.reader(), &officer, 10).await.unwrap().is_empty());

        // A question, once however often it is sent.
        let ask = [("reason", "متى الدفعة التالية؟"), ("_once", "q1")];
        assert_eq!(t.post(&me, &format!("{page}/question"), &ask).await.status, 303);
        assert_eq!(t.post(&me, &format!("{page}/question"), &ask).await.status, 303);
        assert_eq!(t.get(&me, &page).await.text().matches("متى الدفعة التالية؟").count(), 1);

        assert_eq!(t.post(&me, &format!("{page}/object"), &[("reason", " ")]).await.status, 422);
        let objected = t.post(&me, &format!("{page}/object"), &[("reason", "المبلغ لا يكفي للإصلاح")]).await;
        assert_eq!(objected.status, 303, "{}", objected.text());
        let r = requests::find_unscoped(&mut t.db.reader(), id).await.unwrap();
        assert_eq!((r.state, r.objections), (requests::rules::State::BeforeCommittee, 1));
        let again = t.get(&me, &page).await;
        assert!(again.no_missing_words().text().contains("وصل اعتراضك") && again.text().contains("9,000"), "what was told stays told");
        assert_eq!(t.get(&me, &format!("{page}/object")).await.location, page, "once");
        assert_eq!(t.post(&me, &format!("{page}/object"), &[("reason", "مرة أخرى")]).await.location, page);
        assert_eq!(requests::find_unscoped(&mut t.db.reader(), id).await.unwrap().objections, 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn past_the_period_there_is_no_objection_and_withdrawing_is_confirmed() {
    both(setup(), |t| async move {
        let h = house(&t).await;
        let me = h.in_person(&t);
        let id = request(&t, &h, "before_committee").await;
        let d = decide(&t, id).await;
        reply(&t, id, d, "refused", "refuse", false).await;
        t.clock.advance_ms(31 * kernel::DAY_MS);
        let page = format!("/my/requests/{id}");
        assert_eq!(t.get(&me, &format!("{page}/object")).await.location, page);
        assert_eq!(t.post(&me, &format!("{page}/object"), &[("reason", "x")]).await.location, page);
        assert_eq!(requests::find_unscoped(&mut t.db.reader(), id).await.unwrap().objections, 0);
        let open = request(&t, &h, "submitted").await;
        let path = format!("/my/requests/{open}/withdraw");
        assert_eq!(t.post(&me, &path, &[("reason", "استغنيت")]).await.status, 422);
        let neither = t.post(&me, &path, &[]).await;
        assert!(neither.body.contains("id=\"reason-e\"") && neither.body.contains("id=\"sure-e\""), "both at once");
        assert_eq!(t.post(&me, &path, &[("reason", "استغنيت"), ("sure", "1")]).await.status, 303);
        assert_eq!(t.get(&me, &path).await.status, 404);
        let page = t.get(&me, &format!("/my/requests/{open}")).await;
        assert!(page.no_missing_words().text().contains("سُحب"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn ones_own_data() {
    both(setup(), |t| async move {
        let h = house(&t).await;
        let me = h.in_person(&t);
        sql(&t, "UPDATE person SET identity = '1000000008', identity_kind = 'citizen' WHERE id = $1", args![h.mother]).await;
        for p in [
            "/my",
            "/my/data",
            "/my/data/reach",
            "/my/data/opened",
            "/my/data/corrections",
            "/my/data/corrections/new",
            "/my/consents",
            "/my/messages",
            "/my/papers",
        ] {
            let r = t.get(&me, p).await;
            assert_eq!(r.status, 200, "{p}");
            r.no_missing_words();
            t.get_en(&me, p).await.no_missing_words();
        }
        let data = t.get(&me, "/my/data").await;
        assert!(data.text().contains("ياسر خالد علي الدوسري") && data.text().contains("1•••••0008") && !data.body.contains("1000000008"), "{}", data.text());
        let file = h.meant(h.mother);
        let file = ("file", file.as_str());
        assert_eq!(t.post(&me, "/my/data/reach", &[file, ("email", "لا بريد")]).await.status, 422);
        assert_eq!(t.post(&me, "/my/data/reach", &[file, ("channel", "whatsapp")]).await.status, 303);
        assert_eq!(t.post(&me, "/my/consents", &[file, ("purpose", "nothing"), ("_once", "s0")]).await.status, 404);
        assert_eq!(t.post(&me, "/my/consents", &[file, ("purpose", "sms"), ("give", "1")]).await.status, 409, "a form without a key");
        assert_eq!(t.post(&me, "/my/consents", &[file, ("purpose", "sms"), ("give", "1"), ("_once", "s1")]).await.status, 303);
        assert_eq!(people::consents::given(&mut t.db.reader(), h.mother, "sms").await.unwrap(), Some(true));
        assert_eq!(t.post(&me, "/my/consents", &[file, ("purpose", "sms"), ("_once", "s2")]).await.status, 303);
        assert_eq!(people::consents::given(&mut t.db.reader(), h.mother, "sms").await.unwrap(), Some(false));
        // Never asked: he may say yes or no; saying no takes nothing back.
        assert!(t.get(&me, "/my/consents").await.text().contains("لا أوافق"));
        let no = t.post(&me, "/my/consents", &[file, ("purpose", "photos"), ("give", "0"), ("_once", "s3")]).await;
        assert!(no.status == 303 && no.headers.get_all("set-cookie").iter().any(|c| c.to_str().unwrap().contains("portal-consent-declined")));
        assert_eq!(people::consents::given(&mut t.db.reader(), h.mother, "photos").await.unwrap(), Some(false));
        // What he answered in his request shows where he set nothing himself; a draft is our word.
        let asked = request(&t, &h, "submitted").await;
        sql(&t, "UPDATE request SET answers = $2 WHERE id = $1", args![asked, "{\"contact_channel\":\"call\"}"]).await;
        sql(&t, "UPDATE person SET preferred_channel = NULL WHERE id = $1", args![h.mother]).await;
        sql(&t, "UPDATE beneficiary_file SET status = 'draft' WHERE id = $1", args![h.file]).await;
        let data = t.get(&me, "/my/data").await.text();
        assert!(data.contains(&i18n::t(i18n::Lang::Ar, "choice-preferred-channel-call")) && data.contains("قيد المراجعة") && !data.contains("مسودة"), "{data}");
        // Who opened: the office and the standing, not the name.
        t.db.opened(&h.officer, t.env.now(), kernel::Event::new("file.opened", "file", h.file).file(h.file)).await.unwrap();
        let opened = t.get(&me, "/my/data/opened").await;
        assert!(opened.text().contains("فتح الملف") && !opened.text().contains("موظفة العلاقات"), "{}", opened.text());
        sql(&t, "INSERT INTO setting (name, version, value, at, by_employee) VALUES ('portal', 1, '{\"opened_names\":true}', 0, 'system')", args![]).await;
        assert!(t.get(&me, "/my/data/opened").await.text().contains("موظفة العلاقات"));

        let fields = [file, ("field", "address"), ("should_be", "حي السلام"), ("_once", "c1")];
        let bad = t.post_files(&me, "/my/data/corrections/new", &[file, ("field", "address")], &[]).await;
        assert_eq!(bad.status, 422);
        bad.no_missing_words();
        let script = b"<script>alert(1)</script>";
        let evil = t.post_files(&me, "/my/data/corrections/new", &fields, &[("proof", "id.png", script)]).await;
        assert_eq!(evil.status, 422, "a script is no picture");
        let sent = t.post_files(&me, "/my/data/corrections/new", &fields, &[("proof", "عقد.png", &testkit::png())]).await;
        assert_eq!(sent.status, 303, "{}", sent.text());
        let all = applications::corrections_of(&mut t.db.reader(), h.file).await.unwrap();
        assert!(all.len() == 1 && all[0].document.is_some());
        let strange =
            t.post_files(&me, "/my/data/corrections/new", &[file, ("field", "address"), ("should_be", "x"), ("person", &h.stranger.to_string())], &[]).await;
        assert_eq!(strange.status, 404, "another's data are not his to correct");
    })
    .await;
}

#[tokio::test]
async fn what_was_being_written_for_a_draft_goes_on_in_the_file_it_was_joined_to() {
    both(setup(), |t| async move {
        let h = house(&t).await;
        let id = request(&t, &h, "draft").await;
        let (account, old_head, old_son, left_out) = (t.env.id(), t.env.id(), t.env.id(), t.env.id());
        for (n, subject) in [old_head, old_son, left_out].iter().enumerate() {
            let text = "INSERT INTO portal_page (id, request_id, kind, subject, by_actor, stored_id, thumb_id, mime, bytes, pages, digest, name, borrowed, at) \
                VALUES ($1, $2, 'birth_certificate', $3, $4, $1, NULL, 'image/png', 1, 1, '', 'x', 0, $5)";
            sql(&t, text, args![t.env.id(), id, subject.to_string(), account, n as i64]).await;
        }
        let text = "INSERT INTO portal_upload (id, by_actor, request_id, kind, subject, name, bytes, digest, received, state, page_id, began_at, touched_at) \
            VALUES ($1, $2, $3, 'birth_certificate', $4, 'x', 9, '', 1, 'open', NULL, 0, 0)";
        sql(&t, text, args![t.env.id(), account, id, old_son.to_string()]).await;
        let m = applications::Matched {
            application: t.env.id(),
            account,
            from: t.env.id(),
            to: h.file,
            branch: h.branch,
            people: vec![(old_head, h.mother), (old_son, h.son)],
            left_out: vec![left_out],
            requests: vec![id],
            person: Some(h.mother),
        };
        let mut tx = t.db.begin(&Actor::system()).await.unwrap();
        portal::on_matched(&mut tx, &t.env, &m).await.unwrap();
        tx.commit_quietly("where a test begins").await.unwrap();
        let rows = t.db.reader().all(built("SELECT subject FROM portal_page ORDER BY at".into()), args![]).await.unwrap();
        let subjects: Vec<String> = rows.iter().map(|r| r.text("subject").unwrap()).collect();
        assert_eq!(subjects, [h.mother.to_string(), h.son.to_string(), String::new()]);
        let up = t.db.reader().one(built("SELECT by_actor, subject FROM portal_upload".into()), args![]).await.unwrap();
        assert_eq!((up.id("by_actor").unwrap(), up.text("subject").unwrap()), (h.mother, h.son.to_string()), "he goes on with what he began");
    })
    .await;
}

#[tokio::test]
async fn whoever_was_refused_reads_why_though_he_came_in_as_the_person_of_his_draft() {
    both(setup(), |t| async move {
        let h = house(&t).await;
        let text = "INSERT INTO application (id, account_id, file_id, person_id, branch_id, at, state, decided_at, decided_by, reason, version) \
            VALUES ($1, $2, $3, $4, $5, 1, 'refused', 2, $6, 'نخدم منطقة أخرى، ويسرنا إرشادكم إلى من يخدم منطقتكم', 2)";
        sql(&t, text, args![t.env.id(), t.env.id(), h.file, h.mother, h.branch, h.officer.id]).await;
        let mother = t.as_outside(h.mother, "هيلة", "966500000187", accounts::MAY);
        let page = t.get(&mother, "/my").await;
        assert!(page.no_missing_words().text().contains("نخدم منطقة أخرى"), "{}", page.text());
    })
    .await;
}
