//! How a plan renders its message: by its options, on the campaign's clock.

use super::options::PlanOptions;
use super::texts;
use crate::issue::{Code, Issue, Issues};
use crate::schedule::Occurrence;
use crate::template::{OccurrenceTime, RenderOptions, is_locale, is_zone};
use chrono::{DateTime, FixedOffset};

/// Every value has to be there; what a contact may lack is for the caller to say. `date` tells times
/// in the zone of the campaign: the one of the options, or the offset of its `schedule`.
pub(super) fn render_options(
    options: &PlanOptions,
    schedule: DateTime<FixedOffset>,
) -> RenderOptions {
    let mut rendering = RenderOptions::new().limits(options.limits);
    rendering.locale.clone_from(&options.locale);
    rendering.neutralise = options.neutralise;
    let zone = options.zone.as_ref().map(|zone| zone.name().to_owned());
    let zone = zone.unwrap_or_else(|| schedule.offset().to_string());
    // a zone of the caller's own data has no name that a template could use
    if is_zone(&zone) {
        rendering.zone = Some(zone);
    }
    rendering
}

/// What `@occurrence` holds in the texts of an occurrence.
pub(super) fn time_of(occurrence: &Occurrence) -> OccurrenceTime {
    OccurrenceTime::new(occurrence.local, occurrence.index.saturating_add(1))
}

pub(super) fn check_locale(options: &PlanOptions, issues: &mut Issues) {
    if let Some(locale) = options
        .locale
        .as_deref()
        .filter(|locale| !is_locale(locale))
    {
        let issue = Issue::new(Code::OptionInvalid, "/locale", &texts::LOCALE);
        issues.report(issue.with("got", locale));
    }
}
