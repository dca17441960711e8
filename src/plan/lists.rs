//! The lists that a plan was made with, as its header states them: how long each is and a digest of it,
//! so that another list is told from the one that it was, and nobody reads a number there.

use crate::audience::Suppression;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::collections::HashSet;
use std::fmt::Write as _;
use uuid::Uuid;

/// Who is suppressed; none for nobody. The order of entries and their spelling do not count.
pub(super) fn suppressed(list: &Suppression) -> Option<Value> {
    let entries = list.canonical();
    let lines = entries.iter().map(|entry| format!("{entry}\n"));
    stated(list.len(), lines)
}

/// What was sent before; none for nothing.
pub(super) fn sent(keys: &HashSet<Uuid>) -> Option<Value> {
    let mut keys: Vec<&Uuid> = keys.iter().collect();
    keys.sort_unstable();
    stated(keys.len(), keys.into_iter().map(Uuid::as_bytes))
}

fn stated<B: AsRef<[u8]>>(entries: usize, parts: impl Iterator<Item = B>) -> Option<Value> {
    if entries == 0 {
        return None;
    }
    let mut hasher = Sha256::new();
    parts.for_each(|part| hasher.update(part));
    let mut digest = String::with_capacity(64);
    for byte in hasher.finalize() {
        // writing to a String cannot fail
        let _ = write!(digest, "{byte:02x}");
    }
    Some(json!({"entries": entries, "sha256": digest}))
}

/// How many entries a stated list has; 0 for one that is not stated.
pub(super) fn entries(list: Option<&Value>) -> u64 {
    let entries = list.and_then(|list| list.get("entries"));
    entries.and_then(Value::as_u64).unwrap_or(0)
}
