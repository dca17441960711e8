//! Where the pieces of a text go: into memory, or to be counted.

/// Where the text goes.
pub(super) trait Sink {
    /// Adds a text.
    fn piece(&mut self, piece: &str) -> Result<(), Stop>;

    /// Adds the first `length` bytes of `padded`.
    #[inline(always)]
    fn padded(&mut self, padded: &str, length: usize) -> Result<(), Stop> {
        self.piece(&padded[..length])
    }

    /// Adds `from[start..end]`.
    #[inline(always)]
    fn part(&mut self, from: &str, start: u32, end: u32) -> Result<(), Stop> {
        self.piece(&from[start as usize..end as usize])
    }

    /// How many bytes were added in all.
    fn length(&self) -> usize;

    /// Ends the text of a row.
    fn end(&mut self) {}
}

/// Why a row has no text here.
pub(super) enum Stop {
    /// The row needs the general way.
    Bail,
    /// The sink has no more room.
    Full,
}
