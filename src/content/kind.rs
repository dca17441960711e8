//! The kinds of content by their published names.

use super::texts;
use crate::issue::{Code, Issue, nearest};
use crate::reading::{Field, Sink};

/// A kind of content: `type` of a campaign, a message or a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ContentKind {
    /// `text`.
    Text,
    /// `image`.
    Image,
    /// `video`.
    Video,
    /// `audio`.
    Audio,
    /// `document`.
    Document,
    /// `voice_note`.
    VoiceNote,
    /// `buttons`.
    Buttons,
    /// `location`, in messages alone.
    Location,
    /// `contact`, in messages alone.
    Contact,
}

impl ContentKind {
    /// Every kind.
    pub const ALL: [Self; 9] = [
        Self::Text,
        Self::Image,
        Self::Video,
        Self::Audio,
        Self::Document,
        Self::VoiceNote,
        Self::Buttons,
        Self::Location,
        Self::Contact,
    ];

    /// The published name: `voice_note`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Image => "image",
            Self::Video => "video",
            Self::Audio => "audio",
            Self::Document => "document",
            Self::VoiceNote => "voice_note",
            Self::Buttons => "buttons",
            Self::Location => "location",
            Self::Contact => "contact",
        }
    }

    /// The kind of this name, letter case included.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// Whether it needs a `mediaUrl`.
    #[must_use]
    pub fn is_media(self) -> bool {
        match self {
            Self::Image | Self::Video | Self::Audio | Self::Document | Self::VoiceNote => true,
            Self::Text | Self::Buttons | Self::Location | Self::Contact => false,
        }
    }

    /// Whether WhatsApp shows a text beneath it (resources/message-types): image, video, document.
    #[must_use]
    pub fn has_caption(self) -> bool {
        matches!(self, Self::Image | Self::Video | Self::Document)
    }

    /// Whether a campaign may have it: neither `location` nor `contact`.
    #[must_use]
    pub fn in_campaigns(self) -> bool {
        !matches!(self, Self::Location | Self::Contact)
    }

    /// Whether a template may have it: text, image, video, audio, document.
    #[must_use]
    pub fn in_templates(self) -> bool {
        matches!(
            self,
            Self::Text | Self::Image | Self::Video | Self::Audio | Self::Document
        )
    }
}

/// Reads the name of a kind; `ENUM` where there is none, and `elsewhere` where it does not belong.
pub(crate) fn read_kind(
    field: &Field<'_, '_>,
    belongs: impl Fn(ContentKind) -> bool,
    elsewhere: Code,
    sink: &mut Sink,
) -> Option<ContentKind> {
    let name = field.text(sink)?;
    match ContentKind::from_name(name) {
        Some(kind) if belongs(kind) => Some(kind),
        Some(_) => {
            let text = match elsewhere {
                Code::TypeNotInTemplate => &texts::TYPE_NOT_IN_TEMPLATE,
                _ => &texts::TYPE_NOT_IN_CAMPAIGN,
            };
            field.report(elsewhere, text, sink);
            None
        }
        None => {
            let kinds = ContentKind::ALL.into_iter().filter(|kind| belongs(*kind));
            let names: Vec<_> = kinds.map(ContentKind::name).collect();
            sink.report(enum_issue(field, name, &names));
            None
        }
    }
}

/// `ENUM` with the names that are known and, where one is near, the one that is meant.
pub(crate) fn enum_issue(field: &Field<'_, '_>, name: &str, known: &[&'static str]) -> Issue {
    let all = known.join(", ");
    match nearest(name, known.iter().copied()) {
        Some(meant) => field
            .issue(Code::Enum, &texts::ENUM_MEANT)
            .with("meant", meant)
            .with("known", all),
        None => field.issue(Code::Enum, &texts::ENUM).with("known", all),
    }
}
