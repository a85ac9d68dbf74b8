//! What was asked for and what was written in a request, as it is read again later.

use kernel::Money;
use requests::{Answers, Request};
use services::{Gives, Service};
use web::Cx;

/// So many of a service's unit, as people count.
pub(super) fn counted(lang: i18n::Lang, s: &Service, n: i64) -> String {
    let key = match s.body.unit_ar.trim() {
        "سلة" => "portal-unit-basket",
        "قسيمة" => "portal-unit-voucher",
        "حقيبة" => "portal-unit-bag",
        "جهاز" => "portal-unit-device",
        "" => return n.to_string(),
        _ => return format!("{n} {}", s.body.unit(lang)),
    };
    i18n::ta(lang, key, &[("n", n.into())])
}

/// What was asked for: an amount, or goods in the person's own words; a bare number is counted in the service's unit.
pub(super) fn asked(cx: &Cx, r: &Request, s: &Service) -> String {
    if s.body.gives == Gives::Money {
        return r.amount_asked.map(|m| i18n::numbers::money_line(cx.lang, m)).unwrap_or_default();
    }
    let goods = Answers::parse(&r.answers).goods;
    i18n::digits::ascii(goods.trim()).parse::<i64>().map_or(goods, |n| counted(cx.lang, s, n))
}

/// Every answer that was given, by its question.
pub(super) fn answers(cx: &Cx, r: &Request, s: &Service) -> Vec<(String, String)> {
    let (a, lang) = (Answers::parse(&r.answers), cx.lang);
    let comma = cx.t("portal-ask-comma");
    let sum = |m: Money| i18n::numbers::money_line(lang, m);
    let some = |m: Money, key: &str| if m > Money::ZERO { cx.ta(key, &[("amount", sum(m).into())]) } else { String::new() };
    let sources: Vec<String> = a.income.iter().map(|i| services::word(lang, "income", &i.source)).collect();
    let dwelling = if a.dwelling.is_empty() { String::new() } else { services::word(lang, "dwelling", &a.dwelling) };
    let debts = match a.has_debts {
        Some(true) if a.debts_total > Money::ZERO => sum(a.debts_total),
        Some(true) => cx.t("portal-ask-yes"),
        Some(false) => cx.t("portal-ask-no-debts"),
        None => String::new(),
    };
    [
        ("portal-ask-task-need", a.need.clone()),
        ("portal-asked-for", asked(cx, r, s)),
        ("portal-ask-members", if a.members > 0 { cx.ta("portal-ask-people-n", &[("n", a.members.into())]) } else { String::new() }),
        ("portal-ask-task-income", if a.no_income { cx.t("portal-ask-no-income") } else { sources.join(&comma) }),
        ("portal-ask-income-sum", some(a.income_monthly(), "portal-ask-monthly")),
        ("portal-ask-task-dwelling", dwelling),
        ("portal-ask-rent-label", some(a.rent_yearly, "portal-ask-yearly")),
        ("portal-ask-task-debts", debts),
    ]
    .into_iter()
    .filter(|(_, value)| !value.is_empty())
    .map(|(key, value)| (cx.t(key), value))
    .collect()
}
