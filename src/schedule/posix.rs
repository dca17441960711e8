//! The rule that a TZif file ends with: offsets for ever, as a POSIX `TZ` text.
//!
//! `EST5EDT,M3.2.0,M11.1.0` means 5 hours west, one hour less from the second Sunday of March at
//! 02:00 to the first Sunday of November at 02:00. Hours up to ±167 are an extension that RFC 9636
//! section 3.3.1 allows, and Greenland's zones use it.

use super::calendar::{DAY, Year, weekday};

/// What holds after the last transition of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Tail {
    /// Seconds east of UTC in standard time.
    standard: i32,
    saving: Option<Saving>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Saving {
    offset: i32,
    start: YearlyMoment,
    end: YearlyMoment,
}

/// A moment of each year, by the wall clock that shows until then.
#[derive(Clone, Debug, PartialEq, Eq)]
struct YearlyMoment {
    day: YearlyDay,
    seconds: i32,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum YearlyDay {
    /// `Jn`: 1 to 365, the 29th of February never counted.
    JulianWithoutLeap(i64),
    /// `n`: 0 to 365.
    Julian(i64),
    /// `Mm.w.d`: the `week`th `weekday` (0 is Sunday) of `month`; week 5 is the last.
    Weekday { month: i64, week: i64, weekday: i64 },
}

impl Tail {
    /// Reads the text between the line ends of a file's footer.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut reader = Reader {
            rest: text.as_bytes(),
        };
        reader.name()?;
        let standard = -reader.hours(24)?;
        if reader.rest.is_empty() {
            return Some(Self {
                standard,
                saving: None,
            });
        }
        reader.name()?;
        let offset = match reader.rest.first()? {
            b',' => standard.checked_add(3_600)?,
            _ => -reader.hours(24)?,
        };
        let start = reader.yearly_moment()?;
        let end = reader.yearly_moment()?;
        let saving = Some(Saving { offset, start, end });
        reader.rest.is_empty().then_some(Self { standard, saving })
    }

    /// The two changes of a year: UTC seconds and the offset from then on, in the order of time.
    pub(super) fn changes_of(&self, year: Year) -> Option<[(i64, i32); 2]> {
        let saving = self.saving.as_ref()?;
        let start = saving.start.wall_seconds(year) - i64::from(self.standard);
        let end = saving.end.wall_seconds(year) - i64::from(saving.offset);
        let (start, end) = ((start, saving.offset), (end, self.standard));
        Some(if start.0 <= end.0 {
            [start, end]
        } else {
            [end, start]
        })
    }
}

impl YearlyMoment {
    fn wall_seconds(&self, year: Year) -> i64 {
        self.day.number(year) * DAY + i64::from(self.seconds)
    }
}

impl YearlyDay {
    fn number(&self, year: Year) -> i64 {
        match *self {
            Self::JulianWithoutLeap(n) => year.first + n - 1 + i64::from(n >= 60 && year.is_leap),
            Self::Julian(n) => year.first + n,
            Self::Weekday {
                month,
                week,
                weekday: wanted,
            } => {
                let first = year.month(month);
                // `weekday` counts from Monday, POSIX from Sunday
                let days_to_first = (wanted - (weekday(first) + 1)).rem_euclid(7);
                let nth = days_to_first + 7 * (week - 1);
                let length = year.month(month + 1) - first;
                first + if nth < length { nth } else { nth - 7 }
            }
        }
    }
}

struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    /// An abbreviation: letters, or anything of `A-Za-z0-9+-` in angle brackets.
    fn name(&mut self) -> Option<()> {
        if self.eat(b'<').is_some() {
            let len = self.rest.iter().position(|byte| *byte == b'>')?;
            let quoted = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-');
            let name = self.take(len)?;
            self.eat(b'>')?;
            return (len >= 3 && name.iter().all(quoted)).then_some(());
        }
        let len = self
            .rest
            .iter()
            .take_while(|byte| byte.is_ascii_alphabetic())
            .count();
        self.take(len)?;
        (len >= 3).then_some(())
    }

    /// `[+-]hh[:mm[:ss]]` in seconds; up to `most` hours.
    fn hours(&mut self, most: i32) -> Option<i32> {
        let negative = match self.rest.first()? {
            b'-' => self.eat(b'-').is_some(),
            b'+' => self.eat(b'+').is_none(),
            _ => false,
        };
        let mut seconds = self.number(0, most)? * 3_600;
        if self.eat(b':').is_some() {
            seconds += self.number(0, 59)? * 60;
            if self.eat(b':').is_some() {
                seconds += self.number(0, 59)?;
            }
        }
        Some(if negative { -seconds } else { seconds })
    }

    /// `,Mm.w.d`, `,Jn` or `,n`, and `/time`, which is 02:00 where it is absent.
    fn yearly_moment(&mut self) -> Option<YearlyMoment> {
        self.eat(b',')?;
        let day = self.yearly_day()?;
        let seconds = match self.eat(b'/') {
            Some(()) => self.hours(167)?,
            None => 2 * 3_600,
        };
        Some(YearlyMoment { day, seconds })
    }

    fn yearly_day(&mut self) -> Option<YearlyDay> {
        if self.eat(b'J').is_some() {
            return Some(YearlyDay::JulianWithoutLeap(self.number(1, 365)?.into()));
        }
        if self.eat(b'M').is_none() {
            return Some(YearlyDay::Julian(self.number(0, 365)?.into()));
        }
        let month = self.number(1, 12)?.into();
        self.eat(b'.')?;
        let week = self.number(1, 5)?.into();
        self.eat(b'.')?;
        let weekday = self.number(0, 6)?.into();
        Some(YearlyDay::Weekday {
            month,
            week,
            weekday,
        })
    }

    /// A number of one to three digits from `least` to `most`.
    fn number(&mut self, least: i32, most: i32) -> Option<i32> {
        let len = self
            .rest
            .iter()
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        if !(1..=3).contains(&len) {
            return None;
        }
        let digits = self.take(len)?;
        let number = digits
            .iter()
            .fold(0, |n, digit| n * 10 + i32::from(digit - b'0'));
        (least..=most).contains(&number).then_some(number)
    }

    fn eat(&mut self, byte: u8) -> Option<()> {
        self.rest = self.rest.strip_prefix(&[byte])?;
        Some(())
    }

    fn take(&mut self, len: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.rest.split_at_checked(len)?;
        self.rest = rest;
        Some(taken)
    }
}

#[cfg(test)]
mod tests {
    use super::Tail;
    use crate::schedule::calendar::Year;

    #[test]
    fn reads_the_kinds_of_days_and_hours() {
        // the instants were taken from the C library: `TZ=..` and `localtime` at every quarter of an hour
        let cases = [
            (
                "EST5EDT,M3.2.0,M11.1.0",
                2100,
                [(4_108_690_800, -14_400), (4_129_250_400, -18_000)],
            ),
            (
                "<-02>2<-01>,M3.5.0/-1,M10.5.0/0",
                2030,
                [(1_901_149_200, -3_600), (1_919_293_200, -7_200)],
            ),
            (
                "IST-1GMT0,M10.5.0,M3.5.0/1",
                2030,
                [(1_901_149_200, 3_600), (1_919_293_200, 0)],
            ),
            (
                "AEST-10AEDT,M10.1.0,M4.1.0/3",
                2030,
                [(1_901_721_600, 36_000), (1_917_446_400, 39_600)],
            ),
        ];
        for (text, year, expected) in cases {
            let tail = Tail::parse(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(tail.changes_of(Year::at(year)), Some(expected), "{text}");
        }
        let all_year = Tail::parse("XXX3EDT4,0/0,J365/23").expect("valid");
        let (this, next) = (
            all_year.changes_of(Year::at(2031)),
            all_year.changes_of(Year::at(2032)),
        );
        assert_eq!(this.map(|c| c[1].0), next.map(|c| c[0].0));
        assert_eq!(
            Tail::parse("<+0545>-5:45").map(|tail| tail.standard),
            Some(20_700)
        );
    }

    #[test]
    fn refuses_what_is_not_a_rule() {
        for text in [
            "",
            "E",
            "EST",
            "ES5",
            "EST5EDT",
            "EST5EDT,M3.2.0",
            "EST5EDT,M13.1.0,M11.1.0",
            "EST5EDT,M3.6.0,M11.1.0",
            "EST5EDT,M3.2.7,M11.1.0",
            "EST5EDT,M3.2.0/168,M11.1.0",
            "EST5EDT,J0,J1",
            "EST5EDT,366,1",
            "EST25",
            "<EST5",
            "EST5 ",
            "EST5EDT,M3.2.0,M11.1.0,",
            "EST99999999999",
            "EST5:60",
            "<+>5",
            "EST-",
            "EST5EDT,M3.2.0/,M11.1.0",
        ] {
            assert_eq!(Tail::parse(text), None, "{text}");
        }
    }
}
