//! Taking one message to carry: its lease, what waits with it, its words, the attempt; all written before it leaves.

use super::{LEASE_MS, Opened, Post};
use crate::{
    rules::{
        defaults::Text,
        events::{self, Kind, MERGED},
        texts::{self, Values},
    },
    seal, settings,
    store::{self, Message},
};
use db::{Query, Tx, args};
use kernel::{Actor, DAY_MS, Id, Problem, Result};
use messaging::{Outgoing, Template, Why, WhyCode};

/// One message on its way.
pub(super) struct Job {
    pub message: Message,
    pub attempt: Id,
    pub lease: kernel::At,
    pub outgoing: Outgoing,
    pub sender: Opened,
    pub provider: String,
}

impl Post {
    /// The next message of this channel; `None` where none is due or another worker was first.
    pub(super) async fn claim(&self, channel: &'static str, urgent_only: bool) -> Result<Option<Job>> {
        let now = self.env.now();
        let lease = now.plus_ms(LEASE_MS);
        let mut tx = self.db.begin(&Actor::system()).await?;
        let Some(row) = tx.maybe(store::CLAIM, args![channel, now, lease, urgent_only]).await? else { return Ok(None) };
        let m = store::find(&mut tx, row.id("id")?).await?.ok_or_else(|| Problem::Internal("a claimed message is not there".into()))?;
        let kind = events::of(&m.event).ok_or_else(|| Problem::Internal(format!("a message of no event: {}", m.event)))?;
        if m.attempts == 1 && kind.merges() {
            let person = m.person.map(|p| p.to_string()).unwrap_or_default();
            for r in tx.all(store::WAITING_WITH, args![&m.address, channel, m.lang.code(), person, m.id]).await? {
                let other = store::message(&r)?;
                if events::of(&other.event).is_some_and(Kind::merges) {
                    tx.run(store::MERGE, args![other.id, m.id]).await?;
                }
            }
        }
        let Some((said, outgoing, version)) = self.worded(&mut tx, kind, &m).await? else {
            // A secret sealed with another key: words without it would be worse than none. Given up, and seen among those that failed.
            drop(tx);
            let m = store::find(&mut self.db.reader(), m.id).await?.ok_or_else(|| Problem::Internal("a claimed message is not there".into()))?;
            tracing::error!(message = %m.id, "a secret could not be opened with this server's key");
            super::outcome::end(&self.db, &self.env, &m, "sealed").await?;
            return Ok(None);
        };
        let mut sender = self.senders.of(&mut tx, channel).await?;
        // An approved template has a place for the link and takes none away: it waits, or goes by another way.
        let given = outgoing.template.as_ref().map(|t| said.params.iter().zip(&t.params));
        if given.is_some_and(|mut all| all.any(|(name, value)| name == "link" && value.is_empty())) {
            sender = Err(Why::new(WhyCode::Settings, "base_url"));
        }
        let provider = sender.as_ref().map(|s| s.kind().to_string()).unwrap_or_default();
        tx.run(store::WORDED, args![m.id, &said.subject, &said.body, version, &provider]).await?;
        let attempt = self.env.id();
        tx.run(store::ATTEMPT, args![attempt, m.id, m.attempts, now, channel, &provider, "begun"]).await?;
        tx.commit_quietly("a message is taken to be sent: what comes of it has its event").await?;
        Ok(Some(Job { message: m, attempt, lease, outgoing, sender, provider }))
    }

    /// The words by this channel as the record keeps them, and as they go out; `None` where a secret in them cannot be opened.
    async fn worded(&self, tx: &mut Tx, kind: &'static Kind, m: &Message) -> Result<Option<(Text, Outgoing, i64)>> {
        let with = super::many(tx, store::MERGED_INTO, args![m.id]).await?;
        // By the address of now: what was told before it was set, or under another one, leads where the portal is.
        let base = settings::house(tx).await?.base_url;
        let (kind, mut values) = if with.is_empty() { (kind, m.vars.clone()) } else { (&MERGED, Self::of_all(m, &with)) };
        let same = with.iter().all(|o| o.link == m.link);
        crate::outbox::put_link(&mut values, kind, &base, if with.is_empty() || same && !m.link.is_empty() { &m.link } else { "/my" });
        let (version, text) = settings::text(tx, kind, &m.channel, m.lang).await?;
        let shown = crate::outbox::hidden(kind, &values);
        let mut real = values;
        if kind.secret
            && let Some(code) = real.get_mut("code")
        {
            let Some(open) = seal::open("code", code) else { return Ok(None) };
            *code = open;
        }
        let resent = tx.one(store::RESENT, args![m.id]).await?.int("n")?;
        let outgoing = Outgoing {
            // A person who asks for it again means it: the provider must not take it for the old one.
            id: if resent == 0 { m.id.to_string() } else { format!("{}-{resent}", m.id) },
            to: m.address.clone(),
            name: m.name.clone(),
            subject: (m.channel == "email").then(|| texts::fill(kind, &text.subject, &real)),
            text: texts::fill(kind, &text.body, &real),
            template: self.template(tx, m, &text, &real).await?,
            lang: m.lang.code().into(),
        };
        let said = Text { subject: texts::fill(kind, &text.subject, &shown), body: texts::fill(kind, &text.body, &shown), ..text };
        Ok(Some((said, outgoing, version)))
    }

    /// The values of one message that stands for several, beside the link: how many.
    fn of_all(m: &Message, with: &[Message]) -> Values {
        let mut values: Values = m.vars.iter().filter(|(k, _)| events::COMMON.contains(&k.as_str())).map(|(k, v)| (k.clone(), v.clone())).collect();
        values.insert("updates".into(), i18n::ta(m.lang, "messages-updates-n", &[("n", (with.len() as i64 + 1).into())]));
        values
    }

    /// WhatsApp takes free words for a day after the person's own message, and approved templates otherwise.
    async fn template(&self, tx: &mut Tx, m: &Message, text: &Text, values: &Values) -> Result<Option<Template>> {
        if m.channel != "whatsapp" {
            return Ok(None);
        }
        let last = tx.maybe(store::LAST_FROM, args![&m.address]).await?.map(|r| r.at("at")).transpose()?;
        // An hour is left for the way.
        if last.is_some_and(|at| self.env.now().0 - at.0 < DAY_MS - kernel::HOUR_MS) {
            return Ok(None);
        }
        let params = text.params.iter().map(|p| values.get(p).cloned().unwrap_or_default()).collect();
        Ok(Some(Template { name: text.template.clone(), lang: text.template_lang.clone(), params }))
    }
}
