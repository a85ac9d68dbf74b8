//! For whom a file is closed: whoever has a conflict of interest in it. To him it does not exist (invariants 5, 10): [`crate::find`], the
//! lists and the search leave it out by themselves; a statement of an upper floor that lists files, requests or what hangs on them says
//! so too.

use crate::{File, store};
use db::{Query, Tx, args};
use kernel::{At, Id, Permit, Result, Scope};
use std::collections::BTreeSet;

/// A condition of a statement: the file this column names is not closed to the employee of this parameter.
#[macro_export]
macro_rules! not_closed {
    ($file:literal, $employee:literal) => {
        concat!(" AND NOT EXISTS (SELECT 1 FROM file_closed x WHERE x.file_id = ", $file, " AND x.employee_id = ", $employee, ")")
    };
}

/// Closes a file to an employee. `cause`: the record his conflict is in; each cause stands by itself. The caller records the event.
pub async fn close_to(tx: &mut Tx, file: Id, employee: Id, cause: Id, at: At) -> Result<()> {
    tx.run(store::CLOSE_TO, args![file, employee, cause, at]).await?;
    Ok(())
}

/// This cause was a mistake; the file stays closed while another is left. The caller records the event.
pub async fn open_to(tx: &mut Tx, file: Id, employee: Id, cause: Id) -> Result<()> {
    tx.run(store::OPEN_TO, args![file, employee, cause]).await?;
    Ok(())
}

/// The files closed to this employee: few or none.
pub async fn closed_to(q: &mut impl Query, employee: Id) -> Result<BTreeSet<Id>> {
    q.all(store::CLOSED_TO, args![employee]).await?.iter().map(|r| r.id("file_id")).collect()
}

/// What one employee finds among files already read.
pub(crate) struct Eyes {
    pub scope: Scope,
    closed: BTreeSet<Id>,
}

impl Eyes {
    pub async fn of(q: &mut impl Query, permit: &Permit) -> Result<Eyes> {
        Ok(Eyes { scope: permit.scope, closed: closed_to(q, permit.actor.id).await? })
    }
    pub fn see(&self, f: &File) -> bool {
        f.within(self.scope) && !self.closed(f)
    }
    pub fn closed(&self, f: &File) -> bool {
        self.closed.contains(&f.id)
    }
}
