//! A few small pictures that stand for scans: coloured bands, nothing to read, nobody to see.

use files::{Files, Kind, Stored};
use image::{ImageFormat, Rgb, RgbImage};
use kernel::{Id, Problem, Result};
use std::io::Cursor;

pub struct Picture {
    pub png: Vec<u8>,
    /// Its thumbnail, put once among the encrypted files.
    pub thumb: Id,
}

fn encode(picture: &RgbImage) -> Result<Vec<u8>> {
    let mut out = Cursor::new(vec![]);
    picture.write_to(&mut out, ImageFormat::Png).map_err(Problem::internal)?;
    Ok(out.into_inner())
}

/// Sheets of paper in six tints, with grey lines where words would be.
pub fn papers(files: &Files, id: impl Fn() -> Id) -> Result<Vec<Picture>> {
    (0..6u8)
        .map(|tint| {
            let sheet = RgbImage::from_fn(240, 320, |x, y| {
                let line = y > 60 && y < 290 && y % 22 < 6 && x > 24 && x < 216 - (y * 7 + u32::from(tint) * 13) % 90;
                let head = y < 34;
                match (head, line) {
                    (true, _) => Rgb([60 + tint * 20, 120, 110 + tint * 15]),
                    (_, true) => Rgb([150, 150, 150]),
                    _ => Rgb([250 - tint * 3, 250 - tint * 2, 244]),
                }
            });
            let png = encode(&sheet)?;
            let thumb = files::thumbnail_now(&png).map_err(|e| Problem::Internal(e.code().into()))?;
            let thumb = files.put_now(id(), &thumb)?.id;
            Ok(Picture { png, thumb })
        })
        .collect()
}

/// A wave of ink that stands for every signature and receipt.
pub fn signature() -> Result<Vec<u8>> {
    let wave = |x: u32| 40.0 + 22.0 * f64::from(x).mul_add(0.07, 0.0).sin() * (1.0 - f64::from(x) / 400.0);
    encode(&RgbImage::from_fn(300, 90, |x, y| if x > 20 && x < 280 && (f64::from(y) - wave(x)).abs() < 2.2 { Rgb([20, 40, 90]) } else { Rgb([255, 255, 255]) }))
}

/// Puts a picture among the encrypted files.
pub fn store(files: &Files, id: Id, picture: &Picture) -> Result<Stored> {
    files.put_now(id, &picture.png)
}

pub const KIND: Kind = Kind::Png;
