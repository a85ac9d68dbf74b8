//! Argon2id. Hashing is slow on purpose: it runs beside the service's own threads, a few at a time.

use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString},
};
use kernel::{Problem, Result};
use rand::RngCore;
use std::sync::OnceLock;
use tokio::sync::Semaphore;

/// Memory in KiB, passes, lanes: what OWASP asks as a minimum for argon2id.
const COST: (u32, u32, u32) = (19 * 1024, 2, 1);
/// For tests only: the shape without the cost.
const CHEAP: (u32, u32, u32) = (64, 1, 1);

static IN_USE: OnceLock<(u32, u32, u32)> = OnceLock::new();
static ROOM: Semaphore = Semaphore::const_new(4);

/// Makes this process hash cheaply. Only for tests, before the first password.
pub fn use_cheap_hashes() {
    let _ = IN_USE.set(CHEAP);
}

fn hasher() -> Result<Argon2<'static>> {
    let (m, t, p) = *IN_USE.get_or_init(|| COST);
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::new(m, t, p, None).map_err(Problem::internal)?))
}

fn hash_now(password: &str) -> Result<String> {
    let mut salt = [0u8; 16];
    rand::rng().fill_bytes(&mut salt);
    let salt = SaltString::encode_b64(&salt).map_err(Problem::internal)?;
    Ok(hasher()?.hash_password(password.as_bytes(), &salt).map_err(Problem::internal)?.to_string())
}

async fn aside<T: Send + 'static>(f: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    let _place = ROOM.acquire().await.map_err(Problem::internal)?;
    tokio::task::spawn_blocking(f).await.map_err(Problem::internal)?
}

/// The text to store: algorithm, cost, salt and digest.
pub async fn hash(password: &str) -> Result<String> {
    let password = password.trim().to_string();
    aside(move || hash_now(&password)).await
}

/// Whether the password is the one behind `stored`. Without one (no such account) the same work is done, and the answer is no.
pub async fn matches(password: &str, stored: Option<&str>) -> Result<bool> {
    static NOBODY: OnceLock<String> = OnceLock::new();
    let (password, stored) = (password.trim().to_string(), stored.map(str::to_string));
    aside(move || {
        let known = stored.is_some();
        let text = match stored {
            Some(s) => s,
            None => match NOBODY.get() {
                Some(s) => s.clone(),
                None => NOBODY.get_or_init(|| hash_now("nobody's password").unwrap_or_default()).clone(),
            },
        };
        let parsed = PasswordHash::new(&text).map_err(Problem::internal)?;
        Ok(hasher()?.verify_password(password.as_bytes(), &parsed).is_ok() && known)
    })
    .await
}
