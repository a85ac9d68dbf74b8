//! The papers of a request's road.

use super::*;
use crate::reading::{says, says_mixed};
use db::args;
use testkit::both;

const NAME: &str = "هيلة سليمان محمد المرشود";

#[tokio::test(flavor = "multi_thread")]
async fn form_and_receipt() {
    both(setup(), |t| async move {
        let h = open(&t).await;
        let id = submitted(&t, &h).await;
        for lang in [Lang::Ar, Lang::En] {
            let (p, text) = issued(&t, Kind::Receipt, id, lang).await;
            assert_eq!((p.number.as_str(), p.edition, p.private), ("1448-0001/R", 1, false));
            says(&text, &[NAME, "1448-0001/R", "sila.example/v/", &p.code, "011 000 0000", "help@rayhan.example"]);
            if lang == Lang::Ar {
                // Both calendars of the day it is set and of the promise; the same promise on the screen.
                says(&text, &["12 جمادى الآخرة 1448هـ", "22 نوفمبر 2026م", "الأحد 26 جمادى الآخرة 1448هـ الموافق 6 ديسمبر 2026م", "الهوية الوطنية"]);
                says(&text, &["جمعية ريحان الأهلية للتنمية", "صفحة 1 من"]);
            } else {
                says(&text, &["22 November 2026", "12 Jumada al-Akhirah 1448 AH", "Sunday 6 December 2026", "26 Jumada al-Akhirah 1448 AH", "Page 1 of"]);
            }
            let (p, text) = issued(&t, Kind::RequestForm, id, lang).await;
            assert!(p.private);
            // Drawn on paper by the applicant, matched by the officer: both stand here.
            says(&text, &[NAME, "1448-0001", "⃁ 14,500", "⃁ 3,200", "ياسر خالد علي الدوسري"]);
            says_mixed(&text, &h.officer.name);
            says(&text, &[&i18n::t(lang, "requests-declaration-1"), &i18n::t(lang, "choice-signed-how-paper")]);
            let (p, text) = issued(&t, Kind::RequestFormBlank, h.service, lang).await;
            assert_eq!((p.number.as_str(), p.file, p.request), ("T4", None, None));
            says(
                &text,
                &[
                    if lang == Lang::Ar { "ترميم منزل" } else { "Home repair" },
                    &i18n::t(lang, "papers-need-in-words"),
                    &i18n::t(lang, "requests-declaration-1"),
                ],
            );
            assert!(!text.contains("1448-0001"));
        }
        // Before it is signed: its room for the hand, and the file's number for want of the request's.
        let draft = h.draft(&t).await;
        let (p, text) = issued(&t, Kind::RequestForm, draft, Lang::Ar).await;
        assert!(p.number.ends_with("/F") && !p.number.starts_with("1448"));
        says(&text, &[&i18n::t(Lang::Ar, "papers-witness")]);
        for kind in [Kind::Receipt, Kind::MissingList, Kind::Decision, Kind::Deferral] {
            assert!(none_yet(&t, kind, draft).await, "{kind:?}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_missing_and_what_is_deferred() {
    both(setup(), |t| async move {
        let h = open(&t).await;
        let id = submitted(&t, &h).await;
        sql(
            &t,
            "INSERT INTO request_missing (id, request_id, document_type, person_id, why, note, at, by_employee) VALUES ($1, $2, 'rent_contract', NULL, 'missing', '', $3, $4)",
            args![t.env.id(), id, t.env.now(), h.officer.id],
        )
        .await;
        sql(
            &t,
            "INSERT INTO request_missing (id, request_id, document_type, person_id, why, note, at, by_employee) VALUES ($1, $2, '', NULL, 'asked', $3, $4, $5)",
            args![t.env.id(), id, "صورة #1 *واضحة* للسقف", t.env.now(), h.officer.id],
        )
        .await;
        sql(&t, "UPDATE request SET missing_told_at = $2 WHERE id = $1", args![id, t.env.now()]).await;
        for lang in [Lang::Ar, Lang::En] {
            let (p, text) = issued(&t, Kind::MissingList, id, lang).await;
            assert_eq!(p.number, "1448-0001/M");
            says(&text, &["#1", "*", NAME, &services::document_name(lang, "rent_contract")]);
            says_mixed(&text, "صورة واضحة للسقف");
            says(&text, &[if lang == Lang::Ar { "22 ديسمبر 2026م" } else { "22 December 2026" }]);
        }
        sql(&t, "UPDATE request SET state = 'deferred', deferred_until = '2027-01-10' WHERE id = $1", args![id]).await;
        for lang in [Lang::Ar, Lang::En] {
            let (p, text) = issued(&t, Kind::Deferral, id, lang).await;
            assert_eq!(p.number, "1448-0001/D");
            says(&text, &[if lang == Lang::Ar { "10 يناير 2027م" } else { "10 January 2027" }, "1448-0001"]);
        }
        // A new day makes a new paper; the first stays as it was.
        let (first, _) = issued(&t, Kind::Deferral, id, Lang::Ar).await;
        sql(&t, "UPDATE request SET deferred_until = '2027-02-10' WHERE id = $1", args![id]).await;
        let (second, text) = issued(&t, Kind::Deferral, id, Lang::Ar).await;
        assert_eq!((second.edition, second.number == first.number, second.code == first.code), (2, true, false));
        says(&text, &["10 فبراير 2027م"]);
        assert_eq!(papers::by_code(&mut t.db.reader(), &first.code).await.unwrap(), Some(first));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn replies_of_every_outcome() {
    for (outcome, ar, en) in [
        (Outcome::Accept, vec!["9,000", "فقط تسعة آلاف ريال لا غير", "حاجة ظاهرة ودخل لا يكفي"], vec!["9,000", "Nine thousand riyals only", "approved"]),
        (Outcome::Refuse, vec!["رفض", "حاجة ظاهرة ودخل لا يكفي"], vec!["حاجة ظاهرة"]),
        (Outcome::Refer, vec!["جمعية أخرى", "حاجة ظاهرة ودخل لا يكفي"], vec!["جمعية أخرى"]),
    ] {
        let (ar, en) = (&ar, &en);
        both(setup(), move |t| async move {
            let h = open(&t).await;
            let id = h.presented(&t).await;
            h.decide(&t, id, outcome, false).await;
            // Invariant 11: decided is not told, to nobody and by no paper.
            assert!(none_yet(&t, Kind::Decision, id).await);
            let (_, summary) = issued(&t, Kind::FileSummary, h.file, Lang::Ar).await;
            says(&summary, &[&i18n::t(Lang::Ar, "state-before-committee"), NAME]);
            assert!(!papers::offered(&mut t.db.reader(), &h.row(&t, id).await, Lang::Ar).await.unwrap().iter().any(|o| o.kind == Kind::Decision));
            assert_eq!(papers::archive_due(&t.db, &t.files, &t.env).await.unwrap(), 0);

            t.clock.advance_ms(days(14));
            tell(&t, &h, id).await;
            // The worker sets the letter by itself, once.
            assert_eq!(papers::archive_due(&t.db, &t.files, &t.env).await.unwrap(), 1);
            assert_eq!(papers::archive_due(&t.db, &t.files, &t.env).await.unwrap(), 0);
            let (p, text) = issued(&t, Kind::Decision, id, Lang::Ar).await;
            assert_eq!((p.number.as_str(), p.object.as_str(), p.edition), ("1448/1", "reply", 1));
            says(&text, ar);
            says(&text, &[NAME, "1448/1", "1448-0001", "26 جمادى الآخرة 1448هـ", "6 ديسمبر 2026م", "مدير الجمعية"]);
            says(&text, &["5 يناير 2027م"]);
            let (p, text) = issued(&t, Kind::Decision, id, Lang::En).await;
            assert_eq!(p.number, "1448/1");
            says(&text, en);
            says(&text, &["6 December 2026", "5 January 2027"]);

            // As issued: whatever becomes of names, words and head afterwards.
            sql(&t, "UPDATE person SET family_name = 'الآخر' WHERE id = $1", args![h.mother]).await;
            set(&t, "letterhead", &staff::Letterhead { name_ar: "اسم آخر".into(), ..staff::Letterhead::default() }.to_json().unwrap()).await;
            let again = papers::issue(parts(&t), &Actor::system(), Kind::Decision, id, Lang::En, true).await.unwrap();
            assert_eq!(again, p);
        })
        .await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn words_of_the_association_and_words_that_are_broken() {
    both(setup(), |t| async move {
        let h = open(&t).await;
        let id = submitted(&t, &h).await;
        let words = |body: &str| serde_json::json!({ "subject": "إيصال {{ request_number }}", "opening": "إلى {{ name }}", "body": body, "closing": "والسلام", "signatory_title": "الأمين العام", "signatory_name": "سالم #bold[x]" }).to_string();
        set(&t, "paper:receipt:ar", &words("نص الجمعية *بكلماتها* #link(\"x\") عن {{ service }}.")).await;
        let (p, text) = issued(&t, Kind::Receipt, id, Lang::Ar).await;
        says(&text, &["إيصال 1448-0001", "نص الجمعية بكلماتها", "#link(\"x\")", "الأمين العام", "#bold[x]", "ترميم منزل"]);
        // What the policy demands stands there, whatever the words say.
        says(&text, &["الأحد 26 جمادى الآخرة 1448هـ"]);
        // A text that breaks gives way to the built-in one.
        for broken in ["{{ request_number", "{% if %}", "{% for i in range(999999) %}x{% endfor %}"] {
            set(&t, "paper:receipt:en", &words(broken)).await;
            sql(&t, "UPDATE request SET submitted_at = submitted_at + 60000 WHERE id = $1", args![id]).await;
            let (q, text) = issued(&t, Kind::Receipt, id, Lang::En).await;
            says(&text, &["has received your request"]);
            assert_ne!(q.code, p.code);
        }
        set(&t, "paper:receipt:ar", "not json").await;
        sql(&t, "UPDATE request SET submitted_at = submitted_at + 60000 WHERE id = $1", args![id]).await;
        issued(&t, Kind::Receipt, id, Lang::Ar).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn ten_who_ask_at_once_have_one_paper() {
    both(setup(), |t| async move {
        let h = open(&t).await;
        let id = submitted(&t, &h).await;
        let all: Vec<_> = (0..10)
            .map(|_| {
                let (db, files, env) = (t.db.clone(), t.files.clone(), t.env.clone());
                tokio::spawn(
                    async move { papers::issue(Parts { db: &db, files: &files, env: &env }, &Actor::system(), Kind::Receipt, id, Lang::Ar, true).await },
                )
            })
            .collect();
        let mut codes = vec![];
        for one in all {
            codes.push(one.await.unwrap().unwrap().code);
        }
        codes.dedup();
        assert_eq!(codes.len(), 1);
        assert_eq!(papers::of_request(&mut t.db.reader(), id).await.unwrap().len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_logo_stands_on_papers_and_its_loss_stops_none() {
    both(setup(), |t| async move {
        let h = open(&t).await;
        let id = submitted(&t, &h).await;
        let logo = t.env.id();
        set(&t, "paper:frame", &serde_json::json!({ "logo": logo, "letterhead": true, "stamp": true }).to_string()).await;
        // Named by the frame, and not there.
        let (bare, _) = issued(&t, Kind::Receipt, id, Lang::Ar).await;
        let mut png = std::io::Cursor::new(vec![]);
        image::RgbaImage::from_pixel(400, 200, image::Rgba([140, 31, 49, 255])).write_to(&mut png, image::ImageFormat::Png).unwrap();
        let mut editions = vec![bare.bytes];
        for (mime, bytes) in [("image/png", png.into_inner()), ("image/png", b"not a picture".to_vec()), ("image/svg+xml", b"<svg/>".to_vec())] {
            sql(&t, "DELETE FROM paper_logo WHERE id = $1", args![logo]).await;
            sql(
                &t,
                "INSERT INTO paper_logo (id, mime, width, height, bytes, at, by_employee) VALUES ($1, $2, 400, 200, $3, $4, $5)",
                args![logo, mime, bytes, t.env.now(), h.officer.id],
            )
            .await;
            // Another paper: the same one is never set twice.
            sql(&t, "UPDATE request SET submitted_at = submitted_at + 60000 WHERE id = $1", args![id]).await;
            editions.push(issued(&t, Kind::Receipt, id, Lang::Ar).await.0.bytes);
        }
        assert!(editions[1] > editions[0] && editions[2] < editions[1] && editions[3] < editions[1], "{editions:?}");
    })
    .await;
}
