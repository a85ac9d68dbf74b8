//! Sealing: at short intervals the events not yet sealed are gathered under a Merkle root, chained to the seal before and signed with a key
//! kept outside the database; the newest seal's digest (the head) is kept with the key. An unkeyed chain would miss a cut tail or a full recomputation.
//! Writers are not serialised by it: events take their number when written and may commit out of order; a late one goes into a later seal.

use crate::{
    Db, Engine, Query, args, audit,
    audit::AuditRow,
    built,
    conn::{begin, problem, run_on},
    gaps::{self, Missing},
    keys::{Keys, SealKey},
};
use kernel::{At, Problem, Result};
use sha2::{Digest, Sha256};
use std::sync::{Mutex, PoisonError};

crate::statements! {
    pub(crate) LAST = "SELECT n, at, last_seq, ranges, events, total, root, prev, signature FROM audit_seal ORDER BY n DESC LIMIT 1";
    RECENT = "SELECT n, at, last_seq, ranges, events, total, root, prev, signature FROM audit_seal WHERE at >= $1 AND n <= $2 ORDER BY n";
    FLOOR = "SELECT CAST(COALESCE(MAX(last_seq), 0) AS BIGINT) AS floor FROM audit_seal WHERE at < $1";
    pub(crate) SPAN = "SELECT n, at, last_seq, ranges, events, total, root, prev, signature FROM audit_seal WHERE n > $1 ORDER BY n LIMIT $2";
    INSERT = "INSERT INTO audit_seal (n, at, last_seq, ranges, events, total, root, prev, signature) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    pub(crate) COUNT = "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM audit_event";
}

pub(crate) fn sha256(parts: &[&[u8]]) -> [u8; 32] {
    let mut h = Sha256::new();
    for p in parts {
        h.update(p);
    }
    h.finalize().into()
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

/// Digest of some bytes as 64 hexadecimal digits.
pub(crate) fn sha256_hex(bytes: &[u8]) -> String {
    hex(&sha256(&[bytes]))
}

/// A Merkle root built as leaves arrive; memory grows with the logarithm of their number. Interior nodes are marked, so a leaf never passes for one.
#[derive(Default)]
pub(crate) struct Merkle(Vec<Option<[u8; 32]>>);

impl Merkle {
    pub(crate) fn push(&mut self, leaf: [u8; 32]) {
        let mut carry = leaf;
        for level in &mut self.0 {
            match level.take() {
                Some(left) => carry = sha256(&[b"\x01", &left, &carry]),
                None => {
                    *level = Some(carry);
                    return;
                }
            }
        }
        self.0.push(Some(carry));
    }
    pub(crate) fn root(&self) -> String {
        let mut acc: Option<[u8; 32]> = None;
        for left in self.0.iter().flatten() {
            acc = Some(acc.map_or(*left, |right| sha256(&[b"\x01", left, &right])));
        }
        hex(&acc.unwrap_or_default())
    }
}

#[derive(Clone, Debug)]
pub(crate) struct Seal {
    pub n: i64,
    pub at: At,
    pub last_seq: i64,
    /// Which events: `3,5-9`.
    pub ranges: String,
    pub events: i64,
    /// Events under this and all earlier seals.
    pub total: i64,
    pub root: String,
    pub prev: String,
    pub signature: String,
}

impl Seal {
    pub(crate) fn read(r: &crate::Row) -> Result<Seal> {
        Ok(Seal {
            n: r.int("n")?,
            at: r.at("at")?,
            last_seq: r.int("last_seq")?,
            ranges: r.text("ranges")?,
            events: r.int("events")?,
            total: r.int("total")?,
            root: r.text("root")?,
            prev: r.text("prev")?,
            signature: r.text("signature")?,
        })
    }
    /// What is signed.
    pub(crate) fn body(&self) -> String {
        format!("sila-seal-1|{}|{}|{}|{}|{}|{}|{}|{}", self.n, self.at.0, self.last_seq, self.ranges, self.events, self.total, self.root, self.prev)
    }
    /// What the next seal and the head name.
    pub(crate) fn digest(&self) -> String {
        sha256_hex(format!("{}|{}", self.body(), self.signature).as_bytes())
    }
    pub(crate) fn spans(&self) -> Option<Vec<(i64, i64)>> {
        self.ranges
            .split(',')
            .map(|p| {
                let (a, b) = p.split_once('-').unwrap_or((p, p));
                Some((a.parse().ok()?, b.parse().ok()?)).filter(|(a, b)| a <= b)
            })
            .collect()
    }
}

fn ranges(seqs: &[i64]) -> String {
    let mut out: Vec<(i64, i64)> = vec![];
    for s in seqs {
        match out.last_mut() {
            Some((_, b)) if *b + 1 == *s => *b = *s,
            _ => out.push((*s, *s)),
        }
    }
    out.iter().map(|(a, b)| if a == b { a.to_string() } else { format!("{a}-{b}") }).collect::<Vec<_>>().join(",")
}

/// Seals what is unsealed. Several processes may each have one: they agree by the database.
pub struct Sealer {
    db: Db,
    keys: Keys,
    key: SealKey,
    /// Numbers missing under the seals so far, as of the seal of this number.
    missing: Mutex<(i64, Missing)>,
}

impl Sealer {
    pub fn new(db: &Db, keys: &Keys) -> std::io::Result<Sealer> {
        Ok(Sealer { db: db.clone(), keys: keys.clone(), key: keys.seal_key(true)?, missing: Mutex::new((0, Missing::default())) })
    }

    /// Seals everything visible. Returns how many events were sealed; zero when there is nothing, or another process keeps at it.
    ///
    /// # Errors
    /// [`Problem::Internal`] when the trail does not continue what the key folder remembers (cut, or an older copy restored): sealing on would hide it.
    pub async fn seal(&self, now: At) -> Result<i64> {
        let mut total = 0;
        let mut tries = 0;
        loop {
            match self.seal_some(now).await? {
                Done::All(n) => return Ok(total + n),
                Done::More(n) => total += n,
                Done::Busy if tries == 20 => return Ok(total),
                Done::Busy => {
                    tries += 1;
                    tokio::time::sleep(std::time::Duration::from_millis(25)).await;
                }
            }
        }
    }

    async fn seal_some(&self, now: At) -> Result<Done> {
        // A look from outside first: mostly there is nothing, and a transaction would keep SQLite's one writer waiting.
        let mut r = self.db.reader();
        let last = last(&mut r).await?;
        let missing = self.missing(&mut r, last.as_ref()).await?;
        let after = last.as_ref().map_or(0, |s| s.last_seq);
        if late(&mut r, &missing).await?.is_empty() && audit::span(&mut r, after, 1).await?.is_empty() {
            return Ok(Done::All(0));
        }
        let engine = self.db.engine();
        let mut tx = crate::conn::Tx::bare(begin(self.db.writers(), engine).await?, engine);
        if engine == Engine::Postgres {
            let got = tx
                .one(built("SELECT CASE WHEN pg_try_advisory_xact_lock(7164002) THEN CAST(1 AS BIGINT) ELSE CAST(0 AS BIGINT) END AS got".into()), args![])
                .await?;
            if !got.flag("got")? {
                return Ok(Done::Busy);
            }
        }
        // And again under the lock: another process may have sealed meanwhile.
        let last = self::last(&mut tx).await?;
        self.continues(&mut tx, last.as_ref()).await?;
        let missing = self.missing(&mut tx, last.as_ref()).await?;
        let after = last.as_ref().map_or(0, |s| s.last_seq);
        let mut events = late(&mut tx, &missing).await?;
        let fresh = audit::span(&mut tx, after, BATCH).await?;
        let more = fresh.len() as i64 == BATCH;
        events.extend(fresh);
        if events.is_empty() {
            return Ok(Done::All(0));
        }
        events.sort_by_key(|e| e.seq);
        let seal = self.make(last.as_ref(), &events, now);
        let values = args![seal.n, seal.at, seal.last_seq, &seal.ranges, seal.events, seal.total, &seal.root, &seal.prev, &seal.signature];
        run_on(&mut tx.tx, INSERT.into(), values).await?;
        tx.tx.commit().await.map_err(problem)?;
        // After the commit: a head ahead of the database would cry wolf after a power cut.
        self.keys.keep_head(&seal).map_err(|e| Problem::Internal(format!("the head of the trail could not be kept: {e}")))?;
        self.note(&seal);
        Ok(if more { Done::More(seal.events) } else { Done::All(seal.events) })
    }

    /// The database must hold what the key folder remembers, else a cut trail would be sealed over and the head that tells of it lost.
    async fn continues(&self, q: &mut impl Query, last: Option<&Seal>) -> Result<()> {
        let head = self.keys.head().map_err(Problem::internal)?;
        let known = match (&head, last) {
            (None, None) => true,
            // The power may go between the first seal and its head.
            (None, Some(s)) => s.n == 1 && self.key.verifies(s),
            (Some((h, digest)), Some(s)) if *h <= s.n => {
                let row = q.maybe(SPAN, args![*h - 1, 1]).await?;
                let at_head = row.map(|r| Seal::read(&r)).transpose()?;
                at_head.is_some_and(|a| a.n == *h && a.digest() == *digest) && self.key.verifies(s)
            }
            (Some(_), _) => false,
        };
        if known { Ok(()) } else { Err(Problem::Internal("the trail does not continue what the key folder remembers; not sealed: run audit verify".into())) }
    }

    fn make(&self, last: Option<&Seal>, events: &[AuditRow], now: At) -> Seal {
        let mut tree = Merkle::default();
        for e in events {
            tree.push(e.leaf());
        }
        let seqs: Vec<i64> = events.iter().map(|e| e.seq).collect();
        let mut seal = Seal {
            n: last.map_or(1, |s| s.n + 1),
            at: now,
            last_seq: seqs.last().copied().unwrap_or(0).max(last.map_or(0, |s| s.last_seq)),
            ranges: ranges(&seqs),
            events: seqs.len() as i64,
            total: last.map_or(0, |s| s.total) + seqs.len() as i64,
            root: tree.root(),
            prev: last.map_or_else(String::new, Seal::digest),
            signature: String::new(),
        };
        seal.signature = self.key.sign(&seal.body());
        seal
    }

    /// Numbers still to be waited for under the seals up to `last`. SQLite commits in order, so it has none.
    async fn missing(&self, q: &mut impl Query, last: Option<&Seal>) -> Result<Missing> {
        let Some(last) = last.filter(|_| self.db.engine() == Engine::Postgres) else { return Ok(Missing::default()) };
        {
            let known = self.missing.lock().unwrap_or_else(PoisonError::into_inner);
            if known.0 == last.n {
                return Ok(known.1.clone());
            }
        }
        let since = gaps::alive_since(last.at);
        let floor = q.one(FLOOR, args![since]).await?.int("floor")?;
        let mut missing = Missing::after(floor);
        for row in q.all(RECENT, args![since, last.n]).await? {
            let s = Seal::read(&row)?;
            missing.sealed(&s.spans().unwrap_or_default(), s.at);
        }
        *self.missing.lock().unwrap_or_else(PoisonError::into_inner) = (last.n, missing.clone());
        Ok(missing)
    }

    fn note(&self, seal: &Seal) {
        let mut known = self.missing.lock().unwrap_or_else(PoisonError::into_inner);
        if known.0 == seal.n - 1 {
            known.0 = seal.n;
            known.1.sealed(&seal.spans().unwrap_or_default(), seal.at);
            known.1.forget(gaps::alive_since(seal.at));
        }
    }
}

enum Done {
    All(i64),
    More(i64),
    Busy,
}

const BATCH: i64 = 20_000;

async fn last(q: &mut impl Query) -> Result<Option<Seal>> {
    q.maybe(LAST, args![]).await?.map(|row| Seal::read(&row)).transpose()
}

/// Events that took an early number and committed late.
async fn late(q: &mut impl Query, missing: &Missing) -> Result<Vec<AuditRow>> {
    let mut out = vec![];
    for chunk in missing.spans().chunks(200) {
        let any = chunk.iter().map(|(a, b, _)| format!("(seq >= {a} AND seq <= {b})")).collect::<Vec<_>>().join(" OR ");
        let sql = format!("SELECT seq, at, actor, code, object, object_id, file_id, facts FROM audit_event WHERE {any} ORDER BY seq");
        for r in q.all(built(sql), args![]).await? {
            out.push(AuditRow::read(&r)?);
        }
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn ranges_read_back() {
        let r = ranges(&[1, 2, 3, 7, 9, 10]);
        assert_eq!(r, "1-3,7,9-10");
        let s = Seal { n: 1, at: At(0), last_seq: 10, ranges: r, events: 6, total: 6, root: String::new(), prev: String::new(), signature: String::new() };
        assert_eq!(s.spans(), Some(vec![(1, 3), (7, 7), (9, 10)]));
    }
    #[test]
    fn a_root_changes_with_order_content_and_number() {
        let root = |leaves: &[u8]| {
            let mut m = Merkle::default();
            leaves.iter().for_each(|l| m.push([*l; 32]));
            m.root()
        };
        let all = [root(&[1]), root(&[1, 2]), root(&[2, 1]), root(&[1, 2, 3]), root(&[1, 2, 3, 3]), root(&[1, 2, 3, 4, 5])];
        for (i, a) in all.iter().enumerate() {
            assert!(all.iter().skip(i + 1).all(|b| a != b));
        }
    }
}
