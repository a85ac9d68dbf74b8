use super::{About, about, again, checked, question_thread};
use crate::{
    actions::{self, Ask},
    forms, rules,
    store::Question,
};
use askama::Template;
use kernel::{FieldErrors, Problem};
use web::{Answer, Cx, Errors, Shell, StatusCode, ThreadItem};

#[derive(Template)]
#[template(path = "ask.html")]
struct AskPage {
    shell: Shell,
    errors: Errors,
    about: About,
    action: String,
    question: String,
    max: String,
}

async fn ask_again(cx: &Cx, typed: &str, errors: Errors, status: StatusCode) -> Answer {
    let mut q = cx.reader();
    let r = requests::find(&mut q, cx.permit()?, cx.id("id")?).await?;
    let about = about(cx, &mut q, &r).await?;
    let mut shell = cx.shell(cx.t("research-ask"), "/requests");
    shell.invalid = !errors.is_empty();
    let action = format!("{}/clarifications/new", about.href);
    web::page_with(status, &AskPage { shell, errors, about, action, question: typed.into(), max: rules::QUESTION_MAX.to_string() })
}

pub async fn ask_form(cx: Cx) -> Answer {
    ask_again(&cx, "", Errors::none(), StatusCode::OK).await
}

pub async fn ask(cx: Cx) -> Answer {
    let request = cx.id("id")?;
    let mut errors = FieldErrors::default();
    let question = forms::words(&cx.form, "question", rules::QUESTION_MAX, &mut errors);
    let done = match checked(errors) {
        Ok(()) => {
            let once = (cx.form.once().to_string(), cx.form.digest());
            actions::ask(cx.env(), cx.db(), cx.permit()?, Ask { request, question: question.clone(), once }).await
        }
        Err(p) => Err(p),
    };
    match done {
        Ok(_) => cx.done(&format!("/requests/{request}"), "research-asked"),
        Err(p) => {
            let (errors, status) = again(&cx, p)?;
            ask_again(&cx, &question, errors, status).await
        }
    }
}

#[derive(Template)]
#[template(path = "answer.html")]
struct AnswerPage {
    shell: Shell,
    errors: Errors,
    about: About,
    action: String,
    thread: Vec<ThreadItem>,
    answered: bool,
    answer: String,
    max: String,
}

async fn found(cx: &Cx) -> kernel::Result<(Question, requests::Request)> {
    let mut q = cx.reader();
    let c = actions::question(&mut q, cx.permit()?, cx.id("id")?).await?;
    let r = requests::find(&mut q, cx.permit()?, c.request).await?;
    Ok((c, r))
}

async fn answer_again(cx: &Cx, typed: &str, errors: Errors, status: StatusCode) -> Answer {
    let (c, r) = found(cx).await?;
    let mut q = cx.reader();
    let about = about(cx, &mut q, &r).await?;
    let mut ids = vec![c.asked_by];
    ids.extend(c.answer.as_ref().map(|a| a.2));
    let names = staff::names(&mut q, &ids).await?;
    let mut shell = cx.shell(cx.t("research-question"), "/research");
    shell.invalid = !errors.is_empty();
    let page = AnswerPage {
        thread: question_thread(&shell, &c, &names),
        shell,
        errors,
        about,
        action: format!("/clarifications/{}", c.id),
        answered: c.answer.is_some(),
        answer: typed.into(),
        max: rules::QUESTION_MAX.to_string(),
    };
    web::page_with(status, &page)
}

pub async fn answer_form(cx: Cx) -> Answer {
    answer_again(&cx, "", Errors::none(), StatusCode::OK).await
}

pub async fn answer(cx: Cx) -> Answer {
    let (c, _) = found(&cx).await?;
    let mut errors = FieldErrors::default();
    let words = forms::words(&cx.form, "answer", rules::QUESTION_MAX, &mut errors);
    let done = match checked(errors) {
        Ok(()) => actions::answer(cx.env(), cx.db(), cx.permit()?, c.id, &words).await,
        Err(p) => Err(p),
    };
    match done {
        Ok(_) => cx.done("/research?view=questions", "research-answered"),
        Err(p @ Problem::NotFound) => Err(p),
        Err(p) => {
            let (errors, status) = again(&cx, p)?;
            answer_again(&cx, &words, errors, status).await
        }
    }
}
