//! How others' programs read a paper: poppler its words, lopdf its structure.

use lopdf::{Dictionary, Document, Object};
use std::{io::Write, process::Command};

/// Keeps a paper to be looked at, where `SILA_PAPERS` names a folder.
pub fn keep(name: &str, pdf: &[u8]) {
    if let Ok(dir) = std::env::var("SILA_PAPERS") {
        std::fs::write(std::path::Path::new(&dir).join(name), pdf).unwrap();
    }
}

/// What `pdftotext` reads, without direction marks, white space folded.
pub fn read(pdf: &[u8]) -> String {
    let mut f = tempfile::NamedTempFile::new().unwrap();
    f.write_all(pdf).unwrap();
    let out = Command::new("pdftotext").args(["-enc", "UTF-8"]).arg(f.path()).arg("-").output().expect("pdftotext, of poppler-utils");
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    let marks = |c: &char| !matches!(c, '\u{2066}'..='\u{2069}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{c}');
    String::from_utf8(out.stdout).unwrap().chars().filter(marks).collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn letters(s: &str) -> Vec<char> {
    s.chars().filter(|c| c.is_alphanumeric() && !matches!(c, '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{640}')).collect()
}

/// Whether the words stand one after the other. Poppler reads letters that the font joins into one sign (lam and alif, ba and ra) the
/// wrong way round, so each word is compared by its letters, in whatever order; the order of the words is what is asked.
pub fn in_order(text: &str, phrase: &str) -> bool {
    let all = letters(text);
    let words: Vec<Vec<char>> = phrase.split_whitespace().map(letters).filter(|w| !w.is_empty()).collect();
    let sorted = |w: &[char]| {
        let mut w = w.to_vec();
        w.sort_unstable();
        w
    };
    let Some(first) = words.first() else { return false };
    (0..all.len()).filter(|i| i + first.len() <= all.len() && sorted(&all[*i..i + first.len()]) == sorted(first)).any(|start| {
        let mut at = start + first.len();
        words[1..].iter().all(|w| {
            let found = (at..(at + 4).min(all.len())).find(|i| i + w.len() <= all.len() && sorted(&all[*i..i + w.len()]) == sorted(w));
            at = found.map_or(at, |i| i + w.len());
            found.is_some()
        })
    })
}

#[track_caller]
pub fn says(text: &str, phrases: &[&str]) {
    for p in phrases {
        assert!(text.contains(p) || in_order(text, p), "«{p}» is not in: {text}");
    }
}

/// A phrase of letters of one script and digits or letters of the other: poppler reads its runs in an order of its own, so its words are looked for.
#[allow(dead_code, reason = "for the tests of the papers, which share this file")]
#[track_caller]
pub fn says_mixed(text: &str, phrase: &str) {
    for word in phrase.split_whitespace() {
        assert!(text.contains(word) || in_order(text, word), "«{word}» of «{phrase}» is not in: {text}");
    }
}

fn dict<'d>(d: &'d Document, o: &'d Object) -> &'d Dictionary {
    match o {
        Object::Reference(id) => dict(d, d.get_object(*id).unwrap()),
        Object::Dictionary(x) => x,
        Object::Stream(s) => &s.dict,
        other => panic!("not a dictionary: {other:?}"),
    }
}

fn resolved<'d>(d: &'d Document, o: &'d Object) -> &'d Object {
    if let Object::Reference(id) = o { d.get_object(*id).unwrap() } else { o }
}

/// What a file for the archive, read by screen readers, must have: PDF/A-2a and PDF/UA-1 named in it, tagged from end to end, its
/// language and title told, its colours defined, its fonts in it, nothing that acts. How many pages.
#[track_caller]
pub fn archived(pdf: &[u8], lang: &str) -> usize {
    let d = Document::load_mem(pdf).unwrap();
    assert!(d.trailer.get(b"Encrypt").is_err() && d.trailer.get(b"ID").is_ok());
    let root = d.catalog().unwrap();
    let mark = dict(&d, root.get(b"MarkInfo").unwrap());
    assert!(mark.get(b"Marked").unwrap().as_bool().unwrap());
    assert!(root.get(b"Lang").unwrap().as_str().unwrap().starts_with(lang.as_bytes()));
    assert!(dict(&d, root.get(b"ViewerPreferences").unwrap()).get(b"DisplayDocTitle").unwrap().as_bool().unwrap());
    for absent in [&b"OpenAction"[..], b"AA", b"AcroForm", b"Names"] {
        assert!(root.get(absent).is_err(), "{}", String::from_utf8_lossy(absent));
    }
    let Object::Array(intents) = resolved(&d, root.get(b"OutputIntents").unwrap()) else { panic!("no output intents") };
    let intent = dict(&d, &intents[0]);
    assert_eq!(intent.get(b"S").unwrap().as_name().unwrap(), b"GTS_PDFA1");
    assert!(intent.get(b"DestOutputProfile").is_ok());

    let Object::Stream(meta) = resolved(&d, root.get(b"Metadata").unwrap()) else { panic!("no metadata") };
    let xmp = String::from_utf8_lossy(&meta.content).into_owned();
    for part in ["<pdfaid:part>2</pdfaid:part>", "<pdfaid:conformance>A</pdfaid:conformance>", "<pdfuaid:part>1</pdfuaid:part>", "<dc:title>"] {
        assert!(xmp.contains(part), "{part}");
    }
    assert!(!xmp.contains("Typst "), "{xmp}");

    // The tree: a heading of the first level before any other, tables with heads, and every figure with its words.
    let tree = dict(&d, root.get(b"StructTreeRoot").unwrap());
    assert!(tree.get(b"ParentTree").is_ok());
    let mut found = vec![];
    walk(&d, tree.get(b"K").unwrap(), &mut found);
    let heads: Vec<&str> = found.iter().map(|(s, _)| s.as_str()).filter(|s| s.len() == 2 && s.starts_with('H') && s.as_bytes()[1].is_ascii_digit()).collect();
    assert_eq!(heads.first(), Some(&"H1"), "{heads:?}");
    assert_eq!(heads.iter().filter(|h| **h == "H1").count(), 1);
    let any = |kind: &str| found.iter().any(|(s, _)| s == kind);
    assert!(!any("Table") || any("TH"), "a table without heads");
    assert!(found.iter().filter(|(s, _)| s == "Figure").all(|(_, alt)| *alt));

    let pages = d.get_pages();
    for id in pages.values() {
        let page = d.get_dictionary(*id).unwrap();
        assert_eq!(page.get(b"Tabs").ok().and_then(|t| t.as_name().ok()), Some(&b"S"[..]));
        assert!(page.get(b"StructParents").is_ok());
    }
    for o in d.objects.values() {
        let Object::Dictionary(f) = o else { continue };
        if f.get(b"Type").ok().and_then(|t| t.as_name().ok()) == Some(b"FontDescriptor") {
            assert!([&b"FontFile"[..], b"FontFile2", b"FontFile3"].iter().any(|k| f.get(k).is_ok()), "a font that is not in the file");
        }
        assert!(f.get(b"S").ok().and_then(|s| s.as_name().ok()).is_none_or(|s| !matches!(s, b"JavaScript" | b"Launch" | b"SubmitForm")));
    }
    pages.len()
}

/// Every element's kind, and whether it has words of its own for whoever does not see it.
fn walk(d: &Document, o: &Object, out: &mut Vec<(String, bool)>) {
    match resolved(d, o) {
        Object::Array(all) => all.iter().for_each(|x| walk(d, x, out)),
        Object::Dictionary(e) => {
            if let Ok(s) = e.get(b"S").and_then(|s| s.as_name()) {
                out.push((String::from_utf8_lossy(s).into_owned(), e.get(b"Alt").is_ok()));
            }
            if let Ok(k) = e.get(b"K") {
                walk(d, k, out);
            }
        }
        _ => {}
    }
}

/// Checked by `qpdf`, where it is at hand: a reader that is neither ours nor Typst's.
#[track_caller]
pub fn well_formed(pdf: &[u8]) {
    let mut f = tempfile::NamedTempFile::new().unwrap();
    f.write_all(pdf).unwrap();
    if let Ok(out) = Command::new("qpdf").arg("--check").arg(f.path()).output() {
        assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stdout));
    }
}
