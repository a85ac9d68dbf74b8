//! A whole workbook to what it would bring in: pure, before any database is asked.

use crate::{
    cell::Cell,
    finding::{Fault, Remark},
    headings::{Field, Kind, Layout},
    member_rows::{self, MemberRow},
    people_rows::{self, Outcome, PersonRow},
    plausible,
    reader::Sheet,
};
use kernel::Day;
use people::rules::{IdentityNumber, identity, key};
use std::collections::{BTreeMap, HashMap, HashSet};

/// A sheet as it was understood.
#[derive(Clone, Debug)]
pub struct SheetSeen {
    pub name: String,
    /// `people`, `members`, `empty` or `not_understood`.
    pub kind: &'static str,
    pub heading_row: Option<u32>,
    /// Rows with a person on them.
    pub rows: usize,
    /// Rows passed over: totals, repeated headings, lines of text.
    pub passed_over: Vec<u32>,
    /// Headings that mean nothing here.
    pub ignored: Vec<String>,
    /// All headings, as they stand, for giving rows back.
    pub headings: Vec<String>,
}

/// A row kept out: the first fault counts, the others are told too.
#[derive(Clone, Debug)]
pub struct Rejected {
    pub sheet: String,
    pub row: u32,
    pub faults: Vec<Fault>,
    pub cells: Vec<Cell>,
}

/// The same identity number again in the workbook.
#[derive(Clone, Debug)]
pub struct Duplicate {
    pub sheet: String,
    pub row: u32,
    pub of_sheet: String,
    pub of_row: u32,
    pub identity: IdentityNumber,
    pub cells: Vec<Cell>,
}

/// A remark with its place.
#[derive(Clone, Debug)]
pub struct Placed {
    pub sheet: String,
    pub row: u32,
    pub remark: Remark,
}

/// What the workbook brings. Each row of a people's sheet is in exactly one of `people`, `rejected`, `duplicates`; each row of a members'
/// sheet in one of `members`, `waiting`, `members_rejected`, `members_duplicates`.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    pub sheets: Vec<SheetSeen>,
    pub people: Vec<PersonRow>,
    pub rejected: Vec<Rejected>,
    pub duplicates: Vec<Duplicate>,
    /// Members by the position of their head in `people`.
    pub members: BTreeMap<usize, Vec<MemberRow>>,
    /// Members whose head is not among `people`: he may be in the register already. The code is for when he is not: `head_rejected`
    /// where this workbook has him on a rejected row, else `head_unknown`.
    pub waiting: Vec<(MemberRow, &'static str, Vec<Cell>)>,
    pub members_rejected: Vec<Rejected>,
    pub members_duplicates: Vec<Duplicate>,
    /// Of members and of whole rows that stayed out; the people's own are in `people`.
    pub remarks: Vec<Placed>,
}

impl Plan {
    /// Rows of people's sheets, each counted once.
    pub fn people_rows(&self) -> usize {
        self.people.len() + self.rejected.len() + self.duplicates.len()
    }
    pub fn members_count(&self) -> usize {
        self.members.values().map(Vec::len).sum()
    }
    /// All remarks on people and members, in the order of sheets and rows.
    pub fn all_remarks(&self) -> Vec<Placed> {
        let place = |sheet: &str, row: u32, r: &Remark| Placed { sheet: sheet.to_owned(), row, remark: r.clone() };
        let mut all = self.remarks.clone();
        all.extend(self.people.iter().flat_map(|p| p.remarks.iter().map(|r| place(&p.sheet, p.row, r))));
        let waiting = self.waiting.iter().map(|(m, ..)| m);
        all.extend(self.members.values().flatten().chain(waiting).flat_map(|m| m.remarks.iter().map(|r| place(&m.sheet, m.row, r))));
        let order: HashMap<&str, usize> = self.sheets.iter().enumerate().map(|(i, s)| (s.name.as_str(), i)).collect();
        all.sort_by_key(|p| (order.get(p.sheet.as_str()).copied().unwrap_or(usize::MAX), p.row));
        all
    }
}

/// Makes the plan. `today` is for ages and for dates that cannot have been yet.
pub fn make(sheets: &[Sheet], today: Day) -> Plan {
    let mut plan = Plan::default();
    let mut members: Vec<(MemberRow, Vec<Cell>)> = vec![];
    let mut faulty_members: Vec<(String, Rejected)> = vec![];
    let mut rejected_heads: HashSet<String> = HashSet::new();
    let mut seen: HashMap<IdentityNumber, usize> = HashMap::new();
    for sheet in sheets {
        let Some(layout) = Layout::find(sheet) else {
            let kind = if sheet.rows.is_empty() { "empty" } else { "not_understood" };
            plan.sheets.push(SheetSeen { name: sheet.name.clone(), kind, heading_row: None, rows: 0, passed_over: vec![], ignored: vec![], headings: vec![] });
            continue;
        };
        let (rows, passed_over) = data_rows(sheet, &layout);
        for (row, cells) in &rows {
            let (row, sheet) = (*row, sheet.name.as_str());
            match layout.kind {
                Kind::People => match people_rows::parse(sheet, row, &layout, cells, today) {
                    Outcome::Person(p) => match seen.get(&p.identity) {
                        Some(at) => plan.duplicates.push(duplicate(sheet, row, &plan.people[*at], p.identity, cells)),
                        None => {
                            seen.insert(p.identity.clone(), plan.people.len());
                            plan.people.push(*p);
                        }
                    },
                    Outcome::Faulty { identity: Some(id), .. } if seen.contains_key(&id) => {
                        plan.duplicates.push(duplicate(sheet, row, &plan.people[seen[&id]], id, cells));
                    }
                    Outcome::Faulty { faults, .. } => {
                        rejected_heads.insert(bare(layout.get(cells, Field::Identity)));
                        plan.rejected.push(Rejected { sheet: sheet.to_owned(), row, faults, cells: cells.to_vec() });
                    }
                },
                Kind::Members => match member_rows::parse(sheet, row, &layout, cells, today) {
                    Ok(m) => members.push((m, cells.to_vec())),
                    Err(faults) => {
                        let rejected = Rejected { sheet: sheet.to_owned(), row, faults, cells: cells.to_vec() };
                        faulty_members.push((bare(layout.get(cells, Field::Head)), rejected));
                    }
                },
            }
        }
        let heading_cells = sheet.rows.get(&layout.heading_row).map(Vec::as_slice).unwrap_or_default();
        plan.sheets.push(SheetSeen {
            name: sheet.name.clone(),
            kind: if layout.kind == Kind::People { "people" } else { "members" },
            heading_row: Some(layout.heading_row),
            rows: rows.len(),
            passed_over,
            ignored: layout.ignored.clone(),
            headings: heading_cells.iter().map(|c| people::rules::clean(&c.text())).collect(),
        });
    }
    for (head, mut rejected) in faulty_members {
        // The head's own number is wrong on his row too: that is what to mend, not this row.
        if identity::parse(&head).is_err() && rejected_heads.contains(&head) {
            rejected.faults.insert(0, Fault::code(Field::Head, "head_rejected"));
        }
        plan.members_rejected.push(rejected);
    }
    join(&mut plan, members, &seen, &rejected_heads);
    remark(&mut plan, today);
    plan
}

/// The rows below the headings that hold a person, and the numbers of those that do not.
fn data_rows<'a>(sheet: &'a Sheet, layout: &Layout) -> (Vec<(u32, &'a [Cell])>, Vec<u32>) {
    let (mut rows, mut passed) = (vec![], vec![]);
    for (row, cells) in sheet.rows.range(layout.heading_row + 1..) {
        if is_person(layout, cells) { rows.push((*row, cells.as_slice())) } else { passed.push(*row) }
    }
    (rows, passed)
}

/// A row is a person's unless it repeats the headings, sums up, or says nothing of a person: a register's numbered empty lines, a
/// line of text under the table.
fn is_person(layout: &Layout, cells: &[Cell]) -> bool {
    if layout.repeats(cells) {
        return false;
    }
    let filled: Vec<&Cell> = cells.iter().filter(|c| !c.is_blank()).collect();
    let first = filled.first().map(|c| key(&c.text())).unwrap_or_default();
    if ["اجمالي", "الاجمالي", "المجموع", "مجموع", "total", "العدد"].iter().any(|w| first.split(' ').next() == Some(w)) {
        return false;
    }
    let told = [Field::Name, Field::Identity, Field::Mobile, Field::Iban, Field::Birth].iter().filter(|f| !layout.get(cells, **f).is_blank()).count();
    let words_alone = filled.len() == 1 && filled.iter().all(|c| matches!(c, Cell::Text(t) if identity::parse(t).is_err()));
    told > 0 && !words_alone
}

fn duplicate(sheet: &str, row: u32, of: &PersonRow, identity: IdentityNumber, cells: &[Cell]) -> Duplicate {
    Duplicate { sheet: sheet.to_owned(), row, of_sheet: of.sheet.clone(), of_row: of.row, identity, cells: cells.to_vec() }
}

/// The signs of a number as typed, sound or not, so that a member finds his head's rejected row.
fn bare(cell: &Cell) -> String {
    i18n::digits::ascii(&cell.text()).chars().filter(char::is_ascii_digit).collect()
}

/// Puts each member with the head, and sees to those that appear twice.
fn join(plan: &mut Plan, members: Vec<(MemberRow, Vec<Cell>)>, heads: &HashMap<IdentityNumber, usize>, rejected_heads: &HashSet<String>) {
    let mut seen: HashMap<IdentityNumber, (IdentityNumber, String, u32)> = HashMap::new();
    for (mut m, cells) in members {
        if let Some(id) = m.identity.clone() {
            match seen.get(&id) {
                Some((head, of_sheet, of_row)) if *head == m.head => {
                    plan.members_duplicates.push(Duplicate { sheet: m.sheet, row: m.row, of_sheet: of_sheet.clone(), of_row: *of_row, identity: id, cells });
                    continue;
                }
                Some((_, _, of_row)) => m.remarks.push(Remark::new(Field::Identity, "member_elsewhere").arg("row", of_row)),
                None => {
                    seen.insert(id.clone(), (m.head.clone(), m.sheet.clone(), m.row));
                }
            }
            if id == m.head {
                // The head listed among the members: known already, and no member of his own.
                let (of_sheet, of_row) = heads.get(&id).map_or((m.sheet.clone(), m.row), |at| (plan.people[*at].sheet.clone(), plan.people[*at].row));
                plan.members_duplicates.push(Duplicate { sheet: m.sheet, row: m.row, of_sheet, of_row, identity: id, cells });
                continue;
            }
            if let Some(at) = heads.get(&id) {
                m.remarks.push(Remark::new(Field::Identity, "head_is_member").arg("row", plan.people[*at].row));
            }
        }
        match heads.get(&m.head) {
            Some(at) => plan.members.entry(*at).or_default().push(m),
            None => {
                let code = if rejected_heads.contains(m.head.as_str()) { "head_rejected" } else { "head_unknown" };
                plan.waiting.push((m, code, cells));
            }
        }
    }
}

/// The remarks that need a look at more than one field, or more than one row.
fn remark(plan: &mut Plan, today: Day) {
    let mut mobiles: HashMap<String, Vec<usize>> = HashMap::new();
    let mut ibans: HashMap<String, Vec<usize>> = HashMap::new();
    for (i, p) in plan.people.iter_mut().enumerate() {
        let odd = plausible::person(p, today);
        p.remarks.extend(odd);
        p.remarks.extend(plausible::count(p, plan.members.get(&i).map_or(0, Vec::len)));
        for m in &p.mobiles {
            mobiles.entry(m.as_str().to_owned()).or_default().push(i);
        }
        if let Some(iban) = &p.iban {
            ibans.entry(iban.as_str().to_owned()).or_default().push(i);
        }
        for m in plan.members.get_mut(&i).into_iter().flatten() {
            let odd = plausible::member(m, p);
            m.remarks.extend(odd);
        }
    }
    for (field, code, shared) in [(Field::Mobile, "mobile_shared", mobiles), (Field::Iban, "iban_shared", ibans)] {
        for at in shared.values().filter(|at| at.len() > 1) {
            let first = plan.people[at[0]].row;
            for i in &at[1..] {
                plan.people[*i].remarks.push(Remark::new(field, code).arg("row", first));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(name: &str, rows: &[(u32, &[&str])]) -> Sheet {
        let cells = |texts: &[&str]| texts.iter().map(|t| if t.is_empty() { Cell::Empty } else { Cell::Text((*t).into()) }).collect();
        Sheet { name: name.into(), hidden: false, rows: rows.iter().map(|(n, r)| (*n, cells(r))).collect() }
    }

    fn today() -> Day {
        "2026-11-22".parse().unwrap()
    }

    const HEADS: &[&str] = &["م", "الاسم", "رقم الهوية", "الجوال", "الفئة", "الجنس"];

    #[test]
    fn each_row_goes_one_way() {
        let people = sheet(
            "أ",
            &[
                (1, &["كشف"]),
                (3, HEADS),
                (4, &["1", "هند علي سعد المطرفي", "1000000008", "0500000187", "أرملة", "ذ"]),
                (5, &["2", "سعد علي فهد المطرفي", "1000000009", "0500000188"]),
                (6, HEADS),
                (7, &["3", "هند على المطرفي", "١٠٠٠٠٠٠٠٠٨", "12"]),
                (8, &["4"]),
                (9, &["5", "فهد سعد علي الجبر", "", "0500000187"]),
                (10, &["الإجمالي", "5"]),
                (11, &["", "توقيع المدير"]),
            ],
        );
        let other = sheet("ب", &[(1, &["الصنف", "العدد"]), (2, &["أرز", "5"])]);
        let plan = make(&[people, other, sheet("ج", &[])], today());
        assert_eq!(plan.people_rows(), 4);
        assert_eq!(plan.people.iter().map(|p| p.row).collect::<Vec<_>>(), [4]);
        assert_eq!(plan.duplicates.iter().map(|d| (d.row, d.of_row)).collect::<Vec<_>>(), [(7, 4)]);
        assert_eq!(plan.rejected.iter().map(|r| (r.row, r.faults[0].error.code)).collect::<Vec<_>>(), [(5, "id_check_digit"), (9, "required")]);
        assert_eq!(plan.sheets.iter().map(|s| s.kind).collect::<Vec<_>>(), ["people", "not_understood", "empty"]);
        assert_eq!(plan.sheets[0].passed_over, [6, 8, 10, 11]);
        assert_eq!(plan.people[0].remarks.iter().map(|r| r.code).collect::<Vec<_>>(), ["birth_missing", "category_sex"]);
    }

    #[test]
    fn a_sound_row_after_a_faulty_one_of_the_same_person_comes_in() {
        let people = sheet("أ", &[(1, HEADS), (2, &["1", "هند علي المطرفي", "1000000008", "12"]), (3, &["2", "هند علي المطرفي", "1000000008", "0500000187"])]);
        let plan = make(&[people], today());
        assert_eq!((plan.people[0].row, plan.rejected[0].row, plan.duplicates.len()), (3, 2, 0));
    }

    #[test]
    fn members_find_their_heads() {
        let people = sheet("أ", &[(1, HEADS), (2, &["1", "هند علي سعد المطرفي", "1000000008"]), (3, &["2", "سعد علي فهد المطرفي", "100000001"])]);
        let members = sheet(
            "ب",
            &[
                (1, &["هوية رب الأسرة", "اسم الفرد", "الصلة", "رقم هوية الفرد", "الميلاد"]),
                (2, &["1000000008", "سعد فهد المطرفي", "ابن", "1409546114", "1420/1/1"]),
                (3, &["1000000008", "سعد فهد المطرفي", "ابن", "1409546114", "1420/1/1"]),
                (4, &["1000000008", "مها فهد المطرفي", "جارة", "", "1425/1/1"]),
                (5, &["100000001", "علي سعد المطرفي", "ابن", "", "1425/1/1"]),
                (6, &["2033076668", "علي سعد المطرفي", "ابن", "", "1425/1/1"]),
                (7, &["1000000008", "علي فهد المطرفي", "ابن", "1234567890", "1425/1/1"]),
                (8, &["1000000008", "هند علي سعد المطرفي", "نفسها", "1000000008", ""]),
            ],
        );
        let plan = make(&[people, members], today());
        assert_eq!(plan.members[&0].iter().map(|m| (m.row, m.relation)).collect::<Vec<_>>(), [(2, "son"), (4, "other")]);
        assert_eq!(plan.members_duplicates.iter().map(|d| (d.row, d.of_row)).collect::<Vec<_>>(), [(3, 2), (8, 2)]);
        assert_eq!(plan.members_rejected.iter().map(|r| (r.row, r.faults[0].error.code)).collect::<Vec<_>>(), [(5, "head_rejected"), (7, "id_check_digit")]);
        assert_eq!(plan.waiting.iter().map(|(m, code, _)| (m.row, *code)).collect::<Vec<_>>(), [(6, "head_unknown")]);
    }
}
