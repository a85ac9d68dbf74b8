use crate::codes::{Decider, Fund, Gives, HowOften, Kind, Per, Study, Way};
use kernel::{At, Id, Money};
use std::sync::Arc;

/// One document a service asks for, and when.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Requirement {
    /// Code of a document type.
    pub document: String,
    #[serde(default = "applicant")]
    pub per: Per,
    /// Asked only of households of this category.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub only_for_category: Option<String>,
    /// Asked only where this condition over [`crate::Facts`] holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<String>,
    /// Taken for so many days after its issue, beside its own expiry.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_for_days: Option<i64>,
    /// Each of them suffices.
    pub ways: Vec<Way>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note_ar: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note_en: String,
}

fn applicant() -> Per {
    Per::Applicant
}

/// A service as one version has it. Written once, never changed.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ServiceBody {
    pub name_ar: String,
    #[serde(default)]
    pub name_en: String,
    #[serde(default)]
    pub summary_ar: String,
    #[serde(default)]
    pub summary_en: String,
    pub kind_of_help: Kind,
    /// Whom it is for; empty: everyone in the register.
    #[serde(default)]
    pub categories: Vec<String>,
    pub gives: Gives,
    /// For goods, what a quantity counts: «سلة», "basket".
    #[serde(default)]
    pub unit_ar: String,
    #[serde(default)]
    pub unit_en: String,
    /// The most one request may be given. In text: riyals.
    #[serde(default, with = "riyals", skip_serializing_if = "Option::is_none")]
    pub ceiling: Option<Money>,
    /// The same for goods.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ceiling_quantity: Option<i64>,
    pub how_often: HowOften,
    pub needs_study: Study,
    pub decider: Decider,
    /// The delegate decides below this amount; from it on the committee does. In text: riyals.
    #[serde(default, with = "riyals", skip_serializing_if = "Option::is_none")]
    pub delegate_below: Option<Money>,
    /// Role code of the delegate; empty without one.
    #[serde(default)]
    pub decided_by_role: String,
    /// Funds it may be paid from; empty: any.
    #[serde(default)]
    pub fund_tags: Vec<Fund>,
    /// The article of the support-policy guide (T3) behind it.
    #[serde(default)]
    pub article: String,
    /// The internal target for the reply, where it is not the association's usual one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub latest_reply_days: Option<i64>,
    #[serde(default)]
    pub requirements: Vec<Requirement>,
}

impl ServiceBody {
    pub fn name(&self, lang: i18n::Lang) -> &str {
        pick(lang, &self.name_ar, &self.name_en)
    }
    pub fn summary(&self, lang: i18n::Lang) -> &str {
        pick(lang, &self.summary_ar, &self.summary_en)
    }
    pub fn unit(&self, lang: i18n::Lang) -> &str {
        pick(lang, &self.unit_ar, &self.unit_en)
    }
    pub fn study_needed(&self) -> bool {
        self.needs_study != Study::None
    }
    /// The role that may decide a request for this amount in the committee's place.
    pub fn delegate_for(&self, amount: Money) -> Option<&str> {
        match (self.decider, self.delegate_below) {
            (Decider::Delegate, Some(below)) if amount < below => Some(&self.decided_by_role),
            _ => None,
        }
    }
    /// Whether it is meant for one of these categories.
    pub fn is_for(&self, categories: &[String]) -> bool {
        self.categories.is_empty() || categories.iter().any(|c| self.categories.contains(c))
    }
}

impl Requirement {
    pub fn note(&self, lang: i18n::Lang) -> &str {
        pick(lang, &self.note_ar, &self.note_en)
    }
}

/// The language's own text, or the other where there is none.
pub(crate) fn pick<'a>(lang: i18n::Lang, ar: &'a str, en: &'a str) -> &'a str {
    if lang == i18n::Lang::En && !en.is_empty() { en } else { ar }
}

/// A service in one of its versions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Service {
    pub id: Id,
    /// Short name in latin letters, for files and addresses; never changes.
    pub code: String,
    pub active: bool,
    pub sort: i64,
    /// Number of this body.
    pub version: i64,
    pub valid_from: At,
    /// Shared: lists read it for every row and nobody writes it.
    pub body: Arc<ServiceBody>,
}

impl Service {
    pub fn name(&self, lang: i18n::Lang) -> &str {
        self.body.name(lang)
    }
}

/// Amounts in text are riyals, as people write them: `3000`, or `"49.50"` with halalas.
mod riyals {
    use kernel::Money;
    use serde::{Deserialize, Deserializer, Serializer};

    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Raw {
        Whole(i64),
        Text(String),
    }

    pub fn serialize<S: Serializer>(m: &Option<Money>, s: S) -> Result<S::Ok, S::Error> {
        match m {
            None => s.serialize_none(),
            Some(m) if m.0 % 100 == 0 => s.serialize_i64(m.0 / 100),
            Some(m) => s.serialize_str(&format!("{}.{:02}", m.0 / 100, m.0 % 100)),
        }
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(d: D) -> Result<Option<Money>, D::Error> {
        let text = match Option::<Raw>::deserialize(d)? {
            None => return Ok(None),
            Some(Raw::Whole(n)) => n.to_string(),
            Some(Raw::Text(t)) => t,
        };
        Money::parse(&text).map(Some).ok_or_else(|| serde::de::Error::custom(format!("{text} is not an amount in riyals")))
    }
}
