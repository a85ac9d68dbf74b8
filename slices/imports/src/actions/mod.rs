//! Taking in a register: read → plan → for some heads at a time: what is there, what it comes to, write.

mod judge;
mod known;
mod people;
mod runs;
mod write;

pub use runs::{Run, State, confirm, errors_workbook, keep, report_text, run as find_run, runs, try_out};

use crate::{
    finding::Fault,
    headings::Field,
    member_rows::MemberRow,
    people_rows::PersonRow,
    plan::{self, Plan, Rejected},
    reader,
    report::{self, Report},
};
use ::people::NewPerson;
use db::{Db, Query};
use judge::{Judge, Tally, Work};
use kernel::{Env, Event, Id, Permit, Problem, Result};
use known::Known;
use std::collections::{BTreeMap, HashMap};

/// Heads in one transaction: long enough to be quick, short enough that nobody at a desk waits for it.
const CHUNK: usize = 200;
/// How often a chunk that somebody crossed is tried again.
const TRIES: usize = 3;

/// Told after each transaction: heads done, heads in all.
pub type Progress<'a> = &'a (dyn Fn(usize, usize) + Send + Sync);

#[derive(Clone, Copy, Default)]
pub struct Options<'a> {
    /// `None`: the branch of whoever acts.
    pub branch: Option<Id>,
    /// Read and judge, write nothing.
    pub dry_run: bool,
    pub progress: Option<Progress<'a>>,
}

/// Members' rows whose head is in neither the workbook nor the register.
pub type Unplaced = Vec<Rejected>;

/// What came of an import.
pub struct Done {
    pub id: Id,
    pub branch: Id,
    pub report: Report,
    pub plan: Plan,
    pub unplaced: Unplaced,
}

/// Brings in a workbook, or says what it would bring. Every step that committed stays: the same workbook again takes up where it stopped.
///
/// # Errors
/// The field `workbook` with `workbook_not_a_workbook`, `workbook_locked`, `workbook_too_large`; not found for a branch out of reach;
/// conflict `changed` where colleagues kept crossing the same rows.
pub async fn run(env: &Env, db: &Db, permit: &Permit, bytes: Vec<u8>, options: Options<'_>) -> Result<(Report, Plan, Unplaced)> {
    let done = run_as(env, db, permit, env.id(), bytes, options).await?;
    Ok((done.report, done.plan, done.unplaced))
}

/// The same under the id of a run already shown.
pub async fn run_as(env: &Env, db: &Db, permit: &Permit, id: Id, bytes: Vec<u8>, options: Options<'_>) -> Result<Done> {
    let branch = options.branch.unwrap_or(permit.actor.branch);
    if !permit.scope.covers(branch, Some(permit.actor.id)) {
        return Err(Problem::NotFound);
    }
    let number = staff::branch(&mut db.reader(), branch).await?.ok_or(Problem::NotFound)?.number;
    let today = env.now().day();
    let mut plan = tokio::task::spawn_blocking(move || Ok(plan::make(&reader::read(&bytes)?, today)))
        .await
        .map_err(Problem::internal)?
        .map_err(|e: reader::Unreadable| Problem::field("workbook", e.code()))?;
    let mut import = Import {
        env,
        db,
        permit,
        run: id,
        branch,
        number,
        options,
        made: HashMap::new(),
        tally: Tally::default(),
        remarks: vec![],
        file_of: HashMap::new(),
        numbers: HashMap::new(),
    };
    let unplaced = import.all(&plan).await?;
    plan.remarks.append(&mut import.remarks);
    let report = import.report(&plan, &unplaced).await?;
    if !options.dry_run {
        let mut tx = db.begin(&permit.actor).await?;
        tx.record(
            env.now(),
            Event::new("import.ran", "import", id)
                .fact("branch", branch)
                .fact("created", report.created)
                .fact("updated", report.updated)
                .fact("unchanged", report.unchanged)
                .fact("rejected", report.rejected.len())
                .fact("duplicates", report.duplicates.len())
                .fact("members", report.members_created),
        );
        tx.commit().await?;
    }
    Ok(Done { id, branch, report, plan, unplaced })
}

struct Import<'a> {
    env: &'a Env,
    db: &'a Db,
    permit: &'a Permit,
    run: Id,
    branch: Id,
    number: i64,
    options: Options<'a>,
    /// People a dry run would have made.
    made: HashMap<String, (Id, NewPerson)>,
    tally: Tally,
    remarks: Vec<plan::Placed>,
    /// Files by the head's identity number, and the numbers of those made now.
    file_of: HashMap<String, Id>,
    numbers: HashMap<Id, String>,
}

/// A portion of work: heads with their members, or members alone under their head's number.
enum Portion<'p> {
    Heads(Vec<(&'p PersonRow, &'p [MemberRow])>),
    Waiting(Vec<(&'p str, Vec<MemberRow>)>),
}

impl Portion<'_> {
    fn identities(&self) -> Vec<String> {
        match self {
            Portion::Heads(rows) => judge::identities(rows.iter().map(|(p, m)| (p.identity.as_str(), *m))),
            Portion::Waiting(rows) => judge::identities(rows.iter().map(|(head, m)| (*head, m.as_slice()))),
        }
    }
}

impl Import<'_> {
    async fn all(&mut self, plan: &Plan) -> Result<Unplaced> {
        let heads: HashMap<&str, &PersonRow> = plan.people.iter().map(|p| (p.identity.as_str(), p)).collect();
        let total = plan.people.len();
        let mut done = 0;
        let told = |done: usize| self.options.progress.iter().for_each(|f| f(done, total));
        told(0);
        for (c, rows) in plan.people.chunks(CHUNK).enumerate() {
            let members = |i: usize| plan.members.get(&(c * CHUNK + i)).map(Vec::as_slice).unwrap_or_default();
            let portion = Portion::Heads(rows.iter().enumerate().map(|(i, p)| (p, members(i))).collect());
            self.portion(&portion, &heads).await?;
            done += rows.len();
            self.options.progress.iter().for_each(|f| f(done, total));
        }
        // Members whose head the workbook does not have may belong to a family already here.
        let mut waiting: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (i, (m, ..)) in plan.waiting.iter().enumerate() {
            waiting.entry(m.head.as_str()).or_default().push(i);
        }
        let waiting: Vec<(&str, Vec<usize>)> = waiting.into_iter().collect();
        let mut lost: Vec<usize> = vec![];
        for some in waiting.chunks(CHUNK) {
            let rows = |at: &Vec<usize>| at.iter().map(|i| plan.waiting[*i].0.clone()).collect::<Vec<_>>();
            let portion = Portion::Waiting(some.iter().map(|(head, at)| (*head, rows(at))).collect());
            let unknown = self.portion(&portion, &heads).await?;
            lost.extend(some.iter().filter(|(head, _)| unknown.iter().any(|u| u == head)).flat_map(|(_, at)| at.iter().copied()));
        }
        lost.sort_unstable();
        Ok(lost.into_iter().map(|i| unplaced(&plan.waiting[i])).collect())
    }

    /// The heads of waiting members that were not found.
    async fn portion(&mut self, portion: &Portion<'_>, heads: &HashMap<&str, &PersonRow>) -> Result<Vec<String>> {
        let identities = portion.identities();
        if self.options.dry_run {
            let (work, unknown) = self.judge(&mut self.db.reader(), portion, &identities, heads).await?;
            self.made.extend(work.made.iter().map(|(k, v)| (k.clone(), v.clone())));
            self.count(work, vec![]);
            return Ok(unknown);
        }
        for left in (0..TRIES).rev() {
            match self.write(portion, &identities, heads).await {
                Ok((work, made, unknown)) => {
                    self.count(work, made);
                    return Ok(unknown);
                }
                Err(Problem::Conflict { .. } | Problem::Invalid(_)) if left > 0 => {}
                Err(e) => return Err(e),
            }
        }
        Err(Problem::conflict("changed"))
    }

    async fn write(&self, portion: &Portion<'_>, identities: &[String], heads: &HashMap<&str, &PersonRow>) -> Result<(Work, Vec<(Id, String)>, Vec<String>)> {
        let mut tx = self.db.begin(&self.permit.actor).await?;
        let (work, unknown) = self.judge(&mut tx, portion, identities, heads).await?;
        if !work.writes() {
            return Ok((work, vec![], unknown));
        }
        let made = write::write(&mut tx, self.env, self.run, self.permit.actor.id, self.number, &work).await?;
        if made.is_empty() && work.file_changes.is_empty() {
            tx.commit_quietly("what the import remembers, and nothing of any file").await?;
        } else {
            tx.commit().await?;
        }
        Ok((work, made, unknown))
    }

    async fn judge(&self, q: &mut impl Query, portion: &Portion<'_>, identities: &[String], heads: &HashMap<&str, &PersonRow>) -> Result<(Work, Vec<String>)> {
        let known = Known::load(q, identities).await?;
        let mut judge = Judge { env: self.env, branch: self.branch, known, made: &self.made, heads, work: Work::default() };
        let mut unknown = vec![];
        match portion {
            Portion::Heads(rows) => rows.iter().for_each(|(p, members)| judge.head(p, members)),
            Portion::Waiting(rows) => {
                for (head, members) in rows {
                    if !judge.members_of(head, members) {
                        unknown.push((*head).to_owned());
                    }
                }
            }
        }
        Ok((judge.work, unknown))
    }

    fn count(&mut self, mut work: Work, made: Vec<(Id, String)>) {
        let (t, w) = (&mut self.tally, &work.tally);
        t.created += w.created;
        t.updated += w.updated;
        t.unchanged += w.unchanged;
        t.members_created += w.members_created;
        t.members_updated += w.members_updated;
        t.members_unchanged += w.members_unchanged;
        self.remarks.append(&mut work.remarks);
        self.file_of.extend(work.file_of);
        self.numbers.extend(made);
    }

    async fn report(&mut self, plan: &Plan, unplaced: &[Rejected]) -> Result<Report> {
        // Duplicates name the file of the person they repeat; those here before this import are looked up.
        let old: Vec<Id> =
            plan.duplicates.iter().filter_map(|d| self.file_of.get(d.identity.as_str())).filter(|id| !self.numbers.contains_key(*id)).copied().collect();
        if !self.options.dry_run || !old.is_empty() {
            for f in beneficiaries::files(&mut self.db.reader(), &old).await? {
                self.numbers.insert(f.id, f.number);
            }
        }
        let number = |d: &plan::Duplicate| self.file_of.get(d.identity.as_str()).and_then(|id| self.numbers.get(id)).cloned();
        let t = self.tally;
        Ok(Report {
            sheets: report::sheet_lines(plan),
            created: t.created,
            updated: t.updated,
            unchanged: t.unchanged,
            rejected: plan.rejected.iter().map(report::rejected_line).collect(),
            duplicates: plan.duplicates.iter().map(|d| report::duplicate_line(d, number(d))).collect(),
            members_created: t.members_created,
            members_updated: t.members_updated,
            members_unchanged: t.members_unchanged,
            members_rejected: plan.members_rejected.iter().chain(unplaced).map(report::rejected_line).collect(),
            members_duplicates: plan.members_duplicates.iter().map(|d| report::duplicate_line(d, None)).collect(),
            remarks: plan.all_remarks().iter().map(report::remark_line).collect(),
            dry_run: self.options.dry_run,
        })
    }
}

fn unplaced((m, code, cells): &(MemberRow, &'static str, Vec<crate::cell::Cell>)) -> Rejected {
    Rejected { sheet: m.sheet.clone(), row: m.row, faults: vec![Fault::code(Field::Head, code)], cells: cells.clone() }
}
