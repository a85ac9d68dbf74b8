//! What came of a try, written down: sent, later, another way, nobody knows, or the end.

use super::{Post, claim::Job};
use crate::{
    channels, outbox,
    rules::{events, ways},
    settings,
    store::{self, Message},
    waiting::{self, Settled},
};
use db::{Db, Query, Tx, args};
use kernel::{Actor, At, Env, Event, Result};
use messaging::{Outcome, Why};

/// Code and the provider's own word, as kept.
fn written(why: &Why) -> String {
    if why.said.is_empty() { why.code.code().into() } else { format!("{}: {}", why.code.code(), why.said) }
}

pub(super) fn settled(m: &Message, ok: bool, at: At) -> Settled {
    let channel = if m.provider == channels::CONSOLE { channels::CONSOLE.to_string() } else { m.channel.clone() };
    Settled { message: m.id, event: m.event.clone(), key: outbox::callers_key(&m.key), file: m.file, request: m.request, channel, ok, at }
}

/// The values as they stay once nothing more is to be sent: without a secret.
pub(crate) fn kept(m: &Message) -> String {
    let hidden = events::of(&m.event).map_or_else(|| m.vars.clone(), |k| outbox::hidden(k, &m.vars));
    serde_json::to_string(&hidden).unwrap_or_default()
}

/// Writes that a message, and those it stands for, arrived or came to an end; the rooms that wait hear of it in the same transaction.
/// `writes` go first: where the first of them touches no row somebody else was before us, and nothing is written (`false`).
pub(crate) async fn settle(db: &Db, env: &Env, m: &Message, ok: bool, writes: &[(db::Sql, db::Args)]) -> Result<bool> {
    for heard in [true, false] {
        let mut tx = db.begin(&Actor::system()).await?;
        for (i, (sql, a)) in writes.iter().enumerate() {
            if tx.run(*sql, a.clone()).await? == 0 && i == 0 {
                return Ok(false);
            }
        }
        if told(&mut tx, env, m, ok, heard).await? {
            tx.commit().await?;
            return Ok(true);
        }
        // A room could not take it in: what was sent stays written, or it would go out again; the room hears it later.
    }
    Ok(true)
}

/// Marks and tells of a message and those it stands for; `false` where a room refused.
async fn told(tx: &mut Tx, env: &Env, m: &Message, ok: bool, heard: bool) -> Result<bool> {
    let now = env.now();
    let mut all = super::many(tx, store::MERGED_INTO, args![m.id]).await?;
    for other in &mut all {
        (other.channel, other.provider) = (m.channel.clone(), m.provider.clone());
    }
    all.insert(0, m.clone());
    for one in &all {
        tx.run(store::SETTLED, args![one.id, now, ok, heard]).await?;
        let mut event = Event::new(if ok { "message.sent" } else { "message.failed" }, "message", one.id).fact("channel", &m.channel).fact("event", &one.event);
        event.file = one.file;
        tx.record(now, event);
        if heard && let Err(e) = waiting::hear(tx, env, &settled(one, ok, now)).await {
            tracing::error!(error = %e, message = %m.id, "a room did not take in what came of a message");
            return Ok(false);
        }
    }
    Ok(true)
}

impl Post {
    /// Writes what came of a try.
    pub(super) async fn record(&self, job: Job, outcome: Outcome) -> Result<()> {
        let Job { message: mut m, attempt, lease, provider, .. } = job;
        m.provider = provider;
        let now = self.env.now();
        let ended = |what: &str, why: &str, receipt: Option<String>| (store::ATTEMPT_ENDED, args![attempt, what, why, receipt, now]);
        match outcome {
            Outcome::Accepted { receipt } => {
                let receipt = Some(receipt).filter(|r| !r.is_empty());
                let writes = [(store::ACCEPTED, args![m.id, lease, now, receipt.clone(), kept(&m)]), ended("accepted", "", receipt.clone())];
                // WhatsApp says yes and may still not deliver: its word is the delivery.
                if m.channel == "whatsapp" {
                    let mut tx = self.db.begin(&Actor::system()).await?;
                    for (sql, a) in writes {
                        tx.run(sql, a).await?;
                    }
                    tx.commit_quietly("taken by the provider: its word of the delivery has the event").await?;
                } else {
                    let ok = m.provider != channels::CONSOLE || settings::house(&mut self.db.reader()).await?.console_counts;
                    settle(&self.db, &self.env, &m, ok, &writes).await?;
                }
                if let Some(r) = receipt {
                    crate::receipts::early(&self.db, &self.env, &m.channel, &r).await?;
                }
                Ok(())
            }
            Outcome::Retry { why, after } => {
                let asked = after.and_then(|d| i64::try_from(d.as_millis()).ok());
                self.quietly(ended("later", &written(&why), None)).await?;
                self.later(&m, lease, &written(&why), asked).await
            }
            Outcome::Refused { why } => {
                self.quietly(ended("refused", &written(&why), None)).await?;
                // What the association can mend is no end: another way if there is one, else later.
                if why.code.is_ours() && !has_other_way(&self.db, &m).await? {
                    return self.later(&m, lease, &written(&why), None).await;
                }
                next_way(&self.db, &self.env, &self.fresh(&m).await?, &written(&why)).await
            }
            Outcome::Unsure { why } => {
                self.quietly(ended("unsure", &written(&why), None)).await?;
                if self.senders.repeats(&mut self.db.reader(), &m.channel).await? {
                    return self.later(&m, lease, &written(&why), None).await;
                }
                self.quietly((store::UNSURE, args![m.id, lease, written(&why)])).await
            }
        }
    }

    async fn quietly(&self, (sql, a): (db::Sql, db::Args)) -> Result<()> {
        let mut tx = self.db.begin(&Actor::system()).await?;
        tx.run(sql, a).await?;
        tx.commit_quietly("the keeping of tries").await
    }

    async fn fresh(&self, m: &Message) -> Result<Message> {
        let found = store::find(&mut self.db.reader(), m.id).await?.unwrap_or_else(|| m.clone());
        Ok(Message { provider: m.provider.clone(), ..found })
    }

    /// Again after a while; after the last time by another way, or the end.
    async fn later(&self, m: &Message, lease: At, why: &str, asked: Option<i64>) -> Result<()> {
        let Some(wait) = ways::wait(m.attempts, self.env.id().as_u128(), asked) else {
            return next_way(&self.db, &self.env, &self.fresh(m).await?, why).await;
        };
        let mut at = self.env.now().plus_ms(wait);
        if !m.urgent {
            at = settings::house(&mut self.db.reader()).await?.quiet.after(at);
        }
        self.quietly((store::AGAIN, args![m.id, lease, at, why])).await
    }
}

/// The best way not yet given up.
async fn other_way(tx: &mut impl Query, m: &Message) -> Result<Option<ways::Way>> {
    let Some(person) = m.person else { return Ok(None) };
    let open = channels::open(tx).await?;
    let p = people::person(tx, person).await?;
    let given_up = |c: &str| c == m.channel || m.tried.split(' ').any(|t| t == c);
    Ok(outbox::ways_of(tx, &p, &open).await?.into_iter().find(|w| !given_up(w.channel)))
}

pub(crate) async fn has_other_way(db: &Db, m: &Message) -> Result<bool> {
    Ok(other_way(&mut db.reader(), m).await?.is_some())
}

/// This channel is given up: the next one, or the end.
pub(crate) async fn next_way(db: &Db, env: &Env, m: &Message, why: &str) -> Result<()> {
    let mut tx = db.begin(&Actor::system()).await?;
    let Some(way) = other_way(&mut tx, m).await? else {
        drop(tx);
        return end(db, env, m, why).await;
    };
    let mut at = env.now();
    if !m.urgent {
        at = settings::house(&mut tx).await?.quiet.after(at);
    }
    let tried = format!("{} {}", m.tried, m.channel);
    if tx.run(store::OTHER_WAY, args![m.id, m.version, way.channel, &way.address, tried.trim(), at, why]).await? == 1 {
        tx.record(env.now(), Event::new("message.other_way", "message", m.id).fact("from", &m.channel).fact("to", way.channel));
        tx.commit().await?;
    }
    Ok(())
}

/// It reached nobody and will not by itself: to the page of those, where somebody decides.
pub(crate) async fn end(db: &Db, env: &Env, m: &Message, why: &str) -> Result<()> {
    settle(db, env, m, false, &[(store::DEAD, args![m.id, m.version, why, kept(m)])]).await.map(|_| ())
}
