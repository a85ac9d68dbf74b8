//! "Something at home is no longer so": a wish to have the file corrected, never an edit. The request goes on meanwhile.

use super::Open;
use applications::Ask;
use kernel::{Problem, Result};
use web::Cx;

/// Whether a wish was made on this service's pages, in whichever language they were read.
pub(crate) fn is_of(why: &str, service: &services::Service) -> bool {
    [i18n::Lang::Ar, i18n::Lang::En].into_iter().any(|lang| i18n::ta(lang, "portal-ask-change-why", &[("service", service.name(lang).into())]) == why)
}

pub(crate) async fn told(cx: &Cx, o: &Open, what: &str) -> Result<()> {
    let person = o.r.applicant;
    let what: String = what.chars().take(applications::TEXT_MAX).collect();
    let ask = Ask {
        file: o.r.file,
        branch: o.r.branch,
        person,
        field: "members".into(),
        is_now: String::new(),
        should_be: what.clone(),
        why: cx.ta("portal-ask-change-why", &[("service", o.service.name(cx.lang).into())]),
        document: None,
        // The same words of the same request are the same wish, however often the page is sent.
        once: (format!("ask-people:{}:{}", o.r.id, web_digest(&what)), what),
    };
    match applications::ask(cx.env(), cx.db(), cx.actor()?, ask).await {
        // Ten wait already: an employee reads them all, and this one says no more than they.
        Ok(_) | Err(Problem::Refused { code: "correction_many", .. }) => Ok(()),
        Err(p) => Err(p),
    }
}

fn web_digest(s: &str) -> String {
    use sha2::{Digest, Sha256};
    Sha256::digest(s.as_bytes()).iter().take(12).map(|b| format!("{b:02x}")).collect()
}
