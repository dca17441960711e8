//! Numbers that WhatsApp may hold for one and the same.

use super::Phone;

impl Phone {
    /// A number that all numbers share which WhatsApp may take for the same one.
    ///
    /// Brazil: the 9 in front of a mobile number is optional for area codes from 31 on. Mexico and
    /// Argentina: the 1 or 9 after the country code of a 13-digit number is optional. The rule is
    /// Evolution API's own (`createJid.ts`). It finds possible duplicates; it never rewrites a
    /// number that is sent to.
    ///
    /// ```
    /// use flashplan::phone::Phone;
    /// let long = Phone::parse("+5547989211984")?;
    /// let short = Phone::parse("+554789211984")?;
    /// assert_ne!(long, short);
    /// assert_eq!(long.equivalence_key(), short.equivalence_key());
    /// # Ok::<(), flashplan::phone::PhoneError>(())
    /// ```
    #[must_use]
    pub fn equivalence_key(self) -> u64 {
        // thirteen digits, the first two of them 52 to 55: nearly no number needs a closer look
        if !(5_200_000_000_000..5_600_000_000_000).contains(&self.0) {
            return self.0;
        }
        let digits = self.0.to_string();
        match (digits.get(..2), digits.len()) {
            (Some("55"), 13) => brazil(&digits).unwrap_or(self.0),
            (Some("52" | "54"), 13) => without(&digits, 2).unwrap_or(self.0),
            _ => self.0,
        }
    }
}

impl Phone {
    /// The key of a number that is given as its digits.
    pub(crate) fn equivalent_digits(digits: u64) -> u64 {
        Self(digits).equivalence_key()
    }
}

/// `55` area `9` and eight digits, of which the first is 7 or more.
fn brazil(digits: &str) -> Option<u64> {
    let area: u32 = digits.get(2..4)?.parse().ok()?;
    let mobile = digits.as_bytes().get(4) == Some(&b'9');
    let first = *digits.as_bytes().get(5)?;
    let optional = mobile && area >= 31 && first >= b'7';
    optional.then(|| without(digits, 4))?
}

fn without(digits: &str, index: usize) -> Option<u64> {
    let (before, rest) = (digits.get(..index)?, digits.get(index + 1..)?);
    format!("{before}{rest}").parse().ok()
}
