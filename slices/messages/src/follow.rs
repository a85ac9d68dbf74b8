//! A file turned out to be another's: what was told about it is told about that one.

use crate::{people_in, store};
use db::{Tx, args};
use kernel::{Id, Result};

/// Puts the messages of one file under another of `branch`, and those to and from the people of the one under whom they are in the other
/// (`people`: old → new). Addresses and words stay as they were; nothing is sent again. How many. Records no event: the caller does.
pub async fn move_file(tx: &mut Tx, from: Id, to: Id, branch: Id, people: &[(Id, Id)]) -> Result<u64> {
    let n = tx.run(store::MOVE_FILE, args![from, to, branch]).await?;
    for (old, new) in people.iter().filter(|(old, new)| old != new) {
        tx.run(store::MOVE_PERSON, args![*old, *new]).await?;
        tx.run(people_in::MOVE_PERSON, args![*old, *new, branch]).await?;
    }
    Ok(n)
}
