use super::{PAGE, Tag};
use crate::{
    perm,
    rules::Stage,
    store::{self, Application},
};
use askama::Template;
use kernel::{At, Id};
use std::collections::HashMap;
use web::{Answer, Cx, DualAt, Link, Shell};

struct Row {
    href: String,
    name: String,
    branch: String,
    at: DualAt,
    tag: Tag,
    /// How many requests hang on it.
    requests: String,
}

#[derive(Template)]
#[template(path = "applications_list.html")]
struct Page {
    shell: Shell,
    stages: Vec<Link>,
    corrections: i64,
    overdue: i64,
    heads: Vec<String>,
    rows: Vec<Row>,
    open: bool,
    first: String,
    next: String,
}

pub(crate) fn stage_tag(shell: &Shell, s: Stage) -> Tag {
    let (kind, icon) = s.look();
    Tag { kind, icon, text: shell.code("choice-application", s.code()) }
}

/// Names of heads by application, as the draft has them.
async fn names(cx: &Cx, of: &[Application]) -> kernel::Result<HashMap<Id, String>> {
    let ids: Vec<Id> = of.iter().map(|a| a.person).collect();
    Ok(people::names(&mut cx.reader(), &ids).await?.into_iter().map(|(id, n)| (id, n.full)).collect())
}

const UNTOLD: &str = "to_tell";

/// `?state=&at=&id=`; the last two are the place the page begins after.
pub async fn list(cx: Cx) -> Answer {
    let permit = cx.permit()?;
    // Beside the stages: decided, and somebody is to tell whoever applied.
    let untold = cx.query("state") == UNTOLD;
    let stage = Stage::parse(cx.query("state")).unwrap_or(Stage::Open);
    let after = cx.query("id").parse::<Id>().ok().map(|id| (At(cx.query_int("at")), id));
    let q = &mut cx.reader();
    let mut found = match untold {
        true => store::untold(q, permit, cx.now(), after, PAGE + 1).await?,
        false => store::list(q, permit, stage, after, PAGE + 1).await?,
    };
    let more = found.len() as i64 > PAGE;
    found.truncate(PAGE as usize);
    let shell = cx.shell(cx.t("applications-title"), "/applications");
    let names = names(&cx, &found).await?;
    let branches: HashMap<Id, String> = staff::branches(q).await?.into_iter().map(|b| (b.id, b.name(cx.lang).to_string())).collect();
    let mut rows = vec![];
    for a in &found {
        let n = requests::of_file(q, permit, a.joined.map_or(a.file, |(f, _)| f)).await?.len();
        rows.push(Row {
            href: a.href(),
            name: names.get(&a.person).cloned().unwrap_or_default(),
            branch: branches.get(&a.branch).cloned().unwrap_or_default(),
            at: shell.at(a.at),
            tag: stage_tag(&shell, a.stage),
            requests: shell.count(n),
        });
    }
    let mut stages: Vec<Link> = Stage::ALL
        .iter()
        .map(|s| Link::new(format!("/applications?state={}", s.code()), shell.code("choice-application", s.code()), *s == stage && !untold))
        .collect();
    stages.push(Link::new(format!("/applications?state={UNTOLD}"), cx.t("applications-untold"), untold));
    let state = if untold { UNTOLD } else { stage.code() };
    let next = match found.last().filter(|_| more) {
        Some(last) => format!("/applications?state={state}&at={}&id={}", last.tell_due.filter(|_| untold).unwrap_or(last.at).0, last.id),
        None => String::new(),
    };
    let counts = crate::work::counts(q, cx.actor()?, cx.now()).await?;
    debug_assert!(cx.can(perm::READ));
    let page = Page {
        stages,
        corrections: counts.corrections,
        overdue: counts.overdue,
        heads: ["applications-name", "applications-branch", "applications-at", "applications-requests", "applications-state"].map(|k| cx.t(k)).to_vec(),
        rows,
        open: stage == Stage::Open && !untold,
        first: if after.is_some() { format!("/applications?state={state}") } else { String::new() },
        next,
        shell,
    };
    web::page(&page)
}
