//! Sign-in as the association set it: by version, changed by the administrator.

use crate::{
    elsewhere, key, perm,
    rules::{AUTHS, OIDC_BACK, Settings},
    store,
};
use db::{Db, Query, args};
use kernel::{Env, Event, FieldErrors, Id, Permit, Problem, Result};

/// The setting in force; the built-in one while nothing was set.
pub async fn read(q: &mut impl Query) -> Result<Settings> {
    let Some((_, text)) = db::settings::latest(q, Settings::NAME).await? else { return Ok(Settings::default()) };
    serde_json::from_str(&text).map_err(Problem::internal)
}

/// The setting of [`opened_names`]: `{"opened_names":true}`.
const PORTAL: &str = "portal";

#[derive(Default, serde::Serialize, serde::Deserialize)]
#[serde(default)]
struct Portal {
    opened_names: bool,
}

async fn portal(q: &mut impl Query) -> Result<Portal> {
    match db::settings::latest(q, PORTAL).await? {
        Some((_, text)) => serde_json::from_str(&text).map_err(Problem::internal),
        None => Ok(Portal::default()),
    }
}

/// Whether «who opened my file» names the employees, or only their office and role: off until the association says otherwise.
pub async fn opened_names(q: &mut impl Query) -> Result<bool> {
    Ok(portal(q).await?.opened_names)
}

/// What the page sends: a secret left empty stays as it is.
#[derive(Clone, Debug)]
pub struct Save {
    pub settings: Settings,
    pub oidc_secret: String,
    pub nafath_secret: String,
    /// Whether people read the names of the employees who opened their files.
    pub opened_names: bool,
}

/// The fields in the order of the page.
const ORDER: &[&str] = &[
    "idle_minutes",
    "shared_idle_minutes",
    "absolute_hours",
    "nafath_base",
    "nafath_app_id",
    "nafath_secret",
    "nafath_service",
    "nafath_audience",
    "nafath_issuer",
    "nafath_server_ip",
    "nafath_root_certificate",
    "oidc_name_ar",
    "oidc_issuer",
    "oidc_redirect",
    "oidc_client_id",
    "oidc_secret",
    "oidc_scopes",
    "oidc_claim",
    "oidc_auth",
    "oidc_root_certificate",
];

/// Everything wrong, in one round.
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
    if s.nafath.on {
        match elsewhere::nafath_settings(&s.nafath) {
            Ok(set) => faults_of_nafath(&mut e, set),
            Err(_) => e.code("nafath_secret", "required"),
        }
    }
    if s.oidc.on {
        if s.oidc.name_ar.is_empty() {
            e.code("oidc_name_ar", "required");
        }
        if !AUTHS.contains(&s.oidc.auth.as_str()) {
            e.code("oidc_auth", "choice");
        }
        // A return that leads nowhere of ours is found out by the first who tries to sign in; better by whoever writes it.
        if !s.oidc.redirect.is_empty() && !s.oidc.redirect.ends_with(OIDC_BACK) {
            e.code("oidc_redirect", "redirect_back");
        }
        if s.oidc.claim.is_empty() {
            e.code("oidc_claim", "required");
        }
        match elsewhere::oidc_settings(&s.oidc) {
            Ok(set) => faults_of_oidc(&mut e, set),
            Err(_) => e.code("oidc_secret", "required"),
        }
    }
    e
}

/// What a fault is mended with, to look for the next one: an adapter names one at a time.
const SOUND: &str = "https://sound.example";

fn faults_of_oidc(e: &mut FieldErrors, mut set: identity::OidcSettings) {
    for _ in ORDER {
        let Some(found) = identity::Oidc::open(&set).err() else { return };
        match found.field {
            "issuer" => set.issuer = SOUND.into(),
            "redirect" => set.redirect = SOUND.into(),
            "client_id" => set.client_id = "x".into(),
            "client_secret" => set.client_secret = identity::Secret::new("x"),
            "root_certificate" => set.root_certificate.clear(),
            _ => return told(e, "oidc", found),
        }
        told(e, "oidc", found);
    }
}

fn faults_of_nafath(e: &mut FieldErrors, mut set: identity::NafathSettings) {
    for _ in ORDER {
        let Some(found) = identity::Nafath::open(&set).err() else { return };
        match found.field {
            "base" => set.base = SOUND.into(),
            "app_id" => set.app_id = "x".into(),
            "app_key" => set.app_key = identity::Secret::new("x"),
            "service" => set.service = "x".into(),
            "audience" => set.audience = "x".into(),
            "server_ip" => set.server_ip.clear(),
            "root_certificate" => set.root_certificate.clear(),
            _ => return told(e, "nafath", found),
        }
        told(e, "nafath", found);
    }
}

/// What the adapter finds wrong, at our page's field; a field says one thing.
fn told(e: &mut FieldErrors, which: &str, found: identity::SettingsError) {
    let field = match found.field {
        "client_secret" | "app_key" => "secret",
        other => other,
    };
    let field = format!("{which}_{field}");
    if e.get(&field).is_some() {
        return;
    }
    let code = match found.code {
        "required" => "required",
        "certificate" => "message_set_certificate",
        _ if found.field == "server_ip" => "address_digits",
        _ => "secure_address",
    };
    e.code(field, code);
}

/// Writes the next version. Only whether a way is on goes into the trail.
///
/// # Errors
/// At the fields; conflict `changed` when someone wrote first.
pub async fn save(env: &Env, db: &Db, permit: &Permit, cmd: Save) -> Result<()> {
    debug_assert_eq!(permit.permission, perm::MANAGE);
    let mut tx = db.begin(&permit.actor).await?;
    let mut old = read(&mut tx).await?;
    let mut new = cmd.settings;
    // A secret kept goes where it was meant for: another address, or another authority for it, wants it written again; switched off, it is
    // forgotten.
    let mut again = FieldErrors::default();
    let oidc_moved = (&new.oidc.issuer, &new.oidc.root) != (&old.oidc.issuer, &old.oidc.root);
    let nafath_moved = (&new.nafath.base, &new.nafath.root) != (&old.nafath.base, &old.nafath.root);
    for (field, on, moved, typed, kept) in [
        ("oidc_secret", new.oidc.on, oidc_moved, &cmd.oidc_secret, &mut old.oidc.secret),
        ("nafath_secret", new.nafath.on, nafath_moved, &cmd.nafath_secret, &mut old.nafath.secret),
    ] {
        match moved && typed.is_empty() && !kept.is_empty() {
            true if on => again.code(field, "secret_again"),
            true => kept.clear(),
            false => {}
        }
    }
    new.oidc.secret = if cmd.oidc_secret.is_empty() { old.oidc.secret } else { key::seal("oidc", &cmd.oidc_secret)? };
    new.nafath.secret = if cmd.nafath_secret.is_empty() { old.nafath.secret } else { key::seal("nafath", &cmd.nafath_secret)? };
    let more: Vec<_> = judge(&new).0.into_iter().filter(|(field, _)| again.get(field).is_none()).collect();
    again.0.extend(more);
    again.0.sort_by_key(|(field, _)| ORDER.iter().position(|f| f == field).unwrap_or(ORDER.len()));
    again.ok(())?;
    let now = env.now();
    // Whom a provider let in that is switched off or exchanged is let in by it no longer.
    for (way, over) in [(elsewhere::OIDC, !new.oidc.on || oidc_moved), (elsewhere::NAFATH, !new.nafath.on || nafath_moved)] {
        if over {
            tx.run(store::DROP_WAY, args![way]).await?;
            tx.run(store::END_OF_WAY, args![way, now]).await?;
        }
    }
    let text = serde_json::to_string(&new).map_err(Problem::internal)?;
    let version = db::settings::set(&mut tx, Settings::NAME, &text, now).await?;
    tx.record(now, Event::new("account.settings", "setting", Id::NIL).fact("version", version).fact("oidc", new.oidc.on).fact("nafath", new.nafath.on));
    let shown = portal(&mut tx).await?;
    if shown.opened_names != cmd.opened_names {
        let text = serde_json::to_string(&Portal { opened_names: cmd.opened_names }).map_err(Problem::internal)?;
        let version = db::settings::set(&mut tx, PORTAL, &text, now).await?;
        tx.record(now, Event::new("account.opened_names", "setting", Id::NIL).fact("version", version).fact("shown", cmd.opened_names));
    }
    tx.commit().await
}
