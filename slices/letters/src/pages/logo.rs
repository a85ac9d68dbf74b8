//! The logo's own buttons, in the frame's form.

use super::frame;
use crate::{
    forms,
    texts::{self, logo},
};
use kernel::Problem;
use web::{Answer, Cx};

/// The page with the errors at the field, or back to it.
async fn done(cx: &Cx, saved: kernel::Result<i64>, flash: &str) -> Answer {
    match saved {
        Ok(_) => {
            cx.app.set_mark(logo::on_pages(&mut cx.reader()).await?);
            frame::with_logo(cx, flash).await
        }
        Err(Problem::Invalid(e)) => frame::again(cx, &e).await,
        Err(other) => Err(other),
    }
}

pub async fn put(cx: Cx) -> Answer {
    let raw = cx.form.file("logo").map(|u| u.bytes.to_vec()).unwrap_or_default();
    let saved = logo::put(cx.env(), cx.db(), cx.permit()?, forms::version(&cx.form), raw).await;
    done(&cx, saved, "letters-flash-logo").await
}

pub async fn remove(cx: Cx) -> Answer {
    let saved = logo::remove(cx.env(), cx.db(), cx.permit()?, forms::version(&cx.form)).await;
    done(&cx, saved, "letters-flash-logo-gone").await
}

/// The picture itself, for the page.
pub async fn show(cx: Cx) -> Answer {
    let l = texts::logo(&mut cx.reader(), cx.id("id")?).await?.ok_or(Problem::NotFound)?;
    web::download(l.kind.mime(), &format!("logo.{}", l.kind.extension()), true, l.bytes)
}

/// For everybody: the small one in the head of public pages.
pub async fn public(cx: Cx) -> Answer {
    let id = cx.id("id")?;
    let mark = cx.app.mark().filter(|m| m.id == id).ok_or(Problem::NotFound)?;
    web::picture(mark.kind, mark.bytes.clone())
}
