use super::load;
use kernel::{Event, Problem};
use web::{Answer, Cx};

/// The drawing or scan of a signature on this request.
pub async fn signature(cx: Cx) -> Answer {
    let r = load(&cx).await?;
    let wanted = cx.id("signature")?;
    let s = people::signatures(&mut cx.reader(), "request", r.id).await?.into_iter().find(|s| s.id == wanted).ok_or(Problem::NotFound)?;
    let file = s.file.ok_or(Problem::NotFound)?;
    cx.opened(Event::new("request.opened", "request", r.id).file(r.file).fact("signature", s.id)).await?;
    let bytes = cx.files().get(file).await?;
    let kind = files::kind(&bytes).ok_or(Problem::NotFound)?;
    web::download(kind.mime(), &format!("{}.{}", s.kind.code(), kind.extension()), true, bytes)
}
