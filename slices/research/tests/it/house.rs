//! An association for tests: two branches, an employee of each role with his real rights, a file, and requests put where a test begins.

use db::{Query, args, built};
use kernel::{Actor, Grant, Id, Money, Permit};
use staff::{BranchForm, NewEmployee};
use std::collections::BTreeMap;
use testkit::TestApp;

pub const PASSWORD: &str = "ثلاث نخلات عند الباب";

pub struct House {
    pub t: TestApp,
    pub branch: Id,
    pub other: Id,
    pub service: (Id, i64),
    /// The head of the file's household.
    pub head: Id,
    pub file: Id,
    hired: BTreeMap<String, i64>,
}

pub async fn house(t: TestApp, grants: &[Grant]) -> House {
    staff::use_cheap_hashes();
    let (env, db) = (t.env.clone(), t.db.clone());
    staff::seed_grants(&env, &db, grants).await.unwrap();
    let system = Actor::system();
    let first = NewEmployee {
        username: "admin".into(),
        name_ar: "مدير النظام".into(),
        roles: vec!["administrator".into()],
        password: PASSWORD.into(),
        ..NewEmployee::default()
    };
    staff::create_employee(&env, &db, &system, first).await.unwrap();
    let permit = Permit::check(&system, staff::perm::BRANCH_MANAGE).unwrap();
    let second = BranchForm { number: 2, name_ar: "فرع النخيل".into(), ..BranchForm::default() };
    staff::create_branch(&env, &db, &permit, &second).await.unwrap();
    let branches = staff::branches(&mut db.reader()).await.unwrap();
    let (branch, other) = (branches[0].id, branches[1].id);

    let mut tx = db.begin(&system).await.unwrap();
    services::seed(&mut tx, &env).await.unwrap();
    let person =
        people::NewPerson {
            first: "مزنة".into(), father: Some("علي".into()), grandfather: None, family: "الغيمة".into(), ..people::NewPerson::default()
        };
    let new = beneficiaries::NewFile::draft(person, branch);
    let (file, _) = beneficiaries::create_in(&mut tx, &env, &system, &new).await.unwrap();
    tx.commit().await.unwrap();
    let mut q = db.reader();
    let head = beneficiaries::find_any(&mut q, file).await.unwrap().head;
    let all = services::in_force(&mut q, env.now()).await.unwrap();
    let service = all.iter().find(|s| s.body.study_needed()).map(|s| (s.id, s.version)).unwrap();
    House { t, branch, other, service, head, file, hired: BTreeMap::new() }
}

impl House {
    /// Somebody of the first branch.
    pub async fn hire(&mut self, role: &str) -> Actor {
        self.hire_in(role, self.branch).await
    }
    pub async fn hire_in(&mut self, role: &str, branch: Id) -> Actor {
        let n = self.hired.entry(role.into()).and_modify(|n| *n += 1).or_insert(1);
        let new = NewEmployee {
            username: format!("{}{n}", role.replace('_', "-")),
            name_ar: format!("موظف {role} {n}"),
            branch: Some(branch),
            roles: vec![role.into()],
            password: PASSWORD.into(),
            ..NewEmployee::default()
        };
        let id = staff::create_employee(&self.t.env, &self.t.db, &Actor::system(), new).await.unwrap();
        let actor = staff::actor(&mut self.t.db.reader(), id).await.unwrap().unwrap();
        self.t.put(&actor);
        actor
    }
    /// Makes an employee the head of the household the requests are about.
    pub async fn marry_into(&self, actor: &Actor) -> Actor {
        self.sql("UPDATE employee SET person_id = $2 WHERE id = $1", args![actor.id, self.head]).await;
        let actor = staff::actor(&mut self.t.db.reader(), actor.id).await.unwrap().unwrap();
        self.t.put(&actor);
        actor
    }
    /// For putting things where a test begins.
    pub async fn sql(&self, sql: &str, args: db::Args) {
        let mut tx = self.t.db.begin(&Actor::system()).await.unwrap();
        tx.run(built(sql.to_string()), args).await.unwrap();
        tx.commit_quietly("where a test begins").await.unwrap();
    }
    /// A request of the first branch in this state, its submission frozen.
    pub async fn request(&self, state: &str) -> Id {
        let (id, now) = (self.t.env.id(), self.t.env.now());
        let number = format!("1448-{:04}", id.as_u128() % 10_000);
        let sql = "INSERT INTO request (id, number, file_id, applicant_id, branch_id, service_id, service_version, state, version, channel, created_at, created_by, updated_at, state_since, answers, \
            snapshot_digest, clocks_version, submitted_at, first_submitted_at, verified_at, floor_restart, reminders, own_omission, explained_clear, clarifications_open, clarifications_answered, study_digest, \
            study_evaluated, decision_recorded, objections, deliveries_planned, deliveries_open, delivered, paused_ms) \
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 1, 'interview', $9, $10, $9, $9, '{}', 'abc', 0, $9, $9, $9, 0, 0, 0, 0, 0, 0, '', 0, 0, 0, 0, 0, 0, 0)";
        self.sql(sql, args![id, number, self.file, self.head, self.branch, self.service.0, self.service.1, state, now, Id::NIL]).await;
        id
    }
    /// The request granted, told and registered.
    #[allow(dead_code)]
    pub async fn granted(&self, amount: Option<Money>, goods: &str, deciders: &[Id]) -> Id {
        let (r, d, now) = (self.request("in_delivery").await, self.t.env.id(), self.t.env.now());
        let who = deciders.iter().map(Id::to_string).collect::<Vec<_>>().join(" ");
        let sql = "INSERT INTO request_decision (id, request_id, round, snapshot_digest, study_digest, outcome, partial, amount, goods, conditions, reasons, referral_body, by_delegate, recorded_at, recorded_by, \
            confirmed_at, deciders, replied_at) VALUES ($1, $2, 1, 'abc', '', 'accept', 0, $3, $4, '', 'ثبتت الحاجة', '', 0, $5, $6, $5, $7, $5)";
        self.sql(sql, args![d, r, amount, goods, now, Id::NIL, who]).await;
        self.sql(
            "UPDATE request SET decision_id = $2, decided_at = $3, replied_at = $3, registered_at = $3, payment_way = 'bank' WHERE id = $1",
            args![r, d, now],
        )
        .await;
        r
    }
    pub async fn read(&self, id: Id) -> requests::Request {
        requests::find_unscoped(&mut self.t.db.reader(), id).await.unwrap()
    }
    /// A number from the database.
    pub async fn count(&self, sql: &str, args: db::Args) -> i64 {
        self.t.db.reader().one(built(sql.to_string()), args).await.unwrap().int("n").unwrap()
    }
}

pub fn grants() -> Vec<Grant> {
    [staff::GRANTS, people::GRANTS, beneficiaries::GRANTS, services::GRANTS].concat()
}
