use super::{errors_of, ids, names, view};
use crate::{
    actions::{Press, delegate, items, sittings},
    case::{self, Case},
    forms, lower,
    routes::perm,
    rules::ItemResult,
    store,
};
use i18n::Lang;
use kernel::{Event, FieldErrors, Id, Money, Problem, Result};
use requests::rules::{State, Viewer, perm as request};
use serde_json::Value;
use services::Gives;
use web::{Answer, Cx, DateRaw, Errors, MoneyText, Opt, Shell, StatusCode};

/// The file as it was frozen at submission.
#[derive(Default)]
pub struct Summary {
    pub need: String,
    pub goods: String,
    pub amount: Option<MoneyText>,
    pub household: Vec<(String, String)>,
    pub members: String,
    pub dwelling: String,
    pub rent: Option<MoneyText>,
    pub income: Vec<(String, MoneyText)>,
    pub debts: Option<MoneyText>,
    pub documents: Vec<String>,
    pub class: String,
    /// Income and debts are only for those who may read them.
    pub means: bool,
}

/// Reads the frozen text; without one (never before a committee) what the row says.
pub async fn summary(cx: &Cx, shell: &Shell, case: &Case, means: bool) -> Result<Summary> {
    let (lang, r) = (cx.lang, &case.request);
    let text = requests::snapshot(&mut cx.reader(), r.id, &r.snapshot_digest).await?.map(|(f, _)| f.text).unwrap_or_default();
    let doc: Value = serde_json::from_str(&text).unwrap_or_default();
    let a = &doc["answers"];
    let text = |v: &Value| v.as_str().unwrap_or_default().to_string();
    let money = |v: &Value| v.as_i64().filter(|n| *n > 0).map(|n| shell.money(Money(n)));
    let list = |v: &Value| v.as_array().cloned().unwrap_or_default();
    let relation = |code: &str| {
        let key = format!("choice-relation-{}", code.replace('_', "-"));
        if i18n::has(lang, &key) { i18n::t(lang, &key) } else { code.to_string() }
    };
    let mut documents: Vec<String> = list(&doc["documents"]).iter().map(|d| services::document_name(lang, &text(&d["type"]))).collect();
    documents.sort();
    documents.dedup();
    Ok(Summary {
        need: text(&a["need"]),
        goods: text(&a["goods"]),
        amount: r.amount_asked.map(|m| shell.money(m)),
        household: list(&doc["household"]).iter().map(|m| (text(&m["name"]), relation(&text(&m["relation"])))).collect(),
        members: a["members"].as_i64().map(|n| i18n::ta(lang, "committee-members-n", &[("n", n.into())])).unwrap_or_default(),
        dwelling: Some(text(&a["dwelling"])).filter(|d| !d.is_empty()).map(|d| services::word(lang, "dwelling", &d)).unwrap_or_default(),
        rent: money(&a["rent_yearly"]),
        income: list(&a["income"])
            .iter()
            .filter_map(|i| Some((services::word(lang, "income", i["source"].as_str()?), shell.money(Money(i["monthly"].as_i64()?)))))
            .collect(),
        debts: money(&a["debts_total"]),
        documents,
        class: r.class_proposed.as_deref().map(|c| class_words(lang, c)).unwrap_or_default(),
        means,
    })
}

fn class_words(lang: Lang, code: &str) -> String {
    let key = format!("choice-income-class-{code}");
    if i18n::has(lang, &key) { i18n::t(lang, &key) } else { code.to_string() }
}

/// What was typed into the outcome form.
#[derive(Default)]
pub struct OutcomeTyped {
    pub outcomes: Vec<Opt>,
    pub amount: String,
    pub goods: Vec<GoodsLine>,
    pub conditions: String,
    pub reasons: String,
    pub referral_body: String,
    pub is_money: bool,
    /// Empty where there is none.
    pub ceiling: String,
}

/// A line of goods: the names of its two fields and what is in them.
#[derive(Default)]
pub struct GoodsLine {
    pub n: usize,
    pub kind_field: String,
    pub quantity_field: String,
    pub kind: String,
    pub quantity: String,
}

impl OutcomeTyped {
    pub fn of(cx: &Cx, service: &services::Service, asked: Option<Money>, typed: bool) -> OutcomeTyped {
        let f = &cx.form;
        let chosen = f.text("outcome");
        let is_money = service.body.gives == Gives::Money;
        let mut goods: Vec<GoodsLine> = (0..forms::GOODS_LINES)
            .map(|n| {
                let (kind_field, quantity_field) = (format!("goods_{n}"), format!("quantity_{n}"));
                GoodsLine { n: n + 1, kind: f.text(&kind_field).into(), quantity: f.text(&quantity_field).into(), kind_field, quantity_field }
            })
            .collect();
        if !typed && let Some(first) = goods.first_mut() {
            first.kind = service.body.unit(cx.lang).to_string();
        }
        OutcomeTyped {
            outcomes: ["accept", "accept_part", "refuse", "refer"]
                .iter()
                .map(|c| Opt::new(*c, view::code(cx.lang, "committee-outcome", c), *c == chosen))
                .collect(),
            amount: if typed { f.text("amount").into() } else { asked.map(|m| m.to_string()).unwrap_or_default() },
            goods,
            conditions: f.text("conditions").into(),
            reasons: f.text("reasons").into(),
            referral_body: f.text("referral_body").into(),
            is_money,
            ceiling: service.body.ceiling.map(|m| m.to_string()).unwrap_or_default(),
        }
    }
}

/// The signed study that stands beside the submission.
pub struct StudyView {
    href: String,
    researcher: String,
    signed: Option<web::DualAt>,
    findings: String,
    needs: String,
    evaluation: String,
    recommendation: String,
    amount: Option<MoneyText>,
    recommended: String,
    reasons: String,
}

async fn study(cx: &Cx, shell: &Shell, case: &Case, inside: bool) -> Result<Option<StudyView>> {
    if !inside && !cx.can(research::perm::STUDY_READ) {
        return Ok(None);
    }
    let mut q = cx.reader();
    let Some(s) = research::studies_of(&mut q, case.request.id).await?.into_iter().find(|s| s.is_current) else { return Ok(None) };
    let names = names(&mut q, [s.researcher]).await?;
    Ok(Some(StudyView {
        href: if cx.can(research::perm::STUDY_READ) { format!("/studies/{}", s.id) } else { String::new() },
        researcher: super::name_of(&names, s.researcher),
        signed: s.signed_at.filter(|_| !s.digest.is_empty()).map(|at| shell.at(at)),
        recommendation: s.body.recommends().map(|c| view::code(cx.lang, "study-recommendation", c)).unwrap_or_default(),
        amount: s.body.amount.map(|m| shell.money(m)),
        findings: s.body.findings,
        needs: s.body.needs,
        evaluation: s.body.evaluation,
        recommended: s.body.recommended,
        reasons: s.body.reasons,
    }))
}

#[derive(askama::Template)]
#[template(path = "item.html")]
struct Page {
    shell: Shell,
    errors: Errors,
    /// Names of the fields in error, to unfold their form.
    faulty: Vec<String>,
    base: String,
    sitting_title: String,
    sitting_href: String,
    sitting_version: String,
    version: String,
    applicant: String,
    number: String,
    service: String,
    file_href: String,
    agenda: Vec<view::AgendaRow>,
    summary: Summary,
    explained: bool,
    signed: bool,
    study: Option<StudyView>,
    extra: Vec<String>,
    seats: Vec<view::SeatRow>,
    members_opts: Vec<Opt>,
    quorum_met: bool,
    quorum: String,
    parts: Vec<view::TallyPart>,
    show_votes: bool,
    may_vote_record: bool,
    may_declare_own: bool,
    may_note: bool,
    may_decide: bool,
    may_withdraw: bool,
    may_confirm: bool,
    may_defer: bool,
    may_waitlist: bool,
    may_return: bool,
    outcome: OutcomeTyped,
    decision: Option<view::DecisionView>,
    result: String,
    result_note: String,
    floor: Option<i18n::dates::Dual>,
    floor_passed: bool,
    until: DateRaw,
    why: String,
    place: String,
    wait_note: String,
    note: String,
    actor: Id,
    /// Who stands aside, where that may be taken back.
    aside: Vec<Opt>,
    withdrawn_why: String,
    reason: String,
}

#[derive(askama::Template)]
#[template(path = "conflict_first.html")]
struct ConflictFirst {
    shell: Shell,
    errors: Errors,
    base: String,
    sitting_title: String,
    sitting_href: String,
    applicant: String,
    number: String,
    service: String,
    actor: Id,
    reason: String,
}

impl Page {
    fn at(&self, tail: &str) -> String {
        format!("{}/{tail}", self.base)
    }
    fn is_faulty(&self, field: &str) -> bool {
        self.faulty.iter().any(|f| f == field)
    }
}

impl ConflictFirst {
    fn at(&self, tail: &str) -> String {
        format!("{}/{tail}", self.base)
    }
}

pub async fn show(cx: Cx) -> Answer {
    render(cx, Errors::none(), FieldErrors::default(), StatusCode::OK).await
}

async fn render(cx: Cx, errors: Errors, fields: FieldErrors, status: StatusCode) -> Answer {
    let (sitting, request_id) = ids(&cx)?;
    let Some(cx) = cx.with_permit(perm::READ) else { return Err(Problem::NotFound) };
    let mut q = cx.reader();
    let permit = cx.permit()?.clone();
    let mut case = case::load(&mut q, &permit, sitting, request_id).await?;
    let brief = lower::brief(&mut q, cx.lang, &case.request).await?;
    let base = format!("/committee/sittings/{sitting}/items/{request_id}");
    let seat = case.bench.seats.iter().find(|s| s.employee == permit.actor.id);
    let mut shell = cx.shell(format!("{} · {}", brief.service, brief.applicant), "/committee");
    shell.invalid = !errors.is_empty();

    // A member says first whether he has a conflict; only then the file opens to him.
    let asked_first = seat.is_some_and(|s| s.position.votes()) && case.sitting.is_open() && case.item.result == ItemResult::None;
    if asked_first && !store::cleared(&mut q, request_id).await?.contains(&permit.actor.id) {
        return web::page_with(
            status,
            &ConflictFirst {
                errors,
                base,
                sitting_title: view::sitting_title(cx.lang, &case.sitting),
                sitting_href: format!("/committee/sittings/{sitting}"),
                applicant: brief.applicant,
                number: brief.number,
                service: brief.service,
                actor: permit.actor.id,
                reason: cx.form.text("reason").into(),
                shell,
            },
        );
    }
    cx.opened(Event::new("request.opened", "request", request_id).file(case.request.file).fact("sitting", sitting)).await?;

    let eyes = view::Eyes::of(&mut q, &permit.actor, &case.sitting).await?;
    let seen = view::seen_items(&mut q, &eyes, sitting).await?;
    let agenda = view::agenda(&mut q, cx.lang, &case.sitting, &seen, Some(request_id)).await?;
    let viewer = eyes.viewer(&case.request);
    let inside = viewer == Viewer::Committee;
    let service = services::by_id_version(&mut q, case.request.service, case.request.service_version).await?;
    let found = requests::decisions(&mut q, request_id).await?.into_iter().find(|d| Some(d.id) == case.item.decision);
    let visible = found.as_ref().is_some_and(|d| case::decision_visible(&case.request, d, viewer));
    let decision = match found.filter(|_| visible) {
        Some(d) => Some(view::decision(&mut q, &shell, &d).await?),
        None => None,
    };
    let names = names(&mut q, case.bench.seats.iter().map(|s| s.employee)).await?;
    if !inside {
        // Why a member stands aside is the committee's to know.
        case.conflicts.iter_mut().for_each(|c| c.reason.clear());
    }
    let seats = view::seat_rows(cx.lang, &case, &names);
    let quorum = case.bench.quorum();
    let open = case.sitting.is_open();
    let pending = open && case.item.result == ItemResult::None;
    let recorded = open && case.item.result == ItemResult::Recorded;
    let sits = cx.can(perm::SIT);
    let before = case.request.state == State::BeforeCommittee;
    let places = requests::waiting_places(&mut q).await?;
    let next_place = places.iter().max().map_or(1, |n| n + 1).to_string();
    let typed = !fields.is_empty();
    let kept = |name: &str, or: String| if cx.form.pairs().any(|(k, _)| k == name) { cx.form.text(name).to_string() } else { or };
    let facts_means = inside || cx.can(beneficiaries::perm::READ_INCOME);
    let result = if case.item.result == ItemResult::None || (!visible && matches!(case.item.result, ItemResult::Recorded | ItemResult::Decided)) {
        String::new()
    } else {
        view::result_words(cx.lang, case.item.result)
    };
    let members_opts =
        seats.iter().filter(|s| !s.is_out).map(|s| Opt::new(s.id.to_string(), s.name.clone(), cx.form.text("member") == s.id.to_string())).collect();
    let aside =
        seats.iter().filter(|s| s.is_out).map(|s| Opt::new(s.id.to_string(), s.name.clone(), cx.form.text("withdrawn_member") == s.id.to_string())).collect();
    let page = Page {
        faulty: fields.0.iter().map(|(f, _)| f.clone()).collect(),
        sitting_title: view::sitting_title(cx.lang, &case.sitting),
        sitting_href: format!("/committee/sittings/{sitting}"),
        sitting_version: case.sitting.version.to_string(),
        version: case.request.version.to_string(),
        applicant: brief.applicant,
        number: brief.number,
        service: brief.service,
        file_href: format!("/requests/{request_id}"),
        agenda,
        summary: summary(&cx, &shell, &case, facts_means).await?,
        explained: case.request.explained_clear,
        signed: !case.request.snapshot_digest.is_empty(),
        study: study(&cx, &shell, &case, inside).await?,
        extra: cx.panels("committee.item", request_id).await?,
        members_opts,
        aside: if pending && sits { aside } else { vec![] },
        withdrawn_why: kept("withdrawn_why", String::new()),
        reason: kept("reason", String::new()),
        quorum_met: quorum.met(),
        quorum: cx.ta("committee-quorum-n", &[("n", (quorum.counted as i64).into()), ("needed", (quorum.needed as i64).into())]),
        parts: if inside || visible { view::tally(cx.lang, &case) } else { vec![] },
        show_votes: inside || visible,
        may_vote_record: pending && cx.can(perm::VOTE_RECORD),
        may_declare_own: (pending || recorded) && seat.is_some() && cx.can(perm::DECLARE),
        may_note: (pending || recorded) && sits,
        may_decide: pending && sits && cx.can(request::DECIDE),
        may_withdraw: recorded && sits && cx.can(request::DECIDE),
        may_confirm: recorded && cx.can(request::CONFIRM_DECISION),
        may_defer: pending && before && cx.can(request::DEFER),
        may_waitlist: pending && before && cx.can(request::WAITLIST),
        may_return: pending && before && cx.can(request::RETURN_TO_RESEARCH),
        outcome: OutcomeTyped::of(&cx, &service, case.request.amount_asked, typed || !cx.form.text("outcome").is_empty()),
        decision,
        result,
        result_note: case.item.note.clone(),
        floor: case.request.floor.current.map(|p| shell.date(p.day())),
        floor_passed: case.request.floor.reached(cx.now()),
        until: DateRaw::of(&cx.form, "until"),
        why: kept("why", String::new()),
        place: kept("place", next_place),
        wait_note: kept("wait_note", String::new()),
        note: kept("note", String::new()),
        actor: permit.actor.id,
        seats,
        base,
        errors,
        shell,
    };
    web::page_with(status, &page)
}

/// After an action on the item: back to it, or the page again with what was wrong.
async fn after(cx: Cx, done: Result<()>, key: &str) -> Answer {
    let (sitting, request_id) = ids(&cx)?;
    match done {
        Ok(()) => cx.done(&format!("/committee/sittings/{sitting}/items/{request_id}"), key),
        Err(p) => {
            let (status, errors, fields) = errors_of(&cx, p)?;
            render(cx, errors, fields, status).await
        }
    }
}

pub async fn remove(cx: Cx) -> Answer {
    let (sitting, request_id) = ids(&cx)?;
    match sittings::remove_item(cx.env(), cx.db(), cx.permit()?, sitting, forms::version(&cx.form), request_id).await {
        Ok(()) => cx.done(&format!("/committee/sittings/{sitting}"), "committee-agenda-saved"),
        Err(p) => super::sitting::with_error(cx, p).await,
    }
}

pub async fn conflict(cx: Cx) -> Answer {
    let (sitting, request_id) = ids(&cx)?;
    let own = cx.permit()?.actor.id;
    let member = cx.form.text("member").parse().unwrap_or(Id::NIL);
    match items::declare_conflict(cx.env(), cx.db(), cx.permit()?, &Press::of(&cx.form), sitting, request_id, member, cx.form.text("reason")).await {
        // From now on the item does not exist for him.
        Ok(()) if member == own => cx.done(&format!("/committee/sittings/{sitting}"), "committee-conflict-saved"),
        done => after(cx, done, "committee-conflict-saved").await,
    }
}

pub async fn withdraw_conflict(cx: Cx) -> Answer {
    let (sitting, request_id) = ids(&cx)?;
    let member = cx.form.text("withdrawn_member").parse().unwrap_or(Id::NIL);
    let done = items::withdraw_conflict(cx.env(), cx.db(), cx.permit()?, sitting, request_id, member, cx.form.text("withdrawn_why")).await;
    after(cx, done, "committee-conflict-withdrawn").await
}

pub async fn no_conflict(cx: Cx) -> Answer {
    let (sitting, request_id) = ids(&cx)?;
    let done = items::no_conflict(cx.env(), cx.db(), cx.permit()?, sitting, request_id).await;
    after(cx, done, "committee-no-conflict-saved").await
}

pub async fn votes(cx: Cx) -> Answer {
    let (sitting, request_id) = ids(&cx)?;
    let done =
        items::record_votes(cx.env(), cx.db(), cx.permit()?, &Press::of(&cx.form), sitting, request_id, forms::version(&cx.form), &forms::ballots(&cx.form))
            .await;
    after(cx, done, "committee-votes-saved").await
}

pub async fn decision(cx: Cx) -> Answer {
    let (sitting, request_id) = ids(&cx)?;
    let done = match forms::outcome(&cx.form) {
        Ok(cmd) => items::record_outcome(cx.env(), cx.db(), cx.permit()?, &Press::of(&cx.form), sitting, request_id, forms::version(&cx.form), &cmd).await,
        Err(e) => Err(e),
    };
    after(cx, done, "committee-outcome-saved").await
}

pub async fn withdraw_decision(cx: Cx) -> Answer {
    let (sitting, request_id) = ids(&cx)?;
    let done = items::withdraw_outcome(cx.env(), cx.db(), cx.permit()?, sitting, request_id, forms::version(&cx.form)).await;
    after(cx, done, "committee-outcome-withdrawn").await
}

async fn turn(cx: Cx, read: Result<items::Turn>, key: &str) -> Answer {
    let (sitting, request_id) = ids(&cx)?;
    let done = match read {
        Ok(t) => items::turn(cx.env(), cx.db(), cx.permit()?, &Press::of(&cx.form), sitting, request_id, forms::version(&cx.form), &t).await,
        Err(e) => Err(e),
    };
    after(cx, done, key).await
}

pub async fn defer(cx: Cx) -> Answer {
    let read = forms::defer(&cx.form);
    turn(cx, read, "committee-deferred").await
}

pub async fn waitlist(cx: Cx) -> Answer {
    let read = forms::wait(&cx.form);
    turn(cx, read, "committee-waitlisted").await
}

pub async fn return_to_research(cx: Cx) -> Answer {
    let read = forms::send_back(&cx.form);
    turn(cx, read, "committee-returned").await
}

/// Whether the named delegate could take this one: for the panel on the request's page.
pub(super) async fn delegate_open(cx: &Cx, r: &requests::Request) -> Result<bool> {
    delegate::open_to(&mut cx.reader(), cx.actor()?, r).await
}
