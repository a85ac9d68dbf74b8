//! Every icon a template or a view names is drawn in the sprite.

use std::{collections::BTreeSet, fs, path::Path};

/// Where an icon's name stands in quotes: arguments of the shared macros, and fields of views.
const PLACES: [&str; 6] = ["icon(\"", "icon: \"", "ico: \"", "ico = \"", "icon = \"", "icon(&self, \""];

fn texts(dir: &Path, out: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(dir).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            texts(&path, out);
        } else if path.extension().is_some_and(|e| e == "rs" || e == "html") {
            out.push((path.display().to_string(), fs::read_to_string(&path).unwrap()));
        }
    }
}

/// The second quoted word of `tag("ok", "check", …)`, `notice("warn", "shield", …)`, `notice_box(…)`.
fn second(call: &str, text: &str) -> Vec<String> {
    text.split(call).skip(1).filter_map(|rest| rest.split('"').nth(2).map(str::to_string).filter(|_| rest.split('"').nth(1) == Some(", "))).collect()
}

#[test]
fn every_named_icon_is_drawn() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let sprite = fs::read_to_string(root.join("ui/icons.svg")).unwrap();
    let drawn: BTreeSet<&str> = sprite.split("<symbol id=\"").skip(1).filter_map(|s| s.split('"').next()).collect();
    let mut files = vec![];
    texts(&root.join("platform/web"), &mut files);
    texts(&root.join("slices"), &mut files);
    let mut seen = 0;
    for (path, text) in &files {
        let mut names: Vec<String> = PLACES.iter().flat_map(|p| text.split(p).skip(1)).filter_map(|rest| rest.split('"').next().map(str::to_string)).collect();
        for call in ["c::tag(\"", "c::notice(\"", "c::notice_box(\""] {
            names.extend(second(call, text));
        }
        for name in names.iter().filter(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')) {
            assert!(drawn.contains(name.as_str()), "{path}: no icon is called {name:?}");
            seen += 1;
        }
    }
    assert!(seen > 150, "only {seen} icons were found: the places where they are named have changed");
}
