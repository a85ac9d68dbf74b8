use super::{View, load, opened, view};
use crate::{
    core::replies,
    rules::{Outcome, outcome_visible},
};
use askama::Template;
use kernel::Problem;
use web::{Answer, Cx, Shell};

#[derive(Template)]
#[template(path = "letter.html")]
struct Letter {
    shell: Shell,
    href: String,
    letter_number: String,
    date: i18n::dates::Dual,
    number: String,
    service: String,
    applicant: String,
    submitted: Option<i18n::dates::Dual>,
    outcome: &'static str,
    amount: String,
    goods: Vec<(String, i64)>,
    unit: String,
    conditions: String,
    reasons: String,
    referral_body: String,
    added: String,
    objection_until: i18n::dates::Dual,
    phone: String,
    email: String,
}

/// The answer as it went out; `?n=1448/214` for an earlier one.
pub async fn letter(cx: Cx) -> Answer {
    let r = load(&cx).await?;
    let v: View = view(&cx, r).await?;
    let q = &mut cx.reader();
    let all = replies(q, v.r.id).await?;
    let wanted = cx.query("n");
    let reply = all.into_iter().find(|x| wanted.is_empty() || x.letter_number == wanted).ok_or(Problem::NotFound)?;
    // Told once, known ever after; a member with a conflict never came this far.
    if !outcome_visible(v.r.state, true, v.viewer) {
        return Err(Problem::NotFound);
    }
    opened(&cx, &v.r).await?;
    let head = staff::letterhead(q).await?;
    let mut shell = cx.shell(cx.ta("requests-letter-title", &[("number", reply.letter_number.clone().into())]), "/requests");
    shell.density = "public";
    let goods: std::collections::BTreeMap<String, i64> = serde_json::from_str(&reply.goods).unwrap_or_default();
    let page = Letter {
        href: format!("/requests/{}", v.r.id),
        letter_number: reply.letter_number.clone(),
        date: shell.date(reply.at.day()),
        number: v.r.label().to_string(),
        service: v.seen.list.service.name(cx.lang).to_string(),
        applicant: v.applicant.full_name(),
        submitted: v.r.submitted_at.map(|a| shell.date(a.day())),
        outcome: match (reply.outcome, reply.partial) {
            (Outcome::Accept, true) => "accept_part",
            (o, _) => o.code(),
        },
        amount: reply.amount.map(|m| i18n::numbers::money_line(cx.lang, m)).unwrap_or_default(),
        goods: goods.into_iter().collect(),
        unit: v.seen.list.service.body.unit(cx.lang).to_string(),
        conditions: reply.conditions,
        reasons: reply.reasons,
        referral_body: reply.referral_body,
        added: reply.added,
        objection_until: shell.date(reply.objection_until.day()),
        phone: head.mobile,
        email: head.email,
        shell,
    };
    web::page(&page)
}
