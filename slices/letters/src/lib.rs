//! Letters (C4): the register of what goes out and what comes in, with gapless yearly numbers, and the association's words in official documents.

mod actions;
mod forms;
mod pages;
mod panel;
mod register;
mod routes;
pub mod rules;
mod store;
pub mod texts;

pub use actions::{Change, change};
pub use panel::request_panel;

pub use register::{Numbered, Outgoing, outgoing, outgoing_many_in};
pub use routes::{GRANTS, NAV, SETTINGS, perm, routes};
pub use rules::{Direction, Status};
pub use texts::{Frame, Logo, Rendered, Signatory, Text, frame, logo, render, render_or_default, text, text_version};

use db::{Query, args};
use kernel::{At, Day, Id, Result};

pub const LOCALES: (&str, &str) = (include_str!("../locales/ar.ftl"), include_str!("../locales/en.ftl"));

/// One entry of the register. Texts are empty where nothing was said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    pub id: Id,
    pub direction: Direction,
    /// `1448/214`, or `و 1448/98` for what came in.
    pub number: String,
    pub year: i64,
    pub serial: i64,
    pub kind: String,
    pub subject: String,
    /// To whom it went or from whom it came, by name.
    pub party: String,
    /// The sender's own number and date, of what came in.
    pub their_number: String,
    pub their_date: Option<Day>,
    /// The calendar that date was given in, or empty.
    pub their_calendar: String,
    pub branch: Id,
    pub file: Option<Id>,
    pub request: Option<Id>,
    pub reply_to: Option<Id>,
    /// The employee who has it.
    pub holder: Option<Id>,
    pub due: Option<Day>,
    pub attachments: i64,
    pub note: String,
    pub status: Status,
    pub void_reason: String,
    pub at: At,
    /// Who registered it; `None`: the system.
    pub by: Option<Id>,
    pub closed_at: Option<At>,
    pub version: i64,
}

impl Letter {
    pub fn href(&self) -> String {
        format!("/letters/{}", self.id)
    }
    /// Without the letter that tells what came in from what went out, where a word says it.
    pub fn bare_number(&self) -> String {
        format!("{}/{}", self.year, self.serial)
    }
}

/// One scan of a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scan {
    pub id: Id,
    pub stored: Id,
    pub thumb: Option<Id>,
    pub kind: files::Kind,
    pub bytes: i64,
    pub pages: i64,
    pub name: String,
    pub at: At,
}

/// What was done with a letter; `code` one of `handed due closed reopened answered void scanned`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    pub at: At,
    pub code: String,
    pub to: Option<Id>,
    pub note: String,
    pub by: Option<Id>,
}

/// Open letters in this employee's hands, those tied to a file closed to him left out.
pub async fn open_for(q: &mut impl Query, employee: Id) -> Result<i64> {
    // No day is before this one: only the count is asked for.
    q.one(store::HELD, args![employee, ""]).await?.int("n")
}

/// The same, and how many of them are past their day.
pub async fn held_by(q: &mut impl Query, employee: Id, today: Day) -> Result<(i64, i64)> {
    store::held(q, employee, today).await
}

/// Puts the letters tied to one file under another: the same person's. Numbers and registers stay. How many. Records no event: the caller does.
pub async fn move_file(tx: &mut db::Tx, from: Id, to: Id) -> Result<u64> {
    tx.run(store::MOVE_FILE, db::args![from, to]).await
}

/// Whether any letter was ever scanned: then the key to the files on the disk must be the one they were written with.
pub async fn any_scan(q: &mut impl Query) -> Result<bool> {
    Ok(q.maybe(store::ANY_SCAN, args![]).await?.is_some())
}

/// The registered letters of a request, newest first, those tied to a file closed to this employee left out.
pub async fn of_request(q: &mut impl Query, request: Id, employee: Id) -> Result<Vec<Letter>> {
    store::many(q, store::OF_REQUEST, args![request, employee]).await
}

pub fn grants() -> Vec<kernel::Grant> {
    GRANTS.to_vec()
}

pub fn statements() -> Vec<db::Sql> {
    store::STATEMENTS.to_vec()
}

pub fn panels() -> Vec<(&'static str, web::PanelFn)> {
    vec![("request.side", request_panel)]
}

/// Every key put together from a code.
pub fn locale_families() -> Vec<String> {
    let dashed = |code: &str| code.replace(['.', '_'], "-");
    let choice = |list: &str, codes: Vec<&str>| codes.iter().map(|c| format!("choice-{list}-{}", dashed(c))).collect::<Vec<_>>();
    let mut out = choice("letter-direction", Direction::ALL.iter().map(|d| d.code()).collect());
    out.extend(choice("letter-status", Status::ALL.iter().map(|s| s.code()).collect()));
    out.extend(choice("letter-kind", rules::KINDS.to_vec()));
    out.extend(choice("letter-show", vec!["open", "late", "mine", "void"]));
    out.extend(choice("letter-step", vec!["handed", "due", "closed", "reopened", "answered", "unanswered", "void", "scanned"]));
    out.extend(choice("paper-kind", texts::KINDS.iter().map(|k| k.code).collect()));
    out.extend(choice("paper-var", texts::all_variables()));
    out.extend(choice("paper-sample", texts::all_variables()));
    out.extend(forms::ERROR_CODES.iter().map(|c| format!("error-{c}")));
    out.extend(["letter_state", "letter_void_in"].map(|c| format!("refusal-{c}")));
    out.extend(GRANTS.iter().map(|g| format!("permission-{}", dashed(g.permission.0))));
    out.extend(routes::EVENTS.iter().map(|e| format!("event-{}", dashed(e))));
    out
}
