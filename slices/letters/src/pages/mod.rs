//! Thin handlers: read, call, show.

pub mod acts;
pub mod enter;
pub mod frame;
pub mod list;
pub mod logo;
pub mod print;
pub mod scans;
pub mod search;
pub mod show;
pub mod texts;

use crate::{Direction, Letter, Status, rules};
use db::Query;
use i18n::Lang;
use kernel::{Id, Result};
use std::collections::BTreeMap;
use web::{Cx, Shell};

/// A letter in a list.
pub(crate) struct Line {
    pub href: String,
    pub number: String,
    pub out: bool,
    pub date: i18n::dates::Dual,
    pub party: String,
    pub subject: String,
    /// As the subject where that says it already: shown once.
    pub kind: String,
    pub holder: String,
    pub due: Option<i18n::dates::Dual>,
    pub late: bool,
    pub status: String,
    pub look: (&'static str, &'static str),
}

/// A kind's name; kinds of official documents have theirs from the list of papers.
pub(crate) fn kind_words(shell: &Shell, code: &str) -> String {
    match rules::known_kind(code) {
        Some(k) if rules::KINDS.contains(&k) => shell.code("choice-letter-kind", k),
        Some(k) => shell.code("choice-paper-kind", k),
        None => shell.t("letters-kind-other"),
    }
}

/// What a letter is about: its own words, or its kind's where a room registered it under a code.
pub(crate) fn subject_words(shell: &Shell, l: &Letter) -> String {
    match rules::coded_subject(&l.subject) {
        Some((kind, "")) => kind_words(shell, kind),
        Some((kind, number)) => i18n::ta(shell.lang, "letters-subject-of", &[("kind", kind_words(shell, kind).into()), ("number", number.into())]),
        None => l.subject.clone(),
    }
}

/// The names of those who hold or registered these letters.
pub(crate) async fn names(q: &mut impl Query, letters: &[Letter]) -> Result<BTreeMap<Id, String>> {
    let ids: Vec<Id> = letters.iter().flat_map(|l| [l.holder, l.by]).flatten().collect();
    staff::names(q, &ids).await
}

pub(crate) fn line(cx: &Cx, shell: &Shell, l: &Letter, names: &BTreeMap<Id, String>) -> Line {
    let open = l.status == Status::Open;
    Line {
        href: l.href(),
        number: l.number.clone(),
        out: l.direction == Direction::Out,
        date: shell.date(l.at.day()),
        party: l.party.clone(),
        kind: if rules::coded_subject(&l.subject).is_some_and(|(k, _)| k == l.kind) { subject_words(shell, l) } else { kind_words(shell, &l.kind) },
        subject: subject_words(shell, l),
        holder: l.holder.filter(|_| open).and_then(|h| names.get(&h)).cloned().unwrap_or_default(),
        due: l.due.filter(|_| open).map(|d| shell.date(d)),
        late: rules::overdue(l.status, l.due, cx.today()),
        status: shell.code("choice-letter-status", l.status.code()),
        look: l.status.look(),
    }
}

pub(crate) fn calendar(cx: &Cx) -> i18n::dates::Calendar {
    match cx.lang {
        Lang::Ar => i18n::dates::Calendar::Hijri,
        Lang::En => i18n::dates::Calendar::Gregorian,
    }
}
