//! Values whose own characters must not format the message, or turn its lines around.

use std::borrow::Cow;
use unicode_segmentation::UnicodeSegmentation;

/// What is done to a value before it prints, so that a contact called `*Awa` does not set the rest
/// of the line in bold. The template's own text is left alone, and so is what
/// [`Missing`](super::Missing) puts in place of a value.
///
/// WhatsApp has no escape, so that a mark is replaced by a character that looks like it:
///
/// | in the value | printed |
/// |---|---|
/// | `*` `_` `~`, but for one between two letters or digits, where WhatsApp takes it for no mark | `∗` U+2217, `＿` U+FF3F, `∼` U+223C |
/// | a backtick | `ˋ` U+02CB |
/// | a line end of two characters, or a carriage return | a line feed |
/// | other control characters but tab and line feed | nothing |
/// | characters that embed, override or isolate a direction: U+202A to U+202E, U+2066 to U+2069 | nothing |
///
/// Marks of lists and quotes at the beginning of a line stay as they are, and so do the single marks
/// of direction that Arabic and Hebrew are written with. A value that a link is made of loses the
/// marks beside its punctuation: use this for what people type in.
///
/// ```
/// use flashplan::template::{Context, Neutralise, RenderOptions, Template};
/// use serde_json::json;
/// let template = Template::compile("*Bonjour* {{contact.name}} !")?;
/// let context = Context::from_json(json!({"contact": {"name": "*Awa_\r\nsnake_case"}}));
/// let options = RenderOptions::new().neutralise(Neutralise::new());
/// assert_eq!(template.render(&context, &options)?, "*Bonjour* ∗Awa＿\nsnake_case !");
/// let options = RenderOptions::new().neutralise(Neutralise::new().longest(4));
/// assert_eq!(template.render(&context, &options)?, "*Bonjour* ∗Aw… !");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Neutralise {
    /// Characters, as a reader counts them, that a value keeps at most; the last one of a value that
    /// is longer is `…`. None: no such bound. At least 1.
    pub longest: Option<usize>,
}

impl Neutralise {
    /// Marks are replaced; a value may have any length.
    #[must_use]
    pub const fn new() -> Self {
        Self { longest: None }
    }

    /// Cuts a value after so many characters.
    #[must_use]
    pub const fn longest(mut self, characters: usize) -> Self {
        self.longest = Some(characters);
        self
    }

    /// Neutralises what was added to `out` since `start`.
    pub(super) fn tail(self, out: &mut String, start: usize) {
        if let Cow::Owned(neutral) = self.text(&out[start..]) {
            out.truncate(start);
            out.push_str(&neutral);
        }
    }

    /// The cut comes first: it may leave a mark at the end of a word.
    pub(super) fn text(self, value: &str) -> Cow<'_, str> {
        match self.longest {
            Some(longest) if value.graphemes(true).nth(longest).is_some() => {
                let kept = longest.saturating_sub(1);
                let cut: String = value.graphemes(true).take(kept).chain(["…"]).collect();
                Cow::Owned(neutral(&cut).into_owned())
            }
            _ => neutral(value),
        }
    }
}

fn neutral(value: &str) -> Cow<'_, str> {
    if !value.chars().any(is_of_concern) {
        return Cow::Borrowed(value);
    }
    let mut out = String::with_capacity(value.len() + 8);
    let mut before = None;
    let mut chars = value.chars().peekable();
    while let Some(c) = chars.next() {
        let after = chars.peek().copied();
        let in_word = is_word(before) && is_word(after);
        match c {
            '*' if !in_word => out.push('∗'),
            '_' if !in_word => out.push('＿'),
            '~' if !in_word => out.push('∼'),
            '`' => out.push('ˋ'),
            '\r' if after == Some('\n') => {}
            '\r' => out.push('\n'),
            c if is_dropped(c) => continue,
            c => out.push(c),
        }
        before = Some(c);
    }
    Cow::Owned(out)
}

fn is_of_concern(c: char) -> bool {
    matches!(c, '*' | '_' | '~' | '`' | '\r') || is_dropped(c)
}

fn is_dropped(c: char) -> bool {
    c.is_control() && !matches!(c, '\t' | '\n' | '\r')
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn is_word(c: Option<char>) -> bool {
    c.is_some_and(char::is_alphanumeric)
}
