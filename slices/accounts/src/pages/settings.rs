use super::again;
use crate::{
    rules::{Nafath, Oidc, Settings},
    settings::{self, Save},
};
use askama::Template;
use web::{Answer, Cx, Errors, Shell, StatusCode};

#[derive(Template)]
#[template(path = "sign_in_settings.html")]
struct Page {
    shell: Shell,
    errors: Errors,
    s: Settings,
    idle: String,
    shared_idle: String,
    absolute: String,
    /// Whether a secret is kept; it is never shown.
    oidc_hint: String,
    nafath_hint: String,
}

fn hint(kept: &str) -> &'static str {
    if kept.is_empty() { "accounts-set-secret-none" } else { "accounts-set-secret-kept" }
}

fn page(cx: &Cx, s: Settings, errors: Errors, status: StatusCode) -> Answer {
    let mut shell = cx.shell(cx.t("accounts-settings"), "/settings");
    shell.invalid = !errors.is_empty();
    let page = Page {
        shell,
        errors,
        idle: s.idle_minutes.to_string(),
        shared_idle: s.shared_idle_minutes.to_string(),
        absolute: s.absolute_hours.to_string(),
        oidc_hint: cx.t(hint(&s.oidc.secret)),
        nafath_hint: cx.t(hint(&s.nafath.secret)),
        s,
    };
    web::page_with(status, &page)
}

pub async fn form(cx: Cx) -> Answer {
    let s = settings::read(&mut cx.reader()).await?;
    page(&cx, s, Errors::none(), StatusCode::OK)
}

pub async fn save(cx: Cx) -> Answer {
    let f = &cx.form;
    let text = |n: &str| f.text(n).to_string();
    let whole = |n: &str| i18n::digits::ascii(f.text(n)).parse().unwrap_or(-1);
    let s = Settings {
        idle_minutes: whole("idle_minutes"),
        shared_idle_minutes: whole("shared_idle_minutes"),
        absolute_hours: whole("absolute_hours"),
        oidc: Oidc {
            on: f.flag("oidc_on"),
            name_ar: text("oidc_name_ar"),
            name_en: text("oidc_name_en"),
            issuer: text("oidc_issuer"),
            client_id: text("oidc_client_id"),
            secret: String::new(),
            redirect: text("oidc_redirect"),
            scopes: text("oidc_scopes"),
            claim: text("oidc_claim"),
            userinfo: f.flag("oidc_userinfo"),
        },
        nafath: Nafath {
            on: f.flag("nafath_on"),
            base: text("nafath_base"),
            service: text("nafath_service"),
            app_id: text("nafath_app_id"),
            secret: String::new(),
            audience: text("nafath_audience"),
            issuer: text("nafath_issuer"),
        },
    };
    let cmd = Save { settings: s.clone(), oidc_secret: text("oidc_secret"), nafath_secret: text("nafath_secret") };
    match settings::save(cx.env(), cx.db(), cx.permit()?, cmd).await {
        Ok(()) => cx.done("/settings/sign-in", "accounts-settings-saved"),
        Err(p) => {
            let (errors, status) = again(&cx, p)?;
            let kept = settings::read(&mut cx.reader()).await?;
            let mut s = s;
            (s.oidc.secret, s.nafath.secret) = (kept.oidc.secret, kept.nafath.secret);
            page(&cx, s, errors, status)
        }
    }
}
