//! Puts what was decided into the register, within the caller's transaction.

use super::judge::Work;
use crate::{declared, store};
use db::{Tx, args};
use kernel::{Env, Event, Id, Problem, Result};

/// Writes a chunk; the numbers of the files made, by id.
pub(super) async fn write(tx: &mut Tx, env: &Env, run: Id, actor: Id, branch_number: i64, work: &Work) -> Result<Vec<(Id, String)>> {
    let now = env.now();
    people::bulk::insert_persons(tx, env, &work.persons).await?;
    people::bulk::insert_households(tx, env, &work.households).await?;
    people::bulk::insert_members(tx, &work.memberships).await?;
    for (id, (version, data)) in &work.person_changes {
        people::update_person(tx, env, *id, *version, data).await?;
    }
    for (household, member, relation) in &work.relations {
        people::change_member(tx, *household, *member, relation, None).await?;
    }
    for (file, change, fields) in &work.file_changes {
        beneficiaries::bulk::change(tx, env, file, change).await?;
        tx.record(now, Event::new("file.imported", "file", file.id).file(file.id).fact("fields", fields.join(" ")).fact("run", run));
    }
    declared::declare(tx, now, work.declared.iter()).await?;
    declared::declare_persons(tx, now, work.persons_declared.iter()).await?;
    let mut memories = vec![];
    for (subject, kept) in &work.memories {
        memories.push(args![*subject, run, serde_json::to_string(kept).map_err(Problem::internal)?]);
    }
    tx.run_many(store::REMEMBER, memories).await?;
    let numbers = beneficiaries::bulk::insert_files(tx, env, actor, branch_number, &work.files).await?;
    let made: Vec<(Id, String)> = work.files.iter().map(|f| f.id).zip(numbers).collect();
    for (id, number) in &made {
        tx.record(now, Event::new("file.create", "file", *id).file(*id).fact("number", number).fact("status", "draft").fact("run", run));
    }
    Ok(made)
}

impl Work {
    pub fn writes(&self) -> bool {
        !(self.persons.is_empty()
            && self.households.is_empty()
            && self.memberships.is_empty()
            && self.person_changes.is_empty()
            && self.relations.is_empty()
            && self.file_changes.is_empty()
            && self.declared.is_empty()
            && self.persons_declared.is_empty()
            && self.memories.is_empty())
    }
}
