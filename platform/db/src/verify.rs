//! Judging the whole trail. Reads only; never seals.

use crate::{
    Db, Keys, Query, args, audit,
    seal::{Merkle, SPAN, Seal},
};
use kernel::{Problem, Result};
use std::collections::{BTreeMap, VecDeque};

/// What `audit verify` found.
#[derive(Debug, PartialEq, Eq)]
pub enum Verdict {
    Sound { events: i64, unsealed: i64 },
    /// The first break: where and what, in a code and numbers (no personal data is in the trail).
    Broken(String),
}

/// Every seal follows the one before and bears the key's signature; every sealed event is there and unchanged; the newest seal is the one the key folder remembers.
pub async fn verify(db: &Db, keys: &Keys) -> Result<Verdict> {
    let mut q = db.reader();
    let head = keys.head().map_err(Problem::internal)?;
    let key = match keys.seal_key(false) {
        Ok(k) => k,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound && head.is_none() => {
            let any = q.maybe(crate::seal::LAST, args![]).await?;
            if any.is_some() {
                return Ok(Verdict::Broken("the sealing key is missing from the key folder".into()));
            }
            let events = q.one(crate::seal::COUNT, args![]).await?.int("n")?;
            return Ok(Verdict::Sound { events, unsealed: events });
        }
        Err(e) => return Ok(Verdict::Broken(format!("the sealing key cannot be read: {e}"))),
    };

    // Seals first: they are few beside the events.
    let (mut n, mut prev, mut total) = (0, String::new(), 0);
    let mut head_digest = None;
    let mut spans: Vec<(i64, i64, i64)> = vec![];
    let mut expect: BTreeMap<i64, (Merkle, i64, Seal)> = BTreeMap::new();
    loop {
        let rows = q.all(SPAN, args![n, 5_000_i64]).await?;
        if rows.is_empty() {
            break;
        }
        for row in &rows {
            let s = Seal::read(row)?;
            total += s.events;
            if s.n != n + 1 {
                return Ok(Verdict::Broken(format!("seal {} is missing", n + 1)));
            }
            if s.prev != prev || s.total != total {
                return Ok(Verdict::Broken(format!("seal {} does not follow seal {n}", s.n)));
            }
            if !key.verifies(&s) {
                return Ok(Verdict::Broken(format!("seal {} does not bear this key's signature", s.n)));
            }
            let Some(of) = s.spans() else { return Ok(Verdict::Broken(format!("seal {} is unreadable", s.n))) };
            if of.iter().map(|(a, b)| b - a + 1).sum::<i64>() != s.events {
                return Ok(Verdict::Broken(format!("seal {} counts its events wrongly", s.n)));
            }
            n = s.n;
            prev = s.digest();
            if head.as_ref().is_some_and(|(h, _)| *h == n) {
                head_digest = Some(prev.clone());
            }
            spans.extend(of.into_iter().map(|(a, b)| (a, b, s.n)));
            expect.insert(s.n, (Merkle::default(), 0, s));
        }
    }
    match &head {
        Some((h, _)) if *h > n => return Ok(Verdict::Broken(format!("seal {h} is known to the key folder and is not in the database: the trail was cut, or an older copy restored"))),
        Some((h, digest)) if head_digest.as_ref() != Some(digest) => return Ok(Verdict::Broken(format!("seal {h} is not the one the key folder remembers"))),
        None if n > 0 => return Ok(Verdict::Broken("the key folder remembers no head of the trail".into())),
        _ => {}
    }
    spans.sort_unstable();
    let mut spans: VecDeque<_> = spans.into();
    let (mut after, mut events, mut unsealed) = (0, 0, 0);
    let mut next_wanted: Option<i64> = spans.front().map(|s| s.0);
    loop {
        let batch = audit::span(&mut q, after, 5_000).await?;
        let Some(last) = batch.last() else { break };
        after = last.seq;
        for e in &batch {
            events += 1;
            if let (Some(w), Some(front)) = (next_wanted, spans.front())
                && w < e.seq
            {
                return Ok(Verdict::Broken(format!("event {w} is missing (seal {})", front.2)));
            }
            match spans.front() {
                Some(&(a, b, seal)) if a <= e.seq && e.seq <= b => {
                    if let Some((tree, count, s)) = expect.get_mut(&seal) {
                        tree.push(e.leaf());
                        *count += 1;
                        if *count == s.events {
                            if tree.root() != s.root {
                                let list = s.ranges.clone();
                                return Ok(Verdict::Broken(format!("an event was changed (seal {seal}, events {list})")));
                            }
                            expect.remove(&seal);
                        }
                    }
                    next_wanted = if e.seq < b {
                        Some(e.seq + 1)
                    } else {
                        spans.pop_front();
                        spans.front().map(|s| s.0)
                    };
                }
                _ => unsealed += 1,
            }
        }
    }
    if let (Some(w), Some(front)) = (next_wanted, spans.front()) {
        return Ok(Verdict::Broken(format!("event {w} is missing (seal {})", front.2)));
    }
    Ok(Verdict::Sound { events, unsealed })
}
