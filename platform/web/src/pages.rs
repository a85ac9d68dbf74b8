use crate::{Answer, Cx, Shell, cookies};
use askama::Template;
use axum::{body::Body, response::Response};
use http::{HeaderValue, StatusCode, header};
use i18n::Lang;
use kernel::Problem;
use std::hash::{DefaultHasher, Hash, Hasher};

/// A page, 200.
pub fn page(template: &impl Template) -> Answer {
    page_with(StatusCode::OK, template)
}

/// A page with another status (422 for a form shown again, 409 when someone was first).
pub fn page_with(status: StatusCode, template: &impl Template) -> Answer {
    let html = template.render().map_err(Problem::internal)?;
    let mut r = Response::new(Body::from(html));
    *r.status_mut() = status;
    let h = r.headers_mut();
    h.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    h.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(r)
}

/// A page with nothing personal in it, 200: an anonymous visitor's own browser may keep it and ask each time whether it changed (304 where not).
/// For anyone signed in, and where something is said once, it is an ordinary page that nobody keeps.
pub fn page_kept(cx: &Cx, template: &impl Template) -> Answer {
    if cx.maybe_outside().is_some() || cx.signed_in().is_some() || cx.entry.flash.is_some() {
        return page(template);
    }
    let html = template.render().map_err(Problem::internal)?;
    let mut hash = DefaultHasher::new();
    html.hash(&mut hash);
    // Weak: the same page may come packed or plain. Assets are named in the page by their content, so a new Sila has new tags.
    let tag = format!("W/\"{:016x}\"", hash.finish());
    let known = cx.entry.headers.get_all(header::IF_NONE_MATCH).iter().filter_map(|v| v.to_str().ok()).flat_map(|v| v.split(',')).any(|t| t.trim() == tag);
    let mut r = if known {
        let mut r = Response::new(Body::empty());
        *r.status_mut() = StatusCode::NOT_MODIFIED;
        r
    } else {
        let mut r = Response::new(Body::from(html));
        r.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
        r
    };
    let h = r.headers_mut();
    h.insert(header::ETAG, HeaderValue::from_str(&tag).map_err(Problem::internal)?);
    // The language and the screen's colours are in cookies.
    h.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    h.insert(header::VARY, HeaderValue::from_static("Cookie"));
    Ok(r)
}

/// Plain text.
pub fn text(status: StatusCode, body: &str) -> Response {
    let mut r = Response::new(Body::from(body.to_string()));
    *r.status_mut() = status;
    let h = r.headers_mut();
    h.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
    h.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    r
}

/// Bytes to keep or look at. `kind` comes from our own sniffing, never from the sender; `name` is what the browser saves it as.
pub fn download(kind: &str, name: &str, inline: bool, bytes: Vec<u8>) -> Answer {
    let mut r = Response::new(Body::from(bytes));
    let encoded: String =
        name.bytes().map(|b| if b.is_ascii_alphanumeric() || b"-._".contains(&b) { (b as char).to_string() } else { format!("%{b:02X}") }).collect();
    let how = if inline { "inline" } else { "attachment" };
    let h = r.headers_mut();
    h.insert(header::CONTENT_TYPE, HeaderValue::from_str(kind).map_err(Problem::internal)?);
    h.insert(header::CONTENT_DISPOSITION, HeaderValue::from_str(&format!("{how}; filename*=UTF-8''{encoded}")).map_err(Problem::internal)?);
    h.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if inline {
        // Whatever is inside, the browser may only draw it. A sandbox would keep browsers from drawing a PDF.
        h.insert(
            header::CONTENT_SECURITY_POLICY,
            HeaderValue::from_static(if kind.starts_with("image/") {
                "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; frame-ancestors 'none'; sandbox"
            } else {
                "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'none'"
            }),
        );
    }
    Ok(r)
}

/// A picture under an address of its own: kept by browsers for ever, and drawn, whatever is inside.
pub fn picture(kind: &'static str, bytes: Vec<u8>) -> Answer {
    let mut r = Response::new(Body::from(bytes));
    let h = r.headers_mut();
    h.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    h.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
    h.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'; sandbox"));
    Ok(r)
}

/// Only our own paths: never an address that someone else wrote. Browsers drop tabs and line ends inside an address, so `/⇥/elsewhere`
/// would lead elsewhere: what is not plainly printed is refused.
pub fn own_path(path: &str) -> Option<&str> {
    let plain = path.bytes().all(|b| (b'!'..0x7f).contains(&b) && b != b'\\');
    (plain && path.starts_with('/') && !path.starts_with("//")).then_some(path)
}

/// See other (303): after a form did its work.
pub fn redirect(to: &str) -> Response {
    let mut r = Response::new(Body::empty());
    *r.status_mut() = StatusCode::SEE_OTHER;
    let to = own_path(to).unwrap_or("/");
    r.headers_mut().insert(header::LOCATION, HeaderValue::from_str(to).unwrap_or(HeaderValue::from_static("/")));
    r
}

impl Cx {
    /// After a form did its work: on to `to`, where the message `key` is said once.
    pub fn done(&self, to: &str, key: &str) -> Answer {
        let mut r = redirect(to);
        self.cookie(&mut r, cookies::FLASH, key, Some(60));
        Ok(r)
    }

    pub fn cookie(&self, r: &mut Response, name: &str, value: &str, max_age: Option<i64>) {
        if let Ok(v) = HeaderValue::from_str(&self.app.secrets.set(name, value, max_age)) {
            r.headers_mut().append(header::SET_COOKIE, v);
        }
    }
    /// Starts a browser's session.
    pub fn begin_session(&self, r: &mut Response, token: &str, seconds: i64) {
        self.cookie(r, cookies::SESSION, token, Some(seconds));
    }
    pub fn end_session(&self, r: &mut Response) {
        self.cookie(r, cookies::SESSION, "", Some(0));
    }
    pub fn keep_lang(&self, r: &mut Response, lang: Lang) {
        self.cookie(r, cookies::LANG, lang.code(), Some(31_536_000));
    }
    /// `light`, `dark`, or anything else for the device's own.
    pub fn keep_theme(&self, r: &mut Response, theme: &str) {
        match theme {
            "light" | "dark" => self.cookie(r, cookies::THEME, theme, Some(31_536_000)),
            _ => self.cookie(r, cookies::THEME, "", Some(0)),
        }
    }

    /// A rule's "no" in the user's words, for a page that shows it in its own place.
    pub fn refusal(&self, p: &Problem) -> Option<String> {
        match p {
            Problem::Refused { code, args } => Some(crate::shell::with_args(self.lang, &format!("refusal-{code}"), args)),
            Problem::Conflict { code, args } => Some(crate::shell::with_args(self.lang, &format!("conflict-{code}"), args)),
            _ => None,
        }
    }
}

#[derive(Template)]
#[template(path = "error.html")]
struct ErrorPage {
    shell: Shell,
    heading: String,
    text: String,
    report: String,
    back: String,
}

/// The same for whoever is no employee.
#[derive(Template)]
#[template(path = "error_public.html")]
struct LostPage {
    shell: Shell,
    heading: String,
    text: String,
    report: String,
    back: String,
}

/// Every problem a handler returned, as a page in words.
pub(crate) fn problem_page(cx: &Cx, problem: &Problem) -> Response {
    let (status, kind, text) = match problem {
        Problem::NotFound => (StatusCode::NOT_FOUND, "not-found", None),
        Problem::Forbidden => (StatusCode::FORBIDDEN, "forbidden", None),
        Problem::Refused { code: "form_stale", .. } => (StatusCode::FORBIDDEN, "expired", None),
        Problem::Refused { code: "form_only", .. } => (StatusCode::METHOD_NOT_ALLOWED, "form-only", None),
        Problem::Refused { code: "too_large", .. } => (StatusCode::PAYLOAD_TOO_LARGE, "too-large", cx.refusal(problem)),
        Problem::Refused { .. } => (StatusCode::UNPROCESSABLE_ENTITY, "refused", cx.refusal(problem)),
        Problem::Invalid(e) => {
            (StatusCode::UNPROCESSABLE_ENTITY, "refused", Some(e.0.iter().map(|(_, e)| crate::shell::error_text(cx.lang, e)).collect::<Vec<_>>().join(" ")))
        }
        Problem::Conflict { .. } => (StatusCode::CONFLICT, "conflict", cx.refusal(problem)),
        Problem::TooMany { wait_seconds } => {
            (StatusCode::TOO_MANY_REQUESTS, "too-many", Some(cx.ta("web-error-too-many-text", &[("n", i18n::Arg::from(*wait_seconds))])))
        }
        Problem::Internal(_) => (StatusCode::INTERNAL_SERVER_ERROR, "internal", None),
    };
    let (heading, own) = match kind {
        "not-found" => (cx.t("web-error-not-found-title"), cx.t("web-error-not-found-text")),
        "forbidden" => (cx.t("web-error-forbidden-title"), cx.t("web-error-forbidden-text")),
        "refused" => (cx.t("web-error-refused-title"), String::new()),
        "conflict" => (cx.t("web-error-conflict-title"), cx.t("web-error-conflict-text")),
        "too-many" => (cx.t("web-error-too-many-title"), String::new()),
        "expired" => (cx.t("web-error-expired-title"), cx.t("web-error-expired-text")),
        "form-only" => (cx.t("web-error-form-only-title"), cx.t("web-error-form-only-text")),
        "too-large" => (cx.t("web-error-too-large-title"), cx.t("web-error-too-large-text")),
        _ => (cx.t("web-error-internal-title"), cx.t("web-error-internal-text")),
    };
    let text = text.unwrap_or(own);
    let report = if kind == "internal" { cx.entry.request_id.clone() } else { String::new() };
    let back = if matches!(kind, "refused" | "conflict") { referer_path(cx) } else { String::new() };
    let mut shell = cx.shell(heading.clone(), "");
    shell.density = "public";
    let employee = shell.actor_name.is_some() && shell.outside_name.is_none();
    let answer = if employee {
        page_with(status, &ErrorPage { shell, heading, text, report, back })
    } else {
        let text = if kind == "not-found" { cx.t("web-error-lost-text") } else { text };
        page_with(status, &LostPage { shell, heading, text, report, back })
    };
    let mut r = answer.unwrap_or_else(|_| self::text(status, "Sila"));
    if let Problem::TooMany { wait_seconds } = problem {
        r.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(*wait_seconds));
    }
    r
}

fn referer_path(cx: &Cx) -> String {
    let Some(from) = cx.entry.headers.get(header::REFERER).and_then(|v| v.to_str().ok()) else { return String::new() };
    let path = from.splitn(4, '/').nth(3).map(|p| format!("/{p}")).unwrap_or_default();
    if path == cx.entry.path { String::new() } else { own_path(&path).unwrap_or_default().to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leads_nowhere_else() {
        for bad in ["//elsewhere", "/\t/elsewhere", "/\r\n/elsewhere", "/\\elsewhere", "https://elsewhere", "elsewhere", "", "/ /elsewhere", "/ص"] {
            assert_eq!(redirect(bad).headers()[header::LOCATION], "/", "{bad:?}");
        }
        assert_eq!(redirect("/requests?state=draft&page=2#docs").headers()[header::LOCATION], "/requests?state=draft&page=2#docs");
    }

    #[test]
    fn what_is_shown_inline_may_do_nothing() {
        for (kind, sandboxed) in [("image/png", true), ("application/pdf", false)] {
            let r = download(kind, "a\r\nb: c.png", true, vec![1]).unwrap();
            let policy = r.headers()["content-security-policy"].to_str().unwrap();
            assert!(policy.starts_with("default-src 'none'") && policy.contains("sandbox") == sandboxed, "{policy}");
            assert_eq!(r.headers()[header::CONTENT_DISPOSITION], "inline; filename*=UTF-8''a%0D%0Ab%3A%20c.png");
        }
    }
}
