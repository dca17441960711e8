//! Keys of sends: stable names that a host can ask "was this sent?" by.

use chrono::{DateTime, SecondsFormat, Utc};
use sha1::block_api::compress;
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
    let bytes = short_hash(namespace.as_bytes(), name).unwrap_or_else(|| {
        let mut hasher = Sha1::new();
        hasher.update(namespace.as_bytes());
        hasher.update(name);
        let hash: [u8; 20] = hasher.finalize().into();
        std::array::from_fn(|i| hash[i])
    });
    Builder::from_sha1_bytes(bytes).into_uuid()
}

/// The first 16 bytes of the SHA-1 of what fits into one block of it (RFC 3174, section 4): a namespace
/// and an id nearly always do, and need no hasher that waits for more.
fn short_hash(namespace: &[u8; 16], name: &[u8]) -> Option<[u8; 16]> {
    let end = 16 + name.len();
    let mut block = [0; 64];
    block[..16].copy_from_slice(namespace);
    // behind the text come a bit and, in eight bytes, the number of bits
    block[..56].get_mut(16..end)?.copy_from_slice(name);
    *block[..56].get_mut(end)? = 0x80;
    block[56..].copy_from_slice(&(end as u64 * 8).to_be_bytes());
    let mut state = [
        0x6745_2301,
        0xefcd_ab89,
        0x98ba_dcfe,
        0x1032_5476,
        0xc3d2_e1f0,
    ];
    compress(&mut state, &[block]);
    let words = state.map(u32::to_be_bytes);
    Some(std::array::from_fn(|i| words[i / 4][i % 4]))
}

#[cfg(test)]
mod tests {
    use super::{ROOT, Uuid, v5};

    #[test]
    fn a_key_is_the_uuid_of_the_standard() {
        let long = "a name that is longer than one block of the hash, which has sixty-four bytes";
        for length in 0..long.len() {
            let name = &long.as_bytes()[..length];
            assert_eq!(v5(&ROOT, name), Uuid::new_v5(&ROOT, name));
        }
    }

    #[test]
    fn the_root_is_what_its_comment_says() {
        assert_eq!(ROOT, Uuid::new_v5(&Uuid::NAMESPACE_URL, b"flashplan"));
    }
}
