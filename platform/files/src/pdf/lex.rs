//! The words of PDF's own language, one after another. Nothing is kept: a word is a piece of the bytes it was read from.

/// A word, or a piece of punctuation.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Token<'a> {
    /// `<<`
    Dict,
    /// `>>`
    DictEnd,
    /// `[`
    Array,
    /// `]`
    ArrayEnd,
    /// Without its slash, and as it was written: see [`is`].
    Name(&'a [u8]),
    Int(i64),
    /// Any other: `R`, `stream`, `true`, a number with a point, what is no PDF.
    Word(&'a [u8]),
    /// A string of either kind.
    Text,
    End,
}

pub(super) struct Lexer<'a> {
    pub src: &'a [u8],
    pub at: usize,
}

pub(super) fn white(b: u8) -> bool {
    matches!(b, 0 | b'\t' | b'\n' | 0x0c | b'\r' | b' ')
}

pub(super) fn delimiter(b: u8) -> bool {
    matches!(b, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

/// A name's letters with `#41` undone.
pub(super) fn letters(raw: &[u8]) -> impl Iterator<Item = u8> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let b = *raw.get(at)?;
        let hex = |i: usize| raw.get(i).and_then(|b| (*b as char).to_digit(16));
        if b == b'#'
            && let (Some(hi), Some(lo)) = (hex(at + 1), hex(at + 2))
        {
            at += 3;
            return Some((hi * 16 + lo) as u8);
        }
        at += 1;
        Some(b)
    })
}

/// Whether this is the name `what`, however it was spelt.
pub(super) fn is(raw: &[u8], what: &[u8]) -> bool {
    if raw.len() < what.len() {
        return false;
    }
    raw == what || (raw.contains(&b'#') && letters(raw).eq(what.iter().copied()))
}

impl<'a> Lexer<'a> {
    fn peek(&self) -> Option<u8> {
        self.src.get(self.at).copied()
    }

    fn skip_white(&mut self) {
        while let Some(b) = self.peek() {
            if white(b) {
                self.at += 1;
            } else if b == b'%' {
                while self.peek().is_some_and(|b| !matches!(b, b'\r' | b'\n')) {
                    self.at += 1;
                }
            } else {
                return;
            }
        }
    }

    /// What goes on to the next white or delimiting sign.
    fn run(&mut self) -> &'a [u8] {
        let from = self.at;
        while self.peek().is_some_and(|b| !white(b) && !delimiter(b)) {
            self.at += 1;
        }
        &self.src[from..self.at]
    }

    fn text(&mut self) {
        let mut open = 0_usize;
        while let Some(b) = self.peek() {
            self.at += 1;
            match b {
                b'\\' => self.at += 1,
                b'(' => open += 1,
                b')' => {
                    open = open.saturating_sub(1);
                    if open == 0 {
                        return;
                    }
                }
                _ => {}
            }
        }
        self.at = self.at.min(self.src.len());
    }

    pub(super) fn next(&mut self) -> Token<'a> {
        self.skip_white();
        let Some(b) = self.peek() else { return Token::End };
        let twice = self.src.get(self.at + 1) == Some(&b);
        let mut pass = |n: usize, t: Token<'a>| {
            self.at += n;
            t
        };
        match b {
            b'<' if twice => pass(2, Token::Dict),
            b'>' if twice => pass(2, Token::DictEnd),
            b'[' => pass(1, Token::Array),
            b']' => pass(1, Token::ArrayEnd),
            b'(' => {
                self.text();
                Token::Text
            }
            b'<' => {
                while self.peek().is_some_and(|b| b != b'>') {
                    self.at += 1;
                }
                self.at = (self.at + 1).min(self.src.len());
                Token::Text
            }
            b'/' => {
                self.at += 1;
                Token::Name(self.run())
            }
            b if delimiter(b) => {
                self.at += 1;
                Token::Word(&self.src[self.at - 1..self.at])
            }
            _ => {
                let word = self.run();
                match std::str::from_utf8(word).ok().and_then(|w| w.parse().ok()) {
                    Some(n) => Token::Int(n),
                    None => Token::Word(word),
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_one_after_another() {
        let mut l = Lexer { src: b"<</A#42 [1 -2 0 R(a\\)(b)c)<6a>%/no\n/ true]>>stream", at: 0 };
        let all: Vec<Token> = std::iter::from_fn(|| Some(l.next()).filter(|t| *t != Token::End)).collect();
        use Token::*;
        let said = [Dict, Name(b"A#42"), Array, Int(1), Int(-2), Int(0), Word(b"R"), Text, Text, Name(b""), Word(b"true"), ArrayEnd, DictEnd, Word(b"stream")];
        assert_eq!(all, said);
        for broken in [&b"(never closed \\"[..], b"<never closed", b"/", b"<", b"(\\"] {
            let mut l = Lexer { src: broken, at: 0 };
            while l.next() != Token::End {}
            assert_eq!(l.at, broken.len());
        }
    }

    #[test]
    fn a_name_however_it_is_spelt() {
        assert!(is(b"ObjStm", b"ObjStm") && is(b"Obj#53tm", b"ObjStm") && is(b"#4f#62j#53tm", b"ObjStm"));
        assert!(!is(b"ObjStmX", b"ObjStm") && !is(b"Obj", b"ObjStm") && !is(b"Obj#5", b"ObjStm"));
        assert!(is(b"a#zz", b"a#zz"));
    }
}
