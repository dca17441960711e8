//! Text that WhatsApp would not show as its author means it.

use super::compile::Template;
use super::texts;
use crate::issue::{Code, Issue, Issues, Span, Text};
use regex::Regex;
use std::sync::LazyLock;

/// A form of Markdown or HTML, and what to say of it.
struct Form {
    pattern: &'static str,
    text: &'static Text,
}

const FORMS: [Form; 4] = [
    Form {
        pattern: r"\*\*[^*\n]+\*\*",
        text: &texts::MARKDOWN_BOLD,
    },
    Form {
        pattern: r"\[[^\]\n]+\]\(https?://[^) \t\r\n]+\)",
        text: &texts::MARKDOWN_LINK,
    },
    Form {
        pattern: r"(?m)^#{1,6} ",
        text: &texts::MARKDOWN_HEADING,
    },
    Form {
        pattern: r"</?(?:a|b|br|div|em|i|p|span|strong|u)(?: [^>\n]*)?/?>",
        text: &texts::HTML,
    },
];

/// A pattern that could not be built finds nothing; a test builds each.
static PATTERNS: LazyLock<Vec<(Option<Regex>, &'static Text)>> = LazyLock::new(|| {
    let built = FORMS
        .iter()
        .map(|form| (Regex::new(form.pattern).ok(), form.text));
    built.collect()
});

impl Template {
    /// Markdown and HTML in the template's own text, which WhatsApp shows as written. Looked for when
    /// asked: it is no part of compiling.
    ///
    /// ```
    /// use flashplan::template::Template;
    /// let template = Template::compile("**Promo** : voir [ici](https://example.org)")?;
    /// assert_eq!(template.lint().len(), 2);
    /// assert!(Template::compile("*Promo* de {{contact.firstName}}")?.lint().is_empty());
    /// # Ok::<(), flashplan::issue::Issues>(())
    /// ```
    #[must_use]
    pub fn lint(&self) -> Issues {
        let source = self.source();
        let mut found: Vec<(Span, &'static Text)> = Vec::new();
        for (pattern, text) in PATTERNS.iter() {
            let matches = pattern.iter().flat_map(|pattern| pattern.find_iter(source));
            let spans = matches.map(|found| Span::new(found.start(), found.end()));
            found.extend(
                spans
                    .filter(|span| self.is_literal(*span))
                    .map(|span| (span, *text)),
            );
        }
        found.sort_by_key(|(span, _)| *span);
        let issue = |(span, text): (Span, &'static Text)| {
            Issue::new(Code::MarkdownNotRendered, "", text).at(span.place(source))
        };
        found.into_iter().map(issue).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::PATTERNS;

    #[test]
    fn every_pattern_builds() {
        assert!(PATTERNS.iter().all(|(pattern, _)| pattern.is_some()));
    }
}
