//! What people wrote to us. Answered in its contact, which closes both; what no contact within reach answers is closed here, with what was done.

use super::{again, version};
use crate::{
    people_in::{self, Incoming},
    perm,
};
use askama::Template;
use kernel::{At, FieldErrors, Id, Permission, Permit, Problem, Result};
use web::{Answer, Cx, DualAt, Errors, Link, Shell};

const PAGE: i64 = 30;

struct Came {
    id: String,
    icon: &'static str,
    name: String,
    from: String,
    /// The number as a telephone dials it; empty for what is none.
    tel: String,
    channel: String,
    text: String,
    at: DualAt,
    done: Option<DualAt>,
    who: String,
    /// What was done, where no contact answers it.
    words: String,
    /// Empty where it became none, or it is out of reach.
    contact: String,
    may_answer: bool,
    /// The field of what was done: one of its own on a page of many.
    field: String,
    typed: String,
    unfolded: bool,
    version: String,
}

#[derive(Template)]
#[template(path = "messages_in.html")]
struct InPage {
    shell: Shell,
    errors: Errors,
    tabs: Vec<Link>,
    all: Vec<Came>,
    may: bool,
    open: bool,
    first: String,
    next: String,
    /// The place this page begins after, kept where a form comes back.
    place: (String, String),
}

/// Which contacts this employee may open, and in which he may write.
struct Contacts {
    read: Option<Permit>,
    log: Option<Permit>,
    main: Id,
}

impl Contacts {
    async fn of(cx: &Cx) -> Result<Contacts> {
        let main = staff::main_branch(&mut cx.reader()).await?.map_or(Id::NIL, |b| b.id);
        Ok(Contacts { read: cx.permit_for(Permission("contact.read")), log: cx.permit_for(Permission("contact.log")), main })
    }
    fn covers(&self, p: &Option<Permit>, m: &Incoming) -> bool {
        m.contact.is_some() && p.as_ref().is_some_and(|p| p.scope.covers(m.branch.unwrap_or(self.main), None))
    }
    fn opens(&self, m: &Incoming) -> bool {
        self.covers(&self.read, m)
    }
    fn writes(&self, m: &Incoming) -> bool {
        self.opens(m) && self.covers(&self.log, m)
    }
}

fn address(open: bool) -> &'static str {
    if open { "/messages/in" } else { "/messages/in?show=done" }
}

fn field(id: Id) -> String {
    format!("done-{id}")
}

/// As a telephone dials it: `0500000187`, `+966…`.
fn tel(from: &str) -> String {
    let digits = from.trim_start_matches('+');
    match !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) {
        true if from.starts_with(['0', '+']) => from.to_string(),
        true => format!("+{from}"),
        false => String::new(),
    }
}

async fn page(cx: &Cx, open: bool, before: Option<(At, Id)>, errors: Errors) -> Result<InPage> {
    let mut found = people_in::list(&mut cx.reader(), cx.permit()?, open, before, PAGE + 1).await?;
    let more = found.len() as i64 > PAGE;
    found.truncate(PAGE as usize);
    let next = match found.last().filter(|_| more) {
        Some(last) => format!("{}{}at={}&id={}", address(open), if open { '?' } else { '&' }, last.at.0, last.id),
        None => String::new(),
    };
    let mut shell = cx.shell(cx.t("messages-in"), "/messages");
    shell.invalid = !errors.is_empty();
    let contacts = Contacts::of(cx).await?;
    let all = found
        .into_iter()
        .map(|m| {
            let field = field(m.id);
            Came {
                icon: super::icon(&m.channel),
                tel: tel(&m.from),
                channel: shell.code("choice-message-channel", &m.channel),
                at: shell.at(m.at),
                done: m.handled_at.map(|at| shell.at(at)),
                contact: m.contact.filter(|_| contacts.opens(&m)).map(|c| format!("/contacts/{c}")).unwrap_or_default(),
                may_answer: contacts.writes(&m),
                typed: cx.form.text(&field).into(),
                unfolded: errors.get(&field).is_some(),
                field,
                version: m.version.to_string(),
                id: m.id.to_string(),
                name: m.name,
                from: m.from,
                text: m.text,
                who: m.handled_name,
                words: m.handled_words,
            }
        })
        .collect();
    let tabs = vec![Link::new(address(true), cx.t("messages-in-open"), open), Link::new(address(false), cx.t("messages-in-done"), !open)];
    Ok(InPage {
        tabs,
        all,
        may: cx.can(perm::RESEND),
        open,
        first: if before.is_some() { address(open).into() } else { String::new() },
        next,
        place: before.map(|(at, id)| (at.0.to_string(), id.to_string())).unwrap_or_default(),
        errors,
        shell,
    })
}

/// `?show=done` for what was taken up; `at` and `id` are the place the page begins after.
pub async fn list(cx: Cx) -> Answer {
    let before = cx.query("id").parse::<Id>().ok().map(|id| (At(cx.query_int("at")), id));
    web::page(&page(&cx, cx.query("show") != "done", before, Errors::none()).await?)
}

/// What no contact within reach answers: closed with what was done.
pub async fn handled(cx: Cx) -> Answer {
    let id = cx.id("id")?;
    let m = people_in::find(&mut cx.reader(), cx.permit()?, id).await?;
    let words = cx.form.text(&field(id));
    let done = if Contacts::of(&cx).await?.opens(&m) {
        Err(Problem::refused("message_in_contact"))
    } else if words.is_empty() {
        Err(Problem::Invalid(FieldErrors::one(field(id), "required")))
    } else {
        people_in::handled(cx.env(), cx.db(), cx.permit()?, id, version(&cx), words).await
    };
    match done {
        Ok(()) => cx.done("/messages/in", "messages-flash-handled"),
        Err(p) => {
            let (errors, status) = again(&cx, p)?;
            let before = cx.form.text("after").parse::<Id>().ok().map(|id| (At(cx.form.text("at").parse().unwrap_or_default()), id));
            web::page_with(status, &page(&cx, true, before, errors).await?)
        }
    }
}

/// It was closed too early: it waits again.
pub async fn waiting(cx: Cx) -> Answer {
    people_in::waiting(cx.env(), cx.db(), cx.permit()?, cx.id("id")?, version(&cx)).await?;
    cx.done("/messages/in", "messages-flash-waiting")
}
