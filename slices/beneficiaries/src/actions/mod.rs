//! What changes files. Each action: the file within reach, nobody's own, its version raised, the change, the event, the commit.
//! The inner halves, which take a [`db::Tx`], are for the actions of upper floors: they record their part, the caller commits.

mod create;
mod decide;
mod members;
mod settings;
mod update;

pub use create::{NewFile, NewMember, Similar, Who, create_file, create_in, look_for_duplicates, set_unmatched};
pub use decide::{Activation, ChangeStatus, activate, change_status, change_status_in, register_in, set_class, set_points_class};
pub use members::{AddMember, EditMember, EndMember, add_member, edit_member, end_member};
pub use settings::{CategoryCommand, add_category, change_category};
pub use update::{AccessAsk, Particulars, ask_access, file_access_asks, reindex, set_categories, set_categories_in, update_particulars};

use crate::{File, file, store};
use db::{Tx, args};
use kernel::{Id, Permit, Result};

/// Opens a change: the file within reach, at the version its page was made from, and not the actor's own.
pub(crate) async fn begin_change(tx: &mut Tx, permit: &Permit, id: Id, version: i64) -> Result<File> {
    let f = file::find(tx, permit, id).await?;
    file::guard_relation(tx, &permit.actor, &f).await?;
    tx.run_one(store::RAISE, args![id, version]).await?;
    Ok(f)
}

/// Text with something in it, or nothing.
pub(crate) fn some(s: &str) -> Option<String> {
    Some(s.trim().to_owned()).filter(|s| !s.is_empty())
}
