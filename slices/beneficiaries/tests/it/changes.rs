//! Changing files: particulars, members, categories, decisions, settings; two people at once.

use crate::fixtures::*;
use beneficiaries::{Activation, Status};
use kernel::{Actor, Day};
use testkit::both;

#[tokio::test]
async fn the_second_of_two_is_told_what_changed() {
    both(setup(), |t| async move {
        let id = haila(&t).await;
        let (a, b) = (t.as_role("relations_officer"), t.as_role("relations_officer"));
        let path = format!("/files/{id}/edit");
        let form = t.get(&a, &path).await;
        assert_eq!(form.status, 200);
        form.no_missing_words();
        let (version, seen) = (hidden(&form.body, "version"), hidden(&form.body, "seen"));
        let n = identity(1);
        let mut fields = vec![
            ("version", version.as_str()),
            ("seen", &seen),
            ("first", "هيلة"),
            ("father", "سليمان"),
            ("family", "المرشود"),
            ("identity_kind", "national"),
            ("identity", &n),
            ("mobile", "٠٥٠٠٠٠٠١٤٢"),
            ("birth_year", "1400"),
            ("birth_cal", "hijri"),
            ("city", "عنيزة"),
            ("before_contact", "مساءً"),
        ];
        assert_eq!(t.post(&b, &path, &fields).await.status, 303);
        fields[10] = ("city", "بريدة");
        t.clock.advance_ms(60_000);
        let lost = t.post(&a, &path, &fields).await;
        assert_eq!(lost.status, 409);
        let text = lost.no_missing_words().text();
        assert!(text.contains("ما استجد بعد فتحك الصفحة") && text.contains("تحديث بيانات الملف"), "{text}");
        assert!(lost.body.contains("بريدة"), "what was typed stays");
        let version = hidden(&lost.body, "version");
        fields[0] = ("version", &version);
        assert_eq!(t.post(&a, &path, &fields).await.status, 303, "told, he may go on");
        let f = beneficiaries::find_any(&mut t.db.reader(), id).await.unwrap();
        let head = people::person(&mut t.db.reader(), f.head).await.unwrap();
        assert_eq!((head.city.as_deref(), f.version, f.head_name.as_str()), (Some("بريدة"), 3, "هيلة سليمان المرشود"));
        let page = t.get(&a, &format!("/files/{id}")).await.text();
        assert!(page.contains("1400هـ") && page.contains("بريدة"), "{page}");
    })
    .await;
}

#[tokio::test]
async fn members_join_change_and_leave() {
    both(setup(), |t| async move {
        let id = haila(&t).await;
        let officer = t.as_role("relations_officer");
        t.get(&officer, &format!("/files/{id}/members/new")).await.no_missing_words();
        let version = || async { beneficiaries::find_any(&mut t.db.reader(), id).await.unwrap().version.to_string() };
        let v = version().await;
        let bad = t
            .post(
                &officer,
                &format!("/files/{id}/members"),
                &[("version", &v), ("as_written", "ريم فهد الرشيد"), ("identity_kind", "none"), ("sex", "female"), ("relation", "son")],
            )
            .await;
        assert_eq!(bad.status, 422);
        assert!(bad.no_missing_words().body.contains("relation-e") && bad.body.contains("ريم فهد الرشيد"));
        let fields = [
            ("version", v.as_str()),
            ("as_written", "ريم فهد الرشيد"),
            ("identity_kind", "none"),
            ("sex", "female"),
            ("relation", "daughter"),
            ("joined_day", "1"),
            ("joined_month", "1"),
            ("joined_year", "2016"),
            ("joined_cal", "gregorian"),
        ];
        assert_eq!(t.post(&officer, &format!("/files/{id}/members"), &fields).await.status, 303);
        let f = beneficiaries::find_any(&mut t.db.reader(), id).await.unwrap();
        let h = people::household(&mut t.db.reader(), f.household).await.unwrap();
        let reem = h.members.last().unwrap();
        assert_eq!((reem.relation.as_str(), reem.from), ("daughter", Day::from_ymd(2016, 1, 1)));
        // She is found by her name at once.
        let found = beneficiaries::search(&mut t.db.reader(), &within(kernel::Scope::All), "ريم الرشيد").await.unwrap();
        assert_eq!((found.hits.len(), found.hits[0].member.as_deref()), (1, Some("ريم فهد الرشيد")));

        let edit = format!("/files/{id}/members/{}/edit", reem.id);
        let form = t.get(&officer, &edit).await;
        assert!(form.no_missing_words().body.contains("ريم"));
        let v = version().await;
        let changed =
            [("version", v.as_str()), ("first", "ريما"), ("family", "الرشيد"), ("identity_kind", "none"), ("sex", "female"), ("relation", "stepdaughter")];
        assert_eq!(t.post(&officer, &edit, &changed).await.status, 303);

        let end = format!("/files/{id}/members/{}/end", reem.id);
        t.get(&officer, &end).await.no_missing_words();
        let v = version().await;
        for (year, error) in [("2030", "ended-e"), ("", "ended-e")] {
            let r = t.post(&officer, &end, &[("version", &v), ("ended_year", year), ("ended_cal", "gregorian"), ("end_reason", "married")]).await;
            assert_eq!(r.status, 422);
            assert!(r.no_missing_words().body.contains(error));
        }
        let last =
            [("version", v.as_str()), ("ended_day", "1"), ("ended_month", "10"), ("ended_year", "2026"), ("ended_cal", "gregorian"), ("end_reason", "married")];
        assert_eq!(t.post(&officer, &end, &last).await.status, 303);
        let page = t.get(&officer, &format!("/files/{id}")).await;
        assert!(page.no_missing_words().text().contains("الزواج والاستقلال"));
        // The head does not leave, and no one is ended twice.
        let head = h.members[0].id;
        for m in [head, reem.id] {
            assert_eq!(t.get(&officer, &format!("/files/{id}/members/{m}/end")).await.status, 404);
        }
        // Somebody counted elsewhere is not counted twice.
        let other = file(&t, beneficiaries::NewFile::draft(with_identity("سعد علي المطرفي", 77, ""), t.branch)).await.0;
        let (n, v) = (identity(2), beneficiaries::find_any(&mut t.db.reader(), other).await.unwrap().version.to_string());
        let twice = t
            .post(
                &officer,
                &format!("/files/{other}/members"),
                &[("version", &v), ("as_written", "ياسر الرشيد"), ("identity_kind", "national"), ("identity", &n), ("relation", "nephew")],
            )
            .await;
        assert_eq!(twice.status, 422);
        assert!(twice.text().contains("محسوب من أسرة في ملف آخر"), "{}", twice.text());
    })
    .await;
}

#[tokio::test]
async fn who_left_a_household_may_have_a_file_of_his_own() {
    both(setup(), |t| async move {
        let id = haila(&t).await;
        let officer = t.as_role("relations_officer");
        let f = beneficiaries::find_any(&mut t.db.reader(), id).await.unwrap();
        let h = people::household(&mut t.db.reader(), f.household).await.unwrap();
        let (n, v) = (identity(2), f.version.to_string());
        let fields = [("identity_kind", "national"), ("identity", n.as_str()), ("as_written", "ياسر فهد عبدالرحمن الرشيد"), ("confirmed", "1")];
        assert_eq!(t.post(&officer, "/files", &fields).await.status, 422, "still his mother's household");
        let end = format!("/files/{id}/members/{}/end", h.members[1].id);
        let last =
            [("version", v.as_str()), ("ended_day", "1"), ("ended_month", "1"), ("ended_year", "1448"), ("ended_cal", "hijri"), ("end_reason", "married")];
        assert_eq!(t.post(&officer, &end, &last).await.status, 303);
        let made = t.post(&officer, "/files", &fields).await;
        assert_eq!(made.status, 303, "{}", made.text());
        let own = beneficiaries::of_person(&mut t.db.reader(), h.members[1].person.id).await.unwrap();
        assert_eq!(own.iter().map(|f| f.number.as_str()).collect::<Vec<_>>(), ["1-0002", "1-0001"], "the present one first");
    })
    .await;
}

#[tokio::test]
async fn categories_begin_and_end_and_hidden_ones_stay() {
    both(setup(), |t| async move {
        let id = haila(&t).await;
        // A delegate does not see «sick»; what he saves leaves it as it is.
        let delegate = t.as_role("branch_delegate");
        let path = format!("/files/{id}/categories");
        let form = t.get(&delegate, &path).await;
        assert!(form.no_missing_words().body.contains("value=\"widow\"") && !form.body.contains("value=\"sick\""));
        let v = hidden(&form.body, "version");
        assert_eq!(t.post(&delegate, &path, &[("version", &v), ("categories", "low_income")]).await.status, 303);
        let now = |all: Vec<beneficiaries::FileCategory>| all.into_iter().filter(|c| c.to.is_none()).map(|c| c.category.code).collect::<Vec<_>>();
        let all = beneficiaries::categories_of(&mut t.db.reader(), id).await.unwrap();
        assert_eq!(all.len(), 3, "the ended one stays");
        assert_eq!(now(all), ["sick", "low_income"]);
        let v = beneficiaries::find_any(&mut t.db.reader(), id).await.unwrap().version.to_string();
        let forced = t.post(&delegate, &path, &[("version", &v), ("categories", "disabled")]).await;
        assert_eq!(forced.status, 422);
        // Back again on the same day.
        let officer = t.as_role("relations_officer");
        assert_eq!(t.post(&officer, &path, &[("version", &v), ("categories", "widow"), ("categories", "sick")]).await.status, 303);
        assert_eq!(now(beneficiaries::categories_of(&mut t.db.reader(), id).await.unwrap()), ["widow", "sick"]);
    })
    .await;
}

#[tokio::test]
async fn a_file_lives_by_reasoned_decisions() {
    both(setup(), |t| async move {
        let id = haila(&t).await;
        let officer = t.as_role("relations_officer");
        let system = Actor::system();
        let path = format!("/files/{id}/status");
        let until = Day::from_ymd(2027, 11, 22);
        let a =
            Activation { valid_until: until, next_review: until, income_class: Some("a".into()), reason: Some("1448-0317".into()), ..Activation::default() };
        write(&t, &system, async |tx| beneficiaries::activate(tx, &t.env, &system, id, &a).await).await.unwrap();
        let f = beneficiaries::find_any(&mut t.db.reader(), id).await.unwrap();
        assert_eq!((f.status, f.valid_until, f.income_class.as_deref()), (Status::Active, until, Some("a")));
        let steps: Vec<_> = beneficiaries::status_history(&mut t.db.reader(), id).await.unwrap().iter().rev().map(|h| h.to.unwrap().code()).collect();
        assert_eq!(steps, ["draft", "registered", "active"]);

        let form = t.get(&officer, &path).await;
        assert_eq!(form.status, 200);
        form.no_missing_words();
        let v = f.version.to_string();
        let silent = t.post(&officer, &path, &[("version", &v), ("change", "suspend"), ("reason_suspend", "  ")]).await;
        assert_eq!(silent.status, 422);
        assert!(silent.no_missing_words().body.contains("reason_suspend-e"));
        assert_eq!(t.post(&officer, &path, &[("version", &v), ("change", "suspend"), ("reason_suspend", "لم تُحدَّث البيانات")]).await.status, 303);
        let v = (f.version + 1).to_string();
        let wrong = t.post(&officer, &path, &[("version", &v), ("change", "register"), ("reason_register", "س")]).await;
        assert_eq!(wrong.status, 422);
        assert_eq!(t.post(&officer, &path, &[("version", &v), ("change", "close"), ("reason_close", "انتقلت الأسرة")]).await.status, 303);
        let page = t.get(&officer, &format!("/files/{id}")).await;
        assert!(page.no_missing_words().text().contains("انتقلت الأسرة"));
        let closed = write(&t, &system, async |tx| beneficiaries::activate(tx, &t.env, &system, id, &a).await).await;
        assert!(matches!(closed, Err(kernel::Problem::Refused { code: "file_closed", .. })));
        // The trail says what changed, never why: reasons are the file's own.
        let rows = db::audit::read(&mut t.db.reader(), &db::audit::Part::File(id), None, 50).await.unwrap();
        assert!(rows.iter().all(|r| !r.facts.contains("انتقلت")));
    })
    .await;
}

#[tokio::test]
async fn the_association_keeps_its_own_categories() {
    both(setup(), |t| async move {
        let admin = t.as_role("administrator");
        let page = t.get(&admin, "/categories").await;
        assert!(page.no_missing_words().text().contains("أسرة سجين"));
        t.get_en(&admin, "/categories?edit=widow").await.no_missing_words();
        let bad = t.post(&admin, "/categories", &[("code", "كود"), ("name_ar", ""), ("needs", "none"), ("sort", "5"), ("active", "1")]).await;
        assert_eq!(bad.status, 422);
        assert!(bad.no_missing_words().body.contains("code-e") && bad.body.contains("name_ar-e"));
        assert_eq!(
            t.post(&admin, "/categories", &[("code", "newborn"), ("name_ar", "مولود جديد"), ("needs", "none"), ("sort", "١٤٠"), ("active", "1")]).await.status,
            303
        );
        let taken = t.post(&admin, "/categories", &[("code", "newborn"), ("name_ar", "مولود"), ("needs", "none"), ("sort", "5"), ("active", "1")]).await;
        assert_eq!(taken.status, 422);
        let retire = [("version", "1"), ("name_ar", "مولود جديد"), ("needs", "health"), ("sort", "140")];
        assert_eq!(t.post(&admin, "/categories/newborn", &retire).await.status, 303);
        assert_eq!(t.post(&admin, "/categories/newborn", &retire).await.status, 409);
        assert_eq!(t.post(&admin, "/categories/nothing", &retire).await.status, 404);
        let all = beneficiaries::categories(&mut t.db.reader()).await.unwrap();
        let c = all.iter().find(|c| c.code == "newborn").unwrap();
        assert!(!c.active && c.sort == 140);
        assert_eq!(t.get(&t.as_role("relations_officer"), "/categories").await.status, 403);
    })
    .await;
}

#[tokio::test]
async fn the_yearly_update_is_told_once_for_each_day_it_is_due() {
    both(setup(), |t| async move {
        let id = haila(&t).await;
        let set = async |status: &str, in_days: i64| {
            let mut tx = t.db.begin(&Actor::system()).await.unwrap();
            let sql = "UPDATE beneficiary_file SET status = $2, next_review = $3 WHERE id = $1";
            tx.run(db::built(sql.into()), db::args![id, status, t.env.now().plus_days(in_days).day()]).await.unwrap();
            tx.commit_quietly("where a test begins").await.unwrap();
        };
        let told = async || beneficiaries::remind_reviews(&t.env, &t.db).await.unwrap();
        for (status, in_days, n) in
            [("active", 31, 0), ("active", -1, 0), ("archived", 10, 0), ("draft", 10, 0), ("active", 30, 1), ("active", 30, 0), ("registered", 0, 1)]
        {
            set(status, in_days).await;
            assert_eq!(told().await, n, "{status} {in_days}");
        }
        let head = beneficiaries::find_any(&mut t.db.reader(), id).await.unwrap().head;
        assert_eq!(messages::of_person(&mut t.db.reader(), head, 9).await.unwrap().len(), 2);
        assert_eq!(events(&t, id).await.iter().filter(|e| *e == "file.review_told").count(), 2);
    })
    .await;
}
