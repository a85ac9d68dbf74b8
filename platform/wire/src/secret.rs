use serde::{Deserialize, Serialize};
use std::fmt;

/// A password, key or token. Never shown by `Debug`; serialised as it is, so whoever stores it must seal it.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Secret(String);

impl Secret {
    /// Takes the secret without the blanks a paste brings along.
    pub fn new(s: impl AsRef<str>) -> Secret {
        Secret(s.as_ref().trim().to_owned())
    }
    /// The secret itself: for the one place that sends it.
    pub fn reveal(&self) -> &str {
        &self.0
    }
    /// Nothing was given.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_empty() { "(none)" } else { "(hidden)" })
    }
}

impl From<&str> for Secret {
    fn from(s: &str) -> Secret {
        Secret::new(s)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn is_hidden_from_debug_and_kept_by_serde() {
        let s = Secret::new(" word-of-test ");
        assert_eq!(format!("{s:?}"), "(hidden)");
        assert_eq!(s.reveal(), "word-of-test");
        assert_eq!(format!("{:?}", Secret::default()), "(none)");
    }
}
