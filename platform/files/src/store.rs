use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce, aead::Aead, aead::Payload};
use kernel::{At, Id, Problem, Result};
use rand::RngCore;
use sha2::{Digest, Sha256};
use std::{
    io::Write,
    path::{Path, PathBuf},
    sync::Arc,
};

/// A folder of encrypted files, named by id. Each is sealed with its own nonce and bound to its id, so that one file cannot be put in another's place.
#[derive(Clone)]
pub struct Files {
    root: Arc<PathBuf>,
    cipher: Arc<XChaCha20Poly1305>,
}

/// What is known of a file once it is on the disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    pub id: Id,
    pub bytes: i64,
    /// SHA-256 of the plain bytes, 64 hexadecimal digits: what signatures bind to.
    pub digest: String,
}

const MAGIC: &[u8; 5] = b"SILA1";
/// The ending of a file no row names, kept a while.
const ASIDE: &str = "aside";

impl Files {
    pub fn open(root: &Path, key: [u8; 32]) -> std::io::Result<Files> {
        std::fs::create_dir_all(root)?;
        Ok(Files { root: Arc::new(root.to_path_buf()), cipher: Arc::new(XChaCha20Poly1305::new(&key.into())) })
    }

    fn path(&self, id: Id) -> PathBuf {
        let name = id.to_string();
        // The random tail spreads files over folders; the head is time and would not.
        self.root.join(&name[24..]).join(name)
    }

    /// Encrypts and writes; returns once the file and its folder are on the disk, so that a row naming it never outlives it.
    pub async fn put(&self, id: Id, plain: Vec<u8>) -> Result<Stored> {
        let me = self.clone();
        tokio::task::spawn_blocking(move || me.put_now(id, &plain)).await.map_err(Problem::internal)?
    }

    /// The same without a thread of its own, for bulk work.
    pub fn put_now(&self, id: Id, plain: &[u8]) -> Result<Stored> {
        let digest = Sha256::digest(plain).iter().map(|b| format!("{b:02x}")).collect();
        let mut nonce = [0u8; 24];
        rand::rng().fill_bytes(&mut nonce);
        let aad = id.to_string();
        let sealed = self
            .cipher
            .encrypt(XNonce::from_slice(&nonce), Payload { msg: plain, aad: aad.as_bytes() })
            .map_err(|_| Problem::Internal("a file could not be encrypted".into()))?;
        let path = self.path(id);
        let write = || -> std::io::Result<()> {
            let dir = path.parent().unwrap_or(&self.root);
            if !dir.exists() {
                std::fs::create_dir_all(dir)?;
                std::fs::File::open(&*self.root)?.sync_all()?;
            }
            let tmp = path.with_extension("new");
            let mut f = std::fs::File::create(&tmp)?;
            f.write_all(MAGIC)?;
            f.write_all(&nonce)?;
            f.write_all(&sealed)?;
            f.sync_all()?;
            std::fs::rename(&tmp, &path)?;
            std::fs::File::open(dir)?.sync_all()
        };
        write().map_err(|e| Problem::Internal(format!("a file could not be written: {}", e.kind())))?;
        Ok(Stored { id, bytes: plain.len() as i64, digest })
    }

    /// Takes a file away that no row names any more: parts of an upload, pages taken back before they were handed in. Absent is as good.
    pub async fn remove(&self, id: Id) -> Result<()> {
        let path = self.path(id);
        tokio::task::spawn_blocking(move || match std::fs::remove_file(path) {
            Err(e) if e.kind() != std::io::ErrorKind::NotFound => Err(Problem::Internal(format!("a file could not be removed: {}", e.kind()))),
            _ => Ok(()),
        })
        .await
        .map_err(Problem::internal)?
    }

    /// Every file put here before `until`, by its id's own time: what a sweep compares with the rows that name files.
    pub async fn before(&self, until: kernel::At) -> Result<Vec<Id>> {
        let me = self.clone();
        let all = move || -> std::io::Result<Vec<Id>> {
            let mut out = vec![];
            for folder in std::fs::read_dir(&*me.root)? {
                let folder = folder?;
                if !folder.file_type()?.is_dir() {
                    continue;
                }
                for file in std::fs::read_dir(folder.path())? {
                    // What is being written, or was set aside, has an ending and is no id.
                    let Some(id) = file?.file_name().to_str().and_then(|n| n.parse::<Id>().ok()) else { continue };
                    if (id.as_u128() >> 80) as i64 <= until.0 {
                        out.push(id);
                    }
                }
            }
            Ok(out)
        };
        let found = tokio::task::spawn_blocking(all).await.map_err(Problem::internal)?;
        found.map_err(|e| Problem::Internal(format!("the files could not be listed: {}", e.kind())))
    }

    /// Sets a file aside that no row names: [`Files::get`] still finds it until [`Files::forget_aside`] takes it away, for an older copy of the
    /// database may yet be brought back. Absent is as good.
    pub async fn set_aside(&self, id: Id, now: At) -> Result<()> {
        let path = self.path(id);
        let aside = path.with_extension(ASIDE);
        let step = move || -> std::io::Result<()> {
            std::fs::rename(&path, &aside)?;
            std::fs::File::options().append(true).open(&aside)?.set_modified(std::time::UNIX_EPOCH + std::time::Duration::from_millis(now.0.unsigned_abs()))
        };
        match tokio::task::spawn_blocking(step).await.map_err(Problem::internal)? {
            Err(e) if e.kind() != std::io::ErrorKind::NotFound => Err(Problem::Internal(format!("a file could not be set aside: {}", e.kind()))),
            _ => Ok(()),
        }
    }

    /// Takes away what was set aside longer than `age` ago; how many.
    pub async fn forget_aside(&self, age: std::time::Duration) -> Result<usize> {
        let me = self.clone();
        let step = move || -> std::io::Result<usize> {
            let mut n = 0;
            for folder in std::fs::read_dir(&*me.root)? {
                let folder = folder?;
                if !folder.file_type()?.is_dir() {
                    continue;
                }
                for file in std::fs::read_dir(folder.path())? {
                    let path = file?.path();
                    let old = || path.metadata().and_then(|m| m.modified()).is_ok_and(|at| at.elapsed().is_ok_and(|e| e >= age));
                    if path.extension().is_some_and(|e| e == ASIDE) && old() {
                        std::fs::remove_file(&path)?;
                        n += 1;
                    }
                }
            }
            Ok(n)
        };
        let n = tokio::task::spawn_blocking(step).await.map_err(Problem::internal)?;
        n.map_err(|e| Problem::Internal(format!("files set aside could not be removed: {}", e.kind())))
    }

    /// Reads and decrypts. A file that was changed or swapped is a fault, never shown.
    pub async fn get(&self, id: Id) -> Result<Vec<u8>> {
        let me = self.clone();
        tokio::task::spawn_blocking(move || {
            let path = me.path(id);
            let read = match std::fs::read(&path) {
                Err(e) if e.kind() == std::io::ErrorKind::NotFound => std::fs::read(path.with_extension(ASIDE)),
                r => r,
            };
            let all = read.map_err(|e| Problem::Internal(format!("a file could not be read: {}", e.kind())))?;
            let broken = || Problem::Internal("a file does not open with this key, or was changed".into());
            let rest = all.strip_prefix(MAGIC.as_slice()).filter(|r| r.len() > 24).ok_or_else(broken)?;
            let aad = id.to_string();
            me.cipher.decrypt(XNonce::from_slice(&rest[..24]), Payload { msg: &rest[24..], aad: aad.as_bytes() }).map_err(|_| broken())
        })
        .await
        .map_err(Problem::internal)?
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn encrypted_bound_and_read_back() {
        let dir = tempfile::tempdir().unwrap();
        let f = Files::open(dir.path(), [3; 32]).unwrap();
        let (a, b) = (Id::from_u128(1), Id::from_u128(1 + (1 << 10)));
        let s = f.put(a, b"a scanned card".to_vec()).await.unwrap();
        f.put(b, b"another".to_vec()).await.unwrap();
        assert_eq!(s.bytes, 14);
        assert_eq!(f.get(a).await.unwrap(), b"a scanned card");
        let on_disk = std::fs::read(f.path(a)).unwrap();
        assert!(!on_disk.windows(7).any(|w| w == b"scanned"));
        std::fs::copy(f.path(b), f.path(a)).unwrap();
        assert!(f.get(a).await.is_err());
        f.remove(b).await.unwrap();
        f.remove(b).await.unwrap();
        assert!(f.get(b).await.is_err());
        std::fs::write(f.path(a), &on_disk).unwrap();
        // Set aside it is listed no more and still read, until it is forgotten.
        assert_eq!(f.before(kernel::At(0)).await.unwrap(), [a]);
        let now = kernel::Env::system().now();
        f.set_aside(a, now).await.unwrap();
        f.set_aside(a, now).await.unwrap();
        assert!(f.before(kernel::At(0)).await.unwrap().is_empty());
        assert_eq!(f.get(a).await.unwrap(), b"a scanned card");
        assert_eq!(f.forget_aside(std::time::Duration::from_secs(60)).await.unwrap(), 0);
        assert_eq!(f.forget_aside(std::time::Duration::ZERO).await.unwrap(), 1);
        assert!(f.get(a).await.is_err());
        std::fs::write(f.path(a), &on_disk).unwrap();
        assert!(Files::open(dir.path(), [4; 32]).unwrap().get(a).await.is_err());
    }
}
