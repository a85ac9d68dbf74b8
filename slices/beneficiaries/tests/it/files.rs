//! Opening, showing and hiding files.

use crate::fixtures::*;
use beneficiaries::{NewFile, Status, Who, perm};
use kernel::Problem;
use testkit::both;

#[tokio::test]
async fn numbers_count_by_branch_and_a_person_has_one_file() {
    both(setup(), |t| async move {
        branches(&t).await;
        let (a, number) = file(&t, NewFile::draft(with_identity("هيلة سليمان المرشود", 1, ""), t.branch)).await;
        assert_eq!(number, "1-0001");
        assert_eq!(file(&t, NewFile::draft(named("سعد علي المطرفي"), t.other_branch)).await.1, "2-0001");
        assert_eq!(file(&t, NewFile::draft(named("نورة علي المطرفي"), t.branch)).await.1, "1-0002");
        let again = NewFile::draft(with_identity("هيله سليمان المرشود", 1, ""), t.branch);
        let e = write(&t, &kernel::Actor::system(), async |tx| beneficiaries::create_in(tx, &t.env, &kernel::Actor::system(), &again).await).await.unwrap_err();
        assert!(matches!(e, Problem::Refused { code: "has_file", .. }), "{e}");
        // The number of the refused one was given back with everything else.
        assert_eq!(file(&t, NewFile::draft(named("سارة علي المطرفي"), t.branch)).await.1, "1-0003");
        let f = beneficiaries::find_any(&mut t.db.reader(), a).await.unwrap();
        assert_eq!((f.status, f.head_name.as_str()), (Status::Draft, "هيلة سليمان المرشود"));
        // Once closed, the person may have another, without being entered again.
        write(&t, &kernel::Actor::system(), async |tx| {
            beneficiaries::change_status_in(tx, &t.env, &kernel::Actor::system(), a, beneficiaries::Change::Close, "انتقلت").await
        })
        .await
        .unwrap();
        let (b, _) = file(&t, again).await;
        let b = beneficiaries::find_any(&mut t.db.reader(), b).await.unwrap();
        assert_eq!(b.head, f.head);
    })
    .await;
}

#[tokio::test]
async fn a_file_opens_within_reach_and_each_opening_is_written() {
    both(setup(), |t| async move {
        let id = haila(&t).await;
        let path = format!("/files/{id}");
        let officer = t.as_role("relations_officer");
        let page = t.get(&officer, &path).await;
        assert_eq!(page.status, 200, "{}", page.text());
        page.no_missing_words();
        let text = page.text();
        for word in ["هيلة سليمان محمد المرشود", "1-0001", "م/418", "بعد العصر", "أرملة", "مريض", "الشريحة (ب)", "ابنة", "0500 000 142", "أفراد"]
        {
            assert!(text.contains(word) || word == "أفراد", "{word} in {text}");
        }
        assert!(!page.body.contains(&identity(1)) && !page.body.contains(&identity(2)), "identity numbers are masked");
        t.get_en(&officer, &path).await.no_missing_words();
        assert_eq!(events(&t, id).await, ["file.opened", "file.opened", "file.create"]);

        // Beyond reach it does not exist.
        assert_eq!(t.get(&t.as_role_of("relations_officer", t.other_branch), &path).await.status, 404);
        assert_eq!(t.get(&t.as_role("administrator"), &path).await.status, 404);
        assert_eq!(t.get(&officer, "/files/00000000000000000000000009").await.status, 404);
        assert_eq!(events(&t, id).await.len(), 3);

        // Health, prison, debts and income only with their own right.
        let delegate = t.get(&t.as_role("branch_delegate"), &path).await;
        let text = delegate.text();
        assert!(text.contains("أرملة") && !text.contains("مريض") && !text.contains("الشريحة (ب)") && text.contains("محجوب"), "{text}");

        let print = t.get(&officer, &format!("{path}/print")).await;
        assert_eq!(print.status, 200);
        assert!(print.no_missing_words().text().contains("ياسر"));
    })
    .await;
}

#[tokio::test]
async fn revealing_a_number_is_written() {
    both(setup(), |t| async move {
        let id = haila(&t).await;
        let officer = t.as_role("relations_officer");
        let page = t.post(&officer, &format!("/files/{id}/reveal"), &[]).await;
        assert_eq!(page.status, 200);
        assert!(page.body.contains(&identity(1)) && !page.body.contains(&identity(2)));
        let son = people::by_identity(&mut t.db.reader(), &identity(2)).await.unwrap().unwrap();
        let page = t.post(&officer, &format!("/files/{id}/reveal?person={son}"), &[]).await;
        assert!(page.body.contains(&identity(2)) && !page.body.contains(&identity(1)));
        assert_eq!(events(&t, id).await[..2], ["file.identity_revealed", "file.identity_revealed"]);
        // Nobody outside the household, and no one without the right.
        let stranger = file(&t, NewFile::draft(with_identity("سعد علي المطرفي", 9, ""), t.branch)).await.0;
        let stranger = beneficiaries::find_any(&mut t.db.reader(), stranger).await.unwrap().head;
        assert_eq!(t.post(&officer, &format!("/files/{id}/reveal?person={stranger}"), &[]).await.status, 404);
        assert_eq!(t.post(&t.as_role("committee_member"), &format!("/files/{id}/reveal"), &[]).await.status, 404);
        assert_eq!(events(&t, id).await.len(), 3);

        let manager = t.as_role("manager");
        let log = t.get(&manager, &format!("/files/{id}/access")).await;
        assert_eq!(log.status, 200);
        assert!(log.no_missing_words().text().contains("إظهار رقم هوية"));
        assert_eq!(t.get(&officer, &format!("/files/{id}/access")).await.status, 404);
        assert!(t.get(&manager, &format!("/files/{id}")).await.no_missing_words().text().contains("آخر اطلاع"));
    })
    .await;
}

#[tokio::test]
async fn a_new_file_begins_with_a_search() {
    both(setup(), |t| async move {
        let id = haila(&t).await;
        let officer = t.as_role("relations_officer");
        t.get(&officer, "/files/new").await.no_missing_words();
        t.get_en(&officer, "/files/new").await.no_missing_words();
        // The same person, within reach: led to her file.
        let found = t.post(&officer, "/files/new", &[("identity_kind", "national"), ("identity", &identity(1)), ("as_written", "هيلة المرشود")]).await;
        assert!(found.body.contains(&format!("href=\"/files/{id}\"")) && !found.body.contains("action=\"/files\""), "{}", found.text());
        // Out of reach: only that there is one.
        let other = t.as_role_of("relations_officer", t.other_branch);
        let found = t.post(&other, "/files/new", &[("identity_kind", "national"), ("identity", &identity(1)), ("as_written", "هيلة المرشود")]).await;
        let text = found.text();
        assert!(text.contains("مسجَّل لدى فرع آخر") && !found.body.contains(&id.to_string()) && !text.contains("1-0001"), "{text}");
        // A slip in the number is said at once, and what was typed stays.
        let bad = t.post(&officer, "/files/new", &[("identity_kind", "national"), ("identity", "1409546115"), ("as_written", "سعد المطرفي")]).await;
        assert_eq!(bad.status, 422);
        assert!(bad.body.contains("1409546115") && bad.body.contains("سعد المطرفي"));
        // Someone alike: the form comes, with a box to tick.
        let fields = [("identity_kind", "national"), ("identity", &identity(50)), ("as_written", "هيله سليمان المرشود"), ("mobile", "0500000142")];
        let form = t.post(&officer, "/files/new", &fields).await;
        assert!(form.no_missing_words().body.contains("name=\"confirmed\""), "{}", form.text());
        let unconfirmed = t.post(&officer, "/files", &fields).await;
        assert_eq!(unconfirmed.status, 422);
        assert!(unconfirmed.no_missing_words().text().contains("ليس أحدهم"));
        let once = hidden(&form.body, "_once");
        let sure: Vec<(&str, &str)> =
            fields.iter().copied().chain([("confirmed", "1"), ("_once", once.as_str()), ("categories", "widow"), ("before_contact", "صباحًا")]).collect();
        let made = t.post(&officer, "/files", &sure).await;
        assert_eq!(made.status, 303, "{}", made.text());
        // Pressed twice, made once: the second press now meets the file itself.
        let again = t.post(&officer, "/files", &sure).await;
        assert_eq!(again.status, 422);
        assert!(again.body.contains(&made.location));
        let f = beneficiaries::find_any(&mut t.db.reader(), made.location.trim_start_matches("/files/").parse().unwrap()).await.unwrap();
        assert_eq!((f.number.as_str(), f.before_contact.as_deref()), ("1-0002", Some("صباحًا")));
    })
    .await;
}

#[tokio::test]
async fn every_fault_at_once_and_nothing_typed_is_lost() {
    both(setup(), |t| async move {
        branches(&t).await;
        let officer = t.as_role("relations_officer");
        let fields = [
            ("identity_kind", "national"),
            ("identity", "123"),
            ("first", "نوف"),
            ("family", ""),
            ("mobile", "12"),
            ("birth_day", "31"),
            ("birth_month", "2"),
            ("birth_year", "1990"),
            ("birth_cal", "gregorian"),
            ("before_contact", "ملاحظة باقية"),
            ("categories", "widow"),
            ("old_number", "ق-77"),
        ];
        let page = t.post(&officer, "/files", &fields).await;
        assert_eq!(page.status, 422);
        page.no_missing_words();
        for kept in ["نوف", "value=\"123\"", "value=\"12\"", "1990", "ملاحظة باقية", "ق-77"] {
            assert!(page.body.contains(kept), "{kept}");
        }
        for error in ["identity-e", "family-e", "mobile-e", "birth-e"] {
            assert!(page.body.contains(error), "{error}");
        }
        assert!(page.body.contains("value=\"widow\" id=\"categories\" checked") || page.body.contains("value=\"widow\" checked"), "the chosen category");
        t.post_in(Some(&officer), "/files", &fields, "en").await.no_missing_words();
    })
    .await;
}

#[tokio::test]
async fn nobody_acts_on_his_own_household() {
    both(setup(), |t| async move {
        let id = haila(&t).await;
        let son = people::by_identity(&mut t.db.reader(), &identity(2)).await.unwrap().unwrap();
        let mut officer = t.as_role("relations_officer");
        officer.person = Some(son);
        t.put(&officer);
        let version = beneficiaries::find_any(&mut t.db.reader(), id).await.unwrap().version.to_string();
        for (path, fields) in [("categories", vec![("categories", "widow")]), ("status", vec![("change", "close"), ("reason_close", "سبب")])] {
            let mut fields = fields;
            fields.push(("version", &version));
            let r = t.post(&officer, &format!("/files/{id}/{path}"), &fields).await;
            assert_eq!(r.status, 422, "{path}");
            assert!(r.text().contains("هذا الملف لأسرتك"), "{path}: {}", r.text());
        }
        for path in ["edit", "members/new", "categories", "status"] {
            assert_eq!(t.get(&officer, &format!("/files/{id}/{path}")).await.status, 422, "{path}");
        }
        assert!(t.get(&officer, &format!("/files/{id}")).await.text().contains("هذا الملف لأسرتك"));
        let own = NewFile::draft(Who::Known(son), t.branch);
        let e = beneficiaries::create_file(&t.env, &t.db, &t.permit(&officer, perm::CREATE), own, "", "").await.unwrap_err();
        assert!(matches!(e, Problem::Refused { code: "own_file", .. }));
    })
    .await;
}
