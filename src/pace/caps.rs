//! How many sends a stretch of time may hold.

/// Caps, each of which holds in every sliding window of its length: of any `n + 1` sends that follow
/// one another the last is at least a window after the first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Caps {
    /// Sends in 60 seconds.
    pub per_minute: Option<u32>,
    /// Sends in 3,600 seconds.
    pub per_hour: Option<u32>,
    /// Sends in 86,400 seconds.
    pub per_day: Option<u32>,
    /// Sends in the first, second, third .. 24 hours after the plan's start, for a number that is
    /// still warming up.
    pub warm_up: Vec<u32>,
}

/// A cap that cannot be meant, with its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CapsError {
    /// A cap of 0 lets nothing through.
    #[error("`{0}` cannot be 0: that lets no message through")]
    Zero(&'static str),
    /// More than [`Caps::MOST`], which is remembered send by send.
    #[error("`{0}` is at most {most}", most = Caps::MOST)]
    TooLarge(&'static str),
}

impl CapsError {
    /// Which cap: `per-minute`, `per-hour`, `per-day` or `warm-up`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Zero(name) | Self::TooLarge(name) => name,
        }
    }
}

impl Caps {
    /// The largest cap: its sends are remembered one by one, four bytes each.
    pub const MOST: u32 = 10_000_000;

    /// Checks each cap.
    ///
    /// # Errors
    ///
    /// `per_hour: Some(0)`, a 0 in `warm_up`, `per_day: Some(10_000_001)`; all of them.
    pub fn check(&self) -> Result<(), Vec<CapsError>> {
        let single = [
            ("per-minute", self.per_minute),
            ("per-hour", self.per_hour),
            ("per-day", self.per_day),
        ];
        let single = single
            .into_iter()
            .filter_map(|(name, cap)| Some((name, cap?)));
        let warm_up = self.warm_up.iter().map(|&cap| ("warm-up", cap));
        let errors: Vec<CapsError> = single
            .chain(warm_up)
            .filter_map(|(name, cap)| match cap {
                0 => Some(CapsError::Zero(name)),
                cap if cap > Self::MOST => Some(CapsError::TooLarge(name)),
                _ => None,
            })
            .collect();
        if errors.is_empty() {
            Ok(())
        } else {
            Err(errors)
        }
    }

    /// The sliding windows that are to hold.
    pub(super) fn windows(&self) -> Windows {
        let all = [
            (self.per_minute, 60),
            (self.per_hour, 3_600),
            (self.per_day, 86_400),
        ];
        let all = all.into_iter().filter_map(|(cap, seconds)| {
            let cap = u64::from(cap.filter(|cap| *cap > 0)?);
            Some(Window { cap, seconds })
        });
        Windows::new(all.collect())
    }
}

/// A cap in every sliding window of some length.
#[derive(Clone, Copy, Debug)]
struct Window {
    cap: u64,
    seconds: u32,
}

/// The sends that the caps look back on: one memory for all of them.
#[derive(Clone, Debug)]
pub(super) struct Windows {
    /// The second of each of the last sends, since the plan's start. Sends are numbered from 1; that of send
    /// `n` is at `n` modulo the length, which is a power of two.
    sent: Vec<u32>,
    /// Windows that can hold a send up: there were as many sends as their cap.
    full: Vec<Window>,
    /// The others, the lowest cap last.
    filling: Vec<Window>,
    most: usize,
}

/// Sends that are remembered from the beginning: most plans have no more.
const FIRST: usize = 1_024;

impl Windows {
    fn new(mut windows: Vec<Window>) -> Self {
        windows.sort_unstable_by_key(|window| std::cmp::Reverse(window.cap));
        let most = windows.first().map_or(0, |window| window.cap as usize);
        let most = if most > 0 {
            most.next_power_of_two()
        } else {
            0
        };
        Self {
            sent: vec![0; most.min(FIRST)],
            full: Vec::with_capacity(windows.len()),
            filling: windows,
            most,
        }
    }

    /// Those of `caps` after `number` sends, of which the last ones are `sent`.
    pub(super) fn after(caps: &Caps, number: u64, sent: &[u32]) -> Self {
        let mut windows = caps.windows();
        while windows.next_change() <= number {
            windows.change(number);
        }
        let known = windows.sent.iter_mut().zip(sent);
        known.for_each(|(own, sent)| *own = *sent);
        windows
    }

    /// The sends that are remembered.
    pub(super) fn sent(&self) -> &[u32] {
        &self.sent
    }

    /// The number of the send before which [`Windows::change`] is to be called.
    pub(super) fn next_change(&self) -> u64 {
        let fills = self.filling.last().map_or(u64::MAX, |window| window.cap);
        let is_growing = self.sent.len() < self.most;
        let grows = is_growing.then_some(self.sent.len() as u64);
        fills.min(grows.unwrap_or(u64::MAX))
    }

    /// Makes ready for send `number`.
    pub(super) fn change(&mut self, number: u64) {
        // OK because until here no send has taken the place of another
        if number >= self.sent.len() as u64 && self.sent.len() < self.most {
            self.sent.resize(2 * self.sent.len(), 0);
        }
        let is_full = |window: &mut Window| window.cap <= number;
        while let Some(window) = self.filling.pop_if(is_full) {
            self.full.push(window);
        }
    }

    /// Adds send `number`, not before those so far; the first second, like `at` since the plan's start, at
    /// which one more fits.
    #[inline]
    pub(super) fn add(&mut self, number: u64, at: u32) -> i64 {
        let mask = (self.sent.len() as u64).wrapping_sub(1);
        let place = |number: u64| (number & mask) as usize;
        if let Some(sent) = self.sent.get_mut(place(number)) {
            *sent = at;
        }
        let mut earliest = 0;
        for window in &self.full {
            let oldest = self.sent.get(place(number + 1 - window.cap));
            let oldest = oldest.map_or(0, |oldest| i64::from(*oldest));
            earliest = earliest.max(oldest + i64::from(window.seconds));
        }
        earliest
    }
}
