//! The official documents whose words the association writes, and what may be put into each.

/// One kind of document.
#[derive(Clone, Copy, Debug)]
pub struct Kind {
    pub code: &'static str,
    pub icon: &'static str,
    /// Names that may stand between double braces.
    pub variables: &'static [&'static str],
}

const RECEIPT: &[&str] = &["association", "name", "today", "phone", "email", "file_number", "request_number", "service", "submitted", "earliest", "days"];
const MISSING: &[&str] = &["association", "name", "today", "phone", "email", "file_number", "request_number", "service", "submitted", "items", "lapse_day"];
const ACCEPT: &[&str] = &[
    "association",
    "name",
    "today",
    "phone",
    "email",
    "file_number",
    "request_number",
    "service",
    "submitted",
    "letter_number",
    "amount",
    "amount_words",
    "goods",
    "conditions",
    "reasons",
    "added",
    "objection_until",
];
const PART: &[&str] = &[
    "association",
    "name",
    "today",
    "phone",
    "email",
    "file_number",
    "request_number",
    "service",
    "submitted",
    "letter_number",
    "asked",
    "amount",
    "amount_words",
    "goods",
    "conditions",
    "reasons",
    "added",
    "objection_until",
];
const REFUSE: &[&str] = &[
    "association",
    "name",
    "today",
    "phone",
    "email",
    "file_number",
    "request_number",
    "service",
    "submitted",
    "letter_number",
    "reasons",
    "added",
    "objection_until",
];
const REFER: &[&str] = &[
    "association",
    "name",
    "today",
    "phone",
    "email",
    "file_number",
    "request_number",
    "service",
    "submitted",
    "letter_number",
    "referral_body",
    "conditions",
    "reasons",
    "added",
    "objection_until",
];
const DEFER: &[&str] = &[
    "association",
    "name",
    "today",
    "phone",
    "email",
    "file_number",
    "request_number",
    "service",
    "submitted",
    "letter_number",
    "reasons",
    "until",
    "added",
    "objection_until",
];
const DISBURSE: &[&str] = &[
    "association",
    "name",
    "today",
    "phone",
    "email",
    "file_number",
    "request_number",
    "service",
    "letter_number",
    "decision_number",
    "decision_day",
    "amount",
    "amount_words",
    "goods",
    "payee",
    "payment_way",
    "iban",
];
const DELIVERED: &[&str] =
    &["association", "name", "today", "phone", "email", "file_number", "request_number", "service", "what", "delivered_day", "place", "receiver", "relation"];
const FORM: &[&str] = &["association", "name", "today", "phone", "email", "file_number", "request_number", "service", "submitted"];
const SUMMARY: &[&str] = &["association", "name", "today", "phone", "email", "file_number", "categories", "members", "as_of"];

pub const KINDS: &[Kind] = &[
    Kind { code: "request_form", icon: "file", variables: FORM },
    Kind { code: "receipt", icon: "calendar", variables: RECEIPT },
    Kind { code: "missing_list", icon: "doc-check", variables: MISSING },
    Kind { code: "decision_accept", icon: "check", variables: ACCEPT },
    Kind { code: "decision_part", icon: "check", variables: PART },
    Kind { code: "decision_refuse", icon: "gavel", variables: REFUSE },
    Kind { code: "decision_refer", icon: "arrow", variables: REFER },
    Kind { code: "deferral", icon: "clock", variables: DEFER },
    Kind { code: "disbursement_order", icon: "money", variables: DISBURSE },
    Kind { code: "delivery_receipt", icon: "sign", variables: DELIVERED },
    Kind { code: "file_summary", icon: "archive", variables: SUMMARY },
];

pub fn kind(code: &str) -> Option<&'static Kind> {
    KINDS.iter().find(|k| k.code == code)
}

/// Every variable of any kind, once.
pub fn all_variables() -> Vec<&'static str> {
    let mut all: Vec<&str> = KINDS.iter().flat_map(|k| k.variables.iter().copied()).collect();
    all.sort_unstable();
    all.dedup();
    all
}
