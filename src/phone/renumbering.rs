//! Changes of number plans, as data: numbers that a country wrote differently until a day.

use super::Phone;

/// A change that gave every number of a country more digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Renumbering {
    /// The country, as ISO 3166 writes it: `BJ`.
    pub country: &'static str,
    /// Its calling code.
    pub calling_code: u64,
    /// How many digits a number had behind the calling code.
    pub old_digits: u32,
    /// What stands in front of them since then.
    pub prefix: &'static str,
    /// The day from which numbers are written so, as `YYYY-MM-DD`.
    pub since: &'static str,
}

impl Renumbering {
    /// Every change that is known, and that one rule describes.
    ///
    /// Benin put `01` in front of all its numbers of 8 digits (ARCEP Bénin; ITU Operational Bulletin
    /// of 2024).
    pub const ALL: [Self; 1] = [Self {
        country: "BJ",
        calling_code: 229,
        old_digits: 8,
        prefix: "01",
        since: "2024-11-30",
    }];

    fn has(&self, phone: Phone) -> bool {
        phone.0 / 10_u64.pow(self.old_digits) == self.calling_code
    }
}

impl Phone {
    /// The number as its country writes it since a change of its number plan, and the change; none for
    /// a number that no known change is about.
    ///
    /// The old number stays a number: it may still be reached, and whether WhatsApp knows somebody by
    /// the old or the new one is not said by a number plan. So nothing is rewritten; a person is told.
    ///
    /// ```
    /// use flashplan::phone::Phone;
    /// let (new, change) = Phone::parse("+22997000012")?.renumbered().unwrap();
    /// assert_eq!(new.to_string(), "+2290197000012");
    /// assert_eq!((change.country, change.since), ("BJ", "2024-11-30"));
    /// assert_eq!(new.renumbered(), None);
    /// # Ok::<(), flashplan::phone::PhoneError>(())
    /// ```
    #[must_use]
    pub fn renumbered(self) -> Option<(Self, &'static Renumbering)> {
        let change = Renumbering::ALL.iter().find(|change| change.has(self))?;
        let digits = self.0.to_string();
        let (code, old) = digits.split_at_checked(digits.len() - change.old_digits as usize)?;
        let new = Self::from_digits(&format!("{code}{}{old}", change.prefix)).ok()?;
        Some((new, change))
    }
}
