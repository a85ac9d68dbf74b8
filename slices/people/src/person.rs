use crate::{numbers, rules, store};
use db::{Query, Row, Tx, args, built};
use i18n::dates::{Calendar, ParsedDate, Precision};
use kernel::{At, Day, Env, Id, Problem, Result};
use std::collections::HashMap;

pub use rules::words::Sex;

/// Which document an identity number is from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum IdentityKind {
    Citizen,
    Resident,
    /// A passport, a card of another state, a hospital's paper: no check digit, kept as written.
    Other,
}

impl IdentityKind {
    pub fn code(self) -> &'static str {
        match self {
            IdentityKind::Citizen => "citizen",
            IdentityKind::Resident => "resident",
            IdentityKind::Other => "other",
        }
    }
    pub fn parse(s: &str) -> Option<IdentityKind> {
        Some(match s {
            "citizen" => IdentityKind::Citizen,
            "resident" => IdentityKind::Resident,
            "other" => IdentityKind::Other,
            _ => return None,
        })
    }
}

/// A birth date, in the calendar and to the precision it was given in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Birth {
    pub day: Day,
    pub calendar: Calendar,
    pub precision: Precision,
}

impl From<&ParsedDate> for Birth {
    fn from(p: &ParsedDate) -> Birth {
        Birth { day: p.day, calendar: p.calendar, precision: p.precision }
    }
}

/// A number one is reached at, and who answers it («ابنها ياسر»).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MobileLine {
    /// Canonical, `05XXXXXXXX` (see [`rules::mobile`]).
    pub number: String,
    pub answers: Option<String>,
    pub primary: bool,
}

impl MobileLine {
    pub(crate) fn read(r: &Row) -> Result<MobileLine> {
        Ok(MobileLine { number: r.text("number")?, answers: r.opt_text("answers")?, primary: r.flag("is_primary")? })
    }
}

/// Everything about a person that can be written; the rest is kept by [`insert_person`].
#[derive(Clone, PartialEq, Debug, Default)]
pub struct NewPerson {
    pub first: String,
    pub father: Option<String>,
    pub grandfather: Option<String>,
    pub family: String,
    /// As the document has it. Empty: the parts in a row.
    pub as_written: String,
    pub latin: Option<String>,
    /// Kind and number, canonical (ten ASCII digits, or the other document's number in capitals).
    pub identity: Option<(IdentityKind, String)>,
    pub birth: Option<Birth>,
    pub sex: Option<Sex>,
    /// One of [`crate::CHANNELS`].
    pub preferred_channel: Option<String>,
    /// `ar`, `en`, `ur` … one of [`crate::LANGUAGES`].
    pub preferred_language: Option<String>,
    pub short_address: Option<String>,
    pub city: Option<String>,
    pub district: Option<String>,
    pub deceased_on: Option<Day>,
    /// 24 signs without spaces.
    pub iban: Option<String>,
    pub bank_name: Option<String>,
    pub mobiles: Vec<MobileLine>,
    pub branch: Option<Id>,
}

impl NewPerson {
    /// A person of whom only the name is known, split by [`rules::name`].
    pub fn named(name: &rules::Name) -> NewPerson {
        NewPerson {
            first: name.first.clone(),
            father: name.father.clone(),
            grandfather: name.grandfather.clone(),
            family: name.family.clone(),
            as_written: name.as_written.clone(),
            ..NewPerson::default()
        }
    }
}

/// A person of the register.
#[derive(Clone, PartialEq, Debug)]
pub struct Person {
    pub id: Id,
    pub first: String,
    pub father: Option<String>,
    pub grandfather: Option<String>,
    pub family: String,
    pub as_written: String,
    pub latin: Option<String>,
    pub identity: Option<(IdentityKind, String)>,
    pub birth: Option<Birth>,
    pub sex: Option<Sex>,
    pub preferred_channel: Option<String>,
    pub preferred_language: Option<String>,
    pub short_address: Option<String>,
    pub city: Option<String>,
    pub district: Option<String>,
    pub deceased_on: Option<Day>,
    pub iban: Option<String>,
    pub bank_name: Option<String>,
    /// Written by [`crate::consents::set_reached`] alone.
    pub email: Option<String>,
    /// The primary first.
    pub mobiles: Vec<MobileLine>,
    pub branch: Id,
    pub created_at: At,
    pub version: i64,
}

impl Person {
    /// The parts that are known, first to family: what lists and headings show.
    pub fn full_name(&self) -> String {
        full_name(&self.first, self.father.as_deref(), self.grandfather.as_deref(), &self.family)
    }
    /// First and family name, for narrow places.
    pub fn short_name(&self) -> String {
        short_name(&self.first, &self.family)
    }
    pub fn identity_number(&self) -> Option<&str> {
        self.identity.as_ref().map(|(_, n)| n.as_str())
    }
    /// The identity number as screens show it; empty without one.
    pub fn identity_masked(&self) -> String {
        self.identity_number().map(rules::identity::mask).unwrap_or_default()
    }
    /// The account number's last four signs; empty without one.
    pub fn iban_masked(&self) -> String {
        self.iban.as_deref().and_then(|i| rules::iban::parse(i).ok()).map(|i| i.mask()).unwrap_or_default()
    }
    pub fn primary_mobile(&self) -> Option<&MobileLine> {
        self.mobiles.iter().find(|m| m.primary).or_else(|| self.mobiles.first())
    }
    /// Full years on that day (from a year alone: at most one too many).
    pub fn age(&self, on: Day) -> Option<i32> {
        self.birth.map(|b| b.day.years_until(on)).filter(|a| *a >= 0)
    }
    /// The tokens this person is found by.
    pub fn tokens(&self) -> Vec<String> {
        name_tokens(&self.full_name(), &self.as_written, self.latin.as_deref())
    }
    /// What [`update_person`] takes, to change some of it.
    pub fn to_new(&self) -> NewPerson {
        NewPerson {
            first: self.first.clone(),
            father: self.father.clone(),
            grandfather: self.grandfather.clone(),
            family: self.family.clone(),
            as_written: self.as_written.clone(),
            latin: self.latin.clone(),
            identity: self.identity.clone(),
            birth: self.birth,
            sex: self.sex,
            preferred_channel: self.preferred_channel.clone(),
            preferred_language: self.preferred_language.clone(),
            short_address: self.short_address.clone(),
            city: self.city.clone(),
            district: self.district.clone(),
            deceased_on: self.deceased_on,
            iban: self.iban.clone(),
            bank_name: self.bank_name.clone(),
            mobiles: self.mobiles.clone(),
            branch: Some(self.branch),
        }
    }

    /// From the columns of `store::COLUMNS`; without mobiles.
    pub(crate) fn read(r: &Row) -> Result<Person> {
        let identity = match (r.opt_text("identity_kind")?, r.opt_text("identity")?) {
            (Some(kind), Some(n)) => Some((IdentityKind::parse(&kind).unwrap_or(IdentityKind::Other), n)),
            _ => None,
        };
        let birth = r.opt_day("birth_day")?.map(|day| -> Result<Birth> {
            Ok(Birth {
                day,
                calendar: r.opt_text("birth_calendar")?.as_deref().and_then(Calendar::parse).unwrap_or(Calendar::Gregorian),
                precision: r.opt_text("birth_precision")?.as_deref().and_then(Precision::parse).unwrap_or(Precision::Full),
            })
        });
        Ok(Person {
            id: r.id("person_id")?,
            first: r.text("first_name")?,
            father: r.opt_text("father_name")?,
            grandfather: r.opt_text("grandfather_name")?,
            family: r.text("family_name")?,
            as_written: r.text("as_written")?,
            latin: r.opt_text("latin_name")?,
            identity,
            birth: birth.transpose()?,
            sex: r.opt_text("sex")?.as_deref().and_then(Sex::parse),
            preferred_channel: r.opt_text("preferred_channel")?,
            preferred_language: r.opt_text("preferred_language")?,
            short_address: r.opt_text("short_address")?,
            city: r.opt_text("city")?,
            district: r.opt_text("district")?,
            deceased_on: r.opt_day("deceased_on")?,
            iban: r.opt_text("iban")?,
            bank_name: r.opt_text("bank_name")?,
            email: r.opt_text("email")?,
            mobiles: vec![],
            branch: r.id("branch_id")?,
            created_at: r.at("created_at")?,
            version: r.int("person_version")?,
        })
    }
}

/// The index tokens of a person's names, each once.
pub fn name_tokens(full: &str, as_written: &str, latin: Option<&str>) -> Vec<String> {
    let mut out = i18n::fold::fold_name(full);
    if as_written != full {
        out.extend(i18n::fold::fold_name(as_written));
    }
    out.extend(latin.map(i18n::fold::fold_name).unwrap_or_default());
    out.sort();
    out.dedup();
    out
}

/// An identity number as it is stored and looked up: ASCII digits and capitals, nothing between them.
pub fn identity_key(raw: &str) -> String {
    i18n::digits::ascii(&rules::clean(raw)).chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect()
}

fn written(p: &NewPerson) -> String {
    if !p.as_written.trim().is_empty() {
        return p.as_written.trim().to_owned();
    }
    let parts = [Some(p.first.as_str()), p.father.as_deref(), p.grandfather.as_deref(), Some(p.family.as_str())];
    parts.into_iter().flatten().filter(|s| !s.is_empty()).collect::<Vec<_>>().join(" ")
}

pub(crate) fn columns(p: &NewPerson) -> db::Args {
    args![
        &p.first,
        p.father.clone(),
        p.grandfather.clone(),
        &p.family,
        written(p),
        p.latin.clone(),
        p.identity.as_ref().map(|(k, _)| k.code()),
        p.identity.as_ref().map(|(_, n)| n.clone()),
        p.birth.map(|b| b.day),
        p.birth.map(|b| b.calendar.code()),
        p.birth.map(|b| b.precision.code()),
        p.sex.map(Sex::code),
        p.preferred_channel.clone(),
        p.preferred_language.clone(),
        p.short_address.clone(),
        p.city.clone(),
        p.district.clone(),
        p.deceased_on,
        p.iban.clone(),
        p.bank_name.clone(),
    ]
}

/// Adds a person. The caller records the event.
///
/// # Errors
/// The field `identity` with `identity_taken` when the number is someone's already.
pub async fn insert_person(tx: &mut Tx, env: &Env, p: &NewPerson) -> Result<Id> {
    let id = env.id();
    let mut a = args![id];
    a.extend(columns(p));
    a.extend(args![p.branch.unwrap_or(Id::NIL), env.now()]);
    if tx.run(store::INSERT, a).await? == 0 {
        return Err(Problem::field("identity", "identity_taken"));
    }
    insert_mobiles(tx, id, &p.mobiles).await?;
    Ok(id)
}

async fn insert_mobiles(tx: &mut Tx, id: Id, mobiles: &[MobileLine]) -> Result<()> {
    let chosen = mobiles.iter().position(|m| m.primary).unwrap_or(0);
    for (i, m) in mobiles.iter().enumerate() {
        tx.run(store::INSERT_MOBILE, args![id, i as i64, &m.number, m.answers.clone(), i == chosen]).await?;
    }
    Ok(())
}

/// Writes all of a person's particulars over those of `version`. The branch stays. The caller records the event. Where a number is no longer
/// his, the rooms that [`crate::listen`] hear of it in the same transaction: whichever form changed it.
///
/// # Errors
/// Conflict `changed` when someone wrote first; the field `identity` with `identity_taken`.
pub async fn update_person(tx: &mut Tx, env: &Env, id: Id, version: i64, p: &NewPerson) -> Result<()> {
    if let Some((_, number)) = &p.identity
        && by_identity(tx, number).await?.is_some_and(|other| other != id)
    {
        return Err(Problem::field("identity", "identity_taken"));
    }
    let gone = numbers::gone(tx, id, &p.mobiles).await?;
    let mut a = args![id, version];
    a.extend(columns(p));
    tx.run_one(store::UPDATE, a).await?;
    tx.run(store::DELETE_MOBILES, args![id]).await?;
    insert_mobiles(tx, id, &p.mobiles).await?;
    match gone {
        Some(g) => numbers::hear(tx, env, &g).await,
        None => Ok(()),
    }
}

/// Writes a day of death (known from a certificate, or told). The caller records the event.
pub async fn record_death(tx: &mut Tx, id: Id, on: Day) -> Result<()> {
    tx.run_one(store::DIED, args![id, on]).await
}

pub async fn person(q: &mut impl Query, id: Id) -> Result<Person> {
    persons(q, &[id]).await?.pop().ok_or(Problem::NotFound)
}

/// Several at once, in the order asked; ids that are no one's are left out. Two statements for each 300.
pub async fn persons(q: &mut impl Query, ids: &[Id]) -> Result<Vec<Person>> {
    let mut found: HashMap<Id, Person> = HashMap::new();
    for some in ids.chunks(300) {
        let marks = (1..=some.len()).map(|i| format!("${i}")).collect::<Vec<_>>().join(", ");
        let a: db::Args = some.iter().map(db::Value::from).collect();
        for r in q.all(built(format!("{} ({marks})", store::SOME)), a.clone()).await? {
            let p = Person::read(&r)?;
            found.insert(p.id, p);
        }
        let rows = q.all(built(format!("{} ({marks}) ORDER BY person_id, is_primary DESC, position", store::SOME_MOBILES)), a).await?;
        for r in &rows {
            if let Some(p) = found.get_mut(&r.id("person_id")?) {
                p.mobiles.push(MobileLine::read(r)?);
            }
        }
    }
    Ok(ids.iter().filter_map(|id| found.get(id).cloned()).collect())
}

/// What lists call a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    pub full: String,
    /// First and family name, for narrow places.
    pub short: String,
}

/// Names alone, for lists; ids that are no one's are left out. One statement for each 300.
pub async fn names(q: &mut impl Query, ids: &[Id]) -> Result<HashMap<Id, Name>> {
    let mut ids = ids.to_vec();
    ids.sort_unstable();
    ids.dedup();
    let mut out = HashMap::with_capacity(ids.len());
    for some in ids.chunks(300) {
        let marks = (1..=some.len()).map(|i| format!("${i}")).collect::<Vec<_>>().join(", ");
        for r in q.all(built(format!("{} ({marks})", store::SOME_NAMES)), some.iter().map(db::Value::from).collect()).await? {
            let (first, family) = (r.text("first_name")?, r.text("family_name")?);
            let full = full_name(&first, r.opt_text("father_name")?.as_deref(), r.opt_text("grandfather_name")?.as_deref(), &family);
            out.insert(r.id("id")?, Name { full, short: short_name(&first, &family) });
        }
    }
    Ok(out)
}

fn full_name(first: &str, father: Option<&str>, grandfather: Option<&str>, family: &str) -> String {
    [Some(first), father, grandfather, Some(family)].into_iter().flatten().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(" ")
}

fn short_name(first: &str, family: &str) -> String {
    format!("{first} {family}").trim().to_owned()
}

/// Whose number this is, in any digits and however spaced.
pub async fn by_identity(q: &mut impl Query, number: &str) -> Result<Option<Id>> {
    let key = identity_key(number);
    if key.is_empty() {
        return Ok(None);
    }
    q.maybe(store::BY_IDENTITY, args![key]).await?.map(|r| r.id("id")).transpose()
}

/// Everyone reached at this number, however it was written; empty for what is no mobile.
pub async fn by_mobile(q: &mut impl Query, number: &str) -> Result<Vec<Id>> {
    let Ok(number) = rules::mobile::parse(number) else { return Ok(vec![]) };
    q.all(store::BY_MOBILE, args![number.as_str()]).await?.iter().map(|r| r.id("person_id")).collect()
}
