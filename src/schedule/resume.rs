//! Where stepping through the occurrences goes on.

/// From where to step on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Resume {
    /// The place of the rule's next date.
    pub(super) place: u64,
    /// How many of the rule's dates before it count.
    pub(super) counted: u64,
    /// The instant of the last of those.
    pub(super) last: i64,
    /// The number of the next extra date.
    pub(super) extra: usize,
}

impl Resume {
    /// After everything.
    pub(super) const END: Self = Self {
        place: u64::MAX,
        counted: u64::MAX,
        last: i64::MAX,
        extra: usize::MAX,
    };
    /// Before everything.
    pub(super) const START: Self = Self {
        place: 0,
        counted: 0,
        last: i64::MIN,
        extra: 0,
    };
}
