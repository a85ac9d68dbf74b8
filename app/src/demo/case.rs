//! One request as its road left it: columns, history, signatures, study, decision, letter, delivery, each agreeing with the others.

use super::{
    cast::{Cast, Office, Who},
    family::{Family, MakeId},
    papers::{self, Depth, Desk},
    road::Road,
    rounds::{Rounds, Told},
    twist::Twist,
};
use committee::bulk::{BulkItem, BulkReopening};
use delivery::Line;
use documents::{OnFile, Whole};
use kernel::{At, DAY_MS, Id, Money, Result};
use people::{How, NewSignature, Signer};
use rand::{Rng, rngs::StdRng};
use requests::{
    Request, TaskKind,
    bulk::{self, Begun, BulkRequest, BulkStep, BulkTask},
    rules::{
        Outcome, State,
        floor::{ClockSettings, Floor},
    },
};
use research::{
    bulk::{BulkQuestion, BulkStudy},
    rules::{Body, Head},
};
use services::{Gives, Service, Study};

/// Numbers given beforehand, in the order of time.
#[derive(Clone, Debug, Default)]
pub struct Numbers {
    pub request: Option<String>,
    /// One for each answer.
    pub letters: Vec<String>,
    pub waiting_place: Option<i64>,
}

/// What is the same for every request.
pub struct World<'a> {
    pub cast: &'a Cast,
    pub base: At,
    pub sittings: &'a [Id],
    /// Who decides below which amount in the committee's place.
    pub delegate: Option<(&'a Who, Money)>,
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
    pub items: Vec<BulkItem>,
    pub reopening: Option<BulkReopening>,
    pub question: Option<BulkQuestion>,
    pub lines: Vec<Line>,
    /// The file became active: when, its class, valid until.
    pub registered: Option<At>,
    pub verified: Option<At>,
}

pub struct Steps<'a> {
    id: MakeId<'a>,
    state: State,
    all: Vec<BulkStep>,
}

impl Steps<'_> {
    pub fn go(&mut self, at: At, by: &Who, action: &'static str, to: State, reason: &str, hidden: bool) {
        self.all.push(BulkStep { id: (self.id)(at), at, actor: by.id, action, from: self.state, to, reason: reason.into(), hidden });
        self.state = to;
    }
    fn did(&mut self, at: At, by: &Who, deed: &'static str, words: &str) {
        self.go(at, by, deed, self.state, words, false);
    }
    /// Something that happened between steps already written.
    fn meanwhile(&mut self, at: At, by: &Who, deed: &'static str, words: &str) {
        let state = self.all.iter().rev().find(|s| s.at <= at).map_or(State::Draft, |s| s.to);
        self.all.push(BulkStep { id: (self.id)(at), at, actor: by.id, action: deed, from: state, to: state, reason: words.into(), hidden: false });
        self.all.sort_by_key(|s| s.at);
    }
}

const NEEDS: &[&str] = &[
    "تعذّر سداد إيجار السكن بعد انقطاع الدخل، ونحتاج ما يكفي الأسرة حتى تستقر.",
    "لا يكفي الدخل حاجة الأبناء من الغذاء والكسوة، ونطلب العون في ذلك.",
    "تعطلت أجهزة المنزل الأساسية ولا قدرة على إصلاحها في هذا الوقت.",
    "تراكمت فواتير الكهرباء والماء، ونخشى انقطاع الخدمة عن البيت.",
    "زادت نفقات العلاج هذا الشهر، ولا يبقى بعدها ما يكفي المعيشة.",
];

/// Of the research officer: asked, and answered.
const QUESTIONS: &[(&str, &str)] = &[
    ("هل يُحتسب ما يصل الأسرة من الأقارب ضمن دخلها؟", "يُذكر ما كان منه ثابتًا كل شهر مع مصدره، ولا يمنع ذلك من تقديم الطلب."),
    ("على الأسرة دين لقريب لا سند له، فهل يُذكر في الطلب؟", "يُذكر في الطلب، ولا يُحتسب حتى يُقدَّم ما يثبته."),
    ("هل يُقبل بيان الدخل المطبوع من موقع الجهة؟", "يُقبل بعد مطابقته مع الجهة التي أصدرته."),
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
    let mut asked_amount = gives_money.then(|| Money::riyals((ceiling / 2 / 50 * 50 + rng.random_range(0..=ceiling / 100) * 50).clamp(100, ceiling.max(100))));
    if let Some((_, below)) = world.delegate.filter(|_| road.twist == Twist::Delegate) {
        let fifties = below.min(service.body.delegate_below.unwrap_or(below)).0 / 5000;
        asked_amount = Some(Money::riyals(rng.random_range(fifties / 2..fifties).max(1) * 50));
    }
    let unit = if service.body.unit_ar.is_empty() { service.body.name_ar.clone() } else { service.body.unit_ar.clone() };
    let mut answers = family.answers.clone();
    answers.need = NEEDS[rng.random_range(0..NEEDS.len())].into();
    answers.goods = if gives_money { String::new() } else { service.body.name_ar.clone() };
    let as_of = road.submitted.or(road.told).unwrap_or(road.created);
    answers.refresh(family.file.categories.clone(), &family.household, as_of.day());
    answers.members_confirmed = true;

    let file = &family.file;
    let begun = Begun {
        id: id(road.created),
        file: file.id,
        applicant: family.head.id,
        branch: file.branch,
        service: (service.id, service.version),
        at: road.created,
        by: officer.id,
    };
    let mut r = Request { contact, ..bulk::draft(begun) };
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
        tasks.push(BulkTask { id: id(at), kind: TaskKind::TellMissing, at, due: at, done: Some((at, officer.id, "at_desk")) });
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
        tasks.push(BulkTask { id: id(at), kind: TaskKind::TellPromise, at, due: at, done: told });
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
    let mut told = Told::default();
    let mut floor = Rounds { rng, world, office, family, road, numbers, unit: &unit, id };
    floor.first(&mut r, &mut steps, &mut out, &mut told);
    if road.again.as_ref().is_some_and(|a| road.registered.is_none_or(|at| a.at < at)) {
        floor.again(&mut r, &mut steps, &mut out, &mut told);
    }
    if let Some(at) = road.registered {
        steps.go(at, officer, "register", State::InDelivery, "", false);
        r.registered_at = Some(at);
        r.payment_way = Some(if gives_money { "bank" } else { "pickup" }.into());
        out.registered = Some(at);
        floor.deliver(&mut r, &told, &mut out)?;
        if road.again.as_ref().is_some_and(|a| a.at > at) {
            floor.again(&mut r, &mut steps, &mut out, &mut told);
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
    if let Some((asked, answered)) = road.question {
        let (question, answer) = QUESTIONS[rng.random_range(0..QUESTIONS.len())];
        let answer = answered.map(|at| (answer, at, world.cast.lead.id));
        out.question = Some(BulkQuestion { id: id(asked), request: r.id, file: r.file, branch: r.branch, asked: (question, asked, officer.id), answer });
        (r.clarifications_open, r.clarifications_answered) = (i64::from(answered.is_none()), i64::from(answered.is_some()));
        if let Some(at) = answered {
            // The newest are still to be told.
            let heard = (!matches!(road.state, State::Submitted | State::Verified)).then(|| at.plus_ms(20 * 3_600_000));
            if let Some(heard) = heard {
                steps.meanwhile(heard, officer, "tell_answer", "بُلِّغت الأسرة بالجواب هاتفيًا.");
            }
            tasks.push(BulkTask { id: id(at), kind: TaskKind::TellAnswer, at, due: at.plus_days(1), done: heard.map(|h| (h, officer.id, "phone")) });
        }
    }
    tasks.append(&mut told.tasks);
    r.answers = answers.text()?;
    r.state = steps.state;
    r.state_since = steps.all.iter().rev().find(|s| s.from != s.to).map_or(road.created, |s| s.at);
    // What raised the row without a line in the history.
    let asked = road.question.into_iter().flat_map(|q| [Some(q.0), q.1]).flatten();
    let silent: Vec<At> = asked.chain(road.proposed).chain(road.again.as_ref().and_then(|a| a.proposed)).collect();
    r.updated_at = steps.all.iter().map(|s| s.at).chain(silent.iter().copied()).max().unwrap_or(road.created);
    r.closed_at = (!r.state.is_open()).then_some(r.state_since);
    r.version = (steps.all.len() + silent.len()) as i64;
    debug_assert_eq!(r.state, road.state);
    out.request = Some(BulkRequest { request: r, frozen, steps: steps.all, missing, tasks, decisions: told.decisions, deviations: told.deviations });
    Ok(out)
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
