//! Whoever is no longer reached at a number: rooms above that gave something to it hear so, whichever form took it off.

use crate::{MobileLine, Person, store};
use db::{Query, Tx, args};
use kernel::{Env, Id, Result};
use std::{future::Future, pin::Pin, sync::OnceLock};

/// Numbers a person had and has no more.
#[derive(Clone, Debug)]
pub struct NumbersGone {
    /// As he was before the change.
    pub before: Person,
    /// `05XXXXXXXX`, his first one first; never empty.
    pub gone: Vec<String>,
}

/// Runs in the transaction that takes the numbers off; its error undoes that too.
pub type Listener = for<'a> fn(&'a mut Tx, &'a Env, &'a NumbersGone) -> Pin<Box<dyn Future<Output = Result<()>> + Send + 'a>>;

static LISTENERS: OnceLock<Vec<Listener>> = OnceLock::new();

/// Told once by `app` at start; the first call counts.
pub fn listen(all: Vec<Listener>) {
    LISTENERS.get_or_init(|| all);
}

/// What the lines to be written leave out of those there are; `None` where nothing goes, or nobody listens.
pub(crate) async fn gone(tx: &mut Tx, person: Id, to: &[MobileLine]) -> Result<Option<NumbersGone>> {
    if LISTENERS.get().is_none_or(Vec::is_empty) {
        return Ok(None);
    }
    let had: Vec<String> = tx.all(store::NUMBERS, args![person]).await?.iter().map(|r| r.text("number")).collect::<Result<_>>()?;
    let gone: Vec<String> = had.into_iter().filter(|n| !to.iter().any(|m| m.number == *n)).collect();
    if gone.is_empty() {
        return Ok(None);
    }
    Ok(Some(NumbersGone { before: crate::person(tx, person).await?, gone }))
}

pub(crate) async fn hear(tx: &mut Tx, env: &Env, g: &NumbersGone) -> Result<()> {
    for l in LISTENERS.get().into_iter().flatten() {
        l(tx, env, g).await?;
    }
    Ok(())
}
