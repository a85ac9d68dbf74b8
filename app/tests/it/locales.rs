//! Every word in both languages, none missing, none unused.

use sila::house::{locales, rooms};
use std::{collections::BTreeSet, fs, path::Path};

fn keys(pick: impl Fn(&(&'static str, &'static str)) -> &'static str) -> BTreeSet<String> {
    locales().iter().flat_map(|l| i18n::parse_keys(pick(l))).collect()
}

/// The text in which a key may be named: sources, templates, scripts' tests aside.
fn texts() -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let mut out = String::new();
    let mut todo = vec![root.join("platform"), root.join("slices"), root.join("app/src")];
    while let Some(dir) = todo.pop() {
        for entry in fs::read_dir(&dir).unwrap().flatten() {
            let path = entry.path();
            if path.is_dir() {
                if !path.ends_with("tests") && !path.ends_with("locales") {
                    todo.push(path);
                }
            } else if path.extension().is_some_and(|e| e == "rs" || e == "html") {
                out.push_str(&fs::read_to_string(&path).unwrap());
            }
        }
    }
    out
}

#[test]
fn both_languages_have_the_same_keys() {
    let (ar, en) = (keys(|l| l.0), keys(|l| l.1));
    let only_ar: Vec<_> = ar.difference(&en).collect();
    let only_en: Vec<_> = en.difference(&ar).collect();
    assert!(only_ar.is_empty() && only_en.is_empty(), "only Arabic: {only_ar:?}; only English: {only_en:?}");
}

#[test]
fn the_words_load() {
    i18n::register(&locales()).unwrap();
}

#[test]
fn families_are_whole_and_no_key_is_unused() {
    let have = keys(|l| l.0);
    let families: BTreeSet<String> = rooms().iter().flat_map(|r| (r.families)()).collect();
    let missing: Vec<_> = families.difference(&have).collect();
    assert!(missing.is_empty(), "computed keys without words: {missing:?}");
    let texts = texts();
    let unused: Vec<_> = have
        .iter()
        .filter(|k| !families.contains(*k) && !texts.contains(&format!("\"{k}\"")))
        // error and refusal codes are named by their code alone
        .filter(|k| match k.split_once('-') {
            Some(("error" | "refusal" | "conflict", code)) => !texts.contains(&format!("\"{code}\"")),
            _ => true,
        })
        .collect();
    assert!(unused.is_empty(), "words nobody says: {unused:?}");
}

#[test]
fn every_key_named_has_words() {
    let have = keys(|l| l.0);
    let texts = texts();
    let mut missing = BTreeSet::new();
    for call in [".t(\"", ".ta(\"", ".tn(\"", ".ta1(\"", "i18n::t(lang, \"", "i18n::ta(lang, \""] {
        for (i, _) in texts.match_indices(call) {
            let key = texts[i + call.len()..].split('"').next().unwrap_or("");
            if !key.is_empty() && !key.contains('{') && !have.contains(key) {
                missing.insert(key.to_string());
            }
        }
    }
    assert!(missing.is_empty(), "named and without words: {missing:?}");
}
