//! A browser in little: keeps cookies, fills the form token in, follows nothing.

use axum::{Router, body::Body};
use http::{Request, StatusCode, header};
use http_body_util::BodyExt;
use kernel::{Actor, Id};
use std::{collections::BTreeMap, sync::Arc};
use testkit::{Setup, TestApp};
use tower::ServiceExt;

pub const PASSWORD: &str = "ثلاث نخلات عند الباب";

pub fn setup() -> Setup {
    staff::use_cheap_hashes();
    Setup { locales: vec![staff::LOCALES], ..Setup::default() }
}

/// The service as `app` builds it: this slice with its own gate.
pub struct House {
    pub t: TestApp,
    pub app: Arc<web::App>,
}

impl House {
    pub async fn new(t: TestApp, demo: bool) -> House {
        staff::seed_grants(&t.env, &t.db, staff::GRANTS).await.unwrap();
        let app = web::Builder {
            db: t.db.clone(),
            files: t.files.clone(),
            env: t.env.clone(),
            secrets: web::Secrets { key: [5; 32], secure_cookies: false },
            demo,
            gate: Box::new(staff::StaffGate::new()),
            door: None,
            nav: staff::NAV.to_vec(),
            routes: vec![staff::routes()],
            slots: vec![],
            tries_per_minute: 100_000,
        }
        .build();
        House { t, app }
    }

    pub async fn employee(&self, username: &str, roles: &[&str]) -> Id {
        let new = staff::NewEmployee {
            username: username.into(),
            name_ar: format!("الموظف {username}"),
            name_en: format!("Employee {username}"),
            roles: roles.iter().map(|r| r.to_string()).collect(),
            password: PASSWORD.into(),
            ..staff::NewEmployee::default()
        };
        staff::create_employee(&self.t.env, &self.t.db, &Actor::system(), new).await.unwrap()
    }

    pub fn browser(&self) -> Browser {
        Browser {
            router: web::router(self.app.clone()),
            app: self.app.clone(),
            jar: BTreeMap::from([("sila_visit".to_string(), self.t.env.id().to_string().repeat(2)[..43].to_string())]),
        }
    }

    pub async fn signed_in(&self, username: &str) -> Browser {
        let mut b = self.browser();
        let r = b.post("/sign-in", &[("username", username), ("password", PASSWORD)]).await;
        assert_eq!((r.status, r.location.as_str()), (StatusCode::SEE_OTHER, "/"), "{}", r.body);
        b
    }

    pub async fn actor(&self, username: &str) -> Actor {
        staff::actor_by_username(&mut self.t.db.reader(), username).await.unwrap().unwrap()
    }

    /// Codes of the trail, oldest first.
    pub async fn events(&self) -> Vec<String> {
        let mut rows = db::audit::read(&mut self.t.db.reader(), &db::audit::Part::All, None, 500).await.unwrap();
        rows.reverse();
        rows.into_iter().map(|r| r.code).collect()
    }

    pub async fn version(&self, id: Id) -> String {
        staff::employee(&mut self.t.db.reader(), id).await.unwrap().unwrap().version.to_string()
    }
}

pub struct Browser {
    router: Router,
    app: Arc<web::App>,
    pub jar: BTreeMap<String, String>,
}

pub struct Page {
    pub status: StatusCode,
    pub location: String,
    pub body: String,
}

impl Page {
    pub fn fine(&self) -> &Page {
        assert_eq!(self.status, StatusCode::OK, "{}", self.body);
        self.worded()
    }
    pub fn worded(&self) -> &Page {
        assert!(!self.body.contains('⟦'), "missing: {}", self.body.split('⟦').nth(1).unwrap_or_default().chars().take(60).collect::<String>());
        assert!(!self.body.contains("{$") && !self.body.contains("{ $"), "an argument is missing");
        self
    }
    pub fn refused(&self, lang: i18n::Lang, key: &str) -> &Page {
        assert_eq!(self.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", self.body);
        assert!(self.body.contains(&i18n::t(lang, key)), "no {key} in {}", self.body);
        self.worded()
    }
}

impl Browser {
    pub fn lang(&mut self, lang: &str) {
        self.jar.insert("sila_lang".into(), lang.into());
    }

    fn csrf(&self) -> String {
        self.app.secrets.csrf(self.jar.get("sila_session").or(self.jar.get("sila_visit")).unwrap())
    }

    pub async fn get(&mut self, path: &str) -> Page {
        self.send(Request::get(path), Body::empty()).await
    }

    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        let csrf = self.csrf();
        let enc = |s: &str| s.bytes().map(|b| if b.is_ascii_alphanumeric() { (b as char).to_string() } else { format!("%{b:02X}") }).collect::<String>();
        let body = fields.iter().chain([&("_csrf", csrf.as_str())]).map(|(k, v)| format!("{}={}", enc(k), enc(v))).collect::<Vec<_>>().join("&");
        let req = Request::post(path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(req, Body::from(body)).await
    }

    pub async fn post_file(&mut self, path: &str, fields: &[(&str, &str)], file: (&str, &str)) -> Page {
        let csrf = self.csrf();
        let mut body = String::new();
        for (k, v) in fields.iter().chain([&("_csrf", csrf.as_str())]) {
            body += &format!("--XX\r\nContent-Disposition: form-data; name=\"{k}\"\r\n\r\n{v}\r\n");
        }
        body += &format!("--XX\r\nContent-Disposition: form-data; name=\"{}\"; filename=\"a.toml\"\r\n\r\n{}\r\n--XX--\r\n", file.0, file.1);
        let req = Request::post(path).header(header::CONTENT_TYPE, "multipart/form-data; boundary=XX");
        self.send(req, Body::from(body)).await
    }

    async fn send(&mut self, req: http::request::Builder, body: Body) -> Page {
        let cookies: Vec<String> = self.jar.iter().map(|(k, v)| format!("{k}={v}")).collect();
        let req = req
            .header(header::COOKIE, cookies.join("; "))
            .header(header::USER_AGENT, "Mozilla/5.0 (Linux; Android 14) Chrome/120.0 Safari/537")
            .body(body)
            .unwrap();
        let r = self.router.clone().oneshot(req).await.unwrap();
        for c in r.headers().get_all(header::SET_COOKIE) {
            let (name, value) = c.to_str().unwrap().split(';').next().unwrap().split_once('=').unwrap();
            if value.is_empty() {
                self.jar.remove(name);
            } else {
                self.jar.insert(name.into(), value.into());
            }
        }
        let status = r.status();
        let location = r.headers().get(header::LOCATION).and_then(|v| v.to_str().ok()).unwrap_or_default().to_string();
        let bytes = r.into_body().collect().await.unwrap().to_bytes();
        Page { status, location, body: String::from_utf8_lossy(&bytes).into_owned() }
    }
}
