//! How long the texts of a plan are.

use crate::content::utf16_len;

/// Lengths that are told apart; the longest text that is sent has 4,096 units.
const MOST: usize = 4_096;

/// How long the texts of a plan are, in the units of UTF-16 that WhatsApp counts: a count for each
/// length, so that what it tells is exact, in 32 KB whatever the plan.
///
/// ```
/// let mut lengths = flashplan::plan::TextLengths::default();
/// ["Bonjour", "Bonsoir Awa", "Ça va ?"].map(|text| lengths.add(text));
/// assert_eq!((lengths.least(), lengths.median(), lengths.most()), (Some(7), Some(7), Some(11)));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextLengths {
    counts: Vec<u64>,
    texts: u64,
}

impl TextLengths {
    /// Counts a text.
    pub fn add(&mut self, text: &str) {
        self.counts.resize(MOST + 1, 0);
        self.counts[utf16_len(text).min(MOST)] += 1;
        self.texts += 1;
    }

    /// How many texts there are.
    #[must_use]
    pub fn texts(&self) -> u64 {
        self.texts
    }

    /// The length of the shortest text.
    #[must_use]
    pub fn least(&self) -> Option<usize> {
        self.counts.iter().position(|count| *count > 0)
    }

    /// The length of the longest text.
    #[must_use]
    pub fn most(&self) -> Option<usize> {
        self.counts.iter().rposition(|count| *count > 0)
    }

    /// The length that half of the texts do not exceed: the lower one of two in the middle.
    #[must_use]
    pub fn median(&self) -> Option<usize> {
        let mut shorter = 0;
        self.counts.iter().position(|count| {
            shorter += count;
            shorter > 0 && shorter * 2 >= self.texts
        })
    }
}
