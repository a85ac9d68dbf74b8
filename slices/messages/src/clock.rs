//! What clocks tell: each thing once, in a transaction of its own, whether or not a way out of the house is open.

use crate::{
    outbox::{self, Tell},
    store,
};
use db::{Db, Query, args};
use kernel::{Actor, Env, Event, Result};

/// How many rows a clock reads at a time.
pub const PAGE: i64 = 500;

/// Whether the event was told with this key before.
pub async fn told(q: &mut impl Query, event: &str, key: &str) -> Result<bool> {
    Ok(q.maybe(store::TOLD, args![outbox::stored_key(event, key)]).await?.is_some())
}

/// Tells, and records `event`, unless it was told before; whether it was told now.
///
/// Where no way leads to the person the portal still shows it: that counts, and is kept. Nothing is written for who cannot be told at all
/// (the dead).
pub async fn tell_once(env: &Env, db: &Db, t: Tell, event: Event) -> Result<bool> {
    // Most of what a clock finds was told on an earlier day: seen without waiting for a turn to write.
    if told(&mut db.reader(), t.event, &t.key).await? {
        return Ok(false);
    }
    let (kind, key) = (t.event, t.key.clone());
    let mut tx = db.begin(&Actor::system()).await?;
    if outbox::tell(&mut tx, env, t).await? == outbox::Told::Again || !told(&mut tx, kind, &key).await? {
        return Ok(false);
    }
    tx.record(env.now(), event);
    tx.commit().await?;
    Ok(true)
}
