//! The pages of files.

pub mod access;
pub mod categories;
pub mod edit;
pub mod employee;
pub mod file;
pub mod list;
pub mod members;
pub mod new;
pub mod settings;
pub mod status;

use crate::{
    File, Found,
    file::Category,
    perm,
    rules::{Needs, Status},
};
use askama::Template;
use kernel::{FieldErrors, Id, Problem, Result};
use std::collections::{BTreeMap, BTreeSet};
use web::{Cx, DualAt, Errors, Shell, StatusCode};

/// A word with its colour and icon, for `c::tag`.
#[derive(Clone, Debug)]
pub struct Tag {
    pub kind: &'static str,
    pub icon: &'static str,
    pub text: String,
}

/// A file's status as pages show it.
pub fn status_tag(shell: &Shell, status: Status) -> Tag {
    let (kind, icon) = status.look();
    Tag { kind, icon, text: shell.code("file-status", status.code()) }
}

/// The present categories this employee may see, then one «hidden» where there are kinds he may not (whether the file is of one or not).
pub(crate) fn category_names(cx: &Cx, categories: &[Category]) -> Result<Vec<String>> {
    let actor = cx.actor()?;
    let mut out: Vec<String> = categories.iter().filter(|c| c.open_to(actor)).map(|c| c.name(cx.lang).to_owned()).collect();
    if hides(cx) {
        out.push(cx.t("beneficiaries-hidden"));
    }
    Ok(out)
}

/// Whether there are kinds of categories this employee may not see.
pub(crate) fn hides(cx: &Cx) -> bool {
    !(cx.can(perm::READ_HEALTH) && cx.can(perm::READ_INCOME))
}

pub(crate) fn needs_permission(needs: Needs) -> Option<kernel::Permission> {
    match needs {
        Needs::Nothing => None,
        Needs::Health => Some(perm::READ_HEALTH),
        Needs::Income => Some(perm::READ_INCOME),
    }
}

/// What a form's page carries so that two people do not write over one another: the version it shows and when it was made.
#[derive(Clone, Debug)]
pub struct Stamp {
    pub version: String,
    pub seen: String,
}

impl Stamp {
    pub fn of(cx: &Cx, f: &File) -> Stamp {
        Stamp { version: f.version.to_string(), seen: cx.now().0.to_string() }
    }
}

/// The version a form was made from; a form without one is out of date.
pub(crate) fn version(cx: &Cx) -> i64 {
    cx.form.text("version").parse().unwrap_or(-1)
}

/// What somebody did between the opening of a form and its sending.
#[derive(Clone, Debug)]
pub struct Changed {
    pub what: String,
    pub who: String,
    pub when: DualAt,
}

/// What went wrong with a form, as its page shows it.
pub struct Trouble {
    pub errors: Errors,
    pub changed: Vec<Changed>,
    pub status: StatusCode,
}

impl Trouble {
    pub fn none() -> Trouble {
        Trouble { errors: Errors::none(), changed: vec![], status: StatusCode::OK }
    }
    pub fn invalid(cx: &Cx, e: &FieldErrors) -> Trouble {
        Trouble { errors: Errors::new(cx.lang, e), changed: vec![], status: StatusCode::UNPROCESSABLE_ENTITY }
    }
    /// Errors, refusals and conflicts stay on the form's page; the rest is for the guard.
    pub async fn of(cx: &Cx, file: Option<Id>, p: Problem) -> Result<Trouble> {
        match &p {
            Problem::Invalid(e) => Ok(Trouble::invalid(cx, e)),
            Problem::Refused { .. } => {
                let errors = Errors::none().general(cx.refusal(&p).unwrap_or_default());
                Ok(Trouble { errors, changed: vec![], status: StatusCode::UNPROCESSABLE_ENTITY })
            }
            Problem::Conflict { .. } => {
                let errors = Errors::none().general(cx.refusal(&p).unwrap_or_default());
                let changed = match file {
                    Some(id) => changed_since(cx, id, cx.form.text("seen").parse().unwrap_or(i64::MAX)).await?,
                    None => vec![],
                };
                Ok(Trouble { errors, changed, status: StatusCode::CONFLICT })
            }
            _ => Err(p),
        }
    }
}

/// What was done to a file since an instant, by others or oneself: this slice's own changes.
async fn changed_since(cx: &Cx, id: Id, seen: i64) -> Result<Vec<Changed>> {
    const READING: &[&str] = &["file.opened", "file.identity_revealed", "file.access_asked"];
    let mut q = cx.reader();
    let rows = db::audit::read(&mut q, &db::audit::Part::File(id), None, 30).await?;
    let rows: Vec<_> = rows.into_iter().filter(|r| r.at.0 >= seen && r.code.starts_with("file.") && !READING.contains(&r.code.as_str())).collect();
    let ids: Vec<Id> = rows.iter().filter_map(|r| r.actor.parse().ok()).collect();
    let names = employee_names(cx, &ids).await?;
    let shell = cx.shell("", "");
    Ok(rows.into_iter().map(|r| Changed { what: shell.code("event", &r.code), who: names.of_actor(cx, &r.actor), when: shell.at(r.at) }).collect())
}

/// Employees' names by id.
pub(crate) struct Names(BTreeMap<Id, String>);

impl Names {
    pub fn of(&self, cx: &Cx, id: Id) -> String {
        if id == Id::NIL {
            return cx.t("beneficiaries-system");
        }
        self.0.get(&id).cloned().unwrap_or_else(|| cx.t("beneficiaries-unknown-employee"))
    }
    /// Of an entry of the trail: an id, or the system.
    pub fn of_actor(&self, cx: &Cx, actor: &str) -> String {
        self.of(cx, actor.parse().unwrap_or(Id::NIL))
    }
}

/// The names of employees, one statement for all.
pub(crate) async fn employee_names(cx: &Cx, ids: &[Id]) -> Result<Names> {
    let ids: Vec<Id> = ids.iter().copied().filter(|id| *id != Id::NIL).collect::<BTreeSet<_>>().into_iter().collect();
    Ok(Names(if ids.is_empty() { BTreeMap::new() } else { staff::names(&mut cx.reader(), &ids).await? }))
}

/// Two letters for the round badge.
pub(crate) fn initials(name: &str) -> String {
    let letter = |w: &str| w.strip_prefix("ال").filter(|r| r.chars().count() > 1).unwrap_or(w).chars().next();
    let mut words = name.split_whitespace();
    let (first, last) = (words.next().and_then(letter), words.next_back().and_then(letter));
    first.into_iter().chain(last).collect()
}

struct HitRow {
    href: String,
    name: String,
    number: String,
    status: Tag,
    /// «by what», and the member found.
    why: String,
    member: String,
}

#[derive(Template)]
#[template(path = "files_found.html")]
struct FoundPage<'a> {
    shell: &'a Shell,
    rows: Vec<HitRow>,
    more: bool,
    elsewhere: bool,
    ask: bool,
    typed: &'a str,
    errors: Errors,
}

/// What a search found, as trusted HTML for the desk's search page and the search before a new file. `typed`: what was searched for,
/// sent along when access to another office's file is asked for.
pub fn found_html(shell: &Shell, found: &Found, typed: &str) -> Result<String> {
    let rows = found
        .hits
        .iter()
        .map(|h| HitRow {
            href: h.file.href(),
            name: h.file.head_name.clone(),
            number: h.file.number.clone(),
            status: status_tag(shell, h.file.status),
            why: shell.code("file-found", h.why.code()),
            member: h.member.clone().unwrap_or_default(),
        })
        .collect();
    let page = FoundPage { shell, rows, more: found.more, elsewhere: found.elsewhere, ask: shell.can(perm::ASK_ACCESS.0), typed, errors: Errors::none() };
    page.render().map_err(Problem::internal)
}
