use super::{About, about, again, found, version, what_words};
use crate::{
    actions::{self, Hand},
    proof::HandForm,
    rules,
};
use askama::Template;
use kernel::Problem;
use requests::rules::delivery::LineState;
use web::{Answer, Cx, Errors, Opt, Shell, StatusCode};

#[derive(Template)]
#[template(path = "hand.html")]
struct HandPage {
    shell: Shell,
    errors: Errors,
    about: About,
    action: String,
    version: String,
    what: String,
    how: String,
    note: String,
    f: HandForm,
    relations: Vec<Opt>,
    proofs: Vec<Opt>,
}

async fn again_with(cx: &Cx, typed: Option<HandForm>, version: Option<i64>, errors: Errors, status: StatusCode) -> Answer {
    let (l, r) = found(cx).await?;
    if l.state != LineState::Released {
        return Err(Problem::refused("line_not_released"));
    }
    let mut shell = cx.shell(cx.t("delivery-hand"), "/delivery");
    shell.invalid = !errors.is_empty();
    let about = about(cx, &mut cx.reader(), &r).await?;
    let f = typed.unwrap_or_else(|| HandForm { receiver: about.applicant.clone(), relation: "self".into(), ..HandForm::default() });
    let what = l.what();
    let page = HandPage {
        action: format!("/delivery/{}/hand", l.id),
        version: version.unwrap_or(l.version).to_string(),
        what: what_words(&shell, &what),
        how: shell.code("choice-delivery-way", &l.how),
        note: l.note.clone(),
        relations: rules::RECEIVERS.iter().map(|c| Opt::new(*c, shell.code("choice-delivery-receiver", c), *c == f.relation)).collect(),
        proofs: rules::PROOFS
            .iter()
            .filter(|p| rules::proof_fits(&what, p))
            .map(|p| Opt::new(*p, shell.code("choice-delivery-proof", p), *p == f.proof))
            .collect(),
        about,
        shell,
        errors,
        f,
    };
    web::page_with(status, &page)
}

pub async fn form(cx: Cx) -> Answer {
    again_with(&cx, None, None, Errors::none(), StatusCode::OK).await
}

pub async fn hand(cx: Cx) -> Answer {
    let (l, _) = found(&cx).await?;
    let typed = HandForm::of(&cx.form);
    let done = match typed.parse(&cx.form, &l.what()).await {
        Ok(c) => {
            let cmd = Hand {
                line: l.id,
                version: version(&cx),
                receiver: typed.receiver.clone(),
                relation: typed.relation.clone(),
                proof: c.proof,
                bytes: c.bytes,
                mime: c.mime,
            };
            actions::hand(cx.env(), cx.db(), cx.files(), cx.permit()?, cmd).await
        }
        Err(e) => Err(Problem::Invalid(e)),
    };
    match done {
        Ok(request) => cx.done(&format!("/requests/{request}"), "delivery-handed"),
        Err(p) => {
            let (errors, status) = again(&cx, p)?;
            again_with(&cx, Some(typed), Some(version(&cx)), errors, status).await
        }
    }
}
