//! Text search, the one thing that cannot be one text: FTS5 on SQLite, tsvector on PostgreSQL.
//! Keys arrive folded to alphanumeric tokens (`i18n::fold`), so that both find the same.

use crate::{Engine, Query, Tx, args, built};
use kernel::{Id, Result};

pub(crate) fn tables(engine: Engine) -> Vec<&'static str> {
    match engine {
        Engine::Sqlite => {
            vec!["CREATE VIRTUAL TABLE text_index USING fts5(key, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 0', prefix='2 3')"]
        }
        Engine::Postgres => {
            vec!["ALTER TABLE text_key ADD COLUMN key tsvector", "CREATE INDEX text_key_index ON text_key USING gin (key) WITH (fastupdate = on)"]
        }
    }
}

impl Tx {
    /// Makes `id` findable as `kind` by the folded tokens; replaces what it was findable by before.
    pub async fn index_text(&mut self, kind: &str, id: Id, branch: Id, tokens: &[String]) -> Result<()> {
        let key = tokens.join(" ");
        match self.engine {
            Engine::Sqlite => {
                let upsert = "INSERT INTO text_key (kind, id, branch_id) VALUES ($1, $2, $3) ON CONFLICT (id, kind) DO UPDATE SET branch_id = $3 RETURNING n";
                let n = self.one(built(upsert.into()), args![kind, id, branch]).await?.int("n")?;
                self.run(built("INSERT OR REPLACE INTO text_index (rowid, key) VALUES ($1, $2)".into()), args![n, key]).await?;
            }
            Engine::Postgres => {
                let upsert = "INSERT INTO text_key (kind, id, branch_id, key) VALUES ($1, $2, $3, array_to_tsvector(string_to_array($4, ' '))) \
                    ON CONFLICT (id, kind) DO UPDATE SET branch_id = $3, key = array_to_tsvector(string_to_array($4, ' '))";
                let mut unique: Vec<&str> = tokens.iter().map(String::as_str).filter(|t| !t.is_empty()).collect();
                unique.sort_unstable();
                unique.dedup();
                self.run(built(upsert.into()), args![kind, id, branch, unique.join(" ")]).await?;
            }
        }
        Ok(())
    }
}

/// The ids of `kind` whose key has, for every token, a word beginning with it. In order of id; at most `limit`.
pub async fn find(q: &mut impl Query, kind: &str, tokens: &[String], branch: Option<Id>, limit: i64) -> Result<Vec<Id>> {
    // Only letters and digits may reach the index's own query language.
    let tokens: Vec<&str> = tokens.iter().map(String::as_str).filter(|t| !t.is_empty() && t.chars().all(char::is_alphanumeric)).collect();
    if tokens.is_empty() {
        return Ok(vec![]);
    }
    let branch_text = branch.map(|b| b.to_string()).unwrap_or_default();
    // MATERIALIZED: without it a search that finds nothing walks the primary key instead of the index.
    let (sql, query) = match q.engine() {
        Engine::Sqlite => (
            "WITH m AS MATERIALIZED (SELECT rowid AS n FROM text_index WHERE text_index MATCH $1) \
             SELECT k.id FROM m JOIN text_key k ON k.n = m.n WHERE k.kind = $2 AND ($3 = '' OR k.branch_id = $3) ORDER BY k.id LIMIT $4",
            tokens.iter().map(|t| format!("\"{t}\"*")).collect::<Vec<_>>().join(" "),
        ),
        Engine::Postgres => (
            "WITH m AS MATERIALIZED (SELECT id, kind, branch_id FROM text_key WHERE key @@ CAST($1 AS tsquery)) \
             SELECT id FROM m WHERE kind = $2 AND ($3 = '' OR branch_id = $3) ORDER BY id LIMIT $4",
            tokens.iter().map(|t| format!("'{t}':*")).collect::<Vec<_>>().join(" & "),
        ),
    };
    q.all(built(sql.into()), args![query, kind, branch_text, limit]).await?.iter().map(|r| r.id("id")).collect()
}
