//! What an editor looks for in the Arabic: counts said in every form, nobody shouted at, ordered about or apologised to by a machine.

use sila::house::locales;

/// The messages of every Arabic file: the key and its whole text, continuation lines too.
fn messages() -> Vec<(String, String)> {
    let mut out: Vec<(String, String)> = vec![];
    for (ar, _) in locales() {
        for line in ar.lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty()) {
            match line.split_once(" =").filter(|_| !line.starts_with([' ', '\t', '}', '*', '['])) {
                Some((key, rest)) => out.push((key.to_string(), format!("{}\n", rest.trim()))),
                None => {
                    if let Some(last) = out.last_mut() {
                        last.1.push_str(line);
                        last.1.push('\n');
                    }
                }
            }
        }
    }
    out
}

#[test]
fn a_count_is_said_as_arabic_says_it() {
    // An order (the third study) and a number in brackets say no counted noun.
    const NO_NOUN: &[&str] = &["research-study-round", "services-per-n"];
    let mut wrong = vec![];
    for (key, text) in messages().iter().filter(|(k, t)| t.contains(" ->") && !NO_NOUN.contains(&k.as_str())) {
        for case in ["[one]", "[two]", "[few]", "[many]", "*[other]"] {
            if !text.contains(case) {
                wrong.push(format!("{key} lacks {case}"));
            }
        }
        let other = text.split("*[other]").nth(1).and_then(|t| t.lines().next()).unwrap_or("");
        // a hundred, two hundred: the noun stands in the genitive, without tanween
        if other.split_whitespace().skip_while(|w| *w != "}").nth(1).is_some_and(|w| w.trim_end_matches(['.', '،']).ends_with("ًا")) {
            wrong.push(format!("{key}: *[other] has the noun of [many]"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn nobody_is_shouted_at_or_ordered_about() {
    const WORDS: &[&str] = &["عفوا", "عفوًا", "تم", "تمت", "سيتم", "أدخل", "اكتب", "اختر", "افتح", "راجع", "أعد", "اضغط", "انقر", "حاول", "تأكد"];
    let mut wrong = vec![];
    for (key, text) in messages() {
        if text.contains('!') {
            wrong.push(format!("{key}: an exclamation mark"));
        }
        for word in text.split(|c: char| !c.is_alphabetic() && !('\u{64b}'..='\u{652}').contains(&c)) {
            if WORDS.contains(&word) {
                wrong.push(format!("{key}: {word}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn one_word_for_one_thing() {
    // left: what had crept in; right: the word of docs/words.md
    const DRIFT: &[(&str, &str)] = &[
        ("فئة الدخل", "شريحة الدخل"),
        ("وثائق", "مستندات"),
        // not «وثيق» alone: «توثيق» is another word
        ("وثيقة", "مستند"),
        ("وثيقت", "مستند"),
        ("صاحب الطلب", "مقدّم الطلب"),
        ("طالب الدعم", "مقدّم الطلب"),
        ("أمين اللجنة", "أمين سر اللجنة"),
        ("مكتب آخر", "فرع آخر"),
        ("اللقاء", "المقابلة"),
        ("ملحوظة", "ملاحظة"),
        ("خروج عن المعتاد", "استثناء"),
    ];
    let wrong: Vec<String> = messages()
        .iter()
        .flat_map(|(key, text)| DRIFT.iter().filter(|(old, _)| text.contains(old)).map(move |(old, new)| format!("{key}: {old}, say {new}")))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}
