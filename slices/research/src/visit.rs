//! A visit agreed upon before it is made (D4): its day and part of the day; the household is reminded the day before.

use crate::{perm, store};
use db::{Db, Query, args};
use kernel::{Day, Env, Event, Id, Permit, Problem, Result};
pub use messages::rules::texts::PARTS;
use messages::{Tell, To};

/// The furthest day, from today.
const FURTHEST: i64 = 60;

db::statements! {
    SET = "INSERT INTO planned_visit (study_id, day, part, at, by_employee) VALUES ($1, $2, $3, $4, $5) \
        ON CONFLICT (study_id) DO UPDATE SET day = excluded.day, part = excluded.part, at = excluded.at, by_employee = excluded.by_employee";
    OF = "SELECT day, part FROM planned_visit WHERE study_id = $1";
    ON_DAY = "SELECT s.id, s.request_id, r.applicant_id, r.branch_id, r.file_id, r.number, v.part FROM planned_visit v JOIN study s ON s.id = v.study_id JOIN request r ON r.id = s.request_id \
        WHERE v.day = $1 AND s.id > $2 AND r.state = 'in_research' AND r.study_id = s.id ORDER BY s.id LIMIT $3";
}

/// The day and part agreed for a study's visit.
pub async fn planned(q: &mut impl Query, study: Id) -> Result<Option<(Day, String)>> {
    q.maybe(OF, args![study]).await?.map(|r| Ok((r.day("day")?, r.text("part")?))).transpose()
}

/// The researcher writes down the day he agreed with the household.
///
/// # Errors
/// Fields `visit` (`visit_passed`, `visit_far`), `part` (`choice`); [`Problem::NotFound`] unless it is his open study.
pub async fn plan(env: &Env, db: &Db, permit: &Permit, study: Id, day: Day, part: &str) -> Result<()> {
    let now = env.now();
    let part = PARTS.iter().find(|p| **p == part).ok_or_else(|| Problem::field("part", "choice"))?;
    if day < now.day() {
        return Err(Problem::field("visit", "visit_passed"));
    }
    if day > now.plus_days(FURTHEST).day() {
        return Err(Problem::field("visit", "visit_far"));
    }
    let mut tx = db.begin(&permit.actor).await?;
    let s = store::study(&mut tx, permit, study).await?.filter(|s| s.is_open() && s.researcher == permit.actor.id).ok_or(Problem::NotFound)?;
    requests::find(&mut tx, permit, s.request).await?;
    tx.run(SET, args![s.id, day, *part, now, permit.actor.id]).await?;
    tx.record(now, Event::new("study.visit", "study", s.id).file(s.file).fact("day", day));
    tx.commit().await
}

/// Tells households of tomorrow's visits, once for each day agreed; how many were told.
pub async fn remind_visits(env: &Env, db: &Db) -> Result<usize> {
    let tomorrow = env.now().plus_days(1).day();
    let (mut n, mut after) = (0, String::new());
    loop {
        let rows = db.reader().all(ON_DAY, args![tomorrow, &after, messages::PAGE]).await?;
        for row in &rows {
            let (study, request, file) = (row.id("id")?, row.id("request_id")?, row.id("file_id")?);
            let t = Tell {
                event: "visit.tomorrow",
                to: To::Person(row.id("applicant_id")?),
                branch: row.id("branch_id")?,
                file: Some(file),
                request: Some(request),
                vars: vec![("number", row.opt_text("number")?.unwrap_or_default()), ("date", tomorrow.to_string()), ("time", row.text("part")?)],
                link: format!("/my/requests/{request}"),
                key: format!("visit:{study}:{tomorrow}"),
            };
            n += usize::from(messages::tell_once(env, db, t, Event::new("study.visit_told", "study", study).file(file)).await?);
        }
        let Some(last) = rows.last() else { return Ok(n) };
        after = last.text("id")?;
    }
}

/// What the page shows: the day agreed, and whether its reader may change it.
pub(crate) fn may_plan(permit: &Permit, s: &store::Study) -> bool {
    s.is_open() && s.researcher == permit.actor.id && permit.actor.can(perm::STUDY_WRITE)
}
