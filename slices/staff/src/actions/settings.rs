use crate::letterhead::{self, Letterhead};
use db::{Db, Tx, settings};
use kernel::{Env, Event, Id, Permit, Problem, Result, Scope};

/// Writes the letterhead's next version within an open transaction; the version.
pub(crate) async fn write(tx: &mut Tx, env: &Env, head: &Letterhead) -> Result<i64> {
    let version = settings::set(tx, letterhead::SETTING, &head.to_json()?, env.now()).await?;
    tx.record(env.now(), Event::new("settings.letterhead", "setting", Id::NIL).fact("version", version));
    Ok(version)
}

/// Changes the letterhead; `version` is what the form was filled from (0: none yet).
///
/// # Errors
/// Conflict `changed` when another version came between.
pub async fn save_letterhead(env: &Env, db: &Db, permit: &Permit, version: i64, head: &Letterhead) -> Result<i64> {
    if permit.scope != Scope::All {
        return Err(Problem::Forbidden);
    }
    let mut tx = db.begin(&permit.actor).await?;
    if settings::latest(&mut tx, letterhead::SETTING).await?.map_or(0, |v| v.0) != version {
        return Err(Problem::conflict("changed"));
    }
    let new = write(&mut tx, env, head).await?;
    tx.commit().await?;
    Ok(new)
}
