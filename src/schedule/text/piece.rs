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

    /// The stretches between separators, which are ASCII. Pieces are short: to look at each byte is
    /// faster than what finds one in a long text.
    pub(super) fn split(self, separator: u8) -> impl Iterator<Item = Self> {
        let mut rest = Some(self);
        std::iter::from_fn(move || {
            let piece = rest?;
            let Some((before, after)) = piece.split_once(separator) else {
                return rest.take();
            };
            rest = Some(after);
            Some(before)
        })
    }

    /// What comes before the first separator, and after it.
    pub(super) fn split_once(self, separator: u8) -> Option<(Self, Self)> {
        let at = self.text.bytes().position(|byte| byte == separator)?;
        let before = Self {
            text: self.text.get(..at)?,
            start: self.start,
        };
        let after = Self {
            text: self.text.get(at + 1..)?,
            start: self.start + at + 1,
        };
        Some((before, after))
    }
}
