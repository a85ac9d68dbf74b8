//! One box: a name in any spelling, an identity or mobile number in any digits, a file or request number. What is typed can name a
//! person, so it travels in a form's body and never in an address.

use askama::Template;
use beneficiaries::{Found, perm as file};
use requests::perm as request;
use web::{Answer, Cx, Shell};

struct RequestHit {
    href: String,
    number: String,
    what: String,
    who: String,
    state: String,
}

#[derive(Template)]
#[template(path = "search.html")]
struct SearchPage {
    shell: Shell,
    typed: String,
    asked: bool,
    may_search: bool,
    files: String,
    requests: Vec<RequestHit>,
}

/// The empty box, for phones.
pub async fn ask(cx: Cx) -> Answer {
    web::page(&SearchPage {
        shell: cx.shell(cx.t("desk-search"), "/search"),
        typed: String::new(),
        asked: false,
        may_search: cx.can(file::LIST) || cx.can(request::LIST),
        files: String::new(),
        requests: vec![],
    })
}

pub async fn answer(cx: Cx) -> Answer {
    let typed: String = cx.form.text("q").chars().take(200).collect();
    if typed.is_empty() {
        return ask(cx).await;
    }
    let shell = cx.shell(cx.t("desk-search"), "/search");
    let mut q = cx.reader();
    let found = match cx.permit_for(file::LIST) {
        Some(permit) => beneficiaries::search(&mut q, &permit, &typed).await?,
        None => Found::default(),
    };
    let mut hits = vec![];
    if let Some(permit) = cx.permit_for(request::LIST)
        && let Some(r) = requests::by_number(&mut q, &permit, &typed).await?
    {
        let names = requests::named(&mut q, cx.lang, [&r]).await?;
        let who = beneficiaries::find_any(&mut q, r.file).await?.head_name;
        hits.push(RequestHit {
            href: format!("/requests/{}", r.id),
            number: r.number.clone().unwrap_or_default(),
            what: names.service(&r),
            who,
            state: shell.code("state", r.shown(cx.actor()?).code()),
        });
    }
    let files = if !found.hits.is_empty() || found.elsewhere { beneficiaries::found_html(&shell, &found, &typed)? } else { String::new() };
    web::page(&SearchPage { shell, typed, asked: true, may_search: true, files, requests: hits })
}
