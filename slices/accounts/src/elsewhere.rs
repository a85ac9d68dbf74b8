//! Coming in by another's word: OpenID Connect and Nafath, behind the one table of entries under way. Off until the administrator sets one up.

use crate::{
    entry::{From, subject},
    key::{keyed, seal, token_digest, unseal},
    limits, rules,
    rules::{Settings, rate},
    sessions::{self, Began, Begin},
    settings, store,
};
use db::{Db, Query, args};
use identity::{Identified, IdentityError, Kept, Polled, Returned, Transaction};
use kernel::{Actor, Env, Event, Id, Problem, Result};
use std::{
    net::IpAddr,
    sync::{Arc, Mutex, PoisonError},
};

pub(crate) const OIDC: &str = "oidc";
pub(crate) const NAFATH: &str = "nafath";

pub(crate) fn oidc_settings(o: &rules::Oidc) -> Result<identity::OidcSettings> {
    let secret = if o.secret.is_empty() { String::new() } else { unseal("oidc", &o.secret)? };
    Ok(identity::OidcSettings {
        enabled: o.on,
        issuer: o.issuer.clone(),
        client_id: o.client_id.clone(),
        client_secret: identity::Secret::new(secret),
        redirect: o.redirect.clone(),
        scopes: o.scopes.clone(),
        userinfo: o.userinfo,
        claims: identity::ClaimNames { national_id: o.claim.clone(), ..Default::default() },
        ..Default::default()
    })
}

pub(crate) fn nafath_settings(n: &rules::Nafath) -> Result<identity::NafathSettings> {
    let key = if n.secret.is_empty() { String::new() } else { unseal("nafath", &n.secret)? };
    Ok(identity::NafathSettings {
        enabled: n.on,
        app_id: n.app_id.clone(),
        app_key: identity::Secret::new(key),
        base: n.base.clone(),
        service: n.service.clone(),
        audience: n.audience.clone(),
        issuer: n.issuer.clone(),
        ..Default::default()
    })
}

/// The other sides as they were last set up, with their keys: one for the program, renewed when the setting changes.
#[derive(Default)]
pub(crate) struct Ways {
    oidc: Mutex<Option<(rules::Oidc, Arc<identity::Oidc>)>>,
    nafath: Mutex<Option<(rules::Nafath, Arc<identity::Nafath>)>>,
}

fn kept<S: PartialEq + Clone, W>(slot: &Mutex<Option<(S, Arc<W>)>>, set: &S, open: impl FnOnce() -> Result<W>) -> Result<Arc<W>> {
    let mut slot = slot.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((s, way)) = &*slot
        && s == set
    {
        return Ok(way.clone());
    }
    let way = Arc::new(open()?);
    *slot = Some((set.clone(), way.clone()));
    Ok(way)
}

fn fault(e: identity::SettingsError) -> Problem {
    Problem::Internal(format!("sign-in elsewhere: {} {}", e.field, e.code))
}

impl Ways {
    async fn oidc(&self, q: &mut impl Query) -> Result<Arc<identity::Oidc>> {
        let set = settings::read(q).await?.oidc;
        if !set.on {
            return Err(Problem::NotFound);
        }
        kept(&self.oidc, &set, || identity::Oidc::open(&oidc_settings(&set)?).map_err(fault))
    }
    async fn nafath(&self, q: &mut impl Query) -> Result<Arc<identity::Nafath>> {
        let set = settings::read(q).await?.nafath;
        if !set.on {
            return Err(Problem::NotFound);
        }
        kept(&self.nafath, &set, || identity::Nafath::open(&nafath_settings(&set)?).map_err(fault))
    }
}

/// What the person reads when the other side did not identify him. `Token` is worth a line in the log: somebody may be trying something.
fn refused(e: &IdentityError) -> Problem {
    tracing::warn!(code = e.code(), "sign-in elsewhere: {e}");
    Problem::refused(match e {
        IdentityError::Unavailable(_) | IdentityError::Client(_) => "elsewhere_unavailable",
        IdentityError::Refused(_) => "elsewhere_refused",
        IdentityError::Stray(_) | IdentityError::Token(_) => "elsewhere_stray",
        IdentityError::Busy => "elsewhere_busy",
    })
}

async fn keep(env: &Env, db: &Db, from: &From, way: &'static str, whose: &str, sealed: String, subject: &str, next: &str) -> Result<String> {
    let (now, id, token) = (env.now(), env.id(), web::session_token());
    let mut tx = db.begin(&Actor::system()).await?;
    let all = [(rate::NAFATH_ID, whose), (rate::SEND_DEVICE, from.device.as_str()), (rate::SEND_ADDRESS, from.address.as_str()), (rate::SEND_ALL, "all")];
    limits::take(&mut tx, now, &all).await?;
    let until = now.plus_ms(rules::ENTRY_MS);
    tx.run(store::INSERT_ENTRY, args![id, token_digest(&token), "", way, sealed, now, until, false, rules::next_path(next), until]).await?;
    if !subject.is_empty() {
        tx.run(store::SET_SUBJECT, args![id, subject]).await?;
    }
    tx.record(now, Event::new("account.sent_elsewhere", "account_entry", id).fact("way", way));
    tx.commit().await?;
    Ok(token)
}

fn sealed<T: serde::Serialize>(name: &str, what: &T) -> Result<String> {
    seal(name, &serde_json::to_string(what).map_err(Problem::internal)?)
}

fn opened<T: serde::de::DeserializeOwned>(name: &str, text: &str) -> Result<T> {
    serde_json::from_str(&unseal(name, text)?).map_err(Problem::internal)
}

/// A session for whoever the other side says it is: the person of this identity, or an account without a file.
async fn enter(env: &Env, db: &Db, from: &From, way: &'static str, entry: Id, national_id: Option<&str>, foreign: &str, next: String) -> Result<Began> {
    let how: Settings = settings::read(&mut db.reader()).await?;
    let mut tx = db.begin(&Actor::system()).await?;
    // Used once: of two that come back, one finds it gone.
    if tx.run(store::DROP_ENTRY, args![entry]).await? == 0 {
        return Err(Problem::refused("elsewhere_stray"));
    }
    let mut person = None;
    if let Some(n) = national_id
        && let Some(id) = people::by_identity(&mut tx, n).await?
        && people::person(&mut tx, id).await?.deceased_on.is_none()
    {
        person = Some(id);
    }
    let subject = match national_id {
        Some(n) => subject(n)?,
        None => format!("{way}:{}", keyed("foreign", foreign)?),
    };
    sessions::begin_in(tx, env, &how, Begin { person, number: String::new(), subject, way, shared: false, agent: &from.agent, next }).await
}

/// Where to send the browser, and the token it keeps meanwhile.
///
/// # Errors
/// NotFound while it is off; `elsewhere_unavailable`; [`Problem::TooMany`].
pub(crate) async fn oidc_begin(env: &Env, db: &Db, ways: &Ways, from: &From, next: &str, lang: &str) -> Result<(String, String)> {
    let oidc = ways.oidc(&mut db.reader()).await?;
    let begun = oidc.begin(lang, env.now()).await.map_err(|e| refused(&e))?;
    let token = keep(env, db, from, OIDC, "", sealed("oidc-kept", &begun.kept)?, "", next).await?;
    Ok((begun.redirect, token))
}

struct Waiting {
    id: Id,
    sealed: String,
    confirmed: bool,
    next: String,
}

async fn waiting(q: &mut impl Query, token: &str, way: &str, now: kernel::At) -> Result<Waiting> {
    let r = q.maybe(store::ENTRY, args![token_digest(token), now]).await?.ok_or_else(|| Problem::refused("elsewhere_stray"))?;
    if r.text("way")? != way {
        return Err(Problem::refused("elsewhere_stray"));
    }
    Ok(Waiting { id: r.id("id")?, sealed: r.text("code_digest")?, confirmed: r.int("confirmed")? != 0, next: r.text("next")? })
}

/// Who came back.
///
/// # Errors
/// `elsewhere_stray` for what was not begun by this browser, `elsewhere_refused`, `elsewhere_unavailable`; NotFound while it is off.
pub(crate) async fn oidc_back(env: &Env, db: &Db, ways: &Ways, from: &From, token: &str, query: &str) -> Result<Began> {
    let oidc = ways.oidc(&mut db.reader()).await?;
    let now = env.now();
    let w = waiting(&mut db.reader(), token, OIDC, now).await?;
    let kept: Kept = opened("oidc-kept", &w.sealed)?;
    // What was kept is dropped before it is used: a second coming back finds nothing.
    let mut tx = db.begin(&Actor::system()).await?;
    if tx.run(store::SPEND_ENTRY, args![w.id, now]).await? == 0 {
        return Err(Problem::refused("elsewhere_stray"));
    }
    tx.commit_quietly("what was kept for a return, used once").await?;
    let who = oidc.finish(&kept, &Returned::read(query), now).await.map_err(|e| refused(&e))?;
    enter(env, db, from, OIDC, w.id, who.national_id.as_deref(), &who.subject, w.next).await
}

/// Asks Nafath to ask the person; the token is the browser's.
///
/// # Errors
/// At `identity`; NotFound while it is off; `elsewhere_busy`, `elsewhere_unavailable`; [`Problem::TooMany`].
pub(crate) async fn nafath_begin(env: &Env, db: &Db, ways: &Ways, from: &From, raw: &str, next: &str, lang: &str, ip: Option<IpAddr>) -> Result<String> {
    let number = people::rules::identity::parse(raw).map_err(|e| {
        let mut errors = kernel::FieldErrors::default();
        errors.add("identity", e);
        Problem::Invalid(errors)
    })?;
    let nafath = ways.nafath(&mut db.reader()).await?;
    let mut tx = db.begin(&Actor::system()).await?;
    limits::take(&mut tx, env.now(), &[(rate::NAFATH_ID, &format!("ask:{}", number.as_str()))]).await?;
    tx.commit_quietly("a counter of requests to Nafath").await?;
    let pending = nafath.begin(number.as_str(), lang, ip, env.now()).await.map_err(|e| refused(&e))?;
    let request = pending.transaction.request_id.clone();
    keep(env, db, from, NAFATH, number.as_str(), sealed("nafath-kept", &pending.transaction)?, &request, next).await
}

/// Where a request to Nafath stands.
pub(crate) enum Stand {
    /// The two digits to pick in the app.
    Show(String),
    In(Began),
    Rejected,
    Expired,
}

/// Asks once where it stands; called by the page that refreshes itself.
pub(crate) async fn nafath_look(env: &Env, db: &Db, ways: &Ways, from: &From, token: &str) -> Result<Stand> {
    let nafath = ways.nafath(&mut db.reader()).await?;
    let now = env.now();
    let w = waiting(&mut db.reader(), token, NAFATH, now).await?;
    if w.confirmed {
        let number = unseal("nafath-id", &w.sealed)?;
        return Ok(Stand::In(enter(env, db, from, NAFATH, w.id, Some(&number), &number, w.next).await?));
    }
    let t: Transaction = opened("nafath-kept", &w.sealed)?;
    match nafath.poll(&t, now).await {
        Ok(Polled::Completed(who)) => {
            let number = number_of(&t, &who)?;
            Ok(Stand::In(enter(env, db, from, NAFATH, w.id, Some(&number), &number, w.next).await?))
        }
        Ok(Polled::Rejected) => Ok(Stand::Rejected),
        Ok(Polled::Expired) => Ok(Stand::Expired),
        // A moment's silence is no answer: the page asks again.
        Ok(Polled::Waiting | Polled::Confirmed) | Err(IdentityError::Unavailable(_)) => Ok(Stand::Show(t.random)),
        Err(e) => Err(refused(&e)),
    }
}

/// The number the token names must be the one asked for.
fn number_of(t: &Transaction, who: &Identified) -> Result<String> {
    match &who.national_id {
        Some(n) if *n == t.national_id => Ok(n.clone()),
        _ => Err(Problem::refused("elsewhere_stray")),
    }
}

/// Nafath's callback: only what its signed token says counts. The browser's page finds it at its next look.
///
/// # Errors
/// NotFound for what speaks of no request of ours, or does not hold.
pub(crate) async fn nafath_called(env: &Env, db: &Db, ways: &Ways, raw: &[u8]) -> Result<()> {
    let nafath = ways.nafath(&mut db.reader()).await?;
    let ids = identity::Nafath::callback_ids(raw).ok_or(Problem::NotFound)?;
    let now = env.now();
    let r = db.reader().maybe(store::BY_SUBJECT, args![ids.request_id.as_str(), NAFATH, now]).await?.ok_or(Problem::NotFound)?;
    let (id, t): (Id, Transaction) = (r.id("id")?, opened("nafath-kept", &r.text("code_digest")?)?);
    if let Polled::Completed(who) = nafath.callback(&t, raw, now).await.map_err(|_| Problem::NotFound)? {
        let number = number_of(&t, &who).map_err(|_| Problem::NotFound)?;
        let mut tx = db.begin(&Actor::system()).await?;
        tx.run(store::ANSWERED, args![id, now, seal("nafath-id", &number)?]).await?;
        tx.commit_quietly("an answer of Nafath's, until the browser asks for it").await?;
    }
    Ok(())
}
