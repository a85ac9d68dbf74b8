use db::args;
use http::StatusCode;
use kernel::{At, DAY_MS, HOUR_MS};
use testkit::{Setup, TestApp};

const PAGES: [&str; 9] = ["/", "/help", "/how", "/promises", "/contact", "/faq", "/privacy", "/accessibility", "/sitemap"];

fn setup() -> Setup {
    Setup { routes: vec![site::routes], grant_fns: vec![site::grants], locales: vec![staff::LOCALES, services::LOCALES, site::LOCALES], ..Default::default() }
}

async fn catalogue(t: &TestApp) {
    let mut tx = t.db.begin(&kernel::Actor::system()).await.unwrap();
    assert!(services::seed(&mut tx, &t.env).await.unwrap() > 10);
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn every_page_in_both_languages_light_and_whole() {
    testkit::both(setup(), |t| async move {
        for filled in [false, true] {
            if filled {
                catalogue(&t).await;
            }
            let mut pages: Vec<String> = PAGES.map(String::from).to_vec();
            if filled {
                let all = services::in_force(&mut t.db.reader(), t.env.now()).await.unwrap();
                pages.extend(all.iter().map(|s| format!("/help/{}", s.code)));
                pages.push("/help?need=housing&for=widow".into());
            }
            for path in &pages {
                for lang in ["ar", "en"] {
                    let r = t.get_in(None, path, lang).await;
                    assert_eq!(r.status, StatusCode::OK, "{path}");
                    r.no_missing_words();
                    assert!(r.body.len() < 30_000, "{path} {lang}: {} bytes", r.body.len());
                    assert!(!r.body.contains("<script") && !r.body.contains(" style=") && !r.body.contains("_csrf"), "{path}");
                    assert_eq!(r.body.matches("<h1").count(), 1, "{path}");
                }
            }
            let help = t.get_in(None, "/help", "ar").await;
            assert_eq!(help.text().contains("لا خدمات معروضة الآن"), !filled);
        }
        assert_eq!(t.get_in(None, "/help/no_such_service", "ar").await.status, StatusCode::NOT_FOUND);
        assert_eq!(t.get_in(None, "/help/../../x", "ar").await.status, StatusCode::NOT_FOUND);
        let lost = t.get_in(None, "/nowhere", "en").await;
        assert!(lost.status == StatusCode::NOT_FOUND && lost.body.contains("site-footer") && lost.text().contains("Contact us"));
        assert!(t.get_in(None, "/robots.txt", "ar").await.body.contains("Disallow: /my"));
    })
    .await;
}

#[tokio::test]
async fn a_service_is_found_and_read_in_plain_words() {
    testkit::both(setup(), |t| async move {
        catalogue(&t).await;
        let found = |q: &str| {
            let q: String = q.bytes().map(|b| format!("%{b:02X}")).collect();
            format!("/help?q={q}")
        };
        for q in ["غذائيه", "الغذائية", "food bask", "إيجار", "أرمل", "كهربا", "orphans"] {
            let r = t.get_in(None, &found(q), "ar").await;
            assert!(r.status == StatusCode::OK && !r.text().contains("لم نجد خدمة بهذا الوصف"), "{q}");
        }
        let r = t.get_in(None, &found("غذائية"), "ar").await;
        assert!(r.body.contains("/help/food_basket") && !r.body.contains("/help/cash_monthly"));
        let none = t.get_in(None, &found("<script>zzz"), "ar").await;
        assert!(none.text().contains("لم نجد خدمة بهذا الوصف") && none.body.contains("value=\"&#60;script&#62;zzz\"") && !none.body.contains("<script"));
        let s = t.get_in(None, "/help/food_basket", "en").await;
        let text = s.text();
        for words in ["Food basket", "Whom it is for", "Papers you need", "And in some cases", "14 days", "In kind, at most 2"] {
            assert!(text.contains(words), "{words}: {text}");
        }
        assert!(s.body.contains("href=\"/my/new?service=food_basket\""));
        assert!(t.get_in(None, "/help/food_basket", "ar").await.text().contains("عينًا، حتى سلتين"));
        // What conditions say is said in words, never as they are written.
        for code in ["income_sources", "dwelling ==", "members >", " in [", "&#34;"] {
            assert!(!s.body.contains(code), "{code}");
        }
    })
    .await;
}

#[tokio::test]
async fn what_is_anybodys_may_be_kept_and_what_is_somebodys_may_not() {
    testkit::both(setup(), |t| async move {
        let first = t.get_in(None, "/how", "ar").await;
        let tag = first.headers["etag"].to_str().unwrap().to_string();
        assert_eq!(first.headers["cache-control"], "private, no-cache");
        assert!(first.headers.get_all("vary").iter().any(|v| v.to_str().unwrap().to_lowercase().contains("cookie")));
        assert_eq!(t.get_in(None, "/how", "ar").await.headers["etag"], tag.as_str());
        assert_ne!(t.get_in(None, "/how", "en").await.headers["etag"], tag.as_str());
        let again = http::Request::get("/how").header("cookie", format!("sila_visit={}; sila_lang=ar", "v".repeat(43))).header("if-none-match", &tag);
        let again = t.send(again.body(axum::body::Body::empty())).await;
        assert!(again.status == StatusCode::NOT_MODIFIED && again.body.is_empty());

        let person = t.as_outside(t.env.id(), "مزنة السالم", "966500000000", &[]);
        let hers = t.get(&person, "/how").await;
        assert_eq!(hers.headers["cache-control"], "no-store");
        assert!(hers.body.contains("مزنة السالم") && hers.body.contains("action=\"/my/sign-out\""));
        let officer = t.as_role("manager");
        assert_eq!(t.get(&officer, "/").await.location, "/desk");
        assert_eq!(t.get(&officer, "/how").await.headers["cache-control"], "no-store");
    })
    .await;
}

#[tokio::test]
async fn the_language_changes_by_a_link_that_leads_nowhere_else() {
    testkit::both(setup(), |t| async move {
        let r = t.get_in(None, "/lang/en?next=/how", "ar").await;
        assert!(r.status == StatusCode::SEE_OTHER && r.location == "/how" && r.headers["set-cookie"].to_str().unwrap().contains("sila_lang=en"));
        assert_eq!(t.get_in(None, "/lang/en?next=//evil.example", "ar").await.location, "/");
        assert_eq!(t.get_in(None, "/lang/xx", "ar").await.status, StatusCode::NOT_FOUND);
        assert!(t.get_in(None, "/how", "ar").await.body.contains("href=\"/lang/en?next=/how\""));
    })
    .await;
}

#[tokio::test]
async fn the_association_writes_looks_publishes_and_goes_back() {
    testkit::both(setup(), |t| async move {
        let boss = t.as_role("manager");
        let clerk = t.as_role("relations_officer");
        assert_eq!(t.get(&clerk, "/settings/site").await.status, StatusCode::FORBIDDEN);
        assert_eq!(t.get(&clerk, "/settings/site/privacy").await.status, StatusCode::NOT_FOUND);
        t.get(&boss, "/settings/site").await.no_missing_words();
        for part in site::PARTS {
            for lang in ["ar", "en"] {
                let r = t.get_in(Some(&boss), &format!("/settings/site/{}", part.code), lang).await;
                assert_eq!(r.status, StatusCode::OK, "{}", part.code);
                r.no_missing_words();
            }
        }
        let path = "/settings/site/privacy";
        let with = |body: &'static str, version: &'static str, go: &'static str| {
            [("title_ar", "خصوصيتك عندنا"), ("title_en", "Your privacy"), ("body_ar", body), ("version", version), ("do", go)]
        };
        // Wrong links and HTML are told, and kept in the form.
        for (bad, word) in [("[هنا](javascript:alert(1))", "لا يُقبل"), ("<script>alert(1)</script>", "HTML"), ("[x](//evil.example)", "لا يُقبل")]
        {
            let r = t.post(&boss, path, &with(bad, "0", "publish")).await;
            assert_eq!(r.status, StatusCode::UNPROCESSABLE_ENTITY, "{bad}");
            assert!(r.text().contains(word) && r.body.contains("خصوصيتك عندنا") && !r.body.contains("<script>alert"), "{bad}");
        }
        assert_eq!(t.post(&boss, path, &[("title_ar", ""), ("version", "0")]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        // Looked at: nobody else sees it.
        let seen = t.post(&boss, path, &with("نص **جديد**", "0", "preview")).await;
        assert!(seen.status == StatusCode::OK && seen.body.contains("<strong>جديد</strong>") && seen.text().contains("معاينة قبل النشر"));
        assert_eq!(seen.headers["cache-control"], "no-store");
        assert!(!t.get_in(None, "/privacy", "ar").await.body.contains("خصوصيتك عندنا"));
        // Published.
        assert_eq!(t.post(&boss, path, &with("نص **جديد**", "0", "publish")).await.location, path);
        let page = t.get_in(None, "/privacy", "ar").await;
        assert!(page.body.contains("<strong>جديد</strong>") && page.text().contains("آخر تعديل"));
        // Without English words the Arabic ones stand; the title has its own.
        assert!(t.get_in(None, "/privacy", "en").await.body.contains("Your privacy"));
        // Two at once: the second is told.
        let late = t.post(&boss, path, &with("غيره", "0", "publish")).await;
        assert!(late.status == StatusCode::CONFLICT && late.body.contains("غيره"));
        assert_eq!(t.post(&boss, path, &with("ثالث", "1", "publish")).await.status, StatusCode::SEE_OTHER);
        t.get(&boss, &format!("{path}?version=1")).await.no_missing_words();
        assert_eq!(t.post(&boss, "/settings/site/privacy/restore", &[("version", "2"), ("from", "1")]).await.location, path);
        assert!(t.get_in(None, "/privacy", "ar").await.body.contains("<strong>جديد</strong>"));
        assert_eq!(t.get(&boss, "/settings/site/nothing").await.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn questions_are_ordered_added_and_dropped() {
    testkit::both(setup(), |t| async move {
        let boss = t.as_role("administrator");
        let fields = [
            ("title_ar", "أسئلة"),
            ("version", "0"),
            ("do", "publish"),
            ("q1_ar", "الأول"),
            ("a1_ar", "جوابه"),
            ("order1", "2"),
            ("q2_ar", "الثاني"),
            ("a2_ar", "جواب [رابط](/help)"),
            ("myth2", "1"),
            ("order2", "1"),
            ("q3_ar", ""),
            ("a3_ar", ""),
        ];
        assert_eq!(t.post(&boss, "/settings/site/faq", &fields).await.status, StatusCode::SEE_OTHER);
        let text = t.get_in(None, "/faq", "ar").await;
        let (first, second) = (text.body.find("الثاني").unwrap(), text.body.find("الأول").unwrap());
        assert!(first < second && text.body.contains("<a href=\"/help\">رابط</a>") && text.body.matches("class=\"qa\"").count() == 2);
        let r = t.post(&boss, "/settings/site/faq", &[("title_ar", "أسئلة"), ("version", "1"), ("a1_ar", "جواب بلا سؤال")]).await;
        assert!(r.status == StatusCode::UNPROCESSABLE_ENTITY && r.body.contains("جواب بلا سؤال"));
    })
    .await;
}

#[tokio::test]
async fn ways_and_the_announcement_are_checked() {
    testkit::both(setup(), |t| async move {
        let boss = t.as_role("manager");
        let r = t.post(&boss, "/settings/site/contact", &[("title_ar", "التواصل"), ("version", "0"), ("phone_link", "javascript:alert(1)")]).await;
        assert!(r.status == StatusCode::UNPROCESSABLE_ENTITY && r.body.contains("phone_link-e"));
        let good = [("title_ar", "التواصل"), ("version", "0"), ("phone_link", "٠١١ ٠٠٠ ٠٠٠٠"), ("phone_ar", "نجيبك")];
        assert_eq!(t.post(&boss, "/settings/site/contact", &good).await.status, StatusCode::SEE_OTHER);
        assert!(t.get_in(None, "/contact", "ar").await.body.contains("href=\"tel:0110000000\""));
        let days = |from: &'static str, until: &'static str| {
            vec![
                ("text_ar", "المكتب مغلق <b>اليوم</b>"),
                ("version", "0"),
                ("from_day", from),
                ("from_month", "11"),
                ("from_year", "2026"),
                ("from_cal", "gregorian"),
                ("until_day", until),
                ("until_month", "11"),
                ("until_year", "2026"),
                ("until_cal", "gregorian"),
            ]
        };
        assert_eq!(t.post(&boss, "/settings/site/banner", &days("25", "24")).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(t.post(&boss, "/settings/site/banner", &days("22", "24")).await.status, StatusCode::SEE_OTHER);
        for path in PAGES {
            let r = t.get_in(None, path, "ar").await;
            assert!(r.body.contains("المكتب مغلق &#60;b&#62;اليوم"), "{path}");
        }
        t.clock.set(At(t.env.now().0 + 3 * DAY_MS));
        assert!(!t.get_in(None, "/", "ar").await.body.contains("المكتب مغلق"));
    })
    .await;
}

/// Requests replied to: so many, each so many days after it was complete; `early` of them before their floor.
async fn replied(t: &TestApp, n: i64, days: i64) {
    let mut tx = t.db.begin(&kernel::Actor::system()).await.unwrap();
    let now = t.env.now();
    for i in 0..n {
        let (id, at) = (t.env.id(), At(now.0 - (days + 1) * DAY_MS + i * HOUR_MS));
        tx.run(
            db::Sql { name: "INVENTED", text:
                "INSERT INTO request (id, file_id, applicant_id, branch_id, service_id, service_version, state, version, channel, created_at, created_by, updated_at, state_since, answers, \
                 snapshot_digest, clocks_version, first_submitted_at, first_earliest, verified_at, target_at, replied_at, floor_restart, reminders, own_omission, explained_clear, \
                 clarifications_open, clarifications_answered, study_digest, study_evaluated, decision_recorded, objections, deliveries_planned, deliveries_open, delivered, paused_ms) \
                 VALUES ($1, $1, $1, $1, $1, 1, 'accepted', 1, 'phone', $2, '', $2, $2, '{}', '', 0, $2, $3, $4, $5, $6, 0, 0, 0, 0, 0, 0, '', 0, 0, 0, 0, 0, 0, 0)" },
            args![id, at, At(at.0 + 14 * DAY_MS), At(at.0 + 2 * DAY_MS), At(at.0 + 30 * DAY_MS), At(at.0 + days * DAY_MS)],
        )
        .await
        .unwrap();
    }
    tx.commit_quietly("invented requests").await.unwrap();
}

#[tokio::test]
async fn no_figure_of_fewer_than_ten() {
    testkit::both(setup(), |t| async move {
        let page = |r: testkit::Reply| r.text();
        site::roll_up(&t.env, &t.db).await.unwrap();
        assert!(page(t.get_in(None, "/promises", "ar").await).contains("الطلبات أقل من أن تُحسب"));
        replied(&t, 9, 20).await;
        site::roll_up(&t.env, &t.db).await.unwrap();
        let f = site::figures(&mut t.db.reader()).await.unwrap();
        assert!(f.all.iter().all(|n| n.worth.is_none()) && f.all.iter().any(|n| n.cases == 9));
        let text = page(t.get_in(None, "/promises", "ar").await);
        assert!(text.contains("الطلبات أقل من أن تُحسب") && !text.contains('%'), "{text}");
        replied(&t, 3, 40).await;
        site::roll_up(&t.env, &t.db).await.unwrap();
        let f = site::figures(&mut t.db.reader()).await.unwrap();
        let of = |name: &str| f.all.iter().find(|n| n.name == name).unwrap();
        // Nine of twelve within thirty days; all after their fourteen; the middle one took twenty.
        assert_eq!((of("in_target").cases, of("in_target").worth, of("after_floor").worth), (12, Some(75), Some(100)));
        assert_eq!((of("whole").worth, of("papers").worth, of("study").worth), (Some(480), Some(48), None));
        let text = page(t.get_in(None, "/promises", "en").await);
        assert!(text.contains("75%") && text.contains("20 days") && text.contains("Hidden: fewer than 10 cases"), "{text}");
        // The association may keep its figures to itself.
        let boss = t.as_role("manager");
        assert_eq!(t.post(&boss, "/settings/site/promises", &[("title_ar", "وعودنا"), ("version", "0")]).await.status, StatusCode::SEE_OTHER);
        assert!(!page(t.get_in(None, "/promises", "en").await).contains("75%"));
    })
    .await;
}
