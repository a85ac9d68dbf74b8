//! The one door. Session → permission → form token → handler → answer; nothing else makes a [`Cx`].

use crate::{
    Access, App, Cx, Entry, Form, Method, Outside, RouteRow, SignedIn, assets, cookies,
    form::urlencoded,
    limits::{FORM_BYTES, UPLOAD_BYTES},
    pages, redirect,
};
use axum::{
    RequestExt as _, Router,
    body::{Body, Bytes, HttpBody as _},
    extract::{ConnectInfo, RawPathParams},
    response::Response,
    routing::{MethodFilter, on},
};
use futures_util::FutureExt as _;
use http::{HeaderMap, HeaderValue, Request, StatusCode, header};
use http_body_util::BodyExt;
use i18n::Lang;
use kernel::{Permit, Problem, Result};
use std::{
    net::{IpAddr, SocketAddr},
    panic::AssertUnwindSafe,
    sync::Arc,
    time::{Duration, Instant},
};

/// The whole service: every row of the table behind the guard, assets, health, and "not found" for the rest.
pub fn router(app: Arc<App>) -> Router {
    let mut router = Router::new();
    for row in app.table.clone() {
        let filter = if row.method == Method::Get { MethodFilter::GET } else { MethodFilter::POST };
        let (path, app) = (row.path, app.clone());
        router = router.route(path, on(filter, move |req: Request<Body>| enter(app.clone(), row.clone(), req)));
    }
    let ready = app.clone();
    let lost = app.clone();
    let only = app.clone();
    router
        .route("/healthz", axum::routing::get(|| async { pages::text(StatusCode::OK, "ok") }))
        .route(
            "/readyz",
            axum::routing::get(move || async move {
                if ready.db.ready().await { pages::text(StatusCode::OK, "ready") } else { pages::text(StatusCode::SERVICE_UNAVAILABLE, "database") }
            }),
        )
        .route(
            "/assets/{name}",
            axum::routing::get(
                |axum::extract::Path(name): axum::extract::Path<String>, headers: HeaderMap| async move { assets::serve(&name, &headers).await },
            ),
        )
        .fallback(move |req: Request<Body>| nowhere(lost.clone(), req, Problem::NotFound, StatusCode::NOT_FOUND))
        // An address that only takes a form, opened by itself: a page reloaded after sending, or typed.
        .method_not_allowed_fallback(move |req: Request<Body>| nowhere(only.clone(), req, Problem::refused("form_only"), StatusCode::METHOD_NOT_ALLOWED))
        .layer(tower_http::compression::CompressionLayer::new().quality(tower_http::CompressionLevel::Fastest))
        .layer(axum::middleware::map_response(headers))
}

/// Headers of every answer. No inline script or style anywhere; scans are shown from `blob:`-free own addresses.
async fn headers(mut r: Response) -> Response {
    let h = r.headers_mut();
    for (name, value) in [
        (
            "content-security-policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; frame-src 'self'; object-src 'none'",
        ),
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "same-origin"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("permissions-policy", "camera=(self), geolocation=(), microphone=()"),
        ("x-frame-options", "DENY"),
    ] {
        if !h.contains_key(name) {
            h.insert(name, HeaderValue::from_static(value));
        }
    }
    r
}

/// An answer in words where no handler is: `why` and the status it has when even the session cannot be read.
async fn nowhere(app: Arc<App>, mut req: Request<Body>, why: Problem, bare: StatusCode) -> Response {
    match entry(&app, &mut req, Vec::new()).await {
        Ok((entry, who, outside, lang)) => {
            if app.first_run() && req.method() == http::Method::GET {
                return redirect("/first-run");
            }
            pages::problem_page(&Cx::new(app, None, who, lang, Form::default(), entry).with_outside(outside), &why)
        }
        Err(_) => pages::text(bare, "not found"),
    }
}

async fn enter(app: Arc<App>, row: RouteRow, mut req: Request<Body>) -> Response {
    let started = std::time::Instant::now();
    let params = match req.extract_parts::<RawPathParams>().await {
        Ok(p) => p.iter().map(|(k, v)| (k.to_string(), v.to_string())).collect(),
        Err(_) => vec![],
    };
    let (entry, who, outside, lang) = match entry(&app, &mut req, params).await {
        Ok(e) => e,
        Err(e) => {
            tracing::error!(error = %e, route = row.path, "session");
            return pages::text(StatusCode::SERVICE_UNAVAILABLE, "temporarily unavailable");
        }
    };
    let request_id = entry.request_id.clone();
    let actor = who.as_ref().map(|w| w.actor.id.to_string()).unwrap_or_default();
    let new_visit = (cookies::read(&entry.headers, cookies::ANON).is_none() && who.is_none() && outside.is_none() && row.access != Access::Hook)
        .then(|| entry.bound_to.clone());
    let had_flash = entry.flash.is_some();
    let secrets = app.secrets.clone();
    let (mut response, error) = admit(app, &row, req, entry, who, outside, lang).await;
    if let Some(visit) = new_visit
        && let Ok(v) = HeaderValue::from_str(&secrets.set(cookies::ANON, &visit, None))
    {
        response.headers_mut().append(header::SET_COOKIE, v);
    }
    let sets_flash = response.headers().get_all(header::SET_COOKIE).iter().any(|v| v.as_bytes().starts_with(cookies::FLASH.as_bytes()));
    if had_flash
        && !sets_flash
        && response.status() != StatusCode::SEE_OTHER
        && let Ok(v) = HeaderValue::from_str(&secrets.set(cookies::FLASH, "", Some(0)))
    {
        response.headers_mut().append(header::SET_COOKIE, v);
    }
    // The pattern, never the path or the query: those may name someone.
    let (status, ms) = (response.status().as_u16(), started.elapsed().as_millis() as u64);
    match error {
        Some(e) => tracing::error!(request = request_id, route = row.path, actor, status, ms, error = e),
        None => tracing::info!(request = request_id, route = row.path, actor, status, ms),
    }
    response
}

/// How a request came in, and whose sessions it brought.
type Came = (Entry, Option<Arc<SignedIn>>, Option<Arc<Outside>>, Lang);

async fn entry(app: &Arc<App>, req: &mut Request<Body>, params: Vec<(String, String)>) -> Result<Came> {
    let headers = req.headers().clone();
    let token = cookies::read(&headers, cookies::SESSION).filter(|t| !t.is_empty()).map(str::to_string);
    let who = match &token {
        Some(t) => app.gate.session(&app.db, &app.env, t).await?.map(Arc::new),
        None => None,
    };
    let person_token = cookies::read(&headers, cookies::PERSON).filter(|t| !t.is_empty()).map(str::to_string);
    let outside = match (&person_token, &app.door) {
        (Some(t), Some(door)) => door.session(&app.db, &app.env, t).await?.map(Arc::new),
        _ => None,
    };
    let visit = cookies::read(&headers, cookies::ANON).filter(|v| v.len() == 43).map(str::to_string);
    // One binding whatever the route: a page that is for anyone may hold a form for the signed in.
    let bound_to = match (&who, &token, &outside, &person_token, visit) {
        (Some(_), Some(t), ..) => t.clone(),
        (_, _, Some(_), Some(t), _) => t.clone(),
        (.., Some(v)) => v,
        _ => cookies::session_token(),
    };
    let lang = cookies::read(&headers, cookies::LANG).and_then(Lang::parse).unwrap_or(Lang::Ar);
    let theme = match cookies::read(&headers, cookies::THEME) {
        Some("light") => Some("light"),
        Some("dark") => Some("dark"),
        _ => None,
    };
    let flash = cookies::read(&headers, cookies::FLASH).filter(|k| !k.is_empty() && i18n::has(lang, k)).map(str::to_string);
    let entry = Entry {
        path: req.uri().path().to_string(),
        params,
        query: urlencoded(req.uri().query().unwrap_or("").as_bytes()),
        token,
        person_token,
        raw: Bytes::new(),
        bound_to,
        theme,
        flash,
        request_id: app.env.id().to_string(),
        ip: caller(req.extensions().get::<ConnectInfo<SocketAddr>>().map(|c| c.0.ip()), &headers, app.behind_proxy()),
        headers,
    };
    Ok((entry, who, outside, lang))
}

/// The guard proper: the answer, and for the log what went wrong on our side.
async fn admit(
    app: Arc<App>,
    row: &RouteRow,
    req: Request<Body>,
    mut entry: Entry,
    who: Option<Arc<SignedIn>>,
    outside: Option<Arc<Outside>>,
    lang: Lang,
) -> (Response, Option<String>) {
    // On the portal's own routes whoever came in by it is the actor; an employee's session beside it counts for nothing there.
    let who = match (&row.access, &outside) {
        (Access::Outside, Some(o)) => Some(Arc::new(SignedIn { actor: o.actor.clone(), name_en: String::new(), session: o.session, role: String::new() })),
        (Access::Outside | Access::Hook, _) => None,
        _ => who,
    };
    let refuse = |p: Problem, entry: Entry, who: Option<Arc<SignedIn>>| {
        pages::problem_page(&Cx::new(app.clone(), None, who, lang, Form::default(), entry).with_outside(outside.clone()), &p)
    };
    if app.first_run() && row.access != Access::Public {
        return (redirect("/first-run"), None);
    }
    if row.method == Method::Get
        && row.access != Access::Outside
        && let Some(to) = who.as_ref().and_then(|w| app.gate.detour(w, &entry.path))
    {
        return (redirect(to), None);
    }
    let permit = match row.access {
        Access::Public | Access::Hook => None,
        _ if who.is_none() => {
            if row.method == Method::Get {
                let door = if row.access == Access::Outside { "/my/sign-in" } else { "/sign-in" };
                return (redirect(&format!("{door}?next={}", escape(&entry.path))), None);
            }
            let mut r = refuse(Problem::Forbidden, entry, None);
            *r.status_mut() = StatusCode::UNAUTHORIZED;
            return (r, None);
        }
        Access::SignedIn | Access::Outside => None,
        Access::Needs(p) => match who.as_ref().and_then(|w| Permit::check(&w.actor, p)) {
            Some(permit) => Some(permit),
            None => {
                let p = if row.names_a_record() { Problem::NotFound } else { Problem::Forbidden };
                return (refuse(p, entry, who), None);
            }
        },
    };
    let mut form = Form::default();
    if row.method == Method::Post {
        if row.access == Access::Public
            && let Some(ip) = entry.ip
            && let Err(wait_seconds) = app.limits.take(ip, app.env.now())
        {
            return (refuse(Problem::TooMany { wait_seconds }, entry, who), None);
        }
        let headers = entry.headers.clone();
        let limit = if row.upload { UPLOAD_BYTES } else { FORM_BYTES };
        let body = match received(req.into_body(), limit, STILL).await {
            Ok(b) => b,
            Err(Unread::Large) => {
                return (refuse(Problem::refused("too_large").with("mb", (limit / 1_048_576).max(1)), entry, who), None);
            }
            // Nobody is there to read a page.
            Err(Unread::Still | Unread::Broken) => return (pages::text(StatusCode::REQUEST_TIMEOUT, "the form did not arrive"), None),
        };
        if row.access == Access::Hook {
            entry.raw = body;
        } else {
            form = match Form::parse(&headers, body).await {
                Ok(f) => f,
                Err(p) => return (refuse(p, entry, who), None),
            };
        }
        if row.access != Access::Hook && (!same_site(&headers) || !app.secrets.csrf_ok(form.text("_csrf"), &entry.bound_to)) {
            return (refuse(Problem::refused("form_stale"), entry, who), None);
        }
    }
    let cx = Cx::new(app, permit, who, lang, form, entry).with_outside(outside);
    // A fault of ours is a page that says so, never a connection that drops.
    let answer = AssertUnwindSafe((row.handler)(cx.clone())).catch_unwind().await.unwrap_or_else(|_| Err(Problem::Internal("a handler panicked".into())));
    match answer {
        Ok(r) => (r, None),
        Err(p) => {
            let error = if let Problem::Internal(e) = &p { Some(e.clone()) } else { None };
            (pages::problem_page(&cx, &p), error)
        }
    }
}

/// A body that goes nowhere for so long has stopped coming.
const STILL: Duration = Duration::from_secs(60);
/// A body may take as long as a weak network needs, but not be fed by the byte: so much a second on the whole, after two minutes' grace.
const LEAST_A_SECOND: u64 = 256;
const GRACE: Duration = Duration::from_secs(120);

/// Why a body was not read to its end.
enum Unread {
    Large,
    Still,
    Broken,
}

/// A body of at most `limit` bytes, as long as it goes on coming.
async fn received(body: Body, limit: usize, still: Duration) -> Result<Bytes, Unread> {
    if body.size_hint().lower() > limit as u64 {
        return Err(Unread::Large);
    }
    let (mut body, mut out, began) = (body, Vec::new(), Instant::now());
    loop {
        match tokio::time::timeout(still, body.frame()).await {
            Err(_) => return Err(Unread::Still),
            Ok(None) => return Ok(out.into()),
            Ok(Some(Err(_))) => return Err(Unread::Broken),
            Ok(Some(Ok(frame))) => {
                let Ok(data) = frame.into_data() else { continue };
                if out.len() + data.len() > limit {
                    return Err(Unread::Large);
                }
                out.extend_from_slice(&data);
                if began.elapsed() > GRACE + Duration::from_secs(out.len() as u64 / LEAST_A_SECOND) {
                    return Err(Unread::Still);
                }
            }
        }
    }
}

/// Who calls. Behind a proxy of this machine: the last address it added, which no caller can write himself.
fn caller(peer: Option<IpAddr>, h: &HeaderMap, behind_proxy: bool) -> Option<IpAddr> {
    let peer = peer?;
    if !behind_proxy || !peer.is_loopback() {
        return Some(peer);
    }
    let last = h.get_all("x-forwarded-for").iter().next_back().and_then(|v| v.to_str().ok()).and_then(|v| v.rsplit(',').next());
    Some(last.and_then(|a| a.trim().parse().ok()).unwrap_or(peer))
}

/// Browsers that say where a form came from must say: from here.
fn same_site(h: &HeaderMap) -> bool {
    match h.get("sec-fetch-site").and_then(|v| v.to_str().ok()) {
        Some(site) => matches!(site, "same-origin" | "none"),
        None => match (h.get(header::ORIGIN).and_then(|v| v.to_str().ok()), h.get(header::HOST).and_then(|v| v.to_str().ok())) {
            (Some(origin), Some(host)) => origin.split_once("://").is_some_and(|(_, o)| o == host),
            _ => true,
        },
    }
}

fn escape(path: &str) -> String {
    path.bytes().map(|b| if b.is_ascii_alphanumeric() || b"/-_.".contains(&b) { (b as char).to_string() } else { format!("%{b:02X}") }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    #[tokio::test]
    async fn a_body_goes_on_coming_or_is_let_go() {
        use futures_util::{StreamExt, stream};
        let quick = Duration::from_millis(50);
        let piece = || Ok::<_, std::io::Error>(Bytes::from_static(b"abc"));
        let slow = stream::iter(0..6).then(move |_| async move {
            tokio::time::sleep(Duration::from_millis(20)).await;
            piece()
        });
        // Longer in all than it may ever stand still.
        assert!(received(Body::from_stream(slow), 100, quick).await.is_ok_and(|b| b.len() == 18));
        let stands = stream::iter([piece()]).chain(stream::pending());
        assert!(matches!(received(Body::from_stream(stands), 100, quick).await, Err(Unread::Still)));
        let breaks = stream::iter([piece(), Err(std::io::ErrorKind::ConnectionReset.into())]);
        assert!(matches!(received(Body::from_stream(breaks), 100, quick).await, Err(Unread::Broken)));
        assert!(matches!(received(Body::from(vec![0; 101]), 100, quick).await, Err(Unread::Large)));
        let large = stream::iter((0..40).map(move |_| piece()));
        assert!(matches!(received(Body::from_stream(large), 100, quick).await, Err(Unread::Large)));
    }

    #[test]
    fn only_a_proxy_of_this_machine_says_who_calls() {
        let mut h = HeaderMap::new();
        h.append("x-forwarded-for", HeaderValue::from_static("9.9.9.9, 203.0.113.7"));
        let (here, far): (IpAddr, IpAddr) = ([127, 0, 0, 1].into(), [198, 51, 100, 4].into());
        assert_eq!(caller(Some(here), &h, true), Some([203, 0, 113, 7].into()), "what the caller wrote himself stands before");
        assert_eq!(caller(Some(here), &h, false), Some(here));
        assert_eq!(caller(Some(far), &h, true), Some(far));
        h.insert("x-forwarded-for", HeaderValue::from_static("nonsense"));
        assert_eq!(caller(Some(here), &h, true), Some(here));
    }
}
