use super::client::{House, PASSWORD, setup};
use http::StatusCode;
use i18n::Lang;
use kernel::HOUR_MS;

#[tokio::test]
async fn signing_in_and_out() {
    testkit::both(setup(), |t| async move {
        let h = House::new(t, false).await;
        h.employee("noura", &["relations_officer"]).await;

        let mut b = h.browser();
        let r = b.get("/account").await;
        assert_eq!((r.status, r.location.as_str()), (StatusCode::SEE_OTHER, "/sign-in?next=/account"));
        let page = b.get("/sign-in?next=/account").await;
        page.fine();
        assert!(page.body.contains(r#"name="next" value="/account""#));
        assert!(!page.body.contains("people-cards"), "nobody is listed outside the trial copy");

        // Wrong password and unknown name answer alike, and the name typed stays.
        let wrong = b.post("/sign-in", &[("username", "noura"), ("password", "x"), ("next", "/account")]).await;
        wrong.refused(Lang::Ar, "error-sign_in_refused");
        let unknown = b.post("/sign-in", &[("username", "nobody"), ("password", "x"), ("next", "/account")]).await;
        unknown.refused(Lang::Ar, "error-sign_in_refused");
        assert!(wrong.body.contains(r#"value="noura""#) && wrong.body.contains(r#"name="next" value="/account""#));
        let plain = |s: &str| {
            let mut s = s.replace("noura", "").replace("nobody", "");
            for mark in ["name=\"_csrf\" value=\"", "name=\"_once\" value=\""] {
                s = s.split(mark).enumerate().map(|(i, p)| if i == 0 { p.to_string() } else { p.split_once('"').map_or("", |x| x.1).to_string() }).collect();
            }
            s
        };
        assert_eq!(plain(&wrong.body), plain(&unknown.body));
        assert!(!b.jar.contains_key("sila_session"));

        let r = b.post("/sign-in", &[("username", " NOURA "), ("password", PASSWORD), ("next", "//evil.example")]).await;
        assert_eq!((r.status, r.location.as_str()), (StatusCode::SEE_OTHER, "/"));
        b.get("/account").await.fine();
        let sessions = b.get("/account/sessions").await;
        assert!(sessions.fine().body.contains("Chrome · Android"));

        let r = b.post("/sign-out", &[]).await;
        assert_eq!((r.location.as_str(), b.jar.contains_key("sila_session")), ("/sign-in", false));
        assert_eq!(b.get("/account").await.status, StatusCode::SEE_OTHER);
        let events = h.events().await;
        assert_eq!(events.iter().filter(|e| *e == "session.refused").count(), 2);
        assert!(events.iter().any(|e| e == "session.began") && events.iter().any(|e| e == "session.ended"));
    })
    .await;
}

#[tokio::test]
async fn wrong_passwords_pause_an_account_longer_each_time() {
    testkit::both(setup(), |t| async move {
        let h = House::new(t, false).await;
        let id = h.employee("noura", &["relations_officer"]).await;
        let mut b = h.browser();
        for _ in 0..5 {
            b.post("/sign-in", &[("username", "noura"), ("password", "wrong")]).await.refused(Lang::Ar, "error-sign_in_refused");
        }
        let locked = staff::employee(&mut h.t.db.reader(), id).await.unwrap().unwrap();
        assert_eq!(locked.locked_until.0 - h.t.env.now().0, 30_000);
        // Paused: the right password is answered as a wrong one, and counts no further.
        b.post("/sign-in", &[("username", "noura"), ("password", PASSWORD)]).await.refused(Lang::Ar, "error-sign_in_refused");
        h.t.clock.advance_ms(30_001);
        b.post("/sign-in", &[("username", "noura"), ("password", "wrong")]).await;
        let locked = staff::employee(&mut h.t.db.reader(), id).await.unwrap().unwrap();
        assert_eq!((locked.failed_tries, locked.locked_until.0 - h.t.env.now().0), (6, 60_000));
        h.t.clock.advance_ms(60_001);
        h.signed_in("noura").await;
        let e = staff::employee(&mut h.t.db.reader(), id).await.unwrap().unwrap();
        assert_eq!((e.failed_tries, e.locked_until.0), (0, 0));
    })
    .await;
}

#[tokio::test]
async fn sessions_end_of_themselves_and_by_hand() {
    testkit::both(setup(), |t| async move {
        let h = House::new(t, false).await;
        h.employee("noura", &["relations_officer"]).await;
        let mut desk = h.signed_in("noura").await;
        let mut phone = h.signed_in("noura").await;

        // Idle: two hours without use end it; use keeps it.
        h.t.clock.advance_ms(HOUR_MS + 1000);
        desk.get("/account").await.fine();
        h.t.clock.advance_ms(HOUR_MS);
        assert_eq!(phone.get("/account").await.status, StatusCode::SEE_OTHER, "two hours idle");
        desk.get("/account").await.fine();

        let mut phone = h.signed_in("noura").await;
        let page = desk.get("/account/sessions").await;
        let id = page.body.split("/account/sessions/").filter_map(|p| p.split_once("/end\"")).map(|(id, _)| id).find(|id| id.len() == 26).unwrap().to_string();
        assert_eq!(desk.post(&format!("/account/sessions/{id}/end"), &[]).await.location, "/account/sessions");
        assert_eq!(phone.get("/account").await.status, StatusCode::SEE_OTHER);
        // Nobody ends another's session by its id.
        h.employee("badr", &["relations_officer"]).await;
        let mut badr = h.signed_in("badr").await;
        let mine = db_session(&h, "noura").await;
        assert_eq!(badr.post(&format!("/account/sessions/{mine}/end"), &[]).await.status, StatusCode::NOT_FOUND);

        // Twelve hours at most, however busy.
        for _ in 0..11 {
            h.t.clock.advance_ms(HOUR_MS);
            desk.get("/account").await;
        }
        assert_eq!(desk.get("/account").await.status, StatusCode::SEE_OTHER);
        staff::sweep(&h.t.env, &h.t.db).await.unwrap();
    })
    .await;
}

async fn db_session(h: &House, username: &str) -> String {
    use db::Query;
    let e = staff::by_username(&mut h.t.db.reader(), username).await.unwrap().unwrap();
    let sql = db::built("SELECT id FROM session WHERE employee_id = $1 AND ended = 0".into());
    h.t.db.reader().all(sql, db::args![e.id]).await.unwrap()[0].text("id").unwrap()
}

#[tokio::test]
async fn passwords_are_changed_by_their_owner() {
    testkit::both(setup(), |t| async move {
        let h = House::new(t, false).await;
        h.employee("admin", &["administrator"]).await;
        let mut admin = h.signed_in("admin").await;
        let fields = [("username", "haifa"), ("name_ar", "هيفاء"), ("branch", ""), ("roles", "social_researcher"), ("new_password", "عابرة سبيل 1448")];
        let page = admin.post("/employees", &fields).await;
        assert!(page.refused(Lang::Ar, "error-staff_branch").body.contains(r#"value="هيفاء""#));
        let branch = staff::branches(&mut h.t.db.reader()).await.unwrap()[0].id.to_string();
        let mut fields = fields;
        fields[2].1 = &branch;
        let made = admin.post("/employees", &fields).await;
        assert!(made.location.starts_with("/employees/"), "{}", made.body);

        // A temporary password leads to its page before any other.
        let mut b = h.browser();
        let r = b.post("/sign-in", &[("username", "haifa"), ("password", "عابرة سبيل 1448")]).await;
        assert_eq!(r.location, "/account/password");
        for path in ["/", "/account", "/employees", "/nowhere"] {
            let r = b.get(path).await;
            assert!(r.location == "/account/password" || r.status == StatusCode::NOT_FOUND, "{path}");
        }
        b.get("/account/password").await.fine();
        let change = |now: &'static str, new: &'static str, again: &'static str| [("password", now), ("new_password", new), ("new_password_again", again)];
        b.post("/account/password", &change("عابرة سبيل 1448", "قصيرة", "قصيرة")).await.refused(Lang::Ar, "web-error-prefix");
        b.post("/account/password", &change("خطأ", PASSWORD, PASSWORD)).await.refused(Lang::Ar, "error-password_wrong");
        b.post("/account/password", &change("عابرة سبيل 1448", PASSWORD, "غيرها")).await.refused(Lang::Ar, "error-password_differs");
        let r = b.post("/account/password", &change("عابرة سبيل 1448", PASSWORD, PASSWORD)).await;
        assert_eq!(r.location, "/");
        b.get("/account").await.fine();

        // Proving once more who one is, with the same pause.
        let haifa = h.actor("haifa").await;
        assert!(staff::reauthenticate(&h.t.env, &h.t.db, &haifa, PASSWORD).await.is_ok());
        for _ in 0..5 {
            assert!(matches!(staff::reauthenticate(&h.t.env, &h.t.db, &haifa, "x").await, Err(kernel::Problem::Invalid(_))));
        }
        assert!(matches!(staff::reauthenticate(&h.t.env, &h.t.db, &haifa, PASSWORD).await, Err(kernel::Problem::Refused { code: "sign_in_paused", .. })));
    })
    .await;
}

#[tokio::test]
async fn language_and_colours() {
    testkit::both(setup(), |t| async move {
        let h = House::new(t, true).await;
        staff::demo_employees(&h.t.env, &h.t.db, None).await.unwrap();
        assert_eq!(staff::demo_employees(&h.t.env, &h.t.db, None).await.unwrap().len(), 15);
        let mut b = h.browser();
        let r = b.post("/lang", &[("lang", "en"), ("next", "/sign-in")]).await;
        assert_eq!(r.location, "/sign-in");
        let page = b.get("/sign-in").await;
        assert!(page.fine().body.contains("Noura Alrayhan") && page.body.contains(staff::DEMO_PASSWORD));
        let r = b.post("/sign-in", &[("username", "relations_officer"), ("password", staff::DEMO_PASSWORD)]).await;
        assert_eq!(r.location, "/");
        assert!(b.get("/account").await.fine().body.contains("Beneficiary relations officer"));
        b.post("/theme", &[("theme", "dark"), ("next", "/account")]).await;
        assert!(b.get("/account").await.body.contains(r#"data-theme="dark""#));
        assert_eq!(b.post("/lang", &[("lang", "ar"), ("next", "https://evil.example")]).await.location, "/");
        assert!(b.get("/account").await.fine().body.contains(r#"dir="rtl""#));
        assert_eq!(b.post("/account/language", &[("lang", "en")]).await.location, "/account");
        // The choice comes back with the next sign-in.
        let mut other = h.browser();
        other.post("/sign-in", &[("username", "relations_officer"), ("password", staff::DEMO_PASSWORD)]).await;
        assert_eq!(other.jar.get("sila_lang").map(String::as_str), Some("en"));
    })
    .await;
}

const TOML: &str = "name_ar = \"جمعية ريحان\"\nname_en = \"Rayhan\"\nlicence_number = \"12\"\nsocial = [\"@rayhan\"]\n[[bank_accounts]]\nbank_ar = \"بنك\"\niban = \"SA0380000000608010167519\"\n[policy]\ntitle_ar = \"سياسة العلاقة\"\napproved_on = 2023-02-19\n";

#[tokio::test]
async fn the_first_run() {
    testkit::both(setup(), |t| async move {
        let h = House::new(t, false).await;
        assert!(staff::is_empty(&h.t.db).await.unwrap());
        h.app.set_first_run(true);
        let code = staff::first_run_code();
        let mut b = h.browser();
        assert_eq!(b.get("/").await.location, "/first-run");
        assert_eq!(b.get("/sign-in").await.location, "/first-run");
        b.get("/first-run").await.fine();
        // Without the code nothing is filled.
        assert_eq!(b.post("/first-run", &[("name_ar", "x")]).await.location, "/first-run");
        b.post("/first-run/code", &[("code", "AAAA-AAAA")]).await.refused(Lang::Ar, "error-staff_code_wrong");
        assert_eq!(b.post("/first-run/code", &[("code", &code.to_lowercase())]).await.location, "/first-run");
        b.get("/first-run").await.fine();
        // Another visitor has to bring it himself.
        assert!(h.browser().get("/first-run").await.fine().body.contains("/first-run/code"));

        // A file fills the letterhead and keeps what was typed elsewhere.
        let filled = b.post_file("/first-run", &[("load", "1"), ("admin_ar", "عمر المفتاح"), ("branch_name_1", "المركز")], ("file", TOML)).await;
        let body = &filled.fine().body;
        assert!(body.contains("SA0380000000608010167519") && body.contains("عمر المفتاح") && body.contains("المركز") && body.contains("2023"), "{body}");
        b.post_file("/first-run", &[("load", "1")], ("file", "nonsense")).await.refused(Lang::Ar, "error-staff_toml");

        let mut fields = vec![
            ("name_ar", "جمعية ريحان"),
            ("bank_1", "بنك"),
            ("iban_1", "SA03"),
            ("approved_on_day", "٣٠"),
            ("approved_on_month", "13"),
            ("approved_on_year", "1448"),
            ("branch_number_1", "1"),
            ("branch_name_1", "المركز"),
            ("branch_number_2", "1"),
            ("branch_name_2", "القرى"),
            ("admin_ar", "عمر المفتاح"),
            ("username", "Omar"),
            ("new_password", "omar omar omar"),
            ("new_password_again", "omar omar omar"),
        ];
        let again = b.post("/first-run", &fields).await;
        for key in ["error-staff_iban_shape", "error-staff_number_taken", "error-password_has_name", "error-date_impossible"] {
            again.refused(Lang::Ar, key);
        }
        assert!(again.body.contains(r#"value="القرى""#) && !again.body.contains("omar omar"), "typed values stay, passwords do not");
        fields[2].1 = "SA03 8000 0000 6080 1016 7519";
        fields[4].1 = "6";
        fields[3].1 = "٢";
        fields[8].1 = "2";
        fields[12].1 = PASSWORD;
        fields[13].1 = PASSWORD;
        let done = b.post("/first-run", &fields).await;
        assert_eq!((done.status, done.location.as_str()), (StatusCode::SEE_OTHER, "/"), "{}", done.body);
        assert!(!h.app.first_run() && h.app.org().ar == "جمعية ريحان");
        assert!(b.get("/settings/letterhead").await.fine().body.contains("SA0380000000608010167519"));
        b.get("/employees").await.fine();
        let head = staff::letterhead(&mut h.t.db.reader()).await.unwrap();
        assert_eq!(head.policy.approved_on.map(|d| d.to_string()).as_deref(), Some("2026-11-12"));
        assert_eq!(staff::branches(&mut h.t.db.reader()).await.unwrap().len(), 2);

        // Once only.
        assert_eq!(h.browser().get("/first-run").await.location, "/");
        assert_eq!(b.post("/first-run", &fields).await.status, StatusCode::CONFLICT);
        let events = h.events().await;
        for code in ["first_run.refused", "settings.letterhead", "branch.created", "employee.created", "employee.roles", "first_run.finished", "session.began"]
        {
            assert!(events.iter().any(|e| e == code), "{code}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_command_may_be_quicker_than_the_first_run() {
    testkit::both(setup(), |t| async move {
        let h = House::new(t, false).await;
        h.app.set_first_run(true);
        h.employee("admin", &["administrator"]).await;
        let mut b = h.browser();
        assert_eq!(b.get("/sign-in").await.location, "/first-run");
        assert_eq!(b.get("/first-run").await.location, "/");
        b.get("/sign-in").await.fine();
        h.signed_in("admin").await;
        let branches = staff::branches(&mut h.t.db.reader()).await.unwrap();
        assert_eq!((branches.len(), branches[0].number), (1, 1));
    })
    .await;
}
