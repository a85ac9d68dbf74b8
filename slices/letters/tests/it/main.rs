//! The register and the texts, on both databases.

mod register;
mod texts;

use db::{Query, args, built};
use kernel::{Actor, Id};
use letters::{Direction, Letter, Outgoing};
use std::{future::Future, pin::Pin};
use testkit::{Setup, TestApp};

fn host() -> web::Routes {
    fn page(cx: web::Cx) -> Pin<Box<dyn Future<Output = web::Answer> + Send>> {
        Box::pin(async move {
            let html = cx.panels("request.side", cx.id("id")?).await?.join("");
            Ok(web::text(web::StatusCode::OK, &html))
        })
    }
    web::Routes::new("host").signed_in_get("/host/{id}", page)
}

/// The documents' words too: what is wrong with a scan is said in theirs.
const DOCUMENTS: (&str, &str) = (include_str!("../../../documents/locales/ar.ftl"), include_str!("../../../documents/locales/en.ftl"));

fn setup() -> Setup {
    Setup {
        routes: vec![letters::routes, host],
        grants: vec![letters::GRANTS],
        locales: vec![letters::LOCALES, staff::LOCALES, DOCUMENTS],
        slots: letters::panels(),
        ..Setup::default()
    }
}

fn reply(t: &TestApp, party: &str) -> Outgoing {
    Outgoing { kind: "decision", subject: "decision".into(), party: party.into(), branch: t.branch, file: None, request: None, reply_to: None, attachments: 0 }
}

async fn send(t: &TestApp, actor: &Actor, o: Outgoing) -> (Id, String) {
    let mut tx = t.db.begin(actor).await.unwrap();
    let sent = letters::outgoing(&mut tx, &t.env, actor, o).await.unwrap();
    tx.commit().await.unwrap();
    sent
}

/// What the register holds, by a reader of everything.
async fn numbers(t: &TestApp, direction: Direction) -> Vec<i64> {
    let rows = t.db.reader().all(built("SELECT serial FROM letter WHERE direction = $1 ORDER BY serial".into()), args![direction.code()]).await.unwrap();
    rows.iter().map(|r| r.int("serial").unwrap()).collect()
}

async fn employee(t: &TestApp, role: &str) -> Actor {
    let a = t.as_role(role);
    let mut tx = t.db.begin(&Actor::system()).await.unwrap();
    let office = "INSERT INTO branch (id, number, name_ar, name_en, area, active, version) VALUES ($1, 1, 'المكتب المثال', 'Example', '', 1, 1) ON CONFLICT (id) DO NOTHING";
    tx.run(built(office.into()), args![a.branch]).await.unwrap();
    let sql = "INSERT INTO employee (id, username, name_ar, name_en, department, branch_id, person_id, password, must_change, active, failed_tries, locked_until, lang, created_at, version) \
        VALUES ($1, $2, $3, '', '', $4, NULL, 'x', 0, 1, 0, 0, '', 0, 1)";
    tx.run(built(sql.into()), args![a.id, &a.username, format!("الموظف {role} المثال"), a.branch]).await.unwrap();
    tx.run(built("INSERT INTO employee_role (employee_id, role) VALUES ($1, $2)".into()), args![a.id, role]).await.unwrap();
    for g in letters::GRANTS {
        for (r, reach) in g.roles.iter().filter(|(r, _)| *r == role) {
            let sql = "INSERT INTO role_permission (role, permission, reach) VALUES ($1, $2, $3) ON CONFLICT (role, permission) DO NOTHING";
            tx.run(built(sql.into()), args![*r, g.permission.0, reach.code()]).await.unwrap();
        }
    }
    tx.commit_quietly("an invented employee").await.unwrap();
    a
}

fn incoming<'a>(holder: &'a str, more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut out = vec![
        ("kind", "inquiry"),
        ("party", "إمارة منطقة المثال"),
        ("subject", "طلب إفادة عن الخدمات"),
        ("their_number", "٣/1187"),
        ("their_date_day", "10"),
        ("their_date_month", "6"),
        ("their_date_year", "1448"),
        ("their_date_cal", "hijri"),
        ("attachments", "٢"),
        ("open", "1"),
        ("holder", holder),
    ];
    out.retain(|(k, _)| !more.iter().any(|(m, _)| m == k));
    out.extend(more);
    out
}

async fn one(t: &TestApp, direction: Direction) -> Letter {
    let id = t.db.reader().one(built("SELECT id FROM letter WHERE direction = $1 ORDER BY serial DESC LIMIT 1".into()), args![direction.code()]).await.unwrap();
    found(t, id.id("id").unwrap()).await
}

async fn found(t: &TestApp, id: Id) -> Letter {
    let r = t.db.reader().one(built("SELECT request_id FROM letter WHERE id = $1".into()), args![id]).await.unwrap();
    match r.opt_id("request_id").unwrap() {
        Some(request) => letters::of_request(&mut t.db.reader(), request, Id::NIL).await.unwrap().into_iter().find(|l| l.id == id).unwrap(),
        None => {
            // Tied for a moment to a request of nobody: the face reads letters by their request.
            let request = t.env.id();
            let mut tx = t.db.begin(&Actor::system()).await.unwrap();
            tx.run(built("UPDATE letter SET request_id = $2 WHERE id = $1".into()), args![id, request]).await.unwrap();
            let l = letters::of_request(&mut tx, request, Id::NIL).await.unwrap().pop().unwrap();
            drop(tx);
            Letter { request: None, ..l }
        }
    }
}
