//! The times of an occurrence's sends where those that wait are overtaken: to be looked at in order.

/// Sends that are put in order at a time, beside all of them in the order of their lines.
const ROOM: usize = 1 << 20;

/// Stretches of time that sends are counted in, to know which of them have room together.
const STRETCHES: usize = 1 << 16;

/// Times with the lines that they stand on: four bytes a send, and one bit a line.
#[derive(Debug, Default)]
pub(super) struct Times {
    /// When the occurrence is due, and the line that it begins on.
    due: i64,
    line: u64,
    /// Seconds since it was due.
    near: Vec<u32>,
    /// A bit for each line since it began: whether its send is in `near`.
    lines: Vec<u64>,
    /// What these do not hold: 136 years later, 4,294,967,296 lines on, or before.
    far: Vec<(i64, u64)>,
}

impl Times {
    /// An occurrence that is due at `due` begins on a line. Lines ascend.
    pub(super) fn begin(&mut self, due: i64, line: u64) {
        (self.due, self.line) = (due, line);
    }

    pub(super) fn add(&mut self, at: i64, line: u64) {
        let seconds = at.checked_sub(self.due);
        let seconds = seconds.and_then(|seconds| u32::try_from(seconds).ok());
        let place = line.checked_sub(self.line);
        let place = place.and_then(|place| u32::try_from(place).ok());
        let Some((seconds, place)) = seconds.zip(place) else {
            self.far.push((at, line));
            return;
        };
        let (word, bit) = (place as usize / 64, place % 64);
        if self.lines.len() <= word {
            self.lines.resize(word + 1, 0);
        }
        self.lines[word] |= 1 << bit;
        self.near.push(seconds);
    }

    /// Hands out the times in order, and those that are the same by line; forgets them and keeps the memory.
    pub(super) fn take_in_order(&mut self, sink: &mut dyn FnMut(i64, u64)) {
        self.take_by(ROOM, sink);
    }

    fn take_by(&mut self, room: usize, sink: &mut dyn FnMut(i64, u64)) {
        self.far.sort_unstable();
        let mut far = self.far.iter().copied().peekable();
        let mut some = Vec::new();
        for (from, until) in self.stretches(room) {
            some.clear();
            some.extend(self.sends().filter(|send| (from..until).contains(&send.0)));
            some.sort_unstable();
            for &(seconds, place) in &some {
                let send = (self.due + seconds as i64, self.line + u64::from(place));
                while let Some((at, line)) = far.next_if(|other| *other < send) {
                    sink(at, line);
                }
                sink(send.0, send.1);
            }
        }
        far.for_each(|(at, line)| sink(at, line));
        self.near.clear();
        self.lines.clear();
        self.far.clear();
    }

    /// The seconds and the place of each send, by line.
    fn sends(&self) -> impl Iterator<Item = (u64, u32)> {
        let words = self.lines.iter().zip(0_u32..);
        let places = words.flat_map(|(&word, index)| {
            let bits = (0..64).filter(move |bit| word >> bit & 1 == 1);
            bits.map(move |bit| index * 64 + bit)
        });
        let seconds = self.near.iter().map(|&seconds| u64::from(seconds));
        seconds.zip(places)
    }

    /// Stretches of seconds, one behind the other, that have all sends: each with few enough, but where many
    /// leave at once.
    fn stretches(&self, room: usize) -> Vec<(u64, u64)> {
        let last = self.near.iter().copied().max().map_or(0, u64::from);
        let width = last / STRETCHES as u64 + 1;
        let mut counts = vec![0_usize; STRETCHES];
        for &seconds in &self.near {
            counts[(u64::from(seconds) / width) as usize] += 1;
        }
        let (mut stretches, mut from, mut held) = (Vec::new(), 0, 0);
        for (count, start) in counts.into_iter().zip((0..).step_by(width as usize)) {
            if held > 0 && held + count > room {
                stretches.push((from, start));
                (from, held) = (start, 0);
            }
            held += count;
        }
        stretches.push((from, last + 1));
        stretches
    }
}

#[cfg(test)]
mod tests {
    use super::Times;

    #[test]
    fn times_come_in_order_wherever_they_are_kept() {
        let mut times = Times::default();
        let far = i64::from(u32::MAX);
        // Miri takes some thousand times as long
        let rounds = if cfg!(miri) { 1 } else { 2 };
        for round in 0..rounds {
            let first = 10 + round * 100;
            times.begin(1_000, first);
            let added = [
                (1_005, first + 1),
                (1_000 + far, first + 2),
                (1_001 + far, first + 3),
                (999, first + 4),
                (1_005, first + 5),
                (1_000, first + 6),
                (i64::MIN, first + 7),
                (i64::MAX, first + 8),
                (1_005, first + (1 << 32)),
            ];
            added.iter().for_each(|(at, line)| times.add(*at, *line));
            let mut sorted = added.to_vec();
            sorted.sort_unstable();
            let mut found = Vec::new();
            times.take_in_order(&mut |at, line| found.push((at, line)));
            assert_eq!(found, sorted);
        }
    }

    /// The stretches have all sends, and each no more than have room, but where more leave in its one width.
    #[test]
    fn a_stretch_has_room_for_its_sends() {
        for last in [0, 1, 65_535, 65_536, 131_072, 9_999_990] {
            let mut times = Times::default();
            (0..300).for_each(|line| times.add(last * (line as i64 % 100) / 99, line));
            times.near.sort_unstable();
            let (room, width) = (10, last as u64 / 65_536 + 1);
            let (mut next, mut sends) = (0, 0);
            let stretches = times.stretches(room);
            for &(from, until) in &stretches {
                assert!(from == next && until >= from, "{last}");
                let within = times.near.iter().map(|&at| u64::from(at));
                let held = within.filter(|at| (from..until).contains(at)).count();
                assert!(held <= room || until - from <= width, "{last}: {held}");
                (next, sends) = (until, sends + held);
            }
            assert_eq!(sends, 300);
            // three leave at a time, in a hundred places at the most
            assert!(stretches.len() <= 35, "{last}: {}", stretches.len());
        }
    }

    #[test]
    fn more_than_have_room_together_come_in_order_too() {
        let mut times = Times::default();
        times.begin(0, 0);
        let (room, count) = if cfg!(miri) {
            (50, 125)
        } else {
            (1_000, 2_500)
        };
        // some leave at once, more than have room, and the others anywhere in four months
        let at = |n: i64| {
            if n % 2 == 0 {
                7_000
            } else {
                n * 7_919 % 9_999_991
            }
        };
        (0..count).for_each(|n| times.add(at(n), n as u64 * 3));
        let (mut last, mut seen) = ((-1, 0), 0);
        times.take_by(room, &mut |at, line| {
            assert!((at, line) > last);
            (last, seen) = ((at, line), seen + 1);
        });
        assert_eq!(seen, count);
    }
}
