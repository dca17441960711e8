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

    /// The values that were added more than once, each once, in ascending order.
    pub(super) fn finish(mut self) -> Vec<u64> {
        self.values.sort_unstable();
        let mut repeated: Vec<u64> = self
            .values
            .windows(2)
            .filter(|two| two[0] == two[1])
            .map(|two| two[0])
            .collect();
        repeated.dedup();
        repeated
    }
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
        assert_eq!(repeated.finish(), [3, 7]);
        assert!(Repeated::default().finish().is_empty());
    }
}
