//! Beneficiary files as read.

use crate::{
    rules::{self, Needs, Status},
    store,
};
use db::{Query, Row, Value, args, built};
use i18n::Lang;
use kernel::{Actor, At, Day, Id, Permit, Problem, Result, Scope};
use std::{
    collections::{BTreeSet, HashMap},
    sync::Arc,
};

/// A beneficiary's file: one household, its categories, class and status.
#[derive(Clone, Debug, PartialEq)]
pub struct File {
    pub id: Id,
    /// `2-0418`.
    pub number: String,
    /// Its number in an older register, as written there.
    pub old_number: Option<String>,
    pub branch: Id,
    pub household: Id,
    /// The person at the head, and the name as lists show it.
    pub head: Id,
    pub head_name: String,
    pub name_key: String,
    pub status: Status,
    pub status_reason: Option<String>,
    /// One of [`rules::INCOME_CLASSES`]. Show it only with `file.read_income`.
    pub income_class: Option<String>,
    pub income_class_reason: Option<String>,
    /// The result of a points table; never merged with the income class. Show it only with `file.read_income`.
    pub points_class: Option<String>,
    pub valid_until: Option<Day>,
    pub next_review: Option<Day>,
    /// How she wishes to be called.
    pub before_contact: Option<String>,
    pub created_at: At,
    /// [`Id::NIL`] for the system (an import).
    pub created_by: Id,
    /// Made by an application nobody has looked at yet: whose file it is, is not known.
    pub unmatched: bool,
    pub version: i64,
}

impl File {
    pub(crate) fn read(r: &Row) -> Result<File> {
        let status = r.text("status")?;
        Ok(File {
            id: r.id("id")?,
            number: r.text("number")?,
            old_number: r.opt_text("old_number")?,
            branch: r.id("branch_id")?,
            household: r.id("household_id")?,
            head: r.id("head_person_id")?,
            head_name: r.text("head_name")?,
            name_key: r.text("name_key")?,
            status: Status::parse(&status).ok_or_else(|| Problem::Internal("a file of an unknown status".into()))?,
            status_reason: r.opt_text("status_reason")?,
            income_class: r.opt_text("income_class")?,
            income_class_reason: r.opt_text("income_class_reason")?,
            points_class: r.opt_text("points_class")?,
            valid_until: r.opt_day("valid_until")?,
            next_review: r.opt_day("next_review")?,
            before_contact: r.opt_text("before_contact")?,
            created_at: r.at("created_at")?,
            created_by: r.id("created_by")?,
            unmatched: r.flag("unmatched")?,
            version: r.int("version")?,
        })
    }
    pub fn within(&self, scope: Scope) -> bool {
        scope.covers(self.branch, Some(self.created_by))
    }
    pub fn href(&self) -> String {
        format!("/files/{}", self.id)
    }
}

pub(crate) fn read_all(rows: &[Row]) -> Result<Vec<File>> {
    rows.iter().map(File::read).collect()
}

/// A file within reach; out of it, closed to this actor by a conflict of interest, or absent is the same [`Problem::NotFound`].
pub async fn find(q: &mut impl Query, permit: &Permit, id: Id) -> Result<File> {
    let f = File::read(&q.maybe(store::FIND_FOR, args![id, permit.actor.id]).await?.ok_or(Problem::NotFound)?)?;
    if f.within(permit.scope) { Ok(f) } else { Err(Problem::NotFound) }
}

/// Whatever the reach: for a record that was itself judged (a request's file).
pub async fn find_any(q: &mut impl Query, id: Id) -> Result<File> {
    q.maybe(store::FIND, args![id]).await?.as_ref().map(File::read).transpose()?.ok_or(Problem::NotFound)
}

/// A file with its household, as its page read it: its panels need it again.
pub struct Whole {
    pub file: File,
    pub household: people::Household,
}

/// For a panel of the file's page: what the page has read, if the panel's own permit reaches as far.
pub async fn whole(cx: &web::Cx, permit: &Permit, id: Id) -> Result<Arc<Whole>> {
    if let Some(w) = cx.kept::<Whole>(|w| w.file.id == id) {
        return if w.file.within(permit.scope) { Ok(w) } else { Err(Problem::NotFound) };
    }
    let q = &mut cx.reader();
    let file = find(q, permit, id).await?;
    let household = people::household(q, file.household).await?;
    let w = Arc::new(Whole { file, household });
    cx.keep(w.clone());
    Ok(w)
}

/// Several by id, whatever the reach, in the order asked. One statement for each 300.
pub async fn files(q: &mut impl Query, ids: &[Id]) -> Result<Vec<File>> {
    let mut found = HashMap::new();
    for r in in_chunks(q, &format!("{} WHERE f.id IN", store::LIST), ids, "").await? {
        let f = File::read(&r)?;
        found.insert(f.id, f);
    }
    Ok(ids.iter().filter_map(|id| found.get(id).cloned()).collect())
}

/// Some files of a branch, the oldest first: for measuring.
pub async fn sample(q: &mut impl Query, branch: Id, limit: i64) -> Result<Vec<File>> {
    read_all(&q.all(built(format!("{} WHERE f.branch_id = $1 ORDER BY f.id LIMIT $2", store::LIST)), args![branch, limit]).await?)
}

/// By its number, in any digits (`٢-٤١٨`), whatever the reach.
pub async fn by_number(q: &mut impl Query, number: &str) -> Result<Option<File>> {
    let Some(number) = rules::parse_number(number) else { return Ok(None) };
    q.maybe(store::BY_NUMBER, args![number]).await?.as_ref().map(File::read).transpose()
}

/// The files of the households a person belongs to (first) or once belonged to, whatever the reach.
pub async fn of_person(q: &mut impl Query, person: Id) -> Result<Vec<File>> {
    read_all(&q.all(store::OF_PERSON, args![person]).await?)
}

/// The files of the actor's own household: none where the register does not know him.
pub async fn own_files(q: &mut impl Query, actor: &Actor) -> Result<BTreeSet<Id>> {
    let Some(person) = actor.person else { return Ok(BTreeSet::new()) };
    let mut out = BTreeSet::new();
    for file in of_person(q, person).await? {
        match guard_relation(q, actor, &file).await {
            Ok(()) => {}
            Err(Problem::Refused { .. }) => {
                out.insert(file.id);
            }
            Err(e) => return Err(e),
        }
    }
    Ok(out)
}

pub async fn of_household(q: &mut impl Query, household: Id) -> Result<Option<File>> {
    q.maybe(store::OF_HOUSEHOLD, args![household]).await?.as_ref().map(File::read).transpose()
}

/// Nobody acts on his own household's file.
///
/// # Errors
/// `own_file`.
pub async fn guard_relation(q: &mut impl Query, actor: &Actor, file: &File) -> Result<()> {
    match actor.person {
        Some(p) if p == file.head || people::is_member(q, file.household, p).await? => Err(Problem::refused("own_file")),
        _ => Ok(()),
    }
}

/// Runs `head IN (…) tail` over ids, 300 at a time. `head` and `tail` are the program's own text.
pub(crate) async fn in_chunks(q: &mut impl Query, head: &str, ids: &[Id], tail: &str) -> Result<Vec<Row>> {
    let mut out = vec![];
    for some in ids.chunks(300) {
        let marks = (1..=some.len()).map(|i| format!("${i}")).collect::<Vec<_>>().join(", ");
        out.extend(q.all(built(format!("{head} ({marks}) {tail}")), some.iter().map(Value::from).collect()).await?);
    }
    Ok(out)
}

/// A category of the settings table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Category {
    pub code: String,
    pub name_ar: String,
    pub name_en: String,
    pub needs: Needs,
    pub active: bool,
    pub sort: i64,
    pub version: i64,
}

impl Category {
    pub(crate) fn read(r: &Row) -> Result<Category> {
        Ok(Category {
            code: r.text("code")?,
            name_ar: r.text("name_ar")?,
            name_en: r.text("name_en")?,
            needs: Needs::parse(&r.text("needs")?),
            active: r.flag("active")?,
            sort: r.int("sort")?,
            version: r.int("version")?,
        })
    }
    pub fn name(&self, lang: Lang) -> &str {
        if lang == Lang::En && !self.name_en.is_empty() { &self.name_en } else { &self.name_ar }
    }
    /// Whether this employee may see that a file is of it.
    pub fn open_to(&self, actor: &Actor) -> bool {
        match self.needs {
            Needs::Nothing => true,
            Needs::Health => actor.can(crate::perm::READ_HEALTH),
            Needs::Income => actor.can(crate::perm::READ_INCOME),
        }
    }
}

/// A category of a file, with its days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileCategory {
    pub category: Category,
    pub from: Day,
    /// `None`: now.
    pub to: Option<Day>,
}

/// Every category, retired ones too, in the order of the settings page.
pub async fn categories(q: &mut impl Query) -> Result<Vec<Category>> {
    q.all(store::CATEGORIES, args![]).await?.iter().map(Category::read).collect()
}

/// A file's categories, present ones first, former ones after.
pub async fn categories_of(q: &mut impl Query, file: Id) -> Result<Vec<FileCategory>> {
    let read = |r: &Row| Ok(FileCategory { category: Category::read(r)?, from: r.day("from_day")?, to: r.opt_day("to_day")? });
    q.all(store::CATEGORIES_OF, args![file]).await?.iter().map(read).collect()
}

/// The present categories of several files.
pub async fn categories_of_some(q: &mut impl Query, files: &[Id]) -> Result<HashMap<Id, Vec<Category>>> {
    let mut out: HashMap<Id, Vec<Category>> = HashMap::new();
    for r in in_chunks(q, store::CATEGORIES_OF_SOME, files, "ORDER BY c.sort").await? {
        out.entry(r.id("file_id")?).or_default().push(Category::read(&r)?);
    }
    Ok(out)
}

/// A decision in a file's life.
#[derive(Clone, Debug)]
pub struct StatusChange {
    pub from: Option<Status>,
    pub to: Option<Status>,
    pub reason: Option<String>,
    pub at: At,
    pub by: Id,
}

/// The last fifty, newest first.
pub async fn status_history(q: &mut impl Query, file: Id) -> Result<Vec<StatusChange>> {
    let rows = q.all(store::HISTORY, args![file]).await?;
    rows.iter()
        .map(|r| {
            Ok(StatusChange {
                from: Status::parse(&r.text("from_status")?),
                to: Status::parse(&r.text("to_status")?),
                reason: r.opt_text("reason")?,
                at: r.at("at")?,
                by: r.id("by_employee")?,
            })
        })
        .collect()
}
