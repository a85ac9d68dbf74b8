//! Signing in by a code to a mobile: the number, the code, then who one is.
//!
//! Until the code is right nobody is looked up: a number the house knows and one it does not go the same way, statement for statement.

use crate::{
    key::{self, code_digest, keyed, same, tidy_code, token_digest},
    limits, rules,
    rules::{Settings, rate},
    sessions::{self, Began, Begin},
    settings, store,
};
use db::{Db, Query, Tx, args};
use i18n::{
    Lang,
    dates::{ParsedDate, Precision},
};
use kernel::{Actor, At, Env, Event, Id, Problem, Result};
use people::Person;

/// Where a try comes from: what limits are counted by beside the number.
#[derive(Clone, Debug, Default)]
pub struct From {
    /// The visit's cookie.
    pub device: String,
    pub address: String,
    pub agent: String,
    /// Marks of the numbers this browser came in by before ([`mark`]).
    pub known: Vec<String>,
}

impl From {
    fn knows(&self, number: &str) -> Result<bool> {
        let mark = mark(number)?;
        Ok(self.known.iter().any(|m| same(m, &mark)))
    }
}

/// What a browser keeps of a number it came in by: says nothing without the house's key, and opens nothing.
pub(crate) fn mark(number: &str) -> Result<String> {
    Ok(keyed("known-number", number)?[..32].to_string())
}

/// A sign-in under way.
#[derive(Clone, Debug)]
pub struct Entry {
    pub id: Id,
    /// `05XXXXXXXX`.
    pub number: String,
    /// The last code sent, and until when it holds.
    pub sent: At,
    pub expires: At,
    pub tries: i64,
    /// Whether the code was right.
    pub confirmed: bool,
    pub subject: String,
    /// Answers to "who are you" that fitted nobody.
    pub wrong: i64,
    pub shared: bool,
    pub next: String,
    code_digest: String,
}

pub(crate) const BY_CODE: &str = "code";

/// The entry behind a browser's token, while it is under way.
pub async fn entry(q: &mut impl Query, token: &str, now: At) -> Result<Option<Entry>> {
    let Some(r) = q.maybe(store::ENTRY, args![token_digest(token), now]).await? else { return Ok(None) };
    if r.text("way")? != BY_CODE {
        return Ok(None);
    }
    Ok(Some(Entry {
        id: r.id("id")?,
        number: r.text("number")?,
        sent: r.at("sent")?,
        expires: r.at("expires")?,
        tries: r.int("tries")?,
        confirmed: r.int("confirmed")? != 0,
        subject: r.text("subject")?,
        wrong: r.int("wrong")?,
        shared: r.flag("shared")?,
        next: r.text("next")?,
        code_digest: r.text("code_digest")?,
    }))
}

async fn send(tx: &mut Tx, env: &Env, from: &From, entry: Id, number: &str, lang: Lang) -> Result<String> {
    let (now, known) = (env.now(), format!("known:{number}"));
    // Whoever came in by it before is not held up by strangers who ask for the same number, nor by those who ask for thousands.
    let (soon, of_number, of_all) = match from.knows(number)? {
        true => (known.as_str(), rate::SEND_KNOWN, rate::SEND_KNOWN_ALL),
        false => (number, rate::SEND_NUMBER, rate::SEND_ALL),
    };
    let all =
        [(rate::SEND_SOON, soon), (of_number, number), (rate::SEND_DEVICE, from.device.as_str()), (rate::SEND_ADDRESS, from.address.as_str()), (of_all, "all")];
    limits::take(tx, now, &all).await?;
    let code = key::new_code();
    let digest = code_digest(&entry.to_string(), &code)?;
    let tell = messages::Tell {
        event: "account.code",
        to: messages::To::Mobile { number: number.to_string(), lang, name: String::new() },
        branch: Id::NIL,
        file: None,
        request: None,
        vars: vec![("code", code), ("minutes", rules::CODE_MINUTES.to_string())],
        link: "/my/sign-in/code".into(),
        key: format!("account.code:{entry}:{}", now.0),
    };
    messages::tell(tx, env, tell).await?;
    tx.record(now, Event::new("account.code_sent", "account_entry", entry).fact("to", &keyed("number", number)?[..16]));
    Ok(digest)
}

/// Sends a code to a number and begins an entry; the token is the browser's.
///
/// # Errors
/// At `mobile` for what is no mobile; [`Problem::TooMany`] with the seconds to wait.
pub async fn begin(env: &Env, db: &Db, from: &From, mobile: &str, shared: bool, next: &str, lang: Lang) -> Result<String> {
    let number = people::rules::mobile::parse(mobile).map_err(|e| {
        let mut errors = kernel::FieldErrors::default();
        errors.add("mobile", e);
        Problem::Invalid(errors)
    })?;
    let (now, id, token) = (env.now(), env.id(), web::session_token());
    let mut tx = db.begin(&Actor::system()).await?;
    let digest = send(&mut tx, env, from, id, number.as_str(), lang).await?;
    let row = args![
        id,
        token_digest(&token),
        number.as_str(),
        BY_CODE,
        digest,
        now,
        now.plus_ms(rules::CODE_MS),
        shared,
        rules::next_path(next),
        now.plus_ms(rules::ENTRY_MS)
    ];
    tx.run(store::INSERT_ENTRY, row).await?;
    tx.commit().await?;
    Ok(token)
}

/// Another code for the same entry; the one before no longer opens it.
///
/// # Errors
/// NotFound where nothing is under way; [`Problem::TooMany`].
pub async fn resend(env: &Env, db: &Db, from: &From, token: &str, lang: Lang) -> Result<()> {
    let now = env.now();
    let mut tx = db.begin(&Actor::system()).await?;
    let e = entry(&mut tx, token, now).await?.filter(|e| !e.confirmed).ok_or(Problem::NotFound)?;
    let digest = send(&mut tx, env, from, e.id, &e.number, lang).await?;
    tx.run_one(store::RESEND, args![e.id, digest, now, now.plus_ms(rules::CODE_MS)]).await?;
    tx.commit().await
}

/// Tries a code. A try is counted before it is looked at, so that many at once count as many. Right: the entry goes on under a new token.
///
/// # Errors
/// NotFound where nothing is under way; at `code`: `code_unreadable`, `code_wrong` (with `left`), `code_over`; [`Problem::TooMany`].
pub async fn confirm(env: &Env, db: &Db, from: &From, token: &str, raw: &str) -> Result<String> {
    let code = tidy_code(raw);
    if code.is_empty() {
        return Err(Problem::field("code", "code_unreadable"));
    }
    let now = env.now();
    let mut tx = db.begin(&Actor::system()).await?;
    let e = entry(&mut tx, token, now).await?.ok_or(Problem::NotFound)?;
    let all =
        [(rate::TRY_NUMBER, e.number.as_str()), (rate::TRY_DEVICE, from.device.as_str()), (rate::TRY_ADDRESS, from.address.as_str()), (rate::TRY_ALL, "all")];
    limits::take(&mut tx, now, &all).await?;
    if tx.run(store::TRY, args![e.id, rules::CODE_TRIES, now]).await? == 0 {
        return Err(Problem::field("code", "code_over"));
    }
    // Read after the row is ours: another code may have been sent meanwhile.
    let e = entry(&mut tx, token, now).await?.ok_or(Problem::NotFound)?;
    if !same(&e.code_digest, &code_digest(&e.id.to_string(), &code)?) {
        let left = rules::CODE_TRIES - e.tries;
        tx.record(now, Event::new("account.refused", "account_entry", e.id).fact("why", "code").fact("tries", e.tries));
        tx.commit().await?;
        if left <= 0 {
            return Err(Problem::field("code", "code_over"));
        }
        let mut errors = kernel::FieldErrors::default();
        errors.add("code", kernel::FieldError::new("code_wrong").arg("left", left));
        return Err(Problem::Invalid(errors));
    }
    let token = web::session_token();
    tx.run_one(store::CONFIRM, args![e.id, now, token_digest(&token), now.plus_ms(rules::ENTRY_MS)]).await?;
    tx.commit_quietly("a code that was right: who it is comes next").await?;
    Ok(token)
}

/// What somebody says he is.
#[derive(Clone, Debug)]
pub enum Said {
    /// An identity number, as typed.
    Identity(String),
    Birth(ParsedDate),
    /// He has no file yet.
    NoFile,
}

/// What came of it.
#[derive(Debug)]
pub enum Who {
    In(Began),
    /// Fits nobody with this number; so many answers are left.
    Unknown {
        left: i64,
    },
}

fn born(p: &Person, typed: &ParsedDate) -> bool {
    let Some(b) = p.birth.filter(|b| b.precision == Precision::Full && typed.precision == Precision::Full) else { return false };
    // The same day told in the other calendar may be off by one: months began by sight.
    let slack = if b.calendar == typed.calendar { 0 } else { 1 };
    (-slack..=slack).any(|d| b.day.plus(d) == typed.day)
}

/// Who an account stands for beside its number: the same whether he named his number or his birth date.
pub(crate) fn subject_of(p: &Person) -> Result<String> {
    match p.identity_number() {
        Some(n) => subject(n),
        None => Ok(format!("p:{}", p.id)),
    }
}

/// As [`subject_of`], for an identity number nobody is found by.
pub(crate) fn subject(identity: &str) -> Result<String> {
    Ok(format!("id:{}", keyed("identity", identity)?))
}

/// The one person among those with this number who is what was said; two that fit are none.
async fn matched(tx: &mut Tx, number: &str, said: &Said) -> Result<Option<Person>> {
    let ids = people::by_mobile(tx, number).await?;
    let all = people::persons(tx, &ids).await?;
    let mut fit = all.into_iter().filter(|p| p.deceased_on.is_none()).filter(|p| match said {
        Said::Identity(raw) => !raw.is_empty() && p.identity_number() == Some(people::identity_key(raw).as_str()),
        Said::Birth(day) => born(p, day),
        Said::NoFile => false,
    });
    Ok(match (fit.next(), fit.next()) {
        (Some(p), None) => Some(p),
        _ => None,
    })
}

/// Answers "who are you" of a confirmed entry. The third answer that fits nobody goes on without a file.
///
/// # Errors
/// NotFound where nothing is under way.
pub async fn identify(env: &Env, db: &Db, from: &From, token: &str, said: &Said) -> Result<Who> {
    let now = env.now();
    let how: Settings = settings::read(&mut db.reader()).await?;
    let mut tx = db.begin(&Actor::system()).await?;
    let e = entry(&mut tx, token, now).await?.filter(|e| e.confirmed).ok_or(Problem::NotFound)?;
    let asked = !matches!(said, Said::NoFile) && e.wrong < rules::WHO_TRIES;
    // Over the limit an answer is as one that fits nobody: whoever holds the phone learns nothing of others by trying.
    let open = asked
        && match limits::take(&mut tx, now, &[(rate::WHO_NUMBER, e.number.as_str())]).await {
            Ok(()) => true,
            Err(Problem::TooMany { .. }) => false,
            Err(p) => return Err(p),
        };
    let found = if open { matched(&mut tx, &e.number, said).await? } else { None };
    let claimed = match said {
        Said::Identity(raw) => people::rules::identity::parse(raw).ok().map(|n| subject(n.as_str())).transpose()?.unwrap_or_else(|| e.subject.clone()),
        _ => e.subject.clone(),
    };
    if found.is_none() && asked {
        tx.run_one(store::WRONG, args![e.id, claimed.as_str()]).await?;
        tx.record(now, Event::new("account.refused", "account_entry", e.id).fact("why", "who").fact("tries", e.wrong + 1));
        if e.wrong + 1 < rules::WHO_TRIES {
            tx.commit().await?;
            return Ok(Who::Unknown { left: rules::WHO_TRIES - e.wrong - 1 });
        }
    }
    tx.run_one(store::DROP_ENTRY, args![e.id]).await?;
    let subject = found.as_ref().map(subject_of).transpose()?.unwrap_or(claimed);
    let with = Begin { person: found.map(|p| p.id), number: e.number, subject, way: BY_CODE, shared: e.shared, agent: &from.agent, next: e.next };
    Ok(Who::In(sessions::begin_in(tx, env, &how, with).await?))
}
