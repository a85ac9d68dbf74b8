//! What the request form's own answers say. Conditions of documents are expressions over these, and nothing else.

use cel::{Context, Env, Value};
use kernel::Money;
use std::sync::{Arc, OnceLock};

/// The answers of one request form. Amounts are seen by conditions in whole riyals, a part of a riyal counting as one.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Facts {
    /// People of the household, the applicant included.
    pub members: i64,
    /// Of them younger than eighteen.
    pub children: i64,
    /// Of them eighteen and older.
    pub adults: i64,
    /// A code of [`crate::DWELLINGS`]; empty while unanswered.
    pub dwelling: String,
    pub rent_yearly: Money,
    pub income_monthly: Money,
    /// Codes of [`crate::INCOME_SOURCES`].
    pub income_sources: Vec<String>,
    pub has_debts: bool,
    pub debts_total: Money,
    /// What is asked for; zero for goods.
    pub amount_asked: Money,
    /// Codes of [`crate::CATEGORIES`].
    pub categories: Vec<String>,
}

/// What a name in a condition holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Holds {
    Number,
    Riyals,
    Text,
    YesNo,
    Texts,
}

/// A name that conditions may use.
#[derive(Clone, Copy, Debug)]
pub struct Variable {
    pub name: &'static str,
    pub holds: Holds,
    pub example: &'static str,
}

const fn var(name: &'static str, holds: Holds, example: &'static str) -> Variable {
    Variable { name, holds, example }
}

/// Every name a condition may use, with an example of its use. Words: `choice-services-fact-{name}`.
pub const VARIABLES: &[Variable] = &[
    var("members", Holds::Number, "members > 5"),
    var("children", Holds::Number, "children > 0"),
    var("adults", Holds::Number, "adults >= 2"),
    var("dwelling", Holds::Text, "dwelling == \"rented\""),
    var("rent_yearly", Holds::Riyals, "rent_yearly >= 20000"),
    var("income_monthly", Holds::Riyals, "income_monthly == 0"),
    var("income_sources", Holds::Texts, "\"salary\" in income_sources"),
    var("has_debts", Holds::YesNo, "has_debts"),
    var("debts_total", Holds::Riyals, "debts_total > 10000"),
    var("amount_asked", Holds::Riyals, "amount_asked > 3000"),
    var("categories", Holds::Texts, "\"widow\" in categories"),
];

impl Facts {
    /// The names of [`VARIABLES`] with this request's values.
    pub fn to_cel(&self) -> Context<'static, 'static> {
        let riyals = |m: Money| Value::Int(m.0.max(0).saturating_add(99) / 100);
        let texts = |list: &[String]| Value::List(Arc::new(list.iter().map(|s| Value::String(Arc::new(s.clone()))).collect()));
        static STANDARD: OnceLock<Arc<Env>> = OnceLock::new();
        let mut c = Context::with_env(STANDARD.get_or_init(|| Arc::new(Env::stdlib())).clone());
        c.add_variable_from_value("members", Value::Int(self.members));
        c.add_variable_from_value("children", Value::Int(self.children));
        c.add_variable_from_value("adults", Value::Int(self.adults));
        c.add_variable_from_value("dwelling", Value::String(Arc::new(self.dwelling.clone())));
        c.add_variable_from_value("rent_yearly", riyals(self.rent_yearly));
        c.add_variable_from_value("income_monthly", riyals(self.income_monthly));
        c.add_variable_from_value("income_sources", texts(&self.income_sources));
        c.add_variable_from_value("has_debts", Value::Bool(self.has_debts || self.debts_total > Money::ZERO));
        c.add_variable_from_value("debts_total", riyals(self.debts_total));
        c.add_variable_from_value("amount_asked", riyals(self.amount_asked));
        c.add_variable_from_value("categories", texts(&self.categories));
        c
    }
}

impl Holds {
    pub fn code(self) -> &'static str {
        match self {
            Holds::Number => "number",
            Holds::Riyals => "riyals",
            Holds::Text => "text",
            Holds::YesNo => "yes_no",
            Holds::Texts => "texts",
        }
    }
}
