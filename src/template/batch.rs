//! The texts of many contacts in one piece of memory.

use super::fast::Sink;
use super::problem::RenderError;

/// Pieces up to this long are copied as so many bytes, whatever their length: one move instead of a
/// call. What is copied too much is written over by the next piece.
const CHUNK: usize = 32;

/// The texts of a batch of contacts, made by [`View::render_batch`](super::View::render_batch).
/// Memory is kept from one batch to the next.
#[derive(Clone, Debug, Default)]
pub struct Batch {
    bytes: Vec<u8>,
    length: usize,
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
        &self.bytes[..self.length]
    }

    /// The texts. The bytes are checked to be UTF-8 here, once for all of them.
    #[must_use]
    pub fn texts(&self) -> Texts<'_> {
        // every piece that was copied is a whole `str`, so the check holds
        let all = simdutf8::basic::from_utf8(self.bytes()).unwrap_or_default();
        Texts { batch: self, all }
    }

    pub(super) fn clear(&mut self) {
        self.length = 0;
        self.ends.clear();
        self.errors.clear();
    }

    /// Ends the text of a contact.
    pub(super) fn end(&mut self) {
        self.ends.push(self.length);
    }

    /// Ends the text of a contact that has none.
    pub(super) fn fail(&mut self, start: usize, error: RenderError) {
        self.length = start;
        self.errors.push((self.ends.len(), error));
        self.end();
    }

    pub(super) fn put_all(&mut self, text: &str) {
        // a text is within the limit of output, which is far below 4 GiB
        let length = u32::try_from(text.len()).unwrap_or(u32::MAX);
        self.put(text, 0, length);
    }

    pub(super) fn go_back(&mut self, length: usize) {
        self.length = length;
    }

    #[cold]
    fn grow(&mut self, needed: usize) {
        let length = (self.length + needed).max(self.bytes.len() * 2).max(4096);
        self.bytes.resize(length, 0);
    }
}

impl Sink for Batch {
    #[inline]
    fn put(&mut self, from: &str, start: u32, end: u32) {
        let from = from.as_bytes();
        let (start, end) = (start as usize, end as usize);
        let length = end - start;
        let room = length.max(CHUNK);
        if self.bytes.len() - self.length < room {
            self.grow(room);
        }
        let at = self.length;
        match from.get(start..start + CHUNK) {
            Some(chunk) if length <= CHUNK => self.bytes[at..at + CHUNK].copy_from_slice(chunk),
            _ => self.bytes[at..at + length].copy_from_slice(&from[start..end]),
        }
        self.length = at + length;
    }

    fn length(&self) -> usize {
        self.length
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
