//! A committee of five with its secretary, an officer, a manager, an auditor; requests laid before it by hand.

use db::{Query, args};
use kernel::{Actor, At, DAY_MS, Event, Id, Money};
use people::{How, NewPerson, NewSignature, Signer};
use requests::rules::snapshot::SnapshotDoc;
use testkit::{Reply, Setup, TestApp};

pub const PASSWORD: &str = "wadi nakheel 39 sarab";

pub fn setup() -> Setup {
    Setup {
        routes: vec![committee::routes],
        grant_fns: vec![committee::grants, requests::rules::grants, research::grants],
        locales: vec![
            staff::LOCALES,
            people::LOCALES,
            documents::LOCALES,
            beneficiaries::LOCALES,
            services::LOCALES,
            contacts::LOCALES,
            requests::LOCALES,
            research::LOCALES,
            committee::LOCALES,
        ],
        ..Setup::default()
    }
}

pub struct House {
    pub t: TestApp,
    pub branch: Id,
    pub chair: Actor,
    /// Four members with a vote beside the chair.
    pub members: Vec<Actor>,
    pub secretary: Actor,
    pub officer: Actor,
    pub manager: Actor,
    pub auditor: Actor,
    count: std::cell::Cell<i64>,
}

/// An employee with an account and the rights of his roles.
pub async fn employee(t: &TestApp, name: &str, roles: &[&str]) -> Actor {
    let id = staff::create_employee(
        &t.env,
        &t.db,
        &Actor::system(),
        staff::NewEmployee {
            username: format!("u{}", t.env.id()).chars().take(30).collect(),
            name_ar: name.into(),
            password: PASSWORD.into(),
            ..staff::NewEmployee::default()
        },
    )
    .await
    .unwrap();
    let mut actor = t.as_role(roles[0]);
    for r in &roles[1..] {
        let other = t.as_role(r);
        for (k, v) in other.may {
            actor.may.entry(k).and_modify(|x| *x = (*x).max(v)).or_insert(v);
        }
        actor.roles.push((*r).into());
    }
    let branch = staff::branches(&mut t.db.reader()).await.unwrap()[0].id;
    let actor = Actor { id, name: name.into(), branch, ..actor };
    t.put(&actor);
    actor
}

impl House {
    pub async fn new(t: TestApp) -> House {
        staff::use_cheap_hashes();
        let mut tx = t.db.begin(&Actor::system()).await.unwrap();
        services::seed(&mut tx, &t.env).await.unwrap();
        tx.commit().await.unwrap();
        let chair = employee(&t, "إبراهيم الناصر", &["committee_chair"]).await;
        let mut members = vec![];
        for name in ["لطيفة العمر", "ريم الخالد", "صالح الجاسر", "عبدالعزيز الماجد"] {
            members.push(employee(&t, name, &["committee_member"]).await);
        }
        let secretary = employee(&t, "أسماء الربيعة", &["committee_secretary"]).await;
        let officer = employee(&t, "نورة الحماد", &["relations_officer"]).await;
        let manager = employee(&t, "فهد السالم", &["manager"]).await;
        let auditor = employee(&t, "هدى المراجع", &["auditor"]).await;
        let branch = chair.branch;
        let h = House { t, branch, chair, members, secretary, officer, manager, auditor, count: 0.into() };
        h.name(&h.chair, "chair").await;
        for m in &h.members {
            h.name(m, "member").await;
        }
        h
    }

    async fn name(&self, who: &Actor, position: &str) {
        let id = who.id.to_string();
        let fields = [("employee", id.as_str()), ("position", position), ("from_day", "1"), ("from_month", "1"), ("from_year", "1448"), ("from_cal", "hijri")];
        let r = self.t.post(&self.manager, "/committee/members", &fields).await;
        assert_eq!(r.status, 303, "{}", r.text());
    }

    pub async fn write(&self, sql: &str, a: db::Args) {
        let mut tx = self.t.db.begin(&Actor::system()).await.unwrap();
        tx.run(db::built(sql.to_string()), a).await.unwrap();
        tx.record(self.t.env.now(), Event::new("test.fixture", "test", Id::NIL));
        tx.commit().await.unwrap();
    }

    pub async fn number(&self, sql: &str, a: db::Args) -> i64 {
        self.t.db.reader().one(db::built(sql.to_string()), a).await.unwrap().int("n").unwrap()
    }

    /// A request raised to the committee, signed by applicant and officer, asking for `amount` riyals (none: goods).
    pub async fn request(&self, service: &str, amount: Option<i64>) -> Id {
        let (t, now) = (&self.t, self.t.env.now());
        let n = self.count.get() + 1;
        self.count.set(n);
        let service = services::by_code(&mut t.db.reader(), service).await.unwrap().unwrap();
        let mut tx = t.db.begin(&self.officer).await.unwrap();
        let person = NewPerson { first: "هيلة".into(), father: Some("سليمان".into()), family: format!("المرشود{n}"), ..NewPerson::default() };
        let (file, _) = beneficiaries::create_in(&mut tx, &t.env, &self.officer, &beneficiaries::NewFile::draft(person, self.branch)).await.unwrap();
        let applicant = beneficiaries::find_any(&mut tx, file).await.unwrap().head;
        let id = t.env.id();
        let frozen = SnapshotDoc::new(id, 1, 1, service.code.clone(), service.version)
            .applicant("name", "هيلة")
            .answer("need", "تأخر إيجار البيت ثلاثة أشهر")
            .answer("members", 6)
            .answer("dwelling", "rented")
            .answer("rent_yearly", 1_800_000)
            .member(serde_json::json!({"name": "هيلة سليمان", "relation": "head"}))
            .freeze()
            .unwrap();
        let raised = At(now.0 - (20 - n) * DAY_MS);
        let sql = "INSERT INTO request (id, number, file_id, applicant_id, branch_id, service_id, service_version, state, version, channel, created_at, created_by, updated_at, state_since, answers, \
            amount_asked, snapshot_digest, clocks_version, submitted_at, first_submitted_at, floor_start, earliest, floor_restart, reminders, own_omission, verified_at, verified_by, explained_at, \
            explained_clear, clarifications_open, clarifications_answered, study_digest, study_evaluated, presented_at, decision_recorded, objections, deliveries_planned, deliveries_open, delivered, paused_ms) \
            VALUES ($1, $2, $3, $4, $5, $6, $7, 'before_committee', 1, 'visit', $8, $9, $8, $8, '{}', $10, $11, 0, $8, $8, $8, $12, 0, 0, 0, $8, $9, $8, 1, 0, 0, '', 0, $8, 0, 0, 0, 0, 0, 0)";
        let earliest = now.plus_days(5);
        let a = args![
            id,
            format!("1448-{n:04}"),
            file,
            applicant,
            self.branch,
            service.id,
            service.version,
            raised,
            self.officer.id,
            amount.map(Money::riyals),
            frozen.digest.as_str(),
            earliest
        ];
        tx.run(db::built(sql.to_string()), a).await.unwrap();
        tx.run(
            db::built(
                "INSERT INTO request_snapshot (digest, request_id, text, at, by_employee, as_of, checklist) VALUES ($1, $2, $3, $4, $5, $4, '[]')".to_string(),
            ),
            args![frozen.digest.as_str(), id, frozen.text.as_str(), raised, self.officer.id],
        )
        .await
        .unwrap();
        for kind in [Signer::Applicant, Signer::Officer] {
            let s = NewSignature {
                object: "request",
                object_id: id,
                kind,
                digest: frozen.digest.clone(),
                how: How::Reauth,
                person: None,
                employee: Some(self.officer.id),
                name: "موقّع".into(),
                witness: None,
                witness_employee: None,
                file: None,
            };
            people::sign(&mut tx, &t.env, s).await.unwrap();
        }
        tx.record(now, Event::new("test.fixture", "request", id));
        tx.commit().await.unwrap();
        id
    }

    pub async fn state(&self, request: Id) -> String {
        requests::find_unscoped(&mut self.t.db.reader(), request).await.unwrap().state.code().to_string()
    }

    pub async fn version(&self, request: Id) -> String {
        requests::find_unscoped(&mut self.t.db.reader(), request).await.unwrap().version.to_string()
    }

    pub async fn sitting_version(&self, sitting: Id) -> String {
        self.number("SELECT version AS n FROM sitting WHERE id = $1", args![sitting]).await.to_string()
    }

    /// A sitting of today with this agenda; whoever is named is present.
    pub async fn sitting(&self, requests: &[Id], present: &[&Actor]) -> Id {
        self.sitting_by(&self.secretary, requests, present).await
    }

    pub async fn sitting_by(&self, secretary: &Actor, requests: &[Id], present: &[&Actor]) -> Id {
        let ids: Vec<String> = requests.iter().map(Id::to_string).collect();
        let chair = self.chair.id.to_string();
        let mut fields = vec![
            ("held_on_day", "12"),
            ("held_on_month", "6"),
            ("held_on_year", "1448"),
            ("held_on_cal", "hijri"),
            ("place", "قاعة الاجتماعات"),
            ("chair", chair.as_str()),
        ];
        fields.extend(ids.iter().map(|i| ("request", i.as_str())));
        let r = self.t.post(secretary, "/committee/sittings", &fields).await;
        assert_eq!(r.status, 303, "{}", r.text());
        let sitting: Id = r.location.rsplit('/').next().unwrap().parse().unwrap();
        let version = self.sitting_version(sitting).await;
        let mut marks = vec![("version".to_string(), version)];
        marks.extend(present.iter().map(|p| (format!("seat_{}", p.id), "present".to_string())));
        let r = self.t.post(secretary, &format!("/committee/sittings/{sitting}/attendance"), &pairs(&marks)).await;
        assert_eq!(r.status, 303, "{}", r.text());
        sitting
    }

    /// Chair and all four members.
    pub fn everyone(&self) -> Vec<&Actor> {
        std::iter::once(&self.chair).chain(&self.members).collect()
    }

    pub fn item(&self, sitting: Id, request: Id) -> String {
        format!("/committee/sittings/{sitting}/items/{request}")
    }

    pub async fn vote(&self, sitting: Id, request: Id, votes: &[(&Actor, &str)]) -> Reply {
        let mut f = vec![("version".to_string(), self.sitting_version(sitting).await)];
        f.extend(votes.iter().map(|(a, v)| (format!("vote_{}", a.id), v.to_string())));
        self.t.post(&self.secretary, &format!("{}/votes", self.item(sitting, request)), &pairs(&f)).await
    }

    /// Everyone there votes for the outcome.
    pub async fn all_vote(&self, sitting: Id, request: Id, choice: &str) {
        let votes: Vec<(&Actor, &str)> = self.everyone().into_iter().map(|a| (a, choice)).collect();
        let r = self.vote(sitting, request, &votes).await;
        assert_eq!(r.status, 303, "{}", r.text());
    }

    pub async fn record(&self, sitting: Id, request: Id, fields: &[(&str, &str)]) -> Reply {
        self.record_by(&self.secretary, sitting, request, fields).await
    }

    pub async fn record_by(&self, who: &Actor, sitting: Id, request: Id, fields: &[(&str, &str)]) -> Reply {
        let version = self.version(request).await;
        let mut f = vec![("version", version.as_str())];
        f.extend_from_slice(fields);
        self.t.post(who, &format!("{}/decision", self.item(sitting, request)), &f).await
    }

    pub async fn confirm(&self, who: &Actor, sitting: Id, request: Id, password: &str) -> Reply {
        let version = self.version(request).await;
        self.t.post(who, &format!("{}/confirm", self.item(sitting, request)), &[("version", &version), ("password", password)]).await
    }

    pub async fn turn(&self, sitting: Id, request: Id, what: &str, fields: &[(&str, &str)]) -> Reply {
        let version = self.version(request).await;
        let mut f = vec![("version", version.as_str())];
        f.extend_from_slice(fields);
        self.t.post(&self.secretary, &format!("{}/{what}", self.item(sitting, request)), &f).await
    }

    /// Decided by a full sitting.
    pub async fn decided(&self, service: &str, amount: Option<i64>, outcome: &[(&str, &str)]) -> (Id, Id) {
        let request = self.request(service, amount).await;
        let sitting = self.sitting(&[request], &self.everyone()).await;
        let choice = outcome.iter().find(|(k, _)| *k == "outcome").unwrap().1;
        self.all_vote(sitting, request, if choice == "accept_part" { "accept" } else { choice }).await;
        let r = self.record(sitting, request, outcome).await;
        assert_eq!(r.status, 303, "{}", r.text());
        let r = self.confirm(&self.chair, sitting, request, PASSWORD).await;
        assert_eq!(r.status, 303, "{}", r.text());
        (sitting, request)
    }

    pub async fn decision(&self, request: Id) -> requests::Decision {
        let mut q = self.t.db.reader();
        let r = requests::find_unscoped(&mut q, request).await.unwrap();
        requests::current_decision(&mut q, &r).await.unwrap().unwrap()
    }
}

pub fn pairs(f: &[(String, String)]) -> Vec<(&str, &str)> {
    f.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect()
}

/// What a form says when everything is in it.
pub const ACCEPT: [(&str, &str); 3] = [("outcome", "accept"), ("amount", "٩٠٠٠"), ("reasons", "ثبتت الحاجة إلى السكن.")];
