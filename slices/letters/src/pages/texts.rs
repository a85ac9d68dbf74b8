//! The editor of the association's texts: what there is, one text with its preview, its versions.

use crate::{
    forms,
    texts::{self, Kind, Logo, Rendered, Words, check, frame::Frame, save},
};
use askama::Template;
use db::settings;
use i18n::Lang;
use kernel::{At, Id, Problem, Result};
use std::collections::BTreeMap;
use web::{Answer, Cx, DualAt, Errors, Link, Shell, StatusCode};

/// Who changed a setting, by the text the setting keeps.
pub(crate) async fn who(cx: &Cx, by: impl Iterator<Item = &str>) -> Result<BTreeMap<String, String>> {
    let ids: Vec<Id> = by.filter_map(|b| b.parse().ok()).collect();
    Ok(staff::names(&mut cx.reader(), &ids).await?.into_iter().map(|(id, name)| (id.to_string(), name)).collect())
}

struct Line {
    name: String,
    icon: &'static str,
    ar: Edition,
    en: Edition,
}

struct Edition {
    href: String,
    /// Empty for the built-in one.
    version: String,
    at: Option<DualAt>,
    by: String,
}

#[derive(Template)]
#[template(path = "texts_list.html")]
struct ListPage {
    shell: Shell,
    lines: Vec<Line>,
    frame: Edition,
}

/// A setting's newest version, when, by whom.
async fn newest(cx: &Cx, name: &str) -> Result<Option<(i64, At, String)>> {
    Ok(settings::history(&mut cx.reader(), name).await?.into_iter().next().map(|v| (v.version, v.at, v.by)))
}

pub async fn list(cx: Cx) -> Answer {
    let shell = cx.shell(cx.t("letters-texts-title"), "/settings");
    let mut found = vec![(newest(&cx, texts::frame::SETTING).await?, "/settings/texts/frame".to_string())];
    for k in texts::KINDS {
        for lang in [Lang::Ar, Lang::En] {
            found.push((newest(&cx, &texts::setting(k.code, lang)).await?, href(k, lang)));
        }
    }
    let names = who(&cx, found.iter().filter_map(|(f, _)| f.as_ref().map(|f| f.2.as_str()))).await?;
    let mut editions = found.into_iter().map(|(f, href)| match f {
        Some((v, at, by)) => Edition { href, version: v.to_string(), at: Some(shell.at(at)), by: names.get(&by).cloned().unwrap_or_default() },
        None => Edition { href, version: String::new(), at: None, by: String::new() },
    });
    let mut next = || editions.next().unwrap_or(Edition { href: String::new(), version: String::new(), at: None, by: String::new() });
    let frame = next();
    let lines = texts::KINDS.iter().map(|k| Line { name: shell.code("choice-paper-kind", k.code), icon: k.icon, ar: next(), en: next() }).collect();
    web::page(&ListPage { lines, frame, shell })
}

fn href(k: &Kind, lang: Lang) -> String {
    format!("/settings/texts/{}?lang={}", k.code, lang.code())
}

/// The kind of the path and the language of the query or the form.
fn named(cx: &Cx, lang: &str) -> Result<(&'static Kind, Lang)> {
    let k = texts::kind(cx.param("kind")?).ok_or(Problem::NotFound)?;
    Ok((k, Lang::parse(lang).unwrap_or(Lang::Ar)))
}

/// The paper as it would look, with invented values.
pub(crate) struct Sheet {
    pub lang: &'static str,
    pub dir: &'static str,
    pub header: Vec<String>,
    /// A letter: whom it is to stands above what it is about.
    pub addressed: bool,
    pub footer: Vec<String>,
    pub letterhead: bool,
    pub stamp: bool,
    pub logo: Option<Picture>,
    pub date: i18n::dates::Dual,
    pub text: Rendered,
}

/// The logo on the page: its address, and its width and height there.
pub(crate) struct Picture {
    pub href: String,
    pub width: i64,
    pub height: i64,
}

pub(crate) fn sheet(cx: &Cx, head: &staff::Letterhead, frame: &Frame, logo: Option<&Logo>, kind: &'static Kind, lang: Lang, words: &Words) -> Sheet {
    let vars: Vec<(&str, String)> = kind.variables.iter().map(|v| (*v, apart(i18n::t(lang, &sample_key(v))))).collect();
    let mut text = texts::render_or_default(&texts::Text::given(kind, lang, words), &vars);
    if text.signatory_title.is_empty() && text.signatory_name.is_empty() {
        let s = frame.signatory(lang);
        (text.signatory_title, text.signatory_name) = (s.title.clone(), s.name.clone());
    }
    // As it is printed: the names first, and not again among the lines.
    let mut header = match lang {
        Lang::En if !head.name_en.is_empty() => vec![head.name_en.clone(), head.name_ar.clone()],
        _ => vec![head.name_ar.clone(), head.name_en.clone()],
    };
    header.retain(|l| !l.is_empty());
    let lines: Vec<String> = frame.header(lang).iter().filter(|l| !header.contains(l)).cloned().collect();
    header.extend(lines);
    Sheet {
        lang: lang.code(),
        dir: lang.dir(),
        header,
        addressed: !matches!(kind.code, "request_form" | "disbursement_order" | "delivery_receipt" | "file_summary"),
        footer: frame.footer(lang).to_vec(),
        letterhead: frame.letterhead,
        stamp: frame.stamp,
        logo: logo.map(|l| Picture { href: l.href(), width: l.shown().0, height: l.shown().1 }),
        date: i18n::dates::dual(lang, cx.today()),
        text,
    }
}

/// A number or a code kept from turning around among Arabic words.
fn apart(value: String) -> String {
    if value.is_ascii() { format!("\u{2066}{value}\u{2069}") } else { value }
}

pub(crate) fn sample_key(variable: &str) -> String {
    format!("choice-paper-sample-{}", variable.replace('_', "-"))
}

struct Variable {
    /// As it is written into a text: `{{ name }}`.
    code: String,
    name: String,
    sample: String,
}

#[derive(Template)]
#[template(path = "texts_edit.html")]
struct EditPage {
    shell: Shell,
    errors: Errors,
    action: String,
    versions_href: String,
    pdf_href: String,
    /// The version being changed; 0 for the built-in one.
    version: i64,
    lang: &'static str,
    langs: Vec<Link>,
    words: Words,
    length: String,
    longest: String,
    variables: Vec<Variable>,
    preview: Option<Sheet>,
    unsaved: bool,
}

async fn edit_page(cx: &Cx, k: &'static Kind, lang: Lang, version: i64, words: Words, errors: Errors, unsaved: bool) -> Result<EditPage> {
    let mut shell = cx.shell(cx.ta("letters-text-of", &[("kind", cx.t(&format!("choice-paper-kind-{}", k.code.replace('_', "-"))).into())]), "/settings");
    let mut q = cx.reader();
    let (head, frame) = (staff::letterhead(&mut q).await?, texts::frame(&mut q).await?);
    let logo = match frame.logo {
        Some(id) => texts::logo(&mut q, id).await?,
        None => None,
    };
    let preview = errors.is_empty().then(|| sheet(cx, &head, &frame, logo.as_ref(), k, lang, &words));
    if !errors.is_empty() {
        shell = shell.invalid();
    }
    let variables = k
        .variables
        .iter()
        .map(|v| Variable { code: format!("{{{{ {v} }}}}"), name: shell.code("choice-paper-var", v), sample: i18n::t(lang, &sample_key(v)) })
        .collect();
    let langs = [Lang::Ar, Lang::En]
        .into_iter()
        .map(|l| Link::new(href(k, l), cx.t(if l == Lang::Ar { "letters-lang-ar" } else { "letters-lang-en" }), l == lang))
        .collect();
    Ok(EditPage {
        errors,
        action: format!("/settings/texts/{}", k.code),
        versions_href: format!("/settings/texts/{}/versions?lang={}", k.code, lang.code()),
        pdf_href: format!("/papers/preview/{}?lang={}", k.code, lang.code()),
        version,
        lang: lang.code(),
        langs,
        length: cx.ta("letters-length-n", &[("n", words.body.chars().count().into())]),
        longest: check::LONGEST.to_string(),
        words,
        variables,
        preview,
        unsaved,
        shell,
    })
}

/// `?lang=ar|en`
pub async fn edit(cx: Cx) -> Answer {
    let (k, lang) = named(&cx, cx.query("lang"))?;
    let t = texts::own(&mut cx.reader(), k, lang).await?;
    web::page(&edit_page(&cx, k, lang, t.version, t.words(), Errors::none(), false).await?)
}

/// `go=preview` shows what is typed and writes nothing.
pub async fn save(cx: Cx) -> Answer {
    let (k, lang) = named(&cx, cx.form.text("lang"))?;
    let (words, errors) = forms::words(&cx.form, k);
    let version = forms::version(&cx.form);
    if !errors.is_empty() {
        let errors = Errors::new(cx.lang, &errors);
        return web::page_with(StatusCode::UNPROCESSABLE_ENTITY, &edit_page(&cx, k, lang, version, words, errors, true).await?);
    }
    if cx.form.text("go") == "preview" {
        return web::page(&edit_page(&cx, k, lang, version, words, Errors::none(), true).await?);
    }
    save::save_words(cx.env(), cx.db(), cx.permit()?, k, lang, version, &words).await?;
    cx.done(&href(k, lang), "letters-flash-text")
}

struct Changed {
    field: String,
    lines: Vec<(&'static str, String)>,
    /// A logo is shown, not described: how it changed, and its address.
    pictures: Vec<(&'static str, String)>,
}

struct Version {
    n: i64,
    at: Option<DualAt>,
    by: String,
    current: bool,
    changes: Vec<Changed>,
}

#[derive(Template)]
#[template(path = "texts_versions.html")]
struct VersionsPage {
    shell: Shell,
    back: String,
    restore: String,
    lang: &'static str,
    latest: String,
    versions: Vec<Version>,
}

/// A text's fields with the keys of their names, for telling versions apart.
fn fields(w: &Words) -> Vec<(&'static str, String)> {
    vec![
        ("letters-text-subject", w.subject.clone()),
        ("letters-text-opening", w.opening.clone()),
        ("letters-text-body", w.body.clone()),
        ("letters-text-closing", w.closing.clone()),
        ("letters-text-signatory-title", w.signatory_title.clone()),
        ("letters-text-signatory-name", w.signatory_name.clone()),
    ]
}

/// The one field that is no text: its value is the picture's address, or nothing.
const LOGO: &str = "letters-logo";

fn frame_fields(f: &Frame) -> Vec<(&'static str, String)> {
    let yes = |on: bool| if on { "✓" } else { "—" }.to_string();
    vec![
        ("letters-frame-header-ar", f.header_ar.join("\n")),
        ("letters-frame-header-en", f.header_en.join("\n")),
        ("letters-frame-footer-ar", f.footer_ar.join("\n")),
        ("letters-frame-footer-en", f.footer_en.join("\n")),
        ("letters-frame-signs-ar", format!("{}\n{}", f.signatory_ar.title, f.signatory_ar.name)),
        ("letters-frame-signs-en", format!("{}\n{}", f.signatory_en.title, f.signatory_en.name)),
        ("letters-frame-stamp", yes(f.stamp)),
        ("letters-frame-letterhead", yes(f.letterhead)),
        (LOGO, f.logo.map(|id| format!("/settings/texts/frame/logo/{id}")).unwrap_or_default()),
    ]
}

fn changed(cx: &Cx, old: &[(&'static str, String)], new: &[(&'static str, String)]) -> Vec<Changed> {
    old.iter()
        .zip(new)
        .filter(|(a, b)| a.1 != b.1)
        .map(|(a, b)| Changed {
            field: cx.t(a.0),
            pictures: [("gone", &a.1), ("new", &b.1)]
                .into_iter()
                .filter(|(_, href)| a.0 == LOGO && !href.is_empty())
                .map(|(how, href)| (how, href.clone()))
                .collect(),
            lines: if a.0 == LOGO { vec![] } else { lines(&a.1, &b.1) },
        })
        .collect()
}

fn lines(old: &str, new: &str) -> Vec<(&'static str, String)> {
    let how = |c: save::Change| match c {
        save::Change::Same => "same",
        save::Change::Gone => "gone",
        save::Change::New => "new",
    };
    save::difference(old, new).into_iter().map(|(c, l)| (how(c), l)).collect()
}

/// What the path names: a kind's text or the frame, its setting, and how its versions read.
fn what(cx: &Cx, lang: &str) -> Result<(Option<(&'static Kind, Lang)>, String)> {
    if cx.param("kind")? == "frame" {
        return Ok((None, texts::frame::SETTING.to_string()));
    }
    let (k, lang) = named(cx, lang)?;
    Ok((Some((k, lang)), texts::setting(k.code, lang)))
}

fn read(kind: Option<(&'static Kind, Lang)>, json: &str) -> Vec<(&'static str, String)> {
    match kind {
        Some(_) => fields(&serde_json::from_str(json).unwrap_or_default()),
        None => frame_fields(&serde_json::from_str(json).unwrap_or_default()),
    }
}

/// The last fifty versions, each with what it changed of the one before, and the built-in one at the end.
pub async fn versions(cx: Cx) -> Answer {
    let (kind, name) = what(&cx, cx.query("lang"))?;
    let history = settings::history(&mut cx.reader(), &name).await?;
    let names = who(&cx, history.iter().map(|h| h.by.as_str())).await?;
    let first = match kind {
        Some((k, lang)) => fields(&texts::built_in(k.code, lang)),
        None => frame_fields(&Frame::default()),
    };
    let title = match kind {
        Some((k, _)) => cx.t(&format!("choice-paper-kind-{}", k.code.replace('_', "-"))),
        None => cx.t("letters-frame-title"),
    };
    let shell = cx.shell(cx.ta("letters-versions-of", &[("what", title.into())]), "/settings");
    let read_all: Vec<_> = history.iter().map(|h| read(kind, &h.value)).collect();
    let mut versions: Vec<Version> = history
        .iter()
        .enumerate()
        .map(|(i, h)| {
            // Beyond the oldest read here there may be older ones: only the very first is told apart from the built-in.
            let before = read_all.get(i + 1).or(if h.version == 1 { Some(&first) } else { None });
            Version {
                n: h.version,
                at: Some(shell.at(h.at)),
                by: names.get(&h.by).cloned().unwrap_or_default(),
                current: i == 0,
                changes: before.map(|b| changed(&cx, b, &read_all[i])).unwrap_or_default(),
            }
        })
        .collect();
    versions.push(Version { n: 0, at: None, by: String::new(), current: history.is_empty(), changes: vec![] });
    let (back, restore, lang) = match kind {
        Some((k, lang)) => (href(k, lang), format!("/settings/texts/{}/restore", k.code), lang.code()),
        None => ("/settings/texts/frame".into(), "/settings/texts/frame/restore".into(), "ar"),
    };
    web::page(&VersionsPage { back, restore, lang, latest: history.first().map_or(0, |h| h.version).to_string(), versions, shell })
}

/// An older version becomes the newest: what stood in between stays in the list.
pub async fn restore(cx: Cx) -> Answer {
    let (kind, name) = what(&cx, cx.form.text("lang"))?;
    let wanted: i64 = cx.form.text("restore").parse().map_err(|_| Problem::NotFound)?;
    let seen = forms::version(&cx.form);
    let stored = settings::version(&mut cx.reader(), &name, wanted).await?;
    if stored.is_none() && wanted != 0 {
        return Err(Problem::NotFound);
    }
    match kind {
        Some((k, lang)) => {
            let words = stored.and_then(|j| serde_json::from_str(&j).ok()).unwrap_or_else(|| texts::built_in(k.code, lang));
            save::save_words(cx.env(), cx.db(), cx.permit()?, k, lang, seen, &words).await?;
            cx.done(&href(k, lang), "letters-flash-restored")
        }
        None => {
            let frame = stored.and_then(|j| serde_json::from_str(&j).ok()).unwrap_or_default();
            save::save_frame(cx.env(), cx.db(), cx.permit()?, seen, &frame).await?;
            cx.app.set_mark(texts::logo::on_pages(&mut cx.reader()).await?);
            cx.done("/settings/texts/frame", "letters-flash-restored")
        }
    }
}
