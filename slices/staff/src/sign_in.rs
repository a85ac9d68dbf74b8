//! Signing in and out, sessions, and proving once more who one is.

use crate::{
    gate::digest,
    password, rules,
    store::{
        employees::{self, Employee},
        sessions,
    },
};
use db::{Db, Query, args};
use kernel::{Actor, At, Env, Event, Id, Problem, Result};

/// What the page passes on.
pub struct SignIn<'a> {
    pub username: &'a str,
    pub password: &'a str,
    /// What the browser calls itself.
    pub agent: &'a str,
    pub ip: Option<String>,
}

/// A new session: the token goes to the browser, only its digest stays here.
pub struct Began {
    pub token: String,
    pub employee: Id,
    pub must_change: bool,
    /// `ar`, `en`, or empty.
    pub lang: String,
}

/// Takes one try of an account before its password is looked at, so that many guesses at once count as many.
/// `None`: the account pauses.
async fn take_try(db: &Db, env: &Env, who: Option<&Employee>) -> Result<bool> {
    let now = env.now();
    let mut tx = db.begin(&Actor::system()).await?;
    // Written for unknown names too: the same work, the same time.
    tx.next_number("staff:tries").await?;
    let mut open = true;
    if let Some(e) = who {
        let e = employees::employee(&mut tx, e.id).await?.ok_or(Problem::NotFound)?;
        open = e.active && e.locked_until <= now;
        if open {
            let tries = e.failed_tries + 1;
            tx.run(employees::FAILED, args![e.id, tries, now.plus_ms(rules::pause_ms(tries))]).await?;
        }
    }
    tx.commit_quietly("a counter of tries").await?;
    Ok(open)
}

async fn stored(db: &Db, who: Option<&Employee>) -> Result<Option<String>> {
    let Some(e) = who else { return Ok(None) };
    db.reader().maybe(employees::SECRET, args![e.id]).await?.map(|r| r.text("password")).transpose()
}

/// Begins a session. Whatever is wrong (no such name, another password, a pause, an account closed) the answer is the same:
/// [`Problem::Invalid`] at field `password`, code `sign_in_refused`, after the same work.
pub async fn sign_in(env: &Env, db: &Db, cmd: &SignIn<'_>) -> Result<Began> {
    let who = match rules::username(cmd.username) {
        Some(name) => employees::by_username(&mut db.reader(), &name).await?,
        None => None,
    };
    let open = take_try(db, env, who.as_ref()).await?;
    let right = password::matches(cmd.password, stored(db, who.as_ref()).await?.as_deref()).await?;
    let Some(e) = who.as_ref().filter(|_| open && right) else {
        let mut tx = db.begin(&Actor::system()).await?;
        let tries = who.as_ref().map_or(0, |e| e.failed_tries + 1);
        tx.record(env.now(), Event::new("session.refused", "employee", who.as_ref().map_or(Id::NIL, |e| e.id)).fact("tries", tries).fact("paused", !open));
        tx.commit().await?;
        return Err(Problem::field("password", "sign_in_refused"));
    };
    let actor = crate::gate::actor(&mut db.reader(), e.id).await?.ok_or_else(|| Problem::field("password", "sign_in_refused"))?;
    begin(env, db, &actor, e, cmd.agent, cmd.ip.clone()).await
}

/// Begins a session for someone already known (after the first run).
pub(crate) async fn begin(env: &Env, db: &Db, actor: &Actor, e: &Employee, agent: &str, ip: Option<String>) -> Result<Began> {
    let (token, id, now) = (web::session_token(), env.id(), env.now());
    let mut tx = db.begin(actor).await?;
    tx.run(employees::FAILED, args![e.id, 0, At(0)]).await?;
    tx.run(sessions::INSERT, args![id, digest(&token), e.id, now, now.plus_ms(rules::SESSION_MS), short_agent(agent), ip]).await?;
    tx.record(now, Event::new("session.began", "session", id));
    tx.commit().await?;
    Ok(Began { token, employee: e.id, must_change: e.must_change, lang: e.lang.clone() })
}

/// The part of a browser's name that a person would know it by.
fn short_agent(raw: &str) -> String {
    let browser =
        [("Edg", "Edge"), ("OPR", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari")];
    let system = [("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS", "macOS"), ("Linux", "Linux")];
    let pick = |list: &[(&str, &str)]| list.iter().find(|(mark, _)| raw.contains(mark)).map(|(_, name)| name.to_string());
    [pick(&browser), pick(&system)].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// Ends one session of `employee`. `by_self`: his own doing.
pub async fn end_session(env: &Env, db: &Db, actor: &Actor, employee: Id, session: Id) -> Result<()> {
    let mut tx = db.begin(actor).await?;
    if tx.run(sessions::END, args![session, employee, env.now()]).await? == 0 {
        return Err(Problem::NotFound);
    }
    let code = if actor.id == employee { "session.ended" } else { "session.revoked" };
    tx.record(env.now(), Event::new(code, "session", session).fact("employee", employee));
    tx.commit().await
}

/// Ends every session of `employee` but `keep`; how many.
pub async fn end_sessions(env: &Env, db: &Db, actor: &Actor, employee: Id, keep: Id) -> Result<u64> {
    let mut tx = db.begin(actor).await?;
    let n = tx.run(sessions::END_OTHERS, args![employee, keep, env.now()]).await?;
    if n > 0 {
        let code = if actor.id == employee { "session.ended" } else { "session.revoked" };
        tx.record(env.now(), Event::new(code, "employee", employee).fact("sessions", n));
        tx.commit().await?;
    }
    Ok(n)
}

/// Asks for the password once more before a signature or a confirmation.
///
/// # Errors
/// [`Problem::Invalid`] at field `password`, code `password_wrong`; [`Problem::Refused`] `sign_in_paused` with `n` seconds while the
/// account pauses after wrong tries.
pub async fn reauthenticate(env: &Env, db: &Db, actor: &Actor, password: &str) -> Result<()> {
    let e = employees::employee(&mut db.reader(), actor.id).await?.filter(|e| e.active).ok_or(Problem::Forbidden)?;
    if !take_try(db, env, Some(&e)).await? {
        let left = (e.locked_until.0 - env.now().0).max(1000) / 1000;
        return Err(Problem::refused("sign_in_paused").with("n", left));
    }
    if !password::matches(password, stored(db, Some(&e)).await?.as_deref()).await? {
        let mut tx = db.begin(actor).await?;
        tx.record(env.now(), Event::new("session.reauth_refused", "employee", e.id).fact("tries", e.failed_tries + 1));
        tx.commit().await?;
        return Err(Problem::field("password", "password_wrong"));
    }
    let mut tx = db.begin(actor).await?;
    tx.run(employees::FAILED, args![e.id, 0, At(0)]).await?;
    tx.commit_quietly("a counter of tries").await
}

/// Changes one's own password, with the current one; every other session ends.
///
/// # Errors
/// At fields `password` (wrong), `new_password` (weak), `new_password_again` (differs).
pub async fn change_password(env: &Env, db: &Db, actor: &Actor, session: Id, current: &str, new: &str, again: &str) -> Result<()> {
    let mut errors = kernel::FieldErrors::default();
    rules::new_password(&mut errors, "new_password", new, again, &actor.username);
    if errors.is_empty() && current == new {
        errors.code("new_password", "password_same");
    }
    errors.ok(())?;
    reauthenticate(env, db, actor, current).await?;
    let hash = password::hash(new).await?;
    let mut tx = db.begin(actor).await?;
    tx.run_one(employees::SET_PASSWORD, args![actor.id, hash, false]).await?;
    tx.run(sessions::END_OTHERS, args![actor.id, session, env.now()]).await?;
    tx.record(env.now(), Event::new("employee.password_changed", "employee", actor.id));
    tx.commit().await
}

/// Keeps the language an employee chose, for his next sign-in.
pub async fn set_language(db: &Db, actor: &Actor, lang: i18n::Lang) -> Result<()> {
    let mut tx = db.begin(actor).await?;
    tx.run(employees::SET_LANG, args![actor.id, lang.code()]).await?;
    tx.commit_quietly("an employee's language").await
}

/// Forgets sessions over for a month and keys of forms older than a day. For the service's own keeping.
pub async fn sweep(env: &Env, db: &Db) -> Result<()> {
    let (now, mut tx) = (env.now(), db.begin(&Actor::system()).await?);
    tx.run(sessions::SWEEP, args![now.plus_days(-30)]).await?;
    tx.sweep_once(now.plus_days(-1)).await?;
    tx.commit_quietly("sessions and form keys long over").await
}
