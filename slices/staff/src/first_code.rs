//! The one-time code of the first run: shown in the terminal, held only in memory, gone with the program.

use sha2::{Digest, Sha256};
use std::{
    collections::BTreeSet,
    sync::{Mutex, PoisonError},
};
use subtle::ConstantTimeEq;

/// No 0 O 1 I L: it is read off a screen and typed.
const SIGNS: &[u8; 30] = b"ABCDEFGHJKMNPQRSTUVWXYZ2345679";
const TRIES: u32 = 10;

struct Held {
    digest: [u8; 32],
    wrong: u32,
    /// Visits (digests of their cookies) that brought the code.
    entered: BTreeSet<[u8; 32]>,
}

static HELD: Mutex<Option<Held>> = Mutex::new(None);

fn held() -> std::sync::MutexGuard<'static, Option<Held>> {
    HELD.lock().unwrap_or_else(PoisonError::into_inner)
}
fn sha(s: &str) -> [u8; 32] {
    Sha256::digest(s.as_bytes()).into()
}
fn tidy(code: &str) -> String {
    i18n::digits::ascii(code).chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_uppercase()
}

/// The door of the first run.
pub struct FirstRun;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Try {
    Right,
    Wrong,
    /// Too many wrong ones, or no code was made: the program must be started again.
    Shut,
}

impl FirstRun {
    /// Makes the code `serve` prints, `ABCD-EFGH`; an earlier one is void.
    pub fn offer() -> String {
        use rand::Rng;
        let mut rng = rand::rng();
        let code: String = (0..8).map(|_| SIGNS[rng.random_range(0..SIGNS.len())] as char).collect();
        *held() = Some(Held { digest: sha(&code), wrong: 0, entered: BTreeSet::new() });
        format!("{}-{}", &code[..4], &code[4..])
    }

    pub fn close() {
        *held() = None;
    }

    pub(crate) fn enter(code: &str, visit: &str) -> Try {
        let mut held = held();
        let Some(h) = held.as_mut().filter(|h| h.wrong < TRIES) else { return Try::Shut };
        if bool::from(h.digest.ct_eq(&sha(&tidy(code)))) {
            h.entered.insert(sha(visit));
            return Try::Right;
        }
        h.wrong += 1;
        if h.wrong < TRIES { Try::Wrong } else { Try::Shut }
    }

    pub(crate) fn entered(visit: &str) -> bool {
        held().as_ref().is_some_and(|h| h.entered.contains(&sha(visit)))
    }
}
