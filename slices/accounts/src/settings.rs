//! Sign-in as the association set it: by version, changed by the administrator.

use crate::{elsewhere, key, perm, rules::Settings};
use db::{Db, Query};
use kernel::{Env, Event, FieldErrors, Id, Permit, Problem, Result};

/// The setting in force; the built-in one while nothing was set.
pub async fn read(q: &mut impl Query) -> Result<Settings> {
    let Some((_, text)) = db::settings::latest(q, Settings::NAME).await? else { return Ok(Settings::default()) };
    serde_json::from_str(&text).map_err(Problem::internal)
}

/// What the page sends: a secret left empty stays as it is.
#[derive(Clone, Debug)]
pub struct Save {
    pub settings: Settings,
    pub oidc_secret: String,
    pub nafath_secret: String,
}

fn judge(s: &Settings) -> FieldErrors {
    let mut e = FieldErrors::default();
    let mut within = |field: &str, n: i64, least: i64, most: i64| {
        if !(least..=most).contains(&n) {
            e.add(field, kernel::FieldError::new("between").arg("least", least).arg("most", most));
        }
    };
    within("idle_minutes", s.idle_minutes, 5, 120);
    within("shared_idle_minutes", s.shared_idle_minutes, 2, 30);
    within("absolute_hours", s.absolute_hours, 1, 24);
    if s.oidc.on {
        if s.oidc.name_ar.is_empty() {
            e.code("oidc_name_ar", "required");
        }
        if s.oidc.claim.is_empty() {
            e.code("oidc_claim", "required");
        }
        match elsewhere::oidc_settings(&s.oidc) {
            Ok(set) => told(&mut e, "oidc", identity::Oidc::open(&set).err()),
            Err(_) => e.code("oidc_secret", "required"),
        }
    }
    if s.nafath.on {
        match elsewhere::nafath_settings(&s.nafath) {
            Ok(set) => told(&mut e, "nafath", identity::Nafath::open(&set).err()),
            Err(_) => e.code("nafath_secret", "required"),
        }
    }
    e
}

/// What the adapter finds wrong, at our page's field.
fn told(e: &mut FieldErrors, which: &str, found: Option<identity::SettingsError>) {
    let Some(found) = found else { return };
    let field = match found.field {
        "client_secret" | "app_key" => "secret",
        other => other,
    };
    e.code(format!("{which}_{field}"), if found.code == "required" { "required" } else { "secure_address" });
}

/// Writes the next version. Only whether a way is on goes into the trail.
///
/// # Errors
/// At the fields; conflict `changed` when someone wrote first.
pub async fn save(env: &Env, db: &Db, permit: &Permit, cmd: Save) -> Result<()> {
    debug_assert_eq!(permit.permission, perm::MANAGE);
    let mut tx = db.begin(&permit.actor).await?;
    let old = read(&mut tx).await?;
    let mut new = cmd.settings;
    new.oidc.secret = if cmd.oidc_secret.is_empty() { old.oidc.secret } else { key::seal("oidc", &cmd.oidc_secret)? };
    new.nafath.secret = if cmd.nafath_secret.is_empty() { old.nafath.secret } else { key::seal("nafath", &cmd.nafath_secret)? };
    judge(&new).ok(())?;
    let now = env.now();
    let text = serde_json::to_string(&new).map_err(Problem::internal)?;
    let version = db::settings::set(&mut tx, Settings::NAME, &text, now).await?;
    tx.record(now, Event::new("account.settings", "setting", Id::NIL).fact("version", version).fact("oidc", new.oidc.on).fact("nafath", new.nafath.on));
    tx.commit().await
}
