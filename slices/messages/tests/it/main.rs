//! Messages on both databases: told in the caller's transaction, carried by the worker, received and looked after.

mod crash;
mod hooks;
mod outbox;
mod pages;
mod post;

use db::{Query, args, built};
use kernel::{Actor, Event, Id};
use messages::{Post, Tell, To, Told};
use messaging::{Outcome, Outgoing, Sender, Sending, Why, WhyCode};
use people::{MobileLine, NewPerson};
use std::{
    collections::VecDeque,
    sync::{Arc, Mutex},
};
use testkit::{Setup, TestApp};

pub const MINUTE: i64 = 60_000;
const ROLE_WORDS: &str = "role-relations-officer = r\nrole-manager = r\nrole-auditor = r\nrole-treasurer = r\nrole-administrator = r\n";

pub fn setup() -> Setup {
    Setup {
        routes: vec![messages::routes, host],
        grants: vec![messages::GRANTS],
        locales: vec![people::LOCALES, messages::LOCALES, (ROLE_WORDS, ROLE_WORDS)],
        slots: messages::panels(),
        ..Setup::default()
    }
}

/// Pages with the panels, as those of files and requests are.
fn host() -> web::Routes {
    web::Routes::new("host")
        .get("/host/file/{id}", messages::perm::READ, |cx: web::Cx| async move {
            let html = cx.panels("file.main", cx.id("id")?).await?.join("");
            Ok(web::text(web::StatusCode::OK, &html))
        })
        .get("/host/request/{id}", messages::perm::READ, |cx: web::Cx| async move {
            let html = cx.panels("request.side", cx.id("id")?).await?.join("");
            Ok(web::text(web::StatusCode::OK, &html))
        })
}

/// A provider that remembers what came and answers as told; accepts where it was told nothing.
#[derive(Default)]
pub struct StandIn {
    pub got: Mutex<Vec<Outgoing>>,
    pub answers: Mutex<VecDeque<Outcome>>,
}

impl StandIn {
    pub fn new() -> Arc<StandIn> {
        Arc::default()
    }
    pub fn answer(&self, o: Outcome) {
        self.answers.lock().unwrap().push_back(o);
    }
    pub fn down(&self, times: usize) {
        for _ in 0..times {
            self.answer(Outcome::Retry { why: WhyCode::Unreachable.into(), after: None });
        }
    }
    pub fn all(&self) -> Vec<Outgoing> {
        self.got.lock().unwrap().clone()
    }
    pub fn count(&self) -> usize {
        self.got.lock().unwrap().len()
    }
}

impl Sender for StandIn {
    fn kind(&self) -> &'static str {
        "generic"
    }
    fn send<'a>(&'a self, o: &'a Outgoing) -> Sending<'a> {
        Box::pin(async move {
            let n = {
                let mut got = self.got.lock().unwrap();
                got.push(o.clone());
                got.len()
            };
            self.answers.lock().unwrap().pop_front().unwrap_or(Outcome::Accepted { receipt: format!("r-{}-{n}", o.id) })
        })
    }
}

pub fn refused(code: WhyCode) -> Outcome {
    Outcome::Refused { why: Why::new(code, "no") }
}

/// The portal has an address.
pub async fn at_home(t: &TestApp) {
    set(t, messages::settings::HOUSE, r#"{"base_url":"https://bir.example.org"}"#).await;
}

/// Every channel open, by senders of the test.
pub async fn open_all(t: &TestApp) {
    at_home(t).await;
    open_channels(t).await;
}

/// The same in a house of an older version, whose portal has no address.
pub async fn open_channels(t: &TestApp) {
    let json = r#"{"sms":{"kind":"generic","sealed":"","repeat":false,"hook":"unguessable"},"whatsapp":{"kind":"whatsapp","sealed":"","repeat":false,"hook":""},"email":{"kind":"smtp","sealed":"","repeat":false,"hook":""}}"#;
    set(t, messages::channels::SETTING, json).await;
}

pub async fn set(t: &TestApp, name: &str, json: &str) {
    let mut tx = t.db.begin(&Actor::system()).await.unwrap();
    db::settings::set(&mut tx, name, json, t.env.now()).await.unwrap();
    tx.commit_quietly("a setting of the test").await.unwrap();
}

pub async fn person_of(t: &TestApp, name: &str, mobile: &str, change: impl FnOnce(&mut NewPerson)) -> Id {
    let mut p = NewPerson { branch: Some(t.branch), ..NewPerson::named(&people::rules::name::parse(name).unwrap()) };
    if !mobile.is_empty() {
        p.mobiles = vec![MobileLine { number: mobile.into(), answers: None, primary: true }];
    }
    change(&mut p);
    let mut tx = t.db.begin(&Actor::system()).await.unwrap();
    let id = people::insert_person(&mut tx, &t.env, &p).await.unwrap();
    tx.record(t.env.now(), Event::new("person.test", "person", id));
    tx.commit().await.unwrap();
    id
}

pub async fn person(t: &TestApp) -> Id {
    person_of(t, "هيلة بنت سليمان محمد المرشود", "0500000187", |_| {}).await
}

pub async fn consent(t: &TestApp, person: Id, purpose: &str, given: bool) {
    // Nobody says two things in one instant.
    t.clock.advance_ms(1);
    let said = people::consents::Said { how: "desk", by_name: "موظف".into(), ..Default::default() };
    let mut tx = t.db.begin(&Actor::system()).await.unwrap();
    if given {
        people::consents::give(&mut tx, &t.env, person, purpose, &said).await.unwrap();
    } else {
        people::consents::withdraw(&mut tx, &t.env, person, purpose, &said).await.unwrap();
    }
    tx.record(t.env.now(), Event::new("consent.test", "person", person));
    tx.commit().await.unwrap();
}

pub async fn email(t: &TestApp, person: Id, address: &str, channel: Option<&str>) {
    let mut tx = t.db.begin(&Actor::system()).await.unwrap();
    let to = people::consents::Reached { channel: channel.map(String::from), language: None, email: Some(address.into()) };
    people::consents::set_reached(&mut tx, person, &to).await.unwrap();
    tx.record(t.env.now(), Event::new("person.test", "person", person));
    tx.commit().await.unwrap();
}

pub fn about(t: &TestApp, event: &'static str, to: To, key: &str) -> Tell {
    Tell {
        event,
        to,
        branch: t.branch,
        file: None,
        request: None,
        vars: vec![("number", "1448-0317".into()), ("date", "3 رجب 1448".into())],
        link: "/my/requests/01kq8m2vex4r9tz0c7h5n3wd6a".into(),
        // Ids are the same in every test: the house's own folder tells them apart.
        key: format!("{}/{key}", t.keys.folder().display()),
    }
}

pub async fn tell(t: &TestApp, what: Tell) -> Told {
    // Two things are never told in one instant: the earlier goes first.
    t.clock.advance_ms(1);
    let mut tx = t.db.begin(&Actor::system()).await.unwrap();
    let told = messages::tell(&mut tx, &t.env, what).await.unwrap();
    tx.record(t.env.now(), Event::new("request.test", "request", Id::NIL));
    tx.commit().await.unwrap();
    told
}

pub fn id_of(told: Told) -> Id {
    match told {
        Told::Queued { message } => message,
        other => panic!("{other:?}"),
    }
}

pub async fn field(t: &TestApp, id: Id, column: &str) -> String {
    let sql = built(format!("SELECT CAST({column} AS TEXT) AS x FROM message WHERE id = $1"));
    t.db.reader().one(sql, args![id]).await.unwrap().opt_text("x").unwrap().unwrap_or_default()
}

pub async fn count(t: &TestApp, what: &str) -> i64 {
    let sql = built(format!("SELECT CAST(COUNT(*) AS BIGINT) AS n FROM {what}"));
    t.db.reader().one(sql, args![]).await.unwrap().int("n").unwrap()
}

/// Past the time events wait for one another.
pub fn later(t: &TestApp) {
    t.clock.advance_ms(3 * MINUTE);
}

pub fn post(t: &TestApp, sms: &Arc<StandIn>) -> Post {
    Post::new(t.db.clone(), t.env.clone()).with("sms", sms.clone(), false)
}

#[test]
fn every_key_put_together_from_a_code_is_there() {
    i18n::register(&[web::LOCALES, people::LOCALES, messages::LOCALES]).unwrap();
    for key in messages::locale_families() {
        for lang in [i18n::Lang::Ar, i18n::Lang::En] {
            assert!(i18n::has(lang, &key), "{key} {lang:?}");
        }
    }
}

#[tokio::test]
async fn both_databases_plan_every_statement() {
    testkit::both(setup(), |t| async move {
        for sql in messages::statements().into_iter().chain(people::statements()) {
            db::testing::plan(&t.db, sql).await.unwrap();
        }
    })
    .await;
}
