//! What pages send, checked.

use crate::rules::{self, Body};
use i18n::dates::{Calendar, Precision};
use kernel::{Day, FieldError, FieldErrors, Money};
use web::{DateRaw, Form};

/// A text that must be there, with its longest length in characters.
pub fn words(form: &Form, field: &str, max: usize, errors: &mut FieldErrors) -> String {
    let text = form.text(field);
    if text.is_empty() {
        errors.code(field, "required");
    } else if text.chars().count() > max {
        errors.add(field, FieldError::new("too_long").arg("n", max));
    }
    text.to_string()
}

/// The study's form as typed.
#[derive(Clone, Debug, Default)]
pub struct StudyForm {
    pub visit: DateRaw,
    pub visit_place: String,
    pub present: String,
    pub findings: String,
    pub members: String,
    pub income_monthly: String,
    pub rent_yearly: String,
    pub debts: String,
    pub needs: String,
    pub evaluation: String,
    pub income_class: String,
    pub recommendation: String,
    pub amount: String,
    pub recommended: String,
    pub reasons: String,
}

impl StudyForm {
    pub fn of(form: &Form) -> StudyForm {
        let t = |name: &str| form.text(name).to_string();
        StudyForm {
            visit: DateRaw::of(form, "visit"),
            visit_place: t("visit_place"),
            present: t("present"),
            findings: t("findings"),
            members: t("members"),
            income_monthly: t("income_monthly"),
            rent_yearly: t("rent_yearly"),
            debts: t("debts"),
            needs: t("needs"),
            evaluation: t("evaluation"),
            income_class: t("income_class"),
            recommendation: t("recommendation"),
            amount: t("amount"),
            recommended: t("recommended"),
            reasons: t("reasons"),
        }
    }

    pub fn filled(b: &Body) -> StudyForm {
        let money = |m: Option<Money>| m.map(|m| m.to_string()).unwrap_or_default();
        StudyForm {
            visit: b.visit_day.map(|d| DateRaw::given(d, Calendar::parse(&b.visit_calendar).unwrap_or(Calendar::Hijri), Precision::Full)).unwrap_or_default(),
            visit_place: b.visit_place.clone(),
            present: b.present.clone(),
            findings: b.findings.clone(),
            members: b.members.map(|n| n.to_string()).unwrap_or_default(),
            income_monthly: money(b.income_monthly),
            rent_yearly: money(b.rent_yearly),
            debts: money(b.debts),
            needs: b.needs.clone(),
            evaluation: b.evaluation.clone(),
            income_class: b.income_class.clone(),
            recommendation: b.recommendation.clone(),
            amount: money(b.amount),
            recommended: b.recommended.clone(),
            reasons: b.reasons.clone(),
        }
    }

    /// A draft may leave anything empty; what is there must be readable.
    ///
    /// # Errors
    /// At the fields: `date_*`, `visit_future`, `visit_year_only`, `number`, `money`, `choice`, `too_long` (`n` characters).
    pub fn parse(&self, today: Day) -> Result<Body, FieldErrors> {
        let mut e = FieldErrors::default();
        let mut body = Body::default();
        match self.visit.parse() {
            Ok(Some(d)) if d.precision == Precision::YearOnly => e.code("visit", "visit_year_only"),
            Ok(Some(d)) if d.day > today => e.code("visit", "visit_future"),
            Ok(Some(d)) => {
                body.visit_day = Some(d.day);
                body.visit_calendar = d.calendar.code().into();
            }
            Ok(None) => {}
            Err(fault) => e.add("visit", fault),
        }
        let mut text = |field: &'static str, value: &str, max: usize| {
            if value.chars().count() > max {
                e.add(field, FieldError::new("too_long").arg("n", max));
            }
            value.to_string()
        };
        body.visit_place = text("visit_place", &self.visit_place, 200);
        body.present = text("present", &self.present, 200);
        body.findings = text("findings", &self.findings, rules::TEXT_MAX);
        body.needs = text("needs", &self.needs, rules::TEXT_MAX);
        body.evaluation = text("evaluation", &self.evaluation, rules::TEXT_MAX);
        body.recommended = text("recommended", &self.recommended, 500);
        body.reasons = text("reasons", &self.reasons, rules::TEXT_MAX);
        let members = i18n::digits::ascii(&self.members);
        match members.parse::<i64>() {
            Ok(n) if (1..=60).contains(&n) => body.members = Some(n),
            _ if members.is_empty() => {}
            _ => e.code("members", "number"),
        }
        let mut money = |field: &'static str, raw: &str| match Money::parse(&i18n::digits::ascii(raw)) {
            Some(m) => Some(m),
            None if raw.is_empty() => None,
            None => {
                e.code(field, "money");
                None
            }
        };
        body.income_monthly = money("income_monthly", &self.income_monthly);
        body.rent_yearly = money("rent_yearly", &self.rent_yearly);
        body.debts = money("debts", &self.debts);
        body.amount = money("amount", &self.amount);
        let mut choice = |field: &'static str, value: &str, list: &[&str]| {
            if !value.is_empty() && !list.contains(&value) {
                e.code(field, "choice");
            }
            value.to_string()
        };
        body.income_class = choice("income_class", &self.income_class, rules::INCOME_CLASSES);
        body.recommendation = choice("recommendation", &self.recommendation, rules::RECOMMENDATIONS);
        if e.is_empty() { Ok(body) } else { Err(e) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_comes_back_as_written() {
        let today: Day = "2026-11-22".parse().unwrap();
        let f = StudyForm {
            visit: DateRaw { day: "٨".into(), month: "6".into(), year: "1448".into(), cal: "hijri".into() },
            members: "٧".into(),
            income_monthly: "2,450".into(),
            amount: "٩٠٠٠٫٥".into(),
            income_class: "b".into(),
            recommendation: "accept".into(),
            ..StudyForm::default()
        };
        let b = f.parse(today).unwrap();
        assert_eq!((b.members, b.income_monthly, b.amount), (Some(7), Some(Money::riyals(2450)), Some(Money(900_050))));
        assert_eq!(b.visit_day, "2026-11-18".parse().ok());
        assert_eq!(StudyForm::filled(&b).parse(today).unwrap(), b);
        assert_eq!(StudyForm::default().parse(today).unwrap(), Body::default());
    }

    #[test]
    fn faults_are_named_at_their_field() {
        let today: Day = "2026-11-01".parse().unwrap();
        let f = StudyForm {
            visit: DateRaw { day: "8".into(), month: "6".into(), year: "1448".into(), cal: "hijri".into() },
            members: "0".into(),
            rent_yearly: "كثير".into(),
            present: "x".repeat(201),
            income_class: "z".into(),
            ..StudyForm::default()
        };
        let faults: Vec<_> = f.parse(today).unwrap_err().0.into_iter().map(|(f, e)| (f, e.code)).collect();
        assert_eq!(
            faults,
            [("visit", "visit_future"), ("present", "too_long"), ("members", "number"), ("rent_yearly", "money"), ("income_class", "choice")]
                .map(|(f, c)| (f.to_string(), c))
        );
    }
}
