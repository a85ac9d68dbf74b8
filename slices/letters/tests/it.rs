//! The register and the texts, on both databases.

use db::{Once, Query, args, built};
use i18n::Lang;
use kernel::{Actor, Event, Id, Problem};
use letters::{Direction, Letter, Outgoing, texts};
use std::{future::Future, pin::Pin};
use testkit::{Setup, TestApp, both, png};

fn host() -> web::Routes {
    fn page(cx: web::Cx) -> Pin<Box<dyn Future<Output = web::Answer> + Send>> {
        Box::pin(async move {
            let html = cx.panels("request.side", cx.id("id")?).await?.join("");
            Ok(web::text(web::StatusCode::OK, &html))
        })
    }
    web::Routes::new("host").signed_in_get("/host/{id}", page)
}

/// The documents' words too: what is wrong with a scan is said in theirs.
const DOCUMENTS: (&str, &str) = (include_str!("../../documents/locales/ar.ftl"), include_str!("../../documents/locales/en.ftl"));

fn setup() -> Setup {
    Setup {
        routes: vec![letters::routes, host],
        grants: vec![letters::GRANTS],
        locales: vec![letters::LOCALES, staff::LOCALES, DOCUMENTS],
        slots: letters::panels(),
        ..Setup::default()
    }
}

fn reply(t: &TestApp, party: &str) -> Outgoing {
    Outgoing { kind: "decision", subject: "decision".into(), party: party.into(), branch: t.branch, file: None, request: None, reply_to: None, attachments: 0 }
}

async fn send(t: &TestApp, actor: &Actor, o: Outgoing) -> (Id, String) {
    let mut tx = t.db.begin(actor).await.unwrap();
    let sent = letters::outgoing(&mut tx, &t.env, actor, o).await.unwrap();
    tx.commit().await.unwrap();
    sent
}

/// What the register holds, by a reader of everything.
async fn numbers(t: &TestApp, direction: Direction) -> Vec<i64> {
    let rows = t.db.reader().all(built("SELECT serial FROM letter WHERE direction = $1 ORDER BY serial".into()), args![direction.code()]).await.unwrap();
    rows.iter().map(|r| r.int("serial").unwrap()).collect()
}

async fn employee(t: &TestApp, role: &str) -> Actor {
    let a = t.as_role(role);
    let mut tx = t.db.begin(&Actor::system()).await.unwrap();
    let office = "INSERT INTO branch (id, number, name_ar, name_en, area, active, version) VALUES ($1, 1, 'المكتب المثال', 'Example', '', 1, 1) ON CONFLICT (id) DO NOTHING";
    tx.run(built(office.into()), args![a.branch]).await.unwrap();
    let sql = "INSERT INTO employee (id, username, name_ar, name_en, department, branch_id, person_id, password, must_change, active, failed_tries, locked_until, lang, created_at, version) \
        VALUES ($1, $2, $3, '', '', $4, NULL, 'x', 0, 1, 0, 0, '', 0, 1)";
    tx.run(built(sql.into()), args![a.id, &a.username, format!("الموظف {role} المثال"), a.branch]).await.unwrap();
    tx.run(built("INSERT INTO employee_role (employee_id, role) VALUES ($1, $2)".into()), args![a.id, role]).await.unwrap();
    for g in letters::GRANTS {
        for (r, reach) in g.roles.iter().filter(|(r, _)| *r == role) {
            let sql = "INSERT INTO role_permission (role, permission, reach) VALUES ($1, $2, $3) ON CONFLICT (role, permission) DO NOTHING";
            tx.run(built(sql.into()), args![*r, g.permission.0, reach.code()]).await.unwrap();
        }
    }
    tx.commit_quietly("an invented employee").await.unwrap();
    a
}

fn incoming<'a>(holder: &'a str, more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut out = vec![
        ("kind", "inquiry"),
        ("party", "إمارة منطقة المثال"),
        ("subject", "طلب إفادة عن الخدمات"),
        ("their_number", "٣/1187"),
        ("their_date_day", "10"),
        ("their_date_month", "6"),
        ("their_date_year", "1448"),
        ("their_date_cal", "hijri"),
        ("attachments", "٢"),
        ("open", "1"),
        ("holder", holder),
    ];
    out.retain(|(k, _)| !more.iter().any(|(m, _)| m == k));
    out.extend(more);
    out
}

async fn one(t: &TestApp, direction: Direction) -> Letter {
    let id = t.db.reader().one(built("SELECT id FROM letter WHERE direction = $1 ORDER BY serial DESC LIMIT 1".into()), args![direction.code()]).await.unwrap();
    found(t, id.id("id").unwrap()).await
}

async fn found(t: &TestApp, id: Id) -> Letter {
    let r = t.db.reader().one(built("SELECT request_id FROM letter WHERE id = $1".into()), args![id]).await.unwrap();
    match r.opt_id("request_id").unwrap() {
        Some(request) => letters::of_request(&mut t.db.reader(), request, Id::NIL).await.unwrap().into_iter().find(|l| l.id == id).unwrap(),
        None => {
            // Tied for a moment to a request of nobody: the face reads letters by their request.
            let request = t.env.id();
            let mut tx = t.db.begin(&Actor::system()).await.unwrap();
            tx.run(built("UPDATE letter SET request_id = $2 WHERE id = $1".into()), args![id, request]).await.unwrap();
            let l = letters::of_request(&mut tx, request, Id::NIL).await.unwrap().pop().unwrap();
            drop(tx);
            Letter { request: None, ..l }
        }
    }
}

#[tokio::test]
async fn numbers_are_gapless_whatever_is_rolled_back_and_whoever_writes_at_once() {
    both(setup(), |t| async move {
        let officer = t.as_role("relations_officer");
        assert_eq!(send(&t, &officer, reply(&t, "فلان المثال")).await.1, "1448/1");
        // A transaction that comes to nothing gives its number back.
        let mut tx = t.db.begin(&officer).await.unwrap();
        assert_eq!(letters::outgoing(&mut tx, &t.env, &officer, reply(&t, "لا أحد")).await.unwrap().1, "1448/2");
        drop(tx);
        assert_eq!(send(&t, &officer, reply(&t, "فلانة المثال")).await.1, "1448/2");
        // Many at once, every third of them given up.
        let writers = (0..24).map(|i| {
            let (db, env, actor, o) = (t.db.clone(), t.env.clone(), officer.clone(), reply(&t, &format!("جهة {i}")));
            tokio::spawn(async move {
                loop {
                    let mut tx = db.begin(&actor).await.unwrap();
                    match letters::outgoing(&mut tx, &env, &actor, o.clone()).await {
                        Ok(_) if i % 3 == 0 => return drop(tx),
                        Ok(_) => match tx.commit().await {
                            Ok(()) => return,
                            Err(Problem::Conflict { .. }) => {}
                            Err(e) => panic!("{e}"),
                        },
                        Err(Problem::Conflict { .. }) => {}
                        Err(e) => panic!("{e}"),
                    }
                }
            })
        });
        for w in writers.collect::<Vec<_>>() {
            w.await.unwrap();
        }
        assert_eq!(numbers(&t, Direction::Out).await, (1..=18).collect::<Vec<_>>());
        // The next Hijri year begins anew, and incoming letters count for themselves.
        let manager = employee(&t, "manager").await;
        let holder = manager.id.to_string();
        for _ in 0..2 {
            assert_eq!(t.post(&manager, "/letters/in", &incoming(&holder, &[])).await.status, 303);
        }
        // Wrong forms take no number.
        assert_eq!(t.post(&manager, "/letters/in", &incoming(&holder, &[("party", "")])).await.status, 422);
        assert_eq!(t.post(&manager, "/letters/in", &incoming(&holder, &[("tied", "1448-99999")])).await.status, 422);
        assert_eq!(t.post(&manager, "/letters/in", &incoming(&holder, &[])).await.status, 303);
        assert_eq!(numbers(&t, Direction::In).await, [1, 2, 3]);
        t.clock.advance_ms(300 * 86_400_000);
        assert_eq!(send(&t, &officer, reply(&t, "بعد السنة")).await.1, "1449/1");
    })
    .await;
}

#[tokio::test]
async fn what_comes_in_is_followed_to_its_answer() {
    both(setup(), |t| async move {
        let officer = employee(&t, "relations_officer").await;
        let colleague = employee(&t, "branch_delegate").await;
        for path in ["/letters", "/letters?dir=in", "/letters/new/out", "/letters/new/in", "/letters/search", "/letters/register"] {
            t.get(&officer, path).await.no_missing_words();
            let en = t.get_en(&officer, path).await;
            en.no_missing_words();
            assert_eq!(en.status, 200, "{path}");
        }
        let me = officer.id.to_string();
        let form = incoming(&me, &[("_once", "k1")]);
        let made = t.post_files(&officer, "/letters/in", &form, &[("scan", "خطاب.png", &png())]).await;
        assert_eq!(made.status, 303, "{}", made.text());
        assert_eq!(t.post_files(&officer, "/letters/in", &form, &[("scan", "خطاب.png", &png())]).await.location, made.location, "a double press");
        let l = one(&t, Direction::In).await;
        assert_eq!((l.number.as_str(), l.attachments, l.their_number.as_str(), l.holder), ("و 1448/1", 2, "٣/1187", Some(officer.id)));
        assert_eq!(letters::open_for(&mut t.db.reader(), officer.id).await.unwrap(), 1);
        let page = t.get(&officer, &l.href()).await;
        page.no_missing_words();
        for seen in ["إمارة منطقة المثال", "و 1448/1", "10 جمادى الآخرة 1448", "خطاب.png"] {
            assert!(page.text().contains(seen), "{seen}: {}", page.text());
        }
        let scan = page.body.split("/scans/").nth(2).and_then(|s| s.split(['"', '/']).next()).unwrap_or_default().to_string();
        assert_eq!(t.get(&officer, &format!("{}/scans/{scan}", l.href())).await.bytes, png());
        t.get_en(&officer, &l.href()).await.no_missing_words();
        // Found by its number, theirs, its party spelled otherwise, its subject.
        for q in ["و1448/1", "1448/1", "1187", "اماره المثال", "إفادة الخدمات"] {
            let hits = t.post(&officer, "/letters/search", &[("q", q)]).await;
            hits.no_missing_words();
            assert!(hits.body.contains(&l.href()), "{q}: {}", hits.text());
        }
        assert!(!t.post(&officer, "/letters/search", &[("q", "لا شيء كهذا")]).await.body.contains(&l.href()));
        // A day, then the other's hands.
        let day = [("version", "1"), ("due_day", "25"), ("due_month", "11"), ("due_year", "2026"), ("due_cal", "gregorian")];
        assert_eq!(t.post(&officer, &format!("{}/due", l.href()), &day).await.status, 303);
        assert_eq!(t.post(&officer, &format!("{}/due", l.href()), &day).await.status, 409, "another was first");
        let early = [("version", "2"), ("due_day", "20"), ("due_month", "11"), ("due_year", "2026"), ("due_cal", "gregorian")];
        let wrong = t.post(&officer, &format!("{}/due", l.href()), &early).await;
        assert!(wrong.status == 422 && wrong.body.contains("id=\"due-e\"") && wrong.body.contains("value=\"20\""), "{}", wrong.text());
        let to = colleague.id.to_string();
        assert_eq!(t.post(&officer, &format!("{}/hand", l.href()), &[("version", "2"), ("holder", &to), ("note", "لإعداد الرد")]).await.status, 303);
        assert_eq!(t.post(&officer, &format!("{}/hand", l.href()), &[("version", "3"), ("holder", "x")]).await.status, 422);
        let stranger = t.as_role("treasurer").id.to_string();
        assert_eq!(t.post(&officer, &format!("{}/hand", l.href()), &[("version", "3"), ("holder", &stranger)]).await.status, 422);
        assert_eq!(letters::open_for(&mut t.db.reader(), officer.id).await.unwrap(), 0);
        let today = t.env.now().day();
        assert_eq!(letters::held_by(&mut t.db.reader(), colleague.id, today).await.unwrap(), (1, 0));
        assert_eq!(letters::held_by(&mut t.db.reader(), colleague.id, today.plus(4)).await.unwrap(), (1, 1));
        assert!(t.get(&colleague, "/letters?dir=in&show=mine").await.body.contains(&l.href()));
        t.clock.advance_ms(5 * 86_400_000);
        let late = t.get(&colleague, "/letters?dir=in&show=late").await;
        late.no_missing_words();
        assert!(late.body.contains(&l.href()));
        // The answer goes out: what it answers is answered.
        let form = t.get(&colleague, &format!("/letters/new/out?reply={}", l.id)).await;
        form.no_missing_words();
        assert!(form.body.contains("إمارة منطقة المثال"));
        let id = l.id.to_string();
        let out = [("kind", "statement"), ("party", "إمارة منطقة المثال"), ("subject", "إفادة"), ("open", "0"), ("reply_to", id.as_str())];
        let sent = t.post(&colleague, "/letters/out", &out).await;
        assert_eq!(sent.status, 303, "{}", sent.text());
        let o = one(&t, Direction::Out).await;
        assert_eq!((o.number.as_str(), o.reply_to, o.status), ("1448/1", Some(l.id), letters::Status::Closed));
        assert_eq!(found(&t, l.id).await.status, letters::Status::Answered);
        let thread = t.get(&officer, &l.href()).await;
        assert!(thread.body.contains(&o.href()), "its reply stands on its page");
        assert!(t.get(&officer, &o.href()).await.body.contains(&l.href()));
        // An answer to an outgoing letter by another outgoing one is none.
        let other = [("kind", "general"), ("party", "س"), ("subject", "ص"), ("open", "0"), ("reply_to", &o.id.to_string())].map(|(k, v)| (k, v.to_string()));
        let other: Vec<(&str, &str)> = other.iter().map(|(k, v)| (*k, v.as_str())).collect();
        assert_eq!(t.post(&officer, "/letters/out", &other).await.status, 422);
        // Void: kept, marked, with its reason; what it answered waits again.
        let void = format!("{}/void", o.href());
        assert_eq!(t.post(&officer, &void, &[("version", "1")]).await.status, 422);
        assert_eq!(t.post(&officer, &void, &[("version", "1"), ("reason_void", "كُرر الخطاب")]).await.status, 303);
        assert_eq!(t.post(&officer, &void, &[("version", "2"), ("reason_void", "مرة أخرى")]).await.status, 422);
        assert_eq!((found(&t, o.id).await.status, found(&t, l.id).await.status), (letters::Status::Void, letters::Status::Open));
        let shown = t.get(&officer, &o.href()).await;
        assert!(shown.no_missing_words().text().contains("كُرر الخطاب"));
        let incoming_void = t.post(&officer, &format!("{}/void", l.href()), &[("version", "9"), ("reason_void", "x")]).await;
        assert!(incoming_void.status == 422 && !incoming_void.body.contains('⟦'));
        assert_eq!(send(&t, &officer, reply(&t, "التالي")).await.1, "1448/2", "a void number is never given again");
        // The end of the follow-up, and back.
        let v = found(&t, l.id).await.version.to_string();
        assert_eq!(t.post(&officer, &format!("{}/close", l.href()), &[("version", &v), ("close_note", "حُفظ")]).await.status, 303);
        let v = found(&t, l.id).await.version.to_string();
        assert_eq!(t.post(&officer, &format!("{}/reopen", l.href()), &[("version", &v)]).await.status, 422);
        assert_eq!(t.post(&officer, &format!("{}/reopen", l.href()), &[("version", &v), ("reason_reopen", "وصل جديد")]).await.status, 303);
        t.get(&officer, &l.href()).await.no_missing_words();
        // Paper and workbook.
        let period = "dir=out&from_day=1&from_month=1&from_year=1448&from_cal=hijri&to_day=1&to_month=12&to_year=1448&to_cal=hijri";
        let paper = t.get(&officer, &format!("/letters/register?{period}")).await;
        paper.no_missing_words();
        assert!(paper.text().contains("1448/1") && paper.text().contains("كُرر الخطاب") && paper.text().contains("جواب عن طلب"), "{}", paper.text());
        let papers_in = t.get_en(&officer, &format!("/letters/register?{}", period.replace("dir=out", "dir=in"))).await;
        assert!(papers_in.no_missing_words().text().contains("1187"));
        let backwards = t.get(&officer, "/letters/register?from_day=2&from_month=1&from_year=1448&to_day=1&to_month=1&to_year=1448").await;
        assert!(backwards.status == 422 && backwards.body.contains("id=\"to-e\""));
        let book = t.get(&officer, &format!("/letters/register.xlsx?{period}")).await;
        assert_eq!((book.status.as_u16(), &book.bytes[..2]), (200, &b"PK"[..]));
    })
    .await;
}

#[tokio::test]
async fn a_wrong_form_comes_back_as_it_was_typed() {
    both(setup(), |t| async move {
        let officer = employee(&t, "relations_officer").await;
        let me = officer.id.to_string();
        for (field, value, wrong) in [
            ("kind", "poem", "kind"),
            ("party", "  ", "party"),
            ("subject", "", "subject"),
            ("attachments", "-1", "attachments"),
            ("their_date_day", "31", "their_date"),
            ("their_date_year", "1450", "their_date"),
            ("holder", "", "holder"),
            ("tied", "1-99999", "tied"),
        ] {
            let r = t.post(&officer, "/letters/in", &incoming(&me, &[(field, value), ("note", "<b>ملاحظة</b> \"كما هي\"")])).await;
            assert_eq!(r.status, 422, "{field}={value}");
            r.no_missing_words();
            assert!(r.body.contains(&format!("id=\"{wrong}-e\"")), "{field}: {}", r.text());
            assert!(r.body.contains("&lt;b&gt;ملاحظة") || r.body.contains("&#60;b&#62;ملاحظة"), "typed, and escaped");
            assert!(field == "their_date_day" || r.body.contains("value=\"10\""));
        }
        // What is no picture is told so, and the fields stay.
        for (name, bytes) in [("x.pdf", &b"<html>"[..]), ("x.png", &b"MZ\x90\x00"[..]), ("x.jpg", &b"PK\x03\x04zip"[..])] {
            let r = t.post_files(&officer, "/letters/in", &incoming(&me, &[]), &[("scan", name, bytes)]).await;
            assert!(r.status == 422 && r.body.contains("id=\"scan-e\"") && r.body.contains("إمارة منطقة المثال"), "{name}: {}", r.text());
            r.no_missing_words();
        }
        assert_eq!(numbers(&t, Direction::In).await, Vec::<i64>::new());
    })
    .await;
}

#[tokio::test]
async fn who_sees_and_writes_what() {
    both(setup(), |t| async move {
        let officer = employee(&t, "relations_officer").await;
        let (id, _) = send(&t, &officer, reply(&t, "فلان المثال")).await;
        let url = format!("/letters/{id}");
        let stranger = t.as_role_of("relations_officer", t.other_branch);
        assert_eq!(t.get(&stranger, &url).await.status, 404);
        assert!(!t.get(&stranger, "/letters").await.body.contains(&url));
        assert!(!t.post(&stranger, "/letters/search", &[("q", "1448/1")]).await.body.contains(&url));
        assert!(!t.post(&stranger, "/letters/search", &[("q", "فلان المثال")]).await.body.contains(&url));
        assert_eq!(t.post(&stranger, &format!("{url}/void"), &[("version", "1"), ("reason_void", "x")]).await.status, 404);
        // One register for all branches: who sees his own branch's is told why numbers are missing; the request's number tells replies apart.
        let there = Outgoing { branch: t.other_branch, subject: "decision 1448-0317".into(), ..reply(&t, "فلانة المثال") };
        send(&t, &officer, there).await;
        let (one, other) = (t.get(&officer, "/letters").await, t.get(&stranger, "/letters").await);
        assert!(!one.text().contains("أرقام أخرى لفرع آخر") && other.no_missing_words().text().contains("أرقام أخرى لفرع آخر"), "{}", other.text());
        assert!(other.text().contains("جواب عن طلب · \u{2066}1448-0317\u{2069}"), "{}", other.text());
        assert_eq!(other.text().matches("جواب عن طلب").count(), 1, "the kind is said once");
        // The forms' addresses, typed or reloaded.
        assert_eq!(t.get(&officer, "/letters/in").await.location, "/letters?dir=in");
        assert_eq!(t.get(&officer, "/letters/out").await.location, "/letters");
        let auditor = t.as_role_of("auditor", t.other_branch);
        let page = t.get(&auditor, &url).await;
        assert!(page.status == 200 && !page.body.contains("/void\""));
        assert_eq!(t.post(&auditor, &format!("{url}/void"), &[("version", "1"), ("reason_void", "x")]).await.status, 404);
        assert_eq!(t.get(&auditor, "/letters/new/out").await.status, 403);
        let admin = t.as_role("administrator");
        assert_eq!((t.get(&admin, "/letters").await.status.as_u16(), t.get(&admin, &url).await.status.as_u16()), (403, 404));
        assert_eq!(t.get(&admin, "/settings/texts").await.status, 200);
        assert_eq!(t.get(&officer, "/settings/texts").await.status, 403);
        assert_eq!(t.get(&officer, "/settings/texts/receipt").await.status, 404);
        // In his hands: his to read, though it stands in another branch.
        let mut tx = t.db.begin(&officer).await.unwrap();
        tx.run(built("UPDATE letter SET holder_id = $2, status = 'open' WHERE id = $1".into()), args![id, stranger.id]).await.unwrap();
        tx.commit_quietly("a letter in another's hands").await.unwrap();
        assert_eq!(t.get(&stranger, &url).await.status, 200);
        assert!(t.get(&stranger, "/letters").await.body.contains(&url));
        assert!(t.post(&stranger, "/letters/search", &[("q", "فلان المثال")]).await.body.contains(&url));
        let researcher = t.as_role("social_researcher");
        assert_eq!(t.get(&researcher, &url).await.status, 404, "only what is his own");
    })
    .await;
}

/// A file as far as this room reads it, and a request in it.
async fn file_with_request(t: &TestApp) -> (Id, Id) {
    let (file, request, household, person) = (t.env.id(), t.env.id(), t.env.id(), t.env.id());
    let mut tx = t.db.begin(&Actor::system()).await.unwrap();
    let name = people::rules::name::parse("هيلة بنت سليمان محمد المثال").unwrap();
    let head = people::insert_person(&mut tx, &t.env, &people::NewPerson { branch: Some(t.branch), ..people::NewPerson::named(&name) }).await.unwrap();
    let house = people::create_household(&mut tx, &t.env, head, None).await.unwrap();
    let _ = (household, person);
    let f = beneficiaries::bulk::BulkFile {
        id: file,
        old_number: None,
        branch: t.branch,
        household: house,
        head,
        head_name: "هيلة المثال".into(),
        status: beneficiaries::Status::Active,
        status_since: None,
        income_class: None,
        valid_until: None,
        next_review: None,
        before_contact: None,
        created_at: t.env.now(),
        categories: vec![],
        tokens: vec![],
    };
    beneficiaries::bulk::insert_files(&mut tx, &t.env, Id::NIL, 1, std::slice::from_ref(&f)).await.unwrap();
    tx.record(t.env.now(), Event::new("file.test", "file", file));
    tx.commit().await.unwrap();
    (file, request)
}

#[tokio::test]
async fn a_letter_of_a_closed_file_does_not_exist_for_him() {
    both(setup(), |t| async move {
        let officer = employee(&t, "relations_officer").await;
        let recused = employee(&t, "manager").await;
        let (file, request) = file_with_request(&t).await;
        let (id, number) = send(&t, &officer, Outgoing { file: Some(file), request: Some(request), ..reply(&t, "هيلة المثال") }).await;
        let url = format!("/letters/{id}");
        let panel = t.get(&recused, &format!("/host/{request}")).await;
        panel.no_missing_words();
        assert!(panel.body.contains(&url));
        let mut tx = t.db.begin(&Actor::system()).await.unwrap();
        beneficiaries::close_to(&mut tx, file, recused.id, request, t.env.now()).await.unwrap();
        tx.run(built("UPDATE letter SET holder_id = $2, status = 'open' WHERE id = $1".into()), args![id, recused.id]).await.unwrap();
        tx.commit_quietly("a conflict of interest").await.unwrap();
        assert_eq!(t.get(&recused, &url).await.status, 404);
        for path in ["/letters", "/letters?show=mine", "/letters/register?from_day=1&from_month=1&from_year=1448&to_day=1&to_month=12&to_year=1448"] {
            assert!(!t.get(&recused, path).await.body.contains("هيلة"), "{path}");
        }
        for q in [number.as_str(), "هيلة المثال", "1"] {
            assert!(!t.post(&recused, "/letters/search", &[("q", q)]).await.body.contains(&url), "{q}");
        }
        assert_eq!(t.get(&recused, &format!("/host/{request}")).await.body, "");
        assert_eq!(letters::open_for(&mut t.db.reader(), recused.id).await.unwrap(), 0);
        let id_text = id.to_string();
        let answer = [("kind", "general"), ("party", "س"), ("subject", "ص"), ("open", "0"), ("reply_to", id_text.as_str())];
        assert_eq!(t.post(&recused, "/letters/in", &answer).await.status, 404);
        let tied = t.db.reader().one(built("SELECT number FROM beneficiary_file WHERE id = $1".into()), args![file]).await.unwrap().text("number").unwrap();
        let by = [("kind", "general"), ("party", "س"), ("subject", "ص"), ("open", "0"), ("tied", tied.as_str())];
        assert_eq!(t.post(&recused, "/letters/out", &by).await.status, 422, "its number tells nothing either");
        assert_eq!(t.post(&officer, "/letters/out", &by).await.status, 303);
        assert_eq!(t.get(&officer, &url).await.status, 200);
        let opened = t.db.reader().all(built("SELECT code FROM audit_event WHERE file_id = $1 AND code = 'letter.opened'".into()), args![file]).await.unwrap();
        assert!(!opened.is_empty(), "who looked at a file's letter is known");
    })
    .await;
}

#[tokio::test]
async fn letters_written_by_the_hundred_are_found_and_paged() {
    both(setup(), |t| async move {
        let officer = employee(&t, "relations_officer").await;
        let mut tx = t.db.begin(&officer).await.unwrap();
        let last = tx.next_block("letter:1448", 65).await.unwrap();
        let many = (last - 64..=last)
            .map(|n| letters::Numbered {
                id: t.env.id(),
                number: format!("1448/{n}"),
                outgoing: reply(&t, &format!("جهة-{n:03}")),
                at: t.env.now(),
                by: officer.id,
            })
            .collect();
        letters::outgoing_many_in(&mut tx, many).await.unwrap();
        tx.record(t.env.now(), Event::new("letter.test", "letter", Id::NIL));
        tx.commit().await.unwrap();
        let (mut seen, mut path) = (std::collections::BTreeSet::new(), "/letters".to_string());
        for _ in 0..3 {
            let page = t.get(&officer, &path).await;
            for part in page.body.split("جهة-").skip(1) {
                seen.insert(part[..3].to_string());
            }
            let next = page.body.split("rel=\"next\" href=\"").nth(1).and_then(|p| p.split('"').next());
            path = next.unwrap_or_default().replace("&#38;", "&").replace("&amp;", "&");
        }
        assert_eq!((seen.len(), path.as_str()), (65, ""));
        let hits = t.post(&officer, "/letters/search", &[("q", "جواب طلب")]).await;
        assert!(hits.body.contains("جهة-"), "found by what the code is called");
        assert_eq!(send(&t, &officer, reply(&t, "التالي")).await.1, "1448/66");
    })
    .await;
}

fn words<'a>(more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut out = vec![
        ("lang", "ar"),
        ("version", "0"),
        ("go", "save"),
        ("subject", "جواب الطلب {{ request_number }}"),
        ("opening", "إلى {{ name }}"),
        ("body", "السبب: {{ reasons }}\n\nالاعتراض حتى {{ objection_until }}"),
        ("closing", "والسلام"),
        ("signatory_name", "فلان المثال"),
    ];
    out.retain(|(k, _)| !more.iter().any(|(m, _)| m == k));
    out.extend(more);
    out
}

#[tokio::test]
async fn the_association_writes_its_texts_and_no_text_does_harm() {
    both(setup(), |t| async move {
        let admin = employee(&t, "administrator").await;
        let list = t.get(&admin, "/settings/texts").await;
        list.no_missing_words();
        t.get_en(&admin, "/settings/texts").await.no_missing_words();
        for k in texts::KINDS {
            for lang in ["ar", "en"] {
                let page = t.get(&admin, &format!("/settings/texts/{}?lang={lang}", k.code)).await;
                page.no_missing_words();
                assert!(page.status == 200 && !page.text().contains("{{ name }} {{"), "{}", k.code);
            }
        }
        assert_eq!(t.get(&admin, "/settings/texts/poem").await.status, 404);
        let url = "/settings/texts/decision_refuse";
        // Each fault at its field, with what was typed.
        for (body, told) in [
            ("{{ nmae }}", "nmae"),
            ("{{ amount }}", "amount"),
            ("{% for i in range(99999999) %}x{% endfor %}", "for i in range"),
            ("{{ loop.cycle }}", "loop.cycle"),
            ("{{ reasons * 999999999 }}", "reasons * 999999999"),
            ("{% if reasons %}", "if"),
            ("{{ reasons", "reasons"),
            ("", "body"),
        ] {
            let r = t.post(&admin, url, &words(&[("body", body)])).await;
            assert_eq!(r.status, 422, "{body}");
            r.no_missing_words();
            assert!(r.body.contains("id=\"body-e\"") && r.text().contains(told) || told == "body", "{body}: {}", r.text());
            assert!(r.body.contains("إلى {{ name }}"), "the rest stays as typed");
        }
        let long = "س".repeat(texts::check::LONGEST + 1);
        assert_eq!(t.post(&admin, url, &words(&[("body", &long)])).await.status, 422);
        // A preview writes nothing and takes markup for words.
        let seen = t.post(&admin, url, &words(&[("go", "preview"), ("closing", "<script>alert(1)</script>")])).await;
        assert!(seen.status == 200 && !seen.body.contains("<script>alert"), "{}", seen.text());
        assert_eq!(letters::text(&mut t.db.reader(), "decision_refuse", Lang::Ar).await.unwrap().version, 0);
        // Saved, in force, restored.
        assert_eq!(t.post(&admin, url, &words(&[])).await.status, 303);
        assert_eq!(t.post(&admin, url, &words(&[])).await.status, 409, "another was first");
        let now = letters::text(&mut t.db.reader(), "decision_refuse", Lang::Ar).await.unwrap();
        assert_eq!((now.version, now.signatory_name.as_str()), (1, "فلان المثال"));
        let r = letters::render(&now, &[("reasons", "كذا".into()), ("name", "هيلة".into()), ("request_number", "1448-1".into())]).unwrap();
        assert_eq!((r.subject.as_str(), r.body[0].as_str()), ("جواب الطلب 1448-1", "السبب: كذا"));
        assert_eq!(letters::text(&mut t.db.reader(), "decision_refuse", Lang::En).await.unwrap().version, 0, "each language for itself");
        assert_eq!(t.post(&admin, url, &words(&[("version", "1"), ("closing", "والسلام عليكم")])).await.status, 303);
        let versions = t.get(&admin, &format!("{url}/versions?lang=ar")).await;
        versions.no_missing_words();
        assert!(versions.body.contains("<del>") && versions.body.contains("<ins>"), "{}", versions.text());
        t.get_en(&admin, &format!("{url}/versions?lang=ar")).await.no_missing_words();
        let back = [("lang", "ar"), ("version", "2"), ("restore", "1")];
        assert_eq!(t.post(&admin, &format!("{url}/restore"), &back).await.status, 303);
        let now = letters::text(&mut t.db.reader(), "decision_refuse", Lang::Ar).await.unwrap();
        assert_eq!((now.version, now.closing.as_str()), (3, "والسلام"));
        assert_eq!(t.post(&admin, &format!("{url}/restore"), &[("lang", "ar"), ("version", "3"), ("restore", "0")]).await.status, 303);
        assert_eq!(t.post(&admin, &format!("{url}/restore"), &[("lang", "ar"), ("version", "4"), ("restore", "77")]).await.status, 404);
        assert_eq!(letters::text_version(&mut t.db.reader(), "decision_refuse", Lang::Ar, 2).await.unwrap().unwrap().closing, "والسلام عليكم");
        assert!(letters::text(&mut t.db.reader(), "poem", Lang::Ar).await.is_err());
        // A stored text nobody can read stops no paper.
        let mut tx = t.db.begin(&admin).await.unwrap();
        db::settings::set(&mut tx, "paper:receipt:ar", "no json", t.env.now()).await.unwrap();
        db::settings::set(&mut tx, "paper:frame", "{\"stamp\":7}", t.env.now()).await.unwrap();
        tx.commit_quietly("a broken setting").await.unwrap();
        let receipt = letters::text(&mut t.db.reader(), "receipt", Lang::Ar).await.unwrap();
        assert!(letters::render_or_default(&receipt, &[]).body.len() > 1);
        assert_eq!(t.get(&admin, "/settings/texts/receipt").await.status, 200);
    })
    .await;
}

#[tokio::test]
async fn the_frame_stands_around_every_paper() {
    both(setup(), |t| async move {
        let admin = employee(&t, "administrator").await;
        let page = t.get(&admin, "/settings/texts/frame").await;
        page.no_missing_words();
        t.get_en(&admin, "/settings/texts/frame").await.no_missing_words();
        let form = |version: &'static str, header: &'static str| {
            vec![
                ("version", version),
                ("go", "save"),
                ("header_ar", header),
                ("title_ar", "رئيس المجلس"),
                ("name_ar", "فلان المثال"),
                ("title_en", "Chair"),
                ("stamp", "1"),
            ]
        };
        let long = t.post(&admin, "/settings/texts/frame", &form("0", "1\n2\n3\n4\n5\n6\n7")).await;
        assert!(long.status == 422 && long.body.contains("id=\"header_ar-e\""), "{}", long.text());
        long.no_missing_words();
        assert_eq!(t.post(&admin, "/settings/texts/frame", &form("0", "جمعية المثال\nفرع المثال")).await.status, 303);
        let f = letters::frame(&mut t.db.reader()).await.unwrap();
        assert_eq!((f.version, f.header(Lang::Ar).len(), f.stamp, f.letterhead), (1, 2, true, false));
        let text = letters::text(&mut t.db.reader(), "receipt", Lang::Ar).await.unwrap();
        assert_eq!((text.signatory_title.as_str(), text.signatory_name.as_str()), ("رئيس المجلس", "فلان المثال"));
        let versions = t.get(&admin, "/settings/texts/frame/versions").await;
        assert!(versions.no_missing_words().body.contains("<ins>"));
        assert_eq!(t.post(&admin, "/settings/texts/frame/restore", &[("version", "1"), ("restore", "0")]).await.status, 303);
        assert!(letters::frame(&mut t.db.reader()).await.unwrap().letterhead);
    })
    .await;
}

/// A picture of the size a logo has.
fn picture(w: u32, h: u32) -> Vec<u8> {
    let mut out = std::io::Cursor::new(vec![]);
    image::RgbaImage::from_pixel(w, h, image::Rgba([12, 85, 68, 255])).write_to(&mut out, image::ImageFormat::Png).unwrap();
    out.into_inner()
}

#[tokio::test]
async fn the_logo_is_kept_by_versions_and_what_is_no_logo_is_said() {
    both(setup(), |t| async move {
        let admin = employee(&t, "administrator").await;
        let at = "/settings/texts/frame";
        let put = async |version: &str, name: &str, bytes: &[u8]| {
            t.post_files(&admin, "/settings/texts/frame/logo", &[("version", version)], &[("logo", name, bytes)]).await
        };
        let logo = async || letters::frame(&mut t.db.reader()).await.unwrap().logo;
        for (name, bytes, said) in [
            ("x.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>".to_vec(), "PNG ولا JPEG"),
            ("x.png", b"%PDF-1.4 x".to_vec(), "تعذرت قراءة"),
            ("x.png", picture(10, 10), "64"),
            ("x.png", picture(200, 200)[..80].to_vec(), "تعذرت قراءة"),
            ("x.png", vec![], "اختيار صورة"),
        ] {
            let reply = put("0", name, &bytes).await;
            assert!(reply.status == 422 && reply.body.contains("id=\"logo-e\"") && reply.no_missing_words().text().contains(said), "{said}: {}", reply.text());
        }
        assert_eq!(logo().await, None);
        // A program behind the picture stays behind.
        let mut raw = picture(2400, 600);
        raw.extend_from_slice(b"<script>alert(1)</script>");
        let reply = put("0", "شعار.png", &raw).await;
        assert_eq!(reply.status, 303, "{}", reply.text());
        let first = logo().await.unwrap();
        let kept = letters::logo(&mut t.db.reader(), first).await.unwrap().unwrap();
        assert_eq!((kept.width, kept.height, kept.kind), (1100, 275, files::Kind::Png));
        assert!(!kept.bytes.windows(8).any(|w| w == b"<script>"));
        let page = t.get(&admin, at).await;
        assert!(page.no_missing_words().body.contains(&kept.href()));
        t.get_en(&admin, at).await.no_missing_words();
        let shown = t.get(&admin, &kept.href()).await;
        assert_eq!((shown.status.as_u16(), shown.headers["content-type"].to_str().unwrap()), (200, "image/png"));
        assert_eq!(t.get(&employee(&t, "relations_officer").await, &kept.href()).await.status, 404);
        assert_eq!(t.get(&admin, &format!("{at}/logo/{}", t.env.id())).await.status, 404);

        // The frame's own form leaves it; a page that is behind changes nothing.
        assert_eq!(t.post(&admin, at, &[("version", "1"), ("go", "save"), ("title_ar", "الرئيس"), ("title_en", "Chair")]).await.status, 303);
        assert_eq!(logo().await, Some(first));
        assert_eq!(put("1", "x.png", &picture(100, 100)).await.status, 409);
        assert_eq!(t.post(&admin, "/settings/texts/frame/logo/remove", &[("version", "1")]).await.status, 409);
        assert_eq!(t.post(&admin, "/settings/texts/frame/logo/remove", &[("version", "2")]).await.status, 303);
        assert_eq!(logo().await, None);
        assert!(t.get(&admin, "/settings/texts/frame/versions").await.no_missing_words().body.contains("شعار الجمعية"));
        // An older version brings it back.
        assert_eq!(t.post(&admin, "/settings/texts/frame/restore", &[("version", "3"), ("restore", "2")]).await.status, 303);
        assert_eq!(logo().await, Some(first));
        // One that is gone stops no page.
        let mut tx = t.db.begin(&Actor::system()).await.unwrap();
        tx.run(built("DELETE FROM paper_logo".into()), args![]).await.unwrap();
        tx.commit_quietly("a logo lost").await.unwrap();
        assert_eq!(t.get(&admin, at).await.status, 200);
        assert_eq!(t.get(&admin, "/settings/texts/receipt").await.status, 200);
    })
    .await;
}

#[tokio::test]
async fn a_form_sent_twice_is_one_letter_and_a_key_is_its_owners() {
    both(setup(), |t| async move {
        let officer = employee(&t, "relations_officer").await;
        let form = [("kind", "general"), ("party", "جهة"), ("subject", "موضوع"), ("open", "0"), ("_once", "same")];
        let a = t.post(&officer, "/letters/out", &form).await;
        let b = t.post(&officer, "/letters/out", &form).await;
        assert_eq!((a.status.as_u16(), &a.location), (303, &b.location));
        assert_eq!(numbers(&t, Direction::Out).await, [1]);
        let mut tx = t.db.begin(&officer).await.unwrap();
        assert!(matches!(tx.once("other", "d", t.env.now()).await.unwrap(), Once::First));
    })
    .await;
}
