use crate::{body, manager, seeded, setup};
use http::StatusCode;
use services::{Catalogue, Create, by_code};

type Fields = Vec<(String, String)>;

fn refs(f: &Fields) -> Vec<(&str, &str)> {
    f.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect()
}

/// What the form of a new service sends, with one line of documents.
fn form(when: &str) -> Fields {
    [
        ("code", "new_one"),
        ("name_ar", "خدمة جديدة"),
        ("kind_of_help", "food"),
        ("categories", "widow"),
        ("gives", "money"),
        ("how_often", "once"),
        ("ceiling", "١٬٥٠٠"),
        ("needs_study", "none"),
        ("decider", "committee"),
        ("rows", "2"),
        ("r0_document", "national_id"),
        ("r0_per", "applicant"),
        ("r0_ways", "original_at_desk"),
        ("r0_when", when),
        ("r1_document", ""),
        ("r1_per", "applicant"),
        ("r1_ways", "original_at_desk"),
        ("do", "save"),
        ("_once", "once-1"),
    ]
    .iter()
    .map(|(k, v)| (k.to_string(), v.to_string()))
    .collect()
}

#[tokio::test]
async fn every_page_has_its_words() {
    testkit::both(setup(), |t| async move {
        let m = t.as_role("manager");
        for lang in ["ar", "en"] {
            t.get_in(Some(&m), "/services", lang).await.no_missing_words();
        }
        seeded(&t).await;
        let id = by_code(&mut t.db.reader(), "cash_monthly").await.unwrap().unwrap().id;
        let mut later = body(None);
        later.name_ar = "اسم آخر".into();
        let cmd = services::Revise {
            id,
            version: 1,
            sort: Some(5),
            valid_from: t.env.now().plus_days(3),
            reason: "تجربة".into(),
            body: later,
            once: String::new(),
            digest: String::new(),
        };
        services::revise(&t.env, &t.db, &manager(&t), cmd).await.unwrap();
        for path in [
            "",
            "?state=stopped",
            "?kind=housing&for=widow",
            "/new",
            "/import",
            "/{id}",
            "/{id}?version=2",
            "/{id}/paper",
            "/{id}/versions",
            "/{id}/try",
            "/{id}/edit",
        ] {
            let path = format!("/services{}", path.replace("{id}", &id.to_string()));
            for lang in ["ar", "en"] {
                let r = t.get_in(Some(&m), &path, lang).await;
                assert_eq!(r.status, StatusCode::OK, "{path}");
                r.no_missing_words();
                assert!(!r.body.contains("{$") && !r.body.contains("style="), "{path}");
            }
        }
        for lang in ["ar", "en"] {
            let facts = [
                ("members", "٦"),
                ("children", "4"),
                ("dwelling", "rented"),
                ("income_sources", "salary"),
                ("has_debts", "1"),
                ("amount_asked", "9,000"),
                ("categories", "debtor"),
            ];
            let r = t.post_in(Some(&m), &format!("/services/{id}/try"), &facts, lang).await;
            assert_eq!(r.status, StatusCode::OK);
            r.no_missing_words();
        }
        let r = t.post(&m, &format!("/services/{id}/try"), &[("members", "0"), ("rent_yearly", "many")]).await;
        assert_eq!(r.status, StatusCode::UNPROCESSABLE_ENTITY);
        r.no_missing_words();
        assert!(r.body.contains("many"));
    })
    .await;
}

#[tokio::test]
async fn the_try_panel_asks_what_the_conditions_say() {
    testkit::both(setup(), |t| async move {
        seeded(&t).await;
        let o = t.as_role("relations_officer");
        let id = by_code(&mut t.db.reader(), "cash_once").await.unwrap().unwrap().id;
        let r = t
            .post(&o, &format!("/services/{id}/try"), &[("members", "1"), ("dwelling", "rented"), ("income_monthly", "5000"), ("categories", "low_income")])
            .await;
        let result = r.body.split("h-facts").next().unwrap();
        assert!(result.contains("عقد إيجار إلكتروني") && !result.contains("صك ملكية"));
        assert!(!t.get(&o, &format!("/services/{id}")).await.body.contains("/edit"), "an officer reads, and changes nothing");
        assert_eq!(t.get(&o, "/services/new").await.status, StatusCode::FORBIDDEN);
        assert_eq!(t.get(&o, &format!("/services/{id}/edit")).await.status, StatusCode::NOT_FOUND);
        assert_eq!(t.get(&o, "/services/0000000000000000000000000z").await.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn a_form_keeps_what_was_typed_and_says_where() {
    testkit::both(setup(), |t| async move {
        let m = t.as_role("manager");
        for (when, said) in [("membrs > 1", "membrs"), ("members", "نعم أو لا"), ("members >", "الحرف 10")] {
            let r = t.post(&m, "/services/new", &refs(&form(when))).await;
            assert_eq!(r.status, StatusCode::UNPROCESSABLE_ENTITY, "{when}");
            r.no_missing_words();
            assert!(r.body.contains("href=\"#r0_when\"") && r.body.contains("id=\"r0_when-e\""), "{when}");
            assert!(r.text().contains(said) && r.body.contains("خدمة جديدة") && r.body.contains("١٬٥٠٠"), "{when}");
        }
        let r = t.post(&m, "/services/new", &refs(&form("members > 1"))).await;
        assert_eq!(r.status, StatusCode::SEE_OTHER, "{}", r.text());
        let s = by_code(&mut t.db.reader(), "new_one").await.unwrap().unwrap();
        assert_eq!(s.body.ceiling, Some(kernel::Money::riyals(1500)));
        assert_eq!(s.body.requirements.len(), 1, "the line left empty is gone");
        assert_eq!(r.location, format!("/services/{}", s.id));
    })
    .await;
}

#[tokio::test]
async fn lines_are_added_moved_and_taken_away_by_buttons() {
    testkit::both(setup(), |t| async move {
        let m = t.as_role("manager");
        let press = |button: &str| {
            let mut f: Fields = form("").into_iter().filter(|(k, _)| k != "do" && k != "r1_document").collect();
            f.push(("r1_document".into(), "rent_contract".into()));
            f.push(("do".into(), button.into()));
            f
        };
        let rows = |body: &str| body.matches("<details class=\"qa\"").count();
        let first = |body: &str| {
            body.split("id=\"r0_document\"")
                .nth(1)
                .unwrap()
                .split("</select>")
                .next()
                .unwrap()
                .split(" selected")
                .next()
                .unwrap()
                .rsplit("value=\"")
                .next()
                .unwrap()
                .to_string()
        };
        let r = t.post(&m, "/services/new", &refs(&press("add"))).await;
        assert_eq!((r.status, rows(&r.body)), (StatusCode::OK, 3));
        let r = t.post(&m, "/services/new", &refs(&press("remove:0"))).await;
        assert_eq!(rows(&r.body), 1);
        assert!(first(&r.body).starts_with("rent_contract"));
        for button in ["up:1", "down:0"] {
            let r = t.post(&m, "/services/new", &refs(&press(button))).await;
            assert!(first(&r.body).starts_with("rent_contract"), "{button}");
        }
        for odd in ["remove:9", "up:0", "down:1", "remove:x"] {
            assert_eq!(rows(&t.post(&m, "/services/new", &refs(&press(odd))).await.body), 2, "{odd}");
        }
        assert!(by_code(&mut t.db.reader(), "new_one").await.unwrap().is_none(), "nothing is saved by them");
    })
    .await;
}

#[tokio::test]
async fn changing_and_stopping_through_the_pages() {
    testkit::both(setup(), |t| async move {
        let m = t.as_role("manager");
        let cmd = Create { code: "first".into(), sort: None, valid_from: t.env.now(), body: body(None), once: String::new(), digest: String::new() };
        let id = services::create(&t.env, &t.db, &manager(&t), cmd).await.unwrap();
        let path = |p: &str| format!("/services/{id}{p}");
        let mut f = form("has_debts");
        f.push(("version".into(), "1".into()));
        let r = t.post(&m, &path("/edit"), &refs(&f)).await;
        assert_eq!(r.status, StatusCode::UNPROCESSABLE_ENTITY, "a reason is needed");
        assert!(r.no_missing_words().body.contains("reason-e"));
        f.push(("reason".into(), "قرار".into()));
        assert_eq!(t.post(&m, &path("/edit"), &refs(&f)).await.status, StatusCode::SEE_OTHER);
        let mut stale = f.clone();
        stale.iter_mut().filter(|(k, _)| k == "_once").for_each(|(_, v)| *v = "other".into());
        let r = t.post(&m, &path("/edit"), &refs(&stale)).await;
        assert_eq!(r.status, StatusCode::CONFLICT);
        for lang in ["ar", "en"] {
            let r = t.get_in(Some(&m), &path("/versions"), lang).await;
            assert!(r.no_missing_words().body.contains("<ins>"));
        }
        let r = t.post(&m, &path("/deactivate"), &[("version", "2"), ("reason", "")]).await;
        assert_eq!(r.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(r.body.contains("<details class=\"confirm\" open>"));
        assert_eq!(t.post(&m, &path("/deactivate"), &[("version", "2"), ("reason", "مراجعة")]).await.status, StatusCode::SEE_OTHER);
        assert!(t.get(&m, &path("")).await.no_missing_words().body.contains("/activate"));
        assert!(t.get(&m, "/services?state=stopped").await.body.contains(&path("")));
        assert!(!t.get(&m, "/services").await.body.contains(&path("\"")));
        assert_eq!(t.post(&m, &path("/activate"), &[("version", "3"), ("reason", "عاد المال")]).await.status, StatusCode::SEE_OTHER);
        t.get(&m, &path("/versions")).await.no_missing_words();
    })
    .await;
}

#[tokio::test]
async fn a_catalogue_goes_out_and_comes_in_by_the_page() {
    testkit::both(setup(), |t| async move {
        seeded(&t).await;
        let m = t.as_role("administrator");
        let out = t.get(&m, "/services/catalogue.toml").await;
        assert_eq!(out.status, StatusCode::OK);
        let text = out.body.clone();
        assert!(Catalogue::parse(&text).is_ok());
        assert!(Catalogue::parse(&t.get(&m, "/services/catalogue.json").await.body).is_ok());
        let changed = text.replace("ceiling = 5000", "ceiling = 6000");
        let r = t.post_files(&m, "/services/import", &[], &[("file", "services.toml", changed.as_bytes())]).await;
        assert_eq!(r.status, StatusCode::OK);
        assert!(r.no_missing_words().body.contains("name=\"apply\""));
        assert_eq!(by_code(&mut t.db.reader(), "cash_once").await.unwrap().unwrap().version, 1);
        let r = t.post_files(&m, "/services/import", &[("text", &changed), ("apply", "1")], &[]).await;
        assert_eq!(r.status, StatusCode::SEE_OTHER);
        let s = by_code(&mut t.db.reader(), "cash_once").await.unwrap().unwrap();
        assert_eq!((s.version, s.body.ceiling), (2, Some(kernel::Money::riyals(6000))));
        let broken = text.replace("members > 1", "membrs > 1");
        for bad in [broken.as_str(), "format = 9", "= what", ""] {
            let r = t.post_files(&m, "/services/import", &[("text", bad)], &[]).await;
            assert_eq!(r.status, StatusCode::UNPROCESSABLE_ENTITY);
            r.no_missing_words();
        }
    })
    .await;
}
