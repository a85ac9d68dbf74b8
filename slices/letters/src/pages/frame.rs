//! The editor of the frame: head, foot, who signs, stamp, letterhead.

use super::texts::{Sheet, sheet};
use crate::{
    forms,
    texts::{
        self, Logo,
        frame::{self, Frame, Signatory},
        save,
    },
};
use askama::Template;
use kernel::{FieldErrors, Result};
use web::{Answer, Cx, Errors, Form, Shell, StatusCode};

/// As typed.
#[derive(Default, PartialEq)]
struct Raw {
    header_ar: String,
    header_en: String,
    footer_ar: String,
    footer_en: String,
    title_ar: String,
    name_ar: String,
    title_en: String,
    name_en: String,
    stamp: bool,
    letterhead: bool,
}

impl Raw {
    fn of(f: &Form) -> Raw {
        let text = |n: &str| f.text(n).replace("\r\n", "\n");
        Raw {
            header_ar: text("header_ar"),
            header_en: text("header_en"),
            footer_ar: text("footer_ar"),
            footer_en: text("footer_en"),
            title_ar: text("title_ar"),
            name_ar: text("name_ar"),
            title_en: text("title_en"),
            name_en: text("name_en"),
            stamp: f.flag("stamp"),
            letterhead: f.flag("letterhead"),
        }
    }
    fn given(f: &Frame) -> Raw {
        Raw {
            header_ar: f.header_ar.join("\n"),
            header_en: f.header_en.join("\n"),
            footer_ar: f.footer_ar.join("\n"),
            footer_en: f.footer_en.join("\n"),
            title_ar: f.signatory_ar.title.clone(),
            name_ar: f.signatory_ar.name.clone(),
            title_en: f.signatory_en.title.clone(),
            name_en: f.signatory_en.name.clone(),
            stamp: f.stamp,
            letterhead: f.letterhead,
        }
    }
    /// `logo`: it has a form of its own and stays as it is.
    fn read(&self, logo: Option<kernel::Id>) -> (Frame, FieldErrors) {
        let mut e = FieldErrors::default();
        let mut name = |field: &str, raw: &str| forms::line(field, raw, 120, &mut e);
        let signatory_ar = Signatory { title: name("title_ar", &self.title_ar), name: name("name_ar", &self.name_ar) };
        let signatory_en = Signatory { title: name("title_en", &self.title_en), name: name("name_en", &self.name_en) };
        let frame = Frame {
            version: 0,
            header_ar: forms::lines("header_ar", &self.header_ar, &mut e),
            header_en: forms::lines("header_en", &self.header_en, &mut e),
            footer_ar: forms::lines("footer_ar", &self.footer_ar, &mut e),
            footer_en: forms::lines("footer_en", &self.footer_en, &mut e),
            signatory_ar,
            signatory_en,
            stamp: self.stamp,
            letterhead: self.letterhead,
            logo,
        };
        (frame, e)
    }
}

#[derive(Template)]
#[template(path = "texts_frame.html")]
struct FramePage {
    shell: Shell,
    errors: Errors,
    version: i64,
    raw: Raw,
    logo: Option<Logo>,
    pdf_href: String,
    preview: Option<Sheet>,
    unsaved: bool,
}

/// The logo in force is shown whatever is typed.
async fn page(cx: &Cx, version: i64, raw: Raw, errors: Errors, unsaved: bool) -> Result<FramePage> {
    let mut shell = cx.shell(cx.t("letters-frame-title"), "/settings");
    let mut q = cx.reader();
    let logo = match frame::own(&mut q).await?.logo {
        Some(id) => texts::logo(&mut q, id).await?,
        None => None,
    };
    let preview = if errors.is_empty() {
        let head = staff::letterhead(&mut q).await?;
        let shown = raw.read(logo.as_ref().map(|l| l.id)).0.filled(&head);
        texts::kind("decision_accept").map(|k| sheet(cx, &head, &shown, logo.as_ref(), k, cx.lang, &texts::built_in(k.code, cx.lang)))
    } else {
        shell = shell.invalid();
        None
    };
    let pdf_href = format!("/papers/preview/decision_accept?lang={}", cx.lang.code());
    Ok(FramePage { errors, version, raw, logo, pdf_href, preview, unsaved, shell })
}

pub async fn show(cx: Cx) -> Answer {
    let f = frame::own(&mut cx.reader()).await?;
    web::page(&page(&cx, f.version, Raw::given(&f), Errors::none(), false).await?)
}

/// What is typed beside the logo, where it is not what is kept.
fn typed(cx: &Cx, f: &Frame) -> Option<Raw> {
    let raw = Raw::of(&cx.form);
    (cx.form.pairs().any(|(k, _)| k == "header_ar") && raw != Raw::given(f)).then_some(raw)
}

/// The page as it was typed, with what was wrong with a logo.
pub(super) async fn again(cx: &Cx, errors: &FieldErrors) -> Answer {
    let f = frame::own(&mut cx.reader()).await?;
    let raw = typed(cx, &f).unwrap_or_else(|| Raw::given(&f));
    web::page_with(StatusCode::UNPROCESSABLE_ENTITY, &page(cx, forms::version(&cx.form), raw, Errors::new(cx.lang, errors), false).await?)
}

/// The logo is kept; words typed beside it are not yet, and stay on the page.
pub(super) async fn with_logo(cx: &Cx, flash: &str) -> Answer {
    let f = frame::own(&mut cx.reader()).await?;
    match typed(cx, &f) {
        Some(raw) => {
            let mut page = page(cx, f.version, raw, Errors::none(), true).await?;
            page.shell.flash = Some(cx.t(flash));
            web::page(&page)
        }
        None => cx.done("/settings/texts/frame", flash),
    }
}

/// `go=preview` shows what is typed and writes nothing.
pub async fn save(cx: Cx) -> Answer {
    let raw = Raw::of(&cx.form);
    let version = forms::version(&cx.form);
    let (read, errors) = raw.read(frame::own(&mut cx.reader()).await?.logo);
    if !errors.is_empty() {
        let errors = Errors::new(cx.lang, &errors);
        return web::page_with(StatusCode::UNPROCESSABLE_ENTITY, &page(&cx, version, raw, errors, true).await?);
    }
    if cx.form.text("go") == "preview" {
        return web::page(&page(&cx, version, raw, Errors::none(), true).await?);
    }
    save::save_frame(cx.env(), cx.db(), cx.permit()?, version, &read).await?;
    cx.done("/settings/texts/frame", "letters-flash-frame")
}
