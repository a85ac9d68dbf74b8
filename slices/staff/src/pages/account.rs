use super::{again, role_name};
use crate::{
    gate::MUST_CHANGE,
    rules, sign_in,
    store::{branches, employees, sessions},
};
use askama::Template;
use i18n::Lang;
use kernel::{Id, Problem, Result};
use web::{Answer, Cx, DualAt, Errors, Opt, Shell, SignedIn, StatusCode};

fn who(cx: &Cx) -> Result<&SignedIn> {
    cx.signed_in().ok_or(Problem::Forbidden)
}

#[derive(Template)]
#[template(path = "account.html")]
struct AccountPage {
    shell: Shell,
    errors: Errors,
    name: String,
    name_en: String,
    username: String,
    branch: String,
    department: String,
    roles: Vec<String>,
    langs: Vec<Opt>,
}

pub async fn page(cx: Cx) -> Answer {
    let me = who(&cx)?;
    let mut q = cx.reader();
    let e = employees::employee(&mut q, me.actor.id).await?.ok_or(Problem::NotFound)?;
    let branch = branches::branch(&mut q, e.branch).await?;
    let page = AccountPage {
        shell: cx.shell(cx.t("staff-account"), "/account"),
        errors: Errors::none(),
        name: e.name_ar,
        name_en: e.name_en,
        username: e.username,
        branch: branch.map(|b| b.name(cx.lang).to_string()).unwrap_or_default(),
        department: e.department,
        roles: me.actor.roles.iter().map(|r| role_name(&cx, r)).collect(),
        langs: [(Lang::Ar, "العربية"), (Lang::En, "English")].map(|(l, name)| Opt::new(l.code(), name, l == cx.lang)).to_vec(),
    };
    web::page(&page)
}

pub async fn language(cx: Cx) -> Answer {
    let lang = Lang::parse(cx.form.text("lang")).ok_or(Problem::NotFound)?;
    sign_in::set_language(cx.db(), cx.actor()?, lang).await?;
    let mut r = cx.done("/account", "staff-saved")?;
    cx.keep_lang(&mut r, lang);
    Ok(r)
}

#[derive(Template)]
#[template(path = "password.html")]
struct PasswordPage {
    shell: Shell,
    errors: Errors,
    /// The account was made by someone else: its owner chooses before anything else.
    must: bool,
    username: String,
    min: usize,
}

fn password_form(cx: &Cx, errors: Errors, status: StatusCode) -> Answer {
    let me = who(cx)?;
    let mut shell = cx.shell(cx.t("staff-change-password"), "/account");
    shell.invalid = !errors.is_empty();
    web::page_with(
        status,
        &PasswordPage { shell, errors, must: me.actor.may.contains_key(MUST_CHANGE), username: me.actor.username.clone(), min: rules::PASSWORD_MIN },
    )
}

pub async fn password_page(cx: Cx) -> Answer {
    password_form(&cx, Errors::none(), StatusCode::OK)
}

pub async fn password(cx: Cx) -> Answer {
    let me = who(&cx)?;
    let f = &cx.form;
    match sign_in::change_password(cx.env(), cx.db(), &me.actor, me.session, f.text("password"), f.text("new_password"), f.text("new_password_again")).await {
        Ok(()) => cx.done(if me.actor.may.contains_key(MUST_CHANGE) { "/" } else { "/account" }, "staff-password-changed"),
        Err(p) => {
            let (errors, status) = again(&cx, p)?;
            password_form(&cx, errors, status)
        }
    }
}

pub(crate) struct SessionView {
    pub id: Id,
    pub agent: String,
    pub ip: String,
    pub began: DualAt,
    pub seen: DualAt,
    pub here: bool,
}

pub(crate) async fn session_views(cx: &Cx, shell: &Shell, employee: Id) -> Result<Vec<SessionView>> {
    let here = cx.signed_in().map(|w| w.session);
    Ok(sessions::of_employee(&mut cx.reader(), employee, cx.now())
        .await?
        .into_iter()
        .map(|s| SessionView {
            here: here == Some(s.id),
            id: s.id,
            agent: if s.agent.is_empty() { cx.t("staff-agent-unknown") } else { s.agent },
            ip: s.ip.unwrap_or_default(),
            began: shell.at(s.began),
            seen: shell.at(s.last_seen),
        })
        .collect())
}

#[derive(Template)]
#[template(path = "sessions.html")]
struct SessionsPage {
    shell: Shell,
    sessions: Vec<SessionView>,
}

pub async fn sessions(cx: Cx) -> Answer {
    let shell = cx.shell(cx.t("staff-sessions"), "/account");
    let sessions = session_views(&cx, &shell, cx.actor()?.id).await?;
    web::page(&SessionsPage { shell, sessions })
}

pub async fn end_session(cx: Cx) -> Answer {
    let (me, id) = (who(&cx)?, cx.id("id")?);
    sign_in::end_session(cx.env(), cx.db(), &me.actor, me.actor.id, id).await?;
    cx.done("/account/sessions", "staff-session-ended")
}

pub async fn end_others(cx: Cx) -> Answer {
    let me = who(&cx)?;
    sign_in::end_sessions(cx.env(), cx.db(), &me.actor, me.actor.id, me.session).await?;
    cx.done("/account/sessions", "staff-sessions-ended")
}
