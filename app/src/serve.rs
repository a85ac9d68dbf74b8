use crate::{
    args::{Place, Serve},
    commands,
    house::House,
    kept,
};
use anyhow::{Context, bail};
use std::{path::PathBuf, process::ExitCode, sync::Arc, time::Duration};
use tokio::net::TcpListener;

/// Migrates, serves, seals; stops gracefully.
pub async fn run(place: &Place, options: &Serve) -> anyhow::Result<ExitCode> {
    logs(options.log_json);
    let mut place = place.clone();
    if options.demo && place.database_url.is_none() && place.data == std::path::Path::new("data") {
        // Never beside real data.
        place.data = PathBuf::from("demo-data");
    }
    // First the door: a taken port should cost nobody a migration.
    let listener = match TcpListener::bind(options.listen).await {
        Ok(l) => l,
        Err(e) if e.kind() == std::io::ErrorKind::AddrInUse => {
            bail!("{} is in use by another program: stop it, or choose another address with --listen", options.listen)
        }
        Err(e) => return Err(e).with_context(|| format!("cannot listen on {}", options.listen)),
    };
    let house = House::open(&place).await?;
    if options.demo {
        commands::demo::fill_for_serving(&house).await?;
    }
    let app = house.app(options.demo, options.secure_cookies)?;
    app.set_behind_proxy(options.behind_proxy);
    let mut code = None;
    if staff::is_empty(&house.db).await? {
        app.set_first_run(true);
        code = Some(staff::first_run_code());
    }
    app.set_org(staff::org_names(&mut house.db.reader()).await?);
    app.set_mark(letters::texts::logo::on_pages(&mut house.db.reader()).await?);
    let stop = Arc::new(tokio::sync::Notify::new());
    let sealing = tokio::spawn(seal_often(house.sealer.clone(), house.env.clone(), stop.clone()));
    let keeping = tokio::spawn(keep_house(house.db.clone(), house.env.clone(), stop.clone()));
    let archiving = tokio::spawn(archive_often(house.db.clone(), house.files.clone(), house.env.clone(), stop.clone()));
    let posting = tokio::spawn(messages::Post::new(house.db.clone(), house.env.clone()).run(stop.clone()));

    let address = listener.local_addr()?;
    println!("Sila is ready at http://{address}/");
    if let Some(code) = code {
        println!("First run: open http://{address}/first-run and enter this code: {code}");
    }
    web::listen(listener, web::router(app), web::Patience::default().within_the_system(), ended()).await;

    stop.notify_waiters();
    let _ = sealing.await;
    keeping.abort();
    archiving.abort();
    // What is under way is sent to its end; what is not has its lease.
    let _ = tokio::time::timeout(Duration::from_secs(40), posting).await;
    house.close().await?;
    println!("Sila has stopped.");
    Ok(ExitCode::SUCCESS)
}

fn logs(json: bool) {
    let filter = tracing_subscriber::EnvFilter::try_from_env("SILA_LOG").unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("warn"));
    let to_stderr = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).with_target(false);
    if json {
        to_stderr.json().init()
    } else {
        to_stderr.init()
    }
    // Where, never what: a panic's own words can hold a piece of somebody's name.
    std::panic::set_hook(Box::new(|p| tracing::error!(at = p.location().map(ToString::to_string).unwrap_or_default(), "panic")));
}

/// Events are sealed within a second.
async fn seal_often(sealer: Arc<db::Sealer>, env: kernel::Env, stop: Arc<tokio::sync::Notify>) {
    loop {
        let last = tokio::select! {
            () = tokio::time::sleep(Duration::from_millis(700)) => false,
            () = stop.notified() => true,
        };
        if let Err(e) = sealer.seal(env.now()).await {
            tracing::error!(error = %e, "sealing");
        }
        if last {
            return;
        }
    }
}

/// Letters that went out are set and kept within half a minute; pictures of papers nobody handed in are forgotten. A fault waits for the next round.
async fn archive_often(db: db::Db, files: files::Files, env: kernel::Env, stop: Arc<tokio::sync::Notify>) {
    let mut swept = kernel::At(0);
    let mut tidied = None;
    loop {
        if let Err(e) = papers::archive_due(&db, &files, &env).await {
            tracing::error!(error = %e, "archiving letters");
        }
        let now = env.now();
        if now.0 - swept.0 >= kernel::HOUR_MS {
            swept = now;
            if let Err(e) = portal::sweep(&env, &db, &files).await {
                tracing::error!(error = %e, "sweeping uploads");
            }
        }
        if time_to_tidy(tidied, now) {
            tidied = Some(now.day());
            match kept::sweep(&db, &files, &env).await {
                Ok(0) => {}
                Ok(n) => tracing::warn!(n, "files no row names were set aside"),
                Err(e) => tracing::error!(error = %e, "sweeping files"),
            }
        }
        tokio::select! {
            () = tokio::time::sleep(Duration::from_secs(30)) => {}
            () = stop.notified() => return,
        }
    }
}

/// At start and hourly: ended sessions and old form keys are forgotten; requests nobody completed after two reminders lapse; daily: reminders.
async fn keep_house(db: db::Db, env: kernel::Env, stop: Arc<tokio::sync::Notify>) {
    let mut reminded = None;
    loop {
        if let Err(e) = staff::sweep(&env, &db).await {
            tracing::error!(error = %e, "sweeping");
        }
        if let Err(e) = accounts::sweep(&env, &db).await {
            tracing::error!(error = %e, "sweeping the portal's sessions");
        }
        if let Err(e) = requests::lapse_due(&env, &db).await {
            tracing::error!(error = %e, "lapsing");
        }
        if let Err(e) = site::roll_up(&env, &db).await {
            tracing::error!(error = %e, "figures of the public page");
        }
        // Once a day, when people are awake: what stands still is not looked at every hour.
        let now = env.now();
        if time_to_remind(reminded, now) {
            reminded = Some(now.day());
            remind(&db, &env).await;
        }
        tokio::select! {
            () = tokio::time::sleep(Duration::from_secs(3600)) => {}
            () = stop.notified() => return,
        }
    }
}

/// The hour in Riyadh from which reminders are made.
const REMINDING_HOUR: i64 = 9;

/// Whether today's reminders are to be made now.
fn time_to_remind(last: Option<kernel::Day>, now: kernel::At) -> bool {
    last != Some(now.day()) && now.0 >= now.day().start().0 + REMINDING_HOUR * kernel::HOUR_MS
}

/// Whether tonight's look for files nobody names is due: between two and five, when nobody sends any.
fn time_to_tidy(last: Option<kernel::Day>, now: kernel::At) -> bool {
    let since = now.0 - now.day().start().0;
    last != Some(now.day()) && (2 * kernel::HOUR_MS..5 * kernel::HOUR_MS).contains(&since)
}

/// What clocks remind of: missing papers, papers about to expire, the yearly update, tomorrow's visits, internal targets. Each is said once.
pub async fn remind(db: &db::Db, env: &kernel::Env) {
    let done = [
        ("missing documents", requests::remind_due(env, db).await),
        ("targets", requests::targets_at_risk(env, db).await),
        ("expiring documents", documents::remind_expiring(env, db).await),
        ("yearly updates", beneficiaries::remind_reviews(env, db).await),
        ("visits", research::remind_visits(env, db).await),
    ];
    for (what, result) in done {
        if let Err(e) = result {
            tracing::error!(error = %e, what, "reminding");
        }
    }
}

/// Ctrl-C or a polite end from the system.
async fn ended() {
    let interrupt = async {
        let _ = tokio::signal::ctrl_c().await;
    };
    #[cfg(unix)]
    {
        let term = async {
            match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
                Ok(mut s) => {
                    s.recv().await;
                }
                Err(_) => std::future::pending().await,
            }
        };
        tokio::select! { () = interrupt => {}, () = term => {} }
    }
    #[cfg(not(unix))]
    interrupt.await;
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::{At, Day, HOUR_MS};

    #[test]
    fn files_are_looked_over_once_a_night() {
        let today = Day::from_ymd(2026, 11, 22).unwrap();
        let at = |hour: i64| At(today.start().0 + hour * HOUR_MS);
        assert!(!time_to_tidy(None, at(1)) && time_to_tidy(None, at(2)) && !time_to_tidy(None, at(5)));
        assert!(!time_to_tidy(Some(today), at(3)) && time_to_tidy(Some(today), at(24 + 3)));
    }

    #[test]
    fn reminders_are_made_once_a_day_from_nine() {
        let today = Day::from_ymd(2026, 11, 22).unwrap();
        let at = |hour: i64| At(today.start().0 + hour * HOUR_MS);
        assert!(!time_to_remind(None, at(0)) && !time_to_remind(None, At(at(9).0 - 1)));
        assert!(time_to_remind(None, at(9)) && time_to_remind(None, at(23)));
        assert!(!time_to_remind(Some(today), at(23)) && !time_to_remind(Some(today), at(24 + 8)));
        assert!(time_to_remind(Some(today), at(24 + 9)));
    }
}
