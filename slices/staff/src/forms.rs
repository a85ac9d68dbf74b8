//! Raw strings → checked commands, or errors at their fields.

use crate::{
    actions::{branches::BranchForm, employees::EmployeeForm, first_run::FirstRunForm},
    letterhead::{ACCOUNTS, BankAccount, Letterhead, Policy, tidy_iban},
    rules,
};
use i18n::digits::ascii;
use kernel::{Day, FieldErrors};
use web::{DateRaw, Form};

/// Rows of branches on the first page; more are added later on their own page.
pub const FIRST_BRANCHES: usize = 3;

fn short(s: &str, n: usize) -> String {
    s.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(n).collect()
}

/// The letterhead's form as typed.
#[derive(Clone, Debug, Default)]
pub struct LetterheadRaw {
    pub name_ar: String,
    pub name_en: String,
    pub regulator_ar: String,
    pub licence_number: String,
    pub region_ar: String,
    pub city_ar: String,
    pub mobile: String,
    pub email: String,
    pub social: String,
    pub accounts: Vec<AccountRaw>,
    pub policy_title: String,
    pub approved_in: String,
    pub approved_on: DateRaw,
}

#[derive(Clone, Debug, Default)]
pub struct AccountRaw {
    pub bank_field: String,
    pub iban_field: String,
    pub bank: String,
    pub iban: String,
}

fn account(i: usize, bank: &str, iban: &str) -> AccountRaw {
    AccountRaw { bank_field: format!("bank_{}", i + 1), iban_field: format!("iban_{}", i + 1), bank: bank.into(), iban: iban.into() }
}

/// The stored day as a form shows it, in the calendar of the reader's choice: the policy's date is known to the day.
fn day_raw(d: Option<Day>) -> DateRaw {
    d.map(|d| DateRaw::given(d, i18n::dates::Calendar::Gregorian, i18n::dates::Precision::Full)).unwrap_or_default()
}

impl LetterheadRaw {
    pub fn of(form: &Form) -> LetterheadRaw {
        let t = |k: &str| form.text(k).to_string();
        LetterheadRaw {
            name_ar: t("name_ar"),
            name_en: t("name_en"),
            regulator_ar: t("regulator_ar"),
            licence_number: t("licence_number"),
            region_ar: t("region_ar"),
            city_ar: t("city_ar"),
            mobile: t("mobile"),
            email: t("email"),
            social: t("social"),
            accounts: (0..ACCOUNTS).map(|i| account(i, form.text(&format!("bank_{}", i + 1)), form.text(&format!("iban_{}", i + 1)))).collect(),
            policy_title: t("policy_title"),
            approved_in: t("approved_in"),
            approved_on: DateRaw::of(form, "approved_on"),
        }
        .with_rows()
    }

    pub fn from(l: &Letterhead) -> LetterheadRaw {
        LetterheadRaw {
            name_ar: l.name_ar.clone(),
            name_en: l.name_en.clone(),
            regulator_ar: l.regulator_ar.clone(),
            licence_number: l.licence_number.clone(),
            region_ar: l.region_ar.clone(),
            city_ar: l.city_ar.clone(),
            mobile: l.mobile.clone(),
            email: l.email.clone(),
            social: l.social.join(" "),
            accounts: l.bank_accounts.iter().enumerate().map(|(i, a)| account(i, &a.bank_ar, &a.iban)).collect(),
            policy_title: l.policy.title_ar.clone(),
            approved_in: l.policy.approved_in.clone(),
            approved_on: day_raw(l.policy.approved_on),
        }
        .with_rows()
    }

    /// Filled rows, then one empty one: at least three, at most [`ACCOUNTS`].
    fn with_rows(mut self) -> LetterheadRaw {
        self.accounts.retain(|a| !a.bank.is_empty() || !a.iban.is_empty());
        let rows = (self.accounts.len() + 1).clamp(3, ACCOUNTS);
        self.accounts.resize(rows, AccountRaw::default());
        self.accounts = self.accounts.iter().enumerate().map(|(i, a)| account(i, &a.bank, &a.iban)).collect();
        self
    }

    pub fn check(&self, errors: &mut FieldErrors) -> Letterhead {
        let approved_on = match self.approved_on.parse() {
            Ok(d) => d.map(|d| d.day),
            Err(e) => {
                errors.add("approved_on", e);
                None
            }
        };
        let head = Letterhead {
            name_ar: short(&self.name_ar, 120),
            name_en: short(&self.name_en, 120),
            regulator_ar: short(&self.regulator_ar, 120),
            licence_number: short(&ascii(&self.licence_number), 40),
            region_ar: short(&self.region_ar, 60),
            city_ar: short(&self.city_ar, 60),
            mobile: short(&ascii(&self.mobile), 30),
            email: short(&ascii(&self.email), 120),
            social: self.social.split([' ', ',', '،', '\n']).filter(|s| !s.is_empty()).map(|s| short(s, 60)).take(8).collect(),
            bank_accounts: self
                .accounts
                .iter()
                .filter(|a| !a.bank.is_empty() || !a.iban.is_empty())
                .map(|a| BankAccount { bank_ar: short(&a.bank, 60), iban: tidy_iban(&a.iban) })
                .collect(),
            policy: Policy { title_ar: short(&self.policy_title, 160), approved_in: short(&self.approved_in, 160), approved_on },
        };
        let mut found = FieldErrors::default();
        head.check(&mut found);
        let date = std::mem::take(&mut errors.0);
        errors.0 = found.0.into_iter().chain(date).collect();
        head
    }
}

/// A branch's form as typed; `n` is its row on the first page, or none on its own page.
#[derive(Clone, Debug, Default)]
pub struct BranchRaw {
    pub number: String,
    pub name_ar: String,
    pub name_en: String,
    pub area: String,
}

impl BranchRaw {
    pub fn of(form: &Form, suffix: &str) -> BranchRaw {
        let t = |k: &str| form.text(&format!("{k}{suffix}")).to_string();
        if suffix.is_empty() {
            BranchRaw { number: t("number"), name_ar: t("name_ar"), name_en: t("name_en"), area: t("area") }
        } else {
            BranchRaw { number: t("branch_number"), name_ar: t("branch_name"), name_en: String::new(), area: t("branch_area") }
        }
    }
    fn is_empty(&self) -> bool {
        self.name_ar.is_empty() && self.area.is_empty()
    }
    /// `names`: how the fields of number and name are called.
    pub fn check(&self, errors: &mut FieldErrors, names: (&str, &str)) -> BranchForm {
        let number = ascii(&self.number).trim().parse().ok().filter(|n| (1..=99).contains(n));
        if number.is_none() {
            errors.code(names.0, "staff_number");
        }
        if self.name_ar.chars().count() < 2 {
            errors.code(names.1, "staff_branch_name");
        }
        BranchForm { number: number.unwrap_or(0), name_ar: short(&self.name_ar, 80), name_en: short(&self.name_en, 80), area: short(&self.area, 300) }
    }
}

#[derive(Clone, Debug, Default)]
pub struct EmployeeRaw {
    pub username: String,
    pub name_ar: String,
    pub name_en: String,
    pub department: String,
    pub branch: String,
    pub roles: Vec<String>,
}

impl EmployeeRaw {
    pub fn of(form: &Form) -> EmployeeRaw {
        let t = |k: &str| form.text(k).to_string();
        EmployeeRaw {
            username: t("username"),
            name_ar: t("name_ar"),
            name_en: t("name_en"),
            department: t("department"),
            branch: t("branch"),
            roles: form.all("roles").map(str::to_string).collect(),
        }
    }
    pub fn check(&self, errors: &mut FieldErrors) -> EmployeeForm {
        if self.name_ar.chars().count() < 2 {
            errors.code("name_ar", "staff_name");
        }
        let branch = self.branch.parse().ok();
        if branch.is_none() {
            errors.code("branch", "staff_branch");
        }
        EmployeeForm { name_ar: short(&self.name_ar, 120), name_en: short(&self.name_en, 120), department: short(&self.department, 80), branch }
    }
}

/// The whole first page as typed (passwords are never shown again).
#[derive(Clone, Debug, Default)]
pub struct FirstRunRaw {
    pub head: LetterheadRaw,
    pub branches: Vec<BranchRaw>,
    pub username: String,
    pub admin_ar: String,
    pub admin_en: String,
}

impl FirstRunRaw {
    pub fn empty() -> FirstRunRaw {
        let branches = (1..=FIRST_BRANCHES).map(|n| BranchRaw { number: n.to_string(), ..BranchRaw::default() }).collect();
        FirstRunRaw { head: LetterheadRaw::default().with_rows(), branches, ..FirstRunRaw::default() }
    }
    pub fn of(form: &Form) -> FirstRunRaw {
        FirstRunRaw {
            head: LetterheadRaw::of(form),
            branches: (1..=FIRST_BRANCHES).map(|n| BranchRaw::of(form, &format!("_{n}"))).collect(),
            username: form.text("username").into(),
            admin_ar: form.text("admin_ar").into(),
            admin_en: form.text("admin_en").into(),
        }
    }
    pub fn check(&self, form: &Form, errors: &mut FieldErrors) -> FirstRunForm {
        let letterhead = self.head.check(errors);
        let mut branches: Vec<BranchForm> = vec![];
        for (i, b) in self.branches.iter().enumerate().filter(|(i, b)| *i == 0 || !b.is_empty()) {
            let number = format!("branch_number_{}", i + 1);
            let checked = b.check(errors, (&number, &format!("branch_name_{}", i + 1)));
            if branches.iter().any(|x| x.number == checked.number && x.number != 0) {
                errors.code(number, "staff_number_taken");
            }
            branches.push(checked);
        }
        if self.admin_ar.chars().count() < 2 {
            errors.code("admin_ar", "staff_name");
        }
        let username = rules::username(&self.username);
        if username.is_none() {
            errors.code("username", "staff_username");
        }
        let username = username.unwrap_or_default();
        rules::new_password(errors, "new_password", form.text("new_password"), form.text("new_password_again"), &username);
        FirstRunForm {
            letterhead,
            branches,
            username,
            name_ar: short(&self.admin_ar, 120),
            name_en: short(&self.admin_en, 120),
            password: form.text("new_password").into(),
        }
    }
}
