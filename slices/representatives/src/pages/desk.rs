use super::{again, day_of, scope_typed, uploads};
use crate::{
    DeskClaim, claim,
    rules::{Act, Capacity},
};
use askama::Template;
use kernel::FieldErrors;
use web::{Answer, Cx, DateRaw, Errors, Opt, Shell, StatusCode};

#[derive(Template)]
#[template(path = "representative_new.html")]
struct Page {
    shell: Shell,
    errors: Errors,
    file_href: String,
    file_number: String,
    represented: Vec<Opt>,
    capacities: Vec<Opt>,
    scope: Vec<Opt>,
    name: String,
    identity: String,
    mobile: String,
    until: DateRaw,
    note: String,
}

async fn page(cx: &Cx, errors: Errors, status: StatusCode) -> Answer {
    let q = &mut cx.reader();
    let file = beneficiaries::find(q, cx.permit()?, cx.id("id")?).await?;
    beneficiaries::guard_relation(q, cx.actor()?, &file).await?;
    let household = people::household(q, file.household).await?;
    let mut shell = cx.shell(cx.t("representatives-new"), "/files");
    shell.invalid = !errors.is_empty();
    let f = &cx.form;
    let typed = scope_typed(f);
    let page = Page {
        represented: household
            .current()
            .filter(|m| m.person.deceased_on.is_none())
            .map(|m| {
                Opt::new(m.person.id.to_string(), m.person.full_name(), f.text("represented") == m.person.id.to_string())
                    .hint(shell.code("choice-relation", m.relation_word()))
            })
            .collect(),
        capacities: Capacity::ALL
            .iter()
            .map(|c| {
                Opt::new(c.code(), shell.code("choice-capacity", c.code()), f.text("capacity") == c.code()).hint(shell.code("representatives-hint", c.code()))
            })
            .collect(),
        scope: Act::ALL
            .iter()
            .map(|a| {
                Opt::new(a.code(), shell.code("choice-act", a.code()), if typed.is_empty() { matches!(a, Act::Follow | Act::Ask) } else { typed.contains(a) })
            })
            .collect(),
        file_href: file.href(),
        file_number: file.number,
        name: f.text("name").into(),
        identity: f.text("identity").into(),
        mobile: f.text("mobile").into(),
        until: DateRaw::of(f, "until"),
        note: f.text("note").into(),
        errors,
        shell,
    };
    web::page_with(status, &page)
}

pub async fn form(cx: Cx) -> Answer {
    page(&cx, Errors::none(), StatusCode::OK).await
}

pub async fn save(cx: Cx) -> Answer {
    let f = &cx.form;
    let mut errors = FieldErrors::default();
    let until = day_of(f, "until", &mut errors);
    let cmd = DeskClaim {
        file: cx.id("id")?,
        represented: f.text("represented").parse().ok(),
        name: f.text("name").into(),
        identity: f.text("identity").into(),
        mobile: f.text("mobile").into(),
        capacity: Capacity::parse(f.text("capacity")),
        scope: scope_typed(f),
        until,
        note: f.text("note").into(),
        scans: uploads(f),
        once: (f.once().to_string(), f.digest()),
    };
    let done = match errors.ok(()) {
        Ok(()) => claim::claim_at_desk(cx.env(), cx.db(), cx.files(), cx.permit()?, cmd).await,
        Err(p) => Err(p),
    };
    match done {
        Ok(id) => cx.done(&format!("/representatives/{id}"), "representatives-claimed"),
        Err(p) => {
            let (errors, status) = again(&cx, p)?;
            page(&cx, errors, status).await
        }
    }
}
