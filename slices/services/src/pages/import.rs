use super::HOME;
use crate::{
    Catalogue, Entry, FORMAT, actions, face,
    views::{Fault, ImportPage},
};
use kernel::{FieldErrors, Problem, Result};
use web::{Answer, Cx, Errors, StatusCode};

async fn whole(cx: &Cx) -> Result<Catalogue> {
    let services = face::all(&mut cx.reader()).await?;
    Ok(Catalogue {
        format: FORMAT,
        services: services.into_iter().map(|s| Entry { code: s.code, sort: Some(s.sort), body: std::sync::Arc::unwrap_or_clone(s.body) }).collect(),
    })
}

pub async fn export_toml(cx: Cx) -> Answer {
    web::download("application/toml", "services.toml", false, whole(&cx).await?.to_toml()?.into_bytes())
}

pub async fn export_json(cx: Cx) -> Answer {
    web::download("application/json", "services.json", false, whole(&cx).await?.to_json()?.into_bytes())
}

fn page(cx: &Cx, text: String, errors: &FieldErrors, faults: Vec<Fault>, plan: Option<Vec<(String, String)>>, idle: bool) -> Answer {
    let bad = !errors.is_empty() || !faults.is_empty();
    let shell = cx.shell(cx.t("services-import"), HOME);
    let page = ImportPage { shell: if bad { shell.invalid() } else { shell }, errors: Errors::new(cx.lang, errors), text, faults, plan, idle };
    web::page_with(if bad { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK }, &page)
}

pub async fn import_form(cx: Cx) -> Answer {
    page(&cx, String::new(), &FieldErrors::default(), vec![], None, false)
}

/// First shows what the text would do; sent again with `apply` it does it.
pub async fn import(cx: Cx) -> Answer {
    let text = match cx.upload("file") {
        Some(u) => String::from_utf8_lossy(&u.bytes).into_owned(),
        None => cx.form.text("text").to_string(),
    };
    if text.trim().is_empty() {
        return page(&cx, text, &FieldErrors::one("text", "catalogue_empty"), vec![], None, false);
    }
    let catalogue = match Catalogue::parse(&text) {
        Ok(c) => c,
        Err(e) => {
            let mut errors = FieldErrors::default();
            errors.add("text", e);
            return page(&cx, text, &errors, vec![], None, false);
        }
    };
    let found = catalogue.check(&face::known_documents());
    if !found.is_empty() {
        let faults = found
            .into_iter()
            .map(|(service, field, e)| {
                let said = Errors::new(cx.lang, &FieldErrors(vec![(String::new(), e)]));
                Fault { service, field, text: said.list().first().map(|x| x.1.clone()).unwrap_or_default() }
            })
            .collect();
        return page(&cx, text, &FieldErrors::default(), faults, None, false);
    }
    let apply = cx.form.flag("apply");
    let reason = cx.t("services-import-reason");
    let report = match actions::import(cx.env(), cx.db(), cx.permit()?, &catalogue, &reason, apply).await {
        Ok(r) => r,
        Err(Problem::Invalid(e)) => return page(&cx, text, &e, vec![], None, false),
        Err(e) => return Err(e),
    };
    if apply {
        return cx.done(HOME, "services-imported");
    }
    let name = |code: &str| catalogue.services.iter().find(|s| s.code == code).map(|s| s.body.name(cx.lang).to_string()).unwrap_or_default();
    let mut plan = vec![];
    for (list, key) in
        [(&report.created, "services-import-created"), (&report.revised, "services-import-revised"), (&report.unchanged, "services-import-unchanged")]
    {
        plan.extend(list.iter().map(|c| (name(c), cx.t(key))));
    }
    let idle = report.created.is_empty() && report.revised.is_empty();
    page(&cx, text, &FieldErrors::default(), vec![], Some(plan), idle)
}
