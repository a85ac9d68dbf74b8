//! The one door, tried: who comes in, what a form must carry, what every answer carries.

use http::StatusCode;
use kernel::{Grant, Permission, Problem, Reach};
use testkit::{Setup, TestApp};
use web::{Answer, Cx, Routes, StatusCode as Status};

const SEE: Permission = Permission("thing.see");
const DO: Permission = Permission("thing.do");
const GRANTS: &[Grant] = &[
    Grant { permission: SEE, roles: &[("relations_officer", Reach::Branch), ("auditor", Reach::All)] },
    Grant { permission: DO, roles: &[("relations_officer", Reach::Branch)] },
];

async fn say(cx: Cx) -> Answer {
    let name = cx.form.text("name").to_string();
    Ok(web::text(Status::OK, &format!("hello {name} {}", cx.permit().map_or("", |p| p.permission.0))))
}
async fn missing(_: Cx) -> Answer {
    Err(Problem::NotFound)
}
async fn fault(_: Cx) -> Answer {
    Err(Problem::Internal("column secret_name holds no id".into()))
}
async fn refused(_: Cx) -> Answer {
    Err(Problem::refused("form_unreadable"))
}
async fn conflict(_: Cx) -> Answer {
    Err(Problem::conflict("changed"))
}

fn routes() -> Routes {
    Routes::new("thing")
        .get("/things", SEE, say)
        .get("/things/{id}", SEE, say)
        .post("/things", DO, say)
        .post("/things/{id}", DO, say)
        .get("/missing", SEE, missing)
        .get("/fault", SEE, fault)
        .get("/refused", SEE, refused)
        .get("/conflict", SEE, conflict)
        .post("/form-only", DO, say)
        .public_get("/open", say)
        .public_post("/open", say)
        .signed_in_get("/mine", say)
}

fn setup() -> Setup {
    Setup { routes: vec![routes], grants: vec![GRANTS], ..Setup::default() }
}

#[tokio::test]
async fn who_comes_in() {
    testkit::both(setup(), |t: TestApp| async move {
        let (officer, auditor, nobody) = (t.as_role("relations_officer"), t.as_role("auditor"), t.as_role("treasurer"));
        assert_eq!(t.get(&officer, "/things").await.status, StatusCode::OK);
        assert_eq!(t.get(&auditor, "/things").await.status, StatusCode::OK);
        assert_eq!(t.get(&nobody, "/things").await.status, StatusCode::FORBIDDEN);
        assert_eq!(t.get(&nobody, "/things/1").await.status, StatusCode::NOT_FOUND);
        assert_eq!(t.post(&auditor, "/things", &[]).await.status, StatusCode::FORBIDDEN);
        assert_eq!(t.post(&auditor, "/things/1", &[]).await.status, StatusCode::NOT_FOUND);
        assert_eq!(t.get(&nobody, "/mine").await.status, StatusCode::OK);
        let r = t.get_in(None, "/things/1", "ar").await;
        assert_eq!((r.status, r.location.as_str()), (StatusCode::SEE_OTHER, "/sign-in?next=/things/1"));
        assert_eq!(t.post_in(None, "/things", &[], "ar").await.status, StatusCode::UNAUTHORIZED);
        assert_eq!(t.get_in(None, "/open", "ar").await.status, StatusCode::OK);
        assert_eq!(t.get(&nobody, "/nowhere").await.status, StatusCode::NOT_FOUND);
        assert_eq!(t.get(&officer, "/healthz").await.body, "ok");
        assert_eq!(t.get(&officer, "/readyz").await.body, "ready");
    })
    .await;
}

#[tokio::test]
async fn a_form_carries_its_token() {
    testkit::both(setup(), |t: TestApp| async move {
        let officer = t.as_role("relations_officer");
        assert_eq!(t.post(&officer, "/things", &[("name", " سارة ")]).await.body, "hello سارة thing.do");
        // the test house adds a good token after the fields: the first one found counts
        assert_eq!(t.post(&officer, "/things", &[("_csrf", "AAAA")]).await.status, StatusCode::FORBIDDEN);
        let other = t.as_role("relations_officer");
        let stolen = t.app.secrets.csrf(&other.id.to_string());
        assert_eq!(t.post(&officer, "/things", &[("_csrf", &stolen)]).await.status, StatusCode::FORBIDDEN);
        assert_eq!(t.post_in(None, "/open", &[("name", "x")], "ar").await.body, "hello x ");
        let long = "س".repeat(400_000);
        assert_eq!(t.post(&officer, "/things", &[("name", &long)]).await.status, StatusCode::PAYLOAD_TOO_LARGE);
    })
    .await;
}

#[tokio::test]
async fn problems_have_words_in_both_languages_and_keep_secrets() {
    testkit::both(setup(), |t: TestApp| async move {
        let officer = t.as_role("relations_officer");
        for (path, status) in [
            ("/missing", StatusCode::NOT_FOUND),
            ("/fault", StatusCode::INTERNAL_SERVER_ERROR),
            ("/refused", StatusCode::UNPROCESSABLE_ENTITY),
            ("/conflict", StatusCode::CONFLICT),
        ] {
            for r in [t.get(&officer, path).await, t.get_en(&officer, path).await] {
                assert_eq!(r.status, status, "{path}");
                r.no_missing_words();
                assert!(!r.body.contains("secret_name"));
            }
        }
        // An address that only takes a form, opened by itself: a page of ours, with what it does take.
        for r in [t.get(&officer, "/form-only").await, t.get_en(&officer, "/form-only").await, t.get_in(None, "/form-only", "ar").await] {
            r.no_missing_words();
            assert_eq!(r.status, StatusCode::METHOD_NOT_ALLOWED);
            assert!(r.body.contains("<h1") && r.body.contains("<main") && r.headers["allow"].to_str().unwrap().contains("POST"), "{}", r.body);
        }
        let page = t.get(&officer, "/missing").await;
        let h = |n: &str| page.headers.get(n).and_then(|v| v.to_str().ok()).unwrap_or_default().to_string();
        assert!(h("content-security-policy").contains("script-src 'self'") && !h("content-security-policy").contains("unsafe"));
        assert_eq!(h("x-content-type-options"), "nosniff");
        assert_eq!(h("cache-control"), "no-store");
        assert!(!page.body.contains("style=\"") && !page.body.contains("<script>") && !page.body.contains("onclick"));
    })
    .await;
}
