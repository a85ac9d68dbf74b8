use super::{Changed, Stamp, Trouble, version};
use crate::{File, actions, file};
use askama::Template;
use web::{Answer, Cx, Errors, Opt, Shell};

#[derive(Template)]
#[template(path = "file_categories.html")]
struct Page {
    shell: Shell,
    errors: Errors,
    changed: Vec<Changed>,
    stamp: Stamp,
    f: File,
    choices: Vec<Opt>,
    hides: bool,
}

async fn page(cx: &Cx, f: File, chosen: Vec<String>, trouble: Trouble) -> Answer {
    let shell = cx.shell(cx.t("beneficiaries-categories-title"), "/files");
    let shell = if trouble.errors.is_empty() { shell } else { shell.invalid() };
    let actor = cx.actor()?;
    let all = file::categories(&mut cx.reader()).await?;
    // A retired category stays to be seen where the file is of it.
    let choices = all
        .iter()
        .filter(|c| c.open_to(actor) && (c.active || chosen.contains(&c.code)))
        .map(|c| Opt::new(&c.code, c.name(cx.lang), chosen.contains(&c.code)))
        .collect();
    web::page_with(
        trouble.status,
        &Page { stamp: Stamp::of(cx, &f), shell, errors: trouble.errors, changed: trouble.changed, f, choices, hides: super::hides(cx) },
    )
}

pub async fn form(cx: Cx) -> Answer {
    let mut q = cx.reader();
    let f = file::find(&mut q, cx.permit()?, cx.id("id")?).await?;
    file::guard_relation(&mut q, cx.actor()?, &f).await?;
    let now = file::categories_of(&mut q, f.id).await?.into_iter().filter(|c| c.to.is_none()).map(|c| c.category.code).collect();
    page(&cx, f, now, Trouble::none()).await
}

pub async fn save(cx: Cx) -> Answer {
    let permit = cx.permit()?;
    let f = file::find(&mut cx.reader(), permit, cx.id("id")?).await?;
    let chosen: Vec<String> = cx.form.all("categories").map(str::to_owned).collect();
    match actions::set_categories(cx.env(), cx.db(), permit, f.id, version(&cx), &chosen).await {
        Ok(()) => cx.done(&f.href(), "beneficiaries-saved"),
        Err(p) => {
            let trouble = Trouble::of(&cx, Some(f.id), p).await?;
            page(&cx, f, chosen, trouble).await
        }
    }
}
