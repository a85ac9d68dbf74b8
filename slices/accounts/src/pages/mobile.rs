use super::again;
use crate::{
    mobile::{self, ChangeMobile, KNOWN_BY},
    perm, store,
};
use askama::Template;
use db::{Query, args};
use i18n::dates::Dual;
use kernel::{Id, Problem, Result};
use std::{future::Future, pin::Pin};
use web::{Answer, Cx, Errors, Opt, Shell, StatusCode};

struct Member {
    id: String,
    version: String,
    name: String,
    number: String,
}

struct Change {
    name: String,
    how: String,
    reason: String,
    when: Dual,
    who: String,
}

#[derive(Template)]
#[template(path = "mobile.html")]
struct Page {
    shell: Shell,
    errors: Errors,
    file_href: String,
    file_number: String,
    members: Vec<Member>,
    choose: Vec<Opt>,
    number: String,
    answers: String,
    known_by: Vec<Opt>,
    reason: String,
    history: Vec<Change>,
}

async fn page(cx: &Cx, errors: Errors, status: StatusCode) -> Answer {
    let q = &mut cx.reader();
    let file = beneficiaries::find(q, cx.permit()?, cx.id("id")?).await?;
    beneficiaries::guard_relation(q, cx.actor()?, &file).await?;
    let household = people::household(q, file.household).await?;
    let mut shell = cx.shell(cx.t("accounts-mobile-title"), "/files");
    shell.invalid = !errors.is_empty();
    let f = &cx.form;
    let chosen = if f.text("person").is_empty() { file.head.to_string() } else { f.text("person").into() };
    let members: Vec<Member> = household
        .current()
        .map(|m| Member {
            id: m.person.id.to_string(),
            version: m.person.version.to_string(),
            name: m.person.full_name(),
            number: m.person.primary_mobile().map(|l| l.number.clone()).unwrap_or_default(),
        })
        .collect();
    let rows = q.all(store::CHANGES, args![file.id]).await?;
    let by: Vec<Id> = rows.iter().map(|r| r.id("by_employee")).collect::<Result<_>>()?;
    let names = staff::names(q, &by).await?;
    let history = rows
        .iter()
        .map(|r| {
            let person = r.id("person_id")?;
            Ok(Change {
                name: household.members.iter().find(|m| m.person.id == person).map(|m| m.person.short_name()).unwrap_or_default(),
                how: shell.code("choice-known-by", &r.text("known_by")?),
                reason: r.text("reason")?,
                when: shell.date(r.at("at")?.day()),
                who: names.get(&r.id("by_employee")?).cloned().unwrap_or_default(),
            })
        })
        .collect::<Result<_>>()?;
    let page = Page {
        choose: members
            .iter()
            .map(|m| {
                let now = if m.number.is_empty() {
                    cx.t("accounts-mobile-none")
                } else {
                    cx.ta("accounts-mobile-now", &[("number", i18n::Arg::from(m.number.as_str()))])
                };
                Opt::new(m.id.clone(), m.name.clone(), m.id == chosen).hint(now)
            })
            .collect(),
        members,
        known_by: KNOWN_BY.iter().map(|k| Opt::new(*k, shell.code("choice-known-by", k), f.text("known_by") == *k)).collect(),
        number: f.text("number").into(),
        answers: f.text("answers").into(),
        reason: f.text("reason").into(),
        file_href: file.href(),
        file_number: file.number,
        history,
        errors,
        shell,
    };
    web::page_with(status, &page)
}

pub async fn form(cx: Cx) -> Answer {
    page(&cx, Errors::none(), StatusCode::OK).await
}

pub async fn save(cx: Cx) -> Answer {
    let (f, file) = (&cx.form, cx.id("id")?);
    let person = f.text("person");
    let cmd = ChangeMobile {
        file,
        person: person.parse().map_err(|_| Problem::NotFound)?,
        version: f.text(&format!("version_{person}")).parse().unwrap_or(-1),
        number: f.text("number").into(),
        answers: f.text("answers").into(),
        known_by: f.text("known_by").into(),
        reason: f.text("reason").into(),
    };
    match mobile::change_mobile(cx.env(), cx.db(), cx.permit()?, cmd).await {
        Ok(()) => cx.done(&format!("/files/{file}"), "accounts-mobile-changed"),
        Err(p) => {
            let (errors, status) = again(&cx, p)?;
            page(&cx, errors, status).await
        }
    }
}

#[derive(Template)]
#[template(path = "mobile_action.html")]
struct Action {
    shell: Shell,
    href: String,
}

/// Among the file's actions: the way to change a number.
pub fn on_file(cx: Cx, id: Id) -> Pin<Box<dyn Future<Output = Result<String>> + Send>> {
    Box::pin(async move {
        let Some(permit) = cx.permit_for(perm::CHANGE_MOBILE) else { return Ok(String::new()) };
        match beneficiaries::whole(&cx, &permit, id).await {
            Ok(_) => Action { shell: cx.shell("", ""), href: format!("/files/{id}/mobile") }.render().map_err(Problem::internal),
            Err(Problem::NotFound) => Ok(String::new()),
            Err(p) => Err(p),
        }
    })
}
