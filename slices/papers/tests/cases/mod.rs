mod confirm;
mod heavy;
mod orders;
mod road;

use crate::house::{self, House, PASSWORD, days};
use crate::reading::{archived, keep, read, well_formed};
use i18n::Lang;
use kernel::{Actor, Id, Problem};
use papers::{Issued, Kind, Parts};
use requests::rules::Outcome;
use testkit::{Setup, TestApp};

pub const HEAD: &str = r#"
    name_ar = "جمعية ريحان الأهلية للتنمية"
    name_en = "Rayhan Community Development Association"
    regulator_ar = "مسجلة بالمركز الوطني لتنمية القطاع غير الربحي"
    licence_number = 9999
    city_ar = "محافظة الريحانة"
    mobile = "011 000 0000"
    email = "help@rayhan.example"
"#;

pub fn setup() -> Setup {
    let mut s = house::setup();
    s.routes.extend([papers::routes as fn() -> web::Routes, delivery::routes]);
    s.locales.extend([messages::LOCALES, letters::LOCALES, delivery::LOCALES, papers::LOCALES]);
    s.slots.extend(papers::panels());
    s
}

/// The house of the requests' tests, with this room's rights, a letterhead, and an address.
pub async fn open(t: &TestApp) -> House {
    let mut h = house::house(t).await;
    staff::seed_grants(&t.env, &t.db, &[papers::grants(), delivery::grants()].concat()).await.unwrap();
    for a in [&mut h.officer, &mut h.officer2, &mut h.elsewhere, &mut h.secretary, &mut h.chair, &mut h.auditor, &mut h.manager] {
        *a = staff::actor(&mut t.db.reader(), a.id).await.unwrap().unwrap();
        t.put(a);
    }
    let head = staff::Letterhead::from_toml(HEAD).unwrap().to_json().unwrap();
    set(t, "letterhead", &head).await;
    set(t, messages::settings::HOUSE, r#"{"base_url":"https://sila.example"}"#).await;
    h
}

pub async fn set(t: &TestApp, name: &str, value: &str) {
    let mut tx = t.db.begin(&Actor::system()).await.unwrap();
    db::settings::set(&mut tx, name, value, t.env.now()).await.unwrap();
    tx.commit_quietly("where a test begins").await.unwrap();
}

pub async fn sql(t: &TestApp, text: &str, args: db::Args) {
    let mut tx = t.db.begin(&Actor::system()).await.unwrap();
    tx.run(db::built(text.to_string()), args).await.unwrap();
    tx.commit_quietly("where a test begins").await.unwrap();
}

pub fn parts(t: &TestApp) -> Parts<'_> {
    Parts { db: &t.db, files: &t.files, env: &t.env }
}

/// Issues by the system, checks the file as an archive would, and reads it back.
pub async fn issued(t: &TestApp, kind: Kind, subject: Id, lang: Lang) -> (Issued, String) {
    issued_as(t, kind, subject, lang, kind.code()).await
}

/// The same, kept to be looked at under a name of its own.
pub async fn issued_as(t: &TestApp, kind: Kind, subject: Id, lang: Lang, name: &str) -> (Issued, String) {
    let p = papers::issue(parts(t), &Actor::system(), kind, subject, lang, true).await.unwrap();
    let pdf = papers::bytes(&t.files, &p).await.unwrap();
    keep(&format!("{name}.{}.pdf", lang.code()), &pdf);
    well_formed(&pdf);
    archived(&pdf, lang.code());
    let text = read(&pdf);
    // A word that is missing shows its key.
    for family in ["papers-", "choice-", "requests-", "state-", "web-", "file-status"] {
        assert!(!text.contains(family), "{family}: {text}");
    }
    (p, text)
}

pub async fn pages_of(t: &TestApp, p: &Issued) -> usize {
    archived(&papers::bytes(&t.files, p).await.unwrap(), p.lang.code())
}

pub async fn none_yet(t: &TestApp, kind: Kind, subject: Id) -> bool {
    matches!(papers::issue(parts(t), &Actor::system(), kind, subject, Lang::Ar, true).await, Err(Problem::NotFound))
}

/// Submitted and verified at the desk, not raised.
pub async fn submitted(t: &TestApp, h: &House) -> Id {
    let id = h.ready(t).await;
    let reply = h.submit_as(t, &h.officer, id, &[("press", "both"), ("password", PASSWORD)]).await;
    assert_eq!(reply.status, 303, "{}", reply.text());
    id
}

/// Decided and told after the floor.
pub async fn replied(t: &TestApp, h: &House, outcome: Outcome) -> Id {
    let id = h.presented(t).await;
    h.decide(t, id, outcome, false).await;
    t.clock.advance_ms(days(14));
    tell(t, h, id).await;
    id
}

pub async fn tell(t: &TestApp, h: &House, id: Id) {
    let reply = h.press(t, &h.officer, id, "reply", &[("how", "at_desk"), ("told_to", "هيلة"), ("proof", "وقّعت على الاستلام")]).await;
    assert_eq!(reply.status, 303, "{}", reply.text());
}
