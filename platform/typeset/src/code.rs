//! The code to scan, as a drawing.

use qrcode::{Color, EcLevel, QrCode, types::QrError};

/// An SVG of one path with quiet around it.
///
/// # Errors
/// A text too long for any code.
pub fn svg(text: &str) -> Result<String, QrError> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M)?;
    let (width, colors) = (code.width(), code.to_colors());
    let mut path = String::new();
    for (y, row) in colors.chunks(width).enumerate() {
        let mut x = 0;
        while x < width {
            let from = x;
            while x < width && row[x] == Color::Dark {
                x += 1;
            }
            if x > from {
                path.push_str(&format!("M{from} {y}h{}v1H{from}z", x - from));
            } else {
                x += 1;
            }
        }
    }
    Ok(format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"-2 -2 {0} {0}\"><path fill=\"#141816\" d=\"{path}\"/></svg>", width + 4))
}
