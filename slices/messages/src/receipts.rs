//! What providers say afterwards. They repeat themselves and overtake us: each thing is taken once, and a message only moves forward.

use crate::{
    post,
    rules::ways::rank,
    store::{self, Message},
};
use db::{Db, Query, args};
use kernel::{Actor, Env, Result};
use messaging::Receipt;

/// Takes one receipt in; `false` where it was known.
pub(crate) async fn take(db: &Db, env: &Env, channel: &str, r: &Receipt) -> Result<bool> {
    let Some(id) = theirs(db, r).await? else { return Ok(false) };
    let why = r.why.as_ref().map(|w| w.code.code().to_string()).unwrap_or_default();
    let mut tx = db.begin(&Actor::system()).await?;
    let new = tx.run(store::NEW_RECEIPT, args![channel, &id, r.status.code(), &why, r.at.unwrap_or(env.now())]).await? == 1;
    tx.commit_quietly("a provider's word; what it changes has its event").await?;
    if new {
        apply(db, env, channel, &id, r.status.code(), &why).await?;
    }
    Ok(new)
}

/// The provider's id: as it says, or by ours which it sent back.
async fn theirs(db: &Db, r: &Receipt) -> Result<Option<String>> {
    if !r.provider_id.is_empty() {
        return Ok(Some(r.provider_id.clone()));
    }
    let ours = r.our_id.as_deref().and_then(|id| id.get(..26)).and_then(|id| id.parse().ok());
    match ours {
        Some(id) => Ok(store::find(&mut db.reader(), id).await?.and_then(|m| m.receipt)),
        None => Ok(None),
    }
}

/// Receipts that came before we had written the sending they are of.
pub(crate) async fn early(db: &Db, env: &Env, channel: &str, receipt: &str) -> Result<()> {
    let rows = db.reader().all(store::EARLY_RECEIPTS, args![receipt, channel]).await?;
    for row in rows {
        apply(db, env, channel, receipt, &row.text("status")?, &row.text("why")?).await?;
    }
    Ok(())
}

async fn apply(db: &Db, env: &Env, channel: &str, receipt: &str, status: &str, why: &str) -> Result<()> {
    let found = db.reader().maybe(store::BY_RECEIPT, args![receipt]).await?;
    let Some(m) = found.as_ref().map(store::message).transpose()? else { return Ok(()) };
    if m.channel != channel || !matches!(m.status.as_str(), "sent" | "delivered") || rank(status) <= rank(&m.status) {
        return Ok(());
    }
    match status {
        "failed" => failed(db, env, &m, receipt, why).await,
        "delivered" | "read" => arrived(db, env, &m, status).await,
        _ => Ok(()),
    }
}

async fn arrived(db: &Db, env: &Env, m: &Message, status: &str) -> Result<()> {
    let write = (store::CAME, args![m.id, m.version, status]);
    if m.settled_ok == Some(true) {
        let mut tx = db.begin(&Actor::system()).await?;
        tx.run(write.0, write.1).await?;
        return tx.commit_quietly("how far a message has come: that it went out has its event").await;
    }
    post::settle(db, env, m, true, &[write]).await.map(|_| ())
}

/// Taken, and not delivered after all.
async fn failed(db: &Db, env: &Env, m: &Message, receipt: &str, why: &str) -> Result<()> {
    let mut tx = db.begin(&Actor::system()).await?;
    tx.run(store::ATTEMPT_FAILED, args![m.id, receipt, why]).await?;
    tx.commit_quietly("the keeping of tries").await?;
    // Said to have gone out before: the rooms hear that it did not, whichever way it takes now.
    if m.settled_ok == Some(true) && post::has_other_way(db, m).await? {
        post::settle(db, env, m, false, &[(store::STAYS, args![m.id, m.version])]).await?;
    }
    post::next_way(db, env, m, why).await
}
