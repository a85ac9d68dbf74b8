//! One text for both databases: each of them plans every named statement of every room.

use sila::house::rooms;

fn all() -> Vec<db::Sql> {
    db::statements().into_iter().chain(rooms().into_iter().flat_map(|r| (r.statements)())).collect()
}

async fn judge(database: &db::Db) {
    let mut wrong = vec![];
    for s in all() {
        if let Err(e) = db::testing::plan(database, s).await {
            wrong.push(e);
        }
    }
    assert!(wrong.is_empty(), "{} statements are refused:\n{}", wrong.len(), wrong.join("\n"));
}

#[tokio::test]
async fn sqlite_plans_every_statement() {
    let dir = tempfile::tempdir().unwrap();
    judge(&db::Db::open(&db::Db::sqlite_url(dir.path())).await.unwrap()).await;
}

#[tokio::test]
async fn postgres_plans_every_statement() {
    let Ok(server) = std::env::var("SILA_TEST_PG") else { return };
    let url = db::testing::create_database(&server, "t_statements").await.unwrap();
    let d = db::Db::open(&url).await.unwrap();
    judge(&d).await;
    d.close().await;
    db::testing::drop_database(&server, "t_statements").await.unwrap();
}

#[test]
fn names_are_unique_and_every_room_tells_its_statements() {
    let mut names: Vec<_> = all().iter().map(|s| s.name).collect();
    names.sort_unstable();
    let n = names.len();
    names.dedup();
    assert_eq!(n, names.len());
    // every `statements!` block of a slice must be in its list, or nothing plans it
    let mut missing = vec![];
    for (path, text) in super::floors::sources() {
        if text.contains("db::statements!") || text.contains("crate::statements!") {
            for line in text.lines() {
                let Some((left, right)) = line.trim().split_once(" = ") else { continue };
                let name = left.trim_start_matches("pub(crate) ").trim_start_matches("pub(super) ").trim_start_matches("pub ");
                if (right.starts_with('"') || right.starts_with("concat!("))
                    && !name.is_empty()
                    && name.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_')
                    && !names.iter().any(|n| n.ends_with(&format!("::{name}")))
                {
                    missing.push(format!("{path}: {name}"));
                }
            }
        }
    }
    assert!(missing.is_empty(), "not planned by any test: {missing:?}");
}
