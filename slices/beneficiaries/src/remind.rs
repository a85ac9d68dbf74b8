//! The yearly update: who keeps a file is told in time, once for each day it is due (H6).

use db::{Db, Query, args};
use kernel::{Actor, Env, Event, Result};
use messages::{Tell, To, Told};

/// How long before.
const DAYS: i64 = 30;

db::statements! {
    pub(crate) REVIEW_DUE = "SELECT id, head_person_id, branch_id, next_review FROM beneficiary_file WHERE next_review >= $1 AND next_review <= $2 AND status IN ('registered', 'active') ORDER BY next_review, id LIMIT 2000";
}

/// Tells the heads of files whose yearly update is due within a month; how many messages were made. Run daily or so: a message is made once.
pub async fn remind_reviews(env: &Env, db: &Db) -> Result<usize> {
    let (now, mut n) = (env.now(), 0);
    let rows = db.reader().all(REVIEW_DUE, args![now.day(), now.plus_days(DAYS).day()]).await?;
    for row in rows {
        let (file, day) = (row.id("id")?, row.day("next_review")?);
        let mut tx = db.begin(&Actor::system()).await?;
        let tell = Tell {
            event: "file.review_due",
            to: To::Person(row.id("head_person_id")?),
            branch: row.id("branch_id")?,
            file: Some(file),
            request: None,
            vars: vec![("date", day.to_string())],
            link: "/my/data".into(),
            key: format!("review:{file}:{day}"),
        };
        if let Told::Queued { .. } = messages::tell(&mut tx, env, tell).await? {
            tx.record(now, Event::new("file.review_told", "file", file).file(file).fact("day", day));
            tx.commit().await?;
            n += 1;
        }
    }
    Ok(n)
}
