//! Documents about to expire: who keeps the file is told in time, once for each document, so that no request stops over it (D1).

use db::{Db, Query, args};
use kernel::{Actor, Env, Event, Result};
use messages::{Tell, To, Told};

/// How long before.
const DAYS: i64 = 30;

db::statements! {
    pub(crate) EXPIRING = "SELECT d.id, d.file_id, d.expires, f.head_person_id, f.branch_id FROM document d JOIN beneficiary_file f ON f.id = d.file_id \
        WHERE d.expires >= $1 AND d.expires <= $2 AND d.superseded_by IS NULL AND f.status IN ('registered', 'active') ORDER BY d.expires, d.id LIMIT 2000";
}

/// Tells the heads of files about documents that expire within a month; how many messages were made. Run daily or so: a message is made once.
pub async fn remind_expiring(env: &Env, db: &Db) -> Result<usize> {
    let (now, mut n) = (env.now(), 0);
    let rows = db.reader().all(EXPIRING, args![now.day(), now.plus_days(DAYS).day()]).await?;
    for row in rows {
        let (document, file, day) = (row.id("id")?, row.id("file_id")?, row.day("expires")?);
        let mut tx = db.begin(&Actor::system()).await?;
        let tell = Tell {
            event: "document.expiring",
            to: To::Person(row.id("head_person_id")?),
            branch: row.id("branch_id")?,
            file: Some(file),
            request: None,
            vars: vec![("date", day.to_string())],
            link: "/my/data".into(),
            key: format!("expiring:{document}:{day}"),
        };
        if let Told::Queued { .. } = messages::tell(&mut tx, env, tell).await? {
            tx.record(now, Event::new("document.expiry_told", "document", document).file(file).fact("day", day));
            tx.commit().await?;
            n += 1;
        }
    }
    Ok(n)
}
