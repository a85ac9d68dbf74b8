use crate::{
    body::{Requirement, ServiceBody},
    condition, word,
};
use i18n::{Lang, numbers};

/// One difference between two versions, in words; `from` or `to` is empty for what was added or taken away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    pub what: String,
    pub from: String,
    pub to: String,
}

/// What the newer body changed, in the order of the page.
pub fn diff(lang: Lang, old: &ServiceBody, new: &ServiceBody) -> Vec<Change> {
    let mut out = vec![];
    let (a, b) = (lines(lang, old), lines(lang, new));
    for ((what, from), (_, to)) in a.into_iter().zip(b) {
        if from != to {
            out.push(Change { what, from, to });
        }
    }
    let label = i18n::t(lang, "services-requirement");
    for r in &old.requirements {
        match new.requirements.iter().find(|n| same_line(r, n)) {
            None => out.push(Change { what: label.clone(), from: requirement(lang, r), to: String::new() }),
            Some(n) if n != r => out.push(Change { what: label.clone(), from: requirement(lang, r), to: requirement(lang, n) }),
            Some(_) => {}
        }
    }
    for n in new.requirements.iter().filter(|n| !old.requirements.iter().any(|r| same_line(r, n))) {
        out.push(Change { what: label.clone(), from: String::new(), to: requirement(lang, n) });
    }
    let order = |x: &ServiceBody, y: &ServiceBody| -> Vec<String> {
        x.requirements.iter().filter(|r| y.requirements.contains(r)).map(|r| r.document.clone()).collect()
    };
    if out.is_empty() && order(old, new) != order(new, old) {
        out.push(Change { what: label, from: String::new(), to: i18n::t(lang, "services-order-changed") });
    }
    out
}

fn same_line(a: &Requirement, b: &Requirement) -> bool {
    a.document == b.document && a.per == b.per && a.only_for_category == b.only_for_category && a.when == b.when
}

fn join(lang: Lang, items: impl Iterator<Item = String>) -> String {
    items.collect::<Vec<_>>().join(if lang == Lang::Ar { "، " } else { ", " })
}

/// Every line of a body but its requirements, as label and words.
fn lines(lang: Lang, b: &ServiceBody) -> Vec<(String, String)> {
    let money = |m: Option<kernel::Money>| m.map(|m| numbers::money_line(lang, m)).unwrap_or_default();
    let role = |code: &str| if code.is_empty() { String::new() } else { word(lang, "role", code) };
    [
        ("services-name-ar", b.name_ar.clone()),
        ("services-name-en", b.name_en.clone()),
        ("services-summary-ar", b.summary_ar.clone()),
        ("services-summary-en", b.summary_en.clone()),
        ("services-kind", word(lang, "kind", b.kind_of_help.code())),
        (
            "services-for-whom",
            if b.categories.is_empty() { i18n::t(lang, "services-for-all") } else { join(lang, b.categories.iter().map(|c| word(lang, "category", c))) },
        ),
        ("services-gives", word(lang, "gives", b.gives.code())),
        ("services-unit-ar", b.unit_ar.clone()),
        ("services-unit-en", b.unit_en.clone()),
        ("services-ceiling", money(b.ceiling)),
        ("services-ceiling-quantity", b.ceiling_quantity.map(|n| numbers::count(lang, n)).unwrap_or_default()),
        ("services-how-often", word(lang, "often", b.how_often.code())),
        ("services-study", word(lang, "study", b.needs_study.code())),
        ("services-decider", word(lang, "decider", b.decider.code())),
        ("services-delegate-below", money(b.delegate_below)),
        ("services-delegate", role(&b.decided_by_role)),
        ("services-funds", join(lang, b.fund_tags.iter().map(|f| word(lang, "fund", f.code())))),
        ("services-article", b.article.clone()),
        ("services-reply-days", b.latest_reply_days.map(|n| i18n::ta(lang, "services-days", &[("n", n.into())])).unwrap_or_default()),
    ]
    .into_iter()
    .map(|(key, value)| (i18n::t(lang, key), value))
    .collect()
}

/// A requirement in one line: what, of whom, in which case, how fresh, how matched.
pub(crate) fn requirement(lang: Lang, r: &Requirement) -> String {
    let mut parts = vec![crate::document_name(lang, &r.document), word(lang, "per", r.per.code())];
    if let Some(case) = case(lang, r) {
        parts.push(case);
    }
    if let Some(n) = r.valid_for_days {
        parts.push(i18n::ta(lang, "services-fresh", &[("n", n.into())]));
    }
    parts.push(join(lang, r.ways.iter().map(|w| word(lang, "way", w.code()))));
    let note = r.note(lang);
    if !note.is_empty() {
        parts.push(note.to_string());
    }
    parts.join(" · ")
}

/// In which case a document is asked, in words; `None`: always.
pub(crate) fn case(lang: Lang, r: &Requirement) -> Option<String> {
    let category = r.only_for_category.as_ref().map(|c| i18n::ta(lang, "services-because-category", &[("category", word(lang, "category", c).into())]));
    let when = r.when.as_ref().map(|w| condition::words(lang, w).unwrap_or_else(|| w.clone()));
    match (category, when) {
        (None, None) => None,
        (Some(c), None) => Some(c),
        (None, Some(w)) => Some(w),
        (Some(c), Some(w)) => Some(i18n::ta(lang, "services-cel-and", &[("a", c.into()), ("b", w.into())])),
    }
}
