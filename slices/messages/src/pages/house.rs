//! Channels at a glance, and how this house sends: hours, address, waiting for one another.

use super::{again, version};
use crate::{
    actions, channels, perm,
    rules::ways::{CHANNELS, Quiet},
    settings::{self, House},
};
use askama::Template;
use kernel::{FieldError, FieldErrors};
use web::{Answer, Cx, Errors, Form, Shell, StatusCode};

struct Tile {
    href: String,
    icon: &'static str,
    name: String,
    provider: String,
    kind: &'static str,
    hint: String,
}

#[derive(Template)]
#[template(path = "messages_channels.html")]
struct ChannelsPage {
    shell: Shell,
    errors: Errors,
    tiles: Vec<Tile>,
    silent: super::Silent,
    /// Whether anything reaches people, and whether its links would open.
    live: bool,
    linkless: bool,
    raw: Raw,
    version: String,
    may: bool,
}

struct Raw {
    base_url: String,
    quiet_from: String,
    quiet_to: String,
    friday_until: String,
    wait_seconds: String,
    receipt_hours: String,
    console_counts: bool,
}

impl Raw {
    fn stored(h: &House) -> Raw {
        let hour = |m: i64| format!("{:02}:{:02}", m / 60, m % 60);
        Raw {
            base_url: h.base_url.clone(),
            quiet_from: hour(h.quiet.from),
            quiet_to: hour(h.quiet.to),
            friday_until: hour(h.quiet.friday_until),
            wait_seconds: h.wait_seconds.to_string(),
            receipt_hours: h.receipt_hours.to_string(),
            console_counts: h.console_counts,
        }
    }

    fn typed(f: &Form) -> Raw {
        let t = |n: &str| f.text(n).to_string();
        Raw {
            base_url: t("base_url"),
            quiet_from: t("quiet_from"),
            quiet_to: t("quiet_to"),
            friday_until: t("friday_until"),
            wait_seconds: t("wait_seconds"),
            receipt_hours: t("receipt_hours"),
            console_counts: f.flag("console_counts"),
        }
    }

    fn check(&self) -> Result<House, FieldErrors> {
        let mut errors = FieldErrors::default();
        let mut minutes = |name: &str, raw: &str| {
            let text = i18n::digits::ascii(raw);
            let (h, m) = text.split_once(':').unwrap_or((&text, "0"));
            match (h.trim().parse::<i64>(), m.trim().parse::<i64>()) {
                (Ok(h), Ok(m)) if (0..24).contains(&h) && (0..60).contains(&m) => h * 60 + m,
                _ => {
                    errors.code(name, "message_hour");
                    0
                }
            }
        };
        let quiet = Quiet {
            from: minutes("quiet_from", &self.quiet_from),
            to: minutes("quiet_to", &self.quiet_to),
            friday_until: minutes("friday_until", &self.friday_until),
        };
        let mut number = |name: &str, raw: &str, most: i64| match i18n::digits::ascii(raw).parse::<i64>() {
            Ok(n) if (0..=most).contains(&n) => n,
            _ => {
                errors.add(name, FieldError::new("number"));
                0
            }
        };
        let (wait_seconds, receipt_hours) = (number("wait_seconds", &self.wait_seconds, 3_600), number("receipt_hours", &self.receipt_hours, 72));
        let base_url = settings::parse_base(&self.base_url).unwrap_or_else(|e| {
            errors.add("base_url", e);
            String::new()
        });
        if errors.is_empty() {
            Ok(House { base_url, quiet, wait_seconds, receipt_hours: receipt_hours.max(1), console_counts: self.console_counts })
        } else {
            Err(errors)
        }
    }
}

async fn page(cx: &Cx, raw: Option<Raw>, version: Option<i64>, errors: Errors) -> kernel::Result<ChannelsPage> {
    let mut q = cx.reader();
    let mut shell = cx.shell(cx.t("messages-channels"), "/settings");
    shell.invalid = !errors.is_empty();
    let all = channels::all(&mut q).await?;
    let tiles = CHANNELS
        .iter()
        .map(|c| {
            let set = all.of(c);
            Tile {
                href: format!("/settings/channels/{c}"),
                icon: super::icon(c),
                name: shell.code("choice-message-channel", c),
                provider: shell.code("choice-message-provider", &set.kind),
                kind: match set.kind.as_str() {
                    channels::OFF => "plain",
                    channels::CONSOLE => "warn",
                    _ => "ok",
                },
                hint: shell.code("messages-channel-hint", c),
            }
        })
        .collect();
    let stored = db::settings::latest(&mut q, settings::HOUSE).await?.map_or(0, |v| v.0);
    let raw = match raw {
        Some(raw) => raw,
        None => Raw::stored(&settings::house(&mut q).await?),
    };
    let live = all.any_real();
    Ok(ChannelsPage {
        tiles,
        silent: super::Silent::of(cx, &all),
        live,
        linkless: live && settings::house(&mut q).await?.base_url.is_empty(),
        raw,
        version: version.unwrap_or(stored).to_string(),
        may: cx.can(perm::MANAGE),
        errors,
        shell,
    })
}

pub async fn show(cx: Cx) -> Answer {
    web::page(&page(&cx, None, None, Errors::none()).await?)
}

pub async fn save(cx: Cx) -> Answer {
    let raw = Raw::typed(&cx.form);
    let done = match raw.check() {
        Ok(h) => actions::save_house(cx.env(), cx.db(), cx.permit()?, version(&cx), &h).await,
        Err(e) => Err(kernel::Problem::Invalid(e)),
    };
    match done {
        Ok(()) => cx.done("/settings/channels", "messages-flash-house"),
        Err(p) => {
            let (errors, status): (Errors, StatusCode) = again(&cx, p)?;
            web::page_with(status, &page(&cx, Some(raw), Some(version(&cx)), errors).await?)
        }
    }
}
