//! What was decided and told about one request, in one round or two, and what was delivered on it.

use super::{
    case::{Case, Numbers, Steps, World},
    cast::Office,
    family::{Family, MakeId},
    road::Road,
    twist::Twist,
};
use committee::{
    bulk::{BulkItem, BulkReopening},
    rules::ItemResult,
};
use delivery::{Handed, Line};
use kernel::{At, Id, Money, Result};
use people::{How, NewSignature, Signer};
use rand::{Rng, rngs::StdRng};
use requests::{
    Deviation, Request, TaskKind,
    bulk::{BulkDecision, BulkReply, BulkTask},
    rules::{Outcome, State, delivery::LineState, floor, sitting::Choice},
};
use std::collections::BTreeMap;

/// Why an answer could not wait: of money, and of goods.
const URGENT: [&str; 2] = ["آخر مهلة أُعطيت للأسرة للسداد بعد يومين، ولا تحتمل التأجيل.", "تلف متاع الأسرة في حريق بالبيت، ولا تجد ما يسد حاجتها."];
const OBJECTIONS: &[&str] = &["انقطع الدخل الذي بُني عليه الرد، ومعي ما يثبت ذلك.", "زادت نفقات الأسرة بعد تقديم الطلب، وأرجو إعادة النظر فيه."];
const OBJECTION_TO_PART: &str = "ما أُقر لا يكفي الحاجة كلها، وأرجو النظر في الباقي.";
const NEW_FACT: &str = "وردت بعد القرار إفادة بتغيّر دخل الأسرة، ولم تكن أمام اللجنة.";

/// The secretary writes a decision down before the chair confirms it.
const RECORDING_MS: i64 = -10 * 60_000;

/// What the rounds left beside the row.
#[derive(Default)]
pub struct Told {
    pub decisions: Vec<BulkDecision>,
    pub tasks: Vec<BulkTask>,
    pub deviations: Vec<(Id, Deviation, String, At, Id)>,
}

pub struct Rounds<'a> {
    pub rng: &'a mut StdRng,
    pub world: &'a World<'a>,
    pub office: &'a Office,
    pub family: &'a Family,
    pub road: &'a Road,
    pub numbers: &'a Numbers,
    pub unit: &'a str,
    pub id: MakeId<'a>,
}

impl Rounds<'_> {
    /// The first hearing, and the answer where it went out.
    pub fn first(&mut self, r: &mut Request, steps: &mut Steps<'_>, out: &mut Case, told: &mut Told) {
        let (road, cast) = (self.road, self.world.cast);
        let Some(at) = road.heard else { return };
        let item = road.sitting.map(|s| self.item(r, s, at));
        let Some(outcome) = road.outcome else {
            let Some(mut item) = item else { return };
            if road.state == State::Deferred {
                let until = self.world.base.day().plus(self.rng.random_range(3..30));
                (item.result, item.until, item.note) = (ItemResult::Deferred, Some(until), "بانتظار بيان من جهة أخرى.".into());
                r.deferred_until = Some(until);
                steps.go(at, &cast.secretary, "defer", State::Deferred, &item.note, false);
            } else {
                let place = self.numbers.waiting_place;
                (item.result, item.place, item.note) = (ItemResult::Waiting, place, "عند توفر المخصص.".into());
                r.waiting_place = place;
                steps.go(at, &cast.secretary, "put_on_waiting_list", State::Waiting, &item.note, false);
            }
            out.items.push(item);
            return;
        };
        let partial = outcome == Outcome::Accept && (road.twist == Twist::Part || self.rng.random_range(0..4) == 0);
        let reasons = match outcome {
            Outcome::Accept => "ثبتت الحاجة بالمستندات والبحث، والطلب ضمن ما تقدمه الجمعية.",
            Outcome::Refuse => "الدخل الثابت يزيد على حد الاستحقاق لهذه الخدمة.",
            Outcome::Refer => "الخدمة المطلوبة من اختصاص جهة أخرى أقدر على تقديمها.",
        };
        self.decide(r, steps, out, told, (at, outcome, partial, reasons), item);
        if let (Some(at), Some(d)) = (road.proposed, r.decision) {
            let proposed = (at, cast.secretary.id);
            out.reopening = Some(BulkReopening { id: (self.id)(at), request: r.id, decision: d, new_fact: NEW_FACT, proposed, confirmed: None });
        }
        if let Some(at) = road.urged {
            let why = URGENT[usize::from(r.amount_asked.is_none())];
            steps.go(at, &self.office.officer, "urge", State::Decided, why, true);
            (r.urgent_at, r.urgent_reason) = (Some(at), Some(why.into()));
        }
        if let Some(at) = road.replied {
            self.reply(r, steps, told, at);
        }
    }

    /// An objection, or a decision taken up again; heard and answered as far as it came.
    pub fn again(&mut self, r: &mut Request, steps: &mut Steps<'_>, out: &mut Case, told: &mut Told) {
        let Some(again) = &self.road.again else { return };
        let (cast, office) = (self.world.cast, self.office);
        if let Some(proposed) = again.proposed {
            // Hidden: that it was decided before is not for others to know.
            steps.go(again.at, &cast.chair, "reopen", State::BeforeCommittee, NEW_FACT, true);
            let Some(d) = told.decisions.last_mut() else { return };
            d.superseded = Some(again.at);
            out.reopening = Some(BulkReopening {
                id: (self.id)(proposed),
                request: r.id,
                decision: d.id,
                new_fact: NEW_FACT,
                proposed: (proposed, cast.secretary.id),
                confirmed: Some((again.at, cast.chair.id)),
            });
            (r.decision, r.decided_at) = (None, None);
        } else {
            let words = if self.road.twist == Twist::Part { OBJECTION_TO_PART } else { OBJECTIONS[self.rng.random_range(0..OBJECTIONS.len())] };
            steps.go(again.at, &office.officer, "object", State::BeforeCommittee, words, false);
            r.objections += 1;
            (r.urgent_at, r.urgent_reason) = (None, None);
            // Somebody else speaks for it this time.
            r.reporter = [&office.researcher, &office.officer].into_iter().map(|w| w.id).find(|w| r.reporter != Some(*w));
        }
        let (Some((sitting, at)), Some(outcome)) = (again.heard, again.outcome) else { return };
        if let Some(d) = told.decisions.last_mut() {
            d.superseded = Some(at.plus_ms(RECORDING_MS));
        }
        let reasons = match outcome {
            Outcome::Accept => "تبيّن مما قُدّم مع الاعتراض ما لم يكن أمام اللجنة من قبل، فثبتت الحاجة.",
            _ => "أُعيد النظر في الطلب وفيما قُدّم مع الاعتراض، ولم يتغير ما بُني عليه الرد الأول.",
        };
        let item = self.item(r, sitting, at);
        self.decide(r, steps, out, told, (at, outcome, false, reasons), Some(item));
        if let Some(at) = again.replied {
            self.reply(r, steps, told, at);
        }
    }

    fn item(&self, r: &Request, sitting: usize, at: At) -> BulkItem {
        let cast = self.world.cast;
        let mut present = cast.voters();
        present.push(cast.secretary.id);
        BulkItem {
            sitting: self.world.sittings[sitting],
            request: r.id,
            raised_at: r.presented_at.unwrap_or(at),
            result: ItemResult::Decided,
            decision: None,
            note: String::new(),
            until: None,
            place: None,
            present,
            votes: vec![],
            at,
            secretary: cast.secretary.id,
        }
    }

    /// Recorded and confirmed: by the sitting where there is an item, otherwise by the delegate in one.
    fn decide(
        &mut self,
        r: &mut Request,
        steps: &mut Steps<'_>,
        out: &mut Case,
        told: &mut Told,
        (at, outcome, partial, reasons): (At, Outcome, bool, &str),
        item: Option<BulkItem>,
    ) {
        let cast = self.world.cast;
        let accepted = outcome == Outcome::Accept;
        let amount = r.amount_asked.filter(|_| accepted).map(|a| if partial { Money((a.0 / 2 / 5000 * 5000).max(5000)) } else { a });
        let goods: BTreeMap<String, i64> =
            if accepted && r.amount_asked.is_none() { BTreeMap::from([(self.unit.to_owned(), if partial { 1 } else { 2 })]) } else { BTreeMap::new() };
        let delegate = self.world.delegate.map(|d| d.0).filter(|_| item.is_none());
        let confirms = delegate.unwrap_or(&cast.chair);
        let decision = BulkDecision {
            id: (self.id)(at),
            outcome,
            partial,
            amount,
            goods: serde_json::to_string(&goods).unwrap_or_else(|_| "{}".into()),
            conditions: String::new(),
            reasons: reasons.into(),
            referral_body: if outcome == Outcome::Refer { "جهة إحالة تجريبية".into() } else { String::new() },
            by_delegate: delegate.is_some(),
            sitting: item.as_ref().map(|i| i.sitting),
            recorded: delegate.map_or((at.plus_ms(RECORDING_MS), cast.secretary.id), |d| (at, d.id)),
            confirmed: (at, confirms.id),
            deciders: delegate.map_or_else(|| cast.voters(), |d| vec![d.id]),
            superseded: None,
            reply: None,
        };
        if let Some(mut item) = item {
            item.votes = cast.voters().into_iter().map(|v| (v, Choice::For(outcome))).collect();
            item.decision = Some(decision.id);
            out.items.push(item);
        }
        r.decision = Some(decision.id);
        r.decided_at = Some(at);
        steps.go(at, confirms, "decide", State::Decided, "", true);
        told.decisions.push(decision);
    }

    fn reply(&mut self, r: &mut Request, steps: &mut Steps<'_>, told: &mut Told, at: At) {
        let officer = &self.office.officer;
        let letter = self.numbers.letters.get(told.decisions.len().saturating_sub(1)).cloned().unwrap_or_default();
        let Some(d) = told.decisions.last_mut() else { return };
        let to = match d.outcome {
            Outcome::Accept => State::Accepted,
            Outcome::Refuse => State::Refused,
            Outcome::Refer => State::Referred,
        };
        steps.go(at, officer, "reply", to, "", false);
        let urgent = !r.floor.reached(at);
        if urgent {
            told.deviations.push(((self.id)(at), Deviation::UrgentReply, r.urgent_reason.clone().unwrap_or_default(), at, officer.id));
        }
        told.tasks.push(BulkTask { id: (self.id)(at), kind: TaskKind::TellReply, at, due: at, done: Some((at, officer.id, "at_desk")) });
        d.reply = Some(BulkReply {
            id: (self.id)(at),
            at,
            by: officer.id,
            letter: letter.clone(),
            told_to: self.family.head.full_name(),
            objection_until: floor::objection_until(at, &self.world.clocks),
            urgent,
        });
        r.replied_at = Some(at);
        r.replied_by = Some(officer.id);
        r.letter_number = Some(letter);
    }

    /// Two lines of money, or one of each kind of goods: planned, let go, and handed over where the road came so far.
    pub fn deliver(&self, r: &mut Request, told: &Told, out: &mut Case) -> Result<()> {
        let Rounds { world, office, family, road, id, .. } = self;
        let Some(d) = told.decisions.iter().rev().find(|d| d.outcome == Outcome::Accept && d.reply.is_some()) else { return Ok(()) };
        let (Some(planned), Some(released)) = (road.planned, road.released) else { return Ok(()) };
        let goods: BTreeMap<String, i64> = serde_json::from_str(&d.goods).unwrap_or_default();
        let mut parts: Vec<(Option<Money>, String, Option<i64>)> = goods.into_iter().map(|(g, n)| (None, g, Some(n))).collect();
        if let Some(amount) = d.amount {
            let half = Money(amount.0 / 2 / 100 * 100);
            parts.extend([half, amount - half].into_iter().filter(|m| m.0 > 0).map(|m| (Some(m), String::new(), None)));
        }
        let last = parts.len().saturating_sub(1);
        r.deliveries_planned = parts.len() as i64;
        for (i, (amount, goods, quantity)) in parts.into_iter().enumerate() {
            let waits = road.twist == Twist::Unreleased && i == last;
            let hand = road
                .handed
                .map(|h| h.plus_ms(i as i64 * 40 * 60_000))
                .or_else(|| (i == 0 && r.id.as_u128().is_multiple_of(2)).then(|| released.plus_ms(20 * 3_600_000)))
                .filter(|_| !waits);
            let mut line = Line {
                id: id(planned),
                request: r.id,
                decision: d.id,
                file: r.file,
                branch: r.branch,
                amount,
                goods,
                quantity,
                due: released.day().plus(2 + 30 * i as i32),
                how: if amount.is_some() { "transfer" } else { "pickup" }.into(),
                note: String::new(),
                state: if waits { LineState::Planned } else { LineState::Released },
                planned_at: planned,
                planned_by: office.delivery.id,
                released: (!waits).then_some((released, world.cast.treasurer.id)),
                handed: None,
                closed: None,
                version: if waits { 1 } else { 2 },
                number: None,
                applicant: r.applicant,
            };
            if let Some(at) = hand {
                let receiver = family.head.full_name();
                let digest = delivery::bulk::receipt_digest(&line, &receiver)?;
                let sign = id(at);
                out.signatures.push((
                    sign,
                    NewSignature {
                        object: "delivery",
                        object_id: line.id,
                        kind: Signer::Recipient,
                        digest,
                        how: How::Drawn,
                        person: Some(r.applicant),
                        employee: None,
                        name: receiver.clone(),
                        witness: None,
                        witness_employee: None,
                        file: Some(world.signature.0),
                    },
                    at,
                ));
                line.handed = Some(Handed {
                    at,
                    by: office.delivery.id,
                    receiver,
                    relation: "self".into(),
                    proof: "signature".into(),
                    file: world.signature.0,
                    mime: "image/png".into(),
                    digest: world.signature.1.clone(),
                    signature: Some(sign),
                });
                line.state = LineState::Handed;
                line.version = 3;
                r.delivered = r.delivered + amount.unwrap_or_default();
            } else {
                r.deliveries_open += 1;
            }
            out.lines.push(line);
        }
        Ok(())
    }
}
