//! Messages as a person, a request's page or an employee's desk shows them.

use crate::{
    is_secret,
    store::{self, Message},
};
use db::{Query, Tx, args};
use kernel::{At, Env, Id, Result};

/// One message for a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    pub id: Id,
    pub at: At,
    /// One of [`crate::EVENTS`]; `shell.code("choice-message-event", …)` names it.
    pub event: String,
    /// `sms`, `whatsapp`, `email` or `inbox`.
    pub channel: String,
    /// `held queued sending retry sent delivered read inbox dead unsure closed merged`.
    pub status: String,
    pub subject: String,
    /// Without link and greeting; a secret is never in it.
    pub text: String,
    /// A path of ours, or empty.
    pub link: String,
    /// When he opened it on the portal (or the desk).
    pub read_at: Option<At>,
}

fn shown(m: Message) -> Shown {
    Shown {
        id: m.id,
        at: m.created_at,
        event: m.event,
        channel: m.channel,
        status: m.status,
        subject: m.subject,
        text: m.short,
        link: m.link,
        read_at: m.read_at,
    }
}

async fn many(q: &mut impl Query, sql: db::Sql, a: db::Args) -> Result<Vec<Shown>> {
    q.all(sql, a).await?.iter().map(|r| store::message(r).map(shown)).collect()
}

/// A person's own, newest first, whichever way they went. Who asks has proved that he may act for him.
pub async fn of_person(q: &mut impl Query, person: Id, limit: i64) -> Result<Vec<Shown>> {
    let mut all = many(q, store::OF_PERSON, args![person, limit]).await?;
    all.retain(|m| !is_secret(&m.event));
    Ok(all)
}

/// What was told about a request, newest first.
pub async fn of_request(q: &mut impl Query, request: Id) -> Result<Vec<Shown>> {
    many(q, store::OF_REQUEST, args![request]).await
}

/// What was told about a file, newest first.
pub async fn of_file(q: &mut impl Query, file: Id, limit: i64) -> Result<Vec<Shown>> {
    many(q, store::OF_FILE, args![file, limit]).await
}

/// What waits on an employee's desk, newest first, at most fifty.
pub async fn inbox_of(q: &mut impl Query, employee: Id) -> Result<Vec<Shown>> {
    many(q, store::OF_EMPLOYEE, args![employee]).await
}

pub async fn unread_of_person(q: &mut impl Query, person: Id) -> Result<i64> {
    q.one(store::UNREAD_OF_PERSON, args![person]).await?.int("n")
}

/// He opened it on the portal. Somebody else's is left alone. Bookkeeping: commit quietly, or with the event of what he did.
pub async fn read_by_person(tx: &mut Tx, env: &Env, person: Id, message: Id) -> Result<bool> {
    Ok(tx.run(store::READ_BY_PERSON, args![message, person, env.now()]).await? == 1)
}

/// He opened the list of them.
pub async fn read_all(tx: &mut Tx, env: &Env, person: Id) -> Result<u64> {
    tx.run(store::ALL_READ_BY_PERSON, args![person, env.now()]).await
}

/// The employee has seen it: it leaves his desk.
pub async fn read_by_employee(tx: &mut Tx, env: &Env, employee: Id, message: Id) -> Result<bool> {
    Ok(tx.run(store::READ_BY_EMPLOYEE, args![message, employee, env.now()]).await? == 1)
}
