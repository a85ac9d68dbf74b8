//! What the service asks for, what is there, and what has been matched (H2).
//! Validity is judged as of a day: today before submission, the day of submission ever after.

use kernel::{At, Day, Id};

/// For whom one required document is asked: once for the household, once for the applicant, or for each member.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Per {
    Household,
    Applicant,
    EachMember,
}

impl Per {
    pub fn code(self) -> &'static str {
        match self {
            Per::Household => "household",
            Per::Applicant => "applicant",
            Per::EachMember => "each_member",
        }
    }
    pub fn parse(code: &str) -> Option<Per> {
        [Per::Household, Per::Applicant, Per::EachMember].into_iter().find(|p| p.code() == code)
    }
}

/// How a document was matched. The last two may be written down but never count.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum How {
    OriginalAtDesk,
    OnVisit,
    WithIssuer,
    CertifiedCopy,
    Verbal,
    SelfDeclared,
}

impl How {
    pub const ALL: [How; 6] = [How::OriginalAtDesk, How::OnVisit, How::WithIssuer, How::CertifiedCopy, How::Verbal, How::SelfDeclared];
    pub fn code(self) -> &'static str {
        match self {
            How::OriginalAtDesk => "original_at_desk",
            How::OnVisit => "on_visit",
            How::WithIssuer => "with_issuer",
            How::CertifiedCopy => "certified_copy",
            How::Verbal => "verbal",
            How::SelfDeclared => "self_declared",
        }
    }
    pub fn parse(code: &str) -> Option<How> {
        How::ALL.into_iter().find(|h| h.code() == code)
    }
    /// A document cannot be matched by word of mouth, whatever a setting says.
    pub fn can_match(self) -> bool {
        !matches!(self, How::Verbal | How::SelfDeclared)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum CheckOutcome {
    Matched,
    Mismatch,
    Unreadable,
    Expired,
}

impl CheckOutcome {
    pub const ALL: [CheckOutcome; 4] = [CheckOutcome::Matched, CheckOutcome::Mismatch, CheckOutcome::Unreadable, CheckOutcome::Expired];
    pub fn code(self) -> &'static str {
        match self {
            CheckOutcome::Matched => "matched",
            CheckOutcome::Mismatch => "mismatch",
            CheckOutcome::Unreadable => "unreadable",
            CheckOutcome::Expired => "expired",
        }
    }
    pub fn parse(code: &str) -> Option<CheckOutcome> {
        CheckOutcome::ALL.into_iter().find(|o| o.code() == code)
    }
}

/// One employee's match of a document against the original.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Check {
    pub outcome: CheckOutcome,
    pub how: How,
    pub as_of: At,
    /// The employee; [`Id::NIL`] names nobody and does not count.
    pub by: Id,
    /// The person this employee is in the register, if he is one: his own household's documents he does not match.
    pub person: Option<Id>,
}

/// A document on file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OnFile {
    pub id: Id,
    pub document_type: String,
    /// The person it belongs to; `None`: the household.
    pub owner: Option<Id>,
    pub issued: Option<Day>,
    pub expires: Option<Day>,
    /// In the order they were written.
    pub checks: Vec<Check>,
    /// When it last came or was last matched with its original; a word of mouth renews nothing.
    pub renewed: At,
}

/// A document the applicant was asked for by name, whatever was on file then.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Asked {
    pub document_type: String,
    /// The person it is asked for; `None`: the household.
    pub subject: Option<Id>,
    pub at: At,
}

/// One line of a service's list, its condition already judged for this request.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Required {
    pub document_type: String,
    pub applies: bool,
    /// For how many days after its issue it is taken, beside its own expiry.
    pub valid_for_days: Option<i32>,
    /// The ways of matching that suffice for this type.
    pub sufficient: Vec<How>,
    pub per: Per,
}

/// The people of the request. The applicant may or may not be among the members.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct People {
    pub applicant: Id,
    pub members: Vec<Id>,
}

/// Where one required document stands, from worst to best.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum ItemState {
    Missing,
    /// Returned for by name, and nothing newer than the return has come.
    AskedAgain,
    Expired,
    Mismatch,
    PresentUnchecked,
    CheckedInsufficientWay,
    Ok,
    NotApplicable,
}

impl ItemState {
    pub const ALL: [ItemState; 8] = [
        ItemState::Missing,
        ItemState::AskedAgain,
        ItemState::Expired,
        ItemState::Mismatch,
        ItemState::PresentUnchecked,
        ItemState::CheckedInsufficientWay,
        ItemState::Ok,
        ItemState::NotApplicable,
    ];
    /// It stands in the way of submitting.
    pub fn lacks(self) -> bool {
        matches!(self, ItemState::Missing | ItemState::AskedAgain | ItemState::Expired | ItemState::Mismatch)
    }
    /// The locale key is `choice-checklist-{code}`.
    pub fn code(self) -> &'static str {
        match self {
            ItemState::Missing => "missing",
            ItemState::AskedAgain => "asked_again",
            ItemState::Expired => "expired",
            ItemState::Mismatch => "mismatch",
            ItemState::PresentUnchecked => "present_unchecked",
            ItemState::CheckedInsufficientWay => "checked_insufficient_way",
            ItemState::Ok => "ok",
            ItemState::NotApplicable => "not_applicable",
        }
    }
}

/// One line of the checklist.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Item {
    pub document_type: String,
    pub per: Per,
    /// The person it is asked for; `None`: the household.
    pub subject: Option<Id>,
    pub state: ItemState,
    /// The document that fills it, the best of those on file.
    pub document: Option<Id>,
    /// The last day on which it is valid, where it has one.
    pub valid_until: Option<Day>,
}

/// The checklist as of a day, in the order of the service's list; for each member in the order of the household.
pub fn checklist(required: &[Required], people: &People, on_file: &[OnFile], as_of: Day) -> Vec<Item> {
    checklist_asked(required, people, on_file, &[], as_of)
}

/// As [`checklist`], where some were asked for again by name: what was on file when they were asked for does not fill them, unless it was
/// matched with its original since.
pub fn checklist_asked(required: &[Required], people: &People, on_file: &[OnFile], asked: &[Asked], as_of: Day) -> Vec<Item> {
    let mut items = Vec::new();
    for r in required {
        let subjects: Vec<Option<Id>> = match r.per {
            Per::Household => vec![None],
            Per::Applicant => vec![Some(people.applicant)],
            Per::EachMember => people.members.iter().copied().map(Some).collect(),
        };
        for subject in subjects {
            let since = asked.iter().filter(|a| a.document_type == r.document_type && a.subject == subject).map(|a| a.at).max();
            let best = on_file
                .iter()
                .filter(|d| d.document_type == r.document_type && suits(d, subject, people))
                .map(|d| match since {
                    Some(at) if d.renewed <= at => (ItemState::AskedAgain, d),
                    _ => (document_state(r, people, d, as_of), d),
                })
                .max_by_key(|(state, d)| (*state, valid_until(r, d), d.id));
            let base = Item { document_type: r.document_type.clone(), per: r.per, subject, state: ItemState::Missing, document: None, valid_until: None };
            items.push(match best {
                _ if !r.applies => Item { state: ItemState::NotApplicable, ..base },
                None => base,
                Some((state, d)) => Item { state, document: Some(d.id), valid_until: valid_until(r, d), ..base },
            });
        }
    }
    items
}

/// A household's document may be in the name of any of its people (a lease, a family record); a person's must be his own.
fn suits(d: &OnFile, subject: Option<Id>, people: &People) -> bool {
    match (subject, d.owner) {
        (None, None) => true,
        (None, Some(owner)) => owner == people.applicant || people.members.contains(&owner),
        (Some(person), owner) => owner == Some(person),
    }
}

/// The earlier of its own expiry and the service's limit since issue.
fn valid_until(r: &Required, d: &OnFile) -> Option<Day> {
    let limit = r.valid_for_days.and_then(|n| d.issued.map(|i| i.plus(n)));
    match (d.expires, limit) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    }
}

/// Valid through its last day. Not yet issued on the day is not valid; where age matters and no date tells it, neither.
pub fn is_valid(r: &Required, d: &OnFile, as_of: Day) -> bool {
    let age_known = r.valid_for_days.is_none() || d.issued.is_some();
    age_known && d.issued.is_none_or(|i| i <= as_of) && valid_until(r, d).is_none_or(|u| as_of <= u)
}

fn document_state(r: &Required, people: &People, d: &OnFile, as_of: Day) -> ItemState {
    if !is_valid(r, d, as_of) {
        return ItemState::Expired;
    }
    let own = |c: &Check| c.person.is_some_and(|p| p == people.applicant || people.members.contains(&p) || d.owner == Some(p));
    let named = |c: &Check| c.by != Id::NIL && !own(c);
    let enough = |c: &Check| c.how.can_match() && r.sufficient.contains(&c.how);
    // The latest word that carries weight rules: a doubt from anyone, a match only in a sufficient way.
    let ruling = d.checks.iter().filter(|c| named(c) && (c.outcome != CheckOutcome::Matched || enough(c))).max_by_key(|c| c.as_of);
    match ruling.map(|c| c.outcome) {
        Some(CheckOutcome::Matched) => ItemState::Ok,
        Some(CheckOutcome::Expired) => ItemState::Expired,
        Some(CheckOutcome::Mismatch | CheckOutcome::Unreadable) => ItemState::Mismatch,
        None if d.checks.iter().any(|c| c.outcome == CheckOutcome::Matched) => ItemState::CheckedInsufficientWay,
        None => ItemState::PresentUnchecked,
    }
}

/// Every required document is there, whatever its dates. One found not to match is not there yet.
pub fn all_present(items: &[Item]) -> bool {
    items.iter().all(|i| !matches!(i.state, ItemState::Missing | ItemState::AskedAgain | ItemState::Mismatch))
}

/// None of those there is out of date.
pub fn all_valid(items: &[Item]) -> bool {
    items.iter().all(|i| i.state != ItemState::Expired)
}

/// What `submit` asks, of a checklist as of today: everything there and valid.
pub fn complete(items: &[Item]) -> bool {
    all_present(items) && all_valid(items)
}

/// What `verify` asks, of a checklist over the snapshot's documents as of the day of submission: everything matched by a named
/// employee in a sufficient way.
pub fn verified(items: &[Item]) -> bool {
    items.iter().all(|i| matches!(i.state, ItemState::Ok | ItemState::NotApplicable))
}

/// Filled and asked: `(3, 5)` for "3 of 5".
pub fn counts(items: &[Item]) -> (usize, usize) {
    let asked = items.iter().filter(|i| i.state != ItemState::NotApplicable).count();
    let filled = items.iter().filter(|i| i.state != ItemState::NotApplicable && !i.state.lacks()).count();
    (filled, asked)
}
