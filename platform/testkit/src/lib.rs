//! A house for tests: a fresh database (SQLite always, PostgreSQL too where `SILA_TEST_PG` names a server), a clock that stands still,
//! employees by role without signing in, and requests straight into the router.

use axum::{Router, body::Body};
use db::{Db, Keys};
use files::Files;
use http::{Request, StatusCode, header};
use http_body_util::BodyExt;
use kernel::{Actor, At, Day, Env, FixedClock, Grant, Id, Permission, Permit, Reach, Result, SeededIds};
use std::{
    collections::BTreeMap,
    future::Future,
    pin::Pin,
    sync::{Arc, Mutex},
};
use tower::ServiceExt;
use web::{App, Door, DoorAnswer, Gate, Outside, PanelFn, Routes, SignedIn};

/// What a crate's tests need beside the platform.
#[derive(Default)]
pub struct Setup {
    pub routes: Vec<fn() -> Routes>,
    pub grants: Vec<&'static [Grant]>,
    pub grant_fns: Vec<fn() -> Vec<Grant>>,
    pub locales: Vec<(&'static str, &'static str)>,
    pub slots: Vec<(&'static str, PanelFn)>,
}

/// Where tests begin: Sunday 2026-11-22, nine in the morning in Riyadh.
pub fn start_of_tests() -> At {
    Day::from_ymd(2026, 11, 22).map_or(At(0), |d| At(d.start().0 + 9 * kernel::HOUR_MS))
}

pub struct TestApp {
    pub db: Db,
    pub env: Env,
    pub clock: Arc<FixedClock>,
    pub files: Files,
    pub keys: Keys,
    pub app: Arc<App>,
    pub branch: Id,
    pub other_branch: Id,
    router: Router,
    gate: Arc<People>,
    door: Arc<Outsiders>,
    grants: Vec<Grant>,
    _dir: Arc<tempfile::TempDir>,
}

#[derive(Default)]
struct People(Mutex<BTreeMap<String, Actor>>);

struct TestGate(Arc<People>);
impl Gate for TestGate {
    fn session<'a>(&'a self, _: &'a Db, _: &'a Env, token: &'a str) -> Pin<Box<dyn Future<Output = Result<Option<SignedIn>>> + Send + 'a>> {
        let found = self.0.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner).get(token).cloned();
        Box::pin(async move {
            Ok(found.map(|actor| SignedIn { name_en: String::new(), session: actor.id, role: actor.roles.first().cloned().unwrap_or_default(), actor }))
        })
    }
}

/// People outside who came in by the portal.
#[derive(Default)]
struct Outsiders(Mutex<BTreeMap<String, Outside>>);

struct TestDoor(Arc<Outsiders>);
impl Door for TestDoor {
    fn session<'a>(&'a self, _: &'a Db, _: &'a Env, token: &'a str) -> DoorAnswer<'a> {
        let found = self.0.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner).get(token).cloned();
        Box::pin(async move { Ok(found) })
    }
}

/// What came back.
pub struct Reply {
    pub status: StatusCode,
    pub location: String,
    pub body: String,
    pub bytes: Vec<u8>,
    pub headers: http::HeaderMap,
}

impl Reply {
    /// The page's text without tags, white space folded.
    pub fn text(&self) -> String {
        let mut out = String::new();
        let mut inside = false;
        for c in self.body.chars() {
            match c {
                '<' => inside = true,
                '>' => {
                    inside = false;
                    out.push(' ');
                }
                c if !inside => out.push(c),
                _ => {}
            }
        }
        out.split_whitespace().collect::<Vec<_>>().join(" ")
    }
    /// Panics where a page shows a key instead of words.
    pub fn no_missing_words(&self) -> &Reply {
        assert!(!self.body.contains('⟦'), "missing locale key: {}", self.body.split('⟦').nth(1).unwrap_or_default().split('⟧').next().unwrap_or_default());
        self
    }
}

impl TestApp {
    async fn new(url: &str, setup: &Setup, dir: Arc<tempfile::TempDir>) -> TestApp {
        let mut locales = vec![web::LOCALES];
        locales.extend(&setup.locales);
        i18n::register(&locales).unwrap_or_else(|e| panic!("locales: {e}"));
        let db = Db::open(url).await.unwrap_or_else(|e| panic!("{e}"));
        let clock = FixedClock::new(start_of_tests());
        let env = Env::new(clock.clone(), SeededIds::new(7));
        let keys = Keys::open(&dir.path().join("keys")).unwrap_or_else(|e| panic!("{e}"));
        let files = Files::open(&dir.path().join("files"), [9; 32]).unwrap_or_else(|e| panic!("{e}"));
        let (gate, door) = (Arc::new(People::default()), Arc::new(Outsiders::default()));
        let app = web::Builder {
            db: db.clone(),
            files: files.clone(),
            env: env.clone(),
            secrets: web::Secrets { key: [5; 32], secure_cookies: false },
            demo: false,
            gate: Box::new(TestGate(gate.clone())),
            door: Some(Box::new(TestDoor(door.clone()))),
            nav: vec![],
            routes: setup.routes.iter().map(|r| r()).collect(),
            slots: setup.slots.clone(),
            tries_per_minute: 100_000,
        }
        .build();
        let (branch, other_branch) = (env.id(), env.id());
        TestApp {
            db,
            env,
            clock,
            files,
            keys,
            router: web::router(app.clone()),
            app,
            branch,
            other_branch,
            gate,
            door,
            grants: setup.grants.iter().flat_map(|g| g.iter().copied()).chain(setup.grant_fns.iter().flat_map(|f| f())).collect(),
            _dir: dir,
        }
    }

    /// An employee of the main branch with one role and that role's default permissions.
    pub fn as_role(&self, role: &str) -> Actor {
        self.as_role_of(role, self.branch)
    }

    pub fn as_role_of(&self, role: &str, branch: Id) -> Actor {
        let mut may: BTreeMap<String, Reach> = BTreeMap::new();
        for g in &self.grants {
            for (r, reach) in g.roles.iter().filter(|(r, _)| *r == role) {
                let _ = r;
                may.entry(g.permission.0.into()).and_modify(|x| *x = (*x).max(*reach)).or_insert(*reach);
            }
        }
        let id = self.env.id();
        let actor = Actor { id, username: format!("{role}-{id}"), name: format!("موظف {role}"), branch, roles: vec![role.into()], person: None, may };
        self.gate.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner).insert(id.to_string(), actor.clone());
        actor
    }

    /// Changes what an employee may do or is (his person, say), for the guard too.
    pub fn put(&self, actor: &Actor) {
        self.gate.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner).insert(actor.id.to_string(), actor.clone());
    }

    /// Somebody who came in by the portal: `person` of the register with a confirmed mobile. Use him with `get`, `post` and the rest.
    pub fn as_outside(&self, person: Id, name: &str, mobile: &str, may: &[Permission]) -> Actor {
        let actor = Actor::outside(person, name, may);
        let outside = Outside { actor: actor.clone(), session: self.env.id(), person: Some(person), mobile: mobile.into(), shared: false };
        self.door.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner).insert(person.to_string(), outside);
        actor
    }

    /// The session somebody came in by with [`TestApp::as_outside`], for the rows that hang on it; panics for anybody else.
    pub fn session_of(&self, actor: &Actor) -> Id {
        let known = self.door.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        known.get(&actor.id.to_string()).map(|o| o.session).unwrap_or_else(|| panic!("{} did not come in by the portal", actor.name))
    }

    /// A permit the actor really has; panics where he has not.
    pub fn permit(&self, actor: &Actor, p: Permission) -> Permit {
        Permit::check(actor, p).unwrap_or_else(|| panic!("{:?} may not {}", actor.roles, p.0))
    }

    fn cookie(&self, actor: Option<&Actor>, lang: &str) -> (String, String) {
        match actor {
            Some(a) if a.is_outside() => (format!("sila_person={}; sila_lang={lang}", a.id), a.id.to_string()),
            Some(a) => (format!("sila_session={}; sila_lang={lang}", a.id), a.id.to_string()),
            None => {
                let visit = "v".repeat(43);
                (format!("sila_visit={visit}; sila_lang={lang}"), visit)
            }
        }
    }

    pub async fn get(&self, actor: &Actor, path: &str) -> Reply {
        self.get_in(Some(actor), path, "ar").await
    }
    pub async fn get_en(&self, actor: &Actor, path: &str) -> Reply {
        self.get_in(Some(actor), path, "en").await
    }
    /// With a language, or without anyone (`None`).
    pub async fn get_in(&self, actor: Option<&Actor>, path: &str, lang: &str) -> Reply {
        let (cookie, _) = self.cookie(actor, lang);
        let req = Request::get(path).header(header::COOKIE, cookie).body(Body::empty());
        self.send(req).await
    }
    pub async fn post(&self, actor: &Actor, path: &str, fields: &[(&str, &str)]) -> Reply {
        self.post_in(Some(actor), path, fields, "ar").await
    }
    pub async fn post_in(&self, actor: Option<&Actor>, path: &str, fields: &[(&str, &str)], lang: &str) -> Reply {
        let (cookie, bound) = self.cookie(actor, lang);
        let csrf = self.app.secrets.csrf(&bound);
        let enc = |s: &str| s.bytes().map(|b| if b.is_ascii_alphanumeric() { (b as char).to_string() } else { format!("%{b:02X}") }).collect::<String>();
        let body = fields.iter().chain([&("_csrf", csrf.as_str())]).map(|(k, v)| format!("{}={}", enc(k), enc(v))).collect::<Vec<_>>().join("&");
        let req = Request::post(path).header(header::COOKIE, cookie).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded").body(Body::from(body));
        self.send(req).await
    }
    /// A multipart form with scans: `(field, file name, bytes)`.
    pub async fn post_files(&self, actor: &Actor, path: &str, fields: &[(&str, &str)], scans: &[(&str, &str, &[u8])]) -> Reply {
        let (cookie, bound) = self.cookie(Some(actor), "ar");
        let csrf = self.app.secrets.csrf(&bound);
        let mut body: Vec<u8> = vec![];
        for (k, v) in fields.iter().chain([&("_csrf", csrf.as_str())]) {
            body.extend(format!("--XX\r\nContent-Disposition: form-data; name=\"{k}\"\r\n\r\n{v}\r\n").bytes());
        }
        for (k, name, bytes) in scans {
            body.extend(
                format!("--XX\r\nContent-Disposition: form-data; name=\"{k}\"; filename=\"{name}\"\r\nContent-Type: application/octet-stream\r\n\r\n").bytes(),
            );
            body.extend_from_slice(bytes);
            body.extend(b"\r\n");
        }
        body.extend(b"--XX--\r\n");
        let req = Request::post(path).header(header::COOKIE, cookie).header(header::CONTENT_TYPE, "multipart/form-data; boundary=XX").body(Body::from(body));
        self.send(req).await
    }

    /// A request as it is, into the router.
    pub async fn send(&self, req: http::Result<Request<Body>>) -> Reply {
        let req = req.unwrap_or_else(|e| panic!("{e}"));
        let r = self.router.clone().oneshot(req).await.unwrap_or_else(|e| match e {});
        let status = r.status();
        let headers = r.headers().clone();
        let location = headers.get(header::LOCATION).and_then(|v| v.to_str().ok()).unwrap_or_default().to_string();
        let bytes = r.into_body().collect().await.map(|b| b.to_bytes().to_vec()).unwrap_or_default();
        Reply { status, location, body: String::from_utf8_lossy(&bytes).into_owned(), bytes, headers }
    }
}

/// Runs a test on SQLite, and on PostgreSQL where `SILA_TEST_PG` is set, each on a database of its own.
pub async fn both<F, Fut>(setup: Setup, test: F)
where
    F: Fn(TestApp) -> Fut,
    Fut: Future<Output = ()>,
{
    // Held here too: a test that names only some fields of its `TestApp` drops the others, and the folder with them, before its first line.
    let dir = Arc::new(tempfile::tempdir().unwrap_or_else(|e| panic!("{e}")));
    let spare = tempfile::tempdir().unwrap_or_else(|e| panic!("{e}"));
    let url = db::testing::ready_sqlite(dir.path(), spare.path()).await.unwrap_or_else(|e| panic!("{e}"));
    test(TestApp::new(&url, &setup, dir.clone()).await).await;
    if let Ok(server) = std::env::var("SILA_TEST_PG") {
        let name = format!("t{}", Env::system().id());
        let url = db::testing::ready_postgres(&server, &name).await.unwrap_or_else(|e| panic!("{e}"));
        let dir = Arc::new(tempfile::tempdir().unwrap_or_else(|e| panic!("{e}")));
        let t = TestApp::new(&url, &setup, dir.clone()).await;
        let db = t.db.clone();
        test(t).await;
        db.close().await;
        let _ = db::testing::drop_database(&server, &name).await;
    }
}

/// A small real PNG, for scans.
pub fn png() -> Vec<u8> {
    // 1×1, made once by an encoder; a constant so that tests need no image crate.
    const P: &[u8] = &[
        0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 1, 0, 0, 0, 1, 8, 6, 0, 0, 0, 0x1f, 0x15, 0xc4, 0x89,
        0, 0, 0, 0x0d, 0x49, 0x44, 0x41, 0x54, 0x78, 0x9c, 0x63, 0xf8, 0xcf, 0xc0, 0xf0, 0x1f, 0, 5, 0, 1, 0xff, 0x89, 0x99, 0x3d, 0x1d, 0, 0, 0, 0, 0x49,
        0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82,
    ];
    P.to_vec()
}
