//! Contacts on both databases: the walk from the door to the farewell, other channels, who sees what.

#[path = "came/mod.rs"]
mod came;

use beneficiaries::{bulk::BulkFile, rules::Status};
use contacts::{Channel, Contact, Outcome, Stage, perm};
use kernel::{Actor, Event, Id};
use people::{MobileLine, NewPerson};
use testkit::{Setup, TestApp, both};

const MINUTE: i64 = 60_000;
/// The words of roles are another slice's.
const ROLES: (&str, &str) = (ROLE_WORDS, ROLE_WORDS);
const ROLE_WORDS: &str = "role-relations-officer = r\nrole-manager = r\nrole-auditor = r\nrole-treasurer = r\nrole-administrator = r\n";

fn setup() -> Setup {
    Setup {
        routes: vec![contacts::routes, host],
        grants: vec![contacts::GRANTS],
        locales: vec![people::LOCALES, beneficiaries::LOCALES, contacts::LOCALES, ROLES],
        slots: contacts::panels(),
        ..Setup::default()
    }
}

/// A page with the file's panels, as the file page is.
fn host() -> web::Routes {
    web::Routes::new("host").get("/host/{id}", perm::READ, |cx: web::Cx| async move {
        let html = cx.panels("file.main", cx.id("id")?).await?.join("");
        Ok(web::text(web::StatusCode::OK, &html))
    })
}

async fn file(t: &TestApp, branch: Id) -> Id {
    let person = NewPerson {
        branch: Some(branch),
        mobiles: vec![MobileLine { number: "0500000187".into(), answers: Some("ابنها ياسر".into()), primary: true }],
        preferred_channel: Some("visit_them".into()),
        ..NewPerson::named(&people::rules::name::parse("هيلة بنت سليمان محمد المرشود").unwrap())
    };
    let mut tx = t.db.begin(&Actor::system()).await.unwrap();
    let head = people::insert_person(&mut tx, &t.env, &person).await.unwrap();
    let household = people::create_household(&mut tx, &t.env, head, None).await.unwrap();
    let f = BulkFile {
        id: t.env.id(),
        old_number: None,
        branch,
        household,
        head,
        head_name: "هيلة سليمان محمد المرشود".into(),
        status: Status::Active,
        status_since: None,
        income_class: None,
        valid_until: None,
        next_review: None,
        before_contact: Some("تُفضّل الاتصال بعد العصر".into()),
        created_at: t.env.now(),
        categories: vec![],
        tokens: i18n::fold::fold_name("هيلة سليمان محمد المرشود"),
    };
    beneficiaries::bulk::insert_files(&mut tx, &t.env, Id::NIL, 1, std::slice::from_ref(&f)).await.unwrap();
    tx.record(t.env.now(), Event::new("file.test", "file", f.id));
    tx.commit().await.unwrap();
    f.id
}

async fn all(t: &TestApp) -> Vec<Contact> {
    contacts::open(&mut t.db.reader(), &whole(), 50).await.unwrap()
}

#[tokio::test]
async fn from_the_door_to_the_farewell() {
    both(setup(), |t| async move {
        let officer = t.as_role("relations_officer");
        let colleague = t.as_role("relations_officer");
        let f = file(&t, t.branch).await;
        let id = f.to_string();
        // Search first, by a post: no name in an address.
        let first = t.get(&officer, "/contacts/new").await;
        first.no_missing_words();
        assert!(first.body.contains("method=\"post\" action=\"/contacts/new\""));
        let found = t.post(&officer, "/contacts/new", &[("q", "هيله المرشود")]).await;
        found.no_missing_words();
        assert!(found.body.contains(&format!("/contacts/new?file={id}")), "{}", found.text());
        let nobody = t.post(&officer, "/contacts/new", &[("q", "لا أحد بهذا الاسم")]).await;
        assert!(nobody.body.contains("/contacts/new?unknown=1"));
        // The form opens with what is known.
        let form = t.get(&officer, &format!("/contacts/new?file={id}")).await;
        form.no_missing_words();
        for known in ["بعد العصر", "0500000187", "ابنها ياسر"] {
            assert!(form.body.contains(known), "{known}");
        }
        assert_eq!(t.post(&officer, "/contacts", &[("file", &id), ("go", "arrive"), ("_once", "k")]).await.location, "/contacts/waiting");
        assert_eq!(t.post(&officer, "/contacts", &[("file", &id), ("go", "arrive"), ("_once", "k")]).await.status, 303, "a double press");
        let here = contacts::waiting(&mut t.db.reader(), &whole()).await.unwrap();
        assert_eq!((here.len(), here[0].stage, here[0].arrived, here[0].called), (1, Stage::Waiting, t.env.now(), None));
        let c = here[0].id;
        let door = t.get(&colleague, "/contacts/waiting").await;
        door.no_missing_words();
        assert!(door.body.contains("هيلة سليمان محمد المرشود"));
        t.get(&colleague, &format!("/contacts/{c}")).await.no_missing_words();

        t.clock.advance_ms(17 * MINUTE);
        let url = format!("/contacts/{c}");
        assert_eq!(t.post(&colleague, &format!("{url}/begin"), &[("version", "1")]).await.location, url);
        let late = t.post(&officer, &format!("{url}/begin"), &[("version", "1")]).await;
        assert_eq!(late.status, 422);
        late.no_missing_words();
        assert_eq!(t.post(&officer, &format!("{url}/left"), &[("version", "2")]).await.status, 422);
        let talk = t.get(&colleague, &url).await;
        talk.no_missing_words();
        t.get_en(&colleague, &url).await.no_missing_words();
        assert!(!talk.body.contains("name=\"arrived\""), "times run by themselves");
        assert_eq!(t.post(&colleague, &url, &[("version", "2"), ("go", "end")]).await.status, 422, "a word is asked for");
        assert_eq!(t.post(&colleague, &url, &[("version", "2"), ("go", "keep"), ("asked", "متى كسوة الشتاء؟")]).await.status, 303);
        // As long as it takes: nothing expires, nothing is capped.
        t.clock.advance_ms(9 * 60 * MINUTE);
        let end = [("version", "3"), ("go", "end"), ("asked", "متى كسوة الشتاء؟"), ("answered", "تُوزع في جمادى الآخرة")];
        assert_eq!(t.post(&colleague, &url, &end).await.status, 303);
        let done = contacts::of_file(&mut t.db.reader(), f, 5).await.unwrap().pop().unwrap();
        assert_eq!((done.waiting_minutes, done.service_minutes), (Some(17), Some(540)));
        assert_eq!((done.stage, done.outcome, done.employee), (Stage::Done, Outcome::Answered, colleague.id));
        let reception = contacts::first_reception(&mut t.db.reader(), f, t.env.now()).await.unwrap().unwrap();
        assert_eq!(reception.id, c);
        assert!(contacts::first_reception(&mut t.db.reader(), f, done.arrived.plus_ms(-1)).await.unwrap().is_none());
        let panel = t.get(&officer, &format!("/host/{f}")).await;
        panel.no_missing_words();
        assert!(panel.body.contains("كسوة الشتاء"), "{}", panel.text());
    })
    .await;
}

#[tokio::test]
async fn a_visitor_who_leaves_is_owed_a_word() {
    both(setup(), |t| async move {
        let officer = t.as_role("relations_officer");
        let bad = t.post(&officer, "/contacts", &[("go", "arrive")]).await;
        assert_eq!(bad.status, 422);
        bad.no_missing_words();
        let fields = [("go", "arrive"), ("person_name", "أم ياسر"), ("mobile", "٠٥٠٠٠٠٠١٤٣")];
        assert_eq!(t.post(&officer, "/contacts", &fields).await.status, 303);
        let c = contacts::waiting(&mut t.db.reader(), &whole()).await.unwrap().pop().unwrap();
        assert_eq!((c.mobile.as_str(), c.branch), ("0500000143", t.branch));
        t.clock.advance_ms(30 * MINUTE);
        assert_eq!(t.post(&officer, &format!("/contacts/{}/left", c.id), &[("version", "1")]).await.status, 303);
        assert!(contacts::waiting(&mut t.db.reader(), &whole()).await.unwrap().is_empty());
        let owed = all(&t).await.pop().unwrap();
        assert_eq!((owed.stage, owed.outcome), (Stage::Left, Outcome::NeedsReply));
        t.get(&officer, &format!("/contacts/{}", c.id)).await.no_missing_words();
        // Later a file is found for her, and the contact is tied to it.
        let f = file(&t, t.branch).await.to_string();
        let page = t.get(&officer, &format!("/contacts/new?of={}", c.id)).await;
        page.no_missing_words();
        let found = t.post(&officer, "/contacts/new", &[("q", "0500000187"), ("of", &c.id.to_string())]).await;
        assert!(found.body.contains(&format!("/contacts/{}?file={f}", c.id)), "{}", found.body);
        let form = t.get(&officer, &format!("/contacts/{}?file={f}", c.id)).await;
        form.no_missing_words();
        assert!(form.body.contains(&format!("name=\"file\" value=\"{f}\"")));
        let save = [
            ("version", "2"),
            ("file", f.as_str()),
            ("channel", "phone"),
            ("direction", "out"),
            ("asked", "عن كسوة الشتاء"),
            ("answered", "اتصلنا بها"),
            ("day_day", "22"),
            ("day_month", "11"),
            ("day_year", "2026"),
            ("day_cal", "gregorian"),
            ("arrived", "09:10"),
        ];
        let r = t.post(&officer, &format!("/contacts/{}", c.id), &save).await;
        assert_eq!(r.status, 303, "{}", r.text());
        let tied = contacts::of_file(&mut t.db.reader(), f.parse().unwrap(), 5).await.unwrap().pop().unwrap();
        assert_eq!((tied.outcome, tied.answered_at, tied.waiting_minutes), (Outcome::Answered, Some(t.env.now()), None));
        assert_eq!(t.post(&officer, &format!("/contacts/{}", c.id), &save).await.status, 409);
    })
    .await;
}

fn call<'a>(more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut out = vec![
        ("go", "save"),
        ("person_name", "أبو فهد"),
        ("channel", "phone"),
        ("direction", "in"),
        ("asked", "يسأل عن ساعات العمل"),
        ("day_day", "12"),
        ("day_month", "6"),
        ("day_year", "1448"),
        ("day_cal", "hijri"),
        ("arrived", "٠٨:١٥"),
        ("ended", "08:20"),
    ];
    out.retain(|(k, _)| !more.iter().any(|(m, _)| m == k));
    out.extend(more);
    out
}

#[tokio::test]
async fn other_channels_are_written_down_with_their_times() {
    both(setup(), |t| async move {
        let officer = t.as_role("relations_officer");
        let empty = t.get(&officer, "/contacts").await;
        empty.no_missing_words();
        assert!(empty.text().contains("لم يُسجل تواصل بعد"));
        t.get(&officer, "/contacts/new?unknown=1").await.no_missing_words();
        assert_eq!(t.post(&officer, "/contacts", &call(&[])).await.status, 303);
        let c = all(&t).await.pop().unwrap();
        assert_eq!((c.channel, c.outcome, c.stage), (Channel::Phone, Outcome::NeedsReply, Stage::Done));
        assert_eq!((c.waiting_minutes, c.service_minutes, c.arrived.hour_minute()), (None, Some(5), (8, 15)));
        for (field, value, wrong) in [
            ("arrived", "25:00", "arrived"),
            ("arrived", "23:59", "arrived"),
            ("ended", "08:00", "ended"),
            ("channel", "pigeon", "channel"),
            ("asked", "", "asked"),
            ("day_day", "", "day"),
            ("mobile", "123", "mobile"),
        ] {
            let r = t.post(&officer, "/contacts", &call(&[(field, value)])).await;
            assert_eq!(r.status, 422, "{field}={value}");
            r.no_missing_words();
            assert!(r.body.contains(&format!("id=\"{wrong}-e\"")), "{field}={value}: {}", r.text());
        }
        let visit = [("channel", "interview"), ("arrived", "08:00"), ("called", "08:12"), ("ended", "08:40"), ("answered", "شُرح له")];
        assert_eq!(t.post(&officer, "/contacts", &call(&visit)).await.status, 303);
        let counts = contacts::counts_by_channel(&mut t.db.reader(), &whole(), t.env.now().plus_days(-1)).await.unwrap();
        assert_eq!(counts.iter().map(|(_, n)| *n).collect::<Vec<_>>(), [1, 1, 0, 0, 0, 0, 0, 0]);
        let list = t.get(&officer, "/contacts").await;
        list.no_missing_words();
        assert!(list.text().contains("انتظر 12 دقيقة") && list.text().contains("28 دقيقة معه"), "{}", list.text());
        let narrowed = t.get(&officer, "/contacts?channel=interview&outcome=answered").await;
        assert!(narrowed.body.contains("شُرح له") || narrowed.text().contains("ساعات العمل"));
        assert!(t.get(&officer, "/contacts?channel=letters").await.no_missing_words().text().contains("لا شيء بهذا الاختيار"));
        t.get_en(&officer, "/contacts").await.no_missing_words();
        t.get_en(&officer, "/contacts/new").await.no_missing_words();
        t.get_en(&officer, "/contacts/waiting").await.no_missing_words();
    })
    .await;
}

#[tokio::test]
async fn lists_are_paged_without_gaps() {
    both(setup(), |t| async move {
        let officer = t.as_role("relations_officer");
        let mut tx = t.db.begin(&Actor::system()).await.unwrap();
        let many: Vec<Contact> = (0..65)
            .map(|i| Contact {
                id: t.env.id(),
                branch: t.branch,
                file: None,
                person_name: format!("زائر-{i:03}"),
                mobile: String::new(),
                channel: Channel::ALL[i % 8],
                direction: contacts::Direction::In,
                stage: Stage::Done,
                // Several at the same instant: the id decides.
                arrived: t.env.now().plus_ms(-((i / 10) as i64) * MINUTE),
                called: None,
                ended: None,
                waiting_minutes: None,
                service_minutes: None,
                asked: "سؤال".into(),
                answered: String::new(),
                outcome: Outcome::NeedsReply,
                answered_at: None,
                employee: officer.id,
                employee_name: "موظف".into(),
                created_at: t.env.now(),
                version: 1,
            })
            .collect();
        contacts::log_many_in(&mut tx, &many).await.unwrap();
        tx.record(t.env.now(), Event::new("contact.test", "contact", Id::NIL));
        tx.commit().await.unwrap();
        let (mut seen, mut path) = (std::collections::BTreeSet::new(), "/contacts".to_string());
        for _ in 0..3 {
            let page = t.get(&officer, &path).await;
            for part in page.body.split("زائر-").skip(1) {
                seen.insert(part[..3].to_string());
            }
            path = page
                .body
                .split("rel=\"next\" href=\"")
                .nth(1)
                .and_then(|p| p.split('"').next())
                .unwrap_or_default()
                .replace("&#38;", "&")
                .replace("&amp;", "&");
        }
        assert_eq!((seen.len(), path.as_str()), (65, ""));
    })
    .await;
}

#[tokio::test]
async fn who_sees_and_writes_what() {
    both(setup(), |t| async move {
        let officer = t.as_role("relations_officer");
        let f = file(&t, t.branch).await.to_string();
        let more: Vec<(&str, &str)> = call(&[("file", &f)]);
        assert_eq!(t.post(&officer, "/contacts", &more).await.status, 303);
        let c = all(&t).await.pop().unwrap();
        assert_eq!(c.person_name, "أبو فهد", "whoever called, though the file is another's");
        let url = format!("/contacts/{}", c.id);
        let stranger = t.as_role_of("relations_officer", t.other_branch);
        assert_eq!(t.get(&stranger, &url).await.status, 404);
        assert_eq!(t.post(&stranger, &url, &more).await.status, 404);
        assert_eq!(t.get(&stranger, &format!("/contacts/new?file={f}")).await.status, 404);
        assert_eq!(t.post(&stranger, "/contacts", &more).await.status, 404, "a file out of reach");
        assert!(!t.get(&stranger, "/contacts").await.body.contains("أبو فهد"));
        assert_eq!(t.get(&stranger, &format!("/host/{f}")).await.body, "");
        let auditor = t.as_role_of("auditor", t.other_branch);
        let page = t.get(&auditor, &url).await;
        page.no_missing_words();
        assert!(page.status == 200 && !page.body.contains("<textarea"));
        assert_eq!(t.post(&auditor, &url, &more).await.status, 404);
        assert_eq!(t.get(&auditor, "/contacts/new").await.status, 403);
        assert_eq!(t.get(&t.as_role("treasurer"), "/contacts").await.status, 403);
        assert_eq!(t.get(&t.as_role("treasurer"), &url).await.status, 404);
    })
    .await;
}

#[tokio::test]
async fn nobody_writes_in_the_talks_of_his_own_household() {
    both(setup(), |t| async move {
        let f = file(&t, t.branch).await;
        let head = beneficiaries::find_any(&mut t.db.reader(), f).await.unwrap().head;
        let officer = t.as_role("relations_officer");
        let mut kin = t.as_role("relations_officer");
        kin.person = Some(head);
        t.put(&kin);
        let id = f.to_string();
        let arrive = [("file", id.as_str()), ("go", "arrive")];
        assert_eq!(t.post(&kin, "/contacts", &arrive).await.status, 422);
        assert_eq!(t.post(&officer, "/contacts", &arrive).await.status, 303);
        let waiting = contacts::waiting(&mut t.db.reader(), &whole()).await.unwrap();
        assert_eq!(waiting.len(), 1);
        let url = format!("/contacts/{}", waiting[0].id);
        for to in [format!("{url}/begin"), format!("{url}/left")] {
            assert_eq!(t.post(&kin, &to, &[("version", "1")]).await.status, 422, "{to}");
        }
        assert_eq!(t.post(&officer, &format!("{url}/begin"), &[("version", "1")]).await.status, 303);
        assert_eq!(t.post(&kin, &url, &[("version", "2"), ("go", "end"), ("asked", "س")]).await.status, 422);
    })
    .await;
}

#[test]
fn every_word_of_a_code_is_there_in_both_languages() {
    for text in [contacts::LOCALES.0, contacts::LOCALES.1] {
        let keys = i18n::parse_keys(text);
        for k in contacts::locale_families() {
            assert!(keys.contains(&k), "{k}");
        }
    }
}

/// A reader whose reach is the whole association.
fn whole() -> kernel::Permit {
    kernel::Permit { actor: kernel::Actor::system(), permission: contacts::perm::READ, scope: kernel::Scope::All }
}
