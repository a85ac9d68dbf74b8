use super::facts::{Facts, Outcome};
use kernel::Problem;

/// Why a step is not possible: a code whose sentence is at `refusal-{code}`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Refusal(pub &'static str);

impl Refusal {
    /// Every refusal the rules of this slice can give, for the locale test.
    pub const ALL: &'static [&'static str] = &[
        "not_from_this_state",
        "outcome_missing",
        "own_file",
        "checklist_incomplete",
        "document_not_valid",
        "checklist_not_verified",
        "file_not_matched",
        "applicant_signature",
        "officer_signature",
        "study_missing",
        "researcher_signature",
        "study_not_evaluated",
        "study_no_recommendation",
        "reason_missing",
        "missing_not_named",
        "until_missing",
        "place_missing",
        "note_missing",
        "new_fact_missing",
        "researcher_not_named",
        "researcher_is_relative",
        "study_kind_missing",
        "promise_not_explained",
        "promise_not_clear",
        "no_quorum",
        "recusal_not_honoured",
        "not_recorded_by_secretary",
        "not_confirmed",
        "confirmer_recorded",
        "delegate_not_named",
        "above_delegate_amount",
        "verifier_decided",
        "amount_or_goods_missing",
        "decision_reasons_missing",
        "referral_body_missing",
        "floor_not_reached",
        "early_reply_barred",
        "urgent_not_permitted",
        "letter_not_numbered",
        "not_told",
        "objection_way_missing",
        "registration_category",
        "registration_class",
        "registration_payment",
        "registration_validity",
        "registration_review",
        "deliveries_open",
        "more_than_decided",
        "not_in_decision",
        "not_positive",
        "decider_hands_over",
        "not_partial",
        "objection_period_over",
        "same_reporter",
        "lapse_days_left",
        "reminders_missing",
    ];
    pub fn code(self) -> &'static str {
        self.0
    }
    pub fn problem(self) -> Problem {
        Problem::refused(self.0)
    }
}

/// How many recorded reminders must come before a request lapses.
pub const REMINDERS_BEFORE_LAPSE: u8 = 2;

/// One guard of the table. Each looks at [`Facts`] only.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Need {
    /// Nobody acts on his own or his relatives' file.
    NotOwnFile,
    ChecklistComplete,
    DocumentsValidNow,
    ChecklistVerified,
    /// An officer knows who he is: entered in the register, or joined to who he already was in it.
    FileMatched,
    ApplicantSigned,
    OfficerSigned,
    /// Where the service asks for a study, or one was begun: it is there, signed, evaluated and recommends.
    StudySigned,
    /// Where there was a study, its signature still holds for what the committee saw.
    StudySignatureHolds,
    Reason,
    MissingNamed,
    Until,
    Place,
    Note,
    NewFact,
    ResearcherNamed,
    ResearcherNotRelative,
    StudyKind,
    PromiseExplained,
    PromiseClear,
    /// A sitting needs its quorum; a delegate none.
    Quorum,
    RecusalsHonoured,
    RecordedBySecretary,
    Confirmed,
    /// At a sitting one records and another confirms.
    ConfirmedByAnother,
    /// Only where a delegate decides.
    DelegateNamed,
    DelegateAmount,
    /// Who verifies does not vote.
    VerifierApart,
    AmountOrGoods,
    DecisionReasons,
    ReferralBody,
    /// The floor has passed, or it is urgent with a recorded reason by one who may.
    FloorOrUrgent,
    LetterNumbered,
    ToldWithProof,
    ObjectionWay,
    Category,
    Class,
    PaymentWay,
    Validity,
    NextReview,
    DeliveriesSettled,
    WithinDecided,
    /// Who decides does not hand over.
    DeciderApart,
    Partial,
    WithinObjectionPeriod,
    NewReporter,
    LapseDays,
    Reminders,
}

impl Need {
    /// Every code it can refuse with.
    pub fn codes(self) -> Vec<&'static str> {
        match self {
            Need::StudySigned => vec!["study_missing", "study_not_evaluated", "study_no_recommendation", "researcher_signature"],
            Need::FloorOrUrgent => vec!["floor_not_reached", "early_reply_barred", "urgent_not_permitted"],
            simple => vec![simple.simple(&Facts::default()).1],
        }
    }
    /// The reason it is not met, or `None`.
    pub fn refusal(self, f: &Facts) -> Option<Refusal> {
        match self {
            Need::StudySigned => study(f),
            Need::FloorOrUrgent => floor_or_urgent(f),
            simple => {
                let (met, code) = simple.simple(f);
                (!met).then_some(Refusal(code))
            }
        }
    }
    /// Whether it is met, and the code if not. For needs with one code.
    fn simple(self, f: &Facts) -> (bool, &'static str) {
        let sitting = !f.by_delegate;
        match self {
            Need::NotOwnFile => (!f.actor_is_relative, "own_file"),
            Need::ChecklistComplete => (f.checklist_complete, "checklist_incomplete"),
            Need::DocumentsValidNow => (f.documents_valid_now, "document_not_valid"),
            Need::ChecklistVerified => (f.checklist_verified, "checklist_not_verified"),
            Need::ApplicantSigned => (f.applicant_signature_valid, "applicant_signature"),
            Need::FileMatched => (!f.file_unmatched, "file_not_matched"),
            Need::OfficerSigned => (f.officer_signature_valid, "officer_signature"),
            Need::StudySigned => (study(f).is_none(), "study_missing"),
            Need::StudySignatureHolds => (!f.study_exists || f.researcher_signature_valid, "researcher_signature"),
            Need::Reason => (f.reason_given, "reason_missing"),
            Need::MissingNamed => (f.missing_named, "missing_not_named"),
            Need::Until => (f.until_given, "until_missing"),
            Need::Place => (f.place_given, "place_missing"),
            Need::Note => (f.note_given, "note_missing"),
            Need::NewFact => (f.new_fact_given, "new_fact_missing"),
            Need::ResearcherNamed => (f.researcher_named, "researcher_not_named"),
            Need::ResearcherNotRelative => (!f.researcher_is_relative, "researcher_is_relative"),
            Need::StudyKind => (f.study_kind_given, "study_kind_missing"),
            Need::PromiseExplained => (f.promise_explained, "promise_not_explained"),
            Need::PromiseClear => (f.promise_clear, "promise_not_clear"),
            Need::Quorum => (!sitting || f.quorum_met, "no_quorum"),
            Need::RecusalsHonoured => (!sitting || f.recusals_honoured, "recusal_not_honoured"),
            Need::RecordedBySecretary => (!sitting || f.recorded_by_secretary, "not_recorded_by_secretary"),
            Need::Confirmed => (f.confirmed, "not_confirmed"),
            Need::ConfirmedByAnother => (!sitting || !f.confirmer_recorded, "confirmer_recorded"),
            Need::DelegateNamed => (sitting || f.delegate_named, "delegate_not_named"),
            Need::DelegateAmount => (sitting || f.within_delegate_amount, "above_delegate_amount"),
            Need::VerifierApart => (!f.verifier_decided || f.separation_relaxed, "verifier_decided"),
            Need::AmountOrGoods => (f.amount_or_goods_given, "amount_or_goods_missing"),
            Need::DecisionReasons => (f.decision_reasons_given, "decision_reasons_missing"),
            Need::ReferralBody => (f.referral_body_given, "referral_body_missing"),
            Need::FloorOrUrgent => (floor_or_urgent(f).is_none(), "floor_not_reached"),
            Need::LetterNumbered => (f.letter_numbered, "letter_not_numbered"),
            Need::ToldWithProof => (f.told_with_proof, "not_told"),
            Need::ObjectionWay => (f.objection_way_stated, "objection_way_missing"),
            Need::Category => (f.category_set, "registration_category"),
            Need::Class => (f.class_set, "registration_class"),
            Need::PaymentWay => (f.payment_way_set, "registration_payment"),
            Need::Validity => (f.validity_set, "registration_validity"),
            Need::NextReview => (f.next_review_set, "registration_review"),
            Need::DeliveriesSettled => (f.deliveries_settled, "deliveries_open"),
            Need::WithinDecided => (f.within_decided, "more_than_decided"),
            Need::DeciderApart => (!f.decider_hands_over || f.separation_relaxed, "decider_hands_over"),
            Need::Partial => (f.outcome == Some(Outcome::Accept) && f.partial, "not_partial"),
            Need::WithinObjectionPeriod => (f.within_objection_period, "objection_period_over"),
            Need::NewReporter => (f.new_reporter_differs, "same_reporter"),
            Need::LapseDays => (f.lapse_days_passed, "lapse_days_left"),
            Need::Reminders => (f.reminders_recorded >= REMINDERS_BEFORE_LAPSE, "reminders_missing"),
        }
    }
}

fn study(f: &Facts) -> Option<Refusal> {
    if !f.study_needed && !f.study_exists {
        return None;
    }
    Some(Refusal(if !f.study_exists {
        "study_missing"
    } else if !f.study_evaluated {
        "study_not_evaluated"
    } else if !f.study_recommends {
        "study_no_recommendation"
    } else if !f.researcher_signature_valid {
        "researcher_signature"
    } else {
        return None;
    }))
}

fn floor_or_urgent(f: &Facts) -> Option<Refusal> {
    if f.floor_reached {
        return None;
    }
    Some(Refusal(if !f.early_reply_allowed {
        "early_reply_barred"
    } else if !f.urgent_reason_given {
        "floor_not_reached"
    } else if !f.urgent_permitted {
        "urgent_not_permitted"
    } else {
        return None;
    }))
}
