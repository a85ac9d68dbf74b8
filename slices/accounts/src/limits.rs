//! How often, kept in the database: a restart forgives nobody, and two servers count together.

use crate::{key::keyed, rules::Rate, store};
use db::{Db, Query, Tx, args};
use kernel::{Actor, At, Problem, Result};

/// Takes one of each, in the order given (the same everywhere, so that two transactions never wait on one another in a circle).
/// `whose` is a number, an address, a cookie; empty ones are not counted. With `Err` the caller drops the transaction and nothing was taken.
///
/// # Errors
/// [`Problem::TooMany`] with the seconds to wait.
pub async fn take(tx: &mut Tx, now: At, all: &[(Rate, &str)]) -> Result<()> {
    for (rate, whose) in all {
        if whose.is_empty() {
            continue;
        }
        let key = keyed(rate.name, whose)?;
        let room = now.plus_ms(rate.every_ms * (rate.burst - 1));
        if tx.run(store::TAKE, args![key.as_str(), now.plus_ms(rate.every_ms), now, rate.every_ms, room]).await? == 0 {
            let tat = tx.maybe(store::TAT, args![key.as_str()]).await?.map_or(Ok(now), |r| r.at("tat"))?;
            let wait = (tat.0 - room.0 + 999) / 1000;
            return Err(Problem::TooMany { wait_seconds: wait.max(1) });
        }
    }
    Ok(())
}

/// Whether there is one left, without taking it.
///
/// # Errors
/// [`Problem::TooMany`] with the seconds to wait.
pub async fn left(q: &mut impl Query, now: At, rate: Rate, whose: &str) -> Result<()> {
    let room = now.plus_ms(rate.every_ms * (rate.burst - 1));
    let tat = q.maybe(store::TAT, args![keyed(rate.name, whose)?]).await?.map_or(Ok(now), |r| r.at("tat"))?;
    if tat <= room { Ok(()) } else { Err(Problem::TooMany { wait_seconds: ((tat.0 - room.0 + 999) / 1000).max(1) }) }
}

/// [`take`] by itself, before something is looked for or put on the disk.
///
/// # Errors
/// Those of [`take`].
pub async fn take_now(db: &Db, now: At, all: &[(Rate, &str)]) -> Result<()> {
    let mut tx = db.begin(&Actor::system()).await?;
    take(&mut tx, now, all).await?;
    tx.commit_quietly("a counter of tries").await
}
