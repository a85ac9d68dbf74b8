//! Text as the paper can carry it: what no font here has, and what would break the line's order, does not pass.

use crate::fonts;

const LRI: char = '\u{2066}';
const FSI: char = '\u{2068}';
const PDI: char = '\u{2069}';
/// The longest run of letters that is left whole; an address or a slip of the keyboard may be broken after it.
const LONGEST_WORD: usize = 42;

/// Marks, kept: they join letters, part them, or hold them together without being seen.
fn invisible(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}' | '\u{2060}')
}

/// Keeps letters, signs and line ends; isolates are balanced within a line, other controls go; a sign without a glyph becomes `?`
/// (an archive's file may not name a missing one).
pub fn text(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    let (mut open, mut run) = (0usize, 0usize);
    for c in raw.chars() {
        match c {
            '\n' => {
                out.extend(std::iter::repeat_n(PDI, open));
                open = 0;
                run = 0;
                out.push('\n');
                continue;
            }
            LRI..=FSI => {
                open += 1;
                out.push(c);
                continue;
            }
            PDI => {
                if open > 0 {
                    open -= 1;
                    out.push(c);
                }
                continue;
            }
            c if invisible(c) => {
                out.push(c);
                continue;
            }
            c if c.is_whitespace() => {
                run = 0;
                out.push(if c == '\u{a0}' { c } else { ' ' });
                continue;
            }
            c if c.is_control() || ignorable(c) => continue,
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

/// Format and variation signs that are not seen: embeddings and overrides, soft hyphens, tags, selectors.
fn ignorable(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2061}'..='\u{2065}' | '\u{206a}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff0}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_what_is_written() {
        for s in ["مزنة بنت علي الشايع", "#eval(1) *b* _i_ $x$ @a <l> \\ \" ' ` ~ [ ] { }", "⃁ 1,250.50", "خانه\u{200c}ها", "50% – 1448/214"]
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
    }
    #[test]
    fn a_word_without_end_may_be_broken() {
        assert_eq!(text(&"a".repeat(100)).chars().filter(|c| *c == '\u{200b}').count(), 2);
    }
}
