//! For tests only: a database of one's own on a PostgreSQL server.

use crate::OpenError;
use sqlx::{AnyConnection, Connection, Executor};

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

#[cfg(test)]
mod tests {
    #[test]
    fn the_name_is_replaced() {
        assert_eq!(super::with_name("postgres://sila@127.0.0.1:5/postgres", "t_1"), "postgres://sila@127.0.0.1:5/t_1");
        assert_eq!(super::with_name("postgres://sila@h?sslmode=disable", "t_1"), "postgres://sila@h/t_1?sslmode=disable");
    }
}
