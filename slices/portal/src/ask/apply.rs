//! Somebody without a file enters himself: enough for a draft, which an employee then joins to an existing person or makes new.
//! What is claimed here is checked by nobody yet, and answers nothing about whom the register knows.

use crate::own;
use applications::{NewApplication, Relative};
use askama::Template;
use db::Query;
use kernel::{FieldErrors, Id, Problem, Result};
use people::{MobileLine, NewPerson, PersonForm};
use web::{Answer, Cx, DateRaw, Errors, Form, Opt, Shell, StatusCode};

/// Most people entered at once; a larger household is completed with the employee.
const MOST: usize = 14;

/// Somebody at home, as typed.
struct Row {
    n: usize,
    /// What its fields are called in the form: name, relation, birth, identity.
    ids: [String; 4],
    name: String,
    identity: String,
    birth: DateRaw,
    relations: Vec<Opt>,
}

#[derive(Template)]
#[template(path = "ask_apply.html")]
struct Page {
    shell: Shell,
    errors: Errors,
    f: PersonForm,
    kinds: Vec<Opt>,
    sexes: Vec<Opt>,
    rows: Vec<Row>,
    count: String,
    more: bool,
    categories: Vec<Opt>,
    branches: Vec<Opt>,
    service: String,
    mobile: String,
}

fn row(shell: &Shell, form: &Form, from: usize, n: usize) -> Row {
    let get = |what: &str| form.text(&format!("m{from}_{what}")).to_string();
    let relation = get("relation");
    let birth = DateRaw::of(form, &format!("m{from}_birth"));
    Row {
        n,
        ids: ["name", "relation", "birth", "identity"].map(|what| format!("m{n}_{what}")),
        name: get("name"),
        identity: get("identity"),
        birth,
        relations: people::rules::words::RELATIONS.iter().map(|c| Opt::new(*c, shell.code("choice-relation", c), *c == relation)).collect(),
    }
}

/// The rows to show: those sent, one more or one less as pressed.
fn rows(cx: &Cx, shell: &Shell) -> Vec<Row> {
    let sent: usize = cx.form.text("rows").parse().unwrap_or(0).min(MOST);
    let press = cx.form.text("press");
    let dropped: Option<usize> = press.strip_prefix("drop_").and_then(|n| n.parse().ok());
    let mut out = vec![];
    for i in (1..=sent).filter(|i| Some(*i) != dropped) {
        out.push(row(shell, &cx.form, i, out.len() + 1));
    }
    if press == "add" && out.len() < MOST {
        out.push(row(shell, &Form::default(), 0, out.len() + 1));
    }
    out
}

async fn page(cx: &Cx, errors: Errors, status: StatusCode) -> Answer {
    let mut shell = cx.shell(cx.t("portal-apply-title"), "/my");
    if !errors.is_empty() {
        shell = shell.invalid();
    }
    let q = &mut cx.reader();
    let f = PersonForm::of(&cx.form);
    let opts = |family: &str, codes: &[&str], chosen: &str| codes.iter().map(|c| Opt::new(*c, shell.code(family, c), *c == chosen)).collect::<Vec<_>>();
    let branches: Vec<_> = staff::branches(q).await?.into_iter().filter(|b| b.active).collect();
    let categories = beneficiaries::categories(q).await?;
    let chosen: Vec<String> = cx.form.all("categories").map(str::to_string).collect();
    let branch = if branches.len() == 1 { branches[0].id.to_string() } else { cx.form.text("branch").to_string() };
    let rows = rows(cx, &shell);
    let page = Page {
        kinds: opts("choice-identity-kind", &["national", "other", "none"], if f.identity_kind.is_empty() { "national" } else { &f.identity_kind }),
        sexes: opts("choice-sex", people::Sex::CODES, &f.sex),
        more: rows.len() < MOST,
        count: rows.len().to_string(),
        rows,
        categories: categories
            .into_iter()
            .filter(|c| c.active)
            .map(|c| Opt::new(c.code.clone(), c.name(cx.lang).to_string(), chosen.contains(&c.code)))
            .collect(),
        branches: branches.iter().map(|b| Opt::new(b.id.to_string(), b.name(cx.lang).to_string(), b.id.to_string() == branch).hint(b.area.clone())).collect(),
        service: if cx.form.text("service").is_empty() { cx.query("service").to_string() } else { cx.form.text("service").to_string() },
        mobile: people::rules::mobile::parse(&cx.outside()?.mobile).map(|m| m.grouped()).unwrap_or_default(),
        f,
        errors,
        shell,
    };
    web::page_with(status, &page)
}

/// Where it goes on: to the service he came for.
fn on(service: &str) -> String {
    let plain = !service.is_empty() && service.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
    if plain { format!("/my/new?service={service}") } else { "/my/new".into() }
}

pub async fn show(cx: Cx) -> Answer {
    if own::all(&cx).await?.iter().any(|a| a.can("ask")) {
        return Ok(web::redirect(&on(cx.query("service"))));
    }
    page(&cx, Errors::none(), StatusCode::OK).await
}

/// What a person's own form calls a field, as a row of the household calls it.
fn renamed(n: usize, field: &str) -> String {
    match field {
        "as_written" | "first" | "family" | "father" | "grandfather" => format!("m{n}_name"),
        other => format!("m{n}_{other}"),
    }
}

/// Where a field stands on the page: the person, each of the household in turn, the office.
fn place(field: &str) -> (usize, usize) {
    const HEAD: &[&str] = &["first", "father", "grandfather", "family", "identity_kind", "identity", "birth", "sex", "city", "district"];
    const ROW: &[&str] = &["name", "relation", "birth", "identity"];
    let at = |list: &[&str], f: &str| list.iter().position(|x| *x == f).unwrap_or(list.len());
    match field.strip_prefix('m').and_then(|rest| rest.split_once('_')).and_then(|(n, what)| Some((n.parse::<usize>().ok()?, what))) {
        Some((n, what)) => (n, at(ROW, what)),
        None if field == "branch" || field == "categories" => (MOST + 1, 0),
        None => (0, at(HEAD, field)),
    }
}

/// What is wrong with somebody of the household, saying with whom and in which field.
fn of_person(lang: i18n::Lang, n: usize, field: &str, error: kernel::FieldError) -> kernel::FieldError {
    let mut one = FieldErrors::default();
    one.add("x", error);
    let what = Errors::new(lang, &one).get("x").unwrap_or_default();
    let field = match field.rsplit_once('_').map(|(_, what)| what) {
        Some("relation") => "portal-apply-relation",
        Some("birth") => "portal-apply-birth",
        Some("identity") => "portal-ask-identity",
        _ => "portal-apply-full-name",
    };
    kernel::FieldError::new("ask_person").arg("n", n).arg("field", i18n::t(lang, field)).arg("what", what)
}

pub(crate) const ERRORS: &[&str] = &["ask_person"];

fn relative(lang: i18n::Lang, form: &Form, n: usize, today: kernel::Day, e: &mut FieldErrors) -> Option<Relative> {
    let get = |what: &str| form.text(&format!("m{n}_{what}")).to_string();
    let relation = get("relation");
    let typed = PersonForm {
        as_written: get("name"),
        identity_kind: if get("identity").is_empty() { "none".into() } else { "national".into() },
        identity: get("identity"),
        birth: DateRaw::of(form, &format!("m{n}_birth")),
        sex: people::rules::words::relation_sex(&relation).map(|s| s.code().to_string()).unwrap_or_default(),
        ..PersonForm::default()
    };
    if !people::rules::words::RELATIONS.contains(&relation.as_str()) {
        e.add(format!("m{n}_relation"), of_person(lang, n, "_relation", kernel::FieldError::new("choice")));
    }
    match typed.parse(today) {
        Ok(person) => Some(Relative { person, relation }),
        Err(more) => {
            for (f, x) in more.0 {
                // Several parts of one name are one field here.
                let field = renamed(n, &f);
                if e.get(&field).is_none() {
                    let error = of_person(lang, n, &field, x);
                    e.add(field, error);
                }
            }
            None
        }
    }
}

/// Everything typed, checked.
async fn read(cx: &Cx, q: &mut impl Query) -> Result<NewApplication> {
    let (form, today, outside) = (&cx.form, cx.today(), cx.outside()?);
    let mut e = FieldErrors::default();
    let typed = PersonForm { mobile: String::new(), mobile2: String::new(), iban: String::new(), as_written: String::new(), ..PersonForm::of(form) };
    let mut head = NewPerson::default();
    match typed.parse(today) {
        Ok(p) => head = p,
        Err(more) => more.0.into_iter().for_each(|(f, x)| e.add(if f == "as_written" { "first".into() } else { f }, x)),
    }
    // No part of the name at all is said of both parts that are needed.
    if e.get("first").is_some() && typed.family.is_empty() && e.get("family").is_none() {
        e.code("family", "required");
    }
    if typed.birth.is_empty() {
        e.code("birth", "required");
    }
    if typed.sex.is_empty() {
        e.code("sex", "required");
    }
    if typed.city.is_empty() {
        e.code("city", "required");
    }
    if let Ok(m) = people::rules::mobile::parse(&outside.mobile) {
        head.mobiles = vec![MobileLine { number: m.as_str().into(), answers: None, primary: true }];
    }
    let sent: usize = form.text("rows").parse().unwrap_or(0).min(MOST);
    let members: Vec<Relative> = (1..=sent).filter_map(|n| relative(cx.lang, form, n, today, &mut e)).collect();
    let branches: Vec<Id> = staff::branches(q).await?.into_iter().filter(|b| b.active).map(|b| b.id).collect();
    let branch = match (form.text("branch").parse::<Id>(), branches.as_slice()) {
        (_, [only]) => *only,
        (Ok(b), all) if all.contains(&b) => b,
        _ => {
            e.code("branch", "choice");
            Id::NIL
        }
    };
    e.0.sort_by_key(|(field, _)| place(field));
    e.ok(())?;
    let account = accounts::account_of(q, outside.session).await?;
    Ok(NewApplication { account, head, members, categories: form.all("categories").map(str::to_string).collect(), branch })
}

pub async fn save(cx: Cx) -> Answer {
    if own::all(&cx).await?.iter().any(|a| a.can("ask")) {
        return Ok(web::redirect(&on(cx.form.text("service"))));
    }
    let press = cx.form.text("press");
    if press == "add" || press.starts_with("drop_") {
        return page(&cx, Errors::none(), StatusCode::OK).await;
    }
    let result = async {
        let new = read(&cx, &mut cx.reader()).await?;
        crate::once(&cx)?;
        applications::begin(cx.env(), cx.db(), cx.actor()?, new).await
    }
    .await;
    match result {
        Ok(_) => cx.done(&on(cx.form.text("service")), "portal-apply-done"),
        Err(Problem::Invalid(e)) => page(&cx, Errors::new(cx.lang, &e), StatusCode::UNPROCESSABLE_ENTITY).await,
        Err(p @ Problem::Refused { .. }) => page(&cx, Errors::none().general(cx.refusal(&p).unwrap_or_default()), StatusCode::UNPROCESSABLE_ENTITY).await,
        Err(p) => Err(p),
    }
}
