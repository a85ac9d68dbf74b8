use super::again;
use crate::{
    actions,
    first_code::{FirstRun, Try},
    forms::{BranchRaw, FirstRunRaw, LetterheadRaw},
    letterhead::Letterhead,
    rules, sign_in,
    store::employees,
};
use askama::Template;
use db::Db;
use kernel::{FieldErrors, Problem, Result};
use web::{Answer, Cx, Errors, Shell, StatusCode};

#[derive(Template)]
#[template(path = "first_code.html")]
struct CodePage {
    shell: Shell,
    errors: Errors,
    code: String,
}

pub(crate) struct BranchRow {
    number_field: String,
    name_field: String,
    area_field: String,
    raw: BranchRaw,
    first: bool,
}

#[derive(Template)]
#[template(path = "first_run.html")]
struct FirstRunPage {
    shell: Shell,
    errors: Errors,
    head: LetterheadRaw,
    branches: Vec<BranchRow>,
    raw: FirstRunRaw,
    min: usize,
    /// The form was just filled from a file.
    filled: bool,
}

/// Whether the first run is still to do; closes it where a command was quicker.
async fn open(cx: &Cx, db: &Db) -> Result<bool> {
    if crate::is_empty(db).await? {
        return Ok(true);
    }
    if cx.app.first_run() {
        cx.app.set_first_run(false);
        cx.app.set_org(crate::org_names(&mut cx.reader()).await?);
    }
    Ok(false)
}

fn ask_code(cx: &Cx, errors: Errors, code: &str) -> Answer {
    let bad = !errors.is_empty();
    let mut shell = cx.shell(cx.t("staff-first-run"), "");
    shell.invalid = bad;
    shell.path = "/first-run".into();
    web::page_with(if bad { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK }, &CodePage { shell, errors, code: code.into() })
}

fn form(cx: &Cx, raw: FirstRunRaw, errors: Errors, status: StatusCode, filled: bool) -> Answer {
    let mut shell = cx.shell(cx.t("staff-first-run"), "");
    shell.invalid = !errors.is_empty();
    let branches = raw
        .branches
        .iter()
        .enumerate()
        .map(|(i, b)| BranchRow {
            number_field: format!("branch_number_{}", i + 1),
            name_field: format!("branch_name_{}", i + 1),
            area_field: format!("branch_area_{}", i + 1),
            raw: b.clone(),
            first: i == 0,
        })
        .collect();
    web::page_with(status, &FirstRunPage { shell, errors, head: raw.head.clone(), branches, raw, min: rules::PASSWORD_MIN, filled })
}

pub async fn page(cx: Cx) -> Answer {
    if !open(&cx, cx.db()).await? {
        return Ok(web::redirect("/"));
    }
    if !FirstRun::entered(&cx.entry.bound_to) {
        return ask_code(&cx, Errors::none(), cx.query("code"));
    }
    form(&cx, FirstRunRaw::empty(), Errors::none(), StatusCode::OK, false)
}

pub async fn code(cx: Cx) -> Answer {
    if !open(&cx, cx.db()).await? {
        return Ok(web::redirect("/"));
    }
    let code = match FirstRun::enter(cx.form.text("code"), &cx.entry.bound_to) {
        Try::Right => return Ok(web::redirect("/first-run")),
        Try::Wrong => "staff_code_wrong",
        Try::Shut => "staff_code_shut",
    };
    actions::first_run::refused(cx.env(), cx.db()).await?;
    ask_code(&cx, Errors::new(cx.lang, &FieldErrors::one("code", code)), cx.form.text("code"))
}

/// The letterhead of an uploaded file over what was typed; the rest stays.
fn fill(cx: &Cx, mut raw: FirstRunRaw) -> Answer {
    let read = match cx.form.file("file") {
        Some(f) => std::str::from_utf8(&f.bytes).map_err(|_| Problem::field("file", "staff_toml")).and_then(Letterhead::from_toml),
        None => Err(Problem::field("file", "staff_toml")),
    };
    match read {
        Ok(head) => {
            raw.head = LetterheadRaw::from(&head);
            form(cx, raw, Errors::none(), StatusCode::OK, true)
        }
        Err(p) => {
            let (errors, status) = again(cx, p)?;
            form(cx, raw, errors, status, false)
        }
    }
}

pub async fn finish(cx: Cx) -> Answer {
    if !open(&cx, cx.db()).await? {
        return Err(Problem::conflict("first_run_over"));
    }
    if !FirstRun::entered(&cx.entry.bound_to) {
        return Ok(web::redirect("/first-run"));
    }
    let raw = FirstRunRaw::of(&cx.form);
    if cx.form.flag("load") {
        return fill(&cx, raw);
    }
    let mut errors = FieldErrors::default();
    let command = raw.check(&cx.form, &mut errors);
    let made = match errors.ok(()) {
        Ok(()) => actions::first_run::first_run(cx.env(), cx.db(), &command).await,
        Err(p) => Err(p),
    };
    let id = match made {
        Ok(id) => id,
        Err(p) => {
            let (errors, status) = again(&cx, p)?;
            return form(&cx, raw, errors, status, false);
        }
    };
    FirstRun::close();
    cx.app.set_first_run(false);
    cx.app.set_org(crate::org_names(&mut cx.reader()).await?);
    let mut q = cx.reader();
    let e = employees::employee(&mut q, id).await?.ok_or(Problem::NotFound)?;
    let actor = crate::gate::actor(&mut q, id).await?.ok_or(Problem::NotFound)?;
    let agent = cx.entry.headers.get("user-agent").and_then(|v| v.to_str().ok()).unwrap_or("");
    let began = sign_in::begin(cx.env(), cx.db(), &actor, &e, agent, cx.entry.ip.map(|ip| ip.to_string())).await?;
    Ok(super::sign_in::begin(&cx, &began, "/"))
}
