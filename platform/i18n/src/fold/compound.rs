use super::letters::{bare, join};

/// Names made of two words that are written joined or apart. The first word decides, save for `… الدين` and `… الله`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Head {
    /// عبد, which keeps the article of its second word: عبدالرحمن.
    Abd,
    /// Latin abdul, abdel, abd al-: abdulrahman.
    Abdul,
    /// أبو, أبا, بو.
    Abu,
    /// أبي: also a name by itself, so a query keeps it apart.
    Abi,
    Um,
    Dhu,
}

impl Head {
    pub fn of(word: &str) -> Option<Head> {
        Some(match bare(word) {
            "عبد" => Head::Abd,
            "abd" | "abdul" | "abdel" | "abdal" => Head::Abdul,
            "ابو" | "ابا" | "بو" | "abu" => Head::Abu,
            "ابي" => Head::Abi,
            "ام" | "um" | "umm" => Head::Um,
            "ذو" | "ذي" | "ذا" => Head::Dhu,
            _ => return None,
        })
    }

    /// The spelling all others are brought to, before its second word.
    pub fn canonical(self, latin: bool) -> &'static str {
        match (self, latin) {
            (Head::Abd, _) => "عبد",
            (Head::Abdul, _) => "abdul",
            (Head::Abu | Head::Abi, false) => "ابو",
            (Head::Abu | Head::Abi, true) => "abu",
            (Head::Um, false) => "ام",
            (Head::Um, true) => "um",
            (Head::Dhu, _) => "ذو",
        }
    }

    /// Words by which the first half alone is found.
    pub fn spellings(self, latin: bool) -> &'static [&'static str] {
        match (self, latin) {
            (Head::Abd, _) => &["عبد"],
            (Head::Abdul, _) => &["abd", "abdul", "abdel"],
            (Head::Abu | Head::Abi, false) => &["ابو", "ابا", "ابي"],
            (Head::Abu | Head::Abi, true) => &["abu"],
            (Head::Um, false) => &["ام"],
            (Head::Um, true) => &["um", "umm"],
            (Head::Dhu, _) => &["ذو", "ذي"],
        }
    }

    /// Whether a query joins this head with the word after it. عبد is joined only to a word with the article: "عبد محمد" is more
    /// likely two names begun than one name.
    pub fn joins(self, next: &str) -> bool {
        match self {
            Head::Abd => next.starts_with("ال"),
            Head::Abdul | Head::Abu | Head::Um | Head::Dhu => true,
            Head::Abi => false,
        }
    }
}

pub(super) fn is_latin(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_alphabetic())
}

/// Head and second half of a word written joined: ابوبكر → (Abu, بكر), عبدالرحمن → (Abd, الرحمن). The shortest second halves are
/// set so that a real name of its own (أبان, بوران, آمال) is not taken apart.
pub(super) fn joined(word: &str) -> Option<(Head, String)> {
    let tail = |prefix: &str, least: usize| word.strip_prefix(prefix).filter(|r| r.chars().count() >= least).map(str::to_owned);
    let with_article = |prefix: &str| tail(prefix, 2).map(|r| format!("ال{r}"));
    if let Some(r) = tail("عبد", 2) {
        return Some((Head::Abd, r));
    }
    if let Some(r) = tail("ابو", 2) {
        return Some((Head::Abu, r));
    }
    // "أبا الخيل" joined has lost one alef in folding.
    if let Some(r) = with_article("ابال").or_else(|| tail("ابا", 3)).or_else(|| tail("بو", 3)) {
        return Some((Head::Abu, r));
    }
    if let Some(r) = with_article("امال") {
        return Some((Head::Um, r));
    }
    if let Some(r) = with_article("ذوال").or_else(|| with_article("ذيال")) {
        return Some((Head::Dhu, r));
    }
    for prefix in ["abdul", "abdel", "abdal"] {
        if let Some(r) = tail(prefix, 2) {
            return Some((Head::Abdul, r));
        }
    }
    None
}

/// The one spelling of a compound: `ابو` and the second half without its article, but عبد with it.
pub(super) fn one_spelling(head: Head, rest: &str) -> String {
    match head {
        Head::Abd => join("عبد", rest),
        _ => join(head.canonical(is_latin(rest)), bare(rest)),
    }
}

/// First names that lost their last alef when written together with الدين or الله.
const LOST_ALEF: [&str; 10] = ["عط", "عل", "به", "ضي", "سن", "صف", "رج", "ول", "وف", "ذك"];

/// Stem and second word of نورالدين, فضلالله: `(نور, الدين)`. None for عبدالله, which is [`joined`].
pub(super) fn tailed(word: &str) -> Option<(String, &'static str)> {
    for end in ["الدين", "الله"] {
        if let Some(stem) = word.strip_suffix(end).filter(|s| s.chars().count() >= 2 && *s != "عبد") {
            let stem = if LOST_ALEF.contains(&stem) { format!("{stem}ا") } else { stem.to_owned() };
            return Some((stem, end));
        }
    }
    None
}

pub(super) fn is_tail(word: &str) -> bool {
    matches!(word, "الدين" | "الله")
}

/// Words that only say whose child one is.
pub(super) fn is_link(word: &str) -> bool {
    matches!(word, "بن" | "ابن" | "بنت" | "ابنه" | "bin" | "ibn" | "bint")
}
