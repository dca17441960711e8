//! Finds the values that stand more than once, with eight bytes a value.

/// Collects 64-bit values and tells which of them came more than once.
///
/// Sorting once at the end costs about what a hash table of the same values does, in less memory.
#[derive(Clone, Debug, Default)]
pub(super) struct Repeated {
    values: Vec<u64>,
}

impl Repeated {
    pub(super) fn add(&mut self, value: u64) {
        self.values.push(value);
    }

    /// The values that were added more than once.
    pub(super) fn finish(self) -> RepeatedValues {
        self.finish_with(|value| value).0
    }

    /// The values that were added more than once, and how many different ones have a `key` that is another
    /// of them.
    pub(super) fn finish_with(mut self, key: impl Fn(u64) -> u64) -> (RepeatedValues, u64) {
        self.values.sort_unstable();
        let (mut repeated, mut keyed) = (Vec::new(), 0);
        for same in self.values.chunk_by(|a, b| a == b) {
            let (value, key) = (same[0], key(same[0]));
            repeated.extend((same.len() > 1).then_some(value));
            keyed += u64::from(key != value && self.values.binary_search(&key).is_ok());
        }
        (RepeatedValues::new(repeated), keyed)
    }
}

/// Values that stand more than once. Nearly every value that is asked for is none of them, and is told
/// so by one bit.
#[derive(Clone, Debug)]
pub(super) struct RepeatedValues {
    /// In ascending order, each once.
    values: Vec<u64>,
    /// A bit for the hash of each value, in a power of two of words.
    bits: Vec<u64>,
}

impl RepeatedValues {
    fn new(values: Vec<u64>) -> Self {
        // a word to four values: one in sixteen that is not there is looked for
        let mut bits = vec![0; values.len().div_ceil(4).next_power_of_two()];
        for &value in &values {
            let (word, bit) = place(value, bits.len());
            bits[word] |= bit;
        }
        Self { values, bits }
    }

    /// Whether there are none.
    pub(super) fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    pub(super) fn contains(&self, value: u64) -> bool {
        let (word, bit) = place(value, self.bits.len());
        self.bits[word] & bit != 0 && self.values.binary_search(&value).is_ok()
    }
}

/// The word and the bit of a value.
fn place(value: u64, words: usize) -> (usize, u64) {
    // the high bits of the product depend on every bit of the value (Fibonacci hashing)
    let hash = value.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 24;
    ((hash >> 6) as usize & (words - 1), 1 << (hash & 63))
}

#[cfg(test)]
mod tests {
    use super::Repeated;

    #[test]
    fn tells_each_repeated_value_once() {
        let mut repeated = Repeated::default();
        for value in [7, 3, 9, 3, 7, 1, 3] {
            repeated.add(value);
        }
        let repeated = repeated.finish();
        let told: Vec<u64> = (0..1_000)
            .filter(|&value| repeated.contains(value))
            .collect();
        assert_eq!(told, [3, 7]);
        assert!(!Repeated::default().finish().contains(0));
        let twice = |n: u64| n.is_multiple_of(3);
        let mut many = Repeated::default();
        // Miri takes some thousand times as long
        let count = if cfg!(miri) { 300 } else { 10_000 };
        (0..count).for_each(|n| (0..=u8::from(twice(n))).for_each(|_| many.add(n << 20)));
        let many = many.finish();
        assert!((0..count).all(|n| many.contains(n << 20) == twice(n)));
    }
}
