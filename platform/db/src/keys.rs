//! Secrets kept outside the data: whoever takes the database alone can neither read files nor forge the trail.

use crate::seal::Seal;
use base64::{Engine as _, prelude::BASE64_STANDARD_NO_PAD};
use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use std::{
    io::Write,
    path::{Path, PathBuf},
    sync::atomic::{AtomicU64, Ordering},
};

/// The key that signs seals.
#[derive(Clone)]
pub struct SealKey(SigningKey);

impl SealKey {
    pub(crate) fn sign(&self, body: &str) -> String {
        BASE64_STANDARD_NO_PAD.encode(self.0.sign(body.as_bytes()).to_bytes())
    }

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
                match write_durably(&path, BASE64_STANDARD_NO_PAD.encode(key).as_bytes(), false) {
                    // Another process made it a moment before: that one counts.
                    Err(e) if e.kind() == std::io::ErrorKind::AlreadyExists => self.secret(name, false),
                    done => done.map(|()| key),
                }
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

    /// Remembers the newest seal; never an older one than is known, whichever process comes first.
    pub(crate) fn keep_head(&self, seal: &Seal) -> std::io::Result<()> {
        let lock = std::fs::File::create(self.0.join("audit.lock"))?;
        lock.lock()?;
        if self.head()?.is_some_and(|(n, _)| n >= seal.n) {
            return Ok(());
        }
        write_durably(&self.head_path(), format!("{} {}\n", seal.n, seal.digest()).as_bytes(), true)
    }
}

/// Whole or not at all, and on the disk before it returns. Only the owner may read it. With `replace` unset, `AlreadyExists` when it is there.
fn write_durably(path: &Path, bytes: &[u8], replace: bool) -> std::io::Result<()> {
    static TURN: AtomicU64 = AtomicU64::new(0);
    let tmp = path.with_extension(format!("{}-{}.new", std::process::id(), TURN.fetch_add(1, Ordering::Relaxed)));
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
    if replace {
        std::fs::rename(&tmp, path)?;
    } else {
        let linked = std::fs::hard_link(&tmp, path);
        std::fs::remove_file(&tmp)?;
        linked?;
    }
    if let Some(dir) = path.parent() {
        std::fs::File::open(dir)?.sync_all()?;
    }
    Ok(())
}
