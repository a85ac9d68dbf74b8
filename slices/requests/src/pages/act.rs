//! One step, one form: on its own page, or back to the request.

use super::{forms, forms::ActForm, load, load_for, moved, reasons, view};
use crate::{actions, core::Request, forms::Raw, forms::acts};
use askama::Template;
use kernel::{Id, Problem, Result};
use web::{Answer, Cx, Errors, Shell, StatusCode};

#[derive(Template)]
#[template(path = "act.html")]
struct ActPage {
    shell: Shell,
    head: super::Head,
    act: ActForm,
    errors: Errors,
}

async fn page(cx: &Cx, r: Request, code: &str, raw: Option<Raw>, errors: Errors, status: StatusCode) -> Answer {
    let d = forms::DOINGS.iter().find(|d| d.code == code).ok_or(Problem::NotFound)?;
    if !cx.can(d.permission) {
        return Err(Problem::NotFound);
    }
    let v = view(cx, r).await?;
    let again = raw.is_some();
    if !again && !forms::offered(cx, &v, d) {
        return Err(Problem::NotFound);
    }
    let mut shell = cx.shell(String::new(), "/requests");
    if again {
        shell = shell.invalid();
    }
    let act = forms::build(cx, &shell, &v, d, raw, errors.clone()).await?;
    shell.title = act.title.clone();
    let head = super::head(cx, &shell, &v);
    web::page_with(status, &ActPage { shell, head, act, errors })
}

/// GET: the form of one step.
pub async fn form(cx: Cx) -> Answer {
    let r = load(&cx).await?;
    let code = cx.param("action")?.to_string();
    if code == "task" {
        return task_form(&cx, r, None, Errors::none(), StatusCode::OK).await;
    }
    page(&cx, r, &code, None, Errors::none(), StatusCode::OK).await
}

/// What a step came to: on to the request, or back to the form with what is to be mended.
async fn settle(cx: &Cx, code: &str, flash: &str, result: Result<()>) -> Answer {
    let id = cx.id("id")?;
    match result {
        Ok(()) => cx.done(&format!("/requests/{id}"), flash),
        Err(Problem::Invalid(e)) => {
            let r = load(cx).await?;
            page(cx, r, code, Some(Raw::of(&cx.form)), Errors::new(cx.lang, &e), StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(p @ Problem::Refused { .. }) => {
            let r = load(cx).await?;
            let errors = reasons(cx, &p).into_iter().fold(Errors::none(), Errors::general);
            page(cx, r, code, Some(Raw::of(&cx.form)), errors, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(p @ Problem::Conflict { .. }) => {
            load(cx).await?;
            moved(cx, id, &p).await
        }
        Err(p) => Err(p),
    }
}

/// Reads a command, does it.
macro_rules! step {
    ($(#[$m:meta])* $name:ident, $code:literal, $flash:literal, |$cx:ident, $id:ident| $run:expr) => {
        $(#[$m])*
        pub async fn $name($cx: Cx) -> Answer {
            let $id: Id = $cx.id("id")?;
            let result: Result<()> = async { $run }.await;
            settle(&$cx, $code, $flash, result).await
        }
    };
}

step!(tell_missing, "tell_missing", "requests-flash-told-missing", |cx, id| actions::tell_missing(cx.env(), cx.db(), cx.permit()?, acts::tell(&cx.form, id)?)
    .await);
step!(verify, "verify", "requests-flash-verified", |cx, id| {
    let password = cx.form.text("password").to_string();
    if password.is_empty() {
        return Err(Problem::field("password", "required"));
    }
    actions::verify(cx.env(), cx.db(), cx.permit()?, id, crate::forms::version(&cx.form), &password).await
});
step!(return_back, "return", "requests-flash-returned", |cx, id| actions::return_back(cx.env(), cx.db(), cx.permit()?, acts::return_back(&cx.form, id)?).await);
step!(explain, "explain", "requests-flash-explained", |cx, id| actions::explain(cx.env(), cx.db(), cx.permit()?, acts::explain(&cx.form, id)?)
    .await
    .map(|_| ()));
step!(present, "present", "requests-flash-presented", |cx, id| actions::present(cx.env(), cx.db(), cx.permit()?, id, crate::forms::version(&cx.form)).await);
step!(urge, "urge", "requests-flash-urged", |cx, id| actions::urge(cx.env(), cx.db(), cx.permit()?, acts::urge(&cx.form, id)?).await);
step!(reply, "reply", "requests-flash-replied", |cx, id| actions::reply(cx.env(), cx.db(), cx.permit()?, acts::reply(&cx.form, id, cx.now())?)
    .await
    .map(|_| ()));
step!(register, "register", "requests-flash-registered", |cx, id| actions::register(
    cx.env(),
    cx.db(),
    cx.permit()?,
    acts::register(&cx.form, id, cx.today())?
)
.await);
step!(object, "object", "requests-flash-objected", |cx, id| actions::object(cx.env(), cx.db(), cx.permit()?, acts::object(&cx.form, id)?).await);
step!(withdraw, "withdraw", "requests-flash-withdrawn", |cx, id| actions::withdraw(cx.env(), cx.db(), cx.permit()?, acts::close(&cx.form, id)?).await);
step!(carry_on, "carry_on", "requests-flash-carried-on", |cx, id| actions::carry_on(cx.env(), cx.db(), cx.permit()?, acts::carry_on(&cx.form, id)?).await);
step!(void, "void", "requests-flash-voided", |cx, id| actions::void(cx.env(), cx.db(), cx.permit()?, acts::close(&cx.form, id)?).await);
step!(lapse, "lapse", "requests-flash-lapsed", |cx, id| actions::lapse(cx.env(), cx.db(), cx.permit()?, id, crate::forms::version(&cx.form)).await);
step!(remind, "remind", "requests-flash-reminded", |cx, id| actions::remind(cx.env(), cx.db(), cx.permit()?, acts::remind(&cx.form, id)?).await);

#[derive(Template)]
#[template(path = "task.html")]
struct TaskPage {
    shell: Shell,
    head: super::Head,
    errors: Errors,
    action: String,
    version: String,
    how: Vec<web::Opt>,
    note: String,
    explain_href: String,
    say: String,
    missing: Vec<String>,
}

async fn task_form(cx: &Cx, r: Request, raw: Option<Raw>, errors: Errors, status: StatusCode) -> Answer {
    if !cx.can(crate::perm::TELL) {
        return Err(Problem::NotFound);
    }
    let wanted = cx.param("task").map_or_else(|_| cx.query("task").to_string(), str::to_string);
    let q = &mut cx.reader();
    let task = crate::core::tasks(q, r.id).await?.into_iter().find(|t| t.id.to_string() == wanted && t.done_at.is_none()).ok_or(Problem::NotFound)?;
    let v = view(cx, r).await?;
    let mut shell = cx.shell(String::new(), "/requests");
    if raw.is_some() {
        shell = shell.invalid();
    }
    let raw = raw.unwrap_or_default();
    shell.title = shell.code("choice-request-task", task.kind.code());
    let missing = match task.kind {
        crate::core::TaskKind::TellMissing => super::show::missing_words(cx, &v, &crate::core::missing(q, v.r.id).await?),
        _ => vec![],
    };
    let explains = task.kind == crate::core::TaskKind::TellPromise && cx.can(crate::perm::PRESENT);
    let page = TaskPage {
        head: super::head(cx, &shell, &v),
        errors,
        action: format!("/requests/{}/tasks/{}/done", v.r.id, task.id),
        version: v.r.version.to_string(),
        how: crate::HOW_TOLD.iter().map(|c| web::Opt::new(*c, shell.code("choice-request-told", c), raw.is("how", c))).collect(),
        note: raw.get("note"),
        explain_href: if explains { format!("/requests/{}/do/explain", v.r.id) } else { String::new() },
        say: if task.kind == crate::core::TaskKind::TellPromise { super::forms::say_promise(&shell, &v) } else { String::new() },
        missing,
        shell,
    };
    web::page_with(status, &page)
}

/// POST: a person was told.
pub async fn task_done(cx: Cx) -> Answer {
    let (id, task) = (cx.id("id")?, cx.id("task")?);
    let result = match acts::task_done(&cx.form, id, task) {
        Ok(cmd) => actions::task_done(cx.env(), cx.db(), cx.permit()?, cmd).await,
        Err(e) => Err(e),
    };
    match result {
        Ok(()) => cx.done(&format!("/requests/{id}"), "requests-flash-told"),
        Err(Problem::Invalid(e)) => {
            let r = load_for(&cx, crate::perm::OPEN).await?;
            task_form(&cx, r, Some(Raw::of(&cx.form)), Errors::new(cx.lang, &e), StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(p @ Problem::Conflict { .. }) => {
            load(&cx).await?;
            moved(&cx, id, &p).await
        }
        Err(p) => Err(p),
    }
}
