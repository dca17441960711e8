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
    /// The largest cap: its sends are remembered one by one, eight bytes each.
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

    pub(super) fn windows(&self) -> Vec<Window> {
        let all = [
            (self.per_minute, 60),
            (self.per_hour, 3_600),
            (self.per_day, 86_400),
        ];
        all.into_iter()
            .filter_map(|(cap, seconds)| Some(Window::new(cap?, seconds)))
            .collect()
    }
}

/// The last sends that one cap looks back on.
#[derive(Clone, Debug)]
pub(super) struct Window {
    seconds: i64,
    cap: usize,
    /// The instants of the last `cap` sends, the oldest at `oldest` once there are so many.
    last: Vec<i64>,
    oldest: usize,
}

impl Window {
    fn new(cap: u32, seconds: i64) -> Self {
        Self {
            seconds,
            cap: cap as usize,
            last: Vec::new(),
            oldest: 0,
        }
    }

    /// Adds a send, not before those so far; the first second at which one more fits.
    #[inline]
    pub(super) fn add(&mut self, at: i64) -> i64 {
        let full = self.last.len() >= self.cap;
        match self.last.get_mut(self.oldest) {
            Some(oldest) if full => *oldest = at,
            _ => return self.fill(at),
        }
        self.oldest += 1;
        if self.oldest == self.cap {
            self.oldest = 0;
        }
        self.earliest()
    }

    /// Adds one of the first `cap` sends.
    #[cold]
    #[inline(never)]
    fn fill(&mut self, at: i64) -> i64 {
        // OK because a cap is not 0: where it were, it would hold nothing up
        if self.last.len() < self.cap {
            self.last.push(at);
        }
        if self.last.len() < self.cap {
            i64::MIN
        } else {
            self.earliest()
        }
    }

    /// The first second at which one more send fits, once there are as many as the cap.
    fn earliest(&self) -> i64 {
        let oldest = self.last.get(self.oldest);
        oldest.map_or(i64::MIN, |oldest| oldest + self.seconds)
    }
}
