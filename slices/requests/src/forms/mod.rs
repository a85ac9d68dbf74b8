//! Raw strings → a checked command, or the field errors.

pub mod acts;
pub mod t4;

use kernel::{At, Day, FieldError, FieldErrors, Money};
use std::collections::BTreeMap;

/// What stands in a form's fields, typed or stored; shown again as it was.
#[derive(Clone, Debug, Default)]
pub struct Raw(BTreeMap<String, String>);

impl Raw {
    pub fn of(form: &web::Form) -> Raw {
        let mut out = BTreeMap::new();
        for (k, v) in form.pairs() {
            out.entry(k.to_string()).or_insert_with(|| v.trim().to_string());
        }
        Raw(out)
    }
    pub fn set(&mut self, key: &str, value: impl Into<String>) {
        self.0.insert(key.into(), value.into());
    }
    /// Empty where nothing stands.
    pub fn get(&self, key: &str) -> String {
        self.0.get(key).cloned().unwrap_or_default()
    }
    pub fn is(&self, key: &str, value: &str) -> bool {
        self.0.get(key).is_some_and(|v| v == value)
    }
    pub fn flag(&self, key: &str) -> bool {
        self.0.get(key).is_some_and(|v| !v.is_empty())
    }
}

/// A text of at most `max` characters.
pub(crate) fn text(form: &web::Form, field: &str, max: usize, e: &mut FieldErrors) -> String {
    let s = form.text(field);
    if s.chars().count() > max {
        e.add(field, FieldError::new("too_long").arg("n", max));
    }
    s.to_string()
}

pub(crate) fn needed(form: &web::Form, field: &str, max: usize, e: &mut FieldErrors) -> String {
    if form.text(field).is_empty() {
        e.code(field, "required");
    }
    text(form, field, max, e)
}

/// `None` where nothing was typed.
pub(crate) fn money(form: &web::Form, field: &str, e: &mut FieldErrors) -> Option<Money> {
    let raw = i18n::digits::ascii(form.text(field));
    if raw.trim().is_empty() {
        return None;
    }
    let m = Money::parse(raw.trim());
    if m.is_none() {
        e.code(field, "money");
    }
    m
}

pub(crate) fn number(form: &web::Form, field: &str, e: &mut FieldErrors) -> i64 {
    match i18n::digits::ascii(form.text(field)).trim().parse::<i64>() {
        Ok(n) if n >= 0 => n,
        _ => {
            e.code(field, "number");
            0
        }
    }
}

/// A hidden version; anything else is a page grown old.
pub(crate) fn version(form: &web::Form) -> i64 {
    form.text("version").parse().unwrap_or(-1)
}

pub(crate) fn day(form: &web::Form, field: &str, required: bool, e: &mut FieldErrors) -> Option<Day> {
    match web::DateRaw::of(form, field).parse() {
        Ok(Some(d)) => Some(d.day),
        Ok(None) => {
            if required {
                e.code(field, "required");
            }
            None
        }
        Err(error) => {
            e.add(field, error);
            None
        }
    }
}

/// A day and an hour (`14:30`); nothing typed means now.
pub(crate) fn instant(form: &web::Form, field: &str, now: At, e: &mut FieldErrors) -> At {
    let Some(d) = day(form, field, false, e) else { return now };
    let clock = i18n::digits::ascii(form.text(&format!("{field}_time")));
    let (h, m) = match clock.trim().split_once(':') {
        Some((h, m)) => (h.parse::<i64>().unwrap_or(-1), m.parse::<i64>().unwrap_or(-1)),
        // Told on that day: its last moment that has already been.
        None if clock.trim().is_empty() => return At(now.0.min(d.start().plus_days(1).0 - 60_000)).max(d.start()),
        None => (-1, -1),
    };
    if !(0..24).contains(&h) || !(0..60).contains(&m) {
        e.code(field, "time_shape");
        return now;
    }
    d.start().plus_ms((h * 60 + m) * 60_000)
}
