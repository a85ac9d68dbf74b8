use super::{again, from, shell, sign_in};
use crate::{
    elsewhere::{self, Ask, Stand, Ways},
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

/// What the sign-in page may be told to say; nothing else of an address is ever shown.
const WHY: &[&str] = &["elsewhere_unavailable", "elsewhere_refused", "elsewhere_stray", "elsewhere_busy", "nafath_rejected", "nafath_expired"];

/// The words of why a sign-in elsewhere came to nothing, for the page that offers the other ways.
pub(super) fn why(cx: &Cx) -> Option<String> {
    let code = WHY.iter().find(|w| **w == cx.query("why"))?;
    cx.refusal(&Problem::refused(code))
}

/// The other side did not identify him: back to the sign-in page, which says why and has the way by code. By an address of its own, so that the
/// code and state of a return stay in no address bar.
async fn trouble(cx: &Cx, p: Problem, next: &str) -> Answer {
    match p {
        Problem::Refused { code, .. } if WHY.contains(&code) => {
            let mut r = sign_in::plain(web::redirect(&format!("/my/sign-in?why={code}&next={}", rules::in_query(rules::next_path(next)))));
            // A stray answer is of another sign-in than the one this browser may have under way.
            if code != "elsewhere_stray" {
                cx.cookie(&mut r, sign_in::ENTRY, "", Some(0));
            }
            Ok(r)
        }
        Problem::TooMany { wait_seconds } => {
            let errors = Errors::none().general(super::wait_words(cx, wait_seconds));
            sign_in::number_page(cx, errors, StatusCode::TOO_MANY_REQUESTS, next).await
        }
        p => Err(p),
    }
}

/// Whether the browser says that a page of ours, or the person himself, asked for this. Another site must not send anybody to the provider in our
/// name, and a browser that fetches ahead must not either.
fn of_ours(cx: &Cx) -> bool {
    let says = |name: &str| cx.entry.headers.get(name).and_then(|v| v.to_str().ok()).unwrap_or_default();
    matches!(says("sec-fetch-site"), "" | "same-origin" | "none") && !says("sec-purpose").contains("prefetch")
}

fn ways(cx: &Cx) -> std::sync::Arc<Ways> {
    cx.app.shared::<Ways>()
}

pub async fn oidc(cx: Cx) -> Answer {
    let next = cx.query("next");
    if cx.maybe_outside().is_some() {
        return Ok(web::redirect(rules::next_path(next)));
    }
    if !of_ours(&cx) {
        return Ok(sign_in::plain(web::redirect(&format!("/my/sign-in?next={}", rules::in_query(rules::next_path(next))))));
    }
    match elsewhere::oidc_begin(cx.env(), cx.db(), &ways(&cx), &from(&cx), next, cx.query("shared") == "1", cx.lang.code()).await {
        Ok((to, token)) => {
            let mut r = away(&to)?;
            cx.cookie(&mut r, sign_in::ENTRY, &token, Some(rules::ENTRY_MS / 1000));
            Ok(r)
        }
        Err(p) => trouble(&cx, p, next).await,
    }
}

pub async fn oidc_back(cx: Cx) -> Answer {
    let query = cx.entry.query.iter().map(|(k, v)| format!("{}={}", escape(k), escape(v))).collect::<Vec<_>>().join("&");
    let token = sign_in::entry_token(&cx);
    let next = elsewhere::next_of(&mut cx.reader(), &token, cx.now()).await?;
    match elsewhere::oidc_back(cx.env(), cx.db(), &ways(&cx), &from(&cx), &token, &query).await {
        Ok(began) => sign_in::enter(&cx, began, false).await,
        Err(p) => trouble(&cx, p, &next).await,
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
    shared: bool,
    next: String,
}

fn ask_page(cx: &Cx, errors: Errors, status: StatusCode, next: &str) -> Answer {
    let page = AskPage {
        shell: shell(cx, "accounts-nafath-title", &errors),
        errors,
        identity: cx.form.text("identity").into(),
        shared: cx.form.flag("shared"),
        next: rules::next_path(next).into(),
    };
    web::page_with(status, &page)
}

pub async fn nafath(cx: Cx) -> Answer {
    if !crate::settings::read(&mut cx.reader()).await?.nafath.on {
        return Err(Problem::NotFound);
    }
    if cx.maybe_outside().is_some() {
        return Ok(web::redirect(rules::next_path(cx.query("next"))));
    }
    ask_page(&cx, Errors::none(), StatusCode::OK, cx.query("next"))
}

pub async fn nafath_ask(cx: Cx) -> Answer {
    let next = cx.form.text("next");
    let ask = Ask { number: cx.form.text("identity"), next, shared: cx.form.flag("shared"), lang: cx.lang.code(), ip: cx.entry.ip };
    match elsewhere::nafath_begin(cx.env(), cx.db(), &ways(&cx), &from(&cx), &sign_in::entry_token(&cx), ask).await {
        Ok(token) => {
            let mut r = sign_in::plain(web::redirect("/my/sign-in/nafath/wait"));
            if let Some(token) = token {
                cx.cookie(&mut r, sign_in::ENTRY, &token, Some(rules::ENTRY_MS / 1000));
            }
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
    let token = sign_in::entry_token(&cx);
    let next = elsewhere::next_of(&mut cx.reader(), &token, cx.now()).await?;
    match elsewhere::nafath_look(cx.env(), cx.db(), &ways(&cx), &from(&cx), &token).await {
        Ok(Stand::Show(number)) => web::page(&WaitPage { shell: shell(&cx, "accounts-nafath-title", &Errors::none()), number }),
        Ok(Stand::In(began)) => sign_in::enter(&cx, began, false).await,
        Ok(Stand::Rejected) => trouble(&cx, Problem::refused("nafath_rejected"), &next).await,
        Ok(Stand::Expired) => trouble(&cx, Problem::refused("nafath_expired"), &next).await,
        Err(p) => trouble(&cx, p, &next).await,
    }
}

/// Another program's call: what it says counts only by its signed token.
pub async fn nafath_called(cx: Cx) -> Answer {
    match elsewhere::nafath_called(cx.env(), cx.db(), &ways(&cx), &cx.entry.raw).await {
        Ok(()) => Ok(web::text(StatusCode::OK, "ok")),
        Err(Problem::NotFound) => Ok(web::text(StatusCode::BAD_REQUEST, "not taken")),
        // Worth sending again.
        Err(Problem::Refused { .. }) => Ok(web::text(StatusCode::SERVICE_UNAVAILABLE, "later")),
        Err(p) => Err(p),
    }
}
