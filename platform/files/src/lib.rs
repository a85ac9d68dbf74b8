//! Attachments: what a scan really is (by its bytes), encrypted at rest, on the disk before the row that names it.

mod inside;
mod logo;
mod name;
mod pdf;
mod sniff;
mod store;
mod turn;

pub use logo::{LOGO_LEAST, LOGO_MAX_BYTES, LOGO_WITHIN, Logo, MARK_MAX_BYTES, logo, mark};
pub use name::display_name;
pub use sniff::{Kind, Looked, Refusal, Sniffed, is_drawing, kind, look, sniff, thumbnail_now};
pub use store::{Files, Stored};

/// Largest single scan, in bytes.
pub const MAX_BYTES: usize = 12 * 1024 * 1024;
/// Largest image side, in pixels: beyond it a small file can unfold into gigabytes.
pub const MAX_SIDE: u32 = 12_000;
/// Most pixels of an image: four bytes each while it is unfolded.
pub const MAX_PIXELS: u64 = 100_000_000;
/// Longest side of a thumbnail, in pixels.
pub const THUMB_SIDE: u32 = 320;
