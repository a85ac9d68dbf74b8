//! Documents about to expire: who keeps the file is told in time, once for each document, so that no request stops over it (D1).

use db::{Db, Query, args};
use kernel::{Env, Event, Result};
use messages::{Tell, To};

/// How long before.
const DAYS: i64 = 30;

db::statements! {
    pub(crate) EXPIRING = "SELECT d.id, d.file_id, d.expires, f.head_person_id, f.branch_id FROM document d JOIN beneficiary_file f ON f.id = d.file_id \
        WHERE d.expires >= $1 AND d.expires <= $2 AND (d.expires > $3 OR d.id > $4) AND d.superseded_by IS NULL AND f.status IN ('registered', 'active') ORDER BY d.expires, d.id LIMIT $5";
}

/// Tells the heads of files about documents that expire within a month, once for each document; how many were told.
pub async fn remind_expiring(env: &Env, db: &Db) -> Result<usize> {
    let (mut from, to) = (env.now().day(), env.now().plus_days(DAYS).day());
    let (mut n, mut after) = (0, String::new());
    loop {
        let rows = db.reader().all(EXPIRING, args![from, to, from, &after, messages::PAGE]).await?;
        for row in &rows {
            let (document, file, day) = (row.id("id")?, row.id("file_id")?, row.day("expires")?);
            let t = Tell {
                event: "document.expiring",
                to: To::Person(row.id("head_person_id")?),
                branch: row.id("branch_id")?,
                file: Some(file),
                request: None,
                vars: vec![("date", day.to_string())],
                link: "/my/data".into(),
                key: format!("expiring:{document}:{day}"),
            };
            let event = Event::new("document.expiry_told", "document", document).file(file).fact("day", day);
            n += usize::from(messages::tell_once(env, db, t, event).await?);
        }
        let Some(last) = rows.last() else { return Ok(n) };
        (from, after) = (last.day("expires")?, last.text("id")?);
    }
}
