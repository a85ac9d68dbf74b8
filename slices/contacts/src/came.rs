//! What a person writes to us of himself is a contact (C3): kept once, waiting for its answer like any other, in no employee's name before one takes it up.

use crate::{
    Contact, forms,
    rules::{Channel, Direction, Outcome, Stage},
    store,
};
use beneficiaries::{File, Status};
use db::{Query, Tx, args};
use kernel::{Actor, Env, Event, HOUR_MS, Id, Result};
use messages::Came;
use std::{collections::BTreeSet, future::Future, pin::Pin};

/// What follows within a day, and before anybody answered, belongs to the same talk.
const ONE_TALK_MS: i64 = 24 * HOUR_MS;

/// The file it concerns: that of whoever has the number, or the one file of all who share it; none where several do.
async fn file_of(tx: &mut Tx, c: &Came) -> Result<Option<File>> {
    let people = match c.person {
        Some(p) => vec![p],
        None => people::by_mobile(tx, &c.from).await?,
    };
    let (mut seen, mut found) = (BTreeSet::new(), None);
    for p in people {
        let now: BTreeSet<Id> = people::households_of(tx, p).await?.into_iter().filter(|(_, ended)| !ended).map(|(h, _)| h).collect();
        for f in beneficiaries::of_person(tx, p).await?.into_iter().filter(|f| f.status != Status::Closed && now.contains(&f.household)) {
            if seen.insert(f.id) {
                found = Some(f);
            }
        }
    }
    Ok(found.filter(|_| seen.len() == 1))
}

/// The talk this goes on with, if it is still nobody's.
async fn going_on(tx: &mut Tx, c: &Came) -> Result<Option<Contact>> {
    let Some(id) = c.before else { return Ok(None) };
    let Some(row) = tx.maybe(store::ANY, args![id]).await? else { return Ok(None) };
    let k = store::contact(&row)?;
    let open = k.outcome == Outcome::NeedsReply && k.answered.is_empty() && k.channel == Channel::SocialMedia;
    let fits = k.asked.chars().count() + c.text.chars().count() < forms::MAX_TEXT;
    Ok(Some(k).filter(|k| open && fits && c.at.0 - k.arrived.0 < ONE_TALK_MS))
}

/// Takes a message in: its own contact, or more words of the one that waits. Somebody nobody knows is a contact without a file, with the head office.
pub fn on_came<'a>(tx: &'a mut Tx, env: &'a Env, c: &'a Came) -> Pin<Box<dyn Future<Output = Result<Option<Id>>> + Send + 'a>> {
    Box::pin(async move {
        if let Some(k) = going_on(tx, c).await? {
            tx.run_one(store::MORE, args![k.id, k.version, format!("{}\n{}", k.asked, c.text)]).await?;
            tx.record(env.now(), event("contact.came", &k).fact("more", true));
            return Ok(Some(k.id));
        }
        let file = file_of(tx, c).await?;
        let branch = match (&file, c.branch) {
            (Some(f), _) => f.branch,
            (None, Some(b)) => b,
            (None, None) => staff::main_branch(tx).await?.map_or(Id::NIL, |b| b.id),
        };
        let head = file.as_ref().map(|f| f.head_name.clone()).unwrap_or_default();
        let name = [&c.name, &head, &c.from].into_iter().find(|n| !n.is_empty()).cloned().unwrap_or_default();
        let k = Contact {
            id: env.id(),
            branch,
            file: file.as_ref().map(|f| f.id),
            person_name: name,
            mobile: if file.is_none() { c.from.clone() } else { String::new() },
            channel: Channel::SocialMedia,
            direction: Direction::In,
            stage: Stage::Done,
            arrived: c.at,
            called: Some(c.at),
            ended: None,
            waiting_minutes: None,
            service_minutes: None,
            asked: c.text.clone(),
            answered: String::new(),
            outcome: Outcome::NeedsReply,
            answered_at: None,
            employee: Actor::system().id,
            employee_name: String::new(),
            created_at: env.now(),
            version: 1,
        };
        crate::log_in(tx, &k).await?;
        tx.record(env.now(), event("contact.came", &k));
        Ok(Some(k.id))
    })
}

fn event(code: &'static str, k: &Contact) -> Event {
    let e = Event::new(code, "contact", k.id).fact("channel", k.channel.code());
    match k.file {
        Some(f) => e.file(f),
        None => e,
    }
}
