//! Rooms that take in what a person writes to us, in the transaction that keeps it.

use crate::people_in;
use db::{Query, Tx, args};
use kernel::{Actor, At, Env, Id, Result};
use std::{future::Future, pin::Pin, sync::OnceLock};

/// One message from a person, kept for the first time: a provider that repeats itself is not heard twice.
#[derive(Clone, Debug)]
pub struct Came {
    pub id: Id,
    /// `whatsapp`.
    pub channel: String,
    /// `05XXXXXXXX`, or as the provider has it.
    pub from: String,
    /// Whose number it is; `None` where it is nobody's or several people's.
    pub person: Option<Id>,
    /// His name; empty without a person.
    pub name: String,
    /// The branch of whoever has the number; `None` where nobody has.
    pub branch: Option<Id>,
    pub text: String,
    /// When he wrote it, never later than now.
    pub at: At,
    /// What the last message from this address became.
    pub before: Option<Id>,
}

/// Answers with the record (a contact) the message became part of. Its error leaves the message unkept: the provider brings it again.
pub type Taker = for<'a> fn(&'a mut Tx, &'a Env, &'a Came) -> Pin<Box<dyn Future<Output = Result<Option<Id>>> + Send + 'a>>;

static TAKER: OnceLock<Taker> = OnceLock::new();

/// Told once by `app` at start; the first call counts.
pub fn take_in(taker: Taker) {
    TAKER.get_or_init(|| taker);
}

/// In the transaction that keeps the message.
pub(crate) async fn taken(tx: &mut Tx, env: &Env, mut c: Came) -> Result<()> {
    let Some(taker) = TAKER.get() else { return Ok(()) };
    c.before = match tx.maybe(people_in::LAST_CONTACT, args![&c.from, &c.channel, c.id]).await? {
        Some(r) => r.opt_id("contact_id")?,
        None => None,
    };
    if let Some(contact) = taker(tx, env, &c).await? {
        tx.run_one(people_in::BECAME, args![c.id, contact]).await?;
    }
    Ok(())
}

/// The contact was answered: its messages wait for nobody any more. How many; the caller records the event.
pub async fn answered(tx: &mut Tx, env: &Env, actor: &Actor, contact: Id) -> Result<u64> {
    tx.run(people_in::ANSWERED, args![contact, env.now(), actor.id, &actor.name]).await
}
