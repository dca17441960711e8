//! What the lines of a stored plan say.

use crate::audience::Reason;
use crate::content::ContentKind;
use crate::phone::Phone;
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// One entry of a stored plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StoredEntry {
    /// An occurrence begins.
    Occurrence(StoredOccurrence),
    /// A message that is planned.
    Send(StoredSend),
    /// A candidate that gets no message.
    Skipped(StoredSkipped),
}

/// An occurrence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredOccurrence {
    /// Its index, from 0.
    pub index: u64,
    /// The instant at which it is due.
    pub at: DateTime<Utc>,
    /// Whether that was before the plan was made: it runs late.
    pub is_late: bool,
}

/// A message that is planned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredSend {
    /// The stable name of the send.
    pub key: Uuid,
    /// The index of the occurrence, from 0.
    pub occurrence: u64,
    /// The position of the contact, from 0.
    pub position: u64,
    /// The contact.
    pub contact_id: String,
    /// The number that is written to.
    pub to: Phone,
    /// The second at which the message leaves.
    pub send_at: DateTime<Utc>,
    /// The zone on whose clock the quiet hours were read, where that is each contact's own.
    pub time_zone: Option<String>,
    /// The type of the message.
    pub message_type: ContentKind,
    /// The text or caption.
    pub body: Option<String>,
    /// The address of the media.
    pub media_url: Option<String>,
}

/// A candidate that gets no message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredSkipped {
    /// The index of the occurrence, from 0.
    pub occurrence: u64,
    /// The position of the contact, from 0; none for an id that no contact has.
    pub position: Option<u64>,
    /// The contact; none where its line has no id.
    pub contact_id: Option<String>,
    /// Why it gets none.
    pub reason: Reason,
    /// The id of the contact that is written to instead.
    pub of: Option<String>,
}

/// Where an entry stands in its occurrence: the occurrence's own line, then the contacts by position,
/// then the ids that no contact has, in ascending order.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    Start,
    At(u64),
    Unknown(String),
}

impl StoredEntry {
    /// The index of the occurrence that the entry belongs to.
    #[must_use]
    pub fn occurrence(&self) -> u64 {
        match self {
            Self::Occurrence(occurrence) => occurrence.index,
            Self::Send(send) => send.occurrence,
            Self::Skipped(skipped) => skipped.occurrence,
        }
    }

    pub(super) fn place(&self) -> Place {
        match self {
            Self::Occurrence(_) => Place::Start,
            Self::Send(send) => Place::At(send.position),
            Self::Skipped(skipped) => match (skipped.position, &skipped.contact_id) {
                (Some(position), _) => Place::At(position),
                (None, id) => Place::Unknown(id.clone().unwrap_or_default()),
            },
        }
    }
}
