//! The statements of this room. Requests are joined for their number; only their own room writes them.

use db::{Query, Row, args};
use kernel::{At, Day, Id, Money, Permit, Problem, Result, Scope};
use requests::rules::delivery::{self, LineState, What};

macro_rules! columns {
    () => {
        "l.id, l.request_id, l.decision_id, l.file_id, l.branch_id, l.kind, l.amount, l.goods, l.quantity, l.due_day, l.how, l.note, l.state, l.planned_at, l.planned_by, l.released_at, l.released_by, \
         l.handed_at, l.handed_by, l.receiver_name, l.receiver_relation, l.proof_kind, l.proof_file, l.proof_mime, l.proof_digest, l.signature_id, l.closed_at, l.closed_by, l.close_reason, l.version, \
         r.number, r.applicant_id"
    };
}

db::statements! {
    pub INSERT = "INSERT INTO delivery_line (id, request_id, decision_id, file_id, branch_id, kind, amount, goods, quantity, due_day, how, note, state, planned_at, planned_by, version) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'planned', $13, $14, 1)";
    pub RELEASE = "UPDATE delivery_line SET state = 'released', released_at = $3, released_by = $4, version = version + 1 WHERE id = $1 AND version = $2 AND state = 'planned'";
    pub HAND = "UPDATE delivery_line SET state = 'handed', handed_at = $3, handed_by = $4, receiver_name = $5, receiver_relation = $6, proof_kind = $7, proof_file = $8, proof_mime = $9, proof_digest = $10, \
        signature_id = $11, version = version + 1 WHERE id = $1 AND version = $2 AND state = 'released'";
    pub CLOSE = "UPDATE delivery_line SET state = 'closed', closed_at = $3, closed_by = $4, close_reason = $5, version = version + 1 WHERE id = $1 AND version = $2 AND state IN ('planned', 'released')";
    pub FIND = concat!("SELECT ", columns!(), " FROM delivery_line l JOIN request r ON r.id = l.request_id WHERE l.id = $1");
    pub OF_REQUEST = concat!("SELECT ", columns!(), " FROM delivery_line l JOIN request r ON r.id = l.request_id WHERE l.request_id = $1 ORDER BY l.due_day, l.id");
    pub LIST = concat!("SELECT ", columns!(), " FROM delivery_line l JOIN request r ON r.id = l.request_id WHERE l.state = $1 AND (l.due_day > $2 OR (l.due_day = $2 AND l.id > $3))", beneficiaries::not_closed!("l.file_id", "$5"), " ORDER BY l.due_day, l.id LIMIT $4");
    pub LIST_BRANCH = concat!("SELECT ", columns!(), " FROM delivery_line l JOIN request r ON r.id = l.request_id WHERE l.branch_id = $5 AND l.state = $1 AND (l.due_day > $2 OR (l.due_day = $2 AND l.id > $3))", beneficiaries::not_closed!("l.file_id", "$6"), " ORDER BY l.due_day, l.id LIMIT $4");
    pub LIST_BACK = concat!("SELECT ", columns!(), " FROM delivery_line l JOIN request r ON r.id = l.request_id WHERE l.state = $1 AND (l.due_day < $2 OR (l.due_day = $2 AND l.id < $3))", beneficiaries::not_closed!("l.file_id", "$5"), " ORDER BY l.due_day DESC, l.id DESC LIMIT $4");
    pub LIST_BACK_BRANCH = concat!("SELECT ", columns!(), " FROM delivery_line l JOIN request r ON r.id = l.request_id WHERE l.branch_id = $5 AND l.state = $1 AND (l.due_day < $2 OR (l.due_day = $2 AND l.id < $3))", beneficiaries::not_closed!("l.file_id", "$6"), " ORDER BY l.due_day DESC, l.id DESC LIMIT $4");
    pub COUNT = concat!("SELECT CAST(COUNT(*) AS BIGINT) AS n FROM delivery_line l WHERE l.state = $1", beneficiaries::not_closed!("l.file_id", "$2"));
    pub COUNT_BRANCH = concat!("SELECT CAST(COUNT(*) AS BIGINT) AS n FROM delivery_line l WHERE l.branch_id = $3 AND l.state = $1", beneficiaries::not_closed!("l.file_id", "$2"));
    pub TO_PLAN = concat!("SELECT id, number, applicant_id, service_id, service_version, registered_at, created_at FROM request \
        WHERE state = 'in_delivery' AND deliveries_planned = 0 AND (CAST($1 AS TEXT) IS NULL OR branch_id = $1) AND (created_at > $2 OR (created_at = $2 AND id > $3))", beneficiaries::not_closed!("request.file_id", "$5"), " ORDER BY created_at, id LIMIT $4");
    pub TO_PLAN_COUNT = concat!("SELECT CAST(COUNT(*) AS BIGINT) AS n FROM request WHERE state = 'in_delivery' AND deliveries_planned = 0 AND (CAST($1 AS TEXT) IS NULL OR branch_id = $1)", beneficiaries::not_closed!("request.file_id", "$2"));
}

/// How it was handed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handed {
    pub at: At,
    pub by: Id,
    pub receiver: String,
    /// Of [`crate::rules::RECEIVERS`].
    pub relation: String,
    /// Of [`crate::rules::PROOFS`].
    pub proof: String,
    pub file: Id,
    pub mime: String,
    /// SHA-256 of the proof's plain bytes.
    pub digest: String,
    /// What the receiver signed, where the proof is his signature.
    pub signature: Option<Id>,
}

/// One amount or one kind of goods on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub id: Id,
    pub request: Id,
    pub decision: Id,
    pub file: Id,
    pub branch: Id,
    pub amount: Option<Money>,
    /// The goods' name; empty for money.
    pub goods: String,
    pub quantity: Option<i64>,
    pub due: Day,
    /// Of [`crate::rules::MONEY_WAYS`] or [`crate::rules::GOODS_WAYS`].
    pub how: String,
    pub note: String,
    pub state: LineState,
    pub planned_at: At,
    pub planned_by: Id,
    /// When and by whom it was let go.
    pub released: Option<(At, Id)>,
    pub handed: Option<Handed>,
    /// When, by whom and why it was closed.
    pub closed: Option<(At, Id, String)>,
    pub version: i64,
    pub number: Option<String>,
    pub applicant: Id,
}

impl Line {
    fn read(r: &Row) -> Result<Line> {
        let state = r.text("state")?;
        let handed = match (r.opt_at("handed_at")?, r.opt_id("handed_by")?, r.opt_id("proof_file")?) {
            (Some(at), Some(by), Some(file)) => Some(Handed {
                at,
                by,
                receiver: r.opt_text("receiver_name")?.unwrap_or_default(),
                relation: r.opt_text("receiver_relation")?.unwrap_or_default(),
                proof: r.opt_text("proof_kind")?.unwrap_or_default(),
                file,
                mime: r.opt_text("proof_mime")?.unwrap_or_default(),
                digest: r.opt_text("proof_digest")?.unwrap_or_default(),
                signature: r.opt_id("signature_id")?,
            }),
            _ => None,
        };
        Ok(Line {
            id: r.id("id")?,
            request: r.id("request_id")?,
            decision: r.id("decision_id")?,
            file: r.id("file_id")?,
            branch: r.id("branch_id")?,
            amount: r.opt_money("amount")?,
            goods: r.text("goods")?,
            quantity: r.opt_int("quantity")?,
            due: r.day("due_day")?,
            how: r.text("how")?,
            note: r.text("note")?,
            state: LineState::parse(&state).ok_or_else(|| Problem::Internal(format!("unknown state of a delivery {state}")))?,
            planned_at: r.at("planned_at")?,
            planned_by: r.id("planned_by")?,
            released: r.opt_at("released_at")?.zip(r.opt_id("released_by")?),
            handed,
            closed: match (r.opt_at("closed_at")?, r.opt_id("closed_by")?) {
                (Some(at), Some(by)) => Some((at, by, r.opt_text("close_reason")?.unwrap_or_default())),
                _ => None,
            },
            version: r.int("version")?,
            number: r.opt_text("number")?,
            applicant: r.id("applicant_id")?,
        })
    }
    pub fn what(&self) -> What {
        match self.amount {
            Some(m) => What::Amount(m),
            None => What::Goods { kind: self.goods.clone(), quantity: self.quantity.unwrap_or(0) },
        }
    }
    /// As the rules count it.
    pub fn counted(&self) -> delivery::Line {
        delivery::Line { what: self.what(), state: self.state }
    }
}

/// A request in delivery that has no line yet.
#[derive(Clone, Debug)]
pub struct ToPlan {
    pub request: Id,
    pub number: Option<String>,
    pub applicant: Id,
    pub service: (Id, i64),
    pub registered_at: Option<At>,
    pub created_at: At,
}

/// The branch a list is narrowed to. What is assigned to nobody cannot be one's own: then the list is empty.
fn narrowed(scope: &Scope, branch: Option<Id>) -> Option<Id> {
    match scope {
        Scope::All => branch,
        Scope::Branch { branch } => Some(*branch),
        Scope::Own { .. } => Some(Id::NIL),
    }
}

pub async fn find(q: &mut impl Query, id: Id) -> Result<Option<Line>> {
    q.maybe(FIND, args![id]).await?.as_ref().map(Line::read).transpose()
}

/// Every line of a request, by the day it is due.
pub async fn of_request(q: &mut impl Query, request: Id) -> Result<Vec<Line>> {
    q.all(OF_REQUEST, args![request]).await?.iter().map(Line::read).collect()
}

/// Lines of one state within reach, narrowed to a branch if given. Open ones by the day they are due, settled ones backwards.
/// `after`: the last line of the page before.
pub async fn list(q: &mut impl Query, permit: &Permit, branch: Option<Id>, state: LineState, after: Option<(Day, Id)>, limit: i64) -> Result<Vec<Line>> {
    let back = state.is_settled();
    let (day, id) = match after {
        Some((day, id)) => (day.to_string(), id.to_string()),
        None if back => ("9999".into(), String::new()),
        None => (String::new(), String::new()),
    };
    let mut a = args![state.code(), day, id, limit];
    let rows = match narrowed(&permit.scope, branch) {
        Some(b) => {
            a.extend(args![b, permit.actor.id]);
            q.all(if back { LIST_BACK_BRANCH } else { LIST_BRANCH }, a).await?
        }
        None => {
            a.extend(args![permit.actor.id]);
            q.all(if back { LIST_BACK } else { LIST }, a).await?
        }
    };
    rows.iter().map(Line::read).collect()
}

pub async fn count(q: &mut impl Query, permit: &Permit, branch: Option<Id>, state: LineState) -> Result<i64> {
    match narrowed(&permit.scope, branch) {
        Some(b) => q.one(COUNT_BRANCH, args![state.code(), permit.actor.id, b]).await?.int("n"),
        None => q.one(COUNT, args![state.code(), permit.actor.id]).await?.int("n"),
    }
}

/// Registered requests whose help is not planned yet, oldest first.
pub async fn to_plan(q: &mut impl Query, permit: &Permit, branch: Option<Id>, after: Option<(At, Id)>, limit: i64) -> Result<Vec<ToPlan>> {
    let (at, id) = after.map_or((At(-1), String::new()), |(at, id)| (at, id.to_string()));
    q.all(TO_PLAN, args![narrowed(&permit.scope, branch), at, id, limit, permit.actor.id])
        .await?
        .iter()
        .map(|r| {
            Ok(ToPlan {
                request: r.id("id")?,
                number: r.opt_text("number")?,
                applicant: r.id("applicant_id")?,
                service: (r.id("service_id")?, r.int("service_version")?),
                registered_at: r.opt_at("registered_at")?,
                created_at: r.at("created_at")?,
            })
        })
        .collect()
}

pub async fn to_plan_count(q: &mut impl Query, permit: &Permit, branch: Option<Id>) -> Result<i64> {
    q.one(TO_PLAN_COUNT, args![narrowed(&permit.scope, branch), permit.actor.id]).await?.int("n")
}
