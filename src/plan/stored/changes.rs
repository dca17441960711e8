//! Changes as JSON, as `flashplan diff --format json` and the package for Python write them.

use super::diff::{Change, Difference, Differences};
use super::entry::StoredSend;
use chrono::{DateTime, SecondsFormat, Utc};
use serde::ser::{Serialize, SerializeMap, Serializer};

impl Serialize for Change {
    /// An object: `change` (`added`, `removed` or `changed`), the instant of the `occurrence`, and the sends.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("change", self.difference.name())?;
        map.serialize_entry("occurrence", &instant(self.at))?;
        match &self.difference {
            Difference::Added { send, was } => {
                map.serialize_entry("send", &Told(send))?;
                map.serialize_entry("was", &was.map(|reason| reason.name()))?;
            }
            Difference::Removed { send, now } => {
                map.serialize_entry("send", &Told(send))?;
                map.serialize_entry("now", &now.map(|reason| reason.name()))?;
            }
            Difference::Changed { before, after } => {
                let moved = self.difference.moved().map(|_| "sendAt").into_iter();
                let fields: Vec<&str> = moved.chain(self.difference.fields()).collect();
                map.serialize_entry("fields", &fields)?;
                map.serialize_entry("before", &Told(before))?;
                map.serialize_entry("after", &Told(after))?;
            }
        }
        map.end()
    }
}

impl Serialize for Differences {
    /// An object with each count, and the `header` fields that differ.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(6))?;
        map.serialize_entry("header", &self.header)?;
        map.serialize_entry("added", &self.added)?;
        map.serialize_entry("removed", &self.removed)?;
        map.serialize_entry("moved", &self.moved)?;
        map.serialize_entry("changed", &self.changed)?;
        map.serialize_entry("same", &self.same)?;
        map.end()
    }
}

impl Difference {
    fn name(&self) -> &'static str {
        match self {
            Self::Added { .. } => "added",
            Self::Removed { .. } => "removed",
            Self::Changed { .. } => "changed",
        }
    }
}

/// A send in a change, whose occurrence is told with the change.
struct Told<'a>(&'a StoredSend);

impl Serialize for Told<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let send = self.0;
        let mut map = serializer.serialize_map(Some(8))?;
        map.serialize_entry("key", &send.key.to_string())?;
        map.serialize_entry("position", &send.position)?;
        map.serialize_entry("contactId", &send.contact_id)?;
        map.serialize_entry("to", &send.to.to_string())?;
        map.serialize_entry("sendAt", &instant(send.send_at))?;
        map.serialize_entry("type", send.message_type.name())?;
        map.serialize_entry("body", &send.body)?;
        map.serialize_entry("mediaUrl", &send.media_url)?;
        map.end()
    }
}

fn instant(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::AutoSi, true)
}
