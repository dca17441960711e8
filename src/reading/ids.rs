//! How ids are read: strictly in requests, leniently in what the API gives back.

use super::{Field, Sink};
use crate::id::Id;

/// Which ids are taken: UUIDs, or any that a stored object may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ids {
    Uuid,
    Stored,
}

impl Ids {
    /// Reads an id; says so where it is none.
    pub(crate) fn read<Of>(
        self,
        field: &Field<'_, '_>,
        text: &str,
        sink: &mut Sink,
    ) -> Option<Id<Of>> {
        match self {
            Self::Uuid => field.uuid(text, sink),
            Self::Stored => Id::stored(text).or_else(|| field.uuid(text, sink)),
        }
    }
}
