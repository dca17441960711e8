//! Text that WhatsApp would not show as its author means it.

use super::compile::Template;
use super::texts;
use crate::issue::{Code, Issue, Issues, Span, Text};
use crate::markup;
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
    /// Markdown and HTML in the template's own text, which WhatsApp shows as written, and the first of
    /// its own marks that nothing closes. Looked for when asked: it is no part of compiling.
    ///
    /// ```
    /// use flashplan::template::Template;
    /// let template = Template::compile("**Promo** : voir [ici](https://example.org)")?;
    /// assert_eq!(template.lint().len(), 2);
    /// assert_eq!(Template::compile("*Promo de {{contact.firstName}}")?.lint().len(), 1);
    /// assert!(Template::compile("*Promo* de {{contact.firstName}}")?.lint().is_empty());
    /// # Ok::<(), flashplan::issue::Issues>(())
    /// ```
    #[must_use]
    pub fn lint(&self) -> Issues {
        let source = self.source();
        let literals = self.literals();
        let mut found: Vec<(Span, &'static Text)> = Vec::new();
        for (pattern, text) in PATTERNS.iter() {
            let matches = pattern.iter().flat_map(|pattern| pattern.find_iter(source));
            let spans = matches.map(|found| Span::new(found.start(), found.end()));
            found.extend(
                spans
                    .filter(|span| is_inside(&literals, *span))
                    .map(|span| (span, *text)),
            );
        }
        found.sort_by_key(|(span, _)| *span);
        let issue = |(span, text): (Span, &'static Text)| {
            Issue::new(Code::MarkdownNotRendered, "", text).at(span.place(source))
        };
        let open = markup::unbalanced(&self.literal_text()).map(|span| {
            Issue::new(Code::MarkupUnbalanced, "", &markup::UNBALANCED)
                .with("mark", span.text(source))
                .at(span.place(source))
        });
        found.into_iter().map(issue).chain(open).collect()
    }
}

/// Whether a span lies in one of `parts`, which are in order.
fn is_inside(parts: &[Span], span: Span) -> bool {
    let at = parts.partition_point(|part| part.start <= span.start);
    let part = at.checked_sub(1).map(|at| parts[at]);
    part.is_some_and(|part| span.end <= part.end)
}

#[cfg(test)]
mod tests {
    use super::PATTERNS;
    use crate::template::Template;

    #[test]
    fn a_mark_is_looked_for_in_the_text_alone() {
        let found = |source: &str| {
            let issues = Template::compile(source).unwrap().lint();
            let marks = issues.iter().filter_map(|issue| issue.place());
            marks.map(|place| place.span.start).collect::<Vec<_>>()
        };
        assert_eq!(found("é *{{contact.a}}"), [3]);
        assert_eq!(found("{{default contact.a \"*x\"}} _a\n{{! _ }}_b"), [27]);
        for source in [
            "*{{contact.a}}*",
            "{{! *x }}{{default contact.a \" *x\"}}",
            "{{#if contact.a}}\n*a*\n{{/if}}\n_b_",
            "",
        ] {
            assert!(found(source).is_empty(), "{source}");
        }
    }

    #[test]
    fn every_pattern_builds() {
        assert!(PATTERNS.iter().all(|(pattern, _)| pattern.is_some()));
    }
}
