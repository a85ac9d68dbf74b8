//! What this room shows on the pages of a request and of a file: its official documents, each to open or to save.

use crate::{Kind, issue, perm, store};
use askama::Template;
use i18n::Lang;
use kernel::{Id, Problem, Result};
use std::{future::Future, pin::Pin};
use web::{Cx, DualAt, Shell};

struct Row {
    name: String,
    about: String,
    /// The number and day of the newest already issued in the reader's language.
    number: String,
    at: Option<DualAt>,
    href: String,
    /// The same in the other language.
    other_href: String,
    save_href: String,
}

#[derive(Template)]
#[template(path = "panel.html")]
struct Panel {
    shell: Shell,
    id: &'static str,
    rows: Vec<Row>,
    other_lang: &'static str,
}

fn row(cx: &Cx, shell: &Shell, kind: Kind, subject: Id, about: String, issued: Option<&store::Issued>) -> Row {
    let (path, other) = (format!("/papers/{}/{subject}", kind.code()), cx.lang.other());
    Row {
        name: cx.t(&kind.key()),
        about,
        number: issued.map(|p| p.number.clone()).unwrap_or_default(),
        at: issued.map(|p| shell.at(p.at)),
        href: format!("{path}?lang={}", cx.lang.code()),
        other_href: format!("{path}?lang={}", other.code()),
        save_href: format!("{path}?lang={}&save=1", cx.lang.code()),
    }
}

fn newest(all: &[store::Issued], kind: Kind, subject: Id, lang: Lang) -> Option<&store::Issued> {
    all.iter().find(|p| p.kind == kind && p.object_id == subject && p.lang == lang)
}

fn draw(cx: &Cx, shell: Shell, id: &'static str, rows: Vec<Row>) -> Result<String> {
    Panel { shell, id, rows, other_lang: cx.lang.other().code() }.render().map_err(Problem::internal)
}

pub fn on_request(cx: Cx, id: Id) -> Pin<Box<dyn Future<Output = Result<String>> + Send>> {
    Box::pin(async move {
        if !cx.can(perm::READ) {
            return Ok(String::new());
        }
        let q = &mut cx.reader();
        let r = requests::find_open(q, cx.actor()?, id).await?;
        let issued = store::of_request(q, id).await?;
        let delivers = cx.permit_for(delivery::perm::READ).is_some_and(|p| p.scope.covers(r.branch, r.researcher));
        let may = |kind| match kind {
            Kind::DisbursementOrder => delivers && cx.can(perm::READ_ORDERS),
            Kind::DeliveryReceipt => delivers,
            _ => true,
        };
        let shell = cx.shell(String::new(), "");
        let offers = issue::offered(q, &r, cx.lang).await?;
        let rows: Vec<Row> = offers
            .into_iter()
            .filter(|o| may(o.kind))
            .map(|o| {
                let found = newest(&issued, o.kind, o.subject, cx.lang);
                row(&cx, &shell, o.kind, o.subject, o.about, found)
            })
            .collect();
        draw(&cx, shell, "h-papers", rows)
    })
}

pub fn on_file(cx: Cx, id: Id) -> Pin<Box<dyn Future<Output = Result<String>> + Send>> {
    Box::pin(async move {
        if !cx.can(perm::READ) || !cx.can(beneficiaries::perm::OPEN) {
            return Ok(String::new());
        }
        let issued = store::of_file(&mut cx.reader(), id).await?;
        let shell = cx.shell(String::new(), "");
        let rows = vec![row(&cx, &shell, Kind::FileSummary, id, String::new(), newest(&issued, Kind::FileSummary, id, cx.lang))];
        draw(&cx, shell, "h-papers", rows)
    })
}
