//! What a plan consists of.

use crate::audience::Reason;
use crate::phone::Phone;
use crate::schedule::Occurrence;
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// One entry of a plan, in the order of the plan: an occurrence, then its candidates by position.
#[derive(Clone, Debug, PartialEq)]
pub enum Entry<'a> {
    /// An occurrence begins.
    Occurrence(&'a Occurrence),
    /// A message that is planned.
    Send(PlannedSend<'a>),
    /// A candidate that gets no message.
    Skipped(Skipped<'a>),
}

/// A message that is planned.
#[derive(Clone, Debug, PartialEq)]
pub struct PlannedSend<'a> {
    /// The stable name of the send.
    pub key: Uuid,
    /// The index of the occurrence, from 0.
    pub occurrence: u64,
    /// The position of the contact, from 0.
    pub position: u64,
    /// The contact.
    pub contact_id: &'a str,
    /// The number that is written to.
    pub to: Phone,
    /// The second at which the message leaves.
    pub send_at: DateTime<Utc>,
    /// The zone on whose clock the quiet hours of this contact are read, where that is each contact's own
    /// ([`QuietZone::Contact`](super::QuietZone::Contact)): the campaign's for a contact without one.
    pub time_zone: Option<&'a str>,
    /// The type of the message as the API names it: `text`, `image`.
    pub message_type: &'static str,
    /// The text or caption; of buttons, the message as plain text
    /// ([`Buttons::fallback`](crate::content::Buttons::fallback)). None where the type has none or the
    /// definition gives none.
    pub body: Option<&'a str>,
    /// The address of the media; none where the type has none.
    pub media_url: Option<&'a str>,
}

/// A candidate that gets no message.
#[derive(Clone, Debug, PartialEq)]
pub struct Skipped<'a> {
    /// The index of the occurrence, from 0.
    pub occurrence: u64,
    /// The position of the contact, from 0; none for an id that no contact has.
    pub position: Option<u64>,
    /// The contact; none where its line has no id.
    pub contact_id: Option<&'a str>,
    /// Why it gets none.
    pub reason: Reason,
    /// The id of the contact that is written to instead, among equal numbers or ids.
    pub of: Option<&'a str>,
    /// The paths that the template needs and the contact does not have.
    pub variables: Vec<&'a str>,
}
