use super::Trouble;
use crate::{
    Category,
    actions::{self, CategoryCommand},
    file,
    rules::Needs,
};
use askama::Template;
use kernel::{FieldErrors, Problem, Result};
use web::{Answer, Cx, Errors, Form, Opt, Shell};

struct Row {
    code: String,
    name: String,
    other: String,
    needs: String,
    active: bool,
    href: String,
}

#[derive(Template)]
#[template(path = "categories.html")]
struct Page {
    shell: Shell,
    errors: Errors,
    rows: Vec<Row>,
    /// The code being changed; empty for a new one.
    editing: String,
    form_title: String,
    action: String,
    code: String,
    name_ar: String,
    name_en: String,
    sort: String,
    active: bool,
    needs: Vec<Opt>,
    version: String,
}

struct Typed {
    code: String,
    name_ar: String,
    name_en: String,
    sort: String,
    needs: String,
    active: bool,
    version: String,
}

impl Typed {
    fn blank(next: i64) -> Typed {
        Typed {
            code: String::new(),
            name_ar: String::new(),
            name_en: String::new(),
            sort: next.to_string(),
            needs: "none".into(),
            active: true,
            version: String::new(),
        }
    }
    fn filled(c: &Category) -> Typed {
        let needs = if c.needs == Needs::Nothing { "none" } else { c.needs.code() };
        Typed {
            code: c.code.clone(),
            name_ar: c.name_ar.clone(),
            name_en: c.name_en.clone(),
            sort: c.sort.to_string(),
            needs: needs.into(),
            active: c.active,
            version: c.version.to_string(),
        }
    }
    fn of(f: &Form, code: &str) -> Typed {
        let t = |n: &str| f.text(n).to_owned();
        Typed {
            code: code.to_owned(),
            name_ar: t("name_ar"),
            name_en: t("name_en"),
            sort: t("sort"),
            needs: t("needs"),
            active: f.flag("active"),
            version: t("version"),
        }
    }
    fn command(&self) -> Result<CategoryCommand> {
        let mut e = FieldErrors::default();
        let sort = i18n::digits::ascii(&self.sort).parse::<i64>().ok().filter(|n| (0..100_000).contains(n));
        if sort.is_none() {
            e.code("sort", "number");
        }
        if !Needs::CODES.contains(&self.needs.as_str()) {
            e.code("needs", "choice");
        }
        e.ok(CategoryCommand {
            code: self.code.clone(),
            name_ar: self.name_ar.clone(),
            name_en: self.name_en.clone(),
            needs: Needs::parse(&self.needs),
            active: self.active,
            sort: sort.unwrap_or_default(),
            version: self.version.parse().unwrap_or(-1),
        })
    }
}

fn page(cx: &Cx, all: &[Category], editing: &str, t: Typed, trouble: Trouble) -> Answer {
    let shell = cx.shell(cx.t("beneficiaries-nav-categories"), "/categories");
    let shell = if trouble.errors.is_empty() { shell } else { shell.invalid() };
    let rows = all
        .iter()
        .map(|c| Row {
            code: c.code.clone(),
            name: c.name(cx.lang).to_owned(),
            other: c.name(cx.lang.other()).to_owned(),
            needs: shell.code("choice-category-needs", if c.needs == Needs::Nothing { "none" } else { c.needs.code() }),
            active: c.active,
            href: format!("/categories?edit={}", c.code),
        })
        .collect();
    let page = Page {
        action: if editing.is_empty() { "/categories".into() } else { format!("/categories/{editing}") },
        needs: Needs::CODES.iter().map(|n| Opt::new(*n, shell.code("choice-category-needs", n), *n == t.needs)).collect(),
        form_title: cx.t(if editing.is_empty() { "beneficiaries-category-new" } else { "beneficiaries-category-change" }),
        editing: editing.to_owned(),
        errors: trouble.errors,
        rows,
        code: t.code,
        name_ar: t.name_ar,
        name_en: t.name_en,
        sort: t.sort,
        active: t.active,
        version: t.version,
        shell,
    };
    web::page_with(trouble.status, &page)
}

pub async fn list(cx: Cx) -> Answer {
    let all = file::categories(&mut cx.reader()).await?;
    let next = all.iter().map(|c| c.sort).max().unwrap_or_default() + 10;
    match all.iter().find(|c| c.code == cx.query("edit")) {
        Some(c) => page(&cx, &all, &c.code, Typed::filled(c), Trouble::none()),
        None => page(&cx, &all, "", Typed::blank(next), Trouble::none()),
    }
}

pub async fn add(cx: Cx) -> Answer {
    let typed = Typed::of(&cx.form, &cx.form.text("code").to_lowercase());
    let outcome = match typed.command() {
        Ok(c) => actions::add_category(cx.env(), cx.db(), cx.permit()?, c).await,
        Err(p) => Err(p),
    };
    answer(cx, "", typed, outcome).await
}

pub async fn save(cx: Cx) -> Answer {
    let code = cx.param("code")?.to_owned();
    let all = file::categories(&mut cx.reader()).await?;
    if !all.iter().any(|c| c.code == code) {
        return Err(Problem::NotFound);
    }
    let typed = Typed::of(&cx.form, &code);
    let outcome = match typed.command() {
        Ok(c) => actions::change_category(cx.env(), cx.db(), cx.permit()?, c).await,
        Err(p) => Err(p),
    };
    answer(cx, &code, typed, outcome).await
}

async fn answer(cx: Cx, editing: &str, typed: Typed, outcome: Result<()>) -> Answer {
    match outcome {
        Ok(()) => cx.done("/categories", "beneficiaries-category-saved"),
        Err(p) => {
            let trouble = Trouble::of(&cx, None, p).await?;
            let all = file::categories(&mut cx.reader()).await?;
            let mut typed = typed;
            if trouble.status == web::StatusCode::CONFLICT {
                // He has been told; pressing again is his decision.
                typed.version = all.iter().find(|c| c.code == editing).map(|c| c.version.to_string()).unwrap_or_default();
            }
            page(&cx, &all, editing, typed, trouble)
        }
    }
}
