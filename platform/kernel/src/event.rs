use crate::Id;
use std::collections::BTreeMap;

/// One thing that happened, for the audit trail. Written in the transaction of the change itself.
/// Holds codes, numbers and digests, never a personal value, so that lawful destruction of a record stays possible.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// What: the permission's name or another `word.verb` (`request.submit`, `file.opened`, `session.began`).
    pub code: &'static str,
    /// On what: `request`, `file`, `document`, …
    pub object: &'static str,
    pub object_id: Id,
    /// The beneficiary file it concerns, if any, so that "who opened this file" and a file's history are one query.
    pub file: Option<Id>,
    /// Codes and digests: `from`/`to` states, a reason's code, a snapshot's digest. Ordered by key, so that it hashes the same.
    pub facts: BTreeMap<&'static str, String>,
}

impl Event {
    pub fn new(code: &'static str, object: &'static str, object_id: Id) -> Event {
        Event { code, object, object_id, file: None, facts: BTreeMap::new() }
    }
    pub fn file(mut self, file: Id) -> Event {
        self.file = Some(file);
        self
    }
    pub fn fact(mut self, key: &'static str, value: impl ToString) -> Event {
        self.facts.insert(key, value.to_string());
        self
    }
}
