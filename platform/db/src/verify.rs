//! Judging the whole trail. Reads only; never seals.

use crate::{
    Db, Engine, Keys, Query, Reader, args, audit, gaps,
    seal::{LAST, Merkle, SPAN, Seal},
};
use kernel::{At, Problem, Result};
use std::collections::{BTreeMap, VecDeque};

/// What `audit verify` found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    Sound {
        events: i64,
        unsealed: i64,
    },
    /// The first break: where and what, in a code and numbers (no personal data is in the trail).
    Broken(String),
}

/// Stops the walk: the trail is broken, or could not be read.
enum Stop {
    Broken(String),
    Problem(Problem),
}
impl From<Problem> for Stop {
    fn from(p: Problem) -> Stop {
        Stop::Problem(p)
    }
}
fn broken<T>(what: impl Into<String>) -> Result<T, Stop> {
    Err(Stop::Broken(what.into()))
}

/// Every seal follows the one before and bears the key's signature; every sealed event is there and unchanged, and none was put between them;
/// the newest seal is the one the key folder remembers. Memory does not grow with the trail.
///
/// # Errors
/// [`Problem`] only when the database or the key folder cannot be read.
pub async fn verify(db: &Db, keys: &Keys) -> Result<Verdict> {
    match judge(db, keys).await {
        Ok(v) => Ok(v),
        Err(Stop::Broken(what)) => Ok(Verdict::Broken(what)),
        Err(Stop::Problem(p)) => Err(p),
    }
}

async fn judge(db: &Db, keys: &Keys) -> Result<Verdict, Stop> {
    let mut q = db.reader();
    // In this order: whatever is sealed while we read, the head we hold is in the seals we walk, and their events are visible to us.
    let head = keys.head().map_err(Problem::internal)?;
    let newest = q.maybe(LAST, args![]).await?.map(|r| Seal::read(&r)).transpose()?;
    let mut walk = Walk { events: Events { q: q.clone(), after: i64::MIN, read: VecDeque::new(), count: 0 }, top: 0, strays: BTreeMap::new() };
    let end = newest.as_ref().map_or(0, |s| s.n);
    match &head {
        Some((h, _)) if *h > end => {
            return broken(format!("seal {h} is known to the key folder and is not in the database: the trail was cut, or an older copy restored"));
        }
        // One may be there without a head: the power can go between the first seal and its head.
        None if end > 1 => return broken("the key folder remembers no head of the trail"),
        _ => {}
    }
    if let Some(newest) = newest {
        let key = match keys.seal_key(false) {
            Ok(k) => k,
            Err(e) => return broken(format!("the sealing key cannot be read: {e}")),
        };
        let (mut n, mut prev, mut total) = (0, String::new(), 0);
        while n < end {
            let rows = q.all(SPAN, args![n, 1_000]).await?;
            if rows.is_empty() {
                return broken(format!("seal {} is missing", n + 1));
            }
            for row in rows.iter().take((end - n) as usize) {
                let s = Seal::read(row)?;
                if s.n != n + 1 {
                    return broken(format!("seal {} is missing", n + 1));
                }
                if !key.verifies(&s) {
                    return broken(format!("seal {} does not bear this key's signature", s.n));
                }
                total += s.events;
                if s.prev != prev || s.total != total {
                    return broken(format!("seal {} does not follow seal {n}", s.n));
                }
                n = s.n;
                prev = s.digest();
                if head.as_ref().is_some_and(|(h, digest)| *h == n && *digest != prev) {
                    return broken(format!("seal {n} is not the one the key folder remembers"));
                }
                walk.seal(&s).await?;
            }
        }
        walk.judge_strays(db.engine(), newest.at)?;
    }
    let mut unsealed = walk.strays.len() as i64;
    while let Some(e) = walk.events.next().await? {
        if e.0 < 1 {
            return broken(format!("event {} was put in from outside", e.0));
        }
        unsealed += 1;
    }
    Ok(Verdict::Sound { events: walk.events.count, unsealed })
}

/// The events in order, read in portions.
struct Events {
    q: Reader,
    after: i64,
    read: VecDeque<(i64, [u8; 32])>,
    count: i64,
}

impl Events {
    async fn peek(&mut self) -> Result<Option<i64>> {
        if self.read.is_empty() {
            let rows = audit::span(&mut self.q, self.after, 5_000).await?;
            self.after = rows.last().map_or(self.after, |e| e.seq);
            self.read.extend(rows.iter().map(|e| (e.seq, e.leaf())));
        }
        Ok(self.read.front().map(|e| e.0))
    }
    async fn next(&mut self) -> Result<Option<(i64, [u8; 32])>> {
        self.peek().await?;
        let e = self.read.pop_front();
        self.count += i64::from(e.is_some());
        Ok(e)
    }
}

struct Walk {
    events: Events,
    /// The highest number under the seals walked.
    top: i64,
    /// Events passed that no seal walked so far bears, and when they were first passed: each late, or put in.
    strays: BTreeMap<i64, ([u8; 32], At)>,
}

impl Walk {
    async fn seal(&mut self, s: &Seal) -> Result<(), Stop> {
        let Some(spans) = s.spans() else { return broken(format!("seal {} is unreadable", s.n)) };
        let (mut tree, mut count) = (Merkle::default(), 0);
        for (a, b) in spans {
            for seq in a..=b {
                let Some(leaf) = self.take(seq, s.at).await? else { return broken(format!("event {seq} is missing (seal {})", s.n)) };
                tree.push(leaf);
                count += 1;
            }
        }
        if count != s.events || self.top != s.last_seq {
            return broken(format!("seal {} counts its events wrongly", s.n));
        }
        if tree.root() != s.root {
            return broken(format!("an event was changed (seal {}, events {})", s.n, s.ranges));
        }
        Ok(())
    }

    async fn take(&mut self, seq: i64, at: At) -> Result<Option<[u8; 32]>, Stop> {
        if seq <= self.top {
            return Ok(self.strays.remove(&seq).map(|s| s.0));
        }
        while self.events.peek().await?.is_some_and(|next| next < seq) {
            if let Some((n, leaf)) = self.events.next().await? {
                self.strays.insert(n, (leaf, at));
            }
        }
        self.top = seq;
        match self.events.peek().await? {
            Some(next) if next == seq => Ok(self.events.next().await?.map(|e| e.1)),
            _ => Ok(None),
        }
    }

    /// A late committer waits for the next seal; anything else among the sealed was put in.
    fn judge_strays(&self, engine: Engine, newest: At) -> Result<(), Stop> {
        let since = gaps::alive_since(newest);
        match self.strays.iter().find(|(seq, (_, passed))| **seq < 1 || engine == Engine::Sqlite || *passed < since) {
            Some((seq, _)) => broken(format!("event {seq} was put in from outside")),
            None => Ok(()),
        }
    }
}
