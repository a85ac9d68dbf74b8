use super::{Changed, Stamp, Tag, Trouble, status_tag, version};
use crate::{
    File,
    actions::{self, ChangeStatus},
    file,
    rules::{self, Change},
};
use askama::Template;
use kernel::{FieldErrors, Problem};
use web::{Answer, Cx, Errors, Shell};

struct Option_ {
    code: &'static str,
    label: String,
    button: String,
    question: String,
    field: String,
    typed: String,
    look: &'static str,
    unfolded: bool,
}

#[derive(Template)]
#[template(path = "file_status.html")]
struct Page {
    shell: Shell,
    errors: Errors,
    changed: Vec<Changed>,
    stamp: Stamp,
    f: File,
    status: Tag,
    options: Vec<Option_>,
    action: String,
}

fn page(cx: &Cx, f: File, trouble: Trouble) -> Answer {
    let shell = cx.shell(cx.t("beneficiaries-status-title"), "/files");
    let shell = if trouble.errors.is_empty() { shell } else { shell.invalid() };
    let sent = cx.form.text("change");
    let options = rules::changes(f.status)
        .into_iter()
        .map(|c| Option_ {
            code: c.code(),
            label: shell.code("file-change", c.code()),
            button: shell.t(&format!("file-change-{}-button", c.code())),
            question: shell.t(&format!("file-change-{}-ask", c.code())),
            field: format!("reason_{}", c.code()),
            typed: cx.form.text(&format!("reason_{}", c.code())).to_owned(),
            look: if c.is_weighty() { "danger" } else { "primary" },
            unfolded: sent == c.code(),
        })
        .collect();
    let page = Page {
        status: status_tag(&shell, f.status),
        action: format!("{}/status", f.href()),
        stamp: Stamp::of(cx, &f),
        errors: trouble.errors,
        changed: trouble.changed,
        options,
        f,
        shell,
    };
    web::page_with(trouble.status, &page)
}

pub async fn form(cx: Cx) -> Answer {
    let mut q = cx.reader();
    let f = file::find(&mut q, cx.permit()?, cx.id("id")?).await?;
    file::guard_relation(&mut q, cx.actor()?, &f).await?;
    page(&cx, f, Trouble::none())
}

pub async fn save(cx: Cx) -> Answer {
    let permit = cx.permit()?;
    let f = file::find(&mut cx.reader(), permit, cx.id("id")?).await?;
    let Some(change) = Change::parse(cx.form.text("change")) else {
        return page(&cx, f, Trouble::invalid(&cx, &FieldErrors::one("change", "choice")));
    };
    let field = format!("reason_{}", change.code());
    let cmd = ChangeStatus { file: f.id, version: version(&cx), change, reason: cx.form.text(&field).to_owned() };
    match actions::change_status(cx.env(), cx.db(), permit, cmd).await {
        Ok(()) => cx.done(&f.href(), "beneficiaries-decided"),
        Err(p) => {
            let p = match p {
                Problem::Invalid(e) => Problem::Invalid(FieldErrors(e.0.into_iter().map(|(_, e)| (field.clone(), e)).collect())),
                p => p,
            };
            let trouble = Trouble::of(&cx, Some(f.id), p).await?;
            page(&cx, f, trouble)
        }
    }
}
