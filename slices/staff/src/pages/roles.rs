use super::{again, role_name, version};
use crate::{
    actions,
    routes::perm,
    rules::ROLES,
    seed,
    store::{employees, roles},
};
use askama::Template;
use kernel::{Problem, Reach};
use std::collections::BTreeMap;
use web::{Answer, Cx, Errors, Opt, Shell, StatusCode};

struct Head {
    href: String,
    name: String,
}

struct Row {
    name: String,
    /// A reach's word for each role, empty for none.
    cells: Vec<String>,
}

struct Group {
    name: String,
    rows: Vec<Row>,
}

#[derive(Template)]
#[template(path = "roles.html")]
struct MatrixPage {
    shell: Shell,
    heads: Vec<Head>,
    groups: Vec<Group>,
    columns: usize,
}

fn permission_name(cx: &Cx, code: &str) -> String {
    let key = format!("permission-{}", code.replace(['.', '_'], "-"));
    if i18n::has(cx.lang, &key) { cx.t(&key) } else { code.to_string() }
}

fn reach_name(cx: &Cx, r: Reach) -> String {
    cx.t(match r {
        Reach::Own => "choice-reach-own",
        Reach::Branch => "choice-reach-branch",
        Reach::All => "choice-reach-all",
    })
}

fn slice_name(cx: &Cx, slice: &str) -> String {
    let key = format!("slice-{slice}");
    if i18n::has(cx.lang, &key) { cx.t(&key) } else { slice.to_string() }
}

/// Permissions under the slices they belong to, each once.
fn grouped() -> Vec<(&'static str, Vec<&'static str>)> {
    let mut out: Vec<(&'static str, Vec<&'static str>)> = vec![];
    for (slice, p) in seed::registry() {
        if out.iter().any(|(_, ps)| ps.contains(&p.0)) {
            continue;
        }
        match out.iter_mut().find(|(s, _)| *s == slice) {
            Some((_, ps)) => ps.push(p.0),
            None => out.push((slice, vec![p.0])),
        }
    }
    out
}

pub async fn matrix(cx: Cx) -> Answer {
    let m = roles::matrix(&mut cx.reader()).await?;
    let groups = grouped()
        .into_iter()
        .map(|(slice, permissions)| Group {
            name: slice_name(&cx, slice),
            rows: permissions
                .into_iter()
                .map(|p| Row {
                    name: permission_name(&cx, p),
                    cells: ROLES.iter().map(|r| m.get(*r).and_then(|g| g.get(p)).map(|r| reach_name(&cx, *r)).unwrap_or_default()).collect(),
                })
                .collect(),
        })
        .collect();
    let heads = ROLES.iter().map(|r| Head { href: format!("/roles/{r}"), name: role_name(&cx, r) }).collect();
    web::page(&MatrixPage { shell: cx.shell(cx.t("staff-roles"), "/settings"), heads, groups, columns: ROLES.len() + 1 })
}

struct Choice {
    field: String,
    name: String,
    /// The word of the reach now, for who may not change it.
    now: String,
    opts: Vec<Opt>,
}

struct ChoiceGroup {
    id: String,
    name: String,
    rows: Vec<Choice>,
}

#[derive(Template)]
#[template(path = "role.html")]
struct RolePage {
    shell: Shell,
    errors: Errors,
    groups: Vec<ChoiceGroup>,
    action: String,
    version: String,
    holders: Vec<(String, String)>,
    may_edit: bool,
}

async fn shown(cx: &Cx, typed: Option<BTreeMap<String, Reach>>, errors: Errors, status: StatusCode) -> Answer {
    let role = cx.param("role")?;
    if !ROLES.contains(&role) {
        return Err(Problem::NotFound);
    }
    let mut q = cx.reader();
    let now = match typed {
        Some(t) => t,
        None => roles::of_role(&mut q, role).await?,
    };
    let version = roles::version(&mut q, role).await?;
    let held = employees::all_roles(&mut q).await?;
    let holders = employees::employees(&mut q)
        .await?
        .iter()
        .filter(|e| e.active && held.get(&e.id).is_some_and(|h| h.iter().any(|r| r == role)))
        .map(|e| (if cx.can(perm::EMPLOYEE_READ) { format!("/employees/{}", e.id) } else { String::new() }, e.name(cx.lang).to_string()))
        .collect();
    let groups = grouped()
        .into_iter()
        .map(|(slice, permissions)| ChoiceGroup {
            id: format!("h-{slice}"),
            name: slice_name(cx, slice),
            rows: permissions
                .into_iter()
                .map(|p| {
                    let has = now.get(p).copied();
                    let mut opts = vec![Opt::new("", cx.t("staff-no-permission"), has.is_none())];
                    opts.extend([Reach::Own, Reach::Branch, Reach::All].map(|r| Opt::new(r.code(), reach_name(cx, r), has == Some(r))));
                    Choice { field: p.into(), name: permission_name(cx, p), now: has.map(|r| reach_name(cx, r)).unwrap_or_default(), opts }
                })
                .collect(),
        })
        .collect();
    let mut shell = cx.shell(role_name(cx, role), "/settings");
    shell.invalid = !errors.is_empty();
    web::page_with(
        status,
        &RolePage { shell, errors, groups, action: format!("/roles/{role}"), version: version.to_string(), holders, may_edit: cx.can(perm::ROLE_MANAGE) },
    )
}

pub async fn show(cx: Cx) -> Answer {
    shown(&cx, None, Errors::none(), StatusCode::OK).await
}

pub async fn change(cx: Cx) -> Answer {
    let after: BTreeMap<String, Reach> = cx.form.pairs().filter_map(|(k, v)| Some((k.to_string(), Reach::parse(v.trim())?))).collect();
    match actions::roles::set_permissions(cx.env(), cx.db(), cx.permit()?, cx.param("role")?, version(&cx), after.clone()).await {
        Ok(()) => cx.done(&format!("/roles/{}", cx.param("role")?), "staff-saved"),
        Err(p) => {
            let (errors, status) = again(&cx, p)?;
            shown(&cx, Some(after), errors, status).await
        }
    }
}
