//! The pages anyone may read. Nothing here names a person; an anonymous visitor's browser may keep them and ask whether they changed.

use crate::{
    content::{self, Asked, Content, Kept, Words},
    figures::{self, Figures, What},
    services_view::{self as view, Card, Group, Papers},
    ways,
};
use askama::Template;
use db::Query;
use i18n::{Arg, Lang};
use kernel::{Problem, Result};
use requests::rules::floor::{ClockSettings, FloorFrom};
use services::{Line, Service};
use web::{Answer, Cx, Shell};

/// What stands above every public page.
pub struct Top {
    pub banner: String,
    /// The page is shown before it is published.
    pub preview: bool,
    /// For search engines, in a line.
    pub description: String,
    /// Search engines keep out: a preview, a demonstration.
    pub hidden: bool,
}

/// One public page's makings: the visitor, and the content in force or about to be.
pub struct Site<'c> {
    pub cx: &'c Cx,
    pub content: Content,
    pub preview: bool,
}

impl<'c> Site<'c> {
    async fn open(cx: &'c Cx) -> Result<Site<'c>> {
        let content = content::load(&mut cx.reader(), &cx.app.shared::<Kept>()).await?;
        Ok(Site { cx, content, preview: false })
    }
    fn lang(&self) -> Lang {
        self.cx.lang
    }
    fn words(&self, code: &str) -> std::sync::Arc<Words> {
        self.content.part(code)
    }
    fn top(&self, description: &str) -> Top {
        Top {
            banner: self.content.banner(self.lang(), self.cx.today()),
            preview: self.preview,
            description: description.to_string(),
            hidden: self.preview || self.cx.app.demo,
        }
    }
    fn head(&self, code: &str, nav: &str) -> (Shell, String, Top) {
        let w = self.words(code);
        let intro = w.line("intro", self.lang()).to_string();
        let top = self.top(&intro);
        (self.cx.shell(w.line("title", self.lang()), nav), intro, top)
    }
}

/// Sends a page. What shows a name or says something once is kept by nobody; the rest a browser may keep and ask about again.
fn send(site: &Site<'_>, template: &impl Template) -> Answer {
    if site.preview { web::page(template) } else { web::page_kept(site.cx, template) }
}

/// While the association has not been entered, everything leads to its first page.
macro_rules! open {
    ($cx:expr) => {{
        if $cx.app.first_run() {
            return Ok(web::redirect("/first-run"));
        }
        Site::open($cx).await?
    }};
}

async fn offered(cx: &Cx) -> Result<Vec<Service>> {
    services::in_force(&mut cx.reader(), cx.now()).await
}

/// A step of asking.
pub struct Step {
    pub title: String,
    pub text: String,
}

fn steps(w: &Words, lang: Lang) -> Vec<Step> {
    (1..=content::STEPS)
        .map(|i| Step { title: w.line(&format!("step{i}_title"), lang).into(), text: w.line(&format!("step{i}"), lang).into() })
        .filter(|s| !s.title.is_empty())
        .collect()
}

/// One of the eight ways.
pub struct WayView {
    pub icon: &'static str,
    pub name: String,
    pub text: String,
    pub link: ways::WayLink,
    /// In words, where the link leads to one of our own pages.
    pub label: String,
}

fn eight(site: &Site<'_>) -> Vec<WayView> {
    let (w, org) = (site.words("contact"), site.cx.app.org());
    content::WAYS
        .iter()
        .map(|(code, icon)| {
            let typed = w.raw(&format!("{code}_link"));
            // Where the association wrote nothing of its own, its letterhead speaks.
            let typed = match (*code, typed.is_empty()) {
                ("phone", true) => org.phone.as_str(),
                ("social_media", true) => org.social.first().map_or("", String::as_str),
                ("letters", true) => org.email.as_str(),
                _ => typed,
            };
            let link = ways::read(typed).unwrap_or_default();
            let label = match link.href.as_str() {
                h if h.starts_with("/my") => site.cx.t("site-ask"),
                h if h.starts_with("/help") => site.cx.t("web-public-services"),
                h if h.starts_with("/contact#") => site.cx.t("site-branches-title"),
                _ => site.cx.t("site-way-go"),
            };
            WayView { icon, name: services_word(site.lang(), code), text: w.line(code, site.lang()).into(), link, label }
        })
        .collect()
}

fn services_word(lang: Lang, code: &str) -> String {
    i18n::t(lang, &format!("choice-site-way-{}", code.replace('_', "-")))
}

#[derive(Template)]
#[template(path = "site_home.html")]
struct HomePage {
    shell: Shell,
    top: Top,
    title: String,
    intro: String,
    services_text: String,
    groups: Vec<Group>,
    steps: Vec<Step>,
    questions: Vec<Asked>,
    rights_title: String,
    rights: String,
    ways_text: String,
    ways: Vec<WayView>,
    signed_in: bool,
}

pub async fn home(cx: Cx) -> Answer {
    let site = open!(&cx);
    if cx.signed_in().is_some_and(|w| !w.actor.is_outside()) && cx.query("home").is_empty() {
        return Ok(web::redirect("/desk"));
    }
    home_of(&site).await
}

async fn home_of(site: &Site<'_>) -> Answer {
    let (cx, lang) = (site.cx, site.lang());
    let (w, all) = (site.words("home"), offered(cx).await?);
    let page = HomePage {
        shell: cx.shell(cx.t("web-public-home"), "/"),
        top: site.top(w.line("intro", lang)),
        title: w.line("title", lang).into(),
        intro: w.line("intro", lang).into(),
        services_text: w.line("services", lang).into(),
        groups: view::groups(lang, &all.iter().collect::<Vec<_>>()),
        steps: steps(&site.words("how"), lang),
        questions: site.words("faq").questions(lang).into_iter().take(5).collect(),
        rights_title: w.line("rights_title", lang).into(),
        rights: w.html("rights", lang).into(),
        ways_text: w.line("ways", lang).into(),
        ways: eight(site),
        signed_in: cx.maybe_outside().is_some(),
    };
    send(site, &page)
}

/// A need to choose from.
pub struct Need {
    pub href: String,
    pub label: String,
    pub icon: &'static str,
    pub current: bool,
}

#[derive(Template)]
#[template(path = "site_help.html")]
struct HelpPage {
    shell: Shell,
    top: Top,
    intro: String,
    body: String,
    q: String,
    need: String,
    needs: Vec<Need>,
    whom: Vec<web::Opt>,
    groups: Vec<Group>,
    tally: String,
    none_at_all: bool,
    looking: bool,
}

pub async fn help(cx: Cx) -> Answer {
    let site = open!(&cx);
    help_of(&site).await
}

async fn help_of(site: &Site<'_>) -> Answer {
    let (cx, lang) = (site.cx, site.lang());
    let all = offered(cx).await?;
    let q: String = cx.query("q").chars().take(80).collect();
    let need = services::Kind::parse(cx.query("need"));
    let whom = services::CATEGORIES.iter().copied().find(|c| *c == cx.query("for"));
    let found: Vec<&Service> = all
        .iter()
        .filter(|s| need.is_none_or(|k| s.body.kind_of_help == k) && whom.is_none_or(|c| s.body.is_for(&[c.to_string()])) && view::matches(s, &q))
        .collect();
    let present: std::collections::BTreeSet<_> = all.iter().map(|s| s.body.kind_of_help).collect();
    let keep = whom.map(|c| format!("&for={c}")).unwrap_or_default();
    let mut needs = vec![Need { href: format!("/help?need={keep}"), label: cx.t("site-all-needs"), icon: "", current: need.is_none() }];
    needs.extend(present.into_iter().map(|k| Need {
        href: format!("/help?need={}{keep}", k.code()),
        label: services::word(lang, "kind", k.code()),
        icon: view::icon_of(k),
        current: need == Some(k),
    }));
    let (shell, intro, top) = site.head("help", "/help");
    let page = HelpPage {
        shell,
        top,
        intro,
        body: site.words("help").html("body", lang).into(),
        looking: !q.is_empty() || need.is_some() || whom.is_some(),
        q,
        need: need.map(|k| k.code().to_string()).unwrap_or_default(),
        needs,
        whom: services::CATEGORIES.iter().map(|c| web::Opt::new(*c, services::word(lang, "category", c), whom == Some(*c))).collect(),
        tally: cx.ta("site-services-n", &[("n", found.len().into())]),
        groups: view::groups(lang, &found),
        none_at_all: all.is_empty(),
    };
    send(site, &page)
}

#[derive(Template)]
#[template(path = "site_service.html")]
struct ServicePage {
    shell: Shell,
    top: Top,
    summary: String,
    kind: String,
    icon: &'static str,
    ask: String,
    gives: String,
    often: String,
    study: String,
    decides: String,
    whom: Vec<String>,
    always: Vec<Line>,
    cases: Vec<Papers>,
    promise: String,
    others: Vec<Card>,
}

pub async fn service(cx: Cx) -> Answer {
    let site = open!(&cx);
    let lang = cx.lang;
    let all = offered(&cx).await?;
    let code = cx.param("code")?;
    let s = all.iter().find(|s| s.code == code).ok_or(Problem::NotFound)?;
    let b = &s.body;
    let clocks = requests::clocks(&mut cx.reader(), None).await?;
    let (always, cases) = view::papers(lang, b);
    let others: Vec<&Service> = all.iter().filter(|o| o.body.kind_of_help == b.kind_of_help && o.id != s.id).take(3).collect();
    let page = ServicePage {
        shell: cx.shell(s.name(lang), "/help"),
        top: site.top(b.summary(lang)),
        summary: b.summary(lang).into(),
        kind: services::word(lang, "kind", b.kind_of_help.code()),
        icon: view::icon_of(b.kind_of_help),
        ask: format!("/my/new?service={}", s.code),
        gives: view::gives(lang, b),
        often: services::word(lang, "often", b.how_often.code()),
        study: view::study(lang, b),
        decides: view::who_decides(lang, b),
        whom: view::whom(lang, b),
        always,
        cases,
        promise: promise(lang, &clocks),
        others: view::groups(lang, &others).into_iter().flat_map(|g| g.cards).collect(),
    };
    send(&site, &page)
}

/// The earliest reply, said as it is: a least, never a most.
fn promise(lang: Lang, c: &ClockSettings) -> String {
    let key = match (c.earliest_reply_days, c.floor_from) {
        (0, _) => return i18n::t(lang, "site-promise-none"),
        (_, FloorFrom::Submission) => "site-promise-submission",
        (_, FloorFrom::Presentation) => "site-promise-presentation",
    };
    i18n::ta(lang, key, &[("n", Arg::from(c.earliest_reply_days))])
}

#[derive(Template)]
#[template(path = "site_how.html")]
struct HowPage {
    shell: Shell,
    top: Top,
    intro: String,
    steps: Vec<Step>,
    body: String,
    promise: String,
    /// "Were it complete today": the day in both calendars, where the floor counts from then.
    example: Option<i18n::dates::Dual>,
    urgent: bool,
    objection: String,
}

pub async fn how(cx: Cx) -> Answer {
    let site = open!(&cx);
    how_of(&site).await
}

async fn how_of(site: &Site<'_>) -> Answer {
    let (cx, lang) = (site.cx, site.lang());
    let c = requests::clocks(&mut cx.reader(), None).await?;
    let w = site.words("how");
    let (shell, intro, top) = site.head("how", "/how");
    let counted = c.earliest_reply_days > 0 && c.floor_from == FloorFrom::Submission;
    let page = HowPage {
        example: counted.then(|| shell.date(cx.today().plus(i32::try_from(c.earliest_reply_days).unwrap_or(0)))),
        shell,
        top,
        intro,
        steps: steps(&w, lang),
        body: w.html("body", lang).into(),
        promise: promise(lang, &c),
        urgent: c.early_reply_allowed && c.earliest_reply_days > 0,
        objection: cx.ta("site-objection-days", &[("n", c.objection_days.into())]),
    };
    send(site, &page)
}

/// A figure in words; `text` is empty where there are too few cases.
pub struct FigureView {
    pub label: String,
    pub figure: String,
    pub note: String,
}

fn figure_views(lang: Lang, f: &Figures) -> Vec<FigureView> {
    let say = |n: &figures::Figure| {
        let label = i18n::t(lang, &format!("choice-site-figure-{}", n.name.replace('_', "-")));
        let Some(worth) = n.worth else { return FigureView { label, figure: String::new(), note: String::new() } };
        let figure = match n.what {
            What::Share => format!("{worth}%"),
            What::Length if worth < 24 => i18n::t(lang, "site-less-than-a-day"),
            What::Length => i18n::ta(lang, "site-days", &[("n", Arg::from((worth + 12) / 24))]),
        };
        FigureView { label, figure, note: i18n::ta(lang, "site-of-cases", &[("n", Arg::from(n.cases))]) }
    };
    f.all.iter().map(say).collect()
}

#[derive(Template)]
#[template(path = "site_promises.html")]
struct PromisesPage {
    shell: Shell,
    top: Top,
    intro: String,
    body: String,
    promise: String,
    published: bool,
    shares: Vec<FigureView>,
    lengths: Vec<FigureView>,
    /// No figure has enough cases yet.
    too_few: bool,
    least: String,
    counted: Option<web::DualAt>,
}

pub async fn promises(cx: Cx) -> Answer {
    let site = open!(&cx);
    promises_of(&site).await
}

async fn promises_of(site: &Site<'_>) -> Answer {
    let (cx, lang) = (site.cx, site.lang());
    let w = site.words("promises");
    let published = w.flag("figures");
    let q = &mut cx.reader();
    let f = if published { figures::load(q).await? } else { Figures::default() };
    let (shell, intro, top) = site.head("promises", "/promises");
    let of = |what: What| figure_views(lang, &Figures { all: f.all.iter().copied().filter(|n| n.what == what).collect(), at: f.at });
    let page = PromisesPage {
        counted: f.at.map(|at| shell.at(at)),
        shell,
        top,
        intro,
        body: w.html("body", lang).into(),
        promise: promise(lang, &requests::clocks(q, None).await?),
        published,
        shares: of(What::Share),
        lengths: of(What::Length),
        too_few: f.all.iter().all(|n| n.worth.is_none()),
        least: cx.ta("site-guard", &[("n", Arg::from(figures::LEAST))]),
    };
    send(site, &page)
}

pub struct BranchView {
    pub name: String,
    pub area: String,
    pub hours: String,
    pub phone: ways::WayLink,
}

#[derive(Template)]
#[template(path = "site_contact.html")]
struct ContactPage {
    shell: Shell,
    top: Top,
    intro: String,
    ways: Vec<WayView>,
    hours: String,
    address: String,
    branches: Vec<BranchView>,
}

pub async fn contact(cx: Cx) -> Answer {
    let site = open!(&cx);
    contact_of(&site).await
}

async fn contact_of(site: &Site<'_>) -> Answer {
    let (cx, lang) = (site.cx, site.lang());
    let w = site.words("contact");
    let branches = branches(&mut cx.reader()).await?;
    let (shell, intro, top) = site.head("contact", "/contact");
    let page = ContactPage {
        shell,
        top,
        intro,
        ways: eight(site),
        hours: w.html("hours", lang).into(),
        address: w.html("address", lang).into(),
        branches: branches
            .iter()
            .map(|b| BranchView {
                name: b.name(lang).into(),
                area: b.area.clone(),
                hours: w.html(&format!("branch_{}_hours", b.number), lang).into(),
                phone: ways::read(w.raw(&format!("branch_{}_phone", b.number))).unwrap_or_default(),
            })
            .collect(),
    };
    send(site, &page)
}

/// The branches people may go to.
pub async fn branches(q: &mut impl Query) -> Result<Vec<staff::Branch>> {
    Ok(staff::branches(q).await?.into_iter().filter(|b| b.active).collect())
}

#[derive(Template)]
#[template(path = "site_faq.html")]
struct FaqPage {
    shell: Shell,
    top: Top,
    intro: String,
    questions: Vec<Asked>,
}

pub async fn faq(cx: Cx) -> Answer {
    let site = open!(&cx);
    faq_of(&site).await
}

async fn faq_of(site: &Site<'_>) -> Answer {
    let (shell, intro, top) = site.head("faq", "/faq");
    send(site, &FaqPage { shell, top, intro, questions: site.words("faq").questions(site.lang()) })
}

#[derive(Template)]
#[template(path = "site_text.html")]
struct TextPage {
    shell: Shell,
    top: Top,
    intro: String,
    body: String,
    changed: Option<web::DualAt>,
}

async fn text_of(site: &Site<'_>, code: &'static str, nav: &'static str) -> Answer {
    let (shell, intro, top) = site.head(code, nav);
    let w = site.words(code);
    // A notice that binds says when it last changed.
    let changed = match w.version {
        0 => None,
        v => db::settings::history(&mut site.cx.reader(), &format!("site.{code}")).await?.iter().find(|h| h.version == v).map(|h| shell.at(h.at)),
    };
    send(site, &TextPage { shell, top, intro, body: w.html("body", site.lang()).into(), changed })
}

pub async fn privacy(cx: Cx) -> Answer {
    let site = open!(&cx);
    text_of(&site, "privacy", "/privacy").await
}

pub async fn accessibility(cx: Cx) -> Answer {
    let site = open!(&cx);
    text_of(&site, "accessibility", "/accessibility").await
}

#[derive(Template)]
#[template(path = "site_map.html")]
struct MapPage {
    shell: Shell,
    top: Top,
    pages: Vec<(&'static str, String)>,
    groups: Vec<Group>,
}

pub async fn sitemap(cx: Cx) -> Answer {
    let site = open!(&cx);
    let all = offered(&cx).await?;
    let mut pages: Vec<(&'static str, String)> = vec![("/", cx.t("web-public-home"))];
    for p in content::PARTS.iter().filter(|p| !matches!(p.code, "home" | "banner")) {
        pages.push((p.path, site.words(p.code).line("title", cx.lang).to_string()));
    }
    let page = MapPage {
        shell: cx.shell(cx.t("web-public-sitemap"), "/sitemap"),
        top: site.top(&cx.t("web-public-sitemap")),
        pages,
        groups: view::groups(cx.lang, &all.iter().collect::<Vec<_>>()),
    };
    send(&site, &page)
}

pub async fn robots(cx: Cx) -> Answer {
    let text = if cx.app.demo { "User-agent: *\nDisallow: /\n" } else { "User-agent: *\nDisallow: /my\nDisallow: /v/\nDisallow: /lang/\nDisallow: /sign-in\n" };
    Ok(web::text(web::StatusCode::OK, text))
}

/// Changes the language by a link, so that pages need no form for it. Nothing but the reader's own choice of words is changed.
pub async fn lang(cx: Cx) -> Answer {
    let lang = Lang::parse(cx.param("code")?).ok_or(Problem::NotFound)?;
    let mut r = web::redirect(cx.query("next"));
    cx.keep_lang(&mut r, lang);
    Ok(r)
}

/// The page a part is seen on, with content that is not published yet.
pub async fn preview(cx: &Cx, part: &'static content::Part, words: Words) -> Answer {
    let content = content::load(&mut cx.reader(), &cx.app.shared::<Kept>()).await?.with(part, words);
    let site = Site { cx, content, preview: true };
    match part.code {
        "help" => help_of(&site).await,
        "how" => how_of(&site).await,
        "promises" => promises_of(&site).await,
        "contact" => contact_of(&site).await,
        "faq" => faq_of(&site).await,
        "privacy" => text_of(&site, "privacy", "/privacy").await,
        "accessibility" => text_of(&site, "accessibility", "/accessibility").await,
        _ => home_of(&site).await,
    }
}
