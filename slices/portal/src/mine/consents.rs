//! What he agreed to, by purpose; given and taken back with one press each.

use super::{acting, acting_as_meant, acting_for, in_law, meant};
use askama::Template;
use db::Once;
use kernel::{Event, Problem};
use people::consents::{self, Said};
use web::{Answer, Cx, DualAt, Shell};

struct Row {
    purpose: &'static str,
    text: String,
    given: bool,
    asked: bool,
    how: String,
    by: String,
    at: Option<DualAt>,
}

#[derive(Template)]
#[template(path = "mine_consents.html")]
struct Page {
    shell: Shell,
    acting: String,
    file: String,
    may: bool,
    rows: Vec<Row>,
}

pub async fn show(cx: Cx) -> Answer {
    let acts = match acting(&cx).await? {
        Ok(a) if in_law(&a) => a,
        Ok(_) => return Err(Problem::NotFound),
        Err(away) => return Ok(away),
    };
    let shell = cx.shell(cx.t("portal-consents"), "/my");
    let rows = consents::list(&mut cx.reader(), acts.beneficiary)
        .await?
        .into_iter()
        .map(|c| Row {
            purpose: c.purpose,
            text: shell.code("choice-consent", c.purpose),
            given: c.given == Some(true),
            asked: c.given.is_some(),
            how: if c.how.is_empty() { String::new() } else { shell.code("choice-consent-how", &c.how) },
            by: c.by,
            at: c.at.map(|at| shell.at(at)),
        })
        .collect();
    web::page(&Page { acting: acting_for(&cx, &acts), file: meant(&acts), may: acts.can("sign"), rows, shell })
}

pub async fn save(cx: Cx) -> Answer {
    let acts = match acting_as_meant(&cx).await? {
        Ok(a) if in_law(&a) && a.can("sign") => a,
        Ok(_) => return Err(Problem::NotFound),
        Err(away) => return Ok(away),
    };
    let outside = cx.outside()?;
    let (purpose, give) = (cx.form.text("purpose"), cx.form.text("give") == "1");
    let Some(purpose) = consents::PURPOSES.iter().find(|p| **p == purpose) else { return Err(Problem::NotFound) };
    let said = Said { how: "portal", by_person: outside.person.or(Some(acts.beneficiary)), by_employee: None, by_name: outside.actor.name.clone() };
    let once = crate::once(&cx)?;
    let mut tx = cx.db().begin(&outside.actor).await?;
    if let Once::Again(key) = tx.once(once, &cx.form.digest(), cx.now()).await? {
        let said = SAID.iter().find(|s| **s == key).copied().unwrap_or(SAID[0]);
        return cx.done("/my/consents", said);
    }
    // One who was never asked takes nothing back: he says no, and is thanked for the answer.
    let first = consents::given(&mut tx, acts.beneficiary, purpose).await?.is_none();
    if give {
        consents::give(&mut tx, cx.env(), acts.beneficiary, purpose, &said).await?;
    } else {
        consents::withdraw(&mut tx, cx.env(), acts.beneficiary, purpose, &said).await?;
    }
    tx.record(cx.now(), Event::new("portal.consent", "person", acts.beneficiary).file(acts.file).fact("purpose", *purpose).fact("given", give));
    let said = match (give, first) {
        (true, _) => SAID[0],
        (false, true) => SAID[1],
        (false, false) => SAID[2],
    };
    tx.once_result(once, said).await?;
    tx.commit().await?;
    cx.done("/my/consents", said)
}

/// What is said afterwards: given, declined, taken back.
const SAID: [&str; 3] = ["portal-consent-given", "portal-consent-declined", "portal-consent-withdrawn"];
