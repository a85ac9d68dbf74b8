//! For whom a file is closed: whoever has a conflict of interest in one of its requests.

use crate::core::sql;
use db::{Query, args};
use kernel::{Id, Problem, Result};
use std::{future::Future, pin::Pin};
use web::Cx;

/// Draws nothing: `NotFound` where the file is closed to this employee.
pub fn file_guard(cx: Cx, file: Id) -> Pin<Box<dyn Future<Output = Result<String>> + Send>> {
    Box::pin(async move {
        match cx.reader().maybe(sql::RECUSED_FROM_FILE, args![file, cx.actor()?.id]).await? {
            Some(_) => Err(Problem::NotFound),
            None => Ok(String::new()),
        }
    })
}
