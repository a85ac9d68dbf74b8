use crate::{
    Args, Row, Statement, Value, audit, migrate,
    opened::{self, Opened},
};
use kernel::{Actor, At, Event, Problem, Result};
use sqlx::{Any, AnyConnection, AnyPool, Executor, any::AnyPoolOptions, query::Query as SqlxQuery};
use std::{
    future::Future,
    path::Path,
    sync::{Arc, Once as InitOnce},
    time::Duration,
};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Engine {
    Sqlite,
    Postgres,
}

/// Why the database could not be opened; each has one clear line for whoever started the program.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    #[error("cannot open the database: {0}")]
    Connect(String),
    #[error("this database was made by a newer version of Sila (migration {found}; this program knows {known}). Start the newer program.")]
    Newer { found: i64, known: i64 },
    #[error("the database's encoding is {0}; Sila needs UTF8. Create it with: createdb --encoding=UTF8 --locale=C.UTF-8 --template=template0 NAME")]
    Encoding(String),
    #[error("PostgreSQL {0} is too old; Sila needs 15 or newer")]
    TooOld(String),
    #[error("the database address must begin with sqlite: or postgres:")]
    Url,
    #[error("migration {0} failed: {1}")]
    Migration(i64, String),
}

struct Inner {
    engine: Engine,
    readers: AnyPool,
    writers: AnyPool,
    opened: opened::Queue,
}

/// A handle to the database; cheap to clone.
#[derive(Clone)]
pub struct Db(Arc<Inner>);

static DRIVERS: InitOnce = InitOnce::new();

/// The timeout first: two programs may turn the journal to WAL at once.
const SQLITE_BOTH: &str = "PRAGMA busy_timeout=10000; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA recursive_triggers=ON; \
    PRAGMA temp_store=MEMORY; PRAGMA cache_size=-16000;";

pub(crate) fn install_drivers() {
    DRIVERS.call_once(sqlx::any::install_default_drivers);
}

impl Db {
    /// The URL of the embedded database in a folder.
    pub fn sqlite_url(folder: &Path) -> String {
        let path = folder.join("sila.db");
        let mut out = String::from("sqlite://");
        for b in path.to_string_lossy().bytes() {
            match b {
                b'%' | b'?' | b'#' | b' ' => out.push_str(&format!("%{b:02X}")),
                _ if b.is_ascii() => out.push(b as char),
                _ => out.push_str(&format!("%{b:02X}")),
            }
        }
        out + "?mode=rwc"
    }

    /// Opens and brings the schema up to date.
    pub async fn open(url: &str) -> Result<Db, OpenError> {
        let db = Db::connect(url).await?;
        migrate::run(&db).await?;
        Ok(db)
    }

    /// Opens without touching the schema.
    pub async fn connect(url: &str) -> Result<Db, OpenError> {
        install_drivers();
        let connect = |e: sqlx::Error| OpenError::Connect(e.to_string());
        let engine = match url.split(':').next() {
            Some("sqlite") => Engine::Sqlite,
            Some("postgres" | "postgresql") => Engine::Postgres,
            _ => return Err(OpenError::Url),
        };
        let options = |max: u32, read_only: bool| {
            AnyPoolOptions::new()
                .max_connections(max)
                .min_connections(1)
                .acquire_timeout(Duration::from_secs(20))
                .test_before_acquire(engine == Engine::Postgres)
                .idle_timeout(None)
                .max_lifetime(None)
                .after_connect(move |c, _| {
                    Box::pin(async move {
                        if engine == Engine::Sqlite {
                            c.execute(SQLITE_BOTH).await?;
                            if read_only {
                                c.execute("PRAGMA query_only=ON").await?;
                            }
                        } else {
                            // A transaction that outlives this could commit below the sealer's lower bound.
                            c.execute("SET idle_in_transaction_session_timeout = '60s'; SET statement_timeout = '60s'").await?;
                        }
                        Ok(())
                    })
                })
        };
        let (readers, writers) = match engine {
            // One writer, or SQLite's writers wait on one another by polling; a small fixed pool of readers.
            Engine::Sqlite => {
                let writers = options(1, false).connect(url).await.map_err(connect)?;
                (options(4, true).connect(url).await.map_err(connect)?, writers)
            }
            Engine::Postgres => {
                let pool = options(12, false).connect(url).await.map_err(connect)?;
                (pool.clone(), pool)
            }
        };
        if engine == Engine::Postgres {
            let text = |sql: &'static str| {
                let pool = readers.clone();
                async move { sqlx::query_scalar::<_, String>(sql).fetch_one(&pool).await.map_err(connect) }
            };
            let encoding = text("SHOW server_encoding").await?;
            if encoding != "UTF8" {
                return Err(OpenError::Encoding(encoding));
            }
            let version = text("SHOW server_version_num").await?;
            if version.parse::<i64>().unwrap_or(0) < 150_000 {
                return Err(OpenError::TooOld(version));
            }
        }
        let opened = opened::Queue::start(writers.clone(), engine);
        Ok(Db(Arc::new(Inner { engine, readers, writers, opened })))
    }

    pub fn engine(&self) -> Engine {
        self.0.engine
    }

    /// For reading outside a transaction.
    pub fn reader(&self) -> Reader {
        Reader { pool: self.0.readers.clone(), engine: self.0.engine }
    }

    pub(crate) fn writers(&self) -> &AnyPool {
        &self.0.writers
    }

    /// Opens a write transaction in the actor's name.
    pub async fn begin(&self, actor: &Actor) -> Result<Tx> {
        Ok(Tx { tx: begin(&self.0.writers, self.0.engine).await?, engine: self.0.engine, actor: actor_text(actor), events: vec![] })
    }

    /// Logs that something was read (a file, a request, a scan) before it is shown. Many readers share one commit.
    pub async fn opened(&self, actor: &Actor, at: At, event: Event) -> Result<()> {
        self.0.opened.log(Opened { at, actor: actor_text(actor), event }).await
    }

    /// Whether the database answers.
    pub async fn ready(&self) -> bool {
        sqlx::query("SELECT 1").execute(&self.0.readers).await.is_ok()
    }

    /// Finishes what is under way and closes every connection.
    pub async fn close(&self) {
        self.0.readers.close().await;
        self.0.writers.close().await;
    }
}

pub(crate) fn actor_text(actor: &Actor) -> String {
    if actor.is_system() { "system".into() } else { actor.id.to_string() }
}

pub(crate) async fn begin(pool: &AnyPool, engine: Engine) -> Result<sqlx::Transaction<'static, Any>> {
    match engine {
        Engine::Sqlite => pool.begin_with("BEGIN IMMEDIATE").await,
        Engine::Postgres => pool.begin().await,
    }
    .map_err(problem)
}

/// What the database's own errors mean to an action. Deadlocks and lost races are the other's win, not a fault of ours.
pub(crate) fn problem(e: sqlx::Error) -> Problem {
    if let sqlx::Error::Database(d) = &e
        && let Some(code) = d.code()
        && matches!(code.as_ref(), "40001" | "40P01" | "5" | "261" | "517")
    {
        return Problem::conflict("busy");
    }
    // Database messages can quote values (PostgreSQL's "Key (x)=(…)"): keep only the kind.
    let text = match &e {
        sqlx::Error::Database(d) => format!("database {} {}", d.code().unwrap_or_default(), d.message().split(['"', '=']).next().unwrap_or_default()),
        other => other.to_string(),
    };
    Problem::Internal(text)
}

fn bind<'q>(statement: Statement, args: Args) -> SqlxQuery<'q, Any, sqlx::any::AnyArguments> {
    let mut q = match statement.0 {
        std::borrow::Cow::Borrowed(s) => sqlx::query(s),
        std::borrow::Cow::Owned(s) => sqlx::query(sqlx::AssertSqlSafe(s)),
    };
    for a in args {
        q = match a {
            Value::Int(n) => q.bind(n),
            Value::NoInt => q.bind(None::<i64>),
            Value::Text(s) => q.bind(s),
            Value::NoText => q.bind(None::<String>),
            Value::Blob(b) => q.bind(b),
        };
    }
    q
}

/// Reading, inside a transaction or out of it.
pub trait Query: Send {
    fn engine(&self) -> Engine;
    fn all(&mut self, sql: impl Into<Statement> + Send, args: Args) -> impl Future<Output = Result<Vec<Row>>> + Send;

    fn maybe(&mut self, sql: impl Into<Statement> + Send, args: Args) -> impl Future<Output = Result<Option<Row>>> + Send {
        async move { Ok(self.all(sql, args).await?.into_iter().next()) }
    }
    /// Exactly one row, or a fault of ours (an aggregate, a row known to exist).
    fn one(&mut self, sql: impl Into<Statement> + Send, args: Args) -> impl Future<Output = Result<Row>> + Send {
        async move { self.maybe(sql, args).await?.ok_or_else(|| Problem::Internal("a row that must be there is not".into())) }
    }
}

/// Reads from the pool, a connection for each statement.
#[derive(Clone)]
pub struct Reader {
    pool: AnyPool,
    engine: Engine,
}

impl Query for Reader {
    fn engine(&self) -> Engine {
        self.engine
    }
    async fn all(&mut self, sql: impl Into<Statement> + Send, args: Args) -> Result<Vec<Row>> {
        let rows = bind(sql.into(), args).fetch_all(&self.pool).await.map_err(problem)?;
        Ok(rows.into_iter().map(Row).collect())
    }
}

/// A write transaction. Dropped without [`Tx::commit`], nothing happened.
pub struct Tx {
    pub(crate) tx: sqlx::Transaction<'static, Any>,
    pub(crate) engine: Engine,
    pub(crate) actor: String,
    events: Vec<(At, Event)>,
}

impl Query for Tx {
    fn engine(&self) -> Engine {
        self.engine
    }
    async fn all(&mut self, sql: impl Into<Statement> + Send, args: Args) -> Result<Vec<Row>> {
        let rows = bind(sql.into(), args).fetch_all(&mut *self.tx).await.map_err(problem)?;
        Ok(rows.into_iter().map(Row).collect())
    }
}

impl Tx {
    /// For the trail's own keeping, which is no one's act.
    pub(crate) fn bare(tx: sqlx::Transaction<'static, Any>, engine: Engine) -> Tx {
        Tx { tx, engine, actor: "system".into(), events: vec![] }
    }

    /// Runs a writing statement; the number of rows it touched.
    pub async fn run(&mut self, sql: impl Into<Statement> + Send, args: Args) -> Result<u64> {
        run_on(&mut self.tx, sql.into(), args).await
    }

    /// Runs a statement that must touch exactly one row; none means someone was first.
    pub async fn run_one(&mut self, sql: impl Into<Statement> + Send, args: Args) -> Result<()> {
        match self.run(sql, args).await? {
            1 => Ok(()),
            _ => Err(Problem::conflict("changed")),
        }
    }

    /// Adds an audit entry, written at [`Tx::commit`].
    pub fn record(&mut self, at: At, event: Event) {
        self.events.push((at, event));
    }

    /// Writes the audit entries and commits. A change without an entry is a fault of ours, and is rolled back.
    pub async fn commit(mut self) -> Result<()> {
        if self.events.is_empty() {
            return Err(Problem::Internal("a write without an audit entry".into()));
        }
        for (at, event) in std::mem::take(&mut self.events) {
            audit::insert(&mut self.tx, at, &self.actor, &event).await?;
        }
        self.tx.commit().await.map_err(problem)
    }

    /// Commits what is nobody's record: a session's last use, a counter of tries. `why` says what, for the reader of the code.
    pub async fn commit_quietly(self, why: &'static str) -> Result<()> {
        debug_assert!(!why.is_empty() && self.events.is_empty());
        self.tx.commit().await.map_err(problem)
    }
}

pub(crate) async fn run_on(conn: &mut AnyConnection, sql: Statement, args: Args) -> Result<u64> {
    Ok(bind(sql, args).execute(conn).await.map_err(problem)?.rows_affected())
}
