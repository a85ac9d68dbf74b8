//! A family, a service, the people who work here: what every test of the road begins with.

use beneficiaries::{NewFile, NewMember};
use documents::{By, NewCheck, NewDocument, NewScan};
use i18n::dates::{Calendar, Precision};
use kernel::{Actor, Day, Event, Grant, Id, Permit};
use people::{Birth, NewPerson};
use requests::rules::{Action, Outcome, State};
use requests::{NewDecision, Request, Step};
use staff::NewEmployee;
use std::sync::OnceLock;
use testkit::{Reply, Setup, TestApp};

pub const PASSWORD: &str = "غيمة فوق جبل بعيد 7";

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

pub fn setup() -> Setup {
    let mut slots = requests::panels();
    slots.extend(documents::panels());
    Setup {
        routes: vec![requests::routes, beneficiaries::routes, documents::routes],
        grants: vec![grants()],
        locales: vec![
            staff::LOCALES,
            people::LOCALES,
            beneficiaries::LOCALES,
            documents::LOCALES,
            services::LOCALES,
            contacts::LOCALES,
            messages::LOCALES,
            letters::LOCALES,
            requests::LOCALES,
        ],
        slots,
        ..Setup::default()
    }
}

pub struct House {
    pub branch: Id,
    pub other_branch: Id,
    pub officer: Actor,
    pub officer2: Actor,
    pub elsewhere: Actor,
    pub secretary: Actor,
    pub chair: Actor,
    pub auditor: Actor,
    pub manager: Actor,
    pub file: Id,
    pub mother: Id,
    pub son: Id,
    /// Money, no study, an identity card and a rent contract where rented.
    pub service: Id,
}

async fn employee(t: &TestApp, role: &str, n: usize, branch: i64, person: Option<Id>) -> Actor {
    let username = format!("{}{n}", role.replace('_', ""));
    let new = NewEmployee {
        username: username.clone(),
        name_ar: format!("موظف {role} {n}"),
        name_en: String::new(),
        department: String::new(),
        branch: None,
        branch_number: Some(branch),
        person,
        roles: vec![role.into()],
        password: PASSWORD.into(),
        must_change: false,
    };
    staff::create_employee(&t.env, &t.db, &Actor::system(), new).await.unwrap();
    let actor = staff::actor_by_username(&mut t.db.reader(), &username).await.unwrap().unwrap();
    t.put(&actor);
    actor
}

fn person(name: &str, born: &str, branch: Id, mobile: &str) -> NewPerson {
    NewPerson {
        branch: Some(branch),
        birth: Some(Birth { day: born.parse().unwrap(), calendar: Calendar::Gregorian, precision: Precision::Full }),
        mobiles: if mobile.is_empty() { vec![] } else { vec![people::MobileLine { number: mobile.into(), answers: None, primary: true }] },
        ..NewPerson::named(&people::rules::name::parse(name).unwrap())
    }
}

pub async fn house(t: &TestApp) -> House {
    staff::use_cheap_hashes();
    staff::set_registry(grants().iter().map(|g| ("requests", g.permission)).collect());
    staff::seed_grants(&t.env, &t.db, grants()).await.unwrap();
    let officer = employee(t, "relations_officer", 1, 1, None).await;
    let admin = Actor { branch: officer.branch, ..Actor::system() };
    let permit = Permit::check(&admin, staff::perm::BRANCH_MANAGE).unwrap();
    let form = staff::BranchForm { number: 2, name_ar: "مكتب ثان".into(), name_en: "Second".into(), area: String::new() };
    let other_branch = staff::create_branch(&t.env, &t.db, &permit, &form).await.unwrap();
    let elsewhere = employee(t, "relations_officer", 3, 2, None).await;
    let branch = officer.branch;
    let mut tx = t.db.begin(&Actor::system()).await.unwrap();
    let new = NewFile {
        members: vec![NewMember {
            who: person("ياسر خالد علي الدوسري", "2012-05-01", branch, "").into(), relation: "son".into(), from: None
        }],
        categories: vec!["low_income".into()],
        ..NewFile::draft(person("هيلة سليمان محمد المرشود", "1980-01-01", branch, "0500000187"), branch)
    };
    let (file, _) = beneficiaries::create_in(&mut tx, &t.env, &Actor::system(), &new).await.unwrap();
    tx.record(t.env.now(), Event::new("file.create", "file", file).file(file));
    tx.commit().await.unwrap();
    let f = beneficiaries::find_any(&mut t.db.reader(), file).await.unwrap();
    let home = people::household(&mut t.db.reader(), f.household).await.unwrap();
    let body = serde_json::json!({
        "name_ar": "ترميم منزل", "name_en": "Home repair", "kind_of_help": "housing", "gives": "money", "ceiling": 20000, "how_often": "once",
        "needs_study": "none", "decider": "committee",
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
    House {
        branch,
        other_branch,
        officer2: employee(t, "relations_officer", 2, 1, None).await,
        secretary: employee(t, "committee_secretary", 1, 1, None).await,
        chair: employee(t, "committee_chair", 1, 1, None).await,
        auditor: employee(t, "auditor", 1, 1, None).await,
        manager: employee(t, "manager", 1, 1, None).await,
        officer,
        elsewhere,
        file,
        mother: f.head,
        son: home.members.iter().find(|m| m.relation == "son").unwrap().person.id,
        service,
    }
}

impl House {
    /// A document on file, with a scan; matched by the officer where `matched`.
    pub async fn document(&self, t: &TestApp, kind: &str, person: Option<Id>, expires: Option<&str>, matched: bool) -> Id {
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
        documents::insert_in(&mut tx, &d, &[scan], if matched { std::slice::from_ref(&check) } else { &[] }, &by).await.unwrap();
        tx.record(t.env.now(), Event::new("document.add", "document", d.id).file(self.file));
        tx.commit().await.unwrap();
        d.id
    }

    pub async fn identity(&self, t: &TestApp) -> Id {
        self.document(t, "national_id", Some(self.mother), Some("2030-01-01"), true).await
    }

    /// Begins a draft through the pages.
    pub async fn draft(&self, t: &TestApp) -> Id {
        let (file, service) = (self.file.to_string(), self.service.to_string());
        let reply = t.post(&self.officer, "/requests", &[("file", &file), ("service", &service), ("channel", "interview")]).await;
        assert_eq!(reply.status, 303, "{}", reply.text());
        reply.location.trim_start_matches("/requests/").trim_end_matches("/form").parse().unwrap()
    }

    pub async fn fill(&self, t: &TestApp, id: Id, more: &[(&str, &str)]) -> Reply {
        let version = self.version(t, id).await;
        let mut fields = vec![
            ("version", version.as_str()),
            ("need", "تسرّب في سقف غرفتين منذ أمطار أكتوبر"),
            ("amount", "١٤٬٥٠٠"),
            ("members_confirmed", "1"),
            ("dwelling", "owned"),
            ("income_pension", "3200"),
            ("has_debts", "no"),
            ("contact_mobile", "0500000187"),
            ("contact_channel", "call"),
            ("class", "a"),
            ("class_reason", "دخل الأسرة دون كفايتها"),
        ];
        for (k, v) in more {
            fields.retain(|(f, _)| f != k);
            fields.push((k, v));
        }
        t.post(&self.officer, &format!("/requests/{id}/form"), &fields).await
    }

    /// A draft ready to be signed, its identity card matched.
    pub async fn ready(&self, t: &TestApp) -> Id {
        self.identity(t).await;
        let id = self.draft(t).await;
        let reply = self.fill(t, id, &[]).await;
        assert_eq!(reply.status, 303, "{}", reply.text());
        id
    }

    pub async fn submit(&self, t: &TestApp, id: Id) -> Reply {
        self.submit_as(t, &self.officer, id, &[]).await
    }

    /// As the page would: with the digest it shows.
    pub async fn submit_as(&self, t: &TestApp, actor: &Actor, id: Id, more: &[(&str, &str)]) -> Reply {
        let page = t.get(actor, &format!("/requests/{id}/submit")).await;
        let (digest, version) = (hidden(&page.body, "digest"), hidden(&page.body, "version"));
        let mut fields = vec![("version", version.as_str()), ("digest", digest.as_str()), ("agreed", "1"), ("press", "submit")];
        for (k, v) in more {
            fields.retain(|(f, _)| f != k);
            fields.push((k, v));
        }
        t.post_files(actor, &format!("/requests/{id}/submit"), &fields, &[("signature_paper", "sign.png", &testkit::png())]).await
    }

    /// Submitted, verified, explained, raised.
    pub async fn presented(&self, t: &TestApp) -> Id {
        let id = self.ready(t).await;
        let reply = self.submit_as(t, &self.officer, id, &[("press", "both"), ("password", PASSWORD)]).await;
        assert_eq!(reply.status, 303, "{}", reply.text());
        let version = self.version(t, id).await;
        let reply =
            t.post(&self.officer, &format!("/requests/{id}/explain"), &[("version", &version), ("how", "phone"), ("clear", "1"), ("then", "present")]).await;
        assert_eq!(reply.status, 303, "{}", reply.text());
        id
    }

    /// What the committee's room does: the secretary records, the chair confirms.
    pub async fn decide(&self, t: &TestApp, id: Id, outcome: Outcome, partial: bool) {
        let new = NewDecision {
            outcome,
            partial,
            amount: (outcome == Outcome::Accept).then_some(kernel::Money::riyals(9_000)),
            goods: Default::default(),
            conditions: String::new(),
            reasons: "حاجة ظاهرة ودخل لا يكفي".into(),
            referral_body: if outcome == Outcome::Refer { "جمعية أخرى".into() } else { String::new() },
            by_delegate: false,
            sitting: None,
            deciders: vec![self.chair.id],
        };
        let permit = Permit::check(&self.secretary, requests::perm::DECIDE).unwrap();
        let mut tx = t.db.begin(&self.secretary).await.unwrap();
        let r = requests::find(&mut tx, &permit, id).await.unwrap();
        requests::raise(&mut tx, &r, t.env.now()).await.unwrap();
        let decision = requests::record_decision(&mut tx, &t.env, &permit, &r, &new).await.unwrap();
        tx.record(t.env.now(), Event::new("request.decide", "request", id).file(r.file));
        tx.commit().await.unwrap();
        let permit = Permit::check(&self.chair, requests::perm::CONFIRM_DECISION).unwrap();
        let mut tx = t.db.begin(&self.chair).await.unwrap();
        let r = requests::find(&mut tx, &permit, id).await.unwrap();
        requests::raise(&mut tx, &r, t.env.now()).await.unwrap();
        requests::confirm_decision(&mut tx, &t.env, &permit, &r, decision).await.unwrap();
        let r = requests::find(&mut tx, &permit, id).await.unwrap();
        let step = Step { hidden: true, ..Step::default() };
        requests::advance(&mut tx, &t.env, &permit, &r, Action::Decide, step, |f| {
            f.quorum_met = true;
            f.recusals_honoured = true;
        })
        .await
        .unwrap();
        tx.commit().await.unwrap();
    }

    pub async fn row(&self, t: &TestApp, id: Id) -> Request {
        requests::find_unscoped(&mut t.db.reader(), id).await.unwrap()
    }
    pub async fn state(&self, t: &TestApp, id: Id) -> State {
        self.row(t, id).await.state
    }
    pub async fn version(&self, t: &TestApp, id: Id) -> String {
        self.row(t, id).await.version.to_string()
    }
    /// A step's form sent with the present version.
    pub async fn press(&self, t: &TestApp, actor: &Actor, id: Id, path: &str, fields: &[(&str, &str)]) -> Reply {
        let version = self.version(t, id).await;
        let mut all = vec![("version", version.as_str())];
        all.extend_from_slice(fields);
        t.post(actor, &format!("/requests/{id}/{path}"), &all).await
    }
}

/// The value of a hidden field on a page; empty where there is none.
pub fn hidden(body: &str, name: &str) -> String {
    let mark = format!("name=\"{name}\" value=\"");
    body.split(&mark).nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default().to_string()
}

pub fn days(n: i64) -> i64 {
    n * kernel::DAY_MS
}
