//! What he asked to have corrected, and asking.

use super::{Tag, acting, acting_as_meant, acting_for, again, meant};
use crate::ask::within_quota;
use accounts::rules::Rate;
use applications::{
    Ask, Asked,
    rules::{self, Answer as Stand},
};
use askama::Template;
use documents::{By, NewDocument, NewScan, NewUpload};
use kernel::{Event, FieldErrors, HOUR_MS, Id, Problem, Result};
use representatives::Acts;
use web::{Answer, Cx, DualAt, Errors, Opt, Shell, StatusCode};

struct Row {
    field: String,
    tag: Tag,
    at: DualAt,
    due: Option<DualAt>,
    should_be: String,
    words: String,
}

#[derive(Template)]
#[template(path = "mine_corrections.html")]
struct ListPage {
    shell: Shell,
    acting: String,
    rows: Vec<Row>,
    may: bool,
}

pub async fn list(cx: Cx) -> Answer {
    let acts = match acting(&cx).await? {
        Ok(a) => a,
        Err(away) => return Ok(away),
    };
    let shell = cx.shell(cx.t("portal-corrections"), "/my");
    let file = beneficiaries::find_any(&mut cx.reader(), acts.file).await?;
    let whole = super::data::whole(&acts, &file);
    let rows = applications::corrections_of(&mut cx.reader(), acts.file)
        .await?
        .into_iter()
        .filter(|c| whole || c.person == acts.beneficiary)
        .map(|c| {
            let (kind, icon) = c.answer.look();
            Row {
                field: shell.code("choice-correction-field", &c.field),
                tag: Tag { kind, icon, text: shell.code("choice-correction", c.answer.code()) },
                at: shell.at(c.at),
                due: (c.answer == Stand::Open).then(|| shell.at(c.due)),
                should_be: c.should_be,
                words: c.words,
            }
        })
        .collect();
    web::page(&ListPage { acting: acting_for(&cx, &acts), rows, may: acts.can("ask"), shell })
}

#[derive(Template)]
#[template(path = "mine_correct.html")]
struct FormPage {
    shell: Shell,
    errors: Errors,
    acting: String,
    file: String,
    fields: Vec<Opt>,
    people: Vec<Opt>,
    is_now: String,
    should_be: String,
    why: String,
}

/// Whose data he may ask about: the household's where it is his to see, else the one acted for.
async fn whose(cx: &Cx, acts: &Acts) -> Result<Vec<(Id, String)>> {
    let q = &mut cx.reader();
    let file = beneficiaries::find_any(q, acts.file).await?;
    let home = people::household(q, file.household).await?;
    let whole = super::data::whole(acts, &file);
    Ok(home.current().filter(|m| whole || m.person.id == acts.beneficiary).map(|m| (m.person.id, m.person.full_name())).collect())
}

async fn draw(cx: &Cx, acts: &Acts, errors: Errors, status: StatusCode) -> Answer {
    let mut shell = cx.shell(cx.t("portal-correct"), "/my");
    shell.invalid = !errors.is_empty();
    let typed = |name: &str| if cx.form.text(name).is_empty() { cx.query(name).to_string() } else { cx.form.text(name).to_string() };
    let (field, person) = (typed("field"), typed("person"));
    let page = FormPage {
        acting: acting_for(cx, acts),
        file: meant(acts),
        fields: rules::FIELDS.iter().map(|f| Opt::new(*f, shell.code("choice-correction-field", f), *f == field)).collect(),
        people: whose(cx, acts)
            .await?
            .into_iter()
            .map(|(id, name)| Opt::new(id.to_string(), name, if person.is_empty() { id == acts.beneficiary } else { person == id.to_string() }))
            .collect(),
        is_now: cx.form.text("is_now").into(),
        should_be: cx.form.text("should_be").into(),
        why: cx.form.text("why").into(),
        errors,
        shell,
    };
    web::page_with(status, &page)
}

pub async fn form(cx: Cx) -> Answer {
    match acting(&cx).await? {
        Ok(a) if a.can("ask") => draw(&cx, &a, Errors::none(), StatusCode::OK).await,
        Ok(_) => Err(Problem::NotFound),
        Err(away) => Ok(away),
    }
}

/// Proofs of one account: each is looked at and sealed, whatever becomes of the wish.
const PROOFS: Rate = Rate { name: "portal-proof", burst: 12, every_ms: 2 * HOUR_MS };

/// What is wrong with a scan is said at the field it was chosen in.
fn at_proof(p: Problem) -> Problem {
    match p {
        Problem::Invalid(e) => Problem::Invalid(FieldErrors(e.0.into_iter().map(|(f, x)| (if f == "scan" { "proof".into() } else { f }, x)).collect())),
        Problem::TooMany { .. } => Problem::field("proof", "ask_quota"),
        p => p,
    }
}

/// The proof on the disk, named by nothing yet; `None` where none came, or the whole form came before. What would be refused anyhow is refused
/// before a byte of it is kept.
async fn proof(cx: &Cx, ask: &Ask) -> Result<Option<NewScan>> {
    let Some(up) = cx.upload("proof") else { return Ok(None) };
    let actor = cx.actor()?;
    let mut look = cx.db().begin(actor).await?;
    if let db::Once::Again(_) = look.once(&ask.once.0, &ask.once.1, cx.now()).await? {
        return Ok(None);
    }
    applications::room_for(&mut look, ask.file).await?;
    drop(look);
    within_quota(cx, i64::try_from(up.bytes.len()).unwrap_or(i64::MAX)).await.map_err(at_proof)?;
    accounts::take_rates_now(cx.db(), cx.now(), &[(PROOFS, &actor.id.to_string())]).await.map_err(at_proof)?;
    let upload = NewUpload { name: up.name.clone(), bytes: up.bytes.to_vec() };
    documents::take(cx.env(), cx.files(), upload).await.map(Some).map_err(at_proof)
}

/// The wish, and its proof with it or neither. Whether they were written now.
async fn write(cx: &Cx, mut ask: Ask, scan: Option<&NewScan>) -> Result<bool> {
    let actor = cx.actor()?;
    let mut tx = cx.db().begin(actor).await?;
    let document = scan.map(|s| (cx.env().id(), s));
    ask.document = document.map(|(id, _)| id);
    let file = ask.file;
    if let Asked::Before(_) = applications::ask_in(&mut tx, cx.env(), actor, ask).await? {
        return Ok(false);
    }
    if let Some((id, scan)) = document {
        let new = NewDocument {
            id,
            file_id: file,
            person: None,
            type_code: "other_proof".into(),
            number: String::new(),
            issuer: String::new(),
            issued: None,
            expires: None,
        };
        let by = By { at: cx.now(), id: actor.id, name: actor.name.clone() };
        documents::insert_in(&mut tx, &new, std::slice::from_ref(scan), &[], &by).await?;
        tx.record(cx.now(), Event::new("document.add", "document", id).file(file).fact("type", "other_proof").fact("scans", 1));
    }
    tx.commit().await?;
    Ok(true)
}

async fn ask_in(cx: &Cx, acts: &Acts) -> Result<()> {
    let file = beneficiaries::find_any(&mut cx.reader(), acts.file).await?;
    let person: Id = cx.form.text("person").parse().unwrap_or(acts.beneficiary);
    if !whose(cx, acts).await?.iter().any(|(id, _)| *id == person) {
        return Err(Problem::NotFound);
    }
    let t = |name: &str| cx.form.text(name).to_string();
    let ask = Ask {
        file: file.id,
        branch: file.branch,
        person,
        field: t("field"),
        is_now: t("is_now"),
        should_be: t("should_be"),
        why: t("why"),
        document: None,
        once: (cx.form.once().to_string(), cx.form.digest()),
    };
    applications::judge(&ask).ok(())?;
    crate::once(cx)?;
    let scan = proof(cx, &ask).await?;
    let written = write(cx, ask, scan.as_ref()).await;
    if let Some(s) = scan.filter(|_| !matches!(written, Ok(true))) {
        cx.files().remove(s.stored.id).await?;
        if let Some(t) = s.thumb {
            cx.files().remove(t).await?;
        }
    }
    written.map(|_| ())
}

pub async fn ask(cx: Cx) -> Answer {
    let acts = match acting_as_meant(&cx).await? {
        Ok(a) if a.can("ask") => a,
        Ok(_) => return Err(Problem::NotFound),
        Err(away) => return Ok(away),
    };
    match ask_in(&cx, &acts).await {
        Ok(()) => cx.done("/my/data/corrections", "portal-correction-sent"),
        Err(p) => {
            let (errors, status) = again(&cx, p)?;
            draw(&cx, &acts, errors, status).await
        }
    }
}
