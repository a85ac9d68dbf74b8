//! Bulk inserts: the statement of one row, for many rows at once. What an import writes goes through the same text as what a form writes.

use crate::{Args, Sql, Tx, built};
use kernel::{Problem, Result};

/// How many rows one statement takes; few sizes, so that each is prepared once.
const SIZES: [usize; 4] = [100, 20, 5, 1];
/// Parameters of one statement; both databases allow more.
const MOST_PARAMETERS: usize = 8_000;

impl Tx {
    /// Runs `INSERT … VALUES ($1, …) …` once for each of `rows`, many rows in one statement. Every row has the statement's parameters,
    /// each named once, in order. The number of rows that went in.
    pub async fn run_many(&mut self, sql: Sql, rows: Vec<Args>) -> Result<u64> {
        let Some(width) = rows.first().map(Vec::len) else { return Ok(0) };
        let (head, tuple, tail) = split(sql.text).ok_or_else(|| Problem::Internal(format!("{} is no insert of one row", sql.name)))?;
        if rows.iter().any(|r| r.len() != width) {
            return Err(Problem::Internal(format!("rows of unlike width for {}", sql.name)));
        }
        let mut rows = rows.into_iter();
        let mut n = 0;
        while rows.len() > 0 {
            let size = SIZES.into_iter().find(|s| *s <= rows.len() && s * width.max(1) <= MOST_PARAMETERS).unwrap_or(1);
            let mut text = String::with_capacity(head.len() + tail.len() + size * (tuple.len() + 2 * width));
            text.push_str(head);
            for i in 0..size {
                if i > 0 {
                    text.push_str(", ");
                }
                renumbered(&mut text, tuple, i * width);
            }
            text.push_str(tail);
            let args: Args = rows.by_ref().take(size).flatten().collect();
            n += self.run(built(text), args).await?;
        }
        Ok(n)
    }
}

/// `INSERT … VALUES `, `(…)`, the rest.
fn split(text: &str) -> Option<(&str, &str, &str)> {
    let from = text.find("VALUES (")? + "VALUES ".len();
    let mut depth = 0;
    let end = text[from..].char_indices().find_map(|(i, c)| {
        depth += i32::from(c == '(') - i32::from(c == ')');
        (depth == 0).then_some(from + i + 1)
    })?;
    Some((&text[..from], &text[from..end], &text[end..]))
}

/// The tuple with each `$n` raised by `by`.
fn renumbered(out: &mut String, tuple: &str, by: usize) {
    let mut rest = tuple;
    while let Some(at) = rest.find('$') {
        out.push_str(&rest[..=at]);
        rest = &rest[at + 1..];
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        out.push_str(&(rest[..digits].parse::<usize>().unwrap_or(0) + by).to_string());
        rest = &rest[digits..];
    }
    out.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn repeats_the_row() {
        let (head, tuple, tail) = split("INSERT INTO t (a, b, c) VALUES ($1, COALESCE($2, 0), 1) ON CONFLICT (a) DO NOTHING").unwrap();
        assert_eq!((head, tail), ("INSERT INTO t (a, b, c) VALUES ", " ON CONFLICT (a) DO NOTHING"));
        let mut out = String::new();
        renumbered(&mut out, tuple, 20);
        assert_eq!(out, "($21, COALESCE($22, 0), 1)");
        assert!(split("UPDATE t SET a = $1").is_none());
    }
}
