//! The months of 400 years, worked out by the compiler: after these, dates and weekdays fall together
//! again.

use crate::schedule::calendar::{CYCLE_DAYS, CYCLE_YEARS, day_number, month_length, weekday};

/// Months of a cycle.
pub(super) const CYCLE_MONTHS: i64 = CYCLE_YEARS * 12;
/// From January of the year 0 on.
static MONTHS: [CycleMonth; CYCLE_MONTHS as usize] = months();

/// The kind of a month, which nearly all rules are content with: the weekday that it begins on, and
/// its length.
#[derive(Clone, Copy, Debug)]
pub(super) struct Kind(u32);

impl Kind {
    /// A number above all kinds.
    pub(super) const END: usize = 32;

    /// Of a weekday, 0 for Monday, and a length of 28 to 31 days.
    pub(super) const fn new(weekday: i64, length: i64) -> Self {
        Self((weekday as u32) << 2 | (length as u32 - 28))
    }

    /// Below [`Kind::END`].
    #[inline]
    pub(super) const fn number(self) -> usize {
        self.0 as usize % Self::END
    }

    /// 0 is Monday.
    pub(super) fn weekday(self) -> i64 {
        (self.0 >> 2).into()
    }

    pub(super) fn length(self) -> i64 {
        i64::from(self.0 & 3) + 28
    }
}

/// A month of a cycle, packed so that the table of all is small: its kind in the lowest five bits, and
/// above them the number of its first day in the cycle.
#[derive(Clone, Copy, Debug)]
struct CycleMonth(u32);

impl CycleMonth {
    const fn new(first: i64, kind: Kind) -> Self {
        Self((first as u32) << 5 | kind.0)
    }

    #[inline]
    fn kind(self) -> Kind {
        Kind(self.0 & 31)
    }

    #[inline]
    fn first(self) -> i64 {
        (self.0 >> 5).into()
    }
}

/// A month among all: its place in a cycle, and the day that the cycle begins on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cursor {
    place: usize,
    cycle: i64,
}

impl Cursor {
    /// The month that comes `index` months after January of the year 0.
    #[inline]
    pub(super) fn at(index: i64) -> Self {
        Self {
            place: usize::try_from(index.rem_euclid(CYCLE_MONTHS)).unwrap_or(0),
            cycle: day_number(0, 1, 1) + index.div_euclid(CYCLE_MONTHS) * CYCLE_DAYS,
        }
    }

    /// Goes on by so many months.
    #[inline]
    pub(super) fn advance(&mut self, months: usize) {
        self.place += months;
        if self.place >= MONTHS.len() {
            self.cycle += (self.place / MONTHS.len()) as i64 * CYCLE_DAYS;
            self.place %= MONTHS.len();
        }
    }

    /// The number of the month's first day, and its kind.
    #[inline]
    pub(super) fn month(self) -> (i64, Kind) {
        let month = MONTHS[self.place];
        (self.cycle + month.first(), month.kind())
    }
}

const fn months() -> [CycleMonth; CYCLE_MONTHS as usize] {
    let mut months = [CycleMonth(0); CYCLE_MONTHS as usize];
    let (mut place, mut first) = (0, 0);
    while place < months.len() {
        let (year, month) = (place as i64 / 12, place as i64 % 12 + 1);
        let length = month_length(year, month);
        let kind = Kind::new(weekday(day_number(0, 1, 1) + first), length);
        months[place] = CycleMonth::new(first, kind);
        first += length;
        place += 1;
    }
    months
}
