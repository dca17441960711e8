//! The dates of a repeat rule.

use crate::error::{Kind, raise};
use crate::planner::listed;
use crate::texts;
use crate::value::to_json;
use flashplan::datetime::{DatetimeError, Moment, parse_date};
use flashplan::issue::{Code, Issue, Issues};
use flashplan::limits::Limits;
use flashplan::schedule::{Fold, Gap, MonthOverflow, Rule, Schedule, Zone, parse_moment};
use pyo3::prelude::*;
use pyo3::types::PyList;
use serde_json::Value;

/// The dates of a repeat rule (RFC 5545), right across every change of clocks.
///
/// `dtstart` is a text or a datetime; one without an offset needs a `timezone`. A rule without COUNT or
/// UNTIL needs a `count`. Each occurrence has `index`, `at` in UTC, `local` and `notes` on what was moved.
///
/// >>> import flashplan
/// >>> for each in flashplan.occurrences("2030-03-30T09:00:00", "FREQ=DAILY;COUNT=2", timezone="Europe/Paris"):
/// ...     print(each["at"], each["local"])
/// 2030-03-30 08:00:00+00:00 2030-03-30 09:00:00+01:00
/// 2030-03-31 07:00:00+00:00 2030-03-31 09:00:00+02:00
///
/// Raises ScheduleError with everything that is wrong.
#[pyfunction]
#[pyo3(signature = (dtstart, rule, *, timezone=None, count=None, exdates=None, gap="shift", fold="first", month_overflow="skip"))]
#[allow(clippy::too_many_arguments, reason = "Python names them")]
pub(crate) fn occurrences<'py>(
    py: Python<'py>,
    dtstart: &Bound<'py, PyAny>,
    rule: &str,
    timezone: Option<&str>,
    count: Option<u64>,
    exdates: Option<&Bound<'py, PyAny>>,
    gap: &str,
    fold: &str,
    month_overflow: &str,
) -> PyResult<Bound<'py, PyList>> {
    let mut issues = Issues::new();
    let start = to_json(dtstart, "/dtstart")?;
    let start = moment(&start, "/dtstart", &mut issues);
    let zone = timezone.and_then(|name| match Zone::named(name) {
        Ok(zone) => Some(zone),
        Err(issue) => {
            issues.report(issue.moved("/timezone"));
            None
        }
    });
    if timezone.is_none() && matches!(start, Some(Moment::Local(_))) {
        issues.report(DatetimeError::NoOffset.issue("/dtstart"));
    }
    let rule = Rule::parse(rule).map_err(|found| {
        issues.extend(found.into_iter().map(|issue| issue.below("/rule")));
    });
    let (gap, fold) = (
        named("gap", gap, &Gap::NAMES, &mut issues),
        named("fold", fold, &Fold::NAMES, &mut issues),
    );
    let overflow = named(
        "month_overflow",
        month_overflow,
        &MonthOverflow::NAMES,
        &mut issues,
    );
    let excluded = exdates
        .map(|dates| to_json(dates, "/exdates"))
        .transpose()?;
    let excluded = excluded
        .as_ref()
        .and_then(Value::as_array)
        .map_or(&[][..], Vec::as_slice);
    let (mut dates, mut moments) = (Vec::new(), Vec::new());
    for (i, value) in excluded.iter().enumerate() {
        match value.as_str().map(parse_date) {
            Some(Ok(date)) => dates.push(date),
            _ => moments.extend(moment(value, &format!("/exdates/{i}"), &mut issues)),
        }
    }
    let (Some(start), Ok(rule), false) = (start, rule, issues.has_errors()) else {
        return Err(raise(Kind::Schedule, &issues));
    };
    if !rule.is_bounded() && count.is_none() {
        let issue = Issue::new(Code::RuleUnbounded, "/count", &texts::UNBOUNDED);
        return Err(raise(Kind::Schedule, [&issue]));
    }
    let mut builder = Schedule::starting(start, rule)
        .gap(gap)
        .fold(fold)
        .month_overflow(overflow)
        .exclude(moments)
        .exclude_dates(dates);
    builder = zone
        .into_iter()
        .fold(builder, |builder, zone| builder.zone(zone));
    builder = count
        .into_iter()
        .fold(builder, |builder, count| builder.count(count));
    let schedule = builder
        .build()
        .map_err(|issues| raise(Kind::Schedule, &issues))?;
    let most = Limits::new().occurrences;
    if py.detach(|| schedule.instants().nth(most).is_some()) {
        let issue = Issue::new(Code::InputTooLarge, "/rule", &texts::TOO_MANY).with("max", most);
        return Err(raise(Kind::Schedule, [&issue]));
    }
    listed(py, schedule.occurrences())
}

fn moment(value: &Value, path: &str, issues: &mut Issues) -> Option<Moment> {
    let text = value.as_str().unwrap_or_default();
    match parse_moment(text) {
        Ok(moment) => Some(moment),
        Err(error) => {
            issues.report(error.issue(path));
            None
        }
    }
}

fn named<T: Copy + Default>(
    name: &'static str,
    got: &str,
    names: &[(&'static str, T)],
    issues: &mut Issues,
) -> T {
    if let Some((_, value)) = names.iter().find(|(known, _)| *known == got) {
        return *value;
    }
    let known: Vec<&str> = names.iter().map(|(known, _)| *known).collect();
    let issue = Issue::new(Code::Enum, format!("/{name}"), &texts::OPTION_VALUE)
        .with("name", name)
        .with("got", format!("{got:?}"))
        .with("expected", format!("one of {}", known.join(", ")));
    issues.report(issue);
    T::default()
}
