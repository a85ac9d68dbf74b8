//! What decides in a sitting, without asking anything: who has a seat and a vote, who must step aside, who confirms, whether a
//! recorded outcome is what the votes say, and how the committee's settings are written.

use kernel::{Day, Id, Money, Problem, Result};
use requests::rules::{
    Outcome,
    sitting::{self, Choice, MajorityRule, Quorum, QuorumRule, SittingSettings, Tally, TieRule, Vote},
};
use serde_json::{Value, json};

kernel::codes! {
    /// What one is in the committee. The secretary writes down and has no vote.
    pub Position { Chair = "chair", Member = "member", Secretary = "secretary" }
}
kernel::codes! { pub Attendance { Present = "present", Excused = "excused", Absent = "absent" } }
kernel::codes! { pub SittingState { Open = "open", Closed = "closed" } }
kernel::codes! {
    /// What became of an item in its sitting.
    pub ItemResult { None = "", Recorded = "recorded", Decided = "decided", Deferred = "deferred", Waiting = "waiting", Returned = "returned" }
}
kernel::codes! {
    /// Who found the conflict: the member said so, the secretary wrote down what he said, or kinship in the register.
    pub ConflictSource { Declared = "declared", Noted = "noted", Register = "register" }
}

impl Position {
    pub fn votes(self) -> bool {
        self != Position::Secretary
    }
}

/// One seat of a sitting.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Seat {
    pub employee: Id,
    pub position: Position,
    pub attendance: Attendance,
}

/// Who sits, who is there, who is out for one item.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Bench {
    pub seats: Vec<Seat>,
    pub recused: Vec<Id>,
    /// Whoever verified the documents: he may be there and does not vote.
    pub verifier: Option<Id>,
    pub chair: Id,
    pub settings: SittingSettings,
}

impl Bench {
    pub fn members(&self) -> Vec<Id> {
        self.seats.iter().filter(|s| s.position.votes()).map(|s| s.employee).collect()
    }
    pub fn present(&self) -> Vec<Id> {
        self.seats.iter().filter(|s| s.attendance == Attendance::Present).map(|s| s.employee).collect()
    }
    pub fn is_recused(&self, who: Id) -> bool {
        self.recused.contains(&who)
    }
    /// Present, with a vote, without a conflict, and not the one who verified.
    pub fn may_vote(&self, who: Id) -> bool {
        self.seats.iter().any(|s| s.employee == who && s.position.votes() && s.attendance == Attendance::Present)
            && !self.is_recused(who)
            && self.verifier != Some(who)
    }
    pub fn quorum(&self) -> Quorum {
        sitting::quorum(&self.members(), &self.present(), &self.recused, &self.settings)
    }
    /// The verifier's vote counts for nothing, even where one stands in the books.
    pub fn tally(&self, votes: &[Vote]) -> Tally {
        let votes: Vec<Vote> = votes.iter().copied().filter(|v| self.verifier != Some(v.member)).collect();
        sitting::tally(&votes, &self.members(), &self.present(), &self.recused, Some(self.chair), &self.settings)
    }
    /// Whether one vote may be written down.
    ///
    /// # Errors
    /// `recusal_not_honoured`, `verifier_decided`, `not_present_member`.
    pub fn check_vote(&self, who: Id) -> Result<()> {
        if self.is_recused(who) {
            return Err(Problem::refused("recusal_not_honoured"));
        }
        if self.verifier == Some(who) {
            return Err(Problem::refused("verifier_decided"));
        }
        if !self.may_vote(who) {
            return Err(Problem::refused("not_present_member"));
        }
        Ok(())
    }
    /// Whether the votes carry this outcome.
    ///
    /// # Errors
    /// `no_quorum` with `counted`, `needed`; `recusal_not_honoured`; `verifier_decided`; `no_majority`; `tie`; `not_the_votes` with `outcome` (a code).
    pub fn check_outcome(&self, votes: &[Vote], outcome: Outcome) -> Result<Tally> {
        let quorum = self.quorum();
        if !quorum.met() {
            return Err(Problem::refused("no_quorum").with("counted", quorum.counted).with("needed", quorum.needed));
        }
        if !sitting::recusals_honoured(votes, &self.recused) {
            return Err(Problem::refused("recusal_not_honoured"));
        }
        if votes.iter().any(|v| self.verifier == Some(v.member)) {
            return Err(Problem::refused("verifier_decided"));
        }
        let tally = self.tally(votes);
        match tally.verdict {
            sitting::Verdict::None => Err(Problem::refused("no_majority")),
            sitting::Verdict::Tie => Err(Problem::refused("tie")),
            v if v.outcome() == Some(outcome) => Ok(tally),
            _ => Err(Problem::refused("not_the_votes")),
        }
    }
    /// Who confirms: the sitting's chair; where he is away or out for the item, any member who is there and not out.
    ///
    /// # Errors
    /// `chair_confirms` (the chair himself could), `not_present_member`, `own_file` (conflict).
    pub fn check_confirmer(&self, who: Id) -> Result<()> {
        if self.is_recused(who) {
            return Err(Problem::refused("own_file"));
        }
        let seated = |id: Id| self.seats.iter().any(|s| s.employee == id && s.position.votes() && s.attendance == Attendance::Present) && !self.is_recused(id);
        if who == self.chair && seated(who) {
            return Ok(());
        }
        if seated(self.chair) {
            return Err(Problem::refused("chair_confirms"));
        }
        if seated(who) { Ok(()) } else { Err(Problem::refused("not_present_member")) }
    }
}

/// A term in the committee.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Term {
    pub from: Day,
    pub to: Option<Day>,
}

impl Term {
    pub fn covers(&self, day: Day) -> bool {
        self.from <= day && self.to.is_none_or(|to| day <= to)
    }
    pub fn meets(&self, other: &Term) -> bool {
        self.to.is_none_or(|to| other.from <= to) && other.to.is_none_or(|to| self.from <= to)
    }
}

/// The employee who decides smaller requests in the committee's place.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Delegate {
    pub employee: Id,
    /// He decides what is below this.
    pub below: Money,
}

/// Whether a delegate's decision is within what he was given. What counts is the larger of what was asked and what is given; goods
/// without an amount are the committee's. `service_below`: the service's own limit, `None` where the service is the committee's alone.
pub fn within_delegate_amount(asked: Option<Money>, given: Option<Money>, delegate: &Delegate, service_below: Option<Money>) -> bool {
    let (Some(amount), Some(limit)) = (asked.max(given), service_below) else { return false };
    amount < delegate.below.min(limit)
}

/// As the setting `sitting` keeps it: `{"quorum":"majority"|3,"majority":"more_than_half"|"most_votes","tie":"chair_decides"|"undecided"}`.
pub fn settings_json(s: &SittingSettings) -> String {
    let quorum = match s.quorum {
        QuorumRule::Majority => json!("majority"),
        QuorumRule::AtLeast(n) => json!(n),
    };
    json!({ "quorum": quorum, "majority": majority_code(s.majority), "tie": tie_code(s.tie) }).to_string()
}

/// What cannot be read keeps its default, which is the stricter.
pub fn settings_of(text: &str) -> SittingSettings {
    let v: Value = serde_json::from_str(text).unwrap_or_default();
    let d = SittingSettings::default();
    let word = |k: &str| v.get(k).and_then(Value::as_str).unwrap_or_default();
    SittingSettings {
        quorum: v.get("quorum").and_then(Value::as_u64).map_or(d.quorum, |n| QuorumRule::AtLeast(usize::try_from(n).unwrap_or(usize::MAX))),
        majority: MAJORITY.into_iter().find(|m| majority_code(*m) == word("majority")).unwrap_or(d.majority),
        tie: TIE.into_iter().find(|t| tie_code(*t) == word("tie")).unwrap_or(d.tie),
    }
}

pub const MAJORITY: [MajorityRule; 2] = [MajorityRule::MoreThanHalf, MajorityRule::MostVotes];
pub const TIE: [TieRule; 2] = [TieRule::ChairDecides, TieRule::Undecided];

pub fn majority_code(m: MajorityRule) -> &'static str {
    match m {
        MajorityRule::MoreThanHalf => "more_than_half",
        MajorityRule::MostVotes => "most_votes",
    }
}
pub fn tie_code(t: TieRule) -> &'static str {
    match t {
        TieRule::ChairDecides => "chair_decides",
        TieRule::Undecided => "undecided",
    }
}

/// As the setting `delegate` keeps it: `{"employee":"…","below":50000}` (halalas), or `{}` for none.
pub fn delegate_json(d: Option<&Delegate>) -> String {
    d.map_or_else(|| "{}".into(), |d| json!({ "employee": d.employee.to_string(), "below": d.below.0 }).to_string())
}

pub fn delegate_of(text: &str) -> Option<Delegate> {
    let v: Value = serde_json::from_str(text).ok()?;
    Some(Delegate { employee: v.get("employee")?.as_str()?.parse().ok()?, below: Money(v.get("below")?.as_i64()?) })
}

/// Choices in the order the vote form lists them.
pub const CHOICES: [Choice; 4] = Choice::ALL;

#[cfg(test)]
mod tests {
    use super::*;

    fn id(n: u128) -> Id {
        Id::from_u128(n)
    }
    fn bench(present: &[u128], recused: &[u128]) -> Bench {
        let seat = |n: u128| Seat {
            employee: id(n),
            position: match n {
                1 => Position::Chair,
                9 => Position::Secretary,
                _ => Position::Member,
            },
            attendance: if present.contains(&n) { Attendance::Present } else { Attendance::Absent },
        };
        Bench {
            seats: [1, 2, 3, 4, 5, 9].into_iter().map(seat).collect(),
            recused: recused.iter().map(|n| id(*n)).collect(),
            verifier: Some(id(5)),
            chair: id(1),
            settings: SittingSettings::default(),
        }
    }
    fn votes(v: &[(u128, Outcome)]) -> Vec<Vote> {
        v.iter().map(|(m, o)| Vote { member: id(*m), choice: Choice::For(*o) }).collect()
    }
    fn code<T: std::fmt::Debug>(r: Result<T>) -> &'static str {
        match r {
            Err(Problem::Refused { code, .. }) => code,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn the_outcome_is_what_the_votes_say() {
        use Outcome::*;
        let b = bench(&[1, 2, 3, 9], &[]);
        assert!(b.check_outcome(&votes(&[(1, Accept), (2, Accept), (3, Refuse)]), Accept).is_ok());
        assert_eq!(code(b.check_outcome(&votes(&[(1, Accept), (2, Accept), (3, Refuse)]), Refuse)), "not_the_votes");
        assert_eq!(code(b.check_outcome(&[], Accept)), "no_majority");
        assert_eq!(code(bench(&[1, 2, 9], &[]).check_outcome(&votes(&[(1, Accept), (2, Accept)]), Accept)), "no_quorum");
        assert_eq!(code(bench(&[1, 2, 3], &[3]).check_outcome(&votes(&[(1, Accept), (2, Accept)]), Accept)), "no_quorum");
        assert_eq!(code(bench(&[1, 2, 3, 4], &[4]).check_outcome(&votes(&[(1, Accept), (4, Accept)]), Accept)), "recusal_not_honoured");
        let all = bench(&[1, 2, 3, 4, 5], &[]);
        assert_eq!(code(all.check_outcome(&votes(&[(1, Accept), (5, Accept)]), Accept)), "verifier_decided");
        assert_eq!(code(all.check_outcome(&votes(&[(2, Accept), (3, Refuse)]), Accept)), "tie");
    }

    #[test]
    fn who_votes_and_who_confirms() {
        let b = bench(&[1, 2, 5, 9], &[2]);
        assert!(b.may_vote(id(1)) && !b.may_vote(id(2)) && !b.may_vote(id(3)) && !b.may_vote(id(5)) && !b.may_vote(id(9)));
        assert_eq!(code(b.check_vote(id(2))), "recusal_not_honoured");
        assert_eq!(code(b.check_vote(id(5))), "verifier_decided");
        assert_eq!(code(b.check_vote(id(3))), "not_present_member");
        assert!(b.check_confirmer(id(1)).is_ok());
        assert_eq!(code(b.check_confirmer(id(5))), "chair_confirms");
        assert_eq!(code(b.check_confirmer(id(2))), "own_file");
        let without = bench(&[1, 3, 4], &[1]);
        assert!(without.check_confirmer(id(3)).is_ok());
        assert_eq!(code(without.check_confirmer(id(1))), "own_file");
        assert_eq!(code(without.check_confirmer(id(2))), "not_present_member");
    }

    #[test]
    fn settings_and_delegate_round_trip() {
        for s in [SittingSettings::default(), SittingSettings { quorum: QuorumRule::AtLeast(3), majority: MajorityRule::MostVotes, tie: TieRule::Undecided }] {
            assert_eq!(settings_of(&settings_json(&s)), s);
        }
        assert_eq!(settings_of("not json"), SittingSettings::default());
        let d = Delegate { employee: id(4), below: Money::riyals(500) };
        assert_eq!(delegate_of(&delegate_json(Some(&d))), Some(d));
        assert_eq!(delegate_of(&delegate_json(None)), None);
    }

    #[test]
    fn the_delegate_decides_below_both_limits_only() {
        let d = Delegate { employee: id(4), below: Money::riyals(500) };
        let r = |n| Some(Money::riyals(n));
        assert!(within_delegate_amount(r(499), None, &d, r(1000)));
        assert!(!within_delegate_amount(r(500), None, &d, r(1000)));
        assert!(!within_delegate_amount(r(300), r(600), &d, r(1000)));
        assert!(!within_delegate_amount(r(300), r(300), &d, r(300)));
        assert!(!within_delegate_amount(None, None, &d, r(1000)), "goods are the committee's");
        assert!(!within_delegate_amount(r(1), None, &d, None), "the service is the committee's alone");
    }

    #[test]
    fn terms() {
        let day = |s: &str| s.parse::<Day>().unwrap();
        let t = |a: &str, b: Option<&str>| Term { from: day(a), to: b.map(day) };
        assert!(t("2026-01-01", None).covers(day("2026-01-01")));
        assert!(!t("2026-01-01", Some("2026-06-30")).covers(day("2026-07-01")));
        assert!(t("2026-01-01", Some("2026-06-30")).meets(&t("2026-06-30", None)));
        assert!(!t("2026-01-01", Some("2026-06-30")).meets(&t("2026-07-01", None)));
        for r in ItemResult::ALL {
            assert_eq!(ItemResult::parse(r.code()), Some(*r));
        }
    }
}
