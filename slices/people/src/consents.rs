//! What a person agreed to, by purpose: given, withdrawn, how and by whom. Every change is kept; the newest of a purpose counts (PDPL, H5).

use crate::store;
use db::{Query, Tx, args};
use kernel::{At, Env, Id, Problem, Result};

/// What is asked for. `sms`, `whatsapp` and `email` are the ways messages may take; the others are uses of what he told us.
pub const PURPOSES: &[&str] = &["sms", "whatsapp", "email", "inquiries", "surveys", "offers", "photos"];
/// How it was said.
pub const HOWS: &[&str] = &["portal", "desk", "paper", "call", "message"];

/// How one purpose stands with one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consent {
    /// One of [`PURPOSES`].
    pub purpose: &'static str,
    /// `None` while he was never asked.
    pub given: Option<bool>,
    /// One of [`HOWS`]; empty while never asked.
    pub how: String,
    /// Who said it: the person himself, his guardian, or the employee who wrote it down; empty while never asked.
    pub by: String,
    pub at: Option<At>,
}

/// Who says so and how.
#[derive(Clone, Debug, Default)]
pub struct Said {
    /// One of [`HOWS`].
    pub how: &'static str,
    /// The person, or his guardian or agent (the caller has checked that he may).
    pub by_person: Option<Id>,
    /// The employee who wrote it down.
    pub by_employee: Option<Id>,
    pub by_name: String,
}

fn purpose_of(code: &str) -> Result<&'static str> {
    PURPOSES.iter().find(|p| **p == code).copied().ok_or_else(|| Problem::field("purpose", "choice"))
}

/// Every purpose in the order of [`PURPOSES`].
pub async fn list(q: &mut impl Query, person: Id) -> Result<Vec<Consent>> {
    let mut out: Vec<Consent> = PURPOSES.iter().map(|p| Consent { purpose: p, given: None, how: String::new(), by: String::new(), at: None }).collect();
    for r in q.all(store::CONSENTS, args![person]).await? {
        let code = r.text("purpose")?;
        // Oldest first: the last row of a purpose stays.
        if let Some(c) = out.iter_mut().find(|c| c.purpose == code) {
            (c.given, c.how, c.by, c.at) = (Some(r.flag("given")?), r.text("how")?, r.text("by_name")?, Some(r.at("at")?));
        }
    }
    Ok(out)
}

/// How one purpose stands: `None` while he was never asked.
pub async fn given(q: &mut impl Query, person: Id, purpose: &str) -> Result<Option<bool>> {
    q.maybe(store::CONSENT, args![person, purpose]).await?.map(|r| r.flag("given")).transpose()
}

/// Writes that he agreed. The caller records the event.
///
/// # Errors
/// The field `purpose` with `choice` for what is none of [`PURPOSES`].
pub async fn give(tx: &mut Tx, env: &Env, person: Id, purpose: &str, said: &Said) -> Result<()> {
    write(tx, env, person, purpose, true, said).await
}

/// Writes that he took it back. The caller records the event.
pub async fn withdraw(tx: &mut Tx, env: &Env, person: Id, purpose: &str, said: &Said) -> Result<()> {
    write(tx, env, person, purpose, false, said).await
}

async fn write(tx: &mut Tx, env: &Env, person: Id, purpose: &str, given: bool, said: &Said) -> Result<()> {
    let purpose = purpose_of(purpose)?;
    // The newest counts: two words of one moment keep the order they were said in.
    let last = list(tx, person).await?.into_iter().find(|c| c.purpose == purpose).and_then(|c| c.at);
    let at = last.map_or(env.now(), |at| at.plus_ms(1).max(env.now()));
    tx.run(store::INSERT_CONSENT, args![env.id(), person, purpose, given, said.how, said.by_person, said.by_employee, &said.by_name, at]).await?;
    Ok(())
}

/// How a person would be reached: what his settings page shows and changes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reached {
    /// One of [`crate::CHANNELS`].
    pub channel: Option<String>,
    /// One of [`crate::LANGUAGES`].
    pub language: Option<String>,
    pub email: Option<String>,
}

/// How this person would be reached.
pub async fn reached(q: &mut impl Query, person: Id) -> Result<Reached> {
    let r = q.maybe(store::REACHED, args![person]).await?.ok_or(Problem::NotFound)?;
    Ok(Reached { channel: r.opt_text("preferred_channel")?, language: r.opt_text("preferred_language")?, email: r.opt_text("email")? })
}

/// What was typed of how he would be reached, read: the address as it is written to, empty for none.
///
/// # Errors
/// The fields `channel`, `language` with `choice`, `email` with `email`.
pub fn judge(to: &Reached) -> Result<Reached> {
    let mut errors = kernel::FieldErrors::default();
    if to.channel.as_deref().is_some_and(|c| !crate::CHANNELS.contains(&c)) {
        errors.code("channel", "choice");
    }
    if to.language.as_deref().is_some_and(|l| !crate::LANGUAGES.contains(&l)) {
        errors.code("language", "choice");
    }
    let email = match to.email.as_deref().map(str::trim).filter(|e| !e.is_empty()) {
        None => None,
        // What a spreadsheet would take for a formula is nobody's address.
        Some(e) if e.starts_with(['=', '+', '-', '@']) => {
            errors.code("email", "email");
            None
        }
        Some(e) => crate::rules::email::parse(e).map_err(|e| errors.add("email", e)).ok(),
    };
    errors.ok(Reached { email, ..to.clone() })
}

/// Writes how this person would be reached. The caller records the event, and has made sure that a new address is his.
///
/// # Errors
/// Those of [`judge`].
pub async fn set_reached(tx: &mut Tx, person: Id, to: &Reached) -> Result<()> {
    let to = judge(to)?;
    tx.run_one(store::SET_REACHED, args![person, to.channel, to.language, to.email]).await
}

#[cfg(test)]
mod tests {
    use super::{Reached, judge};

    #[test]
    fn an_address_is_read_strictly() {
        let typed = |e: &str| judge(&Reached { email: Some(e.into()), ..Reached::default() });
        assert_eq!(typed(" Hela.a+x@Example.ORG ").unwrap().email.as_deref(), Some("Hela.a+x@example.org"));
        assert_eq!(typed(" ").unwrap().email, None);
        for bad in ["=cmd@example.org", "+x@example.org", "-x@example.org", "@example.org", "a@b"] {
            assert!(typed(bad).is_err(), "{bad}");
        }
    }
}
