use crate::{MAX_BYTES, MAX_PIXELS, MAX_SIDE, THUMB_SIDE, inside, pdf, turn};
use image::{DynamicImage, ImageDecoder};
use std::io::Cursor;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    Jpeg,
    Png,
    Webp,
    Pdf,
}

impl Kind {
    pub fn mime(self) -> &'static str {
        match self {
            Kind::Jpeg => "image/jpeg",
            Kind::Png => "image/png",
            Kind::Webp => "image/webp",
            Kind::Pdf => "application/pdf",
        }
    }
    pub fn extension(self) -> &'static str {
        match self {
            Kind::Jpeg => "jpg",
            Kind::Png => "png",
            Kind::Webp => "webp",
            Kind::Pdf => "pdf",
        }
    }
    pub fn parse_mime(s: &str) -> Option<Kind> {
        [Kind::Jpeg, Kind::Png, Kind::Webp, Kind::Pdf].into_iter().find(|k| k.mime() == s)
    }
    pub fn is_image(self) -> bool {
        self != Kind::Pdf
    }
}

/// Why a scan is not taken; `code()` is the field error.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Refusal {
    Empty,
    TooLarge,
    /// Neither an image nor a PDF, whatever its name says.
    Type,
    /// What a newer iPhone saves by itself; told apart, because there is a way out.
    Heic,
    /// The right kind, but broken off or unreasonably large once unfolded.
    Unreadable,
    /// A PDF locked by a password.
    Locked,
    /// A PDF that does something or carries something: scripts, programs to start, files inside.
    Active,
    /// Nothing of the file: too many wait to be looked at. Again in a moment.
    Busy,
}

impl Refusal {
    pub fn code(self) -> &'static str {
        match self {
            Refusal::Empty => "scan_empty",
            Refusal::TooLarge => "scan_too_large",
            Refusal::Type => "scan_type",
            Refusal::Heic => "scan_heic",
            Refusal::Unreadable => "scan_unreadable",
            Refusal::Locked => "scan_locked",
            Refusal::Active => "scan_active",
            Refusal::Busy => "scan_busy",
        }
    }
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Sniffed {
    pub kind: Kind,
    /// Pages of a PDF; 1 for an image.
    pub pages: i64,
}

/// A scan looked at, with the bytes it was looked at by.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Looked<B> {
    pub sniffed: Sniffed,
    /// A small JPEG; `None` for a PDF.
    pub thumb: Option<Vec<u8>>,
    pub bytes: B,
}

/// The kind by its first bytes alone: for what was looked at before it was kept.
pub fn kind(bytes: &[u8]) -> Option<Kind> {
    Kind::parse_mime(infer::get(bytes)?.mime_type())
}

/// Most bytes, and longest side in pixels, of what a signature pad draws.
const DRAWN: (usize, u32) = (512 * 1024, 4_096);

/// Whether this can be the picture of a signature pad: a PNG of such a size, by its head. Costs nothing, so it waits for no turn.
pub fn is_drawing(bytes: &[u8]) -> bool {
    let side = |at: usize| bytes.get(at..at + 4).and_then(|b| b.try_into().ok()).map_or(0, u32::from_be_bytes);
    let head = bytes.starts_with(b"\x89PNG\r\n\x1a\n") && bytes.get(12..16) == Some(b"IHDR");
    head && bytes.len() <= DRAWN.0 && [16, 20].into_iter().all(|at| (1..=DRAWN.1).contains(&side(at)))
}

/// What these bytes are, judged by themselves; gives them back. Waits its turn: whoever calls it holds up nobody else.
///
/// # Errors
/// All of [`Refusal`].
pub async fn sniff<B: AsRef<[u8]> + Send + 'static>(bytes: B) -> Result<(Sniffed, B), Refusal> {
    turn::LOOKING.take(move || sniff_now(bytes.as_ref()).map(|s| (s, bytes))).await
}

/// What these bytes are, and a thumbnail of an image: one that cannot be unfolded to a thumbnail cannot be looked at either. Waits its turn.
///
/// # Errors
/// All of [`Refusal`].
pub async fn look<B: AsRef<[u8]> + Send + 'static>(bytes: B) -> Result<Looked<B>, Refusal> {
    let (sniffed, bytes) = sniff(bytes).await?;
    if !sniffed.kind.is_image() {
        return Ok(Looked { sniffed, thumb: None, bytes });
    }
    turn::UNFOLDING.take(move || thumbnail_now(bytes.as_ref()).map(|t| Looked { sniffed, thumb: Some(t), bytes })).await
}

pub(crate) fn sniff_now(bytes: &[u8]) -> Result<Sniffed, Refusal> {
    if bytes.is_empty() {
        return Err(Refusal::Empty);
    }
    if bytes.len() > MAX_BYTES {
        return Err(Refusal::TooLarge);
    }
    let kind = match infer::get(bytes).map(|t| t.mime_type()) {
        Some("image/jpeg") => Kind::Jpeg,
        Some("image/png") => Kind::Png,
        Some("image/webp") => Kind::Webp,
        Some("application/pdf") => Kind::Pdf,
        Some("image/heif" | "image/heic" | "image/avif") => return Err(Refusal::Heic),
        _ => return Err(Refusal::Type),
    };
    let pages = match kind {
        Kind::Pdf => pdf::pages(bytes)?,
        Kind::Jpeg if !inside::jpeg_ends(bytes) => return Err(Refusal::Unreadable),
        _ => image_fits(bytes)?,
    };
    Ok(Sniffed { kind, pages })
}

fn reader(bytes: &[u8]) -> Result<image::ImageReader<Cursor<&[u8]>>, Refusal> {
    let mut r = image::ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|_| Refusal::Unreadable)?;
    let mut limits = image::Limits::default();
    limits.max_image_width = Some(MAX_SIDE);
    limits.max_image_height = Some(MAX_SIDE);
    limits.max_alloc = Some(512 * 1024 * 1024);
    r.limits(limits);
    Ok(r)
}

fn image_fits(bytes: &[u8]) -> Result<i64, Refusal> {
    let (w, h) = reader(bytes)?.into_dimensions().map_err(|_| Refusal::Unreadable)?;
    if w == 0 || h == 0 || w > MAX_SIDE || h > MAX_SIDE || u64::from(w) * u64::from(h) > MAX_PIXELS {
        return Err(Refusal::Unreadable);
    }
    Ok(1)
}

/// What `with` makes of the pixels, as the phone was held. Only under [`turn::UNFOLDING`]: a few large images unfolded at once would take the
/// memory of the whole service.
pub(crate) fn unfolded<T>(bytes: &[u8], with: impl FnOnce(DynamicImage) -> Result<T, Refusal>) -> Result<T, Refusal> {
    image_fits(bytes)?;
    let mut decoder = reader(bytes)?.into_decoder().map_err(|_| Refusal::Unreadable)?;
    let turned = decoder.orientation().map_err(|_| Refusal::Unreadable)?;
    let mut img = DynamicImage::from_decoder(decoder).map_err(|_| Refusal::Unreadable)?;
    img.apply_orientation(turned);
    with(img)
}

/// A small JPEG of an image of our own making; slow (decodes the whole), and waits for no turn: what came in is [`look`]ed at.
pub fn thumbnail_now(bytes: &[u8]) -> Result<Vec<u8>, Refusal> {
    let small = unfolded(bytes, |img| Ok(img.thumbnail(THUMB_SIDE, THUMB_SIDE).to_rgb8()))?;
    let mut out = Vec::new();
    image::codecs::jpeg::JpegEncoder::new_with_quality(&mut out, 78).encode_image(&small).map_err(|_| Refusal::Unreadable)?;
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::{sniff_now as sniff, thumbnail_now as thumbnail, *};

    fn png(w: u32, h: u32) -> Vec<u8> {
        let mut out = Cursor::new(Vec::new());
        image::RgbImage::from_pixel(w, h, image::Rgb([200, 180, 160])).write_to(&mut out, image::ImageFormat::Png).unwrap();
        out.into_inner()
    }

    #[test]
    fn bytes_decide_not_names() {
        assert_eq!(sniff(&png(20, 10)), Ok(Sniffed { kind: Kind::Png, pages: 1 }));
        assert_eq!(sniff(b""), Err(Refusal::Empty));
        assert_eq!(sniff(b"<html><script>alert(1)</script>"), Err(Refusal::Type));
        assert_eq!(sniff(b"MZ\x90\x00 program"), Err(Refusal::Type));
        assert_eq!(sniff(&png(20, 10)[..12]), Err(Refusal::Unreadable));
        assert_eq!(sniff(b"%PDF-1.4 and nothing more"), Err(Refusal::Unreadable));
        let mut big = png(10, 10);
        big.resize(MAX_BYTES + 1, 0);
        assert_eq!(sniff(&big), Err(Refusal::TooLarge));
    }

    #[test]
    fn thumbnails_are_small() {
        let t = thumbnail(&png(1000, 500)).unwrap();
        let i = image::load_from_memory(&t).unwrap();
        assert_eq!((i.width(), i.height()), (320, 160));
        assert_eq!(sniff(&t).unwrap().kind, Kind::Jpeg);
        assert_eq!(thumbnail(b"no"), Err(Refusal::Unreadable));
    }

    #[test]
    fn a_drawing_by_its_head() {
        let drawn = png(300, 90);
        assert!(is_drawing(&drawn));
        assert!(!is_drawing(&drawn[..20]) && !is_drawing(b"%PDF-1.7") && !is_drawing(b""));
        let wide = [&drawn[..16], &50_000_u32.to_be_bytes(), &drawn[20..]].concat();
        assert!(!is_drawing(&wide));
        assert_eq!((kind(&drawn), kind(b"%PDF-1.7"), kind(b"GIF89a")), (Some(Kind::Png), Some(Kind::Pdf), None));
    }

    #[tokio::test]
    async fn looked_at_with_its_thumbnail() {
        let drawn = png(640, 320);
        let l = look(drawn.clone()).await.unwrap();
        assert_eq!((l.sniffed.kind, l.bytes), (Kind::Png, drawn));
        let thumb = image::load_from_memory(&l.thumb.unwrap()).unwrap();
        assert_eq!((thumb.width(), thumb.height()), (320, 160));
        assert_eq!(look(b"no".to_vec()).await, Err(Refusal::Type));
    }
}
