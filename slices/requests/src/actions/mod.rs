//! Load → rule → write → event → commit. None of these knows whether a page or another program called.

mod answer;
mod close;
mod draft;
mod explain;
mod settings;
mod submit;
mod told;
mod verify;

pub use answer::{MESSAGE, Object, Register, ReplyWith, Urge, object, register, reply, urge};
pub use close::{CarryOn, Close, carry_on, lapse, lapse_due, void, withdraw};
pub use draft::{Create, Save, create, create_in, save};
pub use explain::{Explain, explain, present};
pub use settings::set_clocks;
pub use submit::{HandSignature, Stands, Submit, Tell, stands, submit, tell_missing};
pub use told::{Remind, TaskDone, remind, task_done};
pub use verify::{MissingItem, Return, return_back, verify};

use crate::core::{Request, find, raise};
use db::{Db, Tx};
use kernel::{Env, Id, Permit, Problem, Result};

/// The beginning of every action: the request within reach, unchanged since the page was drawn, its version raised.
///
/// # Errors
/// `Conflict("changed")` when somebody was first.
pub(crate) async fn open(env: &Env, db: &Db, permit: &Permit, id: Id, version: i64) -> Result<(Tx, Request)> {
    let mut tx = db.begin(&permit.actor).await?;
    let r = find(&mut tx, permit, id).await?;
    if r.version != version {
        return Err(Problem::conflict("changed"));
    }
    raise(&mut tx, &r, env.now()).await?;
    Ok((tx, r))
}

/// The same for what does not go through the table: nobody acts on his own or his relatives' file.
pub(crate) async fn open_guarded(env: &Env, db: &Db, permit: &Permit, id: Id, version: i64) -> Result<(Tx, Request)> {
    let (mut tx, r) = open(env, db, permit, id, version).await?;
    let file = beneficiaries::find_any(&mut tx, r.file).await?;
    beneficiaries::guard_relation(&mut tx, &permit.actor, &file).await?;
    Ok((tx, r))
}

/// The code is what a hidden field or a select sent.
pub(crate) fn known(list: &[&'static str], code: &str, field: &str, error: &'static str) -> Result<&'static str> {
    list.iter().find(|c| **c == code).copied().ok_or_else(|| Problem::field(field, error))
}
