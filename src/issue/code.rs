//! The codes. A code is stable: it is never renamed and never means something else.

use super::api_code::ApiCode;
use super::severity::Severity;

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
    /// A value or a direct text with control characters.
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

impl Code {
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
}
