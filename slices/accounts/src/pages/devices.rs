use super::shell;
use crate::sessions;
use askama::Template;
use web::{Answer, Cx, DualAt, Errors, Shell};

struct Row {
    id: String,
    agent: String,
    way: String,
    began: DualAt,
    seen: DualAt,
    here: bool,
    shared: bool,
}

#[derive(Template)]
#[template(path = "devices.html")]
struct Page {
    shell: Shell,
    rows: Vec<Row>,
}

pub async fn list(cx: Cx) -> Answer {
    let outside = cx.outside()?;
    let shell = shell(&cx, "accounts-devices", &Errors::none());
    let rows = sessions::devices(&mut cx.reader(), outside, cx.now())
        .await?
        .into_iter()
        .map(|d| Row {
            here: d.id == outside.session,
            id: d.id.to_string(),
            agent: if d.agent.is_empty() { cx.t("accounts-device-unknown") } else { d.agent },
            way: shell.code("choice-account-way", &d.way),
            began: shell.at(d.began),
            seen: shell.at(d.last_seen),
            shared: d.shared,
        })
        .collect();
    web::page(&Page { shell, rows })
}

pub async fn end(cx: Cx) -> Answer {
    let (outside, id) = (cx.outside()?, cx.id("id")?);
    if id == outside.session {
        return super::sign_in::leave(cx).await;
    }
    sessions::end_device(cx.env(), cx.db(), outside, id).await?;
    cx.done("/my/devices", "accounts-device-ended")
}

pub async fn end_others(cx: Cx) -> Answer {
    sessions::end_others(cx.env(), cx.db(), cx.outside()?).await?;
    cx.done("/my/devices", "accounts-devices-ended")
}
