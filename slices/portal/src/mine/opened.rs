//! Who opened my file: in what office and standing, on which day. Names only where the association has decided so.

use super::{acting, acting_for};
use askama::Template;
use kernel::Id;
use std::{
    cmp::Reverse,
    collections::{BTreeMap, HashMap},
};
use web::{Answer, Cx, Shell};

/// What counts as an opening, as the trail calls it.
pub const CODES: &[&str] = &["file.opened", "request.opened", "document.opened", "file.identity_revealed"];
/// How many entries of the trail a page looks at.
const SPAN: i64 = 400;

/// Standing and office → what was done.
type Did = BTreeMap<(String, String), Vec<&'static str>>;

struct Row {
    who: String,
    office: String,
    what: String,
}

struct Day {
    day: i18n::dates::Dual,
    rows: Vec<Row>,
}

#[derive(Template)]
#[template(path = "mine_opened.html")]
struct Page {
    shell: Shell,
    acting: String,
    days: Vec<Day>,
    next: String,
    names: bool,
}

pub async fn show(cx: Cx) -> Answer {
    let acts = match acting(&cx).await? {
        Ok(a) => a,
        Err(away) => return Ok(away),
    };
    let q = &mut cx.reader();
    let before = cx.query_int("before");
    let found = db::audit::read(q, &db::audit::Part::Openings(acts.file), (before > 0).then_some(before), SPAN).await?;
    let shell = cx.shell(cx.t("portal-opened"), "/my");
    let named = accounts::opened_names(q).await?;
    let branches: HashMap<Id, String> = staff::branches(q).await?.into_iter().map(|b| (b.id, b.name(cx.lang).to_string())).collect();
    let mut known: HashMap<String, Option<(String, String)>> = HashMap::new();
    // Day, then who; each once with all he did.
    let mut days: BTreeMap<Reverse<kernel::Day>, Did> = BTreeMap::new();
    for a in &found {
        if !known.contains_key(&a.actor) {
            let employee = match a.actor.parse::<Id>() {
                Ok(id) => staff::employee(q, id).await?,
                Err(_) => None,
            };
            let who = match employee {
                None => None,
                Some(e) => {
                    let roles = staff::roles_of(q, e.id).await?;
                    let role = roles.first().map(|r| shell.code("role", r)).unwrap_or_default();
                    let who = if named { format!("{} · {role}", e.name(cx.lang)) } else { role };
                    Some((who, branches.get(&e.branch).cloned().unwrap_or_default()))
                }
            };
            known.insert(a.actor.clone(), who);
        }
        // Whoever is no employee is he himself, or who acts for him.
        let Some(Some(who)) = known.get(&a.actor) else { continue };
        let Some(code) = CODES.iter().find(|c| **c == a.code) else { continue };
        let did = days.entry(Reverse(a.at.day())).or_default().entry(who.clone()).or_default();
        if !did.contains(code) {
            did.push(code);
        }
    }
    let days = days
        .into_iter()
        .map(|(day, people)| Day {
            day: shell.date(day.0),
            rows: people
                .into_iter()
                .map(|((who, office), did)| Row {
                    who,
                    office,
                    what: did.iter().map(|c| shell.code("portal-opened", c)).collect::<Vec<_>>().join(if cx.lang == i18n::Lang::Ar { "، " } else { ", " }),
                })
                .collect(),
        })
        .collect();
    let next = if found.len() as i64 == SPAN { found.last().map(|a| format!("/my/data/opened?before={}", a.seq)).unwrap_or_default() } else { String::new() };
    web::page(&Page { acting: acting_for(&cx, &acts), days, next, names: named, shell })
}
