use super::text::clean;
use kernel::FieldError;

/// A person's name: up to four parts, and the text as it was written (only cleaned of unseen marks and double spaces).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Name {
    pub first: String,
    pub father: Option<String>,
    pub grandfather: Option<String>,
    pub family: String,
    pub as_written: String,
}

/// Words that belong to the word after them: عبد الله, أبو زيد, آل سعيد.
const OPENING: &[&str] =
    &["عبد", "أبو", "ابو", "أبا", "ابا", "أبي", "ابي", "أم", "ام", "آل", "ال", "ذو", "أمة", "امة", "abd", "abdul", "abdel", "abu", "umm", "al", "el", "aal"];
/// Words that belong to the word before them: سيف الدين, فتح الله.
const CLOSING: &[&str] = &["الدين", "الله", "الإسلام", "الاسلام", "allah", "ullah", "aldin", "uddin"];
/// Words between a name and the father's, which name nobody.
const BETWEEN: &[&str] = &["بن", "ابن", "بنت", "ابنة", "إبن", "bin", "ibn", "bint", "ben"];
/// Forms of address before a name.
const TITLES: &[&str] =
    &["د", "أ", "م", "الدكتور", "الدكتورة", "الأستاذ", "الأستاذة", "المهندس", "المهندسة", "السيد", "السيدة", "الحاج", "الحاجة", "mr", "mrs", "ms", "dr"];

/// Splits a full name. Compound parts stay together, بن and بنت fall away, the last part is the family's; what is more than four
/// parts stays with the grandfather. The spelling of each part is kept.
///
/// Codes: `name_letters` (digits or signs in it), `name_parts` (argument `words`: fewer than two parts were written).
pub fn parse(raw: &str) -> Result<Name, FieldError> {
    let as_written = clean(raw);
    if as_written.chars().any(|c| !(c.is_alphabetic() || mark(c) || matches!(c, ' ' | '.' | '-' | '\'' | '’' | '/' | '(' | ')' | 'ʿ' | '`'))) {
        return Err(FieldError::new("name_letters"));
    }
    let mut words = as_written.split(' ').filter(|w| w.chars().any(char::is_alphabetic)).peekable();
    let mut parts: Vec<String> = vec![];
    let mut open: Option<String> = None;
    while let Some(word) = words.next() {
        let bare = word.trim_matches(['.', '/', '(', ')']).to_lowercase();
        let first = parts.is_empty() && open.is_none();
        if first && TITLES.contains(&bare.as_str()) && words.peek().is_some() && (bare.chars().count() > 1 || word.chars().count() > 1) {
            continue;
        }
        if !first && open.is_none() && BETWEEN.contains(&bare.as_str()) && words.peek().is_some() {
            continue;
        }
        if OPENING.contains(&bare.as_str()) && words.peek().is_some() {
            open = Some(open.map_or_else(|| word.to_owned(), |o| format!("{o} {word}")));
        } else if let Some(o) = open.take() {
            parts.push(format!("{o} {word}"));
        } else if CLOSING.contains(&bare.as_str()) && !parts.is_empty() {
            if let Some(last) = parts.last_mut() {
                last.push(' ');
                last.push_str(word);
            }
        } else {
            parts.push(word.to_owned());
        }
    }
    if parts.len() < 2 {
        return Err(FieldError::new("name_parts").arg("words", parts.len()));
    }
    let family = parts.pop().unwrap_or_default();
    let mut parts = parts.into_iter();
    let first = parts.next().unwrap_or_default();
    let father = parts.next();
    let rest = parts.collect::<Vec<_>>().join(" ");
    Ok(Name { first, father, grandfather: (!rest.is_empty()).then_some(rest), family, as_written })
}

/// Vowel signs ride on letters and belong to the name as written.
fn mark(c: char) -> bool {
    matches!(c, '\u{64b}'..='\u{65f}' | '\u{670}')
}

impl Name {
    /// The parts that are there, first to family.
    pub fn parts(&self) -> Vec<&str> {
        let mut p = vec![self.first.as_str()];
        p.extend(self.father.as_deref());
        p.extend(self.grandfather.as_deref());
        p.push(&self.family);
        p
    }
    /// The parts in a row: what lists show.
    pub fn shown(&self) -> String {
        self.parts().join(" ")
    }
    /// A name of four parts was asked for, fewer were written.
    pub fn is_short(&self) -> bool {
        self.father.is_none() || self.grandfather.is_none()
    }
    /// The sex that بن or بنت in the written name tells.
    pub fn sex_told(&self) -> Option<super::words::Sex> {
        let mut words = self.as_written.split(' ').skip(1);
        words
            .find_map(|w| match w {
                "بنت" | "ابنة" => Some(super::words::Sex::Female),
                "بن" | "ابن" => Some(super::words::Sex::Male),
                _ => None,
            })
            .filter(|_| BETWEEN.contains(&self.as_written.split(' ').nth(1).unwrap_or_default()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn splits() {
        for (raw, want) in [
            ("هيلة  عبدالرحمن عبدالرحمن الرشودي", &["هيلة", "عبدالرحمن", "عبدالرحمن", "الرشودي"][..]),
            ("موضي بنت عبدالكريم عبدالعزيز الجبر", &["موضي", "عبدالكريم", "عبدالعزيز", "الجبر"]),
            ("محمد بن عبد الله بن عبد العزيز آل سعيد", &["محمد", "عبد الله", "عبد العزيز", "آل سعيد"]),
            ("عبد الرحمن أبو زيد", &["عبد الرحمن", "أبو زيد"]),
            ("أم كلثوم صالح أبو العلا", &["أم كلثوم", "صالح", "أبو العلا"]),
            ("سيف الدين فتح الله حسن الخزام", &["سيف الدين", "فتح الله", "حسن", "الخزام"]),
            ("علي حسن سعد صالح المطرفي", &["علي", "حسن", "سعد صالح", "المطرفي"]),
            ("د. فهد ناصر التويجري", &["فهد", "ناصر", "التويجري"]),
            ("طه مي", &["طه", "مي"]),
            ("مُحمَّد عليّ", &["مُحمَّد", "عليّ"]),
            ("Mohammed bin Abdul Aziz Al-Harbi", &["Mohammed", "Abdul Aziz", "Al-Harbi"]),
            ("محمد بن", &["محمد", "بن"]),
        ] {
            let n = parse(raw).unwrap();
            assert_eq!(n.parts(), want, "{raw}");
        }
        let n = parse("  هيـلة  علي الرشودي ").unwrap();
        assert_eq!((n.as_written.as_str(), n.is_short()), ("هيلة علي الرشودي", true));
    }

    #[test]
    fn refuses() {
        for (raw, code) in [("", "name_parts"), ("محمد", "name_parts"), ("عبد الله", "name_parts"), ("محمد علي 2", "name_letters"), ("=A1 علي", "name_letters")]
        {
            assert_eq!(parse(raw).unwrap_err().code, code, "{raw}");
        }
    }

    #[test]
    fn sex_by_bin_and_bint() {
        use super::super::words::Sex;
        assert_eq!(parse("موضي بنت محمد علي").unwrap().sex_told(), Some(Sex::Female));
        assert_eq!(parse("محمد بن علي").unwrap().sex_told(), Some(Sex::Male));
        assert_eq!(parse("محمد علي بن سعد").unwrap().sex_told(), None);
        assert_eq!(parse("محمد علي").unwrap().sex_told(), None);
    }

    proptest! {
        #[test]
        fn four_plain_parts_come_back(parts in proptest::collection::vec("(هند|سعد|فيصل|عبدالله|المطرفي|طه|آمنة)", 4)) {
            let spaced = parts.join("  ");
            let name = parse(&spaced).unwrap();
            prop_assert_eq!(name.parts(), parts.iter().map(String::as_str).collect::<Vec<_>>());
            prop_assert_eq!(parse(&name.shown()).unwrap(), name);
        }
        #[test]
        fn never_panics(raw in ".*") { let _ = parse(&raw).map(|n| (n.sex_told(), n.shown())); }
    }
}
