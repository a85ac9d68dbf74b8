//! Public: whether a paper is the association's, and as it was issued. Nothing personal, and nothing to be learnt by trying.

use crate::{code, store};
use askama::Template;
use kernel::{At, Problem};
use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{Mutex, PoisonError},
};
use web::{Answer, Cx, DualAt, Shell, StatusCode, counted_line};

/// Tries of one address in a minute.
const TRIES: u32 = 30;
const MINUTE: i64 = 60_000;
static SEEN: Mutex<Option<HashMap<IpAddr, (At, u32)>>> = Mutex::new(None);

/// Counts a try within a minute from the first.
fn take(ip: IpAddr, now: At) -> kernel::Result<()> {
    let mut seen = SEEN.lock().unwrap_or_else(PoisonError::into_inner);
    let seen = seen.get_or_insert_with(HashMap::new);
    if seen.len() > 10_000 {
        seen.retain(|_, (from, _)| now.0 - from.0 < MINUTE);
    }
    let (from, n) = seen.entry(counted_line(ip)).or_insert((now, 0));
    if now.0 - from.0 >= MINUTE {
        (*from, *n) = (now, 0);
    }
    *n += 1;
    if *n > TRIES { Err(Problem::TooMany { wait_seconds: ((MINUTE - (now.0 - from.0)) / 1000).max(1) }) } else { Ok(()) }
}

struct Found {
    kind: String,
    number: String,
    at: DualAt,
    digest: String,
    edition: String,
    /// A later edition has been issued.
    replaced: bool,
    /// What was pasted is the same.
    same: Option<bool>,
}

#[derive(Template)]
#[template(path = "confirm.html")]
struct Page {
    shell: Shell,
    code: String,
    /// A code was given, and is nobody's.
    unknown: bool,
    found: Option<Found>,
    pasted: String,
}

fn shell(cx: &Cx) -> Shell {
    let mut shell = cx.shell(cx.t("papers-confirm-title"), "");
    shell.density = "public";
    shell
}

/// The question alone; a typed code goes on to its own address.
pub async fn ask(cx: Cx) -> Answer {
    let typed = cx.query("code");
    if let Some(code) = code::parse(typed) {
        return Ok(web::redirect(&format!("/v/{code}")));
    }
    let page = Page { code: typed.chars().take(40).collect(), unknown: !typed.is_empty(), found: None, pasted: String::new(), shell: shell(&cx) };
    web::page_with(if page.unknown { StatusCode::NOT_FOUND } else { StatusCode::OK }, &page)
}

pub async fn confirm(cx: Cx) -> Answer {
    if let Some(ip) = cx.entry.ip {
        take(ip, cx.now())?;
    }
    let raw = cx.param("code")?;
    // What cannot be a code is looked up all the same: the answer is the same, and comes as late.
    let code = code::parse(raw);
    let q = &mut cx.reader();
    let found = store::by_code(q, code.as_deref().unwrap_or("-")).await?;
    let replaced = match &found {
        Some(p) => store::replaced(q, p).await?,
        None => false,
    };
    let shell = shell(&cx);
    let pasted: String = cx.query("digest").chars().filter(|c| !c.is_whitespace()).take(128).collect();
    let found = found.map(|p| Found {
        kind: cx.t(&p.kind.key()),
        number: p.number.clone(),
        at: shell.at(p.at),
        edition: if p.edition > 1 { p.edition.to_string() } else { String::new() },
        replaced,
        same: (!pasted.is_empty()).then(|| pasted.eq_ignore_ascii_case(&p.digest)),
        digest: p.digest,
    });
    let status = if found.is_some() { StatusCode::OK } else { StatusCode::NOT_FOUND };
    let shown = code.map_or_else(|| raw.chars().take(40).collect(), |c| code::grouped(&c));
    web::page_with(status, &Page { code: shown, unknown: found.is_none(), found, pasted, shell })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trying_codes_is_slow() {
        let (me, other) = (IpAddr::from([192, 0, 2, 1]), IpAddr::from([192, 0, 2, 2]));
        assert!((0..TRIES).all(|_| take(me, At(0)).is_ok()));
        assert!(matches!(take(me, At(1000)), Err(Problem::TooMany { wait_seconds: 59 })));
        assert!(take(other, At(1000)).is_ok() && take(me, At(MINUTE)).is_ok());
        // One line of version 6 has addresses without number.
        let six = |n: u32| take(format!("2001:db8:1:2::{n:x}").parse().unwrap(), At(0));
        assert!((0..TRIES).all(|n| six(n).is_ok()) && six(TRIES).is_err());
    }
}
