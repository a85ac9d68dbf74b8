//! docs/policy.md says where each clause lives. What it names is there.

use sila::house::rooms;
use std::{collections::BTreeSet, fs, path::Path};

const CLAUSES: &[&str] = &[
    "P1", "P2", "P3", "G1", "G2", "G3", "G4", "D1", "D2", "D3", "D4", "D5", "D6a", "D6b", "D6c", "D6d", "D6e", "C1", "C2", "C3", "C4", "C5", "C6", "C7", "C8",
    "T1", "T2", "T3", "T4", "H1", "H2", "H3", "H4", "H5", "H6", "H7", "R1", "R2", "R3", "R4",
];

#[test]
fn every_clause_has_its_line_and_every_line_tells_the_truth() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let doc = fs::read_to_string(root.join("docs/policy.md")).unwrap();
    let screens: BTreeSet<&str> = rooms().iter().flat_map(|r| (r.routes)().rows().iter().map(|row| row.path).collect::<Vec<_>>()).collect();
    let mut seen = vec![];
    let mut wrong = vec![];
    for line in doc.lines().filter(|l| l.starts_with("| ") && !l.starts_with("| id") && !l.starts_with("| ---")) {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let [id, clause, screen, rule, test, state, missing] = cells[..] else {
            wrong.push(format!("not seven cells: {line}"));
            continue;
        };
        seen.push(id.to_string());
        let named = |cell: &str| cell.split('`').skip(1).step_by(2).map(str::to_string).collect::<Vec<_>>();
        let (screen, rule, test) = (named(screen), named(rule), named(test));
        wrong.extend(screen.iter().filter(|s| !screens.contains(s.as_str())).map(|s| format!("{id}: no screen {s}")));
        wrong.extend(rule.iter().filter(|p| !root.join(p).is_file()).map(|p| format!("{id}: no file {p}")));
        for t in &test {
            let found = t.split_once("::").is_some_and(|(file, name)| fs::read_to_string(root.join(file)).is_ok_and(|s| s.contains(&format!("fn {name}("))));
            if !found {
                wrong.push(format!("{id}: no test {t}"));
            }
        }
        let whole = !screen.is_empty() && !rule.is_empty() && !test.is_empty();
        match state {
            "works" | "part" if whole => {}
            "none" if screen.is_empty() && rule.is_empty() && test.is_empty() => {}
            _ => wrong.push(format!("{id}: state {state} with this evidence")),
        }
        if clause.is_empty() || (state != "works" && missing.len() < 5) {
            wrong.push(format!("{id}: words are missing"));
        }
    }
    seen.sort();
    let mut clauses: Vec<String> = CLAUSES.iter().map(|c| (*c).to_string()).collect();
    clauses.sort();
    assert_eq!(seen, clauses, "every clause once");
    assert!(wrong.is_empty(), "{wrong:#?}");
}
