use crate::{At, Id};
use rand::{RngCore, SeedableRng, rngs::StdRng};
use std::sync::{
    Arc, Mutex,
    atomic::{AtomicI64, Ordering},
};

pub trait Clock: Send + Sync {
    fn now(&self) -> At;
}

pub struct SystemClock;
impl Clock for SystemClock {
    fn now(&self) -> At {
        At(std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).map_or(0, |d| d.as_millis() as i64))
    }
}

/// A clock that stands still until it is moved: for tests and for demo data.
pub struct FixedClock(AtomicI64);
impl FixedClock {
    pub fn new(at: At) -> Arc<FixedClock> {
        Arc::new(FixedClock(AtomicI64::new(at.0)))
    }
    pub fn set(&self, at: At) {
        self.0.store(at.0, Ordering::SeqCst);
    }
    pub fn advance_ms(&self, ms: i64) {
        self.0.fetch_add(ms, Ordering::SeqCst);
    }
}
impl Clock for FixedClock {
    fn now(&self) -> At {
        At(self.0.load(Ordering::SeqCst))
    }
}

pub trait Ids: Send + Sync {
    fn id(&self, at: At) -> Id;
}

pub struct RandomIds;
impl Ids for RandomIds {
    fn id(&self, at: At) -> Id {
        let mut b = [0u8; 16];
        rand::rng().fill_bytes(&mut b);
        Id::from_parts(at.0, u128::from_le_bytes(b))
    }
}

/// The same ids for a seed: for demo data and tests.
pub struct SeededIds(Mutex<StdRng>);
impl SeededIds {
    pub fn new(seed: u64) -> Arc<SeededIds> {
        Arc::new(SeededIds(Mutex::new(StdRng::seed_from_u64(seed))))
    }
}
impl Ids for SeededIds {
    fn id(&self, at: At) -> Id {
        let mut b = [0u8; 16];
        self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner).fill_bytes(&mut b);
        Id::from_parts(at.0, u128::from_le_bytes(b))
    }
}

/// Where time and identifiers come from; handed to every action.
#[derive(Clone)]
pub struct Env {
    clock: Arc<dyn Clock>,
    ids: Arc<dyn Ids>,
}

impl Env {
    pub fn new(clock: Arc<dyn Clock>, ids: Arc<dyn Ids>) -> Env {
        Env { clock, ids }
    }
    pub fn system() -> Env {
        Env { clock: Arc::new(SystemClock), ids: Arc::new(RandomIds) }
    }
    pub fn now(&self) -> At {
        self.clock.now()
    }
    pub fn id(&self) -> Id {
        self.ids.id(self.now())
    }
}
