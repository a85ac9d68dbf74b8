//! What a study must say, what its signature binds to, and whether that signature still holds.

use kernel::{Day, FieldErrors, Id, Money, Problem, Result};
use serde::{Deserialize, Serialize};
use serde_json::json;

/// How a case is studied: on paper, at home, or again after help was given.
pub const KINDS: &[&str] = &["desk", "field", "follow_up"];
/// Whether the researcher would help: in full, in part, not, or through another body.
pub const RECOMMENDATIONS: &[&str] = &["accept", "accept_part", "refuse", "refer"];
pub use beneficiaries::rules::INCOME_CLASSES;

/// Longest free text of a study, in characters.
pub const TEXT_MAX: usize = 6_000;
/// Longest question or answer, in characters.
pub const QUESTION_MAX: usize = 2_000;

/// What the researcher writes. A draft may be incomplete; [`Body::missing`] says what a signature still asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Body {
    /// When the household was visited or spoken with, and the calendar the date was given in (`hijri`, `gregorian`).
    pub visit_day: Option<Day>,
    pub visit_calendar: String,
    pub visit_place: String,
    /// Who was present.
    pub present: String,
    pub findings: String,
    /// Means as found, beside what the form said.
    pub members: Option<i64>,
    pub income_monthly: Option<Money>,
    pub rent_yearly: Option<Money>,
    pub debts: Option<Money>,
    pub needs: String,
    pub evaluation: String,
    /// Of [`INCOME_CLASSES`], or empty.
    pub income_class: String,
    /// Of [`RECOMMENDATIONS`], or empty.
    pub recommendation: String,
    pub amount: Option<Money>,
    /// Goods, or the body to refer to, in words.
    pub recommended: String,
    pub reasons: String,
}

impl Body {
    pub fn parse(text: &str) -> Result<Body> {
        serde_json::from_str(text).map_err(|e| Problem::Internal(format!("a study's body does not read: {e}")))
    }
    pub fn text(&self) -> Result<String> {
        serde_json::to_string(self).map_err(Problem::internal)
    }
    pub fn is_evaluated(&self) -> bool {
        !self.evaluation.is_empty() && !self.income_class.is_empty()
    }
    pub fn recommends(&self) -> Option<&str> {
        Some(self.recommendation.as_str()).filter(|r| !r.is_empty())
    }
    /// What a signature still asks for, at the field it belongs to.
    pub fn missing(&self, kind: &str) -> FieldErrors {
        let mut e = FieldErrors::default();
        let mut need = |is_there: bool, field: &str| {
            if !is_there {
                e.code(field, "required");
            }
        };
        // A study on paper visits nobody.
        if kind != "desk" {
            need(self.visit_day.is_some(), "visit");
            need(!self.visit_place.is_empty(), "visit_place");
        }
        need(!self.findings.is_empty(), "findings");
        need(self.members.is_some_and(|n| n > 0), "members");
        need(self.income_monthly.is_some(), "income_monthly");
        need(!self.needs.is_empty(), "needs");
        need(!self.evaluation.is_empty(), "evaluation");
        need(!self.income_class.is_empty(), "income_class");
        need(!self.recommendation.is_empty(), "recommendation");
        match self.recommendation.as_str() {
            "accept" | "accept_part" => need(self.amount.is_some_and(|a| a > Money::ZERO) || !self.recommended.is_empty(), "amount"),
            "refer" => need(!self.recommended.is_empty(), "recommended"),
            _ => {}
        }
        need(!self.reasons.is_empty(), "reasons");
        e
    }
}

/// A study's identity: who studied what, in which kind. Part of what is signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    pub id: Id,
    pub request: Id,
    pub round: i64,
    pub kind: String,
    pub researcher: Id,
}

/// What the researcher signs: his study, beside the submission he studied. 64 hexadecimal digits.
pub fn digest(snapshot_digest: &str, head: &Head, body: &Body) -> Result<String> {
    let study = json!({
        "id": head.id.to_string(),
        "request": head.request.to_string(),
        "round": head.round,
        "kind": head.kind,
        "researcher": head.researcher.to_string(),
        "body": body,
    });
    requests::rules::snapshot::study_digest(snapshot_digest, &study).map_err(|e| Problem::Internal(format!("a study has no canonical text: {e:?}")))
}

/// Where a study stands. The word is `choice-study-standing-{code}`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Standing {
    Draft,
    Signed,
    /// Written to again after it was signed.
    Changed,
    /// The submission it was signed for is no longer the one in force.
    Outdated,
}

impl Standing {
    pub const ALL: [Standing; 4] = [Standing::Draft, Standing::Signed, Standing::Changed, Standing::Outdated];
    pub fn code(self) -> &'static str {
        match self {
            Standing::Draft => "draft",
            Standing::Signed => "signed",
            Standing::Changed => "changed",
            Standing::Outdated => "outdated",
        }
    }
    /// Kind of tag and icon.
    pub fn look(self) -> (&'static str, &'static str) {
        match self {
            Standing::Draft => ("warn", "pen"),
            Standing::Signed => ("ok", "check"),
            Standing::Changed | Standing::Outdated => ("bad", "warning"),
        }
    }
}

/// `signed_snapshot`: the submission the study was signed for; `current_snapshot`: the one in force, empty for none.
pub fn standing(digest: &str, signed_snapshot: &str, signatures: i64, current_snapshot: &str) -> Standing {
    match (digest.is_empty(), signatures) {
        (true, 0) => Standing::Draft,
        (true, _) => Standing::Changed,
        (false, _) if !current_snapshot.is_empty() && signed_snapshot == current_snapshot => Standing::Signed,
        (false, _) => Standing::Outdated,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole() -> Body {
        Body {
            visit_day: "2026-11-18".parse().ok(),
            visit_calendar: "hijri".into(),
            visit_place: "بيت الأسرة".into(),
            findings: "وصف".into(),
            members: Some(4),
            income_monthly: Some(Money::ZERO),
            needs: "سداد".into(),
            evaluation: "تقييم".into(),
            income_class: "a".into(),
            recommendation: "accept".into(),
            amount: Some(Money::riyals(100)),
            reasons: "سبب".into(),
            ..Body::default()
        }
    }
    fn head() -> Head {
        Head { id: Id::from_u128(1), request: Id::from_u128(2), round: 1, kind: "field".into(), researcher: Id::from_u128(3) }
    }

    #[test]
    fn what_a_signature_asks_for() {
        assert!(whole().missing("field").is_empty());
        let fields = |b: &Body, kind: &str| b.missing(kind).0.into_iter().map(|(f, _)| f).collect::<Vec<_>>();
        let no_visit = Body { visit_day: None, visit_place: String::new(), ..whole() };
        assert_eq!(fields(&no_visit, "follow_up"), ["visit", "visit_place"]);
        assert!(fields(&no_visit, "desk").is_empty());
        assert_eq!(fields(&Body { amount: None, ..whole() }, "desk"), ["amount"]);
        assert!(fields(&Body { amount: None, recommended: "ثلاجة".into(), ..whole() }, "desk").is_empty());
        assert_eq!(fields(&Body { recommendation: "refer".into(), ..whole() }, "desk"), ["recommended"]);
        assert!(fields(&Body { recommendation: "refuse".into(), amount: None, ..whole() }, "desk").is_empty());
        assert_eq!(fields(&Body::default(), "desk").len(), 8);
        assert!(whole().is_evaluated() && !Body { income_class: String::new(), ..whole() }.is_evaluated());
    }

    #[test]
    fn the_digest_follows_study_and_submission() {
        let d = digest("s1", &head(), &whole()).unwrap();
        assert_eq!(d.len(), 64);
        assert_eq!(d, digest("s1", &head(), &Body::parse(&whole().text().unwrap()).unwrap()).unwrap());
        assert_ne!(d, digest("s2", &head(), &whole()).unwrap());
        assert_ne!(d, digest("s1", &Head { researcher: Id::from_u128(9), ..head() }, &whole()).unwrap());
        assert_ne!(d, digest("s1", &head(), &Body { debts: Some(Money(1)), ..whole() }).unwrap());
    }

    #[test]
    fn a_signature_holds_only_for_what_was_signed() {
        for (digest, snapshot, signatures, now, expected) in [
            ("", "", 0, "s", Standing::Draft),
            ("d", "s", 1, "s", Standing::Signed),
            ("d", "s", 1, "t", Standing::Outdated),
            ("d", "s", 1, "", Standing::Outdated),
            ("d", "", 1, "", Standing::Outdated),
            ("", "s", 2, "s", Standing::Changed),
        ] {
            assert_eq!(standing(digest, snapshot, signatures, now), expected);
        }
    }
}
