//! The file a document belongs to, as far as this slice needs it.

use db::Query;
use kernel::{Actor, Id, Permit, Result};

#[derive(Clone, Debug)]
pub(crate) struct MemberSeen {
    pub person: Id,
    pub name: String,
    pub relation: String,
    pub current: bool,
}

#[derive(Clone, Debug)]
pub(crate) struct FileSeen {
    pub id: Id,
    pub number: String,
    file: beneficiaries::File,
    /// Everyone ever in the household: a document may speak of one who has died or left.
    pub members: Vec<MemberSeen>,
}

impl FileSeen {
    pub fn name_of(&self, person: Option<Id>) -> Option<&str> {
        self.members.iter().find(|m| Some(m.person) == person).map(|m| m.name.as_str())
    }
}

/// The file, if it is within reach; else not found.
pub(crate) async fn reach(q: &mut impl Query, permit: &Permit, file: Id) -> Result<FileSeen> {
    let file = beneficiaries::find(q, permit, file).await?;
    let household = people::household(q, file.household).await?;
    Ok(seen(&file, &household))
}

/// The same of what was read already.
pub(crate) fn seen(file: &beneficiaries::File, household: &people::Household) -> FileSeen {
    let members = household
        .members
        .iter()
        .map(|m| MemberSeen { person: m.person.id, name: m.person.full_name(), relation: m.relation_word().to_string(), current: m.is_current() })
        .collect();
    FileSeen { id: file.id, number: file.number.clone(), members, file: file.clone() }
}

/// Nobody acts on his own household's file.
pub(crate) async fn guard(q: &mut impl Query, actor: &Actor, file: &FileSeen) -> Result<()> {
    beneficiaries::guard_relation(q, actor, &file.file).await
}
