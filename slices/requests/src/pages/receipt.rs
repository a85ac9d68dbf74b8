//! Papers: the receipt with the promise, and the form (T4) with the fields of the screen.

use super::{View, load, opened, parts::SignatureRow, show::need_facts, view};
use crate::{answers::Answers, rules::checklist::ItemState};
use askama::Template;
use kernel::Problem;
use web::{Answer, Cx, Shell};

#[derive(Template)]
#[template(path = "receipt.html")]
struct Receipt {
    shell: Shell,
    number: String,
    service: String,
    applicant: String,
    href: String,
    submitted: Option<web::DualAt>,
    promise: Option<i18n::dates::Dual>,
    objection_days: i64,
    documents: Vec<String>,
    received_by: String,
    phone: String,
    email: String,
}

/// What the person takes home.
pub async fn receipt(cx: Cx) -> Answer {
    let r = load(&cx).await?;
    if r.submitted_at.is_none() || r.number.is_none() {
        return Err(Problem::NotFound);
    }
    opened(&cx, &r).await?;
    let v: View = view(&cx, r).await?;
    let q = &mut cx.reader();
    let head = staff::letterhead(q).await?;
    let mut shell = cx.shell(cx.t("requests-receipt-title"), "/requests");
    shell.density = "public";
    let page = Receipt {
        number: v.r.label().to_string(),
        service: v.seen.list.service.name(cx.lang).to_string(),
        applicant: v.applicant.full_name(),
        href: format!("/requests/{}", v.r.id),
        submitted: v.r.submitted_at.map(|a| shell.at(a)),
        promise: v.r.floor.current.filter(|_| !v.r.floor.restart).map(|p| shell.date(p.day())),
        objection_days: v.seen.clocks.objection_days,
        documents: v
            .seen
            .list
            .lines
            .iter()
            .filter(|l| l.item.document.is_some() && l.item.state != ItemState::NotApplicable)
            .map(|l| l.name(cx.lang))
            .collect(),
        received_by: super::employee_name(q, Some(v.r.created_by)).await?,
        phone: head.mobile,
        email: head.email,
        shell,
    };
    web::page(&page)
}

#[derive(Template)]
#[template(path = "print_form.html")]
struct PrintForm {
    shell: Shell,
    number: String,
    href: String,
    service: String,
    applicant: String,
    identity: String,
    mobile: String,
    file_number: String,
    need: String,
    facts: Vec<(String, String)>,
    people: Vec<(String, String)>,
    documents: Vec<(String, String)>,
    signatures: Vec<SignatureRow>,
    state: &'static str,
}

/// T4 on paper.
pub async fn print(cx: Cx) -> Answer {
    let r = load(&cx).await?;
    opened(&cx, &r).await?;
    let v: View = view(&cx, r).await?;
    let a = Answers::parse(&v.r.answers);
    let mut shell = cx.shell(cx.t("requests-form-title"), "/requests");
    shell.density = "public";
    let today = cx.today();
    let page = PrintForm {
        number: v.r.label().to_string(),
        href: format!("/requests/{}", v.r.id),
        service: v.seen.list.service.name(cx.lang).to_string(),
        applicant: v.applicant.full_name(),
        identity: v.applicant.identity_masked(),
        mobile: if a.contact_mobile.is_empty() { v.applicant.primary_mobile().map(|m| m.number.clone()).unwrap_or_default() } else { a.contact_mobile.clone() },
        file_number: v.seen.file.number.clone(),
        need: a.need.clone(),
        facts: need_facts(&cx, &shell, &v),
        people: v
            .seen
            .list
            .household
            .current()
            .map(|m| {
                let age = m.person.age(today).map(|n| shell.tn("requests-age", n)).unwrap_or_default();
                (
                    m.person.full_name(),
                    [shell.code("choice-relation", m.relation_word()), age].into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>().join(" · "),
                )
            })
            .collect(),
        documents: v
            .seen
            .list
            .lines
            .iter()
            .filter(|l| l.item.state != ItemState::NotApplicable)
            .map(|l| (l.name(cx.lang), shell.code("choice-checklist", l.item.state.code())))
            .collect(),
        signatures: super::parts::signatures(&shell, &v).into_iter().filter(|s| s.valid).collect(),
        state: v.state.code(),
        shell,
    };
    web::page(&page)
}
