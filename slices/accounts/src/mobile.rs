//! A change of number goes through the desk: with a reason, seen by both numbers; whoever was signed in by the old one is out.

use crate::{numbers, perm, sessions, store};
use db::{Db, args};
use i18n::Lang;
use kernel::{Env, Event, FieldError, FieldErrors, Id, Permit, Problem, Result};
use people::{MobileLine, NewPerson};

#[derive(Clone, Debug)]
pub struct ChangeMobile {
    pub file: Id,
    pub person: Id,
    pub version: i64,
    pub number: String,
    /// Who answers it, where it is not he himself.
    pub answers: String,
    /// One of [`KNOWN_BY`]: how it was made sure that it is he who asks.
    pub known_by: String,
    pub reason: String,
}

/// How the employee made sure who asks for another number.
pub const KNOWN_BY: &[&str] = &["identity_seen", "on_visit", "guardian", "known_answers"];
const MAX_REASON: usize = 500;

/// Puts another number in the first one's place.
///
/// # Errors
/// At the fields; `own_file`; NotFound out of reach or for one who is not of this household; conflict `changed`.
pub async fn change_mobile(env: &Env, db: &Db, permit: &Permit, cmd: ChangeMobile) -> Result<()> {
    debug_assert_eq!(permit.permission, perm::CHANGE_MOBILE);
    let mut errors = FieldErrors::default();
    let number = people::rules::mobile::parse(&cmd.number).map_err(|e| errors.add("number", e)).ok();
    if !KNOWN_BY.contains(&cmd.known_by.as_str()) {
        errors.code("known_by", "choice");
    }
    match cmd.reason.chars().count() {
        0 => errors.code("reason", "required"),
        n if n > MAX_REASON => errors.add("reason", FieldError::new("too_long").arg("n", MAX_REASON)),
        _ => {}
    }
    let mut tx = db.begin(&permit.actor).await?;
    let file = beneficiaries::find(&mut tx, permit, cmd.file).await?;
    beneficiaries::guard_relation(&mut tx, &permit.actor, &file).await?;
    let household = people::household(&mut tx, file.household).await?;
    let person = household.members.iter().find(|m| m.person.id == cmd.person && m.is_current()).map(|m| &m.person).ok_or(Problem::NotFound)?;
    let old = person.primary_mobile().map(|m| m.number.clone());
    if let Some(n) = &number
        && old.as_deref() == Some(n.as_str())
    {
        errors.code("number", "mobile_same");
    }
    errors.ok(())?;
    let Some(number) = number else { return Err(Problem::field("number", "mobile")) };
    let line = MobileLine { number: number.as_str().into(), answers: Some(cmd.answers).filter(|a| !a.is_empty()), primary: true };
    let others =
        person.mobiles.iter().filter(|m| Some(&m.number) != old.as_ref() && m.number != number.as_str()).map(|m| MobileLine { primary: false, ..m.clone() });
    let new = NewPerson { mobiles: std::iter::once(line).chain(others).collect(), ..person.to_new() };
    let now = env.now();
    let told: Vec<String> = old.iter().cloned().chain([number.as_str().to_string()]).collect();
    // At the desk everything he has open ends, whichever number opened it: he is here, and begins anew.
    let ended = sessions::end_all_in(&mut tx, person.id, &told, now).await?;
    people::update_person(&mut tx, env, person.id, cmd.version, &new).await?;
    let change = env.id();
    tx.run(store::INSERT_CHANGE, args![change, file.id, person.id, cmd.known_by.as_str(), cmd.reason.as_str(), now, permit.actor.id]).await?;
    let lang = Lang::parse(person.preferred_language.as_deref().unwrap_or("ar")).unwrap_or(Lang::Ar);
    for n in &told {
        let tell = messages::Tell {
            event: "account.number_changed",
            to: messages::To::Mobile { number: n.clone(), lang, name: person.short_name() },
            branch: file.branch,
            file: Some(file.id),
            request: None,
            vars: vec![("date", i18n::dates::dual(lang, now.day()).first)],
            link: "/my".into(),
            // The number that goes has the key by which every other form would tell it: it hears once.
            key: if Some(n) == old.as_ref() { numbers::key(person, n)? } else { format!("account.number:{change}:new") },
        };
        messages::tell(&mut tx, env, tell).await?;
    }
    tx.record(now, Event::new("account.number_changed", "person", person.id).file(file.id).fact("known_by", &cmd.known_by).fact("sessions_ended", ended));
    tx.commit().await
}
