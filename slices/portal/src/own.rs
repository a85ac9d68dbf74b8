//! What this session may act for. Whatever a page names goes through here first; anything else is "not found", so that nothing is learnt.

use kernel::{Id, Problem, Result};
use representatives::Acts;
use requests::Request;
use web::Cx;

/// Every file this session may act for: its person's own, those he represents, and the draft of whoever has applied and is not matched yet.
pub async fn all(cx: &Cx) -> Result<Vec<Acts>> {
    let (q, outside) = (&mut cx.reader(), cx.outside()?);
    let mut out = accounts::may_act(q, outside, cx.today()).await?;
    if outside.person.is_none()
        && let Some((file, person)) = applications::stands_for(q, accounts::account_of(q, outside.session).await?).await?
    {
        let name = people::names(q, &[person]).await?.remove(&person).map(|n| n.short).unwrap_or_default();
        out.push(Acts { file, beneficiary: person, name, capacity: "self", may: vec!["follow", "ask", "sign", "receive", "object"], until: None });
    }
    Ok(out)
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
