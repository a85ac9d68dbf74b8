//! Sealing: at short intervals the events not yet sealed are gathered under a Merkle root, chained to the seal before and signed with a key
//! kept outside the database; the newest seal's digest (the head) is kept with the key. An unkeyed chain would miss a cut tail or a full recomputation.
//! Writers are not serialised by it: events take their number when written and may commit out of order; a late one goes into a later seal.

use crate::{
    Db, Engine, Query, args, audit,
    audit::AuditRow,
    built,
    conn::{begin, problem, run_on},
};
use base64::{Engine as _, prelude::BASE64_STANDARD_NO_PAD};
use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use kernel::{At, Problem, Result};
use sha2::{Digest, Sha256};
use std::{
    collections::BTreeSet,
    io::Write,
    path::{Path, PathBuf},
    sync::Mutex,
};

crate::statements! {
    pub(crate) LAST = "SELECT n, at, last_seq, ranges, events, total, root, prev, signature FROM audit_seal ORDER BY n DESC LIMIT 1";
    RECENT = "SELECT n, at, last_seq, ranges, events, total, root, prev, signature FROM audit_seal WHERE at >= $1 ORDER BY n";
    pub(crate) SPAN = "SELECT n, at, last_seq, ranges, events, total, root, prev, signature FROM audit_seal WHERE n > $1 ORDER BY n LIMIT $2";
    INSERT = "INSERT INTO audit_seal (n, at, last_seq, ranges, events, total, root, prev, signature) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    pub(crate) COUNT = "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM audit_event";
}

/// A transaction older than this has been ended by its own timeouts, so a number still missing then was rolled back.
const LATE_MS: i64 = 15 * 60_000;

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
    fn body(&self) -> String {
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

/// The key that signs seals.
#[derive(Clone)]
pub struct SealKey(SigningKey);

impl SealKey {
    pub(crate) fn verifies(&self, seal: &Seal) -> bool {
        let Ok(bytes) = BASE64_STANDARD_NO_PAD.decode(&seal.signature) else { return false };
        let Ok(sig) = Signature::from_slice(&bytes) else { return false };
        let key: VerifyingKey = self.0.verifying_key();
        key.verify_strict(seal.body().as_bytes(), &sig).is_ok()
    }
}

/// The folder of keys, outside the data folder: the sealing key, the file key, the head of the trail.
#[derive(Clone, Debug)]
pub struct Keys(PathBuf);

impl Keys {
    /// Opens the folder, making it (readable by its owner alone) if absent.
    pub fn open(folder: &Path) -> std::io::Result<Keys> {
        std::fs::create_dir_all(folder)?;
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o700))?;
        }
        Ok(Keys(folder.to_path_buf()))
    }

    pub fn folder(&self) -> &Path {
        &self.0
    }

    /// A 32-byte secret by name, made at first use when `make` is set.
    ///
    /// # Errors
    /// `NotFound` when it is absent and must not be made; `InvalidData` when it is not 32 bytes.
    pub fn secret(&self, name: &str, make: bool) -> std::io::Result<[u8; 32]> {
        let path = self.0.join(format!("{name}.key"));
        match std::fs::read_to_string(&path) {
            Ok(text) => BASE64_STANDARD_NO_PAD
                .decode(text.trim())
                .ok()
                .and_then(|b| b.try_into().ok())
                .ok_or_else(|| std::io::Error::new(std::io::ErrorKind::InvalidData, format!("{} is not a key", path.display()))),
            Err(e) if e.kind() == std::io::ErrorKind::NotFound && make => {
                let mut key = [0u8; 32];
                rand::RngCore::fill_bytes(&mut rand::rng(), &mut key);
                write_durably(&path, BASE64_STANDARD_NO_PAD.encode(key).as_bytes())?;
                Ok(key)
            }
            Err(e) => Err(e),
        }
    }

    pub fn seal_key(&self, make: bool) -> std::io::Result<SealKey> {
        Ok(SealKey(SigningKey::from_bytes(&self.secret("audit", make)?)))
    }

    fn head_path(&self) -> PathBuf {
        self.0.join("audit.head")
    }

    /// Number and digest of the newest seal this folder has seen.
    pub(crate) fn head(&self) -> std::io::Result<Option<(i64, String)>> {
        match std::fs::read_to_string(self.head_path()) {
            Ok(t) => {
                let bad = || std::io::Error::new(std::io::ErrorKind::InvalidData, "the head of the trail is unreadable");
                let (n, digest) = t.trim().split_once(' ').ok_or_else(bad)?;
                Ok(Some((n.parse().map_err(|_| bad())?, digest.to_string())))
            }
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(e) => Err(e),
        }
    }

    fn keep_head(&self, seal: &Seal) -> std::io::Result<()> {
        write_durably(&self.head_path(), format!("{} {}\n", seal.n, seal.digest()).as_bytes())
    }
}

/// Whole or not at all, and on the disk before it returns. Only the owner may read it.
fn write_durably(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let tmp = path.with_extension("new");
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    let mut f = options.open(&tmp)?;
    f.write_all(bytes)?;
    f.sync_all()?;
    std::fs::rename(&tmp, path)?;
    if let Some(dir) = path.parent() {
        std::fs::File::open(dir)?.sync_all()?;
    }
    Ok(())
}

/// Seals what is unsealed, one call at a time in a process; several processes agree by the database.
pub struct Sealer {
    db: Db,
    keys: Keys,
    key: SealKey,
    /// Numbers below the last seal not seen yet (rolled back or still to commit) and when each was first missed.
    gaps: Mutex<Option<Vec<(i64, At)>>>,
}

impl Sealer {
    pub fn new(db: &Db, keys: &Keys) -> std::io::Result<Sealer> {
        Ok(Sealer { db: db.clone(), keys: keys.clone(), key: keys.seal_key(true)?, gaps: Mutex::new(None) })
    }

    /// Seals everything visible. Returns how many events were sealed; zero when another process is at it.
    pub async fn seal(&self, now: At) -> Result<i64> {
        let mut total = 0;
        loop {
            let n = self.seal_some(now).await?;
            total += n;
            if n < BATCH {
                return Ok(total);
            }
        }
    }

    async fn seal_some(&self, now: At) -> Result<i64> {
        let mut r = self.db.reader();
        let last = r.maybe(LAST, args![]).await?.map(|row| Seal::read(&row)).transpose()?;
        let after = last.as_ref().map_or(0, |s| s.last_seq);
        let gaps = self.recent_gaps(&mut r, now).await?;
        if gaps.is_empty() && audit::span(&mut r, after, 1).await?.is_empty() {
            return Ok(0);
        }
        // Look again inside the transaction, under the lock: another process may have sealed meanwhile.
        let mut tx = crate::conn::Tx::bare(begin(self.db.writers(), self.db.engine()).await?, self.db.engine());
        if self.db.engine() == Engine::Postgres {
            let got = tx.one(built("SELECT CASE WHEN pg_try_advisory_xact_lock(7164002) THEN CAST(1 AS BIGINT) ELSE CAST(0 AS BIGINT) END AS got".into()), args![]).await?;
            if !got.flag("got")? {
                return Ok(0);
            }
        }
        let now_last = tx.maybe(LAST, args![]).await?.map(|row| Seal::read(&row)).transpose()?;
        if now_last.as_ref().map(|s| s.n) != last.as_ref().map(|s| s.n) {
            *self.gaps.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = None;
            return Ok(0);
        }
        let mut events = late(&mut tx, &gaps).await?;
        let fresh = audit::span(&mut tx, after, BATCH).await?;
        let fresh_len = fresh.len() as i64;
        events.extend(fresh);
        if events.is_empty() {
            return Ok(0);
        }
        events.sort_by_key(|e| e.seq);
        let seal = self.make(last.as_ref(), &events, now);
        run_on(
            &mut tx.tx,
            INSERT.into(),
            args![seal.n, seal.at, seal.last_seq, &seal.ranges, seal.events, seal.total, &seal.root, &seal.prev, &seal.signature],
        )
        .await?;
        tx.tx.commit().await.map_err(problem)?;
        self.keys.keep_head(&seal).map_err(|e| Problem::Internal(format!("the head of the trail could not be kept: {e}")))?;
        self.note_gaps(after, &events, now);
        Ok(fresh_len)
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
        seal.signature = BASE64_STANDARD_NO_PAD.encode(self.key.0.sign(seal.body().as_bytes()).to_bytes());
        seal
    }

    /// SQLite commits in order, so it has none. On PostgreSQL: numbers missing under the seals of the last quarter of an hour.
    async fn recent_gaps(&self, q: &mut impl Query, now: At) -> Result<Vec<i64>> {
        if self.db.engine() == Engine::Sqlite {
            return Ok(vec![]);
        }
        let known = self.gaps.lock().unwrap_or_else(std::sync::PoisonError::into_inner).clone();
        let kept: Vec<(i64, At)> = match known {
            Some(g) => g.into_iter().filter(|(_, at)| at.0 > now.0 - LATE_MS).collect(),
            None => {
                let seals: Vec<Seal> = q.all(RECENT, args![At(now.0 - LATE_MS)]).await?.iter().map(Seal::read).collect::<Result<_>>()?;
                let spans: Vec<(i64, i64)> = seals.iter().filter_map(Seal::spans).flatten().collect();
                let (lo, hi) = (spans.iter().map(|s| s.0).min().unwrap_or(1), spans.iter().map(|s| s.1).max().unwrap_or(0));
                let mut missing: BTreeSet<i64> = (lo..=hi).collect();
                for (a, b) in spans {
                    missing.retain(|s| *s < a || *s > b);
                }
                missing.into_iter().map(|s| (s, now)).collect()
            }
        };
        let seqs = kept.iter().map(|(s, _)| *s).collect();
        *self.gaps.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = Some(kept);
        Ok(seqs)
    }

    fn note_gaps(&self, after: i64, sealed: &[AuditRow], now: At) {
        if self.db.engine() == Engine::Sqlite {
            return;
        }
        let mut guard = self.gaps.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let gaps = guard.get_or_insert_default();
        let seen: BTreeSet<i64> = sealed.iter().map(|e| e.seq).collect();
        gaps.retain(|(s, _)| !seen.contains(s));
        if let Some(top) = seen.last() {
            gaps.extend((after + 1..*top).filter(|s| !seen.contains(s)).map(|s| (s, now)));
        }
    }
}

const BATCH: i64 = 20_000;

/// Events that took an early number and committed late.
async fn late(q: &mut impl Query, gaps: &[i64]) -> Result<Vec<AuditRow>> {
    let mut out = vec![];
    for chunk in gaps.chunks(500) {
        let list = chunk.iter().map(i64::to_string).collect::<Vec<_>>().join(",");
        let sql = format!("SELECT seq, at, actor, code, object, object_id, file_id, facts FROM audit_event WHERE seq IN ({list}) ORDER BY seq");
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
