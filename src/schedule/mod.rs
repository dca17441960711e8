//! The schedule stage: a start, a repeat rule and a zone become dated occurrences.

mod builder;
mod calendar;
mod dates;
mod exclusions;
mod explain;
mod note;
mod occurrences;
mod policy;
mod posix;
mod rule;
mod spans;
mod steps;
mod text;
mod texts;
mod tzif;
mod zone;

pub use builder::ScheduleBuilder;
pub use note::{Note, Outcome};
pub use occurrences::{Occurrence, Occurrences};
pub use policy::{Fold, Gap};
use rule::Frequency;
pub use rule::{MonthOverflow, Rule};
pub use spans::OffsetSpan;
pub use text::parse_moment;
pub use zone::{Zone, tzdb_version, zone_names};

use crate::datetime::Moment;
use chrono::NaiveDateTime;
use dates::Dates;
use exclusions::Exclusions;
use policy::Policy;
use steps::{Fate, Steps};

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

    fn is_once(&self) -> bool {
        self.rule.frequency == Frequency::Once
    }

    /// The occurrences, each with its notes.
    #[must_use]
    pub fn occurrences(&self) -> Occurrences<'_> {
        Occurrences::new(self)
    }

    /// The instants of the occurrences as UTC seconds.
    pub fn instants(&self) -> impl Iterator<Item = i64> {
        self.steps().filter_map(|step| match step.fate {
            Fate::Happens(at) => Some(at),
            Fate::Dropped(_) | Fate::Excluded => None,
        })
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
