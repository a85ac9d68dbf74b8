//! What the pages offer and say: buttons as the table has them, errors at their fields, words in both languages.

use crate::house::{house, setup};
use requests::rules::{Action, transitions_from};
use testkit::both;

/// The table's steps that have their form in this room.
const HERE: &[(Action, &str)] = &[
    (Action::Verify, "verify"),
    (Action::Return, "return"),
    (Action::Present, "present"),
    (Action::Reply, "reply"),
    (Action::Register, "register"),
    (Action::Object, "object"),
    (Action::Withdraw, "withdraw"),
    (Action::Void, "void"),
    (Action::Lapse, "lapse"),
];

#[tokio::test]
async fn every_button_where_the_table_says() {
    both(setup(), |t| async move {
        let h = house(&t).await;
        let id = h.ready(&t).await;
        let check = async |what: &str| {
            let r = h.row(&t, id).await;
            let page = t.get(&h.officer, &format!("/requests/{id}")).await;
            page.no_missing_words();
            t.get_en(&h.officer, &format!("/requests/{id}")).await.no_missing_words();
            for (action, code) in HERE {
                let offered = page.body.contains(&format!("/requests/{id}/do/{code}\"")) || page.body.contains(&format!("action=\"/requests/{id}/{code}\""));
                let allowed = transitions_from(r.state).any(|tr| tr.action == *action && h.officer.can(tr.permission()));
                assert_eq!(offered, allowed, "{what}: {code} in {:?}", r.state);
                let form = t.get(&h.officer, &format!("/requests/{id}/do/{code}")).await;
                assert_eq!(form.status == 200, allowed, "{what}: form of {code}");
                if allowed {
                    form.no_missing_words();
                    t.get_en(&h.officer, &format!("/requests/{id}/do/{code}")).await.no_missing_words();
                }
            }
        };
        check("draft").await;
        h.submit(&t, id).await;
        check("submitted").await;
        h.press(&t, &h.officer, id, "verify", &[("password", crate::house::PASSWORD)]).await;
        check("verified").await;
        h.press(&t, &h.officer, id, "explain", &[("how", "phone"), ("clear", "1"), ("then", "present")]).await;
        check("before the committee").await;
        h.decide(&t, id, requests::rules::Outcome::Accept, true).await;
        check("decided").await;
        t.clock.advance_ms(crate::house::days(14));
        check("floor passed").await;
        h.press(&t, &h.officer, id, "reply", &[("how", "phone"), ("told_to", "هيلة"), ("proof", "وقّعت")]).await;
        check("accepted").await;
        h.press(&t, &h.officer, id, "return", &[]).await;
        h.press(&t, &h.officer, id, "withdraw", &[("reason", "برغبتها")]).await;
        check("withdrawn").await;
    })
    .await;
}

#[tokio::test]
async fn a_form_with_faults_keeps_what_was_typed() {
    both(setup(), |t| async move {
        let h = house(&t).await;
        let id = h.draft(&t).await;
        let reply = h.fill(&t, id, &[("amount", "كثير"), ("contact_mobile", "123"), ("no_income", "1"), ("need", "سقف يقطر")]).await;
        assert_eq!(reply.status, 422);
        let body = &reply.no_missing_words().body;
        for part in ["id=\"amount-e\"", "id=\"contact_mobile-e\"", "id=\"no_income-e\"", "value=\"كثير\"", "سقف يقطر", "خطأ:"] {
            assert!(body.contains(part), "{part}");
        }
        // A half-filled draft is kept; signing asks for the rest.
        let version = h.version(&t, id).await;
        assert_eq!(t.post(&h.officer, &format!("/requests/{id}/form"), &[("version", &version), ("need", "سقف")]).await.status, 303);
        let page = t.get(&h.officer, &format!("/requests/{id}/submit")).await;
        assert!(page.no_missing_words().body.contains("/form#dwelling"));
        let page = t.get_en(&h.officer, &format!("/requests/{id}/form")).await;
        assert_eq!(page.no_missing_words().status, 200);
        // No service chosen: the same question on a page of its own.
        let file = h.file.to_string();
        let reply = t.post(&h.officer, "/requests", &[("file", &file)]).await;
        assert_eq!(reply.status, 422);
        assert!(reply.no_missing_words().body.contains("id=\"service-e\""));
    })
    .await;
}

#[tokio::test]
async fn a_hand_signs_drawn_on_paper_or_by_thumb() {
    both(setup(), |t| async move {
        let h = house(&t).await;
        let id = h.ready(&t).await;
        let reply = h.submit_as(&t, &h.officer, id, &[("signature", "data:image/png;base64,notpng"), ("agreed", "")]).await;
        assert_eq!(reply.status, 422);
        assert!(reply.no_missing_words().body.contains("id=\"signature-e\"") && reply.body.contains("id=\"agreed-e\""));
        let reply = h.submit_as(&t, &h.officer, id, &[("signature_witness", "نورة الحماد")]).await;
        assert_eq!(reply.status, 303, "{}", reply.text());
        let s = people::signatures(&mut t.db.reader(), "request", id).await.unwrap().remove(0);
        assert_eq!((s.how, s.witness.as_deref(), s.digest), (people::How::Thumbprint, Some("نورة الحماد"), h.row(&t, id).await.snapshot_digest));
        let picture = t.get(&h.officer, &format!("/requests/{id}/signatures/{}", s.id)).await;
        assert_eq!((picture.status.as_u16(), picture.bytes), (200, testkit::png()));
        assert_eq!(t.get(&h.elsewhere, &format!("/requests/{id}/signatures/{}", s.id)).await.status, 404);
    })
    .await;
}

#[tokio::test]
async fn words_of_every_code() {
    both(setup(), |t| async move {
        let _ = &t;
        for key in requests::locale_families() {
            for lang in i18n::Lang::ALL {
                assert!(i18n::has(lang, &key), "{key} in {lang:?}");
            }
        }
    })
    .await;
}
