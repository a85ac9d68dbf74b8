//! Writing versions of texts and of the frame.

use super::{Frame, Kind, Words, frame, setting};
use db::{Db, Tx, settings};
use i18n::Lang;
use kernel::{Env, Event, Id, Permit, Problem, Result};

async fn save(env: &Env, db: &Db, permit: &Permit, name: &str, seen: i64, json: &str, event: Event) -> Result<i64> {
    save_with(env, db, permit, name, seen, json, event, async |_: &mut Tx| Ok(())).await
}

/// The next version of a setting, with whatever `more` writes in the same transaction.
#[allow(clippy::too_many_arguments, reason = "one setting, its version, its event, and what goes with it")]
pub(crate) async fn save_with(
    env: &Env,
    db: &Db,
    permit: &Permit,
    name: &str,
    seen: i64,
    json: &str,
    event: Event,
    more: impl AsyncFnOnce(&mut Tx) -> Result<()>,
) -> Result<i64> {
    let mut tx = db.begin(&permit.actor).await?;
    // What he saw is not what is there any more: somebody else wrote in between.
    if settings::latest(&mut tx, name).await?.map_or(0, |(v, _)| v) != seen {
        return Err(Problem::conflict("changed"));
    }
    more(&mut tx).await?;
    let version = settings::set(&mut tx, name, json, env.now()).await?;
    tx.record(env.now(), event.fact("version", version));
    tx.commit().await?;
    Ok(version)
}

/// The next version of a text; its fields were checked. `seen`: the version the editor began with, 0 for the built-in one.
///
/// # Errors
/// Conflict `changed`.
pub async fn save_words(env: &Env, db: &Db, permit: &Permit, kind: &Kind, lang: Lang, seen: i64, words: &Words) -> Result<i64> {
    let json = serde_json::to_string(words).map_err(Problem::internal)?;
    let event = Event::new("settings.paper_text", "setting", Id::NIL).fact("kind", kind.code).fact("lang", lang.code());
    save(env, db, permit, &setting(kind.code, lang), seen, &json, event).await
}

/// The next version of the frame.
///
/// # Errors
/// Conflict `changed`.
pub async fn save_frame(env: &Env, db: &Db, permit: &Permit, seen: i64, f: &Frame) -> Result<i64> {
    let json = serde_json::to_string(f).map_err(Problem::internal)?;
    save(env, db, permit, frame::SETTING, seen, &json, Event::new("settings.paper_frame", "setting", Id::NIL)).await
}

/// How a line stands between two versions.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Change {
    Same,
    Gone,
    New,
}

/// The lines of both, in order, the longest common run kept. Texts are some dozens of lines; longer ones are told as gone and new.
pub fn difference(old: &str, new: &str) -> Vec<(Change, String)> {
    let lines = |s: &str| s.lines().map(|l| l.trim_end().to_string()).collect::<Vec<_>>();
    let (a, b) = (lines(old), lines(new));
    if a.len() * b.len() > 250_000 {
        return a.into_iter().map(|l| (Change::Gone, l)).chain(b.into_iter().map(|l| (Change::New, l))).collect();
    }
    let mut table = vec![vec![0_usize; b.len() + 1]; a.len() + 1];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            table[i][j] = if a[i] == b[j] { table[i + 1][j + 1] + 1 } else { table[i + 1][j].max(table[i][j + 1]) };
        }
    }
    let (mut i, mut j, mut out) = (0, 0, vec![]);
    while i < a.len() || j < b.len() {
        if i < a.len() && j < b.len() && a[i] == b[j] {
            out.push((Change::Same, a[i].clone()));
            (i, j) = (i + 1, j + 1);
        } else if j >= b.len() || (i < a.len() && table[i + 1][j] >= table[i][j + 1]) {
            out.push((Change::Gone, a[i].clone()));
            i += 1;
        } else {
            out.push((Change::New, b[j].clone()));
            j += 1;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{Change::*, *};

    #[test]
    fn differences_keep_what_stayed() {
        let d = difference("أ\nب\nج", "أ\nد\nج\nهـ");
        assert_eq!(d.iter().map(|(c, l)| (*c, l.as_str())).collect::<Vec<_>>(), [(Same, "أ"), (Gone, "ب"), (New, "د"), (Same, "ج"), (New, "هـ")]);
        assert!(difference("", "").is_empty());
        assert!(difference("x", "x").iter().all(|(c, _)| *c == Same));
    }
}
