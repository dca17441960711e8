//! The occurrence that a text is made for: what `@occurrence` holds.

use super::value::Val;
use chrono::{DateTime, FixedOffset, SecondsFormat};
use serde_json::{Value, json};

/// What `@occurrence` holds.
pub(super) const FIELDS: [&str; 2] = ["at", "number"];

/// The occurrence of a campaign that a text is made for, which a template reads as data beside its
/// namespaces: `{{date @occurrence.at "full"}}`, `{{#if (eq @occurrence.number 1)}}`.
///
/// `@occurrence.at` is its time as RFC 3339 writes it, with the offset that the schedule's zone has then, so
/// that `date` tells it in the zone of the options, or else as it is written. It is the time at which the
/// occurrence is due: under a pace a message may leave later. `@occurrence.number` counts from 1.
///
/// A plan gives each occurrence its own. Without one, such a path is missing like any other.
///
/// ```
/// use flashplan::template::{Context, OccurrenceTime, RenderOptions, Template};
/// let template = Template::compile("{{@occurrence.at}}, no {{@occurrence.number}}")?;
/// let at = "2026-12-04T09:00:00+01:00".parse()?;
/// let options = RenderOptions::new().occurrence(OccurrenceTime::new(at, 1));
/// let text = template.render(&Context::new(), &options)?;
/// assert_eq!(text, "2026-12-04T09:00:00+01:00, no 1");
///
/// let error = template.render(&Context::new(), &RenderOptions::new()).unwrap_err();
/// assert_eq!(error.missing(), ["@occurrence.at", "@occurrence.number"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OccurrenceTime {
    /// Beside the options, which are copied for templates that read nothing of it.
    fields: Box<Value>,
}

impl OccurrenceTime {
    /// The occurrence that is due at `at`, on the wall clock of the schedule's zone; the first has number 1.
    #[must_use]
    pub fn new(at: DateTime<FixedOffset>, number: u64) -> Self {
        let [at_name, number_name] = FIELDS;
        let at = at.to_rfc3339_opts(SecondsFormat::AutoSi, true);
        Self {
            fields: Box::new(json!({ at_name: at, number_name: number })),
        }
    }
}

/// What `@occurrence` stands for where a text is made for this one.
pub(super) fn value(occurrence: Option<&OccurrenceTime>) -> Val<'_> {
    occurrence.map_or(Val::Missing(None), |occurrence| Val::of(&occurrence.fields))
}
