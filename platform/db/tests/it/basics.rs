//! Opening, transactions, numbers, idempotency, settings, the reading log.

use crate::bed::*;
use db::{Db, Engine, Once, OpenError, Query, args, built, settings};
use kernel::{Actor, Id, Problem};
use sqlx::Connection;

#[tokio::test(flavor = "multi_thread")]
async fn a_write_without_an_entry_is_refused_and_undone() {
    both(|b| async move {
        let mut tx = b.db.begin(&Actor::system()).await.unwrap();
        tx.next_number("file").await.unwrap();
        let e = tx.commit().await.unwrap_err();
        assert!(matches!(&e, Problem::Internal(t) if t.contains("audit entry")), "{e}");
        assert_eq!(b.count("counter").await, 0);
        let mut tx = b.db.begin(&Actor::system()).await.unwrap();
        tx.next_number("file").await.unwrap();
        tx.record(T0, event(1));
        drop(tx);
        assert_eq!((b.count("counter").await, b.count("audit_event").await), (0, 0));
        let mut tx = b.db.begin(&Actor { id: Id::from_u128(5), ..Actor::system() }).await.unwrap();
        assert_eq!(tx.next_number("file").await.unwrap(), 1);
        tx.record(T0, event(1));
        tx.commit().await.unwrap();
        let row = &db::audit::read(&mut b.db.reader(), &db::audit::Part::All, None, 10).await.unwrap()[0];
        assert_eq!(
            (row.actor.as_str(), row.code.as_str(), row.facts.as_str()),
            (Id::from_u128(5).to_string().as_str(), "request.submit", r#"{"n":"1","to":"submitted"}"#)
        );
        assert_eq!((b.count("counter").await, row.file_id.clone()), (1, Some(Id::from_u128(1).to_string())));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn migrations_run_once_whoever_starts() {
    both(|b| async move {
        let n = b.count("schema_migration").await;
        assert!(n >= 12);
        Db::open(&b.url).await.unwrap().close().await;
        assert_eq!(b.count("schema_migration").await, n);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn programs_starting_at_once_migrate_one_after_another() {
    let dir = tempfile::tempdir().unwrap();
    start_many(&Db::sqlite_url(dir.path())).await;
    if let Some(server) = server() {
        let name = fresh_name();
        start_many(&db::testing::create_database(&server, &name).await.unwrap()).await;
        db::testing::drop_database(&server, &name).await.unwrap();
    }
}

async fn start_many(url: &str) {
    let all: Vec<_> = (0..4)
        .map(|_| {
            let url = url.to_string();
            tokio::spawn(async move { Db::open(&url).await.map(|_| ()) })
        })
        .collect();
    for one in all {
        one.await.unwrap().unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_newer_database_is_refused_in_words() {
    both(|b| async move {
        exec(&mut b.raw().await, "INSERT INTO schema_migration (n, digest) VALUES (9000, 'x')").await;
        let Err(e) = Db::open(&b.url).await else { panic!("opened") };
        assert!(matches!(e, OpenError::Newer { found: 9000, .. }));
        assert!(e.to_string().contains("newer version of Sila"), "{e}");
    })
    .await;
}

#[tokio::test]
async fn wrong_addresses_are_refused_in_words() {
    assert!(matches!(Db::open("mysql://x").await, Err(OpenError::Url)));
    let Err(e) = Db::open("sqlite:///no/such/folder/sila.db?mode=rwc").await else { panic!("opened") };
    assert!(matches!(e, OpenError::Connect(_)) && e.to_string().starts_with("cannot open the database"), "{e}");
}

#[tokio::test(flavor = "multi_thread")]
async fn folders_with_any_name_hold_a_database() {
    let dir = tempfile::tempdir().unwrap();
    let odd = dir.path().join("بيانات 100% #1?");
    std::fs::create_dir(&odd).unwrap();
    Db::open(&Db::sqlite_url(&odd)).await.unwrap().close().await;
    assert!(odd.join("sila.db").exists());
}

#[tokio::test(flavor = "multi_thread")]
async fn postgres_of_another_encoding_is_refused_in_words() {
    let Some(server) = server() else { return };
    let name = fresh_name();
    let url = db::testing::create_database_encoded(&server, &name, "SQL_ASCII").await.unwrap();
    let Err(e) = Db::open(&url).await else { panic!("opened") };
    assert!(matches!(&e, OpenError::Encoding(x) if x == "SQL_ASCII") && e.to_string().contains("UTF8"), "{e}");
    db::testing::drop_database(&server, &name).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn sqlite_keeps_what_it_confirmed() {
    sqlite(|b| async move {
        let mut tx = b.db.begin(&Actor::system()).await.unwrap();
        for (pragma, wanted) in [("synchronous", 2), ("recursive_triggers", 1), ("foreign_keys", 1)] {
            let rows = tx.one(built(format!("PRAGMA {pragma}")), args![]).await.unwrap();
            assert_eq!(rows.int(pragma).unwrap(), wanted, "writer {pragma}");
            let rows = b.db.reader().one(built(format!("PRAGMA {pragma}")), args![]).await.unwrap();
            assert_eq!(rows.int(pragma).unwrap(), wanted, "reader {pragma}");
        }
        assert_eq!(tx.one(built("PRAGMA journal_mode".into()), args![]).await.unwrap().text("journal_mode").unwrap(), "wal");
        let e = b.db.reader().all(built("INSERT INTO counter (name, value) VALUES ('x', 1) RETURNING value".into()), args![]).await.err();
        assert!(matches!(e, Some(Problem::Internal(t)) if t.contains("readonly") || t.contains("read")), "a reader wrote");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn eight_writers_lose_nothing() {
    both(|b| async move {
        let tasks: Vec<_> = (0..8_u128)
            .map(|w| {
                let db = b.db.clone();
                tokio::spawn(async move {
                    for i in 0..50_u128 {
                        let mut tx = db.begin(&Actor::system()).await.unwrap();
                        if db.engine() == Engine::Sqlite {
                            // Read, then write what was read and one: a deferred transaction would lose here.
                            let seen = tx.maybe(built("SELECT value FROM counter WHERE name = 'rmw'".into()), args![]).await.unwrap();
                            let next = seen.map_or(0, |r| r.int("value").unwrap()) + 1;
                            let put = "INSERT INTO counter (name, value) VALUES ('rmw', $1) ON CONFLICT (name) DO UPDATE SET value = $1";
                            tx.run(built(put.into()), args![next]).await.unwrap();
                        }
                        tx.next_number("n").await.unwrap();
                        tx.record(T0, event(w * 1000 + i));
                        tx.commit().await.unwrap();
                    }
                })
            })
            .collect();
        for t in tasks {
            t.await.unwrap();
        }
        let mut r = b.db.reader();
        for row in r.all(built("SELECT name, value FROM counter".into()), args![]).await.unwrap() {
            assert_eq!(row.int("value").unwrap(), 400, "{}", row.text("name").unwrap());
        }
        assert_eq!(b.count("audit_event").await, 400);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn numbers_have_no_gaps_though_some_writers_give_up() {
    both(|b| async move {
        let tasks: Vec<_> = (0..8_u128)
            .map(|w| {
                let db = b.db.clone();
                tokio::spawn(async move {
                    let mut mine = vec![];
                    for i in 0..30_u128 {
                        let mut tx = db.begin(&Actor::system()).await.unwrap();
                        let n = tx.next_number("file:1").await.unwrap();
                        if (w + i) % 3 == 0 {
                            continue;
                        }
                        tx.record(T0, event(i));
                        tx.commit().await.unwrap();
                        mine.push(n);
                    }
                    mine
                })
            })
            .collect();
        let mut all = vec![];
        for t in tasks {
            all.extend(t.await.unwrap());
        }
        all.sort_unstable();
        assert_eq!(all, (1..=all.len() as i64).collect::<Vec<_>>());
        let mut tx = b.db.begin(&Actor::system()).await.unwrap();
        assert_eq!(tx.next_block("file:2", 10).await.unwrap(), 10);
        assert_eq!(tx.next_number("file:2").await.unwrap(), 11);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_sent_twice_makes_one_record() {
    both(|b| async move {
        let (me, other) = (Actor { id: Id::from_u128(1), ..Actor::system() }, Actor { id: Id::from_u128(2), ..Actor::system() });
        // Eight presses at once: one is first, the others wait for it and hear its answer.
        let tasks: Vec<_> = (0..8)
            .map(|_| {
                let (db, me) = (b.db.clone(), me.clone());
                tokio::spawn(async move {
                    let mut tx = db.begin(&me).await.unwrap();
                    match tx.once("k1", "d1", T0).await.unwrap() {
                        Once::First => {
                            tx.once_result("k1", "/requests/7").await.unwrap();
                            tx.record(T0, event(1));
                            tx.commit().await.unwrap();
                            true
                        }
                        Once::Again(answer) => {
                            assert_eq!(answer, "/requests/7");
                            false
                        }
                    }
                })
            })
            .collect();
        let mut firsts = 0;
        for t in tasks {
            firsts += usize::from(t.await.unwrap());
        }
        assert_eq!((firsts, b.count("audit_event").await), (1, 1));
        for (actor, digest) in [(&me, "other"), (&other, "d1")] {
            let mut tx = b.db.begin(actor).await.unwrap();
            assert!(matches!(tx.once("k1", digest, T0).await, Err(Problem::Conflict { code: "form_reused", .. })));
        }
        let mut tx = b.db.begin(&me).await.unwrap();
        assert_eq!(tx.once("", "d1", T0).await.unwrap(), Once::First);
        // Given up: the key is free again.
        assert_eq!(tx.once("k2", "d", T0).await.unwrap(), Once::First);
        drop(tx);
        let mut tx = b.db.begin(&me).await.unwrap();
        assert_eq!(tx.once("k2", "d", T0).await.unwrap(), Once::First);
        assert_eq!(tx.sweep_once(T0.plus_days(1)).await.unwrap(), 2);
        assert_eq!(tx.once("k1", "other", T0).await.unwrap(), Once::First);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn settings_keep_every_version() {
    both(|b| async move {
        assert_eq!(settings::latest(&mut b.db.reader(), "clock").await.unwrap(), None);
        let me = Actor { id: Id::from_u128(9), ..Actor::system() };
        for (n, v) in ["14", "21", "30"].iter().enumerate() {
            let mut tx = b.db.begin(&me).await.unwrap();
            assert_eq!(settings::set(&mut tx, "clock", v, T0.plus_days(n as i64)).await.unwrap(), n as i64 + 1);
            tx.record(T0, event(1));
            tx.commit().await.unwrap();
        }
        let mut r = b.db.reader();
        assert_eq!(settings::latest(&mut r, "clock").await.unwrap(), Some((3, "30".into())));
        assert_eq!(settings::version(&mut r, "clock", 1).await.unwrap(), Some("14".into()));
        assert_eq!(settings::version(&mut r, "clock", 4).await.unwrap(), None);
        let all: Vec<_> = settings::history(&mut r, "clock").await.unwrap().into_iter().map(|v| (v.version, v.value, v.by)).collect();
        assert_eq!(all[0], (3, "30".to_string(), me.id.to_string()));
        assert_eq!(all.len(), 3);
        if !b.sqlite() {
            // On SQLite the second waits and follows; here both look first and one loses.
            let (mut one, mut two) = (b.db.begin(&me).await.unwrap(), b.db.begin(&me).await.unwrap());
            settings::latest(&mut two, "clock").await.unwrap();
            settings::set(&mut one, "clock", "40", T0).await.unwrap();
            one.record(T0, event(1));
            let late = tokio::spawn(async move { settings::set(&mut two, "clock", "50", T0).await });
            tokio::time::sleep(std::time::Duration::from_millis(200)).await;
            one.commit().await.unwrap();
            assert!(matches!(late.await.unwrap(), Err(Problem::Conflict { code: "changed", .. })));
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn faults_quote_no_values() {
    both(|b| async move {
        let mut tx = b.db.begin(&Actor::system()).await.unwrap();
        let put = || built("INSERT INTO counter (name, value) VALUES ($1, 1)".into());
        tx.run(put(), args!["secret-name"]).await.unwrap();
        let e = tx.run(put(), args!["secret-name"]).await.unwrap_err();
        assert!(matches!(e, Problem::Internal(_)) && !e.to_string().contains("secret-name"), "{e}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn values_come_back_as_they_went() {
    both(|b| async move {
        exec(&mut b.raw().await, format!("CREATE TABLE t (id TEXT PRIMARY KEY, i BIGINT, s TEXT, b {})", if b.sqlite() { "BLOB" } else { "BYTEA" })).await;
        let mut tx = b.db.begin(&Actor::system()).await.unwrap();
        let put = || built("INSERT INTO t (id, i, s, b) VALUES ($1, $2, $3, $4)".into());
        let (a, z) = (Id::from_u128(1), Id::from_u128(2));
        tx.run(put(), args![a, true, "مي", vec![0_u8, 255]]).await.unwrap();
        tx.run(put(), args![z, None::<i64>, None::<String>, Vec::<u8>::new()]).await.unwrap();
        let get = || built("SELECT id, i, s, b FROM t WHERE id = $1".into());
        let row = tx.one(get(), args![a]).await.unwrap();
        assert_eq!((row.id("id").unwrap(), row.flag("i").unwrap(), row.text("s").unwrap(), row.blob("b").unwrap()), (a, true, "مي".into(), vec![0, 255]));
        let row = tx.one(get(), args![z]).await.unwrap();
        assert_eq!((row.opt_int("i").unwrap(), row.opt_text("s").unwrap(), row.opt_day("s").unwrap(), row.blob("b").unwrap()), (None, None, None, vec![]));
        assert!(row.int("i").is_err() && row.text("nothing").is_err());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn readings_are_durable_when_the_page_goes_out() {
    both(|b| async move {
        let started = std::time::Instant::now();
        let tasks: Vec<_> = (0..300_u128)
            .map(|n| {
                let (db, url) = (b.db.clone(), b.url.clone());
                tokio::spawn(async move {
                    db.opened(&Actor::system(), T0, kernel::Event::new("file.opened", "file", Id::from_u128(n)).file(Id::from_u128(n))).await.unwrap();
                    if n % 50 == 0 {
                        let mut other = sqlx::AnyConnection::connect(&url).await.unwrap();
                        let sql = "SELECT CAST(COUNT(*) AS BIGINT) FROM audit_event WHERE object_id = $1";
                        let seen: i64 = sqlx::query_scalar(sql).bind(Id::from_u128(n).to_string()).fetch_one(&mut other).await.unwrap();
                        assert_eq!(seen, 1);
                    }
                })
            })
            .collect();
        for t in tasks {
            t.await.unwrap();
        }
        assert!(started.elapsed().as_secs() < 20);
        assert_eq!(b.count("audit_event").await, 300);
        let rows = db::audit::read(&mut b.db.reader(), &db::audit::Part::Openings(Id::from_u128(7)), None, 10).await.unwrap();
        assert_eq!(rows.len(), 1);
        // Without the log there is no reading.
        b.db.close().await;
        assert!(b.db.opened(&Actor::system(), T0, event(1)).await.is_err());
    })
    .await;
}
