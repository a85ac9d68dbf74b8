//! `sila bench`: how fast and how large, over the real pages, by a signed-in user, with full durability and audit on.
//! Starts this same program as a server of its own on a folder that is thrown away, and replays R1, R2, R3, W1, P1, P2 and P3.

mod client;
mod door;
mod ops;
mod process;

use crate::args::{Bench, Place};
use anyhow::Context;
use client::Client;
use process::Server;
use std::{
    process::ExitCode,
    sync::Arc,
    time::{Duration, Instant},
};

pub async fn run(place: &Place, b: &Bench) -> anyhow::Result<ExitCode> {
    let _ = place;
    let dir = std::env::temp_dir().join(format!("sila-bench-{}", std::process::id()));
    std::fs::create_dir_all(&dir)?;
    let result = measure(&dir, b).await;
    std::fs::remove_dir_all(&dir).with_context(|| format!("removing {}", dir.display()))?;
    result.map(|()| ExitCode::SUCCESS)
}

async fn measure(dir: &std::path::Path, b: &Bench) -> anyhow::Result<()> {
    eprintln!("filling {} files …", b.files);
    let filling = Instant::now();
    let world = ops::World::make(dir, b.files, b.seed).await?;
    println!("fill: {} files in {:.1} s, {} MB on disk", b.files, filling.elapsed().as_secs_f64(), process::disk(dir) / 1_048_576);

    let server = Server::start(dir).await?;
    println!("start: {} ms to the ready line; idle PSS {} MB", server.ready_ms, server.pss_mb());
    let session = Client::sign_in(server.address, ops::USER, ops::PASSWORD).await?;
    let bytes = ops::first_visit(server.address, &session).await?;
    println!("first visit to the work list: {} KB (html, css, js, icons; gzip; fonts apart)", bytes / 1024);

    let wanted = |op: ops::Op| b.ops.is_empty() || b.ops.iter().any(|o| o.eq_ignore_ascii_case(op.name()));
    let inside = if wanted(ops::Op::Own) || wanted(ops::Op::Answer) { world.inside(&server).await? } else { vec![] };
    println!("{:<4} {:>8} {:>9} {:>8} {:>8} {:>8} {:>8} {:>7}", "op", "clients", "req/s", "p50 ms", "p95 ms", "p99 ms", "cpu ms", "errors");
    for op in ops::Op::ALL {
        if !wanted(op) {
            continue;
        }
        let plan = Arc::new(world.plan(op, &inside));
        for clients in &b.clients {
            // A warm-up, then the measured time.
            replay(server.address, &session, plan.clone(), *clients, Duration::from_millis(700)).await?;
            let before = server.cpu_ms();
            let mut r = replay(server.address, &session, plan.clone(), *clients, Duration::from_secs(b.seconds)).await?;
            let cpu = server.cpu_ms().saturating_sub(before) as f64;
            let n = r.times.len().max(1);
            r.times.sort_unstable();
            let at = |p: f64| r.times.get(((n as f64 - 1.0) * p) as usize).copied().unwrap_or(0) as f64 / 1000.0;
            println!(
                "{:<4} {:>8} {:>9.0} {:>8.2} {:>8.2} {:>8.2} {:>8.3} {:>7}",
                op.name(),
                clients,
                n as f64 / r.seconds,
                at(0.5),
                at(0.95),
                at(0.99),
                cpu / n as f64,
                r.errors
            );
        }
    }
    println!("after load: PSS {} MB, {} MB on disk", server.pss_mb(), process::disk(dir) / 1_048_576);
    server.stop().await
}

struct Replay {
    /// Microseconds of each answered operation (W1: of the whole of its steps).
    times: Vec<u64>,
    errors: usize,
    seconds: f64,
}

async fn replay(address: std::net::SocketAddr, session: &client::Session, plan: Arc<ops::Plan>, clients: usize, span: Duration) -> anyhow::Result<Replay> {
    let started = Instant::now();
    let mut tasks = vec![];
    for n in 0..clients {
        let (plan, session) = (plan.clone(), session.clone());
        tasks.push(tokio::spawn(async move {
            let mut client = Client::connect(address, session).await?;
            let (mut times, mut errors, mut i) = (vec![], 0, n * 131);
            while started.elapsed() < span {
                let t = Instant::now();
                match plan.run(&mut client, i).await {
                    Ok(()) => times.push(t.elapsed().as_micros() as u64),
                    Err(e) => {
                        errors += 1;
                        if errors == 1 {
                            eprintln!("{e:#}");
                        }
                        client.reconnect().await?;
                    }
                }
                i += 1;
            }
            anyhow::Ok((times, errors))
        }));
    }
    let mut all = Replay { times: vec![], errors: 0, seconds: 0.0 };
    for t in tasks {
        let (times, errors) = t.await??;
        all.times.extend(times);
        all.errors += errors;
    }
    all.seconds = started.elapsed().as_secs_f64();
    Ok(all)
}
