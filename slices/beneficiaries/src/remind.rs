//! The yearly update: who keeps a file is told in time, once for each day it is due (H6).

use db::{Db, Query, args};
use kernel::{Env, Event, Result};
use messages::{Tell, To};

/// How long before.
const DAYS: i64 = 30;

db::statements! {
    pub(crate) REVIEW_DUE = "SELECT id, head_person_id, branch_id, next_review FROM beneficiary_file WHERE next_review >= $1 AND next_review <= $2 AND (next_review > $3 OR id > $4) \
        AND status IN ('registered', 'active') ORDER BY next_review, id LIMIT $5";
}

/// Tells the heads of files whose yearly update is due within a month, once for each day it is due; how many were told.
pub async fn remind_reviews(env: &Env, db: &Db) -> Result<usize> {
    let (mut from, to) = (env.now().day(), env.now().plus_days(DAYS).day());
    let (mut n, mut after) = (0, String::new());
    loop {
        let rows = db.reader().all(REVIEW_DUE, args![from, to, from, &after, messages::PAGE]).await?;
        for row in &rows {
            let (file, day) = (row.id("id")?, row.day("next_review")?);
            let t = Tell {
                event: "file.review_due",
                to: To::Person(row.id("head_person_id")?),
                branch: row.id("branch_id")?,
                file: Some(file),
                request: None,
                vars: vec![("date", day.to_string())],
                link: "/my/data".into(),
                key: format!("review:{file}:{day}"),
            };
            n += usize::from(messages::tell_once(env, db, t, Event::new("file.review_told", "file", file).file(file).fact("day", day)).await?);
        }
        let Some(last) = rows.last() else { return Ok(n) };
        (from, after) = (last.day("next_review")?, last.text("id")?);
    }
}
