//! What this session may act for. Whatever a page names goes through here first; anything else is "not found", so that nothing is learnt.

use kernel::{Id, Problem, Result};
use representatives::Acts;
use requests::Request;
use web::Cx;

/// Every file this session may act for: its person's own, those he represents, and the draft of whoever has applied and is not matched yet.
pub async fn all(cx: &Cx) -> Result<Vec<Acts>> {
    let (q, outside) = (&mut cx.reader(), cx.outside()?);
    let mut out = accounts::may_act(q, outside, cx.today()).await?;
    // A session that has no account behind it cannot have applied.
    let account = match accounts::account_of(q, outside.session).await {
        Ok(a) => Some(a),
        Err(Problem::NotFound) => None,
        Err(p) => return Err(p),
    };
    let stands = match account {
        Some(a) => applications::stands_for(q, a, &outside.mobile).await?,
        None => None,
    };
    if let Some((file, person)) = stands.filter(|(f, _)| !out.iter().any(|a| a.file == *f)) {
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
    let q = &mut cx.reader();
    let r = requests::find_unscoped(q, id).await?;
    let head = beneficiaries::find_any(q, r.file).await?.head;
    // Who acts for one of the household, not for its head, follows that one's requests alone.
    let fits = |a: &Acts| a.file == r.file && (a.is_own() || a.beneficiary == head || a.beneficiary == r.applicant);
    let acts = all(cx).await?.into_iter().find(fits).ok_or(Problem::NotFound)?;
    Ok((acts, r))
}
