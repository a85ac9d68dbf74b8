use crate::{Answer, Cx};
use kernel::Permission;
use std::{future::Future, pin::Pin, sync::Arc};

/// Who may come in. `Public` has to be spelled.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Access {
    /// Anyone, signed in or not.
    Public,
    /// Any employee: his own page, the desk.
    SignedIn,
    /// Somebody the association serves, signed in by the portal: his own alone, which the handler judges.
    Outside,
    /// Another program's call (a provider's receipts): no session, no form token; the handler checks its signature over the raw body.
    Hook,
    Needs(Permission),
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, PartialOrd, Ord)]
pub enum Method {
    Get,
    Post,
}

pub(crate) type Handler = Arc<dyn Fn(Cx) -> Pin<Box<dyn Future<Output = Answer> + Send>> + Send + Sync>;

/// One line of the route table.
#[derive(Clone)]
pub struct RouteRow {
    pub method: Method,
    /// As axum writes it: `/requests/{id}/verify`.
    pub path: &'static str,
    pub access: Access,
    /// Whether the larger body limit applies (scans).
    pub upload: bool,
    /// The slice it belongs to.
    pub slice: &'static str,
    pub(crate) handler: Handler,
}

impl RouteRow {
    /// Whether the path names a record: then a refusal is 404, so that nothing is learnt.
    pub fn names_a_record(&self) -> bool {
        self.path.contains('{')
    }
}

/// A slice's routes.
pub struct Routes {
    slice: &'static str,
    pub(crate) rows: Vec<RouteRow>,
}

impl Routes {
    pub fn new(slice: &'static str) -> Routes {
        Routes { slice, rows: vec![] }
    }

    pub fn rows(&self) -> &[RouteRow] {
        &self.rows
    }

    fn add<F, Fut>(mut self, method: Method, path: &'static str, access: Access, upload: bool, f: F) -> Routes
    where
        F: Fn(Cx) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Answer> + Send + 'static,
    {
        let handler: Handler = Arc::new(move |cx| Box::pin(f(cx)));
        self.rows.push(RouteRow { method, path, access, upload, slice: self.slice, handler });
        self
    }

    pub fn get<F, Fut>(self, path: &'static str, p: Permission, f: F) -> Routes
    where
        F: Fn(Cx) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Answer> + Send + 'static,
    {
        self.add(Method::Get, path, Access::Needs(p), false, f)
    }
    pub fn post<F, Fut>(self, path: &'static str, p: Permission, f: F) -> Routes
    where
        F: Fn(Cx) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Answer> + Send + 'static,
    {
        self.add(Method::Post, path, Access::Needs(p), false, f)
    }
    /// A POST whose body may hold scans.
    pub fn upload<F, Fut>(self, path: &'static str, p: Permission, f: F) -> Routes
    where
        F: Fn(Cx) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Answer> + Send + 'static,
    {
        self.add(Method::Post, path, Access::Needs(p), true, f)
    }
    pub fn signed_in_get<F, Fut>(self, path: &'static str, f: F) -> Routes
    where
        F: Fn(Cx) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Answer> + Send + 'static,
    {
        self.add(Method::Get, path, Access::SignedIn, false, f)
    }
    pub fn signed_in_post<F, Fut>(self, path: &'static str, f: F) -> Routes
    where
        F: Fn(Cx) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Answer> + Send + 'static,
    {
        self.add(Method::Post, path, Access::SignedIn, false, f)
    }
    pub fn outside_get<F, Fut>(self, path: &'static str, f: F) -> Routes
    where
        F: Fn(Cx) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Answer> + Send + 'static,
    {
        self.add(Method::Get, path, Access::Outside, false, f)
    }
    pub fn outside_post<F, Fut>(self, path: &'static str, f: F) -> Routes
    where
        F: Fn(Cx) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Answer> + Send + 'static,
    {
        self.add(Method::Post, path, Access::Outside, false, f)
    }
    /// As [`Routes::upload`], for the portal.
    pub fn outside_upload<F, Fut>(self, path: &'static str, f: F) -> Routes
    where
        F: Fn(Cx) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Answer> + Send + 'static,
    {
        self.add(Method::Post, path, Access::Outside, true, f)
    }
    pub fn hook_get<F, Fut>(self, path: &'static str, f: F) -> Routes
    where
        F: Fn(Cx) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Answer> + Send + 'static,
    {
        self.add(Method::Get, path, Access::Hook, false, f)
    }
    /// The body is in [`crate::Entry::raw`], as it came.
    pub fn hook_post<F, Fut>(self, path: &'static str, f: F) -> Routes
    where
        F: Fn(Cx) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Answer> + Send + 'static,
    {
        self.add(Method::Post, path, Access::Hook, false, f)
    }
    pub fn public_get<F, Fut>(self, path: &'static str, f: F) -> Routes
    where
        F: Fn(Cx) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Answer> + Send + 'static,
    {
        self.add(Method::Get, path, Access::Public, false, f)
    }
    pub fn public_post<F, Fut>(self, path: &'static str, f: F) -> Routes
    where
        F: Fn(Cx) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Answer> + Send + 'static,
    {
        self.add(Method::Post, path, Access::Public, false, f)
    }
}
