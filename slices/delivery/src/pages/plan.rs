use super::{About, about, again, all_words};
use crate::{
    actions::{self, Plan},
    forms::PlanForm,
    rules, store,
};
use askama::Template;
use kernel::{Money, Problem};
use requests::rules::delivery::remaining;
use web::{Answer, Cx, DateRaw, Errors, Opt, Shell, StatusCode};

#[derive(Template)]
#[template(path = "plan.html")]
struct PlanPage {
    shell: Shell,
    errors: Errors,
    about: About,
    action: String,
    granted: String,
    left: String,
    conditions: String,
    money: bool,
    m: PlanForm,
    ways: Vec<Opt>,
    goods: Vec<Opt>,
    g: PlanForm,
    goods_ways: Vec<Opt>,
}

async fn again_with(cx: &Cx, typed: Option<PlanForm>, errors: Errors, status: StatusCode) -> Answer {
    let mut q = cx.reader();
    let r = requests::find(&mut q, cx.permit()?, cx.id("id")?).await?;
    let decisions = requests::decisions(&mut q, r.id).await?;
    if !rules::deliverable(&r) {
        return Err(Problem::refused("delivery_not_open"));
    }
    let lines: Vec<_> = store::of_request(&mut q, r.id).await?.iter().map(store::Line::counted).collect();
    let granted = rules::granted(&decisions);
    let left = remaining(&granted, &lines);
    let mut shell = cx.shell(cx.t("delivery-plan"), "/delivery");
    shell.invalid = !errors.is_empty();
    let first_due = DateRaw::given(cx.today(), i18n::dates::Calendar::Hijri, i18n::dates::Precision::Full);
    let fresh = |goods| PlanForm {
        goods,
        amount: left.amount.to_string(),
        months: "1".into(),
        quantity: "1".into(),
        due: first_due.clone(),
        // Registration says how the household is paid.
        how: match (goods, r.payment_way.as_deref()) {
            (false, Some("bank")) => "transfer".into(),
            (true, Some("pickup")) => "pickup".into(),
            _ => String::new(),
        },
        ..PlanForm::default()
    };
    let (m, g) = match typed {
        Some(f) if f.goods => (fresh(false), f),
        Some(f) => (f, fresh(true)),
        None => (fresh(false), fresh(true)),
    };
    let ways = |codes: &[&str], chosen: &str| codes.iter().map(|c| Opt::new(*c, shell.code("choice-delivery-way", c), *c == chosen)).collect::<Vec<_>>();
    let page = PlanPage {
        about: about(cx, &mut q, &r).await?,
        action: format!("/requests/{}/delivery/new", r.id),
        granted: all_words(&shell, &granted),
        left: all_words(&shell, &left),
        conditions: rules::decision_in_force(&decisions).map(|d| d.conditions.clone()).unwrap_or_default(),
        money: left.amount > Money::ZERO,
        ways: ways(rules::MONEY_WAYS, &m.how),
        goods: left.goods.iter().filter(|(_, n)| **n > 0).map(|(k, n)| Opt::new(k.clone(), format!("{k} ({n})"), *k == g.kind)).collect(),
        goods_ways: ways(rules::GOODS_WAYS, &g.how),
        m,
        g,
        shell,
        errors,
    };
    web::page_with(status, &page)
}

pub async fn form(cx: Cx) -> Answer {
    again_with(&cx, None, Errors::none(), StatusCode::OK).await
}

pub async fn plan(cx: Cx) -> Answer {
    let request = cx.id("id")?;
    let typed = PlanForm::of(&cx.form);
    let mut q = cx.reader();
    requests::find(&mut q, cx.permit()?, request).await?;
    let goods: Vec<String> = rules::granted(&requests::decisions(&mut q, request).await?).goods.into_keys().collect();
    let done = match typed.parse(&goods) {
        Ok(lines) => {
            let once = (cx.form.once().to_string(), cx.form.digest());
            actions::plan(cx.env(), cx.db(), cx.permit()?, Plan { request, lines, once }).await
        }
        Err(e) => Err(Problem::Invalid(e)),
    };
    match done {
        Ok(_) => cx.done(&format!("/requests/{request}"), "delivery-planned"),
        Err(p) => {
            // Said where it was typed.
            let p = match p {
                Problem::Refused { code: "more_than_decided", .. } => Problem::field(if typed.goods { "g_quantity" } else { "amount" }, "more_than_left"),
                p => p,
            };
            let (errors, status) = again(&cx, p)?;
            again_with(&cx, Some(typed), errors, status).await
        }
    }
}
