//! Documents of a file, their scans and the checks employees make on them (H2): never asked for twice, never deleted, never matched by word of mouth.

mod actions;
mod forms;
mod moved;
mod pages;
mod parts;
mod remind;
mod routes;
pub mod rules;
mod store;
mod types_pages;

pub use actions::{
    AddDocument, AddStored, CheckDocument, EditDocument, NewUpload, SaveType, add, add_scan, add_stored, check, edit, save_type, take, take_all,
};
pub use forms::{MAX_SCANS, Raw as Typed};
pub use moved::move_file;
pub use pages::file_panel;
pub use remind::remind_expiring;
pub use routes::{GRANTS, perm, routes};
pub use rules::{DocumentType, How, Outcome, Per, Validity, validity};

use db::{Query, Tx};
use i18n::dates::Calendar;
use kernel::{At, Day, Id, Result};

pub const LOCALES: (&str, &str) = (include_str!("../locales/ar.ftl"), include_str!("../locales/en.ftl"));

/// One scan. `digest`: SHA-256 of its plain bytes, 64 hexadecimal digits; what signatures bind to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scan {
    pub id: Id,
    /// The encrypted file's id in `files`.
    pub stored: Id,
    /// A small JPEG, for images.
    pub thumb: Option<Id>,
    pub kind: files::Kind,
    pub bytes: i64,
    /// Pages of a PDF; 1 for an image.
    pub pages: i64,
    pub digest: String,
    /// As the sender's machine called it.
    pub name: String,
    pub at: At,
    pub by: Id,
    pub by_name: String,
}

/// One employee's look at one document, and the name he had then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    pub id: Id,
    pub outcome: Outcome,
    pub how: How,
    pub as_of: At,
    pub by: Id,
    pub by_name: String,
    /// Empty for none.
    pub note: String,
}

/// A document as other slices judge it. `number` and `issuer` are empty where not given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OnFile {
    pub id: Id,
    pub file_id: Id,
    pub type_code: String,
    /// Whose; `None`: the household's.
    pub person: Option<Id>,
    pub number: String,
    pub issuer: String,
    pub issued: Option<Day>,
    pub expires: Option<Day>,
    pub scans: Vec<Scan>,
    /// Only the checks that count (none made before the last edit), oldest first.
    pub checks: Vec<Check>,
    pub superseded_by: Option<Id>,
    /// When it was put on file.
    pub added: At,
    pub version: i64,
}

impl OnFile {
    /// What the latest check that counts says, where its way suffices; `None` while nobody has looked.
    pub fn standing(&self, t: &DocumentType) -> Option<Outcome> {
        let looks: Vec<(Outcome, How)> = self.checks.iter().map(|c| (c.outcome, c.how)).collect();
        rules::standing(t, &looks)
    }
    pub fn validity(&self, t: &DocumentType, on: Day) -> Validity {
        validity(t, self.issued, self.expires, on)
    }
}

/// The whole record, for its own page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    pub on_file: OnFile,
    pub issued_calendar: Calendar,
    pub expires_calendar: Calendar,
    pub created_at: At,
    pub created_by_name: String,
    pub edited_at: Option<At>,
    /// Every check ever made, oldest first.
    pub history: Vec<Check>,
}

/// The documents of a file that no newer one has replaced, by kind. The caller has judged the right to see the file;
/// sensitive kinds are among them, so show their contents only to whoever may [`perm::READ_SENSITIVE`].
pub async fn of_file(q: &mut impl Query, file: Id) -> Result<Vec<OnFile>> {
    Ok(store::of_file(q, file).await?.into_iter().map(|d| d.on_file).filter(|d| d.superseded_by.is_none()).collect())
}

/// The same with those replaced since: what an older snapshot may still name.
pub async fn of_file_ever(q: &mut impl Query, file: Id) -> Result<Vec<OnFile>> {
    Ok(store::of_file(q, file).await?.into_iter().map(|d| d.on_file).collect())
}

/// One document by its id, without regard to who asks.
pub async fn find(q: &mut impl Query, id: Id) -> Result<Option<OnFile>> {
    Ok(store::find(q, id).await?.map(|d| d.on_file))
}

/// Whether any scan was ever taken: then the key to the files on the disk must be the one they were written with.
pub async fn any_scan(q: &mut impl Query) -> Result<bool> {
    Ok(q.maybe(store::ANY_SCAN, db::args![]).await?.is_some())
}

/// Every kind, the retired among them, in the order of the settings page.
pub async fn types(q: &mut impl Query) -> Result<Vec<DocumentType>> {
    store::types(q).await
}

/// Who did something and when, for [`insert_in`] and the like.
#[derive(Clone, Debug)]
pub struct By {
    pub at: At,
    pub id: Id,
    pub name: String,
}

/// A scan already on the disk.
#[derive(Clone, Debug)]
pub struct NewScan {
    pub id: Id,
    pub stored: files::Stored,
    pub thumb: Option<Id>,
    pub kind: files::Kind,
    pub pages: i64,
    pub name: String,
}

#[derive(Clone, Debug)]
pub struct NewCheck {
    pub id: Id,
    pub outcome: Outcome,
    pub how: How,
    pub note: String,
}

/// A document ready to be written: already judged.
#[derive(Clone, Debug)]
pub struct NewDocument {
    pub id: Id,
    pub file_id: Id,
    pub person: Option<Id>,
    pub type_code: String,
    pub number: String,
    pub issuer: String,
    pub issued: Option<(Day, Calendar)>,
    pub expires: Option<(Day, Calendar)>,
}

/// One document with its scans and checks, all by one employee at one time.
#[derive(Clone, Debug)]
pub struct Whole {
    pub document: NewDocument,
    pub scans: Vec<NewScan>,
    pub checks: Vec<NewCheck>,
    pub by: By,
}

/// Writes one document. Records no event: the caller does.
pub async fn insert_in(tx: &mut Tx, d: &NewDocument, scans: &[NewScan], checks: &[NewCheck], by: &By) -> Result<()> {
    tx.run(store::INSERT, store::document_args(d, by)).await?;
    for s in scans {
        tx.run(store::SCAN_INSERT, store::scan_args(d.id, s, by)).await?;
    }
    for c in checks {
        check_in(tx, d.id, c, by).await?;
    }
    Ok(())
}

/// The same for many, hundreds of rows to a statement (an invented register, a bulk import).
pub async fn insert_many_in(tx: &mut Tx, many: &[Whole]) -> Result<()> {
    tx.run_many(store::INSERT, many.iter().map(|w| store::document_args(&w.document, &w.by)).collect()).await?;
    tx.run_many(store::SCAN_INSERT, many.iter().flat_map(|w| w.scans.iter().map(|s| store::scan_args(w.document.id, s, &w.by))).collect()).await?;
    tx.run_many(store::CHECK_INSERT, many.iter().flat_map(|w| w.checks.iter().map(|c| store::check_args(w.document.id, c, &w.by))).collect()).await?;
    Ok(())
}

/// A further check on a document already there (bulk work); records no event.
pub async fn check_in(tx: &mut Tx, document: Id, c: &NewCheck, by: &By) -> Result<()> {
    tx.run(store::CHECK_INSERT, store::check_args(document, c, by)).await.map(|_| ())
}

pub fn statements() -> Vec<db::Sql> {
    [store::STATEMENTS, remind::STATEMENTS].concat()
}

/// The panel of the file page.
pub fn panels() -> Vec<(&'static str, web::PanelFn)> {
    vec![("file.main", file_panel)]
}

pub const NAV: &[web::NavItem] = &[web::NavItem { href: "/documents/types", key: "documents-types", icon: "doc-check", any_of: &[perm::TYPES], tool: true }];

/// Every key put together from a code.
pub fn locale_families() -> Vec<String> {
    let choice = |list: &str, codes: Vec<&str>| codes.iter().map(|c| format!("choice-{list}-{}", c.replace('_', "-"))).collect::<Vec<_>>();
    let mut out: Vec<String> = forms::ERROR_CODES.iter().map(|c| format!("error-{c}")).collect();
    out.extend(choice("document-how", How::ALL.iter().map(|h| h.code()).collect()));
    out.extend(choice("document-outcome", Outcome::ALL.iter().map(|o| o.code()).collect()));
    out.extend(choice("document-per", Per::ALL.iter().map(|p| p.code()).collect()));
    out.extend(routes::PERMISSIONS.iter().map(|p| format!("permission-{}", p.0.replace(['.', '_'], "-"))));
    out.extend(routes::EVENTS.iter().map(|e| format!("event-{}", e.replace(['.', '_'], "-"))));
    out.extend(["document_superseded"].map(|c| format!("refusal-{c}")));
    out
}

/// Every permission of this room with the roles that hold it in a new database.
pub fn grants() -> Vec<kernel::Grant> {
    GRANTS.to_vec()
}

/// Tells the catalogue which types there are and what they are called; at start and after each change of a type.
pub async fn tell_catalogue(q: &mut impl db::Query) -> kernel::Result<()> {
    let known = types(q).await?.into_iter().map(|t| services::DocumentName { code: t.code, ar: t.name_ar, en: t.name_en }).collect();
    services::know_documents(known);
    Ok(())
}
