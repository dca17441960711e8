//! `schedule` and `repeat`.

use super::{Repeat, texts};
use crate::datetime::{DatetimeError, Moment, parse};
use crate::issue::{Code, nearest};
use crate::reading::{Field, Options, Sink, Unchecked};
use chrono::{DateTime, FixedOffset, TimeDelta};

/// Further ahead than this, a year is more likely mistyped than meant.
const FAR_AHEAD: TimeDelta = TimeDelta::days(366);

/// Reads an instant that has to be there.
pub(crate) fn read_instant(
    field: &Field<'_, '_>,
    options: &Options<'_>,
    sink: &mut Sink,
) -> Option<DateTime<FixedOffset>> {
    let text = field.required_text(sink)?;
    match instant(text, options.default_offset) {
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

fn instant(
    text: &str,
    default: Option<FixedOffset>,
) -> Result<DateTime<FixedOffset>, DatetimeError> {
    match parse(text)? {
        Moment::Instant(instant) => Ok(instant),
        Moment::Local(local) => {
            let offset = default.ok_or(DatetimeError::NoOffset)?;
            let instant = local.and_local_timezone(offset).single();
            instant.ok_or(DatetimeError::Year)
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

/// Reads `repeat`. The English pages write `noe` where the French original says `none`.
pub(super) fn read_repeat(field: &Field<'_, '_>, sink: &mut Sink) -> Option<Repeat> {
    if !field.is_given() {
        return Some(Repeat::None);
    }
    match field.text(sink)? {
        "none" => Some(Repeat::None),
        "noe" => {
            field.report(Code::RepeatNoeAlias, &texts::REPEAT_NOE_ALIAS, sink);
            Some(Repeat::None)
        }
        "daily" => Some(unbounded(Repeat::Daily, field, sink)),
        "weekly" => Some(unbounded(Repeat::Weekly, field, sink)),
        other => {
            let issue = match nearest(other, ["none", "daily", "weekly"]) {
                Some(meant) => field
                    .issue(Code::Enum, &texts::REPEAT_MEANT)
                    .with("meant", meant),
                None => field.issue(Code::Enum, &texts::REPEAT),
            };
            sink.report(issue);
            None
        }
    }
}

/// The wire format has no end for a repeat; only the one who plans can set it.
fn unbounded(repeat: Repeat, field: &Field<'_, '_>, sink: &mut Sink) -> Repeat {
    field.report(Code::RepeatUnbounded, &texts::REPEAT_UNBOUNDED, sink);
    repeat
}
