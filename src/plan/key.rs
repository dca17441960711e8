//! Keys of sends: stable names that a host can ask "was this sent?" by.

use chrono::{DateTime, SecondsFormat, Utc};
use uuid::Uuid;

/// The namespace of all keys: the UUIDv5 of `flashplan` in the URL namespace of RFC 9562.
const ROOT: Uuid = Uuid::from_u128(0x7c00_0803_e24c_522b_9204_88bd_b45d_2be3);

/// Makes the keys of one occurrence.
///
/// A key is the UUIDv5 of the contact's id in the namespace of the occurrence; that is the UUIDv5 of
/// the occurrence's instant in the namespace of the campaign; that is the UUIDv5 of the campaign's
/// fingerprint. So a key depends on campaign, instant and contact and on nothing else: not on other
/// contacts, their order, the pace, or the machine.
///
/// ```
/// use chrono::DateTime;
/// use flashplan::plan::Keys;
/// let at = DateTime::UNIX_EPOCH;
/// let keys = Keys::new("ab12", at);
/// assert_eq!(keys.of("c1"), Keys::new("ab12", at).of("c1"));
/// assert_ne!(keys.of("c1"), keys.of("c2"));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Keys {
    occurrence: Uuid,
}

impl Keys {
    /// The keys of the occurrence at `at` of the campaign with this fingerprint.
    #[must_use]
    pub fn new(fingerprint: &str, at: DateTime<Utc>) -> Self {
        let campaign = Uuid::new_v5(&ROOT, fingerprint.as_bytes());
        let instant = at.to_rfc3339_opts(SecondsFormat::AutoSi, true);
        Self {
            occurrence: Uuid::new_v5(&campaign, instant.as_bytes()),
        }
    }

    /// The key of the send to a contact.
    #[must_use]
    pub fn of(&self, contact_id: &str) -> Uuid {
        Uuid::new_v5(&self.occurrence, contact_id.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::{ROOT, Uuid};

    #[test]
    fn the_root_is_what_its_comment_says() {
        assert_eq!(ROOT, Uuid::new_v5(&Uuid::NAMESPACE_URL, b"flashplan"));
    }
}
