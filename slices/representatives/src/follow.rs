//! A draft turned out to be somebody's whose file exists: whoever acts in it, or claims to, does so there; and what its people claimed is theirs still.

use crate::store;
use db::{Tx, args};
use kernel::{At, Id, Result};

/// What became of a draft's people.
#[derive(Clone, Copy, Debug)]
pub struct Moved<'a> {
    /// In the draft → in the file it was joined to.
    pub people: &'a [(Id, Id)],
    /// In the draft alone.
    pub left_out: &'a [Id],
    /// What staff read of a representation that ends with it.
    pub reason: &'a str,
}

/// Puts the representations of one file under another. Of those left out, who acted acts no more, and a claim waits for whom it means.
/// How many. Records no event: the caller does.
pub async fn move_file(tx: &mut Tx, from: Id, to: Id, m: Moved<'_>, now: At) -> Result<u64> {
    for (old, new) in m.people.iter().filter(|(old, new)| old != new) {
        tx.run(store::MOVE_REPRESENTED, args![from, *old, *new]).await?;
        tx.run(store::MOVE_PERSON, args![*old, *new]).await?;
    }
    for person in m.left_out {
        tx.run(store::END_LEFT_OUT, args![from, *person, m.reason, now]).await?;
        tx.run(store::UNSAY, args![from, *person]).await?;
    }
    tx.run(store::MOVE_FILE, args![from, to]).await
}

/// What somebody claimed by an account before he was anybody of the register is `person`'s: an employee found that he is. How many.
/// Records no event: the caller does.
pub async fn adopt(tx: &mut Tx, account: Id, person: Id) -> Result<u64> {
    tx.run(store::ADOPT, args![account, person]).await
}
