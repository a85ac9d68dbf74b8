//! What was granted is planned, let go, handed over with proof, closed, finished: over the pages and side by side, on both databases.

#[path = "../../../research/tests/it/house.rs"]
mod house;

use db::args;
use delivery::{Line, NewLine, Plan};
use house::House;
use kernel::{Actor, Day, Id, Money, Permit, Problem};
use requests::rules::{
    State,
    delivery::{LineState, What},
};
use std::future::Future;
use testkit::{Reply, Setup, TestApp, both, png};

fn setup() -> Setup {
    Setup {
        routes: vec![requests::routes, delivery::routes],
        locales: vec![
            staff::LOCALES,
            people::LOCALES,
            documents::LOCALES,
            beneficiaries::LOCALES,
            services::LOCALES,
            contacts::LOCALES,
            requests::LOCALES,
            delivery::LOCALES,
        ],
        slots: delivery::panels(),
        ..Setup::default()
    }
}

fn grants() -> Vec<kernel::Grant> {
    let mut all = house::grants();
    all.extend(requests::grants());
    all.extend(delivery::grants());
    all
}

async fn in_house<F: Future<Output = ()>>(test: impl Fn(House) -> F) {
    both(setup(), |t: TestApp| async {
        let h = house::house(t, &grants()).await;
        test(h).await;
    })
    .await;
}

fn money(amount: &'static str, months: &'static str) -> Vec<(&'static str, &'static str)> {
    vec![
        ("what", "money"),
        ("amount", amount),
        ("months", months),
        ("due_day", "1"),
        ("due_month", "12"),
        ("due_year", "2026"),
        ("due_cal", "gregorian"),
        ("how", "transfer"),
        ("note", "للمالك مباشرة"),
    ]
}

async fn lines(h: &House, request: Id) -> Vec<Line> {
    delivery::of_request(&mut h.t.db.reader(), request).await.unwrap()
}

async fn release(h: &House, treasurer: &Actor, l: &Line) -> Reply {
    h.t.post(treasurer, &format!("/delivery/{}/release", l.id), &[("version", &l.version.to_string())]).await
}

async fn hand(h: &House, by: &Actor, l: &Line, proof: &str, scan: Option<(&str, &[u8])>) -> Reply {
    let version = l.version.to_string();
    let fields = [("version", version.as_str()), ("receiver", "مزنة علي الغيمة"), ("relation", "self"), ("proof", proof)];
    let scans: Vec<(&str, &str, &[u8])> = scan.into_iter().map(|(field, bytes)| (field, "p.png", bytes)).collect();
    h.t.post_files(by, &format!("/delivery/{}/hand", l.id), &fields, &scans).await
}

/// What the request's page says is next, for one employee; its one primary button leads to `wanted`, and is the only one of the page.
async fn next(h: &House, who: &Actor, page: &str, wanted: &str) -> String {
    let reply = h.t.get(who, page).await;
    let main = reply.no_missing_words().body.split("<main").nth(1).unwrap_or_default().to_string();
    let panel = main.split("aria-labelledby=\"nx\"").nth(1).and_then(|s| s.split("</section>").next()).unwrap_or_default().to_string();
    let primary = usize::from(!wanted.is_empty());
    assert_eq!(main.matches("btn--primary").count(), primary, "{panel}");
    assert_eq!(panel.matches("btn--primary").count(), primary, "{panel}");
    assert!(panel.contains(wanted), "{wanted} in {panel}");
    panel
}

fn refused(reply: &Reply, words: &str) {
    assert_eq!(reply.status, 422, "{}", reply.text());
    assert!(reply.no_missing_words().text().contains(words), "{}", reply.text());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_whole_way_of_money_and_goods() {
    in_house(|mut h| async move {
        let officer = h.hire("delivery_officer").await;
        let relations = h.hire("relations_officer").await;
        let treasurer = h.hire("treasurer").await;
        let stranger = h.hire_in("delivery_officer", h.other).await;
        let auditor = h.hire("auditor").await;
        let r = h.granted(Some(Money::riyals(9000)), "{\"ثلاجة\":1}", &[]).await;
        let (new, page) = (format!("/requests/{r}/delivery/new"), format!("/requests/{r}"));

        next(&h, &officer, &page, &new).await;
        next(&h, &relations, &page, &new).await;
        next(&h, &auditor, &page, "").await;
        assert!(h.t.get(&officer, "/delivery?state=plan").await.no_missing_words().body.contains(&new));
        let form = h.t.get(&officer, &new).await;
        assert!(form.no_missing_words().text().contains("9,000 ر.س") && form.body.contains("ثلاجة"));
        assert_eq!(h.t.get(&stranger, &new).await.status, 404);
        assert_eq!(h.t.post(&stranger, &new, &money("100", "1")).await.status, 404);
        assert_eq!(h.t.post(&treasurer, &new, &money("100", "1")).await.status, 404, "planning is not his");

        refused(&h.t.post(&officer, &new, &money("9000.01", "1")).await, "");
        let unread = h.t.post(&officer, &new, &money("كثير", "99")).await;
        refused(&unread, "60");
        assert!(unread.body.contains("value=\"كثير\""), "what was typed stays");
        let mut monthly = money("6000", "3");
        monthly.push(("_once", "monthly"));
        assert_eq!(h.t.post(&officer, &new, &monthly).await.status, 303);
        assert_eq!(h.t.post(&officer, &new, &monthly).await.status, 303, "pressed twice");
        let three = lines(&h, r).await;
        assert_eq!(
            three.iter().map(|l| (l.amount.unwrap(), l.due.to_string())).collect::<Vec<_>>(),
            [(Money::riyals(2000), "2026-12-01".to_string()), (Money::riyals(2000), "2027-01-01".to_string()), (Money::riyals(2000), "2027-02-01".to_string())]
        );
        refused(&h.t.post(&relations, &new, &money("3001", "1")).await, "");
        assert_eq!(h.t.post(&relations, &new, &money("3000", "1")).await.status, 303);
        let goods = [
            ("what", "goods"),
            ("g_kind", "ثلاجة"),
            ("g_quantity", "1"),
            ("g_due_day", "5"),
            ("g_due_month", "12"),
            ("g_due_year", "2026"),
            ("g_due_cal", "gregorian"),
            ("g_how", "in_kind"),
        ];
        assert_eq!(h.t.post(&officer, &new, &goods).await.status, 303);
        refused(&h.t.post(&officer, &new, &goods).await, "");
        let row = h.read(r).await;
        assert_eq!((row.deliveries_planned, row.deliveries_open, row.delivered), (5, 5, Money::ZERO));
        assert!(h.t.get(&officer, &new).await.no_missing_words().text().contains("جُدول كل ما اعتُمد"));

        // Nothing leaves before the treasurer lets it go.
        let all = lines(&h, r).await;
        let (first, fridge) =
            (all.iter().find(|l| l.amount == Some(Money::riyals(2000))).unwrap().clone(), all.iter().find(|l| l.amount.is_none()).unwrap().clone());
        next(&h, &treasurer, &page, &format!("/delivery/{}/release", all[0].id)).await;
        assert!(next(&h, &officer, &page, "").await.contains("أمين الصندوق"));
        refused(&hand(&h, &officer, &first, "receipt_scan", Some(("scan", &png()))).await, "لم يأذن");
        assert_eq!(release(&h, &officer, &first).await.status, 404, "letting go is the treasurer's");
        assert!(h.t.get(&treasurer, "/delivery").await.no_missing_words().body.contains(&format!("/delivery/{}/release", first.id)));
        assert_eq!(release(&h, &treasurer, &first).await.status, 303);
        assert_eq!(release(&h, &treasurer, &first).await.status, 409, "an older page");
        assert_eq!(release(&h, &treasurer, &fridge).await.status, 303);

        // Handed over with proof, or not at all.
        let all = lines(&h, r).await;
        let (first, fridge) = (all.iter().find(|l| l.id == first.id).unwrap(), all.iter().find(|l| l.id == fridge.id).unwrap());
        let to = format!("/delivery/{}/hand", first.id);
        next(&h, &officer, &page, &to).await;
        assert!(next(&h, &auditor, &page, "").await.contains("مسؤول الصرف"));
        for lang in ["ar", "en"] {
            h.t.get_in(Some(&officer), &to, lang).await.no_missing_words();
        }
        assert_eq!(h.t.get(&stranger, &to).await.status, 404);
        assert_eq!(hand(&h, &stranger, first, "receipt_scan", Some(("scan", &png()))).await.status, 404);
        refused(&hand(&h, &officer, first, "receipt_scan", None).await, "بلا إثبات");
        refused(&hand(&h, &officer, first, "signature", None).await, "بلا إثبات");
        refused(&hand(&h, &officer, first, "photo_of_goods", Some(("scan", &png()))).await, "");
        refused(&hand(&h, &officer, first, "receipt_scan", Some(("scan", b"<html>"))).await, "");
        assert_eq!(hand(&h, &officer, first, "signature", Some(("sign_paper", &png()))).await.status, 303);
        assert_eq!(hand(&h, &officer, fridge, "photo_of_goods", Some(("scan", &png()))).await.status, 303);
        assert_eq!(hand(&h, &officer, fridge, "photo_of_goods", Some(("scan", &png()))).await.status, 422, "once only");
        let row = h.read(r).await;
        assert_eq!((row.deliveries_planned, row.deliveries_open, row.delivered), (5, 3, Money::riyals(2000)));
        let signatures = people::signatures(&mut h.t.db.reader(), "delivery", first.id).await.unwrap();
        assert_eq!((signatures.len(), signatures[0].kind, signatures[0].how), (1, people::Signer::Recipient, people::How::Paper));

        let proof = h.t.get(&auditor, &format!("/delivery/{}/proof", fridge.id)).await;
        assert_eq!((proof.status.as_u16(), proof.bytes), (200, png()));
        assert_eq!(h.t.get(&stranger, &format!("/delivery/{}/proof", fridge.id)).await.status, 404);
        assert_eq!(h.count("SELECT CAST(COUNT(*) AS BIGINT) AS n FROM audit_event WHERE code = 'delivery.opened'", args![]).await, 1);
        let receipt = h.t.get(&officer, &format!("/delivery/{}/receipt", first.id)).await;
        assert!(receipt.no_missing_words().text().contains("2,000 ر.س"));
        h.t.get_en(&officer, &format!("/delivery/{}/receipt", first.id)).await.no_missing_words();

        // What cannot be handed over is closed with a reason, and its room comes back.
        let open: Vec<Line> = lines(&h, r).await.into_iter().filter(|l| !l.state.is_settled()).collect();
        let close = format!("/delivery/{}/close", open[0].id);
        h.t.get(&officer, &close).await.no_missing_words();
        assert_eq!(h.t.post(&officer, &close, &[("version", "1"), ("reason", "")]).await.status, 422);
        assert_eq!(h.t.post(&officer, &close, &[("version", "1"), ("reason", "اعتذرت الأسرة")]).await.status, 303);
        assert_eq!(h.t.post(&officer, &close, &[("version", "2"), ("reason", "مرة أخرى")]).await.status, 422);
        assert_eq!(requests::deviations(&mut h.t.db.reader(), r).await.unwrap().len(), 1);
        refused(&h.t.post(&officer, &format!("{page}/finish"), &[]).await, "");
        assert!(h.t.get(&officer, &format!("{page}/finish")).await.no_missing_words().text().contains("بقيت بنود"));
        for l in &open[1..] {
            release(&h, &treasurer, l).await;
            let l = lines(&h, r).await.into_iter().find(|x| x.id == l.id).unwrap();
            assert_eq!(hand(&h, &officer, &l, "receipt_scan", Some(("scan", &png()))).await.status, 303);
        }
        for lang in ["ar", "en"] {
            for who in [&relations, &auditor] {
                h.t.get_in(Some(who), &page, lang).await.no_missing_words();
            }
            for state in ["plan", "planned", "released", "handed", "closed"] {
                let list = h.t.get_in(Some(&auditor), &format!("/delivery?state={state}&branch={}", h.branch), lang).await;
                assert_eq!(list.status, 200);
                list.no_missing_words();
            }
        }
        // What was closed came back: to be planned again, or left with a reason.
        assert!(next(&h, &officer, &page, &format!("{page}/finish")).await.contains(&new));
        assert_eq!(h.t.post(&officer, &format!("{page}/finish"), &[]).await.status, 303);
        let row = h.read(r).await;
        assert_eq!((row.state, row.served_at.is_some(), row.deliveries_open), (State::Served, true, 0));
        assert_eq!(h.t.post(&officer, &new, &money("1", "1")).await.status, 422, "the road has ended");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_decided_hands_nothing_over_and_nobody_to_himself() {
    in_house(|mut h| async move {
        let decider = h.hire("delivery_officer").await;
        let relative = h.hire("delivery_officer").await;
        let officer = h.hire("delivery_officer").await;
        let treasurer = h.hire("treasurer").await;
        let r = h.granted(Some(Money::riyals(100)), "{}", &[decider.id]).await;
        let relative = h.marry_into(&relative).await;
        let new = format!("/requests/{r}/delivery/new");
        refused(&h.t.post(&relative, &new, &money("50", "1")).await, "");
        assert_eq!(h.t.post(&decider, &new, &money("50", "1")).await.status, 303, "planning is not handing over");
        let l = lines(&h, r).await.remove(0);
        release(&h, &treasurer, &l).await;
        let l = lines(&h, r).await.remove(0);
        assert_eq!(hand(&h, &relative, &l, "receipt_scan", Some(("scan", &png()))).await.status, 422);
        assert_eq!(hand(&h, &decider, &l, "receipt_scan", Some(("scan", &png()))).await.status, 422);
        assert_eq!(lines(&h, r).await[0].state, LineState::Released);
        assert_eq!(hand(&h, &officer, &l, "receipt_scan", Some(("scan", &png()))).await.status, 303);
        assert_eq!(h.t.post(&decider, &format!("/requests/{r}/finish"), &[("reason", "البقية لم تلزم")]).await.status, 422);
        // Half was never planned: that asks for a reason.
        assert_eq!(h.t.post(&officer, &format!("/requests/{r}/finish"), &[]).await.status, 422);
        assert_eq!(h.t.post(&officer, &format!("/requests/{r}/finish"), &[("reason", "البقية لم تلزم")]).await.status, 303);
        let why = requests::deviations(&mut h.t.db.reader(), r).await.unwrap();
        assert_eq!(why.iter().map(|d| d.1.as_str()).collect::<Vec<_>>(), ["البقية لم تلزم"]);
        assert_eq!(h.read(r).await.state, State::Served);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_before_it_was_told_and_an_objection_stops_nothing() {
    in_house(|mut h| async move {
        let officer = h.hire("delivery_officer").await;
        let treasurer = h.hire("treasurer").await;
        let r = h.granted(Some(Money::riyals(100)), "{}", &[]).await;
        let new = format!("/requests/{r}/delivery/new");
        h.sql("UPDATE request_decision SET replied_at = NULL WHERE request_id = $1", args![r]).await;
        assert_eq!(h.t.post(&officer, &new, &money("50", "1")).await.status, 422, "decided, not told");
        h.sql("UPDATE request_decision SET replied_at = 1 WHERE request_id = $1", args![r]).await;
        h.sql("UPDATE request SET registered_at = NULL WHERE id = $1", args![r]).await;
        assert_eq!(h.t.post(&officer, &new, &money("50", "1")).await.status, 422, "told, not registered");
        h.sql("UPDATE request SET registered_at = 1, state = 'before_committee' WHERE id = $1", args![r]).await;
        assert_eq!(h.t.post(&officer, &new, &money("50", "1")).await.status, 303, "an objection to the rest");
        let l = lines(&h, r).await.remove(0);
        assert_eq!(release(&h, &treasurer, &l).await.status, 303);
        let l = lines(&h, r).await.remove(0);
        assert_eq!(hand(&h, &officer, &l, "receipt_scan", Some(("scan", &png()))).await.status, 303);
        h.sql("UPDATE request SET state = 'withdrawn' WHERE id = $1", args![r]).await;
        assert_eq!(h.t.post(&officer, &new, &money("10", "1")).await.status, 422);

        // A second grant adds to the first, once it was told.
        let r = h.granted(Some(Money::riyals(100)), "{}", &[]).await;
        let sql = "INSERT INTO request_decision (id, request_id, round, snapshot_digest, study_digest, outcome, partial, amount, goods, conditions, reasons, referral_body, by_delegate, recorded_at, recorded_by, \
            deciders, replied_at) VALUES ($1, $2, 2, '', '', 'accept', 0, 5000, '{}', '', 'x', '', 0, 1, $2, '', $3)";
        let second = h.t.env.id();
        h.sql(sql, args![second, r, None::<i64>]).await;
        let new = format!("/requests/{r}/delivery/new");
        assert_eq!(h.t.post(&officer, &new, &money("150", "1")).await.status, 422);
        h.sql("UPDATE request_decision SET replied_at = 2 WHERE id = $1", args![second]).await;
        assert_eq!(h.t.post(&officer, &new, &money("150", "1")).await.status, 303);
    })
    .await;
}

/// Many at once: however they fall, the lines together stay within what was granted, and what is handed over is handed over once.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn writers_side_by_side_never_exceed_the_decision() {
    in_house(|mut h| async move {
        let officer = h.hire("delivery_officer").await;
        let treasurer = h.hire("treasurer").await;
        let r = h.granted(Some(Money(100)), "{}", &[]).await;
        let due: Day = "2026-12-01".parse().unwrap();
        let permit = Permit::check(&officer, delivery::perm::PLAN).unwrap();
        let mut tasks = vec![];
        for _ in 0..12 {
            let (env, db, permit) = (h.t.env.clone(), h.t.db.clone(), permit.clone());
            tasks.push(tokio::spawn(async move {
                // A lost race is tried again, as a person would.
                for _ in 0..40 {
                    let new = NewLine { what: What::Amount(Money(30)), due, how: "cash".into(), note: String::new() };
                    match delivery::plan(&env, &db, &permit, Plan { request: r, lines: vec![new], once: Default::default() }).await {
                        Err(Problem::Conflict { .. }) => tokio::task::yield_now().await,
                        Ok(n) => return Ok(n),
                        Err(Problem::Refused { code, .. }) => return Err(code),
                        Err(e) => panic!("{e}"),
                    }
                }
                Err("busy")
            }));
        }
        let mut made = 0;
        for t in tasks {
            match t.await.unwrap() {
                Ok(n) => made += n,
                Err(code) => assert!(code == "more_than_decided" || code == "busy", "{code}"),
            }
        }
        let now = lines(&h, r).await;
        assert_eq!((made, now.len()), (3, 3));
        assert!(now.iter().filter_map(|l| l.amount).sum::<Money>() <= Money(100));
        assert_eq!(h.read(r).await.deliveries_planned, 3);

        for l in &now {
            release(&h, &treasurer, l).await;
        }
        let l = lines(&h, r).await.remove(0);
        let permit = Permit::check(&officer, delivery::perm::HAND).unwrap();
        let mut tasks = vec![];
        for _ in 0..8 {
            let (env, db, files, permit) = (h.t.env.clone(), h.t.db.clone(), h.t.files.clone(), permit.clone());
            let cmd = delivery::Hand {
                line: l.id,
                version: l.version,
                receiver: "مزنة".into(),
                relation: "self".into(),
                proof: delivery::Proof::Receipt,
                bytes: png(),
                mime: "image/png",
            };
            tasks.push(tokio::spawn(async move { delivery::hand(&env, &db, &files, &permit, cmd).await.is_ok() }));
        }
        let mut won = 0;
        for t in tasks {
            won += i32::from(t.await.unwrap());
        }
        assert_eq!((won, h.read(r).await.delivered), (1, Money(30)));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn lists_are_paged_and_narrowed() {
    in_house(|mut h| async move {
        let officer = h.hire("delivery_officer").await;
        let stranger = h.hire_in("delivery_officer", h.other).await;
        let treasurer = h.hire("treasurer").await;
        for state in ["plan", "planned", "released", "handed", "closed"] {
            assert!(h.t.get(&officer, &format!("/delivery?state={state}")).await.no_missing_words().body.contains("class=\"empty\""));
        }
        let r = h.granted(Some(Money::riyals(3000)), "{}", &[]).await;
        assert_eq!(h.t.post(&officer, &format!("/requests/{r}/delivery/new"), &money("3000", "30")).await.status, 303);
        let rows = |reply: &Reply| reply.body.matches("<tr role=\"row\"><th role=\"rowheader\"").count();
        let first = h.t.get(&treasurer, "/delivery?state=planned").await;
        assert_eq!(rows(&first), 25);
        let next = first.body.split("rel=\"next\" href=\"").nth(1).and_then(|s| s.split('"').next()).unwrap().replace("&#38;", "&").replace("&amp;", "&");
        assert_eq!(rows(&h.t.get(&treasurer, &next).await), 5);
        assert_eq!(rows(&h.t.get(&treasurer, &format!("/delivery?state=planned&branch={}", h.other)).await), 0);
        assert_eq!(rows(&h.t.get(&stranger, "/delivery?state=planned").await), 0);
        let work = delivery::work(&mut h.t.db.reader(), &treasurer, 7).await.unwrap();
        assert_eq!((work.to_release.len(), work.to_hand.len(), work.to_plan.len()), (7, 0, 0));
    })
    .await;
}

#[test]
fn words_are_there_in_both_languages() {
    let (ar, en) = (i18n::parse_keys(delivery::LOCALES.0), i18n::parse_keys(delivery::LOCALES.1));
    assert_eq!(ar, en);
    for key in delivery::locale_families() {
        assert!(ar.contains(&key), "{key}");
    }
}
