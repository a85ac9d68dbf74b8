//! Orders of payment and receipts for help; who may have which paper.

use super::*;
use crate::reading::{says, says_mixed};
use db::args;
use testkit::both;

pub async fn line(t: &TestApp, h: &House, request: Id, n: u128, amount: Option<i64>) -> Id {
    let (id, now) = (t.env.id(), t.env.now());
    let r = h.row(t, request).await;
    let (kind, goods, quantity, how) =
        if amount.is_some() { ("money", "", None, "transfer") } else { ("goods", "ثلاجة #2 *كبيرة*", Some(2i64), "in_kind") };
    let note = format!("بند {n}");
    sql(
        t,
        "INSERT INTO delivery_line (id, request_id, decision_id, file_id, branch_id, kind, amount, goods, quantity, due_day, how, note, state, planned_at, planned_by, version) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, '2026-12-10', $10, $11, 'planned', $12, $13, 1)",
        args![id, request, r.decision, r.file, r.branch, kind, amount, goods, quantity, how, note, now, h.officer.id],
    )
    .await;
    id
}

#[tokio::test(flavor = "multi_thread")]
async fn orders_are_numbered_without_gaps_and_receipts_wait_for_the_hand() {
    both(setup(), |t| async move {
        let h = open(&t).await;
        let id = replied(&t, &h, Outcome::Accept).await;
        sql(&t, "UPDATE request SET registered_at = $2 WHERE id = $1", args![id, t.env.now()]).await;
        sql(&t, "UPDATE person SET iban = 'SA0380000000608010167519', bank_name = 'بنك الاختبار' WHERE id = $1", args![h.mother]).await;
        let (a, b) = (line(&t, &h, id, 1, Some(900_050)).await, line(&t, &h, id, 2, None).await);
        for l in [a, b] {
            assert!(none_yet(&t, Kind::DisbursementOrder, l).await && none_yet(&t, Kind::DeliveryReceipt, l).await, "not let go yet");
            sql(&t, "UPDATE delivery_line SET state = 'released', released_at = $2, released_by = $3 WHERE id = $1", args![l, t.env.now(), h.manager.id]).await;
        }
        for lang in [Lang::Ar, Lang::En] {
            let (p, text) = issued(&t, Kind::DisbursementOrder, a, lang).await;
            assert_eq!(p.number, "1448/1");
            says(&text, &["1448/1", "⃁ 9,000.50", "SA03 8000 0000 6080 1016 7519", "هيلة سليمان محمد المرشود", "1448-0001"]);
            says_mixed(&text, &h.manager.name);
            says(&text, &[if lang == Lang::Ar { "فقط تسعة آلاف ريال وخمسون هللة لا غير" } else { "Nine thousand riyals and fifty halalas only" }]);
            let (p, text) = issued(&t, Kind::DisbursementOrder, b, lang).await;
            assert_eq!(p.number, "1448/2");
            says(&text, &["#2", "ثلاجة", "كبيرة"]);
            assert!(!text.contains("SA03"), "goods need no account");
            // Not handed over: lines for the hand.
            let (p, text) = issued(&t, Kind::DeliveryReceipt, a, lang).await;
            assert_eq!((p.number.as_str(), p.edition), ("1448-0001/T1", 1));
            says(&text, &[if lang == Lang::Ar { "فقط تسعة آلاف ريال وخمسون هللة لا غير" } else { "Nine thousand riyals and fifty halalas only" }]);
            says(&text, &["⃁ 9,000.50", &i18n::t(lang, "papers-remarks"), &i18n::t(lang, "choice-signer-recipient")]);
        }
        let (first, _) = issued(&t, Kind::DeliveryReceipt, a, Lang::Ar).await;
        sql(
            &t,
            "UPDATE delivery_line SET state = 'handed', handed_at = $2, handed_by = $3, receiver_name = 'سالم ياسر *الدوسري*', receiver_relation = 'household', proof_kind = 'receipt_scan', proof_file = $4, \
             proof_mime = 'image/png', proof_digest = 'abc' WHERE id = $1",
            args![a, t.env.now(), h.officer2.id, t.env.id()],
        )
        .await;
        for lang in [Lang::Ar, Lang::En] {
            let (p, text) = issued(&t, Kind::DeliveryReceipt, a, lang).await;
            assert_eq!((p.number.as_str(), p.edition), ("1448-0001/T1", 2));
            says_mixed(&text, &format!("سالم ياسر الدوسري * {}", h.officer2.name));
        }
        // What was signed by hand is still there, as it was.
        assert!(papers::bytes(&t.files, &first).await.is_ok());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_may_open_the_record_may_have_its_papers_and_nobody_else() {
    both(setup(), |t| async move {
        let h = open(&t).await;
        let id = replied(&t, &h, Outcome::Accept).await;
        let at = |kind: &str| format!("/papers/{kind}/{id}");
        let reply = t.get(&h.officer, &at("decision")).await;
        assert_eq!(reply.status, 200);
        assert_eq!(reply.headers["content-type"], "application/pdf");
        assert_eq!(reply.headers["content-disposition"], "inline; filename*=UTF-8''decision-1448-1.ar.pdf");
        assert!(reply.bytes.starts_with(b"%PDF-1.7"));
        let saved = t.get(&h.officer, &format!("{}?lang=en&save=1", at("receipt"))).await;
        assert_eq!(saved.headers["content-disposition"], "attachment; filename*=UTF-8''receipt-1448-0001-R.en.pdf");
        // Another office, an unknown kind, a kind of another record, nobody at all.
        assert_eq!(t.get(&h.elsewhere, &at("decision")).await.status, 404);
        assert_eq!(t.get(&h.officer, &at("minutes")).await.status, 404);
        assert_eq!(t.get(&h.officer, &at("file_summary")).await.status, 404);
        assert_eq!(t.get(&h.officer, &at("disbursement_order")).await.status, 404);
        assert_eq!(t.get_in(None, &at("decision"), "ar").await.status, 303);
        let summary = format!("/papers/file_summary/{}", h.file);
        assert_eq!(t.get(&h.officer, &summary).await.status, 200);
        assert_eq!(t.get(&h.elsewhere, &summary).await.status, 404);

        // Without the right to income and health: a copy without them, and never the other's.
        let whole = read(&t.get(&h.officer, &at("request_form")).await.bytes);
        says(&whole, &["3,200"]);
        let mut fewer = h.officer2.clone();
        fewer.may.remove("file.read_income");
        t.put(&fewer);
        let less = read(&t.get(&fewer, &at("request_form")).await.bytes);
        says(&less, &["14,500", &i18n::t(Lang::Ar, "papers-withheld")]);
        assert!(!less.contains("3,200"), "{less}");

        // Orders have the whole account number: the treasurer's and the manager's.
        let l = line(&t, &h, id, 1, Some(100)).await;
        sql(&t, "UPDATE delivery_line SET state = 'released', released_at = $2, released_by = $3 WHERE id = $1", args![l, t.env.now(), h.manager.id]).await;
        sql(&t, "UPDATE request SET registered_at = $2 WHERE id = $1", args![id, t.env.now()]).await;
        assert_eq!(t.get(&h.officer, &format!("/papers/disbursement_order/{l}")).await.status, 404);
        assert_eq!(t.get(&h.manager, &format!("/papers/disbursement_order/{l}")).await.status, 200);
        assert_eq!(t.get(&h.officer, &format!("/papers/delivery_receipt/{l}")).await.status, 200);

        // The panel offers what may be had.
        let page = t.get(&h.officer, &format!("/requests/{id}")).await;
        let body = &page.no_missing_words().body;
        assert!(body.contains("/papers/decision/") && body.contains("/papers/delivery_receipt/") && !body.contains("/papers/disbursement_order/"));
        assert!(t.get(&h.manager, &format!("/requests/{id}")).await.no_missing_words().body.contains("/papers/disbursement_order/"));
        assert!(t.get(&h.officer, &format!("/files/{}", h.file)).await.no_missing_words().body.contains(&summary));
        assert!(t.get_en(&h.auditor, &format!("/requests/{id}")).await.no_missing_words().body.contains("Official documents"));

        // A file closed by a conflict of interest has no papers.
        let mut tx = t.db.begin(&Actor::system()).await.unwrap();
        beneficiaries::close_to(&mut tx, h.file, h.manager.id, t.env.id(), t.env.now()).await.unwrap();
        tx.commit_quietly("where a test begins").await.unwrap();
        for path in [at("decision"), at("receipt"), summary.clone(), format!("/papers/disbursement_order/{l}")] {
            assert_eq!(t.get(&h.manager, &path).await.status, 404, "{path}");
        }

        // The portal: his own, not the house's, and not through another's request.
        let outside = t.as_outside(h.mother, "هيلة", "966500000187", &[]);
        let mine = papers::for_person(parts(&t), &outside, Kind::Decision, id, id, Lang::Ar).await.unwrap();
        assert!(mine.1.starts_with(b"%PDF"));
        for (kind, subject, request) in [(Kind::DisbursementOrder, l, id), (Kind::FileSummary, h.file, id), (Kind::DeliveryReceipt, l, t.env.id())] {
            assert!(matches!(papers::for_person(parts(&t), &outside, kind, request, subject, Lang::Ar).await, Err(Problem::NotFound)));
        }
    })
    .await;
}
