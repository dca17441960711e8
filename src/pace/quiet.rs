//! Hours in which nothing is sent, by the wall clock of a zone.

use crate::schedule::Zone;
use std::str::FromStr;

/// Seconds of a week.
const WEEK: i64 = 7 * DAY;
const DAY: i64 = 86_400;

/// What becomes of a send that falls into quiet hours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "arbitrary", derive(arbitrary::Arbitrary))]
pub enum QuietAction {
    /// It waits for the first second after them.
    #[default]
    Wait,
    /// It is skipped.
    Skip,
    /// Nothing is planned at all.
    Abort,
}

impl QuietAction {
    /// Each with the name that options and the command line give it.
    pub const NAMES: [(&'static str, Self); 3] = [
        ("wait", Self::Wait),
        ("skip", Self::Skip),
        ("abort", Self::Abort),
    ];
}

/// Windows of a week in which nothing is sent: an instant is quiet if the wall clock stands inside
/// one of them.
///
/// A window is `[start, end)`: 22:00-08:00 is over at 08:00 sharp. It may cross midnight; a weekday
/// names the day on which it starts. Without a weekday it is of every day.
///
/// ```
/// use flashplan::pace::QuietHours;
/// let quiet: QuietHours = ["22:00-08:00", "sun 00:00-24:00"].into_iter().try_fold(
///     QuietHours::default(),
///     |quiet, text| quiet.and(text),
/// )?;
/// assert!(quiet.and("25:00-26:00").is_err());
/// # Ok::<(), flashplan::pace::QuietHoursError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QuietHours {
    /// Seconds of the week from Monday 00:00, apart from one another and in order.
    windows: Vec<(i64, i64)>,
}

/// Why a text is no window of quiet hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum QuietHoursError {
    /// Not `HH:MM-HH:MM`, with or without a weekday in front.
    #[error("hours are written HH:MM-HH:MM, or with a weekday in front: sun 00:00-24:00")]
    Form,
    /// An hour over 24 or a minute over 59.
    #[error("a time of day lies between 00:00 and 24:00")]
    Time,
    /// Start and end are the same: that could be nothing or the whole day.
    #[error("start and end are the same: write 00:00-24:00 for the whole day")]
    Empty,
    /// The windows cover the whole week.
    #[error("no minute of the week is left: nothing could ever be sent")]
    Always,
}

/// When sending is possible, seen from an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Open {
    /// The first second at or after the instant that is not quiet.
    pub(super) from: i64,
    /// A second up to which, from `from` on, none is quiet.
    pub(super) until: i64,
}

impl QuietHours {
    /// These windows and one more.
    ///
    /// # Errors
    ///
    /// `22-8` (form), `25:00-26:00` (time), `08:00-08:00` (empty), and `00:00-24:00` (always).
    pub fn and(mut self, text: &str) -> Result<Self, QuietHoursError> {
        self.add(text)?;
        self.merge();
        self.not_always()
    }

    fn add(&mut self, text: &str) -> Result<(), QuietHoursError> {
        let (days, start, end) = parse(text)?;
        for day in days {
            let start = day * DAY + start;
            let end = day * DAY + end;
            self.windows.push((start, end.min(WEEK)));
            if end > WEEK {
                self.windows.push((0, end - WEEK));
            }
        }
        Ok(())
    }

    fn not_always(self) -> Result<Self, QuietHoursError> {
        if self.windows == [(0, WEEK)] {
            Err(QuietHoursError::Always)
        } else {
            Ok(self)
        }
    }

    /// These windows, and everything outside of the `open` ones: hours of business, say. They are written
    /// as quiet hours are; none of them at all leaves everything open.
    ///
    /// ```
    /// use flashplan::pace::QuietHours;
    /// let open = QuietHours::default().within(["09:00-12:00", "mon 14:00-18:00"])?;
    /// let monday = open.texts().take(3).collect::<Vec<_>>();
    /// assert_eq!(monday, ["mon 00:00-09:00", "mon 12:00-14:00", "mon 18:00-24:00"]);
    /// # Ok::<(), flashplan::pace::QuietHoursError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`QuietHours::and`]: `9-12` (form), `25:00-26:00` (time), `08:00-08:00` (empty), and windows that
    /// are quiet already (always).
    pub fn within<'a>(
        mut self,
        open: impl IntoIterator<Item = &'a str>,
    ) -> Result<Self, QuietHoursError> {
        let mut allowed = Self::default();
        for text in open {
            allowed.add(text)?;
        }
        allowed.merge();
        if allowed.is_empty() {
            return Ok(self);
        }
        let mut closed_from = 0;
        for &(start, end) in &allowed.windows {
            self.windows
                .extend((closed_from < start).then_some((closed_from, start)));
            closed_from = end;
        }
        self.windows
            .extend((closed_from < WEEK).then_some((closed_from, WEEK)));
        self.merge();
        self.not_always()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.windows.is_empty()
    }

    /// The windows as [`QuietHours::and`] takes them, each inside a day: `22:00-08:00` gives `00:00-08:00`
    /// and `22:00-24:00`. What is the same on every day comes without a weekday.
    pub fn texts(&self) -> impl Iterator<Item = String> {
        let of_day = |day| self.of_day(day);
        let monday = of_day(0);
        let is_daily = (1..7).all(|day| of_day(day) == monday);
        let days = if is_daily { 0..1 } else { 0..7 };
        days.flat_map(move |day| {
            let prefix = if is_daily { "" } else { DAYS[day as usize] };
            let space = if is_daily { "" } else { " " };
            let text =
                move |(start, end)| format!("{prefix}{space}{}-{}", clock(start), clock(end));
            of_day(day).into_iter().map(text)
        })
    }

    /// What is quiet of a day of the week, in seconds from its start.
    fn of_day(&self, day: i64) -> Vec<(i64, i64)> {
        let (from, until) = (day * DAY, (day + 1) * DAY);
        let inside = self
            .windows
            .iter()
            .map(|&(start, end)| (start.max(from), end.min(until)));
        let inside = inside.filter(|(start, end)| start < end);
        inside
            .map(|(start, end)| (start - from, end - from))
            .collect()
    }

    fn merge(&mut self) {
        self.windows.sort_unstable();
        let mut merged: Vec<(i64, i64)> = Vec::with_capacity(self.windows.len());
        for &(start, end) in &self.windows {
            match merged.last_mut() {
                Some(last) if start <= last.1 => last.1 = last.1.max(end),
                _ => merged.push((start, end)),
            }
        }
        self.windows = merged;
    }

    /// Whether `at` is a quiet second.
    pub(crate) fn covers(&self, zone: &Zone, at: i64) -> bool {
        let wall = at + i64::from(zone.span_at(at).offset);
        self.around(second_of_week(wall)).0.is_some()
    }

    /// When sending is possible from `at` on.
    pub(super) fn open(&self, zone: &Zone, at: i64) -> Open {
        let mut from = at;
        loop {
            let span = zone.span_at(from);
            let wall = from + i64::from(span.offset);
            let (quiet_until, open_until) = self.around(second_of_week(wall));
            // OK because wall time runs evenly inside a span: what is left of a window is left of it
            // in seconds, or the span ends first
            match quiet_until {
                Some(left) if from + left < span.end => from += left,
                Some(_) => from = span.end,
                None => {
                    return Open {
                        from,
                        until: span.end.min(from.saturating_add(open_until)),
                    };
                }
            }
        }
    }

    /// Seconds until the window that `second` lies in is over, if it lies in one; else seconds until
    /// the next one starts.
    fn around(&self, second: i64) -> (Option<i64>, i64) {
        let after = self.windows.partition_point(|window| window.0 <= second);
        if let Some(window) = after.checked_sub(1).map(|i| self.windows[i])
            && second < window.1
        {
            return (Some(window.1 - second), 0);
        }
        let next = self.windows.get(after).map(|window| window.0);
        let next = next.or_else(|| Some(self.windows.first()?.0 + WEEK));
        (None, next.map_or(i64::MAX, |next| next - second))
    }
}

impl FromStr for QuietHours {
    type Err = QuietHoursError;

    fn from_str(text: &str) -> Result<Self, QuietHoursError> {
        Self::default().and(text)
    }
}

/// Seconds since Monday 00:00 of a wall time; 1970-01-01 was a Thursday.
fn second_of_week(wall: i64) -> i64 {
    (wall + 3 * DAY).rem_euclid(WEEK)
}

/// The days from Monday on, and the seconds of the day at which a window starts and ends; an end on
/// the next day is past 86,400.
fn parse(text: &str) -> Result<(std::ops::Range<i64>, i64, i64), QuietHoursError> {
    let text = text.trim();
    let (days, hours) = match text.split_once(char::is_whitespace) {
        None => (0..7, text),
        Some((day, hours)) => {
            let day = weekday(day).ok_or(QuietHoursError::Form)?;
            (day..day + 1, hours.trim_start())
        }
    };
    let (start, end) = hours.split_once('-').ok_or(QuietHoursError::Form)?;
    let (start, end) = (time_of_day(start)?, time_of_day(end)?);
    if start == end || start == DAY {
        return Err(QuietHoursError::Empty);
    }
    Ok((days, start, if end < start { end + DAY } else { end }))
}

/// The days of the week, as windows name them.
const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// A second of the day as windows are written.
fn clock(second: i64) -> String {
    format!("{:02}:{:02}", second / 3_600, second % 3_600 / 60)
}

fn weekday(name: &str) -> Option<i64> {
    let at = DAYS
        .iter()
        .position(|known| known.eq_ignore_ascii_case(name))?;
    i64::try_from(at).ok()
}

fn time_of_day(text: &str) -> Result<i64, QuietHoursError> {
    let (hours, minutes) = text.split_once(':').ok_or(QuietHoursError::Form)?;
    let number = |digits: &str| {
        let is_plain = digits.len() == 2 && digits.bytes().all(|b| b.is_ascii_digit());
        if is_plain {
            digits.parse::<i64>().map_err(|_| QuietHoursError::Form)
        } else {
            Err(QuietHoursError::Form)
        }
    };
    let (hours, minutes) = (number(hours)?, number(minutes)?);
    if minutes > 59 || hours * 60 + minutes > 24 * 60 {
        return Err(QuietHoursError::Time);
    }
    Ok(hours * 3_600 + minutes * 60)
}
