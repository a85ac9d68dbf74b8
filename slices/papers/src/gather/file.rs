//! The file in short. Outcomes not told yet are not in it, whoever asks (invariant 11).

use super::{Ask, Draft, Number, Signers, form::said};
use crate::{
    Kind,
    words::{both, code, comma, t},
};
use db::Query;
use kernel::{Id, Permit, Problem, Result};
use requests::rules::{Viewer, visibility::shown_state};
use typeset::{Block, Column, Fact, ltr, own};

pub(super) async fn summary(q: &mut impl Query, ask: &Ask<'_>, id: Id) -> Result<Draft> {
    let (lang, today) = (ask.lang, ask.now.day());
    let f = beneficiaries::find_any(q, id).await?;
    let home = people::household(q, f.household).await?;
    let head = home.head_person().ok_or_else(|| Problem::Internal("a household without its head".into()))?;
    let branch = staff::branch(q, f.branch).await?.map(|b| b.name(lang).to_string()).unwrap_or_default();
    let categories: Vec<String> = beneficiaries::categories_of(q, id)
        .await?
        .into_iter()
        .filter(|c| c.to.is_none() && (ask.full || c.category.needs == beneficiaries::rules::Needs::Nothing))
        .map(|c| c.category.name(lang).to_string())
        .collect();
    let permit = Permit::check(ask.actor, requests::perm::OPEN);
    let listed = match &permit {
        Some(p) => requests::of_file(q, p, id).await?,
        None => vec![],
    };
    let names = requests::named(q, lang, &listed).await?;
    let requests: Vec<Vec<String>> = listed
        .iter()
        .map(|r| {
            vec![
                r.number.as_deref().map_or_else(|| "–".to_string(), ltr),
                own(&names.service(r)),
                code(lang, "state", shown_state(r.state, Viewer::Outside).code()),
                r.submitted_at.map_or_else(|| "–".to_string(), |a| both(lang, a.day())),
            ]
        })
        .collect();
    let class = f.income_class.clone().filter(|_| ask.full).unwrap_or_default();

    let mut facts = vec![today.to_string(), ask.full.to_string(), f.version.to_string(), f.status.code().to_string(), class.clone()];
    facts.extend(home.current().map(|m| format!("{} {} {}", m.person.id, m.person.full_name(), m.relation)));
    facts.extend(categories.iter().cloned());
    facts.extend(listed.iter().map(|r| format!("{} {}", r.id, shown_state(r.state, Viewer::Outside).code())));

    let mut rows = vec![Fact::new(t(lang, "papers-file"), ltr(&f.number)), Fact::new(t(lang, "papers-head"), own(&head.full_name()))];
    said(&mut rows, t(lang, "papers-identity"), ltr(&head.identity_masked()));
    said(&mut rows, t(lang, "papers-branch"), own(&branch));
    rows.push(Fact::new(t(lang, "papers-file-status"), i18n::t(lang, &format!("file-status-{}", f.status.code()))));
    rows.push(Fact::new(t(lang, "papers-since"), both(lang, f.created_at.day())));
    said(&mut rows, t(lang, "papers-valid-until"), f.valid_until.map(|d| both(lang, d)).unwrap_or_default());
    said(&mut rows, t(lang, "papers-next-review"), f.next_review.map(|d| both(lang, d)).unwrap_or_default());
    said(&mut rows, t(lang, "papers-categories"), categories.join(comma(lang)));
    let class_words = if beneficiaries::rules::INCOME_CLASSES.contains(&class.as_str()) { code(lang, "choice-income-class", &class) } else { class };
    said(&mut rows, t(lang, "papers-income-class"), class_words);

    let members: Vec<Vec<String>> = home
        .current()
        .map(|m| {
            let age = m.person.age(today).map(|n| ltr(&n.to_string())).unwrap_or_else(|| "–".into());
            vec![own(&m.person.full_name()), code(lang, "choice-relation", m.relation_word()), age]
        })
        .collect();
    let n = members.len();
    let mut body = vec![
        Block::Facts { rows, boxed: true },
        Block::Heading(2, t(lang, "papers-household")),
        Block::Table {
            caption: String::new(),
            columns: vec![Column::new(t(lang, "papers-name"), 5), Column::new(t(lang, "papers-relation"), 3), Column::new(t(lang, "papers-age"), 2)],
            rows: members,
            total: false,
        },
    ];
    if permit.is_some() {
        body.push(Block::Heading(2, t(lang, "papers-requests")));
        body.push(if requests.is_empty() {
            Block::Text(t(lang, "papers-no-requests"))
        } else {
            Block::Table {
                caption: String::new(),
                columns: vec![
                    Column::new(t(lang, "papers-request"), 3),
                    Column::new(t(lang, "papers-service"), 4),
                    Column::new(t(lang, "papers-state"), 3),
                    Column::new(t(lang, "papers-submitted"), 4),
                ],
                rows: requests,
                total: false,
            }
        });
    }
    Ok(Draft {
        kind: Kind::FileSummary,
        lang,
        text: "file_summary",
        object: "file",
        object_id: f.id,
        request: None,
        file: Some(f.id),
        branch: f.branch,
        number: Number::Given(format!("{}/{}", f.number, Kind::FileSummary.letter())),
        facts,
        private: ask.full,
        letter: false,
        attachments: None,
        vars: vec![
            ("name", own(&head.full_name())),
            ("file_number", ltr(&f.number)),
            ("categories", categories.join(comma(lang))),
            ("members", n.to_string()),
            ("as_of", both(lang, today)),
        ],
        items: vec![],
        card: vec![],
        body,
        signers: Signers::Nobody,
    })
}
