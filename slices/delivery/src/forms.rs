//! What pages send, checked.

use crate::{actions::NewLine, rules};
use i18n::dates::Precision;
use kernel::{Day, FieldError, FieldErrors, Money};
use requests::rules::delivery::What;
use web::{DateRaw, Form};

/// A text, with its longest length; where `needed`, it must be there.
pub fn words(form: &Form, field: &str, needed: bool, errors: &mut FieldErrors) -> String {
    let text = form.text(field);
    if needed && text.is_empty() {
        errors.code(field, "required");
    } else if text.chars().count() > rules::TEXT_MAX {
        errors.add(field, FieldError::new("too_long").arg("n", rules::TEXT_MAX));
    }
    text.to_string()
}

/// The form of new lines as typed. Money and goods are two forms of one page: the fields of goods begin with `g_`.
#[derive(Clone, Debug, Default)]
pub struct PlanForm {
    pub goods: bool,
    pub amount: String,
    pub months: String,
    pub kind: String,
    pub quantity: String,
    pub due: DateRaw,
    pub how: String,
    pub note: String,
}

impl PlanForm {
    pub fn of(form: &Form) -> PlanForm {
        let goods = form.text("what") == "goods";
        let p = if goods { "g_" } else { "" };
        let t = |name: &str| form.text(&format!("{p}{name}")).to_string();
        PlanForm {
            goods,
            amount: t("amount"),
            months: t("months"),
            kind: t("kind"),
            quantity: t("quantity"),
            due: DateRaw::of(form, &format!("{p}due")),
            how: t("how"),
            note: t("note"),
        }
    }

    fn field(&self, name: &str) -> String {
        if self.goods { format!("g_{name}") } else { name.to_string() }
    }

    /// # Errors
    /// At the fields: `required`, `money`, `number`, `months`, `date_*`, `due_year_only`, `choice`, `too_long`.
    pub fn parse(&self, goods: &[String]) -> Result<Vec<NewLine>, FieldErrors> {
        let mut e = FieldErrors::default();
        let whole = |raw: &str| i18n::digits::ascii(raw).parse::<i64>().ok();
        let mut amount = Money::ZERO;
        let mut quantity = 0;
        let mut months = 1;
        if self.goods {
            if !goods.contains(&self.kind) {
                e.code(self.field("kind"), "choice");
            }
            match whole(&self.quantity) {
                Some(n) if (1..=100_000).contains(&n) => quantity = n,
                _ => e.code(self.field("quantity"), "number"),
            }
        } else {
            match Money::parse(&i18n::digits::ascii(&self.amount)) {
                Some(m) if m > Money::ZERO => amount = m,
                _ => e.code("amount", "money"),
            }
            match whole(&self.months) {
                Some(n) if (1..=rules::MONTHS_MAX).contains(&n) => months = n,
                None if self.months.is_empty() => {}
                _ => e.add("months", FieldError::new("months").arg("n", rules::MONTHS_MAX)),
            }
        }
        let mut due: Option<Day> = None;
        match self.due.parse() {
            Ok(Some(d)) if d.precision == Precision::YearOnly => e.code(self.field("due"), "due_year_only"),
            Ok(Some(d)) => due = Some(d.day),
            Ok(None) => e.code(self.field("due"), "required"),
            Err(fault) => e.add(self.field("due"), fault),
        }
        let ways = if self.goods { rules::GOODS_WAYS } else { rules::MONEY_WAYS };
        if !ways.contains(&self.how.as_str()) {
            e.code(self.field("how"), "choice");
        }
        if self.note.chars().count() > rules::TEXT_MAX {
            e.add(self.field("note"), FieldError::new("too_long").arg("n", rules::TEXT_MAX));
        }
        let (Some(due), true) = (due, e.is_empty()) else { return Err(e) };
        let line = |what, due| NewLine { what, due, how: self.how.clone(), note: self.note.clone() };
        if self.goods {
            return Ok(vec![line(What::Goods { kind: self.kind.clone(), quantity }, due)]);
        }
        match rules::instalments(amount, months, due) {
            Some(parts) => Ok(parts.into_iter().map(|(m, day)| line(What::Amount(m), day)).collect()),
            None => Err(FieldErrors::one("amount", "money")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(extra: &[(&str, &str)]) -> Form {
        let mut f = vec![("due_day", "1"), ("due_month", "12"), ("due_year", "2026"), ("due_cal", "gregorian"), ("how", "transfer")];
        f.extend(extra);
        Form::of(&f)
    }

    #[test]
    fn money_in_months_and_goods() {
        let lines = PlanForm::of(&form(&[("amount", "٩٠٠"), ("months", "3")])).parse(&[]).unwrap();
        assert_eq!(lines.iter().map(|l| l.what.clone()).collect::<Vec<_>>(), vec![What::Amount(Money::riyals(300)); 3]);
        assert_eq!(lines[2].due, "2027-02-01".parse().unwrap());
        let goods = Form::of(&[
            ("what", "goods"),
            ("g_kind", "ثلاجة"),
            ("g_quantity", "1"),
            ("g_due_day", "1"),
            ("g_due_month", "7"),
            ("g_due_year", "1448"),
            ("g_due_cal", "hijri"),
            ("g_how", "pickup"),
        ]);
        let line = PlanForm::of(&goods).parse(&["ثلاجة".to_string()]).unwrap().remove(0);
        assert_eq!(line.what, What::Goods { kind: "ثلاجة".into(), quantity: 1 });
        let faults =
            |f: &Form, goods: &[String]| PlanForm::of(f).parse(goods).err().unwrap().0.into_iter().map(|(f, e)| format!("{f}:{}", e.code)).collect::<Vec<_>>();
        assert_eq!(faults(&goods, &[]), ["g_kind:choice"]);
        assert_eq!(faults(&Form::of(&[("months", "99"), ("how", "pickup")]), &[]), ["amount:money", "months:months", "due:required", "how:choice"]);
    }
}
