use std::collections::BTreeSet;

/// Every key of this slice in templates and code is in both languages, and every key there is used.
#[test]
fn words_are_there_and_used() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut text = String::new();
    let mut folders = vec![root.join("src"), root.join("templates")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                text += &std::fs::read_to_string(path).unwrap();
            }
        }
    }
    let quoted: BTreeSet<String> = text.split('"').filter(|s| s.starts_with("beneficiaries-") && s.len() > 14).map(str::to_owned).collect();
    let families: BTreeSet<String> = beneficiaries::locale_families().into_iter().collect();
    for (lang, file) in [("ar", beneficiaries::LOCALES.0), ("en", beneficiaries::LOCALES.1)] {
        let keys: BTreeSet<String> = i18n::parse_keys(file).into_iter().collect();
        for k in quoted.iter().chain(&families) {
            assert!(keys.contains(k), "{k} missing in {lang}");
        }
        for k in &keys {
            assert!(quoted.contains(k) || families.contains(k), "{k} unused in {lang}");
        }
    }
}
