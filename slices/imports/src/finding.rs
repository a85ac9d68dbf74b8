use crate::headings::Field;
use kernel::FieldError;

/// What is wrong with one field of a row: it keeps the row out.
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    pub field: Field,
    pub error: FieldError,
}

impl Fault {
    pub fn code(field: Field, code: &'static str) -> Fault {
        Fault { field, error: FieldError::new(code) }
    }
}

/// What is odd about a field of a row that came in all the same. The locale key is `imports-remark-{code}`.
#[derive(Clone, Debug, PartialEq)]
pub struct Remark {
    pub field: Field,
    pub code: &'static str,
    pub args: Vec<(&'static str, String)>,
}

impl Remark {
    pub fn new(field: Field, code: &'static str) -> Remark {
        Remark { field, code, args: vec![] }
    }
    pub fn arg(mut self, key: &'static str, value: impl ToString) -> Remark {
        self.args.push((key, value.to_string()));
        self
    }

    /// Every code, for the locale test.
    pub const CODES: &[&str] = &[
        "age_over_120",
        "bank_differs",
        "bank_unknown",
        "before_table",
        "birth_differs",
        "birth_missing",
        "birth_serial",
        "category_sex",
        "category_unknown",
        "changed_since",
        "child_older",
        "count_differs",
        "day30_of_29",
        "dwelling_unknown",
        "elderly_young",
        "elsewhere",
        "formula_text",
        "head_is_member",
        "head_minor",
        "iban_shared",
        "income_source_unknown",
        "member_elsewhere",
        "member_no_identity",
        "mobile_missing",
        "mobile_shared",
        "name_short",
        "orphan_adult",
        "parent_younger",
        "relation_sex",
        "relation_unknown",
        "rent_but_owned",
        "schooling_unknown",
        "sex_differs",
        "sex_unknown",
    ];
}

/// Codes of faults that only an import gives; the rest are the people's rules' and the dates'. The locale key is `error-{code}`.
pub const ERROR_CODES: &[&str] =
    &["birth_future", "count", "head_rejected", "head_unknown", "workbook_not_a_workbook", "workbook_locked", "workbook_too_large", "workbook_missing"];
