//! Sessions of the portal: begun, listed, ended.

use crate::{
    key::token_digest,
    rules::{Settings, short_agent},
    store,
};
use db::{Db, Query, Tx, args};
use kernel::{Actor, At, Env, Event, Id, Problem, Result};
use web::Outside;

/// A session about to begin.
pub(crate) struct Begin<'a> {
    pub person: Option<Id>,
    /// `05XXXXXXXX`; empty where he came in another way.
    pub number: String,
    pub subject: String,
    /// `code`, `oidc`, `nafath`.
    pub way: &'static str,
    pub shared: bool,
    pub agent: &'a str,
    pub next: String,
}

/// A new session: the token goes to the browser, only its digest stays here.
#[derive(Debug)]
pub struct Began {
    pub token: String,
    pub person: Option<Id>,
    /// By which he came in; empty where somebody else vouched.
    pub number: String,
    /// Seconds the cookie lives; `None` on a shared device: as long as the browser is open.
    pub seconds: Option<i64>,
    pub next: String,
}

/// The account of a number whose owner has no file, made where there is none. Records no event: what it is made for is one.
pub async fn open_account(tx: &mut Tx, env: &Env, number: &str) -> Result<Id> {
    account(tx, env, number, "").await
}

async fn account(tx: &mut Tx, env: &Env, number: &str, subject: &str) -> Result<Id> {
    tx.run(store::INSERT_ACCOUNT, args![env.id(), number, subject, env.now()]).await?;
    tx.one(store::ACCOUNT, args![number, subject]).await?.id("id")
}

/// Begins a session in the caller's transaction, which ends with it.
pub(crate) async fn begin_in(mut tx: Tx, env: &Env, how: &Settings, with: Begin<'_>) -> Result<Began> {
    let (now, id, token) = (env.now(), env.id(), web::session_token());
    let account = account(&mut tx, env, &with.number, &with.subject).await?;
    let row = args![
        id,
        token_digest(&token),
        account,
        with.person,
        with.number.as_str(),
        with.way,
        with.shared,
        short_agent(with.agent),
        now,
        how.idle_ms(with.shared),
        now.plus_ms(how.absolute_ms())
    ];
    tx.run(store::INSERT_SESSION, row).await?;
    let mut event = Event::new("account.signed_in", "account_session", id).fact("way", with.way).fact("shared", with.shared);
    if let Some(p) = with.person {
        event = event.fact("person", p);
    }
    tx.record(now, event);
    tx.commit().await?;
    Ok(Began { token, person: with.person, number: with.number, seconds: (!with.shared).then(|| how.absolute_ms() / 1000), next: with.next })
}

/// The sessions of one who has no person are those of his account alone.
async fn own(q: &mut impl Query, outside: &Outside) -> Result<(Id, Id)> {
    let account = crate::account_of(q, outside.session).await?;
    // A person's id that no session has stands for none.
    Ok((outside.person.unwrap_or(Id::NIL), if outside.person.is_some() { Id::NIL } else { account }))
}

/// A living session as its owner sees it.
#[derive(Clone, Debug)]
pub struct Device {
    pub id: Id,
    pub agent: String,
    pub way: String,
    pub shared: bool,
    pub began: At,
    pub last_seen: At,
}

pub async fn devices(q: &mut impl Query, outside: &Outside, now: At) -> Result<Vec<Device>> {
    let (person, account) = own(q, outside).await?;
    q.all(store::DEVICES, args![person, account, now])
        .await?
        .iter()
        .map(|r| {
            Ok(Device {
                id: r.id("id")?,
                agent: r.text("agent")?,
                way: r.text("way")?,
                shared: r.flag("shared")?,
                began: r.at("began")?,
                last_seen: r.at("last_seen")?,
            })
        })
        .collect()
}

/// Signs out: this session ends.
pub async fn sign_out(env: &Env, db: &Db, outside: &Outside) -> Result<()> {
    let mut tx = db.begin(&outside.actor).await?;
    if tx.run(store::END, args![outside.session, env.now()]).await? > 0 {
        tx.record(env.now(), Event::new("account.signed_out", "account_session", outside.session));
        tx.commit().await?;
    }
    Ok(())
}

/// Ends one of his other sessions.
///
/// # Errors
/// NotFound for any that is not his.
pub async fn end_device(env: &Env, db: &Db, outside: &Outside, session: Id) -> Result<()> {
    let mut tx = db.begin(&outside.actor).await?;
    let (person, account) = own(&mut tx, outside).await?;
    if tx.run(store::END_OWN, args![session, person, account, env.now()]).await? == 0 {
        return Err(Problem::NotFound);
    }
    tx.record(env.now(), Event::new("account.signed_out", "account_session", session).fact("by", "owner"));
    tx.commit().await
}

/// Ends all his sessions but this one; how many.
pub async fn end_others(env: &Env, db: &Db, outside: &Outside) -> Result<u64> {
    let mut tx = db.begin(&outside.actor).await?;
    let (person, account) = own(&mut tx, outside).await?;
    let n = tx.run(store::END_OTHERS, args![outside.session, person, account, env.now()]).await?;
    if n > 0 {
        tx.record(env.now(), Event::new("account.signed_out", "account_session", outside.session).fact("others", n));
        tx.commit().await?;
    }
    Ok(n)
}

/// Ends every session of a person, in the caller's transaction, which records why; how many. Entries under way with the numbers end too.
pub async fn end_all_in(tx: &mut Tx, person: Id, numbers: &[String], now: At) -> Result<u64> {
    for n in numbers {
        tx.run(store::DROP_NUMBER, args![n.as_str()]).await?;
    }
    tx.run(store::END_OF_PERSON, args![person, now]).await
}

/// Forgets sessions and codes long over, and limits nobody is near. For the service's own keeping.
pub async fn sweep(env: &Env, db: &Db) -> Result<()> {
    let (now, mut tx) = (env.now(), db.begin(&Actor::system()).await?);
    tx.run(store::SWEEP_SIGNS, args![now.plus_days(-30)]).await?;
    tx.run(store::SWEEP_SESSIONS, args![now.plus_days(-30)]).await?;
    tx.run(store::SWEEP_ENTRIES, args![now]).await?;
    tx.run(store::SWEEP_LIMITS, args![now]).await?;
    tx.commit_quietly("sessions, codes and limits long over").await
}

/// The number as it is kept here, from the international form of [`Outside::mobile`].
pub(crate) fn local(mobile: &str) -> String {
    mobile.strip_prefix("966").map(|n| format!("0{n}")).unwrap_or_default()
}
