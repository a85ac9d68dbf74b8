//! A logo is drawn anew: what goes onto papers and pages is pixels of ours, whatever came in beside the picture.

use crate::{
    Kind, Refusal,
    sniff::{sniff_now, unfolded},
    turn,
};
use image::{DynamicImage, imageops::FilterType};

/// Largest upload, in bytes.
pub const LOGO_MAX_BYTES: usize = 4 * 1024 * 1024;
/// Width and height it is brought within, in pixels: enough for the head of a sheet at the sharpness of print.
pub const LOGO_WITHIN: (u32, u32) = (1_100, 500);
/// Sizes the head of a page takes it in, the first that is light enough: it is part of a first visit by a weak network.
const MARK_WITHIN: [(u32, u32); 3] = [(400, 112), (280, 80), (200, 56)];
/// Largest, in bytes.
pub const MARK_MAX_BYTES: usize = 12 * 1024;
/// Smaller than this on its longer side it would be a blot.
pub const LOGO_LEAST: u32 = 64;

/// A logo as it is kept.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Logo {
    /// PNG (with what it lets through) or JPEG, as it came.
    pub kind: Kind,
    pub bytes: Vec<u8>,
    pub width: u32,
    pub height: u32,
}

/// Reads a PNG or JPEG, brings it within [`LOGO_WITHIN`] and writes it anew: no comment, profile, place, second picture or tail comes along.
/// Waits its turn, as all that unfolds pictures.
///
/// # Errors
/// `Type` for anything else, `TooLarge` beyond [`LOGO_MAX_BYTES`], `Unreadable` where it breaks off, is unreasonably large once unfolded, or
/// smaller than [`LOGO_LEAST`]; `Busy`.
pub async fn logo(bytes: Vec<u8>) -> Result<Logo, Refusal> {
    turn::UNFOLDING.take(move || logo_now(&bytes)).await
}

fn logo_now(bytes: &[u8]) -> Result<Logo, Refusal> {
    if bytes.len() > LOGO_MAX_BYTES {
        return Err(Refusal::TooLarge);
    }
    let kind = sniff_now(bytes)?.kind;
    if !matches!(kind, Kind::Png | Kind::Jpeg) {
        return Err(Refusal::Type);
    }
    let img = unfolded(bytes, |img| match (img.width(), img.height()) {
        (w, h) if w.max(h) < LOGO_LEAST => Err(Refusal::Unreadable),
        (w, h) if w > LOGO_WITHIN.0 || h > LOGO_WITHIN.1 => Ok(img.resize(LOGO_WITHIN.0, LOGO_WITHIN.1, FilterType::Lanczos3)),
        _ => Ok(img),
    })?;
    drawn(&img, kind)
}

/// A logo ([`logo`]) for the head of a page: small, and at most [`MARK_MAX_BYTES`]. `None` where even the smallest is heavier: pages do without.
/// Waits its turn, like [`logo`].
pub async fn mark(bytes: Vec<u8>) -> Result<Option<Logo>, Refusal> {
    turn::UNFOLDING.take(move || mark_now(&bytes)).await
}

fn mark_now(bytes: &[u8]) -> Result<Option<Logo>, Refusal> {
    let kind = sniff_now(bytes)?.kind;
    unfolded(bytes, |img| {
        for (w, h) in MARK_WITHIN {
            let small = if img.width() > w || img.height() > h { img.resize(w, h, FilterType::Lanczos3) } else { img.clone() };
            let drawn = drawn(&small, kind)?;
            if drawn.bytes.len() <= MARK_MAX_BYTES {
                return Ok(Some(drawn));
            }
        }
        Ok(None)
    })
}

fn drawn(img: &DynamicImage, kind: Kind) -> Result<Logo, Refusal> {
    let mut out = Vec::new();
    match kind {
        Kind::Jpeg => image::codecs::jpeg::JpegEncoder::new_with_quality(&mut out, 90).encode_image(&img.to_rgb8()),
        _ => {
            let plain = if img.color().has_alpha() { DynamicImage::from(img.to_rgba8()) } else { DynamicImage::from(img.to_rgb8()) };
            plain.write_to(&mut std::io::Cursor::new(&mut out), image::ImageFormat::Png)
        }
    }
    .map_err(|_| Refusal::Unreadable)?;
    Ok(Logo { kind, bytes: out, width: img.width(), height: img.height() })
}

#[cfg(test)]
mod tests {
    use super::{logo_now as logo, mark_now as mark, sniff_now as sniff, *};
    use std::io::Cursor;

    fn png(w: u32, h: u32) -> Vec<u8> {
        let mut out = Cursor::new(Vec::new());
        image::RgbaImage::from_fn(w, h, |x, y| image::Rgba([x as u8, y as u8, 90, (x % 255) as u8])).write_to(&mut out, image::ImageFormat::Png).unwrap();
        out.into_inner()
    }

    #[test]
    fn is_drawn_anew_and_brought_within() {
        let l = logo(&png(3000, 600)).unwrap();
        assert_eq!((l.kind, l.width, l.height), (Kind::Png, 1100, 220));
        assert_eq!(sniff(&l.bytes).unwrap().kind, Kind::Png);
        let small = logo(&png(200, 100)).unwrap();
        assert_eq!((small.width, small.height), (200, 100));
    }

    #[test]
    fn nothing_comes_along() {
        // A program behind the picture, and a comment inside it.
        let mut tail = png(100, 100);
        tail.extend_from_slice(b"<script>alert(1)</script>MZ\x90");
        let l = logo(&tail).unwrap();
        assert!(!l.bytes.windows(8).any(|w| w == b"<script>"));
        let mut jpeg = Vec::new();
        image::codecs::jpeg::JpegEncoder::new(&mut jpeg).encode_image(&image::RgbImage::from_pixel(90, 90, image::Rgb([1, 2, 3]))).unwrap();
        // FF FE: a comment, its length, its words.
        let mut said = jpeg[..2].to_vec();
        said.extend_from_slice(&[0xff, 0xfe, 0, 12]);
        said.extend_from_slice(b"<?php evil");
        said.extend_from_slice(&jpeg[2..]);
        let l = logo(&said).unwrap();
        assert_eq!(l.kind, Kind::Jpeg);
        assert!(!l.bytes.windows(5).any(|w| w == b"<?php"));
    }

    #[test]
    fn what_is_no_logo_is_refused() {
        assert_eq!(logo(b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"), Err(Refusal::Type));
        assert_eq!(logo(b"%PDF-1.4"), Err(Refusal::Unreadable));
        assert_eq!(logo(&png(100, 100)[..60]), Err(Refusal::Unreadable));
        assert_eq!(logo(&png(20, 20)), Err(Refusal::Unreadable));
        assert_eq!(logo(&vec![0; LOGO_MAX_BYTES + 1]), Err(Refusal::TooLarge));
        assert_eq!(logo(b""), Err(Refusal::Empty));
        let mut webp = Cursor::new(Vec::new());
        image::RgbImage::from_pixel(90, 90, image::Rgb([1, 2, 3])).write_to(&mut webp, image::ImageFormat::WebP).unwrap();
        assert_eq!(logo(&webp.into_inner()), Err(Refusal::Type));
    }

    #[test]
    fn the_small_one_is_light_whatever_came_in() {
        let small = mark(&png(1_100, 500)).unwrap().unwrap();
        assert_eq!((small.width, small.height), (246, 112));
        assert_eq!(mark(&png(120, 60)).unwrap().map(|l| (l.width, l.height)), Some((120, 60)), "nothing is blown up");
        // Noise packs badly: it comes smaller, or not at all.
        let mut seed = 7_u32;
        let noise = image::RgbaImage::from_fn(900, 400, |_, _| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            image::Rgba(seed.to_be_bytes())
        });
        let mut out = Cursor::new(vec![]);
        noise.write_to(&mut out, image::ImageFormat::Png).unwrap();
        assert!(mark(&logo(&out.into_inner()).unwrap().bytes).unwrap().is_none_or(|l| l.bytes.len() <= MARK_MAX_BYTES));
        assert_eq!(mark(b"%PDF-1.4"), Err(Refusal::Unreadable));
    }
}
