//! `sila`: the one program. `serve` is what `./start` runs; the rest are the shell's contract (docs/operations.md).

use clap::Parser;
use sila::{args, commands, serve};
use std::process::ExitCode;

fn main() -> ExitCode {
    let args = args::Args::parse();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(r) => r,
        Err(e) => return fail(&format!("cannot start: {e}")),
    };
    match runtime.block_on(run(args)) {
        Ok(code) => code,
        Err(e) => fail(&format!("{e:#}")),
    }
}

async fn run(args: args::Args) -> anyhow::Result<ExitCode> {
    match &args.command {
        args::Command::Serve(s) => serve::run(&args.place, s).await,
        args::Command::Admin { command: args::Admin::Create(c) } => commands::admin::create(&args.place, c).await,
        args::Command::Import(i) => commands::import::run(&args.place, i).await,
        args::Command::Demo(d) => commands::demo::run(&args.place, d).await,
        args::Command::Bench(b) => commands::bench::run(&args.place, b).await,
        args::Command::Audit { command: args::Audit::Verify } => commands::audit::verify(&args.place).await,
    }
}

/// One clear line for whoever started the program.
fn fail(why: &str) -> ExitCode {
    eprintln!("sila: {why}");
    ExitCode::FAILURE
}
