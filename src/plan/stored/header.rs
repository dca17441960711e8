//! The first line of a stored plan.

use super::super::shard::Shard;
use serde_json::{Map, Value};

/// What a stored plan is a plan of, and what it was made with.
#[derive(Clone, Debug, PartialEq)]
pub struct Header {
    pub(super) campaign: String,
    pub(super) shard: Shard,
    /// The line's fields as they stand, those with them that this version does not know.
    pub(super) fields: Map<String, Value>,
}

impl Header {
    /// The fingerprint of the definition.
    #[must_use]
    pub fn campaign(&self) -> &str {
        &self.campaign
    }

    /// The part of the plan that is stored.
    #[must_use]
    pub fn shard(&self) -> Shard {
        self.shard
    }

    /// Every field as it stands.
    #[must_use]
    pub fn fields(&self) -> &Map<String, Value> {
        &self.fields
    }

    /// Whether phone numbers and texts are masked.
    #[must_use]
    pub fn is_redacted(&self) -> bool {
        self.fields.get("redacted").and_then(Value::as_bool) == Some(true)
    }

    /// The fields that `self` and `other` do not have in common, the part aside.
    #[must_use]
    pub fn differing(&self, other: &Map<String, Value>) -> Vec<String> {
        let own = self.fields.keys();
        let others = other.keys().filter(|name| !self.fields.contains_key(*name));
        own.chain(others)
            .filter(|name| *name != "shard" && self.fields.get(*name) != other.get(*name))
            .cloned()
            .collect()
    }

    /// The header of the whole plan that this is a part of.
    pub(super) fn of_whole(&self) -> Value {
        let mut fields = self.fields.clone();
        fields.insert("shard".to_owned(), Value::from(Shard::WHOLE.to_string()));
        Value::Object(fields)
    }
}
