use db::{Query, Row, args};
use i18n::Lang;
use kernel::{Id, Result};

db::statements! {
    pub ALL = "SELECT id, number, name_ar, name_en, area, active, version FROM branch ORDER BY number";
    pub FIND = "SELECT id, number, name_ar, name_en, area, active, version FROM branch WHERE id = $1";
    pub BY_NUMBER = "SELECT id, number, name_ar, name_en, area, active, version FROM branch WHERE number = $1";
    pub STAFFED = "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM employee WHERE branch_id = $1 AND active = 1";
    pub INSERT = "INSERT INTO branch (id, number, name_ar, name_en, area, active, version) VALUES ($1, $2, $3, $4, $5, 1, 1) ON CONFLICT (number) DO NOTHING";
    pub UPDATE = "UPDATE branch SET name_ar = $3, name_en = $4, area = $5, version = version + 1 WHERE id = $1 AND version = $2";
    pub SET_ACTIVE = "UPDATE branch SET active = $3, version = version + 1 WHERE id = $1 AND version = $2";
}

/// A branch of the association. Its number is part of every file number and never changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Branch {
    pub id: Id,
    pub number: i64,
    pub name_ar: String,
    pub name_en: String,
    /// The villages or quarters it serves, as text.
    pub area: String,
    pub active: bool,
    pub version: i64,
}

impl Branch {
    pub fn name(&self, lang: Lang) -> &str {
        if lang == Lang::En && !self.name_en.is_empty() { &self.name_en } else { &self.name_ar }
    }
    fn read(r: &Row) -> Result<Branch> {
        Ok(Branch {
            id: r.id("id")?,
            number: r.int("number")?,
            name_ar: r.text("name_ar")?,
            name_en: r.text("name_en")?,
            area: r.text("area")?,
            active: r.flag("active")?,
            version: r.int("version")?,
        })
    }
}

/// Every branch, closed ones too, by number.
pub async fn branches(q: &mut impl Query) -> Result<Vec<Branch>> {
    q.all(ALL, args![]).await?.iter().map(Branch::read).collect()
}

/// The head office: the open branch of the lowest number. What belongs to no branch yet lies with it. `None` before the first run.
pub async fn main_branch(q: &mut impl Query) -> Result<Option<Branch>> {
    Ok(branches(q).await?.into_iter().find(|b| b.active))
}

pub async fn branch(q: &mut impl Query, id: Id) -> Result<Option<Branch>> {
    q.maybe(FIND, args![id]).await?.as_ref().map(Branch::read).transpose()
}

pub async fn branch_by_number(q: &mut impl Query, number: i64) -> Result<Option<Branch>> {
    q.maybe(BY_NUMBER, args![number]).await?.as_ref().map(Branch::read).transpose()
}
