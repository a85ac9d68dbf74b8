//! Quorum and votes of a sitting. A member with a conflict in an item is out of both for that item.

use super::facts::Outcome;
use kernel::Id;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum QuorumRule {
    /// More than half of all members.
    Majority,
    AtLeast(usize),
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum MajorityRule {
    /// More than half of the votes cast (abstentions are not cast).
    MoreThanHalf,
    /// More than any other choice.
    MostVotes,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TieRule {
    /// The side the chair voted for. A conflicted, absent or abstaining chair breaks nothing.
    ChairDecides,
    /// Stays undecided: to be deferred.
    Undecided,
}

/// One version of the committee's rules.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SittingSettings {
    pub quorum: QuorumRule,
    pub majority: MajorityRule,
    pub tie: TieRule,
}

impl Default for SittingSettings {
    fn default() -> Self {
        SittingSettings { quorum: QuorumRule::Majority, majority: MajorityRule::MoreThanHalf, tie: TieRule::ChairDecides }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Quorum {
    /// Members present without a conflict.
    pub counted: usize,
    pub needed: usize,
}

impl Quorum {
    pub fn met(&self) -> bool {
        self.counted >= self.needed
    }
}

/// `members`: all who are members on the day. What is needed comes from all of them, so that conflicts cannot lower the bar;
/// an item too many are conflicted in waits for others to be named.
pub fn quorum(members: &[Id], present: &[Id], recused: &[Id], settings: &SittingSettings) -> Quorum {
    let members = distinct(members);
    let counted = members.iter().filter(|m| present.contains(m) && !recused.contains(m)).count();
    let needed = match settings.quorum {
        QuorumRule::Majority => members.len() / 2 + 1,
        QuorumRule::AtLeast(n) => n.max(1),
    };
    Quorum { counted, needed }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Choice {
    For(Outcome),
    Abstain,
}

impl Choice {
    pub const ALL: [Choice; 4] = [Choice::For(Outcome::Accept), Choice::For(Outcome::Refuse), Choice::For(Outcome::Refer), Choice::Abstain];
    pub fn code(self) -> &'static str {
        match self {
            Choice::For(o) => o.code(),
            Choice::Abstain => "abstain",
        }
    }
    pub fn parse(code: &str) -> Option<Choice> {
        Choice::ALL.into_iter().find(|c| c.code() == code)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Vote {
    pub member: Id,
    pub choice: Choice,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Verdict {
    Decided(Outcome),
    /// Decided by the chair's side.
    TieBroken(Outcome),
    Tie,
    /// Nobody voted, or no choice has its majority.
    None,
}

impl Verdict {
    pub fn outcome(self) -> Option<Outcome> {
        match self {
            Verdict::Decided(o) | Verdict::TieBroken(o) => Some(o),
            Verdict::Tie | Verdict::None => None,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Tally {
    pub accept: usize,
    pub refuse: usize,
    pub refer: usize,
    pub abstained: usize,
    pub verdict: Verdict,
}

/// Counts the votes of members present without a conflict; of two votes by one member the last.
pub fn tally(votes: &[Vote], members: &[Id], present: &[Id], recused: &[Id], chair: Option<Id>, settings: &SittingSettings) -> Tally {
    let last = |m: Id| votes.iter().rev().find(|v| v.member == m).map(|v| v.choice);
    let voters: Vec<Id> = distinct(members).into_iter().filter(|m| present.contains(m) && !recused.contains(m)).collect();
    let choices: Vec<Choice> = voters.iter().filter_map(|m| last(*m)).collect();
    let count = |o: Outcome| choices.iter().filter(|c| **c == Choice::For(o)).count();
    let cast: usize = Outcome::ALL.into_iter().map(count).sum();
    let top = Outcome::ALL.into_iter().map(count).max().unwrap_or(0);
    let leaders: Vec<Outcome> = Outcome::ALL.into_iter().filter(|o| count(*o) == top).collect();
    let verdict = match leaders[..] {
        _ if cast == 0 => Verdict::None,
        [one] if settings.majority == MajorityRule::MostVotes || top * 2 > cast => Verdict::Decided(one),
        [_] => Verdict::None,
        _ => {
            let chairs = chair.filter(|c| voters.contains(c)).and_then(last);
            match (settings.tie, chairs) {
                (TieRule::ChairDecides, Some(Choice::For(o))) if leaders.contains(&o) => Verdict::TieBroken(o),
                _ => Verdict::Tie,
            }
        }
    };
    Tally { accept: count(Outcome::Accept), refuse: count(Outcome::Refuse), refer: count(Outcome::Refer), abstained: choices.len() - cast, verdict }
}

/// Whether every recusal was kept to: no conflicted member voted. (Presence at the item is the minutes' to say.)
pub fn recusals_honoured(votes: &[Vote], recused: &[Id]) -> bool {
    votes.iter().all(|v| !recused.contains(&v.member))
}

fn distinct(ids: &[Id]) -> Vec<Id> {
    let mut out: Vec<Id> = Vec::new();
    for id in ids {
        if !out.contains(id) {
            out.push(*id);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    const ACCEPT: Choice = Choice::For(Outcome::Accept);
    const REFUSE: Choice = Choice::For(Outcome::Refuse);
    fn ids(n: &[u128]) -> Vec<Id> {
        n.iter().map(|n| Id::from_u128(*n)).collect()
    }
    fn count(votes: &[(u128, Choice)], recused: &[u128], s: &SittingSettings) -> Verdict {
        let votes: Vec<Vote> = votes.iter().map(|(m, c)| Vote { member: Id::from_u128(*m), choice: *c }).collect();
        let all = ids(&[1, 2, 3, 4, 5]);
        tally(&votes, &all, &all, &ids(recused), Some(Id::from_u128(1)), s).verdict
    }
    #[test]
    fn quorum_is_of_all_members_and_counts_none_conflicted() {
        let s = SittingSettings::default();
        let m = ids(&[1, 2, 3, 4, 5]);
        assert!(quorum(&m, &ids(&[1, 2, 3]), &[], &s).met());
        assert!(!quorum(&m, &ids(&[1, 2, 3]), &ids(&[3]), &s).met());
        assert!(!quorum(&m, &ids(&[1, 2, 8, 8, 9]), &[], &s).met(), "strangers do not count");
        assert!(!quorum(&[], &[], &[], &s).met());
        assert!(quorum(&m, &ids(&[4]), &[], &SittingSettings { quorum: QuorumRule::AtLeast(1), ..s }).met());
    }
    #[test]
    fn majority_and_ties() {
        let s = SittingSettings::default();
        assert_eq!(count(&[(1, ACCEPT), (2, ACCEPT), (3, REFUSE)], &[], &s), Verdict::Decided(Outcome::Accept));
        assert_eq!(count(&[(1, REFUSE), (2, ACCEPT)], &[], &s), Verdict::TieBroken(Outcome::Refuse));
        assert_eq!(count(&[(1, REFUSE), (2, ACCEPT), (3, ACCEPT), (4, REFUSE)], &[1], &s), Verdict::Decided(Outcome::Accept));
        assert_eq!(count(&[(3, REFUSE), (2, ACCEPT), (1, REFUSE)], &[1], &s), Verdict::Tie, "a conflicted chair breaks nothing");
        assert_eq!(count(&[(1, Choice::Abstain), (2, Choice::Abstain)], &[], &s), Verdict::None);
        let three = [(1, ACCEPT), (2, ACCEPT), (3, REFUSE), (4, Choice::For(Outcome::Refer))];
        assert_eq!(count(&three, &[], &s), Verdict::None);
        assert_eq!(count(&three, &[], &SittingSettings { majority: MajorityRule::MostVotes, ..s }), Verdict::Decided(Outcome::Accept));
        assert_eq!(count(&[(1, ACCEPT), (1, REFUSE)], &[], &s), Verdict::Decided(Outcome::Refuse), "the last vote of a member");
    }
}
