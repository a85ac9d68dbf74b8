use super::{errors_of, name_of, names, view};
use crate::{
    actions::{Press, sittings},
    case, forms, lower,
    routes::perm,
    rules::{Attendance, Bench},
    store,
};
use i18n::dates::{Calendar, Dual, Precision};
use kernel::{Id, Problem, Result};
use requests::rules::State;
use web::{Answer, Cx, DateRaw, Errors, Opt, Shell, StatusCode};

/// A request that may be laid before a sitting.
pub struct Candidate {
    pub id: Id,
    pub applicant: String,
    pub number: String,
    pub service: String,
    pub detail: String,
    pub chosen: bool,
}

/// More than a sitting gets through: the longest waiting are offered, the others when these are on an agenda.
const CANDIDATES: usize = 60;

/// What may be chosen: before the committee first; deferred ones whose day has come are marked, others and the waiting list are offered.
async fn candidates(cx: &Cx, shell: &Shell, chosen: Option<&[Id]>) -> Result<Vec<Candidate>> {
    let (mut q, today) = (cx.reader(), cx.today());
    let actor = cx.permit()?.actor.clone();
    let taken = store::on_agenda(&mut q).await?;
    let hidden = case::Hidden::from(&mut q, &actor).await?;
    let list: Vec<requests::Request> = requests::for_committee(&mut q, CANDIDATES + taken.len() + hidden.len())
        .await?
        .into_iter()
        .filter(|r| !taken.contains(&r.id) && !hidden.hides(r))
        .take(CANDIDATES)
        .collect();
    let briefs = lower::briefs(&mut q, cx.lang, &list.iter().collect::<Vec<_>>()).await?;
    Ok(list
        .iter()
        .filter_map(|r| {
            let b = briefs.get(&r.id)?;
            let due = r.state == State::Deferred && r.deferred_until.is_some_and(|d| d <= today);
            let detail = match (r.state, r.deferred_until, r.waiting_place) {
                (State::Deferred, Some(until), _) => shell.ta("committee-deferred-until", "day", shell.date(until).first),
                (State::Waiting, _, Some(place)) => shell.tn("committee-place-n", place),
                _ => shell.code("state", r.state.code()),
            };
            let chosen = chosen.map_or(due || r.state == State::BeforeCommittee, |c| c.contains(&r.id));
            Some(Candidate { id: r.id, applicant: b.applicant.clone(), number: b.number.clone(), service: b.service.clone(), detail, chosen })
        })
        .collect())
}

#[derive(askama::Template)]
#[template(path = "sitting_new.html")]
struct NewPage {
    shell: Shell,
    errors: Errors,
    held_on: DateRaw,
    place: String,
    chairs: Vec<Opt>,
    candidates: Vec<Candidate>,
    no_members: bool,
}

async fn new_page(cx: &Cx, errors: Errors, typed: bool) -> Result<NewPage> {
    let mut q = cx.reader();
    let mut shell = cx.shell(cx.t("committee-new-sitting"), "/committee");
    shell.invalid = !errors.is_empty();
    let members: Vec<store::Member> =
        store::members(&mut q).await?.into_iter().filter(|m| m.position.votes() && m.term.to.is_none_or(|to| to >= cx.today())).collect();
    let names = names(&mut q, members.iter().map(|m| m.employee)).await?;
    let asked = cx.form.text("chair");
    let chairs: Vec<Opt> = members
        .iter()
        .map(|m| {
            let selected = if typed { m.employee.to_string() == asked } else { m.position == crate::rules::Position::Chair };
            Opt::new(m.employee.to_string(), name_of(&names, m.employee), selected)
        })
        .collect();
    let chosen: Vec<Id> = cx.form.all("request").filter_map(|s| s.parse().ok()).collect();
    Ok(NewPage {
        candidates: candidates(cx, &shell, typed.then_some(chosen.as_slice())).await?,
        no_members: chairs.is_empty(),
        held_on: if typed { DateRaw::of(&cx.form, "held_on") } else { DateRaw::given(cx.today(), Calendar::Hijri, Precision::Full) },
        place: if typed { cx.form.text("place").into() } else { String::new() },
        chairs,
        errors,
        shell,
    })
}

pub async fn new(cx: Cx) -> Answer {
    web::page(&new_page(&cx, Errors::none(), false).await?)
}

pub async fn create(cx: Cx) -> Answer {
    let made = match forms::sitting(&cx.form) {
        Ok(cmd) => sittings::create(cx.env(), cx.db(), cx.permit()?, &Press::of(&cx.form), &cmd).await,
        Err(e) => Err(e),
    };
    match made {
        Ok(id) => cx.done(&format!("/committee/sittings/{id}"), "committee-sitting-called"),
        Err(p) => {
            let (status, errors, _) = errors_of(&cx, p)?;
            web::page_with(status, &new_page(&cx, errors, true).await?)
        }
    }
}

struct Seated {
    id: Id,
    name: String,
    position: String,
    status: Attendance,
    status_words: String,
    options: Vec<Opt>,
}

#[derive(askama::Template)]
#[template(path = "sitting.html")]
struct Page {
    shell: Shell,
    errors: Errors,
    id: Id,
    version: String,
    day: Dual,
    place: String,
    secretary: String,
    quorum_met: bool,
    quorum: String,
    is_open: bool,
    may_sit: bool,
    agenda: Vec<view::AgendaRow>,
    seats: Vec<Seated>,
    candidates: Vec<Candidate>,
}

impl Page {
    fn item(&self, request: &Id, tail: &str) -> String {
        format!("/committee/sittings/{}/items/{request}/{tail}", self.id)
    }
}

async fn build(cx: &Cx, errors: Errors) -> Result<Page> {
    let mut q = cx.reader();
    let permit = cx.permit()?.clone();
    let s = store::sitting(&mut q, cx.id("id")?).await?;
    let eyes = view::Eyes::of(&mut q, &permit.actor, &s).await?;
    let seen = view::seen_items(&mut q, &eyes, s.id).await?;
    let agenda = view::agenda(&mut q, cx.lang, &s, &seen, None).await?;
    let mut shell = cx.shell(view::sitting_title(cx.lang, &s), "/committee");
    shell.invalid = !errors.is_empty();
    let rows = store::seats(&mut q, s.id).await?;
    let settings = case::settings_of(&mut q, &s).await?;
    let quorum = Bench { seats: rows.clone(), recused: vec![], verifier: None, chair: s.chair, settings }.quorum();
    let names = names(&mut q, rows.iter().map(|r| r.employee).chain([s.secretary, s.chair])).await?;
    let seats = rows
        .iter()
        .map(|r| Seated {
            id: r.employee,
            name: name_of(&names, r.employee),
            position: if r.employee == s.chair { cx.t("committee-presides") } else { view::code(cx.lang, "committee-position", r.position.code()) },
            status: r.attendance,
            status_words: view::code(cx.lang, "committee-attendance", r.attendance.code()),
            options: Attendance::ALL.iter().map(|a| Opt::new(a.code(), view::code(cx.lang, "committee-attendance", a.code()), *a == r.attendance)).collect(),
        })
        .collect();
    let may_sit = cx.can(perm::SIT) && s.is_open();
    Ok(Page {
        candidates: if may_sit {
            candidates(cx, &shell, Some(&[])).await?.into_iter().filter(|c| !seen.iter().any(|s| s.request.id == c.id)).collect()
        } else {
            vec![]
        },
        id: s.id,
        version: s.version.to_string(),
        day: shell.date(s.held_on),
        place: s.place.clone(),
        secretary: name_of(&names, s.secretary),
        quorum_met: quorum.met(),
        quorum: cx.ta("committee-quorum-n", &[("n", (quorum.counted as i64).into()), ("needed", (quorum.needed as i64).into())]),
        is_open: s.is_open(),
        may_sit,
        agenda,
        seats,
        errors,
        shell,
    })
}

pub async fn show(cx: Cx) -> Answer {
    web::page(&build(&cx, Errors::none()).await?)
}

/// After an action on the sitting: on, or the page again with what was wrong.
async fn after(cx: Cx, done: Result<()>, key: &str) -> Answer {
    match done {
        Ok(()) => cx.done(&format!("/committee/sittings/{}", cx.id("id")?), key),
        Err(p) => {
            let (status, errors, _) = errors_of(&cx, p)?;
            // The page is for readers; whoever acts may read it too.
            let Some(reader) = cx.with_permit(perm::READ) else { return Err(Problem::NotFound) };
            web::page_with(status, &build(&reader, errors).await?)
        }
    }
}

pub async fn attendance(cx: Cx) -> Answer {
    let done = sittings::attend(cx.env(), cx.db(), cx.permit()?, cx.id("id")?, forms::version(&cx.form), &forms::attendance(&cx.form)).await;
    after(cx, done, "committee-attendance-saved").await
}

pub async fn add_items(cx: Cx) -> Answer {
    let chosen: Vec<Id> = cx.form.all("request").filter_map(|s| s.parse().ok()).collect();
    let done = sittings::add_items(cx.env(), cx.db(), cx.permit()?, cx.id("id")?, forms::version(&cx.form), &chosen).await;
    after(cx, done, "committee-agenda-saved").await
}

pub async fn close(cx: Cx) -> Answer {
    let id = cx.id("id")?;
    match sittings::close(cx.env(), cx.db(), cx.permit()?, id, forms::version(&cx.form)).await {
        Ok(_) => cx.done(&format!("/committee/sittings/{id}/minutes"), "committee-sitting-closed"),
        Err(p) => after(cx, Err(p), "").await,
    }
}

/// For other pages of the room that fail where the sitting shows the reason.
pub(super) async fn with_error(cx: Cx, p: Problem) -> Answer {
    after(cx, Err(p), "").await.map(|mut r| {
        if r.status() == StatusCode::OK {
            *r.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
        }
        r
    })
}
