//! The rules of Meta's Cloud API for templates, for who means to have a template approved there too.
//! MsgFlash has none of them: `{{contact.firstName}}, bonjour` is legal.

use super::compile::{Compiler, Syntax, Template};
use super::texts;
use crate::issue::{Code, Issue, Issues, Span, Text};

impl Template {
    /// What Meta's review of templates would refuse: blocks and helpers, a placeholder at the start or at
    /// the end (behind punctuation too), placeholders with nothing but space between them, and fewer than
    /// 2n + 1 words around n placeholders. Warnings, looked for when asked.
    ///
    /// The rules are those of Meta's template components page and of Twilio's error 63040, which tells
    /// them in full.
    ///
    /// ```
    /// use flashplan::template::Template;
    /// let refused = Template::compile("{{contact.firstName}} {{custom.code}}")?.lint_meta();
    /// assert_eq!(refused.len(), 4); // at the start, next to each other, at the end, too few words
    /// let text = "Bonjour {{contact.firstName}}, merci de votre visite";
    /// assert!(Template::compile(text)?.lint_meta().is_empty());
    /// # Ok::<(), flashplan::issue::Issues>(())
    /// ```
    #[must_use]
    pub fn lint_meta(&self) -> Issues {
        let source = self.source();
        let placeholders = Compiler::new().syntax(Syntax::Placeholders);
        if let Err(issues) = placeholders.compile(source) {
            let others = issues.iter().filter_map(Issue::place);
            return others
                .map(|place| Issue::new(Code::MetaTemplate, "", &texts::META_SYNTAX).at(place))
                .collect();
        }
        let uses = uses(self);
        let mut found = positions(&uses, &gaps(&self.literals(), &uses, source), source);
        found.extend(words(&uses, &self.literals(), source));
        found.into_iter().collect()
    }
}

/// The places of all placeholders, in order.
fn uses(template: &Template) -> Vec<Span> {
    let variables = template.variables().iter();
    let mut uses: Vec<Span> = variables
        .flat_map(|variable| variable.spans().iter().copied())
        .collect();
    uses.sort_unstable();
    uses
}

/// The text before the first placeholder, between each two, and behind the last: one more than `uses`.
fn gaps(literals: &[Span], uses: &[Span], source: &str) -> Vec<String> {
    let mut gaps = vec![String::new(); uses.len() + 1];
    for literal in literals {
        let gap = uses.partition_point(|used| used.start < literal.start);
        gaps[gap] += literal.text(source);
    }
    gaps
}

fn positions(uses: &[Span], gaps: &[String], source: &str) -> Vec<Issue> {
    let last = uses.len().saturating_sub(1);
    let issue = |at: usize, text: &'static Text| {
        Issue::new(Code::MetaTemplate, "", text).at(uses[at].place(source))
    };
    let mut found = Vec::new();
    for at in 0..uses.len() {
        match gaps[at].trim() {
            "" if at == 0 => found.push(issue(at, &texts::META_START)),
            "" => found.push(issue(at, &texts::META_ADJACENT)),
            _ => {}
        }
        if at == last && !gaps[at + 1].chars().any(char::is_alphanumeric) {
            found.push(issue(at, &texts::META_END));
        }
    }
    found
}

/// Too little text for the placeholders, told at the first of them.
fn words(uses: &[Span], literals: &[Span], source: &str) -> Option<Issue> {
    let first = uses.first()?;
    let texts = literals.iter().map(|literal| literal.text(source));
    let words = texts
        .flat_map(str::split_whitespace)
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .count();
    let least = 2 * uses.len() + 1;
    (words < least).then(|| {
        Issue::new(Code::MetaTemplate, "", &texts::META_WORDS)
            .with("words", words)
            .with("least", least)
            .at(first.place(source))
    })
}
