//! A draft turned out to be somebody's whose file exists: his requests follow him. What was signed stays signed, under the digest it has.

use super::sql;
use db::{Query, Tx, args};
use kernel::{At, Id, Result};

/// Puts the requests of one file into another of `branch`; who applied, and who lacks what, is read in `people` (old → new). Their ids.
/// Records no event: the caller does.
pub async fn move_file(tx: &mut Tx, from: Id, to: Id, branch: Id, people: &[(Id, Id)], now: At) -> Result<Vec<Id>> {
    let rows = tx.all(sql::OF_FILE_FOR_MOVE, args![from]).await?;
    let new = |p: Id| people.iter().find(|(old, _)| *old == p).map(|(_, new)| *new);
    let mut out = vec![];
    for r in &rows {
        let (id, applicant) = (r.id("id")?, r.id("applicant_id")?);
        tx.run_one(sql::MOVE_FILE, args![id, to, branch, new(applicant).unwrap_or(applicant), now]).await?;
        tx.run(sql::MOVE_TASKS, args![id, branch]).await?;
        for (old, new) in people {
            tx.run(sql::MOVE_MISSING, args![id, *old, *new]).await?;
        }
        out.push(id);
    }
    Ok(out)
}
