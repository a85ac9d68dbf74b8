use crate::digits;
use std::borrow::Cow;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Words longer than this are cut: no name is, and an index has a limit.
const LONGEST: usize = 60;

/// Arabic marks that carry no letter (tashkeel, superscript alef, Quranic signs) and combining marks of other scripts.
pub fn is_mark(c: char) -> bool {
    matches!(c, '\u{0610}'..='\u{061A}' | '\u{064B}'..='\u{065F}' | '\u{0670}' | '\u{06D6}'..='\u{06DC}' | '\u{06DF}'..='\u{06E8}' | '\u{06EA}'..='\u{06ED}' | '\u{08D3}'..='\u{08FF}')
        || is_combining_mark(c)
}

/// Presentation forms of bare marks decompose into a space and the mark, which would cut a word in two.
fn is_bare_mark_form(c: char) -> bool {
    matches!(c, '\u{FC5E}'..='\u{FC63}' | '\u{FCF2}'..='\u{FCF4}' | '\u{FE70}'..='\u{FE7F}')
}

/// The text with every letter in its folded form: marks, tatweel, lone hamza and invisible characters gone, hamza taken from its
/// carrier, `ى`/`ی` → `ي`, `ة` → `ه`, `ک` → `ك`, digits ASCII, Latin in lower case without accents, doubled alef single.
/// Spaces and punctuation stay.
pub fn letters(s: &str) -> String {
    let mut out = String::with_capacity(s.len());
    let mut previous = ' ';
    // Decomposing takes presentation forms apart and hamza off its carrier; the marks then fall away.
    let decomposed = s.chars().filter(|c| !is_bare_mark_form(*c)).nfkd();
    for c in decomposed.filter_map(digits::ascii_char).filter(|c| !is_mark(*c)).flat_map(char::to_lowercase) {
        let c = match c {
            'ـ' | 'ء' | '\'' | '’' | '‘' | 'ʼ' | 'ʿ' | 'ʾ' | '`' => continue,
            'ٱ' | 'ٲ' | 'ٳ' => 'ا',
            'ى' | 'ی' | 'ې' | 'ے' | 'ێ' => 'ي',
            'ة' | 'ہ' | 'ھ' | 'ە' | 'ۃ' | 'ۀ' => 'ه',
            'ک' | 'ڪ' | 'گ' => 'ك',
            'پ' => 'ب',
            'چ' => 'ج',
            'ڤ' => 'ف',
            c if is_mark(c) => continue,
            c => c,
        };
        // "عطا الله" and "عطاالله" meet, and so do "علاء الدين" and "علاالدين".
        if c == 'ا' && previous == 'ا' {
            continue;
        }
        previous = c;
        out.push(c);
    }
    out
}

/// One alef where joining two words made two.
pub(super) fn join(a: &str, b: &str) -> String {
    match b.strip_prefix('ا') {
        Some(rest) if a.ends_with('ا') => format!("{a}{rest}"),
        _ => format!("{a}{b}"),
    }
}

/// The folded words of a text: letters and digits only. `آل` and `ال` standing alone join the word after them.
pub(super) fn words(s: &str) -> Vec<String> {
    let folded = letters(s);
    let mut out: Vec<String> = vec![];
    let mut article = None;
    for w in folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()) {
        let w: Cow<'_, str> = if w.chars().count() > LONGEST { w.chars().take(LONGEST).collect::<String>().into() } else { w.into() };
        let joined: Cow<'_, str> = match article.take() {
            Some("ال") if w.starts_with("ال") => w,
            Some("ال") if w == "ا" => "ال".into(),
            Some("ال") => format!("ال{w}").into(),
            Some(_) => format!("al{w}").into(),
            None => w,
        };
        match joined.as_ref() {
            "ال" => article = Some("ال"),
            "al" => article = Some("al"),
            "el" => article = Some("el"),
            w => out.push(w.to_owned()),
        }
    }
    out.extend(article.map(str::to_owned));
    out
}

/// The word without its article, where two letters (three Latin ones) remain.
pub(super) fn bare(word: &str) -> &str {
    let least = |rest: &&str, n| rest.chars().count() >= n;
    word.strip_prefix("ال")
        .filter(|r| least(r, 2))
        .or_else(|| word.strip_prefix("al").or_else(|| word.strip_prefix("el")).filter(|r| least(r, 3)))
        .unwrap_or(word)
}
