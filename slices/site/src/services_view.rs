//! A service in plain words, and finding one.

use i18n::{Lang, numbers};
use services::{Decider, Gives, Kind, Line, Service, ServiceBody, Study, word};
use std::collections::BTreeMap;

/// The icon of a kind of help.
pub fn icon_of(kind: Kind) -> &'static str {
    match kind {
        Kind::CashOnce => "money",
        Kind::CashMonthly => "calendar",
        Kind::Food => "basket",
        Kind::Clothing => "heart",
        Kind::Housing => "roof",
        Kind::Bills => "card",
        Kind::Household => "house-heart",
        Kind::Health => "med",
        Kind::Education => "learn",
        Kind::Empowerment => "tool",
        Kind::Sponsorship => "hands",
        Kind::Marriage => "people",
        Kind::Debt => "scale",
        Kind::Seasonal => "sun",
        Kind::Other => "more",
    }
}

pub struct Card {
    pub href: String,
    pub name: String,
    pub summary: String,
}

/// Services of one need.
pub struct Group {
    pub code: &'static str,
    pub title: String,
    pub icon: &'static str,
    pub cards: Vec<Card>,
}

fn card(lang: Lang, s: &Service) -> Card {
    Card { href: format!("/help/{}", s.code), name: s.name(lang).to_string(), summary: s.body.summary(lang).to_string() }
}

/// Grouped by need, in the order of needs.
pub fn groups(lang: Lang, all: &[&Service]) -> Vec<Group> {
    let mut by: BTreeMap<Kind, Vec<Card>> = BTreeMap::new();
    for s in all {
        by.entry(s.body.kind_of_help).or_default().push(card(lang, s));
    }
    by.into_iter().map(|(k, cards)| Group { code: k.code(), title: word(lang, "kind", k.code()), icon: icon_of(k), cards }).collect()
}

/// Words for looking up: folded, without the article.
fn tokens(text: &str) -> Vec<String> {
    let bare = |t: String| t.strip_prefix("ال").filter(|r| r.chars().count() > 2).map(str::to_string).unwrap_or(t);
    text.split(|c: char| !c.is_alphanumeric() && !('\u{064b}'..='\u{065f}').contains(&c))
        .map(i18n::fold::fold_token)
        .filter(|t| !t.is_empty())
        .map(bare)
        .collect()
}

/// Whether every word of the query begins a word of the service's own in either language.
pub fn matches(s: &Service, query: &str) -> bool {
    let asked = tokens(query);
    if asked.is_empty() {
        return true;
    }
    let b = &s.body;
    let mut own = tokens(&[&b.name_ar, &b.name_en, &b.summary_ar, &b.summary_en].map(String::as_str).join(" "));
    for lang in [Lang::Ar, Lang::En] {
        own.extend(tokens(&word(lang, "kind", b.kind_of_help.code())));
        // Words people have for such a need, beside ours.
        own.extend(tokens(&i18n::t(lang, &format!("choice-site-also-{}", b.kind_of_help.code().replace('_', "-")))));
        for c in &b.categories {
            own.extend(tokens(&word(lang, "category", c)));
        }
    }
    asked.iter().all(|a| own.iter().any(|o| o.starts_with(a.as_str())))
}

/// The most that is given in kind, counted as people count: the units of the catalogue have their plurals, others stand beside the number.
fn counted(lang: Lang, b: &ServiceBody) -> String {
    let n = b.ceiling_quantity.unwrap_or_default();
    let key = match b.unit_ar.trim() {
        "سلة" => "site-unit-basket",
        "قسيمة" => "site-unit-voucher",
        "حقيبة" => "site-unit-bag",
        "جهاز" => "site-unit-device",
        _ => "site-unit-other",
    };
    i18n::ta(lang, key, &[("n", n.into()), ("unit", b.unit(lang).into())])
}

/// What it gives, in a line.
pub fn gives(lang: Lang, b: &ServiceBody) -> String {
    let most = services::ceiling(lang, b);
    match (b.gives, b.ceiling.is_some(), b.ceiling_quantity.is_some()) {
        (Gives::Money, true, _) => i18n::ta(lang, "site-gives-money", &[("most", most.into())]),
        (Gives::Money, false, _) => i18n::t(lang, "site-gives-money-open"),
        (Gives::Goods, _, true) => i18n::ta(lang, "site-gives-goods", &[("most", counted(lang, b).into())]),
        (Gives::Goods, ..) => i18n::t(lang, "site-gives-goods-open"),
    }
}

pub fn who_decides(lang: Lang, b: &ServiceBody) -> String {
    match (b.decider, b.delegate_below) {
        (Decider::Delegate, Some(below)) => i18n::ta(lang, "site-decides-delegate", &[("amount", numbers::money_line(lang, below).into())]),
        _ => i18n::t(lang, "site-decides-committee"),
    }
}

pub fn study(lang: Lang, b: &ServiceBody) -> String {
    i18n::t(
        lang,
        match b.needs_study {
            Study::None => "site-study-none",
            Study::Desk => "site-study-desk",
            Study::Field => "site-study-field",
        },
    )
}

/// Whom it is for, one line each; empty: for everyone.
pub fn whom(lang: Lang, b: &ServiceBody) -> Vec<String> {
    b.categories.iter().map(|c| word(lang, "category", c)).collect()
}

/// Papers asked in one case; `case` is empty for those asked of everyone.
pub struct Papers {
    pub case: String,
    pub lines: Vec<Line>,
}

/// Papers by the case they are asked in: first always, then in the order of the service.
pub fn papers(lang: Lang, b: &ServiceBody) -> (Vec<Line>, Vec<Papers>) {
    let (mut always, mut cases): (Vec<Line>, Vec<Papers>) = (vec![], vec![]);
    for line in b.requirements.iter().map(|r| services::document_line(lang, r)) {
        if line.case.is_empty() {
            always.push(line);
        } else if let Some(p) = cases.iter_mut().find(|p| p.case == line.case) {
            p.lines.push(line);
        } else {
            cases.push(Papers { case: line.case.clone(), lines: vec![line] });
        }
    }
    (always, cases)
}
