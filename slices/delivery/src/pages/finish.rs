use super::{About, about, again, all_words};
use crate::{actions, forms, rules, store};
use askama::Template;
use kernel::{FieldErrors, Problem};
use requests::rules::{State, delivery::settled};
use web::{Answer, Cx, Errors, Shell, StatusCode};

#[derive(Template)]
#[template(path = "finish.html")]
struct FinishPage {
    shell: Shell,
    errors: Errors,
    about: About,
    action: String,
    granted: String,
    /// Granted and never planned: asks for a reason.
    rest: String,
    open: bool,
    reason: String,
}

async fn again_with(cx: &Cx, typed: &str, errors: Errors, status: StatusCode) -> Answer {
    let mut q = cx.reader();
    let r = requests::find(&mut q, cx.permit()?, cx.id("id")?).await?;
    if r.state != State::InDelivery {
        return Err(Problem::refused("not_from_this_state"));
    }
    let granted = rules::granted(&requests::decisions(&mut q, r.id).await?);
    let lines: Vec<_> = store::of_request(&mut q, r.id).await?.iter().map(store::Line::counted).collect();
    let mut shell = cx.shell(cx.t("delivery-finish"), "/delivery");
    shell.invalid = !errors.is_empty();
    let page = FinishPage {
        about: about(cx, &mut q, &r).await?,
        action: format!("/requests/{}/finish", r.id),
        granted: all_words(&shell, &granted),
        rest: all_words(&shell, &rules::never_planned(&granted, &lines)),
        open: !settled(&lines),
        reason: typed.into(),
        shell,
        errors,
    };
    web::page_with(status, &page)
}

pub async fn form(cx: Cx) -> Answer {
    again_with(&cx, "", Errors::none(), StatusCode::OK).await
}

pub async fn finish(cx: Cx) -> Answer {
    let request = cx.id("id")?;
    let mut errors = FieldErrors::default();
    let reason = forms::words(&cx.form, "reason", false, &mut errors);
    let done = match errors.ok(()) {
        Ok(()) => actions::finish(cx.env(), cx.db(), cx.permit()?, request, &reason).await,
        Err(p) => Err(p),
    };
    match done {
        Ok(()) => cx.done(&format!("/requests/{request}"), "delivery-finished"),
        Err(p) => {
            let (errors, status) = again(&cx, p)?;
            again_with(&cx, &reason, errors, status).await
        }
    }
}
