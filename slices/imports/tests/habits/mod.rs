//! Habits that the sample register does not have, and cells of no sense at all.

use imports::{cell::Cell, errors_book, plan, reader, reader::Sheet, report};
use kernel::Day;
use proptest::prelude::*;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

fn today() -> Day {
    "2026-11-22".parse().unwrap()
}

#[test]
fn a_register_with_other_habits() {
    let mut book = Workbook::new();
    let date = Format::new().set_num_format("dd/mm/yyyy");
    let members = book.add_worksheet();
    members.set_name("التابعون").unwrap();
    for (i, h) in ["رقم هوية العائل", "اسم التابع", "القرابة", "تاريخ الميلاد (م)", "الجنس"].iter().enumerate() {
        members.write_string(0, i as u16, *h).unwrap();
    }
    members.merge_range(1, 0, 2, 0, "1000000008", &Format::new()).unwrap();
    for (row, (name, relation, sex)) in [("زيد عمر السكيت", "الزوج", "ذكر"), ("نورة زيد السكيت", "ابنة", "ذكر")].iter().enumerate()
    {
        let row = row as u32 + 1;
        members.write_string(row, 1, *name).unwrap().write_string(row, 2, *relation).unwrap().write_string(row, 4, *sex).unwrap();
        members.write_datetime_with_format(row, 3, ExcelDateTime::from_ymd(1990, 5, 1).unwrap(), &date).unwrap();
    }
    let people = book.add_worksheet();
    people.set_name("المستفيدون").unwrap();
    people.merge_range(0, 0, 0, 6, "سجل الأسر", &Format::new()).unwrap();
    for (i, h) in ["ت", "الاســم", "السجل المدنى", "تاريخ الميلاد هـ", "جوال 1", "جوال 2", "رقم الحساب", "البنك"].iter().enumerate()
    {
        people.write_string(2, i as u16, *h).unwrap();
    }
    people.write_formula(3, 0, rust_xlsxwriter::Formula::new("ROW()-3").set_result("1")).unwrap();
    people.write_string(3, 1, "\u{200f}أ. هند بنت عبد الله آل زيد").unwrap();
    people.write_number(3, 2, 1_000_000_008.0).unwrap();
    people.write_string(3, 3, "٣٠ صفر ١٤٠٠ هـ").unwrap();
    people.write_string(3, 4, "٠٥٠٠٠٠٠١٨٧ / 0500000195").unwrap().write_string(3, 5, "-").unwrap();
    people.write_string(3, 6, people::rules::iban::make_valid("82", "000000000000000001").unwrap().as_str()).unwrap();
    people.write_string(3, 7, "الرياض").unwrap();
    let plan = plan::make(&reader::read(&book.save_to_buffer().unwrap()).unwrap(), today());

    assert_eq!(plan.rejected.len() + plan.members_rejected.len(), 0, "{:?} {:?}", plan.rejected, plan.members_rejected);
    let p = &plan.people[0];
    assert_eq!((p.row, p.serial.as_deref()), (4, Some("1")));
    assert_eq!(p.name.parts(), ["هند", "عبد الله", "آل زيد"]);
    assert_eq!(p.mobiles.iter().map(|m| m.as_str()).collect::<Vec<_>>(), ["0500000187", "0500000195"]);
    let codes: Vec<&str> = p.remarks.iter().map(|r| r.code).collect();
    for code in ["bank_unknown", "bank_differs", "name_short"] {
        assert!(codes.contains(&code), "{code} in {codes:?}");
    }
    let members = &plan.members[&0];
    assert_eq!(members.iter().map(|m| m.relation).collect::<Vec<_>>(), ["husband", "daughter"]);
    assert!(members[1].remarks.iter().any(|r| r.code == "relation_sex"));
}

#[test]
fn one_bad_field_keeps_its_row_out_and_all_faults_are_told() {
    let head: Vec<Cell> = ["الاسم", "رقم الهوية", "الجوال", "الدخل"].iter().map(|h| Cell::Text((*h).into())).collect();
    let row: Vec<Cell> = ["هند", "12", "12", "كثير"].iter().map(|h| Cell::Text((*h).into())).collect();
    let sheet = Sheet { name: "أ".into(), hidden: false, rows: [(1, head), (2, row)].into() };
    let plan = plan::make(&[sheet], today());
    let line = report::rejected_line(&plan.rejected[0]);
    assert_eq!((line.field, line.code), ("name", "name_parts"));
    assert_eq!(line.also.iter().map(|f| (f.field, f.code)).collect::<Vec<_>>(), [("identity", "id_length"), ("mobile", "mobile"), ("income", "money")]);
}

fn any_cell() -> impl Strategy<Value = Cell> {
    prop_oneof![
        Just(Cell::Empty),
        ".{0,12}".prop_map(Cell::Text),
        "[0-9٠-٩/ .-]{0,14}".prop_map(Cell::Text),
        any::<f64>().prop_map(Cell::Number),
        (0i32..60_000).prop_map(|n| Cell::Date(Day(n))),
        "=.{0,5}".prop_map(Cell::Formula),
    ]
}

proptest! {
    /// Whatever is in the cells: nothing panics, each row is counted once, and the rows given back can be written.
    #[test]
    fn every_row_is_accounted_for(rows in prop::collection::vec(prop::collection::vec(any_cell(), 16), 0..12)) {
        let titles = ["م", "رقم الملف", "الاسم", "رقم الهوية", "تاريخ الميلاد", "الجنس", "الجوال", "الفئة", "عدد الأفراد", "الحي", "الآيبان", "الدخل", "مصدر الدخل", "السكن", "الإيجار السنوي", "ملاحظات"];
        let mut sheet = Sheet { name: "أ".into(), hidden: false, rows: [(1, titles.iter().map(|t| Cell::Text((*t).into())).collect())].into() };
        sheet.rows.extend(rows.into_iter().enumerate().filter(|(_, r): &(usize, Vec<Cell>)| !r.iter().all(Cell::is_blank)).map(|(i, r)| (i as u32 + 2, r)));
        let held = sheet.rows.len() - 1;
        let plan = plan::make(&[sheet], today());
        prop_assert_eq!(plan.people_rows(), plan.sheets[0].rows);
        prop_assert_eq!(plan.people_rows() + plan.sheets[0].passed_over.len(), held);
        prop_assert!(errors_book::write(i18n::Lang::En, &plan, &[]).is_ok());
    }
}
