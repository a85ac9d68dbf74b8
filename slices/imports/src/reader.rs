//! Workbook bytes to sheets of cells. Knows spreadsheets, knows nothing of people.

use crate::cell::Cell;
use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsx, XlsxError};
use kernel::Day;
use std::{
    collections::BTreeMap,
    io::{Cursor, Read},
};

/// A sheet's rows that hold anything, by the row number the spreadsheet shows (from 1).
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    pub name: String,
    pub hidden: bool,
    pub rows: BTreeMap<u32, Vec<Cell>>,
}

/// Why a workbook could not be read at all. The locale key is `error-{code}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// Not an xlsx workbook, or a damaged one.
    NotAWorkbook,
    /// Opens only with a password.
    Locked,
    /// More rows or cells than any register has.
    TooLarge,
}

impl Unreadable {
    pub fn code(self) -> &'static str {
        match self {
            Unreadable::NotAWorkbook => "workbook_not_a_workbook",
            Unreadable::Locked => "workbook_locked",
            Unreadable::TooLarge => "workbook_too_large",
        }
    }
}

impl std::fmt::Display for Unreadable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code())
    }
}
impl std::error::Error for Unreadable {}

/// Columns beyond this one are never read: a register has some tens.
const MAX_COLUMNS: u32 = 256;
/// Filled cells over the whole workbook.
const MAX_CELLS: usize = 8_000_000;
/// What a workbook may unfold to, in bytes: a small one can be folded to unfold into more than the machine has.
const MAX_UNFOLDED: u64 = 1024 * 1024 * 1024;
/// The same for its list of texts, which is held whole.
const MAX_TEXTS: u64 = 256 * 1024 * 1024;
/// Merged cells of one sheet that are looked at.
const MAX_MERGES: usize = 20_000;
/// How far down one merged cell is taken to speak for the rows it covers.
const MAX_MERGED: u32 = 500;

/// Unfolds every part once, keeping nothing, and refuses what is larger than any register; also a list of texts that claims to hold more
/// than its own bytes could.
fn fits(bytes: &[u8]) -> Result<(), Unreadable> {
    // What is no archive (locked with a password, or something else) is named by the reader proper.
    let Ok(mut parts) = zip::ZipArchive::new(Cursor::new(bytes)) else { return Ok(()) };
    let mut left = MAX_UNFOLDED;
    for i in 0..parts.len() {
        let mut part = parts.by_index(i).map_err(|_| Unreadable::NotAWorkbook)?;
        let texts = part.name().is_ok_and(|n| n.to_ascii_lowercase().ends_with("sharedstrings.xml"));
        let most = if texts { left.min(MAX_TEXTS) } else { left };
        let mut head = vec![];
        let broken = |_| Unreadable::NotAWorkbook;
        let mut size = (&mut part).take(4096).read_to_end(&mut head).map_err(broken)? as u64;
        size += std::io::copy(&mut part.take((most + 1).saturating_sub(size)), &mut std::io::sink()).map_err(broken)?;
        if size > most || (texts && claimed(&head) > size) {
            return Err(Unreadable::TooLarge);
        }
        left -= size;
    }
    Ok(())
}

/// How many texts the list says it holds.
fn claimed(head: &[u8]) -> u64 {
    let text = String::from_utf8_lossy(head);
    let digits = |rest: &str| rest.trim_start_matches(['=', '"', '\'', ' ']).chars().take_while(char::is_ascii_digit).collect::<String>();
    text.split("uniqueCount").skip(1).map(|rest| digits(rest).parse().unwrap_or(0)).max().unwrap_or(0)
}

/// Reads every worksheet, hidden ones too. Cells are taken one by one: a lone cell at the far end of a sheet costs nothing.
pub fn read(bytes: &[u8]) -> Result<Vec<Sheet>, Unreadable> {
    fits(bytes)?;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(unreadable)?;
    let sheets: Vec<(String, bool)> =
        book.sheets_metadata().iter().filter(|s| s.typ == SheetType::WorkSheet).map(|s| (s.name.clone(), s.visible != SheetVisible::Visible)).collect();
    let mut all = vec![];
    let mut count = 0usize;
    for (name, hidden) in sheets {
        let mut rows: BTreeMap<u32, Vec<Cell>> = BTreeMap::new();
        let mut cells = book.worksheet_cells_reader(&name).map_err(unreadable)?;
        while let Some(found) = cells.next_cell_with_formula().map_err(unreadable)? {
            let cell = cell(found.value, found.formula);
            let (row, column) = found.pos;
            if cell == Cell::Empty || column >= MAX_COLUMNS {
                continue;
            }
            // A row takes room up to its last cell.
            count += put(&mut rows, row.saturating_add(1), column as usize, cell).max(1);
            if count > MAX_CELLS {
                return Err(Unreadable::TooLarge);
            }
        }
        drop(cells);
        for merged in book.merge_cells_by_sheet_name(&name).unwrap_or_default().into_iter().take(MAX_MERGES) {
            let (top, column) = merged.start;
            let Some(cell) = rows.get(&top.saturating_add(1)).and_then(|r| r.get(column as usize)).cloned() else { continue };
            for row in top.saturating_add(1)..=merged.end.0.min(top.saturating_add(MAX_MERGED)) {
                count += put(&mut rows, row.saturating_add(1), column as usize, cell.clone());
                if count > MAX_CELLS {
                    return Err(Unreadable::TooLarge);
                }
            }
        }
        rows.retain(|_, cells| !cells.iter().all(Cell::is_blank));
        all.push(Sheet { name, hidden, rows });
    }
    Ok(all)
}

/// How many cells the row grew by.
fn put(rows: &mut BTreeMap<u32, Vec<Cell>>, row: u32, column: usize, cell: Cell) -> usize {
    let cells = rows.entry(row).or_default();
    let before = cells.len();
    if before <= column {
        cells.resize(column + 1, Cell::Empty);
    }
    cells[column] = cell;
    cells.len() - before
}

fn cell(value: DataRef<'_>, formula: Option<String>) -> Cell {
    let known = match value {
        DataRef::Int(n) => Cell::Number(n as f64),
        DataRef::Float(n) => Cell::Number(n),
        DataRef::String(s) => text(s),
        DataRef::SharedString(s) => text(s.to_owned()),
        DataRef::Bool(b) => Cell::Text(b.to_string()),
        DataRef::DateTime(at) if at.is_datetime() && at.as_f64() >= 1.0 => {
            let (y, m, d, ..) = at.to_ymd_hms_milli();
            i16::try_from(y)
                .ok()
                .zip(i8::try_from(m).ok())
                .zip(i8::try_from(d).ok())
                .and_then(|((y, m), d)| Day::from_ymd(y, m, d))
                .map_or(Cell::Number(at.as_f64()), Cell::Date)
        }
        DataRef::DateTime(at) => Cell::Number(at.as_f64()),
        DataRef::DateTimeIso(s) => s.get(..10).and_then(|d| d.parse().ok()).map_or_else(|| text(s.clone()), Cell::Date),
        DataRef::DurationIso(s) => text(s),
        DataRef::Error(e) => Cell::Text(e.to_string()),
        DataRef::Empty => Cell::Empty,
    };
    match (known, formula) {
        // What the workbook last showed for a formula is what its keeper saw; without it there is only the formula's own text.
        (Cell::Empty, Some(f)) if !f.is_empty() => Cell::Formula(format!("={f}")),
        (known, _) => known,
    }
}

fn text(s: String) -> Cell {
    if s.is_empty() { Cell::Empty } else { Cell::Text(s) }
}

fn unreadable(e: XlsxError) -> Unreadable {
    match e {
        XlsxError::Password => Unreadable::Locked,
        _ => Unreadable::NotAWorkbook,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_xlsxwriter::{Format, Workbook};

    #[test]
    fn reads_kinds_merges_and_far_cells() {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        sheet.merge_range(0, 0, 0, 5, "عنوان", &Format::new()).unwrap();
        sheet.merge_range(2, 0, 4, 0, "1409546114", &Format::new()).unwrap();
        sheet.write_number(2, 1, 5.0).unwrap();
        sheet.write_string(1_048_575, 255, "بعيد").unwrap();
        sheet.write_string(3, 300, "خارج").unwrap();
        sheet.write_formula(2, 2, "1+1").unwrap();
        book.add_worksheet().set_hidden(true);
        let sheets = read(&book.save_to_buffer().unwrap()).unwrap();
        let rows = &sheets[0].rows;
        assert_eq!(rows.keys().copied().collect::<Vec<_>>(), [1, 3, 4, 5, 1_048_576]);
        assert_eq!(rows[&5][0].text(), "1409546114");
        assert_eq!(rows[&3][1], Cell::Number(5.0));
        assert!(sheets[1].hidden && sheets[1].rows.is_empty());
    }

    /// A workbook with one part put in the place of its own.
    fn with_part(name: &str, content: &mut dyn Read) -> Vec<u8> {
        use std::io::Write;
        let mut book = Workbook::new();
        book.add_worksheet().write_string(0, 0, "اسم").unwrap();
        let mut old = zip::ZipArchive::new(Cursor::new(book.save_to_buffer().unwrap())).unwrap();
        let mut new = zip::ZipWriter::new(Cursor::new(vec![]));
        let options = zip::write::SimpleFileOptions::default();
        for i in 0..old.len() {
            let mut part = old.by_index(i).unwrap();
            let part_name = part.name().unwrap().to_string();
            if part_name != name {
                let mut bytes = vec![];
                part.read_to_end(&mut bytes).unwrap();
                new.start_file(part_name, options).unwrap();
                new.write_all(&bytes).unwrap();
            }
        }
        new.start_file(name.to_owned(), options).unwrap();
        std::io::copy(content, &mut new).unwrap();
        new.finish().unwrap().into_inner()
    }

    #[test]
    fn what_would_unfold_too_far_is_not_unfolded() {
        let bomb = with_part("xl/sharedStrings.xml", &mut std::io::repeat(b' ').take(MAX_TEXTS + 1));
        assert!(bomb.len() < 2_000_000);
        assert_eq!(read(&bomb).unwrap_err(), Unreadable::TooLarge);
        let liar = br#"<?xml version="1.0"?><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="1" uniqueCount="99999999999"><si><t>x</t></si></sst>"#;
        assert_eq!(read(&with_part("xl/sharedStrings.xml", &mut liar.as_slice())).unwrap_err(), Unreadable::TooLarge);
        let honest =
            br#"<?xml version="1.0"?><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="1" uniqueCount="1"><si><t>x</t></si></sst>"#;
        assert_eq!(read(&with_part("xl/sharedStrings.xml", &mut honest.as_slice())).unwrap()[0].rows[&1][0].text(), "x");
    }

    #[test]
    fn says_why_not() {
        assert_eq!(read(b"not a zip").unwrap_err(), Unreadable::NotAWorkbook);
    }
}
