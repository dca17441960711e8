//! Messages as the API gives them back.

use super::texts;
use crate::datetime;
use crate::id::{CampaignId, ContactId, Id, InstanceId};
use crate::issue::{Code, Issue, Severity};
use crate::json::{Kind, Value};
use crate::phone::Phone;
use crate::reading::{Options, Order, Path, Reading, Sink, object_root, read_document};
use crate::status::MessageStatus;
use chrono::{DateTime, FixedOffset};

/// A message as messages/send and `GET /api/v1/messages/{id}` give it back. What is absent or
/// cannot be read is `None`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct StoredMessage {
    /// Its id.
    pub id: String,
    /// The instance that sends it.
    pub instance_id: Option<InstanceId>,
    /// The contact that it goes to, or that is shared.
    pub contact_id: Option<ContactId>,
    /// The campaign that it belongs to.
    pub campaign_id: Option<CampaignId>,
    /// Its type: `text` for a template of a text.
    pub kind: Option<String>,
    /// The recipient.
    pub to: Option<Phone>,
    /// The text as rendered.
    pub body: Option<String>,
    /// Where the medium lies.
    pub media_url: Option<String>,
    /// Where it stands.
    pub status: MessageStatus,
    /// WhatsApp's id of it.
    pub provider_message_id: Option<String>,
    /// When it was accepted.
    pub created_at: Option<DateTime<FixedOffset>>,
    /// When it last changed.
    pub updated_at: Option<DateTime<FixedOffset>>,
}

impl StoredMessage {
    /// Reads a message as the API gives it back, bare or under `data`.
    #[must_use]
    pub fn read(json: &[u8], options: &Options<'_>) -> Reading<Self> {
        read_document(json, options, Order::REPORTED, |root, sink| {
            let root = object_root(root, sink)?;
            let inner = root
                .member("data")
                .filter(|data| data.kind() == Kind::Object);
            match inner {
                Some(inner) => read_object(inner, &Path::Root.name("data"), sink),
                None => read_object(root, &Path::Root, sink),
            }
        })
    }
}

fn read_object(object: Value<'_>, path: &Path<'_>, sink: &mut Sink) -> Option<StoredMessage> {
    let text = |name: &str| object.member(name).and_then(Value::text);
    let owned = |name: &str| text(name).map(str::to_owned);
    let id = text("id").filter(|id| !id.trim().is_empty());
    if id.is_none() {
        let pointer = path.name("id").pointer();
        sink.report(Issue::new(Code::Required, pointer, &texts::ID_MISSING));
    }
    let created_at = instant(object, "createdAt", path, sink);
    let updated_at = instant(object, "updatedAt", path, sink);
    Some(StoredMessage {
        id: id?.to_owned(),
        instance_id: text("instanceId").and_then(Id::stored),
        contact_id: text("contactId").and_then(Id::stored),
        campaign_id: text("campaignId").and_then(Id::stored),
        kind: owned("type"),
        to: text("to").and_then(|to| Some(Phone::normalise(to).ok()?.phone)),
        body: owned("body"),
        media_url: owned("mediaUrl"),
        status: MessageStatus::from_name(text("status").unwrap_or_default()),
        provider_message_id: owned("providerMessageId"),
        created_at,
        updated_at,
    })
}

fn instant(
    object: Value<'_>,
    name: &str,
    path: &Path<'_>,
    sink: &mut Sink,
) -> Option<DateTime<FixedOffset>> {
    let text = object.member(name).and_then(Value::text)?;
    match datetime::parse_instant(text) {
        Ok(instant) => Some(instant),
        Err(error) => {
            let issue = error.issue(path.name(name).pointer());
            sink.report(issue.as_severity(Severity::Warning));
            None
        }
    }
}
