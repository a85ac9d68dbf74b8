use db::{Query, Row, args};
use i18n::Lang;
use kernel::{At, Id, Result};
use std::collections::BTreeMap;

db::statements! {
    pub ALL = "SELECT id, username, name_ar, name_en, department, branch_id, person_id, must_change, active, failed_tries, locked_until, lang, created_at, version FROM employee ORDER BY name_ar, id";
    pub FIND = "SELECT id, username, name_ar, name_en, department, branch_id, person_id, must_change, active, failed_tries, locked_until, lang, created_at, version FROM employee WHERE id = $1";
    pub BY_USERNAME = "SELECT id, username, name_ar, name_en, department, branch_id, person_id, must_change, active, failed_tries, locked_until, lang, created_at, version FROM employee WHERE username = $1";
    pub SECRET = "SELECT password FROM employee WHERE id = $1";
    pub ANY = "SELECT id FROM employee LIMIT 1";
    pub ROLES_OF = "SELECT role FROM employee_role WHERE employee_id = $1 ORDER BY role";
    pub ROLES_ALL = "SELECT employee_id, role FROM employee_role ORDER BY employee_id, role";
    pub INSERT = "INSERT INTO employee (id, username, name_ar, name_en, department, branch_id, person_id, password, must_change, active, failed_tries, locked_until, lang, created_at, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1, 0, 0, '', $10, 1) ON CONFLICT (username) DO NOTHING";
    pub UPDATE = "UPDATE employee SET name_ar = $3, name_en = $4, department = $5, branch_id = $6, version = version + 1 WHERE id = $1 AND version = $2";
    pub TOUCH = "UPDATE employee SET version = version + 1 WHERE id = $1 AND version = $2";
    pub SET_ACTIVE = "UPDATE employee SET active = $2 WHERE id = $1";
    pub SET_PERSON = "UPDATE employee SET person_id = $2, version = version + 1 WHERE id = $1";
    pub SET_PASSWORD = "UPDATE employee SET password = $2, must_change = $3, failed_tries = 0, locked_until = 0, version = version + 1 WHERE id = $1";
    pub SET_LANG = "UPDATE employee SET lang = $2 WHERE id = $1";
    pub FAILED = "UPDATE employee SET failed_tries = $2, locked_until = $3 WHERE id = $1";
    pub CLEAR_ROLES = "DELETE FROM employee_role WHERE employee_id = $1";
    pub ADD_ROLE = "INSERT INTO employee_role (employee_id, role) VALUES ($1, $2) ON CONFLICT (employee_id, role) DO NOTHING";
    pub OTHERS_WITH_ROLE = "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM employee_role r JOIN employee e ON e.id = r.employee_id WHERE r.role = $1 AND e.active = 1 AND e.id <> $2";
    pub WITH_PERMISSION = "SELECT DISTINCT e.id, e.name_ar, e.name_en, e.branch_id FROM role_permission p JOIN employee_role r ON r.role = p.role JOIN employee e ON e.id = r.employee_id WHERE p.permission = $1 AND e.active = 1 AND (p.reach = 'all' OR e.branch_id = $2) ORDER BY e.name_ar, e.id";
    pub OF_PERSON = "SELECT id, username, name_ar, name_en, department, branch_id, person_id, must_change, active, failed_tries, locked_until, lang, created_at, version FROM employee WHERE person_id = $1";
    pub WITH_ROLE = "SELECT e.id FROM employee_role r JOIN employee e ON e.id = r.employee_id WHERE r.role = $1 AND e.active = 1 ORDER BY e.id";
    pub MAY = "SELECT p.permission, p.reach FROM employee_role r JOIN role_permission p ON p.role = r.role WHERE r.employee_id = $1";
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Employee {
    pub id: Id,
    pub username: String,
    pub name_ar: String,
    pub name_en: String,
    pub department: String,
    pub branch: Id,
    /// Who he is in the register of people, if he is there.
    pub person: Option<Id>,
    pub must_change: bool,
    pub active: bool,
    pub failed_tries: i64,
    pub locked_until: At,
    /// `ar`, `en`, or empty while he has not chosen.
    pub lang: String,
    pub created_at: At,
    pub version: i64,
}

impl Employee {
    pub fn name(&self, lang: Lang) -> &str {
        if lang == Lang::En && !self.name_en.is_empty() { &self.name_en } else { &self.name_ar }
    }
    fn read(r: &Row) -> Result<Employee> {
        Ok(Employee {
            id: r.id("id")?,
            username: r.text("username")?,
            name_ar: r.text("name_ar")?,
            name_en: r.text("name_en")?,
            department: r.text("department")?,
            branch: r.id("branch_id")?,
            person: r.opt_id("person_id")?,
            must_change: r.flag("must_change")?,
            active: r.flag("active")?,
            failed_tries: r.int("failed_tries")?,
            locked_until: r.at("locked_until")?,
            lang: r.text("lang")?,
            created_at: r.at("created_at")?,
            version: r.int("version")?,
        })
    }
}

/// Enough of an employee to choose him from a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmployeeRef {
    pub id: Id,
    pub name: String,
    pub branch: Id,
}

/// Everyone, those who left too, by name.
pub async fn employees(q: &mut impl Query) -> Result<Vec<Employee>> {
    q.all(ALL, args![]).await?.iter().map(Employee::read).collect()
}

pub async fn employee(q: &mut impl Query, id: Id) -> Result<Option<Employee>> {
    q.maybe(FIND, args![id]).await?.as_ref().map(Employee::read).transpose()
}

pub async fn by_username(q: &mut impl Query, username: &str) -> Result<Option<Employee>> {
    q.maybe(BY_USERNAME, args![username]).await?.as_ref().map(Employee::read).transpose()
}

/// The employees who are this person in the register of people.
pub async fn of_person(q: &mut impl Query, person: Id) -> Result<Vec<Employee>> {
    q.all(OF_PERSON, args![person]).await?.iter().map(Employee::read).collect()
}

pub async fn roles_of(q: &mut impl Query, id: Id) -> Result<Vec<String>> {
    q.all(ROLES_OF, args![id]).await?.iter().map(|r| r.text("role")).collect()
}

pub async fn all_roles(q: &mut impl Query) -> Result<BTreeMap<Id, Vec<String>>> {
    let mut out: BTreeMap<Id, Vec<String>> = BTreeMap::new();
    for r in q.all(ROLES_ALL, args![]).await? {
        out.entry(r.id("employee_id")?).or_default().push(r.text("role")?);
    }
    Ok(out)
}

/// Whether there is no employee yet.
pub async fn none_yet(q: &mut impl Query) -> Result<bool> {
    Ok(q.maybe(ANY, args![]).await?.is_none())
}

/// Names by id, in Arabic; ids of nobody are left out. Any number of ids.
pub async fn names(q: &mut impl Query, ids: &[Id]) -> Result<BTreeMap<Id, String>> {
    let mut wanted = ids.to_vec();
    wanted.sort_unstable();
    wanted.dedup();
    let mut out = BTreeMap::new();
    for part in wanted.chunks(200) {
        let places: Vec<String> = (1..=part.len()).map(|n| format!("${n}")).collect();
        let sql = format!("SELECT id, name_ar FROM employee WHERE id IN ({})", places.join(", "));
        for r in q.all(db::built(sql), part.iter().map(|id| db::Value::from(*id)).collect()).await? {
            out.insert(r.id("id")?, r.text("name_ar")?);
        }
    }
    Ok(out)
}

/// Employees at work who have a role.
pub async fn with_role(q: &mut impl Query, role: &str) -> Result<Vec<Id>> {
    q.all(WITH_ROLE, args![role]).await?.iter().map(|r| r.id("id")).collect()
}

/// Employees at work who have a permission in this branch, by name: whom to assign a study, a delivery.
pub async fn with_permission(q: &mut impl Query, permission: kernel::Permission, branch: Id) -> Result<Vec<EmployeeRef>> {
    q.all(WITH_PERMISSION, args![permission.0, branch])
        .await?
        .iter()
        .map(|r| Ok(EmployeeRef { id: r.id("id")?, name: r.text("name_ar")?, branch: r.id("branch_id")? }))
        .collect()
}
