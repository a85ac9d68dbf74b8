//! Writing the public pages: a form for each part, shown as a page before it is published, kept by versions.

use crate::{
    content::{self, Fields, Kind, Part, Question, Words},
    markdown, pages,
    routes::perm,
    ways,
};
use askama::Template;
use db::{Db, settings};
use i18n::Lang;
use kernel::{Env, Event, FieldError, FieldErrors, Id, Permit, Problem, Result, Scope};
use web::{Answer, Cx, DateRaw, Errors, Shell, StatusCode};

const LINE_MAX: usize = 600;
const TEXT_MAX: usize = 12_000;

/// A field ready to be drawn.
pub struct FieldView {
    pub label: String,
    pub kind: &'static str,
    pub name: String,
    pub name_ar: String,
    pub name_en: String,
    pub value: String,
    pub ar: String,
    pub en: String,
    pub date: DateRaw,
    pub short: bool,
}

/// A common question ready to be drawn.
pub struct QuestionView {
    pub n: usize,
    pub title: String,
    pub open: bool,
    pub order: String,
    pub q_ar: String,
    pub q_en: String,
    pub a_ar: String,
    pub a_en: String,
    pub myth: bool,
    pub f: [String; 6],
}

/// One of a part's fields as its form has it; branches bring their own.
struct Spec {
    name: String,
    kind: Kind,
    label: String,
}

fn label(lang: Lang, name: &str) -> String {
    let way = |code: &str| i18n::t(lang, &format!("choice-site-way-{}", code.replace('_', "-")));
    let known = |code: &str| content::WAYS.iter().any(|(w, _)| *w == code);
    if let Some(n) = name.strip_prefix("step") {
        return match n.strip_suffix("_title") {
            Some(n) => i18n::ta(lang, "site-edit-step-title", &[("n", n.into())]),
            None => i18n::ta(lang, "site-edit-step", &[("n", n.into())]),
        };
    }
    match name.strip_suffix("_link") {
        Some(code) if known(code) => i18n::ta(lang, "site-edit-link", &[("way", way(code).into())]),
        _ if known(name) => way(name),
        _ => i18n::t(lang, &format!("choice-site-field-{}", name.replace('_', "-"))),
    }
}

async fn specs(cx: &Cx, part: &Part) -> Result<Vec<Spec>> {
    let mut out: Vec<Spec> = part.fields.iter().map(|(name, kind)| Spec { name: name.to_string(), kind: *kind, label: label(cx.lang, name) }).collect();
    if part.code == "contact" {
        for b in pages::branches(&mut cx.reader()).await? {
            for (end, kind, key) in [("hours", Kind::Text, "site-edit-branch-hours"), ("phone", Kind::Way, "site-edit-branch-phone")] {
                let label = cx.ta(key, &[("branch", b.name(cx.lang).into())]);
                out.push(Spec { name: format!("branch_{}_{end}", b.number), kind, label });
            }
        }
    }
    Ok(out)
}

fn field(s: &Spec, f: &Fields) -> FieldView {
    let get = |k: &str| f.get(k).cloned().unwrap_or_default();
    let date = match (s.kind, get(&s.name).parse()) {
        (Kind::Date, Ok(day)) => DateRaw::given(day, i18n::dates::Calendar::Hijri, i18n::dates::Precision::Full),
        _ => DateRaw {
            day: get(&format!("{}_day", s.name)),
            month: get(&format!("{}_month", s.name)),
            year: get(&format!("{}_year", s.name)),
            cal: get(&format!("{}_cal", s.name)),
        },
    };
    FieldView {
        label: s.label.clone(),
        kind: match s.kind {
            Kind::Line => "line",
            Kind::Text => "text",
            Kind::Way => "way",
            Kind::Flag => "flag",
            Kind::Date => "date",
        },
        name: s.name.clone(),
        name_ar: format!("{}_ar", s.name),
        name_en: format!("{}_en", s.name),
        value: get(&s.name),
        ar: get(&format!("{}_ar", s.name)),
        en: get(&format!("{}_en", s.name)),
        date,
        short: s.name.contains("title"),
    }
}

fn question(cx: &Cx, i: usize, q: &Question, errors: &Errors) -> QuestionView {
    let n = i + 1;
    let f = [format!("q{n}_ar"), format!("q{n}_en"), format!("a{n}_ar"), format!("a{n}_en"), format!("myth{n}"), format!("order{n}")];
    QuestionView {
        n,
        title: if q.ask_ar.is_empty() { cx.t("site-edit-new-question") } else { q.ask_ar.clone() },
        open: errors.list().iter().any(|(name, _)| f.contains(name)),
        order: n.to_string(),
        q_ar: q.ask_ar.clone(),
        q_en: q.ask_en.clone(),
        a_ar: q.answer_ar.clone(),
        a_en: q.answer_en.clone(),
        myth: q.myth,
        f,
    }
}

pub struct VersionView {
    pub version: i64,
    pub at: web::DualAt,
    pub by: String,
    pub now: bool,
}

#[derive(Template)]
#[template(path = "site_edit.html")]
struct EditPage {
    shell: Shell,
    errors: Errors,
    action: String,
    path: &'static str,
    about: String,
    version: i64,
    fields: Vec<FieldView>,
    questions: Vec<QuestionView>,
    is_faq: bool,
    notice: String,
    versions: Vec<VersionView>,
    restore: String,
}

struct Tile {
    href: String,
    name: String,
    about: String,
    icon: &'static str,
    state: String,
}

#[derive(Template)]
#[template(path = "site_settings.html")]
struct IndexPage {
    shell: Shell,
    tiles: Vec<Tile>,
}

fn part_of(cx: &Cx) -> Result<&'static Part> {
    content::part(cx.param("part")?).ok_or(Problem::NotFound)
}

fn part_name(cx: &Cx, part: &Part) -> String {
    cx.t(&format!("choice-site-part-{}", part.code))
}

pub async fn index(cx: Cx) -> Answer {
    let mut tiles = vec![];
    for p in content::PARTS {
        let version = settings::latest(&mut cx.reader(), &p.setting()).await?.map_or(0, |v| v.0);
        tiles.push(Tile {
            href: format!("/settings/site/{}", p.code),
            name: part_name(&cx, p),
            about: cx.t(&format!("choice-site-about-{}", p.code)),
            icon: p.icon,
            state: if version == 0 { cx.t("site-edit-builtin") } else { cx.ta("site-edit-version", &[("n", version.into())]) },
        });
    }
    web::page(&IndexPage { shell: cx.shell(cx.t("site-edit-title"), "/settings"), tiles })
}

async fn form(cx: &Cx, part: &'static Part, f: &Fields, extra: usize, version: i64, errors: Errors, notice: String, status: StatusCode) -> Answer {
    let mut shell = cx.shell(part_name(cx, part), "/settings");
    if !errors.is_empty() {
        shell = shell.invalid();
    }
    let q = &mut cx.reader();
    let is_faq = part.code == "faq";
    let mut all = if is_faq { content::questions(f) } else { vec![] };
    if is_faq {
        let room = content::QUESTIONS.saturating_sub(all.len()).min(extra);
        all.extend(std::iter::repeat_n(Question::default(), room));
    }
    let history = settings::history(q, &part.setting()).await?;
    let ids: Vec<Id> = history.iter().filter_map(|h| h.by.parse().ok()).collect();
    let names = staff::names(q, &ids).await?;
    let by = |h: &settings::Version| h.by.parse::<Id>().ok().and_then(|id| names.get(&id).cloned()).unwrap_or_default();
    let now = history.first().map_or(0, |h| h.version);
    let page = EditPage {
        fields: specs(cx, part).await?.iter().map(|s| field(s, f)).collect(),
        questions: all.iter().enumerate().map(|(i, x)| question(cx, i, x, &errors)).collect(),
        versions: history.iter().map(|h| VersionView { version: h.version, at: shell.at(h.at), by: by(h), now: h.version == now }).collect(),
        shell,
        errors,
        action: format!("/settings/site/{}", part.code),
        restore: format!("/settings/site/{}/restore", part.code),
        path: part.path,
        about: cx.t(&format!("choice-site-about-{}", part.code)),
        version,
        is_faq,
        notice,
    };
    web::page_with(status, &page)
}

pub async fn show(cx: Cx) -> Answer {
    let part = part_of(&cx)?;
    let q = &mut cx.reader();
    let now = settings::latest(q, &part.setting()).await?.map_or(0, |v| v.0);
    // A former version is filled in to be looked at and published again.
    let (from, notice) = match cx.query("version").parse::<i64>() {
        Ok(v) if (0..now).contains(&v) => (v, if v == 0 { cx.t("site-edit-from-builtin") } else { cx.ta("site-edit-from", &[("n", v.into())]) }),
        _ => (now, String::new()),
    };
    let f = content::fields(q, part, from).await?;
    form(&cx, part, &f, 2, now, Errors::none(), notice, StatusCode::OK).await
}

/// What was typed, as it would be stored, with what is wrong in it.
fn read(cx: &Cx, specs: &[Spec], part: &Part) -> (Fields, FieldErrors) {
    let (mut f, mut e) = (Fields::new(), FieldErrors::default());
    let form = &cx.form;
    let words = |f: &mut Fields, e: &mut FieldErrors, name: &str, text: bool, needed: bool| {
        let most = if text { TEXT_MAX } else { LINE_MAX };
        for l in ["ar", "en"] {
            let key = format!("{name}_{l}");
            let typed = form.text(&key).replace("\r\n", "\n");
            if typed.chars().count() > most {
                e.add(&key, FieldError::new("too_long").arg("n", most));
            } else if text {
                check_text(e, &key, &typed);
            }
            if needed && l == "ar" && typed.is_empty() {
                e.code(&key, "required");
            }
            f.insert(key, typed);
        }
    };
    for s in specs {
        match s.kind {
            Kind::Line | Kind::Text => words(&mut f, &mut e, &s.name, s.kind == Kind::Text, s.name == "title"),
            Kind::Way => {
                let typed = form.text(&s.name).to_string();
                if typed.chars().count() > 200 || ways::read(&typed).is_none() {
                    e.code(&s.name, "site_way");
                }
                f.insert(s.name.clone(), typed);
            }
            Kind::Flag => {
                f.insert(s.name.clone(), if form.flag(&s.name) { "1".into() } else { String::new() });
            }
            Kind::Date => {
                let raw = DateRaw::of(form, &s.name);
                match raw.parse() {
                    Ok(day) => {
                        f.insert(s.name.clone(), day.map(|d| d.day.to_string()).unwrap_or_default());
                    }
                    Err(x) => {
                        e.add(&s.name, x);
                        for (end, v) in [("day", &raw.day), ("month", &raw.month), ("year", &raw.year), ("cal", &raw.cal)] {
                            f.insert(format!("{}_{end}", s.name), v.clone());
                        }
                    }
                }
            }
        }
    }
    if let (Some(Ok(from)), Some(Ok(until))) = (f.get("from").map(|d| d.parse::<kernel::Day>()), f.get("until").map(|d| d.parse::<kernel::Day>()))
        && until < from
    {
        e.code("until", "site_until");
    }
    if part.code == "faq" {
        read_questions(cx, &mut f, &mut e);
    }
    (f, e)
}

fn check_text(e: &mut FieldErrors, key: &str, typed: &str) {
    if let Some(link) = markdown::bad_link(typed) {
        e.add(key, FieldError::new("site_link").arg("link", link.chars().take(60).collect::<String>()));
    } else if markdown::has_html(typed) {
        e.code(key, "site_html");
    }
}

/// The entries in the order asked for; those left empty are gone. Their errors stand under the numbers they get.
fn read_questions(cx: &Cx, f: &mut Fields, e: &mut FieldErrors) {
    let form = &cx.form;
    let text = |name: String| form.text(&name).replace("\r\n", "\n");
    let mut typed: Vec<(i64, usize, Question)> = (1..=content::QUESTIONS)
        .filter_map(|i| {
            let q = Question {
                ask_ar: text(format!("q{i}_ar")),
                ask_en: text(format!("q{i}_en")),
                answer_ar: text(format!("a{i}_ar")),
                answer_en: text(format!("a{i}_en")),
                myth: form.flag(&format!("myth{i}")),
            };
            let empty = q.ask_ar.is_empty() && q.ask_en.is_empty() && q.answer_ar.is_empty() && q.answer_en.is_empty();
            let order = i18n::digits::ascii(form.text(&format!("order{i}"))).parse().unwrap_or(i as i64);
            // The one moved to a place stands before the one that was there.
            (!empty).then_some((order * 2 - i64::from(order < i as i64), i, q))
        })
        .collect();
    typed.sort_by_key(|(order, i, _)| (*order, *i));
    let mut all: Vec<Question> = typed.into_iter().map(|t| t.2).collect();
    for (i, q) in all.iter_mut().enumerate().map(|(i, q)| (i + 1, q)) {
        for (key, value, most) in [
            (format!("q{i}_ar"), &q.ask_ar, LINE_MAX),
            (format!("q{i}_en"), &q.ask_en, LINE_MAX),
            (format!("a{i}_ar"), &q.answer_ar, TEXT_MAX),
            (format!("a{i}_en"), &q.answer_en, TEXT_MAX),
        ] {
            if value.chars().count() > most {
                e.add(&key, FieldError::new("too_long").arg("n", most));
            } else if key.starts_with('a') {
                check_text(e, &key, value);
            }
        }
        for (key, value) in [(format!("q{i}_ar"), &q.ask_ar), (format!("a{i}_ar"), &q.answer_ar)] {
            if value.is_empty() {
                e.code(&key, "required");
            }
        }
        if q.ask_ar.is_empty() {
            // Kept in the form although nothing stands for it yet.
            q.ask_ar = " ".into();
        }
    }
    content::put_questions(f, &all);
}

pub async fn save(cx: Cx) -> Answer {
    let part = part_of(&cx)?;
    let specs = specs(&cx, part).await?;
    let seen: i64 = cx.form.text("version").parse().unwrap_or(-1);
    let (f, e) = read(&cx, &specs, part);
    if !e.is_empty() {
        return form(&cx, part, &f, 1, seen, Errors::new(cx.lang, &e), String::new(), StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    if cx.form.text("do") == "preview" {
        return pages::preview(&cx, part, Words::of(part, -1, f)).await;
    }
    match publish(cx.env(), cx.db(), cx.permit()?, part, seen, &f).await {
        Ok(_) => cx.done(&format!("/settings/site/{}", part.code), "site-edit-published"),
        Err(p @ Problem::Conflict { .. }) => {
            let notice = cx.refusal(&p).unwrap_or_default();
            form(&cx, part, &f, 1, seen, Errors::none(), notice, StatusCode::CONFLICT).await
        }
        Err(p) => Err(p),
    }
}

pub async fn restore(cx: Cx) -> Answer {
    let part = part_of(&cx)?;
    let seen: i64 = cx.form.text("version").parse().unwrap_or(-1);
    let from: i64 = cx.form.text("from").parse().map_err(|_| Problem::NotFound)?;
    let f = content::fields(&mut cx.reader(), part, from).await?;
    publish(cx.env(), cx.db(), cx.permit()?, part, seen, &f).await?;
    cx.done(&format!("/settings/site/{}", part.code), "site-edit-restored")
}

/// Publishes a part: its next version. `seen`: the version the form was filled from, 0 for the built-in words.
///
/// # Errors
/// Conflict `changed` where somebody published between.
pub async fn publish(env: &Env, db: &Db, permit: &Permit, part: &Part, seen: i64, f: &Fields) -> Result<i64> {
    if permit.scope != Scope::All || permit.permission != perm::MANAGE {
        return Err(Problem::Forbidden);
    }
    let mut tx = db.begin(&permit.actor).await?;
    let name = part.setting();
    if settings::latest(&mut tx, &name).await?.map_or(0, |v| v.0) != seen {
        return Err(Problem::conflict("changed"));
    }
    let version = settings::set(&mut tx, &name, &serde_json::to_string(f).map_err(Problem::internal)?, env.now()).await?;
    tx.record(env.now(), Event::new("site.publish", "setting", Id::NIL).fact("part", part.code).fact("version", version));
    tx.commit().await?;
    Ok(version)
}
