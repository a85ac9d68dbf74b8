//! Nasty values into every field of every form of every role, and into every address: kind answers, never a fault of ours, never a wait.

use axum::body::Body;
use http::{Request, StatusCode, header};
use http_body_util::BodyExt;
use std::{collections::BTreeSet, path::Path, time::Instant};
use tower::ServiceExt;
use web::{Access, Method};

const ROLES: &[&str] = &staff::rules::ROLES;

/// What ends the session it is tried with, or shuts out the employees the walk acts as.
const SKIPPED: &[&str] = &["/sign-out", "/account/password", "/account/sessions/others"];

/// Every name a form field is read by, out of the sources: new forms join by themselves.
fn fields() -> Vec<String> {
    fn walk(dir: &Path, out: &mut BTreeSet<String>) {
        for entry in std::fs::read_dir(dir).unwrap().flatten() {
            let path = entry.path();
            if path.is_dir() {
                walk(&path, out);
            } else if path.extension().is_some_and(|e| e == "rs" || e == "html") {
                let text = std::fs::read_to_string(&path).unwrap();
                let mut words = text.split('"').skip(1).step_by(2);
                out.extend(words.by_ref().filter(|w| (2..25).contains(&w.len()) && w.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')).map(str::to_string));
            }
        }
    }
    let slices = Path::new(env!("CARGO_MANIFEST_DIR")).join("../slices");
    let mut out = BTreeSet::new();
    for slice in std::fs::read_dir(slices).unwrap().flatten() {
        for part in ["forms.rs", "forms", "pages.rs", "pages", "templates"] {
            let path = slice.path().join("src").join(part);
            let path = if part == "templates" { slice.path().join(part) } else { path };
            if path.is_dir() {
                walk(&path, &mut out);
            } else if path.is_file() {
                let text = std::fs::read_to_string(&path).unwrap();
                out.extend(
                    text.split('"')
                        .skip(1)
                        .step_by(2)
                        .filter(|w| (2..25).contains(&w.len()) && w.bytes().all(|b| b.is_ascii_lowercase() || b == b'_'))
                        .map(str::to_string),
                );
            }
        }
    }
    out.into_iter().filter(|f| !f.starts_with("_csrf")).collect()
}

fn nasty(ids: &[String]) -> Vec<String> {
    let mut out: Vec<String> = [
        "",
        "\0",
        "<script>alert(1)</script>",
        "\"'`{{7*7}}",
        "-1",
        "0",
        "1",
        "9223372036854775807",
        "-9223372036854775808",
        "99999999999999999999999",
        "1e309",
        "0.00000000001",
        "999999999999999.99",
        "NaN",
        "9999-12-31",
        "-9999-01-01",
        "0000-00-00",
        "262143-12-31",
        "31/12/99999999",
        "1448-13-45",
        "30/2/1448",
        "24:61",
        "99:99",
        "on",
        "../../etc/passwd",
        "\r\nX-A: b",
        "%00%ff",
        "\u{202e}\u{200f}\u{feff}",
        "zzzzzzzzzzzzzzzzzzzzzzzzzz",
        "00000000000000000000000000",
        "accept",
        "matched",
        "original_at_desk",
        "٩٩٩٩٩٩٩٩٩٩",
        "م",
        "𐎀𐎁🕌",
        "size(categories) > 0",
        "((((((((((((((((((((((((((((((((((((((((((((((((((((",
    ]
    .map(String::from)
    .to_vec();
    out.push("ص".repeat(20_000));
    out.push("{\"a\":".repeat(3_000));
    out.push("[[a]]\n".repeat(500));
    out.extend(ids.iter().cloned());
    out
}

/// A seeded walk: the same every time.
struct Dice(std::cell::Cell<u64>);
impl Dice {
    fn roll<'a>(&self, of: &'a [String]) -> &'a str {
        let mut n = self.0.get();
        n ^= n << 13;
        n ^= n >> 7;
        n ^= n << 17;
        self.0.set(n);
        &of[(n % of.len() as u64) as usize]
    }
}

fn encoded(s: &str) -> String {
    s.bytes().map(|b| if b.is_ascii_alphanumeric() || b == b'_' { (b as char).to_string() } else { format!("%{b:02X}") }).collect()
}

#[tokio::test]
async fn garbage_is_answered_kindly() {
    use db::Query;
    let (_dir, house) = crate::invented::association().await;
    let app = house.app(false, false).unwrap();
    let router = web::router(app.clone());
    let mut ids = vec![];
    for table in [
        "beneficiary_file",
        "request",
        "document",
        "contact",
        "service",
        "employee",
        "branch",
        "study",
        "delivery_line",
        "sitting",
        "person",
        "household_member",
    ] {
        let rows = house.db.reader().all(db::built(format!("SELECT id FROM {table} ORDER BY id LIMIT 6")), db::args![]).await.unwrap_or_default();
        ids.push((table, rows.iter().map(|r| r.text("id").unwrap()).collect::<Vec<_>>()));
    }
    let all: Vec<String> = ids.iter().flat_map(|(_, v)| v.iter().cloned()).collect();
    let of = |pattern: &str| {
        let table = match pattern.split('/').nth(1).unwrap_or_default() {
            "files" => "beneficiary_file",
            "requests" => "request",
            "documents" => "document",
            "contacts" => "contact",
            "services" => "service",
            "employees" => "employee",
            "branches" => "branch",
            "studies" => "study",
            "delivery" => "delivery_line",
            "committee" => "sitting",
            _ => "person",
        };
        ids.iter().find(|(t, _)| *t == table).map(|(_, v)| v.clone()).filter(|v| !v.is_empty()).unwrap_or_else(|| all.clone())
    };
    let (names, values) = (fields(), nasty(&all));
    assert!(names.len() > 200, "{}", names.len());
    let dice = Dice(1448.into());
    let mut wrong = vec![];
    for role in ROLES {
        let began = match staff::sign_in(&house.env, &house.db, &staff::SignIn { username: role, password: staff::DEMO_PASSWORD, agent: "", ip: None }).await {
            Ok(b) => b,
            // An earlier role's garbage shut this account: that is its right.
            Err(_) => continue,
        };
        let actor = staff::actor_by_username(&mut house.db.reader(), role).await.unwrap().unwrap();
        for row in app.table().iter().filter(|r| !SKIPPED.contains(&r.path)) {
            if matches!(row.access, Access::Needs(p) if !actor.can(p)) {
                continue;
            }
            // The administrator must not shut out the others before their turn.
            if row.method == Method::Post
                && (row.path.starts_with("/employees/{") || row.path.starts_with("/roles/") || row.path.starts_with("/branches/{"))
                && *role != *ROLES.last().unwrap()
            {
                continue;
            }
            let mut first = true;
            let path: Vec<String> = row
                .path
                .split('/')
                .map(|part| {
                    if !part.starts_with('{') {
                        return part.to_string();
                    }
                    let own = if first { of(row.path) } else { all.clone() };
                    first = false;
                    encoded(dice.roll(&own))
                })
                .collect();
            let path = path.join("/");
            let mut body = String::new();
            for name in &names {
                if body.len() > 400_000 {
                    break;
                }
                body += &format!("{}{name}={}", if body.is_empty() { "" } else { "&" }, encoded(dice.roll(&values)));
            }
            let cookie = format!("sila_session={}", began.token);
            let req = match row.method {
                Method::Get => {
                    let query: Vec<String> = (0..12)
                        .map(|_| dice.roll(&names).to_string())
                        .chain(["page", "after", "before", "at", "day", "q"].map(String::from))
                        .map(|n| format!("{n}={}", encoded(&dice.roll(&values).chars().take(300).collect::<String>())))
                        .collect();
                    Request::get(format!("{path}?{}", query.join("&"))).header(header::COOKIE, cookie).body(Body::empty())
                }
                Method::Post => Request::post(&path)
                    .header(header::COOKIE, cookie)
                    .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
                    .body(Body::from(format!("_csrf={}&{body}", encoded(&app.secrets.csrf(&began.token))))),
            };
            let start = Instant::now();
            let reply = router.clone().oneshot(req.unwrap()).await.unwrap();
            let (status, took) = (reply.status(), start.elapsed());
            if let Some(to) = reply.headers().get(header::LOCATION) {
                let to = to.to_str().unwrap();
                assert!(to.starts_with('/') && !to.starts_with("//"), "{} leads to {to}", row.path);
            }
            let page = String::from_utf8_lossy(&reply.into_body().collect().await.unwrap().to_bytes()).into_owned();
            if status >= StatusCode::INTERNAL_SERVER_ERROR {
                wrong.push(format!("{role} {:?} {path}: {status}", row.method));
            }
            if page.contains("<script>alert") {
                wrong.push(format!("{role} {:?} {}: what was typed is in the page as it was", row.method, row.path));
            }
            if took.as_secs() >= 10 {
                wrong.push(format!("{role} {:?} {}: took {took:?}", row.method, row.path));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What only the committee and its officers know is on no page of anyone else's before the reply; for a member who stands aside neither
/// the request nor its file is there.
#[tokio::test]
async fn before_the_reply_only_the_committee_knows() {
    use db::Query;
    let (_dir, house) = crate::invented::association().await;
    let app = house.app(false, false).unwrap();
    let router = web::router(app.clone());
    let secret = "سر-اللجنة-قبل-التبليغ";
    // Every decision not told yet gets words that are found anywhere, and its request is put back before its floor.
    let mut tx = house.db.begin(&kernel::Actor::system()).await.unwrap();
    let (mut cases, mut decided) = (vec![], vec![]);
    let rows = tx
        .all(db::built("SELECT r.id AS id, r.file_id AS file_id, d.id AS decision, d.sitting_id AS sitting, d.deciders AS deciders FROM request r JOIN request_decision d ON d.request_id = r.id WHERE r.state = 'decided' AND d.replied_at IS NULL AND d.superseded_at IS NULL".into()), db::args![])
        .await
        .unwrap();
    for r in &rows {
        cases.push((r.text("id").unwrap(), r.text("file_id").unwrap(), r.opt_text("sitting").unwrap()));
        decided.push((format!("/requests/{}", r.text("id").unwrap()), r.text("deciders").unwrap()));
        tx.run(db::built("UPDATE request_decision SET reasons = $2, conditions = $2 WHERE id = $1".into()), db::args![r.text("decision").unwrap(), secret])
            .await
            .unwrap();
        tx.run(db::built("UPDATE request SET earliest = $2 WHERE id = $1".into()), db::args![r.text("id").unwrap(), house.env.now().plus_days(5)])
            .await
            .unwrap();
    }
    tx.commit_quietly("a test's words").await.unwrap();
    assert!(!cases.is_empty());
    let get = async |token: &str, path: &str| {
        let req = Request::get(path).header(header::COOKIE, format!("sila_session={token}")).body(Body::empty()).unwrap();
        let r = router.clone().oneshot(req).await.unwrap();
        let status = r.status();
        (status, String::from_utf8_lossy(&r.into_body().collect().await.unwrap().to_bytes()).into_owned())
    };
    let session = async |who: &str| {
        staff::sign_in(&house.env, &house.db, &staff::SignIn { username: who, password: staff::DEMO_PASSWORD, agent: "", ip: None }).await.unwrap().token
    };
    let mut pages: Vec<String> = [
        "/desk",
        "/requests",
        "/requests?group=to_reply",
        "/requests?group=before_committee",
        "/requests?group=done",
        "/committee",
        "/delivery",
        "/delivery?state=plan",
        "/research",
        "/audit",
        "/contacts",
        "/files",
    ]
    .map(String::from)
    .to_vec();
    for (request, file, sitting) in &cases {
        pages.extend(
            [
                "",
                "/print",
                "/receipt",
                "/letter",
                "/reopen",
                "/decide-by-delegate",
                "/delivery/new",
                "/finish",
                "/do/reply",
                "/do/urge",
                "/do/register",
                "/do/object",
            ]
            .map(|p| format!("/requests/{request}{p}")),
        );
        pages.extend([
            format!("/files/{file}"),
            format!("/files/{file}/print"),
            format!("/files/{file}/access"),
            format!("/audit?object={request}"),
            format!("/audit?file={file}"),
        ]);
        if let Some(s) = sitting {
            pages.extend(["", "/minutes"].map(|p| format!("/committee/sittings/{s}{p}")));
            pages.extend(["", "/confirm"].map(|p| format!("/committee/sittings/{s}/items/{request}{p}")));
        }
    }
    let told = i18n::t(i18n::Lang::Ar, "state-decided");
    let mut wrong = vec![];
    for role in ROLES.iter().filter(|r| !r.starts_with("committee_")) {
        let token = session(role).await;
        let who = staff::actor_by_username(&mut house.db.reader(), role).await.unwrap().unwrap().id.to_string();
        for p in &pages {
            // A delegate knows what he decided himself.
            if decided.iter().any(|(request, by)| p.starts_with(request) && by.contains(&who)) {
                continue;
            }
            let (status, page) = get(&token, p).await;
            if page.contains(secret) {
                wrong.push(format!("{role} {p}: {status} tells the outcome"));
            }
            // The officer who is to reply may know that there is something to reply.
            if *role != "relations_officer" && p.starts_with("/requests/") && page.contains(&format!("{told}<")) {
                wrong.push(format!("{role} {p}: {status} tells that it is decided"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(get(&session("committee_secretary").await, &format!("/requests/{}", cases[0].0)).await.1.contains(secret));
    // A member who stands aside.
    let (request, file, _) = &cases[0];
    let member = staff::actor_by_username(&mut house.db.reader(), "committee_member").await.unwrap().unwrap();
    let document =
        house.db.reader().maybe(db::built("SELECT id FROM document WHERE file_id = $1 ORDER BY id LIMIT 1".into()), db::args![file.as_str()]).await.unwrap();
    let document = document.map(|d| d.text("id").unwrap());
    let token = session("committee_member").await;
    let theirs: Vec<String> = [format!("/requests/{request}"), format!("/files/{file}"), format!("/files/{file}/print")]
        .into_iter()
        .chain(document.map(|d| format!("/documents/{d}")))
        .collect();
    let mut tx = house.db.begin(&kernel::Actor::system()).await.unwrap();
    beneficiaries::close_to(&mut tx, file.parse().unwrap(), member.id, request.parse().unwrap(), house.env.now()).await.unwrap();
    tx.commit_quietly("a test's conflict").await.unwrap();
    for p in theirs {
        assert_eq!(get(&token, &p).await.0, StatusCode::NOT_FOUND, "{p}");
    }
}
