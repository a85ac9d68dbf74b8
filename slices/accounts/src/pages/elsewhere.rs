use super::{again, from, shell, sign_in};
use crate::{
    elsewhere::{self, Stand, Ways},
    rules,
};
use askama::Template;
use http::{HeaderValue, StatusCode, header};
use kernel::Problem;
use web::{Answer, Cx, Errors, Response, Shell};

/// To the provider: the one place that leads elsewhere, to an address the provider's own description gave.
fn away(to: &str) -> kernel::Result<Response> {
    let mut r = web::redirect("/my/sign-in");
    r.headers_mut().insert(header::LOCATION, HeaderValue::from_str(to).map_err(Problem::internal)?);
    r.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    // Our own address is not the provider's to know in full.
    r.headers_mut().insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    Ok(r)
}

#[derive(Template)]
#[template(path = "elsewhere.html")]
struct Trouble {
    shell: Shell,
    text: String,
}

/// The other side did not identify him: said plainly, with the way by code.
fn trouble(cx: &Cx, p: Problem) -> Answer {
    let text = match &p {
        Problem::Refused { .. } => cx.refusal(&p).unwrap_or_default(),
        Problem::TooMany { wait_seconds } => cx.ta("accounts-wait-minutes", &[("n", i18n::Arg::from((wait_seconds + 59) / 60))]),
        _ => return Err(p),
    };
    web::page_with(StatusCode::UNPROCESSABLE_ENTITY, &Trouble { shell: shell(cx, "accounts-elsewhere-title", &Errors::none()), text })
}

fn ways(cx: &Cx) -> std::sync::Arc<Ways> {
    cx.app.shared::<Ways>()
}

pub async fn oidc(cx: Cx) -> Answer {
    match elsewhere::oidc_begin(cx.env(), cx.db(), &ways(&cx), &from(&cx), cx.query("next"), cx.lang.code()).await {
        Ok((to, token)) => {
            let mut r = away(&to)?;
            cx.cookie(&mut r, sign_in::ENTRY, &token, Some(rules::ENTRY_MS / 1000));
            Ok(r)
        }
        Err(p) => trouble(&cx, p),
    }
}

pub async fn oidc_back(cx: Cx) -> Answer {
    let query = cx.entry.query.iter().map(|(k, v)| format!("{}={}", escape(k), escape(v))).collect::<Vec<_>>().join("&");
    match elsewhere::oidc_back(cx.env(), cx.db(), &ways(&cx), &from(&cx), &sign_in::entry_token(&cx), &query).await {
        Ok(began) => sign_in::enter(&cx, began, false).await,
        Err(p) => trouble(&cx, p),
    }
}

fn escape(s: &str) -> String {
    s.bytes().map(|b| if b.is_ascii_alphanumeric() || b"-_.".contains(&b) { (b as char).to_string() } else { format!("%{b:02X}") }).collect()
}

#[derive(Template)]
#[template(path = "nafath.html")]
struct AskPage {
    shell: Shell,
    errors: Errors,
    identity: String,
    next: String,
}

fn ask_page(cx: &Cx, errors: Errors, status: StatusCode, next: &str) -> Answer {
    let page =
        AskPage { shell: shell(cx, "accounts-nafath-title", &errors), errors, identity: cx.form.text("identity").into(), next: rules::next_path(next).into() };
    web::page_with(status, &page)
}

pub async fn nafath(cx: Cx) -> Answer {
    if !crate::settings::read(&mut cx.reader()).await?.nafath.on {
        return Err(Problem::NotFound);
    }
    ask_page(&cx, Errors::none(), StatusCode::OK, cx.query("next"))
}

pub async fn nafath_ask(cx: Cx) -> Answer {
    let (identity, next) = (cx.form.text("identity"), cx.form.text("next"));
    match elsewhere::nafath_begin(cx.env(), cx.db(), &ways(&cx), &from(&cx), identity, next, cx.lang.code(), cx.entry.ip).await {
        Ok(token) => {
            let mut r = web::redirect("/my/sign-in/nafath/wait");
            cx.cookie(&mut r, sign_in::ENTRY, &token, Some(rules::ENTRY_MS / 1000));
            Ok(r)
        }
        Err(p) => {
            let (errors, status) = again(&cx, p)?;
            ask_page(&cx, errors, status, next)
        }
    }
}

#[derive(Template)]
#[template(path = "nafath_wait.html")]
struct WaitPage {
    shell: Shell,
    number: String,
}

pub async fn nafath_wait(cx: Cx) -> Answer {
    match elsewhere::nafath_look(cx.env(), cx.db(), &ways(&cx), &from(&cx), &sign_in::entry_token(&cx)).await {
        Ok(Stand::Show(number)) => web::page(&WaitPage { shell: shell(&cx, "accounts-nafath-title", &Errors::none()), number }),
        Ok(Stand::In(began)) => sign_in::enter(&cx, began, false).await,
        Ok(Stand::Rejected) => trouble(&cx, Problem::refused("nafath_rejected")),
        Ok(Stand::Expired) => trouble(&cx, Problem::refused("nafath_expired")),
        Err(p) => trouble(&cx, p),
    }
}

/// Another program's call: what it says counts only by its signed token.
pub async fn nafath_called(cx: Cx) -> Answer {
    match elsewhere::nafath_called(cx.env(), cx.db(), &ways(&cx), &cx.entry.raw).await {
        Ok(()) => Ok(web::text(StatusCode::OK, "ok")),
        Err(Problem::NotFound) => Ok(web::text(StatusCode::BAD_REQUEST, "not taken")),
        Err(p) => Err(p),
    }
}
