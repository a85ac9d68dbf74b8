//! The logo in the head of every paper. It stands in the database beside the texts, not among the encrypted scans: it is the most public
//! thing the association has, and papers must be set whatever becomes of a disk.

use super::{frame, save};
use crate::store;
use db::{Db, Query, args};
use files::{Kind, Refusal};
use kernel::{Env, Event, FieldError, FieldErrors, Id, Permit, Problem, Result};

/// A logo as kept: drawn anew when it came in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Logo {
    pub id: Id,
    /// PNG or JPEG.
    pub kind: Kind,
    pub bytes: Vec<u8>,
    /// In pixels.
    pub width: i64,
    pub height: i64,
}

impl Logo {
    pub fn href(&self) -> String {
        format!("/settings/texts/frame/logo/{}", self.id)
    }
    /// Width and height on a page, as high as the head of a sheet there.
    pub fn shown(&self) -> (i64, i64) {
        let (w, h) = (self.width.max(1), self.height.max(1));
        if w * 76 > h * 190 { (190, (h * 190 / w).max(1)) } else { (w * 76 / h, 76) }
    }
}

/// One logo, by the id a frame names; `None` for one that is not there or cannot be read: no paper waits for it.
///
/// # Errors
/// Only the database's.
pub async fn logo(q: &mut impl Query, id: Id) -> Result<Option<Logo>> {
    let Some(r) = q.maybe(store::LOGO, args![id]).await? else {
        tracing::error!(%id, "a logo that the frame names is not there");
        return Ok(None);
    };
    let kind = Kind::parse_mime(&r.text("mime")?).filter(|k| matches!(k, Kind::Png | Kind::Jpeg));
    let (bytes, width, height) = (r.blob("bytes")?, r.int("width")?, r.int("height")?);
    Ok(kind.map(|kind| Logo { id, kind, bytes, width, height }))
}

/// The logo in force, small, for the head of what the people served see. Slow where there is one: it is drawn anew.
///
/// # Errors
/// Only the database's: pages do without a logo that cannot be drawn.
pub async fn on_pages(q: &mut impl Query) -> Result<Option<web::Mark>> {
    let Some(id) = frame::own(q).await?.logo else { return Ok(None) };
    let Some(l) = logo(q, id).await? else { return Ok(None) };
    let drawn = files::mark(l.bytes).await;
    if let Err(e) = &drawn {
        tracing::error!(%id, ?e, "the logo cannot be drawn for pages");
    }
    Ok(drawn.ok().flatten().map(|m| web::Mark { id, kind: m.kind.mime(), bytes: m.bytes, width: m.width, height: m.height }))
}

fn wrong(code: &'static str) -> Problem {
    let mut errors = FieldErrors::default();
    let (mb, least) = (files::LOGO_MAX_BYTES / 1_048_576, files::LOGO_LEAST);
    errors.add("logo", FieldError::new(code).arg("mb", mb).arg("least", least));
    Problem::Invalid(errors)
}

/// Draws a picture anew and makes it the logo: the frame's next version. `seen`: the version the page showed.
///
/// # Errors
/// Field `logo`: `logo_missing`, `logo_type`, `logo_too_large`, `logo_unreadable`, `scan_busy`; conflict `changed`.
pub async fn put(env: &Env, db: &Db, permit: &Permit, seen: i64, raw: Vec<u8>) -> Result<i64> {
    if raw.is_empty() {
        return Err(wrong("logo_missing"));
    }
    let made = files::logo(raw).await.map_err(|r| {
        wrong(match r {
            Refusal::Empty => "logo_missing",
            Refusal::TooLarge => "logo_too_large",
            Refusal::Unreadable => "logo_unreadable",
            Refusal::Busy => r.code(),
            Refusal::Type | Refusal::Heic | Refusal::Locked | Refusal::Active => "logo_type",
        })
    })?;
    let id = env.id();
    let row = args![id, made.kind.mime(), i64::from(made.width), i64::from(made.height), made.bytes, env.now(), permit.actor.id];
    change(env, db, permit, seen, Some((id, row))).await
}

/// Takes the logo from the frame: its next version. What was issued with it stays, and an older version can be brought back with it.
///
/// # Errors
/// Conflict `changed`.
pub async fn remove(env: &Env, db: &Db, permit: &Permit, seen: i64) -> Result<i64> {
    change(env, db, permit, seen, None).await
}

async fn change(env: &Env, db: &Db, permit: &Permit, seen: i64, new: Option<(Id, db::Args)>) -> Result<i64> {
    let mut f = frame::own(&mut db.reader()).await?;
    f.logo = new.as_ref().map(|(id, _)| *id);
    let event = Event::new("settings.paper_logo", "setting", Id::NIL).fact("set", new.is_some());
    let json = serde_json::to_string(&f).map_err(Problem::internal)?;
    save::save_with(env, db, permit, frame::SETTING, seen, &json, event, async |tx| match new {
        Some((_, row)) => tx.run(store::LOGO_INSERT, row).await.map(|_| ()),
        None => Ok(()),
    })
    .await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wide_one_is_less_high() {
        let l = |width, height| Logo { id: Id::NIL, kind: Kind::Png, bytes: vec![], width, height };
        assert_eq!(l(500, 500).shown(), (76, 76));
        assert_eq!(l(1100, 110).shown(), (190, 19));
        assert_eq!(l(0, 0).shown(), (76, 76));
    }
}
