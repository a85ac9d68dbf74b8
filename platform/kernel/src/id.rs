use std::{fmt, str::FromStr};

/// A 128-bit identifier shown as 26 characters of Crockford base 32 in lower case.
/// The first 48 bits are milliseconds, so ids made later sort later; the rest is random.
/// Says nothing about the thing it names: numbers people quote (file, request, letter) are separate.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Id(u128);

const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

impl Id {
    pub const NIL: Id = Id(0);

    pub fn from_parts(ms: i64, random: u128) -> Self {
        Id(((ms as u128 & 0xffff_ffff_ffff) << 80) | (random & ((1u128 << 80) - 1)))
    }

    pub fn from_u128(n: u128) -> Self {
        Id(n)
    }

    pub fn as_u128(self) -> u128 {
        self.0
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = [0u8; 26];
        for (i, slot) in out.iter_mut().enumerate() {
            *slot = ALPHABET[((self.0 >> (125 - 5 * i)) & 31) as usize];
        }
        f.write_str(std::str::from_utf8(&out).map_err(|_| fmt::Error)?)
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

/// The text was not 26 characters of the alphabet. Pages answer it as "not found".
#[derive(Debug, PartialEq, Eq)]
pub struct BadId;

impl FromStr for Id {
    type Err = BadId;
    fn from_str(s: &str) -> Result<Self, BadId> {
        if s.len() != 26 {
            return Err(BadId);
        }
        let mut n: u128 = 0;
        for (i, b) in s.bytes().enumerate() {
            let v = ALPHABET.iter().position(|a| *a == b).ok_or(BadId)? as u128;
            if i == 0 && v > 7 {
                return Err(BadId);
            }
            n = (n << 5) | v;
        }
        Ok(Id(n))
    }
}

impl serde::Serialize for Id {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}
impl<'de> serde::Deserialize<'de> for Id {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let s = String::deserialize(d)?;
        s.parse().map_err(|_| serde::de::Error::custom("not an id"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn round_trips_and_sorts_by_time() {
        for n in [0u128, 1, 1 << 79, u128::MAX] {
            let id = Id::from_u128(n);
            assert_eq!(id.to_string().parse(), Ok(id));
        }
        assert!(Id::from_parts(1, u128::MAX) < Id::from_parts(2, 0));
        assert!(Id::from_parts(1, 5).to_string() < Id::from_parts(2, 0).to_string());
        assert_eq!("short".parse::<Id>(), Err(BadId));
        assert_eq!("z0000000000000000000000000".parse::<Id>(), Err(BadId));
    }
}
