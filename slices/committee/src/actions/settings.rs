use crate::rules::{self, Delegate};
use db::{Db, Query, settings};
use kernel::{Env, Event, Id, Permit, Problem, Result};
use requests::rules::sitting::SittingSettings;

const SITTING: &str = "sitting";
const DELEGATE: &str = "delegate";

/// The committee's rules in force and their version; version 0 is the default before anyone set them.
pub async fn sitting(q: &mut impl Query) -> Result<(i64, SittingSettings)> {
    Ok(settings::latest(q, SITTING).await?.map_or_else(|| (0, SittingSettings::default()), |(v, text)| (v, rules::settings_of(&text))))
}

/// The rules of one version: a sitting keeps those it began with.
pub async fn sitting_version(q: &mut impl Query, version: i64) -> Result<SittingSettings> {
    Ok(settings::version(q, SITTING, version).await?.map_or_else(SittingSettings::default, |text| rules::settings_of(&text)))
}

/// Who decides smaller requests in the committee's place, and the version of that naming.
pub async fn delegate(q: &mut impl Query) -> Result<(i64, Option<Delegate>)> {
    Ok(settings::latest(q, DELEGATE).await?.map_or((0, None), |(v, text)| (v, rules::delegate_of(&text))))
}

/// Sets the rules of sittings to come. `seen`: the version the page showed.
pub async fn set_sitting(env: &Env, db: &Db, permit: &Permit, seen: i64, s: &SittingSettings) -> Result<()> {
    let mut tx = db.begin(&permit.actor).await?;
    super::same_version(sitting(&mut tx).await?.0, seen)?;
    let version = settings::set(&mut tx, SITTING, &rules::settings_json(s), env.now()).await?;
    tx.record(env.now(), Event::new("committee.settings", "setting", Id::NIL).fact("version", version));
    tx.commit().await
}

/// Names the delegate, or nobody.
///
/// # Errors
/// Field `delegate` (`choice`, `committee_self_delegate`: nobody names himself); conflict `changed`.
pub async fn set_delegate(env: &Env, db: &Db, permit: &Permit, seen: i64, d: Option<Delegate>) -> Result<()> {
    let mut tx = db.begin(&permit.actor).await?;
    super::same_version(delegate(&mut tx).await?.0, seen)?;
    if let Some(d) = &d {
        if d.employee == permit.actor.id {
            return Err(Problem::field("delegate", "committee_self_delegate"));
        }
        if !staff::employee(&mut tx, d.employee).await?.is_some_and(|e| e.active) {
            return Err(Problem::field("delegate", "choice"));
        }
    }
    let version = settings::set(&mut tx, DELEGATE, &rules::delegate_json(d.as_ref()), env.now()).await?;
    let mut event = Event::new("committee.delegate", "setting", Id::NIL).fact("version", version);
    if let Some(d) = d {
        event = event.fact("employee", d.employee);
    }
    tx.record(env.now(), event);
    tx.commit().await
}
