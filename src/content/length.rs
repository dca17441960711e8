//! How long a text is, and how long it may be.

use crate::issue::{Code, Text};
use crate::reading::{Field, Options, Sink};
use crate::template::utf16;
use unicode_segmentation::UnicodeSegmentation;

/// Characters of a text (resources/message-types).
pub(crate) const MAX_TEXT: usize = 4096;
/// Characters of a caption, and of a message with buttons, that WhatsApp shows.
pub(crate) const MAX_CAPTION: usize = 1024;
/// Characters of a header, which the title of a message with buttons is.
pub(crate) const MAX_TITLE: usize = 60;
/// Characters of a footer.
pub(crate) const MAX_FOOTER: usize = 60;
/// Characters of the text on a button.
pub(crate) const MAX_BUTTON_TEXT: usize = 20;
/// Characters of the id that a reply comes back with.
pub(crate) const MAX_BUTTON_ID: usize = 256;

/// What counts as one character of a limit such as "1 to 4096 characters".
///
/// No page says. [`LengthUnit::Utf16`] is the default; a server that counts otherwise says so with
/// [`Options::length_unit`]. Of one text there are never more graphemes than scalars, more scalars
/// than UTF-16 units, or more UTF-16 units than bytes.
///
/// ```
/// use flashplan::content::LengthUnit;
/// let flag = "🇧🇯";
/// let lengths = LengthUnit::ALL.map(|unit| unit.length(flag));
/// assert_eq!(lengths, [8, 4, 2, 1]);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum LengthUnit {
    /// Bytes of UTF-8, as a database column counts.
    Bytes,
    /// Units of UTF-16, as `length` of a text counts in JavaScript and Java.
    #[default]
    Utf16,
    /// Unicode scalar values, as `len` counts in Python.
    Scalars,
    /// Characters as a reader sees them.
    Graphemes,
}

impl LengthUnit {
    /// All of them, the strictest first.
    pub const ALL: [Self; 4] = [Self::Bytes, Self::Utf16, Self::Scalars, Self::Graphemes];

    /// The name: `bytes`, `utf16`, `scalars` or `graphemes`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Bytes => "bytes",
            Self::Utf16 => "utf16",
            Self::Scalars => "scalars",
            Self::Graphemes => "graphemes",
        }
    }

    /// The length of `text`.
    #[must_use]
    pub fn length(self, text: &str) -> usize {
        match self {
            Self::Bytes => text.len(),
            Self::Utf16 => utf16(text),
            Self::Scalars => text.chars().count(),
            Self::Graphemes => text.graphemes(true).count(),
        }
    }
}

/// The length of `text` in UTF-16 code units.
///
/// No page says what a character of "1 to 4096 characters" is. Servers in JavaScript count UTF-16
/// units, and no reading but bytes is stricter, so limits are checked in these.
///
/// ```
/// use flashplan::content::utf16_len;
/// assert_eq!(utf16_len("🍎"), 2);
/// ```
#[must_use]
pub fn utf16_len(text: &str) -> usize {
    utf16(text)
}

/// Reports `code` where `text` has more than `max` characters.
pub(crate) fn check_length(
    field: &Field<'_, '_>,
    text: &str,
    max: usize,
    (code, words): (Code, &'static Text),
    options: &Options<'_>,
    sink: &mut Sink,
) {
    // a text never has more units than bytes
    if text.len() <= max {
        return;
    }
    let unit = options.length_unit;
    let got = unit.length(text);
    if got > max {
        let issue = field.issue(code, words).with("got", got).with("max", max);
        sink.report(issue.with("unit", unit.name()));
    }
}
