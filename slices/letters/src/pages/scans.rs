use super::show::{Typed, page};
use crate::{Letter, Scan, actions, forms, store};
use kernel::{Event, Problem, Result};
use web::{Answer, Cx, Errors, StatusCode};

pub async fn add(cx: Cx) -> Answer {
    let id = cx.id("id")?;
    match actions::add_scans(cx.env(), cx.db(), cx.files(), cx.permit()?, id, forms::uploads(&cx.form), forms::once(&cx.form)).await {
        Ok(()) => cx.done(&format!("/letters/{id}"), "letters-flash-scanned"),
        Err(Problem::Invalid(e)) => {
            let l = actions::load(&mut cx.reader(), cx.permit()?, id).await?;
            page(&cx, l, Typed { errors: Some(Errors::new(cx.lang, &e)), ..Typed::default() }, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(other) => Err(other),
    }
}

async fn found(cx: &Cx) -> Result<(Letter, usize, Scan)> {
    let mut q = cx.reader();
    let l = actions::load(&mut q, cx.permit()?, cx.id("id")?).await?;
    let id = cx.id("scan")?;
    let (i, s) = store::scans(&mut q, l.id).await?.into_iter().enumerate().find(|(_, s)| s.id == id).ok_or(Problem::NotFound)?;
    if let Some(file) = l.file {
        cx.opened(Event::new("letter.opened", "letter", l.id).file(file).fact("part", "scan")).await?;
    }
    Ok((l, i, s))
}

pub async fn show(cx: Cx) -> Answer {
    let (l, i, s) = found(&cx).await?;
    let bytes = cx.files().get(s.stored).await?;
    web::download(s.kind.mime(), &format!("letter-{}-{}-{}.{}", l.year, l.serial, i + 1, s.kind.extension()), true, bytes)
}

pub async fn thumb(cx: Cx) -> Answer {
    let (_, _, s) = found(&cx).await?;
    let bytes = cx.files().get(s.thumb.ok_or(Problem::NotFound)?).await?;
    web::download("image/jpeg", "thumb.jpg", true, bytes)
}
