//! Keys that sign tokens, and tokens put together by hand.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use ring::{
    rand::SystemRandom,
    rsa,
    signature::{ECDSA_P256_SHA256_FIXED_SIGNING, ECDSA_P384_SHA384_FIXED_SIGNING, EcdsaKeyPair, KeyPair, RSA_PKCS1_SHA256, RSA_PKCS1_SHA512, RSA_PSS_SHA256},
};
use serde_json::{Value, json};
use std::sync::Arc;

/// Made for these tests alone; open nothing.
const RSA_A: &[u8] = include_bytes!("rsa-test-a.pk8");
const RSA_B: &[u8] = include_bytes!("rsa-test-b.pk8");

enum Key {
    Rsa(rsa::KeyPair),
    Ec(EcdsaKeyPair),
}

#[derive(Clone)]
pub struct Signer {
    pub kid: String,
    pub alg: String,
    key: Arc<Key>,
}

pub fn b64(bytes: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

impl Signer {
    pub fn rsa(kid: &str, alg: &str, second: bool) -> Signer {
        let key = rsa::KeyPair::from_pkcs8(if second { RSA_B } else { RSA_A }).unwrap();
        Signer { kid: kid.into(), alg: alg.into(), key: Arc::new(Key::Rsa(key)) }
    }

    pub fn ec(kid: &str, alg: &str) -> Signer {
        let with = if alg == "ES384" { &ECDSA_P384_SHA384_FIXED_SIGNING } else { &ECDSA_P256_SHA256_FIXED_SIGNING };
        let rng = SystemRandom::new();
        let doc = EcdsaKeyPair::generate_pkcs8(with, &rng).unwrap();
        Signer { kid: kid.into(), alg: alg.into(), key: Arc::new(Key::Ec(EcdsaKeyPair::from_pkcs8(with, doc.as_ref(), &rng).unwrap())) }
    }

    pub fn jwk(&self) -> Value {
        match &*self.key {
            Key::Rsa(pair) => {
                let public: rsa::PublicKeyComponents<Vec<u8>> = pair.public().into();
                json!({ "kty": "RSA", "use": "sig", "kid": self.kid, "alg": self.alg, "n": b64(public.n), "e": b64(public.e) })
            }
            Key::Ec(pair) => {
                let point = &pair.public_key().as_ref()[1..];
                let (x, y) = point.split_at(point.len() / 2);
                let curve = if self.alg == "ES384" { "P-384" } else { "P-256" };
                json!({ "kty": "EC", "use": "sig", "kid": self.kid, "alg": self.alg, "crv": curve, "x": b64(x), "y": b64(y) })
            }
        }
    }

    pub fn signature(&self, message: &[u8]) -> Vec<u8> {
        let rng = SystemRandom::new();
        match &*self.key {
            Key::Rsa(pair) => {
                let how: &dyn ring::signature::RsaEncoding = match self.alg.as_str() {
                    "PS256" => &RSA_PSS_SHA256,
                    "RS512" => &RSA_PKCS1_SHA512,
                    _ => &RSA_PKCS1_SHA256,
                };
                let mut out = vec![0; pair.public().modulus_len()];
                pair.sign(how, &rng, message, &mut out).unwrap();
                out
            }
            Key::Ec(pair) => pair.sign(&rng, message).unwrap().as_ref().to_vec(),
        }
    }

    /// A token with this key's own header, changed by `header` (null takes a field away).
    pub fn token(&self, claims: &Value, header: &Value) -> String {
        let mut head = json!({ "typ": "JWT", "alg": self.alg, "kid": self.kid });
        merge(&mut head, header);
        let signed = format!("{}.{}", b64(head.to_string()), b64(claims.to_string()));
        let signature = if head["alg"] == "none" { vec![] } else { self.signature(signed.as_bytes()) };
        format!("{signed}.{}", b64(signature))
    }
}

/// Puts `change` over `base`; null takes a field away.
pub fn merge(base: &mut Value, change: &Value) {
    for (k, v) in change.as_object().into_iter().flatten() {
        if v.is_null() {
            base.as_object_mut().unwrap().remove(k);
        } else {
            base[k] = v.clone();
        }
    }
}
