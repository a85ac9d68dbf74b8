//! The worker that carries messages out of the house. It claims one by a lease, writes the attempt, sends outside any transaction and
//! records what came of it; what a crash leaves behind is found by its lease.

mod breaker;
mod claim;
mod outcome;
mod senders;

pub(crate) use outcome::{has_other_way, kept, next_way, settle};
pub(crate) use senders::sender_of;

use crate::{settings, store, waiting};
use breaker::Breakers;
use db::{Db, Query, args};
use kernel::{Actor, At, Env, HOUR_MS, Result};
use messaging::Sender;
use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

/// Longer than any sender takes for one message.
pub(crate) const LEASE_MS: i64 = 180_000;
/// Messages a channel carries in one step.
const BATCH: usize = 20;

/// Sends what waits in the outbox.
pub struct Post {
    pub(crate) db: Db,
    pub(crate) env: Env,
    breakers: Breakers,
    senders: senders::Senders,
    looked_for_silence: Mutex<At>,
}

impl Post {
    /// Sends by the channels the house has set ([`crate::channels`]); their secrets need [`crate::set_key`] first.
    pub fn new(db: Db, env: Env) -> Post {
        Post { db, env, breakers: Breakers::default(), senders: senders::Senders::default(), looked_for_silence: Mutex::new(At(0)) }
    }

    /// Sends this channel by a sender of one's own, whatever the house has set. `repeat`: whether it knows a message again by our id.
    pub fn with(mut self, channel: &'static str, sender: Arc<dyn Sender>, repeat: bool) -> Post {
        self.senders.fixed.insert(channel, (sender, repeat));
        self
    }

    /// Does what is due now; how many messages were tried or settled. A fault is logged and its message comes again.
    pub async fn step(&self) -> usize {
        let mut done = 0;
        for (what, n) in [("lost", self.lost().await), ("late", self.late().await), ("silent", self.silent().await), ("unheard", self.unheard().await)] {
            done += said(what, n);
        }
        let due = match self.due().await {
            Ok(due) => due,
            Err(e) => {
                tracing::error!(error = %e, "outbox");
                return done;
            }
        };
        // Side by side: a channel that hangs holds up no other.
        let one = |channel: &'static str| {
            let due = due.contains(channel);
            async move { if due { self.channel(channel).await } else { 0 } }
        };
        let (a, b, c) = tokio::join!(one("sms"), one("whatsapp"), one("email"));
        done + a + b + c
    }

    /// Until `stop` is notified. A message under way is finished first.
    pub async fn run(self, stop: Arc<tokio::sync::Notify>) {
        let stopped = stop.notified();
        tokio::pin!(stopped);
        // Heard even while a message is under way.
        stopped.as_mut().enable();
        loop {
            let idle = self.step().await == 0;
            let pause = Duration::from_millis(if idle { 700 } else { 20 });
            tokio::select! {
                () = tokio::time::sleep(pause) => {}
                () = &mut stopped => return,
            }
        }
    }

    async fn due(&self) -> Result<std::collections::BTreeSet<String>> {
        self.db.reader().all(store::DUE, args![self.env.now()]).await?.iter().map(|r| r.text("channel")).collect()
    }

    async fn channel(&self, channel: &'static str) -> usize {
        let mut done = 0;
        for _ in 0..BATCH {
            // While the provider rests, only what cannot wait is tried.
            let urgent_only = self.breakers.rests(channel, self.env.now());
            match self.one(channel, urgent_only).await {
                Ok(true) => done += 1,
                Ok(false) => break,
                Err(e) => {
                    tracing::error!(error = %e, channel, "sending");
                    break;
                }
            }
        }
        done
    }

    async fn one(&self, channel: &'static str, urgent_only: bool) -> Result<bool> {
        let Some(job) = self.claim(channel, urgent_only).await? else { return Ok(false) };
        let outcome = match &job.sender {
            Ok(sender) => sender.send(&job.outgoing).await,
            Err(why) => messaging::Outcome::Retry { why: why.clone(), after: None },
        };
        match &outcome {
            messaging::Outcome::Retry { .. } | messaging::Outcome::Unsure { .. } => self.breakers.failed(channel, self.env.now()),
            messaging::Outcome::Refused { why } if why.code.is_ours() => self.breakers.failed(channel, self.env.now()),
            _ => self.breakers.worked(channel),
        }
        self.record(job, outcome).await?;
        Ok(true)
    }

    /// What a worker claimed and never recorded: its program ended between sending and writing.
    async fn lost(&self) -> Result<usize> {
        let now = self.env.now();
        let found = many(&mut self.db.reader(), store::LOST, args![now]).await?;
        for m in &found {
            let mut tx = self.db.begin(&Actor::system()).await?;
            let until = now.plus_ms(LEASE_MS);
            if tx.run(store::TAKE_LOST, args![m.id, m.lease_until, until]).await? == 0 {
                continue;
            }
            tx.run(store::ATTEMPT_LOST, args![m.id, now]).await?;
            let repeat = self.senders.repeats(&mut tx, &m.channel).await?;
            if repeat {
                tx.run(store::AGAIN, args![m.id, until, now, "lost"]).await?;
            } else {
                tx.run(store::UNSURE, args![m.id, until, "lost"]).await?;
            }
            tx.commit_quietly("a lease that ran out").await?;
        }
        Ok(found.len())
    }

    /// What is worth nothing any more.
    async fn late(&self) -> Result<usize> {
        let found = many(&mut self.db.reader(), store::LATE, args![self.env.now()]).await?;
        for m in &found {
            outcome::end(&self.db, &self.env, m, "late").await?;
        }
        Ok(found.len())
    }

    /// WhatsApp takes messages it never delivers: without word of the delivery another way is taken.
    async fn silent(&self) -> Result<usize> {
        let now = self.env.now();
        {
            let mut last = self.looked_for_silence.lock().unwrap_or_else(PoisonError::into_inner);
            if now.0 - last.0 < 60_000 {
                return Ok(0);
            }
            *last = now;
        }
        let hours = settings::house(&mut self.db.reader()).await?.receipt_hours.clamp(1, 72);
        let found = many(&mut self.db.reader(), store::SILENT, args![now.plus_ms(-hours * HOUR_MS)]).await?;
        for m in &found {
            outcome::next_way(&self.db, &self.env, m, "silent").await?;
        }
        Ok(found.len())
    }

    /// Rooms that could not take an outcome in hear it again.
    async fn unheard(&self) -> Result<usize> {
        let mut done = 0;
        for m in many(&mut self.db.reader(), store::UNHEARD, args![]).await? {
            let mut tx = self.db.begin(&Actor::system()).await?;
            if tx.run(store::HEARD, args![m.id]).await? == 0 {
                continue;
            }
            let s = outcome::settled(&m, m.settled_ok.unwrap_or(false), m.settled_at.unwrap_or(self.env.now()));
            match waiting::hear(&mut tx, &self.env, &s).await {
                Ok(()) => {
                    tx.record(self.env.now(), kernel::Event::new("message.heard", "message", m.id));
                    tx.commit().await?;
                    done += 1;
                }
                Err(e) => tracing::error!(error = %e, message = %m.id, "a room did not take in what came of a message"),
            }
        }
        Ok(done)
    }
}

fn said(what: &str, n: Result<usize>) -> usize {
    n.unwrap_or_else(|e| {
        tracing::error!(error = %e, what, "outbox");
        0
    })
}

async fn many(q: &mut impl Query, sql: db::Sql, a: db::Args) -> Result<Vec<store::Message>> {
    q.all(sql, a).await?.iter().map(store::message).collect()
}

/// The house's settings by name, for those that a page tries out.
pub(crate) type Opened = std::result::Result<Arc<dyn Sender>, messaging::Why>;

/// Kept so that connections are used again while the settings stay.
pub(crate) type Kept = BTreeMap<String, (String, Arc<dyn Sender>)>;
