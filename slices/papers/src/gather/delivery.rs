//! Papers of one line of help: the order to pay it out, the receipt for it.

use super::{
    Ask, Draft, Number, Signers,
    form::said,
    request::{Case, case},
};
use crate::{
    Kind,
    words::{both, code, comma, iban, in_words, money, t},
};
use ::delivery::Line;
use db::Query;
use i18n::Lang;
use kernel::{Id, Problem, Result};
use people::Signer as Who;
use requests::rules::delivery::What;
use typeset::{Block, Column, Fact, Signer, ltr, own};

async fn line(q: &mut impl Query, id: Id) -> Result<(Line, Case)> {
    let l = ::delivery::find(q, id).await?.ok_or(Problem::NotFound)?;
    let c = case(q, l.request).await?;
    Ok((l, c))
}

fn what(lang: Lang, w: &What) -> String {
    match w {
        What::Amount(m) => money(*m),
        What::Goods { kind, quantity } => i18n::ta(lang, "papers-goods-n", &[("n", ltr(&quantity.to_string()).into()), ("goods", own(kind).into())]),
    }
}

/// The sum in words; nothing of goods.
fn words(lang: Lang, w: &What) -> String {
    if let What::Amount(m) = w { in_words(lang, *m) } else { String::new() }
}

fn table(lang: Lang, l: &Line) -> Block {
    let (thing, how_many, sum) = match l.what() {
        What::Amount(m) => (t(lang, "papers-money"), "–".to_string(), money(m)),
        What::Goods { kind, quantity } => (own(&kind), ltr(&quantity.to_string()), "–".to_string()),
    };
    let mut thing = thing;
    if !l.note.is_empty() {
        thing = format!("{thing}\n{}", own(&l.note));
    }
    Block::Table {
        caption: String::new(),
        columns: vec![
            Column::new(t(lang, "papers-item"), 6),
            Column::new(t(lang, "papers-way"), 3),
            Column::new(t(lang, "papers-quantity"), 2).end(),
            Column::new(t(lang, "papers-amount"), 3).end(),
        ],
        rows: vec![vec![thing, code(lang, "choice-delivery-way", &l.how), how_many, sum]],
        total: false,
    }
}

/// Only what the treasurer let go; the order's number is the next of the year and stays with the line.
pub(super) async fn order(q: &mut impl Query, ask: &Ask<'_>, id: Id) -> Result<Draft> {
    let (l, c) = line(q, id).await?;
    let lang = ask.lang;
    let (released_at, released_by) = l.released.ok_or(Problem::NotFound)?;
    let reply = requests::replies(q, l.request).await?.into_iter().find(|r| r.decision == l.decision);
    let names = staff::names(q, &[released_by]).await?;
    let by = names.get(&released_by).cloned().unwrap_or_default();
    let account = c.applicant.iban.clone().filter(|_| l.how == "transfer").unwrap_or_default();
    let payee = c.applicant.full_name();
    let facts = vec![l.id.to_string(), released_at.0.to_string(), l.how.clone(), account.clone(), payee.clone(), format!("{:?}", l.what())];
    let mut d = c.draft(ask, Kind::DisbursementOrder, String::new(), facts);
    (d.text, d.letter, d.number, d.object, d.object_id) = ("disbursement_order", false, Number::Order, "delivery", l.id);
    let (is_money, w) = (matches!(l.what(), What::Amount(_)), what(lang, &l.what()));
    let letter = reply.as_ref().map(|r| ltr(&r.letter_number)).unwrap_or_default();
    let day = reply.as_ref().map(|r| both(lang, r.at.day())).unwrap_or_default();
    let amount_words = words(lang, &l.what());
    d.vars.extend([
        ("amount_words", amount_words.clone()),
        ("decision_number", letter.clone()),
        ("decision_day", day.clone()),
        ("amount", if is_money { w.clone() } else { String::new() }),
        ("goods", if is_money { String::new() } else { w }),
        ("payee", own(&payee)),
        ("payment_way", code(lang, "choice-delivery-way", &l.how)),
        ("iban", if account.is_empty() { String::new() } else { iban(&account) }),
    ]);
    let mut rows = vec![Fact::new(t(lang, "papers-payee"), own(&payee)), Fact::new(t(lang, "papers-file"), ltr(&c.file.number))];
    rows.push(Fact::new(t(lang, "papers-request"), ltr(c.r.label())));
    rows.push(Fact::new(t(lang, "papers-service"), own(c.service.name(lang))));
    said(&mut rows, t(lang, "papers-by-decision"), [letter, day].into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>().join(comma(lang)));
    said(&mut rows, t(lang, "papers-iban"), if account.is_empty() { String::new() } else { iban(&account) });
    said(&mut rows, t(lang, "papers-bank"), if account.is_empty() { String::new() } else { own(c.applicant.bank_name.as_deref().unwrap_or_default()) });
    rows.push(Fact::new(t(lang, "papers-due"), both(lang, l.due)));
    said(&mut rows, t(lang, "papers-amount-words"), amount_words);
    d.body = vec![Block::Facts { rows, boxed: true }, table(lang, &l)];
    d.signers = Signers::SignatoryAnd(vec![Signer {
        role: t(lang, "papers-treasurer"),
        name: own(&by),
        signed: i18n::ta(lang, "papers-released-on", &[("day", both(lang, released_at.day()).into())]),
    }]);
    Ok(d)
}

/// سند استلام: to sign while it is not handed over, and afterwards with who received it and how it is proved.
pub(super) async fn receipt(q: &mut impl Query, ask: &Ask<'_>, id: Id) -> Result<Draft> {
    let (l, c) = line(q, id).await?;
    let lang = ask.lang;
    if l.released.is_none() || l.closed.is_some() {
        return Err(Problem::NotFound);
    }
    let nth = ::delivery::of_request(q, l.request).await?.iter().position(|x| x.id == l.id).map_or(1, |i| i + 1);
    let number = format!("{}/{}{nth}", c.r.label(), Kind::DeliveryReceipt.letter());
    let handed = l.handed.as_ref();
    let facts = vec![
        l.id.to_string(),
        format!("{:?}", l.what()),
        handed.map(|h| format!("{} {} {}", h.at.0, h.receiver, h.digest)).unwrap_or_default(),
        c.applicant.full_name(),
    ];
    let mut d = c.draft(ask, Kind::DeliveryReceipt, number, facts);
    (d.text, d.letter, d.object, d.object_id) = ("delivery_receipt", false, "delivery", l.id);
    let relation = handed.map(|h| code(lang, "choice-delivery-receiver", &h.relation)).unwrap_or_default();
    // His own receipt needs nobody else's name in it.
    let himself = handed.is_some_and(|h| h.relation == "self");
    let (branch, by) = match handed {
        Some(h) => (staff::branch(q, l.branch).await?, staff::names(q, &[h.by]).await?.remove(&h.by).unwrap_or_default()),
        None => (None, String::new()),
    };
    d.vars.extend([
        ("what", what(lang, &l.what())),
        ("delivered_day", handed.map_or_else(|| t(lang, "papers-day-by-hand"), |h| both(lang, h.at.day()))),
        ("place", branch.map(|b| own(b.name(lang))).unwrap_or_default()),
        ("receiver", handed.filter(|_| !himself).map(|h| own(&h.receiver)).unwrap_or_default()),
        ("relation", if himself { String::new() } else { relation.clone() }),
    ]);
    let mut rows = vec![Fact::new(t(lang, "papers-beneficiary"), own(&c.applicant.full_name())), Fact::new(t(lang, "papers-file"), ltr(&c.file.number))];
    rows.push(Fact::new(t(lang, "papers-request"), ltr(c.r.label())));
    said(&mut rows, t(lang, "papers-amount-words"), words(lang, &l.what()));
    match handed {
        Some(h) => {
            rows.push(Fact::new(t(lang, "papers-receiver"), format!("{} ({relation})", own(&h.receiver))));
            rows.push(Fact::new(t(lang, "papers-proof"), code(lang, "choice-delivery-proof", &h.proof)));
        }
        None => {
            rows.extend([Fact::blank(t(lang, "papers-receiver")), Fact::blank(t(lang, "papers-receiver-relation")), Fact::blank(t(lang, "papers-identity"))])
        }
    }
    d.body = vec![Block::Facts { rows, boxed: true }, table(lang, &l)];
    if handed.is_none() {
        d.body.push(Block::Lines { label: t(lang, "papers-remarks"), count: 2 });
    }
    let signed = |h: &::delivery::Handed| {
        let how = if h.signature.is_some() { t(lang, "papers-signed-here") } else { code(lang, "choice-delivery-proof", &h.proof) };
        format!("{how}\n{}", both(lang, h.at.day()))
    };
    d.signers = Signers::Only(vec![
        Signer {
            role: code(lang, "choice-signer", Who::Recipient.code()),
            name: handed.map(|h| own(&h.receiver)).unwrap_or_default(),
            signed: handed.map(signed).unwrap_or_default(),
        },
        Signer { role: t(lang, "papers-deliverer"), name: own(&by), signed: handed.map(|h| both(lang, h.at.day())).unwrap_or_default() },
    ]);
    Ok(d)
}
