use crate::{
    args::{AdminCreate, Place},
    house::House,
};
use anyhow::{Context, bail};
use kernel::{Actor, Problem};
use std::{io::BufRead, process::ExitCode};

/// Makes an employee. On an empty database the actor is the system, branch 1 is made if there is none, and the first-run page closes.
pub async fn create(place: &Place, c: &AdminCreate) -> anyhow::Result<ExitCode> {
    let mut password = String::new();
    std::io::stdin().lock().read_line(&mut password).context("reading the password")?;
    let password = password.trim_end_matches(['\r', '\n']).to_string();
    let house = House::open(place).await?;
    let actor = if place.as_user.is_none() && staff::is_empty(&house.db).await? { Actor::system() } else { house.actor(place).await? };
    let new = staff::NewEmployee {
        username: c.username.clone(),
        name_ar: c.name.clone(),
        roles: vec![c.role.clone()],
        branch_number: c.branch,
        password,
        ..staff::NewEmployee::default()
    };
    let made = staff::create_employee(&house.env, &house.db, &actor, new).await;
    let result = match made {
        Ok(id) => {
            println!("{id}");
            Ok(ExitCode::SUCCESS)
        }
        Err(Problem::Invalid(errors)) => {
            let words: Vec<String> =
                errors.0.iter().map(|(field, e)| format!("{field}: {}", i18n::ta(i18n::Lang::En, &format!("error-{}", e.code), &args(e)))).collect();
            Err(anyhow::anyhow!("{}", words.join("; ")))
        }
        Err(Problem::Refused { code, .. }) => Err(anyhow::anyhow!("{}", i18n::t(i18n::Lang::En, &format!("refusal-{code}")))),
        Err(Problem::Forbidden | Problem::NotFound) => bail!("{} may not make employees", actor.username),
        Err(e) => Err(e.into()),
    };
    house.close().await?;
    result
}

fn args(e: &kernel::FieldError) -> Vec<(&'static str, i18n::Arg)> {
    e.args.iter().map(|(k, v)| (*k, i18n::Arg::from(v.as_str()))).collect()
}
