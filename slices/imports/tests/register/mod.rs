//! Every row of the sample register against what is true of it. Both lie beside the repository, in `shared/data`.

use imports::{
    plan::{self, Plan},
    reader, report,
};
use kernel::Day;
use std::{
    collections::{BTreeMap, HashMap},
    sync::OnceLock,
};

fn data(name: &str) -> Vec<u8> {
    let path = format!("{}/../../../shared/data/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read(&path).unwrap_or_else(|e| panic!("the sample register is read from {path}, beside the repository: {e}"))
}

fn truth() -> serde_json::Value {
    serde_json::from_slice(&data("register-a.truth.json")).unwrap()
}

fn today() -> Day {
    "2026-11-22".parse().unwrap()
}

fn read() -> &'static Plan {
    static PLAN: OnceLock<Plan> = OnceLock::new();
    PLAN.get_or_init(|| plan::make(&reader::read(&data("register-a.xlsx")).unwrap(), today()))
}

/// The truth numbers rows by the register's serial: sheet row → serial.
fn serials() -> HashMap<u32, u64> {
    let sheets = reader::read(&data("register-a.xlsx")).unwrap();
    sheets[0].rows.iter().filter_map(|(row, cells)| Some((*row, cells[0].text().parse().ok()?))).collect()
}

#[test]
fn every_good_row_is_read_truly() {
    let (plan, truth) = (read(), truth());
    let mut people: BTreeMap<u64, _> = plan.people.iter().map(|p| (p.serial.as_deref().unwrap().parse().unwrap(), p)).collect();
    assert_eq!(plan.people_rows() as u64, truth["rows"].as_u64().unwrap());
    assert_eq!(plan.people.len() as u64, truth["good"].as_u64().unwrap());
    for true_person in truth["people"].as_array().unwrap() {
        let serial = true_person["row"].as_u64().unwrap();
        let p = people.remove(&serial).unwrap_or_else(|| panic!("serial {serial} did not come in"));
        let text = |key: &str| true_person[key].as_str().unwrap();
        let parts: Vec<&str> = true_person["parts"].as_array().unwrap().iter().map(|v| v.as_str().unwrap()).collect();
        assert_eq!(p.name.parts(), parts, "serial {serial}");
        assert_eq!(p.identity.as_str(), text("nid"), "serial {serial}");
        assert_eq!(p.mobiles[0].as_str(), text("mobile"), "serial {serial}");
        assert_eq!(p.birth.as_ref().unwrap().day.to_string(), text("born"), "serial {serial}");
        // What the truth does not list came in all the same.
        assert_eq!(p.old_number.as_deref(), Some((1000 + serial).to_string().as_str()));
        assert!(p.iban.is_some() && p.sex.is_some() && p.category.is_some() && p.dwelling.is_some() && p.count.is_some() && p.district.is_some());
    }
    assert!(people.is_empty(), "more came in than is true: {:?}", people.keys());
}

#[test]
fn every_bad_row_is_explained() {
    let (plan, truth, serials) = (read(), truth(), serials());
    let found: BTreeMap<u64, &str> = plan.rejected.iter().map(|r| (serials[&r.row], r.faults[0].error.code)).collect();
    let wanted: BTreeMap<u64, &str> = truth["bad"].as_array().unwrap().iter().map(|b| (b["row"].as_u64().unwrap(), b["why"].as_str().unwrap())).collect();
    assert_eq!(found, wanted);
    assert!(plan.rejected.iter().all(|r| r.faults.len() == 1 && r.sheet == "كشف المستفيدين"));
}

#[test]
fn every_duplicate_names_its_row() {
    let (plan, truth, serials) = (read(), truth(), serials());
    let found: Vec<(u64, u64)> = plan.duplicates.iter().map(|d| (serials[&d.row], serials[&d.of_row])).collect();
    let wanted: Vec<(u64, u64)> = truth["duplicates"].as_array().unwrap().iter().map(|d| (d["row"].as_u64().unwrap(), d["of"].as_u64().unwrap())).collect();
    assert_eq!(found, wanted);
}

#[test]
fn every_member_is_with_his_head() {
    let (plan, truth) = (read(), truth());
    assert_eq!(plan.members_count() as u64, truth["members"].as_u64().unwrap());
    assert!(plan.waiting.is_empty() && plan.members_rejected.is_empty() && plan.members_duplicates.is_empty());
    for (at, members) in &plan.members {
        assert!(
            members
                .iter()
                .all(|m| m.head == plan.people[*at].identity && m.identity.is_some() && m.birth.is_some() && matches!(m.relation, "son" | "daughter"))
        );
        assert!(members.iter().all(|m| m.schooling.is_some() && m.health.is_some()));
    }
}

#[test]
fn the_sheets_are_told_and_the_odd_is_remarked() {
    let plan = read();
    let lines = report::sheet_lines(plan);
    assert_eq!(lines.iter().map(|l| (l.kind, l.heading_row, l.rows)).collect::<Vec<_>>(), [("people", Some(4), 600), ("members", Some(1), 1091)]);
    assert_eq!(lines[0].passed_over, [615]);
    assert!(lines.iter().all(|l| l.ignored_headings.is_empty()));
    let remarks = plan.all_remarks();
    for code in ["category_sex", "child_older", "orphan_adult", "elderly_young", "count_differs", "formula_text", "rent_but_owned"] {
        assert!(remarks.iter().any(|r| r.remark.code == code), "{code}");
    }
    let notes: Vec<&str> = plan.people.iter().filter_map(|p| p.notes.as_deref()).collect();
    assert!(notes.contains(&"=1+1") && notes.contains(&"@تنبيه") && notes.contains(&"تحتاج زيارة"));
}

#[test]
fn the_words_are_there_in_arabic() {
    i18n::register(&[web::LOCALES, staff::LOCALES, people::LOCALES, beneficiaries::LOCALES, imports::LOCALES]).unwrap();
    let plan = read();
    for line in plan.rejected.iter().map(report::rejected_line) {
        assert!(!line.message_ar.contains(['⟦', '{']), "{}", line.message_ar);
    }
    let length = plan.rejected.iter().map(report::rejected_line).find(|l| l.code == "id_length").unwrap();
    assert_eq!(length.message_ar, "رقم الهوية عشرة أرقام، والمكتوب 9 أرقام.");
    for line in plan.all_remarks().iter().map(report::remark_line) {
        assert!(!line.message_ar.contains(['⟦', '{']), "{}", line.message_ar);
    }
}

#[test]
fn what_stayed_out_is_given_back_and_reads_the_same() {
    i18n::register(&[web::LOCALES, staff::LOCALES, people::LOCALES, beneficiaries::LOCALES, imports::LOCALES]).unwrap();
    let plan = read();
    let bytes = imports::errors_book::write(i18n::Lang::Ar, plan, &[]).unwrap();
    let sheets = reader::read(&bytes).unwrap();
    assert_eq!(sheets.len(), 1);
    assert_eq!(sheets[0].rows.len(), 1 + plan.rejected.len() + plan.duplicates.len());
    // Formula-like text went out as text.
    assert!(sheets[0].rows.values().flatten().all(|c| !matches!(c, imports::cell::Cell::Formula(_))));
    assert!(sheets[0].rows.values().flatten().any(|c| c.text() == "=1+1"));
    let again = plan::make(&sheets, today());
    let codes = |p: &Plan| {
        let mut all: Vec<&str> = p.rejected.iter().map(|r| r.faults[0].error.code).collect();
        all.sort_unstable();
        all.into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(codes(&again), codes(plan));
    assert_eq!(again.people.len(), plan.duplicates.len());
}
