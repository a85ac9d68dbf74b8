//! How one channel sends: which provider, its settings with secrets that are written and never read back, and a message to try it.

use super::{again, one_of};
use crate::{
    actions,
    channels::{self, CONSOLE, Channel, OFF},
    fields::{self, Shape},
    perm, post,
    rules::ways::CHANNELS,
    settings,
};
use askama::Template;
use kernel::{FieldError, FieldErrors, Problem, Result};
use messaging::{Outcome, Outgoing, Settings};
use web::{Answer, Cx, Errors, Link, Opt, Shell, StatusCode};

/// A field as drawn.
struct Shown {
    name: &'static str,
    label: String,
    hint: String,
    value: String,
    opts: Vec<Opt>,
    secret: bool,
    lines: bool,
    ltr: bool,
}

#[derive(Template)]
#[template(path = "messages_channel.html")]
struct ChannelPage {
    shell: Shell,
    errors: Errors,
    href: String,
    channel: &'static str,
    version: String,
    kinds: Vec<Link>,
    kind: &'static str,
    in_force: String,
    fields: Vec<Shown>,
    repeat: bool,
    hook: String,
    base_missing: bool,
    /// The address typed with the first provider.
    base: String,
    lost_key: bool,
    can_try: bool,
    to: String,
    outcome: String,
    outcome_kind: &'static str,
    may: bool,
}

struct State {
    channel: &'static str,
    version: i64,
    set: Channel,
    old: Option<Settings>,
}

async fn state(cx: &Cx) -> Result<State> {
    let channel = one_of(CHANNELS, cx.param("channel")?).ok_or(Problem::NotFound)?;
    let (version, all) = channels::all_with_version(&mut cx.reader()).await?;
    let set = all.of(channel);
    let old = channels::opened(channel, &set).and_then(|plain| serde_json::from_str(&plain).ok());
    Ok(State { channel, version, set, old })
}

#[derive(Default)]
struct Told {
    errors: Errors,
    outcome: String,
    outcome_kind: &'static str,
}

async fn page(cx: &Cx, s: &State, kind: &'static str, typed: bool, told: Told) -> Result<ChannelPage> {
    let base = settings::house(&mut cx.reader()).await?.base_url;
    let mut shell = cx.shell(cx.t(&format!("choice-message-channel-{}", s.channel)), "/settings");
    shell.invalid = !told.errors.is_empty();
    let same = s.old.as_ref().filter(|o| o.kind() == kind);
    // A provider not chosen yet shows its sender's own defaults.
    let blank = serde_json::from_value::<Settings>(serde_json::json!({ "kind": kind })).ok();
    let shown = fields::of(kind)
        .iter()
        .map(|f| {
            let secret = matches!(f.shape, Shape::Secret | Shape::SecretLines);
            let value = match (typed && !secret, same.or(blank.as_ref())) {
                (true, _) => cx.form.text(f.name).to_string(),
                (false, Some(st)) => fields::shown(st, f.name),
                (false, None) => String::new(),
            };
            let key = format!("messages-set-hint-{}", f.name.replace('_', "-"));
            let stored = secret && same.is_some_and(|st| fields::has_secret(st, f.name));
            let hint = if stored {
                cx.t("messages-secret-stored")
            } else if i18n::has(cx.lang, &key) {
                cx.t(&key)
            } else {
                String::new()
            };
            let opts = match f.shape {
                Shape::OneOf(codes) => codes.iter().map(|c| Opt::new(*c, shell.code("choice-message-set", &c.to_lowercase()), value == *c)).collect(),
                _ => vec![],
            };
            Shown {
                name: f.name,
                label: shell.code("messages-set", f.name),
                hint,
                value,
                opts,
                secret: f.shape == Shape::Secret,
                lines: matches!(f.shape, Shape::Lines | Shape::Headers | Shape::SecretLines),
                ltr: f.name != "from_name",
            }
        })
        .collect();
    let in_use = s.set.kind == kind;
    let hook = match s.channel {
        "whatsapp" => format!("{base}/hooks/whatsapp"),
        "sms" if !s.set.hook.is_empty() => format!("{base}/hooks/sms/{}", s.set.hook),
        _ => String::new(),
    };
    Ok(ChannelPage {
        href: format!("/settings/channels/{}", s.channel),
        channel: s.channel,
        version: s.version.to_string(),
        kinds: fields::kinds(s.channel)
            .iter()
            .map(|k| Link::new(format!("/settings/channels/{}?kind={k}", s.channel), shell.code("choice-message-provider", k), *k == kind))
            .collect(),
        in_force: shell.code("choice-message-provider", &s.set.kind),
        fields: shown,
        // What another provider could do says nothing of this one.
        repeat: if typed { cx.form.flag("repeat") } else { in_use && s.set.repeat },
        hook: if in_use && !matches!(kind, OFF | CONSOLE) { hook } else { String::new() },
        base: cx.form.text("base_url").into(),
        base_missing: base.is_empty(),
        lost_key: !s.set.sealed.is_empty() && s.old.is_none(),
        can_try: in_use && kind != OFF,
        to: cx.form.text("to").into(),
        outcome: told.outcome,
        outcome_kind: told.outcome_kind,
        may: cx.can(perm::MANAGE),
        kind,
        errors: told.errors,
        shell,
    })
}

fn kind_of(s: &State, given: &str) -> &'static str {
    let kinds = fields::kinds(s.channel);
    one_of(kinds, given).or_else(|| one_of(kinds, &s.set.kind)).unwrap_or(OFF)
}

/// `?kind=` another provider, before it is chosen.
pub async fn show(cx: Cx) -> Answer {
    let s = state(&cx).await?;
    let kind = kind_of(&s, cx.query("kind"));
    web::page(&page(&cx, &s, kind, false, Told::default()).await?)
}

/// The portal's address as typed beside the provider; asked for only while none is set.
async fn asked_base(cx: &Cx) -> Result<std::result::Result<String, FieldError>> {
    if !settings::house(&mut cx.reader()).await?.base_url.is_empty() {
        return Ok(Ok(String::new()));
    }
    Ok(settings::parse_base(cx.form.text("base_url")).and_then(|b| if b.is_empty() { Err(FieldError::new("message_base_first")) } else { Ok(b) }))
}

pub async fn save(cx: Cx) -> Answer {
    let s = state(&cx).await?;
    let kind = kind_of(&s, cx.form.text("kind"));
    // Not `version`: a provider has a field of that name.
    let seen = cx.form.text("seen").parse().unwrap_or(-1);
    let sealed = match kind {
        OFF | CONSOLE => Ok(String::new()),
        _ => fields::read(kind, &cx.form, s.old.as_ref()).map(|st| channels::sealed(s.channel, &serde_json::to_string(&st).unwrap_or_default())),
    };
    // With the first provider comes the address its links begin with.
    let base = if !matches!(kind, OFF | CONSOLE) { asked_base(&cx).await? } else { Ok(String::new()) };
    let done = match (sealed, base) {
        (Err(mut e), base) => {
            if let Err(wrong) = base {
                e.add("base_url", wrong);
            }
            Err(Problem::Invalid(e))
        }
        (Ok(_), Err(wrong)) => {
            let mut e = FieldErrors::default();
            e.add("base_url", wrong);
            Err(Problem::Invalid(e))
        }
        (Ok(sealed), Ok(base)) => {
            let hook = if s.set.hook.is_empty() { web::session_token() } else { s.set.hook.clone() };
            let c = Channel { kind: kind.into(), sealed, repeat: kind == CONSOLE || cx.form.flag("repeat"), hook };
            actions::save_channel(cx.env(), cx.db(), cx.permit()?, seen, s.channel, c, &base).await
        }
    };
    match done {
        Ok(()) => cx.done(&format!("/settings/channels/{}", s.channel), "messages-flash-channel"),
        Err(p) => {
            let (errors, status): (Errors, StatusCode) = again(&cx, p)?;
            web::page_with(status, &page(&cx, &s, kind, true, Told { errors, ..Told::default() }).await?)
        }
    }
}

/// Sends one message of no meaning to a number or an address typed here.
pub async fn try_it(cx: Cx) -> Answer {
    let s = state(&cx).await?;
    let kind = kind_of(&s, "");
    let typed = cx.form.text("to");
    let to = match s.channel {
        "email" => people::rules::email::parse(typed),
        _ => people::rules::mobile::parse(typed).map(|m| m.international()),
    };
    let to = match to {
        Ok(to) => to,
        Err(e) => {
            let mut errors = FieldErrors::default();
            errors.add("to", e);
            let told = Told { errors: Errors::new(cx.lang, &errors), ..Told::default() };
            return web::page_with(StatusCode::UNPROCESSABLE_ENTITY, &page(&cx, &s, kind, false, told).await?);
        }
    };
    let org = cx.app.org().ar.clone();
    let outgoing = Outgoing {
        id: cx.env().id().to_string(),
        to,
        subject: (s.channel == "email").then(|| cx.t("messages-try-subject")),
        text: cx.ta("messages-try-text", &[("org", org.into())]),
        lang: cx.lang.code().into(),
        ..Outgoing::default()
    };
    let outcome = match post::sender_of(s.channel, &s.set) {
        Ok(sender) => sender.send(&outgoing).await,
        Err(why) => Outcome::Refused { why },
    };
    let shell = cx.shell("", "");
    let words = |why: &messaging::Why| {
        super::why(&shell, &if why.said.is_empty() { why.code.code().to_string() } else { format!("{}: {}", why.code.code(), why.said) })
    };
    let (code, kind_of_notice, text) = match &outcome {
        Outcome::Accepted { .. } if s.set.kind == CONSOLE => ("console", "warn", cx.t("messages-try-console")),
        Outcome::Accepted { .. } => ("accepted", "ok", cx.t("messages-try-ok")),
        Outcome::Retry { why, .. } => ("later", "bad", cx.ta("messages-try-failed", &[("why", words(why).into())])),
        Outcome::Refused { why } => ("refused", "bad", cx.ta("messages-try-failed", &[("why", words(why).into())])),
        Outcome::Unsure { why } => ("unsure", "warn", cx.ta("messages-try-unsure", &[("why", words(why).into())])),
    };
    actions::tried(cx.env(), cx.db(), cx.permit()?, s.channel, code).await?;
    let told = Told { outcome: text, outcome_kind: kind_of_notice, ..Told::default() };
    web::page(&page(&cx, &s, kind, false, told).await?)
}
