//! Documents on both databases: scans taken and refused, encrypted, seen by whom; checks that count and that do not.

use beneficiaries::{bulk::BulkFile, rules::Status};
use documents::{Outcome, perm};
use kernel::{Actor, Event, Id};
use lopdf::{Document, Object, dictionary};
use people::NewPerson;
use testkit::{Reply, Setup, TestApp, both};

/// The words of roles are another slice's.
const ROLES: (&str, &str) = (ROLE_WORDS, ROLE_WORDS);
const ROLE_WORDS: &str = "role-relations-officer = r\nrole-branch-delegate = r\nrole-administrator = r\nrole-auditor = r\nrole-treasurer = r\n";

fn setup() -> Setup {
    Setup {
        routes: vec![documents::routes, host],
        grants: vec![documents::GRANTS],
        locales: vec![people::LOCALES, beneficiaries::LOCALES, documents::LOCALES, ROLES],
        slots: documents::panels(),
        ..Setup::default()
    }
}

/// A page with the file's panels, as the file page is.
fn host() -> web::Routes {
    web::Routes::new("host").get("/host/{id}", perm::READ, |cx: web::Cx| async move {
        let html = cx.panels("file.main", cx.id("id")?).await?.join("");
        Ok(web::text(web::StatusCode::OK, &html))
    })
}

struct Family {
    file: Id,
    mother: Id,
}

async fn family(t: &TestApp, branch: Id) -> Family {
    let named = |name: &str| NewPerson { branch: Some(branch), ..NewPerson::named(&people::rules::name::parse(name).unwrap()) };
    let mut tx = t.db.begin(&Actor::system()).await.unwrap();
    let mother = people::insert_person(&mut tx, &t.env, &named("هيلة بنت سليمان محمد المرشود")).await.unwrap();
    let son = people::insert_person(&mut tx, &t.env, &named("ياسر خالد علي الدوسري")).await.unwrap();
    let household = people::create_household(&mut tx, &t.env, mother, None).await.unwrap();
    people::add_member(&mut tx, &t.env, household, son, "son", None).await.unwrap();
    let file = BulkFile {
        id: t.env.id(),
        old_number: None,
        branch,
        household,
        head: mother,
        head_name: "هيلة سليمان محمد المرشود".into(),
        status: Status::Active,
        status_since: None,
        income_class: None,
        valid_until: None,
        next_review: None,
        before_contact: None,
        created_at: t.env.now(),
        categories: vec![],
        tokens: vec![],
    };
    beneficiaries::bulk::insert_files(&mut tx, &t.env, Id::NIL, 1, std::slice::from_ref(&file)).await.unwrap();
    tx.record(t.env.now(), Event::new("file.test", "file", file.id));
    tx.commit().await.unwrap();
    Family { file: file.id, mother }
}

fn pdf(pages: usize) -> Vec<u8> {
    let mut doc = Document::with_version("1.5");
    let tree = doc.new_object_id();
    let kids: Vec<Object> = (0..pages)
        .map(|_| doc.add_object(dictionary! { "Type" => "Page", "Parent" => tree, "MediaBox" => vec![0.into(), 0.into(), 100.into(), 100.into()] }).into())
        .collect();
    doc.objects.insert(tree, dictionary! { "Type" => "Pages", "Count" => pages as i64, "Kids" => kids }.into());
    let root = doc.add_object(dictionary! { "Type" => "Catalog", "Pages" => tree });
    doc.trailer.set("Root", root);
    let mut out = vec![];
    doc.save_to(&mut out).unwrap();
    out
}

fn photo() -> Vec<u8> {
    let mut out = std::io::Cursor::new(vec![]);
    image::RgbImage::from_pixel(640, 400, image::Rgb([120, 160, 90])).write_to(&mut out, image::ImageFormat::Png).unwrap();
    out.into_inner()
}

const CARD: &[(&str, &str)] = &[
    ("type", "national_id"),
    ("number", "١٠٠٠٠٠٠٠٠٨"),
    ("issued_day", "1"),
    ("issued_month", "1"),
    ("issued_year", "1440"),
    ("issued_cal", "hijri"),
    ("expires_day", "1"),
    ("expires_month", "1"),
    ("expires_year", "2030"),
    ("expires_cal", "gregorian"),
];

async fn post_card(t: &TestApp, who: &Actor, f: &Family, more: &[(&str, &str)], scans: &[(&str, &str, &[u8])]) -> Reply {
    let person = f.mother.to_string();
    let base: Vec<(&str, &str)> = CARD.iter().copied().filter(|(k, _)| !more.iter().any(|(m, _)| m == k)).collect();
    let fields: Vec<(&str, &str)> = base
        .into_iter()
        .chain([("person", person.as_str())].into_iter().filter(|(k, _)| !more.iter().any(|(m, _)| m == k)))
        .chain(more.iter().copied())
        .collect();
    t.post_files(who, &format!("/files/{}/documents", f.file), &fields, scans).await
}

async fn card(t: &TestApp, who: &Actor, f: &Family) -> documents::OnFile {
    let r = post_card(t, who, f, &[], &[("scan", "هوية.png", &photo())]).await;
    assert_eq!(r.status, 303, "{}", r.text());
    documents::of_file(&mut t.db.reader(), f.file).await.unwrap().into_iter().find(|d| d.type_code == "national_id").unwrap()
}

#[tokio::test]
async fn scans_are_judged_by_their_bytes_and_encrypted() {
    both(setup(), |t| async move {
        let f = family(&t, t.branch).await;
        let officer = t.as_role("relations_officer");
        let form = t.get(&officer, &format!("/files/{}/documents/new?type=national_id&back=https://elsewhere.example", f.file)).await;
        form.no_missing_words();
        assert_eq!(form.status, 200);
        assert!(form.body.contains("هيلة سليمان") && !form.body.contains("elsewhere"), "{}", form.text());
        // Nothing typed: every field says what it lacks, and nothing is kept.
        let empty = t.post_files(&officer, &format!("/files/{}/documents", f.file), &[("type", "national_id")], &[]).await;
        assert_eq!(empty.status, 422);
        empty.no_missing_words();
        for field in ["person", "number", "expires", "scan"] {
            assert!(empty.body.contains(&format!("id=\"{field}-e\"")), "{field}: {}", empty.text());
        }
        for (name, bytes) in [("صورة.png", b"<html><script>".to_vec()), ("a.pdf", b"%PDF-1.4 broken".to_vec()), ("b.png", photo()[..60].to_vec())] {
            let r = post_card(&t, &officer, &f, &[], &[("scan", name, &bytes)]).await;
            assert_eq!(r.status, 422, "{name}");
            r.no_missing_words();
            assert!(r.text().contains(name), "the remark names the file: {}", r.text());
            assert!(r.body.contains("1000000008") || r.body.contains("١٠٠٠٠٠٠٠٠٨"), "typed values stay");
        }
        let mut large = photo();
        large.resize(files::MAX_BYTES + 1, 0);
        assert_eq!(post_card(&t, &officer, &f, &[], &[("scan", "large.png", &large)]).await.status, 422);
        assert!(documents::of_file(&mut t.db.reader(), f.file).await.unwrap().is_empty());

        let r = post_card(&t, &officer, &f, &[], &[("scan", "هوية.png", &photo()), ("scan", "صفحات.pdf", &pdf(3))]).await;
        assert_eq!(r.status, 303, "{}", r.text());
        let d = documents::of_file(&mut t.db.reader(), f.file).await.unwrap().pop().unwrap();
        assert_eq!((d.number.as_str(), d.scans.len(), d.person), ("1000000008", 2, Some(f.mother)));
        assert_eq!(d.issued.unwrap().to_string(), "2018-09-11");
        let (image, paper) = (&d.scans[0], &d.scans[1]);
        assert_eq!((image.pages, paper.pages, paper.kind), (1, 3, files::Kind::Pdf));
        assert!(image.thumb.is_some() && paper.thumb.is_none());
        // On the disk nothing reads as an image; through the page it is the very bytes.
        assert_eq!(t.files.get(image.stored).await.unwrap(), photo());
        let shown = t.get(&officer, &format!("/documents/{}/scans/{}", d.id, image.id)).await;
        assert_eq!((shown.status.as_u16(), &shown.bytes), (200, &photo()));
        assert_eq!(shown.headers["content-type"], "image/png");
        assert!(shown.headers["content-security-policy"].to_str().unwrap().contains("sandbox"));
        assert_eq!(shown.headers["cache-control"], "no-store");
        let small = t.get(&officer, &format!("/documents/{}/scans/{}/thumb", d.id, image.id)).await;
        assert_eq!(image::load_from_memory(&small.bytes).map(|i| (i.width(), i.height())).unwrap(), (320, 200));
        assert_eq!(t.get(&officer, &format!("/documents/{}/scans/{}/thumb", d.id, paper.id)).await.status, 404);
        assert_eq!(t.get(&officer, &format!("/documents/{}/scans/{}", d.id, d.id)).await.status, 404);
        let page = t.get(&officer, &format!("/documents/{}", d.id)).await;
        page.no_missing_words();
        assert!(page.text().contains("3 صفحات"), "{}", page.text());
        t.get_en(&officer, &format!("/documents/{}", d.id)).await.no_missing_words();
        t.get_en(&officer, &format!("/files/{}/documents/new", f.file)).await.no_missing_words();
    })
    .await;
}

#[tokio::test]
async fn the_same_form_twice_is_one_document() {
    both(setup(), |t| async move {
        let f = family(&t, t.branch).await;
        let officer = t.as_role("relations_officer");
        for _ in 0..2 {
            let r = post_card(&t, &officer, &f, &[("_once", "key-1")], &[("scan", "a.png", &photo())]).await;
            assert_eq!(r.status, 303);
        }
        assert_eq!(documents::of_file(&mut t.db.reader(), f.file).await.unwrap().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn only_sufficient_ways_count_and_an_edit_voids() {
    both(setup(), |t| async move {
        let f = family(&t, t.branch).await;
        let officer = t.as_role("relations_officer");
        let d = card(&t, &officer, &f).await;
        let url = format!("/documents/{}/checks", d.id);
        let empty = t.post(&officer, &url, &[("version", "1")]).await;
        assert_eq!(empty.status, 422);
        empty.no_missing_words();
        // A certified copy does not suffice for an identity card: said, with what does.
        let copy = t.post(&officer, &url, &[("version", "1"), ("outcome", "matched"), ("how", "certified_copy")]).await;
        assert_eq!(copy.status, 422);
        copy.no_missing_words();
        assert!(copy.text().contains("تكفي في هذا النوع"), "{}", copy.text());
        // Word of mouth is no way at all.
        assert_eq!(t.post(&officer, &url, &[("version", "1"), ("outcome", "matched"), ("how", "verbal")]).await.status, 422);
        assert_eq!(t.post(&officer, &url, &[("version", "1"), ("outcome", "mismatch"), ("how", "on_visit")]).await.status, 422, "a note is asked for");
        assert!(documents::find(&mut t.db.reader(), d.id).await.unwrap().unwrap().checks.is_empty());

        let good = [("version", "1"), ("outcome", "matched"), ("how", "original_at_desk")];
        assert_eq!(t.post(&officer, &url, &good).await.status, 303);
        assert_eq!(t.post(&officer, &url, &good).await.status, 409, "the page is stale");
        let kinds = documents::types(&mut t.db.reader()).await.unwrap();
        let kind = kinds.iter().find(|k| k.code == "national_id").unwrap();
        let now = documents::find(&mut t.db.reader(), d.id).await.unwrap().unwrap();
        assert_eq!(now.standing(kind), Some(Outcome::Matched));
        let c = &now.checks[0];
        assert_eq!((c.by, c.by_name.as_str(), c.as_of), (officer.id, officer.name.as_str(), t.env.now()));

        t.clock.advance_ms(60_000);
        let form = t.get(&officer, &format!("/documents/{}/edit", d.id)).await;
        form.no_missing_words();
        assert!(form.body.contains("value=\"1440\""), "the calendar as entered: {}", form.body);
        let person = f.mother.to_string();
        let mut fields: Vec<(&str, &str)> = CARD.to_vec();
        fields.extend([("person", person.as_str()), ("issuer", "وكالة الأحوال المدنية"), ("version", "2")]);
        assert_eq!(t.post(&officer, &format!("/documents/{}/edit", d.id), &fields).await.status, 303);
        let after = documents::find(&mut t.db.reader(), d.id).await.unwrap().unwrap();
        assert_eq!((after.standing(kind), after.checks.len(), after.issuer.as_str()), (None, 0, "وكالة الأحوال المدنية"));
        let page = t.get(&officer, &format!("/documents/{}", d.id)).await;
        page.no_missing_words();
        assert!(page.text().contains("لا تُحسب"), "the old check stays to be read: {}", page.text());
        for s in documents::statements() {
            assert!(!(s.text.contains("document_check") && (s.text.starts_with("UPDATE") || s.text.starts_with("DELETE"))), "{} touches a check", s.name);
            assert!(!s.text.starts_with("DELETE"), "{}", s.name);
        }
    })
    .await;
}

#[tokio::test]
async fn sensitive_kinds_and_other_branches_show_nothing() {
    both(setup(), |t| async move {
        let f = family(&t, t.branch).await;
        let officer = t.as_role("relations_officer");
        let more =
            [("type", "medical_report"), ("number", "م-77"), ("issued_day", "1"), ("issued_month", "11"), ("issued_year", "2026"), ("issued_cal", "gregorian")];
        let r = post_card(&t, &officer, &f, &more, &[("scan", "تقرير.pdf", &pdf(1))]).await;
        assert_eq!(r.status, 303, "{}", r.text());
        let d = documents::of_file(&mut t.db.reader(), f.file).await.unwrap().pop().unwrap();
        let (page, scan) = (format!("/documents/{}", d.id), format!("/documents/{}/scans/{}", d.id, d.scans[0].id));
        let delegate = t.as_role("branch_delegate");
        for path in [&page, &scan] {
            assert_eq!(t.get(&officer, path).await.status, 200);
            assert_eq!(t.get(&delegate, path).await.status, 404);
            assert_eq!(t.get(&t.as_role_of("relations_officer", t.other_branch), path).await.status, 404);
            assert_eq!(t.get(&t.as_role("treasurer"), path).await.status, 404);
            assert_eq!(t.get(&t.as_role_of("auditor", t.other_branch), path).await.status, 200);
        }
        let check = [("version", "1"), ("outcome", "matched"), ("how", "original_at_desk")];
        assert_eq!(t.post(&delegate, &format!("{page}/checks"), &check).await.status, 404);
        assert_eq!(t.post_files(&delegate, &format!("{page}/scans"), &[], &[("scan", "x.png", &photo())]).await.status, 404);
        assert_eq!(t.post(&t.as_role("auditor"), &format!("{page}/checks"), &check).await.status, 404, "the auditor changes nothing");
        let seen = t.get(&officer, &format!("/host/{}", f.file)).await;
        seen.no_missing_words();
        assert!(seen.body.contains("م-77"));
        let hidden = t.get(&delegate, &format!("/host/{}", f.file)).await;
        hidden.no_missing_words();
        assert!(hidden.body.contains("محجوب") && !hidden.body.contains("م-77") && !hidden.body.contains(&d.id.to_string()), "{}", hidden.text());
        let elsewhere = t.get(&t.as_role_of("relations_officer", t.other_branch), &format!("/host/{}", f.file)).await;
        assert_eq!(elsewhere.body, "");
        assert_eq!(t.get(&t.as_role_of("relations_officer", t.other_branch), &format!("/files/{}/documents/new", f.file)).await.status, 404);
        // Reading a scan was written down before it was shown.
        let rows = db::audit::read(&mut t.db.reader(), &db::audit::Part::Object(d.id), None, 50).await.unwrap();
        assert!(rows.iter().any(|r| r.code == "document.opened" && r.facts.contains("scan")), "{rows:?}");
    })
    .await;
}

#[tokio::test]
async fn nobody_checks_his_own_family_and_a_newer_document_takes_the_place() {
    both(setup(), |t| async move {
        let f = family(&t, t.branch).await;
        let officer = t.as_role("relations_officer");
        let d = card(&t, &officer, &f).await;
        let mut relative = t.as_role("relations_officer");
        relative.person = Some(f.mother);
        t.put(&relative);
        let check = [("version", "1"), ("outcome", "matched"), ("how", "original_at_desk")];
        let r = t.post(&relative, &format!("/documents/{}/checks", d.id), &check).await;
        assert_eq!(r.status, 422);
        let id = d.id.to_string();
        let page = t.get(&officer, &format!("/files/{}/documents/new?replaces={id}", f.file)).await;
        page.no_missing_words();
        assert_eq!(page.status, 200);
        let r = post_card(&t, &officer, &f, &[("replaces", &id)], &[("scan_camera", "جديدة.png", &photo())]).await;
        assert_eq!(r.status, 303, "{}", r.text());
        let on_file = documents::of_file(&mut t.db.reader(), f.file).await.unwrap();
        assert_eq!(on_file.len(), 1);
        assert_ne!(on_file[0].id, d.id);
        assert_eq!(documents::of_file_ever(&mut t.db.reader(), f.file).await.unwrap().len(), 2);
        let old = t.get(&officer, &format!("/documents/{id}")).await;
        old.no_missing_words();
        assert!(old.body.contains(&format!("/documents/{}", on_file[0].id)));
        let late = t.post(&officer, &format!("/documents/{id}/checks"), &[("version", "2"), ("outcome", "matched"), ("how", "original_at_desk")]).await;
        assert_eq!(late.status, 422);
        late.no_missing_words();
    })
    .await;
}

#[tokio::test]
async fn kinds_are_settings() {
    both(setup(), |t| async move {
        let admin = t.as_role("administrator");
        let list = t.get(&admin, "/documents/types").await;
        list.no_missing_words();
        assert!(list.text().contains("الهوية الوطنية"));
        t.get_en(&admin, "/documents/types").await.no_missing_words();
        let page = t.get(&admin, "/documents/types/rent_contract").await;
        page.no_missing_words();
        let bad = t.post(&admin, "/documents/types/rent_contract", &[("version", "1"), ("days", "many")]).await;
        assert_eq!(bad.status, 422);
        bad.no_missing_words();
        let good = [
            ("version", "1"),
            ("name_ar", "عقد إيجار"),
            ("name_en", "Rent contract"),
            ("per", "household"),
            ("days", "٣٦٥"),
            ("ways", "with_issuer"),
            ("active", "1"),
            ("sort", "90"),
        ];
        assert_eq!(t.post(&admin, "/documents/types/rent_contract", &good).await.status, 303);
        assert_eq!(t.post(&admin, "/documents/types/rent_contract", &good).await.status, 409);
        let kind = documents::types(&mut t.db.reader()).await.unwrap().into_iter().find(|k| k.code == "rent_contract").unwrap();
        assert_eq!((kind.valid_for_days, kind.ways.len(), kind.number_needed), (Some(365), 1, false));
        t.get(&admin, "/documents/types/new").await.no_missing_words();
        assert_eq!(t.post(&admin, "/documents/types/new", &good).await.status, 303);
        assert_eq!(t.get(&t.as_role("relations_officer"), "/documents/types").await.status, 403);
        assert_eq!(t.get(&t.as_role("relations_officer"), "/documents/types/new").await.status, 403);
        assert_eq!(t.get(&t.as_role("relations_officer"), "/documents/types/rent_contract").await.status, 404);
    })
    .await;
}

#[test]
fn every_word_of_a_code_is_there_in_both_languages() {
    for text in [documents::LOCALES.0, documents::LOCALES.1] {
        let keys = i18n::parse_keys(text);
        for k in documents::locale_families() {
            assert!(keys.contains(&k), "{k}");
        }
    }
}

/// A document of the family that needs no scan to be reminded of.
async fn papers_expiring(t: &TestApp, f: &Family, expires: &[kernel::Day]) {
    let mut tx = t.db.begin(&Actor::system()).await.unwrap();
    for day in expires {
        let sql = "INSERT INTO document (id, file_id, person_id, type_code, number, issuer, issued, issued_calendar, expires, expires_calendar, created_at, created_by, created_by_name, edited_at, \
            superseded_by, version) VALUES ($1, $2, $3, 'national_id', '', '', NULL, NULL, $4, 'gregorian', 0, '', '', NULL, NULL, 1)";
        tx.run(db::built(sql.into()), db::args![t.env.id(), f.file, f.mother, *day]).await.unwrap();
    }
    tx.commit_quietly("where a test begins").await.unwrap();
}

#[tokio::test]
async fn every_paper_about_to_expire_is_told_once_however_many_there_are() {
    both(setup(), |t| async move {
        let f = family(&t, t.branch).await;
        let soon = |n: i64| t.env.now().plus_days(n).day();
        let many = usize::try_from(messages::PAGE).unwrap() + 3;
        // Most on one day: a page ends among equals.
        let days: Vec<kernel::Day> = std::iter::repeat_n(soon(9), many).chain([soon(0), soon(30), soon(-1), soon(31)]).collect();
        papers_expiring(&t, &f, &days).await;
        assert_eq!(documents::remind_expiring(&t.env, &t.db).await.unwrap(), many + 2, "neither what has expired nor what lasts");
        assert_eq!(documents::remind_expiring(&t.env, &t.db).await.unwrap(), 0);
        // Nobody gave a number: it waits in the portal.
        assert_eq!(messages::of_person(&mut t.db.reader(), f.mother, 2_000).await.unwrap().len(), many + 2);
        t.clock.advance_ms(kernel::DAY_MS);
        assert_eq!(documents::remind_expiring(&t.env, &t.db).await.unwrap(), 1, "the one that came into the month");
    })
    .await;
}
