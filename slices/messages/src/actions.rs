//! What employees do with messages and their settings: load → rule → write → event → commit.

use crate::{
    channels::{self, Channel},
    lists, outbox, post,
    rules::{
        defaults::Text,
        events::{self, Kind},
        texts,
    },
    settings::{self, House},
    store::{self, Message},
};
use db::{Db, Tx, args};
use i18n::Lang;
use kernel::{Actor, Env, Event, FieldErrors, Id, Permit, Problem, Result, Scope};

async fn taken(tx: &mut Tx, permit: &Permit, id: Id, version: Option<i64>) -> Result<Message> {
    let m = lists::find(tx, permit, id).await?;
    if version.is_some_and(|v| v != m.version) {
        return Err(Problem::conflict("changed"));
    }
    Ok(m)
}

/// Whether this one may be sent again by hand.
pub fn may_resend(m: &Message) -> bool {
    matches!(m.status.as_str(), "dead" | "unsure" | "inbox" | "closed") && events::of(&m.event).is_some_and(|k| !k.secret && !k.staff)
}

/// Sends again, by the channel asked for or the best one open to him now.
///
/// # Errors
/// Refused `message_not_open` where nothing is to be done with it, `message_no_way` where no such way is open to him.
pub async fn resend(env: &Env, db: &Db, permit: &Permit, id: Id, version: Option<i64>, by: Option<&str>) -> Result<()> {
    let mut tx = db.begin(&permit.actor).await?;
    let m = taken(&mut tx, permit, id, version).await?;
    if !may_resend(&m) {
        return Err(Problem::refused("message_not_open"));
    }
    let open = channels::open(&mut tx).await?;
    let ways = match m.person {
        Some(p) => {
            let p = people::person(&mut tx, p).await?;
            outbox::ways_of(&mut tx, &p, &open).await?
        }
        None => outbox::ways_of_mobile(&m.address, &open),
    };
    let way = ways.into_iter().find(|w| by.is_none_or(|b| b == w.channel)).ok_or_else(|| Problem::refused("message_no_way"))?;
    tx.run_one(store::RESEND, args![m.id, m.version, way.channel, &way.address, env.now()]).await?;
    tx.run(store::ATTEMPT, args![env.id(), m.id, 0_i64, env.now(), way.channel, "", "resent"]).await?;
    let mut event = Event::new("message.resend", "message", m.id).fact("channel", way.channel);
    event.file = m.file;
    tx.record(env.now(), event);
    tx.commit().await
}

/// Closes what will not be sent, with a reason.
pub async fn close(env: &Env, db: &Db, permit: &Permit, id: Id, version: Option<i64>, reason: &str) -> Result<()> {
    if reason.trim().is_empty() {
        return Err(Problem::field("reason", "required"));
    }
    let mut tx = db.begin(&permit.actor).await?;
    let m = taken(&mut tx, permit, id, version).await?;
    if !matches!(m.status.as_str(), "dead" | "unsure" | "queued" | "retry") {
        return Err(Problem::refused("message_not_open"));
    }
    let why: String = reason.trim().chars().take(300).collect();
    let mut event = Event::new("message.close", "message", m.id);
    event.file = m.file;
    tx.record(env.now(), event);
    tx.run_one(store::CLOSED, args![m.id, m.version, why, post::kept(&m)]).await?;
    tx.commit().await?;
    if m.settled_at.is_none() {
        post::settle(db, env, &m, false, &[(store::STAYS, args![m.id, m.version + 1])]).await?;
    }
    Ok(())
}

/// Nobody knew whether it had gone out: an employee found that it had.
pub async fn arrived(env: &Env, db: &Db, permit: &Permit, id: Id, version: Option<i64>) -> Result<()> {
    let mut tx = db.begin(&permit.actor).await?;
    let m = taken(&mut tx, permit, id, version).await?;
    if m.status != "unsure" {
        return Err(Problem::refused("message_not_open"));
    }
    let mut event = Event::new("message.arrived", "message", m.id);
    event.file = m.file;
    tx.record(env.now(), event);
    tx.run_one(store::CAME, args![m.id, m.version, "sent"]).await?;
    tx.commit().await?;
    post::settle(db, env, &m, true, &[(store::STAYS, args![m.id, m.version + 1])]).await.map(|_| ())
}

fn all_of_it(permit: &Permit) -> Result<()> {
    if permit.scope == Scope::All { Ok(()) } else { Err(Problem::Forbidden) }
}

async fn set(env: &Env, db: &Db, permit: &Permit, name: &str, version: i64, json: &str, event: &'static str, fact: &str) -> Result<()> {
    all_of_it(permit)?;
    let mut tx = db.begin(&permit.actor).await?;
    if db::settings::latest(&mut tx, name).await?.map_or(0, |v| v.0) != version {
        return Err(Problem::conflict("changed"));
    }
    let new = db::settings::set(&mut tx, name, json, env.now()).await?;
    tx.record(env.now(), Event::new(event, "setting", Id::NIL).fact("what", fact).fact("version", new));
    tx.commit().await
}

/// What is wrong with these words, at their fields.
pub fn check_text(kind: &Kind, channel: &str, t: &Text) -> FieldErrors {
    let mut errors = FieldErrors::default();
    if t.body.trim().is_empty() {
        errors.code("body", "required");
    } else if let Err(e) = texts::check(kind, &t.body) {
        errors.add("body", e);
    }
    if channel == "email"
        && let Err(e) = texts::check(&Kind { secret: false, ..*kind }, &t.subject)
    {
        errors.add("subject", e);
    }
    if channel == "whatsapp" {
        let plain = |s: &str| !s.is_empty() && s.len() <= 512 && s.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
        if !plain(&t.template) {
            errors.code("template", "message_template");
        }
        if let Some(unknown) = t.params.iter().find(|p| !kind.allows(p)) {
            errors.add("params", kernel::FieldError::new("message_variable").arg("name", unknown.chars().take(40).collect::<String>()));
        }
        if t.template_lang.is_empty() || t.template_lang.len() > 8 || !t.template_lang.chars().all(|c| c.is_ascii_alphabetic() || c == '_') {
            errors.code("template_lang", "choice");
        }
    }
    errors
}

/// Writes the words of an event; `None`: back to the built-in ones. `version`: what the form was filled from, 0 for none.
pub async fn save_text(env: &Env, db: &Db, permit: &Permit, kind: &Kind, channel: &str, lang: Lang, version: i64, t: Option<&Text>) -> Result<()> {
    if let Some(t) = t {
        check_text(kind, channel, t).ok(())?;
    }
    let json = serde_json::to_string(&t).map_err(Problem::internal)?;
    set(env, db, permit, &settings::text_setting(kind.code, channel, lang), version, &json, "message.text", kind.code).await
}

/// # Errors
/// Field `base_url`: `message_base_first` where a provider is set and the address would be empty.
pub async fn save_house(env: &Env, db: &Db, permit: &Permit, version: i64, h: &House) -> Result<()> {
    if h.base_url.is_empty() && channels::all(&mut db.reader()).await?.any_real() {
        return Err(Problem::field("base_url", "message_base_first"));
    }
    let json = serde_json::to_string(h).map_err(Problem::internal)?;
    set(env, db, permit, settings::HOUSE, version, &json, "message.house", "house").await
}

/// Writes how one channel sends, and with its first provider the portal's address, where that is not set yet: a link without it opens nothing.
///
/// # Errors
/// Field `base_url`: `message_base_first` where a provider is chosen and there is no address; conflict `changed`.
pub async fn save_channel(env: &Env, db: &Db, permit: &Permit, version: i64, channel: &str, c: Channel, base: &str) -> Result<()> {
    all_of_it(permit)?;
    let mut tx = db.begin(&permit.actor).await?;
    let (stored, mut all) = channels::all_with_version(&mut tx).await?;
    if stored != version {
        return Err(Problem::conflict("changed"));
    }
    let house = settings::house(&mut tx).await?;
    if c.is_real() && house.base_url.is_empty() {
        if base.is_empty() {
            return Err(Problem::field("base_url", "message_base_first"));
        }
        let json = serde_json::to_string(&House { base_url: base.to_string(), ..house }).map_err(Problem::internal)?;
        let new = db::settings::set(&mut tx, settings::HOUSE, &json, env.now()).await?;
        tx.record(env.now(), Event::new("message.house", "setting", Id::NIL).fact("what", "house").fact("version", new));
    }
    let what = format!("{channel} {}", c.kind);
    all.0.insert(channel.to_string(), c);
    let json = serde_json::to_string(&all).map_err(Problem::internal)?;
    let new = db::settings::set(&mut tx, channels::SETTING, &json, env.now()).await?;
    tx.record(env.now(), Event::new("message.channel", "setting", Id::NIL).fact("what", what).fact("version", new));
    tx.commit().await
}

/// That somebody tried a channel out is written; to whom is not.
pub async fn tried(env: &Env, db: &Db, permit: &Permit, channel: &str, outcome: &str) -> Result<()> {
    all_of_it(permit)?;
    let mut tx = db.begin(&permit.actor).await?;
    tx.record(env.now(), Event::new("message.try", "setting", Id::NIL).fact("channel", channel).fact("outcome", outcome));
    tx.commit().await
}

/// The employee has seen a message on his own desk; somebody else's is left alone.
pub async fn seen(env: &Env, db: &Db, actor: &Actor, message: Id) -> Result<()> {
    let mut tx = db.begin(actor).await?;
    if crate::read_by_employee(&mut tx, env, actor.id, message).await? {
        tx.commit_quietly("a message seen on one's own desk").await?;
    }
    Ok(())
}
