use db::{Query, args};
use kernel::{Problem, Reach, Result};
use std::collections::{BTreeMap, BTreeSet};

db::statements! {
    pub GRANTS = "SELECT role, permission, reach FROM role_permission ORDER BY role, permission";
    pub OF_ROLE = "SELECT permission, reach FROM role_permission WHERE role = $1";
    pub VERSION = "SELECT version FROM role WHERE code = $1";
    pub KNOWN = "SELECT permission FROM known_permission";
    pub NEW_ROLE = "INSERT INTO role (code, version) VALUES ($1, 1) ON CONFLICT (code) DO NOTHING";
    pub RAISE = "UPDATE role SET version = version + 1 WHERE code = $1";
    pub RAISE_FROM = "UPDATE role SET version = version + 1 WHERE code = $1 AND version = $2";
    pub LEARN = "INSERT INTO known_permission (permission, at) VALUES ($1, $2) ON CONFLICT (permission) DO NOTHING";
    pub GIVE = "INSERT INTO role_permission (role, permission, reach) VALUES ($1, $2, $3) ON CONFLICT (role, permission) DO NOTHING";
    pub CLEAR = "DELETE FROM role_permission WHERE role = $1";
}

/// What each role may do, and how far.
pub type Matrix = BTreeMap<String, BTreeMap<String, Reach>>;

fn reach(text: &str) -> Result<Reach> {
    Reach::parse(text).ok_or_else(|| Problem::Internal("a reach that is none".into()))
}

pub async fn matrix(q: &mut impl Query) -> Result<Matrix> {
    let mut out = Matrix::new();
    for r in q.all(GRANTS, args![]).await? {
        out.entry(r.text("role")?).or_default().insert(r.text("permission")?, reach(&r.text("reach")?)?);
    }
    Ok(out)
}

pub async fn of_role(q: &mut impl Query, role: &str) -> Result<BTreeMap<String, Reach>> {
    q.all(OF_ROLE, args![role]).await?.iter().map(|r| Ok((r.text("permission")?, reach(&r.text("reach")?)?))).collect()
}

pub async fn version(q: &mut impl Query, role: &str) -> Result<i64> {
    q.maybe(VERSION, args![role]).await?.ok_or(Problem::NotFound)?.int("version")
}

pub async fn known(q: &mut impl Query) -> Result<BTreeSet<String>> {
    q.all(KNOWN, args![]).await?.iter().map(|r| r.text("permission")).collect()
}

/// The widest reach over several roles.
pub fn widest<'m>(roles: impl IntoIterator<Item = &'m BTreeMap<String, Reach>>) -> BTreeMap<String, Reach> {
    let mut may: BTreeMap<String, Reach> = BTreeMap::new();
    for (p, r) in roles.into_iter().flatten() {
        may.entry(p.clone()).and_modify(|x| *x = (*x).max(*r)).or_insert(*r);
    }
    may
}
