//! Logging each reading makes reads into writes. They are gathered: whoever waits while a commit runs shares the next one.

use crate::{
    Engine, audit,
    conn::{begin, problem},
};
use kernel::{At, Event, Problem, Result};
use sqlx::AnyPool;
use tokio::sync::{mpsc, oneshot};

pub(crate) struct Opened {
    pub at: At,
    pub actor: String,
    pub event: Event,
}

type Waiting = (Opened, oneshot::Sender<bool>);

pub(crate) struct Queue(mpsc::Sender<Waiting>);

impl Queue {
    pub(crate) fn start(pool: AnyPool, engine: Engine) -> Queue {
        let (send, mut receive) = mpsc::channel::<Waiting>(1024);
        tokio::spawn(async move {
            let mut batch = Vec::new();
            while receive.recv_many(&mut batch, 512).await > 0 {
                let written = write(&pool, engine, &batch).await;
                if let Err(e) = &written {
                    tracing::error!(error = %e, "readings could not be logged");
                }
                for (_, done) in batch.drain(..) {
                    let _ = done.send(written.is_ok());
                }
            }
        });
        Queue(send)
    }

    /// Returns once the entry is durable; an error means the page must not be shown.
    pub(crate) async fn log(&self, entry: Opened) -> Result<()> {
        let (done, wait) = oneshot::channel();
        let lost = || Problem::Internal("the reading log is closed".into());
        self.0.send((entry, done)).await.map_err(|_| lost())?;
        match wait.await {
            Ok(true) => Ok(()),
            _ => Err(lost()),
        }
    }
}

async fn write(pool: &AnyPool, engine: Engine, batch: &[Waiting]) -> Result<()> {
    let mut tx = begin(pool, engine).await?;
    for (o, _) in batch {
        audit::insert(&mut tx, o.at, &o.actor, &o.event).await?;
    }
    tx.commit().await.map_err(problem)
}
