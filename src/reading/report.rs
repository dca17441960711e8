//! What is to be said about an input, and the answer that a server gives to it.

use super::texts;
use crate::issue::{ApiCode, Code, Issue, Issues, Language, Severity};
use serde::ser::{Serialize, SerializeMap, Serializer};

/// Everything that is to be said about one input.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    issues: Issues,
    unchecked: Vec<Unchecked>,
}

/// A rule that could not be checked, because the host did not say what it takes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Unchecked {
    /// Whether the account has the instance.
    Instance,
    /// Whether the account has the template.
    Template,
    /// Whether the account has the contact group.
    Group,
    /// Whether the account has the contacts.
    Contacts,
    /// Whether the template's `custom` variables are all given.
    Variables,
    /// Whether the contact has the fields that the template prints.
    ContactVariables,
    /// Whether the account has the fields of `user` that the template prints.
    UserVariables,
    /// Whether the number is a WhatsApp Business account.
    Business,
    /// Whether the plan has campaigns.
    Plan,
    /// Whether the plan has voice notes.
    VoiceNotes,
    /// Whether the subscription is usable.
    Subscription,
    /// Whether the monthly quota suffices.
    Quota,
    /// Whether the start lies in the past.
    Now,
}

impl Unchecked {
    /// The code that the check would give, with what it is about: `NOT_FOUND(template)`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Instance => "NOT_FOUND(instance)",
            Self::Template => "NOT_FOUND(template)",
            Self::Group => "NOT_FOUND(group)",
            Self::Contacts => "NOT_FOUND(contact)",
            Self::Variables => "VARIABLES_MISSING(custom)",
            Self::ContactVariables => "VARIABLES_MISSING(contact)",
            Self::UserVariables => "VARIABLES_MISSING(user)",
            Self::Business => "UNSUPPORTED_BUTTONS",
            Self::Plan => "PLAN_NO_CAMPAIGNS",
            Self::VoiceNotes => "PLAN_NO_VOICE_NOTES",
            Self::Subscription => "SUBSCRIPTION_INACTIVE",
            Self::Quota => "QUOTA_EXCEEDED",
            Self::Now => "SCHEDULE_IN_PAST",
        }
    }
}

impl Report {
    pub(super) fn new(issues: Issues, unchecked: Vec<Unchecked>) -> Self {
        Self { issues, unchecked }
    }

    /// The issues, in the order of the schema.
    #[must_use]
    pub fn issues(&self) -> &Issues {
        &self.issues
    }

    /// The rules that were not checked, because the host did not say what it takes to.
    #[must_use]
    pub fn unchecked(&self) -> &[Unchecked] {
        &self.unchecked
    }

    /// The same report, its issues in `language`.
    #[must_use]
    pub fn in_language(self, language: Language) -> Self {
        let issues = self.issues.into_iter();
        Self {
            issues: issues.map(|issue| issue.in_language(language)).collect(),
            unchecked: self.unchecked,
        }
    }

    /// Whether no issue is an error. Warnings never make an input invalid.
    #[must_use]
    pub fn is_valid(&self) -> bool {
        !self.issues.has_errors()
    }

    /// The error that a server answers with: the first one of the earliest phase.
    ///
    /// The phases are ours, because no page publishes any: the body itself; subscription and plan;
    /// what is not found; the template, its context, its variables; features; the destination; the quota.
    #[must_use]
    pub fn primary(&self) -> Option<&Issue> {
        self.errors().min_by_key(|issue| phase(issue.api_code()))
    }

    /// The answer of a server in the published envelope; none for a valid input.
    #[must_use]
    pub fn envelope(&self) -> Option<Envelope<'_>> {
        self.envelope_in(Language::English)
    }

    /// The answer of a server, its message and its details in `language`.
    #[must_use]
    pub fn envelope_in(&self, language: Language) -> Option<Envelope<'_>> {
        let primary = self.primary()?;
        Some(Envelope {
            code: primary.code(),
            api: primary.api_code(),
            language,
            report: self,
        })
    }

    fn errors(&self) -> impl Iterator<Item = &Issue> {
        self.issues
            .iter()
            .filter(|issue| issue.severity() == Severity::Error)
    }
}

/// A report of these issues, where nothing else is known of the input.
impl FromIterator<Issue> for Report {
    fn from_iter<T: IntoIterator<Item = Issue>>(issues: T) -> Self {
        Self::new(issues.into_iter().collect(), Vec::new())
    }
}

fn phase(api: Option<ApiCode>) -> u8 {
    match api {
        Some(ApiCode::ValidationError) | None => 0,
        Some(ApiCode::SubscriptionInactive) => 1,
        Some(ApiCode::CampaignsNotAvailableOnPlan | ApiCode::FeatureNotAvailableOnPlan) => 2,
        Some(ApiCode::NotFound) => 3,
        Some(ApiCode::TemplateInvalid) => 4,
        Some(ApiCode::TemplateContextUnavailable) => 5,
        Some(ApiCode::TemplateVariablesMissing) => 6,
        Some(ApiCode::UnsupportedFeature) => 7,
        Some(ApiCode::InvalidDestination) => 8,
        Some(ApiCode::MonthlyOutboundQuotaExceeded) => 9,
    }
}

/// A line an issue, the warnings among them; empty where there is nothing to say.
impl std::fmt::Display for Report {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.issues.fmt(f)
    }
}

/// So that `?` takes what [`Reading::into_result`](super::Reading::into_result) refuses with.
impl std::error::Error for Report {}

/// `{"error":{"code","message","details":[..]}}` (resources/error-codes), with its HTTP status.
///
/// No page says what an element of `details` looks like: each is an error as [`Issue`] writes it.
#[derive(Clone, Copy, Debug)]
pub struct Envelope<'a> {
    code: Code,
    api: Option<ApiCode>,
    language: Language,
    report: &'a Report,
}

impl Envelope<'_> {
    /// The HTTP status of the answer.
    #[must_use]
    pub fn http(&self) -> u16 {
        self.api.map_or(400, ApiCode::http)
    }

    /// The published code; for an issue that has none (a body of instances) our own.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.api.map_or(self.code.name(), ApiCode::name)
    }

    /// The sentence that goes with the code; the published one where there is one.
    #[must_use]
    pub fn message(&self) -> &'static str {
        texts::envelope_message(self.api, self.language)
    }
}

impl Serialize for Envelope<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(1))?;
        map.serialize_entry("error", &Inner(self))?;
        map.end()
    }
}

struct Inner<'a>(&'a Envelope<'a>);

impl Serialize for Inner<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let language = self.0.language;
        let errors = self.0.report.errors().cloned();
        let details: Vec<_> = errors.map(|issue| issue.in_language(language)).collect();
        let mut map = serializer.serialize_map(Some(3))?;
        map.serialize_entry("code", self.0.code())?;
        map.serialize_entry("message", self.0.message())?;
        map.serialize_entry("details", &details)?;
        map.end()
    }
}
