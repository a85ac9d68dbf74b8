//! The kinds of documents, for whoever configures.

use crate::{
    DocumentType, How, Per, actions,
    forms::{self, TypeRaw},
    store,
};
use askama::Template;
use kernel::Problem;
use web::{Answer, Cx, Errors, Opt, Shell, StatusCode};

struct Line {
    href: String,
    name: String,
    per: String,
    asks: String,
    ways: String,
    sensitive: bool,
    active: bool,
    uses: String,
}

#[derive(Template)]
#[template(path = "documents_types.html")]
struct ListPage {
    shell: Shell,
    lines: Vec<Line>,
    heads: Vec<String>,
}

fn how(cx: &Cx, h: How) -> String {
    i18n::t(cx.lang, &format!("choice-document-how-{}", h.code().replace('_', "-")))
}

fn per(cx: &Cx, p: Per) -> String {
    i18n::t(cx.lang, &format!("choice-document-per-{}", p.code()))
}

fn asks(cx: &Cx, t: &DocumentType) -> String {
    let mut out = vec![];
    if t.number_needed {
        out.push(cx.t("documents-type-number"));
    }
    if t.expiry_needed {
        out.push(cx.t("documents-type-expiry"));
    }
    if let Some(n) = t.valid_for_days {
        out.push(cx.ta("documents-type-days-n", &[("n", n.into())]));
    }
    out.join(&cx.t("documents-and"))
}

pub async fn list(cx: Cx) -> Answer {
    let mut q = cx.reader();
    let uses = store::type_uses(&mut q).await?;
    let lines = store::types(&mut q).await?;
    let lines = lines
        .iter()
        .map(|t| Line {
            href: format!("/documents/types/{}", t.code),
            name: t.name(cx.lang).to_string(),
            per: per(&cx, t.per),
            asks: asks(&cx, t),
            ways: t.ways.iter().map(|h| how(&cx, *h)).collect::<Vec<_>>().join(&cx.t("documents-or")),
            sensitive: t.sensitive,
            active: t.active,
            uses: i18n::numbers::count(cx.lang, uses.get(&t.code).copied().unwrap_or(0)),
        })
        .collect();
    let heads = ["documents-type-name", "documents-type-per", "documents-type-asks", "documents-type-ways", "documents-type-uses"].map(|k| cx.t(k)).to_vec();
    web::page(&ListPage { shell: cx.shell(cx.t("documents-types"), "/documents/types"), lines, heads })
}

#[derive(Template)]
#[template(path = "documents_type.html")]
struct TypePage {
    shell: Shell,
    errors: Errors,
    action: String,
    raw: TypeRaw,
    version: String,
    per: Vec<Opt>,
    ways: Vec<Opt>,
}

fn type_page(cx: &Cx, action: String, title: String, version: String, raw: TypeRaw, errors: Errors) -> TypePage {
    let shell = cx.shell(title, "/documents/types");
    TypePage {
        shell: if errors.is_empty() { shell } else { shell.invalid() },
        errors,
        action,
        per: Per::ALL.into_iter().map(|p| Opt::new(p.code(), per(cx, p), raw.per == p.code())).collect(),
        ways: How::ALL.into_iter().map(|h| Opt::new(h.code(), how(cx, h), raw.ways.iter().any(|w| w == h.code()))).collect(),
        raw,
        version,
    }
}

async fn find(cx: &Cx) -> kernel::Result<DocumentType> {
    let code = cx.param("code")?;
    store::types(&mut cx.reader()).await?.into_iter().find(|t| t.code == code).ok_or(Problem::NotFound)
}

pub async fn new(cx: Cx) -> Answer {
    let raw = TypeRaw { per: Per::Person.code().into(), active: true, ways: vec![How::OriginalAtDesk.code().into()], ..TypeRaw::default() };
    web::page(&type_page(&cx, "/documents/types/new".into(), cx.t("documents-type-new"), String::new(), raw, Errors::none()))
}

pub async fn create(cx: Cx) -> Answer {
    let raw = TypeRaw::of(&cx.form);
    let saved = match raw.read(None) {
        Ok(cmd) => actions::save_type(cx.env(), cx.db(), cx.permit()?, cmd).await,
        Err(e) => Err(e),
    };
    match saved {
        Ok(_) => cx.done("/documents/types", "documents-type-saved"),
        Err(Problem::Invalid(e)) => {
            let page = type_page(&cx, "/documents/types/new".into(), cx.t("documents-type-new"), String::new(), raw, Errors::new(cx.lang, &e));
            web::page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(other) => Err(other),
    }
}

pub async fn edit_form(cx: Cx) -> Answer {
    let t = find(&cx).await?;
    let action = format!("/documents/types/{}", t.code);
    web::page(&type_page(&cx, action, t.name(cx.lang).into(), t.version.to_string(), TypeRaw::given(&t), Errors::none()))
}

pub async fn save(cx: Cx) -> Answer {
    let t = find(&cx).await?;
    let raw = TypeRaw::of(&cx.form);
    let version = forms::version(&cx.form);
    let saved = match raw.read(Some((t.code.clone(), version))) {
        Ok(cmd) => actions::save_type(cx.env(), cx.db(), cx.permit()?, cmd).await,
        Err(e) => Err(e),
    };
    match saved {
        Ok(_) => cx.done("/documents/types", "documents-type-saved"),
        Err(Problem::Invalid(e)) => {
            let action = format!("/documents/types/{}", t.code);
            let page = type_page(&cx, action, t.name(cx.lang).into(), version.to_string(), raw, Errors::new(cx.lang, &e));
            web::page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(other) => Err(other),
    }
}
