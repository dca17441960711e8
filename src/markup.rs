//! Markup that WhatsApp would not show as it was meant. Only ever warnings.
//!
//! WhatsApp knows `*bold*`, `_italic_`, `~strike~`, monospace in backticks, lists and quotes. It
//! shows Markdown's headings, links and tables, and all of HTML, as they are written.

use crate::issue::{Code, Span, Text};
use crate::reading::{Field, Sink};
use regex::{Captures, Regex};
use std::sync::LazyLock;

/// Reports what of `text`, the value of `field`, WhatsApp would show as written.
pub(crate) fn lint_markup(field: &Field<'_, '_>, text: &str, sink: &mut Sink) {
    // most texts have no mark at all, and need no expression
    if !has_mark(text) {
        return;
    }
    if let Some(found) = RULES.foreign(text) {
        report(
            field,
            text,
            found,
            (Code::MarkdownNotRendered, &MARKDOWN),
            sink,
        );
    }
    if let Some(found) = unbalanced(text) {
        report(
            field,
            text,
            found,
            (Code::MarkupUnbalanced, &UNBALANCED),
            sink,
        );
    }
}

/// Whether a character stands in `text` that any rule is about. In steps, so that a step is a few
/// instructions for all of its bytes.
fn has_mark(text: &str) -> bool {
    let is_mark = |b: u8| matches!(b, b'*' | b'_' | b'~' | b'`' | b'[' | b'<' | b'#' | b'|');
    let any = |bytes: &[u8]| bytes.iter().fold(false, |found, &b| found | is_mark(b));
    text.as_bytes().chunks(64).any(any)
}

fn report(
    field: &Field<'_, '_>,
    text: &str,
    found: Span,
    (code, words): (Code, &'static Text),
    sink: &mut Sink,
) {
    let mark = found.text(text).chars().take(12).collect::<String>();
    let issue = field.issue(code, words).with("mark", mark);
    sink.report(issue.at(found.place(text)));
}

static RULES: LazyLock<Rules> = LazyLock::new(Rules::new);

struct Rules {
    foreign: Regex,
}

impl Rules {
    #[expect(
        clippy::expect_used,
        reason = "the expression is a constant, and every use in a test compiles it"
    )]
    fn new() -> Self {
        // spelled out, for `\s` needs tables of `regex` that only other users of it switch on
        let foreign = concat!(
            r"(?m)\*\*[^* \t\r\n][^*\n]*\*\*",       // **bold**
            r"|^[ \t]{0,3}(#{1,6})[ \t]+[^ \t\r\n]", // # heading
            r"|\[[^\]\n]+\]\((?:https?:|www\.|/|mailto:)[^) \t\r\n]*\)", // [label](address)
            r"|</?(?:[aA]|[bB]|[iI]|[uU]|[sS]|[pP]|br|BR|em|strong|div|span|ul|ol|li|h[1-6]|img|table)(?:[ \t][^<>\n]*)?/?>",
            r"|^[ \t]*\|[ \t]*:?-{3,}", // the rule beneath the head of a table
        );
        Self {
            foreign: Regex::new(foreign).expect("a constant expression"),
        }
    }

    /// The first mark of Markdown or HTML.
    fn foreign(&self, text: &str) -> Option<Span> {
        self.foreign.captures(text).map(|found| mark(&found))
    }
}

/// The part to point at: the mark of a heading, the whole of anything else.
fn mark(found: &Captures<'_>) -> Span {
    match (found.get(1), found.get(0)) {
        (Some(part), _) | (None, Some(part)) => Span::new(part.start(), part.end()),
        (None, None) => Span::new(0, 0),
    }
}

/// The first opening `*`, `_`, `~` or backtick of a line that nothing closes, or the three backticks
/// that nothing closes at all.
pub(crate) fn unbalanced(text: &str) -> Option<Span> {
    let fences = text.match_indices("```");
    if let Some((last, fence)) = fences.clone().last() {
        // whatever stands in monospace is no mark
        let is_open = fences.count() % 2 == 1;
        return is_open.then(|| Span::new(last, last + fence.len()));
    }
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if let Some(at) = unbalanced_in_line(line) {
            return Some(Span::new(start + at, start + at + 1));
        }
        start += line.len();
    }
    None
}

fn unbalanced_in_line(line: &str) -> Option<usize> {
    ['*', '_', '~', '`']
        .into_iter()
        .find_map(|mark| open_mark(line, mark))
}

/// The last `mark` that opens and is not closed: after white space or punctuation, before a word.
fn open_mark(line: &str, mark: char) -> Option<usize> {
    let mut open = None;
    let mut before = None;
    let mut chars = line.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let after = chars.peek().map(|(_, c)| *c);
        if c == mark {
            let opens = is_gap(before) && after.is_some_and(|c| !c.is_whitespace() && c != mark);
            let closes =
                is_gap(after) && before.is_some_and(|c: char| !c.is_whitespace() && c != mark);
            match open {
                Some(_) if closes => open = None,
                None if opens => open = Some(at),
                _ => {}
            }
        }
        before = Some(c);
    }
    open
}

fn is_gap(c: Option<char>) -> bool {
    c.is_none_or(|c| !c.is_alphanumeric())
}

static MARKDOWN: Text = Text {
    en: (
        "WhatsApp shows `{mark}` as written: it knows neither Markdown nor HTML",
        "write *bold*, _italic_, ~strike~, and addresses in full",
    ),
    fr: (
        "WhatsApp affiche `{mark}` tel quel : il ne connaît ni Markdown ni HTML",
        "écrivez *gras*, _italique_, ~barré~, et les adresses en entier",
    ),
};

pub(crate) static UNBALANCED: Text = Text {
    en: (
        "this `{mark}` opens a style that nothing closes on its line",
        "close it on the same line, right after a character",
    ),
    fr: (
        "ce `{mark}` ouvre un style que rien ne ferme sur sa ligne",
        "fermez-le sur la même ligne, juste après un caractère",
    ),
};

#[cfg(test)]
mod tests {
    use super::{RULES, unbalanced};

    #[test]
    fn markdown_and_html_are_found_and_whatsapps_own_marks_are_not() {
        let found = |text| RULES.foreign(text).map(|span| span.text(text).to_owned());
        for (text, mark) in [
            ("a **b** c", "**b**"),
            ("x\n## Titre", "##"),
            ("voir [ici](https://a.bj)", "[ici](https://a.bj)"),
            ("a<br/>b", "<br/>"),
            ("<a href=\"x\">y</a>", "<a href=\"x\">"),
            ("| a |\n|---|", "|---"),
        ] {
            assert_eq!(found(text).as_deref(), Some(mark), "{text}");
        }
        for text in [
            "*b* _i_ ~s~ `m`",
            "* liste",
            "1 < 2 > 0",
            "#promo",
            "5 * 3 ** 2",
            "[1] (2)",
            "<3",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }

    #[test]
    fn an_opening_mark_needs_its_close_on_the_same_line() {
        let found = |text| unbalanced(text).map(|span| span.start);
        assert_eq!(found("*promo"), Some(0));
        assert_eq!(found("ok\n_fin"), Some(3));
        assert_eq!(found("*a\nb*"), Some(0));
        assert_eq!(found("le `code"), Some(3));
        assert_eq!(found("```a``` et ```b"), Some(11));
        for text in [
            "*a* b",
            "5 * 3",
            "* liste",
            "snake_case",
            "a*b",
            "~x~",
            "```*```",
            "_a b_!",
            "le `code`",
            "l`eau",
            "```a *b```",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }
}
