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
        match sixteen_at_most(digits.as_bytes()) {
            Some(value) if digits.len() < 16 && !digits.starts_with('0') => Ok(Self(value)),
            _ => Self::from_any_digits(digits),
        }
    }

    fn from_any_digits(digits: &str) -> Result<Self, PhoneError> {
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

/// The value of 8 to 16 digits, in two words of eight: every contact's number is read more than once. None
/// for anything else.
fn sixteen_at_most(digits: &[u8]) -> Option<u64> {
    let (first, last) = (digits.first_chunk()?, digits.last_chunk()?);
    // of the first eight only those that are not among the last eight, with zeros in front
    let before = 16_usize.checked_sub(digits.len())? as u32 * 8;
    let first = digits_of(*first)?.checked_shl(before).unwrap_or(0);
    Some(eight(first) * 100_000_000 + eight(digits_of(*last)?))
}

/// The values of eight digits, a byte each, the first in the lowest byte; none where one is no digit.
fn digits_of(text: [u8; 8]) -> Option<u64> {
    let values = u64::from_le_bytes(text) ^ 0x3030_3030_3030_3030;
    // the high bit of a byte is set by what is over 9, be it over 127 itself
    let over = (values.wrapping_add(0x7676_7676_7676_7676) | values) & 0x8080_8080_8080_8080;
    (over == 0).then_some(values)
}

/// The number that eight digits make: pairs of digits first, then pairs of those, then both halves.
fn eight(digits: u64) -> u64 {
    let pairs = (digits * 10 + (digits >> 8)) & 0x00ff_00ff_00ff_00ff;
    let fours = (pairs * 100 + (pairs >> 16)) & 0x0000_ffff_0000_ffff;
    (fours * 10_000 + (fours >> 32)) & 0xffff_ffff
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

#[cfg(test)]
mod tests {
    use super::{Phone, sixteen_at_most};

    #[test]
    fn words_of_digits_are_read_as_digit_after_digit() {
        let digits = "9876543210123456";
        for length in 0..=digits.len() {
            for start in 0..=digits.len() - length {
                let text = &digits[start..start + length];
                let value = text.parse().ok().filter(|_| length >= 8);
                assert_eq!(sixteen_at_most(text.as_bytes()), value, "{text}");
                assert_eq!(Phone::from_digits(text), Phone::from_any_digits(text));
            }
        }
        for at in 0..12 {
            for byte in (0..=u8::MAX).filter(|byte| !byte.is_ascii_digit()) {
                let mut digits = *b"229010203040";
                digits[at] = byte;
                assert_eq!(sixteen_at_most(&digits), None);
            }
        }
        assert_eq!(sixteen_at_most(b"12345678901234567"), None);
    }
}
