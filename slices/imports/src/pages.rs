//! Bringing a register in: choose the workbook, see what it would bring, confirm, read what came of it.

use crate::{
    actions::{self, Run, State},
    declared,
};
use askama::Template;
use i18n::Lang;
use kernel::{Id, Problem, Result};
use std::{future::Future, pin::Pin};
use web::{Answer, Cx, DualAt, Errors, MoneyText, Opt, Shell, StatusCode};

const PAGE: i64 = 20;
/// Remarks are many and mild: the page shows the first of them, the report has all.
const SHOWN: usize = 200;
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

struct Line {
    href: String,
    name: String,
    at: DualAt,
    who: String,
    branch: String,
    ran: bool,
    created: i64,
    updated: i64,
    stayed_out: i64,
}

#[derive(Template)]
#[template(path = "imports.html")]
struct ListPage {
    shell: Shell,
    errors: Errors,
    branches: Vec<Opt>,
    heads: Vec<String>,
    lines: Vec<Line>,
    prev: String,
    next: String,
}

pub async fn list(cx: Cx) -> Answer {
    list_page(&cx, Errors::none(), StatusCode::OK).await
}

async fn list_page(cx: &Cx, errors: Errors, status: StatusCode) -> Answer {
    let permit = cx.permit()?;
    let mut q = cx.reader();
    let all = staff::branches(&mut q).await?;
    let chosen = cx.form.text("branch").parse().unwrap_or(permit.actor.branch);
    let branches = all
        .iter()
        .filter(|b| b.active && permit.scope.covers(b.id, None))
        .map(|b| Opt { value: b.id.to_string(), label: b.name(cx.lang).to_owned(), hint: String::new(), selected: b.id == chosen })
        .collect();
    let page = cx.query_int("page").min(10_000);
    let mut runs = actions::runs(&mut q, permit, PAGE + 1, page * PAGE).await?;
    let more = runs.len() as i64 > PAGE;
    runs.truncate(PAGE as usize);
    let mut shell = cx.shell(cx.t("imports-title"), "/imports");
    shell.invalid = !errors.is_empty();
    let lines = runs
        .into_iter()
        .map(|r| Line {
            href: format!("/imports/{}", r.id),
            at: shell.at(r.at),
            branch: all.iter().find(|b| b.id == r.branch).map(|b| b.name(cx.lang).to_owned()).unwrap_or_default(),
            ran: r.state == State::Ran,
            created: r.created,
            updated: r.updated,
            stayed_out: r.rejected + r.duplicates,
            name: r.workbook_name,
            who: r.actor_name,
        })
        .collect();
    let heads = ["imports-workbook", "imports-when", "imports-who", "imports-branch", "imports-state", "imports-created", "imports-stayed-out"];
    let at = |n: i64| format!("/imports?page={n}");
    web::page_with(
        status,
        &ListPage {
            heads: heads.map(|k| cx.t(k)).to_vec(),
            prev: if page > 0 { at(page - 1) } else { String::new() },
            next: if more { at(page + 1) } else { String::new() },
            shell,
            errors,
            branches,
            lines,
        },
    )
}

pub async fn try_out(cx: Cx) -> Answer {
    let tried = match (cx.upload("workbook"), cx.form.text("branch").parse::<Id>()) {
        (None, _) => Err(Problem::field("workbook", "workbook_missing")),
        (_, Err(_)) => Err(Problem::field("branch", "choice")),
        (Some(u), Ok(branch)) => actions::try_out(cx.env(), cx.db(), cx.files(), cx.permit()?, &u.name, u.bytes.to_vec(), branch).await,
    };
    match tried {
        Ok(id) => Ok(web::redirect(&format!("/imports/{id}"))),
        Err(Problem::Invalid(e)) => list_page(&cx, Errors::new(cx.lang, &e), StatusCode::UNPROCESSABLE_ENTITY).await,
        Err(e) => Err(e),
    }
}

async fn found(cx: &Cx) -> Result<Run> {
    actions::find_run(&mut cx.reader(), cx.permit()?, cx.id("id")?).await
}

struct SheetLine {
    name: String,
    kind: &'static str,
    text: String,
    rows: i64,
    ignored: String,
}

struct RowLine {
    sheet: String,
    row: String,
    field: String,
    text: String,
}

#[derive(Template)]
#[template(path = "import.html")]
struct RunPage {
    shell: Shell,
    run: Run,
    branch: String,
    at: DualAt,
    tried: bool,
    version: String,
    heads: Vec<String>,
    sheet_heads: Vec<String>,
    sheets: Vec<SheetLine>,
    members: [String; 3],
    /// Whether confirming would bring anything.
    brings: bool,
    rejected: Vec<RowLine>,
    duplicates: Vec<RowLine>,
    members_out: Vec<RowLine>,
    remarks: Vec<RowLine>,
    remarks_all: usize,
}

pub async fn show(cx: Cx) -> Answer {
    let run = found(&cx).await?;
    let report: serde_json::Value = serde_json::from_slice(&actions::report_text(cx.files(), &run).await?).map_err(Problem::internal)?;
    let branch = staff::branch(&mut cx.reader(), run.branch).await?.map(|b| b.name(cx.lang).to_owned()).unwrap_or_default();
    let shell = cx.shell(cx.t("imports-one"), "/imports");
    let list = |key: &str| report[key].as_array().cloned().unwrap_or_default();
    let rows = |key: &str| list(key).iter().map(|v| row_line(cx.lang, v)).collect::<Vec<_>>();
    let mut members_out = rows("members_rejected");
    members_out.extend(rows("members_duplicates"));
    let mut remarks = rows("remarks");
    let remarks_all = remarks.len();
    remarks.truncate(SHOWN);
    let page = RunPage {
        at: shell.at(run.at),
        tried: run.state == State::Tried,
        version: run.version.to_string(),
        heads: ["imports-errors-head-sheet", "imports-errors-head-row", "imports-errors-head-field", "imports-errors-head-reason"].map(|k| cx.t(k)).to_vec(),
        sheet_heads: ["imports-errors-head-sheet", "imports-understood", "imports-rows", "imports-ignored"].map(|k| cx.t(k)).to_vec(),
        sheets: list("sheets").iter().map(|v| sheet_line(cx.lang, v)).collect(),
        members: ["members_created", "members_updated", "members_unchanged"].map(|k| shell.count(report[k].as_i64().unwrap_or(0))),
        brings: run.created + run.updated + ["members_created", "members_updated"].map(|k| report[k].as_i64().unwrap_or(0)).iter().sum::<i64>() > 0,
        rejected: rows("rejected"),
        duplicates: rows("duplicates"),
        members_out,
        remarks,
        remarks_all,
        branch,
        run,
        shell,
    };
    web::page(&page)
}

fn text(v: &serde_json::Value, key: &str) -> String {
    v[key].as_str().unwrap_or_default().to_owned()
}

fn sheet_line(lang: Lang, v: &serde_json::Value) -> SheetLine {
    let kind = match v["kind"].as_str() {
        Some("people") => "people",
        Some("members") => "members",
        Some("empty") => "empty",
        _ => "not-understood",
    };
    let ignored: Vec<&str> = v["ignored_headings"].as_array().map(|a| a.iter().filter_map(|h| h.as_str()).collect()).unwrap_or_default();
    SheetLine {
        name: text(v, "sheet"),
        kind,
        text: i18n::t(lang, &format!("imports-kind-{kind}")),
        rows: v["rows"].as_i64().unwrap_or(0),
        ignored: ignored.join(" · "),
    }
}

/// A row of the report. Its sentence was written in Arabic when the import ran; the field is named in the reader's language.
fn row_line(lang: Lang, v: &serde_json::Value) -> RowLine {
    let mut said = vec![text(v, "message_ar")];
    said.extend(v["also"].as_array().into_iter().flatten().map(|f| text(f, "message_ar")));
    let of = v["of_row"].as_i64();
    if let Some(of) = of {
        said = vec![i18n::ta(lang, "imports-errors-duplicate", &[("row", of.to_string().into()), ("sheet", text(v, "of_sheet").into())])];
        if let Some(file) = v["file"].as_str() {
            said.push(i18n::ta(lang, "imports-in-file", &[("number", file.into())]));
        }
    }
    let field = if of.is_some() { "identity".to_owned() } else { text(v, "field") };
    let known = crate::headings::Field::ALL.iter().find(|f| f.code() == field);
    RowLine {
        sheet: text(v, "sheet"),
        row: v["row"].as_i64().unwrap_or(0).to_string(),
        field: known.map(|f| crate::report::field_text(lang, *f)).unwrap_or_default(),
        text: said.join(" "),
    }
}

pub async fn confirm(cx: Cx) -> Answer {
    let id = cx.id("id")?;
    let version = cx.form.text("version").parse().unwrap_or(0);
    actions::confirm(cx.env(), cx.db(), cx.files(), cx.permit()?, id, version).await?;
    cx.done(&format!("/imports/{id}"), "imports-done")
}

pub async fn errors(cx: Cx) -> Answer {
    let run = found(&cx).await?;
    let bytes = actions::errors_workbook(cx.files(), &run).await?;
    web::download(XLSX, &format!("{}-{}.xlsx", cx.t("imports-errors-file"), run.at.day()), false, bytes)
}

pub async fn report(cx: Cx) -> Answer {
    let run = found(&cx).await?;
    let bytes = actions::report_text(cx.files(), &run).await?;
    web::download("application/json", &format!("import-{}.json", run.at.day()), false, bytes)
}

struct MemberLine {
    name: String,
    schooling: String,
    health: String,
}

#[derive(Template)]
#[template(path = "declared_panel.html")]
struct DeclaredPanel {
    shell: Shell,
    count: String,
    income: Option<MoneyText>,
    source: String,
    dwelling: String,
    rent: Option<MoneyText>,
    notes: String,
    heads: Vec<String>,
    members: Vec<MemberLine>,
}

/// What the register told of a household, on its file's page: as told, and only what this reader may see.
pub fn file_panel(cx: Cx, file: Id) -> Pin<Box<dyn Future<Output = Result<String>> + Send>> {
    Box::pin(async move {
        let mut q = cx.reader();
        let told = declared::of_files(&mut q, &[file]).await?.remove(&file).unwrap_or_default();
        let whole = beneficiaries::whole(&cx, cx.permit()?, file).await?;
        let household = &whole.household;
        let ids: Vec<Id> = household.current().map(|m| m.person.id).collect();
        let of_persons = declared::of_persons(&mut q, &ids).await?;
        let (income, health) = (cx.can(beneficiaries::perm::READ_INCOME), cx.can(beneficiaries::perm::READ_HEALTH));
        let shell = cx.shell(String::new(), "");
        let word = |family: &str, code: &Option<String>| code.as_deref().map(|c| shell.code(family, c)).unwrap_or_default();
        let members: Vec<MemberLine> = household
            .current()
            .filter_map(|m| {
                let d = of_persons.get(&m.person.id)?;
                let ill = if health { d.health_text.clone().unwrap_or_default() } else { String::new() };
                let line = MemberLine { name: m.person.short_name(), schooling: word("choice-declared-schooling", &d.schooling), health: ill };
                (!line.schooling.is_empty() || !line.health.is_empty()).then_some(line)
            })
            .collect();
        if told.is_empty() && members.is_empty() {
            return Ok(String::new());
        }
        let heads = ["imports-declared-member", "imports-field-schooling", "imports-field-health"].map(|k| cx.t(k)).to_vec();
        let panel = DeclaredPanel {
            count: told.count.map(|n| shell.count(n)).unwrap_or_default(),
            income: told.income.filter(|_| income).map(|m| shell.money(m)),
            source: if income { word("choice-declared-source", &told.income_source) } else { String::new() },
            dwelling: word("choice-declared-dwelling", &told.dwelling),
            rent: told.rent.filter(|_| income).map(|m| shell.money(m)),
            // A note may say anything: also what only these may read.
            notes: if income && health { told.notes.clone().unwrap_or_default() } else { String::new() },
            heads: if health { heads } else { heads[..2].to_vec() },
            members,
            shell,
        };
        panel.render().map_err(Problem::internal)
    })
}
