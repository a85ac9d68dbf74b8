use crate::{Cx, RouteRow, Routes, cookies::Secrets, limits::Limits};
use db::Db;
use files::Files;
use kernel::{Actor, Env, Id, Permission, Result};
use std::{
    any::{Any, TypeId},
    collections::HashMap,
    future::Future,
    pin::Pin,
    sync::{
        Arc, Mutex, RwLock,
        atomic::{AtomicBool, Ordering},
    },
};

/// Who a session token belongs to.
#[derive(Clone, Debug)]
pub struct SignedIn {
    pub actor: Actor,
    /// The name in English; empty where none was given.
    pub name_en: String,
    pub session: Id,
    /// Short title under the name: the first role's code.
    pub role: String,
}

impl SignedIn {
    /// The name in the reader's language, where there is one.
    pub fn name(&self, lang: i18n::Lang) -> &str {
        if lang == i18n::Lang::En && !self.name_en.is_empty() { &self.name_en } else { &self.actor.name }
    }
}

/// Finds the session behind a token. The staff slice is the one in use; tests bring their own.
pub trait Gate: Send + Sync {
    /// `token` is what the cookie holds; `None` when there is no such live session.
    fn session<'a>(&'a self, db: &'a Db, env: &'a Env, token: &'a str) -> Pin<Box<dyn Future<Output = Result<Option<SignedIn>>> + Send + 'a>>;

    /// A page of our own this employee must see before any other (a password to choose), when he opens `path`.
    fn detour(&self, _who: &SignedIn, _path: &str) -> Option<&'static str> {
        None
    }
}

/// Somebody outside, signed in by the portal.
#[derive(Clone, Debug)]
pub struct Outside {
    /// Made by [`Actor::outside`].
    pub actor: Actor,
    pub session: Id,
    /// Who he is in the register, once that is established.
    pub person: Option<Id>,
    /// The mobile that was confirmed, `9665XXXXXXXX`; empty where another way of signing in was used.
    pub mobile: String,
    /// On a device others use too: his name stands in no header.
    pub shared: bool,
}

/// What a session of the portal is found by, made by the room that keeps them.
pub type DoorAnswer<'a> = Pin<Box<dyn Future<Output = Result<Option<Outside>>> + Send + 'a>>;

/// The portal's door: finds the session behind its token, `None` when there is no such live one.
pub trait Door: Send + Sync {
    fn session<'a>(&'a self, db: &'a Db, env: &'a Env, token: &'a str) -> DoorAnswer<'a>;
}

/// A panel an upper floor puts into a lower floor's page: given the page's context and the record's id, trusted HTML (empty: nothing to show).
pub type PanelFn = fn(Cx, Id) -> Pin<Box<dyn Future<Output = Result<String>> + Send>>;

/// An entry of the side navigation, in the order registered. Shown to whoever has one of the permissions (none listed: everyone).
#[derive(Clone, Copy, Debug)]
pub struct NavItem {
    pub href: &'static str,
    /// Locale key.
    pub key: &'static str,
    pub icon: &'static str,
    pub any_of: &'static [Permission],
    /// Below the line: settings and the like.
    pub tool: bool,
}

/// What every page says of the association: its names, and on public pages how it is registered and reached. Empty where nothing was entered.
#[derive(Clone, Debug, Default)]
pub struct OrgNames {
    pub ar: String,
    pub en: String,
    pub regulator: String,
    pub licence: String,
    pub city: String,
    pub phone: String,
    pub email: String,
    /// Account names as people write them: `@name`.
    pub social: Vec<String>,
}

impl OrgNames {
    /// The number for a `tel:` link: digits and the plus before them.
    pub fn dial(&self) -> String {
        i18n::digits::ascii(&self.phone).chars().filter(|c| c.is_ascii_digit() || *c == '+').collect()
    }
}

/// The association's logo in the head of what the people served see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// A new picture has a new one: browsers keep it for ever.
    pub id: kernel::Id,
    /// Its media type.
    pub kind: &'static str,
    pub bytes: Vec<u8>,
    /// In pixels, twice of what is shown where the picture has as many.
    pub width: u32,
    pub height: u32,
}

impl Mark {
    pub fn href(&self) -> String {
        format!("/logo/{}", self.id)
    }
    /// Width and height on a page.
    pub fn shown(&self) -> (u32, u32) {
        let (w, h) = (self.width.max(1), self.height.max(1));
        if w * 44 > h * 160 { (160, (h * 160 / w).max(1)) } else { (w * 44 / h, 44) }
    }
}

/// Everything a request may need, made once at start.
pub struct App {
    pub db: Db,
    pub files: Files,
    pub env: Env,
    pub secrets: Secrets,
    pub demo: bool,
    pub(crate) gate: Box<dyn Gate>,
    pub(crate) door: Option<Box<dyn Door>>,
    pub(crate) nav: Vec<NavItem>,
    pub(crate) slots: HashMap<&'static str, Vec<PanelFn>>,
    pub(crate) limits: Limits,
    pub(crate) table: Vec<RouteRow>,
    org: RwLock<Arc<OrgNames>>,
    mark: RwLock<Option<Arc<Mark>>>,
    shared: Mutex<HashMap<TypeId, Arc<dyn Any + Send + Sync>>>,
    first_run: AtomicBool,
    behind_proxy: AtomicBool,
}

impl App {
    /// The route table, for the matrix test, the permissions page and later the API description.
    pub fn table(&self) -> &[RouteRow] {
        &self.table
    }
    pub fn org(&self) -> Arc<OrgNames> {
        self.org.read().unwrap_or_else(std::sync::PoisonError::into_inner).clone()
    }
    /// Called at start and whenever the letterhead changes.
    pub fn set_org(&self, names: OrgNames) {
        *self.org.write().unwrap_or_else(std::sync::PoisonError::into_inner) = Arc::new(names);
    }
    /// `None` where the association has none: ours stands there.
    pub fn mark(&self) -> Option<Arc<Mark>> {
        self.mark.read().unwrap_or_else(std::sync::PoisonError::into_inner).clone()
    }
    /// Called at start and whenever the logo changes.
    pub fn set_mark(&self, mark: Option<Mark>) {
        *self.mark.write().unwrap_or_else(std::sync::PoisonError::into_inner) = mark.map(Arc::new);
    }
    /// What a room keeps between requests (parsed content, a roll-up): one of each type for this program, made empty.
    pub fn shared<T: Any + Send + Sync + Default>(&self) -> Arc<T> {
        let mut all = self.shared.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let one = all.entry(TypeId::of::<T>()).or_insert_with(|| Arc::new(T::default())).clone();
        // The key is the type: another cannot stand here.
        one.downcast::<T>().unwrap_or_default()
    }
    /// While true, every page leads to the first-run page.
    pub fn set_first_run(&self, on: bool) {
        self.first_run.store(on, Ordering::SeqCst);
    }
    /// Whether a proxy of this machine says who calls: without it every caller would share the proxy's own address, and its limits.
    pub fn set_behind_proxy(&self, on: bool) {
        self.behind_proxy.store(on, Ordering::SeqCst);
    }
    pub(crate) fn behind_proxy(&self) -> bool {
        self.behind_proxy.load(Ordering::SeqCst)
    }
    pub fn first_run(&self) -> bool {
        self.first_run.load(Ordering::SeqCst)
    }
}

/// Gathers what the slices bring; `app` fills it in at start, tests with fewer slices.
pub struct Builder {
    pub db: Db,
    pub files: Files,
    pub env: Env,
    pub secrets: Secrets,
    pub demo: bool,
    pub gate: Box<dyn Gate>,
    pub door: Option<Box<dyn Door>>,
    pub nav: Vec<NavItem>,
    pub routes: Vec<Routes>,
    pub slots: Vec<(&'static str, PanelFn)>,
    /// Public posts and sign-ins an address may make in a minute; tests raise it.
    pub tries_per_minute: u32,
}

impl Builder {
    pub fn build(self) -> Arc<App> {
        let mut slots: HashMap<&'static str, Vec<PanelFn>> = HashMap::new();
        for (name, f) in self.slots {
            slots.entry(name).or_default().push(f);
        }
        Arc::new(App {
            db: self.db,
            files: self.files,
            env: self.env,
            secrets: self.secrets,
            demo: self.demo,
            gate: self.gate,
            door: self.door,
            nav: self.nav,
            slots,
            limits: Limits::new(self.tries_per_minute),
            table: self.routes.into_iter().flat_map(|r| r.rows).collect(),
            org: RwLock::default(),
            mark: RwLock::default(),
            shared: Mutex::default(),
            first_run: AtomicBool::new(false),
            behind_proxy: AtomicBool::new(false),
        })
    }
}
