//! The request form (T4) to fill in by hand: the same questions as on the screen, and the documents the service asks for.

use super::{Ask, Draft, Number, Signers};
use crate::{
    Kind,
    words::{code, t},
};
use db::Query;
use kernel::{Id, Result};
use people::Signer as Who;
use services::{DWELLINGS, Gives, INCOME_SOURCES};
use typeset::{Block, Column, Fact, Signer, ltr, own};

pub(super) async fn form(q: &mut impl Query, ask: &Ask<'_>, service: Id) -> Result<Draft> {
    let lang = ask.lang;
    let s = services::in_force_one(q, service, ask.now).await?;
    let word = |key: &str| t(lang, key);
    let blank = |key: &str| Fact::blank(t(lang, key));
    let documents: Vec<Vec<String>> = s
        .body
        .requirements
        .iter()
        .map(|r| {
            let l = services::document_line(lang, r);
            let more = [l.of_whom, l.case, l.fresh, l.note].into_iter().filter(|x| !x.is_empty()).collect::<Vec<_>>().join(" · ");
            vec![own(&l.document), more]
        })
        .collect();
    let income = INCOME_SOURCES.iter().map(|c| vec![services::word(lang, "income", c), String::new()]).collect();
    let mut body = vec![
        Block::Facts { rows: vec![Fact::new(word("papers-service"), own(s.name(lang))), blank("papers-request"), blank("papers-filled-on")], boxed: true },
        Block::Heading(2, word("papers-applicant")),
        Block::Facts {
            rows: ["papers-full-name", "papers-identity", "papers-birth", "papers-mobile", "papers-second-mobile", "papers-address", "papers-file-if-any"]
                .map(blank)
                .to_vec(),
            boxed: false,
        },
        Block::Heading(2, word("papers-need")),
        Block::Lines { label: word("papers-need-in-words"), count: 4 },
        Block::Facts { rows: vec![blank(if s.body.gives == Gives::Money { "papers-amount-asked" } else { "papers-goods-asked" })], boxed: false },
        Block::Heading(2, word("papers-household")),
        Block::Table {
            caption: String::new(),
            columns: vec![
                Column::new(word("papers-name"), 5),
                Column::new(word("papers-relation"), 3),
                Column::new(word("papers-birth"), 3),
                Column::new(word("papers-identity"), 3),
            ],
            rows: vec![vec![]; 7],
            total: false,
        },
        Block::Heading(2, word("papers-means")),
        Block::Ticks { label: word("papers-dwelling"), items: DWELLINGS.iter().map(|c| services::word(lang, "dwelling", c)).collect() },
        Block::Facts { rows: vec![blank("papers-rent")], boxed: false },
        Block::Table {
            caption: word("papers-income-hint"),
            columns: vec![Column::new(word("papers-income"), 5), Column::new(word("papers-monthly"), 4)],
            rows: income,
            total: false,
        },
        Block::Facts { rows: vec![blank("papers-debts"), blank("papers-debts-about")], boxed: false },
    ];
    if !documents.is_empty() {
        body.push(Block::Heading(2, word("papers-documents-asked")));
        body.push(Block::Table {
            caption: String::new(),
            columns: vec![Column::new(word("papers-document"), 4), Column::new(word("papers-when-asked"), 5)],
            rows: documents,
            total: false,
        });
    }
    body.push(Block::Heading(2, word("papers-declaration")));
    body.push(Block::Text(word("requests-declaration-1")));
    let role = |who: Who| Signer { role: code(lang, "choice-signer", who.code()), ..Signer::default() };
    Ok(Draft {
        kind: Kind::RequestFormBlank,
        lang,
        text: "request_form",
        object: "service",
        object_id: s.id,
        request: None,
        file: None,
        branch: Id::NIL,
        number: Number::Given("T4".into()),
        facts: vec![s.id.to_string(), s.version.to_string()],
        private: false,
        letter: false,
        attachments: None,
        vars: vec![
            ("service", own(s.name(lang))),
            ("request_number", String::new()),
            ("name", String::new()),
            ("file_number", ltr("")),
            ("submitted", String::new()),
        ],
        items: vec![],
        card: vec![],
        body,
        signers: Signers::Only(vec![role(Who::Applicant), Signer { role: word("papers-witness"), ..Signer::default() }, role(Who::Officer)]),
    })
}
