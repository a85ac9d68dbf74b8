//! Somebody entered anew turned out to be one the register knows: what he said and signed is that one's.

use crate::store;
use db::{Tx, args};
use kernel::{Id, Result};

/// What `old` agreed to is what `new` agreed to, in the order of time; of `signed` (an object's kind and id) his signatures are the other's too:
/// the name stays as it stood when he signed, and the digest. Records no event: the caller does.
pub async fn follow(tx: &mut Tx, old: Id, new: Id, signed: &[(&str, Id)]) -> Result<()> {
    tx.run(store::MOVE_CONSENTS, args![old, new]).await?;
    for (object, id) in signed {
        tx.run(store::MOVE_SIGNATURES, args![*id, *object, old, new]).await?;
    }
    Ok(())
}

/// Takes a person's numbers off without anybody hearing of it: they are another person's, who he was found to be. The caller sees to whatever
/// they opened, and records the event.
pub async fn release_mobiles(tx: &mut Tx, person: Id) -> Result<()> {
    tx.run_one(store::RAISE, args![person]).await?;
    tx.run(store::DELETE_MOBILES, args![person]).await.map(|_| ())
}
