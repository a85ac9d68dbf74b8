use super::show::{Typed, page};
use crate::{
    actions::{self, Change},
    forms,
};
use kernel::{FieldError, FieldErrors, Id, Problem};
use web::{Answer, Cx, DateRaw, Errors, StatusCode};

/// Runs the change; what was typed comes back with the errors at their fields.
async fn run(cx: Cx, change: Result<Change, Problem>, mut typed: Typed, flash: &str) -> Answer {
    let id = cx.id("id")?;
    let done = match change {
        Ok(c) => actions::change(cx.env(), cx.db(), cx.permit()?, id, forms::version(&cx.form), c).await,
        Err(p) => Err(p),
    };
    match done {
        Ok(()) => cx.done(&format!("/letters/{id}"), flash),
        Err(Problem::Invalid(e)) => {
            let l = actions::load(&mut cx.reader(), cx.permit()?, id).await?;
            typed.errors = Some(Errors::new(cx.lang, &e));
            page(&cx, l, typed, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(other) => Err(other),
    }
}

/// A note within its length, under its field's name.
fn note(cx: &Cx, field: &str) -> Result<String, Problem> {
    let text = cx.form.text(field).to_string();
    if text.chars().count() > forms::NOTE {
        let mut e = FieldErrors::default();
        e.add(field, FieldError::new("too_long").arg("n", forms::NOTE));
        return Err(Problem::Invalid(e));
    }
    Ok(text)
}

pub async fn hand(cx: Cx) -> Answer {
    let raw = cx.form.text("holder").to_string();
    let typed = Typed { holder: raw.clone(), note: cx.form.text("note").into(), ..Typed::default() };
    let change = match (raw.parse::<Id>(), note(&cx, "note")) {
        (Ok(to), Ok(note)) => Ok(Change::Hand { to, note }),
        (_, Err(e)) => Err(e),
        (Err(_), _) => Err(Problem::field("holder", "letter_holder")),
    };
    run(cx, change, typed, "letters-flash-handed").await
}

pub async fn due(cx: Cx) -> Answer {
    let raw = DateRaw::of(&cx.form, "due");
    let mut e = FieldErrors::default();
    let day = forms::date("due", &raw, &mut e).map(|d| d.0);
    let typed = Typed { due: Some(raw), ..Typed::default() };
    run(cx, e.ok(Change::Due(day)), typed, "letters-flash-due").await
}

pub async fn close(cx: Cx) -> Answer {
    let typed = Typed { close_note: cx.form.text("close_note").into(), ..Typed::default() };
    let change = note(&cx, "close_note").map(Change::Close);
    run(cx, change, typed, "letters-flash-closed").await
}

pub async fn reopen(cx: Cx) -> Answer {
    let typed = Typed { reason_reopen: cx.form.text("reason_reopen").into(), ..Typed::default() };
    let change = note(&cx, "reason_reopen").map(Change::Reopen);
    run(cx, change, typed, "letters-flash-reopened").await
}

/// The number stays in the register, marked, with its reason.
pub async fn void(cx: Cx) -> Answer {
    let typed = Typed { reason_void: cx.form.text("reason_void").into(), ..Typed::default() };
    let change = note(&cx, "reason_void").map(Change::Void);
    run(cx, change, typed, "letters-flash-void").await
}
