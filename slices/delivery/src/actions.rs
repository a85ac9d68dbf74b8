//! Every action first raises the request it belongs to and then reads its lines again: two of them never see the same room left.

use crate::{
    rules,
    store::{self, Line},
};
use db::{Db, Once, Tx, args};
use files::Files;
use kernel::{Day, Env, Event, Id, Permit, Problem, Result};
use people::{How, NewSignature, Signer};
use requests::{
    Decision, Deviation, Request, Step,
    rules::{
        Action,
        delivery::{LineState, What, handed_amount, within},
    },
};

#[derive(Clone, Debug)]
pub struct NewLine {
    pub what: What,
    pub due: Day,
    pub how: String,
    pub note: String,
}

#[derive(Clone, Debug)]
pub struct Plan {
    pub request: Id,
    pub lines: Vec<NewLine>,
    /// The form's idempotency key and digest.
    pub once: (String, String),
}

/// A request's help as it stands, once the request is raised.
struct Open {
    r: Request,
    decisions: Vec<Decision>,
    lines: Vec<Line>,
}

impl Open {
    fn counted(&self) -> Vec<requests::rules::delivery::Line> {
        self.lines.iter().map(Line::counted).collect()
    }
}

async fn open(tx: &mut Tx, env: &Env, permit: &Permit, request: Id) -> Result<Open> {
    let r = requests::find(tx, permit, request).await?;
    requests::raise(tx, &r, env.now()).await?;
    let file = beneficiaries::find_any(tx, r.file).await?;
    beneficiaries::guard_relation(tx, &permit.actor, &file).await?;
    if !rules::deliverable(&r) {
        return Err(Problem::refused("delivery_not_open"));
    }
    let decisions = requests::decisions(tx, r.id).await?;
    let lines = store::of_request(tx, r.id).await?;
    Ok(Open { r, decisions, lines })
}

async fn open_line(tx: &mut Tx, env: &Env, permit: &Permit, id: Id, version: i64) -> Result<(Open, Line)> {
    let seen = store::find(tx, id).await?.filter(|l| permit.scope.covers(l.branch, None)).ok_or(Problem::NotFound)?;
    let o = open(tx, env, permit, seen.request).await?;
    let line = o.lines.iter().find(|l| l.id == id).cloned().ok_or(Problem::NotFound)?;
    if line.version != version {
        return Err(Problem::conflict("changed"));
    }
    Ok((o, line))
}

/// Leaves on the request how far delivery is, from the lines as they are now.
async fn note(tx: &mut Tx, request: Id) -> Result<()> {
    let lines = store::of_request(tx, request).await?;
    let open = lines.iter().filter(|l| !l.state.is_settled()).count() as i64;
    let counted: Vec<_> = lines.iter().map(Line::counted).collect();
    requests::note_deliveries(tx, request, lines.len() as i64, open, handed_amount(&counted)).await
}

/// Plans lines, never more together than was granted. How many were made.
///
/// # Errors
/// `NotFound` out of reach; refusals `own_file`, `delivery_not_open`, `not_positive`, `not_in_decision`, `more_than_decided`, `delivery_way`.
pub async fn plan(env: &Env, db: &Db, permit: &Permit, cmd: Plan) -> Result<usize> {
    let now = env.now();
    let mut tx = db.begin(&permit.actor).await?;
    if let Once::Again(n) = tx.once(&cmd.once.0, &cmd.once.1, now).await? {
        return n.parse().map_err(|_| Problem::Internal("an idempotency key's answer is no number".into()));
    }
    let o = open(&mut tx, env, permit, cmd.request).await?;
    let decision = rules::decision_in_force(&o.decisions).ok_or_else(|| Problem::refused("not_in_decision"))?.id;
    let what: Vec<What> = cmd.lines.iter().map(|l| l.what.clone()).collect();
    rules::plan(&rules::granted(&o.decisions), &o.counted(), &what)?;
    if what.is_empty() || cmd.lines.iter().any(|l| !rules::way_fits(&l.what, &l.how)) {
        return Err(Problem::refused("delivery_way"));
    }
    let r = &o.r;
    for l in &cmd.lines {
        let (kind, amount, goods, quantity) = match &l.what {
            What::Amount(m) => ("money", Some(*m), "", None),
            What::Goods { kind, quantity } => ("goods", None, kind.as_str(), Some(*quantity)),
        };
        let a = args![env.id(), r.id, decision, r.file, r.branch, kind, amount, goods, quantity, l.due, &l.how, &l.note, now, permit.actor.id];
        tx.run(store::INSERT, a).await?;
    }
    note(&mut tx, r.id).await?;
    tx.record(now, Event::new("delivery.plan", "request", r.id).file(r.file).fact("lines", cmd.lines.len()));
    tx.once_result(&cmd.once.0, &cmd.lines.len().to_string()).await?;
    tx.commit().await?;
    Ok(cmd.lines.len())
}

/// The treasurer lets a line go; until orders of payment have a room of their own, this is the order.
///
/// # Errors
/// `NotFound`; conflict `changed`; refusals `own_file`, `delivery_not_open`, `line_not_planned`, `more_than_decided`.
pub async fn release(env: &Env, db: &Db, permit: &Permit, line: Id, version: i64) -> Result<Id> {
    let now = env.now();
    let mut tx = db.begin(&permit.actor).await?;
    let (o, l) = open_line(&mut tx, env, permit, line, version).await?;
    if l.state != LineState::Planned {
        return Err(Problem::refused("line_not_planned"));
    }
    if !within(&rules::granted(&o.decisions), &o.counted()) {
        return Err(Problem::refused("more_than_decided"));
    }
    tx.run_one(store::RELEASE, args![line, version, now, permit.actor.id]).await?;
    note(&mut tx, o.r.id).await?;
    let due = o.lines.iter().find(|l| l.id == line).map(|l| l.due);
    requests::also(&mut tx, env, &o.r, "delivery.ready", due, &line.to_string()).await?;
    tx.record(now, Event::new("delivery.release", "delivery", line).file(o.r.file).fact("request", o.r.id));
    tx.commit().await?;
    Ok(o.r.id)
}

/// What shows that it arrived.
#[derive(Clone, Debug)]
pub enum Proof {
    /// Drawn on the screen, or a picture of the signed paper; a thumbprint has a witness.
    Signature {
        drawn: bool,
        witness: String,
    },
    Receipt,
    Photo,
}

impl Proof {
    pub fn code(&self) -> &'static str {
        match self {
            Proof::Signature { .. } => "signature",
            Proof::Receipt => "receipt_scan",
            Proof::Photo => "photo_of_goods",
        }
    }
}

#[derive(Clone, Debug)]
pub struct Hand {
    pub line: Id,
    pub version: i64,
    pub receiver: String,
    /// Of [`rules::RECEIVERS`].
    pub relation: String,
    pub proof: Proof,
    /// The picture or PDF: its bytes and the type they themselves show.
    pub bytes: Vec<u8>,
    pub mime: &'static str,
}

/// Hands a line over, with proof. The request's id.
///
/// # Errors
/// `NotFound`; conflict `changed`; refusals `own_file`, `delivery_not_open`, `line_not_released`, `decider_hands_over`, `proof_does_not_fit`,
/// `more_than_decided`.
pub async fn hand(env: &Env, db: &Db, files: &Files, permit: &Permit, cmd: Hand) -> Result<Id> {
    let now = env.now();
    let seen = store::find(&mut db.reader(), cmd.line).await?.filter(|l| permit.scope.covers(l.branch, None)).ok_or(Problem::NotFound)?;
    if !rules::proof_fits(&seen.what(), cmd.proof.code()) {
        return Err(Problem::refused("proof_does_not_fit"));
    }
    // On the disk before the row that names it.
    let stored = files.put(env.id(), cmd.bytes).await?;
    let mut tx = db.begin(&permit.actor).await?;
    let (o, l) = open_line(&mut tx, env, permit, cmd.line, cmd.version).await?;
    if l.state != LineState::Released {
        return Err(Problem::refused("line_not_released"));
    }
    if rules::decided_by(&o.decisions, permit.actor.id) {
        return Err(Problem::refused("decider_hands_over"));
    }
    if !within(&rules::granted(&o.decisions), &o.counted()) {
        return Err(Problem::refused("more_than_decided"));
    }
    let mut signature = None;
    if let Proof::Signature { drawn, witness } = &cmd.proof {
        let witness = Some(witness.clone()).filter(|w| !w.is_empty());
        let how = match (drawn, &witness) {
            (true, _) => How::Drawn,
            (false, Some(_)) => How::Thumbprint,
            (false, None) => How::Paper,
        };
        let s = NewSignature {
            object: "delivery",
            object_id: l.id,
            kind: Signer::Recipient,
            digest: rules::receipt_digest(&l, &cmd.receiver)?,
            how,
            person: Some(l.applicant).filter(|_| cmd.relation == "self"),
            employee: None,
            name: cmd.receiver.clone(),
            witness,
            witness_employee: None,
            file: Some(stored.id),
        };
        signature = Some(people::sign(&mut tx, env, s).await?);
    }
    let proof = cmd.proof.code();
    let a = args![l.id, l.version, now, permit.actor.id, &cmd.receiver, &cmd.relation, proof, stored.id, cmd.mime, &stored.digest, signature];
    tx.run_one(store::HAND, a).await?;
    note(&mut tx, o.r.id).await?;
    requests::also(&mut tx, env, &o.r, "delivery.receipt_ask", None, &l.id.to_string()).await?;
    let event = Event::new("delivery.hand", "delivery", l.id).file(o.r.file).fact("request", o.r.id).fact("proof", proof).fact("digest", &stored.digest);
    tx.record(now, event);
    tx.commit().await?;
    Ok(o.r.id)
}

/// Closes a line that will not be handed over, with the reason; it takes nothing from what was granted any more, and is listed as a deviation.
///
/// # Errors
/// `NotFound`; conflict `changed`; refusals `own_file`, `delivery_not_open`, `line_settled`.
pub async fn close(env: &Env, db: &Db, permit: &Permit, line: Id, version: i64, reason: &str) -> Result<Id> {
    let now = env.now();
    let mut tx = db.begin(&permit.actor).await?;
    let (o, l) = open_line(&mut tx, env, permit, line, version).await?;
    if l.state.is_settled() {
        return Err(Problem::refused("line_settled"));
    }
    tx.run_one(store::CLOSE, args![line, version, now, permit.actor.id, reason]).await?;
    requests::record_deviation(&mut tx, env, permit, &o.r, Deviation::ClosedUndelivered, reason).await?;
    note(&mut tx, o.r.id).await?;
    tx.record(now, Event::new("delivery.close", "delivery", line).file(o.r.file).fact("request", o.r.id).fact("from", l.state.code()));
    tx.commit().await?;
    Ok(o.r.id)
}

/// Ends the delivery: everything planned is settled. What was granted and never planned asks for a reason, which is listed as a deviation.
///
/// # Errors
/// Field `reason` (`required`); whatever the request's table refuses (`deliveries_open`, `more_than_decided`, `decider_hands_over`, `own_file`).
pub async fn finish(env: &Env, db: &Db, permit: &Permit, request: Id, reason: &str) -> Result<()> {
    let mut tx = db.begin(&permit.actor).await?;
    let r = requests::find(&mut tx, permit, request).await?;
    requests::raise(&mut tx, &r, env.now()).await?;
    let decisions = requests::decisions(&mut tx, r.id).await?;
    let lines: Vec<_> = store::of_request(&mut tx, r.id).await?.iter().map(Line::counted).collect();
    let granted = rules::granted(&decisions);
    let rest = rules::never_planned(&granted, &lines);
    let inside = within(&granted, &lines);
    let step = Step { reason: reason.to_string(), ..Step::default() };
    requests::advance(&mut tx, env, permit, &r, Action::Finish, step, |f| {
        f.within_decided = f.within_decided && inside;
        f.decider_hands_over = f.decider_hands_over || rules::decided_by(&decisions, permit.actor.id);
    })
    .await?;
    if !rules::is_nothing(&rest) {
        if reason.is_empty() {
            return Err(Problem::field("reason", "required"));
        }
        requests::record_deviation(&mut tx, env, permit, &r, Deviation::ClosedUndelivered, reason).await?;
    }
    requests::note_served(&mut tx, env, r.id).await?;
    tx.commit().await
}
