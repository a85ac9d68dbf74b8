//! A draft turned out to be somebody's whose file exists: his requests follow him. What was signed stays signed, under the digest it has.

use super::{find_unscoped, note_history, sql};
use beneficiaries::File;
use db::{Query, Tx, args};
use kernel::{Env, Id, Permit, Result};

/// Puts the requests of one file into another; who applied, signed, and who lacks what, is read in `people` (old → new). Each has a line of its
/// history that says so, with the file's number. Their ids. Records no event: the caller does.
pub async fn move_file(tx: &mut Tx, env: &Env, permit: &Permit, from: Id, to: &File, people: &[(Id, Id)]) -> Result<Vec<Id>> {
    let rows = tx.all(sql::OF_FILE_FOR_MOVE, args![from]).await?;
    let new = |p: Id| people.iter().find(|(old, _)| *old == p).map(|(_, new)| *new);
    let mut out = vec![];
    for r in &rows {
        let (id, applicant) = (r.id("id")?, r.id("applicant_id")?);
        tx.run_one(sql::MOVE_FILE, args![id, to.id, to.branch, new(applicant).unwrap_or(applicant), env.now()]).await?;
        tx.run(sql::MOVE_TASKS, args![id, to.branch]).await?;
        tx.run(sql::MOVE_DEVIATIONS, args![id, to.branch]).await?;
        for (old, new) in people {
            tx.run(sql::MOVE_MISSING, args![id, *old, *new]).await?;
        }
        let moved = find_unscoped(tx, id).await?;
        note_history(tx, env, permit, &moved, "joined", &to.number).await?;
        out.push(id);
    }
    Ok(out)
}
