//! A copy of his data (PDPL): to print, or for another program. Given to whoever has just signed in, or confirms by a code that it is he.

use super::{acting, acting_as_meant, acting_for, again, data, in_law, meant, seen};
use accounts::rules::Rate;
use askama::Template;
use kernel::{DAY_MS, Event, Id, Problem, Result};
use representatives::Acts;
use sha2::{Digest, Sha256};
use web::{Answer, Cx, Errors, Shell, StatusCode};

/// How fresh a sign-in must be to need no code.
const FRESH_MS: i64 = 10 * 60_000;
/// Copies of one file: five at once, then one a day more, however many ask for them together.
const COPIES: Rate = Rate { name: "portal-copy", burst: 5, every_ms: DAY_MS };

/// The parts of a copy, in their order.
pub const SECTIONS: &[&str] = &["person", "reach", "household", "requests", "replies", "help", "documents", "corrections", "consents", "messages", "openings"];

/// A named value: as people read it, and as a program does. Moments and days are words to the one, ISO 8601 to the other.
struct Value {
    label: String,
    shown: String,
    raw: String,
}

impl From<String> for Value {
    fn from(s: String) -> Value {
        Value { label: String::new(), shown: s.clone(), raw: s }
    }
}

/// One part: its records, each of named values.
struct Section {
    code: &'static str,
    title: String,
    rows: Vec<Record>,
}

struct Record {
    /// Its first value, where a part has records and not only one set of facts.
    title: String,
    values: Vec<Value>,
}

/// Both calendars and the hour.
fn moment(shell: &Shell, at: kernel::At) -> Value {
    let d = shell.at(at);
    let shown = [format!("{} {}", d.weekday, d.first), d.second, format!("\u{2066}{}\u{2069}", d.time)];
    Value { label: String::new(), shown: shown.into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>().join(" · "), raw: at.rfc3339() }
}

/// Both calendars.
fn day(shell: &Shell, day: kernel::Day) -> Value {
    let d = shell.date(day);
    Value { label: String::new(), shown: [d.first, d.second].into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>().join(" · "), raw: day.to_string() }
}

fn perhaps(v: Option<Value>) -> Value {
    v.unwrap_or_else(|| String::new().into())
}

/// A paper's number as far as the pages show it: one that is an identity or an account is masked as these are.
fn paper_number(kind: &str, number: &str) -> String {
    match kind {
        _ if number.is_empty() => String::new(),
        "iban_certificate" => people::rules::iban::parse(number).map_or_else(|_| people::rules::identity::mask(number), |i| i.mask()),
        "national_id" | "disability_card" | "birth_certificate" => people::rules::identity::mask(number),
        // A number that is somebody's identity is one whatever paper it stands on.
        _ if people::rules::identity::parse(number).is_ok() => people::rules::identity::mask(number),
        _ => number.to_string(),
    }
}

#[derive(Template)]
#[template(path = "mine_copy.html")]
struct FormPage {
    shell: Shell,
    errors: Errors,
    acting: String,
    file: String,
    /// Whether a code is needed first.
    code: bool,
    sent: String,
    parts: Vec<String>,
}

#[derive(Template)]
#[template(path = "mine_copy_paper.html")]
struct Paper {
    shell: Shell,
    whose: String,
    file_number: String,
    sections: Vec<Section>,
}

/// What a code for a copy signs: this file, today.
fn digest(cx: &Cx, acts: &Acts) -> String {
    Sha256::digest(format!("copy:{}:{}", acts.file, cx.today()).as_bytes()).iter().map(|b| format!("{b:02x}")).collect()
}

async fn fresh(cx: &Cx) -> Result<bool> {
    let outside = cx.outside()?;
    let mine = accounts::devices(&mut cx.reader(), outside, cx.now()).await?;
    Ok(mine.iter().any(|d| d.id == outside.session && cx.now().0 - d.began.0 <= FRESH_MS))
}

/// He himself, or whoever acts for him in law and may ask.
fn allowed(acts: std::result::Result<Acts, web::Response>) -> Result<std::result::Result<Acts, web::Response>> {
    match acts {
        Ok(a) if !in_law(&a) || !a.can("ask") => Err(Problem::NotFound),
        other => Ok(other),
    }
}

async fn draw(cx: &Cx, acts: &Acts, sent: String, errors: Errors, status: StatusCode) -> Answer {
    let mut shell = cx.shell(cx.t("portal-copy"), "/my");
    shell.invalid = !errors.is_empty();
    let parts = SECTIONS.iter().map(|s| cx.t(&format!("portal-copy-{s}"))).collect();
    web::page_with(status, &FormPage { acting: acting_for(cx, acts), file: meant(acts), code: !fresh(cx).await?, sent, parts, errors, shell })
}

pub async fn form(cx: Cx) -> Answer {
    match allowed(acting(&cx).await?)? {
        Ok(a) => {
            // A page dropped while the message was read comes back with the field for its code.
            let open = accounts::sign_open(&mut cx.reader(), cx.now(), cx.outside()?, "copy", a.file, &digest(&cx, &a)).await?;
            draw(&cx, &a, if open { cx.t("portal-copy-code-again") } else { String::new() }, Errors::none(), StatusCode::OK).await
        }
        Err(away) => Ok(away),
    }
}

/// Sends the code.
pub async fn code(cx: Cx) -> Answer {
    let acts = match allowed(acting_as_meant(&cx).await?)? {
        Ok(a) => a,
        Err(away) => return Ok(away),
    };
    let outside = cx.outside()?;
    let mut tx = cx.db().begin(&outside.actor).await?;
    match accounts::begin_sign(&mut tx, cx.env(), outside, "copy", acts.file, &digest(&cx, &acts), cx.lang).await {
        Ok(sent) => {
            tx.commit().await?;
            draw(&cx, &acts, cx.ta("portal-copy-code-sent", &[("to", sent.to.into())]), Errors::none(), StatusCode::OK).await
        }
        Err(p) => {
            drop(tx);
            let (errors, status) = again(&cx, p)?;
            draw(&cx, &acts, String::new(), errors, status).await
        }
    }
}

pub async fn get(cx: Cx) -> Answer {
    let acts = match allowed(acting_as_meant(&cx).await?)? {
        Ok(a) => a,
        Err(away) => return Ok(away),
    };
    let outside = cx.outside()?;
    let mut confirmed = None;
    if !fresh(&cx).await? {
        match accounts::confirm_sign(cx.env(), cx.db(), outside, "copy", acts.file, &digest(&cx, &acts), cx.form.text("code")).await {
            Ok(c) => confirmed = Some(c),
            Err(p) => {
                let (errors, status) = again(&cx, p)?;
                return draw(&cx, &acts, cx.t("portal-copy-code-again"), errors, status).await;
            }
        }
    }
    let json = cx.form.text("as") == "json";
    // Counted in the transaction that writes it down: twenty forms at once are twenty, one after the other.
    let mut tx = cx.db().begin(&outside.actor).await?;
    accounts::take_rates(&mut tx, cx.now(), &[(COPIES, &acts.file.to_string())]).await?;
    if let Some(c) = confirmed {
        c.spend(&mut tx, cx.env()).await?;
    }
    // Written before anything goes out.
    tx.record(cx.now(), Event::new("portal.copied", "file", acts.file).file(acts.file).fact("as", if json { "json" } else { "page" }));
    tx.commit().await?;
    let sections = sections(&cx, &acts).await?;
    let file = beneficiaries::find_any(&mut cx.reader(), acts.file).await?;
    if json {
        let mut out = serde_json::Map::new();
        out.insert("file".into(), file.number.clone().into());
        out.insert("made".into(), cx.now().rfc3339().into());
        for s in sections {
            let rows: Vec<serde_json::Value> =
                s.rows.into_iter().map(|r| serde_json::Value::Object(r.values.into_iter().map(|v| (v.label, v.raw.into())).collect())).collect();
            out.insert(s.code.into(), rows.into());
        }
        let text = serde_json::to_vec_pretty(&serde_json::Value::Object(out)).map_err(Problem::internal)?;
        return web::download("application/json", &format!("my-data-{}.json", file.number), false, text);
    }
    let mut shell = cx.shell(cx.t("portal-copy-title"), "/my");
    shell.density = "public";
    let whose = people::person(&mut cx.reader(), acts.beneficiary).await?.full_name();
    web::page(&Paper { whose, file_number: file.number, sections, shell })
}

/// Everything the pages of the portal show of him, in one place: as they show it, and no more.
async fn sections(cx: &Cx, acts: &Acts) -> Result<Vec<Section>> {
    let q = &mut cx.reader();
    let shell = cx.shell("", "/my");
    let file = beneficiaries::find_any(q, acts.file).await?;
    let whole = data::whole(acts, &file);
    let person = people::person(q, acts.beneficiary).await?;
    let at = |x: kernel::At| moment(&shell, x);
    let row = |pairs: Vec<(&str, Value)>| -> Vec<Value> {
        pairs.into_iter().filter(|(_, v)| !v.raw.is_empty()).map(|(k, v)| Value { label: cx.t(k), ..v }).collect()
    };
    let plain = |facts: Vec<data::Fact>| facts.into_iter().map(|f| Value { label: f.label, ..f.value.into() }).collect::<Vec<Value>>();
    let mut out: Vec<Section> = vec![];
    let mut put = |code: &'static str, rows: Vec<Vec<Value>>| {
        let facts = matches!(code, "person" | "reach");
        let rows = rows.into_iter().map(|values| Record { title: values.first().filter(|_| !facts).map(|v| v.shown.clone()).unwrap_or_default(), values });
        out.push(Section { code, title: i18n::t(cx.lang, &format!("portal-copy-{code}")), rows: rows.collect() });
    };
    let facts = data::facts(cx, &shell, &person, data::masked_identity(cx, acts, &person).await?);
    put("person", vec![plain(facts)]);
    let reach = data::reach_facts(cx, &shell, &people::consents::reached(q, person.id).await?);
    put("reach", vec![plain(reach)]);
    let home = people::household(q, file.household).await?;
    let members = home.current().filter(|m| whole && m.person.id != person.id);
    put(
        "household",
        members
            .map(|m| {
                let age = m.person.age(cx.today()).map(|n| shell.tn("requests-age", n)).unwrap_or_default();
                row(vec![
                    ("portal-data-name", m.person.full_name().into()),
                    ("portal-copy-relation", shell.code("choice-relation", m.relation_word()).into()),
                    ("portal-copy-age", age.into()),
                ])
            })
            .collect(),
    );
    let listed = requests::of_file(q, &super::permit(cx, requests::perm::LIST)?, file.id).await?;
    let words = requests::named(q, cx.lang, &listed).await?;
    let (mut asked, mut told, mut helped) = (vec![], vec![], vec![]);
    for r in listed.iter().filter(|r| whole || r.applicant == acts.beneficiary) {
        let number = r.number.clone().unwrap_or_default();
        asked.push(row(vec![
            ("portal-copy-number", number.clone().into()),
            ("portal-copy-service", words.service(r).into()),
            ("portal-copy-state", shell.code("portal-state", seen(r.state).code()).into()),
            ("portal-copy-begun", at(r.created_at)),
            ("portal-copy-sent-on", perhaps(r.submitted_at.map(at))),
        ]));
        let whole_request = requests::find_unscoped(q, r.id).await?;
        if let Some(a) = whole_request.amount_asked
            && let Some(last) = asked.last_mut()
        {
            last.extend(row(vec![("portal-copy-asked", i18n::numbers::money_line(cx.lang, a).into())]));
        }
        let need = requests::Answers::parse(&whole_request.answers).need;
        if let Some(last) = asked.last_mut() {
            last.extend(row(vec![("portal-copy-need", need.into())]));
        }
        let replies = requests::replies(q, r.id).await?;
        let service = services::by_id_version(q, r.service, r.service_version).await?;
        for x in &replies {
            let d = super::track::decided(&shell, &service, x)?;
            told.push(row(vec![
                ("portal-copy-number", number.clone().into()),
                ("portal-copy-letter", d.letter.into()),
                ("portal-copy-outcome", d.outcome_words.into()),
                ("portal-copy-amount", d.amount.into()),
                ("portal-copy-goods", d.goods.into_iter().map(|(k, n)| format!("{k}: {n}")).collect::<Vec<_>>().join(" · ").into()),
                ("portal-copy-reasons", d.reasons.into()),
                ("portal-copy-on", at(x.at)),
            ]));
        }
        if !replies.is_empty() {
            for l in delivery::of_request(q, r.id).await? {
                helped.push(row(vec![
                    ("portal-copy-number", number.clone().into()),
                    ("portal-copy-what", delivery::line_words(&shell, &l).into()),
                    ("portal-copy-due", day(&shell, l.due)),
                    ("portal-copy-handed", perhaps(l.handed.map(|h| at(h.at)))),
                ]));
            }
        }
    }
    put("requests", asked);
    put("replies", told);
    put("help", helped);
    let names: std::collections::HashMap<Id, String> = home.members.iter().map(|m| (m.person.id, m.person.short_name())).collect();
    let papers = documents::of_file(q, file.id).await?.into_iter().filter(|d| whole || d.person == Some(acts.beneficiary));
    put(
        "documents",
        papers
            .map(|d| {
                row(vec![
                    ("portal-copy-kind", services::document_name(cx.lang, &d.type_code).into()),
                    ("portal-copy-whose", d.person.and_then(|p| names.get(&p).cloned()).unwrap_or_default().into()),
                    ("portal-copy-number", paper_number(&d.type_code, &d.number).into()),
                    ("portal-copy-issued", perhaps(d.issued.map(|x| day(&shell, x)))),
                    ("portal-copy-expires", perhaps(d.expires.map(|x| day(&shell, x)))),
                    ("portal-copy-on", at(d.added)),
                ])
            })
            .collect(),
    );
    let corrections = applications::corrections_of(q, file.id).await?.into_iter().filter(|c| whole || c.person == acts.beneficiary);
    put(
        "corrections",
        corrections
            .map(|c| {
                row(vec![
                    ("portal-correct-field", shell.code("choice-correction-field", &c.field).into()),
                    ("portal-correct-should-be", c.should_be.clone().into()),
                    ("portal-copy-state", shell.code("choice-correction", c.answer.code()).into()),
                    ("portal-copy-answer", c.words.clone().into()),
                    ("portal-copy-on", at(c.at)),
                ])
            })
            .collect(),
    );
    let consents = people::consents::list(q, person.id).await?.into_iter().filter(|c| c.given.is_some());
    put(
        "consents",
        consents
            .map(|c| {
                row(vec![
                    ("portal-copy-what", shell.code("choice-consent", c.purpose).into()),
                    ("portal-copy-state", cx.t(if c.given == Some(true) { "portal-consent-yes" } else { "portal-consent-no" }).into()),
                    ("portal-copy-on", perhaps(c.at.map(at))),
                ])
            })
            .collect(),
    );
    let told = messages::of_person(q, person.id, 500).await?.into_iter().filter(|m| m.event != "account.code");
    put("messages", told.map(|m| row(vec![("portal-copy-on", at(m.at)), ("portal-copy-words", m.text.into())])).collect());
    let trail = db::audit::read(q, &db::audit::Part::Openings(file.id), None, 400).await?;
    let mut openings = vec![];
    for a in &trail {
        // His own readings are his own.
        let Ok(id) = a.actor.parse::<Id>() else { continue };
        if staff::employee(q, id).await?.is_some() {
            openings.push(row(vec![("portal-copy-on", at(a.at)), ("portal-copy-what", shell.code("portal-opened", &a.code).into())]));
        }
    }
    put("openings", if whole { openings } else { vec![] });
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::paper_number;

    #[test]
    fn a_number_that_is_an_identity_is_masked_whatever_paper_it_stands_on() {
        assert_eq!(paper_number("national_id", "1000000008"), people::rules::identity::mask("1000000008"));
        assert_eq!(paper_number("medical_report", "1000000008"), people::rules::identity::mask("1000000008"));
        assert_eq!(paper_number("rent_contract", "R-77/1448"), "R-77/1448");
        assert_eq!(paper_number("national_id", ""), "");
        assert_ne!(paper_number("iban_certificate", "SA0380000000608010167519"), "SA0380000000608010167519");
    }
}
