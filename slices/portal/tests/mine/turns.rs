//! Whose turn it is, in words one can act on: to sign, to fetch, to confirm; and what is left once it is over.

use super::{decide, line, reply, request, sql};
use crate::house::{House, hidden, house, setup};
use db::args;
use kernel::{Actor, Id};
use testkit::{TestApp, both};

/// A request sent with its identity card missing, which has come since.
async fn waiting_for_its_signature(t: &TestApp, h: &House, me: &Actor) -> Id {
    let id = h.begin(t, me).await;
    h.answer(t, me, id, "owned").await;
    let check = t.get(me, &format!("/my/requests/{id}/check")).await;
    let sent = t.post(me, &format!("/my/requests/{id}/submit"), &[("version", &hidden(&check.body, "version"))]).await;
    assert_eq!(sent.location, format!("/my/requests/{id}/sent"), "{}", sent.text());
    id
}

#[tokio::test(flavor = "multi_thread")]
async fn with_nothing_missing_any_more_the_signature_is_asked_for_everywhere() {
    both(setup(), |t| async move {
        let h = house(&t).await;
        let me = h.in_person(&t);
        let id = waiting_for_its_signature(&t, &h, &me).await;
        let to = |p: &str| format!("/my/requests/{id}{p}");
        let home = t.get(&me, "/my").await;
        assert!(home.no_missing_words().body.contains(&to("/documents")) && home.text().contains("استكمال النواقص"), "{}", home.text());
        let until = |text: &str| text.contains("نرجو إكماله قبل");
        assert!(until(&home.text()), "the last day is said on both pages: {}", home.text());
        h.document(&t, "national_id", Some(h.mother), Some("2030-01-01")).await;
        for lang in ["ar", "en"] {
            for p in ["/my".to_string(), to(""), to("/tasks"), to("/documents")] {
                t.get_in(Some(&me), &p, lang).await.no_missing_words();
            }
        }
        for p in ["/my".to_string(), to("")] {
            let page = t.get(&me, &p).await;
            let text = page.text();
            assert!(text.contains("وصل كل ما كان ناقصًا. بقي توقيعك ليبدأ النظر في الطلب."), "{p}: {text}");
            assert!(page.body.contains(&to("/check")) && text.contains("المراجعة والتوقيع") && until(&text), "{p}: {text}");
            assert!(!text.contains("ننتظر منك ما ينقص الطلب") && !text.contains("استكمال النواقص"), "{p}: {text}");
        }
        assert!(t.get(&me, &to("/tasks")).await.text().contains("بقي التوقيع والإرسال"));
        assert!(t.get(&me, &to("/documents")).await.text().contains("المراجعة والتوقيع"));
        // It is with him, not with an office: no branch and no telephone under «أنت».
        let track = t.get(&me, &to("")).await.body;
        let holder = track.split("id=\"of\"").nth(1).unwrap().split("</section>").next().unwrap();
        assert!(holder.contains("أنت") && !holder.contains("<bdi>") && !holder.contains("tel:"), "{holder}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_answered_a_form_opens_again() {
    both(setup(), |t| async move {
        let h = house(&t).await;
        let me = h.in_person(&t);
        h.session(&t, &me, None).await;
        let id = waiting_for_its_signature(&t, &h, &me).await;
        h.document(&t, "national_id", Some(h.mother), Some("2030-01-01")).await;
        let to = |p: &str| format!("/my/requests/{id}/{p}");
        assert_eq!(t.get(&me, &to("code")).await.location, to("check#signature"));
        assert_eq!(t.get(&me, &to("submit")).await.location, to("check"));
        assert_eq!(t.get(&me, "/my/data/copy/code").await.location, "/my/data/copy");
        assert_eq!(t.get(&me, "/my/messages/read").await.location, "/my/messages");
        let field = |body: &str| body.contains("name=\"code\"");
        assert!(!field(&t.get(&me, &to("check")).await.body));
        let sent = t.post(&me, &to("code"), &[]).await;
        assert!(sent.status == 200 && field(&sent.body), "{}", sent.text());
        assert!(field(&t.get(&me, &to("check")).await.no_missing_words().body), "while the code holds");
        t.clock.advance_ms(accounts::rules::CODE_MS);
        assert!(!field(&t.get(&me, &to("check")).await.body), "it is over");
        // Whatever has no page of its own says so in plain words, and leads back.
        let only = t.get(&me, "/my/uploads").await;
        assert_eq!(only.status, 405);
        assert!(only.no_missing_words().text().contains("هذه الصفحة لا تُفتح مباشرة") && only.body.contains("btn--primary\" href=\"/my\""), "{}", only.body);
    })
    .await;
}

/// Goods in pickup or money by transfer, let go and due on a day.
async fn released(t: &TestApp, h: &House, how: &str, due: kernel::Day) -> (Id, Id) {
    let id = request(t, h, "before_committee").await;
    let d = decide(t, id).await;
    reply(t, id, d, "in_delivery", "accept", false).await;
    let l = line(t, h, id, d).await;
    let back = "UPDATE delivery_line SET state = 'released', how = $2, due_day = $3, handed_at = NULL, handed_by = NULL, proof_kind = NULL, proof_file = NULL WHERE id = $1";
    sql(t, back, args![l, how, due]).await;
    (id, l)
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_has_received_what_is_still_to_come() {
    both(setup(), |t| async move {
        let h = house(&t).await;
        let me = h.in_person(&t);
        let today = t.env.now().day();
        let (id, l) = released(&t, &h, "transfer", today.plus(14)).await;
        let (page, receipt) = (format!("/my/requests/{id}"), format!("/my/requests/{id}/receipt/{l}"));
        let seen = t.get(&me, &page).await;
        assert!(!seen.no_missing_words().body.contains(&receipt) && seen.text().contains("المقرر لك"), "{}", seen.text());
        assert_eq!(t.get(&me, &receipt).await.status, 404);
        assert_eq!(t.post(&me, &receipt, &[("answer", "received")]).await.status, 404);
        let said = delivery::check::say(&t.env, &t.db, &me, l, "received", "").await;
        assert!(matches!(said, Err(kernel::Problem::Refused { code: "receipt_not_yet", .. })), "{said:?}");
        let deed = format!("/my/requests/{id}/papers/delivery_receipt/{l}");
        assert_eq!(t.get(&me, &deed).await.status, 404);
        assert!(!t.get(&me, "/my/papers").await.body.contains("delivery_receipt"));
        sql(&t, "UPDATE delivery_line SET due_day = $2 WHERE id = $1", args![l, today]).await;
        assert!(t.get(&me, &page).await.body.contains(&receipt), "its day is here");
        // What was said is there to be changed.
        assert_eq!(t.post(&me, &receipt, &[("answer", "issues"), ("note", "نقص كيسان")]).await.status, 303);
        let form = t.get(&me, &receipt).await;
        assert!(
            form.no_missing_words().body.contains("value=\"issues\" checked")
                && form.body.contains("نقص كيسان")
                && form.text().contains("وصلني، وفيه نقص أو عيب")
        );
        sql(
            &t,
            "UPDATE delivery_line SET state = 'handed', handed_at = $2, handed_by = $3, proof_kind = 'receipt_scan', proof_file = $3 WHERE id = $1",
            args![l, t.env.now().plus_days(-3), h.officer.id],
        )
        .await;
        let seen = t.get(&me, &page).await;
        let day = i18n::dates::gregorian_text(i18n::Lang::Ar, t.env.now().plus_days(-3).day());
        assert!(seen.text().contains("ما قُدّم لك") && seen.text().contains(&day), "the day it was handed over: {}", seen.text());
        assert!(t.get(&me, "/my/papers").await.body.contains("delivery_receipt"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_fetched_says_where_and_when() {
    both(setup(), |t| async move {
        let h = house(&t).await;
        let me = h.in_person(&t);
        let today = t.env.now().day();
        let (id, l) = released(&t, &h, "pickup", today.plus(3)).await;
        for p in ["/my".to_string(), format!("/my/requests/{id}")] {
            let text = t.get(&me, &p).await.no_missing_words().text();
            let day = i18n::dates::gregorian_text(i18n::Lang::Ar, today.plus(3));
            assert!(text.contains("الحضور للاستلام: ") && text.contains(&day) && text.contains("ومعك الهوية"), "{p}: {text}");
            assert!(!text.contains("لا يلزمك شيء الآن") && !text.contains("خدمتك في الطريق"), "{p}: {text}");
            t.get_en(&me, &p).await.no_missing_words();
        }
        sql(&t, "UPDATE delivery_line SET due_day = $2 WHERE id = $1", args![l, today.plus(-1)]).await;
        let text = t.get(&me, "/my").await.text();
        assert!(text.contains("مضى موعد الاستلام. نرجو الاتصال بنا لنرتب موعدًا آخر."), "{text}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_asked_and_what_was_granted_stand_beside_each_other() {
    both(setup(), |t| async move {
        let h = house(&t).await;
        let me = h.in_person(&t);
        let id = request(&t, &h, "before_committee").await;
        let d = decide(&t, id).await;
        reply(&t, id, d, "in_delivery", "accept", true).await;
        sql(
            &t,
            "UPDATE request SET amount_asked = 1450000, answers = $2 WHERE id = $1",
            args![id, "{\"need\":\"تسرّب في سقف غرفتين\",\"no_income\":true,\"members\":3}"],
        )
        .await;
        assert!(t.get(&me, "/my").await.no_missing_words().text().contains("قُبل بعض ما طُلب"));
        let page = t.get(&me, &format!("/my/requests/{id}")).await;
        let text = page.no_missing_words().text();
        for words in ["ما طلبته", "14,500", "ما اعتُمد", "9,000", "ما كتبته في الطلب", "تسرّب في سقف غرفتين", "لا دخل للأسرة الآن"]
        {
            assert!(text.contains(words), "{words}: {text}");
        }
        t.get_en(&me, &format!("/my/requests/{id}")).await.no_missing_words();
        // Goods are counted as people count them.
        let body =
            "UPDATE service_version SET body = REPLACE(REPLACE(body, '\"gives\":\"money\"', '\"gives\":\"goods\"'), '\"unit_ar\":\"\"', '\"unit_ar\":\"سلة\"')";
        sql(&t, body, args![]).await;
        sql(&t, "UPDATE request SET answers = $2 WHERE id = $1", args![id, "{\"goods\":\"٣\"}"]).await;
        sql(&t, "UPDATE request_reply SET amount = NULL, goods = $2 WHERE request_id = $1", args![id, "{\"سلة غذائية\":1}"]).await;
        let text = t.get(&me, &format!("/my/requests/{id}")).await.text();
        assert!(text.contains("3 سلال") && text.contains("سلة واحدة"), "{text}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_day_that_has_passed_is_promised_no_more() {
    both(setup(), |t| async move {
        let h = house(&t).await;
        let me = h.in_person(&t);
        let id = request(&t, &h, "before_committee").await;
        let page = format!("/my/requests/{id}");
        assert!(t.get(&me, &page).await.text().contains("لا يصدر الرد قبل"));
        t.clock.advance_ms(15 * kernel::DAY_MS);
        let text = t.get(&me, &page).await.no_missing_words().text();
        assert!(text.contains("يمكن أن يصدر الرد في أي يوم") && !text.contains("لا يصدر الرد قبل"), "{text}");
        sql(&t, "UPDATE request SET state = 'waiting' WHERE id = $1", args![id]).await;
        assert!(t.get(&me, &page).await.no_missing_words().text().contains("رأت اللجنة حاجتك، وطلبك ينتظر دوره"));
        let day = t.env.now().day().plus(20);
        sql(&t, "UPDATE request SET state = 'deferred', deferred_until = $2 WHERE id = $1", args![id, day]).await;
        for p in ["/my".to_string(), page] {
            let text = t.get(&me, &p).await.no_missing_words().text();
            assert!(text.contains(&i18n::dates::gregorian_text(i18n::Lang::Ar, day)), "{p}: {text}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_over_says_what_can_still_be_done() {
    both(setup(), |t| async move {
        let h = house(&t).await;
        let me = h.in_person(&t);
        let id = request(&t, &h, "before_committee").await;
        let d = decide(&t, id).await;
        reply(&t, id, d, "refused", "refuse", false).await;
        let page = format!("/my/requests/{id}");
        let until = i18n::dates::gregorian_text(i18n::Lang::Ar, t.env.now().plus_days(30).day());
        t.clock.advance_ms(31 * kernel::DAY_MS);
        let seen = t.get(&me, &page).await;
        let text = seen.no_missing_words().text();
        for words in ["انتهت مدة الاعتراض في", until.as_str(), "يسعدنا اتصالك إن جدّ شيء.", "طلب دعم جديد"] {
            assert!(text.contains(words), "{words}: {text}");
        }
        assert!(!text.contains("من عنده الطلب") && seen.body.contains("/my/new?file="), "{text}");
        // It lapsed: what was missing, and the same service anew.
        let id = h.begin(&t, &me).await;
        h.answer(&t, &me, id, "owned").await;
        sql(&t, "UPDATE request SET state = 'lapsed' WHERE id = $1", args![id]).await;
        let seen = t.get(&me, &format!("/my/requests/{id}")).await;
        let text = seen.no_missing_words().text();
        assert!(text.contains("ما كان ناقصًا") && text.contains("الهوية الوطنية") && seen.body.contains("service=test_repair"), "{text}");
        assert!(!seen.body.contains(&format!("/my/requests/{id}/documents")), "nothing more can be added to it");
        t.get_en(&me, &format!("/my/requests/{id}")).await.no_missing_words();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_is_given_up_from_its_list_and_what_changed_is_read_before_signing() {
    both(setup(), |t| async move {
        let h = house(&t).await;
        let me = h.in_person(&t);
        let id = h.begin(&t, &me).await;
        let to = |p: &str| format!("/my/requests/{id}/{p}");
        let tasks = t.get(&me, &to("tasks")).await;
        assert!(tasks.no_missing_words().text().contains("لا حاجة لي به الآن: سحب الطلب") && tasks.body.contains(&to("withdraw")));
        assert_eq!(t.get(&me, &to("withdraw")).await.status, 200);
        h.answer(&t, &me, id, "owned").await;
        assert_eq!(t.post(&me, &to("ask/people"), &[("household", "no"), ("changed", "وُلدت لنا بنت في رمضان")]).await.status, 303);
        let check = t.get(&me, &to("check")).await;
        let text = check.no_missing_words().text();
        assert!(text.contains("ما ذُكر أنه تغيّر") && text.contains("وُلدت لنا بنت في رمضان"), "{text}");
        assert!(text.contains("إضافة الهوية الوطنية") || text.contains("إضافة"), "{text}");
        // Between the two calendars a line may break; inside a date it may not.
        h.document(&t, "national_id", Some(h.mother), Some("2030-01-01")).await;
        let body = t.get(&me, &to("check")).await.body;
        assert!(body.contains("\u{a0}2030م") && body.contains(" · ") && !body.contains("\u{a0}·") && !body.contains("·\u{a0}"), "{body}");
        let promise = body.split("promise__d").nth(1).unwrap().split("promise__g").next().unwrap().to_string();
        assert!(!promise.contains('\u{a0}'), "{promise}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_has_no_file_of_its_own_still_leads_to_standing_for_another_and_to_its_devices() {
    both(setup(), |t| async move {
        let h = house(&t).await;
        let new = t.as_outside(t.env.id(), "زائر", "966500000333", accounts::MAY);
        for who in [h.in_person(&t), new] {
            let home = t.get(&who, "/my").await;
            assert!(home.no_missing_words().body.contains("href=\"/my/represent\"") && home.body.contains("href=\"/my/devices\""), "{}", home.body);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn acting_for_another_is_seen_on_the_first_page() {
    both(setup(), |t| async move {
        let h = house(&t).await;
        h.stood_for(&t, "agent", "follow,ask").await;
        let aunt = h.other(&t);
        let home = t.get(&aunt, "/my").await;
        assert!(!home.no_missing_words().body.contains("class=\"acting\""), "nobody chosen yet");
        h.session(&t, &aunt, Some(h.file)).await;
        let home = t.get(&aunt, "/my").await;
        let text = home.no_missing_words().text();
        assert!(home.body.contains("class=\"acting\"") && text.contains("نيابة عن") && text.contains("بيانات ") && text.contains("العودة إلى ملفي"), "{text}");
        t.get_en(&aunt, "/my").await.no_missing_words();
    })
    .await;
}
