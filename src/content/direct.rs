//! Direct content: which fields each kind needs, takes, and ignores.

use super::button::read_buttons;
use super::length::{MAX_CAPTION, MAX_FOOTER, MAX_TEXT, MAX_TITLE, check_length};
use super::{Buttons, ContentKind, MediaUrl, read_media_url, texts};
use crate::issue::{Code, Span, Text};
use crate::json::Kind;
use crate::markup::lint_markup;
use crate::reading::{Field, Options, Sink};

/// What is sent as it is written, to everybody the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Direct {
    /// A text of 1 to 4,096 characters.
    Text {
        /// The text.
        body: String,
    },
    /// An image.
    Image {
        /// Where it lies.
        media_url: MediaUrl,
        /// The text beneath.
        caption: Option<String>,
    },
    /// A video.
    Video {
        /// Where it lies.
        media_url: MediaUrl,
        /// The text beneath.
        caption: Option<String>,
    },
    /// A document.
    Document {
        /// Where it lies.
        media_url: MediaUrl,
        /// The text beneath.
        caption: Option<String>,
    },
    /// A sound file.
    Audio {
        /// Where it lies.
        media_url: MediaUrl,
    },
    /// A sound that plays like a recorded one.
    VoiceNote {
        /// Where it lies.
        media_url: MediaUrl,
    },
    /// A text with buttons, for WhatsApp Business accounts.
    Buttons(Buttons),
}

impl Direct {
    /// Its kind.
    #[must_use]
    pub fn kind(&self) -> ContentKind {
        match self {
            Self::Text { .. } => ContentKind::Text,
            Self::Image { .. } => ContentKind::Image,
            Self::Video { .. } => ContentKind::Video,
            Self::Document { .. } => ContentKind::Document,
            Self::Audio { .. } => ContentKind::Audio,
            Self::VoiceNote { .. } => ContentKind::VoiceNote,
            Self::Buttons(_) => ContentKind::Buttons,
        }
    }

    /// The text or the caption.
    #[must_use]
    pub fn body(&self) -> Option<&str> {
        match self {
            Self::Text { body } => Some(body),
            Self::Image { caption, .. }
            | Self::Video { caption, .. }
            | Self::Document { caption, .. } => caption.as_deref(),
            Self::Audio { .. } | Self::VoiceNote { .. } | Self::Buttons(_) => None,
        }
    }

    /// Where the medium lies.
    #[must_use]
    pub fn media_url(&self) -> Option<&MediaUrl> {
        match self {
            Self::Image { media_url, .. }
            | Self::Video { media_url, .. }
            | Self::Document { media_url, .. }
            | Self::Audio { media_url }
            | Self::VoiceNote { media_url } => Some(media_url),
            Self::Text { .. } | Self::Buttons(_) => None,
        }
    }
}

/// The fields of direct content, whatever the request calls them.
#[derive(Debug)]
pub(crate) struct DirectFields<'d, 'p> {
    /// `body` of a campaign, `text` of a message.
    pub(crate) body: Field<'d, 'p>,
    pub(crate) media_url: Field<'d, 'p>,
    pub(crate) title: Field<'d, 'p>,
    pub(crate) description: Field<'d, 'p>,
    pub(crate) footer: Field<'d, 'p>,
    pub(crate) buttons: Field<'d, 'p>,
}

impl DirectFields<'_, '_> {
    /// Reports each field as one without a meaning.
    pub(crate) fn ignored(&self, sink: &mut Sink) {
        self.body.ignored(Kind::Text, sink);
        self.media_url.ignored(Kind::Text, sink);
        self.ignored_buttons(sink);
    }

    /// Checks the type of each field, where nothing more is known of it.
    pub(crate) fn check_types(&self, sink: &mut Sink) {
        for field in [
            &self.body,
            &self.media_url,
            &self.title,
            &self.description,
            &self.footer,
        ] {
            field.text(sink);
        }
        self.buttons.of_kind(Kind::Array, sink);
    }

    fn ignored_buttons(&self, sink: &mut Sink) {
        self.title.ignored(Kind::Text, sink);
        self.description.ignored(Kind::Text, sink);
        self.footer.ignored(Kind::Text, sink);
        self.buttons.ignored(Kind::Array, sink);
    }
}

/// Reads the content of a `kind`; none for `location` and `contact`, whose fields are not here.
pub(crate) fn read_direct(
    kind: ContentKind,
    fields: &DirectFields<'_, '_>,
    options: &Options<'_>,
    sink: &mut Sink,
) -> Option<Direct> {
    match kind {
        ContentKind::Text => text(fields, options, sink),
        ContentKind::Buttons => buttons(fields, options, sink),
        ContentKind::Location | ContentKind::Contact => {
            fields.ignored(sink);
            None
        }
        _ => media(kind, fields, options, sink),
    }
}

fn text(fields: &DirectFields<'_, '_>, options: &Options<'_>, sink: &mut Sink) -> Option<Direct> {
    let body = read_text(&fields.body, options, sink);
    fields.media_url.ignored(Kind::Text, sink);
    fields.ignored_buttons(sink);
    body.map(|body| Direct::Text { body })
}

fn read_text(field: &Field<'_, '_>, options: &Options<'_>, sink: &mut Sink) -> Option<String> {
    let body = field.text_or(Code::BodyRequired, &texts::BODY_REQUIRED, sink)?;
    let too_long = (Code::TextTooLong, &texts::TEXT_TOO_LONG);
    check_text(field, body, MAX_TEXT, too_long, options, sink);
    lint_markup(field, body, sink);
    Some(body.to_owned())
}

fn media(
    kind: ContentKind,
    fields: &DirectFields<'_, '_>,
    options: &Options<'_>,
    sink: &mut Sink,
) -> Option<Direct> {
    let caption = if kind.has_caption() {
        read_caption(&fields.body, options, sink)
    } else {
        no_caption(&fields.body, sink);
        None
    };
    let media_url = read_media_url(&fields.media_url, kind, sink);
    fields.ignored_buttons(sink);
    let media_url = media_url?;
    Some(match kind {
        ContentKind::Image => Direct::Image { media_url, caption },
        ContentKind::Video => Direct::Video { media_url, caption },
        ContentKind::Audio => Direct::Audio { media_url },
        ContentKind::VoiceNote => Direct::VoiceNote { media_url },
        _ => Direct::Document { media_url, caption },
    })
}

fn read_caption(field: &Field<'_, '_>, options: &Options<'_>, sink: &mut Sink) -> Option<String> {
    let caption = field.text(sink)?;
    let too_long = (Code::CaptionTooLong, &texts::CAPTION_TOO_LONG);
    check_text(field, caption, MAX_CAPTION, too_long, options, sink);
    lint_markup(field, caption, sink);
    not_blank(field, caption, sink)
}

/// An optional text that is there and says nothing counts as absent.
fn not_blank(field: &Field<'_, '_>, text: &str, sink: &mut Sink) -> Option<String> {
    if text.trim().is_empty() {
        field.report(Code::ValueEmpty, &texts::TEXT_EMPTY, sink);
        return None;
    }
    Some(text.to_owned())
}

/// Sounds have no caption: WhatsApp would not show it.
pub(crate) fn no_caption(field: &Field<'_, '_>, sink: &mut Sink) {
    if field.text(sink).is_some() {
        field.report(
            Code::CaptionNotSupported,
            &texts::CAPTION_NOT_SUPPORTED,
            sink,
        );
    }
}

fn buttons(
    fields: &DirectFields<'_, '_>,
    options: &Options<'_>,
    sink: &mut Sink,
) -> Option<Direct> {
    fields.body.ignored(Kind::Text, sink);
    fields.media_url.ignored(Kind::Text, sink);
    let title = read_title(&fields.title, options, sink);
    let description = read_description(&fields.description, title.as_deref(), options, sink);
    let footer = read_footer(&fields.footer, options, sink);
    let buttons = read_buttons(&fields.buttons, options, sink);
    Some(Direct::Buttons(Buttons {
        title: title?,
        description: description?,
        footer,
        buttons: buttons?,
    }))
}

fn read_title(field: &Field<'_, '_>, options: &Options<'_>, sink: &mut Sink) -> Option<String> {
    let required = &texts::BUTTON_TITLE_REQUIRED;
    let title = field.text_or(Code::ButtonTitleRequired, required, sink)?;
    let too_long = (Code::TitleTooLong, &texts::TITLE_TOO_LONG);
    check_text(field, title, MAX_TITLE, too_long, options, sink);
    // the provider writes `*title*`
    if title.contains(['*', '\n']) {
        field.report(Code::MarkupUnbalanced, &texts::TITLE_MARKUP, sink);
    }
    Some(title.to_owned())
}

fn read_description(
    field: &Field<'_, '_>,
    title: Option<&str>,
    options: &Options<'_>,
    sink: &mut Sink,
) -> Option<String> {
    let required = &texts::BUTTON_DESCRIPTION_REQUIRED;
    let description = field.text_or(Code::ButtonDescriptionRequired, required, sink)?;
    // the provider sends `*title*\n\ndescription\n` as one text
    let unit = options.length_unit;
    let got = unit.length(description) + title.map_or(0, |title| unit.length(title)) + 5;
    let is_rendered = [Some(description), title]
        .into_iter()
        .flatten()
        .any(|text| is_rendered(text, options));
    if got > MAX_CAPTION && !is_rendered {
        let issue = field.issue(Code::CaptionTooLong, &texts::BUTTONS_TOO_LONG);
        let issue = issue.with("got", got).with("max", MAX_CAPTION);
        sink.report(issue.with("unit", unit.name()));
    }
    if !is_rendered {
        check_written(field, description, sink);
    }
    lint_markup(field, description, sink);
    Some(description.to_owned())
}

fn read_footer(field: &Field<'_, '_>, options: &Options<'_>, sink: &mut Sink) -> Option<String> {
    let footer = field.text(sink)?;
    let too_long = (Code::FooterTooLong, &texts::FOOTER_TOO_LONG);
    check_text(field, footer, MAX_FOOTER, too_long, options, sink);
    not_blank(field, footer, sink)
}

/// How long a text is, and whether it has placeholders; one that is rendered may have them, and only
/// its rendering says how long it is.
fn check_text(
    field: &Field<'_, '_>,
    text: &str,
    max: usize,
    too_long: (Code, &'static Text),
    options: &Options<'_>,
    sink: &mut Sink,
) {
    if is_rendered(text, options) {
        return;
    }
    check_length(field, text, max, too_long, options, sink);
    check_written(field, text, sink);
}

fn is_rendered(text: &str, options: &Options<'_>) -> bool {
    options.render_direct && text.contains("{{")
}

/// Direct content is sent as written, with all that nobody meant to send.
pub(super) fn check_written(field: &Field<'_, '_>, text: &str, sink: &mut Sink) {
    check_placeholders(field, text, sink);
    if !may_have_control(text) {
        return;
    }
    // the line ends of a text from Windows are no mistake
    let is_unseen = |c: char| c.is_control() && !matches!(c, '\n' | '\t' | '\r');
    if let Some((start, unseen)) = text.char_indices().find(|&(_, c)| is_unseen(c)) {
        let place = Span::new(start, start + unseen.len_utf8()).place(text);
        let issue = field.issue(Code::ValueHasControlChars, &texts::TEXT_HAS_CONTROL);
        sink.report(issue.at(place));
    }
}

/// Whether a byte of the text may be one of a control character. Most texts have none, and bytes are looked at
/// many at once.
fn may_have_control(text: &str) -> bool {
    // U+0080 to U+009F begin with C2
    let may_begin =
        |b: u8| (b < b' ') & !matches!(b, b'\n' | b'\t' | b'\r') | (b == 0x7f) | (b == 0xc2);
    text.bytes().fold(false, |found, b| found | may_begin(b))
}

fn check_placeholders(field: &Field<'_, '_>, text: &str, sink: &mut Sink) {
    // a search for one byte is much faster than one for two, and most texts have none
    if !text.as_bytes().contains(&b'{') {
        return;
    }
    if let Some(start) = text.find("{{") {
        let len = text[start..].find("}}").map_or(2, |len| len + 2);
        let place = Span::new(start, start + len).place(text);
        let words = &texts::PLACEHOLDER_IN_DIRECT_CONTENT;
        let issue = field.issue(Code::PlaceholderInDirectContent, words);
        sink.report(issue.at(place));
    }
}
