//! The answers of the request form (T4): what is kept, what conditions read, what is signed.

use kernel::{Day, FieldErrors, Id, Money, Problem, Result};
use people::Household;
use serde::{Deserialize, Serialize};

/// Raised when the form's questions change; a snapshot names the version it was asked by.
pub const FORM_VERSION: i64 = 1;

/// One line of income: a code of [`services::INCOME_SOURCES`] and what it brings in a month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Income {
    pub source: String,
    pub monthly: Money,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Answers {
    /// The need in the person's words.
    pub need: String,
    /// Goods asked for, in words; empty where money is asked.
    pub goods: String,
    /// As the household stood when the form was saved.
    pub members: i64,
    pub children: i64,
    pub adults: i64,
    pub members_confirmed: bool,
    /// A code of [`services::DWELLINGS`].
    pub dwelling: String,
    pub rent_yearly: Money,
    pub income: Vec<Income>,
    pub no_income: bool,
    /// `None` while unanswered.
    pub has_debts: Option<bool>,
    pub debts_total: Money,
    pub debts_monthly: Money,
    /// To whom, and what for.
    pub debts_about: String,
    pub contact_mobile: String,
    /// A code of [`people::CHANNELS`].
    pub contact_channel: String,
    /// Which hours suit, who answers.
    pub contact_note: String,
    /// The file's categories when the form was saved.
    pub categories: Vec<String>,
}

impl Answers {
    /// As stored; what cannot be read counts as not answered.
    pub fn parse(text: &str) -> Answers {
        serde_json::from_str(text).unwrap_or_default()
    }
    pub fn text(&self) -> Result<String> {
        serde_json::to_string(self).map_err(Problem::internal)
    }
    pub fn income_monthly(&self) -> Money {
        self.income.iter().map(|i| i.monthly).sum()
    }

    /// Brings the household's and the file's own facts in, as of a day.
    pub fn refresh(&mut self, categories: Vec<String>, household: &Household, on: Day) {
        let ages: Vec<Option<i32>> = household.current().map(|m| m.person.age(on)).collect();
        let n = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        let children = n(ages.iter().filter(|a| a.is_some_and(|a| a < 18)).count());
        let members = n(ages.len());
        if members != self.members || children != self.children {
            self.members_confirmed = false;
        }
        (self.members, self.children, self.adults) = (members, children, members - children);
        self.categories = categories;
    }

    /// What documents' conditions read.
    pub fn facts(&self, amount_asked: Option<Money>) -> services::Facts {
        services::Facts {
            members: self.members,
            children: self.children,
            adults: self.adults,
            dwelling: self.dwelling.clone(),
            rent_yearly: self.rent_yearly,
            income_monthly: self.income_monthly(),
            income_sources: self.income.iter().map(|i| i.source.clone()).collect(),
            has_debts: self.has_debts == Some(true),
            debts_total: self.debts_total,
            amount_asked: amount_asked.unwrap_or_default(),
            categories: self.categories.clone(),
        }
    }

    /// What the form still lacks before it can be signed. Field names are the form's.
    pub fn unanswered(&self, amount_asked: Option<Money>, gives_money: bool) -> FieldErrors {
        let mut e = FieldErrors::default();
        if self.need.chars().count() < 10 {
            e.code("need", "need_short");
        }
        if gives_money && amount_asked.is_none_or(|a| a == Money::ZERO) {
            e.code("amount", "amount_needed");
        }
        if !gives_money && self.goods.is_empty() {
            e.code("goods", "goods_needed");
        }
        if !self.members_confirmed {
            e.code("members_confirmed", "members_unconfirmed");
        }
        if self.dwelling.is_empty() {
            e.code("dwelling", "dwelling_needed");
        }
        if self.dwelling == "rented" && self.rent_yearly == Money::ZERO {
            e.code("rent", "rent_needed");
        }
        if self.income.is_empty() && !self.no_income {
            e.code("no_income", "income_needed");
        }
        match self.has_debts {
            None => e.code("has_debts", "debts_needed"),
            Some(true) if self.debts_total == Money::ZERO => e.code("debts_total", "debts_total_needed"),
            _ => {}
        }
        if self.contact_mobile.is_empty() && self.contact_channel.is_empty() {
            e.code("contact_mobile", "contact_needed");
        }
        e
    }
}

/// The people a checklist asks of: everyone of the household now, the applicant among them.
pub(crate) fn members(household: &Household, applicant: Id, on: Day) -> Vec<services::Member> {
    let mut out: Vec<services::Member> = household
        .current()
        .map(|m| services::Member {
            id: m.person.id,
            applicant: m.person.id == applicant,
            spouse: matches!(m.relation.as_str(), "wife" | "husband"),
            age: m.person.age(on),
        })
        .collect();
    if !out.iter().any(|m| m.applicant) {
        out.insert(0, services::Member { id: applicant, applicant: true, spouse: false, age: None });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_form_says_everything_it_lacks() {
        let fields: Vec<String> = Answers::default().unanswered(None, true).0.into_iter().map(|(f, _)| f).collect();
        assert_eq!(fields, ["need", "amount", "members_confirmed", "dwelling", "no_income", "has_debts", "contact_mobile"]);
        let full = Answers {
            need: "ترميم سقف غرفتين".into(),
            goods: "أجهزة".into(),
            members_confirmed: true,
            dwelling: "rented".into(),
            rent_yearly: Money::riyals(12_000),
            no_income: true,
            has_debts: Some(false),
            contact_channel: "call".into(),
            ..Answers::default()
        };
        assert!(full.unanswered(None, false).is_empty());
        assert_eq!(Answers::parse(&full.text().unwrap()), full);
        assert_eq!(Answers::parse("nonsense"), Answers::default());
    }
}
