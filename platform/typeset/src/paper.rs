//! What a paper consists of. All of it is data: no text of a person is ever read as Typst's own language.

use i18n::Lang;
use kernel::At;

/// A picture for the letterhead: pixels only, a drawing could carry more than it shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Picture {
    Png(Vec<u8>),
    Jpeg(Vec<u8>),
}

/// Who writes: the head of the first page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// The association's name in the paper's language.
    pub name: String,
    /// The same in the other language; may be empty.
    pub other_name: String,
    /// Under the name: regulator, licence, place.
    pub lines: Vec<String>,
    /// Its mark; `None` draws a plain star.
    pub mark: Option<Picture>,
    /// Read out instead of the mark; empty takes the paper's author.
    pub mark_alt: String,
    /// `false`: the paper in the printer has its head already, room is left for it.
    pub printed: bool,
}

/// A line of a table of facts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    pub label: String,
    /// `None`: to be filled in by hand.
    pub value: Option<String>,
}

impl Fact {
    pub fn new(label: impl Into<String>, value: impl Into<String>) -> Fact {
        Fact { label: label.into(), value: Some(value.into()) }
    }
    pub fn blank(label: impl Into<String>) -> Fact {
        Fact { label: label.into(), value: None }
    }
}

/// A column of a table. `share` is its part of the width; `end`: figures stand at the line's end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    pub label: String,
    pub share: u8,
    pub end: bool,
}

impl Column {
    pub fn new(label: impl Into<String>, share: u8) -> Column {
        Column { label: label.into(), share, end: false }
    }
    pub fn end(mut self) -> Column {
        self.end = true;
        self
    }
}

/// Who signs, or signed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signer {
    /// In which capacity: `مدير الجمعية`.
    pub role: String,
    /// Empty: written by hand.
    pub name: String,
    /// When and how, where it is signed already; empty leaves room for the hand.
    pub signed: String,
}

/// One piece of the body, in reading order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// Under the title: `2` or `3`.
    Heading(u8, String),
    Text(String),
    /// The addressee, a decision: the same in semibold.
    Strong(String),
    Small(String),
    /// What must be seen first: a framed line with what it is, itself, and what it means.
    Notice {
        title: String,
        text: String,
        note: String,
    },
    Facts {
        rows: Vec<Fact>,
        boxed: bool,
    },
    List(Vec<String>),
    Numbered(Vec<String>),
    Table {
        /// Read out before the table; also its caption on paper.
        caption: String,
        columns: Vec<Column>,
        rows: Vec<Vec<String>>,
        /// The last row is a sum.
        total: bool,
    },
    /// Lines to write on by hand.
    Lines {
        label: String,
        count: u8,
    },
    /// Boxes to tick by hand.
    Ticks {
        label: String,
        items: Vec<String>,
    },
    /// Kept together on one page; with room for the stamp where `stamp` has its word.
    Signatures {
        signers: Vec<Signer>,
        stamp: String,
    },
}

/// The code that leads to the page of confirmation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verify {
    /// `https://…/v/CODE`; empty for words alone: a code that leads nowhere helps nobody.
    pub address: String,
    /// What to do with it.
    pub words: String,
    /// Read out instead of the picture.
    pub alt: String,
}

/// A paper before it is set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paper {
    pub lang: Lang,
    /// The heading, and the document's title.
    pub title: String,
    /// Whose paper it is, for the file's own data.
    pub author: String,
    pub head: Head,
    /// Number, dates, attachments: label and value.
    pub reference: Vec<(String, String)>,
    /// In the head of the second page and after: the number and what it is.
    pub running: String,
    /// Before the title: addressee and greeting.
    pub opening: Vec<Block>,
    pub body: Vec<Block>,
    pub verify: Option<Verify>,
    /// Contacts at the foot of every page.
    pub foot: Vec<String>,
    /// `صفحة {page} من {pages}`
    pub page_words: String,
    /// The date inside the file: the same paper of the same instant is the same file.
    pub at: At,
}

/// Left-to-right whatever stands around it: numbers, telephones, addresses, money.
pub fn ltr(s: &str) -> String {
    if s.is_empty() { String::new() } else { format!("\u{2066}{s}\u{2069}") }
}

/// By its own first letter, whatever stands around it: names and what people typed.
pub fn own(s: &str) -> String {
    if s.is_empty() { String::new() } else { format!("\u{2068}{s}\u{2069}") }
}
