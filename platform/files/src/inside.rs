//! What a file holds beside what it shows.

/// Whether a JPEG goes on to its own end: one broken off by the network opens half grey in every viewer.
pub(crate) fn jpeg_ends(b: &[u8]) -> bool {
    let mut i = 2;
    loop {
        // Between markers there may be fill bytes.
        while b.get(i) == Some(&0xff) && b.get(i + 1) == Some(&0xff) {
            i += 1;
        }
        let (Some(0xff), Some(&marker)) = (b.get(i), b.get(i + 1)) else { return false };
        match marker {
            0xd9 => return true,
            0x01 | 0xd0..=0xd8 => i += 2,
            _ => {
                let (Some(&hi), Some(&lo)) = (b.get(i + 2), b.get(i + 3)) else { return false };
                let len = usize::from(u16::from_be_bytes([hi, lo]));
                if len < 2 {
                    return false;
                }
                i += 2 + len;
                if marker == 0xda {
                    // The picture itself: on to the next marker that is neither a stuffed byte nor a restart.
                    while b.get(i) != Some(&0xff) || matches!(b.get(i + 1), Some(0x00 | 0xff | 0xd0..=0xd7) | None) {
                        i += 1;
                        if i >= b.len() {
                            return false;
                        }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::sniff::{Kind, Refusal, Sniffed, sniff_now as sniff, thumbnail_now as thumbnail};
    use lopdf::{Document, Object, Stream, dictionary};
    use std::io::Cursor;

    /// A paper of one page, and whatever is put into its catalogue.
    fn pdf(more: impl FnOnce(&mut Document, &mut lopdf::Dictionary)) -> Vec<u8> {
        let mut doc = Document::with_version("1.5");
        let pages = doc.new_object_id();
        let content = doc.add_object(Stream::new(dictionary! {}, b"q Q".to_vec()));
        let page = doc.add_object(
            dictionary! { "Type" => "Page", "Parent" => pages, "Contents" => content, "MediaBox" => vec![0.into(), 0.into(), 100.into(), 100.into()] },
        );
        doc.objects.insert(pages, Object::Dictionary(dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 }));
        let mut catalogue = dictionary! { "Type" => "Catalog", "Pages" => pages };
        more(&mut doc, &mut catalogue);
        let root = doc.add_object(catalogue);
        doc.trailer.set("Root", root);
        let mut out = vec![];
        doc.save_to(&mut out).unwrap();
        out
    }

    fn jpeg(w: u32, h: u32) -> Vec<u8> {
        let mut out = Cursor::new(vec![]);
        let img = image::RgbImage::from_fn(w, h, |x, y| image::Rgb([(x * 7) as u8, (y * 3) as u8, ((x + y) * 5) as u8]));
        img.write_to(&mut out, image::ImageFormat::Jpeg).unwrap();
        out.into_inner()
    }

    #[test]
    fn a_pdf_that_only_shows_is_taken() {
        assert_eq!(sniff(&pdf(|_, _| {})), Ok(Sniffed { kind: Kind::Pdf, pages: 1 }));
        // Where it opens is no script.
        let opens = pdf(|_, c| c.set("OpenAction", dictionary! { "S" => "GoTo", "D" => vec![0.into(), "Fit".into()] }));
        assert_eq!(sniff(&opens).map(|s| s.pages), Ok(1));
    }

    #[test]
    fn a_pdf_that_does_or_carries_something_is_not() {
        let script = pdf(|_, c| c.set("OpenAction", dictionary! { "S" => "JavaScript", "JS" => Object::string_literal("app.alert(1)") }));
        let starts = pdf(|_, c| c.set("OpenAction", dictionary! { "S" => "Launch", "F" => Object::string_literal("calc.exe") }));
        let carries = pdf(|d, c| {
            let file = d.add_object(Stream::new(dictionary! { "Type" => "EmbeddedFile" }, b"MZ".to_vec()));
            let spec = d.add_object(dictionary! { "Type" => "Filespec", "EF" => dictionary! { "F" => file } });
            c.set("Names", dictionary! { "EmbeddedFiles" => dictionary! { "Names" => vec![Object::string_literal("a.exe"), spec.into()] } });
        });
        let form = pdf(|_, c| c.set("AcroForm", dictionary! { "XFA" => Object::string_literal("<xdp/>") }));
        let sends = pdf(|_, c| c.set("AA", dictionary! { "O" => dictionary! { "S" => "SubmitForm", "F" => Object::string_literal("http://elsewhere") } }));
        for (name, bytes) in [("script", script), ("starts", starts), ("carries", carries), ("form", form), ("sends", sends)] {
            assert_eq!(sniff(&bytes), Err(Refusal::Active), "{name}");
        }
        // The name written with signs for letters is the same name.
        let text = String::from_utf8_lossy(&pdf(|_, c| c.set("OpenAction", dictionary! { "S" => "ZZZZZZZZZZ" }))).into_owned();
        let veiled = text.replace("/ZZZZZZZZZZ", "/J#61vaScript");
        assert_eq!(sniff(veiled.as_bytes()), Err(Refusal::Active));
        // Nested without end.
        let mut deep = Object::Array(vec![]);
        for _ in 0..90 {
            deep = Object::Array(vec![deep]);
        }
        assert!(sniff(&pdf(|_, c| c.set("X", deep))).is_err());
    }

    #[test]
    fn a_locked_pdf_is_told_apart() {
        let locked = pdf(|d, _| {
            let key = || Object::string_literal("0".repeat(32));
            d.trailer.set("Encrypt", dictionary! { "Filter" => "Standard", "V" => 1, "R" => 2, "O" => key(), "U" => key(), "P" => -4 });
            d.trailer.set("ID", vec![Object::string_literal("1"), Object::string_literal("1")]);
        });
        assert_eq!(sniff(&locked), Err(Refusal::Locked));
    }

    /// A PNG's head that claims this size, with a sliver of data behind it.
    fn claims(w: u32, h: u32) -> Vec<u8> {
        let mut out = b"\x89PNG\r\n\x1a\n".to_vec();
        let mut head = b"IHDR".to_vec();
        head.extend(w.to_be_bytes());
        head.extend(h.to_be_bytes());
        head.extend([8, 6, 0, 0, 0]);
        let crc = head.iter().fold(u32::MAX, |mut c, b| {
            c ^= u32::from(*b);
            for _ in 0..8 {
                c = if c & 1 == 1 { (c >> 1) ^ 0xedb8_8320 } else { c >> 1 };
            }
            c
        }) ^ u32::MAX;
        out.extend(13u32.to_be_bytes());
        out.extend(head);
        out.extend(crc.to_be_bytes());
        out.extend([0, 0, 0, 1]);
        out.extend(b"IDAT\x78\0\0\0\0");
        out
    }

    #[test]
    fn images_that_unfold_too_far_are_not_unfolded() {
        assert_eq!(sniff(&claims(50_000, 50_000)), Err(Refusal::Unreadable));
        assert_eq!(sniff(&claims(12_000, 12_000)), Err(Refusal::Unreadable));
        assert_eq!(thumbnail(&claims(50_000, 50_000)), Err(Refusal::Unreadable));
        assert!(sniff(&claims(4_000, 3_000)).is_ok());
    }

    #[test]
    fn neither_one_thing_nor_the_other() {
        let gif = b"GIF89a/*\x01\x00\x01\x00\x80\x00\x00*/=1;alert(1)//".to_vec();
        let svg = b"<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>".to_vec();
        let zip = b"PK\x03\x04\x14\0\0\0\x08\0 a file that is called photo.jpg".to_vec();
        for bytes in [gif, svg, zip, b"<!doctype html><script>".to_vec()] {
            assert_eq!(sniff(&bytes), Err(Refusal::Type));
        }
        let mut heic = vec![0, 0, 0, 0x18];
        heic.extend(b"ftypheic\0\0\0\0mif1heic");
        heic.extend([0; 64]);
        assert_eq!(sniff(&heic), Err(Refusal::Heic));
    }

    #[test]
    fn a_photo_broken_off_is_told() {
        let whole = jpeg(400, 300);
        assert_eq!(sniff(&whole), Ok(Sniffed { kind: Kind::Jpeg, pages: 1 }));
        for part in [2, 3, 5] {
            assert_eq!(sniff(&whole[..whole.len() * part / 6]), Err(Refusal::Unreadable), "{part} of 6");
        }
        // What some phones write behind the picture does not matter.
        assert!(sniff(&[whole, b"and a film".to_vec()].concat()).is_ok());
    }

    #[test]
    fn a_thumbnail_stands_as_the_phone_was_held() {
        let plain = jpeg(400, 200);
        // Orientation 6: to be turned a quarter.
        let exif: &[u8] = b"\xff\xe1\x00\x22Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
        let held = [&plain[..2], exif, &plain[2..]].concat();
        let t = image::load_from_memory(&thumbnail(&held).unwrap()).unwrap();
        assert_eq!((t.width(), t.height()), (160, 320));
    }
}
