//! What the pages show, ready for their templates.

use crate::{
    Change, Facts, Required, Requirement, Service, ServiceBody, VARIABLES,
    codes::{self, Decider, Gives, Per, Way},
    face::{document_name, known_documents, word},
    forms::{RawRow, RawService},
    rules::diff::case,
};
use askama::Template;
use i18n::{Lang, numbers};
use web::{DualAt, Errors, Link, Opt, Shell, ThreadItem};

fn join(lang: Lang, items: impl Iterator<Item = String>) -> String {
    items.collect::<Vec<_>>().join(if lang == Lang::Ar { "، " } else { ", " })
}

/// Options of one of this crate's lists.
pub fn options<'a>(lang: Lang, list: &str, codes: impl IntoIterator<Item = &'a str>, chosen: impl Fn(&str) -> bool) -> Vec<Opt> {
    codes.into_iter().map(|c| Opt::new(c, word(lang, list, c), chosen(c))).collect()
}

/// A line of the list of services.
pub struct Card {
    pub href: String,
    pub name: String,
    pub summary: String,
    pub for_whom: String,
    pub ceiling: String,
    pub documents: String,
    pub active: bool,
}

/// Services of one kind.
pub struct Group {
    pub title: String,
    pub cards: Vec<Card>,
}

pub fn card(lang: Lang, s: &Service) -> Card {
    Card {
        href: format!("/services/{}", s.id),
        name: s.name(lang).into(),
        summary: s.body.summary(lang).into(),
        for_whom: for_whom_short(lang, &s.body),
        ceiling: ceiling(lang, &s.body),
        documents: i18n::ta(lang, "services-documents-n", &[("n", s.body.requirements.len().into())]),
        active: s.active,
    }
}

pub fn for_whom(lang: Lang, b: &ServiceBody) -> String {
    if b.categories.is_empty() { i18n::t(lang, "services-for-all") } else { join(lang, b.categories.iter().map(|c| word(lang, "category", c))) }
}

/// The first three categories, and how many more.
fn for_whom_short(lang: Lang, b: &ServiceBody) -> String {
    if b.categories.len() <= 4 {
        return for_whom(lang, b);
    }
    let first = join(lang, b.categories.iter().take(3).map(|c| word(lang, "category", c)));
    i18n::ta(lang, "services-and-more", &[("first", first.into()), ("n", (b.categories.len() - 3).into())])
}

pub fn ceiling(lang: Lang, b: &ServiceBody) -> String {
    match (b.gives, b.ceiling, b.ceiling_quantity) {
        (Gives::Goods, _, Some(n)) => i18n::ta(lang, "services-quantity", &[("n", n.into()), ("unit", b.unit(lang).into())]),
        (_, Some(m), _) => numbers::money_line(lang, m),
        _ => i18n::t(lang, "services-no-ceiling"),
    }
}

pub fn decider(lang: Lang, b: &ServiceBody) -> String {
    match (b.decider, b.delegate_below) {
        (Decider::Delegate, Some(below)) => i18n::ta(
            lang,
            "services-decider-delegate",
            &[("role", word(lang, "role", &b.decided_by_role).into()), ("amount", numbers::money_line(lang, below).into())],
        ),
        _ => i18n::t(lang, "services-decider-committee"),
    }
}

/// A service read out, as label and words.
pub fn facts(lang: Lang, b: &ServiceBody) -> Vec<(String, String)> {
    let mut out = vec![
        ("services-for-whom", for_whom(lang, b)),
        ("services-gives", word(lang, "gives", b.gives.code())),
        ("services-ceiling", ceiling(lang, b)),
        ("services-how-often", word(lang, "often", b.how_often.code())),
        ("services-study", word(lang, "study", b.needs_study.code())),
        ("services-decider", decider(lang, b)),
        (
            "services-funds",
            if b.fund_tags.is_empty() { i18n::t(lang, "services-any-fund") } else { join(lang, b.fund_tags.iter().map(|f| word(lang, "fund", f.code()))) },
        ),
        (
            "services-reply-days",
            b.latest_reply_days.map_or_else(|| i18n::t(lang, "services-usual-target"), |n| i18n::ta(lang, "services-days", &[("n", n.into())])),
        ),
    ];
    if !b.article.is_empty() {
        out.push(("services-article", b.article.clone()));
    }
    out.into_iter().map(|(k, v)| (i18n::t(lang, k), v)).collect()
}

/// A required document in words.
pub struct Line {
    pub document: String,
    pub of_whom: String,
    /// Empty: always.
    pub case: String,
    /// Empty: as long as it is in date.
    pub fresh: String,
    /// Each way of matching that suffices.
    pub how: Vec<String>,
    /// How it is matched, where not as most are ([`share_ways`]).
    pub ways: String,
    pub note: String,
}

pub fn line(lang: Lang, r: &Requirement) -> Line {
    Line {
        document: document_name(lang, &r.document),
        of_whom: word(lang, "per", r.per.code()),
        case: case(lang, r).unwrap_or_default(),
        fresh: fresh(lang, r.valid_for_days),
        how: ways(lang, &r.ways),
        ways: String::new(),
        note: r.note(lang).into(),
    }
}

/// The ways that most lines share, said once for all of them; the lines say only what differs. Empty where no two agree.
pub fn share_ways(lang: Lang, lines: &mut [Line]) -> String {
    let count = |w: &[String]| lines.iter().filter(|l| l.how == w).count();
    let most = lines.iter().map(|l| &l.how).max_by_key(|w| count(w)).filter(|w| count(w) > 1).cloned().unwrap_or_default();
    let say = |key: &str, ways: Vec<String>| i18n::ta(lang, key, &[("ways", join(lang, ways.into_iter()).into())]);
    for l in lines {
        let more: Vec<String> = l.how.iter().filter(|w| !most.contains(w)).cloned().collect();
        l.ways = match (l.how == most, !most.is_empty() && most.iter().all(|w| l.how.contains(w))) {
            (true, _) => String::new(),
            (false, true) => say("services-ways-also", more),
            (false, false) => say("services-ways-own", l.how.clone()),
        };
    }
    if most.is_empty() { String::new() } else { say("services-ways-most", most) }
}

fn fresh(lang: Lang, days: Option<i64>) -> String {
    days.map(|n| i18n::ta(lang, "services-fresh", &[("n", n.into())])).unwrap_or_default()
}

fn ways(lang: Lang, ways: &[Way]) -> Vec<String> {
    ways.iter().map(|w| word(lang, "way", w.code())).collect()
}

/// What would be asked for the answers tried, one line for each document and group of people.
pub fn asked(lang: Lang, found: &[Required]) -> Vec<Line> {
    let mut groups: Vec<(&Required, i64)> = vec![];
    for r in found {
        match groups.iter_mut().find(|(g, _)| g.document == r.document && g.per == r.per) {
            Some((_, n)) => *n += 1,
            None => groups.push((r, 1)),
        }
    }
    groups
        .into_iter()
        .map(|(r, n)| Line {
            document: document_name(lang, &r.document),
            of_whom: match r.per {
                Per::Applicant | Per::Household | Per::Spouse => word(lang, "per", r.per.code()),
                per => i18n::ta(lang, "services-per-n", &[("per", word(lang, "per", per.code()).into()), ("n", n.into())]),
            },
            case: r.because_text(lang).unwrap_or_default(),
            fresh: fresh(lang, r.valid_for_days),
            how: ways(lang, &r.ways),
            ways: String::new(),
            note: r.note(lang).into(),
        })
        .collect()
}

/// A line of the form's list of documents, with the names of its controls.
pub struct RowView {
    pub i: usize,
    pub title: String,
    pub open: bool,
    pub first: bool,
    pub last: bool,
    pub f_document: String,
    pub f_per: String,
    pub f_category: String,
    pub f_when: String,
    pub f_days: String,
    pub f_ways: String,
    pub f_note_ar: String,
    pub f_note_en: String,
    pub documents: Vec<Opt>,
    pub pers: Vec<Opt>,
    pub categories: Vec<Opt>,
    pub ways: Vec<Opt>,
    pub when: String,
    pub days: String,
    pub note_ar: String,
    pub note_en: String,
}

fn row(lang: Lang, i: usize, n: usize, r: &RawRow, errors: &Errors) -> RowView {
    let name = |f: &str| format!("r{i}_{f}");
    let mut known = known_documents();
    if !r.document.is_empty() && !known.contains(&r.document) {
        known.push(r.document.clone());
    }
    let mut title = if r.document.is_empty() { i18n::t(lang, "services-new-line") } else { document_name(lang, &r.document) };
    let words = crate::condition::words(lang, &r.when).filter(|_| !r.when.is_empty());
    for extra in (!r.category.is_empty()).then(|| word(lang, "category", &r.category)).into_iter().chain(words) {
        title = format!("{title} · {extra}");
    }
    RowView {
        i,
        title,
        open: r.fresh || errors.list().iter().any(|(f, _)| f.starts_with(&format!("r{i}_"))),
        first: i == 0,
        last: i + 1 == n,
        f_document: name("document"),
        f_per: name("per"),
        f_category: name("category"),
        f_when: name("when"),
        f_days: name("days"),
        f_ways: name("ways"),
        f_note_ar: name("note_ar"),
        f_note_en: name("note_en"),
        documents: known.iter().map(|c| Opt::new(c, document_name(lang, c), *c == r.document)).collect(),
        pers: options(lang, "per", Per::ALL.iter().map(|p| p.code()), |c| c == r.per),
        categories: options(lang, "category", codes::CATEGORIES.iter().copied(), |c| c == r.category),
        ways: options(lang, "way", Way::ALL.iter().map(|w| w.code()), |c| r.ways.iter().any(|x| x == c)),
        when: r.when.clone(),
        days: r.days.clone(),
        note_ar: r.note_ar.clone(),
        note_en: r.note_en.clone(),
    }
}

pub fn rows(lang: Lang, raw: &RawService, errors: &Errors) -> Vec<RowView> {
    raw.rows.iter().enumerate().map(|(i, r)| row(lang, i, raw.rows.len(), r, errors)).collect()
}

/// A name that conditions may use, for the help beside the form.
pub struct FactHelp {
    pub name: &'static str,
    pub meaning: String,
    pub holds: String,
    pub example: &'static str,
    /// The example in words.
    pub says: String,
    /// The codes it may hold, with their words.
    pub codes: Vec<(String, String)>,
}

pub fn fact_help(lang: Lang) -> Vec<FactHelp> {
    let codes = |list: &str, codes: &[&str]| codes.iter().map(|c| (c.to_string(), word(lang, list, c))).collect();
    VARIABLES
        .iter()
        .map(|v| FactHelp {
            name: v.name,
            meaning: word(lang, "fact", v.name),
            holds: word(lang, "holds", v.holds.code()),
            example: v.example,
            says: crate::condition::words(lang, v.example).unwrap_or_default(),
            codes: match v.name {
                "dwelling" => codes("dwelling", codes::DWELLINGS),
                "income_sources" => codes("income", codes::INCOME_SOURCES),
                "categories" => codes("category", codes::CATEGORIES),
                _ => vec![],
            },
        })
        .collect()
}

pub struct VersionView {
    pub id: String,
    pub title: String,
    pub href: String,
    pub from: DualAt,
    pub at: DualAt,
    pub by: String,
    pub reason: String,
    pub now: bool,
    pub changes: Vec<Change>,
}

#[derive(Template)]
#[template(path = "services_list.html")]
pub struct ListPage {
    pub shell: Shell,
    pub states: Vec<Link>,
    pub kinds: Vec<Link>,
    pub whom: Vec<Link>,
    pub groups: Vec<Group>,
    pub tally: String,
    pub none_at_all: bool,
    pub prev: String,
    pub next: String,
    pub manages: bool,
}

#[derive(Template)]
#[template(path = "services_show.html")]
pub struct ShowPage {
    pub shell: Shell,
    pub errors: Errors,
    pub href: String,
    pub stop_href: String,
    pub start_href: String,
    pub kind: String,
    pub summary: String,
    pub facts: Vec<(String, String)>,
    /// How most documents are matched, in a sentence.
    pub ways: String,
    pub lines: Vec<Line>,
    pub active: bool,
    pub shown_version: String,
    /// Another version than the one in force is shown, or none is in force: said above.
    pub remark: String,
    pub upcoming: String,
    pub record_version: String,
    pub reason: String,
    pub unfolded: bool,
    pub manages: bool,
}

#[derive(Template)]
#[template(path = "services_form.html")]
pub struct FormPage {
    pub shell: Shell,
    pub errors: Errors,
    pub raw: RawService,
    pub action: String,
    pub up: String,
    pub up_label: String,
    pub is_new: bool,
    pub waiting: String,
    pub kinds: Vec<Opt>,
    pub whom: Vec<Opt>,
    pub gives: Vec<Opt>,
    pub often: Vec<Opt>,
    pub studies: Vec<Opt>,
    pub deciders: Vec<Opt>,
    pub roles: Vec<Opt>,
    pub funds: Vec<Opt>,
    pub rows: Vec<RowView>,
    pub row_count: String,
    pub help: Vec<FactHelp>,
}

#[derive(Template)]
#[template(path = "services_versions.html")]
pub struct VersionsPage {
    pub shell: Shell,
    pub href: String,
    pub name: String,
    pub versions: Vec<VersionView>,
    pub switches: Vec<ThreadItem>,
}

#[derive(Template)]
#[template(path = "services_try.html")]
pub struct TryPage {
    pub shell: Shell,
    pub errors: Errors,
    pub href: String,
    pub name: String,
    pub raw: crate::forms::RawFacts,
    pub dwellings: Vec<Opt>,
    pub incomes: Vec<Opt>,
    pub whom: Vec<Opt>,
    /// `None` before the answers are sent.
    /// How most documents are matched, in a sentence.
    pub ways: String,
    pub lines: Option<Vec<Line>>,
    pub remarks: Vec<String>,
    pub tally: String,
}

#[derive(Template)]
#[template(path = "services_paper.html")]
pub struct PaperPage {
    pub shell: Shell,
    pub href: String,
    pub summary: String,
    pub for_whom: String,
    pub always: Vec<Line>,
    pub cases: Vec<Line>,
}

/// Something a catalogue's text has wrong.
pub struct Fault {
    pub service: String,
    pub field: String,
    pub text: String,
}

#[derive(Template)]
#[template(path = "services_import.html")]
pub struct ImportPage {
    pub shell: Shell,
    pub errors: Errors,
    pub text: String,
    pub faults: Vec<Fault>,
    /// What it would do, once read without a fault.
    pub plan: Option<Vec<(String, String)>>,
    pub idle: bool,
}

/// Remarks on the answers tried, beyond the documents.
pub fn try_remarks(lang: Lang, b: &ServiceBody, f: &Facts) -> Vec<String> {
    let mut out = vec![];
    if !b.is_for(&f.categories) {
        out.push(i18n::ta(lang, "services-try-not-for", &[("whom", for_whom(lang, b).into())]));
    }
    if b.gives == Gives::Money && b.ceiling.is_some_and(|c| f.amount_asked > c) {
        out.push(i18n::ta(lang, "services-try-above", &[("ceiling", ceiling(lang, b).into())]));
    }
    out.push(match b.delegate_for(f.amount_asked) {
        Some(role) => i18n::ta(lang, "services-try-delegate", &[("role", word(lang, "role", role).into())]),
        None => i18n::t(lang, "services-try-committee"),
    });
    out.push(word(lang, "study", b.needs_study.code()));
    out
}
