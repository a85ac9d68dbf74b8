//! The other side's keys, remembered for a day. A token that names a key not known makes them be fetched once more, but not more often than once a
//! minute (ten seconds, while they cannot be had): whoever sends forged tokens cannot make us knock at somebody's door.

use crate::{
    IdentityError,
    jwk::{Jwk, read_set},
    jwt::{Claims, Unchecked},
};
use kernel::At;
use serde_json::Value;
use tokio::sync::Mutex;
use wire::{Call, Client};

const KEPT_MS: i64 = kernel::DAY_MS;
const AGAIN_MS: i64 = 60_000;
const FAILED_MS: i64 = 10_000;
/// Keys that could not be looked at again for so long open nothing.
const STALE_MS: i64 = 7 * kernel::DAY_MS;

#[derive(Default)]
pub(crate) struct Keys {
    inner: Mutex<Held>,
}

#[derive(Default)]
struct Held {
    keys: Vec<Jwk>,
    /// When they were fetched.
    at: Option<At>,
    /// When fetching was last tried, well or not.
    tried: Option<At>,
    /// Whether the last try brought none: then an unknown key is the other side's trouble, not somebody's forgery.
    failed: bool,
}

impl Keys {
    /// Checks a token's signature. `ask` is the request for the keys. One fetch at a time: others wait for it and use what it brought.
    pub(crate) async fn check(&self, client: &Client, ask: impl Fn() -> Call, token: &Unchecked<'_>, now: At) -> Result<Claims, IdentityError> {
        let mut held = self.inner.lock().await;
        let fresh = held.at.is_some_and(|at| now.0 - at.0 < KEPT_MS);
        let pause = if held.failed { FAILED_MS } else { AGAIN_MS };
        let may_ask = held.tried.is_none_or(|t| (now.0 - t.0).abs() >= pause);
        if (!fresh || token.key(&held.keys).is_none()) && may_ask {
            held.tried = Some(now);
            match fetch(client, ask()).await {
                Ok(keys) => (held.keys, held.at, held.failed) = (keys, Some(now), false),
                // Old keys serve while the other side is out of order; without any there is nothing to check with.
                Err(_) => held.failed = true,
            }
        }
        if held.at.is_some_and(|at| now.0 - at.0 >= STALE_MS) {
            held.keys.clear();
        }
        let missing = if held.failed { IdentityError::Unavailable("keys") } else { IdentityError::Token("unknown key") };
        let key = token.key(&held.keys).cloned().ok_or(missing)?;
        drop(held);
        token.check(&key)
    }
}

async fn fetch(client: &Client, call: Call) -> Result<Vec<Jwk>, IdentityError> {
    let keys = read_set(&json(client, call, "keys").await?);
    if keys.is_empty() { Err(IdentityError::Unavailable("keys")) } else { Ok(keys) }
}

/// A whole 200 answer as JSON; anything else is "unavailable".
pub(crate) async fn json(client: &Client, call: Call, what: &'static str) -> Result<Value, IdentityError> {
    let answer = client.send(call).await.map_err(|_| IdentityError::Unavailable(what))?;
    if answer.status != 200 || !answer.whole {
        return Err(IdentityError::Unavailable(what));
    }
    serde_json::from_slice(&answer.body).map_err(|_| IdentityError::Unavailable(what))
}
