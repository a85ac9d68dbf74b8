//! The association's own words: which, in which language, by which channel; seen before they are saved.

use super::{again, one_of, version};
use crate::{
    actions, perm,
    rules::{
        defaults::Text,
        events::{self, KINDS, Kind, MERGED},
        texts::{self, Values},
        ways::{CHANNELS, INBOX},
    },
    settings,
};
use askama::Template;
use db::Query;
use i18n::Lang;
use kernel::{Problem, Result};
use web::{Answer, Cx, DualAt, Errors, Link, Shell, StatusCode};

struct Row {
    code: &'static str,
    event: String,
    sample: String,
    /// Address and name of each channel's words, and whether they are the association's own.
    ways: Vec<(String, String, bool)>,
}

#[derive(Template)]
#[template(path = "messages_texts.html")]
struct IndexPage {
    shell: Shell,
    rows: Vec<Row>,
}

fn channels_of(kind: &Kind) -> Vec<&'static str> {
    if kind.staff {
        return vec![INBOX];
    }
    let mut out = CHANNELS.to_vec();
    if kind.in_portal {
        out.push(INBOX);
    }
    out
}

pub async fn index(cx: Cx) -> Answer {
    let mut q = cx.reader();
    let shell = cx.shell(cx.t("messages-texts"), "/settings");
    let mut rows = vec![];
    for kind in KINDS.iter().chain([&MERGED]) {
        let mut ways = vec![];
        for c in channels_of(kind) {
            let own = settings::text(&mut q, kind, c, Lang::Ar).await?.0 > 0 || settings::text(&mut q, kind, c, Lang::En).await?.0 > 0;
            ways.push((address(kind, c, cx.lang), shell.code("choice-message-channel", c), own));
        }
        let text = settings::text(&mut q, kind, channels_of(kind)[0], cx.lang).await?.1;
        let sample = texts::fill(kind, &text.body, &samples(&cx, &mut q, kind, cx.lang).await?);
        rows.push(Row { code: kind.code, event: shell.code("choice-message-event", kind.code), sample, ways });
    }
    web::page(&IndexPage { rows, shell })
}

fn address(kind: &Kind, channel: &str, lang: Lang) -> String {
    format!("/settings/messages/{}/{channel}/{}", kind.code, lang.code())
}

/// Invented values, so that the words are seen as they will be read.
async fn samples(cx: &Cx, q: &mut impl Query, kind: &Kind, lang: Lang) -> Result<Values> {
    let base = settings::house(q).await?.base_url;
    let base = if base.is_empty() { "https://example.org".to_string() } else { base };
    let org = cx.app.org();
    let org = if lang == Lang::En && !org.en.is_empty() { org.en.clone() } else { org.ar.clone() };
    let day = i18n::dates::dual(lang, cx.today().plus(14)).first;
    let pairs = [
        ("org", org),
        ("name", i18n::t(lang, "messages-sample-name")),
        ("number", if kind.label("number") == "number" { "1448-0317".to_string() } else { "2-0418".to_string() }),
        ("date", day),
        ("time", texts::worded(lang, "time", "morning")),
        ("count", "2".to_string()),
        ("code", "483920".to_string()),
        ("minutes", (events::SECRET_LASTS_MS / 60_000).to_string()),
        ("updates", i18n::ta(lang, "messages-updates-n", &[("n", 2.into())])),
        ("link", format!("{base}/my/requests/01kq8m2vex4r9tz0c7h5n3wd6a")),
    ];
    Ok(pairs.into_iter().map(|(k, v)| (k.to_string(), v)).collect())
}

/// What the reader will see, and what it costs.
struct Preview {
    subject: String,
    text: String,
    /// Parts and letters of an SMS; empty for other channels.
    count: String,
    long: bool,
    template: String,
}

#[derive(Template)]
#[template(path = "messages_preview.html")]
struct PreviewPart {
    shell: Shell,
    preview: Preview,
}

struct Version {
    n: String,
    at: DualAt,
    text: String,
}

#[derive(Template)]
#[template(path = "messages_text.html")]
struct TextPage {
    shell: Shell,
    errors: Errors,
    href: String,
    version: String,
    own: bool,
    tabs: Vec<Link>,
    langs: Vec<Link>,
    channel: &'static str,
    vars: Vec<(String, String)>,
    subject: String,
    body: String,
    template: String,
    params: String,
    template_lang: String,
    preview: Preview,
    versions: Vec<Version>,
    may: bool,
    /// He was told that the link is missing: saved again, it is saved without.
    without_link: bool,
}

struct Place {
    kind: &'static Kind,
    channel: &'static str,
    lang: Lang,
}

fn place(cx: &Cx) -> Result<Place> {
    let kind = events::of(cx.param("event")?).ok_or(Problem::NotFound)?;
    let channel = one_of(&channels_of(kind), cx.param("channel")?).ok_or(Problem::NotFound)?;
    let lang = Lang::parse(cx.param("lang")?).ok_or(Problem::NotFound)?;
    Ok(Place { kind, channel, lang })
}

fn typed(cx: &Cx) -> Text {
    let f = &cx.form;
    let params = f.text("params").split([',', '،', ' ', '\n']).map(|p| p.trim().trim_matches(['{', '}']).to_string()).filter(|p| !p.is_empty()).collect();
    Text {
        subject: f.text("subject").to_string(),
        body: f.text("body").replace("\r\n", "\n"),
        template: f.text("template").to_string(),
        params,
        template_lang: f.text("template_lang").to_string(),
    }
}

async fn preview(cx: &Cx, q: &mut impl Query, p: &Place, t: &Text) -> Result<Preview> {
    let values = samples(cx, q, p.kind, p.lang).await?;
    let text = texts::fill(p.kind, &t.body, &values);
    let count = messaging::sms::parts(&text);
    let words = cx.ta("messages-parts-n", &[("n", (count.parts as i64).into()), ("chars", (count.chars as i64).into()), ("left", (count.left as i64).into())]);
    let template = if p.channel == "whatsapp" && !t.template.is_empty() { format!("{}: {}", t.template, t.params.join(" · ")) } else { String::new() };
    Ok(Preview {
        subject: if p.channel == "email" { texts::fill(p.kind, &t.subject, &values) } else { String::new() },
        count: if p.channel == "sms" { words } else { String::new() },
        long: p.channel == "sms" && count.parts > 2,
        text,
        template,
    })
}

async fn page(cx: &Cx, p: &Place, t: Text, version: i64, errors: Errors) -> Result<TextPage> {
    let mut q = cx.reader();
    let event = i18n::t(cx.lang, &format!("choice-message-event-{}", p.kind.code.replace(['.', '_'], "-")));
    let mut shell = cx.shell(event, "/settings");
    shell.invalid = !errors.is_empty();
    let tabs =
        channels_of(p.kind).into_iter().map(|c| Link::new(address(p.kind, c, p.lang), shell.code("choice-message-channel", c), c == p.channel)).collect();
    let langs =
        [Lang::Ar, Lang::En].into_iter().map(|l| Link::new(address(p.kind, p.channel, l), shell.code("choice-message-lang", l.code()), l == p.lang)).collect();
    let history = db::settings::history(&mut q, &settings::text_setting(p.kind.code, p.channel, p.lang)).await?;
    let versions = history
        .iter()
        .map(|v| Version {
            n: v.version.to_string(),
            at: shell.at(v.at),
            text: serde_json::from_str::<Option<Text>>(&v.value).ok().flatten().map_or_else(|| cx.t("messages-text-builtin"), |t| t.body),
        })
        .collect();
    let own = settings::text(&mut q, p.kind, p.channel, p.lang).await?.0 > 0;
    let without_link = cx.form.text("go") == "save" && texts::check(p.kind, &t.body).is_ok() && lacks_link(p, &t.body);
    Ok(TextPage {
        href: address(p.kind, p.channel, p.lang),
        version: version.to_string(),
        own,
        tabs,
        langs,
        channel: p.channel,
        vars: p.kind.all_vars().map(|v| (format!("{{{v}}}"), shell.code("choice-message-var", p.kind.label(v)))).collect(),
        preview: preview(cx, &mut q, p, &t).await?,
        subject: t.subject,
        body: t.body,
        template: t.template,
        params: t.params.join(", "),
        template_lang: t.template_lang,
        versions,
        may: cx.can(perm::MANAGE),
        without_link,
        errors,
        shell,
    })
}

/// Whether people would be told of something without the way to it. On the portal and the desk the link stands beside the words.
fn lacks_link(p: &Place, body: &str) -> bool {
    p.channel != INBOX && p.kind.allows("link") && !texts::places(body).iter().any(|v| v == "link")
}

async fn stored_version(cx: &Cx, p: &Place) -> Result<i64> {
    Ok(db::settings::latest(&mut cx.reader(), &settings::text_setting(p.kind.code, p.channel, p.lang)).await?.map_or(0, |v| v.0))
}

pub async fn show(cx: Cx) -> Answer {
    let p = place(&cx)?;
    let (_, t) = settings::text(&mut cx.reader(), p.kind, p.channel, p.lang).await?;
    let version = stored_version(&cx, &p).await?;
    web::page(&page(&cx, &p, t, version, Errors::none()).await?)
}

/// `go`: `preview` shows, `reset` takes the built-in words again, anything else saves; without the link only when asked a second time.
pub async fn save(cx: Cx) -> Answer {
    let p = place(&cx)?;
    let t = typed(&cx);
    let go = cx.form.text("go");
    if go == "preview" {
        let errors = actions::check_text(p.kind, p.channel, &t);
        return web::page(&page(&cx, &p, t, version(&cx), Errors::new(cx.lang, &errors)).await?);
    }
    // Asked once: words saved again as they are, are meant.
    let mut errors = actions::check_text(p.kind, p.channel, &t);
    if go != "reset" && errors.is_empty() && lacks_link(&p, &t.body) && !cx.form.flag("without_link") {
        errors.code("body", "message_without_link");
        return web::page_with(StatusCode::UNPROCESSABLE_ENTITY, &page(&cx, &p, t, version(&cx), Errors::new(cx.lang, &errors)).await?);
    }
    let text = (go != "reset").then_some(&t);
    match actions::save_text(cx.env(), cx.db(), cx.permit()?, p.kind, p.channel, p.lang, version(&cx), text).await {
        Ok(()) => cx.done(&address(p.kind, p.channel, p.lang), "messages-flash-text"),
        Err(problem) => {
            let (errors, status): (Errors, StatusCode) = again(&cx, problem)?;
            web::page_with(status, &page(&cx, &p, t, version(&cx), errors).await?)
        }
    }
}

/// The preview alone, while one writes.
pub async fn preview_part(cx: Cx) -> Answer {
    let p = place(&cx)?;
    let preview = preview(&cx, &mut cx.reader(), &p, &typed(&cx)).await?;
    web::page(&PreviewPart { shell: cx.shell("", ""), preview })
}
