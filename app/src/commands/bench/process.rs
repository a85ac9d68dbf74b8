use anyhow::{Context, bail};
use std::{
    net::SocketAddr,
    path::Path,
    process::Stdio,
    sync::{Arc, Mutex, PoisonError},
    time::Instant,
};
use tokio::{
    io::{AsyncBufReadExt, BufReader},
    process::{Child, Command},
};

/// This program, serving, as a process of its own: so that its processor time and memory are its own too.
pub struct Server {
    child: Child,
    /// The end of what it printed: messages that go nowhere.
    said: Arc<Mutex<String>>,
    pub address: SocketAddr,
    pub ready_ms: u128,
}

impl Server {
    pub async fn start(dir: &Path) -> anyhow::Result<Server> {
        let started = Instant::now();
        let mut child = Command::new(std::env::current_exe()?)
            .args(["serve", "--listen", "127.0.0.1:0", "--data"])
            .arg(dir.join("data"))
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .context("starting the server")?;
        let mut lines = BufReader::new(child.stdout.take().context("no output")?).lines();
        let line = lines.next_line().await?.context("the server said nothing")?;
        let ready_ms = started.elapsed().as_millis();
        let Some(address) = line.split("http://").nth(1).and_then(|a| a.trim_end_matches('/').parse().ok()) else { bail!("the server said: {line}") };
        let said = Arc::new(Mutex::new(String::new()));
        let kept = said.clone();
        // Read to its end, or the server would wait for somebody to read.
        tokio::spawn(async move {
            while let Ok(Some(line)) = lines.next_line().await {
                let mut all = kept.lock().unwrap_or_else(PoisonError::into_inner);
                if all.len() > 64 * 1024 {
                    all.clear();
                }
                all.push_str(&line);
                all.push('\n');
            }
        });
        Ok(Server { child, said, address, ready_ms })
    }

    pub fn said(&self) -> String {
        self.said.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn proc(&self, file: &str) -> String {
        std::fs::read_to_string(format!("/proc/{}/{file}", self.child.id().unwrap_or(0))).unwrap_or_default()
    }

    /// Processor time so far; a hundred ticks a second is what Linux reports in.
    pub fn cpu_ms(&self) -> u64 {
        let stat = self.proc("stat");
        let fields: Vec<&str> = stat.rsplit(") ").next().unwrap_or("").split(' ').collect();
        let ticks = |i: usize| fields.get(i).and_then(|f| f.parse::<u64>().ok()).unwrap_or(0);
        (ticks(11) + ticks(12)) * 10
    }

    /// Proportional share of memory.
    pub fn pss_mb(&self) -> u64 {
        self.proc("smaps_rollup").lines().find_map(|l| l.strip_prefix("Pss:")).and_then(|v| v.split_whitespace().next()?.parse::<u64>().ok()).unwrap_or(0)
            / 1024
    }

    pub async fn stop(mut self) -> anyhow::Result<()> {
        self.child.kill().await.context("stopping the server")
    }
}

/// Bytes under a folder.
pub fn disk(dir: &Path) -> u64 {
    std::fs::read_dir(dir).into_iter().flatten().flatten().map(|e| if e.path().is_dir() { disk(&e.path()) } else { e.metadata().map_or(0, |m| m.len()) }).sum()
}
