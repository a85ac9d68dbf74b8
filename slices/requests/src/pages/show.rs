//! The request's page: the next action first, the policy's steps beside it, everything else below.

use super::{
    View, forms, load, opened,
    parts::{self, DocRow, PromiseView, SignatureRow},
    view,
};
use crate::{
    answers::Answers,
    core::{self, Missing},
    forms::Raw,
    rules::{Holder, Outcome, State, checklist::ItemState, next, next::NextStep, rail},
};
use askama::Template;
use kernel::{Money, Result};
use std::collections::BTreeSet;
use web::{Answer, CheckItem, ClockView, Cx, Errors, RailStep, Shell, ThreadItem};

/// Whose turn a step is, where the state's holder is not who does it.
fn turn(step: NextStep, holder: Holder) -> &'static str {
    match step {
        NextStep::StartResearch => "research_lead",
        NextStep::ConfirmDecision => "committee_chair",
        _ => holder.code(),
    }
}

/// What is to be done now, and by whom.
pub(crate) struct NextView {
    pub title: String,
    pub text: String,
    /// The viewer's turn.
    pub mine: bool,
    /// Whose turn it is, in words; empty where it is the viewer's.
    pub holder: String,
    pub act: Option<forms::ActForm>,
    pub items: Vec<CheckItem>,
    /// Where it is done on a page of its own.
    pub href: String,
    pub label: String,
    pub more_href: String,
    pub more: String,
    /// Drawn by the room that does it.
    pub room: Vec<String>,
}

pub(crate) struct TaskView {
    pub text: String,
    pub done: bool,
    pub late: bool,
    pub meta: String,
    pub href: String,
}

pub(crate) struct OtherLink {
    pub href: String,
    pub label: String,
    pub danger: bool,
}

#[derive(Template)]
#[template(path = "show.html")]
struct Show {
    shell: Shell,
    head: super::Head,
    own_file: bool,
    next: Option<NextView>,
    upper_next: Vec<String>,
    rail: Vec<RailStep>,
    promise: Option<PromiseView>,
    target: Option<ClockView>,
    docs: Vec<DocRow>,
    /// Names of what does not apply.
    docs_none: String,
    docs_filled: usize,
    docs_asked: usize,
    as_of: i18n::dates::Dual,
    frozen: bool,
    missing: Vec<String>,
    missing_since: Option<web::DualAt>,
    signatures: Vec<SignatureRow>,
    explained: Option<(bool, String, web::DualAt)>,
    letter: String,
    urgent: String,
    need: String,
    need_facts: Vec<(String, String)>,
    class: String,
    card: Vec<(String, String)>,
    identity: String,
    mobile: String,
    file_number: String,
    initials: String,
    before_contact: String,
    thread: Vec<ThreadItem>,
    tasks: Vec<TaskView>,
    deviations: Vec<(String, String, web::DualAt)>,
    others: Vec<OtherLink>,
    upper_actions: Vec<String>,
    upper_main: Vec<String>,
    upper_side: Vec<String>,
    can_edit: bool,
    has_receipt: bool,
}

/// What is missing, in words of its own.
pub(crate) fn missing_words(cx: &Cx, v: &View, list: &[Missing]) -> Vec<String> {
    list.iter()
        .map(|m| {
            let line = v.seen.list.lines.iter().find(|l| l.item.document_type == m.document_type && (l.item.subject == m.person || m.person.is_none()));
            let name = if m.document_type.is_empty() {
                String::new()
            } else {
                line.map_or_else(|| services::document_name(cx.lang, &m.document_type), |l| l.name(cx.lang))
            };
            let parts = [name, m.note.clone()];
            parts.into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(": ")
        })
        .collect()
}

/// The decision in force as label and words. Only for a viewer who may know.
pub(crate) fn decision_facts(cx: &Cx, shell: &Shell, v: &View) -> Vec<(String, String)> {
    let Some(d) = v.seen.decision(&v.r) else { return vec![] };
    let outcome = match (d.outcome, d.partial) {
        (Outcome::Accept, true) => "accept_part",
        (o, _) => o.code(),
    };
    let unit = v.seen.list.service.body.unit(cx.lang).to_string();
    let goods = d
        .goods_map()
        .into_iter()
        .map(|(k, n)| if k == unit || unit.is_empty() { format!("{k}: {n}") } else { format!("{k}: {n} {unit}") })
        .collect::<Vec<_>>()
        .join("، ");
    [
        parts::line(cx.t("requests-outcome"), shell.code("choice-request-outcome", outcome)),
        parts::line(cx.t("requests-amount-decided"), d.amount.map(|a| i18n::numbers::money_line(cx.lang, a)).unwrap_or_default()),
        parts::line(cx.t("requests-goods-decided"), goods),
        parts::line(cx.t("requests-referral-body"), d.referral_body.clone()),
        parts::line(cx.t("requests-conditions"), d.conditions.clone()),
        parts::line(cx.t("requests-reasons"), d.reasons.clone()),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// What the form said, for whoever may read it.
pub(crate) fn need_facts(cx: &Cx, shell: &Shell, v: &View) -> Vec<(String, String)> {
    let a = Answers::parse(&v.r.answers);
    let money = |m: Money| if m == Money::ZERO { String::new() } else { i18n::numbers::money_line(cx.lang, m) };
    let word = |list: &str, code: &str| if code.is_empty() { String::new() } else { services::word(cx.lang, list, code) };
    let mut out = vec![
        parts::line(cx.t("requests-amount"), v.r.amount_asked.map(money).unwrap_or_default()),
        parts::line(cx.t("requests-goods"), a.goods.clone()),
        parts::line(cx.t("requests-members"), shell.tn("requests-members-n", a.members)),
        parts::line(cx.t("requests-dwelling"), word("dwelling", &a.dwelling)),
        parts::line(cx.t("requests-rent"), money(a.rent_yearly)),
    ];
    // Whoever writes the form down, and has it signed, sees what stands in it.
    if cx.can(beneficiaries::perm::READ_INCOME) || (v.r.state.is_editable() && cx.can(crate::perm::EDIT)) {
        out.extend(a.income.iter().map(|i| parts::line(word("income", &i.source), money(i.monthly))));
        if a.no_income {
            out.push(Some((cx.t("requests-income"), cx.t("requests-no-income"))));
        }
        out.push(match a.has_debts {
            Some(true) => parts::line(
                cx.t("requests-debts"),
                [money(a.debts_total), a.debts_about.clone()].into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>().join(" · "),
            ),
            Some(false) => Some((cx.t("requests-debts"), cx.t("requests-no-debts"))),
            None => None,
        });
    }
    out.into_iter().flatten().collect()
}

async fn next_view(cx: &Cx, shell: &Shell, v: &View) -> Result<Option<NextView>> {
    // A viewer who may not know of a decision sees the request still before the committee.
    let Some(n) = next::next(v.state, &v.f, |p| cx.can(p)) else { return Ok(None) };
    let secret = n.step == NextStep::ConfirmDecision && v.viewer != crate::rules::Viewer::Committee;
    let step = if secret || (v.state == State::BeforeCommittee && v.r.state == State::Decided) { NextStep::RecordDecision } else { n.step };
    // A study is its researcher's to write, whoever else may raise the request.
    let another_writes = step == NextStep::WriteStudy && v.r.researcher != Some(cx.actor()?.id);
    let mine = step.permission().is_some_and(|p| cx.can(p)) && !v.f.actor_is_relative && !another_writes;
    let code = step.code();
    let title = shell.code("choice-next", code);
    let key = format!("choice-next-{}-text", code.replace('_', "-"));
    let text = if i18n::has(cx.lang, &key) { cx.t(&key) } else { String::new() };
    let id = v.r.id;
    let mut out = NextView {
        title,
        text,
        mine,
        holder: if mine { String::new() } else { shell.code("choice-holder", turn(step, n.holder)) },
        act: None,
        items: vec![],
        href: String::new(),
        label: String::new(),
        more_href: String::new(),
        more: String::new(),
        room: vec![],
    };
    if matches!(step, NextStep::HandOver | NextStep::Finish) {
        // Which line is next, and whose it is, the room that delivers knows.
        out.room = cx.panels("request.next", id).await?;
        out.mine = out.room.iter().any(|html| !html.is_empty()) && !v.f.actor_is_relative;
        if out.mine {
            (out.holder, out.text) = (String::new(), String::new());
        } else {
            let with = cx.panels("request.with", id).await?.into_iter().next();
            (out.room, out.holder) = (vec![], with.unwrap_or_else(|| shell.code("choice-holder", turn(step, n.holder))));
        }
        return Ok(Some(out));
    }
    if !mine && step != NextStep::WaitForFloor {
        return Ok(Some(out));
    }
    let doing = |code: &str| forms::DOINGS.iter().find(|d| d.code == code).filter(|d| forms::offered(cx, v, d));
    let act = match step {
        NextStep::Verify => "verify",
        NextStep::ExplainPromise => "explain",
        NextStep::Present => "present",
        NextStep::Reply => "reply",
        NextStep::Register => "register",
        NextStep::Remind => "remind",
        NextStep::Lapse => "lapse",
        _ => "",
    };
    if let Some(d) = doing(act) {
        out.act = Some(forms::build(cx, shell, v, d, None::<Raw>, Errors::none()).await?);
    }
    let gives_money = v.seen.list.service.body.gives == services::Gives::Money;
    let unanswered = Answers::parse(&v.r.answers).unanswered(v.r.amount_asked, gives_money).0.len();
    match step {
        NextStep::CollectDocuments | NextStep::SignApplicant | NextStep::Submit => {
            let form = (format!("/requests/{id}/form"), cx.t("requests-to-form"));
            let submit = (format!("/requests/{id}/submit"), cx.t("requests-to-submit"));
            out.items = forms::lacking(cx, shell, v);
            ((out.href, out.label), (out.more_href, out.more)) = match (unanswered > 0 && cx.can(crate::perm::EDIT), out.items.is_empty()) {
                (true, _) => (form, Default::default()),
                (false, true) => (submit, form),
                (false, false) if v.r.state == State::Draft => ((format!("/requests/{id}/do/tell_missing"), cx.t("requests-to-tell-missing")), form),
                (false, false) => ((format!("/requests/{id}/do/remind"), cx.t("requests-to-remind")), form),
            };
            if unanswered > 0 {
                out.text = shell.tn("requests-unanswered-n", unanswered);
            }
        }
        // Done in another room's panel of this page, or on its own page.
        NextStep::StartResearch => (out.href, out.label) = (format!("/requests/{id}/research"), out.title.clone()),
        NextStep::WriteStudy => {
            (out.href, out.label) = match v.r.study {
                Some(study) => (format!("/studies/{study}/edit"), cx.t("requests-next-study")),
                None => ("#h-research".into(), cx.t("requests-next-there")),
            }
        }
        NextStep::RecordDecision | NextStep::ConfirmDecision => (out.href, out.label) = ("#h-committee".into(), cx.t("requests-next-there")),
        NextStep::MatchDocuments => {
            out.items = v
                .seen
                .list
                .lines
                .iter()
                .filter(|l| !matches!(l.item.state, ItemState::Ok | ItemState::NotApplicable))
                .map(|l| forms::check_item(cx, shell, v, l))
                .collect();
        }
        NextStep::Verify if v.f.file_unmatched => {
            out.act = None;
            out.text = cx.t("requests-unmatched");
            (out.href, out.label) = ("/applications".into(), cx.t("requests-unmatched-go"));
        }
        NextStep::WaitForFloor => {
            if let Some(d) = doing("urge") {
                (out.more_href, out.more) = (format!("/requests/{id}/do/{}", d.code), shell.code("action", "urge"));
            }
            // An urgency was recorded: the reply may go out now.
            if v.f.urgent_reason_given
                && let Some(d) = doing("reply")
            {
                out.title = shell.code("choice-next", NextStep::Reply.code());
                out.act = Some(forms::build(cx, shell, v, d, None, Errors::none()).await?);
                (out.mine, out.holder) = (true, String::new());
            }
        }
        _ => {}
    }
    Ok(Some(out))
}

pub async fn show(cx: Cx) -> Answer {
    let r = load(&cx).await?;
    opened(&cx, &r).await?;
    let v = view(&cx, r).await?;
    let (q, now) = (&mut cx.reader(), cx.now());
    let mut shell = cx.shell(v.seen.list.service.name(cx.lang).to_string(), "/requests");
    if let Some(n) = &v.r.number {
        shell.title = format!("{n} · {}", shell.title);
    }
    let history = core::history(q, v.r.id).await?;
    let tasks = core::tasks(q, v.r.id).await?;
    let missing = if v.r.state == State::AwaitingCompletion { core::missing(q, v.r.id).await? } else { vec![] };
    let deviations = core::deviations(q, v.r.id).await?;
    let mut ids: BTreeSet<String> = history.iter().map(|h| h.actor.clone()).chain(tasks.iter().filter_map(|t| t.done_by.clone())).collect();
    ids.extend([v.r.verified_by, v.r.explained_by, v.r.researcher].into_iter().flatten().map(|i| i.to_string()));
    ids.insert(v.r.created_by.to_string());
    let names = crate::lower::names(q, ids).await?;
    let steps = rail::rail(&parts::rail_facts(&v));
    let next = next_view(&cx, &shell, &v).await?;
    let done: BTreeSet<&str> = next.iter().filter_map(|n| n.act.as_ref()).map(|a| a.code).collect();
    let others = forms::DOINGS
        .iter()
        .filter(|d| !done.contains(d.code) && forms::offered(&cx, &v, d) && !v.f.actor_is_relative)
        .map(|d| OtherLink {
            href: format!("/requests/{}/do/{}", v.r.id, d.code),
            label: shell.code("action", d.code),
            danger: matches!(d.code, "withdraw" | "void" | "lapse"),
        })
        .collect();
    let upper_actions = cx.panels("request.actions", v.r.id).await?;
    let upper_is_next = next.as_ref().is_some_and(|n| n.act.is_none() && n.href.is_empty() && n.items.is_empty());
    let (upper_next, upper_actions) = if upper_is_next { (upper_actions, vec![]) } else { (vec![], upper_actions) };
    let tell = cx.can(crate::perm::TELL);
    let tasks = tasks
        .iter()
        // What the end of the request made needless was never told.
        .filter(|t| t.how.as_deref() != Some("closed") && (t.done_at.is_some() || v.r.state.is_open() || t.kind.outlives_request()))
        .map(|t| {
            let who = t.done_by.as_ref().and_then(|id| names.get(id)).cloned().unwrap_or_default();
            let how = t.how.as_deref().map(|h| told_word(&shell, h)).unwrap_or_default();
            let when = i18n::dates::day_month(cx.lang, t.done_at.unwrap_or(t.due).day());
            TaskView {
                text: shell.code("choice-request-task", t.kind.code()),
                done: t.done_at.is_some(),
                late: t.done_at.is_none() && t.due.plus_days(1) < now,
                meta: [how, who, when].into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>().join(" · "),
                href: if t.done_at.is_none() && tell { format!("/requests/{}/do/task?task={}", v.r.id, t.id) } else { String::new() },
            }
        })
        .collect();
    let (docs_filled, docs_asked) = v.seen.list.counts();
    let explained_by = v.r.explained_by.and_then(|i| names.get(&i.to_string()).cloned()).unwrap_or_default();
    let can = |p| cx.can(p);
    let page = Show {
        head: super::head(&cx, &shell, &v),
        own_file: v.f.actor_is_relative,
        rail: parts::rail_steps(&shell, &v, &steps, &names),
        promise: parts::promise(&shell, &v, now),
        target: parts::target(&shell, &v, &history, now),
        docs: parts::documents(&cx, &shell, &v),
        docs_none: parts::not_asked(&cx, &v),
        docs_filled,
        docs_asked,
        as_of: shell.date(v.seen.list.as_of),
        frozen: !v.r.snapshot_digest.is_empty(),
        missing: missing_words(&cx, &v, &missing),
        missing_since: v.r.missing_told_at.map(|a| shell.at(a)),
        signatures: parts::signatures(&shell, &v),
        explained: v.r.explained_at.map(|a| (v.r.explained_clear, explained_by, shell.at(a))),
        letter: if v.r.letter_number.is_some() && v.r.replied_at.is_some() { format!("/requests/{}/letter", v.r.id) } else { String::new() },
        urgent: if v.outcome { v.r.urgent_reason.clone().unwrap_or_default() } else { String::new() },
        need: Answers::parse(&v.r.answers).need,
        need_facts: need_facts(&cx, &shell, &v),
        class: if can(beneficiaries::perm::READ_INCOME) {
            v.r.class_proposed.as_ref().map(|c| shell.code("choice-income-class", c)).unwrap_or_default()
        } else {
            String::new()
        },
        card: card(&cx, &shell, &v),
        identity: v.applicant.identity_masked(),
        mobile: mobile(&v),
        file_number: v.seen.file.number.clone(),
        initials: web_initials(&v.applicant.short_name()),
        before_contact: v.seen.file.before_contact.clone().unwrap_or_default(),
        thread: parts::history(&cx, &shell, &v, &history, &names),
        tasks,
        deviations: deviations
            .into_iter()
            .filter(|d| v.outcome || d.0 != "urgent_reply")
            .map(|(kind, reason, at, _)| (shell.code("choice-request-deviation", &kind), reason, shell.at(at)))
            .collect(),
        others,
        upper_next,
        upper_actions,
        upper_main: cx.panels("request.main", v.r.id).await?,
        upper_side: cx.panels("request.side", v.r.id).await?,
        can_edit: v.r.state.is_editable() && can(crate::perm::EDIT) && !v.f.actor_is_relative,
        has_receipt: v.r.submitted_at.is_some() && v.r.number.is_some(),
        next,
        shell,
    };
    web::page(&page)
}

/// A way of telling or of explaining, whichever list it is from.
pub(crate) fn told_word(shell: &Shell, code: &str) -> String {
    let family = if crate::HOW_TOLD.contains(&code) || crate::TOLD_BY_ITSELF.contains(&code) { "choice-request-told" } else { "choice-request-explained" };
    shell.code(family, code)
}

fn mobile(v: &View) -> String {
    let a = Answers::parse(&v.r.answers);
    if a.contact_mobile.is_empty() { v.applicant.primary_mobile().map(|m| m.number.clone()).unwrap_or_default() } else { a.contact_mobile }
}

fn card(cx: &Cx, shell: &Shell, v: &View) -> Vec<(String, String)> {
    let a = Answers::parse(&v.r.answers);
    let channel = if a.contact_channel.is_empty() { v.applicant.preferred_channel.clone().unwrap_or_default() } else { a.contact_channel };
    let prefers = [if channel.is_empty() { String::new() } else { shell.code("choice-preferred-channel", &channel) }, a.contact_note];
    [
        parts::line(cx.t("requests-household"), shell.tn("requests-members-n", v.seen.list.household.current().count())),
        parts::line(cx.t("requests-prefers"), prefers.into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>().join("، ")),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn web_initials(name: &str) -> String {
    let letter = |w: &str| w.strip_prefix("ال").filter(|r| r.chars().count() > 1).unwrap_or(w).chars().next();
    let mut words = name.split_whitespace();
    let (a, b) = (words.next().and_then(letter), words.next_back().and_then(letter));
    a.into_iter().chain(b).collect()
}
