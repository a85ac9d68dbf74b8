//! A house with the portal's own door, and a phone's browser in little: keeps cookies, fills the form token in, follows nothing.

use axum::{Router, body::Body};
use base64::{Engine as _, prelude::BASE64_STANDARD_NO_PAD};
use beneficiaries::{NewFile, NewMember, Who};
use chacha20poly1305::{
    ChaCha20Poly1305, KeyInit,
    aead::{Aead, Payload},
};
use db::{Query, args};
use http::{HeaderMap, Request, StatusCode, header};
use http_body_util::BodyExt;
use i18n::dates::{Calendar, Precision};
use kernel::{Actor, Day, Id};
use people::{Birth, IdentityKind, MobileLine, NewPerson};
use std::{collections::BTreeMap, sync::Arc};
use testkit::{Setup, TestApp};
use tower::ServiceExt;

const MESSAGE_KEY: [u8; 32] = [8; 32];

pub fn setup() -> Setup {
    accounts::use_key([3; 32]);
    people::listen(vec![accounts::on_numbers_gone]);
    messages::set_key(MESSAGE_KEY);
    Setup {
        routes: vec![accounts::routes, representatives::routes, beneficiaries::routes, documents::routes],
        grants: vec![beneficiaries::GRANTS, documents::GRANTS, representatives::perm::GRANTS, accounts::perm::GRANTS],
        grant_fns: vec![staff::grants],
        locales: vec![
            staff::LOCALES,
            people::LOCALES,
            messages::LOCALES,
            beneficiaries::LOCALES,
            services::LOCALES,
            documents::LOCALES,
            representatives::LOCALES,
            accounts::LOCALES,
        ],
        slots: [representatives::panels(), accounts::panels()].concat(),
    }
}

pub struct House {
    pub t: TestApp,
    pub app: Arc<web::App>,
    router: Router,
}

async fn home(cx: web::Cx) -> web::Answer {
    Ok(web::text(StatusCode::OK, &format!("mine {}", cx.actor()?.name)))
}

/// The portal's own page stands in another room.
fn portal() -> web::Routes {
    web::Routes::new("portal").outside_get("/my", home)
}

impl House {
    pub async fn new(t: TestApp) -> House {
        let mut tx = t.db.begin(&Actor::system()).await.unwrap();
        for (id, n, name) in [(t.branch, 1, "المكتب الرئيس"), (t.other_branch, 2, "مكتب الروضة")] {
            let sql = "INSERT INTO branch (id, number, name_ar, name_en, area, active, version) VALUES ($1, $2, $3, '', '', 1, 1) ON CONFLICT (id) DO NOTHING";
            tx.run(db::built(sql.into()), args![id, n, name]).await.unwrap();
        }
        tx.commit_quietly("fixtures").await.unwrap();
        let app = web::Builder {
            db: t.db.clone(),
            files: t.files.clone(),
            env: t.env.clone(),
            secrets: web::Secrets { key: [5; 32], secure_cookies: true },
            demo: false,
            gate: Box::new(staff::StaffGate::new()),
            door: Some(Box::new(accounts::PortalDoor::new())),
            nav: vec![],
            routes: vec![accounts::routes(), portal()],
            slots: vec![],
            tries_per_minute: 100_000,
        }
        .build();
        House { router: web::router(app.clone()), app, t }
    }

    /// A person with an identity number, a birth day and a mobile.
    pub fn person(&self, name: &str, n: u32, mobile: &str, born: &str) -> NewPerson {
        let mut p = NewPerson::named(&people::rules::name::parse(name).unwrap());
        p.identity = Some((IdentityKind::Citizen, identity(n)));
        p.birth = Some(Birth { day: born.parse().unwrap(), calendar: Calendar::Gregorian, precision: Precision::Full });
        p.mobiles = vec![MobileLine { number: mobile.into(), answers: None, primary: true }];
        p
    }

    pub async fn file(&self, head: NewPerson, members: Vec<(NewPerson, &str)>, branch: Id) -> (Id, String) {
        let mut f = NewFile::draft(head, branch);
        f.members = members.into_iter().map(|(p, relation)| NewMember { who: Who::from(p), relation: relation.into(), from: None }).collect();
        let mut tx = self.t.db.begin(&Actor::system()).await.unwrap();
        let out = beneficiaries::create_in(&mut tx, &self.t.env, &Actor::system(), &f).await.unwrap();
        tx.commit().await.unwrap();
        self.t.clock.advance_ms(1000);
        out
    }

    pub async fn member(&self, file: Id, n: u32) -> Id {
        let f = beneficiaries::find_any(&mut self.t.db.reader(), file).await.unwrap();
        let h = people::household(&mut self.t.db.reader(), f.household).await.unwrap();
        h.members.iter().find(|m| m.person.identity_number() == Some(identity(n).as_str())).unwrap().person.id
    }

    pub fn phone(&self) -> Phone {
        let visit = self.t.env.id().to_string().repeat(2)[..43].to_string();
        Phone { router: self.router.clone(), app: self.app.clone(), jar: BTreeMap::from([("sila_visit".to_string(), visit)]), address: None, says: vec![] }
    }

    /// The code in the last message to this number, as its sender would read it.
    pub async fn code(&self, mobile: &str) -> String {
        let sql =
            "SELECT vars, address FROM message WHERE event IN ('account.code', 'account.sign_code', 'account.copy_code') ORDER BY created_at DESC, id DESC";
        let rows = self.t.db.reader().all(db::built(sql.into()), args![]).await.unwrap();
        let row = rows.iter().find(|r| r.text("address").unwrap().ends_with(&mobile[1..])).unwrap_or_else(|| panic!("no code went to {mobile}"));
        let vars: serde_json::Value = serde_json::from_str(&row.text("vars").unwrap()).unwrap();
        let bytes = BASE64_STANDARD_NO_PAD.decode(vars["code"].as_str().unwrap()).unwrap();
        let cipher = ChaCha20Poly1305::new(&MESSAGE_KEY.into());
        let plain = cipher.decrypt((&bytes[..12]).into(), Payload { msg: &bytes[12..], aad: b"code" }).unwrap();
        String::from_utf8(plain).unwrap()
    }

    /// Through the number and the code, to "who are you".
    pub async fn known(&self, mobile: &str) -> Phone {
        let mut p = self.phone();
        let r = p.post("/my/sign-in", &[("mobile", mobile)]).await;
        assert_eq!((r.status, r.location.as_str()), (StatusCode::SEE_OTHER, "/my/sign-in/code"), "{}", r.body);
        let code = self.code(mobile).await;
        let r = p.post("/my/sign-in/code", &[("code", &code)]).await;
        assert_eq!((r.status, r.location.as_str()), (StatusCode::SEE_OTHER, "/my/sign-in/who"), "{}", r.body);
        p
    }

    /// All the way in.
    pub async fn signed_in(&self, mobile: &str, n: u32) -> Phone {
        let mut p = self.known(mobile).await;
        let r = p.post("/my/sign-in/who", &[("by", "identity"), ("identity", &identity(n))]).await;
        assert_eq!(r.status, StatusCode::SEE_OTHER, "{}", r.body);
        assert!(p.jar.contains_key("sila_person"), "{}", r.location);
        self.t.clock.advance_ms(61_000);
        p
    }

    pub async fn outside(&self, p: &Phone) -> Option<web::Outside> {
        use web::Door as _;
        let token = p.jar.get("sila_person")?;
        accounts::PortalDoor::new().session(&self.t.db, &self.t.env, token).await.unwrap()
    }

    pub async fn acts(&self, p: &Phone) -> Vec<accounts::Acts> {
        let o = self.outside(p).await.expect("not signed in");
        accounts::may_act(&mut self.t.db.reader(), &o, self.t.env.now().day()).await.unwrap()
    }

    pub async fn events(&self) -> Vec<db::AuditRow> {
        let mut rows = db::audit::read(&mut self.t.db.reader(), &db::audit::Part::All, None, 500).await.unwrap();
        rows.reverse();
        rows
    }

    pub fn today(&self) -> Day {
        self.t.env.now().day()
    }
}

pub fn identity(n: u32) -> String {
    people::rules::identity::make_valid(&format!("1{n:08}")).unwrap().as_str().to_owned()
}

#[derive(Clone)]
pub struct Phone {
    router: Router,
    app: Arc<web::App>,
    pub jar: BTreeMap<String, String>,
    /// Where it calls from.
    pub address: Option<std::net::IpAddr>,
    /// What its browser says beside.
    pub says: Vec<(&'static str, &'static str)>,
}

pub struct Page {
    pub status: StatusCode,
    pub location: String,
    pub body: String,
    pub headers: HeaderMap,
}

impl Page {
    pub fn worded(&self) -> &Page {
        assert!(!self.body.contains('⟦'), "missing: {}", self.body.split('⟦').nth(1).unwrap_or_default().chars().take(60).collect::<String>());
        self
    }
    pub fn says(&self, key: &str) -> bool {
        self.body.contains(&i18n::t(i18n::Lang::Ar, key))
    }
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|v| v.to_str().ok()).unwrap_or_default()
    }
    pub fn cookies(&self) -> Vec<String> {
        self.headers.get_all(header::SET_COOKIE).iter().map(|v| v.to_str().unwrap().to_string()).collect()
    }
}

impl Phone {
    fn csrf(&self) -> String {
        self.app.secrets.csrf(self.jar.get("sila_person").or(self.jar.get("sila_visit")).unwrap())
    }
    pub async fn get(&mut self, path: &str) -> Page {
        self.send(Request::get(path), Body::empty()).await
    }
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        let csrf = self.csrf();
        let enc = |s: &str| s.bytes().map(|b| if b.is_ascii_alphanumeric() { (b as char).to_string() } else { format!("%{b:02X}") }).collect::<String>();
        let body = fields.iter().chain([&("_csrf", csrf.as_str())]).map(|(k, v)| format!("{}={}", enc(k), enc(v))).collect::<Vec<_>>().join("&");
        self.send(Request::post(path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded"), Body::from(body)).await
    }
    pub async fn post_files(&mut self, path: &str, fields: &[(&str, &str)], scan: &[u8]) -> Page {
        let csrf = self.csrf();
        let mut body: Vec<u8> = vec![];
        for (k, v) in fields.iter().chain([&("_csrf", csrf.as_str())]) {
            body.extend(format!("--XX\r\nContent-Disposition: form-data; name=\"{k}\"\r\n\r\n{v}\r\n").bytes());
        }
        body.extend(b"--XX\r\nContent-Disposition: form-data; name=\"scan\"; filename=\"deed.png\"\r\nContent-Type: image/png\r\n\r\n");
        body.extend_from_slice(scan);
        body.extend(b"\r\n--XX--\r\n");
        self.send(Request::post(path).header(header::CONTENT_TYPE, "multipart/form-data; boundary=XX"), Body::from(body)).await
    }
    /// Another program's call: neither cookies nor a form.
    pub async fn hook(&self, path: &str, body: Vec<u8>) -> StatusCode {
        self.router.clone().oneshot(Request::post(path).body(Body::from(body)).unwrap()).await.unwrap().status()
    }
    async fn send(&mut self, req: http::request::Builder, body: Body) -> Page {
        let cookies: Vec<String> = self.jar.iter().map(|(k, v)| format!("{k}={v}")).collect();
        let mut req = self.says.iter().fold(req, |r, (name, value)| r.header(*name, *value));
        if let (Some(all), Some(ip)) = (req.extensions_mut(), self.address) {
            all.insert(axum::extract::ConnectInfo(std::net::SocketAddr::from((ip, 40_000))));
        }
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
        let (status, headers) = (r.status(), r.headers().clone());
        let location = headers.get(header::LOCATION).and_then(|v| v.to_str().ok()).unwrap_or_default().to_string();
        let bytes = r.into_body().collect().await.unwrap().to_bytes();
        Page { status, location, body: String::from_utf8_lossy(&bytes).into_owned(), headers }
    }
}
