//! The request form (T4) with what was filled in, and room for the hand where nothing is signed yet.

use super::{
    Ask, Draft, Signers,
    request::{Case, case},
};
use crate::{
    Kind,
    words::{both, code, money, t},
};
use db::Query;
use i18n::Lang;
use kernel::{Id, Money, Result};
use people::Signer as Who;
use requests::{Answers, Checklist, rules::checklist::ItemState};
use typeset::{Block, Column, Fact, Signer, ltr, own};

/// A fact that has a value; nothing is shown of what was not said.
pub(super) fn said(rows: &mut Vec<Fact>, label: String, value: String) {
    if !value.is_empty() {
        rows.push(Fact::new(label, value));
    }
}

fn amount(m: Money) -> String {
    if m == Money::ZERO { String::new() } else { money(m) }
}

/// Income and debts: as the page, only for whoever may read them.
fn means(a: &Answers, lang: Lang, rows: &mut Vec<Fact>) {
    for i in &a.income {
        said(rows, services::word(lang, "income", &i.source), amount(i.monthly));
    }
    if a.no_income {
        said(rows, t(lang, "papers-income"), t(lang, "papers-no-income"));
    }
    match a.has_debts {
        Some(true) => {
            said(rows, t(lang, "papers-debts"), amount(a.debts_total));
            said(rows, t(lang, "papers-debts-monthly"), amount(a.debts_monthly));
            said(rows, t(lang, "papers-debts-about"), own(&a.debts_about));
        }
        Some(false) => said(rows, t(lang, "papers-debts"), t(lang, "papers-no-debts")),
        None => {}
    }
}

fn household(list: &Checklist, ask: &Ask<'_>) -> Block {
    let lang = ask.lang;
    let rows = list
        .household
        .current()
        .map(|m| {
            let age = m.person.age(list.as_of).map(|n| ltr(&n.to_string())).unwrap_or_else(|| "–".into());
            vec![own(&m.person.full_name()), code(lang, "choice-relation", m.relation_word()), age]
        })
        .collect();
    Block::Table {
        caption: String::new(),
        columns: vec![Column::new(t(lang, "papers-name"), 5), Column::new(t(lang, "papers-relation"), 3), Column::new(t(lang, "papers-age"), 2)],
        rows,
        total: false,
    }
}

fn documents(list: &Checklist, ask: &Ask<'_>) -> Block {
    let lang = ask.lang;
    let rows: Vec<Vec<String>> = list
        .lines
        .iter()
        .filter(|l| l.item.state != ItemState::NotApplicable && (ask.full || !l.sensitive))
        .map(|l| {
            let until = l.item.valid_until.map(|d| both(lang, d)).unwrap_or_else(|| "–".into());
            vec![own(&l.name(lang)), code(lang, "choice-checklist", l.item.state.code()), until]
        })
        .collect();
    if rows.is_empty() {
        return Block::Text(t(lang, "papers-no-documents"));
    }
    Block::Table {
        caption: String::new(),
        columns: vec![
            Column::new(t(lang, "papers-document"), 5),
            Column::new(t(lang, "papers-document-state"), 3),
            Column::new(t(lang, "papers-valid-until"), 4),
        ],
        rows,
        total: false,
    }
}

/// Who signed what stands here, or room to sign: the applicant with a witness, then the employee who matched it.
async fn signers(q: &mut impl Query, c: &Case, lang: Lang) -> Result<(Vec<Signer>, Vec<String>)> {
    let all = people::signatures(q, "request", c.r.id).await?;
    let mut out = vec![];
    let mut facts = vec![];
    for who in [Who::Applicant, Who::Officer] {
        let role = code(lang, "choice-signer", who.code());
        match all.iter().rev().find(|s| s.kind == who && !c.r.snapshot_digest.is_empty() && s.digest == c.r.snapshot_digest) {
            Some(s) => {
                facts.push(s.id.to_string());
                let signed = format!("{}\n{}", code(lang, "choice-signed-how", s.how.code()), both(lang, s.at.day()));
                out.push(Signer { role, name: own(&s.name), signed });
                if let Some(w) = s.witness.as_ref().filter(|w| !w.is_empty()) {
                    out.push(Signer { role: t(lang, "papers-witness"), name: own(w), signed: both(lang, s.at.day()) });
                }
            }
            None if who == Who::Applicant => {
                out.push(Signer { role, name: own(&c.applicant.full_name()), signed: String::new() });
                out.push(Signer { role: t(lang, "papers-witness"), ..Signer::default() });
            }
            None => out.push(Signer { role, ..Signer::default() }),
        }
    }
    Ok((out, facts))
}

pub(super) async fn filled(q: &mut impl Query, ask: &Ask<'_>, id: Id) -> Result<Draft> {
    let c = case(q, id).await?;
    let lang = ask.lang;
    let list = c.list(q, ask).await?;
    let a = Answers::parse(&c.r.answers);
    let (signers, signed) = signers(q, &c, lang).await?;
    let mobile =
        if a.contact_mobile.is_empty() { c.applicant.primary_mobile().map(|m| m.number.clone()).unwrap_or_default() } else { a.contact_mobile.clone() };

    let mut facts = vec![c.r.answers.clone(), c.r.amount_asked.map(|m| m.0.to_string()).unwrap_or_default(), c.applicant.full_name(), mobile.clone()];
    facts.extend([c.r.label().to_string(), c.r.snapshot_digest.clone(), ask.full.to_string(), list.as_of.to_string()]);
    facts.extend(signed);
    facts.extend(list.lines.iter().map(|l| format!("{}={}", l.key(), l.item.state.code())));
    facts.extend(list.household.current().map(|m| format!("{} {}", m.person.id, m.person.full_name())));

    let number = format!("{}/{}", c.r.number.as_deref().unwrap_or(&c.file.number), Kind::RequestForm.letter());
    let mut d = c.draft(ask, Kind::RequestForm, number, facts);
    (d.text, d.letter, d.private) = ("request_form", false, ask.full);

    let mut who = vec![Fact::new(t(lang, "papers-applicant"), own(&c.applicant.full_name()))];
    said(&mut who, t(lang, "papers-identity"), ltr(&c.applicant.identity_masked()));
    said(&mut who, t(lang, "papers-mobile"), ltr(&mobile));
    said(
        &mut who,
        t(lang, "papers-prefers"),
        if a.contact_channel.is_empty() { String::new() } else { code(lang, "choice-preferred-channel", &a.contact_channel) },
    );
    said(&mut who, t(lang, "papers-contact-note"), own(&a.contact_note));
    who.push(Fact::new(t(lang, "papers-file"), ltr(&c.file.number)));
    who.push(Fact::new(t(lang, "papers-service"), own(c.service.name(lang))));
    if let Some(at) = c.r.submitted_at {
        who.push(Fact::new(t(lang, "papers-submitted"), both(lang, at.day())));
    }

    let mut need = vec![];
    said(&mut need, t(lang, "papers-amount-asked"), c.r.amount_asked.map(amount).unwrap_or_default());
    said(&mut need, t(lang, "papers-goods-asked"), own(&a.goods));
    said(&mut need, t(lang, "papers-dwelling"), if a.dwelling.is_empty() { String::new() } else { services::word(lang, "dwelling", &a.dwelling) });
    said(&mut need, t(lang, "papers-rent"), amount(a.rent_yearly));
    if ask.full {
        means(&a, lang, &mut need);
    }

    d.body = vec![
        Block::Facts { rows: who, boxed: true },
        Block::Heading(2, t(lang, "papers-need")),
        Block::Text(if a.need.is_empty() { "–".into() } else { own(&a.need) }),
        Block::Facts { rows: need, boxed: false },
        Block::Heading(2, t(lang, "papers-household")),
        household(&list, ask),
        Block::Heading(2, t(lang, "papers-documents")),
        documents(&list, ask),
        Block::Heading(2, t(lang, "papers-declaration")),
        Block::Text(t(lang, "requests-declaration-1")),
    ];
    if !ask.full {
        d.body.insert(4, Block::Small(t(lang, "papers-withheld")));
    }
    d.signers = Signers::Only(signers);
    Ok(d)
}
