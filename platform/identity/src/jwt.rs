//! Signed tokens (RFC 7515 compact, RFC 7519): taken apart, then checked. Nothing of the payload is looked at before the signature holds.

use crate::{
    IdentityError,
    jwk::{Alg, Jwk},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use kernel::At;
use serde_json::{Map, Value};

/// Clocks may differ by this much.
pub(crate) const SKEW_MS: i64 = 60_000;
/// Longer tokens are not read.
const LONGEST: usize = 64 * 1024;

/// A token whose signature is not checked yet.
pub(crate) struct Unchecked<'a> {
    pub(crate) alg: Alg,
    alg_name: String,
    pub(crate) kid: Option<String>,
    signed: &'a str,
    payload: &'a str,
    signature: Vec<u8>,
}

/// What a token says, after its signature held.
pub(crate) type Claims = Map<String, Value>;

fn part(b64: &str) -> Result<Vec<u8>, IdentityError> {
    URL_SAFE_NO_PAD.decode(b64).map_err(|_| IdentityError::Token("not base64url"))
}

/// Takes a token apart. Only an algorithm in `allowed` goes through; a header with `crit` asks for something not known here.
pub(crate) fn take_apart<'a>(token: &'a str, allowed: &[String]) -> Result<Unchecked<'a>, IdentityError> {
    if token.len() > LONGEST {
        return Err(IdentityError::Token("too long"));
    }
    let bad = || IdentityError::Token("not three parts");
    let (signed, signature) = token.rsplit_once('.').ok_or_else(bad)?;
    let (header, payload) = signed.split_once('.').ok_or_else(bad)?;
    if payload.contains('.') {
        return Err(bad());
    }
    let header: Map<String, Value> = serde_json::from_slice(&part(header)?).map_err(|_| IdentityError::Token("header"))?;
    let alg_name = header.get("alg").and_then(Value::as_str).unwrap_or_default();
    let alg = Alg::named(alg_name).filter(|_| allowed.iter().any(|a| a == alg_name)).ok_or(IdentityError::Token("algorithm"))?;
    if header.contains_key("crit") {
        return Err(IdentityError::Token("crit"));
    }
    let kid = header.get("kid").and_then(Value::as_str).map(str::to_owned);
    Ok(Unchecked { alg, alg_name: alg_name.to_owned(), kid, signed, payload, signature: part(signature)? })
}

impl Unchecked<'_> {
    /// The key among these that may have signed: by its id; without an id only where exactly one fits.
    pub(crate) fn key<'k>(&self, keys: &'k [Jwk]) -> Option<&'k Jwk> {
        let mut fitting = keys.iter().filter(|k| k.fits(&self.alg_name, self.alg));
        match &self.kid {
            Some(kid) => fitting.find(|k| k.kid.as_deref() == Some(kid)),
            None => {
                let first = fitting.next()?;
                fitting.next().is_none().then_some(first)
            }
        }
    }

    /// The claims, if the key's signature holds.
    pub(crate) fn check(&self, key: &Jwk) -> Result<Claims, IdentityError> {
        if !key.verifies(self.alg, self.signed.as_bytes(), &self.signature) {
            return Err(IdentityError::Token("signature"));
        }
        serde_json::from_slice(&part(self.payload)?).map_err(|_| IdentityError::Token("payload"))
    }
}

/// A time claim in milliseconds. Missing: `None`; there, but no sensible number: an error, not "missing".
fn time(claims: &Claims, name: &'static str) -> Result<Option<i64>, IdentityError> {
    match claims.get(name) {
        None => Ok(None),
        Some(v) => {
            let seconds = v.as_i64().or_else(|| v.as_f64().filter(|f| f.is_finite()).map(|f| f as i64));
            seconds.filter(|s| (0..=253_402_300_799).contains(s)).map(|s| Some(s * 1000)).ok_or(IdentityError::Token(name))
        }
    }
}

/// `exp` must be there and ahead, `nbf` and `iat` must not be, all within [`SKEW_MS`]. A token issued more than a day ago is none for signing in.
pub(crate) fn check_times(claims: &Claims, now: At) -> Result<(), IdentityError> {
    let exp = time(claims, "exp")?.ok_or(IdentityError::Token("exp"))?;
    if exp + SKEW_MS <= now.0 {
        return Err(IdentityError::Token("expired"));
    }
    if time(claims, "nbf")?.is_some_and(|t| t > now.0 + SKEW_MS) {
        return Err(IdentityError::Token("nbf"));
    }
    if let Some(iat) = time(claims, "iat")?
        && (iat > now.0 + SKEW_MS || iat + kernel::DAY_MS < now.0)
    {
        return Err(IdentityError::Token("iat"));
    }
    Ok(())
}

/// The receivers named in `aud`, which is one or a list.
pub(crate) fn audiences(claims: &Claims) -> Vec<&str> {
    match claims.get("aud") {
        Some(Value::String(s)) => vec![s],
        Some(Value::Array(list)) => list.iter().filter_map(Value::as_str).collect(),
        _ => vec![],
    }
}

/// A claim as text, if it is one.
pub(crate) fn word<'c>(claims: &'c Claims, name: &str) -> Option<&'c str> {
    claims.get(name).and_then(Value::as_str)
}
