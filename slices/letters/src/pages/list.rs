use super::{Line, line, names};
use crate::{Direction, Letter, Status, perm, store};
use askama::Template;
use db::{Query, args};
use kernel::{Id, Scope};
use web::{Answer, Cx, Link, Shell};

const PAGE: i64 = 30;

#[derive(Template)]
#[template(path = "letters_list.html")]
struct ListPage {
    shell: Shell,
    tabs: Vec<Link>,
    shows: Vec<Link>,
    years: Vec<Link>,
    branches: Vec<Link>,
    lines: Vec<Line>,
    out: bool,
    narrowed: bool,
    others: bool,
    first: String,
    next: String,
    register_href: String,
}

/// What the list is narrowed by, as its address says it.
#[derive(Clone, Default)]
struct Place {
    dir: String,
    show: String,
    year: String,
    branch: String,
}

impl Place {
    fn href(&self) -> String {
        let parts: Vec<String> = [("dir", &self.dir), ("show", &self.show), ("year", &self.year), ("branch", &self.branch)]
            .iter()
            .filter(|(k, v)| !(v.is_empty() || *k == "dir" && *v == "out"))
            .map(|(k, v)| format!("{k}={v}"))
            .collect();
        if parts.is_empty() { "/letters".into() } else { format!("/letters?{}", parts.join("&")) }
    }
}

/// Where the forms are sent, opened by itself: the list of what they make.
pub async fn came(_: Cx) -> Answer {
    Ok(web::redirect("/letters?dir=in"))
}
pub async fn sent(_: Cx) -> Answer {
    Ok(web::redirect("/letters"))
}

/// Whether numbers between those shown are missing. `found`: newest first; `before`: year and serial the page begins after; `last`: no more follow.
fn gaps(found: &[Letter], before: Option<(i64, i64)>, last: bool) -> bool {
    let first = found.first().zip(before).is_some_and(|(l, (y, n))| l.year == y && n - l.serial > 1);
    let between = found.windows(2).any(|w| w[0].year == w[1].year && w[0].serial - w[1].serial > 1);
    // Each year begins at one.
    let turned = found.windows(2).any(|w| w[0].year != w[1].year && w[0].serial > 1);
    first || between || turned || (last && found.last().is_some_and(|l| l.serial > 1))
}

/// `?dir=out|in&show=open|late|mine|void&year=&branch=&y=&n=`; the last two are the number the page begins after.
pub async fn list(cx: Cx) -> Answer {
    let permit = cx.permit()?;
    let mut q = cx.reader();
    let direction = Direction::parse(cx.query("dir")).unwrap_or(Direction::Out);
    let year = cx.query("year").parse::<i64>().ok().filter(|y| (1300..1700).contains(y));
    let all = permit.scope == Scope::All;
    let offices = if all { staff::branches(&mut q).await? } else { vec![] };
    let branch = cx.query("branch").parse::<Id>().ok().filter(|b| offices.iter().any(|o| o.id == *b));
    let show = ["open", "late", "mine", "void"].into_iter().find(|s| *s == cx.query("show")).unwrap_or("");
    let before = (cx.query_int("n") > 0).then(|| (cx.query_int("y"), cx.query_int("n")));
    let filter = store::Filter {
        direction: Some(direction),
        year,
        branch,
        before,
        status: match show {
            "open" => Some(Status::Open),
            "void" => Some(Status::Void),
            _ => None,
        },
        due_before: (show == "late").then(|| cx.today()),
        holder: (show == "mine").then_some(permit.actor.id),
        ..Default::default()
    };
    let mut found = store::list(&mut q, permit, &filter, PAGE + 1).await?;
    let more = found.len() as i64 > PAGE;
    found.truncate(PAGE as usize);
    // One register for all branches: whoever sees his own branch's letters is told why numbers are missing.
    let others = permit.scope != Scope::All && show.is_empty() && gaps(&found, before, !more);
    let here = Place {
        dir: direction.code().into(),
        show: show.into(),
        year: year.map(|y| y.to_string()).unwrap_or_default(),
        branch: branch.map(|b| b.to_string()).unwrap_or_default(),
    };
    let next = match found.last().filter(|_| more) {
        Some(l) => {
            let base = here.href();
            format!("{base}{}y={}&n={}", if base.contains('?') { '&' } else { '?' }, l.year, l.serial)
        }
        None => String::new(),
    };
    let shell = cx.shell(cx.t("letters-title"), "/letters");
    let tabs = Direction::ALL
        .into_iter()
        .map(|d| Link::new(Place { dir: d.code().into(), ..here.clone() }.href(), shell.code("choice-letter-direction", d.code()), d == direction))
        .collect();
    let mine = crate::open_for(&mut q, permit.actor.id).await?;
    let shows = ["", "open", "late", "mine", "void"]
        .into_iter()
        .filter(|s| *s != "mine" || cx.can(perm::WRITE))
        .map(|s| {
            let words = if s.is_empty() { cx.t("letters-show-all") } else { shell.code("choice-letter-show", s) };
            let link = Link::new(Place { show: s.into(), ..here.clone() }.href(), words, s == show);
            if s == "mine" && mine > 0 { link.count(mine) } else { link }
        })
        .collect();
    let known: Vec<i64> = q.all(store::YEARS, args![]).await?.iter().map(|r| r.int("hijri_year")).collect::<kernel::Result<_>>()?;
    let mut years = vec![];
    if known.len() > 1 {
        years.push(Link::new(Place { year: String::new(), ..here.clone() }.href(), cx.t("letters-years-all"), year.is_none()));
        years.extend(known.iter().take(6).map(|y| Link::new(Place { year: y.to_string(), ..here.clone() }.href(), y.to_string(), year == Some(*y))));
    }
    let mut branches = vec![];
    if offices.len() > 1 {
        branches.push(Link::new(Place { branch: String::new(), ..here.clone() }.href(), cx.t("letters-branches-all"), branch.is_none()));
        branches.extend(
            offices.iter().map(|o| Link::new(Place { branch: o.id.to_string(), ..here.clone() }.href(), o.name(cx.lang).to_string(), branch == Some(o.id))),
        );
    }
    let names = names(&mut q, &found).await?;
    let lines = found.iter().map(|l| line(&cx, &shell, l, &names)).collect();
    let first = if before.is_some() { here.href() } else { String::new() };
    let narrowed = !show.is_empty() || year.is_some() || branch.is_some() || before.is_some();
    let register_href = format!("/letters/register?dir={}", direction.code());
    web::page(&ListPage { tabs, shows, years, branches, lines, out: direction == Direction::Out, narrowed, others, first, next, register_href, shell })
}
