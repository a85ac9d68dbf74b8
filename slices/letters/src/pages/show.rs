use super::{Line, enter::day_raw, kind_words, line, names, subject_words};
use crate::{
    Direction, Letter, Status, actions, perm,
    rules::{self, Act},
    store,
};
use askama::Template;
use db::{Query, args};
use i18n::dates::{Calendar, Dual, Precision};
use kernel::{Event, Id, Result};
use web::{Answer, Cx, DateRaw, DualAt, Errors, Opt, Shell, StatusCode, ThreadItem};

pub(crate) struct ScanView {
    pub href: String,
    pub thumb: String,
    pub name: String,
    pub meta: String,
    pub at: DualAt,
}

/// What the page's own forms hold when one comes back with errors.
#[derive(Default)]
pub(crate) struct Typed {
    pub errors: Option<Errors>,
    pub holder: String,
    pub note: String,
    pub due: Option<DateRaw>,
    pub reason_void: String,
    pub reason_reopen: String,
    pub close_note: String,
}

#[derive(Template)]
#[template(path = "letters_show.html")]
struct ShowPage {
    shell: Shell,
    errors: Errors,
    href: String,
    version: String,
    out: bool,
    number: String,
    subject: String,
    kind: String,
    party: String,
    date: Dual,
    status: String,
    mark: (&'static str, &'static str),
    void_reason: String,
    their_number: String,
    their_date: String,
    attachments: String,
    branch: String,
    note: String,
    by: String,
    holder: String,
    due: Option<Dual>,
    late: bool,
    /// Address and number of what it is tied to; no address for whoever may not open it.
    request: Option<(String, String)>,
    file: Option<(String, String)>,
    answers: Option<Line>,
    replies: Vec<Line>,
    scans: Vec<ScanView>,
    thread: Vec<ThreadItem>,
    kept: Typed,
    due_raw: DateRaw,
    hands: Vec<Opt>,
    may_hand: bool,
    may_due: bool,
    may_close: bool,
    may_reopen: bool,
    may_void: bool,
    may_scan: bool,
    reply_href: String,
    void: bool,
}

pub async fn show(cx: Cx) -> Answer {
    let l = actions::load(&mut cx.reader(), cx.permit()?, cx.id("id")?).await?;
    page(&cx, l, Typed::default(), StatusCode::OK).await
}

pub(crate) async fn page(cx: &Cx, l: Letter, typed: Typed, status: StatusCode) -> Answer {
    if let Some(file) = l.file {
        cx.opened(Event::new("letter.opened", "letter", l.id).file(file)).await?;
    }
    let mut q = cx.reader();
    let out = l.direction == Direction::Out;
    let mut shell = cx.shell(cx.ta(if out { "letters-one-out" } else { "letters-one-in" }, &[("number", l.bare_number().into())]), "/letters");
    let errors = typed.errors.clone().unwrap_or_else(Errors::none);
    if !errors.is_empty() {
        shell = shell.invalid();
    }
    let me = cx.actor()?.id;
    let above = match l.reply_to {
        Some(id) => store::find(&mut q, cx.actor()?, id).await?,
        None => None,
    };
    let below = store::many(&mut q, store::REPLIES, args![l.id, me]).await?;
    // A branch's employee sees of a thread what is his branch's.
    let seen = |x: &Letter| cx.permit().is_ok_and(|p| rules::within(p.scope, me, x.branch, x.holder, x.by));
    let around: Vec<Letter> = above.iter().chain(&below).filter(|x| seen(x)).cloned().collect();
    let steps = store::steps(&mut q, l.id).await?;
    let mut people = names(&mut q, &[around.clone(), vec![l.clone()]].concat()).await?;
    let more: Vec<Id> = steps.iter().flat_map(|s| [s.to, s.by]).flatten().collect();
    people.extend(staff::names(&mut q, &more).await?);
    let name = |id: Option<Id>| id.and_then(|id| people.get(&id)).cloned().unwrap_or_default();
    let may_write = cx.can(perm::WRITE) && cx.permit_for(perm::WRITE).is_some_and(|p| rules::within(p.scope, me, l.branch, l.holder, l.by));
    let may = |a: Act| may_write && rules::may(a, l.direction, l.status);
    let hands = if may(Act::Hand) { actions::hands(&mut q, l.branch).await? } else { vec![] };
    let hands: Vec<Opt> = hands
        .into_iter()
        .filter(|e| Some(e.id) != l.holder)
        .map(|e| {
            let id = e.id.to_string();
            let selected = id == typed.holder;
            Opt::new(id, e.name, selected)
        })
        .collect();
    let (request, file) = tied(cx, &mut q, &l).await?;
    let branch = staff::branch(&mut q, l.branch).await?.map(|b| b.name(cx.lang).to_string()).unwrap_or_default();
    let scans = store::scans(&mut q, l.id).await?;
    let scans = scans
        .iter()
        .map(|s| ScanView {
            href: format!("{}/scans/{}", l.href(), s.id),
            thumb: s.thumb.map(|_| format!("{}/scans/{}/thumb", l.href(), s.id)).unwrap_or_default(),
            name: s.name.clone(),
            meta: cx.ta("letters-pages-n", &[("n", s.pages.into())]),
            at: shell.at(s.at),
        })
        .collect();
    let mut thread: Vec<ThreadItem> = steps
        .iter()
        .map(|s| {
            let what = shell.code("choice-letter-step", &s.code);
            let to = name(s.to);
            ThreadItem {
                what: if to.is_empty() { what } else { format!("{what} {to}") },
                when: shell.at(s.at),
                who: name(s.by),
                note: s.note.clone(),
                kind: if s.code == "void" { "bad" } else { "" },
            }
        })
        .collect();
    let registered = cx.t(if out { "letters-registered-out" } else { "letters-registered-in" });
    thread.push(ThreadItem { what: registered, when: shell.at(l.at), who: name(l.by), note: String::new(), kind: "" });
    let their_date = match (l.their_date, Calendar::parse(&l.their_calendar)) {
        (Some(d), Some(c)) => i18n::dates::given_text(cx.lang, d, c, Precision::Full),
        _ => String::new(),
    };
    let reply_href = if may(Act::Reply) { format!("/letters/new/{}?reply={}", if out { "in" } else { "out" }, l.id) } else { String::new() };
    let open = l.status == Status::Open;
    let page = ShowPage {
        href: l.href(),
        version: l.version.to_string(),
        out,
        number: l.number.clone(),
        subject: subject_words(&shell, &l),
        kind: kind_words(&shell, &l.kind),
        party: l.party.clone(),
        date: shell.date(l.at.day()),
        status: shell.code("choice-letter-status", l.status.code()),
        mark: l.status.look(),
        void_reason: l.void_reason.clone(),
        their_number: l.their_number.clone(),
        their_date,
        attachments: cx.ta("letters-attachments-n", &[("n", l.attachments.into())]),
        branch,
        note: l.note.clone(),
        by: name(l.by),
        holder: if open { name(l.holder) } else { String::new() },
        due: l.due.filter(|_| open).map(|d| shell.date(d)),
        late: rules::overdue(l.status, l.due, cx.today()),
        request,
        file,
        answers: above.as_ref().filter(|x| seen(x)).map(|x| line(cx, &shell, x, &people)),
        replies: below.iter().filter(|x| seen(x)).map(|x| line(cx, &shell, x, &people)).collect(),
        scans,
        thread,
        due_raw: typed.due.clone().unwrap_or_else(|| day_raw(cx, l.due)),
        hands,
        may_hand: may(Act::Hand),
        may_due: may(Act::Due),
        may_close: may(Act::Close),
        may_reopen: may(Act::Reopen),
        may_void: may(Act::Void),
        may_scan: may(Act::Scan),
        reply_href,
        void: l.status == Status::Void,
        errors,
        kept: typed,
        shell,
    };
    web::page_with(status, &page)
}

type Tie = Option<(String, String)>;

/// The request and the file, by number, with their addresses for whoever may open them.
async fn tied(cx: &Cx, q: &mut impl Query, l: &Letter) -> Result<(Tie, Tie)> {
    let Some(file) = l.file else { return Ok((None, None)) };
    let Some(r) = q.maybe(store::TIED_TO, args![file, l.request]).await? else { return Ok((None, None)) };
    let may = |p: &'static str| cx.can(kernel::Permission(p));
    let href = |yes: bool, h: String| if yes { h } else { String::new() };
    let request = l.request.map(|id| (href(may("request.open"), format!("/requests/{id}")), r.opt_text("request_number").ok().flatten().unwrap_or_default()));
    Ok((request, Some((href(may("file.open"), format!("/files/{file}")), r.text("file_number")?))))
}
