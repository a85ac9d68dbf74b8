//! Whoever registered by the portal turned out to be somebody of the register: what he has open is that one's.

use crate::store;
use db::{Tx, args};
use kernel::{At, Id, Result};

/// One side: a file and its person.
#[derive(Clone, Copy, Debug)]
pub struct Whose {
    pub file: Id,
    pub person: Id,
}

/// Sessions of the account an application came by, and of the draft's own person, become `to`'s; without `to` (his number was not taken over) those
/// of the draft's person end, and the account stands for nobody. How many. The caller has judged who he is, and records the event.
pub async fn follow(tx: &mut Tx, account: Id, draft: Whose, to: Option<Whose>, now: At) -> Result<u64> {
    match to {
        Some(to) => tx.run(store::FOLLOW, args![account, draft.person, to.person, draft.file, to.file]).await,
        None => tx.run(store::END_OF_PERSON, args![draft.person, now]).await,
    }
}
