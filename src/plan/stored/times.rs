//! The times of an occurrence's sends where those that wait are overtaken: to be looked at in order.

/// Times with the lines that they stand on, eight bytes a send.
#[derive(Debug, Default)]
pub(super) struct Times {
    /// When the occurrence is due, and the line that it begins on.
    due: i64,
    line: u64,
    /// Seconds since it was due above lines since it began, so that numbers are in the order of times.
    near: Vec<u64>,
    /// What these do not hold: 136 years later, 4,294,967,296 lines on, or before.
    far: Vec<(i64, u64)>,
}

impl Times {
    /// An occurrence that is due at `due` begins on a line. Lines ascend.
    pub(super) fn begin(&mut self, due: i64, line: u64) {
        (self.due, self.line) = (due, line);
    }

    pub(super) fn add(&mut self, at: i64, line: u64) {
        let since = |to: Option<u64>| u32::try_from(to?).ok();
        let seconds = since(at.checked_sub(self.due).and_then(|s| u64::try_from(s).ok()));
        match seconds.zip(since(line.checked_sub(self.line))) {
            Some((seconds, lines)) => self.near.push(u64::from(seconds) << 32 | u64::from(lines)),
            None => self.far.push((at, line)),
        }
    }

    /// Hands out the times in order, and those that are the same by line; forgets them and keeps the memory.
    pub(super) fn take_in_order(&mut self, sink: &mut dyn FnMut(i64, u64)) {
        self.near.sort_unstable();
        self.far.sort_unstable();
        let (due, line) = (self.due, self.line);
        let near = self.near.drain(..);
        let near = near.map(|packed| (due + (packed >> 32) as i64, line + (packed & 0xffff_ffff)));
        let mut far = self.far.drain(..).peekable();
        for (at, line) in near {
            while let Some((at, line)) = far.next_if(|other| *other < (at, line)) {
                sink(at, line);
            }
            sink(at, line);
        }
        far.for_each(|(at, line)| sink(at, line));
    }
}

#[cfg(test)]
mod tests {
    use super::Times;

    #[test]
    fn times_come_in_order_wherever_they_are_kept() {
        let mut times = Times::default();
        let far = i64::from(u32::MAX);
        for round in 0..2_u64 {
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
}
