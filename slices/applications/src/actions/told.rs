//! Whoever applied hears what came of it: by message where one can reach him, else it is somebody's task (C2).
//!
//! While a message is on its way the task sleeps for a day; once it has arrived nothing is left to do, and where it cannot, the task is due at once.

use crate::{
    rules::Stage,
    store::{self, Application},
};
use db::{Db, Tx, args};
use i18n::Lang;
use kernel::{Env, Event, Id, Permit, Problem, Result};
use messages::{Settled, Tell, To, Told};
use std::{future::Future, pin::Pin};

/// Before the id of the application a message stands for.
const KEY: &str = "application:";
/// The events that tell what came of one.
const OUTCOMES: &[&str] = &["application.made_new", "application.joined", "application.refused"];

/// Tells `person`, or leaves it to be told. `number`: of his file, where he has one now. It goes to the number he confirmed when he applied: another
/// that a file had of old may be nobody's, or another's.
pub(super) async fn tell(tx: &mut Tx, env: &Env, a: &Application, event: &'static str, at: (Option<Id>, Id), person: Id, number: Option<&str>) -> Result<()> {
    let (file, branch) = at;
    let to = match accounts::number_of(tx, a.account).await? {
        Some(number) => To::PersonAt { person, number },
        None => To::Person(person),
    };
    let tell = Tell {
        event,
        to,
        branch,
        file,
        request: None,
        vars: number.map(|n| vec![("number", n.to_string())]).unwrap_or_default(),
        link: "/my".into(),
        key: format!("{KEY}{}", a.id),
    };
    let said = messages::tell(tx, env, tell).await?;
    let due = if matches!(said, Told::Queued { .. }) { env.now().plus_days(1) } else { env.now() };
    tx.run_one(store::TO_TELL, args![a.id, due]).await
}

/// A message of ours has reached whoever applied, or cannot: in the transaction that records it.
pub fn on_settled<'a>(tx: &'a mut Tx, env: &'a Env, s: &'a Settled) -> Pin<Box<dyn Future<Output = Result<()>> + Send + 'a>> {
    Box::pin(async move {
        let Some(id) = s.key.strip_prefix(KEY).and_then(|id| id.parse::<Id>().ok()) else { return Ok(()) };
        if s.ok && s.channel != messages::channels::CONSOLE {
            if tx.run(store::TOLD, args![id, s.at, "message", "system"]).await? == 1 {
                tx.record(env.now(), told_event(id, s.file, "message"));
            }
        } else {
            // Also where the provider takes back its word: whoever was told by that message was not.
            tx.run(store::NOT_TOLD, args![id, env.now()]).await?;
        }
        Ok(())
    })
}

fn told_event(id: Id, file: Option<Id>, how: &str) -> Event {
    let e = Event::new("application.told", "application", id).fact("how", how);
    match file {
        Some(f) => e.file(f),
        None => e,
    }
}

/// An employee told him himself; a message that has not gone out yet does not go. `how`: one of `requests::HOW_TOLD`.
///
/// # Errors
/// Field `how`; conflict `application_told` where nothing is to be told any more; `own_file`; NotFound out of reach.
pub async fn told(env: &Env, db: &Db, permit: &Permit, id: Id, how: &str) -> Result<()> {
    if !requests::HOW_TOLD.contains(&how) {
        return Err(Problem::field("how", "choice"));
    }
    let mut tx = db.begin(&permit.actor).await?;
    let a = store::find(&mut tx, permit, id).await?;
    if a.stage == Stage::Open {
        return Err(Problem::NotFound);
    }
    let file = a.joined.map_or(a.file, |(f, _)| f);
    let f = beneficiaries::find_any(&mut tx, file).await?;
    beneficiaries::guard_relation(&mut tx, &permit.actor, &f).await?;
    if tx.run(store::TOLD, args![id, env.now(), how, permit.actor.id.to_string()]).await? == 0 {
        return Err(Problem::conflict("application_told"));
    }
    tx.record(env.now(), told_event(id, Some(file), how));
    let how = i18n::t(Lang::Ar, &format!("choice-request-told-{}", how.replace('_', "-")));
    let why = i18n::ta(Lang::Ar, "applications-message-closed", &[("how", how.into())]);
    for event in OUTCOMES {
        messages::withdraw(&mut tx, env, event, &format!("{KEY}{id}"), &why).await?;
    }
    tx.commit().await
}
