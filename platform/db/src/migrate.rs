use crate::{
    Db, Engine, OpenError, audit,
    conn::{begin, problem},
    search,
};
use sqlx::{Executor, Row as _};

macro_rules! migrations {
    ($($n:literal $file:literal),* $(,)?) => { &[$(($n, include_str!(concat!("../migrations/", $file)))),*] };
}

/// In order, append-only once landed: what an earlier version wrote opens in the next.
const MIGRATIONS: &[(i64, &str)] = migrations![
    1 "0001_platform.sql",
    2 "0002_staff.sql",
    3 "0003_people.sql",
    4 "0004_documents.sql",
    5 "0005_beneficiaries.sql",
    6 "0006_services.sql",
    7 "0007_contacts.sql",
    8 "0008_requests.sql",
    9 "0009_research.sql",
    10 "0010_delivery.sql",
    11 "0011_committee.sql",
    12 "0012_imports.sql",
    13 "0013_closed_files.sql",
    14 "0014_raised.sql",
    15 "0015_messages.sql",
    16 "0016_letters.sql",
    17 "0017_papers.sql",
    18 "0018_site.sql",
    19 "0019_accounts.sql",
    20 "0020_applications.sql",
    21 "0021_portal.sql",
    22 "0022_requests_outside.sql",
    23 "0023_logo.sql",
    24 "0024_followed.sql",
    25 "0025_messages_in.sql",
];

/// What one database needs beside the common text: guards of the trail and the text index.
fn extras(n: i64, engine: Engine) -> Vec<&'static str> {
    match n {
        1 => [audit::guards(engine), search::tables(engine)].concat(),
        _ => vec![],
    }
}

fn text(engine: Engine, sql: &str) -> String {
    match engine {
        Engine::Sqlite => sql.replace("AUTONUMBER", "INTEGER PRIMARY KEY AUTOINCREMENT"),
        Engine::Postgres => sql.replace("AUTONUMBER", "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY").replace(" BLOB", " BYTEA"),
    }
}

/// Tells one schema from another.
pub(crate) fn digest() -> u64 {
    use std::hash::{DefaultHasher, Hash, Hasher};
    let mut h = DefaultHasher::new();
    MIGRATIONS.hash(&mut h);
    for engine in [Engine::Sqlite, Engine::Postgres] {
        MIGRATIONS.iter().for_each(|(n, _)| extras(*n, engine).hash(&mut h));
    }
    h.finish()
}

/// Runs what is missing, one transaction each; two programs starting at once wait for one another.
pub(crate) async fn run(db: &Db) -> Result<(), OpenError> {
    let fail = |n: i64| move |e: sqlx::Error| OpenError::Migration(n, e.to_string());
    let engine = db.engine();
    let mut tx = begin(db.writers(), engine).await.map_err(|e| OpenError::Migration(0, e.to_string()))?;
    if engine == Engine::Postgres {
        tx.execute("SELECT pg_advisory_xact_lock(7164001)").await.map_err(fail(0))?;
    }
    tx.execute("CREATE TABLE IF NOT EXISTS schema_migration (n BIGINT PRIMARY KEY, digest TEXT NOT NULL)").await.map_err(fail(0))?;
    let found: i64 =
        tx.fetch_one("SELECT CAST(COALESCE(MAX(n), 0) AS BIGINT) AS n FROM schema_migration").await.and_then(|r| r.try_get("n")).map_err(fail(0))?;
    let known = MIGRATIONS.last().map_or(0, |m| m.0);
    if found > known {
        return Err(OpenError::Newer { found, known });
    }
    for (n, sql) in MIGRATIONS.iter().filter(|m| m.0 > found) {
        sqlx::raw_sql(sqlx::AssertSqlSafe(text(engine, sql))).execute(&mut *tx).await.map_err(fail(*n))?;
        for extra in extras(*n, engine) {
            sqlx::raw_sql(extra).execute(&mut *tx).await.map_err(fail(*n))?;
        }
        sqlx::query("INSERT INTO schema_migration (n, digest) VALUES ($1, $2)")
            .bind(*n)
            .bind(crate::seal::sha256_hex(sql.as_bytes()))
            .execute(&mut *tx)
            .await
            .map_err(fail(*n))?;
    }
    tx.commit().await.map_err(|e| OpenError::Migration(0, problem(e).to_string()))
}
