//! Text as the paper can carry it: what no font here has, and what would break the line's order, does not pass.
//!
//! Vowel signs are left out; they are written optionally. The fonts have them and they stand rightly on the page, but they cannot be
//! read back rightly. Letter and sign are two glyphs of one cluster at two heights: Typst sets each height as a piece of its own and gives
//! both the whole cluster as their text, so that a screen reader says it twice (PDF/UA-1 lets no glyph go without text), and a program
//! that reads by position (poppler) takes the raised sign for a word of its own: «المُكرَّمَة» came back as «الُم َم كَّرَمة ُم». Where a
//! sign happens to stand at its letter's height, it comes back before its letter. A name that is found by nobody is worse than one
//! without its signs.

use crate::fonts;
use serde_json::{Value, json};
use unicode_normalization::UnicodeNormalization;

const LRI: char = '\u{2066}';
const RLI: char = '\u{2067}';
const FSI: char = '\u{2068}';
const PDI: char = '\u{2069}';
/// The longest run of letters that is left whole; an address or a slip of the keyboard may be broken after it.
const LONGEST_WORD: usize = 42;
/// The longest piece that is kept in one line for its own direction's sake.
const LONGEST_BOX: usize = 48;

/// Kept: they join letters, part them, or hold them together without being seen.
fn invisible(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}' | '\u{2060}')
}

/// Vowel signs, doubling, and the small alif.
fn vowel_sign(c: char) -> bool {
    matches!(c, '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6dc}' | '\u{6df}'..='\u{6e8}' | '\u{6ea}'..='\u{6ed}')
}

/// Format and variation signs that are not seen: embeddings and overrides, soft hyphens, tags, selectors.
fn ignorable(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2061}'..='\u{2065}' | '\u{206a}'..='\u{206f}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff0}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

/// Keeps letters, signs and line ends; isolates are balanced within a line, other controls go; a sign without a glyph becomes `?`
/// (an archive's file may not name a missing one).
pub fn text(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    let (mut open, mut run) = (0usize, 0usize);
    for c in raw.nfc() {
        match c {
            '\n' => {
                out.extend(std::iter::repeat_n(PDI, open));
                (open, run) = (0, 0);
                out.push('\n');
            }
            LRI | RLI | FSI => {
                open += 1;
                out.push(c);
            }
            PDI if open == 0 => {}
            PDI => {
                open -= 1;
                out.push(c);
            }
            c if invisible(c) => out.push(c),
            c if c.is_whitespace() => {
                run = 0;
                out.push(if c == '\u{a0}' { c } else { ' ' });
            }
            c if c.is_control() || ignorable(c) || vowel_sign(c) => {}
            c => {
                run += 1;
                if run > LONGEST_WORD {
                    out.push('\u{200b}');
                    run = 1;
                }
                out.push(if fonts::has(c) { c } else { '?' });
            }
        }
    }
    out.extend(std::iter::repeat_n(PDI, open));
    out
}

/// Whether its first letter is written from right to left; `None` without a letter.
fn starts_rtl(s: &str) -> Option<bool> {
    s.chars().find(|c| c.is_alphabetic()).map(|c| matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}'))
}

/// A text in pieces: plain strings, and `{"d": "ltr", "s": …}` for what has a direction of its own.
pub fn pieces(raw: &str, rtl: bool) -> Value {
    let clean = text(raw);
    let mut out: Vec<Value> = vec![];
    let mut plain = String::new();
    let mut rest = clean.as_str();
    while let Some(at) = rest.find([LRI, RLI, FSI]) {
        let mark = rest[at..].chars().next().unwrap_or(FSI);
        let inner_from = at + mark.len_utf8();
        // The matching end; balanced by `text`.
        let (mut depth, mut end) = (1usize, rest.len());
        for (i, c) in rest[inner_from..].char_indices() {
            match c {
                LRI | RLI | FSI => depth += 1,
                PDI => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                end = inner_from + i;
                break;
            }
        }
        let inner: String = rest[inner_from..end].chars().filter(|c| !matches!(*c, LRI | RLI | FSI | PDI)).collect();
        let inner_rtl = match mark {
            LRI => false,
            RLI => true,
            _ => starts_rtl(&inner).unwrap_or(false),
        };
        plain.push_str(&rest[..at]);
        let own_way = inner_rtl != rtl && inner.chars().any(|c| !c.is_ascii_digit());
        if !own_way {
            plain.push_str(&inner);
        } else if inner.chars().count() > LONGEST_BOX || inner.contains('\n') {
            plain.push(mark);
            plain.push_str(&inner);
            plain.push(PDI);
        } else {
            if !plain.is_empty() {
                out.push(json!(std::mem::take(&mut plain)));
            }
            out.push(json!({ "d": if inner_rtl { "rtl" } else { "ltr" }, "s": inner }));
        }
        rest = &rest[(end + PDI.len_utf8()).min(rest.len())..];
    }
    plain.push_str(rest);
    if !plain.is_empty() {
        out.push(json!(plain));
    }
    Value::Array(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_what_is_written() {
        for s in ["مزنة بنت علي الشايع", "#eval(1) *b* _i_ $x$ @a <l> \\ \" ' ` ~ [ ] { }", "⃁ 1,250.50", "خانه\u{200c}ها", "50% – 1448/214", "هـ"]
        {
            assert_eq!(text(s), s);
        }
    }
    #[test]
    fn drops_what_would_break_it() {
        assert_eq!(text("a\u{202e}b\u{0}c\u{7}\u{feff}"), "abc");
        assert_eq!(text("名前 😀"), "?? ?");
        assert_eq!(text("\u{2066}open"), "\u{2066}open\u{2069}");
        assert_eq!(text("close\u{2069}\tx\r\ny"), "close x \ny");
        assert_eq!(text("\u{2068}a\nb\u{2069}"), "\u{2068}a\u{2069}\nb");
        assert_eq!(text("المُكرَّمَة أيضًا \u{627}\u{653}"), "المكرمة أيضا آ");
    }
    #[test]
    fn a_word_without_end_may_be_broken() {
        assert_eq!(text(&"a".repeat(100)).chars().filter(|c| *c == '\u{200b}').count(), 2);
    }
    #[test]
    fn pieces_of_another_direction_stand_apart() {
        assert_eq!(pieces("رقم \u{2066}1448/214\u{2069}.", true), json!(["رقم ", { "d": "ltr", "s": "1448/214" }, "."]));
        assert_eq!(pieces("إلى \u{2068}مزنة\u{2069} و\u{2068}Salem\u{2069}", true), json!(["إلى مزنة و", { "d": "ltr", "s": "Salem" }]));
        assert_eq!(pieces("To \u{2068}مزنة\u{2069} \u{2066}5\u{2069}", false), json!(["To ", { "d": "rtl", "s": "مزنة" }, " 5"]));
        assert_eq!(pieces("", true), json!([]));
        let long = format!("\u{2068}{}\u{2069}", "word ".repeat(20));
        assert_eq!(pieces(&long, true), json!([long]));
    }
}
