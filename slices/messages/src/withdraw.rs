//! Somebody was told another way: the message that still waits to say the same is not sent.

use crate::{outbox, post, store};
use db::{Query, Tx, args};
use kernel::{Env, Event, Result};

/// Closes a message of this event and key that has not gone out, with the reason as employees read it; whether there was one. One that is under
/// way, or has taken others along with it, is left to go. The person's portal shows it all the same, and no room is told: the caller knows.
pub async fn withdraw(tx: &mut Tx, env: &Env, event: &str, key: &str, why: &str) -> Result<bool> {
    let Some(row) = tx.maybe(store::TOLD, args![outbox::stored_key(event, key)]).await? else { return Ok(false) };
    let Some(m) = store::find(tx, row.id("id")?).await? else { return Ok(false) };
    let waits = matches!(m.status.as_str(), "queued" | "retry" | "dead" | "unsure");
    if !waits || tx.maybe(store::MERGED_INTO, args![m.id]).await?.is_some() {
        return Ok(false);
    }
    let why: String = why.chars().take(300).collect();
    if tx.run(store::CLOSED, args![m.id, m.version, why, post::kept(&m)]).await? == 0 {
        return Ok(false);
    }
    if m.settled_at.is_none() {
        tx.run(store::SETTLED, args![m.id, env.now(), false, true]).await?;
    }
    let event = Event::new("message.close", "message", m.id);
    tx.record(
        env.now(),
        match m.file {
            Some(f) => event.file(f),
            None => event,
        },
    );
    Ok(true)
}
