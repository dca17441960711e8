//! Identifiers, one type each, so that one can't be given where another is meant.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use uuid::Uuid;

/// The id of an `Of`: a UUID or, in stored objects, any other text that is not blank.
///
/// Requests take UUIDs alone ([`Id::parse`]). Objects that the API gives back are read with
/// [`Id::stored`]: the published examples hold ids such as `inst_uuid`. Either way a UUID is held in
/// lower case, so that ids compare as they should.
///
/// ```
/// use flashplan::id::ContactId;
/// let upper = ContactId::parse("AF6C5B7C-EE27-4F94-9EA8-192393746DDD")?;
/// assert_eq!(upper.to_string(), "af6c5b7c-ee27-4f94-9ea8-192393746ddd");
/// assert!(ContactId::parse("CONTACT_UUID_1").is_err());
/// assert_eq!(ContactId::stored("CONTACT_UUID_1").unwrap().as_uuid(), None);
/// # Ok::<(), flashplan::id::NotAUuid>(())
/// ```
pub struct Id<Of> {
    value: Repr,
    of: PhantomData<fn() -> Of>,
}

/// Sixteen bytes for the common case; the text of a stored id is rare and may be any length.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Repr {
    Uuid(Uuid),
    Text(Box<str>),
}

/// What an [`Id`] is the id of.
pub mod of {
    /// A MsgFlash instance.
    #[derive(Debug)]
    pub enum Instance {}
    /// A stored template.
    #[derive(Debug)]
    pub enum Template {}
    /// A contact.
    #[derive(Debug)]
    pub enum Contact {}
    /// A MsgFlash contact group.
    #[derive(Debug)]
    pub enum Group {}
    /// A stored campaign.
    #[derive(Debug)]
    pub enum Campaign {}
    /// A user of MsgFlash.
    #[derive(Debug)]
    pub enum User {}
}

/// A MsgFlash instance: the technical id of a connected number.
pub type InstanceId = Id<of::Instance>;
/// A stored template.
pub type TemplateId = Id<of::Template>;
/// A contact.
pub type ContactId = Id<of::Contact>;
/// A MsgFlash contact group; a WhatsApp group has a JID instead.
pub type GroupId = Id<of::Group>;
/// A stored campaign.
pub type CampaignId = Id<of::Campaign>;
/// A user of MsgFlash.
pub type UserId = Id<of::User>;

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

impl<Of> Id<Of> {
    /// Reads a UUID as requests write it; see [`parse_uuid`].
    ///
    /// # Errors
    ///
    /// Every text that is not a UUID: `CONTACT_UUID_1`, `+22901020304`, and an empty one.
    pub fn parse(text: &str) -> Result<Self, NotAUuid> {
        parse_uuid(text).map(Self::from)
    }

    /// Reads the id of a stored object: any text that is not blank.
    #[must_use]
    pub fn stored(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.is_empty() {
            return None;
        }
        let value = match parse_uuid(text) {
            Ok(uuid) => Repr::Uuid(uuid),
            Err(NotAUuid) => Repr::Text(text.into()),
        };
        Some(Self::new(value))
    }

    /// The UUID; none for a stored id of another form.
    #[must_use]
    pub fn as_uuid(&self) -> Option<Uuid> {
        match self.value {
            Repr::Uuid(uuid) => Some(uuid),
            Repr::Text(_) => None,
        }
    }

    fn new(value: Repr) -> Self {
        Self {
            value,
            of: PhantomData,
        }
    }
}

impl<Of> From<Uuid> for Id<Of> {
    fn from(uuid: Uuid) -> Self {
        Self::new(Repr::Uuid(uuid))
    }
}

impl<Of> fmt::Display for Id<Of> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.value {
            Repr::Uuid(uuid) => uuid.fmt(f),
            Repr::Text(text) => f.write_str(text),
        }
    }
}

impl<Of> fmt::Debug for Id<Of> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Id({self})")
    }
}

// written out, because a derive would ask the same of `Of`, which is only a name

impl<Of> Clone for Id<Of> {
    fn clone(&self) -> Self {
        Self::new(self.value.clone())
    }
}

impl<Of> PartialEq for Id<Of> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl<Of> Eq for Id<Of> {}

impl<Of> Hash for Id<Of> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.value.hash(state);
    }
}

impl<Of> PartialOrd for Id<Of> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<Of> Ord for Id<Of> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.value.cmp(&other.value)
    }
}
