use crate::{Person, person::MobileLine, rules, store};
use db::{Query, Tx, args};
use kernel::{Day, Env, Id, Problem, Result};

/// The relation of the head to the household. Everyone else's is one of [`rules::words::RELATIONS`].
pub const HEAD: &str = "head";

/// Why someone no longer belongs to a household.
pub const END_REASONS: &[&str] = &["died", "married", "moved_out", "divorced", "works_alone", "entered_by_mistake", "other"];

#[derive(Clone, Debug)]
pub struct Member {
    pub id: Id,
    pub person: Person,
    /// [`HEAD`] or a code of [`rules::words::RELATIONS`].
    pub relation: String,
    /// `None`: not known since when.
    pub from: Option<Day>,
    /// `None`: still a member. The day itself no longer counts.
    pub to: Option<Day>,
    /// One of [`END_REASONS`].
    pub end_reason: Option<String>,
}

impl Member {
    /// The relation's code for a word that fits a woman too: `shell.code("choice-relation", m.relation_word())`.
    pub fn relation_word(&self) -> &str {
        if self.relation == HEAD && self.person.sex == Some(crate::Sex::Female) { "head_female" } else { &self.relation }
    }
    pub fn is_current(&self) -> bool {
        self.to.is_none()
    }
    /// Whether he belonged to it on that day.
    pub fn on(&self, day: Day) -> bool {
        self.from.is_none_or(|f| f <= day) && self.to.is_none_or(|t| day < t)
    }
}

#[derive(Clone, Debug)]
pub struct Household {
    pub id: Id,
    pub head: Id,
    /// In the order they were entered, the ended among them.
    pub members: Vec<Member>,
}

impl Household {
    pub fn head_person(&self) -> Option<&Person> {
        self.members.iter().map(|m| &m.person).find(|p| p.id == self.head)
    }
    pub fn current(&self) -> impl Iterator<Item = &Member> {
        self.members.iter().filter(|m| m.is_current())
    }
    pub fn member(&self, id: Id) -> Option<&Member> {
        self.members.iter().find(|m| m.id == id)
    }
    /// The tokens a file of this household is found by: every member's names, former ones' too.
    pub fn tokens(&self) -> Vec<String> {
        let mut out: Vec<String> = self.members.iter().flat_map(|m| m.person.tokens()).collect();
        out.sort();
        out.dedup();
        out
    }
}

/// Makes a household of its head alone. The caller records the event.
pub async fn create_household(tx: &mut Tx, env: &Env, head: Id, from: Option<Day>) -> Result<Id> {
    let id = env.id();
    tx.run(store::INSERT_HOUSEHOLD, args![id, head, env.now()]).await?;
    tx.run(store::INSERT_MEMBER, args![env.id(), id, head, HEAD, from]).await?;
    Ok(id)
}

/// Everyone of a household with their numbers, in two statements.
pub async fn household(q: &mut impl Query, id: Id) -> Result<Household> {
    let rows = q.all(store::MEMBERS, args![id]).await?;
    let head = rows.first().ok_or(Problem::NotFound)?.id("head_person_id")?;
    let mut members = vec![];
    for r in &rows {
        members.push(Member {
            id: r.id("member_id")?,
            person: Person::read(r)?,
            relation: r.text("relation")?,
            from: r.opt_day("from_day")?,
            to: r.opt_day("to_day")?,
            end_reason: r.opt_text("end_reason")?,
        });
    }
    let rows = q.all(store::MEMBERS_MOBILES, args![id]).await?;
    for m in &mut members {
        for r in &rows {
            if r.id("person_id")? == m.person.id {
                m.person.mobiles.push(MobileLine::read(r)?);
            }
        }
        // Someone who left and came back is there twice, and so are his numbers.
        m.person.mobiles.dedup();
    }
    Ok(Household { id, head, members })
}

/// # Errors
/// `already_member` when he belongs to this household now.
pub async fn add_member(tx: &mut Tx, env: &Env, household: Id, person: Id, relation: &str, from: Option<Day>) -> Result<Id> {
    let relation = known(relation)?;
    if households_of(tx, person).await?.iter().any(|(h, ended)| *h == household && !ended) {
        return Err(Problem::refused("already_member"));
    }
    let id = env.id();
    tx.run(store::INSERT_MEMBER, args![id, household, person, relation, from]).await?;
    Ok(id)
}

/// Corrects a current member's relation or first day. The head stays the head.
pub async fn change_member(tx: &mut Tx, household: Id, member: Id, relation: &str, from: Option<Day>) -> Result<()> {
    let relation = if relation == HEAD { HEAD } else { known(relation)? };
    tx.run_one(store::CHANGE_MEMBER, args![member, household, relation, from]).await
}

/// Ends a membership on `to`, for one of [`END_REASONS`]. Nothing is removed.
pub async fn end_member(tx: &mut Tx, household: Id, member: Id, to: Day, reason: &str) -> Result<()> {
    let reason = END_REASONS.iter().find(|r| **r == reason).ok_or_else(|| Problem::field("end_reason", "choice"))?;
    tx.run_one(store::END_MEMBER, args![member, household, to, *reason]).await
}

fn known(relation: &str) -> Result<&'static str> {
    rules::words::RELATIONS.iter().find(|r| **r == relation).copied().ok_or_else(|| Problem::field("relation", "choice"))
}

/// The households a person belongs or belonged to; `true`: ended.
pub async fn households_of(q: &mut impl Query, person: Id) -> Result<Vec<(Id, bool)>> {
    q.all(store::HOUSEHOLDS_OF, args![person]).await?.iter().map(|r| Ok((r.id("household_id")?, r.opt_text("to_day")?.is_some()))).collect()
}

/// Whether a person belongs, or ever belonged, to a household.
pub async fn is_member(q: &mut impl Query, household: Id, person: Id) -> Result<bool> {
    Ok(q.maybe(store::MEMBERSHIP, args![household, person]).await?.is_some())
}
