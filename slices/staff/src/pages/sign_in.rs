use super::role_name;
use crate::{
    DEMO_PASSWORD,
    gate::PASSWORD_PAGE,
    rules,
    sign_in::{self, Began, SignIn},
    store::employees,
};
use askama::Template;
use i18n::Lang;
use kernel::Result;
use web::{Answer, Cx, Errors, Response, Shell, StatusCode};

struct Sample {
    username: String,
    name: String,
    role: String,
}

#[derive(Template)]
#[template(path = "sign_in.html")]
struct SignInPage {
    shell: Shell,
    errors: Errors,
    username: String,
    next: String,
    samples: Vec<Sample>,
    sample_password: &'static str,
}

/// Users of the trial copy, by role: only there is anybody listed before signing in.
async fn samples(cx: &Cx) -> Result<Vec<Sample>> {
    if !cx.app.demo {
        return Ok(vec![]);
    }
    let mut q = cx.reader();
    let held = employees::all_roles(&mut q).await?;
    let mut out: Vec<(usize, Sample)> = vec![];
    for e in employees::employees(&mut q).await?.into_iter().filter(|e| e.active) {
        let role = crate::gate::leading_role(held.get(&e.id).map_or(&[], Vec::as_slice));
        let Some(order) = rules::ROLES.iter().position(|r| *r == role) else { continue };
        if !out.iter().any(|(o, _)| *o == order) {
            out.push((order, Sample { name: e.name(cx.lang).to_string(), role: role_name(cx, &role), username: e.username }));
        }
    }
    out.sort_by_key(|(o, _)| *o);
    Ok(out.into_iter().map(|(_, s)| s).collect())
}

async fn show(cx: &Cx, errors: Errors, username: &str, next: &str) -> Answer {
    let bad = !errors.is_empty();
    let mut shell = cx.shell(cx.t("staff-sign-in"), "");
    shell.invalid = bad;
    // The language switch comes back to the page alone: where he was going is kept by the form.
    shell.path = "/sign-in".into();
    let page = SignInPage {
        shell,
        errors,
        username: username.into(),
        next: rules::own_path(next).into(),
        samples: samples(cx).await?,
        sample_password: DEMO_PASSWORD,
    };
    web::page_with(if bad { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK }, &page)
}

pub async fn page(cx: Cx) -> Answer {
    if cx.app.first_run() {
        return Ok(web::redirect("/first-run"));
    }
    if cx.signed_in().is_some() {
        return Ok(web::redirect(rules::own_path(cx.query("next"))));
    }
    show(&cx, Errors::none(), "", cx.query("next")).await
}

pub async fn enter(cx: Cx) -> Answer {
    let cmd = SignIn {
        username: cx.form.text("username"),
        password: cx.form.text("password"),
        agent: cx.entry.headers.get("user-agent").and_then(|v| v.to_str().ok()).unwrap_or(""),
        ip: cx.entry.ip.map(|ip| ip.to_string()),
    };
    match sign_in::sign_in(cx.env(), cx.db(), &cmd).await {
        Ok(began) => Ok(begin(&cx, &began, cx.form.text("next"))),
        Err(p) => {
            let (errors, _) = super::again(&cx, p)?;
            show(&cx, errors, cx.form.text("username"), cx.form.text("next")).await
        }
    }
}

/// The answer that gives a browser its session.
pub(crate) fn begin(cx: &Cx, began: &Began, next: &str) -> Response {
    let mut r = web::redirect(if began.must_change { PASSWORD_PAGE } else { rules::own_path(next) });
    cx.begin_session(&mut r, &began.token, rules::SESSION_MS / 1000);
    if let Some(lang) = Lang::parse(&began.lang) {
        cx.keep_lang(&mut r, lang);
    }
    r
}

pub async fn leave(cx: Cx) -> Answer {
    if let Some(who) = cx.signed_in() {
        match sign_in::end_session(cx.env(), cx.db(), &who.actor, who.actor.id, who.session).await {
            Ok(()) | Err(kernel::Problem::NotFound) => {}
            Err(p) => return Err(p),
        }
    }
    let mut r = cx.done("/sign-in", "staff-signed-out")?;
    cx.end_session(&mut r);
    Ok(r)
}

pub async fn lang(cx: Cx) -> Answer {
    let mut r = web::redirect(rules_path(cx.form.text("next")));
    if let Some(lang) = Lang::parse(cx.form.text("lang")) {
        cx.keep_lang(&mut r, lang);
        if let Some(who) = cx.signed_in() {
            sign_in::set_language(cx.db(), &who.actor, lang).await?;
        }
    }
    Ok(r)
}

pub async fn theme(cx: Cx) -> Answer {
    let mut r = web::redirect(rules_path(cx.form.text("next")));
    cx.keep_theme(&mut r, cx.form.text("theme"));
    Ok(r)
}

/// As [`rules::own_path`], but the sign-in page may be come back to.
fn rules_path(next: &str) -> &str {
    if next == "/sign-in" { next } else { rules::own_path(next) }
}
