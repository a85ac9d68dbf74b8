//! Signing by a one-time code (H4): for whoever cannot draw. The code is bound to the digest of what is signed and to the session that asked.

use crate::{
    key::{self, code_digest, same, tidy_code},
    limits, rules,
    rules::rate,
    sessions, store,
};
use db::{Db, Query, Tx, args};
use i18n::Lang;
use kernel::{Env, Event, FieldError, FieldErrors, Id, Problem, Result};
use web::Outside;

/// A code was sent: where to, masked, and until when it holds.
#[derive(Clone, Debug)]
pub struct Sent {
    pub to: String,
    pub minutes: i64,
}

/// The message that carries the code: it names what typing it does, so that nobody signs believing he signs in (H4).
fn says(object: &str) -> &'static str {
    match object {
        "copy" => "account.copy_code",
        "email" => "account.email_code",
        _ => "account.sign_code",
    }
}

/// Sends a code that signs this content and no other. `digest`: SHA-256 of what is signed, 64 hexadecimal digits. In the caller's
/// transaction, which it leaves open.
///
/// # Errors
/// `sign_no_mobile` for one who came in without a mobile; [`Problem::TooMany`].
pub async fn begin_sign(tx: &mut Tx, env: &Env, outside: &Outside, object: &'static str, object_id: Id, digest: &str, lang: Lang) -> Result<Sent> {
    let number = sessions::local(&outside.mobile);
    if number.is_empty() {
        return Err(Problem::refused("sign_no_mobile"));
    }
    let now = env.now();
    limits::take(tx, now, &[(rate::SEND_SOON, &format!("sign:{number}")), (rate::SEND_SIGN, &number), (rate::SEND_KNOWN_ALL, "all")]).await?;
    let to = messages::To::Mobile { number: number.clone(), lang, name: String::new() };
    issue(tx, env, outside, object, object_id, digest, to).await?;
    Ok(Sent { to: rules::mask(&number), minutes: rules::CODE_MINUTES })
}

/// Sends a code to an e-mail address: whoever types it reads the mail that comes there. Tried and spent like one that signs, with the object
/// `email`; `digest` names the address and whose it shall be. `None`: no mail goes out of this house. In the caller's transaction.
///
/// # Errors
/// [`Problem::TooMany`].
pub async fn begin_email(tx: &mut Tx, env: &Env, outside: &Outside, whose: Id, address: &str, digest: &str, lang: Lang) -> Result<Option<Sent>> {
    let (now, to, by) = (env.now(), format!("email:{}", address.to_lowercase()), outside.actor.id.to_string());
    limits::take(tx, now, &[(rate::SEND_SOON, &to), (rate::EMAIL_ACCOUNT, &by), (rate::SEND_NUMBER, &to), (rate::SEND_KNOWN_ALL, "all")]).await?;
    let told = issue(tx, env, outside, "email", whose, digest, messages::To::Email { address: address.to_string(), lang }).await?;
    Ok((told != messages::Told::NoWay).then(|| Sent { to: address.to_string(), minutes: rules::CODE_MINUTES }))
}

/// Keeps a code's digest and tells the code.
async fn issue(tx: &mut Tx, env: &Env, outside: &Outside, object: &'static str, object_id: Id, digest: &str, to: messages::To) -> Result<messages::Told> {
    let (id, code, now) = (env.id(), key::new_code(), env.now());
    let bound = format!("{id}:{object_id}:{digest}");
    let row = args![id, outside.session, object, object_id, digest, code_digest(&bound, &code)?, now, now.plus_ms(rules::CODE_MS)];
    tx.run(store::INSERT_SIGN, row).await?;
    let tell = messages::Tell {
        event: says(object),
        to,
        branch: Id::NIL,
        file: None,
        request: None,
        vars: vec![("code", code), ("minutes", rules::CODE_MINUTES.to_string())],
        link: "/my".into(),
        key: format!("sign.code:{id}"),
    };
    let told = messages::tell(tx, env, tell).await?;
    tx.record(now, Event::new("sign.code", "account_sign", id).fact("object", object).fact("object_id", object_id).fact("digest", digest));
    Ok(told)
}

/// Whether a code for this content was sent to this session and can still be typed: what a page opened anew shows its field by.
pub async fn sign_open(q: &mut impl Query, now: kernel::At, outside: &Outside, object: &str, object_id: Id, digest: &str) -> Result<bool> {
    let Some(r) = q.maybe(store::SIGN, args![outside.session, object_id, object, digest]).await? else { return Ok(false) };
    Ok(r.int("tries")? < rules::CODE_TRIES && r.at("expires")? > now)
}

/// A code that was right, not yet spent: valid for some minutes, for its own content.
#[derive(Clone, Debug)]
#[must_use = "a confirmed code signs nothing until it is spent"]
pub struct Confirmed {
    id: Id,
    object_id: Id,
    digest: String,
}

/// Tries a code; a try is counted before it is looked at, in a transaction of its own. Then set the signature with
/// `people::How::Code` and call [`Confirmed::spend`] in the same transaction.
///
/// # Errors
/// At `code`: `code_unreadable`, `code_wrong` (with `left`), `code_over` (none was sent for this content, too old, or tried too often).
pub async fn confirm_sign(env: &Env, db: &Db, outside: &Outside, object: &str, object_id: Id, digest: &str, raw: &str) -> Result<Confirmed> {
    let code = tidy_code(raw);
    if code.is_empty() {
        return Err(Problem::field("code", "code_unreadable"));
    }
    let over = || Problem::field("code", "code_over");
    let now = env.now();
    let mut tx = db.begin(&outside.actor).await?;
    let r = tx.maybe(store::SIGN, args![outside.session, object_id, object, digest]).await?.ok_or_else(over)?;
    let (id, kept, tried) = (r.id("id")?, r.text("code_digest")?, r.int("tries")?);
    let right = same(&kept, &code_digest(&format!("{id}:{object_id}:{digest}"), &code)?);
    let confirmed = Confirmed { id, object_id, digest: digest.to_string() };
    // The same form sent again, after the first answer got lost.
    if right && r.int("confirmed")? != 0 && r.at("expires")? > now {
        return Ok(confirmed);
    }
    if tx.run(store::SIGN_TRY, args![id, rules::CODE_TRIES, now]).await? == 0 {
        return Err(over());
    }
    if !right {
        tx.record(now, Event::new("sign.refused", "account_sign", id).fact("tries", tried + 1));
        tx.commit().await?;
        let left = rules::CODE_TRIES - tried - 1;
        if left <= 0 {
            return Err(over());
        }
        let mut errors = FieldErrors::default();
        errors.add("code", FieldError::new("code_wrong").arg("left", left));
        return Err(Problem::Invalid(errors));
    }
    tx.run_one(store::SIGN_CONFIRM, args![id, now, now.plus_ms(rules::SIGN_MS)]).await?;
    tx.record(now, Event::new("sign.confirmed", "account_sign", id).fact("object", object).fact("object_id", object_id).fact("digest", digest));
    tx.commit().await?;
    Ok(confirmed)
}

impl Confirmed {
    /// Uses the code up, in the transaction that sets the signature.
    ///
    /// # Errors
    /// At `code`, `code_over`, when it was spent or waited too long.
    pub async fn spend(&self, tx: &mut Tx, env: &Env) -> Result<()> {
        match tx.run(store::SIGN_SPEND, args![self.id, env.now(), self.digest.as_str(), self.object_id]).await? {
            1 => Ok(()),
            _ => Err(Problem::field("code", "code_over")),
        }
    }
}
