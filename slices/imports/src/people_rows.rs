//! One row of the people's sheet to a checked person, or the faults that keep it out.

use crate::{
    birth::{self, Birth},
    cell::Cell,
    finding::{Fault, Remark},
    headings::{Field, Layout},
};
use kernel::{Day, Money};
use people::rules::{Iban, IdentityNumber, Mobile, Name, ShortAddress, address, clean, iban, identity, key, mobile, name, words};

/// A person as his row tells, checked. `None` where the cell was empty or said "nothing"; words that are not known stay in `notes`.
#[derive(Clone, Debug)]
pub struct PersonRow {
    pub sheet: String,
    /// The spreadsheet's own row number.
    pub row: u32,
    /// The register's own serial, column «م».
    pub serial: Option<String>,
    /// The file number of the older register: kept beside ours and searchable.
    pub old_number: Option<String>,
    pub name: Name,
    pub identity: IdentityNumber,
    pub birth: Option<Birth>,
    pub sex: Option<words::Sex>,
    /// The first is the main one.
    pub mobiles: Vec<Mobile>,
    /// Category code.
    pub category: Option<&'static str>,
    /// How many the register says the household has.
    pub count: Option<i64>,
    pub district: Option<String>,
    pub short_address: Option<ShortAddress>,
    pub iban: Option<Iban>,
    /// A month's income.
    pub income: Option<Money>,
    pub income_source: Option<&'static str>,
    pub dwelling: Option<&'static str>,
    /// A year's rent.
    pub rent: Option<Money>,
    /// As written, never evaluated; what no list knew is added line by line.
    pub notes: Option<String>,
    pub remarks: Vec<Remark>,
}

/// What a row turned out to be.
pub enum Outcome {
    Person(Box<PersonRow>),
    /// Every fault found, in the order of the fields; with the identity number if that much was sound.
    Faulty {
        faults: Vec<Fault>,
        identity: Option<IdentityNumber>,
    },
}

pub fn parse(sheet: &str, row: u32, layout: &Layout, cells: &[Cell], today: Day) -> Outcome {
    let mut r = RowReader::new(layout, cells);
    let name = r.required(Field::Name, |c| name::parse(&c.text()));
    let identity = r.required(Field::Identity, |c| identity::parse(&c.text()));
    let birth = r.birth(today);
    let mobiles = r.mobiles();
    let iban = r.optional(Field::Iban, |c| iban::parse(&c.text()));
    let short_address = r.optional(Field::ShortAddress, |c| address::parse(&c.text()));
    let income = r.optional(Field::Income, |c| words::money(&c.text())).and_then(words::Amount::said);
    let rent = r.optional(Field::Rent, |c| words::money(&c.text())).and_then(words::Amount::said);
    let count = r.optional(Field::Count, count);
    let sex = r.word(Field::Sex, "sex_unknown", |t| words::sex(t).map(words::Sex::code)).and_then(words::Sex::parse);
    let category = r.word(Field::Category, "category_unknown", words::category);
    let dwelling = r.word(Field::Dwelling, "dwelling_unknown", words::dwelling);
    let income_source = r.word(Field::IncomeSource, "income_source_unknown", words::income_source);
    let bank = r.text(Field::Bank);
    let notes = r.notes();
    let (Some(name), Some(identity), true) = (name, identity.clone(), r.faults.is_empty()) else {
        return Outcome::Faulty { faults: r.faults, identity };
    };
    let mut remarks = r.remarks;
    if let Some(i) = &iban {
        remarks.extend(i.remark().map(|code| Remark::new(Field::Iban, code).arg("bank", i.bank_code())));
        if bank.is_some_and(|b| i.named_otherwise(&b)) {
            remarks.push(Remark::new(Field::Bank, "bank_differs"));
        }
    }
    Outcome::Person(Box::new(PersonRow {
        sheet: sheet.to_owned(),
        row,
        serial: RowReader::new(layout, cells).text(Field::Serial),
        old_number: RowReader::new(layout, cells).text(Field::OldNumber),
        district: RowReader::new(layout, cells).text(Field::District),
        name,
        identity,
        birth,
        sex,
        mobiles,
        category,
        count,
        short_address,
        iban,
        income,
        income_source,
        dwelling,
        rent,
        notes,
        remarks,
    }))
}

fn count(cell: &Cell) -> Result<i64, kernel::FieldError> {
    let text = i18n::digits::ascii(&cell.text());
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let rest: String = text.chars().filter(|c| !c.is_ascii_digit()).collect();
    match digits.parse::<i64>() {
        Ok(n) if n <= 60 && matches!(key(&rest).as_str(), "" | "افراد" | "فرد") => Ok(n),
        _ => Err(kernel::FieldError::new("count")),
    }
}

/// Reads a row field by field and gathers what is wrong and what is odd.
pub(crate) struct RowReader<'a> {
    layout: &'a Layout,
    cells: &'a [Cell],
    pub faults: Vec<Fault>,
    pub remarks: Vec<Remark>,
    /// Words no list knew, with their heading's field.
    unknown: Vec<String>,
}

impl<'a> RowReader<'a> {
    pub fn new(layout: &'a Layout, cells: &'a [Cell]) -> Self {
        RowReader { layout, cells, faults: vec![], remarks: vec![], unknown: vec![] }
    }

    pub fn required<T>(&mut self, field: Field, parse: impl Fn(&Cell) -> Result<T, kernel::FieldError>) -> Option<T> {
        let cell = self.layout.get(self.cells, field);
        if cell.is_blank() || words::is_nothing(&cell.text()) {
            self.faults.push(Fault::code(field, "required"));
            return None;
        }
        self.keep(field, parse(cell))
    }

    /// Nothing where the cell is empty, a dash or says that there is none.
    pub fn optional<T>(&mut self, field: Field, parse: impl Fn(&Cell) -> Result<T, kernel::FieldError>) -> Option<T> {
        let cell = self.layout.get(self.cells, field);
        // «لا يوجد» under income is an answer, a zero; elsewhere it is an empty cell.
        let answers = matches!(field, Field::Income | Field::Rent);
        if cell.is_blank() || (!answers && words::is_nothing(&cell.text())) {
            return None;
        }
        self.keep(field, parse(cell))
    }

    fn keep<T>(&mut self, field: Field, parsed: Result<T, kernel::FieldError>) -> Option<T> {
        parsed.map_err(|e| self.faults.push(Fault { field, error: e })).ok()
    }

    pub fn birth(&mut self, today: Day) -> Option<Birth> {
        let mut found: Option<Birth> = None;
        for cell in self.layout.all(self.cells, Field::Birth) {
            if words::is_nothing(&cell.text()) {
                continue;
            }
            match birth::parse(cell, today) {
                Err(e) => {
                    self.faults.push(Fault { field: Field::Birth, error: e });
                    return None;
                }
                Ok(b) => match &found {
                    None => {
                        self.remarks.extend(b.remark.map(|code| Remark::new(Field::Birth, code).arg("text", &b.as_entered)));
                        found = Some(b);
                    }
                    Some(first) if first.day != b.day => self.remarks.push(Remark::new(Field::Birth, "birth_differs").arg("text", &b.as_entered)),
                    Some(_) => {}
                },
            }
        }
        if found.is_none() {
            self.remarks.push(Remark::new(Field::Birth, "birth_missing"));
        }
        found
    }

    pub fn mobiles(&mut self) -> Vec<Mobile> {
        let mut all: Vec<Mobile> = vec![];
        for cell in self.layout.all(self.cells, Field::Mobile) {
            if words::is_nothing(&cell.text()) {
                continue;
            }
            match mobile::parse_many(&cell.text()) {
                Ok(found) => all.extend(found.into_iter().filter(|m| !all.contains(m)).collect::<Vec<_>>()),
                Err(error) => self.faults.push(Fault { field: Field::Mobile, error }),
            }
        }
        all
    }

    /// A word from a list; one that no list knows is remarked and kept in the notes.
    pub fn word<T>(&mut self, field: Field, unknown: &'static str, find: impl Fn(&str) -> Option<T>) -> Option<T> {
        let cell = self.layout.get(self.cells, field);
        let text = clean(&cell.text());
        if cell.is_blank() {
            return None;
        }
        let found = find(&text);
        if found.is_none() && !words::is_nothing(&text) {
            self.remarks.push(Remark::new(field, unknown).arg("text", &text));
            self.unknown.push(text);
        }
        found
    }

    pub fn text(&self, field: Field) -> Option<String> {
        let cell = self.layout.get(self.cells, field);
        (!cell.is_blank() && !words::is_nothing(&cell.text())).then(|| clean(&cell.text()))
    }

    pub fn notes(&mut self) -> Option<String> {
        if self.layout.all(self.cells, Field::Notes).any(Cell::looks_like_formula) {
            self.remarks.push(Remark::new(Field::Notes, "formula_text"));
        }
        let mut lines: Vec<String> = self.layout.all(self.cells, Field::Notes).map(|c| c.text().trim().to_owned()).collect();
        lines.append(&mut self.unknown);
        (!lines.is_empty()).then(|| lines.join("\n"))
    }
}
