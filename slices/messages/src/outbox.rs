//! Telling: the message is written in the caller's transaction, and nothing leaves the house there.

use crate::{
    channels,
    rules::{
        events::{self, Kind},
        texts::{self, Values},
        ways::{self, Reach, Way},
    },
    seal, settings,
    store::{self, Message},
};
use db::{Query, Tx};
use i18n::Lang;
use kernel::{At, Env, Id, Problem, Result};

/// Who is told.
#[derive(Clone, Debug)]
pub enum To {
    /// Somebody of the register: by the way he prefers and agreed to.
    Person(Id),
    /// Somebody of the register, at the number he confirmed himself, by SMS: it may not be among those the register has of him.
    PersonAt { person: Id, number: String },
    /// A number nobody is tied to yet (an application, a sign-in): by SMS.
    Mobile { number: String, lang: Lang, name: String },
    /// An address that is to be confirmed: by mail, without a name, for nobody knows yet whose it is.
    Email { address: String, lang: Lang },
    /// On his desk.
    Employee(Id),
}

/// What is to be told.
#[derive(Clone, Debug)]
pub struct Tell {
    /// One of [`crate::EVENTS`].
    pub event: &'static str,
    pub to: To,
    pub branch: Id,
    pub file: Option<Id>,
    pub request: Option<Id>,
    /// Values of the event's variables (`crate::rules::events::KINDS`); others are left unsaid.
    pub vars: Vec<(&'static str, String)>,
    /// A path of ours, `/my/requests/ID`; empty for none.
    pub link: String,
    /// The same event with the same key is the same message, once.
    pub key: String,
}

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// It will be sent (to an employee: it is on his desk).
    Queued { message: Id },
    /// There is no way he can or would be reached by, or it is only printed (no provider was set up yet). Where he is in the register, his portal shows it all the same.
    NoWay,
    /// It was told before.
    Again,
}

/// How the key is kept: two events may name the same thing.
pub(crate) fn stored_key(event: &str, key: &str) -> String {
    format!("{event}|{key}")
}

/// The caller's key of a stored one.
pub(crate) fn callers_key(stored: &str) -> String {
    stored.split_once('|').map_or(stored, |(_, k)| k).to_string()
}

/// What stands in the record in place of a secret.
const HIDDEN: &str = "••••••";

/// Who it is, as far as a message needs it.
struct Who {
    person: Option<Id>,
    employee: Option<Id>,
    name: String,
    lang: Lang,
    ways: Vec<Way>,
}

/// Every way open to a person now, the best first; empty for the dead.
pub(crate) async fn ways_of(q: &mut impl Query, person: &people::Person, open: &[&'static str]) -> Result<Vec<Way>> {
    if person.deceased_on.is_some() {
        return Ok(vec![]);
    }
    let mut r = Reach {
        prefers: person.preferred_channel.clone(),
        mobile: person.primary_mobile().map(|m| m.number.clone()),
        email: person.email.clone(),
        ..Reach::default()
    };
    for c in people::consents::list(q, person.id).await? {
        match c.purpose {
            "sms" => r.sms = c.given,
            "whatsapp" => r.whatsapp = c.given,
            "email" => r.by_email = c.given,
            _ => {}
        }
    }
    Ok(ways::ways(&r, open))
}

/// The ways to a number that is nobody's yet; none for what is no mobile.
pub(crate) fn ways_of_mobile(number: &str, open: &[&'static str]) -> Vec<Way> {
    let Ok(mobile) = people::rules::mobile::parse(number) else { return vec![] };
    ways::ways(&Reach { mobile: Some(mobile.as_str().to_string()), ..Reach::default() }, open)
}

async fn who(tx: &mut Tx, kind: &Kind, to: &To) -> Result<Option<Who>> {
    let open = channels::open(tx).await?;
    Ok(match to {
        To::Person(id) | To::PersonAt { person: id, .. } => {
            let p = people::person(tx, *id).await?;
            if p.deceased_on.is_some() {
                return Ok(None);
            }
            let ways = match to {
                // His own first number too: then as he would rather have it.
                To::PersonAt { number, .. } if p.primary_mobile().is_none_or(|m| m.number != *number) => ways_of_mobile(number, &open),
                _ => ways_of(tx, &p, &open).await?,
            };
            Some(Who { person: Some(p.id), employee: None, name: p.first.clone(), lang: ways::lang(p.preferred_language.as_deref()), ways })
        }
        To::Mobile { number, lang, name } => {
            let name = name.split_whitespace().next().unwrap_or_default().to_string();
            Some(Who { person: None, employee: None, name, lang: *lang, ways: ways_of_mobile(number, &open) })
        }
        To::Email { address, lang } => {
            let ways = if open.contains(&"email") { vec![Way { channel: "email", address: address.clone() }] } else { vec![] };
            Some(Who { person: None, employee: None, name: String::new(), lang: *lang, ways })
        }
        To::Employee(id) => {
            // Who has left, or was never written down, has no desk that anyone looks at: the record stands all the same.
            let e = staff::employee(tx, *id).await?;
            let lang = e.as_ref().and_then(|e| Lang::parse(&e.lang)).unwrap_or(Lang::Ar);
            let name = e.map(|e| e.name(lang).to_string()).unwrap_or_default();
            (!kind.secret).then_some(Who { person: None, employee: Some(*id), name, lang, ways: vec![] })
        }
    })
}

/// Values for filling: what the caller brought and the event allows, with the association's name, his own and the link.
async fn values(tx: &mut Tx, kind: &Kind, t: &Tell, who: &Who, base: &str) -> Result<Values> {
    let mut out: Values =
        t.vars.iter().filter(|(k, _)| kind.allows(k)).map(|(k, v)| (k.to_string(), texts::worded(who.lang, k, &texts::clean(k, v)))).collect();
    let org = staff::org_names(tx).await?;
    let org = if who.lang == Lang::En && !org.en.is_empty() { org.en } else { org.ar };
    out.insert("org".into(), texts::clean("org", &org));
    out.insert("name".into(), texts::clean("name", &who.name));
    put_link(&mut out, kind, base, &t.link);
    if kind.secret
        && let Some(code) = out.get_mut("code")
    {
        *code = seal::seal("code", code);
    }
    Ok(out)
}

/// The link as a person opens it. Without the portal's address there is none: a path alone opens nothing.
pub(crate) fn put_link(values: &mut Values, kind: &Kind, base: &str, path: &str) {
    values.remove("link");
    if kind.allows("link") && !path.is_empty() && !base.is_empty() {
        values.insert("link".into(), texts::clean("link", &format!("{base}{path}")));
    }
}

/// The values as they may stand in a record: secrets hidden.
pub(crate) fn hidden(kind: &Kind, values: &Values) -> Values {
    let mut out = values.clone();
    if kind.secret
        && let Some(code) = out.get_mut("code")
    {
        *code = HIDDEN.into();
    }
    out
}

/// Writes the message in the caller's transaction, by the best way open to him; sent once that is committed. The caller records his event.
///
/// # Errors
/// `Internal` for an event there is none of; `NotFound` for a person there is none of.
pub async fn tell(tx: &mut Tx, env: &Env, t: Tell) -> Result<Told> {
    let kind = events::KINDS.iter().find(|k| k.code == t.event).ok_or_else(|| Problem::Internal(format!("no event is called {}", t.event)))?;
    let Some(who) = who(tx, kind, &t.to).await? else { return Ok(Told::NoWay) };
    if who.ways.is_empty() && who.person.is_none() && who.employee.is_none() || who.ways.is_empty() && kind.secret {
        return Ok(Told::NoWay);
    }
    let house = settings::house(tx).await?;
    let now = env.now();
    let best = who.ways.first().cloned();
    let channel = best.as_ref().map_or(ways::INBOX, |w| w.channel);
    let values = values(tx, kind, &t, &who, &house.base_url).await?;
    let shown = hidden(kind, &values);
    let (version, text) = settings::text(tx, kind, channel, who.lang).await?;
    let (_, inbox) = settings::text(tx, kind, ways::INBOX, who.lang).await?;
    let not_before = match (kind.merges(), &best) {
        (true, Some(_)) => house.quiet.after(now.plus_ms(house.wait_seconds.clamp(0, 3_600) * 1_000)),
        _ => now,
    };
    let message = Message {
        id: env.id(),
        event: t.event.into(),
        key: stored_key(t.event, &t.key),
        person: who.person,
        employee: who.employee,
        name: who.name,
        lang: who.lang,
        branch: t.branch,
        file: t.file,
        request: t.request,
        number: values.get("number").map(|n| n.trim_start_matches(texts::LRM).to_string()).unwrap_or_default(),
        link: t.link,
        in_portal: kind.in_portal && who.person.is_some(),
        channel: channel.into(),
        address: best.map(|w| w.address).unwrap_or_default(),
        tried: String::new(),
        urgent: kind.urgent,
        status: if channel == ways::INBOX { "inbox".into() } else { "queued".into() },
        subject: texts::fill(kind, &text.subject, &shown),
        text: texts::fill(kind, &text.body, &shown),
        short: texts::fill(kind, &inbox.body, &shown),
        vars: values,
        text_version: version,
        merged_into: None,
        not_before,
        give_up: kind.secret.then(|| now.plus_ms(events::SECRET_LASTS_MS)),
        attempts: 0,
        next: not_before,
        lease_until: At(0),
        provider: String::new(),
        receipt: None,
        why: String::new(),
        sent_at: None,
        settled_at: None,
        settled_ok: None,
        read_at: None,
        created_at: now,
        version: 1,
    };
    if !store::insert(tx, &message).await? {
        return Ok(Told::Again);
    }
    // What is only written on the server's terminal reaches nobody: whoever is to be told is still to be told.
    let printed =
        !kind.secret && message.employee.is_none() && !house.console_counts && channels::all(tx).await?.of(&message.channel).kind == channels::CONSOLE;
    let nobody = printed || (message.channel == ways::INBOX && message.employee.is_none());
    Ok(if nobody { Told::NoWay } else { Told::Queued { message: message.id } })
}
