//! Whoever owns the database can lift its guards. What he does then must be found.

use crate::bed::*;
use db::{Db, Keys, Query, Sealer, Verdict, args, built};
use kernel::{Actor, Id};
use sqlx::AnyConnection;

/// Forty events under eight seals.
async fn filled(b: &Bed) {
    for n in 0..40_u128 {
        b.act(n).await;
        if n % 5 == 4 {
            assert_eq!(b.seal(T0.plus_ms(n as i64)).await, 5);
        }
    }
    assert_eq!(b.verdict().await, Verdict::Sound { events: 40, unsealed: 0 });
}

/// Lifts the guards, as the database's owner can.
async fn disarmed(b: &Bed) -> AnyConnection {
    let mut c = b.raw().await;
    if b.sqlite() {
        for t in ["audit_event_fixed", "audit_event_kept", "audit_seal_fixed", "audit_seal_kept"] {
            exec(&mut c, format!("DROP TRIGGER {t}")).await;
        }
    } else {
        exec(&mut c, "SET session_replication_role = replica").await;
        exec(&mut c, "ALTER TABLE audit_event ALTER COLUMN seq DROP IDENTITY").await;
    }
    c
}

#[tokio::test(flavor = "multi_thread")]
async fn each_attack_is_found() {
    let attacks: &[(&str, &str)] = &[
        ("a fact is changed", r#"UPDATE audit_event SET facts = '{"to":"rejected"}' WHERE seq = 7"#),
        ("the actor is changed", "UPDATE audit_event SET actor = 'someone' WHERE seq = 40"),
        ("the time is changed", "UPDATE audit_event SET at = at + 1 WHERE seq = 1"),
        ("the file is taken away", "UPDATE audit_event SET file_id = NULL WHERE seq = 12"),
        ("the file becomes empty", "UPDATE audit_event SET file_id = '' WHERE seq = 12"),
        ("letters move between columns", "UPDATE audit_event SET code = 'request.submitr', object = 'equest' WHERE seq = 12"),
        ("one in the middle is removed", "DELETE FROM audit_event WHERE seq = 23"),
        ("the first is removed", "DELETE FROM audit_event WHERE seq = 1"),
        ("the last is removed", "DELETE FROM audit_event WHERE seq = 40"),
        ("the last and its seal are removed", "DELETE FROM audit_event WHERE seq > 35; DELETE FROM audit_seal WHERE n = 8"),
        ("only the last seal is removed", "DELETE FROM audit_seal WHERE n = 8"),
        ("a seal in the middle is removed", "DELETE FROM audit_seal WHERE n = 4"),
        ("the first seal is removed", "DELETE FROM audit_seal WHERE n = 1"),
        ("all seals are removed", "DELETE FROM audit_seal"),
        ("everything is removed", "DELETE FROM audit_seal; DELETE FROM audit_event"),
        (
            "two are swapped",
            "UPDATE audit_event SET seq = -1 WHERE seq = 11; UPDATE audit_event SET seq = 11 WHERE seq = 12; UPDATE audit_event SET seq = 12 WHERE seq = -1",
        ),
        ("one is moved to the end", "UPDATE audit_event SET seq = 50 WHERE seq = 11"),
        (
            "a seal's range is shortened",
            "DELETE FROM audit_event WHERE seq = 15; UPDATE audit_seal SET ranges = '11-14', events = 4, total = total - 1 WHERE n = 3",
        ),
        ("a seal's time is changed", "UPDATE audit_seal SET at = at + 1 WHERE n = 2"),
        (
            "one is put in before the first",
            "INSERT INTO audit_event (seq, at, actor, code, object, object_id, facts) VALUES (0, 1, 'system', 'x.y', 'x', 'y', '{}')",
        ),
        (
            "one is put in far before the first",
            "INSERT INTO audit_event (seq, at, actor, code, object, object_id, facts) VALUES (-9000000000, 1, 'system', 'x.y', 'x', 'y', '{}')",
        ),
    ];
    both(|b| async move {
        filled(&b).await;
        let mut c = disarmed(&b).await;
        for (what, sql) in attacks {
            // Undone after each, so that one database serves them all.
            exec(&mut c, "CREATE TABLE kept_event AS SELECT * FROM audit_event; CREATE TABLE kept_seal AS SELECT * FROM audit_seal").await;
            exec(&mut c, *sql).await;
            let v = b.verdict().await;
            assert!(matches!(v, Verdict::Broken(_)), "{what}: {v:?}");
            exec(&mut c, "DELETE FROM audit_event; DELETE FROM audit_seal").await;
            exec(&mut c, "INSERT INTO audit_event SELECT * FROM kept_event; INSERT INTO audit_seal SELECT * FROM kept_seal").await;
            exec(&mut c, "DROP TABLE kept_event; DROP TABLE kept_seal").await;
            assert_eq!(b.verdict().await, Verdict::Sound { events: 40, unsealed: 0 }, "after {what}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_break_is_named() {
    both(|b| async move {
        filled(&b).await;
        let mut c = disarmed(&b).await;
        exec(&mut c, "DELETE FROM audit_event WHERE seq = 23").await;
        assert_eq!(b.broken().await, "event 23 is missing (seal 5)");
        exec(&mut c, "UPDATE audit_event SET actor = 'x' WHERE seq = 7").await;
        assert_eq!(b.broken().await, "an event was changed (seal 2, events 6-10)");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_stream_rewritten_with_another_key_is_found() {
    both(|b| async move {
        filled(&b).await;
        let mut c = disarmed(&b).await;
        exec(&mut c, "UPDATE audit_event SET actor = 'someone' WHERE seq = 7; DELETE FROM audit_seal").await;
        let theirs = Keys::open(&b.dir.path().join("theirs")).unwrap();
        assert_eq!(Sealer::new(&b.db, &theirs).unwrap().seal(T0).await.unwrap(), 40);
        assert_eq!(db::verify(&b.db, &theirs).await.unwrap(), Verdict::Sound { events: 40, unsealed: 0 });
        b.broken().await;
        // As many seals as there were, so that counting does not give it away.
        exec(&mut c, "DELETE FROM audit_seal").await;
        let _ = std::fs::remove_file(theirs.folder().join("audit.head"));
        for n in 0..8_i64 {
            exec(&mut c, format!("CREATE TABLE later AS SELECT * FROM audit_event WHERE seq > {}", n * 5 + 5)).await;
            exec(&mut c, format!("DELETE FROM audit_event WHERE seq > {}", n * 5 + 5)).await;
            assert_eq!(Sealer::new(&b.db, &theirs).unwrap().seal(T0).await.unwrap(), 5);
            exec(&mut c, "INSERT INTO audit_event SELECT * FROM later; DROP TABLE later").await;
        }
        assert_eq!(db::verify(&b.db, &theirs).await.unwrap(), Verdict::Sound { events: 40, unsealed: 0 });
        assert_eq!(b.broken().await, "seal 1 does not bear this key's signature");
        // And the rightful sealer does not build upon it.
        if !b.sqlite() {
            exec(&mut c, "ALTER TABLE audit_event ALTER COLUMN seq ADD GENERATED ALWAYS AS IDENTITY (START WITH 41)").await;
        }
        b.act(99).await;
        assert!(Sealer::new(&b.db, &b.keys).unwrap().seal(T0).await.is_err());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_older_copy_put_back_is_found_and_not_sealed_over() {
    sqlite(|b| async move {
        filled(&b).await;
        b.db.close().await;
        let (file, copy) = (b.dir.path().join("sila.db"), b.dir.path().join("old.db"));
        std::fs::copy(&file, &copy).unwrap();
        let db = Db::open(&b.url).await.unwrap();
        let mut tx = db.begin(&Actor::system()).await.unwrap();
        tx.record(T0, event(77));
        tx.commit().await.unwrap();
        Sealer::new(&db, &b.keys).unwrap().seal(T0).await.unwrap();
        db.close().await;
        std::fs::copy(&copy, &file).unwrap();
        old_copy_is_found(&Db::open(&b.url).await.unwrap(), &b.keys).await;
    })
    .await;
    postgres(|b| async move {
        filled(&b).await;
        b.db.close().await;
        let (name, copy) = (b.url.rsplit('/').next().unwrap().to_string(), fresh_name());
        let server = server().unwrap();
        let copy_url = db::testing::create_database(&server, &copy).await.unwrap();
        db::testing::drop_database(&server, &copy).await.unwrap();
        let mut admin = <AnyConnection as sqlx::Connection>::connect(&server).await.unwrap();
        exec(&mut admin, format!("CREATE DATABASE {copy} TEMPLATE {name}")).await;
        let db = Db::open(&b.url).await.unwrap();
        let mut tx = db.begin(&Actor::system()).await.unwrap();
        tx.record(T0, event(77));
        tx.commit().await.unwrap();
        Sealer::new(&db, &b.keys).unwrap().seal(T0).await.unwrap();
        let old = Db::open(&copy_url).await.unwrap();
        old_copy_is_found(&old, &b.keys).await;
        old.close().await;
        db::testing::drop_database(&server, &copy).await.unwrap();
    })
    .await;
}

async fn old_copy_is_found(db: &Db, keys: &Keys) {
    let head = std::fs::read(keys.folder().join("audit.head")).unwrap();
    for _ in 0..2 {
        let Verdict::Broken(what) = db::verify(db, keys).await.unwrap() else { panic!("an older copy passed") };
        assert!(what.contains("older copy"), "{what}");
        // Work goes on upon the old copy: the head must go on telling of what was lost.
        let mut tx = db.begin(&Actor::system()).await.unwrap();
        tx.record(T0, event(78));
        tx.commit().await.unwrap();
        assert!(Sealer::new(db, keys).unwrap().seal(T0).await.is_err());
        assert_eq!(std::fs::read(keys.folder().join("audit.head")).unwrap(), head);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_row_put_into_a_gap_is_found() {
    both(|b| async move {
        filled(&b).await;
        let mut c = b.raw().await;
        let into = |seq: i64| {
            let over = if b.sqlite() { "" } else { "OVERRIDING SYSTEM VALUE" };
            format!("INSERT INTO audit_event (seq, at, actor, code, object, object_id, facts) {over} VALUES ({seq}, 1, 'system', 'x.y', 'x', 'y', '{{}}')")
        };
        if b.sqlite() {
            // SQLite leaves no gaps of itself: one is made by jumping ahead.
            exec(&mut c, into(45)).await;
        } else {
            exec(&mut c, format!("BEGIN; {}", "INSERT INTO audit_event (at, actor, code, object, object_id, facts) VALUES (1, 's', 'x.y', 'x', 'y', '{}')"))
                .await;
            exec(&mut c, "ROLLBACK").await;
            b.act(45).await;
        }
        b.seal(T0.plus_ms(MINUTE)).await;
        // Half an hour later nothing may come late any more.
        b.act(46).await;
        b.seal(T0.plus_ms(31 * MINUTE)).await;
        assert_eq!(b.verdict().await, Verdict::Sound { events: 42, unsealed: 0 });
        exec(&mut c, into(41)).await;
        assert_eq!(b.broken().await, "event 41 was put in from outside");
        b.seal(T0.plus_ms(32 * MINUTE)).await;
        assert_eq!(b.broken().await, "event 41 was put in from outside");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_guards_refuse_every_change() {
    both(|b| async move {
        filled(&b).await;
        let mut statements = vec![
            "UPDATE audit_event SET actor = 'x' WHERE seq = 3",
            "DELETE FROM audit_event WHERE seq = 40",
            "DELETE FROM audit_event",
            "UPDATE audit_seal SET root = 'x' WHERE n = 1",
            "DELETE FROM audit_seal WHERE n = 8",
        ];
        if b.sqlite() {
            statements.push("REPLACE INTO audit_event (seq, at, actor, code, object, object_id, facts) VALUES (7, 1, 'x', 'x.y', 'x', 'y', '{}')");
            statements.push("INSERT OR REPLACE INTO audit_seal SELECT n, at, last_seq, ranges, events, total, root, prev, 'x' FROM audit_seal WHERE n = 2");
        } else {
            statements.extend([
                "TRUNCATE audit_event",
                "TRUNCATE audit_seal",
                "INSERT INTO audit_event (seq, at, actor, code, object, object_id, facts) VALUES (7, 1, 'x', 'x.y', 'x', 'y', '{}')",
            ]);
        }
        for sql in statements {
            let mut tx = b.db.begin(&Actor::system()).await.unwrap();
            assert!(tx.run(built(sql.into()), args![]).await.is_err(), "{sql}");
            drop(tx);
            // A plain connection is held by the same guards, but for REPLACE, whose own pragma it lacks.
            if !sql.contains("REPLACE") {
                assert!(try_exec(&mut b.raw().await, sql).await.is_err(), "{sql}");
            }
        }
        assert_eq!(b.verdict().await, Verdict::Sound { events: 40, unsealed: 0 });
        assert!(b.db.reader().all(built("SELECT seq FROM audit_event WHERE actor = $1".into()), args![Id::NIL]).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_replace_past_the_guards_is_found() {
    sqlite(|b| async move {
        filled(&b).await;
        let mut c = b.raw().await;
        exec(&mut c, "PRAGMA recursive_triggers=OFF").await;
        exec(&mut c, "REPLACE INTO audit_event (seq, at, actor, code, object, object_id, facts) VALUES (7, 1, 'x', 'x.y', 'x', 'y', '{}')").await;
        assert_eq!(b.broken().await, "an event was changed (seal 2, events 6-10)");
    })
    .await;
}
