/// Where a support request stands. Stored as its [`State::code`]; the locale key is `state-{code}`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum State {
    Draft,
    AwaitingCompletion,
    Submitted,
    Verified,
    InResearch,
    BeforeCommittee,
    Deferred,
    Waiting,
    Decided,
    Accepted,
    InDelivery,
    Served,
    Refused,
    Referred,
    Withdrawn,
    Lapsed,
    Void,
}

/// Whose turn it is. Only the holder's side can pause a clock, and the page says who it is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Holder {
    /// A draft may be in the hands of the applicant or of the officer who writes it down for him.
    ApplicantOrOfficer,
    Applicant,
    RelationsOfficer,
    SocialResearcher,
    CommitteeSecretary,
    DeliveryOfficer,
    Nobody,
}

impl Holder {
    pub const ALL: [Holder; 7] = [
        Holder::ApplicantOrOfficer,
        Holder::Applicant,
        Holder::RelationsOfficer,
        Holder::SocialResearcher,
        Holder::CommitteeSecretary,
        Holder::DeliveryOfficer,
        Holder::Nobody,
    ];
    /// The locale key is `choice-holder-{code}`.
    pub fn code(self) -> &'static str {
        match self {
            Holder::ApplicantOrOfficer => "applicant_or_officer",
            Holder::Applicant => "applicant",
            Holder::Nobody => "nobody",
            _ => self.role().unwrap_or("nobody"),
        }
    }
    /// The role whose desk shows the request, where an employee holds it.
    pub fn role(self) -> Option<&'static str> {
        Some(match self {
            Holder::ApplicantOrOfficer | Holder::RelationsOfficer => "relations_officer",
            Holder::SocialResearcher => "social_researcher",
            Holder::CommitteeSecretary => "committee_secretary",
            Holder::DeliveryOfficer => "delivery_officer",
            Holder::Applicant | Holder::Nobody => return None,
        })
    }
    /// While the applicant holds the request the staff's internal target stands still.
    pub fn pauses_target(self) -> bool {
        self == Holder::Applicant
    }
}

impl State {
    pub const ALL: [State; 17] = [
        State::Draft,
        State::AwaitingCompletion,
        State::Submitted,
        State::Verified,
        State::InResearch,
        State::BeforeCommittee,
        State::Deferred,
        State::Waiting,
        State::Decided,
        State::Accepted,
        State::InDelivery,
        State::Served,
        State::Refused,
        State::Referred,
        State::Withdrawn,
        State::Lapsed,
        State::Void,
    ];
    /// From which one may still withdraw.
    pub const OPEN: [State; 11] = [
        State::Draft,
        State::AwaitingCompletion,
        State::Submitted,
        State::Verified,
        State::InResearch,
        State::BeforeCommittee,
        State::Deferred,
        State::Waiting,
        State::Decided,
        State::Accepted,
        State::InDelivery,
    ];

    pub fn code(self) -> &'static str {
        match self {
            State::Draft => "draft",
            State::AwaitingCompletion => "awaiting_completion",
            State::Submitted => "submitted",
            State::Verified => "verified",
            State::InResearch => "in_research",
            State::BeforeCommittee => "before_committee",
            State::Deferred => "deferred",
            State::Waiting => "waiting",
            State::Decided => "decided",
            State::Accepted => "accepted",
            State::InDelivery => "in_delivery",
            State::Served => "served",
            State::Refused => "refused",
            State::Referred => "referred",
            State::Withdrawn => "withdrawn",
            State::Lapsed => "lapsed",
            State::Void => "void",
        }
    }
    pub fn parse(code: &str) -> Option<State> {
        State::ALL.into_iter().find(|s| s.code() == code)
    }
    pub fn holder(self) -> Holder {
        match self {
            State::Draft => Holder::ApplicantOrOfficer,
            State::AwaitingCompletion => Holder::Applicant,
            State::Submitted | State::Verified | State::Decided | State::Accepted => Holder::RelationsOfficer,
            State::InResearch => Holder::SocialResearcher,
            State::BeforeCommittee | State::Deferred | State::Waiting => Holder::CommitteeSecretary,
            State::InDelivery => Holder::DeliveryOfficer,
            State::Served | State::Refused | State::Referred | State::Withdrawn | State::Lapsed | State::Void => Holder::Nobody,
        }
    }
    /// Somebody still has something to do.
    pub fn is_open(self) -> bool {
        State::OPEN.contains(&self)
    }
    /// Closed; only an objection can open a refused or partly served request again.
    pub fn is_final(self) -> bool {
        !self.is_open()
    }
    /// Answers and documents of the request may change. Elsewhere they are frozen in the snapshot.
    pub fn is_editable(self) -> bool {
        matches!(self, State::Draft | State::AwaitingCompletion)
    }
    /// The person has been told the committee's answer.
    pub fn is_after_reply(self) -> bool {
        matches!(self, State::Accepted | State::InDelivery | State::Served | State::Refused | State::Referred)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn codes_round_trip_and_open_is_not_final() {
        for s in State::ALL {
            assert_eq!(State::parse(s.code()), Some(s));
            assert_ne!(s.is_open(), s.is_final());
            assert_eq!(s.is_final(), s.holder() == Holder::Nobody, "{s:?}");
        }
        assert_eq!(State::parse("Draft"), None);
        for h in Holder::ALL {
            assert!(!h.code().is_empty());
        }
    }
}
