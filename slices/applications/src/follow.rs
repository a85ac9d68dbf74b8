//! What hangs on a draft goes to the file and the person it was found to be: nothing stays with the draft, nothing is told twice.

use crate::{likely::Draft, store, store::Application};
use beneficiaries::File;
use db::{Tx, args};
use kernel::{Env, Id, Permit, Result};
use std::{future::Future, pin::Pin, sync::OnceLock};

/// An application was joined to a file, or became one (`from` is `to` then).
#[derive(Clone, Debug)]
pub struct Matched {
    pub application: Id,
    pub account: Id,
    /// The draft and what it was joined to.
    pub from: Id,
    pub to: Id,
    pub branch: Id,
    /// In the draft → in the file; the head is the first.
    pub people: Vec<(Id, Id)>,
    /// Of the draft's household alone.
    pub left_out: Vec<Id>,
    pub requests: Vec<Id>,
    /// Who comes in by the account from now on; `None` where his number was not taken over.
    pub person: Option<Id>,
}

/// Runs in the transaction that joins; its error undoes the joining.
pub type Follower = for<'a> fn(&'a mut Tx, &'a Env, &'a Matched) -> Pin<Box<dyn Future<Output = Result<()>> + Send + 'a>>;

static FOLLOWERS: OnceLock<Vec<Follower>> = OnceLock::new();

/// Rooms of this floor and above that keep something of a draft. Told once by `app` at start; the first call counts.
pub fn followers(all: Vec<Follower>) {
    FOLLOWERS.get_or_init(|| all);
}

/// How much went over, for the trail.
pub(crate) struct Gone {
    pub documents: usize,
    pub requests: Vec<Id>,
    pub messages: u64,
    pub letters: u64,
    pub sessions: u64,
}

/// Where a draft goes.
pub(crate) struct Way<'a> {
    pub target: &'a File,
    /// The head first.
    pub people: &'a [(Id, Id)],
    /// Whether the number he came in by was put among the person's own.
    pub taken: bool,
    /// What the employee wrote.
    pub reason: &'a str,
}

/// Moves everything of the draft.
pub(crate) async fn all(tx: &mut Tx, env: &Env, permit: &Permit, (a, draft): (&Application, &Draft), way: Way<'_>) -> Result<Gone> {
    let (now, Way { target, people, taken, reason }) = (env.now(), way);
    let (from, to, branch) = (a.file, target.id, target.branch);
    let left_out: Vec<Id> = draft.household.members.iter().map(|m| m.person.id).filter(|p| !people.iter().any(|(old, _)| old == p)).collect();
    let head = people.first().map_or(target.head, |(_, new)| *new);
    let documents = documents::move_file(tx, from, to, people).await?;
    let requests = requests::move_file(tx, env, permit, from, target, people).await?;
    contacts::move_file(tx, from, to, branch).await?;
    let messages = messages::move_file(tx, from, to, branch, people).await?;
    let letters = letters::move_file(tx, from, to).await?;
    research::move_file(tx, from, to, branch).await?;
    representatives::move_file(tx, from, to, representatives::Moved { people, left_out: &left_out, reason }, now).await?;
    tx.run(store::MOVE_CORRECTIONS, args![from, to, branch]).await?;
    let signed: Vec<(&str, Id)> = requests.iter().map(|r| ("request", *r)).collect();
    for (old, new) in people.iter().filter(|(old, new)| old != new) {
        tx.run(store::CORRECTIONS_OF_PERSON, args![to, *old, *new]).await?;
        tx.run(store::CORRECTIONS_ASKED_BY, args![*old, *new]).await?;
        people::follow(tx, *old, *new, &signed).await?;
    }
    tx.run(store::CORRECTIONS_ASKED_BY, args![a.account, head]).await?;
    let draft_head = accounts::Whose { file: from, person: a.person };
    let sessions = accounts::follow(tx, a.account, draft_head, taken.then_some(accounts::Whose { file: to, person: head }), now).await?;
    if taken {
        representatives::adopt(tx, a.account, head).await?;
    }
    let m = Matched {
        application: a.id,
        account: a.account,
        from,
        to,
        branch,
        people: people.to_vec(),
        left_out,
        requests: requests.clone(),
        person: taken.then_some(head),
    };
    hear(tx, env, &m).await?;
    Ok(Gone { documents, requests, messages, letters, sessions })
}

/// The draft became a file of its own: only who comes in by the account has changed.
pub(crate) async fn made_new(tx: &mut Tx, env: &Env, a: &Application, file: &File) -> Result<()> {
    let whose = accounts::Whose { file: a.file, person: a.person };
    accounts::follow(tx, a.account, whose, Some(whose), env.now()).await?;
    representatives::adopt(tx, a.account, a.person).await?;
    tx.run(store::CORRECTIONS_ASKED_BY, args![a.account, a.person]).await?;
    let m = Matched {
        application: a.id,
        account: a.account,
        from: a.file,
        to: a.file,
        branch: file.branch,
        people: vec![],
        left_out: vec![],
        requests: vec![],
        person: Some(a.person),
    };
    hear(tx, env, &m).await
}

async fn hear(tx: &mut Tx, env: &Env, m: &Matched) -> Result<()> {
    for f in FOLLOWERS.get().into_iter().flatten() {
        f(tx, env, m).await?;
    }
    Ok(())
}
