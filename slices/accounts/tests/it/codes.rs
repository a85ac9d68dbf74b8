//! The code's life, and what is tried against it.

use crate::client::{House, identity, setup};
use db::{Query, args};
use http::StatusCode;
use kernel::Problem;

const KNOWN: &str = "0500000142";

async fn house(t: testkit::TestApp) -> House {
    let h = House::new(t).await;
    h.file(h.person("هيلة سليمان محمد المرشود", 1, KNOWN, "1979-03-11"), vec![], h.t.branch).await;
    h
}

fn other(code: &str) -> String {
    format!("{:06}", (code.parse::<u32>().unwrap() + 1) % 1_000_000)
}

fn code_of(p: &Problem) -> &'static str {
    match p {
        Problem::Invalid(e) => e.0[0].1.code,
        Problem::TooMany { .. } => "too_many",
        Problem::NotFound => "not_found",
        _ => "?",
    }
}

#[tokio::test]
async fn a_code_opens_once_for_five_minutes_and_five_tries() {
    testkit::both(setup(), |t| async move {
        let h = house(t).await;
        let from = accounts::From::default();
        let (env, db) = (&h.t.env, &h.t.db);
        let begin = || accounts::begin(env, db, &from, KNOWN, false, "/my", i18n::Lang::Ar);
        let confirm = |token: String, code: String| {
            let from = from.clone();
            async move { accounts::confirm(env, db, &from, &token, &code).await }
        };
        // As typed: in any digits, spaced.
        let token = begin().await.unwrap();
        let code = h.code(KNOWN).await;
        let arabic: String = code.chars().map(|c| char::from_u32(0x660 + c.to_digit(10).unwrap()).unwrap()).collect();
        let next =
            confirm(token.clone(), format!(" {} {}", arabic.chars().take(3).collect::<String>(), arabic.chars().skip(3).collect::<String>())).await.unwrap();
        // Used: neither the old token nor the code opens anything again.
        assert_eq!(code_of(&confirm(token, code.clone()).await.unwrap_err()), "not_found");
        assert_eq!(code_of(&confirm(next, code).await.unwrap_err()), "code_over");

        // Too late.
        h.t.clock.advance_ms(61_000);
        let token = begin().await.unwrap();
        let code = h.code(KNOWN).await;
        h.t.clock.advance_ms(accounts::rules::CODE_MS);
        assert_eq!(code_of(&confirm(token.clone(), code.clone()).await.unwrap_err()), "code_over");
        // Another for the same entry: the one before no longer opens.
        accounts::resend(env, db, &from, &token, i18n::Lang::Ar).await.unwrap();
        let newer = h.code(KNOWN).await;
        if newer != code {
            assert_eq!(code_of(&confirm(token.clone(), code).await.unwrap_err()), "code_wrong");
        }
        // Not sooner than a minute.
        assert_eq!(code_of(&accounts::resend(env, db, &from, &token, i18n::Lang::Ar).await.unwrap_err()), "too_many");
        assert!(confirm(token, newer).await.is_ok());

        // Five wrong ones, and the right one comes too late.
        h.t.clock.advance_ms(61_000);
        let token = begin().await.unwrap();
        let code = h.code(KNOWN).await;
        let mut said = vec![];
        for _ in 0..5 {
            said.push(code_of(&confirm(token.clone(), other(&code)).await.unwrap_err()));
        }
        assert_eq!(said, ["code_wrong", "code_wrong", "code_wrong", "code_wrong", "code_over"]);
        assert_eq!(code_of(&confirm(token.clone(), code).await.unwrap_err()), "code_over");
        assert_eq!(code_of(&confirm(token, "12345".into()).await.unwrap_err()), "code_unreadable");
        // A browser without an entry.
        assert_eq!(code_of(&confirm("none".into(), "123456".into()).await.unwrap_err()), "not_found");
    })
    .await;
}

#[tokio::test]
async fn many_guesses_at_once_count_as_many() {
    testkit::both(setup(), |t| async move {
        let h = house(t).await;
        let from = accounts::From::default();
        let token = accounts::begin(&h.t.env, &h.t.db, &from, KNOWN, false, "/my", i18n::Lang::Ar).await.unwrap();
        let code: u32 = h.code(KNOWN).await.parse().unwrap();
        let mut all = tokio::task::JoinSet::new();
        for n in 1..=30u32 {
            let (env, db, from, token) = (h.t.env.clone(), h.t.db.clone(), from.clone(), token.clone());
            let guess = format!("{:06}", (code + n) % 1_000_000);
            all.spawn(async move { accounts::confirm(&env, &db, &from, &token, &guess).await });
        }
        let said: Vec<&str> = all.join_all().await.into_iter().map(|r| code_of(&r.unwrap_err())).collect();
        let looked = said.iter().filter(|c| **c == "code_wrong").count();
        assert!(looked <= 4, "{said:?}");
        let row = h.t.db.reader().one(db::built("SELECT tries FROM account_entry".into()), args![]).await.unwrap();
        assert_eq!(row.int("tries").unwrap(), 5);
        let right = format!("{code:06}");
        assert_eq!(code_of(&accounts::confirm(&h.t.env, &h.t.db, &from, &token, &right).await.unwrap_err()), "code_over");
    })
    .await;
}

#[tokio::test]
async fn flooding_stops_by_number_device_and_address_and_outlives_a_restart() {
    testkit::both(setup(), |t| async move {
        let h = house(t).await;
        let (env, db) = (&h.t.env, &h.t.db);
        let send = |mobile: String, device: &str, address: &str| {
            let from = accounts::From { device: device.into(), address: address.into(), ..Default::default() };
            async move { accounts::begin(env, db, &from, &mobile, false, "/my", i18n::Lang::Ar).await.map(|_| ()) }
        };
        // One number: one a minute, six, then one each half hour, from whatever device.
        let mut sent = 0;
        for i in 0..12 {
            sent += i64::from(send(KNOWN.into(), &format!("d{i}"), &format!("10.0.0.{i}")).await.is_ok());
            h.t.clock.advance_ms(60_000);
        }
        assert_eq!(sent, 6);
        // Kept in the database: another service on the same data refuses as well.
        h.t.clock.advance_ms(60_000);
        assert!(matches!(send(KNOWN.into(), "new", "10.9.9.9").await, Err(Problem::TooMany { wait_seconds }) if wait_seconds > 600));
        // One device with many numbers, all unknown here.
        let mut sent = 0;
        for i in 0..30 {
            sent += i64::from(send(format!("05110{i:05}"), "one device", &format!("10.1.0.{i}")).await.is_ok());
        }
        assert_eq!(sent, 12);
        // One address.
        let mut sent = 0;
        for i in 0..90 {
            sent += i64::from(send(format!("05220{i:05}"), &format!("e{i}"), "10.2.0.1").await.is_ok());
        }
        assert_eq!(sent, 60);
        // Nothing was queued for those refused.
        let sql = "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM message WHERE event = 'account.code'";
        assert_eq!(db.reader().one(db::built(sql.into()), args![]).await.unwrap().int("n").unwrap(), 6 + 12 + 60);
    })
    .await;
}

/// Strangers who ask for a number's codes, and guess them, shut nobody out who came in by it before; nor do those who ask for thousands.
#[tokio::test]
async fn strangers_use_up_nothing_of_the_owners() {
    testkit::both(setup(), |t| async move {
        let h = house(t).await;
        let (env, db) = (&h.t.env, &h.t.db);
        let mut owner = h.signed_in(KNOWN, 1).await;
        owner.post("/my/sign-out", &[]).await;
        for round in 0..12 {
            let from = accounts::From { device: format!("d{round}"), address: format!("10.0.0.{round}"), ..Default::default() };
            if let Ok(token) = accounts::begin(env, db, &from, KNOWN, false, "/my", i18n::Lang::Ar).await {
                for _ in 0..5 {
                    let _ = accounts::confirm(env, db, &from, &token, &other(&h.code(KNOWN).await)).await;
                }
            }
            h.t.clock.advance_ms(61_000);
        }
        for i in 0..400 {
            let from = accounts::From { device: format!("e{i}"), address: format!("10.1.{}.{}", i / 50, i % 50), ..Default::default() };
            let _ = accounts::begin(env, db, &from, &format!("05330{i:05}"), false, "/my", i18n::Lang::Ar).await;
        }
        let mut stranger = h.phone();
        assert_eq!(stranger.post("/my/sign-in", &[("mobile", KNOWN)]).await.status.as_u16(), 429);
        assert_eq!(owner.post("/my/sign-in", &[("mobile", KNOWN)]).await.location, "/my/sign-in/code");
        let code = h.code(KNOWN).await;
        assert_eq!(owner.post("/my/sign-in/code", &[("code", &code)]).await.location, "/my/sign-in/who");
        // A mark of one's own making helps nobody.
        stranger.jar.insert("sila_known".into(), "0".repeat(32));
        assert_eq!(stranger.post("/my/sign-in", &[("mobile", KNOWN)]).await.status.as_u16(), 429);
    })
    .await;
}

#[tokio::test]
async fn known_and_unknown_numbers_are_answered_alike() {
    testkit::both(setup(), |t| async move {
        let h = house(t).await;
        let mut seen: Vec<Vec<String>> = vec![];
        for mobile in [KNOWN, "0599999142"] {
            let mut p = h.phone();
            let mut one = vec![];
            let mut look = |r: &crate::client::Page| {
                let mut names: Vec<String> = r.headers.keys().map(|k| k.to_string()).collect();
                names.sort();
                // The random parts of a page have one length.
                one.push(format!("{} {} {} {}", r.status, r.location, r.body.len(), names.join(",")));
            };
            look(p.get("/my/sign-in").await.worded());
            look(&p.post("/my/sign-in", &[("mobile", mobile)]).await);
            look(p.get("/my/sign-in/code").await.worded());
            let code = h.code(mobile).await;
            look(p.post("/my/sign-in/code", &[("code", &other(&code))]).await.worded());
            look(p.post("/my/sign-in/resend", &[]).await.worded());
            look(&p.post("/my/sign-in/code", &[("code", &code)]).await);
            look(p.get("/my/sign-in/who").await.worded());
            look(p.post("/my/sign-in/who", &[("by", "identity"), ("identity", &identity(77))]).await.worded());
            seen.push(one);
        }
        assert_eq!(seen[0], seen[1]);
        // The trail names neither number nor code.
        for r in h.events().await {
            assert!(!r.facts.contains(&KNOWN[1..]) && !r.facts.contains("599999142"), "{}", r.facts);
        }
    })
    .await;
}

#[tokio::test]
async fn what_is_no_mobile_is_said_at_its_field() {
    testkit::both(setup(), |t| async move {
        let h = house(t).await;
        let mut p = h.phone();
        let r = p.post("/my/sign-in", &[("mobile", "0163800000")]).await;
        assert_eq!(r.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(r.worded().body.contains("0163800000") && r.body.contains("aria-invalid"));
        // Steps out of their order lead back to the first.
        assert_eq!(p.get("/my/sign-in/code").await.location, "/my/sign-in");
        assert_eq!(p.get("/my/sign-in/who").await.location, "/my/sign-in");
        assert_eq!(p.post("/my/sign-in/code", &[("code", "123456")]).await.location, "/my/sign-in");
        assert_eq!(p.post("/my/sign-in/who", &[("none", "1")]).await.location, "/my/sign-in");
        // A code not yet confirmed identifies nobody.
        p.post("/my/sign-in", &[("mobile", KNOWN)]).await;
        assert_eq!(p.get("/my/sign-in/who").await.location, "/my/sign-in/code");
        assert_eq!(p.post("/my/sign-in/who", &[("by", "identity"), ("identity", &identity(1))]).await.location, "/my/sign-in");
        assert!(h.outside(&p).await.is_none());
    })
    .await;
}

/// A telephone that dropped the page while the message was read, and one that went elsewhere half signed in, come back to where they were.
#[tokio::test]
async fn a_page_opened_anew_goes_on_where_it_was() {
    testkit::both(setup(), |t| async move {
        let h = house(t).await;
        let mut p = h.phone();
        p.post("/my/sign-in", &[("mobile", KNOWN)]).await;
        assert_eq!(p.get("/my/sign-in/resend").await.location, "/my/sign-in/code");
        assert_eq!(p.get("/my/sign-in?next=/my").await.status, StatusCode::OK, "the number may be changed while the code is not in");
        let code = h.code(KNOWN).await;
        for _ in 0..4 {
            p.post("/my/sign-in/code", &[("code", &other(&code))]).await;
        }
        h.t.clock.advance_ms(30_000);
        let r = p.post("/my/sign-in/code", &[("code", &other(&code))]).await;
        assert!(r.worded().body.contains("انتهت المحاولات لهذا الرمز. يمكن طلب رمز جديد بعد 30 ثانية."), "{}", r.body);
        h.t.clock.advance_ms(31_000);
        assert!(p.post("/my/sign-in/code", &[("code", &code)]).await.worded().body.contains("يمكن طلب رمز جديد الآن"));
        p.post("/my/sign-in/resend", &[]).await;
        let code = h.code(KNOWN).await;
        p.post("/my/sign-in/code", &[("code", &code)]).await;
        assert_eq!(p.get("/my/sign-in?next=/my").await.location, "/my/sign-in/who");
        assert_eq!(p.get("/my/sign-in?other=1").await.status, StatusCode::OK, "another number, if he says so");
        // A slip of the finger costs no try; a number that fits nobody does.
        let (right, stranger) = (identity(1), identity(77));
        let last = (right.as_bytes()[9] - b'0' + 1) % 10;
        for _ in 0..4 {
            let r = p.post("/my/sign-in/who", &[("by", "identity"), ("identity", &format!("{}{last}", &right[..9]))]).await;
            assert!(r.status == StatusCode::UNPROCESSABLE_ENTITY && r.worded().body.contains("id=\"identity-e\""), "{}", r.body);
        }
        assert!(p.post("/my/sign-in/who", &[("by", "identity"), ("identity", &stranger)]).await.worded().body.contains("محاولتان"));
        p.post("/my/sign-in/who", &[("by", "identity"), ("identity", &right)]).await;
        assert!(h.outside(&p).await.is_some_and(|o| o.person.is_some()));
    })
    .await;
}
