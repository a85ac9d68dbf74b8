//! Whom a signed-in person may act for, and whom he acts for now.

use crate::store;
use db::{Db, Query, args};
use kernel::{Day, Env, Event, Id, Problem, Result};
use representatives::{Acts, rules::Act};
use web::{Cx, Outside};

/// His own files (as head of the household), then those of others by a verified representation in force.
pub async fn may_act(q: &mut impl Query, outside: &Outside, today: Day) -> Result<Vec<Acts>> {
    match outside.person {
        Some(person) => of_person(q, person, today).await,
        None => Ok(vec![]),
    }
}

pub(crate) async fn of_person(q: &mut impl Query, person: Id, today: Day) -> Result<Vec<Acts>> {
    let mut out: Vec<Acts> = vec![];
    for f in beneficiaries::of_person(q, person).await?.into_iter().filter(|f| f.head == person) {
        let name = people::names(q, &[person]).await?.remove(&person).map(|n| n.short).unwrap_or_default();
        out.push(Acts { file: f.id, beneficiary: person, name, capacity: "self", may: Act::ALL.iter().map(|a| a.code()).collect(), until: None });
    }
    for a in representatives::files_of(q, person, today).await? {
        // His own household needs no deed.
        if !out.iter().any(|o| o.file == a.file && (o.is_own() || o.beneficiary == a.beneficiary)) {
            out.push(a);
        }
    }
    Ok(out)
}

/// The file this session acts for: the one chosen, or the only one there is. `None`: none, or not yet chosen (`/my/who`).
pub async fn acting(cx: &Cx) -> Result<Option<Acts>> {
    let outside = cx.outside()?;
    let q = &mut cx.reader();
    let mut all = may_act(q, outside, cx.today()).await?;
    if all.len() < 2 {
        return Ok(all.pop());
    }
    let chosen = match q.maybe(store::SESSION, args![outside.session]).await? {
        Some(r) => r.opt_id("acting_file")?,
        None => None,
    };
    Ok(chosen.and_then(|file| all.into_iter().find(|a| a.file == file)))
}

/// Chooses the file this session acts for.
///
/// # Errors
/// NotFound for a file he may not act for: the same as for one that does not exist.
pub async fn choose(env: &Env, db: &Db, outside: &Outside, file: Id) -> Result<Acts> {
    let mut tx = db.begin(&outside.actor).await?;
    let acts = may_act(&mut tx, outside, env.now().day()).await?.into_iter().find(|a| a.file == file).ok_or(Problem::NotFound)?;
    tx.run_one(store::CHOOSE, args![outside.session, file]).await?;
    tx.record(env.now(), Event::new("account.chosen", "file", file).file(file).fact("capacity", acts.capacity));
    tx.commit().await?;
    Ok(acts)
}

/// The account behind a session: what applications hang on while there is no file. The same number with the same identity has the same one.
pub async fn account_of(q: &mut impl Query, session: Id) -> Result<Id> {
    q.maybe(store::SESSION, args![session]).await?.ok_or(Problem::NotFound)?.id("account_id")
}

/// The number an account was confirmed by (`05XXXXXXXX`); `None` for one that came in another way, or is none of ours.
pub async fn number_of(q: &mut impl Query, account: Id) -> Result<Option<String>> {
    let number = q.maybe(store::NUMBER, args![account]).await?.map(|r| r.text("number")).transpose()?;
    Ok(number.filter(|n| !n.is_empty()))
}
