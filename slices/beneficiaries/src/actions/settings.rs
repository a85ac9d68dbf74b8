use crate::{rules::Needs, store};
use db::{Db, args};
use kernel::{Env, Event, FieldErrors, Id, Permit, Problem, Result};

/// A category as the settings page sends it.
#[derive(Clone, Debug)]
pub struct CategoryCommand {
    /// Small letters, digits and `_`; given once, never changed.
    pub code: String,
    pub name_ar: String,
    pub name_en: String,
    pub needs: Needs,
    pub active: bool,
    pub sort: i64,
    /// Of the row that is changed; unused for a new one.
    pub version: i64,
}

fn check(c: &CategoryCommand) -> Result<()> {
    let mut e = FieldErrors::default();
    let letters = !c.code.is_empty() && c.code.len() <= 40 && c.code.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
    if !letters {
        e.code("code", "category_code");
    }
    if c.name_ar.trim().is_empty() {
        e.code("name_ar", "required");
    }
    e.ok(())
}

/// # Errors
/// The field `code` with `category_code` or `category_taken`; `name_ar` with `required`.
pub async fn add_category(env: &Env, db: &Db, permit: &Permit, c: CategoryCommand) -> Result<()> {
    check(&c)?;
    let mut tx = db.begin(&permit.actor).await?;
    if tx.run(store::INSERT_CATEGORY, args![&c.code, c.name_ar.trim(), c.name_en.trim(), c.needs.code(), c.sort]).await? == 0 {
        return Err(Problem::field("code", "category_taken"));
    }
    tx.record(env.now(), Event::new("category.added", "category", Id::NIL).fact("code", &c.code));
    tx.commit().await
}

/// # Errors
/// As [`add_category`]; conflict `changed`.
pub async fn change_category(env: &Env, db: &Db, permit: &Permit, c: CategoryCommand) -> Result<()> {
    check(&c)?;
    let mut tx = db.begin(&permit.actor).await?;
    tx.run_one(store::UPDATE_CATEGORY, args![&c.code, c.version, c.name_ar.trim(), c.name_en.trim(), c.needs.code(), c.active, c.sort]).await?;
    tx.record(env.now(), Event::new("category.changed", "category", Id::NIL).fact("code", &c.code).fact("active", c.active));
    tx.commit().await
}
