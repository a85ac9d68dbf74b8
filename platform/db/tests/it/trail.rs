//! Sealing among writers that commit late, or not at all.

use crate::bed::*;
use db::{Sealer, Verdict};
use kernel::{Actor, At, Problem};
use sqlx::Connection;
use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicI64, Ordering},
    },
    time::Duration,
};

const RAW: &str = "INSERT INTO audit_event (at, actor, code, object, object_id, facts) VALUES (1, 'system', 'x.y', 'x', 'raw', '{}')";

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn every_event_is_sealed_once_among_writers_that_roll_back() {
    both(|b| async move {
        let clock = Arc::new(AtomicI64::new(T0.0));
        let stop = Arc::new(AtomicBool::new(false));
        let mut keepers = vec![];
        for _ in 0..2 {
            // Two programs' sealers, and somebody verifying all the while.
            let (sealer, stop, clock) = (Sealer::new(&b.db, &b.keys).unwrap(), stop.clone(), clock.clone());
            keepers.push(tokio::spawn(async move {
                while !stop.load(Ordering::SeqCst) {
                    sealer.seal(At(clock.fetch_add(1000, Ordering::SeqCst))).await.unwrap();
                    tokio::time::sleep(Duration::from_millis(3)).await;
                }
            }));
        }
        let (db, keys, halt) = (b.db.clone(), b.keys.clone(), stop.clone());
        keepers.push(tokio::spawn(async move {
            while !halt.load(Ordering::SeqCst) {
                let v = db::verify(&db, &keys).await.unwrap();
                assert!(matches!(v, Verdict::Sound { .. }), "{v:?}");
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        }));
        let writers: Vec<_> = (0..8_u128)
            .map(|w| {
                let (db, url) = (b.db.clone(), b.url.clone());
                tokio::spawn(async move {
                    let mut raw = sqlx::AnyConnection::connect(&url).await.unwrap();
                    let mut kept = 0;
                    for i in 0..40_u128 {
                        if db.engine() == db::Engine::Postgres && (w + i) % 4 == 0 {
                            // Takes a number, dawdles, then gives up or commits late.
                            exec(&mut raw, "BEGIN").await;
                            exec(&mut raw, RAW).await;
                            tokio::time::sleep(Duration::from_millis((i as u64 * 7) % 40)).await;
                            let keep = i % 2 == 0;
                            exec(&mut raw, if keep { "COMMIT" } else { "ROLLBACK" }).await;
                            kept += i64::from(keep);
                            continue;
                        }
                        let mut tx = db.begin(&Actor::system()).await.unwrap();
                        tx.next_number(&format!("w{w}")).await.unwrap();
                        tx.record(T0, event(i));
                        tx.record(T0, event(i + 1));
                        if i % 5 != 0 {
                            tx.commit().await.unwrap();
                            kept += 2;
                        }
                    }
                    kept
                })
            })
            .collect();
        let mut kept = 0;
        for w in writers {
            kept += w.await.unwrap();
        }
        stop.store(true, Ordering::SeqCst);
        for k in keepers {
            k.await.unwrap();
        }
        b.seal(At(clock.load(Ordering::SeqCst))).await;
        assert_eq!(b.verdict().await, Verdict::Sound { events: kept, unsealed: 0 });
        assert_eq!(b.count("audit_event").await, kept);
        assert!(b.count("audit_seal").await > 3);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn verify_reports_the_tail_and_never_seals() {
    both(|b| async move {
        assert_eq!(b.verdict().await, Verdict::Sound { events: 0, unsealed: 0 });
        assert!(!b.keys.folder().join("audit.key").exists(), "verify made a key");
        b.act(1).await;
        assert_eq!(b.verdict().await, Verdict::Sound { events: 1, unsealed: 1 });
        assert_eq!(b.seal(T0).await, 1);
        assert_eq!(b.seal(T0).await, 0);
        b.act(2).await;
        b.act(3).await;
        assert_eq!(b.verdict().await, Verdict::Sound { events: 3, unsealed: 2 });
        assert_eq!(b.count("audit_seal").await, 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn many_events_are_sealed_in_portions() {
    both(|b| async move {
        let mut c = b.raw().await;
        let columns = "(at, actor, code, object, object_id, facts)";
        let ten = "SELECT 0 AS n UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4 UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8 UNION ALL SELECT 9";
        exec(
            &mut c,
            format!(
                "INSERT INTO audit_event {columns} SELECT 1, 'system', 'x.y', 'x', CAST(a.n AS TEXT), '{{}}' FROM ({ten}) a, ({ten}) b, ({ten}) c, ({ten}) d, (SELECT 1 AS n UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4) e"
            ),
        )
        .await;
        assert_eq!(b.seal(T0).await, 40_000);
        assert_eq!(b.count("audit_seal").await, 2);
        b.act(1).await;
        assert_eq!(b.verdict().await, Verdict::Sound { events: 40_001, unsealed: 1 });
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_late_committer_is_sealed_later_even_after_a_restart() {
    postgres(|b| async move {
        let same = Sealer::new(&b.db, &b.keys).unwrap();
        for restart in [false, true] {
            let seal = async |at: At| if restart { b.seal(at).await } else { same.seal(at).await.unwrap() };
            let before = b.count("audit_event").await;
            b.act(1).await;
            let (mut late, mut gone) = (b.raw().await, b.raw().await);
            for c in [&mut late, &mut gone] {
                exec(c, "BEGIN").await;
                exec(c, RAW).await;
            }
            b.act(2).await;
            assert_eq!(seal(T0.plus_ms(1)).await, 2);
            assert_eq!(b.verdict().await, Verdict::Sound { events: before + 2, unsealed: 0 });
            exec(&mut late, "COMMIT").await;
            exec(&mut gone, "ROLLBACK").await;
            assert_eq!(b.verdict().await, Verdict::Sound { events: before + 3, unsealed: 1 });
            assert_eq!(seal(T0.plus_ms(2)).await, 1);
            assert_eq!(b.verdict().await, Verdict::Sound { events: before + 3, unsealed: 0 });
            assert_eq!(seal(T0.plus_ms(3)).await, 0);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_event_of_all_may_be_the_late_one() {
    postgres(|b| async move {
        let mut late = b.raw().await;
        exec(&mut late, "BEGIN").await;
        exec(&mut late, RAW).await;
        b.act(2).await;
        assert_eq!(b.seal(T0).await, 1);
        exec(&mut late, "COMMIT").await;
        assert_eq!(b.seal(T0.plus_days(3)).await, 1, "a stop of three days between");
        assert_eq!(b.verdict().await, Verdict::Sound { events: 2, unsealed: 0 });
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_event_is_sealed_twice_by_two_programs_or_after_a_while() {
    postgres(|b| async move {
        let (one, two) = (Sealer::new(&b.db, &b.keys).unwrap(), Sealer::new(&b.db, &b.keys).unwrap());
        let mut late = b.raw().await;
        b.act(1).await;
        exec(&mut late, "BEGIN").await;
        exec(&mut late, RAW).await;
        b.act(2).await;
        b.act(3).await;
        assert_eq!(one.seal(T0).await.unwrap(), 3);
        exec(&mut late, "COMMIT").await;
        // The other takes the late one; the first still remembers it as missing.
        assert_eq!(two.seal(T0.plus_ms(10 * MINUTE)).await.unwrap(), 1);
        b.act(4).await;
        assert_eq!(one.seal(T0.plus_ms(11 * MINUTE)).await.unwrap(), 1);
        // The first seal is out of sight by now, the one that went back below it is not.
        b.act(5).await;
        assert_eq!(b.seal(T0.plus_ms(16 * MINUTE)).await, 1);
        b.act(6).await;
        assert_eq!(b.seal(T0.plus_ms(17 * MINUTE)).await, 1);
        assert_eq!(b.verdict().await, Verdict::Sound { events: 7, unsealed: 0 });
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn writers_and_sealing_do_not_wait_for_one_another() {
    postgres(|b| async move {
        let mut open = b.db.begin(&Actor::system()).await.unwrap();
        open.next_number("a").await.unwrap();
        let mut held = b.raw().await;
        exec(&mut held, "BEGIN").await;
        exec(&mut held, RAW).await;
        // A sealer that has taken its lock and not yet committed.
        let mut sealing = b.raw().await;
        exec(&mut sealing, "BEGIN").await;
        exec(&mut sealing, "SELECT pg_advisory_xact_lock(7164002)").await;
        let quick = async |what: &str, n| {
            assert!(tokio::time::timeout(Duration::from_secs(5), b.act(n)).await.is_ok(), "{what}");
        };
        quick("a writer waited for a sealer", 1).await;
        assert_eq!(b.seal(T0).await, 0, "another is at it");
        exec(&mut sealing, "ROLLBACK").await;
        let sealed = tokio::time::timeout(Duration::from_secs(5), b.seal(T0)).await.expect("the sealer waited for a writer");
        assert_eq!(sealed, 1);
        quick("a writer waited for a writer", 2).await;
        open.record(T0, event(3));
        open.commit().await.unwrap();
        exec(&mut held, "COMMIT").await;
        b.seal(T0).await;
        assert_eq!(b.verdict().await, Verdict::Sound { events: 4, unsealed: 0 });
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_power_cut_between_seal_and_head_is_no_alarm() {
    both(|b| async move {
        let head = b.keys.folder().join("audit.head");
        b.act(1).await;
        b.seal(T0).await;
        let first = std::fs::read(&head).unwrap();
        std::fs::remove_file(&head).unwrap();
        assert_eq!(b.verdict().await, Verdict::Sound { events: 1, unsealed: 0 });
        b.act(2).await;
        b.seal(T0).await;
        std::fs::write(&head, first).unwrap();
        assert_eq!(b.verdict().await, Verdict::Sound { events: 2, unsealed: 0 });
        b.act(3).await;
        assert_eq!(b.seal(T0).await, 1);
        assert_eq!(b.verdict().await, Verdict::Sound { events: 3, unsealed: 0 });
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn keys_are_made_once_and_for_their_owner_alone() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("k");
    let all: Vec<_> = (0..8)
        .map(|_| {
            let folder = folder.clone();
            std::thread::spawn(move || db::Keys::open(&folder).unwrap().secret("files", true).unwrap())
        })
        .map(|t| t.join().unwrap())
        .collect();
    assert!(all.iter().all(|k| *k == all[0]));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = |p: &std::path::Path| std::fs::metadata(p).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&folder), mode(&folder.join("files.key"))), (0o700, 0o600));
    }
    std::fs::write(folder.join("files.key"), "short").unwrap();
    assert_eq!(db::Keys::open(&folder).unwrap().secret("files", true).unwrap_err().kind(), std::io::ErrorKind::InvalidData);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_of_other_keys_does_not_go_on_sealing() {
    both(|b| async move {
        for n in 0..3 {
            b.act(n).await;
            b.seal(T0).await;
        }
        b.act(9).await;
        let other = db::Keys::open(&b.dir.path().join("other")).unwrap();
        let e = Sealer::new(&b.db, &other).unwrap().seal(T0).await.unwrap_err();
        assert!(matches!(&e, Problem::Internal(t) if t.contains("audit verify")), "{e}");
        assert_eq!(b.count("audit_seal").await, 3);
    })
    .await;
}
