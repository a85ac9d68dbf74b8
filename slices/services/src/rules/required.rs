use crate::{
    body::{Requirement, Service},
    codes::{Per, Way},
    condition,
    facts::Facts,
};
use i18n::Lang;
use kernel::Id;

/// A person of the household, as far as documents depend on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    pub id: Id,
    pub applicant: bool,
    /// Husband or wife of the applicant or of the head.
    pub spouse: bool,
    /// In full years; `None` when the birth date is not known: documents that depend on age are then asked.
    pub age: Option<i32>,
}

/// Whose document it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Person {
    Applicant,
    Household,
    Member(Id),
}

/// Why a document is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Because {
    /// Of everyone who asks for this service.
    Always,
    Category(String),
    /// The condition holds.
    Condition(String),
    /// The condition cannot be judged for these answers: asked all the same, with a remark.
    Unclear(String),
    /// Depends on an age that is not known.
    AgeUnknown,
}

/// One document this request needs from one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Required {
    pub document: String,
    pub person: Person,
    /// As the requirement says it: for a line of a list that stands for several people.
    pub per: Per,
    pub valid_for_days: Option<i64>,
    /// Each suffices.
    pub ways: Vec<Way>,
    /// Never empty.
    pub because: Vec<Because>,
    pub note_ar: String,
    pub note_en: String,
}

impl Required {
    /// The reason in words; `None` where everyone is asked.
    pub fn because_text(&self, lang: Lang) -> Option<String> {
        if self.because.contains(&Because::Always) {
            return None;
        }
        let all: Vec<String> = self.because.iter().filter_map(|b| b.text(lang)).collect();
        (!all.is_empty()).then(|| all.join(if lang == Lang::Ar { "؛ " } else { "; " }))
    }
    pub fn note(&self, lang: Lang) -> &str {
        crate::body::pick(lang, &self.note_ar, &self.note_en)
    }
    /// Something could not be judged: whoever looks should look twice.
    pub fn unclear(&self) -> bool {
        self.because.iter().any(|b| matches!(b, Because::Unclear(_) | Because::AgeUnknown))
    }
}

impl Because {
    pub fn text(&self, lang: Lang) -> Option<String> {
        match self {
            Because::Always => None,
            Because::Category(c) => Some(i18n::ta(lang, "services-because-listed", &[("category", crate::word(lang, "category", c).into())])),
            Because::Condition(source) => Some(condition::reason(lang, source).unwrap_or_else(|| {
                let words = condition::words(lang, source).unwrap_or_else(|| source.clone());
                i18n::ta(lang, "services-because-answers", &[("words", words.into())])
            })),
            Because::Unclear(source) => {
                Some(i18n::ta(lang, "services-because-unclear", &[("condition", condition::words(lang, source).unwrap_or_else(|| source.clone()).into())]))
            }
            Because::AgeUnknown => Some(i18n::t(lang, "services-because-age")),
        }
    }
}

/// Every document this request needs, in the order of the service's list; a document asked of one person on several grounds stands
/// once, with the shortest validity and the ways all grounds take.
pub fn required(service: &Service, facts: &Facts, members: &[Member]) -> Vec<Required> {
    let mut out: Vec<Required> = vec![];
    for r in &service.body.requirements {
        let Some(because) = applies(r, facts) else { continue };
        for (person, age_unknown) in people(r.per, members) {
            let mut because = vec![because.clone()];
            if age_unknown {
                because.push(Because::AgeUnknown);
            }
            match out.iter_mut().find(|x| x.document == r.document && x.person == person) {
                Some(x) => merge(x, r, because),
                None => out.push(Required {
                    document: r.document.clone(),
                    person,
                    per: r.per,
                    valid_for_days: r.valid_for_days,
                    ways: r.ways.clone(),
                    because,
                    note_ar: r.note_ar.clone(),
                    note_en: r.note_en.clone(),
                }),
            }
        }
    }
    out
}

fn merge(x: &mut Required, r: &Requirement, because: Vec<Because>) {
    x.valid_for_days = match (x.valid_for_days, r.valid_for_days) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    };
    let both: Vec<Way> = x.ways.iter().copied().filter(|w| r.ways.contains(w)).collect();
    // Two lines with nothing in common: the first stands, or nothing would ever suffice.
    if !both.is_empty() {
        x.ways = both;
    }
    for b in because {
        if !x.because.contains(&b) {
            x.because.push(b);
        }
    }
    if x.note_ar.is_empty() {
        x.note_ar = r.note_ar.clone();
        x.note_en = r.note_en.clone();
    }
}

fn applies(r: &Requirement, facts: &Facts) -> Option<Because> {
    if let Some(c) = &r.only_for_category
        && !facts.categories.contains(c)
    {
        return None;
    }
    match (&r.when, &r.only_for_category) {
        (Some(when), _) => match condition::holds(when, facts) {
            Some(true) => Some(Because::Condition(when.clone())),
            Some(false) => None,
            // Better one paper too many than a need unseen.
            None => Some(Because::Unclear(when.clone())),
        },
        (None, Some(c)) => Some(Because::Category(c.clone())),
        (None, None) => Some(Because::Always),
    }
}

/// Who is asked, and whether only because his age is not known.
fn people(per: Per, members: &[Member]) -> Vec<(Person, bool)> {
    let aged = |from: i32, to: i32| -> Vec<(Person, bool)> {
        members.iter().filter(|m| m.age.is_none_or(|a| (from..=to).contains(&a))).map(|m| (person(m), m.age.is_none())).collect()
    };
    match per {
        Per::Household => vec![(Person::Household, false)],
        Per::Applicant => vec![(Person::Applicant, false)],
        Per::Spouse => members.iter().filter(|m| m.spouse && !m.applicant).map(|m| (person(m), false)).collect(),
        Per::EachMember => members.iter().map(|m| (person(m), false)).collect(),
        Per::EachAdult => aged(18, i32::MAX),
        Per::EachChild => aged(0, 17),
        Per::EachWithCard => aged(15, i32::MAX),
        Per::EachStudent => aged(6, 24),
    }
}

fn person(m: &Member) -> Person {
    if m.applicant { Person::Applicant } else { Person::Member(m.id) }
}
