//! Files that no row names: what a form put on the disk before it was refused, or before the line broke. Set aside at night, then forgotten.

use db::{Db, Query, args, built};
use files::Files;
use kernel::{DAY_MS, Env, Id, Problem, Result};
use std::{collections::HashSet, time::Duration};

/// Every column that names a file on the disk. A new one belongs here before its first file.
pub const NAMED: &[(&str, &str)] = &[
    ("portal_upload_part", "stored_id"),
    ("portal_page", "stored_id"),
    ("portal_page", "thumb_id"),
    ("representative_scan", "stored_id"),
    ("representative_scan", "thumb_id"),
    ("letter_scan", "stored_id"),
    ("letter_scan", "thumb_id"),
    ("paper", "stored_id"),
    ("signature", "file_id"),
    ("delivery_line", "proof_file"),
    ("import_run", "workbook_id"),
    ("import_run", "report_id"),
    ("import_run", "errors_id"),
    ("document_scan", "stored_id"),
    ("document_scan", "thumb_id"),
];

/// Younger ones may be on their way to a row.
const YOUNG_MS: i64 = DAY_MS;
/// How long a file set aside can still be read.
const ASIDE: Duration = Duration::from_secs(30 * 24 * 3600);
/// From so many files on, a house where most are named by nothing is a house with another's database.
const SUSPECT: usize = 200;

async fn named(db: &Db, of: &mut HashSet<Id>) -> Result<()> {
    let q = &mut db.reader();
    for (table, column) in NAMED {
        for r in q.all(built(format!("SELECT {column} AS id FROM {table} WHERE {column} IS NOT NULL")), args![]).await? {
            of.remove(&r.id("id")?);
        }
    }
    Ok(())
}

/// Sets aside what is older than a day and named by no row, and forgets what was set aside a month ago. How many were set aside.
///
/// # Errors
/// `Internal` where most files of a house are named by nothing: then nothing is touched.
pub async fn sweep(db: &Db, files: &Files, env: &Env) -> Result<usize> {
    let old = files.before(env.now().plus_ms(-YOUNG_MS)).await?;
    let all = old.len();
    let mut nobodys: HashSet<Id> = old.into_iter().collect();
    // Twice: a page handed in between two readings went from a row already read to one not yet read.
    for _ in 0..2 {
        if !nobodys.is_empty() {
            named(db, &mut nobodys).await?;
        }
    }
    if all >= SUSPECT && nobodys.len() * 2 > all {
        return Err(Problem::Internal(format!("{} of {all} files are named by no row: is this their database? Nothing was touched", nobodys.len())));
    }
    for id in &nobodys {
        files.set_aside(*id, env.now()).await?;
    }
    files.forget_aside(ASIDE).await?;
    Ok(nobodys.len())
}
