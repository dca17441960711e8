//! How a template is rendered.

use super::neutralise::Neutralise;
use super::occurrence::OccurrenceTime;
use crate::limits::Limits;

/// What a missing value prints.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Missing {
    /// Nothing is rendered, and every missing path is named.
    #[default]
    Error,
    /// Nothing.
    Empty,
    /// The tag as it was written.
    Keep,
    /// This text.
    Default(String),
}

/// Which texts count as missing where they would print.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Blank {
    /// None: an empty text prints nothing.
    #[default]
    Prints,
    /// The empty text.
    EmptyIsMissing,
    /// The empty text and one of white space only.
    BlankIsMissing,
}

/// The options of a rendering.
///
/// ```
/// use flashplan::template::{Missing, RenderOptions};
/// let options = RenderOptions::new().missing(Missing::Keep);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct RenderOptions {
    /// What a missing value prints.
    pub missing: Missing,
    /// Which texts count as missing.
    pub blank: Blank,
    /// The locale of `date`, `number` and `plural` where a call names none: `fr`, `pt-BR`.
    pub locale: Option<String>,
    /// The zone of `date` where a call names none: an IANA name, or an offset such as `+01:00`.
    pub zone: Option<String>,
    /// What is done to the characters of values; none: they print as they are.
    pub neutralise: Option<Neutralise>,
    /// What `@occurrence` holds; none outside of a campaign's occurrence.
    pub occurrence: Option<OccurrenceTime>,
    /// The bounds of one rendering.
    pub limits: Limits,
}

impl RenderOptions {
    /// A missing value is an error, an empty text is none, and the limits are the usual ones.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Another answer to a missing value.
    #[must_use]
    pub fn missing(mut self, missing: Missing) -> Self {
        self.missing = missing;
        self
    }

    /// Another answer to an empty text.
    #[must_use]
    pub fn blank(mut self, blank: Blank) -> Self {
        self.blank = blank;
        self
    }

    /// The locale of the campaign.
    #[must_use]
    pub fn locale(mut self, locale: impl Into<String>) -> Self {
        self.locale = Some(locale.into());
        self
    }

    /// The zone of the campaign.
    #[must_use]
    pub fn zone(mut self, zone: impl Into<String>) -> Self {
        self.zone = Some(zone.into());
        self
    }

    /// Values whose characters do not format the message. Such a rendering looks at each value and
    /// takes the general way, which costs some hundred nanoseconds a message.
    #[must_use]
    pub fn neutralise(mut self, neutralise: Neutralise) -> Self {
        self.neutralise = Some(neutralise);
        self
    }

    /// The occurrence that the text is made for.
    #[must_use]
    pub fn occurrence(mut self, occurrence: OccurrenceTime) -> Self {
        self.occurrence = Some(occurrence);
        self
    }

    /// Other bounds.
    #[must_use]
    pub fn limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }
}

impl Blank {
    pub(super) fn is_missing(self, text: &str) -> bool {
        match self {
            Self::Prints => false,
            Self::EmptyIsMissing => text.is_empty(),
            Self::BlankIsMissing => text.trim().is_empty(),
        }
    }
}
