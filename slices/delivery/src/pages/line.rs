use super::{About, about, again, found, version, what_words};
use crate::{actions, forms};
use askama::Template;
use i18n::dates::Dual;
use kernel::{Event, FieldErrors, Problem};
use web::{Answer, Cx, DualAt, Errors, Shell, StatusCode};

pub async fn release(cx: Cx) -> Answer {
    let (l, _) = found(&cx).await?;
    let request = actions::release(cx.env(), cx.db(), cx.permit()?, l.id, version(&cx)).await?;
    let back = if cx.form.text("from") == "list" { "/delivery?state=planned".to_string() } else { format!("/requests/{request}") };
    cx.done(&back, "delivery-released")
}

#[derive(Template)]
#[template(path = "close.html")]
struct ClosePage {
    shell: Shell,
    errors: Errors,
    about: About,
    action: String,
    version: String,
    what: String,
    reason: String,
}

async fn close_again(cx: &Cx, typed: &str, seen: Option<i64>, errors: Errors, status: StatusCode) -> Answer {
    let (l, r) = found(cx).await?;
    if l.state.is_settled() {
        return Err(Problem::refused("line_settled"));
    }
    let mut shell = cx.shell(cx.t("delivery-close"), "/delivery");
    shell.invalid = !errors.is_empty();
    let page = ClosePage {
        about: about(cx, &mut cx.reader(), &r).await?,
        action: format!("/delivery/{}/close", l.id),
        version: seen.unwrap_or(l.version).to_string(),
        what: what_words(&shell, &l.what()),
        reason: typed.into(),
        shell,
        errors,
    };
    web::page_with(status, &page)
}

pub async fn close_form(cx: Cx) -> Answer {
    close_again(&cx, "", None, Errors::none(), StatusCode::OK).await
}

pub async fn close(cx: Cx) -> Answer {
    let (l, _) = found(&cx).await?;
    let mut errors = FieldErrors::default();
    let reason = forms::words(&cx.form, "reason", true, &mut errors);
    let done = match errors.ok(()) {
        Ok(()) => actions::close(cx.env(), cx.db(), cx.permit()?, l.id, version(&cx), &reason).await,
        Err(p) => Err(p),
    };
    match done {
        Ok(request) => cx.done(&format!("/requests/{request}"), "delivery-closed"),
        Err(p) => {
            let (errors, status) = again(&cx, p)?;
            close_again(&cx, &reason, Some(version(&cx)), errors, status).await
        }
    }
}

#[derive(Template)]
#[template(path = "receipt.html")]
struct ReceiptPage {
    shell: Shell,
    about: About,
    back: String,
    what: String,
    how: String,
    due: Dual,
    note: String,
    receiver: String,
    relation: String,
    proof: String,
    handed_at: Option<DualAt>,
    handed_by: String,
    digest: String,
}

/// The paper a receiver signs, and afterwards the record of what he received.
pub async fn receipt(cx: Cx) -> Answer {
    let (l, r) = found(&cx).await?;
    let shell = cx.shell(cx.t("delivery-receipt"), "");
    let mut q = cx.reader();
    let handed = l.handed.clone();
    let by = match &handed {
        Some(h) => staff::names(&mut q, &[h.by]).await?.remove(&h.by).unwrap_or_default(),
        None => String::new(),
    };
    let page = ReceiptPage {
        about: about(&cx, &mut q, &r).await?,
        back: format!("/requests/{}", l.request),
        what: what_words(&shell, &l.what()),
        how: shell.code("choice-delivery-way", &l.how),
        due: shell.date(l.due),
        note: l.note.clone(),
        receiver: handed.as_ref().map(|h| h.receiver.clone()).unwrap_or_default(),
        relation: handed.as_ref().map(|h| shell.code("choice-delivery-receiver", &h.relation)).unwrap_or_default(),
        proof: handed.as_ref().map(|h| shell.code("choice-delivery-proof", &h.proof)).unwrap_or_default(),
        handed_at: handed.as_ref().map(|h| shell.at(h.at)),
        handed_by: by,
        digest: handed.map(|h| h.digest.chars().take(16).collect()).unwrap_or_default(),
        shell,
    };
    web::page(&page)
}

/// The picture or PDF that proves a hand-over.
pub async fn proof(cx: Cx) -> Answer {
    let (l, _) = found(&cx).await?;
    let h = l.handed.ok_or(Problem::NotFound)?;
    cx.opened(Event::new("delivery.opened", "delivery", l.id).file(l.file).fact("proof", &h.proof)).await?;
    let kind = files::Kind::parse_mime(&h.mime).ok_or_else(|| Problem::Internal("a proof of an unknown type".into()))?;
    web::download(kind.mime(), &format!("proof-{}.{}", l.id, kind.extension()), true, cx.files().get(h.file).await?)
}
