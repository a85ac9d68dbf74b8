//! One request as its road left it: columns, history, signatures, study, decision, letter, delivery, each agreeing with the others.

use super::{
    cast::{Cast, Office, Who},
    family::{Family, MakeId},
    papers::{self, Depth, Desk},
    road::Road,
};
use committee::{bulk::BulkItem, rules::ItemResult};
use delivery::{Handed, Line};
use documents::{OnFile, Whole};
use kernel::{At, DAY_MS, Id, Money, Result};
use people::{How, NewSignature, Signer};
use rand::{Rng, rngs::StdRng};
use requests::{
    Request, TaskKind,
    bulk::{BulkDecision, BulkRequest, BulkStep, BulkTask},
    rules::{
        Outcome, State,
        delivery::LineState,
        floor::{self, ClockSettings, Floor},
        sitting::Choice,
    },
};
use research::{
    bulk::BulkStudy,
    rules::{Body, Head},
};
use services::{Gives, Service, Study};
use std::collections::BTreeMap;

/// Numbers given beforehand, in the order of time.
#[derive(Clone, Debug, Default)]
pub struct Numbers {
    pub request: Option<String>,
    pub letter: Option<String>,
    pub waiting_place: Option<i64>,
}

/// What is the same for every request.
pub struct World<'a> {
    pub cast: &'a Cast,
    pub base: At,
    pub sittings: &'a [Id],
    pub clocks: ClockSettings,
    /// A drawn signature among the encrypted files, and its digest.
    pub signature: (Id, String),
}

/// Everything one request brings.
#[derive(Default)]
pub struct Case {
    pub request: Option<BulkRequest>,
    pub signatures: Vec<(Id, NewSignature, At)>,
    pub study: Option<BulkStudy>,
    pub item: Option<BulkItem>,
    pub lines: Vec<Line>,
    /// The file became active: when, its class, valid until.
    pub registered: Option<At>,
    pub verified: Option<At>,
}

struct Steps<'a> {
    id: MakeId<'a>,
    state: State,
    all: Vec<BulkStep>,
}

impl Steps<'_> {
    fn go(&mut self, at: At, by: &Who, action: &'static str, to: State, reason: &str, hidden: bool) {
        self.all.push(BulkStep { id: (self.id)(at), at, actor: by.id, action, from: self.state, to, reason: reason.into(), hidden });
        self.state = to;
    }
    fn did(&mut self, at: At, by: &Who, deed: &'static str, words: &str) {
        self.go(at, by, deed, self.state, words, false);
    }
}

const NEEDS: &[&str] = &[
    "تعذّر سداد إيجار السكن بعد انقطاع الدخل، ونحتاج ما يكفي الأسرة حتى تستقر.",
    "لا يكفي الدخل حاجة الأبناء من الغذاء والكسوة، ونطلب العون في ذلك.",
    "تعطلت أجهزة المنزل الأساسية ولا قدرة على إصلاحها في هذا الوقت.",
    "تراكمت فواتير الكهرباء والماء، ونخشى انقطاع الخدمة عن البيت.",
    "زادت نفقات العلاج هذا الشهر، ولا يبقى بعدها ما يكفي المعيشة.",
];

/// Builds the request of a road. `on_file`: the family's documents so far; new ones are added to it and to `new_papers`.
pub fn case(
    rng: &mut StdRng,
    world: &World<'_>,
    desk: &Desk<'_>,
    family: &Family,
    office: &Office,
    service: &Service,
    road: &Road,
    numbers: &Numbers,
    contact: Option<Id>,
    on_file: &mut Vec<OnFile>,
    new_papers: &mut Vec<Whole>,
    id: MakeId<'_>,
) -> Result<Case> {
    let officer = &office.officer;
    let mut out = Case::default();
    let gives_money = service.body.gives == Gives::Money;
    let ceiling = service.body.ceiling.unwrap_or(Money::riyals(4000)).0 / 100;
    let asked_amount = gives_money.then(|| Money::riyals((ceiling / 2 / 50 * 50 + rng.random_range(0..=ceiling / 100) * 50).clamp(100, ceiling.max(100))));
    let unit = if service.body.unit_ar.is_empty() { service.body.name_ar.clone() } else { service.body.unit_ar.clone() };
    let mut answers = family.answers.clone();
    answers.need = NEEDS[rng.random_range(0..NEEDS.len())].into();
    answers.goods = if gives_money { String::new() } else { service.body.name_ar.clone() };
    let as_of = road.submitted.or(road.told).unwrap_or(road.created);
    answers.refresh(family.file.categories.clone(), &family.household, as_of.day());
    answers.members_confirmed = true;

    let mut r = empty(id(road.created), family, service, road, officer, contact);
    r.amount_asked = asked_amount;
    r.number = numbers.request.clone();
    let mut steps = Steps { id, state: State::Draft, all: vec![] };
    steps.did(road.created, officer, "create", "");
    let mut tasks = vec![];
    let mut missing = vec![];
    let mut frozen = None;
    let asked = requests::bulk::asked_of(&r, &answers, service, &family.household, as_of.day());
    let depth = match (road.submitted, road.verified) {
        (None, _) => Depth::Some,
        (Some(_), None) => Depth::All,
        (Some(_), Some(_)) => Depth::Matched,
    };
    // Laid on the file before they are signed for.
    let laid = At(as_of.plus_ms(-8 * 60_000).0.max(road.created.0));
    papers::lay(rng, desk, family, &asked, depth, laid, officer, on_file, new_papers, id)?;
    let list = requests::bulk::checklist_of(&r, &answers, service, &family.household, on_file.clone(), desk.types, as_of.day());

    if let Some(at) = road.told {
        steps.go(at, officer, "submit", State::AwaitingCompletion, "", false);
        missing.extend(list.lacking().map(|l| (id(at), l.item.document_type.clone(), l.item.subject, l.item.state.code(), at, officer.id)));
        tasks.push(BulkTask { id: id(at), kind: TaskKind::TellMissing, at, done: Some((at, officer.id, "at_desk")) });
        r.missing_told_at = Some(at);
    }
    if let Some(at) = road.submitted {
        let (text, items) = requests::bulk::freeze_of(&r, &family.head, &answers, &list)?;
        r.snapshot_digest = text.digest.clone();
        frozen = Some((text, items, officer.id));
        r.submitted_at = Some(at);
        r.first_submitted_at = Some(at);
        r.floor = Floor::default().submitted(at, &world.clocks);
        r.clocks_version = world.clocks.version;
        r.target_at = Some(at.plus_ms(service.body.latest_reply_days.unwrap_or(world.clocks.latest_reply_days) * DAY_MS));
        steps.go(at, officer, "submit", State::Submitted, "", false);
        out.signatures.push((id(at), signature(&r, Signer::Applicant, How::Drawn, family, officer, &r.snapshot_digest, Some(world.signature.0)), at));
        let told = road.verified.map(|v| (v, officer.id, "at_desk"));
        tasks.push(BulkTask { id: id(at), kind: TaskKind::TellPromise, at, done: told });
    }
    if let Some(at) = road.verified {
        steps.go(at, officer, "verify", State::Verified, "", false);
        out.signatures.push((id(at), signature(&r, Signer::Officer, How::Reauth, family, officer, &r.snapshot_digest, None), at));
        r.verified_at = Some(at);
        r.verified_by = Some(officer.id);
        out.verified = Some(at);
    }
    if let Some(at) = road.assigned {
        steps.go(at, &world.cast.lead, "start_research", State::InResearch, "", false);
        let kind = if service.body.needs_study == Study::Field { "field" } else { "desk" };
        let head = Head { id: id(at), request: r.id, round: 1, kind: kind.into(), researcher: office.researcher.id };
        let body = if road.studied.is_some() { study_body(rng, &answers, kind, at, road.outcome, asked_amount, &unit) } else { Body::default() };
        let study = BulkStudy {
            file: r.file,
            branch: r.branch,
            assigned_at: at,
            assigned_by: world.cast.lead.id,
            signed: road.studied.map(|s| (r.snapshot_digest.clone(), s)),
            head,
            body,
        };
        r.researcher = Some(office.researcher.id);
        r.study_kind = Some(kind.into());
        r.study = Some(study.head.id);
        if let Some(signed) = road.studied {
            r.study_digest = study.digest()?;
            r.study_evaluated = study.body.is_evaluated();
            r.study_recommends = study.body.recommends().map(str::to_owned);
            r.study_signed_at = Some(signed);
            out.signatures.push((id(signed), signature(&r, Signer::Researcher, How::Reauth, family, &office.researcher, &r.study_digest, None), signed));
        }
        out.study = Some(study);
    }
    if let (Some(explained), Some(at)) = (road.explained, road.presented) {
        steps.did(explained, officer, "explain", "شُرح الموعد هاتفيًا وكان واضحًا.");
        r.explained_at = Some(explained);
        r.explained_by = Some(officer.id);
        r.explained_how = Some("phone".into());
        r.explained_clear = true;
        let by = if road.studied.is_some() { &office.researcher } else { officer };
        steps.go(at, by, "present", State::BeforeCommittee, "", false);
        r.presented_at = Some(at);
        r.presented_by = Some(by.id);
        r.reporter = Some(by.id);
        r.floor = r.floor.presented(at, &world.clocks);
    }
    let decision = heard(rng, world, road, numbers, &mut r, &mut steps, &mut out, &unit, family, id);
    if let (Some(at), Some(outcome)) = (road.replied, road.outcome) {
        let to = match outcome {
            Outcome::Accept => State::Accepted,
            Outcome::Refuse => State::Refused,
            Outcome::Refer => State::Referred,
        };
        steps.go(at, officer, "reply", to, "", false);
        tasks.push(BulkTask { id: id(at), kind: TaskKind::TellReply, at, done: Some((at, officer.id, "at_desk")) });
        r.replied_at = Some(at);
        r.replied_by = Some(officer.id);
        r.letter_number = numbers.letter.clone();
    }
    if let Some(at) = road.registered {
        steps.go(at, officer, "register", State::InDelivery, "", false);
        r.registered_at = Some(at);
        r.payment_way = Some(if gives_money { "bank" } else { "pickup" }.into());
        out.registered = Some(at);
        if let Some(d) = &decision {
            deliver(world, office, family, road, &mut r, d, &mut out, id)?;
        }
    }
    if let Some(at) = road.served {
        steps.go(at, &office.delivery, "finish", State::Served, "", false);
        r.served_at = Some(at);
    }
    if let Some(at) = road.ended {
        match road.state {
            State::Withdrawn => steps.go(at, officer, "withdraw", State::Withdrawn, "طلبت الأسرة سحب الطلب لزوال الحاجة.", false),
            State::Void => steps.go(at, officer, "void", State::Void, "أُدخل مرتين.", false),
            _ => {
                for days in [10, 20] {
                    let on = road.created.plus_days(days);
                    steps.did(on, officer, "remind", "ذُكِّرت الأسرة هاتفيًا بما ينقص.");
                    r.reminders += 1;
                }
                steps.go(at, officer, "lapse", State::Lapsed, "", false);
            }
        }
    }
    r.answers = answers.text()?;
    r.state = steps.state;
    r.state_since = steps.all.iter().rev().find(|s| s.from != s.to).map_or(road.created, |s| s.at);
    r.updated_at = steps.all.last().map_or(road.created, |s| s.at);
    r.closed_at = (!r.state.is_open()).then_some(r.state_since);
    r.version = steps.all.len() as i64;
    debug_assert_eq!(r.state, road.state);
    out.request = Some(BulkRequest { request: r, frozen, steps: steps.all, missing, tasks, decision });
    Ok(out)
}

/// What the sitting made of it.
fn heard(
    rng: &mut StdRng,
    world: &World<'_>,
    road: &Road,
    numbers: &Numbers,
    r: &mut Request,
    steps: &mut Steps<'_>,
    out: &mut Case,
    unit: &str,
    family: &Family,
    id: MakeId<'_>,
) -> Option<BulkDecision> {
    let (at, sitting) = (road.heard?, world.sittings[road.sitting?]);
    let cast = world.cast;
    let voters = cast.voters();
    let mut present = voters.clone();
    present.push(cast.secretary.id);
    let mut item = BulkItem {
        sitting,
        request: r.id,
        raised_at: road.presented.unwrap_or(at),
        result: ItemResult::Decided,
        decision: None,
        note: String::new(),
        until: None,
        place: None,
        present,
        votes: vec![],
        at,
        secretary: cast.secretary.id,
    };
    let Some(outcome) = road.outcome else {
        if road.state == State::Deferred {
            let until = world.base.day().plus(rng.random_range(3..30));
            (item.result, item.until, item.note) = (ItemResult::Deferred, Some(until), "بانتظار بيان من جهة أخرى.".into());
            r.deferred_until = Some(until);
            steps.go(at, &cast.secretary, "defer", State::Deferred, &item.note, false);
        } else {
            (item.result, item.place, item.note) = (ItemResult::Waiting, numbers.waiting_place, "عند توفر المخصص.".into());
            r.waiting_place = numbers.waiting_place;
            steps.go(at, &cast.secretary, "put_on_waiting_list", State::Waiting, &item.note, false);
        }
        out.item = Some(item);
        return None;
    };
    let partial = outcome == Outcome::Accept && rng.random_range(0..4) == 0;
    let asked = r.amount_asked;
    let amount = (outcome == Outcome::Accept).then(|| asked.map(|a| if partial { Money((a.0 / 2 / 5000 * 5000).max(5000)) } else { a })).flatten();
    let goods: BTreeMap<String, i64> =
        if outcome == Outcome::Accept && asked.is_none() { BTreeMap::from([(unit.to_owned(), if partial { 1 } else { 2 })]) } else { BTreeMap::new() };
    let decision = BulkDecision {
        id: id(at),
        outcome,
        partial,
        amount,
        goods: serde_json::to_string(&goods).unwrap_or_else(|_| "{}".into()),
        conditions: String::new(),
        reasons: match outcome {
            Outcome::Accept => "ثبتت الحاجة بالمستندات والبحث، والطلب ضمن ما تقدمه الجمعية.",
            Outcome::Refuse => "الدخل الثابت يزيد على حد الاستحقاق لهذه الخدمة.",
            Outcome::Refer => "الخدمة المطلوبة من اختصاص جهة أخرى أقدر على تقديمها.",
        }
        .into(),
        referral_body: if outcome == Outcome::Refer { "جهة إحالة تجريبية".into() } else { String::new() },
        sitting: Some(sitting),
        recorded: (at.plus_ms(-10 * 60_000), cast.secretary.id),
        confirmed: (at, cast.chair.id),
        deciders: voters.clone(),
        reply: road.replied.map(|t| (id(t), floor::objection_until(t, &world.clocks))),
        told_to: family.head.full_name(),
    };
    item.votes = voters.iter().map(|v| (*v, Choice::For(outcome))).collect();
    item.decision = Some(decision.id);
    r.decision = Some(decision.id);
    r.decided_at = Some(at);
    steps.go(at, &cast.chair, "decide", State::Decided, "", true);
    out.item = Some(item);
    Some(decision)
}

/// Two lines of money, or one of each kind of goods: planned, let go, and handed over where the road came so far.
fn deliver(world: &World<'_>, office: &Office, family: &Family, road: &Road, r: &mut Request, d: &BulkDecision, out: &mut Case, id: MakeId<'_>) -> Result<()> {
    let (Some(planned), Some(released)) = (road.planned, road.released) else { return Ok(()) };
    let goods: BTreeMap<String, i64> = serde_json::from_str(&d.goods).unwrap_or_default();
    let mut parts: Vec<(Option<Money>, String, Option<i64>)> = goods.into_iter().map(|(g, n)| (None, g, Some(n))).collect();
    if let Some(amount) = d.amount {
        let half = Money(amount.0 / 2 / 100 * 100);
        parts.extend([half, amount - half].into_iter().filter(|m| m.0 > 0).map(|m| (Some(m), String::new(), None)));
    }
    r.deliveries_planned = parts.len() as i64;
    for (i, (amount, goods, quantity)) in parts.into_iter().enumerate() {
        let hand = road
            .handed
            .map(|h| h.plus_ms(i as i64 * 40 * 60_000))
            .or_else(|| (i == 0 && r.id.as_u128().is_multiple_of(2)).then(|| released.plus_ms(20 * 3_600_000)));
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
            state: LineState::Released,
            planned_at: planned,
            planned_by: office.delivery.id,
            released: Some((released, world.cast.treasurer.id)),
            handed: None,
            closed: None,
            version: 2,
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

fn signature(r: &Request, kind: Signer, how: How, family: &Family, by: &Who, digest: &str, file: Option<Id>) -> NewSignature {
    let applicant = kind == Signer::Applicant;
    NewSignature {
        object: "request",
        object_id: r.id,
        kind,
        digest: digest.into(),
        how,
        person: applicant.then_some(r.applicant),
        employee: (!applicant).then_some(by.id),
        name: if applicant { family.head.full_name() } else { by.name.clone() },
        witness: None,
        witness_employee: applicant.then_some(by.id),
        file,
    }
}

fn study_body(rng: &mut StdRng, a: &requests::Answers, kind: &str, at: At, outcome: Option<Outcome>, amount: Option<Money>, unit: &str) -> Body {
    let recommendation = match outcome {
        Some(Outcome::Refuse) => "refuse",
        Some(Outcome::Refer) => "refer",
        _ => "accept",
    };
    let visited = kind != "desk";
    Body {
        visit_day: visited.then(|| at.day().plus(2)),
        visit_calendar: if visited { "hijri".into() } else { String::new() },
        visit_place: if visited { "منزل الأسرة".into() } else { String::new() },
        present: if visited { "رب الأسرة".into() } else { String::new() },
        findings: "ما ورد في الطلب موافق لما وُجد: السكن والدخل وعدد الأفراد كما ذُكرت. (دراسة تجريبية)".into(),
        members: Some(a.members),
        income_monthly: Some(a.income_monthly()),
        rent_yearly: Some(a.rent_yearly),
        debts: Some(a.debts_total),
        needs: "سد الحاجة الأساسية للأسرة هذا الفصل.".into(),
        evaluation: "الدخل دون الكفاية بعد الإيجار، ولا مصدر ثابت آخر.".into(),
        income_class: ["a", "b", "c"][rng.random_range(0..3)].into(),
        recommendation: recommendation.into(),
        amount: if recommendation == "accept" { amount } else { None },
        recommended: match recommendation {
            "refer" => "جهة إحالة تجريبية".into(),
            "accept" if amount.is_none() => unit.to_owned(),
            _ => String::new(),
        },
        reasons: "الحاجة ثابتة بالمستندات.".into(),
    }
}

/// A request just begun.
fn empty(id: Id, family: &Family, service: &Service, road: &Road, officer: &Who, contact: Option<Id>) -> Request {
    Request {
        id,
        number: None,
        file: family.file.id,
        applicant: family.head.id,
        branch: family.file.branch,
        service: service.id,
        service_version: service.version,
        state: State::Draft,
        version: 1,
        channel: "interview".into(),
        contact,
        created_at: road.created,
        created_by: officer.id,
        updated_at: road.created,
        state_since: road.created,
        answers: String::new(),
        amount_asked: None,
        class_proposed: None,
        class_reason: None,
        snapshot_digest: String::new(),
        clocks_version: 0,
        submitted_at: None,
        first_submitted_at: None,
        floor: Floor::default(),
        missing_told_at: None,
        reminders: 0,
        own_omission: false,
        verified_at: None,
        verified_by: None,
        explained_at: None,
        explained_by: None,
        explained_how: None,
        explained_clear: false,
        clarifications_open: 0,
        clarifications_answered: 0,
        researcher: None,
        study_kind: None,
        study: None,
        study_digest: String::new(),
        study_evaluated: false,
        study_recommends: None,
        study_signed_at: None,
        presented_at: None,
        presented_by: None,
        decision: None,
        decision_recorded: false,
        deferred_until: None,
        waiting_place: None,
        decided_at: None,
        replied_at: None,
        replied_by: None,
        letter_number: None,
        urgent_at: None,
        urgent_reason: None,
        objections: 0,
        reporter: None,
        registered_at: None,
        payment_way: None,
        deliveries_planned: 0,
        deliveries_open: 0,
        delivered: Money::ZERO,
        served_at: None,
        closed_at: None,
        target_at: None,
        paused_ms: 0,
    }
}
