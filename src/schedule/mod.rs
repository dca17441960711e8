//! The schedule stage: a start, a repeat rule and a zone become dated occurrences.
//!
//! # The one rule of time
//!
//! An occurrence keeps the wall-clock time of the first one, in the schedule's zone. Each is computed
//! from the first wall time, never from the instant before: that is what drifts. The zone is the fixed
//! offset of the definition unless an IANA zone is named, so that without one a day is 24 hours and a
//! week 168.
//!
//! Twice a year this rule needs a decision. When the clock goes forward, wall times are missing, and a
//! schedule that asks for one is in a *gap*. In Paris, on 2026-03-29:
//!
//! ```text
//!   UTC     00:00      00:30      01:00      01:30      02:00
//!   clock   01:00 ---- 01:30 ---- 02:00|03:00 - 03:30 ---- 04:00
//!                        ^             ^          ^
//!   asked 02:30:     earlier         snap       shift           skip: not at all
//!                                            (the default)      reject: no schedule
//! ```
//!
//! When it goes back, wall times come twice, and a schedule that asks for one is in a *fold*. In
//! Paris, on 2026-10-25:
//!
//! ```text
//!   UTC     00:00      00:30      01:00      01:30      02:00
//!   clock   02:00 ---- 02:30 ---- 03:00|02:00 - 02:30 ---- 03:00
//!                        ^                        ^
//!   asked 02:30:       first                    second          reject: no schedule
//!                  (the default)
//! ```
//!
//! Nothing happens twice, and what was moved or dropped says so in the [`Note`]s of the occurrence.
//! A date that a zone skips as a whole (Samoa had no 2011-12-30) falls on the instant of its
//! neighbour, and only one of them happens.
//!
//! # Zones
//!
//! The data is IANA's own, of the release [`tzdb_version`], carried by the package `flashplan-tzdb`; a
//! host with newer data hands it over with [`Zone::from_tzif`]. The rule at the end of a zone's file
//! goes on for ever, so that 2100 and 2400 are right too.
//!
//! # Rules
//!
//! [`Rule`] is what a campaign's `repeat` says and more: the subset of RFC 5545 that chooses dates.
//! The time of day is always that of the start. A rule is counted in dates first, in instants later:
//! `COUNT` counts what happens and what is excluded, not what a gap drops.

mod builder;
mod calendar;
mod clock;
mod dates;
mod even;
mod exclusions;
mod explain;
mod ics;
mod instants;
mod missed;
mod note;
mod occurrences;
mod places;
mod policy;
mod posix;
mod resume;
mod rule;
mod spans;
mod steps;
mod tail_changes;
mod text;
mod texts;
mod tzif;
mod zone;

pub use builder::ScheduleBuilder;
pub use ics::{CalendarEvent, calendar};
pub use instants::Instants;
pub use missed::{Due, Missed};
pub use note::{Note, Outcome};
pub use occurrences::{Occurrence, Occurrences};
pub use policy::{Fold, Gap};
pub use rule::{MonthOverflow, Rule};
pub use spans::OffsetSpan;
pub use text::parse_moment;
pub use zone::{Zone, tzdb_version, zone_names};

use crate::datetime::Moment;
use calendar::DAY;
use chrono::{DateTime, NaiveDateTime, Utc};
use dates::Dates;
use exclusions::Exclusions;
use places::Places;
use policy::Policy;
use std::sync::OnceLock;
use steps::Steps;

/// When something happens: a start, a rule and a zone. One that exists is valid.
///
/// ```
/// use flashplan::datetime::parse;
/// use flashplan::schedule::{Rule, Schedule, Zone};
///
/// let start = parse("2030-03-30T09:00:00+01:00").unwrap();
/// let paris = Schedule::starting(start, Rule::daily())
///     .zone(Zone::named("Europe/Paris").unwrap())
///     .count(3)
///     .build()
///     .unwrap();
/// let times: Vec<String> = paris.occurrences().map(|o| o.local.to_rfc3339()).collect();
/// assert_eq!(times, [
///     "2030-03-30T09:00:00+01:00",
///     "2030-03-31T09:00:00+02:00",
///     "2030-04-01T09:00:00+02:00",
/// ]);
/// ```
#[derive(Clone, Debug)]
pub struct Schedule {
    zone: Zone,
    rule: Rule,
    policy: Policy,
    overflow: MonthOverflow,
    dates: Dates,
    /// The first wall time; each occurrence keeps its time of day.
    start_wall: i64,
    /// The instant of the start where it was written with its offset.
    start_at: Option<i64>,
    /// How many occurrences of the rule count.
    count: u64,
    /// The last second at which one may happen.
    until: i64,
    exclusions: Exclusions,
    /// Sorted by instant.
    extra: Vec<Extra>,
    /// How many occurrences a list may have.
    most: usize,
    places: OnceLock<Box<Places>>,
}

/// An occurrence beside the rule.
#[derive(Clone, Copy, Debug)]
struct Extra {
    at: i64,
    wall: i64,
}

impl Schedule {
    /// A schedule from `start` on, to be built: a wall time, or an instant, which becomes the wall
    /// time that the zone shows then. A fraction of a second is dropped.
    pub fn starting(start: impl Into<Moment>, rule: Rule) -> ScheduleBuilder {
        ScheduleBuilder::new(start.into(), rule)
    }

    /// The zone whose wall clock the occurrences keep.
    #[must_use]
    pub fn zone(&self) -> &Zone {
        &self.zone
    }

    /// The first wall time. An occurrence there may be, or may not: the rule says.
    #[must_use]
    pub fn start(&self) -> NaiveDateTime {
        steps::local_of(self.start_wall)
    }

    /// The rule that it was built from.
    #[must_use]
    pub fn rule(&self) -> &Rule {
        &self.rule
    }

    /// Whether it ends before the year 9999 does: by a count, an end, or because it happens once.
    #[must_use]
    pub fn is_bounded(&self) -> bool {
        self.rule.is_bounded() || self.count < u64::MAX || self.until < builder::LAST_SECOND
    }

    /// The occurrences, each with its notes.
    #[must_use]
    pub fn occurrences(&self) -> Occurrences<'_> {
        Occurrences::new(self)
    }

    /// The occurrences from the nth on, from 0, without a look at those before.
    #[must_use]
    pub fn occurrences_from(&self, nth: u64) -> Occurrences<'_> {
        Occurrences::from(self, nth)
    }

    /// The nth occurrence, from 0; none beyond the last. It costs the same for every n.
    ///
    /// ```
    /// use flashplan::schedule::{Rule, Schedule, parse_moment};
    /// let start = parse_moment("2030-01-01T09:00:00Z").unwrap();
    /// let daily = Schedule::starting(start, Rule::daily()).build().unwrap();
    /// assert_eq!(daily.nth(100_000).unwrap().at.to_rfc3339(), "2303-10-18T09:00:00+00:00");
    /// ```
    #[must_use]
    pub fn nth(&self, nth: u64) -> Option<Occurrence> {
        self.occurrences_from(nth).next()
    }

    /// The first occurrence after an instant.
    ///
    /// ```
    /// use flashplan::schedule::{Rule, Schedule, parse_moment};
    /// let start = parse_moment("2030-01-01T09:00:00Z").unwrap();
    /// let weekly = Schedule::starting(start, Rule::weekly()).build().unwrap();
    /// let noon = "2030-01-01T12:00:00Z".parse().unwrap();
    /// assert_eq!(weekly.after(noon).unwrap().at.to_rfc3339(), "2030-01-08T09:00:00+00:00");
    /// assert_eq!(weekly.before(noon).unwrap().index, 0);
    /// ```
    #[must_use]
    pub fn after(&self, instant: DateTime<Utc>) -> Option<Occurrence> {
        self.nth(self.count_until(instant))
    }

    /// The last occurrence before an instant.
    #[must_use]
    pub fn before(&self, instant: DateTime<Utc>) -> Option<Occurrence> {
        self.nth(self.count_before(instant).checked_sub(1)?)
    }

    /// The occurrences from one instant on and before another.
    ///
    /// ```
    /// use flashplan::schedule::{Rule, Schedule, parse_moment};
    /// let start = parse_moment("2030-01-01T09:00:00Z").unwrap();
    /// let daily = Schedule::starting(start, Rule::daily()).build().unwrap();
    /// let from = "2130-01-01T09:00:00Z".parse().unwrap();
    /// let to = "2130-01-03T09:00:00Z".parse().unwrap();
    /// let indices: Vec<u64> = daily.between(from, to).map(|occurrence| occurrence.index).collect();
    /// assert_eq!(indices, [36_524, 36_525]);
    /// assert_eq!(daily.count_until(from), 36_525);
    /// ```
    pub fn between(
        &self,
        from: DateTime<Utc>,
        to: DateTime<Utc>,
    ) -> impl Iterator<Item = Occurrence> + '_ {
        let first = self.count_before(from);
        self.occurrences_from(first)
            .take_while(move |occurrence| occurrence.at < to)
    }

    /// How many occurrences come at an instant or before: also the index of the first one after it.
    #[must_use]
    pub fn count_until(&self, instant: DateTime<Utc>) -> u64 {
        self.places().until(self, instant.timestamp())
    }

    /// How many occurrences come before an instant.
    fn count_before(&self, instant: DateTime<Utc>) -> u64 {
        // occurrences are whole seconds: an instant with a fraction lies after its second
        let whole = instant.timestamp_subsec_nanos() == 0;
        self.places()
            .until(self, instant.timestamp() - i64::from(whole))
    }

    /// How many occurrences there are, to the end of the year 9999.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.places().len()
    }

    fn places(&self) -> &Places {
        self.places.get_or_init(|| Box::new(Places::of(self)))
    }

    /// The instants of the occurrences as UTC seconds.
    ///
    /// ```
    /// use flashplan::schedule::{Rule, Schedule, parse_moment};
    /// let start = parse_moment("2030-01-01T09:00:00Z").unwrap();
    /// let daily = Schedule::starting(start, Rule::daily()).count(3).build().unwrap();
    /// let mut list = Vec::new();
    /// daily.instants().append_to(&mut list);
    /// assert_eq!(list, [1_893_488_400, 1_893_574_800, 1_893_661_200]);
    /// ```
    #[must_use]
    pub fn instants(&self) -> Instants<'_> {
        Instants::new(self)
    }

    /// The wall time of a date.
    fn wall_of(&self, day: i64) -> i64 {
        day * DAY + self.start_wall.rem_euclid(DAY)
    }

    /// The instant of the first wall time where that was written with its offset.
    fn written_at(&self, wall: i64) -> Option<i64> {
        self.start_at.filter(|_| wall == self.start_wall)
    }

    fn steps(&self) -> Steps<'_> {
        Steps::new(self)
    }

    fn excludes(&self, at: i64, wall: i64) -> bool {
        if self.exclusions.is_empty() {
            return false;
        }
        let local = at + i64::from(self.zone.span_at(at).offset);
        self.exclusions.has(wall, at, local)
    }
}
