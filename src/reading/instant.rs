//! Instants: `schedule`, `scheduledAt`.

use super::{Field, Options, Sink, Unchecked, texts};
use crate::datetime::{DatetimeError, Moment, YEARS, parse};
use crate::issue::Code;
use crate::schedule::{Fold, Gap, Zone};
use chrono::{DateTime, Datelike as _, FixedOffset, SecondsFormat, TimeDelta};

/// Further ahead than this, a year is more likely mistyped than meant.
const FAR_AHEAD: TimeDelta = TimeDelta::days(366);

/// Reads an instant that has to be there.
pub(crate) fn read_instant(
    field: &Field<'_, '_>,
    options: &Options<'_>,
    sink: &mut Sink,
) -> Option<DateTime<FixedOffset>> {
    let text = field.required_text(sink)?;
    match instant(text, options.default_zone) {
        Ok(instant) => {
            check_against_now(instant, field, options, sink);
            Some(instant)
        }
        Err(error) => {
            sink.report(error.issue(field.path.pointer()));
            None
        }
    }
}

fn instant(text: &str, default: Option<&Zone>) -> Result<DateTime<FixedOffset>, DatetimeError> {
    match parse(text)? {
        Moment::Instant(instant) => Ok(instant),
        Moment::Local(local) => {
            let zone = default.ok_or(DatetimeError::NoOffset)?;
            let instant = zone.to_instant(local, Gap::default(), Fold::default());
            let instant = instant.filter(|instant| YEARS.contains(&instant.year()));
            instant
                .map(|instant| zone.to_local(instant))
                .ok_or(DatetimeError::Year)
        }
    }
}

fn check_against_now(
    instant: DateTime<FixedOffset>,
    field: &Field<'_, '_>,
    options: &Options<'_>,
    sink: &mut Sink,
) {
    let Some(now) = options.now else {
        sink.unchecked(Unchecked::Now);
        return;
    };
    let ahead = instant.to_utc().signed_duration_since(now);
    if ahead < TimeDelta::zero() {
        field.report(Code::ScheduleInPast, &texts::SCHEDULE_IN_PAST, sink);
    } else if ahead > FAR_AHEAD {
        field.report(Code::ScheduleFarAhead, &texts::SCHEDULE_FAR_AHEAD, sink);
    }
}

/// An instant in UTC, with a fraction only where it has one: `2030-05-01T08:00:00Z`.
pub(crate) fn instant_text(instant: DateTime<FixedOffset>) -> String {
    instant
        .to_utc()
        .to_rfc3339_opts(SecondsFormat::AutoSi, true)
}
