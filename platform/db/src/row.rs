use kernel::{At, Day, Id, Money, Problem, Result};
use sqlx::{Row as _, any::AnyRow};

/// A result row. Columns are read by name; a wrong name or type is a fault of ours ([`Problem::Internal`]).
pub struct Row(pub(crate) AnyRow);

fn fault(column: &str) -> impl FnOnce(sqlx::Error) -> Problem + '_ {
    move |e| Problem::Internal(format!("column {column}: {e}"))
}

impl Row {
    pub fn int(&self, c: &str) -> Result<i64> {
        self.0.try_get(c).map_err(fault(c))
    }
    pub fn opt_int(&self, c: &str) -> Result<Option<i64>> {
        self.0.try_get(c).map_err(fault(c))
    }
    pub fn text(&self, c: &str) -> Result<String> {
        self.0.try_get(c).map_err(fault(c))
    }
    pub fn opt_text(&self, c: &str) -> Result<Option<String>> {
        self.0.try_get(c).map_err(fault(c))
    }
    pub fn blob(&self, c: &str) -> Result<Vec<u8>> {
        self.0.try_get(c).map_err(fault(c))
    }
    /// A flag is BIGINT 0 or 1.
    pub fn flag(&self, c: &str) -> Result<bool> {
        Ok(self.int(c)? != 0)
    }
    pub fn at(&self, c: &str) -> Result<At> {
        self.int(c).map(At)
    }
    pub fn opt_at(&self, c: &str) -> Result<Option<At>> {
        Ok(self.opt_int(c)?.map(At))
    }
    pub fn money(&self, c: &str) -> Result<Money> {
        self.int(c).map(Money)
    }
    pub fn opt_money(&self, c: &str) -> Result<Option<Money>> {
        Ok(self.opt_int(c)?.map(Money))
    }
    pub fn id(&self, c: &str) -> Result<Id> {
        parse_id(c, &self.text(c)?)
    }
    pub fn opt_id(&self, c: &str) -> Result<Option<Id>> {
        self.opt_text(c)?.map(|s| parse_id(c, &s)).transpose()
    }
    pub fn day(&self, c: &str) -> Result<Day> {
        parse_day(c, &self.text(c)?)
    }
    pub fn opt_day(&self, c: &str) -> Result<Option<Day>> {
        self.opt_text(c)?.map(|s| parse_day(c, &s)).transpose()
    }
}

fn parse_id(c: &str, s: &str) -> Result<Id> {
    s.parse().map_err(|_| Problem::Internal(format!("column {c} holds no id")))
}
fn parse_day(c: &str, s: &str) -> Result<Day> {
    s.parse().map_err(|()| Problem::Internal(format!("column {c} holds no day")))
}
