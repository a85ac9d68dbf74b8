//! The answer as it went out.

use super::track::{Decided, decided};
use crate::own;
use askama::Template;
use i18n::dates::Dual;
use kernel::Problem;
use web::{Answer, Cx, Shell};

#[derive(Template)]
#[template(path = "mine_letter.html")]
struct Page {
    shell: Shell,
    href: String,
    number: String,
    service: String,
    applicant: String,
    submitted: Option<Dual>,
    d: Decided,
}

/// `?n=1448/214` for an earlier one. Not found before a reply, exactly as for another's request.
pub async fn show(cx: Cx) -> Answer {
    let (_, r) = own::request(&cx, cx.id("id")?).await?;
    let q = &mut cx.reader();
    let wanted = cx.query("n");
    let reply = requests::replies(q, r.id).await?.into_iter().find(|x| wanted.is_empty() || x.letter_number == wanted).ok_or(Problem::NotFound)?;
    let service = services::by_id_version(q, r.service, r.service_version).await?;
    let mut shell = cx.shell(cx.ta("portal-letter-title", &[("number", reply.letter_number.clone().into())]), "/my");
    shell.density = "public";
    let page = Page {
        href: format!("/my/requests/{}", r.id),
        number: r.label().to_string(),
        service: service.name(cx.lang).to_string(),
        applicant: people::person(q, r.applicant).await?.full_name(),
        submitted: r.submitted_at.map(|a| shell.date(a.day())),
        d: decided(&shell, &service, &reply)?,
        shell,
    };
    web::page(&page)
}
