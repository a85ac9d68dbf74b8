//! Delivery lines by the hundred, for demo data.

use crate::store::Line;
use db::{Tx, args};
use kernel::Result;

db::statements! {
    pub LINE = "INSERT INTO delivery_line (id, request_id, decision_id, file_id, branch_id, kind, amount, goods, quantity, due_day, how, note, state, planned_at, planned_by, released_at, released_by, \
        handed_at, handed_by, receiver_name, receiver_relation, proof_kind, proof_file, proof_mime, proof_digest, signature_id, closed_at, closed_by, close_reason, version) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30)";
}

pub use crate::rules::receipt_digest;

/// Writes lines as they stand. Records no event, and leaves the request's own columns to its room.
pub async fn insert_many(tx: &mut Tx, lines: &[Line]) -> Result<()> {
    let row = |l: &Line| {
        let h = l.handed.as_ref();
        args![
            l.id,
            l.request,
            l.decision,
            l.file,
            l.branch,
            if l.amount.is_some() { "money" } else { "goods" },
            l.amount,
            &l.goods,
            l.quantity,
            l.due,
            &l.how,
            &l.note,
            l.state.code(),
            l.planned_at,
            l.planned_by,
            l.released.map(|r| r.0),
            l.released.map(|r| r.1),
            h.map(|h| h.at),
            h.map(|h| h.by),
            h.map(|h| h.receiver.clone()),
            h.map(|h| h.relation.clone()),
            h.map(|h| h.proof.clone()),
            h.map(|h| h.file),
            h.map(|h| h.mime.clone()),
            h.map(|h| h.digest.clone()),
            h.and_then(|h| h.signature),
            l.closed.as_ref().map(|c| c.0),
            l.closed.as_ref().map(|c| c.1),
            l.closed.as_ref().map(|c| c.2.clone()),
            l.version
        ]
    };
    tx.run_many(LINE, lines.iter().map(row).collect()).await?;
    Ok(())
}
