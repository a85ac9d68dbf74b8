//! The papers as others' programs read them. `SILA_PAPERS=folder` keeps what was set, to be looked at.

use i18n::Lang;
use kernel::At;
use std::{io::Write, process::Command};
use typeset::{Block, Column, Fact, Head, Paper, Signer, Verify, ltr, own};

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
            printed: true,
        },
        reference: vec![
            (t("الرقم:", "Number:"), ltr("1448/214")),
            (t("التاريخ:", "Date:"), t("12 جمادى الآخرة 1448هـ", "22 November 2026")),
            (t("الموافق:", "Corresponding to:"), t("22 نوفمبر 2026م", "12 Jumada al-Akhirah 1448 AH")),
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

fn keep(name: &str, pdf: &[u8]) {
    if let Ok(dir) = std::env::var("SILA_PAPERS") {
        std::fs::write(std::path::Path::new(&dir).join(name), pdf).unwrap();
    }
}

/// What `pdftotext` reads, each line's white space folded, invisible marks dropped.
fn read(pdf: &[u8]) -> String {
    let mut f = tempfile::NamedTempFile::new().unwrap();
    f.write_all(pdf).unwrap();
    let out = Command::new("pdftotext").args(["-enc", "UTF-8"]).arg(f.path()).arg("-").output().expect("pdftotext of poppler-utils");
    assert!(out.status.success());
    let text: String = String::from_utf8(out.stdout)
        .unwrap()
        .chars()
        .filter(|c| !matches!(c, '\u{2066}'..='\u{2069}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'))
        .collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn both_languages_are_read_back() {
    for lang in [Lang::Ar, Lang::En] {
        let pdf = typeset::pdf(&paper(lang)).unwrap();
        keep(&format!("sample.{}.pdf", lang.code()), &pdf);
        let text = read(&pdf);
        for part in ["1448/214", "011 000 0000", "12,500.50", "https://sila.example/v/7K4M20QD7K4M20QD", "Salem O'Hara"] {
            assert!(text.contains(part), "{part} in {text}");
        }
        assert!(text.contains(NAME), "{text}");
    }
}
