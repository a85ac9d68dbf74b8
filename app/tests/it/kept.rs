//! Files no row names are set aside; those a row names never.

use db::{Query, args, built};
use kernel::{At, Env, FixedClock, Id, SeededIds};
use sila::{args::Place, demo, house::House, kept};
use std::collections::BTreeSet;

#[test]
fn every_column_that_names_a_scan_is_known() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../platform/db/migrations");
    let mut table = String::new();
    let mut seen = 0;
    let mut texts: Vec<_> = std::fs::read_dir(folder).unwrap().map(|f| f.unwrap().path()).collect();
    texts.sort();
    for line in texts.iter().flat_map(|p| std::fs::read_to_string(p).unwrap().lines().map(str::to_string).collect::<Vec<_>>()) {
        if let Some(name) = line.strip_prefix("CREATE TABLE ").or_else(|| line.strip_prefix("ALTER TABLE ")) {
            table = name.split([' ', '(']).next().unwrap().to_string();
        }
        let column = line.trim().rsplit("ADD COLUMN ").next().unwrap().split(' ').next().unwrap();
        if ["stored_id", "thumb_id", "workbook_id", "proof_file"].contains(&column) {
            seen += 1;
            assert!(kept::NAMED.contains(&(table.as_str(), column)), "{table}.{column} names files and is not looked at");
        }
    }
    assert!(seen >= 12, "{seen}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_no_row_names_is_set_aside_and_nothing_else() {
    let dir = tempfile::tempdir().unwrap();
    let place = Place { data: dir.path().join("data"), keys: Some(dir.path().join("keys")), database_url: None, as_user: None };
    let house = House::open(&place).await.unwrap();
    let quiet = |_: usize, _: usize| {};
    let options = demo::Options { files: 30, seed: 5, base: demo::fixed_base(), scanned_one_in: 2, scans_each: 2, progress: &quiet };
    demo::fill(&house, None, &options).await.unwrap();
    let there = house.files.before(At(i64::MAX)).await.unwrap();
    assert!(there.len() > 10, "{}", there.len());
    let clock = FixedClock::new(At(Env::system().now().0.max(demo::fixed_base().0)).plus_days(40));
    let env = Env::new(clock.clone(), SeededIds::new(3));
    // Of the invention's six sheets and its one signature some may be on nobody's document.
    let spare = kept::sweep(&house.db, &house.files, &env).await.unwrap();
    assert!(spare <= 7, "{spare} of {}", there.len());
    let there: BTreeSet<Id> = house.files.before(At(i64::MAX)).await.unwrap().into_iter().collect();
    for (table, column) in kept::NAMED {
        let rows = built(format!("SELECT {column} AS id FROM {table} WHERE {column} IS NOT NULL"));
        for r in house.db.reader().all(rows, args![]).await.unwrap() {
            assert!(there.contains(&r.id("id").unwrap()), "{table}.{column} names a file that was set aside");
        }
    }
    // Left behind by a form that was refused: for a day it may yet be named.
    let left = [env.id(), env.id()];
    for id in left {
        house.files.put(id, b"left behind".to_vec()).await.unwrap();
    }
    clock.advance_ms(23 * kernel::HOUR_MS);
    assert_eq!(kept::sweep(&house.db, &house.files, &env).await.unwrap(), 0, "too young");
    clock.advance_ms(2 * kernel::HOUR_MS);
    assert_eq!(kept::sweep(&house.db, &house.files, &env).await.unwrap(), 2);
    assert_eq!(house.files.before(At(i64::MAX)).await.unwrap().len(), there.len());
    assert_eq!(house.files.get(left[0]).await.unwrap(), b"left behind", "still read, should an older database come back");
    assert_eq!(kept::sweep(&house.db, &house.files, &env).await.unwrap(), 0);
    house.close().await.unwrap();
}
