//! How far promises are kept (D6b), counted hourly over the last year. A figure of fewer than [`LEAST`] cases is never shown.

use crate::store;
use db::{Db, Query, Sql, args};
use kernel::{Actor, At, DAY_MS, Env, HOUR_MS, Result};

/// The fewest cases a figure is shown for.
pub const LEAST: i64 = 10;
/// How far back is counted, in days.
pub const WINDOW_DAYS: i64 = 365;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum What {
    /// So many of a hundred.
    Share,
    /// The length in the middle, in hours.
    Length,
}

/// Name, kind and statements, in the page's order. Words: `choice-site-figure-{name}`.
const ALL: &[(&str, What, Sql, Option<Sql>)] = &[
    ("in_target", What::Share, store::IN_TARGET, None),
    ("after_floor", What::Share, store::AFTER_FLOOR, None),
    ("told_once", What::Share, store::TOLD_ONCE, None),
    ("received", What::Share, store::RECEIVED, None),
    ("whole", What::Length, store::WHOLE_N, Some(store::WHOLE_MID)),
    ("papers", What::Length, store::PAPERS_N, Some(store::PAPERS_MID)),
    ("study", What::Length, store::STUDY_N, Some(store::STUDY_MID)),
    ("committee", What::Length, store::COMMITTEE_N, Some(store::COMMITTEE_MID)),
    ("delivery", What::Length, store::DELIVERY_N, Some(store::DELIVERY_MID)),
];

pub fn names() -> impl Iterator<Item = &'static str> {
    ALL.iter().map(|f| f.0)
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Figure {
    pub name: &'static str,
    pub what: What,
    pub cases: i64,
    /// Percent, rounded down, or hours; `None` where there are fewer than [`LEAST`] cases.
    pub worth: Option<i64>,
}

/// Figures as last counted, with the time of the count; the time is `None` before the first one.
#[derive(Clone, Debug, Default)]
pub struct Figures {
    pub all: Vec<Figure>,
    pub at: Option<At>,
}

/// A share in whole percent that never says "all" or "none" where it was not so.
fn percent(good: i64, cases: i64) -> i64 {
    if cases <= 0 {
        return 0;
    }
    let p = good.clamp(0, cases) * 100 / cases;
    if p == 0 && good > 0 { 1 } else { p }
}

/// Counts everything and keeps it. Reads the year's requests: for the background, not for a page.
pub async fn roll_up(env: &Env, db: &Db) -> Result<()> {
    let now = env.now();
    let since = At(now.0 - WINDOW_DAYS * DAY_MS);
    let mut found = vec![];
    let q = &mut db.reader();
    for (name, what, count, middle) in ALL {
        let row = q.one(*count, args![since]).await?;
        let cases = row.int("cases")?;
        let worth = match (what, middle) {
            (What::Length, Some(sql)) if cases > 0 => q.maybe(*sql, args![since, cases / 2]).await?.map_or(Ok(0), |r| r.int("ms"))? / HOUR_MS,
            (What::Length, _) => 0,
            (What::Share, _) => percent(row.int("good")?, cases),
        };
        found.push((*name, cases, worth));
    }
    let mut tx = db.begin(&Actor::system()).await?;
    for (name, cases, worth) in found {
        tx.run(store::KEEP, args![name, cases, worth, since, now]).await?;
    }
    tx.commit_quietly("figures of the public page, counted again").await
}

/// What was counted last, in the page's order.
pub async fn load(q: &mut impl Query) -> Result<Figures> {
    let rows = q.all(store::FIGURES, args![]).await?;
    let mut out = Figures::default();
    for (name, what, ..) in ALL {
        for row in &rows {
            if row.text("name")? == *name {
                let cases = row.int("cases")?;
                out.at = Some(row.at("at")?);
                out.all.push(Figure { name, what: *what, cases, worth: (cases >= LEAST).then_some(row.int("worth")?) });
            }
        }
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::percent;

    #[test]
    fn a_share_says_all_only_of_all() {
        assert_eq!([percent(0, 10), percent(1, 1000), percent(999, 1000), percent(1000, 1000), percent(3, 0)], [0, 1, 99, 100, 0]);
    }
}
