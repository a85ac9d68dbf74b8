use super::{name_of, names, view};
use crate::{case::Hidden, lower, routes::perm, store};
use i18n::dates::Dual;
use kernel::Result;
use requests::rules::State;
use web::{Answer, Cx, Shell};

struct SittingRow {
    href: String,
    title: String,
    day: Dual,
    place: String,
    chair: String,
    items: String,
    due: bool,
    minutes: String,
}

struct WaitingRow {
    href: String,
    applicant: String,
    number: String,
    service: String,
    state: String,
    detail: String,
    age: String,
    floor: Option<Dual>,
    floor_passed: bool,
    on_agenda: bool,
}

#[derive(askama::Template)]
#[template(path = "committee.html")]
struct Page {
    shell: Shell,
    open: Vec<SittingRow>,
    waiting: Vec<WaitingRow>,
    waiting_more: bool,
    past: Vec<SittingRow>,
    prev: String,
    next: String,
    may_sit: bool,
    may_manage: bool,
    no_members: bool,
}

const PER_PAGE: i64 = 20;
/// Requests shown as waiting; the list of requests has the rest.
const WAITING: usize = 50;

pub async fn list(cx: Cx) -> Answer {
    let (today, mut q) = (cx.today(), cx.reader());
    let actor = cx.permit()?.actor.clone();
    let shell = cx.shell(cx.t("committee-title"), "/committee");
    let open = rows(&cx, store::open_sittings(&mut q).await?, &shell).await?;
    let page = cx.query_int("page");
    let mut closed = store::closed_sittings(&mut q, PER_PAGE + 1, page * PER_PAGE).await?;
    let more = closed.len() as i64 > PER_PAGE;
    closed.truncate(PER_PAGE as usize);
    let past = rows(&cx, closed, &shell).await?;

    let taken = store::on_agenda(&mut q).await?;
    let hidden = Hidden::from(&mut q, &actor).await?;
    let kept: Vec<requests::Request> = requests::for_committee(&mut q, WAITING + 1 + hidden.len()).await?.into_iter().filter(|r| !hidden.hides(r)).collect();
    let waiting_more = kept.len() > WAITING;
    let kept = &kept[..kept.len().min(WAITING)];
    let briefs = lower::briefs(&mut q, cx.lang, &kept.iter().collect::<Vec<_>>()).await?;
    let waiting = kept
        .iter()
        .filter_map(|r| {
            let b = briefs.get(&r.id)?;
            let detail = match (r.state, r.deferred_until, r.waiting_place) {
                (State::Deferred, Some(until), _) => shell.ta("committee-deferred-until", "day", shell.date(until).first),
                (State::Waiting, _, Some(place)) => shell.tn("committee-place-n", place),
                _ => String::new(),
            };
            let days = (cx.now().0 - requests::raised_at(r).0) / kernel::DAY_MS;
            Some(WaitingRow {
                href: format!("/requests/{}", r.id),
                applicant: b.applicant.clone(),
                number: b.number.clone(),
                service: b.service.clone(),
                state: shell.code("state", r.state.code()),
                detail,
                age: shell.tn("committee-days-n", days),
                floor: r.floor.current.map(|p| shell.date(p.day())),
                floor_passed: r.floor.reached(cx.now()),
                on_agenda: taken.contains(&r.id),
            })
        })
        .collect();
    let no_members = store::members_on(&mut q, today).await?.iter().all(|m| !m.position.votes());
    let at = |p: i64| format!("/committee?page={p}");
    web::page(&Page {
        open,
        waiting,
        waiting_more,
        past,
        prev: if page > 0 { at(page - 1) } else { String::new() },
        next: if more { at(page + 1) } else { String::new() },
        may_sit: cx.can(perm::SIT),
        may_manage: cx.can(perm::MANAGE),
        no_members,
        shell,
    })
}

async fn rows(cx: &Cx, sittings: Vec<store::Sitting>, shell: &Shell) -> Result<Vec<SittingRow>> {
    let mut q = cx.reader();
    let names = names(&mut q, sittings.iter().map(|s| s.chair)).await?;
    let mut out = vec![];
    for s in sittings {
        let n = store::count_items(&mut q, s.id).await?;
        out.push(SittingRow {
            href: format!("/committee/sittings/{}", s.id),
            title: view::sitting_title(cx.lang, &s),
            day: shell.date(s.held_on),
            place: s.place.clone(),
            chair: name_of(&names, s.chair),
            items: shell.tn("committee-items-n", n),
            due: s.is_open() && s.held_on <= cx.today(),
            minutes: if s.is_open() { String::new() } else { format!("/committee/sittings/{}/minutes", s.id) },
        });
    }
    Ok(out)
}
