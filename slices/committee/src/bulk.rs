//! The committee, its sittings and what came of their items, in bulk: for demo data.

use crate::{
    rules::{Attendance, ItemResult, Position},
    store,
};
use db::{Tx, args};
use kernel::{At, Day, Id, Result};
use requests::rules::sitting::Choice;

db::statements! {
    pub SITTING = "INSERT INTO sitting (id, hijri_year, serial, held_on, place, state, chair_id, secretary_id, settings_version, created_at, closed_at, closed_by, version) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
    pub ITEM = "INSERT INTO sitting_item (sitting_id, request_id, raised_at, result, decision_id, note, until_day, place, present, recused) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    pub REOPENING = "INSERT INTO committee_reopening (id, request_id, decision_id, new_fact, proposed_at, proposed_by, confirmed_at, confirmed_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    pub VOTE = "INSERT INTO sitting_vote (sitting_id, request_id, employee_id, choice, note, at, by_employee) VALUES ($1, $2, $3, $4, $5, $6, $7)";
}

/// A sitting as it stands; `closed`: when, and by which secretary. It is numbered then.
#[derive(Clone, Debug)]
pub struct BulkSitting {
    pub id: Id,
    pub held_on: Day,
    pub place: String,
    pub chair: Id,
    pub secretary: Id,
    pub created_at: At,
    pub closed: Option<At>,
    pub seats: Vec<(Id, Position, Attendance)>,
}

/// One request before one sitting.
#[derive(Clone, Debug)]
pub struct BulkItem {
    pub sitting: Id,
    pub request: Id,
    pub raised_at: At,
    pub result: ItemResult,
    pub decision: Option<Id>,
    pub note: String,
    pub until: Option<Day>,
    pub place: Option<i64>,
    pub present: Vec<Id>,
    pub votes: Vec<(Id, Choice)>,
    pub at: At,
    pub secretary: Id,
}

/// Seats employees in the committee from a day on. Records no event.
pub async fn seat_members(tx: &mut Tx, members: &[(Id, Id, Position)], from: Day) -> Result<()> {
    let row = |(id, employee, position): &(Id, Id, Position)| args![*id, *employee, position.code(), from, None::<Day>];
    tx.run_many(store::MEMBER_INSERT, members.iter().map(row).collect()).await?;
    Ok(())
}

/// Writes sittings in the order of their days; the closed ones take the next numbers of their Hijri years. Records no event.
pub async fn insert_sittings(tx: &mut Tx, sittings: &[BulkSitting]) -> Result<()> {
    let (mut rows, mut seats) = (vec![], vec![]);
    for s in sittings {
        let year = i64::from(i18n::dates::hijri_year(s.held_on));
        let serial = match s.closed {
            Some(_) => Some(tx.next_number(&format!("sitting:{year}")).await?),
            None => None,
        };
        let state = if s.closed.is_some() { "closed" } else { "open" };
        let by = s.closed.map(|_| s.secretary);
        rows.push(args![s.id, serial.map(|_| year), serial, s.held_on, &s.place, state, s.chair, s.secretary, 0_i64, s.created_at, s.closed, by, 1_i64]);
        seats.extend(s.seats.iter().map(|(who, position, there)| args![s.id, *who, position.code(), there.code()]));
    }
    tx.run_many(SITTING, rows).await?;
    tx.run_many(store::SEAT_INSERT, seats).await?;
    Ok(())
}

/// Writes items with their votes. Records no event.
pub async fn insert_items(tx: &mut Tx, items: &[BulkItem]) -> Result<()> {
    let row = |i: &BulkItem| args![i.sitting, i.request, i.raised_at, i.result.code(), i.decision, &i.note, i.until, i.place, store::id_list(&i.present), ""];
    tx.run_many(ITEM, items.iter().map(row).collect()).await?;
    let votes = items.iter().flat_map(|i| i.votes.iter().map(move |(who, choice)| args![i.sitting, i.request, *who, choice.code(), "", i.at, i.secretary]));
    tx.run_many(VOTE, votes.collect()).await?;
    Ok(())
}

/// A decided request proposed to be taken up again: when and by whom, and the same of the chair's word where he gave it.
#[derive(Clone, Debug)]
pub struct BulkReopening {
    pub id: Id,
    pub request: Id,
    pub decision: Id,
    pub new_fact: &'static str,
    pub proposed: (At, Id),
    pub confirmed: Option<(At, Id)>,
}

/// Writes them all. Records no event.
pub async fn insert_reopenings(tx: &mut Tx, reopenings: &[BulkReopening]) -> Result<()> {
    let row =
        |p: &BulkReopening| args![p.id, p.request, p.decision, p.new_fact, p.proposed.0, p.proposed.1, p.confirmed.map(|c| c.0), p.confirmed.map(|c| c.1)];
    tx.run_many(REOPENING, reopenings.iter().map(row).collect()).await?;
    Ok(())
}
