//! One question.

use super::{
    Open, acting_for, draft_of, open, permit,
    steps::{self, Step},
    store,
};
use askama::Template;
use db::args;
use kernel::{FieldErrors, Problem, Result};
use std::collections::BTreeMap;
use web::{Answer, Cx, Errors, Opt, Shell, StatusCode};

/// A field of an amount, by name, words and what stands in it.
struct Amount {
    name: String,
    label: String,
    value: String,
}

#[derive(Template)]
#[template(path = "ask_page.html")]
struct Page {
    shell: Shell,
    errors: Errors,
    step: &'static str,
    heading: String,
    why: String,
    acting: String,
    back: String,
    action: String,
    from: String,
    line: String,
    meter: usize,
    raw: BTreeMap<String, String>,
    members: Vec<(String, String)>,
    ceiling: String,
    /// The amount over the ceiling that was asked about; sent back with it, it is meant.
    over: String,
    unit: String,
    goods: bool,
    goods_label: String,
    opts: Vec<Opt>,
    none: bool,
    amounts: Vec<Amount>,
    correct: String,
}

impl Page {
    fn get(&self, field: &str) -> &str {
        self.raw.get(field).map_or("", String::as_str)
    }
    fn is(&self, field: &str, value: &str) -> bool {
        self.get(field) == value
    }
}

fn step_of(cx: &Cx) -> Result<Step> {
    Step::parse(cx.param("step")?).ok_or(Problem::NotFound)
}

/// Whence the reader came: the page of answers returns to itself.
fn from(cx: &Cx) -> &'static str {
    if cx.query("from") == "check" || cx.form.text("from") == "check" { "check" } else { "" }
}

async fn page(cx: &Cx, o: &Open, step: Step, raw: BTreeMap<String, String>, errors: Errors, status: StatusCode) -> Answer {
    let mut shell = cx.shell(cx.t(&format!("portal-ask-step-{}", step.code())), "/my");
    if !errors.is_empty() {
        shell = shell.invalid();
    }
    let body = &o.service.body;
    let (n, of) = o.draft.place(step);
    let task = cx.t(&format!("portal-ask-task-{}", step.task().code()));
    let word = |list: &str, code: &str| services::word(cx.lang, list, code);
    let from = from(cx);
    // Counted in baskets, it is asked how many.
    let basket = body.unit_ar.trim() == "سلة";
    let members = if step == Step::People { members(cx, &shell, o).await? } else { vec![] };
    let page = Page {
        heading: cx.t(&match step {
            Step::Amount if !o.draft.gives_money && basket => "portal-ask-baskets".to_string(),
            Step::Amount if !o.draft.gives_money => "portal-ask-goods".to_string(),
            _ => format!("portal-ask-step-{}", step.code()),
        }),
        why: cx.t(&format!("portal-ask-why-{}", step.code())),
        step: step.code(),
        acting: acting_for(cx, &o.acts),
        back: o.href(if from.is_empty() { "tasks" } else { "check" }),
        action: o.href(&format!("ask/{}", step.code())),
        from: from.into(),
        line: if of > 1 { cx.ta("portal-ask-place", &[("task", task.into()), ("n", (n as i64).into()), ("of", (of as i64).into())]) } else { task },
        meter: n * 100 / of.max(1),
        members,
        ceiling: body.ceiling.map(|m| cx.ta("portal-ask-ceiling", &[("amount", i18n::numbers::money_line(cx.lang, m).into())])).unwrap_or_default(),
        over: o.draft.over().and(o.draft.amount).map(steps::plain).unwrap_or_default(),
        unit: if basket { String::new() } else { body.unit(cx.lang).to_string() },
        goods: !o.draft.gives_money,
        goods_label: cx.t(if basket { "portal-ask-baskets-label" } else { "portal-ask-goods-label" }),
        opts: match step {
            Step::Sources => services::INCOME_SOURCES
                .iter()
                .map(|c| Opt::new(format!("source_{c}"), word("income", c), raw.get(&format!("source_{c}")).is_some_and(|v| !v.is_empty())))
                .collect(),
            Step::Dwelling => services::DWELLINGS.iter().map(|c| Opt::new(*c, word("dwelling", c), raw.get("dwelling").is_some_and(|v| v == c))).collect(),
            Step::Contact => people::CHANNELS
                .iter()
                .map(|c| Opt::new(*c, shell.code("choice-preferred-channel", c), raw.get("contact_channel").is_some_and(|v| v == c)))
                .collect(),
            _ => vec![],
        },
        none: raw.get("no_income").is_some_and(|v| !v.is_empty()),
        amounts: o
            .draft
            .answers
            .income
            .iter()
            .filter(|_| step == Step::Income)
            .map(|i| {
                let name = format!("income_{}", i.source);
                Amount { label: word("income", &i.source), value: raw.get(&name).cloned().unwrap_or_default(), name }
            })
            .collect(),
        correct: "/my/data".into(),
        raw,
        errors,
        shell,
    };
    web::page_with(status, &page)
}

/// Everyone at home as the file has them.
pub(super) async fn members(cx: &Cx, shell: &Shell, o: &Open) -> Result<Vec<(String, String)>> {
    let q = &mut cx.reader();
    let file = beneficiaries::find_any(q, o.r.file).await?;
    let home = people::household(q, file.household).await?;
    let today = cx.today();
    Ok(home
        .current()
        .map(|m| {
            let age = m.person.age(today).map(|a| shell.tn("requests-age", a)).unwrap_or_default();
            let about = [shell.code("choice-relation", m.relation_word()), age];
            (m.person.full_name(), about.into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>().join(" · "))
        })
        .collect())
}

pub async fn show(cx: Cx) -> Answer {
    let step = step_of(&cx)?;
    let o = match open(&cx).await? {
        Ok(o) => o,
        Err(away) => return Ok(away),
    };
    if !o.draft.asks(step) {
        return Ok(web::redirect(&o.href("tasks")));
    }
    // What was typed and could not be read waits here as it was typed, with what is wrong with it.
    match o.pages.raw.get(&step) {
        Some(raw) => {
            let fields: Vec<(&str, &str)> = raw.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
            let e = steps::read(step, &web::Form::of(&fields), &mut o.draft.clone());
            page(&cx, &o, step, raw.clone(), Errors::new(cx.lang, &e), StatusCode::OK).await
        }
        None => page(&cx, &o, step, steps::fields(step, &o.draft), Errors::none(), StatusCode::OK).await,
    }
}

/// Longest value kept of a field that could not be read, in characters.
const KEPT: usize = 4000;

fn typed(cx: &Cx) -> BTreeMap<String, String> {
    let ours = |k: &str| !matches!(k, "from" | "then" | "over");
    cx.form.pairs().filter(|(k, _)| ours(k)).map(|(k, v)| (k.to_string(), v.trim().chars().take(KEPT).collect())).collect()
}

pub async fn save(cx: Cx) -> Answer {
    let step = step_of(&cx)?;
    let mut tries = 0;
    let (o, e) = loop {
        let mut o = match open(&cx).await? {
            Ok(o) => o,
            Err(away) => return Ok(away),
        };
        if !o.draft.asks(step) {
            return Ok(web::redirect(&o.href("tasks")));
        }
        let e = steps::read(step, &cx.form, &mut o.draft);
        match keep(&cx, &mut o).await {
            // Another page of the same request was saved in this very moment: its answers are others than these.
            Err(Problem::Conflict { code: "changed", .. }) if tries < 2 => tries += 1,
            Err(p) => return Err(p),
            Ok(()) => break (o, e),
        }
    };
    remember(&cx, &o, step, &e).await?;
    if step == Step::People && e.is_empty() && cx.form.text("household") == "no" {
        super::change::told(&cx, &o, cx.form.text("changed")).await?;
    }
    if cx.form.text("then") == "later" {
        return cx.done(&o.href("tasks"), "portal-ask-kept");
    }
    if !e.is_empty() {
        return page(&cx, &o, step, typed(&cx), Errors::new(cx.lang, &e), StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let mut pages = o.pages.clone();
    pages.done.insert(step);
    pages.raw.remove(&step);
    Ok(web::redirect(&match o.draft.next(step) {
        // From the answers' page only what is not answered yet comes between.
        Some(n) if from(&cx).is_empty() => o.href(&format!("ask/{}", n.code())),
        Some(n) if !o.draft.done(n, &pages) => o.href(&format!("ask/{}?from=check", n.code())),
        _ => o.href(if from(&cx).is_empty() { "tasks" } else { "check" }),
    }))
}

/// What could be read goes into the request at once.
async fn keep(cx: &Cx, o: &mut Open) -> Result<()> {
    if draft_of(&o.r, &o.service).answers == o.draft.answers && o.r.amount_asked == o.draft.amount {
        return Ok(());
    }
    let save = requests::Save {
        id: o.r.id,
        version: o.r.version,
        answers: o.draft.answers.clone(),
        amount_asked: o.draft.amount,
        class_proposed: o.r.class_proposed.clone(),
        class_reason: o.r.class_reason.clone().unwrap_or_default(),
    };
    o.r = requests::save(cx.env(), cx.db(), &permit(cx, requests::perm::EDIT)?, save).await?;
    Ok(())
}

async fn remember(cx: &Cx, o: &Open, step: Step, e: &FieldErrors) -> Result<()> {
    let typed = typed(cx);
    let blank = typed.values().all(|v| v.is_empty());
    if !e.is_empty() && blank && !o.pages.raw.contains_key(&step) && !o.pages.done.contains(&step) {
        return Ok(());
    }
    let raw = if e.is_empty() || blank { String::new() } else { serde_json::to_string(&typed).map_err(Problem::internal)? };
    let done = e.is_empty().then(|| cx.now());
    let mut tx = cx.db().begin(cx.actor()?).await?;
    tx.run(store::STEP_SET, args![o.r.id, step.code(), done, raw, cx.now()]).await?;
    tx.commit_quietly("which questions were answered; the answers themselves are the request's").await
}
