//! The official documents he may have, request by request.

use super::{acting, acting_for};
use crate::own;
use ::papers::{Kind, Offer};
use askama::Template;
use kernel::{Event, Problem, Result};
use representatives::Acts;
use requests::{Request, rules::State};
use web::{Answer, Cx, Shell};

pub(super) struct Paper {
    pub name: String,
    pub about: String,
    pub href: String,
}

struct Group {
    service: String,
    number: String,
    href: String,
    papers: Vec<Paper>,
}

#[derive(Template)]
#[template(path = "mine_papers.html")]
struct Page {
    shell: Shell,
    acting: String,
    groups: Vec<Group>,
}

/// What this session may have of a request now: nothing of the house's own, nothing unsent, nothing of an outcome before its reply.
async fn mine(cx: &Cx, r: &Request) -> Result<Vec<Offer>> {
    if r.state == State::Draft {
        return Ok(vec![]);
    }
    Ok(::papers::offered(&mut cx.reader(), r, cx.lang).await?.into_iter().filter(|o| o.for_person).collect())
}

pub(super) async fn of(cx: &Cx, r: &Request) -> Result<Vec<Paper>> {
    let line =
        |o: &Offer| Paper { name: cx.t(&o.kind.key()), about: o.about.clone(), href: format!("/my/requests/{}/papers/{}/{}", r.id, o.kind.code(), o.subject) };
    Ok(mine(cx, r).await?.iter().map(line).collect())
}

pub async fn list(cx: Cx) -> Answer {
    let acts: Acts = match acting(&cx).await? {
        Ok(a) => a,
        Err(away) => return Ok(away),
    };
    let q = &mut cx.reader();
    let shell = cx.shell(cx.t("portal-papers"), "/my");
    let file = beneficiaries::find_any(q, acts.file).await?;
    let rows = requests::of_file(q, &super::permit(&cx, requests::perm::LIST)?, acts.file).await?;
    let words = requests::named(q, cx.lang, &rows).await?;
    let mut groups = vec![];
    for row in rows.iter().filter(|r| super::data::whole(&acts, &file) || r.applicant == acts.beneficiary) {
        let r = requests::find_unscoped(q, row.id).await?;
        let papers = of(&cx, &r).await?;
        if !papers.is_empty() {
            groups.push(Group { service: words.service(row), number: r.label().to_string(), href: format!("/my/requests/{}", r.id), papers });
        }
    }
    web::page(&Page { acting: acting_for(&cx, &acts), groups, shell })
}

/// One paper as PDF: of what the page offers, and of nothing else.
pub async fn get(cx: Cx) -> Answer {
    let (_, r) = own::request(&cx, cx.id("id")?).await?;
    let kind = Kind::parse(cx.param("kind")?).ok_or(Problem::NotFound)?;
    let subject = cx.id("subject")?;
    if !mine(&cx, &r).await?.iter().any(|o| o.kind == kind && o.subject == subject) {
        return Err(Problem::NotFound);
    }
    let (paper, pdf) = ::papers::for_person(::papers::Parts::of(&cx), cx.actor()?, kind, r.id, subject, cx.lang).await?;
    cx.opened(Event::new("portal.paper", "paper", paper.id).file(r.file).fact("kind", kind.code())).await?;
    web::download("application/pdf", &format!("{}.pdf", paper.number.replace(['/', ' '], "-")), true, pdf)
}
