//! Sessions: their cookie, their length, their end; a change of number.

use crate::client::{House, identity, setup};
use db::{Query, args};
use http::StatusCode;
use kernel::Problem;

const MOBILE: &str = "0500000142";

async fn house(t: testkit::TestApp) -> (House, kernel::Id) {
    let h = House::new(t).await;
    let file = h.file(h.person("هيلة سليمان محمد المرشود", 1, MOBILE, "1979-03-11"), vec![], h.t.branch).await.0;
    (h, file)
}

#[tokio::test]
async fn the_cookie_is_the_browsers_alone_and_new_at_each_step() {
    testkit::both(setup(), |t| async move {
        let (h, _) = house(t).await;
        let mut p = h.phone();
        // Planted beforehand, neither cookie opens anything nor survives.
        p.jar.insert("sila_entry".into(), "planted".into());
        let r = p.post("/my/sign-in", &[("mobile", MOBILE)]).await;
        let first = p.jar["sila_entry"].clone();
        assert_ne!(first, "planted");
        assert!(r.cookies().iter().any(|c| c.starts_with("sila_entry=") && c.contains("HttpOnly") && c.contains("SameSite=Lax") && c.contains("Secure")));
        let code = h.code(MOBILE).await;
        p.post("/my/sign-in/code", &[("code", &code)]).await;
        let second = p.jar["sila_entry"].clone();
        assert_ne!(second, first);
        let r = p.post("/my/sign-in/who", &[("by", "identity"), ("identity", &identity(1))]).await;
        let set = r.cookies().into_iter().find(|c| c.starts_with("sila_person=")).unwrap();
        assert!(set.contains("; HttpOnly") && set.contains("; SameSite=Lax") && set.contains("; Secure") && set.contains("Path=/"), "{set}");
        assert!(!p.jar.contains_key("sila_entry"));
        assert_eq!(r.header("cache-control"), "no-store");
        let token = p.jar["sila_person"].clone();
        assert_ne!(token, second);
        // Only its digest is kept.
        let kept = h.t.db.reader().all(db::built("SELECT token_digest FROM account_session".into()), args![]).await.unwrap();
        assert!(kept.iter().all(|r| r.text("token_digest").unwrap() != token && r.text("token_digest").unwrap().len() == 64));
        // The entry's token opens no page.
        let mut thief = h.phone();
        thief.jar.insert("sila_person".into(), second);
        assert_eq!(thief.get("/my/devices").await.location, "/my/sign-in?next=/my/devices");
        assert_eq!(p.get("/my").await.body, "mine هيلة سليمان محمد المرشود");
    })
    .await;
}

#[tokio::test]
async fn closed_to_whoever_is_not_signed_in() {
    testkit::both(setup(), |t| async move {
        let (h, _) = house(t).await;
        for path in ["/my/who", "/my/devices", "/my/represent", "/my/represent/new", "/my/no-file"] {
            let mut p = h.phone();
            let r = p.get(path).await;
            assert_eq!((r.status, r.location.as_str()), (StatusCode::SEE_OTHER, format!("/my/sign-in?next={path}").as_str()));
        }
        for path in ["/my/who", "/my/devices/others", "/my/represent/new"] {
            let mut p = h.phone();
            assert_eq!(p.post(path, &[]).await.status, StatusCode::UNAUTHORIZED, "{path}");
        }
        // Back to where he was going, within the portal alone.
        let mut p = h.phone();
        assert!(p.get("/my/sign-in?next=/my/represent").await.body.contains("value=\"/my/represent\""));
        assert!(p.get("/my/sign-in?next=//elsewhere/my").await.body.contains("name=\"next\" value=\"/my\""));
    })
    .await;
}

#[tokio::test]
async fn ends_by_rest_by_length_and_sooner_on_a_shared_device() {
    testkit::both(setup(), |t| async move {
        let (h, _) = house(t).await;
        let minute = 60_000;
        let p = h.signed_in(MOBILE, 1).await;
        // Used every eight minutes it lives twelve hours, and no longer. (A use that a busy database cannot write down at once is not waited for.)
        let mut lived = 61_000;
        while h.outside(&p).await.is_some() {
            h.t.clock.advance_ms(8 * minute);
            lived += 8 * minute;
            assert!(lived < 13 * kernel::HOUR_MS);
        }
        assert!(lived >= 12 * kernel::HOUR_MS, "{lived}");
        // Unused, half an hour.
        let p = h.signed_in(MOBILE, 1).await;
        h.t.clock.advance_ms(28 * minute);
        assert!(h.outside(&p).await.is_some());
        h.t.clock.advance_ms(30 * minute);
        assert!(h.outside(&p).await.is_none());
        // Shared: ten minutes, a cookie of the open browser alone, no name at the top.
        let mut p = h.phone();
        p.post("/my/sign-in", &[("mobile", MOBILE), ("shared", "1")]).await;
        let code = h.code(MOBILE).await;
        p.post("/my/sign-in/code", &[("code", &code)]).await;
        let r = p.post("/my/sign-in/who", &[("by", "identity"), ("identity", &identity(1))]).await;
        let set = r.cookies().into_iter().find(|c| c.starts_with("sila_person=")).unwrap();
        assert!(!set.contains("Max-Age"), "{set}");
        let page = p.get("/my/devices").await;
        assert!(!page.worded().body.contains("هيلة"));
        h.t.clock.advance_ms(9 * minute);
        assert!(h.outside(&p).await.is_some());
        h.t.clock.advance_ms(10 * minute);
        assert!(h.outside(&p).await.is_none());
    })
    .await;
}

#[tokio::test]
async fn after_signing_out_nothing_is_left() {
    testkit::both(setup(), |t| async move {
        let (h, _) = house(t).await;
        let mut p = h.signed_in(MOBILE, 1).await;
        for path in ["/my/who", "/my/devices", "/my/represent", "/my/represent/new", "/my/nothing"] {
            assert_eq!(p.get(path).await.header("cache-control"), "no-store", "{path}");
        }
        let kept = p.clone();
        let r = p.post("/my/sign-out", &[]).await;
        assert_eq!((r.status, r.location.as_str()), (StatusCode::SEE_OTHER, "/my/sign-in"));
        assert_eq!(r.header("clear-site-data"), "\"cache\"");
        assert_eq!(r.header("cache-control"), "no-store");
        assert!(r.cookies().iter().any(|c| c.starts_with("sila_person=;") && c.contains("Max-Age=0")));
        assert!(!p.jar.contains_key("sila_person"));
        // Back, or with the cookie kept aside: the door.
        let mut kept = kept;
        assert_eq!(kept.get("/my/devices").await.location, "/my/sign-in?next=/my/devices");
        assert!(h.events().await.iter().any(|e| e.code == "account.signed_out"));
    })
    .await;
}

#[tokio::test]
async fn one_sees_and_ends_his_own_devices_alone() {
    testkit::both(setup(), |t| async move {
        let (h, _) = house(t).await;
        h.file(h.person("لمى فهد عبد الرحمن الرشيد", 2, MOBILE, "2001-08-20"), vec![], h.t.branch).await;
        let mut a = h.signed_in(MOBILE, 1).await;
        let b = h.signed_in(MOBILE, 1).await;
        let stranger = h.signed_in(MOBILE, 2).await;
        let page = a.get("/my/devices").await;
        assert_eq!(page.worded().body.matches("/end\"").count(), 2);
        let other = h.outside(&stranger).await.unwrap().session;
        assert_eq!(a.post(&format!("/my/devices/{other}/end"), &[]).await.status, StatusCode::NOT_FOUND);
        assert!(h.outside(&stranger).await.is_some());
        let mine = h.outside(&b).await.unwrap().session;
        assert_eq!(a.post(&format!("/my/devices/{mine}/end"), &[]).await.location, "/my/devices");
        assert!(h.outside(&b).await.is_none() && h.outside(&a).await.is_some());
        let c = h.signed_in(MOBILE, 1).await;
        a.post("/my/devices/others", &[]).await;
        assert!(h.outside(&c).await.is_none() && h.outside(&a).await.is_some() && h.outside(&stranger).await.is_some());
    })
    .await;
}

#[tokio::test]
async fn a_change_of_number_at_the_desk_ends_what_the_old_one_opened() {
    testkit::both(setup(), |t| async move {
        let (h, file) = house(t).await;
        let p = h.signed_in(MOBILE, 1).await;
        let officer = h.t.as_role("relations_officer");
        let page = h.t.get(&officer, &format!("/files/{file}/mobile")).await;
        page.no_missing_words();
        let person = h.member(file, 1).await;
        let version = people::person(&mut h.t.db.reader(), person).await.unwrap().version.to_string();
        let version_field = format!("version_{person}");
        let person_text = person.to_string();
        let send = |number: &'static str, reason: &'static str| {
            let (t, officer, person, version, version_field) = (&h.t, &officer, person_text.clone(), version.clone(), version_field.clone());
            async move {
                let fields = [
                    ("person", person.as_str()),
                    (version_field.as_str(), version.as_str()),
                    ("number", number),
                    ("known_by", "identity_seen"),
                    ("reason", reason),
                ];
                t.post(officer, &format!("/files/{file}/mobile"), &fields).await
            }
        };
        assert_eq!(send("0500000555", "").await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(send(MOBILE, "السبب").await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(h.outside(&p).await.is_some());
        let r = send("0500000555", "فقدت جوالها القديم").await;
        assert_eq!(r.status, StatusCode::SEE_OTHER, "{}", r.body);
        assert!(h.outside(&p).await.is_none());
        // Both are told, once each.
        let sql = "SELECT address FROM message WHERE event = 'account.number_changed' ORDER BY id";
        let told: Vec<String> = h.t.db.reader().all(db::built(sql.into()), args![]).await.unwrap().iter().map(|r| r.text("address").unwrap()).collect();
        assert_eq!(told.len(), 2, "{told:?}");
        // The old number opens nothing of hers; the new one does.
        let mut old = h.known(MOBILE).await;
        assert_eq!(old.post("/my/sign-in/who", &[("by", "identity"), ("identity", &identity(1))]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        let new = h.signed_in("0500000555", 1).await;
        assert_eq!(h.acts(&new).await.len(), 1);
        let page = h.t.get(&officer, &format!("/files/{file}/mobile")).await;
        assert!(page.no_missing_words().body.contains("فقدت جوالها القديم"));

        // Another office's officer finds no such file; nobody changes his own household's.
        let stranger = h.t.as_role_of("relations_officer", h.t.other_branch);
        assert_eq!(h.t.get(&stranger, &format!("/files/{file}/mobile")).await.status, StatusCode::NOT_FOUND);
        let mut own = officer.clone();
        own.person = Some(person);
        h.t.put(&own);
        assert_eq!(h.t.get(&own, &format!("/files/{file}/mobile")).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        // However the number went: a person no longer reached at it is signed in by it no longer.
        let mut tx = h.t.db.begin(&kernel::Actor::system()).await.unwrap();
        let before = people::person(&mut tx, person).await.unwrap();
        people::update_person(&mut tx, &h.t.env, person, before.version, &people::NewPerson { mobiles: vec![], ..before.to_new() }).await.unwrap();
        tx.commit().await.unwrap();
        assert!(h.outside(&new).await.is_none());
    })
    .await;
}

#[tokio::test]
async fn settings_keep_their_secrets() {
    testkit::both(setup(), |t| async move {
        let (h, _) = house(t).await;
        let admin = h.t.as_role("administrator");
        let page = h.t.get(&admin, "/settings/sign-in").await;
        page.no_missing_words();
        let base = [("idle_minutes", "20"), ("shared_idle_minutes", "5"), ("absolute_hours", "٨")];
        let r = h.t.post(&admin, "/settings/sign-in", &base).await;
        assert_eq!(r.status, StatusCode::SEE_OTHER, "{}", r.body);
        let s = accounts::settings(&mut h.t.db.reader()).await.unwrap();
        assert_eq!((s.idle_minutes, s.absolute_hours, s.oidc.on, s.nafath.on), (20, 8, false, false));
        // Switched on without what it needs: said at the fields.
        let on = [base.as_slice(), &[("oidc_on", "1"), ("oidc_issuer", "http://id.example"), ("nafath_on", "1")]].concat();
        let r = h.t.post(&admin, "/settings/sign-in", &on).await;
        assert_eq!(r.status, StatusCode::UNPROCESSABLE_ENTITY);
        // All of it in one round, in the order of the page; what was typed stays, a number or not.
        let all = [
            ("idle_minutes", "نصف ساعة"),
            ("shared_idle_minutes", "5"),
            ("absolute_hours", "12"),
            ("nafath_on", "1"),
            ("nafath_base", "http://nafath.example"),
            ("nafath_server_ip", "هنا"),
            ("oidc_on", "1"),
            ("oidc_issuer", "http://id.example"),
        ];
        let r = h.t.post(&admin, "/settings/sign-in", &all).await;
        assert_eq!(r.no_missing_words().status, StatusCode::UNPROCESSABLE_ENTITY);
        let wrong = [
            "idle_minutes",
            "nafath_base",
            "nafath_app_id",
            "nafath_secret",
            "nafath_service",
            "nafath_audience",
            "nafath_server_ip",
            "oidc_name_ar",
            "oidc_issuer",
            "oidc_redirect",
            "oidc_client_id",
            "oidc_secret",
            "oidc_claim",
        ];
        let at: Vec<usize> = wrong.iter().map(|f| r.body.find(&format!("href=\"#{f}\"")).unwrap_or_else(|| panic!("{f}: {}", r.text()))).collect();
        assert!(at.is_sorted() && r.body.matches("href=\"#").count() >= wrong.len(), "{at:?}");
        assert!(r.body.contains("value=\"نصف ساعة\"") && !r.body.contains("value=\"-1\""));
        assert!(r.text().contains("نرجو كتابة رقم بين 5 و120."), "{}", r.text());
        let whole = [
            base.as_slice(),
            &[
                ("oidc_on", "1"),
                ("oidc_name_ar", "جهة الدخول"),
                ("oidc_issuer", "https://id.example.org"),
                ("oidc_redirect", "https://portal.example.org/my/oidc/back"),
                ("oidc_client_id", "sila"),
                ("oidc_scopes", "openid"),
                ("oidc_claim", "national_id"),
                ("oidc_secret", "s3cret-of-ours"),
            ],
        ]
        .concat();
        let r = h.t.post(&admin, "/settings/sign-in", &whole).await;
        assert_eq!(r.status, StatusCode::SEE_OTHER, "{}", r.body);
        let (_, text) = db::settings::latest(&mut h.t.db.reader(), "portal_sign_in").await.unwrap().unwrap();
        assert!(!text.contains("s3cret-of-ours"));
        assert!(!h.t.get(&admin, "/settings/sign-in").await.body.contains("s3cret-of-ours"));
        // Left empty, it stays; the way stands on the sign-in page.
        let kept = accounts::settings(&mut h.t.db.reader()).await.unwrap().oidc.secret;
        let again: Vec<(&str, &str)> = whole.iter().copied().filter(|f| f.0 != "oidc_secret").collect();
        h.t.post(&admin, "/settings/sign-in", &again).await;
        assert_eq!(accounts::settings(&mut h.t.db.reader()).await.unwrap().oidc.secret, kept);
        assert!(h.phone().get("/my/sign-in").await.body.contains("/my/oidc?next=/my"));
        // Off: there is no such page.
        assert_eq!(h.phone().get("/my/sign-in/nafath").await.status, StatusCode::NOT_FOUND);
        for role in ["relations_officer", "manager", "auditor"] {
            assert_eq!(h.t.get(&h.t.as_role(role), "/settings/sign-in").await.status, StatusCode::FORBIDDEN, "{role}");
        }
    })
    .await;
}

#[tokio::test]
async fn what_is_over_is_forgotten() {
    testkit::both(setup(), |t| async move {
        let (h, _) = house(t).await;
        let p = h.signed_in(MOBILE, 1).await;
        accounts::sweep(&h.t.env, &h.t.db).await.unwrap();
        assert!(h.outside(&p).await.is_some());
        h.t.clock.advance_ms(40 * kernel::DAY_MS);
        accounts::sweep(&h.t.env, &h.t.db).await.unwrap();
        for table in ["account_session", "account_entry", "account_limit"] {
            let n = h.t.db.reader().one(db::built(format!("SELECT CAST(COUNT(*) AS BIGINT) AS n FROM {table}")), args![]).await.unwrap().int("n").unwrap();
            assert_eq!(n, 0, "{table}");
        }
        let o = web::Outside { actor: kernel::Actor::system(), session: h.t.env.id(), person: None, mobile: String::new(), shared: false };
        assert!(matches!(accounts::account_of(&mut h.t.db.reader(), o.session).await, Err(Problem::NotFound)));
    })
    .await;
}
