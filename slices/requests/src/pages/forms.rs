//! The form of each step, for the request's page and for its own page: one drawing for both.

use super::{View, parts};
use crate::{
    forms::Raw,
    rules::{Action, Need, State, checklist::ItemState, floor::Promise, perm},
};
use db::Query;
use i18n::dates::Dual;
use kernel::{Permission, Result};
use web::{CheckItem, Cx, DateRaw, Errors, Opt, Shell};

/// A document that can be asked for again.
#[derive(Clone, Debug)]
pub(crate) struct AskRow {
    pub key: String,
    pub name: String,
    pub text: String,
    pub checked: bool,
    pub note: String,
}

#[derive(Clone, Debug)]
pub(crate) struct ActForm {
    pub code: &'static str,
    pub action: String,
    pub title: String,
    pub lead: String,
    pub quote: String,
    pub button: String,
    /// `primary`, or `danger` for what ends a request.
    pub look: &'static str,
    pub version: String,
    pub raw: Raw,
    pub errors: Errors,
    pub how: Vec<Opt>,
    pub told: Vec<Opt>,
    pub choices: Vec<Opt>,
    pub categories: Vec<Opt>,
    pub pay: Vec<Opt>,
    pub rows: Vec<AskRow>,
    pub items: Vec<CheckItem>,
    pub omission: Vec<Opt>,
    pub date_a: DateRaw,
    pub date_b: DateRaw,
    pub promise: Option<Dual>,
    /// Explaining and raising in one press.
    pub raises: bool,
    pub other_href: String,
    pub facts: Vec<(String, String)>,
}

/// A step with a form here: its code in addresses, the permission, whether the request as shown takes it.
pub(crate) struct Doing {
    pub code: &'static str,
    /// The address to post to, after `/requests/{id}/`.
    pub path: &'static str,
    pub permission: Permission,
    pub action: Option<Action>,
}

const fn doing(code: &'static str, path: &'static str, permission: Permission, action: Option<Action>) -> Doing {
    Doing { code, path, permission, action }
}

/// Every step this room has a form for. `submit` has a page of its own.
pub(crate) const DOINGS: &[Doing] = &[
    doing("tell_missing", "tell-missing", perm::SUBMIT, None),
    doing("verify", "verify", perm::VERIFY, Some(Action::Verify)),
    doing("explain", "explain", perm::PRESENT, None),
    doing("present", "present", perm::PRESENT, Some(Action::Present)),
    doing("urge", "urge", perm::REPLY_URGENT, None),
    doing("reply", "reply", perm::REPLY, Some(Action::Reply)),
    doing("register", "register", perm::REGISTER, Some(Action::Register)),
    doing("object", "object", perm::OBJECT, Some(Action::Object)),
    doing("remind", "remind", crate::perm::TELL, None),
    doing("lapse", "lapse", perm::LAPSE, Some(Action::Lapse)),
    doing("return", "return", perm::RETURN, Some(Action::Return)),
    doing("carry_on", "carry-on", perm::WITHDRAW, None),
    doing("withdraw", "withdraw", perm::WITHDRAW, Some(Action::Withdraw)),
    doing("void", "void", perm::VOID, Some(Action::Void)),
];

/// Whether this viewer has a button for it now: the table for what it knows, the state for the rest.
pub(crate) fn offered(cx: &Cx, v: &View, d: &Doing) -> bool {
    let r = &v.r;
    let fits = match d.action {
        // Whom the answer gave all he asked for, or whose days have passed, is shown no door that does not open.
        Some(Action::Object) => crate::rules::find(v.state, Action::Object)
            .is_some_and(|t| t.needs.iter().filter(|n| matches!(n, Need::Partial | Need::WithinObjectionPeriod)).all(|n| n.refusal(&v.f).is_none())),
        Some(a) => crate::rules::transitions_from(v.state).any(|t| t.action == a),
        None => match d.code {
            "tell_missing" => r.state == State::Draft && !v.f.nothing_missing(),
            "explain" => matches!(r.state, State::Submitted | State::Verified | State::InResearch),
            "urge" => r.state == State::Decided && !v.f.floor_reached && !v.f.urgent_reason_given && v.f.early_reply_allowed,
            "remind" => r.state == State::AwaitingCompletion,
            "carry_on" => v.state.is_open() && v.seen.list.household.current().count() > 1,
            _ => false,
        },
    };
    fits && cx.can(d.permission)
}

fn opts(shell: &Shell, family: &str, codes: &[&str], chosen: &str) -> Vec<Opt> {
    codes.iter().map(|c| Opt::new(*c, shell.code(family, c), *c == chosen)).collect()
}

/// `raw`: what was typed, where the form is shown again.
pub(crate) async fn build(cx: &Cx, shell: &Shell, v: &View, d: &Doing, raw: Option<Raw>, errors: Errors) -> Result<ActForm> {
    let again = raw.is_some();
    let raw = raw.unwrap_or_default();
    let text = |part: &str| {
        let key = format!("choice-request-act-{}-{part}", d.code.replace('_', "-"));
        if i18n::has(cx.lang, &key) { cx.t(&key) } else { String::new() }
    };
    let dates = |name: &str| if again { DateRaw::of(&cx.form, name) } else { DateRaw { cal: "hijri".into(), ..DateRaw::default() } };
    let mut form = ActForm {
        code: d.code,
        action: format!("/requests/{}/{}", v.r.id, d.path),
        title: text("title"),
        lead: text("lead"),
        quote: String::new(),
        button: text("button"),
        look: if matches!(d.code, "withdraw" | "void" | "lapse") { "danger" } else { "primary" },
        version: v.r.version.to_string(),
        how: opts(shell, "choice-request-told", crate::HOW_TOLD, &raw.get("how")),
        told: std::iter::once(Opt::new("later", cx.t("requests-told-later"), raw.get("told").is_empty() || raw.is("told", "later")))
            .chain(opts(shell, "choice-request-told", crate::HOW_TOLD, &raw.get("told")))
            .collect(),
        choices: vec![],
        categories: vec![],
        pay: vec![],
        rows: vec![],
        items: vec![],
        omission: vec![],
        date_a: dates("valid_until"),
        date_b: dates("next_review"),
        promise: None,
        raises: false,
        other_href: String::new(),
        facts: vec![],
        raw,
        errors,
    };
    match d.code {
        "tell_missing" => form.items = lacking(cx, shell, v),
        "return" => returning(cx, shell, v, &mut form, again),
        "explain" => {
            form.how = opts(shell, "choice-request-explained", crate::HOW_EXPLAINED, &form.raw.get("how"));
            form.quote = say_promise(shell, v);
            form.promise = v.r.floor.current.filter(|_| !v.r.floor.restart).or_else(|| would_promise(cx, v)).map(|p| shell.date(p.day()));
            form.other_href = format!("/requests/{}/clarifications/new", v.r.id);
            let study_open = Need::StudySigned.refusal(&v.f).is_some();
            form.raises = matches!(v.r.state, State::Verified | State::InResearch) && !study_open;
            if form.raises {
                form.button = cx.t("requests-explained-raise");
            }
        }
        "present" => form.promise = v.r.floor.current.or_else(|| would_promise(cx, v)).map(|p| shell.date(p.day())),
        "reply" => {
            form.how = opts(shell, "choice-request-told", &[&[crate::MESSAGE], crate::HOW_TOLD].concat(), &form.raw.get("how"));
            form.date_a = dates("told");
            if v.outcome {
                form.facts = super::show::decision_facts(cx, shell, v);
            }
            if form.raw.get("told_to").is_empty() && !again {
                form.raw.set("told_to", v.applicant.full_name());
            }
        }
        "register" => registering(cx, shell, v, &mut form, again).await?,
        "object" => {
            let q = &mut cx.reader();
            let people = staff::with_permission(q, perm::PRESENT, v.r.branch).await?;
            let chosen = form.raw.get("reporter");
            form.choices =
                people.into_iter().filter(|e| Some(e.id) != v.r.reporter).map(|e| Opt::new(e.id.to_string(), e.name, e.id.to_string() == chosen)).collect();
        }
        "carry_on" => {
            let (today, chosen) = (cx.today(), form.raw.get("person"));
            form.choices = v
                .seen
                .list
                .household
                .current()
                .filter(|m| m.person.id != v.r.applicant && m.person.deceased_on.is_none() && m.person.age(today).is_none_or(|a| a >= 18))
                .map(|m| Opt::new(m.person.id.to_string(), m.person.full_name(), m.person.id.to_string() == chosen))
                .collect();
        }
        "withdraw" => form.other_href = if v.applicant.deceased_on.is_some() { format!("/requests/{}/do/carry_on", v.r.id) } else { String::new() },
        _ => {}
    }
    Ok(form)
}

/// What is said to the applicant, with the least time as this request's settings have it.
pub(crate) fn say_promise(shell: &Shell, v: &View) -> String {
    match v.seen.clocks.earliest_reply_days {
        14 => shell.t("requests-say-promise"),
        0 => shell.t("requests-say-promise-none"),
        n => shell.tn("requests-say-promise-days", n),
    }
}

/// Where the floor counts from the presentation: what the date would be if it were today.
fn would_promise(cx: &Cx, v: &View) -> Option<Promise> {
    let s = &v.seen.clocks;
    (s.floor_from == crate::rules::floor::FloorFrom::Presentation).then(|| Promise::new(cx.now(), s))
}

/// The lines that stand in the way, with the way to mend each.
pub(crate) fn lacking(cx: &Cx, shell: &Shell, v: &View) -> Vec<CheckItem> {
    v.seen.list.lines.iter().filter(|l| l.item.state.lacks()).map(|l| check_item(cx, shell, v, l)).collect()
}

pub(crate) fn check_item(cx: &Cx, shell: &Shell, v: &View, l: &crate::checklist::Line) -> CheckItem {
    let (href, act) = parts::doc_action(cx, shell, v, l);
    let state = match l.item.state {
        ItemState::Missing | ItemState::AskedAgain => "missing",
        ItemState::Expired | ItemState::Mismatch => "expired",
        ItemState::PresentUnchecked | ItemState::CheckedInsufficientWay => "pending",
        ItemState::Ok => "ok",
        ItemState::NotApplicable => "none",
    };
    let because = l.because(cx.lang);
    CheckItem {
        name: l.name(cx.lang),
        state,
        text: shell.code("choice-checklist", l.item.state.code()),
        note: if because.is_empty() { l.note(cx.lang).to_string() } else { because },
        href,
        act,
    }
}

fn returning(cx: &Cx, shell: &Shell, v: &View, form: &mut ActForm, again: bool) {
    let asked: Vec<String> = cx.form.all("missing").map(str::to_string).collect();
    form.rows = v
        .seen
        .list
        .lines
        .iter()
        .filter(|l| l.item.state != ItemState::NotApplicable)
        .map(|l| {
            let key = l.key();
            let checked = if again { asked.contains(&key) } else { !matches!(l.item.state, ItemState::Ok | ItemState::PresentUnchecked) };
            AskRow {
                note: form.raw.get(&format!("note_{key}")),
                name: l.name(cx.lang),
                text: shell.code("choice-checklist", l.item.state.code()),
                checked,
                key,
            }
        })
        .collect();
    let chosen = form.raw.get("omission");
    let hint = if v.r.state == State::Submitted { cx.t("requests-omission-own-hint") } else { String::new() };
    form.omission =
        vec![Opt::new("own", cx.t("requests-omission-own"), chosen == "own").hint(hint), Opt::new("ours", cx.t("requests-omission-ours"), chosen == "ours")];
}

async fn registering(cx: &Cx, shell: &Shell, v: &View, form: &mut ActForm, again: bool) -> Result<()> {
    let q = &mut cx.reader();
    let had = crate::lower::categories(q, v.r.file).await?;
    let chosen: Vec<String> = if again { cx.form.all("categories").map(str::to_string).collect() } else { had };
    form.categories = categories(q, cx, &chosen).await?;
    if !again {
        form.raw.set("class", v.seen.file.income_class.clone().or_else(|| v.r.class_proposed.clone()).unwrap_or_default());
        form.raw.set("class_reason", v.seen.file.income_class_reason.clone().or_else(|| v.r.class_reason.clone()).unwrap_or_default());
        form.raw.set("iban", v.applicant.iban.clone().unwrap_or_default());
        form.raw.set("payment_way", if v.applicant.iban.is_some() { "bank" } else { "" });
    }
    form.choices = opts(shell, "choice-income-class", beneficiaries::rules::INCOME_CLASSES, &form.raw.get("class"));
    form.pay = opts(shell, "choice-request-payment", crate::PAYMENT_WAYS, &form.raw.get("payment_way"));
    Ok(())
}

async fn categories(q: &mut impl Query, cx: &Cx, chosen: &[String]) -> Result<Vec<Opt>> {
    let actor = cx.actor()?;
    Ok(beneficiaries::categories(q)
        .await?
        .into_iter()
        .filter(|c| (c.active || chosen.contains(&c.code)) && c.open_to(actor))
        .map(|c| Opt::new(c.code.clone(), c.name(cx.lang).to_string(), chosen.contains(&c.code)))
        .collect())
}
