//! The house's key for this room: codes, limits and what a person said he is are kept as keyed digests; secrets of providers are sealed.

use base64::{Engine, prelude::BASE64_STANDARD_NO_PAD as B64};
use chacha20poly1305::{
    KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, Payload},
};
use hmac::{Hmac, Mac};
use kernel::{Problem, Result};
use rand::{Rng, RngCore};
use sha2::{Digest, Sha256};
use std::sync::OnceLock;
use subtle::ConstantTimeEq;

static KEY: OnceLock<[u8; 32]> = OnceLock::new();

/// Given once at start, from the key folder. A later call changes nothing.
pub fn use_key(key: [u8; 32]) {
    let _ = KEY.set(key);
}

fn key() -> Result<&'static [u8; 32]> {
    KEY.get().ok_or_else(|| Problem::Internal("accounts have no key".into()))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

/// What the database keeps of a token that only the browser has.
pub fn token_digest(token: &str) -> String {
    hex(&Sha256::digest(token.as_bytes()))
}

/// A keyed digest of `text` for one purpose, 64 hexadecimal digits. Six digits or a mobile number could be guessed back from a bare one.
pub fn keyed(purpose: &str, text: &str) -> Result<String> {
    let mut m = <Hmac<Sha256> as Mac>::new_from_slice(key()?).map_err(Problem::internal)?;
    m.update(format!("{}:{purpose}:", purpose.len()).as_bytes());
    m.update(text.as_bytes());
    Ok(hex(&m.finalize().into_bytes()))
}

/// A code of six digits, each equally likely.
pub fn new_code() -> String {
    format!("{:06}", rand::rng().random_range(0..1_000_000u32))
}

/// What is kept of a code. `bound_to`: what it opens (an entry, or what is signed), so that it opens nothing else.
pub fn code_digest(bound_to: &str, code: &str) -> Result<String> {
    keyed("code", &format!("{bound_to}:{code}"))
}

pub fn same(a: &str, b: &str) -> bool {
    a.len() == b.len() && bool::from(a.as_bytes().ct_eq(b.as_bytes()))
}

/// The digits of a code as typed, in any digits and spaced as one likes; empty for what is no code.
pub fn tidy_code(raw: &str) -> String {
    let digits: String = i18n::digits::ascii(raw).chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
    if digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_digit()) { digits } else { String::new() }
}

/// Seals a provider's secret for the settings table. `name`: whose, so that one cannot stand in another's place.
pub fn seal(name: &str, secret: &str) -> Result<String> {
    let mut nonce = [0u8; 24];
    rand::rng().fill_bytes(&mut nonce);
    let sealed = XChaCha20Poly1305::new(key()?.into())
        .encrypt(XNonce::from_slice(&nonce), Payload { msg: secret.as_bytes(), aad: name.as_bytes() })
        .map_err(|_| Problem::Internal("a secret could not be sealed".into()))?;
    Ok(B64.encode([&nonce[..], &sealed].concat()))
}

/// Opens what [`seal`] made.
pub fn unseal(name: &str, sealed: &str) -> Result<String> {
    let fault = || Problem::Internal("a kept secret does not open: was the key changed?".into());
    let bytes = B64.decode(sealed).map_err(|_| fault())?;
    if bytes.len() < 24 {
        return Err(fault());
    }
    let plain = XChaCha20Poly1305::new(key()?.into())
        .decrypt(XNonce::from_slice(&bytes[..24]), Payload { msg: &bytes[24..], aad: name.as_bytes() })
        .map_err(|_| fault())?;
    String::from_utf8(plain).map_err(|_| fault())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_as_people_type_them() {
        assert_eq!(tidy_code(" ٠١٢ ٣٤٥ "), "012345");
        assert_eq!(tidy_code("012-345"), "012345");
        for bad in ["", "12345", "1234567", "12345x", "१२३४५६"] {
            assert_eq!(tidy_code(bad), "", "{bad}");
        }
        assert!((0..50).all(|_| tidy_code(&new_code()).len() == 6));
    }

    #[test]
    fn a_secret_opens_under_its_own_name_alone() {
        use_key([3; 32]);
        let s = seal("oidc", "كلمة سر").unwrap();
        assert_eq!(unseal("oidc", &s).unwrap(), "كلمة سر");
        assert!(unseal("nafath", &s).is_err() && unseal("oidc", "AAAA").is_err());
        assert_ne!(s, seal("oidc", "كلمة سر").unwrap());
        assert_ne!(keyed("a", "b").unwrap(), keyed("ab", "").unwrap());
    }
}
