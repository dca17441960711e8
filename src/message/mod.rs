//! Single messages: the bodies of `POST /api/v1/messages/send` and `/api/v1/messages/schedule`.
//!
//! A scheduled message goes to one recipient, later; a campaign sends the same to many.
//!
//! ```
//! use flashplan::message::Message;
//! let message = Message::read(br#"{
//!     "instanceId": "421a4121-a3d9-40cc-a8db-c3a1df353126",
//!     "to": "+22901020304",
//!     "type": "text",
//!     "text": "Bonjour"
//! }"#);
//! assert!(message.report().is_valid());
//! ```

mod location;
mod read;
mod stored;
mod texts;

pub use location::Location;
pub use stored::StoredMessage;

use crate::content::{ContentKind, Direct, Variables, direct_members, variables_value};
use crate::id::{ContactId, InstanceId, TemplateId};
use crate::phone::Phone;
use crate::reading::{Options, Reading, instant_text};
use chrono::{DateTime, FixedOffset};
use serde::ser::{Serialize, Serializer};
use serde_json::{Map, Value};

/// A message to one recipient. There is no way to one but through the reader, so it is valid.
#[derive(Clone, Debug, PartialEq)]
pub struct Message {
    instance_id: InstanceId,
    to: Phone,
    content: MessageContent,
    contact_id: Option<ContactId>,
}

/// A message to one recipient at a given time.
#[derive(Clone, Debug, PartialEq)]
pub struct ScheduledMessage {
    message: Message,
    scheduled_at: DateTime<FixedOffset>,
}

/// What a message sends: exactly one of the content modes.
#[derive(Clone, Debug, PartialEq)]
pub enum MessageContent {
    /// Template mode.
    Template {
        /// The stored template.
        id: TemplateId,
        /// The values of its `custom.*`.
        variables: Variables,
    },
    /// What campaigns can send too.
    Direct(Direct),
    /// A place on the map.
    Location(Location),
    /// A contact that is shared.
    Contact(ContactId),
}

impl MessageContent {
    /// The kind of direct content; a template's kind is known from the template.
    #[must_use]
    pub fn kind(&self) -> Option<ContentKind> {
        match self {
            Self::Template { .. } => None,
            Self::Direct(direct) => Some(direct.kind()),
            Self::Location(_) => Some(ContentKind::Location),
            Self::Contact(_) => Some(ContentKind::Contact),
        }
    }
}

impl Message {
    /// Reads the body of messages/send, with the default [`Options`].
    #[must_use]
    pub fn read(json: &[u8]) -> Reading<Self> {
        Self::read_with(json, &Options::new())
    }

    /// Reads the body of messages/send.
    #[must_use]
    pub fn read_with(json: &[u8], options: &Options<'_>) -> Reading<Self> {
        read::message(json, options)
    }

    /// The instance that sends.
    #[must_use]
    pub fn instance_id(&self) -> &InstanceId {
        &self.instance_id
    }

    /// The recipient.
    #[must_use]
    pub fn to(&self) -> Phone {
        self.to
    }

    /// What is sent.
    #[must_use]
    pub fn content(&self) -> &MessageContent {
        &self.content
    }

    /// The contact whose fields a template's `contact.*` stand for.
    #[must_use]
    pub fn contact_id(&self) -> Option<&ContactId> {
        self.contact_id.as_ref()
    }

    fn members(&self) -> Map<String, Value> {
        let mut members = Map::new();
        let mut add = |name: &str, value: Value| members.insert(name.to_owned(), value);
        add("instanceId", self.instance_id.to_string().into());
        add("to", self.to.to_string().into());
        match &self.content {
            MessageContent::Template { id, variables } => {
                add("templateId", id.to_string().into());
                add("variables", variables_value(variables));
            }
            MessageContent::Direct(direct) => members.extend(direct_members(direct, "text")),
            MessageContent::Location(location) => members.extend(location.members()),
            MessageContent::Contact(_) => {
                add("type", ContentKind::Contact.name().into());
            }
        }
        if let Some(contact) = &self.contact_id {
            members.insert("contactId".to_owned(), contact.to_string().into());
        }
        members
    }
}

impl ScheduledMessage {
    /// Reads the body of messages/schedule, with the default [`Options`].
    #[must_use]
    pub fn read(json: &[u8]) -> Reading<Self> {
        Self::read_with(json, &Options::new())
    }

    /// Reads the body of messages/schedule.
    #[must_use]
    pub fn read_with(json: &[u8], options: &Options<'_>) -> Reading<Self> {
        read::scheduled_message(json, options)
    }

    /// The message.
    #[must_use]
    pub fn message(&self) -> &Message {
        &self.message
    }

    /// When it is sent, with the offset that it was written with.
    #[must_use]
    pub fn scheduled_at(&self) -> DateTime<FixedOffset> {
        self.scheduled_at
    }
}

/// The canonical form, as a campaign has one.
impl Serialize for Message {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.members().serialize(serializer)
    }
}

/// The canonical form of the message, with `scheduledAt` in UTC.
impl Serialize for ScheduledMessage {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut members = self.message.members();
        let at = instant_text(self.scheduled_at);
        members.shift_insert(2, "scheduledAt".to_owned(), at.into());
        members.serialize(serializer)
    }
}
