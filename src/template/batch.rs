//! The texts of many contacts in one piece of memory.

use super::fast::{Sink, Stop};
use super::problem::RenderError;

/// Pieces up to this long are copied in a size that the compiler knows: a few moves instead of a call.
/// What is copied too much is written over by the next piece.
pub(super) const COPY: usize = 128;

/// The texts of a batch of contacts, made by [`View::render_batch`](super::View::render_batch).
/// Memory is kept from one batch to the next.
#[derive(Clone, Debug, Default)]
pub struct Batch {
    /// The texts, and room for more.
    bytes: Vec<u8>,
    /// Where each text ends, after a leading 0 that is not kept.
    ends: Vec<usize>,
    errors: Vec<(usize, RenderError)>,
}

impl Batch {
    /// No text.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// How many contacts there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// All texts, one after the other, as bytes of UTF-8.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes[..self.length()]
    }

    /// The texts. The bytes are checked to be UTF-8 here, once for all of them.
    #[must_use]
    pub fn texts(&self) -> Texts<'_> {
        // every piece that was copied is a whole `str`, so the check holds
        let all = simdutf8::basic::from_utf8(self.bytes()).unwrap_or_default();
        Texts { batch: self, all }
    }

    pub(super) fn clear(&mut self) {
        self.ends.clear();
        self.errors.clear();
    }

    /// Bytes of all texts.
    fn length(&self) -> usize {
        self.ends.last().copied().unwrap_or(0)
    }

    /// Adds the text of a contact.
    pub(super) fn put(&mut self, text: &str) {
        let (start, end) = (self.length(), self.length() + text.len());
        while self.bytes.len() < end {
            self.grow();
        }
        self.bytes[start..end].copy_from_slice(text.as_bytes());
        self.ends.push(end);
    }

    /// Adds a contact that has no text.
    pub(super) fn fail(&mut self, error: RenderError) {
        self.errors.push((self.ends.len(), error));
        self.ends.push(self.length());
    }

    /// Where the next texts go.
    pub(super) fn window(&mut self) -> Window<'_> {
        Window {
            at: self.length(),
            bytes: &mut self.bytes,
            ends: &mut self.ends,
        }
    }

    /// Makes room for longer texts.
    #[cold]
    pub(super) fn grow(&mut self) {
        let length = (self.bytes.len() * 2).max(4096);
        self.bytes.resize(length, 0);
    }
}

/// The free bytes of a batch. It never grows, so that its few numbers stay in registers while a text
/// is written.
pub(super) struct Window<'a> {
    bytes: &'a mut [u8],
    at: usize,
    ends: &'a mut Vec<usize>,
}

impl Sink for Window<'_> {
    #[inline(always)]
    fn put(&mut self, from: &str, start: u32, end: u32) -> Result<(), Stop> {
        let from = from.as_bytes();
        let (start, end) = (start as usize, end as usize);
        let length = end - start;
        let copied = match length {
            ..=32 => self.copy::<32>(from, start),
            33..=64 => self.copy::<64>(from, start),
            65..=COPY => self.copy::<COPY>(from, start),
            _ => false,
        };
        if !copied {
            self.copy_exactly(&from[start..end])?;
        }
        self.at += length;
        Ok(())
    }

    fn length(&self) -> usize {
        self.at
    }

    fn end(&mut self) {
        self.ends.push(self.at);
    }
}

impl Window<'_> {
    /// Copies `N` bytes from `start` of `from`, if both sides have as many.
    #[inline(always)]
    fn copy<const N: usize>(&mut self, from: &[u8], start: usize) -> bool {
        match (
            from.get(start..start + N),
            self.bytes.get_mut(self.at..self.at + N),
        ) {
            (Some(from), Some(to)) => {
                to.copy_from_slice(from);
                true
            }
            _ => false,
        }
    }

    fn copy_exactly(&mut self, from: &[u8]) -> Result<(), Stop> {
        let to = self.bytes.get_mut(self.at..self.at + from.len());
        to.ok_or(Stop::Full)?.copy_from_slice(from);
        Ok(())
    }
}

/// The texts of a [`Batch`].
#[derive(Clone, Copy, Debug)]
pub struct Texts<'a> {
    batch: &'a Batch,
    all: &'a str,
}

impl<'a> Texts<'a> {
    /// The text of the contact at `index` in the batch, from 0.
    ///
    /// # Errors
    ///
    /// As [`Bound::render_value`](super::Bound::render_value).
    ///
    /// # Panics
    ///
    /// If the batch has no such contact.
    pub fn get(self, index: usize) -> Result<&'a str, &'a RenderError> {
        let errors = &self.batch.errors;
        if !errors.is_empty()
            && let Ok(i) = errors.binary_search_by_key(&index, |(index, _)| *index)
        {
            return Err(&errors[i].1);
        }
        let end = self.batch.ends[index];
        let start = index
            .checked_sub(1)
            .map_or(0, |before| self.batch.ends[before]);
        Ok(&self.all[start..end])
    }

    /// The text of each contact, in order.
    pub fn iter(self) -> impl ExactSizeIterator<Item = Result<&'a str, &'a RenderError>> {
        (0..self.batch.len()).map(move |index| self.get(index))
    }
}
