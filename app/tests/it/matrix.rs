//! Every route for every role, for nobody, and for an employee of another branch, against a reviewed table.
//! Rewrite the table with `SILA_WRITE_GOLDEN=1 cargo test -p sila --test it matrix`, then read the difference before it is committed.

use axum::{Router, body::Body};
use http::{Request, StatusCode, header};
use sila::house::{House, rooms};
use std::{collections::BTreeMap, fmt::Write, path::Path, sync::Arc};
use tower::ServiceExt;
use web::{Access, App, Method};

const ROLES: &[&str] = &staff::rules::ROLES;

struct World {
    app: Arc<App>,
    router: Router,
    house: House,
    records: BTreeMap<&'static str, String>,
    _dir: tempfile::TempDir,
}

/// One record of each kind that a path can name, in branch 1.
const RECORDS: &[(&str, &str)] = &[
    ("/files", "SELECT f.id AS id FROM beneficiary_file f JOIN branch b ON b.id = f.branch_id WHERE b.number = 1 ORDER BY f.id LIMIT 1"),
    ("/requests", "SELECT r.id AS id FROM request r JOIN branch b ON b.id = r.branch_id WHERE b.number = 1 AND r.state = 'submitted' ORDER BY r.id LIMIT 1"),
    (
        "/documents",
        "SELECT d.id AS id FROM document d JOIN beneficiary_file f ON f.id = d.file_id JOIN branch b ON b.id = f.branch_id WHERE b.number = 1 ORDER BY d.id LIMIT 1",
    ),
    ("/contacts", "SELECT c.id AS id FROM contact c JOIN branch b ON b.id = c.branch_id WHERE b.number = 1 ORDER BY c.id LIMIT 1"),
    ("/services", "SELECT id FROM service ORDER BY id LIMIT 1"),
    ("/employees", "SELECT id FROM employee WHERE username = 'walked'"),
    ("/branches", "SELECT id FROM branch WHERE number = 1"),
    ("/studies", "SELECT s.id AS id FROM study s JOIN branch b ON b.id = s.branch_id WHERE b.number = 1 ORDER BY s.id LIMIT 1"),
    ("/delivery", "SELECT d.id AS id FROM delivery_line d JOIN branch b ON b.id = d.branch_id WHERE b.number = 1 ORDER BY d.id LIMIT 1"),
    ("/committee", "SELECT id FROM sitting ORDER BY id LIMIT 1"),
];

async fn world() -> World {
    let (dir, house) = crate::invented::association().await;
    // Somebody whose account the walk may change.
    let walked = staff::NewEmployee {
        username: "walked".into(),
        name_ar: "موظف الجولة".into(),
        roles: vec!["hr_officer".into()],
        password: staff::DEMO_PASSWORD.into(),
        ..Default::default()
    };
    staff::create_employee(&house.env, &house.db, &kernel::Actor::system(), walked).await.unwrap();
    let app = house.app(false, false).unwrap();
    let mut records = BTreeMap::new();
    for (prefix, sql) in RECORDS {
        use db::Query;
        if let Some(r) = house.db.reader().maybe(db::built((*sql).into()), db::args![]).await.unwrap() {
            records.insert(*prefix, r.text("id").unwrap());
        }
    }
    World { router: web::router(app.clone()), app, house, records, _dir: dir }
}

impl World {
    /// A path that names real records where the first parameter is one; the other parameters name nothing.
    fn path(&self, pattern: &str) -> String {
        let mut first = true;
        let prefix = self.records.iter().filter(|(p, _)| pattern.starts_with(&format!("{p}/"))).max_by_key(|(p, _)| p.len());
        pattern
            .split('/')
            .map(|part| match part {
                p if p.starts_with('{') => {
                    let id = if first { prefix.map(|(_, id)| id.clone()) } else { None };
                    first = false;
                    id.unwrap_or_else(|| if p == "{id}" { "00000000000000000000000001".into() } else { "none".into() })
                }
                p => p.to_string(),
            })
            .collect::<Vec<_>>()
            .join("/")
    }

    async fn session(&self, username: &str) -> String {
        let began = staff::sign_in(&self.house.env, &self.house.db, &staff::SignIn { username, password: staff::DEMO_PASSWORD, agent: "", ip: None })
            .await
            .unwrap_or_else(|e| panic!("{username}: {e}"));
        began.token
    }

    async fn status(&self, session: Option<&str>, method: Method, path: &str) -> StatusCode {
        let visit = "v".repeat(43);
        let (cookie, bound) = match session {
            Some(s) => (format!("sila_session={s}"), s),
            None => (format!("sila_visit={visit}"), visit.as_str()),
        };
        let req = match method {
            Method::Get => Request::get(path).header(header::COOKIE, cookie).body(Body::empty()),
            Method::Post => {
                let csrf = self.app.secrets.csrf(bound).replace('-', "%2D").replace('_', "%5F");
                Request::post(path)
                    .header(header::COOKIE, cookie)
                    .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
                    .body(Body::from(format!("_csrf={csrf}")))
            }
        };
        self.router.clone().oneshot(req.unwrap()).await.unwrap().status()
    }
}

/// A post that would end the session it is tried with, or change what the rest of the walk stands on.
fn skipped(path: &str) -> bool {
    matches!(path, "/sign-out" | "/account/sessions/end-others" | "/account/password")
}

#[tokio::test]
async fn every_route_for_every_role() {
    let w = world().await;
    let mut sessions = vec![];
    for role in ROLES {
        sessions.push((*role, w.session(role).await, staff::actor_by_username(&mut w.house.db.reader(), role).await.unwrap().unwrap()));
    }
    let mut table = String::from("# METHOD path | access | role: status …   (roles not named: 403 where no record is named, else 404; nobody: 303 or 401)\n");
    let mut wrong = vec![];
    let mut rows: Vec<_> = w.app.table().iter().filter(|r| !skipped(r.path)).collect();
    rows.sort_by_key(|r| (r.path, r.method));
    for row in rows {
        let path = w.path(row.path);
        let name = format!("{} {}", if row.method == Method::Get { "GET " } else { "POST" }, row.path);
        let nobody = w.status(None, row.method, &path).await;
        let access = match row.access {
            Access::Public => "public".to_string(),
            Access::SignedIn => "signed in".to_string(),
            Access::Outside => "by the portal".to_string(),
            Access::Hook => "another program".to_string(),
            Access::Needs(p) => p.0.to_string(),
        };
        if !matches!(row.access, Access::Public | Access::Hook) {
            let want = if row.method == Method::Get { StatusCode::SEE_OTHER } else { StatusCode::UNAUTHORIZED };
            if nobody != want {
                wrong.push(format!("{name}: nobody got {nobody}"));
            }
        }
        let mut cells: Vec<String> = vec![];
        for (role, session, actor) in &sessions {
            let got = w.status(Some(session), row.method, &path).await;
            match row.access {
                // An employee's session opens nothing of the portal's.
                Access::Outside => {
                    let want = if row.method == Method::Get { StatusCode::SEE_OTHER } else { StatusCode::UNAUTHORIZED };
                    if got != want {
                        wrong.push(format!("{name}: {role} came in by the portal's door: {got}"));
                    }
                }
                Access::Hook => {}
                Access::Needs(p) if !actor.can(p) => {
                    let want = if row.names_a_record() { StatusCode::NOT_FOUND } else { StatusCode::FORBIDDEN };
                    if got != want {
                        wrong.push(format!("{name}: {role} may not, and got {got}"));
                    }
                }
                _ => {
                    if got == StatusCode::INTERNAL_SERVER_ERROR || got == StatusCode::FORBIDDEN || got == StatusCode::UNAUTHORIZED {
                        wrong.push(format!("{name}: {role} may, and got {got}"));
                    }
                    cells.push(format!("{role}:{}", got.as_u16()));
                }
            }
        }
        writeln!(table, "{name} | {access} | {}", cells.join(" ")).unwrap();
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/matrix.txt");
    if std::env::var("SILA_WRITE_GOLDEN").is_ok() {
        std::fs::write(&file, &table).unwrap();
    }
    let golden = std::fs::read_to_string(&file).unwrap_or_default();
    let differs: Vec<_> =
        table.lines().filter(|l| !golden.lines().any(|g| g == *l)).chain(golden.lines().filter(|g| !table.lines().any(|l| l == *g))).collect();
    assert!(differs.is_empty(), "the table changed; read it and rewrite the golden one:\n{}", differs.join("\n"));
}

/// Whoever is of another branch, with reach over his branch only, finds no record of this one: on every page that names one.
#[tokio::test]
async fn another_branch_learns_nothing() {
    let w = world().await;
    let mut tx = w.house.db.begin(&kernel::Actor::system()).await.unwrap();
    let other = staff::branch_by_number(&mut tx, 2).await.unwrap().expect("the invented association has a second branch");
    drop(tx);
    let mut wrong = vec![];
    for role in ["relations_officer", "branch_delegate", "social_researcher", "delivery_officer"] {
        let new = staff::NewEmployee {
            username: format!("{role}_elsewhere"),
            name_ar: "موظف المكتب الآخر".into(),
            branch: Some(other.id),
            roles: vec![role.into()],
            password: staff::DEMO_PASSWORD.into(),
            ..Default::default()
        };
        staff::create_employee(&w.house.env, &w.house.db, &kernel::Actor::system(), new).await.unwrap();
        let session = w.session(&format!("{role}_elsewhere")).await;
        for row in w.app.table().iter().filter(|r| r.names_a_record()) {
            let of_a_branch = ["/files/", "/requests/", "/documents/{", "/contacts/{", "/studies/", "/delivery/{"].iter().any(|p| row.path.starts_with(p));
            if of_a_branch && row.access != Access::Public {
                let got = w.status(Some(&session), row.method, &w.path(row.path)).await;
                if got != StatusCode::NOT_FOUND {
                    wrong.push(format!("{role} of another branch got {got} from {:?} {}", row.method, row.path));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn public_routes_are_few_and_spelled() {
    let public: Vec<_> = rooms()
        .iter()
        .flat_map(|r| (r.routes)().rows().to_vec())
        .filter(|r| r.access == Access::Public)
        .map(|r| format!("{:?} {}", r.method, r.path))
        .collect();
    let mut known = vec![
        "Get /sign-in",
        "Post /sign-in",
        "Get /first-run",
        "Post /first-run",
        "Post /first-run/code",
        "Post /lang",
        "Post /theme",
        "Get /",
        "Get /help",
        "Get /help/{code}",
        "Get /how",
        "Get /promises",
        "Get /contact",
        "Get /faq",
        "Get /privacy",
        "Get /accessibility",
        "Get /sitemap",
        "Get /robots.txt",
        "Get /lang/{code}",
        "Get /logo/{id}",
        // The portal's door.
        "Get /my/sign-in",
        "Post /my/sign-in",
        "Get /my/sign-in/code",
        "Post /my/sign-in/code",
        "Get /my/sign-in/resend",
        "Post /my/sign-in/resend",
        "Get /my/sign-in/who",
        "Post /my/sign-in/who",
        "Get /my/sign-in/nafath",
        "Post /my/sign-in/nafath",
        "Get /my/sign-in/nafath/wait",
        "Get /my/oidc",
        "Get /my/oidc/back",
        "Post /my/sign-out",
        "Get /v",
        "Get /v/{code}",
    ];
    known.sort_unstable();
    let mut public: Vec<&str> = public.iter().map(String::as_str).collect();
    public.sort_unstable();
    assert_eq!(public, known);
}
