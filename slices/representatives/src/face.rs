//! What the portal asks: whose files a person may act for.

use crate::{
    rules::{Capacity, scope_of},
    store,
};
use db::{Query, args};
use kernel::{Day, Id, Problem, Result};

/// One file somebody may act for: his own, or another's by a verified representation in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acts {
    pub file: Id,
    /// The person acted for: the head of the household, or a member (a minor).
    pub beneficiary: Id,
    /// First and family name.
    pub name: String,
    /// `self`, or a [`Capacity`]'s code.
    pub capacity: &'static str,
    /// Codes of [`crate::rules::Act`].
    pub may: Vec<&'static str>,
    /// The last day, inclusive.
    pub until: Option<Day>,
}

impl Acts {
    /// `follow`, `ask`, `sign`, `receive`, `object`.
    pub fn can(&self, act: &str) -> bool {
        self.may.contains(&act)
    }
    pub fn is_own(&self) -> bool {
        self.capacity == "self"
    }
}

/// The files `person` may act for in another's name on a day: verified and in force only, the represented alive.
pub async fn files_of(q: &mut impl Query, person: Id, today: Day) -> Result<Vec<Acts>> {
    q.all(store::IN_FORCE, args![person, today])
        .await?
        .iter()
        .map(|r| {
            let capacity = Capacity::parse(&r.text("capacity")?).ok_or_else(|| Problem::Internal("a capacity none of ours".into()))?;
            Ok(Acts {
                file: r.id("file_id")?,
                beneficiary: r.id("represented_id")?,
                name: format!("{} {}", r.text("first_name")?, r.text("family_name")?),
                capacity: capacity.code(),
                may: scope_of(&r.text("scope")?).into_iter().filter(|a| capacity.widest().contains(a)).map(|a| a.code()).collect(),
                until: r.opt_day("until_day")?,
            })
        })
        .collect()
}
