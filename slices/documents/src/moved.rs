//! A draft turned out to be somebody's whose file exists: his documents follow him.

use crate::store;
use db::{Query, Tx, args};
use kernel::{Id, Result};

/// Puts the documents of one file into another; whose they are is read in `people` (old → new), and what is of nobody in it becomes the
/// household's. How many. Records no event: the caller does.
pub async fn move_file(tx: &mut Tx, from: Id, to: Id, people: &[(Id, Id)]) -> Result<usize> {
    let of = tx.all(store::WHOSE, args![from]).await?;
    for r in &of {
        let person = r.opt_id("person_id")?.and_then(|p| people.iter().find(|(old, _)| *old == p).map(|(_, new)| *new));
        tx.run_one(store::MOVE, args![r.id("id")?, to, person]).await?;
    }
    Ok(of.len())
}
