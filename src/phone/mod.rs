//! Phone numbers of E.164, as values of eight bytes.

mod equivalence;
mod jid;
mod normalise;
mod renumbering;
mod written;

pub use jid::{Jid, JidServer};
pub use normalise::{Change, Normalised};
pub use renumbering::Renumbering;

pub(crate) use normalise::looks_like_number;

use std::fmt;

/// A phone number of E.164: 7 to 15 digits, the first of them 1 to 9.
///
/// Only the shape is checked, never a country's number plan: plans change (Benin went from 8 to 10
/// digits in 2024) and an old number may still be reached. The shortest international numbers in
/// use have 7 digits.
///
/// ```
/// use flashplan::phone::Phone;
/// let phone = Phone::parse("+22901020304").unwrap();
/// assert_eq!(phone.to_string(), "+22901020304");
/// assert!(Phone::parse("01 02 03 04").is_err());
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Phone(u64);

/// Why a text is not a phone number of E.164.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PhoneError {
    /// No character at all.
    #[error("the number is empty")]
    Empty,
    /// No `+` in front.
    #[error("the number has no country code: it starts with + and the country code")]
    NoPlus,
    /// A character that is not an ASCII digit.
    #[error("the number has a character that is not a digit")]
    NotADigit,
    /// The first digit is 0; no country code starts so.
    #[error("no country code starts with 0")]
    LeadingZero,
    /// Fewer than 7 or more than 15 digits.
    #[error("the number has {0} digits; E.164 has 7 to 15")]
    Length(usize),
    /// `…@s.whatsapp.net`, `…@g.us` and their kin.
    #[error("this is a WhatsApp id (JID), not a phone number")]
    Jid,
}

impl Phone {
    /// Reads `+` and 7 to 15 ASCII digits, the exact form of E.164.
    ///
    /// # Errors
    ///
    /// `` (empty), `22901020304` (no `+`), `+229 01020304` (a space), `+01234567` (leading zero),
    /// `+123456` (too short), `22901020304@s.whatsapp.net` (a JID).
    pub fn parse(text: &str) -> Result<Self, PhoneError> {
        if text.is_empty() {
            return Err(PhoneError::Empty);
        }
        let digits = text.strip_prefix('+').ok_or(PhoneError::NoPlus);
        match digits.and_then(Self::from_digits) {
            Err(_) if text.contains('@') => Err(PhoneError::Jid),
            read => read,
        }
    }

    /// Reads the digits after the `+`.
    ///
    /// # Errors
    ///
    /// As [`Phone::parse`], without the `+`.
    pub fn from_digits(digits: &str) -> Result<Self, PhoneError> {
        let mut value = 0_u64;
        for byte in digits.bytes() {
            if !byte.is_ascii_digit() {
                return Err(PhoneError::NotADigit);
            }
            // more than 15 digits are refused below; wrapping cannot be seen
            value = value.wrapping_mul(10).wrapping_add(u64::from(byte - b'0'));
        }
        if !(7..=15).contains(&digits.len()) {
            return Err(PhoneError::Length(digits.len()));
        }
        if digits.starts_with('0') {
            return Err(PhoneError::LeadingZero);
        }
        Ok(Self(value))
    }

    /// The digits as a number: `+22901020304` is 22901020304.
    #[must_use]
    pub fn as_u64(self) -> u64 {
        self.0
    }
}

impl fmt::Display for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "+{}", self.0)
    }
}

/// A contact's number does not belong into a log: the last two digits are enough to tell two apart.
impl fmt::Debug for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Phone(…{:02})", self.0 % 100)
    }
}
