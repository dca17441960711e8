//! Where a plan reads its contacts from.

use crate::audience::Batch;
use crate::contact::FieldSet;

/// Contacts that can be read from the first to the last as often as a plan needs them: once to find
/// what repeats, and once for each occurrence.
///
/// Every reading gives the same contacts in the same order of ascending positions.
pub trait Contacts {
    /// Why a reading can end before the last contact.
    type Error;

    /// Hands each batch to `visit`, in order, until it returns an error.
    ///
    /// # Errors
    ///
    /// What `visit` returns, and what keeps the contacts from being read.
    fn for_each_batch<E: From<Self::Error>>(
        &mut self,
        visit: &mut dyn FnMut(&Batch) -> Result<(), E>,
    ) -> Result<(), E>;

    /// As [`Contacts::for_each_batch`], for a `visit` that looks at `fields` alone: columns that hold
    /// nothing of them may be left out, which is the faster the more columns there are.
    ///
    /// # Errors
    ///
    /// As [`Contacts::for_each_batch`].
    fn for_each_batch_of<E: From<Self::Error>>(
        &mut self,
        fields: &FieldSet,
        visit: &mut dyn FnMut(&Batch) -> Result<(), E>,
    ) -> Result<(), E> {
        let _ = fields;
        self.for_each_batch(visit)
    }
}

/// Contacts in memory cannot fail to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Never {}

impl Contacts for [Batch] {
    type Error = Never;

    fn for_each_batch<E: From<Never>>(
        &mut self,
        visit: &mut dyn FnMut(&Batch) -> Result<(), E>,
    ) -> Result<(), E> {
        self.iter().try_for_each(visit)
    }
}
