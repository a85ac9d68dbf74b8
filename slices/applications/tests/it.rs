//! Somebody without a file enters himself; an employee says whose it is. Corrections and their thirty days. On both databases.

#[path = "../../research/tests/it/house.rs"]
#[allow(dead_code)]
mod house;

mod follow;

use applications::{Ask, Join, NewApplication, Relative, perm, rules::Stage};
use db::args;
use house::House;
use i18n::dates::{Calendar, Precision};
use kernel::{Actor, Grant, Id, Permit, Problem};
use people::{Birth, IdentityKind, MobileLine, NewPerson};
use std::future::Future;
use testkit::{Setup, TestApp, both};

const NUMBER: &str = "1000000008";

fn setup() -> Setup {
    let mut slots = applications::panels();
    slots.extend(beneficiaries::panels());
    Setup {
        routes: vec![applications::routes, beneficiaries::routes, requests::routes],
        locales: vec![
            staff::LOCALES,
            people::LOCALES,
            messages::LOCALES,
            letters::LOCALES,
            documents::LOCALES,
            beneficiaries::LOCALES,
            services::LOCALES,
            contacts::LOCALES,
            requests::LOCALES,
            applications::LOCALES,
        ],
        slots,
        ..Setup::default()
    }
}

fn grants() -> Vec<Grant> {
    let mut all = house::grants();
    all.extend(requests::grants());
    all.extend(documents::grants());
    all.extend(applications::grants());
    all
}

async fn in_house<F: Future<Output = ()>>(test: impl Fn(House) -> F) {
    both(setup(), |t: TestApp| async {
        let h = house::house(t, &grants()).await;
        test(h).await;
    })
    .await;
}

fn person(name: &str, born: &str, mobile: &str, identity: &str) -> NewPerson {
    NewPerson {
        birth: Some(Birth { day: born.parse().unwrap(), calendar: Calendar::Gregorian, precision: Precision::Full }),
        mobiles: if mobile.is_empty() { vec![] } else { vec![MobileLine { number: mobile.into(), answers: None, primary: true }] },
        identity: (!identity.is_empty()).then(|| (IdentityKind::Citizen, identity.to_string())),
        ..NewPerson::named(&people::rules::name::parse(name).unwrap())
    }
}

fn application(h: &House, account: Id, identity: &str) -> NewApplication {
    NewApplication {
        account,
        head: person("هيلة سليمان محمد المرشود", "1984-03-09", "0500000187", identity),
        members: vec![Relative { person: person("ياسر خالد علي الدوسري", "2012-05-01", "", ""), relation: "son".into() }],
        categories: vec!["widow".into()],
        branch: h.branch,
    }
}

async fn begin(h: &House, identity: &str) -> (Id, applications::Begun) {
    let account = h.t.env.id();
    let actor = Actor::outside(account, "05•••••187", &[]);
    let b = applications::begin(&h.t.env, &h.t.db, &actor, application(h, account, identity)).await.unwrap();
    (account, b)
}

/// A file of somebody the register knows.
async fn known(h: &House, identity: &str, branch: Id) -> (Id, Id) {
    let mut tx = h.t.db.begin(&Actor::system()).await.unwrap();
    let new = beneficiaries::NewFile {
        members: vec![beneficiaries::NewMember {
            who: person("ياسر خالد علي الدوسري", "2012-05-01", "", "").into(), relation: "son".into(), from: None
        }],
        ..beneficiaries::NewFile::draft(person("هيله سليمان محمد المرشود", "1984-03-09", "0500000195", identity), branch)
    };
    let (file, _) = beneficiaries::create_in(&mut tx, &h.t.env, &Actor::system(), &new).await.unwrap();
    tx.commit().await.unwrap();
    let head = beneficiaries::find_any(&mut h.t.db.reader(), file).await.unwrap().head;
    (file, head)
}

fn permit(a: &Actor) -> Permit {
    Permit::check(a, perm::DECIDE).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_claim_touches_nobody_and_becomes_a_file() {
    in_house(|mut h| async move {
        let officer = h.hire("relations_officer").await;
        // The number claimed is somebody's of another office: neither refused nor joined, and nothing of him shows.
        let (_, other_head) = known(&h, NUMBER, h.other).await;
        let (account, b) = begin(&h, NUMBER).await;
        let q = &mut h.t.db.reader();
        let file = beneficiaries::find_any(q, b.file).await.unwrap();
        assert!(file.unmatched && file.status == beneficiaries::Status::Draft && file.head == b.person);
        assert_eq!(people::person(q, b.person).await.unwrap().identity, None, "a claim is no identity");
        assert_eq!(people::by_identity(q, NUMBER).await.unwrap(), Some(other_head));
        // Asked again it is the same one; one number is confirmed for it alone.
        let again = applications::begin(&h.t.env, &h.t.db, &Actor::outside(account, "x", &[]), application(&h, account, NUMBER)).await.unwrap();
        assert_eq!(again, b);
        assert_eq!(applications::stands_for(q, account, "966500000187").await.unwrap(), Some((b.file, b.person)));
        assert_eq!(applications::stands_for(q, account, "966500000999").await.unwrap(), None, "another number opens nothing");
        assert_eq!(applications::stands_for(q, h.t.env.id(), "966500000187").await.unwrap(), None);

        let page = h.t.get(&officer, &format!("/applications/{}", b.application)).await;
        let text = page.no_missing_words().text();
        assert!(text.contains("مسجل لدى فرع آخر") && text.contains("هيلة سليمان محمد المرشود"), "{text}");
        assert!(!page.body.contains(&other_head.to_string()) && !page.body.contains("0500000195"));
        h.t.get_en(&officer, &format!("/applications/{}", b.application)).await.no_missing_words();
        let list = h.t.get(&officer, "/applications").await;
        assert!(list.no_missing_words().body.contains(&format!("/applications/{}", b.application)));
        // It cannot be made new with another's number, and nothing half is left.
        let version = "1";
        let made = h.t.post(&officer, &format!("/applications/{}/make-new", b.application), &[("version", version)]).await;
        assert_eq!(made.status, 422);
        assert!(made.no_missing_words().text().contains("مسجل من قبل لشخص آخر"), "{}", made.text());
        assert!(beneficiaries::find_any(q, b.file).await.unwrap().unmatched);

        // A number nobody has becomes his own.
        let (_, fresh) = begin(&h, "1000000016").await;
        let made = h.t.post(&officer, &format!("/applications/{}/make-new", fresh.application), &[("version", version)]).await;
        assert_eq!(made.status, 303, "{}", made.text());
        let q = &mut h.t.db.reader();
        assert_eq!(people::by_identity(q, "1000000016").await.unwrap(), Some(fresh.person));
        assert!(!beneficiaries::find_any(q, fresh.file).await.unwrap().unmatched);
        let told = messages::of_person(q, fresh.person, 5).await.unwrap();
        let number = beneficiaries::find_any(q, fresh.file).await.unwrap().number;
        assert!(told.len() == 1 && told[0].event == "application.made_new" && told[0].text.contains(&number), "{told:?}");
        // Pressed again: it is decided.
        assert_eq!(h.t.post(&officer, &format!("/applications/{}/make-new", fresh.application), &[("version", version)]).await.status, 409);
        let panel = h.t.get(&officer, &format!("/files/{}", fresh.file)).await;
        assert!(panel.no_missing_words().text().contains("سجّل نفسه في البوابة"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn joined_to_whom_the_register_knows() {
    in_house(|mut h| async move {
        let officer = h.hire("relations_officer").await;
        let elsewhere = h.hire_in("relations_officer", h.other).await;
        let auditor = h.hire("auditor").await;
        let (file, head) = known(&h, NUMBER, h.branch).await;
        let (account, b) = begin(&h, NUMBER).await;
        let request = h.request("submitted").await;
        h.sql("UPDATE request SET file_id = $2, applicant_id = $3 WHERE id = $1", args![request, b.file, b.person]).await;
        let draft = people::household(&mut h.t.db.reader(), beneficiaries::find_any(&mut h.t.db.reader(), b.file).await.unwrap().household).await.unwrap();
        let draft_son = draft.current().find(|m| m.relation == "son").unwrap().person.id;
        let doc = documents::NewDocument {
            id: h.t.env.id(),
            file_id: b.file,
            person: Some(draft_son),
            type_code: "birth_certificate".into(),
            number: String::new(),
            issuer: String::new(),
            issued: None,
            expires: None,
        };
        let mut tx = h.t.db.begin(&Actor::system()).await.unwrap();
        let by = documents::By { at: h.t.env.now(), id: Id::NIL, name: "x".into() };
        documents::insert_in(&mut tx, &doc, &[], &[], &by).await.unwrap();
        tx.commit_quietly("where a test begins").await.unwrap();

        let path = format!("/applications/{}", b.application);
        let page = h.t.get(&officer, &path).await;
        assert!(page.no_missing_words().text().contains("رقم الهوية نفسه") && page.body.contains(&head.to_string()), "{}", page.text());
        // Another office does not know that it exists; the auditor reads and decides nothing.
        assert_eq!(h.t.get(&elsewhere, &path).await.status, 404);
        assert_eq!(h.t.get(&auditor, &path).await.status, 200);
        assert_eq!(h.t.post(&auditor, &format!("{path}/join"), &[]).await.status, 404);

        let person = head.to_string();
        let reason = format!("reason_{person}");
        let empty = h.t.post(&officer, &format!("{path}/join"), &[("version", "1"), ("person", &person)]).await;
        assert_eq!(empty.status, 422);
        assert!(empty.no_missing_words().body.contains("is-") || empty.body.contains("field--error"));
        let fields = [("version", "1"), ("person", person.as_str()), (reason.as_str(), "طوبقت هويتها الأصلية"), ("take_mobile", "1")];
        let joined = h.t.post(&officer, &format!("{path}/join"), &fields).await;
        assert_eq!(joined.status, 303, "{}", joined.text());
        assert_eq!(joined.location, format!("/files/{file}"));

        let q = &mut h.t.db.reader();
        let r = requests::find_unscoped(q, request).await.unwrap();
        assert_eq!((r.file, r.applicant, r.branch), (file, head, h.branch));
        let household = beneficiaries::find_any(q, file).await.unwrap().household;
        let home = people::household(q, household).await.unwrap();
        let son = home.current().find(|m| m.relation == "son").unwrap().person.id;
        assert_eq!(home.current().count(), 2, "who was there already is not entered twice");
        let moved = documents::find(q, doc.id).await.unwrap().unwrap();
        assert_eq!((moved.file_id, moved.person), (file, Some(son)));
        let old = beneficiaries::find_any(q, b.file).await.unwrap();
        assert!(old.status == beneficiaries::Status::Closed && !old.unmatched);
        let numbers: Vec<String> = people::person(q, head).await.unwrap().mobiles.into_iter().map(|m| m.number).collect();
        assert_eq!(numbers, ["0500000195", "0500000187"]);
        assert!(people::by_mobile(q, "0500000187").await.unwrap() == [head], "the draft's own number leads nowhere any more");
        assert_eq!(applications::stands_for(q, account, "966500000187").await.unwrap(), Some((file, head)));
        assert_eq!(messages::of_person(q, head, 5).await.unwrap().len(), 1, "he was told");
        // Once the number is taken from him it opens nothing.
        h.sql("DELETE FROM person_mobile WHERE number = $1", args!["0500000187"]).await;
        assert_eq!(applications::stands_for(&mut h.t.db.reader(), account, "966500000187").await.unwrap(), None);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_decide_at_once_and_one_wins() {
    in_house(|mut h| async move {
        let (one, two) = (h.hire("relations_officer").await, h.hire("relations_officer").await);
        let (_, head) = known(&h, NUMBER, h.branch).await;
        let (_, b) = begin(&h, NUMBER).await;
        let join = |_: &Actor| Join { id: b.application, version: 1, person: head, members: vec![], take_mobile: false, reason: "هي".into() };
        let (pa, pb) = (permit(&one), permit(&two));
        let (x, y) =
            tokio::join!(applications::join(&h.t.env, &h.t.db, &pa, join(&one)), applications::refuse(&h.t.env, &h.t.db, &pb, b.application, 1, "ليست هي"));
        assert!(x.is_ok() != y.is_ok(), "{x:?} {y:?}");
        let lost = x.err().or(y.err()).unwrap();
        assert!(matches!(lost, Problem::Conflict { .. }), "{lost:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn refused_with_a_reason_and_nobody_decides_about_himself() {
    in_house(|mut h| async move {
        let officer = h.hire("relations_officer").await;
        let (account, b) = begin(&h, NUMBER).await;
        let request = h.request("draft").await;
        h.sql("UPDATE request SET file_id = $2, applicant_id = $3 WHERE id = $1", args![request, b.file, b.person]).await;
        let path = format!("/applications/{}/refuse", b.application);
        assert_eq!(h.t.post(&officer, &path, &[("version", "1")]).await.status, 422);
        let done = h.t.post(&officer, &path, &[("version", "1"), ("reason_refuse", "الجمعية في منطقة أخرى")]).await;
        assert_eq!(done.status, 303, "{}", done.text());
        assert_eq!(h.read(request).await.state, requests::rules::State::Withdrawn);
        let q = &mut h.t.db.reader();
        assert_eq!(applications::stands_for(q, account, "").await.unwrap(), None);
        let a = applications::newest_of(q, account).await.unwrap().unwrap();
        assert!(a.stage == Stage::Refused && a.reason.contains("منطقة أخرى"));

        // Whose number it is decides: an employee does not look after himself.
        let (_, mine) = begin(&h, "1000000016").await;
        let clerk = h.hire("relations_officer").await;
        let mut tx = h.t.db.begin(&Actor::system()).await.unwrap();
        let me = people::insert_person(&mut tx, &h.t.env, &person("سالم فهد علي العتيبي", "1990-01-01", "", "1000000016")).await.unwrap();
        tx.commit_quietly("where a test begins").await.unwrap();
        h.sql("UPDATE employee SET person_id = $2 WHERE id = $1", args![clerk.id, me]).await;
        let clerk = staff::actor(&mut h.t.db.reader(), clerk.id).await.unwrap().unwrap();
        let own = applications::refuse(&h.t.env, &h.t.db, &permit(&clerk), mine.application, 1, "سبب").await;
        assert!(matches!(own, Err(Problem::Refused { code: "own_file", .. })), "{own:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_correction_is_answered_within_its_days() {
    in_house(|mut h| async move {
        let officer = h.hire("relations_officer").await;
        let elsewhere = h.hire_in("relations_officer", h.other).await;
        let manager = h.hire("manager").await;
        let asker = Actor::outside(h.head, "مزنة الغيمة", &[]);
        let ask = |field: &str, key: &str| Ask {
            file: h.file,
            branch: h.branch,
            person: h.head,
            field: field.into(),
            is_now: "حي القدس".into(),
            should_be: "حي السلام".into(),
            why: "انتقلنا".into(),
            document: None,
            once: (key.into(), key.into()),
        };
        let bad = applications::ask(&h.t.env, &h.t.db, &asker, Ask { should_be: " ".into(), ..ask("nothing", "k0") }).await;
        assert!(matches!(&bad, Err(Problem::Invalid(e)) if e.get("field").is_some() && e.get("should_be").is_some()), "{bad:?}");
        let id = applications::ask(&h.t.env, &h.t.db, &asker, ask("address", "k1")).await.unwrap();
        assert_eq!(applications::ask(&h.t.env, &h.t.db, &asker, ask("address", "k1")).await.unwrap(), id, "sent twice");
        let page = h.t.get(&officer, &format!("/corrections/{id}")).await;
        assert!(page.no_missing_words().text().contains("بقي 30 يومًا") && page.text().contains("حي السلام"), "{}", page.text());
        h.t.get_en(&officer, &format!("/corrections/{id}")).await.no_missing_words();
        assert_eq!(h.t.get(&elsewhere, &format!("/corrections/{id}")).await.status, 404);
        assert_eq!(applications::counts(&mut h.t.db.reader(), &officer, h.t.env.now()).await.unwrap().overdue, 0);
        h.t.clock.advance_ms(31 * kernel::DAY_MS);
        assert_eq!(
            applications::counts(&mut h.t.db.reader(), &officer, h.t.env.now()).await.unwrap(),
            applications::Counts { applications: 0, corrections: 1, overdue: 1, untold: 0 }
        );
        let late = h.t.get(&manager, "/corrections?state=late").await;
        assert!(late.no_missing_words().body.contains(&id.to_string()) && late.text().contains("تأخر يومًا"), "{}", late.text());

        // Accepting what nobody has corrected yet is warned of, and not stopped.
        let unchanged = i18n::t(i18n::Lang::Ar, "applications-unchanged");
        let page = h.t.get(&officer, &format!("/corrections/{id}")).await;
        assert!(page.no_missing_words().body.contains(&unchanged) && page.text().contains("تصحيح السكن والعنوان: "), "{}", page.text());
        // The word with it may be left out, and is not asked for as if it must be there.
        assert!(!page.body.split("name=\"words_accepted\"").nth(1).unwrap().split('>').next().unwrap().contains("required"));
        let mut tx = h.t.db.begin(&officer).await.unwrap();
        tx.record(h.t.env.now(), kernel::Event::new("file.edit", "file", h.file).file(h.file));
        tx.commit().await.unwrap();
        assert!(!h.t.get(&officer, &format!("/corrections/{id}")).await.body.contains(&unchanged));
        let path = format!("/corrections/{id}/answer");
        let why = h.t.post(&officer, &path, &[("version", "1"), ("stand", "refused")]).await;
        assert_eq!(why.status, 422, "a refusal has its reason");
        why.no_missing_words();
        let done = h.t.post(&officer, &path, &[("version", "1"), ("stand", "accepted"), ("words_accepted", "عُدّل العنوان")]).await;
        assert_eq!(done.status, 303, "{}", done.text());
        assert_eq!(h.t.post(&manager, &path, &[("version", "1"), ("stand", "accepted")]).await.status, 409);
        let q = &mut h.t.db.reader();
        assert_eq!(messages::of_person(q, h.head, 5).await.unwrap().first().map(|m| m.event.clone()).as_deref(), Some("correction.answered"));
        for n in 0..10 {
            applications::ask(&h.t.env, &h.t.db, &asker, ask("other", &format!("m{n}"))).await.unwrap();
        }
        let more = applications::ask(&h.t.env, &h.t.db, &asker, ask("other", "m10")).await;
        assert!(matches!(more, Err(Problem::Refused { code: "correction_many", .. })));
    })
    .await;
}
