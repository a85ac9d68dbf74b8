/// Why somebody was not identified. No variant holds anything personal or secret; the text is for the log.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IdentityError {
    /// The other side is not reached or out of order: say so and offer the other way in.
    #[error("unavailable: {0}")]
    Unavailable(&'static str),
    /// The other side does not know us (client, key, redirect address): for the administrator.
    #[error("not accepted as a client: {0}")]
    Client(&'static str),
    /// The person said no, or the other side refused (`access_denied`, `invalid_grant`, …).
    #[error("refused: {0}")]
    Refused(&'static str),
    /// What came back does not belong to what was begun here (state, browser, too late): begin anew.
    #[error("not begun here: {0}")]
    Stray(&'static str),
    /// The token does not hold. Somebody may be trying something: log it.
    #[error("token not valid: {0}")]
    Token(&'static str),
    /// A request for this person is still open with Nafath: wait for it to end.
    #[error("already waiting")]
    Busy,
}

impl IdentityError {
    /// The code for the screen and the trail: `unavailable`, `client`, `refused`, `stray`, `token`, `busy`.
    pub fn code(&self) -> &'static str {
        match self {
            IdentityError::Unavailable(_) => "unavailable",
            IdentityError::Client(_) => "client",
            IdentityError::Refused(_) => "refused",
            IdentityError::Stray(_) => "stray",
            IdentityError::Token(_) => "token",
            IdentityError::Busy => "busy",
        }
    }
}
