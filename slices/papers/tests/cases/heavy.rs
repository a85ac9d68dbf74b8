//! Much of everything: long names, many items, tables over several pages; and nothing at all.

use super::*;
use crate::reading::says;
use db::args;
use testkit::both;

const LONG: &str = "أبو عبد الرحمن عبد الله بن عبد العزيز بن محمد بن عبد المحسن آل إبراهيم القحطاني المعروف بابن الشيخ";
const WORDS: &str = "دُرست الحاجة دراسة وافية وتبيّن أن دخل الأسرة لا يكفي لما يلزمها من ترميم السقف والجدران. ";

#[tokio::test(flavor = "multi_thread")]
async fn much_of_everything_is_still_a_paper() {
    both(setup(), |t| async move {
        let h = open(&t).await;
        let id = submitted(&t, &h).await;
        sql(&t, "UPDATE person SET first_name = $2, as_written = $2, father_name = NULL, grandfather_name = NULL, family_name = 'المرشود' WHERE id = $1", args![h.mother, LONG]).await;
        // Thirty of one household.
        let home = beneficiaries::find_any(&mut t.db.reader(), h.file).await.unwrap().household;
        for n in 0..30i64 {
            let p = t.env.id();
            let name = if n % 3 == 0 { LONG.to_string() } else { format!("فرد رقم {n}") };
            sql(
                &t,
                "INSERT INTO person (id, first_name, family_name, as_written, branch_id, created_at, version) VALUES ($1, $2, 'المرشود', $2, $3, $4, 1)",
                args![p, &name, h.branch, t.env.now()],
            )
            .await;
            sql(
                &t,
                "INSERT INTO household_member (id, household_id, person_id, relation, position) VALUES ($1, $2, $3, 'son', $4)",
                args![t.env.id(), home, p, n + 10],
            )
            .await;
        }
        for n in 0..35 {
            let note = if n % 4 == 0 { WORDS.repeat(2) } else { format!("مستند رقم {n}") };
            sql(
                &t,
                "INSERT INTO request_missing (id, request_id, document_type, person_id, why, note, at, by_employee) VALUES ($1, $2, '', NULL, 'asked', $3, $4, $5)",
                args![t.env.id(), id, note, t.env.now(), h.officer.id],
            )
            .await;
        }
        for lang in [Lang::Ar, Lang::En] {
            for (kind, subject, name) in [(Kind::FileSummary, h.file, "summary"), (Kind::MissingList, id, "missing"), (Kind::RequestForm, id, "form")] {
                let (p, text) = issued_as(&t, kind, subject, lang, &format!("heavy-{name}")).await;
                let last = format!("{}", pages_of(&t, &p).await);
                assert_ne!(last, "1", "{name}");
                // The number on every page; the table's head on each it runs over.
                assert!(text.matches(p.number.as_str()).count() >= 2, "{name}: {text}");
                says(&text, &["المرشود"]);
            }
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_decision_and_an_order_for_a_long_name() {
    both(setup(), |t| async move {
        let h = open(&t).await;
        sql(&t, "UPDATE person SET first_name = $2, as_written = $2, father_name = NULL, grandfather_name = NULL WHERE id = $1", args![h.mother, LONG]).await;
        let id = replied(&t, &h, Outcome::Accept).await;
        sql(
            &t,
            "UPDATE request_reply SET reasons = $2, conditions = $3, added = $3, amount = 1234567890 WHERE request_id = $1",
            args![id, WORDS.repeat(30), WORDS.repeat(4)],
        )
        .await;
        sql(&t, "UPDATE request SET registered_at = $2 WHERE id = $1", args![id, t.env.now()]).await;
        sql(
            &t,
            "UPDATE person SET iban = 'SA0380000000608010167519', bank_name = 'بنك الاختبار الوطني التجاري للتنمية والاستثمار المحدود' WHERE id = $1",
            args![h.mother],
        )
        .await;
        let l = orders::line(&t, &h, id, 1, Some(1_234_567_890)).await;
        sql(&t, "UPDATE delivery_line SET state = 'released', released_at = $2, released_by = $3 WHERE id = $1", args![l, t.env.now(), h.manager.id]).await;
        for lang in [Lang::Ar, Lang::En] {
            let (_, text) = issued_as(&t, Kind::Decision, id, lang, "heavy-decision").await;
            says(&text, &["12,345,678.90"]);
            issued_as(&t, Kind::DisbursementOrder, l, lang, "heavy-order").await;
            let (_, text) = issued_as(&t, Kind::DeliveryReceipt, l, lang, "heavy-receipt").await;
            says(&text, &["12,345,678.90"]);
        }
    })
    .await;
}
