//! What forms sent, as typed, and the checked commands made of it.

use crate::{
    Facts, Member, Requirement, Service, ServiceBody,
    codes::{self, Decider, Fund, Gives, HowOften, Kind, Per, Study, Way},
    rules::check::MAX_REQUIREMENTS,
};
use i18n::digits::ascii;
use kernel::{At, FieldError, FieldErrors, Id, Money};
use web::{DateRaw, Form};

/// One line of the list of documents, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RawRow {
    pub document: String,
    pub per: String,
    pub category: String,
    pub when: String,
    pub days: String,
    pub ways: Vec<String>,
    pub note_ar: String,
    pub note_en: String,
    /// Just added: shown open.
    pub fresh: bool,
}

impl RawRow {
    fn new() -> RawRow {
        RawRow { per: Per::Applicant.code().into(), ways: vec![Way::OriginalAtDesk.code().into()], fresh: true, ..RawRow::default() }
    }
    fn is_blank(&self) -> bool {
        self.document.is_empty()
            && self.when.is_empty()
            && self.days.is_empty()
            && self.note_ar.is_empty()
            && self.note_en.is_empty()
            && self.category.is_empty()
    }
}

/// A service as typed.
#[derive(Clone, Debug, Default)]
pub struct RawService {
    pub code: String,
    pub sort: String,
    pub name_ar: String,
    pub name_en: String,
    pub summary_ar: String,
    pub summary_en: String,
    pub kind: String,
    pub categories: Vec<String>,
    pub gives: String,
    pub unit_ar: String,
    pub unit_en: String,
    pub ceiling: String,
    pub quantity: String,
    pub often: String,
    pub study: String,
    pub decider: String,
    pub below: String,
    pub role: String,
    pub funds: Vec<String>,
    pub article: String,
    pub reply_days: String,
    pub from: DateRaw,
    pub reason: String,
    /// Of the record, for a change.
    pub version: String,
    pub rows: Vec<RawRow>,
}

fn opt<T: ToString>(v: Option<T>) -> String {
    v.map(|v| v.to_string()).unwrap_or_default()
}

impl RawService {
    /// An empty form: what most services are.
    pub fn blank() -> RawService {
        RawService {
            gives: Gives::Money.code().into(),
            often: HowOften::Once.code().into(),
            study: Study::Desk.code().into(),
            decider: Decider::Committee.code().into(),
            rows: vec![RawRow { document: "national_id".into(), fresh: false, ..RawRow::new() }],
            ..RawService::default()
        }
    }

    pub fn given(s: &Service, version: i64) -> RawService {
        let b = &s.body;
        RawService {
            code: s.code.clone(),
            sort: s.sort.to_string(),
            name_ar: b.name_ar.clone(),
            name_en: b.name_en.clone(),
            summary_ar: b.summary_ar.clone(),
            summary_en: b.summary_en.clone(),
            kind: b.kind_of_help.code().into(),
            categories: b.categories.clone(),
            gives: b.gives.code().into(),
            unit_ar: b.unit_ar.clone(),
            unit_en: b.unit_en.clone(),
            ceiling: opt(b.ceiling),
            quantity: opt(b.ceiling_quantity),
            often: b.how_often.code().into(),
            study: b.needs_study.code().into(),
            decider: b.decider.code().into(),
            below: opt(b.delegate_below),
            role: b.decided_by_role.clone(),
            funds: b.fund_tags.iter().map(|f| f.code().to_string()).collect(),
            article: b.article.clone(),
            reply_days: opt(b.latest_reply_days),
            version: version.to_string(),
            rows: b
                .requirements
                .iter()
                .map(|r| RawRow {
                    document: r.document.clone(),
                    per: r.per.code().into(),
                    category: r.only_for_category.clone().unwrap_or_default(),
                    when: r.when.clone().unwrap_or_default(),
                    days: opt(r.valid_for_days),
                    ways: r.ways.iter().map(|w| w.code().to_string()).collect(),
                    note_ar: r.note_ar.clone(),
                    note_en: r.note_en.clone(),
                    fresh: false,
                })
                .collect(),
            ..RawService::default()
        }
    }

    pub fn of(f: &Form) -> RawService {
        let text = |k: &str| f.text(k).to_string();
        let all = |k: &str| f.all(k).map(str::to_string).collect::<Vec<_>>();
        let n: usize = f.text("rows").parse().unwrap_or(0).min(MAX_REQUIREMENTS + 1);
        RawService {
            code: text("code"),
            sort: text("sort"),
            name_ar: text("name_ar"),
            name_en: text("name_en"),
            summary_ar: text("summary_ar"),
            summary_en: text("summary_en"),
            kind: text("kind_of_help"),
            categories: all("categories"),
            gives: text("gives"),
            unit_ar: text("unit_ar"),
            unit_en: text("unit_en"),
            ceiling: text("ceiling"),
            quantity: text("ceiling_quantity"),
            often: text("how_often"),
            study: text("needs_study"),
            decider: text("decider"),
            below: text("delegate_below"),
            role: text("decided_by_role"),
            funds: all("fund_tags"),
            article: text("article"),
            reply_days: text("latest_reply_days"),
            from: DateRaw::of(f, "from"),
            reason: text("reason"),
            version: text("version"),
            rows: (0..n)
                .map(|i| {
                    let cell = |k: &str| text(&format!("r{i}_{k}"));
                    RawRow {
                        document: cell("document"),
                        per: cell("per"),
                        category: cell("category"),
                        when: cell("when"),
                        days: cell("days"),
                        ways: all(&format!("r{i}_ways")),
                        note_ar: cell("note_ar"),
                        note_en: cell("note_en"),
                        fresh: false,
                    }
                })
                .collect(),
        }
    }

    /// Does what a button of the list of documents asks: `add`, `remove:2`, `up:2`, `down:2`. `false` for any other button.
    pub fn press(&mut self, button: &str) -> bool {
        let (what, i) = button.split_once(':').unwrap_or((button, ""));
        let i: usize = i.parse().unwrap_or(usize::MAX);
        match what {
            "add" => {
                if self.rows.len() <= MAX_REQUIREMENTS {
                    self.rows.push(RawRow::new());
                }
            }
            "remove" if i < self.rows.len() => {
                self.rows.remove(i);
            }
            "up" if (1..self.rows.len()).contains(&i) => self.rows.swap(i, i - 1),
            "down" if i.saturating_add(1) < self.rows.len() => self.rows.swap(i, i + 1),
            "remove" | "up" | "down" => {}
            _ => return false,
        }
        true
    }

    /// The body, with everything wrong in the raw texts; what [`crate::check`] finds in the body itself is the action's to say.
    /// Lines left wholly empty are dropped, here and in the form that is shown again.
    pub fn checked(&mut self, now: At) -> Checked {
        self.rows.retain(|r| !r.is_blank());
        let mut e = FieldErrors::default();
        let body = ServiceBody {
            name_ar: one_line(&self.name_ar),
            name_en: one_line(&self.name_en),
            summary_ar: self.summary_ar.clone(),
            summary_en: self.summary_en.clone(),
            kind_of_help: choice(&mut e, "kind_of_help", "services_kind", &self.kind, Kind::parse).unwrap_or(Kind::Other),
            categories: codes::CATEGORIES.iter().filter(|c| self.categories.iter().any(|x| x == *c)).map(|c| c.to_string()).collect(),
            gives: choice(&mut e, "gives", "services_gives", &self.gives, Gives::parse).unwrap_or(Gives::Money),
            unit_ar: one_line(&self.unit_ar),
            unit_en: one_line(&self.unit_en),
            ceiling: amount(&mut e, "ceiling", &self.ceiling),
            ceiling_quantity: number(&mut e, "ceiling_quantity", &self.quantity),
            how_often: choice(&mut e, "how_often", "services_often", &self.often, HowOften::parse).unwrap_or(HowOften::Once),
            needs_study: choice(&mut e, "needs_study", "services_study", &self.study, Study::parse).unwrap_or(Study::Field),
            decider: choice(&mut e, "decider", "services_decider", &self.decider, Decider::parse).unwrap_or(Decider::Committee),
            delegate_below: amount(&mut e, "delegate_below", &self.below),
            decided_by_role: self.role.clone(),
            fund_tags: Fund::ALL.iter().copied().filter(|f| self.funds.iter().any(|x| x == f.code())).collect(),
            article: one_line(&self.article),
            latest_reply_days: number(&mut e, "latest_reply_days", &self.reply_days),
            requirements: self
                .rows
                .iter()
                .enumerate()
                .map(|(i, r)| Requirement {
                    document: r.document.clone(),
                    per: choice(&mut e, &format!("r{i}_per"), "services_per", &r.per, Per::parse).unwrap_or(Per::Applicant),
                    only_for_category: (!r.category.is_empty()).then(|| r.category.clone()),
                    when: (!r.when.is_empty()).then(|| r.when.clone()),
                    valid_for_days: number(&mut e, &format!("r{i}_days"), &r.days),
                    ways: Way::ALL.iter().copied().filter(|w| r.ways.iter().any(|x| x == w.code())).collect(),
                    note_ar: one_line(&r.note_ar),
                    note_en: one_line(&r.note_en),
                })
                .collect(),
        };
        // Without a delegate there is no amount he decides below; the form keeps what was typed for a change of mind.
        let body = if body.decider == Decider::Committee { ServiceBody { delegate_below: None, decided_by_role: String::new(), ..body } } else { body };
        let sort = number(&mut e, "sort", &self.sort);
        let valid_from = match self.from.parse() {
            Ok(None) => now,
            Ok(Some(d)) if d.day == now.day() => now,
            Ok(Some(d)) if d.day < now.day() => {
                e.code("from", "services_from_past");
                now
            }
            Ok(Some(d)) => d.day.start(),
            Err(x) => {
                e.add("from", x);
                now
            }
        };
        Checked { body, sort, valid_from, errors: e }
    }
}

pub struct Checked {
    pub body: ServiceBody,
    pub sort: Option<i64>,
    pub valid_from: At,
    pub errors: FieldErrors,
}

fn one_line(s: &str) -> String {
    s.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn choice<T>(e: &mut FieldErrors, field: &str, code: &'static str, raw: &str, parse: impl Fn(&str) -> Option<T>) -> Option<T> {
    let found = parse(raw);
    if found.is_none() {
        e.code(field, code);
    }
    found
}

fn amount(e: &mut FieldErrors, field: &str, raw: &str) -> Option<Money> {
    if raw.is_empty() {
        return None;
    }
    let m = Money::parse(&ascii(raw));
    if m.is_none() {
        e.code(field, "services_money");
    }
    m
}

fn number(e: &mut FieldErrors, field: &str, raw: &str) -> Option<i64> {
    if raw.is_empty() {
        return None;
    }
    let n = ascii(raw).replace(',', "").parse::<i64>().ok().filter(|n| (0..=1_000_000).contains(n));
    if n.is_none() {
        e.code(field, "services_number");
    }
    n
}

/// Invented answers for the panel that tries a service.
#[derive(Clone, Debug, Default)]
pub struct RawFacts {
    pub members: String,
    pub children: String,
    pub married: bool,
    pub dwelling: String,
    pub rent_yearly: String,
    pub income_monthly: String,
    pub income_sources: Vec<String>,
    pub has_debts: bool,
    pub debts_total: String,
    pub amount_asked: String,
    pub categories: Vec<String>,
}

impl RawFacts {
    pub fn of(f: &Form) -> RawFacts {
        let text = |k: &str| f.text(k).to_string();
        RawFacts {
            members: text("members"),
            children: text("children"),
            married: f.flag("married"),
            dwelling: text("dwelling"),
            rent_yearly: text("rent_yearly"),
            income_monthly: text("income_monthly"),
            income_sources: f.all("income_sources").map(str::to_string).collect(),
            has_debts: f.flag("has_debts"),
            debts_total: text("debts_total"),
            amount_asked: text("amount_asked"),
            categories: f.all("categories").map(str::to_string).collect(),
        }
    }

    /// Answers and a household to match: the applicant, a spouse if married, grown-ups for the rest, children of school age.
    pub fn checked(&self) -> kernel::Result<(Facts, Vec<Member>)> {
        let mut e = FieldErrors::default();
        let members = number(&mut e, "members", &self.members).unwrap_or(1);
        let children = number(&mut e, "children", &self.children).unwrap_or(0);
        if !(1..=30).contains(&members) || children >= members.max(1) {
            e.add("members", FieldError::new("services_members"));
        }
        let mut money = |field: &str, raw: &str| amount(&mut e, field, raw).unwrap_or(Money::ZERO);
        let facts = Facts {
            members,
            children,
            adults: members - children,
            dwelling: self.dwelling.clone(),
            rent_yearly: money("rent_yearly", &self.rent_yearly),
            income_monthly: money("income_monthly", &self.income_monthly),
            debts_total: money("debts_total", &self.debts_total),
            amount_asked: money("amount_asked", &self.amount_asked),
            income_sources: self.income_sources.clone(),
            has_debts: self.has_debts,
            categories: self.categories.clone(),
        };
        e.ok(())?;
        let household = (0..members)
            .map(|i| {
                let grown = i < members - children;
                Member { id: Id::from_u128(i as u128 + 1), applicant: i == 0, spouse: self.married && i == 1 && grown, age: Some(if grown { 40 } else { 10 }) }
            })
            .collect();
        Ok((facts, household))
    }
}
