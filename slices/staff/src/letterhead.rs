//! The association's letterhead: a setting by versions, so that a letter keeps the head it was printed with.

use db::{Query, settings};
use kernel::{Day, FieldErrors, Problem, Result};
use serde::{Deserialize, Serialize};

/// The setting's name.
pub const SETTING: &str = "letterhead";

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Letterhead {
    pub name_ar: String,
    pub name_en: String,
    pub regulator_ar: String,
    pub licence_number: String,
    pub region_ar: String,
    pub city_ar: String,
    pub mobile: String,
    pub email: String,
    /// Account names as people write them: `@name`.
    pub social: Vec<String>,
    pub bank_accounts: Vec<BankAccount>,
    pub policy: Policy,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct BankAccount {
    pub bank_ar: String,
    /// Without spaces, in capitals.
    pub iban: String,
}

/// The policy the association works by: its title and the meeting that approved it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Policy {
    pub title_ar: String,
    pub approved_in: String,
    pub approved_on: Option<Day>,
}

/// The most accounts a letterhead prints.
pub const ACCOUNTS: usize = 6;

/// `SA54 8200…` as typed, without spaces and in capitals.
pub fn tidy_iban(raw: &str) -> String {
    i18n::digits::ascii(raw).chars().filter(|c| c.is_ascii_alphanumeric()).collect::<String>().to_ascii_uppercase()
}

/// Two letters and digits enough; a Saudi one has 24 signs. The check digits are looked at where people's accounts are kept.
fn iban_shaped(s: &str) -> bool {
    let head = s.as_bytes();
    (15..=34).contains(&s.len())
        && head[..2].iter().all(u8::is_ascii_uppercase)
        && head[2..4].iter().all(u8::is_ascii_digit)
        && (!s.starts_with("SA") || (s.len() == 24 && head[2..].iter().all(u8::is_ascii_digit)))
}

impl Letterhead {
    /// Reads a file like the one an association hands over. Missing entries stay empty; a text of the wrong shape is an error at field `file`.
    pub fn from_toml(text: &str) -> Result<Letterhead> {
        let bad = || Problem::field("file", "staff_toml");
        let table: toml::Table = text.trim_start_matches('\u{feff}').parse().map_err(|_| bad())?;
        let get = |t: &toml::Table, k: &str| t.get(k).map(plain).unwrap_or_default();
        let list = |k: &str| table.get(k).and_then(|v| v.as_array()).cloned().unwrap_or_default();
        let policy = table.get("policy").and_then(|v| v.as_table()).cloned().unwrap_or_default();
        let head = Letterhead {
            name_ar: get(&table, "name_ar"),
            name_en: get(&table, "name_en"),
            regulator_ar: get(&table, "regulator_ar"),
            licence_number: get(&table, "licence_number"),
            region_ar: get(&table, "region_ar"),
            city_ar: get(&table, "city_ar"),
            mobile: get(&table, "mobile"),
            email: get(&table, "email"),
            social: list("social").iter().map(plain).filter(|s| !s.is_empty()).collect(),
            bank_accounts: list("bank_accounts")
                .iter()
                .filter_map(|v| v.as_table())
                .map(|t| BankAccount { bank_ar: get(t, "bank_ar"), iban: tidy_iban(&get(t, "iban")) })
                .take(ACCOUNTS)
                .collect(),
            policy: Policy {
                title_ar: get(&policy, "title_ar"),
                approved_in: get(&policy, "approved_in"),
                approved_on: policy.get("approved_on").and_then(|v| i18n::dates::parse_date(&plain(v)).ok()).map(|d| d.day),
            },
        };
        if head.name_ar.is_empty() { Err(bad()) } else { Ok(head) }
    }

    /// What pages say of the association.
    pub fn on_pages(self) -> web::OrgNames {
        web::OrgNames {
            ar: self.name_ar,
            en: self.name_en,
            regulator: self.regulator_ar,
            licence: self.licence_number,
            city: self.city_ar,
            phone: self.mobile,
            email: self.email,
            social: self.social,
        }
    }

    /// The same text for the same letterhead.
    pub fn to_json(&self) -> Result<String> {
        serde_json::to_string(self).map_err(Problem::internal)
    }

    /// What is missing or does not look right, under the form's field names.
    pub fn check(&self, errors: &mut FieldErrors) {
        if self.name_ar.chars().count() < 3 {
            errors.code("name_ar", "staff_org_name");
        }
        if !self.email.is_empty() && !email_shaped(&self.email) {
            errors.code("email", "staff_email");
        }
        if !self.mobile.is_empty() && !(7..=16).contains(&self.mobile.chars().filter(char::is_ascii_digit).count()) {
            errors.code("mobile", "staff_phone");
        }
        for (i, a) in self.bank_accounts.iter().enumerate() {
            if a.iban.is_empty() {
                errors.code(format!("iban_{}", i + 1), "staff_iban_missing");
            } else if !iban_shaped(&a.iban) {
                errors.code(format!("iban_{}", i + 1), "staff_iban_shape");
            }
        }
    }
}

fn email_shaped(s: &str) -> bool {
    s.split_once('@').is_some_and(|(a, b)| !a.is_empty() && b.contains('.') && !b.starts_with('.') && !b.ends_with('.') && !b.contains('@'))
        && !s.contains(char::is_whitespace)
}

fn plain(v: &toml::Value) -> String {
    match v {
        toml::Value::String(s) => s.trim().to_string(),
        other => other.to_string(),
    }
}

/// The letterhead in force; empty before the first run.
pub async fn letterhead(q: &mut impl Query) -> Result<Letterhead> {
    Ok(match settings::latest(q, SETTING).await? {
        Some((_, json)) => serde_json::from_str(&json).map_err(Problem::internal)?,
        None => Letterhead::default(),
    })
}

/// The letterhead of one version, for a paper printed under it.
pub async fn letterhead_version(q: &mut impl Query, version: i64) -> Result<Option<Letterhead>> {
    settings::version(q, SETTING, version).await?.map(|json| serde_json::from_str(&json).map_err(Problem::internal)).transpose()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAMPLE: &str = r#"
        name_ar = "جمعية ريحان"
        licence_number = 12
        social = ["@a", "@b"]
        [[bank_accounts]]
        bank_ar = "بنك"
        iban = "SA03 8000 0000 6080 1016 7519"
        [policy]
        title_ar = "سياسة"
        approved_on = 2023-02-19
    "#;

    #[test]
    fn reads_a_file_and_keeps_it() {
        let l = Letterhead::from_toml(SAMPLE).unwrap();
        assert_eq!((l.name_ar.as_str(), l.licence_number.as_str(), l.social.len()), ("جمعية ريحان", "12", 2));
        assert_eq!(l.bank_accounts[0].iban, "SA0380000000608010167519");
        assert_eq!(l.policy.approved_on.map(|d| d.to_string()).as_deref(), Some("2023-02-19"));
        assert_eq!(serde_json::from_str::<Letterhead>(&l.to_json().unwrap()).unwrap(), l);
        let mut e = FieldErrors::default();
        l.check(&mut e);
        assert!(e.is_empty(), "{e:?}");
    }
    #[test]
    fn says_what_is_wrong() {
        assert!(Letterhead::from_toml("name_ar = ").is_err());
        assert!(Letterhead::from_toml("x = 1").is_err());
        let mut e = FieldErrors::default();
        Letterhead { email: "a@b".into(), bank_accounts: vec![BankAccount { bank_ar: "x".into(), iban: "SA12".into() }], ..Letterhead::default() }
            .check(&mut e);
        assert_eq!(e.0.iter().map(|(f, _)| f.as_str()).collect::<Vec<_>>(), ["name_ar", "email", "iban_1"]);
    }
}
