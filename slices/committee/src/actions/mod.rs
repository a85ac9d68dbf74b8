//! Load → rule → write → event → commit. Every action asks for the permit of its own permission.

pub mod confirm;
pub mod delegate;
pub mod items;
pub mod members;
pub mod outcome;
pub mod reopen;
pub mod settings;
pub mod sittings;

use db::{Once, Tx};
use kernel::{At, Problem, Result};

/// A form's idempotency key and what it is bound to; empty for callers without one.
#[derive(Clone, Debug, Default)]
pub struct Press {
    pub key: String,
    pub digest: String,
}

impl Press {
    pub fn of(form: &web::Form) -> Press {
        Press { key: form.once().into(), digest: form.digest() }
    }
    /// `Some` with what was answered the first time: nothing is left to do.
    pub(crate) async fn again(&self, tx: &mut Tx, now: At) -> Result<Option<String>> {
        Ok(match tx.once(&self.key, &self.digest, now).await? {
            Once::First => None,
            Once::Again(result) => Some(result),
        })
    }
    pub(crate) async fn answered(&self, tx: &mut Tx, result: &str) -> Result<()> {
        tx.once_result(&self.key, result).await
    }
}

/// Someone was first: the page showed another version.
pub(crate) fn same_version(now: i64, seen: i64) -> Result<()> {
    if now == seen { Ok(()) } else { Err(Problem::conflict("changed")) }
}
