//! What an import tells: the JSON of the shell contract. Its keys are stable; more may be added, none taken away.

use crate::{
    finding::Fault,
    headings::Field,
    plan::{Duplicate, Placed, Plan, Rejected},
};
use i18n::{Arg, Lang};
use serde::Serialize;

/// The report of one import. `created + updated + unchanged + rejected.len() + duplicates.len()` are the rows of the people's sheets.
#[derive(Debug, Serialize)]
pub struct Report {
    pub sheets: Vec<SheetLine>,
    pub created: usize,
    pub updated: usize,
    pub unchanged: usize,
    /// One line a row, with its first fault.
    pub rejected: Vec<RejectedLine>,
    pub duplicates: Vec<DuplicateLine>,
    pub members_created: usize,
    pub members_updated: usize,
    pub members_unchanged: usize,
    pub members_rejected: Vec<RejectedLine>,
    pub members_duplicates: Vec<DuplicateLine>,
    pub remarks: Vec<RemarkLine>,
    /// Nothing was written.
    pub dry_run: bool,
}

#[derive(Debug, Serialize)]
pub struct SheetLine {
    pub sheet: String,
    /// `people`, `members`, `empty`, `not_understood`.
    pub kind: &'static str,
    pub heading_row: Option<u32>,
    pub rows: usize,
    pub passed_over: Vec<u32>,
    pub ignored_headings: Vec<String>,
    /// `sheet_not_understood` where it is so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_ar: Option<String>,
}

#[derive(Debug, Clone, Serialize, PartialEq)]
pub struct RejectedLine {
    pub sheet: String,
    pub row: u32,
    pub field: &'static str,
    pub code: &'static str,
    pub message_ar: String,
    /// Further faults of the same row.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<FaultLine>,
}

#[derive(Debug, Clone, Serialize, PartialEq)]
pub struct FaultLine {
    pub field: &'static str,
    pub code: &'static str,
    pub message_ar: String,
}

#[derive(Debug, Serialize, PartialEq)]
pub struct DuplicateLine {
    pub sheet: String,
    pub row: u32,
    pub of_row: u32,
    /// Our file number of the person the row repeats; null where nothing was written.
    pub file: Option<String>,
    pub of_sheet: String,
}

#[derive(Debug, Serialize)]
pub struct RemarkLine {
    pub sheet: String,
    pub row: u32,
    pub field: &'static str,
    pub code: &'static str,
    pub message_ar: String,
}

/// The sentence of a fault. Numbers choose the plural; the rest stays as it is.
pub fn fault_text(lang: Lang, fault: &Fault) -> String {
    let args: Vec<(&str, Arg)> = fault.error.args.iter().map(|(k, v)| (*k, arg(v))).collect();
    i18n::ta(lang, &format!("error-{}", fault.error.code), &args)
}

pub fn remark_text(lang: Lang, placed: &Placed) -> String {
    let args: Vec<(&str, Arg)> = placed.remark.args.iter().map(|(k, v)| (*k, if *k == "row" || *k == "bank" { v.into() } else { arg(v) })).collect();
    i18n::ta(lang, &format!("imports-remark-{}", placed.remark.code), &args)
}

pub fn field_text(lang: Lang, field: Field) -> String {
    i18n::t(lang, &format!("imports-field-{}", field.code()))
}

fn arg(value: &str) -> Arg {
    value.parse::<i64>().map_or_else(|_| value.into(), Arg::Number)
}

pub fn rejected_line(r: &Rejected) -> RejectedLine {
    let mut lines = r.faults.iter().map(|f| FaultLine { field: f.field.code(), code: f.error.code, message_ar: fault_text(Lang::Ar, f) });
    let first = lines.next().unwrap_or(FaultLine { field: "row", code: "required", message_ar: i18n::t(Lang::Ar, "error-required") });
    RejectedLine { sheet: r.sheet.clone(), row: r.row, field: first.field, code: first.code, message_ar: first.message_ar, also: lines.collect() }
}

pub fn duplicate_line(d: &Duplicate, file: Option<String>) -> DuplicateLine {
    DuplicateLine { sheet: d.sheet.clone(), row: d.row, of_row: d.of_row, file, of_sheet: d.of_sheet.clone() }
}

pub fn remark_line(p: &Placed) -> RemarkLine {
    RemarkLine { sheet: p.sheet.clone(), row: p.row, field: p.remark.field.code(), code: p.remark.code, message_ar: remark_text(Lang::Ar, p) }
}

pub fn sheet_lines(plan: &Plan) -> Vec<SheetLine> {
    plan.sheets
        .iter()
        .map(|s| {
            let lost = s.kind == "not_understood";
            SheetLine {
                sheet: s.name.clone(),
                kind: s.kind,
                heading_row: s.heading_row,
                rows: s.rows,
                passed_over: s.passed_over.clone(),
                ignored_headings: s.ignored.clone(),
                code: lost.then_some("sheet_not_understood"),
                message_ar: lost.then(|| i18n::t(Lang::Ar, "imports-sheet-not_understood")),
            }
        })
        .collect()
}
