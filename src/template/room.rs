//! A text that grows by many short pieces.

use super::sink::{Sink, Stop};

/// Pieces up to this long are copied in a size that the compiler knows: a few moves instead of a call.
/// What was copied too much is cut off again.
pub(super) const COPY: usize = 128;

/// What is copied of the shortest pieces.
pub(super) const SHORTEST: usize = 32;

/// Makes room for longer texts.
#[cold]
pub(super) fn grow(text: &mut String) {
    let more = text.capacity().max(256);
    text.reserve(text.capacity() + more - text.len());
}

/// A text with the memory that it has now. It takes no more by itself, so that its few numbers stay
/// in registers while it is written.
///
/// Every piece is a part of a text, so that nobody has to check the whole to be UTF-8.
pub(super) struct Room {
    pub(super) text: String,
}

impl Room {
    /// Goes on where `text` ends.
    pub(super) fn of(text: String) -> Self {
        Self { text }
    }

    fn free(&self) -> usize {
        self.text.capacity() - self.text.len()
    }

    /// Copies a piece of `N` bytes and keeps `length` of them. False where there is no room for all.
    #[inline(always)]
    fn copy<const N: usize>(&mut self, piece: &str, length: usize) -> bool {
        if piece.len() != N || self.free() < N {
            return false;
        }
        let end = self.text.len() + length;
        self.text.push_str(piece);
        self.text.truncate(end);
        true
    }
}

impl Sink for Room {
    #[inline(always)]
    fn piece(&mut self, piece: &str) -> Result<(), Stop> {
        if self.free() < piece.len() {
            return Err(Stop::Full);
        }
        self.text.push_str(piece);
        Ok(())
    }

    #[inline(always)]
    fn padded(&mut self, padded: &str, length: usize) -> Result<(), Stop> {
        let copied = match padded.len() {
            SHORTEST => self.copy::<SHORTEST>(padded, length),
            64 => self.copy::<64>(padded, length),
            COPY => self.copy::<COPY>(padded, length),
            _ => false,
        };
        if copied {
            return Ok(());
        }
        self.piece(&padded[..length])
    }

    #[inline(always)]
    fn part(&mut self, from: &str, start: u32, end: u32) -> Result<(), Stop> {
        let (start, end) = (start as usize, end as usize);
        let length = end - start;
        // what comes after the part is copied too, unless that would break a character in two
        let copied = if length <= SHORTEST {
            let piece = from.get(start..start + SHORTEST);
            piece.is_some_and(|piece| self.copy::<SHORTEST>(piece, length))
        } else if length <= COPY {
            let piece = from.get(start..start + COPY);
            piece.is_some_and(|piece| self.copy::<COPY>(piece, length))
        } else {
            false
        };
        if copied {
            return Ok(());
        }
        self.piece(&from[start..end])
    }

    #[inline(always)]
    fn length(&self) -> usize {
        self.text.len()
    }
}
