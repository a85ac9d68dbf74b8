use crate::{
    core::{clocks, clocks_json},
    rules::floor::ClockSettings,
};
use db::{Db, settings};
use kernel::{Env, Event, FieldErrors, Id, Permit, Problem, Result};

/// A new version of the clocks. Requests submitted before keep theirs.
///
/// # Errors
/// Fields with `days_range`; `Conflict("changed")` where `seen` is not the version in force.
pub async fn set_clocks(env: &Env, db: &Db, permit: &Permit, seen: i64, c: &ClockSettings) -> Result<i64> {
    let mut e = FieldErrors::default();
    for (field, days, least, most) in [
        ("earliest_reply_days", c.earliest_reply_days, 0, 90),
        ("latest_reply_days", c.latest_reply_days, c.earliest_reply_days.max(1), 365),
        ("objection_days", c.objection_days, 1, 365),
        ("lapse_days", c.lapse_days, 7, 365),
    ] {
        if days < least || days > most {
            e.add(field, kernel::FieldError::new("days_range").arg("from", least).arg("to", most));
        }
    }
    e.ok(())?;
    let mut tx = db.begin(&permit.actor).await?;
    if clocks(&mut tx, None).await?.version != seen {
        return Err(Problem::conflict("changed"));
    }
    let version = settings::set(&mut tx, "clocks", &clocks_json(c), env.now()).await?;
    tx.record(env.now(), Event::new("settings.clocks", "setting", Id::NIL).fact("version", version));
    tx.commit().await?;
    Ok(version)
}
