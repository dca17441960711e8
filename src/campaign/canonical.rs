//! The one form that equal definitions share, and its hash.

use super::{Campaign, Content, Recipients};
use crate::content::{direct_members, variables_value};
use crate::reading::instant_text;
use serde::ser::{Serialize, Serializer};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};
use std::fmt;

/// The SHA-256 of a definition's canonical form.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Fingerprint(pub [u8; 32]);

/// 64 lower-case hexadecimal digits.
impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Fingerprint({self})")
    }
}

impl Campaign {
    /// The canonical form as JSON without white space: the fields in the order of the page, absent
    /// ones left out, `repeat` as `none` rather than absent or `noe`, the start in UTC, ids in lower
    /// case, variables sorted by name.
    ///
    /// Reading it gives an equal campaign, but for the offset of `schedule`.
    #[must_use]
    pub fn canonical_json(&self) -> String {
        self.canonical().to_string()
    }

    /// The SHA-256 of [`Campaign::canonical_json`]. Two definitions that mean the same have the same
    /// fingerprint, however they were written.
    #[must_use]
    pub fn fingerprint(&self) -> Fingerprint {
        Fingerprint(Sha256::digest(self.canonical_json()).into())
    }

    fn canonical(&self) -> Value {
        let mut members = Map::new();
        let mut add = |name: &str, value: Value| members.insert(name.to_owned(), value);
        add("instanceId", self.instance_id.to_string().into());
        add("name", self.name.as_str().into());
        add("schedule", instant_text(self.schedule).into());
        add("repeat", self.repeat.name().into());
        add("recipients", self.recipients.to_value());
        match &self.content {
            Content::Template { id, variables } => {
                add("templateId", id.to_string().into());
                add("variables", variables_value(variables));
            }
            Content::Direct(direct) => members.extend(direct_members(direct, "body")),
            Content::Rendered(rendered) => {
                if !rendered.variables().as_map().is_empty() {
                    add("variables", variables_value(rendered.variables()));
                }
                members.extend(direct_members(rendered.direct(), "body"));
            }
        }
        Value::Object(members)
    }
}

/// The canonical form.
impl Serialize for Campaign {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.canonical().serialize(serializer)
    }
}

impl Recipients {
    /// The selector as the API takes it.
    pub(crate) fn to_value(&self) -> Value {
        let kind = self.type_name();
        match self {
            Self::All => json!({ "type": kind }),
            Self::Tags(tags) => json!({ "type": kind, "value": tags }),
            Self::Explicit(contacts) => {
                let ids: Vec<_> = contacts.iter().map(ToString::to_string).collect();
                json!({ "type": kind, "value": ids })
            }
            Self::Group(group) => json!({ "type": kind, "groupId": group.to_string() }),
        }
    }
}
