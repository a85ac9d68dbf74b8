//! What anybody may learn of a paper: that it is the association's.

use super::*;
use testkit::both;

#[tokio::test(flavor = "multi_thread")]
async fn a_code_confirms_the_paper_and_tells_nothing_of_anybody() {
    both(setup(), |t| async move {
        let h = open(&t).await;
        let id = submitted(&t, &h).await;
        let (p, _) = issued(&t, Kind::Receipt, id, Lang::Ar).await;
        assert!(p.code.len() == 16 && p.digest.len() == 64);
        for lang in ["ar", "en"] {
            let page = t.get_in(None, &format!("/v/{}", p.code), lang).await;
            assert_eq!(page.status, 200);
            let text = page.no_missing_words().text();
            for part in ["1448-0001/R", &p.digest, "2026"] {
                assert!(text.contains(part), "{part}: {text}");
            }
            assert!(text.contains(&i18n::t(Lang::parse(lang).unwrap(), &p.kind.key())), "{text}");
            for secret in ["هيلة", "المرشود", "ترميم", "14,500", "0500000187", &p.stored.to_string(), &id.to_string(), &h.file.to_string()] {
                assert!(!page.body.contains(secret), "{secret}");
            }
        }
        // As people type it; and the digest pasted beside it.
        let typed = format!("{}-{} {}", &p.code[..4], &p.code[4..10], &p.code[10..]).to_lowercase().replace('0', "o");
        let asked = t.get_in(None, &format!("/v?code={}", typed.replace(' ', "%20")), "ar").await;
        assert_eq!((asked.status.as_u16(), asked.location), (303, format!("/v/{}", p.code)));
        let same = t.get_in(None, &format!("/v/{}?digest={}", p.code, p.digest.to_uppercase()), "en").await;
        assert!(same.text().contains("The digests are the same"));
        let differs = t.get_in(None, &format!("/v/{}?digest=00", p.code), "en").await;
        assert!(differs.text().contains("The digests differ"));

        // Unknown, impossible, hostile: the same kind page.
        let mut lengths = vec![];
        for code in ["0000000000000000", "ZZZZZZZZZZZZZZZZ", "nonsense", "%3Cscript%3E", "%27%20OR%201=1--"] {
            let page = t.get_in(None, &format!("/v/{code}"), "ar").await;
            assert_eq!(page.status, 404, "{code}");
            assert!(page.no_missing_words().text().contains("لا مستند بهذا الرمز") && !page.body.contains("<script>"));
            lengths.push(page.text().len());
        }
        assert!(lengths.windows(2).all(|w| w[0] == w[1]), "{lengths:?}");
        assert_eq!(t.get_in(None, "/v", "ar").await.status, 200);
        assert_eq!(t.get_in(None, "/v?code=7K4M", "ar").await.status, 404);

        // A later edition is told; the first is confirmed all the same.
        sql(&t, "UPDATE request SET submitted_at = submitted_at + 60000 WHERE id = $1", db::args![id]).await;
        let (second, _) = issued(&t, Kind::Receipt, id, Lang::Ar).await;
        let old = t.get_in(None, &format!("/v/{}", p.code), "en").await;
        assert!(old.status == 200 && old.text().contains("A newer edition"));
        let new = t.get_in(None, &format!("/v/{}", second.code), "en").await;
        assert!(!new.text().contains("A newer edition"));
    })
    .await;
}
