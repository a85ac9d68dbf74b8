use clap::{Args as ClapArgs, Parser, Subcommand};
use std::{net::SocketAddr, path::PathBuf};

/// Sila (صِلة): an association's relationship with the people it serves.
#[derive(Parser, Debug)]
#[command(name = "sila", version, about, long_about = None)]
pub struct Args {
    #[command(flatten)]
    pub place: Place,
    #[command(subcommand)]
    pub command: Command,
}

/// Where the data is, and in whose name a command acts.
#[derive(ClapArgs, Debug, Clone)]
pub struct Place {
    /// Folder of the embedded database and the scans
    #[arg(long, global = true, value_name = "DIR", default_value = "data")]
    pub data: PathBuf,
    /// PostgreSQL (15 or newer) instead of the embedded database: postgres://…
    #[arg(long, global = true, value_name = "U")]
    pub database_url: Option<String>,
    /// Folder of the keys; DATA.keys beside the data folder unless said (required with --database-url)
    #[arg(long, global = true, value_name = "DIR")]
    pub keys: Option<PathBuf>,
    /// The employee in whose name the command acts, where it is audited
    #[arg(long = "as", global = true, value_name = "USERNAME")]
    pub as_user: Option<String>,
}

#[derive(Subcommand, Debug)]
pub enum Command {
    /// Migrate the database and serve
    Serve(Serve),
    /// Employees, from the shell
    Admin {
        #[command(subcommand)]
        command: Admin,
    },
    /// Bring in a register kept as a workbook
    Import(Import),
    /// Fill with invented people, files, documents and requests
    Demo(Demo),
    /// Measure speed and memory over the real pages, on data that is thrown away
    Bench(Bench),
    /// The audit trail
    Audit {
        #[command(subcommand)]
        command: Audit,
    },
}

#[derive(ClapArgs, Debug, Clone)]
pub struct Serve {
    /// Address to listen on
    #[arg(long, value_name = "A", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
    /// A filled, invented association with one sample user per role, in a data folder of its own
    #[arg(long)]
    pub demo: bool,
    /// Send cookies over TLS only: for a server behind a TLS proxy
    #[arg(long)]
    pub secure_cookies: bool,
    /// A proxy on this machine stands before the program: callers' addresses are read from what it adds to X-Forwarded-For
    #[arg(long)]
    pub behind_proxy: bool,
    /// Logs as one JSON object a line
    #[arg(long)]
    pub log_json: bool,
}

#[derive(Subcommand, Debug)]
pub enum Admin {
    /// Make an employee; prints the id
    Create(AdminCreate),
}

#[derive(ClapArgs, Debug)]
pub struct AdminCreate {
    #[arg(long, value_name = "U")]
    pub username: String,
    #[arg(long, value_name = "N")]
    pub name: String,
    /// Role code, such as administrator or relations_officer
    #[arg(long, value_name = "R")]
    pub role: String,
    /// Branch number
    #[arg(long, value_name = "B")]
    pub branch: Option<i64>,
    /// Read the password from standard input (its first line)
    #[arg(long, required = true)]
    pub password_stdin: bool,
}

#[derive(ClapArgs, Debug)]
pub struct Import {
    #[arg(value_name = "FILE.xlsx")]
    pub file: PathBuf,
    /// Branch number; by default that of --as
    #[arg(long, value_name = "B")]
    pub branch: Option<i64>,
    /// Read and judge, write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Workbook of the rows that were not taken, with reasons
    #[arg(long, value_name = "OUT.xlsx")]
    pub errors: Option<PathBuf>,
    /// Report as JSON; to standard output when absent
    #[arg(long, value_name = "OUT.json")]
    pub report: Option<PathBuf>,
}

#[derive(ClapArgs, Debug)]
pub struct Demo {
    #[arg(long, value_name = "N", default_value_t = 200)]
    pub files: u32,
    #[arg(long, value_name = "S", default_value_t = 1)]
    pub seed: u64,
}

#[derive(ClapArgs, Debug)]
pub struct Bench {
    #[arg(long, value_name = "N", default_value_t = 10_000)]
    pub files: u32,
    #[arg(long, value_name = "S", default_value_t = 1)]
    pub seed: u64,
    /// Seconds for each measurement
    #[arg(long, default_value_t = 6)]
    pub seconds: u64,
    /// Numbers of clients at once
    #[arg(long, value_delimiter = ',', default_values_t = [1, 8, 32])]
    pub clients: Vec<usize>,
    /// Only these: R1,R2,R3,W1,P1,P2,P3
    #[arg(long, value_delimiter = ',')]
    pub ops: Vec<String>,
}

#[derive(Subcommand, Debug)]
pub enum Audit {
    /// Judge the whole trail; exit 1 at the first break
    Verify,
}
