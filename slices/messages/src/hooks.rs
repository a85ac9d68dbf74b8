//! Where providers call us. No session, no cookies: a signature or an unguessable address; whatever comes twice is taken once.

use crate::{channels, people_in, receipts};
use kernel::Problem;
use messaging::{
    Settings,
    receipts::same_secret,
    whatsapp::{self, WebhookError},
};
use web::{Answer, Cx, StatusCode, text};

/// The WhatsApp settings, if this channel is set up.
async fn set(cx: &Cx) -> kernel::Result<Option<messaging::WhatsApp>> {
    let c = channels::all(&mut cx.reader()).await?.of("whatsapp");
    let Some(plain) = channels::opened("whatsapp", &c) else { return Ok(None) };
    Ok(match serde_json::from_str(&plain) {
        Ok(Settings::WhatsApp(w)) => Some(w),
        _ => None,
    })
}

/// The address's query as it came, near enough: names and values escaped anew.
fn query(cx: &Cx) -> String {
    let escaped = |s: &str| s.bytes().map(|b| if b.is_ascii_alphanumeric() { (b as char).to_string() } else { format!("%{b:02X}") }).collect::<String>();
    cx.entry.query.iter().map(|(k, v)| format!("{}={}", escaped(k), escaped(v))).collect::<Vec<_>>().join("&")
}

/// Meta asks once whether the address is ours.
pub async fn whatsapp_look(cx: Cx) -> Answer {
    let answer = set(&cx).await?.and_then(|s| whatsapp::challenge(&s, &query(&cx)));
    Ok(match answer {
        Some(word) => text(StatusCode::OK, &word),
        None => text(StatusCode::FORBIDDEN, "no"),
    })
}

/// Statuses of our messages and messages from people. 200 only when all of it is kept.
pub async fn whatsapp_post(cx: Cx) -> Answer {
    let Some(set) = set(&cx).await? else { return Ok(text(StatusCode::UNAUTHORIZED, "no")) };
    let signature = cx.entry.headers.get("x-hub-signature-256").and_then(|v| v.to_str().ok()).unwrap_or_default();
    let found = match whatsapp::webhook(&set, signature, &cx.entry.raw) {
        Ok(found) => found,
        Err(WebhookError::Unsigned) => return Ok(text(StatusCode::UNAUTHORIZED, "no")),
        Err(WebhookError::Unreadable) => return Ok(text(StatusCode::BAD_REQUEST, "unreadable")),
    };
    for r in &found.receipts {
        receipts::take(cx.db(), cx.env(), "whatsapp", r).await?;
    }
    for m in &found.incoming {
        let words = if m.text.is_empty() { i18n::ta(i18n::Lang::Ar, "messages-in-kind", &[("kind", m.kind.as_str().into())]) } else { m.text.clone() };
        people_in::take(cx.db(), cx.env(), "whatsapp", &m.id, &m.from, &words, m.at).await?;
    }
    Ok(text(StatusCode::OK, "ok"))
}

/// An SMS provider's word about deliveries.
pub async fn sms(cx: Cx) -> Answer {
    let set = channels::all(&mut cx.reader()).await?.of("sms");
    if !same_secret(&set.hook, cx.param("token")?) {
        return Err(Problem::NotFound);
    }
    for r in messaging::receipts::sms(&query(&cx), &cx.entry.raw) {
        receipts::take(cx.db(), cx.env(), "sms", &r).await?;
    }
    Ok(text(StatusCode::OK, "ok"))
}
