use super::{again, checked, role_name, version};
use crate::{
    actions::employees as act,
    forms::EmployeeRaw,
    pages::account::{SessionView, session_views},
    routes::perm,
    rules, sign_in,
    store::{
        branches::{self, Branch},
        employees::{self, Employee},
    },
};
use askama::Template;
use kernel::{FieldErrors, Id, Permission, Permit, Problem, Result, Scope};
use web::{Answer, Cx, Errors, Link, Opt, Shell, StatusCode};

const PAGE: usize = 30;

struct Line {
    href: String,
    name: String,
    username: String,
    branch: String,
    roles: Vec<String>,
    active: bool,
    paused: bool,
}

#[derive(Template)]
#[template(path = "employees.html")]
struct EmployeesPage {
    shell: Shell,
    errors: Errors,
    heads: Vec<String>,
    lines: Vec<Line>,
    states: Vec<Link>,
    branches: Vec<Link>,
    roles: Vec<Link>,
    q: String,
    prev: String,
    next: String,
    found: usize,
    may_edit: bool,
}

/// The address of the list with one filter changed.
fn address(branch: &str, role: &str, state: &str, page: usize) -> String {
    let mut parts: Vec<String> =
        [("branch", branch), ("role", role), ("state", state)].iter().filter(|(_, v)| !v.is_empty()).map(|(k, v)| format!("{k}={v}")).collect();
    if page > 1 {
        parts.push(format!("page={page}"));
    }
    if parts.is_empty() { "/employees".into() } else { format!("/employees?{}", parts.join("&")) }
}

async fn listed(cx: &Cx, q: &str) -> Answer {
    let permit = cx.permit()?;
    let (branch, role, state) = (cx.query("branch"), cx.query("role"), cx.query("state"));
    // Only codes we know go back into addresses.
    let branch = branch.parse::<Id>().map(|_| branch).unwrap_or("");
    let role = rules::ROLES.iter().find(|r| **r == role).copied().unwrap_or("");
    let state = if state == "closed" { state } else { "" };
    let mut reader = cx.reader();
    let all_branches = branches::branches(&mut reader).await?;
    let held = employees::all_roles(&mut reader).await?;
    let has = |e: &Employee, r: &str| held.get(&e.id).is_some_and(|h| h.iter().any(|x| x == r));
    let within: Vec<Employee> = employees::employees(&mut reader).await?.into_iter().filter(|e| permit.scope.covers(e.branch, Some(e.id))).collect();
    let count = |closed: bool| within.iter().filter(|e| e.active != closed).count() as i64;
    let states = vec![
        Link::new(address(branch, role, "", 1), cx.t("staff-working"), state.is_empty()).count(count(false)),
        Link::new(address(branch, role, "closed", 1), cx.t("staff-closed-many"), state == "closed").count(count(true)),
    ];
    let mut branch_links = vec![Link::new(address("", role, state, 1), cx.t("staff-all-branches"), branch.is_empty())];
    branch_links.extend(
        all_branches
            .iter()
            .filter(|b| permit.scope.covers(b.id, None))
            .map(|b| Link::new(address(&b.id.to_string(), role, state, 1), b.name(cx.lang), branch == b.id.to_string())),
    );
    let mut role_links = vec![Link::new(address(branch, "", state, 1), cx.t("staff-all-roles"), role.is_empty())];
    role_links.extend(
        rules::ROLES.iter().filter(|r| within.iter().any(|e| has(e, r))).map(|r| Link::new(address(branch, r, state, 1), role_name(cx, r), role == *r)),
    );

    let hits: Vec<&Employee> = within
        .iter()
        .filter(|e| e.active != (state == "closed"))
        .filter(|e| branch.is_empty() || e.branch.to_string() == branch)
        .filter(|e| role.is_empty() || has(e, role))
        .filter(|e| q.is_empty() || i18n::fold::finds(q, &e.name_ar) || i18n::fold::finds(q, &e.name_en) || e.username.starts_with(&q.to_ascii_lowercase()))
        .collect();
    let page = (cx.query_int("page").max(1) as usize).min(hits.len().div_ceil(PAGE).max(1));
    // A search by name is not in any address, so it is not paged: all it finds is shown.
    let (skip, take) = if q.is_empty() { ((page - 1) * PAGE, PAGE) } else { (0, 200) };
    let lines = hits
        .iter()
        .skip(skip)
        .take(take)
        .map(|e| Line {
            href: format!("/employees/{}", e.id),
            name: e.name(cx.lang).to_string(),
            username: e.username.clone(),
            branch: branch_name(cx, &all_branches, e.branch),
            roles: held.get(&e.id).map(|h| h.iter().map(|r| role_name(cx, r)).collect()).unwrap_or_default(),
            active: e.active,
            paused: e.locked_until > cx.now(),
        })
        .collect();
    let mut shell = cx.shell(cx.t("staff-employees"), "/employees");
    shell.path = "/employees".into();
    let heads = ["staff-name", "staff-username", "staff-branch", "staff-roles", "staff-state"].map(|k| cx.t(k)).to_vec();
    let page = EmployeesPage {
        shell,
        errors: Errors::none(),
        heads,
        lines,
        states,
        branches: if branch_links.len() > 2 { branch_links } else { vec![] },
        roles: role_links,
        prev: if q.is_empty() && page > 1 { address(branch, role, state, page - 1) } else { String::new() },
        next: if q.is_empty() && page * PAGE < hits.len() { address(branch, role, state, page + 1) } else { String::new() },
        q: q.into(),
        found: hits.len(),
        may_edit: cx.can(perm::EMPLOYEE_MANAGE),
    };
    web::page(&page)
}

fn branch_name(cx: &Cx, all: &[Branch], id: Id) -> String {
    all.iter().find(|b| b.id == id).map(|b| b.name(cx.lang).to_string()).unwrap_or_default()
}

pub async fn list(cx: Cx) -> Answer {
    listed(&cx, "").await
}

/// A name is personal: it comes in the body, never in an address.
pub async fn search(cx: Cx) -> Answer {
    listed(&cx, cx.form.text("q")).await
}

fn role_opts(cx: &Cx, held: &[String]) -> Vec<Opt> {
    rules::ROLES.iter().map(|r| Opt::new(*r, role_name(cx, r), held.iter().any(|h| h == r))).collect()
}

async fn branch_opts(cx: &Cx, scope: Scope, chosen: &str) -> Result<Vec<Opt>> {
    let all = branches::branches(&mut cx.reader()).await?;
    Ok(all
        .iter()
        .filter(|b| (b.active && scope.covers(b.id, None)) || b.id.to_string() == chosen)
        .map(|b| Opt::new(b.id.to_string(), b.name(cx.lang), b.id.to_string() == chosen))
        .collect())
}

#[derive(Template)]
#[template(path = "employee_new.html")]
struct NewPage {
    shell: Shell,
    errors: Errors,
    raw: EmployeeRaw,
    branches: Vec<Opt>,
    roles: Vec<Opt>,
    may_assign: bool,
    min: usize,
}

async fn show_new(cx: &Cx, raw: EmployeeRaw, errors: Errors, status: StatusCode) -> Answer {
    let mut shell = cx.shell(cx.t("staff-employee-new"), "/employees");
    shell.invalid = !errors.is_empty();
    shell.path = "/employees/new".into();
    let branches = branch_opts(cx, cx.permit()?.scope, &raw.branch).await?;
    let page = NewPage { shell, errors, branches, roles: role_opts(cx, &raw.roles), raw, may_assign: cx.can(perm::ROLE_ASSIGN), min: rules::PASSWORD_MIN };
    web::page_with(status, &page)
}

pub async fn new(cx: Cx) -> Answer {
    let branch = cx.actor()?.branch.to_string();
    show_new(&cx, EmployeeRaw { branch, ..EmployeeRaw::default() }, Errors::none(), StatusCode::OK).await
}

pub async fn create(cx: Cx) -> Answer {
    let raw = EmployeeRaw::of(&cx.form);
    let mut errors = FieldErrors::default();
    if rules::username(&raw.username).is_none() {
        errors.code("username", "staff_username");
    }
    let form = raw.check(&mut errors);
    let password = cx.form.text("new_password").to_string();
    if let Some(code) = rules::password_fault(&password, &raw.username) {
        errors.add("new_password", kernel::FieldError::new(code).arg("n", rules::PASSWORD_MIN));
    }
    let made = match checked(errors, ()) {
        Ok(()) => {
            let new = act::NewEmployee {
                username: raw.username.clone(),
                name_ar: form.name_ar,
                name_en: form.name_en,
                department: form.department,
                branch: form.branch,
                roles: raw.roles.clone(),
                password,
                must_change: true,
                ..act::NewEmployee::default()
            };
            act::create_employee(cx.env(), cx.db(), cx.actor()?, new).await
        }
        Err(p) => Err(p),
    };
    match made {
        Ok(id) => cx.done(&format!("/employees/{id}"), "staff-employee-made"),
        Err(p) => {
            let (errors, status) = again(&cx, p)?;
            show_new(&cx, raw, errors, status).await
        }
    }
}

#[derive(Template)]
#[template(path = "employee.html")]
struct EmployeePage {
    shell: Shell,
    errors: Errors,
    e: Employee,
    href: String,
    unlock_to: String,
    sessions_to: String,
    raw: EmployeeRaw,
    version: String,
    branch: String,
    branches: Vec<Opt>,
    roles: Vec<Opt>,
    role_names: Vec<String>,
    closing: Vec<Opt>,
    closing_open: bool,
    sessions: Vec<SessionView>,
    own: bool,
    paused: bool,
    may_edit: bool,
    may_assign: bool,
    may_revoke: bool,
    may_audit: bool,
    /// What upper rooms say of this employee (trusted HTML).
    panels: Vec<String>,
    min: usize,
}

/// The permit of one form of the page: the page itself is opened with the right to read.
fn allowed(cx: &Cx, p: Permission) -> Option<Permit> {
    cx.permit_for(p)
}

async fn shown(cx: &Cx, typed: Option<EmployeeRaw>, errors: Errors, status: StatusCode) -> Answer {
    let permit = allowed(cx, perm::EMPLOYEE_READ).ok_or(Problem::NotFound)?;
    let mut q = cx.reader();
    let (e, held) = act::find(&mut q, &permit, cx.id("id")?).await?;
    let all = branches::branches(&mut q).await?;
    let raw = typed.unwrap_or_else(|| EmployeeRaw {
        username: e.username.clone(),
        name_ar: e.name_ar.clone(),
        name_en: e.name_en.clone(),
        department: e.department.clone(),
        branch: e.branch.to_string(),
        roles: held.clone(),
    });
    let mut shell = cx.shell(e.name(cx.lang), "/employees");
    shell.invalid = !errors.is_empty();
    shell.path = format!("/employees/{}", e.id);
    let manage = allowed(cx, perm::EMPLOYEE_MANAGE);
    let page = EmployeePage {
        href: shell.path.clone(),
        unlock_to: format!("{}/unlock", shell.path),
        sessions_to: format!("{}/sessions", shell.path),
        version: e.version.to_string(),
        branch: branch_name(cx, &all, e.branch),
        branches: branch_opts(cx, manage.as_ref().map_or(permit.scope, |m| m.scope), &raw.branch).await?,
        roles: role_opts(cx, &raw.roles),
        closing: rules::CLOSING.iter().map(|c| Opt::new(*c, cx.t(&format!("choice-closing-{c}")), cx.form.text("why") == *c)).collect(),
        closing_open: errors.get("why").is_some(),
        role_names: held.iter().map(|r| role_name(cx, r)).collect(),
        sessions: if cx.can(perm::SESSION_REVOKE_ANY) { session_views(cx, &shell, e.id).await? } else { vec![] },
        own: cx.actor()?.id == e.id,
        paused: e.locked_until > cx.now(),
        may_edit: manage.is_some(),
        may_assign: cx.can(perm::ROLE_ASSIGN),
        may_revoke: cx.can(perm::SESSION_REVOKE_ANY),
        may_audit: cx.can(perm::AUDIT_READ),
        panels: cx.panels("employee.side", e.id).await?,
        min: rules::PASSWORD_MIN,
        shell,
        errors,
        e,
        raw,
    };
    web::page_with(status, &page)
}

pub async fn show(cx: Cx) -> Answer {
    shown(&cx, None, Errors::none(), StatusCode::OK).await
}

/// Back to the page with a word, or the page again with what was wrong.
async fn after(cx: &Cx, done: Result<()>, typed: Option<EmployeeRaw>, word: &str) -> Answer {
    match done {
        Ok(()) => cx.done(&format!("/employees/{}", cx.id("id")?), word),
        Err(p) => {
            let (errors, status) = again(cx, p)?;
            shown(cx, typed, errors, status).await
        }
    }
}

pub async fn change(cx: Cx) -> Answer {
    let id = cx.id("id")?;
    let held = employees::roles_of(&mut cx.reader(), id).await?;
    let raw = EmployeeRaw { roles: held, ..EmployeeRaw::of(&cx.form) };
    let mut errors = FieldErrors::default();
    let form = raw.check(&mut errors);
    let done = match checked(errors, ()) {
        Ok(()) => act::change(cx.env(), cx.db(), cx.permit()?, id, version(&cx), &form).await,
        Err(p) => Err(p),
    };
    after(&cx, done, Some(raw), "staff-saved").await
}

pub async fn set_roles(cx: Cx) -> Answer {
    let wanted: Vec<String> = cx.form.all("roles").map(str::to_string).collect();
    let done = act::set_roles(cx.env(), cx.db(), cx.permit()?, cx.id("id")?, version(&cx), wanted).await;
    after(&cx, done, None, "staff-roles-saved").await
}

pub async fn set_active(cx: Cx) -> Answer {
    let open = cx.form.text("active") == "1";
    let done = act::set_active(cx.env(), cx.db(), cx.permit()?, cx.id("id")?, version(&cx), open, cx.form.text("why")).await;
    after(&cx, done, None, if open { "staff-account-opened" } else { "staff-account-closed" }).await
}

pub async fn reset_password(cx: Cx) -> Answer {
    let done = act::reset_password(cx.env(), cx.db(), cx.permit()?, cx.id("id")?, cx.form.text("new_password")).await;
    after(&cx, done, None, "staff-password-reset-done").await
}

pub async fn unlock(cx: Cx) -> Answer {
    let done = act::unlock(cx.env(), cx.db(), cx.permit()?, cx.id("id")?).await;
    after(&cx, done, None, "staff-unlocked").await
}

pub async fn end_sessions(cx: Cx) -> Answer {
    let (e, _) = act::find(&mut cx.reader(), cx.permit()?, cx.id("id")?).await?;
    let keep = cx.signed_in().filter(|w| w.actor.id == e.id).map_or(Id::NIL, |w| w.session);
    let done = sign_in::end_sessions(cx.env(), cx.db(), cx.actor()?, e.id, keep).await.map(|_| ());
    after(&cx, done, None, "staff-sessions-ended").await
}
