//! A family with a file, another with none of this one's business, a service, and who works here.

use beneficiaries::{NewFile, NewMember};
use documents::{By, NewCheck, NewDocument, NewScan};
use i18n::dates::{Calendar, Precision};
use kernel::{Actor, Day, Event, Grant, Id, Permit};
use people::{Birth, NewPerson};
use staff::NewEmployee;
use std::sync::OnceLock;
use testkit::{Setup, TestApp};

fn grants() -> &'static [Grant] {
    static G: OnceLock<Vec<Grant>> = OnceLock::new();
    G.get_or_init(|| {
        let mut out = requests::grants();
        for more in [beneficiaries::GRANTS, documents::GRANTS, services::GRANTS, contacts::GRANTS, staff::GRANTS] {
            out.extend_from_slice(more);
        }
        out
    })
}

pub const MESSAGE_KEY: [u8; 32] = [8; 32];

pub fn setup() -> Setup {
    accounts::use_key([3; 32]);
    messages::set_key(MESSAGE_KEY);
    Setup {
        routes: vec![portal::routes],
        grants: vec![grants()],
        locales: vec![
            staff::LOCALES,
            people::LOCALES,
            messages::LOCALES,
            letters::LOCALES,
            beneficiaries::LOCALES,
            services::LOCALES,
            documents::LOCALES,
            contacts::LOCALES,
            requests::LOCALES,
            representatives::LOCALES,
            research::LOCALES,
            delivery::LOCALES,
            accounts::LOCALES,
            committee::LOCALES,
            papers::LOCALES,
            applications::LOCALES,
            portal::LOCALES,
        ],
        ..Setup::default()
    }
}

pub struct House {
    pub branch: Id,
    pub officer: Actor,
    pub file: Id,
    pub mother: Id,
    pub son: Id,
    /// Somebody of another family.
    pub stranger: Id,
    /// Money, an identity card and, where rented, a rent contract.
    pub service: Id,
}

fn person(name: &str, born: &str, branch: Id, mobile: &str) -> NewPerson {
    NewPerson {
        branch: Some(branch),
        birth: Some(Birth { day: born.parse().unwrap(), calendar: Calendar::Gregorian, precision: Precision::Full }),
        mobiles: if mobile.is_empty() { vec![] } else { vec![people::MobileLine { number: mobile.into(), answers: None, primary: true }] },
        ..NewPerson::named(&people::rules::name::parse(name).unwrap())
    }
}

async fn family(t: &TestApp, branch: Id, head: NewPerson, members: Vec<NewMember>) -> (Id, Id) {
    let mut tx = t.db.begin(&Actor::system()).await.unwrap();
    let new = NewFile { members, categories: vec!["low_income".into()], ..NewFile::draft(head, branch) };
    let (file, _) = beneficiaries::create_in(&mut tx, &t.env, &Actor::system(), &new).await.unwrap();
    tx.record(t.env.now(), Event::new("file.create", "file", file).file(file));
    tx.commit().await.unwrap();
    (file, beneficiaries::find_any(&mut t.db.reader(), file).await.unwrap().head)
}

pub async fn house(t: &TestApp) -> House {
    staff::use_cheap_hashes();
    staff::set_registry(grants().iter().map(|g| ("requests", g.permission)).collect());
    staff::seed_grants(&t.env, &t.db, grants()).await.unwrap();
    documents::tell_catalogue(&mut t.db.reader()).await.unwrap();
    let new = NewEmployee {
        username: "officer".into(),
        name_ar: "موظفة العلاقات".into(),
        name_en: String::new(),
        department: String::new(),
        branch: None,
        branch_number: Some(1),
        person: None,
        roles: vec!["relations_officer".into()],
        password: "غيمة فوق جبل بعيد 7".into(),
        must_change: false,
    };
    staff::create_employee(&t.env, &t.db, &Actor::system(), new).await.unwrap();
    let officer = staff::actor_by_username(&mut t.db.reader(), "officer").await.unwrap().unwrap();
    t.put(&officer);
    let branch = officer.branch;
    let child = NewMember { who: person("ياسر خالد علي الدوسري", "2012-05-01", branch, "").into(), relation: "son".into(), from: None };
    let (file, mother) = family(t, branch, person("هيلة سليمان محمد المرشود", "1980-01-01", branch, "0500000187"), vec![child]).await;
    let (_, stranger) = family(t, branch, person("نورة فهد ناصر العتيق", "1985-01-01", branch, "0500000195"), vec![]).await;
    let f = beneficiaries::find_any(&mut t.db.reader(), file).await.unwrap();
    let home = people::household(&mut t.db.reader(), f.household).await.unwrap();
    let body = serde_json::json!({
        "name_ar": "ترميم منزل", "name_en": "Home repair", "kind_of_help": "housing", "gives": "money", "ceiling": 20000, "how_often": "once",
        "needs_study": "none", "decider": "committee", "categories": ["widow"],
        "requirements": [
            { "document": "national_id", "per": "applicant", "ways": ["original_at_desk"] },
            { "document": "rent_contract", "per": "household", "when": "dwelling == \"rented\"", "ways": ["original_at_desk", "on_visit"] },
        ],
    });
    let create = services::Create {
        code: "test_repair".into(),
        sort: None,
        valid_from: t.env.now(),
        body: serde_json::from_value(body).unwrap(),
        once: String::new(),
        digest: String::new(),
    };
    let service = services::create(&t.env, &t.db, &Permit::check(&Actor::system(), services::perm::MANAGE).unwrap(), create).await.unwrap();
    House { branch, file, mother, stranger, son: home.members.iter().find(|m| m.relation == "son").unwrap().person.id, officer, service }
}

impl House {
    /// The mother, come in by the portal.
    pub fn in_person(&self, t: &TestApp) -> Actor {
        t.as_outside(self.mother, "هيلة المرشود", "966500000187", accounts::MAY)
    }
    pub fn other(&self, t: &TestApp) -> Actor {
        t.as_outside(self.stranger, "نورة العتيق", "966500000195", accounts::MAY)
    }

    /// What a form of the portal names: the family's file, and who of it is acted for.
    pub fn meant(&self, whom: Id) -> String {
        format!("{}.{whom}", self.file)
    }

    /// The row behind a session, which codes and the choice of a file hang on.
    pub async fn session(&self, t: &TestApp, who: &Actor, acting: Option<Id>) {
        let (account, session, now) = (t.env.id(), t.session_of(who), t.env.now());
        let mut tx = t.db.begin(&Actor::system()).await.unwrap();
        let text = "INSERT INTO account (id, number, subject, created_at) VALUES ($1, $2, '', $3)";
        tx.run(db::built(text.into()), db::args![account, account.to_string(), now]).await.unwrap();
        let text = "INSERT INTO account_session (id, token_digest, account_id, person_id, number, way, shared, acting_file, agent, began, last_seen, idle, expires, ended) \
            VALUES ($1, $2, $3, $4, '', 'code', 0, $5, '', $6, $6, $7, $8, 0)";
        let row = db::args![session, session.to_string(), account, who.id, acting, now, 30 * 60_000_i64, now.plus_days(30)];
        tx.run(db::built(text.into()), row).await.unwrap();
        tx.commit_quietly("where a test begins").await.unwrap();
    }

    /// The stranger stands for the mother, in this capacity and scope.
    pub async fn stood_for(&self, t: &TestApp, capacity: &str, scope: &str) -> Id {
        let id = t.env.id();
        let text = "INSERT INTO representative (id, status, capacity, file_id, represented_id, said_for, said_birth, person_id, name, identity, mobile, scope, from_day, note, reason, claimed_at, claimed_by, decided_by_name, version) \
            VALUES ($1, 'verified', $5, $2, $3, '', '', $4, 'نورة', '', '', $6, '2026-01-01', '', '', 0, '', '', 1)";
        let mut tx = t.db.begin(&Actor::system()).await.unwrap();
        tx.run(db::built(text.into()), db::args![id, self.file, self.mother, self.stranger, capacity, scope]).await.unwrap();
        tx.commit_quietly("where a test begins").await.unwrap();
        id
    }

    /// A document on file, with a scan, matched by the officer.
    pub async fn document(&self, t: &TestApp, kind: &str, person: Option<Id>, expires: Option<&str>) -> Id {
        let by = By { at: t.env.now(), id: self.officer.id, name: self.officer.name.clone() };
        let stored = t.files.put(t.env.id(), testkit::png()).await.unwrap();
        let scan = NewScan { id: t.env.id(), stored, thumb: None, kind: files::Kind::Png, pages: 1, name: "scan.png".into() };
        let d = NewDocument {
            id: t.env.id(),
            file_id: self.file,
            person,
            type_code: kind.into(),
            number: "1000000008".into(),
            issuer: String::new(),
            issued: Some(("2020-01-01".parse().unwrap(), Calendar::Gregorian)),
            expires: expires.map(|d| (d.parse::<Day>().unwrap(), Calendar::Gregorian)),
        };
        let check = NewCheck { id: t.env.id(), outcome: documents::Outcome::Matched, how: documents::How::OriginalAtDesk, note: String::new() };
        let mut tx = t.db.begin(&self.officer).await.unwrap();
        documents::insert_in(&mut tx, &d, &[scan], std::slice::from_ref(&check), &by).await.unwrap();
        tx.record(t.env.now(), Event::new("document.add", "document", d.id).file(self.file));
        tx.commit().await.unwrap();
        d.id
    }

    /// Begins a request through the pages.
    pub async fn begin(&self, t: &TestApp, who: &Actor) -> Id {
        let (file, service) = (self.file.to_string(), self.service.to_string());
        let reply = t.post(who, "/my/new", &[("file", &file), ("service", &service), ("_once", &t.env.id().to_string())]).await;
        assert_eq!(reply.status, 303, "{}", reply.text());
        reply.location.trim_start_matches("/my/requests/").trim_end_matches("/tasks").parse().unwrap()
    }

    /// Answers every question; `dwelling` as given.
    pub async fn answer(&self, t: &TestApp, who: &Actor, id: Id, dwelling: &str) {
        let pages: &[(&str, &[(&str, &str)])] = &[
            ("need", &[("need", "تسرّب في سقف غرفتين منذ أمطار أكتوبر")]),
            ("amount", &[("amount", "١٤٬٥٠٠")]),
            ("people", &[("household", "yes")]),
            ("sources", &[("source_pension", "1")]),
            ("income", &[("income_pension", "3200")]),
            ("dwelling", &[("dwelling", dwelling)]),
            ("rent", &[("rent", "12000")]),
            ("debts", &[("has_debts", "no")]),
            ("contact", &[("contact_mobile", "0500000187"), ("contact_channel", "call")]),
        ];
        for (step, fields) in pages.iter().filter(|(s, _)| *s != "rent" || dwelling == "rented") {
            let reply = t.post(who, &format!("/my/requests/{id}/ask/{step}"), fields).await;
            assert_eq!(reply.status, 303, "{step}: {}", reply.text());
        }
    }
}

/// The value of a hidden field on a page; empty where there is none.
pub fn hidden(body: &str, name: &str) -> String {
    let mark = format!("name=\"{name}\" value=\"");
    body.split(&mark).nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default().to_string()
}
