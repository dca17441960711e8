//! Literals, laid out for copies in fixed sizes.

use super::{Sink, Stop};
use crate::template::room::{COPY, SHORTEST};

/// A text with blanks after it, up to a size that is copied at once.
#[derive(Clone, Debug)]
pub(super) struct Padded {
    padded: Box<str>,
    length: usize,
}

impl Padded {
    pub(super) fn of(text: &str) -> Self {
        let copied = text.len().next_power_of_two().max(SHORTEST);
        let blanks = if copied <= COPY {
            copied - text.len()
        } else {
            0
        };
        let blanks = std::iter::repeat_n(' ', blanks);
        Self {
            padded: text.chars().chain(blanks).collect(),
            length: text.len(),
        }
    }

    pub(super) fn text(&self) -> &str {
        &self.padded[..self.length]
    }

    /// Adds the text to `out`.
    #[inline(always)]
    pub(super) fn put<S: Sink>(&self, out: &mut S) -> Result<(), Stop> {
        out.padded(&self.padded, self.length)
    }
}
