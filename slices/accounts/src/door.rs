//! Who a session of the portal belongs to: one statement for each request.

use crate::{
    entry,
    key::{same, token_digest},
    rules, store,
};
use db::{Db, Query, args};
use kernel::{Actor, Env, Id, Permission, Result};
use std::time::Duration;
use web::{Door, DoorAnswer, Outside};

/// What whoever comes in by the portal may do at all; on which records, the portal judges before it asks for a permit.
pub const MAY: &[Permission] = &[
    Permission("request.create"),
    Permission("request.edit"),
    Permission("request.open"),
    Permission("request.list"),
    Permission("request.submit"),
    Permission("request.withdraw"),
    Permission("request.object"),
    Permission("document.add"),
    Permission("document.read"),
    Permission("document.read_sensitive"),
    Permission("file.open"),
    Permission("file.read_income"),
    Permission("file.read_health"),
];

/// The guard's door of the portal.
#[derive(Default)]
pub struct PortalDoor;

impl PortalDoor {
    pub fn new() -> PortalDoor {
        PortalDoor
    }

    async fn find(&self, db: &Db, env: &Env, token: &str) -> Result<Option<Outside>> {
        let Some(r) = db.reader().maybe(store::ENTER, args![token_digest(token)]).await? else { return Ok(None) };
        let (now, seen) = (env.now(), r.at("last_seen")?);
        if r.at("expires")? <= now || now.0 - seen.0 >= r.int("idle")? {
            return Ok(None);
        }
        let (session, person, number) = (r.id("id")?, r.opt_id("person_id")?, r.text("number")?);
        if person.is_some() && (r.opt_day("deceased_on")?.is_some() || (!number.is_empty() && r.int("still")? == 0)) {
            return Ok(None);
        }
        // What another vouched for was an identity number: one that is corrected in the register opens that file no longer.
        if person.is_some() && r.text("way")? != entry::BY_CODE && !vouched(&r.text("subject")?, r.opt_text("identity")?.as_deref())? {
            return Ok(None);
        }
        if now.0 - seen.0 >= rules::TOUCH_MS {
            // Never worth waiting for: a long write of another's must not hold up reading.
            if let Ok(Err(e)) = tokio::time::timeout(Duration::from_millis(250), touch(db, session, now)).await {
                tracing::warn!(error = %e, "a session's last use was not written");
            }
        }
        let name = match person {
            Some(_) => {
                let part = |c: &str| r.opt_text(c).map(Option::unwrap_or_default);
                let parts = [part("first_name")?, part("father_name")?, part("grandfather_name")?, part("family_name")?];
                parts.into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(" ")
            }
            None => rules::mask(&number),
        };
        let id: Id = person.map_or_else(|| r.id("account_id"), Ok)?;
        Ok(Some(Outside { actor: Actor::outside(id, name, MAY), session, person, mobile: rules::international(&number), shared: r.flag("shared")? }))
    }
}

/// Whether the number somebody vouched for is still this person's. Where no number was named, an employee found out who it is.
fn vouched(subject: &str, identity: Option<&str>) -> Result<bool> {
    Ok(match identity {
        _ if !subject.starts_with("id:") => true,
        Some(n) => same(subject, &entry::subject(n)?),
        None => false,
    })
}

async fn touch(db: &Db, session: Id, now: kernel::At) -> Result<()> {
    let mut tx = db.begin(&Actor::system()).await?;
    tx.run(store::SEEN, args![session, now]).await?;
    tx.commit_quietly("a session's last use").await
}

impl Door for PortalDoor {
    fn session<'a>(&'a self, db: &'a Db, env: &'a Env, token: &'a str) -> DoorAnswer<'a> {
        Box::pin(self.find(db, env, token))
    }
}
