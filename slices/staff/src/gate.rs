//! Who a session token belongs to: one statement for each request; what roles may do is kept until some role changes.

use crate::{
    rules::{IDLE_MS, TOUCH_MS},
    store::{employees, roles, sessions},
};
use db::{Db, Query, args};
use kernel::{Actor, Env, Id, Reach, Result};
use sha2::{Digest, Sha256};
use std::{
    collections::{BTreeMap, HashMap},
    future::Future,
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};
use web::{Gate, SignedIn};

type May = Arc<BTreeMap<String, Reach>>;

/// An employee with only this may do nothing until he has chosen a password of his own.
pub(crate) const MUST_CHANGE: &str = "account.must_change";
/// The page he is led to.
pub(crate) const PASSWORD_PAGE: &str = "/account/password";

/// The guard's gate. One for each service.
#[derive(Default)]
pub struct StaffGate {
    /// The version of all roles together, and the rights of each set of roles seen since.
    kept: Mutex<(i64, HashMap<String, May>)>,
}

pub(crate) fn digest(token: &str) -> String {
    Sha256::digest(token.as_bytes()).iter().map(|b| format!("{b:02x}")).collect()
}

/// The first role of a set in the order pages list them: what stands under the name.
pub(crate) fn leading_role(held: &[String]) -> String {
    crate::rules::ROLES.iter().find(|r| held.iter().any(|h| h == *r)).map(|r| r.to_string()).or_else(|| held.first().cloned()).unwrap_or_default()
}

impl StaffGate {
    pub fn new() -> StaffGate {
        StaffGate::default()
    }

    async fn may(&self, db: &Db, held: &[String], version: i64) -> Result<May> {
        let set = held.join(" ");
        {
            let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
            if kept.0 == version
                && let Some(may) = kept.1.get(&set)
            {
                return Ok(may.clone());
            }
        }
        let matrix = roles::matrix(&mut db.reader()).await?;
        let may: May = Arc::new(roles::widest(held.iter().filter_map(|r| matrix.get(r))));
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.0 < version {
            *kept = (version, HashMap::new());
        }
        if kept.0 == version {
            kept.1.insert(set, may.clone());
        }
        Ok(may)
    }

    async fn find(&self, db: &Db, env: &Env, token: &str) -> Result<Option<SignedIn>> {
        let rows = db.reader().all(sessions::ENTER, args![digest(token)]).await?;
        let Some(first) = rows.first() else { return Ok(None) };
        let (now, seen) = (env.now(), first.at("last_seen")?);
        if first.at("expires")? <= now || now.0 - seen.0 >= IDLE_MS {
            return Ok(None);
        }
        let session = first.id("id")?;
        let held: Vec<String> = rows.iter().filter_map(|r| r.opt_text("role").transpose()).collect::<Result<_>>()?;
        let may = if first.flag("must_change")? {
            BTreeMap::from([(MUST_CHANGE.to_string(), Reach::Own)])
        } else {
            (*self.may(db, &held, first.int("rights")?).await?).clone()
        };
        if now.0 - seen.0 >= TOUCH_MS {
            // Never worth waiting for: a long write of another's must not hold up reading.
            let _ = tokio::time::timeout(Duration::from_millis(250), touch(db, session, now)).await;
        }
        Ok(Some(SignedIn {
            session,
            name_en: first.text("name_en")?,
            role: leading_role(&held),
            actor: Actor {
                id: first.id("employee_id")?,
                username: first.text("username")?,
                name: first.text("name_ar")?,
                branch: first.id("branch_id")?,
                roles: held,
                person: first.opt_id("person_id")?,
                may,
            },
        }))
    }
}

async fn touch(db: &Db, session: Id, now: kernel::At) -> Result<()> {
    let mut tx = db.begin(&Actor::system()).await?;
    tx.run(sessions::SEEN, args![session, now]).await?;
    tx.commit_quietly("a session's last use").await
}

impl Gate for StaffGate {
    fn session<'a>(&'a self, db: &'a Db, env: &'a Env, token: &'a str) -> Pin<Box<dyn Future<Output = Result<Option<SignedIn>>> + Send + 'a>> {
        Box::pin(self.find(db, env, token))
    }

    fn detour(&self, who: &SignedIn, path: &str) -> Option<&'static str> {
        let free = [PASSWORD_PAGE, "/sign-out", "/sign-in", "/lang", "/theme"];
        (who.actor.may.contains_key(MUST_CHANGE) && !free.contains(&path)).then_some(PASSWORD_PAGE)
    }
}

/// The employee as an actor with what his roles allow, for commands run in his name; `None` when he is not there or no longer at work.
pub async fn actor_by_username(q: &mut impl Query, username: &str) -> Result<Option<Actor>> {
    let Some(name) = crate::rules::username(username) else { return Ok(None) };
    match employees::by_username(q, &name).await? {
        Some(e) if e.active => actor_of(q, e).await.map(Some),
        _ => Ok(None),
    }
}

/// As [`actor_by_username`], by id.
pub async fn actor(q: &mut impl Query, id: Id) -> Result<Option<Actor>> {
    match employees::employee(q, id).await? {
        Some(e) if e.active => actor_of(q, e).await.map(Some),
        _ => Ok(None),
    }
}

async fn actor_of(q: &mut impl Query, e: employees::Employee) -> Result<Actor> {
    let mut may: BTreeMap<String, Reach> = BTreeMap::new();
    for r in q.all(employees::MAY, args![e.id]).await? {
        let reach = Reach::parse(&r.text("reach")?).unwrap_or(Reach::Own);
        may.entry(r.text("permission")?).and_modify(|x| *x = (*x).max(reach)).or_insert(reach);
    }
    let held = employees::roles_of(q, e.id).await?;
    Ok(Actor { id: e.id, username: e.username, name: e.name_ar, branch: e.branch, roles: held, person: e.person, may })
}
