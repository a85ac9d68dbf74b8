//! How many pages a PDF has, and whether it only shows. Read from its bytes as they stand, object by object, without the table it brings along
//! and without making values of what it says: what a small file unfolds to, and how often it is read over, is counted before it is done.

mod head;
mod lex;

use crate::Refusal;
use head::{Head, Kids, Work};
use lex::{Lexer, Token, letters, white};
use std::collections::{HashMap, HashSet};

/// All object streams of one file together may unfold to this much, in bytes. They are kept as bytes, so this is also the memory they take.
const UNFOLDED: usize = 32 * 1024 * 1024;
/// Bytes read in all, what is read twice counted twice: the file (12 MB at most), what it unfolds to, and half as much again.
const READ: usize = 64 * 1024 * 1024;
/// More objects than any file of our size has that is honest.
const OBJECTS: usize = 400_000;

/// Names looked for in the bytes themselves too, for what another reader might find where ours does not: too long to occur by chance.
const ACTIVE_BYTES: &[&[u8]] = &[b"JavaScript", b"Launch", b"EmbeddedFile", b"RichMedia", b"SubmitForm", b"ImportData"];

/// Where an object begins: in the file (0) or in the so-manieth of what it unfolded to.
#[derive(Clone, Copy)]
struct Place {
    source: u32,
    at: u32,
}

struct Reader<'a> {
    file: &'a [u8],
    unfolded: Vec<Vec<u8>>,
    /// The last of each number in the file: later ones are corrections.
    objects: HashMap<u32, Place>,
    work: Work,
    room: usize,
    root: Option<u32>,
    catalogue: Option<u32>,
    encrypted: bool,
    active: bool,
    /// There is something in it we cannot look into.
    closed: bool,
}

/// Pages of a PDF that only shows. At most some 100 MB of memory and a second of work, whatever it is.
///
/// # Errors
/// `Locked` by a password, `Active`, `Unreadable` (broken off, without pages, or more work to read than any paper is).
pub(crate) fn pages(bytes: &[u8]) -> Result<i64, Refusal> {
    let mut r = Reader {
        file: bytes,
        unfolded: vec![],
        objects: HashMap::new(),
        work: Work(READ),
        room: UNFOLDED,
        root: None,
        catalogue: None,
        encrypted: false,
        active: names_active(bytes),
        closed: false,
    };
    r.read()?;
    // A locked one cannot be judged further.
    match (r.encrypted, r.active, r.closed) {
        (true, ..) => Err(Refusal::Locked),
        (_, true, _) => Err(Refusal::Active),
        (.., true) => Err(Refusal::Unreadable),
        _ => r.count(),
    }
}

/// Whether the bytes name, anywhere and however spelt, what no paper needs.
fn names_active(bytes: &[u8]) -> bool {
    let begins = |rest: &[u8], what: &[u8]| {
        let mut of = letters(&rest[..rest.len().min(what.len() * 3)]);
        what.iter().all(|w| of.next() == Some(*w))
    };
    let names = |rest: &[u8]| ACTIVE_BYTES.iter().any(|w| (rest.first() == w.first() || rest.first() == Some(&b'#')) && begins(rest, w));
    bytes.iter().enumerate().any(|(i, b)| *b == b'/' && names(&bytes[i + 1..]))
}

impl<'a> Reader<'a> {
    /// Every object the file holds, whether or not its table tells of it: a reader that follows another table finds nothing we have not seen.
    fn read(&mut self) -> Result<(), Refusal> {
        let file = self.file;
        let word = |i: usize, w: &[u8]| file[i..].starts_with(w) && file.get(i + w.len()).is_none_or(|b| !b.is_ascii_alphabetic());
        for i in 0..file.len() {
            match file[i] {
                b'o' if word(i, b"obj") && !file[..i].ends_with(b"end") => self.object(i)?,
                b't' if word(i, b"trailer") => {
                    let head = self.head(file, i + b"trailer".len())?;
                    self.trailer(&head);
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn head(&mut self, src: &[u8], at: usize) -> Result<Head, Refusal> {
        let head = Head::read(src, at, &mut self.work)?;
        self.active |= head.active;
        Ok(head)
    }

    fn trailer(&mut self, head: &Head) {
        if head.root.is_some() {
            self.root = head.root;
        }
        self.encrypted |= head.encrypted;
    }

    /// The object whose word `obj` stands at `at`.
    fn object(&mut self, at: usize) -> Result<(), Refusal> {
        let file = self.file;
        let number = number_before(file, at);
        let head = self.head(file, at + b"obj".len())?;
        if head.root.is_some() {
            self.trailer(&head);
        }
        let mut after = Lexer { src: file, at: head.end };
        let next = after.next();
        self.work.spend(after.at - head.end)?;
        if head.dict && next == Token::Word(b"stream") {
            // Some readers ask for no type, only for what they need.
            if head.object_stream || (head.count.is_some() && head.first.is_some()) {
                self.object_stream(&head, after.at)?;
            }
            return Ok(());
        }
        if let Some(number) = number {
            self.keep(number, Place { source: 0, at: (at + b"obj".len()) as u32 }, &head)?;
        }
        Ok(())
    }

    fn keep(&mut self, number: u32, place: Place, head: &Head) -> Result<(), Refusal> {
        if head.catalogue {
            self.catalogue = Some(number);
        }
        self.objects.insert(number, place);
        if self.objects.len() > OBJECTS { Err(Refusal::Unreadable) } else { Ok(()) }
    }

    /// Objects packed together, whose packed bytes begin at `from`.
    fn object_stream(&mut self, head: &Head, from: usize) -> Result<(), Refusal> {
        let Some(plain) = self.plain(head, from)? else {
            self.closed = true;
            return Ok(());
        };
        self.active |= names_active(&plain);
        let first = head.first.flatten().and_then(|f| usize::try_from(f).ok()).filter(|f| *f <= plain.len());
        let Some(first) = first else {
            self.closed = true;
            return Ok(());
        };
        // Pairs of a number and a place. Each is read from its own place, as every reader does, wherever that leads.
        let mut pairs = vec![];
        let mut index = Lexer { src: &plain[..first], at: 0 };
        while let (Token::Int(number), Token::Int(at)) = (index.next(), index.next()) {
            if let (Ok(number), Ok(at)) = (u32::try_from(number), usize::try_from(at))
                && first.saturating_add(at) < plain.len()
            {
                pairs.push((number, first + at));
            }
            if pairs.len() > OBJECTS {
                return Err(Refusal::Unreadable);
            }
        }
        self.work.spend(first)?;
        let source = self.unfolded.len() as u32 + 1;
        for (number, at) in pairs {
            let head = self.head(&plain, at)?;
            self.keep(number, Place { source, at: at as u32 }, &head)?;
        }
        self.unfolded.push(plain);
        Ok(())
    }

    /// What a stream unfolds to; `None` where we cannot: packed in a way no program packs objects. What unfolds too far is refused at once.
    fn plain(&mut self, head: &Head, from: usize) -> Result<Option<Vec<u8>>, Refusal> {
        let rest = &self.file[from.min(self.file.len())..];
        let plain = match (head.packed, head.parameters) {
            (head::Packed::No, _) => {
                let Some(length) = head.length.and_then(|l| usize::try_from(l).ok()) else { return Ok(None) };
                let start = if rest.starts_with(b"\r\n") { 2 } else { 1 };
                let Some(all) = rest.get(start..length.saturating_add(start)) else { return Ok(None) };
                if all.len() > self.room {
                    return Err(Refusal::Unreadable);
                }
                all.to_vec()
            }
            (head::Packed::Flate, false) => {
                // No packed stream begins with any of these.
                let start = rest.iter().take_while(|b| white(**b)).count();
                let (plain, read) = unfold(&rest[start..], self.room)?;
                self.work.spend(start + read)?;
                if plain.is_empty() {
                    return Ok(None);
                }
                plain
            }
            _ => return Ok(None),
        };
        self.room -= plain.len();
        Ok(Some(plain))
    }

    fn source(&self, place: Place) -> &[u8] {
        match (place.source as usize).checked_sub(1) {
            None => self.file,
            Some(i) => &self.unfolded[i],
        }
    }

    fn look(&mut self, number: u32) -> Result<Option<Head>, Refusal> {
        let Some(place) = self.objects.get(&number).copied() else { return Ok(None) };
        let mut work = std::mem::take(&mut self.work);
        let head = Head::read(self.source(place), place.at as usize, &mut work);
        self.work = work;
        head.map(Some)
    }

    /// Pages, by the tree that hangs on the catalogue.
    fn count(&mut self) -> Result<i64, Refusal> {
        let mut top = None;
        for number in [self.root, self.catalogue].into_iter().flatten() {
            if top.is_none() {
                top = self.look(number)?.and_then(|h| h.pages);
            }
        }
        let top = top.ok_or(Refusal::Unreadable)?;
        let (mut open, mut seen, mut pages) = (vec![top], HashSet::from([top]), 0_i64);
        while let Some(number) = open.pop() {
            // What the tree names and the file does not hold was lost on the way.
            let head = self.look(number)?.filter(|h| h.dict).ok_or(Refusal::Unreadable)?;
            let kids = match head.kids {
                Kids::None => {
                    pages += i64::from(number != top || head.page);
                    continue;
                }
                Kids::There(all) => all,
                Kids::At(list) => self.look(list)?.map(|h| h.list).ok_or(Refusal::Unreadable)?,
            };
            open.extend(kids.into_iter().filter(|k| seen.insert(*k)));
            if open.len() > OBJECTS {
                return Err(Refusal::Unreadable);
            }
        }
        if pages == 0 { Err(Refusal::Unreadable) } else { Ok(pages) }
    }
}

/// The number of `7 0 obj`, read backwards from its word.
fn number_before(file: &[u8], at: usize) -> Option<u32> {
    let before = |at: usize, is: fn(u8) -> bool| at - file[..at].iter().rev().take(12).take_while(|b| is(**b)).count();
    let digit = |b: u8| b.is_ascii_digit();
    let end = before(before(before(at, white), digit), white);
    let start = before(end, digit);
    std::str::from_utf8(&file[start..end]).ok()?.parse().ok()
}

/// Inflates up to `room` bytes; says how many it read. A stream that breaks in the middle gives what it has, as it does to every reader.
fn unfold(packed: &[u8], room: usize) -> Result<(Vec<u8>, usize), Refusal> {
    let mut way = flate2::Decompress::new(true);
    let mut out = Vec::with_capacity(packed.len().min(64 * 1024));
    loop {
        let (read, written) = (way.total_in(), out.len());
        let rest = packed.get(read as usize..).unwrap_or_default();
        let state = way.decompress_vec(rest, &mut out, flate2::FlushDecompress::None);
        if out.len() > room {
            return Err(Refusal::Unreadable);
        }
        let stuck = way.total_in() == read && out.len() == written;
        match state {
            Ok(flate2::Status::StreamEnd) | Err(_) => break,
            Ok(_) if stuck && out.len() < out.capacity() => break,
            Ok(_) => out.reserve(out.len().clamp(64 * 1024, (room - out.len()).max(64 * 1024))),
        }
    }
    Ok((out, way.total_in() as usize))
}
