//! Identifiers, one type each, so that one can't be given where another is meant.

use std::fmt;
use uuid::Uuid;

/// The reason why a text is not a UUID of the published form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a UUID of the form 8-4-4-4-12 hexadecimal digits")]
pub struct NotAUuid;

/// Reads 8-4-4-4-12 hexadecimal digits, either case, and nothing else: no braces, no `urn:`, no
/// form without hyphens.
///
/// # Errors
///
/// `421a4121a3d940cca8dbc3a1df353126` (no hyphens), `{421a4121-a3d9-40cc-a8db-c3a1df353126}`
/// (braces), `CONTACT_UUID_1`, and an empty text.
pub fn parse_uuid(text: &str) -> Result<Uuid, NotAUuid> {
    if text.len() != 36 {
        return Err(NotAUuid);
    }
    Uuid::try_parse(text).map_err(|_| NotAUuid)
}

/// A MsgFlash instance: the technical id of a connected number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct InstanceId(pub Uuid);

/// A stored template.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TemplateId(pub Uuid);

/// A contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ContactId(pub Uuid);

/// A MsgFlash contact group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct GroupId(pub Uuid);

impl fmt::Display for InstanceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Display for TemplateId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Display for ContactId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Display for GroupId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
