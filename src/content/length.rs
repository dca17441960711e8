//! How long a text is, and how long it may be.

use crate::issue::{Code, Text};
use crate::reading::{Field, Sink};
use crate::template::utf16;

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
    sink: &mut Sink,
) {
    // a text never has more units than bytes
    if text.len() <= max {
        return;
    }
    let got = utf16_len(text);
    if got > max {
        let issue = field.issue(code, words).with("got", got).with("max", max);
        sink.report(issue);
    }
}
