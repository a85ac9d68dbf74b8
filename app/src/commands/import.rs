use crate::{
    args::{Import, Place},
    house::House,
};
use anyhow::{Context, bail};
use i18n::Lang;
use kernel::{Permit, Problem};
use std::{path::Path, process::ExitCode};

/// Brings in a register kept as a workbook. The exit code is 0 wherever the workbook could be read: what is wrong with its rows is in the report.
pub async fn run(place: &Place, c: &Import) -> anyhow::Result<ExitCode> {
    let bytes = std::fs::read(&c.file).with_context(|| format!("cannot read {}", c.file.display()))?;
    let house = House::open(place).await?;
    let result = bring_in(&house, place, c, bytes).await;
    house.close().await?;
    result
}

async fn bring_in(house: &House, place: &Place, c: &Import, bytes: Vec<u8>) -> anyhow::Result<ExitCode> {
    let actor = house.actor(place).await?;
    let Some(permit) = Permit::check(&actor, imports::perm::RUN) else { bail!("{} may not import registers", actor.username) };
    let branch = match c.branch {
        Some(n) => Some(staff::branch_by_number(&mut house.db.reader(), n).await?.with_context(|| format!("there is no branch {n}"))?.id),
        None => None,
    };
    let name = c.file.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let progress = |done: usize, total: usize| eprintln!("{done} of {total}");
    let options = imports::Options { branch, dry_run: c.dry_run, progress: Some(&progress) };
    eprintln!("reading {name}");
    let done = match imports::run_as(&house.env, &house.db, &permit, house.env.id(), bytes.clone(), options).await {
        Ok(done) => done,
        Err(Problem::Invalid(e)) => bail!("{}", e.0.iter().map(|(_, e)| i18n::t(Lang::En, &format!("error-{}", e.code))).collect::<Vec<_>>().join(" ")),
        Err(Problem::NotFound) => bail!("{} may not import into this branch", actor.username),
        Err(e) => return Err(e.into()),
    };
    if !c.dry_run {
        imports::actions::keep(&house.env, &house.db, &house.files, &permit, &done, &name, bytes).await?;
    }
    let r = &done.report;
    eprintln!(
        "{} created, {} updated, {} unchanged, {} rejected, {} duplicates; members: {} created, {} updated, {} rejected{}",
        r.created,
        r.updated,
        r.unchanged,
        r.rejected.len(),
        r.duplicates.len(),
        r.members_created,
        r.members_updated,
        r.members_rejected.len(),
        if r.dry_run { " (dry run: nothing was written)" } else { "" }
    );
    if let Some(out) = &c.errors {
        let book = imports::errors_book::write(Lang::Ar, &done.plan, &done.unplaced)?;
        write(out, &book)?;
    }
    let json = serde_json::to_string_pretty(&done.report)?;
    match &c.report {
        Some(out) => write(out, json.as_bytes())?,
        None => println!("{json}"),
    }
    Ok(ExitCode::SUCCESS)
}

fn write(out: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    std::fs::write(out, bytes).with_context(|| format!("cannot write {}", out.display()))
}
