use super::{About, about, again};
use crate::{actions, rules, store, store::Study};
use askama::Template;
use kernel::{Id, Problem, Result};
use requests::Request;
use web::{Answer, Cx, Errors, Opt, Shell, StatusCode};

#[derive(Template)]
#[template(path = "start.html")]
struct StartPage {
    shell: Shell,
    errors: Errors,
    about: About,
    action: String,
    button: String,
    researchers: Vec<Opt>,
    /// Empty where only the researcher changes.
    kinds: Vec<Opt>,
    back: String,
}

async fn people_to_choose(cx: &Cx, r: &Request, chosen: &str) -> Result<Vec<Opt>> {
    let list = actions::researchers(&mut cx.reader(), r.branch).await?;
    Ok(list.into_iter().map(|e| Opt::new(e.id.to_string(), e.name, e.id.to_string() == chosen)).collect())
}

async fn start_again(cx: &Cx, errors: Errors, status: StatusCode) -> Answer {
    let mut q = cx.reader();
    let r = requests::find(&mut q, cx.permit()?, cx.id("id")?).await?;
    let asked = services::by_id_version(&mut q, r.service, r.service_version).await?.body.needs_study;
    let chosen = match cx.form.text("kind") {
        "" if asked == services::Study::None => "field",
        "" => asked.code(),
        typed => typed,
    };
    let kinds = rules::KINDS.iter().map(|k| Opt::new(*k, cx.t(&kind_key(k)), *k == chosen)).collect();
    let about = about(cx, &mut q, &r).await?;
    let mut shell = cx.shell(cx.t("research-start"), "/research");
    shell.invalid = !errors.is_empty();
    let page = StartPage {
        shell,
        errors,
        action: format!("{}/research", about.href),
        button: cx.t("research-start-button"),
        researchers: people_to_choose(cx, &r, cx.form.text("researcher")).await?,
        kinds,
        back: about.href.clone(),
        about,
    };
    web::page_with(status, &page)
}

pub(crate) fn kind_key(kind: &str) -> String {
    format!("choice-study-kind-{}", kind.replace('_', "-"))
}

fn researcher(cx: &Cx) -> Result<Id> {
    cx.form.text("researcher").parse().map_err(|_| Problem::field("researcher", "choice"))
}

pub async fn form(cx: Cx) -> Answer {
    start_again(&cx, Errors::none(), StatusCode::OK).await
}

pub async fn start(cx: Cx) -> Answer {
    let request = cx.id("id")?;
    let done = match researcher(&cx) {
        Ok(who) => actions::start(cx.env(), cx.db(), cx.permit()?, request, who, cx.form.text("kind")).await,
        Err(p) => Err(p),
    };
    match done {
        Ok(_) => cx.done(&format!("/requests/{request}"), "research-started"),
        Err(p) => {
            let (errors, status) = again(&cx, p)?;
            start_again(&cx, errors, status).await
        }
    }
}

async fn found(cx: &Cx) -> Result<(Study, Request)> {
    let mut q = cx.reader();
    let s = store::study(&mut q, cx.permit()?, cx.id("id")?).await?.ok_or(Problem::NotFound)?;
    let r = requests::find(&mut q, cx.permit()?, s.request).await?;
    Ok((s, r))
}

async fn assign_again(cx: &Cx, errors: Errors, status: StatusCode) -> Answer {
    let (s, r) = found(cx).await?;
    let about = about(cx, &mut cx.reader(), &r).await?;
    let chosen = if cx.form.text("researcher").is_empty() { s.researcher.to_string() } else { cx.form.text("researcher").to_string() };
    let mut shell = cx.shell(cx.t("research-assign"), "/research");
    shell.invalid = !errors.is_empty();
    let page = StartPage {
        shell,
        errors,
        action: format!("/studies/{}/assign", s.id),
        button: cx.t("research-assign-button"),
        researchers: people_to_choose(cx, &r, &chosen).await?,
        kinds: vec![],
        back: about.href.clone(),
        about,
    };
    web::page_with(status, &page)
}

pub async fn assign_form(cx: Cx) -> Answer {
    assign_again(&cx, Errors::none(), StatusCode::OK).await
}

pub async fn assign(cx: Cx) -> Answer {
    let (s, _) = found(&cx).await?;
    let done = match researcher(&cx) {
        Ok(who) => actions::assign(cx.env(), cx.db(), cx.permit()?, s.id, who).await,
        Err(p) => Err(p),
    };
    match done {
        Ok(()) => cx.done("/research?view=studies", "research-assigned"),
        Err(p) => {
            let (errors, status) = again(&cx, p)?;
            assign_again(&cx, errors, status).await
        }
    }
}
