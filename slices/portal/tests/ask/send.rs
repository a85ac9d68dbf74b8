//! Documents: whole, in pieces, and what must not come in.

use crate::house::{House, house, setup};
use kernel::{Actor, Id};
use serde_json::Value;
use sha2::{Digest, Sha256};
use testkit::{Reply, TestApp, both};

/// Noise that no packing makes smaller, as a picture a camera could have taken.
fn photo(side: u32) -> Vec<u8> {
    let mut out = std::io::Cursor::new(vec![]);
    let mut n = 7u32;
    let img = image::RgbImage::from_fn(side, side, |_, _| {
        n = n.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let b = n.to_be_bytes();
        image::Rgb([b[0], b[1], b[2]])
    });
    img.write_to(&mut out, image::ImageFormat::Png).unwrap();
    out.into_inner()
}

fn hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect()
}

struct Way<'t> {
    t: &'t TestApp,
    me: Actor,
    id: Id,
    who: String,
}

impl Way<'_> {
    async fn begin(&self, name: &str, bytes: usize, digest: &str) -> (u16, Value) {
        let (id, bytes) = (self.id.to_string(), bytes.to_string());
        let fields = [("request", id.as_str()), ("kind", "national_id"), ("who", &self.who), ("name", name), ("bytes", &bytes), ("sha256", digest)];
        said(self.t.post(&self.me, "/my/uploads", &fields).await)
    }
    async fn part(&self, upload: &str, offset: usize, bytes: &[u8]) -> (u16, Value) {
        said(self.t.post_files(&self.me, &format!("/my/uploads/{upload}/part"), &[("offset", &offset.to_string())], &[("chunk", "part", bytes)]).await)
    }
    async fn finish(&self, upload: &str) -> (u16, Value) {
        said(self.t.post(&self.me, &format!("/my/uploads/{upload}/finish"), &[]).await)
    }
    fn line(&self) -> String {
        format!("/my/requests/{}/documents/national_id/{}", self.id, self.who)
    }
}

fn said(r: Reply) -> (u16, Value) {
    (r.status.as_u16(), serde_json::from_str(&r.body).unwrap_or(Value::Null))
}

fn said_in(r: &Reply) -> Value {
    serde_json::from_str(&r.body).unwrap_or(Value::Null)
}

async fn way<'t>(t: &'t TestApp, h: &House) -> Way<'t> {
    let me = h.in_person(t);
    let id = h.begin(t, &me).await;
    Way { t, me, id, who: h.mother.to_string() }
}

const PART: usize = 256 * 1024;

#[tokio::test]
async fn pieces_over_a_broken_line() {
    both(setup(), |t| async move {
        let h = house(&t).await;
        let w = way(&t, &h).await;
        let file = photo(420);
        assert!(file.len() > 2 * PART);
        let digest = hex(&file);
        let (status, said) = w.begin("صورة.png", file.len(), &digest).await;
        assert_eq!((status, &said["received"]), (201, &Value::from(0)));
        let up = said["id"].as_str().unwrap().to_string();
        assert_eq!(w.part(&up, 0, &file[..PART]).await.0, 200);
        // The answer got lost: the same piece again is as come.
        let (status, said) = w.part(&up, 0, &file[..PART]).await;
        assert_eq!((status, &said["received"]), (200, &Value::from(PART)));
        // A gap is told where to go on; so is an overlap.
        let (status, said) = w.part(&up, 2 * PART, &file[2 * PART..]).await;
        assert_eq!((status, &said["received"]), (409, &Value::from(PART)));
        assert_eq!(w.part(&up, PART - 10, &file[PART - 10..2 * PART - 10]).await.0, 409);
        // A piece smaller than it need be would be a file and a row for every byte.
        assert_eq!(w.part(&up, PART, &file[PART..PART + 1]).await.0, 422);
        // Too large a piece, one beyond the end, none at all.
        assert_eq!(w.part(&up, PART, &vec![0; PART + 1]).await.0, 413);
        assert_eq!(w.part(&up, file.len() - 1, &[1, 2]).await.0, 413);
        assert_eq!(said_of(&t, &w, &up, "finish").await, 409);
        // After a reload the same file is found by its digest and goes on.
        assert!(t.get(&w.me, &w.line()).await.no_missing_words().text().contains("لم يكتمل وصول الملف"));
        let (status, again) = w.begin("صورة.png", file.len(), &digest).await;
        assert_eq!((status, again["id"].as_str().unwrap(), &again["received"]), (200, up.as_str(), &Value::from(PART)));
        for at in (PART..file.len()).step_by(PART) {
            assert_eq!(w.part(&up, at, &file[at..(at + PART).min(file.len())]).await.0, 200);
        }
        let (status, done) = w.finish(&up).await;
        assert_eq!((status, done["page"]["name"].as_str()), (200, Some("صورة.png")), "{done}");
        assert_eq!(w.finish(&up).await.0, 200, "twice is once");
        let picture = t.get(&w.me, &format!("{}?whole=1", done["page"]["src"].as_str().unwrap())).await;
        assert_eq!(hex(&picture.bytes), digest);
        // The same file once more is the same page.
        let (_, same) = w.begin("نسخة.png", file.len(), &digest).await;
        assert_eq!(same["page"]["id"], done["page"]["id"]);
        // Another session of another person knows nothing of it.
        let other = h.other(&t);
        assert_eq!(t.get(&other, &format!("/my/uploads/{up}")).await.status, 404);
        assert_eq!(t.post(&other, &format!("/my/uploads/{up}/finish"), &[]).await.status, 404);

        // Bytes that are not what was announced: from the beginning.
        let (_, said) = w.begin("b.png", 100, &"0".repeat(64)).await;
        let up = said["id"].as_str().unwrap().to_string();
        assert_eq!(w.part(&up, 0, &file[..100]).await.0, 200);
        let (status, said) = w.finish(&up).await;
        assert_eq!((status, &said["received"]), (409, &Value::from(0)));
        assert!(said["say"].as_str().unwrap().contains("لم يصل الملف كما هو"));
        // Wrong a second time: given up; to be begun anew, and counted anew.
        assert_eq!(w.part(&up, 0, &file[..100]).await.0, 200);
        let (status, said) = w.finish(&up).await;
        assert_eq!((status, said["state"].as_str()), (422, Some("dropped")));
        assert_eq!(w.part(&up, 0, &file[..100]).await.0, 410);
        let (_, said) = w.begin("b.png", 100, &"0".repeat(64)).await;
        let other = said["id"].as_str().unwrap().to_string();
        assert_ne!(other, up);
        let up = other;
        // Announced too large, or nonsense.
        assert_eq!(w.begin("c.png", 40 * 1024 * 1024, &digest).await.0, 413);
        assert_eq!(w.begin("c.png", 10, "not a digest").await.0, 422);
        // Not for a document nobody asks for.
        let fields =
            [("request", w.id.to_string()), ("kind", "medical_report".into()), ("who", w.who.clone()), ("bytes", "5".into()), ("sha256", digest.clone())];
        let fields: Vec<(&str, &str)> = fields.iter().map(|(k, v)| (*k, v.as_str())).collect();
        assert_eq!(t.post(&w.me, "/my/uploads", &fields).await.status, 404);

        // Left alone, it is given up; pages never handed in go too.
        t.clock.advance_ms(3 * kernel::DAY_MS);
        assert_eq!(portal::sweep(&t.env, &t.db, &t.files).await.unwrap(), 1);
        assert_eq!(said_in(&t.get(&w.me, &format!("/my/uploads/{up}")).await)["state"], "dropped");
        assert_eq!(w.part(&up, 0, &file[..100]).await.0, 410);
        t.clock.advance_ms(60 * kernel::DAY_MS);
        assert_eq!(portal::sweep(&t.env, &t.db, &t.files).await.unwrap(), 1);
        assert!(!t.get(&w.me, &w.line()).await.body.contains("data-page="));
    })
    .await;
}

async fn said_of(t: &TestApp, w: &Way<'_>, up: &str, what: &str) -> u16 {
    t.post(&w.me, &format!("/my/uploads/{up}/{what}"), &[]).await.status.as_u16()
}

#[tokio::test]
async fn a_document_without_script() {
    both(setup(), |t| async move {
        let h = house(&t).await;
        let w = way(&t, &h).await;
        let (one, two) = (photo(40), photo(50));
        // Nothing chosen, nothing typed: each is said, what was typed stays.
        let reply = t
            .post_files(
                &w.me,
                &w.line(),
                &[
                    ("then", "done"),
                    ("number", "1000000008"),
                    ("expires_day", "40"),
                    ("expires_month", "1"),
                    ("expires_year", "1450"),
                    ("expires_cal", "hijri"),
                ],
                &[],
            )
            .await;
        assert_eq!(reply.status, 422);
        assert!(reply.no_missing_words().body.contains("value=\"1000000008\"") && reply.text().contains("تصوير المستند أو اختيار ملفه"), "{}", reply.text());
        assert!(reply.body.contains("id=\"scan-e\"") && reply.body.contains("id=\"expires-e\""), "all that is wrong, at once");
        // A wrong number and a date that has passed are told together with the page that is missing.
        let wrong = [("then", "done"), ("number", "100"), ("expires_day", "1"), ("expires_month", "1"), ("expires_year", "1440"), ("expires_cal", "hijri")];
        let reply = t.post_files(&w.me, &w.line(), &wrong, &[]).await;
        assert_eq!(reply.status, 422);
        for field in ["scan", "number", "expires"] {
            assert!(reply.no_missing_words().body.contains(&format!("id=\"{field}-e\"")), "{field}");
        }
        // Two pages, one after the other, then one is taken back.
        let page =
            t.post_files(&w.me, &w.line(), &[("then", "page"), ("number", "1000000008")], &[("scan", "a.png", &one), ("scan_camera", "b.png", &two)]).await;
        assert_eq!((page.status.as_u16(), page.body.matches("data-page=").count()), (200, 2), "{}", page.text());
        assert!(page.body.contains("value=\"1000000008\""));
        let again = t.post_files(&w.me, &w.line(), &[("then", "page")], &[("scan", "a.png", &one)]).await;
        assert_eq!(again.body.matches("data-page=").count(), 2, "the same picture twice is one page");
        let first = page.body.split("data-page=\"").nth(1).and_then(|s| s.split('"').next()).unwrap().to_string();
        assert_eq!(t.post(&w.me, &format!("/my/requests/{}/pages/{first}/remove", w.id), &[]).await.location, w.line());
        assert_eq!(t.get(&w.me, &w.line()).await.body.matches("data-page=").count(), 1);
        let done =
            [("then", "done"), ("number", "١٠٠٠٠٠٠٠٠٨"), ("expires_day", "1"), ("expires_month", "1"), ("expires_year", "1452"), ("expires_cal", "hijri")];
        let reply = t.post_files(&w.me, &w.line(), &done, &[]).await;
        assert_eq!(reply.location, format!("/my/requests/{}/documents", w.id), "{}", reply.text());
        let list = t.get(&w.me, &reply.location).await;
        assert!(list.no_missing_words().text().contains("وصل منك"), "{}", list.text());
        let docs = documents::of_file(&mut t.db.reader(), h.file).await.unwrap();
        assert_eq!((docs.len(), docs[0].number.as_str(), docs[0].scans.len(), docs[0].person), (1, "1000000008", 1, Some(h.mother)));
        assert_eq!(docs[0].scans[0].digest, hex(&two));
        // Changed before anybody looked: its page is there again, and another takes the old one's place.
        assert_eq!(t.post(&w.me, &format!("{}/change", w.line()), &[]).await.location, w.line());
        let page = t.get(&w.me, &w.line()).await;
        assert!(page.body.matches("data-page=").count() == 1 && page.body.contains("value=\"1000000008\""));
        let reply = t.post_files(&w.me, &w.line(), &done, &[("scan", "c.png", &one)]).await;
        assert_eq!(reply.status, 303, "{}", reply.text());
        let docs = documents::of_file(&mut t.db.reader(), h.file).await.unwrap();
        assert_eq!((docs.len(), docs[0].scans.len()), (1, 2));
        // The borrowed page's bytes are still there for the record that had them first.
        assert_eq!(t.files.get(docs[0].scans[0].stored).await.unwrap().len(), two.len());
    })
    .await;
}

/// The dead are not among the household's living: nobody of it is asked to be chosen, and none is named.
#[tokio::test]
async fn a_death_certificate_is_put_on_nobody_living() {
    both(setup(), |t| async move {
        let h = house(&t).await;
        let body = serde_json::json!({
            "name_ar": "كفالة يتيم", "name_en": "Orphan care", "kind_of_help": "housing", "gives": "money", "ceiling": 20000, "how_often": "once",
            "needs_study": "none", "decider": "committee", "categories": ["orphan"],
            "requirements": [{ "document": "death_certificate", "per": "household", "ways": ["original_at_desk"] }],
        });
        let create = services::Create {
            code: "test_orphan".into(),
            sort: None,
            valid_from: t.env.now(),
            body: serde_json::from_value(body).unwrap(),
            once: String::new(),
            digest: String::new(),
        };
        let permit = kernel::Permit::check(&Actor::system(), services::perm::MANAGE).unwrap();
        let service = services::create(&t.env, &t.db, &permit, create).await.unwrap();
        let me = h.in_person(&t);
        let id = House { service, ..house_like(&h) }.begin(&t, &me).await;
        let line = format!("/my/requests/{id}/documents/death_certificate/home");
        let page = t.get(&me, &line).await;
        assert!(page.status == 200 && !page.no_missing_words().body.contains("name=\"person\""), "{}", page.body);
        // Not even where it is sent all the same.
        let living = h.mother.to_string();
        let reply = t.post_files(&me, &line, &[("then", "done"), ("person", &living)], &[("scan", "a.png", &photo(40))]).await;
        assert_eq!(reply.status, 303, "{}", reply.text());
        let docs = documents::of_file(&mut t.db.reader(), h.file).await.unwrap();
        assert_eq!((docs.len(), docs[0].person), (1, None));
        assert!(t.get(&me, &reply.location).await.no_missing_words().text().contains("وصل منك"));
    })
    .await;
}

fn house_like(h: &House) -> House {
    House { branch: h.branch, officer: h.officer.clone(), file: h.file, mother: h.mother, son: h.son, stranger: h.stranger, service: h.service }
}

#[tokio::test]
async fn what_must_not_come_in() {
    both(setup(), |t| async move {
        let h = house(&t).await;
        let w = way(&t, &h).await;
        let mut bomb = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
        bomb.extend(50_000u32.to_be_bytes());
        bomb.extend(50_000u32.to_be_bytes());
        bomb.extend(b"\x08\x06\0\0\0\0\0\0\0\0\0\0\x01IDAT\x78\0\0\0\0");
        let mut heic = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic".to_vec();
        heic.extend([0; 64]);
        let pdf = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF".to_vec();
        let gif = b"GIF89a/*\x01\0\x01\0\x80\0\0*/=1;alert(1)//".to_vec();
        let zip = b"PK\x03\x04\x14\0\0\0 photo".to_vec();
        let cases: [(&str, &[u8], &str); 8] = [
            ("bomb.png", &bomb, "تعذر فتح"),
            ("photo.heic", &heic, "HEIC"),
            ("form.pdf", &pdf, "أوامر أو ملفات"),
            ("cat.gif", &gif, "ليس صورة"),
            ("photo.jpg", &zip, "ليس صورة"),
            ("page.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", "ليس صورة"),
            ("page.html", b"<!doctype html><script>1</script>", "ليس صورة"),
            ("half.jpg", b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0", "تعذر فتح"),
        ];
        for (name, bytes, word) in cases {
            let reply = t.post_files(&w.me, &w.line(), &[("then", "page")], &[("scan", name, bytes)]).await;
            let text = reply.no_missing_words().text();
            assert_eq!(reply.status, 422, "{name}");
            assert!(text.contains(word) && text.contains(name), "{name}: {text}");
            // In pieces it is no other.
            let (_, said) = w.begin(name, bytes.len(), &hex(bytes)).await;
            let up = said["id"].as_str().unwrap().to_string();
            w.part(&up, 0, bytes).await;
            let (status, said) = w.finish(&up).await;
            assert!(status == 422 && said["say"].as_str().unwrap().contains(word), "{name}: {said}");
            assert_eq!(w.finish(&up).await.0, 410, "{name}");
        }
        assert!(!t.get(&w.me, &w.line()).await.body.contains("data-page="));
        // A name is words on a page, nothing more.
        let name = "../..\\\u{202e}gnp.exe\u{200f}.png";
        let (_, said) = w.begin(name, testkit::png().len(), &hex(&testkit::png())).await;
        let up = said["id"].as_str().unwrap().to_string();
        w.part(&up, 0, &testkit::png()).await;
        let (status, said) = w.finish(&up).await;
        assert_eq!((status, said["page"]["name"].as_str()), (200, Some("gnp.exe.png")));
        // Not more in a day than anybody needs.
        for i in 0..75u8 {
            w.begin("x.png", 10, &hex(&[i])).await;
        }
        let (status, said) = w.begin("x.png", 10, &hex(b"one more")).await;
        assert!(status == 429 && said["say"].as_str().unwrap().contains("اليوم"), "{status} {said}");
        let reply = t.post_files(&w.me, &w.line(), &[("then", "page")], &[("scan", "x.png", &photo(30))]).await;
        assert!(reply.status == 422 && reply.text().contains("اليوم"));
    })
    .await;
}
