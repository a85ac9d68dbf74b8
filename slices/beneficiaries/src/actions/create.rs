use super::some;
use crate::{
    File,
    closed::Eyes,
    file,
    rules::{self, Status},
    search, store,
};
use db::{Db, Once, Query, Tx, args};
use kernel::{Actor, Day, Env, Event, Id, Permit, Problem, Result};
use people::NewPerson;

/// Somebody of a new file: already in the register of people, or not yet.
#[derive(Clone, Debug)]
pub enum Who {
    New(Box<NewPerson>),
    Known(Id),
}

impl From<NewPerson> for Who {
    fn from(p: NewPerson) -> Who {
        Who::New(Box::new(p))
    }
}

#[derive(Clone, Debug)]
pub struct NewMember {
    pub who: Who,
    /// One of `people::rules::words::RELATIONS`.
    pub relation: String,
    pub from: Option<Day>,
}

/// A file about to be made. Its number is given by the register of its branch.
#[derive(Clone, Debug)]
pub struct NewFile {
    pub head: Who,
    pub members: Vec<NewMember>,
    /// Codes of the settings table.
    pub categories: Vec<String>,
    pub branch: Id,
    /// The number in an older register.
    pub old_number: Option<String>,
    pub before_contact: Option<String>,
    /// `Draft` but for an import of files long active.
    pub status: Status,
    pub income_class: Option<String>,
    pub points_class: Option<String>,
    pub valid_until: Option<Day>,
    pub next_review: Option<Day>,
}

impl NewFile {
    /// A draft of one person.
    pub fn draft(head: impl Into<Who>, branch: Id) -> NewFile {
        NewFile {
            head: head.into(),
            members: vec![],
            categories: vec![],
            branch,
            old_number: None,
            before_contact: None,
            status: Status::Draft,
            income_class: None,
            points_class: None,
            valid_until: None,
            next_review: None,
        }
    }
}

/// A file that may be the same person's, found before a new one is made.
#[derive(Clone, Debug)]
pub struct Similar {
    pub file: File,
    pub why: search::Why,
}

/// What the register has that resembles a newcomer: by mobile and by the whole name, within reach, twelve at most.
/// An identity number is judged apart (see [`search::by_identity`]): it is exact.
pub async fn look_for_duplicates(q: &mut impl Query, permit: &Permit, name: &str, mobiles: &[String]) -> Result<Vec<Similar>> {
    let mut out: Vec<Similar> = vec![];
    for m in mobiles {
        for file in search::by_mobile(q, permit, m).await? {
            out.push(Similar { file, why: search::Why::Mobile });
        }
    }
    // Two words at least: a first name alone resembles half of the register.
    let tokens = i18n::fold::query_tokens(name);
    if tokens.len() >= 2 {
        let ids = db::search::find(q, "file", &tokens, permit.scope.branch(), 12).await?;
        let eyes = Eyes::of(q, permit).await?;
        for file in file::files(q, &ids).await?.into_iter().filter(|f| eyes.see(f)) {
            out.push(Similar { file, why: search::Why::Name });
        }
    }
    let mut seen = vec![];
    out.retain(|s| {
        !seen.contains(&s.file.id) && {
            seen.push(s.file.id);
            true
        }
    });
    out.truncate(12);
    Ok(out)
}

/// Makes a file from a form. `once`, `digest`: the form's key and content, so that a double press makes one file.
///
/// # Errors
/// `has_file` (as its head) and `in_other_file` (as a member) when the person, known by id or identity number, belongs to an open file;
/// the field `branch` with `choice` for a branch out of reach; `own_file`.
pub async fn create_file(env: &Env, db: &Db, permit: &Permit, cmd: NewFile, once: &str, digest: &str) -> Result<Id> {
    if !permit.scope.covers(cmd.branch, Some(permit.actor.id)) {
        return Err(Problem::field("branch", "choice"));
    }
    let mut tx = db.begin(&permit.actor).await?;
    if let Once::Again(id) = tx.once(once, digest, env.now()).await? {
        return id.parse().map_err(|_| Problem::conflict("form_reused"));
    }
    // Nobody opens a file for himself.
    if let (Who::Known(p), Some(me)) = (&cmd.head, permit.actor.person)
        && *p == me
    {
        return Err(Problem::refused("own_file"));
    }
    let (id, _) = create_in(&mut tx, env, &permit.actor, &cmd).await?;
    tx.once_result(once, &id.to_string()).await?;
    tx.commit().await?;
    Ok(id)
}

/// Whoever belongs to no open file now.
async fn free(tx: &mut Tx, id: Id) -> Result<Id> {
    let households = people::households_of(tx, id).await?;
    for f in file::of_person(tx, id).await? {
        if f.status != Status::Closed && households.iter().any(|(h, ended)| *h == f.household && !ended) {
            // Without its number: it may be another office's.
            return Err(Problem::refused(if f.head == id { "has_file" } else { "in_other_file" }));
        }
    }
    Ok(id)
}

async fn person(tx: &mut Tx, env: &Env, who: &Who, branch: Id) -> Result<Id> {
    match who {
        Who::Known(id) => free(tx, *id).await,
        // In the register already, of no open file: the particulars kept there stand until someone who may see them changes them.
        Who::New(p) if p.identity.is_some() => {
            let number = p.identity.as_ref().map(|(_, n)| n.as_str()).unwrap_or_default();
            match people::by_identity(tx, number).await? {
                Some(id) => free(tx, id).await,
                None => people::insert_person(tx, env, &NewPerson { branch: p.branch.or(Some(branch)), ..(**p).clone() }).await,
            }
        }
        Who::New(p) => people::insert_person(tx, env, &NewPerson { branch: p.branch.or(Some(branch)), ..(**p).clone() }).await,
    }
}

/// Makes a file in the caller's transaction (an import, a request's first submission); records `file.create`. Returns its id and number.
pub async fn create_in(tx: &mut Tx, env: &Env, actor: &Actor, cmd: &NewFile) -> Result<(Id, String)> {
    let head = person(tx, env, &cmd.head, cmd.branch).await?;
    let today = env.now().day();
    let household = people::create_household(tx, env, head, None).await?;
    for m in &cmd.members {
        let p = person(tx, env, &m.who, cmd.branch).await?;
        people::add_member(tx, env, household, p, &m.relation, m.from).await?;
    }
    let branch = staff::branch(tx, cmd.branch).await?.ok_or_else(|| Problem::field("branch", "choice"))?;
    let household_now = people::household(tx, household).await?;
    let name = household_now.head_person().map(people::Person::full_name).unwrap_or_default();
    let id = env.id();
    // Taken as late as it can be: the register's row is held from here to the commit.
    let serial = tx.next_number(&crate::bulk::register(cmd.branch)).await?;
    let number = rules::number(branch.number, serial);
    let old = cmd.old_number.as_deref().and_then(some);
    let a = args![
        id,
        &number,
        old.clone(),
        old.as_deref().map(rules::old_key).filter(|k| !k.is_empty()),
        cmd.branch,
        household,
        head,
        &name,
        i18n::fold::key(&name),
        cmd.status.code(),
        cmd.income_class.clone(),
        cmd.points_class.clone(),
        cmd.valid_until,
        cmd.next_review,
        cmd.before_contact.as_deref().and_then(some),
        env.now(),
        actor.id
    ];
    tx.run(store::INSERT, a).await?;
    let mut codes = cmd.categories.clone();
    codes.sort();
    codes.dedup();
    for c in &codes {
        tx.run(store::BEGIN_CATEGORY, args![env.id(), id, c, today]).await?;
    }
    tx.run(store::INSERT_HISTORY, args![env.id(), id, "", cmd.status.code(), None::<String>, env.now(), actor.id]).await?;
    tx.index_text("file", id, cmd.branch, &household_now.tokens()).await?;
    tx.record(env.now(), Event::new("file.create", "file", id).file(id).fact("number", &number).fact("status", cmd.status.code()));
    Ok((id, number))
}

/// Marks a draft as nobody's yet (an application), or as looked at. The caller records the event.
pub async fn set_unmatched(tx: &mut Tx, id: Id, unmatched: bool) -> Result<()> {
    tx.run_one(store::SET_UNMATCHED, args![id, unmatched]).await
}
