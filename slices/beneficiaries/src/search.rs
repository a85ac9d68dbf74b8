//! One box for everything: a name in any spelling, a number in any digits.

use crate::{
    File,
    closed::Eyes,
    file::{self, in_chunks, read_all},
    rules, store,
};
use db::{Query, args};
use kernel::{Id, Permit, Result};
use std::collections::HashMap;

/// The most a search answers.
pub const LIMIT: usize = 50;

/// What a file was found by, the surest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Why {
    Number,
    Identity,
    OldNumber,
    Mobile,
    Name,
}

impl Why {
    pub fn code(self) -> &'static str {
        match self {
            Why::Number => "number",
            Why::Identity => "identity",
            Why::OldNumber => "old_number",
            Why::Mobile => "mobile",
            Why::Name => "name",
        }
    }
    pub const ALL: &[Why] = &[Why::Number, Why::Identity, Why::OldNumber, Why::Mobile, Why::Name];
}

#[derive(Clone, Debug)]
pub struct Hit {
    pub file: File,
    pub why: Why,
    /// The member whose name was found, where it is not the head's.
    pub member: Option<String>,
}

/// What a search found, at most [`LIMIT`].
#[derive(Clone, Debug, Default)]
pub struct Found {
    pub hits: Vec<Hit>,
    /// There are more: ask for a narrower search.
    pub more: bool,
    /// The identity number written is of a file out of reach: say "registered at another office", and no more than that.
    pub elsewhere: bool,
}

/// Searches within reach, leaving out what is closed to the one who asks. Exact numbers come first, then names in alphabetical order.
pub async fn search(q: &mut impl Query, permit: &Permit, text: &str) -> Result<Found> {
    let mut out = Found::default();
    let text = people::rules::clean(&text.chars().take(200).collect::<String>());
    if text.is_empty() {
        return Ok(out);
    }
    let eyes = Eyes::of(q, permit).await?;
    let mut exact: Vec<(Why, Vec<File>)> = vec![];
    if let Some(f) = file::by_number(q, &text).await? {
        exact.push((Why::Number, vec![f]));
    }
    let key = people::identity_key(&text);
    // A word of letters alone is a name, not the number of a document.
    if key.chars().any(|c| c.is_ascii_digit()) {
        let found = by_identity(q, &key).await?;
        out.elsewhere = !found.is_empty() && !found.iter().any(|f| eyes.see(f)) && !found.iter().any(|f| eyes.closed(f));
        exact.push((Why::Identity, found));
        exact.push((Why::OldNumber, read_all(&q.all(store::BY_OLD, args![rules::old_key(&text)]).await?)?));
    }
    if let Ok(mobile) = people::rules::mobile::parse(&text) {
        exact.push((Why::Mobile, read_all(&q.all(store::BY_MOBILE, args![mobile.as_str()]).await?)?));
    }
    for (why, files) in exact {
        for file in files.into_iter().filter(|f| eyes.see(f)) {
            if !out.hits.iter().any(|h| h.file.id == file.id) {
                out.hits.push(Hit { file, why, member: None });
            }
        }
    }
    if out.hits.is_empty() && !out.elsewhere {
        by_name(q, &eyes, &text, &mut out).await?;
    }
    out.more |= out.hits.len() > LIMIT;
    out.hits.truncate(LIMIT);
    Ok(out)
}

/// The files of whoever bears this identity number, whatever the reach; present members' first.
pub async fn by_identity(q: &mut impl Query, number: &str) -> Result<Vec<File>> {
    let mut out = read_all(&q.all(store::BY_IDENTITY, args![people::identity_key(number)]).await?)?;
    out.dedup_by_key(|f| f.id);
    Ok(out)
}

/// The same for present members only: whoever left a household may have a file of his own.
pub async fn by_identity_now(q: &mut impl Query, number: &str) -> Result<Vec<File>> {
    read_all(&q.all(store::BY_IDENTITY_NOW, args![people::identity_key(number)]).await?)
}

/// Files within reach of someone with this mobile.
pub async fn by_mobile(q: &mut impl Query, permit: &Permit, mobile: &str) -> Result<Vec<File>> {
    let Ok(mobile) = people::rules::mobile::parse(mobile) else { return Ok(vec![]) };
    let eyes = Eyes::of(q, permit).await?;
    let mut out = read_all(&q.all(store::BY_MOBILE, args![mobile.as_str()]).await?)?;
    out.dedup_by_key(|f| f.id);
    out.retain(|f| eyes.see(f));
    Ok(out)
}

async fn by_name(q: &mut impl Query, eyes: &Eyes, text: &str, out: &mut Found) -> Result<()> {
    let tokens = i18n::fold::query_tokens(text);
    if tokens.is_empty() {
        return Ok(());
    }
    let mut ids = db::search::find(q, "file", &tokens, eyes.scope.branch(), LIMIT as i64 + 1).await?;
    out.more = ids.len() > LIMIT;
    ids.truncate(LIMIT);
    let mut files = file::files(q, &ids).await?;
    files.retain(|f| eyes.see(f));
    files.sort_by(|a, b| (&a.name_key, a.id).cmp(&(&b.name_key, b.id)));
    // Mostly the head's own name was meant: only for the rest is it asked whose it was.
    let other: Vec<Id> = files.iter().filter(|f| !i18n::fold::finds(text, &f.head_name)).map(|f| f.household).collect();
    let members = member_names(q, &other).await?;
    for file in files {
        let names = members.get(&file.household);
        let member = names.and_then(|names| names.iter().find(|n| i18n::fold::finds(text, &n.all)).map(|n| n.shown.clone()));
        out.hits.push(Hit { file, why: Why::Name, member });
    }
    Ok(())
}

struct MemberName {
    shown: String,
    all: String,
}

async fn member_names(q: &mut impl Query, households: &[Id]) -> Result<HashMap<Id, Vec<MemberName>>> {
    let mut out: HashMap<Id, Vec<MemberName>> = HashMap::new();
    for r in in_chunks(q, store::MEMBERS_OF_SOME, households, "ORDER BY m.position").await? {
        let parts = [Some(r.text("first_name")?), r.opt_text("father_name")?, r.opt_text("grandfather_name")?, Some(r.text("family_name")?)];
        let shown = parts.into_iter().flatten().collect::<Vec<_>>().join(" ");
        let all = format!("{shown} {} {}", r.text("as_written")?, r.opt_text("latin_name")?.unwrap_or_default());
        out.entry(r.id("household_id")?).or_default().push(MemberName { shown, all });
    }
    Ok(out)
}
