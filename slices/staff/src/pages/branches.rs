use super::{again, checked, version};
use crate::{
    actions,
    forms::BranchRaw,
    routes::perm,
    store::{
        branches::{self, Branch},
        employees,
    },
};
use askama::Template;
use kernel::FieldErrors;
use web::{Answer, Cx, Errors, Shell, StatusCode};

struct Line {
    href: String,
    number: String,
    name: String,
    area: String,
    staff: i64,
    active: bool,
}

#[derive(Template)]
#[template(path = "branches.html")]
struct BranchesPage {
    shell: Shell,
    heads: Vec<String>,
    lines: Vec<Line>,
}

pub async fn list(cx: Cx) -> Answer {
    let scope = cx.permit()?.scope;
    let mut q = cx.reader();
    let all = employees::employees(&mut q).await?;
    let lines = branches::branches(&mut q)
        .await?
        .into_iter()
        .filter(|b| scope.covers(b.id, None))
        .map(|b| Line {
            href: format!("/branches/{}", b.id),
            number: b.number.to_string(),
            name: b.name(cx.lang).to_string(),
            staff: all.iter().filter(|e| e.branch == b.id && e.active).count() as i64,
            active: b.active,
            area: b.area,
        })
        .collect();
    let heads = ["staff-number", "staff-branch", "staff-area", "staff-employees", "staff-state"].map(|k| cx.t(k)).to_vec();
    web::page(&BranchesPage { shell: cx.shell(cx.t("staff-branches"), "/settings"), heads, lines })
}

#[derive(Template)]
#[template(path = "branch.html")]
struct BranchPage {
    shell: Shell,
    errors: Errors,
    raw: BranchRaw,
    action: String,
    active_action: String,
    version: String,
    /// `None`: being made.
    there: Option<Branch>,
    may_edit: bool,
}

fn show(cx: &Cx, there: Option<Branch>, raw: BranchRaw, errors: Errors, status: StatusCode) -> Answer {
    let title = there.as_ref().map_or_else(|| cx.t("staff-branch-new"), |b| b.name(cx.lang).to_string());
    let mut shell = cx.shell(title, "/settings");
    shell.invalid = !errors.is_empty();
    let action = there.as_ref().map_or_else(|| "/branches".into(), |b| format!("/branches/{}", b.id));
    shell.path = there.as_ref().map_or_else(|| "/branches/new".into(), |_| action.clone());
    let page = BranchPage {
        shell,
        errors,
        raw,
        active_action: format!("{action}/active"),
        action,
        version: there.as_ref().map_or(0, |b| b.version).to_string(),
        there,
        may_edit: cx.can(perm::BRANCH_MANAGE),
    };
    web::page_with(status, &page)
}

fn raw(b: &Branch) -> BranchRaw {
    BranchRaw { number: b.number.to_string(), name_ar: b.name_ar.clone(), name_en: b.name_en.clone(), area: b.area.clone() }
}

pub async fn new(cx: Cx) -> Answer {
    let next = branches::branches(&mut cx.reader()).await?.iter().map(|b| b.number).max().unwrap_or(0) + 1;
    show(&cx, None, BranchRaw { number: next.to_string(), ..BranchRaw::default() }, Errors::none(), StatusCode::OK)
}

pub async fn create(cx: Cx) -> Answer {
    let typed = BranchRaw::of(&cx.form, "");
    let mut errors = FieldErrors::default();
    let form = typed.check(&mut errors, ("number", "name_ar"));
    let made = match checked(errors, ()) {
        Ok(()) => actions::branches::create(cx.env(), cx.db(), cx.permit()?, &form).await,
        Err(p) => Err(p),
    };
    match made {
        Ok(_) => cx.done("/branches", "staff-saved"),
        Err(p) => {
            let (errors, status) = again(&cx, p)?;
            show(&cx, None, typed, errors, status)
        }
    }
}

async fn found(cx: &Cx) -> kernel::Result<Branch> {
    actions::branches::find(&mut cx.reader(), cx.permit()?, cx.id("id")?).await
}

pub async fn change(cx: Cx) -> Answer {
    let there = found(&cx).await?;
    let typed = BranchRaw { number: there.number.to_string(), ..BranchRaw::of(&cx.form, "") };
    let mut errors = FieldErrors::default();
    let form = typed.check(&mut errors, ("number", "name_ar"));
    let done = match checked(errors, ()) {
        Ok(()) => actions::branches::change(cx.env(), cx.db(), cx.permit()?, there.id, version(&cx), &form).await,
        Err(p) => Err(p),
    };
    match done {
        Ok(()) => cx.done("/branches", "staff-saved"),
        Err(p) => {
            let (errors, status) = again(&cx, p)?;
            show(&cx, Some(there), typed, errors, status)
        }
    }
}

pub async fn set_active(cx: Cx) -> Answer {
    let there = found(&cx).await?;
    match actions::branches::set_active(cx.env(), cx.db(), cx.permit()?, there.id, version(&cx), !there.active).await {
        Ok(()) => cx.done("/branches", "staff-saved"),
        Err(p) => {
            let (errors, status) = again(&cx, p)?;
            let typed = raw(&there);
            show(&cx, Some(there), typed, errors, status)
        }
    }
}

pub async fn show_page(cx: Cx) -> Answer {
    let there = found(&cx).await?;
    let typed = raw(&there);
    show(&cx, Some(there), typed, Errors::none(), StatusCode::OK)
}
