use super::{begin_change, some};
use crate::{File, file, perm, rules, search, store};
use db::{Db, Query, Tx, args};
use kernel::{At, Env, Event, Id, Permit, Problem, Result};
use people::NewPerson;
use std::collections::BTreeSet;

/// The head's particulars and what the file itself says.
#[derive(Clone, Debug)]
pub struct Particulars {
    pub file: Id,
    pub version: i64,
    pub head: NewPerson,
    pub old_number: String,
    pub before_contact: String,
}

/// Makes a file findable by its household's present names, and lists show its head's. After any change of a member's name.
pub async fn reindex(tx: &mut Tx, f: &File) -> Result<()> {
    let household = people::household(tx, f.household).await?;
    if let Some(head) = household.head_person() {
        let name = head.full_name();
        if name != f.head_name {
            tx.run(store::SET_NAME, args![f.id, &name, i18n::fold::key(&name)]).await?;
        }
    }
    tx.index_text("file", f.id, f.branch, &household.tokens()).await
}

/// # Errors
/// Conflict `changed`; the field `identity` with `identity_taken`; `own_file`.
pub async fn update_particulars(env: &Env, db: &Db, permit: &Permit, cmd: Particulars) -> Result<()> {
    let mut tx = db.begin(&permit.actor).await?;
    let f = begin_change(&mut tx, permit, cmd.file, cmd.version).await?;
    let before = people::person(&mut tx, f.head).await?;
    let old = some(&cmd.old_number);
    let key = old.as_deref().map(rules::old_key).filter(|k| !k.is_empty());
    tx.run(store::SET_PARTICULARS, args![f.id, old, key, some(&cmd.before_contact)]).await?;
    let changed = update_person(&mut tx, env, &before, cmd.head).await?;
    reindex(&mut tx, &f).await?;
    tx.record(env.now(), Event::new("file.edit", "file", f.id).file(f.id).fact("fields", changed));
    tx.commit().await
}

/// Writes what the form asks over what is there, keeping what it does not ask. The names of the fields that changed, never their values.
pub(super) async fn update_person(tx: &mut Tx, env: &Env, before: &people::Person, mut p: NewPerson) -> Result<String> {
    p.deceased_on = before.deceased_on;
    // The form shows two numbers; whoever has more keeps them.
    p.mobiles.extend(before.mobiles.iter().skip(2).cloned().map(|m| people::MobileLine { primary: false, ..m }));
    let old = before.to_new();
    let mut fields = vec![];
    if (&old.first, &old.father, &old.grandfather, &old.family, &old.as_written, &old.latin)
        != (&p.first, &p.father, &p.grandfather, &p.family, &p.as_written, &p.latin)
    {
        fields.push("name");
    }
    if old.identity != p.identity {
        fields.push("identity");
    }
    if old.birth != p.birth {
        fields.push("birth");
    }
    if old.sex != p.sex {
        fields.push("sex");
    }
    if old.mobiles != p.mobiles {
        fields.push("mobile");
    }
    if (&old.short_address, &old.city, &old.district) != (&p.short_address, &p.city, &p.district) {
        fields.push("address");
    }
    if (&old.iban, &old.bank_name) != (&p.iban, &p.bank_name) {
        fields.push("iban");
    }
    if (&old.preferred_channel, &old.preferred_language) != (&p.preferred_channel, &p.preferred_language) {
        fields.push("preferences");
    }
    if !fields.is_empty() {
        people::update_person(tx, env, before.id, before.version, &p).await?;
    }
    Ok(fields.join(","))
}

/// Sets the categories of a file from today. Those its editor may not see stay as they are.
///
/// # Errors
/// Conflict `changed`, `own_file`, the field `categories` with `choice` for a code that is not open to him.
pub async fn set_categories(env: &Env, db: &Db, permit: &Permit, id: Id, version: i64, codes: &[String]) -> Result<()> {
    let mut tx = db.begin(&permit.actor).await?;
    let f = begin_change(&mut tx, permit, id, version).await?;
    let all = file::categories(&mut tx).await?;
    let hidden: Vec<String> = all.iter().filter(|c| !c.open_to(&permit.actor)).map(|c| c.code.clone()).collect();
    if codes.iter().any(|c| hidden.contains(c)) {
        return Err(Problem::field("categories", "choice"));
    }
    let mut wanted = codes.to_vec();
    wanted
        .extend(file::categories_of(&mut tx, f.id).await?.into_iter().filter(|c| c.to.is_none() && hidden.contains(&c.category.code)).map(|c| c.category.code));
    set_categories_in(&mut tx, env, f.id, &wanted).await?;
    tx.commit().await
}

/// The same in the caller's transaction, for all categories; records `file.categories` where something changes. Ended ones stay with their last day.
pub async fn set_categories_in(tx: &mut Tx, env: &Env, id: Id, codes: &[String]) -> Result<()> {
    let today = env.now().day();
    let all = file::categories(tx).await?;
    let now: BTreeSet<String> = file::categories_of(tx, id).await?.into_iter().filter(|c| c.to.is_none()).map(|c| c.category.code).collect();
    let wanted: BTreeSet<String> = codes.iter().cloned().collect();
    for code in wanted.difference(&now) {
        if !all.iter().any(|c| c.code == *code && c.active) {
            return Err(Problem::field("categories", "choice"));
        }
        tx.run(store::BEGIN_CATEGORY, args![env.id(), id, code, today]).await?;
    }
    for code in now.difference(&wanted) {
        tx.run(store::END_CATEGORY, args![id, code, today]).await?;
    }
    // Which ones is for the file to say: some of them are nobody's business in the trail.
    let (begun, ended) = (wanted.difference(&now).count(), now.difference(&wanted).count());
    tx.record(env.now(), Event::new("file.categories", "file", id).file(id).fact("begun", begun).fact("ended", ended));
    Ok(())
}

/// Someone of another office asked to be told about a file.
#[derive(Clone, Debug)]
pub struct AccessAsk {
    pub employee: Id,
    pub branch: Id,
    pub reason: String,
    pub at: At,
}

/// Asks the office that holds the file of an identity number. Answers the same whether there is one or not, or within reach or not.
///
/// # Errors
/// The fields `identity` and `reason` with `required`.
pub async fn ask_access(env: &Env, db: &Db, permit: &Permit, identity: &str, reason: &str) -> Result<()> {
    debug_assert_eq!(permit.permission, perm::ASK_ACCESS);
    let Some(reason) = some(reason) else { return Err(Problem::field("access_reason", "required")) };
    let mut tx = db.begin(&permit.actor).await?;
    let Some(f) = search::by_identity(&mut tx, identity).await?.into_iter().next() else { return Ok(()) };
    let short: String = reason.chars().take(1000).collect();
    tx.run(store::INSERT_ASK, args![env.id(), f.id, permit.actor.id, permit.actor.branch, short, env.now()]).await?;
    tx.record(env.now(), Event::new("file.access_asked", "file", f.id).file(f.id).fact("branch", permit.actor.branch));
    tx.commit().await
}

pub async fn file_access_asks(q: &mut impl Query, id: Id) -> Result<Vec<AccessAsk>> {
    let rows = q.all(store::ASKS, args![id]).await?;
    rows.iter().map(|r| Ok(AccessAsk { employee: r.id("employee_id")?, branch: r.id("branch_id")?, reason: r.text("reason")?, at: r.at("at")? })).collect()
}
