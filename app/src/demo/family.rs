//! One invented household: its people, its means as it tells them, its file.

use super::{cast::Office, names, road};
use beneficiaries::{Status, bulk::BulkFile};
use i18n::dates::{Calendar, Precision};
use kernel::{At, DAY_MS, Day, Id, Money};
use people::{
    Birth, HEAD, Household, IdentityKind, Member, MobileLine, NewPerson, Person, Sex,
    bulk::{NewHousehold, NewMembership},
    rules,
};
use rand::{Rng, SeedableRng, rngs::StdRng};
use requests::{Answers, Income};

/// Where ids come from: each begins with the instant it was made at.
pub type MakeId<'a> = &'a dyn Fn(At) -> Id;

pub struct Family {
    /// By position among all, the oldest file first.
    pub office: usize,
    pub created: At,
    pub head: Person,
    pub household: Household,
    pub file: BulkFile,
    pub answers: Answers,
    pub new_household: NewHousehold,
    pub memberships: Vec<NewMembership>,
    pub persons: Vec<(Id, NewPerson)>,
}

/// Category, sex of the head, whether there is a spouse.
const KINDS: &[(&str, Sex, bool)] = &[
    ("low_income", Sex::Male, true),
    ("widow", Sex::Female, false),
    ("divorced", Sex::Female, false),
    ("elderly", Sex::Male, true),
    ("disabled", Sex::Male, true),
    ("sick", Sex::Female, false),
    ("prisoner_family", Sex::Female, false),
    ("abandoned", Sex::Female, false),
    ("debtor", Sex::Male, true),
    ("orphan", Sex::Female, false),
    ("individual", Sex::Male, false),
];

fn rng_of(seed: u64, index: usize) -> StdRng {
    StdRng::seed_from_u64(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ (index as u64 + 1).wrapping_mul(0xD134_2543_DE82_EF95))
}

fn kind(seed: u64, index: usize) -> (&'static str, Sex, bool) {
    KINDS[if index < KINDS.len() { index } else { rng_of(seed ^ 0xCA7E, index).random_range(0..KINDS.len()) }]
}

/// The category of file `index`: what help it may ask for depends on it.
pub fn category(seed: u64, index: usize) -> &'static str {
    kind(seed, index).0
}

/// The randomness of one family, the same whatever is made before it.
pub fn randomness(seed: u64, index: usize) -> StdRng {
    rng_of(seed, index)
}

/// When file `index` of `count` was made: two years of files, the last of them these days.
pub fn created(base: At, index: usize, count: usize) -> At {
    const SPAN: i64 = 740;
    let days = SPAN - (SPAN - 1) * index as i64 / count.max(1) as i64;
    road::sitting_at(base.day().plus(-(days as i32))).plus_ms(-((index as i64 * 37) % 90) * 60_000)
}

fn birth(rng: &mut StdRng, base: At, ages: std::ops::Range<i32>) -> Birth {
    let age = rng.random_range(ages);
    let day = Day(base.day().0 - age * 365 - rng.random_range(0..365));
    let calendar = if age > 25 { Calendar::Hijri } else { Calendar::Gregorian };
    Birth { day, calendar, precision: Precision::Full }
}

/// Eight digits that no other invented person has, completed by their check digit.
fn identity(seed: u64, index: usize, member: usize) -> Option<(IdentityKind, String)> {
    let n = (seed % 90) * 1_000_000 + index as u64 * 10 + member as u64;
    let (kind, first) = if index % 13 == 7 { (IdentityKind::Resident, 2) } else { (IdentityKind::Citizen, 1) };
    rules::identity::make_valid(&format!("{first}{:08}", n % 100_000_000)).map(|i| (kind, i.as_str().to_owned()))
}

fn person(id: Id, p: &NewPerson, at: At) -> Person {
    Person {
        id,
        first: p.first.clone(),
        father: p.father.clone(),
        grandfather: p.grandfather.clone(),
        family: p.family.clone(),
        as_written: p.as_written.clone(),
        latin: None,
        identity: p.identity.clone(),
        birth: p.birth,
        sex: p.sex,
        preferred_channel: p.preferred_channel.clone(),
        preferred_language: p.preferred_language.clone(),
        short_address: p.short_address.clone(),
        city: p.city.clone(),
        district: p.district.clone(),
        deceased_on: None,
        iban: p.iban.clone(),
        bank_name: p.bank_name.clone(),
        email: None,
        mobiles: p.mobiles.clone(),
        branch: p.branch.unwrap_or(Id::NIL),
        created_at: at,
        version: 1,
    }
}

/// The family of file `index`.
pub fn family(rng: &mut StdRng, seed: u64, index: usize, base: At, created: At, offices: &[Office], id: MakeId<'_>) -> Family {
    let office = usize::from(offices.len() > 1 && rng.random_range(0..100) < 15);
    let branch = offices[office].branch;
    let (category, sex, spouse) = kind(seed, index);
    let (father, grandfather, name) = (names::man(rng), names::man(rng), names::family(rng));
    let head_name = names::name(names::first(rng, sex), father, grandfather, name);
    let mobile = |n: u64| MobileLine { number: format!("0500{:06}", (seed * 7919 + n) % 1_000_000), answers: None, primary: true };
    let iban = rules::iban::make_valid(["05", "10", "80", "20"][index % 4], &format!("{:018}", seed % 1000 * 1_000_000_000 + index as u64));
    let head = NewPerson {
        identity: identity(seed, index, 0),
        birth: Some(birth(rng, base, if category == "elderly" { 62..88 } else { 24..60 })),
        sex: Some(sex),
        preferred_channel: Some(["call", "whatsapp", "visit_us"][index % 3].into()),
        preferred_language: Some("ar".into()),
        short_address: Some(format!("TJRB{:04}", index % 10_000)),
        city: Some("مدينة الواحة".into()),
        district: Some(names::pick(rng, names::DISTRICTS).into()),
        bank_name: iban.as_ref().and_then(|i| i.bank()).map(|b| b.ar.to_owned()),
        iban: iban.map(|i| i.as_str().to_owned()),
        mobiles: vec![mobile(index as u64)],
        branch: Some(branch),
        ..NewPerson::named(&head_name)
    };
    let head_id = id(created);
    let household_id = id(created);
    let mut members: Vec<(&'static str, NewPerson)> = vec![];
    if spouse && rng.random_range(0..10) < 8 {
        let other = names::name(names::first(rng, Sex::Female), names::man(rng), names::man(rng), names::family(rng));
        members.push(("wife", NewPerson { birth: Some(birth(rng, base, 22..55)), sex: Some(Sex::Female), ..NewPerson::named(&other) }));
    }
    let children = if category == "individual" { 0 } else { rng.random_range(0..6) };
    // A mother's children bear their father's name.
    let (of, of_family) = if sex == Sex::Male { (head_name.first.clone(), name) } else { (names::man(rng).to_owned(), names::family(rng)) };
    let above = if sex == Sex::Male { father } else { names::man(rng) };
    for _ in 0..children {
        let child_sex = if rng.random_range(0..2) == 0 { Sex::Male } else { Sex::Female };
        let n = names::name(names::first(rng, child_sex), &of, above, of_family);
        let relation = if child_sex == Sex::Male { "son" } else { "daughter" };
        members.push((relation, NewPerson { birth: Some(birth(rng, base, 1..19)), sex: Some(child_sex), ..NewPerson::named(&n) }));
    }
    let mut persons = vec![(head_id, head.clone())];
    let mut memberships = vec![];
    let head_person = person(head_id, &head, created);
    let mut all = vec![Member { id: id(created), person: head_person.clone(), relation: HEAD.into(), from: None, to: None, end_reason: None }];
    for (i, (relation, mut p)) in members.into_iter().enumerate() {
        p.identity = identity(seed, index, i + 1);
        p.branch = Some(branch);
        let (person_id, membership) = (id(created), id(created));
        all.push(Member { id: membership, person: person(person_id, &p, created), relation: relation.into(), from: None, to: None, end_reason: None });
        memberships.push(NewMembership { id: membership, household: household_id, person: person_id, relation, from: None, position: i as i64 + 1 });
        persons.push((person_id, p));
    }
    let household = Household { id: household_id, head: head_id, members: all };
    let mut categories = vec![category.to_owned()];
    if category != "low_income" && rng.random_range(0..4) == 0 {
        categories.push("low_income".into());
    }
    categories.sort();
    let answers = answers(rng, &head, &categories, &household, base);
    let file = BulkFile {
        id: id(created),
        old_number: Some(format!("تجريبي {}", index + 1)),
        branch,
        household: household_id,
        head: head_id,
        head_name: head_person.full_name(),
        status: Status::Draft,
        status_since: None,
        income_class: None,
        valid_until: None,
        next_review: None,
        before_contact: index.is_multiple_of(5).then(|| "يُفضَّل الاتصال بعد العصر".into()),
        created_at: created,
        categories,
        tokens: household.tokens(),
    };
    let new_household = NewHousehold { id: household_id, head: head_id, from: None };
    Family { office, created, head: head_person, household, file, answers, new_household, memberships, persons }
}

fn answers(rng: &mut StdRng, head: &NewPerson, categories: &[String], household: &Household, base: At) -> Answers {
    let dwelling = names::pick(rng, &["rented", "rented", "owned", "traditional", "with_family", "public_housing"]);
    let source = names::pick(rng, &["social_security", "salary", "pension", "citizen_account", "relatives"]);
    let monthly = Money::riyals(rng.random_range(6..42) * 100);
    let no_income = rng.random_range(0..12) == 0;
    let has_debts = categories.iter().any(|c| c == "debtor") || rng.random_range(0..6) == 0;
    let mut a = Answers {
        dwelling: dwelling.into(),
        rent_yearly: if dwelling == "rented" { Money::riyals(rng.random_range(8..24) * 1000) } else { Money::ZERO },
        income: if no_income { vec![] } else { vec![Income { source: source.into(), monthly }] },
        no_income,
        has_debts: Some(has_debts),
        debts_total: if has_debts { Money::riyals(rng.random_range(3..40) * 500) } else { Money::ZERO },
        debts_monthly: if has_debts { Money::riyals(300) } else { Money::ZERO },
        debts_about: if has_debts { "أقساط أثاث لمتجر تجريبي".into() } else { String::new() },
        contact_mobile: head.mobiles.first().map(|m| m.number.clone()).unwrap_or_default(),
        contact_channel: head.preferred_channel.clone().unwrap_or_default(),
        ..Answers::default()
    };
    a.refresh(categories.to_vec(), household, base.day());
    a.members_confirmed = true;
    a
}

/// How many whole days lie between two instants.
pub fn days(from: At, to: At) -> i64 {
    (to.0 - from.0) / DAY_MS
}
