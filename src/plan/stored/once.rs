//! Finds the keys and the numbers that stand more than once in an occurrence.

use uuid::Uuid;

/// Into how many parts values are looked through: one part at a time is sorted, beside all of them in
/// the order of their lines.
const PARTS: u64 = 16;

/// Bits of a number: it has 15 digits at most (E.164).
const NUMBER_BITS: u32 = 50;

/// Keys and numbers of the sends of one occurrence, with their lines: 16 bytes a send, and one bit a line.
///
/// A key is held by 76 of the 122 bits that its hash has. That two of ten million are the same there by chance,
/// and not equal, happens once in a billion plans.
#[derive(Debug, Default)]
pub(super) struct Once {
    /// Bits of the key above those of the number.
    sends: Vec<u128>,
    /// The line that the first bit stands for.
    first: u64,
    /// A bit for each line of a send.
    lines: Vec<u64>,
}

impl Once {
    /// Adds a send. Lines ascend.
    pub(super) fn add(&mut self, line: u64, key: Uuid, number: u64) {
        if self.sends.is_empty() {
            self.first = line;
        }
        // a file has fewer lines than bytes, so the bits are a small part of what was read
        let place = usize::try_from(line - self.first).unwrap_or(usize::MAX);
        if self.lines.len() <= place / 64 {
            self.lines.resize(place / 64 + 1, 0);
        }
        self.lines[place / 64] |= 1 << (place % 64);
        debug_assert!(number < 1 << NUMBER_BITS);
        self.sends
            .push(key.as_u128() << NUMBER_BITS | u128::from(number));
    }

    /// The lines whose key stands on an earlier line too.
    pub(super) fn double_keys(&self) -> Vec<u64> {
        let key = |send: &u128| send >> NUMBER_BITS;
        let bits = |key: &u128| (*key >> 14) as u64;
        self.lines_of(doubles(&self.sends, key, bits))
    }

    /// The lines whose number stands on an earlier line too.
    pub(super) fn double_numbers(&self) -> Vec<u64> {
        let number = |send: &u128| (send & ((1 << NUMBER_BITS) - 1)) as u64;
        self.lines_of(doubles(&self.sends, number, |number| *number))
    }

    /// Forgets the sends, and keeps the memory.
    pub(super) fn clear(&mut self) {
        self.sends.clear();
        self.lines.clear();
    }

    /// The lines of sends, given in ascending order.
    fn lines_of(&self, sends: Vec<usize>) -> Vec<u64> {
        let mut sends = sends.into_iter().peekable();
        if sends.peek().is_none() {
            return Vec::new();
        }
        let is_send = |place: &u64| {
            let word = self.lines[(place / 64) as usize];
            word >> (place % 64) & 1 == 1
        };
        let places = (0..self.lines.len() as u64 * 64).filter(is_send);
        places
            .enumerate()
            .filter(|(send, _)| sends.next_if_eq(send).is_some())
            .map(|(_, place)| self.first + place)
            .collect()
    }
}

/// The places of sends whose `value` stands at an earlier place too, in ascending order.
fn doubles<T: Copy + Ord>(
    sends: &[u128],
    value: impl Fn(&u128) -> T,
    bits: impl Fn(&T) -> u64,
) -> Vec<usize> {
    // Fibonacci hashing: the high bits of the product depend on every bit
    let part_of = |value: &T| (bits(value).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) % PARTS;
    let mut twice = Vec::new();
    let mut part: Vec<T> = Vec::new();
    for index in 0..PARTS {
        part.clear();
        let values = sends.iter().map(&value);
        part.extend(values.filter(|value| part_of(value) == index));
        part.sort_unstable();
        let pairs = part.windows(2).filter(|two| two[0] == two[1]);
        twice.extend(pairs.map(|two| two[0]));
    }
    if twice.is_empty() {
        return Vec::new();
    }
    twice.sort_unstable();
    twice.dedup();
    let mut seen = vec![false; twice.len()];
    let mut is_double = |value: &T| {
        let known = twice.binary_search(value);
        known.is_ok_and(|known| std::mem::replace(&mut seen[known], true))
    };
    let places = sends.iter().map(value).enumerate();
    places
        .filter(|(_, value)| is_double(value))
        .map(|(place, _)| place)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::Once;
    use uuid::Uuid;

    #[test]
    fn tells_every_line_but_the_first_of_what_stands_twice() {
        let mut once = Once::default();
        for round in 0..2_u64 {
            let first = 100 + round * 7;
            for (line, number) in [(0, 5), (1, 6), (70, 5), (71, 7), (500, 5), (501, 7)] {
                once.add(first + line, Uuid::from_u64_pair(line, number), number);
            }
            once.add(first + 502, Uuid::from_u64_pair(1, 6), 8);
            assert_eq!(
                once.double_numbers(),
                [70, 500, 501].map(|line| first + line)
            );
            assert_eq!(once.double_keys(), [first + 502]);
            once.clear();
            assert!(once.double_keys().is_empty());
        }
    }

    #[test]
    fn finds_the_same_as_a_comparison_of_all() {
        let mut once = Once::default();
        let number = |n: u64| n * n % 1_009;
        // Miri takes some thousand times as long
        let count = if cfg!(miri) { 150 } else { 3_000 };
        for n in 0..count {
            once.add(n, Uuid::from_u64_pair(n, 0), number(n));
        }
        let expected: Vec<u64> = (0..count)
            .filter(|&n| (0..n).any(|earlier| number(earlier) == number(n)))
            .collect();
        assert_eq!(once.double_numbers(), expected);
        assert!(once.double_keys().is_empty());
    }
}
