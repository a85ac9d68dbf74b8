use super::checklist::{self, Item};
use super::snapshot::{Signature, SignatureKind, signed};

/// What the sitting or the delegate decided.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Outcome {
    Accept,
    Refuse,
    Refer,
}

impl Outcome {
    pub const ALL: [Outcome; 3] = [Outcome::Accept, Outcome::Refuse, Outcome::Refer];
    pub fn code(self) -> &'static str {
        match self {
            Outcome::Accept => "accept",
            Outcome::Refuse => "refuse",
            Outcome::Refer => "refer",
        }
    }
    pub fn parse(code: &str) -> Option<Outcome> {
        Outcome::ALL.into_iter().find(|o| o.code() == code)
    }
}

/// Everything a guard may ask about a request at the moment somebody acts, already looked up or computed.
///
/// The default knows nothing and therefore grants nothing: an action fills in what it has found, and a fact it forgot
/// refuses rather than permits. (Facts that speak *against* acting, such as `actor_is_relative`, must be looked up each time.)
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Facts {
    // who acts
    /// The employee acting belongs to the household or is a relative of one who does. (The applicant at his own door is no employee: false.)
    pub actor_is_relative: bool,
    /// The board's recorded decision lets a small office join two duties; the use is listed as a deviation.
    pub separation_relaxed: bool,

    // H2, H4: the checklist and the signatures, each for the digest of the snapshot as it stands now
    /// Every required document is there ([`super::checklist::all_present`]).
    pub checklist_complete: bool,
    /// … and valid on the day of acting ([`super::checklist::all_valid`]).
    pub documents_valid_now: bool,
    /// Every required document was matched by a named employee in a sufficient way, judged as of submission.
    pub checklist_verified: bool,
    /// The file is of somebody who came by the portal and was not matched with the register yet.
    pub file_unmatched: bool,
    pub applicant_signature_valid: bool,
    pub officer_signature_valid: bool,
    pub researcher_signature_valid: bool,

    // words given with the action
    /// Why: for return, defer, withdraw, void, reopen.
    pub reason_given: bool,
    /// What is missing is named, item by item.
    pub missing_named: bool,
    pub until_given: bool,
    pub place_given: bool,
    pub note_given: bool,
    pub new_fact_given: bool,

    // research
    /// The service (in the version the request is judged by) asks for a study.
    pub study_needed: bool,
    /// A study was begun for this request, asked for or not.
    pub study_exists: bool,
    pub study_evaluated: bool,
    pub study_recommends: bool,
    pub researcher_named: bool,
    pub researcher_is_relative: bool,
    pub study_kind_given: bool,

    // H5: the promise
    /// It was explained, with how, when and by whom recorded.
    pub promise_explained: bool,
    /// … and the person found it clear.
    pub promise_clear: bool,

    // the decision
    /// Decided by a named delegate instead of a sitting.
    pub by_delegate: bool,
    pub delegate_named: bool,
    pub within_delegate_amount: bool,
    pub quorum_met: bool,
    /// No conflicted member was present for the item or voted on it.
    pub recusals_honoured: bool,
    pub recorded_by_secretary: bool,
    /// The chair (or the delegate himself) confirmed by re-authentication.
    pub confirmed: bool,
    /// The one who confirmed is the one who recorded.
    pub confirmer_recorded: bool,
    /// Whoever verified the documents is among those who voted or decided.
    pub verifier_decided: bool,
    pub outcome: Option<Outcome>,
    /// Accepted in part only.
    pub partial: bool,
    pub amount_or_goods_given: bool,
    pub decision_reasons_given: bool,
    pub referral_body_given: bool,

    // the reply
    /// Now is at or after the earliest reply.
    pub floor_reached: bool,
    /// The association allows an earlier reply with a reason (the default), or bars it.
    pub early_reply_allowed: bool,
    pub urgent_reason_given: bool,
    /// The actor holds `request.reply_urgent`.
    pub urgent_permitted: bool,
    /// The letter has its number, or takes it in this transaction.
    pub letter_numbered: bool,
    pub told_with_proof: bool,
    pub objection_way_stated: bool,

    // H6: registration
    pub category_set: bool,
    pub class_set: bool,
    /// Bank account or the place of pick-up.
    pub payment_way_set: bool,
    pub validity_set: bool,
    pub next_review_set: bool,

    // H7: delivery
    /// At least one line, each handed over with proof or closed with a reason.
    pub deliveries_settled: bool,
    /// Lines planned and handed never exceed the decision.
    pub within_decided: bool,
    /// Whoever decided hands over.
    pub decider_hands_over: bool,

    // objection and lapse
    pub within_objection_period: bool,
    pub new_reporter_differs: bool,
    pub lapse_days_passed: bool,
    /// Reminders recorded with how, when and by whom since the list of what is missing was told.
    pub reminders_recorded: u8,
}

impl Facts {
    /// Fills in the three facts of the checklist: as of today for `submit`, as of the day of submission for `verify`.
    #[must_use]
    pub fn with_checklist(self, today: &[Item], at_submission: &[Item]) -> Facts {
        Facts {
            checklist_complete: checklist::all_present(today),
            documents_valid_now: checklist::all_valid(today),
            checklist_verified: checklist::verified(at_submission),
            ..self
        }
    }
    /// Fills in the three signatures. `study_digest`: of the study as it stands, empty where there is none.
    #[must_use]
    pub fn with_signatures(self, signatures: &[Signature], snapshot_digest: &str, study_digest: &str) -> Facts {
        Facts {
            applicant_signature_valid: signed(signatures, SignatureKind::Applicant, snapshot_digest),
            officer_signature_valid: signed(signatures, SignatureKind::Officer, snapshot_digest),
            researcher_signature_valid: signed(signatures, SignatureKind::Researcher, study_digest),
            ..self
        }
    }
    /// Nothing is missing and every document is valid: a first `submit` goes through; else it becomes a list of what is missing.
    pub fn nothing_missing(&self) -> bool {
        self.checklist_complete && self.documents_valid_now
    }
}
