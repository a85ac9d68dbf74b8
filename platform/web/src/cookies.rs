use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD as B64};
use hmac::{Hmac, Mac};
use http::{HeaderMap, header};
use rand::RngCore;
use sha2::Sha256;
use subtle::ConstantTimeEq;

pub const SESSION: &str = "sila_session";
/// The portal's session.
pub const PERSON: &str = "sila_person";
pub const ANON: &str = "sila_visit";
pub const LANG: &str = "sila_lang";
pub const THEME: &str = "sila_theme";
pub const FLASH: &str = "sila_flash";

/// A fresh 32-byte token for a cookie; only its digest is stored.
pub fn session_token() -> String {
    let mut b = [0u8; 32];
    rand::rng().fill_bytes(&mut b);
    B64.encode(b)
}

/// The server's own secret for form tokens, and whether cookies are sent over TLS only.
#[derive(Clone)]
pub struct Secrets {
    pub key: [u8; 32],
    pub secure_cookies: bool,
}

impl Secrets {
    fn mac(&self, salt: &[u8], bound_to: &str) -> [u8; 32] {
        let mut m = <Hmac<Sha256> as Mac>::new_from_slice(&self.key).unwrap_or_else(|_| unreachable!("HMAC takes a key of any length"));
        m.update(salt);
        m.update(bound_to.as_bytes());
        m.finalize().into_bytes().into()
    }

    /// A form token for a session (or visit). Salted anew each time: a compressed page gives nothing away about it.
    pub fn csrf(&self, bound_to: &str) -> String {
        let mut salt = [0u8; 8];
        rand::rng().fill_bytes(&mut salt);
        let mac = self.mac(&salt, bound_to);
        B64.encode([&salt[..], &mac[..24]].concat())
    }

    pub fn csrf_ok(&self, token: &str, bound_to: &str) -> bool {
        let Ok(bytes) = B64.decode(token) else { return false };
        bytes.len() == 32 && !bound_to.is_empty() && bool::from(self.mac(&bytes[..8], bound_to)[..24].ct_eq(&bytes[8..]))
    }

    pub fn set(&self, name: &str, value: &str, max_age: Option<i64>) -> String {
        let age = max_age.map(|s| format!("; Max-Age={s}")).unwrap_or_default();
        let secure = if self.secure_cookies { "; Secure" } else { "" };
        format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax{age}{secure}")
    }
}

pub fn read<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|v| v.to_str().ok())
        .flat_map(|v| v.split(';'))
        .filter_map(|p| p.trim().split_once('='))
        .find(|(n, _)| *n == name)
        .map(|(_, v)| v)
}

#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn a_form_token_belongs_to_one_session() {
        let s = Secrets { key: [7; 32], secure_cookies: false };
        let t = s.csrf("a");
        assert!(s.csrf_ok(&t, "a"));
        assert!(!s.csrf_ok(&t, "b") && !s.csrf_ok("", "a") && !s.csrf_ok(&s.csrf(""), ""));
        assert_ne!(t, s.csrf("a"));
    }
}
