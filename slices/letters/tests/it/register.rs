//! Letters in and out: numbers, who sees them, what waits.

use crate::*;
use db::Once;
use kernel::{Event, Problem};
use testkit::{both, png};

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
