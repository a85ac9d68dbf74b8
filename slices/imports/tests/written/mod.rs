//! What an import does to the register, on both databases.

use db::{Query, args, built};
use imports::{Options, actions, perm};
use kernel::{Actor, Id};
use people::NewPerson;
use rust_xlsxwriter::Workbook;
use std::collections::HashMap;
use testkit::{Setup, TestApp};

fn setup() -> Setup {
    Setup {
        routes: vec![imports::routes],
        grants: vec![imports::GRANTS, beneficiaries::GRANTS],
        locales: vec![staff::LOCALES, people::LOCALES, beneficiaries::LOCALES, imports::LOCALES],
        ..Setup::default()
    }
}

fn data(name: &str) -> Vec<u8> {
    let path = format!("{}/../../../shared/data/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read(&path).unwrap_or_else(|e| panic!("the sample register is read from {path}, beside the repository: {e}"))
}

async fn branches(t: &TestApp) {
    let mut tx = t.db.begin(&Actor::system()).await.unwrap();
    for (id, n) in [(t.branch, 1_i64), (t.other_branch, 2)] {
        let sql = "INSERT INTO branch (id, number, name_ar, name_en, area, active, version) VALUES ($1, $2, 'فرع', 'Branch', '', 1, 1)";
        tx.run(built(sql.into()), args![id, n]).await.unwrap();
    }
    tx.commit_quietly("for a test").await.unwrap();
}

async fn count(t: &TestApp, table: &str) -> i64 {
    let sql = format!("SELECT CAST(COUNT(*) AS BIGINT) AS n FROM {table}");
    t.db.reader().one(built(sql), args![]).await.unwrap().int("n").unwrap()
}

const HEADS: &[&str] = &["الاسم", "رقم الهوية", "تاريخ الميلاد", "الجوال", "الفئة", "الدخل الشهري", "رقم الملف"];
const MEMBER_HEADS: &[&str] = &["هوية رب الأسرة", "اسم الفرد", "الصلة", "رقم هوية الفرد", "تاريخ الميلاد", "الحالة الصحية"];

fn book(people: &[&[&str]], members: &[&[&str]]) -> Vec<u8> {
    let mut book = Workbook::new();
    for (heads, rows) in [(HEADS, people), (MEMBER_HEADS, members)] {
        if rows.is_empty() {
            continue;
        }
        let sheet = book.add_worksheet();
        for (i, row) in std::iter::once(&heads).chain(rows).enumerate() {
            for (j, cell) in row.iter().enumerate() {
                sheet.write_string(i as u32, j as u16, *cell).unwrap();
            }
        }
    }
    book.save_to_buffer().unwrap()
}

async fn bring(t: &TestApp, by: &Actor, bytes: Vec<u8>) -> actions::Done {
    imports::run_as(&t.env, &t.db, &t.permit(by, perm::RUN), t.env.id(), bytes, Options::default()).await.unwrap()
}

#[tokio::test]
async fn the_sample_register_comes_in_once() {
    testkit::both(setup(), |t| async move {
        branches(&t).await;
        let manager = t.as_role("manager");
        let permit = t.permit(&manager, perm::RUN);
        let bytes = data("register-a.xlsx");
        let truth: serde_json::Value = serde_json::from_slice(&data("register-a.truth.json")).unwrap();

        let (dry, ..) = imports::run(&t.env, &t.db, &permit, bytes.clone(), Options { dry_run: true, ..Options::default() }).await.unwrap();
        assert!(dry.dry_run);
        for table in ["person", "household", "beneficiary_file", "import_memory", "import_run", "audit_event"] {
            assert_eq!(count(&t, table).await, 0, "a dry run wrote to {table}");
        }

        let done = bring(&t, &manager, bytes.clone()).await;
        let r = &done.report;
        assert_eq!((r.created, r.updated, r.unchanged), (555, 0, 0));
        assert_eq!((r.rejected.len(), r.duplicates.len(), r.members_created), (33, 12, 1091));
        assert_eq!((dry.created, dry.members_created), (r.created, r.members_created));
        assert_eq!(r.created + r.updated + r.unchanged + r.rejected.len() + r.duplicates.len(), 600);
        assert!(r.duplicates.iter().all(|d| d.file.as_deref().is_some_and(|f| f.starts_with("1-"))));
        assert_eq!(count(&t, "beneficiary_file").await, 555);
        assert_eq!(count(&t, "household_member").await, 555 + 1091);
        assert_eq!(count(&t, "person").await, 555 + 1091);

        // Every person of the truth is there as it says, in a draft file that a search by name finds.
        let mut q = t.db.reader();
        for p in truth["people"].as_array().unwrap().iter().step_by(9) {
            let id = people::by_identity(&mut q, p["nid"].as_str().unwrap()).await.unwrap().unwrap();
            let person = people::person(&mut q, id).await.unwrap();
            let parts: Vec<&str> = p["parts"].as_array().unwrap().iter().map(|v| v.as_str().unwrap()).collect();
            assert_eq!(person.full_name(), parts.join(" "));
            assert_eq!(person.birth.unwrap().day.to_string(), p["born"].as_str().unwrap());
            assert_eq!(person.primary_mobile().unwrap().number, p["mobile"].as_str().unwrap());
            let found = beneficiaries::search(&mut q, &everything(), p["nid"].as_str().unwrap()).await.unwrap();
            assert_eq!(found.hits.len(), 1);
            let file = &found.hits[0].file;
            assert_eq!((file.status, file.head, file.branch), (beneficiaries::Status::Draft, id, t.branch));
            let by_name = beneficiaries::search(&mut q, &everything(), &person.full_name()).await.unwrap();
            assert!(by_name.more || by_name.hits.iter().any(|h| h.file.id == file.id));
        }

        let again = bring(&t, &manager, bytes).await.report;
        assert_eq!((again.created, again.updated, again.unchanged), (0, 0, 555));
        assert_eq!((again.members_created, again.members_updated, again.members_unchanged), (0, 0, 1091));
        assert!(!again.remarks.iter().any(|r| r.code == "changed_since"), "{:?}", again.remarks.iter().find(|r| r.code == "changed_since"));
        assert_eq!(count(&t, "person").await, 555 + 1091);

        // The trail says it: one event a file, one an import.
        let ran = db::audit::read(&mut q, &db::audit::Part::Code("import.ran".into()), None, 10).await.unwrap();
        assert_eq!(ran.len(), 2);
        let made = db::audit::read(&mut q, &db::audit::Part::Code("file.create".into()), None, 1000).await.unwrap();
        assert_eq!(made.len(), 555);
    })
    .await;
}

const HIND: &str = "1000000008";
const SON: &str = "1409546114";

#[tokio::test]
async fn a_colleagues_correction_stays() {
    testkit::both(setup(), |t| async move {
        branches(&t).await;
        let manager = t.as_role("manager");
        let mut q = t.db.reader();
        let row = |mobile, income| [&["هند علي سعد المطرفي", HIND, "1400/1/1", mobile, "أرملة", income, "77"][..]].concat();
        let son = [HIND, "زيد فهد المطرفي", "ابن", SON, "1430/5/5", "ربو"];
        let first = bring(&t, &manager, book(&[&row("0500000187", "2000")], &[&son])).await.report;
        assert_eq!((first.created, first.members_created), (1, 1));
        let id = people::by_identity(&mut q, HIND).await.unwrap().unwrap();
        let file = beneficiaries::of_person(&mut q, id).await.unwrap().remove(0);
        assert_eq!(file.old_number.as_deref(), Some("77"));
        assert_eq!(imports::declared::of_files(&mut q, &[file.id]).await.unwrap()[&file.id].income, Some(kernel::Money::riyals(2000)));

        // The workbook changed, nobody here did: both fields follow it.
        let second = bring(&t, &manager, book(&[&row("0500000195", "2500")], &[])).await.report;
        assert_eq!((second.updated, second.unchanged), (1, 0));
        let person = people::person(&mut q, id).await.unwrap();
        assert_eq!(person.mobiles.iter().map(|m| m.number.as_str()).collect::<Vec<_>>(), ["0500000195"]);
        assert_eq!(imports::declared::of_files(&mut q, &[file.id]).await.unwrap()[&file.id].income, Some(kernel::Money::riyals(2500)));

        // A colleague corrects the mobile; the workbook brings yet another.
        let mut tx = t.db.begin(&manager).await.unwrap();
        let corrected = NewPerson {
            mobiles: vec![people::MobileLine { number: "0500000203".into(), answers: Some("ابنها".into()), primary: true }],
            ..person.to_new()
        };
        people::update_person(&mut tx, &t.env, id, person.version, &corrected).await.unwrap();
        tx.commit_quietly("for a test").await.unwrap();
        let third = bring(&t, &manager, book(&[&row("0500000211", "2500")], &[&son])).await.report;
        assert_eq!((third.updated, third.unchanged, third.members_unchanged), (0, 1, 1));
        assert!(third.remarks.iter().any(|r| r.code == "changed_since" && r.field == "mobile"), "{:?}", third.remarks);
        assert_eq!(people::person(&mut q, id).await.unwrap().primary_mobile().unwrap().number, "0500000203");

        // A member's row follows the same rule; a second son comes though his mother is not in this workbook; a stranger's son does not.
        let rows: [&[&str]; 3] = [
            &[HIND, "زيد فهد المطرفي", "ابن", SON, "1430/5/5", "سليم"],
            &[HIND, "علي فهد المطرفي", "ابن", "", "1432/5/5", ""],
            &["2033076668", "عمر فهد المطرفي", "ابن", "", "1432/5/5", ""],
        ];
        let members = book(&[], &rows);
        let fourth = bring(&t, &manager, members.clone()).await;
        assert_eq!((fourth.report.members_updated, fourth.report.members_created), (1, 1));
        assert_eq!(fourth.report.members_rejected.iter().map(|r| r.code).collect::<Vec<_>>(), ["head_unknown"]);
        assert_eq!(fourth.unplaced.len(), 1);
        let again = bring(&t, &manager, members).await.report;
        assert_eq!((again.members_updated, again.members_created, again.members_unchanged), (0, 0, 2));
        let found = beneficiaries::search(&mut q, &everything(), "علي فهد المطرفي").await.unwrap();
        assert_eq!(found.hits.len(), 1);
        let household = people::household(&mut q, file.household).await.unwrap();
        assert_eq!(household.current().count(), 3);
    })
    .await;
}

#[tokio::test]
async fn whoever_is_here_already_is_met_not_doubled() {
    testkit::both(setup(), |t| async move {
        branches(&t).await;
        let manager = t.as_role("manager");
        let mut q = t.db.reader();
        // By hand: Hind here without a mobile, another family at the other office.
        let by_hand = |branch: Id, name: &str, number: &str| {
            let name = people::rules::name::parse(name).unwrap();
            let p = NewPerson { identity: Some((people::IdentityKind::Citizen, number.into())), ..NewPerson::named(&name) };
            beneficiaries::NewFile::draft(p, branch)
        };
        let mut tx = t.db.begin(&manager).await.unwrap();
        beneficiaries::create_in(&mut tx, &t.env, &manager, &by_hand(t.branch, "هند علي سعد المطرفي", HIND)).await.unwrap();
        beneficiaries::create_in(&mut tx, &t.env, &manager, &by_hand(t.other_branch, "سعد علي فهد الجبر", SON)).await.unwrap();
        tx.commit().await.unwrap();

        let third = people::rules::identity::make_valid("100000020").unwrap();
        let rows: [&[&str]; 3] = [
            &["هند علي المطرفي", HIND, "1400/1/1", "0500000187", "أرملة", "", ""],
            &["سعد علي فهد الجبر", SON, "", "0500000195", "", "", ""],
            &["نورة علي فهد الجبر", third.as_str(), "1401/1/1", "0500000203", "", "", ""],
        ];
        // The third's daughter is Hind herself: one person, a member there and the head of her own file.
        let done = bring(
            &t,
            &manager,
            book(&rows, &[&[third.as_str(), "هند علي المطرفي", "ابنة", HIND, "", ""], &[third.as_str(), "سعد علي فهد الجبر", "ابن", SON, "", ""]]),
        )
        .await;
        let r = &done.report;
        assert_eq!((r.created, r.updated, r.unchanged, r.members_created, r.members_unchanged), (1, 1, 1, 1, 1), "{:?}", r.remarks);
        let codes: HashMap<(u32, &str), &str> =
            r.remarks.iter().filter(|x| x.code == "changed_since" || x.code == "elsewhere").map(|x| ((x.row, x.field), x.code)).collect();
        // Her name is longer here: it stays.
        assert_eq!(codes.get(&(2, "name")), Some(&"changed_since"));
        assert_eq!(codes.get(&(3, "identity")), Some(&"elsewhere"));
        assert_eq!(count(&t, "person").await, 3);
        let hind = people::by_identity(&mut q, HIND).await.unwrap().unwrap();
        let hind = people::person(&mut q, hind).await.unwrap();
        assert_eq!((hind.full_name().as_str(), hind.primary_mobile().unwrap().number.as_str()), ("هند علي سعد المطرفي", "0500000187"));
        let saad = people::by_identity(&mut q, SON).await.unwrap().unwrap();
        let saad = people::person(&mut q, saad).await.unwrap();
        assert!(saad.mobiles.is_empty(), "nothing is written at another office");
    })
    .await;
}

#[tokio::test]
async fn a_workbook_is_shown_before_it_is_brought_in() {
    testkit::both(setup(), |t| async move {
        branches(&t).await;
        let manager = t.as_role("manager");
        let branch = t.branch.to_string();
        t.get(&manager, "/imports").await.no_missing_words();
        let none = t.post_files(&manager, "/imports", &[("branch", &branch)], &[]).await;
        assert_eq!(none.status, 422);
        let bad = t.post_files(&manager, "/imports", &[("branch", &branch)], &[("workbook", "x.xlsx", b"no workbook")]).await;
        assert_eq!(bad.status, 422);
        bad.no_missing_words();
        let bytes = book(
            &[
                &["هند علي سعد المطرفي", HIND, "1400/1/1", "0500000187", "أرملة", "2000", "77"],
                &["سعد علي فهد المطرفي", "1000000009", "", "", "", "", ""],
                &["هند علي سعد المطرفي", HIND, "", "", "", "", ""],
            ],
            &[],
        );
        let tried = t.post_files(&manager, "/imports", &[("branch", &branch)], &[("workbook", "سجل.xlsx", &bytes)]).await;
        assert_eq!(tried.status, 303);
        assert_eq!(count(&t, "person").await, 0);
        let page = t.get(&manager, &tried.location).await;
        page.no_missing_words();
        assert!(page.body.contains("/confirm"));
        t.get_en(&manager, &tried.location).await.no_missing_words();
        let done = t.post(&manager, &format!("{}/confirm", tried.location), &[("version", "1")]).await;
        assert_eq!(done.status, 303, "{}", done.text());
        assert_eq!(count(&t, "beneficiary_file").await, 1);
        let again = t.post(&manager, &format!("{}/confirm", tried.location), &[("version", "1")]).await;
        assert_eq!(again.status, 409);
        let page = t.get(&manager, &tried.location).await;
        page.no_missing_words();
        assert!(!page.body.contains("/confirm") && page.body.contains("1-0001"));
        let errors = t.get(&manager, &format!("{}/errors", tried.location)).await;
        assert_eq!(imports::reader::read(&errors.bytes).unwrap()[0].rows.len(), 3);
        let report: serde_json::Value = serde_json::from_slice(&t.get(&manager, &format!("{}/report", tried.location)).await.bytes).unwrap();
        assert_eq!(report["created"], 1);
        t.get(&manager, "/imports").await.no_missing_words();
        let officer = t.as_role("relations_officer");
        assert_eq!(t.get(&officer, "/imports").await.status, 403);
        assert_eq!(t.get(&officer, &tried.location).await.status, 404);
    })
    .await;
}

/// A reader whose reach is the whole register.
fn everything() -> kernel::Permit {
    kernel::Permit { actor: kernel::Actor::system(), permission: beneficiaries::perm::LIST, scope: kernel::Scope::All }
}
