//! What the association has set: hours, waiting for one another, its address, its own words.

use crate::rules::{
    defaults::{self, Text},
    events::Kind,
    ways::Quiet,
};
use db::Query;
use i18n::Lang;
use kernel::{FieldError, Problem, Result};

/// The setting of [`House`].
pub const HOUSE: &str = "messages.house";

/// How this house sends.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct House {
    /// Where people reach the portal: `https://…` without a slash at the end. Empty until set: messages then go without a link, for a path alone
    /// opens nothing; no provider is taken before it is set.
    pub base_url: String,
    pub quiet: Quiet,
    /// How long an event waits for others of the same person, in seconds.
    pub wait_seconds: i64,
    /// After how many hours a WhatsApp message without word of its delivery goes by another way.
    pub receipt_hours: i64,
    /// Whether a message only written on the terminal counts as handed over: for trials and demonstrations.
    pub console_counts: bool,
}

impl Default for House {
    fn default() -> House {
        House {
            base_url: String::new(),
            quiet: Quiet { from: 21 * 60, to: 8 * 60, friday_until: 13 * 60 },
            wait_seconds: 120,
            receipt_hours: 6,
            console_counts: false,
        }
    }
}

/// The house's setting, or what a new house has.
///
/// # Errors
/// `Internal` where it cannot be read: quiet hours that nobody set are not kept in its place.
pub async fn house(q: &mut impl Query) -> Result<House> {
    match db::settings::latest(q, HOUSE).await? {
        Some((_, v)) => serde_json::from_str(&v).map_err(Problem::internal),
        None => Ok(House::default()),
    }
}

/// The portal's address as typed, without the slash at its end; empty stays empty.
///
/// # Errors
/// `message_base` for what no browser opens.
pub fn parse_base(raw: &str) -> std::result::Result<String, FieldError> {
    let base = raw.trim().trim_end_matches('/');
    let host = base.strip_prefix("https://").or_else(|| base.strip_prefix("http://"));
    let plain = |h: &str| !h.is_empty() && h.len() <= 120 && h.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._:/".contains(&b));
    if base.is_empty() || host.is_some_and(plain) { Ok(base.to_string()) } else { Err(FieldError::new("message_base")) }
}

/// The setting that holds the words of an event on a channel in a language.
pub fn text_setting(event: &str, channel: &str, lang: Lang) -> String {
    format!("messages.text.{event}.{channel}.{}", lang.code())
}

/// The words in force and their version; version 0 is the built-in text.
pub async fn text(q: &mut impl Query, kind: &Kind, channel: &str, lang: Lang) -> Result<(i64, Text)> {
    let found = db::settings::latest(q, &text_setting(kind.code, channel, lang)).await?;
    if let Some((v, json)) = found {
        // An empty version means: back to the built-in.
        if let Some(t) = serde_json::from_str::<Option<Text>>(&json).map_err(Problem::internal)? {
            return Ok((v, t));
        }
    }
    Ok((0, defaults::text(kind, channel, lang)))
}
