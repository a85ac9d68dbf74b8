use super::again;
use crate::{
    rules::{AUTHS, Nafath, Oidc, Settings},
    settings::{self, Save},
};
use askama::Template;
use web::{Answer, Cx, Errors, Opt, Shell, StatusCode};

#[derive(Template)]
#[template(path = "sign_in_settings.html")]
struct Page {
    shell: Shell,
    errors: Errors,
    s: Settings,
    idle: String,
    shared_idle: String,
    absolute: String,
    opened_names: bool,
    /// Whether a secret is kept; it is never shown.
    oidc_hint: String,
    nafath_hint: String,
    auths: Vec<Opt>,
    /// Whether what seldom changes stands open: where it holds something, or is wrong.
    oidc_more: bool,
    nafath_more: bool,
}

fn hint(kept: &str) -> &'static str {
    if kept.is_empty() { "accounts-set-secret-none" } else { "accounts-set-secret-kept" }
}

/// `typed`: the three lengths as they came, where a form is shown again.
fn page(cx: &Cx, s: Settings, typed: Option<[String; 3]>, opened_names: bool, errors: Errors, status: StatusCode) -> Answer {
    let mut shell = cx.shell(cx.t("accounts-settings"), "/settings");
    shell.invalid = !errors.is_empty();
    let wrong = |fields: &[&str]| fields.iter().any(|f| errors.get(f).is_some());
    let [idle, shared_idle, absolute] = typed.unwrap_or_else(|| [s.idle_minutes, s.shared_idle_minutes, s.absolute_hours].map(|n| n.to_string()));
    let page = Page {
        auths: AUTHS.iter().map(|a| Opt::new(*a, shell.code("choice-account-auth", a), s.oidc.auth == *a)).collect(),
        oidc_more: s.oidc.auth != "basic" || !s.oidc.acr.is_empty() || !s.oidc.root.is_empty() || wrong(&["oidc_auth", "oidc_root_certificate"]),
        nafath_more: !s.nafath.server_ip.is_empty() || !s.nafath.root.is_empty() || wrong(&["nafath_server_ip", "nafath_root_certificate"]),
        shell,
        errors,
        opened_names,
        idle,
        shared_idle,
        absolute,
        oidc_hint: cx.t(hint(&s.oidc.secret)),
        nafath_hint: cx.t(hint(&s.nafath.secret)),
        s,
    };
    web::page_with(status, &page)
}

pub async fn form(cx: Cx) -> Answer {
    let s = settings::read(&mut cx.reader()).await?;
    let names = settings::opened_names(&mut cx.reader()).await?;
    page(&cx, s, None, names, Errors::none(), StatusCode::OK)
}

pub async fn save(cx: Cx) -> Answer {
    let f = &cx.form;
    let text = |n: &str| f.text(n).to_string();
    // What is no number is outside every range, and said so at its field.
    let whole = |n: &str| i18n::digits::ascii(f.text(n)).parse().unwrap_or(-1);
    let typed = ["idle_minutes", "shared_idle_minutes", "absolute_hours"].map(text);
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
            auth: if f.text("oidc_auth").is_empty() { "basic".into() } else { text("oidc_auth") },
            acr: text("oidc_acr"),
            root: text("oidc_root_certificate"),
        },
        nafath: Nafath {
            on: f.flag("nafath_on"),
            base: text("nafath_base"),
            service: text("nafath_service"),
            app_id: text("nafath_app_id"),
            secret: String::new(),
            audience: text("nafath_audience"),
            issuer: text("nafath_issuer"),
            server_ip: text("nafath_server_ip"),
            root: text("nafath_root_certificate"),
        },
    };
    let cmd = Save { settings: s.clone(), oidc_secret: text("oidc_secret"), nafath_secret: text("nafath_secret"), opened_names: f.flag("opened_names") };
    match settings::save(cx.env(), cx.db(), cx.permit()?, cmd).await {
        Ok(()) => cx.done("/settings/sign-in", "accounts-settings-saved"),
        Err(p) => {
            let (errors, status) = again(&cx, p)?;
            let kept = settings::read(&mut cx.reader()).await?;
            let mut s = s;
            (s.oidc.secret, s.nafath.secret) = (kept.oidc.secret, kept.nafath.secret);
            page(&cx, s, Some(typed), cx.form.flag("opened_names"), errors, status)
        }
    }
}
