//! Secrets at rest: providers' passwords in the settings, a sign-in code on its way. The key is the house's, outside the database.

use base64::{Engine as _, prelude::BASE64_STANDARD_NO_PAD};
use chacha20poly1305::{
    ChaCha20Poly1305, KeyInit,
    aead::{Aead, Payload},
};
use std::sync::OnceLock;

static KEY: OnceLock<[u8; 32]> = OnceLock::new();

/// Told by `app` at start: `keys.secret("messages", true)`. The first call counts.
pub fn set_key(key: [u8; 32]) {
    let _ = KEY.set(key);
}

fn cipher() -> ChaCha20Poly1305 {
    // A house without its key (a test, a command) seals for its own life only.
    let key = KEY.get_or_init(|| {
        let mut k = [0u8; 32];
        rand::RngCore::fill_bytes(&mut rand::rng(), &mut k);
        k
    });
    ChaCha20Poly1305::new(key.into())
}

/// Sealed for one purpose: what was sealed as one thing cannot be opened as another.
pub(crate) fn seal(purpose: &str, plain: &str) -> String {
    let mut nonce = [0u8; 12];
    rand::RngCore::fill_bytes(&mut rand::rng(), &mut nonce);
    let body = cipher().encrypt(&nonce.into(), Payload { msg: plain.as_bytes(), aad: purpose.as_bytes() }).unwrap_or_default();
    BASE64_STANDARD_NO_PAD.encode([nonce.as_slice(), &body].concat())
}

/// `None` where it was sealed with another key, for another purpose, or altered.
pub(crate) fn open(purpose: &str, sealed: &str) -> Option<String> {
    let bytes = BASE64_STANDARD_NO_PAD.decode(sealed).ok()?;
    let (nonce, body) = bytes.split_at_checked(12)?;
    let nonce: [u8; 12] = nonce.try_into().ok()?;
    let plain = cipher().decrypt(&nonce.into(), Payload { msg: body, aad: purpose.as_bytes() }).ok()?;
    String::from_utf8(plain).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn opens_what_it_sealed_and_nothing_else() {
        let sealed = seal("code", "483920");
        assert!(!sealed.contains("483920"));
        assert_eq!(open("code", &sealed).as_deref(), Some("483920"));
        assert_eq!(open("sender", &sealed), None);
        assert_eq!(open("code", &sealed[1..]), None);
        assert_eq!(open("code", ""), None);
        assert_ne!(seal("code", "483920"), sealed);
    }
}
