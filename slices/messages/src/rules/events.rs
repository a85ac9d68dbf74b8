//! At which events the association speaks, and what each may say. Never what a case is about: a message tells that there is something
//! to see and where to sign in for it.

/// One event.
#[derive(Clone, Copy, Debug)]
pub struct Kind {
    pub code: &'static str,
    /// What its words may name, beside `org` and `name` (the first name), which all may.
    pub vars: &'static [&'static str],
    /// Waits for nothing: neither quiet hours nor other events.
    pub urgent: bool,
    /// Kept in the person's messages on the portal.
    pub in_portal: bool,
    /// A secret for minutes: never shown to an employee, forgotten once sent, not sent late.
    pub secret: bool,
    /// To employees, on their desk.
    pub staff: bool,
}

const fn kind(code: &'static str, vars: &'static [&'static str]) -> Kind {
    Kind { code, vars, urgent: false, in_portal: true, secret: false, staff: false }
}

/// Every event there is.
pub const KINDS: &[Kind] = &[
    kind("request.received", &["number", "date", "link"]),
    kind("request.missing", &["number", "count", "date", "link"]),
    kind("request.reminder", &["number", "count", "date", "link"]),
    kind("request.replied", &["number", "link"]),
    kind("request.objected", &["number", "date", "link"]),
    kind("delivery.ready", &["number", "date", "link"]),
    kind("delivery.receipt_ask", &["number", "link"]),
    kind("clarification.answered", &["number", "link"]),
    kind("document.expiring", &["date", "link"]),
    kind("file.review_due", &["date", "link"]),
    kind("visit.tomorrow", &["number", "date", "time", "link"]),
    Kind { urgent: true, in_portal: false, secret: true, ..kind("account.code", &["code", "minutes"]) },
    // What writing a code does is said in its own message: a code asked for under another name opens no signature.
    Kind { urgent: true, in_portal: false, secret: true, ..kind("account.sign_code", &["code", "minutes"]) },
    Kind { urgent: true, in_portal: false, secret: true, ..kind("account.copy_code", &["code", "minutes"]) },
    Kind { urgent: true, in_portal: false, secret: true, ..kind("account.email_code", &["code", "minutes"]) },
    Kind { urgent: true, ..kind("account.number_changed", &["date"]) },
    Kind { urgent: true, ..kind("account.reach_changed", &["date"]) },
    kind("application.joined", &["number", "link"]),
    kind("application.made_new", &["number", "link"]),
    kind("application.refused", &["link"]),
    kind("representation.decided", &["link"]),
    kind("correction.answered", &["link"]),
    Kind { staff: true, urgent: true, ..kind("staff.target_at_risk", &["number", "date", "link"]) },
];

/// The codes of [`KINDS`].
pub const EVENTS: &[&str] = &{
    let mut out = [""; KINDS.len()];
    let mut i = 0;
    while i < KINDS.len() {
        out[i] = KINDS[i].code;
        i += 1;
    }
    out
};

/// The words that take the place of several messages waiting for one person.
pub const MERGED: Kind = Kind { in_portal: false, ..kind("merged", &["updates", "link"]) };

/// Variables of every event.
pub const COMMON: &[&str] = &["org", "name"];

/// How long a secret is worth sending: no longer than whoever made it lets it open anything.
pub const SECRET_LASTS_MS: i64 = 5 * 60_000;

/// The event of a code; the words of several at once count as one.
pub fn of(code: &str) -> Option<&'static Kind> {
    if code == MERGED.code { Some(&MERGED) } else { KINDS.iter().find(|k| k.code == code) }
}

/// Whether an event's message carries a secret; such a message is nobody's to read again.
pub fn is_secret(code: &str) -> bool {
    of(code).is_some_and(|k| k.secret)
}

impl Kind {
    /// Whether its words may name this.
    pub fn allows(&self, var: &str) -> bool {
        COMMON.contains(&var) || self.vars.contains(&var)
    }
    /// By which word a page tells what a variable stands for here: a registration's messages name the file, all others the request.
    pub fn label(&self, var: &'static str) -> &'static str {
        if var == "number" && self.code.starts_with("application.") { "file_number" } else { var }
    }
    /// Everything its words may name.
    pub fn all_vars(&self) -> impl Iterator<Item = &'static str> {
        COMMON.iter().chain(self.vars).copied()
    }
    /// Whether it may wait for others and become one message with them.
    pub fn merges(&self) -> bool {
        !self.urgent && !self.staff
    }
}
