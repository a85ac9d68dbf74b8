//! Studies and questions by the hundred, for demo data.

use crate::rules::{Body, Head, digest};
use db::{Tx, args};
use kernel::{At, Id, Result};

db::statements! {
    pub STUDY = "INSERT INTO study (id, request_id, file_id, branch_id, round, kind, researcher_id, assigned_at, assigned_by, body, updated_at, snapshot_digest, digest, signed_at, signatures, version) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)";
    pub QUESTION = "INSERT INTO clarification (id, request_id, file_id, branch_id, question, asked_at, asked_by, answer, answered_at, answered_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    pub SIGNED = "INSERT INTO study_signed (study_id, version, body, snapshot_digest, digest, at, by_employee) VALUES ($1, $2, $3, $4, $5, $6, $7)";
}

/// A study, under way or signed once.
#[derive(Clone, Debug)]
pub struct BulkStudy {
    pub head: Head,
    pub file: Id,
    pub branch: Id,
    pub assigned_at: At,
    pub assigned_by: Id,
    pub body: Body,
    /// The submission it was signed for, and when.
    pub signed: Option<(String, At)>,
}

impl BulkStudy {
    /// What was signed; empty while it was not.
    pub fn digest(&self) -> Result<String> {
        self.signed.as_ref().map_or(Ok(String::new()), |(snapshot, _)| digest(snapshot, &self.head, &self.body))
    }
}

/// Writes them all. Records no event: the caller does.
pub async fn insert_many(tx: &mut Tx, studies: &[BulkStudy]) -> Result<()> {
    let (mut rows, mut signed) = (vec![], vec![]);
    for s in studies {
        let (h, digest, body) = (&s.head, s.digest()?, s.body.text()?);
        let (snapshot, at) = s.signed.clone().map_or((String::new(), None), |(d, at)| (d, Some(at)));
        let version = 1 + 2 * i64::from(at.is_some());
        let updated = at.unwrap_or(s.assigned_at);
        rows.push(args![
            h.id,
            h.request,
            s.file,
            s.branch,
            h.round,
            &h.kind,
            h.researcher,
            s.assigned_at,
            s.assigned_by,
            &body,
            updated,
            &snapshot,
            &digest,
            at,
            i64::from(at.is_some()),
            version
        ]);
        if let Some(at) = at {
            signed.push(args![h.id, version, body, snapshot, digest, at, h.researcher]);
        }
    }
    tx.run_many(STUDY, rows).await?;
    tx.run_many(SIGNED, signed).await?;
    Ok(())
}

/// A question referred to the research officer, answered or not: words, when, by whom.
#[derive(Clone, Debug)]
pub struct BulkQuestion {
    pub id: Id,
    pub request: Id,
    pub file: Id,
    pub branch: Id,
    pub asked: (&'static str, At, Id),
    pub answer: Option<(&'static str, At, Id)>,
}

/// Writes them all. Records no event, and leaves the request's own columns to its room.
pub async fn insert_questions(tx: &mut Tx, questions: &[BulkQuestion]) -> Result<()> {
    let row = |q: &BulkQuestion| {
        let a = q.answer;
        args![q.id, q.request, q.file, q.branch, q.asked.0, q.asked.1, q.asked.2, a.map(|a| a.0), a.map(|a| a.1), a.map(|a| a.2)]
    };
    tx.run_many(QUESTION, questions.iter().map(row).collect()).await?;
    Ok(())
}
