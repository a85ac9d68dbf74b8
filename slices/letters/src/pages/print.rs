//! The register of a period: on paper under the association's head, and as a workbook.

use super::{calendar, kind_words, names, subject_words};
use crate::{Direction, Letter, Status, store};
use askama::Template;
use db::{Query, built};
use i18n::dates::{Dual, Precision, gregorian, hijri};
use kernel::{Day, Event, FieldErrors, Id, Problem, Result};
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Workbook, XlsxError};
use std::collections::BTreeMap;
use web::{Answer, Cx, DateRaw, Errors, Opt, Shell, StatusCode};

/// Most rows of one print.
const MOST: i64 = 3_000;

/// One row of the register, in its columns' order.
struct Row {
    number: String,
    date: Dual,
    party: String,
    subject: String,
    their: String,
    attachments: String,
    with: String,
    reply: String,
    note: String,
    void: bool,
}

#[derive(Template)]
#[template(path = "letters_period.html")]
struct PeriodPage {
    shell: Shell,
    errors: Errors,
    directions: Vec<Opt>,
    from: DateRaw,
    to: DateRaw,
}

#[derive(Template)]
#[template(path = "letters_register.html")]
struct RegisterPage {
    shell: Shell,
    out: bool,
    back: String,
    workbook: String,
    from: Dual,
    to: Dual,
    rows: Vec<Row>,
    cut: bool,
    total: String,
}

/// A day of the query's parts.
fn query_date(cx: &Cx, name: &str) -> DateRaw {
    let part = |p: &str| cx.query(&format!("{name}_{p}")).to_string();
    DateRaw { day: part("day"), month: part("month"), year: part("year"), cal: part("cal") }
}

/// The Hijri year so far.
fn this_year(today: Day) -> (Day, Day) {
    let first = hijri(today).and_then(|h| gregorian(i18n::dates::Hijri { y: h.y, m: 1, d: 1 }));
    (first.unwrap_or(today), today)
}

fn period(cx: &Cx) -> Result<Option<(Day, Day)>, FieldErrors> {
    let (from, to) = (query_date(cx, "from"), query_date(cx, "to"));
    if from.is_empty() && to.is_empty() {
        return Ok(None);
    }
    let mut e = FieldErrors::default();
    let (a, b) = (crate::forms::date("from", &from, &mut e), crate::forms::date("to", &to, &mut e));
    for (name, read) in [("from", &a), ("to", &b)] {
        if read.is_none() && e.get(name).is_none() {
            e.code(name, "required");
        }
    }
    match (a, b) {
        (Some((a, _)), Some((b, _))) if a <= b => Ok(Some((a, b))),
        (Some(_), Some(_)) => {
            e.code("to", "letter_period");
            Err(e)
        }
        _ => Err(e),
    }
}

async fn rows(cx: &Cx, direction: Direction, from: Day, to: Day) -> Result<(Vec<Row>, bool)> {
    let mut q = cx.reader();
    let permit = cx.permit()?;
    let filter =
        store::Filter { direction: Some(direction), since: Some(from.start()), until: Some(to.plus(1).start()), oldest_first: true, ..Default::default() };
    let mut found = store::list(&mut q, permit, &filter, MOST + 1).await?;
    let cut = found.len() as i64 > MOST;
    found.truncate(MOST as usize);
    let names = names(&mut q, &found).await?;
    let replies = replies(&mut q, permit.actor.id, &found).await?;
    let above = above(&mut q, permit.actor.id, &found).await?;
    let shell = cx.shell("", "");
    let rows = found
        .iter()
        .map(|l| {
            let mut notes = vec![];
            if l.status == Status::Void {
                notes.push(cx.ta("letters-void-because", &[("why", l.void_reason.clone().into())]));
            }
            if !l.note.is_empty() {
                notes.push(l.note.split_whitespace().collect::<Vec<_>>().join(" "));
            }
            let their = match (l.their_number.as_str(), l.their_date) {
                ("", None) => String::new(),
                (n, None) => n.to_string(),
                ("", Some(d)) => shell.date(d).first,
                (n, Some(d)) => format!("{n} · {}", shell.date(d).first),
            };
            let subject = subject_words(&shell, l);
            Row {
                number: l.number.clone(),
                date: shell.date(l.at.day()),
                party: l.party.clone(),
                subject: if l.kind == "general" || crate::rules::coded_subject(&l.subject).is_some_and(|(k, _)| k == l.kind) {
                    subject
                } else {
                    format!("{subject} ({})", kind_words(&shell, &l.kind))
                },
                their,
                attachments: if l.attachments == 0 { String::new() } else { l.attachments.to_string() },
                with: l.holder.and_then(|h| names.get(&h)).cloned().unwrap_or_default(),
                reply: replies.get(&l.id).or_else(|| l.reply_to.and_then(|r| above.get(&r))).cloned().unwrap_or_default(),
                note: notes.join(" · "),
                void: l.status == Status::Void,
            }
        })
        .collect();
    Ok((rows, cut))
}

/// Runs a statement over ids, some hundreds at a time; `text` has `#` where their places stand, `$1` the reader.
async fn over(q: &mut impl Query, me: Id, ids: Vec<Id>, text: &str) -> Result<BTreeMap<Id, String>> {
    let mut out: BTreeMap<Id, String> = BTreeMap::new();
    for part in ids.chunks(200) {
        let places: Vec<String> = (2..=part.len() + 1).map(|n| format!("${n}")).collect();
        let values = std::iter::once(me).chain(part.iter().copied()).map(db::Value::from).collect();
        for r in q.all(built(text.replace('#', &places.join(", "))), values).await? {
            let all = out.entry(r.id("key")?).or_default();
            if !all.is_empty() {
                all.push_str("، ");
            }
            all.push_str(&r.text("number")?);
        }
    }
    Ok(out)
}

async fn replies(q: &mut impl Query, me: Id, found: &[Letter]) -> Result<BTreeMap<Id, String>> {
    let sql = "SELECT reply_to AS key, number FROM letter WHERE status <> 'void' AND NOT EXISTS \
        (SELECT 1 FROM file_closed x WHERE x.file_id = letter.file_id AND x.employee_id = $1) AND reply_to IN (#) ORDER BY hijri_year, serial";
    over(q, me, found.iter().map(|l| l.id).collect(), sql).await
}

async fn above(q: &mut impl Query, me: Id, found: &[Letter]) -> Result<BTreeMap<Id, String>> {
    let sql = "SELECT id AS key, number FROM letter WHERE NOT EXISTS \
        (SELECT 1 FROM file_closed x WHERE x.file_id = letter.file_id AND x.employee_id = $1) AND id IN (#)";
    over(q, me, found.iter().filter_map(|l| l.reply_to).collect(), sql).await
}

async fn period_page(cx: &Cx, errors: Errors, status: StatusCode) -> Answer {
    let mut shell = cx.shell(cx.t("letters-register"), "/letters");
    if !errors.is_empty() {
        shell = shell.invalid();
    }
    let chosen = Direction::parse(cx.query("dir")).unwrap_or(Direction::Out);
    let directions = Direction::ALL.into_iter().map(|d| Opt::new(d.code(), shell.code("choice-letter-direction", d.code()), d == chosen)).collect();
    let (a, b) = this_year(cx.today());
    let (from, to) = (query_date(cx, "from"), query_date(cx, "to"));
    let given = |d| DateRaw::given(d, calendar(cx), Precision::Full);
    let fresh = from.is_empty() && to.is_empty();
    let (from, to) = if fresh { (given(a), given(b)) } else { (from, to) };
    web::page_with(status, &PeriodPage { errors, directions, from, to, shell })
}

fn parts(name: &str, day: Day) -> String {
    let (y, m, d) = day.ymd();
    format!("{name}_day={d}&{name}_month={m}&{name}_year={y}&{name}_cal=gregorian")
}

/// `?dir=&from_day=…&to_day=…`: the paper; without a period: the form that asks for one.
pub async fn register(cx: Cx) -> Answer {
    let (from, to) = match period(&cx) {
        Ok(Some(p)) => p,
        Ok(None) => return period_page(&cx, Errors::none(), StatusCode::OK).await,
        Err(e) => return period_page(&cx, Errors::new(cx.lang, &e), StatusCode::UNPROCESSABLE_ENTITY).await,
    };
    let direction = Direction::parse(cx.query("dir")).unwrap_or(Direction::Out);
    let (rows, cut) = rows(&cx, direction, from, to).await?;
    cx.opened(printed(direction, rows.len())).await?;
    let out = direction == Direction::Out;
    let mut shell = cx.shell(cx.t(if out { "letters-register-out" } else { "letters-register-in" }), "/letters");
    shell.density = "public";
    let address = format!("?dir={}&{}&{}", direction.code(), parts("from", from), parts("to", to));
    let page = RegisterPage {
        out,
        back: format!("/letters?dir={}", direction.code()),
        workbook: format!("/letters/register.xlsx{address}"),
        from: shell.date(from),
        to: shell.date(to),
        total: cx.ta("letters-n", &[("n", rows.len().into())]),
        rows,
        cut,
        shell,
    };
    web::page(&page)
}

fn printed(direction: Direction, rows: usize) -> Event {
    Event::new("letter.register_printed", "letter", Id::NIL).fact("direction", direction.code()).fact("rows", rows)
}

/// The same as a workbook; the Hijri year so far where no period is given.
pub async fn workbook(cx: Cx) -> Answer {
    let (from, to) = match period(&cx) {
        Ok(p) => p.unwrap_or_else(|| this_year(cx.today())),
        Err(e) => return period_page(&cx, Errors::new(cx.lang, &e), StatusCode::UNPROCESSABLE_ENTITY).await,
    };
    let direction = Direction::parse(cx.query("dir")).unwrap_or(Direction::Out);
    let (rows, _) = rows(&cx, direction, from, to).await?;
    cx.opened(printed(direction, rows.len())).await?;
    let bytes = write(&cx, direction, &rows).map_err(Problem::internal)?;
    let name = format!("letters-{}-{from}-{to}.xlsx", direction.code());
    web::download("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", &name, false, bytes)
}

fn write(cx: &Cx, direction: Direction, rows: &[Row]) -> Result<Vec<u8>, XlsxError> {
    // The quote mark keeps text text, even when somebody opens a cell for editing: `=1+1` cannot come alive.
    let text = Format::new().set_quote_prefix().set_text_wrap().set_align(FormatAlign::Top).set_num_format("@");
    let head = Format::new().set_bold().set_background_color(Color::RGB(0x00E8_F1EC)).set_border_bottom(FormatBorder::Thin).set_text_wrap();
    let out = direction == Direction::Out;
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name(cx.t(if out { "letters-register-out" } else { "letters-register-in" }))?.set_right_to_left(cx.lang.dir() == "rtl");
    sheet.set_freeze_panes(1, 0)?;
    let heads = [
        ("letters-number", 12.0),
        ("letters-date-hijri", 18.0),
        ("letters-date-gregorian", 18.0),
        (if out { "letters-to" } else { "letters-from" }, 30.0),
        ("letters-subject", 44.0),
        ("letters-their", 24.0),
        ("letters-attachments", 10.0),
        ("letters-with", 24.0),
        ("letters-reply", 14.0),
        ("letters-remarks", 34.0),
    ];
    for (i, (key, width)) in heads.iter().enumerate() {
        sheet.write_string_with_format(0, i as u16, cx.t(key), &head)?;
        sheet.set_column_width(i as u16, *width)?;
    }
    for (n, r) in rows.iter().enumerate() {
        let cells = [&r.number, &r.date.first, &r.date.second, &r.party, &r.subject, &r.their, &r.attachments, &r.with, &r.reply, &r.note];
        for (i, cell) in cells.iter().enumerate() {
            sheet.write_string_with_format(n as u32 + 1, i as u16, cell.as_str(), &text)?;
        }
    }
    book.save_to_buffer()
}
