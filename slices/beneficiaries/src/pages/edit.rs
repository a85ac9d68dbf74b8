use super::{Changed, Stamp, Trouble, version};
use crate::{
    File,
    actions::{self, Particulars},
    file,
};
use askama::Template;
use people::{FieldSet, PersonForm};
use web::{Answer, Cx, Errors, Shell};

#[derive(Template)]
#[template(path = "file_edit.html")]
struct Page {
    shell: Shell,
    errors: Errors,
    changed: Vec<Changed>,
    stamp: Stamp,
    f: File,
    fields: String,
    old_number: String,
    before_contact: String,
}

pub async fn form(cx: Cx) -> Answer {
    let mut q = cx.reader();
    let f = file::find(&mut q, cx.permit()?, cx.id("id")?).await?;
    file::guard_relation(&mut q, cx.actor()?, &f).await?;
    let head = people::person(&mut q, f.head).await?;
    let (old, before) = (f.old_number.clone().unwrap_or_default(), f.before_contact.clone().unwrap_or_default());
    page(&cx, f, PersonForm::filled(&head), old, before, Trouble::none())
}

fn page(cx: &Cx, f: File, person: PersonForm, old_number: String, before_contact: String, trouble: Trouble) -> Answer {
    let shell = cx.shell(cx.t("beneficiaries-edit-title"), "/files");
    let shell = if trouble.errors.is_empty() { shell } else { shell.invalid() };
    let fields = people::fields_html(&shell, &trouble.errors, &person, FieldSet::Whole)?;
    web::page_with(
        trouble.status,
        &Page { stamp: Stamp::of(cx, &f), shell, errors: trouble.errors, changed: trouble.changed, f, fields, old_number, before_contact },
    )
}

pub async fn save(cx: Cx) -> Answer {
    let permit = cx.permit()?;
    let f = file::find(&mut cx.reader(), permit, cx.id("id")?).await?;
    let person = PersonForm::of(&cx.form);
    let (old, before) = (cx.form.text("old_number").to_owned(), cx.form.text("before_contact").to_owned());
    let outcome = match person.check(cx.today()) {
        Ok(head) => {
            let cmd = Particulars { file: f.id, version: version(&cx), head, old_number: old.clone(), before_contact: before.clone() };
            actions::update_particulars(cx.env(), cx.db(), permit, cmd).await
        }
        Err(p) => Err(p),
    };
    match outcome {
        Ok(()) => cx.done(&f.href(), "beneficiaries-saved"),
        Err(p) => {
            let trouble = Trouble::of(&cx, Some(f.id), p).await?;
            page(&cx, f, person, old, before, trouble)
        }
    }
}
