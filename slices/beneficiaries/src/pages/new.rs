use super::{Tag, Trouble, found_html, status_tag};
use crate::{
    Found, Hit,
    actions::{self, NewFile, Similar},
    file, perm, search,
};
use askama::Template;
use kernel::{FieldErrors, Id, Problem, Result, Scope};
use people::{FieldSet, PersonForm};
use web::{Answer, Cx, Errors, Opt, Shell};

#[derive(Template)]
#[template(path = "file_new_ask.html")]
struct AskPage {
    shell: Shell,
    errors: Errors,
    kinds: Vec<Opt>,
    f: PersonForm,
    /// What the register already has under this identity number.
    found: String,
}

struct SimilarRow {
    href: String,
    name: String,
    number: String,
    status: Tag,
    why: String,
}

#[derive(Template)]
#[template(path = "file_new.html")]
struct NewPage {
    shell: Shell,
    errors: Errors,
    fields: String,
    similar: Vec<SimilarRow>,
    confirmed: bool,
    branches: Vec<Opt>,
    categories: Vec<Opt>,
    old_number: String,
    before_contact: String,
}

fn shell(cx: &Cx) -> Shell {
    cx.shell(cx.t("beneficiaries-new-title"), "/files")
}

/// First a search: nobody is entered before he was looked for.
pub async fn ask(cx: Cx) -> Answer {
    ask_page(&cx, PersonForm::default(), Trouble::none(), String::new())
}

fn ask_page(cx: &Cx, f: PersonForm, trouble: Trouble, found: String) -> Answer {
    let shell = shell(cx);
    let chosen = if f.identity_kind.is_empty() { "national" } else { f.identity_kind.as_str() };
    let kinds = ["national", "other", "none"].iter().map(|k| Opt::new(*k, shell.code("choice-identity-kind", k), *k == chosen)).collect();
    let shell = if trouble.errors.is_empty() { shell } else { shell.invalid() };
    web::page_with(trouble.status, &AskPage { shell, errors: trouble.errors, kinds, f, found })
}

/// The answer to the search: the same person, or those who resemble him and the form of the new file.
pub async fn look(cx: Cx) -> Answer {
    let f = PersonForm::of(&cx.form);
    let mut e = FieldErrors::default();
    // Only what the search asks for; the rest of the form comes later.
    if let Err(all) = f.parse(cx.today()) {
        for (field, error) in all.0 {
            if matches!(field.as_str(), "identity" | "mobile" | "as_written") {
                e.add(field, error);
            }
        }
    }
    if !e.is_empty() {
        return ask_page(&cx, f, Trouble::invalid(&cx, &e), String::new());
    }
    if let Some(found) = same_person(&cx, &f).await? {
        return ask_page(&cx, f, Trouble::none(), found);
    }
    let similar = similar(&cx, &f).await?;
    new_page(&cx, f, similar, Trouble::none()).await
}

/// The file of the same identity number, as a notice: with a link within reach, and only that there is one out of it.
async fn same_person(cx: &Cx, f: &PersonForm) -> Result<Option<String>> {
    if f.identity_kind == "none" || f.identity.is_empty() {
        return Ok(None);
    }
    let scope = cx.permit_for(perm::OPEN).map_or(cx.permit()?.scope, |p| p.scope);
    let files = search::by_identity_now(&mut cx.reader(), &f.identity).await?;
    let open: Vec<_> = files.into_iter().filter(|x| x.status != crate::Status::Closed).collect();
    if open.is_empty() {
        return Ok(None);
    }
    let hits: Vec<Hit> = open.iter().filter(|x| x.within(scope)).map(|x| Hit { file: x.clone(), why: search::Why::Identity, member: None }).collect();
    let found = Found { elsewhere: hits.is_empty(), hits, more: false };
    found_html(&shell(cx), &found, &f.identity).map(Some)
}

async fn similar(cx: &Cx, f: &PersonForm) -> Result<Vec<Similar>> {
    let name = if f.as_written.is_empty() { [&f.first, &f.father, &f.grandfather, &f.family].map(String::as_str).join(" ") } else { f.as_written.clone() };
    actions::look_for_duplicates(&mut cx.reader(), cx.permit()?, &name, &[f.mobile.clone(), f.mobile2.clone()]).await
}

async fn new_page(cx: &Cx, f: PersonForm, similar: Vec<Similar>, trouble: Trouble) -> Answer {
    let shell = shell(cx);
    let shell = if trouble.errors.is_empty() { shell } else { shell.invalid() };
    let permit = cx.permit()?;
    let mut q = cx.reader();
    let chosen = cx.form.text("branch").to_owned();
    let own = permit.actor.branch.to_string();
    let mut branches = vec![];
    if permit.scope == Scope::All {
        for b in staff::branches(&mut q).await?.iter().filter(|b| b.active) {
            let id = b.id.to_string();
            let selected = if chosen.is_empty() { id == own } else { id == chosen };
            branches.push(Opt::new(id, b.name(cx.lang), selected));
        }
    }
    let actor = cx.actor()?;
    let categories = file::categories(&mut q).await?;
    let categories =
        categories.iter().filter(|c| c.active && c.open_to(actor)).map(|c| Opt::new(&c.code, c.name(cx.lang), cx.form.has("categories", &c.code))).collect();
    let fields = people::fields_html(&shell, &trouble.errors, &f, FieldSet::Whole)?;
    let similar = similar
        .into_iter()
        .map(|s| SimilarRow {
            href: s.file.href(),
            name: s.file.head_name.clone(),
            number: s.file.number.clone(),
            status: status_tag(&shell, s.file.status),
            why: shell.code("file-found", s.why.code()),
        })
        .collect();
    let page = NewPage {
        fields,
        similar,
        confirmed: cx.form.flag("confirmed"),
        branches,
        categories,
        old_number: cx.form.text("old_number").to_owned(),
        before_contact: cx.form.text("before_contact").to_owned(),
        errors: trouble.errors,
        shell,
    };
    web::page_with(trouble.status, &page)
}

pub async fn create(cx: Cx) -> Answer {
    let permit = cx.permit()?;
    let f = PersonForm::of(&cx.form);
    if let Some(found) = same_person(&cx, &f).await? {
        let trouble = Trouble { status: web::StatusCode::UNPROCESSABLE_ENTITY, ..Trouble::none() };
        return ask_page(&cx, f, trouble, found);
    }
    let similar = similar(&cx, &f).await?;
    let mut e = FieldErrors::default();
    if !similar.is_empty() && !cx.form.flag("confirmed") {
        e.code("confirmed", "confirm_new");
    }
    let head = match f.parse(cx.today()) {
        Ok(p) => Some(p),
        Err(more) => {
            e.0.extend(more.0);
            None
        }
    };
    let actor = cx.actor()?;
    let known = file::categories(&mut cx.reader()).await?;
    let categories: Vec<String> = cx.form.all("categories").map(str::to_owned).collect();
    if categories.iter().any(|c| !known.iter().any(|k| k.code == *c && k.active && k.open_to(actor))) {
        e.code("categories", "choice");
    }
    let branch: Result<Id, _> =
        if permit.scope == Scope::All && !cx.form.text("branch").is_empty() { cx.form.text("branch").parse() } else { Ok(permit.actor.branch) };
    if branch.is_err() {
        e.code("branch", "choice");
    }
    let (Some(head), Ok(branch), true) = (head, branch, e.is_empty()) else {
        return new_page(&cx, f, similar, Trouble::invalid(&cx, &e)).await;
    };
    let text = |name: &str| Some(cx.form.text(name).to_owned()).filter(|s| !s.is_empty());
    let cmd = NewFile { categories, old_number: text("old_number"), before_contact: text("before_contact"), ..NewFile::draft(head, branch) };
    match actions::create_file(cx.env(), cx.db(), permit, cmd, cx.form.once(), &cx.form.digest()).await {
        Ok(id) => cx.done(&format!("/files/{id}"), "beneficiaries-created"),
        Err(p @ (Problem::Invalid(_) | Problem::Refused { .. } | Problem::Conflict { .. })) => {
            let trouble = Trouble::of(&cx, None, p).await?;
            new_page(&cx, f, similar, trouble).await
        }
        Err(p) => Err(p),
    }
}
