//! What some rows would do to the register: everything decided, nothing written.

use super::{known::Known, people as make};
use crate::{
    declared::{Declared, PersonDeclared},
    finding::Remark,
    headings::Field,
    member_rows::MemberRow,
    memory::{self, Kept},
    people_rows::PersonRow,
    plan::Placed,
};
use beneficiaries::{File, bulk::BulkFile, bulk::Change, rules::Status};
use kernel::{Env, Id};
use people::{HEAD, NewPerson, bulk::NewHousehold, bulk::NewMembership};
use std::collections::{BTreeMap, HashMap};

/// Counts of one import.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Tally {
    pub created: usize,
    pub updated: usize,
    pub unchanged: usize,
    pub members_created: usize,
    pub members_updated: usize,
    pub members_unchanged: usize,
}

/// What the rows come to.
#[derive(Default)]
pub(super) struct Work {
    pub persons: Vec<(Id, NewPerson)>,
    pub households: Vec<NewHousehold>,
    pub files: Vec<BulkFile>,
    pub memberships: Vec<NewMembership>,
    /// By person: his version, and all particulars.
    pub person_changes: BTreeMap<Id, (i64, NewPerson)>,
    /// Household, membership, new relation.
    pub relations: Vec<(Id, Id, &'static str)>,
    /// With the codes of the fields that changed.
    pub file_changes: Vec<(File, Change, Vec<&'static str>)>,
    pub declared: BTreeMap<Id, Declared>,
    pub persons_declared: BTreeMap<Id, PersonDeclared>,
    pub memories: BTreeMap<Id, Kept>,
    pub remarks: Vec<Placed>,
    pub tally: Tally,
    /// People made here whose number occurs again in the workbook.
    pub made: HashMap<String, (Id, NewPerson)>,
    /// The files of the heads' identity numbers, for naming them in the report.
    pub file_of: HashMap<String, Id>,
}

/// Somebody of a household while its rows are looked at.
struct Kin {
    membership: Option<Id>,
    person: Id,
    data: NewPerson,
    relation: String,
    current: bool,
}

/// What members' rows did to a household: whether anything, and whether what it is found by.
#[derive(Clone, Copy, Default)]
struct Stir {
    touched: bool,
    names: bool,
}

/// A person found: in the register (with his version) or made a moment ago.
struct Someone {
    id: Id,
    version: Option<i64>,
    data: NewPerson,
}

pub(super) struct Judge<'a> {
    pub env: &'a Env,
    pub branch: Id,
    pub known: Known,
    /// People made by earlier rows of this import.
    pub made: &'a HashMap<String, (Id, NewPerson)>,
    /// Every head of the workbook by identity number.
    pub heads: &'a HashMap<&'a str, &'a PersonRow>,
    pub work: Work,
}

impl Judge<'_> {
    fn find(&self, identity: &str) -> Option<Someone> {
        if let Some(id) = self.known.by_identity.get(identity) {
            let p = self.known.persons.get(id)?;
            return Some(Someone { id: p.id, version: Some(p.version), data: p.to_new() });
        }
        let (id, data) = self.work.made.get(identity).or_else(|| self.made.get(identity))?;
        Some(Someone { id: *id, version: None, data: data.clone() })
    }

    fn remark(&mut self, sheet: &str, row: u32, remark: Remark) {
        self.work.remarks.push(Placed { sheet: sheet.to_owned(), row, remark });
    }

    /// One head with his rows of members.
    pub fn head(&mut self, row: &PersonRow, members: &[MemberRow]) {
        let elsewhere = match self.find(row.identity.as_str()) {
            None => return self.create(row, None, members),
            Some(someone) => match self.known.files.get(&someone.id).cloned() {
                Some(file) if file.branch == self.branch => return self.update(row, someone, file, members),
                None if someone.data.branch == Some(self.branch) => return self.create(row, Some(someone), members),
                _ => Remark::new(Field::Identity, "elsewhere"),
            },
        };
        // Another office's: nothing is read from its file, nothing written to it.
        self.remark(&row.sheet, row.row, elsewhere);
        self.work.tally.unchanged += 1;
        self.work.tally.members_unchanged += members.len();
    }

    fn create(&mut self, row: &PersonRow, someone: Option<Someone>, members: &[MemberRow]) {
        let (id, household) = (self.env.id(), self.env.id());
        let incoming = memory::values(row);
        let (person, data, kept) = match someone {
            None => {
                let (person, data) = (self.env.id(), make::of_head(row, self.branch));
                self.add_person(person, &data);
                (person, data, memory::kept(&incoming))
            }
            Some(s) => {
                let mut current = memory::of_person(&s.data);
                // The file is new: what is its own is taken whole.
                current.extend(incoming.iter().filter(|(f, _)| !is_persons(**f)).map(|(f, v)| (*f, v.clone())));
                let verdict = memory::judge(&incoming, None, &current);
                let data = self.change_person(s.id, s.version, s.data, row, &verdict.take);
                self.leave(&row.sheet, row.row, &verdict.leave);
                (s.id, data, verdict.kept)
            }
        };
        self.work.households.push(NewHousehold { id: household, head: person, from: None });
        let head_name = memory::shown(&data);
        let mut kin = vec![Kin { membership: None, person, data, relation: HEAD.into(), current: true }];
        self.members(household, &mut kin, members);
        let declared = make::declared(row);
        if !declared.is_empty() {
            self.work.declared.insert(id, declared);
        }
        self.work.memories.insert(id, kept);
        self.work.file_of.insert(row.identity.as_str().to_owned(), id);
        self.work.files.push(BulkFile {
            id,
            old_number: row.old_number.clone(),
            branch: self.branch,
            household,
            head: person,
            head_name,
            status: Status::Draft,
            status_since: None,
            income_class: None,
            valid_until: None,
            next_review: None,
            before_contact: None,
            created_at: self.env.now(),
            categories: row.category.map(str::to_owned).into_iter().collect(),
            tokens: tokens(&kin),
        });
        self.work.tally.created += 1;
    }

    fn update(&mut self, row: &PersonRow, someone: Someone, file: File, members: &[MemberRow]) {
        self.work.file_of.insert(row.identity.as_str().to_owned(), file.id);
        let incoming = memory::values(row);
        let last = self.known.memories.get(&file.id).cloned();
        let declared = self.known.declared.get(&file.id).cloned().unwrap_or_default();
        let present = self.known.categories.get(&file.id).cloned().unwrap_or_default();
        let mut current = memory::of_person(&someone.data);
        current.extend(memory::of_declared(&declared));
        current.extend(file.old_number.clone().map(|n| (Field::OldNumber, n)));
        let last_category = last.as_ref().and_then(|k| k.get(Field::Category.code())).cloned();
        current.extend(category_now(&present, incoming.get(&Field::Category), last_category.as_ref()).map(|c| (Field::Category, c)));

        let verdict = memory::judge(&incoming, last.as_ref(), &current);
        self.leave(&row.sheet, row.row, &verdict.leave);
        let before = memory::shown(&someone.data);
        let data = self.change_person(someone.id, someone.version, someone.data, row, &verdict.take);
        let mut change = Change::default();
        let mut told = declared.clone();
        for field in &verdict.take {
            match field {
                Field::OldNumber => change.old_number = row.old_number.clone(),
                Field::Category => {
                    change.begin = row.category.map(str::to_owned);
                    change.end = last_category.clone().filter(|c| present.contains(c));
                }
                f => {
                    make::declared_over(&mut told, row, *f);
                }
            }
        }
        if told != declared {
            self.work.declared.insert(file.id, told);
        }
        let name = memory::shown(&data);
        let renamed = name != before;
        let mut kin = self.kin(file.household, someone.id, data);
        let stir = self.members(file.household, &mut kin, members);
        if renamed {
            change.head_name = Some(name);
        }
        if renamed || stir.names {
            change.tokens = Some(tokens(&kin));
        }
        if last.as_ref() != Some(&verdict.kept) {
            self.work.memories.insert(file.id, verdict.kept);
        }
        let fields: Vec<&'static str> = verdict.take.iter().map(|f| f.code()).collect();
        if fields.is_empty() {
            self.work.tally.unchanged += 1;
        } else {
            self.work.tally.updated += 1;
        }
        if stir.touched || !fields.is_empty() {
            self.work.file_changes.push((file, change, fields));
        }
    }

    /// Members whose head is in the register but not in the workbook. `false`: he has no file here.
    pub fn members_of(&mut self, head: &str, members: &[MemberRow]) -> bool {
        let Some(someone) = self.find(head) else { return false };
        let Some(file) = self.known.files.get(&someone.id).filter(|f| f.branch == self.branch).cloned() else { return false };
        let mut kin = self.kin(file.household, someone.id, someone.data);
        let stir = self.members(file.household, &mut kin, members);
        if stir.touched {
            self.work.file_changes.push((file, Change { tokens: stir.names.then(|| tokens(&kin)), ..Change::default() }, vec![]));
        }
        true
    }

    fn kin(&self, household: Id, head: Id, head_data: NewPerson) -> Vec<Kin> {
        let all = self.known.memberships.get(&household).map(Vec::as_slice).unwrap_or_default();
        all.iter()
            .filter_map(|m| {
                let data = if m.person == head { head_data.clone() } else { self.known.persons.get(&m.person)?.to_new() };
                Some(Kin { membership: Some(m.id), person: m.person, data, relation: m.relation.clone(), current: m.current })
            })
            .collect()
    }

    /// The members' rows of one household.
    fn members(&mut self, household: Id, kin: &mut Vec<Kin>, rows: &[MemberRow]) -> Stir {
        let mut stir = Stir::default();
        for row in rows {
            if let Some(at) = kin.iter().position(|k| same(k, row)) {
                let again = self.member_again(household, &mut kin[at], row);
                stir = Stir { touched: stir.touched || again.touched, names: stir.names || again.names };
                continue;
            }
            let found = row.identity.as_ref().and_then(|i| self.find(i.as_str()));
            if found.as_ref().is_some_and(|s| s.data.branch != Some(self.branch)) {
                self.remark(&row.sheet, row.row, Remark::new(Field::Identity, "elsewhere"));
                self.work.tally.members_unchanged += 1;
                continue;
            }
            let (person, data) = match found {
                Some(s) => (s.id, s.data),
                None => self.new_member(row),
            };
            self.work.memberships.push(NewMembership { id: self.env.id(), household, person, relation: row.relation, from: None, position: kin.len() as i64 });
            kin.push(Kin { membership: None, person, data, relation: row.relation.into(), current: true });
            self.work.tally.members_created += 1;
            stir = Stir { touched: true, names: true };
        }
        stir
    }

    fn new_member(&mut self, row: &MemberRow) -> (Id, NewPerson) {
        let person = self.env.id();
        // Where the workbook has him as a head too, that row says who he is.
        let own = row.identity.as_ref().and_then(|i| self.heads.get(i.as_str()).copied());
        let data = match own {
            Some(head) => make::of_head(head, self.branch),
            None => make::of_member(row, self.branch),
        };
        self.add_person(person, &data);
        let declared = make::person_declared(row);
        if !declared.is_empty() {
            self.work.persons_declared.insert(person, declared);
        }
        self.work.memories.insert(person, memory::kept(&memory::member_values(row)));
        (person, data)
    }

    /// A row of somebody who is in the household already.
    fn member_again(&mut self, household: Id, kin: &mut Kin, row: &MemberRow) -> Stir {
        let made_now = !self.known.persons.contains_key(&kin.person);
        if made_now || !kin.current || kin.relation == HEAD {
            self.work.tally.members_unchanged += 1;
            return Stir::default();
        }
        let mut incoming = memory::member_values(row);
        // Whoever heads a file is described by his own row.
        if self.known.files.contains_key(&kin.person) || row.identity.as_ref().is_some_and(|i| self.heads.contains_key(i.as_str())) {
            incoming.retain(|f, _| *f == Field::Relation);
        }
        let declared = self.known.persons_declared.get(&kin.person).cloned().unwrap_or_default();
        let mut current = memory::of_person(&kin.data);
        current.insert(Field::Relation, kin.relation.clone());
        current.extend(memory::of_person_declared(&declared));
        let last = self.known.memories.get(&kin.person).cloned();
        let verdict = memory::judge(&incoming, last.as_ref(), &current);
        self.leave(&row.sheet, row.row, &verdict.leave);
        if last.as_ref() != Some(&verdict.kept) {
            self.work.memories.insert(kin.person, verdict.kept);
        }
        if verdict.take.is_empty() {
            self.work.tally.members_unchanged += 1;
            return Stir::default();
        }
        self.work.tally.members_updated += 1;
        let (before, mut told) = (kin.data.clone(), declared.clone());
        for field in &verdict.take {
            match (field, kin.membership) {
                (Field::Relation, Some(m)) => self.work.relations.push((household, m, row.relation)),
                (f, _) => {
                    if !make::person_declared_over(&mut told, row, *f) {
                        make::member_over(&mut kin.data, row, *f);
                    }
                }
            }
        }
        if told != declared {
            self.work.persons_declared.insert(kin.person, told);
        }
        if kin.data != before
            && let Some(p) = self.known.persons.get(&kin.person)
        {
            self.work.person_changes.insert(p.id, (p.version, kin.data.clone()));
        }
        Stir { touched: true, names: memory::shown(&kin.data) != memory::shown(&before) }
    }

    fn add_person(&mut self, id: Id, data: &NewPerson) {
        if let Some((_, number)) = &data.identity {
            self.work.made.insert(number.clone(), (id, data.clone()));
        }
        self.work.persons.push((id, data.clone()));
    }

    fn change_person(&mut self, id: Id, version: Option<i64>, mut data: NewPerson, row: &PersonRow, take: &[Field]) -> NewPerson {
        let before = data.clone();
        for field in take {
            make::head_over(&mut data, row, *field);
        }
        if let Some(version) = version.filter(|_| data != before) {
            self.work.person_changes.insert(id, (version, data.clone()));
        }
        data
    }

    fn leave(&mut self, sheet: &str, row: u32, fields: &[Field]) {
        for f in fields {
            self.remark(sheet, row, Remark::new(*f, "changed_since"));
        }
    }
}

fn is_persons(f: Field) -> bool {
    matches!(f, Field::Name | Field::Birth | Field::Sex | Field::Mobile | Field::District | Field::ShortAddress | Field::Iban)
}

/// The same person: by identity number, or where one of the two has none, by the shown name and the birth day as far as known.
fn same(k: &Kin, row: &MemberRow) -> bool {
    match (k.data.identity.as_ref().map(|(_, n)| n.as_str()), row.identity.as_ref().map(|i| i.as_str())) {
        (Some(a), Some(b)) => a == b,
        _ => {
            let birth = match (k.data.birth.map(|b| b.day), row.birth.as_ref().map(|b| b.day)) {
                (Some(a), Some(b)) => a == b,
                _ => true,
            };
            birth && i18n::fold::same_name(&memory::shown(&k.data), &row.name.shown())
        }
    }
}

/// Which of the file's categories the row's is compared with.
fn category_now(present: &[String], incoming: Option<&String>, last: Option<&String>) -> Option<String> {
    let holds = |c: Option<&String>| c.filter(|c| present.contains(c)).cloned();
    holds(incoming).or_else(|| holds(last)).or_else(|| present.first().cloned())
}

fn tokens(kin: &[Kin]) -> Vec<String> {
    let mut out: Vec<String> = kin.iter().flat_map(|k| people::name_tokens(&memory::shown(&k.data), &k.data.as_written, k.data.latin.as_deref())).collect();
    out.sort();
    out.dedup();
    out
}

/// The identity numbers of some rows, each once.
pub(super) fn identities<'r>(rows: impl Iterator<Item = (&'r str, &'r [MemberRow])>) -> Vec<String> {
    let mut all: Vec<String> = vec![];
    for (head, members) in rows {
        all.push(head.to_owned());
        all.extend(members.iter().filter_map(|m| m.identity.as_ref()).map(|i| i.as_str().to_owned()));
    }
    all.sort_unstable();
    all.dedup();
    all
}
