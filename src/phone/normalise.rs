//! Phone numbers as people write them.

use super::{Jid, Phone, PhoneError};

/// A number that was written in another form than E.164.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Normalised {
    /// The number.
    pub phone: Phone,
    /// What had to be changed to read it.
    pub change: Change,
}

/// What had to be changed to read a number. A later one includes those before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// Nothing: it was E.164.
    None,
    /// Spaces, hyphens, points, brackets or invisible marks were taken out.
    Marks,
    /// `00` in front was read as `+`.
    DoubleZero,
    /// A `+` was put in front of digits alone.
    PlusAdded,
    /// It was a WhatsApp id.
    Jid,
}

impl Phone {
    /// Reads a number as people keep them: `+229 01 02-03.04`, `(+229) 01020304`, `0022901020304`,
    /// digits that start with a country code, or a WhatsApp id.
    ///
    /// Digits alone are taken to start with the country code, which only the one who wrote them
    /// knows: [`Normalised::change`] says so, and a caller may refuse it.
    ///
    /// # Errors
    ///
    /// `01 02 03 04 05` (a national number: no country code starts with 0), `+229 01 A2` (a
    /// letter), `+٢٢٩٠١٠٢٠٣` (digits that are not ASCII), `185031603552434@lid` (no number).
    pub fn normalise(text: &str) -> Result<Normalised, PhoneError> {
        if let Ok(phone) = Self::parse(text) {
            let change = Change::None;
            return Ok(Normalised { phone, change });
        }
        if text.contains('@') {
            let phone = Jid::parse(text).and_then(|jid| jid.phone());
            let change = Change::Jid;
            return phone
                .map(|phone| Normalised { phone, change })
                .ok_or(PhoneError::Jid);
        }
        let plain: String = text.chars().filter(|c| !is_mark(*c)).collect();
        let (digits, change) = if let Some(digits) = plain.strip_prefix('+') {
            (digits, Change::Marks)
        } else if let Some(digits) = plain.strip_prefix("00") {
            (digits, Change::DoubleZero)
        } else if plain.is_empty() {
            return Err(PhoneError::Empty);
        } else {
            (plain.as_str(), Change::PlusAdded)
        };
        let phone = Self::from_digits(digits)?;
        Ok(Normalised { phone, change })
    }
}

/// What people, and the programs they copy from, put between digits.
fn is_mark(c: char) -> bool {
    let invisible = matches!(
        c,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{feff}'
    );
    let dash = matches!(c, '-' | '\u{2010}'..='\u{2015}');
    c.is_whitespace() || invisible || dash || matches!(c, '.' | '(' | ')' | '/')
}

/// Whether a text is digits with what people write between them, of a phone number's length.
pub(crate) fn looks_like_number(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let only = text
        .chars()
        .all(|c| c.is_ascii_digit() || c == '+' || is_mark(c));
    only && (7..=15).contains(&digits)
}
