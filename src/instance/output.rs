//! An instance as machine output writes it.

use super::Instance;
use crate::issue::Code;
use chrono::{DateTime, FixedOffset, SecondsFormat};
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::value::RawValue;

/// One object of camelCase fields, null where the shape lacks one. Instants are in UTC and have
/// milliseconds, as the API writes them.
impl Serialize for Instance {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let instant = |at: Option<DateTime<FixedOffset>>| {
            at.map(|at| at.to_utc().to_rfc3339_opts(SecondsFormat::Millis, true))
        };
        let notes: Vec<_> = self.notes.iter().copied().map(Code::name).collect();
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("source", self.source.name())?;
        map.serialize_entry("id", &self.id)?;
        map.serialize_entry("name", &self.name)?;
        map.serialize_entry("waNumber", &self.wa_number.map(|number| number.to_string()))?;
        map.serialize_entry(
            "ownerJid",
            &self.owner_jid.as_ref().map(ToString::to_string),
        )?;
        let status = Some(self.status.name()).filter(|name| !name.is_empty());
        map.serialize_entry("status", &status)?;
        map.serialize_entry("canSend", &self.can_send())?;
        let state = self.provider_state.as_ref().map(|state| state.name());
        map.serialize_entry("providerState", &state)?;
        map.serialize_entry("statusReason", &self.status_reason)?;
        map.serialize_entry("profileName", &self.profile_name)?;
        map.serialize_entry("profilePicUrl", &self.profile_pic_url)?;
        map.serialize_entry("profileStatus", &self.profile_status)?;
        let integration = self.integration.as_ref().map(|kind| kind.name());
        map.serialize_entry("integration", &integration)?;
        map.serialize_entry("business", self.business.name())?;
        map.serialize_entry("serverUrl", &self.server_url)?;
        map.serialize_entry("createdAt", &instant(self.created_at))?;
        map.serialize_entry("updatedAt", &instant(self.updated_at))?;
        map.serialize_entry("deletedAt", &instant(self.deleted_at))?;
        map.serialize_entry("health", &self.health)?;
        map.serialize_entry("notes", &notes)?;
        map.serialize_entry("hasSecret", &self.has_secret)?;
        map.end()
    }
}

/// `safetyState`, `safetyScore`, `recommendations`, then what else there was.
impl Serialize for super::Health {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("safetyState", &self.safety_state)?;
        map.serialize_entry("safetyScore", &self.safety_score)?;
        map.serialize_entry("recommendations", &self.recommendations)?;
        for (name, json) in &self.extra {
            let value: &RawValue = serde_json::from_str(json).map_err(serde::ser::Error::custom)?;
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}
