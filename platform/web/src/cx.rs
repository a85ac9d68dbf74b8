use crate::{App, Form, Outside, Shell, SignedIn, Upload};
use axum::response::Response;
use db::{Db, Reader};
use files::Files;
use i18n::{Arg, Lang};
use kernel::{Actor, At, Day, Env, Event, Id, Permission, Permit, Problem, Result};
use std::{
    any::Any,
    net::IpAddr,
    sync::{Arc, Mutex, PoisonError},
};

/// What every handler returns.
pub type Answer = Result<Response, Problem>;

/// How the request came in.
#[derive(Clone, Debug, Default)]
pub struct Entry {
    pub path: String,
    pub params: Vec<(String, String)>,
    pub query: Vec<(String, String)>,
    /// The raw session token, for signing out and re-authentication.
    pub token: Option<String>,
    /// The raw token of the portal's session.
    pub person_token: Option<String>,
    /// The body as it came, on hooks alone.
    pub raw: axum::body::Bytes,
    /// The form token's binding: the session or the visit.
    pub bound_to: String,
    pub theme: Option<&'static str>,
    pub flash: Option<String>,
    pub request_id: String,
    pub ip: Option<IpAddr>,
    pub headers: http::HeaderMap,
}

/// One request on its way: who, what may be done, the form, and the house's services. Made by the guard alone.
#[derive(Clone)]
pub struct Cx {
    pub app: Arc<App>,
    /// `None` on public routes and for pages any employee may see.
    permit: Option<Permit>,
    who: Option<Arc<SignedIn>>,
    outside: Option<Arc<Outside>>,
    pub lang: Lang,
    pub form: Arc<Form>,
    pub entry: Arc<Entry>,
    kept: Arc<Mutex<Vec<Arc<dyn Any + Send + Sync>>>>,
}

impl Cx {
    pub(crate) fn new(app: Arc<App>, permit: Option<Permit>, who: Option<Arc<SignedIn>>, lang: Lang, form: Form, entry: Entry) -> Cx {
        Cx { app, permit, who, outside: None, lang, form: Arc::new(form), entry: Arc::new(entry), kept: Arc::default() }
    }
    pub(crate) fn with_outside(mut self, outside: Option<Arc<Outside>>) -> Cx {
        self.outside = outside;
        self
    }

    /// Who is signed in by the portal: always somebody on its own routes, perhaps on public ones.
    pub fn outside(&self) -> Result<&Outside> {
        self.outside.as_deref().ok_or(Problem::Forbidden)
    }
    pub fn maybe_outside(&self) -> Option<&Outside> {
        self.outside.as_deref()
    }

    /// Keeps what the page has read for its panels, which would read it again: for the length of this one request.
    pub fn keep<T: Any + Send + Sync>(&self, what: Arc<T>) {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).push(what);
    }
    /// What was kept of this kind and is the one meant.
    pub fn kept<T: Any + Send + Sync>(&self, is: impl Fn(&T) -> bool) -> Option<Arc<T>> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.iter().filter_map(|k| k.clone().downcast::<T>().ok()).find(|t| is(t))
    }

    pub fn db(&self) -> &Db {
        &self.app.db
    }
    pub fn reader(&self) -> Reader {
        self.app.db.reader()
    }
    pub fn files(&self) -> &Files {
        &self.app.files
    }
    pub fn env(&self) -> &Env {
        &self.app.env
    }
    pub fn now(&self) -> At {
        self.app.env.now()
    }
    /// Today in Riyadh.
    pub fn today(&self) -> Day {
        self.now().day()
    }

    /// The permit of this route. A route without a permission (public, signed in) has none: that is a fault of ours.
    pub fn permit(&self) -> Result<&Permit> {
        self.permit.as_ref().ok_or_else(|| Problem::Internal("a route without a permission asked for its permit".into()))
    }
    /// A permit for another permission than the route's own (a page that shows more to some).
    pub fn permit_for(&self, p: Permission) -> Option<Permit> {
        Permit::check(self.actor().ok()?, p)
    }
    pub fn actor(&self) -> Result<&Actor> {
        self.who.as_ref().map(|w| &w.actor).ok_or(Problem::Forbidden)
    }
    pub fn signed_in(&self) -> Option<&SignedIn> {
        self.who.as_deref()
    }
    pub fn can(&self, p: Permission) -> bool {
        self.who.as_ref().is_some_and(|w| w.actor.can(p))
    }

    pub fn param(&self, name: &str) -> Result<&str> {
        self.entry.params.iter().find(|(k, _)| k == name).map(|(_, v)| v.as_str()).ok_or(Problem::NotFound)
    }
    pub fn id(&self, name: &str) -> Result<Id> {
        self.param(name)?.parse().map_err(|_| Problem::NotFound)
    }
    /// The first value of a query parameter, trimmed; empty when absent.
    pub fn query(&self, name: &str) -> &str {
        self.entry.query.iter().find(|(k, _)| k == name).map_or("", |(_, v)| v.trim())
    }
    pub fn query_all<'c>(&'c self, name: &'c str) -> impl Iterator<Item = &'c str> {
        self.entry.query.iter().filter(move |(k, v)| k == name && !v.trim().is_empty()).map(|(_, v)| v.trim())
    }
    /// A page number or cursor; zero or more, and small enough to reckon with.
    pub fn query_int(&self, name: &str) -> i64 {
        i18n::digits::ascii(self.query(name)).parse().unwrap_or(0).clamp(0, 1 << 52)
    }
    pub fn upload(&self, name: &str) -> Option<&Upload> {
        self.form.file(name)
    }

    pub fn t(&self, key: &str) -> String {
        i18n::t(self.lang, key)
    }
    pub fn ta(&self, key: &str, args: &[(&str, Arg)]) -> String {
        i18n::ta(self.lang, key, args)
    }

    /// The frame of a page; `title` in the user's language, `nav` the href of the navigation entry it belongs to.
    pub fn shell(&self, title: impl Into<String>, nav: &str) -> Shell {
        Shell::of(self, title.into(), nav)
    }

    /// Logs that a record was opened; await it before the page goes out.
    pub async fn opened(&self, event: Event) -> Result<()> {
        self.app.db.opened(self.actor()?, self.now(), event).await
    }

    /// The panels upper floors put into this place of this record's page.
    pub async fn panels(&self, slot: &str, id: Id) -> Result<Vec<String>> {
        let mut out = vec![];
        for f in self.app.slots.get(slot).into_iter().flatten() {
            let html = f(self.clone(), id).await?;
            if !html.is_empty() {
                out.push(html);
            }
        }
        Ok(out)
    }

    /// A copy for a panel, with the same person but another permission's permit.
    pub fn with_permit(&self, p: Permission) -> Option<Cx> {
        let permit = self.permit_for(p)?;
        Some(Cx { permit: Some(permit), ..self.clone() })
    }
}
