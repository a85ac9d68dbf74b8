use super::HOME;
use crate::{
    Create, Decider, Fund, Gives, HowOften, Kind, Revise, Study, actions, codes, face,
    forms::RawService,
    store,
    views::{self, FormPage, options},
};
use db::{Query, args};
use i18n::dates;
use kernel::{Id, Problem, Result};
use web::{Answer, Cx, Errors, StatusCode};

async fn form_page(cx: &Cx, id: Option<Id>, raw: RawService, errors: Errors) -> Result<FormPage> {
    let lang = cx.lang;
    let (mut up, mut up_label, mut waiting) = (HOME.to_string(), cx.t("services-title"), String::new());
    if let Some(id) = id {
        let newest = face::latest(&mut cx.reader(), id).await?;
        up = format!("{HOME}/{id}");
        up_label = newest.name(lang).to_string();
        if newest.valid_from > cx.now() {
            waiting = cx.ta("services-waiting", &[("date", dates::long(lang, newest.valid_from.day()).into())]);
        }
    }
    let title = if id.is_some() { cx.t("services-edit") } else { cx.t("services-new") };
    let shell = cx.shell(title, HOME);
    let has = |list: &[String], c: &str| list.iter().any(|x| x == c);
    Ok(FormPage {
        shell: if errors.is_empty() { shell } else { shell.invalid() },
        action: id.map_or_else(|| format!("{HOME}/new"), |id| format!("{HOME}/{id}/edit")),
        up,
        up_label,
        is_new: id.is_none(),
        waiting,
        kinds: options(lang, "kind", Kind::ALL.iter().map(|x| x.code()), |c| c == raw.kind),
        whom: options(lang, "category", codes::CATEGORIES.iter().copied(), |c| has(&raw.categories, c)),
        gives: options(lang, "gives", Gives::ALL.iter().map(|x| x.code()), |c| c == raw.gives),
        often: options(lang, "often", HowOften::ALL.iter().map(|x| x.code()), |c| c == raw.often),
        studies: options(lang, "study", Study::ALL.iter().map(|x| x.code()), |c| c == raw.study),
        deciders: options(lang, "decider", Decider::ALL.iter().map(|x| x.code()), |c| c == raw.decider),
        roles: options(lang, "role", codes::DELEGATES.iter().copied(), |c| c == raw.role),
        funds: options(lang, "fund", Fund::ALL.iter().map(|x| x.code()), |c| has(&raw.funds, c)),
        rows: views::rows(lang, &raw, &errors),
        row_count: raw.rows.len().to_string(),
        help: views::fact_help(lang),
        raw,
        errors,
    })
}

pub async fn new(cx: Cx) -> Answer {
    web::page(&form_page(&cx, None, RawService::blank(), Errors::none()).await?)
}

pub async fn edit(cx: Cx) -> Answer {
    let id = cx.id("id")?;
    let newest = face::latest(&mut cx.reader(), id).await?;
    let head = store::head(&cx.reader().one(store::HEAD, args![id]).await?)?;
    web::page(&form_page(&cx, Some(id), RawService::given(&newest, head.version), Errors::none()).await?)
}

async fn again(cx: &Cx, id: Option<Id>, raw: RawService, errors: Errors) -> Answer {
    web::page_with(StatusCode::UNPROCESSABLE_ENTITY, &form_page(cx, id, raw, errors).await?)
}

pub async fn create(cx: Cx) -> Answer {
    save(cx, None).await
}

pub async fn revise(cx: Cx) -> Answer {
    let id = cx.id("id")?;
    save(cx, Some(id)).await
}

async fn save(cx: Cx, id: Option<Id>) -> Answer {
    let mut raw = RawService::of(&cx.form);
    if let Some(id) = id {
        raw.code = face::latest(&mut cx.reader(), id).await?.code;
    }
    if raw.press(cx.form.text("do")) {
        return web::page(&form_page(&cx, id, raw, Errors::none()).await?);
    }
    let checked = raw.checked(cx.now());
    let (once, digest) = (cx.form.once().to_string(), cx.form.digest());
    let done = if !checked.errors.is_empty() {
        // Both what cannot be read and what may not be: one round of mending, not two.
        let mut errors = checked.errors;
        let more = crate::check(&checked.body, &face::known_documents());
        for (field, e) in more.0 {
            if errors.get(&field).is_none() {
                errors.add(field, e);
            }
        }
        Err(Problem::Invalid(errors))
    } else if let Some(id) = id {
        let cmd = Revise {
            id,
            version: raw.version.parse().unwrap_or(-1),
            sort: checked.sort,
            valid_from: checked.valid_from,
            reason: raw.reason.clone(),
            body: checked.body,
            once,
            digest,
        };
        actions::revise(cx.env(), cx.db(), cx.permit()?, cmd).await.map(|_| id)
    } else {
        let cmd = Create { code: raw.code.clone(), sort: checked.sort, valid_from: checked.valid_from, body: checked.body, once, digest };
        actions::create(cx.env(), cx.db(), cx.permit()?, cmd).await
    };
    match done {
        Ok(id) => cx.done(&format!("{HOME}/{id}"), "services-saved"),
        Err(Problem::Invalid(e)) => again(&cx, id, raw, Errors::new(cx.lang, &e)).await,
        Err(e) => Err(e),
    }
}
