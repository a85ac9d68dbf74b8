//! Imports as a manager sees them: a workbook is tried, what it would bring is shown, and only then it is brought in.

use super::{Done, Options, run_as};
use crate::{errors_book, store};
use db::{Db, Query, Row, args};
use files::Files;
use i18n::Lang;
use kernel::{At, Env, Event, Id, Permit, Problem, Result};
use sha2::{Digest, Sha256};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum State {
    Tried,
    Ran,
}

impl State {
    pub const ALL: &[State] = &[State::Tried, State::Ran];
    pub fn code(self) -> &'static str {
        match self {
            State::Tried => "tried",
            State::Ran => "ran",
        }
    }
}

/// One import of the list.
#[derive(Clone, Debug)]
pub struct Run {
    pub id: Id,
    pub at: At,
    pub actor_name: String,
    pub branch: Id,
    pub state: State,
    pub workbook_name: String,
    pub workbook: Option<Id>,
    pub report: Option<Id>,
    /// `None` where every row came in.
    pub errors: Option<Id>,
    pub people_rows: i64,
    pub created: i64,
    pub updated: i64,
    pub unchanged: i64,
    pub rejected: i64,
    pub duplicates: i64,
    pub members_created: i64,
    pub remarks: i64,
    pub version: i64,
}

impl Run {
    fn read(r: &Row) -> Result<Run> {
        Ok(Run {
            id: r.id("id")?,
            at: r.at("at")?,
            actor_name: r.text("actor_name")?,
            branch: r.id("branch_id")?,
            state: if r.text("state")? == "ran" { State::Ran } else { State::Tried },
            workbook_name: r.text("workbook_name")?,
            workbook: r.opt_id("workbook_id")?,
            report: r.opt_id("report_id")?,
            errors: r.opt_id("errors_id")?,
            people_rows: r.int("people_rows")?,
            created: r.int("created")?,
            updated: r.int("updated")?,
            unchanged: r.int("unchanged")?,
            rejected: r.int("rejected")?,
            duplicates: r.int("duplicates")?,
            members_created: r.int("members_created")?,
            remarks: r.int("remarks")?,
            version: r.int("version")?,
        })
    }
}

/// Reads and judges a workbook and keeps what it would bring; nothing of the register changes.
///
/// # Errors
/// As [`super::run`].
pub async fn try_out(env: &Env, db: &Db, files: &Files, permit: &Permit, name: &str, bytes: Vec<u8>, branch: Id) -> Result<Id> {
    let options = Options { branch: Some(branch), dry_run: true, progress: None };
    let done = run_as(env, db, permit, env.id(), bytes.clone(), options).await?;
    keep(env, db, files, permit, &done, name, bytes).await?;
    Ok(done.id)
}

/// Brings in what was tried. Twice at once makes one; one that broke off can be confirmed again and takes up where it stopped.
///
/// # Errors
/// Not found out of reach; conflict `changed` where it is done or somebody was first.
pub async fn confirm(env: &Env, db: &Db, files: &Files, permit: &Permit, id: Id, version: i64) -> Result<()> {
    let mut tx = db.begin(&permit.actor).await?;
    let run = run(&mut tx, permit, id).await?;
    tx.run_one(store::CLAIM_RUN, args![id, version]).await?;
    tx.record(env.now(), Event::new("import.confirmed", "import", id).fact("branch", run.branch));
    tx.commit().await?;
    let workbook = run.workbook.ok_or(Problem::NotFound)?;
    let bytes = files.get(workbook).await?;
    let options = Options { branch: Some(run.branch), dry_run: false, progress: None };
    let done = run_as(env, db, permit, id, bytes, options).await?;
    let (report, errors) = store_papers(env, files, &done).await?;
    let r = &done.report;
    let n = |n: usize| n as i64;
    let mut tx = db.begin(&permit.actor).await?;
    tx.run(
        store::FINISH_RUN,
        args![
            id,
            env.now(),
            permit.actor.id,
            &permit.actor.name,
            n(r.created),
            n(r.updated),
            n(r.unchanged),
            n(r.rejected.len()),
            n(r.duplicates.len()),
            n(r.members_created),
            n(r.remarks.len()),
            report,
            errors
        ],
    )
    .await?;
    tx.commit_quietly("the list of imports; import.ran has said it").await
}

/// Keeps an import for the list: the workbook, the report and the rows that stayed out, encrypted.
pub async fn keep(env: &Env, db: &Db, files: &Files, permit: &Permit, done: &Done, name: &str, bytes: Vec<u8>) -> Result<()> {
    let digest: String = Sha256::digest(&bytes).iter().map(|b| format!("{b:02x}")).collect();
    let (report, errors) = store_papers(env, files, done).await?;
    let workbook = files.put(env.id(), bytes).await?.id;
    let r = &done.report;
    let n = |n: usize| n as i64;
    let state = if r.dry_run { State::Tried } else { State::Ran };
    let mut tx = db.begin(&permit.actor).await?;
    tx.run(
        store::INSERT_RUN,
        args![
            done.id,
            env.now(),
            permit.actor.id,
            &permit.actor.name,
            done.branch,
            state.code(),
            name.chars().take(120).collect::<String>(),
            digest,
            workbook,
            report,
            errors,
            n(done.plan.people_rows()),
            n(r.created),
            n(r.updated),
            n(r.unchanged),
            n(r.rejected.len()),
            n(r.duplicates.len()),
            n(r.members_created),
            n(r.remarks.len())
        ],
    )
    .await?;
    if r.dry_run {
        tx.record(env.now(), Event::new("import.tried", "import", done.id).fact("branch", done.branch).fact("rows", done.plan.people_rows()));
        tx.commit().await
    } else {
        tx.commit_quietly("the list of imports; import.ran has said it").await
    }
}

/// The report and the workbook of what stayed out, put among the encrypted files.
async fn store_papers(env: &Env, files: &Files, done: &Done) -> Result<(Id, Option<Id>)> {
    let text = serde_json::to_vec(&done.report).map_err(Problem::internal)?;
    let report = files.put(env.id(), text).await?.id;
    let stayed_out = done.report.rejected.len() + done.report.duplicates.len() + done.report.members_rejected.len() + done.report.members_duplicates.len();
    let errors = if stayed_out > 0 {
        let book = errors_book::write(Lang::Ar, &done.plan, &done.unplaced).map_err(Problem::internal)?;
        Some(files.put(env.id(), book).await?.id)
    } else {
        None
    };
    Ok((report, errors))
}

/// One import within reach.
pub async fn run(q: &mut impl Query, permit: &Permit, id: Id) -> Result<Run> {
    let run = q.maybe(store::RUN, args![id]).await?.as_ref().map(Run::read).transpose()?.ok_or(Problem::NotFound)?;
    if permit.scope.covers(run.branch, None) { Ok(run) } else { Err(Problem::NotFound) }
}

/// Imports within reach, newest first.
pub async fn runs(q: &mut impl Query, permit: &Permit, limit: i64, offset: i64) -> Result<Vec<Run>> {
    let mut all = q.all(store::RUNS, args![limit, offset]).await?.iter().map(Run::read).collect::<Result<Vec<_>>>()?;
    all.retain(|r| permit.scope.covers(r.branch, None));
    Ok(all)
}

/// The report's JSON.
pub async fn report_text(files: &Files, run: &Run) -> Result<Vec<u8>> {
    files.get(run.report.ok_or(Problem::NotFound)?).await
}

/// The workbook of the rows that stayed out.
pub async fn errors_workbook(files: &Files, run: &Run) -> Result<Vec<u8>> {
    files.get(run.errors.ok_or(Problem::NotFound)?).await
}
