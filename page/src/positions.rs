//! A set of positions of contacts: one bit each.

#[derive(Clone, Debug, Default)]
pub(crate) struct Positions {
    words: Vec<u64>,
    count: u64,
}

impl Positions {
    /// Adds a position; whether it is new.
    pub(crate) fn add(&mut self, position: u64) -> bool {
        let (word, bit) = place(position);
        if word >= self.words.len() {
            self.words.resize(word + 1, 0);
        }
        let is_new = self.words[word] & bit == 0;
        self.words[word] |= bit;
        self.count += u64::from(is_new);
        is_new
    }

    pub(crate) fn has(&self, position: u64) -> bool {
        let (word, bit) = place(position);
        self.words.get(word).is_some_and(|word| word & bit != 0)
    }

    pub(crate) fn count(&self) -> u64 {
        self.count
    }
}

fn place(position: u64) -> (usize, u64) {
    // a position is the row of a contact that was read into memory, so it fits
    let word = usize::try_from(position / 64).unwrap_or(usize::MAX - 1);
    (word, 1 << (position % 64))
}
