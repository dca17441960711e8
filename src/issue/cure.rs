//! What to do about each code, in one sentence; an issue's own hint knows the values and says it better.

use super::Code;

impl Code {
    /// How issues of this code are mended, without the values of one of them.
    ///
    /// ```
    /// use flashplan::issue::Code;
    /// assert_eq!(Code::UuidNil.cure(), "Replace the zeros by the id that the API gives.");
    /// ```
    #[must_use]
    pub fn cure(self) -> &'static str {
        match self {
            Self::JsonSyntax => {
                "Mend the JSON at the place shown: no comments, no trailing commas, double quotes."
            }
            Self::RootType => "Write one object, `{ .. }`, around the fields.",
            Self::InstanceShapeUnknown => {
                "Hand over the whole body that the API or Evolution API answered."
            }
            Self::Required => "Add the field; null counts as missing.",
            Self::Type => "Write the value in the type that the message names.",
            Self::Empty => "Write at least one visible character, or leave an optional field out.",
            Self::Enum => "Take one of the values that the hint lists.",
            Self::UuidInvalid => "Copy the technical id as the API gives it, without braces.",
            Self::DatetimeInvalid => "Write it as `2030-05-01T09:00:00+01:00`.",
            Self::DatetimeNoOffset => {
                "Add `Z` or an offset such as `+01:00`, or name a zone with `--timezone`."
            }
            Self::NumberRange => "Take a number inside the range that the message names.",
            Self::ContentModeMissing => "Give either `templateId` or `type` with its content.",
            Self::ContentModeConflict => {
                "Keep `templateId` or the direct content, and remove the other."
            }
            Self::TypeNotInCampaign => "Send it as a single message, or choose another type.",
            Self::TypeNotInTemplate => {
                "Choose a type that templates have: text, image, video, audio or document."
            }
            Self::BodyRequired => "Write the text into `body`.",
            Self::MediaRequired => "Give the file's address as `mediaUrl`.",
            Self::ButtonTitleRequired => "Write a `title` above the buttons.",
            Self::ButtonDescriptionRequired => "Write a `description` above the buttons.",
            Self::ButtonsRequired => "Give at least one button.",
            Self::ButtonsTooMany => "Keep the two most important buttons.",
            Self::ButtonKindInvalid => "Take one of the kinds of buttons that the hint lists.",
            Self::ButtonFieldRequired => "Give the field that this kind of button needs.",
            Self::ButtonMix => "Send the kinds in messages of their own.",
            Self::LatitudeRequired => "Give the latitude in degrees, from -90 to 90.",
            Self::LongitudeRequired => "Give the longitude in degrees, from -180 to 180.",
            Self::ContactIdRequired => "Give the id of the contact that is shared.",
            Self::RecipientsValueRequired => {
                "List the tags, or the ids of the contacts, in `value`."
            }
            Self::RecipientsValueEmpty => {
                "Name at least one tag or contact; for everybody, take the type `all`."
            }
            Self::GroupIdRequired => "Give the group's id as `groupId`.",
            Self::PhoneInvalid => {
                "Write `+`, the country code and the number, 7 to 15 digits in all."
            }
            Self::TextTooLong => "Shorten the text, or send it as two messages.",
            Self::RenderedTooLong => {
                "Shorten the template, or the values that it prints, with `truncate`."
            }
            Self::RenderedBlank => {
                "Write some text around the placeholders, or a `default` for their values."
            }
            Self::InputTooLarge => {
                "Hand over less at once; a server's host may raise the limit by its name."
            }
            Self::PlaceholderUnclosed => {
                "Close the placeholder with `}}`, or write `\\{{` for the characters."
            }
            Self::PlaceholderEmpty => {
                "Write what is to be printed between the braces, or remove them."
            }
            Self::NamespaceMissing => {
                "Put the namespace in front: `{{contact.firstName}}`, `{{custom.code}}`."
            }
            Self::NamespaceUnknown => {
                "Take one of the namespaces contact, user, instance and custom."
            }
            Self::PathInvalid => "Write names with points between them: `contact.meta.city`.",
            Self::PlaceholderNested => "Close the first placeholder before the next one begins.",
            Self::PositionalPlaceholder => "Name the value: `{{custom.code}}` instead of `{{1}}`.",
            Self::BlockUnclosed => "Close the block: `{{/if}}`, `{{/each}}`.",
            Self::BlockMismatch => {
                "Close the blocks in the order in which they were opened, innermost first."
            }
            Self::HelperUnknown => "Take a helper of the list on the page about templates.",
            Self::HelperArguments => "Give the helper the arguments that the message names.",
            Self::FieldSecret => "Remove the placeholder: this field is never sent to anybody.",
            Self::SyntaxNotAllowed => "Write it with what the hint offers instead.",
            Self::TemplateTooLarge => "Shorten the template.",
            Self::TemplateTooDeep => "Put fewer blocks inside each other.",
            Self::RenderLimit => "Print shorter values, or loop over shorter lists.",
            Self::ValueNotScalar => "Print one field of the object: `{{custom.order.id}}`.",
            Self::ValueInvalid => {
                "Give the helper a value that it can format, or leave the helper out."
            }
            Self::VariablesMissing => {
                "Give the values, or write what stands in: `{{default contact.firstName \"dear customer\"}}`."
            }
            Self::ContextUnavailable => {
                "Hand over the contact, user or instance that the template prints."
            }
            Self::NotFound => "Compare the id with the account's list; it may have been deleted.",
            Self::UnsupportedButtons => "Send without buttons, or from a WhatsApp Business number.",
            Self::PlanNoCampaigns => "Take a plan with campaigns, or send single messages.",
            Self::PlanNoVoiceNotes => "Take a plan with voice notes, or send the sound as audio.",
            Self::SubscriptionInactive => "Renew the subscription.",
            Self::QuotaExceeded => {
                "Send to fewer contacts, in the next month, or with a larger plan."
            }
            Self::ZoneUnknown => "Take a name of the IANA list, such as `Africa/Porto-Novo`.",
            Self::ZoneDataInvalid => "Hand over a TZif file, as a system keeps them in `zoneinfo`.",
            Self::RuleSyntax => {
                "Write the rule as RFC 5545 has it: `FREQ=WEEKLY;BYDAY=MO;COUNT=10`."
            }
            Self::RuleNotSupported => {
                "Write the same dates with the parts that are taken; the hint names them."
            }
            Self::RuleConflict => "Remove one of the two parts.",
            Self::RuleUnbounded => "Add `COUNT` or `UNTIL` to the rule, or give `--count`.",
            Self::RuleBarren => "Change the rule: no date fits all of its parts.",
            Self::GapRejected => "Choose another time of day, or another policy for `gap`.",
            Self::FoldRejected => "Choose another time of day, or another policy for `fold`.",
            Self::OptionInvalid => "Write the option as the hint shows it.",
            Self::PlanUnbounded => "Say how far to plan, with `--count` or `--until`.",
            Self::PaceImpossible => "Raise the caps, or leave some time outside the quiet hours.",
            Self::QuietHoursAbort => {
                "Start earlier or later, or let sends wait: `quiet-action = \"wait\"`."
            }
            Self::PlanIncomplete => "Make the plan again; it was cut off while it was written.",
            Self::PlanLawBroken => "Do not send this plan; make it again from its inputs.",
            Self::PlanRedacted => "Verify the plan itself, not the copy for the logs.",
            Self::PlanPartMissing => "Hand over all parts of the plan.",
            Self::PlanPartDouble => "Hand over each part once.",
            Self::PlanPartForeign => "Make all parts from the same inputs and options.",
            Self::ContactUnreadable => {
                "Mend the line that is named; until then this contact gets nothing."
            }
            Self::InstanceNotConnected => "Connect the instance before the campaign starts.",
            Self::InstanceDeleted => "Choose another instance.",
            Self::BusinessUnknown => "Say whether it is one, with `--business`.",
            Self::ScheduleInPast => "Choose a later start.",
            Self::ScheduleFarAhead => "Look at the year.",
            Self::RepeatUnbounded => {
                "Nothing, if the campaign is to go on until somebody stops it; else plan with `count` or `until`."
            }
            Self::FieldIgnored => "Remove the field, or what makes it meaningless.",
            Self::UnknownField => "Look at its spelling; a field that nobody knows does nothing.",
            Self::DuplicateKey => "Keep one of the two.",
            Self::DuplicateValue => "Remove one of the two.",
            Self::CaptionNotSupported => "Send the text as a message of its own.",
            Self::CaptionTooLong => "Shorten the caption to 1,024 characters.",
            Self::TitleTooLong => "Shorten the title to 60 characters.",
            Self::FooterTooLong => "Shorten the footer to 60 characters.",
            Self::ButtonTextTooLong => "Shorten the button's text to 20 characters.",
            Self::ButtonIdPadded => "Remove the white space around the id.",
            Self::MediaUrlInvalid => "Write the whole address: `https://example.com/photo.jpg`.",
            Self::MediaUrlNotPublic => "Put the file where everybody can load it.",
            Self::MediaExtensionMismatch => "Choose the type that the file has, or the right file.",
            Self::MediaTooLarge => "Make the file smaller, or send it as a document.",
            Self::VariableUnused => "Remove the value, or print it in the template.",
            Self::VariablesIgnored => "Remove `variables`, or send a template.",
            Self::VariableKeyPrefixed => "Write the key without `custom.` in front.",
            Self::ValueEmpty => "Give a value, or write a `default` in the template.",
            Self::ValueHasControlChars => {
                "Clean the value; WhatsApp drops such characters or shows boxes."
            }
            Self::FieldUnknownInNamespace => "Look at its spelling; nothing may ever stand there.",
            Self::PlaceholderInDirectContent => "Send a stored template, or remove the braces.",
            Self::NamespaceInBlock => "Write `@root.contact.x`, if the contact is meant.",
            Self::ParentAmbiguous => "Write the whole path from `@root` instead of `../`.",
            Self::MarkupUnbalanced => "Close the mark, or put a space behind it.",
            Self::MarkdownNotRendered => {
                "Use what WhatsApp knows: `*bold*`, `_italic_`, `~struck~`."
            }
            Self::MetaTemplate => {
                "Mend it if Meta is to approve the template; MsgFlash sends it as it is."
            }
            Self::AudienceEmpty => "Look at the tags, the group and the reasons to skip.",
            Self::TagCaseNearMiss => {
                "Write the tag in one way in all contacts, if they are meant too."
            }
            Self::PossibleDuplicate => "Keep the number that WhatsApp shows for this person.",
            Self::TzFallback => "Give these contacts a name of the IANA list in `meta.timezone`.",
            Self::DstGap => {
                "Nothing, if the new time is right; else choose another time or policy."
            }
            Self::DstOverlap => {
                "Nothing, if the first of the two is right; else choose `fold = \"second\"`."
            }
            Self::MonthOverflow => "Nothing; the last day of the month was asked for.",
            Self::DateExcluded => "Nothing; the date was excluded on purpose.",
            Self::DateExtra => "Nothing; the date was added on purpose.",
            Self::OccurrenceLate => {
                "Nothing, if it is to run late; else plan with another `missed`, or a shorter `late-within`."
            }
            Self::OccurrenceMissed => {
                "Nothing, if they are not to happen; else plan with `--missed late` or `--missed once`."
            }
            Self::QuietHoursShift => {
                "Nothing, if these sends may wait; else change the start or the hours."
            }
            Self::SentUnknown => {
                "Look whether the keys are of this plan; nothing else was left out for them."
            }
            Self::OccurrencesOverlap => "Raise the caps, or let the campaign repeat less often.",
            Self::PaceHigh => {
                "Slow down with `--per-hour` and `--min-gap`; numbers that send too fast are blocked."
            }
            Self::StateConflict => "Ask for the instance's state again.",
            Self::StaleStateSuspected => "Ask for the instance's state again before sending.",
            Self::OwnerUnreadable => "Look whether the instance is connected to a number.",
            Self::LocationNullIsland => "Give the real place; 0, 0 lies in the sea south of Ghana.",
            Self::LocationNameMissing => "Give the place a name and an address.",
            Self::InstanceIdLooksLikeName => "Give the instance's id, a UUID, instead of its name.",
            Self::InstanceIdLooksLikeNumber => {
                "Give the instance's id, a UUID, instead of its number."
            }
            Self::UuidNil => "Replace the zeros by the id that the API gives.",
            Self::RepeatNoeAlias => "Write `none`.",
        }
    }
}
