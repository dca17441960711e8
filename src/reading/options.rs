//! What a host may say about how definitions are read.

use crate::catalogue::Account;
use crate::content::LengthUnit;
use crate::limits::Limits;
use crate::schedule::Zone;
use chrono::{DateTime, Utc};

/// What a variable means whose value is a text that is empty or blank.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum BlankVariables {
    /// It is given, and prints as it is. No page says; this is how template languages take it.
    #[default]
    Present,
    /// It is missing, as null is: a template that needs it is refused.
    Missing,
}

/// How a definition is read: bounds, and what the host knows that the body does not say.
///
/// ```
/// use flashplan::reading::Options;
/// let options = Options::new().now("2030-01-01T00:00:00Z".parse()?);
/// # Ok::<(), chrono::ParseError>(())
/// ```
#[derive(Clone, Copy, Debug, Default)]
#[non_exhaustive]
pub struct Options<'a> {
    /// The bounds.
    pub limits: Limits,
    /// The zone of a `schedule` without an offset; without it such a schedule is an error.
    pub default_zone: Option<&'a Zone>,
    /// The instant that counts as now; without it nothing is in the past. The library has no clock.
    pub now: Option<DateTime<Utc>>,
    /// What the account has; without it nothing is looked up.
    pub account: Option<&'a Account>,
    /// What the limits of texts, captions, titles, footers and buttons are counted in.
    pub length_unit: LengthUnit,
    /// What a variable means whose value is empty or blank.
    pub blank_variables: BlankVariables,
    /// Whether placeholders in the direct content of a campaign are filled in.
    pub render_direct: bool,
}

impl<'a> Options<'a> {
    /// The default bounds, and nothing known.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            limits: Limits::new(),
            default_zone: None,
            now: None,
            account: None,
            length_unit: LengthUnit::Utf16,
            blank_variables: BlankVariables::Present,
            render_direct: false,
        }
    }

    /// Other bounds.
    #[must_use]
    pub const fn limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// The zone of a `schedule` without an offset. A wall time that the zone's clock skips is
    /// shifted past the jump; of one that it shows twice the first counts.
    ///
    /// ```
    /// use flashplan::campaign::Campaign;
    /// use flashplan::reading::Options;
    /// use flashplan::schedule::Zone;
    /// let zone = Zone::named("Africa/Porto-Novo")?;
    /// let reading = Campaign::read_with(br#"{
    ///     "instanceId": "421a4121-a3d9-40cc-a8db-c3a1df353126", "name": "Promo",
    ///     "schedule": "2030-05-01T09:00:00", "recipients": {"type": "all"},
    ///     "type": "text", "body": "Bonjour"
    /// }"#, &Options::new().default_zone(&zone));
    /// let schedule = reading.value().unwrap().schedule();
    /// assert_eq!(schedule.to_rfc3339(), "2030-05-01T09:00:00+01:00");
    /// # Ok::<(), flashplan::issue::Issue>(())
    /// ```
    #[must_use]
    pub const fn default_zone(mut self, zone: &'a Zone) -> Self {
        self.default_zone = Some(zone);
        self
    }

    /// The instant that counts as now.
    #[must_use]
    pub const fn now(mut self, now: DateTime<Utc>) -> Self {
        self.now = Some(now);
        self
    }

    /// What the account has and may do.
    #[must_use]
    pub const fn account(mut self, account: &'a Account) -> Self {
        self.account = Some(account);
        self
    }

    /// What the limits of texts, captions, titles, footers and buttons are counted in.
    ///
    /// It is of reading only: a rendered text is always held against WhatsApp's limit in units of
    /// UTF-16.
    ///
    /// ```
    /// use flashplan::catalogue::TemplateDefinition;
    /// use flashplan::content::LengthUnit;
    /// use flashplan::reading::Options;
    /// let json = format!(r#"{{"name": "a", "type": "text", "body": "{}"}}"#, "🍎".repeat(3_000));
    /// let read = |unit| {
    ///     TemplateDefinition::read_with(json.as_bytes(), &Options::new().length_unit(unit))
    /// };
    /// assert!(read(LengthUnit::Utf16).value().is_none());
    /// assert!(read(LengthUnit::Graphemes).value().is_some());
    /// ```
    #[must_use]
    pub const fn length_unit(mut self, unit: LengthUnit) -> Self {
        self.length_unit = unit;
        self
    }

    /// What a variable means whose value is empty or blank. Either way there is a warning.
    ///
    /// ```
    /// use flashplan::campaign::{Campaign, Content};
    /// use flashplan::reading::{BlankVariables, Options};
    /// let options = Options::new().blank_variables(BlankVariables::Missing);
    /// let reading = Campaign::read_with(br#"{
    ///     "instanceId": "421a4121-a3d9-40cc-a8db-c3a1df353126", "name": "Promo",
    ///     "schedule": "2030-05-01T09:00:00Z", "recipients": {"type": "all"},
    ///     "templateId": "6f0c2d64-6a0e-4d0a-8d0b-0d3f4f1b2c3d", "variables": {"code": ""}
    /// }"#, &options);
    /// let Content::Template { variables, .. } = reading.value().unwrap().content() else {
    ///     unreachable!("the definition names a template");
    /// };
    /// assert_eq!(variables.value("code"), None);
    /// ```
    #[must_use]
    pub const fn blank_variables(mut self, meaning: BlankVariables) -> Self {
        self.blank_variables = meaning;
        self
    }

    /// Whether the texts of a campaign's direct content (`body`, `title`, `description`, `footer`) are
    /// rendered as those of a template are, with `variables` as `custom`. Without it they are sent as
    /// written, braces included, and a placeholder in one is a warning. Single messages are always
    /// sent as written.
    ///
    /// ```
    /// use flashplan::campaign::{Campaign, Content};
    /// use flashplan::reading::Options;
    /// let campaign = br#"{
    ///     "instanceId": "421a4121-a3d9-40cc-a8db-c3a1df353126", "name": "Promo",
    ///     "schedule": "2030-05-01T09:00:00Z", "recipients": {"type": "all"},
    ///     "type": "text", "body": "Bonjour {{contact.firstName}}"
    /// }"#;
    /// let reading = Campaign::read_with(campaign, &Options::new().render_direct(true));
    /// assert!(matches!(reading.value().unwrap().content(), Content::Rendered(_)));
    /// assert!(reading.report().issues().is_empty());
    /// ```
    #[must_use]
    pub const fn render_direct(mut self, render: bool) -> Self {
        self.render_direct = render;
        self
    }
}
