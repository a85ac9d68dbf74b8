//! Which permissions there are, and who has them to begin with. `app` tells once at start; the database remembers what it was told.

use crate::{rules::ROLES, store::roles};
use db::{Db, args};
use kernel::{Actor, Env, Event, Grant, Id, Permission, Result};
use std::sync::OnceLock;

static ALL: OnceLock<Vec<(&'static str, Permission)>> = OnceLock::new();

/// Told by `app` at start: every slice's name with each of its permissions, in the order the roles page shows them. The first call counts.
pub fn set_registry(all: Vec<(&'static str, Permission)>) {
    let _ = ALL.set(all);
}

/// Every permission with the slice it belongs to, in the order registered; this slice's own while nothing was.
pub fn registry() -> Vec<(&'static str, Permission)> {
    ALL.get().cloned().unwrap_or_else(|| crate::GRANTS.iter().map(|g| ("staff", g.permission)).collect())
}

/// Gives every permission never seen before to the roles its slice names: all of them on a new database, those of a newer version later.
/// What an association changed stays as it is. How many were new.
pub async fn seed_grants(env: &Env, db: &Db, grants: &[Grant]) -> Result<usize> {
    let known = roles::known(&mut db.reader()).await?;
    let fresh: Vec<&Grant> = grants.iter().filter(|g| !known.contains(g.permission.0)).collect();
    if fresh.is_empty() {
        return Ok(0);
    }
    let (now, mut tx) = (env.now(), db.begin(&Actor::system()).await?);
    for role in ROLES {
        tx.run(roles::NEW_ROLE, args![role]).await?;
        tx.run(roles::RAISE, args![role]).await?;
    }
    let mut learnt = std::collections::BTreeSet::new();
    for g in fresh {
        // A slice may name one permission in several lines.
        if tx.run(roles::LEARN, args![g.permission.0, now]).await? == 0 && !learnt.contains(g.permission.0) {
            continue;
        }
        learnt.insert(g.permission.0);
        for (role, reach) in g.roles {
            tx.run(roles::GIVE, args![*role, g.permission.0, reach.code()]).await?;
        }
    }
    tx.record(now, Event::new("role.seeded", "role", Id::NIL).fact("permissions", learnt.len()));
    tx.commit().await?;
    Ok(learnt.len())
}

/// A page of settings another slice brings, for the settings page's list.
#[derive(Clone, Copy, Debug)]
pub struct SettingsPage {
    pub href: &'static str,
    /// Locale keys of its name and of a line that says what it is for.
    pub key: &'static str,
    pub hint: &'static str,
    pub icon: &'static str,
    pub permission: Permission,
}

static PAGES: OnceLock<Vec<SettingsPage>> = OnceLock::new();

/// Told by `app` at start: the settings pages of the other slices.
pub fn register_settings(pages: Vec<SettingsPage>) {
    let _ = PAGES.set(pages);
}

pub(crate) fn settings_pages() -> Vec<SettingsPage> {
    let mut pages = crate::SETTINGS.to_vec();
    pages.extend(PAGES.get().into_iter().flatten().filter(|p| !crate::SETTINGS.iter().any(|own| own.href == p.href)));
    pages
}
