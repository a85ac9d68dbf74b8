//! The request form (T4) with its checklist beside it.

use super::{View, forms::check_item, load, moved, reasons, view};
use crate::{
    actions,
    answers::Answers,
    core::Request,
    forms::{Raw, t4},
    rules::checklist::ItemState,
};
use askama::Template;
use kernel::{Problem, Result};
use web::{Answer, CheckItem, Cx, Errors, Opt, Shell, StatusCode};

/// One line of income on the form.
struct IncomeField {
    name: String,
    label: String,
    value: String,
}

#[derive(Template)]
#[template(path = "form.html")]
struct FormPage {
    shell: Shell,
    head: super::Head,
    errors: Errors,
    raw: Raw,
    version: String,
    members: Vec<(String, String)>,
    gives_money: bool,
    unit: String,
    ceiling: String,
    dwellings: Vec<Opt>,
    income: Vec<IncomeField>,
    debts: Vec<Opt>,
    channels: Vec<Opt>,
    classes: Vec<Opt>,
    side: String,
}

/// What stands beside the form: what is left of it, and the documents that its answers ask for.
#[derive(Template)]
#[template(path = "form_side.part.html")]
struct Side {
    shell: Shell,
    items: Vec<CheckItem>,
    score: String,
    unanswered: Vec<String>,
}

fn side(cx: &Cx, shell: &Shell, v: &View, answers: &Answers) -> Side {
    let gives_money = v.seen.list.service.body.gives == services::Gives::Money;
    let (filled, asked) = v.seen.list.counts();
    Side {
        shell: shell.clone(),
        items: v.seen.list.lines.iter().filter(|l| l.item.state != ItemState::NotApplicable).map(|l| check_item(cx, shell, v, l)).collect(),
        score: format!("{filled} / {asked}"),
        unanswered: answers.unanswered(v.r.amount_asked, gives_money).0.iter().map(|(_, e)| cx.t(&format!("error-{}", e.code))).collect(),
    }
}

async fn page(cx: &Cx, r: Request, raw: Option<Raw>, errors: Errors, status: StatusCode) -> Answer {
    let v: View = view(cx, r).await?;
    if !v.r.state.is_editable() {
        return Err(Problem::refused("frozen"));
    }
    let mut shell = cx.shell(cx.t("requests-form-title"), "/requests");
    if !errors.is_empty() {
        shell = shell.invalid();
    }
    let stored = Answers::parse(&v.r.answers);
    let service = &v.seen.list.service;
    let gives_money = service.body.gives == services::Gives::Money;
    let raw = raw.unwrap_or_else(|| t4::raw(&v.r, &stored));
    let side = side(cx, &shell, &v, &stored).render().map_err(Problem::internal)?;
    let words =
        |list: &str, codes: &[&str], chosen: &str| codes.iter().map(|c| Opt::new(*c, services::word(cx.lang, list, c), *c == chosen)).collect::<Vec<_>>();
    let today = cx.today();
    let page = FormPage {
        head: super::head(cx, &shell, &v),
        errors,
        version: if cx.form.text("version").is_empty() { v.r.version.to_string() } else { cx.form.text("version").to_string() },
        members: v
            .seen
            .list
            .household
            .current()
            .map(|m| {
                let age = m.person.age(today).map(|a| shell.tn("requests-age", a)).unwrap_or_default();
                (
                    m.person.full_name(),
                    [shell.code("choice-relation", m.relation_word()), age].into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>().join(" · "),
                )
            })
            .collect(),
        gives_money,
        unit: service.body.unit(cx.lang).to_string(),
        ceiling: service.body.ceiling.map(|m| cx.ta("requests-ceiling", &[("amount", i18n::numbers::money_line(cx.lang, m).into())])).unwrap_or_default(),
        dwellings: words("dwelling", services::DWELLINGS, &raw.get("dwelling")),
        income: services::INCOME_SOURCES
            .iter()
            .map(|s| {
                let name = format!("income_{s}");
                IncomeField { label: services::word(cx.lang, "income", s), value: raw.get(&name), name }
            })
            .collect(),
        debts: [("yes", "requests-yes"), ("no", "requests-no")].map(|(c, k)| Opt::new(c, cx.t(k), raw.is("has_debts", c))).to_vec(),
        channels: people::CHANNELS.iter().map(|c| Opt::new(*c, shell.code("choice-preferred-channel", c), raw.is("contact_channel", c))).collect(),
        classes: beneficiaries::rules::INCOME_CLASSES.iter().map(|c| Opt::new(*c, shell.code("choice-income-class", c), raw.is("class", c))).collect(),
        side,
        raw,
        shell,
    };
    web::page_with(status, &page)
}

pub async fn show(cx: Cx) -> Answer {
    let r = load(&cx).await?;
    super::opened(&cx, &r).await?;
    page(&cx, r, None, Errors::none(), StatusCode::OK).await
}

/// `r` as it would be with what is typed so far.
fn as_typed(cx: &Cx, r: Request) -> Result<Request> {
    let (typed, _) = t4::typed(&cx.form, &r);
    Ok(Request { answers: typed.answers.text()?, amount_asked: typed.amount_asked, ..r })
}

/// POST: what stands beside the form, for the answers typed so far. Nothing is kept.
pub async fn checklist(cx: Cx) -> Answer {
    let v = view(&cx, as_typed(&cx, load(&cx).await?)?).await?;
    if !v.r.state.is_editable() {
        return Err(Problem::refused("frozen"));
    }
    let shell = cx.shell(String::new(), "/requests");
    web::page(&side(&cx, &shell, &v, &Answers::parse(&v.r.answers)))
}

pub async fn save(cx: Cx) -> Answer {
    let r = load(&cx).await?;
    let id = r.id;
    let result: Result<()> = async {
        let cmd = t4::read(&cx.form, &r)?;
        actions::save(cx.env(), cx.db(), cx.permit()?, cmd).await.map(|_| ())
    }
    .await;
    match result {
        Ok(()) if cx.form.text("then") == "submit" => cx.done(&format!("/requests/{id}/submit"), "requests-flash-saved"),
        Ok(()) => cx.done(&format!("/requests/{id}"), "requests-flash-saved"),
        Err(Problem::Invalid(e)) => page(&cx, as_typed(&cx, r)?, Some(Raw::of(&cx.form)), Errors::new(cx.lang, &e), StatusCode::UNPROCESSABLE_ENTITY).await,
        Err(p @ Problem::Refused { .. }) if r.state.is_editable() => {
            let errors = reasons(&cx, &p).into_iter().fold(Errors::none(), Errors::general);
            page(&cx, r, Some(Raw::of(&cx.form)), errors, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(p @ Problem::Conflict { .. }) => moved(&cx, id, &p).await,
        Err(p) => Err(p),
    }
}
