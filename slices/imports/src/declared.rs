//! What a register says of a household and nobody has proved yet: kept as told, shown as told, judged by nothing.

use crate::store;
use db::{Query, Row, Tx, Value, args, built};
use kernel::{At, Id, Money, Result};
use std::collections::HashMap;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Declared {
    /// How many the register says the household has.
    pub count: Option<i64>,
    /// A month's income.
    pub income: Option<Money>,
    /// A code of [`people::rules::words::INCOME_SOURCES`].
    pub income_source: Option<String>,
    /// A code of [`people::rules::words::DWELLINGS`].
    pub dwelling: Option<String>,
    /// A year's rent.
    pub rent: Option<Money>,
    pub notes: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PersonDeclared {
    /// A code of [`people::rules::words::SCHOOLING`].
    pub schooling: Option<String>,
    /// `healthy`, `disabled`, `sick`; of the sensitive kind, as are the words themselves.
    pub health: Option<String>,
    pub health_text: Option<String>,
    pub notes: Option<String>,
}

impl Declared {
    fn read(r: &Row) -> Result<Declared> {
        Ok(Declared {
            count: r.opt_int("member_count")?,
            income: r.opt_money("income")?,
            income_source: r.opt_text("income_source")?,
            dwelling: r.opt_text("dwelling")?,
            rent: r.opt_money("rent")?,
            notes: r.opt_text("notes")?,
        })
    }
    pub fn is_empty(&self) -> bool {
        *self == Declared::default()
    }
}

impl PersonDeclared {
    fn read(r: &Row) -> Result<PersonDeclared> {
        Ok(PersonDeclared {
            schooling: r.opt_text("schooling")?,
            health: r.opt_text("health")?,
            health_text: r.opt_text("health_text")?,
            notes: r.opt_text("notes")?,
        })
    }
    pub fn is_empty(&self) -> bool {
        *self == PersonDeclared::default()
    }
}

/// What was declared of these files. Show income and health only to whoever may read them.
pub async fn of_files(q: &mut impl Query, files: &[Id]) -> Result<HashMap<Id, Declared>> {
    in_lists(q, store::DECLARED, files).await?.iter().map(|r| Ok((r.id("file_id")?, Declared::read(r)?))).collect()
}

/// What was declared of these people.
pub async fn of_persons(q: &mut impl Query, persons: &[Id]) -> Result<HashMap<Id, PersonDeclared>> {
    in_lists(q, store::PERSONS_DECLARED, persons).await?.iter().map(|r| Ok((r.id("person_id")?, PersonDeclared::read(r)?))).collect()
}

pub(crate) async fn in_lists(q: &mut impl Query, head: &str, ids: &[Id]) -> Result<Vec<Row>> {
    let mut out = vec![];
    for some in ids.chunks(300) {
        let marks = (1..=some.len()).map(|i| format!("${i}")).collect::<Vec<_>>().join(", ");
        out.extend(q.all(built(format!("{head} ({marks})")), some.iter().map(Value::from).collect()).await?);
    }
    Ok(out)
}

/// Writes what is declared now over what was. The caller records the event.
pub async fn declare<'a>(tx: &mut Tx, at: At, files: impl Iterator<Item = (&'a Id, &'a Declared)>) -> Result<()> {
    let row = |(id, d): (&Id, &Declared)| args![*id, d.count, d.income, d.income_source.clone(), d.dwelling.clone(), d.rent, d.notes.clone(), at];
    tx.run_many(store::DECLARE, files.map(row).collect()).await?;
    Ok(())
}

pub async fn declare_persons<'a>(tx: &mut Tx, at: At, persons: impl Iterator<Item = (&'a Id, &'a PersonDeclared)>) -> Result<()> {
    let row = |(id, d): (&Id, &PersonDeclared)| args![*id, d.schooling.clone(), d.health.clone(), d.health_text.clone(), d.notes.clone(), at];
    tx.run_many(store::DECLARE_PERSON, persons.map(row).collect()).await?;
    Ok(())
}
