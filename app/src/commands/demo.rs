use crate::{
    args::{Demo, Place},
    demo,
    house::House,
};
use std::{process::ExitCode, time::Instant};

pub use demo::fill_for_serving;

/// Fills with invented people. On a database without employees the system acts and makes the sample users; otherwise `--as` says who acts.
pub async fn run(place: &Place, d: &Demo) -> anyhow::Result<ExitCode> {
    let house = House::open(place).await?;
    let began = Instant::now();
    let result = fill(&house, place, d).await;
    house.close().await?;
    let c = result?;
    println!(
        "{} files, {} people, {} documents ({} scans), {} contacts, {} requests, {} delivery lines in {:.1} s",
        c.files,
        c.people,
        c.documents,
        c.scans,
        c.contacts,
        c.requests,
        c.deliveries,
        began.elapsed().as_secs_f64()
    );
    Ok(ExitCode::SUCCESS)
}

async fn fill(house: &House, place: &Place, d: &Demo) -> anyhow::Result<demo::Counts> {
    // The sample users' password is on the sign-in page: never beside anybody's real account.
    let ours = staff::is_empty(&house.db).await? || !demo::seeds(&house.db).await?.is_empty();
    let stand_in = if ours { None } else { Some(house.actor(place).await?) };
    demo::run(house, stand_in.as_ref(), d.files, d.seed).await
}
