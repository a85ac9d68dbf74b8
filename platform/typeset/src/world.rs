//! The world a paper is set in: the template, its data, its pictures. No other file, no package, no network, no clock.

use crate::fonts::FONTS;
use std::sync::LazyLock;
use typst::{
    Feature, Features, Library, LibraryExt, World,
    diag::{FileError, FileResult},
    foundations::{Bytes, Datetime, Duration},
    syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot},
    text::{Font, FontBook},
    utils::LazyHash,
};

static LIBRARY: LazyLock<LazyHash<Library>> =
    LazyLock::new(|| LazyHash::new(Library::builder().with_features(Features::from_iter([Feature::A11yExtras])).build()));

/// Names are interned for ever, so there are only these.
struct Names {
    main: FileId,
    data: FileId,
    code: FileId,
    mark: FileId,
}

fn name(path: &str) -> FileId {
    // The four names are the program's own and well formed.
    let path = VirtualPath::new(path).unwrap_or_else(|_| unreachable!("a name of the program's own"));
    RootedPath::new(VirtualRoot::Project, path).intern()
}

static NAMES: LazyLock<Names> = LazyLock::new(|| Names { main: name("/paper.typ"), data: name("/paper.json"), code: name("/code.svg"), mark: name("/mark") });
static TEMPLATE: LazyLock<Source> = LazyLock::new(|| Source::new(NAMES.main, include_str!("paper.typ").into()));

pub(crate) struct Desk {
    data: Bytes,
    code: Option<Bytes>,
    mark: Option<Bytes>,
}

impl Desk {
    pub fn new(data: String, code: Option<String>, mark: Option<Vec<u8>>) -> Desk {
        Desk { data: Bytes::from_string(data), code: code.map(Bytes::from_string), mark: mark.map(Bytes::new) }
    }
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }
    fn book(&self) -> &LazyHash<FontBook> {
        &FONTS.book
    }
    fn main(&self) -> FileId {
        NAMES.main
    }
    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == NAMES.main { Ok(TEMPLATE.clone()) } else { Err(FileError::AccessDenied) }
    }
    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let found = if id == NAMES.data {
            Some(self.data.clone())
        } else if id == NAMES.code {
            self.code.clone()
        } else if id == NAMES.mark {
            self.mark.clone()
        } else {
            None
        };
        found.ok_or(FileError::AccessDenied)
    }
    fn font(&self, index: usize) -> Option<Font> {
        FONTS.all.get(index).cloned()
    }
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
