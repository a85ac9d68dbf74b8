use super::{errors_of, name_of, names, view};
use crate::{
    actions::{self, Press},
    forms,
    rules::Position,
    store,
};
use i18n::dates::{Calendar, Dual, Precision};
use kernel::{FieldErrors, Problem, Result};
use web::{Answer, Cx, DateRaw, Errors, Opt, Shell};

struct Row {
    id: kernel::Id,
    name: String,
    position: String,
    from: Dual,
    to: Option<Dual>,
    now: bool,
    may_end: bool,
    version: String,
}

impl Row {
    fn end_href(&self) -> String {
        format!("/committee/members/{}/end", self.id)
    }
}

#[derive(askama::Template)]
#[template(path = "members.html")]
struct Page {
    shell: Shell,
    errors: Errors,
    rows: Vec<Row>,
    employees: Vec<Opt>,
    positions: Vec<Opt>,
    from: DateRaw,
    to: DateRaw,
}

async fn build(cx: &Cx, errors: Errors, typed: bool) -> Result<Page> {
    let mut q = cx.reader();
    let today = cx.today();
    let mut shell = cx.shell(cx.t("committee-members"), "/committee");
    shell.invalid = !errors.is_empty();
    let all = store::members(&mut q).await?;
    let names = names(&mut q, all.iter().map(|m| m.employee)).await?;
    let rows = all
        .iter()
        .map(|m| Row {
            id: m.id,
            name: name_of(&names, m.employee),
            position: view::code(cx.lang, "committee-position", m.position.code()),
            from: shell.date(m.term.from),
            to: m.term.to.map(|d| shell.date(d)),
            now: m.term.covers(today),
            may_end: m.term.to.is_none_or(|to| to > today),
            version: m.version.to_string(),
        })
        .collect();
    let asked = cx.form.text("employee");
    let employees =
        staff::employees(&mut q).await?.iter().filter(|e| e.active).map(|e| Opt::new(e.id.to_string(), e.name(cx.lang), e.id.to_string() == asked)).collect();
    Ok(Page {
        rows,
        employees,
        positions: Position::ALL
            .iter()
            .map(|p| Opt::new(p.code(), view::code(cx.lang, "committee-position", p.code()), p.code() == cx.form.text("position")))
            .collect(),
        from: if typed { DateRaw::of(&cx.form, "from") } else { DateRaw::given(today, Calendar::Hijri, Precision::Full) },
        to: if typed { DateRaw::of(&cx.form, "to") } else { DateRaw { cal: "hijri".into(), ..DateRaw::default() } },
        errors,
        shell,
    })
}

pub async fn list(cx: Cx) -> Answer {
    web::page(&build(&cx, Errors::none(), false).await?)
}

async fn again(cx: Cx, p: Problem) -> Answer {
    let (status, errors, _) = errors_of(&cx, p)?;
    web::page_with(status, &build(&cx, errors, true).await?)
}

pub async fn add(cx: Cx) -> Answer {
    let done = match forms::member(&cx.form) {
        Ok(m) => actions::members::add(cx.env(), cx.db(), cx.permit()?, &Press::of(&cx.form), m).await,
        Err(e) => Err(e),
    };
    match done {
        Ok(_) => cx.done("/committee/members", "committee-member-added"),
        Err(p) => again(cx, p).await,
    }
}

pub async fn end(cx: Cx) -> Answer {
    let mut e = FieldErrors::default();
    let last = forms::day(&cx.form, "end", &mut e).unwrap_or_else(|| cx.today());
    let done = match e.ok(last) {
        Ok(last) => actions::members::end(cx.env(), cx.db(), cx.permit()?, cx.id("id")?, forms::version(&cx.form), last).await,
        Err(p) => Err(p),
    };
    match done {
        Ok(()) => cx.done("/committee/members", "committee-member-ended"),
        Err(p) => again(cx, p).await,
    }
}
