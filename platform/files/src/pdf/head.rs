//! One object read through: what stands at its top, and whether anything in it acts.

use super::lex::{Lexer, Token, is};
use crate::Refusal;

/// Deeper than any honest file nests; what lies beneath is not taken on trust.
const DEEPEST: usize = 60;

/// Names of what does or carries something. A paper needs none of them.
const ACTIVE: &[&[u8]] = &[
    b"JavaScript",
    b"JS",
    b"Launch",
    b"RichMedia",
    b"EmbeddedFile",
    b"EmbeddedFiles",
    b"FileAttachment",
    b"SubmitForm",
    b"ImportData",
    b"GoToE",
    b"GoToR",
    b"XFA",
    b"Movie",
    b"Sound",
    b"Rendition",
    b"3D",
];
/// Those that act wherever they stand; the others are ordinary words elsewhere (`Sound` in a form, say).
const ANYWHERE: &[&[u8]] = &[b"JavaScript", b"JS", b"Launch", b"RichMedia", b"EmbeddedFiles", b"XFA"];

/// Bytes that may still be read.
#[derive(Default)]
pub(super) struct Work(pub usize);

impl Work {
    /// # Errors
    /// `Unreadable` once all is spent.
    pub fn spend(&mut self, bytes: usize) -> Result<(), Refusal> {
        self.0 = self.0.checked_sub(bytes).ok_or(Refusal::Unreadable)?;
        Ok(())
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) enum Packed {
    #[default]
    No,
    Flate,
    Otherwise,
}

#[derive(Default)]
pub(super) enum Kids {
    #[default]
    None,
    There(Vec<u32>),
    /// In an object of their own.
    At(u32),
}

/// What stands at the top of an object; what it refers to is not followed.
#[derive(Default)]
pub(super) struct Head {
    pub dict: bool,
    /// Where it ends.
    pub end: usize,
    pub active: bool,
    pub object_stream: bool,
    pub catalogue: bool,
    pub page: bool,
    pub encrypted: bool,
    pub root: Option<u32>,
    pub pages: Option<u32>,
    pub kids: Kids,
    /// Of an array: what it refers to.
    pub list: Vec<u32>,
    /// `/N`, where it has one; the same for `/First`, whose value is `None` where it stands elsewhere.
    pub count: Option<()>,
    pub first: Option<Option<i64>>,
    pub length: Option<i64>,
    pub packed: Packed,
    filters: u32,
    /// Says more of how it is packed than we follow.
    pub parameters: bool,
}

/// The key at the top that a value belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Key {
    Type,
    Root,
    Pages,
    Kids,
    First,
    Length,
    Filter,
    Other,
}

impl Head {
    /// Reads the object at `at` to its end.
    ///
    /// # Errors
    /// `Unreadable` where it takes more than the work that is left.
    pub fn read(src: &[u8], at: usize, work: &mut Work) -> Result<Head, Refusal> {
        let mut head = Head::default();
        let mut lexer = Lexer { src, at };
        // What is open, outermost first: `true` for a dictionary.
        let mut open: Vec<bool> = vec![];
        let mut name: Option<&[u8]> = None;
        // At the top of a dictionary: the key whose value is awaited, and the one whose value is being read.
        let (mut awaited, mut under) = (None, Key::Other);
        let mut numbers = [None, None];
        loop {
            let before = lexer.at;
            let token = lexer.next();
            work.spend(lexer.at - before)?;
            head.end = lexer.at;
            let top = open.len() == 1 && open[0];
            match token {
                Token::End => return Ok(head),
                Token::Name(n) => {
                    head.active |= ANYWHERE.iter().any(|w| is(n, w));
                    if name.is_some_and(|k| [&b"S"[..], b"Type", b"Subtype"].iter().any(|w| is(k, w))) {
                        head.active |= ACTIVE.iter().any(|w| is(n, w));
                    }
                    if top {
                        match awaited.take() {
                            None => awaited = Some(head.key(n)),
                            Some(k) => head.named(k, n),
                        }
                    } else if open.len() == 2 && under == Key::Filter {
                        head.named(Key::Filter, n);
                    }
                }
                Token::Dict | Token::Array => {
                    if top {
                        under = awaited.take().unwrap_or(Key::Other);
                        if under == Key::Kids {
                            head.kids = Kids::There(vec![]);
                        }
                    } else if open.is_empty() {
                        head.dict = token == Token::Dict;
                    }
                    open.push(token == Token::Dict);
                    if open.len() > DEEPEST {
                        head.active = true;
                        return Ok(head);
                    }
                }
                Token::DictEnd | Token::ArrayEnd => {
                    open.pop();
                    if open.len() == 1 {
                        under = Key::Other;
                    }
                }
                Token::Int(n) => {
                    if top && let Some(k) = awaited.take() {
                        under = k;
                        head.number(k, n);
                    }
                }
                Token::Word(b"R") => {
                    if let [Some(number), Some(_)] = numbers
                        && let Ok(number) = u32::try_from(number)
                    {
                        match (open.as_slice(), under) {
                            ([true], k) => head.refers(k, number),
                            ([true, false], Key::Kids) => {
                                if let Kids::There(all) = &mut head.kids {
                                    all.push(number);
                                }
                            }
                            ([false], _) => head.list.push(number),
                            _ => {}
                        }
                    }
                }
                Token::Text | Token::Word(_) => {
                    if top {
                        awaited = None;
                    }
                }
            }
            name = if let Token::Name(n) = token { Some(n) } else { None };
            numbers = [numbers[1], if let Token::Int(n) = token { Some(n) } else { None }];
            if open.is_empty() {
                return Ok(head);
            }
        }
    }

    fn key(&mut self, name: &[u8]) -> Key {
        let known: [(&[u8], Key); 7] = [
            (b"Type", Key::Type),
            (b"Root", Key::Root),
            (b"Pages", Key::Pages),
            (b"Kids", Key::Kids),
            (b"First", Key::First),
            (b"Length", Key::Length),
            (b"Filter", Key::Filter),
        ];
        let key = known.iter().find(|(w, _)| is(name, w)).map_or(Key::Other, |(_, k)| *k);
        self.encrypted |= is(name, b"Encrypt");
        if is(name, b"N") {
            self.count = Some(());
        }
        if key == Key::First {
            self.first = Some(None);
        }
        if key == Key::Filter {
            // Until it says which.
            self.packed = Packed::Otherwise;
        }
        self.parameters |= is(name, b"DecodeParms") || is(name, b"F");
        key
    }

    fn named(&mut self, key: Key, name: &[u8]) {
        match key {
            Key::Type => {
                self.object_stream |= is(name, b"ObjStm");
                self.catalogue |= is(name, b"Catalog");
                self.page |= is(name, b"Page");
            }
            Key::Filter => {
                self.filters += 1;
                // One after another is how bombs are packed, not objects.
                self.packed = if self.filters == 1 && is(name, b"FlateDecode") { Packed::Flate } else { Packed::Otherwise };
            }
            _ => {}
        }
    }

    fn number(&mut self, key: Key, n: i64) {
        match key {
            Key::First => self.first = Some(Some(n)),
            Key::Length => self.length = Some(n),
            _ => {}
        }
    }

    fn refers(&mut self, key: Key, number: u32) {
        match key {
            Key::Root => self.root = Some(number),
            Key::Pages => self.pages = Some(number),
            Key::Kids => self.kids = Kids::At(number),
            // What looked like the value was where it stands.
            Key::First => self.first = Some(None),
            Key::Length => self.length = None,
            _ => {}
        }
    }
}
