//! The one box, the list, and what other offices may learn.

use crate::fixtures::*;
use beneficiaries::{NewFile, Why};
use kernel::Scope;
use testkit::both;

#[tokio::test]
async fn every_spelling_and_every_number_finds() {
    both(setup(), |t| async move {
        let id = haila(&t).await;
        let mut more = NewFile::draft(with_identity("عبد الرحمن أحمد طه آل سعيد", 21, "0500000221"), t.branch);
        more.members = vec![member(named("مي عبدالرحمن أحمد آل سعيد"), "daughter"), member(named("فاطمة إبراهيم الجبر"), "wife")];
        let (other, _) = file(&t, more).await;
        let q = &mut t.db.reader();
        let one = identity(1);
        let spaced = format!("{} {} {}", &one[..3], &one[3..6], &one[6..]);
        let arabic = i18n::digits::arabic(&one);
        for (text, want, why) in [
            ("هيلة", id, Why::Name),
            ("هيله المرشود", id, Why::Name),
            ("المرشود هيلة", id, Why::Name),
            ("مرشود", id, Why::Name),
            ("ياسر الرشيد", id, Why::Name),
            ("عبدالرحمن سعيد", other, Why::Name),
            ("عبد الرحمن احمد", other, Why::Name),
            ("طه", other, Why::Name),
            ("مي", other, Why::Name),
            ("فاطمه ابراهيم", other, Why::Name),
            ("أحمد آل سعيد", other, Why::Name),
            (&one, id, Why::Identity),
            (&spaced, id, Why::Identity),
            (&arabic, id, Why::Identity),
            ("0500000142", id, Why::Mobile),
            ("+966 50 000 0142", id, Why::Mobile),
            ("٠٥٠٠٠٠٠١٤٢", id, Why::Mobile),
            ("00966500000143", id, Why::Mobile),
            ("1-0001", id, Why::Number),
            ("١-١", id, Why::Number),
            ("م/418", id, Why::OldNumber),
            ("م ٤١٨", id, Why::OldNumber),
        ] {
            let found = beneficiaries::search(q, &within(Scope::All), text).await.unwrap();
            let hits: Vec<_> = found.hits.iter().map(|h| (h.file.id, h.why)).collect();
            assert!(hits.contains(&(want, why)), "{text}: {hits:?}");
            assert!(hits.len() <= 2 && !found.elsewhere);
        }
        for text in ["", "  ", "زكريا", "0599999999", "%", "\"*", "9-9999"] {
            let found = beneficiaries::search(q, &within(Scope::All), text).await.unwrap();
            assert!(found.hits.is_empty() && !found.elsewhere && !found.more, "{text}");
        }
        // By a member's name, the member is named.
        let found = beneficiaries::search(q, &within(Scope::All), "ياسر").await.unwrap();
        assert_eq!(found.hits[0].member.as_deref(), Some("ياسر فهد عبد الرحمن الرشيد"));
    })
    .await;
}

#[tokio::test]
async fn another_office_learns_only_that_there_is_one() {
    both(setup(), |t| async move {
        let id = haila(&t).await;
        let q = &mut t.db.reader();
        let away = Scope::Branch { branch: t.other_branch };
        let found = beneficiaries::search(q, &within(away), &identity(1)).await.unwrap();
        assert!(found.hits.is_empty() && found.elsewhere);
        for text in ["هيلة المرشود", "0500000142", "1-0001", "م/418"] {
            let found = beneficiaries::search(q, &within(away), text).await.unwrap();
            assert!(found.hits.is_empty() && !found.elsewhere, "{text}");
        }
        let officer = t.as_role_of("relations_officer", t.other_branch);
        let n = identity(1);
        let silent = t.post(&officer, "/files/ask-access", &[("identity", &n), ("access_reason", "")]).await;
        assert_eq!(silent.status, 422);
        assert!(silent.no_missing_words().body.contains("access_reason-e"));
        assert_eq!(t.post(&officer, "/files/ask-access", &[("identity", &n), ("access_reason", "حضرت إلى مكتبنا")]).await.status, 303);
        // A number of nobody answers the same.
        assert_eq!(t.post(&officer, "/files/ask-access", &[("identity", &identity(999)), ("access_reason", "س")]).await.status, 303);
        assert!(events(&t, id).await.contains(&"file.access_asked".into()));
        let log = t.get(&t.as_role("manager"), &format!("/files/{id}/access")).await.no_missing_words().text();
        assert!(log.contains("حضرت إلى مكتبنا") && log.contains("مكتب الروضة"), "{log}");
    })
    .await;
}

#[tokio::test]
async fn the_list_is_walked_forth_and_back() {
    both(setup(), |t| async move {
        let first = haila(&t).await;
        let mut ids = vec![first];
        for n in 0..64 {
            let mut f =
                NewFile::draft(named(&format!("سعد {} المطرفي", ["أحمد", "بندر", "تركي", "ثامر"][n % 4])), if n % 8 == 7 { t.other_branch } else { t.branch });
            if n % 16 == 0 {
                f.categories = vec!["widow".into()];
            }
            ids.push(file(&t, f).await.0);
        }
        let officer = t.as_role("relations_officer");
        let manager = t.as_role("manager");
        let rows = |body: &str| body.matches("<th role=\"rowheader\"").count();
        let next = |body: &str, rel: &str| {
            body.split(&format!("rel=\"{rel}\" href=\"")).nth(1).map(|s| s.split('"').next().unwrap().replace("&#38;", "&").replace("&amp;", "&"))
        };
        for (actor, base, total) in [
            (&manager, "/files", 65),
            (&manager, "/files?sort=name", 65),
            (&officer, "/files", 57),
            (&officer, "/files?status=draft", 57),
            (&officer, "/files?sort=name&status=draft", 57),
            (&officer, "/files?status=active", 0),
            (&manager, "/files?category=widow", 5),
            (&manager, "/files?category=widow&sort=name", 5),
        ] {
            let (mut path, mut seen, mut pages) = (base.to_owned(), 0, vec![]);
            loop {
                let r = t.get(actor, &path).await;
                assert_eq!(r.status, 200, "{path}: {}", r.text());
                r.no_missing_words();
                seen += rows(&r.body);
                pages.push(path.clone());
                match next(&r.body, "next") {
                    Some(p) => path = p,
                    None => break,
                }
            }
            assert_eq!(seen, total, "{base}");
            if pages.len() > 2 {
                // Back from the third is the second, row for row.
                let third = t.get(actor, &pages[2]).await;
                let back = t.get(actor, &next(&third.body, "prev").unwrap()).await;
                let links = |b: &str| b.split("<a href=\"/files/").skip(1).map(|s| s[..26].to_owned()).collect::<Vec<_>>();
                assert_eq!(links(&back.body), links(&t.get(actor, &pages[1]).await.body), "{base}");
            }
        }
        let branch = t.get(&manager, &format!("/files?branch={}", t.other_branch)).await;
        assert_eq!(rows(&branch.body), 8);
        // No filter by a kind one may not see, and no word of it.
        let delegate = t.get(&t.as_role("branch_delegate"), "/files?category=sick").await;
        assert!(!delegate.body.contains("category=sick") && rows(&delegate.body) == 30);
        t.get_en(&officer, "/files").await.no_missing_words();
        assert_eq!(t.get(&t.as_role("administrator"), "/files").await.status, 403);
    })
    .await;
}
