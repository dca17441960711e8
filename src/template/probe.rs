//! What is known of a text before it is made.

use super::sink::{Sink, Stop};
use super::view::View;

/// Bounds of a row's text, from [`View::probe`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Probe {
    /// Bytes of UTF-8: a text has at most as many units of UTF-16.
    pub(crate) bytes: usize,
    /// Whether nothing but white space would be written.
    pub(crate) is_blank: bool,
}

/// Adds up what would be written, and looks at it only until something is not white space.
struct Pieces(Probe);

impl Sink for Pieces {
    #[inline]
    fn piece(&mut self, piece: &str) -> Result<(), Stop> {
        self.0.bytes += piece.len();
        self.0.is_blank = self.0.is_blank && piece.trim_start().is_empty();
        Ok(())
    }

    fn length(&self) -> usize {
        self.0.bytes
    }
}

impl View<'_> {
    /// How long the text of `row` is at most, without a copy of it; none where only rendering tells.
    pub(crate) fn probe(&self, row: usize) -> Option<Probe> {
        let open = || {
            Pieces(Probe {
                bytes: 0,
                is_blank: true,
            })
        };
        let fast = self.fast.as_ref()?;
        let (pieces, result) = fast.render(self.table, row..row + 1, open);
        result.is_ok().then_some(pieces.0)
    }
}
