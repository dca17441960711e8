//! The catalogue of codes. A code is stable: it is never renamed and never means something else.

/// How bad an issue is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing; nothing to mend.
    Info,
    /// Probably not meant. Never makes an input invalid.
    Warning,
    /// The input is invalid.
    Error,
}

impl Severity {
    /// `error`, `warning` or `info`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// An error code of the MsgFlash API (resources/error-codes) that an issue leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ApiCode {
    /// `VALIDATION_ERROR`, HTTP 400.
    ValidationError,
    /// `INVALID_DESTINATION`, HTTP 422.
    InvalidDestination,
    /// `TEMPLATE_INVALID`, HTTP 400.
    TemplateInvalid,
    /// `TEMPLATE_VARIABLES_MISSING`, HTTP 400.
    TemplateVariablesMissing,
    /// `TEMPLATE_CONTEXT_UNAVAILABLE`, HTTP 400.
    TemplateContextUnavailable,
    /// `NOT_FOUND`, HTTP 404.
    NotFound,
    /// `UNSUPPORTED_FEATURE`, HTTP 403.
    UnsupportedFeature,
    /// `CAMPAIGNS_NOT_AVAILABLE_ON_PLAN`, HTTP 403.
    CampaignsNotAvailableOnPlan,
    /// `FEATURE_NOT_AVAILABLE_ON_PLAN`, HTTP 403.
    FeatureNotAvailableOnPlan,
    /// `SUBSCRIPTION_INACTIVE`, HTTP 403.
    SubscriptionInactive,
    /// `MONTHLY_OUTBOUND_QUOTA_EXCEEDED`, HTTP 429.
    MonthlyOutboundQuotaExceeded,
}

impl ApiCode {
    /// The code as the API writes it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::ValidationError => "VALIDATION_ERROR",
            Self::InvalidDestination => "INVALID_DESTINATION",
            Self::TemplateInvalid => "TEMPLATE_INVALID",
            Self::TemplateVariablesMissing => "TEMPLATE_VARIABLES_MISSING",
            Self::TemplateContextUnavailable => "TEMPLATE_CONTEXT_UNAVAILABLE",
            Self::NotFound => "NOT_FOUND",
            Self::UnsupportedFeature => "UNSUPPORTED_FEATURE",
            Self::CampaignsNotAvailableOnPlan => "CAMPAIGNS_NOT_AVAILABLE_ON_PLAN",
            Self::FeatureNotAvailableOnPlan => "FEATURE_NOT_AVAILABLE_ON_PLAN",
            Self::SubscriptionInactive => "SUBSCRIPTION_INACTIVE",
            Self::MonthlyOutboundQuotaExceeded => "MONTHLY_OUTBOUND_QUOTA_EXCEEDED",
        }
    }

    /// The HTTP status that goes with the code.
    #[must_use]
    pub fn http(self) -> u16 {
        match self {
            Self::ValidationError => 400,
            Self::InvalidDestination => 422,
            Self::TemplateInvalid => 400,
            Self::TemplateVariablesMissing => 400,
            Self::TemplateContextUnavailable => 400,
            Self::NotFound => 404,
            Self::UnsupportedFeature => 403,
            Self::CampaignsNotAvailableOnPlan => 403,
            Self::FeatureNotAvailableOnPlan => 403,
            Self::SubscriptionInactive => 403,
            Self::MonthlyOutboundQuotaExceeded => 429,
        }
    }
}

/// What is wrong, as a stable name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Code {
    /// The input is not JSON.
    JsonSyntax,
    /// The input is JSON of another kind than an object.
    RootType,
    /// No known shape of an instance body.
    InstanceShapeUnknown,
    /// A required field is absent or null.
    Required,
    /// A field holds another type than it should.
    Type,
    /// A text is empty or only white space.
    Empty,
    /// A value is none of the published ones.
    Enum,
    /// An id is not a UUID of 8-4-4-4-12 hexadecimal digits.
    UuidInvalid,
    /// A text is not a date and time of ISO 8601.
    DatetimeInvalid,
    /// A date and time without an offset, where no zone is configured.
    DatetimeNoOffset,
    /// A number lies outside its range.
    NumberRange,
    /// Neither `templateId` nor `type`: an empty campaign.
    ContentModeMissing,
    /// Both `templateId` and `type`.
    ContentModeConflict,
    /// `location` or `contact` in a campaign.
    TypeNotInCampaign,
    /// `voice_note`, `buttons`, `location` or `contact` in a template.
    TypeNotInTemplate,
    /// A text without a body.
    BodyRequired,
    /// A media type without `mediaUrl`.
    MediaRequired,
    /// Buttons without a title.
    ButtonTitleRequired,
    /// Buttons without a description.
    ButtonDescriptionRequired,
    /// Buttons without a button.
    ButtonsRequired,
    /// More than two buttons.
    ButtonsTooMany,
    /// A button of no known kind.
    ButtonKindInvalid,
    /// A button without a field that its kind needs.
    ButtonFieldRequired,
    /// Kinds of buttons that do not go together.
    ButtonMix,
    /// A location without a latitude.
    LatitudeRequired,
    /// A location without a longitude.
    LongitudeRequired,
    /// A shared contact without its id.
    ContactIdRequired,
    /// `tags` or `explicit` without `value`.
    RecipientsValueRequired,
    /// `tags` or `explicit` with an empty `value`.
    RecipientsValueEmpty,
    /// `group` without `groupId`.
    GroupIdRequired,
    /// Not a phone number of E.164, or one that cannot be reached (`INVALID_DESTINATION` then).
    PhoneInvalid,
    /// A text of more than 4,096 characters.
    TextTooLong,
    /// A rendered text of more than 4,096 characters.
    RenderedTooLong,
    /// A rendered text that is empty or only white space.
    RenderedBlank,
    /// An input over a named limit of size or depth.
    InputTooLarge,
    /// `{{` without its `}}`.
    PlaceholderUnclosed,
    /// `{{}}`.
    PlaceholderEmpty,
    /// A name without its namespace: `{{name}}`.
    NamespaceMissing,
    /// A path outside `contact`, `user`, `instance` and `custom`.
    NamespaceUnknown,
    /// A path that is not one: `{{contact.}}`.
    PathInvalid,
    /// `{{` inside a placeholder.
    PlaceholderNested,
    /// `{{1}}`, as Meta's templates have it.
    PositionalPlaceholder,
    /// A block that is never closed.
    BlockUnclosed,
    /// A block closed by another name, or a close without an open.
    BlockMismatch,
    /// A helper that does not exist.
    HelperUnknown,
    /// Wrong count or kind of arguments for a helper.
    HelperArguments,
    /// A field that no template may print: `{{instance.token}}`.
    FieldSecret,
    /// Handlebars that this library or this syntax does not take.
    SyntaxNotAllowed,
    /// A template over a limit of size or count.
    TemplateTooLarge,
    /// A template nested over the limit.
    TemplateTooDeep,
    /// A rendering that needs more output or steps than the limits allow.
    RenderLimit,
    /// An object where a text would print.
    ValueNotScalar,
    /// A value that a helper cannot format.
    ValueInvalid,
    /// Variables that could not be resolved.
    VariablesMissing,
    /// A context that a template needs and that is not there.
    ContextUnavailable,
    /// An instance, template, contact or group that the account does not have.
    NotFound,
    /// Buttons on a number that is no WhatsApp Business account.
    UnsupportedButtons,
    /// Campaigns are not a part of the account's plan.
    PlanNoCampaigns,
    /// Voice notes are not a part of the account's plan.
    PlanNoVoiceNotes,
    /// The subscription is not usable.
    SubscriptionInactive,
    /// The monthly quota does not suffice.
    QuotaExceeded,
    /// No time zone of this name.
    ZoneUnknown,
    /// Bytes that are not a TZif file (RFC 9636).
    ZoneDataInvalid,
    /// A repeat rule that is not of RFC 5545.
    RuleSyntax,
    /// A part of RFC 5545 that this library does not take.
    RuleNotSupported,
    /// Parts of a repeat rule that do not go together.
    RuleConflict,
    /// A repeat rule without an end, where one is needed.
    RuleUnbounded,
    /// A repeat rule that never gives an occurrence.
    RuleBarren,
    /// A local time that a change of clocks skips, where the policy refuses it.
    GapRejected,
    /// A local time that a change of clocks repeats, where the policy refuses it.
    FoldRejected,
    /// A planning option that cannot be meant.
    OptionInvalid,
    /// A plan of a repeating campaign without `count` or `until`.
    PlanUnbounded,
    /// Caps and quiet hours that leave no time to send in.
    PaceImpossible,
    /// A send in quiet hours, where the policy aborts.
    QuietHoursAbort,
    /// A stored plan has no header or no end, or goes on after its end.
    PlanIncomplete,
    /// A stored plan breaks a law that every plan keeps.
    PlanLawBroken,
    /// A stored plan is redacted, so that its laws cannot be checked.
    PlanRedacted,
    /// A part of a plan is not among those that are to be merged.
    PlanPartMissing,
    /// A part of a plan is there twice.
    PlanPartDouble,
    /// A part is of another plan than the others.
    PlanPartForeign,
    /// A line of the contacts that could not be read; the contact is skipped.
    ContactUnreadable,
    /// The instance is known and not connected.
    InstanceNotConnected,
    /// The instance was deleted.
    InstanceDeleted,
    /// Whether the number is a WhatsApp Business account is not known.
    BusinessUnknown,
    /// The start lies before the stated now.
    ScheduleInPast,
    /// The start lies more than a year after the stated now.
    ScheduleFarAhead,
    /// A repeat without an end.
    RepeatUnbounded,
    /// A field that has no meaning beside the others.
    FieldIgnored,
    /// A field that no published page names.
    UnknownField,
    /// A key that an object has twice; the last one counts.
    DuplicateKey,
    /// A value that a list has twice.
    DuplicateValue,
    /// A caption on audio, which WhatsApp does not show.
    CaptionNotSupported,
    /// A caption of more than 1,024 characters.
    CaptionTooLong,
    /// A title of more than 60 characters.
    TitleTooLong,
    /// A footer of more than 60 characters.
    FooterTooLong,
    /// A button text of more than 20 characters.
    ButtonTextTooLong,
    /// The id of a reply button with white space around it.
    ButtonIdPadded,
    /// Not an absolute http or https address.
    MediaUrlInvalid,
    /// An address that WhatsApp's servers cannot reach.
    MediaUrlNotPublic,
    /// A file extension that contradicts the type.
    MediaExtensionMismatch,
    /// A file that is larger than WhatsApp takes, or shows as what it is.
    MediaTooLarge,
    /// A variable that the template does not use.
    VariableUnused,
    /// Variables beside direct content, which has no placeholders.
    VariablesIgnored,
    /// `custom.x` as a key of `variables`: only `x` is meant.
    VariableKeyPrefixed,
    /// A value that is present and empty.
    ValueEmpty,
    /// A value with control characters.
    ValueHasControlChars,
    /// A field that no published page gives the namespace.
    FieldUnknownInNamespace,
    /// A placeholder in direct content, which prints as written.
    PlaceholderInDirectContent,
    /// `contact.x` inside a block that is no namespace's: it reads the item, not the contact.
    NamespaceInBlock,
    /// `../` past loops whose items may equal each other.
    ParentAmbiguous,
    /// A formatting mark without its partner.
    MarkupUnbalanced,
    /// Markdown or HTML, which WhatsApp shows as written.
    MarkdownNotRendered,
    /// What Meta's review of templates would refuse; MsgFlash does not.
    MetaTemplate,
    /// The selector takes no contact.
    AudienceEmpty,
    /// Tags that differ from the selector's in letter case alone.
    TagCaseNearMiss,
    /// Numbers that WhatsApp may hold for the same.
    PossibleDuplicate,
    /// Contacts with an unknown zone, taken in the campaign's.
    TzFallback,
    /// An occurrence at a local time that a change of clocks skips.
    DstGap,
    /// An occurrence at a local time that a change of clocks repeats.
    DstOverlap,
    /// An occurrence on the last day of a month that lacks the day asked for.
    MonthOverflow,
    /// A date of the schedule that is excluded.
    DateExcluded,
    /// A date of the schedule beside its rule.
    DateExtra,
    /// An occurrence that was due before the plan is made, and runs late.
    OccurrenceLate,
    /// Occurrences that were due before the plan is made, and do not happen.
    OccurrenceMissed,
    /// Sends that wait for the end of quiet hours.
    QuietHoursShift,
    /// A key was given as sent, and no send of the plan has it.
    SentUnknown,
    /// An occurrence that is due before the one before it has left.
    OccurrencesOverlap,
    /// A pace above what numbers are known to bear.
    PaceHigh,
    /// Two states of an instance that contradict each other.
    StateConflict,
    /// An open instance with a reason for its disconnection.
    StaleStateSuspected,
    /// An instance whose owner or number cannot be read.
    OwnerUnreadable,
    /// A location of latitude 0 and longitude 0.
    LocationNullIsland,
    /// A location without name or address, which the provider wants.
    LocationNameMissing,
    /// A name where the instance's id should be.
    InstanceIdLooksLikeName,
    /// A phone number where the instance's id should be.
    InstanceIdLooksLikeNumber,
    /// The UUID that is all zeros.
    UuidNil,
    /// `noe` is read as `none`.
    RepeatNoeAlias,
}

/// What the catalogue says of a code.
struct Entry {
    name: &'static str,
    severity: Severity,
    api: Option<ApiCode>,
}

const fn error(name: &'static str, api: ApiCode) -> Entry {
    Entry {
        name,
        severity: Severity::Error,
        api: Some(api),
    }
}

const fn note(name: &'static str, severity: Severity) -> Entry {
    Entry {
        name,
        severity,
        api: None,
    }
}

impl Code {
    /// Every code, in the order of the catalogue.
    pub const ALL: &'static [Self] = &[
        Self::JsonSyntax,
        Self::RootType,
        Self::InstanceShapeUnknown,
        Self::Required,
        Self::Type,
        Self::Empty,
        Self::Enum,
        Self::UuidInvalid,
        Self::DatetimeInvalid,
        Self::DatetimeNoOffset,
        Self::NumberRange,
        Self::ContentModeMissing,
        Self::ContentModeConflict,
        Self::TypeNotInCampaign,
        Self::TypeNotInTemplate,
        Self::BodyRequired,
        Self::MediaRequired,
        Self::ButtonTitleRequired,
        Self::ButtonDescriptionRequired,
        Self::ButtonsRequired,
        Self::ButtonsTooMany,
        Self::ButtonKindInvalid,
        Self::ButtonFieldRequired,
        Self::ButtonMix,
        Self::LatitudeRequired,
        Self::LongitudeRequired,
        Self::ContactIdRequired,
        Self::RecipientsValueRequired,
        Self::RecipientsValueEmpty,
        Self::GroupIdRequired,
        Self::PhoneInvalid,
        Self::TextTooLong,
        Self::RenderedTooLong,
        Self::RenderedBlank,
        Self::InputTooLarge,
        Self::PlaceholderUnclosed,
        Self::PlaceholderEmpty,
        Self::NamespaceMissing,
        Self::NamespaceUnknown,
        Self::PathInvalid,
        Self::PlaceholderNested,
        Self::PositionalPlaceholder,
        Self::BlockUnclosed,
        Self::BlockMismatch,
        Self::HelperUnknown,
        Self::HelperArguments,
        Self::FieldSecret,
        Self::SyntaxNotAllowed,
        Self::TemplateTooLarge,
        Self::TemplateTooDeep,
        Self::RenderLimit,
        Self::ValueNotScalar,
        Self::ValueInvalid,
        Self::VariablesMissing,
        Self::ContextUnavailable,
        Self::NotFound,
        Self::UnsupportedButtons,
        Self::PlanNoCampaigns,
        Self::PlanNoVoiceNotes,
        Self::SubscriptionInactive,
        Self::QuotaExceeded,
        Self::ZoneUnknown,
        Self::ZoneDataInvalid,
        Self::RuleSyntax,
        Self::RuleNotSupported,
        Self::RuleConflict,
        Self::RuleUnbounded,
        Self::RuleBarren,
        Self::GapRejected,
        Self::FoldRejected,
        Self::OptionInvalid,
        Self::PlanUnbounded,
        Self::PaceImpossible,
        Self::QuietHoursAbort,
        Self::PlanIncomplete,
        Self::PlanLawBroken,
        Self::PlanRedacted,
        Self::PlanPartMissing,
        Self::PlanPartDouble,
        Self::PlanPartForeign,
        Self::ContactUnreadable,
        Self::InstanceNotConnected,
        Self::InstanceDeleted,
        Self::BusinessUnknown,
        Self::ScheduleInPast,
        Self::ScheduleFarAhead,
        Self::RepeatUnbounded,
        Self::FieldIgnored,
        Self::UnknownField,
        Self::DuplicateKey,
        Self::DuplicateValue,
        Self::CaptionNotSupported,
        Self::CaptionTooLong,
        Self::TitleTooLong,
        Self::FooterTooLong,
        Self::ButtonTextTooLong,
        Self::ButtonIdPadded,
        Self::MediaUrlInvalid,
        Self::MediaUrlNotPublic,
        Self::MediaExtensionMismatch,
        Self::MediaTooLarge,
        Self::VariableUnused,
        Self::VariablesIgnored,
        Self::VariableKeyPrefixed,
        Self::ValueEmpty,
        Self::ValueHasControlChars,
        Self::FieldUnknownInNamespace,
        Self::PlaceholderInDirectContent,
        Self::NamespaceInBlock,
        Self::ParentAmbiguous,
        Self::MarkupUnbalanced,
        Self::MarkdownNotRendered,
        Self::MetaTemplate,
        Self::AudienceEmpty,
        Self::TagCaseNearMiss,
        Self::PossibleDuplicate,
        Self::TzFallback,
        Self::DstGap,
        Self::DstOverlap,
        Self::MonthOverflow,
        Self::DateExcluded,
        Self::DateExtra,
        Self::OccurrenceLate,
        Self::OccurrenceMissed,
        Self::QuietHoursShift,
        Self::SentUnknown,
        Self::OccurrencesOverlap,
        Self::PaceHigh,
        Self::StateConflict,
        Self::StaleStateSuspected,
        Self::OwnerUnreadable,
        Self::LocationNullIsland,
        Self::LocationNameMissing,
        Self::InstanceIdLooksLikeName,
        Self::InstanceIdLooksLikeNumber,
        Self::UuidNil,
        Self::RepeatNoeAlias,
    ];

    /// The code as it is printed: `CONTENT_MODE_CONFLICT`.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.entry().name
    }

    /// The severity that an issue of this code has unless a policy says otherwise.
    #[must_use]
    pub fn severity(self) -> Severity {
        self.entry().severity
    }

    /// The API code that an error of this code is answered with, unless the issue says otherwise
    /// ([`Issue::answered_with`](super::Issue::answered_with)).
    #[must_use]
    pub fn api_code(self) -> Option<ApiCode> {
        self.entry().api
    }

    fn entry(self) -> Entry {
        use ApiCode as Api;
        use Severity::{Error, Info, Warning};
        match self {
            Self::JsonSyntax => error("JSON_SYNTAX", Api::ValidationError),
            Self::RootType => error("ROOT_TYPE", Api::ValidationError),
            Self::InstanceShapeUnknown => note("INSTANCE_SHAPE_UNKNOWN", Error),
            Self::Required => error("REQUIRED", Api::ValidationError),
            Self::Type => error("TYPE", Api::ValidationError),
            Self::Empty => error("EMPTY", Api::ValidationError),
            Self::Enum => error("ENUM", Api::ValidationError),
            Self::UuidInvalid => error("UUID_INVALID", Api::ValidationError),
            Self::DatetimeInvalid => error("DATETIME_INVALID", Api::ValidationError),
            Self::DatetimeNoOffset => error("DATETIME_NO_OFFSET", Api::ValidationError),
            Self::NumberRange => error("NUMBER_RANGE", Api::ValidationError),
            Self::ContentModeMissing => error("CONTENT_MODE_MISSING", Api::ValidationError),
            Self::ContentModeConflict => error("CONTENT_MODE_CONFLICT", Api::ValidationError),
            Self::TypeNotInCampaign => error("TYPE_NOT_IN_CAMPAIGN", Api::ValidationError),
            Self::TypeNotInTemplate => error("TYPE_NOT_IN_TEMPLATE", Api::ValidationError),
            Self::BodyRequired => error("BODY_REQUIRED", Api::ValidationError),
            Self::MediaRequired => error("MEDIA_REQUIRED", Api::ValidationError),
            Self::ButtonTitleRequired => error("BUTTON_TITLE_REQUIRED", Api::ValidationError),
            Self::ButtonDescriptionRequired => {
                error("BUTTON_DESCRIPTION_REQUIRED", Api::ValidationError)
            }
            Self::ButtonsRequired => error("BUTTONS_REQUIRED", Api::ValidationError),
            Self::ButtonsTooMany => error("BUTTONS_TOO_MANY", Api::ValidationError),
            Self::ButtonKindInvalid => error("BUTTON_KIND_INVALID", Api::ValidationError),
            Self::ButtonFieldRequired => error("BUTTON_FIELD_REQUIRED", Api::ValidationError),
            Self::ButtonMix => error("BUTTON_MIX", Api::ValidationError),
            Self::LatitudeRequired => error("LATITUDE_REQUIRED", Api::ValidationError),
            Self::LongitudeRequired => error("LONGITUDE_REQUIRED", Api::ValidationError),
            Self::ContactIdRequired => error("CONTACT_ID_REQUIRED", Api::ValidationError),
            Self::RecipientsValueRequired => {
                error("RECIPIENTS_VALUE_REQUIRED", Api::ValidationError)
            }
            Self::RecipientsValueEmpty => error("RECIPIENTS_VALUE_EMPTY", Api::ValidationError),
            Self::GroupIdRequired => error("GROUP_ID_REQUIRED", Api::ValidationError),
            Self::PhoneInvalid => error("PHONE_INVALID", Api::ValidationError),
            Self::TextTooLong => error("TEXT_TOO_LONG", Api::ValidationError),
            Self::RenderedTooLong => error("RENDERED_TOO_LONG", Api::ValidationError),
            Self::RenderedBlank => error("RENDERED_BLANK", Api::ValidationError),
            Self::InputTooLarge => error("INPUT_TOO_LARGE", Api::ValidationError),
            Self::PlaceholderUnclosed => error("PLACEHOLDER_UNCLOSED", Api::TemplateInvalid),
            Self::PlaceholderEmpty => error("PLACEHOLDER_EMPTY", Api::TemplateInvalid),
            Self::NamespaceMissing => error("NAMESPACE_MISSING", Api::TemplateInvalid),
            Self::NamespaceUnknown => error("NAMESPACE_UNKNOWN", Api::TemplateInvalid),
            Self::PathInvalid => error("PATH_INVALID", Api::TemplateInvalid),
            Self::PlaceholderNested => error("PLACEHOLDER_NESTED", Api::TemplateInvalid),
            Self::PositionalPlaceholder => error("POSITIONAL_PLACEHOLDER", Api::TemplateInvalid),
            Self::BlockUnclosed => error("BLOCK_UNCLOSED", Api::TemplateInvalid),
            Self::BlockMismatch => error("BLOCK_MISMATCH", Api::TemplateInvalid),
            Self::HelperUnknown => error("HELPER_UNKNOWN", Api::TemplateInvalid),
            Self::HelperArguments => error("HELPER_ARGUMENTS", Api::TemplateInvalid),
            Self::FieldSecret => error("FIELD_SECRET", Api::TemplateInvalid),
            Self::SyntaxNotAllowed => error("SYNTAX_NOT_ALLOWED", Api::TemplateInvalid),
            Self::TemplateTooLarge => error("TEMPLATE_TOO_LARGE", Api::TemplateInvalid),
            Self::TemplateTooDeep => error("TEMPLATE_TOO_DEEP", Api::TemplateInvalid),
            Self::RenderLimit => error("RENDER_LIMIT", Api::TemplateInvalid),
            Self::ValueNotScalar => error("VALUE_NOT_SCALAR", Api::TemplateInvalid),
            Self::ValueInvalid => error("VALUE_INVALID", Api::TemplateInvalid),
            Self::VariablesMissing => error("VARIABLES_MISSING", Api::TemplateVariablesMissing),
            Self::ContextUnavailable => {
                error("CONTEXT_UNAVAILABLE", Api::TemplateContextUnavailable)
            }
            Self::NotFound => error("NOT_FOUND", Api::NotFound),
            Self::UnsupportedButtons => error("UNSUPPORTED_BUTTONS", Api::UnsupportedFeature),
            Self::PlanNoCampaigns => error("PLAN_NO_CAMPAIGNS", Api::CampaignsNotAvailableOnPlan),
            Self::PlanNoVoiceNotes => error("PLAN_NO_VOICE_NOTES", Api::FeatureNotAvailableOnPlan),
            Self::SubscriptionInactive => error("SUBSCRIPTION_INACTIVE", Api::SubscriptionInactive),
            Self::QuotaExceeded => error("QUOTA_EXCEEDED", Api::MonthlyOutboundQuotaExceeded),
            Self::ZoneUnknown => error("ZONE_UNKNOWN", Api::ValidationError),
            Self::ZoneDataInvalid => error("ZONE_DATA_INVALID", Api::ValidationError),
            Self::RuleSyntax => error("RULE_SYNTAX", Api::ValidationError),
            Self::RuleNotSupported => error("RULE_NOT_SUPPORTED", Api::ValidationError),
            Self::RuleConflict => error("RULE_CONFLICT", Api::ValidationError),
            Self::RuleUnbounded => error("RULE_UNBOUNDED", Api::ValidationError),
            Self::RuleBarren => error("RULE_BARREN", Api::ValidationError),
            Self::GapRejected => error("GAP_REJECTED", Api::ValidationError),
            Self::FoldRejected => error("FOLD_REJECTED", Api::ValidationError),
            Self::OptionInvalid => error("OPTION_INVALID", Api::ValidationError),
            Self::PlanUnbounded => error("PLAN_UNBOUNDED", Api::ValidationError),
            Self::PaceImpossible => error("PACE_IMPOSSIBLE", Api::ValidationError),
            Self::QuietHoursAbort => error("QUIET_HOURS_ABORT", Api::ValidationError),
            Self::PlanIncomplete => note("PLAN_INCOMPLETE", Error),
            Self::PlanLawBroken => note("PLAN_LAW_BROKEN", Error),
            Self::PlanRedacted => note("PLAN_REDACTED", Error),
            Self::PlanPartMissing => note("PLAN_PART_MISSING", Error),
            Self::PlanPartDouble => note("PLAN_PART_DOUBLE", Error),
            Self::PlanPartForeign => note("PLAN_PART_FOREIGN", Error),
            Self::ContactUnreadable => note("CONTACT_UNREADABLE", Warning),
            Self::InstanceNotConnected => note("INSTANCE_NOT_CONNECTED", Warning),
            Self::InstanceDeleted => note("INSTANCE_DELETED", Warning),
            Self::BusinessUnknown => note("BUSINESS_UNKNOWN", Warning),
            Self::ScheduleInPast => note("SCHEDULE_IN_PAST", Warning),
            Self::ScheduleFarAhead => note("SCHEDULE_FAR_AHEAD", Warning),
            Self::RepeatUnbounded => note("REPEAT_UNBOUNDED", Warning),
            Self::FieldIgnored => note("FIELD_IGNORED", Warning),
            Self::UnknownField => note("UNKNOWN_FIELD", Warning),
            Self::DuplicateKey => note("DUPLICATE_KEY", Warning),
            Self::DuplicateValue => note("DUPLICATE_VALUE", Warning),
            Self::CaptionNotSupported => note("CAPTION_NOT_SUPPORTED", Warning),
            Self::CaptionTooLong => note("CAPTION_TOO_LONG", Warning),
            Self::TitleTooLong => note("TITLE_TOO_LONG", Warning),
            Self::FooterTooLong => note("FOOTER_TOO_LONG", Warning),
            Self::ButtonTextTooLong => note("BUTTON_TEXT_TOO_LONG", Warning),
            Self::ButtonIdPadded => note("BUTTON_ID_PADDED", Warning),
            Self::MediaUrlInvalid => error("MEDIA_URL_INVALID", Api::ValidationError),
            Self::MediaUrlNotPublic => note("MEDIA_URL_NOT_PUBLIC", Warning),
            Self::MediaExtensionMismatch => note("MEDIA_EXTENSION_MISMATCH", Warning),
            Self::MediaTooLarge => note("MEDIA_TOO_LARGE", Warning),
            Self::VariableUnused => note("VARIABLE_UNUSED", Warning),
            Self::VariablesIgnored => note("VARIABLES_IGNORED", Warning),
            Self::VariableKeyPrefixed => note("VARIABLE_KEY_PREFIXED", Warning),
            Self::ValueEmpty => note("VALUE_EMPTY", Warning),
            Self::ValueHasControlChars => note("VALUE_HAS_CONTROL_CHARS", Warning),
            Self::FieldUnknownInNamespace => note("FIELD_UNKNOWN_IN_NAMESPACE", Warning),
            Self::PlaceholderInDirectContent => note("PLACEHOLDER_IN_DIRECT_CONTENT", Warning),
            Self::NamespaceInBlock => note("NAMESPACE_IN_BLOCK", Warning),
            Self::ParentAmbiguous => note("PARENT_AMBIGUOUS", Warning),
            Self::MarkupUnbalanced => note("MARKUP_UNBALANCED", Warning),
            Self::MarkdownNotRendered => note("MARKDOWN_NOT_RENDERED", Warning),
            Self::MetaTemplate => note("META_TEMPLATE", Warning),
            Self::AudienceEmpty => note("AUDIENCE_EMPTY", Warning),
            Self::TagCaseNearMiss => note("TAG_CASE_NEAR_MISS", Warning),
            Self::PossibleDuplicate => note("POSSIBLE_DUPLICATE", Warning),
            Self::TzFallback => note("TZ_FALLBACK", Warning),
            Self::DstGap => note("DST_GAP", Warning),
            Self::DstOverlap => note("DST_OVERLAP", Warning),
            Self::MonthOverflow => note("MONTH_OVERFLOW", Info),
            Self::DateExcluded => note("DATE_EXCLUDED", Info),
            Self::DateExtra => note("DATE_EXTRA", Info),
            Self::OccurrenceLate => note("OCCURRENCE_LATE", Warning),
            Self::OccurrenceMissed => note("OCCURRENCE_MISSED", Warning),
            Self::QuietHoursShift => note("QUIET_HOURS_SHIFT", Warning),
            Self::SentUnknown => note("SENT_UNKNOWN", Warning),
            Self::OccurrencesOverlap => note("OCCURRENCES_OVERLAP", Warning),
            Self::PaceHigh => note("PACE_HIGH", Warning),
            Self::StateConflict => note("STATE_CONFLICT", Warning),
            Self::StaleStateSuspected => note("STALE_STATE_SUSPECTED", Warning),
            Self::OwnerUnreadable => note("OWNER_UNREADABLE", Warning),
            Self::LocationNullIsland => note("LOCATION_NULL_ISLAND", Warning),
            Self::LocationNameMissing => note("LOCATION_NAME_MISSING", Warning),
            Self::InstanceIdLooksLikeName => note("INSTANCE_ID_LOOKS_LIKE_NAME", Warning),
            Self::InstanceIdLooksLikeNumber => note("INSTANCE_ID_LOOKS_LIKE_NUMBER", Warning),
            Self::UuidNil => note("UUID_NIL", Warning),
            Self::RepeatNoeAlias => note("REPEAT_NOE_ALIAS", Info),
        }
    }
}
