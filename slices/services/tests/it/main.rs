mod catalogue;
mod conditions;
mod pages;
mod required;
mod versions;

use kernel::Permit;
use services::perm;
use testkit::{Setup, TestApp};

/// The staff room's words for the roles that appear here.
const ROLES: (&str, &str) = (
    "role-manager = المدير\nrole-administrator = مدير النظام\nrole-relations_officer = موظف علاقات المستفيدين\n",
    "role-manager = Manager\nrole-administrator = Administrator\nrole-relations_officer = Relations officer\n",
);

pub fn setup() -> Setup {
    Setup { routes: vec![services::routes], grants: vec![services::GRANTS], locales: vec![services::LOCALES, ROLES], ..Setup::default() }
}

/// The starting catalogue, laid down.
pub async fn seeded(t: &TestApp) -> usize {
    let mut tx = t.db.begin(&kernel::Actor::system()).await.unwrap();
    let n = services::seed(&mut tx, &t.env).await.unwrap();
    tx.commit().await.unwrap();
    n
}

pub fn manager(t: &TestApp) -> Permit {
    t.permit(&t.as_role("manager"), perm::MANAGE)
}

pub fn body(when: Option<&str>) -> services::ServiceBody {
    let mut c = services::Catalogue::starting().unwrap();
    let mut b = c.services.remove(0).body;
    b.requirements.truncate(2);
    b.requirements[1].when = when.map(str::to_string);
    b
}
