//! The papers as others' programs read them. `SILA_PAPERS=folder` keeps what was set, to be looked at.

mod reading;

use i18n::Lang;
use kernel::At;
use reading::{archived, keep, read, says, well_formed};
use typeset::{Block, Column, Fact, Head, Paper, Picture, Signer, Verify, ltr, own};

const NAME: &str = "مزنة بنت علي الشايع";
const HOSTILE: &str = "#eval(\"1+1\") *b* _i_ $x^2$ @ref <label> \\n ` ~ [x] {y} // z /* w */ 50% <b>&amp;";

fn paper(lang: Lang) -> Paper {
    let ar = lang == Lang::Ar;
    let t = |a: &str, e: &str| if ar { a.to_string() } else { e.to_string() };
    Paper {
        lang,
        title: t("الرد على طلب الدعم رقم ", "Answer to support request ") + &ltr("1448-0309"),
        author: t("جمعية ريحان الأهلية للتنمية", "Rayhan Community Development Association"),
        head: Head {
            name: t("جمعية ريحان الأهلية للتنمية", "Rayhan Community Development Association"),
            other_name: t("Rayhan Community Development Association", "جمعية ريحان الأهلية للتنمية"),
            lines: vec![
                t("مسجّلة بالمركز الوطني لتنمية القطاع غير الربحي", "Registered with the National Center for the Non-Profit Sector"),
                t("رقم الترخيص: 9999", "Licence 9999"),
            ],
            mark: None,
            mark_alt: String::new(),
            printed: true,
        },
        reference: vec![
            (t("الرقم:", "Number:"), ltr("1448/214")),
            (t("التاريخ:", "Date:"), t("12 جمادى الآخرة 1448هـ", "22 November 2026")),
            (t("الموافق:", "Corresponding:"), t("22 نوفمبر 2026م", "12 Jumada al-Akhirah 1448 AH")),
            (t("المرفقات:", "Attachments:"), "1".into()),
        ],
        running: t("خطاب رد", "Answer") + " · " + &ltr("1448/214"),
        opening: vec![Block::Strong(format!("{} {}", t("المكرّمة /", "To:"), own(NAME))), Block::Text(t("السلام عليكم ورحمة الله وبركاته، وبعد:", "Greetings,"))],
        body: vec![
            Block::Text(t("فقد درست لجنة البحث الطلب، وقررت ما يأتي:", "The committee studied the request and decided:")),
            Block::Facts {
                boxed: true,
                rows: vec![
                    Fact::new(t("القرار", "Decision"), t("قبول الطلب", "Accepted")),
                    Fact::new(t("المبلغ", "Amount"), ltr("⃁ 12,500.50")),
                    Fact::new(t("الاسم", "Name"), own(HOSTILE)),
                    Fact::new(t("الهاتف", "Telephone"), ltr("011 000 0000")),
                ],
            },
            Block::Notice {
                title: t("موعد الرد", "Earliest reply"),
                text: t("لا رد قبل الأحد 26 جمادى الآخرة 1448هـ", "No reply before Sunday 6 December 2026"),
                note: String::new(),
            },
            Block::Heading(2, t("المستندات", "Documents")),
            Block::List(vec![t("صورة الهوية", "Identity card"), t("عقد الإيجار", "Lease")]),
            Block::Table {
                caption: t("أفراد الأسرة", "Household"),
                columns: vec![Column::new(t("الاسم", "Name"), 3), Column::new(t("القرابة", "Relation"), 2), Column::new(t("المبلغ", "Amount"), 2).end()],
                rows: vec![
                    vec![own("نورة"), t("ابنة", "Daughter"), ltr("⃁ 100")],
                    vec![own("Salem O'Hara"), t("ابن", "Son"), ltr("⃁ 20")],
                    vec![t("المجموع", "Total"), String::new(), ltr("⃁ 120")],
                ],
                total: true,
            },
            Block::Lines { label: t("ملاحظات", "Notes"), count: 2 },
            Block::Ticks { label: t("نوع السكن", "Dwelling"), items: vec![t("ملك", "Owned"), t("إيجار", "Rented"), t("آخر", "Other")] },
            Block::Signatures {
                signers: vec![Signer {
                    role: t("مدير الجمعية", "Manager"), name: own("خالد بن سعد الريحاني"), signed: String::new()
                }],
                stamp: t("الختم", "Stamp"),
            },
        ],
        verify: Some(Verify {
            address: "https://sila.example/v/7K4M20QD7K4M20QD".into(),
            words: t("للتحقق من صحة هذا المستند بمسح الرمز أو زيارة:", "To check this document, scan the code or visit:"),
            alt: t("رمز يقود إلى صفحة التحقق", "A code that leads to the page of confirmation"),
        }),
        foot: vec![t("الهاتف ", "Telephone ") + &ltr("011 000 0000"), ltr("help@rayhan.example"), t("محافظة الريحانة، حي النخيل", "Rayhanah, Nakheel")],
        page_words: t("صفحة {page} من {pages}", "Page {page} of {pages}"),
        at: At(1_795_000_000_000),
    }
}

fn set(p: &Paper, name: &str) -> (String, usize) {
    let pdf = typeset::pdf(p).unwrap();
    keep(&format!("{name}.{}.pdf", p.lang.code()), &pdf);
    well_formed(&pdf);
    let pages = archived(&pdf, p.lang.code());
    (read(&pdf), pages)
}

#[test]
fn both_languages_are_read_back() {
    for lang in [Lang::Ar, Lang::En] {
        let (text, _) = set(&paper(lang), "sample");
        says(&text, &["1448/214", "011 000 0000", "12,500.50", "7K4M20QD7K4M20QD", "Salem O'Hara", "1448-0309", NAME]);
        if lang == Lang::Ar {
            says(&text, &["12 جمادى الآخرة 1448هـ", "22 نوفمبر 2026م", "فقد درست لجنة البحث الطلب، وقررت ما يأتي", "لا رد قبل الأحد 26 جمادى الآخرة 1448هـ"]);
        } else {
            says(&text, &["22 November 2026", "12 Jumada al-Akhirah 1448 AH", "The committee studied the request and decided"]);
        }
    }
}

#[test]
fn nothing_of_a_person_is_read_as_the_templates_language() {
    let mut p = paper(Lang::En);
    p.title = HOSTILE.into();
    p.head.name = HOSTILE.into();
    p.running = HOSTILE.into();
    p.foot = vec![HOSTILE.into()];
    p.body = vec![Block::Text(HOSTILE.into()), Block::List(vec![HOSTILE.into()]), Block::Facts { rows: vec![Fact::new(HOSTILE, HOSTILE)], boxed: true }];
    let (text, _) = set(&p, "hostile");
    let bare = |s: &str| s.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    assert!(bare(&text).matches(&bare(HOSTILE)).count() >= 4, "{text}");
}

/// Signs of every kind: none may keep a paper from being set for the archive.
#[test]
fn whatever_is_typed_can_be_set() {
    let mut odd: Vec<String> = vec![
        "名前 日本 😀 👨\u{200d}👩\u{200d}👧 \u{1F1F8}\u{1F1E6}".into(),
        "\u{202e}evil\u{2066}\u{2066}\u{2067}x\u{feff}\u{fffe}\u{0}\u{7f}\u{85}".into(),
        "ء آ أ ؤ إ ئ ٱ پ چ ژ گ ڤ ﷲ ﷺ ﻻ ـــ ١٢٣٤٥ ۱۲۳ ٪ ، ؛ ؟".into(),
        "اَلْعَرَبِيَّةُ قُرْآن\u{670}\u{653}".into(),
        "e\u{301} n\u{303} \u{0345}\u{035c}".into(),
        "a\nb\n\n\nc\r\nd\te".into(),
        "ا".repeat(4000),
        "x".repeat(4000),
        "(\u{2066}1448/214\u{2069}) [\u{2068}سالم\u{2069}] {\u{2068}Salem\u{2069}}".into(),
    ];
    // And signs by chance, the same each time.
    let mut seed = 7u64;
    for _ in 0..40 {
        odd.push(
            (0..60)
                .filter_map(|_| {
                    seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                    let top = if seed & 1 == 0 { 0x700 } else { 0x2_ffff };
                    char::from_u32((seed >> 33) as u32 % top)
                })
                .collect(),
        );
    }
    for lang in [Lang::Ar, Lang::En] {
        let mut p = paper(lang);
        p.body = odd.iter().flat_map(|s| [Block::Text(s.clone()), Block::Text(own(s)), Block::Text(ltr(s))]).collect();
        p.body.push(Block::Facts { rows: odd.iter().map(|s| Fact::new(s.chars().take(30).collect::<String>(), own(s))).collect(), boxed: true });
        p.body.push(Block::Table {
            caption: odd[0].clone(),
            columns: vec![Column::new("a", 1), Column::new("b", 1)],
            rows: odd.iter().map(|s| vec![own(s), ltr(s)]).collect(),
            total: false,
        });
        let (_, pages) = set(&p, "odd");
        assert!(pages > 3);
    }
}

#[test]
fn long_papers_run_over_pages_and_say_whose_they_are() {
    for lang in [Lang::Ar, Lang::En] {
        let mut p = paper(lang);
        let words = if lang == Lang::Ar {
            "تنظر الجمعية في كل طلب بعناية وتجيب عنه بأسبابه. "
        } else {
            "Every request is studied with care and answered with reasons. "
        };
        p.body = (0..30).map(|_| Block::Text(words.repeat(6))).collect();
        p.body.push(Block::Table {
            caption: String::new(),
            columns: vec![Column::new("#", 1), Column::new(words, 5)],
            rows: (1..=60).map(|n| vec![n.to_string(), words.into()]).collect(),
            total: false,
        });
        p.body.push(Block::Signatures { signers: vec![Signer { role: "x".into(), name: own(NAME), signed: String::new() }; 3], stamp: "y".into() });
        let (text, pages) = set(&p, "long");
        assert!(pages >= 4);
        assert!(text.matches("1448/214").count() >= pages, "the number on every page: {text}");
        let last = format!("{pages}");
        says(&text, &[if lang == Lang::Ar { "صفحة" } else { "Page" }, &last]);
        // The table's head stands again on each page it runs over: more than once, said to be a head only once.
        assert!(text.matches('#').count() > 1);
    }
}

#[test]
fn the_same_paper_is_the_same_file() {
    let p = paper(Lang::Ar);
    assert_eq!(typeset::pdf(&p).unwrap(), typeset::pdf(&p).unwrap());
    let mut other = p.clone();
    other.reference[0].1 = ltr("1448/215");
    assert_ne!(typeset::pdf(&p).unwrap(), typeset::pdf(&other).unwrap());
}

fn picture(w: u32, h: u32, jpeg: bool) -> Vec<u8> {
    let mut out = std::io::Cursor::new(vec![]);
    let soft = image::RgbaImage::from_fn(w, h, |x, y| image::Rgba([12, 85, 68, if (x / 8 + y / 8) % 2 == 0 { 255 } else { 60 }]));
    match jpeg {
        true => image::DynamicImage::from(soft).to_rgb8().write_to(&mut out, image::ImageFormat::Jpeg).unwrap(),
        false => soft.write_to(&mut out, image::ImageFormat::Png).unwrap(),
    }
    out.into_inner()
}

#[test]
fn a_logo_stands_in_the_head_and_a_broken_one_stops_nothing() {
    for lang in [Lang::Ar, Lang::En] {
        for (name, mark) in [
            ("square", Picture::Png(picture(300, 300, false))),
            ("wide", Picture::Jpeg(picture(1100, 160, true))),
            ("tall", Picture::Png(picture(120, 500, false))),
        ] {
            let mut p = paper(lang);
            p.head.mark = Some(mark);
            p.head.mark_alt = "شعار جمعية ريحان".into();
            let pdf = typeset::pdf(&p).unwrap();
            let (text, _) = set(&p, &format!("logo-{name}"));
            says(&text, &["1448/214"]);
            let d = lopdf::Document::load_mem(&pdf).unwrap();
            assert!(d.objects.values().any(|o| o.as_stream().is_ok_and(|s| s.dict.get(b"Subtype").and_then(|n| n.as_name()).is_ok_and(|n| n == b"Image"))));
        }
        // Nothing, half of one, another thing, more than it says: the star stands there.
        let bare = typeset::pdf(&paper(lang)).unwrap();
        let whole = picture(300, 300, false);
        for broken in [vec![], whole[..60].to_vec(), b"%PDF-1.4".to_vec(), [&whole[..200], &[0u8; 400][..]].concat()] {
            for mark in [Picture::Png(broken.clone()), Picture::Jpeg(broken)] {
                let mut p = paper(lang);
                p.head.mark = Some(mark);
                assert_eq!(typeset::pdf(&p).unwrap().len(), bare.len());
            }
        }
    }
}

/// Nothing at all, and a head that is printed already.
#[test]
fn an_empty_paper_is_set_too() {
    let mut p = paper(Lang::Ar);
    p.head = Head { printed: false, ..Head::default() };
    (p.body, p.opening, p.foot, p.verify) = (vec![Block::Facts { rows: vec![Fact::blank("x")], boxed: false }], vec![], vec![], None);
    let (text, pages) = set(&p, "bare");
    assert_eq!(pages, 1);
    says(&text, &["1448/214"]);
    p.body = vec![Block::List(vec![]), Block::Table { caption: String::new(), columns: vec![], rows: vec![], total: false }, Block::Text(" ".into())];
    (p.reference, p.title) = (vec![], "x".into());
    typeset::pdf(&p).unwrap();
}

#[tokio::test]
async fn many_at_once() {
    let all: Vec<_> = (0..12)
        .map(|n| {
            let mut p = paper(Lang::Ar);
            p.reference[0].1 = ltr(&format!("1448/{n}"));
            tokio::spawn(typeset::set(p))
        })
        .collect();
    let started = std::time::Instant::now();
    for (n, one) in all.into_iter().enumerate() {
        let pdf = one.await.unwrap().unwrap();
        assert!(read(&pdf).contains(&format!("1448/{n}")));
    }
    println!("12 papers: {:?}", started.elapsed());
}
