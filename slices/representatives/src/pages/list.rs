use super::standing;
use crate::{
    Representative, perm,
    rules::{SOON_DAYS, Status},
    store,
};
use askama::Template;
use db::args;
use i18n::dates::Dual;
use kernel::Result;
use web::{Answer, Cx, Link, Shell};

struct Row {
    href: String,
    name: String,
    represented: String,
    number: String,
    capacity: String,
    tag: (&'static str, &'static str, String),
    when: Dual,
    act: bool,
}

#[derive(Template)]
#[template(path = "representatives.html")]
struct Page {
    shell: Shell,
    tabs: Vec<Link>,
    heads: Vec<String>,
    rows: Vec<Row>,
    next: String,
    empty_text: String,
}

/// How many claims wait within this employee's reach: for the desk.
pub async fn waiting(cx: &Cx) -> Result<i64> {
    let Some(permit) = cx.permit_for(perm::CHECK) else { return Ok(0) };
    let branch = permit.scope.branch().map(|b| b.to_string()).unwrap_or_default();
    use db::Query;
    cx.reader().one(store::COUNT_CLAIMED, args![branch]).await?.int("n")
}

pub async fn list(cx: Cx) -> Answer {
    let permit = cx.permit()?;
    let view = match cx.query("view") {
        "" => "claimed",
        v => v,
    };
    let shell = cx.shell(cx.t("representatives-title"), "/representatives");
    let branch = permit.scope.branch().map(|b| b.to_string()).unwrap_or_default();
    let (me, after) = (permit.actor.id, cx.query("after"));
    let q = &mut cx.reader();
    let mut found: Vec<Representative> = match Status::parse(view) {
        Some(s) => store::read_all(q, store::BY_STATUS, args![s.code(), branch, me, after]).await?,
        None => store::read_all(q, store::ENDING, args![cx.today().plus(SOON_DAYS), branch, me]).await?,
    };
    let next = if found.len() > 50 && view != "ending" {
        found.truncate(50);
        found.last().map(|r| format!("/representatives?view={view}&after={}", r.id)).unwrap_or_default()
    } else {
        String::new()
    };
    let may_check = cx.can(perm::CHECK);
    let rows = found
        .into_iter()
        .map(|r| Row {
            href: format!("/representatives/{}", r.id),
            tag: standing(&shell, &r, cx.today()),
            represented: if r.represented_name.is_empty() { cx.t("representatives-unmatched") } else { r.represented_name.clone() },
            number: r.file_number.clone(),
            capacity: shell.code("choice-capacity", r.capacity.code()),
            when: shell.date(match view {
                "ending" => r.until.unwrap_or(r.from),
                _ => r.claimed_at.day(),
            }),
            act: may_check && r.status == Status::Claimed,
            name: r.name,
        })
        .collect();
    let tabs = ["claimed", "ending", "verified", "refused", "ended"]
        .map(|v| {
            Link::new(
                format!("/representatives?view={v}"),
                if v == "ending" { cx.t("representatives-ending") } else { shell.code("representation", v) },
                v == view,
            )
        })
        .to_vec();
    let when = if view == "ending" { "representatives-until" } else { "representatives-claimed-at" };
    let heads = ["representatives-who", "representatives-for", "representatives-capacity", when]
        .map(|k| cx.t(k))
        .into_iter()
        .chain([cx.t("representatives-do")])
        .collect();
    let empty_text = cx.t(if view == "claimed" { "representatives-none-claimed" } else { "representatives-none" });
    web::page(&Page { shell, tabs, heads, rows, next, empty_text })
}
