//! For tests only: databases of one's own, migrated once and copied: migrating is two dozen commits, and every test wants one.

use crate::{Db, OpenError, migrate};
use sqlx::{AnyConnection, Connection, Executor};
use std::path::Path;
use tokio::sync::OnceCell;

/// A migrated SQLite database in this folder; its URL. `spare`: an empty folder for making the first.
pub async fn ready_sqlite(folder: &Path, spare: &Path) -> Result<String, OpenError> {
    static READY: OnceCell<Vec<u8>> = OnceCell::const_new();
    let fail = |e: std::io::Error| OpenError::Connect(e.to_string());
    let file = READY
        .get_or_try_init(async || {
            Db::open(&Db::sqlite_url(spare)).await?.close().await;
            std::fs::read(spare.join("sila.db")).map_err(fail)
        })
        .await?;
    std::fs::write(folder.join("sila.db"), file).map_err(fail)?;
    Ok(Db::sqlite_url(folder))
}

/// A migrated database beside the one `admin_url` names, dropping an older one of that name; returns its URL.
pub async fn ready_postgres(admin_url: &str, name: &str) -> Result<String, OpenError> {
    static READY: OnceCell<String> = OnceCell::const_new();
    let ready = READY
        .get_or_try_init(async || {
            let ready = format!("ready_{:x}", migrate::digest());
            if exists(admin_url, &ready).await? {
                return Ok(ready);
            }
            // Two programs of tests may make it at once: it has its name when it is whole, and the later one takes the earlier one's.
            let making = format!("{name}_making");
            Db::open(&create_database(admin_url, &making).await?).await?.close().await;
            let mut c = admin(admin_url).await?;
            let named = c.execute(sqlx::AssertSqlSafe(format!("ALTER DATABASE {making} RENAME TO {ready}"))).await;
            let _ = c.close().await;
            if named.is_err() {
                drop_database(admin_url, &making).await?;
                if !exists(admin_url, &ready).await? {
                    return Err(OpenError::Connect("the database to copy could not be named".into()));
                }
            }
            Ok(ready)
        })
        .await?;
    drop_database(admin_url, name).await?;
    let fail = |e: sqlx::Error| OpenError::Connect(e.to_string());
    let mut c = admin(admin_url).await?;
    c.execute(sqlx::AssertSqlSafe(format!("CREATE DATABASE {name} TEMPLATE {ready}"))).await.map_err(fail)?;
    c.close().await.map_err(fail)?;
    Ok(with_name(admin_url, name))
}

async fn exists(admin_url: &str, name: &str) -> Result<bool, OpenError> {
    let fail = |e: sqlx::Error| OpenError::Connect(e.to_string());
    let mut c = admin(admin_url).await?;
    let n: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM pg_database WHERE datname = $1").bind(name.to_string()).fetch_one(&mut c).await.map_err(fail)?;
    c.close().await.map_err(fail)?;
    Ok(n > 0)
}

async fn admin(url: &str) -> Result<AnyConnection, OpenError> {
    crate::conn::install_drivers();
    AnyConnection::connect(url).await.map_err(|e| OpenError::Connect(e.to_string()))
}

/// `postgres://user@host:port/any` with another database's name.
fn with_name(url: &str, name: &str) -> String {
    let (base, query) = url.split_once('?').map_or((url, String::new()), |(b, q)| (b, format!("?{q}")));
    let base = base.rfind('/').filter(|i| *i > "postgres://".len()).map_or(base, |i| &base[..i]);
    format!("{base}/{name}{query}")
}

/// Makes an empty UTF-8 database beside the one `admin_url` names, dropping an older one of that name; returns its URL.
/// `name`: lower-case letters, digits and `_`.
pub async fn create_database(admin_url: &str, name: &str) -> Result<String, OpenError> {
    create_database_encoded(admin_url, name, "UTF8").await
}

/// The same with another encoding, to see it refused.
pub async fn create_database_encoded(admin_url: &str, name: &str, encoding: &str) -> Result<String, OpenError> {
    let fail = |e: sqlx::Error| OpenError::Connect(e.to_string());
    drop_database(admin_url, name).await?;
    let mut c = admin(admin_url).await?;
    let sql = format!("CREATE DATABASE {name} ENCODING '{encoding}' TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C'");
    c.execute(sqlx::AssertSqlSafe(sql)).await.map_err(fail)?;
    c.close().await.map_err(fail)?;
    Ok(with_name(admin_url, name))
}

/// Removes a test's database, whoever is still connected to it.
pub async fn drop_database(admin_url: &str, name: &str) -> Result<(), OpenError> {
    let fail = |e: sqlx::Error| OpenError::Connect(e.to_string());
    assert!(name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_'), "a plain name");
    let mut c = admin(admin_url).await?;
    c.execute(sqlx::AssertSqlSafe(format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"))).await.map_err(fail)?;
    c.close().await.map_err(fail)
}

/// Has the database plan a statement without running it: syntax, tables, columns and, on PostgreSQL, that its parameters' types can be inferred.
pub async fn plan(db: &crate::Db, sql: crate::Sql) -> Result<(), String> {
    let fail = |e: sqlx::Error| format!("{}: {e}", sql.name);
    let mut c = db.writers().acquire().await.map_err(fail)?;
    match db.engine() {
        crate::Engine::Sqlite => {
            c.execute(sqlx::AssertSqlSafe(format!("EXPLAIN {}", sql.text))).await.map_err(fail)?;
        }
        crate::Engine::Postgres => {
            c.execute(sqlx::raw_sql(sqlx::AssertSqlSafe(format!("PREPARE plan_it AS {}", sql.text)))).await.map_err(fail)?;
            let n = (1..=99).take_while(|n| mentions(sql.text, *n)).count();
            let nulls = if n == 0 { String::new() } else { format!("({})", vec!["NULL"; n].join(", ")) };
            let planned = c.execute(sqlx::raw_sql(sqlx::AssertSqlSafe(format!("EXPLAIN EXECUTE plan_it{nulls}")))).await.map_err(fail);
            c.execute(sqlx::raw_sql("DEALLOCATE plan_it")).await.map_err(fail)?;
            planned?;
        }
    }
    Ok(())
}

/// Whether a text has the parameter `$n` (and not only `$n…` with more digits).
fn mentions(text: &str, n: usize) -> bool {
    let p = format!("${n}");
    text.match_indices(&p).any(|(i, _)| !text[i + p.len()..].starts_with(|c: char| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    #[test]
    fn parameters_are_counted() {
        assert!(super::mentions("a = $1 AND b = $12", 1));
        assert!(!super::mentions("b = $12", 1));
    }

    #[test]
    fn the_name_is_replaced() {
        assert_eq!(super::with_name("postgres://sila@127.0.0.1:5/postgres", "t_1"), "postgres://sila@127.0.0.1:5/t_1");
        assert_eq!(super::with_name("postgres://sila@h?sslmode=disable", "t_1"), "postgres://sila@h/t_1?sslmode=disable");
    }
}
