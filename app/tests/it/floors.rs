//! The house rules that no compiler knows: floors, who names sqlx, who names a clock, how long a file may be.

use std::{collections::BTreeMap, fs, path::Path};

/// Every Rust source of platform, slices and app (tests left out), with its path from the root.
pub fn sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let mut out = vec![];
    let mut todo = vec![root.join("platform"), root.join("slices"), root.join("app/src")];
    while let Some(dir) = todo.pop() {
        for entry in fs::read_dir(&dir).unwrap().flatten() {
            let path = entry.path();
            if path.is_dir() {
                if !path.ends_with("tests") {
                    todo.push(path);
                }
            } else if path.extension().is_some_and(|e| e == "rs") {
                out.push((path.strip_prefix(root).unwrap().display().to_string(), fs::read_to_string(&path).unwrap()));
            }
        }
    }
    out
}

/// A slice may import only from lower floors.
const FLOORS: &[(i32, &[&str])] = &[
    (1, &["staff", "people"]),
    (2, &["messages", "letters"]),
    (3, &["beneficiaries", "services"]),
    (4, &["documents", "contacts", "imports"]),
    (5, &["requests", "representatives"]),
    (6, &["research", "delivery", "accounts"]),
    (7, &["committee"]),
    (8, &["papers", "applications"]),
    (9, &["portal", "site", "desk"]),
];

#[test]
fn slices_import_only_from_lower_floors() {
    let floor: BTreeMap<&str, i32> = FLOORS.iter().flat_map(|(f, names)| names.iter().map(|n| (*n, *f))).collect();
    let slices = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().join("slices");
    let mut wrong = vec![];
    for entry in fs::read_dir(slices).unwrap().flatten() {
        let name = entry.file_name().into_string().unwrap();
        let mine = *floor.get(name.as_str()).unwrap_or_else(|| panic!("{name} has no floor"));
        let manifest = fs::read_to_string(entry.path().join("Cargo.toml")).unwrap();
        let deps = manifest.split("[dependencies]").nth(1).unwrap_or("").split("\n[").next().unwrap_or("");
        for line in deps.lines() {
            let dep = line.split([' ', '=', '.']).next().unwrap_or("");
            if let Some(f) = floor.get(dep)
                && *f >= mine
                && dep != name
            {
                wrong.push(format!("{name} (floor {mine}) imports {dep} (floor {f})"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[test]
fn only_the_database_crate_names_sqlx_and_only_the_kernel_a_clock() {
    let mut wrong = vec![];
    for (path, text) in sources() {
        if text.contains("sqlx::") && !path.starts_with("platform/db/") {
            wrong.push(format!("{path} names sqlx"));
        }
        let body = text.split("#[cfg(test)]").next().unwrap_or("");
        let pure = (path.contains("/rules") || path.contains("/forms")) && !path.contains("/pages");
        if pure && (body.contains(".await") || body.contains("SystemTime::now")) {
            wrong.push(format!("{path}: rules and forms neither wait nor look at the clock"));
        }
        if body.contains("SystemTime::now") && path != "platform/kernel/src/env.rs" {
            wrong.push(format!("{path} looks at the clock by itself"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[test]
fn stores_do_not_decide_and_pages_do_not_query() {
    let mut wrong = vec![];
    for (path, text) in sources() {
        if path.contains("/pages")
            && path.starts_with("slices/")
            && (text.contains("db::statements!") || text.contains("tx.run") || text.contains("db().begin("))
        {
            wrong.push(format!("{path} writes or holds SQL"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[test]
fn no_file_is_two_ideas() {
    let long: Vec<_> = sources().into_iter().filter(|(_, t)| t.lines().count() > 600).map(|(p, t)| format!("{p}: {}", t.lines().count())).collect();
    assert!(long.is_empty(), "{long:?}");
}
