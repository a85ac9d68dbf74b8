//! What this session may act for. Whatever a page names goes through here first; anything else is "not found", so that nothing is learnt.

use kernel::{Id, Problem, Result};
use representatives::Acts;
use requests::Request;
use web::Cx;

/// Every file this session may act for: its person's own, and those he represents.
pub async fn all(cx: &Cx) -> Result<Vec<Acts>> {
    accounts::may_act(&mut cx.reader(), cx.outside()?, cx.today()).await
}

/// That the file is one of them, and in what standing.
///
/// # Errors
/// [`Problem::NotFound`] for any other file, existing or not.
pub async fn file(cx: &Cx, id: Id) -> Result<Acts> {
    all(cx).await?.into_iter().find(|a| a.file == id).ok_or(Problem::NotFound)
}

/// A request of such a file.
///
/// # Errors
/// [`Problem::NotFound`] for any other request, existing or not.
pub async fn request(cx: &Cx, id: Id) -> Result<(Acts, Request)> {
    let r = requests::find_unscoped(&mut cx.reader(), id).await?;
    let acts = file(cx, r.file).await?;
    Ok((acts, r))
}
