//! Who did what in the invented association.

use anyhow::{Context, bail};
use db::Db;
use kernel::{Actor, Env, Id, Permit};
use std::collections::BTreeMap;

#[derive(Clone, Debug)]
pub struct Who {
    pub id: Id,
    pub name: String,
}

/// The people at one office.
#[derive(Clone, Debug)]
pub struct Office {
    pub branch: Id,
    pub number: i64,
    pub officer: Who,
    pub researcher: Who,
    pub delivery: Who,
}

#[derive(Clone, Debug)]
pub struct Cast {
    pub offices: Vec<Office>,
    pub lead: Who,
    pub secretary: Who,
    pub chair: Who,
    pub members: Vec<Who>,
    pub treasurer: Who,
    /// Decides smaller requests where he is named for it.
    pub manager: Option<Who>,
}

impl Cast {
    /// Everyone with a vote.
    pub fn voters(&self) -> Vec<Id> {
        std::iter::once(&self.chair).chain(&self.members).map(|w| w.id).collect()
    }
}

/// Colleagues beside the one sample user for each role: a second office, and a committee that can vote.
const MORE: [(&str, &str, &str, &str, usize); 5] = [
    ("relations_officer", "officer2", "منيرة السوسن", "Munira Alsawsan", 1),
    ("social_researcher", "researcher2", "عادل الغدير", "Adil Alghadir", 1),
    ("delivery_officer", "delivery2", "راكان الشفق", "Rakan Alshafaq", 1),
    ("committee_member", "member2", "لطيفة الأقحوان", "Latifa Aluqhuwan", 0),
    ("committee_member", "member3", "يوسف السنابل", "Yusuf Alsanabil", 0),
];

/// Makes two offices and the sample users, all with the demo's known password.
pub async fn hire(env: &Env, db: &Db) -> anyhow::Result<Cast> {
    let system = Actor::system();
    let permit = Permit::check(&system, staff::perm::BRANCH_MANAGE).context("the system may make branches")?;
    let mut branches = vec![];
    for (number, name_ar, name_en, area) in
        [(1, "المقر الرئيس", "Main office", "أحياء المدينة"), (2, "مكتب القرى", "Villages office", "قرية الينبوع وقرية السدرة")]
    {
        let there = staff::branch_by_number(&mut db.reader(), number).await?;
        branches.push(match there {
            Some(b) => b.id,
            None => {
                staff::create_branch(env, db, &permit, &staff::BranchForm { number, name_ar: name_ar.into(), name_en: name_en.into(), area: area.into() })
                    .await?
            }
        });
    }
    staff::demo_employees(env, db, branches.first().copied()).await?;
    for (role, username, name_ar, name_en, office) in MORE {
        if staff::by_username(&mut db.reader(), username).await?.is_none() {
            let new = staff::NewEmployee {
                username: username.into(),
                name_ar: name_ar.into(),
                name_en: name_en.into(),
                branch: branches.get(office).copied(),
                roles: vec![role.into()],
                password: staff::DEMO_PASSWORD.into(),
                ..staff::NewEmployee::default()
            };
            staff::create_employee(env, db, &system, new).await?;
        }
    }
    find(db, None).await
}

/// The cast from who is employed; `stand_in` takes every part that nobody has.
pub async fn find(db: &Db, stand_in: Option<&Actor>) -> anyhow::Result<Cast> {
    let mut q = db.reader();
    let employees: Vec<_> = staff::employees(&mut q).await?.into_iter().filter(|e| e.active).collect();
    let roles: BTreeMap<Id, Vec<String>> = staff::all_roles(&mut q).await?;
    let mut by_username = employees.clone();
    by_username.sort_by(|a, b| (a.username.len(), &a.username).cmp(&(b.username.len(), &b.username)));
    let with = |role: &str, branch: Option<Id>| -> Vec<Who> {
        let has = |id: &Id| roles.get(id).is_some_and(|r| r.iter().any(|x| x == role));
        by_username.iter().filter(|e| has(&e.id) && branch.is_none_or(|b| e.branch == b)).map(|e| Who { id: e.id, name: e.name_ar.clone() }).collect()
    };
    let one = |role: &str, branch: Option<Id>| -> anyhow::Result<Who> {
        let found = with(role, branch).into_iter().next().or_else(|| with(role, None).into_iter().next());
        match (found, stand_in) {
            (Some(w), _) => Ok(w),
            (None, Some(a)) => Ok(Who { id: a.id, name: a.name.clone() }),
            (None, None) => bail!("nobody here is {role}"),
        }
    };
    let mut offices = vec![];
    for b in staff::branches(&mut q).await?.into_iter().filter(|b| b.active).take(2) {
        offices.push(Office {
            branch: b.id,
            number: b.number,
            officer: one("relations_officer", Some(b.id))?,
            researcher: one("social_researcher", Some(b.id))?,
            delivery: one("delivery_officer", Some(b.id))?,
        });
    }
    if offices.is_empty() {
        bail!("there is no branch yet");
    }
    Ok(Cast {
        offices,
        lead: one("research_lead", None)?,
        secretary: one("committee_secretary", None)?,
        chair: one("committee_chair", None)?,
        members: with("committee_member", None),
        treasurer: one("treasurer", None)?,
        manager: with("manager", None).into_iter().find(|m| stand_in.is_none_or(|a| a.id != m.id)),
    })
}
