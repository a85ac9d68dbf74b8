//! Check your answers, the declaration, the signature.

use super::{
    Open, acting_for, docs, open, permit,
    steps::{Step, plain},
};
use askama::Template;
use i18n::dates::Dual;
use kernel::{FieldErrors, Problem, Result};
use requests::{DECLARATION_VERSION, HandSignature, Stands, Submit, rules::State};
use web::{Answer, Cx, Errors, Shell, StatusCode};

pub(crate) struct Row {
    pub label: String,
    pub value: String,
    /// A number, a phone: left to right whatever stands around it.
    pub ltr: bool,
    pub href: String,
    /// What its link says.
    pub act: String,
}

struct Group {
    title: String,
    rows: Vec<Row>,
}

#[derive(Template)]
#[template(path = "ask_check.html")]
struct Page {
    shell: Shell,
    errors: Errors,
    acting: String,
    back: String,
    href: String,
    groups: Vec<Group>,
    declaration: String,
    promise: Option<Dual>,
    lacking: Vec<String>,
    /// It waits for what is missing already: nothing to send before that is there.
    waiting: bool,
    may_sign: bool,
    signer: String,
    version: String,
    digest: String,
    agreed: bool,
    clear: bool,
    drawn: String,
    mobile: String,
    sent: bool,
}

/// A day in both calendars: each stays on one line, and between them it may break.
fn unbroken(d: &Dual) -> String {
    let whole = |s: &str| s.replace(' ', "\u{a0}");
    if d.second.is_empty() { format!("{} {}", d.weekday, whole(&d.first)) } else { format!("{} {} · {}", d.weekday, whole(&d.first), whole(&d.second)) }
}

/// What was said to have changed at home, where this request's own page said so: the newest of it.
async fn changed(cx: &Cx, o: &Open) -> Result<String> {
    let all = applications::corrections_of(&mut cx.reader(), o.r.file).await?;
    let ours =
        |c: &&applications::Correction| c.field == "members" && c.person == o.r.applicant && super::change::is_of(&c.why, &o.service) && c.at >= o.r.created_at;
    Ok(all.iter().filter(ours).max_by_key(|c| (c.at, c.id)).map(|c| c.should_be.clone()).unwrap_or_default())
}

fn groups(cx: &Cx, o: &Open, st: &Stands, identity: String, changed: String) -> Vec<Group> {
    let a = &st.answers;
    let lang = cx.lang;
    let to = |s: Step| o.href(&format!("ask/{}?from=check", s.code()));
    let change = cx.t("portal-ask-change");
    let row = |key: &str, value: String, href: String| Row { label: cx.t(key), value, ltr: false, href, act: change.clone() };
    let digits = |key: &str, value: String, href: String| Row { ltr: true, ..row(key, value, href) };
    let sum = |m| i18n::numbers::money_line(lang, m);
    let title = |t: &str| cx.t(&format!("portal-ask-task-{t}"));
    let mobile = |n: &str| people::rules::mobile::parse(n).map(|m| m.grouped()).unwrap_or_default();
    let p = &st.applicant;
    let mut you = vec![row("portal-ask-name", p.full_name(), String::new())];
    if !identity.is_empty() {
        you.push(digits("portal-ask-identity", identity, String::new()));
    }
    if let Some(m) = p.primary_mobile() {
        you.push(digits("portal-ask-mobile", mobile(&m.number), String::new()));
    }
    let mut need =
        vec![row("portal-ask-service", o.service.name(lang).to_string(), String::new()), row("portal-ask-step-need", a.need.clone(), to(Step::Need))];
    need.push(match o.draft.gives_money {
        true => row("portal-ask-step-amount", o.r.amount_asked.map(sum).unwrap_or_default(), to(Step::Amount)),
        false => row("portal-ask-goods", a.goods.clone(), to(Step::Amount)),
    });
    let mut home = vec![row("portal-ask-members", cx.ta("portal-ask-people-n", &[("n", a.members.into())]), to(Step::People))];
    let names: Vec<String> = st.list.household.current().map(|m| m.person.full_name()).collect();
    if !names.is_empty() {
        home.push(row("portal-ask-names", names.join(&cx.t("portal-ask-comma")), to(Step::People)));
    }
    if !changed.is_empty() {
        home.push(row("portal-ask-changed-said", changed, to(Step::People)));
    }
    let sources: Vec<String> = a.income.iter().map(|i| services::word(lang, "income", &i.source)).collect();
    let mut income = vec![row(
        "portal-ask-step-sources",
        if a.no_income { cx.t("portal-ask-no-income") } else { sources.join(&cx.t("portal-ask-comma")) },
        to(Step::Sources),
    )];
    if !a.income.is_empty() {
        income.push(row("portal-ask-income-sum", cx.ta("portal-ask-monthly", &[("amount", sum(a.income_monthly()).into())]), to(Step::Income)));
    }
    let mut dwelling = vec![row("portal-ask-step-dwelling", services::word(lang, "dwelling", &a.dwelling), to(Step::Dwelling))];
    if o.draft.asks(Step::Rent) {
        dwelling.push(row("portal-ask-step-rent", cx.ta("portal-ask-yearly", &[("amount", sum(a.rent_yearly).into())]), to(Step::Rent)));
    }
    let mut debts = vec![row("portal-ask-step-debts", cx.t(if a.has_debts == Some(true) { "portal-ask-yes" } else { "portal-ask-no" }), to(Step::Debts))];
    if o.draft.asks(Step::Owed) {
        debts.push(row("portal-ask-debts-total", sum(a.debts_total), to(Step::Owed)));
        if !plain(a.debts_monthly).is_empty() {
            debts.push(row("portal-ask-debts-monthly", cx.ta("portal-ask-monthly", &[("amount", sum(a.debts_monthly).into())]), to(Step::Owed)));
        }
        if !a.debts_about.is_empty() {
            debts.push(row("portal-ask-debts-about", a.debts_about.clone(), to(Step::Owed)));
        }
    }
    let mut reach = vec![];
    if !a.contact_mobile.is_empty() {
        reach.push(digits("portal-ask-mobile", mobile(&a.contact_mobile), to(Step::Contact)));
    }
    if !a.contact_channel.is_empty() {
        reach.push(row("portal-ask-channel", i18n::t(lang, &format!("choice-preferred-channel-{}", a.contact_channel.replace('_', "-"))), to(Step::Contact)));
    }
    if !a.contact_note.is_empty() {
        reach.push(row("portal-ask-contact-note", a.contact_note.clone(), to(Step::Contact)));
    }
    let papers: Vec<Row> = docs::asked(&st.list)
        .map(|l| {
            let value = match l.item.valid_until {
                _ if l.item.state.lacks() => cx.t("portal-ask-paper-lacking"),
                Some(d) => cx.ta("portal-ask-paper-until", &[("day", unbroken(&i18n::dates::dual(lang, d)).into())]),
                None => cx.t("portal-ask-paper-there"),
            };
            let act = if l.item.state.lacks() { cx.t("portal-ask-add") } else { change.clone() };
            Row { label: l.name(lang), value, ltr: false, href: o.href("documents"), act }
        })
        .collect();
    let mut out = vec![
        Group { title: cx.t("portal-ask-you"), rows: you },
        Group { title: title("need"), rows: need },
        Group { title: title("people"), rows: home },
        Group { title: title("income"), rows: income },
        Group { title: title("dwelling"), rows: dwelling },
        Group { title: title("debts"), rows: debts },
        Group { title: title("contact"), rows: reach },
    ];
    if !papers.is_empty() {
        out.push(Group { title: cx.t("portal-ask-documents"), rows: papers });
    }
    out
}

/// A promise as it would stand if it were sent now; `None` where the association counts from the committee.
async fn promise(cx: &Cx, shell: &Shell, o: &Open) -> Result<Option<Dual>> {
    let clocks = requests::clocks(&mut cx.reader(), None).await?;
    Ok(o.r.floor.submitted(cx.now(), &clocks).current.map(|p| shell.date(p.day())))
}

async fn page(cx: &Cx, o: &Open, sent: bool, errors: Errors, status: StatusCode) -> Answer {
    let st = requests::stands(&mut cx.reader(), &o.r, cx.actor()?, cx.now()).await?;
    let mut shell = cx.shell(cx.t("portal-ask-check"), "/my");
    if !errors.is_empty() {
        shell = shell.invalid();
    }
    let mobile = &cx.outside()?.mobile;
    let identity = crate::mine::masked_identity(cx, &o.acts, &st.applicant).await?;
    let promise = promise(cx, &shell, o).await?;
    let page = Page {
        acting: acting_for(cx, &o.acts),
        back: o.href("tasks"),
        href: format!("/my/requests/{}", o.r.id),
        groups: groups(cx, o, &st, identity, changed(cx, o).await?),
        declaration: cx.t(&format!("requests-declaration-{DECLARATION_VERSION}")),
        promise,
        lacking: st.list.lacking().map(|l| l.name(cx.lang)).collect(),
        waiting: o.r.state == State::AwaitingCompletion,
        may_sign: o.acts.can("sign"),
        signer: if o.acts.is_own() {
            String::new()
        } else {
            cx.ta("portal-ask-signer", &[("who", cx.actor()?.name.as_str().into()), ("name", o.acts.name.as_str().into())])
        },
        version: o.r.version.to_string(),
        digest: st.frozen.digest.clone(),
        agreed: cx.form.flag("agreed"),
        clear: cx.form.flag("clear"),
        drawn: cx.form.text("signature").to_string(),
        mobile: mobile.chars().rev().take(3).collect::<Vec<_>>().into_iter().rev().collect(),
        sent,
        errors,
        shell,
    };
    web::page_with(status, &page)
}

pub async fn show(cx: Cx) -> Answer {
    let o = match open(&cx).await? {
        Ok(o) => o,
        Err(away) => return Ok(away),
    };
    if !o.draft.all_done(&o.pages) {
        return cx.done(&o.href("tasks"), "portal-ask-check-locked");
    }
    // A page dropped while the message was read comes back with the field for its code.
    let digest = requests::stands(&mut cx.reader(), &o.r, cx.actor()?, cx.now()).await?.frozen.digest;
    let sent = accounts::sign_open(&mut cx.reader(), cx.now(), cx.outside()?, "request", o.r.id, &digest).await?;
    page(&cx, &o, sent, Errors::none(), StatusCode::OK).await
}

/// Where the forms of this page go, opened by themselves: back to the page.
pub async fn back(cx: Cx) -> Answer {
    let id = cx.id("id")?;
    Ok(web::redirect(&format!("/my/requests/{id}/check{}", if cx.entry.path.ends_with("/code") { "#signature" } else { "" })))
}

/// POST: sends a code that signs exactly what the page shows.
pub async fn code(cx: Cx) -> Answer {
    let o = match open(&cx).await? {
        Ok(o) => o,
        Err(away) => return Ok(away),
    };
    if !o.acts.can("sign") {
        return Err(Problem::NotFound);
    }
    if !o.draft.all_done(&o.pages) {
        return cx.done(&o.href("tasks"), "portal-ask-check-locked");
    }
    let st = requests::stands(&mut cx.reader(), &o.r, cx.actor()?, cx.now()).await?;
    let outside = cx.outside()?;
    let result = async {
        let mut tx = cx.db().begin(&outside.actor).await?;
        accounts::begin_sign(&mut tx, cx.env(), outside, "request", o.r.id, &st.frozen.digest, cx.lang).await?;
        tx.commit().await
    }
    .await;
    match result {
        Ok(()) => page(&cx, &o, true, Errors::none(), StatusCode::OK).await,
        Err(Problem::TooMany { .. }) => {
            // One is on its way: there is something to type.
            page(&cx, &o, true, Errors::none().general(cx.t("portal-ask-code-soon")), StatusCode::TOO_MANY_REQUESTS).await
        }
        Err(p @ Problem::Refused { .. }) => {
            page(&cx, &o, false, Errors::none().general(cx.refusal(&p).unwrap_or_default()), StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(p) => Err(p),
    }
}

const DATA_URL: &str = "data:image/png;base64,";
/// Longest picture of a signature, in bytes.
const DRAWN: usize = 300 * 1024;

fn drawn(cx: &Cx) -> Option<Vec<u8>> {
    use base64::Engine;
    let data = cx.form.text("signature").strip_prefix(DATA_URL)?;
    let picture = base64::prelude::BASE64_STANDARD.decode(data.as_bytes()).ok()?;
    (picture.len() <= DRAWN && files::is_drawing(&picture)).then_some(picture)
}

/// The hand: a code where one was typed, else what was drawn. Tried last, because a wrong code is counted.
async fn hand(cx: &Cx, o: &Open, e: &mut FieldErrors) -> Result<(HandSignature, Option<accounts::Confirmed>)> {
    let by = (!o.acts.is_own()).then(|| Ok::<_, Problem>((cx.outside()?.person, cx.actor()?.name.clone()))).transpose()?;
    let typed = cx.form.text("code");
    if !typed.is_empty() {
        if !e.is_empty() {
            return Ok((HandSignature::default(), None));
        }
        return match accounts::confirm_sign(cx.env(), cx.db(), cx.outside()?, "request", o.r.id, cx.form.text("digest"), typed).await {
            Ok(c) => Ok((HandSignature { code: true, by, ..HandSignature::default() }, Some(c))),
            Err(Problem::Invalid(more)) => {
                more.0.into_iter().for_each(|(f, x)| e.add(f, x));
                Ok((HandSignature::default(), None))
            }
            Err(p) => Err(p),
        };
    }
    match drawn(cx) {
        Some(picture) => Ok((HandSignature { drawn: true, picture, by, ..HandSignature::default() }, None)),
        None => {
            e.code("signature", "ask_sign");
            Ok((HandSignature::default(), None))
        }
    }
}

pub(crate) const ERRORS: &[&str] = &["ask_sign", "ask_agreed", "ask_clear"];

pub async fn submit(cx: Cx) -> Answer {
    let o = match open(&cx).await? {
        Ok(o) => o,
        Err(away) => return Ok(away),
    };
    if !o.draft.all_done(&o.pages) {
        return cx.done(&o.href("tasks"), "portal-ask-check-locked");
    }
    let list = docs::checklist(&cx, &o).await?;
    let version: i64 = cx.form.text("version").parse().unwrap_or(-1);
    let result = if list.complete() { signed(&cx, &o, version).await } else { incomplete(&cx, &o, version).await };
    let code_sent = !cx.form.text("code").is_empty();
    match result {
        Ok(()) => Ok(web::redirect(&o.href("sent"))),
        Err(Problem::Invalid(e)) => page(&cx, &o, code_sent, Errors::new(cx.lang, &e), StatusCode::UNPROCESSABLE_ENTITY).await,
        Err(p @ Problem::Refused { .. }) => {
            page(&cx, &o, code_sent, Errors::none().general(cx.refusal(&p).unwrap_or_default()), StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(p @ Problem::Conflict { .. }) => {
            // Sent from another device in this moment, or changed since: as it now is, to be read again.
            match open(&cx).await? {
                Ok(o) => page(&cx, &o, false, Errors::none().general(cx.refusal(&p).unwrap_or_default()), StatusCode::CONFLICT).await,
                Err(away) => Ok(away),
            }
        }
        Err(p) => Err(p),
    }
}

async fn signed(cx: &Cx, o: &Open, version: i64) -> Result<()> {
    if !o.acts.can("sign") {
        return Err(Problem::refused("portal_not_sign"));
    }
    let mut e = FieldErrors::default();
    if !cx.form.flag("agreed") {
        e.code("agreed", "ask_agreed");
    }
    if !cx.form.flag("clear") {
        e.code("clear", "ask_clear");
    }
    let (hand, code) = hand(cx, o, &mut e).await?;
    let cmd = e.ok(Submit {
        id: o.r.id,
        version,
        digest: cx.form.text("digest").to_string(),
        hand,
        verify: None,
        once: cx.form.once().to_string(),
        once_digest: cx.form.digest(),
    })?;
    requests::submit(cx.env(), cx.db(), cx.files(), &permit(cx, requests::perm::SUBMIT)?, cmd).await?;
    if let Some(code) = code {
        // It signs this content alone, which is sent: used up for tidiness, not for safety.
        let mut tx = cx.db().begin(cx.actor()?).await?;
        match code.spend(&mut tx, cx.env()).await {
            Ok(()) => tx.commit_quietly("a code that has signed").await?,
            Err(Problem::Invalid(_) | Problem::Refused { .. } | Problem::Conflict { .. } | Problem::NotFound) => {}
            Err(p) => return Err(p),
        }
    }
    Ok(())
}

/// Something is missing: what it is stands on the next page, once and in full, and the request stays open to be completed.
async fn incomplete(cx: &Cx, o: &Open, version: i64) -> Result<()> {
    if o.r.state == State::AwaitingCompletion {
        return Err(Problem::refused("checklist_incomplete"));
    }
    let tell = requests::Tell { id: o.r.id, version, note: String::new(), told: Some("portal".into()) };
    requests::tell_missing(cx.env(), cx.db(), &permit(cx, requests::perm::SUBMIT)?, tell).await
}
