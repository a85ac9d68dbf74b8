//! Declaration and signatures: exactly what is signed stands on the page, with its digest.

use super::{View, load, moved, reasons, show::need_facts, view};
use crate::{
    actions::{self, HandSignature, Submit},
    core::Request,
    rules::{State, perm},
};
use askama::Template;
use kernel::{FieldErrors, Problem, Result};
use web::{Answer, CheckItem, Cx, Errors, Shell, StatusCode};

#[derive(Template)]
#[template(path = "submit.html")]
struct SubmitPage {
    shell: Shell,
    head: super::Head,
    errors: Errors,
    version: String,
    digest: String,
    applicant: String,
    identity: String,
    need: String,
    facts: Vec<(String, String)>,
    people: Vec<(String, String)>,
    documents: Vec<(String, String)>,
    lacking: Vec<CheckItem>,
    unanswered: Vec<(String, String)>,
    /// Everything is matched and the viewer may verify: one press for both.
    both: bool,
    draft: bool,
    witness: String,
    drawn: String,
    promise: Option<i18n::dates::Dual>,
}

async fn page(cx: &Cx, r: Request, errors: Errors, status: StatusCode) -> Answer {
    if !r.state.is_editable() {
        return Err(Problem::refused("not_from_this_state"));
    }
    let v: View = view(cx, r).await?;
    let q = &mut cx.reader();
    let st = actions::stands(q, &v.r, cx.actor()?, cx.now()).await?;
    let mut shell = cx.shell(cx.t("requests-submit-title"), "/requests");
    if !errors.is_empty() {
        shell = shell.invalid();
    }
    let gives_money = st.list.service.body.gives == services::Gives::Money;
    let unanswered = st.answers.unanswered(v.r.amount_asked, gives_money);
    let today = cx.today();
    let clocks = &v.seen.clocks;
    let floor = v.r.floor.submitted(cx.now(), clocks);
    let page = SubmitPage {
        head: super::head(cx, &shell, &v),
        errors,
        version: v.r.version.to_string(),
        digest: st.frozen.digest.clone(),
        applicant: st.applicant.full_name(),
        identity: st.applicant.identity_number().unwrap_or_default().to_string(),
        need: st.answers.need.clone(),
        facts: need_facts(cx, &shell, &v),
        people: st
            .list
            .household
            .current()
            .map(|m| {
                let age = m.person.age(today).map(|a| shell.tn("requests-age", a)).unwrap_or_default();
                (
                    m.person.full_name(),
                    [shell.code("choice-relation", m.relation_word()), age].into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>().join(" · "),
                )
            })
            .collect(),
        documents: st
            .list
            .lines
            .iter()
            .filter_map(|l| l.item.document.map(|d| (l, d)))
            .map(|(l, id)| {
                let d = st.list.documents.iter().find(|d| d.id == id);
                let dates =
                    d.and_then(|d| d.expires).map(|e| cx.ta("requests-until", &[("day", i18n::dates::hijri_text(cx.lang, e).into())])).unwrap_or_default();
                let number = d.filter(|_| !l.sensitive || cx.can(documents::perm::READ_SENSITIVE)).map(|d| d.number.clone()).unwrap_or_default();
                (l.name(cx.lang), [number, dates].into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>().join(" · "))
            })
            .collect(),
        lacking: super::forms::lacking(cx, &shell, &v),
        unanswered: unanswered.0.iter().map(|(f, e)| (format!("/requests/{}/form#{f}", v.r.id), cx.t(&format!("error-{}", e.code)))).collect(),
        both: st.list.verified() && cx.can(perm::VERIFY),
        draft: v.r.state == State::Draft,
        witness: cx.form.text("signature_witness").to_string(),
        drawn: cx.form.text("signature").to_string(),
        promise: floor.current.map(|p| shell.date(p.day())),
        shell,
    };
    web::page_with(status, &page)
}

pub async fn show(cx: Cx) -> Answer {
    let r = load(&cx).await?;
    super::opened(&cx, &r).await?;
    page(&cx, r, Errors::none(), StatusCode::OK).await
}

const DATA_URL: &str = "data:image/png;base64,";

/// The hand's own picture: drawn, else the paper's scan; a witness makes it a thumbprint.
async fn hand(cx: &Cx, e: &mut FieldErrors) -> HandSignature {
    let drawn = cx.form.text("signature");
    let witness: String = cx.form.text("signature_witness").chars().take(120).collect();
    if let Some(data) = drawn.strip_prefix(DATA_URL) {
        use base64::Engine;
        let picture = base64::prelude::BASE64_STANDARD.decode(data.as_bytes()).unwrap_or_default();
        if files::is_drawing(&picture) {
            return HandSignature { drawn: true, picture, ..HandSignature::default() };
        }
        e.code("signature", "signature_unreadable");
        return HandSignature { drawn: true, witness, ..HandSignature::default() };
    }
    let picture = match cx.form.file("signature_paper") {
        Some(u) => match files::sniff(u.bytes.to_vec()).await {
            Ok((_, bytes)) => bytes,
            Err(refusal) => {
                e.code("signature", refusal.code());
                vec![]
            }
        },
        None => {
            e.code("signature", "signature_needed");
            vec![]
        }
    };
    HandSignature { picture, witness, ..HandSignature::default() }
}

pub async fn submit(cx: Cx) -> Answer {
    let r = load(&cx).await?;
    let id = r.id;
    let result: Result<State> = async {
        let mut e = FieldErrors::default();
        if !cx.form.flag("agreed") {
            e.code("agreed", "confirm");
        }
        let hand = hand(&cx, &mut e).await;
        let verify = (cx.form.text("press") == "both").then(|| cx.form.text("password").to_string());
        if verify.as_deref() == Some("") {
            e.code("password", "required");
        }
        let cmd = e.ok(Submit {
            id,
            version: crate::forms::version(&cx.form),
            digest: cx.form.text("digest").to_string(),
            hand,
            verify,
            once: cx.form.once().to_string(),
            once_digest: cx.form.digest(),
        })?;
        actions::submit(cx.env(), cx.db(), cx.files(), cx.permit()?, cmd).await
    }
    .await;
    match result {
        Ok(_) => cx.done(&format!("/requests/{id}/receipt"), "requests-flash-submitted"),
        Err(Problem::Invalid(e)) => page(&cx, r, Errors::new(cx.lang, &e), StatusCode::UNPROCESSABLE_ENTITY).await,
        Err(p @ Problem::Refused { .. }) if r.state.is_editable() => {
            let errors = reasons(&cx, &p).into_iter().fold(Errors::none(), Errors::general);
            page(&cx, r, errors, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        // What would be signed is no longer what was read: it is shown as it now is, to be signed again.
        Err(p @ Problem::Conflict { code: "snapshot_changed", .. }) => {
            let errors = Errors::none().general(cx.refusal(&p).unwrap_or_default());
            page(&cx, r, errors, StatusCode::CONFLICT).await
        }
        Err(p @ Problem::Conflict { .. }) => moved(&cx, id, &p).await,
        Err(p) => Err(p),
    }
}
