use crate::rows;
use askama::Template;
use requests::{Group, perm as request};
use web::{Answer, Cx, QueueRow, Shell};

struct ChannelBox {
    icon: &'static str,
    label: String,
    n: i64,
    href: String,
}

struct Message {
    href: String,
    name: String,
    text: String,
    when: String,
    icon: &'static str,
}

#[derive(Template)]
#[template(path = "desk.html")]
struct DeskPage {
    shell: Shell,
    hello: String,
    summary: String,
    today: Vec<QueueRow>,
    others: Vec<QueueRow>,
    committee: Vec<QueueRow>,
    rooms: Vec<QueueRow>,
    may_requests: bool,
    may_register: bool,
    may_log: bool,
    channels: Vec<ChannelBox>,
    may_contacts: bool,
    waiting: Vec<Message>,
    open: Vec<Message>,
    /// What was said to this employee: its address to be marked as seen, the words, when, where it leads.
    notices: Vec<Notice>,
    /// Rooms where something waits for him, with how much.
    doors: Vec<ChannelBox>,
}

struct Notice {
    seen: String,
    text: String,
    when: String,
    href: String,
}

/// What waits for this employee in rooms that have no request's row to show.
async fn doors(cx: &Cx) -> kernel::Result<Vec<ChannelBox>> {
    let (actor, q) = (cx.actor()?, &mut cx.reader());
    let mut out = vec![];
    let mut put = |icon: &'static str, key: &str, n: i64, href: &str| {
        if n > 0 {
            out.push(ChannelBox { icon, label: cx.ta(key, &[("n", n.into())]), n, href: href.into() });
        }
    };
    let counts = applications::counts(q, actor, cx.now()).await?;
    put("user", "desk-door-applications", counts.applications, "/applications");
    put("phone", "desk-door-untold", counts.untold, "/applications?state=to_tell");
    put("pen", "desk-door-corrections", counts.corrections, "/corrections");
    let unreceived = delivery::check::waiting(q, actor, 100).await?.len() as i64;
    put("truck", "desk-door-receipts", unreceived, "/delivery/checks");
    put("hands", "desk-door-representatives", representatives::waiting(cx).await?, "/representatives");
    put("envelope", "desk-door-letters", letters::open_for(q, actor.id).await?, "/letters?view=mine");
    put("warning", "desk-door-messages", messages::stuck(q, actor, cx.now()).await?, "/messages/dead");
    Ok(out)
}

/// What needs me now, most urgent first; what waits on others; the running clocks; the door.
pub async fn desk(cx: Cx) -> Answer {
    let (actor, now) = (cx.actor()?, cx.now());
    let shell = cx.shell(cx.t("desk-title"), "/desk");
    let q = &mut cx.reader();
    let (mut today, mut others, mut committee, mut work) = (vec![], vec![], vec![], vec![]);
    if let Some(permit) = cx.permit_for(request::LIST) {
        let mine = requests::work(q, &permit, cx.lang, now, 30).await?;
        today = mine.iter().map(|r| rows::request(&shell, r, true)).collect();
        work = mine;
        let listed: Vec<_> = work.iter().map(|r| r.request).collect();
        // Officers follow their people through every room; whoever has one room sees that one; the manager and the auditor see all.
        let officer = cx.can(request::SUBMIT) || cx.can(request::START_RESEARCH);
        let committee_room = cx.can(committee::perm::READ);
        let all_rooms = committee_room && cx.can(research::perm::LIST);
        for group in [Group::WithApplicant, Group::InResearch, Group::BeforeCommittee] {
            let shown = officer || all_rooms || (committee_room && group == Group::BeforeCommittee);
            if !shown {
                continue;
            }
            let found = requests::group(q, &permit, cx.lang, now, group, 10).await?;
            let into: &mut Vec<QueueRow> = if group == Group::BeforeCommittee { &mut committee } else { &mut others };
            into.extend(found.iter().filter(|r| !listed.contains(&r.request)).map(|r| rows::request(&shell, r, false)));
        }
    }
    let rooms = rows::merged(&mut today, rows::of_other_rooms(&cx, &shell).await?);
    let (today, blocked) = rows::waiting_on_others(&work, today);
    others.extend(blocked.into_iter().map(|r| QueueRow { primary: false, due: false, act: shell.t("desk-open"), ..r }));
    let (mut channels, mut waiting, mut open) = (vec![], vec![], vec![]);
    let contact = cx.permit_for(contacts::perm::READ);
    if let Some(permit) = &contact {
        let midnight = cx.today().start();
        channels = contacts::counts_by_channel(q, permit, midnight)
            .await?
            .into_iter()
            .map(|(c, n)| ChannelBox { icon: c.icon(), label: shell.code("choice-channel", c.code()), n, href: format!("/contacts?channel={}", c.code()) })
            .collect();
        let message = |c: &contacts::Contact| Message {
            href: c.href(),
            name: if c.person_name.is_empty() { cx.t("desk-unknown-person") } else { c.person_name.clone() },
            text: c.asked.chars().take(140).collect(),
            when: if c.arrived >= midnight { i18n::dates::time_text(c.arrived) } else { i18n::dates::day_month(cx.lang, c.arrived.day()) },
            icon: c.channel.icon(),
        };
        waiting = contacts::waiting(q, permit).await?.iter().map(message).collect();
        open = contacts::open(q, permit, 8).await?.iter().map(message).collect();
    }
    let notices = messages::inbox_of(q, actor.id)
        .await?
        .into_iter()
        .filter(|m| m.read_at.is_none())
        .take(10)
        .map(|m| Notice { seen: format!("/messages/{}/seen", m.id), text: m.text, when: i18n::dates::day_month(cx.lang, m.at.day()), href: m.link })
        .collect();
    let (hour, _) = now.hour_minute();
    let name = cx.signed_in().map_or(actor.name.as_str(), |w| w.name(cx.lang)).split_whitespace().next().unwrap_or_default().to_string();
    let hello = shell.ta(if hour < 12 { "desk-good-morning" } else { "desk-good-evening" }, "name", name);
    let doors = doors(&cx).await?;
    let due = (today.len() + rooms.len()) as i64 + doors.iter().map(|d| d.n).sum::<i64>();
    let summary = shell.tn("desk-summary", due);
    web::page(&DeskPage {
        hello,
        summary,
        may_requests: cx.can(request::LIST),
        may_register: cx.can(beneficiaries::perm::CREATE),
        may_log: cx.can(contacts::perm::LOG),
        may_contacts: contact.is_some(),
        today,
        others,
        committee,
        rooms,
        channels,
        waiting,
        open,
        notices,
        doors,
        shell,
    })
}
