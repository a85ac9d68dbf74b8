//! The request form (T4).

use super::{Raw, money, text};
use crate::{
    actions::Save,
    answers::{Answers, Income},
    core::Request,
};
use kernel::{FieldErrors, Money, Result};

fn plain(m: Money) -> String {
    if m == Money::ZERO { String::new() } else { m.to_string().replace(',', "") }
}

/// The form's fields as stored.
pub fn raw(r: &Request, a: &Answers) -> Raw {
    let mut raw = Raw::default();
    for (k, v) in [
        ("need", &a.need),
        ("goods", &a.goods),
        ("dwelling", &a.dwelling),
        ("debts_about", &a.debts_about),
        ("contact_mobile", &a.contact_mobile),
        ("contact_channel", &a.contact_channel),
        ("contact_note", &a.contact_note),
    ] {
        raw.set(k, v.clone());
    }
    raw.set("amount", r.amount_asked.map(plain).unwrap_or_default());
    raw.set("rent", plain(a.rent_yearly));
    raw.set("debts_total", plain(a.debts_total));
    raw.set("debts_monthly", plain(a.debts_monthly));
    raw.set("members_confirmed", if a.members_confirmed { "1" } else { "" });
    raw.set("no_income", if a.no_income { "1" } else { "" });
    raw.set("has_debts", a.has_debts.map_or("", |d| if d { "yes" } else { "no" }));
    for i in &a.income {
        raw.set(&format!("income_{}", i.source), plain(i.monthly));
    }
    raw.set("class", r.class_proposed.clone().unwrap_or_default());
    raw.set("class_reason", r.class_reason.clone().unwrap_or_default());
    raw
}

/// What can be kept. An empty field is no error here: what is still needed is said when it is submitted.
pub fn read(form: &web::Form, r: &Request) -> Result<Save> {
    let (save, e) = typed(form, r);
    e.ok(save)
}

/// What can be read of a form still being filled, and what is wrong with the rest.
pub fn typed(form: &web::Form, r: &Request) -> (Save, FieldErrors) {
    let mut e = FieldErrors::default();
    let one_of = |field: &str, list: &[&str], e: &mut FieldErrors| {
        let v = form.text(field);
        if !v.is_empty() && !list.contains(&v) {
            e.code(field, "choice");
        }
        v.to_string()
    };
    let mut a = Answers { need: text(form, "need", 2000, &mut e), ..Answers::default() };
    let amount_asked = money(form, "amount", &mut e);
    a.goods = text(form, "goods", 500, &mut e);
    a.members_confirmed = form.flag("members_confirmed");
    a.dwelling = one_of("dwelling", services::DWELLINGS, &mut e);
    a.rent_yearly = money(form, "rent", &mut e).unwrap_or_default();
    for source in services::INCOME_SOURCES {
        if let Some(monthly) = money(form, &format!("income_{source}"), &mut e).filter(|m| *m > Money::ZERO) {
            a.income.push(Income { source: (*source).to_string(), monthly });
        }
    }
    a.no_income = form.flag("no_income");
    if a.no_income && !a.income.is_empty() {
        e.code("no_income", "income_both");
    }
    a.has_debts = match form.text("has_debts") {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    };
    a.debts_total = money(form, "debts_total", &mut e).unwrap_or_default();
    a.debts_monthly = money(form, "debts_monthly", &mut e).unwrap_or_default();
    a.debts_about = text(form, "debts_about", 500, &mut e);
    if a.has_debts != Some(true) && (a.debts_total > Money::ZERO || a.debts_monthly > Money::ZERO) {
        e.code("has_debts", "debts_both");
    }
    let mobile = form.text("contact_mobile");
    if !mobile.is_empty() {
        match people::rules::mobile::parse(mobile) {
            Ok(m) => a.contact_mobile = m.as_str().to_string(),
            Err(error) => e.add("contact_mobile", error),
        }
    }
    a.contact_channel = one_of("contact_channel", people::CHANNELS, &mut e);
    a.contact_note = text(form, "contact_note", 200, &mut e);
    let class = one_of("class", beneficiaries::rules::INCOME_CLASSES, &mut e);
    let class_reason = text(form, "class_reason", 500, &mut e);
    if !class.is_empty() && class_reason.is_empty() {
        e.code("class_reason", "class_reason_needed");
    }
    let save = Save { id: r.id, version: super::version(form), answers: a, amount_asked, class_proposed: (!class.is_empty()).then_some(class), class_reason };
    (save, e)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_say_what_is_wrong_with_them() {
        let row = crate::core::testing::draft();
        let bad = web::Form::of(&[
            ("amount", "كثير"),
            ("income_salary", "-5"),
            ("no_income", "1"),
            ("income_pension", "٣٠٠"),
            ("contact_mobile", "05"),
            ("class", "a"),
            ("debts_total", "100"),
        ]);
        let kernel::Problem::Invalid(e) = read(&bad, &row).unwrap_err() else { panic!() };
        let fields: Vec<&str> = e.0.iter().map(|(f, _)| f.as_str()).collect();
        assert_eq!(fields, ["amount", "income_salary", "no_income", "has_debts", "contact_mobile", "class_reason"]);
        let good = web::Form::of(&[("need", "سقف"), ("amount", "١٤٬٥٠٠"), ("income_pension", "3200.50"), ("has_debts", "no"), ("version", "1")]);
        let save = read(&good, &row).unwrap();
        assert_eq!((save.amount_asked, save.answers.income_monthly()), (Some(Money::riyals(14_500)), Money(320_050)));
        let again = raw(&Request { amount_asked: save.amount_asked, ..row }, &save.answers);
        assert_eq!((again.get("amount"), again.get("income_pension"), again.get("has_debts")), ("14500".into(), "3200.50".into(), "no".into()));
    }
}
