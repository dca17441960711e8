//! The texts of many contacts in one piece of memory.

use super::fast::Fast;
use super::problem::RenderError;
use super::room::{Room, grow};
use super::sink::{Sink, Stop};
use crate::contact::Table;
use std::ops::Range;

/// The texts of a batch of contacts, made by [`View::render_batch`](super::View::render_batch).
/// Memory is kept from one batch to the next.
#[derive(Clone, Debug, Default)]
pub struct Batch {
    /// The texts, one after the other.
    all: String,
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
        self.all.as_bytes()
    }

    /// The texts.
    #[must_use]
    pub fn texts(&self) -> Texts<'_> {
        Texts { batch: self }
    }

    pub(super) fn clear(&mut self) {
        self.all.clear();
        self.ends.clear();
        self.errors.clear();
    }

    /// Adds the texts of rows of a table; those that need the general way come from `slowly`.
    pub(super) fn fill(
        &mut self,
        fast: &Fast,
        table: &Table,
        rows: Range<usize>,
        slowly: impl Fn(&mut Self, usize),
    ) {
        let mut rest = rows;
        while !rest.is_empty() {
            let (all, ends) = (&mut self.all, &mut self.ends);
            let (sink, result) = fast.render(table, rest.clone(), || Rows {
                room: Room::of(std::mem::take(all)),
                ends,
            });
            self.all = sink.room.text;
            let Err((row, stop)) = result else {
                return;
            };
            self.all.truncate(self.ends.last().copied().unwrap_or(0));
            rest.start = row;
            match stop {
                Stop::Full => grow(&mut self.all),
                Stop::Bail => {
                    slowly(self, row);
                    rest.start += 1;
                }
            }
        }
    }

    /// Adds the text of a contact.
    pub(super) fn put(&mut self, text: &str) {
        self.all.push_str(text);
        self.ends.push(self.all.len());
    }

    /// Adds a contact that has no text.
    pub(super) fn fail(&mut self, error: RenderError) {
        self.errors.push((self.ends.len(), error));
        self.ends.push(self.all.len());
    }
}

/// The texts of rows, one after the other.
struct Rows<'a> {
    room: Room,
    ends: &'a mut Vec<usize>,
}

impl Sink for Rows<'_> {
    #[inline(always)]
    fn piece(&mut self, piece: &str) -> Result<(), Stop> {
        self.room.piece(piece)
    }

    #[inline(always)]
    fn padded(&mut self, padded: &str, length: usize) -> Result<(), Stop> {
        self.room.padded(padded, length)
    }

    #[inline(always)]
    fn part(&mut self, from: &str, start: u32, end: u32) -> Result<(), Stop> {
        self.room.part(from, start, end)
    }

    #[inline(always)]
    fn length(&self) -> usize {
        self.room.length()
    }

    #[inline(always)]
    fn end(&mut self) {
        self.ends.push(self.room.length());
    }
}

/// The texts of a [`Batch`].
#[derive(Clone, Copy, Debug)]
pub struct Texts<'a> {
    batch: &'a Batch,
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
        Ok(&self.batch.all[start..end])
    }

    /// The text of each contact, in order.
    pub fn iter(self) -> impl ExactSizeIterator<Item = Result<&'a str, &'a RenderError>> {
        (0..self.batch.len()).map(move |index| self.get(index))
    }
}
