//! Questions and studies, over the pages, on both databases.

mod house;

use db::args;
use house::{House, PASSWORD};
use kernel::{Actor, Id, Money};
use requests::rules::State;
use std::future::Future;
use testkit::{Setup, TestApp, both};

fn setup() -> Setup {
    Setup {
        routes: vec![requests::routes, research::routes],
        locales: vec![
            staff::LOCALES,
            people::LOCALES,
            documents::LOCALES,
            beneficiaries::LOCALES,
            services::LOCALES,
            contacts::LOCALES,
            messages::LOCALES,
            requests::LOCALES,
            research::LOCALES,
        ],
        slots: research::panels(),
        ..Setup::default()
    }
}

fn grants() -> Vec<kernel::Grant> {
    let mut all = house::grants();
    all.extend(requests::grants());
    all.extend(research::grants());
    all
}

async fn in_house<F: Future<Output = ()>>(test: impl Fn(House) -> F) {
    both(setup(), |t: TestApp| async {
        let h = house::house(t, &grants()).await;
        test(h).await;
    })
    .await;
}

async fn study_of(h: &House, request: Id) -> research::Study {
    research::studies_of(&mut h.t.db.reader(), request).await.unwrap().remove(0)
}

/// A whole study, as its form sends it.
fn whole(version: &str) -> Vec<(&str, &str)> {
    vec![
        ("version", version),
        ("visit_day", "8"),
        ("visit_month", "6"),
        ("visit_year", "1448"),
        ("visit_cal", "hijri"),
        ("visit_place", "بيت الأسرة"),
        ("present", "مزنة وابنها"),
        ("findings", "بيت صغير نظيف\nيسكنه سبعة"),
        ("members", "٧"),
        ("income_monthly", "2450"),
        ("rent_yearly", "18,000"),
        ("debts", "0"),
        ("needs", "سداد المتأخر من الإيجار"),
        ("evaluation", "دخل لا يكفي الأسرة"),
        ("income_class", "b"),
        ("recommendation", "accept"),
        ("amount", "9000"),
        ("recommended", ""),
        ("reasons", "انقطاع دخل العائل"),
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_goes_out_and_its_answer_comes_back() {
    in_house(|mut h| async move {
        let officer = h.hire("relations_officer").await;
        let lead = h.hire("research_lead").await;
        let stranger = h.hire_in("relations_officer", h.other).await;
        let far = h.hire_in("social_researcher", h.other).await;
        let r = h.request("verified").await;
        let new = format!("/requests/{r}/clarifications/new");

        h.t.get(&officer, &new).await.no_missing_words();
        assert_eq!(h.t.get(&stranger, &new).await.status, 404);
        assert_eq!(h.t.post(&stranger, &new, &[("question", "هل؟")]).await.status, 404);
        let empty = h.t.post(&officer, &new, &[("question", " ")]).await;
        assert_eq!(empty.status, 422);
        let long = "ط".repeat(2001);
        assert!(h.t.post(&officer, &new, &[("question", &long)]).await.body.contains("2,000"));

        // The same form twice is one question.
        for _ in 0..2 {
            let sent = h.t.post(&officer, &new, &[("question", "هل يُحسب دخل الابن؟"), ("_once", "one-key")]).await;
            assert_eq!((sent.status.as_u16(), sent.location), (303, format!("/requests/{r}")));
        }
        let c = research::questions_of(&mut h.t.db.reader(), r).await.unwrap();
        assert_eq!((c.len(), h.read(r).await.clarifications_open), (1, 1));
        let page = format!("/clarifications/{}", c[0].id);

        let list = h.t.get(&lead, "/research?view=questions").await;
        assert!(list.no_missing_words().text().contains("هل يُحسب دخل الابن؟"));
        assert!(!h.t.get(&far, "/research?view=questions").await.text().contains("دخل الابن"));
        assert_eq!(h.t.get(&far, &page).await.status, 404);
        assert_eq!(h.t.post(&far, &page, &[("answer", "نعم")]).await.status, 404);
        assert_eq!(h.t.get(&officer, &page).await.status, 404, "asking is not answering");
        h.t.get_en(&lead, &page).await.no_missing_words();
        assert_eq!(h.t.post(&lead, &page, &[("answer", "")]).await.status, 422);
        let work = research::work(&mut h.t.db.reader(), &lead, 5).await.unwrap();
        assert_eq!(work.questions.len(), 1);

        assert_eq!(h.t.post(&lead, &page, &[("answer", "يُحسب نصفه ما دام يسكن معهم")]).await.status, 303);
        let again = h.t.post(&lead, &page, &[("answer", "لا")]).await;
        assert_eq!(again.status, 409);
        let row = h.read(r).await;
        assert_eq!((row.clarifications_open, row.clarifications_answered), (0, 1));
        let tasks = requests::tasks(&mut h.t.db.reader(), r).await.unwrap();
        assert_eq!(tasks.iter().map(|t| t.kind).collect::<Vec<_>>(), [requests::TaskKind::TellAnswer]);
        let shown = h.t.get(&officer, &format!("/requests/{r}")).await;
        assert!(shown.no_missing_words().text().contains("يُحسب نصفه ما دام يسكن معهم"));
        assert!(!h.t.get(&lead, "/research?view=questions").await.text().contains("هل يُحسب"));

        // A closed request is not asked about, and nobody asks about his own household.
        let closed = h.request("served").await;
        let refused = h.t.post(&officer, &format!("/requests/{closed}/clarifications/new"), &[("question", "سؤال")]).await;
        assert_eq!(refused.status, 422);
        let own = h.marry_into(&officer).await;
        assert_eq!(h.t.post(&own, &new, &[("question", "سؤال")]).await.status, 422);
        assert_eq!(h.count("SELECT CAST(COUNT(*) AS BIGINT) AS n FROM clarification", args![]).await, 1);
    })
    .await;
}

async fn begun(h: &House, lead: &Actor, researcher: &Actor) -> Id {
    let r = h.request("verified").await;
    let sent = h.t.post(lead, &format!("/requests/{r}/research"), &[("researcher", &researcher.id.to_string()), ("kind", "field")]).await;
    assert_eq!(sent.status, 303, "{}", sent.text());
    r
}

#[tokio::test(flavor = "multi_thread")]
async fn a_researcher_is_named_who_is_no_relative() {
    in_house(|mut h| async move {
        let lead = h.hire("research_lead").await;
        let researcher = h.hire("social_researcher").await;
        let relative = h.hire("social_researcher").await;
        let relative = h.marry_into(&relative).await;
        let far = h.hire_in("social_researcher", h.other).await;
        let r = h.request("verified").await;
        let page = format!("/requests/{r}/research");
        let form = h.t.get(&lead, &page).await;
        assert!(form.no_missing_words().body.contains(&researcher.id.to_string()) && !form.body.contains(&far.id.to_string()));
        assert_eq!(h.t.get(&researcher, &page).await.status, 404, "only the lead names");
        assert!(h.t.get(&lead, "/research?view=assign").await.no_missing_words().body.contains(&page));

        for (who, kind) in [(relative.id, "field"), (far.id, "field"), (researcher.id, "guess"), (Id::from_u128(9), "desk")] {
            let sent = h.t.post(&lead, &page, &[("researcher", &who.to_string()), ("kind", kind)]).await;
            assert_eq!(sent.status, 422, "{kind}");
            sent.no_missing_words();
        }
        assert_eq!(h.read(r).await.state, State::Verified);
        assert_eq!(h.t.post(&lead, &page, &[("researcher", &researcher.id.to_string()), ("kind", "field")]).await.status, 303);
        let row = h.read(r).await;
        assert_eq!((row.state, row.researcher, row.study_kind.as_deref()), (State::InResearch, Some(researcher.id), Some("field")));
        assert!(row.study.is_some() && row.study_digest.is_empty());
        assert_eq!(h.t.post(&lead, &page, &[("researcher", &researcher.id.to_string()), ("kind", "field")]).await.status, 422);
        assert_eq!(h.count("SELECT CAST(COUNT(*) AS BIGINT) AS n FROM study", args![]).await, 1);
        assert!(!h.t.get(&lead, "/research?view=assign").await.body.contains(&page));

        // Moved to another, and never to a relative.
        let second = h.hire("social_researcher").await;
        let s = study_of(&h, r).await;
        let assign = format!("/studies/{}/assign", s.id);
        h.t.get(&lead, &assign).await.no_missing_words();
        assert_eq!(h.t.post(&lead, &assign, &[("researcher", &relative.id.to_string())]).await.status, 422);
        assert_eq!(h.t.post(&lead, &assign, &[("researcher", &second.id.to_string())]).await.status, 303);
        assert_eq!(study_of(&h, r).await.researcher, second.id);
        assert_eq!(h.t.get(&researcher, &format!("/studies/{}/edit", s.id)).await.status, 404);
        // The relative finds nothing of his household's study.
        assert_eq!(h.t.get(&relative, &format!("/studies/{}", s.id)).await.status, 404);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_study_is_written_signed_and_void_when_changed() {
    in_house(|mut h| async move {
        let lead = h.hire("research_lead").await;
        let researcher = h.hire("social_researcher").await;
        let colleague = h.hire("social_researcher").await;
        let member = h.hire("committee_member").await;
        let stranger = h.hire_in("relations_officer", h.other).await;
        let r = begun(&h, &lead, &researcher).await;
        let s = study_of(&h, r).await;
        let (show, edit, sign) = (format!("/studies/{}", s.id), format!("/studies/{}/edit", s.id), format!("/studies/{}/sign", s.id));

        assert!(h.t.get(&researcher, "/research").await.no_missing_words().body.contains(&edit));
        h.t.get(&researcher, &edit).await.no_missing_words();
        for other in [&colleague, &lead] {
            assert_eq!(h.t.get(other, &edit).await.status, 404);
            assert_eq!(h.t.post(other, &edit, &whole("1")).await.status, 404);
            assert_eq!(h.t.post(other, &sign, &[("version", "1"), ("password", PASSWORD)]).await.status, 404);
        }
        assert_eq!(h.t.get(&stranger, &show).await.status, 404);
        assert_eq!(h.t.get(&colleague, &show).await.status, 200);

        // A draft may be unfinished; a signature may not.
        assert_eq!(h.t.post(&researcher, &edit, &[("version", "1"), ("findings", "أول ما رأيت")]).await.status, 303);
        let early = h.t.get(&researcher, &sign).await;
        assert_eq!(early.status, 422);
        assert!(early.no_missing_words().body.contains("href=\"#reasons\""));
        assert_eq!(h.t.post(&researcher, &sign, &[("version", "2"), ("password", PASSWORD)]).await.status, 422);
        let bad = h.t.post(&researcher, &edit, &[("version", "2"), ("members", "كثير"), ("findings", "لا يضيع")]).await;
        assert_eq!(bad.status, 422);
        assert!(bad.no_missing_words().body.contains("لا يضيع"));
        assert_eq!(h.t.post(&researcher, &edit, &whole("1")).await.status, 409, "an older page");
        let mut to_sign = whole("2");
        to_sign.push(("to_sign", "1"));
        assert_eq!(h.t.post(&researcher, &edit, &to_sign).await.location, sign);
        h.t.get(&researcher, &sign).await.no_missing_words();

        let wrong = h.t.post(&researcher, &sign, &[("version", "3"), ("password", "غير الكلمة الصحيحة")]).await;
        assert_eq!(wrong.status, 422);
        assert!(h.read(r).await.study_digest.is_empty());
        assert_eq!(h.t.post(&researcher, &sign, &[("version", "3"), ("password", PASSWORD)]).await.status, 303);
        let (row, signed) = (h.read(r).await, study_of(&h, r).await);
        assert_eq!((row.study_digest.clone(), row.study_evaluated, row.study_recommends.as_deref()), (signed.digest.clone(), true, Some("accept")));
        assert_eq!(signed.standing(), research::rules::Standing::Signed);
        assert_eq!(signed.body.amount, Some(Money::riyals(9000)));
        let facts = requests::facts(&mut h.t.db.reader(), &row, &researcher, h.t.env.now()).await.unwrap();
        assert!(facts.researcher_signature_valid && facts.study_evaluated && facts.study_recommends);
        assert_eq!(h.t.post(&researcher, &sign, &[("version", "4"), ("password", PASSWORD)]).await.status, 422, "signed already");

        for lang in ["ar", "en"] {
            for (who, path) in
                [(&member, show.clone()), (&member, format!("{show}/report")), (&lead, "/research?view=studies".into()), (&lead, "/research?view=all".into())]
            {
                let page = h.t.get_in(Some(who), &path, lang).await;
                assert_eq!(page.status, 200, "{path}");
                page.no_missing_words();
            }
        }
        assert!(h.t.get(&member, &show).await.text().contains("2,450"));

        // The same text changes nothing; another voids.
        assert_eq!(h.t.post(&researcher, &edit, &whole("4")).await.status, 303);
        assert_eq!(study_of(&h, r).await.version, 4);
        let mut changed = whole("4");
        changed.retain(|(k, _)| *k != "amount");
        changed.push(("amount", "12000"));
        assert_eq!(h.t.post(&researcher, &edit, &changed).await.status, 303);
        let (row, void) = (h.read(r).await, study_of(&h, r).await);
        assert!(row.study_digest.is_empty() && row.study_signed_at.is_none());
        assert_eq!(void.standing(), research::rules::Standing::Changed);
        assert!(!requests::facts(&mut h.t.db.reader(), &row, &researcher, h.t.env.now()).await.unwrap().researcher_signature_valid);
        assert!(h.t.get(&member, &show).await.no_missing_words().body.contains("notice--bad"));

        // Signed again, and outdated once the submission is another.
        assert_eq!(h.t.post(&researcher, &sign, &[("version", "5"), ("password", PASSWORD)]).await.status, 303);
        assert_eq!(h.count("SELECT CAST(COUNT(*) AS BIGINT) AS n FROM study_signed", args![]).await, 2);
        h.sql("UPDATE request SET snapshot_digest = 'def' WHERE id = $1", args![r]).await;
        assert_eq!(study_of(&h, r).await.standing(), research::rules::Standing::Outdated);

        // Before the committee nothing is written any more.
        h.sql("UPDATE request SET state = 'before_committee' WHERE id = $1", args![r]).await;
        assert_eq!(h.t.post(&researcher, &edit, &whole("6")).await.status, 422);
        assert_eq!(h.t.post(&researcher, &sign, &[("version", "6"), ("password", PASSWORD)]).await.status, 422);
        let verdict = h.count("SELECT CAST(COUNT(*) AS BIGINT) AS n FROM audit_event WHERE code = 'study.sign'", args![]).await;
        assert_eq!(verdict, 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn lists_are_empty_kindly_and_paged() {
    in_house(|mut h| async move {
        let lead = h.hire("research_lead").await;
        let researcher = h.hire("social_researcher").await;
        let officer = h.hire("relations_officer").await;
        for view in ["mine", "questions", "assign", "studies", "all"] {
            let page = h.t.get(&lead, &format!("/research?view={view}")).await;
            assert!(page.no_missing_words().body.contains("class=\"empty\""), "{view}");
        }
        assert_eq!(h.t.get(&officer, "/research").await.status, 403);
        for _ in 0..27 {
            begun(&h, &lead, &researcher).await;
        }
        for (who, view) in [(&researcher, "mine"), (&lead, "studies"), (&lead, "all")] {
            let first = h.t.get(who, &format!("/research?view={view}")).await;
            assert_eq!(first.body.matches("<tr role=\"row\"><th role=\"rowheader\"").count(), 25, "{view}");
            let next = first.body.split("rel=\"next\" href=\"").nth(1).and_then(|s| s.split('"').next()).unwrap().replace("&#38;", "&").replace("&amp;", "&");
            let second = h.t.get(who, &next).await;
            assert_eq!(second.body.matches("<tr role=\"row\"><th role=\"rowheader\"").count(), 2, "{view}");
            assert!(second.body.contains("rel=\"prev\""));
        }
        assert!(h.t.get(&lead, "/research?view=all&after=nonsense").await.status == 200);
    })
    .await;
}

#[test]
fn words_are_there_in_both_languages() {
    let (ar, en) = (i18n::parse_keys(research::LOCALES.0), i18n::parse_keys(research::LOCALES.1));
    assert_eq!(ar, en);
    for key in research::locale_families() {
        assert!(ar.contains(&key), "{key}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_visit_is_agreed_and_the_household_reminded_the_day_before() {
    in_house(|mut h| async move {
        let lead = h.hire("research_lead").await;
        let researcher = h.hire("social_researcher").await;
        let other = h.hire("social_researcher").await;
        let r = begun(&h, &lead, &researcher).await;
        let s = study_of(&h, r).await;
        let path = format!("/studies/{}/visit", s.id);
        let day = |n: i64| {
            let (y, m, d) = h.t.env.now().plus_days(n).day().ymd();
            [("visit_day", d.to_string()), ("visit_month", m.to_string()), ("visit_year", y.to_string()), ("visit_cal", "gregorian".to_string())]
        };
        let send = async |who: &Actor, n: i64, part: &str| {
            let fields = day(n);
            let mut fields: Vec<(&str, &str)> = fields.iter().map(|(k, v)| (*k, v.as_str())).collect();
            fields.push(("part", part));
            h.t.post(who, &path, &fields).await
        };
        for (n, part, words) in [(-1, "morning", "مضى"), (61, "morning", "ستين"), (2, "midnight", ""), (2, "", "")] {
            let refused = send(&researcher, n, part).await;
            assert_eq!(refused.status, 422, "{n} {part}");
            assert!(refused.no_missing_words().text().contains(words));
        }
        assert_eq!(send(&other, 2, "morning").await.status, 404, "another's study");
        assert_eq!(send(&researcher, 3, "morning").await.status, 303);
        assert_eq!(send(&researcher, 2, "afternoon").await.status, 303, "another day takes its place");
        let remind = async || research::remind_visits(&h.t.env, &h.t.db).await.unwrap();
        assert_eq!(remind().await, 0, "not yet");
        h.t.clock.advance_ms(kernel::DAY_MS);
        assert_eq!((remind().await, remind().await), (1, 0));
        let said = messages::of_person(&mut h.t.db.reader(), h.head, 9).await.unwrap();
        assert_eq!(said.len(), 1);
        assert!(said[0].text.contains("بعد الظهر"), "the part of the day agreed is said: {}", said[0].text);
        h.t.clock.advance_ms(kernel::DAY_MS);
        assert_eq!(remind().await, 0, "the day itself");
    })
    .await;
}
