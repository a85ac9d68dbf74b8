use crate::{Query, Tx, args};
use kernel::{At, Result};

crate::statements! {
    NEXT = "INSERT INTO counter (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = counter.value + $2 RETURNING value";
    ONCE_CLAIM = "INSERT INTO form_once (key, actor, digest, result, at) VALUES ($1, $2, $3, '', $4) ON CONFLICT (key) DO NOTHING";
    ONCE_FIND = "SELECT actor, digest, result FROM form_once WHERE key = $1";
    ONCE_RESULT = "UPDATE form_once SET result = $2 WHERE key = $1";
    ONCE_SWEEP = "DELETE FROM form_once WHERE at < $1";
}

/// What [`Tx::once`] found.
#[derive(Debug, PartialEq, Eq)]
pub enum Once {
    First,
    /// The same form came before; this is what it answered.
    Again(String),
}

impl Tx {
    /// The next number of a register. Gapless within the transaction: taken last, the row is held only until commit.
    pub async fn next_number(&mut self, register: &str) -> Result<i64> {
        self.next_block(register, 1).await
    }

    /// Takes `n` numbers at once; the last of them (bulk work).
    pub async fn next_block(&mut self, register: &str, n: i64) -> Result<i64> {
        self.one(NEXT, args![register, n]).await?.int("value")
    }

    /// Claims a form's idempotency key: a double press, or a page sent again after a lost answer, makes one record.
    /// An empty key (a client without one) is always first.
    pub async fn once(&mut self, key: &str, digest: &str, at: At) -> Result<Once> {
        if key.is_empty() {
            return Ok(Once::First);
        }
        let actor = self.actor.clone();
        if self.run(ONCE_CLAIM, args![key, &actor, digest, at]).await? == 1 {
            return Ok(Once::First);
        }
        let row = self.one(ONCE_FIND, args![key]).await?;
        // Somebody else's key, or the same key with other content, is not a repeat: let it make its own record.
        if row.text("actor")? != actor || row.text("digest")? != digest || row.text("result")?.is_empty() {
            return Err(kernel::Problem::conflict("form_reused"));
        }
        Ok(Once::Again(row.text("result")?))
    }

    pub async fn once_result(&mut self, key: &str, result: &str) -> Result<()> {
        if !key.is_empty() {
            self.run(ONCE_RESULT, args![key, result]).await?;
        }
        Ok(())
    }

    /// Forgets idempotency keys older than `before`.
    pub async fn sweep_once(&mut self, before: At) -> Result<u64> {
        self.run(ONCE_SWEEP, args![before]).await
    }
}
