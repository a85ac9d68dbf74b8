use super::state::State;

/// Who looks at a decision.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Viewer {
    /// Member, secretary or chair of the sitting (or the delegate) that decided, without a conflict in this item.
    Committee,
    /// A member with a conflict: for him the item does not exist.
    Recused,
    /// The officer who is to reply, once he may: the floor has passed or the urgency is recorded.
    ReplyingOfficer { may_reply_now: bool },
    /// Everybody else: other employees, the auditor, the applicant, reports, exports, messages.
    Outside,
}

/// Whether the outcome may show to this viewer, on any page, count, message or document.
/// `told`: the reply of *this* decision has gone out (a second decision, after an objection, is not told by the first one's reply).
pub fn outcome_visible(state: State, told: bool, viewer: Viewer) -> bool {
    match viewer {
        Viewer::Recused => false,
        Viewer::Committee => true,
        Viewer::ReplyingOfficer { may_reply_now } => told || state.is_after_reply() || (state == State::Decided && may_reply_now),
        Viewer::Outside => told || state.is_after_reply(),
    }
}

/// The state to show to a viewer who may not know that a decision has been taken: `decided` looks like `before_committee`.
pub fn shown_state(state: State, viewer: Viewer) -> State {
    match (state, viewer) {
        (State::Decided, Viewer::Outside | Viewer::Recused) => State::BeforeCommittee,
        _ => state,
    }
}
