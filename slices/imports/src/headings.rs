//! Finding the row of headings on a sheet and what each column holds. Nothing is guessed: a sheet without the columns that its kind needs
//! is reported as not understood.

use crate::{cell::Cell, reader::Sheet};
use people::rules::key;
use std::{collections::HashMap, sync::OnceLock};

/// What a column holds. The codes stand in reports and in the memory of imports.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Field {
    Serial,
    OldNumber,
    Name,
    Identity,
    Birth,
    Sex,
    Mobile,
    Category,
    Count,
    District,
    ShortAddress,
    Iban,
    Bank,
    Income,
    IncomeSource,
    Dwelling,
    Rent,
    Notes,
    Head,
    Relation,
    Schooling,
    Health,
}

impl Field {
    pub const ALL: &[Field] = &[
        Field::Serial,
        Field::OldNumber,
        Field::Name,
        Field::Identity,
        Field::Birth,
        Field::Sex,
        Field::Mobile,
        Field::Category,
        Field::Count,
        Field::District,
        Field::ShortAddress,
        Field::Iban,
        Field::Bank,
        Field::Income,
        Field::IncomeSource,
        Field::Dwelling,
        Field::Rent,
        Field::Notes,
        Field::Head,
        Field::Relation,
        Field::Schooling,
        Field::Health,
    ];

    pub fn code(self) -> &'static str {
        match self {
            Field::Serial => "serial",
            Field::OldNumber => "old_number",
            Field::Name => "name",
            Field::Identity => "identity",
            Field::Birth => "birth",
            Field::Sex => "sex",
            Field::Mobile => "mobile",
            Field::Category => "category",
            Field::Count => "count",
            Field::District => "district",
            Field::ShortAddress => "short_address",
            Field::Iban => "iban",
            Field::Bank => "bank",
            Field::Income => "income",
            Field::IncomeSource => "income_source",
            Field::Dwelling => "dwelling",
            Field::Rent => "rent",
            Field::Notes => "notes",
            Field::Head => "head",
            Field::Relation => "relation",
            Field::Schooling => "schooling",
            Field::Health => "health",
        }
    }

    /// How registers head such a column, without the article: compared under [`heading_key`].
    fn headings(self) -> &'static [&'static str] {
        match self {
            Field::Serial => &["م", "مسلسل", "رقم مسلسل", "رقم تسلسلي", "تسلسل", "ت", "ر م"],
            Field::OldNumber => &["رقم الملف", "ملف", "رقم المستفيد", "رقم ملف المستفيد", "رقم العضوية"],
            Field::Name => &[
                "اسم المستفيد رباعي",
                "اسم المستفيد",
                "اسم المستفيد الرباعي",
                "اسم المستفيد رباعيا",
                "اسم المستفيد كاملا",
                "الاسم",
                "الاسم رباعي",
                "الاسم الرباعي",
                "الاسم الكامل",
                "الاسم كاملا",
                "اسم رب الأسرة",
                "رب الأسرة",
                "المستفيد",
                "اسم الفرد",
                "اسم التابع",
                "اسم فرد الأسرة",
            ],
            Field::Identity => &[
                "رقم الهوية",
                "الهوية",
                "هوية المستفيد",
                "رقم هوية المستفيد",
                "الهوية الوطنية",
                "رقم الهوية الوطنية",
                "السجل المدني",
                "رقم السجل المدني",
                "رقم السجل",
                "رقم الهوية الإقامة",
                "رقم الهوية أو الإقامة",
                "رقم هوية الفرد",
                "هوية الفرد",
                "هوية التابع",
            ],
            Field::Birth => &["تاريخ الميلاد", "الميلاد", "تاريخ الولادة", "تاريخ ميلاد", "تاريخ ميلاد الفرد"],
            Field::Sex => &["الجنس", "النوع"],
            Field::Mobile => {
                &["الجوال", "رقم الجوال", "جوال", "رقم الهاتف", "الهاتف", "جوال المستفيد", "جوال آخر", "جوال 1", "جوال 2", "جوال اخر", "رقم التواصل"]
            }
            Field::Category => &["الفئة", "التصنيف", "فئة المستفيد", "نوع الحالة", "فئة الحالة"],
            Field::Count => &["عدد الأفراد", "عدد أفراد الأسرة", "أفراد الأسرة", "عدد الأسرة"],
            Field::District => &["الحي", "القرية", "الحي القرية", "اسم الحي"],
            Field::ShortAddress => &["العنوان الوطني", "العنوان المختصر", "العنوان الوطني المختصر", "الرمز المختصر"],
            Field::Iban => &["الآيبان", "الأيبان", "رقم الآيبان", "رقم الحساب", "الحساب البنكي", "رقم الحساب البنكي", "iban", "ايبان"],
            Field::Bank => &["البنك", "اسم البنك", "المصرف"],
            Field::Income => &["الدخل الشهري", "الدخل", "إجمالي الدخل", "مجموع الدخل"],
            Field::IncomeSource => &["مصدر الدخل", "نوع الدخل"],
            Field::Dwelling => &["السكن", "نوع السكن", "ملكية السكن", "المسكن"],
            Field::Rent => &["الإيجار السنوي", "قيمة الإيجار السنوي", "مبلغ الإيجار السنوي"],
            Field::Notes => &["ملاحظات", "ملاحظة", "الملاحظات"],
            Field::Head => &["هوية رب الأسرة", "رقم هوية رب الأسرة", "هوية العائل", "رقم هوية العائل", "سجل رب الأسرة", "هوية المستفيد الرئيسي"],
            Field::Relation => &["الصلة", "صلة القرابة", "القرابة", "صلة القربى", "العلاقة"],
            Field::Schooling => &["المرحلة الدراسية", "الصف", "الدراسة", "المستوى الدراسي", "التعليم"],
            Field::Health => &["الحالة الصحية", "الصحة"],
        }
    }

    fn of(heading: &str) -> Option<Field> {
        static BY_KEY: OnceLock<HashMap<String, Field>> = OnceLock::new();
        let by_key = BY_KEY.get_or_init(|| Field::ALL.iter().flat_map(|f| f.headings().iter().map(|h| (heading_key(h), *f))).collect());
        by_key.get(&heading_key(heading)).copied()
    }
}

/// The folded words without articles, and without the calendar or unit people add in brackets.
fn heading_key(text: &str) -> String {
    const ASIDES: &[&str] = &["هجري", "ميلادي", "بالهجري", "بالميلادي", "ه", "بالريال", "ريال"];
    let folded = key(text);
    let mut words: Vec<&str> = folded.split(' ').map(|w| w.strip_prefix("ال").filter(|rest| rest.chars().count() > 1).unwrap_or(w)).collect();
    while words.len() > 1 && words.last().is_some_and(|w| ASIDES.contains(w)) {
        words.pop();
    }
    words.join(" ")
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// One row, one beneficiary: the head of a household.
    People,
    /// One row, one member, under the head's identity number.
    Members,
}

/// A sheet's understood shape.
#[derive(Clone, Debug)]
pub struct Layout {
    pub kind: Kind,
    /// The spreadsheet's number of the row of headings.
    pub heading_row: u32,
    /// Field and column (from 0), left to right; a field may have several columns.
    pub columns: Vec<(Field, usize)>,
    /// Headings that mean nothing here: reported, so that nobody believes they came along.
    pub ignored: Vec<String>,
}

/// How far down headings are looked for.
const SEARCH_ROWS: usize = 40;

impl Layout {
    /// The first row that heads the columns a people's or members' sheet must have.
    pub fn find(sheet: &Sheet) -> Option<Layout> {
        sheet.rows.iter().take(SEARCH_ROWS).find_map(|(row, cells)| Layout::of_row(*row, cells))
    }

    fn of_row(row: u32, cells: &[Cell]) -> Option<Layout> {
        let mut columns = vec![];
        let mut ignored = vec![];
        for (i, cell) in cells.iter().enumerate().filter(|(_, c)| !c.is_blank()) {
            match Field::of(&cell.text()) {
                Some(f) => columns.push((f, i)),
                None => ignored.push(people::rules::clean(&cell.text())),
            }
        }
        let has = |f| columns.iter().any(|(g, _)| *g == f);
        let kind = match (has(Field::Name), has(Field::Head), has(Field::Identity)) {
            (true, true, _) => Kind::Members,
            (true, false, true) => Kind::People,
            _ => return None,
        };
        Some(Layout { kind, heading_row: row, columns, ignored })
    }

    /// Whether a row below repeats the headings, as printed registers do on each page.
    pub fn repeats(&self, cells: &[Cell]) -> bool {
        let heads = |c: &Cell, f| matches!(c, Cell::Text(t) if Field::of(t) == Some(f));
        let same = self.columns.iter().filter(|(f, i)| cells.get(*i).is_some_and(|c| heads(c, *f))).count();
        same >= 3 || same == self.columns.len()
    }

    /// The field's first cell that is filled.
    pub fn get<'a>(&self, cells: &'a [Cell], field: Field) -> &'a Cell {
        self.all(cells, field).next().unwrap_or(&Cell::Empty)
    }

    /// All filled cells of a field.
    pub fn all<'a>(&self, cells: &'a [Cell], field: Field) -> impl Iterator<Item = &'a Cell> {
        self.columns.iter().filter(move |(f, _)| *f == field).filter_map(|(_, i)| cells.get(*i)).filter(|c| !c.is_blank())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(texts: &[&str]) -> Vec<Cell> {
        texts.iter().map(|t| if t.is_empty() { Cell::Empty } else { Cell::Text((*t).into()) }).collect()
    }

    fn sheet(rows: &[&[&str]]) -> Sheet {
        Sheet { name: "أ".into(), hidden: false, rows: rows.iter().enumerate().map(|(i, r)| (i as u32 + 1, row(r))).collect() }
    }

    #[test]
    fn each_heading_names_one_field() {
        for f in Field::ALL {
            for h in f.headings() {
                assert_eq!(Field::of(h), Some(*f), "{h}");
            }
        }
    }

    #[test]
    fn finds_headings_under_titles() {
        let s = sheet(&[&["كشف المستفيدين"], &["تحديث: ١٤٤٨/٥/١"], &["م", "الاسم", "السجل المدنى", "تاريخ الميلاد (هـ)", "لون الباب"]]);
        let l = Layout::find(&s).unwrap();
        assert_eq!((l.kind, l.heading_row), (Kind::People, 3));
        assert_eq!(l.columns, [(Field::Serial, 0), (Field::Name, 1), (Field::Identity, 2), (Field::Birth, 3)]);
        assert_eq!(l.ignored, ["لون الباب"]);
        assert!(l.repeats(&row(&["م", "الاسم", "السجل المدني", "تاريخ الميلاد"])));
        assert!(!l.repeats(&row(&["1", "هند علي", "1000000008", ""])));
    }

    #[test]
    fn members_are_told_by_the_heads_number() {
        let l = Layout::find(&sheet(&[&["هوية رب الأسرة", "اسم الفرد", "الصلة"]])).unwrap();
        assert_eq!(l.kind, Kind::Members);
    }

    #[test]
    fn the_rest_is_not_understood() {
        assert!(Layout::find(&sheet(&[&["الاسم", "المبلغ"], &["هند علي", "500"]])).is_none());
        assert!(Layout::find(&sheet(&[])).is_none());
    }
}
