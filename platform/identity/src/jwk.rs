//! Public keys as JSON (RFC 7517), and checking a signature with one of them.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use ring::signature::{self, RsaParameters, RsaPublicKeyComponents, UnparsedPublicKey, VerificationAlgorithm};
use serde_json::Value;

/// An algorithm that may sign. A shared secret and `none` are not among them and cannot be named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Alg {
    Rs256,
    Rs384,
    Rs512,
    Ps256,
    Ps384,
    Ps512,
    Es256,
    Es384,
}

impl Alg {
    pub(crate) fn named(name: &str) -> Option<Alg> {
        Some(match name {
            "RS256" => Alg::Rs256,
            "RS384" => Alg::Rs384,
            "RS512" => Alg::Rs512,
            "PS256" => Alg::Ps256,
            "PS384" => Alg::Ps384,
            "PS512" => Alg::Ps512,
            "ES256" => Alg::Es256,
            "ES384" => Alg::Es384,
            _ => return None,
        })
    }

    fn rsa(self) -> Option<&'static RsaParameters> {
        match self {
            Alg::Rs256 => Some(&signature::RSA_PKCS1_2048_8192_SHA256),
            Alg::Rs384 => Some(&signature::RSA_PKCS1_2048_8192_SHA384),
            Alg::Rs512 => Some(&signature::RSA_PKCS1_2048_8192_SHA512),
            Alg::Ps256 => Some(&signature::RSA_PSS_2048_8192_SHA256),
            Alg::Ps384 => Some(&signature::RSA_PSS_2048_8192_SHA384),
            Alg::Ps512 => Some(&signature::RSA_PSS_2048_8192_SHA512),
            Alg::Es256 | Alg::Es384 => None,
        }
    }

    /// Curve and coordinate bytes.
    fn ec(self) -> Option<(&'static dyn VerificationAlgorithm, &'static str, usize)> {
        match self {
            Alg::Es256 => Some((&signature::ECDSA_P256_SHA256_FIXED, "P-256", 32)),
            Alg::Es384 => Some((&signature::ECDSA_P384_SHA384_FIXED, "P-384", 48)),
            _ => None,
        }
    }

    /// The digest that goes with it, for `at_hash`.
    pub(crate) fn digest(self) -> &'static ring::digest::Algorithm {
        match self {
            Alg::Rs256 | Alg::Ps256 | Alg::Es256 => &ring::digest::SHA256,
            Alg::Rs384 | Alg::Ps384 | Alg::Es384 => &ring::digest::SHA384,
            Alg::Rs512 | Alg::Ps512 => &ring::digest::SHA512,
        }
    }
}

#[derive(Clone)]
enum Material {
    Rsa {
        n: Vec<u8>,
        e: Vec<u8>,
    },
    /// `crv`, and the point uncompressed.
    Ec {
        curve: String,
        point: Vec<u8>,
    },
}

/// One public key.
#[derive(Clone)]
pub(crate) struct Jwk {
    pub(crate) kid: Option<String>,
    alg: Option<String>,
    material: Material,
}

impl Jwk {
    /// `None`: not a key for signatures, or of a kind not known; a set may hold such.
    fn read(v: &Value) -> Option<Jwk> {
        if v["use"].as_str().is_some_and(|u| u != "sig") {
            return None;
        }
        let bytes = |name: &str| URL_SAFE_NO_PAD.decode(v[name].as_str()?.trim_end_matches('=')).ok().filter(|b| b.len() <= 1024);
        let material = match v["kty"].as_str()? {
            "RSA" => {
                // ring takes no leading zeros.
                let strip = |b: Vec<u8>| b.into_iter().skip_while(|x| *x == 0).collect::<Vec<u8>>();
                Material::Rsa { n: strip(bytes("n")?), e: strip(bytes("e")?) }
            }
            "EC" => {
                let (x, y) = (bytes("x")?, bytes("y")?);
                Material::Ec { curve: v["crv"].as_str()?.to_owned(), point: [&[4u8][..], &x, &y].concat() }
            }
            _ => return None,
        };
        Some(Jwk { kid: v["kid"].as_str().map(str::to_owned), alg: v["alg"].as_str().map(str::to_owned), material })
    }

    /// Whether this key can sign so: its kind fits, and it does not say otherwise itself.
    pub(crate) fn fits(&self, name: &str, alg: Alg) -> bool {
        let kind = match &self.material {
            Material::Rsa { .. } => alg.rsa().is_some(),
            Material::Ec { curve, point } => alg.ec().is_some_and(|(_, c, size)| c == curve && point.len() == 2 * size + 1),
        };
        kind && self.alg.as_deref().is_none_or(|a| a == name)
    }

    pub(crate) fn verifies(&self, alg: Alg, message: &[u8], sig: &[u8]) -> bool {
        match &self.material {
            Material::Rsa { n, e } => alg.rsa().is_some_and(|p| RsaPublicKeyComponents { n, e }.verify(p, message, sig).is_ok()),
            Material::Ec { point, .. } => alg.ec().is_some_and(|(a, _, _)| UnparsedPublicKey::new(a, point).verify(message, sig).is_ok()),
        }
    }
}

/// The keys of a set (`{"keys":[…]}`), or of a single key standing alone. At most 64.
pub(crate) fn read_set(v: &Value) -> Vec<Jwk> {
    match v["keys"].as_array() {
        Some(keys) => keys.iter().take(64).filter_map(Jwk::read).collect(),
        None => Jwk::read(v).into_iter().collect(),
    }
}
