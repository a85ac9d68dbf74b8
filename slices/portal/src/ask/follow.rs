//! What was being written for a draft goes on in the file it was joined to.

use super::store;
use applications::Matched;
use db::{Tx, args};
use kernel::{Env, Result};
use std::{future::Future, pin::Pin};

/// Pages and uploads of documents not handed in yet stand at the lines of whom they are of: those of somebody left out are the household's, as
/// his documents are. Whoever comes in by the account goes on with what he began.
pub fn on_matched<'a>(tx: &'a mut Tx, _env: &'a Env, m: &'a Matched) -> Pin<Box<dyn Future<Output = Result<()>> + Send + 'a>> {
    Box::pin(async move {
        let moved = m.people.iter().filter(|(old, new)| old != new).map(|(old, new)| (*old, new.to_string()));
        let subjects: Vec<_> = moved.chain(m.left_out.iter().map(|old| (*old, String::new()))).collect();
        for r in &m.requests {
            for (old, new) in &subjects {
                tx.run(store::PAGES_MOVE, args![*r, old.to_string(), new.as_str()]).await?;
                tx.run(store::UPLOADS_MOVE, args![*r, old.to_string(), new.as_str()]).await?;
            }
        }
        if let Some(person) = m.person {
            tx.run(store::UPLOADS_BY, args![m.account, person]).await?;
            for (old, _) in m.people.iter().take(1) {
                tx.run(store::UPLOADS_BY, args![*old, person]).await?;
            }
        }
        Ok(())
    })
}
