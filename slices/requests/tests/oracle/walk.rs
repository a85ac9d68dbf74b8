//! A small world in which facts are not invented but come about: data is edited, signed, matched, time passes, documents run out.
//! Whatever order things are pressed in, what must always hold is judged from the world's own diary.

use super::facts::in_order;
use kernel::{At, DAY_MS, Day, HOUR_MS, Id, Money};
use proptest::prelude::*;
use requests::rules::checklist::{Check, CheckOutcome, How, OnFile, People, Per, Required, checklist};
use requests::rules::delivery::{Decided, Line, LineState, What, allows, settled, within};
use requests::rules::floor::{ClockSettings, Floor, FloorFrom, lapse_days_passed, reply_allowed, within_objection_period};
use requests::rules::snapshot::{Signature, SignatureKind, SnapshotDoc};
use requests::rules::{Action, Effect, Facts, Outcome, State, Viewer, outcome_visible, way};

#[derive(Clone, Copy, Debug)]
enum Press {
    Wait(i64),
    Edit(i64),
    Sign(SignatureKind),
    BringDocument(i32),
    Match(How),
    Plan(i64),
    HandOver(usize),
    Do { action: Action, outcome: Outcome, own_omission: bool, urgent: bool },
}

struct World {
    now: At,
    state: State,
    settings: ClockSettings,
    answer: i64,
    document: Option<OnFile>,
    signatures: Vec<Signature>,
    floor: Floor,
    submitted: Option<At>,
    study: bool,
    told_missing: Option<At>,
    replied: Option<At>,
    outcome: Option<Outcome>,
    granted: Decided,
    lines: Vec<Line>,
    // The diary, kept without the rules.
    signed_answers: Vec<(SignatureKind, i64)>,
    floor_began: Option<At>,
    begin_anew: bool,
    told: bool,
}

impl World {
    fn new(settings: ClockSettings) -> World {
        World {
            now: At(1_795_000_000_000),
            state: State::Draft,
            settings,
            answer: 0,
            document: None,
            signatures: vec![],
            floor: Floor::default(),
            submitted: None,
            study: false,
            told_missing: None,
            replied: None,
            outcome: None,
            granted: Decided::default(),
            lines: vec![],
            signed_answers: vec![],
            floor_began: None,
            begin_anew: false,
            told: false,
        }
    }
    fn digest(&self) -> String {
        SnapshotDoc::new(Id::from_u128(1), 1, 1, "rent", 1).answer("rent", self.answer).freeze().unwrap().digest
    }
    fn items(&self, on: Day) -> Vec<requests::rules::checklist::Item> {
        let r = Required { document_type: "lease".into(), applies: true, valid_for_days: None, sufficient: vec![How::OriginalAtDesk], per: Per::Household };
        let people = People { applicant: Id::from_u128(2), members: vec![] };
        checklist(&[r], &people, self.document.as_slice(), on)
    }
    fn facts(&self, press_outcome: Outcome, urgent: bool) -> Facts {
        let digest = self.digest();
        let today = self.items(self.now.day());
        let then = self.items(self.submitted.unwrap_or(self.now).day());
        let f = Facts {
            study_needed: false,
            study_exists: self.study,
            outcome: if self.state == State::Decided || self.state.is_after_reply() { self.outcome } else { Some(press_outcome) },
            floor_reached: reply_allowed(self.now, &self.floor, &self.settings, None).is_ok(),
            early_reply_allowed: self.settings.early_reply_allowed,
            urgent_reason_given: urgent,
            deliveries_settled: settled(&self.lines),
            within_decided: within(&self.granted, &self.lines),
            within_objection_period: within_objection_period(self.now, self.replied, &self.settings),
            lapse_days_passed: lapse_days_passed(self.now, self.told_missing, &self.settings),
            ..in_order(None)
        };
        f.with_checklist(&today, &then).with_signatures(&self.signatures, &digest, &digest)
    }
    fn press(&mut self, p: Press) -> Result<(), TestCaseError> {
        match p {
            Press::Wait(hours) => self.now = self.now.plus_ms(hours * HOUR_MS),
            Press::Edit(answer) if self.state.is_editable() => self.answer = answer,
            Press::Sign(kind) => {
                self.signatures.push(Signature { kind, digest: self.digest(), by: Id::from_u128(3), at: self.now });
                self.signed_answers.push((kind, self.answer));
            }
            Press::BringDocument(days) if self.state.is_editable() => {
                let expires = Some(self.now.day().plus(days));
                self.document =
                    Some(OnFile { id: Id::from_u128(4), document_type: "lease".into(), owner: None, issued: None, expires, renewed: At(0), checks: vec![] });
            }
            Press::Match(how) => {
                let check = Check { outcome: CheckOutcome::Matched, how, as_of: self.now, by: Id::from_u128(5), person: None };
                if let Some(d) = &mut self.document {
                    d.checks.push(check);
                }
            }
            Press::Plan(n) if self.state == State::InDelivery => {
                let new = What::Amount(Money(n));
                if allows(&self.granted, &self.lines, &new).is_ok() {
                    self.lines.push(Line { what: new, state: LineState::Planned });
                }
            }
            Press::HandOver(i) if self.state == State::InDelivery => {
                if let Some(l) = self.lines.get_mut(i) {
                    l.state = LineState::Handed;
                }
            }
            Press::Do { action, outcome, own_omission, urgent } => self.act(action, outcome, own_omission, urgent)?,
            Press::Edit(_) | Press::BringDocument(_) | Press::Plan(_) | Press::HandOver(_) => {}
        }
        self.always()
    }
    fn act(&mut self, action: Action, outcome: Outcome, own_omission: bool, urgent: bool) -> Result<(), TestCaseError> {
        let f = self.facts(outcome, urgent);
        let Ok(way) = way(self.state, action, &f) else { return Ok(()) };
        let from = self.state;
        for e in way.effects {
            match e {
                Effect::StartFloor => {
                    self.submitted = Some(self.now);
                    self.floor = self.floor.submitted(self.now, &self.settings);
                }
                Effect::StartFloorIfFromPresentation => self.floor = self.floor.presented(self.now, &self.settings),
                Effect::MayRestartFloor => self.floor = self.floor.returned(from, own_omission),
                Effect::TellMissing => self.told_missing = Some(self.now),
                _ => {}
            }
        }
        self.judge(action, from, way.to, own_omission, urgent)?;
        self.state = way.to;
        match action {
            Action::StartResearch => self.study = true,
            Action::Decide => self.outcome = f.outcome,
            Action::Reply => {
                self.replied = Some(self.now);
                if self.outcome == Some(Outcome::Accept) {
                    self.granted.amount = Money(self.granted.amount.0 + 1_000);
                }
            }
            _ => {}
        }
        Ok(())
    }
    /// The diary's own judgement of a step that the rules let through.
    fn judge(&mut self, action: Action, from: State, to: State, own_omission: bool, urgent: bool) -> Result<(), TestCaseError> {
        let signed_this = |k| self.signed_answers.contains(&(k, self.answer));
        match action {
            Action::Submit if to == State::Submitted => {
                prop_assert!(signed_this(SignatureKind::Applicant));
                if self.settings.floor_from == FloorFrom::Submission && (self.floor_began.is_none() || self.begin_anew) {
                    self.floor_began = Some(self.now);
                }
                self.begin_anew = false;
            }
            Action::Return => self.begin_anew |= own_omission && from == State::Submitted,
            Action::Present if self.settings.floor_from == FloorFrom::Presentation && self.floor_began.is_none() => self.floor_began = Some(self.now),
            Action::Verify => {
                let d = self.document.as_ref().expect("a document");
                let submitted = self.submitted.expect("a submission").day();
                prop_assert!(d.expires.is_none_or(|e| e >= submitted), "4: valid as of submission");
                prop_assert!(d.checks.iter().any(|c| c.how == How::OriginalAtDesk), "4: matched in a sufficient way");
            }
            Action::Decide => {
                prop_assert!(signed_this(SignatureKind::Applicant) && signed_this(SignatureKind::Officer), "1: signed for what is decided on");
                prop_assert!(!self.study || signed_this(SignatureKind::Researcher), "1: the study too");
                self.told = false;
            }
            Action::Reply => {
                let passed = self.floor_began.is_some_and(|b| self.now.0 - b.0 >= self.settings.earliest_reply_days * DAY_MS);
                prop_assert!(passed || (urgent && self.settings.early_reply_allowed), "2: not before the floor without a reason");
                self.told = true;
            }
            _ => {}
        }
        Ok(())
    }
    fn always(&self) -> Result<(), TestCaseError> {
        let used: i64 = self.lines.iter().map(|l| if let What::Amount(m) = &l.what { m.0 } else { 0 }).sum();
        prop_assert!(used <= self.granted.amount.0, "3: never more than decided");
        prop_assert!(used == 0 || self.replied.is_some(), "3: nothing without a decision");
        prop_assert_eq!(self.state.is_after_reply() && !self.told, false, "11: told before it shows");
        prop_assert!(self.told || !outcome_visible(self.state, self.told, Viewer::Outside), "11");
        if let (Some(first), Some(now)) = (self.floor.first, self.floor.current) {
            prop_assert!(first.start <= now.start, "the first promise stays");
            prop_assert_eq!(Some(now.start), self.floor_began);
        }
        Ok(())
    }
}

fn press() -> impl Strategy<Value = Press> {
    let action = (prop::sample::select(&Action::ALL[..]), prop::sample::select(&Outcome::ALL[..]), any::<bool>(), prop::bool::weighted(0.1));
    prop_oneof![
        2 => (1i64..24 * 20).prop_map(Press::Wait),
        1 => (0i64..3).prop_map(Press::Edit),
        3 => prop::sample::select(&SignatureKind::ALL[..]).prop_map(Press::Sign),
        1 => (-2i32..30).prop_map(Press::BringDocument),
        2 => prop::sample::select(vec![How::OriginalAtDesk, How::OriginalAtDesk, How::Verbal]).prop_map(Press::Match),
        1 => (1i64..1_500).prop_map(Press::Plan),
        1 => (0usize..3).prop_map(Press::HandOver),
        8 => action.prop_map(|(action, outcome, own_omission, urgent)| Press::Do { action, outcome, own_omission, urgent }),
    ]
}

/// The main road in order, so that random presses before, between and after get far.
fn road() -> Vec<Press> {
    let go = |action| Press::Do { action, outcome: Outcome::Accept, own_omission: false, urgent: false };
    let sign = |k| Press::Sign(k);
    vec![
        Press::BringDocument(60),
        sign(SignatureKind::Applicant),
        go(Action::Submit),
        Press::Match(How::OriginalAtDesk),
        sign(SignatureKind::Officer),
        go(Action::Verify),
        go(Action::StartResearch),
        sign(SignatureKind::Researcher),
        go(Action::Present),
        go(Action::Decide),
        Press::Wait(14 * 24),
        go(Action::Reply),
        go(Action::Register),
        Press::Plan(1_000),
        Press::HandOver(0),
        go(Action::Finish),
    ]
}

fn presses() -> impl Strategy<Value = Vec<Press>> {
    // The road with random presses strewn in: never withdrawn or void by chance, else most walks end early.
    let strewn = prop::collection::vec((0usize..40, press()), 0..25).prop_map(|extra| {
        let ends = |p: &Press| matches!(p, Press::Do { action: Action::Withdraw | Action::Void, .. });
        let mut all: Vec<Press> = road().into_iter().chain(road()).collect();
        for (at, p) in extra.into_iter().filter(|(_, p)| !ends(p)) {
            all.insert(at.min(all.len()), p);
        }
        all
    });
    prop_oneof![3 => strewn, 1 => prop::collection::vec(press(), 0..80)]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]
    #[test]
    fn whatever_is_pressed_what_must_hold_holds(all in presses(), from_presentation in any::<bool>(), early in prop::bool::weighted(0.8)) {
        let floor_from = if from_presentation { FloorFrom::Presentation } else { FloorFrom::Submission };
        let mut w = World::new(ClockSettings { floor_from, early_reply_allowed: early, ..ClockSettings::default() });
        for p in all {
            w.press(p)?;
        }
    }
}

/// The road by itself leads to the end: the walks above are not empty.
#[test]
fn the_main_road_leads_to_served() {
    for floor_from in [FloorFrom::Submission, FloorFrom::Presentation] {
        let mut w = World::new(ClockSettings { floor_from, ..ClockSettings::default() });
        let mut seen = vec![w.state];
        for p in road() {
            w.press(p).unwrap();
            if seen.last() != Some(&w.state) {
                seen.push(w.state);
            }
        }
        use State::*;
        assert_eq!(seen, [Draft, Submitted, Verified, InResearch, BeforeCommittee, Decided, Accepted, InDelivery, Served]);
    }
}
