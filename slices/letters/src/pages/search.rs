use super::{Line, line, names};
use crate::{Letter, register, rules, store};
use askama::Template;
use db::{Query, args};
use kernel::{Permit, Result};
use web::{Answer, Cx, Shell};

const MOST: i64 = 60;

#[derive(Template)]
#[template(path = "letters_search.html")]
struct SearchPage {
    shell: Shell,
    asked: String,
    searched: bool,
    lines: Vec<Line>,
    more: bool,
}

fn empty(cx: &Cx) -> SearchPage {
    SearchPage { shell: cx.shell(cx.t("letters-search"), "/letters"), asked: String::new(), searched: false, lines: vec![], more: false }
}

pub async fn page(cx: Cx) -> Answer {
    web::page(&empty(&cx))
}

/// By number, ours or theirs, by party, by subject. A post, so that no name stands in an address.
pub async fn search(cx: Cx) -> Answer {
    let typed: String = cx.form.text("q").chars().take(200).collect();
    if typed.is_empty() {
        return web::page(&empty(&cx));
    }
    register::index_waiting(cx.db()).await?;
    let mut q = cx.reader();
    let permit = cx.permit()?;
    let mut found = by_number(&mut q, permit, &typed).await?;
    let tokens = i18n::fold::query_tokens(&typed);
    let branch = permit.scope.branch();
    let mut ids = db::search::find(&mut q, "letter", &tokens, branch, MOST + 1).await?;
    // Out of his branch, yet in his hands: found among what he holds.
    if branch.is_some() {
        let held = db::search::find(&mut q, "letter", &tokens, None, MOST + 1).await?;
        ids.extend(held);
    }
    ids.sort_unstable();
    ids.dedup();
    ids.retain(|id| !found.iter().any(|l| l.id == *id));
    let more = ids.len() as i64 > MOST;
    ids.truncate(MOST as usize);
    if !ids.is_empty() {
        found.extend(store::list(&mut q, permit, &store::Filter { ids: Some(ids), ..Default::default() }, MOST).await?);
    }
    let names = names(&mut q, &found).await?;
    let shell = cx.shell(cx.t("letters-search"), "/letters");
    let lines = found.iter().map(|l| line(&cx, &shell, l, &names)).collect();
    web::page(&SearchPage { shell, asked: typed, searched: true, lines, more })
}

async fn by_number(q: &mut impl Query, permit: &Permit, typed: &str) -> Result<Vec<Letter>> {
    let Some((direction, year, serial)) = rules::read_number(typed) else { return Ok(vec![]) };
    let me = permit.actor.id;
    let mut found = match year {
        Some(y) => store::many(q, store::BY_NUMBER, args![y, serial, me]).await?,
        None => store::many(q, store::BY_SERIAL, args![serial, me]).await?,
    };
    found.retain(|l| direction.is_none_or(|d| d == l.direction) && rules::within(permit.scope, me, l.branch, l.holder, l.by));
    Ok(found)
}
