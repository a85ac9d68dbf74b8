//! The policy's seven steps, in the policy's order, lit by what has happened and not by the state's name.

/// A step of the policy.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Step {
    Received,
    Matched,
    Referred,
    Declared,
    Explained,
    Registered,
    Served,
}

impl Step {
    pub const ALL: [Step; 7] = [Step::Received, Step::Matched, Step::Referred, Step::Declared, Step::Explained, Step::Registered, Step::Served];
    /// The locale key is `choice-step-{code}`.
    pub fn code(self) -> &'static str {
        match self {
            Step::Received => "received",
            Step::Matched => "matched",
            Step::Referred => "referred",
            Step::Declared => "declared",
            Step::Explained => "explained",
            Step::Registered => "registered",
            Step::Served => "served",
        }
    }
    /// The policy's clause.
    pub fn clause(self) -> &'static str {
        ["H1", "H2", "H3", "H4", "H5", "H6", "H7"][self as usize]
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum StepState {
    Done,
    Now,
    Skip,
    Todo,
}

impl StepState {
    pub const ALL: [StepState; 4] = [StepState::Done, StepState::Now, StepState::Skip, StepState::Todo];
    /// The locale key is `choice-step_state-{code}`; the class is `is-{code}`.
    pub fn code(self) -> &'static str {
        match self {
            StepState::Done => "done",
            StepState::Now => "now",
            StepState::Skip => "skip",
            StepState::Todo => "todo",
        }
    }
}

/// The third step is taken only where something is unclear or the service asks for a study.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Referral {
    #[default]
    NotNeeded,
    /// Needed or asked, not answered yet.
    Open,
    /// The study is signed, the question answered.
    Answered,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct RailFacts {
    /// A contact was recorded, or the request exists because somebody received the person.
    pub received: bool,
    /// Everything required is matched and was valid at submission.
    pub matched: bool,
    pub referral: Referral,
    pub applicant_signed: bool,
    pub officer_signed: bool,
    pub explained: bool,
    /// Raised to the committee.
    pub raised: bool,
    /// The answer has gone out, or the request is closed: until then it lies with those it was raised to.
    pub answered: bool,
    pub registered: bool,
    pub served: bool,
    /// The request is closed: what was not reached will not be.
    pub closed: bool,
}

/// The seven steps. The first that is open is `Now`; on a closed request none is, and the open ones are skipped.
pub fn rail(f: &RailFacts) -> [(Step, StepState); 7] {
    let done = |yes: bool| if yes { StepState::Done } else { StepState::Todo };
    let referred = match f.referral {
        Referral::NotNeeded => StepState::Skip,
        Referral::Open => StepState::Todo,
        Referral::Answered => StepState::Done,
    };
    let mut steps = [
        (Step::Received, done(f.received)),
        (Step::Matched, done(f.matched)),
        (Step::Referred, referred),
        (Step::Declared, done(f.applicant_signed && f.officer_signed)),
        (Step::Explained, done(f.explained && f.raised && f.answered)),
        (Step::Registered, done(f.registered)),
        (Step::Served, done(f.served)),
    ];
    let mut seen_now = false;
    for (_, state) in steps.iter_mut().filter(|(_, s)| *s == StepState::Todo) {
        if f.closed {
            *state = StepState::Skip;
        } else if !seen_now {
            *state = StepState::Now;
            seen_now = true;
        }
    }
    steps
}

/// 1–7, for "step 5 of 7": the one that is now, else the last that is done (0: none).
pub fn position(steps: &[(Step, StepState); 7]) -> usize {
    let at = |wanted: StepState| steps.iter().rposition(|(_, s)| *s == wanted).map(|i| i + 1);
    at(StepState::Now).or(at(StepState::Done)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use StepState::{Done, Now, Skip, Todo};
    fn states(f: RailFacts) -> [StepState; 7] {
        rail(&f).map(|(_, s)| s)
    }
    #[test]
    fn lit_by_facts_in_the_policys_order() {
        let f = RailFacts::default();
        assert_eq!(states(f), [Now, Todo, Skip, Todo, Todo, Todo, Todo]);
        let f = RailFacts { received: true, applicant_signed: true, officer_signed: true, ..f };
        assert_eq!(states(f), [Done, Now, Skip, Done, Todo, Todo, Todo], "signed before matched is shown as it is");
        let f = RailFacts { matched: true, referral: Referral::Open, ..f };
        assert_eq!(states(f), [Done, Done, Now, Done, Todo, Todo, Todo]);
        assert_eq!(position(&rail(&f)), 3);
        let f = RailFacts { referral: Referral::Answered, explained: true, raised: true, ..f };
        assert_eq!(states(f), [Done, Done, Done, Done, Now, Todo, Todo], "registration waits for the answer");
        let f = RailFacts { answered: true, ..f };
        assert_eq!(states(f), [Done, Done, Done, Done, Done, Now, Todo]);
        let refused = RailFacts { closed: true, ..f };
        assert_eq!(states(refused), [Done, Done, Done, Done, Done, Skip, Skip]);
        assert_eq!(position(&rail(&refused)), 5);
        let f = RailFacts { registered: true, served: true, closed: true, ..f };
        assert_eq!(states(f), [Done; 7]);
        assert_eq!(Step::Explained.clause(), "H5");
    }
}
