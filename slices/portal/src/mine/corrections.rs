//! What he asked to have corrected, and asking.

use super::{Tag, acting, acting_for, again};
use applications::{
    Ask,
    rules::{self, Answer as Stand},
};
use askama::Template;
use documents::{By, NewDocument, NewScan};
use kernel::{FieldError, FieldErrors, Id, Problem, Result};
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

/// Looks at the proof by its bytes and puts it on the disk; nothing names it yet.
async fn proof(cx: &Cx) -> Result<Option<NewScan>> {
    let Some(up) = cx.upload("proof") else { return Ok(None) };
    let (bytes, name) = (up.bytes.to_vec(), up.name.clone());
    let looked = tokio::task::spawn_blocking(move || {
        let s = files::sniff(&bytes)?;
        let thumb = if s.kind.is_image() { Some(files::thumbnail(&bytes)?) } else { None };
        Ok::<_, files::Refusal>((s, thumb, bytes))
    })
    .await
    .map_err(Problem::internal)?;
    let (sniffed, thumb, bytes) = match looked {
        Ok(x) => x,
        Err(refusal) => {
            let mut e = FieldErrors::default();
            e.add("proof", FieldError::new(refusal.code()).arg("name", name).arg("mb", files::MAX_BYTES / 1_048_576));
            return Err(Problem::Invalid(e));
        }
    };
    let stored = cx.files().put(cx.env().id(), bytes).await?;
    let thumb = match thumb {
        Some(t) => Some(cx.files().put(cx.env().id(), t).await?.id),
        None => None,
    };
    Ok(Some(NewScan { id: cx.env().id(), stored, thumb, kind: sniffed.kind, pages: sniffed.pages, name }))
}

async fn ask_in(cx: &Cx, acts: &Acts) -> Result<()> {
    let file = beneficiaries::find_any(&mut cx.reader(), acts.file).await?;
    let person: Id = cx.form.text("person").parse().unwrap_or(acts.beneficiary);
    if !whose(cx, acts).await?.iter().any(|(id, _)| *id == person) {
        return Err(Problem::NotFound);
    }
    let t = |name: &str| cx.form.text(name).to_string();
    let mut ask = Ask {
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
    if let Some(scan) = proof(cx).await? {
        let actor = cx.actor()?;
        let by = By { at: cx.now(), id: actor.id, name: actor.name.clone() };
        let new = NewDocument {
            id: cx.env().id(),
            file_id: file.id,
            person: None,
            type_code: "other_proof".into(),
            number: String::new(),
            issuer: String::new(),
            issued: None,
            expires: None,
        };
        let mut tx = cx.db().begin(actor).await?;
        // Sent twice, the proof is put on file once.
        if let db::Once::First = tx.once(&format!("proof:{}", ask.once.0), &ask.once.1, cx.now()).await? {
            documents::insert_in(&mut tx, &new, &[scan], &[], &by).await?;
            tx.once_result(&format!("proof:{}", ask.once.0), &new.id.to_string()).await?;
            tx.record(cx.now(), kernel::Event::new("document.add", "document", new.id).file(file.id).fact("type", "other_proof").fact("scans", 1));
            tx.commit().await?;
            ask.document = Some(new.id);
        }
    }
    applications::ask(cx.env(), cx.db(), cx.actor()?, ask).await.map(|_| ())
}

pub async fn ask(cx: Cx) -> Answer {
    let acts = match acting(&cx).await? {
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
