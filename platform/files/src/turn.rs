//! Files from outside are looked at a few at a time, and a few more may wait: neither the memory nor the threads of the service are theirs.

use crate::Refusal;
use tokio::sync::Semaphore;

/// So many wait or are looked at; whoever comes then is told to come again.
const ROOM: usize = 24;

/// Judging what a file is. Two at once, so that one slow file does not hold up the others.
pub(crate) static LOOKING: Turn = Turn::new(2);
/// Unfolding pictures: one at a time, since one may take some 400 MB.
pub(crate) static UNFOLDING: Turn = Turn::new(1);

pub(crate) struct Turn {
    at_once: Semaphore,
    room: Semaphore,
}

impl Turn {
    const fn new(at_once: usize) -> Turn {
        Turn { at_once: Semaphore::const_new(at_once), room: Semaphore::const_new(ROOM) }
    }

    /// Does `work` on a blocking thread once it is its turn; who waits takes no thread. A connection that goes away while it waits leaves the
    /// line; while it is worked for, the turn is held until that is done.
    ///
    /// # Errors
    /// `Busy` where the line is full; `Unreadable` where the work broke down over these bytes.
    pub(crate) async fn take<T: Send + 'static>(&'static self, work: impl FnOnce() -> Result<T, Refusal> + Send + 'static) -> Result<T, Refusal> {
        let place = self.room.try_acquire().map_err(|_| Refusal::Busy)?;
        let turn = self.at_once.acquire().await.map_err(|_| Refusal::Busy)?;
        let done = tokio::task::spawn_blocking(move || {
            let _held = (place, turn);
            work()
        });
        done.await.unwrap_or(Err(Refusal::Unreadable))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{
        sync::atomic::{AtomicUsize, Ordering},
        time::Duration,
    };

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn a_few_at_once_a_few_wait_the_rest_are_told() {
        static LINE: Turn = Turn::new(2);
        static NOW: AtomicUsize = AtomicUsize::new(0);
        static MOST: AtomicUsize = AtomicUsize::new(0);
        let work = || {
            MOST.fetch_max(NOW.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
            std::thread::sleep(Duration::from_millis(10));
            NOW.fetch_sub(1, Ordering::SeqCst);
            Ok(())
        };
        let all: Vec<_> = (0..60).map(|_| tokio::spawn(LINE.take(work))).collect();
        let mut told = 0;
        for one in all {
            told += usize::from(one.await.unwrap() == Err(Refusal::Busy));
        }
        // Sixty came at once: the line took its fill and no more, and was never wider than two.
        assert!((60 - ROOM - 10..=60 - ROOM).contains(&told), "{told}");
        assert_eq!(MOST.load(Ordering::SeqCst), 2);
        assert_eq!(LINE.take(work).await, Ok(()), "free again");
        assert_eq!(LINE.take(|| -> Result<(), Refusal> { panic!("over these bytes") }).await, Err(Refusal::Unreadable));
        assert_eq!(LINE.take(work).await, Ok(()), "and after a fault");
        // Who goes away leaves the line.
        let gone = tokio::spawn(LINE.take(work));
        gone.abort();
        let _ = gone.await;
        tokio::time::sleep(Duration::from_millis(40)).await;
        assert_eq!((LINE.room.available_permits(), LINE.at_once.available_permits()), (ROOM, 2));
    }
}
