//! What several pages draw: the agenda, the bench, a decision in words.

use crate::{
    case::{self, Case, Hidden},
    lower,
    rules::{Attendance, ConflictSource, ItemResult, Position},
    store::{self, Item, Sitting},
};
use db::Query;
use i18n::{Lang, t, ta};
use kernel::{Actor, Id, Result};
use requests::{
    Decision, Request,
    rules::{Outcome, Viewer, outcome_visible},
};
use std::collections::BTreeMap;
use web::{DualAt, MoneyText, Opt, Shell};

pub fn code(lang: Lang, list: &str, code: &str) -> String {
    t(lang, &format!("choice-{list}-{}", code.replace('_', "-")))
}

/// One line of the agenda as this reader may see it.
pub struct AgendaRow {
    pub n: usize,
    /// Empty where it is hidden from him.
    pub href: String,
    pub title: String,
    pub who: String,
    pub number: String,
    pub status: String,
    pub kind: &'static str,
    pub current: bool,
    pub removable: bool,
    pub request: Id,
}

/// What one reader may know of the items of one sitting.
pub struct Eyes {
    inside: bool,
    hidden: Hidden,
}

impl Eyes {
    pub async fn of(q: &mut impl Query, actor: &Actor, sitting: &Sitting) -> Result<Eyes> {
        let seated = store::seats(q, sitting.id).await?.iter().any(|s| s.employee == actor.id);
        let inside = seated || requests::of_the_committee(actor);
        Ok(Eyes { inside, hidden: Hidden::from(q, actor).await? })
    }
    pub fn viewer(&self, r: &Request) -> Viewer {
        match (self.hidden.hides(r), self.inside) {
            (true, _) => Viewer::Recused,
            (false, true) => Viewer::Committee,
            (false, false) => Viewer::Outside,
        }
    }
}

/// An item with its request and what this reader may see of it.
pub struct Seen {
    pub item: Item,
    pub request: Request,
    pub viewer: Viewer,
    /// The decision this sitting took on it, recorded or confirmed.
    pub decision: Option<Decision>,
    pub outcome_visible: bool,
}

pub async fn seen_items(q: &mut impl Query, eyes: &Eyes, sitting: Id) -> Result<Vec<Seen>> {
    let mut out = vec![];
    for item in store::items(q, sitting).await? {
        let request = requests::find_unscoped(q, item.request).await?;
        let viewer = eyes.viewer(&request);
        let decision = match item.decision {
            Some(id) => requests::decisions(q, request.id).await?.into_iter().find(|d| d.id == id),
            None => None,
        };
        let visible = decision.as_ref().map_or_else(|| outcome_visible(request.state, false, viewer), |d| case::decision_visible(&request, d, viewer));
        out.push(Seen { item, request, viewer, decision, outcome_visible: visible });
    }
    Ok(out)
}

pub async fn agenda(q: &mut impl Query, lang: Lang, sitting: &Sitting, seen: &[Seen], current: Option<Id>) -> Result<Vec<AgendaRow>> {
    let open: Vec<&Request> = seen.iter().filter(|s| s.viewer != Viewer::Recused).map(|s| &s.request).collect();
    let briefs = lower::briefs(q, lang, &open).await?;
    Ok(seen
        .iter()
        .enumerate()
        .map(|(i, s)| {
            let hidden = s.viewer == Viewer::Recused;
            let brief = briefs.get(&s.request.id);
            let result =
                if s.outcome_visible || !matches!(s.item.result, ItemResult::Recorded | ItemResult::Decided) { s.item.result } else { ItemResult::None };
            let kind = match result {
                ItemResult::None => "plain",
                ItemResult::Recorded => "warn",
                ItemResult::Decided => "ok",
                ItemResult::Deferred | ItemResult::Waiting | ItemResult::Returned => "clay",
            };
            AgendaRow {
                n: i + 1,
                href: if hidden { String::new() } else { format!("/committee/sittings/{}/items/{}", sitting.id, s.request.id) },
                title: if hidden { t(lang, "committee-hidden-item") } else { brief.map(|b| b.service.clone()).unwrap_or_default() },
                who: brief.map(|b| b.applicant.clone()).unwrap_or_default(),
                number: brief.map(|b| b.number.clone()).unwrap_or_default(),
                status: if hidden { String::new() } else { result_words(lang, result) },
                kind,
                current: current == Some(s.request.id),
                removable: sitting.is_open() && s.item.result == ItemResult::None && !hidden,
                request: s.request.id,
            }
        })
        .collect())
}

pub fn result_words(lang: Lang, result: ItemResult) -> String {
    code(lang, "committee-result", if result == ItemResult::None { "none" } else { result.code() })
}

/// A seat as the vote sheet shows it.
pub struct SeatRow {
    pub id: Id,
    pub name: String,
    pub initials: String,
    pub position: String,
    pub attendance: Attendance,
    pub attendance_words: String,
    /// Why he is out of this item; empty where he is not.
    pub conflict: String,
    pub is_out: bool,
    pub is_verifier: bool,
    pub may_vote: bool,
    pub choice: String,
    pub choice_words: String,
    pub choice_kind: &'static str,
    pub choice_icon: &'static str,
    pub note: String,
    pub choices: Vec<Opt>,
}

fn initials(name: &str) -> String {
    let letter = |w: &str| w.strip_prefix("ال").filter(|r| r.chars().count() > 1).unwrap_or(w).chars().next();
    let mut words = name.split_whitespace().filter(|w| !w.ends_with('.'));
    let (first, last) = (words.next().and_then(letter), words.next_back().and_then(letter));
    first.into_iter().chain(last).collect()
}

pub fn seat_rows(lang: Lang, case: &Case, names: &BTreeMap<Id, String>) -> Vec<SeatRow> {
    case.bench
        .seats
        .iter()
        .map(|s| {
            let name = super::name_of(names, s.employee);
            let conflict = case.conflicts.iter().find(|c| c.employee == s.employee);
            let vote = case.votes.iter().find(|v| v.vote.member == s.employee);
            let choice = vote.map_or("", |v| v.vote.choice.code());
            let (choice_kind, choice_icon) = match choice {
                "accept" => ("ok", "check"),
                "refuse" => ("bad", "x"),
                "refer" => ("info", "arrow"),
                _ => ("plain", "minus"),
            };
            SeatRow {
                id: s.employee,
                initials: initials(&name),
                name,
                position: code(lang, "committee-position", s.position.code()),
                attendance: s.attendance,
                attendance_words: code(lang, "committee-attendance", s.attendance.code()),
                conflict: conflict.map(|c| conflict_words(lang, c.source, &c.reason)).unwrap_or_default(),
                is_out: conflict.is_some(),
                is_verifier: case.bench.verifier == Some(s.employee),
                may_vote: case.bench.may_vote(s.employee),
                choice: choice.into(),
                choice_words: if choice.is_empty() { String::new() } else { code(lang, "committee-vote", choice) },
                choice_kind,
                choice_icon,
                note: vote.map(|v| v.note.clone()).unwrap_or_default(),
                choices: crate::rules::CHOICES.iter().map(|c| Opt::new(c.code(), code(lang, "committee-vote", c.code()), c.code() == choice)).collect(),
            }
        })
        .filter(|row| case.bench.seats.iter().any(|s| s.employee == row.id && s.position != Position::Secretary))
        .collect()
}

pub fn conflict_words(lang: Lang, source: ConflictSource, reason: &str) -> String {
    let source = code(lang, "committee-conflict", source.code());
    if reason.is_empty() { source } else { format!("{source}: {reason}") }
}

/// The votes as a bar: (how many, words, class).
pub struct TallyPart {
    pub n: usize,
    pub words: String,
    pub look: &'static str,
}

pub fn tally(lang: Lang, case: &Case) -> Vec<TallyPart> {
    let found = case.bench.tally(&case.ballots());
    let part = |n: usize, c: &str, look: &'static str| TallyPart { n, words: format!("{} {n}", code(lang, "committee-vote", c)), look };
    [part(found.accept, "accept", "is-ok"), part(found.refuse, "refuse", "is-bad"), part(found.refer, "refer", "is-part"), part(found.abstained, "abstain", "")]
        .into_iter()
        .filter(|p| p.n > 0)
        .collect()
}

/// A decision in words.
pub struct DecisionView {
    pub outcome: String,
    pub kind: &'static str,
    pub icon: &'static str,
    pub amount: Option<MoneyText>,
    pub goods: Vec<(String, i64)>,
    pub conditions: String,
    pub reasons: String,
    pub referral_body: String,
    pub by_delegate: bool,
    pub confirmed: bool,
    pub recorded_at: DualAt,
    pub confirmed_at: DualAt,
    pub recorded_by: String,
    pub confirmed_by: String,
}

pub fn outcome_code(d: &Decision) -> &'static str {
    match (d.outcome, d.partial) {
        (Outcome::Accept, true) => "accept_part",
        (o, _) => o.code(),
    }
}

pub async fn decision(q: &mut impl Query, shell: &Shell, d: &Decision) -> Result<DecisionView> {
    let names = super::names(q, [d.recorded_by].into_iter().chain(d.confirmed_by)).await?;
    let (kind, icon) = match outcome_code(d) {
        "accept" => ("ok", "check"),
        "accept_part" => ("clay", "minus"),
        "refuse" => ("bad", "x"),
        _ => ("info", "arrow"),
    };
    Ok(DecisionView {
        outcome: code(shell.lang, "committee-outcome", outcome_code(d)),
        kind,
        icon,
        amount: d.amount.map(|m| shell.money(m)),
        goods: d.goods_map().into_iter().collect(),
        conditions: d.conditions.clone(),
        reasons: d.reasons.clone(),
        referral_body: d.referral_body.clone(),
        by_delegate: d.by_delegate,
        confirmed: d.confirmed_at.is_some(),
        recorded_at: shell.at(d.recorded_at),
        confirmed_at: shell.at(d.confirmed_at.unwrap_or(d.recorded_at)),
        recorded_by: super::name_of(&names, d.recorded_by),
        confirmed_by: d.confirmed_by.map(|id| super::name_of(&names, id)).unwrap_or_default(),
    })
}

/// `الجلسة 1448/14`, or by its day before it has a number.
pub fn sitting_title(lang: Lang, s: &Sitting) -> String {
    match s.number {
        Some((year, n)) => ta(lang, "committee-sitting-numbered", &[("n", n.into()), ("year", year.to_string().into())]),
        None => ta(lang, "committee-sitting-of-day", &[("day", i18n::dates::dual(lang, s.held_on).first.into())]),
    }
}
