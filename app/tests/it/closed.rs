//! For an employee with a conflict of interest a file and all that hangs on it is on no list, and no door opens (invariants 5 and 10).

use axum::body::Body;
use db::Query;
use http::{Request, header};
use http_body_util::BodyExt;
use kernel::{Actor, Id};
use tower::ServiceExt;

const ROLES: &[&str] = &[
    "relations_officer",
    "social_researcher",
    "research_lead",
    "delivery_officer",
    "treasurer",
    "committee_secretary",
    "committee_member",
    "committee_chair",
    "branch_delegate",
    "manager",
];

const LISTS: &[&str] = &[
    "/desk",
    "/files",
    "/files?sort=name",
    "/contacts",
    "/requests?group=mine",
    "/requests?group=open",
    "/requests?group=done&sort=waiting",
    "/requests?group=to_reply",
    "/requests?group=in_research",
    "/research?view=mine",
    "/research?view=open",
    "/research?view=all",
    "/research?view=assign",
    "/research?view=questions",
    "/delivery?state=plan",
    "/delivery?state=planned",
    "/delivery?state=released",
    "/delivery?state=handed",
    "/committee",
];

#[tokio::test]
async fn who_has_a_conflict_finds_nothing_of_the_file() {
    let (_dir, house) = crate::invented::association().await;
    let router = web::router(house.app(false, false).unwrap());
    let get = async |token: &str, path: &str| {
        let req = Request::get(path).header(header::COOKIE, format!("sila_session={token}")).body(Body::empty()).unwrap();
        let r = router.clone().oneshot(req).await.unwrap();
        let status = r.status();
        (status, String::from_utf8_lossy(&r.into_body().collect().await.unwrap().to_bytes()).into_owned())
    };
    let rows = |sql: &'static str, file: String| {
        let mut q = house.db.reader();
        async move {
            let found = q.all(db::built(sql.into()), db::args![file]).await.unwrap();
            found.iter().map(|r| r.text("id").unwrap()).collect::<Vec<_>>()
        }
    };
    let (mut seen, mut wrong) = (0, vec![]);
    for role in ROLES {
        let signed = staff::SignIn { username: role, password: staff::DEMO_PASSWORD, agent: "", ip: None };
        let token = staff::sign_in(&house.env, &house.db, &signed).await.unwrap().token;
        let actor = staff::actor_by_username(&mut house.db.reader(), role).await.unwrap().unwrap();
        // Every file that one of his lists leads to, by itself or by what hangs on it.
        let mut before = vec![];
        for p in LISTS {
            before.push(get(&token, p).await.1);
        }
        let files = house.db.reader().all(db::built("SELECT id FROM beneficiary_file".into()), db::args![]).await.unwrap();
        let mut closed: Vec<(String, Vec<String>)> = vec![];
        for f in &files {
            let file = f.text("id").unwrap();
            let mut marks = vec![file.clone()];
            for sql in [
                "SELECT id FROM request WHERE file_id = $1",
                "SELECT id FROM study WHERE file_id = $1",
                "SELECT id FROM clarification WHERE file_id = $1",
                "SELECT id FROM delivery_line WHERE file_id = $1",
                "SELECT id FROM contact WHERE file_id = $1",
            ] {
                marks.extend(rows(sql, file.clone()).await);
            }
            if before.iter().any(|page| marks.iter().any(|m| page.contains(m.as_str()))) {
                closed.push((file, marks));
            }
        }
        seen += closed.len();
        let mut tx = house.db.begin(&Actor::system()).await.unwrap();
        let cause: Id = house.env.id();
        for (file, _) in &closed {
            beneficiaries::close_to(&mut tx, file.parse().unwrap(), actor.id, cause, house.env.now()).await.unwrap();
        }
        tx.commit_quietly("a test's conflict").await.unwrap();
        for p in LISTS {
            let page = get(&token, p).await.1;
            for (file, marks) in &closed {
                if let Some(m) = marks.iter().find(|m| page.contains(m.as_str())) {
                    wrong.push(format!("{role} {p}: {m} of {file}"));
                }
            }
        }
        for (file, marks) in closed.iter().take(6) {
            let doors = [("/files/", ""), ("/requests/", ""), ("/requests/", "/print"), ("/research/studies/", ""), ("/delivery/", ""), ("/contacts/", "")];
            for (door, tail) in doors {
                for m in marks {
                    let (status, _) = get(&token, &format!("{door}{m}{tail}")).await;
                    if status.is_success() {
                        wrong.push(format!("{role} {door}{m}{tail} of {file}: {status}"));
                    }
                }
            }
        }
    }
    assert!(seen > 50, "{seen} files were there before");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
