//! Rooms that wait for what came of a message.

use db::Tx;
use kernel::{At, Env, Id, Result};
use std::{future::Future, pin::Pin, sync::OnceLock};

/// What came of a message. A provider's later word may change it: then it comes again, with the other `ok`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settled {
    pub message: Id,
    pub event: String,
    /// As [`crate::Tell::key`] had it.
    pub key: String,
    pub file: Option<Id>,
    pub request: Option<Id>,
    /// `sms`, `whatsapp`, `email`; `console` where it was only written on the server's terminal.
    pub channel: String,
    /// Handed over: taken by the SMS provider or the mail server, delivered by WhatsApp. `false`: it reached nobody and will not by itself;
    /// so also what was only written on the terminal, unless the house counts that (trials, demonstrations).
    pub ok: bool,
    pub at: At,
}

/// Runs in the transaction that records the outcome. An error is tried again later, and never makes a message go out twice.
pub type Listener = for<'a> fn(&'a mut Tx, &'a Env, &'a Settled) -> Pin<Box<dyn Future<Output = Result<()>> + Send + 'a>>;

static LISTENERS: OnceLock<Vec<Listener>> = OnceLock::new();

/// Told once by `app` at start; the first call counts.
pub fn listen(all: Vec<Listener>) {
    let _ = LISTENERS.set(all);
}

pub(crate) async fn hear(tx: &mut Tx, env: &Env, s: &Settled) -> Result<()> {
    for l in LISTENERS.get().into_iter().flatten() {
        l(tx, env, s).await?;
    }
    Ok(())
}
