//! Papers of a request: receipt, what is missing, the reply, the deferral.

use super::{Ask, CardLine, Draft, Number, Signers};
use crate::{
    Kind, store,
    words::{both, both_week, code, comma, in_words, money, t},
};
use beneficiaries::File;
use db::Query;
use i18n::Lang;
use kernel::{Id, Problem, Result};
use people::Person;
use requests::{Checklist, Request, rules::Outcome};
use services::Service;
use typeset::{Block, ltr, own};

/// A request with what every paper of it names.
pub(super) struct Case {
    pub r: Request,
    pub file: File,
    pub applicant: Person,
    pub service: Service,
}

pub(super) async fn case(q: &mut impl Query, request: Id) -> Result<Case> {
    let r = requests::find_unscoped(q, request).await?;
    let file = beneficiaries::find_any(q, r.file).await?;
    let applicant = people::person(q, r.applicant).await?;
    let service = services::by_id_version(q, r.service, r.service_version).await?;
    Ok(Case { r, file, applicant, service })
}

impl Case {
    pub async fn list(&self, q: &mut impl Query, ask: &Ask<'_>) -> Result<Checklist> {
        requests::of_request(q, &self.r, &self.file, ask.now).await
    }
    pub fn number(&self) -> Result<&str> {
        self.r.number.as_deref().ok_or(Problem::NotFound)
    }
    /// Values every text of a request may name.
    pub fn vars(&self, lang: Lang) -> Vec<(&'static str, String)> {
        vec![
            ("name", own(&self.applicant.full_name())),
            ("file_number", ltr(&self.file.number)),
            ("request_number", ltr(self.r.label())),
            ("service", own(self.service.name(lang))),
            ("submitted", self.r.submitted_at.map(|a| both(lang, a.day())).unwrap_or_default()),
        ]
    }
    /// The lines a frame begins with: which request.
    fn card(&self, lang: Lang) -> Vec<CardLine> {
        let mut out =
            vec![CardLine::always(t(lang, "papers-request"), ltr(self.r.label())), CardLine::always(t(lang, "papers-service"), own(self.service.name(lang)))];
        if let Some(a) = self.r.submitted_at {
            out.push(CardLine::always(t(lang, "papers-submitted"), both(lang, a.day())));
        }
        out
    }
    pub fn draft(&self, ask: &Ask<'_>, kind: Kind, number: String, facts: Vec<String>) -> Draft {
        Draft {
            kind,
            lang: ask.lang,
            text: "receipt",
            object: "request",
            object_id: self.r.id,
            request: Some(self.r.id),
            file: Some(self.r.file),
            branch: self.r.branch,
            number: Number::Given(number),
            facts,
            private: false,
            letter: true,
            attachments: None,
            vars: self.vars(ask.lang),
            items: vec![],
            card: vec![],
            body: vec![],
            signers: Signers::Signatory,
        }
    }
}

/// `1448-0317/R`
fn own_number(c: &Case, kind: Kind) -> Result<String> {
    Ok(format!("{}/{}", c.number()?, kind.letter()))
}

/// Every date that stands on the paper, so that a later promise makes another paper.
pub(super) async fn receipt(q: &mut impl Query, ask: &Ask<'_>, id: Id) -> Result<Draft> {
    let c = case(q, id).await?;
    let (lang, submitted) = (ask.lang, c.r.submitted_at.ok_or(Problem::NotFound)?);
    let list = c.list(q, ask).await?;
    let clocks = requests::clocks(q, Some(c.r.clocks_version)).await?;
    let promise = c.r.floor.current.filter(|_| !c.r.floor.restart);
    let received: Vec<&requests::Line> =
        list.lines.iter().filter(|l| l.item.document.is_some() && l.item.state != requests::rules::checklist::ItemState::NotApplicable).collect();
    let mut facts = vec![
        c.r.snapshot_digest.clone(),
        submitted.0.to_string(),
        c.applicant.full_name(),
        promise.map(|p| p.day().to_string()).unwrap_or_default(),
        clocks.objection_days.to_string(),
    ];
    facts.extend(received.iter().map(|l| l.key()));
    let mut d = c.draft(ask, Kind::Receipt, own_number(&c, Kind::Receipt)?, facts);
    let earliest = promise.map(|p| both_week(lang, p.day())).unwrap_or_default();
    d.vars.extend([("earliest", earliest.clone()), ("days", clocks.earliest_reply_days.to_string())]);
    d.card = c.card(lang);
    d.body.push(match promise {
        Some(_) => Block::Notice { title: t(lang, "requests-no-reply-before"), text: earliest, note: t(lang, "requests-promise-text") },
        None => Block::Notice { title: t(lang, "requests-promise"), text: t(lang, "requests-promise-at-presentation"), note: String::new() },
    });
    d.body.push(Block::Heading(2, t(lang, "papers-handed-in")));
    d.body.push(if received.is_empty() {
        Block::Text(t(lang, "papers-none-handed-in"))
    } else {
        Block::List(received.iter().map(|l| own(&l.name(lang))).collect())
    });
    // It is given at once and by itself: no hand is waited for that nobody named.
    d.signers = Signers::Named;
    d.body.push(Block::Small(i18n::ta(lang, "papers-object-days", &[("n", clocks.objection_days.into())])));
    Ok(d)
}

pub(super) async fn missing(q: &mut impl Query, ask: &Ask<'_>, id: Id) -> Result<Draft> {
    let c = case(q, id).await?;
    let lang = ask.lang;
    let all = requests::missing(q, id).await?;
    if all.is_empty() {
        return Err(Problem::NotFound);
    }
    let list = c.list(q, ask).await?;
    let items: Vec<String> = all
        .iter()
        .map(|m| {
            let line = list.lines.iter().find(|l| l.item.document_type == m.document_type && (l.item.subject == m.person || m.person.is_none()));
            let name = match line {
                Some(l) => l.name(lang),
                None if m.document_type.is_empty() => String::new(),
                None => services::document_name(lang, &m.document_type),
            };
            [name, m.note.clone()].iter().filter(|p| !p.is_empty()).map(|p| own(&one_line(p))).collect::<Vec<_>>().join(" – ")
        })
        .collect();
    let clocks = requests::clocks(q, Some(c.r.clocks_version)).await?;
    let lapse = c.r.missing_told_at.map(|a| a.plus_days(clocks.lapse_days.max(0)).day());
    let mut facts: Vec<String> =
        all.iter().map(|m| format!("{}.{}.{}", m.document_type, m.person.map(|p| p.to_string()).unwrap_or_default(), m.note)).collect();
    facts.extend([c.applicant.full_name(), lapse.map(|d| d.to_string()).unwrap_or_default()]);
    let number = match &c.r.number {
        Some(n) => format!("{n}/{}", Kind::MissingList.letter()),
        None => format!("{}/{}", c.file.number, Kind::MissingList.letter()),
    };
    let mut d = c.draft(ask, Kind::MissingList, number, facts);
    d.text = "missing_list";
    d.attachments = Some(0);
    d.vars.extend([("items", items.join("\n")), ("lapse_day", lapse.map(|x| both_week(lang, x)).unwrap_or_default())]);
    d.items = items;
    Ok(d)
}

fn one_line(s: &str) -> String {
    s.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The reply as it went out: `subject` is the reply's id, or its request's (then the latest). Set once and kept: what the row says never
/// changes, so neither does the letter, whatever becomes of texts and names.
pub(super) async fn decision(q: &mut impl Query, ask: &Ask<'_>, subject: Id) -> Result<Draft> {
    let (request, reply) = match store::request_of_reply(q, subject).await? {
        Some(request) => (request, Some(subject)),
        None => (subject, None),
    };
    let c = case(q, request).await?;
    let lang = ask.lang;
    let reply = requests::replies(q, request).await?.into_iter().find(|r| reply.is_none_or(|id| r.id == id)).ok_or(Problem::NotFound)?;
    let (text, outcome) = match (reply.outcome, reply.partial) {
        (Outcome::Accept, true) => ("decision_part", "accept_part"),
        (Outcome::Accept, false) => ("decision_accept", "accept"),
        (Outcome::Refuse, _) => ("decision_refuse", "refuse"),
        (Outcome::Refer, _) => ("decision_refer", "refer"),
    };
    // A letter that leaves out what was granted is worse than none.
    let goods: std::collections::BTreeMap<String, i64> =
        if reply.goods.is_empty() { Default::default() } else { serde_json::from_str(&reply.goods).map_err(Problem::internal)? };
    let unit = c.service.body.unit(lang);
    let goods =
        goods
            .iter()
            .map(|(k, n)| {
                if unit.is_empty() || unit == k {
                    format!("{}: {}", own(k), ltr(&n.to_string()))
                } else {
                    format!("{}: {} {unit}", own(k), ltr(&n.to_string()))
                }
            })
            .collect::<Vec<_>>()
            .join(comma(lang));
    let until = both_week(lang, reply.objection_until.day());
    let said = |s: &str| if s.trim().is_empty() { String::new() } else { own(s.trim()) };
    let amount = reply.amount.map(money).unwrap_or_default();
    let amount_words = reply.amount.map(|m| in_words(lang, m)).unwrap_or_default();
    let (conditions, reasons, body) = (said(&reply.conditions), said(&reply.reasons), said(&reply.referral_body));
    let mut d = c.draft(ask, Kind::Decision, reply.letter_number.clone(), vec![reply.id.to_string()]);
    d.text = text;
    (d.object, d.object_id) = ("reply", reply.id);
    d.attachments = Some(0);
    d.vars.extend([
        ("letter_number", ltr(&reply.letter_number)),
        ("asked", c.r.amount_asked.map(money).unwrap_or_default()),
        ("amount", amount.clone()),
        ("amount_words", amount_words.clone()),
        ("goods", goods.clone()),
        ("conditions", conditions.clone()),
        ("reasons", reasons.clone()),
        ("referral_body", body.clone()),
        ("added", said(&reply.added)),
        ("objection_until", until.clone()),
    ]);
    // The association may word its letter as it likes; what the policy demands stands in it all the same.
    d.card = vec![CardLine::always(t(lang, "papers-decision"), code(lang, "choice-request-outcome", outcome))];
    d.card.extend(c.card(lang));
    for (key, value) in [
        ("papers-amount", amount),
        ("papers-amount-words", amount_words),
        ("papers-goods", goods),
        ("papers-referral-body", body),
        ("papers-conditions", conditions),
        ("papers-reasons", reasons),
        ("papers-added", said(&reply.added)),
        ("papers-object-until", until),
    ] {
        if !value.is_empty() {
            d.card.push(CardLine::unless_said(t(lang, key), value));
        }
    }
    Ok(d)
}

/// Only that and until when: what the committee said among themselves is not told before the reply (invariant 11).
pub(super) async fn deferral(q: &mut impl Query, ask: &Ask<'_>, id: Id) -> Result<Draft> {
    let c = case(q, id).await?;
    let lang = ask.lang;
    let until = c.r.deferred_until.filter(|_| c.r.state == requests::rules::State::Deferred).ok_or(Problem::NotFound)?;
    let mut d = c.draft(ask, Kind::Deferral, own_number(&c, Kind::Deferral)?, vec![until.to_string(), c.applicant.full_name()]);
    d.text = "deferral";
    d.attachments = Some(0);
    let day = both_week(lang, until);
    d.vars.extend([("until", day.clone()), ("reasons", t(lang, "papers-deferral-reason"))]);
    d.card = c.card(lang);
    d.card.push(CardLine::always(t(lang, "papers-deferred-until"), day));
    Ok(d)
}
