use crate::store;
use beneficiaries::{NewFile, NewMember, Who};
use db::{Db, Tx, args};
use kernel::{Actor, Env, Event, Id, Problem, Result};
use people::NewPerson;

/// Somebody of the household of who applies.
#[derive(Clone, Debug)]
pub struct Relative {
    /// With the identity number he is said to have.
    pub person: NewPerson,
    /// One of `people::rules::words::RELATIONS`.
    pub relation: String,
}

/// Somebody without a file, as he entered himself: already checked field by field (`people::PersonForm`).
#[derive(Clone, Debug)]
pub struct NewApplication {
    /// The portal's account he came in by.
    pub account: Id,
    /// `identity`: as claimed; `mobiles`: the confirmed one first.
    pub head: NewPerson,
    pub members: Vec<Relative>,
    /// Codes of active categories.
    pub categories: Vec<String>,
    pub branch: Id,
}

/// The draft an application stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Begun {
    pub application: Id,
    pub file: Id,
    /// The head of the draft.
    pub person: Id,
}

/// As [`begin_in`], in a transaction of its own.
pub async fn begin(env: &Env, db: &Db, actor: &Actor, new: NewApplication) -> Result<Begun> {
    let mut tx = db.begin(actor).await?;
    if let Some(a) = store::open_of(&mut tx, new.account).await? {
        return Ok(Begun { application: a.id, file: a.file, person: a.person });
    }
    let begun = begin_in(&mut tx, env, actor, &new).await?;
    tx.commit().await?;
    Ok(begun)
}

/// Makes the draft file of somebody who has none: a household, its head and members, flagged as nobody's yet. Identity numbers stay with the
/// application as claims, so that whoever claims another's learns nothing and takes nothing. An account has one open application: asked again,
/// it is that one. Records `application.begin`.
///
/// # Errors
/// The fields `categories`, `branch`, `relation` with `choice`.
pub async fn begin_in(tx: &mut Tx, env: &Env, actor: &Actor, new: &NewApplication) -> Result<Begun> {
    if let Some(a) = store::open_of(tx, new.account).await? {
        return Ok(Begun { application: a.id, file: a.file, person: a.person });
    }
    let known = beneficiaries::categories(tx).await?;
    if new.categories.iter().any(|c| !known.iter().any(|k| k.code == *c && k.active)) {
        return Err(Problem::field("categories", "choice"));
    }
    let nameless = |p: &NewPerson| NewPerson { identity: None, branch: Some(new.branch), ..p.clone() };
    let mut members = vec![];
    for m in &new.members {
        // Entered here, not by the file's own way: that would find the person whose number is claimed.
        let id = people::insert_person(tx, env, &nameless(&m.person)).await?;
        members.push((id, m));
    }
    let head = people::insert_person(tx, env, &nameless(&new.head)).await?;
    let draft = NewFile {
        members: members.iter().map(|(id, m)| NewMember { who: Who::Known(*id), relation: m.relation.clone(), from: None }).collect(),
        categories: new.categories.clone(),
        ..NewFile::draft(Who::Known(head), new.branch)
    };
    let (file, _) = beneficiaries::create_in(tx, env, actor, &draft).await?;
    beneficiaries::set_unmatched(tx, file, true).await?;
    let (id, now) = (env.id(), env.now());
    tx.run(store::INSERT, args![id, new.account, file, head, new.branch, now]).await?;
    let claims = std::iter::once((head, &new.head)).chain(members.iter().map(|(id, m)| (*id, &m.person)));
    for (person, p) in claims {
        if let Some((kind, number)) = &p.identity {
            tx.run(store::CLAIM, args![id, person, kind.code(), number]).await?;
        }
    }
    tx.record(now, Event::new("application.begin", "application", id).file(file).fact("members", members.len()));
    Ok(Begun { application: id, file, person: head })
}
