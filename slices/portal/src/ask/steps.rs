//! The questions of a request in the order they are asked, one to a page. Pure.

use kernel::{FieldError, FieldErrors, Money};
use requests::{Answers, Income};
use std::collections::{BTreeMap, BTreeSet};
use web::Form;

kernel::codes! {
    /// One page.
    pub(crate) Step {
        Need = "need", Amount = "amount", People = "people", Sources = "sources", Income = "income",
        Dwelling = "dwelling", Rent = "rent", Debts = "debts", Owed = "owed", Contact = "contact",
    }
}
kernel::codes! {
    /// One line of the task list.
    pub(crate) Task { Need = "need", People = "people", Income = "income", Dwelling = "dwelling", Debts = "debts", Contact = "contact" }
}
kernel::codes! {
    /// `Known`: nothing was answered here yet, but it stands on file and waits to be confirmed.
    pub(crate) Progress { Done = "done", Begun = "begun", Known = "known", None = "none", Locked = "locked" }
}

impl Step {
    pub(crate) fn task(self) -> Task {
        match self {
            Step::Need | Step::Amount => Task::Need,
            Step::People => Task::People,
            Step::Sources | Step::Income => Task::Income,
            Step::Dwelling | Step::Rent => Task::Dwelling,
            Step::Debts | Step::Owed => Task::Debts,
            Step::Contact => Task::Contact,
        }
    }
}

impl Task {
    pub(crate) fn steps(self) -> impl Iterator<Item = Step> {
        Step::ALL.iter().copied().filter(move |s| s.task() == self)
    }
}

/// The request as its questions see it.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    pub answers: Answers,
    pub amount: Option<Money>,
    /// The most the service gives, in money.
    pub ceiling: Option<Money>,
    pub gives_money: bool,
}

/// What was asked and answered on these pages already.
#[derive(Clone, Debug, Default)]
pub(crate) struct Pages {
    pub done: BTreeSet<Step>,
    /// What was typed and waits to be mended.
    pub raw: BTreeMap<Step, BTreeMap<String, String>>,
    /// It was sent once: what was answered then needs no confirming.
    pub sent: bool,
}

impl Draft {
    /// Whether a page is asked at all: some follow from others' answers.
    pub(crate) fn asks(&self, s: Step) -> bool {
        match s {
            Step::Income => !self.answers.income.is_empty(),
            Step::Rent => self.answers.dwelling == "rented",
            Step::Owed => self.answers.has_debts == Some(true),
            _ => true,
        }
    }

    /// The most the service gives, where more than that is asked for.
    pub(crate) fn over(&self) -> Option<Money> {
        self.ceiling.filter(|most| self.gives_money && self.amount.is_some_and(|m| m > *most))
    }

    /// Whether its answer is there and whole.
    pub(crate) fn answered(&self, s: Step) -> bool {
        let a = &self.answers;
        match s {
            Step::Need => a.need.chars().count() >= 10,
            Step::Amount if self.gives_money => self.amount.is_some_and(|m| m > Money::ZERO),
            Step::Amount => !a.goods.is_empty(),
            Step::People => a.members_confirmed,
            Step::Sources => a.no_income == a.income.is_empty(),
            Step::Income => a.income.iter().all(|i| i.monthly > Money::ZERO),
            Step::Dwelling => !a.dwelling.is_empty(),
            Step::Rent => a.rent_yearly > Money::ZERO,
            Step::Debts => a.has_debts.is_some(),
            Step::Owed => a.debts_total > Money::ZERO,
            Step::Contact => !a.contact_mobile.is_empty() || !a.contact_channel.is_empty(),
        }
    }

    pub(crate) fn done(&self, s: Step, p: &Pages) -> bool {
        !self.asks(s) || (self.answered(s) && (p.sent || p.done.contains(&s)) && !p.raw.contains_key(&s))
    }

    pub(crate) fn progress(&self, t: Task, p: &Pages) -> Progress {
        let mut asked = t.steps().filter(|s| self.asks(*s)).peekable();
        if asked.peek().is_some() && t.steps().all(|s| self.done(s, p)) {
            Progress::Done
        } else if t.steps().any(|s| p.done.contains(&s) || p.raw.contains_key(&s)) {
            Progress::Begun
        } else if t.steps().any(|s| self.asks(s) && self.answered(s)) {
            Progress::Known
        } else {
            Progress::None
        }
    }

    /// Every question answered by himself.
    pub(crate) fn all_done(&self, p: &Pages) -> bool {
        Step::ALL.iter().all(|s| self.done(*s, p))
    }

    /// The page a task is entered by: the first that is not done, else its first.
    pub(crate) fn enter(&self, t: Task, p: &Pages) -> Step {
        t.steps().find(|s| !self.done(*s, p)).or_else(|| t.steps().next()).unwrap_or(Step::Need)
    }

    /// The page after this one in its task.
    pub(crate) fn next(&self, s: Step) -> Option<Step> {
        s.task().steps().find(|x| *x > s && self.asks(*x))
    }

    /// Which page of how many this is in its task.
    pub(crate) fn place(&self, s: Step) -> (usize, usize) {
        let asked: Vec<Step> = s.task().steps().filter(|x| self.asks(*x) || *x == s).collect();
        (asked.iter().position(|x| *x == s).map_or(1, |i| i + 1), asked.len())
    }
}

/// A sum as it is typed again; empty for none.
pub(crate) fn plain(m: Money) -> String {
    if m == Money::ZERO { String::new() } else { m.to_string().replace(',', "") }
}

/// The fields of a page, as stored.
pub(crate) fn fields(s: Step, d: &Draft) -> BTreeMap<String, String> {
    let a = &d.answers;
    let mut out = BTreeMap::new();
    let mut put = |k: &str, v: String| {
        out.insert(k.to_string(), v);
    };
    match s {
        Step::Need => put("need", a.need.clone()),
        Step::Amount => {
            put("amount", d.amount.map(plain).unwrap_or_default());
            put("goods", a.goods.clone());
        }
        Step::People => put("household", if a.members_confirmed { "yes" } else { "" }.into()),
        Step::Sources => {
            for i in &a.income {
                put(&format!("source_{}", i.source), "1".into());
            }
            put("no_income", if a.no_income { "1" } else { "" }.into());
        }
        Step::Income => {
            for i in &a.income {
                put(&format!("income_{}", i.source), plain(i.monthly));
            }
        }
        Step::Dwelling => put("dwelling", a.dwelling.clone()),
        Step::Rent => put("rent", plain(a.rent_yearly)),
        Step::Debts => put("has_debts", a.has_debts.map_or("", |d| if d { "yes" } else { "no" }).into()),
        Step::Owed => {
            put("debts_total", plain(a.debts_total));
            put("debts_monthly", plain(a.debts_monthly));
            put("debts_about", a.debts_about.clone());
        }
        Step::Contact => {
            put("contact_mobile", a.contact_mobile.clone());
            put("contact_channel", a.contact_channel.clone());
            put("contact_note", a.contact_note.clone());
        }
    }
    out
}

fn text(form: &Form, field: &str, max: usize, e: &mut FieldErrors) -> Option<String> {
    let s = form.text(field);
    if s.chars().count() > max {
        e.add(field, FieldError::new("too_long").arg("n", max));
        return None;
    }
    Some(s.to_string())
}

/// `Ok(None)`: nothing typed.
fn money(form: &Form, field: &str, e: &mut FieldErrors) -> Result<Option<Money>, ()> {
    let raw = i18n::digits::ascii(form.text(field));
    if raw.trim().is_empty() {
        return Ok(None);
    }
    Money::parse(raw.trim()).map(Some).ok_or_else(|| e.code(field, if is_sum(&raw) { "ask_money_large" } else { "money" }))
}

/// Whether this is written as a sum, whatever its size.
fn is_sum(raw: &str) -> bool {
    let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    let plain: String = raw.chars().filter(|c| *c != ',' && *c != ' ').collect();
    let (whole, part) = plain.split_once('.').unwrap_or((&plain, ""));
    !whole.is_empty() && part.len() <= 2 && digits(whole) && digits(part)
}

fn one_of(form: &Form, field: &str, list: &[&str], e: &mut FieldErrors) -> Option<String> {
    let v = form.text(field);
    if v.is_empty() || list.contains(&v) {
        return Some(v.to_string());
    }
    e.code(field, "choice");
    None
}

/// Takes what a page sent into the draft, as far as it can be read; the rest, and what is still wanted, is in the errors.
pub(crate) fn read(s: Step, form: &Form, d: &mut Draft) -> FieldErrors {
    let mut e = FieldErrors::default();
    let a = &mut d.answers;
    match s {
        Step::Need => {
            if let Some(t) = text(form, "need", 2000, &mut e) {
                a.need = t;
            }
        }
        Step::Amount if d.gives_money => {
            if let Ok(m) = money(form, "amount", &mut e) {
                d.amount = m;
                // Asked once: the same amount sent again is meant.
                if let Some(most) = d.over()
                    && Money::parse(form.text("over")) != m
                {
                    e.add("amount", FieldError::new("ask_over_ceiling").arg("ceiling", most));
                }
            }
        }
        Step::Amount => {
            if let Some(t) = text(form, "goods", 500, &mut e) {
                a.goods = t;
            }
        }
        Step::People => {
            a.members_confirmed = matches!(form.text("household"), "yes" | "no");
            if form.text("household") == "no" && form.text("changed").chars().count() < 5 {
                a.members_confirmed = false;
                e.code("changed", "ask_changed");
            }
            text(form, "changed", 1000, &mut e);
        }
        Step::Sources => {
            let chosen: Vec<&str> = services::INCOME_SOURCES.iter().copied().filter(|c| form.flag(&format!("source_{c}"))).collect();
            let none = form.flag("no_income");
            if none && !chosen.is_empty() {
                e.code("no_income", "ask_income_both");
            } else {
                // What was said of a source before is not lost by looking at the list again.
                let was = |c: &str| a.income.iter().find(|i| i.source == c).map_or(Money::ZERO, |i| i.monthly);
                a.income = chosen.iter().map(|c| Income { source: (*c).to_string(), monthly: was(c) }).collect();
                a.no_income = none;
            }
        }
        Step::Income => {
            for i in &mut a.income {
                let field = format!("income_{}", i.source);
                match money(form, &field, &mut e) {
                    Ok(Some(m)) if m > Money::ZERO => i.monthly = m,
                    Ok(_) => {
                        i.monthly = Money::ZERO;
                        e.code(&field, "ask_income_amount");
                    }
                    Err(()) => {}
                }
            }
        }
        Step::Dwelling => {
            if let Some(v) = one_of(form, "dwelling", services::DWELLINGS, &mut e) {
                a.dwelling = v;
            }
            if a.dwelling != "rented" {
                a.rent_yearly = Money::ZERO;
            }
        }
        Step::Rent => {
            if let Ok(m) = money(form, "rent", &mut e) {
                a.rent_yearly = m.unwrap_or_default();
            }
        }
        Step::Debts => {
            a.has_debts = match form.text("has_debts") {
                "yes" => Some(true),
                "no" => Some(false),
                _ => None,
            };
            if a.has_debts != Some(true) {
                (a.debts_total, a.debts_monthly, a.debts_about) = (Money::ZERO, Money::ZERO, String::new());
            }
        }
        Step::Owed => {
            if let Ok(m) = money(form, "debts_total", &mut e) {
                a.debts_total = m.unwrap_or_default();
            }
            if let Ok(m) = money(form, "debts_monthly", &mut e) {
                a.debts_monthly = m.unwrap_or_default();
            }
            if e.is_empty() && a.debts_total > Money::ZERO && a.debts_monthly > a.debts_total {
                e.code("debts_monthly", "ask_debts_more");
            }
            if let Some(t) = text(form, "debts_about", 500, &mut e) {
                a.debts_about = t;
            }
        }
        Step::Contact => {
            match form.text("contact_mobile") {
                "" => a.contact_mobile = String::new(),
                typed => match people::rules::mobile::parse(typed) {
                    Ok(m) => a.contact_mobile = m.as_str().to_string(),
                    Err(error) => e.add("contact_mobile", error),
                },
            }
            if let Some(v) = one_of(form, "contact_channel", people::CHANNELS, &mut e) {
                a.contact_channel = v;
            }
            if let Some(t) = text(form, "contact_note", 200, &mut e) {
                a.contact_note = t;
            }
        }
    }
    if e.is_empty() && !d.answered(s) {
        let (field, code) = wanted(s, d.gives_money);
        e.code(field, code);
    }
    e
}

/// What a page says where its answer is not there.
fn wanted(s: Step, gives_money: bool) -> (&'static str, &'static str) {
    match s {
        Step::Need => ("need", "ask_need"),
        Step::Amount if gives_money => ("amount", "ask_amount"),
        Step::Amount => ("goods", "ask_goods"),
        Step::People => ("household", "ask_people"),
        Step::Sources => ("sources", "ask_sources"),
        Step::Income => ("income", "ask_income_amount"),
        Step::Dwelling => ("dwelling", "ask_dwelling"),
        Step::Rent => ("rent", "ask_rent"),
        Step::Debts => ("has_debts", "ask_debts"),
        Step::Owed => ("debts_total", "ask_debts_total"),
        Step::Contact => ("contact_mobile", "ask_contact"),
    }
}

/// Every code of an error of these pages.
pub(crate) const ERRORS: &[&str] = &[
    "ask_need",
    "ask_amount",
    "ask_over_ceiling",
    "ask_money_large",
    "ask_debts_more",
    "ask_goods",
    "ask_people",
    "ask_changed",
    "ask_sources",
    "ask_income_both",
    "ask_income_amount",
    "ask_dwelling",
    "ask_rent",
    "ask_debts",
    "ask_debts_total",
    "ask_contact",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn empty(gives_money: bool) -> Draft {
        Draft { answers: Answers::default(), amount: None, ceiling: None, gives_money }
    }

    #[test]
    fn a_page_keeps_what_it_can_and_says_the_rest() {
        let mut d = empty(true);
        let codes = |e: FieldErrors| e.0.into_iter().map(|(f, e)| format!("{f}:{}", e.code)).collect::<Vec<_>>();
        assert_eq!(codes(read(Step::Need, &Form::of(&[("need", "سقف")]), &mut d)), ["need:ask_need"]);
        assert_eq!(d.answers.need, "سقف");
        assert_eq!(codes(read(Step::Amount, &Form::of(&[("amount", "كثير")]), &mut d)), ["amount:money"]);
        assert_eq!(codes(read(Step::Amount, &Form::of(&[("amount", "٩٬٠٠٠")]), &mut d)), Vec::<String>::new());
        assert_eq!(d.amount, Some(Money::riyals(9000)));
        assert_eq!(codes(read(Step::Sources, &Form::of(&[]), &mut d)), ["sources:ask_sources"]);
        assert_eq!(codes(read(Step::Sources, &Form::of(&[("source_pension", "1"), ("no_income", "1")]), &mut d)), ["no_income:ask_income_both"]);
        assert!(read(Step::Sources, &Form::of(&[("source_pension", "1"), ("source_relatives", "1")]), &mut d).is_empty());
        assert!(d.asks(Step::Income) && !d.answered(Step::Income));
        let e = codes(read(Step::Income, &Form::of(&[("income_pension", "1200"), ("income_relatives", "x")]), &mut d));
        assert_eq!(e, ["income_relatives:money"]);
        assert_eq!(d.answers.income_monthly(), Money::riyals(1200));
        // The list again: what was said of a source stays.
        assert!(read(Step::Sources, &Form::of(&[("source_pension", "1")]), &mut d).is_empty());
        assert_eq!(d.answers.income_monthly(), Money::riyals(1200));
        assert!(read(Step::Sources, &Form::of(&[("no_income", "1")]), &mut d).is_empty());
        assert!(!d.asks(Step::Income) && d.answered(Step::Sources));
        assert_eq!(codes(read(Step::Contact, &Form::of(&[("contact_mobile", "05"), ("contact_channel", "call")]), &mut d)), ["contact_mobile:mobile"]);
        assert_eq!(d.answers.contact_channel, "call");
        assert_eq!(codes(read(Step::Dwelling, &Form::of(&[("dwelling", "castle")]), &mut d)), ["dwelling:choice"]);
        assert_eq!(codes(read(Step::People, &Form::of(&[("household", "no"), ("changed", "")]), &mut d)), ["changed:ask_changed"]);
        assert!(read(Step::People, &Form::of(&[("household", "no"), ("changed", "وُلدت لنا بنت")]), &mut d).is_empty());
    }

    #[test]
    fn an_amount_over_the_ceiling_is_asked_about_once() {
        let mut d = Draft { ceiling: Some(Money::riyals(5000)), ..empty(true) };
        let codes = |e: FieldErrors| e.0.into_iter().map(|(f, e)| format!("{f}:{}", e.code)).collect::<Vec<_>>();
        assert!(read(Step::Amount, &Form::of(&[("amount", "5000")]), &mut d).is_empty() && d.over().is_none());
        assert_eq!(codes(read(Step::Amount, &Form::of(&[("amount", "5001")]), &mut d)), ["amount:ask_over_ceiling"]);
        assert_eq!((d.amount, d.over()), (Some(Money::riyals(5001)), Some(Money::riyals(5000))));
        // Another amount than the one asked about is asked about anew.
        assert_eq!(codes(read(Step::Amount, &Form::of(&[("amount", "6000"), ("over", "5001")]), &mut d)), ["amount:ask_over_ceiling"]);
        assert!(read(Step::Amount, &Form::of(&[("amount", "٦٬٠٠٠"), ("over", "6000")]), &mut d).is_empty());
        assert_eq!(codes(read(Step::Amount, &Form::of(&[("amount", "99999999999")]), &mut d)), ["amount:ask_money_large"]);
        assert_eq!(codes(read(Step::Amount, &Form::of(&[("amount", "12.345")]), &mut d)), ["amount:money"]);
        let owed = [("debts_total", "900"), ("debts_monthly", "1000")];
        d.answers.has_debts = Some(true);
        assert_eq!(codes(read(Step::Owed, &Form::of(&owed), &mut d)), ["debts_monthly:ask_debts_more"]);
        assert!(read(Step::Owed, &Form::of(&[("debts_total", "900"), ("debts_monthly", "900")]), &mut d).is_empty());
    }

    #[test]
    fn pages_follow_the_answers() {
        let mut d = empty(false);
        let mut p = Pages::default();
        assert_eq!(d.progress(Task::Dwelling, &p), Progress::None);
        d.answers.dwelling = "rented".into();
        assert_eq!(d.progress(Task::Dwelling, &p), Progress::Known);
        assert_eq!(d.next(Step::Dwelling), Some(Step::Rent));
        p.done.insert(Step::Dwelling);
        assert_eq!(d.progress(Task::Dwelling, &p), Progress::Begun);
        assert_eq!(d.enter(Task::Dwelling, &p), Step::Rent);
        assert_eq!(d.place(Step::Rent), (2, 2));
        d.answers.dwelling = "owned".into();
        assert_eq!((d.progress(Task::Dwelling, &p), d.next(Step::Dwelling)), (Progress::Done, None));
        // What waits to be mended is not done, and after the first sending nothing is to be confirmed again.
        p.raw.insert(Step::Dwelling, BTreeMap::new());
        assert_eq!(d.progress(Task::Dwelling, &p), Progress::Begun);
        let sent = Pages { sent: true, ..Pages::default() };
        assert_eq!(d.progress(Task::Dwelling, &sent), Progress::Done);
        assert!(!d.all_done(&sent));
        for s in Step::ALL {
            assert_eq!(Step::parse(s.code()), Some(*s));
        }
    }
}
