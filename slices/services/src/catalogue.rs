//! The catalogue as data: a TOML or JSON text that an association can keep, edit and bring in again.

use crate::{ServiceBody, rules};
use kernel::{FieldError, FieldErrors};

/// The number of this form of the text.
pub const FORMAT: i64 = 1;

#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Catalogue {
    pub format: i64,
    #[serde(default, rename = "service")]
    pub services: Vec<Entry>,
}

#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Small latin letters, digits and `_`.
    pub code: String,
    /// Place in the list; by default the order of the text, in tens.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sort: Option<i64>,
    pub body: ServiceBody,
}

/// The catalogue a new house starts with.
pub const STARTING: &str = include_str!("catalogue.toml");

impl Catalogue {
    /// Reads TOML, or JSON where the text begins with a brace.
    ///
    /// # Errors
    /// `catalogue_unreadable` {line, detail}: not of this form · `catalogue_format`: of a newer form.
    pub fn parse(text: &str) -> Result<Catalogue, FieldError> {
        let text = text.trim_start_matches('\u{feff}');
        let unreadable =
            |line: usize, detail: String| FieldError::new("catalogue_unreadable").arg("line", line).arg("detail", detail.chars().take(200).collect::<String>());
        let c: Catalogue = if text.trim_start().starts_with('{') {
            serde_json::from_str(text).map_err(|e| unreadable(e.line(), e.to_string()))?
        } else {
            toml::from_str(text).map_err(|e| {
                let line = e.span().map_or(1, |s| text.get(..s.start).unwrap_or_default().matches('\n').count() + 1);
                unreadable(line, e.message().to_string())
            })?
        };
        if c.format == FORMAT { Ok(c) } else { Err(FieldError::new("catalogue_format")) }
    }

    pub fn starting() -> Result<Catalogue, FieldError> {
        Catalogue::parse(STARTING)
    }

    pub fn to_toml(&self) -> kernel::Result<String> {
        toml::to_string_pretty(self).map_err(kernel::Problem::internal)
    }

    pub fn to_json(&self) -> kernel::Result<String> {
        serde_json::to_string_pretty(self).map_err(kernel::Problem::internal)
    }

    /// Everything wrong with the services, as `(code of the service, field, error)`.
    pub fn check(&self, documents: &[String]) -> Vec<(String, String, FieldError)> {
        let mut out = vec![];
        for (i, s) in self.services.iter().enumerate() {
            let mut found = FieldErrors::default();
            if !code_ok(&s.code) {
                found.code("code", "services_code");
            } else if self.services.iter().take(i).any(|o| o.code == s.code) {
                found.code("code", "services_code_taken");
            }
            found.0.extend(rules::check(&s.body, documents).0);
            out.extend(found.0.into_iter().map(|(field, e)| (s.code.clone(), field, e)));
        }
        out
    }
}

/// Two to forty small latin letters, digits and underscores, a letter first.
pub fn code_ok(code: &str) -> bool {
    (2..=40).contains(&code.len())
        && code.starts_with(|c: char| c.is_ascii_lowercase())
        && code.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}
