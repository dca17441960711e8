//! Batches: after so many sends without a pause, one.

/// At most `size` sends follow one another without `pause` seconds between two of them; then there is a
/// pause. A night or a gap that is as long as the pause is one, and a new batch begins after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Batches {
    size: u32,
    pause: u32,
}

/// Why batches cannot be meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BatchesError {
    /// A batch of 0 lets nothing through.
    #[error("a batch of 0 lets no message through")]
    NoSize,
    /// A pause of 0 seconds is none.
    #[error("a pause of 0 seconds is none")]
    NoPause,
}

impl Batches {
    /// Batches of `size` sends with `pause` seconds between them.
    ///
    /// ```
    /// use flashplan::pace::{Batches, BatchesError};
    /// assert_eq!(Batches::new(50, 600)?.pause(), 600);
    /// assert_eq!(Batches::new(0, 600), Err(BatchesError::NoSize));
    /// # Ok::<(), BatchesError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// A size of 0, and a pause of 0.
    pub fn new(size: u32, pause: u32) -> Result<Self, BatchesError> {
        match (size, pause) {
            (0, _) => Err(BatchesError::NoSize),
            (_, 0) => Err(BatchesError::NoPause),
            _ => Ok(Self { size, pause }),
        }
    }

    /// Sends in a batch.
    #[must_use]
    pub fn size(self) -> u32 {
        self.size
    }

    /// Seconds between two batches.
    #[must_use]
    pub fn pause(self) -> u32 {
        self.pause
    }
}

/// How many sends the current batch has had.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Batch {
    sends: u32,
}

impl Batch {
    /// A batch that has had so many.
    pub(super) fn of(sends: u32) -> Self {
        Self { sends }
    }

    /// How many there were.
    pub(super) fn sends(self) -> u32 {
        self.sends
    }

    /// The first second after a send at `last` at which another one may leave.
    pub(super) fn earliest(self, batches: Batches, last: i64) -> i64 {
        let is_full = self.sends >= batches.size;
        last + if is_full { i64::from(batches.pause) } else { 0 }
    }

    /// Counts a send at `at`, after one at `last`.
    pub(super) fn count(&mut self, batches: Batches, last: Option<i64>, at: i64) {
        let pauses = last.is_none_or(|last| at - last >= i64::from(batches.pause));
        self.sends = if pauses {
            1
        } else {
            self.sends.saturating_add(1)
        };
    }
}
