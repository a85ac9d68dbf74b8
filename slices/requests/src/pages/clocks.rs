use crate::{
    actions,
    core::clocks,
    forms::{Raw, number},
    rules::floor::{ClockSettings, FloorFrom},
};
use askama::Template;
use kernel::{FieldErrors, Problem};
use web::{Answer, Cx, Errors, Opt, Shell, StatusCode};

#[derive(Template)]
#[template(path = "clocks.html")]
struct ClocksPage {
    shell: Shell,
    errors: Errors,
    raw: Raw,
    version: i64,
    froms: Vec<Opt>,
    versions: Vec<(i64, web::DualAt, String)>,
}

async fn page(cx: &Cx, raw: Option<Raw>, errors: Errors, status: StatusCode) -> Answer {
    let q = &mut cx.reader();
    let now = clocks(q, None).await?;
    let raw = raw.unwrap_or_else(|| {
        let mut r = Raw::default();
        r.set("earliest_reply_days", now.earliest_reply_days.to_string());
        r.set("floor_from", now.floor_from.code());
        r.set("early_reply_allowed", if now.early_reply_allowed { "1" } else { "" });
        r.set("latest_reply_days", now.latest_reply_days.to_string());
        r.set("objection_days", now.objection_days.to_string());
        r.set("lapse_days", now.lapse_days.to_string());
        r
    });
    let mut shell = cx.shell(cx.t("requests-clocks-title"), "/settings");
    if !errors.is_empty() {
        shell = shell.invalid();
    }
    let history = db::settings::history(q, "clocks").await?;
    let names = crate::lower::names(q, history.iter().map(|h| h.by.clone())).await?;
    let page = ClocksPage {
        errors,
        version: now.version,
        froms: [FloorFrom::Submission, FloorFrom::Presentation]
            .map(|f| Opt::new(f.code(), shell.code("choice-request-floor-from", f.code()), raw.is("floor_from", f.code())))
            .to_vec(),
        versions: history.iter().map(|h| (h.version, shell.at(h.at), names.get(&h.by).cloned().unwrap_or_default())).collect(),
        raw,
        shell,
    };
    web::page_with(status, &page)
}

pub async fn show(cx: Cx) -> Answer {
    page(&cx, None, Errors::none(), StatusCode::OK).await
}

pub async fn save(cx: Cx) -> Answer {
    let f = &cx.form;
    let mut e = FieldErrors::default();
    let settings = ClockSettings {
        version: 0,
        earliest_reply_days: number(f, "earliest_reply_days", &mut e),
        floor_from: FloorFrom::parse(f.text("floor_from")).unwrap_or_else(|| {
            e.code("floor_from", "choice");
            FloorFrom::Submission
        }),
        early_reply_allowed: f.flag("early_reply_allowed"),
        latest_reply_days: number(f, "latest_reply_days", &mut e),
        objection_days: number(f, "objection_days", &mut e),
        lapse_days: number(f, "lapse_days", &mut e),
    };
    let result = match e.ok(settings) {
        Ok(s) => actions::set_clocks(cx.env(), cx.db(), cx.permit()?, crate::forms::version(f), &s).await.map(|_| ()),
        Err(p) => Err(p),
    };
    match result {
        Ok(()) => cx.done("/settings/clocks", "requests-flash-clocks"),
        Err(Problem::Invalid(e)) => page(&cx, Some(Raw::of(&cx.form)), Errors::new(cx.lang, &e), StatusCode::UNPROCESSABLE_ENTITY).await,
        Err(p) => Err(p),
    }
}
