use super::{again, checked, version};
use crate::{actions, forms::LetterheadRaw, letterhead as stored, routes::perm, seed};
use askama::Template;
use db::settings;
use kernel::FieldErrors;
use web::{Answer, Cx, Errors, Shell, StatusCode};

struct Tile {
    href: &'static str,
    icon: &'static str,
    name: String,
    hint: String,
}

#[derive(Template)]
#[template(path = "settings.html")]
struct SettingsIndex {
    shell: Shell,
    tiles: Vec<Tile>,
}

pub async fn index(cx: Cx) -> Answer {
    let tiles = seed::settings_pages()
        .into_iter()
        .filter(|p| cx.can(p.permission))
        .map(|p| Tile { href: p.href, icon: p.icon, name: cx.t(p.key), hint: cx.t(p.hint) })
        .collect();
    web::page(&SettingsIndex { shell: cx.shell(cx.t("staff-settings"), "/settings"), tiles })
}

#[derive(Template)]
#[template(path = "letterhead.html")]
struct LetterheadPage {
    shell: Shell,
    errors: Errors,
    head: LetterheadRaw,
    version: String,
    may_edit: bool,
}

fn show(cx: &Cx, head: LetterheadRaw, version: i64, errors: Errors, status: StatusCode) -> Answer {
    let mut shell = cx.shell(cx.t("staff-letterhead"), "/settings");
    shell.invalid = !errors.is_empty();
    web::page_with(status, &LetterheadPage { shell, errors, head, version: version.to_string(), may_edit: cx.can(perm::SETTINGS_MANAGE) })
}

pub async fn letterhead(cx: Cx) -> Answer {
    let mut q = cx.reader();
    let version = settings::latest(&mut q, stored::SETTING).await?.map_or(0, |v| v.0);
    let head = stored::letterhead(&mut q).await?;
    show(&cx, LetterheadRaw::from(&head), version, Errors::none(), StatusCode::OK)
}

pub async fn save_letterhead(cx: Cx) -> Answer {
    let raw = LetterheadRaw::of(&cx.form);
    let mut errors = FieldErrors::default();
    let head = raw.check(&mut errors);
    let saved = match checked(errors, head) {
        Ok(head) => actions::settings::save_letterhead(cx.env(), cx.db(), cx.permit()?, version(&cx), &head).await.map(|_| head),
        Err(p) => Err(p),
    };
    match saved {
        Ok(head) => {
            cx.app.set_org(head.on_pages());
            cx.done("/settings/letterhead", "staff-saved")
        }
        Err(p) => {
            let (errors, status) = again(&cx, p)?;
            show(&cx, raw, version(&cx), errors, status)
        }
    }
}
