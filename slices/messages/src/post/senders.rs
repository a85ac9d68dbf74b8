//! Which sender carries a channel.

use super::{Kept, Opened};
use crate::channels::{self, Channel};
use db::Query;
use kernel::Result;
use messaging::{Sender, Settings, Why, WhyCode};
use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
};

#[derive(Default)]
pub(super) struct Senders {
    pub fixed: BTreeMap<&'static str, (Arc<dyn Sender>, bool)>,
    kept: Mutex<Kept>,
}

impl Senders {
    /// The channel's sender as set now, or why there is none.
    pub async fn of(&self, q: &mut impl Query, channel: &str) -> Result<Opened> {
        if let Some((s, _)) = self.fixed.get(channel) {
            return Ok(Ok(s.clone()));
        }
        let set = channels::all(q).await?.of(channel);
        let mark = format!("{}|{}", set.kind, set.sealed);
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((m, s)) = kept.get(channel)
            && *m == mark
        {
            return Ok(Ok(s.clone()));
        }
        let opened = sender_of(channel, &set);
        if let Ok(s) = &opened {
            kept.insert(channel.to_string(), (mark, s.clone()));
        }
        Ok(opened)
    }

    /// Whether a message whose fate is unknown may go again by this channel.
    pub async fn repeats(&self, q: &mut impl Query, channel: &str) -> Result<bool> {
        match self.fixed.get(channel) {
            Some((_, repeat)) => Ok(*repeat),
            None => Ok(channels::all(q).await?.of(channel).repeat),
        }
    }
}

/// Opens a channel's sender. The reason names no secret.
pub(crate) fn sender_of(channel: &str, set: &Channel) -> Opened {
    let ours = |said: &str| Why::new(WhyCode::Settings, said);
    let settings = match set.kind.as_str() {
        channels::OFF => return Err(ours("off")),
        channels::CONSOLE => Settings::Console,
        _ => {
            let plain = channels::opened(channel, set).ok_or_else(|| ours("key"))?;
            serde_json::from_str(&plain).map_err(|_| ours("settings"))?
        }
    };
    settings.open().map_err(|e| ours(e.field))
}
