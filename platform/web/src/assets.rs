//! Styles, script, icons and fonts, built by `ui/` and embedded. Names carry a digest of the content, so they are kept for ever.

use axum::{body::Body, response::Response};
use http::{HeaderMap, StatusCode, header};
use rust_embed::RustEmbed;
use std::{collections::HashMap, sync::OnceLock};

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../../ui/dist"]
struct Dist;

fn manifest() -> &'static HashMap<String, String> {
    static M: OnceLock<HashMap<String, String>> = OnceLock::new();
    M.get_or_init(|| Dist::get("manifest.json").and_then(|f| serde_json::from_slice(&f.data).ok()).unwrap_or_default())
}

/// The address of a built asset by its plain name (`app.css`).
pub fn url(name: &str) -> String {
    format!("/assets/{}", manifest().get(name).map_or(name, String::as_str))
}

pub async fn serve(name: &str, headers: &HeaderMap) -> Response {
    let gzip = headers.get(header::ACCEPT_ENCODING).and_then(|v| v.to_str().ok()).is_some_and(|v| v.contains("gzip"));
    let packed = if gzip { Dist::get(&format!("{name}.gz")) } else { None };
    let encoded = packed.is_some();
    let Some(file) = packed.or_else(|| Dist::get(name)) else {
        return status(StatusCode::NOT_FOUND);
    };
    let kind = match name.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("woff2") => "font/woff2",
        Some("png") => "image/png",
        _ => "application/octet-stream",
    };
    let mut r = Response::new(Body::from(file.data.into_owned()));
    let h = r.headers_mut();
    h.insert(header::CONTENT_TYPE, http::HeaderValue::from_static(kind));
    h.insert(header::CACHE_CONTROL, http::HeaderValue::from_static("public, max-age=31536000, immutable"));
    h.insert(header::VARY, http::HeaderValue::from_static("Accept-Encoding"));
    if encoded {
        h.insert(header::CONTENT_ENCODING, http::HeaderValue::from_static("gzip"));
    }
    r
}

fn status(s: StatusCode) -> Response {
    let mut r = Response::new(Body::empty());
    *r.status_mut() = s;
    r
}
