use crate::{body::ServiceBody, codes, condition};
use kernel::{FieldError, FieldErrors, Money};

/// Longest list of documents.
pub const MAX_REQUIREMENTS: usize = 60;

/// What is wrong with a body, by the form's field names (`r0_when` for the first line's condition).
/// Codes: `services_name`, `services_document`, `services_long` {max}, `services_code_unknown` {code}, `services_goods_unit`, `services_positive`,
/// `services_delegate_amount`, `services_delegate_role`, `services_reply_days`, `services_days`, `services_ways`, `services_lines` {max}, `services_twice` and those of [`condition::compile`].
pub fn check(b: &ServiceBody, documents: &[String]) -> FieldErrors {
    let mut e = FieldErrors::default();
    if b.name_ar.trim().is_empty() {
        e.code("name_ar", "services_name");
    }
    for (field, text, max) in [
        ("name_ar", &b.name_ar, 120),
        ("name_en", &b.name_en, 120),
        ("summary_ar", &b.summary_ar, 600),
        ("summary_en", &b.summary_en, 600),
        ("unit_ar", &b.unit_ar, 40),
        ("unit_en", &b.unit_en, 40),
        ("article", &b.article, 200),
    ] {
        if text.chars().count() > max {
            e.add(field, FieldError::new("services_long").arg("max", max));
        }
    }
    if let Some(c) = b.categories.iter().find(|c| !codes::CATEGORIES.contains(&c.as_str())) {
        e.add("categories", FieldError::new("services_code_unknown").arg("code", c));
    }
    if b.gives == codes::Gives::Goods && b.unit_ar.trim().is_empty() {
        e.code("unit_ar", "services_goods_unit");
    }
    if b.ceiling == Some(Money::ZERO) {
        e.code("ceiling", "services_positive");
    }
    if b.ceiling_quantity.is_some_and(|n| !(1..=100_000).contains(&n)) {
        e.code("ceiling_quantity", "services_positive");
    }
    if b.decider == codes::Decider::Delegate {
        if b.delegate_below.is_none_or(|m| m <= Money::ZERO) {
            e.code("delegate_below", "services_delegate_amount");
        }
        if !codes::DELEGATES.contains(&b.decided_by_role.as_str()) {
            e.code("decided_by_role", "services_delegate_role");
        }
    }
    if b.latest_reply_days.is_some_and(|n| !(15..=365).contains(&n)) {
        e.code("latest_reply_days", "services_reply_days");
    }
    if b.requirements.len() > MAX_REQUIREMENTS {
        e.add("rows", FieldError::new("services_lines").arg("max", MAX_REQUIREMENTS));
    }
    for (i, r) in b.requirements.iter().enumerate() {
        let field = |name: &str| format!("r{i}_{name}");
        if r.document.is_empty() {
            e.code(field("document"), "services_document");
        } else if !documents.contains(&r.document) {
            e.add(field("document"), FieldError::new("services_code_unknown").arg("code", &r.document));
        }
        if let Some(c) = r.only_for_category.as_deref().filter(|c| !codes::CATEGORIES.contains(c)) {
            e.add(field("category"), FieldError::new("services_code_unknown").arg("code", c));
        }
        if let Some(error) = r.when.as_deref().and_then(|w| condition::compile(w).err()) {
            e.add(field("when"), error);
        }
        if r.valid_for_days.is_some_and(|n| !(1..=3_660).contains(&n)) {
            e.code(field("days"), "services_days");
        }
        if r.ways.is_empty() {
            e.code(field("ways"), "services_ways");
        }
        for (name, text) in [("note_ar", &r.note_ar), ("note_en", &r.note_en)] {
            if text.chars().count() > 300 {
                e.add(field(name), FieldError::new("services_long").arg("max", 300));
            }
        }
        let same = |o: &crate::Requirement| o.document == r.document && o.per == r.per && o.only_for_category == r.only_for_category && o.when == r.when;
        if !r.document.is_empty() && b.requirements.iter().take(i).any(same) {
            e.code(field("document"), "services_twice");
        }
    }
    e
}
