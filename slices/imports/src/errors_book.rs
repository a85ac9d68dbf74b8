//! The rows that stayed out, given back as a workbook: their own cells under their own headings, and why, in words. It can be mended and
//! imported again.

use crate::{
    cell::Cell,
    plan::{Duplicate, Plan, Rejected},
    report::{fault_text, field_text},
};
use i18n::{Lang, t, ta};
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError};

struct Line<'a> {
    sheet: &'a str,
    row: u32,
    field: String,
    reason: String,
    cells: &'a [Cell],
}

/// The workbook's bytes: one sheet for people, one for members if any stayed out. `unplaced` are the members whose head was not found.
pub fn write(lang: Lang, plan: &Plan, unplaced: &[Rejected]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let people = lines(lang, &plan.rejected, &plan.duplicates, &[]);
    let members = lines(lang, &plan.members_rejected, &plan.members_duplicates, unplaced);
    sheet(book.add_worksheet(), lang, &t(lang, "imports-errors-sheet-people"), plan, "people", &people)?;
    if !members.is_empty() {
        sheet(book.add_worksheet(), lang, &t(lang, "imports-errors-sheet-members"), plan, "members", &members)?;
    }
    book.save_to_buffer()
}

fn lines<'a>(lang: Lang, rejected: &'a [Rejected], duplicates: &'a [Duplicate], more: &'a [Rejected]) -> Vec<Line<'a>> {
    let mut all: Vec<Line<'a>> = rejected
        .iter()
        .chain(more)
        .map(|r| {
            let fields: Vec<String> = r.faults.iter().map(|f| field_text(lang, f.field)).collect();
            let reasons: Vec<String> = r.faults.iter().map(|f| fault_text(lang, f)).collect();
            Line { sheet: &r.sheet, row: r.row, field: fields.join("\n"), reason: reasons.join("\n"), cells: &r.cells }
        })
        .collect();
    all.extend(duplicates.iter().map(|d| Line {
        sheet: &d.sheet,
        row: d.row,
        field: field_text(lang, crate::headings::Field::Identity),
        reason: ta(lang, "imports-errors-duplicate", &[("row", d.of_row.to_string().into()), ("sheet", (&d.of_sheet).into())]),
        cells: &d.cells,
    }));
    all.sort_by_key(|l| (l.sheet, l.row));
    all
}

fn sheet(out: &mut Worksheet, lang: Lang, title: &str, plan: &Plan, kind: &str, lines: &[Line<'_>]) -> Result<(), XlsxError> {
    // A text cell with the quote mark stays text even when somebody opens it for editing: `=1+1` cannot come alive.
    let text = Format::new().set_quote_prefix().set_text_wrap().set_align(FormatAlign::Top).set_num_format("@");
    let head = Format::new().set_bold().set_background_color(Color::RGB(0x00E8_F1EC)).set_border_bottom(FormatBorder::Thin).set_text_wrap();
    out.set_name(title)?.set_right_to_left(lang.dir() == "rtl");
    out.set_freeze_panes(1, 0)?;
    for (i, key) in ["imports-errors-head-sheet", "imports-errors-head-row", "imports-errors-head-field", "imports-errors-head-reason"].iter().enumerate() {
        out.write_string_with_format(0, i as u16, t(lang, key), &head)?;
    }
    out.set_column_width(2, 18)?.set_column_width(3, 48)?;
    let headings = plan.sheets.iter().find(|s| s.kind == kind).map(|s| s.headings.as_slice()).unwrap_or_default();
    for (i, h) in headings.iter().enumerate() {
        out.write_string_with_format(0, 4 + i as u16, h, &head)?.set_column_width(4 + i as u16, 18)?;
    }
    for (n, line) in lines.iter().enumerate() {
        let row = n as u32 + 1;
        out.write_string_with_format(row, 0, line.sheet, &text)?;
        out.write_number(row, 1, f64::from(line.row))?;
        out.write_string_with_format(row, 2, &line.field, &text)?;
        out.write_string_with_format(row, 3, &line.reason, &text)?;
        for (i, cell) in line.cells.iter().enumerate().filter(|(_, c)| !c.is_blank()) {
            // Dates go back as text too: what comes out reads the same in any spreadsheet and on any machine.
            out.write_string_with_format(row, 4 + i as u16, clipped(cell), &text)?;
        }
    }
    Ok(())
}

/// A cell holds at most 32,767 signs.
fn clipped(cell: &Cell) -> String {
    cell.text().chars().take(32_000).collect()
}
