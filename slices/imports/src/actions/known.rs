//! What the register holds already of the people of some rows, read in a few statements.

use crate::{
    declared::{self, Declared, PersonDeclared},
    memory::Kept,
    store,
};
use beneficiaries::File;
use db::Query;
use kernel::{Id, Problem, Result};
use people::{Person, bulk::MembershipRef};
use std::collections::{HashMap, HashSet};

#[derive(Default)]
pub(super) struct Known {
    pub persons: HashMap<Id, Person>,
    pub by_identity: HashMap<String, Id>,
    /// By the head's person.
    pub files: HashMap<Id, File>,
    /// By household, in their order.
    pub memberships: HashMap<Id, Vec<MembershipRef>>,
    /// Present category codes by file.
    pub categories: HashMap<Id, Vec<String>>,
    pub declared: HashMap<Id, Declared>,
    pub persons_declared: HashMap<Id, PersonDeclared>,
    pub memories: HashMap<Id, Kept>,
}

impl Known {
    /// Everything about whoever bears one of these identity numbers, and about the households they head.
    pub async fn load(q: &mut impl Query, identities: &[String]) -> Result<Known> {
        let by_identity = people::bulk::by_identities(q, identities).await?;
        if by_identity.is_empty() {
            return Ok(Known::default());
        }
        let found: Vec<Id> = by_identity.values().copied().collect();
        let mut files: HashMap<Id, File> = HashMap::new();
        for f in beneficiaries::bulk::of_heads(q, &found).await? {
            files.entry(f.head).or_insert(f);
        }
        let file_ids: Vec<Id> = files.values().map(|f| f.id).collect();
        let households: Vec<Id> = files.values().map(|f| f.household).collect();
        let mut memberships: HashMap<Id, Vec<MembershipRef>> = HashMap::new();
        for m in people::bulk::memberships(q, &households).await? {
            memberships.entry(m.household).or_default().push(m);
        }
        let all: HashSet<Id> = found.iter().copied().chain(memberships.values().flatten().map(|m| m.person)).collect();
        let all: Vec<Id> = all.into_iter().collect();
        let persons = people::persons(q, &all).await?.into_iter().map(|p| (p.id, p)).collect();
        let mut categories: HashMap<Id, Vec<String>> = HashMap::new();
        for (file, list) in beneficiaries::categories_of_some(q, &file_ids).await? {
            categories.insert(file, list.into_iter().map(|c| c.code).collect());
        }
        let subjects: Vec<Id> = file_ids.iter().chain(&all).copied().collect();
        let mut memories = HashMap::new();
        for r in declared::in_lists(q, store::MEMORIES, &subjects).await? {
            memories.insert(r.id("subject")?, serde_json::from_str(&r.text("kept")?).map_err(Problem::internal)?);
        }
        Ok(Known {
            declared: declared::of_files(q, &file_ids).await?,
            persons_declared: declared::of_persons(q, &all).await?,
            persons,
            by_identity,
            files,
            memberships,
            categories,
            memories,
        })
    }
}
