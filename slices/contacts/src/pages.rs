//! Thin handlers: read, call, show.

use crate::{
    Channel, Contact, Direction, Outcome, Stage,
    actions::{self, may_log},
    forms::{self, Raw},
    panel::{Line, line, minutes},
    perm, store,
};
use askama::Template;
use i18n::{Lang, dates::Calendar};
use kernel::{At, Event, Id, Problem, Result};
use web::{Answer, Cx, DualAt, Errors, Link, Opt, Shell, StatusCode};

const PAGE: i64 = 30;

#[derive(Template)]
#[template(path = "contacts_list.html")]
struct ListPage {
    shell: Shell,
    channels: Vec<Link>,
    outcomes: Vec<Link>,
    lines: Vec<Line>,
    first: String,
    next: String,
    narrowed: bool,
    waiting: usize,
}

/// The list's address with one thing changed.
fn address(channel: &str, outcome: &str) -> String {
    let parts: Vec<String> = [("channel", channel), ("outcome", outcome)].iter().filter(|(_, v)| !v.is_empty()).map(|(k, v)| format!("{k}={v}")).collect();
    if parts.is_empty() { "/contacts".into() } else { format!("/contacts?{}", parts.join("&")) }
}

/// `?channel=&outcome=&at=&id=`; the last two are the place the page begins after.
pub async fn list(cx: Cx) -> Answer {
    let permit = cx.permit()?;
    let channel = Channel::parse(cx.query("channel"));
    let outcome = Outcome::parse(cx.query("outcome"));
    let before = cx.query("id").parse::<Id>().ok().map(|id| (At(cx.query_int("at")), id));
    let filter = store::Filter { channel, outcomes: outcome.into_iter().collect(), before, ..Default::default() };
    let mut q = cx.reader();
    let mut found = store::list(&mut q, permit, &filter, false, PAGE + 1).await?;
    let waiting = crate::waiting(&mut q, permit).await?.len();
    let more = found.len() as i64 > PAGE;
    found.truncate(PAGE as usize);
    let (c, o) = (channel.map_or("", Channel::code), outcome.map_or("", Outcome::code));
    let next = match found.last().filter(|_| more) {
        Some(last) => {
            let base = address(c, o);
            format!("{base}{}at={}&id={}", if base.contains('?') { '&' } else { '?' }, last.arrived.0, last.id)
        }
        None => String::new(),
    };
    let shell = cx.shell(cx.t("contacts-title"), "/contacts");
    let mut channels = vec![Link::new(address("", o), cx.t("contacts-all"), channel.is_none())];
    channels.extend(Channel::ALL.into_iter().map(|x| Link::new(address(x.code(), o), shell.code("choice-channel", x.code()), channel == Some(x))));
    let mut outcomes = vec![Link::new(address(c, ""), cx.t("contacts-all"), outcome.is_none())];
    outcomes.extend(Outcome::ALL.into_iter().map(|x| Link::new(address(c, x.code()), shell.code("choice-contact-outcome", x.code()), outcome == Some(x))));
    let lines = found.iter().map(|x| line(&cx, &shell, x)).collect();
    let first = if before.is_some() { address(c, o) } else { String::new() };
    web::page(&ListPage { channels, outcomes, lines, first, next, narrowed: channel.is_some() || outcome.is_some(), waiting, shell })
}

struct Visitor {
    href: String,
    name: String,
    came: DualAt,
    in_service: bool,
    who: String,
    asked: String,
    version: String,
}

#[derive(Template)]
#[template(path = "contacts_waiting.html")]
struct WaitingPage {
    shell: Shell,
    at_door: Vec<Visitor>,
    served: Vec<Visitor>,
}

pub async fn waiting(cx: Cx) -> Answer {
    let here = crate::waiting(&mut cx.reader(), cx.permit()?).await?;
    let shell = cx.shell(cx.t("contacts-waiting"), "/contacts");
    let view = |c: &Contact| Visitor {
        href: c.href(),
        name: c.person_name.clone(),
        came: shell.at(c.arrived),
        in_service: c.stage == Stage::InService,
        who: c.employee_name.clone(),
        asked: c.asked.clone(),
        version: c.version.to_string(),
    };
    let (served, at_door): (Vec<Visitor>, Vec<Visitor>) = here.iter().map(view).partition(|v| v.in_service);
    web::page(&WaitingPage { at_door, served, shell })
}

struct Hit {
    href: String,
    name: String,
    member: String,
    number: String,
}

#[derive(Template)]
#[template(path = "contacts_find.html")]
struct FindPage {
    shell: Shell,
    /// The contact being tied to a file; empty for a new one.
    of: String,
    typed: String,
    searched: bool,
    hits: Vec<Hit>,
    more: bool,
    elsewhere: bool,
}

fn find_page(cx: &Cx, of: &str, typed: &str) -> FindPage {
    FindPage {
        shell: cx.shell(cx.t("contacts-new"), "/contacts"),
        of: of.to_string(),
        typed: typed.to_string(),
        searched: false,
        hits: vec![],
        more: false,
        elsewhere: false,
    }
}

/// Step one: who is it? `?file=` known, `?unknown=1` not in the register; `?of=` ties a contact written before.
pub async fn new(cx: Cx) -> Answer {
    if cx.query("file").is_empty() && cx.query("unknown").is_empty() {
        let of = cx.query("of").parse::<Id>().map(|id| id.to_string()).unwrap_or_default();
        return web::page(&find_page(&cx, &of, ""));
    }
    let mut raw = Raw::fresh(cx.now(), calendar(&cx));
    raw.file = cx.query("file").into();
    let page = form_page(&cx, None, raw, Errors::none()).await?;
    web::page(&page)
}

/// The search: a post, so that no name or number stands in an address.
pub async fn look(cx: Cx) -> Answer {
    let permit = cx.permit()?;
    let text = cx.form.text("q");
    let of = cx.form.text("of").parse::<Id>().map(|id| id.to_string()).unwrap_or_default();
    let found = beneficiaries::search(&mut cx.reader(), permit, text).await?;
    let to = |file: Id| if of.is_empty() { format!("/contacts/new?file={file}") } else { format!("/contacts/{of}?file={file}") };
    let hits = found
        .hits
        .iter()
        .map(|h| Hit { href: to(h.file.id), name: h.file.head_name.clone(), member: h.member.clone().unwrap_or_default(), number: h.file.number.clone() })
        .collect();
    web::page(&FindPage { searched: !text.is_empty(), hits, more: found.more, elsewhere: found.elsewhere, ..find_page(&cx, &of, text) })
}

fn calendar(cx: &Cx) -> Calendar {
    match cx.lang {
        Lang::Ar => Calendar::Hijri,
        Lang::En => Calendar::Gregorian,
    }
}

/// What is known of the person before the talk begins.
struct Known {
    href: String,
    name: String,
    number: String,
    before_contact: String,
    household: String,
    mobile: String,
    answered_by: String,
    preferred: String,
    last: Vec<Line>,
}

async fn known(cx: &Cx, shell: &Shell, file: Id) -> Result<Known> {
    let mut q = cx.reader();
    let f = beneficiaries::find(&mut q, cx.permit()?, file).await?;
    let household = people::household(&mut q, f.household).await?;
    let head = household.head_person();
    let line_of = head.and_then(|p| p.primary_mobile());
    let last = store::of_file(&mut q, file, 3).await?;
    Ok(Known {
        href: f.href(),
        name: f.head_name.clone(),
        number: f.number.clone(),
        before_contact: f.before_contact.clone().unwrap_or_default(),
        household: cx.ta("contacts-household-n", &[("n", household.current().count().into())]),
        mobile: line_of.map(|m| m.number.clone()).unwrap_or_default(),
        answered_by: line_of.and_then(|m| m.answers.clone()).unwrap_or_default(),
        preferred: head.and_then(|p| p.preferred_channel.as_deref()).map(|c| shell.code("choice-preferred-channel", c)).unwrap_or_default(),
        last: last.iter().map(|c| line(cx, shell, c)).collect(),
    })
}

#[derive(Template)]
#[template(path = "contacts_form.html")]
struct FormPage {
    shell: Shell,
    errors: Errors,
    action: String,
    /// Empty for a new contact.
    version: String,
    /// A visitor is here: question and answer only, times run by themselves.
    here: bool,
    left_early: bool,
    known: Option<Known>,
    raw: Raw,
    channels: Vec<Opt>,
    directions: Vec<Opt>,
    outcomes: Vec<Opt>,
    facts: Vec<(String, String)>,
    came: Option<DualAt>,
    /// When a visitor was received; nobody is received in writing.
    began: Option<DualAt>,
    /// Kind and words of how it stands; empty for a new contact.
    outcome: (&'static str, String),
    name_optional: bool,
    tie_href: String,
}

impl FormPage {
    fn is_new(&self) -> bool {
        self.version.is_empty()
    }
}

async fn form_page(cx: &Cx, contact: Option<&Contact>, raw: Raw, errors: Errors) -> Result<FormPage> {
    let title = contact.map_or_else(|| cx.t("contacts-new"), |c| c.person_name.clone());
    let mut shell = cx.shell(title, "/contacts");
    let opts = |family: &str, codes: &[&'static str], chosen: &str| -> Vec<Opt> {
        codes.iter().map(|code| Opt::new(*code, shell.code(family, code), *code == chosen)).collect()
    };
    let channels = opts("choice-channel", &Channel::ALL.map(Channel::code), &raw.channel);
    let directions = opts("choice-direction", &Direction::ALL.map(Direction::code), &raw.direction);
    let outcomes = opts("choice-contact-outcome", &Outcome::ALL.map(Outcome::code), &raw.outcome);
    let known = match raw.file.as_str() {
        "" => None,
        file => match known(cx, &shell, file.parse().map_err(|_| Problem::NotFound)?).await {
            // The contact is within reach, its file is not: the file stays unnamed.
            Err(Problem::NotFound) if contact.is_some_and(|c| c.file.is_some_and(|f| f.to_string() == file)) => None,
            other => Some(other?),
        },
    };
    let facts = match contact {
        Some(c) => facts(cx, &shell, c).await?,
        None => vec![],
    };
    let standing = contact.map(|c| line(cx, &shell, c)).map(|l| (l.outcome_kind, l.outcome)).unwrap_or_default();
    if !errors.is_empty() {
        shell = shell.invalid();
    }
    Ok(FormPage {
        errors,
        action: contact.map_or_else(|| "/contacts".into(), Contact::href),
        version: contact.map(|c| c.version.to_string()).unwrap_or_default(),
        here: contact.is_some_and(|c| c.stage == Stage::InService),
        left_early: contact.is_some_and(|c| c.stage == Stage::Left),
        known,
        raw,
        channels,
        directions,
        outcomes,
        facts,
        came: contact.map(|c| shell.at(c.arrived)),
        began: contact.filter(|c| c.channel == Channel::Interview).and_then(|c| c.called).map(|at| shell.at(at)),
        outcome: standing,
        name_optional: contact.is_some_and(|c| !c.named()),
        tie_href: contact.filter(|c| c.file.is_none()).map(|c| format!("/contacts/new?of={}", c.id)).unwrap_or_default(),
        shell,
    })
}

async fn facts(cx: &Cx, shell: &Shell, c: &Contact) -> Result<Vec<(String, String)>> {
    let mut out = vec![];
    if let Some(channel) = messages::wrote_by(&mut cx.reader(), c.id).await? {
        out.push((cx.t("contacts-by"), shell.code("choice-message-channel", &channel)));
    }
    if !c.by_itself() {
        out.push((cx.t("contacts-employee"), c.employee_name.clone()));
    }
    let measured = minutes(cx, c);
    if !measured.is_empty() {
        out.push((cx.t("contacts-minutes"), measured));
    }
    Ok(out)
}

/// `go`: `arrive` (at the door), `serve` (and served at once), else the whole contact.
pub async fn create(cx: Cx) -> Answer {
    let permit = cx.permit()?;
    let raw = Raw::of(&cx.form);
    let go = cx.form.text("go");
    let once = forms::once(&cx.form);
    let made = match go {
        "arrive" | "serve" => match raw.arrive(once) {
            Ok(cmd) => cmd.log(cx.env(), cx.db(), permit, go == "serve").await,
            Err(e) => Err(e),
        },
        _ => match raw.entry(cx.now(), once) {
            Ok(cmd) => actions::create(cx.env(), cx.db(), permit, cmd).await,
            Err(e) => Err(e),
        },
    };
    match made {
        Ok(id) => match go {
            "arrive" => cx.done("/contacts/waiting", "contacts-arrived"),
            "serve" => cx.done(&format!("/contacts/{id}"), "contacts-begun"),
            _ => cx.done(&back(&cx, &raw, id), "contacts-logged"),
        },
        Err(Problem::Invalid(e)) => {
            let errors = Errors::new(cx.lang, &e);
            web::page_with(StatusCode::UNPROCESSABLE_ENTITY, &form_page(&cx, None, raw, errors).await?)
        }
        Err(other) => Err(other),
    }
}

/// After logging for a file: back to the file, where the contact now stands.
fn back(cx: &Cx, raw: &Raw, id: Id) -> String {
    if raw.file.is_empty() || !cx.can(beneficiaries::perm::OPEN) { format!("/contacts/{id}") } else { format!("/files/{}", raw.file) }
}

#[derive(Template)]
#[template(path = "contacts_show.html")]
struct ShowPage {
    shell: Shell,
    line: Line,
    facts: Vec<(String, String)>,
    file_href: String,
    mobile: String,
    asked: String,
    answered: String,
    answered_at: Option<DualAt>,
    waiting: bool,
    may_log: bool,
    id: String,
    version: String,
}

/// Logs the reading where a file is concerned, then shows: the talk's form, the correction's form, or only the words.
pub async fn show(cx: Cx) -> Answer {
    let c = actions::load(&mut cx.reader(), cx.permit()?, cx.id("id")?).await?;
    if let Some(file) = c.file {
        cx.opened(Event::new("contact.opened", "contact", c.id).file(file)).await?;
    }
    if may_log(&cx) && c.stage != Stage::Waiting {
        let mut raw = Raw::given(&c, calendar(&cx));
        if c.stage == Stage::InService {
            raw.outcome = String::new();
        }
        let chosen = cx.query("file");
        if c.file.is_none() && !chosen.is_empty() && c.stage != Stage::InService {
            raw.file = chosen.into();
        }
        return web::page(&form_page(&cx, Some(&c), raw, Errors::none()).await?);
    }
    let shell = cx.shell(c.person_name.clone(), "/contacts");
    web::page(&ShowPage {
        line: line(&cx, &shell, &c),
        facts: facts(&cx, &shell, &c).await?,
        file_href: c.file.filter(|_| cx.can(beneficiaries::perm::OPEN)).map(|f| format!("/files/{f}")).unwrap_or_default(),
        mobile: c.mobile.clone(),
        asked: c.asked.clone(),
        answered: c.answered.clone(),
        answered_at: c.answered_at.map(|at| shell.at(at)),
        waiting: c.stage == Stage::Waiting,
        may_log: cx.can(perm::LOG),
        id: c.id.to_string(),
        version: c.version.to_string(),
        shell,
    })
}

/// `go=end`: the farewell; `go=keep`: what was said so far; else a correction of what is over.
pub async fn save(cx: Cx) -> Answer {
    let (permit, id) = (cx.permit()?, cx.id("id")?);
    let raw = Raw::of(&cx.form);
    let version = forms::version(&cx.form);
    let go = cx.form.text("go");
    let saved = match go {
        "end" | "keep" => match raw.talk() {
            Ok(talk) => actions::end(cx.env(), cx.db(), permit, id, version, talk, go == "end").await,
            Err(e) => Err(e),
        },
        _ => match raw.entry_of(&actions::load(&mut cx.reader(), permit, id).await?, cx.now(), forms::once(&cx.form)) {
            Ok(cmd) => actions::save(cx.env(), cx.db(), permit, id, version, cmd).await,
            Err(e) => Err(e),
        },
    };
    match saved {
        Ok(()) if go == "end" => cx.done(&format!("/contacts/{id}"), "contacts-ended"),
        Ok(()) => cx.done(&format!("/contacts/{id}"), "contacts-saved"),
        Err(Problem::Invalid(e)) => {
            let c = actions::load(&mut cx.reader(), permit, id).await?;
            let c = Contact { version, ..c };
            let errors = Errors::new(cx.lang, &e);
            web::page_with(StatusCode::UNPROCESSABLE_ENTITY, &form_page(&cx, Some(&c), raw, errors).await?)
        }
        Err(other) => Err(other),
    }
}

pub async fn begin(cx: Cx) -> Answer {
    let id = cx.id("id")?;
    actions::begin(cx.env(), cx.db(), cx.permit()?, id, forms::version(&cx.form)).await?;
    cx.done(&format!("/contacts/{id}"), "contacts-begun")
}

pub async fn left(cx: Cx) -> Answer {
    actions::left(cx.env(), cx.db(), cx.permit()?, cx.id("id")?, forms::version(&cx.form)).await?;
    cx.done("/contacts/waiting", "contacts-left-noted")
}
