//! Whether an employee is himself in the register: nobody acts on his own household's file, and only so is it known which that is.

use askama::Template;
use kernel::{Id, Problem, Result};
use std::{future::Future, pin::Pin};
use web::{Answer, Cx, Errors, Shell, StatusCode};

#[derive(Template)]
#[template(path = "employee_person.html")]
struct Panel<'p> {
    shell: &'p Shell,
    errors: Errors,
    action: String,
    /// The identity number, masked; empty while he is not linked.
    known: String,
    typed: String,
}

#[derive(Template)]
#[template(path = "employee_person_page.html")]
struct Page {
    shell: Shell,
    back: String,
    name: String,
    panel: String,
}

async fn html(cx: &Cx, shell: &Shell, employee: Id, errors: Errors, typed: &str) -> Result<String> {
    let q = &mut cx.reader();
    let known = match staff::employee(q, employee).await?.ok_or(Problem::NotFound)?.person {
        Some(id) => people::person(q, id).await?.identity_masked(),
        None => String::new(),
    };
    Panel { shell, errors, action: format!("/employees/{employee}/person"), known, typed: typed.to_string() }.render().map_err(Problem::internal)
}

/// Slot `employee.side`.
pub fn panel(cx: Cx, employee: Id) -> Pin<Box<dyn Future<Output = Result<String>> + Send>> {
    Box::pin(async move {
        if !cx.can(staff::perm::EMPLOYEE_MANAGE) {
            return Ok(String::new());
        }
        let shell = cx.shell("", "/employees");
        html(&cx, &shell, employee, Errors::none(), "").await
    })
}

/// Links an employee to his person by the identity number, or unlinks him where it is left empty.
pub async fn link(cx: Cx) -> Answer {
    let employee = cx.id("id")?;
    let typed = cx.form.text("identity").to_string();
    let found = match typed.as_str() {
        "" => Ok(None),
        t => match people::by_identity(&mut cx.reader(), &people::identity_key(t)).await? {
            Some(id) => Ok(Some(id)),
            None => Err(Problem::field("identity", "employee_not_in_register")),
        },
    };
    let done = match found {
        Ok(person) => staff::set_person(cx.env(), cx.db(), cx.permit()?, employee, person).await,
        Err(p) => Err(p),
    };
    match done {
        Ok(()) => cx.done(&format!("/employees/{employee}"), "beneficiaries-employee-saved"),
        Err(Problem::Invalid(e)) => {
            let shell = cx.shell(cx.t("beneficiaries-employee-title"), "/employees").invalid();
            let name = staff::employee(&mut cx.reader(), employee).await?.ok_or(Problem::NotFound)?.name_ar;
            let panel = html(&cx, &shell, employee, Errors::new(cx.lang, &e), &typed).await?;
            web::page_with(StatusCode::UNPROCESSABLE_ENTITY, &Page { back: format!("/employees/{employee}"), name, panel, shell })
        }
        Err(p) => Err(p),
    }
}
