use crate::{args::{Demo, Place}, house::House};
use std::process::ExitCode;

pub async fn run(place: &Place, d: &Demo) -> anyhow::Result<ExitCode> {
    let house = House::open(place).await?;
    fill(&house, d.files, d.seed).await?;
    house.close().await?;
    Ok(ExitCode::SUCCESS)
}
pub async fn fill(_: &House, _: u32, _: u64) -> anyhow::Result<()> { Ok(()) }
pub async fn fill_for_serving(_: &House) -> anyhow::Result<()> { Ok(()) }
