//! Stretches of a text that is read, with their places.

use crate::issue::Span;

/// `NAME=VALUE`.
#[derive(Clone, Copy)]
pub(super) struct Part<'a> {
    pub(super) name: &'static str,
    pub(super) value: Piece<'a>,
}

/// A stretch of the text.
#[derive(Clone, Copy)]
pub(super) struct Piece<'a> {
    pub(super) text: &'a str,
    pub(super) start: usize,
}

impl<'a> Piece<'a> {
    pub(super) fn span(self) -> Span {
        Span::new(self.start, self.start + self.text.len())
    }

    /// The stretches between separators.
    pub(super) fn split(self, separator: char) -> impl Iterator<Item = Self> {
        let mut start = self.start;
        self.text.split(separator).map(move |text| {
            let piece = Piece { text, start };
            start += text.len() + 1;
            piece
        })
    }
}
