//! Files by the hundred: for imports and demo data. The same statements as one by one.

use crate::{
    File,
    file::{in_chunks, read_all},
    rules::{self, Status},
    store,
};
use db::{Query, Tx, args, built};
use kernel::{At, Day, Env, Id, Result};

/// A file about to be made; its household and people are there already. The number is given by [`insert_files`].
#[derive(Clone, Debug)]
pub struct BulkFile {
    pub id: Id,
    pub old_number: Option<String>,
    pub branch: Id,
    pub household: Id,
    pub head: Id,
    /// As [`people::Person::full_name`] shows it.
    pub head_name: String,
    pub status: Status,
    /// Since when, where it is no longer the draft it began as.
    pub status_since: Option<At>,
    pub income_class: Option<&'static str>,
    pub valid_until: Option<Day>,
    pub next_review: Option<Day>,
    pub before_contact: Option<String>,
    pub created_at: At,
    /// Codes, each once.
    pub categories: Vec<String>,
    /// What the file is found by: the tokens of everyone in the household.
    pub tokens: Vec<String>,
}

/// Makes files of one branch; their numbers, in the same order. Records no event: the caller does.
pub async fn insert_files(tx: &mut Tx, env: &Env, by: Id, branch: i64, files: &[BulkFile]) -> Result<Vec<String>> {
    let Some(first) = files.first() else { return Ok(vec![]) };
    let n = files.len() as i64;
    let last = tx.next_block(&register(first.branch), n).await?;
    let numbers: Vec<String> = (0..n).map(|i| rules::number(branch, last - n + 1 + i)).collect();
    let row = |(f, number): (&BulkFile, &String)| {
        args![
            f.id,
            number,
            f.old_number.clone(),
            f.old_number.as_deref().map(rules::old_key).filter(|k| !k.is_empty()),
            f.branch,
            f.household,
            f.head,
            &f.head_name,
            i18n::fold::key(&f.head_name),
            f.status.code(),
            f.income_class,
            None::<String>,
            f.valid_until,
            f.next_review,
            f.before_contact.clone(),
            f.created_at,
            by
        ]
    };
    tx.run_many(store::INSERT, files.iter().zip(&numbers).map(row).collect()).await?;
    let categories = files.iter().flat_map(|f| f.categories.iter().map(move |c| (f, c)));
    tx.run_many(store::BEGIN_CATEGORY, categories.map(|(f, c)| args![env.id(), f.id, c, f.created_at.day()]).collect()).await?;
    let mut history = vec![];
    for f in files {
        let begun = if f.status_since.is_some() { Status::Draft } else { f.status };
        history.push(args![env.id(), f.id, "", begun.code(), None::<String>, f.created_at, by]);
        if let Some(at) = f.status_since {
            history.push(args![env.id(), f.id, begun.code(), f.status.code(), None::<String>, at, by]);
        }
    }
    tx.run_many(store::INSERT_HISTORY, history).await?;
    for f in files {
        tx.index_text("file", f.id, f.branch, &f.tokens).await?;
    }
    Ok(numbers)
}

/// The counter of a branch's file numbers.
pub(crate) fn register(branch: Id) -> String {
    format!("file:{branch}")
}

/// The files headed by these people, whatever the reach.
pub async fn of_heads(q: &mut impl Query, heads: &[Id]) -> Result<Vec<File>> {
    read_all(&in_chunks(q, &format!("{} WHERE f.head_person_id IN", store::LIST), heads, "ORDER BY f.id").await?)
}

/// Whether there is any file at all.
pub async fn any(q: &mut impl Query) -> Result<bool> {
    Ok(!q.all(built(format!("{} LIMIT 1", store::LIST)), args![]).await?.is_empty())
}

/// What an import brings anew to a file already there. `None`: as it is.
#[derive(Clone, Debug, Default)]
pub struct Change {
    pub old_number: Option<String>,
    pub head_name: Option<String>,
    /// A category begun, and one ended.
    pub begin: Option<String>,
    pub end: Option<String>,
    /// The tokens of everyone in the household, where a name changed or somebody came.
    pub tokens: Option<Vec<String>>,
}

/// Writes an import's changes to a file and raises its version. Records no event.
pub async fn change(tx: &mut Tx, env: &Env, file: &File, c: &Change) -> Result<()> {
    tx.run_one(store::RAISE, args![file.id, file.version]).await?;
    if let Some(old) = &c.old_number {
        tx.run_one(store::SET_PARTICULARS, args![file.id, old, rules::old_key(old), file.before_contact.clone()]).await?;
    }
    if let Some(name) = &c.head_name {
        tx.run_one(store::SET_NAME, args![file.id, name, i18n::fold::key(name)]).await?;
    }
    if let Some(end) = &c.end {
        tx.run(store::END_CATEGORY, args![file.id, end, env.now().day()]).await?;
    }
    if let Some(begin) = &c.begin {
        tx.run(store::BEGIN_CATEGORY, args![env.id(), file.id, begin, env.now().day()]).await?;
    }
    if let Some(tokens) = &c.tokens {
        tx.index_text("file", file.id, file.branch, tokens).await?;
    }
    Ok(())
}
