//! The association's own words and logo.

use crate::*;
use i18n::Lang;
use letters::texts;
use testkit::both;

fn words<'a>(more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut out = vec![
        ("lang", "ar"),
        ("version", "0"),
        ("go", "save"),
        ("subject", "جواب الطلب {{ request_number }}"),
        ("opening", "إلى {{ name }}"),
        ("body", "السبب: {{ reasons }}\n\nالاعتراض حتى {{ objection_until }}"),
        ("closing", "والسلام"),
        ("signatory_name", "فلان المثال"),
    ];
    out.retain(|(k, _)| !more.iter().any(|(m, _)| m == k));
    out.extend(more);
    out
}

#[tokio::test]
async fn the_association_writes_its_texts_and_no_text_does_harm() {
    both(setup(), |t| async move {
        let admin = employee(&t, "administrator").await;
        let list = t.get(&admin, "/settings/texts").await;
        list.no_missing_words();
        t.get_en(&admin, "/settings/texts").await.no_missing_words();
        for k in texts::KINDS {
            for lang in ["ar", "en"] {
                let page = t.get(&admin, &format!("/settings/texts/{}?lang={lang}", k.code)).await;
                page.no_missing_words();
                assert!(page.status == 200 && !page.text().contains("{{ name }} {{"), "{}", k.code);
            }
        }
        assert_eq!(t.get(&admin, "/settings/texts/poem").await.status, 404);
        let url = "/settings/texts/decision_refuse";
        // Each fault at its field, with what was typed.
        for (body, told) in [
            ("{{ nmae }}", "nmae"),
            ("{{ amount }}", "amount"),
            ("{% for i in range(99999999) %}x{% endfor %}", "for i in range"),
            ("{{ loop.cycle }}", "loop.cycle"),
            ("{{ reasons * 999999999 }}", "reasons * 999999999"),
            ("{% if reasons %}", "if"),
            ("{{ reasons", "reasons"),
            ("", "body"),
        ] {
            let r = t.post(&admin, url, &words(&[("body", body)])).await;
            assert_eq!(r.status, 422, "{body}");
            r.no_missing_words();
            assert!(r.body.contains("id=\"body-e\"") && r.text().contains(told) || told == "body", "{body}: {}", r.text());
            assert!(r.body.contains("إلى {{ name }}"), "the rest stays as typed");
        }
        let long = "س".repeat(texts::check::LONGEST + 1);
        assert_eq!(t.post(&admin, url, &words(&[("body", &long)])).await.status, 422);
        // A preview writes nothing and takes markup for words.
        let seen = t.post(&admin, url, &words(&[("go", "preview"), ("closing", "<script>alert(1)</script>")])).await;
        assert!(seen.status == 200 && !seen.body.contains("<script>alert"), "{}", seen.text());
        assert_eq!(letters::text(&mut t.db.reader(), "decision_refuse", Lang::Ar).await.unwrap().version, 0);
        // Saved, in force, restored.
        assert_eq!(t.post(&admin, url, &words(&[])).await.status, 303);
        assert_eq!(t.post(&admin, url, &words(&[])).await.status, 409, "another was first");
        let now = letters::text(&mut t.db.reader(), "decision_refuse", Lang::Ar).await.unwrap();
        assert_eq!((now.version, now.signatory_name.as_str()), (1, "فلان المثال"));
        let r = letters::render(&now, &[("reasons", "كذا".into()), ("name", "هيلة".into()), ("request_number", "1448-1".into())]).unwrap();
        assert_eq!((r.subject.as_str(), r.body[0].as_str()), ("جواب الطلب 1448-1", "السبب: كذا"));
        assert_eq!(letters::text(&mut t.db.reader(), "decision_refuse", Lang::En).await.unwrap().version, 0, "each language for itself");
        assert_eq!(t.post(&admin, url, &words(&[("version", "1"), ("closing", "والسلام عليكم")])).await.status, 303);
        let versions = t.get(&admin, &format!("{url}/versions?lang=ar")).await;
        versions.no_missing_words();
        assert!(versions.body.contains("<del>") && versions.body.contains("<ins>"), "{}", versions.text());
        t.get_en(&admin, &format!("{url}/versions?lang=ar")).await.no_missing_words();
        let back = [("lang", "ar"), ("version", "2"), ("restore", "1")];
        assert_eq!(t.post(&admin, &format!("{url}/restore"), &back).await.status, 303);
        let now = letters::text(&mut t.db.reader(), "decision_refuse", Lang::Ar).await.unwrap();
        assert_eq!((now.version, now.closing.as_str()), (3, "والسلام"));
        assert_eq!(t.post(&admin, &format!("{url}/restore"), &[("lang", "ar"), ("version", "3"), ("restore", "0")]).await.status, 303);
        assert_eq!(t.post(&admin, &format!("{url}/restore"), &[("lang", "ar"), ("version", "4"), ("restore", "77")]).await.status, 404);
        assert_eq!(letters::text_version(&mut t.db.reader(), "decision_refuse", Lang::Ar, 2).await.unwrap().unwrap().closing, "والسلام عليكم");
        assert!(letters::text(&mut t.db.reader(), "poem", Lang::Ar).await.is_err());
        // A stored text nobody can read stops no paper.
        let mut tx = t.db.begin(&admin).await.unwrap();
        db::settings::set(&mut tx, "paper:receipt:ar", "no json", t.env.now()).await.unwrap();
        db::settings::set(&mut tx, "paper:frame", "{\"stamp\":7}", t.env.now()).await.unwrap();
        tx.commit_quietly("a broken setting").await.unwrap();
        let receipt = letters::text(&mut t.db.reader(), "receipt", Lang::Ar).await.unwrap();
        assert!(letters::render_or_default(&receipt, &[]).body.len() > 1);
        assert_eq!(t.get(&admin, "/settings/texts/receipt").await.status, 200);
    })
    .await;
}

#[tokio::test]
async fn the_frame_stands_around_every_paper() {
    both(setup(), |t| async move {
        let admin = employee(&t, "administrator").await;
        let page = t.get(&admin, "/settings/texts/frame").await;
        page.no_missing_words();
        t.get_en(&admin, "/settings/texts/frame").await.no_missing_words();
        let form = |version: &'static str, header: &'static str| {
            vec![
                ("version", version),
                ("go", "save"),
                ("header_ar", header),
                ("title_ar", "رئيس المجلس"),
                ("name_ar", "فلان المثال"),
                ("title_en", "Chair"),
                ("stamp", "1"),
            ]
        };
        let long = t.post(&admin, "/settings/texts/frame", &form("0", "1\n2\n3\n4\n5\n6\n7")).await;
        assert!(long.status == 422 && long.body.contains("id=\"header_ar-e\""), "{}", long.text());
        long.no_missing_words();
        assert_eq!(t.post(&admin, "/settings/texts/frame", &form("0", "جمعية المثال\nفرع المثال")).await.status, 303);
        let f = letters::frame(&mut t.db.reader()).await.unwrap();
        assert_eq!((f.version, f.header(Lang::Ar).len(), f.stamp, f.letterhead), (1, 2, true, false));
        let text = letters::text(&mut t.db.reader(), "receipt", Lang::Ar).await.unwrap();
        assert_eq!((text.signatory_title.as_str(), text.signatory_name.as_str()), ("رئيس المجلس", "فلان المثال"));
        let versions = t.get(&admin, "/settings/texts/frame/versions").await;
        assert!(versions.no_missing_words().body.contains("<ins>"));
        assert_eq!(t.post(&admin, "/settings/texts/frame/restore", &[("version", "1"), ("restore", "0")]).await.status, 303);
        assert!(letters::frame(&mut t.db.reader()).await.unwrap().letterhead);
    })
    .await;
}

/// A picture of the size a logo has.
fn picture(w: u32, h: u32) -> Vec<u8> {
    let mut out = std::io::Cursor::new(vec![]);
    image::RgbaImage::from_pixel(w, h, image::Rgba([12, 85, 68, 255])).write_to(&mut out, image::ImageFormat::Png).unwrap();
    out.into_inner()
}

#[tokio::test]
async fn the_logo_is_kept_by_versions_and_what_is_no_logo_is_said() {
    both(setup(), |t| async move {
        let admin = employee(&t, "administrator").await;
        let at = "/settings/texts/frame";
        let put = async |version: &str, name: &str, bytes: &[u8]| {
            t.post_files(&admin, "/settings/texts/frame/logo", &[("version", version)], &[("logo", name, bytes)]).await
        };
        let logo = async || letters::frame(&mut t.db.reader()).await.unwrap().logo;
        for (name, bytes, said) in [
            ("x.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>".to_vec(), "PNG ولا JPEG"),
            ("x.png", b"%PDF-1.4 x".to_vec(), "تعذرت قراءة"),
            ("x.png", picture(10, 10), "64"),
            ("x.png", picture(200, 200)[..80].to_vec(), "تعذرت قراءة"),
            ("x.png", vec![], "اختيار صورة"),
        ] {
            let reply = put("0", name, &bytes).await;
            assert!(reply.status == 422 && reply.body.contains("id=\"logo-e\"") && reply.no_missing_words().text().contains(said), "{said}: {}", reply.text());
        }
        assert_eq!(logo().await, None);
        // A program behind the picture stays behind.
        let mut raw = picture(2400, 600);
        raw.extend_from_slice(b"<script>alert(1)</script>");
        let reply = put("0", "شعار.png", &raw).await;
        assert_eq!(reply.status, 303, "{}", reply.text());
        let first = logo().await.unwrap();
        let kept = letters::logo(&mut t.db.reader(), first).await.unwrap().unwrap();
        assert_eq!((kept.width, kept.height, kept.kind), (1100, 275, files::Kind::Png));
        assert!(!kept.bytes.windows(8).any(|w| w == b"<script>"));
        let page = t.get(&admin, at).await;
        assert!(page.no_missing_words().body.contains(&kept.href()));
        t.get_en(&admin, at).await.no_missing_words();
        let shown = t.get(&admin, &kept.href()).await;
        assert_eq!((shown.status.as_u16(), shown.headers["content-type"].to_str().unwrap()), (200, "image/png"));
        assert_eq!(t.get(&employee(&t, "relations_officer").await, &kept.href()).await.status, 404);
        assert_eq!(t.get(&admin, &format!("{at}/logo/{}", t.env.id())).await.status, 404);
        // Small, for everybody, and kept by browsers: the next one has another address.
        let public = format!("/logo/{first}");
        let small = t.get_in(None, &public, "ar").await;
        assert_eq!((small.status.as_u16(), small.headers["content-type"].to_str().unwrap()), (200, "image/png"));
        assert!(small.headers["cache-control"].to_str().unwrap().contains("immutable") && small.headers.get("set-cookie").is_none());
        assert!(small.bytes.len() <= files::MARK_MAX_BYTES && small.bytes != kept.bytes);
        let mark = t.app.mark().unwrap();
        assert_eq!((mark.href(), mark.width, mark.shown()), (public.clone(), 400, (160, 40)));
        assert_eq!(t.get_in(None, &format!("/logo/{}", t.env.id()), "ar").await.status, 404);

        // The frame's own form leaves it; a page that is behind changes nothing.
        assert_eq!(t.post(&admin, at, &[("version", "1"), ("go", "save"), ("title_ar", "الرئيس"), ("title_en", "Chair")]).await.status, 303);
        assert_eq!(logo().await, Some(first));
        assert_eq!(put("1", "x.png", &picture(100, 100)).await.status, 409);
        assert_eq!(t.post(&admin, "/settings/texts/frame/logo/remove", &[("version", "1")]).await.status, 409);
        assert_eq!(t.post(&admin, "/settings/texts/frame/logo/remove", &[("version", "2")]).await.status, 303);
        assert_eq!(logo().await, None);
        assert_eq!(t.get_in(None, &public, "ar").await.status, 404);
        assert!(t.get(&admin, "/settings/texts/frame/versions").await.no_missing_words().body.contains("شعار الجمعية"));
        // An older version brings it back.
        assert_eq!(t.post(&admin, "/settings/texts/frame/restore", &[("version", "3"), ("restore", "2")]).await.status, 303);
        assert_eq!(logo().await, Some(first));
        assert_eq!(t.get_in(None, &public, "ar").await.status, 200);
        // One that is gone stops no page.
        let mut tx = t.db.begin(&Actor::system()).await.unwrap();
        tx.run(built("DELETE FROM paper_logo".into()), args![]).await.unwrap();
        tx.commit_quietly("a logo lost").await.unwrap();
        assert_eq!(t.get(&admin, at).await.status, 200);
        assert_eq!(t.get(&admin, "/settings/texts/receipt").await.status, 200);
    })
    .await;
}

#[tokio::test]
async fn words_typed_beside_a_logo_stay_on_the_page() {
    both(setup(), |t| async move {
        let admin = employee(&t, "administrator").await;
        let typed = [("version", "0"), ("header_ar", "سطر كُتب ولم يُحفظ"), ("stamp", "1"), ("letterhead", "1")];
        for (bytes, status) in [(b"%PDF".to_vec(), 422), (picture(300, 100), 200)] {
            let page = t.post_files(&admin, "/settings/texts/frame/logo", &typed, &[("logo", "x.png", &bytes)]).await;
            assert_eq!((page.status.as_u16(), page.no_missing_words().body.contains("سطر كُتب ولم يُحفظ")), (status, true));
        }
        assert!(letters::frame(&mut t.db.reader()).await.unwrap().logo.is_some());
        assert!(!t.get(&admin, "/settings/texts/frame").await.body.contains("سطر كُتب ولم يُحفظ"));
        // The page that showed them goes on from the logo's version.
        let form = [("version", "1"), ("go", "save"), ("header_ar", "سطر كُتب ولم يُحفظ"), ("title_ar", "الرئيس")];
        assert_eq!(t.post(&admin, "/settings/texts/frame", &form).await.status, 303);
        assert!(t.get(&admin, "/settings/texts/frame").await.body.contains("سطر كُتب ولم يُحفظ"));
    })
    .await;
}
