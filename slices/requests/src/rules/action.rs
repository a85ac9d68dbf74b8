use super::facts::{Facts, Outcome};
use super::needs::Need;
use super::state::State;
use kernel::{Grant, Permission};

/// Permissions, named after the actions they allow.
pub mod perm {
    use kernel::Permission;
    pub const SUBMIT: Permission = Permission("request.submit");
    pub const VERIFY: Permission = Permission("request.verify");
    pub const RETURN: Permission = Permission("request.return");
    pub const START_RESEARCH: Permission = Permission("request.start_research");
    pub const PRESENT: Permission = Permission("request.present");
    pub const DECIDE: Permission = Permission("request.decide");
    pub const CONFIRM_DECISION: Permission = Permission("request.confirm_decision");
    pub const DEFER: Permission = Permission("request.defer");
    pub const WAITLIST: Permission = Permission("request.waitlist");
    pub const RETURN_TO_RESEARCH: Permission = Permission("request.return_to_research");
    pub const REOPEN: Permission = Permission("request.reopen");
    pub const REPLY: Permission = Permission("request.reply");
    pub const REPLY_URGENT: Permission = Permission("request.reply_urgent");
    pub const REGISTER: Permission = Permission("request.register");
    pub const FINISH: Permission = Permission("request.finish");
    pub const OBJECT: Permission = Permission("request.object");
    pub const WITHDRAW: Permission = Permission("request.withdraw");
    pub const VOID: Permission = Permission("request.void");
    pub const LAPSE: Permission = Permission("request.lapse");
}

/// What somebody does to a request. The locale key is `action-{code}`; the audit event is `request.{code}`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Action {
    Submit,
    Verify,
    Return,
    StartResearch,
    Present,
    Decide,
    Defer,
    PutOnWaitingList,
    ReturnToResearch,
    Reopen,
    Reply,
    Register,
    Finish,
    Object,
    Withdraw,
    Void,
    Lapse,
}

impl Action {
    pub const ALL: [Action; 17] = [
        Action::Submit,
        Action::Verify,
        Action::Return,
        Action::StartResearch,
        Action::Present,
        Action::Decide,
        Action::Defer,
        Action::PutOnWaitingList,
        Action::ReturnToResearch,
        Action::Reopen,
        Action::Reply,
        Action::Register,
        Action::Finish,
        Action::Object,
        Action::Withdraw,
        Action::Void,
        Action::Lapse,
    ];
    pub fn code(self) -> &'static str {
        match self {
            Action::Submit => "submit",
            Action::Verify => "verify",
            Action::Return => "return",
            Action::StartResearch => "start_research",
            Action::Present => "present",
            Action::Decide => "decide",
            Action::Defer => "defer",
            Action::PutOnWaitingList => "put_on_waiting_list",
            Action::ReturnToResearch => "return_to_research",
            Action::Reopen => "reopen",
            Action::Reply => "reply",
            Action::Register => "register",
            Action::Finish => "finish",
            Action::Object => "object",
            Action::Withdraw => "withdraw",
            Action::Void => "void",
            Action::Lapse => "lapse",
        }
    }
    pub fn parse(code: &str) -> Option<Action> {
        Action::ALL.into_iter().find(|a| a.code() == code)
    }
}

/// Which of a transition's ways is taken.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum When {
    Always,
    /// Nothing is missing, every document valid.
    Complete,
    Missing,
    Outcome(Outcome),
}

impl When {
    pub fn is(self, f: &Facts) -> bool {
        match self {
            When::Always => true,
            When::Complete => f.nothing_missing(),
            When::Missing => !f.nothing_missing(),
            When::Outcome(o) => f.outcome == Some(o),
        }
    }
}

/// What else happens, for the action to do in the same transaction and for the documentation to say.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Effect {
    /// The request's number is taken, the first time only.
    GiveNumber,
    /// The snapshot is written and signatures bind to its digest.
    Freeze,
    /// The floor starts, if none runs ([`super::floor::Floor::submitted`]).
    StartFloor,
    /// The floor starts here only where the association counts from presentation.
    StartFloorIfFromPresentation,
    /// The next submission restarts the floor where the omission was the applicant's own and nothing was verified yet.
    MayRestartFloor,
    /// The promise is shown, printed and told.
    TellPromise,
    /// Everything that is missing is told once.
    TellMissing,
    TellReply,
    /// The next letter number is taken, last of all.
    NumberLetter,
    /// What was accepted before goes on being delivered; no new floor.
    KeepDelivering,
}

#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Way {
    pub when: When,
    pub to: State,
    pub needs: &'static [Need],
    pub effects: &'static [Effect],
}

/// One line of the table.
#[derive(Clone, Copy, Debug)]
pub struct Transition {
    pub from: &'static [State],
    pub action: Action,
    /// Exactly one way fits the facts, or none (then an outcome is missing).
    pub ways: &'static [Way],
    /// Asked whichever way is taken.
    pub needs: &'static [Need],
    /// Permission and the roles that hold it in a new database.
    pub grant: Grant,
    /// A further permission: of the one who confirms, or for a reply before the floor.
    pub also: Option<Grant>,
    /// The applicant may do it himself once he has his own door.
    pub applicant: bool,
    /// The clock does it (an officer may press for it; the guards are the same).
    pub clock: bool,
}

impl Transition {
    pub fn permission(&self) -> Permission {
        self.grant.permission
    }
}
