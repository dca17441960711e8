//! Keys of sends: stable names that a host can ask "was this sent?" by.

use chrono::{DateTime, SecondsFormat, Utc};
use sha1::{Digest, Sha1};
use uuid::{Builder, Uuid};

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
        let campaign = v5(&ROOT, fingerprint.as_bytes());
        let instant = at.to_rfc3339_opts(SecondsFormat::AutoSi, true);
        Self {
            occurrence: v5(&campaign, instant.as_bytes()),
        }
    }

    /// The key of the send to a contact.
    #[must_use]
    pub fn of(&self, contact_id: &str) -> Uuid {
        v5(&self.occurrence, contact_id.as_bytes())
    }
}

/// The UUIDv5 of a name (RFC 9562, section 5.5), by the processor's own instructions for SHA-1 where it
/// has them: a key is made for every send.
fn v5(namespace: &Uuid, name: &[u8]) -> Uuid {
    let mut hasher = Sha1::new();
    hasher.update(namespace.as_bytes());
    hasher.update(name);
    let hash: [u8; 20] = hasher.finalize().into();
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash[..16]);
    Builder::from_sha1_bytes(bytes).into_uuid()
}

#[cfg(test)]
mod tests {
    use super::{ROOT, Uuid, v5};

    #[test]
    fn a_key_is_the_uuid_of_the_standard() {
        for name in [
            "",
            "c1",
            "a name that is longer than one block of the hash, which has sixty-four bytes",
        ] {
            assert_eq!(
                v5(&ROOT, name.as_bytes()),
                Uuid::new_v5(&ROOT, name.as_bytes())
            );
        }
    }

    #[test]
    fn the_root_is_what_its_comment_says() {
        assert_eq!(ROOT, Uuid::new_v5(&Uuid::NAMESPACE_URL, b"flashplan"));
    }
}
