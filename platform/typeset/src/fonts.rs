//! The papers' own fonts, built into the program: Plex for letters, Naskh for what Plex has not (the riyal's sign).

use rust_embed::RustEmbed;
use std::sync::LazyLock;
use typst::{
    foundations::Bytes,
    text::{Font, FontBook},
    utils::LazyHash,
};

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../../ui/dist/paper"]
struct Files;

pub(crate) struct Fonts {
    pub book: LazyHash<FontBook>,
    pub all: Vec<Font>,
}

pub(crate) static FONTS: LazyLock<Fonts> = LazyLock::new(|| {
    let mut names: Vec<_> = Files::iter().collect();
    names.sort();
    let all: Vec<Font> = names.iter().filter_map(|n| Files::get(n)).flat_map(|f| Font::iter(Bytes::new(f.data.into_owned()))).collect();
    Fonts { book: LazyHash::new(FontBook::from_fonts(&all)), all }
});

/// Whether a paper can show this sign.
pub fn has(c: char) -> bool {
    FONTS.all.iter().any(|f| f.info().coverage.contains(u32::from(c)))
}
