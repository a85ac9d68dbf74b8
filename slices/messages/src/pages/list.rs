//! The outbox and the page of what reached nobody.

use super::{Line, again, lines, one_of};
use crate::{
    EVENTS, actions, channels,
    lists::{self, Filter, STATUSES},
    perm,
    rules::ways::{CHANNELS, INBOX},
};
use askama::Template;
use kernel::{At, Id, Problem};
use web::{Answer, Cx, Errors, Link, Opt, Shell};

const PAGE: i64 = 30;
/// How many files a name is looked for in.
const FILES: i64 = 50;

#[derive(Template)]
#[template(path = "messages_list.html")]
struct ListPage {
    shell: Shell,
    statuses: Vec<Link>,
    channels: Vec<Link>,
    events: Vec<Opt>,
    status: String,
    channel: String,
    typed: String,
    searched: bool,
    narrowed: bool,
    lines: Vec<Line>,
    first: String,
    next: String,
    dead: usize,
    waiting_in: usize,
    silent: super::Silent,
}

fn address(status: &str, channel: &str, event: &str) -> String {
    let parts: Vec<String> =
        [("status", status), ("channel", channel), ("event", event)].iter().filter(|(_, v)| !v.is_empty()).map(|(k, v)| format!("{k}={v}")).collect();
    if parts.is_empty() { "/messages".into() } else { format!("/messages?{}", parts.join("&")) }
}

/// Statuses offered as filters, each with those it stands for.
const GROUPS: &[(&str, &[&str])] = &[
    ("waiting", &["held", "queued", "sending", "retry"]),
    ("gone", &["sent", "delivered", "read", "merged"]),
    ("trouble", &["dead", "unsure"]),
    ("inside", &["inbox"]),
    ("closed", &["closed"]),
];

/// `?status=&channel=&event=&at=&id=`; the last two are the place the page begins after.
pub async fn list(cx: Cx) -> Answer {
    let before = cx.query("id").parse::<Id>().ok().map(|id| (At(cx.query_int("at")), id));
    let group = GROUPS.iter().find(|g| g.0 == cx.query("status"));
    let filter = Filter {
        statuses: group.map(|g| g.1.iter().filter_map(|s| one_of(STATUSES, s)).collect()).unwrap_or_default(),
        channel: one_of(&[CHANNELS, &[INBOX]].concat(), cx.query("channel")),
        event: one_of(EVENTS, cx.query("event")),
        before,
        ..Filter::default()
    };
    let page = page(&cx, filter, group.map_or("", |g| g.0), "").await?;
    web::page(&page)
}

/// The search: a post, so that no number stands in an address.
pub async fn find(cx: Cx) -> Answer {
    let typed = cx.form.text("q").to_string();
    if typed.is_empty() {
        return Ok(web::redirect("/messages"));
    }
    let plain = i18n::digits::ascii(&typed);
    let filter = match people::rules::mobile::parse(&plain) {
        Ok(m) => Filter { address: Some(m.as_str().to_string()), ..Filter::default() },
        Err(_) if plain.contains('@') => Filter { address: Some(plain.trim().to_string()), ..Filter::default() },
        // A name: the messages about the files of whoever has it.
        Err(_) if plain.chars().any(char::is_alphabetic) => {
            let tokens = i18n::fold::query_tokens(&plain);
            let files = db::search::find(&mut cx.reader(), "file", &tokens, cx.permit()?.scope.branch(), FILES).await?;
            Filter { files: Some(files), ..Filter::default() }
        }
        Err(_) => Filter { number: Some(plain.split_whitespace().collect()), ..Filter::default() },
    };
    let page = page(&cx, filter, "", &typed).await?;
    web::page(&page)
}

async fn page(cx: &Cx, filter: Filter, group: &str, typed: &str) -> kernel::Result<ListPage> {
    let permit = cx.permit()?;
    let mut q = cx.reader();
    let mut found = lists::list(&mut q, permit, &filter, cx.now(), PAGE + 1).await?;
    let more = found.len() as i64 > PAGE && typed.is_empty();
    found.truncate(PAGE as usize);
    let (c, e) = (filter.channel.unwrap_or_default(), filter.event.unwrap_or_default());
    let next = match found.last().filter(|_| more) {
        Some(last) => {
            let base = address(group, c, e);
            format!("{base}{}at={}&id={}", if base.contains('?') { '&' } else { '?' }, last.created_at.0, last.id)
        }
        None => String::new(),
    };
    let shell = cx.shell(cx.t("messages-title"), "/messages");
    let all = cx.t("messages-all");
    let mut statuses = vec![Link::new(address("", c, e), all.clone(), group.is_empty())];
    statuses.extend(GROUPS.iter().map(|g| Link::new(address(g.0, c, e), shell.code("choice-message-group", g.0), group == g.0)));
    let mut ways = vec![Link::new(address(group, "", e), all, c.is_empty())];
    ways.extend(CHANNELS.iter().chain([&INBOX]).map(|x| Link::new(address(group, x, e), shell.code("choice-message-channel", x), c == *x)));
    let events = EVENTS.iter().filter(|x| !x.starts_with("staff.")).map(|x| Opt::new(*x, shell.code("choice-message-event", x), e == *x)).collect();
    let dead = lists::list(&mut q, permit, &Filter { statuses: vec!["dead", "unsure"], ..Filter::default() }, cx.now(), 100).await?.len();
    let waiting_in = crate::people_in::list(&mut q, permit, true, None, 100).await?.len();
    Ok(ListPage {
        statuses,
        channels: ways,
        events,
        status: group.into(),
        channel: c.into(),
        typed: typed.into(),
        searched: !typed.is_empty(),
        narrowed: !group.is_empty() || !c.is_empty() || !e.is_empty(),
        lines: lines(cx, &mut q, &shell, &found).await?,
        first: if filter.before.is_some() { address(group, c, e) } else { String::new() },
        next,
        dead,
        waiting_in,
        silent: super::Silent::of(cx, &channels::all(&mut q).await?),
        shell,
    })
}

#[derive(Template)]
#[template(path = "messages_dead.html")]
struct DeadPage {
    shell: Shell,
    errors: Errors,
    lines: Vec<Line>,
    ways: Vec<Opt>,
    may: bool,
    more: bool,
    typed: String,
    chosen: Vec<String>,
    all_chosen: bool,
}

async fn dead_page(cx: &Cx, errors: Errors) -> kernel::Result<DeadPage> {
    let mut q = cx.reader();
    let mut found = lists::list(&mut q, cx.permit()?, &Filter { statuses: vec!["dead", "unsure"], ..Filter::default() }, cx.now(), 101).await?;
    let more = found.len() > 100;
    found.truncate(100);
    let mut shell = cx.shell(cx.t("messages-dead"), "/messages");
    shell.invalid = !errors.is_empty();
    let open = channels::open(&mut q).await?;
    let mut ways = vec![Opt::new("", cx.t("messages-way-best"), cx.form.text("by").is_empty())];
    ways.extend(open.iter().map(|c| Opt::new(*c, shell.code("choice-message-channel", c), cx.form.text("by") == *c)));
    // Without script as well: the same page with every one of them chosen.
    let all_chosen = cx.query("all") == "1";
    let chosen = if all_chosen { found.iter().map(|m| m.id.to_string()).collect() } else { cx.form.all("id").map(String::from).collect() };
    Ok(DeadPage {
        lines: lines(cx, &mut q, &shell, &found).await?,
        ways,
        may: cx.can(perm::RESEND),
        more,
        typed: cx.form.text("reason").into(),
        chosen,
        all_chosen,
        errors,
        shell,
    })
}

/// What reached nobody, or of which nobody knows. `?all=1`: each chosen.
pub async fn dead(cx: Cx) -> Answer {
    web::page(&dead_page(&cx, Errors::none()).await?)
}

/// Several at once: again, or closed with one reason.
pub async fn dead_many(cx: Cx) -> Answer {
    let permit = cx.permit()?;
    let ids: Vec<Id> = cx.form.all("id").filter_map(|i| i.parse().ok()).take(100).collect();
    let close = cx.form.text("go") == "close";
    let reason = cx.form.text("reason");
    let mut errors = kernel::FieldErrors::default();
    if ids.is_empty() {
        errors.code("id", "message_choose");
    }
    if close && reason.is_empty() {
        errors.code("reason", "required");
    }
    if let Err(p) = errors.ok(()) {
        let (errors, status) = again(&cx, p)?;
        return web::page_with(status, &dead_page(&cx, errors).await?);
    }
    let by = one_of(CHANNELS, cx.form.text("by"));
    let mut refused = None;
    for id in ids {
        let done = if close {
            actions::close(cx.env(), cx.db(), permit, id, None, reason).await
        } else {
            actions::resend(cx.env(), cx.db(), permit, id, None, by).await
        };
        match done {
            Ok(()) => {}
            // Each stands for itself: what cannot be sent stays in the list.
            Err(p @ (Problem::Refused { .. } | Problem::Conflict { .. } | Problem::NotFound)) => refused = Some(p),
            Err(p) => return Err(p),
        }
    }
    match refused {
        None => cx.done("/messages/dead", if close { "messages-flash-closed" } else { "messages-flash-resent" }),
        Some(p) => {
            let (errors, status) = again(&cx, p)?;
            web::page_with(status, &dead_page(&cx, errors).await?)
        }
    }
}
