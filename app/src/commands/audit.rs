use crate::{args::Place, house};
use db::Verdict;
use std::process::ExitCode;

/// Judges the whole trail. Reads only: never seals, makes no key.
pub async fn verify(place: &Place) -> anyhow::Result<ExitCode> {
    let (db, keys) = house::open_to_read(place).await?;
    let verdict = db::verify(&db, &keys).await?;
    db.close().await;
    Ok(match verdict {
        Verdict::Sound { events, unsealed } => {
            println!("sound, {events} events, {unsealed} unsealed");
            ExitCode::SUCCESS
        }
        Verdict::Broken(why) => {
            println!("broken: {why}");
            ExitCode::FAILURE
        }
    })
}
