//! How long a text is, and how long it may be.

use super::texts;
use crate::issue::{Code, Issue};
use serde::Serialize;
use unicode_segmentation::UnicodeSegmentation;

/// The length of a text in each unit that somebody counts in.
///
/// ```
/// use flashplan::template::Lengths;
/// let family = Lengths::of("👨‍👩‍👧‍👦");
/// assert_eq!((family.utf16, family.graphemes), (11, 1));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Lengths {
    /// Bytes of UTF-8.
    pub bytes: usize,
    /// Units of UTF-16, in which WhatsApp's limits count.
    pub utf16: usize,
    /// Unicode scalar values.
    pub scalars: usize,
    /// Characters as a reader sees them.
    pub graphemes: usize,
}

impl Lengths {
    /// The lengths of `text`.
    #[must_use]
    pub fn of(text: &str) -> Self {
        Self {
            bytes: text.len(),
            utf16: utf16(text),
            scalars: text.chars().count(),
            graphemes: text.graphemes(true).count(),
        }
    }
}

/// Units of UTF-16: one for each character, and one more for those outside the basic plane.
pub(crate) fn utf16(text: &str) -> usize {
    let begins = |byte: u8| (byte as i8) >= -0x40;
    let units = text
        .bytes()
        .map(|byte| usize::from(begins(byte)) + usize::from(byte >= 0xf0));
    units.sum()
}

/// Where a rendered text goes; WhatsApp bounds each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MessagePart {
    /// The text of a message: 4,096 units of UTF-16.
    #[default]
    Text,
    /// The caption of a medium: 1,024.
    Caption,
}

impl MessagePart {
    /// The most units of UTF-16.
    #[must_use]
    pub const fn most(self) -> usize {
        match self {
            Self::Text => 4096,
            Self::Caption => 1024,
        }
    }

    /// What is wrong with a rendered text: it is blank (`RENDERED_BLANK`, of a text only), or too long
    /// (`RENDERED_TOO_LONG`, an error; `CAPTION_TOO_LONG`, a warning).
    #[must_use]
    pub fn check(self, text: &str) -> Option<Issue> {
        if self == Self::Text && text.trim().is_empty() {
            return Some(Issue::new(Code::RenderedBlank, "", &texts::RENDERED_BLANK));
        }
        // a unit of UTF-16 takes a byte at least, so most texts need no counting
        if text.len() <= self.most() {
            return None;
        }
        self.check_length(utf16(text))
    }

    /// What is wrong with a length in units of UTF-16.
    #[must_use]
    pub fn check_length(self, length: usize) -> Option<Issue> {
        let code = match self {
            Self::Text => Code::RenderedTooLong,
            Self::Caption => Code::CaptionTooLong,
        };
        let issue = || {
            Issue::new(code, "", &texts::RENDERED_TOO_LONG)
                .with("length", length)
                .with("max", self.most())
        };
        (length > self.most()).then(issue)
    }
}
