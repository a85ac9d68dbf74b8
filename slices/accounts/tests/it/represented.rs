//! Acting for another: claimed in the portal, checked by staff, seen again in the portal.

use crate::client::{House, Phone, identity, setup};
use db::{Query, args};
use http::StatusCode;
use kernel::{Actor, Id};

const UNCLE: &str = "0500000777";
const HEAD: &str = "0500000142";

/// Orphans' file whose head died is not needed here: a widow with two minors, and an uncle who is their guardian by deed.
async fn house(t: testkit::TestApp) -> (House, Id, String) {
    let h = House::new(t).await;
    let minors = vec![(h.person("سعد فهد عبد الرحمن الرشيد", 11, "0500000999", "2014-02-02"), "son")];
    let (file, number) = h.file(h.person("هيلة سليمان محمد المرشود", 1, HEAD, "1979-03-11"), minors, h.t.branch).await;
    (h, file, number)
}

async fn uncle(h: &House) -> Phone {
    let mut p = h.known(UNCLE).await;
    p.post("/my/sign-in/who", &[("by", "identity"), ("identity", &identity(50))]).await;
    p.post("/my/sign-in/who", &[("none", "1")]).await;
    h.t.clock.advance_ms(61_000);
    p
}

fn claim<'a>(for_whom: &'a str, once: &'a str, id: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("_once", once),
        ("name", "خالد عبد الرحمن سعد الرشيد"),
        ("identity", id),
        ("capacity", "guardian"),
        ("for_whom", for_whom),
        ("birth_day", "2"),
        ("birth_month", "2"),
        ("birth_year", "2014"),
        ("birth_cal", "gregorian"),
    ]
}

async fn newest(h: &House) -> (Id, String, Option<Id>) {
    let r = h.t.db.reader().one(db::built("SELECT id, version, file_id FROM representative ORDER BY id DESC LIMIT 1".into()), args![]).await.unwrap();
    (r.id("id").unwrap(), r.int("version").unwrap().to_string(), r.opt_id("file_id").unwrap())
}

async fn verify(h: &House, officer: &Actor, represented: Id, until: Option<(&str, &str, &str)>) -> testkit::Reply {
    let (id, version, _) = newest(h).await;
    let represented = represented.to_string();
    let mut fields = vec![
        ("version", version.as_str()),
        ("act", "verify"),
        ("represented", represented.as_str()),
        ("capacity", "guardian"),
        ("scope", "follow"),
        ("scope", "ask"),
        ("scope", "sign"),
        ("type", "guardianship_deed"),
        ("number", "4412"),
        ("how", "original_at_desk"),
    ];
    if let Some((y, m, d)) = until {
        fields.extend([("until_year", y), ("until_month", m), ("until_day", d), ("until_cal", "gregorian")]);
    }
    h.t.post(officer, &format!("/representatives/{id}/verify"), &fields).await
}

#[tokio::test]
async fn a_guardian_sees_nothing_before_and_acts_after_until_the_last_midnight() {
    testkit::both(setup(), |t| async move {
        let (h, file, number) = house(t).await;
        let mut p = uncle(&h).await;
        let id = identity(50);
        assert_eq!(p.get("/my/represent/new").await.worded().status, StatusCode::OK);
        // What is missing is said at its field.
        let r = p.post_files("/my/represent/new", &[("_once", "o0")], &testkit::png()).await;
        assert_eq!(r.worded().status, StatusCode::UNPROCESSABLE_ENTITY);
        // Everything wrong is said in one round, in the page's order; nothing typed is something to fill in, not something with letters in it.
        let mut bad = claim("99", "o2", "");
        bad.iter_mut().filter(|f| f.0 == "birth_year").for_each(|f| f.1 = "1500");
        let r = p.post_files("/my/represent/new", &bad, b"no picture at all").await;
        assert_eq!(r.worded().status, StatusCode::UNPROCESSABLE_ENTITY);
        let at: Vec<usize> =
            ["identity", "for_whom", "birth"].iter().map(|f| r.body.find(&format!("href=\"#{f}\"")).unwrap_or_else(|| panic!("{f}"))).collect();
        assert!(at.is_sorted() && r.says("error-required") && r.says("error-for_whom_unlike") && r.says("error-date_impossible"));
        // A scan is looked into once the rest is right, and counted as a try.
        let r = p.post_files("/my/represent/new", &claim(&number, "o3", &id), b"no picture at all").await;
        assert_eq!(r.worded().status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(r.body.contains("href=\"#scan\"") && r.body.contains("deed.png"), "{}", r.body);
        let r = p.post_files("/my/represent/new", &claim(&number, "o1", &id), &testkit::png()).await;
        assert_eq!((r.status, r.location.as_str()), (StatusCode::SEE_OTHER, "/my/represent"), "{}", r.body);
        let (claimed, _, found) = newest(&h).await;
        assert_eq!(found, Some(file));
        // Sent twice it is one.
        p.post_files("/my/represent/new", &claim(&number, "o1", &id), &testkit::png()).await;
        assert_eq!(newest(&h).await.0, claimed);
        let page = p.get("/my/represent").await;
        for name in ["سعد", "هيلة", &number] {
            assert!(!page.worded().body.contains(name), "{name}");
        }
        assert!(h.acts(&p).await.is_empty());

        // Staff: another office's officer finds nothing; the family's own may not; the auditor looks, changes nothing.
        let officer = h.t.as_role("relations_officer");
        let stranger = h.t.as_role_of("relations_officer", h.t.other_branch);
        assert_eq!(h.t.get(&stranger, &format!("/representatives/{claimed}")).await.status, StatusCode::NOT_FOUND);
        assert!(!h.t.get(&stranger, "/representatives").await.body.contains("خالد"));
        let auditor = h.t.as_role("auditor");
        assert_eq!(h.t.get(&auditor, &format!("/representatives/{claimed}")).await.status, StatusCode::OK);
        assert_eq!(h.t.post(&auditor, &format!("/representatives/{claimed}/refuse"), &[("reason", "x")]).await.status, StatusCode::NOT_FOUND);
        let minor = h.member(file, 11).await;
        let mut kin = h.t.as_role("relations_officer");
        kin.person = Some(h.member(file, 1).await);
        h.t.put(&kin);
        assert_eq!(verify(&h, &kin, minor, None).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(h.acts(&p).await.is_empty());
        let list = h.t.get(&officer, "/representatives").await;
        assert!(list.no_missing_words().body.contains("خالد"));
        let page = h.t.get(&officer, &format!("/representatives/{claimed}")).await;
        assert!(page.no_missing_words().body.contains("/scans/"));
        assert!(h.t.get_en(&officer, &format!("/representatives/{claimed}")).await.no_missing_words().status == StatusCode::OK);
        let scan = page.body.split("/scans/").nth(1).unwrap()[..26].to_string();
        assert_eq!(h.t.get(&officer, &format!("/representatives/{claimed}/scans/{scan}")).await.bytes, testkit::png());
        assert_eq!(h.t.get(&stranger, &format!("/representatives/{claimed}/scans/{scan}")).await.status, StatusCode::NOT_FOUND);

        // Verified, to the end of a day.
        let (y, m, d) = h.today().plus(1).ymd();
        let r = verify(&h, &officer, minor, Some((&y.to_string(), &m.to_string(), &d.to_string()))).await;
        assert_eq!(r.status, StatusCode::SEE_OTHER, "{}", r.text());
        // The deed is a document of the file now, matched by him.
        let docs = documents::of_file(&mut h.t.db.reader(), file).await.unwrap();
        assert_eq!((docs.len(), docs[0].checks.len(), docs[0].type_code.as_str()), (1, 1, "guardianship_deed"));
        let told = h.t.db.reader().all(db::built("SELECT id FROM message WHERE event = 'representation.decided'".into()), args![]).await.unwrap();
        assert_eq!(told.len(), 1);

        // He signs in anew, by his own identity.
        let mut p = h.signed_in(UNCLE, 50).await;
        let acts = h.acts(&p).await;
        assert_eq!(acts.len(), 1);
        assert_eq!((acts[0].file, acts[0].beneficiary, acts[0].capacity), (file, minor, "guardian"));
        assert!(acts[0].can("sign") && !acts[0].can("receive") && !acts[0].can("object"));
        assert!(p.get("/my/represent").await.worded().body.contains("سعد"));
        assert!(p.get("/my/who").await.worded().body.contains("سعد"));
        // No other file can be chosen, there or not.
        let (other, _) = h.file(h.person("لمى فهد عبد الرحمن الرشيد", 2, "0500000333", "2001-08-20"), vec![], h.t.branch).await;
        assert_eq!(p.post("/my/who", &[("file", &other.to_string())]).await.status, StatusCode::NOT_FOUND);
        assert_eq!(p.post("/my/who", &[("file", &h.t.env.id().to_string())]).await.status, StatusCode::NOT_FOUND);
        assert_eq!(p.post("/my/who", &[("file", &file.to_string())]).await.location, "/my");
        // Over with the midnight of its last day.
        let end = h.today().plus(2).start();
        h.t.clock.set(kernel::At(end.0 - 1000));
        let p = h.signed_in(UNCLE, 50).await;
        h.t.clock.set(kernel::At(end.0 - 1));
        assert_eq!(h.acts(&p).await.len(), 1);
        h.t.clock.set(end);
        assert!(h.acts(&p).await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn ended_at_the_desk_it_is_over_at_once() {
    testkit::both(setup(), |t| async move {
        let (h, file, number) = house(t).await;
        let mut p = uncle(&h).await;
        let id = identity(50);
        p.post_files("/my/represent/new", &claim(&number, "o1", &id), &testkit::png()).await;
        let manager = h.t.as_role("manager");
        let officer = h.t.as_role("relations_officer");
        assert_eq!(verify(&h, &officer, h.member(file, 11).await, None).await.status, StatusCode::SEE_OTHER);
        let p = h.signed_in(UNCLE, 50).await;
        assert_eq!(h.acts(&p).await.len(), 1);
        let (rep, version, _) = newest(&h).await;
        let r = h.t.post(&manager, &format!("/representatives/{rep}/end"), &[("version", &version), ("act", "end")]).await;
        assert_eq!(r.no_missing_words().status, StatusCode::UNPROCESSABLE_ENTITY);
        let r = h.t.post(&manager, &format!("/representatives/{rep}/end"), &[("version", &version), ("act", "end"), ("reason", "انتهت الولاية")]).await;
        assert_eq!(r.status, StatusCode::SEE_OTHER);
        assert!(h.acts(&p).await.is_empty());
        for view in ["claimed", "ending", "verified", "refused", "ended"] {
            assert_eq!(h.t.get(&manager, &format!("/representatives?view={view}")).await.no_missing_words().status, StatusCode::OK);
        }
    })
    .await;
}

#[tokio::test]
async fn a_claim_tells_nothing_of_whether_there_is_a_file() {
    testkit::both(setup(), |t| async move {
        let (h, _, number) = house(t).await;
        let id = identity(50);
        let mut p = uncle(&h).await;
        let mut seen = vec![];
        for (i, said) in [number.as_str(), "1-9999", &identity(11), &identity(60)].into_iter().enumerate() {
            let once = format!("once-{i}");
            let r = p.post_files("/my/represent/new", &claim(said, &once, &id), &testkit::png()).await;
            seen.push((r.status, r.location.clone(), r.body.len(), r.headers.len()));
        }
        assert!(seen.iter().all(|s| *s == seen[0]), "{seen:?}");
        // Every row of the list looks alike.
        let page = p.get("/my/represent").await;
        let rows: Vec<usize> = page.worded().body.split("<li class=\"panel\">").skip(1).map(|r| r.split("</li>").next().unwrap().len()).collect();
        assert_eq!(rows.len(), 4);
        assert!(rows.iter().all(|n| *n == rows[0]), "{rows:?}");
        // A fifth so soon waits, found or not.
        let r = p.post_files("/my/represent/new", &claim("1-9998", "once-9", &id), &testkit::png()).await;
        assert_eq!(r.status, StatusCode::TOO_MANY_REQUESTS);
        // What names no file lies with the head office; its officers see what was claimed, and nothing of anybody's file.
        let unmatched = h.t.db.reader().all(db::built("SELECT id FROM representative WHERE file_id IS NULL".into()), args![]).await.unwrap();
        assert_eq!(unmatched.len(), 2);
        let which = unmatched[0].id("id").unwrap();
        let (officer, stranger) = (h.t.as_role("relations_officer"), h.t.as_role_of("relations_officer", h.t.other_branch));
        let page = h.t.get(&officer, &format!("/representatives/{which}")).await;
        assert_eq!(page.no_missing_words().status, StatusCode::OK);
        for hidden in ["سعد فهد", "هيلة", number.as_str(), &identity(11), &identity(60)] {
            assert!(!page.body.contains(hidden), "{hidden}");
        }
        assert!(h.t.get(&officer, "/representatives").await.no_missing_words().body.contains(&which.to_string()));
        assert_eq!(h.t.get(&stranger, &format!("/representatives/{which}")).await.status, StatusCode::NOT_FOUND);
        assert!(!h.t.get(&stranger, "/representatives").await.body.contains(&which.to_string()));
        // Another office's file is as absent as none.
        let (_, theirs) = h.file(h.person("لمى فهد عبد الرحمن الرشيد", 2, "0500000333", "2001-08-20"), vec![], h.t.other_branch).await;
        let mut said = vec![];
        for n in [theirs.as_str(), "1-9997"] {
            let r = h.t.post(&officer, &format!("/representatives/{which}/file"), &[("version", "1"), ("file_number", n)]).await;
            said.push((r.status, r.no_missing_words().body.matches("field--error").count()));
        }
        assert_eq!(said[0], said[1]);
        assert_eq!(said[0].0, StatusCode::UNPROCESSABLE_ENTITY);
        let manager = h.t.as_role("manager");
        assert_eq!(h.t.get(&manager, &format!("/representatives/{which}")).await.no_missing_words().status, StatusCode::OK);
        let r = h.t.post(&manager, &format!("/representatives/{which}/file"), &[("version", "1"), ("file_number", &number)]).await;
        assert_eq!(r.status, StatusCode::SEE_OTHER, "{}", r.text());
        // Another's claim is nobody's to give up.
        let other = h.signed_in(HEAD, 1).await;
        let mut other = other;
        assert_eq!(other.post(&format!("/my/represent/{which}/give-up"), &[]).await.status, StatusCode::NOT_FOUND);
        assert_eq!(p.post(&format!("/my/represent/{which}/give-up"), &[]).await.location, "/my/represent");
    })
    .await;
}

#[tokio::test]
async fn a_claim_does_not_open_the_claimed_identitys_own_file() {
    testkit::both(setup(), |t| async move {
        let (h, file, number) = house(t).await;
        // Somebody else's identity, with the attacker's own mobile.
        h.file(h.person("لمى فهد عبد الرحمن الرشيد", 2, "0500000333", "2001-08-20"), vec![], h.t.branch).await;
        let mut p = uncle(&h).await;
        let id = identity(2);
        p.post_files("/my/represent/new", &claim(&number, "o1", &id), &testkit::png()).await;
        let officer = h.t.as_role("relations_officer");
        let r = verify(&h, &officer, h.member(file, 11).await, None).await;
        assert_eq!(r.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(r.no_missing_words().body.contains(&i18n::t(i18n::Lang::Ar, "refusal-representative_mobile")));
        h.t.clock.advance_ms(1000);
        // At the desk: taken down, waits for its check.
        let form = h.t.get(&officer, &format!("/files/{file}/representatives/new")).await;
        assert_eq!(form.no_missing_words().status, StatusCode::OK);
        let head = h.member(file, 1).await.to_string();
        let (mine, helper) = (
            identity(51),
            [
                ("_once", "d1"),
                ("name", "نورة سليمان محمد المرشود"),
                ("mobile", "0500000888"),
                ("represented", head.as_str()),
                ("capacity", "relative_helper"),
                ("scope", "follow"),
                ("scope", "sign"),
            ],
        );
        let fields = [helper.as_slice(), &[("identity", mine.as_str())]].concat();
        let r = h.t.post_files(&officer, &format!("/files/{file}/representatives"), &fields, &[("scan", "a.png", &testkit::png())]).await;
        assert_eq!(r.status, StatusCode::SEE_OTHER, "{}", r.text());
        let rep = newest(&h).await.0;
        let (_, version, _) = newest(&h).await;
        let fields = [
            ("version", version.as_str()),
            ("act", "verify"),
            ("represented", &head),
            ("capacity", "relative_helper"),
            ("scope", "follow"),
            ("scope", "sign"),
            ("type", "helper_consent"),
            ("how", "on_visit"),
        ];
        let r = h.t.post(&officer, &format!("/representatives/{rep}/verify"), &fields).await;
        assert_eq!(r.status, StatusCode::SEE_OTHER, "{}", r.text());
        let sister = h.signed_in("0500000888", 51).await;
        let acts = h.acts(&sister).await;
        // A helper signs nothing, whatever was ticked.
        assert_eq!((acts.len(), acts[0].may.clone()), (1, vec!["follow"]));
        assert!(h.t.get(&officer, &format!("/files/{file}")).await.no_missing_words().body.contains("نورة"));
    })
    .await;
}

/// As [`verify`], of the minor, with a note.
async fn verify_noting(h: &House, officer: &Actor, minor: Id, note: &str) -> testkit::Reply {
    let (id, version, _) = newest(h).await;
    let minor = minor.to_string();
    let fields = [
        ("version", version.as_str()),
        ("act", "verify"),
        ("represented", &minor),
        ("capacity", "guardian"),
        ("scope", "follow"),
        ("type", "guardianship_deed"),
        ("number", "4412"),
        ("how", "original_at_desk"),
        ("note", note),
    ];
    h.t.post(officer, &format!("/representatives/{id}/verify"), &fields).await
}

#[tokio::test]
async fn a_claim_tied_to_the_wrong_file_is_untied_and_a_difference_wants_a_reason() {
    testkit::both(setup(), |t| async move {
        let (h, file, number) = house(t).await;
        let (_, wrong) = h.file(h.person("لمى فهد عبد الرحمن الرشيد", 2, "0500000333", "2001-08-20"), vec![], h.t.branch).await;
        let mut p = uncle(&h).await;
        let (his, said) = (identity(50), identity(60));
        p.post_files("/my/represent/new", &claim(&said, "o1", &his), &testkit::png()).await;
        let officer = h.t.as_role("relations_officer");
        let (id, version, found) = newest(&h).await;
        assert_eq!(found, None);
        let path = format!("/representatives/{id}");
        let (to, says) = (format!("{path}/file"), |key: &str| i18n::t(i18n::Lang::Ar, key));

        // The numbers to be checked are shown whole to whoever checks, and that is written.
        let page = h.t.get(&officer, &path).await;
        assert!(!page.body.contains(&his) && !page.body.contains(&said) && page.body.contains(&format!("{path}/reveal")));
        let auditor = h.t.as_role("auditor");
        assert!(!h.t.get(&auditor, &path).await.body.contains("/reveal"));
        assert_eq!(h.t.post(&auditor, &format!("{path}/reveal"), &[]).await.status, StatusCode::NOT_FOUND);
        let page = h.t.post(&officer, &format!("{path}/reveal"), &[]).await;
        assert!(page.no_missing_words().body.contains(&his) && page.body.contains(&said) && page.body.contains("action=\"/search\""), "{}", page.text());
        assert_eq!(h.events().await.iter().filter(|e| e.code == "representation.identity_revealed").count(), 1);

        // Tied to somebody's file whom he did not mean: both differ, which is said, and no approval without a reason.
        assert_eq!(h.t.post(&officer, &to, &[("version", &version), ("file_number", &wrong)]).await.status, StatusCode::SEE_OTHER);
        let page = h.t.get(&officer, &path).await;
        assert_eq!(page.no_missing_words().body.matches(&says("representatives-differs")).count(), 2, "{}", page.text());
        assert!(page.body.contains(&says("representatives-differs-why")) && page.body.contains(&says("representatives-retie")));
        assert_eq!(h.t.get_en(&officer, &path).await.no_missing_words().status, StatusCode::OK);
        let version = newest(&h).await.1;
        let none = h.t.post(&officer, &to, &[("version", &version), ("act", "file"), ("file_number", "1-9997")]).await;
        assert_eq!(none.no_missing_words().status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(none.body.contains("value=\"1-9997\"") && none.body.matches("field--error").count() == 1, "{}", none.text());
        // Untied, it waits where it was found not to belong; nobody else's turn has passed.
        assert_eq!(h.t.post(&officer, &to, &[("version", &version), ("untie", "1")]).await.location, path);
        let (_, version, found) = newest(&h).await;
        assert_eq!((found, h.t.get(&officer, &path).await.status), (None, StatusCode::OK));
        assert_eq!(h.t.post(&officer, &to, &[("version", &version), ("untie", "1")]).await.status, StatusCode::CONFLICT);
        assert_eq!(h.t.post(&officer, &to, &[("version", &version), ("file_number", &number)]).await.status, StatusCode::SEE_OTHER);
        // Of the household whoever fits best is proposed: the birth date is the minor's.
        let minor = h.member(file, 11).await;
        let row = h.t.db.reader().one(db::built("SELECT represented_id FROM representative WHERE id = $1".into()), args![id]).await.unwrap();
        assert_eq!(row.opt_id("represented_id").unwrap(), Some(minor));
        let page = h.t.get(&officer, &path).await;
        assert_eq!(page.no_missing_words().body.matches(&says("representatives-differs")).count(), 1, "{}", page.text());
        assert!(page.body.contains(&says("representatives-same")));

        let bare = verify_noting(&h, &officer, minor, " ").await;
        assert_eq!(bare.no_missing_words().status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(bare.body.contains("href=\"#note\"") && bare.body.contains(&says("error-differs_reason")) && bare.body.contains("value=\"4412\""));
        assert_eq!(verify_noting(&h, &officer, minor, "أخطأ في رقم الهوية، وطوبقت بطاقته").await.status, StatusCode::SEE_OTHER);
        let trail = h.events().await;
        let verified = trail.iter().find(|e| e.code == "representation.verify").unwrap();
        assert!(verified.facts.contains("\"differs\":\"identity\"") && verified.facts.contains("وطوبقت بطاقته"), "{}", verified.facts);
        assert_eq!(trail.iter().filter(|e| e.code == "representation.untied").count(), 1);
        let page = h.t.get(&officer, &path).await;
        assert!(page.no_missing_words().body.contains("وطوبقت بطاقته") && !page.body.contains(&says("representatives-retie")));
        // Decided, it stays where it is.
        let version = newest(&h).await.1;
        assert_eq!(h.t.post(&officer, &to, &[("version", &version), ("file_number", &wrong)]).await.status, StatusCode::CONFLICT);
        assert_eq!(h.t.post(&officer, &to, &[("version", &version), ("untie", "1")]).await.status, StatusCode::CONFLICT);
    })
    .await;
}

#[tokio::test]
async fn the_file_of_the_number_written_is_proposed_to_whoever_reaches_it() {
    testkit::both(setup(), |t| async move {
        let (h, _, number) = house(t).await;
        let mut p = uncle(&h).await;
        let (his, said) = (identity(50), identity(11));
        let mut fields = claim(&said, "o1", &his);
        fields.iter_mut().filter(|f| f.0 == "birth_year").for_each(|f| f.1 = "2015");
        p.post_files("/my/represent/new", &fields, &testkit::png()).await;
        let (id, version, found) = newest(&h).await;
        assert_eq!(found, None);
        let officer = h.t.as_role("relations_officer");
        let page = h.t.get(&officer, &format!("/representatives/{id}")).await;
        assert!(
            page.no_missing_words().body.contains(&format!("value=\"{number}\""))
                && page.body.contains(&i18n::t(i18n::Lang::Ar, "representatives-number-known"))
        );
        // Tied to it, the date that differs is said.
        h.t.post(&officer, &format!("/representatives/{id}/file"), &[("version", &version), ("file_number", &number)]).await;
        let page = h.t.get(&officer, &format!("/representatives/{id}")).await;
        let says = |key: &str| page.body.matches(&i18n::t(i18n::Lang::Ar, key)).count();
        assert_eq!((says("representatives-same"), says("representatives-differs")), (1, 1), "{}", page.text());
    })
    .await;
}
