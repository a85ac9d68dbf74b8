//! A number that is no longer a person's opens nothing of his any more, and says so to whoever answers it: whichever form took it off.

use crate::{entry::subject_of, key::keyed, store};
use db::{Query, Tx, args};
use i18n::Lang;
use kernel::{Env, Event, Result};
use messages::{Tell, To, Told};
use people::{NumbersGone, Person};
use std::{future::Future, pin::Pin};

/// One message for one number that goes, whoever tells it: by the row it went from.
pub(crate) fn key(before: &Person, number: &str) -> Result<String> {
    Ok(format!("account.number:{}:{}:{}", before.id, before.version, &keyed("number", number)?[..16]))
}

/// Whether he ever came in by this number, or could tell that he might: a session, or an account of the number that is his.
async fn opened_by(tx: &mut Tx, p: &Person, number: &str) -> Result<bool> {
    if tx.maybe(store::HAD_SESSION, args![p.id, number]).await?.is_some() {
        return Ok(true);
    }
    // Sessions long over are forgotten, the account is not.
    Ok(tx.maybe(store::ACCOUNT, args![number, subject_of(p)?]).await?.is_some())
}

/// Ends the sessions the number opened and the sign-ins under way with it, and tells the number, where he ever came in by it.
pub fn on_numbers_gone<'a>(tx: &'a mut Tx, env: &'a Env, g: &'a NumbersGone) -> Pin<Box<dyn Future<Output = Result<()>> + Send + 'a>> {
    Box::pin(async move {
        let (p, now) = (&g.before, env.now());
        let (mut ended, mut told) = (0, 0);
        let mut file = None;
        for number in &g.gone {
            let opened = opened_by(tx, p, number).await?;
            tx.run(store::DROP_NUMBER, args![number]).await?;
            ended += tx.run(store::END_OF_NUMBER, args![p.id, number, now]).await?;
            if !opened {
                continue;
            }
            if file.is_none() {
                file = beneficiaries::of_person(tx, p.id).await?.into_iter().find(|f| f.status != beneficiaries::Status::Closed);
            }
            let lang = Lang::parse(p.preferred_language.as_deref().unwrap_or("ar")).unwrap_or(Lang::Ar);
            let tell = Tell {
                event: "account.number_changed",
                to: To::Mobile { number: number.clone(), lang, name: p.short_name() },
                branch: file.as_ref().map_or(p.branch, |f| f.branch),
                file: file.as_ref().map(|f| f.id),
                request: None,
                vars: vec![("date", i18n::dates::dual(lang, now.day()).first)],
                link: "/my".into(),
                key: key(p, number)?,
            };
            if let Told::Queued { .. } = messages::tell(tx, env, tell).await? {
                told += 1;
            }
        }
        if ended > 0 || told > 0 {
            let event = Event::new("account.number_gone", "person", p.id).fact("sessions_ended", ended).fact("told", told);
            tx.record(now, file.map_or(event.clone(), |f| event.file(f.id)));
        }
        Ok(())
    })
}
