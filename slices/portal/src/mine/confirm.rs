//! Did it arrive? Asked of each amount and each kind of goods (H7).

use super::{acting_for, again};
use crate::own;
use askama::Template;
use delivery::{Line, check};
use i18n::dates::Dual;
use kernel::{Problem, Result};
use representatives::Acts;
use web::{Answer, Cx, Errors, Opt, Shell, StatusCode};

#[derive(Template)]
#[template(path = "mine_confirm.html")]
struct Page {
    shell: Shell,
    errors: Errors,
    acting: String,
    back: String,
    action: String,
    what: String,
    how: String,
    due: Dual,
    opts: Vec<Opt>,
    note: String,
}

/// The line, where it is of a request this session may receive for.
async fn line(cx: &Cx) -> Result<(Acts, Line)> {
    let (acts, r) = own::request(cx, cx.id("id")?).await?;
    let l = delivery::find(&mut cx.reader(), cx.id("line")?).await?.filter(|l| l.request == r.id).ok_or(Problem::NotFound)?;
    if acts.can("receive") && check::askable(&l, cx.today()) { Ok((acts, l)) } else { Err(Problem::NotFound) }
}

fn draw(cx: &Cx, acts: &Acts, l: &Line, answer: &str, note: &str, errors: Errors, status: StatusCode) -> Answer {
    let mut shell = cx.shell(cx.t("portal-confirm"), "/my");
    shell.invalid = !errors.is_empty();
    let page = Page {
        acting: acting_for(cx, acts),
        back: format!("/my/requests/{}", l.request),
        action: format!("/my/requests/{}/receipt/{}", l.request, l.id),
        what: delivery::line_words(&shell, l),
        how: shell.code("choice-delivery-way", &l.how),
        due: shell.date(l.due),
        opts: check::ANSWERS.iter().map(|a| Opt::new(*a, shell.code("choice-delivery-receipt", a), *a == answer)).collect(),
        note: note.to_string(),
        errors,
        shell,
    };
    web::page_with(status, &page)
}

pub async fn form(cx: Cx) -> Answer {
    let (acts, l) = line(&cx).await?;
    // What was said before is there to be changed, not to be written anew.
    let all = check::of_request(&mut cx.reader(), l.request).await?;
    let (answer, note) = check::newest(&all, l.id).map(|c| (c.answer.as_str(), c.note.as_str())).unwrap_or_default();
    draw(&cx, &acts, &l, answer, note, Errors::none(), StatusCode::OK)
}

pub async fn say(cx: Cx) -> Answer {
    let (acts, l) = line(&cx).await?;
    let (answer, note) = (cx.form.text("answer"), cx.form.text("note"));
    match check::say(cx.env(), cx.db(), cx.actor()?, l.id, answer, note).await {
        Ok(_) => cx.done(&format!("/my/requests/{}", l.request), if answer == "received" { "portal-confirmed" } else { "portal-noted" }),
        Err(p) => {
            let (errors, status) = again(&cx, p)?;
            draw(&cx, &acts, &l, answer, note, errors, status)
        }
    }
}
