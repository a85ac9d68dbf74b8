//! By what each channel sends: one provider a channel, its settings sealed in the database.

use crate::{rules::ways, seal};
use db::Query;
use kernel::{Problem, Result};
use std::collections::BTreeMap;

/// The setting of [`Channels`].
pub const SETTING: &str = "messages.channels";
/// Nothing goes out by this channel.
pub const OFF: &str = "off";
/// Written on the server's terminal, sent to nobody.
pub const CONSOLE: &str = "console";

/// How one channel sends.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct Channel {
    /// `off`, or one of `messaging::Settings::KINDS` that fits the channel.
    pub kind: String,
    /// The provider's settings with their secrets, sealed.
    pub sealed: String,
    /// Whether the provider knows a message again by our id: then one whose fate is unknown may be sent again.
    pub repeat: bool,
    /// The unguessable part of the address its receipts come to.
    pub hook: String,
}

impl Default for Channel {
    fn default() -> Channel {
        Channel { kind: OFF.into(), sealed: String::new(), repeat: false, hook: String::new() }
    }
}

impl Channel {
    pub fn is_open(&self) -> bool {
        self.kind != OFF
    }
    /// Whether what goes by it can reach people.
    pub fn is_real(&self) -> bool {
        !matches!(self.kind.as_str(), OFF | CONSOLE)
    }
}

/// Channel code → how it sends.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct Channels(pub BTreeMap<String, Channel>);

impl Default for Channels {
    /// A new house writes on its terminal what it would send.
    fn default() -> Channels {
        let console = || Channel { kind: CONSOLE.into(), repeat: true, ..Channel::default() };
        Channels(BTreeMap::from([("sms".into(), console()), ("email".into(), console()), ("whatsapp".into(), Channel::default())]))
    }
}

impl Channels {
    pub fn of(&self, channel: &str) -> Channel {
        self.0.get(channel).cloned().unwrap_or_default()
    }
    /// Whether anything can reach people.
    pub fn any_real(&self) -> bool {
        self.0.values().any(Channel::is_real)
    }
    /// The channels that only write on the terminal: their messages reach nobody.
    pub fn on_console(&self) -> Vec<&'static str> {
        ways::CHANNELS.iter().copied().filter(|c| self.of(c).kind == CONSOLE).collect()
    }
}

pub async fn all(q: &mut impl Query) -> Result<Channels> {
    Ok(all_with_version(q).await?.1)
}

/// Version 0 while nothing was set.
///
/// # Errors
/// `Internal` where the setting cannot be read: else what is secret would be printed on the terminal, as in a new house.
pub async fn all_with_version(q: &mut impl Query) -> Result<(i64, Channels)> {
    match db::settings::latest(q, SETTING).await? {
        Some((v, json)) => Ok((v, serde_json::from_str(&json).map_err(Problem::internal)?)),
        None => Ok((0, Channels::default())),
    }
}

/// The channels this house can send by.
pub async fn open(q: &mut impl Query) -> Result<Vec<&'static str>> {
    let all = all(q).await?;
    Ok(ways::CHANNELS.iter().copied().filter(|c| all.of(c).is_open()).collect())
}

pub(crate) fn sealed(channel: &str, plain: &str) -> String {
    seal::seal(&format!("channel.{channel}"), plain)
}

pub(crate) fn opened(channel: &str, c: &Channel) -> Option<String> {
    seal::open(&format!("channel.{channel}"), &c.sealed)
}
