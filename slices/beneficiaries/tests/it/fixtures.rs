use beneficiaries::{NewFile, NewMember, Who};
use db::args;
use kernel::{Actor, Event, Id, Permit, Scope};
use people::{IdentityKind, MobileLine, NewPerson};
use testkit::{Setup, TestApp};

pub fn setup() -> Setup {
    Setup {
        routes: vec![beneficiaries::routes],
        grants: vec![beneficiaries::GRANTS],
        grant_fns: vec![staff::grants],
        locales: vec![staff::LOCALES, people::LOCALES, beneficiaries::LOCALES],
        ..Setup::default()
    }
}

/// The two branches of the test house, as 1 and 2.
pub async fn branches(t: &TestApp) {
    let mut tx = t.db.begin(&Actor::system()).await.unwrap();
    for (id, n, name) in [(t.branch, 1, "المكتب الرئيس"), (t.other_branch, 2, "مكتب الروضة")] {
        let sql = "INSERT INTO branch (id, number, name_ar, name_en, area, active, version) VALUES ($1, $2, $3, '', '', 1, 1) ON CONFLICT (id) DO NOTHING";
        tx.run(db::built(sql.into()), args![id, n, name]).await.unwrap();
    }
    tx.commit_quietly("fixtures").await.unwrap();
}

pub fn named(name: &str) -> NewPerson {
    NewPerson::named(&people::rules::name::parse(name).unwrap())
}

/// A valid invented identity number.
pub fn identity(n: u32) -> String {
    people::rules::identity::make_valid(&format!("1{n:08}")).unwrap().as_str().to_owned()
}

pub fn with_identity(name: &str, n: u32, mobile: &str) -> NewPerson {
    let mut p = named(name);
    p.identity = Some((IdentityKind::Citizen, identity(n)));
    if !mobile.is_empty() {
        p.mobiles = vec![MobileLine { number: mobile.into(), answers: None, primary: true }];
    }
    p
}

pub fn member(p: NewPerson, relation: &str) -> NewMember {
    NewMember { who: Who::from(p), relation: relation.into(), from: None }
}

pub async fn file(t: &TestApp, f: NewFile) -> (Id, String) {
    let mut tx = t.db.begin(&Actor::system()).await.unwrap();
    let out = beneficiaries::create_in(&mut tx, &t.env, &Actor::system(), &f).await.unwrap();
    tx.commit().await.unwrap();
    t.clock.advance_ms(1000);
    out
}

/// Haila, a widow of five in the main branch: file 1-0001.
pub async fn haila(t: &TestApp) -> Id {
    branches(t).await;
    let mut f = NewFile::draft(with_identity("هيلة بنت سليمان محمد المرشود", 1, "0500000142"), t.branch);
    f.members = vec![member(with_identity("ياسر فهد عبد الرحمن الرشيد", 2, "0500000143"), "son"), member(named("لمى فهد عبدالرحمن الرشيد"), "daughter")];
    f.categories = vec!["widow".into(), "sick".into()];
    f.old_number = Some("م/418".into());
    f.before_contact = Some("بعد العصر، وتحدّثها موظفة".into());
    f.income_class = Some("b".into());
    file(t, f).await.0
}

pub async fn events(t: &TestApp, file: Id) -> Vec<String> {
    let rows = db::audit::read(&mut t.db.reader(), &db::audit::Part::File(file), None, 100).await.unwrap();
    rows.into_iter().map(|r| r.code).collect()
}

pub async fn write<T>(t: &TestApp, actor: &Actor, f: impl AsyncFnOnce(&mut db::Tx) -> kernel::Result<T>) -> kernel::Result<T> {
    let mut tx = t.db.begin(actor).await?;
    let out = f(&mut tx).await?;
    tx.record(t.env.now(), Event::new("file.test", "file", Id::NIL));
    tx.commit().await?;
    Ok(out)
}

/// The value of a hidden field in a page.
pub fn hidden(body: &str, name: &str) -> String {
    let at = body.find(&format!("name=\"{name}\" value=\"")).unwrap_or_else(|| panic!("no field {name}"));
    body[at..].split("value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
}

/// What someone of this reach may find.
pub fn within(scope: Scope) -> Permit {
    Permit { actor: Actor::system(), permission: beneficiaries::perm::LIST, scope }
}
