//! Parts of a plan that can be made apart.

use crate::phone::Phone;
use std::fmt;
use std::str::FromStr;

/// Part `index` of `count`: the contacts whose hash falls to it.
///
/// The hash is of the phone number where there is one, so that equal numbers come to the same part,
/// and of the contact's id otherwise. Parts are disjoint and together they are the whole.
///
/// ```
/// use flashplan::plan::Shard;
/// let shard: Shard = "0/4".parse()?;
/// assert_eq!(shard.to_string(), "0/4");
/// assert!("4/4".parse::<Shard>().is_err());
/// # Ok::<(), flashplan::plan::ShardError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shard {
    index: u64,
    count: u64,
}

/// Why a text is not a shard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a shard is INDEX/COUNT with INDEX from 0 to COUNT - 1, such as 0/4")]
pub struct ShardError;

impl Shard {
    /// The one part that is the whole.
    pub const WHOLE: Self = Self { index: 0, count: 1 };

    /// Part `index` of `count`.
    ///
    /// # Errors
    ///
    /// `4` of `4` (the last is 3), and `0` of `0`.
    pub fn new(index: u64, count: u64) -> Result<Self, ShardError> {
        if index < count {
            Ok(Self { index, count })
        } else {
            Err(ShardError)
        }
    }

    /// Which part, from 0.
    #[must_use]
    pub fn index(self) -> u64 {
        self.index
    }

    /// Of how many parts.
    #[must_use]
    pub fn count(self) -> u64 {
        self.count
    }

    /// Whether a contact belongs to the part.
    #[must_use]
    pub fn takes(self, phone: Option<Phone>, id: Option<&str>) -> bool {
        self.count == 1 || self.hash(phone, id) % self.count == self.index
    }

    fn hash(self, phone: Option<Phone>, id: Option<&str>) -> u64 {
        match phone {
            Some(phone) => mixed(phone.as_u64()),
            None => mixed(fnv1a(id.unwrap_or("").as_bytes())),
        }
    }
}

/// The finalizer of SplitMix64: every bit of the input moves every bit of the output.
fn mixed(mut x: u64) -> u64 {
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

/// FNV-1a with 64 bits: simple enough to be written again in any engine that shards beside us.
fn fnv1a(bytes: &[u8]) -> u64 {
    let step = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, step)
}

impl FromStr for Shard {
    type Err = ShardError;

    fn from_str(text: &str) -> Result<Self, ShardError> {
        let (index, count) = text.split_once('/').ok_or(ShardError)?;
        let number = |digits: &str| {
            let plain = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
            if plain {
                digits.parse().map_err(|_| ShardError)
            } else {
                Err(ShardError)
            }
        };
        Self::new(number(index)?, number(count)?)
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.index, self.count)
    }
}

impl Default for Shard {
    fn default() -> Self {
        Self::WHOLE
    }
}
