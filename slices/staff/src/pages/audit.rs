use crate::{
    store::{
        audit::{self, Filter},
        employees,
    },
    trail::{TrailLine, audit_rows, event_words},
};
use askama::Template;
use kernel::{FieldErrors, Id};
use web::{Answer, Cx, DualAt, Errors, Opt, Shell};

const PAGE: i64 = 50;

struct Line {
    row: TrailLine,
    at: DualAt,
    /// Addresses that narrow the trail to this employee, this kind, this object.
    of_actor: String,
    of_code: String,
    of_object: String,
    of_file: String,
}

#[derive(Template)]
#[template(path = "audit.html")]
struct AuditPage {
    shell: Shell,
    errors: Errors,
    heads: Vec<String>,
    lines: Vec<Line>,
    people: Vec<Opt>,
    codes: Vec<Opt>,
    object: String,
    day: String,
    newest: String,
    next: String,
    narrowed: bool,
}

fn address(f: &Filter, before: i64) -> String {
    let mut parts: Vec<String> =
        [("actor", &f.actor), ("code", &f.code), ("object", &f.object)].iter().filter(|(_, v)| !v.is_empty()).map(|(k, v)| format!("{k}={v}")).collect();
    if before > 0 {
        parts.push(format!("before={before}"));
    }
    if parts.is_empty() { "/audit".into() } else { format!("/audit?{}", parts.join("&")) }
}

/// Ids and codes only: what may stand in an address.
fn plain(s: &str) -> String {
    s.chars().filter(|c| c.is_ascii_alphanumeric() || "._-".contains(*c)).take(64).collect()
}

pub async fn page(cx: Cx) -> Answer {
    let mut q = cx.reader();
    // `file` is how other pages link here.
    let object = if cx.query("file").is_empty() { cx.query("object") } else { cx.query("file") };
    let filter = Filter { actor: plain(cx.query("actor")), code: plain(cx.query("code")), object: plain(&object.to_ascii_lowercase()) };
    let mut errors = FieldErrors::default();
    let mut before = cx.query_int("before");
    let day = cx.query("day").to_string();
    if !day.is_empty() {
        match i18n::dates::parse_date(&day) {
            Ok(d) => before = audit::before(&mut q, d.day.plus(1).start()).await? + 1,
            Err(_) => errors.code("day", "staff_day"),
        }
    }
    let bound = if before > 0 { before } else { i64::MAX };
    let mut rows = audit::read(&mut q, &filter, bound, PAGE + 1).await?;
    let more = rows.len() as i64 > PAGE;
    rows.truncate(PAGE as usize);
    let last = rows.last().map_or(0, |r| r.seq);
    let shell = cx.shell(cx.t("staff-audit"), "/audit");
    let lines = audit_rows(&mut q, cx.lang, rows)
        .await?
        .into_iter()
        .map(|row| Line {
            at: shell.at(row.at),
            of_actor: address(&Filter { actor: row.actor.clone(), ..Filter::default() }, 0),
            of_code: address(&Filter { code: row.code.clone(), ..Filter::default() }, 0),
            of_object: if row.object_id.is_empty() { String::new() } else { address(&Filter { object: row.object_id.clone(), ..Filter::default() }, 0) },
            of_file: if row.file_id.is_empty() || row.file_id == row.object_id {
                String::new()
            } else {
                address(&Filter { object: row.file_id.clone(), ..Filter::default() }, 0)
            },
            row,
        })
        .collect();
    let mut people: Vec<Opt> = vec![Opt::new("system", cx.t("staff-system"), filter.actor == "system")];
    people.extend(employees::employees(&mut q).await?.iter().map(|e| Opt::new(e.id.to_string(), e.name(cx.lang), filter.actor == e.id.to_string())));
    let mut codes: Vec<Opt> = audit::codes(&mut q).await?.iter().map(|c| Opt::new(c.clone(), event_words(cx.lang, c), filter.code == *c)).collect();
    codes.sort_by(|a, b| a.label.cmp(&b.label));
    let page = AuditPage {
        heads: ["staff-when", "staff-who", "staff-what", "staff-details"].map(|k| cx.t(k)).to_vec(),
        lines,
        people,
        codes,
        newest: if before > 0 { address(&filter, 0) } else { String::new() },
        next: if more { address(&filter, last) } else { String::new() },
        narrowed: before > 0 || !(filter.actor.is_empty() && filter.code.is_empty() && filter.object.is_empty()),
        object: filter.object.parse::<Id>().map(|_| filter.object.clone()).unwrap_or_default(),
        errors: Errors::new(cx.lang, &errors),
        shell,
        day,
    };
    web::page(&page)
}
