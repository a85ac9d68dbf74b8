//! Who of the register somebody may be: found by number, mobile and name, each likeness said and weighed.

use crate::{
    rules::{self, Why},
    store::{self, Application, Claim},
};
use beneficiaries::{File, Status};
use db::Query;
use kernel::{Id, Permit, Problem, Result};
use people::{Household, Member, Person};

/// An application with what was entered for it.
#[derive(Clone, Debug)]
pub struct Draft {
    pub file: File,
    pub household: Household,
    pub claims: Vec<Claim>,
}

impl Draft {
    pub fn head(&self) -> Option<&Person> {
        self.household.head_person()
    }
    /// The present members but the head.
    pub fn others(&self) -> impl Iterator<Item = &Member> {
        self.household.current().filter(|m| m.person.id != self.file.head)
    }
    pub fn claim(&self, person: Id) -> Option<&Claim> {
        self.claims.iter().find(|c| c.person == person)
    }
}

pub async fn draft(q: &mut impl Query, a: &Application) -> Result<Draft> {
    let file = beneficiaries::find_any(q, a.file).await?;
    let household = people::household(q, file.household).await?;
    Ok(Draft { file, household, claims: store::claims(q, a.id).await? })
}

/// The open file a person belongs to now, whatever the reach; a draft nobody has looked at is none.
pub async fn open_file(q: &mut impl Query, person: Id) -> Result<Option<File>> {
    let households = people::households_of(q, person).await?;
    let now = |f: &File| households.iter().any(|(h, ended)| *h == f.household && !ended);
    Ok(beneficiaries::of_person(q, person).await?.into_iter().find(|f| f.status != Status::Closed && !f.unmatched && now(f)))
}

/// The present member of a household this is: by number, or by the whole name in any spelling.
pub fn same_member(household: &Household, p: &Person, number: Option<&str>) -> Option<Id> {
    let name = i18n::fold::fold_name(&p.full_name());
    let by = |is: &dyn Fn(&Person) -> bool| household.current().find(|m| is(&m.person)).map(|m| m.person.id);
    by(&|o| number.is_some() && o.identity_number() == number)
        .or_else(|| by(&|o| i18n::fold::fold_name(&o.full_name()) == name && (number.is_none() || o.identity_number().is_none())))
}

/// Somebody of the register who may be the one who applied.
#[derive(Clone, Debug)]
pub struct Candidate {
    pub person: Person,
    /// His open file; `None`: he has none.
    pub file: Option<File>,
    /// The weightiest first.
    pub why: Vec<Why>,
    /// 0–100.
    pub score: i64,
}

#[derive(Clone, Debug, Default)]
pub struct Candidates {
    /// The likeliest first, eight at most.
    pub list: Vec<Candidate>,
    /// The number is of somebody of another office: that, and no more, is said.
    pub elsewhere: bool,
}

/// Whoever resembles the head of a draft, within reach.
pub async fn candidates(q: &mut impl Query, permit: &Permit, d: &Draft) -> Result<Candidates> {
    let mut out = Candidates::default();
    let Some(head) = d.head() else { return Ok(out) };
    let identity = d.claim(head.id).map(|c| c.number.as_str());
    let mut ids = vec![];
    if let Some(number) = identity {
        ids.extend(people::by_identity(q, number).await?);
    }
    let exact = ids.first().copied();
    for m in &head.mobiles {
        ids.extend(people::by_mobile(q, &m.number).await?);
    }
    let tokens = i18n::fold::fold_name(&format!("{} {}", head.first, head.family));
    if tokens.len() >= 2 {
        let found = db::search::find(q, "file", &tokens, permit.scope.branch(), 20).await?;
        for f in beneficiaries::files(q, &found).await?.iter().filter(|f| f.id != d.file.id && f.status != Status::Closed && !f.unmatched) {
            ids.extend(people::household(q, f.household).await?.current().map(|m| m.person.id));
        }
    }
    ids.retain(|id| !d.household.members.iter().any(|m| m.person.id == *id));
    ids.sort_unstable();
    ids.dedup();
    let claimed = head.to_new();
    for person in people::persons(q, &ids).await? {
        let why = rules::likeness(&claimed, identity, &person);
        let score = rules::score(&why);
        if score < rules::WORTH_SHOWING {
            continue;
        }
        let file = open_file(q, person.id).await?;
        let reached = match &file {
            // A file closed to this employee by a conflict of interest is not there for him.
            Some(f) => match beneficiaries::find(q, permit, f.id).await {
                Ok(_) => true,
                Err(Problem::NotFound) => false,
                Err(p) => return Err(p),
            },
            None => permit.scope.covers(person.branch, None) && !only_drafts(q, person.id).await?,
        };
        if reached {
            out.list.push(Candidate { person, file, why, score });
        } else if Some(person.id) == exact && file.is_some() {
            let closed = beneficiaries::closed_to(q, permit.actor.id).await?;
            out.elsewhere = !file.is_some_and(|f| closed.contains(&f.id));
        }
    }
    out.list.sort_by_key(|c| (-c.score, c.person.id));
    out.list.truncate(8);
    Ok(out)
}

/// Whether all the register knows of him are drafts of other applications, looked at or not.
async fn only_drafts(q: &mut impl Query, person: Id) -> Result<bool> {
    let files = beneficiaries::of_person(q, person).await?;
    Ok(!files.is_empty() && files.iter().all(|f| f.unmatched || f.status == Status::Closed))
}
