//! What waits for an employee in this room, for his desk.

use crate::{
    perm,
    store::{self, After, Question, Study, Waiting},
};
use db::Query;
use kernel::{Actor, Permit, Result};

/// Oldest first in each list; empty where the actor may not do it.
#[derive(Clone, Debug, Default)]
pub struct Work {
    /// Studies he is to write or sign.
    pub studies: Vec<Study>,
    /// Questions he may answer.
    pub questions: Vec<Question>,
    /// Verified requests he may give to a researcher.
    pub to_assign: Vec<Waiting>,
}

/// At most `limit` of each.
pub async fn work(q: &mut impl Query, actor: &Actor, limit: i64) -> Result<Work> {
    let mut out = Work::default();
    if actor.can(perm::STUDY_WRITE) {
        out.studies = store::mine(q, actor.id, After::START, limit).await?;
    }
    if let Some(p) = Permit::check(actor, perm::CLARIFICATION_ANSWER) {
        out.questions = store::open_questions(q, &p, After::START, limit).await?;
    }
    if let Some(p) = Permit::check(actor, requests::rules::perm::START_RESEARCH) {
        out.to_assign = store::to_assign(q, &p, After::START, limit).await?;
    }
    Ok(out)
}
