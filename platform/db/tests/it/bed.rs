//! A fresh database of each engine for a test, with its keys.

use db::{Db, Engine, Keys, Sealer, Verdict};
use kernel::{Actor, At, Event, Id};
use sqlx::{AnyConnection, Connection};
use std::{
    future::Future,
    sync::atomic::{AtomicU64, Ordering},
};

pub struct Bed {
    pub db: Db,
    pub url: String,
    pub keys: Keys,
    pub dir: std::sync::Arc<tempfile::TempDir>,
}

/// An invented instant to count from; tests move it by hand.
pub const T0: At = At(1_795_000_000_000);
pub const MINUTE: i64 = 60_000;

pub fn server() -> Option<String> {
    std::env::var("SILA_TEST_PG").ok().filter(|u| !u.is_empty())
}

pub fn fresh_name() -> String {
    static N: AtomicU64 = AtomicU64::new(0);
    format!("sila_db_{}_{}", std::process::id(), N.fetch_add(1, Ordering::SeqCst))
}

/// Runs a test on SQLite, then on PostgreSQL if there is one.
pub async fn both<F, Fut>(test: F)
where
    F: Fn(Bed) -> Fut,
    Fut: Future<Output = ()>,
{
    sqlite(&test).await;
    postgres(&test).await;
}

pub async fn sqlite<F, Fut>(test: F)
where
    F: Fn(Bed) -> Fut,
    Fut: Future<Output = ()>,
{
    let dir = folder();
    let url = db::testing::ready_sqlite(dir.path(), tempfile::tempdir().unwrap().path()).await.unwrap();
    test(open(dir.clone(), url).await).await;
}

pub async fn postgres<F, Fut>(test: F)
where
    F: Fn(Bed) -> Fut,
    Fut: Future<Output = ()>,
{
    let Some(server) = server() else { return };
    let name = fresh_name();
    let url = db::testing::ready_postgres(&server, &name).await.unwrap();
    let dir = folder();
    test(open(dir.clone(), url).await).await;
    db::testing::drop_database(&server, &name).await.unwrap();
}

/// Held here too: a test that never names `dir` would drop it, and the files with it, before its first line.
fn folder() -> std::sync::Arc<tempfile::TempDir> {
    std::sync::Arc::new(tempfile::tempdir().unwrap())
}

async fn open(dir: std::sync::Arc<tempfile::TempDir>, url: String) -> Bed {
    let keys = Keys::open(&dir.path().join("keys")).unwrap();
    Bed { db: Db::open(&url).await.unwrap(), url, keys, dir }
}

impl Bed {
    pub fn sqlite(&self) -> bool {
        self.db.engine() == Engine::Sqlite
    }
    /// A connection past the crate, as an attacker (or an administrator's tool) has one.
    pub async fn raw(&self) -> AnyConnection {
        AnyConnection::connect(&self.url).await.unwrap()
    }
    pub async fn act(&self, n: u128) {
        let mut tx = self.db.begin(&Actor::system()).await.unwrap();
        tx.record(T0, event(n));
        tx.commit().await.unwrap();
    }
    pub async fn seal(&self, at: At) -> i64 {
        Sealer::new(&self.db, &self.keys).unwrap().seal(at).await.unwrap()
    }
    pub async fn verdict(&self) -> Verdict {
        db::verify(&self.db, &self.keys).await.unwrap()
    }
    pub async fn broken(&self) -> String {
        match self.verdict().await {
            Verdict::Broken(what) => what,
            sound => panic!("not found: {sound:?}"),
        }
    }
    pub async fn count(&self, table: &'static str) -> i64 {
        let mut c = self.raw().await;
        sqlx::query_scalar(sqlx::AssertSqlSafe(format!("SELECT CAST(COUNT(*) AS BIGINT) FROM {table}"))).fetch_one(&mut c).await.unwrap()
    }
}

pub fn event(n: u128) -> Event {
    Event::new("request.submit", "request", Id::from_u128(n)).file(Id::from_u128(n % 7)).fact("to", "submitted").fact("n", n)
}

pub async fn exec(c: &mut AnyConnection, sql: impl Into<String>) {
    let sql = sql.into();
    if let Err(e) = sqlx::raw_sql(sqlx::AssertSqlSafe(sql.clone())).execute(c).await {
        panic!("{sql}: {e}");
    }
}

pub async fn try_exec(c: &mut AnyConnection, sql: &str) -> Result<(), String> {
    sqlx::raw_sql(sqlx::AssertSqlSafe(sql.to_string())).execute(c).await.map(|_| ()).map_err(|e| e.to_string())
}
